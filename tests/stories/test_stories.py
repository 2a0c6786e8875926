"""Stories as they are read: in order, in settings that can be asked, with text as mere text."""

import json
from pathlib import Path
from typing import Any

import pytest

from pactgraph.asking.setting import Setting
from pactgraph.asking.status.answer import statuses
from pactgraph.checking.check import check
from pactgraph.graph import load
from pactgraph.reading.contexts import OWN
from pactgraph.record import Record, Story
from pactgraph.terms import local_name

HERE = Path(__file__).parent
DEAL = HERE.parent / "check" / "valid.ttl"
TALE = (HERE / "tale.ttl").read_text(encoding="utf-8")
BASE = "https://example.org/deal/"
HOSTILE = [
    "'; DROP ALL; --",
    '"} INSERT DATA {',
    "a < b && c > d",
    "&lt;img src=x onerror=alert(1)&gt;",
    "{{ 7 * 7 }}",
    "javascript:alert(1)",
    "\u200fanything\u200e",
    "a\tb\nc",
    "🎬 ' \" \\ ` $",
]

COPY = """:copy a pact:Story ;
    rdfs:label "Copy"@en ;
    dcterms:description "The same once more."@en ;
    dcterms:hasPart :a-later .
"""
NO_LETTER = """
:no-letter a pact:Assumption ;
    pact:aboutEvent :letter-of-intent ;
    pact:neverOccurs true .
"""

# name: what is changed in the tale, where it is told, and the messages told there.
BROKEN = {
    "a place taken twice": (
        "schema:position 10",
        "schema:position 2",
        "b-first",
        ["a-later has the position 2 too; number the steps of a story 1, 2, 3, …"],
    ),
    "a step of no story": (
        ":a-later ;\n    dcterms:hasPart :b-first .",
        ":a-later .",
        "b-first",
        ["exactly one story should name it with dcterms:hasPart"],
    ),
    "a step of two stories": (
        ":a-later a pact:StoryStep ;",
        f"{COPY}\n:a-later a pact:StoryStep ;",
        "a-later",
        ["exactly one story should name it with dcterms:hasPart"],
    ),
    "two dates of one event": (
        "pact:aboutEvent :second-letter",
        "pact:aboutEvent :beta-goes-public",
        "a-later",
        ["it assumes two dates of beta-goes-public; keep one"],
    ),
    "dates that break the order of events": (
        '"2026"^^xsd:gYear',
        '"2023"^^xsd:gYear',
        "a-later",
        ["the dates of beta-goes-public and letter-of-intent break their order; assume dates"],
    ),
    "an event without the one that comes first": (
        'pact:on "2027-06-30"^^xsd:date ;',
        'pact:on "2027-06-30"^^xsd:date ;\n    pact:assumes :no-letter ;',
        "a-later",
        ["the dates of beta-goes-public and letter-of-intent break their order; assume dates"],
    ),
    "a derived event": (
        "pact:aboutEvent :second-letter",
        "pact:aboutEvent :either",
        "a-later",
        ["either is derived; assume what it hangs on instead"],
    ),
    "an event that is not there": (
        "pact:aboutEvent :second-letter",
        "pact:aboutEvent :second-leter",
        "no-second-letter",
        ["(found: second-leter)"],
    ),
    "a thing that is not there": (
        "pact:selects :deal-1",
        "pact:selects :deal-7",
        "a-later",
        ["A step selects at most one thing", "(found: deal-7)"],
    ),
    "a day of no calendar": (
        '"2024-04-01"^^xsd:date',
        '"0001-04-01"^^xsd:date',
        "b-first",
        ["on: “0001-04-01” does not exist in the calendar; write a day such as 2030-12-31"],
    ),
    "a whole year": (
        '"2024-04-01"^^xsd:date',
        '"2024"^^xsd:gYear',
        "b-first",
        ["A step asks about exactly one day", "(found: 2024)"],
    ),
    "no source": (
        '2024-05-01"^^xsd:date ;\n    dcterms:source :acme-news',
        '2024-05-01"^^xsd:date',
        "b-first",
        ["No source is given"],
    ),
    "HTML in a text": (
        "Acme may use the patents.",
        "Acme <img src=x onerror=alert(1)> may use the patents.",
        "b-first",
        ["without HTML tags", "(found: Acme <img src=x onerror=alert(1)>"],
    ),
    "HTML in a heading": (
        "The licence begins",
        "The <b>licence</b> begins",
        "b-first",
        ["without HTML tags"],
    ),
    "a misspelt term": (
        "pact:knownOn",
        "pact:knownon",
        "b-first",
        ["pact:knownon is no term of the vocabulary of pactgraph; did you mean pact:knownOn?"],
    ),
    "a view that does not exist": (
        '"timeline"',
        '"film"',
        "a-later",
        ['"parties", "opened", "agreements", "timeline" and "table"', "(found: film)"],
    ),
    "an id that something else of the namespace has": (
        ":tale a pact:Story",
        "<https://example.org/deal/deal-1/> a pact:Story",
        "deal-1",
        ["has the same id; rename one of the two"],
    ),
}


