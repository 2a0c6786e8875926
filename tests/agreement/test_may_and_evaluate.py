"""`may` and `evaluate`, through `export`, agree, but for the differences that a table tells."""

from __future__ import annotations

import random
import re
import sys
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef

import pactgraph.odrl
from lengths import LONG, share
from made.made_up_rules import Made
from pactgraph.asking.may.answer import Finding, MayAnswer, Weight, may
from pactgraph.asking.may.asking import Asked
from pactgraph.asking.may.rules import Because, Effect
from pactgraph.graph import load
from pactgraph.odrl import evaluate, from_rdflib
from pactgraph.scope.limits import NEVER, Circumstances
from pactgraph.scope.overlaps import acting
from pactgraph.terms import ODRL, RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pactgraph.asking.setting import Setting
    from pactgraph.graph import PactGraph
    from pactgraph.record import Record

pytestmark = pytest.mark.many

KNOWN = "2026-11-23"
DAYS = ("2025-12-01", "2026-03-15", "2029-01-01")
SCENARIOS: tuple[dict[str, str], ...] = ({}, {"agi-verified": "2028-06-01"})
OTHERS = 500

Question = tuple[str, str, str]
"""IRIs of a party, an action and an asset."""


@cache
def shipped() -> PactGraph:
    """Return the shipped facts."""
    return load()


# ---- What is asked ------------------------------------------------------------------------


def around(thing: str, wholes: Callable[[str], Iterable[str]], all_: Iterable[str]) -> set[str]:
    """Return `thing`, what it is a part of, and its parts, at any distance."""
    above, pending = {thing}, [thing]
    while pending:
        new = {*wholes(pending.pop())} - above
        above |= new
        pending += new
    below = {thing}
    while new := {one for one in all_ if one not in below and {*wholes(one)} & below}:
        below |= new
    return above | below


def named(record: Record) -> set[Question]:
    """Return what clauses name directly, and their wholes, parts, cases and groups."""

    def of_party(iri: str) -> tuple[str, ...]:
        return record.parties[iri].parents if iri in record.parties else ()

    def of_asset(iri: str) -> tuple[str, ...]:
        return record.assets[iri].part_of if iri in record.assets else ()

    def of_action(iri: str) -> tuple[str, ...]:
        return record.actions[iri].included_in if iri in record.actions else ()

    found: set[Question] = set()
    used = {action for clause in record.clauses.values() for action in clause.actions}
    for clause in record.clauses.values():
        for party, action, asset in product(acting(clause), clause.actions, clause.assets):
            if party in record.parties and asset in record.assets:
                parties = around(party, of_party, record.parties)
                actions = around(action, of_action, used)
                found |= {*product(parties, actions, around(asset, of_asset, record.assets))}
    return {(p, record.actions[a].iri, s) for p, a, s in found}


def others(record: Record, number: int, seed: int) -> set[Question]:
    """Return questions by chance."""
    chance = random.Random(seed)  # noqa: S311 (a test, not a secret)
    actions = sorted({action.iri for action in record.actions.values()})
    return {
        (
            chance.choice(sorted(record.parties)),
            chance.choice(actions),
            chance.choice(sorted(record.assets)),
        )
        for _ in range(number)
    }


# ---- Both answers -------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair:
    """Both answers to one question."""

    question: Question
    answer: MayAnswer
    evaluated: str


def both(graph: PactGraph, questions: Iterable[Question], setting: Setting) -> Iterable[Pair]:
    """Yield both answers to each question; the evaluator gets all of them as one request."""
    record = graph.record
    asked = sorted(questions)
    request = Graph()
    whole = URIRef("urn:request")
    request.add((whole, RDF.type, ODRL.Request))
    nodes = {}
    for number, (party, action, asset) in enumerate(asked):
        node = URIRef(f"urn:act:{number}")
        nodes[f"<{node}>"] = (party, action, asset)
        request.add((whole, ODRL.permission, node))
        request.add((node, ODRL.assignee, URIRef(party)))
        request.add((node, ODRL.action, URIRef(action)))
        request.add((node, ODRL.target, URIRef(asset)))
    policies = from_rdflib(graph.odrl(setting))
    report = evaluate(policies, from_rdflib(request), graph.odrl_world(setting))
    told: dict[Question, set[str]] = {}
    for policy in report.policies:
        for act, outcome in policy.outcome:
            told.setdefault(nodes[act.node], set()).add(str(outcome))
    for party, action, asset in asked:
        question = Asked(
            record.parties[party], record.actions[action], record.assets[asset],
            Circumstances(asset),
        )  # fmt: skip
        outcomes = told[party, action, asset]
        order = ("prohibited", "permitted", "depends")
        evaluated = next((one for one in order if one in outcomes), "nothing says so")
        yield Pair((party, action, asset), may(record, question, setting), evaluated)


