"""`/editor`: YASGUI on a page and with a policy of its own; it asks nobody but us."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from pactgraph.messages import Phrases
from pactgraph.serving.protocol import fields
from pactgraph.serving.questions import SPARQL, language_of
from pactgraph.serving.refusing import NOT_FOUND
from pactgraph.sparql.questions import FROM_SETTING, questions
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from starlette.requests import Request

    from pactgraph.messages import Language

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " font-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""The editor writes styles of its own; nothing else comes from anywhere but here."""
_HERE = Path(__file__).parent
_EXAMPLE = """\
PREFIX odrl: <http://www.w3.org/ns/odrl/2/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?agreement ?label
WHERE {
  ?agreement a odrl:Agreement ; rdfs:label ?label
  FILTER (LANG(?label) = "en")
}
ORDER BY ?label
"""
_WORDS = Phrases(
    {
        "title": "Ask in SPARQL",
        "question": "A question that ships",
        "choose": "choose …",
        "on": "Day asked about",
        "known": "Known to",
        "assume": "Assumed",
        "back": "What else is here",
    }
)
_EXAMPLES = {"on": "2029-06-30", "known": "2026-11-23", "assume": "agi-verified=2028-06-01"}


@cache
def vendored() -> dict[str, Path]:
    """Return the files of the editor, and ours, by the name that each has below `/editor`."""
    kept = json.loads((_HERE / "vendor" / "VENDOR.json").read_text(encoding="utf-8"))
    files = [_HERE / "vendor" / entry["file"] for entry in kept]
    own = [_HERE / "script" / name for name in ("editor.js", "editor.css")]
    return {file.name: file for file in (*files, *own)}


async def editor(request: Request) -> Response:
    """Return the page."""
    tag = language_of(fields(request.scope["query_string"]), request)
    headers = {"Content-Security-Policy": POLICY, "Vary": "Accept-Language"}
    return HTMLResponse(page(tag), headers=headers)


async def file(request: Request) -> Response:
    """Return a file of the page."""
    found = vendored().get(request.path_params["name"])
    if found is None:
        raise HTTPException(NOT_FOUND)
    return FileResponse(found, headers={"Cache-Control": "no-cache"})


async def given(request: Request) -> Response:
    """Return what the page begins with: our endpoint, prefixes and questions."""
    tag = language_of(fields(request.scope["query_string"]), request)
    listed = [
        {
            "name": each.name,
            "asked": each.asked.in_language(tag),
            "path": f"/questions/{each.name}",
            "values": {
                p.name: p.default
                for p in each.parameters
                if p.required and p.name not in FROM_SETTING
            },
        }
        for each in questions().values()
    ]
    return JSONResponse(
        {
            "endpoint": "/sparql",
            "language": tag,
            "type": SPARQL,
            "prefixes": PREFIXES,
            "example": _EXAMPLE,
            "questions": listed,
        },
        headers={"Vary": "Accept-Language"},
    )


def page(tag: Language) -> str:
    """Return the page in a language; YASGUI itself speaks English."""
    words = {key: escape(text) for key, text in _WORDS[tag].items()}
    inputs = "\n".join(
        f'<label>{words[name]} <input id="{name}" placeholder="{example}"'
        ' autocomplete="off" spellcheck="false"></label>'
        for name, example in _EXAMPLES.items()
    )
    return f"""<!DOCTYPE html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>pactgraph: {words["title"]}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/editor/yasgui.min.css">
<link rel="stylesheet" href="/editor/editor.css">
</head>
<body>
<header>
<label>{words["question"]}
<select id="question"><option value="">{words["choose"]}</option></select></label>
{inputs}
<a href="/">{words["back"]}</a>
</header>
<main id="editor"></main>
<script src="/editor/yasgui.min.js"></script>
<script src="/editor/editor.js"></script>
</body>
</html>
"""
