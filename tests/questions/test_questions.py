"""The questions that ship: their answers on both engines, and the rules their files keep."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from ruamel.yaml import YAML

from made.answer_tables import Case, answer, cases, fits, shipped_cases, shown, tables
from made.random_settings import settings
from pactgraph.asking.status.answer import statuses
from pactgraph.errors import BadDateError, QueryError
from pactgraph.graph import PactGraph, load
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import Stretch, day
from pactgraph.record import Text
from pactgraph.resources import Resource, folder
from pactgraph.sparql.questions import (
    FROM_SETTING,
    Parameter,
    Question,
    literal,
    question,
    questions,
)
from pactgraph.sparql.store import OxigraphStore, RdflibStore
from pactgraph.terms import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.messages import Language
    from pactgraph.sparql.rows import Term
    from pactgraph.sparql.store import Store

ENGINES = [OxigraphStore, RdflibStore]
FILES = sorted(folder(Resource.QUERIES).glob("*.rq"))
FAST = {"status"}
"""Questions in words that not every engine understands; their twins lie in `queries/portable/`."""
ALL = list(questions().values())

every_question = pytest.mark.parametrize("asked", ALL, ids=[asked.name for asked in ALL])
every_engine = pytest.mark.parametrize(
    "engine", [OxigraphStore, pytest.param(RdflibStore, marks=pytest.mark.many)]
)


# ---- Answers ----------------------------------------------------------------------------


def header_of(asked: Question) -> dict[str, Any]:
    """Return what stands in front of a question."""
    text = "\n".join(re.findall(r"^#\+ ?(.*)$", asked.text, re.MULTILINE))
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return found


@pytest.mark.parametrize("case", cases(), ids=str)
@every_engine
def test_a_question_has_the_answer_of_its_table(case: Case, engine: type[Store]) -> None:
    """Each small graph gives the rows that can be read off it by eye, in order."""
    assert case.rows == answer(case, engine())


@cache
def shipped() -> PactGraph:
    """Return the shipped graph."""
    return load()


@pytest.mark.parametrize("case", shipped_cases(), ids=str)
def test_a_question_has_the_answer_that_the_shipped_facts_give(case: Case) -> None:
    """Each question finds at least one clause or source of the shipped facts."""
    setting = shipped().setting(on=case.on, known="2026-11-23")
    found = shown(shipped().query(case.question, case.values, setting))

    assert [] == [row for row in case.rows if not any(fits(row, other) for other in found)]


@every_question
def test_every_question_has_a_table(asked: Question) -> None:
    """A question has a table of the same name and id, with rows, without, and by the facts."""
    table = tables()[asked.name]

    assert asked.id == table["question"]
    assert any(case["rows"] for case in table["case"])
    assert any(not case["rows"] for case in table["case"])
    assert table["shipped"]


def test_every_table_has_a_question() -> None:
    """No table is left over, and no two cases of one have the same name."""
    assert sorted(questions()) == sorted(tables())
    for name, table in tables().items():
        names = [case["name"] for case in (*table["case"], *table["shipped"])]
        assert sorted(set(names)) == sorted(names), name


@every_question
def test_a_table_tries_every_parameter(asked: Question) -> None:
    """Each parameter has a value in some case, and each optional one is left out in some."""
    given_names = [set(case["with"]) for case in tables()[asked.name]["case"]]

    for parameter in asked.parameters:
        assert any(parameter.name in names for names in given_names), parameter.name
        assert parameter.required or any(parameter.name not in names for names in given_names), (
            parameter.name
        )


# ---- Files ------------------------------------------------------------------------------


@every_question
@every_engine
def test_a_question_is_plain_sparql_as_it_stands(asked: Question, engine: type[Store]) -> None:
    """Both engines run the file with its parameters unbound and give the columns it names."""
    assert tuple(asked.columns) == engine().select(asked.text).columns


def test_ids_are_unique() -> None:
    """No two questions share an id; ids are CQ, a letter for the topic and a number."""
    ids = [asked.id for asked in ALL]

    assert sorted(set(ids)) == sorted(ids)
    assert [] == [name for name in ids if not re.fullmatch(r"CQ-[A-Z]-\d\d", name)]


def test_names_are_in_kebab_case() -> None:
    """Files lie in one folder, named in small letters and hyphens, each name once."""
    assert [] == [f.name for f in FILES if not re.fullmatch(r"[a-z]+(-[a-z]+)*\.rq", f.name)]
    assert len(FILES) == len(ALL)
    assert {folder(Resource.QUERIES)} == {file.parent for file in FILES}


@every_question
def test_a_question_is_asked_in_english_and_german(asked: Question) -> None:
    """Both texts are there, are questions, and differ."""
    asked_in = asked.asked.by_language

    assert ["de", "en"] == sorted(asked_in)
    assert all(text.endswith("?") for text in asked_in.values())
    assert asked_in["de"] != asked_in["en"]


@every_question
def test_a_question_is_described(asked: Question) -> None:
    """It has a title, a description in sentences, tags, and a meaning for every column."""
    header = YAML(typ="safe", pure=True).load(
        "\n".join(re.findall(r"^#\+ ?(.*)$", asked.text, re.MULTILINE))
    )

    assert asked.title
    assert asked.description.endswith(".")
    assert header["tags"]
    assert all(asked.columns.values())


@every_question
def test_every_column_has_a_heading_in_both_languages(asked: Question) -> None:
    """In English it is the column's name; in German there is one for each, all different."""
    german = asked.headings_in("de")

    assert tuple(asked.columns) == asked.headings_in("en")
    assert len(asked.columns) == len(set(german))
    assert set() == set(german) & set(asked.columns)


