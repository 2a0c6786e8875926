"""From triples back to sentences: each is stated as the same triples again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Graph, URIRef

from lengths import share
from pactgraph.interpreting.documents import read
from pactgraph.interpreting.interpret import interpret
from pactgraph.interpreting.triples import Triples, together
from pactgraph.messages import LANGUAGES
from pactgraph.resources import Resource, folder
from pactgraph.sentences.names import Names
from pactgraph.sentences.reading import read_point, read_sentence
from pactgraph.sentences.retelling import Retelling
from pactgraph.sentences.stating import NewNames, constraints_of, event_of
from pactgraph.terms import DPROD, ODRL, PACT, PREFIXES, RDF, RDFS
from sentences.stated import NEW, X, drawn, graph_of, stated
from sentences.tables import FACTS, NAMES, names_of_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.sentences.said import Sentence

pytestmark = pytest.mark.many

HERE = Path(__file__).parent
FILES = (
    "answers/duties.ttl",
    "check/doubtless.ttl",
    "check/valid.ttl",
    "conflicts/amoa.ttl",
    "consoles/umlauts.ttl",
    "names/deal.ttl",
    "ontology/minimal.ttl",
    "points/lease.ttl",
    "points/takeover.ttl",
    "points/truths.ttl",
    "questions/awkward.ttl",
)
_IN_TIME = (ODRL.event, ODRL.dateTime)
_MAKING = [
    PACT[name]
    for name in (
        *("earliestOf", "latestOf", "nth", "after", "offset", "onNext", "when", "lapseOf"),
        *("before", "noLaterThan", "noEarlierThan"),
    )
]
_DUTIES = (PACT.fulfilment, PACT.violation, PACT.lateness)


class File:
    """A file, with what can be named in it."""

    def __init__(self, triples: Triples, base: str) -> None:
        """Read the record of `triples`; new events get IRIs that begin with `base`."""
        self.triples = triples
        record, _ = interpret(self.triples)
        self.names = Names.of(record)
        taken = [thing.id for thing in (*self.names.events, *self.names.agreements)]
        self.new = NewNames(base, frozenset(taken))
        self.retelling = Retelling(self.triples, self.names, self.new)

    def clauses(self) -> Iterator[tuple[Node, list[Node], str]]:
        """Yield each clause, its unlabelled constraints on time, and its agreement."""
        for clause in sorted({each for each, _ in self.triples.subject_objects(ODRL.constraint)}):
            nodes = [*self.triples.objects(clause, ODRL.constraint)]
            unlabelled = [n for n in nodes if self.on_time(n) and not self.has_label(n)]
            homes = [
                str(home)
                for term in (ODRL.permission, ODRL.obligation, ODRL.prohibition)
                for home in self.triples.subjects(term, clause)
            ]
            if unlabelled:
                yield clause, unlabelled, homes[0] if homes else ""

    def on_time(self, node: Node) -> bool:
        """Return whether a constraint is one on time."""
        operands = [
            part
            for name in ("and", "or", "xone")
            for part in self.triples.objects(node, ODRL[name])
        ]
        if operands:
            return any(map(self.on_time, operands))
        return self.triples.value(node, ODRL.leftOperand) in _IN_TIME

    def has_label(self, node: Node) -> bool:
        """Return whether a node has a label."""
        return (node, RDFS.label, None) in self.triples

    def derived(self) -> Iterator[URIRef]:
        """Yield the derived events that no duty makes."""
        for event in self.triples.subjects(RDF.type, PACT.DerivedEvent):
            if not any((None, term, event) in self.triples for term in _DUTIES):
                assert isinstance(event, URIRef)
                yield event

    def described(self, nodes: list[Node]) -> Graph:
        """Return what describes constraints and their operands, all without names."""
        found = Graph()
        names = {node: BNode() for node in nodes}
        pending = [*nodes]
        while pending:
            node = pending.pop()
            for predicate, value in self.triples.predicate_objects(node):
                if predicate in (ODRL["and"], ODRL["or"]):
                    names[value] = BNode()
                    pending.append(value)
                found.add((names[node], predicate, names.get(value, value)))
        return found

    def made(self, event: Node) -> Graph:
        """Return what says how a derived event is made."""
        found = Graph()
        for predicate, value in self.triples.predicate_objects(event):
            if predicate in _MAKING or value == PACT.DerivedEvent:
                found.add((event, predicate, value))
            if predicate == PACT.onNext:
                for term, text in self.triples.predicate_objects(value):
                    found.add((value, term, text))
        return found


def isomorphic(one: Graph, other: Graph) -> bool:
    """Return whether graphs are the same, in which nodes without names are trees.

    Any graphs can be compared by rdflib, but not in any time: many constraints are alike.
    """
    return _unnamed(one) == _unnamed(other)


def _unnamed(graph: Graph) -> Counter[object]:
    """Return triples without the names of such nodes, each as often as it is there."""

    def content(node: Node) -> object:
        if not isinstance(node, BNode):
            return node
        said = Counter((term, content(value)) for term, value in graph.predicate_objects(node))
        return frozenset(said.items())

    unnamed = [content(node) for node in {*graph.subjects()} if isinstance(node, BNode)]
    named = [(s, p, content(o)) for s, p, o in graph if not isinstance(s, BNode)]
    return Counter([*unnamed, *named])


def lost(file: File, language: Language) -> tuple[Counter[str], list[str]]:
    """Return how much of a file is retold or not, and what is not the same when it is stated."""
    count: Counter[str] = Counter()
    wrong: list[str] = []
    for clause, nodes, own in file.clauses():
        retold = file.retelling.sentence_of(nodes, language, own)
        count["clause", retold is not None] += 1
        if retold is not None:
            said = read_sentence(retold.text, file.names, language)
            again = constraints_of(retold.text, said, file.names, file.new, own)
            same = isomorphic(file.described(nodes), graph_of(again.triples))
            wrong += [] if same else [str(clause)]
    for event in file.derived():
        retold = file.retelling.point_of(str(event), language)
        count["event", retold is not None] += 1
        if retold is not None:
            point = read_point(retold.text, file.names, language)
            again = event_of(retold.text, point, file.names, file.new, str(event))
            same = isomorphic(file.made(event), graph_of(again.triples))
            wrong += [] if same else [str(event)]
    return count, wrong


def at(path: Path, base: str) -> File:
    """Return a file, or all files of a folder, with literals as they are written."""
    documents, wrong = read([path])
    assert [] == wrong
    return File(together(document.triples for document in documents), base)


def beside(name: str) -> File:
    """Return a file of the tests."""
    path = HERE.parent / name
    found = re.search(r"@prefix : <(.*)> .", path.read_text(encoding="utf-8"))
    assert found
    return at(path, found[1])


def stated_once(text: str, said: Sentence, names: Names) -> File:
    """Return a file with one clause, that is in force as a sentence says."""
    return File(Triples.of(stated({"clause": (text, said)}, names)), X)


IN_SEVERAL_WAYS = {
    *("amd-lease-term", "amd-lease-renewed", "amd-lease-second-term", "amd-lease-renewed-twice"),
    *("amd-lease-renewed-thrice", "from-warrant-vested-within-fifteen-years"),
    "from-warrant-vested-after-fifteen-years",
}
"""Constraints that hold in one way or another, which only their parts' labels tell."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ships_is_retold(language: Language) -> None:
    """Every clause with unlabelled constraints, and labelled constraints without their labels."""
    file = at(folder(Resource.FACTS), PREFIXES[""])
    count, wrong = lost(file, language)
    assert (0, []) == (count["clause", False] + count["event", False], wrong)

    labelled = [
        node
        for kind in (ODRL.Constraint, ODRL.LogicalConstraint)
        for node in file.triples.subjects(RDF.type, kind)
        if file.on_time(node) and file.has_label(node)
    ]
    bare = Triples.of(t for t in file.triples if t[0] not in labelled or t[1] != RDFS.label)
    retelling = Retelling(bare, file.names, file.new)
    told = {str(node): retelling.sentence_of([node], language) for node in labelled}

    assert 109 == len(told)
    untold = {node.removeprefix(PREFIXES[""]) for node, retold in told.items() if retold is None}
    assert IN_SEVERAL_WAYS == untold
    through = {"en": "through 2030", "de": "bis einschließlich 2030"}[language]
    retold = told[f"{PREFIXES['']}through-2030"]
    assert retold is not None
    assert through == retold.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_of_the_tests_are_retold(language: Language) -> None:
    """All but what no sentence is: exactly one of some, not in a year, terms within terms."""
    counts: Counter[tuple[str, bool]] = Counter()
    for name in FILES:
        count, wrong = lost(beside(name), language)
        assert [] == wrong, name
        counts += count

    assert {
        ("clause", True): 40,
        ("clause", False): 5,
        ("event", True): 58,
        ("event", False): 1,  # number two of two
    } == counts


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_the_facts_come_back(language: Language) -> None:
    """Stated, retold and stated again: the same triples, and no event that needs declaring."""
    names = names_of_facts()
    names = replace(names, effective={each.iri: "2000-01-01" for each in names.agreements})
    texts = {id_: texts[LANGUAGES.index(language)] for id_, *texts in FACTS}
    sentences = {id_: (text, read_sentence(text, names, language)) for id_, text in texts.items()}
    file = File(Triples.of(stated(sentences, names)), X)
    told: dict[str, str] = {}
    for clause, nodes, own in file.clauses():
        retold = file.retelling.sentence_of(nodes, language, own)
        assert retold is not None
        told[str(clause).removeprefix(X)] = retold.text
    again = {id_: (text, read_sentence(text, names, language)) for id_, text in told.items()}

    assert sentences.keys() == told.keys()
    for id_ in told:
        ours, theirs = ({id_: each[id_]} for each in (sentences, again))
        assert isomorphic(graph_of(stated(ours, names)), graph_of(stated(theirs, names))), id_


