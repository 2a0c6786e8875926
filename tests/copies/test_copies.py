"""What is copied out of the page says exactly what the graph says."""

from __future__ import annotations

import base64
import gzip
import json
import os
import random
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from pactgraph.graph import load
from pactgraph.interpreting.documents import to_rdflib
from pactgraph.page.copies import (
    finding_query,
    json_ld,
    side_by_side,
    turtle_blocks,
)
from pactgraph.page.packing import packed
from pactgraph.page.settled import settled
from pactgraph.sparql.store import OxigraphStore, RdflibStore, to_oxigraph
from pactgraph.terms import DCTERMS, ODRL, ORG, OWL, PACT, PREFIXES, RDF, RDFS, SCHEMA, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

    from pactgraph.page.settled import Settled
    from pactgraph.sparql.store import Store

    Triple = tuple[Node, Node, Node]

pytestmark = pytest.mark.many

ID = PREFIXES[""]
HOSTILE = [
    "",
    "</script><!-- ",
    "\"'\\",
    '"""',
    '\n"',
    '\n\\"',
    "\r\n\t\b\f\x00\x7f",
    "\u2028\u2029\x85\ufeff",
    "\U0001f4dc",
    " . :x a :y .",
    "@prefix : <x:> .",
    "@type",
    "_:b1",
]
ODD_IRIS = [
    ID,
    f"{ID}a.",
    f"{ID}.a",
    f"{ID}-a",
    f"{ID}1",
    f"{ID}a/b",
    f"{ID}a#b",
    f"{ID}a(b)%20",
    f"{ID}a:b;c,d~'!*&=+$@?",
    f"{ID}ä",
    f"{ID}a\u2028b",
    str(PACT),
    str(PACT.Event) + ".",
    "schema:name",
    "id:x",
    "label:x",
    "urn:uuid:0-1",
    "mailto:a@b",
    "x:",
    "https://schema.org",
    str(RDF.nil),
]


def parsed(text: str, syntax: pyoxigraph.RdfFormat = pyoxigraph.RdfFormat.TURTLE) -> Graph:
    """Return the graph that `text` says, with literals as written."""
    graph = Graph()
    for quad in pyoxigraph.parse(text, format=syntax):
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph


def alike(first: Graph, second: Graph) -> bool:
    """Return whether two graphs, with few blank nodes, are the same but for the names of these.

    By pyoxigraph, because rdflib warns of numbers that are none.
    """
    datasets = []
    for graph in (first, second):
        quads = (pyoxigraph.Quad(*map(to_oxigraph, triple)) for triple in graph)  # type: ignore[arg-type]
        datasets.append(pyoxigraph.Dataset(quads))
        datasets[-1].canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return datasets[0] == datasets[1]


def joined(triples: Graph) -> str:
    """Return prefixes and blocks as one text."""
    prefixes, blocks = turtle_blocks(settled(triples))
    return prefixes + "".join(blocks.values())


def graph_of(*triples: Triple) -> Graph:
    """Return the graph of these triples."""
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


def turtle(text: str) -> Graph:
    """Return the graph in `text`, with our prefixes."""
    lines = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return parsed(lines + text)


def mixed(triples: Graph, seed: int) -> Graph:
    """Return the same graph: other names of blank nodes, triples in another order."""
    names = {node: BNode() for node in triples.all_nodes() if isinstance(node, BNode)}
    found = sorted(
        (names.get(s, s), p, names.get(o, o))  # type: ignore[call-overload]
        for s, p, o in triples
    )
    random.Random(seed).shuffle(found)  # noqa: S311 - nothing secret
    return graph_of(*found)


# ---- Graphs to try ------------------------------------------------------------------------

