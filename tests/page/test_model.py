"""What the page is given to know: keys, texts, periods, dates."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from made.page_samples import TODAY, iri, record, small, text, with_story
from made.partnership import partnership
from pactgraph.asking.setting import Setting
from pactgraph.asking.why import requirements
from pactgraph.errors import BadInputError
from pactgraph.interpreting.same_names import told_apart
from pactgraph.kernel.periods import periods
from pactgraph.kernel.timeline import stretch
from pactgraph.page.model import instant_text, page_model
from pactgraph.record import Amount, Thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.record import Record

PLACES = ("parties", "agreements", "clauses", "events", "sources", "stories")


def model_of(of: Record, setting: Setting = TODAY) -> dict[str, Any]:
    """Return the model of a record as the page reads it."""
    found: dict[str, Any] = json.loads(json.dumps(page_model(of, setting)))
    return found


def by_key(things: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return things by their key."""
    return {thing["key"]: thing for thing in things}


# ---- Keys ------------------------------------------------------------------------


def test_things_are_named_by_their_id() -> None:
    """Short ids are what people write; a clause names its agreement and parties so."""
    clause = by_key(model_of(small())["clauses"])["a24-1"]

    assert iri("a24-1") == clause["iri"]
    assert ("a24", ["alpha"], ["beta"]) == (
        clause["agreement"],
        clause["owedBy"],
        clause["holders"],
    )


def test_an_id_that_two_things_share_names_neither() -> None:
    """Both are named by more of their IRI instead, everywhere."""
    of = small()
    other = "https://example.com/elsewhere/beta"
    double = replace(of.parties[iri("beta")], iri=other)
    model = model_of(told_apart(replace(of, parties={**of.parties, other: double})))
    keys = [thing["key"] for place in PLACES for thing in model[place]]
    [own] = by_key(model["clauses"])["a24-1"]["holders"]

    assert iri("beta").endswith(f"/{own}")
    assert {own, "elsewhere/beta"} <= set(keys)
    assert "beta" not in keys


def test_keys_are_unique() -> None:
    """No two things of the facts that ship have one key; an agreement's effect has its own."""
    model = model_of(partnership().record)
    agreements = {thing["key"] for thing in model["agreements"]}
    keys = [
        thing["key"]
        for place in PLACES
        for thing in model[place]
        if not (place == "events" and thing["key"] in agreements)
    ]

    assert len(keys) == len(set(keys))
    assert agreements == {e["key"] for e in model["events"] if e["isAgreement"]}


# ---- Texts -----------------------------------------------------------------------


def test_a_text_is_one_for_each_language_or_one_for_all() -> None:
    """Where German says the same as English it is there once."""
    clauses = by_key(model_of(small())["clauses"])

    assert ["Licence to the engine", "Lizenz am Motor"] == clauses["a24-1"]["label"]
    assert "Joint works from 2030" == clauses["a26-2"]["label"]


def test_the_title_is_the_name_of_the_only_series() -> None:
    """Agreements of several series have no common name."""
    of = small()
    other = Thing(iri("other"), "other", text("Another"))
    moved = replace(of.agreements[iri("a26")], series=other.iri)
    several = replace(
        of,
        agreements={**of.agreements, moved.iri: moved},
        series={**of.series, other.iri: other},
    )

    assert "Alpha and Beta" == model_of(of)["title"]
    assert "" == model_of(several)["title"]


def test_the_largest_sum_in_dollars_is_given_for_the_width_of_lines() -> None:
    """Other currencies and units are told, but draw no thicker line."""
    of = small()
    clause = of.clauses[iri("a26-2")]
    euros = Amount(None, None, None, "EUR", "", approximate=False, certainty="", sources=())
    more = replace(clause, amounts=(euros,))
    clauses = by_key(model_of(replace(of, clauses={**of.clauses, clause.iri: more}))["clauses"])

    assert 250e9 == clauses["a24-1"]["dollars"]
    assert clauses["a26-2"]["dollars"] is None


# ---- Periods ---------------------------------------------------------------------


