"""What the network is told in: parties, values, forces, events and conditions of loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.flows.flows import PERFORMED
from pactgraph.messages import Phrases, meant
from pactgraph.record import Amount
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.words import concept_label, event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from pactgraph.asking.network.loops import LoopAnswer, StepAnswer
    from pactgraph.flows.deciding import State
    from pactgraph.flows.sums import Performed, Sum, Total
    from pactgraph.messages import Language
    from pactgraph.record import Record

WORDS = Phrases(
    {
        "closed": meant("of a loop", "closed"),
        "possibly": meant("of a loop", "possibly closed"),
        "open": meant("of a loop", "open"),
        "performed": "performed",
        "invests": meant("what a party does", "invests"),
        "lends": meant("what a party does", "lends"),
        "pays": meant("what a party does", "pays"),
        "shares": meant("what a party gives", "shares"),
        "supplies": meant("what a party does", "supplies"),
        "grants": meant("what a party does", "grants rights"),
        "backs": meant("what a party does", "backs"),
        "owes": meant("what a party has", "duties"),
        "stands": meant("of what goes from party to party", "in force or done"),
        "hangs": meant("of what goes from party to party", "hangs on events"),
        "ahead": meant("of what goes from party to party", "not yet"),
        "over": meant("of what goes from party to party", "ended"),
        "and": " and ",
        "or": " or ",
        "to": "{} to {}",
        "joint": "{count} with others, undivided",
    }
)

BOUNDING = Phrases(
    {
        "from": meant("on a line to what starts a clause", "from"),
        "until": meant("on a line to what ends a clause", "until"),
        "by": meant("on a line to the deadline of a duty", "by"),
        "concerns": meant("on a line to whom else a clause concerns", "concerns"),
        "first": meant("on lines to several ends", "earliest of"),
        "last": meant("on lines to several starts", "latest of"),
    }
)
"""What bounds a clause: words of `pactgraph.asking.network.bounds`, and which of several does."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A record and a language, in which things are told.

    Attributes:
        record: the record.
        language: the language wanted.
    """

    record: Record
    language: Language

    def say(self, word: str, *values: str) -> str:
        """Return a word of `WORDS`, filled."""
        return WORDS[self.language][word].format(*values)

    def party(self, iri: str) -> str:
        """Return what a party is called."""
        known = self.record.parties.get(iri)
        return known.label.in_language(self.language) if known else self.record.id_of(iri)

    def between(self, givers: Iterable[str], takers: Iterable[str]) -> str:
        """Return who gives to whom."""
        giving, taking = (self.say("and").join(map(self.party, iris)) for iris in (givers, takers))
        return f"{giving} → {taking}"

    def value(self, lead: str) -> str:
        """Return what a kind of value is called."""
        return concept_label(self.record.values, lead, self.language)

    def force(self, force: str) -> str:
        """Return what a force is called; "" for none."""
        if force in ("", PERFORMED):
            return force and self.say(PERFORMED)
        return concept_label(self.record.forces, force, self.language)

    def certainty(self, certainty: str) -> str:
        """Return what a certainty is called."""
        return concept_label(self.record.certainties, certainty, self.language)

    def state(self, state: State) -> str:
        """Return what a state of a loop is called."""
        return self.say(state.value)

    def events(self, events: Iterable[str]) -> str:
        """Return the names of events that all have to happen."""
        told = [event_in_words(event, self.record, self.language) for event in events]
        return self.say("and").join(told)

    def way(self, loop: LoopAnswer) -> str:
        """Return the parties of a loop, back to the first one."""
        named = [self.party(iri) for iri in loop.loop.parties]
        return " → ".join([*named, named[0]])

    def condition(self, loop: LoopAnswer) -> str:
        """Return the condition of a loop by the ids of clauses, in force or performed."""
        return self.say("and").join(self.step(step) for step in loop.steps)

    def step(self, step: StepAnswer) -> str:
        """Return the clauses of a step, any of which will do."""
        ids = [one.clause.id for one in step.step.carriers]
        told = self.say("or").join(ids)
        return told if len(ids) == 1 else f"({told})"

    # ---- Amounts ------------------------------------------------------------------------

    def number(self, unit: str, value: Decimal, *, about: bool = False) -> str:
        """Return a sum in words."""
        return self._amount(unit, value, None, None, about=about)

    def total(self, total: Total) -> str:
        """Return what flows come to with its bounds, "" for nothing that can be added."""
        return ", ".join(
            self._amount(unit, s.exact or None, s.at_least or None, s.up_to or None, about=s.about)
            for unit, s in total.sums.items()
        )

    def _amount(
        self,
        unit: str,
        exact: Decimal | None,
        least: Decimal | None,
        most: Decimal | None,
        *,
        about: bool,
    ) -> str:
        money = len(unit) == len("USD") and unit.isupper()
        named = (unit, "") if money else ("", unit)
        return amount_in_words(Amount(exact, least, most, *named, about, "", ()), self.language)

    def sums(self, total: Total, part: str) -> str:
        """Return one of the parts of a total, "exact", "at_least" or "up_to"; "" for nothing."""
        return ", ".join(
            self.number(unit, value, about=part == "exact" and each.about)
            for unit, each in total.sums.items()
            if (value := _part(each, part))
        )

    def done(self, done: dict[str, Performed]) -> str:
        """Return what has been done: a sum, or between which two it lies."""
        told = []
        for unit, each in done.items():
            least, most = (self.number(unit, value) for value in (each.least, each.most))
            told.append(most if each.least == each.most else self.say("to", least, most))
        return ", ".join(told)


def _part(each: Sum, part: str) -> Decimal:
    return {"exact": each.exact, "at_least": each.at_least, "up_to": each.up_to}[part]