SUBJECTS = st.sampled_from([URIRef(iri) for iri in ODD_IRIS]) | st.sampled_from(
    [BNode("x"), BNode("y"), BNode("z")]
)
PREDICATES = st.sampled_from(
    [
        RDF.type,
        RDFS.label,
        RDF.first,
        RDF.rest,
        OWL.sameAs,
        ORG.memberOf,
        SCHEMA.value,
        SKOS.note,
        DCTERMS.issued,
        DCTERMS.source,
        ODRL.rightOperand,
        PACT.approximate,
        URIRef(f"{ID}a/b"),
        URIRef("label:x"),
    ]
)
TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=8)
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(Literal, TEXTS, lang=st.sampled_from(["en", "de", "de-at", "zh-hant-tw"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=kind, normalize=False),
        TEXTS | st.sampled_from(["1", "01", "1.", "+1.50", "1E3", "inf", "true", "TRUE", "2030"]),
        st.sampled_from(
            [
                *(XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.date, XSD.gYear),
                *(URIRef(f"{ID}kind."), URIRef("x:kind")),
            ]
        ),
    ),
)
GRAPHS = st.lists(st.tuples(SUBJECTS, PREDICATES, SUBJECTS | LITERALS), max_size=12).map(
    lambda triples: graph_of(*triples)
)
CHAIN = "_:a :next _:b . _:b :next _:c . :x :first _:a ; :last _:c . _:c :next _:a ."


# ---- Turtle -------------------------------------------------------------------------------


def test_the_shipped_facts_come_back_from_turtle() -> None:
    """Prefixes and blocks parse to the facts, with two parsers."""
    triples = load().triples
    text = joined(triples)

    assert alike(triples, parsed(text))
    assert alike(triples, Graph().parse(data=text, format="turtle"))


def test_everything_described_has_a_block() -> None:
    """There is one block for every subject, which parses alone to what is said of it."""
    triples = load().triples
    prefixes, blocks = turtle_blocks(settled(triples))

    assert sorted(map(str, triples.subjects(unique=True))) == list(blocks)
    for iri, block in blocks.items():
        said = graph_of(*triples.triples((URIRef(iri), None, None)))
        assert set(said) == set(parsed(prefixes + block)), iri


def test_a_block_is_written_as_the_facts_are() -> None:
    """The type first, then the label, English first; every value on a line of its own."""
    triples = turtle(
        ':x pact:party :b , :a ; rdfs:label "das X"@de , "the X"@en ; a odrl:Agreement ;'
        ' dcterms:issued "2025-10-28"^^xsd:date ; <x:p> 5 .'
    )
    prefixes, blocks = turtle_blocks(settled(triples))

    assert {
        f"{ID}x": ":x a odrl:Agreement ;\n"
        '    rdfs:label "the X"@en ;\n'
        '    rdfs:label "das X"@de ;\n'
        '    dcterms:issued "2025-10-28"^^xsd:date ;\n'
        "    pact:party :a ;\n"
        "    pact:party :b ;\n"
        "    <x:p> 5 .\n"
    } == blocks
    used = [line.split()[1] for line in prefixes.splitlines()]
    assert [":", "dcterms:", "odrl:", "pact:", "rdfs:", "xsd:"] == used


def test_a_block_carries_the_blank_nodes_that_its_thing_leads_to() -> None:
    """Each block says everything about them, one shared by two things too; nothing is lost."""
    triples = turtle(":x :p [ :q [ :r 1 ] ] . :y :p _:s . :z :p _:s . _:s :q 2 . [] :p 3 .")
    prefixes, blocks = turtle_blocks(settled(triples))

    assert ["", f"{ID}x", f"{ID}y", f"{ID}z"] == sorted(blocks)
    assert alike(turtle(":x :p [ :q [ :r 1 ] ] ."), parsed(prefixes + blocks[f"{ID}x"]))
    assert alike(turtle(":z :p [ :q 2 ] ."), parsed(prefixes + blocks[f"{ID}z"]))
    assert alike(triples, parsed(prefixes + "".join(blocks.values())))


