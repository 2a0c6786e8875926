"""The tree of an explanation: it agrees with the status, node by node."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, get_args

import pytest

from made.random_settings import settings
from pactgraph.asking.status.answer import statuses
from pactgraph.asking.why import Basis, Explanation, Finding, Truth, why
from pactgraph.asking.why.condition_words import KINDS
from pactgraph.errors import BadInputError, NotFoundError
from pactgraph.graph import PactGraph, load
from pactgraph.kernel.conditions import CONNECTIVES, And, Condition, Joined
from pactgraph.kernel.flips import step_at
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import TICK, Precision, Stretch
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pactgraph.asking.setting import Setting

pytestmark = pytest.mark.many

KNOWN = "2026-11-23"
VALID = (Path(__file__).parents[1] / "check" / "valid.ttl").read_text(encoding="utf-8")


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def explained(clause: str, on: str, known: str = KNOWN, **assume: str) -> Explanation:
    """Return why a clause has its status; underscores in events stand for hyphens."""
    assumed = {name.replace("_", "-"): date for name, date in assume.items()}
    return graph().why(clause, graph().setting(on=on, known=known, assume=assumed))


def nodes(finding: Finding) -> Iterator[Finding]:
    """Yield a finding and all below it."""
    yield finding
    for part in finding.parts:
        yield from nodes(part)


def many() -> list[Setting]:
    """Return random settings for the shipped facts."""
    return settings(graph().record, Random(3), 60)  # noqa: S311 - no secret


def at(setting: Setting, moment: datetime) -> Setting:
    """Return `setting` asked about one instant."""
    return replace(setting, on=Stretch(moment, moment + TICK, Precision.INSTANT, "then"))


# ---- Agreement with the status ----------------------------------------------------------


@pytest.mark.many
def test_the_root_is_the_status_for_random_settings_on_all_clauses() -> None:
    """Status and what it depends on are those that `status` answers."""
    record = graph().record
    seen = set()
    for setting in many():
        for answer in statuses(record, setting):
            told = why(record, answer.clause, setting)
            seen.add(answer.status)
            assert (answer.status, set(answer.depends_on)) == (
                told.status,
                told.root.standing.depends_on,
            )
            assert step_at(told.course, setting.on.last).standing == told.root.standing

    assert set(Status) == seen


@pytest.mark.many
def test_the_parts_together_give_the_whole_for_random_settings() -> None:
    """No shipped clause has open conditions that settle each other; so parts decide wholes."""
    record = graph().record
    for setting in many():
        for clause in record.clauses.values():
            for finding in nodes(why(record, clause, setting).root):
                assert not finding.settled_together
                assert finding.truth is finding.combined()


@pytest.mark.many
def test_the_bounds_of_a_status_are_exact_for_random_settings() -> None:
    """At `since` the status is the same, right before it is not; so at `until`, at `earliest`."""
    record, chance = graph().record, Random(5)  # noqa: S311 - no secret
    tried = 0
    for setting in many():
        for clause in chance.sample(sorted(record.clauses.values(), key=lambda c: c.id), 12):
            root = why(record, clause, setting).root

            def standing(moment: datetime, setting: Setting = setting) -> object:
                return why(record, clause, at(setting, moment)).root.standing  # noqa: B023 - called at once

            if root.since:
                tried += 1
                assert root.standing == standing(root.since) != standing(root.since - TICK)
            if root.until:
                assert root.standing == standing(root.until - TICK) != standing(root.until)
            if root.earliest:
                first = why(record, clause, at(setting, root.earliest)).root
                eve = why(record, clause, at(setting, root.earliest - TICK)).root
                assert Truth.FAILS is eve.truth is not first.truth

    assert 200 <= tried


def test_every_condition_without_parts_cites_a_source() -> None:
    """Of an agreement, an event, or the clause itself; and each is described in the record."""
    record = graph().record
    for setting in many()[:20]:
        for clause in record.clauses.values():
            for leaf in why(record, clause, setting).root.leaves():
                assert leaf.sources
                assert set(leaf.sources) <= record.sources.keys()


# ---- What it rests on -------------------------------------------------------------------


def test_what_took_the_place_of_a_clause_is_named() -> None:
    """The revenue share of 2025 ended when the amendment took effect; its successor is there."""
    told = explained("MSOA-2025-18", "2026-05-01")
    (reason,) = told.reasons
    (ending,) = reason.endings

    assert Status.ENDED is told.status
    assert "2026-04-27" == reason.since.date().isoformat() if reason.since else False
    assert ("MSOA-2026-06", True, Status.IN_FORCE) == (
        ending.provision.id,
        ending.replaces,
        ending.status,
    )
    assert {"microsoft-2026-04-27", "openai-2026-04-27"} == set(map(local_name, reason.sources))


def test_the_statement_that_ended_a_clause_is_named() -> None:
    """The right of first refusal was ended by a statement of the October agreement."""
    (reason,) = explained("MSOA-2025JAN-05", "2025-11-01").reasons

    assert [("MSOA-2025-20", False, None)] == [
        (ending.provision.id, ending.replaces, ending.status) for ending in reason.endings
    ]


def test_a_term_that_is_over_is_the_reason_whatever_is_open() -> None:
    """In 2031 the research licence is over; two events decide whether it was before."""
    told = explained("MSOA-2025-12", "2031-06-01")

    assert ["2031-01-01"] == [str(r.since.date()) for r in told.reasons if r.since]
    assert ["agi-verified", "research-licence-ended"] == [local_name(e) for e in told.hung_before]


def test_what_failed_later_is_no_reason() -> None:
    """An assumed verification in 2028 is not why a clause ended in 2026."""
    (reason,) = explained("MSOA-2025-18", "2030-01-01", agi_verified="2028-06-01").reasons

    assert ["MSOA-2026-06"] == [ending.provision.id for ending in reason.endings]


def test_an_open_clause_rests_on_its_open_conditions() -> None:
    """Those that hold do not decide."""
    told = explained("MSOA-2025-12", "2029-01-01")

    assert {Truth.OPEN} == {reason.truth for reason in told.reasons}
    assert {"agi-verified", "research-licence-ended"} == {
        local_name(reason.occurrence.event) for reason in told.reasons if reason.occurrence
    }
    assert [False, True, False, True] == [part.decides for part in told.root.parts]


def test_the_earliest_day_comes_from_the_windows_of_events() -> None:
    """Rights to models made after AGI: from the day after the record is known on."""
    told = explained("MSOA-2025-11", KNOWN)
    (reason,) = told.reasons

    assert Status.NOT_YET is told.status
    assert {"2026-11-24"} == {
        str(found.earliest.date()) for found in (told.root, reason) if found.earliest
    }


def test_what_has_ended_never_comes_back() -> None:
    """No later day is given."""
    assert None is explained("MSOA-2025-18", "2026-05-01").root.earliest


# ---- Knowledge and assumptions ----------------------------------------------------------


def test_agreements_not_yet_known_are_named() -> None:
    """In March 2026 nobody knew of the amendment that ended the revenue share."""
    told = explained("MSOA-2025-18", "2026-05-01", known="2026-03-01")
    unknown = told.root.parts[-1].occurrence

    assert ["MSOA-2026"] == [agreement.id for agreement in told.not_yet_known]
    assert unknown is not None
    assert Basis.NOT_YET_KNOWN is unknown.basis
    assert () == explained("MSOA-2025-18", "2026-05-01").not_yet_known


def test_a_clause_of_an_unknown_agreement_never_holds() -> None:
    """And its agreement is what was not yet known."""
    told = explained("MSOA-2026-06", "2026-05-01", known="2026-03-01")

    assert Status.NEVER is told.status
    assert ["MSOA-2026"] == [agreement.id for agreement in told.not_yet_known]


@pytest.mark.parametrize(
    ("assume", "basis"),
    [
        ({}, Basis.OPEN),
        ({"agi_verified": "2028-06-01"}, Basis.ASSUMED),
        ({"agi_verified": "never"}, Basis.ASSUMED),
        ({"agi_declared": "2028-06-01"}, Basis.ORDERED),
        ({"agi_declared": "never"}, Basis.ORDERED),
    ],
)
def test_it_is_said_where_the_date_of_an_event_comes_from(
    assume: dict[str, str], basis: Basis
) -> None:
    """Open, assumed, or narrowed by the order of events with an assumption about another."""
    told = explained("MSOA-2025-12", "2029-01-01", **assume)
    found = told.root.parts[1].occurrence

    assert found is not None
    assert basis is found.basis
    assert (["agi-declared"] if basis is Basis.ORDERED else []) == [
        local_name(event) for event in found.because
    ]


def test_a_recorded_date_is_told_as_it_is_written() -> None:
    """The investment of March 2021 has no day."""
    found = explained("MSOA-2021-01", "2021-03-10", known="2026-11-23").root.parts[0].occurrence

    assert found is not None
    assert found.date is not None
    assert (Basis.RECORDED, "2021-03") == (found.basis, found.date.text)


def test_what_the_record_does_not_decide_comes_with_what_is_claimed() -> None:
    """Whether the amendment ended the research licence: three sources say so."""
    found = explained("MSOA-2025-12", "2026-06-01").root.parts[-1].occurrence

    assert found is not None
    assert Basis.UNDECIDED is found.basis
    assert ["C-07-research-licence-ended"] == [claim.id for claim in found.claims]


def test_an_assumption_without_bearing_is_said_to_have_none() -> None:
    """The IPO does not touch the research licence; the declaration of AGI does."""
    told = explained("MSOA-2025-12", "2029-01-01", openai_ipo="2027", agi_declared="2028")

    assert ["openai-ipo"] == [local_name(event) for event in told.without_bearing]


# ---- Conditions of other shapes ---------------------------------------------------------

MORE = """
:notice a pact:Event ; rdfs:label "notice given"@en .
:merger a pact:Event ; rdfs:label "merger"@en .
:late a pact:DerivedEvent ; rdfs:label "notice period over"@en ;
    pact:after :notice ; pact:offset "P90D"^^xsd:duration .
