"""The README tells the truth: its commands are run, its outputs compared.

With PACTGRAPH_UPDATE_README set, the outputs in the README are written anew instead.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from entry import completed, run
from pactgraph.cli import cli

pytestmark = pytest.mark.many

README = Path(__file__).parents[2] / "README.md"
TEXT = README.read_text(encoding="utf-8")
CONSOLE = re.compile(
    r"```console\n\$ (?P<command>pactgraph [^\n]*)\n(?P<output>.*?)```", re.DOTALL
)
TURTLE = re.compile(r"```turtle\n(?P<text>.*?)```", re.DOTALL)


def output_of(command: str, folder: Path) -> str:
    """Return what `command` prints, in a folder that holds the README's own agreement."""
    for number, example in enumerate(TURTLE.finditer(TEXT)):
        assert 0 == number, "the README has one Turtle example, saved as my-deal.ttl"
        (folder / "my-deal.ttl").write_text(example["text"], encoding="utf-8")
    plain = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (folder / "my-deal.yaml").write_text("".join(plain[:1]), encoding="utf-8")
    _, *arguments = shlex.split(command)
    shown = run(*arguments, folder=folder, environment={"COLUMNS": "110"}).text
    return "".join(f"{line.rstrip()}\n" for line in shown.replace(str(folder), "…").splitlines())


@pytest.mark.parametrize("command", [match["command"] for match in CONSOLE.finditer(TEXT)])
def test_a_command_prints_what_the_readme_says(command: str, tmp_path: Path) -> None:
    """Each command of the README, run as written, prints what stands below it."""
    printed = output_of(command, tmp_path)
    if os.environ.get("PACTGRAPH_UPDATE_README"):
        current = README.read_text(encoding="utf-8")
        block = f"```console\n$ {command}\n"
        before, _, rest = current.partition(block)
        _, _, after = rest.partition("```")
        README.write_text(f"{before}{block}{printed}```{after}", encoding="utf-8")
        return

    (told,) = [m["output"] for m in CONSOLE.finditer(TEXT) if m["command"] == command]
    assert told == printed


def test_the_python_of_the_readme_runs() -> None:
    """The Python examples run as they stand, and print one line a clause and an owner."""
    code = "".join(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))

    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert 24 == len(said.splitlines())
    assert "MSOA-2025-12 ended ()" in said
    assert "openai-foundation 26 percent" in said


def test_the_own_agreement_of_the_readme_has_no_violation(tmp_path: Path) -> None:
    """The Turtle example is complete: check finds nothing wrong with it."""
    told = output_of("pactgraph check my-deal.ttl", tmp_path)

    assert told.startswith("Nothing is wrong. Read: 1 file, 1 agreement, ")


def test_every_command_is_in_the_readme() -> None:
    """Whoever reads the README has met every command."""
    assert {"check", "map", "query", "sparql", "status"} <= set(cli.commands)
    assert [] == [name for name in cli.commands if f"pactgraph {name}" not in TEXT]


def test_every_question_is_in_the_readme() -> None:
    """The questions that ship are all named."""
    told = completed("query", "--format", "csv")
    names = [line.partition(",")[0] for line in told.stdout.splitlines()[1:]]

    assert [] == [name for name in names if name not in TEXT]


def test_pictures_and_links_lead_somewhere() -> None:
    """Relative links of the README are files of the repository."""
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", TEXT)

    assert links
    assert [] == [link for link in links if not (README.parent / link).exists()]
