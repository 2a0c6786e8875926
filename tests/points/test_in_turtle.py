"""What files say of deadlines, comparisons, renewals and duties is read as it is meant."""

# ruff: noqa: E501 - what is said, and what is asked, is read best on one line

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest

from pactgraph.checking.check import check
from pactgraph.graph import PactGraph, load
from points import said, truths

pytestmark = pytest.mark.many

TRUTHS = Path(__file__).with_name("truths.ttl")
HEAD = TRUTHS.read_text(encoding="utf-8").partition(":deal a odrl:Agreement")[0]
CONTEXT = Path(__file__).parents[2] / "ontology" / "context.jsonld"

CLAUSES = {
    "payment": truths.PAYMENT,
    "from-lapse": truths.FROM_LAPSE,
    "lease": truths.LEASE,
    "standstill": truths.STANDSTILL,
    "closed": truths.CLOSED,
    "tail": truths.TAIL,
    "renewing": truths.RENEWING,
    "power": truths.POWER,
}
SAID = [
    (name, asked)
    for asked in truths.TRUTHS
    for name in [next((n for n, c in CLAUSES.items() if c == asked.clause), "either")]
]


@cache
def told() -> PactGraph:
    """The file that says what the truths are about."""
    return load(str(TRUTHS))


def test_the_truths_are_said_without_fault() -> None:
    """The file with all of them, which needs no clause of its own for each."""
    assert [] == check([TRUTHS]).violations
    assert ["9"] == [asked.name for name, asked in SAID if name == "either"]


@pytest.mark.parametrize(("name", "asked"), SAID, ids=[asked.name for _, asked in SAID])
def test_truths_are_told_of_what_a_file_says(name: str, asked: said.Answer) -> None:
    """Every answer derived by hand, of the clause as it is written in Turtle."""
    assumed = {
        event.name: "never" if isinstance(what.assumed, said.Never) else what.assumed.first
        for event, what in asked.record.events.items()
        if what.assumed is not None
    }
    setting = told().setting(on=asked.day, known=asked.known, assume=assumed)
    (found,) = told().status(setting, name)

    assert asked.status == found.status


# ---- Each thing that can be said, by itself ---------------------------------------------

DEAL = """
:deal a odrl:Agreement ; rdfs:label "deal"@en ; dcterms:issued "2000-01-01"^^xsd:date ;
    pact:party :acme, :beta ; odrl:permission :clause ;
    pact:certainty certainty:official ; dcterms:source :news .
:clause a odrl:Permission ; dcterms:type kind:licence ; rdfs:label "licence"@en ;
    odrl:assignee :acme ; odrl:assigner :beta ; odrl:action odrl:use ; odrl:target :plant ;
    odrl:constraint :from-x ; pact:certainty certainty:official ; dcterms:source :news .
:from-x a odrl:Constraint ;
    odrl:leftOperand odrl:event ; odrl:operator odrl:gteq ; odrl:rightOperand :x .
:a a pact:Event ; rdfs:label "A"@en .
:b a pact:Event ; rdfs:label "B"@en .
:c a pact:Event ; rdfs:label "C"@en .
:b-30 a pact:DerivedEvent ; rdfs:label "30 days after B"@en ;
    pact:after :b ; pact:offset "P30D"^^xsd:duration .
"""
DATE, MONTH, YEAR = "^^xsd:date", "^^xsd:gYearMonth", "^^xsd:gYear"


def written(folder: Path, event: str, more: str = "") -> Path:
    """Write a deal with a clause from the derived event `:x` on."""
    file = folder / "deal.ttl"
    x = f':x a pact:DerivedEvent ; rdfs:label "X"@en ; {event} .\n'
    file.write_text(HEAD + DEAL + (x if event else "") + more, encoding="utf-8")
    return file


def status(file: Path, day: str, known: str, **assumed: str) -> str:
    """Return the status of the clause."""
    graph = load(str(file))
    (found,) = graph.status(graph.setting(on=day, known=known, assume=assumed), "clause")
    return str(found.status)


