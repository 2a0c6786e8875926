"""What changed, in words, in English and German."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.asking.diff.pairs import Change
from pactgraph.asking.diff.settings import Turned
from pactgraph.kernel.flips import Turn
from pactgraph.kernel.timeline import FIRST
from pactgraph.telling.words import day_in_words, event_in_words, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pactgraph.kernel.flips import Cause, Difference
    from pactgraph.kernel.status import Standing
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Provision, Record

CHANGES: dict[Language, dict[Change, str]] = {
    "en": {
        **{change: change.value.replace("-", " ") for change in Change},
        Change.OWER_CHANGED: "owed by others",
    },
    "de": {
        Change.GAINED: "hinzugekommen",
        Change.FREEDOM_GAINED: "Freiheit gewonnen",
        Change.EXCLUSIVITY_ADDED: "Exklusivität hinzugekommen",
        Change.EXCLUSION_ADDED: "Ausschluss hinzugekommen",
        Change.LOST: "weggefallen",
        Change.FREEDOM_LOST: "Freiheit verloren",
        Change.EXCLUSIVITY_DROPPED: "Exklusivität weggefallen",
        Change.EXCLUSION_DROPPED: "Ausschluss weggefallen",
        Change.START_MOVED: "Beginn verschoben",
        Change.END_MOVED: "Ende verschoben",
        Change.SCOPE_NARROWED: "Umfang enger",
        Change.SCOPE_WIDENED: "Umfang weiter",
        Change.SCOPE_CHANGED: "Umfang anders",
        Change.CAP_ADDED: "Obergrenze hinzugekommen",
        Change.CAP_DROPPED: "Obergrenze weggefallen",
        Change.AMOUNT_ADDED: "Betrag hinzugekommen",
        Change.AMOUNT_CHANGED: "Betrag geändert",
        Change.AMOUNT_OMITTED: "Betrag nicht mehr genannt",
        Change.HOLDER_CHANGED: "anderer Inhaber",
        Change.OWER_CHANGED: "anderer Schuldner",
        Change.ACTION_CHANGED: "andere Handlung",
        Change.RULE_CHANGED: "andere Regel",
        Change.KIND_CHANGED: "andere Art",
        Change.NOT_STATED: "nicht geregelt",
        Change.CAME_AND_WENT: "gekommen und gegangen",
    },
}
"""What each change is called."""

TURNED: dict[Language, dict[Turned, str]] = {
    "en": {
        Turned.STARTED: "Started",
        Turned.SETTLED: "In force without doubt now",
        Turned.OPENED: "Became open",
        Turned.HINGED: "Depends on other events now",
        Turned.ENDED: "Ended",
        Turned.PAUSED: "Paused",
    },
    "de": {
        Turned.STARTED: "Begonnen",
        Turned.SETTLED: "Nun zweifelsfrei in Kraft",
        Turned.OPENED: "Offen geworden",
        Turned.HINGED: "Hängt nun von anderen Ereignissen ab",
        Turned.ENDED: "Beendet",
        Turned.PAUSED: "Ausgesetzt",
    },
}
"""Headings for clauses by what became of them."""

_SAY: dict[Language, dict[str, str]] = {
    "en": {
        "from": "it begins",
        "until": "its term is over",
        "effect": "{id} takes effect",
        "happens": "{event} happens",
        "can happen": "{event} may have happened from here on",
        "has happened": "{event} has happened by now",
        "delayed": "{event} has passed",
        "ends": "{id} ends it",
        "replaces": "{id} takes its place",
        "depends": "depends on {}",
        "unknown": "not yet known",
        "through": "{} to {}",
        "open start": "to {}",
        "open end": "from {} on",
        "always": "always",
    },
    "de": {
        "from": "sie beginnt",
        "until": "ihre Laufzeit ist vorbei",
        "effect": "{id} tritt in Kraft",
        "happens": "{event} tritt ein",
        "can happen": "{event} kann ab hier eingetreten sein",
        "has happened": "{event} ist nun eingetreten",
        "delayed": "{event} ist erreicht",
        "ends": "{id} beendet sie",
        "replaces": "{id} tritt an ihre Stelle",
        "depends": "hängt ab von {}",
        "unknown": "noch nicht bekannt",
        "through": "{} bis {}",
        "open start": "bis {}",
        "open end": "ab {}",
        "always": "immer",
    },
}


def standing_in_words(standing: Standing | None, record: Record, language: Language) -> str:
    """Return a status with what it depends on; None is one of a clause not yet known."""
    say = _SAY[language]
    if standing is None:
        return say["unknown"]
    if not standing.depends_on:
        return status_in_words(standing.status, language)
    events = sorted(event_in_words(e, record, language) for e in standing.depends_on)
    return say["depends"].format(", ".join(events))


def range_in_words(difference: Difference, language: Language) -> str:
    """Return the days of a difference, the last one included."""
    say = _SAY[language]
    start = "" if difference.start == FIRST else day_in_words(difference.start)
    end = "" if difference.end is None else _last_day(difference.end)
    if start and end:
        return start if start == end else say["through"].format(start, end)
    if start or end:
        return say["open end" if start else "open start"].format(start or end)
    return say["always"]


def _last_day(end: datetime) -> str:
    """Return the day before the midnight `end`, or the instant `end` itself."""
    if end.time().isoformat() != "00:00:00":
        return day_in_words(end)
    return day_in_words(end - timedelta(days=1))


def reasons_in_words(
    causes: Iterable[Cause], clause: Clause, record: Record, language: Language
) -> str:
    """Return why the status of `clause` flips where there are `causes`."""
    told = dict.fromkeys(
        reason for cause in causes for reason in _reasons(cause, clause, record, language)
    )
    return "; ".join(told)


def _reasons(cause: Cause, clause: Clause, record: Record, language: Language) -> Iterator[str]:
    say = _SAY[language]
    if cause.event in record.agreements:
        agreement = record.agreements[cause.event]
        yield say["effect"].format(id=agreement.id)
        for provision in provisions_against(record, clause, agreement.iri):
            relation = "ends" if clause.iri in provision.ends else "replaces"
            yield say[relation].format(id=provision.id)
    elif cause.event in record.relations.delays and cause.turn is Turn.HAPPENS:
        yield say["delayed"].format(event=event_in_words(cause.event, record, language))
    elif cause.event:
        event = event_in_words(cause.event, record, language)
        yield say[cause.turn.value].format(event=event)
    else:
        yield say[cause.turn.value]


def provisions_against(record: Record, clause: Clause, agreement: str) -> list[Provision]:
    """Return what `agreement` provides that ends `clause` or takes its place, by id."""
    provisions = (*record.clauses.values(), *record.statements.values())
    found = [
        provision
        for provision in provisions
        if provision.agreement == agreement
        and clause.iri in (*provision.ends, *provision.replaces)
    ]
    return sorted(found, key=lambda provision: provision.id)
