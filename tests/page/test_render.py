"""The page as text: what is in it, and what never is."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from made.page_samples import TODAY, html, record, small
from made.page_whole import unpacked, whole
from made.partnership import partnership
from pactgraph.asking.setting import Setting
from pactgraph.asking.status.answer import statuses
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.graph import load
from pactgraph.kernel.timeline import stretch
from pactgraph.messages import LANGUAGES
from pactgraph.page import bundle
from pactgraph.page.build import render, written
from pactgraph.page.details import safe_address
from pactgraph.page.network import deal_network, positions
from pactgraph.page.phrases import COUNTED, MONTHS, PAGE, STATUS_ORDER
from pactgraph.page.pictures import to_pyvis

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = files("pactgraph.page")
ID = "https://w3id.org/pactgraph/id/"


class Parts(HTMLParser):
    """Collects scripts, styles, the policy and all addresses of a page."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.policy = ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what can run, load or lead somewhere."""
        values = dict(attrs)
        code = values.get("type") not in {"application/json", "text/plain"}
        self._inside = "data" if tag == "script" and not code else tag
        self.addresses += [values[name] or "" for name in ("href", "src") if name in values]
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"] or ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser gives it
        """Leave the element."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of scripts and styles."""
        if self._inside == "script":
            self.scripts.append(data)
        if self._inside == "style":
            self.styles.append(data)


