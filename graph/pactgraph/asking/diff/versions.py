"""What a comparison of two agreements finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.asking.diff.answer import Comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.asking.diff.pairs import Change, Changed, Reading
    from pactgraph.asking.diff.settings import Flip
    from pactgraph.record import Agreement, Clause


@dataclass(frozen=True, slots=True)
class Gained:
    """A clause that only the second agreement has.

    Attributes:
        change: gained, or a more telling word by its kind.
        reading: the clause as the second agreement has it.
        beside: earlier clauses of the same kind, holder, action and matter that stand on.
    """

    change: Change
    reading: Reading
    beside: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """A clause that only the first agreement has, or that came and went between the two.

    Attributes:
        change: lost, or a more telling word by its kind, or came and went.
        reading: the clause as the first agreement has it.
        end: the flip that ended it; None for agreements side by side.
        by: IRIs of the provisions that say so.
    """

    change: Change
    reading: Reading
    end: Flip | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause and the one in its place, or one clause that later ones make narrower.

    Attributes:
        old: as the first agreement has it.
        new: as the second has it.
        changes: what changed; perhaps nothing but the wording.
    """

    old: Reading
    new: Reading
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """A clause of which the second agreement does not say whether it stands.

    Attributes:
        reading: the clause as the second agreement leaves it.
        events: IRIs of the events that would have ended it.
    """

    reading: Reading
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A clause that stands in both.

    Attributes:
        clause: the clause.
        restated: IRIs of the clauses of the second agreement that say it again.
    """

    clause: Clause
    restated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class AgreementDiff(Comparison):
    """What differs between two agreements; every list by id of the clause.

    Attributes:
        first: the earlier agreement.
        second: the later one.
        series: whether they are versions of one agreement. Then each stands for all that was
            agreed when it took effect, older clauses that stand on included; else for its
            own clauses alone.
        gained: only in the second.
        lost: only in the first.
        changed: pairs with a change.
        silent: not stated by the second.
        passed: came after the first, and went before or with the second.
        kept: in both.
        flips: all flips of each clause named here, by its IRI.
    """

    first: Agreement
    second: Agreement
    series: bool
    gained: tuple[Gained, ...]
    lost: tuple[Lost, ...]
    changed: tuple[Pair, ...]
    silent: tuple[Silent, ...]
    passed: tuple[Lost, ...]
    kept: tuple[Kept, ...]
    flips: Mapping[str, tuple[Flip, ...]]
