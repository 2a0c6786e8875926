"""A take-over and a lease of our own making, with answers derived by hand.

Each answer has its reason above it. Days are given as the last one or the first one on which
something can happen, so that a comparison that is off by one day gives another answer.
"""

from __future__ import annotations

from datetime import date

from points.said import (
    OPEN,
    And,
    Answer,
    AtOrAfter,
    Before,
    Condition,
    Days,
    Earliest,
    Event,
    IfNotBefore,
    Lapse,
    Later,
    Latest,
    Or,
    Record,
    Said,
    Stretch,
    by,
    happened,
    happens,
    missed,
)

# ---- A take-over, signed on 2026-03-02 --------------------------------------------------
#
# It needs a clearance and a vote, of which each can be waived, by the outside date, 2027-03-01.
# - A supplement to the price is paid if the clearance comes by the end of 2026.
# - Both have to close from the day on which both conditions are met or waived in time.
# - Once the outside date has passed without that, each can walk away.
# - Until closing or termination the seller talks to nobody else.
# - A termination by 2027-09-30 costs a fee. Closing and termination rule each other out.
# - A breach of a covenant that is not cured within 30 days gives a power to terminate.

CLEARED, CLEARANCE_WAIVED = Event("cleared"), Event("clearance-waived")
VOTED, VOTE_WAIVED = Event("voted"), Event("vote-waived")
CLOSING, TERMINATED = Event("closing"), Event("terminated")
BREACH, CURED = Event("breach"), Event("cured")

OUTSIDE_DATE = date(2027, 3, 1)
CONDITIONS_MET = Latest((Earliest((CLEARED, CLEARANCE_WAIVED)), Earliest((VOTED, VOTE_WAIVED))))

SUPPLEMENT = AtOrAfter(by(CLEARED, date(2026, 12, 31)))
TO_CLOSE = AtOrAfter(by(CONDITIONS_MET, OUTSIDE_DATE))
WALK_AWAY = AtOrAfter(missed(CONDITIONS_MET, OUTSIDE_DATE))
EXCLUSIVE = And((AtOrAfter(date(2026, 3, 2)), Before(Earliest((CLOSING, TERMINATED)))))
FEE = AtOrAfter(by(TERMINATED, date(2027, 9, 30)))
POWER = AtOrAfter(Lapse(CURED, Later(BREACH, Days(30))))


def _deal(said: dict[Event, Said]) -> Record:
    """Return that the vote was held on 2026-06-15, and what else is `said`."""
    events = (CLEARED, CLEARANCE_WAIVED, VOTE_WAIVED, CLOSING, TERMINATED, BREACH, CURED)
    return Record(
        dict.fromkeys(events, OPEN) | {VOTED: happened(date(2026, 6, 15))} | said,
        order=((BREACH, CURED),),
        exclusive=((CLOSING, TERMINATED),),
    )


def _deal_answer(  # noqa: PLR0913, PLR0917 - a row of a table
    name: str, said: dict[Event, Said], clause: Condition, day: date, known: date, status: str
) -> Answer:
    # Every K is after the vote, and an open waiver would come only after K.
    return Answer(name, _deal(said), clause, day, known, status, frozenset({VOTE_WAIVED}))


