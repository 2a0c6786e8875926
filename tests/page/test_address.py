"""Whatever an address says: it opens, what is not understood is told, and the page goes on."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest

from lengths import LONG, share
from made.page_asking import AWKWARD, record
from made.page_samples import TODAY, html, small
from pactgraph.page.build import render
from pactgraph.page.model import page_model
from page.test_in_browser import HOSTILE
from page.test_sharing import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Opened, Opener

pytestmark = pytest.mark.browser

PARTS = {
    "on": "2029-01-01",
    "known": "2026-06-01",
    "suppose": "agi-verified:2028-06-01,agi-declared:2027",
    "view": "opened",
    "select": "MSOA-2025-12",
    "open": "MSOA-2025",
    "pair": "microsoft,openai",
    "loop": "microsoft,openai",
    "parties": "all",
    "at": "openai:120:-40,microsoft:7:9",
    "pins": "MSOA-2019-01,MSOA-2025-17",
    "compare": "on:2031-01-01;known:2026-11-23;suppose:openai-ipo:never",
    "pairs": "microsoft,openai",
    "unfolded": "microsoft,openai",
    "whole": "microsoft",
    "to": "openai",
    "group": "party",
    "story": "partnership-rewritten/5",
    "lang": "de",
    "theme": "dark",
    "words": "licence",
    "status": "in-force,depends",
    "kind": "licence",
    "party": "microsoft",
    "agreement": "MSOA-2025",
    "certainty": "official",
}
"""Every part of an address, each with a value that makes sense on the shipped page."""
WEB = ("pair", "loop", "parties", "at", "unfolded")
FILTER = ("words", "status", "kind", "party", "agreement", "certainty")
VIEWS = ("parties", "opened", "agreements", "timeline", "table")
BROKEN = "agi-verified:2027-01-01,agi-declared:2028-01-01"
"""Assumptions that break the order of events."""

ODD = (
    "",
    "%",
    "%E0%A4%A",
    "%00",
    "%F0%9F%98%80",
    "__proto__",
    "constructor",
    "toString",
    "<img src=x onerror=window.__pwned=1>",
    "x" * 20_000,
    ",,,",
    "a,b:c;d/e",
    ":never",
    "agi-verified:never,agi-verified:2028,:,agi-declared",
    "on:2026-02-30;known:;suppose:;;on:2027-01-01",
    "microsoft",
    "openai",
    "MSOA-2025-12",
    "agi-verified",
    "MSOA-2025",
    "partnership-rewritten/0",
    "partnership-rewritten/1e3/9",
    "2026-02-30",
    "0002-01-01",
    "9998-12-31",
    "9999-01-01",
    "0000-00-00",
    "-1",
    "NaN",
    "2026-11-25T12:00:00+14:00",
    "2026-11-25T23:59:59.999999Z",
    "never",
    BROKEN,
)
"""What a part may be followed by that makes sense for one of them, or for none."""

_FOLLOWED = """async (addresses) => {
  const wrong = [];
  for (const address of addresses) {
    pactgraph.follow(address);
    const { unread, failures } = pactgraph.notices();
    const again = pactgraph.readAddress(pactgraph.addressOf(pactgraph.state())).unread
      .filter(({ phrase }) => !["address_end", "address_ends"].includes(phrase));
    if (failures.length > 0 || again.length > 0) {
      wrong.push([address.slice(0, 300), failures, again]);
      if (wrong.length > 3) break;
    }
    if (pactgraph.state().view === "agreements" && wrong.length === 0) {
      await new Promise(requestAnimationFrame);
    }
  }
  return wrong;
}"""
"""Follows addresses; returns those that failed, or after which the page names the unknown."""


def shipped(opened: Opener, address: str = "") -> Opened:
    """Return the page of the facts that ship."""
    return opened(render(record("partnership"), TODAY, "en"), address=address)


def notes(found: Opened) -> list[str]:
    """Return what the page tells of itself, line by line; nothing if it is put away."""
    box = found.page.locator("#notices")
    return box.locator("p, li").all_inner_texts() if box.is_visible() else []


def assert_alive(found: Opened) -> None:
    """Assert that the page complains of nothing, and that its address follows the next change."""
    assert [] == found.complaints
    found.change("{ on: '2027-03-04' }")
    until(found, "location.hash.includes('on=2027-03-04')")
    assert "2027-03-04" == found.page.input_value("#on")
    assert not found.page.evaluate("window.__pwned")


# ---- What is told ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("#view=opened&to=openai", ["“to=openai”: a connection has two ends"]),
        ("#view=opened&to=openai&select=openai", ["two different ends"]),
        ("#view=globe", ["“view=globe”: none of parties, opened, agreements, timeline, table"]),
        ("#moon=1&__proto__=2&=3", ["“moon=1”", "“__proto__=2”", "“=3”: no part of an address"]),
        ("#view=table&view=opened", ["“view” stands there more than once; the last one counts"]),
        ("#on=2026-02-30", ["“on=2026-02-30”: not a day of the years 2 to 9998"]),
        ("#known=9999-01-01", ["“known=9999-01-01”: not a day"]),
        ("#on=2026-11", ["“on=2026-11”: not a day"]),
        ("#words=%E0%A4%A", ["“words=%E0%A4%A”: a percent sign in it"]),
        ("#select=nobody", ["“select=nobody”: nothing on this page has this name"]),
        ("#open=openai", ["“open=openai”: nothing that unfolds on the map"]),
        ("#pins=MSOA-2019-01,microsoft", ["“microsoft”: no clause has this name"]),
        (
            "#suppose=nobody:2028,agi-verified:soon,openai-ipo,agi-declared:2027,agi-declared:2028",
            ["“nobody”", "“agi-verified:soon”: an event needs a day", "“openai-ipo”", "last one"],
        ),
        ("#pairs=microsoft,nobody", ["“nobody”", "two parties"]),
        ("#status=in-force,broken", ["“broken”: none of in-force, depends"]),
        ("#kind=licence,moon", ["“moon”: the filter has no such choice"]),
        ("#story=partnership-rewritten/99", ["no story has this name and this step"]),
        ("#compare=suppose:agi-verified:never", ["a comparison needs a day"]),
        ("#compare=on:2026-02-30;known:2026-01-01;x:y", ["“2026-02-30”: not a day", "“x:y”"]),
        ("#nothing%20here", ["“nothing here”: nothing on this page"]),
        ("#%E0%A4%A", ["“%E0%A4%A”: a percent sign"]),
    ],
)
def test_what_is_not_understood_is_told(opened: Opener, address: str, told: list[str]) -> None:
    """Part by part, each with what would be right; nothing fails, and the rest counts."""
    found = shipped(opened, address)
    first, *lines = notes(found)

    assert "Not everything in the address of this page was understood" in first
    assert len(told) == len(lines), lines
    for line, part in zip(lines, told, strict=True):
        assert part in line
    assert_alive(found)


def test_notes_are_in_the_language_chosen_and_are_put_away(opened: Opener) -> None:
    """A cross closes them; another address has notes of its own; long parts are shortened."""
    found = shipped(opened, f"#lang=de&view=globe&x={'y' * 500}&select=microsoft")
    told = notes(found)
    assert "Nicht alles in der Adresse dieser Seite war verständlich" in told[0]
    assert "„view=globe“: nichts von parties, opened, agreements, timeline, table" in told
    assert all(len(line) < 200 for line in told)
    found.page.click("#languages [data-language=en]")
    assert "Not everything" in notes(found)[0]
    found.page.click("#notices-close")
    assert [] == notes(found)
    found.page.evaluate("location.hash = '#on=tomorrow'")
    found.page.wait_for_selector("#notices:visible")
    assert ["“on=tomorrow”: not a day of the years 2 to 9998, as 2026-01-31"] == notes(found)[1:]
    found.page.evaluate("location.hash = '#view=timeline'")
    found.page.wait_for_selector("#notices", state="hidden")
    many = "&".join(f"x{n}=1" for n in range(30))
    found.page.evaluate(f"location.hash = '#{many}'")
    found.page.wait_for_selector("#notices:visible")
    assert "24 more" == notes(found)[-1]


def test_the_page_understands_its_own_addresses(opened: Opener) -> None:
    """All parts together, and a file in which names are hostile."""
    whole = "&".join(f"{name}={value}" for name, value in PARTS.items())
    assert [] == notes(shipped(opened, f"#{whole}"))
    assert [] == notes(shipped(opened, "#MSOA-2025-12"))
    assert [] == notes(shipped(opened, "#"))


# ---- What fails --------------------------------------------------------------------------


def test_a_part_that_fails_stops_no_other_and_is_told(opened: Opener) -> None:
    """The table follows, the address too; the note says that something is wrong."""
    found = opened(html(small()))
    page = found.page
    page.evaluate("document.getElementById('earlier').remove()")
    found.change("{ on: '2030-06-01', view: 'table' }")
    until(found, "location.hash === '#on=2030-06-01&view=table'")

    found.settle()
    assert page.is_visible("#view-table")
    assert "1 June 2030" in page.inner_text("#dek")
    assert "depends" == page.inner_text("#view-table [data-key=a24-1] .standing").strip()
    assert "A part of this page failed" in notes(found)[0]
    assert found.complaints
    page.click("#notices-close")
    found.change("{ selected: 'a24-1' }")
    until(found, "location.hash.includes('select=a24-1')")


def test_a_listener_that_fails_freezes_nothing(opened: Opener) -> None:
    """The address is told of changes after what failed, and goes on."""
    found = opened(html(small()))
    found.page.evaluate("document.querySelector('[data-share=png]').remove()")
    found.change("{ on: '2030-06-01' }")
    until(found, "location.hash === '#on=2030-06-01'")

    assert "A part of this page failed" in notes(found)[0]
    found.change("{ on: '2030-06-02' }")
    until(found, "location.hash === '#on=2030-06-02'")


@pytest.mark.parametrize(
    ("address", "view", "shown"),
    [
        ("#view=focus&select=MSOA-2025-12&steps=3", "opened", {"selected": "MSOA-2025-12"}),
        ("#view=focus&select=openai-lp&to=agi-declared", "opened", {"target": "agi-declared"}),
        ("#view=network", "parties", {}),
        ("#view=network&open=MSOA-2025&select=MSOA-2025-12", "agreements", {"open": "MSOA-2025"}),
    ],
)
def test_addresses_of_before_show_what_they_name(
    opened: Opener, address: str, view: str, shown: dict[str, str]
) -> None:
    """Views have other names today, and what they show of the thing named is drawn at once."""
    found = shipped(opened, address)
    state = found.state()

    assert {"view": view, **shown} == {name: state[name] for name in ("view", *shown)}
    assert [] == notes(found)


# ---- All of them --------------------------------------------------------------------------


TURNED = (
    *("whole", "pairs", "group", "open", "pins", "to", "select", "on", "view", "compare"),
    *("suppose", "known", "filter", "web", "theme", "story", "lang"),
)
"""The parts, all filters as one, and all of who with whom; those first that are drawn soonest."""


def subsets() -> Iterator[str]:
    """Yield the addresses of every subset of the parts, and of each filter by itself.

    Each differs by one part from the one before. Unless everything is asked for, it is all of
    at most two parts, and a few of the others by seed.
    """
    several = {
        name: "&".join(f"{part}={PARTS[part]}" for part in parts)
        for name, parts in (("filter", FILTER), ("web", WEB))
    }
    told = [several.get(name) or f"{name}={PARTS[name]}" for name in TURNED]
    draws = Random(3)  # noqa: S311 - reproducible
    for number in range(1 << len(told)):
        chosen = number ^ number >> 1
        if LONG or chosen.bit_count() <= 2 or draws.random() < 0.001:
            yield "#" + "&".join(part for i, part in enumerate(told) if chosen >> i & 1)
    yield from (f"#{name}={PARTS[name]}" for name in FILTER)


def test_every_subset_of_the_parts_opens(opened: Opener) -> None:
    """Nothing fails, the page understands what it then writes, and it goes on."""
    found = shipped(opened)
    asked = list(subsets())
    assert {*PARTS} - {*FILTER, *WEB} == {*TURNED} - {"filter", "web"}

    assert [] == found.page.evaluate(_FOLLOWED, asked)
    assert_alive(found)


def odd() -> Iterator[str]:
    """Yield addresses in which one or two parts have values that rarely make sense."""
    draws = Random(4)  # noqa: S311 - reproducible
    for name in PARTS:
        values = ODD if LONG else draws.sample(ODD, 8)
        yield from (f"#{name}={value}&view={draws.choice(VIEWS)}" for value in values)
    for one, other in combinations(PARTS, 2):
        for value in ODD if LONG else draws.sample(ODD, 1):
            parts = [f"{one}={value}", f"{other}={draws.choice([PARTS[other], *ODD])}"]
            draws.shuffle(parts)
            yield f"#{'&'.join(parts)}&{draws.choice(['', f'view={draws.choice(VIEWS)}'])}"


def test_odd_values_break_nothing(opened: Opener) -> None:
    """Alone and in pairs, in every view; nothing of them runs."""
    found = shipped(opened)

    assert [] == found.page.evaluate(_FOLLOWED, list(odd()))
    assert_alive(found)


def drawn_addresses(count: int) -> list[str]:
    """Return addresses of random parts, some of them odd."""
    draws = Random(5)  # noqa: S311 - reproducible
    found = []
    for _ in range(count):
        names = draws.sample(list(PARTS), draws.randint(1, 8))
        values = [PARTS[n] if draws.random() < 0.7 else draws.choice(ODD) for n in names]
        found.append("#" + "&".join(f"{n}={v}" for n, v in zip(names, values, strict=True)))
    return found


@pytest.mark.parametrize("address", drawn_addresses(40 if LONG else 8))
def test_addresses_are_opened_as_links(opened: Opener, address: str) -> None:
    """From the first picture on, not only when followed later."""
    assert_alive(shipped(opened, address))


def test_a_phone_opens_them_too(opened: Opener) -> None:
    """Where the table comes first and the details lie over the page."""
    found = opened(
        render(record("partnership"), TODAY, "de"), viewport={"width": 390, "height": 844}
    )
    draws = Random(6)  # noqa: S311 - reproducible

    assert [] == found.page.evaluate(_FOLLOWED, draws.sample(list(odd()), share(1000, 60)))
    assert_alive(found)


def test_awkward_facts_open_in_every_view(opened: Opener) -> None:
    """Each thing selected, each pair of some connected, with assumptions that contradict."""
    found = opened(render(record(AWKWARD), TODAY, "en"))
    model = page_model(record(AWKWARD), TODAY)
    keys = [thing["key"] for part in ("clauses", "agreements") for thing in model[part]]
    events = [event["key"] for event in model["events"]]
    things = [*keys, *events, "acme", "beta"]
    supposed = ["", *(f"suppose={event}:2026" for event in events), "suppose=listed:never"]
    draws = Random(7)  # noqa: S311 - reproducible
    asked = [
        f"#view={view}&select={thing}&{draws.choice(supposed)}"
        for view in VIEWS
        for thing in things
    ]
    asked += [
        f"#view=opened&select={draws.choice(things)}&to={draws.choice(things)}&"
        f"{draws.choice(supposed)}&compare=on:2026-01-01;known:2026-01-01"
        for _ in range(share(500, 60))
    ]

    assert [] == found.page.evaluate(_FOLLOWED, asked)
    assert_alive(found)


def test_hostile_names_are_told_as_text(opened: Opener) -> None:
    """What stands in an address is never markup."""
    found = shipped(opened, f"#select={HOSTILE}&{HOSTILE}=1")

    assert notes(found)
    assert 0 == found.page.locator("#notices img, #notices script").count()
    assert_alive(found)
