"""A graph that a server has answers as one that was loaded: the same values, the same errors."""

from __future__ import annotations

import inspect
import socket
import threading
from dataclasses import fields, is_dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pyoxigraph
import pytest

from lengths import share
from made.serving import running, shipped, until
from pactgraph import PactGraph, connect, load
from pactgraph.elsewhere import server as servers
from pactgraph.elsewhere.connection import Connection
from pactgraph.errors import BadInputError, PactgraphError, QueryTimeoutError, ServerError
from pactgraph.serving import api, watching
from pactgraph.serving.endpoint import Options
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SETTINGS: dict[str, dict[str, Any]] = {
    "plain": {"on": "2026-11-23", "known": "2026-11-23"},
    "supposed": {
        "on": "2029-01-01",
        "known": "2026-11-23",
        "assume": {"agi-verified": "2028-06-01", "openai-ipo": "never"},
    },
    "year": {"on": "2031-01-01", "known": "2026-11-30", "assume": {"agi-verified": "2030"}},
    "early": {"on": "2020-01-01T12:00:00+02:00", "known": "2021-01-01"},
    "claimed": {
        "on": "2027-01-01",
        "known": "2026-11-23",
        "according_to": "directions-on-microsoft-2026",
    },
}
Asks = "Callable[[Any, Setting], object]"
ASKED: dict[str, list[Callable[[Any, Any], Any]]] = {
    "status": [
        lambda g, s: g.status(s),
        lambda g, s: g.status(s, "MSOA-2025"),
        lambda g, s: g.status(s, ["MSOA-2025", "OAFR-02"], party="microsoft", only="MSOA-2025"),
        lambda g, s: g.status(s, kind="licence"),
    ],
    "rows": [lambda g, s: g.rows(s, "de", ["MSOA-2025"]), lambda g, s: g.rows(s)],
    "why": [lambda g, s: g.why("MSOA-2025-12", s), lambda g, s: g.why("MSOA-2025-18", s)],
    "show": [
        lambda g, s: g.show("expert-panel", s),
        lambda g, s: g.show("AGI verified", s),
        lambda g, s: g.show("MSOA-2025-12", s),
        lambda g, s: g.show("licence", s),
        lambda g, s: g.show("MSOA-2026", s),
    ],
    "find": [
        lambda g, _: g.find("right of first refusal"),
        lambda g, _: g.find("Wem gehört OpenAI?"),
        lambda g, _: g.find("xyzzyxyzzy panel"),
        lambda g, _: g.find("xyzzyxyzzy"),
        lambda g, _: g.find(""),
    ],
    "things": [
        lambda g, _: g.things("events"),
        lambda g, _: g.things("assets", party="microsoft", kind="licence"),
    ],
    "diff": [
        lambda g, s: g.diff("MSOA-2025", "MSOA-2026", s),
        lambda g, s: g.diff("2025-10-28", "2026-05-01", s),
        lambda g, s: g.diff("record", "amazon-agreement-closed=never", s),
    ],
    "may": [
        lambda g, s: g.may("microsoft", "use", "consumer hardware", s),
        lambda g, s: g.may("openai", "serve", "API products", s, {"cloud": ["amazon"]}),
    ],
    "conflicts": [lambda g, s: g.conflicts(s), lambda g, s: g.conflicts(s, ["MSOA-2025"])],
    "impact": [
        lambda g, s: g.impact("openai-ipo", s, "2028-06-01"),
        lambda g, s: g.impact("agi-verified", s),
        lambda g, s: g.impact("agi-declared", s, one_day=True),
    ],
    "decision": [
        lambda g, s: g.decision("MSOA-2025-12", s),
        lambda g, s: g.decision("MSOA-2026-06", s, save=True),
    ],
    "flows": [lambda g, s: g.flows(s), lambda g, s: g.flows(s, "CBOA", legal=True)],
    "lanes": [lambda g, s: g.lanes(s), lambda g, s: g.lanes(s, ["CBOA"], legal=True)],
    "loops": [
        lambda g, s: g.loops(s, ["AWOA", "AMOA"]),
        lambda g, s: g.loops(
            s,
            parties="microsoft",
            length=3,
            force="binding",
            leads=("money", "equity", "credit", "supply"),
        ),
    ],
    "totals": [
        lambda g, s: g.totals(s, between=["amazon", "openai"]),
        lambda g, s: g.totals(s, force="binding"),
    ],
    "query": [],
    "explain": [],
    "sparql": [
        lambda g, s: g.sparql("SELECT ?s ?l { ?s rdfs:label ?l } ORDER BY ?s ?l", setting=s),
        lambda g, s: g.sparql("ASK { ?s a odrl:Agreement }", setting=s),
        lambda g, s: g.sparql("DESCRIBE :openai", setting=s),
        lambda g, s: g.sparql(
            "SELECT ?c ?t { GRAPH ?g { ?c pact:status ?t } } ORDER BY ?c", setting=s
        ),
    ],
    "map": [lambda g, s: g.map(s, "de", only="AMDOA")],
}
"""Calls of each method."""
CALLS = [(name, number) for name, calls in ASKED.items() for number in range(len(calls))]


