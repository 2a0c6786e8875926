"""Periods are all prime implicants of a condition, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made.oracle import SLOTS_A_DAY, Case, Leaf, Logic, Moment, Node, Term, Tree
from made.strategies import SLOT, ZERO, cases, moment, question, trees
from pactgraph.errors import ConditionTooLargeError
from pactgraph.kernel.conditions import (
    ALWAYS,
    UNRELATED,
    And,
    AtOrAfter,
    Before,
    Condition,
    Or,
    Xone,
    compared_with_date,
    relate,
)
from pactgraph.kernel.diagrams import MOST_PERIODS, MOST_STEPS, Work
from pactgraph.kernel.periods import Period, periods
from pactgraph.kernel.points import After, EarliestOf, LatestOf, OnlyFrom
from pactgraph.kernel.timeline import FIRST, LAST, TICK, Duration, stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEVER = Or()
DECLARED_FIRST = relate({}, [("declared", "verified")])


def some(*events: str) -> frozenset[str]:
    """Return a set of events."""
    return frozenset(events)


# ---- All prime implicants ---------------------------------------------------------------


def small_cases() -> st.SearchStrategy[Case]:
    """Return a strategy of cases with few enough moments to list all their terms."""
    return cases(most_events=4).filter(lambda case: len(Logic(case).moments) <= 6)


def _slot(instant: datetime | None) -> int | None:
    return None if instant is None else (instant - ZERO) // SLOT


def _moment(event: str) -> Moment:
    """Return what the kernel's name of an event, such as a+P1DT43200S, stands for."""
    base, _, delay = event.partition("+P")
    days, _, seconds = delay.partition("DT")
    by = timedelta(days=int(days.strip("D") or 0), seconds=int(seconds.strip("S") or 0))
    return base, int(by / timedelta(days=1) * SLOTS_A_DAY)


def _term(period: Period) -> Term:
    return Term(
        _slot(period.from_date),
        _slot(period.until_date),
        frozenset(map(_moment, period.happened)),
        frozenset(map(_moment, period.not_happened)),
    )


@given(small_cases())
def test_a_period_is_a_way_for_the_condition_to_hold(case: Case) -> None:
    """Whenever a period holds, the condition does; and every period can hold."""
    logic = Logic(case)
    truth = logic.truth()

    for period in question(case).periods():
        covered = logic.covered(_term(period))
        assert 0 != covered
        assert 0 == covered & ~truth


@given(small_cases())
def test_every_way_for_the_condition_to_hold_is_within_one_period(case: Case) -> None:
    """Any dates and events that suffice for the condition suffice for one single period."""
    logic = Logic(case)
    truth = logic.truth()
    found = [logic.covered(_term(period)) for period in question(case).periods()]

    for term in logic.terms():
        covered = logic.covered(term)
        if not covered & ~truth:
            assert any(not covered & ~period for period in found), term


@given(small_cases())
def test_no_period_is_within_another(case: Case) -> None:
    """None of the periods is redundant, and none is given twice."""
    logic = Logic(case)
    found = [logic.covered(_term(period)) for period in question(case).periods()]

    for at, one in enumerate(found):
        for other in found[:at] + found[at + 1 :]:
            assert one & ~other


@given(cases())
def test_a_period_lists_what_its_events_imply_and_repeats_nothing(case: Case) -> None:
    """Implied events are those that the order adds; the others imply none of one another."""
    asked = question(case)
    events = asked.events
    moments = events.atoms.keys() - events.delays.keys()
    """Those of derived events: a period lists them only where its condition hangs on them."""

    for period in asked.periods():
        brought = frozenset().union(*map(events.before, period.from_events))
        ruled_out = frozenset().union(*map(events.after, period.until_events))
        assert brought - moments <= period.implied_from <= brought
        assert ruled_out - moments <= period.implied_until <= ruled_out
        assert not period.implied_from & period.from_events
        assert not period.implied_until & period.until_events
        assert period.happened == period.from_events | period.implied_from
        assert period.not_happened == period.until_events | period.implied_until


