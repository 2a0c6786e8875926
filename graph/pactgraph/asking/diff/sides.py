"""The two sides of a comparison, from what a person wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.asking.assuming import assumptions
from pactgraph.errors import BadDateError, BadInputError
from pactgraph.kernel.timeline import Stretch, stretch
from pactgraph.messages import worded
from pactgraph.names import find
from pactgraph.record import Agreement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.asking.setting import Setting
    from pactgraph.record import Record

RECORD = "record"
"""The word for the scenario that assumes nothing more."""
KNOWN = "known"
"""What stands in place of an event for the day that the record is known to."""

_DATE = re.compile(r"\d{4}(-.*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What one side assumes.

    Attributes:
        text: as a person wrote it.
        assumed: events by IRI, each with the date it is assumed to happen on, None for never.
        known: the day that the record is known to; None for that of the question.
    """

    text: str
    assumed: Mapping[str, Stretch | None]
    known: Stretch | None = None

    def setting(self, common: Setting) -> Setting:
        """Return `common` with what this side assumes on top."""
        assumed = {**common.assumed, **self.assumed}
        return replace(common, assumed=assumed, known=self.known or common.known)


Side = Agreement | Stretch | Scenario


def side(text: str, record: Record) -> Side:
    """Return the agreement, day or scenario that `text` stands for.

    Args:
        text: an agreement by id, IRI or part of its label; a day such as 2025-10-28; or a
            scenario: ``EVENT=DATE``, several of these with commas between, ``never`` in place
            of a date, ``known`` in place of an event, or the word ``record`` alone.
        record: where agreements and events are looked up.

    Raises:
        BadDateError: a date is none, or not a day where there has to be one.
        BadInputError: a scenario names an event twice, or leaves out one side of a pair.
        NotFoundError: no agreement or event has this name, or several have.
    """
    written = text.strip()
    named = [a for a in record.agreements.values() if written in (a.id, a.iri)]
    if named:
        return named[0]
    if written == RECORD:
        return Scenario(written, {})
    if "=" in written:
        return _scenario(written, record)
    if _DATE.fullmatch(written):
        return _day(written)
    return find(written, record.agreements.values(), "agreement")


def _day(text: str) -> Stretch:
    day = stretch(text)
    if day.latest_start != day.start:
        raise BadDateError(
            worded(
                "{text} is a whole {word}; name a day such as 2029-06-30",
                text=text,
                word=day.precision.word,
            )
        )
    return day


def _scenario(text: str, record: Record) -> Scenario:
    said: list[tuple[str, str]] = []
    known = None
    for part in text.split(","):
        name, _, date = (word.strip() for word in part.rpartition("="))
        if not name or not date:
            raise BadInputError(
                worded(
                    "“{part}” should have two sides, as in"
                    " agi-verified=2028-06-01,openai-ipo=never",
                    part=part,
                )
            )
        if name == KNOWN:
            if known:
                raise _twice(text, name)
            known = stretch(date)
            continue
        said.append((name, date))
    return Scenario(text, assumptions(record, said), known)


def _twice(text: str, name: str) -> BadInputError:
    return BadInputError(
        worded("“{text}” gives two dates for {name}; leave one out", text=text, name=name)
    )
