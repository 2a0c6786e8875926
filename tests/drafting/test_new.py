# ruff: noqa: E501 - a sentence is read best on one line
"""`pactgraph new`: a few answers, and a file that is right by the first check."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from entry import run
from pactgraph.checking.check import check
from pactgraph.drafting.answers import as_text, id_of, known_of, unique
from pactgraph.drafting.templates import TEMPLATES
from pactgraph.errors import BadInputError
from pactgraph.messages import LANGUAGES, told
from pactgraph.plain.vocabulary import terms

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.many

WORDS = {"en": ("yes", "no"), "de": ("ja", "nein")}
SENTENCES = {
    "en": "from the later of “approval” and 2024-06-01 until the earlier of “sale” and the end of 2028",
    "de": "ab dem späteren von „Genehmigung“ und 2024-06-01 bis zum früheren von „Verkauf“ und Ende 2028",
}
HOSTILE = [
    'Acme: "Inc." {x}',
    "#1 - [y] & *z",
    "NO",
    "the end of 2030",
    "Ünïcode 🙂",
    "until notice, or sale",
]


def answers(template: str, language: str, *, names: list[str], every: bool) -> list[str]:
    """Return what is answered: names, the whole, then each clause as it is asked."""
    yes, no = WORDS[language]
    found = [names[0], names[1], names[2], "", "2024-03-01", "2024-04-01", names[3], names[4]]
    found += ["contract.pdf", "section 4"] if every else ["https://acme.example/news"]
    asked = False
    for part in TEMPLATES[template].parts:
        if part.optional is not None:
            found.append(yes if every else no)
            if not every:
                continue
        for each in part.asks:
            if each == "when":
                found.append(SENTENCES[language] if every else "")
                found += ["2024-05", no] if every and not asked else []
                asked = True
            elif each == "amount":
                found.append("250 Mio. USD" if language == "de" else "250 million USD")
                found[-1] = found[-1] if every else ""
            else:
                found.append("2026-12-31" if every else "")
    return found


def made(folder: Path, template: str, language: str, said: list[str]) -> str:
    """Return what is told when a file is made."""
    asked = ("new", "own.yaml", "--template", template, "--lang", language)
    answer = run(*asked, folder=folder, stdin="\n".join([*said, ""]).encode())
    assert 0 == answer.status, answer.text
    return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_makes_a_file_that_is_right(
    template: str, language: str, *, every: bool, tmp_path: Path
) -> None:
    """With everything answered, and with Enter wherever that will do."""
    names = ["Beta AG", "Acme", "engines", "Acme", "News"]

    text = made(
        tmp_path, template, language, answers(template, language, names=names, every=every)
    )

    found = check([tmp_path / "own.yaml"], language)
    assert [] == found.violations
    assert "pactgraph check own.yaml" in text
    if every and "when" in TEMPLATES[template].parts[0].asks:
        assert {"en": "in force from", "de": "in Kraft ab"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shift", range(len(HOSTILE)))
def test_whatever_people_are_called(shift: int, language: str, tmp_path: Path) -> None:
    """Labels that YAML or a sentence could take for something else."""
    names = [HOSTILE[(shift + place) % len(HOSTILE)] for place in range(5)]

    made(tmp_path, "licence", language, answers("licence", language, names=names, every=True))

    assert [] == check([tmp_path / "own.yaml"]).violations


def test_what_is_wrong_is_asked_again(tmp_path: Path) -> None:
    """A date, an address, a sentence: with what would be right; then it goes on."""
    said = answers("licence", "en", names=["B", "A", "x", "A", "N"], every=False)
    said.insert(4, "1 March 2024")
    said.insert(9, "https://a b")
    said[11:12] = ["until 2030", "until sale", "no", "until “sale”", "yes", "?", "through 2030"]

    text = made(tmp_path, "licence", "en", said)

    for message in (
        "“1 March 2024” is not written as a date; write 2024-03-01",
        "“https://a b” is no web address; copy one such as https://acme.example/news",
        "“2030” can be read two ways",
        "there is no event “sale”",
        "“sale” is a new event",
        "understood: in force from 2024-04-01 (own) until",
    ):
        assert message in text
    assert "IRI" not in text
    assert [] == check([tmp_path / "own.yaml"]).violations


def test_nothing_is_written_before_the_last_answer(tmp_path: Path) -> None:
    """Answers that end too soon are told."""
    said = answers("licence", "en", names=["B", "A", "x", "A", "N"], every=True)

    for number in range(len(said)):
        asked = ("new", "own.yaml", "--template", "licence")
        answer = run(*asked, folder=tmp_path, stdin="\n".join(said[:number]).encode())
        assert 2 == answer.status
        assert "the answers end here; nothing is written" in answer.text
        assert [] == [*tmp_path.iterdir()]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Before anything is asked."""
    (tmp_path / "own.yaml").write_text("mine", encoding="utf-8")

    answer = run("new", "own.yaml", folder=tmp_path)

    assert (2, "Error: own.yaml is there; choose another name\n") == (answer.status, answer.text)


