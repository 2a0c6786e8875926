"""What has become of duties that an event performs: for people, and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from pactgraph.kernel.duties import State, outcome
from pactgraph.kernel.flips import course, step_at
from pactgraph.kernel.timeline import FIRST, instant_text
from pactgraph.messages import Phrases
from pactgraph.telling.points import listed
from pactgraph.telling.words import AND, OR, day_in_words, event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.kernel.duties import Duty, Outcome
    from pactgraph.kernel.points import Point
    from pactgraph.kernel.scenarios import Window
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

_DAY = timedelta(days=1)
DUTY_STATES = Phrases(
    {
        State.PENDING: "pending",
        State.DUE: "due",
        State.FULFILLED: "fulfilled",
        State.EXCUSED: "excused",
        State.VIOLATED: "violated",
        State.LATE: "performed late",
    }
)
OUTCOMES = ("fulfilment", "lateness", "violation")
"""What becomes of a duty and is an event: the local names of the properties that name it."""
_RUNNING = (State.PENDING, State.DUE)
# {0} is the last day, {1} what fulfils the duty, {2} what excuses it.
_REASONS = Phrases(
    {
        State.PENDING: "{1} has not happened, and is in time through {0}",
        State.DUE: "{1} has not happened, and {0} is the last day",
        State.FULFILLED: "{1} happened, with {0} as the last day",
        State.VIOLATED: "{1} had not happened by {0}",
        State.LATE: "{1} happened, but not by {0}",
    }
)
_EXCUSABLE = Phrases(
    {
        State.PENDING: "neither {1} nor {2} has happened, and both are in time through {0}",
        State.DUE: "neither {1} nor {2} has happened, and {0} is the last day",
        State.FULFILLED: "{1} happened, with {0} as the last day, and {2} had not before",
        State.EXCUSED: "{2} happened, with {0} as the last day, and {1} had not by then",
        State.VIOLATED: "neither {1} nor {2} had happened by {0}",
        State.LATE: "{1} happened, but neither {1} nor {2} had by {0}",
    }
)
"""The same of a duty that something excuses."""
_ENDLESS = Phrases(
    {
        State.PENDING: "{1} has not happened, and no deadline is recorded",
        State.FULFILLED: "{1} happened",
    }
)
"""The same of a duty without a deadline."""
_PHRASES = Phrases(
    {
        "through": "{}, through {}",
        "depends": "duty depends on {}: {}",
        "told": "As a duty it is {}: {}",
        "told since": "As a duty it is {} since {}: {}",
        "open": "What becomes of the duty depends on {}: it is {}",
        "open, by": "What becomes of the duty (last day {}) depends on {}: it is {}",
        "unbound": "As a duty it does not bind then",
        "unbound, by": "As a duty (last day {}) it does not bind then",
    }
)


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty that an event performs, and what has become of it.

    Attributes:
        clause: the clause that it is.
        due: by when it is to be done.
        outcome: what has become of it.
        since: first instant of the stretch in which it is in its state, UTC; None for always,
            and if it is in none.
    """

    clause: Clause
    due: Duty
    outcome: Outcome
    since: datetime | None


def outcome_of(
    record: Record, clause: Clause, windows: Mapping[str, Window], at: datetime
) -> Outcome | None:
    """Return what has become of `clause` at the instant `at`; None if no event performs it."""
    return outcome(clause.states, windows, at, record.relations) if clause.due else None


def state_or_depends(found: Outcome) -> str:
    """Return the state of a duty as programs are told it; "" if it does not bind."""
    if found.depends_on:
        return "depends"
    return found.state.value if found.state else ""


def obligation(
    record: Record, clause: Clause, windows: Mapping[str, Window], at: datetime
) -> Obligation | None:
    """Return what has become of `clause`, and since when; None if no event performs it."""
    if clause.due is None:
        return None
    found = outcome(clause.states, windows, at, record.relations)
    if found.state is None:
        return Obligation(clause, clause.due, found, None)
    since = step_at(course(clause.states[found.state], windows, record.relations), at).since
    return Obligation(clause, clause.due, found, None if since == FIRST else since)


# ---- For people -------------------------------------------------------------------------


def state_in_words(state: State, language: Language) -> str:
    """Return what `state` is called.

    >>> state_in_words(State.LATE, "de")
    'verspätet erfüllt'
    """
    return DUTY_STATES[language][state]


