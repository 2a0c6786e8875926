"""Opened: the rights and duties between parties, and the events and days that bound them.

Nodes are parties, clauses, events, fixed days and, where several bound a clause together, the one
of them that counts. The page reads from the edges what bounds what, and places the nodes as wide
as its window is; here they stand in columns.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from pactgraph.asking.network.bounds import bounds_of
from pactgraph.asking.network.words import BOUNDING, Naming
from pactgraph.kernel.status import Status
from pactgraph.telling.words import event_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from pyvis.network import Network

    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1},
    "edges": {"smooth": False},
}
_OF_SEVERAL = {"until": "first", "by": "first", "from": "last"}
_COLUMNS = {"owes": -520.0, "clause": 0.0, "holds": 520.0, "several": 700.0, "bound": 940.0}
_ROW = 62.0
_SHAPES = {"permission": "ellipse", "duty": "box", "prohibition": "hexagon"}
_COLOURS = {
    Status.IN_FORCE: "#dcefe6",
    Status.DEPENDS: "#fbe6d5",
    Status.NOT_YET: "#e2ecf7",
    Status.ENDED: "#eeeeee",
    Status.NEVER: "#eeeeee",
}
_PARTY_COLOUR, _PARTY_INK, _PAPER = "#22313f", "#ffffff", "#ffffff"


def opened_network(
    record: Record,
    clauses: Iterable[Clause],
    statuses: Mapping[str, Status],
    language: Language = "en",
) -> Network:
    """Return clauses between their parties, and what bounds them, as a pyvis network.

    Nodes have a ``kind``: ``party``, ``clause`` (with its ``rule`` and, where it is known, its
    ``status``) and ``event`` are IRIs; ``date`` is a day; ``several`` stands for the earliest or
    the latest of what its edges lead to. Edges have a ``kind`` too: a party *owes* a clause, a
    clause *holds* for a party, and *concerns* others; what starts a clause leads *from* it; a
    clause leads to what it lasts *until* or is due *by*; ``first`` and ``last`` lead to several.
    Each event and day is one node, whatever hangs on it.

    Args:
        record: the record.
        clauses: those to draw, from top to bottom.
        statuses: how they stand, by IRI.
        language: of labels.
    """
    from pactgraph.page.vis_network import VisNetwork  # noqa: PLC0415 - it imports IPython

    drawn, naming = list(clauses), Naming(record, language)
    network = VisNetwork(height="760px", width="100%")
    network.set_options(json.dumps(_OPTIONS))
    _place_ends(network, record, drawn, language)
    for iri, column, ys in _sides(drawn):
        look: dict[str, Any] = {"color": _PARTY_COLOUR, "font": {"color": _PARTY_INK}}
        label, at = naming.party(iri), (column, sum(ys) / len(ys))
        _place(network, iri, "party", label, at, shape="box", **look)
    for number, clause in enumerate(drawn):
        label = clause.label.in_language(language)
        status = statuses.get(clause.iri)
        about = {"shape": _SHAPES[clause.rule], "rule": clause.rule, "color": _PAPER}
        if status is not None:
            about |= {"color": _COLOURS[status], "status": status.value}
        _place(network, clause.iri, "clause", label, (_COLUMNS["clause"], number * _ROW), **about)
    for number, clause in enumerate(drawn):
        _join(network, record, clause, BOUNDING[language])
        _bind(network, clause, number * _ROW, BOUNDING[language])
    return network


def _place_ends(
    network: Network, record: Record, drawn: Collection[Clause], language: Language
) -> None:
    """Place what bounds clauses, and whom else they concern."""
    rows: dict[str, list[float]] = {}
    sides = {party for clause in drawn for party in (*clause.owed_by, *clause.holders)}
    for number, clause in enumerate(drawn):
        for end in {*_concerned(record, clause), *_ends(clause)} - sides:
            rows.setdefault(end, []).append(number * _ROW)
    for end, y in _apart(rows):
        kind = "date" if _is_day(end) else "party" if end in record.parties else "event"
        label = _WORDED[kind](end, record, language)
        shape = "hexagon" if kind == "event" else "box"
        _place(network, end, kind, label, (_COLUMNS["bound"], y), shape=shape, color=_PAPER)


def _join(network: Network, record: Record, clause: Clause, say: Mapping[str, str]) -> None:
    """Draw who owes a clause, who holds it, and whom else it concerns."""
    for party in dict.fromkeys(clause.owed_by):
        network.add_edge(party, clause.iri, kind="owes", arrows="to")
    for party in dict.fromkeys(clause.holders):
        network.add_edge(clause.iri, party, kind="holds", arrows="to")
    for party in _concerned(record, clause):
        network.add_edge(clause.iri, party, kind="concerns", label=say["concerns"], arrows="to")


def _place(
    network: Network,
    name: str,
    kind: str,
    label: str,
    at: tuple[float, float],
    **about: Any,  # noqa: ANN401 - as pyvis takes them
) -> None:
    x, y = at
    network.add_node(name, label=label, kind=kind, x=x, y=y, physics=False, **about)


_WORDED: Mapping[str, Callable[[str, Record, Language], str]] = {
    "date": lambda day, _record, _language: day,
    "party": lambda iri, record, language: Naming(record, language).party(iri),
    "event": event_in_words,
}


def _ends(clause: Clause) -> set[str]:
    return {end for bound in bounds_of(clause) for end in bound.ends}


def _concerned(record: Record, clause: Clause) -> list[str]:
    """Return the parties that a clause concerns beside those who owe and hold it."""
    sides = {*clause.owed_by, *clause.holders}
    return [iri for iri in clause.concerns if iri in record.parties and iri not in sides]


def _sides(drawn: Collection[Clause]) -> list[tuple[str, float, list[float]]]:
    """Return the parties with their column, that of what each of them mostly does, and rows."""
    found: dict[str, list[float]] = {}
    owes: Counter[str] = Counter()
    for number, clause in enumerate(drawn):
        for party in {*clause.owed_by, *clause.holders}:
            found.setdefault(party, []).append(number * _ROW)
        for party in {*clause.owed_by}:
            owes[party] += 1
        for party in {*clause.holders}:
            owes[party] -= 1
    return [
        (party, _COLUMNS["owes" if owes[party] > 0 else "holds"], ys)
        for party, ys in sorted(found.items())
    ]


def _apart(rows: Mapping[str, list[float]]) -> list[tuple[str, float]]:
    """Return where ends stand: beside what they bound, but none over another."""
    found: list[tuple[str, float]] = []
    for end, ys in sorted(rows.items(), key=lambda each: (sum(each[1]) / len(each[1]), each[0])):
        least = found[-1][1] + _ROW if found else float("-inf")
        found.append((end, max(least, sum(ys) / len(ys))))
    return found


def _bind(network: Network, clause: Clause, y: float, say: Mapping[str, str]) -> None:
    """Draw what bounds a clause, over a node for the one that counts where there are several."""
    for number, bound in enumerate(bounds_of(clause)):
        about = {"kind": bound.word, "label": say[bound.word], "arrows": "to"}
        if len(bound.ends) == 1:
            ways = (
                (bound.ends[0], clause.iri)
                if bound.word == "from"
                else (clause.iri, bound.ends[0])
            )
            network.add_edge(*ways, **about)
            continue
        which = _OF_SEVERAL[bound.word]
        several = f"{clause.iri}#{bound.word}-{number}"
        at = (_COLUMNS["several"], y)
        _place(network, several, "several", say[which], at, shape="box", color=_PAPER, which=which)
        ways = (several, clause.iri) if bound.word == "from" else (clause.iri, several)
        network.add_edge(*ways, **about)
        for end in bound.ends:
            network.add_edge(several, end, kind=which, label="", arrows="to")


def _is_day(end: str) -> bool:
    return ":" not in end
