"""One hierarchy of actions, for `may`, `conflicts` and `evaluate` alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made.made_up_rules import Made
from pactgraph.graph import load
from pactgraph.odrl import evaluate
from pactgraph.odrl.hierarchy import Hierarchy
from pactgraph.reading.triples import Triples, from_text
from pactgraph.scope import actions
from pactgraph.scope.actions import Links, vocabulary_links

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.record import Record

ODRL = "http://www.w3.org/ns/odrl/2/"
PACT = "https://w3id.org/pactgraph/ns#"

# The actions of the ODRL Common Vocabulary (https://www.w3.org/TR/odrl-vocab/, section 4.4),
# by what each is included in.
INCLUDED = {
    "use": """acceptTracking aggregate annotate anonymize archive attribute compensate
        concurrentUse delete derive digitize distribute ensureExclusivity execute grantUse include
        index inform install modify move nextPolicy obtainConsent play present print read reproduce
        reviewPolicy stream synchronize textToSpeech transform translate uninstall watermark""",
    "play": "display",
    "reproduce": "extract",
    "transfer": "give sell",
}
REPLACED = {
    "append": "modify",
    "appendTo": "modify",
    "copy": "reproduce",
    "export": "transform",
    "license": "grantUse",
    "pay": "compensate",
    "write": "modify",
    "writeTo": "modify",
}


@cache
def record() -> Record:
    """Return the shipped record."""
    return load().record


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [(wide, name) for wide, names in INCLUDED.items() for name in names.split()],
)
def test_every_inclusion_of_odrl_is_known(wide: str, narrow: str) -> None:
    """As the Common Vocabulary states it, and no other of its own."""
    assert vocabulary_links()[ODRL + narrow].included_in == {ODRL + wide}


@pytest.mark.parametrize(("old", "new"), REPLACED.items())
def test_what_odrl_has_replaced_is_what_replaced_it(old: str, new: str) -> None:
    """A deprecated action and its successor are one, either way round."""
    links = vocabulary_links()

    assert ODRL + new in actions.wider(ODRL + old, lambda name: links.get(name, Links()))
    assert ODRL + old in actions.wider(ODRL + new, lambda name: links.get(name, Links()))


def test_all_questions_follow_the_same_links() -> None:
    """For each pair of actions, the record and the evaluator see the same coverage."""
    names = sorted(vocabulary_links())
    hierarchy = Hierarchy((Triples({}),))

    def in_record(name: str) -> actions.Linked:
        return record().actions.get(name, Links())

    assert len(names) >= 76
    for named, asked in product(names, names):
        here = actions.covers(named, asked, in_record, permits=True)
        assert here == hierarchy.enables(f"<{named}>", f"<{asked}>"), (named, asked)


@pytest.mark.parametrize("name", ["terminate", "hold", "consent", "govern", "verify"])
def test_exercising_a_right_is_no_use_of_a_thing(name: str) -> None:
    """Who may use or transfer something may not therefore end the agreement about it."""
    links = vocabulary_links()
    wider = actions.wider(PACT + name, lambda action: links.get(action, Links()))

    assert {PACT + name, PACT + "exercise"} == wider


def test_who_may_use_may_not_terminate(tmp_path: Path) -> None:
    """Neither by our own clauses nor by the policy that they are exported to."""
    graph = Made(tmp_path).agreement("deal", "d1 may odrl:use engine").graph
    setting = graph.setting(on="2025-06-01", known="2025-06-01")
    request = from_text(
        "@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix : <https://example.org/rules/> ."
        "@prefix pact: <https://w3id.org/pactgraph/ns#> . :q a odrl:Request ; odrl:permission"
        " [ odrl:assignee :acme ; odrl:action pact:terminate ; odrl:target :engine ] ."
    )
    report = evaluate(graph.odrl(setting), request, graph.odrl_world(setting))

    assert "no rule found" == graph.may("acme", "terminate", "engine", setting).outcome
    assert ["not permitted"] == [str(o) for p in report.policies for _, o in p.outcome]


CHAIN = """
:tow a odrl:Action ; rdfs:label "tow"@en ; odrl:includedIn :hire-out .
:unload a odrl:Action ; rdfs:label "unload"@en ; odrl:includedIn :deliver .
:deliver odrl:implies :carry .
:carry a odrl:Action ; rdfs:label "carry"@en ; odrl:implies :lift .
:lift a odrl:Action ; rdfs:label "lift"@en .
"""


@pytest.mark.parametrize(
    ("action", "permitted"),
    [
        ("hire-out", True),
        ("deliver", True),  # lending implies it
        ("carry", True),  # which implies this
        ("lift", True),  # and this, three steps away
        ("unload", True),  # a case of what is implied
        ("tow", True),
        ("use", False),
    ],
)
def test_what_an_action_cannot_do_without_is_followed_to_its_end(
    tmp_path: Path,
    action: str,
    permitted: bool,  # noqa: FBT001 (a case)
) -> None:
    """odrl:implies at any distance, in `may` and in `evaluate`; the wider action is not."""
    made = Made(tmp_path).agreement("deal", "d1 may :hire-out engine")
    graph = Made(tmp_path, made.text + CHAIN).graph
    setting = graph.setting(on="2025-06-01", known="2025-06-01")
    request = from_text(
        "@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix : <https://example.org/rules/> ."
        f":q a odrl:Request ; odrl:permission [ odrl:assignee :acme ; odrl:action"
        f" {'odrl:use' if action == 'use' else ':' + action} ; odrl:target :engine ] ."
    )
    report = evaluate(graph.odrl(setting), request, graph.odrl_world(setting))
    found = [str(outcome) for policy in report.policies for _, outcome in policy.outcome]

    assert permitted == (graph.may("acme", action, "engine", setting).outcome == "permitted")
    assert permitted == (found == ["permitted"])


def test_a_case_needs_what_its_kind_needs_but_not_the_reverse(tmp_path: Path) -> None:
    """Towing is lending, so it needs delivering; not all use is lending."""
    made = Made(tmp_path).agreement("deal", "d1 may :tow engine", "d2 may odrl:use wheel")
    deal = Made(tmp_path, made.text + CHAIN)

    assert "permitted d1" == deal.may("acme lift engine")
    assert "no rule found" == deal.may("acme lift wheel")


# ---- Brute force --------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """Random links between five actions."""

    included: frozenset[tuple[int, int]]
    implied: frozenset[tuple[int, int]]
    same: frozenset[tuple[int, int]]


PAIRS = st.frozensets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4)


@given(st.builds(World, PAIRS, PAIRS, PAIRS))
def test_coverage_equals_the_least_set_closed_under_the_rules(world: World) -> None:
    """Rules: a case is what it is a case of; other names are equal; needs are inherited."""
    links = {
        str(n): Links(
            frozenset(str(b) for a, b in world.included if a == n),
            frozenset(str(b) for a, b in world.implied if a == n),
            frozenset(
                str(other) for pair in world.same if n in pair for other in pair if other != n
            ),
        )
        for n in range(5)
    }
    is_a = {(n, n) for n in range(5)} | world.included | world.same
    is_a |= {(b, a) for a, b in world.same}
    for _ in range(5):
        is_a |= {(a, d) for a, b in is_a for c, d in is_a if b == c}
    needs = {(a, c) for a, b in is_a for d, c in world.implied if d == b}
    for _ in range(5):
        needs |= {(a, d) for a, b in needs for c, d in needs if b == c}
    for named, asked in product(range(5), range(5)):
        kind = (asked, named) in is_a
        wanted = kind or any((asked, n) in is_a and (named, n) in needs for n in range(5))

        assert kind == actions.covers(str(named), str(asked), links.__getitem__, permits=False)
        assert wanted == actions.covers(str(named), str(asked), links.__getitem__, permits=True)
