"""What the page knows, as types: what Python writes and the script reads.

The script is checked against the same types (`tests/page/data_types.py` writes them for it).
An instant is a text of fixed length (`pactgraph.page.points.instant_text`), everything else is
named by its key.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - as below
from typing import Annotated, Any, NotRequired, TypeAlias, TypedDict, TypeVar

from pactgraph.asking.search.words import Rules  # noqa: TC001 - read by who asks for types

_Part = TypeVar("_Part")
Pair: TypeAlias = Annotated[list[_Part], "of two"]
Words: TypeAlias = list[str] | str
"""A text in all languages, in their order; one text if it is the same in all."""

# ---- when --------------------------------------------------------------------------------

Period = TypedDict(
    "Period",
    {
        "from": str | None,
        "until": str | None,
        "happened": list[str],
        "notHappened": list[str],
        "named": list[str],
    },
)
"""A way to be in force: from one instant until another, once these have come, while those have
not; of them `named` are in its formula, and the others follow."""


class Window(TypedDict):
    """When an event can happen; none of both for one that never does."""

    earliest: str | None
    latest: str | None
    last: NotRequired[str]


class Happening(TypedDict):
    """What the record says of an underived event."""

    knownSince: str | None
    occurred: Window | None
    date: str | None
    reported: str | None
    notBefore: str | None
    notUntil: str | None
    last: NotRequired[str]


class Step(TypedDict):
    """A step of a span: months, with how many days they are; microseconds; or to a next date."""

    months: NotRequired[int]
    days: NotRequired[list[int]]
    microseconds: NotRequired[str]
    isBack: NotRequired[bool]
    schedule: NotRequired[str]


class Schedule(TypedDict):
    """The dates of a schedule: the first, and after how many days others follow, how often."""

    first: str | None
    gaps: list[Pair[int]]
    through: str | None
    longest: NotRequired[int]
    fromMidnight: NotRequired[int]


class Date(TypedDict):
    """A date, where an event could stand."""

    instant: str


class Side(TypedDict):
    """What is compared: a moment, which is a span after an event; or a date."""

    event: NotRequired[str]
    span: NotRequired[list[Step]]
    instant: NotRequired[str]


class Point(TypedDict):
    """What periods name besides events.

    A moment has `event` and `span`; a comparison `moment`, `bound` and `before`; a count `count`
    and `points`; what lies after another `point` and `span`. In `ways` it has come, and has not.
    """

    key: str
    bases: list[str]
    event: NotRequired[str]
    span: NotRequired[list[Step]]
    instant: NotRequired[str]
    isDelay: NotRequired[bool]
    moment: NotRequired[Side]
    bound: NotRequired[Side]
    before: NotRequired[bool]
    point: NotRequired[str | Date]
    ways: NotRequired[list[list[Period]]]
    count: NotRequired[int]
    points: NotRequired[list[str | Date]]
    needs: NotRequired[list[str]]
    name: NotRequired[Words]
    comes: NotRequired[Words]
    meant: NotRequired[Words]
    has_parts: NotRequired[bool]


# ---- what is told ------------------------------------------------------------------------


class Value(TypedDict):
    """A value of an entry, without what the page knows: a name, and what a clause needs."""

    text: NotRequired[Words]
    aside: NotRequired[Words]
    href: NotRequired[str]
    thing: NotRequired[str]
    needs: NotRequired[str]
    ways: NotRequired[list[Pair[str | None]]]
    clause: NotRequired[str]
    of: NotRequired[str]


class Entry(TypedDict):
    """A term of what is told about a thing, with its values, or with clauses that stand there."""

    term: str
    values: list[Value]
    clauses: NotRequired[list[str]]


class Ending(TypedDict):
    """A clause that can end another."""

    key: str
    label: Words
    replaces: bool


class Condition(TypedDict):
    """A condition with its periods, and those that it is made of."""

    kind: str
    text: Words
    periods: list[Period]
    event: NotRequired[str]
    needed: NotRequired[int]
    endings: NotRequired[list[Ending]]
    undisclosed: NotRequired[list[Words]]
    sources: NotRequired[list[str]]
    parts: NotRequired[list[Condition]]


# ---- things ------------------------------------------------------------------------------


class Named(TypedDict):
    """What has a name."""

    key: str
    iri: str
    label: Words


class Party(Named):
    """A party, or a class of them."""

    isClass: bool
    entries: list[Entry]


class Agreement(Named):
    """An agreement."""

    date: str
    day: str | None
    binding: bool
    parties: list[str]
    statements: int
    certainty: str
    entries: list[Entry]


class Source(Named):
    """A source; its addresses are harmless."""

    publisher: str
    issued: str
    urls: list[str]


class Sighting(TypedDict):
    """That a source knew a clause: since when, and the day that it tells of."""

    known: str | None
    date: str
    byVersion: NotRequired[bool]


class DutyState(TypedDict):
    """A state of a duty, and when it has it."""

    state: str
    periods: list[Period]


class Duty(TypedDict):
    """By when a duty is to be done."""

    deadline: str | None
    states: list[DutyState]


class Clause(Named):
    """A clause."""

    agreement: str
    rule: str
    kind: str
    certainty: str
    owedBy: list[str]
    holders: list[str]
    names: list[str]
    changes: list[str]
    replaces: list[str]
    assets: list[Words]
    dollars: float | None
    sources: list[str]
    evidence: list[Sighting]
    shares: NotRequired[list[Words]]
    renews: NotRequired[list[str]]
    duty: NotRequired[Duty]
    periods: list[Period]
    reasons: Condition
    entries: list[Entry]


class Claim(TypedDict):
    """What sources claim about the date of an event."""

    label: Words
    knownSince: str | None
    sources: list[str]


class Event(Named):
    """An event, or that an agreement takes effect, which is described nowhere."""

    name: Words
    isAgreement: bool
    happening: Happening
    earlier: list[str]
    later: list[str]
    excludes: NotRequired[list[str]]
    definition: NotRequired[Words]
    undisclosed: NotRequired[list[Words]]
    sources: NotRequired[list[str]]
    through: NotRequired[str | None]
    shownBy: NotRequired[list[str]]
    entries: NotRequired[list[Entry]]
    claims: list[Claim]


class Concept(TypedDict):
    """One of a list of words, such as the kinds of clauses; above are those that it is below."""

    key: str
    label: Words
    above: NotRequired[list[str]]


class Undisclosed(TypedDict):
    """What is not public: of which thing, in which words, and what has to be known for it."""

    thing: str
    id: NotRequired[str]
    label: NotRequired[Words]
    text: Words
    needs: NotRequired[str]


class StoryStep(TypedDict):
    """A step of a story."""

    label: Words
    text: Words
    on: str
    known: str | None
    assumed: list[Pair[str]]
    selects: str | None
    shows: list[str]
    view: str
    sources: list[str]


class Story(Named):
    """A story."""

    text: Words
    steps: list[StoryStep]


class Reach(TypedDict):
    """How far the record reaches."""

    text: str
    end: str | None


# ---- flows -------------------------------------------------------------------------------


class Sum(TypedDict):
    """An amount that flows; a sum for a month or another unit is a rate."""

    unit: str
    exact: NotRequired[float]
    least: NotRequired[float]
    most: NotRequired[float]
    about: NotRequired[bool]
    rate: NotRequired[bool]


class Carrier(TypedDict):
    """A clause that carries a step of a loop."""

    clause: str
    force: str
    promised: list[Period]
    performed: list[Period]
    press: NotRequired[bool]
    endless: NotRequired[bool]


class LoopStep(TypedDict):
    """What goes from one party of a loop to the next."""

    leads: list[str]
    periods: list[Period]
    carriers: list[Carrier]


class Version(TypedDict):
    """Of how many instants at which agreements become known a loop or a flow is made."""

    least: int
    most: int


class Loop(Version):
    """A loop."""

    parties: list[str]
    periods: list[Period]
    promised: list[Period]
    performed: list[Period]
    steps: list[LoopStep]


class Flow(Version):
    """A flow; each of its sides is who gives, and who takes."""

    lead: str
    counter: str
    sides: list[Pair[list[str]]]
    clauses: list[str]
    family: str
    periods: list[Period]
    sums: list[Sum]


class Flowing(TypedDict):
    """All loops and flows."""

    length: int
    forces: list[str]
    tops: dict[str, str]
    known: list[str]
    loops: list[Loop]
    flows: list[Flow]


# ---- search ------------------------------------------------------------------------------


class Field(TypedDict):
    """A field that is searched."""

    name: str
    weight: float


class Searched(TypedDict):
    """A thing that is found, by its places: number of the field, text, words besides."""

    key: str
    sort: str
    iri: NotRequired[str]
    id: NotRequired[str]
    places: list[list[int | str]]
    at: NotRequired[str]


class Search(TypedDict):
    """Everything in which words are looked for."""

    rules: Rules
    fields: list[Field]
    things: list[Searched]


# ---- all of it ---------------------------------------------------------------------------


class Record(TypedDict):
    """What follows from the files alone."""

    reach: Reach | None
    title: Words
    parties: list[Party]
    agreements: list[Agreement]
    clauses: list[Clause]
    events: list[Event]
    sources: list[Source]
    kinds: list[Concept]
    certainties: list[Concept]
    values: list[Concept]
    forces: list[Concept]
    flowing: Flowing
    search: Search
    undisclosed: list[Undisclosed]
    freshFor: int
    stories: list[Story]
    points: list[Point]
    schedules: dict[str, Schedule]


class Setting(TypedDict):
    """The days asked about, and what is supposed: pairs of event and date."""

    on: str
    known: str
    assumed: list[Pair[str]]


class TotalsRow(TypedDict):
    """A row of the totals."""

    cells: list[Words]
    parties: list[str]


class Totals(TypedDict):
    """The totals in the setting shown first."""

    headings: list[Words]
    rows: list[TotalsRow]


class Changes(TypedDict):
    """Which events would open or close a loop in the setting shown first."""

    parties: list[str]
    opening: list[list[str]]
    closing: list[list[str]]


class Shown(TypedDict):
    """What follows from what is shown first."""

    setting: Setting
    totals: Totals
    changes: list[Changes]


class Told(Record, Shown):
    """What is told: all but pictures and phrases."""


class Place(TypedDict):
    """Where a thing stands on the map, by its middle; a pair of parties says what it is called."""

    key: str
    kind: str
    x: float
    y: float
    box: list[float]
    group: str | None
    standsFor: list[str]
    pairs: NotRequired[int]
    label: NotRequired[str]


class Sizes(TypedDict):
    """Sizes on the map."""

    chip: float
    group: float
    head: float
    foot: float


class Picture(TypedDict):
    """What is drawn where on the map of agreements; options are those of vis-network."""

    picture: list[Place]
    signed: list[Pair[str]]
    options: dict[str, Any]
    sizes: Sizes


class Member(TypedDict):
    """A party in the picture of all, with its place in each frame: x, y, side."""

    key: str
    label: str
    radius: float
    shape: str
    sector: str
    isClass: bool
    shown: bool
    places: dict[str, tuple[float, float, str]]


class Others(TypedDict):
    """A mark for parties that deal with one alone, their hub, with its place in each frame."""

    hub: str
    members: list[str]
    radius: float
    places: dict[str, tuple[float, float, str]]
    along: dict[str, float]


class Cable(TypedDict):
    """What two parties ever have with each other: families, and where its text stands."""

    one: str
    other: str
    families: list[str]
    along: dict[str, float]
    clauses: dict[str, str]


class Sector(TypedDict):
    """What the shape of a party stands for: a concept, and what that is called."""

    iri: str
    shape: str
    label: Words


class Web(TypedDict):
    """Who is drawn where in the picture of parties, which pairs have what, and its bounds.

    A frame is its width, its height and what radii are multiplied by in it; a size is a sum of
    money with the radius of who gives it.
    """

    bounds: dict[str, list[tuple[str, list[str]]]]
    nodes: list[Member]
    others: list[Others]
    cables: list[Cable]
    sectors: list[Sector]
    options: dict[str, Any]
    frames: dict[str, tuple[float, float, float]]
    sizes: list[tuple[float, float]]


FormulaPhrases = TypedDict(
    "FormulaPhrases",
    {
        "in_force": str,
        "always": str,
        "never": str,
        "start": str,
        "end": str,
        "or": str,
        "and": str,
        "latest": tuple[str, str],
        "earliest": tuple[str, str],
        "quoted": str,
        "end_of": str,
        "apart": str,
    },
)
"""What formulas are made of; of several ends which one counts, of two and of more."""


class Phrases(TypedDict):
    """What is said in a language, by the part of Python that says it."""

    page: Mapping[str, str]
    counted: Mapping[str, tuple[str, str]]
    months: tuple[str, ...]
    looks: Mapping[str, str]
    formula: FormulaPhrases
    occurrence: Mapping[str, str | tuple[str, ...]]
    loops: Mapping[str, str]
    bounding: Mapping[str, str]
    amounts: Mapping[str, str]
    reach: str
    why: Mapping[str, str]
    states: Mapping[str, str]
    duties: Mapping[str, str]
    headlines: Mapping[str, str]
    revivals: Mapping[str, str]
    fields: Mapping[str, str]
    sorts: Mapping[str, str]
    show: Mapping[str, str]
    headings: Mapping[str, str]


class Lasting(Picture):
    """What the page draws, and in which words it tells, whatever it shows first."""

    words: dict[str, Phrases]
    languages: list[str]
    query: str


class First(Shown, Lasting):
    """What is there at first: what the page shows then, and what lasts."""


class Model(Record, First):
    """All that the page knows."""

    web: Web
