"""The shipped story: every sentence of it holds in the setting it is told in."""

from functools import cache

import pytest

from pactgraph.asking.setting import Setting, unknown_agreements
from pactgraph.asking.status.answer import statuses
from pactgraph.graph import load
from pactgraph.kernel.timeline import stretch
from pactgraph.record import Record, Story, StoryStep
from pactgraph.terms import PREFIXES, local_name

LONGEST_HEADING = 60
LONGEST_TEXT = 300

# Position, day asked about, day known, what is assumed, the thing selected.
SETTINGS = [
    (1, "2019-07-22", "2019-07-22", {}, "MSOA-2019-02"),
    (2, "2023-01-23", "2023-01-23", {}, "MSOA-2023-03"),
    (3, "2025-01-21", "2025-01-21", {}, "MSOA-2025JAN-05"),
    (4, "2025-10-28", "2025-10-28", {}, "MSOA-2025-12"),
    (5, "2029-01-01", "2025-10-28", {}, "agi-verified"),
    (6, "2026-04-27", "2026-04-27", {}, "MSOA-2026-03"),
    (7, "2026-11-23", "2026-11-23", {}, "MSOA-2025-12"),
    (8, "2031-01-01", "2026-11-23", {"agi-verified": "2029-06-01"}, "MSOA-2025-11"),
]

# Position, clause, status, what it depends on: what the texts say, read sentence by sentence.
SAID = [
    (1, "MSOA-2019-01", "in force", ""),
    (1, "MSOA-2019-02", "in force", ""),
    (1, "MSOA-2019-03", "in force", ""),
    (1, "MSOA-2019-05", "in force", ""),
    (1, "MSOA-2019-06", "in force", ""),
    (2, "MSOA-2023-01", "in force", ""),
    (2, "MSOA-2023-03", "in force", ""),
    (2, "MSOA-2023-05", "in force", ""),
    (2, "MSOA-2023-12", "in force", ""),
    (3, "MSOA-2019-02", "ended", ""),
    (3, "MSOA-2023-03", "ended", ""),
    (3, "MSOA-2025JAN-01", "in force", ""),
    (3, "MSOA-2025JAN-02", "in force", ""),
    (3, "MSOA-2025JAN-05", "in force", ""),
    (4, "MSOA-2023-12", "ended", ""),
    (4, "MSOA-2025-09", "in force", ""),
    (4, "MSOA-2025-10", "in force", ""),
    (4, "MSOA-2025-12", "in force", ""),
    (4, "MSOA-2025-16", "in force", ""),
    (4, "MSOA-2025-19", "in force", ""),
    (4, "MSOA-2025JAN-05", "ended", ""),
    (5, "MSOA-2025-05", "depends", "agi-reached"),
    (5, "MSOA-2025-06", "depends", "agi-reached"),
    (5, "MSOA-2025-10", "in force", ""),
    (5, "MSOA-2025-12", "depends", "agi-verified"),
    (5, "MSOA-2025-18", "depends", "agi-verified"),
    (6, "MSOA-2025-05", "ended", ""),
    (6, "MSOA-2025-06", "ended", ""),
    (6, "MSOA-2025-18", "ended", ""),
    (6, "MSOA-2026-02", "in force", ""),
    (6, "MSOA-2026-03", "in force", ""),
    (6, "MSOA-2026-04", "in force", ""),
    (6, "MSOA-2026-06", "in force", ""),
    (7, "MSOA-2025-09", "depends", "panel-ended"),
    (7, "MSOA-2025-12", "depends", "research-licence-ended"),
    (7, "MSOA-2025-17", "depends", "compute-thresholds-ended"),
    (8, "MSOA-2025-10", "in force", ""),
    (8, "MSOA-2025-11", "in force", ""),
    (8, "MSOA-2025-12", "ended", ""),
    (8, "MSOA-2026-04", "in force", ""),
    (8, "MSOA-2026-06", "ended", ""),
    (8, "MSOA-2026-08", "in force", ""),
]

# Position, clause, a day in the same world, its status then: the ends that the texts name.
ENDS = [
    (3, "MSOA-2025JAN-01", "2030-12-31", "in force"),
    (3, "MSOA-2025JAN-01", "2031-01-01", "ended"),
    (4, "MSOA-2025-10", "2032-12-31", "in force"),
    (4, "MSOA-2025-10", "2033-01-01", "ended"),
    (4, "MSOA-2025-12", "2031-01-01", "ended"),
    (6, "MSOA-2026-04", "2032-12-31", "in force"),
    (6, "MSOA-2026-04", "2033-01-01", "ended"),
    (6, "MSOA-2026-06", "2030-12-31", "depends"),
    (6, "MSOA-2026-06", "2031-01-01", "ended"),
    (8, "MSOA-2025-10", "2032-12-31", "in force"),
    (8, "MSOA-2025-11", "2032-12-31", "in force"),
    (8, "MSOA-2025-12", "2029-06-01", "ended"),
]


