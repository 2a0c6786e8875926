"""With --lang de every command speaks German: headings, words, notes, hints and errors.

CSV and JSON are left out: their keys and codes are for programs, and the same in all languages.
The page is tested in tests/page, the help is in English.
"""

# ruff: noqa: E501 - tables are borrowed from other tests; a command is read best on one line

from __future__ import annotations

import json
import re
import shlex
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph, Literal, URIRef

from check import test_check, test_single_faults, test_warnings
from entry import run
from made.german import any_of, english_in, names_of
from made.probes import PREFIXES
from odrl import test_refused
from pactgraph.checking.check import vocabulary
from pactgraph.cli import cli
from pactgraph.resources import Resource, folder
from pactgraph.sparql.questions import questions
from pactgraph.terms import local_name
from reading import test_json_ld, test_json_text

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.many

NAMED = [
    "@base",
    "@de",
    "@en",
    "@id",
    "Infinity",
    "NaN",
    "RDF Schema",
    "Turtle",
    "XML Schema",
    "nq",
    "yaml",
    "yml",
    "entry",
    "http",
    "https",
    "img",
    "made",
    "pactgraph evaluate",
    "schema.org",
    "What",
    "en",
    "de-AT",
]
"""Names of languages, vocabularies and programs, and what the faulty files say."""

PROGRAM = "python -m pytest.pactgraph"
"""What the library that reads the command line takes for the name of the program here."""

