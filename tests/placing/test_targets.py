"""How good pictures are: the web of the record, and made ones of other seeds."""

from __future__ import annotations

import networkx as nx
import pytest

import pactgraph
from made.pictures import NARROW, PHONE, WIDE, Web, made, real
from pactgraph.placing import Faults, Frame, Plan, faults, placed
from pactgraph.placing.annealing import Annealer
from pactgraph.placing.faults import boxes_of

MADE = [(0, 10), (1, 15), (2, 20), (8, 23), (3, 25)]
"""Seeds and numbers of parties."""


@pytest.fixture(scope="module")
def record() -> Web:
    """Return the web of all flows that ship."""
    return real(pactgraph.load())


def of(web: Web, frame: Frame) -> tuple[Plan, Faults]:
    """Place a web, and find its faults."""
    plan = placed(web.bodies, web.cables, frame)
    return plan, faults(web.bodies, web.cables, plan, frame)


def flat(web: Web) -> bool:
    """Whether a web can be drawn without crossings."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((cable.one, cable.other) for cable in web.cables)
    return nx.check_planarity(graph)[0]


def filled(web: Web, plan: Plan, frame: Frame) -> tuple[float, float]:
    """Return which shares of width and height are between the outermost boxes."""
    boxes = [box for _, box in boxes_of(web.bodies, web.cables, plan, frame)]
    across = [box.x + sign * box.half_width for box in boxes for sign in (-1, 1)]
    down = [box.y + sign * box.half_height for box in boxes for sign in (-1, 1)]
    return (
        (max(across) - min(across)) / frame.width,
        (max(down) - min(down)) / frame.height,
    )


def check_wide(web: Web) -> None:
    """Nothing is over anything, nothing outside, and the frame is used."""
    plan, found = of(web, WIDE)
    crossings = 0 if flat(web) else 3

    assert () == found.collisions
    assert () == found.through
    assert () == found.over_names
    assert () == found.over_texts
    assert () == found.outside
    assert len(found.crossings) <= crossings
    assert min(filled(web, plan, WIDE)) >= 0.8


def check_narrow(web: Web) -> None:
    """At most 4 % of the boxes collide, and at most one pair of cables crosses."""
    _, found = of(web, NARROW)
    colliding = {part for pair in found.collisions for part in pair}

    assert len(colliding) <= 0.04 * found.boxes
    assert len(found.crossings) <= 1
    assert () == found.through


def check_phone(web: Web) -> None:
    """Names alone: none is over another, or over a mark."""
    _, found = of(web.without_texts(), PHONE)

    assert () == found.collisions
    assert len(found.crossings) <= 1


@pytest.mark.many
def test_the_web_of_the_record_is_faultless_where_there_is_room(record: Web) -> None:
    """Its 24 greatest parties with all texts; all of them without."""
    check_wide(record.greatest(24))
    _, found = of(record.without_texts(), WIDE)
    assert () == found.collisions + found.crossings + found.outside


@pytest.mark.many
def test_the_web_of_the_record_fits_on_a_tablet_and_a_phone(record: Web) -> None:
    """With texts, and without."""
    check_narrow(record.greatest(24))
    check_phone(record.greatest(24))


@pytest.mark.many
@pytest.mark.parametrize(("seed", "parties"), MADE)
def test_made_webs_are_as_good(seed: int, parties: int) -> None:
    """Other seeds, other sizes."""
    web = made(seed, parties)
    check_wide(web)
    check_narrow(web)
    check_phone(web)


@pytest.mark.many
def test_thirty_parties_with_all_texts_are_nearly_as_good() -> None:
    """A text or two meet a name or a cable, or a cable a name; all else is as it should be."""
    web = made(12, 30)
    _, found = of(web, WIDE)

    assert () == found.crossings + found.through + found.outside
    assert frozenset() == found.hidden
    assert found.count <= 2
    check_phone(web)


def test_hubs_are_nearer_to_the_middle_than_others(record: Web) -> None:
    """That of the record, and those of made ones together: one alone may have it otherwise."""
    of_hubs, of_all = [], []
    for web in (record.greatest(24), *(made(seed, 10) for seed in range(4))):
        plan, _ = of(web, WIDE)
        ends = [end for cable in web.cables for end in (cable.one, cable.other)]
        off = {
            name: abs(2 * plan.places[name].x / WIDE.width - 1)
            + abs(2 * plan.places[name].y / WIDE.height - 1)
            for name in ends
        }
        of_hubs.append(off[max(off, key=lambda name: (ends.count(name), name))])
        of_all.append(sum(off.values()) / len(off))
    assert of_hubs[0] < of_all[0]
    assert sum(of_hubs) < 0.9 * sum(of_all)


@pytest.mark.many
def test_steps_grow_slower_than_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most what `placed` says; four times as many parties get less than twice as many."""
    tried: list[int] = []
    cool = Annealer.cool

    def counted(self: Annealer, *arguments: object) -> None:
        before = self.tried
        cool(self, *arguments)  # type: ignore[arg-type]
        tried[-1] += self.tried - before

    monkeypatch.setattr(Annealer, "cool", counted)
    for parties in (30, 120):
        web = made(8, parties).without_texts()
        tried.append(0)
        placed(web.bodies, web.cables, WIDE)
        assert tried[-1] <= min(295 * (len(web.bodies) + len(web.cables)), 19_200)

    assert 0 < tried[1] < 2 * tried[0]
