"""What the record says in words: "in force until the earlier of … and …"."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import instant_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.timeline import Duration
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Concept, Record


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of one language; ``{}`` stands for dates and events."""

    in_force: str
    always: str
    never: str
    start: str
    latest: tuple[str, str]
    end: str
    earliest: tuple[str, str]
    and_: str
    or_: str
    end_of: str
    quoted: str
    takes_effect: str
    delayed: str
    days: str
    months: str


_PHRASES: dict[Language, _Phrases] = {
    "en": _Phrases(
        in_force="in force {}",
        always="always in force",
        never="never in force",
        start="from {}",
        latest=("the later of {}", "the latest of {}"),
        end="until {}",
        earliest=("the earlier of {}", "the earliest of {}"),
        and_=" and ",
        or_="; or ",
        end_of="the end of {}",
        quoted="“{}”",
        takes_effect="{date} ({id})",
        delayed="{delay} after {event}",
        days="{} days",
        months="{} months",
    ),
    "de": _Phrases(
        in_force="in Kraft {}",
        always="immer in Kraft",
        never="nie in Kraft",
        start="ab {}",
        latest=("dem späteren von {}", "dem spätesten von {}"),
        end="bis {}",
        earliest=("zum früheren von {}", "zum frühesten von {}"),
        and_=" und ",
        or_="; oder ",
        end_of="Ende {}",
        quoted="„{}“",
        takes_effect="{date} ({id})",
        delayed="Ablauf von {delay} nach {event}",
        days="{} Tagen",
        months="{} Monaten",
    ),
}


def formula_phrases(language: Language) -> dict[str, str | tuple[str, str]]:
    """Return the phrases that formulas are made of, by name, for who writes them elsewhere."""
    return {name.rstrip("_"): phrase for name, phrase in asdict(_PHRASES[language]).items()}


def formula(
    clause: Clause, record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return when `clause` is in force, in words, whatever has happened so far.

    Dates bound a clause by the day, month or year that they are the end of.

    Args:
        clause: the clause.
        record: the record that knows its events.
        language: the language wanted.
        unknown: IRIs of events that do not exist for the question; they never happen.
    """
    phrases = _PHRASES[language]
    known = _reachable(clause.periods, unknown)
    if not known:
        return phrases.never
    told = [_period(period, record, language, unknown) for period in known]
    if told == [""]:
        return phrases.always
    return phrases.in_force.format(phrases.or_.join(told))


def _period(period: Period, record: Record, language: Language, unknown: Collection[str]) -> str:
    phrases = _PHRASES[language]
    bounds = sorted(period.until_events - set(unknown))
    starts = [event_in_words(event, record, language) for event in sorted(period.from_events)]
    ends = [event_in_words(event, record, language) for event in bounds]
    if period.from_date:
        starts.append(day_in_words(period.from_date))
    if period.until_date:
        ends.append(end_in_words(period.until_date, language))
    parts = []
    if starts:
        parts.append(phrases.start.format(_choice(starts, phrases.latest, phrases)))
    if ends:
        parts.append(phrases.end.format(_choice(ends, phrases.earliest, phrases)))
    return " ".join(parts)


def beginning(
    clause: Clause, record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return since when `clause` is in force, in words: "from …"; "" if since ever.

    The arguments are those of `formula`.
    """
    reachable = _reachable(clause.periods, unknown)
    bounds = [replace(period, until_date=None, until_events=frozenset()) for period in reachable]
    return _bounds(bounds, record, language, unknown)


def ending(
    clause: Clause, record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return until when `clause` is in force, in words: "until …"; "" if without end.

    The arguments are those of `formula`.
    """
    reachable = _reachable(clause.periods, unknown)
    bounds = [replace(period, from_date=None, from_events=frozenset()) for period in reachable]
    return _bounds(bounds, record, language, unknown)


def span(
    periods: Collection[Period],
    record: Record,
    language: Language,
    unknown: Collection[str] = (),
) -> str:
    """Return when something with these `periods` holds: "from … until …"; "" if at all times.

    At least one period needs no `unknown` event; the other arguments are those of `formula`.
    """
    known = _reachable(periods, unknown)
    return _bounds(known, record, language, unknown)


def _reachable(periods: Iterable[Period], unknown: Collection[str]) -> list[Period]:
    """Return the periods that need no `unknown` event."""
    return [period for period in periods if not period.happened & set(unknown)]


def _bounds(
    bounds: Sequence[Period], record: Record, language: Language, unknown: Collection[str]
) -> str:
    told = dict.fromkeys(_period(bound, record, language, unknown) for bound in bounds)
    return "" if "" in told else _PHRASES[language].or_.join(told)


def _choice(items: Sequence[str], of: tuple[str, str], phrases: _Phrases) -> str:
    """Return one item as it is, two as "the later of", more as "the latest of"."""
    *most, last = items
    if not most:
        return last
    return of[len(most) > 1].format(", ".join(most) + phrases.and_ + last)


def event_in_words(event: str, record: Record, language: Language) -> str:
    """Return what `event` is called: an agreement by the date it takes effect on.

    Args:
        event: IRI of an event or agreement, or the name of a delayed event.
        record: the record that knows it.
        language: the language wanted.
    """
    phrases = _PHRASES[language]
    if event in record.relations.delays:
        delay = record.relations.delays[event]
        return phrases.delayed.format(
            delay=_length(delay.offset, phrases),
            event=event_in_words(delay.event, record, language),
        )
    if event in record.agreements:
        agreement = record.agreements[event]
        return phrases.takes_effect.format(date=agreement.effective.text, id=agreement.id)
    return phrases.quoted.format(record.events[event].label.in_language(language))


def _length(offset: Duration, phrases: _Phrases) -> str:
    if offset.months:
        return phrases.months.format(offset.months)
    if offset.fixed % timedelta(days=1):
        return str(offset.fixed)
    return phrases.days.format(offset.fixed.days)


def day_in_words(moment: datetime) -> str:
    """Return the day that begins at `moment`, or `moment` itself."""
    if moment.time().isoformat() == "00:00:00":
        return moment.date().isoformat()
    return instant_text(moment)


def end_in_words(moment: datetime, language: Language) -> str:
    """Return the end of the year, month or day that ends at `moment`, or `moment` itself."""
    if moment.time().isoformat() != "00:00:00":
        return day_in_words(moment)
    before = (moment - timedelta(days=1)).date().isoformat()
    shown = 10 if moment.day > 1 else 7 if moment.month > 1 else 4
    return _PHRASES[language].end_of.format(before[:shown])


_STATUS: dict[Language, dict[Status, str]] = {
    "en": {status: status.value for status in Status},
    "de": {
        Status.IN_FORCE: "in Kraft",
        Status.NOT_YET: "noch nicht",
        Status.ENDED: "beendet",
        Status.NEVER: "nie",
        Status.DEPENDS: "hängt ab",
    },
}


def status_in_words(status: Status, language: Language) -> str:
    """Return what `status` is called.

    >>> status_in_words(Status.IN_FORCE, "de")
    'in Kraft'
    """
    return _STATUS[language][status]


def concept_label(concepts: Mapping[str, Concept], name: str, language: Language) -> str:
    """Return what the concept with the id `name` is called, or `name`."""
    found = (c.label.in_language(language) for c in concepts.values() if c.id == name)
    return next(found, name)
