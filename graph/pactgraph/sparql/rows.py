"""The answer to a SELECT query: rows of terms, and of the plain values that they stand for."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self, overload

import pyoxigraph

from pactgraph.errors import QueryError
from pactgraph.messages import told, worded
from pactgraph.sparql.frames import frame_of
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Told
from pactgraph.terms import PREFIXES, XSD, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pandas import DataFrame

    from pactgraph.messages import Language
    from pactgraph.telling.told import Block

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal
Value = str | int | float | bool | Decimal | date | datetime | None

MOST_SHOWN = 1_000
"""Nobody reads more rows of a table on a terminal."""

_READ_AT_ONCE = 1_000
"""So many rows of an answer are read between two looks at the clock."""

_PLAIN: dict[str, Callable[[str], Value]] = {
    str(XSD.boolean): {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    str(XSD.date): date.fromisoformat,
    str(XSD.dateTime): datetime.fromisoformat,
    str(XSD.decimal): Decimal,
    str(XSD.double): float,
    str(XSD.float): float,
    str(XSD.integer): int,
}
"""What a text of some datatype stands for; texts of others stand for themselves."""


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Sequence[dict[str, Value]], Told):
    """The answer to a SELECT query: a sequence of rows, which ``pandas.DataFrame`` takes.

    Each row gives the value of each column: a text (an IRI, too), a number, a truth value, a
    date, an instant; None where the variable is unbound. A literal whose text its datatype does
    not allow, or Python cannot hold, stays the text that it is.

    Attributes:
        columns: names of the variables.
        rows: a term, or None where unbound, for each column.
        json: the same as SPARQL 1.1 Query Results JSON.
        names: what people call some IRIs.
        headings: what people call the columns, in order; none for their names.
        shown: so many rows people are told.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    json: bytes
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    headings: tuple[str, ...] = field(default=(), compare=False)
    shown: int = field(default=MOST_SHOWN, compare=False)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Value]]: ...
    def __getitem__(self, place: int | slice) -> dict[str, Value] | list[dict[str, Value]]:
        """Return one row, or several."""
        if isinstance(place, slice):
            return [self._row(row) for row in self.rows[place]]
        return self._row(self.rows[place])

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Iterate over the rows."""
        return map(self._row, self.rows)

    def _row(self, row: tuple[Term | None, ...]) -> dict[str, Value]:
        return dict(zip(self.columns, map(_value, row), strict=True))

    def to_pandas(self) -> DataFrame:
        """Return the answer as a pandas data frame: a column a variable, the values of the rows.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return frame_of(self, self.columns)

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the first rows for people: things by their ids, and how many more there are."""
        cells = [[self._called(term) for term in row] for row in self.rows[: self.shown]]
        table = Table(self.headings or self.columns, cells)
        if len(self) <= self.shown:
            return [table]
        numbers = {"shown": f"{self.shown:,}", "count": f"{len(self):,}"}
        left_out = worded("The first {shown} of {count} rows; --format csv gives all.", **numbers)
        return [table, told(left_out, language)]

    def whole(self) -> Self:
        """Return the answer with all rows."""
        return replace(self, shown=len(self))

    def json_text(self, language: Language = "en") -> str:  # noqa: ARG002 - as SPARQL has it
        """Return the answer as SPARQL 1.1 Query Results JSON."""
        return self.json.decode() + "\n"

    def as_json(self, language: Language = "en") -> Any:  # noqa: ANN401, ARG002 - as SPARQL has it
        """Return the answer as SPARQL 1.1 Query Results JSON, parsed."""
        return json.loads(self.json)

    def as_table(self, language: Language = "en") -> Table:  # noqa: ARG002 - likewise
        """Return all rows as texts; IRIs are written out."""
        cells = [["" if term is None else term.value for term in row] for row in self.rows]
        return Table(self.columns, cells)

    def _called(self, term: Term | None) -> str:
        """Return what a person calls `term`, and an instant that begins a day as that day."""
        match term:
            case None:
                return ""
            case pyoxigraph.NamedNode(value=iri):
                known = iri.startswith(tuple(PREFIXES.values()))
                return self.names.get(iri) or (local_name(iri) if known else iri)
            case _:
                return term.value.removesuffix("T00:00:00Z")

    def _brief(self) -> str:
        return f"{len(self)} of {', '.join(self.columns)}"


def _value(term: Term | None) -> Value:
    """Return what `term` stands for."""
    if not isinstance(term, pyoxigraph.Literal):
        return None if term is None else term.value
    try:
        return _PLAIN.get(term.datatype.value, str)(term.value)
    except (ValueError, ArithmeticError, KeyError):
        return term.value


@overload
def rows_from_json(data: bytes) -> Rows: ...
@overload
def rows_from_json(data: bytes, until: float) -> Rows | None: ...
def rows_from_json(data: bytes, until: float | None = None) -> Rows | None:
    """Return the rows written in `data`, SPARQL 1.1 Query Results JSON.

    Args:
        data: the text, in UTF-8.
        until: the time of the monotonic clock after which no more is read, and None returned.

    Raises:
        QueryError: it is the answer to an ASK query.
    """
    parsed = pyoxigraph.parse_query_results(data, format=pyoxigraph.QueryResultsFormat.JSON)
    if not isinstance(parsed, pyoxigraph.QuerySolutions):
        raise QueryError(worded("only SELECT queries return rows"))
    columns = tuple(variable.value for variable in parsed.variables)
    rows: list[tuple[Term | None, ...]] = []
    for number, solution in enumerate(parsed):
        if until is not None and not number % _READ_AT_ONCE and time.monotonic() > until:
            return None
        rows.append(tuple(solution[column] for column in columns))
    return Rows(columns, tuple(rows), data)
