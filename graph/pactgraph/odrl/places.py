"""Where a thing stands in a file, for messages: blank nodes have no name of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.messages import joined, worded
from pactgraph.reading.triples import FIRST, REST, Term, Triples, shown, text_of
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Mapping


_NOUNS = {
    "constraint": worded("constraint"),
    "logical constraint": worded("logical constraint"),
    "permission": worded("permission"),
    "prohibition": worded("prohibition"),
    "obligation": worded("obligation"),
    "duty": worded("duty"),
    "consequence": worded("consequence"),
    "remedy": worded("remedy"),
}
_RULES = {
    "permission": worded("a permission"),
    "prohibition": worded("a prohibition"),
    "duty": worded("a duty"),
}
"""What this house calls the things that a message is about."""


def owner(node: Term, parents: Mapping[Term, tuple[Term, Term]]) -> str:
    """Return the id of `node`, or the way to it from the nearest thing with a name.

    A blank node is named such as "r1, its constraint"; "" if nothing with a name has it.

    Args:
        node: any thing.
        parents: what `parents_in` returns for its file.
    """
    steps: list[str] = []
    seen = {node}
    while node in parents:
        node, predicate = parents[node]
        if node in seen:
            return ""
        seen.add(node)
        if predicate not in (FIRST, REST):
            steps.insert(0, worded("its {predicate}", predicate=local_name(text_of(predicate))))
    return "" if node.startswith("_:") else joined(", ", [local_name(text_of(node)), *steps])


def parents_in(file: Triples) -> dict[Term, tuple[Term, Term]]:
    """Return, for each blank node, the last thing that has it as a value, and as what."""
    return {
        value: (subject, predicate)
        for subject, about in file.by_subject.items()
        for predicate, values in about.items()
        for value in values
        if value.startswith("_:")
    }


def wrong(file: Triples, node: Term, message: str) -> InvalidGraphError:
    """Return that something is wrong with `node`, with its file, and its place if it has no name.

    Args:
        file: what the file says; its name is told.
        node: the thing at fault.
        message: what is wrong, with `this_one` for the thing.
    """
    place = owner(node, parents_in(file)) if node.startswith("_:") else ""
    return InvalidGraphError([Violation(file.name, place, message)])


def a_rule(kind: str) -> str:
    """Return a kind of rule in a message: "a duty"."""
    return _RULES[kind]


def this_one(node: Term, noun: str = "") -> str:
    """Return `node` in a message of `wrong`: "the duty d", or "this duty" if it has no name."""
    if node.startswith("_:"):
        return worded("this {noun}", noun=_NOUNS[noun]) if noun else worded("this")
    if not noun:
        return shown(node)
    return worded("the {noun} {node}", noun=_NOUNS[noun], node=shown(node))
