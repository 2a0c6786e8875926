"""What every question has that is answered in sentences of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from pactgraph.asking.setting import unknown_events
from pactgraph.telling.words import AND, QUOTED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Record, Text


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

    def quoted(self, text: Text) -> str:
        """Return `text` in quotation marks."""
        return QUOTED.told_in(self.language).format(text.in_language(self.language))

    def joined(self, parts: Iterable[str]) -> str:
        """Return what is so all together, with "and" in between."""
        return AND.told_in(self.language).join(parts)
