"""The workers that stay: asked again, changed, killed, forked, left by everybody."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from rdflib import BNode, Literal, URIRef

from lengths import share
from pactgraph import PactGraph, load
from pactgraph.errors import QueryError, QueryTimeoutError
from pactgraph.sparql import run as running
from pactgraph.sparql import worker, workers
from pactgraph.sparql.run import run
from pactgraph.sparql.store import OxigraphStore, RdflibStore
from pactgraph.sparql.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.sparql.store import Change, Store

pytestmark = pytest.mark.many

ALL = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?g ?s ?p ?o"
GRAPHS = "SELECT ?g { GRAPH ?g {} } ORDER BY ?g"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' . '.join(f'?a{n} ?b{n} ?c{n}' for n in range(9))} }}"
LONG = 300
"""Seconds that no query here needs."""
ODD = [
    "",
    " ",
    "\n\r\t",
    "\x00\x7f",
    '"',
    "\\",
    "{}",
    "# no comment",
    "\u2028",
    "😀",
    "é",
    "<a:b>",
]
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


class Counting:
    """What is copied, and how often it was."""

    def __init__(self, store: Store) -> None:
        """Nothing was copied yet."""
        self.store = store
        self.copied: list[str] = []

    def changes(self, held: Mapping[str, int]) -> dict[str, Change]:
        """Return the changes, and note of which graphs they are."""
        found = self.store.changes(held)
        self.copied += found
        return found


def triples(count: int) -> list[tuple[Node, Node, Node]]:
    """Return so many triples."""
    return [(URIRef(f"a:s{n}"), URIRef("a:p"), Literal(n)) for n in range(count)]


def filled(count: int = 200) -> OxigraphStore:
    """Return a store of so many triples."""
    store = OxigraphStore()
    store.put_graph("", triples(count))
    return store


def pids(asked: Workers) -> list[int]:
    """Return the processes that run."""
    return [one._process.pid for one in asked._all if one.runs and one._process]  # noqa: SLF001


def lives(pid: int) -> bool:
    """Return whether there is such a process, be it a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def smaller(folder: Path, **bounds: int) -> Iterator[None]:
    """Let workers have smaller bounds."""
    file = folder / "worker.py"
    text = Path(worker.__file__).read_text(encoding="utf-8")
    for name, size in bounds.items():
        before = next(line for line in text.splitlines() if line.startswith(f"{name} = "))
        text = text.replace(before, f"{name} = {size}")
    file.write_text(text, encoding="utf-8")
    with patch.object(worker, "__file__", str(file)):
        yield


@cache
def shipped() -> PactGraph:
    """Return the shipped graph."""
    return load()


def test_the_store_is_loaded_once_for_ten_queries() -> None:
    """By one process; each query gets the same answer."""
    source = Counting(filled())
    asked = Workers(source)
    first = run(asked, ALL)
    begun = pids(asked)

    assert all(run(asked, ALL) == first for _ in range(9))
    assert [""] == source.copied
    assert 1 == len(begun)
    assert begun == pids(asked)
    assert 200 == len(first)


def test_the_answers_are_those_of_the_store() -> None:
    """Whatever stands in literals, and blank nodes that two graphs share."""
    store, shared = OxigraphStore(), BNode("shared")
    odd = [(shared, URIRef(f"a:{n}"), Literal(text)) for n, text in enumerate(ODD)]
    odd += [(shared, URIRef("a:l"), Literal(text, lang="de-AT")) for text in ODD]
    store.put_graph("", odd)
    store.put_graph("a:g", [(shared, URIRef("a:p"), Literal("1", datatype=URIRef("a:t")))])

    assert store.select(ALL) == run(Workers(store), ALL)
    both = run(Workers(store), "SELECT ?x { ?x <a:0> ?l GRAPH ?g { ?x <a:p> ?y } }")
    assert 1 == len(both)


@pytest.mark.parametrize("kind", [OxigraphStore, RdflibStore])
def test_what_changes_between_two_queries_is_seen(kind: type[Store]) -> None:
    """Graphs that come, are written anew with as many triples, or go; no others are copied."""
    store, draws = kind(), Random(14)  # noqa: S311 - reproducible
    source = Counting(store)
    asked = Workers(source)
    names = ["", "a:g1", "a:g2", "a:g3"]
    run(asked, ALL)
    for _ in range(share(400, 40)):
        source.copied.clear()
        written = draws.sample(names, draws.randrange(3))
        for name in written:
            some = draws.sample(triples(6), draws.choice([0, 2, 2, 4]))
            store.put_graph(name, some)

        assert set(store.select(ALL).rows) == set(run(asked, ALL).rows)
        assert set(source.copied) <= set(written)
    held = {row["g"] for row in run(asked, ALL)} - {None}
    assert held == {row["g"] for row in run(asked, GRAPHS)}
    assert 1 == len(pids(asked))


