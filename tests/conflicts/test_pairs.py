"""Which pairs collide, and which only look so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from made.made_up_rules import Made

if TYPE_CHECKING:
    from pathlib import Path

EXCLUSIVE = "odrl:ensureExclusivity"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return a graph without agreements."""
    return Made(tmp_path)


def conflicts(made: Made, on: str = "2025-06-01", **assume: str) -> list[str]:
    """Return the conflicts in words: kind, clauses, status."""
    graph = made.graph
    setting = graph.setting(on=on, known="2025-01-01", assume=assume)
    return [
        f"{each.kind.value}: {each.first.id} {each.second.id if each.second else '-'},"
        f" {each.status.value}"
        for each in graph.conflicts(setting)
    ]


def test_a_permission_collides_with_a_prohibition_from_the_same_party(made: Made) -> None:
    """Beta says that Acme may, and that it must not."""
    deal = made.agreement("one", "d1 may odrl:use engine").agreement(
        "two", "d2 must-not odrl:use engine"
    )

    assert ["permission against prohibition: d1 d2, in force"] == conflicts(deal)


@pytest.mark.parametrize(
    ("ban", "collides"),
    [
        ("d2 must-not odrl:use engine", True),
        ("d2 must-not odrl:use engine ; odrl:constraint :to-dealers ;", True),
        ("d2 must-not odrl:use piston", False),
        ("d2 must-not :hire-out engine", False),
        ("d2 must-not odrl:use engine by=acme-motors", False),
        ("d2 must-not odrl:use engine ; odrl:constraint :small ;", False),
        ("d2 must-not odrl:use engine ; pact:excludes :piston ;", False),
    ],
)
@pytest.mark.parametrize("agreements", [1, 2])
def test_a_ban_of_less_than_is_permitted_is_an_exception(
    made: Made, ban: str, *, collides: bool, agreements: int
) -> None:
    """A part, a case, a member, or within limits; in one agreement as in two."""
    right = "d1 may odrl:use engine ; odrl:constraint :to-dealers ;"
    deal = (
        made.agreement("deal", right, ban)
        if agreements == 1
        else made.agreement("one", right).agreement("two", ban)
    )

    assert collides == (["permission against prohibition: d1 d2, in force"] == conflicts(deal))
    assert collides == bool(conflicts(deal))


@pytest.mark.parametrize(
    "second",
    [
        "d2 must-not odrl:use engine from=gamma ; odrl:constraint :to-dealers ;",
        "d2 must-not odrl:use engine by=gamma",
        "d2 must-not odrl:use wheel",
        "d2 must-not odrl:use turbo",
        "d2 must-not odrl:transfer engine",
        "d2 must-not odrl:use engine ; pact:exceptionTo :d1 ;",
        "d2 must-not odrl:use engine ; pact:narrows :d1 ;",
        "d2 must-not odrl:use engine ; dcterms:replaces :d1 ;",
        "d2 must-not odrl:use engine ; odrl:constraint :not-to-dealers ;",
    ],
)
def test_what_leaves_room_for_both_is_no_conflict(made: Made, second: str) -> None:
    """Another grantor and only a part, another party, asset, action, scope, or an exception."""
    deal = made.agreement(
        "one", "d1 may odrl:use engine ; odrl:constraint :to-dealers ;"
    ).agreement("two", second, since="2024-02-01")

    assert [] == conflicts(deal)


def test_a_carve_out_is_no_conflict_but_what_leaves_nothing_is(made: Made) -> None:
    """All engines, but not the pistons; the reverse leaves nothing of the permission."""
    carved = made.agreement("deal", "d1 may odrl:use engine", "d2 must-not odrl:use piston")
    swallowed = made.agreement("deal", "d1 may odrl:use piston", "d2 must-not odrl:use engine")

    assert [] == conflicts(carved)
    assert ["permission against prohibition: d1 d2, in force"] == conflicts(swallowed)


def test_a_duty_collides_with_a_prohibition_whoever_insists(made: Made) -> None:
    """Acme owes Beta what it owes Gamma not to do."""
    deal = made.agreement("one", "d1 must pact:supply engine").agreement(
        "two", "d2 must-not pact:supply engine from=gamma"
    )

    assert ["duty against prohibition: d1 d2, in force"] == conflicts(deal)


