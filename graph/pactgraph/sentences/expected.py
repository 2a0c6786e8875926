"""What is wrong where the grammar does not go on, and what would be right there."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.errors import BadDateError, NotFoundError
from pactgraph.kernel.timeline import stretch
from pactgraph.messages import joined, message_of, worded
from pactgraph.names import LONGEST_NAME, find_whole
from pactgraph.sentences.faults import SentenceError
from pactgraph.sentences.grammar import atoms, grammar
from pactgraph.sentences.tokens import needs_marks
from pactgraph.telling.points import AND, COUNTS, DERIVED, spelt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from lark import Token

    from pactgraph.messages import Language, Message
    from pactgraph.sentences.names import Names

_MOST_PROPOSED = 4
_CLOSEST = 0.65
END = "$END"
"""The type of the token behind the last one."""
_NAMES = {"NAME", "QUOTED"}
SORTS = {
    "NAME": worded("an event"),
    "DATE": worded("a date"),
    "NUMBER": worded("a number"),
    "UNIT": worded("days, months or years"),
    END: worded("the end"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the grammar does not go on.

    Attributes:
        text: the sentence.
        at: the number of the token that it does not take, from 0.
        found: all tokens of the sentence, and its end.
        names: what the sentence can name.
        language: its language.
        accepted: the types of tokens that would be understood.
        unquoted: where labels stand without the quotation marks that they need.
    """

    text: str
    at: int
    found: Sequence[Token]
    names: Names
    language: Language
    accepted: AbstractSet[str]
    unquoted: Sequence[tuple[int, int]] = ()

    @property
    def token(self) -> Token:
        """What is not taken."""
        return self.found[self.at]

    @property
    def takes_name(self) -> bool:
        """Whether an event could stand here."""
        return not _NAMES.isdisjoint(self.accepted)

    @property
    def takes_words(self) -> frozenset[str]:
        """The words that what could stand here is made of."""
        return frozenset(word for text in _texts(self) for word in atoms(text))

    def words(self, first: Token, last: Token) -> str:
        """Return the text from one token to another."""
        return self.text[_start(first) : last.end_pos]

    def error(self, token: Token, said: str, *, unknown: str = "") -> SentenceError:
        """Return the error that tells what is wrong with `token`."""
        return SentenceError(self.text, _start(token), said, unknown=unknown)


def misplaced(stop: Stop) -> SentenceError:
    """Return what is wrong where the grammar stops, and what would be right there."""
    token, before = stop.token, stop.found[stop.at - 1] if stop.at else None
    if stop.unquoted and token.type != "UNKNOWN":
        return needs_marks(stop.text, stop.unquoted[0], stop.language)
    if token.type == "UNKNOWN":
        return _unknown(stop)
    if token.type in _NAMES and before is not None and before.type in _NAMES:
        return stop.error(token, _between(stop, before))
    if (
        before is not None
        and stop.takes_words
        and all(text.startswith(":") for text in _texts(stop))
    ):  # "the end of" has a date behind it, or a duty
        word = stop.words(before, before)
        said = worded(
            "“{word}” cannot stand here; {expected} can", word=word, expected=SORTS["DATE"]
        )
        return stop.error(before, said)
    bounds = grammar(stop.language).bounding
    if token.type in bounds and before is not None and before.type in _NAMES:
        given = DERIVED[stop.language]["if"].format(stop.words(before, before), "")
        proposal = f"{given.strip()} {stop.words(token, token)} …"
        said = worded("write “{proposal}”, if it counts only then", proposal=proposal)
        return stop.error(before, said)
    expected = _expected(stop)
    if token.type == END:
        said = worded("the sentence is not whole; {expected} can follow", expected=expected)
        return stop.error(token, said)
    word = stop.words(token, token)
    return stop.error(
        token,
        worded("“{word}” cannot stand here; {expected} can", word=word, expected=expected),
    )


def _start(token: Token) -> int:
    return token.start_pos or 0


def _between(stop: Stop, before: Token) -> Message:
    both = AND.told_in(stop.language).join(
        [stop.words(before, before), stop.words(stop.token, stop.token)]
    )
    counts = COUNTS[stop.language]
    return worded(
        "two moments follow each other; write “{earlier}” or “{later}”",
        earlier=counts["earliest"][0].format(both),
        later=counts["latest"][0].format(both),
    )


# ---- Words that nothing knows -----------------------------------------------------------


def _unknown(stop: Stop) -> SentenceError:
    """Return what is wrong with words that are neither names nor words of sentences."""
    found, token = stop.found, stop.token
    first, last = stop.at, stop.at
    while first and found[first - 1].type == "NAME":
        first -= 1
    while found[last + 1].type in ("UNKNOWN", "NAME"):
        last += 1
    run, word = stop.words(found[first], found[last]), stop.words(token, token)
    if word[0].isdigit():
        return stop.error(token, _no_date(word))
    if first and found[first - 1].type == "NUMBER":
        told = worded(
            "“{run}” cannot be counted; count {units}", run=run[:60], units=SORTS["UNIT"]
        )
        return stop.error(token, told)
    near = _near(word, stop.takes_words)
    is_name = first < stop.at or stop.takes_name
    if is_name and (not near or _near(spelt(run), stop.names.spellings)):
        return stop.error(found[first], _no_event(run, stop.names), unknown=run)
    if near:
        said = worded("“{word}” is not understood; did you mean “{near}”?", word=word, near=near)
        return stop.error(token, said)
    expected = _expected(stop)
    return stop.error(
        token,
        worded("“{word}” cannot stand here; {expected} can", word=run[:60], expected=expected),
    )


def _no_date(word: str) -> str:
    try:
        stretch(word)
    except BadDateError as error:
        return message_of(error)
    return word


def _no_event(run: str, names: Names) -> str:
    try:
        find_whole(run, [*names.events, *names.agreements], "event")
    except NotFoundError as error:
        return message_of(error)
    return run


def _near(word: str, known: Collection[str]) -> str:
    """Return which of `known` was probably meant; "" if none was."""
    if len(word) > LONGEST_NAME:
        return ""
    longer = sorted(each for each in known if len(each) > 1)
    return next(iter(difflib.get_close_matches(word.casefold(), longer, 1, _CLOSEST)), "")


# ---- What would be right ----------------------------------------------------------------


def _expected(stop: Stop) -> Message:
    """Return what can stand there, the first few of it."""
    told = [*dict.fromkeys(_sorts(stop))]
    return joined(worded(" or "), told[:_MOST_PROPOSED])


def _sorts(stop: Stop) -> Iterator[str]:
    if stop.takes_name:
        yield SORTS["NAME"]
    yield from (told for kind, told in SORTS.items() if kind in stop.accepted - {"NAME"})
    yield from (worded("“{text}”", text=text) for text in _texts(stop))


def _texts(stop: Stop) -> list[str]:
    """Return the words that can stand there."""
    texts = grammar(stop.language).texts.items()
    return [text for name, text in texts if name in stop.accepted]
