"""The guide tells the truth: its file is checked, its commands are run, in both languages.

With PACTGRAPH_UPDATE_README set, the outputs in the guides are written anew instead, and the
English one into the README.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from entry import run
from made.page_whole import unpacked
from pactgraph.cli import cli
from pactgraph.drafting.guides import guide
from pactgraph.messages import LANGUAGES, told, worded
from pactgraph.plain.amounts import read_amount
from pactgraph.record import Text, Thing
from pactgraph.sentences.names import Names
from pactgraph.sentences.reading import read_sentence

if TYPE_CHECKING:
    from pactgraph.messages import Language

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "graph" / "pactgraph" / "drafting" / "guide"
CONSOLE = re.compile(
    r"```console\n\$ (?P<command>pactgraph [^\n]*)\n(?P<output>.*?)```", re.DOTALL
)
EVENTS = {
    "en": ("sale of Nordlicht", "approval", "notice"),
    "de": ("Verkauf von Nordlicht", "Genehmigung", "Kündigung"),
}
MOST_LINES = 30
KEYS = re.compile(r"`([a-z_]+): ")
MISSPELT = {"en": "sale of Nordlich", "de": "Verkauf von Nordlich"}


def write_deal(folder: Path, language: Language) -> str:
    """Write the file of the guide, and return it."""
    (text,) = re.findall(r"```yaml\n(.*?)```", guide(language), re.DOTALL)
    (folder / "my-deal.yaml").write_text(text, encoding="utf-8")
    return text


def printed(command: str, folder: Path) -> str:
    """Return what a command prints, as the README has it."""
    import shlex  # noqa: PLC0415

    _, *arguments = shlex.split(command)
    shown = run(*arguments, folder=folder, environment={"COLUMNS": "110"}).text
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_prints_what_the_guide_says(language: Language, tmp_path: Path) -> None:
    """In a folder that holds the file of the guide, and nothing else."""
    write_deal(tmp_path, language)
    path = FOLDER / f"your-own.{language}.md"
    outputs = {
        m["command"]: printed(m["command"], tmp_path) for m in CONSOLE.finditer(guide(language))
    }

    if os.environ.get("PACTGRAPH_UPDATE_README"):
        text = CONSOLE.sub(
            lambda m: f"```console\n$ {m['command']}\n{outputs[m['command']]}```", guide(language)
        )
        path.write_text(text, encoding="utf-8")
        return
    assert 4 == len(outputs)
    assert outputs == {m["command"]: m["output"] for m in CONSOLE.finditer(guide(language))}


def test_the_readme_has_the_guide() -> None:
    """Word by word, in English."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    if os.environ.get("PACTGRAPH_UPDATE_README"):
        before, _, rest = text.partition("### Model a contract in ten minutes\n")
        _, _, after = rest.partition("\n### The same as Turtle\n")
        readme.write_text(
            f"{before}{guide('en')}\n### The same as Turtle\n{after}", encoding="utf-8"
        )
        return

    assert guide("en") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_gets_the_message_of_the_guide(language: Language, tmp_path: Path) -> None:
    """With its line, and what was meant."""
    text = write_deal(tmp_path, language)
    right, *_ = EVENTS[language]
    before, _, after = text.rpartition(right)
    (tmp_path / "my-deal.yaml").write_text(before + MISSPELT[language] + after, encoding="utf-8")
    (told_there,) = re.findall(r"```text\n(.*?)```", guide(language), re.DOTALL)

    answer = run("check", "my-deal.yaml", "--lang", language, folder=tmp_path)

    assert 1 == answer.status
    assert answer.text.startswith(told_there)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_says_how_to_say_can_be_said(language: Language) -> None:
    """Every sentence and amount of the table is read."""
    names = Names([Thing(f"urn:{id_}", id_, Text({language: id_})) for id_ in EVENTS[language]])
    rows = re.findall(r"^\| .* \| (.*) \|$", guide(language), re.MULTILINE)
    said = [part for row in rows for part in re.findall(r"`([^`]*)`", row)]
    sentences = [part.removeprefix("when: ") for part in said if part.startswith("when: ")]
    sentences += [
        part
        for part in said
        if part.partition(" ")[0] in ("from", "until", "through", "ab", "bis")
    ]
    amounts = [part.removeprefix("amount: ") for part in said if part.startswith("amount: ")]

    assert 9 <= len(sentences)
    assert amounts
    for sentence in sentences:
        read_sentence(sentence, names, language)
    for amount in amounts:
        read_amount(amount, language)


