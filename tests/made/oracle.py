"""What conditions and records mean, by enumeration: the kernel is compared with this.

Nothing in here comes from the kernel, neither code nor types.

Time is counted in slots of six hours, from slot 0 on. Everything that a case states lies
on an even slot, so that odd slots stand for all the instants between two neighbours:
"strictly after K" is "from slot K + 1 on". Adding an even delay keeps that so, and the
slots go on until every delay of what is stated is over. Looking at every slot is therefore
as good as looking at every instant.

**World.** A slot or `NEVER` for each underived event; all other dates follow from it. The
first slot, `EVER`, stands for any time long before all that is stated: long enough before
that what is delayed after it comes before all that is stated too. The worlds of a case are
all choices of dates that break none of these laws:

1. *Order.* No event of the order happens after one that never precedes it.
2. *Assumed.* An event of which something is assumed happens within that (an instant; a day,
   which counts from its first instant; a longer stretch, which leaves open when between the
   beginnings of its first and its last day), or never. No other law binds it.
3. *Dated.* An event whose date is recorded, and known at K, happens within it, not before its
   `not_before` nor its `not_until`, and not after its date could be known. Known is a date if
   the event itself is, and the date is: a date fixed beforehand with the event; any other
   from the day on which it was reported, but if nothing is said of that, or a day before the
   date begins, from the beginning of the last day of the date on.
4. *Undated.* Any other event happens never, or from its `not_before` on, and
   - not before its `not_until`, as far as that was over at K; unless an assumed event that
     never precedes it has to come earlier: then this is not known of it;
   - only after K; unless it has a `not_before`, or some dated event that never precedes it
     happens by K in some choice of dates that breaks none of the laws but this one;
   - never, if it is not known at K; unless a dated event that never precedes it happens.

**Status** at D, over all worlds: *in force* if the condition holds at D in every one,
*depends* if it does in some, otherwise *not yet* if it holds after D in some, *ended* if it
held before D in some, else *never*.

**What it depends on**: the underived events e for which there are two worlds that differ
in nothing but the date of e (and so of what is derived from e), in one of which the
condition holds at D, and in the other not. This includes an event that surely has happened
before D, on an unknown day, if something delayed after it may not have. It is the same as
asking for worlds that differ only in *whether* e and its delays have happened by D: on its
way from the one date to the other, e passes its delays' moments one after another, each time
in a world that keeps the order too. The kernel promises exactly this set, provided that each
two delays compare (one is never longer than the other). P1M and P30D do not compare; then
the kernel may say *depends* where the calendar decides, but never the reverse: see
`test_status.py` for that weaker promise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, combinations, product
from operator import and_, or_
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    Dates = NDArray[np.int64]
    Truth = TypeVar("Truth", int, NDArray[np.int64])

SLOTS_A_DAY = 4
LAST_STATED = 5 * SLOTS_A_DAY
LONGEST_DELAY = 2 * SLOTS_A_DAY
INSTANTS = range(-1, LAST_STATED + LONGEST_DELAY + 2)
"""The slots at which truth is looked at: from before to after all that is stated."""
EVER = INSTANTS[0] - LONGEST_DELAY
"""A date earlier than all others, even when it is delayed."""
NEVER = INSTANTS[-1] + 1
"""A date later than all others."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """True from, or until, `point`: a slot or an event."""

    kind: Literal["from", "until"]
    point: int | str


@dataclass(frozen=True, slots=True)
class Node:
    """True while all, any, or exactly one of `parts` is."""

    kind: Literal["all", "any", "one"]
    parts: tuple[Tree, ...] = ()


Tree = Leaf | Node


@dataclass(frozen=True, slots=True)
class Derived:
    """The first or the last of `events`, or `by` slots after the only one of them."""

    kind: Literal["first", "last", "later"]
    events: tuple[str, ...]
    by: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as it stands in a record: the event happened from slot `first` to `last`."""

    kind: Literal["instant", "day", "days"]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of an event; None where nothing is said."""

    known_since: int | None = None
    occurred: Dated | None = None
    reported: int | None = None
    not_before: int | None = None
    not_until: int | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A condition, the events it hangs on, and a question's K and assumptions."""

    tree: Tree
    record: Mapping[str, Recorded]
    derived: Mapping[str, Derived] = field(default_factory=dict)
    order: tuple[tuple[str, str], ...] = ()
    known: int = 0
    assumed: Mapping[str, Dated | None] = field(default_factory=dict)


