"""What is known about an event in a setting: its date, an assumption, or that it is open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.asking.setting import claim_known, unknown_events

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.scenarios import Window
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Claim, Record


class Basis(StrEnum):
    """Where it comes from when an event can happen."""

    RECORDED = "recorded"
    """the record has its date"""
    ASSUMED = "assumed"
    """the question assumes a date, or that it never happens"""
    ORDERED = "ordered"
    """the order of events narrows or widens it, because of events with dates"""
    OPEN = "open"
    """it has no date; it counts as not having happened by what is known, and may later"""
    UNDECIDED = "undecided"
    """the record does not decide whether it happened already (pact:notBefore)"""
    NOT_YET_KNOWN = "not yet known"
    """it became known later than the record is known to, and counts as never"""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When an event can happen, and why.

    Attributes:
        event: IRI of an event or agreement, or the name of a delayed event.
        base: IRI of the event that is delayed; `event` itself if none is.
        basis: where the window of `base` comes from.
        date: its date as recorded or assumed; None if it has none.
        base_window: when `base` can happen.
        window: when `event` can.
        because: IRIs of the events whose dates matter by the order of events.
        claims: what sources claim about its date, if it is open; only those known then.
        through: last day through which the record knows `base` not to have happened; None if
            it does not say, or has its date.
        shown_by: IRIs of the sources that show that.
        is_against_record: whether an assumption has it happen by `through` all the same.
    """

    event: str
    base: str
    basis: Basis
    date: Stretch | None
    base_window: Window
    window: Window
    because: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    through: Stretch | None = None
    shown_by: tuple[str, ...] = ()
    is_against_record: bool = False


def occurrence(
    record: Record, event: str, setting: Setting, windows: Mapping[str, Window]
) -> Occurrence:
    """Return what is known in `setting` about `event`, which is underived or delayed.

    Args:
        record: the record.
        event: IRI of an event or agreement, or the name of a delayed event.
        setting: what the question fixes.
        windows: when each event can happen in `setting`.
    """
    base = record.relations.base(event)
    basis, date = _basis(record, base, setting, windows)
    ordered = basis is Basis.ORDERED
    named = record.events.get(base)
    against = _is_against_record(record, base, basis, setting, windows[base])
    through = named.not_occurred_through if named and (against or basis in _UNDATED) else None
    return Occurrence(
        event=event,
        base=base,
        basis=basis,
        date=date,
        base_window=windows[base],
        window=windows[event],
        because=_neighbours(record, base, setting) if ordered else (),
        claims=_claims(record, base, setting) if basis in (Basis.OPEN, Basis.UNDECIDED) else (),
        through=through,
        shown_by=named.not_occurred_sources if named and through else (),
        is_against_record=against,
    )


_UNDATED = frozenset({Basis.OPEN, Basis.UNDECIDED, Basis.ORDERED})


def _is_against_record(
    record: Record, event: str, basis: Basis, setting: Setting, window: Window
) -> bool:
    """Return whether an assumption has `event` happen when it was found not to have."""
    found = record.happenings[event].floor(setting.known.last)
    if basis is Basis.ASSUMED:
        return window.latest is not None and window.latest < found
    return basis is Basis.ORDERED and window.earliest is not None and window.earliest < found


def _basis(
    record: Record, event: str, setting: Setting, windows: Mapping[str, Window]
) -> tuple[Basis, Stretch | None]:
    happening = record.happenings[event]
    known = setting.known.last
    if event in setting.assumed:
        return Basis.ASSUMED, setting.assumed[event]
    stated = happening.window(known)
    if stated.latest is not None:
        return Basis.RECORDED, happening.occurred
    if stated != windows[event]:
        return Basis.ORDERED, None
    if event in unknown_events(record, setting):
        return Basis.NOT_YET_KNOWN, None
    return (Basis.UNDECIDED if happening.not_before else Basis.OPEN), None


def _neighbours(record: Record, event: str, setting: Setting) -> tuple[str, ...]:
    """Return the events before and after `event` by which it is bounded.

    Those whose dates, or not happening, are settled, and those with an earliest day.
    """
    relations = record.relations
    beside = (relations.before(event) | relations.after(event)) & record.happenings.keys()
    stated = {other: record.happenings[other].window(setting.known.last) for other in beside}
    return tuple(
        sorted(
            other
            for other, window in stated.items()
            if other in setting.assumed
            or window.latest is not None
            or window.earliest is None
            or record.happenings[other].not_before is not None
        )
    )


def _claims(record: Record, event: str, setting: Setting) -> tuple[Claim, ...]:
    return tuple(
        sorted(
            (c for c in record.claims.values() if c.event == event and claim_known(c, setting)),
            key=lambda claim: claim.id,
        )
    )
