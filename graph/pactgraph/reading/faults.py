"""What is wrong with one file, before the file's name is put in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.errors import InvalidGraphError, Violation

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        message: what is wrong and what would be right.
        line: line of the file, counted from 1, where it is known.
        subject: id of the thing at fault, or "" where the file as a whole is.
    """

    message: str
    line: int | None = None
    subject: str = ""


class UnreadableError(Exception):
    """A file cannot be read as what it claims to be; it carries everything that is wrong."""

    def __init__(self, *faults: Fault) -> None:
        """Keep `faults`, of which there is at least one."""
        self.faults = faults
        super().__init__("; ".join(fault.message for fault in faults))


def refused(file: str, faults: Sequence[Fault]) -> InvalidGraphError:
    """Return the error that tells `faults` of `file`."""
    return InvalidGraphError([Violation(file, f.subject, f.message, f.line) for f in faults])
