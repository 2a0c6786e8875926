"""Messages about triples, in the words of plain files: what people wrote, not what it became."""

from __future__ import annotations

import re
from functools import cache

from pactgraph.messages import changed
from pactgraph.plain.keys import BY_NAME
from pactgraph.terms import PREFIXES, prefixed

_CLASSES = {
    "odrl:Permission": "permission",
    "odrl:Duty": "duty",
    "odrl:Prohibition": "prohibition",
    "pact:Statement": "statement",
    "org:Organization": "party",
    "odrl:Asset": "asset",
    "odrl:Agreement": "agreement",
    "pact:Event": "event",
    "pact:DerivedEvent": "event",
    "dcterms:BibliographicResource": "source",
    "odrl:assignee": "holder, owed_by",
    "odrl:assigner": "holder, owed_by",
    "odrl:constraint": "when",
    "odrl:permission": "clauses",
    "odrl:obligation": "clauses",
    "odrl:prohibition": "clauses",
    "pact:states": "clauses",
    **dict.fromkeys(
        ("pact:earliestOf", "pact:latestOf", "pact:after", "pact:when", "pact:lapseOf"), "is"
    ),
}
"""What is no key of its own."""
_PREFIX = "|".join(prefix for prefix in PREFIXES if prefix)
_TERM = rf"\b(?:{_PREFIX}):[A-Za-z][\w-]*"
_SAID = re.compile(rf'({_TERM}) "([^"]*)"(?:\^\^xsd:\w+|@[a-z]+)?')
_LITERAL = re.compile(r'"([^"]*)"(?:\^\^xsd:\w+|@[a-z]+)')
_NAME = re.compile(_TERM)


def in_plain_words(message: str) -> str:
    """Return `message` with keys in place of properties, and dates as they are written.

    >>> str(in_plain_words('Add pact:notOccurredThrough "2026-09-27"^^xsd:date.'))
    'Add not_by: 2026-09-27.'
    """
    return changed(message, _reworded)


def _reworded(text: str) -> str:
    text = _SAID.sub(lambda found: f"{_word(found[1])}: {found[2]}", text)
    text = _LITERAL.sub(lambda found: found[1], text)
    return _NAME.sub(lambda found: _word(found[0]), text)


def _word(term: str) -> str:
    """Return the key for a term with its prefix; else its last part."""
    return _words().get(term) or term.partition(":")[2]


@cache
def _words() -> dict[str, str]:
    found = dict(_CLASSES)
    for section in BY_NAME.values():
        for key in section.keys:
            if key.term is not None:
                found.setdefault(prefixed(key.term), key.name)
    return found
