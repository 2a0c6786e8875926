"""Whether everything that a file says in known vocabularies can be understood here.

A term that does not exist, or stands where nothing reads it, would be ignored; and a rule
that lost a condition permits more. So such files are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.odrl.places import owner, parents_in
from pactgraph.odrl.triples import TYPE, Term, Triples, datatype_of, is_iri, shown
from pactgraph.reading.iris import NEEDS_IRI
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


def _unknown(file: Triples) -> list[Violation]:
    """Return each slip of `file`, once for each thing that has it."""
    slips = [
        (subject, message)
        for subject, about in file.by_subject.items()
        for message in dict.fromkeys(_slips(subject, about.items()))
    ]
    parents = parents_in(file) if slips else {}
    return [Violation(file.name, owner(subject, parents), message) for subject, message in slips]


def _slips(subject: Term, about: Iterable[tuple[Term, list[Term]]]) -> Iterator[str]:
    yield from _slip(subject, "thing")
    for predicate, values in about:
        yield from _slip(predicate, "property")
        role: Role = "class" if predicate == TYPE else "thing"
        for value in values:
            slips = list(_slip(value, role))
            yield from slips
            if value.startswith('"') and predicate[1:-1] in NEEDS_IRI and not slips:
                yield f"odrl:{shown(predicate)} is the text {shown(value)}; write an IRI"


def _slip(term: Term, role: Role) -> Iterator[str]:
    if is_iri(term):
        found = slip(term[1:-1], role)
    else:
        datatype = datatype_of(term)
        found = slip(datatype, "datatype") if datatype else None
    if found:
        yield found.message()
