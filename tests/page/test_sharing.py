"""What leaves the page: its address, pictures, clauses, all data, commands, and paper."""

from __future__ import annotations

import csv
import io
import re
import shlex
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat
from rdflib import Graph
from rdflib.compare import isomorphic

from made.page_samples import TODAY, html, large, small, twisted
from made.partnership import partnership
from pactgraph.asking.status.data import dated_objects
from pactgraph.cli import cli
from pactgraph.page.build import render
from pactgraph.telling.tables import as_csv, flat_records

if TYPE_CHECKING:
    from conftest import Opened, Opener
    from pactgraph.asking.setting import Setting
    from pactgraph.graph import PactGraph
    from pactgraph.record import Record

pytestmark = pytest.mark.browser

HOSTILE = " &=#;,:/+%25'\"<é>\u2028\U0001f600"
KNOWN = "--known 2026-11-23"
TITLE = "Microsoft\N{EN DASH}OpenAI partnership"
MOST_BYTES = 2_000_000


@pytest.fixture(scope="module")
def graph() -> PactGraph:
    """Return the facts that ship."""
    return partnership()


@pytest.fixture(scope="module")
def shipped(graph: PactGraph) -> str:
    """Return the page of the facts that ship."""
    return graph.map(graph.setting(on="2026-11-23", known="2026-11-23"))


def page_of(record: Record) -> str:
    """Return the page of `record`, without data to give away."""
    return render(record, TODAY, "en")


def plain(expression: str) -> str:
    """Return JavaScript for the state that `expression` gives, as plain data."""
    return (
        f"(s => ({{...s, assumed: [...s.assumed], compare: s.compare && "
        f"{{...s.compare, assumed: [...s.compare.assumed]}}}}))({expression})"
    )


def state_of(found: Opened) -> dict[str, Any]:
    """Return the state of a page as plain data."""
    state: dict[str, Any] = found.page.evaluate(plain("pactgraph.state()"))
    return state


def until(found: Opened, expression: str) -> None:
    """Wait until `expression` is true; Playwright's own waiting needs what the policy forbids."""
    for _ in range(2_400):  # two minutes, for machines that are busy
        if found.page.evaluate(expression):
            return
        found.page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


# ---- The address -------------------------------------------------------------------------

_RANDOM_STATES = """(count) => {
  const { model } = pactgraph;
  let seed = 7;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const one = (list) => list[Math.floor(random() * list.length)];
  const some = (list) => list.filter(() => random() < 0.3);
  const keys = (list) => list.map(({ key }) => key);
  const dates = ["2026-02-28", "2031-01-01", "2024-02-29", "2026-04-27T09:30:00.000001Z"];
  const loose = [...dates, "2029", "2029-06", "never"];
  const suppose = () => new Map(some(keys(model.events)).map((event) => [event, one(loose)]));
  const setting = () => ({ on: one(dates), known: one(dates), assumed: suppose() });
  const things = [
    ...keys(model.events), ...keys(model.parties),
    ...keys(model.agreements), ...keys(model.clauses),
  ];
  const groups = pactgraph.things().filter(({ kind }) => kind === "agreement" || kind === "pair");
  const pairs = pactgraph.pairs();
  const members = pactgraph.webMarks().map(({ name }) => name);
  const clauses = keys(model.clauses);
  const between = [...new Set(pactgraph.pairs())];
  const states = Array.from({ length: count }, () => ({
    ...pactgraph.state(),
    ...(random() < 0.7 ? setting() : {}),
    view: one(["parties", "opened", "agreements", "timeline", "table"]),
    pair: one([null, ...pairs]),
    loop: one([null, ...pairs]),
    everyone: one([true, false]),
    near: one([true, false]),
    moved: new Map(some(members).map((key) => [key, { x: 7, y: -9 }])),
    language: one(["en", "de"]),
    theme: one(["auto", "light", "dark"]),
    open: one([null, ...groups.map(({ name }) => name)]),
    selected: one([null, ...things]),
    list: one([null, "open", "undisclosed"]),
    pins: some(clauses),
    filter: {
      words: one(["", "engine & motor = 100 %", "#,;:/é\\u2028", " a  b "]),
      status: some(["in force", "depends", "not yet", "ended", "never"]),
      kind: some([...new Set(model.clauses.map(({ kind }) => kind))]),
      party: some(keys(model.parties)),
      agreement: some(keys(model.agreements)),
      certainty: some([...new Set(model.clauses.map(({ certainty }) => certainty))]),
    },
    compare: random() < 0.5 ? setting() : null,
    opened: one([[], between.slice(0, 1), between.slice(0, 3)]),
    unfolded: one([[], between.slice(0, 1)]),
    target: one([null, ...things]),
    whole: one([null, ...things]),
    grouping: one(["agreement", "party"]),
    rows: one(["clauses", "loops", "totals"]),
    story: one([
      null, ...model.stories.map(({ key, steps }) => ({ key, step: steps.length - 1 })),
    ]),
  }));
  const plain = (value) =>
    JSON.stringify(value, (_, v) => (v instanceof Map ? [...v] : v === undefined ? null : v));
  const initial = pactgraph.state();
  const wrong = states
    .map((s) => [s, pactgraph.addressOf(s)])
    .map(([s, address]) => [s, address, { ...initial, ...pactgraph.stateFrom(address) }])
    .filter(([s, , read]) => Object.keys(s).some((name) => plain(s[name]) !== plain(read[name])))
    .map(([s, address, read]) => [plain(s), address, plain(read)]);
  const odd = states.map(pactgraph.addressOf).filter((a) => !/^(#[\\x21-\\x7e]*)?$/.test(a));
  return { wrong: wrong.slice(0, 1), odd, first: pactgraph.addressOf(initial) };
}"""