def test_a_freedom_that_is_given_up_to_another_is_pointless_but_no_collision(made: Made) -> None:
    """Told only when nothing is left of it, for as long as it holds."""
    wholly = made.agreement("one", "d1 may odrl:use engine").agreement(
        "two", "d2 must-not odrl:use engine from=gamma"
    )
    for_a_time = made.agreement("one", "d1 may odrl:use engine").agreement(
        "two", "d2 must-not odrl:use engine from=gamma ; odrl:constraint :through-2026 ;"
    )

    assert ["nothing is left of a permission: d1 d2, in force"] == conflicts(wholly)
    assert [] == conflicts(for_a_time)


def test_what_is_kept_for_one_cannot_be_granted_to_another(made: Made) -> None:
    """Acme keeps engines for Beta and licenses them to Gamma; to Beta it may."""
    deal = made.agreement("one", f"d1 must {EXCLUSIVE} engine")

    assert ["grant against exclusivity: d2 d1, in force"] == conflicts(
        deal.agreement("two", "d2 may odrl:use piston by=gamma from=acme")
    )
    assert [] == conflicts(deal.agreement("two", "d2 may odrl:use piston by=beta from=acme"))


def test_what_is_kept_for_one_cannot_be_owed_to_another(made: Made) -> None:
    """Supplying Gamma is dealing with others; developing is not."""
    deal = made.agreement("one", f"d1 must {EXCLUSIVE} engine")

    assert ["duty against exclusivity: d2 d1, in force"] == conflicts(
        deal.agreement("two", "d2 must pact:supply engine from=gamma")
    )
    assert [] == conflicts(deal.agreement("two", "d2 must pact:develop engine from=gamma"))


def test_two_exclusivities_collide_unless_for_the_same_party_or_different_things(
    made: Made,
) -> None:
    """Engines for Beta alone and pistons for Gamma alone."""
    deal = made.agreement("one", f"d1 must {EXCLUSIVE} engine")

    assert ["two exclusivities: d1 d2, in force"] == conflicts(
        deal.agreement("two", f"d2 must {EXCLUSIVE} piston from=gamma")
    )
    assert [] == conflicts(deal.agreement("two", f"d2 must {EXCLUSIVE} wheel from=gamma"))
    assert [] == conflicts(deal.agreement("two", f"d2 must {EXCLUSIVE} wheel by=delta from=gamma"))


def test_a_conflict_lives_only_while_both_clauses_do(made: Made) -> None:
    """Until the launch or through 2026; assumed launches move its end."""
    deal = made.agreement(
        "one", "d1 may odrl:use engine ; odrl:constraint :before-launch ;"
    ).agreement(
        "two", "d2 must-not odrl:use engine ; odrl:constraint :through-2026 ;", since="2025-01-01"
    )
    pair = "permission against prohibition: d1 d2"

    assert [f"{pair}, not yet"] == conflicts(deal, "2024-12-31")
    assert [f"{pair}, depends"] == conflicts(deal, "2026-12-31")
    assert [f"{pair}, ended"] == conflicts(deal, "2027-01-01")
    assert [f"{pair}, in force"] == conflicts(deal, "2026-05-31", launch="2026-06-01")
    assert [f"{pair}, ended"] == conflicts(deal, "2026-06-01", launch="2026-06-01")
    assert [] == conflicts(deal, "2025-06-01", launch="2024-06-01")


def test_a_clause_that_says_nothing_new_is_told(made: Made) -> None:
    """The wider licence says it already; an event that may end the wider one makes it useful."""
    said = made.agreement("one", "d1 may odrl:use engine").agreement(
        "two", "d2 may odrl:use piston", since="2024-02-01"
    )
    safer = made.agreement(
        "one", "d1 may odrl:use engine ; odrl:constraint :before-launch ;"
    ).agreement("two", "d2 may odrl:use piston", since="2024-02-01")

    assert ["adds nothing to another clause: d2 d1, in force"] == conflicts(said)
    assert [] == conflicts(safer)


def test_a_clause_that_can_never_hold_is_told(made: Made) -> None:
    """Before a launch that is assumed to have come first."""
    deal = made.agreement("deal", "d1 may odrl:use engine ; odrl:constraint :before-launch ;")

    assert [] == conflicts(deal)
    assert ["can never hold: d1 -, never"] == conflicts(deal, launch="2023-06-01")
