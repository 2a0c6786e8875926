"""JSON is read once and exactly, and messages know the line."""

# ruff: noqa: E501 - a statement is read best on one line

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph.reading.faults import UnreadableError
from pactgraph.reading.json_text import lines, parsed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("line", "message", "text"),
    [
        (3, 'the key "a" stands twice', '{\n"a": 1,\n"a": 2}'),
        (4, 'the key "b" stands twice', '[{"b": 1},\n{"c": {"b": 1,\n"x": {"b": 3},\n"b": 2}}]'),
        (2, 'the key "a" stands twice', '{"a": {"b": 1},\n "\\u0061": 1}'),
        (2, "half of a character", '["ok \\ud83d\\ude00",\n"\\ud800"]'),
        (1, "half of a character", '{"\\udc00": 1}'),
        (1, "half of a character", '["\\ude00\\ud83d"]'),
        (2, 'the key "a" stands twice', '{"b": 1,\n"c": {"a": 1, "a": 2}, "b": 2}'),
        (3, 'the key "a" stands twice', '{"b": 1, "a": 1,\n"c": 3,\n"a": 2}'),
        (2, "NaN is no number", "[1,\nNaN]"),
        (2, "NaN is no number", "\n[NaN]"),
        (3, "NaN is no number", '["NaN",\n{"NaN": 1, "notNaN": 2},\nNaN]'),
        (1, "-Infinity is no number", "[-Infinity]"),
        (1, "1e999 is no number", "[1e999]"),
        (2, "this is not JSON: something stands after its end", "{}\nx"),
        (1, "this is not JSON", "{'a': 1}"),
        (1, "this is not JSON", "[1,]"),
        (1, "this is not JSON", "// no comment\n{}"),
        (1, "this is not JSON", ""),
        (1, "no number that JSON or its readers know", f"[{'9' * 5000}]"),
    ],
)
def test_what_json_forbids_is_told_with_its_line(line: int, message: str, text: str) -> None:
    """Keys given twice, halves of characters, words that are no numbers, anything after the end."""
    with pytest.raises(UnreadableError) as refused:
        parsed(text)
    (fault,) = refused.value.faults

    assert message in fault.message
    assert line == fault.line


def test_what_is_long_is_cut() -> None:
    """A message is no place for five thousand digits, nor for a whole text."""
    with pytest.raises(UnreadableError) as refused:
        parsed(f"[{'9' * 5000}]")

    assert f"{'9' * 40} is no number that JSON or its readers know" == str(refused.value)
    with pytest.raises(UnreadableError) as refused:
        parsed('["' + "x" * 100 + '\\ud800"]')
    assert str(refused.value).startswith('"' + "x" * 39 + " holds half of a character")


def test_lines_that_are_empty_count() -> None:
    """Before the first value, and between values, whatever ends them."""
    text = '\n\n{\n"a": [\n1,\r\n\r\n2]}'

    assert {(): 3, ("a",): 4, ("a", 0): 5, ("a", 1): 7} == lines(text)


@settings(max_examples=60)
@given(VALUES)
def test_each_value_stands_on_the_line_that_is_said(value: object) -> None:
    """What begins on the line said is the value at that place; what is parsed is the value."""
    text = json.dumps(value, indent=1)
    found = lines(text)

    assert value == parsed(text)
    for way, line in found.items():
        inner = value
        for step in way:
            inner = inner[step]  # type: ignore[index]
        begun = json.dumps(inner, indent=1).splitlines()[0]
        assert begun.rstrip(",") in text.splitlines()[line - 1]
    assert len(found) == _count(value)


def _count(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_count, inner))
