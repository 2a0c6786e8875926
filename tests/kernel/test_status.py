"""The status of a clause: as brute force finds it, and by name on boundary days."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made.oracle import (
    INSTANTS,
    NEVER,
    Case,
    Dated,
    Node,
    Recorded,
    Tree,
    evaluate,
    possible_dates,
)
from made.oracle import standings as by_brute_force
from made.strategies import STATED, cases, condition, question
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.kernel.conditions import (
    UNRELATED,
    And,
    AtOrAfter,
    Before,
    Condition,
    Events,
    Or,
    Xone,
    compared_with_date,
    relate,
)
from pactgraph.kernel.periods import Period, periods
from pactgraph.kernel.points import After, EarliestOf, LatestOf, Moved
from pactgraph.kernel.scenarios import NEVER as NO_WINDOW
from pactgraph.kernel.scenarios import Happening, Window, on, windows
from pactgraph.kernel.spans import Span
from pactgraph.kernel.status import Standing, Status, standing
from pactgraph.kernel.timeline import FIRST, TICK, Duration, stretch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

NOT_IN_FORCE = {Status.NOT_YET, Status.ENDED, Status.NEVER}


# ---- Against brute force ----------------------------------------------------------------


@given(cases())
def test_the_status_is_the_one_found_by_listing_all_worlds(case: Case) -> None:
    """At every instant, status and what it depends on are those of the oracle's definition."""
    expected = by_brute_force(case)

    if expected is None:
        with pytest.raises(ContradictoryScenarioError):
            question(case).standings()
    else:
        assert expected == question(case).standings()


@given(cases(), st.integers(0, 2), st.data())
def test_many_days_to_know_the_record_by_agree_with_brute_force(
    case: Case, length: int, data: st.DataObject
) -> None:
    """Of one record, each day that it is known to gives the status of the definition."""
    for known in data.draw(st.lists(STATED, min_size=length, max_size=3, unique=True)):
        then = replace(case, known=known)
        expected = by_brute_force(then)
        if expected is not None:
            assert expected == question(then).standings()


@given(cases(), st.booleans())
def test_an_unrelated_event_changes_nothing(case: Case, happened: bool) -> None:  # noqa: FBT001 (drawn)
    """An event that neither condition nor order names has no say, whatever is recorded of it."""
    more = Recorded(occurred=Dated("day", 4, 4) if happened else None)
    richer = replace(case, record={**case.record, "unrelated": more})

    if by_brute_force(case) is not None:
        assert question(case).standings() == question(richer).standings()


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_parts_does_not_matter(case: Case, chance: Random) -> None:
    """The parts of a condition, the events and the pairs of the order come in any order."""

    def shuffled(tree: Tree) -> Tree:
        if isinstance(tree, Node):
            parts = [shuffled(part) for part in tree.parts]
            return Node(tree.kind, tuple(chance.sample(parts, len(parts))))
        return tree

    other = Case(
        shuffled(case.tree),
        dict(chance.sample(list(case.record.items()), len(case.record))),
        dict(reversed(list(case.derived.items()))),
        tuple(chance.sample(case.order, len(case.order))),
        case.known,
        dict(reversed(list(case.assumed.items()))),
    )

    if by_brute_force(case) is not None:
        assert question(case).standings() == question(other).standings()


@given(cases(), st.data())
def test_knowing_more_never_turns_an_answer_into_its_opposite(
    case: Case, data: st.DataObject
) -> None:
    """Any dates that the open events can have leave a decided answer, and decide the others."""
    before = by_brute_force(case)
    if before is None:
        return
    world = data.draw(_worlds(case))
    decided = question(replace(case, assumed=world)).standings()

    may_become = {
        "in force": {"in force"},
        "not yet": {"not yet", "ended", "never"},
        "ended": {"ended", "never"},
        "never": {"never"},
        "depends": {"in force", "not yet", "ended", "never"},
    }
    for slot, (status, _) in question(case).standings().items():
        assert decided[slot][0] in may_become[status]


