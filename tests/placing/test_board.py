"""What a move reckons is what reckoning everything anew would say."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from lengths import share
from made.pictures import NARROW, PHONE, Web, made
from pactgraph.placing import Body, Frame
from pactgraph.placing.annealing import Annealer, Cooling
from pactgraph.placing.board import Board, Weights
from pactgraph.placing.faults import faults
from pactgraph.placing.states import plan_of


def scattered(web: Web, frame: Frame, random: Random, *, bare: bool = False) -> Board:
    """Return a board with everything anywhere."""
    board = Board(web.bodies, web.cables, frame, Weights(), bare=bare)
    board.put(
        [random.random() * frame.width for _ in web.bodies],
        [random.random() * frame.height for _ in web.bodies],
        [random.randrange(4) for _ in web.bodies],
        [random.random() for _ in web.cables],
    )
    return board


def anew(board: Board) -> float:
    """Return the cost on a new board, all of it reckoned pair by pair, without stripes."""
    fresh = Board(board.bodies, board.cables, board.frame, board.weights)
    fresh.home[:] = board.home
    fresh.put(board.x, board.y, board.side, board.along)
    return fresh.total()


@pytest.mark.parametrize("frame", [NARROW, PHONE], ids=["narrow", "phone"])
def test_after_2000_moves_the_cost_is_that_from_scratch(frame: Frame) -> None:
    """Of moves, turns, slides, jumps, swaps and fans, hot enough that many are taken."""
    random = Random(5)  # noqa: S311 - no secret
    board = scattered(made(5, 20), frame, random)
    board.home[3] = (100.0, 100.0)
    annealer = Annealer(board, random, range(board.count))

    annealer.cool(Cooling(2000, 1000.0, 10.0, 80.0, 10.0))

    assert 300 < annealer.taken
    assert pytest.approx(annealer.total) == anew(board)


def test_what_moves_costs_the_same_with_and_without_stripes() -> None:
    """The difference that a move makes is that of the totals, wherever things are."""
    random = Random(7)  # noqa: S311 - no secret
    board = scattered(made(7, 16), NARROW, random)
    total = anew(board)
    for _ in range(share(1000, 150)):
        body = random.randrange(board.count)
        boxes, cables = board.boxes_of[body], board.cables_of[body]
        before = board.cost(boxes, cables)
        board.move(body, random.uniform(-50, 1100), random.uniform(-50, 700))
        after = board.cost(boxes, cables)
        board.settle(boxes, cables)

        assert pytest.approx(anew(board) - total, abs=1e-6) == after - before
        total = anew(board)


def test_no_mark_is_ever_beyond_the_frame() -> None:
    """Wherever it is put; in a frame that is too small it is in the middle."""
    random = Random(8)  # noqa: S311 - no secret
    web = made(8, 12)
    board = Board(web.bodies, web.cables, NARROW, Weights())
    for _ in range(200):
        body = random.randrange(board.count)
        board.move(body, random.uniform(-900, 1900), random.uniform(-900, 1900))
        radius = web.bodies[body].radius
        assert radius <= board.x[body] <= NARROW.width - radius
        assert radius <= board.y[body] <= NARROW.height - radius
    small = Board([Body("a", 50, (0, 0))], [], Frame(60, 80), Weights())
    small.move(0, 5, 500)
    assert (30, 40) == (small.x[0], small.y[0])


def test_a_move_that_costs_too_much_is_given_up() -> None:
    """Beyond the limit there is no exact answer, only infinity; below it, it is the answer."""
    random = Random(9)  # noqa: S311 - no secret
    board = scattered(made(9, 16), NARROW, random)
    for body in range(board.count):
        boxes, cables = board.boxes_of[body], board.cables_of[body]
        cost = board.cost(boxes, cables)

        assert float("inf") == board.cost(boxes, cables, cost * 0.999)
        assert cost == board.cost(boxes, cables, cost * 1.001)


def test_the_cost_of_faults_is_there_where_faults_are() -> None:
    """A picture costs at least what its faults do, and little without them."""
    random = Random(11)  # noqa: S311 - no secret
    weights = Weights()
    least = min(weights.clash, weights.over, weights.crossing)
    for seed in range(6):
        web = made(seed, 14)
        board = scattered(web, NARROW, random)
        found = faults(web.bodies, web.cables, plan_of(board), NARROW)

        assert found.count > 5
        assert board.total() > least * found.count


def test_a_body_with_its_name_costs_nothing_by_itself() -> None:
    """However near its own name is; another name as near costs something."""
    two = [Body("a", 10, (40, 12)), Body("b", 10, (40, 12))]
    board = Board(two, (), NARROW, Weights())
    board.put([200, 700], [300, 300])

    assert 0 == board.total()

    board.put([200, 200], [300, 336])

    assert 0 < board.total()


@pytest.mark.many
def test_what_a_step_looks_at_does_not_grow_with_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twice the parties in twice the room: a step looks at no more than twice as much.

    That is of four webs together: one alone is cooler or hotter by chance.
    """
    looked = 0
    usual = Board._over  # noqa: SLF001 - what is counted

    def counted(self: Board, cable: int, box: int) -> float:
        nonlocal looked
        looked += 1
        return usual(self, cable, box)

    monkeypatch.setattr(Board, "_over", counted)
    each = []
    for parties in (16, 32, 64):
        size = 150.0 * parties**0.5
        each.append(0)
        for seed in (13, 14, 15, 16):
            web = made(seed, parties, hubs=parties // 8)
            board = scattered(web, Frame(size, size), Random(1))  # noqa: S311 - no secret
            annealer = Annealer(board, Random(1), range(board.count))  # noqa: S311 - likewise
            annealer.cool(Cooling(100 * parties, 50.0, 1.0, 60.0, 10.0))
            looked = 0
            annealer.cool(Cooling(1000, 1.0, 0.5, 10.0, 5.0))
            each[-1] += looked

    assert all(first < 2 * later for first, later in pairwise(each))
    assert all(later < 1.7 * first for first, later in pairwise(each)), each