@every_question
def test_every_parameter_has_an_example(asked: Question) -> None:
    """The defaults of the header name the parameters of the query, all of them and no other."""
    header = YAML(typ="safe", pure=True).load(
        "\n".join(re.findall(r"^#\+ ?(.*)$", asked.text, re.MULTILINE))
    )
    examples = [name for entry in header.get("defaults", []) for name in entry]

    assert sorted(parameter.name for parameter in asked.parameters) == sorted(examples)
    assert all(parameter.default for parameter in asked.parameters)


@every_question
def test_an_optional_parameter_is_explained(asked: Question) -> None:
    """The description names every parameter that can be left out."""
    for parameter in asked.parameters:
        assert parameter.required or f"`{parameter.name}`" in asked.description


@every_question
def test_the_examples_name_things_of_the_shipped_facts(asked: Question) -> None:
    """Whoever tries the example of a parameter finds something."""
    known = {thing.iri for thing in shipped().record.things()}
    examples = [p for p in asked.parameters if p.kind == "iri" and p.name != "scenario"]

    assert [] == [parameter.name for parameter in examples if parameter.default not in known]


@every_question
def test_prefixes_are_sorted_and_used(asked: Question) -> None:
    """Every declared prefix is used, in alphabetical order.

    The datatype of a parameter uses one, too: grlc writes it with its prefix and, where that is
    not declared, breaks queries that have another one in them.
    """
    header, _, body = asked.text.partition("\nSELECT")
    declared = re.findall(r"^PREFIX ([a-z]+):", header, re.MULTILINE)
    used = {prefix for prefix in declared if re.search(rf"\b{prefix}:|_{prefix}_", body)}

    assert sorted(declared) == declared
    assert used == {*declared}
    assert ("xsd" in declared) == ("_xsd_" in body)


# ---- Languages --------------------------------------------------------------------------

STRING = pyoxigraph.NamedNode(str(XSD.string))
LANGUAGE_STRING = pyoxigraph.NamedNode(str(RDF.langString))
NAMES = {
    "sources-of-clause": {"publisher", "title"},
    "description": {"value"},
}
"""Columns of text that is written once: names, titles, and what is said as it is written."""
SAME = {
    *("USD", "Azure", "AGI"),
}
"""Texts that are the same in English and in German."""


def texts(asked: Question, language: Language) -> dict[str, set[str]]:
    """Return the texts, by column, of the answer that the shipped facts give to `asked`."""
    needed = {p.name: p.default for p in asked.parameters if p.required}
    values = {name: text for name, text in needed.items() if name not in FROM_SETTING}
    setting = shipped().setting(on="2029-01-01", known="2026-11-23")
    rows = shipped().query(asked.name, values, setting, language)
    found: dict[str, set[str]] = {}
    for row in rows.rows:
        for column, term in zip(rows.columns, row, strict=True):
            if isinstance(term, pyoxigraph.Literal) and term.datatype in {STRING, LANGUAGE_STRING}:
                found.setdefault(column, set()).add(term.value)
    return found


