"""What a person assumes of events, as dates by event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pactgraph.errors import BadDateError, BadInputError, NotFoundError
from pactgraph.kernel.timeline import stretch
from pactgraph.messages import message_of, worded
from pactgraph.names import find

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Record

_NEVER = "never"


def assumptions(
    record: Record, said: Mapping[str, str | date] | Iterable[tuple[str, str | date]]
) -> dict[str, Stretch | None]:
    """Return when each event is assumed to happen, by IRI; None for never.

    Args:
        record: the record.
        said: events, or agreements for their taking effect, by any name, each with a date as a
            person writes it, or "never".

    Raises:
        BadInputError: a date is none, two are assumed of one event, or sides are swapped.
        NotFoundError: an event is not known.
    """
    if isinstance(said, str):
        raise BadInputError(
            worded(
                "what is assumed is events with their dates, such as {example}, not a text",
                example='{"agi-verified": "2028-06-01"}',
            )
        )
    assumed: dict[str, Stretch | None] = {}
    for name, written in said.items() if isinstance(said, Mapping) else said:
        text = str(written).strip()
        try:
            happenings = record.candidates(name, record.events, record.agreements)
            event = find(name, happenings, "event")
        except NotFoundError:
            if _is_date(name) and not _is_date(text):
                raise BadInputError(
                    worded(
                        "“{name}={date}” has its sides swapped; write {date}={name}",
                        name=name,
                        date=text,
                    )
                ) from None
            raise
        if event.iri in assumed:
            raise BadInputError(worded("{event} is assumed twice; keep one date", event=event.id))
        assumed[event.iri] = _date(text)
    return assumed


def _date(text: str) -> Stretch | None:
    """Return the date that `text` is; None for never."""
    if text.casefold() == _NEVER:
        return None
    try:
        return stretch(text)
    except BadDateError as error:
        raise BadDateError(worded("{message}; or never", message=message_of(error))) from None


def _is_date(text: str) -> bool:
    """Return whether `text` is what an event is assumed to happen on."""
    if text.strip().casefold() == _NEVER:
        return True
    try:
        stretch(text.strip())
    except BadDateError:
        return False
    return True


def sides(text: str, example: str) -> tuple[str, str]:
    """Return the two sides of the last equals sign in `text`."""
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip() or not value.strip():
        raise BadInputError(
            worded("“{text}” should have two sides, as in {example}", text=text, example=example)
        )
    return name.strip(), value.strip()


def sides_by_name(texts: Iterable[str], example: str) -> dict[str, list[str]]:
    """Return the right sides of `texts` by their left ones; the same name may be given again."""
    found: dict[str, list[str]] = {}
    for name, value in (sides(text, example) for text in texts):
        found.setdefault(name, []).append(value)
    return found
