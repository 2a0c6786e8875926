"""Flows, loops and totals for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.network.words import WORDS, Naming
from pactgraph.asking.reach import reach_in_words
from pactgraph.flows.deciding import State
from pactgraph.flows.sums import amounts_of
from pactgraph.messages import Phrases, meant
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.outlines import Outline
from pactgraph.telling.tables import Table
from pactgraph.telling.words import formula, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgraph.asking.network.flows import FlowAnswer
    from pactgraph.asking.network.lanes import Lane
    from pactgraph.asking.network.loops import LoopAnswer, Loops, StepAnswer
    from pactgraph.asking.network.totals import TotalAnswer
    from pactgraph.asking.setting import Setting
    from pactgraph.flows.sums import Total
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.telling.told import Block

_FLOWS = Phrases.of(
    "Flow",
    "From → to",
    meant("of a flow", "What"),
    "Amount",
    meant("of a clause", "Status"),
    meant("of a flow", "Binding"),
    "Performed",
    "Clauses",
)
_TOTALS = Phrases.of(
    "From → to",
    meant("of a flow", "What"),
    meant("of a flow", "Binding"),
    "Exact",
    "At least",
    "Up to",
    "Not public",
    "Performed",
    "Clauses",
)
_LANES = Phrases.of(
    "From → to",
    meant("of a flow", "What"),
    meant("of a flow", "Standing"),
    "Exact",
    "At least",
    "Up to",
    "Not public",
    "Clauses",
)
_SAY = Phrases(
    {
        "no flows": "No flows, as known on {known}.",
        "no lanes": "Nobody has anything with anybody there, as known on {known}.",
        "no totals": "Nothing flows there, as known on {known}.",
        "loops": "Loops of up to {length} parties, as of {on}",
        "no loops": "No loops of up to {length} parties, as known on {known}.",
        "longer": "Longer loops are not looked for; --length looks for them.",
        "state": "{way}: {state}",
        "hangs on": "{way}: {state}, it hangs on {events}",
        "condition": "closed while {condition}, each in force or performed",
        "promised": "still promised: {state}",
        "flowed": "has flowed: {state}",
        "weakest": "weakest step: {force}",
        "step": "{giver} → {taker}: {what}",
        "step with": "{giver} → {taker}: {what}, {force}",
        "step open": "{giver} → {taker}: {what}, nothing now",
        "clause": "{id}: {label} ({formula})",
        "press": "known from the press only",
        "endless": "end not public: {clauses}",
        "opens": "opens if: {sets}",
        "closes": "closes if: {sets}",
        "never opens": "nothing that is known opens it",
        "or": "; or ",
        "affiliated": "If {party} counted as a part of {group}, there would be besides:",
        "more": "and {count} more",
        "ended": "{what} (ended)",
        "left": "{done}; {left} to come (derived)",
        "unknown": "{count} of unknown amount",
        "rate": "{amount} (a rate)",
    }
)
_COLOURS = {State.CLOSED: "green", State.POSSIBLY: "yellow", State.OPEN: "dim"}
_MOST_SETS = 8
"""Of more sets that open or close a loop only so many are told; JSON has all."""


def flow_blocks(
    record: Record, found: Sequence[FlowAnswer], setting: Setting, language: Language
) -> list[Block]:
    """Return the flows as a table, one a row."""
    naming, say = Naming(record, language), _SAY[language]
    if not found:
        return [say["no flows"].format(known=setting.known.text)]
    rows = []
    for each in found:
        flow = each.flow
        rows.append(
            (
                flow.id,
                ", ".join(naming.between(*sides) for sides in flow.sides),
                naming.value(flow.lead),
                ", ".join(amount_in_words(a, language) for a in amounts_of(flow)),
                status_in_words(each.status, language),
                naming.force(each.force),
                naming.done(dict(each.done)),
                ", ".join(clause.id for clause in flow.members),
            )
        )
    return _with_reach([Table(tuple(_FLOWS[language].values()), rows)], record, setting, language)


def total_blocks(
    record: Record, found: Sequence[TotalAnswer], setting: Setting, language: Language
) -> list[Block]:
    """Return the totals as a table, one a row: parts that are never merged side by side."""
    naming, say = Naming(record, language), _SAY[language]
    if not found:
        return [say["no totals"].format(known=setting.known.text)]
    rows = []
    for each in found:
        what = naming.value(each.lead)
        exact = _exact(each.total, naming)
        rows.append(
            (
                naming.between(each.givers, each.takers),
                say["ended"].format(what=what) if each.ended else what,
                f"{naming.force(each.force)}, {naming.certainty(each.certainty)}",
                ", ".join(filter(None, exact)),
                naming.sums(each.total, "at_least"),
                naming.sums(each.total, "up_to"),
                str(each.total.undisclosed or ""),
                _done(each, naming, language),
                ", ".join(answer.flow.id for answer in each.flows),
            )
        )
    return _with_reach([Table(tuple(_TOTALS[language].values()), rows)], record, setting, language)


def lane_blocks(
    record: Record, found: Sequence[Lane], setting: Setting, language: Language
) -> list[Block]:
    """Return the lanes as a table, one a row."""
    naming, say = Naming(record, language), _SAY[language]
    if not found:
        return [say["no lanes"].format(known=setting.known.text)]
    rows = []
    for each in found:
        exact = [*_exact(each.total, naming)]
        exact += [WORDS[language]["joint"].format(count=each.joint)] if each.joint else []
        rows.append(
            (
                naming.between([each.giver], [each.taker]),
                naming.say(each.family),
                naming.say(each.standing.value),
                ", ".join(filter(None, exact)),
                naming.sums(each.total, "at_least"),
                naming.sums(each.total, "up_to"),
                str(each.total.undisclosed or ""),
                ", ".join(clause.id for clause in each.clauses),
            )
        )
    return _with_reach([Table(tuple(_LANES[language].values()), rows)], record, setting, language)


def _exact(total: Total, naming: Naming) -> Iterator[str]:
    """Yield what is exact of a total, "" for nothing, and its rates."""
    yield naming.sums(total, "exact")
    for rate in total.rates:
        told = amount_in_words(rate, naming.language)
        yield _SAY[naming.language]["rate"].format(amount=told)


def _done(each: TotalAnswer, naming: Naming, language: Language) -> str:
    say = _SAY[language]
    told = naming.done(dict(each.done))
    if left := each.left():
        sums = ", ".join(naming.number(unit, value) for unit, value in left.items())
        told = say["left"].format(done=told, left=sums)
    unknown = say["unknown"].format(count=each.unknown) if each.unknown else ""
    return ", ".join(filter(None, (told, unknown)))


def loop_blocks(record: Record, found: Loops, setting: Setting, language: Language) -> list[Block]:
    """Return the loops as a tree: closed ones first, and what would change each."""
    tell = _Telling(record, language)
    say = _SAY[language]
    named = {"length": str(found.length), "on": setting.on.text, "known": setting.known.text}
    heading = say["loops" if found else "no loops"].format(**named)
    blocks: list[Block] = [Outline(heading, tuple(map(tell.loop, found)))]
    if found.if_affiliated:
        lines = tuple(Outline(tell.state(each)) for each in found.if_affiliated)
        blocks.append(Outline(tell.affiliated(), lines))
    blocks.append(say["longer"])
    return _with_reach(blocks, record, setting, language)


def _with_reach(
    blocks: list[Block], record: Record, setting: Setting, language: Language
) -> list[Block]:
    reach = reach_in_words(record, setting, language)
    return [*blocks, reach] if reach else blocks


class _Telling:
    """Loops, being told."""

    def __init__(self, record: Record, language: Language) -> None:
        self.record, self.language = record, language
        self.naming = Naming(record, language)

    def _say(self, word: str, **values: str) -> str:
        return _SAY[self.language][word].format(**values)

    def state(self, each: LoopAnswer) -> str:
        """Return the way of a loop, and how it stands."""
        way, state = self.naming.way(each), self.naming.state(each.state)
        if not each.depends_on:
            return self._say("state", way=way, state=state)
        events = self.naming.events(each.depends_on)
        return self._say("hangs on", way=way, state=state, events=events)

    def loop(self, each: LoopAnswer) -> Outline:
        """Return all about a loop."""
        naming = self.naming
        parts = [
            Outline(self._say("condition", condition=naming.condition(each)), style="dim"),
            *map(self._step, each.steps),
            Outline(self._say("promised", state=naming.state(each.promised))),
            Outline(self._say("flowed", state=naming.state(each.performed))),
        ]
        if each.weakest:
            parts.append(Outline(self._say("weakest", force=naming.force(each.weakest))))
        parts += [
            Outline(self._say(word, sets=self._sets(sets)))
            for word, sets in (("opens", each.opening), ("closes", each.closing))
            if sets
        ]
        if each.state is State.CLOSED and not each.opening:
            parts.append(Outline(self._say("never opens")))
        return Outline(self.state(each), tuple(parts), _COLOURS[each.state])

    def _sets(self, sets: Sequence[Sequence[str]]) -> str:
        told = [self.naming.events(chosen) for chosen in sets[:_MOST_SETS]]
        if len(sets) > _MOST_SETS:
            told.append(self._say("more", count=str(len(sets) - _MOST_SETS)))
        return self._say("or").join(told)

    def _step(self, step: StepAnswer) -> Outline:
        naming = self.naming
        values = {
            "giver": naming.party(step.step.giver),
            "taker": naming.party(step.step.taker),
            "what": ", ".join(map(naming.value, step.step.leads)),
        }
        if step.force:
            line = self._say("step with", **values, force=naming.force(step.force))
        else:
            line = self._say("step open", **values)
        return Outline(line, tuple(self._details(step)))

    def _details(self, step: StepAnswer) -> Iterator[Outline]:
        for one in step.step.carriers:
            clause = one.clause
            told = self._say(
                "clause",
                id=clause.id,
                label=clause.label.in_language(self.language),
                formula=formula(clause, self.record, self.language, ()),
            )
            yield Outline(told, style="" if one in step.current else "dim")
        if step.press_only:
            yield Outline(self._say("press"), style="yellow")
        if step.end_not_public:
            yield Outline(
                self._say("endless", clauses=", ".join(step.end_not_public)), style="dim"
            )

    def affiliated(self) -> str:
        """Return which parties are linked to a group, of which they are no part here."""
        linked = [
            (self.naming.party(party.iri), self.naming.party(group))
            for party in self.record.parties.values()
            for group in party.linked
        ]
        parties, groups = (", ".join(dict.fromkeys(each)) for each in zip(*linked, strict=True))
        return self._say("affiliated", party=parties, group=groups)
