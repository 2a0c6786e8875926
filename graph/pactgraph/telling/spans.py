"""Spans in words: "ten years after …", "one year and then 90 days after …"."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from pactgraph.kernel.spans import Back, Onward
from pactgraph.kernel.timeline import Duration
from pactgraph.messages import Phrases, meant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pactgraph.kernel.spans import Span, Step
    from pactgraph.messages import Language

NUMBERS = Phrases(
    {
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
    }
)
# Two cases, for languages that have them: "nach Ablauf von einem Jahr", "ein Jahr vor".
FORWARD = Phrases(
    {
        "year": ("one year", "{} years"),
        "month": ("one month", "{} months"),
        "day": ("one day", "{} days"),
        "hour": ("one hour", "{} hours"),
        "minute": ("one minute", "{} minutes"),
        "second": ("one second", "{} seconds"),
        "moment": ("no time", "no time"),
    }
)
BACK = Phrases(
    {
        "year": (meant("counted back", "one year"), meant("counted back", "{} years")),
        "month": (meant("counted back", "one month"), meant("counted back", "{} months")),
        "day": (meant("counted back", "one day"), meant("counted back", "{} days")),
        "hour": (meant("counted back", "one hour"), meant("counted back", "{} hours")),
        "minute": (meant("counted back", "one minute"), meant("counted back", "{} minutes")),
        "second": (meant("counted back", "one second"), meant("counted back", "{} seconds")),
        "moment": (meant("counted back", "no time"), meant("counted back", "no time")),
    }
)
SPANS = Phrases(
    {
        "after": "{} after {}",
        "before": "{} before {}",
        "and": meant("of lengths of time", "{} and {}"),
        "then": "{} and then {}",
        "end of day": "the end of the day of {}",
        "next": "the next date of a schedule ({}) after {}",
        "next, later": "the next date of a schedule ({}) more than {} after {}",
        "every": "{} from {} on",
        "own dates": "on dates of its own",
    }
)
OFTEN = Phrases(
    {
        "YEARLY": "yearly",
        "MONTHLY": "monthly",
        "WEEKLY": "weekly",
        "DAILY": "daily",
    }
)
_SCHEDULE = re.compile(r"next\((\d{4})(\d\d)(\d\d)\w*;(.*)\)", re.DOTALL)
_UNITS = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
    ("second", timedelta(seconds=1)),
)


def number_in_words(number: int, language: Language) -> str:
    """Return a number from two to twelve as a word, any other in digits.

    >>> number_in_words(10, "en"), number_in_words(90, "en")
    ('ten', '90')
    """
    return NUMBERS[language].get(number, str(number))


def length_in_words(
    length: Duration, language: Language, *, back: bool = False, in_months: bool = False
) -> str:
    """Return a length of time as people say it.

    >>> length_in_words(Duration(12), "en"), length_in_words(Duration(18), "en")
    ('one year', '18 months')

    Args:
        length: not negative.
        language: the language wanted.
        back: whether it is counted back; other languages have another case for that.
        in_months: whether whole years are told in months.
    """
    units = (BACK if back else FORWARD)[language]
    counted: list[tuple[str, int]] = []
    if length.months:
        whole_years = not (length.months % 12 or in_months)
        counted.append(("year", length.months // 12) if whole_years else ("month", length.months))
    left = length.fixed
    for unit, size in _UNITS:
        count, left = divmod(left, size)
        if count:
            counted.append((unit, count))
    told = [
        units[unit][count > 1].format(number_in_words(count, language))
        for unit, count in counted or ([] if left else [("moment", 1)])
    ]
    if left:  # of a second
        told.append(units["second"][True].format(f"{left.total_seconds():f}".rstrip("0")))
    text = told[0]
    for more in told[1:]:
        text = SPANS[language]["and"].format(text, more)
    return text


def moment_in_words(span: Span, event: str, language: Language, *, in_months: bool = False) -> str:
    """Return the moment a `span` after an event.

    Args:
        span: how long after.
        event: the event, in words.
        language: the language wanted.
        in_months: whether whole years are told in months.
    """
    length_in = partial(length_in_words, language=language, in_months=in_months)
    phrases = SPANS[language]
    told = event
    waiting: list[Duration] = []  # lengths that follow one another are told together
    for step in span.steps:
        match step:
            case Duration():
                waiting.append(step)
            case Back(length):
                told = _after(waiting, told, language, length_in)
                before = length_in(length, back=True)
                told, waiting = phrases["before"].format(before, told), []
            case Onward(name) if is_end_of_day(step):
                told = phrases["end of day"].format(_after(waiting, told, language, length_in))
                waiting = []
            case Onward(name):
                rule = _schedule(name, language)
                if waiting:
                    lengths = _lengths(waiting, language, length_in)
                    told = phrases["next, later"].format(rule, lengths, told)
                else:
                    told = phrases["next"].format(rule, told)
                waiting = []
    return _after(waiting, told, language, length_in)


def is_end_of_day(step: Step) -> bool:
    """Return whether a step leads to the end of the day."""
    return isinstance(step, Onward) and step.name == "midnight"


def _after(
    lengths: Sequence[Duration],
    event: str,
    language: Language,
    length_in: Callable[[Duration], str],
) -> str:
    if not lengths:
        return event
    return SPANS[language]["after"].format(_lengths(lengths, language, length_in), event)


def _lengths(
    lengths: Sequence[Duration], language: Language, length_in: Callable[[Duration], str]
) -> str:
    text = length_in(lengths[0])
    for more in lengths[1:]:
        text = SPANS[language]["then"].format(text, length_in(more))
    return text


def _schedule(name: str, language: Language) -> str:
    """Return a schedule: "yearly from 2021-01-01 on", its rule if it is not so plain."""
    found = _SCHEDULE.fullmatch(name)
    if not found:
        return SPANS[language]["own dates"]
    *start, rule = found.groups()
    often = OFTEN[language].get(rule.removeprefix("FREQ="), rule)
    return SPANS[language]["every"].format(often, "-".join(start))