def record(folder: Path, tale: str = TALE) -> Record:
    """Return the record of the deal and a tale about it."""
    file = folder / "tale.ttl"
    file.write_text(tale, encoding="utf-8")
    return load(DEAL, file).record


def only_story(found: Record) -> Story:
    """Return the one story of a record."""
    (story,) = found.stories.values()
    return story


def test_a_story_is_read_with_its_steps_in_the_order_of_their_positions(tmp_path: Path) -> None:
    """Positions order the steps, as numbers and not as text; gaps are allowed."""
    story = only_story(record(tmp_path))

    assert ("tale", BASE + "tale") == (story.id, story.iri)
    assert {"en": "The engine licence", "de": "Die Motorlizenz"} == story.label.by_language
    assert {"en": "From its first day to its end."} == story.text.by_language
    assert ["b-first", "a-later"] == [step.id for step in story.steps]


def test_a_step_is_read_with_all_that_it_states(tmp_path: Path) -> None:
    """Days, assumptions, what is shown and selected, view and sources are those written."""
    step = only_story(record(tmp_path)).steps[1]

    assert "Beta goes public" == step.label.in_language("en")
    assert "The licence is over before its time." == step.text.in_language("de")
    assert ("2027-06-30", None) == (step.on.text, step.known)
    assert {"beta-goes-public": "2026", "second-letter": None} == {
        local_name(event): date.text if date else None for event, date in step.assumed.items()
    }
    assert ["acme", "beta-goes-public", "deal", "deal-1"] == [local_name(i) for i in step.shows]
    assert BASE + "deal-1" == step.selects
    assert "timeline" == step.view
    assert (BASE + "acme-news",) == step.sources


def test_what_a_step_leaves_out_is_empty(tmp_path: Path) -> None:
    """A step without assumptions, selection or view says so by empty values."""
    step = only_story(record(tmp_path)).steps[0]

    assert step.known
    assert "2024-05-01" == step.known.text
    assert ({}, (), "", "") == (step.assumed, step.shows, step.selects, step.view)


def test_a_step_is_a_setting_that_can_be_asked(tmp_path: Path) -> None:
    """With the assumption of a step, its clause has the status that its text gives it."""
    found = record(tmp_path)
    first, later = only_story(found).steps
    assert first.known
    settings = [
        Setting(first.on, first.known, first.assumed),
        Setting(later.on, later.on, later.assumed),
    ]

    answers = [answer for setting in settings for answer in statuses(found, setting)]

    assert ["in force", "ended"] == [answer.status.value for answer in answers]


def test_stories_and_steps_are_things_of_the_record(tmp_path: Path) -> None:
    """They can be named like anything else, and their ids are theirs alone."""
    names = [thing.id for thing in record(tmp_path).things()]

    assert ["tale", "b-first", "a-later"] == names[-3:]


def test_without_a_story_there_is_none() -> None:
    """A record needs no stories."""
    assert {} == load(DEAL).record.stories