@given(GRAPHS)
@example(turtle(CHAIN))
@example(graph_of(*((URIRef(f"{ID}x"), RDFS.label, Literal(text)) for text in HOSTILE)))
@example(graph_of(*((URIRef(iri), RDF.type, URIRef(iri)) for iri in ODD_IRIS)))
def test_any_graph_comes_back_from_turtle(triples: Graph) -> None:
    """Texts, odd IRIs, languages, datatypes and blank nodes all come back."""
    assert alike(triples, parsed(joined(triples)))


def test_odd_names_are_read_by_rdflib_too() -> None:
    """What is escaped in a prefixed name means the same to another parser."""
    triples = graph_of(
        *(
            (URIRef(iri), RDFS.seeAlso, URIRef(iri))
            for iri in ODD_IRIS
            if not iri.endswith(".")  # rdflib does not read an escaped dot at the end of a name
        )
    )

    assert set(triples) == set(Graph().parse(data=joined(triples), format="turtle"))


# ---- JSON-LD ------------------------------------------------------------------------------


@pytest.mark.many
def test_the_shipped_facts_come_back_from_json_ld() -> None:
    """The whole parses to the facts, with two parsers, and is compacted by our context."""
    triples = load().triples
    text = json_ld(settled(triples))
    nodes = {node["id"]: node for node in json.loads(text)["@graph"]}

    assert alike(triples, parsed(text, pyoxigraph.RdfFormat.JSON_LD))
    assert alike(triples, Graph().parse(data=text, format="json-ld"))
    assert "2025-10-28" == nodes[f"{ID}MSOA-2025"]["issued"]
    assert "Agreement" == nodes[f"{ID}MSOA-2025"]["type"]
    assert "Licence to OpenAI's research IP" == nodes[f"{ID}MSOA-2025-12"]["label"]["en"]


def test_json_ld_is_compacted_with_blank_nodes_too() -> None:
    """Amounts without an IRI, as one writes them by hand, and lists need not be expanded."""
    triples = turtle(
        ':x pact:amount [ schema:value 5 ; schema:currency "USD" ] ; rdfs:label "x"@en ;'
        " odrl:and ( :y [ odrl:or :z ] ) ."
    )
    text = json_ld(settled(triples))

    assert "@context" in json.loads(text)
    assert alike(triples, parsed(text, pyoxigraph.RdfFormat.JSON_LD))


def test_json_ld_has_the_names_of_our_context() -> None:
    """A term for a property with its kind of values; without one, a value says what it is."""
    text = json_ld(
        settled(
            turtle(
                ':x a odrl:Duty ; rdfs:label "the X"@en , "das X"@de ; pact:party :a , :b ;'
                ' dcterms:issued "2026"^^xsd:gYear ; dcterms:source :s , "a book" ;'
                ' schema:currency "USD" ; :says "so"@en , "so" , :a , 5 , -5 , "05"^^xsd:integer ,'
                ' true , "1"^^xsd:boolean , "2026-11-25"^^xsd:date , 1.5e0 .'
            )
        )
    )
    (node,) = json.loads(text)["@graph"]

    assert {
        "id": f"{ID}x",
        "type": "Duty",
        "label": {"en": "the X", "de": "das X"},
        "issuedInYear": "2026",
        "source": f"{ID}s",
        "dcterms:source": "a book",
        "parties": [f"{ID}a", f"{ID}b"],
        "currency": "USD",
    } == {key: value for key, value in node.items() if key != f"{ID}says"}
    for value in (
        "so",
        5,
        -5,
        True,
        {"@language": "en", "@value": "so"},
        {"id": f"{ID}a"},
        {"type": "xsd:integer", "@value": "05"},
        {"type": "xsd:boolean", "@value": "1"},
        {"type": "xsd:date", "@value": "2026-11-25"},
        {"type": "xsd:double", "@value": "1.5e0"},
    ):
        assert value in node[f"{ID}says"]


