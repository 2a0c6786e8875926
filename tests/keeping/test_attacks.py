"""Changes of one file that could matter to another one in a way that is easily overlooked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from keeping.comparing import HEAD, SHARED, assert_same, contract, kept, put, small

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.many

NARROWING = """
:c-1 a odrl:Permission ; dcterms:type kind:licence ; rdfs:label "wide"@en ;
    odrl:assignee {wide} ; odrl:assigner :q ; odrl:action odrl:use ; odrl:target :x0 ;
    pact:certainty certainty:official ; dcterms:source :source .
:c-2 a odrl:Permission ; dcterms:type kind:licence ; rdfs:label "narrow"@en ;
    odrl:assignee {narrow} ; odrl:assigner :q ; odrl:action odrl:use ; odrl:target :x0 ;
    pact:narrows :c-1 ; pact:certainty certainty:official ; dcterms:source :source .
:c a odrl:Agreement ; rdfs:label "agreement"@en ; dcterms:issued "2021-03-01"^^xsd:date ;
    pact:party :p, :q ; odrl:permission :c-1, :c-2 ;
    pact:certainty certainty:official ; dcterms:source :source .
"""
STORY = """
:story a pact:Story ; rdfs:label "story"@en ; dcterms:description "what"@en ;
    dcterms:hasPart :step .
:step a pact:StoryStep ; rdfs:label "step"@en ; dcterms:description "what"@en ;
    dcterms:source :source ; schema:position 1 ; pact:on "2022-01-01"^^xsd:date ;
    pact:assumes :assumption ; pact:selects :a1-1 .
