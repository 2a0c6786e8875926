"""The answer to "why" as an outline for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.asking.duties import obligation_in_words
from pactgraph.asking.reach import reach_in_words
from pactgraph.asking.why.answer import Truth
from pactgraph.asking.why.coming_words import coming_in_words
from pactgraph.asking.why.condition_words import condition_in_words
from pactgraph.asking.why.occurrence_words import (
    date_in_words,
    name_in_words,
    names_in_words,
    occurrence_in_words,
)
from pactgraph.asking.why.phrases import HEADLINES, PHRASES, STATES
from pactgraph.kernel.flips import ended_before
from pactgraph.kernel.points import NthOf
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import FIRST
from pactgraph.telling.citations import Citations
from pactgraph.telling.days import last_day_in_words
from pactgraph.telling.outlines import Outline
from pactgraph.telling.points import Naming
from pactgraph.telling.words import (
    day_in_words,
    ended_in_words,
    revival_in_words,
    status_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from pactgraph.asking.why.answer import Ending, Explanation, Finding
    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.status import Standing
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Provision, Record, Text

_MARKS = {Truth.HOLDS: "✓", Truth.FAILS: "✗", Truth.OPEN: "?"}
_COLOURS = {Truth.HOLDS: "green", Truth.FAILS: "red", Truth.OPEN: "yellow"}


def why_outline(record: Record, explanation: Explanation, language: Language) -> Outline:
    """Return `explanation` as an outline: status, reasons, conditions, course, sources."""
    citations, naming = Citations(record, language), Naming(record, language)
    return _Telling(record, explanation, language, citations, naming).outline()


def headline(
    record: Record, explanation: Explanation, language: Language, citations: Citations
) -> Outline:
    """Return only the status and what it rests on; its sources are cited in `citations`."""
    naming = Naming(record, language)
    return _Telling(record, explanation, language, citations, naming).headline()


@dataclass(frozen=True, slots=True)
class _Telling:
    """One explanation, being told."""

    record: Record
    told: Explanation
    language: Language
    citations: Citations
    naming: Naming

    def outline(self) -> Outline:
        clause = self.told.clause
        parts = [
            Outline(self._what(clause)),
            *(Outline(text) for t in (clause.definition, clause.note) if (text := self._text(t))),
            self.headline(),
            *self._duty(),
            *self._reach(),
            self._conditions(),
            self._course(),
            *self._scope(clause),
            *self._knowledge(),
        ]
        return Outline(
            self.say("title", clause.id, clause.label.in_language(self.language)),
            (*parts, self.citations.outline()),
            "bold",
        )

    def say(self, phrase: str, *values: str, **named: str) -> str:
        return PHRASES[self.language][phrase].format(*values, **named)

    def _text(self, text: Text) -> str:
        return text.in_language(self.language)

    def _title(self, thing: Provision) -> str:
        return self.say("title", thing.id, self._text(thing.label))

    def _what(self, clause: Clause) -> str:
        """Return kind, agreement, parties and certainty of `clause`."""
        record = self.record
        concepts = {c.id: c for c in (*record.kinds.values(), *record.certainties.values())}
        kind, certainty = (
            self._text(concepts[name].label) if name in concepts else name
            for name in (clause.kind, clause.certainty)
        )
        holders, owed_by = (
            ", ".join(
                self._text(record.parties[iri].label) for iri in iris if iri in record.parties
            )
            for iris in (clause.holders, clause.owed_by)
        )
        both = holders == owed_by
        return self.say(
            "what",
            kind=kind[:1].upper() + kind[1:],
            agreement=name_in_words(clause.agreement, record, self.language),
            parties=self.say("one party" if both else "two parties", holders, owed_by),
            certainty=certainty,
        )

    # ---- The status and what it rests on ------------------------------------------------

    def headline(self) -> Outline:
        root, setting = self.told.root, self.told.setting
        status = root.standing.status
        before = self.told.hung_before
        form = _form(root, HEADLINES[self.language])
        bounds = _bounds(root)
        hanging = self._names(before or sorted(root.standing.depends_on))
        if self.told.ended_before:
            form, hanging = "revived", self._revival()
            bounds = (day_in_words(self.told.ended_before), *bounds[1:])
        if status is Status.ENDED and before:
            form = "ended before"
        told = HEADLINES[self.language][form].format(*bounds, hanging)
        line = self.say("headline", on=setting.on.text, known=setting.known.text, status=told)
        reasons = tuple(self._reason(leaf) for leaf in self.told.reasons)
        caution = self.told.caution
        if caution:
            reasons = (*reasons, Outline(self.say(caution.value)))
        return Outline(line, reasons, f"bold {_COLOURS[root.truth]}")

    def _revival(self) -> str:
        return revival_in_words(self.told.revivals, self.record, self.language)

    def _names(self, events: Iterable[str]) -> str:
        return names_in_words(events, self.record, self.language)

    def _reason(self, leaf: Finding) -> Outline:
        """Return what settles the status, drilled down to events that are not derived."""
        fact = self._fact(leaf)
        if not fact:
            fact = self.say("term", self._condition(leaf.condition))
        below = leaf.details() if leaf.coming else ()
        parts = (
            *self._shown(leaf),
            *map(self._reason, below),
            *self._endings(leaf),
            *(() if below else self._cited(leaf)),
        )
        return Outline(fact, parts)

    def _fact(self, leaf: Finding) -> str:
        """Return what is known of the event that `leaf` names, "" if it names none."""
        setting = self.told.setting
        if leaf.coming:
            return coming_in_words(leaf.coming, self.naming, on=setting.on.last)
        if leaf.occurrence is None:
            return ""
        return occurrence_in_words(
            leaf.occurrence,
            self.record,
            self.language,
            on=setting.on.last,
            known=setting.known,
        )

    def _endings(self, leaf: Finding) -> Iterator[Outline]:
        for ending in leaf.endings:
            yield Outline(self._ending(ending, ended=leaf.truth is Truth.FAILS))

    def _ending(self, ending: Ending, *, ended: bool) -> str:
        title = self._title(ending.provision)
        if not ended:
            return self.say("would replace" if ending.replaces else "would end", title)
        if ending.status is None:
            return self.say("ended by statement", title)
        if not ending.replaces:
            return self.say("ended by clause", title)
        status = status_in_words(ending.status, self.language)
        return self.say("replaced", title, self.told.setting.on.text, status)

    def _cited(self, leaf: Finding) -> Iterator[Outline]:
        line = self.citations.cited(leaf.sources)
        if line:
            yield Outline(line, (), "dim")

    # ---- The tree of conditions ---------------------------------------------------------

    def _reach(self) -> Iterator[Outline]:
        told = reach_in_words(self.record, self.told.setting, self.language)
        if told:
            yield Outline(told)

    def _duty(self) -> Iterator[Outline]:
        """Yield what has become of a duty that is to be done by a day, and why."""
        duty, events = self.told.duty, self.record.events
        if duty:
            named = (events.get(str(point)) for point in (duty.due.performed, duty.due.excused))
            cited = self.citations.cited(iri for event in named if event for iri in event.sources)
            told = obligation_in_words(self.record, duty, self.language)
            yield Outline(told, (Outline(cited, (), "dim"),) if cited else ())

    def _conditions(self) -> Outline:
        root = self.told.root
        line = self.say("conditions", self._condition(root.condition))
        if not root.parts:  # a condition of one leaf alone
            return Outline(line, (self._finding(root),))
        return Outline(line, (*self._settled(root), *map(self._finding, root.parts)))

    def _settled(self, finding: Finding) -> Iterator[Outline]:
        if finding.settled_together:
            yield Outline(self.say("settled"))

    def _finding(self, finding: Finding) -> Outline:
        """Return a condition with all that is known of it."""
        line = (
            f"{_MARKS[finding.truth]} {self._condition(finding.condition)}: "
            f"{state_in_words(finding, self.language)}"
        )
        fact = "" if _says_no_more(finding) else self._fact(finding)
        counted = finding.needed if finding.needed and len(finding.parts) > 1 else None
        parts = (
            *([Outline(fact, tuple(self._shown(finding)))] if fact else []),
            *self._meaning(finding),
            *self._endings(finding),
            *self._settled(finding),
            *([Outline(self.say("derived", str(counted)))] if counted else []),
            *map(self._finding, finding.parts),
            *(Outline(self.say("undisclosed", self._text(t))) for t in finding.undisclosed),
            *self._claims(finding),
            *self._cited(finding),
        )
        style = _COLOURS[finding.truth] + (" bold" if finding.decides else "")
        return Outline(line, parts, style)

    def _shown(self, finding: Finding) -> Iterator[Outline]:
        """Yield the sources that show through when the event had not happened."""
        found = finding.occurrence
        if found and found.through and found.shown_by:
            cited = self.citations.cited(found.shown_by)
            yield Outline(self.say("shown", found.through.text, cited), (), "dim")

    def _meaning(self, finding: Finding) -> Iterator[Outline]:
        """Yield what counts as the event's happening, if it is said."""
        event = self.record.events.get(finding.occurrence.base) if finding.occurrence else None
        if event and self._text(event.definition):
            yield Outline(self.say("meaning", self._text(event.definition)))

    def _claims(self, finding: Finding) -> Iterator[Outline]:
        for claim in finding.occurrence.claims if finding.occurrence else ():
            cited = self.citations.cited(claim.sources)
            yield Outline(
                self.say("claimed", self._text(claim.label)), (Outline(cited, (), "dim"),)
            )

    def _condition(self, condition: Condition) -> str:
        return condition_in_words(condition, self.record, self.language, self.naming)

    # ---- What else is to be said --------------------------------------------------------

    def _course(self) -> Outline:
        """Return one line for each stretch with one status, whatever it depends on."""
        steps = self.told.course
        ends = [step.since for step in steps[1:]]
        lines = []
        for step, end in zip(steps, [*ends, None], strict=True):
            days = days_in_words(step.since, end, self.language)
            status = standing_in_words(step.standing, self.record, self.language)
            if ended_before(steps, step.since):
                status = ended_in_words(
                    self.told.revivals_at(step.since), self.record, self.language
                )
            lines.append(Outline(f"{days}: {status}"))
        return Outline(self.say("course"), tuple(lines))

    def _scope(self, clause: Clause) -> Iterator[Outline]:
        yield from (Outline(self.say("covers", self._text(limit))) for limit in clause.limits)
        for provision in self.told.narrowed_by:
            cited = Outline(self.citations.cited(provision.sources), (), "dim")
            yield Outline(self.say("narrowed", self._title(provision)), (cited,))
        yield from (Outline(self.say("undisclosed", self._text(t))) for t in clause.undisclosed)

    def _knowledge(self) -> Iterator[Outline]:
        """Yield the assumptions, and the agreements that were not yet known."""
        assumed = [Outline(self._assumption(event)) for event in self.told.setting.assumed]
        if assumed:
            yield Outline(self.say("assumed"), tuple(assumed))
        if self.told.not_yet_known:
            line = self.say("unknown", self.told.setting.known.text)
            yield Outline(line, tuple(map(Outline, self._unknown())))

    def _assumption(self, event: str) -> str:
        date = self.told.setting.assumed[event]
        name = name_in_words(event, self.record, self.language)
        if date is None:
            told = self.say("never happens", name)
        else:
            told = self.say("happens", name, date_in_words(date, self.language))
        if event in self.told.without_bearing:
            return self.say("no bearing", told)
        return told

    def _unknown(self) -> Iterable[str]:
        for agreement in self.told.not_yet_known:
            name = name_in_words(agreement.iri, self.record, self.language)
            yield self.say("unknown agreement", name, agreement.issued.text)


