"""Where a thing stands in a file, for messages: blank nodes have no name of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.odrl.triples import FIRST, REST, Term, Triples, shown, text_of
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Mapping


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
            steps.insert(0, f"its {local_name(text_of(predicate))}")
    return "" if node.startswith("_:") else ", ".join([local_name(text_of(node)), *steps])


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


def this_one(node: Term, noun: str = "") -> str:
    """Return `node` in a message of `wrong`: "the duty d", or "this duty" if it has no name."""
    if node.startswith("_:"):
        return f"this {noun}".rstrip()
    return f"the {noun} {shown(node)}" if noun else shown(node)
