"""What an evaluation finds, as plain values: the report on policies, rules, premises, duties.

Four layers are kept apart: whether a rule is active; whether the act that is asked for is
one that it is about; for a duty what has become of it; and what its policy says to the act.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Literal

from pactgraph.kernel.conditions import ALWAYS

if TYPE_CHECKING:
    from datetime import datetime

    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.instant import Truth
    from pactgraph.odrl.judge import Judged
    from pactgraph.odrl.notes import Note
    from pactgraph.odrl.policy import Policy, Rule
    from pactgraph.odrl.world import Act, DecidedDuty
    from pactgraph.reading.triples import Term


class Reading(Enum):
    """How activation and duties are read where the sources contradict each other.

    W3C: as the draft *ODRL Formal Semantics* says. A permission is active if its constraints
    hold and each of its duties is fulfilled or inactive; whether the act fits party, target
    and action is a matter of its control state, permit or deny.

    FORCE: as the compliance report model and its test suite say. A rule is active if party,
    target, action and constraints all fit; only a violated duty blocks a permission.
    """

    W3C = "w3c"
    FORCE = "force"


class DutyState(StrEnum):
    """What has become of a duty."""

    PENDING = "pending"
    """its conditions do not hold yet"""
    DUE = "due"
    """it binds, can still be done, and has not been"""
    FULFILLED = "fulfilled"
    """it was done, by its deadline if it has one"""
    VIOLATED = "violated"
    """its deadline has passed, and it was not done"""
    PERFORMED_LATE = "performed late"
    """it was violated, and done after its deadline"""
    EXCUSED = "excused"
    """what lifts it came in time, before it was done"""
    LAPSED = "lapsed"
    """its conditions no longer hold, and it was not done"""
    INACTIVE = "inactive"
    """its conditions do not hold, for other reasons than time"""
    DEPENDS = "depends"
    """open events or unknown values decide"""

    @property
    def violated(self) -> bool:
        """Whether its deadline was missed."""
        return self in (DutyState.VIOLATED, DutyState.PERFORMED_LATE)


class Performance(StrEnum):
    """Whether the action of a rule has been performed; the values of the report model."""

    PERFORMED = "Performed"
    UNPERFORMED = "Unperformed"
    """it can no longer be"""
    UNKNOWN = "Unknown"
    """it has not been, and still can be"""


class Deontic(StrEnum):
    """Whether what was done agrees with a rule; the values of the report model."""

    FULFILLED = "Fulfilled"
    VIOLATED = "Violated"
    NON_SET = "NonSet"


class Outcome(StrEnum):
    """What a policy says to an act."""

    PERMITTED = "permitted"
    PROHIBITED = "prohibited"
    VOID = "void"
    """a permission and a prohibition collide, and the policy does not say which prevails"""
    DEPENDS = "depends"
    NOT_PERMITTED = "not permitted"
    """no active rule of it is about the act"""


@dataclass(frozen=True, slots=True)
class Premise:
    """Something that has to be so for a rule to be about an act, or to be active.

    Attributes:
        kind: what it is about.
        truth: whether it is so; None if that depends on what nobody knows.
        judged: the constraint, for one of that kind.
        refinements: what became of the refinements of the action, party or target.
        condition: what it asks of time, events and unknowns, if it can be so at all.
    """

    kind: Literal["target", "party", "action", "constraint"]
    truth: Truth
    judged: Judged | None = None
    refinements: tuple[Judged, ...] = ()
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Found:
    """What was found out about one rule, for one act or for none.

    Attributes:
        rule: the rule.
        asked: the act that is asked for; None for a question without an act.
        premises: target, party and action where the rule names them, then its constraints.
        active: whether the rule is active in the reading chosen; None if it depends.
        applies: whether it is about the act, and active: a permission permits it, a
            prohibition forbids it; None if it depends, or if there is no act.
        performed: whether its action has been performed.
        deontic: whether that agrees with it.
        state: what has become of a duty; None for other rules.
        duties: of a permission its conditions; of a violated duty its consequences; of a
            prohibition one remedy an act that violated it.
        decided: the report in the world that decided a duty, if one did.
        acts: the acts in the world that the rule is about.
        depends_on: what decides, in words, where something depends.
        withdrawn: why the rule grants nothing however its premises are; "" if it does.
        condition: what it asks of time, events and unknowns to apply; None for a duty, and
            where something else decides too, such as a duty of which nobody knows whether it
            is met.
    """

    rule: Rule
    asked: Act | None
    premises: tuple[Premise, ...]
    active: Truth
    applies: Truth = None
    performed: Performance = Performance.UNKNOWN
    deontic: Deontic = Deontic.NON_SET
    state: DutyState | None = None
    duties: tuple[Found, ...] = ()
    decided: DecidedDuty | None = None
    acts: tuple[Act, ...] = ()
    depends_on: tuple[str, ...] = ()
    withdrawn: Literal["", "offer", "superseded"] = ""
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Collision:
    """A permission and a prohibition that are both about an act, or a duty that is forbidden.

    Attributes:
        kind: whether it is a permission or a duty that collides with the prohibition.
        rule: node of the permission or duty.
        policy: node of its policy.
        prohibition: node of the prohibition.
        other: node of the policy of the prohibition; the same one, if both are of one.
        certain: whether both surely hold; False if that depends on what nobody knows.
        resolved: which of them prevails, by what the policies say alike; "invalid" if they say
            so, nothing, or not the same.
        stated: whether they say which.
    """

    kind: Literal["permission", "duty"]
    rule: Term
    policy: Term
    prohibition: Term
    other: Term
    certain: bool
    resolved: Literal["perm", "prohibit", "invalid"]
    stated: bool


@dataclass(frozen=True, slots=True)
class PolicyFound:
    """What was found out about one policy, for one request.

    Attributes:
        policy: the policy.
        request: node of the request; "" for a question without an act.
        rules: one entry for each rule, and each act asked for that is not about a duty.
        collisions: those in which one of its rules takes part.
        outcome: what the policy says to each act asked for.
    """

    policy: Policy
    request: Term
    rules: tuple[Found, ...]
    collisions: tuple[Collision, ...] = ()
    outcome: tuple[tuple[Act, Outcome], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that an evaluation found.

    Attributes:
        policies: one entry for each policy and request.
        now: the instant asked about, UTC; None if nothing says it.
        now_term: the same as it was written, as an N-Triples term.
        reading: how activation and duties were read.
        notes: what policies, request and world say that was not evaluated.
    """

    policies: tuple[PolicyFound, ...]
    now: datetime | None
    now_term: Term
    reading: Reading
    notes: tuple[Note, ...] = ()