def outcome_in_words(record: Record, due: Duty, found: Outcome, language: Language) -> str:
    """Return what has become of a duty, in some words; "" if it does not bind."""
    phrases = _PHRASES[language]
    if found.depends_on:
        events = _events(found.depends_on, record, language)
        return phrases["depends"].format(events, _possible(found, language))
    if found.state is None:
        return ""
    told = state_in_words(found.state, language)
    last = last_day(due, record, language) if found.state in _RUNNING else ""
    return phrases["through"].format(told, last) if last else told


def obligation_in_words(record: Record, told: Obligation, language: Language) -> str:
    """Return what has become of a duty and why, in one sentence without a full stop."""
    due, found, phrases = told.due, told.outcome, _PHRASES[language]
    last = last_day(due, record, language)
    if found.depends_on:
        events = _events(found.depends_on, record, language)
        told_of = (events, _possible(found, language))
        return (
            phrases["open, by"].format(last, *told_of)
            if last
            else phrases["open"].format(*told_of)
        )
    if found.state is None:
        return phrases["unbound, by"].format(last) if last else phrases["unbound"]
    names = [_point(p, record, language) for p in (due.performed, due.excused) if p is not None]
    reason = _reasons(due)[language][found.state].format(last, *names)
    state = state_in_words(found.state, language)
    if told.since is None:
        return phrases["told"].format(state, reason)
    return phrases["told since"].format(state, day_in_words(told.since), reason)


def _reasons(due: Duty) -> Phrases[State, str]:
    """Return the sentences that tell of a duty."""
    if due.deadline is None:
        return _ENDLESS
    return _REASONS if due.excused is None else _EXCUSABLE


def _possible(found: Outcome, language: Language) -> str:
    """Return the states that a duty can be in, which depends."""
    return listed([state_in_words(state, language) for state in found.possible], OR, language)


def _events(events: Iterable[str], record: Record, language: Language) -> str:
    names = [event_in_words(event, record, language) for event in sorted(events)]
    return listed(names, AND, language)


def last_day(due: Duty, record: Record, language: Language) -> str:
    """Return the last day on which a duty is done in time; "" if there is none."""
    if isinstance(due.opens, str):
        return event_in_words(due.opens, record, language)
    return _last_date(due)


def _last_date(due: Duty) -> str:
    end = due.deadline
    if not isinstance(end, datetime):
        return ""
    return day_in_words(end - _DAY) if end.time() == time() else day_in_words(end)


def _point(point: Point, record: Record, language: Language) -> str:
    if isinstance(point, str):
        return event_in_words(point, record, language)
    return day_in_words(point)


# ---- For programs -----------------------------------------------------------------------


def deadline_of(due: Duty, record: Record) -> str | None:
    """Return the last day on which a duty is done in time, or the id of the event of that day.

    None if it has no deadline.
    """
    if isinstance(due.opens, str):
        return record.id_of(due.opens)
    return _last_date(due) or None


def outcome_object(record: Record, due: Duty | None, found: Outcome | None) -> dict[str, object]:
    """Return what has become of a duty, as plain values by these keys; null and none if of none.

    - deadline: the last day on which it is done in time, or the id of the event of that day;
      null if it has none,
    - duty: its state, or depends; null if it does not bind,
    - duty_can_be: the states that it can be in,
    - duty_depends_on: the ids of the events that decide.
    """
    if due is None or found is None:
        return {"deadline": None, "duty": None, "duty_can_be": [], "duty_depends_on": []}
    return {
        "deadline": deadline_of(due, record),
        "duty": state_or_depends(found) or None,
        "duty_can_be": [state.value for state in found.possible],
        "duty_depends_on": record.ids_of(sorted(found.depends_on)),
    }


def obligation_object(
    record: Record, told: Obligation | None, language: Language
) -> dict[str, object] | None:
    """Return what has become of a duty as plain values by these keys; None if of none.

    - deadline, duty, duty_can_be, duty_depends_on, as `outcome_object` has them,
    - text: why, in a sentence,
    - since: first instant of the stretch in which it is in its state, UTC, or null,
    - performed_by, excused_by: the events that fulfil and that excuse it, or null,
    - fulfilment, lateness, violation: the events that stand for what becomes of it.
    """
    if told is None:
        return None
    events = (told.due.performed, told.due.excused)
    performed, excused = (record.id_of(e) if isinstance(e, str) else None for e in events)
    return {
        **outcome_object(record, told.due, told.outcome),
        "text": obligation_in_words(record, told, language),
        "since": instant_text(told.since),
        "performed_by": performed,
        "excused_by": excused,
        **{name: record.ids_of(told.clause.outcomes.get(name, ())) for name in OUTCOMES},
    }