@pytest.mark.parametrize(
    "record",
    [small(), large(), twisted(small(), lambda text: text + HOSTILE)],
    ids=["small", "large", "hostile"],
)
def test_any_state_is_read_from_its_address_again(opened: Opener, record: Record) -> None:
    """The address keeps all of the state, whatever keys are called, in printable ASCII."""
    found = opened(page_of(record))

    assert {"wrong": [], "odd": [], "first": ""} == found.page.evaluate(_RANDOM_STATES, 300)


def test_states_of_the_shipped_page_are_read_again(opened: Opener, shipped: str) -> None:
    """The same with a story, and with real names."""
    found = opened(shipped)

    assert {"wrong": [], "odd": [], "first": ""} == found.page.evaluate(_RANDOM_STATES, 300)


def test_an_address_is_readable(opened: Opener, shipped: str) -> None:
    """It names what differs from the file as made, and nothing else."""
    found = opened(shipped)
    found.page.evaluate(
        """pactgraph.change({
          on: "2031-01-01",
          assumed: new Map([["agi-verified", "2029-06-01"], ["openai-ipo", "never"]]),
          view: "timeline",
          selected: "MSOA-2025-12",
          filter: {...pactgraph.state().filter, status: ["in force", "not yet"]},
        })"""
    )
    until(found, "location.hash !== ''")

    address = found.page.evaluate("location.hash")
    assert (
        "#on=2031-01-01&suppose=agi-verified:2029-06-01,openai-ipo:never&view=timeline"
        "&select=MSOA-2025-12&status=in-force,not-yet"
    ) == address


def test_a_link_opened_elsewhere_shows_the_same(opened: Opener, shipped: str) -> None:
    """A page opened at the address of another has its state, and can undo nothing."""
    first = opened(shipped)
    first.page.evaluate(
        """pactgraph.change({
          on: "2029-05-31", known: "2026-04-01", view: "table", language: "de", theme: "dark",
          assumed: new Map([["agi-verified", "2028"]]), selected: "agi-verified",
          compare: {on: "2026-01-01", known: "2026-11-23", assumed: new Map()},
        })"""
    )
    until(first, "location.hash !== ''")
    second = opened(shipped, address=first.page.evaluate("location.hash"))

    assert state_of(first) == state_of(second)
    assert "de" == second.page.evaluate("document.documentElement.lang")
    assert second.page.locator("#view-table").is_visible()
    assert second.page.locator("#undo").is_disabled()
    assert [] == second.complaints