def evaluate(tree: Tree, since: Callable[[int | str], Truth], always: Truth) -> Truth:
    """Return in which of many situations, one a bit, `tree` is true.

    Args:
        tree: what is evaluated.
        since: for a point, the situations at or after it.
        always: all situations.
    """
    if isinstance(tree, Leaf):
        happened = since(tree.point)
        return happened if tree.kind == "from" else always & ~happened
    parts = [evaluate(part, since, always) for part in tree.parts]
    if tree.kind == "all":
        return reduce(and_, parts, always)
    once = twice = always & ~always
    for part in parts:
        once, twice = once | part, twice | (once & part)
    return once if tree.kind == "any" else once & ~twice


# ---- Worlds -----------------------------------------------------------------------------


def standings(case: Case) -> dict[int, tuple[str, frozenset[str]]] | None:
    """Return status and what it depends on for every instant; None if there is no world."""
    dates, consistent = _worlds(case)
    if not consistent.any():
        return None
    bits = np.array([_bits(from_slot) for from_slot in range(EVER, NEVER + 1)], dtype=np.int64)
    always = np.int64(_bits(INSTANTS[0]))
    held = evaluate(
        case.tree,
        lambda point: (
            bits[dates(point) - EVER]
            if isinstance(point, str)
            else np.array(_bits(point), np.int64)
        ),
        np.array(always),
    )
    held = np.broadcast_to(held, consistent.shape)
    true = np.where(consistent, held, 0)
    false = np.where(consistent, always & ~held, 0)
    somewhere = int(np.bitwise_or.reduce(true, axis=None))
    nowhere_false = int(always & ~np.bitwise_or.reduce(false, axis=None))
    matters = {
        event: int(np.bitwise_or.reduce(_any(true, axis) & _any(false, axis), axis=None))
        for axis, event in enumerate(case.record)
    }
    return {
        slot: _standing(1 << at, somewhere, nowhere_false, matters)
        for at, slot in enumerate(INSTANTS)
    }


def _standing(
    bit: int, somewhere: int, everywhere: int, matters: Mapping[str, int]
) -> tuple[str, frozenset[str]]:
    if everywhere & bit:
        return "in force", frozenset()
    if somewhere & bit:
        return "depends", frozenset(event for event, bits in matters.items() if bits & bit)
    if somewhere > bit:
        return "not yet", frozenset()
    return ("ended" if somewhere else "never"), frozenset()


def _bits(slot: int) -> int:
    """Return the instants at or after `slot`."""
    return _as_bits(instant >= slot for instant in INSTANTS)


def _any(bits: Dates, axis: int) -> Dates:
    return np.asarray(np.bitwise_or.reduce(bits, axis=axis))


def _worlds(case: Case) -> tuple[Callable[[str], Dates], NDArray[np.bool_]]:
    """Return each event's date in every choice of dates, and which choices keep the order.

    Every underived event has an axis of its own.
    """
    possible = {event: possible_dates(case, event) for event in case.record}
    underived, consistent = _choices(case, possible)

    def dates(event: str) -> Dates:
        if event in underived:
            return underived[event]
        how = case.derived[event]
        parts = [dates(part) for part in how.events]
        if how.kind == "first":
            return reduce(np.minimum, parts, np.array(NEVER))
        if how.kind == "last":
            return reduce(np.maximum, parts, np.array(EVER))
        return np.asarray(np.minimum(parts[0] + how.by, NEVER))

    return dates, consistent


