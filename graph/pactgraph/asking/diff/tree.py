"""What changed as tables for people: headings, each with rows below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.diff.pairs import Change
from pactgraph.asking.diff.settings import DateDiff, ScenarioDiff, Turned
from pactgraph.asking.diff.values import values_in_words, when_in_words
from pactgraph.asking.diff.versions import AgreementDiff
from pactgraph.asking.diff.words import (
    CHANGES,
    TURNED,
    range_in_words,
    reasons_in_words,
    standing_in_words,
)
from pactgraph.messages import Counted, Phrases
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Heading
from pactgraph.telling.words import day_in_words, event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.asking.diff.answer import Comparison
    from pactgraph.asking.diff.pairs import Changed, Reading
    from pactgraph.asking.diff.settings import DateChange, Flip, ScenarioChange
    from pactgraph.asking.diff.versions import Gained, Kept, Lost, Pair, Silent
    from pactgraph.messages import Language
    from pactgraph.record import Agreement, Clause, Record
    from pactgraph.telling.told import Block

_NOTHING = "\N{EN DASH}"
_PLAIN = {Change.GAINED, Change.LOST, Change.CAME_AND_WENT}
_SAY = Phrases(
    {
        "clause": "Clause",
        "what": "What",
        "parties": "Holder ← owed by",
        "when": "When",
        "ended": "Ended",
        "left open": "Left open",
        "change": "Change",
        "before": "Before",
        "after": "After",
        "why": "Why",
        "days": "When they differ",
        "agreement": "{id}: {label}, in effect {date}",
        "gained": "Gained",
        "lost": "Lost",
        "changed": "Changed",
        "silent": "Not stated",
        "passed": "Came and went in between",
        "only": "Only in {id}",
        "kept": "Unchanged",
        "none": "Nothing differs.",
        "called": "called",
        "beside": "beside {}",
        "restated": "{old} (said again: {new})",
        "by": "{} ({})",
        "on the day": "Different on {}",
        "other days": "The same on {}, different on other days",
        "sources": "Sources of {id}",
    }
)
_REST = Counted("1 more clause does not differ.", "{} more clauses do not differ.")


def sections(diff: Comparison, language: Language) -> list[Block]:
    """Return `diff` for people, group by group; groups without a row are left out."""
    rows = _Rows(diff.record, language)
    match diff:
        case AgreementDiff():
            return rows.agreements(diff)
        case DateDiff():
            return rows.dates(diff)
        case ScenarioDiff():
            return rows.scenarios(diff)
        case _:
            raise TypeError(type(diff))


class _Rows:
    """Rows in one language."""

    def __init__(self, record: Record, language: Language) -> None:
        self.record = record
        self.language: Language = language
        self.say = _SAY[language]

    # ---- Between agreements --------------------------------------------------------------

    def agreements(self, diff: AgreementDiff) -> list[Block]:
        say = self.say
        lost = say["lost"] if diff.series else say["only"].format(id=diff.first.id)
        gained = say["gained"] if diff.series else say["only"].format(id=diff.second.id)
        tables = [
            (gained, self._table(("when",), [self._gained(each) for each in diff.gained])),
            (lost, self._table(("ended",), [self._lost(each) for each in diff.lost])),
            (say["changed"], self._changes(diff.changed)),
            (say["silent"], self._table(("left open",), [self._silent(s) for s in diff.silent])),
            (say["passed"], self._table(("ended",), [self._lost(each) for each in diff.passed])),
        ]
        found: list[Block] = [f"{self._version(diff.first)} → {self._version(diff.second)}"]
        for title, table in tables:
            found += self._counted(title, table) if table.rows else []
        if len(found) == 1:
            found.append(say["none"])
        if diff.kept:
            found.append(f"{say['kept']}: {self._kept(diff.kept)}")
        found += [self._sources(agreement) for agreement in (diff.first, diff.second)]
        return found

    def _version(self, agreement: Agreement) -> str:
        label = agreement.label.in_language(self.language)
        date = agreement.effective.text
        return self.say["agreement"].format(id=agreement.id, label=label, date=date)

    def _counted(self, title: str, table: Table) -> list[Block]:
        count = sum(1 for row in table.rows if row[0])
        return [Heading(f"{title} ({count})"), table]

    def _table(self, last: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
        return Table([self.say[key] for key in ("clause", "what", "parties", *last)], rows)

    def _gained(self, gained: Gained) -> tuple[str, ...]:
        beside = ", ".join(clause.id for clause in gained.beside)
        notes = [self._word(gained.change), self.say["beside"].format(beside) if beside else ""]
        reading = gained.reading
        when = when_in_words(reading, self.record, self.language)
        return (*self._clause(reading.clause, notes), when)

    def _lost(self, lost: Lost) -> tuple[str, ...]:
        clause = lost.reading.clause
        if lost.end is None:
            when = when_in_words(lost.reading, self.record, self.language)
            return (*self._clause(clause, [self._word(lost.change)]), when)
        return (*self._clause(clause, [self._word(lost.change)]), self._flip(lost.end, clause))

    def _silent(self, silent: Silent) -> tuple[str, ...]:
        events = [event_in_words(e, self.record, self.language) for e in silent.events]
        return (*self._clause(silent.reading.clause, []), ", ".join(events))

    def _word(self, change: Change) -> str:
        return "" if change in _PLAIN else CHANGES[self.language][change]

    def _clause(self, clause: Clause, notes: Iterable[str]) -> tuple[str, str, str]:
        """Return the id of a clause, what it is with notes to it, and its parties."""
        label = clause.label.in_language(self.language)
        told = "; ".join(note for note in notes if note)
        holders, owed_by = (self._names(iris) for iris in (clause.holders, clause.owed_by))
        parties = holders if holders == owed_by else f"{holders} ← {owed_by}"
        return clause.id, self.say["by"].format(label, told) if told else label, parties

    def _names(self, iris: Iterable[str]) -> str:
        parties = self.record.parties
        return ", ".join(
            parties[iri].label.in_language(self.language) for iri in iris if iri in parties
        )

    def _changes(self, pairs: Iterable[Pair]) -> Table:
        rows: list[tuple[str, ...]] = []
        for pair in pairs:
            old, new = pair.old.clause, pair.new.clause
            names = (self._name(pair.old), self._name(pair.new))
            alone = old.iri == new.iri
            rows.append(
                (old.id, self.say["called"], names[0], "")
                if alone
                else (f"{old.id}\n→ {new.id}", self.say["called"], *names)
            )
            rows += [("", *self._change(change)) for change in pair.changes]
        columns = [self.say[key] for key in ("clause", "change", "before", "after")]
        return Table(columns, rows)

    def _name(self, reading: Reading) -> str:
        return reading.clause.label.in_language(self.language)

    def _change(self, changed: Changed) -> tuple[str, str, str]:
        before, after = (
            values_in_words(values, self.record, self.language) or _NOTHING
            for values in (changed.before, changed.after)
        )
        by = ", ".join(self.record.ids_of(changed.by))
        word = CHANGES[self.language][changed.change]
        return word, before, self.say["by"].format(after, by) if by else after

    def _kept(self, kept: Iterable[Kept]) -> str:
        return ", ".join(
            self.say["restated"].format(
                old=each.clause.id, new=", ".join(self.record.ids_of(each.restated))
            )
            if each.restated
            else each.clause.id
            for each in kept
        )

    def _sources(self, agreement: Agreement) -> str:
        told = []
        for iri in agreement.sources:
            source = self.record.sources.get(iri)
            about = (
                (source.publisher, source.issued, next(iter(source.urls), "")) if source else ()
            )
            told.append(", ".join(text for text in about if text) or iri)
        return f"{self.say['sources'].format(id=agreement.id)}: {'; '.join(told)}"

    # ---- Between days --------------------------------------------------------------------

    def dates(self, diff: DateDiff) -> list[Block]:
        columns = ["clause", "what", "before", "after", "why"]
        dated = {"before": diff.first.on.text, "after": diff.second.on.text}
        headings = [dated.get(key, self.say[key]) for key in columns]
        found: list[Block] = []
        for turned in Turned:
            rows = [self._date_change(c) for c in diff.changes if c.turned is turned]
            if rows:
                title = TURNED[self.language][turned]
                found += self._counted(title, Table(headings, rows))
        return self._with_rest(found, len(diff.unchanged))

    def _date_change(self, change: DateChange) -> tuple[str, ...]:
        clause = change.clause
        return (
            clause.id,
            clause.label.in_language(self.language),
            *(
                standing_in_words(each, self.record, self.language)
                for each in (change.before, change.after)
            ),
            "\n".join(self._flip(flip, clause) for flip in change.flips),
        )

    def _flip(self, flip: Flip, clause: Clause) -> str:
        reasons = reasons_in_words(flip.because, clause, self.record, self.language)
        return f"{day_in_words(flip.at)}: {reasons}"

    def _with_rest(self, found: list[Block], count: int) -> list[Block]:
        if not found:
            return [self.say["none"]]
        if count:
            found.append(_REST.told(count, self.language))
        return found

    # ---- Between scenarios ---------------------------------------------------------------

    def scenarios(self, diff: ScenarioDiff) -> list[Block]:
        headings = [*(self.say[key] for key in ("clause", "what", "days")), "A", "B"]
        day = diff.first.on.text
        found: list[Block] = []
        for title, on_the_day in (("on the day", True), ("other days", False)):
            rows = [
                row
                for change in diff.changes
                if change.on_the_day is on_the_day
                for row in self._scenario_change(change)
            ]
            if rows:
                heading = self.say[title].format(day)
                found += self._counted(heading, Table(headings, rows))
        legend = "\n".join(f"{name}: {side}" for name, side in zip("AB", diff.sides, strict=True))
        return [legend, *self._with_rest(found, len(diff.unchanged))]

    def _scenario_change(self, change: ScenarioChange) -> list[tuple[str, ...]]:
        clause = change.clause
        rows = []
        for number, difference in enumerate(change.ranges):
            name = (clause.id, clause.label.in_language(self.language)) if not number else ("", "")
            said = (
                standing_in_words(known and standing, self.record, self.language)
                for known, standing in (
                    (change.first, difference.first),
                    (change.second, difference.second),
                )
            )
            rows.append((*name, range_in_words(difference, self.language), *said))
        return rows
