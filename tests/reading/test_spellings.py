"""A policy says the same in every spelling of JSON-LD; with one fault in it, it is refused."""

# ruff: noqa: ANN401, C901 - JSON is anything; an entry is read best on one line

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple, parse, serialize

from made.spellings import (
    ADDRESS,
    HOME,
    ODRL,
    STYLES,
    Thing,
    canonical,
    document,
    plain,
    policies,
    read,
)
from pactgraph.reading.faults import UnreadableError
from pactgraph.reading.statements import statements


def known(policy: Thing) -> Any:
    """Return what Oxigraph reads in the expanded form of a policy."""
    text = json.dumps([plain(policy)])
    triples = (
        Triple(q.subject, q.predicate, q.object) for q in parse(text, format=RdfFormat.JSON_LD)
    )
    return canonical(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")


@pytest.mark.many
@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=15, deadline=None)
@given(policy=policies(), data=st.data())
def test_every_spelling_says_the_same(style: str, policy: Thing, data: st.DataObject) -> None:
    """By address, in an array, by prefix, by vocabulary and base, renamed, in full."""
    assert known(policy) == read(document(policy, style, data.draw))


def test_json_and_turtle_say_the_same() -> None:
    """One policy of each spelling against the same in Turtle."""
    turtle = f"""@prefix o: <{ODRL}> . @prefix h: <{HOME}> .
        h:policy a o:Set ; o:permission [ o:action o:use ; o:target h:chart ] ."""
    expected = canonical(statements(turtle.encode(), RdfFormat.TURTLE))
    rule = {"action": "use", "target": f"{HOME}chart"}

    assert expected == read(
        {"@context": ADDRESS, "@type": "Set", "uid": f"{HOME}policy", "permission": rule}
    )
    assert expected == read(
        {
            "@context": {
                "@vocab": ODRL,
                "action": {"@type": "@vocab"},
                "target": {"@type": "@id"},
                "@base": HOME,
            },
            "@id": "policy",
            "@type": "Set",
            "permission": [{"action": "use", "target": "chart"}],
        }
    )


# ---- One fault --------------------------------------------------------------------------


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the ways to all entries of objects below `value`, contexts left out."""
    found = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "@context":
                found += [(*way, key), *places(inner, (*way, key))]
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            found += places(inner, (*way, number))
    return found


def without_meaning(found: Any, place: tuple[Any, ...], fault: str) -> bool:
    """Put a fault at `place` of a document, and return whether it fits there."""
    for step in place[:-1]:
        found = found[step]
    key = place[-1]
    value = found[key]
    names = isinstance(value, str) and key not in ("@value", "@type", "@language")
    if fault == "null":
        found[key] = None
    elif fault == "key":
        found[f"{key}s"] = found.pop(key)
    elif fault == "keyword":
        found["@" + str(key).strip("@") + "x"] = found.pop(key)
    elif fault == "prefix":
        found[f"nobody:{key}"] = found.pop(key)
    elif not names:
        return False
    elif fault == "relative":
        found[key] = "over there"
    elif fault == "capitals":
        found[key] = value.upper().removeprefix("HTTPS:")
    elif fault == "space":
        found[key] = f"{HOME}over there"
    elif fault == "undeclared":
        found[key] = "nobody:knows"
    elif fault == "number":
        found[key] = 17
    return True


FAULTS = (
    "null",
    "key",
    "keyword",
    "prefix",
    "relative",
    "capitals",
    "space",
    "undeclared",
    "number",
)


@pytest.mark.many
@pytest.mark.parametrize("fault", FAULTS)
@settings(max_examples=15, deadline=None)
@given(policy=policies(), style=st.sampled_from(["odrl", "array"]), data=st.data())
def test_with_one_fault_it_is_refused(
    fault: str, policy: Thing, style: str, data: st.DataObject
) -> None:
    """Nothing is dropped: whatever loses its meaning is told, with a line."""
    found = document(policy, style, lambda _: 1)  # one style throughout
    ways = [
        way for way in places(found) if without_meaning(json.loads(json.dumps(found)), way, fault)
    ]
    without_meaning(found, data.draw(st.sampled_from(ways)), fault)

    with pytest.raises(UnreadableError) as refused:
        statements(json.dumps(found, indent=1).encode(), RdfFormat.JSON_LD)

    assert all(one.line for one in refused.value.faults)