@pytest.mark.parametrize(
    "address",
    [
        "#",
        "#nothing",
        "#%E0%A4%A",
        "#on=2026-02-30&known=tomorrow&on=2026-13-01&on=2026-11&on=",
        "#suppose=nobody:2029,agi-verified:soon,agi-verified,:never,%E0%A4%A:never&view=globe",
        "#select=nothing&open=microsoft&pins=agi-verified,,x&pairs=x&pairs=microsoft&unfolded=;,;&to=x",
        "#compare=on:x;known:y&compare=suppose:agi-verified:never&group=moon&lang=fr&theme=pink",
        "#story=nothing/1&story=why/0&story=/&status=broken&kind=x&party=x&agreement=x&certainty=",
        "#__proto__=1&constructor=2&toString=3&filter=4&history=5&=&&==&words=",
    ],
)
def test_what_makes_no_sense_in_an_address_is_ignored(
    opened: Opener, shipped: str, address: str
) -> None:
    """Unknown parts and things, days that are none, and broken escapes change nothing."""
    as_made = opened(shipped)
    found = opened(shipped, address=address)

    assert state_of(as_made) == state_of(found)
    assert [] == found.complaints


def test_the_sound_parts_of_an_address_count(opened: Opener, shipped: str) -> None:
    """One bad part does not spoil the others."""
    found = opened(shipped, address="#on=2026-02-30&view=table&select=MSOA-2025-12&x=y")

    state = state_of(found)
    assert ("2026-11-23", "table", "MSOA-2025-12") == (
        state["on"], state["view"], state["selected"],
    )  # fmt: skip


def test_a_bare_name_selects_a_thing_where_it_stands(opened: Opener, shipped: str) -> None:
    """Links of earlier pages name one thing and nothing else."""
    state = state_of(opened(shipped, address="#MSOA-2025-12"))

    assert ("MSOA-2025-12", "MSOA-2025") == (state["selected"], state["open"])


def test_an_address_that_is_changed_by_hand_is_followed(opened: Opener, shipped: str) -> None:
    """What the new address does not name is as the file has it."""
    found = opened(shipped, address="#view=table&select=MSOA-2025-12")
    found.page.evaluate("location.hash = '#view=timeline&on=2027-01-01'")
    until(found, "pactgraph.state().view === 'timeline'")

    state = state_of(found)
    assert ("2027-01-01", None) == (state["on"], state["selected"])


def test_dragging_does_not_flood_the_address(opened: Opener, shipped: str) -> None:
    """Of many quick changes a few are written, and the last one always."""
    found = opened(shipped)
    counted = found.page.evaluate(
        """async () => {
          let count = 0;
          const real = history.replaceState.bind(history);
          history.replaceState = (...given) => { count += 1; real(...given); };
          const day = (n) => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10);
          for (let n = 0; n < 60; n += 1) {
            pactgraph.change({ on: day(n) }, { merge: n > 0 });
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          await new Promise((resolve) => setTimeout(resolve, 400));
          return [count, location.hash, day(59)];
        }"""
    )

    count, address, last = counted
    assert 2 <= count <= 25
    assert f"#on={last}" == address


def test_a_frame_in_a_notebook_has_no_address_to_keep(opened: Opener, graph: PactGraph) -> None:
    """There nothing breaks when the state changes, and no link is offered; files are."""
    setting = graph.setting(on="2026-11-23", known="2026-11-23")
    cell = graph.map(setting)._repr_html_()
    found = opened(f"<!DOCTYPE html><html data-drawn-after><body>{cell}</body></html>")
    frame = found.page.frame_locator("iframe")
    frame.locator("html[data-drawn-after]").wait_for(state="attached")
    frame.locator("#tab-table").click()
    frame.locator("#share summary").click()
    with found.page.expect_download() as waiting:
        frame.locator("[data-share=csv]").click()
    found.page.wait_for_timeout(400)

    assert waiting.value.suggested_filename.endswith(".csv")
    assert not frame.locator("[data-share=link]").is_visible()
    assert [] == found.complaints


# ---- The vector picture ------------------------------------------------------------------

