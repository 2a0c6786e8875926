"""Whether everything that a file says in known vocabularies can be understood here.

A term that does not exist, or stands where nothing reads it, would be ignored; and a rule
that lost a condition permits more. So such files are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.checking.understood.vocabularies import slip
from pactgraph.errors import BadInputError, InvalidGraphError, Violation
from pactgraph.messages import worded
from pactgraph.odrl.places import owner, parents_in
from pactgraph.reading.iris import NEEDS_IRI
from pactgraph.reading.triples import TYPE, Term, Triples, datatype_of, is_iri, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgraph.checking.understood.vocabularies import Role, Slip

_OWN = frozenset(
    f"<https://w3id.org/pactgraph/ns#{name}>"
    for name in ("party", "states", "ends", "endedBy", "narrows", "confirms", "exceptionTo")
)
"""Properties that only agreements in our own profile have; an export has none of them."""


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


def refuse_own(policies: Triples) -> None:
    """Refuse agreements that are written in our own profile, not in plain ODRL.

    When they take effect, and what ends them, would not be evaluated.

    Raises:
        BadInputError: there is one; `pactgraph export` writes it as plain ODRL.
    """
    for subject, about in policies.by_subject.items():
        if not _OWN.isdisjoint(about):
            raise BadInputError(
                worded(
                    "{name}: {subject} is written in the profile of pactgraph, not in"
                    " plain ODRL, and what it says of events would be ignored; write it"
                    " as ODRL with “pactgraph export”, or ask “pactgraph status” and"
                    " “pactgraph may”",
                    name=policies.name,
                    subject=shown(subject),
                )
            )


def _unknown(file: Triples) -> list[Violation]:
    """Return each slip of `file`, once for each thing that has it; a namespace once for all."""
    namespaces: dict[str, None] = {}
    slips: dict[tuple[Term, str], None] = {}
    for subject, about in file.by_subject.items():
        for iri, found in _slips(subject, about):
            if found.namespace:
                wrong = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
                namespaces[found.of_namespace(wrong)] = None
            else:
                slips[subject, found.message] = None
        for text in _texts(about):
            slips[subject, text] = None
    parents = parents_in(file) if slips else {}
    return [
        *(Violation(file.name, "", message) for message in namespaces),
        *(Violation(file.name, owner(subject, parents), message) for subject, message in slips),
    ]


def _slips(subject: Term, about: Mapping[Term, list[Term]]) -> Iterator[tuple[str, Slip]]:
    """Yield the IRIs in what is said about `subject` that are wrong, with what is wrong."""
    terms: list[tuple[Term, Role]] = [(subject, "thing")]
    for predicate, values in about.items():
        terms.append((predicate, "property"))
        role: Role = "class" if predicate == TYPE else "thing"
        terms += [(value, role) for value in values]
    for term, role in terms:
        iri = term[1:-1] if is_iri(term) else datatype_of(term)
        found = slip(iri, role if is_iri(term) else "datatype") if iri else None
        if found:
            yield iri, found


def _texts(about: Mapping[Term, list[Term]]) -> Iterator[str]:
    """Yield what is text where an IRI is due."""
    for predicate, values in about.items():
        if predicate[1:-1] in NEEDS_IRI:
            for value in values:
                if value.startswith('"') and not slip(datatype_of(value), "datatype"):
                    yield worded(
                        "odrl:{predicate} is the text {value}; write an IRI",
                        predicate=shown(predicate),
                        value=shown(value),
                    )