def hashed(text: str) -> str:
    """Return the hash of a script or style, as a policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_the_policy_allows_the_scripts_and_the_style_of_the_page_and_nothing_else() -> None:
    """Default is none; the hashes are those of what is in the page."""
    parts = Parts(html(small()))
    rules = dict(rule.strip().partition(" ")[::2] for rule in parts.policy.split(";"))

    assert "'none'" == rules["default-src"]
    assert " ".join(map(hashed, parts.scripts)) == rules["script-src"]
    assert " ".join(map(hashed, parts.styles)) == rules["style-src"]
    assert 2 == len(parts.scripts)
    assert "unsafe" not in parts.policy
    assert [] == parts.handlers


def test_the_same_question_gives_the_same_bytes() -> None:
    """Rendering twice makes no difference, nor does the order of the record."""
    of = small()
    backwards = replace(
        of,
        parties=dict(reversed(list(of.parties.items()))),
        agreements=dict(reversed(list(of.agreements.items()))),
        sources=dict(reversed(list(of.sources.items()))),
    )

    assert html(of) == html(of)
    assert html(of) == html(backwards)


@pytest.mark.many
def test_the_file_stays_small() -> None:
    """The facts that ship fit, with all data to be given away.

    The web of deals of fifty agreements into two megabytes.
    """
    assert len(load().map().encode()) <= 2_000_000


def test_only_web_addresses_become_links() -> None:
    """The model, from which the links are made, has http and https addresses and no others."""
    model = unpacked(html(small()))
    told = [v for key, v in _items(whole(model["record"])) if key in {"href", "urls"}]
    outside = {part for each in told for part in (each if isinstance(each, list) else [each])}

    assert [] == [a for a in Parts(html(small())).addresses if a[0] != "#" and a != "data:,"]
    assert {
        "https://example.org/filing?a=1&b=2",
        "http://www.wikidata.org/entity/Q1",
    } == outside


def _items(value: object) -> Iterator[tuple[str, object]]:
    """Yield every key and value of a JSON text."""
    if isinstance(value, dict):
        yield from value.items()
    for part in value.values() if isinstance(value, dict) else value:  # type: ignore[attr-defined]
        if isinstance(part, dict | list):
            yield from _items(part)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        (" https://example.org", ""),
        ("https://exa\nmple.org", ""),
        ("https://example.org/\u202e", ""),
        ("//example.org", ""),
        ("https://", ""),
        ("https://user@example.org", ""),  # shows one host and leads to another
        ("https://[", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_an_address_is_safe_or_dropped(url: str, expected: str) -> None:
    """Anything but a plain http or https address is no link."""
    assert expected == safe_address(url)


def test_the_page_says_what_was_asked() -> None:
    """The day is in the head, in the tense that fits what is known; "not legal advice" below."""
    later, earlier = stretch("2029-06-30"), stretch("2025-01-01")

    assert "are in force on 30 June 2029." in html(small(), replace(TODAY, on=later))
    assert "were in force on 1 January 2025." in html(small(), replace(TODAY, on=earlier))
    assert "Not legal advice." in html(small())


def test_a_contradictory_setting_makes_no_page() -> None:
    """An order of events that the assumed dates break is an error before anything is written."""
    graph = partnership()
    assumed = {"agi-declared": None, "agi-verified": stretch("2029-01-01")}

    with pytest.raises(ContradictoryScenarioError, match="agi-verified"):
        graph.map(replace(TODAY, assumed={ID + name: date for name, date in assumed.items()}))


def test_what_became_known_later_is_left_out_of_the_list() -> None:
    """An agreement published after the day of knowledge is not listed, without a script."""
    past = Setting(stretch("2025-01-01"), stretch("2025-06-30"))
    shown = html(small(), past).partition('<table class="plain">')[2].partition("</table>")[0]

    assert "a26-1" not in shown
    assert "Second contract" not in shown
    assert "a24-1" in shown


def test_the_list_holds_every_clause_without_scripts() -> None:
    """The table is in the file as text, with parties, status and formula."""
    shown = html(small()).partition('<table class="plain">')[2].partition("</table>")[0]

    assert 5 == shown.count('<tr class="clause">')
    assert 3 == shown.count("<tbody>")
    assert (
        "Licence to the engine <small>a24-1</small></th><td>Alpha → Beta</td>"
        "<td>in force</td><td>in force from 2024-03-01 (a24) until the earlier of "
        "“panel agrees” and the end of 2030</td>"
    ) in shown


def test_data_are_given_away_if_there_are_some() -> None:
    """Turtle and JSON-LD are in the file, packed, where they are given; else they are not."""
    bare = html(small())
    full = render(small(), TODAY, "en", triples=Graph())

    assert '<script type="text/plain" id="packed-data">' in full
    assert 'id="packed-data"' not in bare


def test_a_page_for_a_frame_says_so() -> None:
    """Embedded it is marked, for the style to leave out head and foot."""
    assert '<html lang="en" data-embed>' in render(small(), TODAY, "en", embed=True)
    assert '<html lang="en">' in html(small())


def test_there_are_words_for_months_and_statuses() -> None:
    """What is picked by a number or a status is there for each."""
    assert {12} == {len(MONTHS[language]) for language in LANGUAGES}
    assert {status.value for status in STATUS_ORDER} <= set(COUNTED)


def test_every_phrase_of_the_template_and_the_scripts_exists() -> None:
    """What is looked up by a key that is written out is among the phrases."""
    scripts = "\n".join(bundle.modules().values())
    template = (PACKAGE / "template.html.j2").read_text(encoding="utf-8")
    asked = set(re.findall(r"\bsay\(\s*\"(\w+)\"", scripts))
    asked |= set(re.findall(r"\bsay\.(\w+)", template))
    asked |= set(re.findall(r"data-say(?:-\w+)?=\"(\w+)\"", template))
    counted = set(re.findall(r"\bcounted\(\s*\"([\w ]+)\"", scripts))

    assert set() == asked - set(PAGE["en"])
    assert set() == counted - set(COUNTED)


def test_german_is_german() -> None:
    """Language, labels and interface follow the argument."""
    page = html(small(), language="de")

    assert '<html lang="de">' in page
    assert "Lizenz am Motor <small>" in page
    assert "Keine Rechtsberatung." in page
    assert "23. November 2026" in page


def test_a_date_is_written_out() -> None:
    """Days are written out; a month stays as it was written."""
    assert "1 June 2029" == written(stretch("2029-06-01"), "en")
    assert "1. Juni 2029" == written(stretch("2029-06-01"), "de")
    assert "2029-06" == written(stretch("2029-06"), "en")


def test_the_model_is_a_pyvis_network() -> None:
    """Nodes and edges of the graph are those of a directed pyvis network, physics off."""
    of = small()
    graph = deal_network(of, statuses(of, TODAY), "en")
    drawn = to_pyvis(graph, positions(graph))

    assert drawn.directed
    assert set(graph) == {node["id"] for node in drawn.nodes}
    assert graph.number_of_edges() == len(drawn.edges)
    assert not drawn.options["physics"]["enabled"]


def test_an_empty_record_gives_a_page() -> None:
    """Nothing to draw is no error."""
    assert "Map of 0 agreements" in html(record([], [], []))


def test_the_vendored_library_is_the_one_that_is_named() -> None:
    """Name, version, licence and hash are recorded, and the hash is right."""
    entry = json.loads((PACKAGE / "vendor" / "VENDOR.json").read_text(encoding="utf-8"))[0]
    file = PACKAGE / "vendor" / entry["file"]
    licence = PACKAGE / "vendor" / entry["file"].split("/")[0] / "LICENSE"

    assert entry["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert entry["integrity"].startswith("sha512-")
    assert "The MIT License" in licence.read_text(encoding="utf-8")


def test_the_notice_travels_with_every_page() -> None:
    """The page is a copy of vis-network, so it carries the licence, and no map for debuggers."""
    page = html(small())

    assert "Permission is hereby granted, free of charge" in page
    assert "sourceMappingURL" not in page


@pytest.mark.parametrize("name", bundle.modules())
def test_the_scripts_write_no_markup(name: str) -> None:
    """Our scripts have no way to turn text into markup or code, and ask for nothing."""
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|\beval\b|new Function"
        r"|createContextualFragment|srcdoc|setHTML|javascript:|setTimeout\(\s*[\"'`]|\bfetch\b"
        r"|XMLHttpRequest|WebSocket|EventSource|sendBeacon|Worker\b|import\("
    )

    assert [] == forbidden.findall(bundle.modules()[name])


def test_the_style_asks_for_nothing_and_moves_nothing() -> None:
    """No address but of the page's own parts, no imported sheet, no font, no animation."""
    forbidden = re.compile(r"url\((?!\"#)|@import|@font-face|transition|animation|@keyframes")

    assert [] == forbidden.findall(bundle.style())