@every_question
def test_every_text_has_german(asked: Question) -> None:
    """No text of a German answer is one of the English answer, but for names and a few more."""
    english, german = texts(asked, "en"), texts(asked, "de")

    assert english.keys() == german.keys()
    for column in english.keys() - NAMES.get(asked.name, set()):
        assert set() == (english[column] & german[column]) - SAME, column


@every_question
def test_a_question_takes_a_language_if_it_has_texts(asked: Question) -> None:
    """Columns of text come with the parameter `lang`, but where texts stand as written."""
    columns = texts(asked, "en").keys() - ({"value"} if asked.name == "description" else set())

    assert bool(columns) == ("lang" in {parameter.name for parameter in asked.parameters})


@every_question
def test_an_unknown_language_drops_no_row(asked: Question) -> None:
    """Who asks in a language that there is not is answered in English."""
    needed = {p.name: p for p in asked.parameters if p.required}
    terms: dict[str, Term] = {
        name: pyoxigraph.NamedNode(p.default) if p.kind == "iri" else literal(p, p.default)
        for name, p in needed.items()
    }
    if "lang" not in {parameter.name for parameter in asked.parameters}:
        return
    french = asked.filled(terms | {"lang": pyoxigraph.Literal("fr")})

    found = shipped().store.select(french)
    assert shipped().store.select(asked.filled(terms)).rows == found.rows


# ---- What a question may not use --------------------------------------------------------


EXISTENCE = {"Builtin_EXISTS", "Builtin_NOTEXISTS"}


def parts(query: str) -> Iterator[CompValue]:
    """Yield every part of the parsed `query`."""
    yield from within(parseQuery(query))


def within(whole: object) -> Iterator[CompValue]:
    """Yield every part of something parsed, and itself if it is one."""
    pending: list[object] = [whole]
    while pending:
        part = pending.pop()
        if isinstance(part, CompValue):
            yield part
            pending.extend(part.values())
        elif not isinstance(part, str | bytes) and hasattr(part, "__iter__"):
            pending.extend(part)


def forbidden(query: str) -> set[str]:
    """Return what `query` does that means different things on different engines."""
    found = set()
    for part in parts(query):
        if part.name in {
            "ServiceGraphPattern",
            "MinusGraphPattern",
            "Builtin_NOW",
            "Builtin_RAND",
        }:
            found.add(part.name)
        if part.name in {"AdditiveExpression", "MultiplicativeExpression"} and part.op:
            found.add("arithmetic")
        if part.name in {"Builtin_UUID", "Builtin_STRUUID", "Builtin_BNODE"}:
            found.add(part.name)
        if part.name == "PathElt" and part.mod == "*":
            found.add("path of no length")
        if part.name == "Bind" and any(e.name in EXISTENCE for e in within(part)):
            found.add("EXISTS in BIND")
        if "datasetClause" in part:
            found.add("FROM")
        if part.name == "SelectQuery":
            found |= {"SELECT *"} - ({"SELECT *"} if part.projection else set())
            found |= {"no ORDER BY"} - ({"no ORDER BY"} if part.orderby else set())
        if part.name not in {"SelectQuery", "Prologue"} and part.name.endswith("Query"):
            found.add(part.name)
    return found


@every_question
def test_a_question_means_the_same_everywhere(asked: Question) -> None:
    """No FROM, SERVICE, arithmetic, empty path, MINUS, chance or clock; always an order.

    A path of no length leads from a thing to itself, but engines differ on things that the
    data does not name; one of any other length means the same everywhere. Some engines do not
    understand EXISTS as a value.
    """
    assert forbidden(asked.text) <= ({"EXISTS in BIND"} if asked.name in FAST else set())


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("SELECT ?s FROM <x:g> { ?s ?p ?o } ORDER BY ?s", "FROM"),
        ("SELECT ?s { SERVICE <x:g> { ?s ?p ?o } } ORDER BY ?s", "ServiceGraphPattern"),
        ("SELECT ?s { ?s <x:p>/(<x:q>*) ?o } ORDER BY ?s", "path of no length"),
        ("SELECT ?s { ?s ?p ?o FILTER (?o + ?p > 1) } ORDER BY ?s", "arithmetic"),
        ("SELECT ?s { ?s ?p ?o FILTER (?o * 2 > 1) } ORDER BY ?s", "arithmetic"),
        ("SELECT ?s { ?s ?p ?o FILTER (?o < NOW()) } ORDER BY ?s", "Builtin_NOW"),
        ("SELECT ?s { ?s ?p ?o MINUS { ?s ?p 1 } } ORDER BY ?s", "MinusGraphPattern"),
        ("SELECT * { ?s ?p ?o } ORDER BY ?s", "SELECT *"),
        ("SELECT ?s { ?s ?p ?o }", "no ORDER BY"),
        ("ASK { ?s ?p ?o }", "AskQuery"),
        ("SELECT ?s { ?s ?p ?o BIND (EXISTS { ?o ?p ?s } AS ?x) } ORDER BY ?s", "EXISTS in BIND"),
    ],
)
def test_what_a_question_may_not_use_is_found(query: str, what: str) -> None:
    """The rule for plain queries sees every construct that it names."""
    assert {what} == forbidden(query)


