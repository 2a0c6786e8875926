"""What differs: between two agreements, two days, or two scenarios."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.asking.diff.comparing import between_agreements
from pactgraph.asking.diff.settings import between_dates, between_settings
from pactgraph.asking.diff.sides import Scenario, side
from pactgraph.errors import BadInputError
from pactgraph.kernel.timeline import Stretch
from pactgraph.messages import worded
from pactgraph.record import Agreement

if TYPE_CHECKING:
    from pactgraph.asking.diff.settings import DateDiff, ScenarioDiff
    from pactgraph.asking.diff.sides import Side
    from pactgraph.asking.diff.versions import AgreementDiff
    from pactgraph.asking.setting import Setting
    from pactgraph.record import Record

    Diff = AgreementDiff | DateDiff | ScenarioDiff


def diff(record: Record, first: str, second: str, setting: Setting) -> Diff:
    """Return what differs between two sides, each written as a person does.

    Args:
        record: the record.
        first: an agreement, a day or a scenario; see `side` for how each is written.
        second: one more of the same.
        setting: what is known and assumed on both sides, and the day that scenarios are
            compared on.

    Returns:
        An `AgreementDiff`, a `DateDiff` or a `ScenarioDiff`.

    Raises:
        BadInputError: the sides are not of one sort, are in the wrong order, or contradict
            the order of events.
        NotFoundError: an agreement or event is not known.
    """
    match side(first, record), side(second, record):
        case Agreement() as one, Agreement() as other:
            return between_agreements(record, setting, one, other)
        case Stretch() as one, Stretch() as other:
            return between_dates(record, setting, one, other)
        case Scenario() as one, Scenario() as other:
            found = between_settings(record, one.setting(setting), other.setting(setting))
            return replace(found, setting=setting, sides=(first, second))
        case one, other:
            raise BadInputError(
                worded(
                    "“{first}” is {one} and “{second}” is {other}; name two of one sort",
                    first=first,
                    one=_sort(one),
                    second=second,
                    other=_sort(other),
                )
            )


def _sort(one: Side) -> str:
    match one:
        case Agreement():
            return worded("an agreement")
        case Scenario():
            return worded("a scenario")
        case _:
            return worded("a day")