def test_an_agreement_can_be_assumed_away(tmp_path: Path) -> None:
    """An agreement in place of an event stands for its taking effect."""
    found = record(tmp_path, TALE.replace("aboutEvent :second-letter", "aboutEvent :deal"))
    later = only_story(found).steps[1]

    assert later.assumed[BASE + "deal"] is None
    assert ["never"] == [
        answer.status.value
        for answer in statuses(found, Setting(later.on, later.on, later.assumed))
    ]


@pytest.mark.many
@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_story_is_refused_and_told_what_would_be_right(name: str, tmp_path: Path) -> None:
    """The file, the step or assumption at fault and the way out are told, and nothing else."""
    old, new, place, parts = BROKEN[name]
    assert 1 == TALE.count(old)
    file = tmp_path / "tale.ttl"
    file.write_text(TALE.replace(old, new) + NO_LETTER, encoding="utf-8")

    violations = check([DEAL, file]).violations

    assert [(str(file), place)] == list({(v.file, v.subject): v for v in violations})
    assert all(any(part in v.message for v in violations) for part in parts)


def test_the_tale_is_without_fault(tmp_path: Path) -> None:
    """The tale from which the bad ones are made is in order, so each is bad by its change."""
    file = tmp_path / "tale.ttl"
    file.write_text(TALE + NO_LETTER, encoding="utf-8")

    assert [] == check([DEAL, file]).violations


def test_messages_come_in_german_too(tmp_path: Path) -> None:
    """The shapes of stories speak the language asked for."""
    file = tmp_path / "tale.ttl"
    file.write_text(TALE.replace('"timeline"', '"film"'), encoding="utf-8")

    (violation,) = check([DEAL, file], "de").violations

    assert "Die Ansicht eines Schritts ist eine von" in violation.message


@pytest.mark.many
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    """Whatever a heading or a text says, it comes back as written and changes nothing else."""
    quoted = json.dumps(text, ensure_ascii=False)
    hostile = TALE.replace('"The licence begins"', quoted)
    hostile = hostile.replace('"Acme may use the patents."', quoted)
    hostile = hostile.replace('"The engine licence"', quoted)

    story = only_story(record(tmp_path, hostile))

    assert text == story.label.in_language("en")
    assert text == story.steps[0].label.in_language("en")
    assert text == story.steps[0].text.in_language("en")
    assert ["b-first", "a-later"] == [step.id for step in story.steps]


def test_a_story_in_json_ld_is_the_same_story(tmp_path: Path) -> None:
    """Written with the context of the project, it gives the record that the Turtle gives."""
    steps: list[dict[str, Any]] = [
        {
            "id": "a-later",
            "type": "StoryStep",
            "position": 10,
            "label": {"en": "Beta goes public"},
            "description": {"en": "The licence is over before its time."},
            "on": "2027-06-30",
            "assumes": [
                {
                    "id": "listed-in-2026",
                    "type": "Assumption",
                    "aboutEvent": "beta-goes-public",
                    "occurredInYear": "2026",
                },
                {
                    "id": "no-second-letter",
                    "type": "Assumption",
                    "aboutEvent": "second-letter",
                    "neverOccurs": True,
                },
            ],
            "selects": "deal-1",
            "references": ["acme", "beta-goes-public", "deal"],
            "view": "timeline",
            "source": "acme-news",
        },
        {
            "id": "b-first",
            "type": "StoryStep",
            "position": 2,
            "label": {"en": "The licence begins"},
            "description": {"en": "Acme may use the patents."},
            "on": "2024-04-01",
            "knownOn": "2024-05-01",
            "source": "acme-news",
        },
    ]
    document = {
        "@context": [OWN, {"@base": BASE}],
        "@graph": [
            {
                "id": "tale",
                "type": "Story",
                "label": {"en": "The engine licence", "de": "Die Motorlizenz"},
                "description": {"en": "From its first day to its end."},
                "steps": steps,
            },
            {"id": "second-letter", "type": "Event", "label": {"en": "second letter"}},
        ],
    }
    file = tmp_path / "tale.jsonld"
    file.write_text(json.dumps(document), encoding="utf-8")

    assert record(tmp_path).stories == load(DEAL, file).record.stories