def _worlds(case: Case) -> st.SearchStrategy[dict[str, Dated | None]]:
    """Return a strategy of choices of dates for all events that keep the order."""

    @st.composite
    def draw_one(draw: st.DrawFn) -> dict[str, Dated | None]:
        dates = {
            event: draw(st.sampled_from(possible_dates(case, event))) for event in case.record
        }
        return {
            event: None if slot == NEVER else Dated("instant", slot, slot)
            for event, slot in dates.items()
        }

    def keeps_order(world: Mapping[str, Dated | None]) -> bool:
        slots = {event: dated.first if dated else NEVER for event, dated in world.items()}
        return all(slots[first] <= slots[second] for first, second in case.order)

    return draw_one().filter(keeps_order)


@given(cases(most_events=3))
def test_the_status_changes_only_in_the_order_of_time(case: Case) -> None:
    """What can never hold never can; what has ended has ended on all later days."""
    if by_brute_force(case) is None:
        return
    statuses = [status for status, _ in question(case).standings().values()]

    if "ended" in statuses:
        assert {"ended"} == set(statuses[statuses.index("ended") :])
    assert {"never"} == set(statuses) or "never" not in statuses


@given(cases())
def test_an_answer_depends_on_something_exactly_if_it_depends(case: Case) -> None:
    """An answer that depends names an underived event, and no other answer names one."""
    if by_brute_force(case) is None:
        return

    for status, depends_on in question(case).standings().values():
        assert ("depends" == status) == bool(depends_on)
        assert depends_on <= case.record.keys()


# ---- Months beside days -----------------------------------------------------------------

OFFSETS = {
    "m1": Duration(months=1),
    "m2": Duration(months=2),
    "d28": Duration(fixed=timedelta(days=28)),
    "d30": Duration(fixed=timedelta(days=30)),
    "d31": Duration(fixed=timedelta(days=31)),
    "d60": Duration(fixed=timedelta(days=60)),
}
YEAR = [datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=at) for at in range(200)]
NOTICES = YEAR
CALENDAR = relate({name: After("notice", offset) for name, offset in OFFSETS.items()})


@cache
def _over(at: datetime) -> list[dict[int | str, int]]:
    """Return, for a notice on each day and for none, what is over (1) at the instant `at`."""
    delays = dict[int | str, Duration](OFFSETS | {"notice": Duration()})
    never: dict[int | str, int] = dict.fromkeys(delays, 0)
    return [never] + [
        {name: int(delay.after(notice) <= at) for name, delay in delays.items()}
        for notice in NOTICES
    ]


@st.composite
def notice_trees(draw: st.DrawFn) -> Tree:
    """Draw a tree over a notice and its delays, of months and of days."""
    case = draw(cases(depth=2, most_events=1))
    names = st.sampled_from(["notice", *OFFSETS])

    def renamed(tree: Tree) -> Tree:
        if isinstance(tree, Node):
            return Node(tree.kind, tuple(renamed(part) for part in tree.parts))
        return replace(tree, point=draw(names))

    return renamed(case.tree)


@given(notice_trees())
def test_months_beside_days_are_looked_up_in_the_calendar(tree: Tree) -> None:
    """Where delays do not compare, the answer is that of all days on which notice can come."""
    found = periods(condition(tree), CALENDAR)
    open_notice = Window(NOTICES[0], None)
    possible = windows({"notice": Happening()}, CALENDAR, FIRST, {"notice": open_notice})

    for at in YEAR[::7]:
        truths = {bool(evaluate(tree, over.__getitem__, always=1)) for over in _over(at)}
        status = standing(found, possible, at, CALENDAR).status
        assert (status is Status.IN_FORCE) == (truths == {True})
        assert (status in NOT_IN_FORCE) == (truths == {False})


