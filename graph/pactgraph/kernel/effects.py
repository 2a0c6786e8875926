"""What the happening of one event does to a condition, compared with its never happening.

Three courses (`flips.py`) of one condition are laid side by side: the event happens on a
given day, it never happens, and nothing is assumed of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgraph.kernel.flips import step_at
from pactgraph.kernel.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pactgraph.kernel.flips import Course, Step
    from pactgraph.kernel.status import Standing


class Effect(StrEnum):
    """What an event does to a condition at one instant; the first line that applies.

    *In force* and *depends* are the statuses; *out* is any other.
    """

    STARTS = "starts"
    """in force with it, and only since it happened; out or depends if it never does"""
    KEEPS = "keeps"
    """in force with it, as before it; out or depends if it never happens"""
    ENDS = "ends"
    """out with it, after it could be in force; in force or depends if it never happens"""
    PREVENTS = "prevents"
    """out with it, which it always was; in force or depends if it never happens"""
    OPENS = "opens"
    """depends on other events with it, and on others, or on none, if it never happens"""
    DECIDES = "decides"
    """depends on it as long as nothing is assumed, but decided with it; and so if never"""


@dataclass(frozen=True, slots=True)
class Span:
    """All instants ``start <= t < end`` of an unbroken effect.

    Attributes:
        effect: what the event does.
        start: first instant, UTC.
        end: first instant after it, UTC; None for good.
        without: the standing at `start` if nothing is assumed of the event.
        happens: the standing at `start` if it happens on the given day.
        never: the standing at `start` if it never happens.
    """

    effect: Effect
    start: datetime
    end: datetime | None
    without: Standing
    happens: Standing
    never: Standing


def effects(without: Course, happens: Course, never: Course, since: datetime) -> tuple[Span, ...]:
    """Return what an event does, from the instant `since` on, in order.

    Args:
        without: the course if nothing is assumed of the event.
        happens: the course if it happens on a given day.
        never: the course if it never happens.
        since: the instant from which on it has happened, UTC; what comes before is left out.
    """
    found: list[Span] = []
    for start, end in _stretches((without, happens, never), since):
        steps = [step_at(steps, start) for steps in (without, happens, never)]
        effect = _effect(*steps, since=since)
        if effect is None:
            continue
        if found and found[-1].effect is effect and found[-1].end == start:
            last = found.pop()
            found.append(Span(effect, last.start, end, last.without, last.happens, last.never))
        else:
            found.append(Span(effect, start, end, *(step.standing for step in steps)))
    return tuple(found)


def _stretches(
    courses: tuple[Course, ...], since: datetime
) -> Iterator[tuple[datetime, datetime | None]]:
    """Yield the stretches from `since` on in which none of `courses` changes."""
    turns = {step.since for course in courses for step in course}
    starts: list[datetime | None] = [*sorted({t for t in turns if t > since} | {since}), None]
    for start, end in pairwise(starts):
        if start is not None:
            yield start, end


def _effect(without: Step, happens: Step, never: Step, *, since: datetime) -> Effect | None:
    has, was = happens.standing, never.standing
    match has.status:
        case Status.IN_FORCE if was.status is not Status.IN_FORCE:
            return Effect.STARTS if since <= happens.since else Effect.KEEPS
        case Status.NOT_YET | Status.ENDED | Status.NEVER if not _out(was):
            return Effect.ENDS if has.status is Status.ENDED else Effect.PREVENTS
        case Status.DEPENDS:
            return Effect.OPENS if has != was else None
    open_without = without.standing.status is Status.DEPENDS
    return Effect.DECIDES if open_without else None


def _out(standing: Standing) -> bool:
    return standing.status not in (Status.IN_FORCE, Status.DEPENDS)