SETTING = "--on 2029-01-01 --known 2026-11-23"
GIVEN = {
    "claims-of-source": "source=openai-2025-10-28",
    "clauses-about-asset": "asset=research-ip",
    "clauses-hanging-on-event": "event=agi-verified",
    "clauses-of-party": "party=microsoft",
    "description": "thing=MSOA-2025-12",
    "flows-of-pair": "party=amd other=openai",
    "in-force-for-party": "party=microsoft",
    "sources-of-clause": "clause=MSOA-2025-12",
}
QUOTING = ("description",)
"""Questions that answer with texts in every language that the data has; so do `export`, and
`find --all`, which shows the text that matched."""
ANSWERS = [
    "cache info",
    "check --all --accepted",
    f"conflicts {SETTING}",
    f"conflicts -f markdown {SETTING}",
    f"conflicts MSOA-2025 {SETTING}",
    "diff MSOA-2025 MSOA-2026 --known 2026-11-23",
    "diff MSOA-2025 MSOA-2026 --known 2026-11-23 -f markdown",
    "diff MSOA-2025 OAFR --known 2026-11-23",
    "diff 2025-12-01 2026-05-01 --known 2026-11-23",
    f"diff record agi-verified=2028-01-01 {SETTING}",
    f"diff record known=2025-01-01 {SETTING}",
    "find agi",
    "find Umsatz",
    "find 250 Milliarden",
    "find agi qqzzxx",
    f"impact agi-verified {SETTING}",
    f"impact agi-verified -f markdown {SETTING}",
    f"impact agi-verified --when 2028-01-01 {SETTING}",
    f"impact openai-ipo {SETTING}",
    f"impact restructuring-complete {SETTING}",
    "impact --clause MSOA-2025-12 --by 2030-12-31 --known 2026-11-23",
    "impact --clause MSOA-2026-06 --by 2030-12-31 --known 2026-11-23 --save",
    *(f"list {sort}" for sort in ("events", "parties", "assets", "actions", "kinds", "sources", "agreements")),
    f"map {SETTING}",
    f"map --embed -o map.html {SETTING}",
    f"may microsoft use research-ip {SETTING}",
    f"may microsoft use research-ip --all {SETTING}",
    f"may microsoft use research-ip -f markdown {SETTING}",
    "may openai serve api-products --as cloud=amazon --on 2025-12-01 --known 2026-11-23",
    "may openai-foundation hold openai-shares --on 2025-11-01 --known 2026-11-23",
    "may expert-panel verify agi-declaration --on 2025-12-01 --known 2026-11-23",
    f"may amazon sell gpt-3 {SETTING}",
    f"network {SETTING}",
    f"network --loops {SETTING}",
    f"network --loops -f markdown {SETTING}",
    "network --loops --with support --on 2031-06-01 --known 2026-11-23",
    f"network --pair microsoft,openai {SETTING}",
    f"network --party anthropic {SETTING}",
    "network --pair disney,apple --on 2026-10-10 --known 2026-10-10",
    "network --loops --only MSOA-2019 --on 2026-10-10",
    "network --only OAFR --on 2020-01-01 --known 2020-01-01",
    "query",
    *(f"query {name} {GIVEN.get(name, '')} {SETTING}" for name in questions() if name not in QUOTING),
    "query in-force-for-party party=microsoft --on 2035-01-01 --known 2026-11-23 -f markdown",
    *(f"show {name} {SETTING}" for name in ("microsoft", "research-ip", "agi-verified", "agi-reached", "MSOA-2025", "MSOA-2025-12", "SEED-07", "openai-2025-10-28", "licence", "openai-ipo", "restructuring-complete", "C-02")),
    "show microsoft --on 2031-01-01 --known 2026-11-23 -f markdown",
    "show expert-panel --on 2025-12-01 --known 2026-11-23",
    "sparql 'SELECT (COUNT(*) AS ?n) { ?s a pact:Event }'",
    "sparql 'ASK { ?s a pact:Event }'",
    f"status {SETTING}",
    f"status -f markdown {SETTING}",
    f"status --party microsoft --kind licence {SETTING}",
    f"status --status never {SETTING}",
    "status --on 2019-01-01 --known 2020-01-01",
    "status --on 2035-01-01 --known 2026-11-23 --assume agi-verified=never --assume openai-ipo=2027",
    *(f"why {clause} {SETTING}" for clause in ("MSOA-2025-12", "MSOA-2025-18", "MSOA-2026-06", "MSOA-2025-17", "MSOA-2023-12", "OAFR-09")),
    f"why MSOA-2025-12 -f markdown {SETTING}",
    "why MSOA-2025-11 --on 2026-12-01 --known 2026-11-23 --assume agi-reached=2026-12-24",
]  # fmt: skip
REFUSED = [
    "cache everything",
    "check nowhere.ttl",
    "check --format turtle",
    "conflicts nobody",
    "convert nowhere.ttl x.nt",
    "network --pair amazon",
    "network --loops --with love",
    "network --pairs --force performed",
    "network --length 3",
    "network --pairs --loops",
    "network --loops -f gexf",
    "network --only nothing",
    "network --only ,",
    "export --triples --world",
    "export --triples --format turtle",
    "export --format trig",
    "query --explain",
    "convert shipped nowhere/facts.yaml",
    "diff MSOA-2025 2026-01-01",
    "diff MSOA-2025 MSOA-2025",
    "diff MSOA-2025 MSOA-2052",
    "diff record agi-verifed=never",
    "diff 2025 2026",
    "diff 2025-12-01 2025-12-01",
    "evaluate nowhere.ttl - nowhere.ttl",
    "evaluate world.ttl - world.ttl",
    "evaluate policy.ttl - world.ttl --at yesterday",
    "export nobody",
    "export --format xml",
    "find qqzzxx",
    "find ''",
    "impact",
    "impact agi-verified --clause MSOA-2025-12",
    "impact --clause MSOA-2025-12",
    "impact --clause MSOA-2025-12 --by 2030-12-31 --when 2029-01-01",
    "impact agi-verified --by 2030-12-31",
    "impact agi-verifed",
    "impact MSOA-2025-12",
    "impact agi-verified --when 2025-02-30",
    "impact msoa-2025 --when 2029-01-01",
    "list nonsense",
    "list clauses --party nobody",
    "map --on 2027-02-30",
    "map -o nowhere/deal.html",
    # "map -o .": the library that reads the command line has named the kind of file at import

    "may openai own gpt-3",
    "may openai lend gpt-3",
    "may nobody use gpt-3",
    "may microsoft use gpt-33",
    "may microsoft use gpt-3 --as colour=red",
    "may microsoft use gpt-3 --as colour",
    "may microsoft use",
    "query nonsense",
    "query status when=now",
    "query description",
    "query depends-on clause=MSOA-2025-12",
    "query clauses-of-party party",
    "query clauses-of-party party=nobody",
    "query fixed-ends after=2029",
    "query fixed-ends after=soon",
    "show nobody",
    "show agi",
    "show MSOA-2025-12 extra words",
    "serve --host nowhere",
    "serve --origin example.org",
    "serve --port 70000",
    "serve --workers 1",
    "sparql",
    "sparql SELECT",
    "sparql 'SELECT * {'",
    "sparql 'SELECT ?x { ?x a ?y }}'",
    "sparql 'SELECT ?x { ?x nope:a ?y }'",
    "sparql 'SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }'",
    "sparql 'SELECT ?x ?x { ?x a ?y }'",
    "sparql 'ASK { ?x a ?y }' --format turtle",
    "sparql 'DESCRIBE pact:Event' --format csv",
    "sparql 'ASK { ?x pact:status ?y }'",
    "sparql 'ASK { GRAPH ?g { ?x pact:holder ?y } }'",
    "sparql 'ASK { GRAPH ?g { ?x pact:status ?y ; pact:earliest ?z } }'",
    "sparql 'ASK { GRAPH <urn:other> { ?x pact:status ?y } }'",
    "sparql 'INSERT DATA { <urn:a> <urn:b> <urn:c> }'",
    "sparql 'SELECT * { SERVICE <urn:x> { ?s ?p ?o } }'",
    "sparql 'SELECT * FROM <urn:x> { ?s ?p ?o }'",
    "sparql 'SELECT * { ?s ?p \"\\u0041\" }'",
    "sparql --file latin.rq",
    "sparql --file world.ttl",
    "sparql --deadline 0 'SELECT * { ?s ?p ?o }'",
    "sparql --deadline 0.2 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }'",
    "status --status fine",
    "status --party nobody",
    "status --kind nobody",
    "status MSOA-2025-20",
    "status reserch",
    "status licence",
    "status --on 2029",
    "status --on 2029-06",
    "status --on 2029-02-30",
    "status --on tomorrow",
    "status --on ''",
    "status --known=",
    "status --assume agi-verified",
    "status --assume agi-verifed=2028",
    "status --assume agi-verified=sometime",
    "status -a agi-verified=2027-01-01 -a agi-declared=2028-01-01",
    "status -a MSOA-2025-12=2028-01-01",
    "status --according-to openai-2025-10-28",
    "status --according-to nobody",
    "status --format xml",
    "status --nonsense",
    "status --format",
    "status -g nowhere",
    "status -g empty.ttl",
    "why",
    "why nobody",
    "why agi-verified",
    "why MSOA-2025-20",
    "nonsense",
]  # fmt: skip


