"""Impact on the shipped facts: what is asked in practice, and that it agrees with status."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from made.partnership import partnership
from pactgraph.asking.impact import Decision, impact, impact_outline, sentence
from pactgraph.asking.setting import Setting
from pactgraph.asking.status.answer import statuses
from pactgraph.cli import cli
from pactgraph.errors import BadInputError, ContradictoryScenarioError, NotFoundError
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import stretch
from pactgraph.telling.outlines import outline_as_markdown
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from pactgraph.graph import PactGraph
    from pactgraph.record import Record

KNOWN = "2026-11-23"
OUT = {Status.NOT_YET, Status.ENDED, Status.NEVER}


@cache
def graph() -> PactGraph:
    """Return the graph of the partnership, as it ships."""
    return partnership()


def setting(on: str = KNOWN, known: str = KNOWN, **assume: str) -> Setting:
    """Return a setting; underscores in the names of events stand for hyphens."""
    assumed = {name.replace("_", "-"): date for name, date in assume.items()}
    return graph().setting(on=on, known=known, assume=assumed)


def effects(event: str, when: str = "", known: str = KNOWN, **assume: str) -> dict[str, set[str]]:
    """Return the ids of the clauses under each effect of an event."""
    found: dict[str, set[str]] = {}
    for change in graph().impact(event, setting(known=known, **assume), when).changes:
        found.setdefault(change.effect.value, set()).add(change.clause.id)
    return found


def decision(clause: str, by: str, *, save: bool = False, **assume: str) -> Decision:
    """Return what decides about a clause."""
    return graph().decision(clause, setting(by, **assume), save=save)


def sets(found: Decision) -> set[frozenset[str]]:
    """Return the sets of a decision, by ids."""
    return {frozenset(local_name(member.event) for member in chosen) for chosen in found.sets}


# ---- An event ---------------------------------------------------------------------------


def test_a_verification_starts_and_ends_clauses_also_through_the_order_of_events() -> None:
    """Verified means declared and reached: three clauses hang on one of these steps."""
    expected = {"starts": {"MSOA-2025-11"}, "ends": {"MSOA-2025-12", "MSOA-2025-17"}}

    assert expected == effects("agi-verified", "2028-06-01")


def test_an_agreement_is_an_event_that_starts_its_clauses_and_ends_others() -> None:
    """The amendment of April 2026, at its own date, compared with its never taking effect."""
    found = graph().impact("MSOA-2026", setting())

    assert (True, "2026-04-27") == (found.recorded, found.date.text)
    assert {
        "starts": {f"MSOA-2026-0{number}" for number in (2, 3, 4, 6, 8)},
        "ends": {
            "MSOA-2023-08",
            "MSOA-2025-05",
            "MSOA-2025-06",
            "MSOA-2025-07",
            "MSOA-2025-18",
            "MSOA-2026FEB-04",
            "MSOA-2026FEB-05",
        },
    } == effects("MSOA-2026")


def test_what_an_agreement_ends_is_told_with_the_provision_that_ends_it() -> None:
    """A clause goes because another takes its place, or because a statement says so."""
    changes = {c.clause.id: c for c in graph().impact("MSOA-2026", setting()).changes}

    assert ["MSOA-2026-06"] == [local_name(iri) for iri in changes["MSOA-2025-18"].through]
    assert ["MSOA-2026-05"] == [local_name(iri) for iri in changes["MSOA-2023-08"].through]
    assert () == changes["MSOA-2026-02"].through


def test_the_steps_that_an_event_brings_are_named() -> None:
    """A clause that lasts until the declaration is reached through it."""
    changes = graph().impact("agi-verified", setting(), "2028-06-01").changes
    through = {c.clause.id: [local_name(iri) for iri in c.through] for c in changes}

    assert ["agi-declared"] == through["MSOA-2025-17"]
    assert ["agi-reached"] == through["MSOA-2025-11"]
    assert [] == through["MSOA-2025-12"]


def test_without_a_date_an_open_event_happens_on_the_day_after_known() -> None:
    """The first day on which it can happen at all."""
    found = graph().impact("agi-declared", setting())

    assert (False, "2026-11-24") == (found.recorded, found.date.text)


def test_an_agreement_not_yet_known_has_no_date_of_its_own() -> None:
    """With the knowledge of March 2026 the amendment of April has none."""
    found = graph().impact("MSOA-2026", setting(known="2026-03-01"))

    assert (False, "2026-03-02") == (found.recorded, found.date.text)
    assert effects("MSOA-2026", known="2026-03-01")["ends"] >= {"MSOA-2025-18", "MSOA-2025-07"}


def test_an_event_that_no_clause_hangs_on_changes_nothing() -> None:
    """And says so in a sentence."""
    found = graph().impact("openai-ipo", setting())

    assert () == found.changes
    told = outline_as_markdown(impact_outline(graph().record, found, "en"))
    assert "It changes the status of no clause" in told


def test_assumptions_stand_on_both_sides() -> None:
    """Once AGI is taken to be declared, the verification does not end the thresholds."""
    found = effects("agi-verified", "2028-06-01", agi_declared="2027-06-01")

    assert {"MSOA-2025-12"} == found["ends"]


@pytest.mark.parametrize(
    ("event", "when", "assume", "message"),
    [
        ("agi-verified", "2028", {"agi_verified": "2029"}, "agi-verified is assumed already"),
        ("agi-verifed", "", {}, "did you mean agi-verified"),
        ("agi-verified", "soon", {}, "“soon” is not a date"),
        ("agi-verified", "2027-01-01", {"agi_declared": "2028-01-01"}, "break their order"),
        ("agi-declared", "2027-01-01", {"agi_verified": "2028-01-01"}, "break their order"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    event: str, when: str, assume: dict[str, str], message: str
) -> None:
    """The message says what is wrong; the last one, because “never” breaks the order."""
    with pytest.raises((BadInputError, NotFoundError), match=message):
        graph().impact(event, setting(**assume), when)


@pytest.mark.many
def test_the_changes_of_one_day_are_where_status_differs() -> None:
    """For random events, dates and days: exactly the clauses whose status is not the same.

    The status with the event is compared with that without it ever; where the two are
    decided alike, a clause is listed if it is open as long as nothing is assumed. What one
    day cannot tell apart (starts from keeps, ends from prevents) is taken together.
    """
    together = {"keeps": "starts", "prevents": "ends"}
    record, chance = graph().record, Random(17)  # noqa: S311 - no secret
    days = [f"{year}-{month}-01" for year in range(2025, 2034) for month in ("01", "05", "11")]
    listed = 0
    for _ in range(150):
        event = chance.choice(sorted(record.happenings))
        at = graph().setting(on=chance.choice(days), known=chance.choice(days))
        when = stretch(chance.choice([day for day in days if day <= at.on.text] or days[:1]))
        try:
            found = impact(record, event, at, when, one_day=True)
        except ContradictoryScenarioError:
            continue
        expected = _differing(record, event, at, when.text) if when.text <= at.on.text else {}
        told = {c.clause.id: c.effect.value for c in found.changes}
        assert expected == {name: together.get(kind, kind) for name, kind in told.items()}
        listed += len(expected)

    assert 100 <= listed


def _differing(record: Record, event: str, at: Setting, when: str) -> dict[str, str]:
    """Return the effect on each clause, by the statuses of three settings."""
    answers = zip(
        *(
            statuses(record, Setting(at.on, at.known, assumed))
            for assumed in ({}, {event: stretch(when)}, {event: None})
        ),
        strict=True,
    )
    found = {}
    for without, happens, never in answers:
        in_force = happens.status is Status.IN_FORCE
        if happens.status is Status.DEPENDS:
            same = (happens.status, happens.depends_on) == (never.status, never.depends_on)
            effect = "" if same else "opens"
        elif in_force and never.status is not Status.IN_FORCE:
            effect = "starts"
        elif not in_force and never.status not in OUT:
            effect = "ends"
        else:
            effect = "decides" if without.status is Status.DEPENDS else ""
        if effect:
            found[happens.clause.id] = effect
    return found


# ---- A clause ---------------------------------------------------------------------------


def test_either_event_ends_the_research_licence_before_its_term_does() -> None:
    """Verification, or the amendment having ended it: one is enough."""
    found = decision("MSOA-2025-12", "2030-12-31")

    assert {frozenset({"agi-verified"}), frozenset({"research-licence-ended"})} == sets(found)
    assert "if one of these happens by then" in sentence(graph().record, found, "en")


def test_the_research_licence_is_saved_if_both_events_stay_away() -> None:
    """That AGI is not declared, or not reached, is enough in place of its verification."""
    found = decision("MSOA-2025-12", "2030-12-31", save=True)

    assert {
        frozenset({step, "research-licence-ended"})
        for step in ("agi-declared", "agi-reached", "agi-verified")
    } == sets(found)


def test_an_assumption_takes_its_event_out_of_the_choice() -> None:
    """Taken that the amendment did not end it, the verification alone decides."""
    found = decision("MSOA-2025-12", "2030-12-31", research_licence_ended="never")

    assert {frozenset({"agi-verified"})} == sets(found)


@pytest.mark.parametrize(
    ("clause", "by", "save", "told"),
    [
        (
            "MSOA-2025-12",
            "2031-01-01",
            False,
            "It is not in force on 2031-01-01 in any case; nothing has to happen",
        ),
        (
            "MSOA-2025-12",
            "2031-01-01",
            True,
            "Nothing saves it: it is not in force on 2031-01-01 in any case",
        ),
        (
            "MSOA-2025-10",
            "2028-01-01",
            False,
            "Nothing ends it by 2028-01-01: it is in force then in any case",
        ),
        (
            "MSOA-2025-10",
            "2028-01-01",
            True,
            "It is in force on 2028-01-01 in any case; nothing has to stay away",
        ),
        ("MSOA-2025-11", "2028-01-01", False, "No event ends it by happening"),
        ("MSOA-2025-11", "2028-01-01", True, "No event saves it by staying away"),
        (
            "MSOA-2026-06",
            "2028-01-01",
            False,
            "It is not in force on 2028-01-01 if this happens by then, whatever else happens",
        ),
        (
            "MSOA-2025-17",
            "2028-01-01",
            True,
            "It is in force on 2028-01-01 if none of these happens by then",
        ),
    ],
)
def test_the_answer_is_a_plain_sentence(clause: str, by: str, save: bool, told: str) -> None:  # noqa: FBT001 (a row)
    """What the sets do, or why there are none."""
    found = decision(clause, by, save=save)

    assert sentence(graph().record, found, "en").startswith(told)


def test_assuming_a_set_ends_or_saves_as_said() -> None:
    """Every set of every clause, put into the scenario, has the effect that it promises."""
    record, tried = graph().record, 0
    for clause in record.clauses.values():
        for save in (False, True):
            found = graph().decision(clause.id, setting("2029-06-30"), save=save)
            for chosen in found.sets:
                date = None if save else stretch("2029-06-30")
                assumed = {member.event: date for member in chosen}
                at = graph().setting(on="2029-06-30", known=KNOWN)
                (answer,) = statuses(record, Setting(at.on, at.known, assumed), [clause])
                assert (answer.status is Status.IN_FORCE) if save else (answer.status in OUT)
                tried += 1

    assert tried >= len(record.clauses)


# ---- The command ------------------------------------------------------------------------


def run(*arguments: str) -> Result:
    """Run `pactgraph impact`."""
    known = [] if "--known" in arguments else ["--known", KNOWN]
    return CliRunner(env={"COLUMNS": "100"}).invoke(cli, ["impact", *arguments, *known])


def test_the_command_lists_clauses_by_effect_with_their_sources() -> None:
    """In a terminal: groups, for each clause what it is with the event and without, sources."""
    told = run("agi-verified", "--when", "2028-06-01").output

    assert "Impact of “AGI verified” on 2028-06-01, compared with never" in told
    assert "Ends 2 clauses" in told
    assert "MSOA-2025-12 “Licence to OpenAI's research IP”" in told
    assert "2028-06-01 through 2030-12-31: ended" in told
    assert "Source: OpenAI, 2025-10-28 [1]" in told
    assert "https://openai.com/index/next-chapter-of-microsoft-openai-partnership/" in told
    assert max(map(len, told.splitlines())) <= 100


def test_the_command_speaks_german() -> None:
    """Groups and sentences too."""
    told = run("agi-verified", "--when", "2028-06-01", "--lang", "de").output
    saved = run("--clause", "MSOA-2025-12", "--by", "2030", "--lang", "de").output

    assert "Wirkung von „AGI verifiziert“ am 2028-06-01, verglichen mit nie" in told
    assert "Beendet 2 Klauseln" in told
    assert "Sie ist am 2030-12-31 nicht in Kraft, wenn eines hiervon bis dahin eintritt" in saved


def test_json_nests_changes_and_sets() -> None:
    """As documented with `impact_object` and `decision_object`."""
    event = json.loads(run("agi-verified", "--when", "2028-06-01", "-f", "json").output)
    clause = json.loads(run("--clause", "MSOA-2025-12", "--by", "2030", "-f", "json").output)

    assert ["starts", "ends", "ends"] == [change["effect"] for change in event["changes"]]
    assert {"status": "ended", "depends_on": []} == event["changes"][1]["happens"]
    assert "2031-01-01T00:00:00Z" == event["changes"][1]["until"]
    assert [["agi-verified"], ["research-licence-ended"]] == [
        [member["event"] for member in chosen] for chosen in clause["sets"]
    ]
    assert ["agi-declared", "agi-reached"] == clause["sets"][0][0]["brings"]
    assert all(member["sources"] for chosen in clause["sets"] for member in chosen)


def test_a_day_narrows_the_question_to_it() -> None:
    """With --on only that day counts: in 2031 the research licence is over in any case."""
    told = json.loads(
        run("agi-verified", "--when", "2028-06-01", "--on", "2031-06-01", "-f", "json").output
    )

    assert "2031-06-01" == told["on"]
    assert ["MSOA-2025-11", "MSOA-2025-17"] == [change["clause"] for change in told["changes"]]


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_flat_formats_name_every_clause(form: str) -> None:
    """One row or item a clause."""
    told = run("MSOA-2026", "-f", form).output

    assert all(f"MSOA-2025-0{number}" in told for number in (5, 6, 7))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name either an EVENT, or a clause with --clause and --by"),
        (("agi-verified", "--clause", "MSOA-2025-12"), "name either an EVENT, or a clause"),
        (("--clause", "MSOA-2025-12"), "--clause needs the day by which it ends"),
        (("--clause", "MSOA-2025-12", "--by", "2030", "--when", "2029"), "give the day as --by"),
        (("agi-verified", "--save"), "--by and --save go with --clause"),
        (("--clause", "MSOA-2025", "--by", "2030"), "name one of its clauses: MSOA-2025-02"),
        (("--clause", "MSOA-2025-12", "--by", "soon"), "“soon” is not a date"),
    ],
)
def test_a_question_without_sense_is_refused(arguments: tuple[str, ...], message: str) -> None:
    """With a message that says what would be right."""
    error = run(*arguments).exception

    assert isinstance(error, BadInputError)
    assert message in str(error)
