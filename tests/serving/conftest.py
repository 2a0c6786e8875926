"""One server for all that asks the shipped facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from made.serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from made.serving import Running


@pytest.fixture(scope="session")
def shipped_server() -> Iterator[Running]:
    """Run a server of the shipped facts."""
    with running() as found:
        yield found


@pytest.fixture(scope="session")
def url(shipped_server: Running) -> str:
    """Return its URL."""
    return shipped_server.url
