"""Places for bodies and cables in a frame: several starts, the best of them cooled."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from pactgraph.placing.annealing import Annealer, Cooling
from pactgraph.placing.board import Board, Weights
from pactgraph.placing.faults import faults
from pactgraph.placing.freeing import freed
from pactgraph.placing.loners import rows
from pactgraph.placing.plans import SIDES, Frame, Plan, checked
from pactgraph.placing.starts import Points, starts, turned
from pactgraph.placing.states import plan_of, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.placing.plans import Body, Cable, Place
    from pactgraph.placing.states import State

_SEED = 17
_BARE, _FULL, _LAST, _MORE = 20, 45, 25, 30
"""Steps for each thing (a body or a cable): of each of three starts without texts; of the best
two with them, hot, then cold; and of each time that the better of these is warmed again."""
_BEST = 2
_CROWDED = 0.5
"""Where there are so many faults for each thing, another start would have as many."""
_AGAIN = 3
_MANY = 65
"""Of more things than this, all together get no more steps, and it is warmed again only once."""
_HEAT = ((20.0, 1.5), (15.0, 3.0), (4.0, 0.2), (6.0, 0.2), (1.5, 0.1))
"""From hot to cold: without texts, with them, at last; again, if something is wrong or nothing."""
_REACH = ((60.0, 20.0), (60.0, 15.0), (30.0, 2.0), (25.0, 1.5), (25.0, 1.5))
"""How far bodies move in each of these, in pixels."""
_FULL_UP = 0.6
"""Where boxes would cover more than this share of the frame, there are fewer steps: each looks
at more, and there is little to gain."""
_SPOTS = 40
_CAREFUL = Weights(crossing=2000.0)


def placed(
    bodies: Sequence[Body],
    cables: Sequence[Cable],
    frame: Frame,
    *,
    start: Mapping[str, Place] | None = None,
) -> Plan:
    """Return places of bodies, sides of their names, and where the texts of cables are.

    The same arguments give the same plan in every process. A cable from a body to itself is not
    drawn and has no entry in the plan; of two cables with the same ends in the same order only
    the first counts. Bodies without cables stand in rows at the lower rim; a few of them stay
    near it where others leave room, and so do too many for rows. Where there is no room for all
    without faults, the plan has faults; `pactgraph.placing.faults` tells which. That marks or
    names hide one another is the last of them: before that, all marks get smaller.

    Three starts, one or two of which are worked out, take up to 290 steps for each body and
    cable, and never more than 18,850 in all; a step costs what lies around the body that moves,
    and much less where it is refused. Starts are kept for the next frame of the same web.

    Args:
        bodies: any number, in an order that is not from a set.
        cables: what joins them, likewise.
        frame: where they should be.
        start: where some of them were before, by name; they stay near that.

    Raises:
        ValueError: see `pactgraph.placing.plans.checked`.
    """
    checked(bodies, cables)
    joined = [*{(c.one, c.other): c for c in reversed(cables) if c.one != c.other}.values()][::-1]
    kept = {body.name: start[body.name] for body in bodies if start and body.name in start}
    tied = {end for cable in joined for end in (cable.one, cable.other)}
    loners = [body for body in bodies if body.name not in tied and not kept]
    others = [body for body in bodies if body.name in tied or kept]
    frame = Frame(max(frame.width, 1.0), max(frame.height, 1.0))
    places, height = rows(loners, frame, alone=not others)
    if not others and (height or not loners):
        return Plan(places, {})
    room = Frame(frame.width, max(frame.height - height, 1.0))
    floating = [] if height else loners
    board = Board([*others, *floating], joined, room, Weights())
    for at, body in enumerate(floating, start=len(others)):
        board.home[at] = places[body.name].x, places[body.name].y
    random = Random(_SEED)  # noqa: S311 - no secret
    if kept:
        _from_kept(board, kept, random)
    elif not others:
        board.put([places[body.name].x for body in loners], [places[b.name].y for b in loners])
    else:
        _from_nothing(board, random)
    plan = freed(board, random)
    return Plan({**places, **plan.places}, plan.labels, plan.scale)


def _cooling(board: Board, steps: float, phase: int) -> Cooling:
    """Return how a board cools: so many steps for each thing, fewer of many or in a crowd."""
    things = board.count + len(board.cables)
    share = min(1.0, _MANY / things) * min(1.0, _FULL_UP / (board.crowding() or 1.0))
    return Cooling(int(steps * things * share), *_HEAT[phase], *_REACH[phase])


def _from_nothing(board: Board, random: Random) -> None:
    """Lay everything out: marks and cables, then names and texts, then finely."""
    bare = Board(board.bodies, board.cables, board.frame, _CAREFUL, bare=True)
    bare.home[:] = board.home
    tied = board.home.count(None)
    everything = range(board.count)
    rough: list[tuple[float, int, State]] = []
    for points in starts(tied, tuple(board.ends)):
        _spread(bare, turned(points, board.frame.width, board.frame.height))
        annealer = Annealer(bare, random, everything)
        annealer.cool(_cooling(bare, _BARE, 0))
        rough.append((annealer.total, len(rough), state_of(bare)))
    better: list[tuple[int, float, int, State]] = []
    for _, number, state in sorted(rough)[:_BEST]:
        board.put(*state)
        annealer = Annealer(board, random, everything)
        annealer.cool(_cooling(board, _FULL, 1))
        annealer.cool(_cooling(board, _LAST, 2))
        wrong = _wrong(board)
        better.append((wrong, annealer.total, number, state_of(board)))
        if not 0 < wrong < _CROWDED * (board.count + len(board.cables)):
            break
    board.put(*min(better)[3])
    _finish(Annealer(board, random, everything), stretched=True)


def _wrong(board: Board) -> int:
    """Return how many faults a board has as it is."""
    return faults(board.bodies, board.cables, plan_of(board), board.frame).count


def _finish(annealer: Annealer, *, stretched: bool = False) -> None:
    """Warm a little and cool again, more than once where something is wrong; the best is kept."""
    board = annealer.board
    few = board.count + len(board.cables) <= _MANY
    for again in range(_AGAIN if few else 1):
        wrong, before, state = _wrong(board), annealer.total, state_of(board)
        if again and not wrong:
            break
        if stretched and not again:
            _stretch(board)
            annealer.total = board.total()
        annealer.cool(_cooling(board, _MORE, 3 if wrong else 4))
        if (_wrong(board), annealer.total) > (wrong, before):
            board.put(*state)
            annealer.total = before


def _spread(board: Board, points: Points) -> None:
    """Put bodies over the whole frame, but for some room at its rim."""
    frame = board.frame
    columns, lines = [x for x, _ in points], [y for _, y in points]
    homes = [home for home in board.home if home]
    board.put(
        _fitted(columns, frame.width, min(70.0, frame.width / 6)) + [x for x, _ in homes],
        _fitted(lines, frame.height, min(50.0, frame.height / 6)) + [y for _, y in homes],
        [0] * board.count,
        [0.5] * len(board.cables),
    )


def _fitted(places: list[float], size: float, rim: float) -> list[float]:
    first, last = min(places), max(places)
    if last - first < 1e-6:  # noqa: PLR2004 - all in one place
        return [size / 2] * len(places)
    return [rim + (size - 2 * rim) * (at - first) / (last - first) for at in places]


def _stretch(board: Board) -> None:
    """Move all bodies apart or together so that the outermost boxes touch the rim."""
    left, right, top, bottom = board.reach()
    margin, frame = board.weights.margin, board.frame
    board.put(
        _stretched(board.x, left, right, margin, frame.width - margin),
        _stretched(board.y, top, bottom, margin, frame.height - margin),
    )


def _stretched(
    places: list[float],
    first: tuple[float, float],
    last: tuple[float, float],
    low: float,
    high: float,
) -> list[float]:
    """Return places so that the first box begins at `low`, and the last ends at `high`.

    Args:
        places: of the bodies.
        first: the place of the body whose box is first, and where that begins.
        last: the place of the body whose box is last, and where that ends.
        low: where the first should begin.
        high: where the last should end.
    """
    begin, end = low + first[0] - first[1], high + last[0] - last[1]
    if last[0] - first[0] < 1 or end - begin < 1:
        return places
    return [begin + (end - begin) * (at - first[0]) / (last[0] - first[0]) for at in places]


def _from_kept(board: Board, kept: Mapping[str, Place], random: Random) -> None:
    """Put bodies where they were, others where they cost least, and cool a little."""
    frame = board.frame
    new = []
    for at, body in enumerate(board.bodies):
        place = kept.get(body.name)
        if place is None:
            new.append(at)
            continue
        x = min(max(place.x, 0.0), frame.width)
        y = min(max(place.y, 0.0), frame.height)
        board.home[at] = (x, y)
        board.x[at], board.y[at] = x, y
        board.side[at] = SIDES.index(place.side) if place.side in SIDES else 0
    for at in new:
        board.x[at], board.y[at] = frame.width / 2, frame.height / 2
    board.put(board.x, board.y)
    for at in new:
        _to_the_best_spot(board, at, random)
    annealer = Annealer(board, random, range(board.count))
    annealer.cool(_cooling(board, _LAST, 2))
    _finish(annealer)


def _to_the_best_spot(board: Board, body: int, random: Random) -> None:
    boxes, cables = board.boxes_of[body], board.cables_of[body]
    spots = []
    for _ in range(_SPOTS):
        x, y = random.random() * board.frame.width, random.random() * board.frame.height
        board.move(body, x, y)
        spots.append((board.cost(boxes, cables), x, y))
    board.move(body, *min(spots)[1:])
    board.settle(boxes, cables)
