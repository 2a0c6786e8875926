"""One test for each case of a checked-out suite and each metric."""

from __future__ import annotations

from pathlib import Path

import pytest

from made.suite import METRICS, cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give the test of cases every case and metric of the suite, or the reason to skip it."""
    if "case" not in metafunc.fixturenames:
        return
    folder = metafunc.config.getoption("--odrl-test-suite")
    if not folder:
        reason = "no folder is given with --odrl-test-suite or ODRL_TEST_SUITE"
        skipped = pytest.param(None, "", marks=pytest.mark.skip(reason=reason), id="no-suite")
        metafunc.parametrize(("case", "metric"), [skipped])
        return
    found = cases(Path(folder))
    metafunc.parametrize(
        ("case", "metric"),
        [
            pytest.param(case, metric, id=f"{case.name}-{metric}")
            for case in found
            for metric in METRICS
        ],
    )