@pytest.fixture(scope="module")
def there() -> Iterator[Connection]:
    """Ask a server of the shipped facts."""
    with running() as found:
        yield connect(found.url)


def same(one: object, other: object) -> bool:
    """Return whether two values are equal, all the way down: some classes compare by identity."""
    if type(one) is not type(other):
        return False
    if is_dataclass(one) and not isinstance(one, PactGraph):
        told = [f.name for f in fields(one) if f.init and f.compare]
        return all(same(getattr(one, name), getattr(other, name)) for name in told)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return [*one] == [*other] and all(same(one[key], other[key]) for key in one)
    return one == other


def outcome(ask: Callable[[], object]) -> object:
    """Return what is answered, or the error."""
    try:
        return ask()
    except PactgraphError as error:
        return type(error), str(error)


def alike(ours: object, theirs: object) -> None:
    """Assert that two outcomes are the same, as values and in words."""
    assert same(ours, theirs)
    assert repr(ours) == repr(theirs)
    if hasattr(ours, "blocks"):
        assert str(ours) == str(theirs)
        for language in ("en", "de"):
            assert ours.as_json(language) == theirs.as_json(language)  # type: ignore[attr-defined]
            assert ours.as_table(language) == theirs.as_table(language)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "setting", ["plain", *(pytest.param(name, marks=pytest.mark.many) for name in [*SETTINGS][1:])]
)
@pytest.mark.parametrize(("name", "number"), CALLS)
def test_an_answer_is_that_of_the_files(
    name: str, number: int, setting: str, there: Connection
) -> None:
    """Of every method, in every setting; what is refused is refused in the same words."""
    said = SETTINGS[setting]
    chosen = shipped().setting(**said)
    ask = ASKED[name][number]

    assert chosen == there.setting(**said)
    alike(outcome(lambda: ask(shipped(), chosen)), outcome(lambda: ask(there, chosen)))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", questions())
def test_a_question_is_answered_alike(name: str, language: str, there: Connection) -> None:
    """With the same terms, in the same columns, called the same."""
    values = {
        each.name: each.default
        for each in questions()[name].parameters
        if each.required and each.name not in ("on", "scenario", "lang")
    }
    for said in [*SETTINGS.values()][: share(len(SETTINGS), 2)]:
        setting = shipped().setting(**said)
        ours = shipped().query(name, values, setting, language)
        theirs = there.query(name, values, setting, language)

        assert ours.columns == theirs.columns
        assert ours.headings == theirs.headings
        assert ours.names == theirs.names
        assert _bag(ours.rows) == _bag(theirs.rows)
        assert shipped().explain(name, values, setting, language) == there.explain(
            name, values, setting, language
        )


def _bag(rows: tuple[tuple[object, ...], ...]) -> list[list[str]]:
    """Return rows in one order, and what GROUP_CONCAT joined: copies differ there."""
    return sorted([_plain(term) for term in row] for row in rows)


def _plain(term: object) -> str:
    if isinstance(term, pyoxigraph.Literal):
        joined = "; ".join(sorted(term.value.split("; ")))
        return f"{joined} {term.datatype} {term.language}"
    return str(term)


def test_every_method_is_tried_and_is_that_of_a_loaded_graph() -> None:
    """It takes what that takes, with the same names and defaults."""
    own = {
        name
        for name, each in vars(Connection).items()
        if inspect.isfunction(each) and not name.startswith("_")
    }

    assert own - {"setting"} == ASKED.keys()
    for name in own:
        ours = inspect.signature(getattr(PactGraph, name)).parameters
        theirs = inspect.signature(getattr(Connection, name)).parameters
        assert [*theirs] == [each for each in ours if each != "embed"]
        assert all(theirs[each].default == ours[each].default for each in theirs), name


