"""Two clauses side by side: what changed from the one to the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from pactgraph.record import Amount, Text
from pactgraph.scope.coverage import asset_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgraph.record import Asset, Clause, Provision, Record


class Change(StrEnum):
    """What a change is, in a word."""

    GAINED = "gained"
    FREEDOM_GAINED = "freedom-gained"
    EXCLUSIVITY_ADDED = "exclusivity-added"
    EXCLUSION_ADDED = "exclusion-added"
    LOST = "lost"
    FREEDOM_LOST = "freedom-lost"
    EXCLUSIVITY_DROPPED = "exclusivity-dropped"
    EXCLUSION_DROPPED = "exclusion-dropped"
    START_MOVED = "start-moved"
    END_MOVED = "end-moved"
    SCOPE_NARROWED = "scope-narrowed"
    SCOPE_WIDENED = "scope-widened"
    SCOPE_CHANGED = "scope-changed"
    CAP_ADDED = "cap-added"
    CAP_DROPPED = "cap-dropped"
    AMOUNT_ADDED = "amount-added"
    AMOUNT_CHANGED = "amount-changed"
    AMOUNT_OMITTED = "amount-omitted"
    HOLDER_CHANGED = "holder-changed"
    OWER_CHANGED = "ower-changed"
    ACTION_CHANGED = "action-changed"
    RULE_CHANGED = "rule-changed"
    KIND_CHANGED = "kind-changed"
    NOT_STATED = "not-stated"
    CAME_AND_WENT = "came-and-went"


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause as one version has it.

    Attributes:
        clause: the clause.
        later: IRIs of what can end it, but came up only after that version.
    """

    clause: Clause
    later: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bound:
    """Since when, or until when, a clause holds.

    Attributes:
        reading: the clause.
        start: True for the start, False for the end.
    """

    reading: Reading
    start: bool


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that is not public.

    Attributes:
        text: what.
    """

    text: Text


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit to the sum of what is paid.

    Attributes:
        name: IRI of the event of its being reached, or of what states it; "" for neither.
        hidden: what is not public about the clause that is capped.
        amounts: what is said of its height.
        stated_by: IRIs of the provisions that do.
    """

    name: str
    hidden: tuple[Hidden, ...] = ()
    amounts: tuple[Amount, ...] = ()
    stated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word that every clause has.

    Attributes:
        of: what it says of the clause.
        id: the word.
    """

    of: Literal["kind", "rule"]
    id: str


Value = str | Text | Amount | Bound | Cap | Hidden | Word
"""IRI of a thing, or what the type says."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that changed.

    Attributes:
        change: what it is.
        before: how it was; empty for nothing.
        after: how it is; empty for nothing.
        by: IRIs of the provisions that brought it, other than the new clause itself.
    """

    change: Change
    before: tuple[Value, ...] = ()
    after: tuple[Value, ...] = ()
    by: tuple[str, ...] = ()


Caps = dict[str, list[tuple[int, "Provision"]]]
"""What is said of caps, numbered, by what it is about."""


def caps_in(record: Record) -> Caps:
    """Return the provisions that cap something, statements first, by what they are about."""
    found: Caps = {}
    for numbered in enumerate((*record.statements.values(), *record.clauses.values())):
        if numbered[1].kind == "cap":
            for iri in {*numbered[1].concerns}:
                found.setdefault(iri, []).append(numbered)
    return found


def compared(record: Record, old: Reading, new: Reading, caps: Caps) -> Iterator[Changed]:
    """Yield what changed from `old` to `new`, apart from the wording; `caps` is `caps_in`."""
    yield from _bounds(old, new)
    yield from _scope(record, old.clause, new.clause)
    yield from _caps(caps, old, new)
    yield from _amounts(old.clause, new.clause)
    yield from _roles(old.clause, new.clause)


def _roles(old: Clause, new: Clause) -> Iterator[Changed]:
    """Yield what changed in who may or must do what; a change of kind says the rest."""
    yield from _kind(old, new)
    same_kind = old.kind == new.kind
    for change, before, after, told in (
        (Change.HOLDER_CHANGED, old.holders, new.holders, True),
        (Change.OWER_CHANGED, old.owed_by, new.owed_by, True),
        (Change.ACTION_CHANGED, old.actions, new.actions, same_kind),
    ):
        if told and set(before) != set(after):
            yield Changed(change, before, after)
    if same_kind and old.rule != new.rule:
        yield Changed(Change.RULE_CHANGED, (Word("rule", old.rule),), (Word("rule", new.rule),))


def _kind(old: Clause, new: Clause) -> Iterator[Changed]:
    if old.kind == new.kind:
        return
    change = Change.KIND_CHANGED
    if old.kind == "exclusivity":
        change = Change.EXCLUSIVITY_DROPPED
    elif new.kind == "exclusivity":
        change = Change.EXCLUSIVITY_ADDED
    yield Changed(change, (Word("kind", old.kind),), (Word("kind", new.kind),))


# ---- Start and end ----------------------------------------------------------------------


def _bounds(old: Reading, new: Reading) -> Iterator[Changed]:
    for change, start in ((Change.START_MOVED, True), (Change.END_MOVED, False)):
        if _moments(old, start=start) != _moments(new, start=start):
            yield Changed(change, (Bound(old, start),), (Bound(new, start),))


def _moments(reading: Reading, *, start: bool) -> set[tuple[object, frozenset[str]]]:
    """Return date and events that bound each period, but for its agreement's taking effect."""
    periods = [p for p in reading.clause.periods if not p.happened & reading.later]
    if start:
        home = {reading.clause.agreement}
        return {(p.from_date, p.from_events - home) for p in periods}
    return {(p.until_date, p.until_events - reading.later) for p in periods}


