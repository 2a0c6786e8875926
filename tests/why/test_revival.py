"""What was in force before and can be again is told so, by `status` and `why`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgraph.graph import load
from points.test_in_turtle import DATE, written

if TYPE_CHECKING:
    from pathlib import Path

MORE = f"""
:through-2028 a odrl:Constraint ; odrl:leftOperand odrl:dateTime ;
    odrl:operator odrl:lteq ; odrl:rightOperand "2028-12-31"{DATE} .
:either a odrl:LogicalConstraint ; odrl:or :through-2028, :from-x .
"""
X = f'pact:when :a ; pact:noLaterThan "2035-12-31"{DATE}'
MEANT = "“X” (“A” if by 2035-12-31)"


@pytest.mark.parametrize(
    ("language", "status", "headline", "course"),
    [
        (
            "en",
            f"ended; can revive if {MEANT} comes",
            f"ended since 2029-01-01; can revive if {MEANT} comes, on 2031-01-01 at the earliest",
            f"2029-01-01 through 2030-12-31: ended; can revive if {MEANT} comes",
        ),
        (
            "de",
            "beendet; kann wieder aufleben, wenn „X“ („A“, falls spätestens am 2035-12-31)",
            (
                "beendet seit 2029-01-01; kann wieder aufleben, wenn „X“ („A“, falls spätestens am"
                " 2035-12-31) eintritt, frühestens am 2031-01-01"
            ),
            (
                "2029-01-01 bis 2030-12-31: beendet; kann wieder aufleben, wenn „X“ („A“, falls"
                " spätestens am 2035-12-31) eintritt"
            ),
        ),
    ],
)
def test_what_can_revive_is_never_called_not_yet(
    language: str, status: str, headline: str, course: str, tmp_path: Path
) -> None:
    """The status value stays; the words say that it ended, and what would revive it."""
    file = written(tmp_path, X, MORE)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("odrl:constraint :from-x", "odrl:constraint :either"), "utf-8")
    graph = load(str(file))
    setting = graph.setting(on="2029-06-01", known="2030-12-31")
    found, told = graph.status(setting, "clause"), graph.why("clause", setting)
    assert "not yet" == found[0].status == told.status
    assert status in str(found.blocks(language))
    assert headline in str(told.blocks(language))
    assert course in str(told.blocks(language))
