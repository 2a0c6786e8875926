"""Sets of events that end or save a condition with comparisons, by listing all that can happen.

Records are those of `points.drawn`; whether a condition holds in a completion `points.brute`
says, which shares nothing with the kernel.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from kernel.test_points_agree import Named, Question, asking, midnight
from lengths import examples
from made.worlds import named_in
from pactgraph.kernel.impact import ending_sets, saving_sets
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import Compared, Moment
from pactgraph.kernel.timeline import LAST
from points import brute
from points.drawn import drawn
from points.said import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from points.brute import Completion
    from points.drawn import Drawn

Sets = set[frozenset[str]]

SEEDS = examples(300)
BATCHES = 6
MOST_MOMENTS = 8
"""Questions with more are left out: every subset is tried."""


class Listed:
    """A question, and all that can happen in it."""

    def __init__(self, case: Drawn) -> None:
        """Translate `case` into the kernel's words."""
        self.case = case
        self.named = Named()
        condition = self.named.condition(case.condition)
        self.asked: Question = asking(case.record, condition, self.named.derived, case.known)
        self.periods = periods(condition, self.asked.events)
        self.at = midnight(case.day)
        self.moments = sorted(name for name in self._names() if self._is_open(name))
        alone = [name for name in self.moments if self._goes_with_its_event(name)]
        self.moments = [name for name in self.moments if name not in alone]

    def kernel(self, sets_of: Callable[..., frozenset[frozenset[str]]]) -> Sets:
        """Return what the kernel says, but for sets that name derived events as a whole."""
        found = sets_of(self.periods, self.asked.windows, self.at, self.asked.events)
        return {chosen for chosen in found if chosen <= {*self.moments}}

    def minimal(self, *, happen: bool) -> Sets:
        """Return all minimal sets that decide, by trying every subset in every completion."""
        situations = set(self._situations())
        found: Sets = set()
        for size in range(len(self.moments) + 1):
            for chosen in map(frozenset, combinations(self.moments, size)):
                if any(smaller <= chosen for smaller in found):
                    continue
                outcomes = {
                    held
                    for happened, held in situations
                    if (chosen <= happened if happen else not chosen & happened)
                }
                if outcomes == {not happen}:
                    found.add(chosen)
        return found

    def _names(self) -> set[str]:
        return {event.name for event in self.case.record.events} | named_in(
            self.periods, self.asked.events
        )

    def _is_open(self, name: str) -> bool:
        window = self.asked.windows[name]
        return window.can_have_happened(self.at) and not window.has_happened(self.at)

    def _goes_with_its_event(self, name: str) -> bool:
        """Return whether a comparison is true on the day exactly if its event has happened."""
        atom = self.asked.events.atoms.get(name)
        if not isinstance(atom, Compared) or atom.moment.name not in self.moments:
            return False
        happened = (chosen for chosen, _ in self._situations())
        return all((name in chosen) is (atom.moment.name in chosen) for chosen in happened)

    def _situations(self) -> Iterator[tuple[frozenset[str], bool]]:
        """Yield which moments have happened and whether the condition holds."""
        case = self.case
        for completion in brute.relevant(case.record, case.condition, case.day, case.known):
            happened = {name for name in self.moments if self._day(name, completion) <= self.at}
            settled = brute.dated(case.condition, completion)
            yield frozenset(happened), brute.holds(settled, case.day)

    def _day(self, name: str, completion: Completion) -> datetime:
        """Return the day of a moment, LAST for never."""
        atom = self.asked.events.atoms.get(name)
        if isinstance(atom, Compared):
            day = self._later(atom.moment, completion)
            bound = atom.bound
            limit = self._later(bound, completion) if isinstance(bound, Moment) else bound
            return day if (day < limit) is atom.before else LAST
        return self._later(atom or Moment(name), completion)

    def _later(self, moment: Moment, completion: Completion) -> datetime:
        points = {called: point for point, called in self.named.names.items()}
        point = points.get(moment.event, Event(moment.event))
        if isinstance(point, Event) and point not in completion:
            return LAST
        day = brute.moment(point, completion)
        return LAST if day == brute.NEVER else moment.span.after(midnight(day))


def listed(batch: int) -> Iterator[tuple[int, Listed]]:
    """Yield the questions of a batch that are small enough, with their seeds."""
    for seed in range(batch, SEEDS, BATCHES):
        question = Listed(drawn(seed))
        if len(question.moments) <= MOST_MOMENTS:
            yield seed, question


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_ending_sets_are_those_found_by_listing(batch: int) -> None:
    """Also of comparisons, lapses, counts, schedules and exclusions."""
    differing = {
        seed: (expected, found)
        for seed, question in listed(batch)
        if (expected := question.minimal(happen=True)) != (found := question.kernel(ending_sets))
    }

    assert {} == differing


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_saving_sets_are_among_those_found_by_listing(batch: int) -> None:
    """None is invented; what only several periods together make can be missing, and seldom is."""
    invented, missing, asked = {}, {}, 0
    for seed, question in listed(batch):
        expected, found = question.minimal(happen=False), question.kernel(saving_sets)
        invented |= {seed: found - expected} if found - expected else {}
        missing |= {seed: expected - found} if expected - found else {}
        asked += 1

    assert {} == invented
    assert len(missing) <= 1 + asked // 50, missing
