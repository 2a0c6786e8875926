"""What of a German output is English: words that it shares with the English output.

Names of data are taken out of both outputs first: ids, IRIs, terms with a prefix, options, names
of files, and the texts of the data, but English ones that have a German one beside them. A word
that is left in both is English, or the same in both languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

SAME = frozenset(
    {
        "an",
        "april",
        "argument",
        "arrays",
        "august",
        "falls",
        "gigawatt",
        "graph",
        "in",
        "infinity",
        "megawatt",
        "name",
        "november",
        "null",
        "operand",
        "option",
        "pactgraph",
        "policy",
        "september",
        "so",
        "status",
        "tags",
        "text",
        "variable",
        "was",
    }
)
"""Words that are the same in both languages."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_CAPITALS = re.compile(r"[^\W\d_]*[A-Z]{2}[^\W\d_]*")
"""Abbreviations, words of SPARQL, and what stands for an argument: JSON, IRIs, SELECT, PATH."""
_BLANK = re.compile(r"[\s\u2500-\u257f]+")
"""White space, and the lines of tables and trees: most of a wide table."""
_ADDRESS = re.compile(
    r"""https?://[^\s<>"”“)\]]+                  # of a page
      | (?<![\w-])(?:[a-z]\w*)?:[A-Za-z][\w./-]*   # a term with its prefix
      | [\w./-]*\.(?:ttl|json|jsonld|rq|html|trig|nt)\b(?::\d+)?  # of a file, and a line of it
    """,
    re.VERBOSE,
)
_NAMES = re.compile(
    r"""(?<![\w-])--?[a-z][\w-]*                   # an option
      | (?<![\w-])[\w-]+=\S+                       # a side, and another
      | (?<![\w-])[\w-]*\d[\w-]*                   # numbers, dates, ids with numbers
    """,
    re.VERBOSE,
)


def english_in(german: str, english: str, *names: re.Pattern[str]) -> dict[str, str]:
    """Return the words of `german` that stand in `english` too, each with the line that has it.

    Args:
        german: what a command writes in German.
        english: what the same command writes in English.
        names: what to take for names of data in both.
    """
    known = {word for line in english.split("\n") for word in _words(line, names)}
    return {
        word: line
        for line in german.split("\n")
        for word in _words(line, names)
        if word in known and word not in SAME
    }


def names_of(data: Graph) -> re.Pattern[str]:
    """Return what names things in `data`: ids, and texts that are German or have no German one."""
    names = {local_name(str(n)) for triple in data for n in triple if isinstance(n, URIRef)}
    for subject, predicate in set(data.subject_predicates()):
        values = [v for v in data.objects(subject, predicate) if isinstance(v, Literal)]
        translated = any(value.language == "de" for value in values)
        names |= {str(v) for v in values if v.language != "en" or not translated}
    return any_of(*names)


def any_of(*names: str) -> re.Pattern[str]:
    """Return a pattern of `names` as whole words, the longest first; white space is all alike."""
    longest = sorted({" ".join(name.split()) for name in names} - {""}, key=len, reverse=True)
    whole = "|".join(re.escape(name) for name in longest) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{whole})(?![\w-])", re.IGNORECASE)


def _words(line: str, names: Iterable[re.Pattern[str]]) -> set[str]:
    line = _BLANK.sub(" ", line)
    for pattern in (_ADDRESS, *names, _NAMES):
        line = pattern.sub(" ", line)
    return {word.casefold() for word in _WORD.findall(_CAPITALS.sub(" ", line))}