SAME = {
    "permitted": "permitted",
    "prohibited": "prohibited",
    "depends": "depends",
    "not permitted": "nothing says so",
    "no rule found": "nothing says so",
}


# ---- The differences that must be ---------------------------------------------------------


def counting(pair: Pair, *effects: Effect) -> bool:
    """Return whether a rule of one of the `effects` counts, or would if more were known."""
    return any(
        found.rule.effect in effects and found.weight is not Weight.REJECTED
        for found in pair.answer.findings
    )


def about(pair: Pair) -> list[Finding]:
    """Return the rules that are about the question, whether or not their limits are met."""
    return [found for found in pair.answer.findings if found.rule.ground != NEVER]


def because(pair: Pair, *reasons: Because) -> bool:
    """Return whether one of the `reasons` is given for a rule that is about the question."""
    return any(
        reason.because in reasons
        for found in pair.answer.findings
        if found.weight is not Weight.REJECTED or not found.rule.misses
        for reason in found.reasons
    )


PARTS = (Because.ONLY_CASE, Because.ONLY_PART, Because.ONLY_MEMBER)
POSSIBLE = {"permitted", "permitted, except", "depends"}
NOTHING = "nothing says so"
DIFFERENCES: dict[str, Callable[[Pair], bool]] = {
    "exception": lambda pair: (
        "permitted, except" in pair.answer.possible and pair.evaluated in {"permitted", "depends"}
    ),
    "part": lambda pair: (
        pair.answer.outcome == "depends" and pair.evaluated == NOTHING and because(pair, *PARTS)
    ),
    "duty": lambda pair: (
        pair.answer.outcome in POSSIBLE
        and pair.evaluated in {NOTHING, "depends"}
        and counting(pair, Effect.DEMANDS)
    ),
    "exclusivity": lambda pair: (
        pair.answer.outcome != "no rule found"
        and pair.evaluated != "prohibited"
        and counting(pair, Effect.RESERVES, Effect.CONCEDES)
    ),
    "carved-out": lambda pair: (
        pair.answer.outcome in POSSIBLE
        and pair.evaluated == "prohibited"
        and any(found.rule.clause.exception_to for found in about(pair))
    ),
    "ban-of-less": lambda pair: (
        pair.answer.outcome == "prohibited"
        and pair.evaluated == "permitted"
        and because(pair, Because.EXCEPTION)
    ),
    "narrowed": lambda pair: (
        pair.answer.outcome in {"depends", "not permitted"}
        and pair.evaluated == "permitted"
        and any(found.rule.clause.narrows for found in about(pair))
    ),
    "left-out": lambda pair: (
        pair.evaluated != NOTHING
        and any(
            reason.because is Because.LEFT_OUT and reason.about == found.rule.clause.iri
            for found in pair.answer.findings
            for reason in found.reasons
        )
    ),
}


def explained(pair: Pair) -> set[str]:
    """Return the differences that explain why the two do not say the same; none if they do."""
    if SAME.get(pair.answer.outcome) == pair.evaluated:
        return set()
    found = {name for name, applies in DIFFERENCES.items() if applies(pair)}
    return found or {"unexplained"}


def test_every_difference_is_documented() -> None:
    """The table of the evaluator's documentation has a row for each, and no other."""
    text = (Path(pactgraph.odrl.__file__).parent / "README.md").read_text(encoding="utf-8")
    section = text.split("## Where `may` and `evaluate` differ")[1].split("\n## ")[0]

    assert list(DIFFERENCES) == re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)


