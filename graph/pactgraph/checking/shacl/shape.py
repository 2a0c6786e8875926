"""What a shape demands, of which things, and what it finds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from rdflib.term import Node

    from pactgraph.errors import Severity
    from pactgraph.interpreting.triples import Triples


@dataclass(frozen=True, slots=True)
class Data:
    """What is looked at.

    Attributes:
        triples: facts and vocabulary together.
        instances: the instances of each class that shapes name, or of a class below it.
        subjects: what has a value for each property whose subjects are targets.
        lacking: whether a node lacks a shape, by the name of the shape; kept while looking.
    """

    triples: Triples
    instances: Mapping[Node, Collection[Node]]
    subjects: Mapping[Node, Collection[Node]]
    lacking: defaultdict[Node, dict[Node, bool]] = field(default_factory=lambda: defaultdict(dict))


class Looks(Enum):
    """What it takes to say whether values are at fault."""

    AT_EACH = "each of them, whichever others there are"
    AT_COUNT = "how many there are"
    AT_ALL = "all of them together"


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that values have to be.

    Attributes:
        component: the kind of demand, as SHACL calls it.
        looks: at what it looks.
        faults: gives the values that are not; None if it is about all of them, or their lack.
            What looks at each may be given the values of many things, and one again.
    """

    component: Node
    looks: Looks
    faults: Callable[[Data, Collection[Node]], Sequence[Node | None]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape.

    Attributes:
        name: its IRI, or a blank node.
        path: the property whose values are looked at; None if it is the thing itself.
        classes: whose instances are targets.
        subjects_of: properties whose subjects are targets.
        severity: of what it finds.
        demands: what it demands of the values.
        needs_values: whether it demands anything where there are none.
        parts: shapes of properties of each value; they tell themselves what they find.
    """

    name: Node
    path: Node | None
    classes: tuple[Node, ...]
    subjects_of: tuple[Node, ...]
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
    classes: frozenset[Node]
    subjects_of: frozenset[Node]


@dataclass(frozen=True, slots=True)
class Result:
    """A demand that is not met.

    Attributes:
        focus: the thing that was looked at.
        path: the property; None for the thing itself.
        value: the value at fault; None if it is all of them, or their lack.
        shape: the name of the shape.
        component: the kind of demand.
        severity: whether it refuses or warns.
    """

    focus: Node
    path: Node | None
    value: Node | None
    shape: Node
    component: Node
    severity: Severity