# What :x is; the day asked, the day known to and the dates assumed; the status.
BY_JUNE = f'pact:when :a ; pact:noLaterThan "2027-06"{MONTH}'
IN_WINDOW = (
    f'pact:when :a ; pact:noEarlierThan "2027-02-01"{DATE} ; pact:noLaterThan "2027-02-28"{DATE}'
)
SAYINGS: list[tuple[str, str, str, dict[str, str], str]] = [
    # By the end of a month, a year; before their beginning; from their beginning on.
    (BY_JUNE, "2027-07-02", "2027-07-01", {"a": "2027-06-30"}, "in force"),
    (BY_JUNE, "2027-07-02", "2027-07-01", {"a": "2027-07-01"}, "never"),
    (BY_JUNE, "2027-06-30", "2027-06-29", {}, "depends"),
    (BY_JUNE, "2027-07-01", "2027-06-30", {}, "never"),
    (f'pact:when :a ; pact:before "2027"{YEAR}', "2027-02-01", "2027-01-31", {"a": "2026-12-31"}, "in force"),
    (f'pact:when :a ; pact:before "2027"{YEAR}', "2027-02-01", "2027-01-31", {"a": "2027-01-01"}, "never"),
    (f'pact:when :a ; pact:noEarlierThan "2027"{YEAR}', "2027-02-01", "2027-01-31", {"a": "2026-12-31"}, "never"),
    (f'pact:when :a ; pact:noEarlierThan "2027"{YEAR}', "2027-02-01", "2027-01-31", {"a": "2027-01-01"}, "in force"),
    # An option's window.
    (IN_WINDOW, "2027-04-01", "2027-03-31", {"a": "2027-02-01"}, "in force"),
    (IN_WINDOW, "2027-04-01", "2027-03-31", {"a": "2027-01-31"}, "never"),
    (IN_WINDOW, "2027-02-01", "2027-01-01", {}, "depends"),
    (IN_WINDOW, "2027-01-31", "2027-01-01", {}, "not yet"),
    # A before B; on one day neither is first. B may never come.
    ("pact:when :a ; pact:before :b", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "2027-02-02"}, "in force"),
    ("pact:when :a ; pact:before :b", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "2027-02-01"}, "never"),
    ("pact:when :a ; pact:before :b", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "never"}, "in force"),
    # A on the day of B at the latest, or on it at the earliest.
    ("pact:when :a ; pact:noLaterThan :b", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "2027-02-01"}, "in force"),
    ("pact:when :a ; pact:noLaterThan :b", "2027-04-01", "2027-03-31", {"a": "2027-02-02", "b": "2027-02-01"}, "never"),
    ("pact:when :a ; pact:noEarlierThan :b", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "2027-02-01"}, "in force"),
    ("pact:when :a ; pact:noEarlierThan :b", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "2027-02-02"}, "never"),
    ("pact:when :a ; pact:noEarlierThan :b", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "never"}, "never"),
    # An agreement stands for its taking effect.
    ("pact:when :a ; pact:before :deal", "2027-04-01", "2027-03-31", {"a": "1999-12-31"}, "in force"),
    ("pact:when :a ; pact:before :deal", "2027-04-01", "2027-03-31", {"a": "2000-01-01"}, "never"),
    # Of several bounds, all have to be kept.
    (f'pact:when :a ; pact:before :b, :c, "2028"{YEAR}, "2027-06-01"{DATE}', "2029-01-01", "2028-12-31", {"a": "2027-05-31", "b": "2027-07-01", "c": "2027-08-01"}, "in force"),
    (f'pact:when :a ; pact:before :b, :c, "2028"{YEAR}, "2027-06-01"{DATE}', "2029-01-01", "2028-12-31", {"a": "2027-05-31", "b": "2027-07-01", "c": "2027-05-31"}, "never"),
    (f'pact:when :a ; pact:before :b, :c, "2028"{YEAR}, "2027-06-01"{DATE}', "2029-01-01", "2028-12-31", {"a": "2027-06-01", "b": "2027-07-01", "c": "2027-08-01"}, "never"),
    (f'pact:when :a ; pact:noEarlierThan "2026"{YEAR}, "2027"{YEAR}', "2029-01-01", "2028-12-31", {"a": "2026-06-01"}, "never"),
    # A lapse: the deadline is over, and A had not come.
    (f'pact:lapseOf :a ; pact:before "2027-06-01"{DATE}', "2027-06-01", "2027-05-31", {}, "in force"),
    (f'pact:lapseOf :a ; pact:noLaterThan "2027-06-01"{DATE}', "2027-06-01", "2027-05-31", {}, "not yet"),
    (f'pact:lapseOf :a ; pact:noLaterThan "2027-06-01"{DATE}', "2027-06-02", "2027-05-31", {}, "depends"),
    ("pact:lapseOf :a ; pact:before :b-30", "2027-03-03", "2027-03-02", {"b": "2027-02-01"}, "in force"),
    ("pact:lapseOf :a ; pact:before :b-30", "2027-03-02", "2027-03-02", {"b": "2027-02-01"}, "not yet"),
    ("pact:lapseOf :a ; pact:noLaterThan :b", "2027-02-02", "2027-02-02", {"b": "2027-02-01"}, "in force"),
    ("pact:lapseOf :a ; pact:noLaterThan :b", "2027-02-01", "2027-02-02", {"b": "2027-02-01"}, "not yet"),
    (f'pact:lapseOf :a ; pact:before "2028"{YEAR}, :b', "2027-06-01", "2027-05-31", {"b": "2027-06-01"}, "in force"),
    (f'pact:lapseOf :a ; pact:before "2028"{YEAR}, :b', "2027-12-31", "2027-05-31", {"b": "never"}, "not yet"),
    # Two of three.
    ("pact:earliestOf :a, :b, :c ; pact:nth 2", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "c": "2027-02-01"}, "in force"),
    ("pact:earliestOf :a, :b, :c ; pact:nth 2", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "never"}, "depends"),
    ("pact:earliestOf :a, :b, :c ; pact:nth 2", "2027-04-01", "2027-03-31", {"a": "2027-02-01", "b": "never", "c": "never"}, "never"),
    # Moved to the next date of a schedule, with and without a span before that.
    ('pact:after :a ; pact:onNext [ dprod:scheduleExpression "DTSTART:20270131\\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1" ]', "2027-02-28", "2027-02-28", {"a": "2027-01-31"}, "in force"),
    ('pact:after :a ; pact:onNext [ dprod:scheduleExpression "DTSTART:20270131\\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1" ]', "2027-02-27", "2027-02-28", {"a": "2027-01-31"}, "not yet"),
    ('pact:after :a ; pact:offset "P1M"^^xsd:duration ; pact:onNext :ends . :ends a dprod:Schedule ; dprod:scheduleExpression "DTSTART:20270131\\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1"', "2027-03-30", "2027-02-28", {"a": "2027-01-31"}, "not yet"),
    ('pact:after :a ; pact:offset "P1M"^^xsd:duration ; pact:onNext :ends . :ends a dprod:Schedule ; dprod:scheduleExpression "DTSTART:20270131\\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1"', "2027-03-31", "2027-02-28", {"a": "2027-01-31"}, "in force"),
    # Ten days back from what is thirty days after B.
    ('pact:after :b-30 ; pact:offset "-P10D"^^xsd:duration', "2027-02-21", "2027-02-20", {"b": "2027-02-01"}, "in force"),
    ('pact:after :b-30 ; pact:offset "-P10D"^^xsd:duration', "2027-02-20", "2027-02-20", {"b": "2027-02-01"}, "not yet"),
]  # fmt: skip