TAKE_OVER = [
    # The last day for the clearance counts in full.
    _deal_answer(
        "supplement: cleared on the last day",
        {CLEARED: happened(date(2026, 12, 31))},
        SUPPLEMENT,
        date(2026, 12, 31),
        date(2026, 12, 31),
        "in force",
    ),
    _deal_answer(
        "supplement: cleared a day too late",
        {CLEARED: happened(date(2027, 1, 1))},
        SUPPLEMENT,
        date(2027, 6, 1),
        date(2027, 1, 1),
        "never",
    ),
    # Of the time for it one day is left, and that is the day asked about.
    _deal_answer(
        "supplement: one day left",
        {},
        SUPPLEMENT,
        date(2026, 12, 31),
        date(2026, 12, 30),
        "depends",
    ),
    # K is the day asked about: it has passed without clearance, but a month is left.
    _deal_answer(
        "supplement: not cleared so far",
        {},
        SUPPLEMENT,
        date(2026, 11, 30),
        date(2026, 11, 30),
        "not yet",
    ),
    # Cleared on 2026-05-04: the later of the two conditions is the vote, on 2026-06-15.
    _deal_answer(
        "to close: a day before the vote",
        {CLEARED: happened(date(2026, 5, 4))},
        TO_CLOSE,
        date(2026, 6, 14),
        date(2026, 6, 30),
        "not yet",
    ),
    _deal_answer(
        "to close: on the day of the vote",
        {CLEARED: happened(date(2026, 5, 4))},
        TO_CLOSE,
        date(2026, 6, 15),
        date(2026, 6, 30),
        "in force",
    ),
    # Neither cleared nor waived by the end of the outside date.
    _deal_answer(
        "walk away: the outside date has passed",
        {},
        WALK_AWAY,
        date(2027, 3, 2),
        date(2027, 3, 1),
        "in force",
    ),
    # On 2027-03-01 itself clearance or waiver can still come.
    _deal_answer(
        "walk away: the outside date is left",
        {},
        WALK_AWAY,
        date(2027, 3, 2),
        date(2027, 2, 28),
        "depends",
    ),
    _deal_answer(
        "walk away: waived on the outside date",
        {CLEARANCE_WAIVED: happened(date(2027, 3, 1))},
        WALK_AWAY,
        date(2027, 3, 2),
        date(2027, 3, 1),
        "never",
    ),
    _deal_answer(
        "exclusive: a day before signing",
        {},
        EXCLUSIVE,
        date(2026, 3, 1),
        date(2026, 7, 1),
        "not yet",
    ),
    _deal_answer(
        "exclusive: a day before termination",
        {TERMINATED: happened(date(2026, 10, 1))},
        EXCLUSIVE,
        date(2026, 9, 30),
        date(2026, 10, 1),
        "in force",
    ),
    _deal_answer(
        "exclusive: on the day of termination",
        {TERMINATED: happened(date(2026, 10, 1))},
        EXCLUSIVE,
        date(2026, 10, 1),
        date(2026, 10, 1),
        "ended",
    ),
    # On 2026-09-30 nobody knows of the termination of the next day.
    _deal_answer(
        "exclusive: termination not known",
        {TERMINATED: happened(date(2026, 10, 1))},
        EXCLUSIVE,
        date(2026, 10, 1),
        date(2026, 9, 30),
        "depends",
    ),
    # Closed: it is never terminated, although nothing else is said of that.
    _deal_answer(
        "fee: closed",
        {CLOSING: happened(date(2027, 1, 15))},
        FEE,
        date(2027, 12, 31),
        date(2027, 1, 15),
        "never",
    ),
    # Not terminated by the last day on which that costs a fee.
    _deal_answer("fee: no more", {}, FEE, date(2027, 12, 31), date(2027, 9, 30), "never"),
    _deal_answer("fee: still possible", {}, FEE, date(2027, 9, 15), date(2027, 9, 1), "depends"),
    _deal_answer(
        "fee: a day before termination",
        {TERMINATED: happened(date(2027, 5, 3))},
        FEE,
        date(2027, 5, 2),
        date(2027, 5, 3),
        "not yet",
    ),
    _deal_answer(
        "fee: on the day of termination",
        {TERMINATED: happened(date(2027, 5, 3))},
        FEE,
        date(2027, 5, 3),
        date(2027, 5, 3),
        "in force",
    ),
    # 30 days after 2027-01-10 is 2027-02-09: the last day to cure is 2027-02-08.
    _deal_answer(
        "power: not cured in time",
        {BREACH: happened(date(2027, 1, 10))},
        POWER,
        date(2027, 2, 9),
        date(2027, 2, 8),
        "in force",
    ),
    _deal_answer(
        "power: a day left to cure",
        {BREACH: happened(date(2027, 1, 10))},
        POWER,
        date(2027, 2, 9),
        date(2027, 2, 7),
        "depends",
    ),
    _deal_answer(
        "power: cured a day too late",
        {BREACH: happened(date(2027, 1, 10)), CURED: happened(date(2027, 2, 9))},
        POWER,
        date(2027, 2, 9),
        date(2027, 2, 9),
        "in force",
    ),
    _deal_answer(
        "power: cured on the last day",
        {BREACH: happened(date(2027, 1, 10)), CURED: happened(date(2027, 2, 8))},
        POWER,
        date(2027, 2, 9),
        date(2027, 2, 9),
        "never",
    ),
    # No breach so far: one on 2027-01-11 at the earliest, uncured from 2027-02-10 on.
    _deal_answer(
        "power: no breach so far",
        {},
        POWER,
        date(2027, 2, 9),
        date(2027, 1, 10),
        "not yet",
    ),
    _deal_answer(
        "power: a breach right after K",
        {},
        POWER,
        date(2027, 2, 10),
        date(2027, 1, 10),
        "depends",
    ),
]

