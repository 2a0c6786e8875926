"""What changed, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.asking.diff.pairs import Change
from pactgraph.asking.diff.settings import Turned
from pactgraph.kernel.flips import Turn
from pactgraph.kernel.timeline import FIRST
from pactgraph.messages import Phrases
from pactgraph.telling.words import day_in_words, event_in_words, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pactgraph.kernel.flips import Cause, Difference
    from pactgraph.kernel.status import Standing
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Provision, Record

CHANGES = Phrases(
    {
        Change.GAINED: "gained",
        Change.FREEDOM_GAINED: "freedom gained",
        Change.EXCLUSIVITY_ADDED: "exclusivity added",
        Change.EXCLUSION_ADDED: "exclusion added",
        Change.LOST: "lost",
        Change.FREEDOM_LOST: "freedom lost",
        Change.EXCLUSIVITY_DROPPED: "exclusivity dropped",
        Change.EXCLUSION_DROPPED: "exclusion dropped",
        Change.START_MOVED: "start moved",
        Change.END_MOVED: "end moved",
        Change.SCOPE_NARROWED: "scope narrowed",
        Change.SCOPE_WIDENED: "scope widened",
        Change.SCOPE_CHANGED: "scope changed",
        Change.CAP_ADDED: "cap added",
        Change.CAP_DROPPED: "cap dropped",
        Change.AMOUNT_ADDED: "amount added",
        Change.AMOUNT_CHANGED: "amount changed",
        Change.AMOUNT_OMITTED: "amount omitted",
        Change.HOLDER_CHANGED: "holder changed",
        Change.OWER_CHANGED: "owed by others",
        Change.ACTION_CHANGED: "action changed",
        Change.RULE_CHANGED: "rule changed",
        Change.KIND_CHANGED: "kind changed",
        Change.NOT_STATED: "not stated",
        Change.CAME_AND_WENT: "came and went",
    }
)
"""What each change is called."""

TURNED = Phrases(
    {
        Turned.STARTED: "Started",
        Turned.SETTLED: "In force without doubt now",
        Turned.OPENED: "Became open",
        Turned.HINGED: "Depends on other events now",
        Turned.ENDED: "Ended",
        Turned.PAUSED: "Paused",
    }
)
"""Headings for clauses by what became of them."""

_SAY = Phrases(
    {
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
    }
)


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
