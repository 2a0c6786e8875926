"""Why a clause with deadlines, lapses and counts is in force or not: the exact reasons."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pactgraph.asking.why import headline
from pactgraph.graph import PactGraph, load
from pactgraph.telling.citations import Citations

if TYPE_CHECKING:
    from pactgraph.telling.outlines import Outline

TRUTHS = Path(__file__).parents[1] / "points" / "truths.ttl"


@cache
def graph() -> PactGraph:
    """Return the clauses of the acceptance truths."""
    return load(str(TRUTHS))


def lines(outline: Outline) -> list[str]:
    """Return the texts of an outline from the top down, without sources."""
    below = [line for part in outline.parts for line in lines(part)]
    return [] if outline.text.startswith(("Source", "Quelle")) else [outline.text, *below]


def reasons(clause: str, on: str, language: str, known: str, **assume: str) -> list[str]:
    """Return the headline and the reasons below it."""
    assumed = {name.replace("_", "-"): date for name, date in assume.items()}
    told = graph().why(clause, graph().setting(on=on, known=known, assume=assumed))
    record = graph().record
    return lines(headline(record, told, language, Citations(record, language)))


ALL_MET = {f"met_{number}": "2027-01-10" for number in range(1, 20)}
LATE = "“approval by the end of 2027” (“approval” if by 2027-12-31)"
LATE_DE = "„approval by the end of 2027“ („approval“, falls spätestens am 2027-12-31)"
CLOSED = "all conditions met or waived by 2027-06-30"


@pytest.mark.parametrize(
    ("clause", "language", "assumed", "expected"),
    [
        (
            "payment",
            "en",
            {"approval": "2030-01-01"},
            [
                "On 2031-01-01, as known on 2030-12-31: never in force",
                (
                    f"{LATE} never comes: “approval” would have had to come by 2027-12-31,"
                    " but came on 2030-01-01"
                ),
                "assumed: “approval” happened on 2030-01-01",
            ],
        ),
        (
            "payment",
            "de",
            {"approval": "2030-01-01"},
            [
                "Am 2031-01-01, nach dem Kenntnisstand vom 2030-12-31: nie in Kraft",
                (
                    f"{LATE_DE} tritt nie ein: „approval“ hätte spätestens am 2027-12-31 eintreten"
                    " müssen, trat aber am 2030-01-01 ein"
                ),
                "angenommen: „approval“ trat am 2030-01-01 ein",
            ],
        ),
        (
            "closed",
            "en",
            {**ALL_MET, "waived_20": "2027-02-10"},
            [
                "On 2031-01-01, as known on 2030-12-31: in force since 2027-02-10",
                f"“{CLOSED}” (“all conditions met or waived” if by 2027-06-30) came on 2027-02-10",
                (
                    "“all conditions met or waived” (the latest of 20 events) came on 2027-02-10:"
                    " the last of 20 events, “condition 20 met or waived”"
                ),
                (
                    "“condition 20 met or waived” (the earlier of “condition 20 met” and"
                    " “condition 20 waived”) came on 2027-02-10: the first of 2 events,"
                    " “condition 20 waived”"
                ),
                "assumed: “condition 20 waived” happened on 2027-02-10",
            ],
        ),
        (
            "renewing",
            "de",
            {"notice": "2020-10-02"},
            [
                (
                    "Am 2031-01-01, nach dem Kenntnisstand vom 2030-12-31: beendet seit"
                    " 2021-01-01; nie wieder in Kraft"
                ),
                (
                    "„end of the term“ (nächster Termin (jährlich ab 2021-01-01) nach Ablauf von"
                    " 90 Tagen nach „notice“) trat am 2021-01-01 ein"
                ),
                "angenommen: „notice“ trat am 2020-10-02 ein",
            ],
        ),
        (
            "from-lapse",
            "en",
            {"approval": "2027-06-01"},
            [
                "On 2031-01-01, as known on 2030-12-31: never in force",
                (
                    "“no approval by the end of 2027” (2027-12-31 has passed without “approval”)"
                    " never comes: “approval” came in time, on 2027-06-01"
                ),
                "assumed: “approval” happened on 2027-06-01",
            ],
        ),
    ],
)
def test_reasons_are_drilled_down_to_what_is_not_derived(
    clause: str, language: str, assumed: dict[str, str], expected: list[str]
) -> None:
    """Status, the derived event that settles it, and what that came from."""
    assert expected == reasons(clause, "2031-01-01", language, "2030-12-31", **assumed)