# ---- A lease from 2024-01-01 to the end of 2028 -----------------------------------------
#
# It goes on to the end of 2033 if notice of that is given from 2028-01-01 to 2028-06-30, and
# then to the end of 2038 if a second notice is given from 2033-01-01 to 2033-06-30. Once the
# first notice has not come in time, the landlord may show the rooms to others.

NOTICE_1, NOTICE_2 = Event("notice-1"), Event("notice-2")
RENEWED_1 = by(IfNotBefore(NOTICE_1, date(2028, 1, 1)), date(2028, 6, 30))
RENEWED_2 = by(IfNotBefore(NOTICE_2, date(2033, 1, 1)), date(2033, 6, 30))
SECOND_RENEWAL = And((AtOrAfter(RENEWED_2), Before(date(2039, 1, 1))))
FIRST_RENEWAL = And((AtOrAfter(RENEWED_1), Or((Before(date(2034, 1, 1)), SECOND_RENEWAL))))
TENANCY = And((AtOrAfter(date(2024, 1, 1)), Or((Before(date(2029, 1, 1)), FIRST_RENEWAL))))
SHOWING = AtOrAfter(missed(RENEWED_1, date(2028, 6, 30)))


def _lease(first: Said = OPEN, second: Said = OPEN) -> Record:
    return Record({NOTICE_1: first, NOTICE_2: second}, order=((NOTICE_1, NOTICE_2),))


RENEWED = _lease(happened(date(2028, 3, 15)))
RENEWED_TWICE = _lease(happened(date(2028, 3, 15)), happened(date(2033, 6, 30)))