@every_question
def test_the_order_of_rows_is_unique(asked: Question) -> None:
    """The columns that rows are ordered by tell all rows of the shipped facts apart."""
    order = asked.text.rpartition("ORDER BY")[2]
    keys = [list(asked.columns).index(name) for name in re.findall(r"\?(\w+)", order)]
    examples = {p.name: p.default.rpartition("/")[2] for p in asked.parameters if p.required}
    values = {name: text for name, text in examples.items() if name not in {"on", "scenario"}}
    setting = shipped().setting(on="2029-01-01", known="2026-11-23")
    rows = [
        tuple(row[key] for key in keys)
        for row in shipped().query(asked.name, values, setting).rows
    ]

    assert rows
    assert len(set(rows)) == len(rows)


# ---- Parameters -------------------------------------------------------------------------

ECHO = r"""# A comment with ?_text_xsd_string in it
SELECT ("?_text_xsd_string" AS ?quoted) ('''?_text_xsd_string''' AS ?long)
       (<x:?_text_xsd_string> AS ?iri) (?_text_xsd_string AS ?text) (?_thing_iri AS ?thing)
WHERE { FILTER (?_text_xsd_string = ?_text_xsd_string) } # ?_thing_iri
"""
HOSTILE = [
    'x" } #',
    "x' } #",
    '"""',
    "x\\",
    '\\" . ?s ?p ?o',
    "a\nb\r\nc\r",
    "?_text_xsd_string",
    "> ?s ?p",
    "\\u0022 } #",
    "\\\\u0022 } #",
    "\\U00000022 } #",
    "\x00\x010022",
    "\\\x010022",
    "}{()#<>",
    "\u2028\x85\ufeff\ufffe\U0010ffff",
]


def echo() -> Question:
    """Return a question that gives back the values of its parameters."""
    parameters = (
        Parameter("text", "string", required=True, default=""),
        Parameter("thing", "iri", required=True, default=""),
    )
    return Question("echo", "", "", "", Text({}), {}, {}, parameters, ECHO)


def hostile_texts() -> st.SearchStrategy[str]:
    """Draw texts, many of them of characters that mean something in SPARQL."""
    characters = st.sampled_from([*"\"'\\\n\r}{#<>?$uUx0123456789abcdef _"])
    return st.text() | st.text(characters) | st.lists(st.sampled_from(HOSTILE)).map("".join)


def echoed(store: Store, text: str, iri: str) -> None:
    """Assert that `text` and `iri` come back as they are, and nothing else changes."""
    values: dict[str, Term] = {
        "text": pyoxigraph.Literal(text),
        "thing": pyoxigraph.NamedNode(iri),
    }
    (row,) = store.select(echo().filled(values)).rows

    left_alone = ("?_text_xsd_string", "?_text_xsd_string", "x:?_text_xsd_string")
    assert (*left_alone, text, iri) == tuple(term.value for term in row if term is not None)


@every_engine
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(engine: type[Store], text: str) -> None:
    """Quotes, braces, comments, escapes and the names of parameters are only characters."""
    echoed(engine(), text, "x:y")


@given(hostile_texts())
@example("\\u0022")
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    """Both engines read a text that is filled in as what it is."""
    for engine in ENGINES:
        echoed(engine(), text, "x:y")


