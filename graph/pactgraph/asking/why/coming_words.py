"""When a derived event comes, in a sentence, and why then."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pactgraph.kernel.points import LapseOf, NthOf
from pactgraph.kernel.timeline import FIRST
from pactgraph.messages import Phrases
from pactgraph.telling.days import day_in_words, last_day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.asking.why.comings import Coming
    from pactgraph.kernel.points import Point
    from pactgraph.kernel.scenarios import Window
    from pactgraph.messages import Language
    from pactgraph.telling.points import Naming

# {0} is its name, {1} the day, or the first on which it can come, {2} the last such day.
_COMES = Phrases(
    {
        "came": "{0} came on {1}",
        "comes": "{0} comes on {1}",
        "has come": "{0} has come by {2}",
        "within": "{0} comes at some time from {1} through {2}",
        "surely by": "{0} comes by {2}",
        "open": "it is open whether {0} has come; it can from {1} on",
        "open within": "it is open whether {0} has come; it can from {1} through {2}",
        "open at all": "it is open whether {0} has come",
        "can come": "{0} can come from {1} on",
        "can come within": "{0} can come from {1} through {2}",
        "never": "{0} never comes",
    }
)
# {0} is its name, {1} the event that it is, {2} the day of that, {3} its bounds.
_MISSED = Phrases(
    {
        "came": "{0} never comes: {1} would have had to come {3}, but came on {2}",
        "comes": "{0} never comes: {1} would have to come {3}, but comes on {2}",
        "too late": "{0} never comes: {1} would have had to come {3}",
        "never": "{0} never comes, for lack of {1}",
    }
)
_PHRASES = Phrases(
    {
        "because": "{}: {}",
        "in time": "{0} never comes: {1} came in time, on {2}",
        "in time, at some time": "{0} never comes: {1} comes in time",
        "number of all": "number {} of {} events, {}",
        "last of all": "the last of {} events, {}",
        "first of all": "the first of {} events, {}",
        "come of all": "{} of {} events have come",
    }
)


def coming_in_words(found: Coming, naming: Naming, *, on: datetime) -> str:
    """Return when a derived event comes, and why then, without a full stop.

    Args:
        found: when it can come.
        naming: names events in the answer.
        on: the instant asked about, UTC; earlier comings are told in the past.
    """
    return _Words(found, naming, on).told()


class _Words:
    """One derived event, being told."""

    def __init__(self, found: Coming, naming: Naming, on: datetime) -> None:
        self.found = found
        self.naming = naming
        self.language: Language = naming.language
        self.on = on
        self.name = naming.name(found.event)

    def told(self) -> str:
        found = self.found
        if found.window.earliest is None:
            return self._never()
        text = self._comes(found.window)
        because = [*self._because()]
        return _PHRASES[self.language]["because"].format(text, because[0]) if because else text

    def _comes(self, window: Window) -> str:
        earliest, latest = window.earliest, window.latest
        first = day_in_words(earliest) if earliest and earliest != FIRST else ""
        last = day_in_words(latest) if latest else ""
        if latest is None:
            form = "open" if window.can_have_happened(self.on) else "can come"
            last = self._last_day()
            form += " within" if first and last else ""
            form = form if first else "open at all"
        elif earliest == latest:
            form = "came" if latest <= self.on else "comes"
            first = last
        elif latest <= self.on:
            form = "has come"
        else:
            form = "within" if first else "surely by"
        return _COMES[self.language][form].format(self.name, first, last)

    def _last_day(self) -> str:
        """Return the last day on which it can come by its own bounds; "" for none."""
        ends = [b.limit for b in self.found.bounds if b.before and isinstance(b.limit, datetime)]
        lasts = [end for end in (self.found.parts[0][1].last,) if end and self.found.bounds]
        days = [last_day_in_words(end) for end in ends] + [day_in_words(last) for last in lasts]
        return min(days, default="")

    def _because(self) -> Iterator[str]:
        """Yield which of several events made it come, or how many have."""
        what, window = self.found.what, self.found.window
        if not isinstance(what, NthOf) or len(what.points) == 1:
            return
        phrases, of = _PHRASES[self.language], str(len(what.points))
        if window.earliest == window.latest:
            at = [point for point, part in self.found.parts if part == window]
            if not at:
                return
            names = self.naming.listed(at)
            if what.count == len(what.points):
                yield phrases["last of all"].format(of, names)
            elif what.count == 1:
                yield phrases["first of all"].format(of, names)
            else:
                yield phrases["number of all"].format(what.count, of, names)
        elif what.count > 1:
            come = sum(part.has_happened(self.on) for _, part in self.found.parts)
            yield phrases["come of all"].format(come, of)

    def _never(self) -> str:
        found, phrases = self.found, _PHRASES[self.language]
        match found.what:
            case LapseOf():
                (awaited, part), *_ = found.parts
                day = self._day(part)
                key = "in time" if day else "in time, at some time"
                return phrases[key].format(self.name, self.naming.point(awaited), day)
            case NthOf():
                text = _COMES[self.language]["never"].format(self.name)
                out = [point for point, part in found.parts if part.earliest is None]
                if len(found.parts) > 1 and out:
                    return _MISSED[self.language]["never"].format(
                        self.name, self.naming.listed(out)
                    )
                return text
        if not found.bounds:
            (point, part), *_ = found.parts
            return _MISSED[self.language]["never"].format(self.name, self.naming.point(point))
        return self._missed(found.base, found.parts[0][1])

    def _missed(self, base: Point, window: Window) -> str:
        day = self._day(window)
        if day:
            form = "came" if window.has_happened(self.on) else "comes"
        else:
            form = "never" if window.earliest is None else "too late"
        bounds = self.naming.within(self.found.bounds)
        return _MISSED[self.language][form].format(self.name, self.naming.point(base), day, bounds)

    def _day(self, window: Window) -> str:
        """Return the day on which something happens; "" if that is not one."""
        exact = window.earliest and window.earliest == window.latest
        return day_in_words(window.earliest) if exact and window.earliest else ""
