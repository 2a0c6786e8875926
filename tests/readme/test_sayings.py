"""Every example of the README of how to say something is accepted, and means what it is beside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef

from pactgraph.checking.check import check
from pactgraph.graph import load
from pactgraph.terms import DPROD, PACT
from points.deals import LICENCE, PREFIXES, PURCHASE, RULE

if TYPE_CHECKING:
    from rdflib.term import Node

README = Path(__file__).parents[2] / "README.md"
TEXT = README.read_text(encoding="utf-8")
SECTION = TEXT.partition("### Deadlines, comparisons")[2].partition("\n### ")[0]
ROWS = re.findall(r"^\| (?P<said>.*) \| `(?P<example>[^`|]*)` \|$", SECTION, re.MULTILINE)
BASE = "https://example.org/deal/"
DERIVED = {PACT[name] for name in ("when", "lapseOf", "after", "earliestOf", "latestOf")}
OUTCOMES = {PACT[name] for name in ("fulfilment", "lateness", "violation")}
OTHERS = {PACT.performedBy, PACT.excusedBy, PACT.rulesOut, PACT.neverPrecedes}
BOUNDS = {PACT[name] for name in ("before", "noLaterThan", "noEarlierThan")}

# By the first words of what is said: what is assumed, and the first day on which :x has come;
# "" if it never does. All is known through 2030.
MEANT: dict[str, list[tuple[dict[str, str], str]]] = {
    "if X happens by a day": [
        ({"approval": "2027-12-31"}, "2027-12-31"),
        ({"approval": "2028-01-01"}, ""),
    ],
    "if that day passes": [
        ({"approval": "2027-12-31"}, ""),
        ({"approval": "2028-01-01"}, "2028-01-01"),
    ],
    "A before B": [
        ({"offer": "2027-03-01", "rival-offer": "2027-03-02"}, "2027-03-01"),
        ({"offer": "2027-03-01", "rival-offer": "2027-03-01"}, ""),
    ],
    "A by the day of B": [
        ({"offer": "2027-03-01", "rival-offer": "2027-03-01"}, "2027-03-01"),
        ({"offer": "2027-03-02", "rival-offer": "2027-03-01"}, ""),
    ],
    "an option's window": [
        ({"exercise": "2028-01-01"}, "2028-01-01"),
        ({"exercise": "2028-06-30"}, "2028-06-30"),
        ({"exercise": "2027-12-31"}, ""),
        ({"exercise": "2028-07-01"}, ""),
    ],
    "90 days after": [({"notice": "2027-01-01"}, "2027-04-01")],
    "10 days before": [({"notice": "2027-01-01"}, "2027-01-21")],
    "a sale within": [
        ({"ended": "2027-01-15", "sale": "2028-01-14"}, "2028-01-14"),
        ({"ended": "2027-01-15", "sale": "2028-01-15"}, ""),
        ({"ended": "2027-01-15", "sale": "2027-01-14"}, ""),
    ],
    "the first of": [({"closing": "2027-03-01", "termination": "never"}, "2027-03-01")],
    "conditions precedent": [
        (
            {
                "met-1": "2027-01-01",
                "waived-1": "never",
                "met-2": "never",
                "waived-2": "2027-02-01",
            },
            "2027-02-01",
        ),
        ({"met-1": "2027-01-01", "met-2": "never", "waived-2": "never"}, ""),
    ],
    "two of three": [({"a": "2027-01-01", "b": "never", "c": "2027-03-01"}, "2027-03-01")],
    "renewed by a year": [
        ({"notice": "2027-10-02"}, "2028-01-01"),
        ({"notice": "2027-10-03"}, "2029-01-01"),
    ],
    "what follows if it is missed": [
        ({"paid": "2027-03-31"}, ""),
        ({"paid": "2027-04-01"}, "2027-04-01"),
    ],
    "what follows 30 days": [
        ({"closing": "2027-03-01", "paid": "2027-03-31"}, ""),
        ({"closing": "2027-03-01", "paid": "2027-04-01"}, "2027-04-01"),
        ({"closing": "never", "paid": "never"}, ""),
    ],
    "what follows if that is not cured": [
        ({"paid": "2027-04-30"}, ""),
        ({"paid": "2027-05-01"}, "2027-05-01"),
    ],
}


def written(example: str) -> str:
    """Return a deal with an example, and with the labels and events that it takes for granted."""
    graph = Graph().parse(data=PREFIXES + example, format="turtle")
    given = set(Graph().parse(data=PREFIXES, format="turtle").subjects())
    derived: set[Node] = {s for s, p, _ in graph if p in DERIVED}
    derived |= {o for _, p, o in graph if p in OUTCOMES} | {URIRef(BASE + "x")}
    duties = {s for s, p, _ in graph if p == PACT.performedBy}
    told = {PACT.notAfter, PACT.notBefore, PACT.occurredOn, *OTHERS}
    plain = {s for s, p, _ in graph if p in told} | {
        o for _, p, o in graph if p in DERIVED | OTHERS | BOUNDS and not isinstance(o, Literal)
    }
    if not any(s == URIRef(BASE + "x") or o == URIRef(BASE + "x") for s, _, o in graph):
        example += " :x pact:earliestOf :one, :other ."
        plain |= {URIRef(BASE + "one"), URIRef(BASE + "other")}
    lines = [PREFIXES, example]
    for kind, events in (("DerivedEvent", derived), ("Event", plain - derived - duties - given)):
        for event in sorted(map(str, events)):
            name = event.removeprefix(BASE)
            lines.append(f':{name} a pact:{kind} ; rdfs:label "{name}"@en .')
    for duty in duties:
        name = str(duty).removeprefix(BASE)
        lines.append(f":{name} a odrl:Duty ; {RULE.format(label=name, **PURCHASE)} .")
        lines.append(f":deal odrl:obligation :{name} .")
    lines.append(f"""
        :deal a odrl:Agreement ; rdfs:label "deal"@en ; dcterms:issued "2000-01-01"^^xsd:date ;
            pact:party :acme, :beta ; odrl:permission :clause ; dcterms:source :news ;
            pact:certainty certainty:official .
        :clause a odrl:Permission ; {RULE.format(label="clause", **LICENCE)} ;
            odrl:constraint [ a odrl:Constraint ; odrl:leftOperand odrl:event ;
                odrl:operator odrl:gteq ; odrl:rightOperand :x ] .""")
    return "\n".join(lines)


@pytest.mark.parametrize(("said", "example"), ROWS, ids=[row[0] for row in ROWS])
def test_an_example_is_accepted_and_means_what_it_says(
    said: str, example: str, tmp_path: Path
) -> None:
    """Nothing is wrong with it, and it comes on the day on which it should."""
    file = tmp_path / "deal.ttl"
    file.write_text(written(example), encoding="utf-8")

    assert [] == check([file]).violations
    graph = load(str(file))
    for assumed, first in next((m for how, m in MEANT.items() if said.startswith(how)), []):
        for day, status in _expected(first).items():
            setting = graph.setting(on=day, known="2030-12-31", assume=assumed)
            (found,) = graph.status(setting, "clause")
            assert status == found.status, (assumed, day)


def _expected(first: str) -> dict[str, str]:
    if not first:
        return {"2030-12-31": "never"}
    year, month, day = map(int, first.split("-"))
    before = f"{year - 1}-12-31" if (month, day) == (1, 1) else f"{year}-{month:02}-{day - 1:02}"
    if day == 1 and month > 1:
        before = f"{year}-{month - 1:02}-28"
    return {before: "not yet", first: "in force", "2030-12-31": "in force"}


def test_every_row_has_an_example_and_every_term_a_row() -> None:
    """No row of the section is passed over, and no term of derived events and duties missing."""
    rows = [line for line in SECTION.splitlines() if line.startswith("| ")]
    heads = [line for line in rows if line.startswith("| you want to say")]
    terms = DERIVED | BOUNDS | OUTCOMES | OTHERS | {PACT.nth, PACT.offset, PACT.onNext}
    terms |= {PACT.notAfter, PACT.notBefore, PACT.occurredOn, DPROD.deadline}
    names = {term.removeprefix(PACT).removeprefix(DPROD) for term in terms}
    examples = " ".join(example for _, example in ROWS)

    assert len(rows) - len(heads) == len(ROWS)
    assert [] == [how for how in MEANT if not any(said.startswith(how) for said, _ in ROWS)]
    assert [] == [name for name in sorted(names) if f":{name} " not in examples]