@pytest.mark.parametrize("saying", SAYINGS, ids=[" ".join(each[:3]) for each in SAYINGS])
def test_a_derived_event_comes_when_it_should(
    saying: tuple[str, str, str, dict[str, str], str], tmp_path: Path
) -> None:
    """It is accepted, and the clause that begins with it has the right status."""
    event, day, known, assumed, expected = saying
    file = written(tmp_path, event)

    assert [] == check([file]).violations
    assert expected == status(file, day, known, **assumed)


def test_what_a_derived_event_is_made_of_is_told() -> None:
    """The events that it names, as the file names them."""
    events = told().record.events
    base = "https://example.org/deal/"

    assert (base + "ended", base + "sale", base + "tail-end") == events[base + "tail-sale"].parts
    assert (base + "approval",) == events[base + "approval-lapsed"].parts
    assert () == events[base + "approval"].parts


# Of plain events: what is said of :a, and :b; otherwise as above.
OF_EVENTS: list[tuple[str, str, str, dict[str, str], str]] = [
    (":a pact:rulesOut :b .", "2027-04-01", "2027-03-31", {"b": "2027-02-01"}, "never"),
    (":b pact:rulesOut :a .", "2027-04-01", "2027-03-31", {"b": "2027-02-01"}, "never"),
    (":b pact:rulesOut :a .", "2027-04-01", "2027-03-31", {"b": "never"}, "depends"),
    (":b pact:rulesOut :a .", "2027-04-01", "2027-03-31", {"a": "2027-02-01"}, "in force"),
    # What never precedes what is ruled out is ruled out too.
    (":c pact:rulesOut :b . :a pact:neverPrecedes :c .", "2027-04-01", "2027-03-31", {"b": "2027-02-01"}, "never"),
    # The last day counts in full; after it, what has not come never does.
    (f':a pact:notAfter "2027-03-31"{DATE} .', "2027-03-31", "2027-03-30", {}, "depends"),
    (f':a pact:notAfter "2027-03-31"{DATE} .', "2027-03-31T18:00:00Z", "2027-03-31T12:00:00Z", {}, "depends"),
    (f':a pact:notAfter "2027-03-31"{DATE} .', "2027-04-01", "2027-03-31", {}, "never"),
    (f':a pact:notAfter "2027-03-31"{DATE} ; pact:occurredOn "2027-03-31"{DATE} .', "2027-04-01", "2027-03-31", {}, "in force"),
    (f':a pact:notAfter "2027-03-31"{DATE} .', "2027-05-01", "2027-04-30", {"a": "2027-04-15"}, "in force"),
]  # fmt: skip


@pytest.mark.parametrize("saying", OF_EVENTS, ids=[" ".join(each[:3]) for each in OF_EVENTS])
def test_what_rules_an_event_out_counts(
    saying: tuple[str, str, str, dict[str, str], str], tmp_path: Path
) -> None:
    """Another event, or that its last day is over."""
    more, day, known, assumed, expected = saying
    file = written(tmp_path, "pact:latestOf :a, :deal", more)

    assert [] == check([file]).violations
    assert expected == status(file, day, known, **assumed)


# ---- Duties -----------------------------------------------------------------------------

DUTY = """
:deal odrl:obligation :duty .
:duty a odrl:Duty ; dcterms:type kind:purchase-commitment ; rdfs:label "duty"@en ;
    odrl:assignee :acme ; odrl:assigner :beta ; odrl:action pact:purchase ; odrl:target :plant ;
    pact:certainty certainty:official ; dcterms:source :news .
"""
BY_MAY = f'{DUTY} :duty dprod:deadline "2027-05"{MONTH} ; pact:performedBy :a'
EXCUSED = f"{BY_MAY} ; pact:excusedBy :b"
IN_A_MONTH = f"""{DUTY} :due a pact:DerivedEvent ; rdfs:label "last day"@en ; pact:after :c ;
    pact:offset "P30D"^^xsd:duration . :duty pact:noLaterThan :due ; pact:performedBy :a"""
