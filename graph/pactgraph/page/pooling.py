"""Long texts that a page says several times are written into it once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = 12
"""A shorter text takes no more room than what stands for it."""


def pooled(value: object) -> dict[str, object]:
    """Return `value`, JSON-able, with its repeated texts apart (script/model.js puts them back).

    Keys: ``texts``, and ``whole``, in which ``{"$": n}`` stands for the n-th of them.
    """
    counts = Counter(text for text in _texts(value) if len(text) >= _LONG)
    texts = sorted(text for text, count in counts.items() if count > 1)
    numbers = {text: number for number, text in enumerate(texts)}
    return {"texts": texts, "whole": _without(value, numbers)}


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _texts(part)
        case list() | tuple():
            for part in value:
                yield from _texts(part)


def _without(value: Any, numbers: dict[str, int]) -> Any:  # noqa: ANN401 - as JSON has it
    match value:
        case str() if value in numbers:
            return {"$": numbers[value]}
        case dict():
            return {key: _without(part, numbers) for key, part in value.items()}
        case list() | tuple():
            return [_without(part, numbers) for part in value]
    return value
