"""What JSON-LD would drop is told: line, thing, key and value, and the nearest known name."""

# ruff: noqa: E501 - a document is read best on one line

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import RdfFormat

from made.spellings import ADDRESS, HOME, ODRL, canonical, read
from pactgraph.reading.contexts import SHIPPED
from pactgraph.reading.faults import UnreadableError
from pactgraph.reading.statements import statements

POLICY: dict[str, Any] = {"@context": ADDRESS, "@type": "Set", "uid": f"{HOME}p"}
RULE = {"target": f"{HOME}chart", "action": "use"}


def told(document: object) -> list[str]:
    """Return what is wrong with a document: text, or a value to write as text."""
    text = document if isinstance(document, str) else json.dumps(document)
    with pytest.raises(UnreadableError) as refused:
        statements(text.encode(), RdfFormat.JSON_LD)
    return [fault.message for fault in refused.value.faults]


def with_rule(**entries: object) -> dict[str, Any]:
    """Return a policy with one permission."""
    return POLICY | {"permission": [RULE | entries]}


@pytest.mark.parametrize(
    ("message", "entries"),
    [
        ('"target" of "permission" 1 is "chart-17", which is no full IRI', {"target": "chart-17"}),
        ('"assignee" of "permission" 1 is "kim", which is no full IRI', {"assignee": "kim"}),
        ('"assigner" of "permission" 1 is "kim", which is no full IRI', {"assigner": {"@id": "kim"}}),
        ('"USE", which is a name that no context knows; did you mean use?', {"action": "USE"}),
        ('"utilise", which is a name that no context knows', {"action": ["utilise"]}),
        ('"constraint" of "permission" 1 is "#until", which is no full IRI', {"constraint": "#until"}),
        ('"duty" of "permission" 1 is "./pay", which is no full IRI', {"duty": "./pay"}),
        ("is no IRI: it holds a space", {"target": f"{HOME}chart 17"}),
        ("is no IRI: it holds a % that encodes nothing", {"target": f"{HOME}100%"}),
        ("is no IRI: it names no host", {"target": "https:/made.example"}),
        ("is no IRI: it holds the sign '\\u202e'", {"target": f"{HOME}\u202echart"}),
        ('the prefix "odlr", which no context declares; did you mean odrl:?', {"action": "odlr:use"}),
        ('"constraints" of "permission" 1 is a name that no context knows; did you mean constraint?', {"constraints": []}),
        ('"prefix:key" of "permission" 1 has the prefix "prefix"', {"prefix:key": 1}),
        ('"@typ" of "permission" 1 is no keyword of JSON-LD', {"@typ": "Permission"}),
        ('"constraint" of "permission" 1 is null, which says nothing', {"constraint": None}),
        ('"constraint" 1 of "permission" 1 is null, which says nothing', {"constraint": [None]}),
        ('"assignee" of "permission" 1 is 17; an IRI is a text', {"assignee": 17}),
        ('"assignee" of "permission" 1 is an empty list', {"assignee": []}),
        ('"@type" of "permission" 1 is "Permision", which is a name', {"@type": "Permision"}),
        ('is the text "odrl:use"; write an IRI', {"odrl:action": "odrl:use"}),
        ("stands beside", {"constraint": {"@list": [], "uid": f"{HOME}c"}}),
        ('"_:b" of "permission" 1 is the label of a blank node', {"_:b": f"{HOME}x"}),
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_told(message: str, entries: dict[str, object]) -> None:
    """A rule that lost its target, party, action, constraint or duty would permit more."""
    found = told(with_rule(**entries))

    assert 1 == len(found)
    assert message in found[0]


@pytest.mark.parametrize(
    ("message", "document"),
    [
        ("stands alone and would say nothing", ["alone"]),
        ("is null, which says nothing", {**POLICY, "@graph": [None]}),
        ("is null", "null"),
        ('says the same as "uid"; keep one', {**POLICY, "@id": f"{HOME}q"}),
        ('"uid" is "policy-4", which is no full IRI', {**POLICY, "uid": "policy-4"}),
        ("is 4; an IRI is a text", {**POLICY, "uid": 4}),
        ("the context says null; leave it out", {"@context": [ADDRESS, {"permission": None}], "permission": RULE}),
        ('"nowhere" is not fetched', {"@context": "nowhere"}),
        ('the context "https://example.org/c" is not fetched; write it out, or use one of', {"@context": "https://example.org/c"}),
        ("http://www.w3.org/ns/odrl.jsonld", {"permission": {"@context": ["https://example.org/c"], "action": "use"}, "@context": ADDRESS}),
        ("is not fetched", {"@context": {"@import": "https://example.org/c"}}),
        ("goes round in a circle", {"@context": {"a": "b:x", "b": "a:y"}}),
        ("is protected; no other context may change it", {"@context": [{"@protected": True, "a": "urn:a"}, {"a": "urn:b"}]}),
        ("would take away names that are protected", {"@context": [{"@protected": True, "a": "urn:a"}, None]}),
        ('"@version" is 1.1, not 2', {"@context": {"@version": 2}}),
        ('"@container" "@heap" is not read', {"@context": {"a": {"@id": "urn:a", "@container": "@heap"}}}),
        ('a context may not hold "@forest"', {"@context": {"@forest": 1}}),
        ('"@base" is an IRI with http or https', {"@context": {"@base": "chart"}}),
        ("a context is an object or an address, not 1", {"@context": 1}),
        ('the language "english language" is no tag', {"@id": f"{HOME}x", "urn:label": {"@value": "x", "@language": "english language"}}),
        ("nested more than 100 deep", "[" * 5000 + "]" * 5000),
        ("nested more than 100 deep", '{"urn:a":' * 300 + "{}" + "}" * 300),
    ],
)  # fmt: skip
def test_what_a_document_should_not_hold_is_told(message: str, document: object) -> None:
    """At the top, in contexts at any depth, in names of things, in languages."""
    assert any(message in one for one in told(document)), told(document)


def test_all_that_is_wrong_is_told_at_once_with_lines_and_things() -> None:
    """Each fault once; a name that is no IRI is told where the thing is described."""
    text = json.dumps(
        {
            "@context": ADDRESS,
            "@graph": [
                {"uid": f"{HOME}p", "permission": [{"target": "a", "action": "USE"}]},
                {"uid": "a", "partOf": f"{HOME}all"},
            ],
        },
        indent=1,
    )
    with pytest.raises(UnreadableError) as refused:
        statements(text.encode(), RdfFormat.JSON_LD)

    lines = text.splitlines()
    assert [("p", "USE"), ("", '"a"')] == [
        (fault.subject, sign)
        for fault, sign in zip(refused.value.faults, ("USE", '"a"'), strict=True)
        if sign in lines[(fault.line or 0) - 1]
    ]


def test_many_faults_are_counted() -> None:
    """Fifty are told, the others counted."""
    found = told(POLICY | {f"name{number}": 1 for number in range(200)})

    assert 51 == len(found)
    assert "… and 150 more of this file" == found[-1]


@pytest.mark.parametrize("address", SHIPPED)
def test_contexts_that_ship_are_known_in_all_spellings_of_their_address(address: str) -> None:
    """With http or https, with a slash at the end, in arrays, at any depth."""
    scheme, _, rest = address.partition(":")
    other = f"{'https' if scheme == 'http' else 'http'}:{rest}"
    for spelling in (address, other, f"{address}/", address.upper(), [other], [address, {}]):
        assert set() == read({"@context": spelling, "@id": f"{HOME}x"})
        read(
            {
                "@id": f"{HOME}x",
                "urn:p": [{"@context": spelling, "@id": f"{HOME}y", "@type": "urn:T"}],
            }
        )


def test_a_message_of_the_dataspace_protocol_is_read() -> None:
    """Its context names another one, holds for one type only, and protects its names."""
    document = {
        "@context": ["https://w3id.org/dspace/2025/1/context.jsonld"],
        "@type": "ContractOfferMessage",
        "@id": "urn:uuid:1",
        "providerPid": "urn:uuid:2",
        "offer": {
            "@type": "Offer",
            "@id": "urn:offer:1",
            "permission": [{"action": "use", "target": "urn:asset:1", "constraint": []}],
        },
    }
    turtle = f"""@prefix d: <https://w3id.org/dspace/2025/1/> . @prefix o: <{ODRL}> .
        <urn:uuid:1> a d:ContractOfferMessage ; d:providerPid <urn:uuid:2> ; d:offer <urn:offer:1> .
        <urn:offer:1> a o:Offer ; o:permission [ o:action o:use ; o:target <urn:asset:1> ] ."""

    assert canonical(statements(turtle.encode(), RdfFormat.TURTLE)) == read(document)
    assert "no context knows" in told(document | {"permissions": []})[0]


@pytest.mark.parametrize(
    ("document", "turtle"),
    [
        ({"@context": {"l": {"@id": "urn:l", "@container": "@language"}}, "@id": "urn:a", "l": {"en": "x", "de": ["y", "z"], "@none": "n"}}, '<urn:a> <urn:l> "x"@en, "y"@de, "z"@de, "n" .'),
        ({"@context": {"l": {"@id": "urn:l", "@container": "@list"}}, "@id": "urn:a", "l": [1, [2.5]]}, "<urn:a> <urn:l> (1 (2.5E0)) ."),
        ({"@context": {"l": {"@id": "urn:l", "@container": "@id"}}, "@id": "urn:a", "l": {"urn:b": {"urn:c": 1}}}, "<urn:a> <urn:l> <urn:b> . <urn:b> <urn:c> 1 ."),
        ({"@context": {"l": {"@id": "urn:l", "@container": "@type"}}, "@id": "urn:a", "l": {"urn:T": {"@id": "urn:b"}}}, "<urn:a> <urn:l> <urn:b> . <urn:b> a <urn:T> ."),
        ({"@context": {"l": {"@id": "urn:l", "@container": "@index"}}, "@id": "urn:a", "l": {"1": {"@id": "urn:b"}, "2": "x"}}, '<urn:a> <urn:l> <urn:b>, "x" .'),
        ({"@context": {"of": {"@reverse": "urn:has"}}, "@id": "urn:a", "of": {"@id": "urn:b"}}, "<urn:b> <urn:has> <urn:a> ."),
        ({"@id": "urn:a", "@reverse": {"urn:has": [{"@id": "urn:b"}]}}, "<urn:b> <urn:has> <urn:a> ."),
        ({"@id": "urn:a", "urn:p": {"@set": [True, {"@value": "x"}]}}, '<urn:a> <urn:p> true, "x" .'),
        ({"@id": "urn:a", "@included": [{"@id": "urn:b", "urn:p": 1}]}, "<urn:b> <urn:p> 1 ."),
        ({"@context": {"more": "@nest"}, "@id": "urn:a", "more": {"urn:p": 1}}, "<urn:a> <urn:p> 1 ."),
        ({"@id": "urn:g", "@graph": [{"@id": "urn:a", "urn:p": 1}]}, "<urn:a> <urn:p> 1 ."),
        ({"@context": {"@language": "de", "p": "urn:p", "q": {"@id": "urn:q", "@language": None}}, "@id": "urn:a", "p": "x", "q": "y"}, '<urn:a> <urn:p> "x"@de ; <urn:q> "y" .'),
        ({"@context": {"T": {"@id": "urn:T", "@context": {"p": "urn:q"}}, "p": "urn:p"}, "@type": "T", "@id": "urn:a", "p": {"p": 1}}, "<urn:a> a <urn:T> ; <urn:q> [ <urn:p> 1 ] ."),
        ({"@context": {"s": {"@id": "urn:s", "@context": {"p": "urn:q"}}, "p": "urn:p"}, "@id": "urn:a", "s": {"p": {"p": 1}}}, "<urn:a> <urn:s> [ <urn:q> [ <urn:q> 1 ] ] ."),
        ({"@context": {"n": {"@id": "urn:n", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}}, "@id": "urn:a", "n": [12.5, 7]}, '<urn:a> <urn:n> 12.5, "7"^^<http://www.w3.org/2001/XMLSchema#decimal> .'),
        ({"@context": {"j": {"@id": "urn:j", "@type": "@json"}}, "@id": "urn:a", "j": {"b": [None]}}, '<urn:a> <urn:j> "{\\"b\\":[null]}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .'),
        ({"@context": {"@base": "https://e.org/a/b"}, "@id": "../c", "urn:p": {"@id": ""}}, "<https://e.org/c> <urn:p> <https://e.org/a/b> ."),
    ],
)  # fmt: skip
def test_constructs_of_json_ld_1_1(document: dict[str, Any], turtle: str) -> None:
    """Containers, reverse, sets, graphs, nesting, scoped contexts, languages, numbers, base."""
    assert canonical(statements(turtle.encode(), RdfFormat.TURTLE)) == read(document)


@pytest.mark.parametrize(
    ("name", "profile", "expected"),
    [
        ("runningTime", f"{HOME}profile:11", f"{HOME}profile:11#runningTime"),
        ("runningTime", [f"{HOME}terms/"], f"{HOME}terms/runningTime"),
        ("dateTimes", f"{HOME}profile:11", "did you mean dateTime?"),
        ("DateTime", f"{HOME}profile:11", "did you mean dateTime?"),
        ("runningTime", None, "is a name that no context knows"),
    ],
)
def test_a_left_operand_of_a_profile(name: str, profile: object, expected: str) -> None:
    """The Information Model of ODRL, example 16; a slip is no term of a profile."""
    constraint = {"leftOperand": name, "operator": "lt", "rightOperand": "60"}
    document = with_rule(constraint=[constraint])
    if profile:
        document["profile"] = profile

    if expected.startswith("https:"):
        assert expected in statements(json.dumps(document).encode(), RdfFormat.JSON_LD).decode()
    else:
        assert expected in told(document)[0]


def test_work_grows_with_the_size_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """A context that is named again and again is worked out once."""
    from pactgraph.reading import expansion  # noqa: PLC0415 - what is counted

    counts = []
    entered = expansion.entered
    monkeypatch.setattr(expansion, "entered", lambda *a, **k: counts.append(1) or entered(*a, **k))
    for size in (10, 100, 1000):
        rules = [RULE | {"@context": ADDRESS, "uid": f"{HOME}r{n}"} for n in range(size)]
        statements(json.dumps(POLICY | {"permission": rules}).encode(), RdfFormat.JSON_LD)

    assert len(counts) <= 3 * 4
