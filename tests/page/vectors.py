"""Settings with what the kernel says of them, for every twin of the kernel to be held to.

They are the truths of `points.truths`, one about the calendar, and records drawn by fixed seeds,
as facts that the page takes (`pactgraph.page.points`), each with the days it is asked about. Run
as a script, this prints so many as JSON: whatever reads that can be tried on them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, TypeGuard

from kernel.test_points_agree import Named, asking, happening, midnight
from pactgraph.kernel import conditions
from pactgraph.kernel.duties import Duty
from pactgraph.kernel.flips import course, ended_before, revivals
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import After, Moved
from pactgraph.kernel.spans import Span
from pactgraph.kernel.status import standing
from pactgraph.kernel.timeline import TICK, Duration
from pactgraph.page.points import Points, happening_model, instant_text, window_model
from points.drawn import drawn
from points.said import (
    OPEN,
    And,
    Answer,
    AtOrAfter,
    Before,
    Days,
    Event,
    Later,
    Months,
    Record,
    Stretch,
)
from points.truths import TRUTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kernel.test_points_agree import Question
    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.points import Derived
    from pactgraph.kernel.status import Standing
    from points import said
    from points.drawn import Drawn

Json = dict[str, Any]

DAY = timedelta(days=1)
AROUND = (0, 1)
"""How many days after the one that is drawn a record is asked about."""


_BEGUN = Event("begun")
FEBRUARY = Answer(
    "a month that is over before thirty days are",
    Record({_BEGUN: OPEN}),
    And((AtOrAfter(Later(_BEGUN, Months(1))), Before(Later(_BEGUN, Days(30))))),
    date(2028, 4, 20),
    date(2028, 3, 5),
    "not yet",
)
"""Only the calendar tells that nothing begun in March or April leads to such a day."""


class Plain(Named):
    """Points as derived events that are told in the plainest way that there is."""

    def _derived(self, point: said.Point) -> Derived:
        match super()._derived(point):
            case Moved(str(event), Span((Duration() as offset,))):
                return After(event, offset)
            case found:
                return found


@dataclass(frozen=True)
class Case:
    """A record with conditions in the kernel's words, and when they are asked about.

    Attributes:
        name: what it is called.
        record: what is said of the events.
        conditions: what is asked about, by name.
        named: the derived events in them.
        known: the day that the record is known to.
        days: the days that are asked about.
    """

    name: str
    record: said.Record
    conditions: Mapping[str, Condition]
    named: Named
    known: date
    days: list[date]


def vectors(records: int) -> list[Json]:
    """Return the truths, and so many records: facts, settings, and what is expected in each."""
    sayable = filter(_is_sayable, map(drawn, count()))
    cases = (*map(_truth, [*TRUTHS, FEBRUARY]), *map(_case, range(records), sayable))
    return [_vector(case) for case in cases]


def _is_sayable(found: Drawn) -> bool:
    """Return whether all that is assumed is a day or never: the page knows no other stretches."""
    assumed = [what.assumed for what in found.record.events.values()]
    return all(each.first == each.last for each in assumed if isinstance(each, Stretch))


def _case(number: int, found: Drawn) -> Case:
    named = Plain()
    conditions = {"clause": named.condition(found.condition)}
    if found.duty is not None:
        duty = _duty(found.duty, named)
        named.derived.update(duty.points())
        conditions |= {str(state): condition for state, condition in duty.states().items()}
    days = [found.day + days * DAY for days in AROUND]
    return Case(f"record {number}", found.record, conditions, named, found.known, days)


def _duty(told: said.Duty, named: Named) -> Duty:
    return Duty(
        "duty",
        opens=midnight(told.deadline.first),
        deadline=midnight(told.deadline.last) + DAY,
        performed=named.point(told.performed),
        excused=None if told.excused is None else named.point(told.excused),
        holds=conditions.ALWAYS
        if told.since is None
        else conditions.AtOrAfter(named.point(told.since)),
    )


def _truth(asked: said.Answer) -> Case:
    named = Plain()
    conditions = {"clause": named.condition(asked.clause)}
    return Case(asked.name, asked.record, conditions, named, asked.known, [asked.day])


def _vector(case: Case) -> Json:
    first = next(iter(case.conditions.values()))
    asked = asking(case.record, first, case.named.derived, case.known)
    points = Points(asked.events, str)
    found = {key: periods(condition, asked.events) for key, condition in case.conditions.items()}
    clauses = [
        {"key": key, "periods": [points.period(period) for period in each]}
        for key, each in found.items()
    ]
    told = [point for _, point in points.all()]
    names = [*(event.name for event in case.record.events), *(point["key"] for point in told)]
    always = {
        "windows": {name: window_model(asked.windows[name]) for name in names},
        "courses": {key: _course(each, asked) for key, each in found.items()},
        "revivals": {key: [*_revivals(each, asked)] for key, each in found.items()},
    }
    return {
        "name": case.name,
        "facts": {
            "events": [*_events(case.record, asked)],
            "points": told,
            "schedules": points.schedules,
            "clauses": clauses,
        },
        "settings": [_setting(case, day) for day in case.days],
        "expected": [
            always | {"of": {key: _on(day, each, asked) for key, each in found.items()}}
            for day in case.days
        ],
    }


def _on(day: date, found: tuple[Period, ...], asked: Question) -> list[Any]:
    at = midnight(day) + DAY - TICK
    return _standing(standing(found, asked.windows, at, asked.events))


def _course(found: tuple[Period, ...], asked: Question) -> list[list[Any]]:
    steps = course(found, asked.windows, asked.events)
    return [[instant_text(step.since), *_standing(step.standing)] for step in steps]


def _revivals(found: tuple[Period, ...], asked: Question) -> Iterator[list[Any]]:
    steps = course(found, asked.windows, asked.events)
    for step in steps:
        if ended := ended_before(steps, step.since):
            ways = revivals(found, asked.windows, step.since, asked.events)
            yield [instant_text(step.since), instant_text(ended), sorted(map(sorted, ways))]


def _standing(found: Standing) -> list[Any]:
    return [found.status.value, sorted(found.depends_on)]


def _setting(case: Case, day: date) -> Json:
    assumptions = [
        [event.name, what.assumed.first.isoformat() if _has_day(what.assumed) else "never"]
        for event, what in case.record.events.items()
        if what.assumed is not None
    ]
    return {"on": day.isoformat(), "known": case.known.isoformat(), "assumed": assumptions}


def _has_day(assumed: said.Stretch | said.Never | None) -> TypeGuard[said.Stretch]:
    return isinstance(assumed, Stretch)


def _events(record: said.Record, asked: Question) -> Iterator[Json]:
    underived = {event.name for event in record.events}
    for event, what in record.events.items():
        name, events = event.name, asked.events
        nearest = (order.nearest.get(name, ()) for order in (events.earlier, events.later))
        ties = (*nearest, events.ruled_out_by(name))
        earlier, later, excludes = (sorted(underived.intersection(each)) for each in ties)
        told = {"key": name, "happening": happening_model(happening(what))}
        yield told | {"earlier": earlier, "later": later, "excludes": excludes}


if __name__ == "__main__":
    json.dump(vectors(int(sys.argv[1])), sys.stdout)
