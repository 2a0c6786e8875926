"""The first and the last instant at which some atoms can all be true, or false.

That a moment has come, comes before another or does not is an inequality between two sides,
each the time or an event, and a span. Each says: a variable is at least, or at most, a monotone
function of another. Constraints of this kind have a least and a greatest solution, which are
found by passing bounds on until nothing changes (P. Jeavons and M. Cooper, *Tractable
constraints on ordered domains*, 1995). That a comparison is false, and that two events rule
each other out, are choices between two such systems.

Where bounds only creep on, day by day, the answer errs towards *possible*: too early a first
instant, too late a last one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, assert_never

from pactgraph.kernel.domains import ANY_DAY, Domain
from pactgraph.kernel.points import Compared, Moment
from pactgraph.kernel.spans import NO_TIME
from pactgraph.kernel.timeline import FIRST, LAST, TICK
from pactgraph.reaching import grouped, reached

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import timedelta

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.points import Atom

MOST_ROUNDS = 100
"""So often bounds are passed on before they are taken to creep."""

NOW = Moment("")
"""The time itself."""
Side = Moment | datetime
Literal = tuple["Atom", bool]
"""An atom, and whether it is to be true."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``low <= high``, or ``low < high`` if strict."""

    low: Side
    high: Side
    strict: bool = False


System = tuple[Relation, ...]
Choice = tuple[System, ...]
"""Systems of which one is to hold."""


@dataclass(slots=True)
class Calls:
    """How many systems have been solved.

    Attributes:
        solved: so many so far.
    """

    solved: int = 0


@dataclass(frozen=True)
class World:
    """What is known besides the atoms.

    Attributes:
        events: how the events hang together.
        domain: when an event can happen.
        calls: counts what it takes.
    """

    events: Events
    domain: Callable[[str], Domain] = lambda _: ANY_DAY
    calls: Calls = field(default_factory=Calls)


def choice(literal: Literal) -> Choice:
    """Return what it says of time and events that an atom is true, or false."""
    atom, holds = literal
    match atom:
        case datetime() | Moment():
            return ((Relation(atom, NOW),),) if holds else ((Relation(NOW, atom, strict=True),),)
        case Compared(moment, bound, before):
            come, ahead = Relation(moment, NOW), Relation(NOW, moment, strict=True)
            early, late = Relation(moment, bound, strict=True), Relation(bound, moment)
            wanted, other = (early, late) if before else (late, early)
            return ((come, wanted),) if holds else ((ahead,), (come, other))
        case _:
            assert_never(atom)


def first(
    literals: Iterable[Literal], world: World, since: datetime = FIRST, until: datetime = LAST
) -> datetime | None:
    """Return the first instant t, ``since <= t < until``, at which all of `literals` can hold.

    None if they can at none.
    """
    return earliest(pose(literals, world), since, until)


def last(
    literals: Iterable[Literal], world: World, since: datetime = FIRST, until: datetime = LAST
) -> datetime | None:
    """Return the last instant t, ``since <= t < until``, at which all of `literals` can hold."""
    return latest(pose(literals, world), since, until)


