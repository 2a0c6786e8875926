"""The page: pyvis is the model of the drawing, Jinja2 writes it, nothing leaves it.

pyvis's own page is never used: it calls content delivery networks and lets injected
scripts run. The page made here carries all it needs, forbids every request by a
Content-Security-Policy that names its scripts and its style by their hashes, and
writes what comes from files as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pactgraph.answers import unknown_events
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import Precision
from pactgraph.network import (
    AGREEMENT_SIZE,
    CHIP_WIDTH,
    PANEL_FOOT,
    PANEL_HEAD,
    deal_network,
    of_kind,
    positions,
    size,
)
from pactgraph.page.details import Details, Teller
from pactgraph.page.phrases import MONTHS, PAGE, SCRIPT, STATUS_ORDER, counted
from pactgraph.words import event_in_words, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyvis.network import Network

    from pactgraph.answers import Answer, Setting
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.network import DealNetwork, Point
    from pactgraph.record import Language, Record

_SCRIPTS = ("data", "drawing", "camera", "choosing")
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
_NOBODY = "\N{EN DASH}"
_SHAPES = {"party": "box", "agreement": "box", "clause": "ellipse"}
_COLOURS = {"party": "#22313f", "agreement": "#eceae5", "clause": "#ffffff"}


def render(record: Record, answers: Sequence[Answer], setting: Setting, language: Language) -> str:
    r"""Return the map of the clauses in `answers` as one HTML page.

    The page makes no request and needs nothing beside it. The same arguments give the
    same text, byte for byte; write it as UTF-8 and with ``\n`` line ends, or the hashes
    in its policy no longer fit.

    Args:
        record: what the graph says.
        answers: the clauses to draw, with their status in `setting`.
        setting: what the page says was asked.
        language: of labels, formulas and interface.
    """
    unknown = unknown_events(record, setting)
    drawn = [answer for answer in answers if answer.clause.agreement not in unknown]
    graph = deal_network(record, drawn, language, unknown)
    teller = Teller(record, drawn, language, unknown)
    keys = {iri: f"n{number}" for number, iri in enumerate(graph)}
    model = _model(to_pyvis(graph, positions(graph)), keys, teller)
    scripts = [_vendored(), *(_own(f"map/{name}.js") for name in _SCRIPTS)]
    style = _own("map.css")
    page = _environment().from_string(_own("template.html.j2"))
    return page.render(
        language=language,
        say=PAGE[language],
        head=_head(graph, teller, setting, unknown),
        details=list(_details(record, graph, teller)),
        hanging=teller.hanging(),
        groups=_groups(record, graph, teller),
        statuses=_statuses(drawn, language),
        keys=keys,
        model=Markup(_json(model)),  # noqa: S704 - `_json` leaves no markup in it
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files
        style=Markup(style),  # noqa: S704 - our own file
        policy=_policy(scripts, style),
        notice=_licence(),
        vendor=_vendor(),
    )


def to_pyvis(graph: DealNetwork, places: Mapping[str, Point]) -> Network:
    """Return `graph` as the pyvis network that the page draws.

    Args:
        graph: as `deal_network` makes it.
        places: the centre of every node, as `positions` computes it.
    """
    from pyvis.network import Network  # noqa: PLC0415 - it imports IPython

    network = Network(directed=True)
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


# ---- what the script draws ---------------------------------------------------


def _model(network: Network, keys: Mapping[str, str], teller: Teller) -> dict[str, Any]:
    """Return nodes, edges and options for the scripts, with the texts they show."""
    nodes = [_node(node, teller) | {"key": keys[node["id"]]} for node in network.nodes]
    for node in nodes:
        if node["kind"] == "clause":
            node["agreement"] = keys[node["agreement"]]
    edges = [
        {"from": keys[edge["from"]], "to": keys[edge["to"]], "kind": edge["kind"]}
        for edge in network.edges
    ]
    return {
        "nodes": nodes,
        "edges": edges,
        "options": _OPTIONS,
        "words": SCRIPT[teller.language],
        "sizes": {
            "chip": CHIP_WIDTH,
            "agreement": AGREEMENT_SIZE[0],
            "head": PANEL_HEAD,
            "foot": PANEL_FOOT,
        },
    }


_DRAWN = (
    *("kind", "name", "label", "x", "y", "box", "is_class", "owes", "holds", "date", "binding"),
    *("clauses", "counts", "agreement", "rule", "clause_kind", "status", "formula"),
)


def _node(node: Mapping[str, Any], teller: Teller) -> dict[str, Any]:
    drawn = {key: node[key] for key in _DRAWN if key in node}
    told = {"source": ""}
    match node["kind"]:
        case "agreement":
            told |= {"summary": _summary(node, teller)}
        case "clause":
            words = status_in_words(Status(node["status"]), teller.language)
            parties = _parties_of(node["id"], teller)
            told |= {
                "status_words": words,
                "parties": parties,
                "source": " · ".join(node["sources"][:1]),
                "search": _searchable(
                    node["label"], node["name"], node["clause_kind"], parties, words
                ),
            }
    return drawn | told


def _summary(node: Mapping[str, Any], teller: Teller) -> str:
    """Return "14 clauses · 9 in force · 2 depend"; what is over is only drawn, not counted."""
    language = teller.language
    told = [] if node["binding"] else [teller.say["not_binding"]]
    if node["clauses"] or not node["statements"]:
        told.append(counted("clauses", node["clauses"], language))
    else:
        told.append(counted("statements", node["statements"], language))
    numbers = [(status, node["counts"][status.value]) for status in STATUS_ORDER[:3]]
    return " · ".join(told + [counted(status, n, language) for status, n in numbers if n])


def _parties_of(iri: str, teller: Teller) -> str:
    clause = teller.answers[iri].clause
    sides = [_names(party_iris, teller) for party_iris in (clause.owed_by, clause.holders)]
    return " → ".join(side or _NOBODY for side in sides)


def _names(iris: Iterable[str], teller: Teller) -> str:
    parties = teller.record.parties
    return ", ".join(parties[i].label.in_language(teller.language) for i in iris if i in parties)


def _searchable(*texts: str) -> str:
    """Return what a search looks in: without case, accents and double spaces."""
    plain = unicodedata.normalize("NFKD", " ".join(texts)).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


# ---- what the template writes ------------------------------------------------


def _head(
    graph: DealNetwork, teller: Teller, setting: Setting, unknown: frozenset[str]
) -> dict[str, Any]:
    record, language, say = teller.record, teller.language, teller.say
    agreements = of_kind(graph, "agreement")
    series = {record.agreements[iri].series for iri in agreements}
    titles = [record.series[i].label.in_language(language) for i in series if i in record.series]
    several = say["title"].format(agreements=counted("agreements", len(agreements), language))
    past = setting.on.last < setting.known.start
    return {
        "title": titles[0] if len(series) == len(titles) == 1 else several,
        "dek": say["dek_past" if past else "dek"].format(on=written(setting.on, language)),
        "on": written(setting.on, language),
        "known": written(setting.known, language),
        "assumed": [
            _assumption(event, date, record, language)
            for event, date in sorted(setting.assumed.items())
        ],
        "shown": [
            counted("agreements", len(agreements), language),
            counted("clauses", len(teller.answers), language),
        ],
        "left_out": [
            record.agreements[iri].label.in_language(language)
            for iri in sorted(unknown & record.agreements.keys())
        ],
    }


def _assumption(event: str, date: Stretch | None, record: Record, language: Language) -> str:
    say = PAGE[language]
    name = event_in_words(event, record, language)
    if date is None:
        return say["assumed_never"].format(event=name)
    return say["assumed_on"].format(event=name, date=written(date, language))


def written(date: Stretch, language: Language) -> str:
    """Return a day as "23 November 2026"; any other date as it was written."""
    if date.precision is not Precision.DAY:
        return date.text
    dot = "." if language == "de" else ""
    return f"{date.start.day}{dot} {MONTHS[language][date.start.month - 1]} {date.start.year}"


def _details(record: Record, graph: DealNetwork, teller: Teller) -> Iterable[Details]:
    for iri, node in graph.nodes(data=True):
        match node["kind"]:
            case "party":
                yield teller.party(record.parties[iri])
            case "agreement":
                yield teller.agreement(record.agreements[iri])
            case _:
                yield teller.clause(record.clauses[iri])


def _groups(record: Record, graph: DealNetwork, teller: Teller) -> list[dict[str, Any]]:
    """Return the agreements with their clauses, for the list."""
    groups: dict[str, dict[str, Any]] = {}
    for iri, node in graph.nodes(data=True):
        if node["kind"] == "agreement":
            groups[iri] = node | {"iri": iri, "summary": _summary(node, teller), "rows": []}
    for iri, node in graph.nodes(data=True):
        if node["kind"] == "clause":
            clause = record.clauses[iri]
            row = node | {
                "iri": iri,
                "status_words": status_in_words(Status(node["status"]), teller.language),
                "owed_by": _names(clause.owed_by, teller) or _NOBODY,
                "held_by": _names(clause.holders, teller) or _NOBODY,
            }
            groups[clause.agreement]["rows"].append(row)
    return list(groups.values())


def _statuses(drawn: Sequence[Answer], language: Language) -> list[dict[str, Any]]:
    counts = [answer.status for answer in drawn]
    return [
        {"value": s.value, "words": status_in_words(s, language), "count": counts.count(s)}
        for s in STATUS_ORDER
    ]


# ---- what makes it safe --------------------------------------------------------


def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _json(value: object) -> str:
    r"""Return `value` as JSON that may stand inside ``<script>``: no ``<``, ``>`` or ``&``."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _policy(scripts: Iterable[str], style: str) -> str:
    """Return a policy that allows exactly `scripts` and `style`, and nothing from anywhere."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _own(name: str) -> str:
    r"""Return the text of a file of this package, with ``\n`` line ends."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _vendor() -> dict[str, str]:
    entry: dict[str, str] = json.loads(_own("vendor/VENDOR.json"))[0]
    return entry


def _vendored() -> str:
    """Return vis-network without the address of a map for debuggers, which they would fetch."""
    text = _own(f"vendor/{_vendor()['file']}")
    return re.sub(r"\n//# sourceMappingURL=.*", "", text)


def _licence() -> str:
    return _own(f"vendor/{_vendor()['file'].rsplit('/', 1)[0]}/LICENSE")
