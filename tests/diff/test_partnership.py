"""What changed in the partnership: its versions, as the shipped facts have them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from pactgraph.asking.diff.data import json_object
from pactgraph.asking.diff.values import values_in_words
from pactgraph.asking.diff.versions import AgreementDiff
from pactgraph.errors import BadInputError, NotFoundError
from pactgraph.graph import PactGraph, load
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from pactgraph.record import Clause

KNOWN = "2026-11-23"


@cache
def graph() -> PactGraph:
    """Return the shipped facts."""
    return load()


@cache
def compared(first: str, second: str, known: str = KNOWN) -> AgreementDiff:
    """Return what differs between two versions."""
    found = graph().diff(first, second, graph().setting(on=known, known=known))
    assert isinstance(found, AgreementDiff)
    return found


def changed(diff: AgreementDiff, old: str, new: str) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """Return the changes from one clause to another: word, both sides, by which provisions."""
    (pair,) = (p for p in diff.changed if (p.old.clause.id, p.new.clause.id) == (old, new))
    return {
        (
            change.change.value,
            values_in_words(change.before, graph().record, "en"),
            values_in_words(change.after, graph().record, "en"),
            tuple(map(local_name, change.by)),
        )
        for change in pair.changes
    }


def gained(diff: AgreementDiff) -> dict[str, str]:
    """Return the word for every clause gained, by its id."""
    return {each.reading.clause.id: each.change.value for each in diff.gained}


def lost(diff: AgreementDiff) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the word for every clause lost, and by which provisions, by its id."""
    return {
        each.reading.clause.id: (each.change.value, tuple(map(local_name, each.by)))
        for each in diff.lost
    }


# ---- January 2025 to October 2025 -------------------------------------------------------

OCTOBER = ("MSOA-2025JAN", "MSOA-2025")


def test_the_right_of_first_refusal_is_lost_in_october_2025() -> None:
    """The statement that ends it is named, with the day."""
    assert ("lost", ("MSOA-2025-20",)) == lost(compared(*OCTOBER))["MSOA-2025JAN-05"]
    (loss,) = (
        e for e in compared(*OCTOBER).lost if e.reading.clause.kind == "right-of-first-refusal"
    )
    assert loss.end
    assert "2025-10-28" == loss.end.at.date().isoformat()


@pytest.mark.parametrize("old", ["MSOA-2025JAN-01", "MSOA-2023-05"])
def test_the_model_licence_ends_in_2032_and_no_longer_in_2030(old: str) -> None:
    """The end of the right to models and products moves by two years."""
    end = ("end-moved", "until the end of 2030", "until the end of 2032", ())

    assert end in changed(compared(*OCTOBER), old, "MSOA-2025-10")


def test_the_model_licence_reaches_past_agi() -> None:
    """AGI is no longer left out; access until its declaration gives way to a right after it."""
    diff = compared(*OCTOBER)

    past = ("scope-widened", "AGI left out", "", ())
    assert past in changed(diff, "MSOA-2023-05", "MSOA-2025-10")
    assert "MSOA-2023-10" in lost(diff)
    assert "gained" == gained(diff)["MSOA-2025-11"]


def test_panel_and_azure_commitment_are_gained() -> None:
    """The commitment of January stands on beside the new one."""
    diff = compared(*OCTOBER)

    assert "gained" == gained(diff)["MSOA-2025-09"]
    assert "gained" == gained(diff)["MSOA-2025-19"]
    (azure,) = (each for each in diff.gained if each.reading.clause.id == "MSOA-2025-19")
    assert ["MSOA-2025JAN-04"] == [clause.id for clause in azure.beside]


def test_consumer_hardware_is_excluded() -> None:
    """The exclusion is gained, and it is taken out of the licence to models and products."""
    diff = compared(*OCTOBER)

    excluded = ("exclusion-added", "", "OpenAI's consumer hardware", ("MSOA-2025-14",))
    assert "exclusion-added" == gained(diff)["MSOA-2025-14"]
    assert excluded in changed(diff, "MSOA-2025JAN-01", "MSOA-2025-10")
    assert excluded in changed(diff, "MSOA-2023-05", "MSOA-2025-10")


