"""The editor in a browser: it asks our endpoint, and nobody else."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

import pactgraph
from made.serving import asked, shipped
from pactgraph.serving.editor import vendored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

VENDOR = Path(pactgraph.__file__).parent / "serving" / "vendor"
PATIENCE = 60_000


class Watched:
    """A page, whom it asked, and what it complained of."""

    def __init__(self, page: Page) -> None:
        """Watch `page`; what leads elsewhere leads nowhere."""
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._said)

    def _said(self, message: object) -> None:
        if message.type in {"error", "warning"}:  # type: ignore[attr-defined]
            self.complaints.append(message.text)  # type: ignore[attr-defined]


@pytest.fixture
def opened(browser: Browser, url: str) -> Iterator[Watched]:
    """Open the editor in a browser."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    here = urlsplit(url).netloc
    watched = Watched(page)
    page.route(
        lambda address: urlsplit(address).netloc not in {here, ""}, lambda route: route.abort()
    )
    page.goto(f"{url}/editor")
    page.wait_for_selector("#question option:nth-child(9)", state="attached")
    yield watched
    context.close()


def answered(page: Page) -> list[list[str]]:
    """Ask what stands in the editor; return the rows that are shown."""
    with page.expect_response(lambda response: urlsplit(response.url).path == "/sparql") as found:
        page.locator(".tabPanel.active .yasqe_queryButton").click()
    assert 200 == found.value.status
    page.wait_for_selector(".tabPanel.active .yasr_results table tbody tr")
    rows: list[list[str]] = page.eval_on_selector_all(
        ".tabPanel.active .yasr_results table tbody tr",
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))",
    )
    return rows


@pytest.mark.browser
def test_a_query_is_answered_in_the_editor(opened: Watched, url: str) -> None:
    """The example, then a question in a scenario; nobody else is asked, nothing complains."""
    page = opened.page
    first = answered(page)
    assert any("OpenAI" in " ".join(row) for row in first)

    page.fill("#on", "2029-01-01")
    page.fill("#known", "2026-11-23")
    page.fill("#assume", "agi-verified=2028-06-01, openai-ipo=never")
    page.select_option("#question", label="Who owns which share of whom on this day?")
    page.wait_for_selector(".tabPanel >> nth=1", state="attached")
    text = page.evaluate("pactgraph.yasgui.getTab().getYasqe().getValue()")
    assert text.startswith("# Who owns which share")
    second = answered(page)

    graph = shipped()
    setting = graph.setting(
        on="2029-01-01",
        known="2026-11-23",
        assume={"agi-verified": "2028-06-01", "openai-ipo": "never"},
    )
    assert len(graph.query("owners", {}, setting)) == len(second)
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("PREFIX foa", delay=30)  # what other editors look up elsewhere
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(500)
    assert [] == page.evaluate("pactgraph.yasgui.getTab().getYasqe().config.autocompleters")
    posted = [address for address in opened.asked if urlsplit(address).path == "/sparql"]
    assert "assume=agi-verified" in posted[-1]
    assert "assume=openai-ipo" in posted[-1]
    asked_there = {urlsplit(each).netloc for each in opened.asked if each.startswith("http")}
    assert {urlsplit(url).netloc} == asked_there
    assert [] == opened.complaints


def test_the_editor_is_the_one_that_is_named() -> None:
    """Version, licences and hashes are recorded, and the hashes are right."""
    entries = json.loads((VENDOR / "VENDOR.json").read_text(encoding="utf-8"))

    assert 2 == len(entries)
    for entry in entries:
        file = VENDOR / entry["file"]
        notice = (file.parent / "LICENSE").read_text(encoding="utf-8")
        assert entry["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        assert entry["integrity"].startswith("sha512-")
        assert "Permission is hereby granted, free of charge" in notice
        for each in entry["contains"]:
            assert f"{each['name']} {each['version']} ({each['licence']})" in notice


def test_the_page_has_a_policy_of_its_own(url: str) -> None:
    """Scripts and answers from here alone; and it speaks the language of the reader."""
    found = asked(f"{url}/editor", headers={"Accept-Language": "de"})
    policy = found.headers["content-security-policy"]

    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert 'lang="de"' in found.text
    assert "Eine mitgelieferte Frage" in found.text
    assert not re.search(r"<script(?! src)", found.text)


def test_only_files_of_the_editor_are_given(url: str) -> None:
    """And no others of the machine."""
    for name in vendored():
        assert 200 == asked(f"{url}/editor/{name}").status
    for name in ("VENDOR.json", "..%2f__init__.py", "%2e%2e/app.py", "yasgui.min.js.map"):
        assert 404 == asked(f"{url}/editor/{name}").status
