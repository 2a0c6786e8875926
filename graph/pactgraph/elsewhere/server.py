"""What a server says: requests by HTTP, and its refusals as the errors that they are."""

from __future__ import annotations

import http.client
import ipaddress
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from pactgraph import errors
from pactgraph.errors import BadInputError, NotFoundError, PactgraphError, ServerError
from pactgraph.messages import worded
from pactgraph.serving.refusing import BAD, KIND, NOT_FOUND, TOO_LARGE, TOO_MUCH

if TYPE_CHECKING:
    from collections.abc import Iterable

TIMEOUT = 120.0
"""Seconds that an answer may take."""
MOST = 256 * 1024**2
"""Bytes that an answer may have."""
_LONGEST = 32_000
"""Characters of an address that every server takes."""
_ASKED_WRONGLY = {BAD, NOT_FOUND, TOO_LARGE, TOO_MUCH}
_CARRIES_MORE = {"InvalidGraphError"}
"""Errors that hold more than a sentence."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is.

    Attributes:
        url: of the whole of it, without a slash at its end.
    """

    url: str

    @classmethod
    def at(cls, url: str) -> Server:
        """Return the server at a URL, which may be that of its endpoint.

        Raises:
            BadInputError: it is none that HTTP reaches.
        """
        try:
            parts = urlsplit(url)
            there = parts.hostname and (parts.port is None or parts.port)
        except ValueError:
            there, parts = None, urlsplit("")
        plain = not (parts.query or parts.fragment) and url.isascii() and url.isprintable()
        if parts.scheme not in ("http", "https") or not there or not plain or " " in url:
            raise BadInputError(
                worded(
                    "“{url}” is no address of a server; it is such as http://127.0.0.1:8000",
                    url=url[:100],
                )
            )
        return cls(url.rstrip("/").removesuffix("/sparql").rstrip("/"))

    def get(
        self,
        path: str,
        parameters: Iterable[tuple[str, str]] = (),
        accept: str = "application/json",
        *,
        send: bool = False,
        timeout: float = TIMEOUT,
    ) -> bytes:
        """Return what stands at a path.

        Args:
            path: below the URL of the server.
            parameters: of the address, or of a form.
            accept: the media types that will do.
            send: whether the parameters are sent as a form: an address has a bound.
            timeout: seconds to wait.

        Raises:
            BadInputError: an address cannot say so much.
            PactgraphError: what the server says of what is asked, as the error that it raised.
            ServerError: it is not reached, has too much to do, or is none of ours.
            TimeoutError: it does not answer in time.
        """
        said = urlencode([*parameters], errors="surrogatepass")
        url, data = f"{self.url}{path}", said.encode() if send else None
        if said and not send:
            url = f"{url}?{said}"
        if len(url) > _LONGEST:
            raise BadInputError(
                worded("more is asked at once than an address can say; ask for less at a time")
            )
        request = urllib.request.Request(url, data)  # noqa: S310 - `at` knows the scheme
        request.add_header("Accept", accept)
        request.add_header("Accept-Language", "en")
        try:
            with self._opener().open(request, timeout=timeout) as response:
                found: bytes = response.read(MOST + 1)
                missing = len(found) <= MOST and bool(response.length)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error) from None
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException) as error:
            reason = error.reason if isinstance(error, urllib.error.URLError) else error
            if isinstance(reason, TimeoutError):
                raise reason from None
            raise self._not_reached(reason) from None
        if missing:  # read as far as that, the library says nothing of it
            raise self._not_reached(http.client.IncompleteRead(found, response.length))
        if len(found) > MOST:
            raise ServerError(
                worded(
                    "{url} answers with more than {size} MB; ask for less",
                    url=self.url,
                    size=MOST // 1024**2,
                )
            )
        return found

    def json(self, path: str, **parameters: str) -> Any:  # noqa: ANN401 - as JSON has it
        """Return what stands at a path, as JSON.

        Raises:
            ServerError: as `get`; or it is none.
        """
        data = self.get(path, parameters.items())
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise self.stranger() from None

    def stranger(self) -> ServerError:
        """Return what is told of a server that is none of ours."""
        return ServerError(
            worded(
                "what answers at {url} is no pactgraph serve; ask for its address, or start one",
                url=self.url,
            )
        )

    def _opener(self) -> urllib.request.OpenerDirector:
        """Return what opens addresses: those of this machine directly, never through others."""
        if not _is_here(urlsplit(self.url).hostname or ""):
            return urllib.request.build_opener()
        return urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def _not_reached(self, reason: object) -> ServerError:
        return ServerError(
            worded(
                "{url} is not reached ({reason}); start it with pactgraph serve, or ask for its"
                " address",
                url=self.url,
                reason=str(reason),
            )
        )

    def _refusal(self, refused: urllib.error.HTTPError) -> PactgraphError:
        """Return what a refusal says, as the error that it was."""
        try:
            text = refused.read(MOST).decode(errors="replace").strip()
            told = json.loads(text)["error"] if text.startswith("{") else text
        except (OSError, http.client.HTTPException) as error:
            return self._not_reached(error)
        except (ValueError, LookupError, TypeError, RecursionError):
            return self.stranger()
        kind = refused.headers.get(KIND, "")
        if kind in errors.__all__ and kind not in _CARRIES_MORE:
            raised = getattr(errors, kind)
            if issubclass(raised, PactgraphError):
                found: PactgraphError = raised(told)
                return found
        if not str(told).strip() or str(told).lstrip().startswith("<"):
            return self.stranger()
        if refused.code in _ASKED_WRONGLY:
            return (NotFoundError if refused.code == NOT_FOUND else BadInputError)(told)
        return ServerError(
            worded("{url} does not answer: {reason}", url=self.url, reason=str(told))
        )


def _is_here(host: str) -> bool:
    """Return whether a name or address is that of this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
