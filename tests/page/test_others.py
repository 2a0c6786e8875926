"""Of many parties: several that deal with one alone as one mark, which unfolds and folds again."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from made.made_up_webs import EVENTS, around_hubs, as_turtle, wide
from made.page_samples import PHONE, twisted
from pactgraph.asking.network.lanes import lanes
from pactgraph.graph import load
from pactgraph.page.build import render
from pactgraph.page.others import LEAST, leaves
from pactgraph.page.parties import MOST_PLACED, SHOWN, Picture, picture
from page.test_accessibility import broken_rules
from page.test_web import meeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conftest import Opened, Opener
    from made.made_up_webs import Deal
    from pactgraph.flows.sums import Total
    from pactgraph.graph import PactGraph

DAY = "2026-11-27"
COMPANIES = 43
BASE = "https://example.org/web/"
FAMILIES = {
    "purchase-commitment": "pays",
    "investment": "invests",
    "loan": "lends",
    "warrant": "shares",
    "licence": "grants",
}
HOSTILE = '</script><img src=x onerror="globalThis.__x = 1">'

Members = dict[str, list[str]]
"""Ids of those that a mark holds, by that of its hub."""
Sides = tuple[str, str, str, str]
"""Who gives, who takes, of which family, and how it stands."""


@pytest.fixture(scope="module")
def deals() -> list[Deal]:
    """Return the clauses of two hubs with many others."""
    return around_hubs(Random(1))  # noqa: S311 - reproducible


@pytest.fixture(scope="module")
def graph(deals: list[Deal], tmp_path_factory: pytest.TempPathFactory) -> PactGraph:
    """Return the graph of them."""
    names = sorted({name for deal in deals for end in deal.ends for name in parts(end)})
    file = tmp_path_factory.mktemp("hubs") / "web.ttl"
    file.write_text(as_turtle(deals, {name: name for name in names}), encoding="utf-8")
    return load(file, cache=False)


def parts(told: str) -> list[str]:
    """Return the companies of a side of a deal."""
    return told.split(" , :")


def members_by_listing(deals: list[Deal], shown: set[str]) -> dict[str, set[str]]:
    """Return who deals with one alone that is shown, and is not shown, by that one."""
    met: defaultdict[str, set[str]] = defaultdict(set)
    for deal in deals:
        for one in parts(deal.acts):
            for other in parts(deal.other):
                met[one].add(other)
                met[other].add(one)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, near in met.items():
        if len(near) == 1 and name not in shown and near <= shown:
            found[next(iter(near))].add(name)
    return {hub: own for hub, own in found.items() if len(own) >= LEAST}


def lanes_by_listing(
    deals: list[Deal], own: dict[str, set[str]], happened: frozenset[str]
) -> dict[Sides, tuple[set[str], int, dict[str, int]]]:
    """Return what hubs have with their others: clauses, how many have no sum, sums by bound.

    A deal with several counts with its whole sum where all of them are others of one hub.
    """
    mark_of = {name: f"others {hub}" for hub, names in own.items() for name in names}
    found: dict[Sides, tuple[set[str], int, dict[str, int]]] = {}
    for deal in deals:
        givers, takers = ({mark_of.get(name, name) for name in parts(end)} for end in deal.ends)
        for giver in givers:
            for taker in takers:
                if not {giver, taker} & {*mark_of.values()}:
                    continue
                stands = "stands" if deal.promised(happened) else "over"
                sides = (giver, taker, FAMILIES[deal.kind], stands)
                clauses, undisclosed, sums = found.get(sides, (set(), 0, {}))
                if len(givers) * len(takers) == 1:
                    undisclosed += not deal.billions
                    if deal.billions:
                        sums[deal.bound] = sums.get(deal.bound, 0) + deal.billions
                found[sides] = ({*clauses, deal.name}, undisclosed, sums)
    return found


def in_billions(*sums: tuple[float, float, float]) -> dict[str, int]:
    """Return sums, at most one, by their bound: exact, at least, up to."""
    bounds = ("value", "minValue", "maxValue")
    return {
        bound: round(float(amount) / 1e9)
        for found in sums
        for bound, amount in zip(bounds, found, strict=True)
        if amount
    }


def parts_of_sum(told: Total) -> dict[str, int]:
    """Return the parts of a total, all of which is in US dollars."""
    sums = told.sums.values()
    return in_billions(*((float(s.exact), float(s.at_least), float(s.up_to)) for s in sums))


def decided(happened: Iterable[str]) -> dict[str, str]:
    """Return a date for each event of the web: some have happened, the others never do."""
    return {event: "2021-01-01" if event in happened else "never" for event in EVENTS}


@pytest.fixture(scope="module")
def drawn(graph: PactGraph) -> Picture:
    """Return its picture, which takes seconds."""
    return picture(graph.record)


@pytest.fixture(scope="module")
def members(graph: PactGraph, drawn: Picture) -> dict[str, list[str]]:
    """Return the ids of whom each mark holds, by that of its hub."""
    record = graph.record
    return {record.id_of(mark.hub): record.ids_of(mark.members) for mark in drawn.others}


@pytest.fixture(scope="module")
def page(graph: PactGraph) -> str:
    """Return the page of it."""
    return graph.map(graph.setting(on=DAY, known=DAY), "en")


# ---- which they are ------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(30))
def test_they_are_all_that_deal_with_one_alone(seed: int) -> None:
    """As listing finds them, whoever is drawn by themselves; fewer than three are none."""
    chance = Random(seed)  # noqa: S311 - reproducible
    deals, labels = wide(chance, chance.randint(3, 70))
    order = [*labels]
    chance.shuffle(order)
    shown = {*order[: chance.randint(1, len(order))]}
    pairs = {tuple(sorted((deal.acts, deal.other))) for deal in deals}
    found = leaves(order, pairs, shown)

    assert members_by_listing(deals, shown) == {hub: {*own} for hub, own in found.items()}
    assert [hub for hub in order if hub in found] == [*found]
    assert all([*own] == [name for name in order if name in own] for own in found.values())


def test_the_web_that_ships_has_none() -> None:
    """Where at most two are left out at one, a mark for them would save nothing."""
    assert [] == picture(load().record).others
    assert "others" not in {key for node in load().to_pyvis(view="parties").nodes for key in node}


def test_they_are_in_the_picture_of_hubs(
    graph: PactGraph, drawn: Picture, deals: list[Deal]
) -> None:
    """A mark at each of two hubs; who deals with both is in none, and still no mark of its own."""
    record = graph.record
    parties, others = drawn.parties, drawn.others
    shown = {record.id_of(party.iri) for party in parties if party.shown}
    found = {record.id_of(mark.hub): {*record.ids_of(mark.members)} for mark in others}

    assert len(shown) == SHOWN < len(parties) == COMPANIES <= MOST_PLACED
    assert members_by_listing(deals, shown) == found
    assert found.keys() == {"a", "b"}
    assert "both" not in {*shown, *found["a"], *found["b"]}


# ---- what they have ------------------------------------------------------------------


@pytest.mark.parametrize("happened", [(), ("sale",), ("merger", "strike"), EVENTS])
def test_sums_are_those_of_all_of_them(  # noqa: PLR0913, PLR0917 - fixtures
    opened: Opener,
    graph: PactGraph,
    members: Members,
    deals: list[Deal],
    page: str,
    happened: tuple[str, ...],
) -> None:
    """Exact, at least, up to and unknown apart, in Python and on the page, as listing has them."""
    record = graph.record
    assume = decided(happened)
    setting = graph.setting(on=DAY, known=DAY, assume=assume)
    own = {hub: {*names} for hub, names in members.items()}
    together = {f"{BASE}{name}": f"others {hub}" for hub, names in own.items() for name in names}
    wanted = lanes_by_listing(deals, own, frozenset(happened))
    by_python = {
        (*record.ids_of((lane.giver, lane.taker)), lane.family, lane.standing.value): (
            {clause.id for clause in lane.clauses},
            lane.total.undisclosed,
            parts_of_sum(lane.total),
        )
        for lane in lanes(record, setting, together=together)
        if {lane.giver, lane.taker} & {*together.values()}
    }
    supposed = ",".join(f"{event}:{date}" for event, date in assume.items())
    shown = opened(page, address=f"#view=parties&suppose={supposed}")
    by_page = {
        (lane["giver"], lane["taker"], lane["family"], lane["standing"]): (
            {*lane["clauses"]},
            lane["undisclosed"],
            in_billions(*((each["exact"], each["least"], each["most"]) for each in lane["sums"])),
        )
        for key, found in shown.page.evaluate("pactgraph.webLanes()")
        if "others" in key
        for lane in found
    }

    assert wanted == by_python
    assert wanted == by_page
    assert [] == shown.complaints


# ---- what is done with them ----------------------------------------------------------


def marks(found: Opened) -> dict[str, dict[str, Any]]:
    """Return every mark of the picture, by name, with where it stands in pixels."""
    told: list[dict[str, Any]] = found.page.evaluate("pactgraph.webMarks()")
    return {mark["name"]: mark for mark in told}


def places(found: Opened) -> dict[str, tuple[float, float]]:
    """Return where each mark stands."""
    return {name: (mark["left"], mark["top"]) for name, mark in marks(found).items()}


def address(found: Opened) -> str:
    """Return what the address says."""
    told: str = found.page.evaluate("pactgraph.addressOf(pactgraph.state())")
    return told


def click(found: Opened, name: str) -> None:
    """Click on a mark."""
    mark = marks(found)[name]
    middle = (mark["left"] + mark["width"] / 2, mark["top"] + mark["height"] / 2)
    found.page.locator("#web").click(position={"x": middle[0], "y": middle[1]})


def test_a_mark_says_whom_it_holds(opened: Opener, members: Members, page: str) -> None:
    """Clicked on, the details have a link to each, with what it has; a second click lets go."""
    found = opened(page, address="#view=parties")
    wanted = members["a"]
    click(found, "others a")
    listed = found.page.locator("#details .others [data-select]")

    assert found.state()["pair"] == "a\nothers a"
    assert found.page.inner_text("#details h2") == f"a and {len(wanted)} others"
    assert wanted == listed.evaluate_all("all => all.map(({ dataset }) => dataset.select)")
    assert {"a", "others a"} == {name for name, m in marks(found).items() if not m["faded"]}
    listed.nth(1).click()
    assert found.state()["selected"] == wanted[1]
    assert {"a", "others a"} == {name for name, m in marks(found).items() if not m["faded"]}
    found.change("{ selected: null }")
    click(found, "others a")
    assert found.state()["pair"] is None
    assert [] == found.complaints


def test_they_unfold_and_nothing_else_moves(opened: Opener, members: Members, page: str) -> None:
    """Each is drawn then; the address keeps it; undone, or pressed again, they fold."""
    found = opened(page, address="#view=parties")
    before, wanted = places(found), members["a"]
    click(found, "others a")
    found.page.click("[data-others=a]")
    after = places(found)

    assert before.keys() | {*wanted} == after.keys()
    assert before.items() <= after.items()
    assert found.page.get_attribute("[data-others=a]", "aria-pressed") == "true"
    assert "others=a" in address(found).split("#")[1].split("&")
    assert f"{SHOWN + len(wanted)} of {COMPANIES} parties" in found.page.inner_text("#everyone")
    assert {"a", "others a", *wanted} == {n for n, m in marks(found).items() if not m["faded"]}
    told = found.page.evaluate("pactgraph.webLabels()")
    assert {*wanted} <= {each["owner"] for each in told}
    assert [] == meeting(told)
    drawn = [key for key, _ in found.page.evaluate("pactgraph.webLanes()")]
    assert "a\nothers a" not in drawn
    assert {"\n".join(sorted(("a", name))) for name in wanted} <= {*drawn}
    again = opened(page, address=address(found))
    assert after == places(again)
    found.page.click("#undo")
    assert before == places(found)
    found.page.click("#redo")
    assert after == places(found)
    found.page.click("[data-others=a]")
    assert before == places(found)
    assert [] == [*found.complaints, *again.complaints]


def test_all_of_it_is_done_by_keyboard(opened: Opener, members: Members, page: str) -> None:
    """Arrows go to a mark of several, Enter chooses it and then unfolds it, and it is spoken."""
    found = opened(page, address="#view=parties")
    web = found.page.locator("#web")
    web.focus()
    chance = Random(2)  # noqa: S311 - reproducible
    for _ in range(300):
        web.press(chance.choice(("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown")))
        if found.page.inner_text("#announcer").startswith(f"{len(members['b'])} others"):
            break
    web.press("Enter")
    assert found.state()["pair"] == "b\nothers b"
    web.press("Enter")
    assert found.state()["others"] == ["b"]
    assert all(name in found.page.inner_text("#announcer") for name in members["b"])
    assert {*members["b"]} <= places(found).keys()
    web.press("Escape")
    assert found.state()["pair"] is None
    assert [] == found.complaints


def test_the_list_has_it_and_the_words_count_each(
    opened: Opener, members: Members, page: str
) -> None:
    """In the list it is one entry, that chooses it; counted are the parties and what they have."""
    found = opened(page, address="#view=parties")
    inside = len(members["a"]) + len(members["b"])
    said = found.page.text_content("#web-said"), found.page.inner_text("#details .lede")
    found.page.evaluate("document.querySelector('.twin').open = true")
    told = found.page.inner_text("#web-list")

    assert f"{SHOWN + inside} parties" in (said[0] or "")
    assert f"between {SHOWN + inside} parties" in said[1]
    assert f"a and {len(members['a'])} others: a " in told
    found.change("{ others: ['a', 'b'] }")
    assert said == (found.page.text_content("#web-said"), found.page.inner_text("#details .lede"))
    found.change("{ others: [] }")
    found.page.locator("#web-list button", has_text="others").first.click()
    assert found.state()["pair"] in {"a\nothers a", "b\nothers b"}


def test_neighbours_only_have_the_mark(opened: Opener, page: str) -> None:
    """Of a hub the mark of its others is a neighbour; of the others, their hub."""
    found = opened(page, address="#view=parties&select=b&near=only")
    assert {"a", "b", "others b"} == places(found).keys()
    found.change("{ others: ['b'] }")
    drawn = places(found).keys()
    one = next(name for name in drawn if name.startswith("tiny"))
    assert {"a", "b", "others b"} < drawn
    found.change(f"{{ selected: '{one}' }}")
    assert {one, "b"} == places(found).keys()


def test_a_finger_chooses_it_where_all_are_drawn_instead(opened: Opener, page: str) -> None:
    """On a phone there is no room for them beside the others; so all are drawn, as asked."""
    found = opened(page, address="#view=parties", **PHONE)
    mark = marks(found)["others a"]
    x, y = mark["left"] + mark["width"] / 2, mark["top"] + mark["height"] / 2
    found.page.locator("#web").tap(position={"x": x, "y": y})
    found.page.tap("[data-others=a]")

    assert found.state()["pair"] == "a\nothers a"
    assert "parties=all" in address(found)
    assert len(places(found)) == COMPANIES
    assert found.page.locator("[data-others]").count() == 0


def test_their_names_are_only_text(opened: Opener, graph: PactGraph) -> None:
    """In the details, in the list and on the canvas."""
    record = twisted(graph.record, lambda told: told + HOSTILE if told else told)
    html = render(record, graph.setting(on=DAY, known=DAY), "en")
    found = opened(html, address="#view=parties")
    found.page.evaluate("document.querySelector('.twin').open = true")
    found.page.locator("#web-list button", has_text="others").first.click()
    found.page.click("[data-others]")

    assert HOSTILE in found.page.inner_text("#details .others")
    assert HOSTILE in found.page.inner_text("#web-list")
    assert found.page.evaluate("globalThis.__x") is None
    assert [] == found.complaints
    assert 1 == len(found.requests)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("#view=parties&others=a,b", ""),
        ("#view=parties&pair=b,others%20b", ""),
        ("#view=parties&parties=all&others=a", ""),
        ("#view=parties&others=giver00", "no party of the picture has others"),
        ("#view=opened&pairs=a,others%20a", "no two parties"),
        ("#view=parties&loop=a,others%20a", "no party of the picture"),
    ],
)
def test_addresses_of_them_are_followed_or_told(
    opened: Opener, page: str, written: str, told: str
) -> None:
    """What makes sense is shown; what does not is said."""
    found = opened(page, address=written)
    said = found.page.inner_text("#notices") if found.page.is_visible("#notices") else ""

    assert told in said if told else said == ""
    assert [] == found.complaints


@pytest.mark.parametrize("where", ["#view=parties&pair=a,others%20a", "#view=parties&others=a,b"])
def test_no_rule_of_axe_is_broken_by_them(opened: Opener, page: str, where: str) -> None:
    """Chosen, and unfolded."""
    found = opened(page, address=where, bypass_csp=True)

    assert [] == broken_rules(found.page)


# ---- as data -------------------------------------------------------------------------


def test_pyvis_has_the_mark(graph: PactGraph, members: Members, deals: list[Deal]) -> None:
    """With its count, its members, its hub, and an edge that says what they have together."""
    setting = graph.setting(on=DAY, known=DAY, assume=decided(EVENTS))
    network = graph.to_pyvis(setting, view="parties")
    nodes = {node["id"]: node for node in network.nodes}
    mark = nodes[f"others {BASE}a"]
    [edge] = [edge for edge in network.edges if edge["to"] == mark["id"]]
    own = {hub: {*names} for hub, names in members.items()}
    wanted = lanes_by_listing(deals, own, frozenset(EVENTS))

    assert graph.record.ids_of(mark["members"]) == members["a"]
    assert mark["count"] == len(mark["members"])
    assert mark["label"] == f"{mark['count']} others"
    assert (mark["hub"], edge["from"]) == (f"{BASE}a", f"{BASE}a")
    assert mark["hidden"] is True  # all of its members have places of their own
    assert edge["label"].count("\n") <= 2
    assert len(edge["title"].splitlines()) == sum("others a" in sides for sides in wanted)
    assert len(network.nodes) == COMPANIES + len(own)