@pytest.mark.many
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_drawn_comes_back(language: Language) -> None:
    """Random conditions, half of them with labels that look like parts of a sentence."""
    tried, nothing, wrong = 0, [], []
    for id_, text, names in drawn(range(share(6_800, 150)), language):
        said = read_sentence(text, names, language)
        if not said.parts:
            continue
        tried += 1
        file = stated_once(text, said, names)
        for _, nodes, _ in file.clauses():
            retold = file.retelling.sentence_of(nodes, language)
            if retold is None:
                nothing.append((id_, text))
                continue
            schedules = file.triples.subjects(DPROD.scheduleExpression)
            made = {str(event) for event in (*file.derived(), *schedules)}
            again = stated_once(retold.text, read_sentence(retold.text, names, language), names)
            same = isomorphic(graph_of(file.triples), graph_of(again.triples))
            if made != retold.told or not same:
                wrong.append((id_, retold.text))

    assert share(3_600, 75) <= tried
    assert [] == wrong
    assert len(nothing) <= tried / 100, nothing[:5]


# ---- How it reads -------------------------------------------------------------------------

TEXTS = [
    (
        "until the earlier of the end of 2028 and IPO",
        "until the earlier of IPO and the end of 2028",
    ),
    ("until the end of 2030", "through 2030"),
    ("from “IPO” through 2032", "from IPO through 2032"),
    ("until 2026 (deal-2)", "until deal-2 takes effect"),
    ("until Amendment takes effect", "until deal-2 takes effect"),
    ("from loan-paid", "from loan of 2020 repaid"),
    (
        "until the earlier of the end of 2035-12-24 and 7 days after Sale",
        "until the earlier of seven days after Sale and the end of 2035-12-24",
    ),
    ("from the earlier of 2026 and IPO", "from the earlier of IPO and 2026"),
    ("from the end of the day of Sale", "from the end of the day of Sale"),
    ("if Sale comes by 2027", "from Sale if by the end of 2027"),
    ("from deal takes effect; or until Sale", "always"),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_sentences_read_as_people_write_them(text: str, expected: str) -> None:
    """Names plain where they can be; a lone date as the last one, and among others its end."""
    file = stated_once(text, read_sentence(text, NAMES, "en"), NAMES)
    names = replace(file.names, effective=NAMES.effective)
    retelling = Retelling(file.triples, names, file.new)
    nodes = [*file.triples.objects(URIRef(f"{X}clause"), ODRL.constraint)]

    retold = retelling.sentence_of(nodes, "en", f"{X}deal")

    if expected == "always":
        assert retold is None
        again = constraints_of(text, read_sentence(text, NAMES, "en"), NAMES, NEW, f"{X}deal")
        assert () == again.constraints
    else:
        assert retold is not None
        assert expected == retold.text


def retold_of(turtle: str, folder: Path, *, event: str = "") -> str | None:
    """Return how the constraints of a clause are told, or an event, beside IPO and Sale."""
    prefixes = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items() if p)
    events = (
        ':ipo a pact:Event ; rdfs:label "IPO"@en . :sale a pact:Event ; rdfs:label "Sale"@en .'
    )
    path = folder / "deal.ttl"
    path.write_text(f"@prefix : <{X}> .\n{prefixes}{events}{turtle}", encoding="utf-8")
    file = at(path, X)
    if event:
        told = file.retelling.point_of(X + event, "en")
    else:
        nodes = [*file.triples.objects(URIRef(f"{X}clause"), ODRL.constraint)]
        told = file.retelling.sentence_of(nodes, "en")
    return None if told is None else told.text


