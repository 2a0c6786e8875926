"""What derived events are called, and what they are: each construct in both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pactgraph.graph import load
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import Duration
from pactgraph.telling.spans import moment_in_words
from pactgraph.telling.words import formula
from points.test_in_turtle import DATE, written

if TYPE_CHECKING:
    from pathlib import Path

YEARLY = '[ dprod:scheduleExpression "DTSTART:20210101\\nRRULE:FREQ=YEARLY" ]'
BY = f'pact:noLaterThan "2027-12-31"{DATE}'
SAYINGS = [
    (f"pact:when :a ; {BY}", "“A” if by 2027-12-31", "„A“, falls spätestens am 2027-12-31"),
    ("pact:when :a ; pact:before :b", "“A” if before “B”", "„A“, falls vor „B“"),
    (
        "pact:when :a ; pact:noLaterThan :b",
        "“A” if no later than on the day of “B”",
        "„A“, falls spätestens am Tag von „B“",
    ),
    (
        f'pact:when :a ; pact:noEarlierThan "2027-02-01"{DATE} ; {BY}',
        "“A” if from 2027-02-01 through 2027-12-31",
        "„A“, falls im Zeitraum von 2027-02-01 bis 2027-12-31",
    ),
    (
        "pact:when :a ; pact:noEarlierThan :b ; pact:before :b-30",
        "“A” if not before “B” and before “30 days after B”",
        "„A“, falls nicht vor „B“ und vor „30 days after B“",
    ),
    (
        f"pact:lapseOf :a ; {BY}",
        "2027-12-31 has passed without “A”",
        "2027-12-31 ist ohne „A“ verstrichen",
    ),
    (
        "pact:lapseOf :a ; pact:before :b-30",
        "“30 days after B” has passed without “A”",
        "„30 days after B“ ist ohne „A“ verstrichen",
    ),
    ("pact:earliestOf :a, :b", "the earlier of “A” and “B”", "das frühere von „A“ und „B“"),
    (
        "pact:latestOf :a, :b, :c",
        "the latest of “A”, “B” and “C”",
        "das späteste von „A“, „B“ und „C“",
    ),
    (
        "pact:earliestOf :a, :b, :c ; pact:nth 2",
        "the second of “A”, “B” and “C”",
        "das zweite von „A“, „B“ und „C“",
    ),
    (
        'pact:after :a ; pact:offset "P12M"^^xsd:duration',
        "one year after “A”",
        "Ablauf von einem Jahr nach „A“",
    ),
    (
        'pact:after :a ; pact:offset "P120M"^^xsd:duration',
        "ten years after “A”",
        "Ablauf von zehn Jahren nach „A“",
    ),
    (
        f"pact:after :a ; pact:onNext {YEARLY}",
        "the next date of a schedule (yearly from 2021-01-01 on) after “A”",
        "nächster Termin (jährlich ab 2021-01-01) nach „A“",
    ),
    (
        f'pact:after :a ; pact:offset "P90D"^^xsd:duration ; pact:onNext {YEARLY}',
        "the next date of a schedule (yearly from 2021-01-01 on) more than 90 days after “A”",
        "nächster Termin (jährlich ab 2021-01-01) nach Ablauf von 90 Tagen nach „A“",
    ),
]


@pytest.mark.parametrize(("event", "english", "german"), SAYINGS)
def test_a_derived_event_is_named_with_what_it_is(
    event: str, english: str, german: str, tmp_path: Path
) -> None:
    """The label comes first, what it is in parentheses, once."""
    record = load(str(written(tmp_path, event))).record
    (clause,) = record.clauses.values()
    assert f"“X” ({english})" in formula(clause, record, "en")
    assert f"„X“ ({german})" in formula(clause, record, "de")


def days(number: int) -> Duration:
    """Return a length in days."""
    return Duration(fixed=timedelta(days=number))


@pytest.mark.parametrize(
    ("span", "english", "german"),
    [
        (
            Span((Duration(12), days(90))),
            "one year and then 90 days after X",
            "Ablauf von einem Jahr und danach 90 Tagen nach X",
        ),
        (
            Span((Duration(60), Back(days(90)))),
            "90 days before five years after X",
            "90 Tage vor Ablauf von fünf Jahren nach X",
        ),
        (Span((Duration(1),)), "one month after X", "Ablauf von einem Monat nach X"),
        (Span((Duration(18),)), "18 months after X", "Ablauf von 18 Monaten nach X"),
        (Span((Back(Duration(1)),)), "one month before X", "einen Monat vor X"),
        (Span((days(1),)), "one day after X", "Ablauf von einem Tag nach X"),
    ],
)
def test_spans_are_told_as_people_say_them(span: Span, english: str, german: str) -> None:
    """Whole years are years; chains are told in their order; cases are right."""
    assert english == moment_in_words(span, "X", "en")
    assert german == moment_in_words(span, "X", "de")
