"""Finding things by words, and listing them: for readers who know no ids.

`words` makes texts comparable, `finding` ranks what matches, `asking` names the questions that
may answer, `listing` lists things by their sort, `data` are ways to show all of it.
"""

from pactgraph.asking.search.answer import MOST_SHOWN, Index, Match, Search, indexed, search
from pactgraph.asking.search.asking import questions_about
from pactgraph.asking.search.data import (
    Listing,
    list_objects,
    list_table,
    question_lines,
    search_objects,
    search_table,
)
from pactgraph.asking.search.listing import SORTS, Listed, Sort, listed, within

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
    "list_objects",
    "list_table",
    "listed",
    "question_lines",
    "questions_about",
    "search",
    "search_objects",
    "search_table",
    "within",
]
