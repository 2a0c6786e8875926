"""Which events, by happening or by not happening, decide about a clause by a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.asking.setting import event_windows
from pactgraph.asking.why import why
from pactgraph.kernel.impact import ending_sets, saving_sets
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from pactgraph.asking.setting import Setting
    from pactgraph.asking.why import Explanation
    from pactgraph.kernel.scenarios import Window
    from pactgraph.messages import Language
    from pactgraph.record import Agreement, Clause, Event, Record
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block


@dataclass(frozen=True, slots=True)
class Decisive:
    """An open event in a set, or a delayed one.

    Attributes:
        event: IRI of an event or agreement, or the name of a delayed event.
        window: when it can happen.
        brings: IRIs of the open events that its happening brings along or, in a set that
            saves, that cannot happen before it.
    """

    event: str
    window: Window
    brings: tuple[str, ...]

    def sources(self, record: Record) -> tuple[str, ...]:
        """Return the IRIs of its sources, or those of the events that it comes down to."""
        things: dict[str, Agreement | Event] = {**record.agreements, **record.events}
        named = {self.event} if self.event in things else record.relations.bases(self.event)
        told = (things[each].sources for each in sorted(named))
        return tuple(dict.fromkeys(source for sources in told for source in sources))


@dataclass(frozen=True, slots=True, repr=False)
class Decision(Told):
    """All minimal sets of events that end a clause by a day, or that save it.

    Attributes:
        explanation: the clause, what the question fixed, and how the clause stands by itself.
        save: whether the sets save the clause.
        sets: what they do is defined in `pactgraph.kernel.impact`; small ones first. Only an
            empty one if the clause has ended, or is saved, in any case; none if nothing does.
    """

    explanation: Explanation
    save: bool
    sets: tuple[tuple[Decisive, ...], ...]

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.impact.tree import decision_outline  # noqa: PLC0415 - which needs this class

        return [decision_outline(self.explanation.record, self, language)]

    def as_json(self, language: Language = "en") -> dict[str, object]:
        """Return the answer as plain objects; the keys are in `decision_object`."""
        from pactgraph.asking.impact.data import decision_object  # noqa: PLC0415 - likewise

        return decision_object(self.explanation.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are in `decision_table`."""
        from pactgraph.asking.impact.data import decision_table  # noqa: PLC0415 - likewise

        return decision_table(self.explanation.record, self, language)

    def _brief(self) -> str:
        asked = self.explanation
        return f"{asked.clause.id} by {asked.setting.on.text}, {len(self.sets)} sets"

    @property
    def in_any_case(self) -> bool:
        """Whether the clause is out of force on that day (in force, to save), come what may."""
        return self.sets == ((),)


def decision(record: Record, clause: Clause, setting: Setting, *, save: bool = False) -> Decision:
    """Return all minimal sets of open events that end `clause` by the day `setting.on`.

    Args:
        record: the record.
        clause: the clause.
        setting: its day is the one by which the events happen, to its last instant.
        save: whether to return the sets whose not happening keeps it in force on that day.

    Raises:
        BadInputError: as `event_windows`.
        ConditionTooLargeError: there are more sets than `pactgraph.kernel.impact.MOST_SETS`.
    """
    windows = event_windows(record, setting)
    sets_of = saving_sets if save else ending_sets
    found = sets_of(clause.periods, windows, setting.on.last, record.relations)
    ordered = sorted((sorted(chosen) for chosen in found), key=lambda names: (len(names), names))
    return Decision(
        explanation=why(record, clause, setting),
        save=save,
        sets=tuple(
            tuple(_decisive(record, windows, event, setting, save=save) for event in names)
            for names in ordered
        ),
    )


def _decisive(
    record: Record, windows: dict[str, Window], event: str, setting: Setting, *, save: bool
) -> Decisive:
    at = setting.on.last
    relations = record.relations
    beside = relations.after(event) if save else relations.before(event)
    brings = sorted(
        other
        for other in beside & record.happenings.keys()
        if windows[other].can_have_happened(at) and not windows[other].has_happened(at)
    )
    return Decisive(event, windows[event], tuple(brings))