OF_EVENT = "a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;"
IPO, SALE = (f"{OF_EVENT} odrl:rightOperand {event}" for event in (":ipo", ":sale"))
YEAR = (
    "a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:{} ;"
    ' odrl:rightOperand "2030"^^xsd:gYear'
)
LOGICAL = ":clause odrl:constraint [ a odrl:LogicalConstraint ;"
CONSTRAINTS = [
    (f"{LOGICAL} odrl:or [ {IPO} ] , [ {SALE} ] ] .", "until the later of IPO and Sale"),
    (f"{LOGICAL} odrl:or [ {IPO} ] , [ {IPO} ] , [ {SALE} ] ] .", None),
    (f":clause odrl:constraint [ {IPO} ] , [ {SALE} ] .", "until the earlier of IPO and Sale"),
    (f":clause odrl:constraint :c . :c {IPO} .", "until IPO"),
    (f':clause odrl:constraint [ {IPO} ; rdfs:label "before the IPO"@en ] .', None),
    (f":clause odrl:constraint [ {IPO} ] , [ {IPO} ] .", None),
    (
        f"{LOGICAL} odrl:or :c , [ {SALE} ] ] . :clause odrl:constraint :c . :c {IPO} .",
        None,
    ),
    (
        f"{LOGICAL} odrl:xone [ {IPO} ] , [ {SALE} ] ] .",
        None,
    ),
    (
        f"{LOGICAL} odrl:and [ {IPO} ] , [ {SALE} ] ] .",
        None,
    ),
    (
        f"{LOGICAL} odrl:or ( [ {IPO} ] [ {SALE} ] ) ] .",
        None,
    ),
    (f":clause odrl:constraint [ {IPO.removeprefix('a odrl:Constraint ; ')} ] .", None),
    (f":clause odrl:constraint [ {YEAR.format('lteq')} ] .", "through 2030"),
    (f":clause odrl:constraint [ {YEAR.format('gt')} ] .", "from the end of 2030"),
    (f":clause odrl:constraint [ {YEAR.format('eq')} ] .", None),
    (f":clause odrl:constraint [ {YEAR.format('neq')} ] .", None),
    (":clause odrl:constraint [ " + YEAR.format("lt").replace("gYear", "date") + " ] .", None),
    (":clause a odrl:Permission .", "always"),
]


