"""The deal as a network: parties, agreements and clauses, and where to draw them.

Everything else that the record knows of a clause (conditions, dates, assets,
sources) is an attribute of its node, not a node of its own: a picture of a deal
is read up to about fifty things. The graph is an ordinary networkx graph whose
attributes are JSON-able; nothing in here knows a screen, but the layout knows how
much room a text takes.
"""

from __future__ import annotations

from collections import Counter
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from pactgraph.kernel.status import Status
from pactgraph.messages import LANGUAGES
from pactgraph.telling.words import concept_label, event_in_words, formula

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pactgraph.asking.status.answer import Answer
    from pactgraph.messages import Language
    from pactgraph.record import Agreement, Clause, Party, Record, Thing

    DealNetwork = nx.MultiDiGraph[str]
    """Of IRIs; see `deal_network`."""

NodeKind = Literal["party", "agreement", "pair", "clause"]
Point = tuple[float, float]

GROUPS: tuple[NodeKind, ...] = ("agreement", "pair")
"""What clauses are folded into: their agreement, or the two parties between which they are."""
GROUP_SIZE = (548.0, 56.0)
"""Width and height of the box of a folded group."""
CHIP_WIDTH = 92.0
"""Width of the left part of that box, its date, which stays when another is unfolded."""
CLAUSE_SIZE = (424.0, 30.0)
PARTY_WIDTH = 140.0
PANEL_HEAD = 54.0
"""Room above the clauses of an unfolded group, for its name."""
PANEL_FOOT = 14.0

MOST_AGREEMENTS = 18
MOST_PARTIES = 18
"""With more agreements or parties than these, one picture cannot be read: see `overview`."""
MOST_PAIRS = 20
"""The most pairs of parties that an overview draws."""

_ROW = 65.0
_CLAUSE_GAP = 5.0
_PARTY_GAP = 18.0
_ALLEY = 76.0  # between parties and groups: room for lines
_PARTY_X = GROUP_SIZE[0] / 2 + _ALLEY + PARTY_WIDTH / 2
_CLAUSE_X = (_PARTY_X - PARTY_WIDTH / 2 - GROUP_SIZE[0] / 2 + CHIP_WIDTH) / 2
_PARTY_TEXT = (14.5, 120.0)  # its size, and the room for a line
_WIDTHS = {
    "iljt.,:;'|!I()[]/- \N{MIDDLE DOT}“”„\N{RIGHT SINGLE QUOTATION MARK}": 0.32,
    "fr": 0.36,
    "\N{EN DASH}": 0.56,
    "mwMW%@\N{EM DASH}": 0.88,
}
_CAPITAL, _LETTER, _OTHER = 0.7, 0.55, 1.0
_IDEOGRAPHS = 0x2E80
_PARTY_LINE = 17.0
_PARTY_PADDING = 36.0


def deal_network(
    record: Record,
    answers: Sequence[Answer],
    language: Language,
    unknown: Collection[str] = (),
) -> DealNetwork:
    """Return the network of the clauses that `answers` are about.

    Nodes are IRIs of parties, agreements and clauses, with the attributes ``kind``,
    ``name`` (short id), ``label`` and what belongs to their kind. Edges have a ``kind``:
    party owes clause, clause holds party, agreement contains clause, party signed
    agreement; and clause ends, replaces, narrows or concerns clause, agreement
    replaces agreement, as far as both are drawn.

    Args:
        record: what the graph says.
        answers: the clauses to draw, with their status.
        language: of the labels.
        unknown: IRIs of events and agreements that do not exist for the question; the
            agreements are left out with their clauses.
    """
    drawn = [answer for answer in answers if answer.clause.agreement not in unknown]
    agreements = _agreements(record, drawn, unknown)
    graph: DealNetwork = nx.MultiDiGraph()
    owes = Counter(party for answer in drawn for party in {*answer.clause.owed_by})
    holds = Counter(party for answer in drawn for party in {*answer.clause.holders})
    for iri in _parties(agreements, drawn):
        shares = {"owes": owes[iri], "holds": holds[iri]}
        graph.add_node(iri, **_party(record.parties[iri], language), **shares)
    own: dict[str, list[Answer]] = {agreement.iri: [] for agreement in agreements}
    for answer in drawn:
        own[answer.clause.agreement].append(answer)
    for order, agreement in enumerate(agreements):
        graph.add_node(agreement.iri, **_agreement(agreement, own[agreement.iri], order, language))
    for answer in drawn:
        graph.add_node(answer.clause.iri, **_clause(record, answer, language, unknown))
    _connect(graph, agreements, [answer.clause for answer in drawn])
    return graph


