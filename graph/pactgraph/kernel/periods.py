"""Periods: the normal form of a temporal condition.

The periods of a condition are all its prime implicants (its Blake canonical
form; A. Blake, *Canonical expressions in Boolean algebra*, 1937; F. M. Brown,
*Boolean Reasoning*, 2003, chapter 3), modulo a theory: instants follow one
another, some events never precede others, and what compares events hangs
together (`theory.py`).

A condition becomes a formula of atoms (`formulas.py`), the formula and the
theory become decision diagrams, and these give the primes (`diagrams.py`). Every
prime comes closed under the theory: an event that must have happened brings all
that never happen after it, an event that must not have happened brings all that
never happen before it. A period names what brings the rest, and lists the rest.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import And, AtOrAfter, Before
from pactgraph.kernel.diagrams import TRUE, Diagram, Work, bit, primes
from pactgraph.kernel.formulas import atoms_in, formula_of, worked_out
from pactgraph.kernel.points import Compared, Moment
from pactgraph.kernel.solver import Calls
from pactgraph.kernel.theory import contradictions, variables
from pactgraph.kernel.timeline import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from pactgraph.kernel.conditions import Condition, Events
    from pactgraph.kernel.formulas import Formula
    from pactgraph.kernel.points import Atom
    from pactgraph.kernel.solver import Literal
    from pactgraph.kernel.theory import Contradiction


_NO_EVENTS = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Period:
    """``max(from…) <= t < min(until…)``: one way for a condition to hold.

    Attributes:
        from_date: first instant, UTC; None for no lower bound.
        until_date: first instant after it, UTC; None for no upper bound.
        from_events: all of these have happened; those that others imply are left out.
        until_events: none of these has happened; those that others imply are left out.
        implied_from: events that have happened because `from_events` have.
        implied_until: events that have not happened because `until_events` have not.
    """

    from_date: datetime | None = None
    until_date: datetime | None = None
    from_events: frozenset[str] = field(default=frozenset())
    until_events: frozenset[str] = field(default=frozenset())
    implied_from: frozenset[str] = field(default=frozenset())
    implied_until: frozenset[str] = field(default=frozenset())

    @property
    def named(self) -> frozenset[str]:
        """The events that bring all others in it."""
        return self.from_events | self.until_events

    @property
    def happened(self) -> frozenset[str]:
        """All events that have happened in it."""
        return self.from_events | self.implied_from

    @property
    def not_happened(self) -> frozenset[str]:
        """All events that have not happened in it."""
        return self.until_events | self.implied_until


def periods(condition: Condition, events: Events, work: Work | None = None) -> tuple[Period, ...]:
    """Return all prime implicants of `condition`, modulo the theory of its atoms.

    Args:
        condition: any tree of atoms; derived events are replaced by what they hang on, but
            for those of which nothing else hangs on any part.
        events: how the events hang together.
        work: counts what it takes; None to count from 0.

    Returns:
        The periods, ordered by their dates and then their events; none if the condition
        can never hold, ``(Period(),)`` if it always does.

    Raises:
        ConditionTooLargeError: there are more than `MOST_PERIODS`, or it takes too much.
    """
    known = _of_untied(condition, events)
    if known is not None:
        return known
    found = (
        period_of(term, events)
        for term in normal_form(formula_of(condition, events), events, work)
    )
    return tuple(sorted(found, key=_rank))


def _of_untied(condition: Condition, events: Events) -> tuple[Period, ...] | None:
    """Return the periods of a conjunction of dates and events that say nothing of one another.

    Most clauses have such a condition. It is its own prime implicant, so that nothing has to be
    worked out. None for any other condition.
    """
    dates: dict[bool, list[datetime]] = {True: [], False: []}
    named: dict[bool, set[str]] = {True: set(), False: set()}
    pending = [condition]
    while pending:
        part = pending.pop()
        match part:
            case And(parts):
                pending += parts
            case AtOrAfter(point) | Before(point):
                holds = type(part) is AtOrAfter
                if isinstance(point, str):
                    named[holds].add(point)
                elif FIRST < point < LAST:
                    dates[holds].append(point)
                else:
                    return None
            case _:
                return None
    come, ahead = named[True], named[False]
    if not _is_untied(come | ahead, come, events):
        return None
    start, end = max(dates[True], default=None), min(dates[False], default=None)
    if come & ahead or (start is not None and end is not None and end <= start):
        return ()
    return (_period(start, end, frozenset(come), frozenset(ahead), events),)


def _is_untied(named: AbstractSet[str], come: Iterable[str], events: Events) -> bool:
    """Return whether events hang on nothing, follow from none of the others, and rule none out."""
    return (
        events.points.keys().isdisjoint(named)
        and events.atoms.keys().isdisjoint(named)
        and all(events.before(event).isdisjoint(named) for event in named)
        and all(events.ruled_out_by(event).isdisjoint(named) for event in come)
    )


@dataclass(frozen=True, slots=True)
class Term:
    """A prime implicant: literals that all hold, and what each brings.

    Attributes:
        literals: all of them, what others imply included.
        implied: those that others imply.
    """

    literals: tuple[Literal, ...]
    implied: frozenset[Literal]

    @property
    def demands(self) -> tuple[Literal, ...]:
        """The literals that bring the others."""
        return tuple(literal for literal in self.literals if literal not in self.implied)


def normal_form(
    formula: Formula, events: Events, work: Work | None = None, *, negated: bool = False
) -> list[Term]:
    """Return all prime implicants of `formula`, or of its negation; otherwise as `periods`."""
    return _Normal(formula, events, work).terms(negated=negated)


def normal_forms(formula: Formula, events: Events) -> tuple[list[Term], list[Term]]:
    """Return all prime implicants of `formula`, and of its negation."""
    normal = _Normal(formula, events, None)
    return normal.terms(negated=False), normal.terms(negated=True)


class _Normal:
    """A formula and the theory of its atoms, with numbers for atoms."""

    def __init__(self, formula: Formula, events: Events, work: Work | None) -> None:
        self.work = work
        self.atoms = variables(atoms_in(formula), events)
        calls = None if work is None else Calls()
        rules = contradictions(self.atoms, events, calls)
        if work is not None and calls is not None:
            work.solved += calls.solved
        self.following = _following(rules)
        place = {atom: number for number, atom in enumerate(self.atoms)}
        numbered = (sorted((place[a], holds) for a, holds in rule) for rule in _nearest(rules))
        self.rules: _Rules = tuple(sorted(map(tuple, numbered), reverse=True))
        self.steps = _steps(formula, place)

    def terms(self, *, negated: bool) -> list[Term]:
        if self.work is None:
            found = _known_primes(self.steps, self.rules, negated=negated)
        else:
            found = _primes(self.steps, self.rules, self.work, negated=negated)
        return [_term(_literals(term, self.atoms), self.following) for term in found]


# ---- Diagrams ---------------------------------------------------------------------------

_Step = tuple[tuple[bool, ...], tuple[int, ...]]
"""Of earlier steps, by number, and by how many of these are true; an atom has nothing to count."""
_Rules = tuple[tuple[tuple[int, bool], ...], ...]
"""Contradictory sets of atoms, by number, and whether they hold."""
_NEGATED = (True, False)


def _steps(formula: Formula, place: Mapping[Atom, int]) -> tuple[_Step, ...]:
    """Return how a formula is made of its atoms, each different part once; it is the last."""
    steps: dict[_Step, int] = {}

    def number(held: tuple[bool, ...], *parts: int) -> int:
        return steps.setdefault((held, parts), len(steps))

    worked_out(
        formula,
        lambda atom: number((), place[atom]),
        lambda part: number(_NEGATED, part),
        lambda held, parts: number(held, *parts),
    )
    return tuple(steps)


def _primes(
    steps: tuple[_Step, ...], rules: _Rules, work: Work, *, negated: bool
) -> tuple[int, ...]:
    """Return the prime implicants of a formula, or of its negation, modulo a theory."""
    diagram = Diagram(work)
    theory = TRUE
    for literals in rules:
        theory = diagram.both(diagram.clause(literals), theory)
    found: list[int] = []
    for held, parts in steps:
        if not held:
            found.append(diagram.variable(*parts))
        elif held == _NEGATED:
            found.append(found[parts[0]] ^ 1)
        else:
            found.append(diagram.counted(held, [found[part] for part in parts]))
    return tuple(primes(diagram, found[-1] ^ negated, theory))


@lru_cache(10_000)
def _known_primes(steps: tuple[_Step, ...], rules: _Rules, *, negated: bool) -> tuple[int, ...]:
    """Return `_primes`: conditions of one make, whatever they name, are worked out once."""
    return _primes(steps, rules, Work(), negated=negated)


def _nearest(rules: Collection[Contradiction]) -> Iterator[Contradiction]:
    """Yield `rules` without those that follow from two others: of an order its next steps only.

    That one event does not come without another follows if there is one between the two.
    """
    needs: defaultdict[Atom, set[Atom]] = defaultdict(set)
    for rule in rules:
        if (step := _step(rule)) is not None:
            needs[step[0]].add(step[1])
    for rule in rules:
        if (step := _step(rule)) is None or not _is_far(*step, needs):
            yield rule


def _is_far(event: Atom, other: Atom, needs: Mapping[Atom, set[Atom]]) -> bool:
    """Return whether something lies between two events that says neither what one does."""
    return any(
        other in needs[between] and event not in needs[between] and between not in needs[other]
        for between in needs[event] - {other}
    )


def _step(rule: Contradiction) -> tuple[Atom, Atom] | None:
    """Return what comes, and what has to have come by then, if that is what a rule says."""
    come = [atom for atom, holds in rule if holds]
    ahead = [atom for atom, holds in rule if not holds]
    return (come[0], ahead[0]) if len(come) == len(ahead) == 1 else None


def _literals(term: int, atoms: Sequence[Atom]) -> list[Literal]:
    return [
        (atom, holds)
        for number, atom in enumerate(atoms)
        for holds in (True, False)
        if term & bit(number, holds)
    ]


# ---- What brings what -------------------------------------------------------------------


def _following(rules: Iterable[Contradiction]) -> dict[Literal, list[frozenset[Literal]]]:
    """Return, for each literal, the sets of others that imply it by one of `rules`."""
    found: dict[Literal, list[frozenset[Literal]]] = defaultdict(list)
    for rule in rules:
        for literal in rule:
            found[literal[0], not literal[1]].append(rule - {literal})
    return found


def _term(
    literals: Sequence[Literal], following: Mapping[Literal, Sequence[frozenset[Literal]]]
) -> Term:
    """Return a term with what others in it imply told apart, the weakest first."""
    kept = set(literals)
    implied: set[Literal] = set()
    for literal in sorted(literals, key=_weakest_first):
        if _imply(kept, implied, literal, following):
            kept.discard(literal)
            implied.add(literal)
    return Term(tuple(literals), frozenset(implied))


def _imply(
    kept: AbstractSet[Literal],
    implied: AbstractSet[Literal],
    literal: Literal,
    following: Mapping[Literal, Sequence[frozenset[Literal]]],
) -> bool:
    """Return whether `kept` imply `literal`, at once or by way of what was found implied.

    Of what was found implied only that counts which `kept` bring without `literal`.
    """
    reasons = following.get(literal, ())
    if any(reason <= kept for reason in reasons):
        return True
    told = kept | implied
    if not any(reason <= told for reason in reasons):
        return False
    held, further = kept - {literal}, set(implied)
    while not any(reason <= held for reason in reasons):
        brought = {each for each in further if any(reason <= held for reason in following[each])}
        if not brought:
            return False
        held |= brought
        further -= brought
    return True


def _weakest_first(literal: Literal) -> int:
    """Return when it is asked whether others imply a literal: what says least comes first."""
    atom, holds = literal
    if isinstance(atom, datetime):
        return 0
    if isinstance(atom, Moment):
        return 1 if holds else 4
    if holds:
        return 5
    return 2 if atom.before else 3


# ---- Periods ----------------------------------------------------------------------------


def name_of(atom: Moment | Compared, events: Events) -> str:
    """Return what an atom is called: by a derived event that says the same, if one does."""
    if isinstance(atom, Moment):
        return atom.name
    return events.names.get(atom, atom.name)


def period_of(term: Term, events: Events) -> Period:
    """Return a prime implicant as the period it is, what an order brings included."""
    starts: list[datetime] = []
    ends: list[datetime] = []
    named: dict[tuple[bool, bool], list[str]] = defaultdict(list)
    for literal in term.literals:
        atom, holds = literal
        is_implied = literal in term.implied
        if not isinstance(atom, datetime):
            named[holds, is_implied].append(name_of(atom, events))
        elif not is_implied:
            (starts if holds else ends).append(atom)
    return _period(
        max(starts, default=None),
        min(ends, default=None),
        frozenset(named[True, False]),
        frozenset(named[False, False]),
        events,
        implied_from=named[True, True],
        implied_until=named[False, True],
    )


def _period(  # noqa: PLR0913 - all that a period is made of
    from_date: datetime | None,
    until_date: datetime | None,
    from_events: frozenset[str],
    until_events: frozenset[str],
    events: Events,
    *,
    implied_from: Iterable[str] = (),
    implied_until: Iterable[str] = (),
) -> Period:
    """Return a period with what an order brings, beside what is told to be implied."""
    before = _tied((events.before(event) for event in from_events), events)
    after = _tied((events.after(event) for event in until_events), events)
    return Period(
        from_date=from_date,
        until_date=until_date,
        from_events=from_events or _NO_EVENTS,
        until_events=until_events or _NO_EVENTS,
        implied_from=_set_of([*before, *implied_from]),
        implied_until=_set_of([*after, *implied_until]),
    )


def _set_of(events: Sequence[str]) -> frozenset[str]:
    """Return a set of events; one and the same of none, which most periods have."""
    return frozenset(events) if events else _NO_EVENTS


def _tied(found: Iterable[frozenset[str]], events: Events) -> frozenset[str]:
    """Return the events and delays among those that an order brings."""
    return frozenset(
        event
        for group in found
        for event in group
        if event in events.delays or not (event in events.atoms or event in events.points)
    )


def _rank(period: Period) -> tuple[object, ...]:
    return (
        period.from_date or FIRST,
        period.until_date or LAST,
        sorted(period.happened),
        sorted(period.not_happened),
    )