# What is said of the duty; the day, what is known and assumed; whether :x has come by then.
OUTCOMES: list[tuple[str, str, str, dict[str, str], str]] = [
    (f"{BY_MAY} ; pact:fulfilment :x .", "2027-06-02", "2027-06-01", {"a": "2027-05-31"}, "in force"),
    (f"{BY_MAY} ; pact:fulfilment :x .", "2027-06-02", "2027-06-01", {"a": "2027-06-01"}, "never"),
    (f"{BY_MAY} ; pact:violation :x .", "2027-06-01", "2027-05-31", {}, "in force"),
    (f"{BY_MAY} ; pact:violation :x .", "2027-05-31", "2027-05-31", {}, "not yet"),
    (f"{BY_MAY} ; pact:violation :x .", "2027-06-01", "2027-05-30", {}, "depends"),
    (f"{BY_MAY} ; pact:lateness :x .", "2027-07-01", "2027-06-30", {"a": "2027-06-01"}, "in force"),
    (f"{BY_MAY} ; pact:lateness :x .", "2027-07-01", "2027-06-30", {"a": "2027-05-31"}, "never"),
    # The first of performance and excuse counts; on one day it is performed.
    (f"{EXCUSED} ; pact:fulfilment :x .", "2027-06-02", "2027-06-01", {"a": "2027-05-02", "b": "2027-05-02"}, "in force"),
    (f"{EXCUSED} ; pact:fulfilment :x .", "2027-06-02", "2027-06-01", {"a": "2027-05-03", "b": "2027-05-02"}, "never"),
    (f"{EXCUSED} ; pact:violation :x .", "2027-06-02", "2027-06-01", {"a": "never", "b": "2027-05-31"}, "never"),
    (f"{EXCUSED} ; pact:violation :x .", "2027-06-02", "2027-06-01", {"a": "never", "b": "2027-06-01"}, "in force"),
    # 30 days after 2 May is 1 June, which counts in full; without c the deadline never passes.
    (f"{IN_A_MONTH} ; pact:fulfilment :x .", "2027-06-02", "2027-06-01", {"a": "2027-06-01", "c": "2027-05-02"}, "in force"),
    (f"{IN_A_MONTH} ; pact:fulfilment :x .", "2027-06-02", "2027-06-01", {"a": "2027-06-02", "c": "2027-05-02"}, "never"),
    (f"{IN_A_MONTH} ; pact:lateness :x .", "2027-06-02", "2027-06-01", {"a": "2027-06-02", "c": "2027-05-02"}, "in force"),
    (f"{IN_A_MONTH} ; pact:violation :x .", "2027-06-02", "2027-06-01", {"c": "2027-05-02"}, "in force"),
    (f"{IN_A_MONTH} ; pact:violation :x .", "2027-06-02", "2027-05-31", {"c": "2027-05-02"}, "depends"),
    (f"{IN_A_MONTH} ; pact:violation :x .", "2027-06-01", "2027-05-31", {"c": "2027-05-02"}, "not yet"),
    (f"{IN_A_MONTH} ; pact:violation :x .", "2027-06-02", "2027-05-31", {"a": "never", "c": "never"}, "never"),
]  # fmt: skip


@pytest.mark.parametrize("saying", OUTCOMES, ids=[" ".join(each[1:3]) for each in OUTCOMES])
def test_what_becomes_of_a_duty_is_an_event(
    saying: tuple[str, str, str, dict[str, str], str], tmp_path: Path
) -> None:
    """A clause can begin with it."""
    duty, day, known, assumed, expected = saying
    file = written(tmp_path, "", f'{duty} :x a pact:DerivedEvent ; rdfs:label "X"@en .')

    assert [] == check([file]).violations
    assert expected == status(file, day, known, **assumed)


def test_the_record_says_by_when_a_duty_is_to_be_done(tmp_path: Path) -> None:
    """It binds while its clause holds, and its states are conditions."""
    x = 'pact:when :a ; pact:before "2027"' + YEAR
    clauses = load(str(written(tmp_path, x, f"{EXCUSED} ."))).record.clauses
    base = "https://example.org/deal/"
    clause = clauses[base + "duty"]

    assert clauses[base + "clause"].due is None
    assert clause.due is not None
    assert ("2027-05-01", "2027-06-01") == (
        f"{clause.due.opens:%Y-%m-%d}",
        f"{clause.due.deadline:%Y-%m-%d}",
    )
    assert (base + "a", base + "b") == (clause.due.performed, clause.due.excused)
    assert clause.condition == clause.due.holds


def test_an_outcome_is_made_of_what_the_duty_names() -> None:
    """The events that perform and excuse it."""
    base = "https://example.org/deal/"

    assert (base + "paid",) == told().record.events[base + "pay-missed"].parts


