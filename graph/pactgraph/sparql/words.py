"""What keeps a query from being answered, in words: what a SPARQL engine says is for its makers.

An engine names a place, and everything that its grammar knows at that place. What a person
needs is the place in the text as written, and what is wrong where that is known.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from pactgraph.messages import joined, worded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?P<rest>.*)", re.DOTALL)
_SAID = {
    "The SELECT contains a variable that is unbound": worded(
        "SELECT names a variable that is neither grouped by nor aggregated"
    ),
    "Duplicated variable name in SELECT": worded("SELECT names a variable twice"),
    "The SELECT overrides an existing variable using an expression": worded(
        "SELECT gives a value to a variable that has one"
    ),
    "IRI parsing failed": worded("an IRI is not written in full, or is none"),
}
"""What the engine says beside its grammar, and how we say it."""
_TOKEN = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>               # an IRI
      | \"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
      | \#[^\n]*                                # a comment
      | (?P<quote>["'])                         # one that begins no whole text
      | (?P<bracket>[(){}\[\]])
      | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* | _:[\w.-]*
      | (?P<declares>\bPREFIX\s+)?(?P<prefix>(?:[^\W\d_][\w.-]*)?):(?:[\w:.%-]|\\.)*
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NESTING = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
      | \"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
      | \#[^\n]* | (?P<signs>[!+^-][!+^\s-]*) | (?P<bracket>[(){}\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)
"""What nests, and what hides it: texts, names in angle brackets and comments."""
_PROLOGUE = re.compile(
    r"(?:\s|#[^\n]*(?:\n|$)|PREFIX\s*[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE
)
_OPENED_BY = {")": "(", "}": "{", "]": "["}
_LONGEST = 60
"""So many characters of the query are shown from the place on that is at fault."""


def in_words(query: str, said: str, known: Collection[str], *, above: int) -> str:
    """Return what is wrong with `query`, with its line.

    Args:
        query: the text as the person wrote it.
        said: what the engine said about it.
        known: prefixes that need not be declared.
        above: lines that the engine read above it.
    """
    place = _PLACE.match(said)
    if place is None:
        return worded("the query failed: {said}", said=_brief(said))
    if missing := _undeclared(query, known):
        prefix, line = missing
        close = difflib.get_close_matches(prefix, known, n=1)
        hint = worded("; did you mean {close}:?", close=close[0]) if close else ""
        return worded(
            "the prefix {prefix}: is not declared; line {line}{hint}",
            prefix=prefix,
            line=line,
            hint=hint,
        )
    line, column = int(place["line"]) - above, int(place["column"])
    for theirs, ours in _SAID.items():
        if theirs in place["rest"]:
            return joined("; ", [ours, _up_to(line)])
    if not_closed := _not_closed(query):
        return worded("the query does not parse: {not_closed}", not_closed=not_closed)
    lines = query.rstrip().split("\n")
    read = lines[line - 1][: column - 1] if line <= len(lines) else ""
    whole_words = re.sub(r"\w+$", "", read)
    if line <= len(lines) and (rest := _brief(lines[line - 1][len(whole_words) :])):
        return worded(
            "the query does not parse: line {line}, column {value}: “{rest}”",
            line=line,
            value=len(whole_words) + 1,
            rest=rest,
        )
    return worded("the query does not parse; the fault is in {count}", count=_up_to(len(lines)))


def line_of(said: str) -> int | None:
    """Return the line, from 1, that the engine named in what it `said`; None if it named none."""
    place = _PLACE.match(said)
    return int(place["line"]) if place else None


def _up_to(line: int) -> str:
    return worded("line {line} or above", line=line) if line > 1 else worded("line 1")


def form(query: str) -> str:
    r"""Return the word that `query` begins with, below its prefixes: "SELECT"; "" if none.

    >>> form("PREFIX a: <x:y> # SELECT\nask {}")
    'ASK'
    """
    begun = _PROLOGUE.match(query)
    word = re.match(r"\w*", query[begun.end() if begun else 0 :])
    return word[0].upper() if word else ""


def nesting(query: str) -> int:
    r"""Return how many brackets, or signs before a value, stand in one another in `query`.

    Texts, names and comments do not count.

    >>> nesting("SELECT * { { ?a ?b '{{{' } FILTER(!!?a) }"), nesting("ASK {} # ((((")
    (4, 1)
    """
    depth = deepest = 0
    for match in _NESTING.finditer(query):
        if bracket := match["bracket"]:
            depth = max(0, depth - 1) if bracket in _OPENED_BY else depth + 1
        signs = sum(not sign.isspace() for sign in match["signs"] or "")
        deepest = max(deepest, depth + signs)
    return deepest


def _not_closed(query: str) -> str:
    """Return which bracket or text in `query` is not closed, or closes nothing; "" if none."""
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(query):
        line = query.count("\n", 0, match.start()) + 1
        if match["quote"]:
            return worded(
                "the text that begins in line {line} with {match} is not closed",
                line=line,
                match=match["quote"],
            )
        bracket = match["bracket"]
        if bracket in _OPENED_BY:
            if not opened or opened.pop()[0] != _OPENED_BY[bracket]:
                return worded(
                    "“{bracket}” in line {line} closes nothing", bracket=bracket, line=line
                )
        elif bracket:
            opened.append((bracket, line))
    return (
        worded(
            "“{opened}” in line {opened_2} is not closed",
            opened=opened[-1][0],
            opened_2=opened[-1][1],
        )
        if opened
        else ""
    )


def _undeclared(query: str, known: Collection[str]) -> tuple[str, int] | None:
    """Return the first prefix that is used and nowhere declared, with its line from 1."""
    names = list(_prefixes(query))
    declared = {*known, *(prefix for prefix, declares, _ in names if declares)}
    return next(
        ((p, query.count("\n", 0, at) + 1) for p, _, at in names if p not in declared), None
    )


def _prefixes(query: str) -> Iterator[tuple[str, bool, int]]:
    """Yield the prefixes in `query`: each, whether it is declared there, and where."""
    for match in _TOKEN.finditer(query):
        if match["prefix"] is not None:
            yield match["prefix"], match["declares"] is not None, match.start("prefix")


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
