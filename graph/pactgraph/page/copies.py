"""What can be copied out of the page: Turtle, JSON-LD, and a query.

Every term is written by pyoxigraph, which keeps literals as they are, whatever stands in
them. Its Turtle has all values of a property on one line, though; so it writes single
triples here, and only ``;`` and ``.`` are put between them.
"""

from __future__ import annotations

import json
import re
from itertools import cycle
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from pactgraph.page.compacted import compacted
from pactgraph.sparql.questions import question
from pactgraph.terms import PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgraph.page.settled import Said, Settled, Subject

_TYPE = NamedNode(str(RDF.type))
_NODE = re.compile(r"^(?=(?: {2}| {4})\{$)", re.MULTILINE)
"""Where a node begins in JSON-LD that is written in lines, be it compacted or expanded."""
_ID = re.compile(r'^ +"@?id": ("[^\n]*"),?$', re.MULTILINE)


# ---- Turtle ------------------------------------------------------------------------------


def turtle_blocks(said: Settled) -> tuple[str, dict[str, str]]:
    """Return triples in Turtle: the lines of prefixes, and a block for every IRI described.

    All of it, one after the other, parses to the same graph again; the prefixes and some of
    the blocks parse to a part of it. Blank nodes have names, and what is said of them stands
    in the block of every IRI that leads to them.

    Returns:
        The prefixes that are used, sorted, and the blocks by IRI, sorted. What no IRI leads
        to stands under "". Each line and each block ends in a new line.
    """
    lines = _predicates_and_objects(
        pair for subject, about in said.items() for pair in ((_TYPE, subject), *about)
    )
    rest = iter(lines)
    statements = {
        subject: _statement(next(rest).removeprefix("a "), *(next(rest) for _ in about))
        for subject, about in said.items()
    }
    leads_to = {s: [v for _, v in about if isinstance(v, BlankNode)] for s, about in said.items()}
    together = {s.value: _together(s, leads_to) for s in said if isinstance(s, NamedNode)}
    reached = {subject for members in together.values() for subject in members}
    if left := [subject for subject in said if subject not in reached]:
        together[""] = left
    return _prefixes(lines), {
        iri: "".join(statements[member] for member in members if member in statements)
        for iri, members in together.items()
    }


def _statement(subject: str, *said: str) -> str:
    return f"{subject} " + " ;\n    ".join(said) + " .\n"


def _predicates_and_objects(pairs: Iterable[Said]) -> list[str]:
    """Return predicate and object of each pair in Turtle, as they stand on a line."""
    subjects = cycle((BlankNode("s0"), BlankNode("s1")))  # no two alike in turn: a line for each
    alone = [Triple(subject, *pair) for subject, pair in zip(subjects, pairs, strict=False)]
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


def json_ld(said: Settled) -> str:
    """Return triples as JSON-LD that parses to the same graph again, and needs no other file.

    It is compacted by our context, which stands in it. Where that would say something else,
    it is expanded.
    """
    triples = [Triple(subject, *pair) for subject, about in said.items() for pair in about]
    text = _json(compacted(said))
    if _says(text, triples):
        return text
    expanded = pyoxigraph.serialize(triples, format=RdfFormat.JSON_LD) or b"[]"
    return _json(json.loads(expanded))


def _says(text: str, triples: Iterable[Triple]) -> bool:
    """Return whether `text` is JSON-LD that says `triples`, and nothing else."""
    try:
        quads = pyoxigraph.parse(text, format=RdfFormat.JSON_LD)
        found = {quad.triple for quad in quads}
    except (SyntaxError, ValueError):
        return False
    return found == set(triples)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# ---- A query, and both side by side ------------------------------------------------------


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
