"""What every comparison has in common: it tells itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Told):
    """What differs between two sides.

    Attributes:
        record: what it was found in.
        setting: what is known and assumed on both sides.
        sides: what the two are called, as a person wrote them.
    """

    record: Record = field(compare=False, kw_only=True)
    setting: Setting = field(kw_only=True)
    sides: tuple[str, str] = field(default=("", ""), kw_only=True)

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people, group by group; groups without a row are left out."""
        from pactgraph.asking.diff.tree import sections  # noqa: PLC0415 - which needs this class

        return sections(self, language)

    def as_json(self, language: Language = "en") -> dict[str, object]:
        """Return the answer as plain objects; the keys are in `json_object`."""
        from pactgraph.asking.diff.data import json_object  # noqa: PLC0415 - likewise

        return json_object(self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows: one a change, with the same words as in JSON."""
        from pactgraph.asking.diff.data import flat_records  # noqa: PLC0415 - likewise

        return flat_records(self, language)

    def _brief(self) -> str:
        return " → ".join(self.sides)