def test_a_writing_that_fails_is_seen_too() -> None:
    """A graph is what is left of it, in the store and in its copy."""
    store = filled()
    asked = Workers(store)
    run(asked, COUNT)
    with pytest.raises(TypeError):
        store.put_graph("", [*triples(3), (None, None, None)])  # type: ignore[list-item]

    assert store.select(ALL) == run(asked, ALL)


def test_what_was_there_before_is_copied() -> None:
    """A store that was filled before it was given."""
    full = filled().store

    assert 200 == len(run(Workers(OxigraphStore(full)), ALL))


def test_a_query_sees_its_own_scenario_however_many_there_are() -> None:
    """Others stay in the store, for who asks again; a worker that stays copies what is asked."""
    graph = PactGraph(shipped().record, shipped().triples)
    assert graph.sparql(GRAPHS)
    begun = pids(graph._workers)  # noqa: SLF001 - the process is seen nowhere else
    for year in range(2030, 2042):
        setting = graph.setting(known="2026-11-23", assume={"openai-ipo": str(year)})
        graph.query("status", setting=setting)
        with graph._asked.held(setting) as expected:  # noqa: SLF001 - likewise
            pass

        assert sorted(expected) == [row["g"] for row in graph.sparql(GRAPHS, setting=setting)]
        assert len(graph._asked.store.select(GRAPHS)) >= len(expected)  # noqa: SLF001 - likewise
    assert begun == pids(graph._workers)  # noqa: SLF001 - likewise


def test_a_worker_that_holds_too_much_of_what_is_no_more_is_replaced() -> None:
    """A store in memory keeps what is removed: as long as that is less than what is there."""
    store = filled()
    asked = Workers(store)
    run(asked, COUNT)
    (first,) = pids(asked)
    with patch.object(workers, "_MOST_REMOVED", 10):
        store.put_graph("", triples(210))
        assert 210 == len(run(asked, ALL))  # less was removed than is there
        assert [first] == pids(asked)
        store.put_graph("", triples(100))
        expected = run(asked, ALL)  # and now more
        assert 100 == len(expected)
        assert [] == pids(asked)
        assert not lives(first)
        assert expected == run(asked, ALL)
        assert 1 == len(pids(asked))


def test_a_deadline_ends_the_worker_and_the_next_query_has_another() -> None:
    """Nothing of the old one is left."""
    asked = Workers(filled())
    run(asked, COUNT)
    (old,) = pids(asked)
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 seconds"):
        run(asked, ENDLESS, 0.3)

    assert not lives(old)
    assert [{"n": 200}] == list(run(asked, COUNT))
    assert [old] != pids(asked)


def test_a_deadline_holds_while_the_worker_starts() -> None:
    """None is too short to be heeded."""
    asked = Workers(filled())
    for deadline in (0.0, 0.001, 0.01):
        with pytest.raises(QueryTimeoutError):
            run(asked, ENDLESS, deadline)
    assert [] == pids(asked)


@posix
def test_more_memory_than_a_query_may_use_ends_it_in_words(tmp_path: Path) -> None:
    """Of a worker that answered before; the next query is answered."""
    everything = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(3))
    with smaller(tmp_path, MEMORY=300 * 1024**2):
        asked = Workers(filled())
        run(asked, COUNT)
        with pytest.raises(QueryError, match="memory that it may use"):
            run(asked, f"SELECT * {{ {everything} }} ORDER BY ?a0", LONG)
        assert [{"n": 200}] == list(run(asked, COUNT))


