"""Logical constraints that name their parts again and again end: read, or refused in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph import check

VALID = Path(__file__).with_name("valid.ttl")
COMPARISON = (
    "a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ;"
    ' odrl:rightOperand "20{:02}"^^xsd:gYear .\n'
)


def layers(count: int) -> str:
    """Return a deal whose constraint has two ways to each next of so many layers."""
    text = VALID.read_text(encoding="utf-8") + "\n:deal-1 odrl:constraint :l0 .\n"
    for n in range(count):
        text += f":l{n} a odrl:LogicalConstraint ; odrl:or :a{n}, :b{n} .\n"
        text += f":a{n} a odrl:LogicalConstraint ; odrl:or :l{n + 1}, :t{n} .\n"
        text += f":b{n} a odrl:LogicalConstraint ; odrl:and :l{n + 1}, :t{n} .\n"
        text += f":t{n} {COMPARISON.format(30 + n)}"
    return text + f":l{count} {COMPARISON.format(29)}"


@pytest.mark.parametrize(("count", "refused"), [(8, False), (28, True)])
def test_shared_parts_end(count: int, refused: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    """Few are read; of many, which are 200 million written out, the first too large is told."""
    file = tmp_path / "deal.ttl"
    file.write_text(layers(count), encoding="utf-8")

    told = [violation.message for violation in check([file]).violations]

    assert refused == bool(told)
    assert all("written out" in message for message in told)