def _says_no_more(finding: Finding) -> bool:
    """Return whether when a derived event comes is said by how its condition stands."""
    found = finding.coming
    return found is not None and finding.truth is Truth.OPEN and not isinstance(found.what, NthOf)


def state_in_words(finding: Finding, language: Language) -> str:
    """Return how a condition stands: "holds since …", "open", "no longer since …"."""
    forms = STATES[language]
    first, last, earliest = _bounds(finding)
    if finding.ended_before:
        return forms["revived"].format(day_in_words(finding.ended_before), last, earliest)
    return forms[_form(finding, forms)].format(first, last, earliest)


def standing_in_words(standing: Standing, record: Record, language: Language) -> str:
    """Return the status, and the events that it depends on."""
    if standing.status is not Status.DEPENDS:
        return status_in_words(standing.status, language)
    events = names_in_words(sorted(standing.depends_on), record, language)
    return HEADLINES[language]["depends"].format("", "", "", events)


def days_in_words(since: datetime, end: datetime | None, language: Language) -> str:
    """Return the days from the instant `since` until before `end`; FIRST and None are open."""
    phrases = PHRASES[language]
    first = None if since == FIRST else day_in_words(since)
    last = None if end is None else last_day_in_words(end)
    if first and last:
        return first if first == last else phrases["span"].format(first, last)
    if first:
        return phrases["span from"].format(first)
    return phrases["span until"].format(last) if last else phrases["span always"]


def _form(finding: Finding, forms: Mapping[str, str]) -> str:
    """Return which of `forms` tells the status of `finding`, by the bounds that it has."""
    form = finding.standing.status.value
    bounds = (" from" if finding.since else "") + (" until" if finding.until else "")
    return form + bounds if form + bounds in forms else form


def _bounds(finding: Finding) -> tuple[str, str, str]:
    """Return the first and the last day of the status, and the earliest day it can hold."""
    return (
        day_in_words(finding.since) if finding.since else "",
        last_day_in_words(finding.until) if finding.until else "",
        day_in_words(finding.earliest) if finding.earliest else "",
    )
