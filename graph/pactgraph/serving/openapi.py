"""The description of all addresses, made of what answers them (OpenAPI 3.1)."""

from __future__ import annotations

from functools import cache
from typing import Any

from pactgraph import __version__
from pactgraph.messages import LANGUAGES
from pactgraph.serving.negotiation import ROWS, TRIPLES
from pactgraph.serving.objects import OBJECTS
from pactgraph.serving.operations import Operation, Parameter, Texts, operations
from pactgraph.serving.questions import SPARQL, described
from pactgraph.sparql.questions import Question, questions

_SETTING = {
    "on": "The day asked about, such as 2029-06-30; today if it is not given.",
    "known": "The day that the record is known to; today if it is not given.",
    "assume": "An event and its date, such as agi-verified=2028-06-01, or never; repeatable.",
    "according-to": "A source whose claims about open events are assumed, too.",
    "lang": "Language of labels and sentences: en or de; else that of Accept-Language.",
}
_REPEATED = {"assume"}
_REFUSED = {
    "400": "What is asked is not understood; the sentence says what would be right.",
    "404": "Nothing has this name.",
    "406": "It is given in none of the media types that are accepted.",
    "422": "It takes or gives more than is allowed: time, memory, size.",
    "503": "Too much is asked at once; Retry-After says when to ask again.",
}


def openapi(url: str) -> dict[str, Any]:
    """Return the description of what is served at `url`."""
    return {**_described(), "servers": [{"url": url}]}


@cache
def _described() -> dict[str, Any]:
    found = operations().values()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "pactgraph",
            "version": __version__,
            "description": "Which clauses of agreements are in force, why, by which source.",
        },
        "paths": {
            "/sparql": _sparql(),
            "/questions": {"get": _listing()},
            **{
                f"/questions/{each.name}": {"get": _question(each)}
                for each in questions().values()
            },
            **{f"/api/{each.name}": {"get": _operation(each)} for each in found},
            "/api/record": {"get": _record()},
            "/map": {"get": _map()},
            "/health": {
                "get": _plain("health", "Whether the server answers, and how busy it is.")
            },
        },
        "components": {
            "schemas": {
                "Refusal": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {"error": {"type": "string"}},
                    "additionalProperties": False,
                }
            }
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    taken = [*operation.parameters]
    shared = _SETTING if operation.in_setting else {"lang": _SETTING["lang"]}
    schema = _shape(operation)
    return {
        "operationId": operation.name,
        "summary": operation.about,
        "parameters": [*map(_parameter, taken), *map(_of_setting, shared)],
        "responses": _responses(
            {
                "application/json": {"schema": schema},
                "text/csv": {"schema": {"type": "string"}},
                "text/markdown": {"schema": {"type": "string"}},
                OBJECTS: {"schema": {"type": "array"}},
            }
        ),
    }


def _shape(operation: Operation) -> dict[str, Any]:
    """Return of which form the JSON of an answer is: what `as_json` of its type returns."""
    item = {"type": "object"}
    returned = str(operation.answer.as_json.__annotations__["return"])
    return {"type": "array", "items": item} if returned.startswith("list") else item


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.kind is bool:
        schema = {"type": "boolean", "default": parameter.default}
    elif parameter.kind is int:
        schema = {"type": "integer", "minimum": 2, "maximum": 9999, "default": parameter.default}
    elif parameter.kind == Texts:
        schema = {"type": "array", "items": schema}
    elif parameter.choices:
        schema["enum"] = [*parameter.choices]
    return _in_query(parameter.name, parameter.about, schema, required=parameter.required)


def _of_setting(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if name == "lang":
        schema["enum"] = [*LANGUAGES]
    if name in _REPEATED:
        schema = {"type": "array", "items": schema}
    return _in_query(name, _SETTING[name], schema)


def _in_query(
    name: str, about: str, schema: dict[str, Any], *, required: bool = False
) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "description": about,
        "required": required,
        "schema": schema,
    }


