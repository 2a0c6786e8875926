"""What is wrong with a sentence, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.messages import worded

if TYPE_CHECKING:
    from pactgraph.messages import Message


class SentenceError(BadInputError):
    """A sentence is not understood.

    Attributes:
        line: the line at fault, from 1.
        column: the character of it, from 1.
        said: what is wrong, without the place.
        unknown: the event that it names and that there is none of; "" if that is not the fault.
    """

    def __init__(self, text: str, at: int, said: str, *, unknown: str = "") -> None:
        """Tell what is wrong at the place `at`, from 0, of `text`."""
        before = text[:at]
        self.said = said
        self.unknown = unknown
        self.line = before.count("\n") + 1
        self.column = at - (before.rfind("\n") + 1) + 1
        super().__init__(self._placed(several="\n" in text.strip()))

    def _placed(self, *, several: bool) -> Message:
        if several:
            return worded(
                "line {line}, character {column}: {said}",
                line=self.line,
                column=self.column,
                said=self.said,
            )
        return worded("character {column}: {said}", column=self.column, said=self.said)
