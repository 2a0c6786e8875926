"""What an event would change, and which events would change a clause.

`effects` asks about an event, `decisive` about a clause; `outline` and `objects` show
the answers. The mathematics is in `pactgraph.kernel.effects` and `pactgraph.kernel.impact`.
"""

from pactgraph.asking.impact.answer import Change, Impact, impact
from pactgraph.asking.impact.data import (
    decision_object,
    decision_table,
    impact_object,
    impact_table,
)
from pactgraph.asking.impact.decisive import Decision, Decisive, decision
from pactgraph.asking.impact.tree import decision_outline, impact_outline, sentence

__all__ = [
    "Change",
    "Decision",
    "Decisive",
    "Impact",
    "decision",
    "decision_object",
    "decision_outline",
    "decision_table",
    "impact",
    "impact_object",
    "impact_outline",
    "impact_table",
    "sentence",
]
