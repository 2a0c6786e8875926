"""Any text in any encoding: signs that it lacks become the nearest ones that it has."""

from __future__ import annotations

import codecs
import unicodedata
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_NEAREST = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212─━═", "-"),
        **dict.fromkeys("│┃║", "|"),
        **dict.fromkeys("┌┐├┤┬┴┼┏┓┣┫┳┻╋╔╗╠╣╦╩╬", "+"),
        **dict.fromkeys("└┘┗┛╚╝╰╯╭╮", "`"),
        **dict.fromkeys("•·●■", "*"),
        "←": "<-",
        "→": "->",
        "↔": "<->",
        "⇒": "=>",
        "≤": "<=",
        "≥": ">=",
        "≠": "/=",
        "\u00d7": "x",
        "✓": "v",
        "✔": "v",
        "✗": "x",
        "✘": "x",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ß": "ss",
        "ẞ": "SS",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "§": "section ",
        "\N{REPLACEMENT CHARACTER}": "?",
    }
)
_ERRORS = "pactgraph-signs"
_PLAIN = "pactgraph-plain"
"""ASCII, under a name by which no library takes it for a mistake and writes UTF-8 instead."""


def in_signs_of(text: str, encoding: str) -> str:
    """Return `text` in signs that `encoding` has, each as near as there is one.

    >>> in_signs_of("“für immer” → ✓", "cp1252")
    '“für immer” -> v'
    >>> in_signs_of("“für immer” → ✓ 永", "ascii")
    '"fuer immer" -> v ?'
    """
    if _has(encoding, text):
        return text
    return "".join(sign if _has(encoding, sign) else _near(sign, encoding) for sign in text)


def _near(sign: str, encoding: str) -> str:
    """Return what stands for a sign that `encoding` lacks: ASCII, which all encodings have."""
    known = sign.translate(_NEAREST)
    if known != sign:
        return known
    bare = "".join(s for s in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(s))
    return bare if bare != sign and _has(encoding, bare) else "?"


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def accept_any_text(stream: TextIO) -> None:
    """Let any text be written to `stream`, in the signs that its encoding has.

    What is no stream of encoded text, such as one in memory, takes any text already.
    """
    if not isinstance(stream, TextIOWrapper):
        return
    plain = codecs.lookup(stream.encoding).name == "ascii"
    stream.reconfigure(encoding=_PLAIN if plain else stream.encoding, errors=_ERRORS)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """Say what is written for signs that cannot be, as a handler of `codecs` does."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_near(sign, error.encoding) for sign in lacking), error.end


def _plain(name: str) -> codecs.CodecInfo | None:
    """Find the codec `_PLAIN`, as `codecs.register` asks."""
    if name.replace("_", "-") != _PLAIN:
        return None
    ascii_ = codecs.lookup("ascii")
    return codecs.CodecInfo(
        ascii_.encode,
        ascii_.decode,
        ascii_.streamreader,
        ascii_.streamwriter,
        ascii_.incrementalencoder,
        ascii_.incrementaldecoder,
        name=_PLAIN,
    )


codecs.register(_plain)
codecs.register_error(_ERRORS, _replaced)
