"""What every question has that is answered in sentences of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from pactgraph.asking.setting import unknown_events

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Record


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what was found in one language.

    Attributes:
        record: the record.
        setting: what the question fixes.
        unknown: IRIs of the events that do not exist for the question.
        language: the language.
    """

    record: Record
    setting: Setting
    unknown: Collection[str]
    language: Language

    @classmethod
    def of(cls, record: Record, setting: Setting, language: Language) -> Self:
        """Return one that tells what is found in `setting`."""
        return cls(record, setting, unknown_events(record, setting), language)
