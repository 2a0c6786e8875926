"""Conditions drawn at random, with names that are hard to read back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from made.made_up_records import clause_of, record_of
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Or, Xone, relate
from pactgraph.kernel.points import (
    After,
    EarliestOf,
    LapseOf,
    LatestOf,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
    shape,
)
from pactgraph.kernel.scenarios import Happening
from pactgraph.kernel.schedules import DAY_OVER, schedule
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import Duration
from pactgraph.record import Text
from pactgraph.sentences.meaning import name_of

if TYPE_CHECKING:
    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.points import Derived, Point
    from pactgraph.record import Record

EVENTS = tuple("abcdef")
PLAIN = ("IPO", "AGI verified", "notice given", "lease begins", "Sale", "order placed", "paid")
HOSTILE = (
    "until notice or, if earlier, sale",
    "bis Kündigung oder, falls früher, Verkauf",
    "the end of 2030",
    "2030",
    "the earlier of “a” and “b”",
    "und",
    "always in force",
    "„Börsengang“ (f)",
    "90 days after “IPO”",
    "a” if before “b",
    "IPO) and (AGI",
    "IPO",
    "ipo",
    "  much   space ",
    "from 2025 on; or never",
    "",
)
DATES = (
    datetime(2025, 1, 1, tzinfo=UTC),
    datetime(2030, 12, 31, tzinfo=UTC),
    datetime(2028, 3, 1, tzinfo=UTC),
    datetime(2028, 6, 15, 12, 30, tzinfo=UTC),
)
STEPS = (
    Duration(12),
    Duration(18),
    Duration(84),
    Duration(1),
    Duration(fixed=timedelta(days=1)),
    Duration(fixed=timedelta(days=90)),
    Duration(fixed=timedelta(days=2, hours=3, minutes=1, seconds=5)),
    Duration(fixed=timedelta(seconds=1.5)),
    DAY_OVER.steps[0],
    schedule("DTSTART:20210101\nRRULE:FREQ=YEARLY"),
    schedule("DTSTART:20280131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1"),
    schedule("DTSTART:20271230\nRRULE:FREQ=DAILY;INTERVAL=3"),
)


class Draws:
    """Draws from one source of chance."""

    def __init__(self, seed: int) -> None:
        """Begin with `seed`."""
        self.chance = Random(seed)  # noqa: S311 - reproducible
        self.derived: dict[str, Derived] = {}

    def record(self, *, hostile: bool) -> Record:
        """Draw a record of one clause."""
        with_names = self.chance.randrange(2)
        for number in range(self.chance.randrange(5)):
            what = self._derived()
            name = f"x{number}" if with_names else name_of(shape(what))
            self.derived.setdefault(name, what)
        condition = self._condition(2)
        pairs = [
            tuple(sorted(self.chance.sample(EVENTS, 2))) for _ in range(self.chance.randrange(3))
        ]
        relations = relate(self.derived, pairs)
        known = dict.fromkeys(EVENTS, Happening())
        record = record_of(
            [clause_of("clause", condition, relations)], self.derived, relations, known
        )
        labels = self.chance.sample(HOSTILE if hostile else PLAIN, 6)
        for name, label in zip(EVENTS, labels, strict=True):
            object.__setattr__(record.events[name], "label", Text({"en": label}))
        if not with_names:  # what has no name is told by what it is
            for name in self.derived:
                del record.events[name]
        return record

    def _one_in(self, number: int) -> bool:
        return not self.chance.randrange(number)

    def _point(self) -> Point:
        if self._one_in(5):
            return self.chance.choice(DATES)
        return self._event()

    def _event(self) -> str:
        return self.chance.choice([*EVENTS, *self.derived, *self.derived])

    def _span(self) -> Span:
        steps = self.chance.sample(STEPS, self.chance.choice((1, 1, 2)))
        if self._one_in(6):
            return Span.of(Duration(24), Back(Duration(1)))
        return Span.of(*steps)

    def _derived(self) -> Derived:
        several = tuple(
            self.chance.sample([*EVENTS, *self.derived], self.chance.choice((2, 3, 4)))
        )
        return self.chance.choice(
            (
                lambda: EarliestOf(several),
                lambda: LatestOf(several),
                lambda: NthOf(2, (*several, self.chance.choice(DATES))),
                lambda: NthOf(3, EVENTS),
                lambda: After(self._event(), self.chance.choice(STEPS[:8])),
                lambda: Moved(self._event(), self._span()),
                lambda: OnlyBefore(self._event(), self._point()),
                lambda: OnlyFrom(self._event(), self._point()),
                lambda: LapseOf(self._event(), self._point()),
            )
        )()

    def _condition(self, depth: int) -> Condition:
        if not depth or self._one_in(3):
            return self.chance.choice((AtOrAfter, Before))(self._point())
        kind = self.chance.choice((And, And, Or, Or, Xone))
        return kind(tuple(self._condition(depth - 1) for _ in range(self.chance.choice((2, 3)))))
