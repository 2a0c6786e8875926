"""An ODRL 2.2 policy as plain values. Terms are spelt as in N-Triples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.timeline import Duration, Stretch
    from pactgraph.reading.triples import Term

Connective = Literal["and", "or", "xone", "andSequence"]
CONNECTIVES: tuple[Connective, ...] = ("and", "or", "xone", "andSequence")
Kind = Literal["permission", "prohibition", "duty"]
Conflict = Literal["perm", "prohibit", "invalid"]


@dataclass(frozen=True, slots=True)
class Simple:
    """A constraint or refinement: a left operand compared with right ones.

    Attributes:
        node: what names it.
        left: the left operand.
        operator: local name of the operator.
        right: the right operands; several only for operators that take a set.
        unit: the unit of the right operand, "" if none is given.
        datatype: IRI of the datatype that odrl:dataType gives the right operand, or "".
        references: what odrl:rightOperandReference names: where further right operands are.
    """

    node: Term
    left: Term
    operator: str
    right: tuple[Term, ...]
    unit: Term = ""
    datatype: str = ""
    references: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Logical:
    """Constraints joined by a connective; at least one.

    Attributes:
        node: what names it.
        connective: how they are joined.
        parts: the constraints; in the order of the list for andSequence.
    """

    node: Term
    connective: Connective
    parts: tuple[Constraint, ...]


Constraint = Simple | Logical


@dataclass(frozen=True, slots=True)
class Refined:
    """An action, a party or an asset, and what narrows it down.

    Attributes:
        node: what names it in the rule.
        values: the action itself; the collection and its source; the party or asset.
        refinements: constraints on the act, or on the member of the collection; joined by AND.
    """

    node: Term
    values: tuple[Term, ...]
    refinements: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A permission, prohibition or duty.

    Attributes:
        node: what names it.
        kind: which of the three.
        assignees: who may, must not, or must act; anybody if none.
        actions: any of these; any action at all if none.
        targets: any of these; any asset at all if none.
        roles: the other parties that it names, such as who is compensated, by property.
        constraints: joined by AND.
        duties: of a permission: what has to be done for it; of a duty: its consequences; of
            a prohibition: its remedies.
        deadline: the last stretch of time in which a duty can be done, or how long after it
            began to bind; None if there is none.
        performed: the events with which a duty is done (pact:performedBy).
        excused: the events that lift a duty, each if it comes before that and by its deadline.
        replaces: rules that this one takes the place of.
        superseded: the condition that a later policy or rule has not taken its place; None
            if none does.
    """

    node: Term
    kind: Kind
    assignees: tuple[Refined, ...] = ()
    actions: tuple[Refined, ...] = ()
    targets: tuple[Refined, ...] = ()
    roles: Mapping[Term, tuple[Term, ...]] | None = None
    constraints: tuple[Constraint, ...] = ()
    duties: tuple[Rule, ...] = ()
    deadline: Stretch | Duration | None = None
    performed: tuple[Term, ...] = ()
    excused: tuple[Term, ...] = ()
    replaces: tuple[Term, ...] = ()
    superseded: Condition | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules under one name.

    Attributes:
        node: what names it.
        kind: local name of its class; "Set" where none is given, as ODRL says.
        rules: its own, in the order of the file, then those it inherits.
        conflict: what its odrl:conflict says; "" if it says nothing.
        inherits: the policies whose rules it takes over.
        replaces: the policies that it takes the place of.
        since: when it took effect, or was issued; None if it does not say.
    """

    node: Term
    kind: str
    rules: tuple[Rule, ...]
    conflict: Conflict | Literal[""] = ""
    inherits: tuple[Term, ...] = ()
    replaces: tuple[Term, ...] = ()
    since: Stretch | None = None

    @property
    def binds(self) -> bool:
        """Whether its rules hold for anybody: offers, requests and assertions only claim."""
        return self.kind not in {"Offer", "Request", "Assertion"}
