"""The answers of the commands by HTTP, and the description that is made of the same signatures."""

from __future__ import annotations

import inspect
import json
import shlex
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator

from entry import completed
from made.serving import asked
from pactgraph.serving import operations as module
from pactgraph.serving.operations import operations

if TYPE_CHECKING:
    from collections.abc import Iterator

IN = {"on": "2029-01-01", "known": "2026-11-23", "assume": "agi-verified=2028-06-01"}
SAID = "--on 2029-01-01 --known 2026-11-23 --assume agi-verified=2028-06-01"
KNOWN = {"known": "2026-11-23"}
ASKED: list[tuple[str, dict[str, Any], str]] = [
    ("status", IN, f"status {SAID}"),
    ("status", {**IN, "clause": ["MSOA-2025", "OAFR-02"]}, f"status MSOA-2025 OAFR-02 {SAID}"),
    (
        "status",
        {**IN, "party": "microsoft", "kind": "licence", "status": "in force", "lang": "de"},
        f"status --party microsoft --kind licence --status 'in force' --lang de {SAID}",
    ),
    (
        "status",
        {**IN, "duty": "due", "only": "MSOA-2025"},
        f"status --duty due --only MSOA-2025 {SAID}",
    ),
    ("why", {**IN, "clause": "MSOA-2025-12"}, f"why MSOA-2025-12 {SAID}"),
    (
        "show",
        {**IN, "name": "AGI verified", "lang": "de"},
        f"show 'AGI verified' --lang de {SAID}",
    ),
    (
        "impact",
        {**KNOWN, "event": "agi-verified", "when": "2028-06-01"},
        "impact agi-verified --when 2028-06-01 --known 2026-11-23",
    ),
    (
        "impact",
        {**KNOWN, "event": "agi-verified", "on": "2029-01-01", "one-day": "true"},
        "impact agi-verified --on 2029-01-01 --known 2026-11-23",
    ),
    (
        "decision",
        {**KNOWN, "clause": "MSOA-2025-12", "by": "2030"},
        "impact --clause MSOA-2025-12 --by 2030 --known 2026-11-23",
    ),
    (
        "decision",
        {**KNOWN, "clause": "MSOA-2025-12", "by": "2030-12-31", "save": "yes"},
        "impact --clause MSOA-2025-12 --by 2030-12-31 --save --known 2026-11-23",
    ),
    (
        "diff",
        {**KNOWN, "first": "MSOA-2025", "second": "MSOA-2026", "on": "2027-01-01"},
        "diff MSOA-2025 MSOA-2026 --on 2027-01-01 --known 2026-11-23",
    ),
    ("conflicts", {**IN, "clause": "MSOA-2025"}, f"conflicts MSOA-2025 {SAID}"),
    (
        "may",
        {
            **IN,
            "party": "openai",
            "action": "serve",
            "asset": "API products",
            "as": "cloud=amazon",
            "all": "true",
        },
        f"may openai serve 'API products' --as cloud=amazon --all {SAID}",
    ),
    ("find", {"text": "right of first refusal"}, "find right of first refusal"),
    ("find", {"text": "Umsatz", "all": "1", "lang": "de"}, "find Umsatz --all --lang de"),
    ("list", {"sort": "events"}, "list events"),
    (
        "list",
        {"sort": "assets", "party": "microsoft", "kind": "licence"},
        "list assets --party microsoft --kind licence",
    ),
    ("flows", {**IN, "only": "CBOA"}, f"network --only CBOA {SAID}"),
    ("lanes", {**IN, "only": "CBOA"}, f"network --pairs --only CBOA {SAID}"),
    ("loops", {**IN, "only": ["AWOA", "AMOA"]}, f"network --loops --only AWOA,AMOA {SAID}"),
    (
        "loops",
        {
            **IN,
            "party": "microsoft",
            "length": "3",
            "force": "binding",
            "with": "supply",
            "legal": "true",
        },
        "network --loops --party microsoft --length 3 --force binding --with supply --legal "
        + SAID,
    ),
    ("totals", {**IN, "party": ["amazon", "openai"]}, f"network --pair amazon,openai {SAID}"),
]


def ids() -> Iterator[str]:
    """Return what tells rows apart, the same in every process."""
    return (f"{number}-{name}" for number, (name, _, _) in enumerate(ASKED))


