"""Everything pactgraph raises on purpose.

PactgraphError
├── BadInputError (ValueError)          what was given cannot be used as it is
│   ├── BadDateError                    not a date, month, year or instant
│   ├── ConditionTooLargeError          the normal form would pass the stated size
│   ├── ContradictoryScenarioError      assumed dates break the declared order of events
│   ├── InvalidGraphError               files with violations; carries all of them
│   └── QueryError                      a query that does not parse, or may not run
├── UnknownLanguageError (ValueError)   a language that pactgraph does not speak
├── MissingPackageError (ImportError)   something that is not installed is needed
├── NotFoundError (LookupError)         no such clause, party, event, query; proposes near misses
├── QueryTimeoutError (TimeoutError)    a query was stopped at its deadline
├── ResourceNotFoundError (FileNotFoundError)   the installation lacks a file it should have
└── ServerError (ConnectionError)       a server is not reached, or does not answer as it should
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pactgraph.messages import PactgraphError, UnknownLanguageError, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.messages import Language

__all__ = [
    "BadDateError",
    "BadInputError",
    "ConditionTooLargeError",
    "ContradictoryScenarioError",
    "InvalidGraphError",
    "MissingPackageError",
    "NotFoundError",
    "PactgraphError",
    "QueryError",
    "QueryTimeoutError",
    "ResourceNotFoundError",
    "ServerError",
    "Severity",
    "UnknownLanguageError",
    "Violation",
]

Severity = Literal["violation", "warning"]
"""A violation refuses a file; a warning is told, and refuses nothing."""


class BadInputError(PactgraphError, ValueError):
    """Something given cannot be used as it is."""


class BadDateError(BadInputError):
    """A text is no date, month, year or instant."""


class ConditionTooLargeError(BadInputError):
    """The normal form of a condition would have more periods than the stated limit."""


class ContradictoryScenarioError(BadInputError):
    """Dates of events, recorded or assumed, break the declared order of the events."""


class QueryError(BadInputError):
    """A query does not parse, lacks a parameter, or does what it may not."""


class MissingPackageError(PactgraphError, ImportError):
    """A package is not installed that what was asked for needs; the message names it."""


class NotFoundError(PactgraphError, LookupError):
    """Nothing has this name; the message proposes what was probably meant."""


class QueryTimeoutError(PactgraphError, TimeoutError):
    """A query did not end before its deadline and was stopped."""


class ResourceNotFoundError(PactgraphError, FileNotFoundError):
    """The installation lacks a file it should have."""


class ServerError(PactgraphError, ConnectionError):
    """A server is not reached, is too busy, or does not answer as `pactgraph serve` does."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong with a file, or only doubtful.

    Attributes:
        file: the file's path as it was given, or "" where several files together are at fault.
        subject: id of the clause, event, … at fault, or "" where the file as a whole is.
        message: what is wrong and what would be right.
        line: line of the file, counted from 1, where the parser knows it.
        severity: whether it refuses the files or is only told.
        kind: IRI of the shape that told it, in `ontology/shapes.ttl`; "" if none did.
        accepted: why a fact accepts the warning; "" if none does.
    """

    file: str
    subject: str
    message: str
    line: int | None = None
    severity: Severity = "violation"
    kind: str = ""
    accepted: str = ""

    @property
    def place(self) -> str:
        """``file:line: subject`` in English, leaving out what is not known."""
        return self._told("", "en")

    def in_language(self, language: Language) -> str:
        """Return ``file:line: subject: message`` in `language`, without what is not known."""
        return self._told(self.message, language)

    def __str__(self) -> str:
        """Return ``file:line: subject: message`` in English, without what is not known."""
        return self.in_language("en")

    def _told(self, message: str, language: Language) -> str:
        file = told(self.file, language)
        file = f"{file}:{self.line}" if self.line else file
        parts = (file, told(self.subject, language), told(message, language))
        return ": ".join(part for part in parts if part)


class InvalidGraphError(BadInputError):
    """Files were refused; nothing of them was loaded.

    Attributes:
        violations: everything that is wrong, in the order of the files.
    """

    def __init__(self, violations: Sequence[Violation]) -> None:
        """Keep `violations`; the message lists them all, one a line."""
        self.violations = tuple(violations)
        super().__init__("\n".join(str(violation) for violation in self.violations))

    def in_language(self, language: Language) -> str:
        """Return all violations in `language`, one a line."""
        return "\n".join(violation.in_language(language) for violation in self.violations)