DUTY_FAULTS = [
    (f'{DUTY} :duty dprod:deadline "2027-05"{MONTH} .', "duty", "say with which event it is done"),
    (f"{DUTY} :duty pact:fulfilment :made .", "duty", "say with which event it is done"),
    (f"{DUTY} :duty pact:performedBy :a ; pact:excusedBy :b .", "duty", "say until when, with dprod:deadline"),
    (f"{DUTY} :duty pact:performedBy :a ; pact:violation :made .", "duty", "say until when, with dprod:deadline"),
    (f"{DUTY} :duty pact:performedBy :a ; pact:lateness :made .", "duty", "say until when, with dprod:deadline"),
    (f'{DUTY} :duty dprod:deadline "P30D"^^xsd:duration ; pact:performedBy :a .', "duty", "deadline: “P30D” is not a date"),
    (f'{BY_MAY} ; dprod:deadline "2028"{YEAR} .', "duty", "a duty takes one deadline"),
    (f"{BY_MAY} ; pact:noLaterThan :b .", "duty", "a duty takes one deadline"),
    (f"{DUTY} :duty pact:performedBy :a ; dprod:deadline :b .", "duty", "of a duty, dprod:deadline takes a date, and pact:noLaterThan an event"),
    (f'{DUTY} :duty pact:performedBy :a ; pact:noLaterThan "2027-05"{MONTH} .', "duty", "of a duty, dprod:deadline takes a date, and pact:noLaterThan an event"),
    (f"{DUTY} :duty pact:performedBy :a ; pact:noLaterThan :d .", "duty", "there is no event d"),
    (f"{DUTY} :duty pact:noLaterThan :b .", "duty", "say with which event it is done"),
    (f"{DUTY} :clause pact:noLaterThan :b .", "clause", "pact:noLaterThan: without effect on odrl:Permission"),
    (f'{DUTY} :duty dprod:deadline "2027-05-01+02:00"{DATE} ; pact:performedBy :a .', "duty", "(found: 2027-05-01+02:00)"),
    (f'{DUTY} :duty dprod:deadline "soon" ; pact:performedBy :a .', "duty", "deadline: “soon” is not a date"),
    (f'{DUTY} :duty dprod:deadline "2027-05"{MONTH} ; pact:performedBy "payment" .', "duty", "pact:performedBy takes one event"),
    (f'{DUTY} :duty dprod:deadline "2027-05"{MONTH} ; pact:performedBy :clause .', "duty", "there is no event clause"),
    (f"{BY_MAY}, :b .", "duty", "pact:performedBy takes one event"),
    (f"{BY_MAY} ; pact:excusedBy :b, :c .", "duty", "pact:excusedBy takes one event"),
    (f"{BY_MAY} ; pact:excusedBy :d .", "duty", "there is no event d"),
    (f"{BY_MAY} ; pact:violation :d .", "duty", "must be described as a pact:DerivedEvent"),
    (f"{BY_MAY} ; pact:violation :b .", "duty", "must be described as a pact:DerivedEvent"),
    (f"{BY_MAY} ; pact:violation :made ; pact:lateness :made .", "duty", "made is named twice as what becomes of a duty, of duty too"),
    (f"{BY_MAY} ; pact:violation :x .", "x", "it is what becomes of duty, which makes it; leave out pact:latestOf"),
    (f"{BY_MAY} ; dprod:schedule :s .", "duty", "dprod:schedule is not read here"),
    (f'{DUTY} :clause dprod:deadline "2027"{YEAR} .', "clause", "dprod:deadline: without effect on odrl:Permission; it belongs on odrl:Duty"),
    (f"{DUTY} :a pact:performedBy :b .", "a", "pact:performedBy: without effect on pact:Event; it belongs on odrl:Duty or odrl:Permission"),
    (f"{DUTY} :clause pact:performedBy :d .", "clause", "there is no event d"),
    (f"{DUTY} :clause pact:performedBy :a, :b .", "clause", "pact:performedBy takes one event"),
    (f"{DUTY} :a pact:violation :made .", "a", "pact:violation: without effect on pact:Event; it belongs on odrl:Duty"),
]  # fmt: skip
MADE = ' :made a pact:DerivedEvent ; rdfs:label "made"@en ; {} .'


@pytest.mark.parametrize(("more", "place", "part"), DUTY_FAULTS)
def test_a_fault_in_a_duty_is_told_once(more: str, place: str, part: str, tmp_path: Path) -> None:
    """And what hangs on its outcomes is not at fault."""
    is_made = (
        bool(re.search(r"pact:(fulfilment|lateness|violation) :made", more)) and place == "duty"
    )
    made = MADE.format("rdfs:seeAlso :a" if is_made else "pact:latestOf :a, :b")
    later = ':later a pact:DerivedEvent ; rdfs:label "l"@en ; pact:when :made ; pact:before :c .'
    file = written(tmp_path, "pact:latestOf :a, :b", f"{more}{made}{later}")

    (violation,) = check([file]).violations

    assert (str(file), place) == (violation.file, violation.subject)
    assert part in violation.message


# ---- Faults -----------------------------------------------------------------------------

