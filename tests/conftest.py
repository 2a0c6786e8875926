"""Options of the whole test run, and what it says at its end."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from lengths import LONG
from made.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser


os.environ["PACTGRAPH_CACHE"] = ""  # a test finds nothing that another one left

# How long a case takes says how busy the machine is, not whether the answer is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine, once for all tests that run in one process.

    Playwright runs once a thread.
    """
    with sync_playwright() as playwright:
        started = chromium(playwright)
        yield started
        started.close()


@pytest.fixture
def calls_of() -> Callable[[Callable[[], object]], int]:
    """Count work instead of time: the calls that a function makes, whatever the machine does."""

    def counted(function: Callable[[], object]) -> int:
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in {"call", "c_call"}

        function()  # imports and caches what it needs
        sys.setprofile(count)
        try:
            function()
        finally:
            sys.setprofile(None)
        return calls

    return counted


METRICS = ("activation", "simple", "isomorphism")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the folder of a checked-out ODRL test suite; without it, the environment names one."""
    parser.addoption(
        "--odrl-test-suite",
        metavar="DIR",
        default=os.environ.get("ODRL_TEST_SUITE", ""),
        help="folder of an ODRL test suite (data/index.ttl below it), or ODRL_TEST_SUITE",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is tried at full size only, unless that is asked for."""
    if LONG:
        return
    left = [item for item in items if item.get_closest_marker("long")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many conformance cases passed and failed on each metric."""
    counts: Counter[tuple[str, str]] = Counter()
    for outcome, kind in (("passed", "passed"), ("failed", "failed"), ("xfailed", "xfailed")):
        for report in terminalreporter.stats.get(outcome, ()):
            metric = dict(getattr(report, "user_properties", ())).get("metric")
            if metric:
                counts[str(metric), kind] += 1
    if not counts:
        return
    terminalreporter.section("ODRL test suite")
    for metric in METRICS:
        line = (
            f"{metric:12} {counts[metric, 'passed']:3} passed, {counts[metric, 'failed']} failed"
        )
        if own := counts[metric, "xfailed"]:
            line += f", {own} cannot be met: the case contradicts itself"
        terminalreporter.line(line)
