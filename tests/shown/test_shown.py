"""A page shows itself in a notebook: it draws in its frame, and reaches nothing around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from IPython.core.formatters import DisplayFormatter

from made.hosts import seen
from pactgraph.graph import load
from pactgraph.page.shown import Page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage
    from playwright.sync_api import Page as Host

HOSTILE = """<!DOCTYPE html>
<html><head><title>A "deal" &amp; &lt;more&gt;</title></head><body>
<p id="text">"quotes", 'quotes', &amp;amp; &lt;/iframe> \u2028 </p>
<a id="link" href="about:blank#source" target="_blank" rel="noopener">source</a>
<a id="copy" href="data:text/plain,all" download="all.ttl">copy</a>
<script>
  let reached = "nothing";
  try { parent.document.title = "changed"; reached = "the notebook"; } catch { /* refused */ }
  document.documentElement.dataset.reached = reached;
  document.documentElement.dataset.drawnAfter = "1";
</script></body></html>
"""


def notebook(page: Page, folder: Path) -> Path:
    """Return a file in `folder` that shows what a notebook shows of `page`."""
    file = folder / "notebook.html"
    file.write_text(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>notebook</title>'
        f'<link rel="icon" href="data:,"></head><body>{page._repr_html_()}</body></html>',
        encoding="utf-8",
        newline="\n",
    )
    return file


def test_a_page_is_its_text() -> None:
    """It is written to files like any other text."""
    page = Page(HOSTILE)

    assert HOSTILE == page
    assert HOSTILE == f"{page}"
    assert HOSTILE.encode() == page.encode()


def test_a_notebook_keeps_the_page_once() -> None:
    """What a notebook stores besides the frame is one short line."""
    data, _ = DisplayFormatter().format(Page(HOSTILE))

    assert {"text/html", "text/plain"} == set(data)
    assert f'<Page “A "deal" & <more>”, {len(HOSTILE):,} characters>' == data["text/plain"]


def test_the_frame_has_a_name_and_a_height() -> None:
    """Screen readers say what is in it; it is as wide as the notebook."""
    frame = Page(HOSTILE)._repr_html_()

    assert 'title="A &quot;deal&quot; &amp; &lt;more&gt;"' in frame
    assert 'width="100%"' in frame
    assert re.search(r'height="\d{3,}"', frame)
    assert "allow-same-origin" not in frame


def test_a_page_without_a_title_has_no_name() -> None:
    """Nothing is made up for it."""
    assert "" == Page("<p>x</p>").name


@pytest.mark.browser
def test_whatever_stands_in_a_page_stays_in_its_frame(tmp_path: Path) -> None:
    """Markup stays text, links open, copies are saved; the notebook is not reached."""
    file = notebook(Page(HOSTILE), tmp_path)

    def look(host: Host) -> tuple[str | None, ...]:
        host.goto(file.as_uri())
        inside = host.frame_locator("iframe")
        inside.locator("html[data-drawn-after]").wait_for(state="attached")
        with host.expect_download() as download:
            inside.locator("#copy").click()
        with host.expect_popup() as popup:
            inside.locator("#link").click()
        return (
            inside.locator("#text").inner_text().strip(" \u2028"),
            inside.locator("html").get_attribute("data-reached"),
            host.title(),
            download.value.suggested_filename,
            popup.value.url,
        )

    assert (
        "\"quotes\", 'quotes', &amp; </iframe>",
        "nothing",
        "notebook",
        "all.ttl",
        "about:blank#source",
    ) == seen(look)


@pytest.mark.browser
def test_the_map_draws_in_a_notebook(tmp_path: Path) -> None:
    """It draws in the frame, asks for nothing, and complains about nothing."""
    file = notebook(load().map(), tmp_path)
    requests: list[str] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"warning", "error"}:
            complaints.append(message.text)

    def look(host: Host) -> float:
        host.on("request", lambda request: requests.append(request.url))
        host.on("pageerror", lambda error: complaints.append(str(error)))
        host.on("console", note)
        host.goto(file.as_uri())
        inside = host.frame_locator("iframe")
        inside.locator("html[data-drawn-after]").wait_for(state="attached")
        box = host.locator("iframe").bounding_box()
        return box["width"] if box else 0

    assert 1400 < seen(look)
    assert [] == complaints
    assert [file.as_uri()] == requests
