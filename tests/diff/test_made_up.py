"""Differences between agreements, one at a time, on made-up deals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from made.made_up_deals import agreement, clause, graph_of, statement, versions
from pactgraph.asking.diff.history import versions as versions_of
from pactgraph.asking.diff.values import values_in_words
from pactgraph.asking.diff.versions import AgreementDiff
from pactgraph.errors import BadInputError

if TYPE_CHECKING:
    from pathlib import Path

    from made.made_up_deals import Described
    from pactgraph.graph import PactGraph

REPLACES = "dcterms:replaces :a"


def compared(graph: PactGraph, first: str = "old", second: str = "new") -> AgreementDiff:
    """Return what differs between two agreements, as known long after."""
    found = graph.diff(first, second, graph.setting(on="2025-01-01", known="2025-01-01"))
    assert isinstance(found, AgreementDiff)
    return found


def changes(graph: PactGraph, diff: AgreementDiff) -> list[tuple[str, str, str, str, str]]:
    """Return every change of a pair: the two clauses, its word, and both sides."""
    return [
        (
            pair.old.clause.id,
            pair.new.clause.id,
            change.change.value,
            values_in_words(change.before, graph.record, "en"),
            values_in_words(change.after, graph.record, "en"),
        )
        for pair in diff.changed
        for change in pair.changes
    ]


CHANGED: dict[str, tuple[Described, Described, list[tuple[str, str, str]]]] = {
    "an end that moves": (
        clause("a", "odrl:constraint :through-2028"),
        clause("b", REPLACES, "odrl:constraint :before-quota"),
        [("end-moved", "until the end of 2028", "until “quota reached”")],
    ),
    "an end that goes": (
        clause("a", "odrl:constraint :through-2028"),
        clause("b", REPLACES),
        [("end-moved", "until the end of 2028", "no end stated")],
    ),
    "a start that moves": (
        clause("a"),
        clause("b", REPLACES, "odrl:constraint :from-2024"),
        [("start-moved", "from the start", "from 2024-01-01")],
    ),
    "a part in place of the whole": (
        clause("a"),
        clause("b", REPLACES, asset="valves"),
        [("scope-narrowed", "engines", "valves")],
    ),
    "the whole in place of a part": (
        clause("a", asset="valves"),
        clause("b", REPLACES),
        [("scope-widened", "valves", "engines")],
    ),
    "something else": (
        clause("a"),
        clause("b", REPLACES, asset="pumps"),
        [("scope-changed", "engines", "pumps")],
    ),
    "a limit more": (
        clause("a"),
        clause("b", REPLACES, "odrl:constraint :for-trucks"),
        [("scope-narrowed", "", "only for trucks")],
    ),
    "a limit less": (
        clause("a", "odrl:constraint :for-trucks"),
        clause("b", REPLACES),
        [("scope-widened", "only for trucks", "")],
    ),
    "an asset left out": (
        clause("a"),
        clause("b", REPLACES, "pact:excludes :valves"),
        [("exclusion-added", "", "valves")],
    ),
    "an asset no longer left out": (
        clause("a", "pact:excludes :valves"),
        clause("b", REPLACES),
        [("exclusion-dropped", "valves", "")],
    ),
    "an amount, first unknown": (
        clause("a", 'pact:undisclosed "the price"@en'),
        clause("b", REPLACES, "pact:amount :one-million"),
        [("amount-added", "not public: the price", "USD 1 million")],
    ),
    "an amount no longer given": (
        clause("a", "pact:amount :one-million"),
        clause("b", REPLACES),
        [("amount-omitted", "USD 1 million", "")],
    ),
    "another amount, with a cap": (
        clause("a", "pact:amount :one-million"),
        clause("b", REPLACES, "pact:amount :up-to-two"),
        [
            ("cap-added", "", "a cap; stated: up to USD 2.5 million"),
            ("amount-changed", "USD 1 million", "up to USD 2.5 million"),
        ],
    ),
    "a cap that goes": (
        clause("a", "pact:amount :up-to-two"),
        clause("b", REPLACES, "pact:amount :one-million"),
        [
            ("cap-dropped", "a cap; stated: up to USD 2.5 million", ""),
            ("amount-changed", "up to USD 2.5 million", "USD 1 million"),
        ],
    ),
    "another holder": (
        clause("a"),
        clause("b", REPLACES, assignee="gamma"),
        [("holder-changed", "Acme", "Gamma")],
    ),
    "someone else who owes": (
        clause("a"),
        clause("b", REPLACES, assigner="gamma"),
        [("ower-changed", "Beta", "Gamma")],
    ),
    "an exclusivity in place of another kind": (
        clause("a", kind="priority"),
        clause("b", REPLACES, kind="exclusivity"),
        [("exclusivity-added", "priority", "exclusivity")],
    ),
    "another kind in place of an exclusivity": (
        clause("a", kind="exclusivity"),
        clause("b", REPLACES, kind="priority"),
        [("exclusivity-dropped", "exclusivity", "priority")],
    ),
    "another kind": (
        clause("a", kind="option"),
        clause("b", REPLACES, kind="warrant"),
        [("kind-changed", "option", "warrant")],
    ),
    "a right in place of a duty": (
        clause("a", rule="obligation", assignee="beta", assigner="acme"),
        clause("b", REPLACES),
        [("action-changed", "purchase", "use"), ("rule-changed", "duty", "right")],
    ),
    "no successor named: the same kind, holder and a part of the asset": (
        clause("a", "pact:endedBy :new"),
        clause("b", asset="valves"),
        [("scope-narrowed", "engines", "valves")],
    ),
}


@pytest.mark.many
@pytest.mark.parametrize("name", CHANGED)
def test_a_pair_lists_exactly_what_changed(name: str, tmp_path: Path) -> None:
    """The new clause takes the place of the old, and the change is a word with two sides."""
    old, new, expected = CHANGED[name]
    graph = graph_of(tmp_path, versions([old], [new]))

    found = compared(graph)

    assert [("a", "b", *change) for change in expected] == changes(graph, found)
    assert ((), ()) == (found.gained, found.lost)


def test_a_successor_with_the_same_terms_leaves_the_clause_unchanged(tmp_path: Path) -> None:
    """Replaced word for word, a clause is kept, and said again by its successor."""
    graph = graph_of(tmp_path, versions([clause("a")], [clause("b", REPLACES)]))

    found = compared(graph)

    assert [("a", 1)] == [(kept.clause.id, len(kept.restated)) for kept in found.kept]
    assert ((), (), ()) == (found.gained, found.lost, found.changed)


def test_confirming_is_no_gain(tmp_path: Path) -> None:
    """A clause that confirms one that stands on is that clause said again."""
    graph = graph_of(tmp_path, versions([clause("a")], [clause("b", "pact:confirms :a")]))

    found = compared(graph)

    assert [("a", 1)] == [(kept.clause.id, len(kept.restated)) for kept in found.kept]
    assert () == found.gained


def test_a_clause_beside_one_that_stands_is_gained(tmp_path: Path) -> None:
    """The old clause has no end, so the like of it is one more, and says beside which."""
    graph = graph_of(tmp_path, versions([clause("a")], [clause("b")]))

    found = compared(graph)

    assert [("b", ["a"])] == [
        (gained.reading.clause.id, [c.id for c in gained.beside]) for gained in found.gained
    ]
    assert ["a"] == [kept.clause.id for kept in found.kept]


def test_an_end_without_successor_is_a_loss_even_beside_the_like_of_it(tmp_path: Path) -> None:
    """What a statement ends is lost; a new clause of its kind is gained."""
    new = [statement("s", "pact:ends :a"), clause("b", asset="valves")]
    graph = graph_of(tmp_path, versions([clause("a")], new))

    found = compared(graph)

    assert [("a", ["https://example.org/deal/s"])] == [
        (lost.reading.clause.id, list(lost.by)) for lost in found.lost
    ]
    assert ["b"] == [gained.reading.clause.id for gained in found.gained]


@pytest.mark.parametrize(
    ("end", "day", "because"),
    [
        ("odrl:constraint :through-2021", "2022-01-01", "until"),
        ("pact:endedBy :plant-closed", "2021-05-01", "happens plant-closed"),
    ],
)
def test_a_clause_can_be_over_without_the_new_version(
    end: str, day: str, because: str, tmp_path: Path
) -> None:
    """Between the versions a term runs out or an event happens; the loss says when and why."""
    graph = graph_of(tmp_path, versions([clause("a", end)], []))

    (lost,) = compared(graph).lost

    assert lost.end
    assert day == lost.end.at.date().isoformat()
    assert [because] == [
        f"{c.turn} {c.event.rpartition('/')[2]}".strip() for c in lost.end.because
    ]


def test_the_first_of_what_keeps_a_clause_from_ever_holding_is_its_end(tmp_path: Path) -> None:
    """Two events that end it before it begins: with the earlier one it was lost."""
    earlier = """:bought a pact:Event ; rdfs:label "bought"@en ;
        pact:occurredOn "2020-06-01"^^xsd:date .
    """
    ends = ("pact:endedBy :plant-closed", "pact:endedBy :bought", "odrl:constraint :from-2024")
    graph = graph_of(tmp_path, earlier, versions([clause("a", *ends)], []))

    (lost,) = compared(graph).lost

    assert lost.end
    assert "2020-06-01" == lost.end.at.date().isoformat()
    assert ["bought"] == [c.event.rpartition("/")[2] for c in lost.end.because]


def test_what_makes_a_clause_that_stays_narrower_is_a_change(tmp_path: Path) -> None:
    """A statement may narrow a clause, an exception may take something out of it."""
    old = [clause("a"), clause("c", asset="pumps")]
    exception = clause("x", "pact:exceptionTo :c", rule="prohibition", kind="exclusion")
    graph = graph_of(tmp_path, versions(old, [statement("s", "pact:narrows :a"), exception]))

    found = compared(graph)

    assert [
        ("a", "a", "scope-narrowed", "", "statement s"),
        ("c", "c", "exclusion-added", "", "engines"),
    ] == changes(graph, found)
    assert () == found.kept


def test_an_exception_of_the_same_rule_takes_nothing_out(tmp_path: Path) -> None:
    """A right carved out of a right leaves it as it is."""
    exception = clause("x", "pact:exceptionTo :a", asset="valves", kind="exclusion")
    graph = graph_of(tmp_path, versions([clause("a")], [exception]))

    assert () == compared(graph).changed


def test_what_a_provision_takes_out_of_the_new_clause_is_told_once(tmp_path: Path) -> None:
    """Named by that provision; what the clause itself leaves out besides is told, too."""
    left_out = ("pact:excludes :valves", "pact:excludes :pumps")
    new = clause("b", REPLACES, *left_out)
    rule = {"rule": "prohibition", "kind": "exclusion"}
    graph = graph_of(
        tmp_path,
        versions(
            [clause("a")],
            [
                clause("b", REPLACES, left_out[0]),
                clause("x", "pact:exceptionTo :b", asset="valves", **rule),
            ],
        ),
    )
    assert [("exclusion-added", "valves", ["x"])] == _exclusions(graph)

    graph = graph_of(
        tmp_path,
        versions([clause("a")], [new, clause("x", "pact:exceptionTo :b", asset="valves", **rule)]),
    )
    assert [
        ("exclusion-added", "pumps; valves", []),
        ("exclusion-added", "valves", ["x"]),
    ] == _exclusions(graph)


def _exclusions(graph: PactGraph) -> list[tuple[str, str, list[str]]]:
    (pair,) = compared(graph).changed
    return [
        (
            change.change.value,
            values_in_words(change.after, graph.record, "en"),
            [iri.rpartition("/")[2] for iri in change.by],
        )
        for change in pair.changes
    ]


def test_a_chain_of_successors_is_followed_to_its_end(tmp_path: Path) -> None:
    """From the first version to the third, the second successor takes the first one's place."""
    series = "dcterms:isVersionOf :partnership"
    last = clause("c", "dcterms:replaces :b", asset="valves")
    passing = [clause("b", REPLACES), clause("p", "pact:endedBy :newest", asset="pumps")]
    graph = graph_of(
        tmp_path,
        versions([clause("a")], passing),
        agreement("newest", "2024-01-01", [last], series),
    )

    found = compared(graph, "old", "newest")

    assert [("a", "c", "scope-narrowed", "engines", "valves")] == changes(graph, found)
    assert [("p", "came-and-went")] == [
        (lost.reading.clause.id, lost.change) for lost in found.passed
    ]
    assert ((), ()) == (found.gained, found.lost)


