"""Why a clause is in force, or is not: its conditions one by one, with their sources.

`requirements` takes a clause apart, `inquiry` asks how each condition stands, `explanation` is
what comes of it, `outline` and `objects` are ways to show it.
"""

from pactgraph.asking.why.answer import Ending, Explanation, Finding, Truth
from pactgraph.asking.why.data import why_object, why_table
from pactgraph.asking.why.inquiry import why
from pactgraph.asking.why.occurrences import Basis, Occurrence
from pactgraph.asking.why.requirements import Requirement, requirements
from pactgraph.asking.why.tree import days_in_words, headline, standing_in_words, why_outline

__all__ = [
    "Basis",
    "Ending",
    "Explanation",
    "Finding",
    "Occurrence",
    "Requirement",
    "Truth",
    "days_in_words",
    "headline",
    "requirements",
    "standing_in_words",
    "why",
    "why_object",
    "why_outline",
    "why_table",
]
