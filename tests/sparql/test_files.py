"""Where a query comes from: a file or standard input, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entry import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.many

QUERY = "SELECT ('für 5 €' AS ?x) {}"


@pytest.mark.parametrize("begins", ["", "\ufeff", "# für\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_a_query_is_read_in_utf_8(begins: str, encoding: str, tmp_path: Path) -> None:
    """Whatever the terminal has, and with or without a byte order mark."""
    data = (begins + QUERY).encode("utf-8")
    (tmp_path / "q.rq").write_bytes(data)

    by_file = run("sparql", "--file", "q.rq", "-f", "json", folder=tmp_path, encoding=encoding)
    by_pipe = run(
        "sparql", "--file", "-", "-f", "json", folder=tmp_path, stdin=data, encoding=encoding
    )

    for found in (by_file, by_pipe):
        assert (0, b"") == (found.status, found.err)
        assert "für 5 €" in found.out.decode("utf-8")


@pytest.mark.parametrize("data", [b"\xff", b"SELECT ('\xff' AS ?x) {}", QUERY.encode("cp1252")])
def test_a_query_that_is_no_text_is_called_that(data: bytes, tmp_path: Path) -> None:
    """The file is named, and what would be right."""
    (tmp_path / "q.rq").write_bytes(data)

    by_file = run("sparql", "--file", "q.rq", folder=tmp_path)
    by_pipe = run("sparql", "--file", "-", folder=tmp_path, stdin=data)

    assert (2, 2) == (by_file.status, by_pipe.status)
    assert "Error: q.rq is not text in UTF-8; save it in that encoding\n" == by_file.text
    assert "Error: - is not text in UTF-8; save it in that encoding\n" == by_pipe.text


def test_what_is_no_file_is_called_that(tmp_path: Path) -> None:
    """A folder, and nothing at all."""
    (tmp_path / "folder").mkdir()

    assert "is a directory" in run("sparql", "--file", "folder", folder=tmp_path).text
    assert "does not exist" in run("sparql", "--file", "nowhere.rq", folder=tmp_path).text
