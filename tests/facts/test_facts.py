"""The shipped facts: complete, sourced, and right on the days that matter."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from pactgraph.checking.check import check
from pactgraph.graph import PactGraph, load
from pactgraph.resources import Resource, folder
from pactgraph.terms import PREFIXES, local_name

# Agreement: the number of the last row that was researched for it.
ROWS = {
    "MSOA-2019": 6,
    "MSOA-2020": 2,
    "MSOA-2021": 5,
    "MSOA-2023": 14,
    "MSOA-2024": 2,
    "MSOA-2025JAN": 6,
    "MSOA-2025SEP": 2,
    "MSOA-2025": 23,
    "MSOA-2026FEB": 8,
    "MSOA-2026": 19,
    "OAFR": 12,
}
KNOWN = "2026-11-23"
CONTRADICTIONS = [f"C-{number:02}" for number in range(1, 22)]

# Clause, first day in force, last day in force ("" for no such day), as known on KNOWN.
SPANS = [
    ("MSOA-2019-01", "2019-07-22", "2025-10-27"),
    ("MSOA-2019-02", "2019-07-22", "2025-01-20"),
    ("MSOA-2019-05", "2019-07-22", "2025-10-27"),
    ("MSOA-2020-01", "2020-09-22", "2021-02-28"),
    ("MSOA-2023-03", "2023-01-23", "2025-01-20"),
    ("MSOA-2023-06", "2023-01-23", "2025-10-27"),
    ("MSOA-2023-08", "2023-01-23", "2026-04-26"),
    ("MSOA-2023-10", "2023-01-23", "2025-10-27"),
    ("MSOA-2023-12", "2023-01-23", "2025-10-27"),
    ("MSOA-2025JAN-01", "2025-01-21", "2025-10-27"),
    ("MSOA-2025JAN-02", "2025-01-21", "2025-10-27"),
    ("MSOA-2025JAN-03", "2025-01-21", "2025-10-27"),
    ("MSOA-2025JAN-05", "2025-01-21", "2025-10-27"),
    ("MSOA-2025-02", "2025-10-28", ""),
    ("MSOA-2025-05", "2025-10-28", "2026-04-26"),
    ("MSOA-2025-06", "2025-10-28", "2026-04-26"),
    ("MSOA-2025-07", "2025-10-28", "2026-04-26"),
    ("MSOA-2025-10", "2025-10-28", "2032-12-31"),
    ("MSOA-2025-12", "2025-10-28", "2026-04-26"),
    ("MSOA-2025-13", "2025-10-28", "2032-12-31"),
    ("MSOA-2025-18", "2025-10-28", "2026-04-26"),
    ("MSOA-2025-19", "2025-10-28", ""),
    ("MSOA-2026FEB-04", "2026-02-27", "2026-04-26"),
    ("MSOA-2026FEB-05", "2026-02-27", "2026-04-26"),
    ("MSOA-2026-03", "2026-04-27", ""),
    ("MSOA-2026-04", "2026-04-27", "2032-12-31"),
    ("OAFR-02", "2025-10-28", ""),
    ("OAFR-05", "2025-10-28", ""),
]


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def status(clause: str, on: str, known: str = KNOWN, **assume: str) -> tuple[str, set[str]]:
    """Return the status of a clause and the ids of what it depends on."""
    assumed = {name.replace("_", "-"): date for name, date in assume.items()}
    (answer,) = graph().status(graph().setting(on=on, known=known, assume=assumed), [clause])
    return answer.status.value, {local_name(event) for event in answer.depends_on}


def test_every_row_is_in_the_graph() -> None:
    """Each researched row is a clause or a statement under its id, in its agreement."""
    record = graph().record
    provisions = {p.id: p for p in (*record.clauses.values(), *record.statements.values())}
    wanted = [f"{name}-{n:02}" for name, last in ROWS.items() for n in range(1, last + 1)]

    assert 99 == len(wanted)
    assert [] == [row for row in wanted if row not in provisions]
    assert [] == [
        row
        for row in wanted
        if record.agreements[provisions[row].agreement].id != row.rpartition("-")[0]
    ]


def test_every_claim_of_the_first_article_is_in_the_graph() -> None:
    """The 24 claims of the article it began with are claims of that source, with a verdict."""
    record = graph().record
    claims = {claim.id: claim for claim in record.claims.values()}
    wanted = [*(f"SEED-{number:02}" for number in range(1, 24)), "SEED-20b"]

    assert [] == [name for name in wanted if name not in claims]
    assert [] == [name for name in wanted if not claims[name].verdict]
    assert 1 == len({claims[name].sources for name in wanted})
    assert "contradicted" == claims["SEED-02"].verdict
    assert ("inference", "imprecise") == (claims["SEED-08"].verdict, claims["SEED-21"].verdict)


ROWS_OF_THE_RESEARCH = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("rows.tsv").read_text(encoding="utf-8").splitlines()
]
"""The id of a row, the id of what it became, and what that is."""


def test_every_row_of_the_research_is_what_the_table_says() -> None:
    """A clause, a statement, a measure, an event, what performs a clause, a claim."""
    record = graph().record
    done = {event for clause in record.clauses.values() for event in clause.done_by}
    measures = {s.iri for s in record.statements.values() if s.amounts}
    known = {
        "clause": set(record.clauses),
        "statement": set(record.statements),
        "measure": measures,
        "event": set(record.events),
        "performance": done & set(record.events),
        "claim": set(record.claims),
        "contradiction": set(record.contradictions),
    }

    assert 316 == len(ROWS_OF_THE_RESEARCH) == len(set(ROWS_OF_THE_RESEARCH))
    assert set(known) == {what for _, _, what in ROWS_OF_THE_RESEARCH}
    assert [] == [
        row for row in ROWS_OF_THE_RESEARCH if f"{PREFIXES['']}{row[1]}" not in known[row[2]]
    ]


def test_identifiers_of_legal_entities_have_their_check_digits() -> None:
    """By ISO 17442: letters as two digits, the whole one more than a multiple of 97."""
    found = [party.lei for party in graph().record.parties.values() if party.lei]

    assert len(found) == len(set(found))
    assert 12 == len(found)
    assert [] == [lei for lei in found if not is_lei(lei)]


@pytest.mark.parametrize(
    "wrong", ["INR2EJN1ERAN0W5ZP975", "INR2EJN1ERAN0W5ZP97", "NIR2EJN1ERAN0W5ZP974"]
)
def test_an_identifier_with_an_error_is_noticed(wrong: str) -> None:
    """A digit, the length, two letters swapped, of that of Microsoft."""
    assert is_lei("INR2EJN1ERAN0W5ZP974")
    assert not is_lei(wrong)


def is_lei(text: str) -> bool:
    """Return whether a text is a legal entity identifier."""
    return len(text) == 20 and int("".join(str(int(sign, 36)) for sign in text)) % 97 == 1


def test_every_party_is_told_apart() -> None:
    """By its registered name, or by a definition in both languages."""
    parties = graph().record.parties.values()

    assert [] == [
        party.id
        for party in parties
        if not party.legal_name and not {"en", "de"} <= set(party.definition.by_language)
    ]


def test_there_are_as_many_contradictions_as_were_found() -> None:
    """C-01 to C-21, without a gap."""
    assert CONTRADICTIONS == sorted(each.id for each in graph().record.contradictions.values())


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradictions_have_positions_with_sources(name: str) -> None:
    """A contradiction names at least two claims, each with its source."""
    record = graph().record
    (found,) = [c for c in record.contradictions.values() if c.id == name]

    assert 2 <= len(found.positions)
    assert all(record.claims[position].sources for position in found.positions)
    assert found.preferred in {"", *found.positions}


@pytest.mark.many
def test_the_facts_have_no_violation() -> None:
    """What ships passes its own shapes; that is why loading it does not check them again."""
    assert [] == check([folder(Resource.FACTS)]).violations


def test_everything_has_labels_in_both_languages() -> None:
    """All that has a name but sources, whose titles are as they were published."""
    record = graph().record
    things = [thing for thing in record.things() if thing.iri not in record.sources]

    assert [] == [t.id for t in things if not {"en", "de"} <= set(t.label.by_language)]


def test_every_source_can_be_looked_up() -> None:
    """Sources have publisher, title, date, and a public address or what says why there is none."""
    record = graph().record

    assert [] == [
        source.id
        for source in record.sources.values()
        if not (source.publisher and source.issued and (source.urls or source.found))
    ]


def test_no_copy_or_index_is_cited() -> None:
    """Publishers are cited, never a mirror or a file of somebody's machine."""
    text = "".join(
        file.read_text(encoding="utf-8") for file in sorted(folder(Resource.FACTS).glob("*.ttl"))
    )

    assert [] == [word for word in ("mirror", "file:", "localhost", "127.0.0.1") if word in text]


