"""One line of JSON a request, on standard error, and one for whatever else happens."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


def log(**what: object) -> None:
    """Write one line, with the time."""
    line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **what}
    sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stderr.flush()


class Logged:
    """An application whose requests are logged: what was asked, never the text of a query."""

    def __init__(self, application: ASGIApp) -> None:
        """Log what `application` answers."""
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and log when that is over."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        begun, status, size = time.monotonic(), 0, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._application(scope, receive, sending)
        finally:
            client = scope.get("client")
            log(
                method=scope["method"],
                path=scope["path"],
                status=status or None,  # none where the client left before there was one
                bytes=size,
                ms=round((time.monotonic() - begun) * 1000, 1),
                client=client[0] if client else None,
                **scope.get("logged", {}),
            )
