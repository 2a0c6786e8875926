"""`pactgraph convert`: any form to any other, proved, and nothing overwritten."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from entry import run
from pactgraph.cli import output
from pactgraph.converting import lossless
from pactgraph.errors import BadInputError
from pactgraph.interpreting.documents import read
from pactgraph.plain.sameness import only_in_one
from plain.examples import OWN, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TERM = {"TERM": "xterm-256color"}
ENDINGS = ("ttl", "trig", "nt", "nq", "jsonld", "json", "yaml", "yml")
VALID = ROOT / "tests" / "check" / "valid.ttl"


def said(path: Path) -> list[tuple[object, object, object]]:
    """Return what a file says."""
    documents, wrong = read([path])
    assert [] == wrong
    return [*documents[0].triples]  # type: ignore[list-item]


@pytest.mark.many
@pytest.mark.parametrize("source", ["ttl", "jsonld", "yaml", "nq"])
def test_any_form_becomes_any_other(source: str, tmp_path: Path) -> None:
    """And says the same; what is told names the file and counts the statements."""
    first = tmp_path / f"first.{source}"
    assert 0 == run("convert", str(OWN), first.name, folder=tmp_path).status

    for ending in ENDINGS:
        answer = run("convert", first.name, f"second.{ending}", folder=tmp_path)

        told = f"second.{ending}: {len(said(OWN))} statements, all that 1 file said.\n"
        assert (0, told) == (answer.status, answer.text)
        assert ([], []) == only_in_one(said(OWN), said(tmp_path / f"second.{ending}"))


def test_several_files_become_one(tmp_path: Path) -> None:
    """Folders, too."""
    (tmp_path / "in").mkdir()
    for path in (OWN, VALID):
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())

    answer = run("convert", "in", "out.yaml", folder=tmp_path)

    assert "all that 2 files said" in answer.text


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Not the input, nor anything else that is there."""
    (tmp_path / "deal.yaml").write_bytes(OWN.read_bytes())
    (tmp_path / "other.ttl").write_text("mine", encoding="utf-8")

    for target in ("deal.yaml", "other.ttl"):
        answer = run("convert", "deal.yaml", target, folder=tmp_path)
        assert (2, f"Error: {target} is there; choose another name\n") == (
            answer.status,
            answer.text,
        )
    assert OWN.read_bytes() == (tmp_path / "deal.yaml").read_bytes()
    assert "mine" == (tmp_path / "other.ttl").read_text("utf-8")


REFUSED = {
    "no ending": ("deal", "the file should end in one of .ttl"),
    "other ending": ("deal.pdf", "the file should end in one of .ttl"),
    "no folder": ("none/deal.yaml", "there is no folder none"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_is_told(name: str, tmp_path: Path) -> None:
    """In one line, with what would be right."""
    target, message = REFUSED[name]

    answer = run("convert", str(OWN), target, folder=tmp_path)

    assert 2 == answer.status
    assert message in answer.text
    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize(("ending", "language"), [*product([".trig", ".nq"], ["en", "de"])])
def test_names_of_graphs_would_be_lost(ending: str, language: str, tmp_path: Path) -> None:
    """So they are refused; without a name, all is well."""
    written = {
        ".trig": "<urn:g> { <urn:a> <urn:b> <urn:c> }",
        ".nq": "<urn:a> <urn:b> <urn:c> <urn:g> .",
    }
    (tmp_path / f"x{ending}").write_text(written[ending], encoding="utf-8")

    answer = run("convert", f"x{ending}", "x.yaml", "--lang", language, folder=tmp_path)

    assert 2 == answer.status
    assert "urn:g" in answer.text
    assert not (tmp_path / "x.yaml").exists()


def test_a_faulty_file_writes_nothing(tmp_path: Path) -> None:
    """What does not parse is told as `check` tells it."""
    (tmp_path / "x.yaml").write_text("pactgraph: 1\nbase: x\n", encoding="utf-8")

    answer = run("convert", "x.yaml", "x.ttl", folder=tmp_path)

    assert 2 == answer.status
    assert "x.yaml:2: base: “x” is no address" in answer.text
    assert not (tmp_path / "x.ttl").exists()


def test_a_writer_that_loses_something_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is read again, whatever wrote it."""

    def forgetful(triples: list[object], ending: str) -> Iterator[str]:
        yield from whole(triples[1:], ending)

    whole = lossless._rdf  # noqa: SLF001 - a fault is planted in it
    monkeypatch.setattr(lossless, "_rdf", forgetful)

    with pytest.raises(BadInputError, match="without a loss: <"):
        lossless.lossless_text(said(OWN), ".ttl")  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "sentence"), [("en", "until"), ("de", "bis")])
def test_sentences_are_in_the_language_wanted(
    language: str, sentence: str, tmp_path: Path
) -> None:
    """And read back in it."""
    answer = run("convert", str(VALID), "x.yaml", "--lang", language, folder=tmp_path)
    text = (tmp_path / "x.yaml").read_text("utf-8")

    assert 0 == answer.status
    assert f"when: {sentence}" in text
    assert ([], []) == only_in_one(said(VALID), said(tmp_path / "x.yaml"))


def test_what_takes_a_while_says_so_on_a_terminal(tmp_path: Path) -> None:
    """And leaves nothing there but the answer."""
    with patch.object(output, "_PATIENCE", 0):
        answer = run(
            "convert", str(OWN), "x.ttl", folder=tmp_path, terminal=True, environment=TERM
        )

    assert 0 == answer.status
    assert "reading" in answer.text
    assert answer.text.endswith("all that 1 file said.\n")