@pytest.mark.parametrize(
    ("kind", "gained", "lost"),
    [
        ("licence", "gained", "lost"),
        ("freedom", "freedom-gained", "freedom-lost"),
        ("exclusivity", "exclusivity-added", "exclusivity-dropped"),
        ("exclusion", "exclusion-added", "exclusion-dropped"),
    ],
)
def test_some_kinds_have_words_of_their_own(
    kind: str, gained: str, lost: str, tmp_path: Path
) -> None:
    """What comes and goes is named by what it is."""
    new = [clause("b", kind=kind, asset="pumps"), statement("s", "pact:ends :a")]
    graph = graph_of(tmp_path, versions([clause("a", kind=kind)], new))

    found = compared(graph)

    assert [gained] == [each.change for each in found.gained]
    assert [lost] == [each.change for each in found.lost]


def test_unrelated_agreements_are_put_side_by_side(tmp_path: Path) -> None:
    """Like is paired with like, in either order of their dates, and nothing is called ended."""
    graph = graph_of(
        tmp_path,
        agreement("one", "2020-01-01", [clause("a"), clause("m", asset="pumps")]),
        agreement("two", "2022-01-01", [clause("b", "odrl:constraint :through-2028")]),
    )

    there, back = compared(graph, "one", "two"), compared(graph, "two", "one")

    end = ("no end stated", "until the end of 2028")
    assert [("a", "b", "end-moved", *end)] == changes(graph, there)
    assert [("b", "a", "end-moved", *reversed(end))] == changes(graph, back)
    assert (False, [("m", None)]) == (
        there.series,
        [(lost.reading.clause.id, lost.end) for lost in there.lost],
    )
    assert ["m"] == [gained.reading.clause.id for gained in back.gained]


