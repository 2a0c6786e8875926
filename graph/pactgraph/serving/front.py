"""`/`: a plain page that says what is here, without a script, in the reader's language."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from pactgraph.messages import LANGUAGES, Phrases
from pactgraph.serving.operations import operations
from pactgraph.serving.protocol import fields
from pactgraph.serving.questions import language_of
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from starlette.requests import Request

    from pactgraph.messages import Language

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
"""The page loads nothing but its style, and nobody can make it."""
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
dt { font-family: ui-monospace, monospace } dd { margin: 0 0 .75rem 1.5rem }
code { overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #8cf } }
"""
_WORDS = Phrases(
    {
        "about": "Which clauses of agreements are in force, why, by which source.",
        "/sparql": "SPARQL 1.1, for any client; without a query, what the endpoint is",
        "/editor": "An editor for queries in SPARQL",
        "/map": "All agreements as one interactive page",
        "/questions": "The questions that ship, with their parameters",
        "/api/openapi.json": "The description of all addresses (OpenAPI 3.1)",
        "/health": "Whether the server answers, and how busy it is",
        "setting": "Most addresses take {on}, {known} and {assume}: the day asked about, the day"
        " that the record is known to, and events with the dates they are assumed to happen on.",
        "questions": "Questions",
        "answers": "Answers of the commands",
        "other": "This page in another language:",
    }
)
_NAMES = {"en": "English", "de": "Deutsch"}
_SETTING = {"on": "on", "known": "known", "assume": "assume=agi-verified=2028-06-01"}


async def front(request: Request) -> Response:
    """Return the page."""
    tag = language_of(fields(request.scope["query_string"]), request)
    shown = [route.path for route in request.app.routes if route.path in _WORDS["en"]]
    headers = {"Content-Security-Policy": POLICY, "Vary": "Accept-Language"}
    return HTMLResponse(page(tag, shown), headers=headers)


async def style(_request: Request) -> Response:
    """Return how the page looks."""
    return Response(STYLE, media_type="text/css")


def page(tag: Language, paths: list[str]) -> str:
    """Return the page in a language.

    Args:
        tag: the language.
        paths: the addresses that it leads to.
    """
    words = _WORDS[tag]
    setting = escape(words["setting"]).format(
        **{name: f"<code>{escape(text)}</code>" for name, text in _SETTING.items()}
    )
    asked = [
        (f"/questions/{each.name}", each.asked.in_language(tag)) for each in questions().values()
    ]
    answered = [(f"/api/{name}", "") for name in operations()]
    others = " ".join(
        f'<a href="?lang={other}" hreflang="{other}" lang="{other}">{_NAMES.get(other, other)}</a>'
        for other in LANGUAGES
        if other != tag
    )
    return f"""<!DOCTYPE html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>pactgraph</title>
<link rel="stylesheet" href="/front.css">
</head>
<body>
<h1>pactgraph</h1>
<p>{escape(words["about"])}</p>
{_listed([(path, words[path]) for path in paths])}
<p>{setting}</p>
<h2>{escape(words["questions"])}</h2>
{_listed(asked)}
<h2>{escape(words["answers"])}</h2>
{_listed(answered)}
<p>{escape(words["other"])} {others}</p>
</body>
</html>
"""


def _listed(rows: list[tuple[str, str]]) -> str:
    lines = (
        f'<dt><a href="{escape(path)}">{escape(path)}</a></dt><dd>{escape(about)}</dd>'
        for path, about in rows
    )
    return "<dl>\n" + "\n".join(lines) + "\n</dl>"