:assumption a pact:Assumption ; pact:aboutEvent :e0 ; pact:occurredOn "2022-01-01"^^xsd:date .
"""

CASES: dict[str, list[dict[str, str | None]]] = {
    "a party belongs to another by way of a leaf that names what is no leaf": [
        {
            "chain": ':y a org:Organization ; rdfs:label "y"@en ; org:subOrganizationOf :x .',
            "middle": ':x a org:Organization ; rdfs:label "x"@en ; org:subOrganizationOf :t .',
            "third": ':t a org:Organization ; rdfs:label "t"@en ; org:subOrganizationOf :z ;'
            ' schema:address [ schema:name "street" ] .',
            "top": ':z a org:Organization ; rdfs:label "z"@en .'
            ':w a org:Organization ; rdfs:label "w"@en .',
            "narrow": NARROWING.format(wide=":z", narrow=":y"),
            "user": ":e9 skos:related :w, :z .",
        },
        {
            "third": ':t a org:Organization ; rdfs:label "t"@en ; org:subOrganizationOf :w ;'
            ' schema:address [ schema:name "street" ] .',
        },
    ],
    "a party belongs to another by way of one that no other file names": [
        {
            "chain": ':y a org:Organization ; rdfs:label "y"@en ; org:subOrganizationOf :x .'
            ':x a org:Organization ; rdfs:label "x"@en ; org:subOrganizationOf :z .',
            "top": ':z a org:Organization ; rdfs:label "z"@en .'
            ':w a org:Organization ; rdfs:label "w"@en .',
            "narrow": NARROWING.format(wide=":z", narrow=":y"),
            "user": ":e9 skos:related :w, :z .",
        },
        {
            "chain": ':y a org:Organization ; rdfs:label "y"@en ; org:subOrganizationOf :x .'
            ':x a org:Organization ; rdfs:label "x"@en ; org:subOrganizationOf :w .',
        },
    ],
    "what is no word is the same as one": [
        {"more": ':act a odrl:Action ; rdfs:label "act"@en ; odrl:includedIn odrl:use .'},
        {"other": ":e0 skos:exactMatch :act ."},
        {"other": ":e1 skos:exactMatch :act ."},
        {"other": ":e1 skos:exactMatch odrl:sell ."},
        {"other": None},
    ],
    "a file says more of a party that few name": [
        {"few": ':r a org:Organization ; rdfs:label "r"@en .', "user": ":a3 pact:party :r ."},
        {"more": ':r skos:definition "one"@en .'},
        {"more": ':r skos:definition "two"@en .'},
        {"more": ':r skos:definition "two"@en ; org:subOrganizationOf :p .'},
        {"more": None},
    ],
    "a file says more of a source that few name": [
        {
            "few": ':old a dcterms:BibliographicResource ; dcterms:publisher "press" ;'
            ' dcterms:title "old"@en ; schema:url <https://source.example/old> .',
            "user": ':e0 pact:notOccurredThrough "2025-01-01"^^xsd:date ;'
            " pact:notOccurredSource :old .",
            "more": ':old dcterms:issued "2030"^^xsd:gYear .',
        },
        {"more": ':old dcterms:issued "2020"^^xsd:gYear .'},
        {"more": ':old dcterms:issued "2031"^^xsd:gYear .'},
    ],
    "a file says more of an asset that limits name": [
        {
            "few": ':z a odrl:Asset ; rdfs:label "z"@en .',
            "user": ":a0-1 odrl:constraint :limit . :limit a odrl:Constraint ;"
            ' rdfs:label "limit"@en ; odrl:leftOperand odrl:purpose ;'
            " odrl:operator odrl:isPartOf ; odrl:rightOperand :z .",
        },
        {"more": ':z pact:undisclosed "one"@en .'},
        {"more": ':z pact:undisclosed "two"@en .'},
        {"few": ':z a odrl:Asset ; rdfs:label "zz"@en .'},
        {"more": None},
    ],
    "a concept without a name beside what is understood": [
        {"more": '[] skos:inScheme kind: ; skos:prefLabel "kind"@en . :e0 skos:note "a"@en .'},
        {"more": '[] skos:inScheme kind: ; skos:prefLabel "other"@en . :e0 skos:note "a"@en .'},
        {"more": ':e0 skos:note "a"@en .'},
        {"more": None},
    ],
    "an action without a class": [
        {"more": ":act odrl:includedIn odrl:use . :e0 skos:related :act ."},
        {"other": ':act a odrl:Action ; rdfs:label "act"@en .'},
        {"more": ":act odrl:includedIn odrl:sell . :e0 skos:related :act ."},
        {"other": None},
    ],
    "an action that belongs to what is no leaf": [
        {"more": ':act a odrl:Action ; rdfs:label "act"@en ; odrl:includedIn :e0, odrl:use .'},
        {"other": ":e0 odrl:includedIn odrl:sell ."},
        {"other": ":e0 odrl:includedIn odrl:play ."},
    ],
    "a shipped kind in other words": [
        {"more": 'kind:licence skos:prefLabel "Lizenz"@de-AT .'},
        {"more": 'kind:licence skos:prefLabel "Lizenzl"@de-AT .'},
        {"more": 'kind:licence skos:prefLabel "Lizenz"@de-AT ; skos:note [] .'},
        {"more": None},
    ],
    "a file says more of a party that others name": [
        {"more": ""},
        {"more": ':p skos:definition "one"@en .'},
        {"more": ':p skos:definition "two"@en .'},
        {"more": ""},
    ],
    "a file says more of an action that others name": [
        {"more": ':act a odrl:Action ; rdfs:label "act"@en ; odrl:includedIn odrl:use .'},
        {"other": ":act skos:exactMatch :own ."},
        {"other": ":act skos:exactMatch :another ."},
        {
            "other": ":act dcterms:isReplacedBy :act2 .",
            "third": ':act2 a odrl:Action ; rdfs:label "act 2"@en ; odrl:includedIn odrl:use .',
        },
        {"other": None},
        {"third": None},
    ],
    "a party belongs to another by way of what is no leaf": [
        {
            "chain": ':y a org:Organization ; rdfs:label "y"@en ; org:subOrganizationOf :x .',
            "middle": ':x a org:Organization ; rdfs:label "x"@en ; org:subOrganizationOf :z ;'
            ' schema:address [ schema:name "street" ] .',
            "top": ':z a org:Organization ; rdfs:label "z"@en .'
            ':w a org:Organization ; rdfs:label "w"@en .',
            "narrow": NARROWING.format(wide=":z", narrow=":y"),
            "user": ":e9 skos:related :w, :z .",
        },
        {
            "middle": ':x a org:Organization ; rdfs:label "x"@en ; org:subOrganizationOf :w ;'
            ' schema:address [ schema:name "street" ] .',
        },
        {
            "middle": ':x a org:Organization ; rdfs:label "x"@en ; org:subOrganizationOf :z ;'
            ' schema:address [ schema:name "street" ] .',
        },
    ],
    "a party belongs to another by way of leaves": [
        {
            "chain": ':y a org:Organization ; rdfs:label "y"@en ; org:subOrganizationOf :x .',
            "middle": ':x a org:Organization ; rdfs:label "x"@en ; org:subOrganizationOf :z .',
            "top": ':z a org:Organization ; rdfs:label "z"@en .'
            ':w a org:Organization ; rdfs:label "w"@en .',
            "narrow": NARROWING.format(wide=":z", narrow=":y"),
        },
        {"middle": ':x a org:Organization ; rdfs:label "x"@en ; org:subOrganizationOf :w .'},
    ],
    "an event has the name of a step between": [
        {
            "lapse": ':lapse a pact:DerivedEvent ; rdfs:label "lapse"@en ; pact:lapseOf :e1 ;'
            ' pact:before "2024-01-01"^^xsd:date, :e0 .'
        },
        {
            "more": ':lapse/deadline a pact:Event ; rdfs:label "taken"@en .'.replace(
                ":lapse/deadline", "<https://example.org/kept/lapse/deadline>"
            )
        },
        {"more": None},
        {
            "more": "<https://example.org/kept/lapse/deadline> a pact:DerivedEvent ;"
            ' rdfs:label "taken"@en ; pact:earliestOf :e2, :e3 .'
        },
        {"lapse": None},
        {
            "lapse": ':lapse a pact:DerivedEvent ; rdfs:label "lapse"@en ; pact:lapseOf :e1 ;'
            ' pact:before "2024-01-01"^^xsd:date, :e0 .'
        },
    ],
    "a concept without a name": [
        {"more": '[] skos:inScheme kind: ; skos:prefLabel "kind"@en .'},
        {"more": '[] skos:inScheme kind: ; skos:prefLabel "other kind"@en .'},
        {"more": None},
    ],
    "a concept without a class": [
        {"more": ':k skos:inScheme kind: ; skos:prefLabel "kind"@en .'},
        {"more": ':k skos:inScheme kind: ; skos:prefLabel "other kind"@en .'},
        {"more": None},
    ],
    "two publishers of a source that two files describe": [
        {"more": ':source dcterms:publisher "other" .'},
        {"more": ':source dcterms:publisher "an other" .'},
    ],
    "one thing in two files": [
        {"more": ':e0 skos:definition "definition"@en .'},
        {"more": ':e0 skos:definition "other"@en .'},
        {"more": ':a0-1 skos:note "other"@en ; odrl:constraint :before1 .'},
        {"more": ":a0-1 odrl:constraint :before2 ."},
        {"more": None},
    ],
    "an event of two classes": [
        {
            "more": ':e a pact:Event, pact:DerivedEvent ; rdfs:label "e"@en ;'
            " pact:earliestOf :e0, :e1 ."
        },
        {"other": ':f a pact:DerivedEvent ; rdfs:label "f"@en ; pact:earliestOf :e, :e1 .'},
    ],
    "a clause of two classes": [
        {"more": ":a0-1 a odrl:Duty . :a0 odrl:obligation :a0-1 ."},
        {"more": ":a0-1 a odrl:Prohibition . :a0 odrl:prohibition :a0-1 ."},
    ],
    "an order across files": [
        {"more": ":e0 pact:neverPrecedes :e1 ."},
        {"more": ":e1 pact:neverPrecedes :e2 .", "other": ":e0 pact:rulesOut :e3 ."},
        {"other": ":e2 pact:neverPrecedes :e1 ."},
        {
            "other": ":e1 pact:neverPrecedes :d .",
            "third": ':d a pact:DerivedEvent ; rdfs:label "d"@en ; pact:earliestOf :e4, :e5 .',
        },
        {"other": None},
        {"more": None},
    ],
    "a circle through three files": [
        {"one": ":e0 pact:neverPrecedes :e1 .", "two": ":e1 pact:neverPrecedes :e2 ."},
        {"three": ":e2 pact:neverPrecedes :e0 ."},
        {"one": None},
    ],
    "a story of others": [
        {"story": STORY},
        {
            "more": ':e0 pact:occurredOn "2023-01-01"^^xsd:date ; dcterms:source :source ;'
            ' dcterms:issued "2023-01-02"^^xsd:date .'
        },
        {"more": ":e0 pact:rulesOut :e1 ."},
        {"a1.ttl": None},
        {"a1.ttl": contract(1)},
        {"story": None},
    ],
    "two agreements name a clause": [
        {"more": ":a1 odrl:permission :a0-1 ."},
        {"more": ":a1 odrl:permission :nowhere ."},
        {"other": ":a2 odrl:permission :nowhere ."},
        {"more": None},
    ],
    "names that differ in the last sign": [
        {"more": '<https://example.org/kept/e0/> a pact:Event ; rdfs:label "like"@en .'},
        {"more": None},
    ],
    "names that end alike": [
        {"more": '<https://example.com/e0> a pact:Event ; rdfs:label "event 0"@en .'},
        {"more": '<https://example.com/p> a org:Organization ; rdfs:label "party"@en .'},
        {"more": None},
    ],
    "a word for an action": [
        {
            "more": ':act a odrl:Action ; rdfs:label "act"@en ; odrl:includedIn odrl:use .',
            "user": ':e0 skos:note "x"@en .',
        },
        {"user": ":act skos:exactMatch odrl:sell ."},
        {"user": "odrl:sell skos:exactMatch :act ."},
        {"user": 'odrl:use rdfs:label "verwenden"@de-AT .'},
        {"user": 'odrl:use rdfs:label "gebrauchen"@de-AT .'},
        {"more": None},
        {"user": None},
    ],
    "a duty and its outcome in different files": [
        {
            "more": ":a0 odrl:obligation :a0-2 . :a0-2 a odrl:Duty ; dcterms:type kind:licence ;"
            ' rdfs:label "duty"@en ; odrl:assignee :p ; odrl:assigner :q ; odrl:action odrl:use ;'
            " odrl:target :x0 ; pact:certainty certainty:official ; dcterms:source :source ;"
            ' dprod:deadline "2025-01-01"^^xsd:date ; pact:performedBy :e0 ;'
            " pact:violation :broken .",
            "other": ':broken a pact:DerivedEvent ; rdfs:label "broken"@en .',
        },
        {
            "third": ':late a pact:DerivedEvent ; rdfs:label "late"@en ; pact:after :broken ;'
            ' pact:offset "P30D"^^xsd:duration .'
        },
        {"taken": '<https://example.org/kept/a0-2/excuse> a pact:Event ; rdfs:label "t"@en .'},
        {"taken": '<https://example.org/kept/a0-2/violation> a pact:Event ; rdfs:label "t"@en .'},
        {
            "taken": "<https://example.org/kept/a0-2/over> a pact:DerivedEvent ;"
            ' rdfs:label "t"@en ; pact:earliestOf :e2, :e3 .'
        },
        {"taken": None},
        {"other": None},
        {"other": ':broken a pact:Event ; rdfs:label "broken"@en .'},
    ],
    "a leaf is something else, too": [
        {"one": ':z a odrl:Asset ; rdfs:label "z"@en .'},
        {"more": ":z a pact:Event ."},
        {"more": ":z a org:Organization ."},
        {"other": ":e0 skos:related :z ."},
        {"more": ":z a pact:Event ."},
        {"other": ":z pact:neverPrecedes :e0 ."},
        {"more": ':e0 skos:note "x"@en .', "other": ':e1 skos:note "x"@en .'},
        {"more": ":x0 odrl:partOf :x1 ."},
        {"more": ":x0 odrl:partOf :x2 ."},
        {"more": ":x0 a pact:Event ."},
        {"more": ":x0 a org:Organization ."},
        {"more": None},
    ],
    "a party moves from file to file": [
        {"one": ':z a org:Organization ; rdfs:label "z"@en .', "user": ":a0 pact:party :z ."},
        {"one": ':e0 skos:note "x"@en .', "two": ':z a org:Organization ; rdfs:label "z"@en .'},
        {"one": ":z org:subOrganizationOf :p ."},
        {"one": ":z org:subOrganizationOf :q ."},
        {"one": ':z a org:Organization ; rdfs:label "z"@en .', "two": None},
    ],
    "what nothing describes comes to be": [
        {"user": ":p owl:sameAs :elsewhere . :e0 skos:related :elsewhere ."},
        {"more": ':elsewhere a org:Organization ; rdfs:label "there"@en .'},
        {"more": ':elsewhere a pact:Event ; rdfs:label "there"@en .'},
        {"more": None},
    ],
    "a source that is too old": [
        {
            "more": ':old a dcterms:BibliographicResource ; dcterms:publisher "press" ;'
            ' dcterms:title "old"@en ; dcterms:issued "2030"^^xsd:gYear ;'
            " schema:url <https://source.example/old> .",
            "user": ':e0 pact:notOccurredThrough "2025-01-01"^^xsd:date ;'
            " pact:notOccurredSource :old .",
        },
        {
            "more": ':old a dcterms:BibliographicResource ; dcterms:publisher "press" ;'
            ' dcterms:title "old"@en ; dcterms:issued "2020"^^xsd:gYear ;'
            " schema:url <https://source.example/old> ."
        },
    ],
    "schedules with line breaks": [
        {
            "more": ':s a pact:DerivedEvent ; rdfs:label "s"@en ; pact:after :e0 ; pact:onNext ['
            ' dprod:scheduleExpression "DTSTART:20210101\\nRRULE:FREQ=YEARLY" ] .'
        },
        {"other": ':s2 a pact:DerivedEvent ; rdfs:label "s2"@en ; pact:earliestOf :s, :e1 .'},
        {"other": None},
    ],
}


@pytest.mark.parametrize("steps", CASES.values(), ids=CASES)
def test_what_is_kept_is_what_is_read(tmp_path: Path, steps: list[dict[str, str | None]]) -> None:
    """After each step, what is kept is what is read; so it is, asked again."""
    folder, cache = small(tmp_path / "files", 12), tmp_path / "cache"
    assert_same([folder], cache)
    for step in steps:
        for name, text in step.items():
            file = folder / (name if "." in name else f"{name}.ttl")
            if text is None:
                file.unlink()
            else:
                file.write_text(text if text.startswith("@prefix") else HEAD + text, "utf-8")
        found = assert_same([folder], cache, verdict=step is steps[-1])
        assert kept([folder], cache).told == found.told


def test_last_agreement_goes(tmp_path: Path) -> None:
    """What is left is refused, though nothing is wrong with it."""
    events = (f':n{n} a pact:Event ; rdfs:label "event {n}"@en .' for n in range(5))
    files = {f"e{n}.ttl": HEAD + text for n, text in enumerate(events)}
    folder = put(tmp_path / "files", {"a0.ttl": contract(0, SHARED), **files})
    cache = tmp_path / "cache"
    assert isinstance(assert_same([folder], cache).told, dict)
    (folder / "a0.ttl").unlink()
    assert isinstance(assert_same([folder], cache).told, str)
