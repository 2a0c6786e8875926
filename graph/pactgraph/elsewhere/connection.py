"""A graph that a server has: the same methods, the same answers, none of its files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph

from pactgraph import __version__
from pactgraph.asking.status.data import dated_objects
from pactgraph.elsewhere.server import TIMEOUT, Server
from pactgraph.errors import BadInputError, NotFoundError, QueryTimeoutError, ServerError
from pactgraph.flows.flows import LOOPING
from pactgraph.graph import PactGraph, as_setting, called, refuse_settled
from pactgraph.interpreting.triples import Triples
from pactgraph.messages import worded
from pactgraph.names import several
from pactgraph.page.shown import Page
from pactgraph.serving.negotiation import JSON, N_TRIPLES
from pactgraph.serving.objects import OBJECTS, Received
from pactgraph.serving.protocol import QUERY, SETTING
from pactgraph.sparql import DEADLINE
from pactgraph.sparql.answers import answer_from
from pactgraph.sparql.questions import question
from pactgraph.sparql.rows import Rows, rows_from_json
from pactgraph.sparql.run import too_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from pactgraph.asking.conflicts.answer import Conflicts
    from pactgraph.asking.diff import Diff
    from pactgraph.asking.impact import Decision, Impact
    from pactgraph.asking.may.answer import MayAnswer
    from pactgraph.asking.network import Flows, Lanes, Loops, Totals
    from pactgraph.asking.search import Listing, Search, Sort
    from pactgraph.asking.setting import Setting
    from pactgraph.asking.show import Shown
    from pactgraph.asking.status.answer import Statuses
    from pactgraph.asking.why import Explanation
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.sparql.answers import Answered

_TRIES = 3
"""So often is asked while the files change."""
_SLACK = 15.0
"""Seconds that the server may take to say that it stopped a query."""


@dataclass(eq=False, repr=False)
class Connection:
    """A graph that a running `pactgraph serve` has, asked as one that was loaded.

    Each method is that of `PactGraph` with the same name, takes the same, returns the same and
    raises the same errors, which are told in English; and `ServerError` besides, where the server
    is not reached, has too much to do, or is none of ours. What stands in no method here is asked
    of the files: `pactgraph.load`.

    Attributes:
        server: where it is.
    """

    server: Server
    _received: Received | None = field(default=None, init=False)
    _reading: Lock = field(default_factory=Lock, init=False)

    def __repr__(self) -> str:
        """Return where it is."""
        return f"<Connection: {self.server.url}>"

    # ---- What is known of it --------------------------------------------------------------

    @property
    def record(self) -> Record:
        """What the graph says, as plain values; asked for once, and again when it changes."""
        return self._known().record

    @property
    def ids(self) -> dict[str, str]:
        """The id of everything that has a name, by its IRI."""
        return self._here.ids

    @property
    def _here(self) -> PactGraph:
        """What the record alone answers: which thing has which name."""
        return PactGraph(self.record, Triples({}))

    def _known(self, mark: str = "") -> Received:
        """Return the record, read anew unless it is the one with this mark, if one is named."""
        with self._reading:
            kept = self._received
            if kept is None or (mark and kept.mark != mark):
                data = self.server.get("/api/record", accept=OBJECTS)
                try:
                    kept = Received.of(data.decode())
                except (ValueError, RecursionError):
                    raise self._of_another_form() from None
                self._received = kept
            return kept

    def _of_another_form(self) -> ServerError:
        there = self.server.json("/health")
        runs = there.get("version", "") if isinstance(there, dict) else ""
        return ServerError(
            worded(
                "{url} runs pactgraph {other}, whose answers pactgraph {version} does not read;"
                " install the same on both sides",
                url=self.server.url,
                other=str(runs),
                version=__version__,
            )
        )

    def setting(
        self,
        *,
        on: str | date = "",
        known: str | date = "",
        assume: Mapping[str, str | date] | Iterable[tuple[str, str | date]] | None = None,
        according_to: str = "",
    ) -> Setting:
        """Return a setting from what a person wrote; see `PactGraph.setting`."""
        return self._here.setting(on=on, known=known, assume=assume, according_to=according_to)

    # ---- Answers --------------------------------------------------------------------------

    def _asked(self, name: str, setting: Setting | None, *given: tuple[str, str]) -> Any:  # noqa: ANN401 - of whichever sort
        """Return the answer of an operation: the values themselves, of the record as it is now."""
        parameters = [*given, *(_of(setting) if setting else ())]
        for _ in range(_TRIES):
            data = self._got(f"/api/{name}", parameters, OBJECTS)
            try:
                _, mark, answer = json.loads(data)
                known = self._known(mark)
                if known.mark == mark:
                    return known.read(answer)
            except (ValueError, TypeError, RecursionError):
                raise self._of_another_form() from None
        raise ServerError(
            worded("the files that {url} serves change too often; ask again", url=self.server.url)
        )

    def _got(
        self, path: str, parameters: Iterable[tuple[str, str]] = (), accept: str = ""
    ) -> bytes:
        try:
            return self.server.get(path, parameters, accept)
        except QueryTimeoutError:
            raise  # the server stopped it
        except TimeoutError:
            raise _silent(self.server) from None

    def status(
        self,
        setting: Setting,
        names: str | Iterable[str] = (),
        *,
        party: str = "",
        kind: str = "",
        only: str | Iterable[str] = (),
    ) -> Statuses:
        """Return the status of clauses in `setting`; see `PactGraph.status`."""
        chosen = [*_each("clause", names), *_each("only", only)]
        found = self._asked("status", setting, *chosen, *_said(party=party, kind=kind))
        return cast("Statuses", found)

    def rows(
        self,
        setting: Setting | None = None,
        language: Language = "en",
        names: str | Iterable[str] = (),
    ) -> list[dict[str, object]]:
        """Return the status of clauses as flat rows; see `PactGraph.rows`."""
        found = self.status(as_setting(setting), names)
        return dated_objects(found.record, found, found.setting, language)

    def why(self, name: str, setting: Setting) -> Explanation:
        """Return why a clause is in force in `setting`, or is not; see `PactGraph.why`."""
        return cast("Explanation", self._asked("why", setting, ("clause", name)))

    def show(self, name: str, setting: Setting) -> Shown:
        """Return all about one thing in `setting`; see `PactGraph.show`."""
        return cast("Shown", self._asked("show", setting, ("name", name)))

    def find(self, text: str) -> Search:
        """Return the things that have all words of `text`; see `PactGraph.find`."""
        if text.strip():
            try:
                return cast("Search", self._asked("find", None, ("text", text)))
            except NotFoundError:
                pass
        return self._here.find(
            text
        )  # nothing is found: which words are nowhere, and what may help

    def things(self, sort: Sort, *, party: str = "", kind: str = "") -> Listing:
        """Return all things of one sort; see `PactGraph.things`."""
        found = self._asked("list", None, ("sort", sort), *_said(party=party, kind=kind))
        return cast("Listing", found)

    def diff(self, first: str, second: str, setting: Setting) -> Diff:
        """Return what differs between two agreements, days, or scenarios; see `PactGraph.diff`."""
        return cast("Diff", self._asked("diff", setting, ("first", first), ("second", second)))

    def may(
        self,
        party: str,
        action: str,
        asset: str,
        setting: Setting,
        attributes: Mapping[str, str | Sequence[str]] | None = None,
    ) -> MayAnswer:
        """Return whether a party may do something with an asset; see `PactGraph.may`."""
        given = [
            ("as", f"{name}={value}")
            for name, values in (attributes or {}).items()
            for value in several(values)
        ]
        act = (("party", party), ("action", action), ("asset", asset))
        return cast("MayAnswer", self._asked("may", setting, *act, *given))

    def conflicts(self, setting: Setting, names: Iterable[str] = ()) -> Conflicts:
        """Return which clauses conflict, or are of no use; see `PactGraph.conflicts`."""
        return cast("Conflicts", self._asked("conflicts", setting, *_each("clause", names)))

    def impact(
        self, event: str, setting: Setting, when: str = "", *, one_day: bool = False
    ) -> Impact:
        """Return every clause that an event starts or ends; see `PactGraph.impact`."""
        said = _said(when=when, one_day=one_day)
        return cast("Impact", self._asked("impact", setting, ("event", event), *said))

    def decision(self, name: str, setting: Setting, *, save: bool = False) -> Decision:
        """Return all minimal sets of open events that end a clause; see `PactGraph.decision`."""
        found = self._asked("decision", setting, ("clause", name), *_said(save=save))
        return cast("Decision", found)

    def flows(
        self,
        setting: Setting | None = None,
        only: str | Iterable[str] = (),
        *,
        legal: bool = False,
    ) -> Flows:
        """Return what flows from whom to whom; see `PactGraph.flows`."""
        said = (*_each("only", only), *_said(legal=legal))
        return cast("Flows", self._asked("flows", as_setting(setting), *said))

    def lanes(
        self,
        setting: Setting | None = None,
        only: str | Iterable[str] = (),
        *,
        legal: bool = False,
    ) -> Lanes:
        """Return who gives what to whom; see `PactGraph.lanes`."""
        said = (*_each("only", only), *_said(legal=legal))
        return cast("Lanes", self._asked("lanes", as_setting(setting), *said))

    def loops(  # noqa: PLR0913 - all that a question about loops fixes
        self,
        setting: Setting | None = None,
        only: str | Iterable[str] = (),
        *,
        parties: str | Iterable[str] = (),
        length: int = 4,
        force: str = "non-binding",
        leads: Iterable[str] = LOOPING,
        legal: bool = False,
    ) -> Loops:
        """Return every loop that flows close; see `PactGraph.loops`.

        Raises:
            BadInputError: as there; or money, equity or credit is to make no step.
        """
        wanted = [*leads]
        if missing := [lead for lead in LOOPING if lead not in wanted]:
            raise BadInputError(
                worded(
                    "a server counts {leads} always; name {missing}, too, or load the files",
                    leads=", ".join(LOOPING),
                    missing=", ".join(missing),
                )
            )
        said = (
            *_each("only", only),
            *_each("party", parties),
            *_each("with", [lead for lead in wanted if lead not in LOOPING]),
            *_said(length=length, force=force, legal=legal),
        )
        return cast("Loops", self._asked("loops", as_setting(setting), *said))

    def totals(
        self,
        setting: Setting | None = None,
        only: str | Iterable[str] = (),
        *,
        between: str | Iterable[str] = (),
        force: str = "non-binding",
        legal: bool = False,
    ) -> Totals:
        """Return what flows come to; see `PactGraph.totals`."""
        said = (
            *_each("only", only),
            *_each("party", between),
            *_said(force=force, legal=legal),
        )
        return cast("Totals", self._asked("totals", as_setting(setting), *said))

    # ---- SPARQL ---------------------------------------------------------------------------

    def query(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        setting: Setting | None = None,
        language: Language = "en",
        **more: str,
    ) -> Rows:
        """Return the rows that answer one of the questions that ship; see `PactGraph.query`."""
        asked = question(name)
        data = self._question(name, {**(values or {}), **more}, setting, language, JSON)
        rows = rows_from_json(data)
        names = called(self._here, language)
        return replace(rows, names=names, headings=asked.headings_in(language))

    def explain(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        setting: Setting | None = None,
        language: Language = "en",
        **more: str,
    ) -> str:
        """Return the SPARQL that `query` asks; see `PactGraph.explain`."""
        given = {**(values or {}), **more}
        return self._question(name, given, setting, language, QUERY).decode()

    def _question(
        self,
        name: str,
        values: Mapping[str, str],
        setting: Setting | None,
        language: Language,
        accept: str,
    ) -> bytes:
        asked = question(name)
        for each in values:
            refuse_settled(each)
        if values.keys() & {*SETTING}:  # it would be taken for the setting's
            names = (*values, *(each.name for each in asked.parameters))
            asked.filled(dict.fromkeys(names, pyoxigraph.Literal("")))
        said = (*values.items(), *_of(setting), ("lang", language))
        return self._got(f"/questions/{name}", said, accept)

    def sparql(
        self, text: str, deadline: float = DEADLINE, setting: Setting | None = None
    ) -> Answered:
        """Return the answer to a query, stopped after `deadline` seconds; see `PactGraph.sparql`.

        The server has a deadline of its own, and bounds that a graph that was loaded has not.
        """
        said = [("query", text), *_of(setting)]
        try:
            data = self.server.get(
                "/sparql",
                said,
                f"{JSON}, {N_TRIPLES}",
                send=True,
                timeout=deadline + (_SLACK if deadline >= DEADLINE else 0),
            )
        except QueryTimeoutError:
            raise  # the server stopped it
        except TimeoutError:
            raise too_late(deadline) from None
        found = answer_from(data)
        if found is None:
            raise self.server.stranger()
        return replace(found, names=self.ids) if isinstance(found, Rows) else found

    # ---- Pictures -------------------------------------------------------------------------

    def map(
        self,
        setting: Setting | None = None,
        language: Language | None = None,
        *,
        only: str | Iterable[str] = (),
    ) -> Page:
        """Return the interactive map of agreements: one HTML page; see `PactGraph.map`."""
        said = [*_each("only", only), *_of(setting), *_said(lang=language or "")]
        return Page(self._got("/map", said, "text/html").decode())


def connect(url: str) -> Connection:
    """Return the graph that a running `pactgraph serve` has, to be asked as one that was loaded.

    Args:
        url: where it runs, such as http://127.0.0.1:8000.

    Raises:
        BadInputError: that is no address of a server.
        ServerError: nothing is there, or something else.
    """
    server = Server.at(url)
    try:
        found = server.json("/health")
    except TimeoutError:
        raise _silent(server) from None
    except (BadInputError, NotFoundError):
        raise server.stranger() from None
    if not isinstance(found, dict) or not found.keys() >= {"status", "version", "clauses"}:
        raise server.stranger()
    return Connection(server)


def _silent(server: Server) -> ServerError:
    return ServerError(
        worded(
            "{url} gives no answer within {count} s; ask again, or for less",
            url=server.url,
            count=f"{TIMEOUT:g}",
        )
    )


def _of(setting: Setting | None) -> Iterator[tuple[str, str]]:
    """Yield the parameters that say a setting, that of today for None."""
    asked = as_setting(setting)
    yield "on", asked.on.text
    yield "known", asked.known.text
    for event, day in asked.assumed.items():
        yield "assume", f"{event}={day.text if day else 'never'}"


def _each(name: str, values: str | Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for value in several(values))


def _said(**values: str | int) -> Iterator[tuple[str, str]]:
    """Yield the parameters that say anything."""
    for name, value in values.items():
        if value is True:
            yield name.replace("_", "-"), "true"
        elif value:
            yield name.replace("_", "-"), str(value)