def test_an_answer_that_is_too_large_leaves_the_worker(tmp_path: Path) -> None:
    """Exactly the bound is not too much; of what is, nothing is kept."""
    store = filled()
    size = len(store.select(ALL).json)
    for bound, fits in ((size, True), (size - 1, False)):
        with smaller(tmp_path, ANSWER=bound):
            asked = Workers(store)
            run(asked, COUNT)
            begun = pids(asked)
            if fits:
                assert 200 == len(run(asked, ALL))
            else:
                with pytest.raises(QueryError, match="the answer has more than 64 MB"):
                    run(asked, ALL)
            assert [{"n": 200}] == list(run(asked, COUNT))
            assert begun == pids(asked)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s foo:bar ?o }",
        "SELECT * {} LIMIT x",
        "SELECT * { ?s ?p <a b> }",
        "SELECT * { ?s ?p ?o ",
        "SELECT ?a (1 AS ?a) {}",
        "ASK {}",
        "SELECT * { SERVICE <a:b> {} }",
        "SELECT * FROM <a:b> {}",
        "SELECT ('\\u0041' AS ?a) {}",
    ],
)
def test_a_query_that_is_refused_leaves_the_worker(query: str) -> None:
    """Its process, and what it loaded."""
    source = Counting(filled())
    asked = Workers(source)
    run(asked, COUNT)
    begun = pids(asked)
    with pytest.raises(QueryError):
        run(asked, query)

    assert [{"n": 200}] == list(run(asked, COUNT))
    assert begun == pids(asked)
    assert [""] == source.copied


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s foo:bar ?o }",
        "SELECT * {\n ?s a foo:bar\n}",
        "SELECT * {} LIMIT x",
        "SELECT * { ?s ?p (?o } )",
        "SELECT * { ?s ?p <a b> }",
        "CLEAR ALL",
        "",
        "SELECT * { SERVICE <a:b> {} }",
        "SELECT * FROM <a:b> {}",
        "SELECT ('\\u0041' AS ?a) {}",
    ],
)
def test_what_is_plainly_refused_starts_nothing(query: str) -> None:
    """And it is told in the words of a worker."""
    asked = Workers(filled())
    with pytest.raises(QueryError) as alone:
        run(asked, query)
    assert [] == pids(asked)
    run(asked, COUNT)
    with pytest.raises(QueryError) as told:
        run(asked, query)

    assert str(alone.value) == str(told.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(" + "!(" * 13 + "1" + ")" * 13 + ") ",
        "SELECT * { #" + ")" * 30 + "\n FILTER(" + "(" * 30 + "1",
        "SELECT * { " + "<<" * 25,
        "SELECT * { " + "?a?b?c. " * 400,
    ],
)
def test_what_may_take_long_to_read_is_left_to_a_worker(query: str) -> None:
    """The program itself cannot be stopped while the engine reads."""
    with (
        patch.object(running.pyoxigraph, "Store", side_effect=AssertionError),
        pytest.raises(QueryError),
    ):
        run(Workers(filled()), query, LONG)


def test_no_query_is_planned_or_asked_in_the_program() -> None:
    """The engine is given what is no query: to plan one may take it longer than there is."""
    given: list[str] = []
    engine = running.pyoxigraph.Store

    class Noting:
        def query(self, text: str) -> None:
            given.append(text)
            engine().query(text)

    with patch.object(running.pyoxigraph, "Store", Noting):
        found = list(run(Workers(filled()), COUNT))

    assert [{"n": 200}] == found
    (text,) = given
    with pytest.raises(SyntaxError):
        engine().query(text)


@posix
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGSEGV"])
def test_a_worker_that_somebody_ends_between_two_queries_is_replaced(how: str) -> None:
    """Be it gone already when the next query comes, or not yet."""
    asked = Workers(filled())
    run(asked, COUNT)
    for _ in range(share(200, 5)):
        (old,) = pids(asked)
        os.kill(old, getattr(signal, how))
        assert [{"n": 200}] == list(run(asked, COUNT))
        assert not lives(old)


@posix
def test_a_worker_that_is_stopped_is_ended_at_the_deadline() -> None:
    """Whoever stopped it; and Ctrl-C, which goes to all of a terminal, does not end it."""
    asked = Workers(filled())
    run(asked, COUNT)
    (old,) = pids(asked)
    os.kill(old, signal.SIGINT)
    assert [{"n": 200}] == list(run(asked, COUNT))
    assert [old] == pids(asked)
    os.kill(old, signal.SIGSTOP)
    with pytest.raises(QueryTimeoutError):
        run(asked, COUNT, 0.3)

    assert [{"n": 200}] == list(run(asked, COUNT))
    assert not lives(old)


