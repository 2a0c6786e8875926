"""How much is done to check files: counted, for files with which nothing is wrong."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from made.portfolios import write
from pactgraph.checking.check import examined, violations, vocabulary, with_terms
from pactgraph.checking.shapes import shapeless
from pactgraph.checking.understood.deprecated import outdated
from pactgraph.checking.understood.places import misplaced
from pactgraph.interpreting.documents import read
from pactgraph.terms import RDFS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pactgraph.checking.check import Examined

SIZES = (50, 100, 200)


@pytest.fixture(scope="module")
def portfolios(tmp_path_factory: pytest.TempPathFactory) -> list[Examined]:
    """Return portfolios of so many clauses, read and interpreted."""
    folder: Path = tmp_path_factory.mktemp("portfolios")
    return [examined(*read(write(folder / str(size), size, 1))) for size in SIZES]


def test_what_is_said_in_the_same_terms_takes_no_look_more(
    tmp_path: Path, calls_of: Callable[[Callable[[], object]], int]
) -> None:
    """Each term is looked at once, however many things have it, and however often."""
    counted = []
    for size in (5, 10, 20):
        names = ", ".join(f"<https://example.org/{number}>" for number in range(20))
        texts = ", ".join(f'"text {number}"@en' for number in range(size))
        said = f"<https://schema.org/about> {names} ; <{RDFS.label}> {texts} ."
        file = tmp_path / f"{size}.ttl"
        file.write_text("".join(f"<https://example.org/{n}> {said}\n" for n in range(20)))
        ((document,), _) = read([file])
        facts = document.triples
        counted.append(
            calls_of(
                lambda d=document, f=facts: [
                    *misplaced([d], f, vocabulary()),
                    *outdated([d], f, vocabulary()),
                ]
            )
        )

    assert max(counted) - min(counted) <= 20, counted


def test_twice_the_clauses_are_twice_the_checking(
    portfolios: list[Examined], calls_of: Callable[[Callable[[], object]], int]
) -> None:
    """Of all that is looked at, shapes too."""
    triples = [len(found.facts) for found in portfolios]
    calls = [calls_of(lambda f=found: violations(f, shapes=True)) for found in portfolios]

    assert [] == violations(portfolios[0], shapes=True)
    each = [call / triple for call, triple in zip(calls, triples, strict=True)]
    assert all(larger <= 1.07 * smaller for smaller, larger in pairwise(each)), each


def test_what_many_things_have_in_common_is_demanded_once(
    portfolios: list[Examined], calls_of: Callable[[Callable[[], object]], int]
) -> None:
    """Shapes take calls for what differs: of a hundred clauses of one class, no hundred looks."""
    for found in portfolios:
        triples = with_terms(found.facts)

        assert calls_of(lambda t=triples: shapeless(t)) < 11 * len(triples)


def test_what_is_read_is_kept_once(tmp_path: Path) -> None:
    """Texts and IRIs are no second time in the record; bytes for each triple, at the most."""
    peaks, triples = [], []
    for size in (SIZES[0], *SIZES):
        files = write(tmp_path / str(len(peaks)), size, 1)
        tracemalloc.start()
        found = examined(*read(files))
        assert [] == violations(found, shapes=True)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        triples.append(len(found.facts))

    each = [
        (more - less) / (many - few)
        for (less, more), (few, many) in zip(
            pairwise(peaks[1:]), pairwise(triples[1:]), strict=True
        )
    ]
    assert max(each) < 410, each