def plain(of: Record, names: dict[str, str], normal: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any of the kernel's
    """Return periods of the kernel as the page has them."""

    def keys(events: Any) -> list[str]:  # noqa: ANN401 - any of the kernel's
        delays = of.relations.delays
        return [
            f"{names[delays[e].event]}+{delays[e].offset}" if e in delays else names[e]
            for e in sorted(events)
        ]

    return [
        {
            "from": instant_text(period.from_date),
            "until": instant_text(period.until_date),
            "happened": keys(period.happened),
            "notHappened": keys(period.not_happened),
            "named": keys(period.from_events | period.until_events),
        }
        for period in normal
    ]


@pytest.mark.many
def test_periods_are_those_of_the_kernel() -> None:
    """Of every clause that ships, and of every condition in its tree."""
    of = partnership().record
    model = model_of(of)
    names = {thing.iri: thing.id for thing in of.things()}
    clauses = by_key(model["clauses"])

    def conditions(asked: Any, told: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:  # noqa: ANN401 - a requirement
        yield asked, told
        for part, told_part in zip(asked.parts, told.get("parts", []), strict=True):
            yield from conditions(part, told_part)

    for clause in of.clauses.values():
        told = clauses[clause.id]
        assert plain(of, names, clause.periods) == told["periods"]
        for asked, condition in conditions(requirements(of, clause), told["reasons"]):
            normal = periods(asked.condition, of.relations)
            assert plain(of, names, normal) == condition["periods"]


def test_instants_have_one_length() -> None:
    """So the page compares them as texts, to the microsecond."""
    assert "0009-01-02T00:00:00.000000Z" == instant_text(stretch("0009-01-02").start)
    assert "2026-11-23T23:59:59.999999Z" == instant_text(stretch("2026-11-23").last)
    assert instant_text(None) is None


# ---- Dates -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2029-06-01", "2029-06-01"),
        ("2029-06", "2029-06"),
        ("2029", "2029"),
        ("2029-06-01T12:00:00Z", "2029-06-01T12:00:00.000000Z"),
        ("2029-06-01+02:00", "2029-05-31T22:00:00.000000Z"),  # a day elsewhere: its first instant
        (None, "never"),
    ],
)
def test_an_assumed_date_is_as_the_page_writes_it(written: str | None, expected: str) -> None:
    """Days, months and years stay; what has a time zone becomes an instant."""
    date = stretch(written) if written else None
    model = model_of(small(), replace(TODAY, assumed={iri("panel"): date}))

    assert [["panel", expected]] == model["setting"]["assumed"]


@pytest.mark.parametrize(
    ("written", "plain"), [("2029-06+02:00", "2029-06"), ("2029+02:00", "2029")]
)
def test_an_assumed_month_or_year_with_a_time_zone_is_refused(written: str, plain: str) -> None:
    """The page cannot show it; the error says what to write instead."""
    date = stretch(written)

    with pytest.raises(BadInputError, match=rf"with a time zone; write {plain}"):
        page_model(small(), replace(TODAY, assumed={iri("panel"): date}))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T12:30:00Z", "2026-11-23T12:30:00.000000Z"),
        ("2026-11-23+02:00", "2026-11-23T21:59:59.999999Z"),
    ],
)
def test_the_days_asked_about_are_days_or_instants(written: str, expected: str) -> None:
    """A day with a time zone is asked about at its last instant."""
    day = stretch(written)

    assert {"on": expected, "known": expected, "assumed": []} == (
        model_of(small(), Setting(day, day))["setting"]
    )


# ---- Stories ---------------------------------------------------------------------


def test_a_story_is_told_in_settings_of_the_page() -> None:
    """Each step says what to select, in which view, and what to suppose."""
    (story,) = model_of(with_story(small()))["stories"]
    first, second, third = story["steps"]

    assert ["Two contracts", "Zwei Verträge"] == story["label"]
    assert ("a24-1", "table", "2024-06-01") == (first["selects"], first["view"], first["known"])
    assert ("a26", "") == (second["selects"], second["view"])
    assert [["panel", "never"], ["silent", "2027-03-01"]] == third["assumed"]
    assert (None, None) == (third["selects"], third["known"])


def test_an_empty_record_has_an_empty_model() -> None:
    """Nothing to show is no error."""
    model = model_of(record([], [], []))

    assert [] == model["clauses"]
    assert "" == model["title"]