_DRAWN_TWICE = """async () => {
  const [width, height] = [420, 260];
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const paper = pactgraph.svgPaper(width, height, { left: -12, top: -7 });
  const picture = (ctx) => {
    ctx.fillStyle = "#f4efe2";
    ctx.fillRect(10, 10, 180, 90);
    ctx.strokeStyle = "rgb(0, 114, 178)";
    ctx.lineWidth = 4;
    ctx.setLineDash([8, 5]);
    ctx.beginPath();
    ctx.roundRect(20, 20, 150, 60, [20, 0, 12, 40]);
    ctx.fillStyle = "#ffffff";
    ctx.fill();
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = "#d55e00";
    ctx.beginPath();
    ctx.arc(255, 65, 37.5, 0, 2 * Math.PI);
    ctx.fill();
    ctx.beginPath();
    ctx.arc(345, 65, 37.5, Math.PI / 2, 1.75 * Math.PI);
    ctx.closePath();
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.moveTo(20, 130);
    ctx.bezierCurveTo(120, 100, 200, 240, 400, 150);
    ctx.lineTo(380, 190);
    ctx.stroke();
    let y = 200;
    const texts = [["left", 400, 20], ["center", 600, 210], ["right", 400, 400]];
    for (const [align, weight, x] of texts) {
      ctx.textAlign = align;
      ctx.fillStyle = "#1b1d20";
      ctx.font = `${weight} 15.5px sans-serif`;
      ctx.fillText("In Kraft  <&> bis", x, y);
      y += 10;
    }
    return ctx.measureText("In Kraft").width;
  };
  canvas.getContext("2d").translate(12, 7);
  const widths = [picture(canvas.getContext("2d")), picture(paper)];
  const image = new Image();
  const text = new XMLSerializer().serializeToString(paper.svg);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const other = document.createElement("canvas");
  Object.assign(other, { width, height });
  other.getContext("2d").drawImage(image, 0, 0);
  const [a, b] = [canvas, other].map(
    (one) => one.getContext("2d").getImageData(0, 0, width, height).data,
  );
  const blank = new Uint8ClampedArray(a.length);
  const difference = (p, q) =>
    p.reduce((sum, value, i) => sum + Math.abs(value - q[i]), 0) / p.length;
  return { widths, difference: difference(a, b), drawn: difference(a, blank) };
}"""


def test_paper_and_canvas_show_the_same_drawing(opened: Opener) -> None:
    """Shapes, dashes, transparency, text: hardly a pixel differs, but for smoothed edges."""
    found = opened(page_of(small())).page.evaluate(_DRAWN_TWICE)

    assert found["widths"][0] == found["widths"][1]
    assert found["drawn"] > 20
    assert found["difference"] < 1.5


# ---- Files -------------------------------------------------------------------------------


def saved(found: Opened, item: str) -> tuple[str, bytes]:
    """Return name and content of the file that an item of the menu saves."""
    found.page.click("#share summary")
    with found.page.expect_download() as waiting:
        found.page.click(f"[data-share={item}]")
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_drawing_stands_alone(opened: Opener, shipped: str, colours: Any) -> None:  # noqa: ANN401 - one of the words that Playwright takes
    """It is SVG with title, setting and source, in light colours, and asks for nothing."""
    found = opened(shipped, color_scheme=colours)
    found.page.evaluate(
        "pactgraph.change({open: 'MSOA-2025', assumed: new Map([['agi-verified', '2029-06-01']])})"
    )
    name, content = saved(found, "svg")
    root = ET.fromstring(content)  # noqa: S314 - our own
    told = " ".join(root.itertext())

    assert "microsoft-openai-partnership-2026-11-23-agreements.svg" == name
    assert TITLE in told
    assert "In force on 23 November 2026, as known on 23 November 2026" in told
    assert "“AGI verified” on 1 June 2029" in told
    assert f"{len(partnership().record.sources)} sources" in told
    assert "Licence to OpenAI's research IP" in told
    assert not re.search(rb"<script|<style|class=|href=|url\(http|var\(", content)
    ground = root.find("{http://www.w3.org/2000/svg}rect")
    assert ground is not None
    assert "rgb(255, 255, 255)" == ground.get("fill")
    assert [] == found.complaints


def test_making_a_drawing_leaves_the_page_as_it_was(opened: Opener, shipped: str) -> None:
    """Its light colours are gone again, and the map is drawn in those of the page."""
    found = opened(shipped, color_scheme="dark")
    before = found.page.locator("#canvas").screenshot()
    saved(found, "svg")
    found.page.mouse.move(5, 5)

    assert before == found.page.locator("#canvas").screenshot()


def test_the_picture_is_twice_as_fine_as_the_drawing(opened: Opener, shipped: str) -> None:
    """It is a PNG of the same exhibit with two pixels for one."""
    found = opened(shipped)
    _, drawing = saved(found, "svg")
    name, picture = saved(found, "png")
    root = ET.fromstring(drawing)  # noqa: S314 - our own
    size = struct.unpack(">II", picture[16:24])

    assert "microsoft-openai-partnership-2026-11-23-agreements.png" == name
    assert b"\x89PNG" == picture[:4]
    assert tuple(2 * int(root.attrib[side]) for side in ("width", "height")) == size
    assert all(asked.startswith(("file:", "data:", "blob:")) for asked in found.requests)


