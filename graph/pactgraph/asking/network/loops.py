"""Which loops the flows close in a setting, on which condition, and what would change that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.asking.network.scope import Scope, moment_of
from pactgraph.asking.several import Several
from pactgraph.flows.deciding import State
from pactgraph.flows.flows import FORCES, LOOPING, PERFORMED
from pactgraph.flows.loops import LENGTH, loops

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgraph.asking.setting import Setting
    from pactgraph.flows.deciding import Moment
    from pactgraph.flows.loops import Carrier, Loop, Step
    from pactgraph.kernel.impact import Sets
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block

_ORDER = (State.CLOSED, State.POSSIBLY, State.OPEN)
PRESS = "press"
"""The id of the certainty of what only the press reports."""


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """A step of a loop in a setting.

    Attributes:
        step: the step.
        state: whether it is there.
        current: the clauses by which it is, or can be.
        force: how far the strongest of these binds, "performed" if something has flowed; ""
            if there are none.
        end_not_public: the ids of those of them that nothing known ends.
    """

    step: Step
    state: State
    current: tuple[Carrier, ...]
    force: str
    end_not_public: tuple[str, ...]

    @property
    def press_only(self) -> bool:
        """Whether all that is known of the step rests on the press."""
        known = self.current or self.step.carriers
        return all(one.clause.certainty == PRESS for one in known)


@dataclass(frozen=True, slots=True)
class LoopAnswer:
    """A loop in a setting.

    Attributes:
        loop: the loop.
        state: whether it is closed, by promise or because something has flowed.
        depends_on: IRIs of the open events that decide, if it possibly is; in order.
        promised: whether all steps are promised.
        performed: whether something has flowed in all steps.
        steps: how its steps stand.
        opening: the smallest sets of events whose happening opens it, small ones first.
        closing: the smallest sets of events whose happening closes it, likewise.
    """

    loop: Loop
    state: State
    depends_on: tuple[str, ...]
    promised: State
    performed: State
    steps: tuple[StepAnswer, ...]
    opening: tuple[tuple[str, ...], ...]
    closing: tuple[tuple[str, ...], ...]

    @property
    def weakest(self) -> str:
        """How far its weakest step binds; "" if a step is open."""
        forces = [step.force for step in self.steps]
        return "" if "" in forces else max(forces, key=FORCES.index)


class Loops(Several[LoopAnswer]):
    """The loops in a setting: closed ones first, then those that possibly are.

    Attributes:
        length: how many parties they have at most; longer ones were not looked for.
        if_affiliated: the loops that there would be besides if parties that are only linked to
            a group counted as parts of it.
    """

    __slots__ = ("if_affiliated", "length")

    length: int
    if_affiliated: tuple[LoopAnswer, ...]

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.network.tree import loop_blocks  # noqa: PLC0415 - needs this class

        return loop_blocks(self.record, self, self.setting, language)

    def as_json(self, language: Language = "en") -> dict[str, object]:
        """Return the answer as plain objects; the keys are in `loops_object`."""
        from pactgraph.asking.network.data import loops_object  # noqa: PLC0415 - likewise

        return loops_object(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:  # noqa: ARG002 - the same in all
        """Return one flat row a step of a loop; the columns are in `loop_records`."""
        from pactgraph.asking.network.data import loop_records  # noqa: PLC0415 - likewise

        return loop_records(self.record, self)

    def _brief(self) -> str:
        return f"{len(self)} loops on {self.setting.on.text}"


def looping(  # noqa: PLR0913 - all that a question about loops fixes
    record: Record,
    setting: Setting,
    scope: Scope | None = None,
    *,
    length: int = LENGTH,
    at_least: str = FORCES[-1],
    leads: Collection[str] = LOOPING,
    parties: Collection[str] = (),
) -> Loops:
    """Return the loops in `setting`: closed ones first, then possible and open ones.

    Args:
        record: the record.
        setting: the day asked about, what is known, and what is assumed.
        scope: which clauses count, and as whom parties do; None for all, folded in groups.
        length: how many parties a loop has at most.
        at_least: the weakest force that counts.
        leads: ids of what makes a step.
        parties: IRIs of parties that are all in it; none for all loops.

    Raises:
        BadInputError: as `event_windows`.
        ConditionTooLargeError: the condition of a loop takes too much.
    """
    scope = scope or Scope()
    moment = moment_of(record, setting)

    def found(asked: Scope) -> list[LoopAnswer]:
        made = loops(
            asked.flows(record, setting),
            record.parties,
            length=length,
            at_least=at_least,
            leads=leads,
        )
        wanted = {asked.called(record, iri) for iri in parties}
        return [answered(loop, moment) for loop in made if wanted <= {*loop.parties}]

    plain = found(scope)
    answer = Loops(sorted(plain, key=lambda each: _ORDER.index(each.state)), record, setting)
    answer.length = length
    answer.if_affiliated = ()
    if not scope.affiliates and any(party.linked for party in record.parties.values()):
        there = {each.loop.parties for each in plain}
        folded = found(Scope(scope.only, scope.legal, affiliates=True))
        answer.if_affiliated = tuple(
            each
            for each in folded
            if each.loop.parties not in there and each.state is not State.OPEN
        )
    return answer


def answered(loop: Loop, moment: Moment) -> LoopAnswer:
    """Return how a loop stands at an instant."""
    decided = moment.decided(loop.condition)
    return LoopAnswer(
        loop=loop,
        state=decided.state,
        depends_on=tuple(sorted(decided.depends_on)),
        promised=moment.decided(loop.promised).state,
        performed=moment.decided(loop.performed).state,
        steps=tuple(_step(step, moment) for step in loop.steps),
        opening=_ordered(moment.opening(loop.condition))
        if decided.state is not State.OPEN
        else (),
        closing=() if decided.state is State.CLOSED else _ordered(moment.closing(loop.condition)),
    )


def _ordered(sets: Sets) -> tuple[tuple[str, ...], ...]:
    found = (tuple(sorted(chosen)) for chosen in sets if chosen)
    return tuple(sorted(found, key=lambda names: (len(names), names)))


def _step(step: Step, moment: Moment) -> StepAnswer:
    promised = {one: moment.decided(one.promised).state for one in step.carriers}
    performed = {one: moment.decided(one.performed).state for one in step.carriers}
    current = tuple(
        one
        for one in step.carriers
        if promised[one] is not State.OPEN or performed[one] is not State.OPEN
    )
    forces = [PERFORMED if performed[one] is State.CLOSED else one.force for one in current]
    endless = (
        one.clause.id
        for one in current
        if promised[one] is State.CLOSED
        and performed[one] is not State.CLOSED
        and any(not (p.until_date or p.until_events) for p in one.clause.periods)
    )
    return StepAnswer(
        step=step,
        state=moment.decided(step.condition).state,
        current=current,
        force=min(forces, key=FORCES.index, default=""),
        end_not_public=tuple(endless),
    )
