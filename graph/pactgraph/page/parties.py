"""Who with whom: the parties as marks, what they have with each other as cables between them.

Sizes are pixels of a screen. Nothing moves when the day changes, so places follow from all that
parties ever have with each other; how much of it there is on a day, the script says.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pactgraph.asking.network.lanes import LaneStanding, lanes
from pactgraph.asking.network.words import Naming
from pactgraph.flows.flows import flows
from pactgraph.flows.groups import tops
from pactgraph.flows.lanes import (
    FAMILIES,
    family_of_clause,
    family_of_flow,
    sides_of,
    without_flow,
)
from pactgraph.flows.sums import amounts_of
from pactgraph.messages import LANGUAGES
from pactgraph.page.others import Others, leaves, name_of
from pactgraph.page.phrases import counted
from pactgraph.page.places import plan_of
from pactgraph.placing import Body, Cable, Frame, Place, Plan, beside
from pactgraph.terms import SECTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyvis.network import Network

    from pactgraph.asking.network.lanes import Lane
    from pactgraph.asking.setting import Setting
    from pactgraph.flows.flows import Flow
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

FRAMES = {"wide": Frame(1090, 636), "narrow": Frame(690, 420), "phone": Frame(350, 600)}
"""The windows for which there are places: of a desk, of a tablet, of a telephone."""
ALL, ALL_ON_PHONE = "all", "all-phone"
"""All parties, where not all are drawn at first but all can be: as large as that of a desk, and
the same upright, and longer."""
_UPRIGHT = 1.8
MOST = 30
"""So many parties are drawn at once; of more, only `SHOWN` at first."""
SHOWN = 24
MOST_PLACED = 60
"""So many parties are drawn on demand; of more, the others are in tables alone."""
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1},
    "interaction": {
        "dragNodes": True,
        "dragView": True,
        "hover": False,
        "selectable": False,
        "zoomView": False,
    },
    "edges": {"smooth": False},
}
"""Those of vis-network: nothing is laid out in the browser; a mark may be dragged."""
ROUND = "dot"
"""The shape of a party of which no sector is told, or one that has no shape of its own."""
SHAPES = {
    f"{SECTOR}ai": ROUND,
    f"{SECTOR}cloud": "square",
    f"{SECTOR}chips": "hexagon",
    f"{SECTOR}finance": "diamond",
    f"{SECTOR}public": "triangle",
}
"""The shapes of sectors, as vis-network calls them."""
_LEAST_RADIUS, _MOST_RADIUS = 11.0, 46.0
_PER_ROOT_OF_BILLION = 1.25
_MOST_OF_FRAME = 0.06
"""Marks leave room for what is between them."""
_BILLION = 1e9
_WITH_SUMS = ("wide", "narrow")
_MOST_OF_SUMS = 0.15
"""Of a frame: so much the texts of cables may take; what else has one, shows where it has room."""
_LETTER, _LINE, _LONGEST_LINE, _WIDEST_NAME = 7.6, 16.0, 16, 180.0
_MOST_OF_WIDTH = 0.42
"""Of a frame: what is wider of a name is shortened where there is no room for it."""
_SUM_WIDTH, _SUM_LINE = 124.0, 15.0
_LANE = 3.2
_MOST_LANES = 4
_IN_MONEY = ("money", "credit")
_IN_KEY = (0.0, 1e11)


@dataclass(frozen=True)
class Party:
    """A party in the picture.

    Attributes:
        iri: what it is; it may be one that is not described.
        radius: of its mark, by the money that it ever gives, where a frame has room for that.
        is_class: whether it stands for many, such as investors.
        shape: of its mark, as vis-network calls it; it tells its sector.
        sector: IRI of the concept that the shape stands for, "" for none.
        shown: whether it is among those that are drawn at first.
        places: where it is, by frame; none where it is not drawn at all.
    """

    iri: str
    radius: float
    is_class: bool
    shape: str
    sector: str
    shown: bool
    places: Mapping[str, Place]


@dataclass(frozen=True)
class Pair:
    """Two parties that have anything with each other on any day.

    Attributes:
        one: the IRI of the one whose id comes first.
        other: that of the other.
        clauses: those that make it up on any day, by IRI, with the family of what they give.
        along: where its text is along the line from one to the other, by frame.
    """

    one: str
    other: str
    clauses: Mapping[str, str]
    along: Mapping[str, float]

    @property
    def families(self) -> tuple[str, ...]:
        """What goes between them on any day, in the order of drawing."""
        return _in_order(self.clauses.values())


def _in_order(families: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*families}, key=FAMILIES.index))


class Picture(NamedTuple):
    """Who is drawn where.

    Attributes:
        parties: all, the largest first.
        pairs: what each two have with each other, in the order of their ids.
        others: marks that stand for several parties while these are not drawn.
        frames: how large each frame is, and by what it multiplies the radii of all marks.
        sizes: some sums of money, with the radii of marks that give so much.
    """

    parties: list[Party]
    pairs: list[Pair]
    others: list[Others]
    frames: dict[str, tuple[Frame, float]]
    sizes: list[tuple[float, float]]


def picture(record: Record) -> Picture:
    """Return the parties and pairs of `record`, placed: all of them if they are few enough."""
    made = flows(record, record.clauses.values())
    between = clauses_between(record, made)
    families = {pair: _in_order(found.values()) for pair, found in between.items()}
    given, worth = _given(made), _worth(made)
    often = Counter(iri for c in record.clauses.values() for iri in {*c.owed_by, *c.holders})
    named = dict.fromkeys(iri for pair in families for iri in pair)
    order = sorted(named, key=lambda iri: (-given[iri], -often[iri], record.id_of(iri)))
    shown = {*order} if len(order) <= MOST else {*order[:SHOWN]}
    folded = leaves(order, between, shown)
    names = {iri: _names(record, iri) for iri in order}
    for hub, members in folded.items():
        mark = name_of(hub)
        given[mark] = sum(given[iri] for iri in members)
        worth[frozenset((hub, mark))] = sum(worth[frozenset((hub, iri))] for iri in members)
        names[mark] = [counted("others", len(members), language) for language in LANGUAGES]
        families[hub, mark] = _in_order(
            family
            for pair, found in between.items()
            if not {*members}.isdisjoint(pair)
            for family in found.values()
        )
    families = dict(sorted(families.items(), key=lambda item: -worth[frozenset(item[0])]))
    marks = [*(iri for iri in order if iri in shown), *map(name_of, folded)]
    share = _share([given[mark] for mark in marks])
    radii = {name: _radius(given[name], share) for name in names}
    bodies = {name: Body(name, radii[name], _name_size(told)) for name, told in names.items()}
    first = [bodies[mark] for mark in marks]
    more = {hub: [bodies[iri] for iri in members] for hub, members in folded.items()}
    plans = {name: _with_members(name, first, families, more) for name in FRAMES}
    sizes = {name: FRAMES[name] for name in plans}
    if len(shown) < len(order) <= MOST_PLACED:
        plans[ALL] = _plan(ALL, [bodies[iri] for iri in order], families)
        plans[ALL_ON_PHONE] = _upright(plans[ALL])
        across, down = FRAMES["wide"].width, FRAMES["wide"].height
        sizes |= {ALL: FRAMES["wide"], ALL_ON_PHONE: Frame(down, _UPRIGHT * across)}
    sectors = {iri: _sector(record, iri) for iri in order}
    parties = [
        Party(
            iri=iri,
            radius=radii[iri],
            is_class=iri in record.parties and record.parties[iri].is_class,
            shape=SHAPES.get(sectors[iri], ROUND),
            sector=sectors[iri],
            shown=iri in shown,
            places=_places(plans, iri),
        )
        for iri in order
    ]
    pairs = [
        Pair(one=one, other=other, clauses=found, along=_along(plans, one, other))
        for (one, other), found in between.items()
    ]
    others = [
        Others(
            hub=hub,
            members=members,
            radius=radii[name_of(hub)],
            places=_places(plans, name_of(hub)),
            along=_along(plans, hub, name_of(hub)),
        )
        for hub, members in folded.items()
    ]
    return Picture(
        parties=parties,
        pairs=pairs,
        others=others,
        frames={name: (size, plans[name].scale) for name, size in sizes.items()},
        sizes=[(money, _radius(money, share)) for money in _IN_KEY],
    )


def _places(plans: Mapping[str, Plan], name: str) -> dict[str, Place]:
    return {frame: plan.places[name] for frame, plan in plans.items() if name in plan.places}


def _along(plans: Mapping[str, Plan], one: str, other: str) -> dict[str, float]:
    pair = (one, other)
    return {frame: plan.labels[pair] for frame, plan in plans.items() if pair in plan.labels}


def _sector(record: Record, iri: str) -> str:
    """Return the first concept for what a party brings that has a shape, or else the first."""
    told = record.parties[iri].sectors if iri in record.parties else ()
    return min(told, key=lambda each: each not in SHAPES, default="")


def clauses_between(
    record: Record, made: Sequence[Flow] | None = None
) -> dict[tuple[str, str], dict[str, str]]:
    """Return what each two parties have with each other on any day.

    Args:
        record: the record.
        made: its flows, if they are known.

    Returns:
        By two IRIs of parties, the first of them by id: the family of each clause, by IRI.
    """
    made = flows(record, record.clauses.values()) if made is None else made
    found: dict[tuple[str, str], dict[str, str]] = {}

    def note(pair: Iterable[str], family: str, clauses: Iterable[Clause]) -> None:
        one, other = sorted(pair, key=record.id_of)
        own = found.setdefault((one, other), {})
        for clause in clauses:
            own.setdefault(clause.iri, family)

    for flow in made:
        for pair in flow.pairs:
            note(pair, family_of_flow(flow), flow.members)
    named = tops(record.parties)
    for clause in without_flow(record.clauses.values(), made):
        for pair in sides_of(clause, named):
            note(pair, family_of_clause(clause), [clause])
    return {pair: found[pair] for pair in sorted(found, key=record.ids_of)}


def _given(made: Iterable[Flow]) -> defaultdict[str, float]:
    """Return the money that each party ever pays, lends or invests alone, by IRI."""
    found: defaultdict[str, float] = defaultdict(float)
    for flow in made:
        if flow.lead in _IN_MONEY and len(flow.pairs) == 1:
            found[flow.pairs[0][0]] += _money(flow)
    return found


def _worth(made: Iterable[Flow]) -> defaultdict[frozenset[str], float]:
    """Return the money of all that ever flows between two parties alone, by both."""
    found: defaultdict[frozenset[str], float] = defaultdict(float)
    for flow in made:
        if len(flow.pairs) == 1:
            found[frozenset(flow.pairs[0])] += _money(flow)
    return found


def _money(flow: Flow) -> float:
    return sum(
        float(amount.value or amount.maximum or amount.minimum or 0)
        for amount in amounts_of(flow)
        if amount.currency and not amount.unit
    )


def _radius(money: float, share: float) -> float:
    """Return the radius of the mark of who gives so much, whose growth has this share of room."""
    more = _PER_ROOT_OF_BILLION * math.sqrt(max(0.0, money) / _BILLION)
    return round(_LEAST_RADIUS + share * min(_MOST_RADIUS - _LEAST_RADIUS, more), 1)


def _share(given: Iterable[float]) -> float:
    """Return by which share marks grow with money given: less where they would fill a frame."""
    taken = sum(math.pi * _radius(money, 1.0) ** 2 for money in given)
    room = _MOST_OF_FRAME * FRAMES["wide"].width * FRAMES["wide"].height
    return min(1.0, math.sqrt(room / taken)) if taken else 1.0


def _plan(
    name: str, bodies: Sequence[Body], families: Mapping[tuple[str, str], tuple[str, ...]]
) -> Plan:
    return plan_of(bodies, _cables(name, bodies, families), FRAMES.get(name, FRAMES["wide"]))


def _with_members(
    name: str,
    bodies: Sequence[Body],
    families: Mapping[tuple[str, str], tuple[str, ...]],
    more: Mapping[str, Sequence[Body]],
) -> Plan:
    """Return a plan, and where the members of marks are if there is room for them, too.

    Args:
        name: of the frame.
        bodies: what is drawn at first.
        families: what goes between each two, first where most money does.
        more: the members of the mark at each hub.
    """
    widest = _MOST_OF_WIDTH * FRAMES[name].width
    bodies = [replace(b, label=(min(b.label[0], widest), b.label[1])) for b in bodies]
    plan, cables = _plan(name, bodies, families), _cables(name, bodies, families)
    hooks = [cable for cable in cables if cable.other == name_of(cable.one)]
    crowds = [(hook, more[hook.one]) for hook in hooks]
    found = beside(bodies, cables, plan, FRAMES[name], crowds)
    return replace(plan, places={**plan.places, **found})


def _upright(plan: Plan) -> Plan:
    """Return a plan with its rows as columns, longer than they were: names are wide, not high."""
    turned = {
        name: Place(at.y, round(_UPRIGHT * at.x, 1), at.side) for name, at in plan.places.items()
    }
    return replace(plan, places=turned)


def _cables(
    name: str, bodies: Sequence[Body], families: Mapping[tuple[str, str], tuple[str, ...]]
) -> list[Cable]:
    frame, drawn = FRAMES.get(name, FRAMES["wide"]), {body.name for body in bodies}
    room = _MOST_OF_SUMS * frame.width * frame.height if name in _WITH_SUMS else 0.0
    cables = []
    for (one, other), found in families.items():
        if one in drawn and other in drawn:
            height = _SUM_LINE * min(2, len(found))
            room -= _SUM_WIDTH * height
            label = (_SUM_WIDTH, height) if room >= 0 else (0.0, 0.0)
            cables.append(Cable(one, other, _LANE * min(_MOST_LANES, 1 + len(found)), label))
    return cables


def _names(record: Record, iri: str) -> list[str]:
    """Return what a party is called, in all languages."""
    party = record.parties.get(iri)
    return [party.label.in_language(lang) for lang in LANGUAGES] if party else [record.id_of(iri)]


def _name_size(names: Iterable[str]) -> tuple[float, float]:
    """Return how large a name is drawn at most, in any language."""
    lines = max(map(_lines, names), key=lambda found: (len(found), max(map(len, found))))
    return min(_LETTER * max(map(len, lines)), _WIDEST_NAME), _LINE * len(lines)


def _lines(name: str) -> list[str]:
    """Return a name in one line, or in two of about the same length."""
    words = name.split()
    if len(name) <= _LONGEST_LINE or len(words) == 1:
        return [name]
    ways = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(min(ways, key=lambda way: max(map(len, way))))


# ---- as pyvis has it --------------------------------------------------------------------


def parties_network(
    record: Record, setting: Setting | None = None, language: Language = "en"
) -> Network:
    """Return who has what with whom as the pyvis network that the page draws.

    Nodes are parties: ``id`` is their IRI, ``x`` and ``y`` their place in the widest frame that
    has them, ``size`` the radius of their mark there, ``radius`` what it is where a frame has
    room, ``places`` [x, y, side of the name] by frame, none of those that are too many to be
    drawn, ``shown`` whether they are drawn at first. Where several that deal with one alone are
    drawn as one mark at first, that is a node, too: ``members`` are their IRIs, ``count`` says
    how many they are, ``hub`` is the IRI of that one; it is hidden where all of them have places.
    Edges are pairs: ``along`` is where their text is, by frame, ``families`` what goes between
    them on any day, ``clauses`` the family of each clause that makes it up, by IRI; ``label``,
    ``title``, ``width``, ``dashes`` and ``arrows`` say what there is in `setting`. What the
    members of such a mark have with their hub is added up at its edge.

    Args:
        record: the record.
        setting: the day asked about; None for the places alone.
        language: of labels.
    """
    return network_of(record, picture(record), setting, language)


def network_of(
    record: Record, drawn: Picture, setting: Setting | None = None, language: Language = "en"
) -> Network:
    """Return a picture of `record` as a pyvis network, as `parties_network` says."""
    from pactgraph.page.vis_network import VisNetwork  # noqa: PLC0415 - it imports IPython

    parties, pairs, others = drawn.parties, drawn.pairs, drawn.others
    network = VisNetwork(height="760px", width="100%")
    network.set_options(json.dumps(OPTIONS))
    naming = Naming(record, language)
    called = {party.iri: naming.party(party.iri) for party in parties}
    called |= {mark.name: counted("others", len(mark.members), language) for mark in others}
    for party in parties:
        network.add_node(
            party.iri,
            label=called[party.iri],
            shape=party.shape,
            is_class=party.is_class,
            sector=party.sector,
            shown=party.shown,
            hidden=not party.places,
            **_standing(party, drawn),
        )
    between = _going_between(lanes(record, setting) if setting else ())
    for pair in pairs:
        own = between[frozenset((pair.one, pair.other))]
        network.add_edge(
            pair.one,
            pair.other,
            hidden=not own,
            families=list(pair.families),
            clauses=dict(pair.clauses),
            along=dict(pair.along),
            **_told(own, pair.other, naming, called),
        )
    placed = {party.iri for party in parties if party.places}
    together = {iri: mark.name for mark in others for iri in mark.members}
    between = _going_between(
        lanes(record, setting, together=together) if setting and others else ()
    )
    for mark in others:
        own = between[frozenset((mark.hub, mark.name))]
        hidden = placed.issuperset(mark.members)
        network.add_node(
            mark.name,
            label=called[mark.name],
            shape=ROUND,
            hub=mark.hub,
            members=list(mark.members),
            count=len(mark.members),
            hidden=hidden,
            **_standing(mark, drawn),
        )
        network.add_edge(
            mark.hub,
            mark.name,
            hidden=hidden or not own,
            along=dict(mark.along),
            **_told(own, mark.name, naming, called),
        )
    return network


def _standing(mark: Party | Others, drawn: Picture) -> dict[str, Any]:
    """Return how large a mark is, and where it stands."""
    frame = next((name for name in ("wide", ALL) if name in mark.places), None)
    place = mark.places[frame] if frame else None
    return {
        "radius": mark.radius,
        "size": mark.radius * (drawn.frames[frame][1] if frame else 1),
        "x": place.x if place else 0,
        "y": place.y if place else 0,
        "physics": False,
        "places": {name: [at.x, at.y, at.side] for name, at in mark.places.items()},
    }


def _going_between(found: Iterable[Lane]) -> defaultdict[frozenset[str], list[Lane]]:
    """Return the lanes that are not over, by their two ends."""
    between: defaultdict[frozenset[str], list[Lane]] = defaultdict(list)
    for lane in found:
        if lane.standing is not LaneStanding.OVER:
            between[frozenset((lane.giver, lane.taker))].append(lane)
    return between


def _told(
    own: Sequence[Lane], other: str, naming: Naming, called: Mapping[str, str]
) -> dict[str, Any]:
    """Return what an edge says of its lanes; `other` is its second end."""
    told = [
        " ".join([called[e.giver], naming.say(e.family), naming.total(e.total)]).strip()
        for e in own
    ]
    ways = {"to" if lane.taker == other else "from" for lane in own}
    return {
        "label": "\n".join(told[:2]) + (f"\n+{len(told) - 2}" if told[2:] else ""),
        "title": "\n".join(told),
        "width": 1.5 + len(own),
        "dashes": not any(lane.standing is LaneStanding.STANDS for lane in own),
        "arrows": ", ".join(sorted(ways)),
    }