def test_the_shipped_facts_are_answered_alike(capsys: pytest.CaptureFixture[str]) -> None:
    """On three days, under two scenarios; one of thirty questions, and all at full length."""
    record = shipped().record
    questions = sorted(named(record)) + sorted(others(record, OTHERS, seed=9))
    asked = said = 0
    unexplained = []
    differences: dict[str, int] = {}
    for on, assume in product(DAYS, SCENARIOS):
        setting = shipped().setting(on=on, known=KNOWN, assume=assume)
        chance = random.Random(f"{on} {assume}")  # noqa: S311 (a test, not a secret)
        chosen = questions if LONG else chance.sample(questions, len(questions) // 30)
        for pair in both(shipped(), set(chosen), setting):
            asked += 1
            said += pair.answer.outcome != "no rule found"
            for name in explained(pair):
                differences[name] = differences.get(name, 0) + 1
            if "unexplained" in explained(pair):
                told = (pair.question, str(pair.answer.outcome), pair.evaluated)
                unexplained.append((on, assume, *told))
    with capsys.disabled():
        sys.stdout.write(f"\n{asked} asked, {said} with a rule; differences: {differences}\n")

    assert [] == unexplained
    assert said >= share(300, 100)


RULES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "exception": (
        ("d1 may odrl:use engine", "d2 must-not odrl:use piston"),
        "",
        "acme use engine",
    ),
    "part": (("d1 may odrl:use piston",), "", "acme use engine"),
    "duty": (("d1 must pact:supply engine",), "", "acme supply engine"),
    "exclusivity": (("d1 must odrl:ensureExclusivity engine",), "", "gamma sell engine"),
    "carved-out": (
        ("d1 must-not odrl:sell engine", "d2 may odrl:sell piston ; pact:exceptionTo :d1 ;"),
        "",
        "acme sell piston",
    ),
    "ban-of-less": (
        ("d1 may odrl:use engine", "d2 must-not odrl:use piston"),
        "odrl:conflict odrl:perm ;",
        "acme use piston",
    ),
    "narrowed": (
        (
            "d1 may odrl:use engine",
            "d2 may odrl:use piston ; odrl:constraint :to-dealers ; pact:narrows :d1 ;",
        ),
        "",
        "acme use piston",
    ),
    "left-out": (("d1 may odrl:use engine ; pact:excludes :piston ;",), "", "acme use piston"),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_each_difference_is_one(name: str, tmp_path: Path) -> None:
    """Its smallest example is answered otherwise by the two, and it alone explains that."""
    rules, strategy, question = RULES[name]
    graph = Made(tmp_path).agreement("deal", *rules, more=strategy).graph
    setting = graph.setting(on="2025-06-01", known="2025-06-01")
    party, action, asset = question.split()
    record = graph.record
    iri = next(a.iri for a in record.actions.values() if a.id == action)
    place = "https://example.org/rules/"
    (pair,) = both(graph, [(place + party, iri, place + asset)], setting)

    assert {name} == explained(pair)


PLAIN = (
    (("d1 may odrl:use engine",), ""),
    (("d1 may odrl:use engine", "d2 must-not odrl:use engine"), ""),
    (("d1 may odrl:use engine", "d2 must-not odrl:use engine"), "odrl:conflict odrl:perm ;"),
    (("d1 may odrl:use engine ; odrl:constraint :to-dealers ;",), ""),
    (("d1 may odrl:use engine ; odrl:constraint :before-launch ;",), ""),
    (("d1 may :hire-out engine by=dealers",), ""),
    (("d1 may odrl:use piston", "d2 may odrl:use engine ; odrl:constraint :through-2026 ;"), ""),
)


@pytest.mark.parametrize(("rules", "strategy"), PLAIN)
def test_made_up_deals_are_answered_alike(
    rules: tuple[str, ...], strategy: str, tmp_path: Path
) -> None:
    """Every party, action and asset there is, with parts that are left out."""
    graph = Made(tmp_path).agreement("deal", *rules, more=strategy).graph
    setting = graph.setting(on="2027-06-01", known="2025-06-01")
    record = graph.record
    actions = [
        a.iri for a in record.actions.values() if a.id in {"use", "hire-out", "deliver", "sell"}
    ]
    questions = {*product(record.parties, actions, record.assets)}

    assert set() == {
        (name, pair.question, str(pair.answer.outcome), pair.evaluated)
        for pair in both(graph, questions, setting)
        for name in explained(pair)
        if name != "part"
    }
