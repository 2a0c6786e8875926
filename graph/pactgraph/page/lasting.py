"""What a page has of the files, whatever it shows first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pactgraph.messages import LANGUAGES
from pactgraph.page.copies import finding_query, json_ld, side_by_side, turtle_blocks
from pactgraph.page.model import record_model
from pactgraph.page.packing import as_json, packed
from pactgraph.page.pictures import picture_model, web_model
from pactgraph.page.pooling import pooled
from pactgraph.page.settled import settled
from pactgraph.page.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.asking.status.answer import Answer
    from pactgraph.interpreting.triples import Triples
    from pactgraph.page import data
    from pactgraph.record import Record

_ANYTHING = "urn:x-pactgraph:thing"
"""In the query that the page has, where the IRI of a thing belongs."""


def lasting(record: Record, answers: Sequence[Answer], triples: Triples | None) -> dict[str, str]:
    """Return what does not change with the day, which is slow to write.

    Args:
        record: what the graph says.
        answers: all clauses, with their status on any day.
        triples: what the files say, to give away; None leaves that out.

    Returns:
        As JSON ``record``, what the page knows, ``web``, where parties stand, and ``first``, what
        is there at first besides; and ``copies``, all data, packed, "" if they are not given away.
    """
    first: data.Lasting = {
        **picture_model(record, answers),
        "words": words(),
        "languages": [*LANGUAGES],
        "query": finding_query(_ANYTHING),
    }
    return {
        "record": as_json(pooled(record_model(record))),
        "web": as_json(web_model(record)),
        "first": as_json(first),
        "copies": "" if triples is None else _copies(triples),
    }


def _copies(triples: Triples) -> str:
    said = settled(triples)
    rows = side_by_side(turtle_blocks(said), json_ld(said))
    return packed(json.dumps(rows, ensure_ascii=False))
