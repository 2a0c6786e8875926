"""Deals read as a person's file is, and every answer compared with listing all that can happen.

    python tests/points/comparing.py            # some hundreds of deals
    python tests/points/comparing.py 20000      # as many as that

It prints how many answers there were, which differ and how, and in which share of the deals
each construct occurs. Calendars, which are months, years and schedules, make answers *cautious*:
what only a calendar far away contradicts counts as possible. Nothing else may.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

if __name__ == "__main__":  # run as a file, the folder of the tests is not on the path
    sys.path.insert(0, str(Path(__file__).parents[1]))

from pactgraph.checking.check import trusted_record
from pactgraph.errors import InvalidGraphError
from pactgraph.graph import PactGraph
from pactgraph.kernel import status
from points import brute
from points.deals import PREFIXES, dealt
from points.said import Months, Next, Years, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from points.deals import Deal, Question
    from points.said import Condition

A_FILE = 20
"""So many deals are read from one file."""
CHECKED = 10
"""Of so many files one is read with the shapes, which take most of the time of reading."""
NEVER_HOLDS = "can never hold together"
_LEFT_OPEN = {
    "depends": {"in force", "not yet", "ended", "never"},
    "not yet": {"ended", "never"},
    "ended": {"never"},
}
"""What can be so where a status says no more than that something is possible."""


@dataclass(slots=True)
class Compared:
    """What came of comparing.

    Attributes:
        deals: how many were read.
        shares: in how many of them each construct occurs.
        answers: how often each status was given.
        wrong: answers that differ and are not cautious, and what was refused.
        cautious: answers that say less than listing does, as far as a calendar has a say.
        alone: answers for which periods alone say less, by whether a calendar has a say.
        empty: deals that were refused because a clause can never hold, as it cannot.
    """

    deals: int = 0
    shares: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    cautious: list[str] = field(default_factory=list)
    alone: Counter[str] = field(default_factory=Counter)
    empty: int = 0

    def table(self) -> str:
        """Return all of it as lines of text."""
        told = [
            f"deals {self.deals}, of these never in force and refused {self.empty}",
            f"answers {self.answers.total()}: {dict(self.answers.most_common())}",
            f"wrong {len(self.wrong)}",
            *self.wrong,
            f"cautious beside calendars {len(self.cautious)}",
            *self.cautious,
            f"less by periods alone: {dict(self.alone)}",
        ]
        told += [
            f"{100 * number / max(1, self.deals):6.1f} %  {construct}"
            for construct, number in sorted(self.shares.items())
        ]
        return "\n".join(told)


def compared(seeds: Iterable[int], folder: Path) -> Compared:
    """Return what comes of comparing all answers about the deals of `seeds`.

    Args:
        seeds: what the deals are drawn from.
        folder: where their files are written.
    """
    found = Compared()
    drawn = map(dealt, seeds)
    files = iter(lambda: list(islice(drawn, A_FILE)), [])
    for number, some in enumerate(files):
        for graph, deals in read(some, folder, found, shapes=not number % CHECKED):
            for deal in deals:
                found.deals += 1
                found.shares.update(deal.constructs)
                for asked in deal.questions:
                    _compare(graph, deal, asked, found)
    return found


def read(
    deals: Sequence[Deal], folder: Path, found: Compared, *, shapes: bool
) -> list[tuple[PactGraph, Sequence[Deal]]]:
    """Return the deals as the program reads them; each by itself, if one is refused."""
    file = folder / "deals.ttl"
    file.write_text(PREFIXES + "\n".join(deal.text for deal in deals), encoding="utf-8")
    try:
        return [(PactGraph(*trusted_record([file], shapes=shapes)), deals)]
    except InvalidGraphError as error:
        if len(deals) > 1:
            return [part for deal in deals for part in read([deal], folder, found, shapes=shapes)]
        (deal,), complaints = deals, error.violations
        if all(NEVER_HOLDS in each.message for each in complaints) and never_hold(
            deal, [str(each.subject) for each in complaints]
        ):
            found.empty += 1
        else:
            found.wrong.append(f"{deal.seed}: {error}")
        return []


def never_hold(deal: Deal, clauses: Sequence[str]) -> bool:
    """Return whether no question finds that one of `clauses` is or can be in force."""
    return all(
        brute.status(asked.record, deal.clauses[clause], asked.day, asked.known) == "never"
        for clause in clauses
        for asked in deal.questions
    )


def _compare(graph: PactGraph, deal: Deal, asked: Question, found: Compared) -> None:
    """Compare the answers about all clauses of a deal in one setting."""
    setting = graph.setting(on=asked.day, known=asked.known, assume=asked.assumed)
    given = {a.clause.id: str(a.status) for a in graph.status(setting, [*deal.clauses])}
    with patch.object(status, "need_search", lambda *_: False):
        alone = {a.clause.id: str(a.status) for a in graph.status(setting, [*deal.clauses])}
    for clause, condition in deal.clauses.items():
        expected = str(brute.status(asked.record, condition, asked.day, asked.known))
        found.answers[given[clause]] += 1
        told = f"{deal.seed} {clause} {asked.day} {asked.known} {asked.assumed}: "
        if given[clause] != expected:
            is_cautious = says_less(given[clause], expected) and has_calendar(condition)
            (found.cautious if is_cautious else found.wrong).append(
                f"{told}{given[clause]}, listed {expected}"
            )
        if alone[clause] != expected:
            found.alone["beside calendars" if has_calendar(condition) else "otherwise"] += 1
            if not says_less(alone[clause], expected):
                found.wrong.append(f"{told}by periods alone {alone[clause]}, listed {expected}")


def says_less(given: str, expected: str) -> bool:
    """Return whether one status leaves open what another does not."""
    return expected in _LEFT_OPEN.get(given, ())


def has_calendar(condition: Condition) -> bool:
    """Return whether months, years or a schedule have a say in a condition."""
    return any(isinstance(part, Months | Years | Next) for part in within(condition))


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(compared(range(number), Path(place)).table() + "\n")
