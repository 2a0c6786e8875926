"""The keys of plain files for people, made from the one table: what can be said, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.messages import Phrases
from pactgraph.plain.keys import BY_NAME, HEAD, SECTIONS, VERSION
from pactgraph.plain.schema import ADDRESS
from pactgraph.plain.vocabulary import terms
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Block, Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.messages import Language
    from pactgraph.plain.keys import Form, Key, Section

_HOW: Phrases[Form, str] = Phrases(
    {
        "text": "text, or {{en: …, de: …}}",
        "string": "text",
        "date": "2030, 2030-06 or 2030-06-30",
        "address": "an address, with https://",
        "flag": "the word true",
        "id": "id of: {sections}",
        "term": "{terms}",
        "law": "Delaware, or US-DE",
        "amount": "up to 12.5 million USD",
        "sentence": "until the earlier of …",
        "moment": "90 days after …",
        "deadline": "date, or id of an event",
        "limits": "keys: {{customer: …, purpose: …}}",
        "operand": "id, number or text",
        "things": "{sections}, by id",
        "type": "{terms}",
    }
)
_WORDS = Phrases(
    {
        "title": "A plain file",
        "begin": "It begins so, and has these sections; editors know the keys by the schema at {}",
        "key": "Key",
        "how": "Written",
        "says": "What it says",
        "needed": "{} (needed)",
        "several": "{}; or a list",
        "any": "anything",
    }
)
_MOST_SECTIONS = 6
_EXAMPLES = {
    "action": "use, purchase, compensate, …",
    "kind": "licence, loan, supply, …",
    "operand": "customer, purpose, cloud, …",
    "operator": "isAnyOf, isNoneOf, eq, …",
    "warning": "ClauseWithoutEnd, …",
}
"""Some terms of the vocabularies that have many."""


def reference(language: Language = "en") -> Iterator[Block]:
    """Yield the reference of keys, section by section.

    Args:
        language: of what is said of each; keys are English.
    """
    words = _WORDS[language]
    yield Heading(words["title"])
    yield words["begin"].format(ADDRESS)
    columns = (words["key"], words["how"], words["says"])
    head = [
        (name, VERSION if name == "pactgraph" else "…", about.told_in(language))
        for name, about in HEAD.items()
    ]
    yield Table(columns, head)
    within = [name for section in SECTIONS for name in _within(section)]
    for name in [*(section.name for section in SECTIONS), *dict.fromkeys(within)]:
        section = BY_NAME[name]
        yield Heading(section.name)
        yield section.about.told_in(language) + "."
        yield Table(columns, [_row(section, key, language) for key in section.keys])


def _within(section: Section) -> list[str]:
    """Return the sections of things within those of another, and within these."""
    mine = [key.of[0] for key in section.keys if key.form == "things"]
    return [name for each in mine for name in (each, *_within(BY_NAME[each]))]


def _row(section: Section, key: Key, language: Language) -> tuple[str, str, str]:
    words = _WORDS[language]
    about = key.about.told_in(language)
    return (
        key.name,
        _how(section, key, language),
        words["needed"].format(about) if key.needed else about,
    )


def _how(section: Section, key: Key, language: Language) -> str:
    words = _WORDS[language]
    sections = ", ".join(key.of) if len(key.of) <= _MOST_SECTIONS else words["any"]
    named = ", ".join(word for word in section.classes if word)
    if key.form == "term":
        named = _EXAMPLES.get(key.of[0]) or ", ".join(term.id for term in terms(key.of[0]))
    how = _HOW[language][key.form].format(sections=sections, terms=named)
    return words["several"].format(how) if key.many else how
