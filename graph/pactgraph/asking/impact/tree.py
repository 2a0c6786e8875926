"""The answers to "impact" as outlines for people."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pactgraph.asking.impact.phrases import EFFECTS, PHRASES, SENTENCES
from pactgraph.asking.why import days_in_words, headline, standing_in_words
from pactgraph.asking.why.occurrence_words import date_in_words, name_in_words, names_in_words
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import FIRST
from pactgraph.telling.citations import Citations
from pactgraph.telling.outlines import Outline
from pactgraph.telling.words import day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgraph.asking.impact.answer import Change, Impact
    from pactgraph.asking.impact.decisive import Decision, Decisive
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Provision, Record, Text, Thing


def impact_outline(record: Record, found: Impact, language: Language) -> Outline:
    """Return what an event does, by effect and clause."""
    return _Telling(record, language, Citations(record, language)).impact(found)


def decision_outline(record: Record, found: Decision, language: Language) -> Outline:
    """Return how a clause stands, and which sets of events end or save it."""
    return _Telling(record, language, Citations(record, language)).decision(found)


def sentence(record: Record, found: Decision, language: Language) -> str:
    """Return what the sets of `found` do, or that there are none, in one plain sentence."""
    verb = "saves" if found.save else "ends"
    standing = found.explanation.root.standing
    sizes = {len(chosen) for chosen in found.sets}
    if found.in_any_case:
        form = "anyway"
    elif not found.sets:
        form = "unsure" if standing.status is Status.DEPENDS else "never"
    elif len(found.sets) == 1:
        form = "only" if sizes == {1} else "together"
    else:
        form = "one" if sizes == {1} else "all"
    events = names_in_words(sorted(standing.depends_on), record, language)
    return SENTENCES[language][f"{verb} {form}"].format(found.explanation.setting.on.text, events)


@dataclass(frozen=True, slots=True)
class _Telling:
    """An answer, being told."""

    record: Record
    language: Language
    citations: Citations

    def say(self, phrase: str, *values: str) -> str:
        return PHRASES[self.language][phrase].format(*values)

    def _text(self, text: Text) -> str:
        return text.in_language(self.language)

    def _title(self, thing: Thing) -> str:
        return self.say("title", thing.id, self._text(thing.label))

    def _names(self, events: Iterable[str]) -> str:
        return names_in_words(events, self.record, self.language)

    def _cited(self, sources: Iterable[str]) -> Iterator[Outline]:
        line = self.citations.cited(sources)
        if line:
            yield Outline(line, (), "dim")

    # ---- An event -----------------------------------------------------------------------

    def impact(self, found: Impact) -> Outline:
        line = self.say(
            "what",
            name_in_words(found.event, self.record, self.language),
            date_in_words(found.date, self.language),
            found.setting.known.text,
        )
        parts = [
            *([Outline(self.say("recorded"))] if found.recorded else []),
            *([Outline(self.say("one day", found.setting.on.text))] if found.one_day else []),
            *self._event(found.event),
            *self._assumed(found.setting),
            *(self._group(list(g)) for _, g in groupby(found.changes, lambda c: c.effect)),
        ]
        if not found.changes:
            parts.append(Outline(self.say("nothing that day" if found.one_day else "nothing")))
        return Outline(line, (*parts, self.citations.outline()), "bold")

    def _event(self, event: str) -> Iterator[Outline]:
        """Yield what counts as the event's happening, what is not public of it, its sources."""
        named = self.record.agreements.get(event) or self.record.events[event]
        known = self.record.events.get(event)
        if known and self._text(known.definition):
            yield Outline(self.say("means", self._text(known.definition)))
        yield from (Outline(self.say("undisclosed", self._text(t))) for t in named.undisclosed)
        yield from self._cited(named.sources)

    def _assumed(self, setting: Setting) -> Iterator[Outline]:
        for event, date in setting.assumed.items():
            name = name_in_words(event, self.record, self.language)
            if date is None:
                yield Outline(self.say("never assumed", name))
            else:
                told = f"{name} {date_in_words(date, self.language)}"
                yield Outline(self.say("assumed", told))

    def _group(self, changes: list[Change]) -> Outline:
        title = EFFECTS[changes[0].effect].told(len(changes), self.language)
        return Outline(title, tuple(map(self._change, changes)), "bold")

    def _change(self, change: Change) -> Outline:
        span, clause = change.span, change.clause
        happens, never, without = (
            standing_in_words(standing, self.record, self.language)
            for standing in (span.happens, span.never, span.without)
        )
        days = days_in_words(span.start, span.end, self.language)
        lines = [Outline(f"{days}: {happens}"), Outline(self.say("never", never))]
        if without not in (happens, never):
            lines.append(Outline(self.say("without", without)))
        lines += [Outline(self.say("through", name)) for name in self._through(change)]
        lines += [Outline(self.say("undisclosed", self._text(t))) for t in clause.undisclosed]
        return Outline(self._title(clause), (*lines, *self._cited(clause.sources)))

    def _through(self, change: Change) -> Iterator[str]:
        provisions: dict[str, Provision] = {**self.record.clauses, **self.record.statements}
        for iri in change.through:
            if iri in provisions:
                yield self._title(provisions[iri])
            else:
                yield name_in_words(iri, self.record, self.language)

    # ---- A clause -----------------------------------------------------------------------

    def decision(self, found: Decision) -> Outline:
        told = found.explanation
        what = self.say(
            "saves" if found.save else "ends", self._title(told.clause), told.setting.on.text
        )
        answer = Outline(
            sentence(self.record, found, self.language),
            tuple(self._set(chosen, save=found.save) for chosen in found.sets if chosen),
            "bold",
        )
        state = headline(self.record, told, self.language, self.citations)
        texts = [*told.clause.undisclosed]
        parts = (
            state,
            answer,
            *self._assumed(told.setting),
            *(Outline(self.say("undisclosed", self._text(t))) for t in texts),
            *self._cited(told.clause.sources),
        )
        return Outline(what, (*parts, self.citations.outline()), "bold")

    def _set(self, chosen: tuple[Decisive, ...], *, save: bool) -> Outline:
        """Return one set; where it has one event only, that event itself."""
        if len(chosen) == 1:
            return self._decisive(chosen[0], save=save)
        names = self._names([member.event for member in chosen])
        return Outline(names, tuple(self._decisive(member, save=save) for member in chosen))

    def _decisive(self, member: Decisive, *, save: bool) -> Outline:
        lines = []
        if member.window.earliest not in (None, FIRST) and not save:
            lines.append(Outline(self.say("possible", day_in_words(member.window.earliest))))
        if member.brings:
            lines.append(
                Outline(self.say("holds back" if save else "brings", self._names(member.brings)))
            )
        name = name_in_words(member.event, self.record, self.language)
        return Outline(name, (*lines, *self._cited(member.sources(self.record))))
