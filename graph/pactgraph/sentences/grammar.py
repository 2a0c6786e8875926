"""The grammar of sentences in one language, made from what the program prints there.

Each pattern that is printed is one way to say something; the words around its braces are
terminals, and what stands in the braces is what the pattern can hold. `words.py` adds the ways
that are only read. The grammar is LALR(1), without conflicts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from lark import Lark
from lark.lexer import Lexer

from pactgraph.sentences.words import ALSO, NTH_TOO, ONE, UNITS
from pactgraph.telling.days import END_OF
from pactgraph.telling.points import (
    AND,
    BOUNDS,
    COUNTS,
    DERIVED,
    NTH,
    OUTCOMES,
    outcome_pattern,
)
from pactgraph.telling.spans import BACK, FORWARD, NUMBERS, OFTEN, SPANS
from pactgraph.telling.words import CHOICES, FORMULA, OR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lark import Token
    from lark.common import LexerConf

    from pactgraph.messages import Language

ATOM = re.compile(r"[;,()“”„\"]|:(?=\s|$)|(?:(?!:\s|:$)[^\s;,()“”„\"])+")
"""A word, or a mark by itself."""
_MARK = re.compile(r"[;,()“”„\"]")
_NUMBER = re.compile(r"\d[\d.:-]*(\s|$)", re.ASCII)
_SLOT = "…"
_COUNT = ("NUMBER", "")
_CORE = """
?whole: said | always | never
moment: top | passed
ways: part | ways _ELSE part
part: limit | part limit | part _COMMA limit
?limit: starts | ends | through | provided | lapsed | unless
?top: point | either | both
either: entry _OR entry
both: entry _AND entry
?point: entry | choice | bounded | passing | _ARTICLE choice | whichever_earlier | whichever_later
?entry: simple | apart | _ARTICLE simple
?apart: _OPEN point _CLOSE
?simple: named | date | end_of | beginning_of | after | earlier | day_over | next | next_later
    | explained
