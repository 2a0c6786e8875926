"""Twenty-six truths about deadlines, lapses, renewals, parts and comparisons, as data.

Every assumed day stands in its record. Whatever is undated is open after K.
"""

from __future__ import annotations

from datetime import date

from points.said import (
    NEVER_HAPPENS,
    OPEN,
    And,
    Answer,
    AtOrAfter,
    Before,
    Chain,
    Days,
    Duty,
    Earliest,
    Event,
    IfBefore,
    IfNotBefore,
    Lapse,
    Later,
    Latest,
    Months,
    Next,
    Or,
    Record,
    Rule,
    Said,
    by,
    happens,
    missed,
    on,
)

K = date(2026, 11, 27)

# ---- A payment, if approved by the end of 2027 ------------------------------------------

APPROVAL = Event("approval")
LAST_DAY = date(2027, 12, 31)
PAYMENT = AtOrAfter(by(APPROVAL, LAST_DAY))
FROM_LAPSE = AtOrAfter(missed(APPROVAL, LAST_DAY))


def _approved(said: Said) -> Record:
    return Record({APPROVAL: said})


PAYMENTS = [
    # Approved in time, and that is past.
    Answer("1", _approved(happens(date(2026, 12, 1))), PAYMENT, date(2028, 6, 1), K, "in force"),
    # Approved, but too late: the payment never comes.
    Answer("2", _approved(happens(date(2030, 1, 1))), PAYMENT, date(2031, 1, 1), K, "never"),
    # Between K and the last day there is room for an approval.
    Answer("3", _approved(OPEN), PAYMENT, date(2028, 6, 1), K, "depends"),
    # Not approved by 2028-05-31: whatever comes now is too late.
    Answer("4", _approved(OPEN), PAYMENT, date(2028, 6, 1), date(2028, 5, 31), "never"),
    # The last day counts in full.
    Answer("5", _approved(happens(LAST_DAY)), PAYMENT, LAST_DAY, K, "in force"),
    # The last day is not over, so nothing has lapsed; on the next day it may have.
    Answer("6", _approved(OPEN), FROM_LAPSE, LAST_DAY, K, "not yet"),
    # K is the last day: it has passed without approval.
    Answer("7", _approved(OPEN), FROM_LAPSE, date(2028, 1, 1), LAST_DAY, "in force"),
    # Approved in time: it never lapses.
    Answer("8", _approved(happens(date(2027, 6, 1))), FROM_LAPSE, date(2028, 1, 1), K, "never"),
    # Once the last day is over, it was either approved by then or it was not.
    Answer("9", _approved(OPEN), Or((PAYMENT, FROM_LAPSE)), date(2028, 1, 1), K, "in force"),
]

# ---- A lease from 2008 to 2013, to the end of 2018 if renewed by the end of 2012 --------

RENEWAL = Event("renewal")
LEASE = And(
    (
        AtOrAfter(date(2008, 1, 1)),
        Or(
            (
                Before(date(2014, 1, 1)),
                And((AtOrAfter(by(RENEWAL, date(2012, 12, 31))), Before(date(2019, 1, 1)))),
            )
        ),
    )
)


def _renewed(said: Said) -> Record:
    return Record({RENEWAL: said})


LEASES = [
    # Renewed, but too late: it ended with 2013.
    Answer("10", _renewed(happens(date(2015, 6, 1))), LEASE, date(2016, 1, 1), K, "ended"),
    Answer("11", _renewed(happens(date(2012, 11, 1))), LEASE, date(2016, 1, 1), K, "in force"),
    # Half a year is left to renew it in.
    Answer("12", _renewed(OPEN), LEASE, date(2014, 1, 1), date(2012, 6, 30), "depends"),
    # No renewal by 2013-01-01: the time for it is over.
    Answer("13", _renewed(OPEN), LEASE, date(2014, 1, 1), date(2013, 1, 1), "ended"),
]

# ---- From 2026-03-01 until closing, which termination rules out -------------------------

CLOSING, TERMINATED = Event("closing"), Event("terminated")
STANDSTILL = And((AtOrAfter(date(2026, 3, 1)), Before(CLOSING)))


def _terminated(said: Said) -> Record:
    return Record({CLOSING: OPEN, TERMINATED: said}, exclusive=((CLOSING, TERMINATED),))


STANDSTILLS = [
    # Closing can never come, so nothing ends it.
    Answer(
        "14",
        _terminated(happens(date(2026, 9, 1))),
        STANDSTILL,
        date(2028, 1, 1),
        date(2027, 1, 1),
        "in force",
    ),
    Answer("15", _terminated(OPEN), STANDSTILL, date(2028, 1, 1), date(2027, 1, 1), "depends"),
]

# ---- Twenty conditions, each met or waived, all by 2027-06-30 ---------------------------

