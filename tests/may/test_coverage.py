"""By which of its names a clause reaches what is asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from made.made_up_rules import Made
from pactgraph.scope.coverage import action_reach, party_reach

if TYPE_CHECKING:
    from pathlib import Path

RULES = "https://example.org/rules/"
USE = "http://www.w3.org/ns/odrl/2/use"


def test_what_is_named_itself_comes_before_what_it_belongs_to(tmp_path: Path) -> None:
    """A clause about a thing and its whole reaches the thing by its own name."""
    record = Made(tmp_path).agreement("a", "a-1 may odrl:use engine").graph.record
    (clause,) = record.clauses.values()
    both = replace(clause, actions=(USE, f"{RULES}hire-out"))
    parties = [f"{RULES}acme", f"{RULES}acme-motors"]

    assert f"{RULES}acme-motors" == party_reach(record, parties, f"{RULES}acme-motors").by
    assert f"{RULES}acme" == party_reach(record, parties[:1], f"{RULES}acme-motors").by
    assert f"{RULES}hire-out" == action_reach(record, both, f"{RULES}hire-out").by
    assert USE == action_reach(record, clause, f"{RULES}hire-out").by
