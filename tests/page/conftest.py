"""How the tests of the page open one in the browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from made.partnership import partnership

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Position

    from pactgraph.messages import Language


@dataclass
class Opened:
    """A page in the browser, and what it did.

    Attributes:
        page: the page.
        requests: addresses that it asked for, itself included.
        complaints: what it wrote to the console as a warning or an error, and its failures.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        """Return what is set and chosen; what is assumed as pairs of event and date."""
        found: dict[str, Any] = self.page.evaluate(
            "(({ assumed, ...rest }) => ({ ...rest, assumed: [...assumed] }))(pactgraph.state())"
        )
        return found

    def change(self, patch: str) -> None:
        """Change what is set and chosen, as a part of the page would; `patch` is JavaScript."""
        self.page.evaluate(f"void pactgraph.change({patch})")

    def settle(self) -> None:
        """Wait until what changed is drawn: rows of the table have no text before they are."""
        self.page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def chosen(self) -> dict[str, str | None]:
        """Return the keys of what is unfolded and of what is selected."""
        state = self.state()
        return {"open": state["open"], "selected": state["selected"]}

    def labels(self) -> list[dict[str, Any]]:
        """Return every text on the canvas, with where it stands in pixels."""
        found: list[dict[str, Any]] = self.page.evaluate("pactgraph.labels()")
        return found

    def things(self) -> list[dict[str, Any]]:
        """Return everything on the canvas, with where it stands in pixels."""
        found: list[dict[str, Any]] = self.page.evaluate("pactgraph.things()")
        return found

    def click(self, name: str) -> None:
        """Click on what has the key `name`, on the canvas."""
        thing = next(thing for thing in self.things() if thing["name"] == name)
        middle: Position = {
            "x": thing["left"] + thing["width"] / 2,
            "y": thing["top"] + thing["height"] / 2,
        }
        self.page.locator("#canvas").click(position=middle)

    def press(self, *keys: str) -> None:
        """Press keys with the focus on the canvas."""
        for key in keys:
            self.page.locator("#canvas").press(key)


class Opener(Protocol):
    """Opens the page `html` and waits until it is drawn.

    The reader prefers `languages`, in their order; options are those of a context.
    """

    def __call__(
        self,
        html: str,
        *,
        address: str = "",
        languages: Sequence[str] = (),
        **options: Any,  # noqa: ANN401 - as Playwright takes them
    ) -> Opened:
        """Return the page, opened."""


@pytest.fixture(scope="session")
def shipped_page() -> Callable[[Language], str]:
    """Return what writes the page of the facts that ship, as of 25 November 2026."""
    graph = partnership()
    day = graph.setting(on="2026-11-25", known="2026-11-25")
    return cache(lambda language: graph.map(day, language))


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open pages in contexts of their own; close them after the test."""
    contexts: list[BrowserContext] = []

    def open_page(
        html: str,
        *,
        address: str = "",
        languages: Sequence[str] = (),
        **options: Any,  # noqa: ANN401 - likewise
    ) -> Opened:
        file = tmp_path / f"deal-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | options)
        contexts.append(context)
        if languages:
            told = f"Object.defineProperty(navigator, 'languages', {{ value: {[*languages]} }})"
            context.add_init_script(told)
        found = Opened(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("console", lambda message: _note(found, message))
        found.page.goto(file.as_uri() + address)
        found.page.wait_for_selector("html[data-drawn-after]", state="attached")
        return found

    yield open_page
    for context in contexts:
        context.close()


def _note(found: Opened, message: ConsoleMessage) -> None:
    if message.type in {"warning", "error"}:
        found.complaints.append(message.text)