MET = [Event(f"met-{number}") for number in range(1, 21)]
WAIVED = [Event(f"waived-{number}") for number in range(1, 21)]
ALL_MET = Latest(tuple(Earliest(pair) for pair in zip(MET, WAIVED, strict=True)))
CLOSED = AtOrAfter(by(ALL_MET, date(2027, 6, 30)))
# The first nineteen conditions are met before K, and open waivers come only after K.
SETTLED = frozenset(WAIVED[:19])


def _conditions(last_waived: Said) -> Record:
    """Return that nineteen conditions are met on 2027-01-10, and what is said of the last."""
    return Record(
        dict.fromkeys([*MET, *WAIVED], OPEN)
        | dict.fromkeys(MET[:19], happens(date(2027, 1, 10)))
        | {WAIVED[19]: last_waived}
    )


CONDITIONS = [
    Answer(
        "16",
        _conditions(OPEN),
        CLOSED,
        date(2027, 7, 15),
        date(2027, 1, 31),
        "depends",
        SETTLED,
    ),
    Answer(
        "17",
        _conditions(happens(date(2027, 2, 10))),
        CLOSED,
        date(2027, 7, 15),
        date(2027, 1, 31),
        "in force",
        SETTLED,
    ),
    # The last condition has been neither met nor waived on the last day.
    Answer(
        "18",
        _conditions(OPEN),
        CLOSED,
        date(2027, 7, 15),
        date(2027, 6, 30),
        "never",
        SETTLED,
    ),
]

# ---- A sale on or after the end, and before twelve months after it ----------------------

ENDED, SALE = Event("ended"), Event("sale")
TAIL = AtOrAfter(IfBefore(IfNotBefore(SALE, ENDED), Later(ENDED, Months(12))))


def _sold(day: date) -> Record:
    return Record({ENDED: happens(date(2027, 1, 15)), SALE: happens(day)})


SALES = [
    Answer("19", _sold(date(2028, 1, 14)), TAIL, date(2028, 5, 1), date(2028, 4, 30), "in force"),
    # The twelve months are over when 2028-01-15 begins.
    Answer("20", _sold(date(2028, 1, 15)), TAIL, date(2028, 5, 1), date(2028, 4, 30), "never"),
]

# ---- Twelve months from 2020-01-01, renewed by twelve, notice of 90 days ----------------

NOTICE = Event("notice")
YEARLY = Rule("DTSTART:20210101\nRRULE:FREQ=YEARLY")
TERM_OVER = Later(NOTICE, Chain((Days(90), Next(YEARLY))))
RENEWING = And((AtOrAfter(date(2020, 1, 1)), Before(TERM_OVER)))


def _noticed(said: Said) -> Record:
    return Record({NOTICE: said})


RENEWALS = [
    Answer("21", _noticed(NEVER_HAPPENS), RENEWING, date(2056, 11, 1), K, "in force"),
    # Notice on 2026-11-28, the first day after K, is over on 2027-02-26: the term goes on
    # to the end of 2027.
    Answer("22", _noticed(OPEN), RENEWING, date(2027, 12, 31), K, "in force"),
    Answer("23", _noticed(OPEN), RENEWING, date(2028, 1, 1), K, "depends"),
    # 90 days after 2020-10-02 is 2020-12-31, the last day of the term.
    Answer(
        "24, notice in time",
        _noticed(happens(date(2020, 10, 2))),
        RENEWING,
        date(2021, 1, 1),
        K,
        "ended",
    ),
    # One day later is 2021-01-01; the next date after it is 2022-01-01.
    Answer(
        "24, notice too late",
        _noticed(happens(date(2020, 10, 3))),
        RENEWING,
        date(2021, 1, 1),
        K,
        "in force",
    ),
]

# ---- A power to terminate: payment due on 2027-03-31, thirty days to cure ---------------

PAID = Event("paid")
PAY = Duty(on(date(2027, 3, 31)), PAID)
CURE_OVER = Later(PAY.violation, Days(30))
POWER = AtOrAfter(Lapse(PAID, CURE_OVER))


def _paid(said: Said) -> Record:
    return Record({PAID: said})


POWERS = [
    # Missed when 2027-04-01 begins; the thirty days are over when 2027-05-01 does.
    Answer(
        "25, not paid by the end of the cure",
        _paid(OPEN),
        POWER,
        date(2027, 5, 1),
        date(2027, 4, 30),
        "in force",
    ),
    Answer("25, nothing known", _paid(OPEN), POWER, date(2027, 5, 1), K, "depends"),
    # Paid late, but within the time to cure.
    Answer("26", _paid(happens(date(2027, 4, 10))), POWER, date(2027, 5, 1), K, "never"),
]

TRUTHS = [
    *PAYMENTS,
    *LEASES,
    *STANDSTILLS,
    *CONDITIONS,
    *SALES,
    *RENEWALS,
    *POWERS,
]
