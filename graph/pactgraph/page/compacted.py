"""JSON-LD compacted by our context: one flat node for each thing, with the names of its terms.

A term of the context stands for a property with one kind of values (IRIs, texts in languages,
literals of one datatype), or with any. What has no term is written by its IRI, and says itself
what it is; so a document may hold anything.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from pactgraph.reading.active_context import ActiveContext, entered
from pactgraph.reading.contexts import OWN, shipped
from pactgraph.terms import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.page.settled import Said, Settled, Subject

_TYPE, _TEXT = str(RDF.type), str(XSD.string)
_PLAIN = {
    str(XSD.boolean): re.compile("true|false"),
    str(XSD.integer): re.compile("0|-?[1-9][0-9]{0,14}"),
}
"""Which texts of these datatypes are values of JSON, which say as much."""


def compacted(said: Settled) -> dict[str, Any]:
    """Return a document of JSON-LD, which holds our context.

    Terms of the context, and prefixes, stand for more than they would elsewhere: a whole IRI such
    as ``schema:x`` is read as a name with a prefix.
    """
    names = _own_names()
    nodes = [_node(subject, about, names) for subject, about in said.items()]
    nodes.sort(key=lambda node: str(node["id"]))
    return {"@context": shipped(OWN), "@graph": nodes}


@dataclass(frozen=True)
class _Names:
    """What a context calls things.

    Attributes:
        terms: by the IRI of a property and the kind of its values: ``@id``, ``@language``, the
            IRI of a datatype, or "" for any.
        prefixes: by what IRIs begin with.
    """

    terms: Mapping[tuple[str, str], str]
    prefixes: Mapping[str, str]

    def short(self, term: object) -> str:
        """Return a thing with a prefix, if there is one."""
        if not isinstance(term, NamedNode):
            return str(term)
        iri = term.value
        cut = max(map(iri.rfind, "#/:")) + 1
        prefix = self.prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix else iri

    def called(self, term: object) -> str:
        """Return a property, a class or a datatype by its term, if there is one."""
        name = self.terms.get((term.value, "")) if isinstance(term, NamedNode) else None
        return name or self.short(term)


def _own_names() -> _Names:
    defined = entered(ActiveContext(), OWN).terms
    kinds = {n: "@language" if "@language" in t.containers else t.kind for n, t in defined.items()}
    return _Names(
        {(str(term.iri), kinds[name]): name for name, term in defined.items()},
        {str(term.iri): name for name, term in defined.items() if term.prefix},
    )


def _node(subject: Subject, about: list[Said], names: _Names) -> dict[str, Any]:
    node: dict[str, Any] = {"id": names.short(subject)}
    for predicate, value in about:
        if not isinstance(value, Literal):
            _add(node, *_with_thing(predicate, value, names))
        elif value.language and (term := names.terms.get((predicate.value, "@language"))):
            _add(node.setdefault(term, {}), value.language, value.value)
        else:
            _add(node, *_with_literal(predicate, value, names))
    return node


def _with_thing(predicate: NamedNode, value: Subject, names: _Names) -> tuple[str, object]:
    if predicate.value == _TYPE:
        return "type", names.called(value)
    term = names.terms.get((predicate.value, "@id"))
    if term:
        return term, names.short(value)
    return names.called(predicate), {"id": names.short(value)}


def _with_literal(predicate: NamedNode, value: Literal, names: _Names) -> tuple[str, object]:
    term = names.terms.get((predicate.value, value.datatype.value))
    if term:
        return term, value.value
    return names.called(predicate), _in_full(value, names)


def _in_full(value: Literal, names: _Names) -> object:
    """Return a literal that says itself what it is."""
    text, kind = value.value, value.datatype.value
    if value.language:
        return {"@language": value.language, "@value": text}
    if kind == _TEXT:
        return text
    if kind in _PLAIN and _PLAIN[kind].fullmatch(text):
        return json.loads(text)
    return {"type": names.called(value.datatype), "@value": text}


def _add(node: dict[str, Any], key: str, value: object) -> None:
    """Add a value; several of one key stand in a list."""
    known = node.get(key)
    if known is None:
        node[key] = value
    elif isinstance(known, list):
        known.append(value)
    else:
        node[key] = [known, value]
