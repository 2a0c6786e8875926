"""Which things are near a place: a whole number a column and a row, with a bit for each thing."""

from __future__ import annotations

_STRIPES = 40


class Stripes:
    """Columns and rows over a frame and what lies around it.

    Two things whose bounds meet share a column and a row, so the bits of some columns and those
    of some rows have in common all things whose bounds meet theirs, and a few more.
    """

    def __init__(self, width: float, height: float, around: float, count: int) -> None:
        """Begin with nothing.

        Args:
            width: of the frame.
            height: of the frame.
            around: how far bounds that are asked or told may reach beyond it.
            count: of the things, which are numbers from 0.
        """
        self._around = around
        self._across = _STRIPES / (width + 2 * around + 1)
        self._down = _STRIPES / (height + 2 * around + 1)
        self._columns = [0] * (_STRIPES + 1)
        self._rows = [0] * (_STRIPES + 1)
        self._where = [(0, 0, 0, 0)] * count

    def put(self, thing: int, left: float, right: float, top: float, bottom: float) -> None:
        """Put a thing within these bounds, and away from where it was."""
        around, across, down = self._around, self._across, self._down
        spans = (
            int((left + around) * across),
            int((right + around) * across) + 1,
            int((top + around) * down),
            int((bottom + around) * down) + 1,
        )
        old = self._where[thing]
        if spans == old:
            return
        self._where[thing] = spans
        bit = 1 << thing
        columns, rows = self._columns, self._rows
        for at in range(old[0], old[1]):
            columns[at] ^= bit
        for at in range(old[2], old[3]):
            rows[at] ^= bit
        for at in range(spans[0], spans[1]):
            columns[at] |= bit
        for at in range(spans[2], spans[3]):
            rows[at] |= bit

    def near(self, left: float, right: float, top: float, bottom: float) -> int:
        """Return the bits of all things that can be within these bounds, and of a few more."""
        around, across, down = self._around, self._across, self._down
        in_columns = in_rows = 0
        first, last = int((left + around) * across), int((right + around) * across) + 1
        for bits in self._columns[first:last]:
            in_columns |= bits
        if not in_columns:
            return 0
        first, last = int((top + around) * down), int((bottom + around) * down) + 1
        for bits in self._rows[first:last]:
            in_rows |= bits
        return in_columns & in_rows
