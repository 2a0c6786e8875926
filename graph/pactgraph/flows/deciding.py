"""What a condition comes to at one instant, and which events would change that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import And, AtOrAfter, Joined, Or, Xone, fold
from pactgraph.kernel.formulas import formula_of
from pactgraph.kernel.impact import ending_sets
from pactgraph.kernel.periods import normal_form, period_of, periods
from pactgraph.kernel.scenarios import Window, Windows, with_delays
from pactgraph.kernel.status import Status, standing
from pactgraph.kernel.timeline import FIRST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pactgraph.kernel.conditions import Atom, Condition, Events
    from pactgraph.kernel.impact import Sets

TRUE, FALSE = And(), Or()


class State(StrEnum):
    """What a condition comes to, whatever the open events do."""

    CLOSED = "closed"
    POSSIBLY = "possibly"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Decided:
    """What a condition comes to at an instant.

    Attributes:
        state: closed if it holds whatever the open events do, open if it cannot hold.
        depends_on: the open events that decide, if it possibly holds.
    """

    state: State
    depends_on: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Moment:
    """An instant, and what is known and assumed of events.

    Attributes:
        at: the instant, UTC.
        windows: when each event can happen.
        events: how they hang together.
    """

    at: datetime
    windows: Windows
    events: Events

    def decided(self, condition: Condition) -> Decided:
        """Return what `condition` comes to.

        Raises:
            ConditionTooLargeError: it takes too much.
        """
        left = self._settled(condition, self.windows)
        if left in (TRUE, FALSE):
            return Decided(State.CLOSED if left == TRUE else State.OPEN)
        ways = periods(left, self.events)
        found = standing(ways, self.windows, self.at, self.events)
        if found.status is Status.IN_FORCE:
            return Decided(State.CLOSED)
        if found.status is Status.DEPENDS:
            return Decided(State.POSSIBLY, found.depends_on)
        return Decided(State.OPEN)

    def opening(self, condition: Condition) -> Sets:
        """Return the smallest sets of events whose happening makes `condition` fail.

        It is asked of the dates as they are at the instant, and of every event that has not
        happened and still can, on whatever day, as if it could have happened by then.

        Raises:
            ConditionTooLargeError: it takes too much, or there are too many sets.
        """
        return self._ending(condition, negated=False)

    def closing(self, condition: Condition) -> Sets:
        """Return the smallest sets of events whose happening makes `condition` hold, likewise."""
        return self._ending(condition, negated=True)

    def _ending(self, condition: Condition, *, negated: bool) -> Sets:
        left = self._settled(condition, self._sooner)
        terms = normal_form(formula_of(left, self.events), self.events, negated=negated)
        ways = [period_of(term, self.events) for term in terms]
        return self._without_brought(ending_sets(ways, self._sooner, self.at, self.events))

    def _without_brought(self, sets: Sets) -> Sets:
        """Return `sets` without those whose events bring along all of another one."""
        kept: list[frozenset[str]] = []
        brought = {chosen: chosen.union(*map(self.events.before, chosen)) for chosen in sets}
        for chosen in sorted(sets, key=lambda one: (len(brought[one]), sorted(one))):
            if not any(other <= brought[chosen] for other in kept):
                kept.append(chosen)
        return frozenset(kept)

    @cached_property
    def _sooner(self) -> Windows:
        """When each event can happen, were it not for the days before which it cannot."""
        moved = {
            name: window
            if window.earliest is None or window.has_happened(self.at)
            else Window(FIRST, None, window.last)
            for name, window in self.windows.items()
            if name not in self.events.delays
        }
        return with_delays(moved, self.events)

    def _settled(self, condition: Condition, windows: Mapping[str, Window]) -> Condition:
        """Return `condition` without what is decided at the instant."""

        def atom(one: Atom) -> Condition:
            known = self._known(one.point, windows)
            if known is None:
                return one
            return TRUE if known is isinstance(one, AtOrAfter) else FALSE

        return fold(condition, atom, _joined)

    def _known(self, point: datetime | str, windows: Mapping[str, Window]) -> bool | None:
        """Return whether the instant is at or after `point`; None if that is open."""
        if not isinstance(point, str):
            return point <= self.at
        if windows[point].has_happened(self.at):
            return True
        return None if windows[point].can_have_happened(self.at) else False


def _joined(kind: type[Joined], parts: tuple[Condition, ...]) -> Condition:
    """Return what is left of a joined condition once some of its parts are decided."""
    if kind is Xone:
        return (
            kind(parts)
            if not all(part in (TRUE, FALSE) for part in parts)
            else (TRUE if parts.count(TRUE) == 1 else FALSE)
        )
    stops, passes = (FALSE, TRUE) if kind is And else (TRUE, FALSE)
    if stops in parts:
        return stops
    left = tuple(dict.fromkeys(part for part in parts if part != passes))
    return left[0] if len(left) == 1 else kind(left)
