"""Conflicts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.conflicts.pairs import Kind
from pactgraph.asking.teller import Teller
from pactgraph.kernel.status import Status
from pactgraph.messages import Phrases
from pactgraph.telling.words import event_in_words, span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.asking.conflicts.answer import Conflict
    from pactgraph.record import Clause, Provision

_KINDS = Phrases(
    {
        Kind.PERMISSION: "{first} permits {actors} what {second} prohibits",
        Kind.DUTY: "{first} demands of {actors} what {second} prohibits",
        Kind.DUTY_ELSEWHERE: "{first} has {bound} do elsewhere what {second} keeps with {keepers}",
        Kind.GRANT: "{first} grants {actors} what {second} keeps for {keepers} alone",
        Kind.FREEDOM: "{first} leaves {actors} free where {second} keeps it with {keepers}",
        Kind.EXCLUSIVITIES: "{first} keeps for {holders} alone what {second} keeps for {keepers}"
        " alone",
        Kind.POINTLESS: "{second} leaves nothing of {first}",
        Kind.REDUNDANT: "{second} already says all that {first} says",
        Kind.NEVER: "{first} has never held and never can",
    }
)
_STATUS = Phrases(
    {
        Status.IN_FORCE: "exists on {on}",
        Status.DEPENDS: "depends, on {on}, on {events}",
        Status.NOT_YET: "still to come on {on}",
        Status.ENDED: "over on {on}",
        Status.NEVER: "at no time",
    }
)
_DETAILS = Phrases(
    {
        "about": "about {}",
        "when": "holds {}",
        "always": "at all times",
        "needs": "it would have to hold {}",
        "ends": "vanishes with {}",
        "removed": "removed by {}: {} ({})",
        "dispute": "in dispute: {} ({})",
        "whole": "nothing is left of {}",
        "source": "source: {}",
        "clause": "{}: {} \N{EN DASH} {} ← {}",
    }
)


class ConflictTeller(Teller):
    """Tells conflicts in one language."""

    __slots__ = ()

    def sentence(self, conflict: Conflict) -> str:
        """Return what is wrong, in one sentence."""
        first, second = conflict.first, conflict.second or conflict.first
        acting = first.holders if first.rule == "permission" else first.owed_by
        bound = set(second.owed_by)
        return _KINDS[self.language][conflict.kind].format(
            first=first.id,
            second=second.id,
            actors=self.parties(
                [party for party in acting if party not in bound] or acting
                if conflict.kind is Kind.GRANT
                else acting
            ),
            bound=self.parties(party for party in first.owed_by if party in bound),
            holders=self.parties(first.holders),
            keepers=self.parties(second.holders),
        )

    def status(self, conflict: Conflict) -> str:
        """Return whether it is so on the day asked about."""
        events = [event_in_words(e, self.record, self.language) for e in conflict.depends_on]
        return _STATUS[self.language][conflict.status].format(
            on=self.setting.on.text, events=self.joined(events)
        )

    def when(self, conflict: Conflict) -> str:
        """Return the formula of its periods: "from … until …"."""
        told = span(conflict.periods, self.record, self.language, self.unknown)
        return told or _DETAILS[self.language]["always"]

    def details(self, conflict: Conflict) -> list[str]:
        """Return the lines about assets, time and end of a conflict."""
        words = _DETAILS[self.language]
        shown = []
        if conflict.second and conflict.assets:
            assets = (self.record.assets[iri].label for iri in conflict.assets)
            quoted = [self.quoted(asset) for asset in assets]
            shown.append(words["about"].format(", ".join(quoted)))
        never = conflict.kind is Kind.NEVER
        shown.append(words["needs" if never else "when"].format(self.when(conflict)))
        if conflict.whole:
            shown.append(words["whole"].format(conflict.first.id))
        bounds = [e for e in conflict.ends_with if e not in self.unknown]
        gone = {each.agreement for each in conflict.removed_by}
        for event in bounds:
            if event not in gone:
                told = event_in_words(event, self.record, self.language)
                shown.append(words["ends"].format(told))
        shown += [self._removed(each) for each in conflict.removed_by if each.agreement in bounds]
        for iri in conflict.disputes:
            statement = self.record.statements[iri]
            label = statement.label.in_language(self.language)
            shown.append(words["dispute"].format(label, statement.id))
        return shown

    def clause(self, clause: Clause) -> str:
        """Return a clause in one line, with its parties."""
        return _DETAILS[self.language]["clause"].format(
            clause.id,
            clause.label.in_language(self.language),
            self.parties(clause.holders),
            self.parties(clause.owed_by),
        )

    def source(self, text: str) -> str:
        """Return a source in words."""
        return _DETAILS[self.language]["source"].format(text)

    def parties(self, iris: Iterable[str]) -> str:
        """Return the names of parties."""
        known = [self.record.parties[iri] for iri in iris if iri in self.record.parties]
        return self.joined(party.label.in_language(self.language) for party in known)

    def _removed(self, provision: Provision) -> str:
        return _DETAILS[self.language]["removed"].format(
            event_in_words(provision.agreement, self.record, self.language),
            provision.label.in_language(self.language),
            provision.id,
        )