@given(GRAPHS)
@example(turtle(CHAIN))
@example(Graph())
@example(turtle(':x rdfs:label "", "x", "x"@en, "y"@en ; schema:currency "", "USD" .'))
@example(graph_of(*((URIRef(f"{ID}x"), RDFS.label, Literal(text)) for text in HOSTILE)))
@example(graph_of(*((URIRef(iri), OWL.sameAs, URIRef(iri)) for iri in ODD_IRIS)))
def test_any_graph_comes_back_from_json_ld(triples: Graph) -> None:
    """Texts, odd IRIs, languages, datatypes, lists and blank nodes all come back."""
    assert alike(triples, parsed(json_ld(settled(triples)), pyoxigraph.RdfFormat.JSON_LD))


@pytest.mark.many
def test_a_long_chain_of_blank_nodes_comes_back() -> None:
    """What one library nests too deeply, the other writes."""
    chain = [BNode(f"n{number}") for number in range(2000)]
    triples = graph_of(*((a, PACT.after, b) for a, b in pairwise(chain)))
    found = parsed(json_ld(settled(triples)), pyoxigraph.RdfFormat.JSON_LD)

    assert len(triples) == len(found)
    assert len(triples) == len(parsed(joined(triples)))


# ---- Both ---------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [turtle_blocks, json_ld])
def test_writing_takes_work_in_proportion(
    write: Callable[[Settled], object], calls_of: Callable[[Callable[[], object]], int]
) -> None:
    """Twice as much to write is about twice the work."""

    def work(size: int) -> int:
        things = [URIRef(f"{ID}thing-{number}") for number in range(size)]
        labels = ((thing, RDFS.label, Literal(f"thing {thing}")) for thing in things)
        notes = ((thing, PACT.concerns, BNode()) for thing in things)
        triples = graph_of(*labels, *notes)
        return calls_of(lambda: write(settled(triples)))

    small, medium, large = (work(size) for size in (100, 200, 400))

    assert medium < 2.2 * small
    assert large < 2.2 * medium


# ---- The same graph, the same bytes -------------------------------------------------------


@pytest.mark.many
@given(GRAPHS.filter(lambda graph: not any(isinstance(n, BNode) for n in graph.all_nodes())))
def test_the_order_of_triples_does_not_matter(triples: Graph) -> None:
    """The same triples give the same text, in whatever order they come."""
    other = mixed(triples, seed=1)

    assert turtle_blocks(settled(triples)) == turtle_blocks(settled(other))
    assert json_ld(settled(triples)) == json_ld(settled(other))


@pytest.mark.parametrize("seed", range(5))
def test_the_names_of_blank_nodes_do_not_matter(seed: int) -> None:
    """Blank nodes are named by what is said with them, near or far."""
    triples = turtle(
        f"{CHAIN} :x :p [ :q 1 ] , [ :q 2 ] , [ :q [ :r 3 ] ] , [ :q [ :r 4 ] ] , ( 5 6 5 5 ) ."
        " _:self :p _:self . :y :p [ :q 1 ] . [] :p 7 ; :q :y ."
    )
    other = mixed(triples, seed)

    assert turtle_blocks(settled(triples)) == turtle_blocks(settled(other))
    assert json_ld(settled(triples)) == json_ld(settled(other))


def test_blank_nodes_that_are_all_alike_take_no_time() -> None:
    """Twelve nodes that all lead to one another would keep a canonical form busy for years."""
    nodes = [BNode(f"n{number}") for number in range(12)]
    triples = graph_of(*((a, PACT.after, b) for a in nodes for b in nodes))

    assert len(triples) == len(parsed(joined(triples)))
    assert len(triples) == len(parsed(json_ld(settled(triples)), pyoxigraph.RdfFormat.JSON_LD))


