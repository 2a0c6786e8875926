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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.scenarios import Happening

_NO_TEXT = Text({})


@st.composite
def made_up(draw: st.DrawFn) -> Record:
    """Draw a record: up to six events, three derived ones, delays of months or days, orders."""
    case = draw(cases(sound=draw(st.booleans())))
    derivations = {name: derivation(how) for name, how in case.derived.items()}
    if draw(st.booleans()):
        derivations = {name: _in_months(how) for name, how in derivations.items()}
    return _record(
        condition(case.tree),
        derivations,
        relate(derivations, case.order),
        {event: happening(what) for event, what in case.record.items()},
    )


def _in_months(how: Derivation) -> Derivation:
    """Return a delay of a month or two instead of hours or days; anything else as it is."""
    if not isinstance(how, After):
        return how
    return After(how.event, Duration(months=1 + how.offset.fixed.days))


def _record(
    asked: Condition,
    derivations: Mapping[str, Derivation],
    relations: Events,
    happenings: Mapping[str, Happening],
) -> Record:
    return Record(
        parties={},
        assets={},
        series={},
        agreements={},
        clauses={"clause": _clause(asked, relations)},
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


def _clause(asked: Condition, relations: Events) -> Clause:
    return Clause(
        "clause",
        "clause",
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
