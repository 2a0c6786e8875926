"""What is not answered: the status of HTTP, and the sentence for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import NotFoundError, PactgraphError, QueryTimeoutError
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

BAD, FORBIDDEN, NOT_FOUND, NO_SUCH_METHOD, NOT_ACCEPTABLE = 400, 403, 404, 405, 406
KIND = "Pactgraph-Error"
"""The header that has the name of the class of an error, for programs of our own."""
TOO_LARGE, NO_SUCH_TYPE, TOO_MUCH, BUSY = 413, 415, 422, 503


class RefusedError(PactgraphError):
    """A request that is not answered, for a reason that HTTP has a status for.

    Attributes:
        status: that status.
        headers: what is told beside the message.
    """

    def __init__(
        self, status: int, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep what is told."""
        self.status = status
        self.headers = dict(headers or {})
        super().__init__(message)


def busy(seconds: float) -> RefusedError:
    """Return the refusal of what no process is free for; it may be asked again in so long."""
    return RefusedError(
        BUSY,
        worded("too much is asked at once; ask again in {count} s", count=f"{seconds:.0f}"),
        {"Retry-After": f"{seconds:.0f}"},
    )


def status_of(error: PactgraphError) -> int:
    """Return the status that says best what an error is."""
    match error:
        case RefusedError():
            return error.status
        case QueryTimeoutError():
            return TOO_MUCH
        case NotFoundError():
            return NOT_FOUND
        case _:
            return BAD
