"""What a person asks: who, what, with which asset, under which circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.limits import Circumstances
from pactgraph.names import find, find_by_word
from pactgraph.record import Limit, Text, Thing
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.record import Action, Asset, Party, Record

_YES = {"yes", "true", "ja"}
_NO = {"no", "false", "nein"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    Attributes:
        party: who acts.
        action: what is done.
        asset: with what.
        given: what else is said about it.
    """

    party: Party
    action: Action
    asset: Asset
    given: Circumstances


def asked(
    record: Record,
    party: str,
    action: str,
    asset: str,
    attributes: Iterable[tuple[str, str]] = (),
) -> Asked:
    """Return the question that a person wrote.

    Args:
        record: the record.
        party: a party, by id, IRI or label.
        action: an action, likewise; also with a prefix, as in pact:serve.
        asset: an asset, by id, IRI or label.
        attributes: pairs of an attribute (a left operand such as customer or cloud) and its
            value, or of a limit and yes or no. The values of one attribute hold together.

    Raises:
        NotFoundError: something is not known, or called like several things.
        BadInputError: a limit is answered by something other than yes or no.
    """
    actions = {each.iri: each for each in record.actions.values()}
    found = find(_in_full(action), actions.values(), "action")
    target = find(asset, record.assets.values(), "asset")
    acting = find(party, record.parties.values(), "party")
    return Asked(acting, found, target, _circumstances(record, target.iri, attributes))


def _in_full(name: str) -> str:
    """Return `name` with its prefix, if it has one of ours, written out."""
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else name


def _circumstances(
    record: Record, asset: str, attributes: Iterable[tuple[str, str]]
) -> Circumstances:
    limits = {each.iri: each for clause in record.clauses.values() for each in clause.scope}
    operands = {each.id: each for each in record.operands.values()}
    values: dict[str, tuple[Thing, ...]] = {}
    settled: dict[str, bool] = {}
    for name, text in attributes:
        about = find(_in_full(name), [*operands.values(), *limits.values()], "attribute")
        if isinstance(about, Limit):
            settled[about.iri] = _answer(about, text)
        else:
            value = _value(record, limits.values(), about.id, text)
            values[about.id] = (*values.get(about.id, ()), value)
    return Circumstances(asset, values, settled)


def _answer(limit: Limit, text: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise BadInputError(f"{limit.id} is a limit; say whether it is met: {limit.id}=yes, or no")
    return word in _YES


def _value(record: Record, limits: Iterable[Limit], operand: str, text: str) -> Thing:
    """Return the value meant by `text`: known to a limit, a party, an asset, or a new one."""
    own = {v.iri: v for limit in limits if limit.operand == operand for v in limit.values if v.iri}
    name = _in_full(text)
    known: list[Thing] = [*own.values(), *record.parties.values(), *record.assets.values()]
    for things in ([t for t in known if name in (t.id, t.iri)], own.values(), known):
        distinct = {thing.iri: thing for thing in things}
        if thing := find_by_word(name, distinct.values(), "value"):
            return thing
    return Thing("", text, Text({"": text}))
