"""Random settings for a record: days or instants to ask about, days known to, assumed events."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pactgraph.asking.setting import Setting, event_windows
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.kernel.timeline import Stretch, stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from random import Random

    from pactgraph.record import Record

FIRST_DAY, LAST_DAY = date(2018, 1, 1), date(2034, 12, 31)
TRIES = 100
"""Contradictory settings in a row after which drawing gives up."""


def settings(record: Record, chance: Random, count: int) -> list[Setting]:
    """Return `count` settings whose assumptions do not contradict the order of events."""
    days = sorted(boundary_days(record))
    found: list[Setting] = []
    tries = 0
    while len(found) < count and tries < TRIES * count:
        tries += 1
        assumed = _assumed(record, days, chance)
        on, known = _asked(days, assumed, chance), stretch(_day(days, chance))
        setting = Setting(on, known, assumed)
        try:
            event_windows(record, setting)
        except ContradictoryScenarioError:
            continue
        found.append(setting)
    return found


def _asked(days: list[date], assumed: Mapping[str, Stretch | None], chance: Random) -> Stretch:
    """Return a day or an instant, often the very one at which an assumed event happens."""
    moments = [moment for d in assumed.values() if d for moment in (d.start, d.latest_start)]
    if moments and chance.random() < 0.5:
        return stretch(chance.choice(moments).isoformat())
    return stretch(_day(days, chance) + chance.choice(["", "T00:00:00Z"]))


def boundary_days(record: Record) -> set[date]:
    """Return the days on which something can begin, end or become known, and those beside."""
    exact = {
        (moment.date() + timedelta(days=days))
        for moment in _moments(record)
        for days in (-1, 0, 1)
    }
    return {day for day in exact if FIRST_DAY <= day <= LAST_DAY}


def _moments(record: Record) -> Iterator[datetime]:
    for clause in record.clauses.values():
        for period in clause.periods:
            yield from (d for d in (period.from_date, period.until_date) if d)
    for happening in record.happenings.values():
        known = (happening.known_since, happening.reported, happening.not_before)
        yield from (d for d in known if d)
        if happening.occurred:
            yield from (happening.occurred.start, happening.occurred.latest_start)


def _day(boundaries: list[date], chance: Random) -> str:
    """Return a boundary day as often as any other."""
    if chance.random() < 0.5:
        return chance.choice(boundaries).isoformat()
    length = (LAST_DAY - FIRST_DAY).days
    return (FIRST_DAY + timedelta(days=chance.randint(0, length))).isoformat()


def _assumed(record: Record, days: list[date], chance: Random) -> dict[str, Stretch | None]:
    """Return assumptions about none, some or many of the events and agreements."""
    share = chance.choice([0.0, 0.1, 0.3, 0.6])
    return {event: _date(days, chance) for event in record.happenings if chance.random() < share}


def _date(days: list[date], chance: Random) -> Stretch | None:
    """Return a day, a month, a year or, as None, never."""
    day = _day(days, chance)
    length = chance.choice([0, 4, 7, 10, 10])
    return stretch(day[:length]) if length else None
