"""From the text of a plain file to its keys and values, all of them texts, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from pactgraph.messages import worded
from pactgraph.reading.faults import Fault, UnreadableError

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

DEEPEST = 100
"""What is nested deeper is refused."""
_PLAIN_TAGS = ("tag:yaml.org,2002:",)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, as it is written.

    Attributes:
        text: what it says; "" for nothing.
        line: where it begins, from 1.
    """

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A list.

    Attributes:
        items: what is in it.
        line: where it begins, from 1.
    """

    items: tuple[Value, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """Keys, each once, with their values.

    Attributes:
        entries: in the order of the file.
        line: where it begins, from 1.
    """

    entries: tuple[tuple[Scalar, Value], ...]
    line: int

    def get(self, name: str) -> Value | None:
        """Return the value of the key `name`, if it is there."""
        return next((value for key, value in self.entries if key.text == name), None)


Value = Scalar | Listed | Mapped


def parsed(text: str) -> Mapped:
    """Return the keys and values of a plain file.

    Raises:
        UnreadableError: it is no YAML, or holds what such a file has not: keys that are given
            twice, anchors, tags, several documents. Everything of that is told, with lines.
    """
    try:
        node = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise UnreadableError(_no_yaml(error)) from None
    except (YAMLError, RecursionError, ValueError) as error:
        said = worded("this is no YAML: {problem}", problem=str(error).split("\n")[0][:200])
        raise UnreadableError(Fault(said)) from None
    if node is None:
        raise UnreadableError(Fault(worded("there is nothing in this file")))
    reader = _Reader([], set())
    found = reader.value(node, 0)
    if reader.faults:
        raise UnreadableError(*reader.faults)
    if not isinstance(found, Mapped):
        said = worded("at the top, a file has keys, such as {example}", example="pactgraph: 1")
        raise UnreadableError(Fault(said, found.line))
    return found


def _no_yaml(error: MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or ""
    remedies = {
        "mapping values are not allowed here": worded(
            "this is no YAML: a second colon; put a text that has a colon in quotation marks"
        ),
        "found character '\\t' that cannot start any token": worded(
            "this is no YAML: a tab at the beginning of a line; use spaces"
        ),
        "but found another document": worded("there are two documents in it; make two files"),
    }
    said = remedies.get(problem) or worded("this is no YAML: {problem}", problem=problem)
    return Fault(said, mark.line + 1 if mark else None)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the nodes of YAML.

    Attributes:
        faults: what is wrong.
        seen: nodes that were met; an alias leads to one a second time.
    """

    faults: list[Fault]
    seen: set[int]

    def value(self, node: Node, depth: int) -> Value:
        line = node.start_mark.line + 1
        if node.anchor or id(node) in self.seen:
            self.tell(line, worded("anchors (&) and aliases (*) are not read; write it out"))
            return Scalar("", line)
        self.seen.add(id(node))
        if node.tag and not str(node.tag).startswith(_PLAIN_TAGS):
            self.tell(line, worded("tags (!) are not read; leave it out"))
        if depth > DEEPEST:
            self.tell(line, worded("this is nested too deep"))
            return Scalar("", line)
        match node:
            case ScalarNode():
                return Scalar(str(node.value), line)
            case SequenceNode():
                return Listed(tuple(self.value(item, depth + 1) for item in node.value), line)
            case MappingNode():
                return self.mapped(node, line, depth)
            case _:
                raise TypeError(node)

    def mapped(self, node: MappingNode, line: int, depth: int) -> Mapped:
        entries: dict[str, tuple[Scalar, Value]] = {}
        for key_node, value_node in node.value:
            key = self.value(key_node, depth + 1)
            value = self.value(value_node, depth + 1)
            if not isinstance(key, Scalar):
                self.tell(key.line, worded("a key is a text"))
            elif key.text in entries:
                first = entries[key.text][0].line
                self.tell(
                    key.line,
                    worded(
                        "{key} is given twice, first in line {line}; join the two",
                        key=key.text[:60],
                        line=first,
                    ),
                )
            else:
                entries[key.text] = (key, value)
        return Mapped(tuple(entries.values()), line)

    def tell(self, line: int, said: str) -> None:
        self.faults.append(Fault(said, line))
