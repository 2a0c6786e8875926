"""What a look at files finds, as lines for people and as rows for programs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pactgraph.messages import Counted, Phrases
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Told
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgraph.checking.understood.holdings import Holdings
    from pactgraph.errors import Violation
    from pactgraph.messages import Language
    from pactgraph.telling.told import Block

EXAMPLES = 3
"""Of the warnings of one kind in one file, so many things are named."""

_KEYS = ("file", "line", "subject", "severity", "kind", "message")

_WORDS = Phrases(
    {
        "warning": "warning: {}",
        "accepted": "accepted ({}): {}",
        "also": "{} (likewise: {})",
        "well": "Nothing is wrong.",
        "refused": "Nothing is wrong, but --strict refuses warnings.",
        "read": "Read: {}.",
    }
)
_VIOLATIONS = Counted(
    "1 violation; nothing would be loaded.", "{} violations; nothing would be loaded."
)
_WARNINGS = Counted("1 warning.", "{} warnings.")
_OTHERS = Counted("1 other; --all shows it", "{} others; --all shows them")
_READ = {
    "files": Counted("{} file", "{} files"),
    "agreements": Counted("{} agreement", "{} agreements"),
    "clauses": Counted("{} clause", "{} clauses"),
    "events": Counted("{} event", "{} events"),
    "sources": Counted("{} source", "{} sources"),
}
"""How many of each sort were read."""


@dataclass(frozen=True, slots=True, repr=False)
class Checked(Told):
    """What a look at files finds, in the order of files, then of what it is about.

    Attributes:
        violations: what is wrong; nothing is loaded while there is any.
        warnings: what is allowed, but probably not meant; it refuses nothing.
        accepted: the warnings that the files themselves accept, each with the reason.
        read: how much was read.
    """

    violations: list[Violation]
    warnings: list[Violation]
    accepted: list[Violation]
    read: Holdings

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the lines for people, and how much was read; messages are as they were made."""
        lines = "\n".join(check_lines(self, language))
        summary = check_summary(self, language)
        return [lines, summary] if lines else [summary]

    def as_json(self, language: Language = "en") -> list[dict[str, str]]:  # noqa: ARG002 - likewise
        """Return one plain object a violation or warning; the keys are in `check_objects`."""
        return check_objects(self)

    def as_table(self, language: Language = "en") -> Table:  # noqa: ARG002 - likewise
        """Return one row a violation or warning; the columns are the keys of JSON."""
        return check_table(self)

    def _brief(self) -> str:
        return f"{len(self.violations)} violations, {len(self.warnings)} warnings"


def check_lines(
    checked: Checked, language: Language, *, every: bool = False, accepted: bool = False
) -> Iterator[str]:
    """Yield a line for each violation, and for each kind of warning in each file.

    Args:
        checked: what was found.
        language: of the words around the messages.
        every: whether each warning has a line of its own.
        accepted: whether accepted warnings are shown too, with their reasons.
    """
    words = _WORDS[language]
    yield from map(str, checked.violations)
    for alike in _alike(checked.warnings, every=every):
        first, *others = alike
        message = words["warning"].format(first.message)
        if others:
            message = words["also"].format(message, _named(others, language))
        yield _line(first, message)
    for warning in checked.accepted if accepted else ():
        yield _line(warning, words["accepted"].format(local_name(warning.kind), warning.accepted))


def check_table(checked: Checked, *, accepted: bool = False) -> Table:
    """Return a row for each thing found, each warning among them."""
    rows = [tuple(o.values()) for o in check_objects(checked, accepted=accepted)]
    return Table((*_KEYS, "accepted") if accepted else _KEYS, rows)


def check_objects(checked: Checked, *, accepted: bool = False) -> list[dict[str, str]]:
    """Return an object for each thing found, each warning among them.

    Args:
        checked: what was found.
        accepted: whether to list accepted warnings too; all have the key ``accepted`` then, the
            reason or "".
    """
    told = [*checked.violations, *checked.warnings, *(checked.accepted if accepted else ())]
    return [
        {
            "file": found.file,
            "line": str(found.line or ""),
            "subject": found.subject,
            "severity": found.severity,
            "kind": found.kind,
            "message": found.message,
        }
        | ({"accepted": found.accepted} if accepted else {})
        for found in told
    ]


def check_summary(checked: Checked, language: Language, *, strict: bool = False) -> str:
    """Return in a few sentences how much was read, and how much of it is wrong or doubtful."""
    words, violations, warnings = _WORDS[language], checked.violations, checked.warnings
    if violations:
        told = [_VIOLATIONS.told(len(violations), language)]
    else:
        told = [words["refused" if strict and warnings else "well"]]
    if warnings:
        told.append(_WARNINGS.told(len(warnings), language))
    read = [of.told(getattr(checked.read, sort), language) for sort, of in _READ.items()]
    return " ".join([*told, words["read"].format(", ".join(read))])


def _alike(warnings: Sequence[Violation], *, every: bool) -> list[list[Violation]]:
    """Return `warnings` by file and kind, or each for itself."""
    if every:
        return [[warning] for warning in warnings]
    by_kind = sorted(warnings, key=lambda warning: (warning.file, warning.kind))
    return [list(g) for _, g in groupby(by_kind, key=lambda warning: (warning.file, warning.kind))]


def _named(others: Sequence[Violation], language: Language) -> str:
    """Return the subjects of the next examples, and how many more there are."""
    names = [warning.subject or warning.message for warning in others[: EXAMPLES - 1]]
    more = len(others) - len(names)
    if more:
        names.append(_OTHERS.told(more, language))
    return ", ".join(names)


def _line(found: Violation, message: str) -> str:
    return ": ".join(part for part in (found.place, message) if part)
