"""What the page's script draws: the picture of agreements, and that of parties.

pyvis is the model of both; the page is written from its nodes, edges and options.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from pactgraph.asking.network.bounds import bounds_of
from pactgraph.page.keys import Keys
from pactgraph.page.model import in_all_languages
from pactgraph.page.network import (
    CHIP_WIDTH,
    GROUP_SIZE,
    PANEL_FOOT,
    PANEL_HEAD,
    deal_network,
    overview,
    positions,
    size,
)
from pactgraph.page.parties import OPTIONS as PARTIES_OPTIONS
from pactgraph.page.parties import SHAPES, network_of
from pactgraph.page.parties import picture as parties_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyvis.network import Network

    from pactgraph.asking.status.answer import Answer
    from pactgraph.page import data
    from pactgraph.page.network import DealNetwork, Point
    from pactgraph.record import Record

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "dragView": True,
        "hover": False,
        "selectable": False,
        "zoomView": False,
    },
    "edges": {"smooth": False},
}
_SHAPES = {"party": "box", "agreement": "box", "pair": "box", "clause": "ellipse"}
_COLOURS = {
    "party": "#22313f",
    "agreement": "#eceae5",
    "pair": "#eceae5",
    "clause": "#ffffff",
}
_OF_PARTIES = ("label", "radius", "shape", "sector", "shown", "places")
_DRAWN = ("kind", "x", "y", "box", "pairs")


def to_pyvis(graph: DealNetwork, places: Mapping[str, Point]) -> Network:
    """Return `graph` as the pyvis network that the page draws.

    Args:
        graph: as `deal_network` or `overview` make it.
        places: the centre of every node, as `positions` computes it.
    """
    from pactgraph.page.vis_network import VisNetwork  # noqa: PLC0415 - it imports IPython

    network = VisNetwork()
    network.set_options(json.dumps(_OPTIONS))
    for iri, attributes in graph.nodes(data=True):
        kind = attributes["kind"]
        x, y = places[iri]
        network.add_node(
            iri,
            shape=_SHAPES[kind],
            color=_COLOURS[kind],
            x=x,
            y=y,
            physics=False,
            box=list(size(attributes)),
            **attributes,
        )
    for source, target, attributes in graph.edges(data=True):
        network.add_edge(source, target, arrows="to", **attributes)
    return network


def picture_model(record: Record, answers: Sequence[Answer]) -> data.Picture:
    """Return what is drawn where of agreements and clauses; the page knows the rest by key.

    Args:
        record: what the graph says.
        answers: all clauses with their status, on which no place depends.
    """
    graph = overview(deal_network(record, answers, "en"))
    network = to_pyvis(graph, positions(graph))
    known = Keys(record).key
    keys = {
        iri: f"pair {iri}" if about["kind"] == "pair" else known(iri)
        for iri, about in graph.nodes(data=True)
    }
    signed = [edge for edge in network.edges if edge["kind"] == "signed"]
    return {
        "picture": [_place(node, keys, known) for node in network.nodes],
        "signed": [[keys[edge["from"]], keys[edge["to"]]] for edge in signed],
        "options": _OPTIONS,
        "sizes": {
            "chip": CHIP_WIDTH,
            "group": GROUP_SIZE[0],
            "head": PANEL_HEAD,
            "foot": PANEL_FOOT,
        },
    }


def web_model(record: Record) -> data.Web:
    """Return who is drawn where in the picture of parties, which pairs have what, and its bounds.

    What they have on a day, the page works out itself.
    """
    key = Keys(record).key
    drawn = parties_picture(record)
    network = network_of(record, drawn)
    hooks = {edge["to"]: edge for edge in network.edges if "clauses" not in edge}
    return {
        "bounds": {
            key(clause.iri): [(bound.word, list(map(key, bound.ends))) for bound in found]
            for clause in record.clauses.values()
            if (found := bounds_of(clause))
        },
        "nodes": [
            cast(
                "data.Member",
                {name: node[name] for name in _OF_PARTIES}
                | {"key": key(node["id"]), "isClass": node["is_class"]},
            )
            for node in network.nodes
            if node["id"] not in hooks
        ],
        "others": [
            {
                "hub": key(node["hub"]),
                "members": [key(member) for member in node["members"]],
                "radius": node["radius"],
                "places": node["places"],
                "along": hooks[node["id"]]["along"],
            }
            for node in network.nodes
            if node["id"] in hooks
        ],
        "cables": [
            {
                "one": key(edge["from"]),
                "other": key(edge["to"]),
                "families": edge["families"],
                "along": edge["along"],
                "clauses": {key(iri): family for iri, family in edge["clauses"].items()},
            }
            for edge in network.edges
            if edge["to"] not in hooks
        ],
        "sectors": [
            {
                "iri": iri,
                "shape": shape,
                "label": in_all_languages(record.sectors[iri].label.in_language),
            }
            for iri, shape in SHAPES.items()
            if iri in record.sectors
        ],
        "options": PARTIES_OPTIONS,
        "frames": {
            name: (frame.width, frame.height, scale)
            for name, (frame, scale) in drawn.frames.items()
        },
        "sizes": drawn.sizes,
    }


def _place(
    node: Mapping[str, Any], keys: Mapping[str, str], key: Callable[[str], str]
) -> data.Place:
    """Return where a node of the picture is; a pair also says what it is called."""
    drawn = {name: node[name] for name in _DRAWN if name in node}
    label = {"label": node["label"]} if node["kind"] == "pair" else {}
    return cast(
        "data.Place",
        {
            "key": keys[node["id"]],
            "group": keys[node["group"]] if "group" in node else None,
            "standsFor": [key(party) for party in node.get("stands_for", [node["id"]])],
            **drawn,
            **label,
        },
    )
