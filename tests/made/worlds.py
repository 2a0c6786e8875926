"""Small conditions over few events and days, and all their worlds one by one.

Nothing in here decides anything by periods: a world gives each event a day, and the
condition is looked up in it.

Days are numbered. Whatever is stated lies on the days 0 to 3; the days 0 to 4 can be asked
about. Since an event after the day asked about does no more than one that never happens, it
is enough that an event can happen on each of these days, on some before them, or never.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, reduce
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from lengths import examples
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.kernel.bounds import ways_of
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Events, Or, Xone, relate
from pactgraph.kernel.periods import Period, period_of, periods
from pactgraph.kernel.points import After, Derivation, EarliestOf, LatestOf
from pactgraph.kernel.scenarios import Happening, Window, windows
from pactgraph.kernel.timeline import TICK, Duration, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Truth = NDArray[np.bool_]

many = settings(deadline=None, max_examples=examples(300))
"""How many cases a property is tried on; 10000 for a thorough run."""

START = datetime(2028, 2, 27, tzinfo=UTC)
LAST_DAY = 3
LONGEST_DELAY = 2
NEVER = 99
DAYS = range(LAST_DAY + 2)
"""The days that can be asked about, and that events can happen on."""
LONG_BEFORE = range(-LONGEST_DELAY - 2, 0)
"""Days for what may have happened at any time before; a delay from the first is over by -1."""


def moment(number: int) -> datetime:
    """Return the first instant of a day."""
    return START + timedelta(days=number)


@dataclass(frozen=True)
class World:
    """A condition with everything that decides about it; in truth many worlds at once.

    Attributes:
        condition: what is asked about.
        derivations: derived events.
        order: pairs of events; the second never happens before the first.
        record: the day that each event happened on, None for an open one.
        known: the day on which the record is known; open events can happen from it on.
        assumed: the day that an event is assumed to happen on, None for never.
    """

    condition: Condition
    derivations: Mapping[str, Derivation]
    order: tuple[tuple[str, str], ...]
    record: Mapping[str, int | None]
    known: int
    assumed: Mapping[str, int | None]

    @cached_property
    def events(self) -> Events:
        """How the events hang together."""
        return relate(self.derivations, self.order)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The normal form of the condition."""
        return periods(self.condition, self.events)

    def windows(self, more: Mapping[str, int | None] | None = None) -> dict[str, Window]:
        """Return when each event can happen, if `more` is assumed too."""
        happenings = {
            event: Happening(occurred=None if date is None else day(moment(date).date()))
            for event, date in self.record.items()
        }
        assumed = {
            event: Window(None, None) if date is None else Window(moment(date), moment(date))
            for event, date in (dict(self.assumed) | dict(more or {})).items()
        }
        return windows(happenings, self.events, moment(self.known) - TICK, assumed)

    # ---- Every world, one by one --------------------------------------------------------

    def dates(self, possible: Mapping[str, Window]) -> tuple[dict[str, NDArray[Any]], Truth]:
        """Return the day of each underived event in every choice, and which keep the order."""
        choices = [
            [d for d in (*LONG_BEFORE, *DAYS, NEVER) if _within(d, possible[event])]
            for event in self.record
        ]
        axes = dict(zip(self.record, np.ix_(*map(np.array, choices)), strict=True))
        keeps = np.full(tuple(map(len, choices)), fill_value=True)
        for first, second in self.order:
            keeps = keeps & (axes[first] <= axes[second])
        return axes, keeps

    def happens(self, event: str, dates: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
        """Return the day on which `event`, of whatever sort, happens."""
        if event in dates:
            return dates[event]
        if event in self.events.delays:  # the name that the kernel gives to a delay
            delay = self.events.delays[event]
            return self.happens(delay.event, dates) + delay.offset.fixed.days
        match self.derivations[event]:
            case EarliestOf(parts):
                return reduce(np.minimum, (self.happens(part, dates) for part in parts))
            case LatestOf(parts):
                return reduce(np.maximum, (self.happens(part, dates) for part in parts))
            case After(base, offset):
                return self.happens(base, dates) + offset.fixed.days

    def holds(self, number: int, dates: Mapping[str, NDArray[Any]]) -> Truth:
        """Return whether the condition holds at the first instant of a day."""

        def truth(condition: Condition) -> Truth:
            match condition:
                case AtOrAfter(str(event)):
                    return np.asarray(self.happens(event, dates) <= number)
                case AtOrAfter(point):
                    return np.asarray(point <= moment(number))  # type: ignore[operator]
                case Before(point):
                    return ~truth(AtOrAfter(point))
                case And(parts) | Or(parts) | Xone(parts):
                    held = sum((truth(part).astype(int) for part in parts), start=np.array(0))
                    if isinstance(condition, And):
                        return np.asarray(held == len(parts))
                    return np.asarray(held > 0 if isinstance(condition, Or) else held == 1)

        return truth(condition=self.condition)

    def standings(
        self, possible: Mapping[str, Window], numbers: Sequence[int] = DAYS
    ) -> dict[int, str]:
        """Return whether the condition is in force, out, or depends, day by day."""
        dates, keeps = self.dates(possible)
        found = {}
        for number in numbers:
            held = np.broadcast_to(self.holds(number, dates), keeps.shape)[keeps]
            found[number] = "in force" if held.all() else "depends" if held.any() else "out"
        return found

    def minimal(self, number: int, moments: Sequence[str], *, happen: bool) -> set[frozenset[str]]:
        """Return all minimal sets of `moments` that decide, by trying every subset.

        Args:
            number: the day.
            moments: what the sets are made of.
            happen: True for sets whose happening puts the condition out of force, False for
                sets whose not happening keeps it in force.
        """
        situations = self._situations(number, moments)
        found: set[frozenset[str]] = set()
        for size in range(len(moments) + 1):
            for chosen in map(frozenset, combinations(moments, size)):
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

    def _situations(self, number: int, moments: Sequence[str]) -> set[tuple[frozenset[str], bool]]:
        """Return which moments have happened and whether the condition holds, in any world."""
        dates, keeps = self.dates(self.windows())
        held = np.broadcast_to(self.holds(number, dates), keeps.shape)
        code = np.zeros(keeps.shape, dtype=int)
        for at, name in enumerate(moments):
            code = code + (1 << at) * (self.happens(name, dates) <= number)
        code = (code * 2 + held)[keeps]
        return {
            (
                frozenset(name for at, name in enumerate(moments) if one >> at + 1 & 1),
                bool(one & 1),
            )
            for one in map(int, np.unique(code))
        }


def _within(date: int, window: Window) -> bool:
    """Return whether an event with `window` can happen on a day, or never."""
    if date == NEVER:
        return window.latest is None
    begins = moment(date)
    late = window.latest is None or begins <= window.latest
    return late and window.earliest is not None and window.earliest <= begins


# ---- Drawing them -----------------------------------------------------------------------


@st.composite
def worlds(draw: st.DrawFn, most_events: int = 6) -> World:
    """Draw a condition of up to `most_events` events and four dates, with a sound record."""
    names = tuple("abcdef"[: draw(st.integers(1, most_events))])
    day_or_none = st.none() | st.integers(0, LAST_DAY)
    derivations = draw(_derivations(names))
    world = World(
        condition=draw(_conditions([*names, *names, *derivations])),
        derivations=derivations,
        order=draw(_orders(names)),
        record={name: draw(day_or_none) if draw(st.booleans()) else None for name in names},
        known=draw(st.integers(0, LAST_DAY)),
        assumed={name: draw(day_or_none) for name in names if not draw(st.integers(0, 3))},
    )
    return world if _sound(world) else _without_dates(world)


def _sound(world: World) -> bool:
    try:
        world.windows()
    except ContradictoryScenarioError:
        return False
    return True


def _without_dates(world: World) -> World:
    """Return `world` with all events open."""
    return World(
        world.condition,
        world.derivations,
        world.order,
        dict.fromkeys(world.record),
        world.known,
        {},
    )


@st.composite
def _orders(draw: st.DrawFn, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    line = draw(st.permutations(names))
    pairs = list(combinations(line, 2))
    return tuple(draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True)) if pairs else ())


