"""Values, maps, nested and reverse properties as JSON-LD 1.1 expands them; the rest is told with its place."""

# ruff: noqa: E501 - a document is read best on one line

from __future__ import annotations

import json
from typing import Any

import pytest

from pactgraph.reading.expansion import expanded
from pactgraph.reading.faults import UnreadableError

P, Q = {"@id": "urn:p"}, {"@id": "urn:q"}
A, B = {"@id": "urn:a"}, {"@id": "urn:b"}


def means(context: object, node: dict[str, object]) -> dict[str, Any]:
    """Return what a node says under a context, without its own name."""
    (found,) = expanded(json.dumps({"@context": context, **A, **node}))
    return {key: value for key, value in found.items() if key != "@id"}


def told(document: object) -> list[tuple[str, str]]:
    """Return what is wrong with a document, each with the thing that it is about."""
    with pytest.raises(UnreadableError) as refused:
        expanded(json.dumps(document))
    return [(fault.subject, fault.message) for fault in refused.value.faults]


def one(value: object, **more: object) -> list[dict[str, object]]:
    """Return the expanded form of a single value."""
    return [{"@value": value, **{f"@{key}": word for key, word in more.items()}}]


@pytest.mark.parametrize(
    ("context", "node", "meaning"),
    [
        # maps
        ({"p": {**P, "@container": "@language"}, "none": "@none"}, {"p": {"none": "x", "en": ["y"]}}, {"urn:p": [*one("x"), *one("y", language="en")]}),
        ({"p": {**P, "@container": "@language"}}, {"p": "x"}, {"urn:p": one("x")}),
        ({"p": {**P, "@container": "@index"}}, {"p": {"@none": 1, "first": [2, B]}}, {"urn:p": [*one(1), *one(2), B]}),
        ({"p": {**P, "@container": "@id"}}, {"p": {"@none": {"urn:q": 1}, "urn:b": {"urn:q": 2}}}, {"urn:p": [{"urn:q": one(1)}, {**B, "urn:q": one(2)}]}),
        ({"p": {**P, "@container": "@id"}}, {"p": {"urn:c": {**B}}}, {"urn:p": [B]}),
        ({"p": {**P, "@container": "@type"}, "T": "urn:T"}, {"p": {"T": {**B, "@type": "urn:U"}, "@none": {"urn:q": 1}}}, {"urn:p": [{**B, "@type": ["urn:T", "urn:U"]}, {"urn:q": one(1)}]}),
        ({"p": {**P, "@container": "@type"}, "T": {"@id": "urn:T", "@context": {"q": "urn:q"}}}, {"p": {"T": {"q": 1}}}, {"urn:p": [{"@type": ["urn:T"], "urn:q": one(1)}]}),
        # lists and graphs
        ({"p": {**P, "@container": "@list"}}, {"p": []}, {"urn:p": [{"@list": []}]}),
        ({"p": {**P, "@container": "@list"}}, {"p": {"@list": [1]}}, {"urn:p": [{"@list": one(1)}]}),
        ({"p": {**P, "@container": "@list"}}, {"p": [[1], 2]}, {"urn:p": [{"@list": [{"@list": one(1)}, *one(2)]}]}),
        ({"p": P}, {"p": [[1], [2, 3]]}, {"urn:p": [*one(1), *one(2), *one(3)]}),
        ({"p": {**P, "@container": "@graph"}}, {"p": {"urn:q": 1}}, {"urn:p": [{"@graph": [{"urn:q": one(1)}]}]}),
        ({"p": {**P, "@container": "@graph"}}, {"p": {"@graph": [{"urn:q": 1}]}}, {"urn:p": [{"@graph": [{"urn:q": one(1)}]}]}),
        # values
        ({"p": {**P, "@type": "@json"}}, {"p": [None, {"b": 1}]}, {"urn:p": one([None, {"b": 1}], type="@json")}),
        ({}, {"urn:p": {"@value": [None], "@type": "@json"}}, {"urn:p": one([None], type="@json")}),
        ({}, {"urn:p": {"@value": "x", "@index": "i", "@direction": None}}, {"urn:p": one("x")}),
        ({"p": {**P, "@type": "http://www.w3.org/2001/XMLSchema#decimal"}}, {"p": [1e-7, "2", 3]}, {"urn:p": [*one("0.0000001", type="http://www.w3.org/2001/XMLSchema#decimal"), *one("2", type="http://www.w3.org/2001/XMLSchema#decimal"), *one(3, type="http://www.w3.org/2001/XMLSchema#decimal")]}),
        ({"p": {**P, "@type": "@none"}}, {"p": ["x", 1]}, {"urn:p": [*one("x"), *one(1)]}),
        ({}, {"urn:p": {"@value": "x", "@type": "urn:T"}}, {"urn:p": one("x", type="urn:T")}),
        # nested, reverse, included
        ({"more": "@nest"}, {"more": [{"urn:p": 1}, {"urn:q": 2, "more": {"urn:p": 3}}]}, {"urn:p": [*one(1), *one(3)], "urn:q": one(2)}),
        ({"of": {"@reverse": "urn:p"}}, {"of": [B, {"@id": "urn:c"}]}, {"@reverse": {"urn:p": [B, {"@id": "urn:c"}]}}),
        ({"of": {"@reverse": "urn:p"}}, {"@reverse": {"of": [B]}}, {"urn:p": [B]}),
        ({"q": Q}, {"@reverse": {"q": B, "urn:p": B}}, {"@reverse": {"urn:q": [B], "urn:p": [B]}}),
        ({"also": "@included"}, {"@included": [B], "also": {"@id": "urn:c"}}, {"@included": [B, {"@id": "urn:c"}]}),
        ({"p": P, "P": P}, {"p": 1, "P": 2}, {"urn:p": [*one(1), *one(2)]}),
        # scoped contexts
        ({"p": {**P, "@context": {"@language": "de"}}}, {"p": "x"}, {"urn:p": one("x", language="de")}),
        ({"T": {"@id": "urn:T", "@context": {"q": "urn:q"}}, "p": P}, {"@type": "T", "p": {"@value": "x"}, "q": B}, {"@type": ["urn:T"], "urn:p": one("x"), "urn:q": [B]}),
        ({"T": {"@id": "urn:T", "@context": {"q": "urn:q", "D": "urn:D", "b": "urn:b/"}}}, {"@type": "T", "q": [{"@value": "x", "@type": "D"}, {"@id": "b:c"}]}, {"@type": ["urn:T"], "urn:q": [*one("x", type="urn:D"), {"@id": "urn:b/c"}]}),
        ({"id": "@id", "T": {"@id": "urn:T", "@context": {"q": "urn:q", "b": "urn:b/"}}}, {"@type": "T", "q": {"id": "b:c"}}, {"@type": ["urn:T"], "urn:q": [{"@id": "urn:b/c"}]}),
        ({"kind": "@type", "T": {"@id": "urn:T", "@context": {"q": "urn:q"}}}, {"kind": ["T"], "q": 1}, {"@type": ["urn:T"], "urn:q": one(1)}),
    ],
)  # fmt: skip
def test_what_is_expanded(
    context: object, node: dict[str, object], meaning: dict[str, object]
) -> None:
    """Each construct means what the specification says."""
    assert meaning == means(context, node)