@pytest.mark.parametrize(("turtle", "expected"), CONSTRAINTS)
def test_only_what_is_said_exactly_is_retold(
    turtle: str, expected: str | None, tmp_path: Path
) -> None:
    """What would become other triples is left as it is."""
    assert expected == retold_of(turtle, tmp_path)


MADE = [
    ('pact:after :ipo ; pact:offset "P7D"^^xsd:duration', "seven days after IPO"),
    ('pact:after :ipo ; pact:offset "P12M"^^xsd:duration', "twelve months after IPO"),
    ('pact:after :ipo ; pact:offset "P1Y"^^xsd:duration', "one year after IPO"),
    ('pact:after :ipo ; pact:offset "P7D"', None),
    ('pact:after :ipo ; pact:offset "P1Y6M"^^xsd:duration', None),
    ('pact:after :ipo ; pact:offset "P1Y6D"^^xsd:duration', None),
    ('pact:after :ipo , :sale ; pact:offset "P7D"^^xsd:duration', None),
    ("pact:after :ipo", None),
    ("pact:earliestOf :ipo", None),
    ("pact:earliestOf :ipo , :sale ; pact:nth 1", None),
    ('pact:earliestOf :ipo , :sale ; pact:nth "x"', None),
    ("pact:latestOf :ipo , :sale", "the later of IPO and Sale"),
    ("pact:latestOf :ipo , :sale ; pact:earliestOf :ipo , :sale", None),
    ('pact:when :ipo ; pact:before "2030"^^xsd:gYear', "IPO if before 2030"),
    ('pact:when :ipo ; pact:before "2030"', None),
    ("pact:when :ipo", None),
    (
        "pact:lapseOf :ipo ; pact:noLaterThan :sale",
        "the passing of the end of the day of Sale without IPO",
    ),
    ("pact:when :ipo ; pact:noLaterThan :sale", "IPO if no later than on the day of Sale"),
    (
        'pact:lapseOf :ipo ; pact:noLaterThan :sale , "2030"^^xsd:gYear',
        (
            "the passing of (the earlier of the end of 2030 and the end of the day of Sale)"
            " without IPO"
        ),
    ),
]


