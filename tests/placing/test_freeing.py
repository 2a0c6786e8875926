"""No mark and no name hides another: in dense webs, in any frame, whatever the size of marks."""

from __future__ import annotations

from random import Random

import pytest

from made.pictures import NARROW, NO_TEXT, PHONE, WIDE, dense, made
from pactgraph.placing import Body, Cable, Frame, faults, placed
from pactgraph.placing.board import Board, Weights
from pactgraph.placing.freeing import freed
from pactgraph.placing.plans import scaled
from pactgraph.placing.states import plan_of

FRAMES = {"wide": WIDE, "narrow": NARROW, "phone": PHONE}


def crowd(count: int, radius: float) -> list[Body]:
    """Return marks of one size with names of one word."""
    return [Body(f"party {at}", radius, (48, 15)) for at in range(count)]


@pytest.mark.many
@pytest.mark.parametrize(
    ("seed", "parties", "frame"),
    [
        *((seed, 24, frame) for seed in (2, 4) for frame in FRAMES),
        *((3, 30, frame) for frame in FRAMES),
        (1, 14, "phone"),
        (5, 60, "wide"),
    ],
)
def test_nothing_is_hidden_in_dense_webs(seed: int, parties: int, frame: str) -> None:
    """With the texts of cables where they are drawn: those may have to give way."""
    web = dense(seed, parties)
    shown = web if frame == "wide" and parties <= 30 else web.without_texts()
    plan = placed(shown.bodies, shown.cables, FRAMES[frame])
    found = faults(shown.bodies, shown.cables, plan, FRAMES[frame])

    assert not found.marks_hide
    assert "mark" not in {part.kind for part in found.outside}
    assert len(found.hidden) <= 2  # names over each other, which may be shortened


def test_marks_get_smaller_where_they_have_no_room_and_only_there() -> None:
    """All by one factor; where there is room, none."""
    bodies = crowd(9, 46)
    cables = [Cable("party 0", body.name, 4, NO_TEXT) for body in bodies[1:]]
    frame = Frame(260, 260)
    close, loose = (placed(bodies, cables, each) for each in (frame, WIDE))

    assert 0.4 < close.scale < 1.0 == loose.scale
    assert frozenset() == faults(bodies, cables, close, frame).hidden
    assert faults(scaled(bodies, 1 / close.scale), cables, close, frame).hidden


@pytest.mark.parametrize("tied", [True, False])
def test_many_without_cables_do_not_run_into_each_other(tied: bool) -> None:  # noqa: FBT001 - a case
    """More than rows have height for, beside others or alone."""
    bodies = [Body(f"party {at}", 11, (100, 16)) for at in range(30)]
    cables = [Cable("party 0", "party 1", 4, NO_TEXT)] if tied else []
    plan = placed(bodies, cables, PHONE)

    assert frozenset() == faults(bodies, cables, plan, PHONE).hidden


def test_where_nothing_is_hidden_nothing_moves() -> None:
    """The plan is the board as it is."""
    web = made(2, 8)
    plan = placed(web.bodies, web.cables, WIDE)
    board = Board(web.bodies, web.cables, WIDE, Weights())
    places = [plan.places[body.name] for body in web.bodies]
    board.put(
        [place.x for place in places],
        [place.y for place in places],
        [("below", "above", "right", "left", "inside").index(place.side) % 4 for place in places],
        [plan.labels[cable.one, cable.other] for cable in web.cables],
    )

    assert plan == plan_of(board) == freed(board, Random(1))  # noqa: S311 - no secret


def test_what_is_free_hides_nothing() -> None:
    """Of marks and names anywhere, as looking at every pair of them finds it."""
    random = Random(3)  # noqa: S311 - no secret
    bodies = crowd(14, 16)
    board = Board(bodies, [], PHONE, Weights())
    free = 0
    for _ in range(200):
        board.put(
            [random.uniform(20, 350) for _ in bodies],
            [random.uniform(20, 560) for _ in bodies],
            [random.randrange(4) for _ in bodies],
        )
        is_free = board.is_free(0, board.x[0], board.y[0], board.side[0])
        hidden = faults(bodies, [], plan_of(board), PHONE).hidden
        free += is_free

        assert not (is_free and "party 0" in hidden)
        assert is_free or "party 0" in hidden or _nearly(board)
    assert 20 < free < 180


def _nearly(board: Board) -> bool:
    """Whether anything of the first body is nearer to others than a board likes."""
    strict = Board(board.bodies, [], PHONE, Weights(gap=0.0, margin=0.0))
    strict.put(board.x, board.y, board.side)
    return strict.is_free(0, board.x[0], board.y[0], board.side[0])
