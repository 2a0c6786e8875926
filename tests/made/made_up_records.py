"""Records of one clause whose condition, events and dates are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from made.strategies import cases, condition, derivation, happening
from pactgraph.kernel.conditions import Condition, relate
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import After, Derivation
from pactgraph.kernel.timeline import Duration
from pactgraph.record import Clause, Event, Record, Text
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.points import Derived
    from pactgraph.kernel.scenarios import Happening

_NO_TEXT = Text({})


@st.composite
def made_up(draw: st.DrawFn) -> Record:
    """Draw a record: up to six events, three derived ones, delays of months or days, orders."""
    case = draw(cases(sound=draw(st.booleans())))
    derivations = {name: derivation(how) for name, how in case.derived.items()}
    if draw(st.booleans()):
        derivations = {name: _in_months(how) for name, how in derivations.items()}
    relations = relate(derivations, case.order)
    return record_of(
        [clause_of("clause", condition(case.tree), relations)],
        derivations,
        relations,
        {event: happening(what) for event, what in case.record.items()},
    )


def _in_months(how: Derivation) -> Derivation:
    """Return a delay of a month or two instead of hours or days; anything else as it is."""
    if not isinstance(how, After):
        return how
    return After(how.event, Duration(months=1 + how.offset.fixed.days))


def record_of(
    clauses: Iterable[Clause],
    derivations: Mapping[str, Derived],
    relations: Events,
    happenings: Mapping[str, Happening],
) -> Record:
    """Return a record of clauses and events, and of nothing else."""
    return Record(
        parties={},
        assets={},
        series={},
        agreements={},
        clauses={clause.iri: clause for clause in clauses},
        statements={},
        events={
            name: Event(
                name,
                name,
                Text({"en": name}),
                definition=_NO_TEXT,
                happening=happenings.get(name),
                derivation=derivations.get(name),
                not_before_others=(),
                sources=(),
            )
            for name in (*happenings, *derivations)
        },
        claims={},
        contradictions={},
        sources={},
        kinds={},
        certainties={},
        verdicts={},
        relations=relations,
        happenings=happenings,
    )


def clause_of(iri: str, asked: Condition, relations: Events) -> Clause:
    """Return a clause that holds under a condition."""
    return Clause(
        iri,
        local_name(iri),
        _NO_TEXT,
        agreement="agreement",
        kind="licence",
        ends=(),
        replaces=(),
        narrows=(),
        concerns=(),
        amounts=(),
        undisclosed=(),
        certainty="official",
        sources=(),
        rule="permission",
        holders=(),
        owed_by=(),
        action="use",
        assets=(),
        limits=(),
        ended_by=(),
        condition=asked,
        periods=periods(asked, relations),
    )
