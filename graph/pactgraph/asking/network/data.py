"""Flows, loops and totals for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.network.words import Naming
from pactgraph.flows.sums import amounts_of
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.asking.network.flows import FlowAnswer
    from pactgraph.asking.network.lanes import Lane
    from pactgraph.asking.network.loops import LoopAnswer, Loops, StepAnswer
    from pactgraph.asking.network.totals import TotalAnswer
    from pactgraph.flows.sums import Performed, Total
    from pactgraph.messages import Language
    from pactgraph.record import Record

_COLUMNS = ("loop", "state", "depends_on", "from", "to", "what", "clauses", "force", "press_only")


def flow_objects(
    record: Record, found: Sequence[FlowAnswer], language: Language
) -> list[dict[str, object]]:
    """Return one JSON object a flow, with the keys that the README documents."""
    return [
        {
            "flow": each.flow.id,
            "from": [record.id_of(iri) for iri in dict.fromkeys(a for a, _ in each.flow.pairs)],
            "to": [record.id_of(iri) for iri in dict.fromkeys(b for _, b in each.flow.pairs)],
            "what": each.flow.lead,
            "in_return": each.flow.counter or None,
            "status": each.status.value,
            "force": each.force,
            "amount": [amount_in_words(amount, language) for amount in amounts_of(each.flow)],
            "performed": _performed(each.done),
            "clauses": [clause.id for clause in each.flow.members],
            "end_not_public": list(each.end_not_public),
        }
        for each in found
    ]


def _performed(done: Mapping[str, Performed]) -> list[dict[str, object]]:
    return [
        {"unit": unit, "at_least": str(each.least), "up_to": str(each.most)}
        for unit, each in done.items()
    ]


def loops_object(record: Record, found: Loops, language: Language) -> dict[str, object]:
    """Return the loops, how long they are at most, and those if affiliates were folded in."""
    return {
        "length": found.length,
        "loops": [_loop(record, each, language) for each in found],
        "if_affiliated": [
            {"parties": record.ids_of(each.loop.parties), "state": each.state.value}
            for each in found.if_affiliated
        ],
    }


def _loop(record: Record, each: LoopAnswer, language: Language) -> dict[str, object]:
    return {
        "parties": record.ids_of(each.loop.parties),
        "state": each.state.value,
        "depends_on": record.ids_of(each.depends_on),
        "promised": each.promised.value,
        "performed": each.performed.value,
        "weakest": each.weakest or None,
        "condition": Naming(record, language).condition(each),
        "steps": [_step(record, step, language) for step in each.steps],
        "opens": [record.ids_of(chosen) for chosen in each.opening],
        "closes": [record.ids_of(chosen) for chosen in each.closing],
    }


def _step(record: Record, step: StepAnswer, language: Language) -> dict[str, object]:
    return {
        "from": record.id_of(step.step.giver),
        "to": record.id_of(step.step.taker),
        "what": list(step.step.leads),
        "state": step.state.value,
        "force": step.force or None,
        "clauses": [
            {
                "clause": one.clause.id,
                "label": one.clause.label.in_language(language),
                "force": one.force,
                "current": one in step.current,
            }
            for one in step.step.carriers
        ],
        "press_only": step.press_only,
        "end_not_public": list(step.end_not_public),
    }


def loop_records(record: Record, found: Loops) -> Table:
    """Return one flat row a step of a loop."""
    rows = [
        (
            " ".join(record.ids_of(each.loop.parties)),
            each.state.value,
            " ".join(record.ids_of(each.depends_on)),
            record.id_of(step.step.giver),
            record.id_of(step.step.taker),
            " ".join(step.step.leads),
            " ".join(one.clause.id for one in step.step.carriers),
            step.force,
            str(step.press_only).lower(),
        )
        for each in found
        for step in each.steps
    ]
    return Table(_COLUMNS, rows)


def total_objects(
    record: Record, found: Sequence[TotalAnswer], language: Language
) -> list[dict[str, object]]:
    """Return one JSON object a total, with the keys that the README documents; sums as texts."""
    return [
        {
            "from": record.ids_of(each.givers),
            "to": record.ids_of(each.takers),
            "what": each.lead,
            "ended": each.ended,
            "force": each.force,
            "certainty": each.certainty,
            **_total(each.total, language),
            "performed": _performed(each.done),
            "performed_unknown": each.unknown,
            "left": [{"unit": u, "exact": str(v)} for u, v in each.left().items()],
            "flows": [answer.flow.id for answer in each.flows],
        }
        for each in found
    ]


def _total(total: Total, language: Language) -> dict[str, object]:
    return {
        "sums": [
            {
                "unit": unit,
                "exact": str(part.exact),
                "about": part.about,
                "at_least": str(part.at_least),
                "up_to": str(part.up_to),
            }
            for unit, part in total.sums.items()
        ],
        "rates": [amount_in_words(rate, language) for rate in total.rates],
        "undisclosed": total.undisclosed,
    }


def lane_objects(
    record: Record, found: Sequence[Lane], language: Language
) -> list[dict[str, object]]:
    """Return one JSON object a lane, with the keys that the README documents; sums as texts."""
    return [
        {
            "from": record.id_of(each.giver),
            "to": record.id_of(each.taker),
            "what": each.family,
            "standing": each.standing.value,
            **_total(each.total, language),
            "joint": each.joint,
            "clauses": [clause.id for clause in each.clauses],
        }
        for each in found
    ]
