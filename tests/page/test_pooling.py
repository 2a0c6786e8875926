"""What a page says several times is written once, and put together again as it was."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from made.page_samples import TODAY, small
from made.page_whole import whole
from pactgraph.graph import load
from pactgraph.page import bundle
from pactgraph.page.model import page_model
from pactgraph.page.pooling import pooled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NODE = shutil.which("node")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.just(0.5) | st.text("ab", max_size=9),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(st.text("kl"), values),
    max_leaves=30,
)
ODD = [
    0,
    [],
    {},
    [[], {}, [[]], {"a": {}}],
    [1, True, 1.0, "1", 0, False, None, ""],
    {"$": 0, "__proto__x": [1], "0": "texts"},
    {"a": [5, 5, 5], "b": {"a": [5, 5, 5]}, "c": {"b": {"a": [5, 5, 5]}}},
]


def read(value: object) -> Any:  # noqa: ANN401 - as JSON has it
    """Return a value as it comes back from a file."""
    return json.loads(json.dumps(value))


@given(VALUES)
@example(ODD)
def test_every_value_comes_back(value: object) -> None:
    """Numbers are told from truth values, lists from objects, empty ones from nothing."""
    assert json.dumps(value, sort_keys=True) == json.dumps(
        whole(read(pooled(value))), sort_keys=True
    )


@pytest.mark.skipif(NODE is None, reason="there is no node on this machine")
def test_the_script_puts_together_the_same(tmp_path: Path) -> None:
    """In plain node: odd values, and the model of a page."""
    assert NODE is not None
    values = [ODD, *ODD, page_model(small(), TODAY)]
    (tmp_path / "whole.mjs").write_text(bundle.modules()["model/whole"], encoding="utf-8")
    (tmp_path / "asked.json").write_text(json.dumps([*map(pooled, values)]), encoding="utf-8")
    (tmp_path / "ask.mjs").write_text(
        """
        import { readFileSync } from "node:fs";
        import { whole } from "./whole.mjs";
        const asked = JSON.parse(readFileSync(process.argv[2], "utf-8"));
        process.stdout.write(JSON.stringify(asked.map(whole)));
        """,
        encoding="utf-8",
    )
    asked = [NODE, tmp_path / "ask.mjs", tmp_path / "asked.json"]
    found = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=60)

    assert read(values) == json.loads(found.stdout)


def test_what_is_said_again_is_written_once() -> None:
    """A text, and a list with it; what is said once stays where it is."""
    again, once = "a text said again", "a text said once"
    value = {"a": [again, "xy"], "b": [again, "xy"], "c": [again, once], "d": [again, "xy"]}
    told = json.dumps(pooled(value))

    assert 1 == told.count(again) == told.count(once) == told.count('"xy"')


def test_nothing_becomes_longer_by_more_than_the_names_of_keys() -> None:
    """What would be longer apart stays where it is."""
    value = [[f"{n}"] for n in range(50)]

    assert [] == pooled(value)["parts"]


@pytest.mark.many
def test_the_model_of_the_shipped_facts_is_halved() -> None:
    """It is the largest part of the page."""
    graph = load()
    model = page_model(graph.record, graph.setting(on="2026-11-25", known="2026-11-25"))
    plain, told = (len(json.dumps(each, ensure_ascii=False)) for each in (model, pooled(model)))

    assert told < plain / 2


def test_it_takes_work_in_proportion(calls_of: Callable[[Callable[[], object]], int]) -> None:
    """Twice as much to write is about twice the work, however deep it is."""

    def work(depth: int) -> int:
        value: object = "end"
        for number in range(depth):
            value = {"value": value, "number": number}
        return calls_of(lambda: pooled(value))

    small_work, large_work = work(60), work(120)

    assert large_work < 2.2 * small_work
