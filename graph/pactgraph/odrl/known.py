"""Whether everything that a file says in known vocabularies can be understood here.

A term that does not exist, or stands where nothing reads it, would be ignored; and a rule
that lost a condition permits more. So such files are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.odrl.triples import TYPE, Term, Triples, datatype_of, is_iri, odrl, text_of
from pactgraph.terms import local_name
from pactgraph.understood.vocabularies import slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgraph.understood.vocabularies import Role


def refuse_unknown(*files: Triples | None) -> None:
    """Refuse files that use terms which do not exist.

    Args:
        files: the policies, the request and the world; None for what is not given.

    Raises:
        InvalidGraphError: it lists every such term, with the policy or rule that uses it.
    """
    found = [violation for file in files if file for violation in _unknown(file)]
    if found:
        raise InvalidGraphError(found)


def _unknown(file: Triples) -> Iterator[Violation]:
    """Yield each slip of `file`, once for each thing that has it."""
    for subject, about in file.by_subject.items():
        for message in dict.fromkeys(_slips(subject, about.items())):
            yield Violation(file.name, owner(file, subject), message)


def _slips(subject: Term, about: Iterable[tuple[Term, list[Term]]]) -> Iterator[str]:
    yield from _slip(subject, "thing")
    for predicate, values in about:
        yield from _slip(predicate, "property")
        role: Role = "class" if predicate == TYPE else "thing"
        for value in values:
            yield from _slip(value, role)


def _slip(term: Term, role: Role) -> Iterator[str]:
    if is_iri(term):
        found = slip(term[1:-1], role)
    else:
        datatype = datatype_of(term)
        found = slip(datatype, "datatype") if datatype else None
    if found:
        yield found.message()


def owner(file: Triples, node: Term) -> str:
    """Return the id of `node`, or of the nearest named thing that has it as a part.

    A blank node is named by the way to it, such as ``r1 (its constraint)``.
    """
    if not node.startswith("_:"):
        return local_name(text_of(node))
    parents = _parents(file)
    seen, steps = {node}, []
    while node.startswith("_:") and node in parents:
        node, predicate = parents[node]
        if node in seen:
            break
        seen.add(node)
        steps.append(predicate)
    way = [local_name(text_of(step)) for step in steps if step.startswith(odrl("")[:-1])]
    path = " of its ".join(way)
    if node.startswith("_:"):
        return ""
    return f"{local_name(text_of(node))} (its {path})" if path else local_name(text_of(node))


def _parents(file: Triples) -> dict[Term, tuple[Term, Term]]:
    """Return, for each blank node, the first thing that has it as a value, and as what."""
    return {
        value: (subject, predicate)
        for subject, about in reversed(file.by_subject.items())
        for predicate, values in about.items()
        for value in values
        if value.startswith("_:")
    }