def test_both_sides_gain_freedoms() -> None:
    """OpenAI gains four, Microsoft one; the ban that stood against that one is lost."""
    diff = compared(*OCTOBER)

    freedoms: dict[str, set[str]] = {}
    for each in diff.gained:
        if each.change == "freedom-gained":
            (holder,) = map(local_name, each.reading.clause.holders)
            freedoms.setdefault(holder, set()).add(each.reading.clause.id)
    assert {"MSOA-2025-16"} == freedoms["microsoft"]
    openai = {"MSOA-2025-08", "MSOA-2025-15", "MSOA-2025-21", "MSOA-2025-22"}
    assert openai == freedoms["openai"]
    assert ("lost", ("MSOA-2025-16",)) == lost(diff)["MSOA-2023-12"]


def test_the_revenue_share_becomes_one_way_until_agi_is_verified() -> None:
    """Of the two shares Microsoft's goes on; the other stands in an older clause."""
    diff = compared(*OCTOBER)

    assert {
        ("end-moved", "until the end of 2030", "until “AGI verified”", ()),
        ("holder-changed", "Microsoft; OpenAI", "Microsoft", ()),
        ("ower-changed", "Microsoft; OpenAI", "OpenAI", ()),
    } <= changed(diff, "MSOA-2025JAN-03", "MSOA-2025-18")
    assert "MSOA-2023-08" in {kept.clause.id for kept in diff.kept}


# ---- October 2025 to April 2026 ---------------------------------------------------------

APRIL = ("MSOA-2025", "MSOA-2026")


def test_the_azure_exclusivities_are_dropped_in_april_2026() -> None:
    """Those of October 2025 are lost, those of February 2026 came and went, by one clause."""
    diff = compared(*APRIL)

    dropped = ("exclusivity-dropped", ("MSOA-2026-03",))
    assert (dropped, dropped) == (lost(diff)["MSOA-2025-06"], lost(diff)["MSOA-2025-07"])
    assert ["MSOA-2026FEB-04", "MSOA-2026FEB-05"] == [p.reading.clause.id for p in diff.passed]
    assert {"came-and-went"} == {p.change for p in diff.passed}


def test_any_cloud_is_gained() -> None:
    """OpenAI may serve all of its products on any cloud."""
    assert "freedom-gained" == gained(compared(*APRIL))["MSOA-2026-03"]


def test_the_revenue_share_ends_in_2030_and_gets_a_cap_of_undisclosed_size() -> None:
    """What the press says of the cap stands beside what is not public, with its certainty."""
    found = changed(compared(*APRIL), "MSOA-2025-18", "MSOA-2026-06")

    moved = "until the earlier of “cap on the revenue share reached” and the end of 2030"
    cap = (
        "“cap on the revenue share reached”; stated: USD 38 billion (press);"
        " not public: the percentage and the height of the cap"
    )
    assert ("end-moved", "until “AGI verified”", moved, ()) in found
    assert ("cap-added", "", cap, ("MSOA-2026-07",)) in found


def test_the_licence_is_no_longer_exclusive_nor_bound_to_agi() -> None:
    """The exclusive licence until AGI gives way to one that lasts through 2032."""
    found = changed(compared(*APRIL), "MSOA-2025-05", "MSOA-2026-04")

    assert "end-moved" in {change for change, *_ in found}
    assert "scope-narrowed" in {change for change, *_ in found}


