"""Answers as data frames, where pandas is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import MissingPackageError
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pandas import DataFrame


def frame_of(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> DataFrame:
    """Return rows as a data frame that has all columns, even without a row.

    Raises:
        MissingPackageError: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - slow to import, and not everybody's
    except ImportError:
        raise MissingPackageError(
            worded("this needs {package}; install it: pip install {package}", package="pandas")
        ) from None
    return pd.DataFrame(list(rows), columns=list(columns))
