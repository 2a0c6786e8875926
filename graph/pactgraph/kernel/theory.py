"""The theory of atoms: which of them cannot be true, or false, together at any instant.

Dates follow one another; some events never precede others, or rule each other out. Of atoms
that compare events, all contradictory sets of up to three are found by solving the inequalities
that they stand for (`solver.py`).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import Events
from pactgraph.kernel.domains import ANY_DAY, DAY
from pactgraph.kernel.orders import order_of
from pactgraph.kernel.points import Compared, Moment
from pactgraph.kernel.solver import Calls, World, first, involved_in
from pactgraph.kernel.timeline import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from pactgraph.kernel.points import Atom
    from pactgraph.kernel.solver import Literal
    from pactgraph.kernel.spans import Span

MOST_TRIED = 1_500
"""Of more sets of three atoms none is tried."""

Contradiction = frozenset["Literal"]
"""Literals that never all hold."""


def variables(atoms: Iterable[Atom], events: Events) -> list[Atom]:
    """Return the atoms of a formula in the order in which they are decided.

    Dates come first, among them those that comparisons bring in; then all others, in the
    order of mention.
    """
    found = dict.fromkeys(atoms)
    told = [atom for atom in found if not isinstance(atom, datetime)]
    dates = {atom for atom in found if isinstance(atom, datetime)}
    for group in _groups(told, events):
        dates |= _dates_of(group).keys()
    return [*sorted(dates), *told]


def contradictions(
    atoms: Sequence[Atom], events: Events, calls: Calls | None = None
) -> list[Contradiction]:
    """Return the contradictory sets among `atoms`, of which none contains another.

    Args:
        atoms: all that there are, `variables`.
        events: how the events hang together.
        calls: counts the systems that are solved, from 0; None if nobody asks: then what was
            found of atoms of the same make is not solved again.
    """
    found: list[Contradiction] = [
        frozenset({(later, True), (earlier, False)})
        for earlier, later in pairwise(atom for atom in atoms if isinstance(atom, datetime))
    ]
    found += _of_moments([atom for atom in atoms if isinstance(atom, Moment)], events)
    told = [atom for atom in atoms if not isinstance(atom, datetime)]
    for group in _groups(told, events):
        if calls is None:
            found += _known_sets(group, events)
        else:
            found += _Search(group, events, calls).sets()
    return found


def _of_moments(moments: Collection[Moment], events: Events) -> Iterator[Contradiction]:
    """Yield what order and exclusion say of moments."""
    names = {moment.name: moment for moment in moments}
    for name, moment in names.items():
        for earlier in events.before(name) & names.keys():
            yield frozenset({(moment, True), (names[earlier], False)})
        for other in events.ruled_out_by(name) & names.keys():
            yield frozenset({(moment, True), (names[other], True)})


# ---- What hangs together ----------------------------------------------------------------


def events_of(atom: Atom) -> frozenset[str]:
    """Return the events that an atom names."""
    if isinstance(atom, Compared):
        return atom.events
    return frozenset({atom.event} if isinstance(atom, Moment) else ())


def _ties(event: str, events: Events) -> frozenset[str]:
    return events.before(event) | events.after(event) | events.ruled_out_by(event) | {event}


def groups(atoms: Sequence[Atom], events: Events) -> list[list[Atom]]:
    """Return moments and comparisons by what hangs together: by their events, and their order."""
    group_of: dict[str, int] = {}
    for number, atom in enumerate(atoms):
        tied = {tie for event in events_of(atom) for tie in _ties(event, events)}
        joined = {group_of[tie] for tie in tied if tie in group_of}
        lowest = min(joined, default=number)
        if len(joined) > 1:
            group_of = {
                event: lowest if group in joined else group for event, group in group_of.items()
            }
        group_of.update(dict.fromkeys(tied, lowest))
    found: dict[int, list[Atom]] = defaultdict(list)
    for atom in atoms:
        found[group_of[min(events_of(atom))]].append(atom)
    return list(found.values())


def _groups(atoms: Sequence[Atom], events: Events) -> list[list[Atom]]:
    """Return the `groups` with a comparison."""
    if not any(isinstance(atom, Compared) for atom in atoms):
        return []
    return [g for g in groups(atoms, events) if any(isinstance(atom, Compared) for atom in g)]


def _dates_of(group: Collection[Atom]) -> dict[datetime, list[frozenset[Atom]]]:
    """Return the dates that bound events of a group, also moved by every span from these.

    Each comes with the atoms that it is made of, in all ways in which it is.
    """
    spans: dict[str, set[tuple[Span, Atom]]] = defaultdict(set)
    for atom in group:
        for moment in _moments_of(atom):
            spans[moment.event].add((moment.span, atom))
    found: dict[datetime, list[frozenset[Atom]]] = defaultdict(list)
    for atom in group:
        if not (isinstance(atom, Compared) and isinstance(atom.bound, datetime)):
            continue
        found[atom.bound].append(frozenset({atom}))
        first_late = ANY_DAY.from_on(atom.moment.span, atom.bound)
        if first_late is None or not FIRST < first_late < LAST:
            continue
        day = first_late - DAY if atom.before else first_late
        for span, other in spans[atom.moment.event]:
            if span.steps:
                found[span.after(day)].append(frozenset({atom, other}))
    return {date: ways for date, ways in found.items() if FIRST < date < LAST}


def _moments_of(atom: Atom) -> tuple[Moment, ...]:
    if isinstance(atom, Compared):
        return atom.moments
    return (atom,) if isinstance(atom, Moment) else ()


# ---- Contradictory sets -----------------------------------------------------------------

_Ties = tuple[tuple[str, str], ...]


def _known_sets(group: Sequence[Atom], events: Events) -> Iterator[Contradiction]:
    """Yield the contradictory sets of a group; of groups that differ in names, one is searched.

    Numbers stand for names, in the order of these, so that nothing can differ in what is found.
    """
    named = {event for atom in group for event in events_of(atom)}
    involved = sorted(involved_in(named, events))
    number = {event: f"{place:06}" for place, event in enumerate(involved)}
    numbered = [_renamed(atom, number) for atom in group]
    found = _sets_of_make(
        tuple(numbered),
        _among(involved, events.before, number),
        _among(involved, events.ruled_out_by, number),
        tuple(number[event] for event in involved if event in events.atoms),
    )
    atom_of = dict(zip(numbered, group, strict=True))
    for rule in found:
        yield frozenset((atom_of.get(atom, atom), holds) for atom, holds in rule)


def _among(
    involved: Iterable[str], tied: Callable[[str], frozenset[str]], number: Mapping[str, str]
) -> _Ties:
    """Return who of `involved` is tied to whom of them."""
    pairs = ((one, other) for other in involved for one in tied(other) & number.keys())
    return tuple(sorted((number[one], number[other]) for one, other in pairs))


def _renamed(atom: Atom, names: Mapping[str, str]) -> Atom:
    match atom:
        case Moment(event, span):
            return Moment(names[event], span)
        case Compared(moment, bound, before):
            late = bound if isinstance(bound, datetime) else Moment(names[bound.event], bound.span)
            return Compared(Moment(names[moment.event], moment.span), late, before)
        case _:
            return atom


@lru_cache(10_000)
def _sets_of_make(
    group: tuple[Atom, ...], orders: _Ties, exclusions: _Ties, made_up: tuple[str, ...]
) -> tuple[Contradiction, ...]:
    """Return the contradictory sets of a group.

    Args:
        group: its atoms.
        orders: which events never come after which, at any distance.
        exclusions: which rule each other out, from both sides.
        made_up: which are no events but what these come down to.
    """
    earlier = order_of(orders)
    exclusive: dict[str, frozenset[str]] = {}
    for one, other in exclusions:
        exclusive[other] = exclusive.get(other, frozenset()) | {one}
    atoms = dict.fromkeys(made_up, Moment(""))
    events = Events({}, {}, earlier, earlier.turned(), atoms=atoms, exclusive=exclusive)
    return tuple(_Search(group, events, Calls()).sets())


class _Search:
    """The search for contradictory sets in one group."""

    def __init__(self, group: Sequence[Atom], events: Events, calls: Calls) -> None:
        self.dates = _dates_of(group)
        self.atoms = [*sorted(self.dates), *group]
        self.world = World(events, calls=calls)
        self.found: dict[Contradiction, None] = {}
        self.about = {
            atom: frozenset(tie for event in events_of(atom) for tie in _ties(event, events))
            for atom in group
        }

    def sets(self) -> Iterable[Contradiction]:
        """Return all contradictory sets of up to three literals, of which one compares.

        Where there are too many sets to try, those of three are left out.
        """
        for size in (1, 2, 3):
            tried = [chosen for chosen in combinations(self.atoms, size) if self._may(chosen)]
            if size < 3 or len(tried) <= MOST_TRIED:  # noqa: PLR2004 - sets of three
                for chosen in tried:
                    self._try(chosen)
        return self.found

    def _try(self, chosen: Sequence[Atom]) -> None:
        for signs in product((True, False), repeat=len(chosen)):
            literals = list(zip(chosen, signs, strict=True))
            parts = (p for size in range(1, len(literals)) for p in combinations(literals, size))
            if any(frozenset(part) in self.found for part in parts):
                continue
            if first(literals, self.world) is None:
                self.found[frozenset(literals)] = None

    def _may(self, chosen: Sequence[Atom]) -> bool:
        """Return whether each of the atoms can have a part in a contradiction of them all.

        One of them compares; no event is named by one of them alone; and dates are none but
        those that the others are about: what is true of later or earlier ones follows.
        """
        if not any(isinstance(atom, Compared) for atom in chosen):
            return False
        if len(chosen) == 1:
            return True
        whole = frozenset(chosen)
        return all(self._has_part(atom, whole) for atom in chosen)

    def _has_part(self, atom: Atom, whole: frozenset[Atom]) -> bool:
        if isinstance(atom, datetime):
            return any(made_of <= whole for made_of in self.dates[atom])
        return any(self.about[atom] & events_of(other) for other in whole - {atom}) or (
            len(whole) == 2 and any(isinstance(other, datetime) for other in whole)  # noqa: PLR2004
        )