# ---- Scope ------------------------------------------------------------------------------


def _scope(record: Record, old: Clause, new: Clause) -> Iterator[Changed]:
    was, now = set(old.assets), set(new.assets)
    narrower = all(_covered(record, was, asset) for asset in now)
    wider = all(_covered(record, now, asset) for asset in was)
    if not (narrower and wider):
        change = Change.SCOPE_NARROWED if narrower else Change.SCOPE_WIDENED
        change = change if narrower or wider else Change.SCOPE_CHANGED
        yield Changed(change, old.assets, new.assets)
    for change, of, beside in (
        (Change.SCOPE_WIDENED, old, new),
        (Change.SCOPE_NARROWED, new, old),
    ):
        for limit in of.limits:
            if limit not in beside.limits:
                texts = ((limit,), ()) if of is old else ((), (limit,))
                yield Changed(change, *texts)
    yield from _exclusions(record, old, new)


def _exclusions(record: Record, old: Clause, new: Clause) -> Iterator[Changed]:
    """Yield the assets left out of one clause that the other covers, or leaves in."""
    was, now = (_left_out(record.assets, clause) for clause in (old, new))
    if added := tuple(sorted(now - was)):
        yield Changed(Change.EXCLUSION_ADDED, (), added)
    if dropped := tuple(sorted(was - now)):
        yield Changed(Change.EXCLUSION_DROPPED, dropped, ())


def _left_out(assets: Mapping[str, Asset], clause: Clause) -> set[str]:
    of_assets = {e for iri in clause.assets if iri in assets for e in assets[iri].excludes}
    return {*clause.excludes, *of_assets}


def _covered(record: Record, by: Iterable[str], asset: str) -> bool:
    return any(asset_within(record, asset, whole) for whole in by)


def overlapping(record: Record, some: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether one of `some` assets is a part of one of the `others`, or the reverse."""
    first, second = set(some), set(others)
    return any(_covered(record, first, asset) for asset in second) or any(
        _covered(record, second, asset) for asset in first
    )


# ---- Money ------------------------------------------------------------------------------


def _caps(caps: Caps, old: Reading, new: Reading) -> Iterator[Changed]:
    was, now = _cap(caps, old), _cap(caps, new)
    if now and not was:
        yield Changed(Change.CAP_ADDED, (), (now,), now.stated_by)
    if was and not now:
        yield Changed(Change.CAP_DROPPED, (was,), (), was.stated_by)


def _cap(caps: Caps, reading: Reading) -> Cap | None:
    """Return the cap on what the clause demands, as events, amounts or statements tell it."""
    clause = reading.clause
    ends = {event for p in clause.periods for event in p.until_events - reading.later}
    about = {number: cap for iri in {clause.iri, *ends} for number, cap in caps.get(iri, ())}
    telling = [about[number] for number in sorted(about)]
    own = tuple(amount for amount in clause.amounts if amount.maximum is not None)
    if not telling and not own:
        return None
    reached = sorted(ends & {iri for p in telling for iri in p.concerns})
    return Cap(
        name=next(iter([*reached, *(p.iri for p in telling)]), ""),
        hidden=_hidden(clause),
        amounts=(*own, *(_sure(amount, p) for p in telling for amount in p.amounts)),
        stated_by=tuple(p.iri for p in telling),
    )


def _sure(amount: Amount, provision: Provision) -> Amount:
    """Return `amount` with how sure it is, even if that is said of the `provision` alone."""
    return replace(amount, certainty=amount.certainty or provision.certainty)


def _hidden(clause: Clause) -> tuple[Hidden, ...]:
    return tuple(map(Hidden, clause.undisclosed))


def _amounts(old: Clause, new: Clause) -> Iterator[Changed]:
    if old.amounts and not new.amounts:
        yield Changed(Change.AMOUNT_OMITTED, old.amounts, _hidden(new))
    elif new.amounts and not old.amounts:
        yield Changed(Change.AMOUNT_ADDED, _hidden(old), new.amounts)
    elif _figures(old.amounts) != _figures(new.amounts):
        yield Changed(Change.AMOUNT_CHANGED, old.amounts, new.amounts)


def _figures(amounts: Iterable[Amount]) -> set[Amount]:
    """Return what the amounts say, whoever says it."""
    return {replace(amount, certainty="", sources=()) for amount in amounts}
