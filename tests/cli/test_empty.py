"""An empty text, which a variable that is not set leaves in a script, is never passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entry import run
from pactgraph.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

WITH_TEXT = [
    (name, option.opts[0])
    for name, command in sorted(cli.commands.items())
    for option in command.params
    if option.param_type_name == "option" and not getattr(option, "is_flag", False)
]


@pytest.mark.parametrize("empty", ["", "  ", "\t"])
@pytest.mark.parametrize(("command", "option"), WITH_TEXT, ids=" ".join)
def test_no_option_of_any_command_takes_an_empty_text(
    command: str, option: str, empty: str, tmp_path: Path
) -> None:
    """It is refused before anything is read, and the option is named."""
    for arguments in ((option, empty), (f"{option}={empty}",)):
        found = run(command, *arguments, folder=tmp_path)

        assert 2 == found.status
        assert b"" == found.out
        assert f"{option}: an empty text is no" in found.text
        assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("option", ["--on", "--known"])
def test_an_empty_day_is_called_no_date(option: str, tmp_path: Path) -> None:
    """What is missing is said."""
    found = run("status", option, "", folder=tmp_path)

    assert f"{option}: an empty text is no date" in found.text


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_no_command_takes_an_empty_argument(command: str, tmp_path: Path) -> None:
    """A clause, a file or a query without a name is refused."""
    for arguments in (("",), ("x", " "), ("--", "")):
        found = run(command, *arguments, folder=tmp_path)

        assert 2 == found.status
        assert "one of the arguments is an empty text" in found.text


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "--assume", "agi-verified="),
        ("status", "-a", "agi-verified= "),
        ("status", "-a", "=2028-01-01"),
        ("status", "-a", "="),
        ("query", "versions", "agreement="),
        ("query", "depends-on", "--assume", "agi-verified="),
        ("may", "openai", "serve", "api-products", "--as", "cloud="),
        ("diff", "record", "agi-verified="),
        ("diff", "record", "known="),
    ],
    ids=" ".join,
)
def test_both_sides_of_an_equals_sign_are_wanted(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """A name without a value, or a value without a name, is refused with how it would be right."""
    found = run(*arguments, folder=tmp_path)

    assert 2 == found.status
    assert b"" == found.out
    assert "should have two sides, as in" in found.text
