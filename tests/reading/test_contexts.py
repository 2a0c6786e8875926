"""What a context says is read as JSON-LD 1.1 has it, or refused by name."""

# ruff: noqa: E501 - a context is read best on one line

from __future__ import annotations

import json
from typing import Any

import pytest

from pactgraph.reading.active_context import shown
from pactgraph.reading.contexts import shipped
from pactgraph.reading.expansion import expanded
from pactgraph.reading.faults import UnreadableError

A = {"@id": "urn:a"}
P, Q, R = ({"@id": f"urn:{name}"} for name in "pqr")
ODRL = "http://www.w3.org/ns/odrl.jsonld"
PROTECTED = {"@protected": True, "q": "urn:q"}


def means(context: object, node: dict[str, object]) -> dict[str, Any]:
    """Return what a node says under a context, without its own name."""
    (found,) = expanded(json.dumps({"@context": context, **A, **node}))
    return {key: value for key, value in found.items() if value != "urn:a"}


def told(context: object, node: dict[str, object]) -> list[str]:
    """Return what is wrong with a node under a context."""
    with pytest.raises(UnreadableError) as refused:
        expanded(json.dumps({"@context": context, **A, **node}))
    return [fault.message for fault in refused.value.faults]


def one(value: object, **more: object) -> list[dict[str, object]]:
    """Return the expanded form of a single value."""
    return [{"@value": value, **{f"@{key}": word for key, word in more.items()}}]


@pytest.mark.parametrize(
    ("context", "node", "meaning"),
    [
        # prefixes
        ({"p": "urn:p/"}, {"p:x": 1}, {"urn:p/x": one(1)}),
        ({"p": {"@id": "urn:p", "@prefix": True}}, {"p:x": 1}, {"urn:px": one(1)}),
        ({"http": "urn:h/"}, {"http://e.org/x": 1}, {"http://e.org/x": one(1)}),
        ({"b": "_:b"}, {"urn:p": {"@id": "b:x"}}, {"urn:p": [{"@id": "_:bx"}]}),
        ({"a": "b:x", "b": "urn:b/"}, {"a": 1}, {"urn:b/x": one(1)}),
        ({"b": "urn:b/", "b:x": {"@type": "@id"}}, {"b:x": "urn:c"}, {"urn:b/x": [{"@id": "urn:c"}]}),
        ({"urn:p": {"@type": "@id"}}, {"urn:p": "urn:c"}, {"urn:p": [{"@id": "urn:c"}]}),
        ({"urn:p": "urn:p", "b:x": "b:y", "b": "urn:b/"}, {"urn:p": 1, "b:x": 2}, {"urn:p": one(1), "urn:b/y": one(2)}),
        ({"p": {**P, "@type": "t"}, "t": "urn:t"}, {"p": "x"}, {"urn:p": one("x", type="urn:t")}),
        # vocabulary and base
        ({"@vocab": "urn:v/"}, {"x": 1}, {"urn:v/x": one(1)}),
        ({"@vocab": "urn:v/", "p": "q"}, {"p": 1}, {"urn:v/q": one(1)}),
        ({"@vocab": "urn:v/", "p": {"@type": "@id"}}, {"p": "urn:b"}, {"urn:v/p": [{"@id": "urn:b"}]}),
        ({"p": "urn:p/", "@vocab": "p:v/"}, {"x": 1}, {"urn:p/v/x": one(1)}),
        ({"@base": "https://e.org/b/", "@vocab": ""}, {"x": 1}, {"https://e.org/b/x": one(1)}),
        ([{"@base": "https://e.org/a/"}, {"@base": "b/"}], {"urn:p": {"@id": "c"}}, {"urn:p": [{"@id": "https://e.org/a/b/c"}]}),
        ({"@base": "https://e.org/a", "p": {**P, "@type": "@vocab"}}, {"p": "./c"}, {"urn:p": [{"@id": "https://e.org/c"}]}),
        # texts
        ({"@language": "de", "p": "urn:p"}, {"p": ["x", 1]}, {"urn:p": [*one("x", language="de"), *one(1)]}),
        ([{"@language": "de"}, {"@language": None, "p": "urn:p"}], {"p": "x"}, {"urn:p": one("x")}),
        ({"@language": "de", "p": {**P, "@language": "en"}}, {"p": "x"}, {"urn:p": one("x", language="en")}),
        ({"@language": "de", "p": {**P, "@language": None}}, {"p": "x"}, {"urn:p": one("x")}),
        ({"p": {**P, "@language": "en", "@type": "@none"}}, {"p": "x"}, {"urn:p": one("x")}),
        # types, keywords under other names, and what is said twice
        ({"T": "urn:T"}, {"@type": ["T", "urn:U"]}, {"@type": ["urn:T", "urn:U"]}),
        ({"kind": "@type", "T": "urn:T"}, {"kind": "T"}, {"@type": ["urn:T"]}),
        ({"value": "@value", "lang": "@language"}, {"urn:p": {"value": "x", "lang": "en"}}, {"urn:p": one("x", language="en")}),
        ({"@type": {"@container": "@set"}}, {"@type": ["urn:T"]}, {"@type": ["urn:T"]}),
        ({"@type": {"@container": "@set", "@protected": True}}, {"@type": "urn:T"}, {"@type": ["urn:T"]}),
        ({"@version": 1.1, "@direction": None, "p": {**P, "@direction": None}}, {"p": 1}, {"urn:p": one(1)}),
        ({"@version": "1.1", "p": {**P, "@container": None}}, {"p": [1]}, {"urn:p": one(1)}),
        ({"@import": ODRL, "use": "urn:mine"}, {"use": {"@type": "Set"}}, {"urn:mine": [{"@type": ["http://www.w3.org/ns/odrl/2/Set"]}]}),
        # protected names
        ([PROTECTED, {"q": "urn:q"}], {"q": 1}, {"urn:q": one(1)}),
        ([{"@protected": True, "p": {**P, "@protected": False}}, {"p": "urn:q"}], {"p": 1}, {"urn:q": one(1)}),
        ({**PROTECTED, "p": {**P, "@context": {"q": "urn:r"}}}, {"p": {"q": 1}}, {"urn:p": [{"urn:r": one(1)}]}),
        ({**PROTECTED, "p": {**P, "@context": {"q": "urn:r"}}}, {"p": ["x", {"q": 1}]}, {"urn:p": [*one("x"), {"urn:r": one(1)}]}),
        ({**PROTECTED, "p": {**P, "@context": None}}, {"p": {"urn:q": 1}}, {"urn:p": [{"urn:q": one(1)}]}),
        ({**PROTECTED, "p": {**P, "@context": [None, {"q": "urn:r"}]}}, {"p": {"q": 1}}, {"urn:p": [{"urn:r": one(1)}]}),
        # how far a context reaches
        ({"T": {"@id": "urn:T", "@context": {"p": "urn:p"}}}, {"@type": "T", "p": 1}, {"@type": ["urn:T"], "urn:p": one(1)}),
        ({"T": {"@id": "urn:T", "@context": {"@propagate": True, "p": "urn:p"}}}, {"@type": "T", "p": {"p": 1}}, {"@type": ["urn:T"], "urn:p": [{"urn:p": one(1)}]}),
        ({"p": "urn:p", "T": {"@id": "urn:T", "@context": {"p": {**Q, "@type": "@id"}}}}, {"@type": "T", "p": {"@id": "urn:b"}}, {"@type": ["urn:T"], "urn:q": [{"@id": "urn:b"}]}),
        ({"p": "urn:p", "S": {"@id": "urn:S", "@context": {"p": "urn:q"}}, "T": {"@id": "urn:T", "@context": {"p": "urn:r"}}}, {"@type": ["T", "S"], "p": 1}, {"@type": ["urn:T", "urn:S"], "urn:r": one(1)}),
    ],
)  # fmt: skip
def test_what_a_context_makes_of_a_node(
    context: object, node: dict[str, object], meaning: dict[str, object]
) -> None:
    """Prefixes, vocabulary, base, languages, types, protected names, and how far all reach."""
    assert meaning == means(context, node)


