"""From the text of a sentence to its words, names, dates and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lark import Token

from pactgraph.messages import worded
from pactgraph.sentences.faults import SentenceError
from pactgraph.sentences.grammar import ATOM, BOUNDING
from pactgraph.telling.points import QUOTED, spelt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.messages import Language
    from pactgraph.sentences.grammar import Grammar
    from pactgraph.sentences.names import Called, Names

_SPACE = re.compile(r"\s*")
QUOTATION_MARKS = '“„”"'
_OPENING = re.compile(f"[{QUOTATION_MARKS}]")
_CLOSING = re.compile('[“”"]')
_DATE = re.compile(
    r"\d{4}(-\d\d(-\d\d(T[\d:.]*\d)?)?)?(Z|[+-]\d\d:\d\d)?(?![\w-])(?!\.\d)", re.ASCII
)
_NUMBER = re.compile(r"\d+(\.\d+)?(?![\w-])(?!\.\d)", re.ASCII)
_RULE = re.compile(r"([A-Z]+=[A-Z0-9,+-]+)(;[A-Z]+=[A-Z0-9,+-]+)*", re.ASCII)


class Quoted(str):
    """A text in quotation marks, and the id that stands behind it; "" if none does."""

    __slots__ = ("id",)

    id: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """The words, names, dates and numbers of a sentence.

    Attributes:
        tokens: in their order.
        unquoted: where labels stand without the quotation marks that they need: the first
            character of each, and the one behind it.
    """

    tokens: list[Token]
    unquoted: list[tuple[int, int]]


def scanned(text: str, names: Names, language: Language, grammar: Grammar) -> Scanned:
    """Return the words, names, dates and numbers of a sentence.

    Raises:
        SentenceError: a quotation mark is not closed; a name begins a longer one that needs
            quotation marks.
    """
    scanner = _Scanner(text, names, language, grammar)
    found = [*scanner.tokens()]
    for token, following in pairwise(found):
        if token.type in grammar.conditional and following.type in grammar.bounding:
            token.type += BOUNDING
    return Scanned(found, scanner.unquoted)


def needs_marks(text: str, place: tuple[int, int], language: Language) -> SentenceError:
    """Return that a label needs quotation marks where it stands."""
    label = text[slice(*place)]
    quoted = QUOTED.told_in(language).format(label)
    said = worded(
        "the name “{label}” has words of a sentence in it; write {quoted}",
        label=label,
        quoted=quoted,
    )
    return SentenceError(text, place[0], said)


class _Scanner:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str, names: Names, language: Language, grammar: Grammar) -> None:
        self.text = text.rstrip().removesuffix(".")
        self.names = names
        self.language = language
        self.grammar = grammar
        self.unquoted: list[tuple[int, int]] = []

    def tokens(self) -> Iterator[Token]:
        at, end = self._after_space(0), len(self.text)
        before = ""
        while at < end:
            token = self._token(at)
            if token.type in self.grammar.counting and before != "NUMBER":
                token = self._uncounted(token)
            before = token.type
            yield token
            at = self._after_space(token.end_pos or end)

    def _uncounted(self, token: Token) -> Token:
        """Return a word that stands beside numbers alone as any word, if it stands elsewhere."""
        end = token.end_pos or 0
        if _NUMBER.match(self.text, self._after_space(end)):
            return token
        return self._made("UNKNOWN", token.start_pos or 0, end)

    def _token(self, at: int) -> Token:
        if _OPENING.match(self.text, at):
            return self._quoted(at)
        if found := _DATE.match(self.text, at):
            ends = self._id_behind(found.end(), self.names.moments())
            return self._made("DATED" if ends else "DATE", at, ends or found.end())
        if found := _NUMBER.match(self.text, at):
            return self._made("NUMBER", at, found.end())
        if found := _RULE.match(self.text, at):
            return self._made("RULE", at, found.end())
        return self._worded(at)

    # ---- Names in quotation marks -----------------------------------------------------------

    def _quoted(self, at: int) -> Token:
        """Return the longest label that ends at a quotation mark; else up to the next one."""
        ends = [found.start() for found in _CLOSING.finditer(self.text, at + 1)]
        if not ends:
            raise SentenceError(
                self.text, at, worded("the quotation mark is not closed; close it with ”")
            )
        for called in (self.names.moments(), self.names.makers()):
            for end in reversed(ends):
                inner = self.text[at + 1 : end]
                things = called.labelled(inner)
                id_end = self._id_behind(end + 1, called)
                told = self._id_in(end + 1, id_end)
                if any(thing.id == told for thing in things):
                    return self._label(at, inner, told, id_end)
        for end in reversed(ends):
            inner = self.text[at + 1 : end]
            is_known = spelt(inner) in self.names.spellings
            if end == ends[0] or (is_known and not _CLOSING.search(inner)):
                return self._label(at, inner, "", end + 1)
        raise AssertionError(at)

    def _label(self, at: int, inner: str, told: str, end: int) -> Token:
        quoted = Quoted(inner)
        quoted.id = told
        return self._made("QUOTED", at, end, quoted)

    def _id_behind(self, at: int, called: Called) -> int:
        """Return where an id in parentheses ends that follows; 0 if none does."""
        start = self._after_space(at)
        end = self.text.find(")", start)
        while self.text.startswith("(", start) and end > 0:
            if self.text[start + 1 : end].strip() in called.ids:
                return end + 1
            end = self.text.find(")", end + 1, end + 200)
        return 0

    def _id_in(self, at: int, end: int) -> str:
        return self.text[self._after_space(at) + 1 : end - 1].strip() if end else ""

    # ---- Words, and names without quotation marks -------------------------------------------

    def _worded(self, at: int) -> Token:
        ends = self._ends(at)
        kind, end, value = self._phrase(at, ends)
        name_end = self._name(at, ends)
        if name_end and (longer := self._longer(at, name_end)):
            raise needs_marks(self.text, longer, self.language)
        if name_end > end:
            return self._made("NAME", at, name_end)
        if kind:
            return self._made(kind, at, end, value)
        return self._made("UNKNOWN", at, ends[0])

    def _ends(self, at: int) -> list[int]:
        """Return where the next words and marks end, as many as one text can have."""
        found: list[int] = []
        most = max(self.grammar.longest, self.names.longest)
        while len(found) < most and (atom := ATOM.match(self.text, at)):
            found.append(atom.end())
            at = self._after_space(atom.end())
        return found or [at + 1]

    def _phrase(self, at: int, ends: list[int]) -> tuple[str, int, str]:
        words = tuple(ATOM.findall(self.text[at : ends[-1]].casefold()))
        for count in range(min(len(ends), self.grammar.longest), 0, -1):
            some = words[:count]
            if some in self.grammar.terminals:
                return self.grammar.terminals[some], ends[count - 1], ""
            if some in self.grammar.kinds:
                kind, value = self.grammar.kinds[some]
                return kind, ends[count - 1], value
        return "", at, ""

    def _name(self, at: int, ends: list[int]) -> int:
        for end in reversed(ends):
            written = spelt(self.text[at:end])
            if written in self.names.spellings:
                if self.grammar.is_plain(written):
                    return end
                self.unquoted.append((at, end))
        return 0

    def _longer(self, at: int, end: int) -> tuple[int, int] | None:
        """Return where a label stands that needs quotation marks and begins with a name."""
        return next((place for place in self.unquoted if place[0] == at and place[1] > end), None)

    # ---- Tokens -----------------------------------------------------------------------------

    def _after_space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _made(self, kind: str, at: int, end: int, value: str | None = None) -> Token:
        told = self.text[at:end] if value is None else value
        token = Token(kind, told, start_pos=at, end_pos=end)
        token.line = self.text.count("\n", 0, at) + 1
        token.column = at - self.text.rfind("\n", 0, at)
        return token