@given(cases())
def test_periods_are_ordered_by_their_dates(case: Case) -> None:
    """Periods come in the order of their first dates, those without one first."""
    starts = [period.from_date or FIRST for period in question(case).periods()]

    assert sorted(starts) == starts


def test_events_that_rule_each_other_out_never_have_happened_both() -> None:
    """A condition of both has no period; one of an event and not the other has one."""
    rivals = relate({}, exclusions=[("sale", "merger")])

    assert periods(And((AtOrAfter("sale"), AtOrAfter("merger"))), rivals) == ()
    assert periods(And((AtOrAfter("sale"), Before("merger"))), rivals) == (
        Period(from_events=some("sale"), implied_until=some("merger")),
    )


# ---- One normal form --------------------------------------------------------------------


def _opposite(tree: Tree) -> Tree:
    """Return the negation of `tree`, as "one of always and it"."""
    return Node("one", (Node("all"), tree))


def _de_morgan(tree: Tree) -> Tree:
    """Return `tree` with all and any exchanged, and everything negated."""
    if isinstance(tree, Leaf):
        return Leaf("until" if tree.kind == "from" else "from", tree.point)
    parts = tuple(_de_morgan(part) for part in tree.parts)
    if tree.kind == "one":
        return _opposite(tree)
    return Node("any" if tree.kind == "all" else "all", parts)


def _reversed(tree: Tree) -> Tree:
    if isinstance(tree, Leaf):
        return tree
    return Node(tree.kind, tuple(_reversed(part) for part in reversed(tree.parts)))


def _one_by_one(tree: Tree) -> Tree:
    """Return `tree` with "exactly one of" spelled out, and connectives of two parts."""
    if isinstance(tree, Leaf):
        return tree
    parts = [_one_by_one(part) for part in tree.parts]
    if tree.kind == "one":
        ways = (
            Node("all", tuple(p if at == only else _opposite(p) for at, p in enumerate(parts)))
            for only in range(len(parts))
        )
        return Node("any", tuple(ways))
    result: Tree = Node(tree.kind)
    for part in parts:
        result = Node(tree.kind, (part, result))
    return result


SAME: dict[str, Callable[[Tree], Tree]] = {
    "parts the other way round": _reversed,
    "denied twice": lambda tree: _opposite(_opposite(tree)),
    "De Morgan": lambda tree: _opposite(_de_morgan(tree)),
    "and itself": lambda tree: Node("all", (tree, tree)),
    "or itself": lambda tree: Node("any", (tree, tree)),
    "or never": lambda tree: Node("any", (Node("any"), tree)),
    "either it or itself but not both, or it": lambda tree: Node(
        "any", (Node("one", (tree, tree)), tree)
    ),
    "spelled out": _one_by_one,
}


@pytest.mark.parametrize("name", SAME)
@given(case=cases(depth=2))
def test_equivalent_trees_have_the_same_periods(name: str, case: Case) -> None:
    """However a condition is written, its periods are the same."""
    asked = question(case)
    other = Case(SAME[name](case.tree), case.record, case.derived, case.order)

    assert asked.periods() == question(other).periods()


@given(cases(depth=2))
def test_a_condition_and_its_negation_exclude_each_other_and_leave_nothing_out(case: Case) -> None:
    """A condition and its negation never hold together; one of them always holds."""
    both = (case.tree, _opposite(case.tree))
    never = Case(Node("all", both), case.record, case.derived, case.order)
    always = Case(Node("any", both), case.record, case.derived, case.order)

    assert () == question(never).periods()
    assert (Period(),) == question(always).periods()


@given(st.data())
def test_a_part_that_is_listed_twice_counts_twice_for_exactly_one(data: st.DataObject) -> None:
    """Exactly one of a thing, itself and another: only the other can be the one."""
    first, second = data.draw(trees("ab", 2)), data.draw(trees("ab", 2))
    twice = question(Case(Node("one", (first, first, second)), {}))
    spelled = question(Case(Node("all", (_opposite(first), second)), {}))

    assert spelled.periods() == twice.periods()