NEXT = "pact:after :a ; pact:onNext [ dprod:scheduleExpression {} ]"
# What :x is; what it is told of; a part of the message.
FAULTS = [
    ("pact:when :a", "x", "pact:when alone says nothing new"),
    ("pact:lapseOf :a", "x", "pact:lapseOf needs a deadline"),
    (f'pact:lapseOf :a ; pact:noEarlierThan "2027"{YEAR}', "x", "pact:noEarlierThan goes with pact:when, not with pact:lapseOf"),
    (f'pact:before "2027"{YEAR}', "x", "give one of pact:earliestOf"),
    (f'pact:after :a ; pact:offset "P1D"^^xsd:duration ; pact:before "2027"{YEAR}', "x", "pact:before goes with pact:when or pact:lapseOf, not with pact:after"),
    (f'pact:when :a ; pact:lapseOf :b ; pact:before "2027"{YEAR}', "x", "give one of pact:earliestOf"),
    (f'pact:when :a, :b ; pact:before "2027"{YEAR}', "x", "pact:when takes one event"),
    (f'pact:lapseOf :a, :b ; pact:before "2027"{YEAR}', "x", "pact:lapseOf takes one event"),
    (f'pact:when :d ; pact:before "2027"{YEAR}', "x", "there is no event d"),
    ("pact:when :a ; pact:before :d", "x", "there is no event d"),
    ("pact:lapseOf :a ; pact:noLaterThan :d", "x", "there is no event d"),
    ("pact:when :a ; pact:noEarlierThan :clause", "x", "there is no event clause"),
    ('pact:when :a ; pact:before "soon"', "x", "before: “soon” is not a date"),
    ("pact:when :a ; pact:before 2027", "x", "before: “2027” is not a date"),
    ('pact:when :a ; pact:before [ rdfs:label "B"@en ]', "x", "in square brackets after pact:before has no name"),
    (f'pact:when :a ; pact:noLaterThan "2027-02-30"{DATE}', "x", "does not exist in the calendar"),
    (f'pact:when :a ; pact:noLaterThan "2027-02-28Z"{DATE}', "x", "without a time zone"),
    (f'pact:when :a ; pact:noEarlierThan "2028"{YEAR} ; pact:noLaterThan "2027-06-01"{DATE}', "x", "it would have to come on 2028-01-01 or later, and before 2027-06-02"),
    (f'pact:when :a ; pact:noEarlierThan "2028"{YEAR}, "2026"{YEAR} ; pact:before "2029"{YEAR}, "2028-01-01"{DATE}', "x", "it would have to come on 2028-01-01 or later, and before 2028-01-01"),
    ("pact:when [] ; pact:before :b", "x", "in square brackets after pact:when has no name"),
    ('pact:when "approval" ; pact:before :b', "x", "pact:when takes one event"),
    ("pact:when :x ; pact:before :b", "x", "derived events hang on themselves: x → x"),
    ('pact:after :a ; pact:offset "P90D"', "x", "(found: P90D)"),
    ("pact:earliestOf :a, :b ; pact:nth -1", "x", "pact:nth is -1 of 2 events"),
    ("pact:earliestOf :a, :b ; pact:nth 1, 2", "x", "one whole number"),
    (NEXT.format('"DTSTART:20210101T100000Z\\nRRULE:FREQ=HOURLY"'), "x", "DTSTART:20210101T100000Z is no date"),
    (NEXT.format('"DTSTART:20210101\\nRRULE:INTERVAL=2"'), "x", "FREQ="),
    (NEXT.format('"DTSTART:20210101\\nRRULE:FREQ=DAILY;INTERVAL=0"'), "x", "INTERVAL=0"),
    (NEXT.format('"DTSTART:20210101\\nRRULE:FREQ=DAILY;UNTIL=20200101"'), "x", "has no dates"),
    ("pact:latestOf :a, :b ; pact:nth 1", "x", "pact:nth goes with pact:earliestOf, not with pact:latestOf"),
    ("pact:earliestOf :a, :b ; pact:nth 3", "x", "pact:nth is 3 of 2 events"),
    ("pact:earliestOf :a, :b ; pact:nth 0", "x", "pact:nth is 0 of 2 events"),
    ("pact:earliestOf :a, :b ; pact:nth 1.5", "x", "pact:nth is 1.5 of 2 events"),
    ('pact:earliestOf :a, :b ; pact:nth "two"', "x", "“two” is no number"),
    ('pact:after :a ; pact:offset "-P90D"^^xsd:duration', "x", "x counts -P90D from a, which has no date; say what must come first (pact:before)"),
    ('pact:after :b-30 ; pact:offset "-P31D"^^xsd:duration', "x", "x counts -P31D from b+P30D, which has no date"),
    ("pact:after :a", "x", "say how long after, with pact:offset or pact:onNext"),
    ('pact:after :a ; pact:offset "P-90D"^^xsd:duration', "x", "is no duration"),
    ('pact:after :a ; pact:offset "-P1M1D"^^xsd:duration', "x", "mixes months and days"),
    ('pact:after :a ; pact:offset "-P9999Y"^^xsd:duration', "x", "passes the end of the calendar"),
    ('pact:when :a ; pact:onNext [ dprod:scheduleExpression "x" ]', "x", "pact:onNext goes with pact:after, not with pact:when"),
    (NEXT.format('"every year"'), "x", "“every year” is no schedule"),
    (NEXT.format('"RRULE:FREQ=YEARLY"'), "x", "the schedule has no first date"),
    (NEXT.format('"DTSTART:20210131\\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31"'), "x", "BYMONTHDAY=31 leaves out 2021-02"),
    (NEXT.format(":a"), "x", "pact:onNext takes one schedule"),
    (NEXT.format('"DTSTART:20210101\\nRRULE:FREQ=YEARLY", "DTSTART:20220101\\nRRULE:FREQ=YEARLY"'), "x", "pact:onNext takes one schedule"),
    ("pact:after :a ; pact:onNext :nowhere", "x", "pact:onNext takes one schedule"),
    ('pact:after :a ; pact:offset "P5D"^^xsd:duration ; pact:businessDays 5', "x", "pact:businessDays is no term of"),
    ('pact:after :a ; pact:offset "P5D"^^xsd:duration ; pact:calendar "US"', "x", "pact:calendar is no term of"),
    (f'pact:when :y ; pact:before "2027"{YEAR} . :y a pact:DerivedEvent ; rdfs:label "Y"@en ; pact:lapseOf :x ; pact:before "2027"{YEAR}', "x", "derived events hang on themselves: x → y → x"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "place", "part"), FAULTS)