@pytest.mark.many
@pytest.mark.parametrize("what", ["turtle_blocks", "json_ld"])
def test_every_process_writes_the_same(what: str) -> None:
    """How Python hashes texts, which differs from run to run, changes nothing."""
    code = (
        "import hashlib; from pactgraph.graph import load; from pactgraph.page import copies;"
        "from pactgraph.page.settled import settled;"
        f"print(hashlib.sha256(repr(copies.{what}(settled(load().triples))).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }

    assert 1 == len(said)


# ---- Packing, and the query ---------------------------------------------------------------


@given(st.text() | TEXTS)
def test_what_is_packed_can_be_unpacked(text: str) -> None:
    """It is gzip in base64, the same each time; no character of it means anything in HTML."""
    found = packed(text)

    assert text == gzip.decompress(base64.b64decode(found, validate=True)).decode()
    assert found == packed(text)
    assert not set(found) & set("<>&\"'\\`")


def test_the_copies_of_the_shipped_facts_are_small() -> None:
    """Both together add less than 300 kB to the page."""
    said = settled(load().triples)
    both = packed(json.dumps(side_by_side(turtle_blocks(said), json_ld(said))))

    assert len(both) < 300_000


@given(GRAPHS)
@example(turtle(CHAIN))
@example(Graph())
@example(graph_of(*((URIRef(f"{ID}x"), RDFS.label, Literal(text)) for text in HOSTILE)))
@example(graph_of(*((URIRef(iri), OWL.sameAs, URIRef(iri)) for iri in ODD_IRIS)))
@example(graph_of((URIRef(f"{ID}x"), RDFS.label, Literal('{\n    {\n  "id": "x",\n'))))
def test_both_are_cut_and_come_back(triples: Graph) -> None:
    """Side by side, nothing of the two texts is lost, moved or told twice."""
    said = settled(triples)
    turtle_text, jsonld = turtle_blocks(said), json_ld(said)
    rows = side_by_side(turtle_text, jsonld)

    assert jsonld == "".join(piece for _, _, piece in rows)
    assert ("", turtle_text[0]) == (rows[0][0], rows[0][1])
    assert [*turtle_text[1].items()] == [(iri, block) for iri, block, _ in rows[1:]]


def test_what_is_side_by_side_is_about_the_same() -> None:
    """Or packing both together would spare nothing."""
    said = settled(load().triples)
    rows = side_by_side(turtle_blocks(said), json_ld(said))
    about = [piece for iri, _, piece in rows if iri.startswith(ID)]

    assert all(1 == piece.count('\n      "id": ') for piece in about[1:])


def test_the_query_finds_what_the_graph_says() -> None:
    """Pasted as it is, it gives every property of the thing, and needs no prefix."""
    graph = load()
    query = finding_query(f"{ID}MSOA-2025-12")
    rows = graph.sparql(query).rows
    said = {
        (str(p), str(o)) for p, o in graph.triples.predicate_objects(URIRef(f"{ID}MSOA-2025-12"))
    }

    assert query.startswith("SELECT ")
    assert query.endswith(")\n")
    assert said <= {(p.value, o.value) for p, o in rows if p is not None and o is not None}


@pytest.mark.parametrize("iri", ODD_IRIS)
def test_the_query_takes_any_iri(iri: str) -> None:
    """An IRI stays one, whatever stands in it."""
    store = OxigraphStore()
    store.put_graph("", [(URIRef(iri), RDFS.label, Literal("x"))])

    assert 1 == len(store.select(finding_query(iri)).rows)


@pytest.mark.parametrize("iri", ["x", "x:y> ?p ?o", "x:{}", ""])
def test_the_query_takes_nothing_but_an_iri(iri: str) -> None:
    """What is no absolute IRI cannot get into the query."""
    with pytest.raises(ValueError, match="IRI"):
        finding_query(iri)


@pytest.mark.parametrize("engine", [OxigraphStore, RdflibStore])
def test_the_query_orders_values_that_read_alike(engine: type[Store]) -> None:
    """First what has neither language nor datatype named, then by these; on both engines."""
    store = engine()
    values = [
        Literal("1", lang="en"),
        Literal("1", datatype=XSD.integer),
        URIRef("x:1"),
        Literal("1"),
        Literal("1", lang="de"),
    ]
    store.put_graph("", [(URIRef("x:y"), RDFS.label, value) for value in values])

    assert [
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"1"',
        '"1"@de',
        '"1"@en',
        "<x:1>",
    ] == [str(value) for _, value in store.select(finding_query("x:y")).rows]
