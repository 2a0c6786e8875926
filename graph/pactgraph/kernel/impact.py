"""Which events, by happening or by not happening, decide whether a condition holds.

**What can be chosen.** A *moment* is an underived event, or what a period of the condition names
of them: a delayed one ("90 days after notice"), a comparison ("notice by the end of 2027"),
unless that is true at D as soon as its event has happened. It is *open* at the instant D if it
may, but need not, have happened by then. A derived event that a period names as a whole is
opened up: the sets name what it hangs on, at any depth; but if it comes, or stays away, in more
than `MOST_OPENED` ways, they name itself.

**What a set of open moments does.** A world is a choice of dates for all events that their
windows, their order and their exclusions allow.

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

    ended   exactly if each of them is: it has, among what must not happen, a moment of the
            set, or what the set brings contradicts it;
    saved   exactly if "none of the set has happened" implies one of them: all that it demands.

What compares events is contradicted, or implied, if the solver finds no world left; among the
events that hang together, the smallest sets are those that share a member with what each of
the largest sets without this leaves out (D. Gunopulos and others, *Discovering all most
specific sentences*, 2003). Cautious: a set that saves only by several periods together is
found only within one that saves by a single one.

Durations that do not compare (P1M beside P30D) are taken as independent, as in `status.py`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from pactgraph.errors import ConditionTooLargeError
from pactgraph.kernel.bounds import domain_of, literals_of, ways_of
from pactgraph.kernel.completions import Completions, need_search
from pactgraph.kernel.periods import name_of, period_of
from pactgraph.kernel.points import Compared
from pactgraph.kernel.solver import Calls, World, first
from pactgraph.kernel.status import Status, standing
from pactgraph.kernel.theory import events_of, groups
from pactgraph.kernel.timeline import TICK
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.scenarios import Window
    from pactgraph.kernel.solver import Literal

MOST_SETS = 5_000
"""A question with more minimal sets than this, at any step, is refused."""

MOST_OPENED = 100
"""A derived event that comes, or stays away, in more ways than this is named as a whole."""

Sets = frozenset[frozenset[str]]

_NOTHING: Sets = frozenset({frozenset()})


def ending_sets(
    periods: Collection[Period],
    windows: Mapping[str, Window],
    at: datetime,
    events: Events,
    calls: Calls | None = None,
) -> Sets:
    """Return all minimal sets of open moments whose happening by `at` ends the condition.

    Args:
        periods: all prime implicants of the condition.
        windows: when each event can happen.
        at: the instant D, UTC.
        events: how the events hang together.
        calls: counts the systems that are solved; None to count from 0.

    Returns:
        Sets of names; only the empty one if the condition holds at `at` in no world, none if
        no happening rules it out.

    Raises:
        ConditionTooLargeError: there are more than `MOST_SETS`.
    """
    return _Question(periods, windows, at, events, calls or Calls()).ending()


def saving_sets(
    periods: Collection[Period],
    windows: Mapping[str, Window],
    at: datetime,
    events: Events,
    calls: Calls | None = None,
) -> Sets:
    """Return all minimal sets of open moments whose not happening by `at` saves the condition.

    Arguments and errors are those of `ending_sets`.

    Returns:
        Sets of names; only the empty one if the condition holds at `at` in every world, none
        if it needs something to happen, or cannot hold.
    """
    return _Question(periods, windows, at, events, calls or Calls()).saving()


class _Question:
    """A condition at an instant, of which is asked what decides about it."""

    def __init__(
        self,
        periods: Collection[Period],
        windows: Mapping[str, Window],
        at: datetime,
        events: Events,
        calls: Calls,
    ) -> None:
        self.periods = [period for period in periods if _is_left(period, windows, at)]
        self.windows = windows
        self.at = at
        self.events = events
        self.world = World(events, lambda event: domain_of(event, windows, events), calls)
        named = {name for period in periods for name in period.named}
        self.named = frozenset(name for name in named if self._is_open(name))
        self.known: dict[tuple[str, bool], Sets] = {}
        self.named = frozenset(name for name in self.named if not self._is_its_event(name))
        self.told = {name: events_of(events.atoms[name]) for name in named & events.atoms.keys()}

    def ending(self) -> Sets:
        """Return the smallest sets that rule out every period."""
        found = _joined(map(self._ruling_out, self.periods))
        return frozenset(chosen for chosen in found if self._can_happen(chosen))

    def saving(self) -> Sets:
        """Return the smallest sets that leave some period nothing else to hang on."""
        if standing(self.periods, self.windows, self.at, self.events).status is Status.IN_FORCE:
            return _NOTHING
        found = _smallest(chosen for period in self.periods for chosen in self._leaving(period))
        if len(self.periods) > 1 and need_search(self.named, self.events):
            searched = Completions(self.periods, self.windows, self.events)
            found = frozenset(self._reduced(chosen, searched) for chosen in found)
        return self._opened(found, happen=False)

    def _is_open(self, name: str) -> bool:
        window = self.windows[name]
        return window.can_have_happened(self.at) and not window.has_happened(self.at)

    def _is_its_event(self, name: str) -> bool:
        """Return whether a comparison is true at the instant as soon as its event has happened."""
        atom = self.events.atoms.get(name)
        if not isinstance(atom, Compared) or not _is_underived(atom.moment.name, self.events):
            return False
        return not self._is_possible([(atom.moment, True), (atom, False)])

    def _choice(self, names: Iterable[str]) -> frozenset[str]:
        """Return which of `names` sets can be made of."""
        return frozenset(
            name
            for name in names
            if (name in self.named or _is_underived(name, self.events)) and self._is_open(name)
        )

    def _can_happen(self, chosen: frozenset[str]) -> bool:
        """Return whether all moments of a set can have happened."""
        if len(chosen) == 1 or not (self.events.exclusive or self.events.atoms):
            return True
        return self._is_possible(literals_of(chosen, (), self.events))

    def _is_possible(self, literals: Iterable[Literal]) -> bool:
        return first(literals, self.world, self.at, self.at + TICK) is not None

    # ---- What ends a period -------------------------------------------------------------

    def _ruling_out(self, period: Period) -> Sets:
        """Return the smallest sets that rule out a period."""
        rivals = (
            rival
            for name in period.happened
            if name not in self.events.points
            for rival in self.events.ruled_out_by(self.events.base(name))
        )
        found = {frozenset({name}) for name in self._choice({*period.not_happened, *rivals})}
        for together in self._hanging_together(period):
            found |= self._contradicting(together, happen=True)
        for whole in filter(self._is_whole, period.from_events):
            found |= self._within(whole, has_happened=True).ending()
        return self._opened(found, happen=True)

    def _hanging_together(self, period: Period) -> Iterator[list[Literal]]:
        """Yield the demands of a period that have to be looked at together, group by group."""
        if not need_search(period.named, self.events):
            return
        demands = dict(literals_of(period.from_events, period.until_events, self.events))
        for atoms in groups(list(demands), self.events):
            names = [
                name_of(atom, self.events) for atom in atoms if not isinstance(atom, datetime)
            ]
            if need_search(names, self.events):
                yield [(atom, demands[atom]) for atom in atoms]

    def _contradicting(self, literals: Sequence[Literal], *, happen: bool) -> Sets:
        """Return the smallest sets that, happening or not, leave `literals` no world."""

        def is_contradicted(chosen: Iterable[str]) -> bool:
            more = literals_of(chosen, (), self.events) if happen else ()
            less = () if happen else literals_of((), chosen, self.events)
            return not self._is_possible([*literals, *more, *less])

        return smallest_with(is_contradicted, self._near(literals, happen=happen))

    def _near(self, literals: Iterable[Literal], *, happen: bool) -> frozenset[str]:
        """Return the open moments that bear on `literals` by the events that they share."""
        own = {event for atom, _ in literals for event in events_of(atom)}
        tied = self.events.after if happen else self.events.before
        beside = {other for event in own for other in tied(event)}
        if happen:
            beside |= {other for event in own for other in self.events.ruled_out_by(event)}
        sharing = {name for name, told in self.told.items() if own & told}
        return self._choice(beside | sharing) | frozenset(filter(self._is_open, own))

    # ---- What saves a period ------------------------------------------------------------

    def _leaving(self, period: Period) -> Sets:
        """Return the smallest sets without which a period holds."""
        named = [(name, True) for name in sorted(period.from_events)]
        named += [(name, False) for name in sorted(period.until_events)]
        demands = [self._keeping(name, has_happened=holds) for name, holds in named]
        return _joined(demands) if all(demands) else frozenset()

    def _keeping(self, name: str, *, has_happened: bool) -> Sets:
        """Return the smallest sets without which a moment has happened, or has not."""
        if need_search([name], self.events):
            otherwise = [(self.events.atoms[name], not has_happened)]
            return self._contradicting(otherwise, happen=False)
        if not self._is_open(name):
            return _NOTHING
        if not has_happened:
            kept = self._choice({*self.events.before(name), name})
            return frozenset(frozenset({one}) for one in kept)
        if self._is_whole(name):
            return self._within(name, has_happened=True).saving()
        return frozenset()

    def _reduced(self, chosen: frozenset[str], searched: Completions) -> frozenset[str]:
        """Return a set without the moments that it can spare because of several periods."""
        for name in sorted(chosen):
            fewer = literals_of((), chosen - {name}, self.events)
            if not searched.can_fail(self.at, fewer):
                chosen -= {name}
        return chosen

    # ---- Derived events that are named as a whole ---------------------------------------

    def _is_whole(self, name: str) -> bool:
        return name in self.events.points and name not in self.events.atoms

    def _within(self, whole: str, *, has_happened: bool) -> _Question:
        """Return the question that asks of a derived event itself."""
        ways = ways_of(whole, self.events)[not has_happened]
        periods = [period_of(way, self.events) for way in ways]
        return _Question(periods, self.windows, self.at, self.events, self.world.calls)

    def _opened(self, sets: Iterable[frozenset[str]], *, happen: bool) -> Sets:
        """Return `sets` with what derived events hang on in their place."""
        found: set[frozenset[str]] = set()
        for chosen in sets:
            ways = [self._ways(name, happen=happen) for name in sorted(chosen)]
            found |= {frozenset().union(*parts) for parts in product(*ways)}
        return _smallest(found)

    def _ways(self, name: str, *, happen: bool) -> Sets:
        """Return the smallest sets with which a moment happens, or without which it does not."""
        itself = frozenset({frozenset({name})})
        if not self._is_whole(name):
            return itself
        if (name, happen) not in self.known:
            without = self._within(name, has_happened=False)
            try:
                found = without.ending() if happen else without.saving()
            except ConditionTooLargeError:
                found = itself
            self.known[name, happen] = found if 0 < len(found) <= MOST_OPENED else itself
        return self.known[name, happen]


def _is_left(period: Period, windows: Mapping[str, Window], at: datetime) -> bool:
    """Return whether a period can hold at the instant `at`, one event at a time."""
    return (
        (period.from_date is None or period.from_date <= at)
        and (period.until_date is None or at < period.until_date)
        and all(windows[event].can_have_happened(at) for event in period.happened)
        and not any(windows[event].has_happened(at) for event in period.not_happened)
    )


def _is_underived(name: str, events: Events) -> bool:
    return name not in events.points and name not in events.atoms


# ---- Sets -------------------------------------------------------------------------------


def smallest_with(holds: Callable[[frozenset[str]], bool], among: frozenset[str]) -> Sets:
    """Return the smallest sets of members of `among` for which something holds.

    Args:
        holds: whether it does for a set; then it does for every larger one.
        among: what sets are made of.

    Raises:
        ConditionTooLargeError: there are more than `MOST_SETS`.
    """
    if not holds(among):
        return frozenset()
    left_out: list[frozenset[str]] = []
    confirmed: set[frozenset[str]] = set()
    while True:
        candidates = smallest_hitting(left_out)
        for candidate in sorted(candidates - confirmed, key=sorted):
            if not holds(candidate):
                break
            confirmed.add(candidate)
        else:
            return candidates
        for member in sorted(among - candidate):
            if not holds(candidate | {member}):
                candidate |= {member}
        left_out.append(among - candidate)


def smallest_hitting(families: Iterable[frozenset[str]]) -> Sets:
    """Return the smallest sets that share a member with each of `families`.

    Raises:
        ConditionTooLargeError: more than `MOST_SETS` arise at some step.
    """
    return _joined(frozenset(frozenset({name}) for name in family) for family in families)


def _joined(families: Iterable[Sets]) -> Sets:
    """Return the smallest sets that contain a member of each of `families`.

    C. Berge, *Hypergraphs*, 1989, chapter 2: one family after another, each set found so far
    is kept if it contains a member, or else extended by each of them.

    Raises:
        ConditionTooLargeError: more than `MOST_SETS` arise at some step.
    """
    found = _NOTHING
    for family in sorted(_smallest(families), key=lambda sets: (len(sets), _in_order(sets))):
        hit = {chosen for chosen in found if any(member <= chosen for member in family)}
        if all(len(member) == 1 for member in family):
            found = _extended(hit, found - hit, family)
        else:
            found = _smallest(hit | {c | member for c in found - hit for member in family})
    return found


def _extended(hit: set[frozenset[str]], missed: Sets, family: Sets) -> Sets:
    """Return `hit`, and `missed` extended by single names, without those that contain others.

    An extended set contains another one only if that is hit, by the same name: among each
    other, neither `hit` and `missed` nor what these are extended to contain one another.
    """
    rests: dict[str, list[frozenset[str]]] = defaultdict(list)
    names = [name for member in family for name in member]
    for chosen in hit:
        for name in chosen.intersection(names):
            rests[name].append(chosen - {name})
    kept = set(hit)
    for chosen in missed:
        for name in names:
            if not any(rest <= chosen for rest in rests[name]):
                kept.add(chosen | {name})
                _refuse_more(kept)
    return frozenset(kept)


_Any = TypeVar("_Any", frozenset[str], Sets)


def _smallest(sets: Iterable[_Any]) -> frozenset[_Any]:
    """Return the sets that contain no other one."""
    kept: list[_Any] = []
    for candidate in sorted(set(sets), key=len):
        if not any(other <= candidate for other in kept):
            kept.append(candidate)
            _refuse_more(kept)
    return frozenset(kept)


def _in_order(sets: Sets) -> list[list[str]]:
    return sorted(sorted(members) for members in sets)


def _refuse_more(sets: Collection[object]) -> None:
    if len(sets) > MOST_SETS:
        raise ConditionTooLargeError(
            worded(
                "there are more than {most_sets} minimal sets of events; ask for an"
                " earlier day, or assume some of the events",
                most_sets=MOST_SETS,
            )
        )