LEASE = [
    Answer("before it begins", _lease(), TENANCY, date(2023, 12, 31), date(2023, 6, 1), "not yet"),
    Answer("on its first day", _lease(), TENANCY, date(2024, 1, 1), date(2023, 6, 1), "in force"),
    # No notice shortens the first five years.
    Answer(
        "on the last day of 2028",
        _lease(),
        TENANCY,
        date(2028, 12, 31),
        date(2026, 1, 1),
        "in force",
    ),
    Answer(
        "after 2028, notices open",
        _lease(),
        TENANCY,
        date(2029, 1, 1),
        date(2026, 1, 1),
        "depends",
    ),
    # There is one first notice; given a day before the window, it renews nothing.
    Answer(
        "first notice a day too early",
        _lease(happened(date(2027, 12, 31))),
        TENANCY,
        date(2029, 1, 1),
        date(2028, 7, 1),
        "ended",
    ),
    Answer(
        "first notice on the first day",
        _lease(happened(date(2028, 1, 1))),
        TENANCY,
        date(2029, 1, 1),
        date(2028, 7, 1),
        "in force",
    ),
    Answer(
        "first notice on the last day",
        _lease(happened(date(2028, 6, 30))),
        TENANCY,
        date(2029, 1, 1),
        date(2028, 7, 1),
        "in force",
    ),
    Answer(
        "first notice a day too late",
        _lease(happened(date(2028, 7, 1))),
        TENANCY,
        date(2029, 1, 1),
        date(2028, 7, 1),
        "ended",
    ),
    Answer(
        "no notice by the last day",
        _lease(),
        TENANCY,
        date(2029, 1, 1),
        date(2028, 6, 30),
        "ended",
    ),
    Answer(
        "a day left for notice",
        _lease(),
        TENANCY,
        date(2029, 1, 1),
        date(2028, 6, 29),
        "depends",
    ),
    # All days on which it can have been given lie in the window; then, one of two does.
    Answer(
        "first notice some day in June",
        _lease(Said(occurred=Stretch(date(2028, 6, 1), date(2028, 6, 30)))),
        TENANCY,
        date(2029, 1, 1),
        date(2028, 6, 30),
        "in force",
    ),
    Answer(
        "first notice about the last day",
        _lease(Said(occurred=Stretch(date(2028, 6, 30), date(2028, 7, 1)))),
        TENANCY,
        date(2029, 1, 1),
        date(2028, 7, 1),
        "depends",
    ),
    Answer(
        "renewed, to the end of 2033",
        RENEWED,
        TENANCY,
        date(2033, 12, 31),
        date(2030, 1, 1),
        "in force",
    ),
    Answer("renewed, after 2033", RENEWED, TENANCY, date(2034, 1, 1), date(2030, 1, 1), "depends"),
    Answer(
        "renewed once, no second notice",
        RENEWED,
        TENANCY,
        date(2034, 1, 1),
        date(2033, 6, 30),
        "ended",
    ),
    Answer(
        "renewed twice, last day",
        RENEWED_TWICE,
        TENANCY,
        date(2038, 12, 31),
        date(2033, 7, 1),
        "in force",
    ),
    Answer(
        "renewed twice, over",
        RENEWED_TWICE,
        TENANCY,
        date(2039, 1, 1),
        date(2033, 7, 1),
        "ended",
    ),
    # Nothing was given by 2028-06-30, so the first notice that the second one needs is late.
    Answer(
        "second notice assumed, first one late",
        _lease(OPEN, happens(date(2033, 3, 1))),
        TENANCY,
        date(2034, 1, 1),
        date(2028, 6, 30),
        "ended",
    ),
    # The second notice is known, so the first was given by then, nobody says when.
    Answer(
        "second notice known, first one undated",
        _lease(OPEN, happened(date(2033, 3, 1))),
        TENANCY,
        date(2034, 1, 1),
        date(2033, 6, 1),
        "depends",
    ),
    # But not by 2028-06-30.
    Answer(
        "second notice known, first one not in time",
        _lease(Said(not_through=date(2028, 6, 30)), happened(date(2033, 3, 1))),
        TENANCY,
        date(2034, 1, 1),
        date(2033, 6, 1),
        "ended",
    ),
    # The window is not over on its last day; on the next one no notice has come in it.
    Answer(
        "showing on the last day for notice",
        _lease(),
        SHOWING,
        date(2028, 6, 30),
        date(2028, 6, 29),
        "not yet",
    ),
    Answer(
        "showing, a day was left for notice",
        _lease(),
        SHOWING,
        date(2028, 7, 1),
        date(2028, 6, 29),
        "depends",
    ),
    Answer(
        "showing, no notice", _lease(), SHOWING, date(2028, 7, 1), date(2028, 6, 30), "in force"
    ),
    Answer(
        "showing, notice in time",
        RENEWED,
        SHOWING,
        date(2028, 7, 1),
        date(2028, 6, 30),
        "never",
    ),
]

GOLDEN = [*TAKE_OVER, *LEASE]
