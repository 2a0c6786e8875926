"""What a shape demands, of which things, and what it finds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pactgraph.errors import Severity
    from pactgraph.reading.triples import Term, Triples


@dataclass(frozen=True, slots=True)
class Data:
    """What is looked at.

    Attributes:
        triples: facts and vocabulary together.
        instances: the instances of each class that shapes name, or of a class below it.
        subjects: what has a value for each property whose subjects are targets.
        conforming: whether a node has a shape, by the name of the shape; kept while looking.
    """

    triples: Triples
    instances: Mapping[Term, Collection[Term]]
    subjects: Mapping[Term, Collection[Term]]
    conforming: defaultdict[Term, dict[Term, bool]] = field(
        default_factory=lambda: defaultdict(dict)
    )


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that values have to be.

    Attributes:
        component: the kind of demand, as SHACL calls it.
        faults: gives the values that are not; "" if it is about all of them, or their lack.
            It is given the values each once.
    """

    component: Term
    faults: Callable[[Data, Sequence[Term]], Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape.

    Attributes:
        name: its IRI, or the label of a blank node.
        path: the property whose values are looked at; "" if it is the thing itself.
        classes: whose instances are targets.
        subjects_of: properties whose subjects are targets.
        severity: of what it finds.
        demands: what it demands of the values.
        needs_values: whether it demands anything where there are none.
        parts: shapes of properties of each value; they tell themselves what they find.
    """

    name: Term
    path: Term
    classes: tuple[Term, ...]
    subjects_of: tuple[Term, ...]
    severity: Severity
    demands: tuple[Demand, ...]
    needs_values: bool
    parts: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes in a file.

    Attributes:
        targeting: those that have targets.
        classes: what is named as a class, in targets and in demands.
        subjects_of: all properties whose subjects are targets.
    """

    targeting: tuple[Shape, ...]
    classes: frozenset[Term]
    subjects_of: frozenset[Term]


@dataclass(frozen=True, slots=True)
class Result:
    """A demand that is not met.

    Attributes:
        focus: the thing that was looked at.
        path: the property; "" for the thing itself.
        value: the value at fault; "" if it is all of them, or their lack.
        shape: the name of the shape.
        component: the kind of demand.
        severity: whether it refuses or warns.
    """

    focus: Term
    path: Term
    value: Term
    shape: Term
    component: Term
    severity: Severity
