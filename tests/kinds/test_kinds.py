"""The tree of kinds: what is below what, how it is listed, and how it is asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entry import completed
from pactgraph.errors import NotFoundError
from pactgraph.graph import PactGraph, load
from pactgraph.record import Concept, Text
from pactgraph.scope.kinds import in_tree, kinds_around, kinds_within

if TYPE_CHECKING:
    from collections.abc import Mapping

DEAL = Path(__file__).parent / "deal.ttl"
SETTING = {"on": "2024-06-01", "known": "2024-06-01"}


@cache
def deal() -> PactGraph:
    """A licence, a perpetual one, a ban on competition, and one kind of the file's own."""
    return load(DEAL)


def tree(**broader: str) -> Mapping[str, Concept]:
    """Return kinds, each with the names of those that it is directly below."""
    return {
        name: Concept(name, name, Text({"en": name}), Text({}), tuple(above.split()))
        for name, above in broader.items()
    }


# ---- Which are below which ---------------------------------------------------------------


def test_what_is_below_is_found_at_any_remove() -> None:
    """Also where a kind is below two others, and where what is named is not described."""
    kinds = tree(a="", b="a", c="b", d="a x", e="")

    assert {"a", "b", "c", "d"} == kinds_within("a", kinds)
    assert {"c", "b", "a"} == kinds_around("c", kinds)
    assert {"d", "a", "x"} == kinds_around("d", kinds)
    assert {"e"} == kinds_within("e", kinds)


def test_a_tree_has_each_kind_below_each_of_its_broader_ones() -> None:
    """What is below a kind is told only where the kind stands first."""
    kinds = tree(cap="", liability="", limit="cap liability", tiny="limit", fee="gone")

    assert [
        (0, "cap"),
        (1, "limit"),
        (2, "tiny"),
        (0, "fee"),
        (0, "liability"),
        (1, "limit"),
    ] == [(depth, kind.id) for depth, kind in in_tree(kinds.values())]


def test_a_circle_is_told_and_ends() -> None:
    """Kinds that are below one another begin with the first of them."""
    kinds = tree(a="c", b="a", c="b", d="d")

    assert [(0, "a"), (1, "b"), (2, "c"), (3, "a"), (0, "d"), (1, "d")] == [
        (depth, kind.id) for depth, kind in in_tree(kinds.values())
    ]


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sets(st.sampled_from("abcdefgx"))))
def test_both_directions_and_the_tree_agree(drawn: dict[str, set[str]]) -> None:
    """Whatever is below whatever; no tree is longer than there are kinds and steps."""
    kinds = tree(**{name: " ".join(sorted(above)) for name, above in drawn.items()})
    told = in_tree(kinds.values())

    for name in kinds:
        assert {k for k in kinds if name in kinds_around(k, kinds)} == kinds_within(name, kinds)
    assert kinds.keys() == {kind.iri for _, kind in told}
    assert len(told) <= len(kinds) + sum(map(len, drawn.values()))


# ---- Listing ------------------------------------------------------------------------------


def test_kinds_are_listed_with_their_clauses_and_those_below() -> None:
    """Own clauses, in all, and what a kind is directly below; the same numbers by hand."""
    rows = {row["id"]: row for row in deal().things("kinds").as_json()}
    told = {id_: (row["clauses"], row["in_all"], row["broader"]) for id_, row in rows.items()}

    assert (1, 3, []) == told["licence"]
    assert (1, 1, ["licence"]) == told["perpetual"]
    assert (1, 1, ["licence"]) == told["field-licence"]
    assert (0, 1, []) == told["restriction"]
    assert (1, 1, ["restriction"]) == told["non-compete"]
    assert (0, 0, ["cap", "liability"]) == told["liability-cap"]


def test_people_see_a_tree() -> None:
    """What is below a kind stands below it, and further to the right."""
    text = str(load(DEAL).things("kinds"))
    lines = [line.split("  ")[0].rstrip() for line in text.splitlines()]
    start = lines.index("licence")

    shown = [line for line in lines[start + 1 :] if line and line != "└"][:5]
    assert [
        "└ affiliates",
        "└ field-licence",
        "└ non-transferable",
        "└ perpetual",
        "└ unlimited",
    ] == shown