def _question(asked: Question) -> dict[str, Any]:
    known = described(asked, "")
    parameters = [
        {
            **_in_query(each["name"], _hint(each), {"type": "string"}, required=each["required"]),
            **({"example": each["example"]} if each["example"] else {}),
        }
        for each in known["parameters"]
    ]
    return {
        "operationId": f"question-{asked.name}",
        "summary": asked.title,
        "description": asked.description,
        "parameters": [
            *parameters,
            *map(_of_setting, [*dict.fromkeys([*("on", "known", "assume"), "lang"])]),
        ],
        "responses": _responses(
            {
                **{each: {"schema": _of_rows(each)} for each in ROWS},
                SPARQL: {"schema": {"type": "string"}},
            }
        ),
    }


def _hint(parameter: dict[str, Any]) -> str:
    kinds = {"iri": "A thing: its id, its IRI, or a part of its label."}
    return kinds.get(parameter["kind"], f"A value of xsd:{parameter['kind']}.")


def _of_rows(media_type: str) -> dict[str, Any]:
    if "json" not in media_type:
        return {"type": "string"}
    return {
        "type": "object",
        "required": ["head"],
        "properties": {"head": {"type": "object"}, "results": {"type": "object"}},
    }


def _sparql() -> dict[str, Any]:
    given = {
        "default-graph-uri": "A graph that is part of the default one; repeatable.",
        "named-graph-uri": "A named graph; repeatable.",
    }
    several = {"type": "array", "items": {"type": "string", "format": "iri"}}
    text = {"type": "string"}
    parameters = [
        *(_in_query(name, about, several) for name, about in given.items()),
        *map(_of_setting, ("on", "known", "assume")),
    ]
    media = (*ROWS, *TRIPLES)
    answered = {
        "200": {
            "description": "The answer, or without a query what the endpoint is.",
            "content": {
                each: {"schema": _of_rows(each)} if each in ROWS else {} for each in media
            },
        },
        **{
            status: {"description": about, "content": {"text/plain": {"schema": text}}}
            for status, about in {
                **_REFUSED,
                "403": "It is an update.",
                "413": "The request is too large.",
                "415": "The query is sent as something else.",
            }.items()
            if status != "404"
        },
    }
    query = _in_query("query", "A query in SPARQL 1.1.", text)
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {"query": text, **dict.fromkeys(given, several)},
    }
    return {
        "get": {
            "operationId": "query",
            "summary": "SPARQL 1.1 Protocol: a query by GET.",
            "parameters": [query, *parameters],
            "responses": answered,
        },
        "post": {
            "operationId": "query-by-post",
            "summary": "SPARQL 1.1 Protocol: a query by POST.",
            "parameters": parameters,
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {"schema": form},
                    "application/sparql-query": {"schema": text},
                },
            },
            "responses": answered,
        },
    }


def _listing() -> dict[str, Any]:
    listed = {"type": "array", "items": {"type": "object"}}
    return {
        "operationId": "questions",
        "summary": "The questions that ship, with their parameters and texts.",
        "responses": {
            "200": {
                "description": "All of them.",
                "content": {"application/json": {"schema": listed}},
            }
        },
    }


def _map() -> dict[str, Any]:
    only = {"type": "array", "items": {"type": "string"}}
    return {
        "operationId": "map",
        "summary": "All agreements as one interactive page.",
        "parameters": [
            _in_query("only", "Agreements, or series for all of their versions.", only),
            *map(_of_setting, _SETTING),
        ],
        "responses": _responses({"text/html": {"schema": {"type": "string"}}}, "text/plain"),
    }


def _record() -> dict[str, Any]:
    return {
        "operationId": "record",
        "summary": f"What whoever asks for {OBJECTS} has to know before: pactgraph.connect does.",
        "parameters": [_of_setting("lang")],
        "responses": _responses({OBJECTS: {"schema": {"type": "array"}}}),
    }


def _plain(name: str, about: str) -> dict[str, Any]:
    schema = {"type": "object"}
    return {
        "operationId": name,
        "summary": about,
        "responses": {
            "200": {"description": about, "content": {"application/json": {"schema": schema}}}
        },
    }


def _responses(content: dict[str, Any], refused: str = "application/json") -> dict[str, Any]:
    said = {"$ref": "#/components/schemas/Refusal"}
    schema = said if refused == "application/json" else {"type": "string"}
    return {
        "200": {"description": "The answer.", "content": content},
        **{
            status: {"description": about, "content": {refused: {"schema": schema}}}
            for status, about in _REFUSED.items()
        },
    }