@pytest.mark.parametrize("assumed", [{}, {"agi-verified": "2029-06-01", "agi-declared": "2028"}])
def test_the_clauses_for_spreadsheets_are_those_of_the_command(
    opened: Opener, graph: PactGraph, assumed: dict[str, str]
) -> None:
    """Rows and columns of `pactgraph status --format csv`, and the setting, in each language."""
    for language in ("en", "de"):
        setting = graph.setting(on="2029-12-31", known="2026-11-23", assume=assumed)
        found = opened(graph.map(setting, language))
        name, content = saved(found, "csv")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))

        assert name.endswith("-2029-12-31-clauses.csv")
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\r\n") == content.count(b"\n") == len(rows)
        assert rows_of_command(graph, setting, language) == [row[:-3] for row in rows]
        told = "; ".join(f"{event}={date}" for event, date in sorted(assumed.items()))
        assert {("2029-12-31", "2026-11-23", told)} == {tuple(row[-3:]) for row in rows[1:]}


def rows_of_command(graph: PactGraph, setting: Setting, language: Any) -> list[list[str]]:  # noqa: ANN401 - a language
    """Return what the command prints as CSV."""
    objects = dated_objects(graph.record, graph.status(setting), setting, language)
    return list(csv.reader(io.StringIO(as_csv(flat_records(objects)), newline="")))


def test_only_clauses_that_are_shown_are_saved(opened: Opener, graph: PactGraph) -> None:
    """Those that are not known yet, and those that the filter fades, are left out."""
    setting = graph.setting(on="2026-03-01", known="2026-03-01")
    found = opened(graph.map(setting))
    found.page.evaluate(
        "pactgraph.change({filter: {...pactgraph.state().filter, status: ['in force']}})"
    )
    _, content = saved(found, "csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    assert [a.clause.id for a in graph.status(setting) if a.status.value == "in force"] == [
        row["clause"] for row in rows
    ]