def test_the_calendar_is_asked_whether_a_month_or_thirty_days_are_longer() -> None:
    """At the end of February a month is over before 30 days are; at that of March it is not."""
    tree = Or((AtOrAfter("m1"), Before("d30")))
    possible = windows({"notice": Happening()}, CALENDAR, YEAR[0] - TICK)

    found = [
        standing(periods(tree, CALENDAR), possible, datetime(2027, *day, tzinfo=UTC), CALENDAR)
        for day in ((3, 1), (3, 31))
    ]
    assert [Standing(Status.IN_FORCE), Standing(Status.DEPENDS, frozenset({"notice"}))] == found


def test_the_calendar_is_asked_where_points_are_moved_by_spans() -> None:
    """The same with points: in February a month is over before 30 days are, so one holds."""
    spans = {"m1": Span.of(OFFSETS["m1"]), "d30": Span.of(OFFSETS["d30"])}
    moved = relate({name: Moved("notice", span) for name, span in spans.items()})
    found = periods(Or((AtOrAfter("m1"), Before("d30"))), moved)
    possible = windows({"notice": Happening()}, moved, YEAR[0] - TICK)

    for at, status in (("2027-02-27", Status.DEPENDS), ("2027-02-28", Status.IN_FORCE)):
        assert status is standing(found, possible, utc(at), moved).status


@given(notice_trees())
def test_points_moved_by_months_and_days_are_decided_by_the_calendar(tree: Tree) -> None:
    """No answer is too cautious, and none is wrong."""
    moved = relate({name: Moved("notice", Span.of(offset)) for name, offset in OFFSETS.items()})
    found = periods(condition(tree), moved)
    open_notice = Window(NOTICES[0], None, NOTICES[-1])
    possible = windows({"notice": Happening()}, moved, FIRST, {"notice": open_notice})

    for at in YEAR[::7]:
        truths = {bool(evaluate(tree, over.__getitem__, always=1)) for over in _over(at)}
        status = standing(found, possible, at, moved).status
        assert (status is Status.IN_FORCE) == (truths == {True})
        assert (status in NOT_IN_FORCE) == (truths == {False})


# ---- By name, on boundary days ----------------------------------------------------------


