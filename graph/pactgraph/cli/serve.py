"""`pactgraph serve`: everything by HTTP."""

from __future__ import annotations

import gc
from importlib.util import find_spec
from urllib.parse import urlsplit

import click

from pactgraph.cli.options import Files, graph_option, message_language_option
from pactgraph.cli.output import busy, tell
from pactgraph.errors import BadInputError
from pactgraph.graph import SHIPPED, paths_named
from pactgraph.messages import worded

_NEEDED = ("starlette", "uvicorn")
_MADE_BETWEEN = 100_000
"""So much is made before circles are looked for in it: almost all of it is kept."""
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class _Number(click.IntRange):
    """A number, called so in messages."""

    name = "number"


@click.command()
@graph_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=_Number(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 is any that is free.",
)
@click.option(
    "--timeout",
    type=_Number(1, 3600),
    default=30,
    show_default=True,
    help="Seconds after which a query is stopped.",
)
@click.option(
    "--workers",
    type=_Number(2, 64),
    default=4,
    show_default=True,
    help="Processes that answer queries, half of them the questions that ship.",
)
@click.option(
    "--memory",
    type=_Number(256, 1024 * 1024),
    default=2048,
    show_default=True,
    help="MB of memory that each of them may use.",
)
@click.option(
    "--origin",
    "origins",
    metavar="URL",
    multiple=True,
    help="Web pages from there may ask, too, such as https://example.org, or * for all, and a "
    "proxy of that name; repeatable.  [default: all for the shipped facts, none for other files]",
)
@message_language_option
def serve(  # noqa: PLR0913 - one argument an option
    *,
    files: Files,
    host: str,
    port: int,
    timeout: int,
    workers: int,
    memory: int,
    origins: tuple[str, ...],
) -> None:
    """Answer by HTTP, read-only: SPARQL for any client, until Ctrl-C.

    What is there is told on start; one line of JSON a request goes to standard error.
    Needs the extra: pip install 'pactgraph[serve]'
    """
    for origin in origins:
        _refuse_no_origin(origin)
    if not all(map(find_spec, _NEEDED)):
        raise BadInputError(
            worded("serving needs two more packages: pip install 'pactgraph[serve]'")
        )
    from pactgraph.serving.endpoint import Endpoint, Options  # noqa: PLC0415 - an extra
    from pactgraph.serving.served import served  # noqa: PLC0415 - likewise
    from pactgraph.serving.server import is_loopback, listening, url_of  # noqa: PLC0415 - likewise
    from pactgraph.serving.server import serve as answer  # noqa: PLC0415 - likewise
    from pactgraph.serving.watching import source  # noqa: PLC0415 - likewise

    with listening(host, port) as listener:
        with busy(worded("reading")):
            watched = source(paths_named(files.paths), files.graph)
            data = served(files.graph())
        near = is_loopback(listener)
        public = not files.paths or files.paths == (SHIPPED,)
        allowed = origins or (("*",) if public else ())
        options = Options(
            timeout=timeout,
            workers=workers,
            memory=memory * 1024**2,
            origins=allowed,
            hosts=_names(allowed) if near else (),
        )
        url = url_of(listener)
        if not near:
            tell(
                worded(
                    "Warning: whoever reaches this machine at {url} can read everything that is"
                    " served; nobody is asked who they are.",
                    url=url,
                )
            )

        def begun() -> None:
            tell(worded("Serving {count} triples:", count=f"{data.size:,}"), err=False)
            for path in (
                "/sparql",
                "/questions",
                "/api/openapi.json",
                "/editor",
                "/map",
                "/health",
            ):
                click.echo(f"  {url}{path}")
            tell(worded("Ctrl-C ends it."), err=False)

        gc.set_threshold(_MADE_BETWEEN)
        gc.enable()  # unlike other commands, it goes on
        answer(Endpoint(data, options, watched), listener, begun)


def _refuse_no_origin(text: str) -> None:
    """Refuse what no browser sends as an origin: it would allow nothing, in silence."""
    parts = urlsplit(text)
    whole = parts.scheme in {"http", "https"} and parts.hostname
    if text != "*" and not (whole and text == f"{parts.scheme}://{parts.netloc}"):
        raise BadInputError(
            worded(
                "“{text}” is no origin of a page; write one such as https://example.org, or *",
                text=text,
            )
        )


def _names(origins: tuple[str, ...]) -> tuple[str, ...]:
    """Return by which names this machine may be called; none for any.

    A page of somebody else's, whose name was made to lead here, would read as if it were ours.
    """
    if "*" in origins:
        return ()
    return (*_LOOPBACK, *filter(None, (urlsplit(origin).hostname for origin in origins)))
