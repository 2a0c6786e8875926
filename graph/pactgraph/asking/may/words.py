"""Answers to "may …" in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.may.answer import Outcome, Weight
from pactgraph.asking.may.rules import Because, Effect
from pactgraph.asking.teller import Teller
from pactgraph.messages import Phrases
from pactgraph.record import Text
from pactgraph.scope.limits import quotable, typed
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.words import (
    OR,
    YES_NO,
    event_in_words,
    formula,
    status_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.asking.may.answer import Clash, Finding, MayAnswer
    from pactgraph.asking.may.rules import Reason, Rule
    from pactgraph.record import Clause, Thing
    from pactgraph.scope.limits import Circumstances, Open

_OUTCOMES = Phrases(
    {
        Outcome.PERMITTED: "Permitted: {party} may {action} {asset} on {on}{with_}.",
        Outcome.EXCEPT: "Permitted, except {exceptions}: {party} may {action} {asset} on {on}"
        "{with_}.",
        Outcome.OUTSIDE: "Not permitted as asked: {party} may {action} {asset} on {on}{with_}"
        " {narrowed}.",
        Outcome.PROHIBITED: "Prohibited: {party} may not {action} {asset} on {on}{with_}.",
        Outcome.DEPENDS: "It depends whether {party} may {action} {asset} on {on}{with_}:"
        " {possible}.",
        Outcome.NO_RULE: "No rule found: nothing in force on {on} says that {party} may or may "
        "not {action} {asset}{with_}.",
    }
)
_POSSIBLE = Phrases(
    {
        Outcome.PERMITTED: "permitted",
        Outcome.EXCEPT: "permitted with exceptions",
        Outcome.PROHIBITED: "prohibited",
        Outcome.OUTSIDE: "not permitted",
        Outcome.NO_RULE: "no rule says",
    }
)
_EFFECTS = Phrases(
    {
        (Weight.APPLIES, Effect.PERMITS): "permits it",
        (Weight.APPLIES, Effect.DEMANDS): "even demands it",
        (Weight.APPLIES, Effect.PROHIBITS): "prohibits it",
        (Weight.APPLIES, Effect.RESERVES): "prohibits it",
        (Weight.APPLIES, Effect.CONCEDES): "presupposes it",
        (Weight.EXCEPTION, Effect.PROHIBITS): "prohibits {what}",
        (Weight.DEPENDS, Effect.PERMITS): "may permit it",
        (Weight.DEPENDS, Effect.DEMANDS): "may demand it",
        (Weight.DEPENDS, Effect.PROHIBITS): "may prohibit it",
        (Weight.DEPENDS, Effect.RESERVES): "may prohibit it",
        (Weight.DEPENDS, Effect.CONCEDES): "may presuppose it",
    }
)
_REASONS = Phrases(
    {
        Because.PARTY_OF: "{party} is a part of {about}",
        Because.CASE_OF_ACTION: "“{action}” is a case of “{about}”",
        Because.PART_OF_ASSET: "covers {asset} as a part of {about}",
        Because.ONLY_CASE: "covers only one way to {action}: “{about}”",
        Because.ONLY_PART: "covers only a part of {asset}: {about}",
        Because.ONLY_MEMBER: "is about only a part of {party}: {about}",
        Because.ELSEWHERE: "it is done elsewhere than with {about}",
        Because.WITH_HOLDER: "it is done with {about}, to whom it is reserved",
        Because.OTHER_PARTY: "about another party: {parties}",
        Because.OTHER_ACTION: "about another action: “{actions}”",
        Because.OTHER_ASSET: "does not cover it, only {assets}",
        Because.LEFT_OUT: "does not cover it: {about} leaves it out",
        Because.OWN: "binds others, in favour of {about}",
        Because.NOT_IN_FORCE: "{status}: {formula}",
        Because.LIMIT_NOT_MET: "limit not met: “{about}”",
        Because.UNLESS: "unless the exception {about} applies",
        Because.EXCEPT: "except what {about} prohibits",
        Because.EXCEPTION: "{about} goes before it, as an exception",
        Because.NARROWED: "{about} narrows it, and its limits are not met",
        Because.OVERRULED: "{about} prevails",
        Because.VOID: "void, because it conflicts with {about} and their agreement says so",
    }
)
_OPEN = Phrases(
    {
        "attribute": "whether this is so: {operand}, {value} (say --as {answer})",
        "less": "whether this is so: {operand}, less than {value} (say how much: --as {answer})",
        "at most": "whether this is so: {operand}, at most {value} (say how much: --as {answer})",
        "limit": "whether this limit is met: {value} (say --as {answer}, or no)",
        "part": "which part is meant; this is about {value} (ask about {answer})",
        "action": "how it is done; this is about “{value}” (ask about {answer})",
        "member": "who of them does it; this is about {value} (ask about {answer})",
        "with": "whether it is done with {value} (say --as {answer}, or name somebody else)",
        "event": "whether this has happened: {value}",
    }
)
_LIMITS = Phrases(
    {
        "narrowed": "only within the limits of {} ({})",
        "unknown": "nothing in the graph knows “{value}” as {operand}; it knows {known}",
        "new": "nothing in the graph compares {operand} with anything",
    }
)
_CLASHES = Phrases(
    {
        "perm": "the permission prevails: so says their agreement",
        "prohibit": "the prohibition prevails: so says their agreement",
        "invalid": "neither counts: their agreement says that it is void where its rules conflict",
        "": "the prohibition prevails: their agreement does not say what should",
        "two": "the prohibition prevails: another agreement does not lift it",
    }
)


class MayTeller(Teller):
    """Tells an answer in one language."""

    __slots__ = ()

    def texts(self, texts: Iterable[Text]) -> list[str]:
        """Return texts in the language."""
        return [text.in_language(self.language) for text in texts]

    def amounts(self, clause: Clause) -> list[str]:
        """Return the sums and shares that a clause fixes."""
        return [amount_in_words(amount, self.language) for amount in clause.amounts]

    def sentence(self, answer: MayAnswer) -> str:
        """Return the outcome as a sentence."""
        given = answer.asked.given
        shown = [
            f"{self._operand(name)}: {self._text(value.label)}"
            for name, values in given.attributes.items()
            for value in values
        ]
        limits = self._limits()
        shown += [
            f"{limits.get(iri, iri)}: {YES_NO[self.language][met]}"
            for iri, met in given.settled.items()
        ]
        return _OUTCOMES[self.language][answer.outcome].format(
            party=self._text(answer.asked.party.label),
            action=self._text(answer.asked.action.label),
            asset=self.quoted(answer.asked.asset.label),
            on=self.setting.on.text,
            possible=OR.told_in(self.language).join(
                _POSSIBLE[self.language][outcome] for outcome in answer.possible
            ),
            with_=f" ({', '.join(shown)})" if shown else "",
            exceptions=self.joined(
                f"{self._taken_out(found)} ({found.rule.clause.id})" for found in answer.exceptions
            ),
            narrowed=self._narrowed(answer.narrowed_by),
        )

    def effect(self, finding: Finding) -> str:
        """Return what a rule does: "permits it"."""
        told = _EFFECTS[self.language].get((finding.weight, finding.rule.effect), "")
        return told.format(what=self._taken_out(finding))

    def unknown_values(self, given: Circumstances) -> list[str]:
        """Return, for each value that nothing in the record knows, those that it knows."""
        words = _LIMITS[self.language]
        told = []
        for operand, value in given.unknown:
            known = {
                typed(operand, other): None
                for clause in self.record.clauses.values()
                for limit in clause.scope
                if limit.operand == operand
                for other in limit.values
            }
            told.append(
                words["unknown" if known else "new"].format(
                    operand=self._operand(operand),
                    value=self._text(value.label),
                    known=", ".join(known),
                )
            )
        return told

    def _narrowed(self, clauses: Sequence[Clause]) -> str:
        """Return what narrows a permission: the clauses, with the labels of their limits."""
        return self.joined(
            _LIMITS[self.language]["narrowed"].format(
                clause.id, ", ".join(map(self._text, clause.limits)) or self._text(clause.label)
            )
            for clause in clauses
        )

    def _taken_out(self, finding: Finding) -> str:
        """Return what an exception takes out of what is asked."""
        told = []
        for each in finding.open:
            label = self._text(each.value.label)
            if each.about in {"attribute", "less", "at most"}:
                label = f"{self._operand(each.operand)} {label}"
            told.append(self.quoted(Text({"": label})))
        return ", ".join(told) or finding.rule.clause.id

    def reason(self, answer: MayAnswer, rule: Rule, reason: Reason) -> str:
        """Return one reason in words."""
        record, clause = self.record, rule.clause
        asked = answer.asked
        told = _REASONS[self.language][reason.because].format(
            party=self._text(asked.party.label),
            action=self._text(asked.action.label),
            asset=self.quoted(asked.asset.label),
            about=self._name(reason.about) or clause.id,
            parties=self.parties(clause),
            actions=", ".join(
                self._text(record.actions[a].label) for a in clause.actions if a in record.actions
            ),
            assets=", ".join(self._name(asset) for asset in clause.assets),
            status=status_in_words(rule.status, self.language),
            formula=formula(clause, record, self.language, self.unknown),
        )
        if reason.because is Because.UNLESS:
            limits = record.clauses[reason.about].limits
            told += f": {'; '.join(self._text(limit) for limit in limits)}" if limits else ""
        return told

    def opened(self, each: Open) -> str:
        """Return something that a question leaves open, in words."""
        label = self._text(each.value.label)
        answers = {
            "attribute": typed(each.operand, each.value),
            "less": typed(each.operand, each.value),
            "at most": typed(each.operand, each.value),
            "limit": quotable(f"{self._typed_limit(each.value)}={YES_NO[self.language][True]}"),
            "with": typed(self._counterparty(), each.value),
        }
        return _OPEN[self.language][each.about].format(
            operand=self._operand(each.operand),
            answer=answers.get(each.about, each.value.id),
            value=label if each.about == "action" else self.quoted(Text({"": label})),
        )

    def _typed_limit(self, limit: Thing) -> str:
        """Return the word for a limit: its id, or its label where it has no name of its own."""
        return limit.id if ":" in limit.iri else self._text(limit.label)

    def _counterparty(self) -> str:
        """Return the id of an attribute that says with whom something is done."""
        known = {operand.id for operand in self.record.operands.values()}
        return next((name for name in ("customer", "cloud") if name in known), "customer")

    def event(self, event: str) -> str:
        """Return an event that an answer depends on, in words."""
        shown = event_in_words(event, self.record, self.language)
        return _OPEN[self.language]["event"].format(value=shown)

    def prevails(self, clash: Clash) -> str:
        """Return which of two rules that conflict prevails, and why."""
        one = clash.allows.agreement == clash.forbids.agreement
        return _CLASHES[self.language][clash.strategy if one else "two"]

    def parties(self, clause: Clause) -> str:
        """Return the names of those who may, must, or must not."""
        named = clause.holders if clause.rule == "permission" else clause.owed_by
        return ", ".join(self._name(party) for party in named)

    def _text(self, text: Text) -> str:
        return text.in_language(self.language)

    def _limits(self) -> dict[str, str]:
        return {
            limit.iri: self._text(limit.label)
            for clause in self.record.clauses.values()
            for limit in clause.scope
        }

    def _operand(self, name: str) -> str:
        found = (op for op in self.record.operands.values() if op.id == name)
        return next((self._text(operand.label) for operand in found), name)

    def _name(self, iri: str) -> str:
        """Return what a party, asset, action, limit or clause is called."""
        record = self.record
        if iri in record.assets:
            return self.quoted(record.assets[iri].label)
        if iri in record.parties:
            return self._text(record.parties[iri].label)
        if iri in record.actions:
            return self._text(record.actions[iri].label)
        for things in (record.clauses, record.agreements):
            if iri in things:
                return things[iri].id
        return self._limits().get(iri, "")


def joined(parts: Iterable[str]) -> str:
    """Return `parts` in one line."""
    return "; ".join(part for part in parts if part)