def test_what_leans_on_an_authority_says_how_sure_it_is() -> None:
    """Official, reproduced, press, disputed and derived all occur, and nothing else."""
    record = graph().record
    found = {p.certainty for p in (*record.clauses.values(), *record.statements.values())}

    assert {"official", "reproduced", "press", "derived"} <= found
    assert found <= {"official", "reproduced", "press", "disputed", "derived"}


@pytest.mark.parametrize(("clause", "first", "last"), SPANS)
def test_clauses_hold_from_their_first_to_their_last_day(
    clause: str, first: str, last: str
) -> None:
    """The day before, the first day, the last day and the day after are as recorded."""
    assert "not yet" == status(clause, day_after(first, -1))[0]
    assert "in force" == status(clause, first)[0]
    if last:
        assert "in force" == status(clause, last)[0]
        assert "in force" != status(clause, day_after(last, 1))[0]


@pytest.mark.parametrize(
    ("clause", "month", "last"),
    [
        ("MSOA-2021-01", "2021-03", "2025-10-27"),
        ("MSOA-2021-02", "2021-03", "2023-01-22"),
        ("MSOA-2021-04", "2021-03", "2023-01-22"),
        ("MSOA-2024-01", "2024-06", "2025-01-20"),
    ],
)
def test_clauses_that_began_in_some_month_have_ended(clause: str, month: str, last: str) -> None:
    """They depend on the day within that month, and hold through the last day recorded."""
    assert "depends" == status(clause, f"{month}-15")[0]
    assert ("in force", set()) == status(clause, last)
    assert ("ended", set()) == status(clause, day_after(last, 1))