@cache
def record() -> Record:
    """Return the record that ships."""
    return load().record


def story() -> Story:
    """Return the one story that ships."""
    (only,) = record().stories.values()
    return only


def setting(step: StoryStep, on: str = "") -> Setting:
    """Return the setting of a step, on another day if one is given."""
    assert step.known
    return Setting(stretch(on) if on else step.on, step.known, step.assumed)


def answer(step: StoryStep, clause: str, on: str = "") -> tuple[str, str]:
    """Return the status of a clause in a step, and the ids of what it depends on."""
    clauses = [record().clauses[PREFIXES[""] + clause]]
    (found,) = statuses(record(), setting(step, on), clauses)
    return found.status.value, " ".join(map(local_name, found.depends_on))


def test_the_story_is_told_in_eight_steps_in_two_languages() -> None:
    """Title, headings and texts come in English and German, as short as a caption is."""
    told = story()
    headings = [told.label, *(step.label for step in told.steps)]
    texts = [told.text, *(step.text for step in told.steps)]

    assert "partnership-rewritten" == told.id
    assert [f"partnership-rewritten-{n}" for n in range(1, 9)] == [s.id for s in told.steps]
    assert all({"en", "de"} == set(text.by_language) for text in (*headings, *texts))
    assert LONGEST_HEADING >= max(len(t) for h in headings for t in h.by_language.values())
    assert LONGEST_TEXT >= max(len(t) for text in texts for t in text.by_language.values())


@pytest.mark.parametrize(("position", "on", "known", "assumed", "selected"), SETTINGS)
def test_each_step_has_its_setting(
    position: int, on: str, known: str, assumed: dict[str, str], selected: str
) -> None:
    """Day, day known, assumptions and the thing selected are as planned."""
    step = story().steps[position - 1]

    assert step.known
    assert (on, known) == (step.on.text, step.known.text)
    assert assumed == {local_name(e): d.text if d else "never" for e, d in step.assumed.items()}
    assert selected == local_name(step.selects)
    assert step.view in {"opened", "timeline"}


@pytest.mark.parametrize("position", range(1, 9))
def test_what_a_step_shows_is_there_and_known(position: int) -> None:
    """Each thing shown is in the record, and in what was known; each source can be looked up."""
    step = story().steps[position - 1]
    things = (record().clauses, record().agreements, record().events, record().parties)
    hidden = unknown_agreements(record(), setting(step))
    clauses = [record().clauses[iri] for iri in step.shows if iri in record().clauses]

    assert [] == [iri for iri in step.shows if not any(iri in kind for kind in things)]
    assert step.selects in step.shows
    assert [] == [clause.id for clause in clauses if clause.agreement in hidden]
    assert step.sources
    assert [] == [source for source in step.sources if source not in record().sources]


@pytest.mark.parametrize(("position", "clause", "status", "depends_on"), SAID)
def test_what_a_step_says_holds_in_its_setting(
    position: int, clause: str, status: str, depends_on: str
) -> None:
    """The clauses that a text speaks of have the status that it gives them."""
    step = story().steps[position - 1]

    assert (status, depends_on) == answer(step, clause)
    assert PREFIXES[""] + clause in step.shows


@pytest.mark.parametrize("position", range(1, 9))
def test_no_clause_is_shown_without_being_checked(position: int) -> None:
    """Each clause that a step shows has a status in the table above."""
    shown = {
        local_name(iri) for iri in story().steps[position - 1].shows if iri in record().clauses
    }

    assert {clause for number, clause, *_ in SAID if number == position} == shown


@pytest.mark.parametrize(("position", "clause", "on", "status"), ENDS)
def test_the_ends_that_a_step_names_are_right(
    position: int, clause: str, on: str, status: str
) -> None:
    """What a text says about later days holds on those days, as known in the step."""
    assert status == answer(story().steps[position - 1], clause, on)[0]


@pytest.mark.parametrize(
    ("provision", "billions"), [("MSOA-2019-01", 1), ("MSOA-2023-02", 10), ("MSOA-2025-19", 250)]
)
def test_the_sums_named_are_those_of_the_record(provision: str, billions: int) -> None:
    """1, about 10 and 250 billion dollars are the amounts that the sources give."""
    provisions = {**record().clauses, **record().statements}
    (amount,) = provisions[PREFIXES[""] + provision].amounts

    assert "USD" == amount.currency
    assert billions * 10**9 == amount.value


@pytest.mark.parametrize("clause", ["MSOA-2025-05", "MSOA-2025-06", "MSOA-2026-06"])
def test_what_is_said_not_to_be_public_is_recorded_so(clause: str) -> None:
    """Which step of AGI counts, and the height of the cap, are undisclosed in the record."""
    assert record().clauses[PREFIXES[""] + clause].undisclosed
