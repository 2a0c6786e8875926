"""What there is to read for those who bring agreements of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.messages import Language

_FOLDER = Path(__file__).parent / "guide"


def guide(language: Language) -> str:
    """Return how to model a contract in ten minutes, in Markdown; in English if in no other."""
    path = _FOLDER / f"your-own.{language}.md"
    return (path if path.is_file() else _FOLDER / "your-own.en.md").read_text(encoding="utf-8")
