"""Whether everything that a file says in known vocabularies can be understood here.

A term that does not exist, or stands where nothing reads it, would be ignored; and a rule
that lost a condition permits more. So such files are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.odrl.triples import FIRST, REST, TYPE, Term, Triples, datatype_of, is_iri, text_of
from pactgraph.terms import local_name
from pactgraph.understood.vocabularies import slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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


def _unknown(file: Triples) -> list[Violation]:
    """Return each slip of `file`, once for each thing that has it."""
    slips = [
        (subject, message)
        for subject, about in file.by_subject.items()
        for message in dict.fromkeys(_slips(subject, about.items()))
    ]
    parents = _parents(file) if slips else {}
    return [Violation(file.name, _owner(subject, parents), message) for subject, message in slips]


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


def _owner(node: Term, parents: Mapping[Term, tuple[Term, Term]]) -> str:
    """Return the id of `node`, or the way to it from the nearest thing with a name.

    A blank node is named such as "r1, its constraint"; "" if nothing with a name has it.
    """
    steps: list[str] = []
    seen = {node}
    while node in parents:
        node, predicate = parents[node]
        if node in seen:
            return ""
        seen.add(node)
        if predicate not in (FIRST, REST):
            steps.insert(0, f"its {local_name(text_of(predicate))}")
    return "" if node.startswith("_:") else ", ".join([local_name(text_of(node)), *steps])


def _parents(file: Triples) -> dict[Term, tuple[Term, Term]]:
    """Return, for each blank node, the last thing that has it as a value, and as what."""
    return {
        value: (subject, predicate)
        for subject, about in file.by_subject.items()
        for predicate, values in about.items()
        for value in values
        if value.startswith("_:")
    }
