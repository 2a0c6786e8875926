"""What one event does to a condition, compared with its never happening."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from made.worlds import DAYS, LAST_DAY, World, many, moment, worlds
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.kernel.conditions import (
    UNRELATED,
    And,
    AtOrAfter,
    Before,
    Condition,
    Events,
    Or,
    relate,
)
from pactgraph.kernel.effects import Effect, Span, effects
from pactgraph.kernel.flips import course
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import After, EarliestOf, LatestOf
from pactgraph.kernel.scenarios import NEVER, Happening, on, windows
from pactgraph.kernel.timeline import TICK, Duration, stretch

if TYPE_CHECKING:
    from collections.abc import Mapping

OUT, DEPENDS, IN_FORCE = "out", "depends", "in force"
KNOWN = stretch("2026-11-23")
DATE = stretch("2028-06-01")


# ---- Against every world ----------------------------------------------------------------


@many
@given(worlds(most_events=4), st.integers(0, LAST_DAY))
def test_effects_are_those_of_comparing_all_worlds_day_by_day(world: World, date: int) -> None:
    """Each day's effect follows its definition, from the truth in all worlds of three sorts."""
    assume("a" not in world.assumed)
    try:
        possible = [world.windows(more) for more in ({}, {"a": date}, {"a": None})]
    except ContradictoryScenarioError:
        assume(condition=False)
    days = range(-1, DAYS[-1] + 1)
    without, happens, never = (world.standings(w, days) for w in possible)
    spans = effects(
        *(course(world.periods, w, world.events) for w in possible), since=moment(date)
    )

    for day in range(date, DAYS[-1] + 1):
        told = [s.effect for s in spans if s.start <= moment(day) and _goes_on(s, day)]
        expected = _expected(day, date, without, happens, never)
        if happens[day] == never[day] == DEPENDS:
            expected = told if told in ([], [Effect.OPENS]) else [Effect.OPENS]
        assert expected == told


def _goes_on(span: Span, day: int) -> bool:
    return span.end is None or moment(day) < span.end


def _expected(
    day: int,
    date: int,
    without: Mapping[int, str],
    happens: Mapping[int, str],
    never: Mapping[int, str],
) -> list[Effect]:
    """Return the effect on `day` of what happens on `date`; none or one."""
    match happens[day], never[day]:
        case "in force", "out" | "depends":
            kept = all(happens[earlier] == IN_FORCE for earlier in range(date - 1, day))
            return [Effect.KEEPS if kept else Effect.STARTS]
        case "out", "in force" | "depends":
            before = any(happens[earlier] != OUT for earlier in range(-1, day))
            return [Effect.ENDS if before else Effect.PREVENTS]
        case "depends", _:
            return [Effect.OPENS]
        case _:
            return [Effect.DECIDES] if without[day] == DEPENDS else []


# ---- By name ----------------------------------------------------------------------------


def told(condition: Condition, events: Events = UNRELATED) -> list[tuple[str, str, str]]:
    """Return effect, first day and last day of what "it" does, happening on 2028-06-01."""
    record = dict.fromkeys(("it", "other"), Happening())
    found = periods(condition, events)
    courses = [
        course(found, windows(record, events, KNOWN.last, assumed), events)
        for assumed in ({}, {"it": on(DATE)}, {"it": NEVER})
    ]
    spans = effects(*courses, since=DATE.latest_start)
    return [
        (
            span.effect.value,
            span.start.date().isoformat(),
            "" if span.end is None else (span.end - TICK).date().isoformat(),
        )
        for span in spans
    ]


def test_an_event_starts_what_holds_from_it_on() -> None:
    """From the event on, for good."""
    assert [("starts", "2028-06-01", "")] == told(AtOrAfter("it"))


def test_an_event_ends_what_lasts_until_it() -> None:
    """The effect is over when the term is."""
    term = Before(stretch("2030").end)

    assert [("ends", "2028-06-01", "2030-12-31")] == told(And((Before("it"), term)))


def test_an_event_keeps_what_would_end_without_it() -> None:
    """A term is prolonged by the event: in force before, and still after the term."""
    prolonged = Or((Before(stretch("2030").end), AtOrAfter("it")))

    assert [("keeps", "2031-01-01", "")] == told(prolonged)


def test_an_event_prevents_what_would_begin_without_it() -> None:
    """From 2030 on, unless the event has happened by then."""
    later = And((AtOrAfter(stretch("2030").start), Before("it")))

    assert [("prevents", "2030-01-01", "")] == told(later)


def test_an_event_opens_what_hangs_on_others_too() -> None:
    """From both events on: the one leaves it depending on the other."""
    assert [("opens", "2028-06-01", "")] == told(And((AtOrAfter("it"), AtOrAfter("other"))))


def test_an_event_decides_what_only_its_date_leaves_open() -> None:
    """Suspended for 30 days: once they are over, it is as if the event had never happened."""
    events = relate({"late": After("it", Duration(fixed=timedelta(days=30)))})
    suspended = Or((Before("it"), AtOrAfter("late")))

    assert [("ends", "2028-06-01", "2028-06-30"), ("decides", "2028-07-01", "")] == told(
        suspended, events
    )


def test_an_event_that_is_not_named_does_nothing() -> None:
    """What hangs on another event is left as it is."""
    assert [] == told(AtOrAfter("other"))


def test_derived_events_carry_the_effect() -> None:
    """The first of two events starts what holds from it on, the later one leaves it open."""
    events = relate({"first": EarliestOf(("it", "other")), "last": LatestOf(("it", "other"))})

    assert [("starts", "2028-06-01", "")] == told(AtOrAfter("first"), events)
    assert [("opens", "2028-06-01", "")] == told(AtOrAfter("last"), events)


def test_the_order_of_events_carries_the_effect() -> None:
    """What never happens after the event has happened by then too."""
    assert [("ends", "2028-06-01", "")] == told(Before("other"), relate({}, [("other", "it")]))