HOSTILE = [
    "",
    " ",
    "\x00",
    "a=b",
    "&on=2020",
    "%ff",
    "../..",
    "?#",
    "<script>",
    "x" * 3000,
    "\u202e😀",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_text_is_a_text(number: int, there: Connection) -> None:
    """It is refused in the words of a loaded graph, or of the server: never in silence."""
    text, setting = HOSTILE[number], shipped().setting(**SETTINGS["plain"])
    calls: list[Callable[[Any], object]] = [
        lambda g: g.why(text, setting),
        lambda g: g.show(text, setting),
        lambda g: g.status(setting, [text]),
        lambda g: g.status(setting, kind=text),
        lambda g: g.find(text),
        lambda g: g.query("owners", {"company": text}, setting),
        lambda g: g.query(text, {}, setting),
        lambda g: g.query("owners", {text: "openai"}, setting),
        lambda g: g.diff(text, text, setting),
        lambda g: g.impact("openai-ipo", setting, text or "x"),
    ]
    for call in calls:
        ours, theirs = outcome(lambda: call(shipped())), outcome(lambda: call(there))  # noqa: B023
        if isinstance(ours, tuple) and text.strip():
            assert ours == theirs
        elif isinstance(ours, tuple):
            assert isinstance(theirs, tuple)  # what is empty is refused, perhaps in other words
        else:
            alike(ours, theirs)
    with pytest.raises(BadInputError):
        there.sparql(text, setting=setting)


@pytest.mark.parametrize(
    "call",
    [
        lambda g: g.query("owners", on="2020-01-01"),
        lambda g: g.query("owners", known="2020-01-01"),
        lambda g: g.query("owners", nobody="x"),
        lambda g: g.query("owner"),
        lambda g: g.query("in-force-for-party"),
        lambda g: g.setting(on="2029-02-30"),
        lambda g: g.setting(assume={"nothing-of-the-kind": "2029"}),
        lambda g: g.loops(force="weak"),
        lambda g: g.status(
            g.setting(known="2026-11-23", assume={"agi-verified": "2020", "agi-declared": "2029"})
        ),
        lambda g: g.sparql("SELECT * { SERVICE <http://127.0.0.1:8123/> { ?s ?p ?o } }"),
    ],
    ids=range(10),
)
def test_what_is_refused_is_the_same_error(
    call: Callable[[Any], object], there: Connection
) -> None:
    """Of the same class."""
    ours, theirs = outcome(lambda: call(shipped())), outcome(lambda: call(there))

    assert isinstance(ours, tuple)
    assert isinstance(theirs, tuple)
    assert issubclass(theirs[0], BadInputError) == issubclass(ours[0], BadInputError)
    assert ours == theirs or "is none of" in theirs[1]


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in ASKED
        if "setting" in inspect.signature(getattr(PactGraph, name)).parameters
    ],
)
def test_a_date_is_no_setting(name: str, there: Connection) -> None:
    """Nothing is sent; it is told what makes one."""
    [call, *_] = ASKED[name] or [lambda g, s: getattr(g, name)("versions", {}, s)]

    with pytest.raises(BadInputError, match=r"^a setting is needed, not '2026-11-25'; "):
        call(there, "2026-11-25")


def test_what_a_server_cannot_be_asked_is_told(there: Connection) -> None:
    """With what would be right."""
    with pytest.raises(BadInputError, match="a server counts money, equity, credit always; name"):
        there.loops(leads=("money",))
    with pytest.raises(BadInputError, match="more is asked at once"):
        there.status(there.setting(), ["MSOA-2025"] * 5000)


def test_pandas_takes_the_rows(there: Connection) -> None:
    """As those of a loaded graph."""
    setting = shipped().setting(**SETTINGS["plain"])
    ours = shipped().query("versions", {}, setting).to_pandas()

    assert ours.equals(there.query("versions", {}, setting).to_pandas())
    assert there.sparql("SELECT ?s { ?s a odrl:Agreement }").to_pandas().shape[1] == 1  # type: ignore[union-attr]


def test_a_query_is_stopped_in_time(there: Connection) -> None:
    """By whoever waits, if the server allows more."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryTimeoutError, match="stopped after 1 seconds"):
        there.sparql(endless, 1)
    assert there.sparql("ASK {}")


def test_a_query_that_the_server_stops_is_the_same_error() -> None:
    """As if it had been stopped here; and one whose server has too much to do is told."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with running(options=Options(timeout=1, workers=2)) as found:
        with pytest.raises(QueryTimeoutError, match="stopped after 1 seconds"):
            connect(found.url).sparql(endless)
        new = shipped().setting(on="2031-05-05", known="2026-11-23")  # its graph has to be made
        with (
            patch.object(found.endpoint, "_waiting", 10_000),
            pytest.raises(
                ServerError, match=r"does not answer: too much is asked .* again in 10 s"
            ),
        ):
            connect(found.url).sparql("ASK {}", setting=new)