NO_NAME = '"x" is a name that no context knows'


@pytest.mark.parametrize(
    ("context", "node", "message"),
    [
        ({"p": {"@id": "urn:p/"}}, {"p:x": 1}, '"p:x" has the prefix "p", which no context declares'),
        ({"p": {"@id": "urn:p/", "@prefix": False}}, {"p:x": 1}, '"p:x" has the prefix "p", which no context declares'),
        ({"p": "urn:p"}, {"p:x": 1}, '"p:x" has the prefix "p", which no context declares'),
        ({"@vocab": None}, {"x": 1}, NO_NAME),
        ([{"@vocab": "urn:v/"}, {"@vocab": None}], {"x": 1}, NO_NAME),
        ([{"x": "urn:x"}, None], {"x": 1}, NO_NAME),
        ({"@propagate": False, "x": "urn:x"}, {"x": {"x": 1}}, '"x" of "x" is a name that no context knows'),
        ({"T": {"@id": "urn:T", "@context": {"x": "urn:x"}}}, {"@type": "T", "x": {"x": 1}}, '"x" of "x" is a name that no context knows'),
        ([{"@base": "https://e.org/"}, {"@base": None}], {"urn:p": {"@id": "c"}}, "which is no full IRI"),
        ({"x": None}, {"x": 1}, '"x" has no meaning: the context says null; leave it out'),
        ({"x": {"@id": None}}, {"x": 1}, '"x" has no meaning: the context says null; leave it out'),
        ({}, {"urn:p": {"@id": "@foo"}}, 'is "@foo", which is no keyword of JSON-LD'),
        ({"@type": {"@id": "urn:T"}}, {}, 'of "@type" a context may say nothing but "@container": "@set"'),
        ({"@type": "urn:T"}, {}, 'of "@type" a context may say nothing but "@container": "@set"'),
        ({"x": {"@reverse": "urn:x", "@id": "urn:y"}}, {}, '"@reverse" excludes "@id" and "@nest"'),
        ({"x": {"@reverse": "urn:x", "@nest": "y"}}, {}, '"@reverse" excludes "@id" and "@nest"'),
        ({"x": {"@reverse": 5}}, {}, '"x": an IRI is a text, not 5'),
        ({"": "urn:x"}, {}, 'a context may not define ""'),
        ({"@foo": "urn:x"}, {}, 'a context may not hold "@foo"'),
        ({"x": 5}, {}, '"x": a name means an IRI or an object, not 5'),
        ({"x": ["urn:x"]}, {}, '"x": a name means an IRI or an object, not a list'),
        ({"x": {"@id": 5}}, {}, '"x": an IRI is a text, not 5'),
        ({"x": {"@id": True}}, {}, '"x": an IRI is a text, not true'),
        ({"x": "@context"}, {}, "@context has no other name"),
        ({"x": {"@type": "@id"}}, {}, "the context does not say what it means"),
        ({"x": {"@id": "urn:x", "@zone": 1, "@area": 1}}, {}, '"@area" is not read here'),
        ({"x": {"@id": "urn:x", "@direction": "rtl"}}, {}, '"@direction" is not read; leave it out'),
        ({"@direction": "rtl"}, {}, '"@direction" is not read; leave it out'),
        ({"@version": 1.0}, {}, '"@version" is 1.1, not 1.0'),
        ({"@protected": "yes"}, {}, '"@protected" is true or false, not "yes"'),
        ({"@propagate": 1}, {}, '"@propagate" is true or false, not 1'),
        ({"x": {"@id": "urn:x", "@prefix": None}}, {}, '"@prefix" is true or false, not null'),
        ({"x": {"@id": "urn:x", "@protected": {}}}, {}, '"@protected" is true or false, not an object'),
        ({"x": {"@id": "urn:x", "@type": "@set"}}, {}, '"@type" is @id, @vocab or a datatype, not "@set"'),
        ({"x": {"@id": "urn:x", "@type": "day"}}, {}, '"day" is a name that no context knows'),
        ({"x": {"@id": "urn:x", "@container": ["@set", "@heap"]}}, {}, '"@container" a list is not read'),
        ({"x": {"@id": "urn:x", "@container": 5}}, {}, '"@container" 5 is not read'),
        ({"x": {"@id": "urn:x", "@container": [["@set"]]}}, {}, '"@container" a list is not read'),
        ({"x": {"@id": "urn:x", "@language": "d e"}}, {}, 'the language "d e" is no tag such as en or de-AT'),
        ({"@language": 5}, {}, "the language 5 is no tag such as en or de-AT"),
        ({"@base": 5}, {}, '"@base" is an IRI, not 5'),
        ({"@base": "ftp://e.org/"}, {}, '"@base" is an IRI with http or https, not "ftp://e.org/"'),
        ({"@base": "https://e.org/a b"}, {}, '"@base" is an IRI with http or https'),
        ({"@vocab": 5}, {}, '"@vocab" is an IRI, not 5'),
        ({"@vocab": "x"}, {}, '"@vocab": "x" is a name that no context knows'),
        ({"@vocab": ""}, {}, '"@vocab": "" is a name that no context knows'),
        ({"x": "y", "y": "x"}, {}, "goes round in a circle"),
        ({"b": "b:x"}, {}, 'the meaning of "b" goes round in a circle'),
        ({"b:x": {"@type": "@id"}}, {}, '"b:x" has the prefix "b", which no context declares'),
        ([PROTECTED, {"q": "urn:r"}], {}, '"q" is protected; no other context may change it'),
        ([PROTECTED, {"q": "urn:q"}, {"q": "urn:r"}], {}, '"q" is protected; no other context may change it'),
        ([{"q": {**Q, "@protected": True}}, {"q": "urn:r"}], {}, '"q" is protected; no other context may change it'),
        ({**PROTECTED, "T": {"@id": "urn:T", "@context": {"q": "urn:r"}}}, {"@type": "T"}, '"q" is protected; no other context may change it'),
        (PROTECTED, {"urn:p": {"@context": None}}, "null would take away names that are protected"),
        ({"@import": "https://w3id.org/nowhere"}, {}, "is not fetched"),
        ({"@import": 5}, {}, "is not fetched"),
    ],
)  # fmt: skip
def test_what_a_context_may_not_say_is_told(
    context: object, node: dict[str, object], message: str
) -> None:
    """One message that names what is wrong and, where that helps, what would be right."""
    found = told(context, node)

    assert 1 == len(found)
    assert message in found[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x" * 100, '"' + "x" * 80 + '"'),
        ([], "a list"),
        ({}, "an object"),
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
    ],
)
def test_values_are_quoted_as_json_has_them(value: object, text: str) -> None:
    """Long texts are cut, lists and objects named."""
    assert text == shown(value)


def test_a_long_address_is_cut() -> None:
    """A message is no place for ten thousand letters."""
    with pytest.raises(LookupError) as refused:
        shipped("https://example.org/" + "x" * 1000)

    assert f'"https://example.org/{"x" * 180}"' in str(refused.value)