def day_after(day: str, days: int) -> str:
    """Return the day that many days after `day`."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


class TestResearchLicence:
    """MSOA-2025-12: until the panel verifies AGI or through 2030, whichever is first."""

    def test_depends_on_the_panel_and_on_what_is_not_stated(self) -> None:
        """Years ahead, both the panel and the silence of the 2026 amendment leave it open."""
        assert ("depends", {"agi-verified", "research-licence-ended"}) == status(
            "MSOA-2025-12", "2029-01-01"
        )

    def test_has_ended_once_the_panel_verified(self) -> None:
        """Verification in 2028 ends it, whatever the amendment did."""
        assert ("ended", set()) == status("MSOA-2025-12", "2029-01-01", agi_verified="2028-06-01")

    def test_ends_with_2030(self) -> None:
        """2030 counts to its last day."""
        never = {"agi_verified": "never", "research_licence_ended": "never"}

        assert ("in force", set()) == status("MSOA-2025-12", "2030-12-31", **never)
        assert ("ended", set()) == status("MSOA-2025-12", "2031-01-01", **never)

    def test_was_in_force_before_the_amendment(self) -> None:
        """In January 2026 nothing was open."""
        assert ("in force", set()) == status("MSOA-2025-12", "2026-01-15")

    def test_is_open_after_the_amendment_although_the_panel_has_not_spoken(self) -> None:
        """The amendment is silent, so it depends on that alone."""
        assert ("depends", {"research-licence-ended"}) == status("MSOA-2025-12", "2026-06-01")

    def test_press_readings_can_be_assumed(self) -> None:
        """According to those who call the AGI clause dead, it ended with the amendment."""
        record = graph().record
        claims = [c for c in record.claims.values() if c.event.endswith("research-licence-ended")]
        assert claims
        for claim in claims:
            source = record.sources[claim.sources[0]]
            setting = graph().setting(on="2026-06-01", known=KNOWN, according_to=source.id)
            (answer,) = graph().status(setting, ["MSOA-2025-12"])
            assert "ended" == answer.status.value


class TestRevenueShare:
    """MSOA-2025-18: until the panel verifies AGI; replaced on 2026-04-27."""

    def test_was_in_force_until_the_amendment(self) -> None:
        """It held in March 2026 and has ended in May."""
        assert ("in force", set()) == status("MSOA-2025-18", "2026-03-01")
        assert ("ended", set()) == status("MSOA-2025-18", "2026-05-01")

    def test_seen_from_march_2026_it_hung_on_the_panel(self) -> None:
        """Who did not know of the amendment had to say: it depends."""
        assert ("depends", {"agi-verified"}) == status(
            "MSOA-2025-18", "2026-05-01", known="2026-03-01"
        )

    def test_the_amendment_can_be_assumed_away(self) -> None:
        """A scenario overrides the record, also against the facts."""
        assert ("in force", set()) == status("MSOA-2025-18", "2026-05-01", MSOA_2026="never")


def test_the_compute_thresholds_hang_on_the_declaration() -> None:
    """MSOA-2025-17 depends on AGI being declared, never on its verification."""
    assert ("depends", {"agi-declared", "compute-thresholds-ended"}) == status(
        "MSOA-2025-17", "2029-01-01"
    )
    assert ("ended", set()) == status("MSOA-2025-17", "2029-01-01", agi_declared="2028-01-01")


def test_an_investment_of_an_unknown_day_counts_from_some_day_of_its_month() -> None:
    """Within March 2021 it depends on the day; before it is not yet, afterwards it is in force."""
    (before,), (within,), (after,) = (
        graph().status(graph().setting(on=on, known=KNOWN), ["MSOA-2021-02"])
        for on in ("2021-02-28", "2021-03-15", "2021-03-31")
    )

    assert ("not yet", "depends", "in force") == (before.status, within.status, after.status)
    assert ["https://w3id.org/pactgraph/id/MSOA-2021"] == list(within.depends_on)


@pytest.mark.many
def test_facts_do_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    """One file with everything gives the same answers as one file an agreement."""
    whole = tmp_path / "whole.ttl"
    whole.write_text(graph().triples.serialize(format="turtle"), encoding="utf-8")
    setting = graph().setting(on="2029-01-01", known=KNOWN)

    assert graph().status(setting) == load(whole).status(setting)


@pytest.mark.parametrize(
    ("clause", "ending", "last"),
    [
        ("MSOA-2019-03", "commercialisation-preference-ended", "2020-09-21"),
        ("MSOA-2020-02", "gpt-3-freedom-ended", "2021-02-28"),
        ("MSOA-2021-03", "staff-places-ended", "2023-01-22"),
    ],
)
def test_what_later_texts_do_not_mention_is_not_stated(
    clause: str, ending: str, last: str
) -> None:
    """It surely held through the last day before later texts, and nobody knows for after it."""
    assert ("in force", set()) == status(clause, last)
    for on in (day_after(last, 1), "2026-11-23", "2035-01-01"):
        assert ("depends", {ending}) == status(clause, on)


class TestRestructuring:
    """The restructuring of October 2025 ended stakes and started others."""

    def test_without_it_the_old_stakes_go_on(self) -> None:
        """Had it never come, Microsoft would still hold interests in the capped-profit company."""
        never = {"restructuring_complete": "never"}

        assert ("in force", set()) == status("MSOA-2019-01", "2026-01-01", **never)
        assert "never" == status("OAFR-02", "2026-01-01", **never)[0]

    def test_the_warrant_waits_for_the_price(self) -> None:
        """It has not vested by the end of the record, and may after it, by one of its readings."""
        assert "not yet" == status("OAFR-04", "2025-11-01")[0]
        deciding = {"openai-share-price-tenfold", "warrant-test-waits"}
        assert ("depends", deciding) == status("OAFR-04", "2035-01-01")


def test_events_name_who_can_bring_them_about() -> None:
    """OpenAI declares AGI, the panel verifies it, both companies amend their agreement."""
    bringers = {
        event.id: {local_name(party) for party in event.brought_about_by}
        for event in graph().record.events.values()
    }

    assert {"openai"} == bringers["agi-declared"]
    assert {"expert-panel"} == bringers["agi-verified"]
    assert {"microsoft", "openai"} == bringers["research-licence-ended"]
