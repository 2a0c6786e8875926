"""Who with whom in Chromium: what is drawn, what can be read, what can be done to it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from made.made_up_webs import as_turtle, wide
from made.page_samples import page_of, small, twisted
from made.partnership import partnership
from pactgraph.asking.diff.settings import ScenarioDiff
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.graph import load
from pactgraph.messages import LANGUAGES
from pactgraph.page import places
from pactgraph.page.build import render
from pactgraph.page.parties import MOST, MOST_PLACED, SHOWN, picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from conftest import Opened, Opener
    from pactgraph.graph import PactGraph
    from pactgraph.messages import Language

pytestmark = pytest.mark.browser

DAY = "2026-11-27"
WINDOWS = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "tablet": {"viewport": {"width": 1024, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
SMALLEST: dict[str, Any] = {
    "viewport": {"width": 320, "height": 568},
    "is_mobile": True,
    "has_touch": True,
}
SMALL: dict[str, Any] = SMALLEST | {"viewport": {"width": 374, "height": 590}}
LEAST_TEXT = 11
MOST_BOXES = 60
SEEDS = (1, 2, 3, 4, 5)


@cache
def web(language: Language = "en") -> str:
    """Return the page of the whole web of deals."""
    graph = load()
    return graph.map(graph.setting(on=DAY, known=DAY), language)


@cache
def made_up(seed: int, folder: Path) -> PactGraph:
    """Return a web that is drawn at random."""
    chance = Random(seed)  # noqa: S311 - reproducible
    file = folder / f"web-{seed}.ttl"
    file.write_text(as_turtle(*wide(chance, 10 + 4 * seed)), encoding="utf-8")
    return load(file, cache=False)


def labels(found: Opened) -> list[dict[str, Any]]:
    """Return every text of the picture, with where it stands in pixels."""
    told: list[dict[str, Any]] = found.page.evaluate("pactgraph.webLabels()")
    return told


def marks(found: Opened) -> list[dict[str, Any]]:
    """Return every party of the picture, with where it stands in pixels."""
    told: list[dict[str, Any]] = found.page.evaluate("pactgraph.webMarks()")
    return told


def middle(box: dict[str, float]) -> tuple[float, float]:
    """Return the middle of a box."""
    return box["left"] + box["width"] / 2, box["top"] + box["height"] / 2


def click(found: Opened, x: float, y: float) -> None:
    """Click on a place of the picture."""
    found.page.locator("#web").click(position={"x": x, "y": y})


def click_party(found: Opened, name: str) -> None:
    """Click on the mark of a party."""
    click(found, *middle(next(mark for mark in marks(found) if mark["name"] == name)))


def click_pair(found: Opened, *names: str) -> None:
    """Click on what is said at the line between two parties."""
    owner = "\n".join(sorted(names))
    click(found, *middle(next(each for each in labels(found) if each["owner"] == owner)))


def meeting(boxes: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the texts that overlap by more than a pixel, of different owners."""
    return [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if a["owner"] != b["owner"]
        and a["left"] + 1 < b["left"] + b["width"]
        and b["left"] + 1 < a["left"] + a["width"]
        and a["top"] + 1 < b["top"] + b["height"]
        and b["top"] + 1 < a["top"] + a["height"]
    ]