# ---- What is to be solved ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """Inequalities that hold, choices between others, and where all variables lie.

    Attributes:
        fixed: what holds.
        choices: of each, one system is to hold.
        domains: when each event can happen.
        since: the first instant that the time can be.
        until: the last one.
        calls: counts what it takes.
    """

    fixed: System
    choices: tuple[Choice, ...]
    domains: Mapping[str, Domain]
    calls: Calls
    since: datetime = FIRST
    until: datetime = LAST - TICK


def pose(literals: Iterable[Literal], world: World) -> Problem:
    """Return what is to be solved for all of `literals` to hold; several times may be asked."""
    literal_choices = [choice(literal) for literal in literals]
    named = {s.event for each in literal_choices for system in each for s in _moments(system)}
    involved = involved_in(named - {NOW.event}, world.events)
    domains = {event: world.domain(event) for event in sorted(involved)}
    told = [tuple(_in_days(system, domains) for system in each) for each in literal_choices]
    fixed = [relation for each in told if len(each) == 1 for relation in each[0]]
    fixed += [
        Relation(Moment(one), Moment(other))
        for other in sorted(involved)
        for one in sorted(world.events.before(other) & involved)
    ]
    open_choices = [each for each in told if len(each) > 1]
    open_choices += [
        (_never(one), _never(other))
        for other in sorted(involved)
        for one in sorted(world.events.ruled_out_by(other) & involved)
        if one <= other
    ]
    return Problem(tuple(fixed), tuple(open_choices), domains, world.calls)


def earliest(posed: Problem, since: datetime = FIRST, until: datetime = LAST) -> datetime | None:
    """Return the first instant t, ``since <= t < until``, of all solutions; None for none."""
    asked = replace(posed, since=since, until=until - TICK)
    return _earliest(asked, asked.fixed, asked.choices, None)


def latest(posed: Problem, since: datetime = FIRST, until: datetime = LAST) -> datetime | None:
    """Return the last instant t, ``since <= t < until``, of all solutions; None for none."""
    asked = replace(posed, since=since, until=until - TICK)
    return _latest(asked, asked.fixed, asked.choices, None)


def _in_days(system: System, domains: Mapping[str, Domain]) -> System:
    """Return a system with days in place of what leads over the midnights of an event's days."""

    def in_days(side: Side) -> Side:
        if not isinstance(side, Moment) or side.span.from_midnight is side.span:
            return side
        aligned = domains[side.event].is_of_midnights
        return Moment(side.event, side.span.from_midnight) if aligned else side

    return tuple(Relation(in_days(r.low), in_days(r.high), r.strict) for r in system)


def _moments(system: System) -> Iterable[Moment]:
    sides = (side for relation in system for side in (relation.low, relation.high))
    return (side for side in sides if isinstance(side, Moment))


def involved_in(named: Collection[str], events: Events) -> set[str]:
    """Return events, and those that lie between two of them by their order."""
    later = {event for one in named for event in events.after(one)}
    earlier = {event for one in named for event in events.before(one)}
    return {*named, *(event for event in later & earlier if event not in events.atoms)}


def _never(event: str) -> System:
    return (Relation(LAST, Moment(event)),)


# ---- Least and greatest solutions -------------------------------------------------------


def _earliest(
    problem: Problem, system: System, choices: Sequence[Choice], best: datetime | None
) -> datetime | None:
    """Return the least time that solves `system` and one of each of `choices`, if below `best`."""
    values = _least(problem, system)
    if values is None or (best is not None and values[NOW.event] >= best):
        return best
    open_one = next((each for each in choices if not _is_made(each, values)), None)
    if open_one is None:
        return values[NOW.event]
    others = [each for each in choices if each is not open_one]
    for way in open_one:
        best = _earliest(problem, system + way, others, best)
    return best


def _latest(
    problem: Problem, system: System, choices: Sequence[Choice], best: datetime | None
) -> datetime | None:
    """Return the greatest time that solves `system` and one of each of `choices`."""
    values = _greatest(problem, system)
    if values is None or (best is not None and values[NOW.event] <= best):
        return best
    open_one = next((each for each in choices if not _is_made(each, values)), None)
    if open_one is None:
        return values[NOW.event]
    others = [each for each in choices if each is not open_one]
    for way in open_one:
        best = _latest(problem, system + way, others, best)
    return best


def _is_made(choice_: Choice, values: Mapping[str, datetime]) -> bool:
    """Return whether `values` solve one of the systems already."""
    return any(all(_holds(relation, values) for relation in system) for system in choice_)


def _holds(relation: Relation, values: Mapping[str, datetime]) -> bool:
    low, high = _value(relation.low, values), _value(relation.high, values)
    return low < high if relation.strict else low <= high


def _least(problem: Problem, system: System) -> dict[str, datetime] | None:
    """Return the least of all solutions of `system`; None if there is none."""
    problem.calls.solved += 1
    values = {event: domain.first for event, domain in problem.domains.items()}
    values[NOW.event] = problem.since
    for number in range(MOST_ROUNDS):
        changed = False
        for relation in system:
            value = _raised(relation, values, problem)
            if value is None:
                return None
            high = relation.high
            if isinstance(high, Moment) and value > values[high.event]:
                values[high.event] = value
                changed = True
        if not changed:
            break
        if number == len(values) and not _without_end(system, values, problem):
            return None
    return values