?choice: earliest | latest | NTHS | numbered
explained: named _OPEN meaning _CLOSE
?meaning: point | passed
?named: plain | takes_effect | OUTCOMES | dated
dated: DATED
plain: name
name: NAME | QUOTED
date: DATE
number: NUMBER | DATE
entries: entry | entries _COMMA entry
?some: list | several
list: entries _AND entry | entries _COMMA _AND entry
bounds: bound | bounds _AND bound
?bound: by | before | by_its_day | not_before | within
lengths: length | lengths _THEN length
length: quantity | length _AND quantity
quantity: number UNIT
?schedule: every
often: OFTEN | RULE
"""
_ADDED = ("provided", "lapsed", "unless")
_BOUNDS = ("by", "before", "by_its_day", "not_before", "within")


@dataclass
class Words:
    """The terminals of one language, and the texts that they are written as.

    Attributes:
        terminals: by the atoms of a text.
        kinds: the types of tokens with a value, and the value, likewise.
        texts: the first text of each terminal, as it is written.
    """

    terminals: dict[tuple[str, ...], str] = field(default_factory=dict)
    kinds: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def terminal(self, text: str) -> str:
        """Return the terminal of a text."""
        name = self.terminals.setdefault(atoms(text), f"_W{len(self.terminals)}")
        self.texts.setdefault(name, text.strip())
        return name

    def call(self, name: str, *texts: str) -> None:
        """Let each of `texts` be the terminal `name`."""
        ways = [text for each in texts for text in each.split("|")]
        self.terminals |= {atoms(text): name for text in ways}
        self.texts[name] = ways[0].strip()


@dataclass(frozen=True)
class Grammar:
    """What is needed to read sentences of one language.

    Attributes:
        parser: the grammar.
        terminals: by the atoms of their texts.
        kinds: the types of tokens with a value, and the value, likewise.
        longest: the most atoms of a text.
        conditional: terminals that stand before bounds, or before what has to come.
        bounding: terminals that bounds begin with.
        texts: a text of each terminal, as it is written, in the order of their use.
        counting: terminals that stand behind a number alone, never behind a name.
    """

    parser: Lark
    terminals: dict[tuple[str, ...], str]
    kinds: dict[tuple[str, ...], tuple[str, str]]
    longest: int
    conditional: frozenset[str]
    bounding: frozenset[str]
    texts: dict[str, str]
    counting: frozenset[str]

    def is_plain(self, name: str) -> bool:
        """Return whether nothing in `name` is a part of a sentence, as words or as a date.

        A number in words is none, unless what is counted follows, which is one; nor is a word
        within it that only stands behind numbers.
        """
        words = atoms(name)
        some = (
            words[first:last]
            for first in range(len(words))
            for last in range(first + 1, min(first + self.longest, len(words)) + 1)
        )
        harmless = self.counting - {self.terminals.get(words[:1], "")}
        is_said = any(
            self.terminals.get(part) not in {None, *harmless}
            or self.kinds.get(part, _COUNT)[0] != _COUNT[0]
            for part in some
        )
        return not (is_said or _MARK.search(name) or _NUMBER.match(name))


class Given(Lexer):
    """The lexer of what is tokens already."""

    def __init__(self, _conf: LexerConf) -> None:
        """Need nothing."""

    def lex(self, tokens: Iterable[Token]) -> Iterator[Token]:  # type: ignore[override]
        """Yield the tokens that are given."""
        yield from tokens


def atoms(text: str) -> tuple[str, ...]:
    """Return the words and marks of a text, as they are compared.

    >>> atoms("; or the Sale")
    (';', 'or', 'the', 'sale')
    """
    return tuple(ATOM.findall(text.casefold()))


@cache
def grammar(language: Language) -> Grammar:
    """Return the grammar of sentences in `language`."""
    words = Words()
    also, spans = ALSO[language], SPANS[language]
    words.call("_AND", AND.told_in(language), spans["and"].replace("{}", ""))
    words.call("_OR", OR.told_in(language))
    words.call("_ELSE", FORMULA[language]["or"], also["or else"])
    words.call("_THEN", spans["then"].replace("{}", ""), also["then"].replace(_SLOT, ""))
    words.call("_ARTICLE", also["articles"])
    for name, mark in (("_COMMA", ","), ("_OPEN", "("), ("_CLOSE", ")")):
        words.call(name, mark)
    rules: dict[str, dict[str, None]] = {}
    conditional, bounding = set[str](), set[str]()
    used: dict[str, set[str]] = defaultdict(set)
    for rule, patterns, slots in _sayings(language):
        for way in [_way(pattern, slots, words) for pattern in _each(rule, patterns)]:
            if rule == "bounded":
                conditional |= {name for name in way if name.startswith("_W")}
            if rule in _BOUNDS:
                bounding.add(way[0])
            for name in way:
                used[name].add(rule)
            told = map(_bounding, way) if rule == "bounded" else way
            rules.setdefault(rule, {})[" ".join(told)] = None
    for kind, value, texts in _values(language):
        words.kinds |= {atoms(text): (kind, value) for text in texts}
    named = {*words.terminals.values(), *map(_bounding, conditional)}
    declared = " ".join([*sorted(named), *_KINDS])
    said = [f"{rule}: " + " | ".join(ways) for rule, ways in rules.items()]
    written = [*words.terminals, *words.kinds]
    return Grammar(
        Lark(
            "\n".join([_core(rules), *said, f"%declare {declared}"]),
            parser="lalr",
            lexer=Given,
            strict=True,
            start=["whole", "moment"],
            propagate_positions=True,
            maybe_placeholders=False,
        ),
        words.terminals,
        words.kinds,
        max(map(len, written)),
        frozenset(conditional),
        frozenset(bounding),
        words.texts,
        frozenset(n for n, r in used.items() if n.startswith("_W") and r == {"numbered"}),
    )


def _core(rules: Iterable[str]) -> str:
    """Return what all languages have in common."""
    counted = " | ".join(rule for rule in rules if rule.startswith("nth_"))
    outcomes = " | ".join(rule for rule in rules if rule.startswith("outcome_"))
    return _CORE.replace("NTHS", counted).replace("OUTCOMES", outcomes)


_KINDS = ("NAME", "QUOTED", "DATE", "DATED", "NUMBER", "UNIT", "OFTEN", "RULE", "UNKNOWN")


BOUNDING = "_BOUNDS"
"""What the name of a terminal ends in that has bounds behind it."""


def _bounding(name: str) -> str:
    """Return the terminal that stands for one where bounds follow it."""
    return name + BOUNDING if name.startswith("_W") else name


def _each(rule: str, patterns: Iterable[str]) -> Iterator[str]:
    """Yield each way to say something; commas within it, or before what is added, are free."""
    for text in patterns:
        for pattern in text.replace("{}", _SLOT).split("|"):
            yield pattern
            if ", " in pattern:
                yield pattern.replace(", ", " ")
            if rule in _ADDED:
                yield f", {pattern}"


def _way(pattern: str, slots: Iterable[str], words: Words) -> tuple[str, ...]:
    """Return the terminals of `pattern`, with `slots` in its gaps."""
    left = iter(slots)
    found: list[str] = []
    for number, text in enumerate(pattern.split(_SLOT)):
        found += [next(left)] if number else []
        found += [words.terminal(text)] if text.strip() else []
    return tuple(found)


def _sayings(language: Language) -> Iterator[tuple[str, list[str], tuple[str, ...]]]:
    """Yield each rule, the patterns that say it, and what their gaps hold."""
    also, form, derived = ALSO[language], FORMULA[language], DERIVED[language]
    counts, choices, bounds, spans = (
        COUNTS[language],
        CHOICES[language],
        BOUNDS[language],
        SPANS[language],
    )
    yield "said", [form["in_force"], _SLOT], ("ways",)
    yield "starts", [form["start"], also["start"]], ("top",)
    yield "ends", [form["end"], also["end"]], ("top",)
    yield "through", [also["through"]], ("entry",)
    yield "by", [bounds["by"], also["by"]], ("entry",)
    yield "before", [bounds["before"], also["before"]], ("entry",)
    yield "by_its_day", [bounds["by its day"]], ("entry",)
    yield "not_before", [bounds["not before"], also["not before"]], ("entry",)
    yield "within", [bounds["within"], also["within"]], ("date", "date")
    yield "always", [form["always"], also["always"]], ()
    yield "never", [form["never"], also["never"]], ()
    yield "provided", [also["if"]], ("entry", "bounds")
    yield "lapsed", [also["if not"]], ("entry", "bounds")
    yield "unless", [also["unless"]], ("entry", "bounds")
    yield "end_of", [END_OF.told_in(language), also["end of"]], ("date",)
    yield "beginning_of", [also["beginning of"]], ("date",)
    yield "takes_effect", [also["takes effect"]], ("name",)
    for which in ("earliest", "latest"):
        yield which, [*counts[which], *choices[which], also[which]], ("some",)
    yield "whichever_earlier", [also["whichever is earlier"]], ("entry", "entry")
    yield "whichever_later", [also["whichever is later"]], ("entry", "entry")
    for count, pattern in NTH[language].items():
        yield f"nth_{count}", [pattern, NTH_TOO[language][count]], ("some",)
    yield "numbered", [derived["nth"]], ("number", "some")
    yield "several", [derived["several"]], ("number",)
    yield "bounded", [derived["if"]], ("entry", "bounds")
    yield "passing", [derived["passing"], also["passing"]], ("entry", "entry")
    yield "passed", [derived["passed"]], ("entry", "entry")
    for outcome in OUTCOMES[language]:
        yield (
            f"outcome_{outcome.lower().replace('-', '_')}",
            [outcome_pattern(outcome, language)],
            ("name",),
        )
    yield "after", [spans["after"], also["after"]], ("lengths", "entry")
    yield "earlier", [spans["before"], also["before it"]], ("lengths", "entry")
    yield "day_over", [spans["end of day"], also["end of day"]], ("entry",)
    yield "next", [spans["next"]], ("schedule", "entry")
    yield "next_later", [spans["next, later"]], ("schedule", "lengths", "entry")
    yield "every", [spans["every"]], ("often", "date")


def _values(language: Language) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the types of tokens with values, each value, and the texts that stand for it."""
    for number, text in NUMBERS[language].items():
        yield "NUMBER", str(number), [text]
    yield "NUMBER", "1", ONE[language][1].split("|")
    for unit, texts in UNITS[language].items():
        printed = [
            units[unit][True] for units in (FORWARD[language], BACK[language]) if unit in units
        ]
        yield "UNIT", unit, [*(text.replace("{}", "") for text in printed), *texts.split("|")]
    for rule, text in OFTEN[language].items():
        yield "OFTEN", rule, [text]