def test_what_the_amendment_is_silent_about_is_listed_as_not_stated() -> None:
    """Panel, research licence and compute thresholds are neither kept nor lost."""
    diff = compared(*APRIL)

    silent = {s.reading.clause.id: tuple(map(local_name, s.events)) for s in diff.silent}
    assert {
        "MSOA-2025-09": ("panel-ended",),
        "MSOA-2025-09-declaration": ("panel-ended",),
        "MSOA-2025-09-panel": ("panel-ended",),
        "MSOA-2025-12": ("research-licence-ended",),
        "MSOA-2025-17": ("compute-thresholds-ended",),
    } == silent
    assert not silent.keys() & ({kept.clause.id for kept in diff.kept} | lost(diff).keys())


def test_what_came_in_between_and_is_not_stated_is_not_gained() -> None:
    """From January 2025 to April 2026 nobody can say that the panel was gained."""
    diff = compared("MSOA-2025JAN", "MSOA-2026")

    silent = {each.reading.clause.id for each in diff.silent}
    procedure = {"MSOA-2025-09", "MSOA-2025-09-declaration", "MSOA-2025-09-panel"}
    assert {*procedure, "MSOA-2023-11", "MSOA-2025-12", "MSOA-2025-17"} == silent
    assert not silent & gained(diff).keys()


def test_an_assumption_that_settles_the_silence_settles_the_difference() -> None:
    """If the amendment ended the research licence, it is lost; if not, it is kept."""
    for date, group in (("2026-04-27", "lost"), ("never", "kept")):
        assume = {"research-licence-ended": date}
        setting = graph().setting(on=KNOWN, known=KNOWN, assume=assume)
        diff = graph().diff(*APRIL, setting)
        assert isinstance(diff, AgreementDiff)
        found = {
            "lost": lost(diff).keys(),
            "kept": {kept.clause.id for kept in diff.kept},
        }
        assert "MSOA-2025-12" in found[group]


# ---- All versions -----------------------------------------------------------------------

VERSIONS = ["MSOA-2019", "MSOA-2020", "MSOA-2021", "MSOA-2023", "MSOA-2024", "MSOA-2025JAN"]
VERSIONS += ["MSOA-2025SEP", "MSOA-2025", "MSOA-2026FEB", "MSOA-2026"]
PAIRS = [(a, b) for at, a in enumerate(VERSIONS) for b in VERSIONS[at + 1 :]]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_every_clause_up_to_the_second_version_is_told(first: str, second: str) -> None:
    """What the first version had is in exactly one group; what is new is in one, too."""
    diff = compared(first, second)
    clauses = graph().record.clauses.values()

    old = {p.old.clause.id for p in diff.changed}
    groups = [lost(diff), old, {k.clause.id for k in diff.kept}]
    silent = {each.reading.clause.id for each in diff.silent}
    stood = {c.id for c in clauses if _by(c.agreement, first) and not _ended_by(c, first)}
    told = [name for group in (*groups, silent) for name in group if name in stood]
    assert stood == set(told)
    assert len(told) == len(stood)

    new = {c.id for c in clauses if _by(c.agreement, second) and not _by(c.agreement, first)}
    come = {p.new.clause.id for p in diff.changed}
    again = {local_name(iri) for kept in diff.kept for iri in kept.restated}
    passed = {each.reading.clause.id for each in diff.passed}
    chained = {c.id for c in clauses if c.id in new and _ended_by(c, second)}
    said_again = {c.id for c in clauses if c.id in new and c.confirms}
    told_new = gained(diff).keys() | come | again | passed | silent
    assert new <= told_new | chained | said_again
    assert not gained(diff).keys() & (stood | passed | silent)


def _by(agreement: str, version: str) -> bool:
    """Return whether an agreement of the series took effect by the time that `version` did."""
    agreements = graph().record.agreements
    one = agreements[agreement]
    (other,) = (each for each in agreements.values() if each.id == version)
    return one.series == other.series and one.effective.start <= other.effective.start


def _ended_by(clause: Clause, version: str) -> bool:
    """Return whether some agreement or event up to `version` ended the clause."""
    agreements, happenings = graph().record.agreements, graph().record.happenings
    (other,) = (each for each in agreements.values() if each.id == version)
    return any(
        _by(event, version)
        if event in agreements
        else (occurred := happenings[event].occurred) and occurred.start <= other.effective.start
        for event in clause.ended_by
    )


