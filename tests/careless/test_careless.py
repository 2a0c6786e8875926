"""What careless people get for an answer: a table of it, and what holds of every message."""

from __future__ import annotations

import os
import shlex
import tomllib
import zipfile
from pathlib import Path

import pytest

from entry import Run, run

pytestmark = pytest.mark.many

HERE = Path(__file__).parent
TABLE = HERE / "table.md"
DEAL = (HERE.parent / "names/deal.ttl").read_text(encoding="utf-8").replace("ANALYST", "alpha")
GROUPS: dict[str, list[str]] = tomllib.loads((HERE / "inputs.toml").read_text(encoding="utf-8"))
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


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that the inputs name."""
    return prepared(tmp_path_factory.mktemp("careless"))


def message(found: Run) -> str:
    """Return what a person reads: the whole message, or the first lines of an answer."""
    answer = found.out if found.status < 2 else b""
    told = [line for part in (answer, found.err) for line in part.decode().splitlines() if line]
    return " ".join(" ".join(told[:6]).split()) + (" …" if len(told) > 6 else "")


def table(found: dict[str, Run], folder: Path) -> str:
    """Return what was found, group by group."""
    lines = [HEAD]
    for group, inputs in GROUPS.items():
        lines += [f"\n## {group.capitalize()}\n\n", "| `pactgraph` … | status | answer |\n"]
        lines.append("| --- | --- | --- |\n")
        for typed in inputs:
            told = message(found[typed]).replace("|", "\\|").replace(str(folder), "")
            lines.append(f"| `{typed}` | {found[typed].status} | {told} |\n".replace("``", ""))
    return "".join(lines)


def contents(folder: Path) -> dict[str, bytes]:
    """Return what every file of a folder holds, links aside."""
    files = (file for file in folder.iterdir() if not file.is_symlink() and file.is_file())
    return {file.name: file.read_bytes() for file in files}


def poor(found: Run) -> bool:
    """Return whether an answer leaves a person without help."""
    told = found.err.decode()
    traces = ("Traceback", "defect", "NoneType", "object at 0x", "Errno")
    silent = found.status != 0 and not told.strip()
    half = found.status == 2 and found.out != b""
    return found.status not in {0, 1, 2} or silent or half or any(t in told for t in traces)


def test_there_are_more_than_a_hundred() -> None:
    """In five groups; none twice."""
    typed = [each for inputs in GROUPS.values() for each in inputs]

    assert {"typing", "dates", "files", "consoles", "options"} == GROUPS.keys()
    assert 100 < len(typed) == len(set(typed))


def test_the_table_shows_what_is_answered(folder: Path) -> None:
    """A message that changes is read again; none is poor; and bad input changes nothing."""
    before = contents(folder)
    found = {
        typed: run(*shlex.split(typed), folder=folder)
        for inputs in GROUPS.values()
        for typed in inputs
    }
    made = table(found, folder)
    if os.environ.get("PACTGRAPH_UPDATE_CARELESS"):
        TABLE.write_text(made, encoding="utf-8")

    assert TABLE.read_text(encoding="utf-8") == made
    assert [] == [typed for typed, answer in found.items() if poor(answer)]
    assert before == contents(folder)
