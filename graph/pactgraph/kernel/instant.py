"""The truth of a condition at one instant, without its normal form where that can be spared.

Dates and settled events decide most conditions by themselves, in one walk through the tree.
Only where open events are left is the rest of the tree, in which only these occur, brought
into its normal form; `periods` and `standing` then decide as for every clause. So the answer
is always theirs, and a disjunction of hundreds of dated windows costs one walk.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import ALWAYS, AtOrAfter, Before, Condition, Joined, Or, atoms
from pactgraph.kernel.periods import periods
from pactgraph.kernel.status import Standing, Status, standing
from pactgraph.kernel.timeline import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.scenarios import Window

Truth = bool | None
"""True or False whatever the open events do; None if it depends on them."""

_NEVER = Or()


def truth_at(
    condition: Condition, windows: Mapping[str, Window], at: datetime, events: Events
) -> Truth:
    """Return whether `condition` holds at the instant `at`.

    Args:
        condition: any tree of atoms.
        windows: when each event named in it can happen.
        at: the instant asked about, UTC.
        events: how the events hang together.

    Raises:
        ConditionTooLargeError: what is left to open events has too many periods.
    """
    rest = _rest(condition, windows, at, events)
    if isinstance(rest, bool):
        return rest
    return _truth(_standing(rest, windows, at, events))


def deciding_at(
    condition: Condition, windows: Mapping[str, Window], at: datetime, events: Events
) -> frozenset[str]:
    """Return the open events that decide whether `condition` holds at `at`; none if known."""
    rest = _rest(condition, windows, at, events)
    if isinstance(rest, bool):
        return frozenset()
    return _standing(rest, windows, at, events).depends_on


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return whether all of `truths` hold, as far as they alone tell.

    >>> all_of([True, None]), all_of([False, None])
    (None, False)
    """
    found: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            found = None
    return found


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return whether one of `truths` holds, as far as they alone tell.

    >>> any_of([True, None]), any_of([False, None])
    (True, None)
    """
    found: Truth = False
    for truth in truths:
        if truth:
            return True
        if truth is None:
            found = None
    return found


def of_parts(kind: type[Joined], truths: Sequence[Truth]) -> Truth:
    """Return whether a joined condition holds, as far as the truths of its parts alone tell.

    >>> of_parts(Or, [True, None]), of_parts(Or, [False, None])
    (True, None)
    """
    true, unknown = truths.count(True), truths.count(None)
    found = {kind.holds(true + more, len(truths)) for more in range(unknown + 1)}
    return found.pop() if len(found) == 1 else None


def held_since(
    condition: Condition, windows: Mapping[str, Window], at: datetime, events: Events
) -> datetime | None:
    """Return since when `condition`, which holds at `at`, has held without a break.

    Returns:
        The first instant, UTC; FIRST if it has always held; None if open events decide.
    """
    since = at
    for moment in sorted(set(_moments(condition, windows, events)), reverse=True):
        if moment > at:
            continue
        truth = truth_at(condition, windows, moment, events)
        if truth is None:
            return None
        if not truth:
            return since
        since = moment
    truth = truth_at(condition, windows, FIRST, events)
    return None if truth is None else FIRST if truth else since


def _rest(
    condition: Condition, windows: Mapping[str, Window], at: datetime, events: Events
) -> Condition | bool:
    """Return what is left of `condition` once dates and settled events are taken out."""
    match condition:
        case AtOrAfter(point):
            if isinstance(point, datetime):
                return point <= at
            if point in events.derived:
                return _rest(events.derived[point], windows, at, events)
            window = windows[point]
            return window.has_happened(at) or (window.can_have_happened(at) and condition)
        case Before(point):
            if isinstance(point, datetime):
                return at < point
            return _rest_before(point, windows, at, events)
        case joint:
            rests = [_rest(part, windows, at, events) for part in joint.parts]
            return _rest_of(type(joint), rests)


def _rest_before(
    event: str, windows: Mapping[str, Window], at: datetime, events: Events
) -> Condition | bool:
    if event in events.derived:
        rest = _rest(events.derived[event], windows, at, events)
        return not rest if isinstance(rest, bool) else Before(event)
    window = windows[event]
    return not window.has_happened(at) and (not window.can_have_happened(at) or Before(event))


def _rest_of(kind: type[Joined], rests: Sequence[Condition | bool]) -> Condition | bool:
    """Return a joined condition of the parts that are open, and of settled ones that matter."""
    truth = of_parts(kind, [rest if isinstance(rest, bool) else None for rest in rests])
    if truth is not None:
        return truth
    left = tuple(rest for rest in rests if not isinstance(rest, bool))
    true = sum(rest is True for rest in rests)
    false = len(rests) - len(left) - true
    kept = next(
        (trues, falses)
        for trues, falses in ((0, 0), (true, 0), (true, false))
        if all(
            kind.holds(n + true, len(rests)) == kind.holds(n + trues, len(left) + trues + falses)
            for n in range(len(left) + 1)
        )
    )
    return kind((*left, *(ALWAYS,) * kept[0], *(_NEVER,) * kept[1]))


def _standing(
    rest: Condition, windows: Mapping[str, Window], at: datetime, events: Events
) -> Standing:
    return standing(periods(rest, events), windows, at, events)


def _truth(found: Standing) -> Truth:
    if found.status is Status.DEPENDS:
        return None
    return found.status is Status.IN_FORCE


def _moments(
    condition: Condition, windows: Mapping[str, Window], events: Events
) -> Iterator[datetime]:
    """Yield the instants at which the truth of `condition` can change."""
    for atom in atoms(condition):
        if isinstance(atom.point, datetime):
            yield atom.point
        elif atom.point in events.derived:
            yield from _moments(events.derived[atom.point], windows, events)
        else:
            window = windows[atom.point]
            yield from (m for m in (window.earliest, window.latest) if m is not None)
