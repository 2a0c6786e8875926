"""Words made comparable: whatever their case, their accents, and how umlauts are written."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Collection

WHOLE, BEGINNING, INSIDE, NEARLY = 1.0, 0.8, 0.5, 0.4
"""How well a word that is looked for matches one that is there."""

_WORD = re.compile(r"\w+")
_SHORTEST_BEGINNING = 3
_SHORTEST_INSIDE = 5
_SHORTEST_NEAR = 4
_SHORTEST_NEAR_BESIDES = 6
_LONGEST_NEAR = 60
_NEAR_ENOUGH = 0.8
_MOST_NEAR = 8

_ENGLISH = """
a an and are at by can do does for from has have how in is it of on or that the to was what when
where which who whom whose will with"""
_GERMAN = """
aller am an auf bei das dem den der des die ein eine einem einen einer es fur hat haben ist im in
kann mit oder sind und vom von wann war was welche welchen welcher welches wem wen wer wie wird wo
zu zum zur"""
_EMPTY = frozenset(f"{_ENGLISH}{_GERMAN}".split())
"""Words of questions, in English and German, that are about nothing."""


def words(text: str) -> list[str]:
    """Return the words and numbers of `text`, folded.

    >>> words("Übernahme der OpenAI-API, 1.000")
    ['ubernahme', 'der', 'openai', 'api', '1', '000']
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _WORD.findall("".join(c for c in folded if unicodedata.category(c)[0] != "M"))


def content(text: str) -> list[str]:
    """Return the words of `text` that are about something, each once; all if none is.

    >>> content("Who decides, and what is the AGI panel?")
    ['decides', 'agi', 'panel']
    """
    told = list(dict.fromkeys(words(text)))
    return [word for word in told if word not in _EMPTY] or told


def matching(wanted: str, known: Collection[str]) -> dict[str, float]:
    """Return those of the `known` words that `wanted` means, each with how well it does.

    A word is meant as a whole, by its beginning, by a long part inside it, or nearly, by
    another spelling: ``license`` means ``licence``. A short word is meant nearly only if
    nothing is found otherwise. ``ae`` can stand for ``ä``.

    Args:
        wanted: one folded word.
        known: folded words.
    """
    spellings = {wanted, re.sub("([aou])e", r"\1", wanted)}
    found = {word: _quality(word, spellings) for word in known}
    found = {word: quality for word, quality in found.items() if quality}
    shortest = _SHORTEST_NEAR_BESIDES if found else _SHORTEST_NEAR
    if wanted.isdigit() or not shortest <= len(wanted) <= _LONGEST_NEAR:
        return found
    near = difflib.get_close_matches(wanted, known, n=_MOST_NEAR, cutoff=_NEAR_ENOUGH)
    return {**dict.fromkeys(near, NEARLY), **found}


class Rules(TypedDict):
    """The numbers and words that `content` and `matching` go by."""

    whole: float
    beginning: float
    inside: float
    nearly: float
    shortestBeginning: int
    shortestInside: int
    shortestNear: int
    shortestNearBesides: int
    longestNear: int
    nearEnough: float
    mostNear: int
    empty: list[str]


def rules() -> Rules:
    """Return, by their names, the numbers and words that `content` and `matching` go by."""
    return {
        "whole": WHOLE,
        "beginning": BEGINNING,
        "inside": INSIDE,
        "nearly": NEARLY,
        "shortestBeginning": _SHORTEST_BEGINNING,
        "shortestInside": _SHORTEST_INSIDE,
        "shortestNear": _SHORTEST_NEAR,
        "shortestNearBesides": _SHORTEST_NEAR_BESIDES,
        "longestNear": _LONGEST_NEAR,
        "nearEnough": _NEAR_ENOUGH,
        "mostNear": _MOST_NEAR,
        "empty": sorted(_EMPTY),
    }


def _quality(word: str, spellings: Collection[str]) -> float:
    if word in spellings:
        return WHOLE
    if any(len(s) >= _SHORTEST_BEGINNING and word.startswith(s) for s in spellings):
        return BEGINNING
    if any(len(s) >= _SHORTEST_INSIDE and s in word for s in spellings):
        return INSIDE
    return 0.0
