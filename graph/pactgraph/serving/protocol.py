"""What a request of the SPARQL 1.1 Protocol asks: the query, its dataset, its scenario."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pyoxigraph

from pactgraph.asking.assuming import sides
from pactgraph.errors import BadInputError
from pactgraph.messages import worded
from pactgraph.serving.refusing import FORBIDDEN, NO_SUCH_TYPE, RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.asking.setting import Setting
    from pactgraph.graph import PactGraph

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
SETTING = ("on", "known", "assume")
"""The parameters that say which scenario is at hand."""
EVERYWHERE = (*SETTING, "according-to", "lang")
"""What an answer in a setting takes, and the map; what hangs on none takes the last alone."""
_DATASET = ("default-graph-uri", "named-graph-uri")
_OURS = ("query", *_DATASET, *SETTING)
_MOST_FIELDS = 1_000

Fields = dict[str, list[str]]
"""The parameters of a request: each with all that is given for it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a request says of its setting, as written.

    Attributes:
        on: the day asked about; "" for today.
        known: the day that the record is known to; likewise.
        assume: events and dates.
    """

    on: str = ""
    known: str = ""
    assume: tuple[tuple[str, str], ...] = ()

    def setting(self, graph: PactGraph) -> Setting:
        """Return the setting; see `PactGraph.setting`."""
        return graph.setting(on=self.on, known=self.known, assume=self.assume)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the endpoint.

    Attributes:
        query: the text; None if there is none: what the endpoint is, is asked.
        default: IRIs of the graphs that make the default one; None if nothing is said.
        named: IRIs of the named graphs; None if nothing is said of either.
        said: which scenario is at hand.
    """

    query: str | None
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    said: Said


def fields(data: bytes) -> Fields:
    """Return the parameters in the query of a URL, or in the body of a form.

    Raises:
        BadInputError: they are not in UTF-8, or too many.
    """
    try:
        pairs = parse_qsl(
            data.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError:
        raise BadInputError(
            worded(
                "the parameters are not text in UTF-8, with percent signs for what is not ASCII"
            )
        ) from None
    except ValueError:
        raise BadInputError(
            worded("there are more than {count} parameters", count=_MOST_FIELDS)
        ) from None
    found: Fields = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def asked(method: str, url_query: bytes, content_type: str | None, body: bytes) -> Asked:
    """Return what a request asks.

    Args:
        method: GET, HEAD or POST.
        url_query: what follows the question mark.
        content_type: the header; None if there is none.
        body: of the request.

    Raises:
        BadInputError: a parameter is missing, given twice, or means nothing.
        RefusedError: it is an update, or in a form that the protocol does not have.
    """
    given = fields(url_query)
    if method == "POST":
        kind, _, rest = (content_type or "").partition(";")
        match kind.strip().lower():
            case "application/x-www-form-urlencoded":
                for name, values in fields(body).items():
                    given.setdefault(name, []).extend(values)
            case "application/sparql-query":
                given.setdefault("query", []).append(_decoded(body, rest))
            case "application/sparql-update":
                raise _no_updates()
            case other:
                raise RefusedError(
                    NO_SUCH_TYPE,
                    worded(
                        "a query is sent as {query}, or as {form}; this is {other}",
                        query=QUERY,
                        form=FORM,
                        other=other or worded("of no type"),
                    ),
                )
    if "update" in given:
        raise _no_updates()
    refuse_slips(given, _OURS)
    query = one(given, "query", "") if "query" in given else None
    if query is None and method == "POST":
        raise no_query()
    default, named = (tuple(map(_iri, given.get(name, ()))) for name in _DATASET)
    said = bool(default or named)
    return Asked(query, default if said else None, named if said else None, setting_of(given))


def setting_of(given: Mapping[str, Sequence[str]]) -> Said:
    """Return which scenario the parameters choose.

    Raises:
        BadInputError: one is given twice, or is no day or assumption.
    """
    assume = tuple(sides(text, "agi-verified=2028-06-01") for text in given.get("assume", ()))
    return Said(one(given, "on", ""), one(given, "known", ""), assume)


def one(given: Mapping[str, Sequence[str]], name: str, default: str) -> str:
    """Return the one value of a parameter, `default` if it is not given.

    Raises:
        BadInputError: it is given twice, or empty.
    """
    values = given.get(name)
    if not values:
        return default
    if len(values) > 1:
        raise BadInputError(worded("{name} is given twice; keep one value", name=name))
    if not values[0].strip():
        raise BadInputError(worded("{name} is empty; give a value, or leave it out", name=name))
    return values[0]


def refuse_slips(given: Mapping[str, object], known: Sequence[str]) -> None:
    """Refuse a parameter that is almost one of ours; clients send others, for other servers.

    Raises:
        BadInputError: there is such a one.
    """
    for name in sorted(given.keys() - set(known)):
        if near := difflib.get_close_matches(name[:60].lower(), known, n=1, cutoff=0.75):
            raise BadInputError(
                worded(
                    "there is no parameter {name}; did you mean {near}?",
                    name=name[:60],
                    near=near[0],
                )
            )


def refuse_unknown(name: str, given: Mapping[str, object], taken: Sequence[str]) -> None:
    """Refuse a parameter that an address does not take.

    Args:
        name: what the address is called.
        given: what a request has.
        taken: what it takes.

    Raises:
        BadInputError: there is such a one; it says what would be right.
    """
    refuse_slips(given, taken)
    if unknown := sorted(given.keys() - set(taken)):
        raise BadInputError(
            worded(
                "{name} takes no {unknown}; it takes {taken}",
                name=name,
                unknown=unknown[0][:60],
                taken=", ".join(taken),
            )
        )


def no_query() -> BadInputError:
    """Return the refusal of a request that should have a query, and has none."""
    return BadInputError(worded("there is no query in the request; send it as query=…"))


def _no_updates() -> RefusedError:
    return RefusedError(FORBIDDEN, worded("updates are not answered: this endpoint is read-only"))


def _decoded(body: bytes, parameters: str) -> str:
    no_utf_8 = BadInputError(worded("the query is not text in UTF-8; send it so"))
    name, _, charset = parameters.strip().lower().partition("=")
    if name == "charset" and charset.strip('" ') not in {"utf-8", "utf8", "us-ascii"}:
        raise no_utf_8
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise no_utf_8 from None


def _iri(text: str) -> str:
    try:
        return pyoxigraph.NamedNode(text).value
    except ValueError:
        raise BadInputError(
            worded("“{text}” is no IRI; a graph is named by a whole one", text=text[:100])
        ) from None