def test_an_interrupted_query_ends_its_worker() -> None:
    """What it answers afterwards would be taken for the answer to the next."""
    asked = Workers(filled())
    run(asked, COUNT)
    (old,) = pids(asked)
    with (
        patch.object(workers, "frame", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        run(asked, COUNT)

    assert not lives(old)
    assert [{"n": 200}] == list(run(asked, COUNT))


def test_queries_that_kill_their_worker_are_told_and_done_once() -> None:
    """Nested too deeply: the process ends by it, and is not tried again."""
    asked = Workers(filled())
    run(asked, COUNT)
    deep = "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }"
    for _ in range(2):  # with a worker that answered before, and with a new one
        with (
            patch.object(workers.subprocess, "Popen", wraps=subprocess.Popen) as started,
            pytest.raises(QueryError, match="nested too deeply"),
        ):
            run(asked, deep, LONG)
        assert 1 >= started.call_count
    assert [{"n": 200}] == list(run(asked, COUNT))


@posix
def test_two_threads_at_once_each_get_their_answer() -> None:
    """While one asks for what takes until its deadline, the other is answered."""
    asked = Workers(filled())
    late: list[BaseException] = []

    def ask() -> None:
        try:
            run(asked, ENDLESS, LONG)
        except QueryError as error:
            late.append(error)

    with patch.object(workers, "_AT_ONCE", 2):
        asked.leave()
    slow = threading.Thread(target=ask, daemon=True)
    slow.start()
    while not pids(asked):
        slow.join(0.01)

    assert [{"n": 200}] == list(run(asked, COUNT))
    assert 2 == len(pids(asked))
    while slow.is_alive():  # one that is ended before it began is replaced
        for pid in pids(asked):
            os.kill(pid, signal.SIGTERM)
        slow.join(0.1)
    assert 1 == len(late)


@pytest.mark.parametrize("at_once", [1, 3])
def test_many_threads_get_the_answers_of_one(at_once: int) -> None:
    """With no more processes than may be; who waits for its turn loses no time."""
    asked = Workers(filled())
    with patch.object(workers, "_AT_ONCE", at_once):
        asked.leave()
    wrong: list[object] = []

    def ask(number: int) -> None:
        for turn in range(10):
            query = f"SELECT (COUNT(*) + {number * 10 + turn} AS ?n) {{ ?s ?p ?o }}"
            found = list(run(asked, query, LONG))
            if found != [{"n": 200 + number * 10 + turn}]:
                wrong.append(found)

    threads = [threading.Thread(target=ask, args=(n,), daemon=True) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)

    assert [] == wrong
    assert not any(thread.is_alive() for thread in threads)
    assert at_once >= len(pids(asked))


def test_the_process_ends_with_the_graph() -> None:
    """Nobody can ask it any more; not even a zombie is left."""
    graph = PactGraph(shipped().record, shipped().triples)
    graph.sparql(COUNT)
    (pid,) = pids(graph._workers)  # noqa: SLF001 - the process is seen nowhere else
    assert lives(pid)
    del graph
    gc.collect()

    assert not lives(pid)


PROGRAM = """
import os, sys
from pactgraph.sparql.run import run
from pactgraph.sparql.store import OxigraphStore
from pactgraph.sparql.workers import Workers
asked = Workers(OxigraphStore())
run(asked, "SELECT * {}")
print(*[one._process.pid for one in asked._all if one.runs], flush=True)
sys.stdin.read()
"""


@posix
@pytest.mark.parametrize("end", ["exit", "SIGTERM", "SIGKILL"])
def test_the_process_ends_with_the_program(end: str) -> None:
    """Be that killed."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    (pid,) = map(int, program.stdout.readline().split())
    assert lives(pid)
    if end == "exit":
        program.communicate()
    else:
        program.send_signal(getattr(signal, end))
        program.communicate()
    for _ in range(600):
        if not running_as_worker(pid):
            break
        threading.Event().wait(0.1)

    assert not running_as_worker(pid)


def running_as_worker(pid: int) -> bool:
    """Return whether this process still runs; what nobody waits for any more does not."""
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False, text=True
    ).stdout
    return bool(shown.strip()) and "Z" not in shown


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_has_workers_of_its_own() -> None:
    """It asks none of its parent's, and ends none, whatever its end."""
    asked = Workers(filled())
    run(asked, COUNT)
    begun = pids(asked)
    (worker_of_parent,) = (one for one in asked._all if one.runs)  # noqa: SLF001 - seen nowhere else
    child = os.fork()
    if not child:
        status = 1
        try:
            found = list(run(asked, COUNT))
            theirs = pids(asked)
            del worker_of_parent, asked
            gc.collect()
            status = 0 if found == [{"n": 200}] and theirs and theirs != begun else 2
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)

    assert 0 == status
    assert begun == pids(asked)
    assert [{"n": 200}] == list(run(asked, COUNT))
    assert begun == pids(asked)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_forked_while_all_workers_are_asked_can_ask() -> None:
    """The threads that ask them are not in it."""
    asked = Workers(filled())
    with patch.object(workers, "_AT_ONCE", 1):
        asked.leave()
    with asked.free() as taken:
        assert not taken.runs
        child = os.fork()
        if not child:
            status = 1
            try:
                status = 0 if list(run(asked, COUNT)) == [{"n": 200}] else 2
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)

    assert 0 == status