def changed(valid: str, *changes: tuple[str, str]) -> str:
    """Return a file of the tests with changes."""
    for old, new in changes:
        assert old in valid
        valid = valid.replace(old, new, 1)
    return valid


def rows(test: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a function that pytest has marked
    """Return what a test is tried with."""
    return [tuple(row) for mark in test.pytestmark if mark.name == "parametrize" for row in mark.args[1]]  # fmt: skip


FAULTY = {
    **{f"fault: {name}": changed(test_single_faults.VALID, (old, new)) + added for name, (old, new, added, *_) in test_single_faults.FAULTS.items()},
    **{f"broken: {name}": changed(test_check.VALID, (old, new)) + test_check.FROM_2030 for name, (old, new, *_) in test_check.BROKEN.items()},
    **{f"warning: {number} {change.kind}": changed(test_warnings.DOUBTLESS, (change.old, change.new)) for number, change in enumerate(test_warnings.RAISED)},
    "accepted": changed(test_warnings.DOUBTLESS, *test_warnings.ACCEPTS),
    "many": changed(test_warnings.DOUBTLESS, *test_warnings.MANY),
    "empty": "# nothing\n",
    "a page": "<!DOCTYPE html><title>Deal</title>",
    "no triples at all": "What is agreed is agreed.",
    "a foreign vocabulary": '<urn:a> <urn:b> "x" .',
    "policies": PREFIXES + ":p odrl:permission [ odrl:action odrl:use ] .",
}  # fmt: skip
JSON = {
    **{f"rule: {m}": json.dumps(test_json_ld.with_rule(**entries)) for m, entries in rows(test_json_ld.test_what_has_no_meaning_is_told)},
    **{f"document: {m}": d if isinstance(d, str) else json.dumps(d) for m, d in rows(test_json_ld.test_what_a_document_should_not_hold_is_told)},
    **{f"text: {n} {m}": text for n, (_, m, text) in enumerate(rows(test_json_text.test_what_json_forbids_is_told_with_its_line))},
}  # fmt: skip
EVALUATED = {
    **{f"policy: {m}": (policy, "") for m, policy in rows(test_refused.test_a_malformed_policy_is_refused)},
    **{f"world: {m}": (test_refused.permission(test_refused.on_event("lt", ":e")), world) for m, world in rows(test_refused.test_a_contradictory_world_is_refused)},
    "an order of what has none": (test_refused.permission(test_refused.valued("odrl:count", "lt", "10")), ':alice odrl:count "red" .'),
    "answered": (test_refused.permission(test_refused.dated("lt", '"2029"^^xsd:gYear')), ""),
}  # fmt: skip


@cache
def shipped() -> re.Pattern[str]:
    """Return the names of the shipped facts, with the texts of the vocabulary."""
    data = Graph()
    for file in sorted(folder(Resource.FACTS).rglob("*.ttl")):
        data.parse(file)
    for subject, predicate, text in vocabulary():
        if isinstance(text, Literal):
            data.add((Literal(subject), predicate, text))
    return names_of(data)


@cache
def terms() -> re.Pattern[str]:
    """Return the ids of the vocabulary, which some commands list."""
    return any_of(*(local_name(str(t)) for t in vocabulary().subjects() if isinstance(t, URIRef)))  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with some small files."""
    (tmp_path / "world.ttl").write_text(PREFIXES + ":x odrl:partOf :y .", encoding="utf-8")
    policy = PREFIXES + ":p odrl:permission [ odrl:action odrl:use ] ."
    (tmp_path / "policy.ttl").write_text(policy, encoding="utf-8")
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    party = PREFIXES + ':acme a <http://www.w3.org/ns/org#Organization> ; rdfs:label "Acme" .'
    (tmp_path / "parties.ttl").write_text(party, encoding="utf-8")
    (tmp_path / "latin.rq").write_bytes("SELECT ('ä' AS ?x) {}".encode("latin-1"))
    return tmp_path


def both(place: Path, *arguments: str) -> tuple[str, str]:
    """Return what a command writes in German and in English, without broken lines."""
    german, english = (
        run(*arguments, "--lang", language, folder=place, environment={"COLUMNS": "5000"})
        for language in ("de", "en")
    )
    assert german.status == english.status
    return german.text, english.text


def quoted_from(source: str, *outputs: str) -> list[str]:
    """Return what `outputs` quote that `source` has."""
    quoted = (q for text in outputs for q in re.findall("[“„\"']([^“”\"'\n]+)[“”\"']", text))
    return [text for text in quoted if text.rstrip("…") in source]


def test_every_command_is_asked() -> None:
    """A new one cannot be forgotten here, neither where it answers nor where it refuses."""
    for lines in (ANSWERS, REFUSED):
        assert set(cli.commands) - {shlex.split(line)[0] for line in lines} <= {
            "convert",
            "evaluate",
            "export",
            "help",
            "new",
            "serve",
        }
    assert any(line.startswith("evaluate ") for line in REFUSED)


@pytest.mark.parametrize("line", ANSWERS)
def test_an_answer_is_german(line: str, place: Path) -> None:
    """Headings, words in tables and outlines, and notes beside them."""
    asked = shlex.split(line)
    german, english = both(place, *asked)
    listed = [terms()] if asked[0] == "list" else []

    found = english_in(german, english, shipped(), any_of(*asked, *questions(), "iframe"), *listed)

    assert {} == found


@pytest.mark.parametrize("line", REFUSED)
def test_a_refusal_is_german(line: str, place: Path) -> None:
    """What is wrong, and what would be right, with the things that are proposed."""
    asked = shlex.split(line)
    german, english = both(place, *asked)
    choices = [c for command in cli.commands.values() for p in command.params for c in getattr(p.type, "choices", ())]  # fmt: skip
    taken = [p.name for question in questions().values() for p in question.parameters]
    said = [part for word in asked for part in re.split(r"[^\w-]+", word)]
    called = any_of(*said, *questions(), *taken, *cli.commands, *choices, PROGRAM)

    assert german != english
    assert {} == english_in(german, english, shipped(), terms(), called)


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_wrong_with_a_file_is_told_in_german(name: str, place: Path) -> None:
    """Violations and warnings, and the sum of them."""
    assert {} == english_of(
        place, "deal.ttl", FAULTY[name], "check", "--all", "--accepted", "deal.ttl"
    )


@pytest.mark.parametrize("name", JSON)
def test_what_is_wrong_with_json_is_told_in_german(name: str, place: Path) -> None:
    """Before it is JSON-LD, and after."""
    assert {} == english_of(place, "deal.jsonld", JSON[name], "check", "deal.jsonld")


@pytest.mark.parametrize("name", EVALUATED)
def test_an_evaluation_is_german(name: str, place: Path) -> None:
    """What is refused, and the report as a table."""
    policy, world = EVALUATED[name]
    (place / "w.ttl").write_text(PREFIXES + world, encoding="utf-8")
    asked = ("evaluate", "policy.ttl", "-", "w.ttl", "--format", "table")

    assert {} == english_of(place, "policy.ttl", PREFIXES + policy, *asked, more=world)


def english_of(place: Path, file: str, text: str, *asked: str, more: str = "") -> dict[str, str]:
    """Return what is English of what a command says in German of a file."""
    (place / file).write_text(text, encoding="utf-8")
    german, english = both(place, *asked)
    names = re.findall(r":([\w-]+)", text + more)
    said = any_of(str(place), *names, *NAMED, *quoted_from(text + more, german, english))
    return english_in(german, english, shipped(), said)


# ---- The judge itself -------------------------------------------------------------------


def test_what_is_english_is_seen() -> None:
    """A heading, a word in a row, a label that has a translation; and not what is German."""
    data = Graph()
    thing = URIRef("https://example.org/deal-1")
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    data.add((thing, label, Literal("the red licence", lang="en")))
    data.add((thing, label, Literal("die rote Lizenz", lang="de")))
    data.add((URIRef("https://example.org/t"), label, Literal("only english", lang="en")))
    names = names_of(data)
    english = (
        "Clause  Status\ndeal-1 the red licence in force from 2029 (file.ttl:3)\nonly english"
    )

    assert {} == english_in("Klausel Status\ndeal-1 die rote Lizenz in Kraft\nonly english", english, names)  # fmt: skip
    assert {"clause"} == set(english_in("Clause Status", english, names))
    assert {"force"} == set(english_in("in force ab 2029", english, names))
    assert {"the", "red", "licence"} == set(english_in("the red licence", english, names))