def test_no_cell_is_a_formula(opened: Opener) -> None:
    """What a spreadsheet would compute gets an apostrophe in front."""
    record = twisted(small(), lambda text: "=cmd|' /C calc'!A0" if text == "official" else text)
    record = twisted(record, lambda text: f"@{text}" if text.startswith("Licence") else text)
    _, content = saved(opened(page_of(record)), "csv")
    cells = [
        cell
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        for cell in row
    ]

    assert [] == [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'@Licence to the engine" in cells


@pytest.mark.parametrize(("item", "form"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_all_data_are_those_of_the_files(
    opened: Opener, shipped: str, graph: PactGraph, item: str, form: str
) -> None:
    """What is saved parses to the graph that was loaded."""
    name, content = saved(opened(shipped), item)

    assert name in {"microsoft-openai-partnership.ttl", "microsoft-openai-partnership.jsonld"}
    assert isomorphic(graph.triples, Graph().parse(data=content, format=form))


def test_a_page_without_data_offers_none(opened: Opener) -> None:
    """The items are hidden; the query needs no data and is there."""
    found = opened(page_of(small()), address="#select=a24-1")
    found.page.click(".programs summary")
    found.page.click("#share summary")

    assert found.page.locator("[data-share=csv]").is_visible()
    assert not found.page.locator("[data-share=turtle]").is_visible()
    assert not found.page.locator("[data-share=jsonld]").is_visible()
    assert 2 == found.page.locator(".programs pre").count()


def test_the_table_is_no_picture(opened: Opener, shipped: str) -> None:
    """The items for pictures cannot be chosen there, and say why."""
    found = opened(shipped, address="#view=table")
    found.page.click("#share summary")

    assert found.page.locator("[data-share=png]").is_disabled()
    assert "no picture" in (found.page.locator("[data-share=svg]").get_attribute("title") or "")


def test_the_shipped_page_is_small_enough_for_mail(shipped: str) -> None:
    """All data included."""
    assert len(shipped.encode()) <= MOST_BYTES


# ---- Copying -----------------------------------------------------------------------------


def test_the_link_is_copied(opened: Opener, shipped: str) -> None:
    """It is the address of what is shown now, whether or not it is written yet."""
    found = opened(shipped, permissions=["clipboard-read", "clipboard-write"])
    found.page.evaluate("pactgraph.change({view: 'table'})")
    found.page.click("#share summary")
    found.page.click("[data-share=link]")
    until(found, "document.getElementById('announcer').textContent === 'Copied.'")

    assert found.page.evaluate("navigator.clipboard.readText()").endswith(".html#view=table")


def test_a_link_that_cannot_be_copied_is_shown(opened: Opener, shipped: str) -> None:
    """Where the browser refuses, it stands in a field, selected."""
    found = opened(shipped)
    found.page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    found.page.click("#share summary")
    found.page.click("[data-share=link]")
    field = found.page.locator("dialog textarea")
    field.wait_for()

    assert field.input_value().startswith("file://")
    assert field.evaluate("f => f.selectionEnd - f.selectionStart === f.value.length")
    found.page.locator("dialog button").click()
    found.page.locator("dialog").wait_for(state="detached")


def test_the_turtle_of_a_thing_says_what_the_graph_says(
    opened: Opener, shipped: str, graph: PactGraph
) -> None:
    """It parses alone, to the triples about that thing."""
    found = opened(shipped)
    for key in ("MSOA-2025-12", "microsoft", "agi-verified", "MSOA-2026"):
        told = found.page.evaluate("(key) => pactgraph.turtleOf(key)", key)
        parsed = Graph().parse(data=told, format="turtle")
        [iri] = {s for s in parsed.subjects() if str(s).endswith(f"/{key}")}

        assert set(graph.triples.predicate_objects(iri)) == set(parsed.predicate_objects(iri))
    assert not found.page.evaluate("pactgraph.turtleOf('nothing')")


def test_the_query_for_a_thing_finds_it(opened: Opener, shipped: str) -> None:
    """It runs on the data that the page gives away, and finds every property."""
    found = opened(shipped)
    _, content = saved(found, "turtle")
    store = pyoxigraph.Store()
    store.load(content, format=RdfFormat.TURTLE)
    query = found.page.evaluate("pactgraph.queryFor('MSOA-2025-12')")
    iri = pyoxigraph.NamedNode("https://w3id.org/pactgraph/id/MSOA-2025-12")

    expected = {(q.predicate, q.object) for q in store.quads_for_pattern(iri, None, None)}
    rows = store.query(query)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    assert expected == {(row["property"], row["value"]) for row in rows}


def test_there_is_no_query_for_what_has_no_iri(opened: Opener) -> None:
    """Characters that no IRI can have are not put into a query."""
    record = twisted(small(), lambda text: f"{text}> ?p ?o }} # " if text.endswith("-1") else text)
    found = opened(page_of(record))
    told = found.page.evaluate("pactgraph.model.clauses.map(({key}) => pactgraph.queryFor(key))")

    assert 2 == told.count("")
    assert all("# " not in query for query in told)


@pytest.mark.parametrize(
    ("key", "assumed", "expected"),
    [
        (
            "MSOA-2025-12",
            [["agi-verified", "2029-06-01"]],
            f"pactgraph why MSOA-2025-12 --on 2030-01-01 {KNOWN} --assume agi-verified=2029-06-01",
        ),
        ("MSOA-2025", [], f"pactgraph status MSOA-2025 --on 2030-01-01 {KNOWN}"),
        (
            "agi-verified",
            [["agi-verified", "2029-06-01"], ["openai-ipo", "never"]],
            f"pactgraph impact agi-verified --when 2029-06-01 {KNOWN} --assume openai-ipo=never",
        ),
        ("microsoft", [], ""),
    ],
)
def test_the_command_answers_the_same_question(
    opened: Opener, shipped: str, key: str, assumed: list[list[str]], expected: str
) -> None:
    """It is what one would type, and it runs."""
    found = opened(shipped)
    command = found.page.evaluate(
        "([key, assumed]) => { pactgraph.change({on: '2030-01-01', assumed: new Map(assumed)});"
        " return pactgraph.commandFor(key); }",
        [key, assumed],
    )

    assert expected == command
    if command:
        result = CliRunner().invoke(cli, shlex.split(command)[1:])
        assert 0 == result.exit_code, result.output


def test_a_shell_reads_the_command_as_it_is_meant(opened: Opener) -> None:
    """Names with quotes, spaces and signs of the shell stay one word each."""
    odd = "'; rm -rf $HOME `x` \"\\ é"
    found = opened(page_of(twisted(small(), lambda text: text + odd)))
    key = next(thing["name"] for thing in found.things() if thing["kind"] == "agreement")
    words = shlex.split(found.page.evaluate("(key) => pactgraph.commandFor(key)", key))

    assert ["pactgraph", "status", key, "--on", "2026-11-23"] == words[:5]


def test_what_programs_need_is_below_the_details(opened: Opener, shipped: str) -> None:
    """Three texts with a button each, folded until wanted, and still unfolded afterwards."""
    found = opened(shipped, address="#select=MSOA-2025-12")
    programs = found.page.locator(".programs")
    assert not programs.locator("pre").first.is_visible()
    programs.locator("summary").click()
    until(found, "document.querySelector('.programs pre')?.textContent.includes(':MSOA-2025-12')")
    told = programs.locator("pre").all_inner_texts()

    assert ["@prefix", "SELECT ", "pactgrap"] == [told[0][:7], told[1][:7], told[2][:8]]
    found.page.evaluate("pactgraph.change({selected: 'microsoft'})")
    assert found.page.locator(".programs pre").first.is_visible()


# ---- Paper -------------------------------------------------------------------------------


def pages_in(document: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", document))


def test_the_map_is_printed_on_one_page(opened: Opener, shipped: str) -> None:
    """Folded or unfolded, with nothing else; what is selected is told on a second one."""
    found = opened(shipped)

    assert 1 == pages_in(found.page.pdf(prefer_css_page_size=True))
    found.page.evaluate("pactgraph.change({open: 'MSOA-2025'})")
    assert 1 == pages_in(found.page.pdf(prefer_css_page_size=True))
    found.page.evaluate("pactgraph.change({selected: 'MSOA-2025-12'})")
    assert 2 == pages_in(found.page.pdf(prefer_css_page_size=True))
    assert 0 == found.page.locator(".sheet").count()
    assert [] == found.complaints


@pytest.mark.parametrize("view", ["parties", "agreements", "timeline", "table"])
def test_paper_is_light_and_has_no_controls(opened: Opener, shipped: str, view: str) -> None:
    """In a dark page too: title, setting and source, and nothing that could be clicked."""
    found = opened(shipped, address=f"#view={view}&theme=dark&select=MSOA-2025-12")
    found.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found.page.emulate_media(media="print")
    sheet = found.page.locator(".sheet")
    told = sheet.evaluate("node => node.textContent")

    for text in (
        TITLE,
        "In force on 23 November 2026",
        f"{len(partnership().record.sources)} sources",
    ):
        assert text in told
    assert "Lasts until the panel verifies AGI" in told
    assert ["sheet"] == found.page.evaluate(
        "[...document.body.children].filter(n => n.getClientRects().length > 0)"
        ".map(n => n.className)"
    )
    assert 0 == sheet.locator("button, input, select, textarea, [id]:not(svg *)").count()
    assert ["rgb(255, 255, 255)", "rgb(27, 29, 32)"] == found.page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    found.page.emulate_media(media="screen")
    found.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert 0 == sheet.count()


def test_a_timeline_that_fits_is_printed_on_one_page(opened: Opener) -> None:
    """It stands upright, as high as the paper."""
    found = opened(html(large((6,) * 9 + (1,))), address="#view=timeline")
    document = found.page.pdf(prefer_css_page_size=True)
    ((wide, high),) = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", document)

    assert float(high) > float(wide)


def test_a_long_timeline_is_cut_between_rows(opened: Opener) -> None:
    """Every page repeats the years, and no name stands on two of them."""
    found = opened(html(large()), address="#view=timeline")
    document = found.page.pdf(prefer_css_page_size=True)
    found.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    heights = found.page.evaluate(
        "[...document.querySelectorAll('.sheet figure > svg')]"
        ".map(svg => Number(svg.getAttribute('height')))"
    )

    assert pages_in(document) == len(heights) > 1
    assert all(0 < height < 800 for height in heights)


def test_the_page_embeds_data_as_text_only(shipped: str) -> None:
    """What is packed stands in blocks that no browser runs."""
    blocks = re.findall(r'<script type="text/plain" id="([\w-]+)">([\w+/=]+)</script>', shipped)

    assert ["model", "packed-data"] == [name for name, _ in blocks]