def test_a_graph_alone_is_what_it_holds() -> None:
    """With a name, or beside another node, it is a named graph or one of several."""
    assert [B] == expanded(json.dumps({"@graph": [B]}))
    named = {"@id": "urn:g", "@graph": [B]}
    assert [named] == expanded(json.dumps(named))
    assert [{"@graph": [B]}, A] == expanded(json.dumps([{"@graph": [B]}, A]))


MAP = {"p": {**P, "@container": "@language"}}


@pytest.mark.parametrize(
    ("document", "faults"),
    [
        # places
        ({"urn:p": [1, [2, None]]}, [("", '"entry" 2 of "urn:p" 2 is null, which says nothing; leave the key out, or say what it is')]),
        ([A, [None]], [("", '"entry" 1 of "entry" 2 is null, which says nothing; leave the key out, or say what it is')]),
        ({"@graph": [{"@id": "https://e.org/t", "urn:p": {"urn:q": None}}]}, [("t", '"urn:q" of "urn:p" is null, which says nothing; leave the key out, or say what it is')]),
        ({"@id": "https://e.org/t", "urn:p": {"@id": "_:b", "urn:q": None}}, [("t", '"urn:q" of "urn:p" is null, which says nothing; leave the key out, or say what it is')]),
        ({"@id": "https://e.org/t", "urn:p": {"@id": "https://e.org/u"}, "urn:q": None}, [("t", '"urn:q" is null, which says nothing; leave the key out, or say what it is')]),
        # values
        ([5], [("", '"entry" 1 5 stands alone and would say nothing')]),
        ({**A, "urn:p": {"@value": "x", "urn:q": 1}}, [("urn:a", '"urn:q" of "urn:p" stands beside "@value", where it would say nothing')]),
        ({**A, "urn:p": {"@value": "x", "@direction": "rtl"}}, [("urn:a", '"@direction" of "urn:p" is not read; leave it out')]),
        ({**A, "urn:p": {"@value": "x", "@type": "@id"}}, [("urn:a", '"@type" of "urn:p" is "@id", which is no datatype')]),
        ({**A, "urn:p": {"@value": "x", "@type": "_:t"}}, [("urn:a", '"@type" of "urn:p" is "_:t", which is no datatype')]),
        ({**A, "urn:p": {"@value": 5, "@language": "en"}}, [("urn:a", '"@language" of "urn:p" belongs to a text without a type')]),
        ({**A, "urn:p": {"@value": "x", "@type": "urn:T", "@language": "en"}}, [("urn:a", '"@language" of "urn:p" belongs to a text without a type')]),
        ({**A, "urn:p": {"@value": None}}, [("urn:a", '"@value" of "urn:p" is null; it should be a text or a number')]),
        ({**A, "urn:p": {"@value": ["x"]}}, [("urn:a", '"@value" of "urn:p" is a list; it should be a text or a number')]),
        ({**A, "urn:p": {"@list": [], "@set": []}}, [("urn:a", '"@list" of "urn:p" stands beside what would then say nothing')]),
        ({**A, "urn:p": {"@set": [], "urn:q": 1}}, [("urn:a", '"@set" of "urn:p" stands beside what would then say nothing')]),
        # maps
        ({"@context": MAP, **A, "p": {"en": 5}}, [("urn:a", '"en" of "p" is 5; it should be a text')]),
        ({"@context": MAP, **A, "p": {"d e": "x"}}, [("urn:a", '"d e" of "p" is not understood: the language "d e" is no tag such as en or de-AT')]),
        ({"@context": {"p": {**P, "@container": "@id"}}, **A, "p": {"urn:b": ["x", B]}}, [("urn:a", '"urn:b" of "p" needs things, not texts or lists')]),
        ({"@context": {"p": {**P, "@container": ["@graph", "@id"]}}, **A, "p": {"urn:b": {"urn:q": 1}}}, [("urn:a", '"p" maps graphs by @id, which is not read')]),
        ({"@context": {"p": {**P, "@container": "@type"}, "T": {"@id": "urn:T", "@context": {"q": "urn:q"}}}, **A, "p": {"T": {"q": {"q": 1}}}}, [("urn:a", '"q" of "q" of "T" of "p" is a name that no context knows')]),
        # keywords
        ({**A, "@list": [1], "urn:p": 1}, [("", '"@list" stands beside what would then say nothing'), ("", '"@list" 1 1 stands alone and would say nothing')]),
        ({**A, "@nest": {"urn:p": None}}, [("urn:a", '"urn:p" of "@nest" is null, which says nothing; leave the key out, or say what it is')]),
        ({**A, "@nest": [{}, {"urn:p": None}]}, [("urn:a", '"urn:p" of "@nest" 2 is null, which says nothing; leave the key out, or say what it is')]),
        ({**A, "@nest": 5}, [("urn:a", '"@nest" is 5; it should be an object')]),
        ({**A, "@reverse": [B]}, [("urn:a", '"@reverse" is a list; it should be an object')]),
        ({**A, "@reverse": {"@type": "urn:T"}}, [("urn:a", '"@type" of "@reverse" is no property')]),
        ({**A, "@reverse": {"urn:p": "x"}}, [("urn:a", '"urn:p" of "@reverse" needs things, not texts or lists')]),
        ({"@context": {"of": {"@reverse": "urn:p"}}, **A, "of": {"@list": []}}, [("urn:a", '"of" needs things, not texts or lists')]),
        ({**A, "@language": "en"}, [("urn:a", '"@language" has no meaning here: @language belongs elsewhere')]),
        ({**A, "@type": "@id"}, [("urn:a", '"@type" is "@id", which is no class')]),
        ({**A, "@type": 5}, [("urn:a", '"@type" is 5; an IRI is a text')]),
        ({"@context": {"name": "@id"}, **A, "name": "urn:b"}, [("", '"name" says the same as "@id"; keep one')]),
        ({**A, "_:b": 1}, [("urn:a", '"_:b" is the label of a blank node; a property is an IRI')]),
        # names that are no IRIs are told where the thing is described
        ([{"@id": "t", "urn:p": 1}, {**A, "urn:p": {"@id": "t"}}], [("", '"@id" of "entry" 1 is "t", which is no full IRI; write it in full, with a prefix of the context, or give the context an "@base"')]),
    ],
)  # fmt: skip
def test_what_would_say_nothing_is_told(document: object, faults: list[tuple[str, str]]) -> None:
    """With the way to it from the nearest thing that has a name."""
    assert faults == told(document)


