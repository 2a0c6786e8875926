# ruff: noqa: E501 - a sentence is read best on one line
"""What the sentences of the trial lost, and no longer do; and what they still lose, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph import load

TRIED = Path(__file__).parents[3] / "shared" / "authoring" / "facts_sentences.txt"
EVENTS = {
    "closed": "recapitalisation closed",
    "tenfold": "share price tenfold",
    "funding": "mandatory funding event",
    "filing": "OpenAI files for an IPO",
    "complete": "restructuring complete",
    "lease": "lease begins",
    "first": "first option used",
    "second": "second option used",
}
# The row, its sentence in both languages, and what it comes to: suppositions, day, status.
WHOLE: dict[str, tuple[str, str, list[tuple[dict[str, str], str, str]]]] = {
    "OAFR-04": (
        "from the later of 15 years after closed and (tenfold if by 2040-10-28)",
        "ab dem späteren von Ablauf von 15 Jahren nach closed und (tenfold, falls spätestens 2040-10-28)",
        [
            ({"closed": "2025-10-28", "tenfold": "2040-10-28"}, "2040-10-28", "in force"),
            ({"closed": "2025-10-28", "tenfold": "2040-10-29"}, "2045-01-01", "never"),
            ({"closed": "2025-10-28", "tenfold": "2030-01-01"}, "2040-10-27", "not yet"),
        ],
    ),
    "AMOA-05": (
        "until the end of 2028-12-31; or from (the earlier of funding and filing) if by 2028-12-31",
        "bis Ende 2028-12-31; oder ab (dem früheren von funding und filing), falls spätestens 2028-12-31",
        [
            ({"funding": "never", "filing": "2029-01-01"}, "2029-06-01", "ended"),
            ({"funding": "2028-12-31", "filing": "never"}, "2029-06-01", "in force"),
            ({"funding": "never", "filing": "never"}, "2028-12-31", "in force"),
        ],
    ),
    "SBOA-2025-04": (
        "from the passing of 2025 without complete until complete",
        "ab dem Verstreichen von 2025 ohne complete bis complete",
        [
            ({"complete": "2025-10-28"}, "2026-06-01", "never"),
            ({"complete": "2026-07-01"}, "2026-06-30", "in force"),
            ({"complete": "2026-07-01"}, "2026-07-01", "ended"),
        ],
    ),
    "AMDCS-01": (
        "until 15 years after lease; or from (first if before 15 years after lease) until 20 years after lease",
        "bis Ablauf von 15 Jahren nach lease; oder ab (first, falls vor Ablauf von 15 Jahren nach lease) bis Ablauf von 20 Jahren nach lease",
        [
            ({"lease": "2026-02-23", "first": "2041-02-22"}, "2045-01-01", "in force"),
            ({"lease": "2026-02-23", "first": "2041-02-23"}, "2045-01-01", "ended"),
            ({"lease": "2026-02-23", "first": "never"}, "2041-02-22", "in force"),
        ],
    ),
}
NO_SENTENCE = {
    "AWOA-02": "deadline: a duty to be done by then has deadline and performed_by",
    "ANAM-03": "deadline: likewise",
}
"""What other keys of a plain file say."""
LOST = {
    "MSOA-2025JAN-05": "each time: the right arises anew for each new capacity",
    "APOA-01": "about: “late 2024”; each time: a consent for each request",
    **dict.fromkeys(
        ("NVOA-02", "AMDOA-03", "CBOA-11", "AMDME-01", "GOMR-01", "AMQC-01"),
        "for each: a tranche for each gigawatt, capacity, or sum; a clause of its own says each",
    ),
    "CBOA-01": "for each: lengths that are a range",
    "CWOA-01": "about: a term of about five years; a sentence says one day",
    "OROA-02": "about: likewise",
    "DIOA-05": "about: planned early 2026",
    "AMOA-02": "business days: of a notice; no calendar of holidays is kept",
    "CBOA-13": "business days: likewise",
    "CBOA-05": "recurring: instalments; schedules say the next date, not each",
    "ANSX-01": "recurring: monthly payments",
}
"""What is still lost of a row, and why."""


def statuses(
    folder: Path, sentence: str, language: str, asked: list[tuple[dict[str, str], str, str]]
) -> list[str]:
    """Return what becomes of a clause that is in force as a sentence says."""
    events = "\n".join(
        f'  {id_}: {{label: "{label}", open_from: 2020-01-01}}' for id_, label in EVENTS.items()
    )
    (folder / "deal.yaml").write_text(
        f"""\
pactgraph: 1
base: https://example.org/deal/
language: {language}
parties: {{a: A, b: B}}
assets: {{x: X}}
events:
{events}
sources: {{s: {{publisher: A, title: T, issued: 2020-01-01, url: "https://a.example/"}}}}
agreements:
  deal:
    label: D
    issued: 2020-01-01
    parties: [a, b]
    certainty: official
    sources: s
    clauses:
      deal-1: {{label: L, kind: licence, permission: use, holder: a, owed_by: b, asset: x, when: "{sentence}"}}
""",
        encoding="utf-8",
    )
    graph = load(folder / "deal.yaml", cache=False)
    return [
        graph.status(graph.setting(on=day, known="2026-01-01", assume=assumed))[0].status.value
        for assumed, day, _ in asked
    ]


@pytest.mark.parametrize("row", WHOLE)
def test_what_was_lost_is_said(row: str, tmp_path: Path) -> None:
    """In both languages, on the days that decide."""
    english, german, asked = WHOLE[row]
    wanted = [status for _, _, status in asked]

    assert wanted == statuses(tmp_path, english, "en", asked)
    assert wanted == statuses(tmp_path, german, "de", asked)


def test_every_row_that_lost_something_is_here() -> None:
    """Each once: said now, said by another key, or lost with its reason."""
    if not TRIED.exists():
        pytest.skip("the sentences of the trial are not beside the repository")
    lines = TRIED.read_text(encoding="utf-8").splitlines()
    marked = {line.partition(" | ")[0] for line in lines if "| ~" in line}

    assert marked == WHOLE.keys() | NO_SENTENCE.keys() | LOST.keys()
    assert 16 == len(LOST)