def test_a_listing_of_some_has_no_others() -> None:
    """A kind of which the broader one is not listed stands for itself."""
    shown = deal().things("kinds", kind="non-compete")

    assert ["non-compete"] == [row.thing.id for row in shown]
    assert "└" not in str(shown)
    assert "in_all" not in deal().things("parties").as_json()[0]


# ---- Asking -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "clauses"),
    [
        ("licence", ["field", "plain", "for-ever"]),
        ("perpetual", ["for-ever"]),
        ("unbefristete Lizenz", ["for-ever"]),
        ("restriction", ["ban"]),
        ("liability", []),
    ],
)
def test_a_kind_is_asked_for_with_those_below(kind: str, clauses: list[str]) -> None:
    """Status, lists and all about a kind take what is below it for the kind itself."""
    setting = deal().setting(**SETTING)
    found = [answer.clause.id for answer in deal().status(setting, kind=kind)]
    shown = deal().show(kind, setting).as_json()
    told = {item["id"] for name, items in shown["sections"].items() for item in items}

    assert sorted(clauses) == found
    assert {*clauses} == told & {"field", "plain", "for-ever", "ban"}
    assert bool(clauses) == bool(deal().things("parties", kind=kind))


def test_all_about_a_kind_says_what_is_around_it() -> None:
    """The kinds directly above and below."""
    setting = deal().setting(**SETTING)
    sections = deal().show("liability-cap", setting).as_json()["sections"]
    below = deal().show("cap", setting).as_json()["sections"]

    assert ["cap", "liability"] == [item["id"] for item in sections["broader"]]
    assert ["liability-cap", "volume-limit"] == [item["id"] for item in below["narrower"]]


def test_what_a_file_describes_goes_before_a_kind_of_that_name() -> None:
    """An asset called security is meant by its id or label; the kind by its other label."""
    setting = deal().setting(**SETTING)
    shown = {
        name: deal().show(name, setting).thing.iri for name in ("security", "Kreditsicherheit")
    }

    assert shown == {
        "security": "https://example.org/kinds/security",
        "Kreditsicherheit": "https://w3id.org/pactgraph/kind/security",
    }


def test_a_name_that_is_none_proposes_the_nearest_kind_in_both_languages(tmp_path: Path) -> None:
    """By id, by label or by another word; with the label in the reader's language."""
    text = DEAL.read_text(encoding="utf-8")
    wrong = {
        "kind:perpetuel": "did you mean kind:perpetual?",
        "kind:NDA": "did you mean kind:confidentiality (“confidentiality”)?",
        "kind:sourceCodeEscrow": "did you mean kind:source-escrow (“source code escrow”)?",
        "kind:Abtretungen": "did you mean kind:assignment (“assignment”)?",
        "kind:xyzzy": "kind:xyzzy is no term of the vocabulary of pactgraph",
        ":exclusivity": "“exclusivity” is no term of the vocabulary of pactgraph; "
        "did you mean kind:exclusivity?",
        '"exklusiv"': "did you mean kind:exclusivity (“exclusivity”)?",
        '"xyzzy"': "Exactly one known kind is needed.",
    }
    for number, kind in enumerate(wrong):
        name = tmp_path / f"{number}.ttl"
        name.write_text(text.replace("type kind:perpetual", f"type {kind}"), encoding="utf-8")

    for number, message in enumerate(wrong.values()):
        english = completed("check", str(tmp_path / f"{number}.ttl")).stdout.splitlines()
        assert [message] == [message for line in english if message in line]
        assert 1 == sum("for-ever: " in line and "warning" not in line for line in english)
    german = completed("check", str(tmp_path / "1.ttl"), "--lang", "de").stdout
    assert "meinten Sie kind:confidentiality („Vertraulichkeit“)?" in german


@pytest.mark.parametrize(
    ("asked", "kind"),
    [("NDA", "confidentiality"), ("exklusiv", "exclusivity"), ("Pfand", "security")],
)
def test_other_words_propose_a_kind(asked: str, kind: str) -> None:
    """What people call a kind besides is not taken for it, but proposed."""
    with pytest.raises(NotFoundError, match=f"did you mean {kind} "):
        deal().things("assets", kind=asked)


@pytest.mark.parametrize("command", ["status", "list"])
def test_help_says_that_a_kind_has_kinds_below(command: str) -> None:
    """Who asks for a kind knows what is meant."""
    assert "or one below it" in " ".join(completed(command, "--help").stdout.split())
