"""Parts of conditions that nobody named stay one atom each where multiplying out is too much."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest

from pactgraph.graph import load
from pactgraph.interpreting.parts import in_parts, name_of, part_of
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Or, Xone, relate
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import EarliestOf, LatestOf
from points.deals import LICENCE, PREFIXES, RULE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.many

EVENTS = "abcd"


def drawn(chance: Random, depth: int) -> Condition:
    """Return a condition on four events."""
    if not depth:
        return chance.choice((AtOrAfter, Before))(chance.choice(EVENTS))
    parts = tuple(drawn(chance, depth - 1) for _ in range(chance.randrange(1, 4)))
    return chance.choice((And, Or, Xone))(parts)


def holds(condition: Condition, happened: dict[str, bool]) -> bool:
    """Return whether a condition is true if these events have happened."""
    if isinstance(condition, AtOrAfter):
        return happened[str(condition.point)]
    if isinstance(condition, Before):
        return not happened[str(condition.point)]
    return condition.holds(sum(holds(p, happened) for p in condition.parts), len(condition.parts))


def parts_in(condition: Condition) -> dict[str, EarliestOf | LatestOf]:
    """Return all parts that nobody named."""
    if isinstance(condition, AtOrAfter | Before):
        return {}
    found = {name: part for each in condition.parts for name, part in parts_in(each).items()}
    part = part_of(condition)
    return found | ({name_of(part): part} if part else {})


def test_a_part_says_what_it_stands_for() -> None:
    """Whatever has happened, a condition in parts is true when the one multiplied out is."""
    seen = 0
    for seed in range(300):
        condition = drawn(Random(seed), 1 + seed % 3)  # noqa: S311 - reproducible
        parts = parts_in(condition)
        found = in_parts(condition, relate(parts))
        seen += found != condition
        for truths in product((True, False), repeat=len(EVENTS)):
            happened = dict(zip(EVENTS, truths, strict=True))
            for name, part in parts.items():
                by = any if isinstance(part, EarliestOf) else all
                happened[name] = by(happened[event] for event in part.events)
            assert holds(condition, happened) == holds(found, happened), seed
    assert seen > 50


def pairs(number: int, operator: str, inner: str, outer: str, more: str = "") -> str:
    """Return a deal with a clause on so many pairs of events."""
    lines, nodes = [], []
    for at in range(number):
        couple = []
        for name in (f"met-{at}", f"waived-{at}"):
            lines.append(f':{name} a pact:Event ; rdfs:label "{name}"@en .')
            couple.append(
                "[ a odrl:Constraint ; odrl:leftOperand odrl:event ;"
                f" odrl:operator odrl:{operator} ; odrl:rightOperand :{name} ]"
            )
        nodes.append(f"[ a odrl:LogicalConstraint ; odrl:{inner} {' , '.join(couple)} ]")
    whole = f"[ a odrl:LogicalConstraint ; odrl:{outer} {' , '.join(nodes)} ]"
    licence = RULE.format(label="licence", **LICENCE)
    return f"""{PREFIXES}
:deal a odrl:Agreement ; rdfs:label "deal"@en ; dcterms:issued "2000-01-01"^^xsd:date ;
    pact:party :acme, :beta ; odrl:permission :clause ; pact:certainty certainty:official ;
    dcterms:source :news .
:clause a odrl:Permission ; {licence} ; odrl:constraint {whole} .
{more}
""" + "\n".join(lines)


@pytest.mark.parametrize("number", [9, 20, 100])
@pytest.mark.parametrize(
    ("operator", "inner", "outer", "before", "after"),
    [
        # From the day on which all are met or waived; until then.
        ("gteq", "or", "and", "not yet", "in force"),
        ("lt", "and", "or", "in force", "ended"),
        # From the first pair of which both have happened; until then.
        ("gteq", "and", "or", "not yet", "in force"),
        ("lt", "or", "and", "in force", "ended"),
    ],
)
def test_many_pairs_load_and_are_exact(  # noqa: PLR0913, PLR0917 - a row of a table
    number: int, operator: str, inner: str, outer: str, before: str, after: str, tmp_path: Path
) -> None:
    """Conditions precedent, each met or waived, as they are written without names."""
    file = tmp_path / "deal.ttl"
    file.write_text(pairs(number, operator, inner, outer), encoding="utf-8")
    graph = load(str(file))
    dated = {f"{name}-{at}": "2027-02-01" for at in range(number) for name in ("met", "waived")}
    never = dict.fromkeys((f"waived-{at}" for at in range(number)), "never")
    met_or_waived = (operator, inner) in {("gteq", "or"), ("lt", "and")}
    assumed = dated | never if met_or_waived else dated
    (clause,) = graph.record.clauses.values()

    def status(day: str, assume: dict[str, str]) -> str:
        setting = graph.setting(on=day, known="2027-03-01", assume=assume)
        (found,) = graph.status(setting, "clause")
        return str(found.status)

    assert len(clause.periods) <= number
    assert (before, after) == (status("2027-01-31", assumed), status("2027-02-01", assumed))
    assert status("2027-03-02", {}) == "depends"
    # One pair is left: the only one, or any one of those of which one is enough.
    left = assumed | {"met-0": "never", "waived-0": "never"}
    expected = {"not yet": "never", "in force": "in force"}[before] if met_or_waived else after
    assert expected == status("2027-03-02", left)


def test_few_pairs_are_told_as_they_are_written(tmp_path: Path) -> None:
    """Nothing changes for a condition that is small enough."""
    file = tmp_path / "deal.ttl"
    file.write_text(pairs(3, "gteq", "or", "and"), encoding="utf-8")
    record = load(str(file)).record
    (clause,) = record.clauses.values()

    assert len(clause.periods) == 8
    assert clause.periods == periods(clause.condition, record.relations)
