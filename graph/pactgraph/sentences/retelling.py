"""From triples back to a sentence, if one says exactly the same; it proves itself by reading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from rdflib import URIRef

from pactgraph.kernel.schedules import DAY_OVER
from pactgraph.kernel.spans import Span
from pactgraph.kernel.timeline import Duration
from pactgraph.sentences.constraints import Leaf, alike, found
from pactgraph.sentences.deriving import Deriving
from pactgraph.sentences.faults import SentenceError
from pactgraph.sentences.grammar import grammar
from pactgraph.sentences.lifting import NotHeldError, is_event, lifted
from pactgraph.sentences.made import said_of
from pactgraph.sentences.reading import read_point, read_sentence
from pactgraph.sentences.recognising import by_subject, made_of
from pactgraph.sentences.said import Choice, Edge, Later, Named, Part, Passing, Sentence, Within
from pactgraph.sentences.stating import NewNames, Stating
from pactgraph.sentences.wording import Wording
from pactgraph.sentences.words import ALSO
from pactgraph.telling.points import DERIVED, QUOTED, is_plain, outcome_pattern, spelt
from pactgraph.terms import PACT, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.record import Thing
    from pactgraph.sentences.constraints import Condition, Descriptions
    from pactgraph.sentences.made import Made
    from pactgraph.sentences.names import Called, Names
    from pactgraph.sentences.said import Point

_OUTCOMES = ("fulfilment", "violation", "lateness")
_A_DAY = Span.of(Duration(fixed=timedelta(days=1)))


@dataclass(frozen=True, slots=True)
class Retold:
    """A sentence that says what triples say.

    Attributes:
        text: the sentence, or what a derived event is.
        told: the IRIs of derived events that it tells instead of naming them, and of their
            schedules: who reads it makes them anew, so they need not be declared.
    """

    text: str
    told: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Retelling:
    """Retells what one graph says.

    A derived event that somebody named is named; one that is called and described as a sentence
    would, is told.

    Attributes:
        graph: all of it.
        names: what can be named in it.
        new: what derived events are called that nobody declared; the ids of such in the graph may
            be among those taken.
    """

    graph: Descriptions
    names: Names
    new: NewNames
    _told: dict[str, Point | None] = field(default_factory=dict, init=False, repr=False)

    def sentence_of(
        self, constraints: Sequence[Node], language: Language, own: str = ""
    ) -> Retold | None:
        """Return a sentence that is stated as `constraints`, save names of their nodes.

        Args:
            constraints: nodes that all have to hold; nothing else is said of them or of their
                operands, such as a label, and nothing else should name them.
            language: the language wanted.
            own: the IRI of the agreement of the clause, whose taking effect is implied; "" if
                that is not known.

        Returns:
            None if no sentence says the same.
        """
        seen: set[Node] = set()
        read = [found(self.graph, node, seen) for node in constraints]
        conditions = [each for each in read if each is not None]
        if len(conditions) < len(read):
            return None

        leaves = [leaf for condition in conditions for leaf in _leaves(condition)]
        named = [Named(leaf.value) for leaf in leaves if isinstance(leaf.value, str)]

        def is_same(text: str, names: Names, new: NewNames) -> bool:
            said = read_sentence(text, names, language)
            stated = Stating(Deriving(names, new), own).sentence(said)
            return _all_alike(stated, conditions)

        for names, new, expand in self._ways():
            sentence = _sentence(conditions, expand)
            if sentence is None:
                return None
            for words in _wordings(names, language):
                text = words.sentence(sentence)
                if _holds(is_same, text, names, new):
                    return Retold(text, self._all_told(named, expand))
        return None

    def point_of(self, event: str, language: Language) -> Retold | None:
        """Return what a derived event is, as a moment in words.

        Args:
            event: its IRI.
            language: the language wanted.

        Returns:
            None if no text says exactly how it is made.
        """
        made = made_of(self.graph, URIRef(event))
        if made is None:
            return None

        def is_same(text: str, names: Names, new: NewNames) -> bool:
            point = read_point(text, names, language)
            return Deriving(names, new, event).itself_made(point) == made

        for names, new, expand in self._ways():
            point = _expanded(said_of(made), expand)
            for words in _wordings(names, language):
                text = words.point(point)
                if _holds(is_same, text, names, new):
                    return Retold(text, self._all_told([said_of(made)], expand))
        return None

    def is_told(self, event: str) -> bool:
        """Return whether a derived event is called and described as a sentence would."""
        return self._meant(event) is not None

    # ---- Events that are told, not named ----------------------------------------------------

    def _ways(self) -> Iterator[tuple[Names, NewNames, Callable[[str], Point | None]]]:
        """Yield what can be named, and what is told instead: as much as can be, or nothing."""
        yield self._without_told, self._free, self._meant
        yield self.names, self._free, lambda _: None

    @cached_property
    def _free(self) -> NewNames:
        """The names of new events, of which those that are told are not taken."""
        ids = (iri.removeprefix(self.new.base) for iri in self._derived if self.is_told(iri))
        return replace(self.new, taken=self.new.taken - frozenset(ids))

    @cached_property
    def _without_told(self) -> Names:
        kept = [thing for thing in self.names.events if not self.is_told(thing.iri)]
        return replace(self.names, events=kept)

    @cached_property
    def _derived(self) -> list[str]:
        return [thing.iri for thing in self.names.events if self._is_derived(thing.iri)]

    def _is_derived(self, event: str) -> bool:
        return PACT.DerivedEvent in self.graph.about(URIRef(event)).get(RDF.type, ())

    def _meant(self, event: str) -> Point | None:
        """Return what is told in place of `event`; None if it is named."""
        if event not in self._told:
            self._told[event] = None  # while it is being found: it may hang on itself
            self._told[event] = self._found(event)
        return self._told[event]

    def _found(self, event: str) -> Point | None:
        if not event.startswith(self.new.base) or not self._is_derived(event):
            return None
        own = event.removeprefix(self.new.base)
        new = replace(self.new, taken=self.new.taken - {own})
        for point in self._points(event):
            deriving = Deriving(self.names, new, event)
            try:
                tree = lifted(point)
                iri = deriving.event(tree) if is_event(tree) else ""
            except NotHeldError:
                continue
            if iri == event and self._is_described(event, deriving):
                return _expanded(point, self._meant)
        return None

    def _points(self, event: str) -> Iterator[Point]:
        """Yield what `event` may mean."""
        made = made_of(self.graph, URIRef(event))
        if made is not None:
            day = self._day_over(made)
            yield said_of(made) if day is None else Later(Named(day), DAY_OVER)
            return
        yield from map(Named, self._outcomes.get(event, ()))

    @cached_property
    def _outcomes(self) -> dict[str, list[str]]:
        """What becomes of duties, by the events that stand for it."""
        found: dict[str, list[str]] = {}
        for duty in self.names.duties:
            for outcome in _OUTCOMES:
                for event in self.graph.about(URIRef(duty.iri)).get(PACT[outcome], ()):
                    found.setdefault(str(event), []).append(f"{duty.iri}/{outcome}")
        return found

    def _day_over(self, made: Made) -> str | None:
        """Return the event of which the end of the day is made so; None if none is."""
        if made.way != "lapseOf" or len(made.limits) != 1:
            return None
        (limit,) = made.limits
        awaited = made_of(self.graph, URIRef(made.events[0]))
        if limit.how != "noLaterThan" or not isinstance(limit.value, str) or awaited is None:
            return None
        is_next = awaited.way == "after" and awaited.span == _A_DAY
        return limit.value if is_next and awaited.events == (limit.value,) else None

    def _is_described(self, event: str, deriving: Deriving) -> bool:
        """Return whether nothing is said of an event but what is stated."""
        node = URIRef(event)
        said, stated = self.graph.about(node), by_subject(deriving.events())[node]
        return (
            said.keys() == stated.keys()
            and set(said[RDFS.label]) == set(stated[RDFS.label])
            and [*said[RDF.type]] == stated[RDF.type]
            and (event in deriving.outcomes or made_of(self.graph, node) == deriving.made[event])
        )

    def _all_told(
        self, points: Iterable[Point], expand: Callable[[str], Point | None]
    ) -> frozenset[str]:
        """Return the events that are told in place of names, and those that these are made of."""
        pending = [event for point in points for event in _told_in(point, expand)]
        found: set[str] = set()
        while pending:
            event = pending.pop()
            if event in found:
                continue
            found.add(event)
            made = made_of(self.graph, URIRef(event))
            if made is not None:
                found |= {made.schedule} - {""}
                pending += [part for part in made.parts if expand(part) is not None]
        return frozenset(found)


def _holds(
    is_same: Callable[[str, Names, NewNames], bool], text: str, names: Names, new: NewNames
) -> bool:
    try:
        return is_same(text, names, new)
    except (SentenceError, NotHeldError):
        return False


def _all_alike(stated: Sequence[Condition], conditions: Sequence[Condition]) -> bool:
    return len(stated) == len(conditions) and all(
        any(alike(one, other) for other in conditions) for one in stated
    )


# ---- Told in place of names ---------------------------------------------------------------


def _expanded(point: Point, expand: Callable[[str], Point | None]) -> Point:
    """Return a moment with what `expand` tells in place of the events named in it."""
    match point:
        case Named(iri):
            return expand(iri) or point
        case Later(origin):
            return replace(point, origin=_expanded(origin, expand))
        case Choice(points=points):
            return replace(point, points=tuple(_expanded(each, expand) for each in points))
        case Within(base, bounds):
            told = tuple(replace(b, limit=_expanded(b.limit, expand)) for b in bounds)
            return Within(_expanded(base, expand), told)
        case Passing(end, awaited):
            return Passing(_expanded(end, expand), _expanded(awaited, expand))
        case _:
            return point


def _told_in(point: Point, expand: Callable[[str], Point | None]) -> frozenset[str]:
    """Return the events in whose place `expand` tells what they are."""
    told: set[str] = set()

    def noted(iri: str) -> Point | None:
        found = expand(iri)
        if found is not None:
            told.add(iri)
        return found

    _expanded(point, noted)
    return frozenset(told)


def _leaves(condition: Condition) -> Iterator[Leaf]:
    if isinstance(condition, Leaf):
        yield condition
    else:
        for part in condition.parts:
            yield from _leaves(part)


# ---- Conditions as sentences --------------------------------------------------------------


def _sentence(
    conditions: Sequence[Condition], expand: Callable[[str], Point | None]
) -> Sentence | None:
    """Return the sentence that says that all conditions hold; None if none does."""
    whole = _part(conditions, expand)
    if whole is not None:
        return Sentence((whole,))
    match conditions:
        case [condition] if not isinstance(condition, Leaf) and condition.kind == "or":
            parts = [_part(_all_of(part), expand) for part in condition.parts]
            told = tuple(part for part in parts if part is not None)
            return Sentence(told) if len(told) == len(parts) else None
    return None


def _all_of(condition: Condition) -> Sequence[Condition]:
    if not isinstance(condition, Leaf) and condition.kind == "and":
        return condition.parts
    return [condition]


def _part(conditions: Sequence[Condition], expand: Callable[[str], Point | None]) -> Part | None:
    """Return the way to be in force while all conditions hold; None if no one way is that."""
    starts: list[Point] = []
    ends: list[Point] = []
    for condition in conditions:
        sides = {leaf.operator in ("gteq", "gt") for leaf in _leaves(condition)}
        if len(sides) != 1:
            return None
        (starts if sides == {True} else ends).append(_point(condition, expand))
    return Part(_one(starts, len(starts)), _one(ends, 1))


def _one(points: list[Point], count: int) -> Point | None:
    points = sorted(points, key=lambda point: isinstance(point, Edge))
    if len(points) > 1:
        return Choice(count, tuple(points), len(points))
    return points[0] if points else None


def _point(condition: Condition, expand: Callable[[str], Point | None]) -> Point:
    """Return the moment from which, or until which, a condition holds."""
    if not isinstance(condition, Leaf):
        points = [_point(part, expand) for part in condition.parts]
        is_start = next(_leaves(condition)).operator in ("gteq", "gt")
        is_first = (condition.kind == "or") == is_start
        return _one(points, 1 if is_first else len(points)) or points[0]
    if isinstance(condition.value, str):
        return expand(condition.value) or Named(condition.value)
    return Edge(condition.value, end=condition.operator in ("gt", "lteq"))


# ---- Names --------------------------------------------------------------------------------


def retold(sentence: Sentence, names: Names, language: Language) -> str:
    """Return a sentence as the program tells it, with names in quotation marks."""
    return Wording(language, _Naming(names, language, _quoted).name).sentence(sentence)


def _wordings(names: Names, language: Language) -> Iterator[Wording]:
    """Yield ways to tell a sentence: with plain names, in quotation marks, and with ids."""
    for way in (_plainly, _quoted, _by_id):
        yield Wording(language, _Naming(names, language, way).name)


@dataclass(frozen=True, slots=True)
class _Naming:
    """Names events so that they are found again."""

    names: Names
    language: Language
    way: Callable[[Thing, Called, Language], str]

    def name(self, event: str) -> str:
        duty, _, outcome = event.rpartition("/")
        maker = self.names.duty(duty)
        thing = self.names.thing(event)
        if thing is None and maker is not None:
            told = self.way(maker, self.names.makers(), self.language)
            return outcome_pattern(outcome, self.language).format(told)
        if thing is None:
            return event
        if thing in self.names.agreements:
            return self._effect(thing)
        return self.way(thing, self.names.moments(), self.language)

    def _effect(self, agreement: Thing) -> str:
        called = self.names.moments()
        id_ = agreement.id
        is_clear = grammar(self.language).is_plain(spelt(id_)) and _is(
            agreement, called.named(id_, self.language, quoted=False)
        )
        told = id_ if is_clear else _quoted(agreement, called, self.language)
        pattern = ALSO[self.language]["takes effect"].split("|")[0]
        return pattern.replace("…", told)


def _is(thing: Thing, found: Sequence[Thing]) -> bool:
    return [other.iri for other in found] == [thing.iri]


def _plainly(thing: Thing, called: Called, language: Language) -> str:
    label = thing.label.in_language(language)
    if grammar(language).is_plain(spelt(label)) and _is(
        thing, called.named(label, language, quoted=False)
    ):
        return " ".join(label.split())
    return _quoted(thing, called, language)


def _quoted(thing: Thing, called: Called, language: Language) -> str:
    label = thing.label.in_language(language)
    told = QUOTED.told_in(language).format(label)
    if is_plain(label) and _is(thing, called.named(label, language, quoted=True)):
        return told
    return DERIVED[language]["with meaning"].format(told, thing.id)


def _by_id(thing: Thing, called: Called, language: Language) -> str:
    if grammar(language).is_plain(spelt(thing.id)) and _is(
        thing, called.named(thing.id, language, quoted=False)
    ):
        return thing.id
    told = QUOTED.told_in(language).format(thing.label.in_language(language))
    return DERIVED[language]["with meaning"].format(told, thing.id)
