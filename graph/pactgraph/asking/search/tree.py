"""What was found or listed, as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.search.data import about, called_sort
from pactgraph.asking.search.places import WEIGHTS
from pactgraph.messages import LANGUAGES, Phrases, meant
from pactgraph.record import Clause, Concept, Statement
from pactgraph.scope.kinds import in_tree
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactgraph.asking.search.answer import Match
    from pactgraph.asking.search.listing import Listed
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.sparql.questions import Question

_WORDS = Phrases(
    {
        "sort": "What",
        "id": "Id",
        "label": "Called",
        "found": "Found in",
        "about": "More",
        "clauses": "Clauses",
        "in all": "With those below",
        "id of it": "id",
        "label of it": "name",
        "legal name": "legal name",
        "kind": "kind",
        "amount": "amount",
        "definition": "definition",
        "publisher": "publisher",
        "not public": "not public",
        "note": meant("of the record", "note"),
        "questions": "Questions that may answer:",
    }
)
_OF_IT = {"id": "id of it", "label": "label of it"}
"""The fields whose names are also headings, with other words."""


def search_table(matches: Iterable[Match], language: Language) -> Table:
    """Return one row a match, for people."""
    say = _WORDS[language]
    rows = [
        (
            called_sort(match.thing, language),
            match.thing.id,
            match.thing.label.in_language(language),
            _where(match, language),
        )
        for match in matches
    ]
    return Table([say[heading] for heading in ("sort", "id", "label", "found")], rows)


def question_lines(found: Sequence[Question], language: Language) -> list[str]:
    """Return the questions that may answer, each with the command that asks it."""
    lines = [f"  pactgraph query {q.name}: {q.asked.in_language(language)}" for q in found]
    return [_WORDS[language]["questions"], *lines] if lines else []


def list_table(record: Record, rows: Sequence[Listed], language: Language) -> Table:
    """Return one row a thing, for people; kinds as a tree, under those that they are below."""
    if kinds := [row.thing for row in rows if isinstance(row.thing, Concept)]:
        return _kinds_table(record, kinds, {row.thing.iri: row for row in rows}, language)
    say = _WORDS[language]
    cells = [
        (
            row.thing.id,
            row.thing.label.in_language(language),
            about(record, row.thing, language),
            str(row.clauses),
        )
        for row in rows
    ]
    return Table([say[heading] for heading in ("id", "label", "about", "clauses")], cells)


def _kinds_table(
    record: Record, kinds: Iterable[Concept], rows: Mapping[str, Listed], language: Language
) -> Table:
    say = _WORDS[language]
    cells = [
        (
            f"{'  ' * (depth - 1)}└ {kind.id}" if depth else kind.id,
            kind.label.in_language(language),
            about(record, kind, language),
            str(rows[kind.iri].clauses),
            str(rows[kind.iri].in_all),
        )
        for depth, kind in in_tree(kinds)
    ]
    headings = ("id", "label", "about", "clauses", "in all")
    return Table([say[heading] for heading in headings], cells)


def field_words(language: Language) -> dict[str, str]:
    """Return what each of the fields is called in which words are looked for."""
    return {field: _WORDS[language][_OF_IT.get(field, field)] for field in WEIGHTS}


def _where(match: Match, language: Language) -> str:
    field = _WORDS[language][_OF_IT.get(match.field, match.field)]
    return field if match.field in _OF_IT else f"{field}: {_matched(match, language)}"


def _matched(match: Match, language: Language) -> str:
    """Return the text that matched; an amount as it is written in `language`."""
    if match.field == "amount" and isinstance(match.thing, (Clause, Statement)):
        for amount in match.thing.amounts:
            if match.text in (amount_in_words(amount, each) for each in LANGUAGES):
                return amount_in_words(amount, language)
    return match.text
