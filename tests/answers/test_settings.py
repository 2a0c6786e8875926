"""What stands where a setting belongs is one, or the error says how one is made."""

from __future__ import annotations

import gc
import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest

from made.partnership import partnership
from pactgraph import PactGraph
from pactgraph.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS: dict[str, Callable[[PactGraph, Any], object]] = {
    "status": lambda graph, setting: graph.status(setting),
    "rows": lambda graph, setting: graph.rows(setting),
    "why": lambda graph, setting: graph.why("MSOA-2025-12", setting),
    "show": lambda graph, setting: graph.show("microsoft", setting),
    "diff": lambda graph, setting: graph.diff("MSOA-2025", "MSOA-2026", setting),
    "may": lambda graph, setting: graph.may("microsoft", "use", "consumer hardware", setting),
    "conflicts": lambda graph, setting: graph.conflicts(setting),
    "impact": lambda graph, setting: graph.impact("agi-verified", setting),
    "decision": lambda graph, setting: graph.decision("MSOA-2026-06", setting),
    "flows": lambda graph, setting: graph.flows(setting),
    "lanes": lambda graph, setting: graph.lanes(setting),
    "loops": lambda graph, setting: graph.loops(setting),
    "totals": lambda graph, setting: graph.totals(setting),
    "query": lambda graph, setting: graph.query("versions", {}, setting),
    "explain": lambda graph, setting: graph.explain("versions", {}, setting),
    "sparql": lambda graph, setting: graph.sparql("ASK {}", setting=setting),
    "dataset": lambda graph, setting: graph.dataset(setting),
    "derived": lambda graph, setting: graph.derived(setting),
    "odrl": lambda graph, setting: graph.odrl(setting),
    "odrl_world": lambda graph, setting: graph.odrl_world(setting),
    "map": lambda graph, setting: graph.map(setting),
    "excerpt": lambda graph, setting: graph.excerpt("MSOA-2025", setting),
    "network": lambda graph, setting: graph.network(setting),
    "flow_network": lambda graph, setting: graph.flow_network(setting),
    "to_pyvis": lambda graph, setting: graph.to_pyvis(setting),
}
"""A call of each method that takes a setting."""


def test_every_method_that_takes_a_setting_is_tried() -> None:
    """None is forgotten."""
    assert CALLS.keys() == {
        name
        for name, each in vars(PactGraph).items()
        if not name.startswith("_")
        and inspect.isfunction(each)
        and "setting" in inspect.signature(each).parameters
    }


@pytest.mark.parametrize("given", ["2026-11-25", 2026])
@pytest.mark.parametrize("name", CALLS)
def test_a_date_is_no_setting(name: str, given: object) -> None:
    """It is told what makes one, whatever the method."""
    with pytest.raises(BadInputError) as raised:
        CALLS[name](partnership(), given)

    assert f"a setting is needed, not {given!r}; PactGraph.setting makes one of dates" == (
        str(raised.value)
    )


@pytest.mark.parametrize("name", sorted(CALLS.keys() - {"sparql"}))
def test_nothing_looks_for_garbage_in_what_was_loaded(name: str) -> None:
    """Of a large graph that takes longer than the answer."""
    body = inspect.unwrap(getattr(PactGraph, name)).__code__
    looked: list[str] = []

    def note(phase: str, _: object) -> None:
        frame = inspect.currentframe()
        while frame is not None and frame.f_code is not body:
            frame = frame.f_back
        if frame is not None:
            looked.append(phase)

    before = gc.get_threshold()
    gc.callbacks.append(note)
    gc.set_threshold(1)
    try:
        CALLS[name](partnership(), partnership().setting(on="2026-06-01", known="2026-06-01"))
    finally:
        gc.set_threshold(*before)
        gc.callbacks.remove(note)

    assert [] == looked


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda graph: graph.things("clauses"), "“clauses” is none of agreements, parties, "),
        (lambda graph: graph.to_pyvis(view="table"), "“table” is none of parties, opened, "),
        (lambda graph: graph.loops(force="weak"), "“weak” is none of binding, "),
        (lambda graph: graph.totals(force="weak"), "“weak” is none of binding, "),
        (lambda graph: graph.loops(leads=["fame"]), "“fame” is none of credit, equity, "),
        (lambda graph: graph.loops(length=1), "a loop has two parties or more; give a length "),
        (lambda graph: graph.setting(assume="agi-verified=2028"), "what is assumed is events "),
    ],
    ids=range(7),
)
def test_a_word_that_is_no_choice_is_told_with_those_there_are(
    call: Callable[[PactGraph], object], told: str
) -> None:
    """It ends in no error of Python, and never in an empty answer."""
    with pytest.raises(BadInputError, match=f"^{re.escape(told)}"):
        call(partnership())