@st.composite
def _derivations(draw: st.DrawFn, names: Sequence[str]) -> dict[str, Derivation]:
    """Draw up to three derived events, of which at most one is delayed."""
    found: dict[str, Derivation] = {}
    if draw(st.booleans()):
        offset = Duration(fixed=timedelta(days=draw(st.integers(1, LONGEST_DELAY))))
        found["late"] = After(draw(st.sampled_from(names)), offset)
    for name, kind in (("first", EarliestOf), ("last", LatestOf)):
        if draw(st.booleans()):
            several = st.lists(
                st.sampled_from([*names, *found]), min_size=1, max_size=3, unique=True
            )
            found[name] = kind(tuple(draw(several)))
    return found


@st.composite
def _conditions(draw: st.DrawFn, names: Sequence[str], depth: int = 3) -> Condition:
    dates = draw(st.lists(st.integers(1, DAYS[-1]), min_size=1, max_size=4, unique=True))
    points: list[datetime | str] = [*names, *map(moment, dates)]
    return _condition(draw, points, depth)


def _condition(draw: st.DrawFn, points: Sequence[datetime | str], depth: int) -> Condition:
    if not depth or not draw(st.integers(0, 3)):
        kind: Callable[[Any], Condition] = draw(st.sampled_from([AtOrAfter, Before]))
        return kind(draw(st.sampled_from(points)))
    joined: Callable[[Any], Condition] = draw(st.sampled_from([And, Or, Xone, And]))
    several = range(draw(st.sampled_from([2, 3, 1])))
    return joined(tuple(_condition(draw, points, depth - 1) for _ in several))


def open_moments(world: World, number: int) -> Iterator[str]:
    """Yield the underived events, and the delayed ones that a period names, that are open."""
    possible = world.windows()
    for event in sorted(world.record.keys() | named_in(world.periods, world.events)):
        window, at = possible[event], moment(number)
        if window.can_have_happened(at) and not window.has_happened(at):
            yield event


def named_in(found: Iterable[Period], events: Events) -> set[str]:
    """Return the moments and comparisons that periods name, also within derived events."""
    named: set[str] = set()
    for name in {name for period in found for name in period.named}:
        if name in events.points and name not in events.atoms:
            for ways in ways_of(name, events):
                named |= named_in((period_of(way, events) for way in ways), events)
        else:
            named.add(name)
    return named