def utc(text: str) -> datetime:
    """Return the instant written as `text`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(frozen=True)
class Clause:
    """A clause, its events and what is recorded of them; known to the end of a day."""

    condition: Condition
    record: Mapping[str, Happening]
    events: Events = UNRELATED
    known: str = "2026-11-23"
    assumed: Mapping[str, str] = field(default_factory=dict)

    def on(self, day: str) -> tuple[str, set[str]]:
        """Return the status at the beginning of `day`, or at an instant, and its reasons."""
        assumed = {
            event: NO_WINDOW if text == "never" else on(stretch(text))
            for event, text in self.assumed.items()
        }
        known = stretch(self.known).last
        possible = windows(self.record, self.events, known, assumed)
        found = periods(self.condition, self.events)
        stand = standing(found, possible, utc(day), self.events)
        return str(stand.status), set(stand.depends_on)

    def given(self, **assumed: str) -> Clause:
        """Return the clause under assumptions."""
        return replace(self, assumed=assumed)


AGI = relate({}, [("declared", "verified")])
RESEARCH = Clause(
    And(
        (
            AtOrAfter(utc("2025-10-28")),
            Before("verified"),
            compared_with_date("lteq", stretch("2030")),
        )
    ),
    {"declared": Happening(), "verified": Happening()},
    AGI,
)
SILENCE = Clause(
    And((AtOrAfter(utc("2025-10-28")), Before("ended by silence"))),
    {"ended by silence": Happening(not_before=utc("2026-04-27"))},
)
SUPERSEDED = Clause(
    And((AtOrAfter(utc("2023-01-01")), Before("amended"))),
    {"amended": Happening(utc("2025-10-28"), stretch("2025-10-28"))},
)
IN_FEBRUARY = Clause(
    Before("closing"),
    {"closing": Happening(occurred=stretch("2028-02"))},
    known="2028-12-31",
)
OPEN_AGI = {"declared": Happening(), "verified": Happening()}
UNTIL_DECLARED = Clause(Before("declared"), OPEN_AGI, AGI)
FROM_DECLARED = Clause(AtOrAfter("declared"), OPEN_AGI, AGI)
VERIFIED_IN_MARCH = {
    "declared": Happening(),
    "verified": Happening(occurred=stretch("2026-03-15"), reported=utc("2026-03-15")),
}
LINE = relate({}, [("offered", "signed"), ("signed", "closed"), ("closed", "paid")])
BETWEEN = {
    "offered": Happening(occurred=stretch("2026-02-10")),
    "signed": Happening(),
    "closed": Happening(occurred=stretch("2026-03-15")),
    "paid": Happening(),
}
FOUND = Clause(
    Before("declared"), {**OPEN_AGI, "declared": Happening(not_until=utc("2026-09-28"))}, AGI
)
SIGNED = {
    "signed": Happening(not_before=utc("2026-11-10")),
    "closed": Happening(occurred=stretch("2026-11")),
}
SIGNING = relate({}, [("signed", "closed")])
FROM_SIGNED = Clause(AtOrAfter("signed"), SIGNED, SIGNING, "2026-12-01")
FROM_CLOSED = replace(FROM_SIGNED, condition=AtOrAfter("closed"))
CLOSING = Clause(
    Before("closing"), {"closing": Happening(occurred=stretch("2026-03-15"))}, known="2026-02-28"
)
IN_MARCH = replace(CLOSING, record={"closing": Happening(occurred=stretch("2026-03"))})
REPORTED_IN_MARCH = replace(
    CLOSING,
    record={"closing": Happening(occurred=stretch("2026-03"), reported=utc("2026-03-20"))},
)
NOTICE = relate({"end": After("notice", Duration(fixed=timedelta(days=90)))})
TERMINATION = Clause(Before("end"), {"notice": Happening()}, NOTICE)
EITHER = relate({"first": EarliestOf(("ipo", "sale")), "both": LatestOf(("ipo", "sale"))})
OPEN_SALE = {"ipo": Happening(), "sale": Happening()}
VERIFIED_ONLY = Clause(AtOrAfter("verified"), RESEARCH.record, AGI)
SECOND_TRANCHE = Clause(
    Xone((AtOrAfter("ipo"), AtOrAfter("sale"))),
    OPEN_SALE,
)
BY_NAME: dict[str, tuple[Clause, str, str, set[str]]] = {
    "research, the day before it starts": (RESEARCH, "2025-10-27", "not yet", set()),
    "research, the day it starts": (RESEARCH, "2025-10-28", "in force", set()),
    "research, on K": (RESEARCH, "2026-11-23", "in force", set()),
    "research, at the last instant of K": (
        RESEARCH,
        "2026-11-23T23:59:59.999999",
        "in force",
        set(),
    ),
    "research, the day after K": (RESEARCH, "2026-11-24", "depends", {"verified"}),
    "research, the last day of 2030": (RESEARCH, "2030-12-31", "depends", {"verified"}),
    "research, the last instant of 2030": (
        RESEARCH,
        "2030-12-31T23:59:59.999999",
        "depends",
        {"verified"},
    ),
    "research, the first day of 2031": (RESEARCH, "2031-01-01", "ended", set()),
    "research, the day before AGI is verified": (
        RESEARCH.given(verified="2029-06-01"),
        "2029-05-31",
        "in force",
        set(),
    ),
    "research, the day AGI is verified": (
        RESEARCH.given(verified="2029-06-01"),
        "2029-06-01",
        "ended",
        set(),
    ),
    "research, if AGI is never verified": (
        RESEARCH.given(verified="never"),
        "2030-12-31",
        "in force",
        set(),
    ),
    "research, if AGI is not even declared": (
        RESEARCH.given(declared="never"),
        "2030-12-31",
        "in force",
        set(),
    ),
    "research, the day AGI is declared": (
        RESEARCH.given(declared="2029-06-01"),
        "2029-06-01",
        "depends",
        {"verified"},
    ),
    "research, the day before AGI is declared": (
        RESEARCH.given(declared="2029-06-01"),
        "2029-05-31",
        "in force",
        set(),
    ),
    "research, had AGI been verified before it began": (
        RESEARCH.given(verified="2025-10-28"),
        "2025-10-28",
        "never",
        set(),
    ),
    "a clause from verified on, if declared is open": (
        VERIFIED_ONLY,
        "2029-06-01",
        "depends",
        {"verified"},
    ),
    "a clause from verified on, on K": (VERIFIED_ONLY, "2026-11-23", "not yet", set()),
    "silence, the day before it can have ended": (SILENCE, "2026-04-26", "in force", set()),
    "silence, the day it can have ended, before K": (
        SILENCE,
        "2026-04-27",
        "depends",
        {"ended by silence"},
    ),
    "silence, years later": (SILENCE, "2029-01-01", "depends", {"ended by silence"}),
    "silence, according to who says it ended": (
        SILENCE.given(**{"ended by silence": "2026-04-27"}),
        "2026-04-27",
        "ended",
        set(),
    ),
    "silence, according to who says it did not": (
        SILENCE.given(**{"ended by silence": "never"}),
        "2029-01-01",
        "in force",
        set(),
    ),
    "superseded, the day before": (SUPERSEDED, "2025-10-27", "in force", set()),
    "superseded, the day of": (SUPERSEDED, "2025-10-28", "ended", set()),
    "superseded, as known the day before: never": (
        replace(SUPERSEDED, known="2025-10-27"),
        "2029-01-01",
        "in force",
        set(),
    ),
    "superseded, as known on the day": (
        replace(SUPERSEDED, known="2025-10-28"),
        "2025-10-28",
        "ended",
        set(),
    ),
    "a month, the day before its first": (IN_FEBRUARY, "2028-01-31", "in force", set()),
    "a month, its first day": (IN_FEBRUARY, "2028-02-01", "depends", {"closing"}),
    "a month, the day before its last": (IN_FEBRUARY, "2028-02-28", "depends", {"closing"}),
    "a month, its last day": (IN_FEBRUARY, "2028-02-29", "ended", set()),
    "undated before dated, the day before": (
        replace(UNTIL_DECLARED, record=VERIFIED_IN_MARCH),
        "2026-03-14",
        "depends",
        {"declared"},
    ),
    "undated before dated, long before": (
        replace(UNTIL_DECLARED, record=VERIFIED_IN_MARCH),
        "1990-01-01",
        "depends",
        {"declared"},
    ),
    "undated before dated, the day of": (
        replace(UNTIL_DECLARED, record=VERIFIED_IN_MARCH),
        "2026-03-15",
        "ended",
        set(),
    ),
    "from undated on, before dated, the day before": (
        replace(FROM_DECLARED, record=VERIFIED_IN_MARCH),
        "2026-03-14",
        "depends",
        {"declared"},
    ),
    "undated before dated, as known before that was reported": (
        replace(UNTIL_DECLARED, record=VERIFIED_IN_MARCH, known="2026-03-14"),
        "2026-03-14",
        "in force",
        set(),
    ),
    "undated before assumed in the past": (
        UNTIL_DECLARED.given(verified="2026-04-20"),
        "2026-04-01",
        "depends",
        {"declared"},
    ),
    "undated before assumed in the future, on K": (
        UNTIL_DECLARED.given(verified="2029-06-01"),
        "2026-11-23",
        "in force",
        set(),
    ),
    "undated before assumed in the future, after K": (
        UNTIL_DECLARED.given(verified="2029-06-01"),
        "2026-11-24",
        "depends",
        {"declared"},
    ),
    "undated before one that never happens": (
        UNTIL_DECLARED.given(verified="never"),
        "2026-11-23",
        "in force",
        set(),
    ),
    "undated between two dated, before the first": (
        Clause(Before("signed"), BETWEEN, LINE),
        "2026-02-09",
        "in force",
        set(),
    ),
    "undated between two dated": (
        Clause(Before("signed"), BETWEEN, LINE),
        "2026-02-10",
        "depends",
        {"signed"},
    ),
    "undated between two dated, at the second": (
        Clause(Before("signed"), BETWEEN, LINE),
        "2026-03-15",
        "ended",
        set(),
    ),
    "undated after two dated": (
        Clause(Before("paid"), BETWEEN, LINE),
        "2026-11-23",
        "in force",
        set(),
    ),
    "undated first of a chain": (
        Clause(Before("offered"), {**BETWEEN, "offered": Happening()}, LINE),
        "2025-01-01",
        "depends",
        {"offered"},
    ),
    "found not to have happened, on that day": (
        replace(
            FOUND, record={**FOUND.record, "verified": Happening(occurred=stretch("2026-10-20"))}
        ),
        "2026-09-27",
        "in force",
        set(),
    ),
    "found not to have happened, on the day after": (
        replace(
            FOUND, record={**FOUND.record, "verified": Happening(occurred=stretch("2026-10-20"))}
        ),
        "2026-09-28",
        "depends",
        {"declared"},
    ),
    "found not to have happened, against a scenario": (
        FOUND.given(verified="2026-04-20"),
        "2026-04-01",
        "depends",
        {"declared"},
    ),
    "found not to have happened, beside a scenario": (
        FOUND.given(verified="2026-10-20"),
        "2026-09-27",
        "in force",
        set(),
    ),
    "never before its earliest day, though presupposed": (
        FROM_SIGNED,
        "2026-11-05",
        "not yet",
        set(),
    ),
    "never before what it presupposes can have": (FROM_CLOSED, "2026-11-05", "not yet", set()),
    "from its earliest day on": (FROM_SIGNED, "2026-11-15", "depends", {"signed"}),
    "from the earliest day of what it presupposes on": (
        FROM_CLOSED,
        "2026-11-15",
        "depends",
        {"closed"},
    ),
    "assumed before its earliest day": (
        FROM_SIGNED.given(signed="2026-11-02"),
        "2026-11-02",
        "in force",
        set(),
    ),
    "known before it happened: open": (CLOSING, "2026-04-10", "depends", {"closing"}),
    "known the day it happened": (
        replace(CLOSING, known="2026-03-15"),
        "2026-04-10",
        "ended",
        set(),
    ),
    "known the day before it happened": (
        replace(CLOSING, known="2026-03-14"),
        "2026-03-15",
        "depends",
        {"closing"},
    ),
    "reported before it happened": (
        replace(
            CLOSING,
            record={
                "closing": Happening(occurred=stretch("2026-03-15"), reported=utc("2026-01-01"))
            },
        ),
        "2026-04-10",
        "depends",
        {"closing"},
    ),
    "a month, known in it: perhaps not yet": (
        replace(IN_MARCH, known="2026-03-15"),
        "2026-04-10",
        "depends",
        {"closing"},
    ),
    "a month, known on its last day": (
        replace(IN_MARCH, known="2026-03-31"),
        "2026-04-10",
        "ended",
        set(),
    ),
    "a month, reported in it: by then it had": (
        replace(REPORTED_IN_MARCH, known="2026-03-20"),
        "2026-03-20",
        "ended",
        set(),
    ),
    "a month, reported in it, the day before": (
        replace(REPORTED_IN_MARCH, known="2026-03-20"),
        "2026-03-19",
        "depends",
        {"closing"},
    ),
    "notice, 90 days after K": (TERMINATION, "2027-02-21", "in force", set()),
    "notice, 90 days after the day after K": (TERMINATION, "2027-02-22", "depends", {"notice"}),
    "notice, given: day 89": (
        TERMINATION.given(notice="2027-01-01"),
        "2027-03-31",
        "in force",
        set(),
    ),
    "notice, given: day 90": (
        TERMINATION.given(notice="2027-01-01"),
        "2027-04-01",
        "ended",
        set(),
    ),
    "notice, given on an unknown day of January": (
        TERMINATION.given(notice="2027-01"),
        "2027-04-30",
        "depends",
        {"notice"},
    ),
    "until the first of two": (
        Clause(Before("first"), OPEN_SALE, EITHER),
        "2027-01-01",
        "depends",
        {"ipo", "sale"},
    ),
    "until the first of two, one never": (
        Clause(Before("first"), OPEN_SALE, EITHER).given(ipo="never"),
        "2027-01-01",
        "depends",
        {"sale"},
    ),
    "until the last of two, one never": (
        Clause(Before("both"), OPEN_SALE, EITHER).given(ipo="never"),
        "2027-01-01",
        "in force",
        set(),
    ),
    "exactly one of two, one happened": (
        SECOND_TRANCHE.given(ipo="2027-01-01"),
        "2027-01-01",
        "depends",
        {"sale"},
    ),
    "exactly one of two, both happened": (
        SECOND_TRANCHE.given(ipo="2027-01-01", sale="2027-01-02"),
        "2027-01-02",
        "ended",
        set(),
    ),
    "a gap between two periods is not yet": (
        Clause(Or((Before(utc("2026-01-01")), AtOrAfter(utc("2027-01-01")))), {}),
        "2026-06-01",
        "not yet",
        set(),
    ),
    "until a date unless one happens, longer unless either does: only one matters": (
        Clause(
            Or((And((Before("ipo"), Before(utc("2030-01-01")))), Before("first"))),
            OPEN_SALE,
            EITHER,
        ),
        "2029-12-31",
        "depends",
        {"ipo"},
    ),
    "until a date unless one happens, longer unless either does: both matter": (
        Clause(
            Or((And((Before("ipo"), Before(utc("2030-01-01")))), Before("first"))),
            OPEN_SALE,
            EITHER,
        ),
        "2030-01-01",
        "depends",
        {"ipo", "sale"},
    ),
    "from a date once one happens, before once both have: only one matters": (
        Clause(
            Or((And((AtOrAfter("ipo"), AtOrAfter(utc("2030-01-01")))), AtOrAfter("both"))),
            OPEN_SALE,
            EITHER,
        ),
        "2030-01-01",
        "depends",
        {"ipo"},
    ),
    "from a date once one happens, before once both have: both matter": (
        Clause(
            Or((And((AtOrAfter("ipo"), AtOrAfter(utc("2030-01-01")))), AtOrAfter("both"))),
            OPEN_SALE,
            EITHER,
        ),
        "2029-12-31",
        "depends",
        {"ipo", "sale"},
    ),
    "whatever happens": (
        Clause(Or((Before("declared"), AtOrAfter("declared"))), RESEARCH.record, AGI),
        "2029-01-01",
        "in force",
        set(),
    ),
    "declared or not verified, whatever happens": (
        Clause(Or((Before("verified"), AtOrAfter("declared"))), RESEARCH.record, AGI),
        "2029-01-01",
        "in force",
        set(),
    ),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_clauses_by_name_have_this_status(name: str) -> None:
    """The name of each case says which boundary it looks at."""
    clause, day, status, depends_on = BY_NAME[name]

    assert (status, depends_on) == clause.on(day)


def test_the_five_statuses_read_as_people_say_them() -> None:
    """A status is its own text."""
    assert ["in force", "not yet", "ended", "never", "depends"] == [str(each) for each in Status]


def test_a_clause_without_periods_is_never_in_force() -> None:
    """What cannot hold at all never does; what always holds always does."""
    at = datetime.combine(date(2026, 11, 23), datetime.min.time(), UTC)

    assert Standing(Status.NEVER) == standing((), {}, at, UNRELATED)
    assert Standing(Status.IN_FORCE) == standing((Period(),), {}, at, UNRELATED)


def test_the_oracle_looks_at_instants_before_and_after_all_that_is_stated() -> None:
    """The oracle's line begins before slot 0 and ends after the last date's longest delay."""
    assert (-1, NEVER - 1) == (INSTANTS[0], INSTANTS[-1])