@pytest.mark.parametrize(("turtle", "expected"), MADE)
def test_only_derived_events_that_are_said_exactly_are_retold(
    turtle: str, expected: str | None, tmp_path: Path
) -> None:
    """With dates, years and months as they are written."""
    event = f':made a pact:DerivedEvent ; rdfs:label "made"@en ; {turtle} .'
    assert expected == retold_of(event, tmp_path, event="made")


def test_events_that_somebody_named_are_named(tmp_path: Path) -> None:
    """Not told: under an IRI, a label or a source of their own."""
    labels = 'rdfs:label "one day after IPO"@en , "Ablauf von einem Tag nach IPO"@de'
    own = f'a pact:DerivedEvent ; {labels} ; pact:after :ipo ; pact:offset "P1D"^^xsd:duration'

    def retold(event: str, described: str, more: str = "") -> str | None:
        clause = f":clause odrl:constraint [ {OF_EVENT} odrl:rightOperand :{event} ] ."
        return retold_of(f":{event} {described} . {more} {clause}", tmp_path)

    told, named = "until one day after IPO", "until “one day after IPO”"
    assert told == retold("1-day-after-ipo", own)
    assert named == retold("1-day-after-ipo", f"{own} ; dcterms:source :s")
    assert named == retold("1-day-after-ipo", own.replace("einem Tag", "1 Tag"))
    assert named == retold("lock-up-over", own)
    both = retold("1-day-after-ipo", own, f":lock-up-over {own} .")
    assert "until “one day after IPO” (1-day-after-ipo)" == both


def test_german_sentences_have_its_cases() -> None:
    """After “ab” another one than after “bis”."""
    for english, german in (
        ("from the earlier of IPO and 2026", "ab dem früheren von Börsengang und 2026"),
        ("from the later of IPO and 2026", "ab dem späteren von Börsengang und 2026"),
        ("until the earlier of IPO and Sale", "bis zum früheren von Börsengang und Verkauf"),
        ("until the later of IPO and Sale", "bis zum späteren von Börsengang und Verkauf"),
        ("from Sale if by 2027", "ab Verkauf, falls spätestens Ende 2027"),
        ("until deal-2 takes effect", "bis deal-2 wirksam wird"),
    ):
        file = stated_once(english, read_sentence(english, NAMES, "en"), NAMES)
        nodes = [*file.triples.objects(URIRef(f"{X}clause"), ODRL.constraint)]
        retold = file.retelling.sentence_of(nodes, "de")
        assert retold is not None
        assert german == retold.text