@pytest.mark.parametrize(("name", "given", "line"), ASKED, ids=ids())
def test_an_answer_is_that_of_the_command(
    name: str, given: dict[str, Any], line: str, url: str
) -> None:
    """Byte by byte, as JSON and as CSV."""
    for form, kind in (("json", "application/json"), ("csv", "text/csv")):
        found = asked(f"{url}/api/{name}?{urlencode(given, doseq=True)}", headers={"Accept": kind})

        assert (200, kind) == (found.status, found.kind), found.text
        assert completed(*shlex.split(line), "--format", form).stdout == found.text.replace(
            "\r\n", "\n"
        )
    assert [
        operation for operation in operations() if operation not in {n for n, _, _ in ASKED}
    ] == []


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("statu", 404, "there is status"),
        ("status?prty=microsoft", 400, "did you mean party?"),
        ("status?nonsense=1", 400, "status takes no nonsense; it takes clause, only"),
        ("find?text=microsoft&on=2029", 400, "find takes no on; it takes text"),
        ("status?status=maybe", 400, "“maybe” is none of in force, not yet"),
        ("status?party=nobody-here", 404, "nobody-here"),
        ("status?assume=agi-verified", 400, "should have two sides"),
        ("status?on=2029-02-30", 400, "2029-02-30"),
        ("status?lang=fr", 400, "is none of the languages"),
        ("why", 400, "clause is missing"),
        ("why?clause=a&clause=b", 400, "clause is given twice"),
        ("find?text=xyzzyxyzzy", 404, "nothing was found"),
        ("list?sort=cats", 400, "“cats” is none of agreements"),
        ("loops?length=many", 400, "is no whole number"),
        ("loops?with=money-laundering", 400, "money-laundering"),
        ("impact?event=agi-verified&one-day=perhaps", 400, "one-day is true or false"),
        ("status?%ff=1", 400, "UTF-8"),
        ("status?according-to=nobody-here", 404, "nobody-here"),
    ],
)
def test_what_is_wrong_is_told(path: str, status: int, said: str, url: str) -> None:
    """As JSON, with the sentence of the command, and a status that says whose fault it is."""
    found = asked(f"{url}/api/{path}")

    assert (status, "application/json") == (found.status, found.kind), found.text
    assert {"error"} == found.json.keys()
    assert said in found.json["error"]


def test_what_is_wrong_is_told_in_german(url: str) -> None:
    """Where the client prefers it, or asks for it."""
    for path, headers in (("?lang=de", {}), ("", {"Accept-Language": "de"})):
        found = asked(
            f"{url}/api/show{path}{'&' if path else '?'}name=nobody-here", headers=headers
        )
        assert "nobody-here" in found.json["error"]
        assert "there is no" not in found.json["error"]


def test_the_map_is_a_page(url: str) -> None:
    """That of the command, of some agreements or all."""
    found = asked(
        f"{url}/map", [("only", "AMDOA"), ("lang", "de"), *KNOWN.items(), ("on", "2027-01-01")]
    )

    assert (200, "text/html") == (found.status, found.kind)
    assert found.text.startswith("<!DOCTYPE html>")
    assert 'lang="de"' in found.text[:300]
    assert 400 == asked(f"{url}/map?olny=AMDOA").status


def described(url: str) -> dict[str, Any]:
    """Return the description of all addresses."""
    found: dict[str, Any] = asked(f"{url}/api/openapi.json").json
    return found


def test_every_address_is_described(url: str) -> None:
    """Every parameter of every function, with its sentence; every reference leads somewhere."""
    found = described(url)

    assert "3.1.0" == found["openapi"]
    assert [{"url": url}] == found["servers"]
    for name, operation in operations().items():
        about = found["paths"][f"/api/{name}"]["get"]
        parameters = {each["name"]: each for each in about["parameters"]}
        function = getattr(module, operation.function.__name__)
        keywords = [
            each.name.rstrip("_").replace("_", "-")
            for each in inspect.signature(function).parameters.values()
            if each.kind is each.KEYWORD_ONLY
        ]
        assert [*parameters][: len(keywords)] == keywords
        assert all(each["description"][-1] in ".…" for each in parameters.values())
        assert ("on" in parameters) == operation.in_setting
    text = json.dumps(found)
    assert text.count("#/components/schemas/") == text.count("#/components/schemas/Refusal")
    ids_of = [
        method["operationId"] for path in found["paths"].values() for method in path.values()
    ]
    assert len(ids_of) == len(set(ids_of))


def test_every_schema_is_one(url: str) -> None:
    """Of JSON Schema 2020-12, as OpenAPI 3.1 has it."""

    def schemas(node: object) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "schema":
                    yield value
                yield from schemas(value)
        elif isinstance(node, list):
            for each in node:
                yield from schemas(each)

    found = list(schemas(described(url)))
    assert len(found) > 200
    for schema in found:
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(("name", "given", "line"), ASKED, ids=ids())
def test_answers_are_as_described(name: str, given: dict[str, Any], line: str, url: str) -> None:
    """Each address answers with JSON of the form that its description has."""
    del line
    about = described(url)["paths"][f"/api/{name}"]["get"]
    schema = about["responses"]["200"]["content"]["application/json"]["schema"]

    found = asked(f"{url}/api/{name}?{urlencode(given, doseq=True)}")

    Draft202012Validator(schema).validate(found.json)
    assert set(given) <= {each["name"] for each in about["parameters"]}