def test_its_file_is_short() -> None:
    """What is said in a press release takes no more lines; each language has the same table."""
    rows = []
    for language in LANGUAGES:
        (text,) = re.findall(r"```yaml\n(.*?)```", guide(language), re.DOTALL)
        rows.append(re.findall(r"^\|.*\|$", guide(language), re.MULTILINE))
        assert MOST_LINES >= len(text.splitlines())

    assert 1 == len({len(each) for each in rows})
    keys = [[KEYS.findall(row) for row in each] for each in rows]
    assert all(each == keys[0] for each in keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_that_print_little_can_be_taken(language: Language, tmp_path: Path) -> None:
    """It is drawn, becomes Turtle, and is the same as before when it comes back."""
    write_deal(tmp_path, language)
    for step in ("map -g my-deal.yaml --open", "convert my-deal.yaml my-deal.ttl"):
        assert f"`pactgraph {step}`" in guide(language)

    drawn = run("map", "-g", "my-deal.yaml", "-o", "map.html", folder=tmp_path)
    there = run("convert", "my-deal.yaml", "my-deal.ttl", folder=tmp_path)
    back = run("convert", "my-deal.ttl", "again.yaml", folder=tmp_path)

    assert [0, 0, 0] == [drawn.status, there.status, back.status], drawn.text + back.text
    page = unpacked((tmp_path / "map.html").read_text(encoding="utf-8"))
    assert "Nordlicht Energie" in str(page)
    asked = ("status", "--on", "2027-05-01", "--known", "2026-11-23", "--lang", language, "-g")
    first, again = (run(*asked, name, folder=tmp_path) for name in ("my-deal.yaml", "again.yaml"))
    assert first == again


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_writes_the_agreement_of_the_guide(language: Language, tmp_path: Path) -> None:
    """The command of the guide, answered with its press release, writes a file that is right."""
    (asked,) = re.findall(r"`(pactgraph new [^`]*)`", guide(language))
    said = [
        "supply",
        "Havel Cloud",
        "Nordlicht Energie",
        {"en": "capacity", "de": "Kapazität"}[language],
        "",
        "2026-11-02",
        "",
        "Havel Cloud",
        "News",
        "https://havel.example/news",
        {"en": "through 2029", "de": "bis einschließlich 2029"}[language],
        "40 MW",
        "",
        {"en": "no", "de": "nein"}[language],
        "",
    ]

    made = run(*asked.split()[1:], folder=tmp_path, stdin="\n".join(said).encode())
    checked = run("check", "my-deal.yaml", folder=tmp_path)

    assert 0 == made.status, made.text
    assert 0 == checked.status, checked.text


def test_help_prints_it_and_the_keys_and_every_command(tmp_path: Path) -> None:
    """In the language wanted."""
    for language in LANGUAGES:
        assert guide(language) == run("help", "your-own", "--lang", language, folder=tmp_path).text
        keys = run("help", "keys", "--lang", language, folder=tmp_path).text
        assert told(worded("who may act or insist"), language) in keys
    for name in cli.commands:
        assert f"pactgraph {name}" in run("help", name, folder=tmp_path).text
    assert "your-own" in run("help", folder=tmp_path).text


def test_help_on_nothing_is_told(tmp_path: Path) -> None:
    """With what there is."""
    answer = run("help", "nothing", folder=tmp_path)

    assert 2 == answer.status
    assert "there are your-own, keys and the commands" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_drawn_and_converted(language: Language, tmp_path: Path) -> None:
    """The last steps: the map, and Turtle that says the same."""
    write_deal(tmp_path, language)

    drawn = run("map", "-g", "my-deal.yaml", "-o", "map.html", folder=tmp_path)
    turned = run("convert", "my-deal.yaml", "my-deal.ttl", folder=tmp_path)

    assert (0, 0) == (drawn.status, turned.status), drawn.text + turned.text
    page = unpacked((tmp_path / "map.html").read_text(encoding="utf-8"))
    assert EVENTS[language][0] in str(page)
    assert "Nothing is wrong" in run("check", "my-deal.ttl", folder=tmp_path).text
