"""Finding things by words, and listing them: for readers who know no ids.

`words` makes texts comparable, `places` are what words are looked for in, `answer` ranks what
matches, `asking` names the questions that may answer, `listing` lists things by their sort;
`data` tells programs of it, `tree` people.
"""

from pactgraph.asking.search.answer import MOST_SHOWN, Index, Match, Search, indexed, search
from pactgraph.asking.search.asking import questions_about
from pactgraph.asking.search.listing import SORTS, Listed, Listing, Sort, listed, within
from pactgraph.asking.search.tree import question_lines

__all__ = [
    "MOST_SHOWN",
    "SORTS",
    "Index",
    "Listed",
    "Listing",
    "Match",
    "Search",
    "Sort",
    "indexed",
    "listed",
    "question_lines",
    "questions_about",
    "search",
    "within",
]
