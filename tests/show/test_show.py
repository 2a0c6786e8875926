"""All about one thing: what is told, and that it agrees with the other ways of asking."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from entry import completed
from pactgraph.asking.show import Coming, Dealing, Money, Secret, show, show_object, show_outline
from pactgraph.asking.show.phrases import HEADINGS
from pactgraph.asking.status.answer import statuses
from pactgraph.errors import NotFoundError
from pactgraph.graph import PactGraph, load
from pactgraph.messages import LANGUAGES

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.telling.outlines import Outline

VALID = (Path(__file__).parents[1] / "check" / "valid.ttl").read_text(encoding="utf-8")
HOSTILE = "x\t[bold]{{7*7}}\"'|`=cmd() %s\n- no"
KNOWN = "2026-11-27"


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def printed(*arguments: str) -> str:
    """Return what `pactgraph show` prints in 100 columns."""
    run = completed("show", *arguments, "--known", KNOWN, columns=100)
    assert 0 == run.returncode, run.stderr
    return run.stdout


def as_object(name: str, on: str = KNOWN, language: Language = "en") -> dict[str, Any]:
    """Return what `pactgraph show` says as JSON."""
    written: dict[str, Any] = json.loads(
        printed(name, "--on", on, "--lang", language, "--format", "json")
    )
    return written


def lines(outline: Outline) -> list[str]:
    """Return all lines of an outline, the outermost first."""
    return [outline.text, *(line for part in outline.parts for line in lines(part))]


def told(name: str, on: str = KNOWN, language: Language = "en") -> list[str]:
    """Return the lines that are told of a thing of the shipped record."""
    setting = graph().setting(on=on, known=KNOWN)
    return lines(show_outline(graph().record, graph().show(name, setting), language))


def ids(name: str, section: str, on: str = KNOWN) -> list[str]:
    """Return the ids of what stands in one section."""
    return [item["id"] for item in as_object(name, on)["sections"].get(section, [])]


# ---- A party ----------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["2020-01-01", "2026-11-27", "2031-01-01"])
@pytest.mark.parametrize("party", ["microsoft", "openai", "openai-foundation"])
def test_the_clauses_of_a_party_are_those_of_status_and_stand_as_there(
    party: str, on: str
) -> None:
    """Each stands in one of three groups, with the status that `status --party` gives."""
    setting = graph().setting(on=on, known=KNOWN)
    expected = {a.clause.id: a for a in graph().status(setting, party=party)}
    sections = {s.name: s.items for s in graph().show(party, setting).sections}
    found = [
        item.answer
        for name in ("holds", "owes", "both")
        for item in sections.get(name, ())
        if isinstance(item, Dealing)
    ]

    assert len(found) == len(expected)
    assert {answer.clause.id: answer for answer in found} == expected


@pytest.mark.parametrize(
    ("on", "language", "expected"),
    [
        (
            "2026-11-27",
            "en",
            [
                "Holds: in force (12)",
                (
                    "MSOA-2026-06 “Microsoft's capped share of OpenAI's revenue” ← OpenAI; until"
                    " the earlier of “cap on the revenue share reached” and the end of 2030"
                ),
                (
                    "MSOA-2019-04 “Joint work on a supercomputing platform in Azure”; Microsoft,"
                    " OpenAI; no end stated; last confirmed 2019-07-22"
                ),
                (
                    "2030-12-31: last day of “Licence to OpenAI's research IP”; “Microsoft's"
                    " capped share of OpenAI's revenue”"
                ),
                "“AGI verified”: ends “Licence to OpenAI's research IP”",
                (
                    "USD 250 billion, OpenAI → Microsoft; MSOA-2025-19 “OpenAI's additional"
                    " purchase of Azure services”; in force; from 2025-10-28 (MSOA-2025)"
                ),
            ],
        ),
        (
            "2026-11-27",
            "de",
            [
                "Hält: in Kraft (12)",
                "Schuldet oder gewährt: hängt ab (4)",
                "„AGI verifiziert“: Ende von „Lizenz an OpenAIs Forschungs-IP“",
                (
                    "etwa 25 %, Inhaber: Microsoft; MSOA-2026-08 „Microsoft bleibt Großaktionär"
                    " von OpenAI“; in Kraft; ab 2026-04-27 (MSOA-2026)"
                ),
                "Microsofts gedeckelter Anteil an OpenAIs Umsatz: der Prozentsatz und",
            ],
        ),
        (
            "2031-01-01",
            "en",
            [
                "Holds: in force (11)",
                "Microsoft's capped share of OpenAI's revenue (MSOA-2026-06, through 2030-12-31)",
                "MSOA-2025-11 “Models made after AGI, under safety guardrails” ← OpenAI; depends",
                "2032-12-31: last day of “Licence to the IP in OpenAI's models and products”",
            ],
        ),
        (
            "2031-01-01",
            "de",
            [
                "Hält: in Kraft (11)",
                "Lizenz an OpenAIs Forschungs-IP (MSOA-2025-12, bis 2030-12-31)",
                "2032-12-31: letzter Tag von „Lizenz für die IP an OpenAIs Modellen und",
                "Die Daten reichen bis 2026-10-10",
            ],
        ),
    ],
)
def test_what_is_told_of_microsoft(on: str, language: Language, expected: list[str]) -> None:
    """What it holds and owes, its money and what comes next, on two days in two languages."""
    text = told("microsoft", on, language)

    assert [] == [part for part in expected if not any(part in line for line in text)]


def test_what_is_past_is_no_longer_to_come() -> None:
    """On the first day of 2031 nothing ends in 2030 any more."""
    assert not any(
        line.startswith("2030-12-31: last day") for line in told("microsoft", "2031-01-01")
    )


@pytest.mark.parametrize("on", ["2026-11-27", "2031-01-01"])
def test_whatever_a_status_depends_on_is_to_come(on: str) -> None:
    """Each event that `status` names stands under what comes next, with its clause."""
    setting = graph().setting(on=on, known=KNOWN)
    shown = graph().show("microsoft", setting)
    coming = {
        (item.event, clause.iri)
        for section in shown.sections
        for item in section.items
        if isinstance(item, Coming)
        for clause in (*item.starts, *item.ends)
    }
    hanging = {
        (event, answer.clause.iri)
        for answer in graph().status(setting, party="microsoft")
        for event in answer.depends_on
    }

    assert hanging
    assert set() == hanging - coming


def test_what_is_told_of_the_foundation() -> None:
    """Its stake in share and sum, its warrant, its rights, and what it can bring about."""
    found = as_object("openai-foundation")["sections"]

    assert {"OAFR-02", "OAFR-04", "OAFR-05"} <= {item["id"] for item in found["holds"]}
    assert {("26", "percent", ""), ("130000000000", "", "USD")} <= {
        (item["value"], item["unit"], item["currency"])
        for item in found["money"]
        if item["id"] == "OAFR-02"
    }
    assert {"openai-foundation"} == {
        party for item in found["money"] if item["id"] == "OAFR-02" for party in item["receiver"]
    }
    assert ["restructuring-complete"] == [item["id"] for item in found["brings about"]]
    coming = {item["event"]: item["starts"] for item in found["coming"]}
    assert ["OAFR-04"] == coming["openai-share-price-tenfold"]


def test_a_party_stands_for_its_parts() -> None:
    """What a part signed, and what it can bring about, is told of the whole too."""
    found = as_object("openai")["sections"]

    assert "OAFR" in [item["id"] for item in found["agreements"]]
    assert "openai-ipo" in [item["id"] for item in found["brings about"]]
    assert "openai" not in [item["id"] for item in found["parts"]]


def test_whoever_is_only_named_is_told_of_too() -> None:
    """A party that holds and owes nothing, but that a limit of a clause names."""
    record = graph().record
    named = {
        value.iri: clause.id
        for clause in record.clauses.values()
        for limit in clause.scope
        for value in limit.values
        if value.iri in record.parties
    }

    assert named
    assert [] == [p for p, clause in named.items() if clause not in ids(p, "named in")]


def test_money_has_the_payers_and_receivers_of_the_question_amounts() -> None:
    """For each sum of a duty, of a statement about one, and of a stake."""
    setting = graph().setting(on=KNOWN, known=KNOWN)
    rows = json.loads(graph().query("amounts", {"party": "microsoft"}).json)["results"]["bindings"]
    asked = {
        tuple(row[key]["value"].rsplit("/")[-1] if key in row else "" for key in keys)
        for row in rows
        for keys in [("provision", "payer", "receiver")]
    }
    shown = {
        (
            item.provision.id,
            "".join(iri.rsplit("/")[-1] for iri in item.payers),
            "".join(iri.rsplit("/")[-1] for iri in item.receivers),
        )
        for section in graph().show("microsoft", setting).sections
        for item in section.items
        if isinstance(item, Money)
    }

    assert 10 < len(asked)
    assert set() == asked - shown


# ---- Events, agreements, clauses, assets --------------------------------------------------


def test_what_is_told_of_an_event() -> None:
    """What it means, through when it had not happened, who brings it about, what hangs on it."""
    text = told("AGI verified")

    assert "“AGI verified” had not happened by 2026-09-27" in "\n".join(text)
    assert "Who (together) brings it about: independent expert panel" in text
    assert ["MSOA-2025-12", "MSOA-2025-18"] == ids("agi-verified", "ends")
    assert ["agi-declared", "agi-reached"] == ids("agi-verified", "never before")
    assert any(
        line.startswith("Klauseln, deren Ende") for line in told("agi-verified", language="de")
    )


@pytest.mark.many
def test_what_an_event_is_told_to_end_the_question_tells_too() -> None:
    """Clauses that hang on the event are those of `clauses-hanging-on-event`, whichever event."""
    for event in graph().record.events.values():
        rows = graph().query("clauses-hanging-on-event", {"event": event.iri})
        place = rows.columns.index("clause")
        asked = {row[place].value for row in rows.rows if row[place] is not None}
        setting = graph().setting(on=KNOWN, known=KNOWN)
        shown = {
            item.answer.clause.iri
            for section in graph().show(event.iri, setting).sections
            if section.name in {"starts", "ends"}
            for item in section.items
            if isinstance(item, Dealing)
        }
        assert shown <= asked, event.id


def test_what_is_told_of_an_agreement() -> None:
    """Its parties, versions, clauses by status, what it ended and replaced, what is secret."""
    found = as_object("MSOA-2026")["sections"]

    assert ["microsoft", "openai"] == [item["id"] for item in found["parties"]]
    assert "MSOA-2025" in ids("MSOA-2026", "before")
    assert "after" not in found
    assert ["MSOA-2026", "MSOA-2026FEB"] == sorted(ids("MSOA-2025", "after"))
    assert {"MSOA-2023-08"} <= {item["id"] for item in found["ended"]}
    assert {"MSOA-2025-05", "MSOA-2025-18"} == {item["id"] for item in found["replaced"]}
    assert "the contract itself, and which OpenAI company signed it" in [
        item["text"] for item in found["undisclosed"]
    ]
    assert any(line == "Clauses: in force (5)" for line in told("MSOA-2026"))


def test_an_agreement_that_was_not_known_says_so() -> None:
    """Asked of a day before it was published."""
    record = graph().record
    setting = graph().setting(on="2026-01-01", known="2026-01-01")
    early = show_object(record, graph().show("MSOA-2026", setting), "en")
    party = show_object(record, graph().show("microsoft", setting), "en")

    assert ["2026-04-27"] == [item["text"] for item in early["sections"]["not yet known"]]  # type: ignore[index]
    assert "MSOA-2026" not in json.dumps(party)


def test_what_is_told_of_a_clause() -> None:
    """Status with reasons, formula, parties, exceptions, what ends it, last confirmation."""
    text = told("MSOA-2025-12")

    assert any(
        line.startswith("On 2026-11-27, as known on 2026-11-27: depends on “the 2026 amendment")
        for line in text
    )
    assert "Last confirmed: 2025-10-28 [3]" in text
    assert "Held by: Microsoft" in text
    assert ["MSOA-2025-13", "MSOA-2025-14"] == ids("MSOA-2025-12", "exceptions")
    assert ["research-licence-ended"] == ids("MSOA-2025-12", "ended by")
    assert ["MSOA-2026-06"] == ids("MSOA-2025-18", "replaced by")
    assert "2030-12-31: letzter Tag von dieser Klausel" in told("MSOA-2025-12", language="de")


def test_what_is_told_of_an_asset() -> None:
    """Its wholes and parts, what it leaves out, the clauses about it and about its wholes."""
    found = as_object("research-ip")["sections"]

    assert ["openai-ip"] == [item["id"] for item in found["part of"]]
    assert "model-weights" in [item["id"] for item in found["excludes"]]
    assert ["MSOA-2025-12"] == [item["id"] for item in found["clauses"]]
    assert ["MSOA-2025-05", "MSOA-2025JAN-01"] == [item["id"] for item in found["of wholes"]]
    assert "research-ip" in ids("model-weights", "left out of")


def test_an_assumed_event_is_a_date_ahead() -> None:
    """What it ends is told with the day that is assumed."""
    asked = ("MSOA-2025-12", "--on", KNOWN, "--assume", "research-licence-ended=never")
    text = printed(*asked, "--assume", "agi-verified=2028-06-01")

    assert "on 2028-06-01: “AGI verified”: ends this clause" in text


def test_dates_ahead_are_in_order() -> None:
    """December comes after March, and what has no date last."""
    assumed = ("--assume", "agi-verified=2028-12-01", "--assume", "openai-ipo=2028-03-01")
    cap = ("--assume", "revenue-share-cap-reached=2028-03-02")
    text = printed("microsoft", "--on", KNOWN, *assumed, *cap, "--format", "json")
    dates = [item["at"] for item in json.loads(text)["sections"]["coming"]]
    known = [at for at in dates if at]

    assert {"2028-03-02T00:00:00Z", "2028-12-01T00:00:00Z"} <= set(known)
    assert sorted(known) == known == dates[: len(known)]


def test_a_month_that_is_assumed_is_told_as_such() -> None:
    """The first and the last day on which the event can happen."""
    asked = ("MSOA-2026-06", "--on", KNOWN, "--assume", "revenue-share-cap-reached=2028-03")
    found = json.loads(printed(*asked, "--format", "json"))["sections"]["coming"]
    line = "at some time from 2028-03-01 through 2028-03-31: “cap on the revenue share reached”"

    assert ["2028-03-01T00:00:00Z"] == [item["at"] for item in found]
    assert line in " ".join(printed(*asked).replace("│", " ").split())


# ---- Everything, in every form ------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_shown(language: Language) -> None:
    """Every thing of the shipped record has an outline and an object, and something to tell."""
    record = graph().record
    setting = graph().setting(on=KNOWN, known=KNOWN)
    for thing in (*record.things(), *record.kinds.values()):
        found = show(record, thing, setting)
        assert thing.id in lines(show_outline(record, found, language))[0]
        assert json.dumps(show_object(record, found, language))
        assert all(section.items for section in found.sections)


def test_what_comes_next_is_what_changes_a_status() -> None:
    """A clause with a fixed date ahead has another status, or hangs on less, right after it."""
    record = graph().record
    setting = graph().setting(on=KNOWN, known=KNOWN)
    dates = 0
    for clause in record.clauses.values():
        for section in show(record, clause, setting).sections:
            for item in section.items:
                if isinstance(item, Coming) and item.at:
                    dates += 1
                    later = graph().setting(on=item.at.date().isoformat(), known=KNOWN)
                    (before,) = statuses(record, setting, [clause])
                    (after,) = statuses(record, later, [clause])
                    changed = (before.status, before.depends_on) != (
                        after.status,
                        after.depends_on,
                    )
                    assert changed or after.duty != before.duty, clause.id

    assert 3 < dates


def test_secrets_are_all_told() -> None:
    """What is not public of any clause stands on the page of its agreement."""
    setting = graph().setting(on=KNOWN, known=KNOWN)
    for agreement in graph().record.agreements.values():
        sections = graph().show(agreement.iri, setting).sections
        shown = [item.text for s in sections for item in s.items if isinstance(item, Secret)]
        clauses = (graph().record.clauses[iri] for iri in agreement.clauses)
        assert {id(t) for c in clauses for t in c.undisclosed} <= {id(text) for text in shown}


def test_names_that_are_none_or_several_are_refused_with_proposals() -> None:
    """As everywhere else."""
    setting = graph().setting(on=KNOWN, known=KNOWN)

    with pytest.raises(NotFoundError, match="did you mean microsoft"):
        graph().show("microsft", setting)
    with pytest.raises(NotFoundError, match="several things are called “AGI v"):
        graph().show("AGI v", setting)
    run = completed("show", "microsft")
    assert 2 == run.returncode
    assert "did you mean microsoft" in run.stderr


def test_json_has_the_keys_that_are_documented() -> None:
    """Of clauses, of money, and of what comes next."""
    found = as_object("microsoft", language="de")

    assert ["id", "iri", "sort", "label", "on", "known", "sections"] == list(found)
    assert "party" == found["sort"]
    assert {"status", "depends_on", "since", "until", "last_confirmed", "old", "sources"} <= set(
        found["sections"]["holds"][0]
    )
    assert {"payer", "receiver", "condition", "currency"} <= set(found["sections"]["money"][0])
    assert {"at", "event", "starts", "ends"} <= set(found["sections"]["coming"][0])
    assert set(found["sections"]) <= set(HEADINGS["en"])


def test_csv_has_one_row_an_item() -> None:
    """With its section first."""
    rows = list(csv.DictReader(io.StringIO(printed("microsoft", "--on", KNOWN, "-f", "csv"))))
    sections = as_object("microsoft")["sections"]

    assert sum(map(len, sections.values())) == len(rows)
    assert "OpenAI" not in {row["section"] for row in rows}
    assert {"section", "id", "text", "status", "payer"} <= set(rows[0])


def test_hostile_labels_are_text_in_every_format(tmp_path: Path) -> None:
    """A label can steer neither the terminal nor Markdown, nor become markup."""
    file = tmp_path / "hostile.ttl"
    text = VALID
    for label in ("licence to the engine patents", "Beta goes public", "Engine licence of 2024"):
        text = text.replace(f'"{label}"', json.dumps(HOSTILE))
    file.write_text(text, encoding="utf-8")
    ask = ("deal-1", "--graph", str(file), "--on", "2029-01-01")

    for form in ("table", "markdown"):
        shown = printed(*ask, "--format", form)
        assert "\t" not in shown
        assert "\n- no" not in shown
    assert "[bold]{{7*7}}" in printed(*ask)
    assert "\\[bold\\]" in printed(*ask, "-f", "markdown")
    assert HOSTILE == json.loads(printed(*ask, "-f", "json"))["label"]


def test_what_an_event_rules_out_is_called_by_its_label() -> None:
    """What is only derived of it, such as three years after, is not told by an IRI."""
    assert ["disney-openai-closed"] == ids("disney-openai-fell", "rules out")
