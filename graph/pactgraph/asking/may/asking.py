"""What a person asks: who, what, with which asset, under which circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.messages import worded
from pactgraph.names import find, find_by_word, find_whole
from pactgraph.record import Limit, Text, Thing
from pactgraph.scope.limits import Circumstances, measured, none_known, typed
from pactgraph.terms import PREFIXES, local_name

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
        action: an action, by id, IRI or whole label; also with a prefix, as in pact:serve.
            Other words propose actions and never stand for one.
        asset: an asset, by id, IRI or label.
        attributes: pairs of an attribute (a left operand such as customer or cloud) and its
            value, or of a limit and yes or no. The values of one attribute hold together. No
            for an attribute is none of the values that the graph knows; yes is the one it knows.

    Raises:
        NotFoundError: something is not known, or called like several things.
        BadInputError: a limit is answered by something other than yes or no, or an attribute by
            yes where the graph knows several values, or none.
    """
    found = _action(record, _in_full(action))
    target = find(asset, record.candidates(asset, record.assets), "asset")
    acting = find(party, record.candidates(party, record.parties), "party")
    return Asked(acting, found, target, _circumstances(record, target.iri, attributes))


def _action(record: Record, name: str) -> Action:
    """Return the action that `name` names; one that was replaced is what replaced it."""
    if name in record.actions:
        return record.actions[name]
    actions = {each.iri: each for each in record.actions.values()}
    return find_whole(name, actions.values(), "action", lambda action: action.words)


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
    unknown: list[tuple[str, Thing]] = []
    for name, text in attributes:
        about = find(_in_full(name), [*operands.values(), *limits.values()], "attribute")
        if isinstance(about, Limit):
            settled[about.iri] = _answer(about, text)
            continue
        own = [v for each in limits.values() if each.operand == about.id for v in each.values]
        value = _value(record, own, about.id, text)
        values[about.id] = (*values.get(about.id, ()), value)
        if not _known(value, own):
            unknown.append((about.id, value))
    return Circumstances(asset, values, settled, tuple(unknown))


def _known(value: Thing, own: Iterable[Thing]) -> bool:
    """Return whether the record knows `value`, or measures what it measures."""
    if value.iri or value is none_known():
        return True
    measure = measured(value)
    return any(
        value.id.casefold() == other.id.casefold()
        or (measure is not None and (measured(other) or ("",))[0] == measure[0])
        for other in own
    )


def _answer(limit: Limit, text: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise BadInputError(
            worded("{limit} is a limit; say whether it is met: {limit}=yes, or no", limit=limit.id)
        )
    return word in _YES


def _value(record: Record, compared: Iterable[Thing], operand: str, text: str) -> Thing:
    """Return the value meant by `text`: known to a limit, a party, an asset, or a new one.

    Args:
        record: the record.
        compared: the values that limits compare the attribute with.
        operand: id of the attribute.
        text: what a person wrote.
    """
    plain = [*compared]
    own = {v.iri or v.id: v for v in plain}
    name = _in_full(text)
    named = [v for v in own.values() if v.iri]
    known: list[Thing] = [*named, *record.parties.values(), *record.assets.values()]
    exact = [t for t in known if name in (t.id, t.iri, local_name(t.iri))]
    for things in (exact, named, known):
        distinct = {thing.iri: thing for thing in things}
        if thing := find_by_word(name, distinct.values(), "value"):
            return thing
    if text.strip().casefold() in _NO:
        return none_known()
    if text.strip().casefold() in _YES:
        if len(own) == 1 and not measured(plain[0]):
            return plain[0]
        words = ", or ".join(typed(operand, value) for value in own.values())
        raise BadInputError(
            worded(
                "{operand}={text} does not say which {operand}; say {words}",
                operand=operand,
                text=text,
                words=words,
            )
            if words
            else worded(
                "nothing in the graph compares {operand} with anything; leave it out",
                operand=operand,
            )
        )
    return Thing("", text, Text({"": text}))