def test_the_template_is_asked_with_what_there_is(tmp_path: Path) -> None:
    """One line each."""
    answer = run("new", "own.yaml", folder=tmp_path, stdin=b"licens\n")

    for name in TEMPLATES:
        assert f"\n  {name} " in f"\n{answer.text}"
    assert "it is one of licence, supply" in answer.text


def test_templates_name_what_there_is() -> None:
    """Kinds and actions of the vocabulary."""
    kinds, actions = ({term.id for term in terms(name)} for name in ("kind", "action"))
    parts = [part for template in TEMPLATES.values() for part in template.parts]

    assert {part.kind for part in parts} <= kinds
    assert {part.action for part in parts} - {""} <= actions


def test_ids_are_readable_and_unique() -> None:
    """Letters of any script, no signs, never twice."""
    assert "acme-inc" == id_of("Acme, Inc.")
    assert "x" == id_of("!!!")
    assert "a-3" == unique("a", {"a", "a-2"})


UNKNOWN = {
    "en": ("until sale of Beta", "until the earlier of sale of Betta and approval", "Add it?"),
    "de": (
        "bis Betaverkauf",
        "bis zum früheren von Bettaverkauf und Genehmigung",
        "Hinzufügen?",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_events_that_nothing_knows_are_offered(language: str, tmp_path: Path) -> None:
    """Without quotation marks too; what is like a known one is taken for a slip."""
    first, second, offer = UNKNOWN[language]
    yes, no = WORDS[language]
    said = answers("licence", language, names=["B", "A", "x", "A", "N"], every=False)
    at = said.index("https://acme.example/news") + 1
    sentence = second.replace("Betta", "Beta")
    said[at:] = [first, "", f"{no} 2025-01-01", yes, second, "", sentence, "", "2024-02", no]

    text = made(tmp_path, "licence", language, said)

    assert 3 == text.count(offer) + text.count(
        {"en": "Add a new one?", "de": "neues hinzu"}[language]
    )
    written = (tmp_path / "own.yaml").read_text(encoding="utf-8")
    assert "not_by: 2025-01-01}" in written
    assert "occurred: 2024-02" in written
    assert "reported: 2024-03-01" in written
    assert "Betta" not in written
    assert [] == check([tmp_path / "own.yaml"], language).violations


def test_what_is_known_of_an_event() -> None:
    """It happened, it had not, nobody knows; each with a day or without."""
    issued = "2024-03-01"

    assert {"occurred": "2025-01"} == known_of("2025-01", "no", issued)
    assert {"occurred": "2024", "reported": issued} == known_of("2024", "no", issued)
    assert {"not_by": issued} == known_of("no", "no", issued)
    assert {"not_by": "2026-01-01"} == known_of("nein 2026-01-01", "nein", issued)
    assert {"open_from": issued} == known_of(" ", "no", issued)
    assert {"open_from": "2025-01-01"} == known_of("? 2025-01-01", "no", issued)
    for wrong in ("perhaps", "no 2026", "? soon", "1 March 2024"):
        with pytest.raises(BadInputError):
            known_of(wrong, "no", issued)


def test_no_label_is_found_out_at_the_end(tmp_path: Path) -> None:
    """Every sign that `check` refuses is refused when it is said, so that no answer is lost."""
    signs = [*range(0xA0), 0x61C, *range(0x2000, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF]
    taken = []
    for long in ("a" * 10_001, "A<b", "</i>", "<!DOCTYPE x>"):
        with pytest.raises(BadInputError):
            as_text(long)
    for sign in map(chr, [*signs, *range(0xFFF0, 0x10000), 0xD800, 0xDFFF, 0x1F642]):
        with suppress(BadInputError):
            taken.append(as_text(f"a{sign} b"))
    assert {"a\t b", "a< b", "a\N{ZERO WIDTH JOINER} b"} <= {*taken}
    name = "".join(text for text in taken if text.splitlines() == [text])
    said = answers("licence", "en", names=[name, "A", "x" * 150, name, name], every=False)

    said.insert(2, "x" * 151)
    assert "longer than 150" in made(tmp_path, "licence", "en", said)

    assert [] == check([tmp_path / "own.yaml"]).violations


def test_a_party_is_not_named_twice(tmp_path: Path) -> None:
    """A contract with oneself is a slip; it is asked again."""
    said = answers("licence", "en", names=["Acme", "Beta", "x", "A", "N"], every=False)
    said.insert(1, " Acme")

    assert "“Acme” is the one party already" in made(tmp_path, "licence", "en", said)
    assert "parties: [acme, beta]" in (tmp_path / "own.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_are_listed(language: str, tmp_path: Path) -> None:
    """One line each, by --list and by --help."""
    listed = run("new", "--list", "--lang", language, folder=tmp_path)
    helped = run("new", "--help", folder=tmp_path).text

    assert 0 == listed.status
    assert len(TEMPLATES) == len(listed.text.splitlines())
    for name, template in TEMPLATES.items():
        assert f"  {name.ljust(12)}{told(template.about, language)}\n" in listed.text
        assert f"  {name.ljust(12)}{told(template.about, 'en')}\n" in helped
    assert [] == [*tmp_path.iterdir()]


def test_a_licence_takes_twelve_answers() -> None:
    """No more, of which Enter takes four."""
    said = answers("licence", "en", names=["B", "A", "x", "A", "N"], every=False)

    assert 12 == len(said)


def test_commands_to_go_on_with_can_be_pasted(tmp_path: Path) -> None:
    """A space in the name of the file is no end of it."""
    said = answers("licence", "en", names=["B", "A", "x", "A", "N"], every=False)
    asked = ("new", "my own.yaml", "--template", "licence")

    text = run(*asked, folder=tmp_path, stdin="\n".join([*said, ""]).encode()).text

    assert "pactgraph check 'my own.yaml'; pactgraph status -g 'my own.yaml'" in text


PATIENCE = 60


def typed(folder: Path, lines: list[str], last: str) -> tuple[int, str]:
    """Return what `pactgraph new` does in a terminal: its status, and what is seen.

    Each line is typed when a question ends the screen; `last` is typed as it is, a moment later:
    Python waits for a key only then, and an interrupt just before is seen with the next key.
    """
    import pty  # noqa: PLC0415 - not on Windows

    process, master = pty.fork()
    if not process:
        os.chdir(folder)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.execve(  # noqa: S606 - our own program
            sys.executable,
            [sys.executable, "-m", "pactgraph", "new", "own.yaml", "-t", "licence"],
            {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        )
    shown = b""
    for line in [*(f"{line}\r" for line in lines), last]:
        while not shown.endswith(b" "):
            assert select.select([master], [], [], PATIENCE)[0], shown
            shown += os.read(master, 1024)
        time.sleep(0.5 if line == last else 0)
        os.write(master, line.encode())
        shown += b"|"
    with suppress(OSError):  # the other end is closed
        while True:
            assert select.select([master], [], [], PATIENCE)[0], shown
            shown += os.read(master, 1024)
    _, status = os.waitpid(process, 0)
    os.close(master)
    return os.waitstatus_to_exitcode(status), shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_in_a_terminal_it_is_the_same(tmp_path: Path) -> None:
    """The questions one by one; what is typed is the file."""
    said = answers("licence", "en", names=["B: {x}", "A", "x", "A", "N"], every=False)

    status, shown = typed(tmp_path, said[:-1], f"{said[-1]}\r")

    assert 0 == status, shown
    assert "Who grants the licence?" in shown
    assert [] == check([tmp_path / "own.yaml"]).violations


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize("number", [0, 4, 11])
def test_ctrl_c_writes_nothing(number: int, tmp_path: Path) -> None:
    """At whichever question; with the status of interrupts, and no traceback."""
    said = answers("licence", "en", names=["B", "A", "x", "A", "N"], every=False)

    status, shown = typed(tmp_path, said[:number], "\x03")

    assert 130 == status, shown
    assert "Traceback" not in shown
    assert [] == [*tmp_path.iterdir()]
