"""All about one thing as an outline for people."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pactgraph.asking.duties import OUTCOMES, Obligation, obligation_in_words
from pactgraph.asking.reach import reach_in_words
from pactgraph.asking.setting import unknown_events
from pactgraph.asking.show.answer import OVER, Coming, Dealing, Money, Secret
from pactgraph.asking.show.phrases import HEADINGS, SAY
from pactgraph.asking.why import Explanation, Occurrence, headline
from pactgraph.asking.why.occurrence_words import (
    names_in_words,
    occurrence_in_words,
)
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import Stretch
from pactgraph.record import (
    Agreement,
    Asset,
    Claim,
    Clause,
    Concept,
    Event,
    Party,
    Provision,
    Source,
    Text,
    Thing,
)
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.citations import Citations
from pactgraph.telling.days import last_day_in_words
from pactgraph.telling.outlines import Outline
from pactgraph.telling.words import (
    beginning,
    concept_label,
    day_in_words,
    ending,
    event_in_words,
    formula,
    span,
    status_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgraph.asking.show.answer import Item, Section, Shown
    from pactgraph.messages import Language
    from pactgraph.record import Record

_COLOURS = {Status.IN_FORCE: "green", Status.DEPENDS: "yellow", Status.NOT_YET: "cyan"}
_ORDER = (Status.IN_FORCE, Status.DEPENDS, Status.NOT_YET, Status.ENDED, Status.NEVER)
_BRIEF = (str, Text, Stretch, Party, Asset, Event, Agreement, Concept)
"""What is told in the line of its heading, however much there is."""
_CITED = {"said", "named in", "statements", "claims", "positions", "confirmed by"}
"""Sections in which provisions and claims come with their sources."""
_SIDES = {"holds", "owes"}


def show_outline(record: Record, shown: Shown, language: Language) -> Outline:
    """Return all about one thing as an outline; sources are cited by number, listed last."""
    return _Telling(record, shown, language, Citations(record, language)).outline()


@dataclass(frozen=True, slots=True)
class _Telling:
    """One answer, being told."""

    record: Record
    shown: Shown
    language: Language
    citations: Citations

    def outline(self) -> Outline:
        setting = self.shown.setting
        clause = isinstance(self.shown.thing, Clause)  # its status tells the setting
        reach = reach_in_words(self.record, setting, self.language)
        parts = [part for section in self.shown.sections for part in self._section(section)]
        told = [
            *(
                []
                if clause
                else [Outline(self.say("setting", setting.on.text, setting.known.text))]
            ),
            *([Outline(reach)] if reach else []),
            *(parts or [Outline(self.say("nothing"))]),
            *([self.citations.outline()] if self.citations.numbers else []),
        ]
        return Outline(self._title(self.shown.thing), tuple(told), "bold")

    def say(self, phrase: str, *values: str, **named: object) -> str:
        return SAY[self.language][phrase].format(*values, **named)

    def _section(self, section: Section) -> Iterator[Outline]:
        """Yield what is told under one heading: in one line if it is short, or below it."""
        heading = HEADINGS[self.language][section.name]
        dealings = [item for item in section.items if isinstance(item, Dealing)]
        if section.name == "status":
            yield from (self._line(i, "") for i in section.items if isinstance(i, Explanation))
            yield from (line for dealing in dealings for line in self._own(dealing))
        elif dealings:
            yield from self._groups(section.name, heading, dealings)
        elif section.name == "sources":
            self.citations.cited(i.iri if isinstance(i, Thing) else str(i) for i in section.items)
        elif all(isinstance(item, _BRIEF) for item in section.items):
            told = "; ".join(self._line(item, section.name).text for item in section.items)
            yield Outline(f"{heading}: {told}")
        else:
            lines = [self._line(item, section.name) for item in section.items]
            if len(lines) == 1 and not lines[0].parts:
                yield Outline(f"{heading}: {lines[0].text}")
            else:
                yield Outline(heading, tuple(lines))

    def _groups(self, name: str, heading: str, dealings: Iterable[Dealing]) -> Iterator[Outline]:
        """Yield one outline a status; what is over is told in one line."""
        ranked = sorted(dealings, key=lambda dealing: _ORDER.index(dealing.answer.status))
        for status, group in groupby(ranked, key=lambda dealing: dealing.answer.status):
            listed = list(group)
            told = status_in_words(status, self.language)
            line = self.say("group", heading=heading, status=told, count=len(listed))
            style = _COLOURS.get(status, "dim")
            if status in OVER:
                over = "; ".join(map(self._over, listed))
                yield Outline(line, (Outline(over, (), "dim"),), style)
            else:
                lines = (self._line(dealing, name) for dealing in listed)
                yield Outline(line, tuple(lines), style)

    def _over(self, dealing: Dealing) -> str:
        """Return a clause that is over, briefly: its label, id and last day."""
        clause = dealing.answer.clause
        since = dealing.since if dealing.answer.status is Status.ENDED else None
        last = [self.say("through", last_day_in_words(since))] if since else []
        return f"{self._label(clause)} ({', '.join([clause.id, *last])})"

    def _dealing(self, dealing: Dealing, name: str) -> str:
        """Return a clause that is not over: with whom it is, until when, by which sources."""
        clause = dealing.answer.clause
        holders, owed_by = map(self._parties, (clause.holders, clause.owed_by))
        if name in _SIDES:
            others = " " + self.say(name, owed_by if name == "holds" else holders)
        else:
            both = holders == owed_by
            others = f"; {holders if both else self.say('between', holders, owed_by)}"
        told = f"{self._title(clause)}{others}; {self._standing(dealing)}"
        return f"{told} {self.citations.marks(clause.sources)}".rstrip()

    def _own(self, dealing: Dealing) -> Iterator[Outline]:
        """Yield when the clause asked about is in force, and what last said so."""
        unknown, found = self._unknown(), dealing.evidence
        when = formula(dealing.answer.clause, self.record, self.language, unknown)
        yield Outline(self.say("when", when))
        if found.last:
            marks = self.citations.marks([found.source])
            yield Outline(self.say("confirmed by", found.last.text, marks))
        else:
            yield Outline(self.say("confirmed by none"))

    def _standing(self, dealing: Dealing) -> str:
        """Return until when a clause is in force, or on what it hangs; how old that is."""
        clause, status = dealing.answer.clause, dealing.answer.status
        words = (clause, self.record, self.language, self._unknown())
        match status:
            case Status.DEPENDS:
                events = names_in_words(dealing.answer.depends_on, self.record, self.language)
                told = self.say("depends", events)
            case Status.NOT_YET:
                told = beginning(*words)
            case Status.IN_FORCE:
                told = ending(*words) or self.say("no end")
            case _:
                told = self._span(clause)
        if status in OVER or not dealing.evidence.old:
            return told or status_in_words(status, self.language)
        last = dealing.evidence.last
        return f"{told}; {self.say('confirmed', last.text) if last else self.say('unconfirmed')}"

    def _line(self, item: Item, name: str) -> Outline:
        """Return what one item says."""
        match item:
            case Explanation():
                return headline(self.record, item, self.language, self.citations)
            case Occurrence():
                return Outline(self._occurrence(item), tuple(self._shown_by(item)))
            case Dealing():
                return Outline(self._dealing(item, name))
            case Obligation():
                return self._obligation(item)
            case Money():
                return Outline(self._money(item))
            case Coming():
                return Outline(self._coming(item))
            case Secret(of=of, text=text):
                whose = "" if of.iri == self.shown.thing.iri else f"{self._label(of)}: "
                return Outline(whose + text.in_language(self.language))
            case _:
                return Outline(self._named(item, name))

    def _named(self, item: Thing | Text | Stretch | str, name: str) -> str:
        """Return what an item that says nothing of its own is called."""
        match item:
            case Text():
                return item.in_language(self.language)
            case Stretch():
                return item.text
            case Claim() | Provision() if name in _CITED:
                told = [self._name(item), self.citations.marks(item.sources)]
                verdict = item.verdict if isinstance(item, Claim) else ""
                if verdict:
                    word = concept_label(self.record.verdicts, verdict, self.language)
                    told[0] = self.say("judged", told[0], word)
                return " ".join(filter(None, told))
            case Thing():
                return self._name(item)
            case _:
                return self.say("binding") if name == "binding" else item

    def _obligation(self, told: Obligation) -> Outline:
        """Return what has become of a duty, and the events that it hangs on and makes."""
        named = [("performed", told.due.performed), ("excused", told.due.excused)]
        named += [
            (name, event) for name in OUTCOMES for event in told.clause.outcomes.get(name, ())
        ]
        lines = [
            Outline(self.say(name, event_in_words(event, self.record, self.language)))
            for name, event in named
            if isinstance(event, str)
        ]
        return Outline(obligation_in_words(self.record, told, self.language), tuple(lines))

    def _occurrence(self, found: Occurrence) -> str:
        setting = self.shown.setting
        return occurrence_in_words(
            found, self.record, self.language, on=setting.on.last, known=setting.known
        )

    def _shown_by(self, found: Occurrence) -> Iterator[Outline]:
        if found.shown_by:
            yield Outline(self.citations.cited(found.shown_by), (), "dim")

    def _money(self, money: Money) -> str:
        """Return a sum: between whom, fixed by what, from when until when."""
        payers, receivers = map(self._parties, (money.payers, money.receivers))
        whose = self.say("paid", payers, receivers) if payers else ""
        if receivers and not payers:
            whose = self.say("held", receivers)
        amount = amount_in_words(money.amount, self.language)
        told = [f"{amount}, {whose}" if whose else amount]
        if money.provision.iri != self.shown.thing.iri:
            told.append(self._title(money.provision))
        if money.answer:
            told.append(status_in_words(money.answer.status, self.language))
            told.append(self._span(money.answer.clause))
        told = [text for text in told if text]
        sources = money.amount.sources or money.provision.sources
        return f"{'; '.join(told)} {self.citations.marks(sources)}".rstrip()

    def _coming(self, coming: Coming) -> str:
        starts, ends = (
            "; ".join(map(self._quoted, clauses)) for clauses in (coming.starts, coming.ends)
        )
        if not coming.event and coming.at:
            told = [self.say("first day", day_in_words(coming.at), starts)] if starts else []
            last = last_day_in_words(coming.at)
            return "; ".join([*told, *([self.say("last day", last, ends)] if ends else [])])
        told = [self.say("starts", starts)] if starts else []
        told += [self.say("ends", ends)] if ends else []
        event = event_in_words(coming.event, self.record, self.language)
        line = f"{event}: {'; '.join(told)}"
        if coming.at and coming.latest:
            first, last = day_in_words(coming.at), day_in_words(coming.latest)
            return self.say("within", first, last, line)
        return self.say("on", day_in_words(coming.at), line) if coming.at else line

    def _span(self, clause: Clause) -> str:
        """Return from when until when a clause is in force; "" if always, or never."""
        unknown = self._unknown()
        if all(period.happened & unknown for period in clause.periods):
            return ""
        return span(clause.periods, self.record, self.language, unknown)

    def _unknown(self) -> frozenset[str]:
        return unknown_events(self.record, self.shown.setting)

    def _parties(self, iris: Iterable[str]) -> str:
        known = self.record.parties
        return ", ".join(self._label(known[iri]) for iri in iris if iri in known)

    def _title(self, thing: Thing) -> str:
        return self.say("title", thing.id, self._label(thing))

    def _quoted(self, thing: Thing) -> str:
        own = thing.iri == self.shown.thing.iri
        return self.say("this") if own else self.say("quoted", self._label(thing))

    def _name(self, thing: Thing) -> str:
        """Return what a thing is called where it is named: by its id where readers need it."""
        if isinstance(thing, Event):
            return event_in_words(thing.iri, self.record, self.language)
        brief = not isinstance(thing, Provision | Agreement | Source | Claim)
        return self._label(thing) if brief else self._title(thing)

    def _label(self, thing: Thing) -> str:
        return thing.label.in_language(self.language)
