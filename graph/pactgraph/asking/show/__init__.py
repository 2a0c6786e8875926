"""All about one thing: a party, asset, event, agreement, clause, or whatever else has a name.

`answer` is what it is made of, `collecting` collects it, `phrases` has its words,
`outline` and `objects` are ways to show it.
"""

from pactgraph.asking.show.answer import Coming, Dealing, Money, Secret, Section, Shown
from pactgraph.asking.show.collecting import in_order, named_by, show, sides_of_money
from pactgraph.asking.show.data import show_object, show_table
from pactgraph.asking.show.tree import show_outline

__all__ = [
    "Coming",
    "Dealing",
    "Money",
    "Secret",
    "Section",
    "Shown",
    "in_order",
    "named_by",
    "show",
    "show_object",
    "show_outline",
    "show_table",
    "sides_of_money",
]
