"""Which events, by happening or by not happening, decide whether a condition holds.

**What can be chosen.** A *moment* is an underived event, or a delayed one that a period of
the condition names ("90 days after notice"). It is *open* at the instant D if it may, but
need not, have happened by then.

**What a set of open moments does.** A world is a choice of dates for all events that their
windows and their order allow.

- A set *ends* the condition by D if it does not hold at D in any world in which every moment
  of the set has happened by D.
- A set *saves* the condition at D if it holds at D in every world in which no moment of the
  set has happened by D.

**Which sets are returned.** All that do so while none of their proper subsets does. The
empty set is the only one if nothing has to happen (or to stay away). What a set brings along
counts as the order of events has it: AGI that is verified has been declared, so that either
event alone ends what lasts until the declaration.

**Why it is enough to look at periods.** They are all prime implicants, closed under the order
of events. Those that the dates and the settled events leave are

    ended   exactly if each of them has, among what must not happen, a moment of the set:
            the sets are the smallest that hit them all;
    saved   exactly if "none of the set has happened" implies one of them: one that demands
            no open happening, and of which everything that must not happen is in the set or
            cannot come before something in it.

Durations that do not compare (P1M beside P30D) are taken as independent, as in `status.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import ConditionTooLargeError
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.scenarios import Window

MOST_SETS = 5_000
"""A question with more minimal sets than this, at any step, is refused."""

Sets = frozenset[frozenset[str]]


def ending_sets(
    periods: Collection[Period], windows: Mapping[str, Window], at: datetime, events: Events
) -> Sets:
    """Return all minimal sets of open moments whose happening by `at` ends the condition.

    Args:
        periods: all prime implicants of the condition.
        windows: when each event can happen.
        at: the instant D, UTC.
        events: how the events hang together.

    Returns:
        Sets of names; only the empty one if the condition holds at `at` in no world, none if
        no happening rules it out.

    Raises:
        ConditionTooLargeError: there are more than `MOST_SETS`.
    """
    choice = _open_moments(periods, windows, at, events)
    return smallest_hitting(period.not_happened & choice for period in _left(periods, windows, at))


def saving_sets(
    periods: Collection[Period], windows: Mapping[str, Window], at: datetime, events: Events
) -> Sets:
    """Return all minimal sets of open moments whose not happening by `at` saves the condition.

    Arguments and errors are those of `ending_sets`.

    Returns:
        Sets of names; only the empty one if the condition holds at `at` in every world, none
        if it needs something to happen, or cannot hold.
    """
    choice = _open_moments(periods, windows, at, events)
    found: set[frozenset[str]] = set()
    for period in _left(periods, windows, at):
        if all(windows[event].has_happened(at) for event in period.happened):
            found |= smallest_hitting(
                (events.before(event) | {event}) & choice
                for event in period.not_happened
                if windows[event].can_have_happened(at)
            )
    return _smallest(found)


def _left(periods: Iterable[Period], windows: Mapping[str, Window], at: datetime) -> list[Period]:
    """Return the periods that can hold at the instant `at`."""
    return [
        period
        for period in periods
        if (period.from_date is None or period.from_date <= at)
        and (period.until_date is None or at < period.until_date)
        and all(windows[event].can_have_happened(at) for event in period.happened)
        and not any(windows[event].has_happened(at) for event in period.not_happened)
    ]


def _open_moments(
    periods: Iterable[Period], windows: Mapping[str, Window], at: datetime, events: Events
) -> frozenset[str]:
    """Return the open underived events, and all other open ones that `periods` name."""
    named = {event for period in periods for event in period.from_events | period.until_events}
    underived = {event for event in windows if event not in events.delays}
    return frozenset(
        event
        for event in underived | named
        if windows[event].can_have_happened(at) and not windows[event].has_happened(at)
    )


def smallest_hitting(families: Iterable[frozenset[str]]) -> Sets:
    """Return the smallest sets that share a member with each of `families`.

    C. Berge, *Hypergraphs*, 1989, chapter 2: one family after another, each set found so far
    is kept if it hits the family, or else extended by each of its members.

    Raises:
        ConditionTooLargeError: more than `MOST_SETS` arise at some step.
    """
    found: Sets = frozenset({frozenset()})
    for family in sorted(
        _smallest(families), key=lambda members: (len(members), *sorted(members))
    ):
        hit = {chosen for chosen in found if chosen & family}
        extended = {chosen | {member} for chosen in found - hit for member in family}
        found = _smallest(hit | extended)
    return found


def _smallest(sets: Iterable[frozenset[str]]) -> Sets:
    """Return the sets that contain no other one."""
    kept: list[frozenset[str]] = []
    for candidate in sorted(set(sets), key=len):
        if not any(other <= candidate for other in kept):
            kept.append(candidate)
            if len(kept) > MOST_SETS:
                raise ConditionTooLargeError(
                    worded(
                        "there are more than {most_sets} minimal sets of events; ask for an"
                        " earlier day, or assume some of the events",
                        most_sets=MOST_SETS,
                    )
                )
    return frozenset(kept)