def _choices(
    case: Case, possible: Mapping[str, list[int]]
) -> tuple[dict[str, Dates], NDArray[np.bool_]]:
    """Return the dates of events in all choices of `possible` ones, and which keep the order."""
    axes = np.ix_(*(np.array(dates, dtype=np.int64) for dates in possible.values()))
    chosen: dict[str, Dates] = dict(zip(possible, axes, strict=True))
    consistent = np.full(tuple(axis.size for axis in axes), fill_value=True)
    for first, second in case.order:
        if first in chosen and second in chosen:
            consistent &= chosen[first] <= chosen[second]
    return chosen, consistent


def possible_dates(case: Case, event: str) -> list[int]:
    """Return all dates that `event` can have, leaving the order of events aside."""
    dates = _lawful(case, event)
    is_undated = event not in case.assumed and _dated(case, event) is None
    if not is_undated or case.record[event].not_before is not None:
        return dates
    if any(_comes_by_known(case, other) for other in _presupposing(case, event)):
        return dates
    return [slot for slot in dates if slot > case.known]


def _lawful(case: Case, event: str) -> list[int]:
    """Return all dates of `event` by the laws 2 to 4, but for that it is after K."""
    if event in case.assumed:
        return _within(case.assumed[event])
    what = case.record[event]
    if _dated(case, event) is not None:
        return lawful_date(what)
    unknown = what.known_since is not None and what.known_since > case.known
    if unknown and not _presupposing(case, event):
        return [NEVER]
    found = min(what.not_until, case.known + 1) if what.not_until is not None else EVER
    forced = [case.assumed.get(other) for other in successors(case.order, event)]
    if any(other is not None and other.last < found for other in forced):
        found = EVER
    start = max(found, EVER if what.not_before is None else what.not_before)
    return list(range(start, NEVER + 1))


def lawful_date(what: Recorded) -> list[int]:
    """Return the slots that law 3 leaves an event with a date; `NEVER` for one without."""
    bounds = [bound for bound in (what.not_before, what.not_until) if bound is not None]
    since = _date_known_since(what)
    return [
        slot
        for slot in _within(what.occurred)
        if slot >= max(bounds, default=EVER) and slot <= (NEVER if since is None else since)
    ]


def _comes_by_known(case: Case, dated: str) -> bool:
    """Return whether the event `dated` happens by K in some choice that keeps the order."""
    asked = {dated, *predecessors(case.order, dated)}
    chosen, consistent = _choices(case, {event: _lawful(case, event) for event in asked})
    return bool((consistent & (chosen[dated] <= case.known)).any())


def _presupposing(case: Case, event: str) -> set[str]:
    """Return the events with a date, as assumed or as known at K, that never precede `event`."""
    return {e for e in successors(case.order, event) if _dated(case, e) is not None}


def _within(dated: Dated | None) -> list[int]:
    return [NEVER] if dated is None else list(range(dated.first, dated.last + 1))


def _dated(case: Case, event: str) -> Dated | None:
    """Return the date of `event`, as assumed or as known at K."""
    if event in case.assumed:
        return case.assumed[event]
    what = case.record[event]
    for since in (what.known_since, _date_known_since(what)):
        if since is not None and since > case.known:
            return None
    return what.occurred


def _date_known_since(what: Recorded) -> int | None:
    """Return the slot from which on the date of an event is known; None for with the event."""
    if what.occurred is None or what.fixed:
        return None
    if what.reported is None or what.reported < what.occurred.first:
        return what.occurred.last
    return what.reported


def predecessors(order: tuple[tuple[str, str], ...], event: str) -> set[str]:
    """Return all events that never happen after `event`."""
    direct = {first for first, second in order if second == event}
    return direct.union(*(predecessors(order, other) for other in direct))


def successors(order: tuple[tuple[str, str], ...], event: str) -> set[str]:
    """Return all events that never happen before `event`."""
    direct = {second for first, second in order if first == event}
    return direct.union(*(successors(order, other) for other in direct))


# ---- Implicants -------------------------------------------------------------------------

Moment = tuple[str, int]
"""An underived event, and by how much it is delayed; 0 for the event itself."""


