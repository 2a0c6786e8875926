"""What the page tells of the setting it was made in alone: its days, totals, what changes loops.

The latter take sums and searches that its script has no twin of; so they stand with their day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.network import totals
from pactgraph.asking.network.loops import answered
from pactgraph.asking.network.scope import Scope, moment_of
from pactgraph.flows.loops import loops
from pactgraph.messages import LANGUAGES
from pactgraph.page.dates import date_text, day_text
from pactgraph.page.keys import Keys
from pactgraph.telling.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.asking.setting import Setting
    from pactgraph.page import data
    from pactgraph.record import Record


def setting_model(record: Record, setting: Setting) -> data.Shown:
    """Return what the page shows first.

    Raises:
        BadInputError: a month or year with a time zone is assumed, which the page cannot show.
    """
    key = Keys(record).key
    assumed = [[key(event), date_text(date)] for event, date in sorted(setting.assumed.items())]
    return {
        "setting": {
            "on": day_text(setting.on),
            "known": day_text(setting.known),
            "assumed": assumed,
        },
        "totals": totals_model(record, setting, key),
        "changes": changes_model(record, setting, key),
    }


def totals_model(record: Record, setting: Setting, key: Callable[[str], str]) -> data.Totals:
    """Return the totals in `setting`, told in all languages.

    Keys: ``headings`` of columns, and ``rows``: ``cells`` as told, and the ``parties`` that each
    is about.
    """
    found = totals(record, setting)
    tables = [block for lang in LANGUAGES for block in found.blocks(lang)[:1]]
    told = [table for table in tables if isinstance(table, Table)]
    if len(told) != len(LANGUAGES):  # a sentence says that there are none
        return {"headings": [], "rows": []}
    rows: list[data.TotalsRow] = [
        {
            "cells": [*map(_told, zip(*cells, strict=True))],
            "parties": [key(iri) for iri in (*answer.givers, *answer.takers)],
        }
        for answer, *cells in zip(found, *(table.rows for table in told), strict=True)
    ]
    headings = [*map(_told, zip(*(table.columns for table in told), strict=True))]
    return {"headings": headings, "rows": rows}


def changes_model(
    record: Record, setting: Setting, key: Callable[[str], str]
) -> list[data.Changes]:
    """Return which events would open or close each loop in `setting`, by its parties."""
    moment = moment_of(record, setting)
    found = loops(Scope().flows(record, setting), record.parties)
    return [
        {
            "parties": [key(iri) for iri in each.loop.parties],
            "opening": [[key(event) for event in chosen] for chosen in each.opening],
            "closing": [[key(event) for event in chosen] for chosen in each.closing],
        }
        for each in (answered(loop, moment) for loop in found)
    ]


def _told(texts: tuple[str, ...]) -> data.Words:
    return texts[0] if len({*texts}) == 1 else list(texts)