def plain(graph: DealNetwork) -> DealNetwork:
    """Return a copy of `graph` whose attributes are texts, numbers and truth values.

    Such a network can be written to GraphML, GEXF and GML. A list becomes one text, with
    semicolons, and a mapping one number for each key: ``counts_in_force``. The label stands in
    ``title`` too, because GML calls the node itself its label, and ``parents`` are ``part_of``,
    because GEXF nests nodes in their parents.
    """
    copy: DealNetwork = nx.MultiDiGraph()
    copy.add_nodes_from((node, _plain(about)) for node, about in graph.nodes(data=True))
    for first, second, key, about in graph.edges(keys=True, data=True):
        copy.add_edge(first, second, key=key, **about)
    return copy


_RENAMED = {"parents": "part_of"}


def _plain(attributes: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"title": attributes["label"]}
    for name, value in attributes.items():
        match value:
            case list():
                found[_RENAMED.get(name, name)] = "; ".join(map(str, value))
            case dict():
                found |= {f"{name}_{str(k).replace(' ', '_')}": v for k, v in value.items()}
            case _:
                found[name] = value
    return found


def _agreements(
    record: Record, drawn: Iterable[Answer], unknown: Collection[str]
) -> list[Agreement]:
    """Return the agreements of the clauses, and those of their series that have none."""
    named = {answer.clause.agreement for answer in drawn}
    series = {record.agreements[iri].series for iri in named} - {""}
    found = [
        agreement
        for iri, agreement in record.agreements.items()
        if iri in named
        or (agreement.series in series and not agreement.clauses and iri not in unknown)
    ]
    return sorted(found, key=lambda a: (a.effective.start, a.issued.start, a.id))


def _parties(agreements: Iterable[Agreement], drawn: Iterable[Answer]) -> list[str]:
    found = {iri for agreement in agreements for iri in agreement.parties}
    for answer in drawn:
        found.update(answer.clause.holders, answer.clause.owed_by)
    return sorted(found)


def _party(party: Party, language: Language) -> dict[str, Any]:
    return {
        "kind": "party",
        "name": party.id,
        **_called(party, language),
        "is_class": party.is_class,
        "parents": list(party.parents),
    }


def _agreement(
    agreement: Agreement, own: Collection[Answer], order: int, language: Language
) -> dict[str, Any]:
    counts = Counter(answer.status for answer in own)
    return {
        "kind": "agreement",
        "name": agreement.id,
        **_called(agreement, language),
        "date": agreement.effective.text or agreement.issued.text,
        "binding": agreement.binding,
        "law": [text.in_language(language) for text in agreement.law],
        "order": order,
        "clauses": len(own),
        "statements": len(agreement.statements),
        "counts": {status.value: counts[status] for status in Status},
    }


def _clause(
    record: Record, answer: Answer, language: Language, unknown: Collection[str]
) -> dict[str, Any]:
    clause = answer.clause
    sources = [record.sources[iri] for iri in clause.sources if iri in record.sources]
    return {
        "kind": "clause",
        "name": clause.id,
        **_called(clause, language),
        "agreement": clause.agreement,
        "group": clause.agreement,
        "rule": clause.rule,
        "clause_kind": concept_label(record.kinds, clause.kind, language),
        "status": answer.status.value,
        "depends_on": [event_in_words(event, record, language) for event in answer.depends_on],
        "formula": formula(clause, record, language, unknown),
        "sources": [source.label.in_language(language) for source in sources],
    }


def _called(thing: Thing, language: Language) -> dict[str, Any]:
    """Return the label in one language, and in all: a box has room for each of them."""
    texts = [thing.label.in_language(each) for each in LANGUAGES]
    return {"label": thing.label.in_language(language), "labels": sorted(set(texts))}


