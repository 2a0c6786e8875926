"""Families: what goes from one party to another, in the verbs that a picture of deals has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.flows.flows import Flow
    from pactgraph.record import Clause

FAMILIES = ("invests", "lends", "pays", "shares", "supplies", "grants", "backs", "owes")
"""In the order in which they are drawn; each says what the giver does."""
_OF_LEADS = {
    "money": "pays",
    "credit": "lends",
    "equity": "shares",
    "supply": "supplies",
    "rights": "grants",
    "support": "backs",
}
_STAKE = "equity-stake"
OWES = "owes"


def family_of_flow(flow: Flow) -> str:
    """Return the family of a flow: money that is given for shares is invested."""
    if flow.lead == "money" and flow.counter == "equity":
        return "invests"
    return _OF_LEADS.get(flow.lead, OWES)


def family_of_clause(clause: Clause) -> str:
    """Return the family of a clause that makes nothing flow: a stake in a company, or a duty."""
    return "shares" if clause.kind == _STAKE else OWES


def without_flow(clauses: Iterable[Clause], made: Iterable[Flow]) -> list[Clause]:
    """Return the clauses that have no part in any flow."""
    flowing = {clause.iri for flow in made for clause in flow.members}
    return [clause for clause in clauses if clause.iri not in flowing]


def sides_of(clause: Clause, named: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return who owes a clause and who holds it, two by two, each as whom `named` says."""
    found = {
        (named.get(ower, ower), named.get(holder, holder))
        for ower in clause.owed_by
        for holder in clause.holders
    }
    return sorted(pair for pair in found if pair[0] != pair[1])
