"""Writes the types of what the page knows for its script, from those of Python.

python tests/page/data_types.py
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from pactgraph.page import data

WRITTEN = Path(data.__file__).parent / "script" / "data.d.ts"
PLAIN = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    NoneType: "null",
    Any: "unknown",
    data.Words: "Words",
}


def types() -> dict[str, type]:
    """Return the types of `pactgraph.page.data` by their names."""
    return {name: each for name, each in vars(data).items() if is_typeddict(each)}


def fields(each: type) -> dict[str, tuple[Any, bool]]:
    """Return the keys of a type, each with the type of its value and whether it may be missing."""
    found = {}
    for key, hint in get_type_hints(each, include_extras=True).items():
        is_optional = get_origin(hint) is NotRequired
        found[key] = (get_args(hint)[0] if is_optional else hint, is_optional)
    return found


def in_typescript(hint: Any) -> str:  # noqa: ANN401 - any type
    """Return how TypeScript writes a type."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is Annotated:  # a pair
        return "[{0}, {0}]".format(in_typescript(get_args(get_args(hint)[0])[0]))
    if is_typeddict(hint):
        return str(hint.__name__)
    parts = [in_typescript(part) for part in get_args(hint) if part is not Ellipsis]
    match get_origin(hint):
        case origin if origin is list or (origin is tuple and Ellipsis in get_args(hint)):
            return (
                f"({parts[0]})[]"
                if "|" in parts[0] and parts[0][0] not in "(["
                else f"{parts[0]}[]"
            )
        case origin if origin is tuple:
            return f"[{', '.join(parts)}]"
        case origin if origin in (dict, Mapping):
            return f"{{ [key: string]: {parts[1]} }}"
        case origin if origin in (Union, UnionType):
            return " | ".join(parts)
    raise TypeError(f"{hint} has no counterpart; add one here")


def written() -> str:
    """Return the declarations."""
    lines = [
        "// From graph/pactgraph/page/data.py by tests/page/data_types.py; change it there.",
        "",
    ]
    lines += ["declare namespace Data {", f"  type Words = {in_words()};"]
    for name, each in types().items():
        lines.append(f"  interface {name} {{")
        for key, (hint, is_optional) in fields(each).items():
            lines.append(f"    {key}{'?' * is_optional}: {in_typescript(hint)};")
        lines.append("  }")
    return "\n".join([*lines, "}", ""])


def in_words() -> str:
    """Return how TypeScript writes a text in all languages."""
    return " | ".join(map(in_typescript, get_args(data.Words)))


def wrong_in(value: object, hint: Any, where: str = "") -> list[str]:  # noqa: ANN401 - any type
    """Return what of `value`, as JSON has it, is not of the type `hint`, each with where."""
    if isinstance(hint, str):
        return [f"{where}: {hint}"]
    if get_origin(hint) is Annotated:  # a pair
        of = get_args(get_args(hint)[0])[0]
        return wrong_in(value, tuple[of, of], where)
    if get_origin(hint) in (Union, UnionType):
        fits = any(not wrong_in(value, each) for each in get_args(hint))
        return [] if fits else [f"{where}: {value!r}"]
    parts = parts_of(value, hint)
    if parts is None:
        return [f"{where}: {value!r}"]
    return [wrong for at, part, of in parts for wrong in wrong_in(part, of, where + at)]


def parts_of(value: object, hint: Any) -> list[tuple[str, object, Any]] | None:  # noqa: ANN401
    """Return what a value is made of: where it is, what, and of which type or what is amiss.

    None if the value is not of the type at all.
    """
    inner, origin = get_args(hint), get_origin(hint)
    if is_typeddict(hint) and isinstance(value, dict):
        asked = fields(hint)
        return [(f".{key}", None, "unknown") for key in value.keys() - asked.keys()] + [
            (f".{key}", value.get(key), of if key in value else "missing")
            for key, (of, is_optional) in asked.items()
            if key in value or not is_optional
        ]
    if origin in (dict, Mapping) and isinstance(value, dict):
        return [(f"[{key}]", part, inner[1]) for key, part in value.items()]
    if origin in (list, tuple) and isinstance(value, list):
        each = inner if origin is tuple and Ellipsis not in inner else inner[:1] * len(value)
        pairs = zip(value, each, strict=True) if len(value) == len(each) else None
        return pairs and [(f"[{at}]", part, of) for at, (part, of) in enumerate(pairs)]
    if hint is Any:
        return []
    if hint not in PLAIN or isinstance(value, bool) != (hint is bool):
        return None
    return [] if isinstance(value, (int, float) if hint is float else hint) else None


if __name__ == "__main__":
    WRITTEN.write_text(written(), encoding="utf-8")
