"""The JSON Schema of plain files, made from the one table of keys.

An editor shows by it which keys there are, and marks what is none. It is looser than the reader:
whether an id, a date or a sentence means anything, only the reader says.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pactgraph.messages import LANGUAGES
from pactgraph.plain.keys import BY_NAME, GRAPH, HEAD, RULES, SECTIONS, VERSION
from pactgraph.plain.vocabulary import VOCABULARIES, terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.plain.keys import Key, Section

    Schema = Mapping[str, object]

ADDRESS = "https://w3id.org/pactgraph/agreement.schema.json"
"""Where the schema is found, whatever its version."""
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ID = r"^([^\W_][\w.~-]*|[A-Za-z][A-Za-z0-9+.-]*:\S+)$"
_DATE = r"^\d{4}(-\d{2}(-\d{2}(T[\d:.]+Z)?)?)?$"
_DEFINED: Mapping[str, Schema] = {
    "text": {
        "oneOf": [
            {"type": "string", "minLength": 1},
            {
                "type": "object",
                "propertyNames": {"pattern": "^([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?$"},
                "additionalProperties": {"type": "string", "minLength": 1},
                "minProperties": 1,
            },
        ]
    },
    "string": {"type": "string", "minLength": 1},
    "date": {"type": ["string", "integer"], "pattern": _DATE},
    "address": {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"},
    "flag": {"enum": [True, "true"]},
    "id": {"type": ["string", "integer"], "pattern": _ID},
    "amount": {"type": "string", "pattern": r"\d|^\S+$"},
    "sentence": {"type": "string", "minLength": 1},
    "operand": {"type": ["string", "number"]},
}
"""How values are written, by form; a name may be a label as well, so ids are not checked."""
_NAMED = {"id": "string", "law": "text", "moment": "sentence", "deadline": "string"}
"""Forms that are written as another."""


def schema_text() -> str:
    """Return the JSON Schema as it ships."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of plain files."""
    properties: dict[str, object] = {
        "pactgraph": {"enum": [VERSION, int(VERSION)], "description": HEAD["pactgraph"]},
        "base": {**_reference("address"), "description": HEAD["base"]},
        "language": {"enum": [*LANGUAGES], "description": HEAD["language"]},
        "uses": {**_uses(), "description": HEAD["uses"]},
    }
    for section in SECTIONS:
        properties[section.name] = {**_things(section), "description": section.about}
    properties[GRAPH] = {"type": ["array", "object"]}
    return {
        "$schema": _DRAFT,
        "$id": ADDRESS,
        "title": "pactgraph: agreements as people write them",
        "type": "object",
        "properties": properties,
        "required": ["pactgraph", "base"],
        "additionalProperties": False,
        "$defs": {
            **_DEFINED,
            **{_vocabulary(name): _terms(name) for name in VOCABULARIES},
            **{section.name: _thing(section) for section in BY_NAME.values()},
        },
    }


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _things(section: Section) -> Schema:
    """Return what stands in a section: things by their ids."""
    return {
        "type": "object",
        "propertyNames": {"pattern": _ID},
        "additionalProperties": _reference(section.name),
    }


def _thing(section: Section) -> Schema:
    keys: dict[str, object] = {
        name: {**_value(section, key), "description": key.about}
        for key in section.keys
        for name in (key.name, *key.also)
    }
    found: dict[str, object] = {
        "type": "object",
        "properties": keys,
        "required": [key.name for key in section.keys if key.needed],
        "additionalProperties": False,
    }
    if section.name == "clauses":
        found["oneOf"] = [{"required": [rule]} for rule in (*RULES, "statement")]
    if not section.short:
        return found
    return {"oneOf": [_reference("string"), found]}


def _value(section: Section, key: Key) -> Schema:
    match key.form:
        case "things":
            return _things(BY_NAME[key.of[0]])
        case "type":
            return {"enum": [word for word in section.classes if word]}
        case "amount" if section.name != "amounts":
            return {"oneOf": [*_one_or_several(_reference("amount")), _things(BY_NAME["amounts"])]}
        case "limits":
            several = {"oneOf": _one_or_several(_reference("operand"))}
            return {
                "type": "object",
                "propertyNames": _reference("operands"),
                "additionalProperties": several,
            }
        case "term":
            one = _reference(_vocabulary(key.of[0]))
        case _:
            one = _reference(_NAMED.get(key.form, key.form))
    return {"oneOf": _one_or_several(one)} if key.many else one


def _one_or_several(one: Schema) -> list[Schema]:
    return [one, {"type": "array", "items": one, "minItems": 1}]


def _vocabulary(name: str) -> str:
    """Return what the terms of a vocabulary are called here, beside sections and forms."""
    return f"{name}s" if name == "operand" else name


def _terms(vocabulary: str) -> Schema:
    """Return the terms of a vocabulary, or one of somebody's own by its IRI."""
    ids = [term.id for term in terms(vocabulary)]
    return {"oneOf": [{"enum": ids}, {"type": "string", "pattern": "://"}]}


def _uses() -> Schema:
    ids: Schema = {"type": "array", "items": {"type": "string"}}
    iris: Schema = {"type": "object", "additionalProperties": _reference("address")}
    of_section = {"oneOf": [{"type": "string"}, ids, iris]}
    return {
        "type": "object",
        "properties": dict.fromkeys(BY_NAME, of_section),
        "additionalProperties": False,
    }
