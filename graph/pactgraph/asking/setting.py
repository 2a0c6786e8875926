"""What a question fixes, and what that leaves of the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pactgraph.errors import BadDateError, BadInputError
from pactgraph.kernel.scenarios import NEVER, on, windows
from pactgraph.messages import message_of, worded
from pactgraph.terms import local_name, with_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactgraph.kernel.scenarios import Windows
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Claim, Known, Record

_Found = TypeVar("_Found")

MOST_KEPT = 8
"""Of so many settings a record keeps when events can happen."""


@dataclass(frozen=True, slots=True, repr=False)
class Setting:
    """What a question fixes.

    A day asked about, and a day the record is known to, both count to their last instant:
    what happened or was published on that day has happened, or is known.

    Attributes:
        on: the date D asked about; a day or an instant.
        known: the date K that the record is known to; a day or an instant.
        assumed: events by IRI, each with the date it is assumed to happen on, None for never.
    """

    on: Stretch
    known: Stretch
    assumed: Mapping[str, Stretch | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse months and years, for which there is no one answer.

        Raises:
            BadDateError: `on` or `known` is coarser than a day.
        """
        for name, date in (("on", self.on), ("known", self.known)):
            if date.latest_start != date.start:
                raise BadDateError(
                    worded(
                        "“{name}” takes a day, not a whole {word}; write {first} or {last}",
                        name=name,
                        word=date.precision.word,
                        first=date.start.date(),
                        last=date.last.date(),
                    )
                )

    def __repr__(self) -> str:
        """Return the two days, and what is assumed."""
        dates = ((iri, date.text if date else "never") for iri, date in self.assumed.items())
        assumed = "".join(f", {local_name(iri)}={date}" for iri, date in dates)
        return f"<Setting: on={self.on.text}, known={self.known.text}{assumed}>"


def event_windows(record: Record, setting: Setting) -> Windows:
    """Return when each event can happen in `setting`, by IRI; delayed ones included.

    They do not hang on the day asked about, and are kept: what is told of an answer asks again.

    Raises:
        BadInputError: an assumed event does not exist or is derived.
        ContradictoryScenarioError: two dates break the declared order of events, or are of
            events that rule each other out.
    """
    return _kept(record.windows, setting, lambda: _event_windows(record, setting))


def _kept(kept: dict[Known, _Found], setting: Setting, find: Callable[[], _Found]) -> _Found:
    """Return what was found for what `setting` knows and assumes, or find it now."""
    key = (setting.known.last, frozenset(setting.assumed.items()))
    found = kept.get(key)
    if found is not None:
        return found
    found = find()
    while len(kept) >= MOST_KEPT:
        kept.pop(next(iter([*kept])), None)
    return kept.setdefault(key, found)


def _event_windows(record: Record, setting: Setting) -> Windows:
    assumed = {
        event: NEVER if date is None else on(date) for event, date in setting.assumed.items()
    }
    try:
        return windows(record.happenings, record.relations, setting.known.last, assumed)
    except BadInputError as error:
        named = [*record.events, *record.agreements]
        raise type(error)(with_ids(message_of(error), named)) from None


def unknown_events(record: Record, setting: Setting) -> frozenset[str]:
    """Return the IRIs of the events and agreements that do not exist for the question.

    They became known after `setting.known`, and nothing is assumed of them.
    """
    return _kept(record.unknown, setting, lambda: _unknown_events(record, setting))


def _unknown_events(record: Record, setting: Setting) -> frozenset[str]:
    known = setting.known.last
    return frozenset(
        iri
        for iri, happening in record.happenings.items()
        if happening.known_since is not None
        and happening.known_since > known
        and iri not in setting.assumed
    )


def unknown_agreements(record: Record, setting: Setting) -> frozenset[str]:
    """Return the IRIs of the agreements among the `unknown_events`."""
    return unknown_events(record, setting) & record.agreements.keys()


def claimed_dates(record: Record, source: str, setting: Setting) -> dict[str, Stretch | None]:
    """Return the dates that `source` claims for events, as assumptions.

    Args:
        record: the record.
        source: IRI of the source.
        setting: claims that became known after its `known` do not exist.
    """
    return {
        claim.event: claim.occurred
        for claim in record.claims.values()
        if claim.event and source in claim.sources and claim_known(claim, setting)
    }


def claim_known(claim: Claim, setting: Setting) -> bool:
    """Return whether `claim` had become known by `setting.known`."""
    return claim.known_since is None or claim.known_since.start <= setting.known.last