def test_versions_may_be_linked_without_a_series(tmp_path: Path) -> None:
    """An agreement that replaces another is a later version of it."""
    graph = graph_of(
        tmp_path,
        agreement("old", "2020-01-01", [clause("a")]),
        agreement("new", "2022-01-01", [clause("b", REPLACES)], "dcterms:replaces :old"),
    )

    assert compared(graph).series
    with pytest.raises(BadInputError, match="new took effect after old did; name the earlier"):
        compared(graph, "new", "old")


def test_versions_that_replace_what_is_not_there_or_one_another(tmp_path: Path) -> None:
    """A record that is made up may name agreements that it lacks, or go round in a circle."""
    graph = graph_of(
        tmp_path,
        agreement("old", "2020-01-01", [clause("a")]),
        agreement("new", "2022-01-01", [clause("b")], "dcterms:replaces :old"),
    )
    agreements = dict(graph.record.agreements)
    old, new = sorted(agreements.values(), key=lambda each: each.effective.start)
    assert {old.iri, new.iri} == versions_of(graph.record, old, new)
    agreements[old.iri] = replace(old, replaces=(new.iri, "urn:nowhere"))
    record = replace(graph.record, agreements=agreements)

    assert {old.iri, new.iri} == versions_of(record, agreements[old.iri], new)


