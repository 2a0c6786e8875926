"""`why` and `status` answer of records drawn at random, without a name that nobody gave."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kernel.test_points_agree import Named, assumed, happening, midnight
from lengths import examples
from pactgraph.asking.setting import Setting
from pactgraph.asking.status.answer import Statuses, statuses
from pactgraph.asking.why import why
from pactgraph.errors import PactgraphError
from pactgraph.graph import load
from pactgraph.kernel.conditions import relate
from pactgraph.kernel.flips import ended_before
from pactgraph.kernel.periods import periods
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import Stretch, stretch
from pactgraph.record import Text
from points.drawn import drawn

if TYPE_CHECKING:
    from datetime import date

    from pactgraph.record import Record
    from points.drawn import Drawn

TRUTHS = Path(__file__).parents[1] / "points" / "truths.ttl"
RAW = re.compile(r"\+P\d|\(before:|\(from:|next\(|midnight")
HOSTILE = "{0} %s {name}"


@cache
def base() -> Record:
    """Return a record whose only clause is given other conditions."""
    return load(str(TRUTHS)).record


def day(written: date) -> Stretch:
    """Return a day."""
    return stretch(written.isoformat())


def asked(case: Drawn) -> tuple[Record, Setting]:
    """Return what was drawn as a record with one clause; every second point has a label."""
    named = Named()
    condition = named.condition(case.condition)
    events = [event.name for event in case.record.events]
    labelled = [*events, *sorted(named.derived)[::2]]
    relations = relate(
        named.derived,
        [(first.name, second.name) for first, second in case.record.order],
        [(one.name, other.name) for one, other in case.record.exclusive],
        [event.name for event, what in case.record.events.items() if what.not_after],
    )
    record, plain = base(), base().events["https://example.org/deal/approval"]
    clause = record.clauses["https://example.org/deal/payment"]
    said = {event.name: what for event, what in case.record.events.items()}
    clause = replace(clause, condition=condition, periods=periods(condition, relations))
    whole = replace(
        record,
        clauses={clause.iri: clause},
        events={
            name: replace(plain, iri=name, id=name, label=Text({"en": f"{name} {HOSTILE}"}))
            for name in labelled
        },
        happenings={
            **{iri: record.happenings[iri] for iri in record.agreements},
            **{name: happening(what) for name, what in said.items()},
        },
        relations=relations,
    )
    dates = {
        name: None if window.earliest is None else day(window.earliest.date())
        for name, what in said.items()
        if (window := assumed(what)) is not None
    }
    return whole, Setting(on=day(case.day), known=day(case.known), assumed=dates)


@pytest.mark.parametrize("batch", range(4))
def test_every_record_is_answered_in_words_that_people_gave(batch: int) -> None:
    """No error but those that say what is wrong, and no raw name, in both languages."""
    seen = set()
    for seed in range(batch, examples(200), 4):
        case = drawn(seed)
        try:
            record, setting = asked(case)
            found = statuses(record, setting)
        except PactgraphError:
            continue
        (clause,) = record.clauses.values()
        explanation = why(record, clause, setting)
        seen.add(explanation.status)
        assert found[0].status is explanation.status
        for answer in (explanation, Statuses(found, record=record, setting=setting)):
            for language in ("en", "de"):
                text = "\n".join(map(str, answer.blocks(language)))
                assert not RAW.search(text), text
                answer.as_json(language)
                answer.as_table(language)
    assert len(seen) > 1


@pytest.mark.parametrize("batch", range(2))
def test_what_was_in_force_before_is_never_said_to_be_not_yet(batch: int) -> None:
    """Only what surely never was in force yet is "not yet"."""
    for seed in range(batch, examples(200), 2):
        try:
            record, setting = asked(drawn(seed))
            (clause,) = record.clauses.values()
            told = why(record, clause, setting)
        except PactgraphError:
            continue
        before = [step for step in told.course if step.since <= midnight(drawn(seed).day)]
        was = any(step.standing.status is Status.IN_FORCE for step in before[:-1])
        expected = told.status is Status.NOT_YET and was
        assert expected == (ended_before(told.course, setting.on.last) is not None)
        assert expected == (told.ended_before is not None)
