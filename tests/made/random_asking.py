"""Random settings for a record, contradictory ones too, and how the page is asked in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pactgraph.asking.setting import Setting
from pactgraph.kernel.timeline import TICK, stretch
from pactgraph.page.model import instant_text, record_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Record

Asked = dict[str, Any]
"""A setting as the page takes it."""

ANY_DAYS = (date(2018, 1, 1), date(2034, 12, 31))


def settings(record: Record, chance: Random, count: int) -> list[Setting]:
    """Return `count` settings; the first ones ask about every boundary day, as far as it goes."""
    days = boundary_days(record)
    every = sorted(days)
    chance.shuffle(every)
    found = [_setting(record, days, chance, stretch(day)) for day in every[:count]]
    found += [_setting(record, days, chance) for _ in range(count - len(found))]
    return found


def boundary_days(record: Record) -> list[str]:
    """Return all days on which something begins, ends or becomes known, and those beside."""
    exact = {
        moment.date() + timedelta(days=days)
        for moment in _moments(record)
        for days in (-1, 0, 1)
        if 2 < moment.year < 9998
    }
    return [day.isoformat() for day in sorted(exact)]


def _moments(record: Record) -> Iterator[datetime]:
    for clause in record.clauses.values():
        for period in clause.periods:
            yield from (d for d in (period.from_date, period.until_date) if d)
    for event, happening in record.happenings.items():
        known = (happening.known_since, happening.date_known_since)
        bounds = (happening.not_before, happening.not_until)
        yield from (d for d in (*known, *bounds) if d)
        if happening.occurred:
            yield from _happens(record, event, happening.occurred)


def _happens(record: Record, event: str, date: Stretch) -> Iterator[datetime]:
    """Yield when `event`, and what is delayed after it, can happen, if it does on `date`."""
    for moment in (date.start, date.latest_start):
        yield moment
        for delay in record.relations.delays.values():
            if delay.event == event:
                yield delay.offset.after(moment)


def _setting(
    record: Record, days: list[str], chance: Random, on: Stretch | None = None
) -> Setting:
    share = chance.choice([0.0, 0.1, 0.3, 0.6])
    assumed = {e: _date(days, chance) for e in record.happenings if chance.random() < share}
    known = _instant(days, chance) if chance.random() < 0.1 else stretch(_day(days, chance))
    return Setting(on or _asked(record, days, assumed, chance), known, assumed)


def _asked(
    record: Record, days: list[str], assumed: Mapping[str, Stretch | None], chance: Random
) -> Stretch:
    """Return a day or an instant, often when an assumed event, or one after it, happens."""
    moments = [m for event, d in assumed.items() if d for m in _happens(record, event, d)]
    if moments and chance.random() < 0.5:
        moment = chance.choice(moments)
        if chance.random() < 0.5:
            return stretch((moment.date() + timedelta(days=chance.choice([-1, 0, 1]))).isoformat())
        return stretch(instant_text(moment + TICK * chance.choice([-1, 0, 1])) or "")
    return _instant(days, chance) if chance.random() < 0.3 else stretch(_day(days, chance))


def _instant(days: list[str], chance: Random) -> Stretch:
    """Return the first or the last instant of a day, or one in it."""
    times = ["00:00:00.000000", "23:59:59.999999", f"{chance.randrange(24):02}:30:00.000001"]
    return stretch(f"{_day(days, chance)}T{chance.choice(times)}Z")


def _day(days: list[str], chance: Random) -> str:
    """Return a boundary day as often as any other."""
    if days and chance.random() < 0.5:
        return chance.choice(days)
    first, last = ANY_DAYS
    return (first + timedelta(days=chance.randint(0, (last - first).days))).isoformat()


def _date(days: list[str], chance: Random) -> Stretch | None:
    """Return a day, a month, a year, an instant or, as None, never."""
    length = chance.choice([0, 4, 7, 10, 10, 27])
    if length > 10:
        return _instant(days, chance)
    return stretch(_day(days, chance)[:length]) if length else None


# ---- Asking the page --------------------------------------------------------------------

TODAY = Setting(stretch("2026-11-25"), stretch("2026-11-25"))


def keys(record: Record) -> dict[str, str]:
    """Return the keys of clauses and underived events in the page, by IRI."""
    model = record_model(record)
    return {thing["iri"]: thing["key"] for thing in (*model["clauses"], *model["events"])}


def asked(setting: Setting, names: Mapping[str, str]) -> Asked:
    """Return `setting` as the page takes it; `names` are the keys by IRI."""
    return {
        "on": setting.on.text,
        "known": setting.known.text,
        "assumed": [[names[e], d.text if d else "never"] for e, d in setting.assumed.items()],
    }


def random_instant(chance: Random) -> datetime:
    """Return any instant of the years 2 to 9998, often one at an end of a month or a year."""
    year = chance.choice([2, 3, 1899, 1900, 1969, 1970, 2000, 2023, 2024, 2100, 9997, 9998])
    first = datetime(year, chance.randint(1, 12), 1, tzinfo=UTC)
    moment = first + timedelta(days=chance.choice([0, 1, 14, 27, 28, 29, 30]))
    if chance.random() < 0.5:
        moment += timedelta(microseconds=chance.choice([1, 999_999, 86_399_999_999]))
    return moment if moment.year < 9999 else first
