"""What differs between two days, and between two scenarios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgraph.asking.diff.answer import Comparison
from pactgraph.asking.setting import event_windows, unknown_agreements
from pactgraph.errors import BadInputError
from pactgraph.kernel.flips import Cause, course, differences, step_at
from pactgraph.kernel.status import Status
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.flips import Course, Difference
    from pactgraph.kernel.scenarios import Window
    from pactgraph.kernel.status import Standing
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Clause, Record


class Turned(StrEnum):
    """What became of an answer."""

    STARTED = "started"
    """now in force, and it was not"""
    SETTLED = "settled"
    """now in force, and it depended"""
    OPENED = "became open"
    """now it depends, and it did not"""
    HINGED = "depends on others"
    """it depends as before, but on other events"""
    ENDED = "ended"
    """it is over"""
    PAUSED = "paused"
    """not in force for the time being"""


def turned(before: Standing, after: Standing) -> Turned:
    """Return what became of an answer that was `before` and is now `after`."""
    depended = before.status is Status.DEPENDS
    if after.status is Status.IN_FORCE:
        return Turned.SETTLED if depended else Turned.STARTED
    if after.status is Status.DEPENDS:
        return Turned.HINGED if depended else Turned.OPENED
    return Turned.PAUSED if after.status is Status.NOT_YET else Turned.ENDED


@dataclass(frozen=True, slots=True)
class Flip:
    """An instant at which an answer changes.

    Attributes:
        at: the first instant of the new answer, UTC.
        before: what was said until then.
        after: what is said from then on.
        because: dates and events of the condition at that instant.
    """

    at: datetime
    before: Standing
    after: Standing
    because: tuple[Cause, ...]


def flips(steps: Course) -> tuple[Flip, ...]:
    """Return all instants at which the answer of a course changes, in order."""
    return tuple(
        Flip(after.since, before.standing, after.standing, after.because)
        for before, after in pairwise(steps)
    )


def clause_course(record: Record, clause: Clause, windows: Mapping[str, Window]) -> Course:
    """Return the status of `clause` at every instant, if events can happen within `windows`."""
    return course(clause.periods, windows, record.relations)


@dataclass(frozen=True, slots=True)
class DateChange:
    """A clause whose status on one day is not that on another.

    Attributes:
        clause: the clause.
        before: its status at the end of the first day.
        after: its status at the end of the second day.
        turned: what became of it.
        flips: every change between the two, in order.
    """

    clause: Clause
    before: Standing
    after: Standing
    turned: Turned
    flips: tuple[Flip, ...]


@dataclass(frozen=True, slots=True, repr=False)
class DateDiff(Comparison):
    """What differs between two days.

    Attributes:
        first: the setting on the first day.
        second: the setting on the second day.
        changes: by id of the clause.
        unchanged: the clauses with one status on both days, by id.
    """

    first: Setting
    second: Setting
    changes: tuple[DateChange, ...]
    unchanged: tuple[Clause, ...]


def between_dates(record: Record, setting: Setting, first: Stretch, second: Stretch) -> DateDiff:
    """Return what differs between two days, under the assumptions of `setting`.

    Args:
        record: the record.
        setting: fixes what is known and assumed; the day it asks about plays no part.
        first: the earlier day; it counts to its end, as the later does.
        second: the later day.

    Raises:
        BadDateError: a date is coarser than a day.
        BadInputError: the second day comes before the first, or as `event_windows`.
    """
    before, after = replace(setting, on=first), replace(setting, on=second)
    if first.last > second.last:
        raise BadInputError(
            worded(
                "{second} is before {first}; the earlier day comes first: {second} {first}",
                second=second.text,
                first=first.text,
            )
        )
    possible = event_windows(record, setting)
    changes, unchanged = [], []
    for clause in _clauses(record, setting):
        steps = clause_course(record, clause, possible)
        was, now = (step_at(steps, day.on.last).standing for day in (before, after))
        if was == now:
            unchanged.append(clause)
            continue
        between = tuple(f for f in flips(steps) if first.last < f.at <= second.last)
        changes.append(DateChange(clause, was, now, turned(was, now), between))
    return DateDiff(
        before,
        after,
        tuple(changes),
        tuple(unchanged),
        record=record,
        setting=setting,
        sides=(first.text, second.text),
    )


@dataclass(frozen=True, slots=True)
class ScenarioChange:
    """A clause whose status is not always the same in two scenarios.

    Attributes:
        clause: the clause.
        first: its status on the day asked about, in the first scenario; None if its agreement
            does not exist there, because it became known only later.
        second: the same in the second scenario.
        ranges: when the two differ.
        courses: all flips in the first scenario, and in the second.
    """

    clause: Clause
    first: Standing | None
    second: Standing | None
    ranges: tuple[Difference, ...]
    courses: tuple[tuple[Flip, ...], tuple[Flip, ...]]

    @property
    def on_the_day(self) -> bool:
        """Whether they differ on the day asked about."""
        return self.first != self.second


@dataclass(frozen=True, slots=True, repr=False)
class ScenarioDiff(Comparison):
    """What differs between two scenarios.

    Attributes:
        first: the setting of the first scenario.
        second: the setting of the second; the day asked about is the same.
        changes: by id of the clause.
        unchanged: the clauses of which both always say the same, by id.
    """

    first: Setting
    second: Setting
    changes: tuple[ScenarioChange, ...]
    unchanged: tuple[Clause, ...]


def between_settings(record: Record, first: Setting, second: Setting) -> ScenarioDiff:
    """Return what differs between two settings: on their day, and on any other.

    Raises:
        BadInputError: as `event_windows`, for either setting.
    """
    sides = (first, second)
    possible = [event_windows(record, each) for each in sides]
    hidden = [unknown_agreements(record, each) for each in sides]
    changes, unchanged = [], []
    for clause in _clauses(record, *sides):
        steps = [clause_course(record, clause, windows) for windows in possible]
        ranges = differences(*steps)
        if not ranges:
            unchanged.append(clause)
            continue
        one, other = (
            None if clause.agreement in unknown else step_at(its, each.on.last).standing
            for its, each, unknown in zip(steps, sides, hidden, strict=True)
        )
        courses = (flips(steps[0]), flips(steps[1]))
        changes.append(ScenarioChange(clause, one, other, ranges, courses))
    return ScenarioDiff(
        first, second, tuple(changes), tuple(unchanged), record=record, setting=first
    )


def _clauses(record: Record, *settings: Setting) -> list[Clause]:
    """Return the clauses of agreements that exist for one of `settings`, by id."""
    unknown = set.intersection(*(set(unknown_agreements(record, each)) for each in settings))
    known = [c for c in record.clauses.values() if c.agreement not in unknown]
    return sorted(known, key=lambda clause: clause.id)
