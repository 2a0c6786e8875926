"""Which clauses can be in conflict at all, by the assets and parties that they name.

What makes a conflict is decided in `pairs.py` and `answer.py`. All that is used of it here: the
two clauses are about one asset, or a whole and its part, or one of them names none; and so are
those who are torn between them, or both who act and who insist on what is said twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.scope.candidates import ANYTHING, Candidates
from pactgraph.scope.coverage import is_exclusivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pactgraph.record import Clause, Record


def near_pairs(record: Record, clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """Yield the pairs of `clauses` that can be in conflict, each in their order."""
    forbidding = Candidates(record, both_ways=True)
    saying = Candidates(record, both_ways=False)
    for number, clause in enumerate(clauses):
        _file(number, clause, forbidding, saying)
    found = {
        (min(number, other), max(number, other))
        for number, clause in enumerate(clauses)
        for other in (*_forbidding(clause, forbidding), *_saying(clause, saying))
        if other != number
    }
    for one, other in sorted(found):
        yield clauses[one], clauses[other]


def _file(number: int, clause: Clause, forbidding: Candidates, saying: Candidates) -> None:
    sides = (clause.assets, clause.holders, clause.owed_by)
    if clause.rule == "prohibition" or is_exclusivity(clause):
        forbidding.add(number, clause.rule, *map(_or_anything, (clause.assets, clause.owed_by)))
    if _says_again(clause):
        saying.add(number, (clause.rule, clause.kind), *map(_or_anything, sides))


def _forbidding(clause: Clause, filed: Candidates) -> Iterator[int]:
    """Yield what forbids and may collide with `clause`, or leave nothing of it."""
    assets = clause.assets
    if clause.rule == "prohibition":
        return
    if is_exclusivity(clause):
        yield from filed.near("duty", assets, clause.owed_by)
        return
    yield from filed.near("duty", assets, (*clause.holders, *clause.owed_by))
    if clause.rule == "duty":
        yield from filed.near("prohibition", assets, clause.owed_by)
    else:  # nothing at all is a part of everything
        sides = (clause.assets or [ANYTHING], clause.holders or [ANYTHING])
        yield from filed.near("prohibition", *sides)


def _saying(clause: Clause, filed: Candidates) -> Iterable[int]:
    """Return the clauses that may say all that `clause` says."""
    if not _says_again(clause):
        return ()
    sides = (clause.assets, clause.holders, clause.owed_by)
    return filed.near((clause.rule, clause.kind), *([min(s, default=ANYTHING)] for s in sides))


def _says_again(clause: Clause) -> bool:
    """Return whether a clause can be said twice; how much is owed adds up."""
    return not clause.amounts and (clause.rule != "duty" or is_exclusivity(clause))


def _or_anything(names: Iterable[str]) -> tuple[str, ...]:
    return (*names, ANYTHING)