def over(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two boxes overlap by more than a pixel."""
    return all(
        min(one[at] + one[size], other[at] + other[size]) - max(one[at], other[at]) > 1
        for at, size in (("left", "width"), ("top", "height"))
    )


def hidden(found: Opened) -> list[tuple[str, str]]:
    """Return which marks are over which marks, or over which names of others."""
    drawn = marks(found)
    names = [each for each in labels(found) if "\n" not in each["owner"]]
    return [(a["name"], b["name"]) for a, b in combinations(drawn, 2) if over(a, b)] + [
        (mark["name"], name["text"])
        for mark in drawn
        for name in names
        if mark["name"] != name["owner"] and over(mark, name)
    ]


def beyond(found: Opened) -> list[str]:
    """Return the marks and names of parties that are not within the picture as a whole."""
    size = "(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])"
    width, height = found.page.evaluate(f"{size}(document.querySelector('#web'))")
    names = [each for each in labels(found) if "\n" not in each["owner"]]
    return [
        each.get("text") or each["name"]
        for each in [*marks(found), *names]
        if min(each["left"], each["top"]) < -1
        or each["left"] + each["width"] > width + 1
        or each["top"] + each["height"] > height + 1
    ]


# ---- What is seen --------------------------------------------------------------------


def test_a_web_opens_with_who_has_what_with_whom(opened: Opener) -> None:
    """Of many agreements that reads best; of few, the agreements themselves."""
    assert opened(web()).state()["view"] == "parties"
    graph = partnership()
    few = graph.map(graph.setting(on=DAY, known=DAY), "en")
    assert opened(few).state()["view"] == "agreements"
    assert opened(few, address="#view=parties").state()["view"] == "parties"


@pytest.mark.parametrize("window", WINDOWS)
def test_no_text_covers_another(opened: Opener, window: str) -> None:
    """At any size; all of them can be read; nothing has to be scrolled sideways."""
    found = opened(web(), address="#view=parties", **WINDOWS[window])
    told = labels(found)

    assert [] == meeting(told)
    assert min(each["size"] for each in told) >= LEAST_TEXT
    assert {mark["name"] for mark in marks(found)} <= {each["owner"] for each in told}
    assert found.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [] == found.complaints


@pytest.mark.many
@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_of_other_webs_covers_another(opened: Opener, tmp_path: Path, seed: int) -> None:
    """Of ten to thirty parties around two hubs, drawn at random."""
    graph = made_up(seed, tmp_path)
    found = opened(graph.map(graph.setting(on=DAY, known=DAY), "en"), address="#view=parties")
    told = labels(found)

    assert [] == meeting(told)
    assert min(each["size"] for each in told) >= LEAST_TEXT
    assert len(marks(found)) == len(picture(graph.record).parties)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("window", [*WINDOWS, "smallest"])
def test_names_are_not_cut_off(opened: Opener, window: str, language: Language) -> None:
    """Each stands within the picture, at any size."""
    options = WINDOWS.get(window, SMALLEST)
    for address in ("#view=parties", "#view=parties&parties=all"):
        found = opened(web(language), address=address, **options)

        assert [] == beyond(found)
        assert [] == hidden(found)


@pytest.mark.many
@pytest.mark.parametrize(
    ("seed", "parties", "more"),
    [(1, 24, ""), (2, 30, ""), (3, 60, ""), (4, 60, ""), (5, 24, " General Holding Partnerships")],
)
def test_nothing_of_other_webs_is_hidden_or_cut_off(
    opened: Opener, tmp_path: Path, seed: int, parties: int, more: str
) -> None:
    """At any size, however many are drawn; a shortened name is in the list as a whole."""
    deals, names = wide(Random(seed), parties)  # noqa: S311 - reproducible
    file = tmp_path / "web.ttl"
    labels_of = {key: name + more for key, name in names.items()}
    file.write_text(as_turtle(deals, labels_of), encoding="utf-8")
    graph = load(file, cache=False)
    page = graph.map(graph.setting(on=DAY, known=DAY), "en")
    called = {
        graph.record.id_of(iri): p.label.in_language("en")
        for iri, p in graph.record.parties.items()
    }
    for options in (*WINDOWS.values(), SMALL):
        for address in ("#view=parties", "#view=parties&parties=all")[: 1 + (parties > MOST)]:
            found = opened(page, address=address, **options)
            listed = found.page.text_content("#web-list") or ""
            names = [each for each in labels(found) if each["owner"] in called]

            assert [] == hidden(found), options
            assert [] == beyond(found), options
            assert {mark["name"] for mark in marks(found)} <= {e["owner"] for e in labels(found)}
            for name in names:
                whole = called[name["owner"]]
                assert name["text"] == whole or ("…" in name["text"] and whole in listed)


@pytest.mark.parametrize("window", ["desk", "laptop", "tablet", "phone"])
def test_the_key_says_what_size_and_outline_mean(opened: Opener, window: str) -> None:
    """In view at a desk; else a button unfolds it, and it is not left folded in a wider window."""
    narrow = {"laptop": {"viewport": {"width": 1180, "height": 800}}}
    found = opened(web(), address="#view=parties", **(WINDOWS | narrow)[window])
    items = found.page.locator("#web-legend li", has_text=re.compile("size: money|outline: many"))
    if window != "desk":
        assert [] == [each for each in items.all() if each.is_visible()]
        found.page.get_by_text("Key", exact=True).click()

    assert 2 == len([each for each in items.all() if each.is_visible()])
    assert [] == beyond(found)
    if window == "laptop":
        found.page.get_by_text("Key", exact=True).click()
        found.page.set_viewport_size({"width": 1440, "height": 900})
        items.first.wait_for(state="visible")


def test_the_key_is_as_large_as_the_marks(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a frame that makes all marks smaller, it has them smaller too."""
    usual = places.plan_of
    monkeypatch.setattr(
        "pactgraph.page.parties.plan_of",
        lambda bodies, cables, frame: replace(
            usual(bodies, cables, frame), scale=0.5 if frame.width < 400 else 1.0
        ),
    )
    graph = load()
    page = graph.map(graph.setting(on=DAY, known=DAY), "en")
    wide, small = (opened(page, address="#view=parties", **WINDOWS[n]) for n in ("desk", "phone"))
    sizes = [
        float(f.page.get_attribute("#web-legend .sizes", "width") or 0) for f in (wide, small)
    ]
    radii = [{m["name"]: m["width"] for m in marks(f)}["openai"] for f in (wide, small)]
    texts = [max(each["size"] for each in labels(f)) for f in (wide, small)]  # of names: as zoomed

    assert (sizes[0] - 2) / 2 == pytest.approx(sizes[1] - 2)
    assert radii[0] / texts[0] / 2 == pytest.approx(radii[1] / texts[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_smallest_phone_scrolls_no_view_sideways(opened: Opener, language: Language) -> None:
    """Whatever is chosen; who reads goes one way."""
    found = opened(web(language), **SMALLEST)
    for view in ("parties", "opened", "agreements", "timeline", "table"):
        for chosen in ("selected: 'openai'", "selected: null, pair: 'amazon\\nopenai'"):
            found.change(f"{{ view: '{view}', opened: ['amazon\\nopenai'], {chosen} }}")
            wide = found.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= SMALLEST["viewport"]["width"], (view, chosen)
    assert [] == found.complaints


def test_a_pressed_button_looks_pressed(opened: Opener) -> None:
    """One that draws only the neighbours, in the details, as others do."""
    found = opened(web(), address="#select=openai")
    looks = "getComputedStyle(document.querySelector('[data-near]')).backgroundColor"
    ink = "getComputedStyle(document.querySelector('[data-near]')).color"
    before = [found.page.evaluate(looks), found.page.evaluate(ink)]
    found.page.click("[data-near]")

    assert before[::-1] == [found.page.evaluate(looks), found.page.evaluate(ink)]


def test_a_finger_scrolls_the_page_past_the_picture(opened: Opener) -> None:
    """It is as high as a telephone; who swipes up wants what is below it."""
    found = opened(web(), **WINDOWS["phone"])
    action = "getComputedStyle(document.querySelector('#web canvas')).touchAction"

    assert "pan-y" in found.page.evaluate(action)


def test_the_picture_has_the_room(opened: Opener) -> None:
    """It takes six tenths of the window, and the first view has at most sixty boxes."""
    found = opened(web())
    box = found.page.locator("#view-parties .picture").bounding_box()
    assert box is not None
    shown = [mark for mark in marks(found) if not mark["faded"]]

    assert box["width"] * box["height"] >= 0.6 * 1440 * 900
    assert len(marks(found)) == SHOWN < MOST
    assert len(shown) <= MOST_BOXES


def test_all_parties_can_be_drawn(opened: Opener) -> None:
    """A button says how many there are, and draws them; the address keeps it."""
    found = opened(web())
    total = len(picture(load().record).parties)

    assert f"{SHOWN} of {total} parties" in found.page.inner_text("#everyone")
    found.page.click("#everyone")
    assert total == len(marks(found))
    assert found.page.evaluate("pactgraph.addressOf(pactgraph.state())") == "#parties=all"
    found.page.click("#everyone")
    assert len(marks(found)) == SHOWN


def test_a_chosen_party_can_be_drawn_with_its_neighbours_alone(opened: Opener) -> None:
    """Those that it ever has anything with, where they were; the address keeps it."""
    found = opened(web())
    before = {mark["name"]: (mark["left"], mark["top"]) for mark in marks(found)}
    found.change("{ selected: 'oracle' }")
    near = {
        other
        for pair in found.page.evaluate("pactgraph.pairs()")
        for one, other in (pair.split("\n"), pair.split("\n")[::-1])
        if one == "oracle" and other in before
    }
    found.page.click("[data-near]")

    assert {"oracle", *near} == {mark["name"] for mark in marks(found)} != before.keys()
    assert {m["name"]: (m["left"], m["top"]) for m in marks(found)}.items() <= before.items()
    address = found.page.evaluate("pactgraph.addressOf(pactgraph.state())")
    assert address == "#select=oracle&near=only"
    found.page.click("[data-near]")
    assert len(marks(found)) == SHOWN
    found.change("{ selected: 'mgx' }")  # one that is not among those drawn at first
    found.page.click("[data-near]")
    assert "mgx" in {mark["name"] for mark in marks(found)}
    assert [] == found.complaints


@pytest.mark.many
def test_of_too_many_parties_the_others_are_in_the_table(opened: Opener, tmp_path: Path) -> None:
    """Only the largest have places, whatever the address says; a button leads to all the rest."""
    chance = Random(7)  # noqa: S311 - reproducible
    file = tmp_path / "many.ttl"
    file.write_text(as_turtle(*wide(chance, MOST_PLACED + 4)), encoding="utf-8")
    graph = load(file, cache=False)
    drawn = picture(graph.record)
    parties, others = drawn.parties, drawn.others
    page = graph.map(graph.setting(on=DAY, known=DAY), "en")
    found = opened(page, address="#view=parties&parties=all")
    inside = {iri for mark in others for iri in mark.members}

    assert SHOWN == sum(party.shown for party in parties) < MOST_PLACED < len(parties)
    assert inside >= {party.iri for party in parties if party.places and not party.shown}
    assert len(marks(found)) == SHOWN + len(others)
    assert f"{SHOWN} of {len(parties)} parties" in found.page.inner_text("#everyone")
    found.page.click("#everyone")
    assert found.state()["view"] == "table"
    placed = {party.iri for party in parties if party.places}
    hub = next(graph.record.id_of(m.hub) for m in others if placed.isdisjoint(m.members))
    found.change(f"{{ view: 'parties', pair: '{hub}\\nothers {hub}' }}")
    found.page.click("[data-others]")  # there is no room for those at this one
    assert found.state()["view"] == "table"
    assert [] == found.complaints


def test_the_list_says_what_is_drawn(opened: Opener) -> None:
    """Its entries are the pairs between drawn parties that have anything, each once."""
    graph = load()
    found = opened(web())
    drawn = {mark["name"] for mark in marks(found)}
    lanes = graph.lanes(graph.setting(on=DAY, known=DAY))
    pairs = {frozenset(graph.record.ids_of((lane.giver, lane.taker))) for lane in lanes}
    wanted = {pair for pair in pairs if pair <= drawn}
    told = found.page.locator("#web-list [data-cable]").evaluate_all(
        "all => all.map(({ dataset }) => dataset.cable.split('\\n'))"
    )

    assert len(told) == len(wanted)
    assert wanted == {frozenset(pair) for pair in told}


# ---- Days and suppositions -----------------------------------------------------------


def test_nothing_moves_when_the_day_changes(opened: Opener) -> None:
    """Parties stand where they are, on every day and whatever is supposed."""
    found = opened(web())

    def stand() -> list[tuple[str, float, float]]:
        return [(mark["name"], *middle(mark)) for mark in marks(found)]

    before = stand()
    assert len(before) == SHOWN
    for day in ("2019-08-01", "2023-06-01", "2025-10-28", "2027-01-01", "2033-01-01"):
        found.change(f"{{ on: '{day}' }}")
        assert before == stand()
    found.change("{ assumed: new Map([['agi-verified', 'never']]) }")
    assert before == stand()


def test_what_is_supposed_is_told_as_diff_tells_it(opened: Opener) -> None:
    """How many clauses change, on whatever day: of each open event that the page offers."""
    graph = load()
    found = opened(web())
    events: list[str] = found.page.eval_on_selector_all(
        "#events select", "all => all.map(({ dataset }) => dataset.event)"
    )
    tried = 0
    for event in events[:8]:
        found.change(f"{{ assumed: new Map([[{json.dumps(event)}, '2028-06-01']]) }}")
        setting = graph.setting(on=DAY, known=DAY)
        try:
            wanted = graph.diff("record", f"{event}=2028-06-01", setting)
        except ContradictoryScenarioError:
            continue
        assert isinstance(wanted, ScenarioDiff)
        number = len(wanted.changes)
        told = found.page.inner_text("#effects")
        tried += 1

        assert ("changes no clause" if number == 0 else f"{number} clause") in told, event
    assert tried > 4


def test_one_click_goes_to_the_first_day(opened: Opener) -> None:
    """And one to the day that is supposed; one lets go of all of it."""
    found = opened(web(), address="#suppose=agi-verified:2028-06-01")
    found.page.click("#effects button >> nth=1")
    assert found.state()["on"] == "2028-06-01"
    assert found.page.locator("#ruler .effect").count() > 0
    found.page.click("#effects button >> nth=-1")
    assert found.state()["assumed"] == []
    assert found.page.is_hidden("#effects")


# ---- Choosing ------------------------------------------------------------------------


def test_a_party_is_chosen_by_a_click(opened: Opener) -> None:
    """What it has with others stands out; Escape lets go."""
    found = opened(web())
    click_party(found, "microsoft")

    assert found.state()["selected"] == "microsoft"
    kept = {mark["name"] for mark in marks(found) if not mark["faded"]}
    assert {"microsoft", "openai", "anthropic"} <= kept < {m["name"] for m in marks(found)}
    found.page.locator("#web").press("Escape")
    assert found.state()["selected"] is None


def test_a_pair_is_chosen_by_a_click(opened: Opener) -> None:
    """The details have all that the two have, clause by clause, with the sums of `lanes`."""
    graph = load()
    found = opened(web())
    click_pair(found, "amazon", "openai")
    told = found.page.inner_text("#details")
    lanes = [
        lane
        for lane in graph.lanes(graph.setting(on=DAY, known=DAY))
        if {*graph.record.ids_of((lane.giver, lane.taker))} == {"amazon", "openai"}
    ]

    assert found.state()["pair"] == "amazon\nopenai"
    assert all(clause.label.in_language("en") in told for lane in lanes for clause in lane.clauses)
    assert "$100B" in told
    assert "$50B" in told
    found.page.locator("#details .close").click()
    assert found.state()["pair"] is None


def test_a_loop_is_shown(opened: Opener) -> None:
    """Its parties stand out, its steps are told, and a second press lets go."""
    found = opened(web())
    loop = found.page.locator("#details [data-loop]").first
    way = loop.get_attribute("data-loop")
    assert way is not None
    loop.click()

    assert {*way.split("\n")} == {m["name"] for m in marks(found) if not m["faded"]}
    assert found.page.locator("#details .steps").count() == 1
    found.page.locator("#details [aria-pressed=true]").click()
    assert found.state()["loop"] is None


def test_all_is_done_by_keyboard(opened: Opener) -> None:
    """Arrows go to a party in that direction, Enter chooses it, and it is spoken."""
    found = opened(web())
    picture_ = found.page.locator("#web")
    picture_.focus()
    picture_.press("ArrowRight")
    picture_.press("Enter")
    first = found.state()["selected"]
    spoken = found.page.inner_text("#announcer")
    picture_.press("ArrowLeft")
    picture_.press("Enter")

    assert first is not None
    assert found.state()["selected"] not in {None, first}
    assert ":" in spoken


def test_a_party_that_is_dragged_stays_there(opened: Opener) -> None:
    """The address keeps it; the picture takes it back when it is shown as a whole again."""
    found = opened(web())
    mark = next(mark for mark in marks(found) if mark["name"] == "microsoft")
    frame = found.page.locator("#web").bounding_box()
    assert frame is not None
    x, y = (a + b for a, b in zip(middle(mark), (frame["x"], frame["y"]), strict=True))
    found.page.mouse.move(x, y)
    found.page.mouse.down()
    found.page.mouse.move(x + 60, y + 40, steps=6)
    found.page.mouse.up()
    found.page.wait_for_function("pactgraph.state().moved.size === 1")
    moved = next(mark for mark in marks(found) if mark["name"] == "microsoft")

    assert abs(moved["left"] - mark["left"] - 60) < 3
    assert abs(moved["top"] - mark["top"] - 40) < 3
    address = found.page.evaluate("pactgraph.addressOf(pactgraph.state())")
    assert "at=microsoft:" in address
    again = opened(web(), address=address)
    kept = next(mark for mark in marks(again) if mark["name"] == "microsoft")
    assert abs(kept["left"] - moved["left"]) < 1
    again.page.click("#web-whole")
    back = next(mark for mark in marks(again) if mark["name"] == "microsoft")
    assert abs(back["left"] - mark["left"]) < 1


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("#pair=openai,microsoft&view=parties", ""),
        ("#loop=amazon,openai", ""),
        ("#at=openai:10:-20", ""),
        ("#pair=openai", "no two parties"),
        ("#pair=openai,nobody", "no party of the picture"),
        ("#loop=openai", "at least two parties"),
        ("#at=openai", "a party with two numbers"),
        ("#parties=some", "some"),
    ],
)
def test_addresses_are_followed_or_told(opened: Opener, address: str, told: str) -> None:
    """What makes sense is shown; what does not is said, and the rest counts."""
    found = opened(web(), address=address)
    said = found.page.inner_text("#notices") if found.page.is_visible("#notices") else ""

    assert told in said if told else said == ""
    if not told:
        assert {*address[1:].split("&")} - {"view=parties"} <= {
            *found.page.evaluate("pactgraph.addressOf(pactgraph.state())")[1:]
            .replace("microsoft,openai", "openai,microsoft")
            .split("&")
        }


# ---- What must not happen ------------------------------------------------------------


def test_a_broken_order_draws_no_lines(opened: Opener) -> None:
    """Where dates contradict one another nothing is said to hold; the page says why."""
    found = opened(web(), address="#suppose=agi-verified:2027-01-01,agi-declared:2029-01-01")

    assert [] == [each for each in labels(found) if "\n" in each["owner"]]
    assert found.page.is_visible("#broken")


def test_hostile_names_are_only_text(opened: Opener) -> None:
    """On the canvas, in the list, in the details and in the picture that is given away."""
    hostile = '</script><img src=x onerror="globalThis.__x = 1">'
    record = twisted(small(), lambda told: told + hostile if told else told)
    found = opened(render(record, _today(), "en"), address="#view=parties")
    found.page.evaluate("document.querySelector('.twin').open = true")
    found.page.locator("#web-list button").first.click()

    assert found.page.evaluate("globalThis.__x") is None
    assert hostile in found.page.inner_text("#web-list")
    assert [] == found.complaints
    assert 1 == len(found.requests)


def test_the_picture_is_given_away_as_drawn(opened: Opener) -> None:
    """As SVG: every name and every sum of the screen is a text in it."""
    found = opened(web())
    told = {each["text"] for each in labels(found) if "\n" in each["owner"]}
    with found.page.expect_download() as download:
        found.page.click("#share summary")
        found.page.click("[data-share=svg]")
    svg = download.value.path().read_text(encoding="utf-8")

    assert len(told) > 10
    assert re.search('font-weight="600"[^>]*>OpenAI<', svg)
    assert [] == [text for text in told if f">{text}<" not in svg]


def _today() -> Any:  # noqa: ANN401 - a setting
    graph = partnership()
    return graph.setting(on=DAY, known=DAY)


def test_few_parties_are_drawn_too(opened: Opener) -> None:
    """Of three parties all are drawn, and nothing fails."""
    found = opened(page_of(small), address="#view=parties")

    assert [] == found.complaints
    assert {"alpha", "beta", "dealers"} == {mark["name"] for mark in marks(found)}