def test_a_clause_that_never_held_is_lost_all_the_same() -> None:
    """If the right that hangs on sufficient AGI went in October 2025, it never held."""
    assume = {"sufficient-agi-clause-ended": "2025-10-28"}
    setting = graph().setting(on=KNOWN, known=KNOWN, assume=assume)
    diff = graph().diff(*OCTOBER, setting)
    assert isinstance(diff, AgreementDiff)
    (loss,) = (e for e in diff.lost if e.reading.clause.id == "MSOA-2023-11")

    assert loss.end
    assert ("2025-10-28", "not yet", "never") == (
        loss.end.at.date().isoformat(),
        loss.end.before.status,
        loss.end.after.status,
    )
    turns = [(c.turn, local_name(c.event)) for c in loss.end.because]
    assert [("happens", "sufficient-agi-clause-ended")] == turns


@pytest.mark.parametrize("second", VERSIONS[1:])
def test_the_flips_are_the_days_on_which_the_status_changes(second: str) -> None:
    """On the day of a flip the status is the one that it leads to, on the day before it is not."""
    diff = compared("MSOA-2019", second)
    for iri, flips in diff.flips.items():
        for flip in flips:
            day = flip.at.date().isoformat()
            setting = graph().setting(on=day, known=KNOWN)
            (answer,) = graph().status(setting, [local_name(iri)])
            assert (flip.after.status, flip.after.depends_on) == (
                answer.status,
                frozenset(answer.depends_on),
            )


def test_json_names_every_change_with_a_word() -> None:
    """Groups and words are those of the documentation; every clause comes with its sources."""
    found = json_object(compared(*APRIL), "en")

    groups = ["gained", "lost", "changed", "not_stated", "came_and_went", "unchanged"]
    assert ["compared", "first", "second", "series", *groups] == list(found)
    listed = found["lost"]
    assert isinstance(listed, list)
    (row,) = (each for each in listed if each["clause"]["clause"] == "MSOA-2025-06")
    assert ["change", "clause", "as_agreed", "flips", "ended", "by"] == list(row)
    assert "exclusivity-dropped" == row["change"]
    assert (
        "in force from 2025-10-28 (MSOA-2025) until “AGI, step not specified”"
        == (row["as_agreed"])
    )
    assert row["clause"]["sources"]
    assert {
        "at": "2026-04-27",
        "before": {"status": "in force", "depends_on": []},
        "after": {"status": "ended", "depends_on": []},
        "because": [{"turn": "happens", "event": "MSOA-2026"}],
    } == row["ended"]


# ---- Refusals ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "known", "message"),
    [
        ("MSOA-2026", "MSOA-2025", KNOWN, "MSOA-2026 took effect after MSOA-2025 did"),
        ("MSOA-2025", "MSOA-2025", KNOWN, "both sides are MSOA-2025; name two agreements"),
        ("MSOA-2025", "MSOA-2026", "2026-03-01", "MSOA-2026 was not yet known on 2026-03-01"),
    ],
)
def test_two_versions_that_cannot_be_compared(
    first: str, second: str, known: str, message: str
) -> None:
    """The refusal says which of the two, and what would be right."""
    with pytest.raises(BadInputError, match=message):
        compared(first, second, known)


def test_an_agreement_assumed_away_cannot_be_compared() -> None:
    """A version that never takes effect has no clauses to compare."""
    setting = graph().setting(on=KNOWN, known=KNOWN, assume={"MSOA-2026": "never"})

    with pytest.raises(BadInputError, match="MSOA-2026 is assumed never to take effect"):
        graph().diff(*APRIL, setting)


def test_an_unknown_agreement_is_refused_with_a_proposal() -> None:
    """A name that names nothing is no agreement."""
    with pytest.raises(NotFoundError, match="there is no agreement “MSOA-2052”; did you mean"):
        compared("MSOA-2052", "MSOA-2026")
