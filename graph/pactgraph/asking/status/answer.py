"""Which clauses are in force: the one function that every way of asking goes through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.asking.duties import outcome_of, state_or_depends
from pactgraph.asking.reach import reach_in_words
from pactgraph.asking.setting import Setting, event_windows
from pactgraph.asking.several import Several
from pactgraph.kernel.status import Status, standing
from pactgraph.telling.tables import Table, flat_records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.kernel.duties import Outcome
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record
    from pactgraph.telling.told import Block


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of one clause in a setting.

    Attributes:
        clause: the clause.
        status: one of the five.
        depends_on: IRIs of the open events that decide, if it depends; in order.
        outcome: what has become of a duty; None for what no event performs.
    """

    clause: Clause
    status: Status
    depends_on: tuple[str, ...]
    outcome: Outcome | None = None

    @property
    def duty(self) -> str:
        """The state of a duty, or "depends"; "" if it does not bind, or is none."""
        return state_or_depends(self.outcome) if self.outcome else ""


class Statuses(Several[Answer]):
    """The statuses of clauses in a setting."""

    __slots__ = ()

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people; how far the record reaches, if later days are asked."""
        from pactgraph.asking.status.tree import status_table  # noqa: PLC0415 - needs this class

        reach = reach_in_words(self.record, self.setting, language)
        table = status_table(self.record, self, self.setting, language)
        return [table, reach] if reach else [table]

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return the answer as plain objects; the keys are in `dated_objects`."""
        from pactgraph.asking.status.data import dated_objects  # noqa: PLC0415 - likewise

        return dated_objects(self.record, self, self.setting, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are the keys of JSON."""
        return flat_records(self.as_json(language))

    def _brief(self) -> str:
        return f"{len(self)} clauses on {self.setting.on.text}"


def statuses(
    record: Record, setting: Setting, clauses: Iterable[Clause] | None = None
) -> list[Answer]:
    """Return the status of `clauses`, or of all of them, in `setting`.

    Returns:
        One answer a clause, in the order given, or of their ids.

    Raises:
        BadInputError: as `event_windows`.
    """
    possible = event_windows(record, setting)
    if clauses is None:
        clauses = sorted(record.clauses.values(), key=lambda clause: clause.id)
    found = []
    for clause in clauses:
        result = standing(clause.periods, possible, setting.on.last, record.relations)
        became = outcome_of(record, clause, possible, setting.on.last)
        found.append(Answer(clause, result.status, tuple(sorted(result.depends_on)), became))
    return found