def test_a_fault_in_a_derived_event_is_told_once(
    event: str, place: str, part: str, tmp_path: Path
) -> None:
    """Of the event at fault; a clause and other events that name it are not at fault."""
    after = 'pact:after :x ; pact:offset "P1D"^^xsd:duration'
    others = f""":later a pact:DerivedEvent ; rdfs:label "later"@en ; {after} .
        :in-time a pact:DerivedEvent ; rdfs:label "in time"@en ;
            pact:when :later ; pact:before :b ; pact:noLaterThan :x ."""
    file = written(tmp_path, event, others)

    (violation,) = check([file]).violations

    assert (str(file), place) == (violation.file, violation.subject)
    assert part in violation.message


OF_EVENTS_FAULTS = [
    (":a pact:rulesOut :a .", "a", "a cannot rule itself out"),
    (":a pact:rulesOut :b ; pact:neverPrecedes :b .", "a", "it can never happen: a and b rule each other out (pact:rulesOut), but it comes with or after both"),
    (":a pact:rulesOut :b . :c pact:neverPrecedes :a, :b . :d a pact:Event ; rdfs:label 'D'@en ; pact:neverPrecedes :c .", "c", "it can never happen: a and b rule each other out"),
    (':a pact:rulesOut "b" .', "a", "(found: b)"),
    (":a pact:rulesOut :d .", "a", "there is no event d"),
    (":a pact:rulesOut :clause .", "a", "there is no event clause"),
    (":a pact:rulesOut :x .", "x", "x is derived: what rules it out follows from its parts"),
    (f':a pact:rulesOut :b ; pact:occurredOn "2026-09-01"{DATE} . :b pact:occurredOn "2026-10-01"{DATE} .', "a", "a and b rule each other out, but both have happened (2026-09-01, 2026-10-01)"),
    (":a pact:rulesOut :deal .", "clause", "its conditions can never hold together"),
    (f':a pact:notAfter "2027"{YEAR} .', "a", "such as pact:notAfter"),
    (f':a pact:notAfter "2027-02-30"{DATE} .', "a", "does not exist in the calendar"),
    (f':a pact:notAfter "2027-02-01"{DATE} ; pact:occurredOn "2027-02-02"{DATE} .', "a", "it happened by 2027-02-02 (pact:occurredOn), but cannot have after 2027-02-01 (pact:notAfter)"),
    (f':a pact:notAfter "2027-02-01"{DATE} ; pact:notBefore "2027-02-02"{DATE} .', "a", "it cannot happen before 2027-02-02 (pact:notBefore), nor after 2027-02-01 (pact:notAfter)"),
    (":x pact:rulesOut :a .", "x", "pact:rulesOut: without effect on pact:DerivedEvent; it belongs on pact:Event"),
    (f':x pact:notAfter "2027-01-01"{DATE} .', "x", "pact:notAfter: without effect on pact:DerivedEvent"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "place", "part"), OF_EVENTS_FAULTS)
def test_a_fault_in_what_rules_an_event_out_is_told_once(
    more: str, place: str, part: str, tmp_path: Path
) -> None:
    """Of the event at fault."""
    file = written(tmp_path, "pact:when :a ; pact:before :b", more)

    (violation,) = check([file]).violations

    assert (str(file), place) == (violation.file, violation.subject)
    assert part in violation.message


MISPLACED = [
    (f':a pact:before "2027"{YEAR} .', "a", "pact:before: without effect on pact:Event; it belongs on pact:DerivedEvent"),
    (":a pact:when :b ; pact:nth 2 .", "a", "pact:nth, pact:when: without effect on pact:Event"),
    (f':clause pact:noLaterThan "2027"{YEAR} .', "clause", "pact:noLaterThan: without effect on odrl:Permission"),
    (':from-x dprod:scheduleExpression "x" .', "from-x", "dprod:scheduleExpression: without effect on odrl:Constraint; it belongs on dprod:Schedule"),
    (':s dprod:scheduleExpression "x" .', "s", "but not the class that goes with it; add dprod:Schedule"),
    (f':x dprod:deadline "2027-01-01"{DATE} .', "x", "dprod:deadline: without effect on pact:DerivedEvent"),
    (":x dprod:schedule :s .", "x", "dprod:schedule is not read here"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "place", "part"), MISPLACED)
def test_what_stands_where_nothing_reads_it_is_refused(
    more: str, place: str, part: str, tmp_path: Path
) -> None:
    """Once, with where it belongs."""
    file = written(tmp_path, f'pact:when :a ; pact:before "2027"{YEAR}', more)

    (violation,) = check([file]).violations

    assert place == violation.subject
    assert part in violation.message


def test_what_is_worked_out_has_its_name_alone(tmp_path: Path) -> None:
    """An event that is called so would be taken for it."""
    name = "<https://example.org/deal/a(from:https://example.org/deal/b)>"
    more = f'{name} a pact:Event ; rdfs:label "other"@en ; pact:occurredOn "2020-01-01"{DATE} .'
    file = written(tmp_path, "pact:when :a ; pact:noEarlierThan :b ; pact:before :c", more)

    (violation,) = check([file]).violations

    assert "what is worked out has this name" in violation.message


# ---- Hostile labels, and JSON-LD --------------------------------------------------------