@pytest.mark.parametrize(
    ("context", "key", "near"),
    [
        ({"constraint": "urn:c"}, "constrain", "; did you mean constraint?"),
        ({"constraint": "urn:c"}, "CONSTRAINT", "; did you mean constraint?"),
        ({"constraint": "urn:c"}, "duty", ""),
        ({"odrl": "urn:o/", "odr": "urn:p"}, "odl:x", "; did you mean odrl:?"),
        ({"odrl": "urn:o"}, "odl:x", ""),
    ],
)
def test_the_nearest_name_is_proposed(context: object, key: str, near: str) -> None:
    """Of prefixes only those that may stand before a colon; nothing if nothing is near."""
    ((_, message),) = told({"@context": context, **A, key: 1})

    assert message.endswith(
        f"no context knows{near}" if ":" not in key else f"no context declares{near}"
    )


def test_after_fifty_faults_no_name_is_looked_for() -> None:
    """Fifty are told, each with its proposal; one more is counted."""
    context = {"permission": "urn:p"}
    keys = [f"permission{number}" for number in range(51)]

    found = [message for _, message in told({"@context": context, **A, **dict.fromkeys(keys, 1)})]

    assert 50 == sum(message.endswith("; did you mean permission?") for message in found)
    assert "… and 1 more of this file" == found[-1]
    assert 50 == len(told({"@context": context, **A, **dict.fromkeys(keys[:50], 1)}))


def test_a_hundred_objects_may_lie_in_one_another() -> None:
    """One more is refused, and told once."""

    def nested(depth: int) -> str:
        return '{"urn:p":' * depth + '{"urn:q":1}' + "}" * depth

    assert 1 == len(expanded(nested(99)))
    with pytest.raises(UnreadableError, match="nested more than 100 deep"):
        expanded(nested(100))
