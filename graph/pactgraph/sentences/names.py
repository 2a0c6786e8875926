"""What the names in a sentence stand for: events and agreements, by id or by label."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import UNRELATED
from pactgraph.kernel.points import LapseOf, NthOf, shape
from pactgraph.telling.points import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.points import Shape
    from pactgraph.messages import Language
    from pactgraph.record import Record, Thing


@dataclass(frozen=True)
class Names:
    """What a sentence can name.

    Attributes:
        events: the events, derived ones too.
        agreements: the agreements; each stands for its taking effect.
        duties: the duties that make events of their own, such as their violation.
        effective: the date on which each agreement takes effect as it is written, by IRI.
        relations: how the events hang together; what is derived there is not derived again.
    """

    events: Sequence[Thing]
    agreements: Sequence[Thing] = ()
    duties: Sequence[Thing] = ()
    effective: Mapping[str, str] = field(default_factory=dict)
    relations: Events = UNRELATED

    @classmethod
    def of(cls, record: Record) -> Names:
        """Return everything that `record` knows."""
        return cls(
            [*record.events.values()],
            [*record.agreements.values()],
            [clause for clause in record.clauses.values() if clause.due is not None],
            {iri: agreement.effective.text for iri, agreement in record.agreements.items()},
            record.relations,
        )

    def moments(self) -> Called:
        """Return what events and agreements are called."""
        return self._moments

    def makers(self) -> Called:
        """Return what the duties are called that make events."""
        return self._makers

    def known(self, what: Shape) -> str:
        """Return the derived event that is made so, one without a name first; "" if none is."""
        return self._derived.get(what, "")

    def declared(self, what: Shape, between: Mapping[str, Shape]) -> str:
        """Return the event with an IRI that is derived so; "" if none is.

        Args:
            what: what it is.
            between: the derived events without a name that this hangs on.
        """
        return self._declared.get(_opened(what, between), "")

    def thing(self, iri: str) -> Thing | None:
        """Return the event or agreement `iri`; None if there is none."""
        return self._things.get(iri)

    def duty(self, iri: str) -> Thing | None:
        """Return the duty `iri` that makes events of its own; None if there is none."""
        return self._duties.get(iri)

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """Every derived event, by name."""
        return {name: shape(derived) for name, derived in self.relations.points.items()}

    @cached_property
    def _things(self) -> dict[str, Thing]:
        return {thing.iri: thing for thing in (*self.agreements, *self.events)}

    @cached_property
    def _duties(self) -> dict[str, Thing]:
        return {duty.iri: duty for duty in self.duties}

    @cached_property
    def _declared(self) -> dict[object, str]:
        points = self.shapes
        iris = sorted((thing.iri for thing in self.events if thing.iri in points), reverse=True)
        return {_opened(points[iri], points): iri for iri in iris}

    @cached_property
    def _derived(self) -> dict[Shape, str]:
        has_name = {thing.iri for thing in self.events}
        points = self.relations.points
        names = sorted(points, key=lambda name: (name not in has_name, name))
        return {shape(points[name]): name for name in names}

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every label and id, as they are compared."""
        return self._moments.spellings | self._makers.spellings

    @cached_property
    def longest(self) -> int:
        """The most words of a label or id."""
        return max((len(name.split()) for name in self.spellings), default=0)

    @cached_property
    def _moments(self) -> Called:
        return Called((*self.events, *self.agreements))

    @cached_property
    def _makers(self) -> Called:
        return Called(self.duties)


@dataclass(frozen=True)
class Called:
    """Things by what they are called.

    Attributes:
        things: what can be named.
    """

    things: Sequence[Thing]
    _labels: dict[Language, dict[str, list[Thing]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def named(self, text: str, language: Language, *, quoted: bool, id_: str = "") -> list[Thing]:
        """Return what `text` names, in the first way in which it names anything.

        Args:
            text: an id, an IRI or a label.
            language: in which labels come first.
            quoted: whether it stands in quotation marks: then labels come before ids.
            id_: the id that stands behind it; "" if none does.
        """
        wanted = spelt(text)
        labels = [self._in(language).get(wanted, []), self._anywhere.get(wanted, [])]
        ids = [self._exactly.get(text.strip(), []), self._loosely.get(wanted, [])]
        for found in [*labels, *ids] if quoted else [*ids, *labels]:
            fitting = [thing for thing in found if id_ in ("", thing.id)]
            if fitting:
                return fitting
        return []

    def labelled(self, text: str) -> list[Thing]:
        """Return what has the label `text`, in any language."""
        return self._anywhere.get(spelt(text), [])

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every label and id, as they are compared."""
        return frozenset([*self._anywhere, *self._loosely]) - {""}

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id."""
        return frozenset(thing.id for thing in self.things)

    def _in(self, language: Language) -> dict[str, list[Thing]]:
        if language not in self._labels:
            told = [(spelt(thing.label.in_language(language)), thing) for thing in self.things]
            self._labels[language] = _by_name(told)
        return self._labels[language]

    @cached_property
    def _anywhere(self) -> dict[str, list[Thing]]:
        labels = ((spelt(t), thing) for thing in self.things for t in _texts(thing))
        return _by_name(labels)

    @cached_property
    def _exactly(self) -> dict[str, list[Thing]]:
        return _by_name((name, thing) for thing in self.things for name in (thing.id, thing.iri))

    @cached_property
    def _loosely(self) -> dict[str, list[Thing]]:
        return _by_name(
            (spelt(name), thing) for name, things in self._exactly.items() for thing in things
        )


def _texts(thing: Thing) -> Iterable[str]:
    return thing.label.by_language.values()


def _opened(what: Shape, known: Mapping[str, Shape]) -> object:
    """Return what an event is, with the first of several deadlines in place of its name."""
    match what:
        case LapseOf(awaited, str() as end) if isinstance(first := known.get(end), NthOf):
            return (awaited, first) if end.endswith("/deadline") else what
        case _:
            return what


def _by_name(named: Iterable[tuple[str, Thing]]) -> dict[str, list[Thing]]:
    found: defaultdict[str, dict[str, Thing]] = defaultdict(dict)
    for name, thing in named:
        found[name][thing.iri] = thing
    return {name: [*things.values()] for name, things in found.items()}