@given(hostile_texts())
def test_any_iri_comes_out_as_it_went_in(name: str) -> None:
    """What is no IRI is refused before it gets into a query; the rest stays as it is."""
    iri = f"x:{name}"
    try:
        pyoxigraph.NamedNode(iri)
    except ValueError:
        return
    for engine in ENGINES:
        echoed(engine(), "", iri)


def test_a_missing_value_is_named() -> None:
    """A question says which value it needs."""
    with pytest.raises(QueryError, match="echo needs a value for thing"):
        echo().filled({"text": pyoxigraph.Literal("x")})


def test_an_unknown_value_is_named() -> None:
    """A question says what it takes instead."""
    with pytest.raises(QueryError, match=r"status takes no when; it takes clause$"):
        question("status").filled(
            {
                "on": pyoxigraph.Literal("x"),
                "scenario": pyoxigraph.NamedNode("x:y"),
                "when": pyoxigraph.Literal("x"),
            }
        )


def test_without_a_setting_a_question_is_asked_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is open can be listed without a day."""
    setting = shipped().setting(on="2026-11-23", known="2026-11-23")
    monkeypatch.setattr("pactgraph.graph.today", lambda: setting)

    rows = shipped().query("open-events")
    assert rows.rows
    assert shipped().query("open-events", setting=setting).rows == rows.rows


@pytest.mark.parametrize("name", ["on", "scenario", "lang"])
def test_what_the_setting_fixes_is_no_value(name: str) -> None:
    """It would be overwritten in silence; the option that says it is named."""
    with pytest.raises(QueryError, match=f"{name} is no value of a question; --"):
        shipped().query("status", {name: "2029-01-01"})


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-23", "2026-11-23T23:59:59.999999Z"),
        ("2026-11-23T12:00:00", "2026-11-23T12:00:00Z"),
        ("2026-11-23T12:00:00+02:00", "2026-11-23T10:00:00Z"),
        ("2026-11-22T24:00:00Z", "2026-11-23T00:00:00Z"),
        ("2026-11-23+14:00", "2026-11-23T09:59:59.999999Z"),
    ],
)
def test_a_day_stands_for_its_last_instant(text: str, instant: str) -> None:
    """An instant may be written as a day, and in any time zone; it is filled in in UTC."""
    assert instant == literal(Parameter("on", "dateTime", required=True, default=""), text).value


@pytest.mark.parametrize("text", ["2026", "2026-11", "2026-02-30", "soon", ""])
def test_a_month_is_no_instant(text: str) -> None:
    """There is no one instant that it would stand for."""
    with pytest.raises(BadDateError):
        literal(Parameter("on", "dateTime", required=True, default=""), text)


# ---- Fixed ends ---------------------------------------------------------------------------


def next_day(text: str) -> Stretch:
    """Return the day after the one written as `text`."""
    return day(date.fromisoformat(text) + timedelta(days=1))


def test_fixed_ends_agree_with_the_kernel() -> None:
    """What is listed is not over on the day, and is after its last day; nothing is left out."""
    graph = shipped()
    clauses = graph.record.clauses
    over = {Status.ENDED, Status.NEVER}
    seen: set[str] = set()
    for setting in settings(graph.record, Random(5), 30):  # noqa: S311 - reproducible
        now = {a.clause.iri: a.status for a in statuses(graph.record, setting)}
        listed = set()
        for last, clause, _ in graph.query("fixed-ends", setting=setting).rows:
            assert last is not None
            assert clause is not None
            after = replace(setting, on=next_day(last.value))
            (later,) = statuses(graph.record, after, [clauses[clause.value]])
            assert now[clause.value] not in over
            assert later.status in over, (setting, clause)
            listed.add(clause.value)
        dated = {c.iri for c in clauses.values() if all(p.until_date for p in c.periods)}
        assert {iri for iri, status in now.items() if status not in over} & dated <= listed
        seen |= listed
    assert seen


# ---- Queries that people bring ----------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT ?s { #\r SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #\n}",
        'SELECT * { BIND("\\u005C" AS ?a) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #" AS ?b)\n}',
        "SELECT ?s { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_a_foreign_query_cannot_hide_that_it_asks_elsewhere(query: str) -> None:
    """What one parser takes for a comment or a text, and another for SERVICE, is refused."""
    with pytest.raises(QueryError, match=r"SERVICE is not allowed|parsers disagree"):
        shipped().sparql(query)