@pytest.mark.parametrize(
    ("known_since", "told"),
    [
        ("2020-01-01", []),
        ("2020-01-02", [("a", "b", "end-moved", "no end stated", "until “fire”")]),
    ],
)
def test_an_end_that_nobody_knew_of_yet_is_no_part_of_the_version(
    known_since: str, told: list[tuple[str, ...]], tmp_path: Path
) -> None:
    """What was known on the day of the version is; what was known from the next day on is not."""
    issued = f'dcterms:issued "{known_since}"^^xsd:date'
    fire = f':fire a pact:Event ; rdfs:label "fire"@en ; {issued} .\n'
    ended = "pact:endedBy :fire"
    graph = graph_of(
        tmp_path, fire, versions([clause("a", ended)], [clause("b", REPLACES, ended)])
    )

    assert told == changes(graph, compared(graph))


def test_versions_of_one_day_cannot_be_told_apart(tmp_path: Path) -> None:
    """Of two versions of the same day neither is the earlier one."""
    series = "dcterms:isVersionOf :partnership"
    graph = graph_of(
        tmp_path,
        agreement("old", "2020-01-01", [clause("a")], series),
        agreement("new", "2020-01-01", [clause("b")], series),
    )

    with pytest.raises(BadInputError, match="old took effect when new did"):
        compared(graph)
