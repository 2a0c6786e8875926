"""Lifting dates out of where RDF holds events only: the same moment, whatever happens when."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from lengths import examples
from pactgraph.kernel.spans import Span
from pactgraph.sentences import lifting
from pactgraph.sentences.lifting import NotHeldError, instant, is_event, lifted
from pactgraph.sentences.said import Edge
from sentences.moments import DAYS, EVENTS, after, drawn, lapsed, of_some, said_at, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.sentences.lifting import Tree

    Happened = Mapping[str, datetime | None]
    """When each event happens; None for never."""


def lifted_at(tree: Tree, happened: Happened) -> datetime | None:
    """Return when a lifted moment comes."""
    match tree:
        case str():
            return happened[tree]
        case Edge() | datetime():
            return instant(tree)
        case lifting.Never():
            return None
        case lifting.Moved(event, span):
            return after(span, lifted_at(event, happened))
        case lifting.Bounded(event, bounds):
            limits = [(lifted_at(limit, happened), before) for limit, before in bounds]
            return within(lifted_at(event, happened), limits)
        case lifting.Lapsed(awaited, ends):
            first = of_some(1, [lifted_at(end, happened) for end in ends])
            return lapsed(first, lifted_at(awaited, happened))
        case lifting.Unless(date, event):
            return within(date, [(after(Span(), lifted_at(event, happened)), True)])
        case lifting.Count(count, parts):
            return of_some(count, [lifted_at(part, happened) for part in parts])
    raise TypeError(tree)


def dates_in_events(tree: Tree) -> bool:
    """Return whether a date stands where RDF takes an event."""
    match tree:
        case lifting.Moved(event, _) | lifting.Bounded(event, _) | lifting.Lapsed(event, _):
            return not is_event(event)
        case lifting.Unless(_, event):
            return not is_event(event)
        case lifting.Count(_, parts):
            return any(map(dates_in_events, parts))
    return False


def test_lifted_moments_are_the_same() -> None:
    """Random moments, with events on, just before and just after every date that counts."""
    refused, changed, wrong = 0, 0, []
    number = examples(1_500)
    for seed in range(number):
        chance = Random(seed)  # noqa: S311 - reproducible
        point = drawn(chance, 3)
        try:
            tree = lifted(point)
        except NotHeldError:
            refused += 1
            continue
        changed += not (isinstance(tree, str | Edge) or is_event(tree))
        assert not dates_in_events(tree), point
        for _ in range(20):
            happened = {
                event: chance.choice(DAYS) if chance.randrange(4) else None for event in EVENTS
            }
            if said_at(point, happened) != lifted_at(tree, happened):
                wrong.append((seed, point, tree, happened))
                break

    assert [] == wrong[:1]
    assert number / 5 <= changed
    assert refused <= number / 8  # dates that hang on what has not come, within more