def _greatest(problem: Problem, system: System) -> dict[str, datetime] | None:
    """Return the greatest of all solutions of `system`; None if there is none."""
    problem.calls.solved += 1
    values = {event: domain.last for event, domain in problem.domains.items()}
    values[NOW.event] = problem.until
    for number in range(MOST_ROUNDS):
        changed = False
        for relation in system:
            value = _lowered(relation, values, problem)
            if value is None:
                return None
            low = relation.low
            if isinstance(low, Moment) and value < values[low.event]:
                values[low.event] = value
                changed = True
        if not changed:
            break
        if number == len(values) and _is_circular(system, values):
            return None
    return values


def _raised(
    relation: Relation, values: Mapping[str, datetime], problem: Problem
) -> datetime | None:
    """Return what the greater side's variable is at least, None if it cannot be."""
    target = _value(relation.low, values)
    if relation.strict:
        if target == LAST:
            return None
        target += TICK
    high = relation.high
    if isinstance(high, datetime):
        return high if target <= high else None
    if high.event == NOW.event:
        return max(target, values[high.event]) if target <= problem.until else None
    if high.span.after(values[high.event]) >= target:
        return values[high.event]
    return problem.domains[high.event].from_on(high.span, target)


def _lowered(
    relation: Relation, values: Mapping[str, datetime], problem: Problem
) -> datetime | None:
    """Return what the lesser side's variable is at most, None if it cannot be."""
    target = _value(relation.high, values)
    if relation.strict:
        if target == FIRST:
            return None
        target = target - TICK
    low = relation.low
    if isinstance(low, datetime):
        return low if low <= target else None
    if low.event == NOW.event:
        return min(target, values[low.event]) if target >= problem.since else None
    if low.span.after(values[low.event]) <= target:
        return values[low.event]
    return problem.domains[low.event].up_to(low.span, target)


def _value(side: Side, values: Mapping[str, datetime]) -> datetime:
    return side.span.after(values[side.event]) if isinstance(side, Moment) else side


# ---- What goes on without end -----------------------------------------------------------


def _without_end(system: System, values: dict[str, datetime], problem: Problem) -> bool:
    """Move to never what inequalities push on without end; return whether it may be never."""
    for event in _pushed(system, {e for e, value in values.items() if value < LAST}):
        if event == NOW.event or problem.domains[event].last < LAST:
            return False
        values[event] = LAST
    return True


def _is_circular(system: System, values: Mapping[str, datetime]) -> bool:
    """Return whether inequalities between what is not never push one another without end."""
    return bool(_pushed(system, {event for event, value in values.items() if value < LAST}))


def _pushed(system: System, events: set[str]) -> set[str]:
    """Return which of `events` inequalities between them push on without end.

    As R. Bellman and L. Ford find a circle of positive length.
    """
    gains = [gain for gain in _gains(system) if {*gain[:2]} <= events]
    place = dict.fromkeys(events, NO_TIME)
    pushed: set[str] = set()
    for _ in range(len(events) + 1):
        pushed = set()
        for low_event, high_event, gain in gains:
            if place[low_event] + gain > place[high_event]:
                place[high_event] = place[low_event] + gain
                pushed.add(high_event)
        if not pushed:
            break
    return pushed


def _gains(system: System) -> Iterator[tuple[str, str, timedelta]]:
    """Yield by how much, at least, one variable is pushed beyond another.

    By the lengths that spans can have; and beyond itself, where a span has to have come, if by
    way of others, that is never shorter than one that has not.
    """
    told = [
        (low, high, relation.strict)
        for relation in system
        if isinstance(low := relation.low, Moment) and isinstance(high := relation.high, Moment)
    ]
    below = grouped(told, lambda relation: (relation[1],))
    past = reached([NOW], lambda side: (low for low, *_ in below.get(side, ())))
    come = [low for low, high, _ in told if high in past]
    ahead = [high for low, high, strict in told if low == NOW and strict]
    within = [(high, low) for low, high, strict in told if strict and low.event == high.event]
    for shorter, longer in (*product(ahead, come), *within):
        if shorter.event == longer.event and shorter.span.never_longer_than(longer.span):
            yield shorter.event, shorter.event, TICK
    for low, high, strict in told:
        if high.span.most is not None:
            gain = low.span.least - high.span.most
            yield low.event, high.event, gain + TICK if strict else gain
