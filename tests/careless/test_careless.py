"""What careless people get for an answer: a table of it, and what holds of every message."""

from __future__ import annotations

import os
import shlex
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from entry import Run, run

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
TABLE = HERE / "table.md"
DEAL = (HERE.parent / "names/deal.ttl").read_text(encoding="utf-8").replace("ANALYST", "alpha")
GROUPS: dict[str, list[str]] = tomllib.loads((HERE / "inputs.toml").read_text(encoding="utf-8"))
CASES = [(group, typed) for group, inputs in GROUPS.items() for typed in inputs]
POLICY = """\
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
<https://example.org/p> a odrl:Set ;
    odrl:permission [ odrl:action odrl:use ; odrl:target <https://example.org/a> ] .
"""
HEAD = """\
# What careless people are answered

Made by `test_careless.py` from `inputs.toml`; `PACTGRAPH_UPDATE_CARELESS=1` writes it anew.
Status 0: an answer; 1: something is wrong with files; 2: a question was not understood.
"""


def prepared(folder: Path) -> Path:
    """Return `folder` with the files that the inputs name."""
    texts = {
        "deal.ttl": DEAL,
        "page.ttl": "<!DOCTYPE html>\n<html><head><title>Deal</title></head></html>\n",
        "notes.txt": "Call the lawyer.\n",
        "empty.ttl": "",
        "broken.ttl": DEAL.replace('rdfs:label "Deal"@en ;', 'rdfs:label "Deal@en ;'),
        "half.jsonld": '{"@context": {}, "@id": "https://example.org/',
        "turned.ttl": DEAL.replace('"Deal"', '"Deal \u202elaeD"'),
        "policy.ttl": POLICY,
        "q.rq": "SELECT * { ?s ?p ?o }",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "latin.ttl").write_bytes(DEAL.replace("Deal", "Geschäft").encode("latin-1"))
    (folder / "utf16.ttl").write_bytes(DEAL.encode("utf-16"))
    (folder / "latin.rq").write_bytes("SELECT * { ?s ?p 'für' }".encode("latin-1"))
    (folder / "folder-without-files").mkdir()
    (folder / "loop.ttl").symlink_to("loop.ttl")
    (folder / "dangling.ttl").symlink_to("gone.ttl")
    for name in ("data.zip", "notes.docx"):
        with zipfile.ZipFile(folder / name, "w") as archive:
            archive.writestr("word/document.xml", "<document/>")
    return folder


@cache
def answered(typed: str, folder: Path) -> Run:
    """Return what a command line is answered, with nothing on standard input."""
    return run(*shlex.split(typed), folder=folder)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that the inputs name."""
    return prepared(tmp_path_factory.mktemp("careless"))


def message(found: Run) -> str:
    """Return what a person reads: the whole message, or the first lines of an answer."""
    answer = found.out if found.status < 2 else b""
    told = [line for part in (answer, found.err) for line in part.decode().splitlines() if line]
    return " ".join(" ".join(told[:6]).split()) + (" …" if len(told) > 6 else "")


def lines(folder: Path) -> Iterator[str]:
    """Yield the table, group by group."""
    yield HEAD
    for group, inputs in GROUPS.items():
        yield f"\n## {group.capitalize()}\n\n"
        yield "| `pactgraph` … | status | answer |\n| --- | --- | --- |\n"
        for typed in inputs:
            found = answered(typed, folder)
            told = message(found).replace("|", "\\|").replace(str(folder), "")
            yield f"| `{typed}` | {found.status} | {told} |\n".replace("``", "")


def test_there_are_more_than_a_hundred() -> None:
    """In five groups; none twice."""
    assert {"typing", "dates", "files", "consoles", "options"} == GROUPS.keys()
    assert 100 < len(CASES) == len(set(CASES))


def test_the_table_shows_what_is_answered(folder: Path) -> None:
    """A message that changes is read again by whoever changes it."""
    made = "".join(lines(folder))
    if os.environ.get("PACTGRAPH_UPDATE_CARELESS"):
        TABLE.write_text(made, encoding="utf-8")

    assert TABLE.read_text(encoding="utf-8") == made


@pytest.mark.parametrize(("group", "typed"), CASES)
def test_nobody_is_left_with_a_traceback(group: str, typed: str, folder: Path) -> None:
    """A status of the documented ones; what is refused is told, once, and nothing is printed."""
    found = answered(typed, folder)
    told = found.err.decode()

    assert found.status in {0, 1, 2}, group
    for word in ("Traceback", "defect", "NoneType", "object at 0x", "Errno"):
        assert word not in told
    assert told.strip() or found.status == 0
    if found.status == 2:
        assert b"" == found.out


def test_bad_input_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """After all of them every file is as it was, and there is no other."""
    for _, typed in CASES:
        answered(typed, folder)
    fresh = prepared(tmp_path / "fresh" if (tmp_path / "fresh").mkdir() is None else tmp_path)

    def contents(place: Path) -> dict[str, bytes | None]:
        return {
            file.name: file.read_bytes() if file.is_file() and file.suffix != ".zip" else None
            for file in place.iterdir()
            if not file.is_symlink() and file.suffix != ".docx"
        }

    assert contents(fresh) == contents(folder)
