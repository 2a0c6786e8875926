"""How far the record reaches, for answers about later days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.messages import phrase

if TYPE_CHECKING:
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Record

REACH = phrase(
    "The record reaches to {}: what is said of later days stands on what was known then."
)


def reach_in_words(record: Record, setting: Setting, language: Language) -> str:
    """Return to which day the record reaches, if a question asks about later ones, else "".

    That is, if the day asked about, or the day that the record is known to, comes after the
    last day of which the record says that an event had not happened by then. If it says so of
    none, it does not say how far it reaches, and there is nothing to tell.
    """
    reach = record.reach
    if reach is None or max(setting.on.last, setting.known.last) < reach.end:
        return ""
    return REACH.told_in(language).format(reach.text)
