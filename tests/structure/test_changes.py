"""What common changes cost: a format, a column, a question and a language, each in few files.

The changes are kept as patches in `changes/`; each is made in a copy of the project. The language
is a made-up one, of which every letter has an accent: what is not in the catalogue stays plain.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from rdflib import Literal

from made.german import any_of, names_of
from messages.catalogue import HEADER, in_code, of_click
from mutation.trees import ROOT, copied
from pactgraph.checking.check import vocabulary
from pactgraph.graph import load
from pactgraph.messages import DOMAIN
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent / "changes"
CHANGES: list[dict[str, Any]] = tomllib.loads((HERE / "changes.toml").read_text("utf-8"))["change"]
ACCENT = "\N{COMBINING ACUTE ACCENT}"
MADE_UP = "cy"
"""Welsh, which is not shipped, stands for any language whose plurals are as those of German."""
ADDRESS = re.compile(r"https?://\S+")
OTHERS = re.compile(r"\S*\d\S*|\S+=\S+|\S*-\S*|\b[A-Z]{2,}\b")
"""Numbers, sides of parameters, ids, abbreviations."""
WORDS = [
    "status MSOA-2025-12 --on 2026-01-01",
    "why MSOA-2025-12 --on 2026-01-01",
    "impact agi-verified",
    "diff MSOA-2025 MSOA-2026",
    "conflicts --on 2026-03-15",
    'may microsoft use "research IP" --on 2031-06-01',
    "show microsoft",
    "list parties",
    "find licence",
    "query",
]


@pytest.mark.parametrize("change", CHANGES, ids=[change["name"] for change in CHANGES])
def test_a_change_touches_few_files(change: dict[str, Any]) -> None:
    """As many as it may, by its patch, which fits the project as it is."""
    assert len(touched(change)) <= change["most"]
    applied(change, ROOT, "--check")


@pytest.mark.long
@pytest.mark.parametrize("change", CHANGES, ids=[change["name"] for change in CHANGES])
def test_a_change_does_what_it_is_for(change: dict[str, Any], tmp_path: Path) -> None:
    """With it the tests of what it touches pass, and the command answers in the new way."""
    tree = copied(tmp_path)
    applied(change, tree)
    run(tree, [sys.executable, "tests/messages/catalogue.py"])
    facts = (tree / "tests" / "check" / "valid.ttl").read_text(encoding="utf-8")
    (tree / "deal.ttl").write_text(facts + change.get("given", ""), encoding="utf-8")
    run(tree, [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *change["tests"]])

    assert change["told"] in pactgraph(tree, change["command"])


@pytest.mark.long
def test_a_language_is_one_file(tmp_path: Path) -> None:
    """With a catalogue, and what programs read of it, all words are in that language."""
    tree = copied(tmp_path)
    folder = tree / "graph" / "pactgraph" / "locale" / MADE_UP / "LC_MESSAGES"
    folder.mkdir(parents=True)
    made_up = catalogue()
    with (folder / f"{DOMAIN}.po").open("wb") as file:
        write_po(file, made_up)
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, made_up)
    data = [texts(), names_of(load().facts), names_of(vocabulary())]

    plain = {}
    for line in WORDS:
        left = pactgraph(tree, f"{line} --format markdown --lang {MADE_UP}").replace("\\", "")
        for pattern in (ADDRESS, *data, any_of(*line.split(), *questions()), OTHERS):
            left = pattern.sub(" ", left)
        found = {word for word in re.findall(r"[^\W\d_]{3,}", left) if ACCENT not in word}
        plain |= dict.fromkeys(found, line)
    assert {} == plain
    page = pactgraph(tree, f"map -o - --lang {MADE_UP}")
    assert f'<html lang="{MADE_UP}"' in page
    assert f'data-language="{MADE_UP}"' in page
    assert unicodedata.normalize("NFD", accented("Who owes what to whom")) in page


def applied(change: dict[str, Any], tree: Path, *options: str) -> None:
    """Apply the patch of a change in `tree`."""
    command = ["git", "apply", *options, str(HERE / change["patch"])]
    subprocess.run(command, cwd=tree, check=True)


def touched(change: dict[str, Any]) -> set[str]:
    """Return the files that a change touches."""
    text = (HERE / change["patch"]).read_text(encoding="utf-8")
    return set(re.findall(r"^diff --git a/(\S+)", text, re.MULTILINE))


def catalogue() -> Catalog:
    """Return a catalogue with an accent on every letter, but of what stands in braces."""
    made_up = Catalog(locale=MADE_UP, fuzzy=False, **HEADER)
    made_up._num_plurals, made_up._plural_expr = 2, "(n != 1)"  # noqa: SLF001 - as of German
    for pattern in sorted(in_code() | of_click()):
        told = tuple(accented(form) for form in pattern.forms)
        context = pattern.meaning or None
        made_up.add(pattern.id, told if len(told) > 1 else told[0], context=context)
    return made_up


def accented(pattern: str) -> str:
    """Return a pattern with an accent on every letter outside of braces."""
    parts = re.split(r"(\{.*?\}|%\(\w+\)\w)", pattern)
    return "".join(
        part if part.startswith(("{", "%(")) else re.sub(r"([^\W\d_])", rf"\1{ACCENT}", part)
        for part in parts
    )


def texts() -> re.Pattern[str]:
    """Return a pattern of the texts of the data and of the questions."""
    both = (*load().facts, *vocabulary())
    found = [str(term) for triple in both for term in triple if isinstance(term, Literal)]
    return any_of(*found, *(question.asked.in_language("en") for question in questions().values()))


def pactgraph(tree: Path, line: str) -> str:
    """Return what a command of the copy writes."""
    return run(tree, [sys.executable, "-m", "pactgraph", *shlex.split(line)])


def run(tree: Path, command: Sequence[str]) -> str:
    """Return what a command writes, run in the copy; it has to end well."""
    own = {"PYTHONPATH": str(tree / "graph"), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        command, cwd=tree, env=kept | own, capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return unicodedata.normalize("NFD", done.stdout)
