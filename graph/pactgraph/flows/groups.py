"""As whom a party counts: the organization at the top of its group, or itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.reaching import reached

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgraph.record import Party


def tops(parties: Mapping[str, Party], *, affiliates: bool = False) -> dict[str, str]:
    """Return as whom each party counts, by IRI.

    A party is a part of those that it names with org:subOrganizationOf (W3C, *The Organization
    Ontology*, section 5.2). Who is a part of several groups, such as a joint venture, counts
    as itself; so does a class of parties, which nobody is a part of.

    Args:
        parties: all parties, by IRI.
        affiliates: whether those count as a part that are only linked to a group
            (org:linkedTo), as where the share that it holds is not public.
    """
    above = {
        iri: [each for each in _above(party, affiliates=affiliates) if each in parties]
        for iri, party in parties.items()
    }
    return {iri: _top(iri, above, parties) for iri in parties}


def _above(party: Party, *, affiliates: bool) -> Iterator[str]:
    yield from party.parents
    if affiliates:
        yield from party.linked


def _top(iri: str, above: Mapping[str, list[str]], parties: Mapping[str, Party]) -> str:
    found = {
        each
        for each in {iri, *reached([iri], lambda party: above[party])}
        if not above[each] and not parties[each].is_class
    }
    return found.pop() if len(found) == 1 else iri
