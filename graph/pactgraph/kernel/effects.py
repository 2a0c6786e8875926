"""What the happening of one event does to a condition, compared with its never happening.

Three courses (`flips.py`) of one condition are laid side by side: the event happens on a
given day, it never happens, and nothing is assumed of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgraph.kernel.flips import step_at
from pactgraph.kernel.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pactgraph.kernel.flips import Course
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
        now, ever, otherwise = (step_at(c, start) for c in (happens, never, without))
        effect = _effect(now.standing, ever.standing, otherwise.standing)
        if effect is Effect.STARTS and now.since < since:
            effect = Effect.KEEPS
        if effect is Effect.ENDS and all(_out(s.standing) for s in happens if s.since < start):
            effect = Effect.PREVENTS
        if effect and found and found[-1].effect is effect and found[-1].end == start:
            found[-1] = replace(found[-1], end=end)
        elif effect:
            standings = (otherwise.standing, now.standing, ever.standing)
            found.append(Span(effect, start, end, *standings))
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


def _effect(happens: Standing, never: Standing, without: Standing) -> Effect | None:
    """Return the effect, not telling apart what was so before the event."""
    if happens.status is Status.DEPENDS:
        return Effect.OPENS if happens != never else None
    if happens.status is Status.IN_FORCE and never.status is not Status.IN_FORCE:
        return Effect.STARTS
    if _out(happens) and not _out(never):
        return Effect.ENDS
    return Effect.DECIDES if without.status is Status.DEPENDS else None


def _out(standing: Standing) -> bool:
    return standing.status not in (Status.IN_FORCE, Status.DEPENDS)
