"""What can be copied out of the page: Turtle, JSON-LD, a query, and all of it packed.

Every term is written by pyoxigraph, which keeps literals as they are, whatever stands in
them. Its Turtle has all values of a property on one line, though; so it writes single
triples here, and only ``;`` and ``.`` are put between them.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple
from rdflib import Graph, URIRef

from pactgraph.interpreting.documents import to_rdflib
from pactgraph.resources import Resource, folder
from pactgraph.sparql.questions import question
from pactgraph.sparql.store import to_oxigraph
from pactgraph.terms import PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rdflib import BNode, Literal

    from pactgraph.interpreting.triples import Triple as RdfTriple

    Subject = NamedNode | BlankNode | Triple

_TYPE = NamedNode(str(RDF.type))
_FIRST = (_TYPE, NamedNode(str(RDFS.label)))
_NODE = re.compile(r"^(?=(?: {2}| {4})\{$)", re.MULTILINE)
"""Where a node begins in JSON-LD that is written in lines, be it compacted or expanded."""
_ID = re.compile(r'^ +"@?id": ("[^\n]*"),?$', re.MULTILINE)
_ROUNDS = 50
"""How many steps away something may be that tells two blank nodes apart."""


# ---- Turtle ------------------------------------------------------------------------------


def turtle_blocks(triples: Iterable[RdfTriple]) -> tuple[str, dict[str, str]]:
    """Return `triples` in Turtle: the lines of prefixes, and a block for every IRI described.

    All of it, one after the other, parses to the same graph again; the prefixes and some of
    the blocks parse to a part of it. Blank nodes have names, and what is said of them stands
    in the block of every IRI that leads to them.

    The same triples give the same text, in whatever order they come and whatever their blank
    nodes are called, but for blank nodes that nothing tells apart.

    Returns:
        The prefixes that are used, sorted, and the blocks by IRI, sorted. What no IRI leads
        to stands under "". Each line and each block ends in a new line.
    """
    settled = _settled(_oxigraph(triples))
    subjects = list(dict.fromkeys(triple.subject for triple in settled))
    named = [Triple(subject, _TYPE, subject) for subject in subjects]
    lines = _predicates_and_objects([*named, *settled])
    statements = {
        subject: [line.removeprefix("a ")] for subject, line in zip(subjects, lines, strict=False)
    }
    for triple, line in zip(settled, lines[len(named) :], strict=True):
        statements[triple.subject].append(line)
    leads_to = _blank_values(settled)
    together = {s.value: _together(s, leads_to) for s in subjects if isinstance(s, NamedNode)}
    reached = {subject for members in together.values() for subject in members}
    if left := [subject for subject in subjects if subject not in reached]:
        together[""] = left
    return _prefixes(lines), {
        iri: "".join(_statement(*statements[m]) for m in members if m in statements)
        for iri, members in together.items()
    }


def _statement(subject: str, *said: str) -> str:
    return f"{subject} " + " ;\n    ".join(said) + " .\n"


def _predicates_and_objects(triples: Iterable[Triple]) -> list[str]:
    """Return predicate and object of each triple in Turtle, as they stand on a line."""
    alone = [Triple(BlankNode(f"s{n}"), t.predicate, t.object) for n, t in enumerate(triples)]
    text = pyoxigraph.serialize(alone, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    lines = text.decode().split("\n")  # a new line in a literal is escaped
    return [line.partition(" ")[2].removesuffix(" .") for line in lines if line.startswith("_:s")]


def _prefixes(lines: Iterable[str]) -> str:
    used = {prefix for line in lines for prefix in _prefixes_in(line)}
    return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used))


def _prefixes_in(line: str) -> Iterator[str]:
    """Yield the prefixes of a predicate and its object; of a literal, that of its datatype."""
    predicate, _, value = line.partition(" ")
    for term in (predicate, value.rpartition('"')[2].removeprefix("^^")):
        prefix, colon, _ = term.partition(":")
        if colon and prefix in PREFIXES:
            yield prefix


def _blank_values(triples: Iterable[Triple]) -> Mapping[Subject, list[BlankNode]]:
    found: dict[Subject, list[BlankNode]] = {}
    for triple in triples:
        if isinstance(triple.object, BlankNode):
            found.setdefault(triple.subject, []).append(triple.object)
    return found


def _together(subject: Subject, leads_to: Mapping[Subject, list[BlankNode]]) -> list[Subject]:
    """Return `subject` and the blank nodes it leads to over blank nodes alone, nearest first."""
    found: dict[Subject, None] = {subject: None}
    pending = [subject]
    for node in pending:
        new = [value for value in leads_to.get(node, ()) if value not in found]
        found |= dict.fromkeys(new)
        pending.extend(new)
    return list(found)


# ---- JSON-LD -----------------------------------------------------------------------------


def json_ld(triples: Iterable[RdfTriple]) -> str:
    """Return `triples` as JSON-LD that parses to the same graph again, and needs no other file.

    It is compacted by our context, which stands in it. Where that would say something else
    (rdflib takes ``schema:x`` for a prefixed name even if it is a whole IRI) it is expanded.
    The same triples give the same text, as with `turtle_blocks`.
    """
    settled = _settled(_oxigraph(triples))
    compacted = _compacted(settled)
    if _says(compacted, settled):
        return compacted
    expanded = pyoxigraph.serialize(settled, format=RdfFormat.JSON_LD) or b"[]"
    return _json(json.loads(expanded))


def _compacted(triples: Iterable[Triple]) -> str:
    """Return `triples` as rdflib compacts them, which may say something else."""
    text = (folder(Resource.ONTOLOGY) / "context.jsonld").read_text(encoding="utf-8")
    context = json.loads(text)
    graph = Graph()
    for t in triples:
        graph.add((_named(t.subject), _named(t.predicate), _named(t.object)))
    found = json.loads(graph.serialize(format="json-ld", context=context["@context"]))
    nodes = [_in_order(node) for node in found.get("@graph", [found])]
    nodes.sort(key=lambda node: str(node.get("id")))
    return _json(context | {"@graph": nodes})


def _named(term: object) -> URIRef | BNode | Literal:
    """Return a term for rdflib, which loses blank nodes under properties that take IRIs."""
    return URIRef(str(term)) if isinstance(term, BlankNode) else to_rdflib(term)


def _in_order(node: Mapping[str, Any]) -> dict[str, Any]:
    head = [key for key in ("id", "type", "label") if key in node]
    return {key: node[key] for key in (*head, *node) if key != "@context"}


def _says(text: str, triples: Iterable[Triple]) -> bool:
    """Return whether `text` is JSON-LD that says `triples`, and nothing else."""
    try:
        quads = pyoxigraph.parse(text, format=RdfFormat.JSON_LD)
        found = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    except (SyntaxError, ValueError):
        return False
    return found == set(triples)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# ---- A query, and packing ------------------------------------------------------------------


def finding_query(iri: str) -> str:
    """Return the question `description` about `iri` as plain SPARQL, for any endpoint.

    Raises:
        ValueError: `iri` is no absolute IRI.
    """
    query = question("description").filled({"thing": NamedNode(iri)})
    return re.sub(r"^#.*\n", "", query, flags=re.MULTILINE).strip() + "\n"


def side_by_side(turtle: tuple[str, dict[str, str]], jsonld: str) -> list[list[str]]:
    """Return all data cut into pieces that say the same in Turtle and JSON-LD, side by side.

    So both together are packed into little more than one of them is.

    Args:
        turtle: what `turtle_blocks` returns.
        jsonld: what `json_ld` returns of the same triples.

    Returns:
        The prefixes, and then for each block its IRI, the block, and what JSON-LD has from the
        end of the piece before to the end of what it says of that IRI; all of these, one after
        the other, are `jsonld`.
    """
    prefixes, blocks = turtle
    cut = _NODE.split(jsonld)
    places = {iri: place for place, node in enumerate(cut) if (iri := _id_in(node)) in blocks}
    rows, start = [["", prefixes, ""]], 0
    for iri, block in blocks.items():
        end = max(start, places.get(iri, -1) + 1)
        rows.append([iri, block, "".join(cut[start:end])])
        start = end
    rows[-1][-1] += "".join(cut[start:])
    return rows


def _id_in(node: str) -> str | None:
    found = _ID.search(node)
    return json.loads(found[1]) if found else None


def packed(text: str) -> str:
    """Return `text`, in UTF-8, compressed with gzip and written in base64.

    The same text gives the same characters; they may stand in HTML as they are.
    """
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode("ascii")


# ---- Order, and names of blank nodes -------------------------------------------------------


def _oxigraph(triples: Iterable[RdfTriple]) -> list[Triple]:
    return [
        Triple(to_oxigraph(s), to_oxigraph(p), to_oxigraph(o))  # type: ignore[arg-type]
        for s, p, o in triples
    ]


def _settled(triples: Sequence[Triple]) -> list[Triple]:
    """Return `triples` in the order to write them in, blank nodes named by what they are."""
    names = _names(triples)
    renamed = [
        Triple(names.get(t.subject, t.subject), t.predicate, names.get(t.object, t.object))
        for t in triples
    ]
    return sorted(renamed, key=_place)


def _place(triple: Triple) -> tuple[bool, str, int, str, bool, str, str]:
    """Return where a triple stands: IRIs first; of each the type and label first; English too."""
    predicate, value = triple.predicate, triple.object
    language = (value.language if isinstance(value, pyoxigraph.Literal) else None) or ""
    return (
        isinstance(triple.subject, BlankNode),
        _bare(triple.subject),
        _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST),
        predicate.value,
        language != "en",
        language,
        _bare(value),
    )


def _bare(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _names(triples: Iterable[Triple]) -> dict[object, BlankNode]:
    """Return a name for every blank node that depends on nothing but what is said with it.

    The nodes are told apart by their triples, then by the nodes next to them, and so on: a
    canonical form would do it always, but can take for ever with a few nodes.
    """
    about: dict[BlankNode, list[Triple]] = {}
    for triple in triples:
        for node in {triple.subject, triple.object}:
            if isinstance(node, BlankNode):
                about.setdefault(node, []).append(triple)
    looks = dict.fromkeys(about, "")
    for _ in range(_ROUNDS):
        apart = len(set(looks.values()))
        looks = {node: _look(node, said, looks) for node, said in about.items()}
        if len(set(looks.values())) == apart:
            break
    width = len(str(len(looks)))
    ordered = sorted(looks, key=lambda node: looks[node])
    return {node: BlankNode(f"b{n:0{width}}") for n, node in enumerate(ordered, start=1)}


def _look(node: BlankNode, said: Iterable[Triple], looks: Mapping[BlankNode, str]) -> str:
    """Return what `node` looks like from one step further away than `looks` were seen from."""

    def seen(term: object) -> str:
        if term == node:
            return "_:"
        return f"_:{looks[term]}" if isinstance(term, BlankNode) else str(term)

    lines = sorted(f"{seen(t.subject)} {t.predicate} {seen(t.object)}" for t in said)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