def test_files_that_change_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer is of the files as they are, and so are the names that it is told with."""
    text = (Path(__file__).parents[1] / "check" / "valid.ttl").read_text(encoding="utf-8")
    (tmp_path / "deal.ttl").write_text(text, encoding="utf-8")
    monkeypatch.setattr(watching, "LOOK", 0.1)
    watched = watching.source([tmp_path], lambda: load(tmp_path, cache=False))
    with running(load(tmp_path, cache=False), source=watched) as found:
        graph = connect(found.url)
        before = graph.things("parties")
        assert "New Acme" not in str(before)
        renamed = text.replace('rdfs:label "Acme', 'rdfs:label "New Acme')
        (tmp_path / "deal.ttl").write_text(renamed, encoding="utf-8")

        assert until(lambda: "New Acme" in str(graph.things("parties")))
        assert load(tmp_path, cache=False).record == graph.record
        assert before.record != graph.record


# ---- Where no server of ours is -----------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:8000",
        "localhost",
        "file:///etc/passwd",
        "ftp://x",
        "http://",
        "http://[::1",
        "http://x:99999",
        "http://x/?q=1",
        "http://x y/",
        "http://ä/",
    ],
    ids=range(11),
)
def test_what_is_no_address_is_told(url: str) -> None:
    """Nothing is asked."""
    with pytest.raises(BadInputError, match="is no address of a server; it is such as http://"):
        connect(url)


def test_a_server_that_is_not_there_is_told() -> None:
    """With what to do; also once it is gone."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(ServerError, match=r"is not reached .*; start it with pactgraph serve"):
        connect(f"http://127.0.0.1:{port}")
    with running() as found:
        graph = connect(f"{found.url}/sparql")
        setting = graph.setting(**SETTINGS["plain"])
        assert graph.why("MSOA-2025-12", setting)
    with pytest.raises(ServerError, match="is not reached"):
        graph.why("MSOA-2025-12", setting)
    with pytest.raises(ServerError, match="is not reached"):
        graph.sparql("ASK {}")


class Stranger(BaseHTTPRequestHandler):
    """A server of something else."""

    answers: tuple[int, bytes] = 200, b""

    def do_GET(self) -> None:
        """Answer whatever is asked."""
        status, data = self.answers
        self.send_response(status)
        self.send_header("Content-Length", str(len(data) + (7 if data == b"half" else 0)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def stranger() -> Iterator[str]:
    """Run a server of something else."""
    with HTTPServer(("127.0.0.1", 0), Stranger) as answering:
        thread = threading.Thread(target=answering.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{answering.server_address[1]}"
        answering.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "data", "said"),
    [
        (200, b"<html>hello", "is no pactgraph serve"),
        (200, b'{"status": "ok"}', "is no pactgraph serve"),
        (200, b"[" * 100_000, "is no pactgraph serve"),
        (404, b"<h1>Not found</h1>", "is no pactgraph serve"),
        (404, b"", "is no pactgraph serve"),
        (400, b'{"message": "x"}', "is no pactgraph serve"),
        (500, b"oh", "does not answer: oh"),
        (200, b"half", "is not reached"),
    ],
    ids=range(8),
)
def test_a_server_of_something_else_is_told(
    status: int, data: bytes, said: str, stranger: str
) -> None:
    """Whatever it answers."""
    with patch.object(Stranger, "answers", (status, data)), pytest.raises(ServerError, match=said):
        connect(stranger)


def test_nothing_of_this_machine_is_asked_through_others(
    monkeypatch: pytest.MonkeyPatch, there: Connection
) -> None:
    """A proxy that the system names is for other machines."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert there.sparql("ASK {}")


def test_an_answer_that_is_too_large_is_none(there: Connection) -> None:
    """It is told, and not half of it taken."""
    with patch.object(servers, "MOST", 100), pytest.raises(ServerError, match="more than 0 MB"):
        there.sparql("SELECT * { ?s ?p ?o } LIMIT 100")


def test_a_server_that_is_another_version_is_told(there: Connection) -> None:
    """Where its answers are not read."""
    setting = there.setting(**SETTINGS["plain"])
    mark = there._known().mark  # noqa: SLF001 - what a server says of its record
    answers = ('[5,"cli:main"]', '[5,"record:Clause",1]', "[4,99999]", "[4,-1]", "{}", "[77]")
    whole = [f'["9","{mark}",{each}]'.encode() for each in answers]
    for data in (b"[1,2]", b"[[[", b"[" * 100_000, b"", *whole):
        with (
            patch.object(Connection, "_got", lambda *_, found=data: found),
            pytest.raises(ServerError, match=r"runs pactgraph .* install the same on both sides"),
        ):
            there.why("MSOA-2025-12", setting)


def test_a_record_is_given_to_programs_of_our_own(there: Connection) -> None:
    """As what it is, and under its own media type alone."""
    assert shipped().record == there.record
    assert shipped().ids == there.ids
    assert f"<Connection: {there.server.url}>" == repr(there)
    assert api.OBJECTS in api.FORMS