@dataclass(frozen=True, slots=True)
class Term:
    """A conjunction: from and until a slot, some moments over and some not.

    Attributes:
        start: first slot; None for no lower bound.
        end: first slot after it; None for no upper bound.
        over: moments that have come, closed under the order; of derived events, too.
        ahead: moments that have not, closed under the order; of derived events, too.
    """

    start: int | None
    end: int | None
    over: frozenset[Moment]
    ahead: frozenset[Moment]


class Logic:
    """Time and events as plain logic: what is over now, in which combinations.

    A situation is a cell of the time line (between two neighbouring dates of the tree) and
    the set of moments that are over; every combination occurs that keeps the order. Sets of
    situations are the bits of whole numbers.
    """

    def __init__(self, case: Case) -> None:
        """List all situations of `case`, whose record's dates do not matter here."""
        self.case = case
        self.dates = sorted(_dates_in(case.tree))
        self.moments = sorted(_moments(case))
        self.order = {
            (first, second)
            for first in self.moments
            for second in self.moments
            if first != second
            and first[1] <= second[1]
            and (first[0] == second[0] or second[0] in successors(case.order, first[0]))
        }
        keeping = [
            frozenset(over)
            for over in _subsets(self.moments)
            if all(first in over for first, second in self.order if second in over)
        ]
        self.situations = list(product(range(len(self.dates) + 1), keeping))
        self.always = (1 << len(self.situations)) - 1
        self.over = {
            moment: _as_bits(moment in over for _, over in self.situations)
            for moment in self.moments
        }
        self.since = {
            date: _as_bits(cell > at for cell, _ in self.situations)
            for at, date in enumerate(self.dates)
        }

    def truth(self) -> int:
        """Return the situations in which the tree is true."""
        return evaluate(
            self.case.tree,
            lambda point: self._happened(point) if isinstance(point, str) else self.since[point],
            self.always,
        )

    def _happened(self, event: str, by: int = 0) -> int:
        how = self.case.derived.get(event)
        if how is None:
            return self.over[event, by]
        parts = [self._happened(part, by + how.by) for part in how.events]
        return reduce(and_, parts, self.always) if how.kind == "last" else reduce(or_, parts, 0)

    def covered(self, term: Term) -> int:
        """Return the situations in which `term` is true."""
        found = self.always
        if term.start is not None:
            found &= self.since[term.start]
        if term.end is not None:
            found &= ~self.since[term.end]
        for moment in term.over:
            found &= self._happened(*moment)
        for moment in term.ahead:
            found &= ~self._happened(*moment)
        return found

    def terms(self) -> Iterator[Term]:
        """Yield every closed conjunction that can be true."""
        ends: list[int | None] = [*self.dates, None]
        keeping = {over for _, over in self.situations}
        for start, end in product([None, *self.dates], ends):
            if start is not None and end is not None and start >= end:
                continue
            for over, not_ahead in product(keeping, keeping):
                if over <= not_ahead:
                    yield Term(start, end, over, frozenset(self.moments) - not_ahead)


def _as_bits(truths: Iterable[bool]) -> int:
    """Return the whole number whose lowest bit is the first of `truths`."""
    return sum(1 << bit for bit, true in enumerate(truths) if true)


def _subsets(moments: list[Moment]) -> Iterator[tuple[Moment, ...]]:
    sizes = range(len(moments) + 1)
    return chain.from_iterable(combinations(moments, size) for size in sizes)


def _dates_in(tree: Tree) -> set[int]:
    if isinstance(tree, Node):
        return set().union(*map(_dates_in, tree.parts))
    return {tree.point} if isinstance(tree.point, int) else set()


def _moments(case: Case) -> set[Moment]:
    def follow(event: str, by: int) -> set[Moment]:
        how = case.derived.get(event)
        if how is None:
            return {(event, by)}
        return set().union(*(follow(part, by + how.by) for part in how.events))

    named = [follow(event, 0) for event in case.derived]
    return set().union(*named, ((event, 0) for event in case.record))