:either a pact:DerivedEvent ; rdfs:label "first of both"@en ;
    pact:earliestOf :notice ; pact:earliestOf :merger .
:until-late a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :late .
:until-either a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :either .
:from-merger a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:gteq ;
    odrl:rightOperand :merger .
:until-merger a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :merger .
:always a odrl:LogicalConstraint ; odrl:or :from-merger ; odrl:or :until-merger .
:one a odrl:LogicalConstraint ; odrl:xone :from-merger ; odrl:xone :through-2028 .
"""


def own(constraint: str, folder: Path) -> PactGraph:
    """Return a graph with one clause that has one constraint."""
    text = VALID.replace("    odrl:constraint :through-2028 ;\n", "")
    text = text.replace(
        "odrl:constraint :before-beta-goes-public ;", f"odrl:constraint {constraint} ;"
    )
    file = folder / "deal.ttl"
    file.write_text(text + MORE, encoding="utf-8")
    return load(file)


def own_root(constraint: str, folder: Path, on: str, **assume: str) -> Finding:
    """Return the constraint of that clause, explained on a day."""
    graph = own(constraint, folder)
    told = graph.why("deal-1", graph.setting(on=on, known="2026-01-01", assume=assume))
    (finding,) = [part for part in told.root.parts if "deal" not in _names(part)]
    return finding


def _names(finding: Finding) -> set[str]:
    leaf = finding.occurrence
    return {local_name(leaf.event)} if leaf else set()


def test_a_derived_event_shows_what_it_is_derived_from(tmp_path: Path) -> None:
    """Before the first of two events: both may not have happened."""
    found = own_root(":until-either", tmp_path, "2027-01-01", merger="2026-06-01")
    (joined,) = found.parts

    assert None is found.occurrence
    assert isinstance(joined.condition, And)
    assert [Truth.FAILS, Truth.OPEN] == [part.truth for part in joined.parts]
    assert [True, False] == [part.decides for part in joined.parts]


def test_a_delayed_event_tells_when_it_is_due(tmp_path: Path) -> None:
    """90 days after a notice of 2026-06-01."""
    found = own_root(":until-late", tmp_path, "2026-08-29", notice="2026-06-01")
    (delayed,) = found.parts

    assert Truth.HOLDS is delayed.truth
    assert delayed.until is not None
    assert "2026-08-30" == str(delayed.until.date())
    assert delayed.occurrence is not None
    assert ("notice", Basis.ASSUMED) == (
        local_name(delayed.occurrence.base),
        delayed.occurrence.basis,
    )


def test_open_conditions_can_settle_each_other(tmp_path: Path) -> None:
    """Before or from a merger: whichever, it holds; the tree says that both are open."""
    found = own_root(":always", tmp_path, "2027-01-01")

    assert [Truth.OPEN, Truth.OPEN] == [part.truth for part in found.parts]
    assert Truth.HOLDS is found.truth
    assert found.settled_together
    assert all(part.decides for part in found.parts)


def test_of_exactly_one_all_parts_decide(tmp_path: Path) -> None:
    """An open merger within the term leaves it open; once over, it fails as both hold."""
    still_open = own_root(":one", tmp_path, "2027-01-01")
    both = own_root(":one", tmp_path, "2027-01-01", merger="2026-06-01")

    assert Truth.OPEN is still_open.truth is still_open.combined()
    assert Truth.FAILS is both.truth is both.combined()
    assert all(part.decides for part in both.parts)


# ---- Naming -----------------------------------------------------------------------------


def test_one_clause_has_to_be_named() -> None:
    """An agreement has several; the message lists them."""
    with pytest.raises(BadInputError, match="name one of its clauses: MSOA-2025-02"):
        explained("MSOA-2025", "2026-05-01")
    with pytest.raises(BadInputError, match="it has no clauses"):
        explained("MSOA-2025SEP", "2026-05-01")
    with pytest.raises(BadInputError, match="only clauses have a status"):
        explained("MSOA-2025-20", "2026-05-01")
    with pytest.raises(NotFoundError, match="there is no clause"):
        explained("nonsense", "2026-05-01")


def test_every_kind_of_condition_has_a_name_and_its_term() -> None:
    """None is missing where no type checker looks, and no two are called alike."""
    assert set(get_args(Condition)) == KINDS.keys()
    assert set(get_args(Joined)) == set(CONNECTIVES.values())
    assert len(KINDS) == len(set(KINDS.values()))
