"""Everything that users see, written to a folder: to compare two states of the code.

Run it in both, and compare the folders: `python tests/structure/outputs.py FOLDER`, `diff -r`.
Nothing of it depends on the day on which it is run.
"""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
import tempfile
from contextlib import chdir
from itertools import product
from pathlib import Path
from random import Random
from unittest.mock import patch

from pactgraph import load
from pactgraph.cli import main

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
FORMATS = ("table", "json", "csv", "markdown")
LANGUAGES = ("en", "de")
SETTINGS = 200
DAYS = ("2019-08-01", "2023-01-31", "2025-10-28", "2026-02-27", "2026-04-27", "2026-11-23")
LATER = ("2027-06-30", "2028-06-01", "2030-12-31", "2033-01-01", "never")


def printed(arguments: list[str], folder: Path) -> str:
    """Return what a command writes to both streams, and its exit status."""
    kept = [io.BytesIO() for _ in range(3)]
    streams = [io.TextIOWrapper(data, encoding="utf-8") for data in kept]
    status = 0
    with (
        chdir(folder),
        patch.dict("os.environ", {"COLUMNS": "110"}),
        patch.multiple(sys, argv=["pactgraph", *arguments], stdin=streams[0]),
        patch.multiple(sys, stdout=streams[1], stderr=streams[2]),
    ):
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        for stream in streams[1:]:
            stream.flush()
    out, err = (data.getvalue().decode().replace(str(folder), "…") for data in kept[1:])
    return f"{out}\n---- {status}\n{err}"


def commands() -> list[list[str]]:
    """Return the commands of the README, each in every format and language that it takes."""
    found: list[list[str]] = []
    for told in dict.fromkeys(re.findall(r"^\$ pactgraph (.*)$", README, re.MULTILINE)):
        arguments = shlex.split(told)
        dated = [] if "sparql" in arguments[:1] or "check" in arguments[:1] else _dates(arguments)
        found += [
            [*arguments, *dated, "--format", output, "--lang", language]
            for output, language in product(FORMATS, LANGUAGES)
        ]
    return found


def _dates(arguments: list[str]) -> list[str]:
    """Return options that make an answer the same on every day, unless it has them."""
    if arguments[0] in ("find", "list") or arguments == ["query"]:
        return []
    given = {word for word in arguments if word.startswith("--")}
    known = [] if "--known" in given else ["--known", "2026-11-23"]
    on = [] if {"--on", "--by"} & given else ["--on", "2026-11-23"]
    return known + on


def record(folder: Path) -> None:
    """Write everything into `folder`."""
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        [deal] = re.findall(r"```turtle\n(.*?)```", README, re.DOTALL)
        (here / "my-deal.ttl").write_text(deal, encoding="utf-8")
        for number, arguments in enumerate(commands()):
            text = f"{shlex.join(arguments)}\n{printed(arguments, here)}"
            (folder / f"command-{number:03}.txt").write_text(text, encoding="utf-8")
    graph = load()
    events = sorted(e.id for e in graph.record.events.values() if e.happening)
    clauses = sorted(graph.record.clauses)
    draws = Random(12)  # noqa: S311 - reproducible
    for number in range(SETTINGS):
        assumed = {e: draws.choice(LATER) for e in draws.sample(events, draws.randrange(4))}
        asked = {"on": draws.choice(DAYS + LATER[:-1]), "known": draws.choice(DAYS)}
        language = draws.choice(LANGUAGES)
        clause = draws.choice(clauses)
        try:
            setting = graph.setting(**asked, assume=assumed)
            told = [
                graph.rows(setting, language),
                graph.why(clause, setting).as_json(language),
                str(graph.conflicts(setting)),
            ]
        except ValueError as error:
            told = [str(error)]
        text = json.dumps([asked, assumed, *told], ensure_ascii=False, indent=1)
        (folder / f"setting-{number:03}.json").write_text(text, encoding="utf-8")
    for number, day in enumerate(DAYS):
        setting = graph.setting(on=day, known="2026-11-23")
        (folder / f"page-{number}.html").write_text(graph.map(setting, "de"), encoding="utf-8")


if __name__ == "__main__":
    chosen = Path(sys.argv[1])
    chosen.mkdir(parents=True, exist_ok=True)
    record(chosen)
