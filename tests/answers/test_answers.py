"""Settings, what is known in them, and what a source claims in them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pactgraph.asking.setting import (
    Setting,
    claim_known,
    claimed_dates,
    event_windows,
    unknown_agreements,
    unknown_events,
)
from pactgraph.asking.status.answer import Answer, statuses
from pactgraph.errors import BadDateError, BadInputError, ContradictoryScenarioError
from pactgraph.graph import PactGraph, load
from pactgraph.kernel.timeline import stretch
from pactgraph.record import Claim, Text
from pactgraph.terms import local_name

PUBLISHED = "2026-03-10"
CLAIM = Claim(
    iri="x:claim",
    id="claim",
    label=Text({}),
    event="x:event",
    occurred=stretch("2026-03-01"),
    known_since=stretch(PUBLISHED),
    sources=("x:source",),
    verdict="",
    note=Text({}),
    concerns=(),
)


@cache
def graph() -> PactGraph:
    """Return the shipped facts."""
    return load()


def setting(on: str, known: str) -> Setting:
    """Return a setting without assumptions."""
    return Setting(stretch(on), stretch(known))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2026-03-09", False),
        ("2026-03-09T23:59:59Z", False),
        (PUBLISHED, True),
        ("2026-03-10T00:00:00Z", True),
        ("2026-03-11", True),
    ],
)
def test_a_claim_is_known_from_the_day_it_was_published_on(known: str, *, expected: bool) -> None:
    """That day is known whole, so what was published on it is known."""
    asked = setting("2026-06-01", known)
    record = replace(graph().record, claims={CLAIM.iri: CLAIM})

    assert expected == claim_known(CLAIM, asked)
    assert expected == bool(claimed_dates(record, "x:source", asked))
    assert claim_known(replace(CLAIM, known_since=None), asked)


def test_a_source_claims_what_its_claims_say_and_nothing_else() -> None:
    """Claims of others, and claims about no event, are no assumptions; never is one."""
    claims = {
        "x:1": CLAIM,
        "x:2": replace(CLAIM, iri="x:2", event="x:never", occurred=None),
        "x:3": replace(CLAIM, iri="x:3", event="x:theirs", sources=("x:other",)),
        "x:4": replace(CLAIM, iri="x:4", event=""),
    }
    record = replace(graph().record, claims=claims)

    told = claimed_dates(record, "x:source", setting("2026-06-01", "2026-06-01"))

    assert {"x:event": stretch("2026-03-01"), "x:never": None} == told


@pytest.mark.parametrize("coarse", ["2026", "2026-03"])
@pytest.mark.parametrize("name", ["on", "known"])
def test_a_setting_takes_days_and_instants(name: str, coarse: str) -> None:
    """For a month or a year there is no one answer; the option is named."""
    days = {"on": "2026-03-01", "known": "2026-03-01T12:00:00Z"} | {name: coarse}

    with pytest.raises(BadDateError, match=rf"“{name}” takes a day, not a whole"):
        setting(**days)


def test_what_became_known_later_does_not_exist() -> None:
    """An agreement exists for the question from the day on which it was published."""
    issued = {iri: a.issued for iri, a in graph().record.agreements.items()}

    for iri, day in issued.items():
        on_the_day = setting("2030-01-01", day.text)
        before = setting("2030-01-01", str(day.start.date().replace(day=1)))
        expected = {i for i, d in issued.items() if d.start > on_the_day.known.last}

        first = setting("2030-01-01", f"{day.start.date().isoformat()}T00:00:00Z")

        assert iri not in unknown_agreements(graph().record, on_the_day)
        assert iri not in unknown_agreements(graph().record, first)
        assert expected == unknown_agreements(graph().record, on_the_day)
        assert unknown_agreements(graph().record, before) <= unknown_events(graph().record, before)


def test_what_is_assumed_exists() -> None:
    """Also before it was known."""
    asked = setting("2030-01-01", "2025-12-01")
    (amendment,) = (i for i in graph().record.agreements if local_name(i) == "MSOA-2026")

    assert amendment in unknown_events(graph().record, asked)
    assumed = replace(asked, assumed={amendment: stretch("2027-01-01")})
    assert amendment not in unknown_events(graph().record, assumed)
    never = replace(asked, assumed={amendment: None})
    assert amendment not in unknown_events(graph().record, never)


def test_an_assumption_is_the_window_of_its_event() -> None:
    """A date is when it happens; none is never."""
    (event,) = (i for i in graph().record.events if local_name(i) == "agi-verified")
    asked = setting("2030-01-01", "2026-11-23")

    on_a_day = event_windows(graph().record, replace(asked, assumed={event: stretch("2028-06")}))
    never = event_windows(graph().record, replace(asked, assumed={event: None}))

    assert stretch("2028-06").start == on_a_day[event].earliest
    assert never[event].latest is None
    assert not never[event].can_have_happened(stretch("9000-01-01").last)


def test_what_cannot_be_assumed_is_told_by_id() -> None:
    """No message has an IRI where an id does."""
    (verified,) = (i for i in graph().record.events if local_name(i) == "agi-verified")
    (declared,) = (i for i in graph().record.events if local_name(i) == "agi-declared")
    asked = setting("2030-01-01", "2026-11-23")
    turned = {verified: stretch("2027-01-01"), declared: stretch("2028-01-01")}

    with pytest.raises(ContradictoryScenarioError, match=r"the dates of agi-declared") as caught:
        event_windows(graph().record, replace(asked, assumed=turned))
    assert "https:" not in str(caught.value)
    with pytest.raises(BadInputError, match="x:nothing"):
        statuses(graph().record, replace(asked, assumed={"x:nothing": None}))


def test_answers_come_in_the_order_of_ids_or_as_asked() -> None:
    """Without clauses all are answered; with some, these and no other."""
    asked = setting("2029-01-01", "2026-11-23")
    record = graph().record

    everything = statuses(record, asked)
    ids = [answer.clause.id for answer in everything]
    some = [record.clauses[everything[n].clause.iri] for n in (5, 2, 9)]

    assert sorted(ids) == ids
    assert len(record.clauses) == len(ids)
    assert [ids[5], ids[2], ids[9]] == [a.clause.id for a in statuses(record, asked, some)]
    assert [] == statuses(record, asked, [])
    research = next(a for a in everything if a.clause.id == "MSOA-2025-12")
    assert ("agi-verified", "research-licence-ended") == tuple(
        map(local_name, research.depends_on)
    )
    assert isinstance(research, Answer)
