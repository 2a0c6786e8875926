"""The graphs of scenarios as N-Triples, each line once, and named by what they hold.

What scenarios have in common is found once: which periods have to be looked at as a whole, and
how old the evidence of each clause is on the day that the record is known to.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pactgraph.asking.evidence import evidence
from pactgraph.asking.setting import event_windows
from pactgraph.asking.triples import (
    evidence_triples,
    told_of_clauses,
    told_of_duties,
    window_triples,
)
from pactgraph.sparql.store import n_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from pactgraph.asking.setting import Setting
    from pactgraph.asking.triples import Told, Triple
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Record

SCENARIO = "https://w3id.org/pactgraph/scenario"
"""The IRI of a scenario's graph begins with this, a slash follows, and the hash of its triples."""

_Asked = TypeVar("_Asked")
Lines = frozenset[bytes]
Key = tuple["Stretch", frozenset[tuple[str, "Stretch | None"]], "Stretch | None", bool]
"""What tells scenarios apart.

The day known to, what is assumed, the day asked about where that matters, and with duties.
"""


@dataclass(frozen=True)
class ScenarioWriter:
    """Writes scenarios of one record. One thread at a time may ask.

    Attributes:
        record: what is asked.
    """

    record: Record
    _evidence: dict[datetime, Lines] = field(default_factory=dict)
    _without_duties: dict[Key, Lines] = field(default_factory=dict)

    def key(self, setting: Setting, *, duties: bool) -> Key:
        """Return what tells the scenario of a setting apart from others.

        Args:
            setting: what is known and assumed.
            duties: whether it tells of the states of duties, too.
        """
        told = [self._clauses, self._duties] if duties else [self._clauses]
        on = setting.on if any(each.is_of_one_day for each in told) else None
        return setting.known, frozenset(setting.assumed.items()), on, duties

    def graph(self, setting: Setting, *, duties: bool) -> tuple[str, bytes]:
        """Return the IRI of the graph of a scenario, and its triples as N-Triples.

        Args:
            setting: what is known and assumed.
            duties: whether it tells of the states of duties, too.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        key = self.key(setting, duties=False)
        lines = _last(self._without_duties, key, lambda: self._written(setting))
        if duties:
            windows = event_windows(self.record, setting)
            told = self._duties.triples(windows, setting.on.last)
            lines |= _lines(told)
        text = b"".join(sorted(lines))
        return f"{SCENARIO}/{hashlib.sha256(text).hexdigest()}", text

    @cached_property
    def _clauses(self) -> Told:
        return told_of_clauses(self.record)

    @cached_property
    def _duties(self) -> Told:
        return told_of_duties(self.record)

    def _written(self, setting: Setting) -> Lines:
        windows = event_windows(self.record, setting)
        told = [*window_triples(windows), *self._clauses.triples(windows, setting.on.last)]
        return _lines(told) | _last(
            self._evidence,
            setting.known.last,
            lambda: _lines(
                evidence_triples(evidence(self.record, self.record.clauses.values(), setting))
            ),
        )


def _lines(triples: Iterable[Triple]) -> Lines:
    return frozenset(n_triples(triples).splitlines(keepends=True))


def _last(kept: dict[_Asked, Lines], asked: _Asked, find: Callable[[], Lines]) -> Lines:
    """Return what was found for what was `asked` if that was asked last, or find it now."""
    if asked not in kept:
        found = find()
        kept.clear()
        kept[asked] = found
    return kept[asked]
