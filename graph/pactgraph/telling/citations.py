"""Sources in the text of an answer: cited by number, listed once at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactgraph.messages import Counted
from pactgraph.telling.outlines import Outline
from pactgraph.telling.words import QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.messages import Language
    from pactgraph.record import Record

_SOURCES = Counted("Source", "Sources")


@dataclass(frozen=True, slots=True)
class Citations:
    """The sources cited so far, numbered in the order in which they were.

    Attributes:
        record: the record that describes them.
        language: the language wanted.
        numbers: IRI to number, from 1.
    """

    record: Record
    language: Language
    numbers: dict[str, int] = field(default_factory=dict)

    def cited(self, iris: Iterable[str]) -> str:
        """Return "Sources: publisher, date [number]; …"; "" for none."""
        told = [f"{self._name(iri)} [{self._number(iri)}]" for iri in iris]
        return f"{_SOURCES.told(len(told), self.language)}: {'; '.join(told)}" if told else ""

    def marks(self, iris: Iterable[str]) -> str:
        """Return only the numbers of sources: "[1] [2]"; "" for none."""
        return " ".join(f"[{self._number(iri)}]" for iri in iris)

    def outline(self) -> Outline:
        """Return all that were cited: number, publisher, date, title, address."""
        lines = [self._entry(iri, number) for iri, number in self.numbers.items()]
        return Outline(_SOURCES.told(len(lines), self.language), tuple(lines))

    def _number(self, iri: str) -> int:
        return self.numbers.setdefault(iri, len(self.numbers) + 1)

    def _name(self, iri: str) -> str:
        source = self.record.sources.get(iri)
        if source is None:
            return self.record.id_of(iri)
        return ", ".join(part for part in (source.publisher, source.issued) if part) or source.id

    def _entry(self, iri: str, number: int) -> Outline:
        source = self.record.sources.get(iri)
        if source is None:
            return Outline(f"[{number}]", link=iri)
        title = QUOTED.told_in(self.language).format(source.label.in_language(self.language))
        link = next(iter(source.urls), "")
        told = ", ".join(filter(None, (title, source.found)))
        return Outline(f"[{number}] {self._name(iri)}: {told}", link=link)


def source_object(record: Record, iri: str, language: Language) -> dict[str, str]:
    """Return the source `iri` as JSON: id, publisher, title, issued and one url."""
    source = record.sources.get(iri)
    if source is None:
        return {"id": record.id_of(iri), "publisher": "", "title": "", "issued": "", "url": iri}
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.label.in_language(language),
        "issued": source.issued,
        "url": next(iter(source.urls), ""),
    }
