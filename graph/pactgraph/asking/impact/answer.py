"""What an event starts, ends or decides, clause by clause, through all agreements."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.asking.setting import event_windows
from pactgraph.errors import BadInputError
from pactgraph.kernel.conditions import events_in
from pactgraph.kernel.effects import Effect, effects
from pactgraph.kernel.flips import course
from pactgraph.kernel.timeline import day
from pactgraph.messages import worded
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.effects import Span
    from pactgraph.kernel.scenarios import Window
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Provision, Record
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block


@dataclass(frozen=True, slots=True)
class Change:
    """What an event does to one clause.

    Attributes:
        clause: the clause.
        span: the effect, and the first unbroken stretch of time in which it has it.
        through: IRIs of what it acts through: provisions of the agreement that the event is,
            derived events, events that its order brings; none if the clause names it itself.
    """

    clause: Clause
    span: Span
    through: tuple[str, ...]

    @property
    def effect(self) -> Effect:
        """What the event does."""
        return self.span.effect


@dataclass(frozen=True, slots=True, repr=False)
class Impact(Told):
    """What an event does to all clauses.

    Attributes:
        event: IRI of the event, or of the agreement whose taking effect it is.
        date: the date on which it is taken to happen.
        recorded: whether that is its date in the record.
        setting: what the question fixed.
        one_day: whether only the day `setting.on` was looked at, not all days since `date`.
        changes: by effect, in the order in which `Effect` lists them, then by clause.
        record: what it was found in.
    """

    event: str
    date: Stretch
    recorded: bool
    setting: Setting
    one_day: bool
    changes: tuple[Change, ...]
    record: Record = field(compare=False)

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.impact.tree import impact_outline  # noqa: PLC0415 - which needs this class

        return [impact_outline(self.record, self, language)]

    def as_json(self, language: Language = "en") -> dict[str, object]:
        """Return the answer as plain objects; the keys are in `impact_object`."""
        from pactgraph.asking.impact.data import impact_object  # noqa: PLC0415 - likewise

        return impact_object(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are in `impact_table`."""
        from pactgraph.asking.impact.data import impact_table  # noqa: PLC0415 - likewise

        return impact_table(self.record, self, language)

    def _brief(self) -> str:
        return f"{self.record.id_of(self.event)} on {self.date.text} changes {len(self.changes)}"


def impact(
    record: Record,
    event: str,
    setting: Setting,
    when: Stretch | None = None,
    *,
    one_day: bool = False,
) -> Impact:
    """Return every clause that `event` starts, ends, or makes decidable.

    For each clause three things are compared, on every day from the event on: that it
    happens on the day `when`, that it never happens, and that nothing is assumed of it; see
    `pactgraph.kernel.effects.Effect`. Derived events, the order of events, and clauses that
    an agreement ends are part of the clauses' conditions, so nothing is followed by hand.

    Args:
        record: the record.
        event: IRI of an underived event, or of an agreement for its taking effect.
        setting: what is known and assumed; its day counts only for `one_day`.
        when: the date on which the event happens. Left out, its date in the record or, if
            that has none, the day after `setting.known`. A month or a year leaves open which
            day it was; what is compared begins with its last day.
        one_day: whether to look at the day `setting.on` only.

    Raises:
        BadInputError: the event is derived, or `setting` assumes something about it.
        ContradictoryScenarioError: `when`, or never, breaks the order of events.
    """
    if event in setting.assumed:
        raise BadInputError(
            worded(
                "{event} is assumed already; give its date with --when instead",
                event=record.id_of(event),
            )
        )
    if event in record.relations.points:
        raise BadInputError(
            worded(
                "{event} is derived; ask about what it hangs on: {event_2}",
                event=record.id_of(event),
                event_2=_bases(record, event),
            )
        )
    recorded = _recorded(record, event, setting)
    date = when or recorded or day((setting.known.last + timedelta(days=1)).date())
    without, happens, never = (
        event_windows(record, replace(setting, assumed={**setting.assumed, **more}))
        for more in ({}, {event: date}, {event: None})
    )
    worlds = _Worlds(record, without, happens, never)
    ways = _Ways(record, event)
    found = [
        Change(clause, span, tuple(ways.through(clause)))
        for clause in sorted(record.clauses.values(), key=lambda clause: clause.id)
        for span in _first_of_each(worlds.spans(clause, date, setting, one_day=one_day))
    ]
    rank = {effect: number for number, effect in enumerate(Effect)}
    return Impact(
        event=event,
        date=date,
        recorded=when is None and recorded is not None,
        setting=setting,
        one_day=one_day,
        changes=tuple(sorted(found, key=lambda change: rank[change.effect])),
        record=record,
    )


def _bases(record: Record, event: str) -> str:
    return ", ".join(sorted(record.ids_of(record.relations.bases(event))))


def _recorded(record: Record, event: str, setting: Setting) -> Stretch | None:
    """Return the date of `event` in the record, if that was known."""
    happening = record.happenings[event]
    dated = happening.window(setting.known.last).latest is not None
    return happening.occurred if dated else None


@dataclass(frozen=True, slots=True)
class _Worlds:
    """When each event can happen: without assumption, with the event, and without it ever."""

    record: Record
    without: Mapping[str, Window]
    happens: Mapping[str, Window]
    never: Mapping[str, Window]

    def spans(
        self, clause: Clause, date: Stretch, setting: Setting, *, one_day: bool
    ) -> Iterator[Span]:
        """Yield what the event, happening on `date`, does to `clause`."""
        without, happens, never = (
            course(clause.periods, windows, self.record.relations)
            for windows in (self.without, self.happens, self.never)
        )
        at = setting.on.last
        for span in effects(without, happens, never, date.latest_start):
            if not one_day or (span.start <= at and (span.end is None or at < span.end)):
                yield span


def _first_of_each(spans: Iterator[Span]) -> list[Span]:
    """Return the first span of each effect.

    That a clause depends on other events is left out if the event set or kept it in force
    before: then that is the clause's own condition.
    """
    found: dict[Effect, Span] = {}
    for span in spans:
        in_force = found.keys() & {Effect.STARTS, Effect.KEEPS}
        if span.effect is not Effect.OPENS or not in_force:
            found.setdefault(span.effect, span)
    return list(found.values())


class _Ways:
    """What an event can reach clauses through."""

    def __init__(self, record: Record, event: str) -> None:
        relations = self.relations = record.relations
        self.event = event
        self.endings = _endings(record, event)
        self.beside = (
            relations.before(event) | relations.after(event) | relations.ruled_out_by(event)
        )

    def through(self, clause: Clause) -> Iterator[str]:
        """Yield what the event reaches `clause` through."""
        named = events_in(clause.condition)
        if self.event in named:
            yield from self.endings.get(clause.iri, ())
            return
        bases = {name: self.relations.bases(name) for name in named}
        for name, parts in sorted(bases.items()):
            if self.event in parts:
                yield name
            elif found := parts & self.beside:
                yield from sorted(found)


def _endings(record: Record, agreement: str) -> dict[str, list[str]]:
    """Return the provisions of an agreement that end or replace each clause, by their ids."""
    provisions: list[Provision] = [*record.clauses.values(), *record.statements.values()]
    own = [provision for provision in provisions if provision.agreement == agreement]
    found: dict[str, list[str]] = {}
    for provision in sorted(own, key=lambda provision: provision.id):
        for ended in {*provision.ends, *provision.replaces}:
            found.setdefault(ended, []).append(provision.iri)
    return found