HOSTILE = ['\\"]]>{{ }} %s {0} {event}', "X", "2027-01-01"]


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_are_text_and_nothing_else(label: str, tmp_path: Path) -> None:
    """Whatever they hold, they change no answer, and messages name things by their ids."""
    labels = f'. :a rdfs:label "{label}"@de . :x rdfs:label "{label}"@de'
    file = written(tmp_path, f"pact:when :a ; pact:before :b {labels}")
    (tmp_path / "faulty").mkdir()
    faulty = written(tmp_path / "faulty", f"pact:when :a ; pact:nth 2 {labels}")

    assert [] == check([file]).violations
    assert "in force" == status(file, "2027-04-01", "2027-03-31", a="2027-02-01", b="never")
    (violation,) = check([faulty]).violations
    assert ("x", "pact:nth goes with pact:earliestOf, not with pact:when") == (
        violation.subject,
        violation.message,
    )


def test_a_duty_in_json_ld_says_the_same(tmp_path: Path) -> None:
    """By when it is to be done, and what becomes of it."""
    base = "https://example.org/deal/"
    context = [json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"], {"@base": base}]
    duty = {"deadlineInMonth": "2027-05", "performedBy": "a", "excusedBy": "b", "violation": "x"}
    x = {"id": "x", "type": "DerivedEvent", "label": {"en": "X"}}
    graph = {"@context": context, "@graph": [{"id": "duty", **duty}, x]}
    (tmp_path / "turtle").mkdir()
    (tmp_path / "duty.jsonld").write_text(json.dumps(graph), encoding="utf-8")
    files = [written(tmp_path, "", DUTY), tmp_path / "duty.jsonld"]
    more = f'{EXCUSED} ; pact:violation :x . :x a pact:DerivedEvent ; rdfs:label "X"@en .'
    turtle = load(str(written(tmp_path / "turtle", "", more))).record

    assert [] == check(files).violations
    assert turtle.relations.points == load(*map(str, files)).record.relations.points


IN_JSON = [
    {"type": "DerivedEvent", "when": "a", "before": ["b"], "noLaterThanDay": "2027-06-30"},
    {"type": "DerivedEvent", "when": "a", "noEarlierThanMonth": "2027-02", "beforeYear": "2028"},
    {"type": "DerivedEvent", "lapseOf": "a", "noLaterThanYear": "2027", "noLaterThan": "b"},
    {
        "type": "DerivedEvent",
        "when": "a",
        "noEarlierThan": "b",
        "beforeMoment": "2027-06-30T12:00:00Z",
    },
    {"type": "DerivedEvent", "earliestOf": ["a", "b", "c"], "nth": 2},
    {
        "type": "DerivedEvent",
        "after": "a",
        "onNext": {"scheduleExpression": "DTSTART:20270101\nRRULE:FREQ=YEARLY"},
    },
]
IN_TURTLE = [
    f'pact:when :a ; pact:before :b ; pact:noLaterThan "2027-06-30"{DATE}',
    f'pact:when :a ; pact:noEarlierThan "2027-02"{MONTH} ; pact:before "2028"{YEAR}',
    f'pact:lapseOf :a ; pact:noLaterThan "2027"{YEAR}, :b',
    'pact:when :a ; pact:noEarlierThan :b ; pact:before "2027-06-30T12:00:00Z"^^xsd:dateTime',
    "pact:earliestOf :a, :b, :c ; pact:nth 2",
    'pact:after :a ; pact:onNext [ dprod:scheduleExpression "DTSTART:20270101\\nRRULE:FREQ=YEARLY" ]',
]


@pytest.mark.parametrize(("in_json", "in_turtle"), [*zip(IN_JSON, IN_TURTLE, strict=True)])
def test_json_ld_says_the_same(in_json: dict[str, object], in_turtle: str, tmp_path: Path) -> None:
    """An event in JSON-LD, beside the rest in Turtle, is accepted and derived alike."""
    base = "https://example.org/deal/"
    context = [json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"], {"@base": base}]
    event = {"@context": context, "id": "x", "label": {"en": "X"}, **in_json}
    (tmp_path / "turtle").mkdir()
    written(tmp_path, "")
    (tmp_path / "event.jsonld").write_text(json.dumps(event), encoding="utf-8")
    files = [tmp_path / "deal.ttl", tmp_path / "event.jsonld"]
    turtle = load(str(written(tmp_path / "turtle", in_turtle))).record

    assert [] == check(files).violations
    assert turtle.relations.points == load(*map(str, files)).record.relations.points
    assert len(turtle.relations.points) == len({*turtle.relations.points, base + "x"})


def test_the_file_of_truths_is_the_same_in_json_ld(tmp_path: Path) -> None:
    """Written as JSON-LD by another program, it gives the same answers."""
    triples = pyoxigraph.parse(path=str(TRUTHS), format=pyoxigraph.RdfFormat.TURTLE)
    file = tmp_path / "truths.jsonld"
    file.write_bytes(
        pyoxigraph.serialize(
            (quad.triple for quad in triples), format=pyoxigraph.RdfFormat.JSON_LD
        )
        or b""
    )
    graph = load(str(file))

    assert told().record.relations.points == graph.record.relations.points
    assert {i: c.periods for i, c in told().record.clauses.items()} == {
        i: c.periods for i, c in graph.record.clauses.items()
    }


def test_a_table_names_five_of_the_events_that_decide() -> None:
    """Of forty that are open, five and how many more there are; `why` names all."""
    setting = told().setting(on="2028-06-01", known="2026-11-27")
    answers = told().status(setting, "closed")
    shown = next(cell for row in answers.blocks()[0].rows for cell in row if "more" in cell)

    assert 5 == len(re.findall(r"“condition \d+ met”", shown))
    assert "and 35 more" in shown
    assert 40 == len(answers[0].depends_on)