def _connect(
    graph: DealNetwork, agreements: Iterable[Agreement], clauses: Iterable[Clause]
) -> None:
    for agreement in agreements:
        _link(graph, "signed", ((party, agreement.iri) for party in agreement.parties))
        _link(graph, "replaces", ((agreement.iri, other) for other in agreement.replaces))
    for clause in clauses:
        iri = clause.iri
        _link(graph, "contains", [(clause.agreement, iri)])
        _link(graph, "owes", ((party, iri) for party in clause.owed_by))
        _link(graph, "holds", ((iri, party) for party in clause.holders))
        for kind in ("ends", "replaces", "narrows", "concerns"):
            _link(graph, kind, ((iri, other) for other in getattr(clause, kind)))


def _link(graph: DealNetwork, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
    for first, second in pairs:
        if first in graph and second in graph:
            graph.add_edge(first, second, key=kind, kind=kind)


# ---- what can be read ----------------------------------------------------------


def overview(graph: DealNetwork) -> DealNetwork:
    """Return `graph` as one picture can show it.

    That is `graph` itself if it has few agreements and parties. Else parties stand for all
    that belong to them, and clauses are folded into the pairs of parties between which they
    are, nodes of the kind ``pair`` with the attributes ``clauses`` and ``pairs`` (how many
    there are in all); the `MOST_PAIRS` pairs with most clauses are drawn. ``party`` nodes
    have the attribute ``stands_for``: the IRIs of all parties drawn as one.
    """
    few = len(of_kind(graph, "agreement")) <= MOST_AGREEMENTS
    if few and len(of_kind(graph, "party")) <= MOST_PARTIES:
        return graph
    family = {party: _drawn_family(graph, party) for party in of_kind(graph, "party")}
    pairs: dict[tuple[str, ...], list[str]] = {}
    for clause in of_kind(graph, "clause"):
        if pair := _pair(graph, clause, family):
            pairs.setdefault(pair, []).append(clause)
    largest = sorted(pairs, key=lambda pair: (-len(pairs[pair]), pair))[:MOST_PAIRS]
    picture: DealNetwork = nx.MultiDiGraph()
    for party in sorted({party for pair in largest for party in pair}):
        members = [member for member, root in family.items() if root == party]
        picture.add_node(party, **graph.nodes[party] | {"stands_for": members})
    for pair in sorted(largest):
        name = _add_pair(picture, pair, clauses=len(pairs[pair]), pairs=len(pairs))
        for clause in pairs[pair]:
            _add_folded(picture, graph, clause, name, family)
    return picture


def _drawn_family(graph: DealNetwork, party: str) -> str:
    return [member for member in _ancestry(graph, party) if member in graph][-1]


def _pair(graph: DealNetwork, clause: str, family: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parties between which `clause` is, in order; one if it is within a family."""
    owing = sorted({family[p] for p, _ in graph.in_edges(clause) if p in family})
    holding = sorted({family[p] for _, p in graph.out_edges(clause) if p in family})
    return tuple(sorted({*owing[:1], *holding[:1]}))


def _add_pair(picture: DealNetwork, pair: tuple[str, ...], *, clauses: int, pairs: int) -> str:
    """Add the node of a pair of parties to `picture`, and return its name."""
    name = " ".join((pair[0], pair[-1]))  # never that of a party
    labels = [picture.nodes[party]["label"] for party in pair]
    label = " \N{LEFT RIGHT ARROW} ".join(labels)
    picture.add_node(name, kind="pair", name=name, label=label, clauses=clauses, pairs=pairs)
    _link(picture, "signed", ((party, name) for party in pair))
    return name


def _add_folded(
    picture: DealNetwork, graph: DealNetwork, clause: str, group: str, family: Mapping[str, str]
) -> None:
    """Add a clause of `graph` to a group of `picture`, between parties that stand for families."""
    picture.add_node(clause, **graph.nodes[clause] | {"group": group})
    _link(picture, "contains", [(group, clause)])
    owing = {family[p] for p, _ in graph.in_edges(clause) if p in family}
    holding = {family[p] for _, p in graph.out_edges(clause) if p in family}
    _link(picture, "owes", ((party, clause) for party in sorted(owing)))
    _link(picture, "holds", ((clause, party) for party in sorted(holding)))


# ---- where things stand ------------------------------------------------------


def size(attributes: Mapping[str, Any]) -> Point:
    """Return the width and height that the node with these attributes is drawn in."""
    kind: NodeKind = attributes["kind"]
    if kind in GROUPS:
        return GROUP_SIZE
    if kind == "clause":
        return CLAUSE_SIZE
    letters, room = _PARTY_TEXT
    labels = attributes.get("labels", [attributes["label"]])
    lines = 1 if max(map(text_width, labels)) * letters <= room else 2
    return PARTY_WIDTH, _PARTY_PADDING + lines * _PARTY_LINE


def text_width(text: str) -> float:
    """Return about how wide `text` is in a sans-serif type of size 1; rather too wide."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    for letters, width in _WIDTHS.items():
        if letter in letters:
            return width
    if not letter.isascii() and not letter.isalpha():
        return _OTHER
    return _CAPITAL if letter.isupper() else _LETTER if ord(letter) < _IDEOGRAPHS else _OTHER


def positions(graph: DealNetwork) -> dict[str, Point]:
    """Return the centre of every node, y downwards; the same graph gives the same places.

    Groups stand in the middle, agreements in the order of their dates. Parties stand left
    and right of them, such that most clauses connect the two sides, those who owe more on
    the left. The clauses of each group form a column between the parties; columns of
    different groups may lie over one another, since one is unfolded at a time. No place
    depends on a status, a date asked about, a language or what is unfolded.
    """
    groups = of_kind(graph, *GROUPS)
    rows = {iri: _ROW * (i - (len(groups) - 1) / 2) for i, iri in enumerate(groups)}
    left = _left_side(graph)
    places: dict[str, Point] = {iri: (0.0, y) for iri, y in rows.items()}
    for at_left, x in ((True, -_PARTY_X), (False, _PARTY_X)):
        side = [party for party in of_kind(graph, "party") if (party in left) is at_left]
        for party, y in _spread(graph, side, rows).items():
            places[party] = (x, y)
    columns = {iri: _column(graph, iri, left) for iri in groups}
    tall = max((height for _, height in columns.values()), default=0.0)
    reach = max(tall, len(groups) * _ROW) / 2
    for iri, (column, height) in columns.items():
        room = reach - height / 2
        top = max(-room, min(room, rows[iri])) - height / 2
        places |= {clause: (_CLAUSE_X, _rounded(top + y)) for clause, y in column.items()}
    return places


def of_kind(graph: DealNetwork, *kinds: NodeKind) -> list[str]:
    """Return the IRIs of the nodes of these kinds, in their order."""
    return [iri for iri, attributes in graph.nodes(data=True) if attributes["kind"] in kinds]


def _edges(graph: DealNetwork, kind: str) -> Iterable[tuple[str, str]]:
    return [(a, b) for a, b, attributes in graph.edges(data=True) if attributes["kind"] == kind]


def _left_side(graph: DealNetwork) -> set[str]:
    """Return the parties to draw on the left.

    Parties that belong together stay together. The sides are a large cut of the graph
    of who has clauses with whom.
    """
    families = {party: _family(graph, party) for party in of_kind(graph, "party")}
    dealings: nx.Graph[str] = nx.Graph()
    dealings.add_nodes_from(sorted(set(families.values())))
    owing = [(families[party], clause) for party, clause in _edges(graph, "owes")]
    holding: dict[str, set[str]] = {}
    for clause, party in _edges(graph, "holds"):
        holding.setdefault(clause, set()).add(families[party])
    balance = Counter(family for family, _ in owing)
    for family, clause in owing:
        for other in sorted(holding.get(clause, set()) - {family}):
            weight = dealings.get_edge_data(family, other, {"weight": 0})["weight"]
            dealings.add_edge(family, other, weight=weight + 1)
    balance.subtract(family for held in holding.values() for family in sorted(held))
    half = _cut(dealings, balance)
    return {party for party, family in families.items() if family in half}


def _cut(dealings: nx.Graph[str], balance: Counter[str]) -> set[str]:
    """Return the half of the families that owes more than it holds."""
    if not dealings.number_of_edges():
        return {family for family in dealings if balance[family] >= 0}
    halves = _parted(dealings)
    apart = {family for family in dealings if not dealings.degree(family)}
    first, second = (set(half) - apart for half in halves)
    if sum(balance[f] for f in first) < sum(balance[f] for f in second):
        first, second = second, first
    for family in sorted(apart):
        (first if len(first) < len(second) else second).add(family)
    return first


def _parted(dealings: nx.Graph[str]) -> tuple[set[str], set[str]]:
    """Return the families in halves between which more goes on than if any one changed sides.

    Of those whose change gains most, the first one changes, as often as it gains anything. It
    is what `networkx.approximation.one_exchange` does, which weighs everything anew each time.
    """
    gain = {family: dealings.degree(family, weight="weight") for family in dealings}
    first, second = set(dealings), set[str]()
    waiting = [(-more, family) for family, more in gain.items()]
    heapify(waiting)
    while waiting:
        less, family = heappop(waiting)
        if -less != gain[family]:
            continue  # it has another gain since
        if less >= 0:
            break
        here, there = (first, second) if family in first else (second, first)
        here.remove(family)
        there.add(family)
        gain[family] = less
        for other, about in dealings[family].items():
            gain[other] += 2 * about["weight"] * (1 if other in there else -1)
            heappush(waiting, (-gain[other], other))
        heappush(waiting, (-gain[family], family))
    return first, second


def _family(graph: DealNetwork, party: str) -> str:
    """Return the outermost party that `party` belongs to, drawn or not."""
    return _ancestry(graph, party)[-1]


def _ancestry(graph: DealNetwork, party: str) -> list[str]:
    """Return `party`, what it belongs to, what that belongs to, and so on."""
    seen = [party]
    while seen[-1] in graph and (parents := graph.nodes[seen[-1]]["parents"]):
        if parents[0] in seen:
            break
        seen.append(parents[0])
    return seen


def _spread(graph: DealNetwork, side: list[str], rows: dict[str, float]) -> dict[str, float]:
    """Return the heights of the parties of one side: near their agreements, none overlapping."""
    wanted = sorted((_mean_row(graph, party, rows), party) for party in side)
    heights = [size(graph.nodes[party])[1] for _, party in wanted]
    centres = [y for y, _ in wanted]
    for _ in range(200):
        for i in range(len(centres) - 1):
            need = (heights[i] + heights[i + 1]) / 2 + _PARTY_GAP
            push = (need - (centres[i + 1] - centres[i])) / 2
            if push > 0:
                centres[i], centres[i + 1] = centres[i] - push, centres[i + 1] + push
    return {party: _rounded(y) for (_, party), y in zip(wanted, centres, strict=True)}


def _mean_row(graph: DealNetwork, party: str, rows: dict[str, float]) -> float:
    near = [rows[a] for _, a in graph.out_edges(party) if a in rows]
    clauses = [*graph.successors(party), *graph.predecessors(party)]
    near += [rows[graph.nodes[c]["group"]] for c in clauses if "group" in graph.nodes[c]]
    return sum(near) / len(near) if near else 0.0


def _column(
    graph: DealNetwork, group: str, left: Collection[str]
) -> tuple[dict[str, float], float]:
    """Return the heights of a group's clauses below the top of its panel, and its height.

    What goes from left to right comes first, then what is mutual, then what goes back.
    """
    clauses = [c for _, c in graph.out_edges(group) if graph.nodes[c]["kind"] == "clause"]
    clauses.sort(key=lambda clause: (_direction(graph, clause, left), graph.nodes[clause]["name"]))
    places, y = {}, PANEL_HEAD
    for clause in clauses:
        height = size(graph.nodes[clause])[1]
        places[clause] = y + height / 2
        y += height + _CLAUSE_GAP
    return places, y - _CLAUSE_GAP + PANEL_FOOT


def _direction(graph: DealNetwork, clause: str, left: Collection[str]) -> int:
    """Return -1 for a clause that is owed on the left and held on the right, 1 for the reverse."""
    owed = [party in left for party, _ in graph.in_edges(clause) if _is_party(graph, party)]
    held = [party in left for _, party in graph.out_edges(clause) if _is_party(graph, party)]
    share = [sum(sides) / len(sides) if sides else 0.5 for sides in (owed, held)]
    return (share[0] < share[1]) - (share[0] > share[1])


def _is_party(graph: DealNetwork, iri: str) -> bool:
    return bool(graph.nodes[iri]["kind"] == "party")


def _rounded(number: float) -> float:
    """Return `number` without digits that only arithmetic brings in."""
    return round(number, 1)
