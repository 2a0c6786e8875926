"""Finding things by words, and listing them: for readers who know no ids.

`words` makes texts comparable, `finding` ranks what matches, `listing` lists things by their
sort, `rows` are ways to show both.
"""

from pactgraph.search.finding import Match, Search, search
from pactgraph.search.listing import SORTS, Listed, Sort, listed, within
from pactgraph.search.rows import list_objects, list_table, search_objects, search_table

__all__ = [
    "SORTS",
    "Listed",
    "Match",
    "Search",
    "Sort",
    "list_objects",
    "list_table",
    "listed",
    "search",
    "search_objects",
    "search_table",
    "within",
]
