"""Plain files of the trial, and one of our own that uses every section."""

from __future__ import annotations

from pathlib import Path

import pytest

OWN = Path(__file__).parent / "deal.yaml"
ROOT = Path(__file__).parents[2]
_TRIAL = ROOT.parent / "shared" / "authoring"
GOOD = ("my-deal", "msoa-2025-part", "amdoa", "cboa")
"""The four examples of the trial that are right."""


def trial(name: str) -> Path:
    """Return a file of the trial; skip if it is not beside the repository."""
    path = _TRIAL / f"{name}.yaml"
    if not path.is_file():
        pytest.skip("the plain files of the trial are not beside the repository")
    return path