# ---- By name ----------------------------------------------------------------------------

Y2030, Y2031 = stretch("2030").start, stretch("2031").start
BY_NAME: dict[str, tuple[Condition, tuple[Period, ...]]] = {
    "always": (ALWAYS, (Period(),)),
    "never": (NEVER, ()),
    "exactly one of nothing": (Xone(), ()),
    "exactly one of one": (Xone((Before("ipo"),)), (Period(until_events=some("ipo")),)),
    "an event happened and did not": (And((Before("ipo"), AtOrAfter("ipo"))), ()),
    "an event happened or did not": (Or((Before("ipo"), AtOrAfter("ipo"))), (Period(),)),
    "a date was and was not": (And((Before(Y2030), AtOrAfter(Y2030))), ()),
    "dates that overlap cover all": (Or((Before(Y2031), AtOrAfter(Y2030))), (Period(),)),
    "dates that do not overlap": (
        Or((Before(Y2030), AtOrAfter(Y2031))),
        (Period(until_date=Y2030), Period(from_date=Y2031)),
    ),
    "verified brings declared": (
        AtOrAfter("verified"),
        (Period(from_events=some("verified"), implied_from=some("declared")),),
    ),
    "not declared brings not verified": (
        Before("declared"),
        (Period(until_events=some("declared"), implied_until=some("verified")),),
    ),
    "both is the later": (
        And((AtOrAfter("declared"), AtOrAfter("verified"))),
        (Period(from_events=some("verified"), implied_from=some("declared")),),
    ),
    "either is the earlier": (
        Or((AtOrAfter("declared"), AtOrAfter("verified"))),
        (Period(from_events=some("declared")),),
    ),
    "verified but not declared cannot be": (And((Before("declared"), AtOrAfter("verified"))), ()),
    "declared or not verified is always": (
        Or((AtOrAfter("declared"), Before("verified"))),
        (Period(),),
    ),
    "exactly one is between the two": (
        Xone((AtOrAfter("declared"), AtOrAfter("verified"))),
        (Period(from_events=some("declared"), until_events=some("verified")),),
    ),
    "the earlier of an event and a date": (
        And((Before("ipo"), Before(Y2031))),
        (Period(until_date=Y2031, until_events=some("ipo")),),
    ),
    "the later of an event and a date": (
        Or((Before("ipo"), Before(Y2031))),
        (Period(until_date=Y2031), Period(until_events=some("ipo"))),
    ),
    "an event beside each of two until-dates": (
        And((Or((Before(Y2030), Before("ipo"))), Or((Before(Y2031), Before("ipo"))))),
        (Period(until_date=Y2030), Period(until_events=some("ipo"))),
    ),
    "an event beside each of two from-dates": (
        And((Or((AtOrAfter(Y2030), Before("ipo"))), Or((AtOrAfter(Y2031), Before("ipo"))))),
        (Period(until_events=some("ipo")), Period(from_date=Y2031)),
    ),
    "a shorter period within a longer one": (
        Or((And((Before("ipo"), Before(Y2030))), And((Before("ipo"), Before(Y2031))))),
        (Period(until_date=Y2031, until_events=some("ipo")),),
    ),
    "the consensus of two periods is a third": (
        Or(
            (
                And((AtOrAfter("ipo"), Before("merger"))),
                And((Before("ipo"), Before("sale"))),
            )
        ),
        (
            Period(until_events=some("ipo", "sale")),
            Period(until_events=some("merger", "sale")),
            Period(from_events=some("ipo"), until_events=some("merger")),
        ),
    ),
    "before all time": (Before(FIRST), ()),
    "after all time": (AtOrAfter(LAST), ()),
    "from before all time": (AtOrAfter(FIRST), (Period(),)),
    "until after all time": (Before(LAST), (Period(),)),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_conditions_by_name_have_these_periods(name: str) -> None:
    """The name of each case says what its periods should be."""
    tree, expected = BY_NAME[name]

    assert expected == periods(tree, DECLARED_FIRST)


def test_derived_events_are_replaced_by_what_they_hang_on_where_that_is_named_too() -> None:
    """Before the earliest is before each; before the latest, before one; delays keep order."""
    week = Duration(fixed=timedelta(days=7))
    events = relate(
        {
            "first": EarliestOf(("a", "b")),
            "last": LatestOf(("a", "b")),
            "week": After("a", week),
        }
    )

    assert (Period(until_events=some("a", "b"), implied_until=some("a+P7D")),) == periods(
        And((Before("first"), Before("a"))), events
    )
    assert (Period(from_events=some("a", "b")),) == periods(
        And((AtOrAfter("last"), AtOrAfter("a"))), events
    )
    assert (
        Period(until_events=some("a"), implied_until=some("a+P7D")),
        Period(until_events=some("b")),
    ) == periods(Or((Before("last"), Before("a"))), events)
    assert (Period(from_events=some("a"), until_events=some("a+P7D")),) == periods(
        And((AtOrAfter("a"), Before("week"))), events
    )
    assert () == periods(And((Before("a"), AtOrAfter("week"))), events)


def test_what_an_earlier_date_rules_out_is_implied_by_it() -> None:
    """Before 2029, nothing has happened that does so from 2033 on: 2033 links the two."""
    events = relate({"late": OnlyFrom("notice", datetime(2033, 1, 1, tzinfo=UTC))})
    bound = datetime(2029, 1, 1, tzinfo=UTC)

    assert (Period(until_date=bound, implied_until=some("late")),) == periods(
        And((Before(bound), Before("late"))), events
    )


def test_the_earliest_of_nothing_never_happens() -> None:
    """An event that is the earliest of none never is, and the latest of none always was."""
    events = relate({"none": EarliestOf(()), "all": LatestOf(())})

    assert () == periods(AtOrAfter("none"), events)
    assert (Period(),) == periods(AtOrAfter("all"), events)


# ---- Written dates ----------------------------------------------------------------------

STRETCHES = {
    "2030": ("2030-01-01", "2031-01-01"),
    "2028": ("2028-01-01", "2029-01-01"),
    "2030-12": ("2030-12-01", "2031-01-01"),  # the end of a year
    "2028-02": ("2028-02-01", "2028-03-01"),  # a leap day
    "2027-02": ("2027-02-01", "2027-03-01"),
    "2028-02-29": ("2028-02-29", "2028-03-01"),
    "2030-12-31": ("2030-12-31", "2031-01-01"),
    "2030-12-31-08:00": ("2030-12-31T08:00", "2031-01-01T08:00"),
    "2030-05+02:00": ("2030-04-30T22:00", "2030-05-31T22:00"),
    "2030-12-31T23:59:59.999999Z": ("2030-12-31T23:59:59.999999", "2031-01-01"),
    "2031-01-01T01:00:00+02:00": ("2030-12-31T23:00", "2030-12-31T23:00:00.000001"),
}
HOLDS = {  # before the stretch, within it, after it
    "lt": (True, False, False),
    "lteq": (True, True, False),
    "eq": (False, True, False),
    "neq": (True, False, True),
    "gteq": (False, True, True),
    "gt": (False, False, True),
}


def _within(found: Iterable[Period], instant: datetime) -> bool:
    return any(
        (period.from_date is None or period.from_date <= instant)
        and (period.until_date is None or instant < period.until_date)
        for period in found
    )


@pytest.mark.parametrize("operator", HOLDS)
@pytest.mark.parametrize("text", STRETCHES)
def test_a_comparison_with_a_date_changes_at_the_bounds_of_its_stretch(
    operator: str, text: str
) -> None:
    """A comparison has one truth before, one within and one after all that a date stands for."""
    start, end = (datetime.fromisoformat(t).replace(tzinfo=UTC) for t in STRETCHES[text])
    found = periods(compared_with_date(operator, stretch(text)), UNRELATED)

    truths = tuple(_within(found, instant) for instant in (start - TICK, start, end))
    assert HOLDS[operator] == truths
    assert truths[1] == _within(found, end - TICK)
    assert all(not period.happened | period.not_happened for period in found)


@given(cases(), st.integers(-1, 30))
def test_dates_bound_a_period_at_its_first_instant_and_before_its_last(
    case: Case, slot: int
) -> None:
    """Where only dates count, a condition holds at an instant exactly if a period has it."""
    dates_only = _without_events(case.tree)
    logic = Logic(Case(dates_only, {}))
    cell = sum(date <= slot for date in logic.dates)

    found = question(Case(dates_only, {})).periods()
    assert bool(logic.truth() >> cell & 1) == _within(found, moment(slot))


def _without_events(tree: Tree) -> Tree:
    if isinstance(tree, Node):
        return Node(tree.kind, tuple(_without_events(part) for part in tree.parts))
    return tree if isinstance(tree.point, int) else Leaf(tree.kind, 2 * len(tree.point))


# ---- The stated size --------------------------------------------------------------------


def _product(sizes: Iterable[int], name: str = "e") -> Condition:
    """Return a conjunction of alternatives, which has the product of `sizes` periods."""
    return And(
        tuple(
            Or(tuple(AtOrAfter(f"{name}{at}.{each}") for each in range(size)))
            for at, size in enumerate(sizes)
        )
    )


TOO_LARGE = {
    "three alternatives in six factors": _product([3] * 6),
    "two alternatives in forty factors": _product([2] * 40),
    "two large factors": _product([23, 23]),
    "one more than the limit": _product([MOST_PERIODS + 1]),
    "the product of two just small enough": And((_product([5, 5, 5, 4]), _product([22, 22], "f"))),
    "either of two just small enough": Or((_product([5, 5, 5, 4]), _product([22, 22], "f"))),
    "one of two just small enough": Xone((_product([5, 5, 5, 4]), _product([22, 22], "f"))),
    "one of many pairs": Xone(
        tuple(And((AtOrAfter(f"a{at}"), Before(f"b{at}"))) for at in range(12))
    ),
    "a parity": Xone(
        (
            Xone((Xone((AtOrAfter("a"), AtOrAfter("b"))), Xone((AtOrAfter("c"), AtOrAfter("d"))))),
            Xone(
                (
                    Xone((Xone((AtOrAfter("e"), AtOrAfter("f"))), AtOrAfter("g"))),
                    Xone((Xone((AtOrAfter("h"), AtOrAfter("i"))), AtOrAfter("j"))),
                )
            ),
        )
    ),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_condition_past_the_stated_size_is_refused(name: str) -> None:
    """A condition with too many periods is refused, and told what to do."""
    with pytest.raises(ConditionTooLargeError, match=f"more than {MOST_PERIODS} periods; split"):
        periods(TOO_LARGE[name], UNRELATED)


def test_a_condition_of_the_stated_size_is_not_refused() -> None:
    """Exactly as many periods as stated are returned."""
    assert MOST_PERIODS == len(periods(_product([5, 5, 5, 4]), UNRELATED))


def _nested(levels: int) -> Condition:
    """Return "exactly one of an event and" the same again, `levels` deep."""
    whole: Condition = AtOrAfter("e0")
    for level in range(1, levels + 1):
        whole = Xone((AtOrAfter(f"e{level}"), whole))
    return whole


@pytest.mark.parametrize("levels", [5, 6, 7])
def test_what_is_not_too_large_takes_far_less_work_than_is_allowed(levels: int) -> None:
    """Twice as many periods a level, and room for more than the largest."""
    work = Work()

    assert 2**levels == len(periods(_nested(levels), UNRELATED, work))
    assert 0 < work.steps < MOST_STEPS / 16


@pytest.mark.parametrize(
    "levels", [10, *(pytest.param(deep, marks=pytest.mark.many) for deep in (12, 40))]
)
def test_what_is_refused_is_refused_after_bounded_work(levels: int) -> None:
    """However deep the condition, no more pairs of terms are looked at than are allowed."""
    work = Work()

    with pytest.raises(ConditionTooLargeError):
        periods(_nested(levels), UNRELATED, work)
    assert work.steps <= MOST_STEPS + 100 * MOST_PERIODS
