"""The term of an agreement as a whole: a condition that is said once, of all of its clauses."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.compare import isomorphic

from entry import completed
from pactgraph.graph import load
from pactgraph.odrl import evaluate
from pactgraph.reading.triples import Triples, from_text
from pactgraph.terms import ODRL

DEAL = Path(__file__).parent / "deal.ttl"
BASE = "https://example.org/kinds/"
CLAUSES = ("plain", "for-ever", "field", "ban")
DATE = "odrl:leftOperand odrl:dateTime"
EVENT = "odrl:leftOperand odrl:event"
DESCRIBED = f"""
:flood a pact:Event ;
    rdfs:label "flood"@en ;
    dcterms:source :news ;
    pact:notBefore "2024-02-01"^^xsd:date .

:to-2026 a odrl:Constraint ;
    {DATE} ; odrl:operator odrl:lteq ; odrl:rightOperand "2026"^^xsd:gYear .

:from-may a odrl:Constraint ;
    {DATE} ; odrl:operator odrl:gteq ; odrl:rightOperand "2024-05-01"^^xsd:date .

:dry a odrl:Constraint ;
    {EVENT} ; odrl:operator odrl:lt ; odrl:rightOperand :flood .

:either a odrl:LogicalConstraint ;
    odrl:or :to-2026 , :dry .

:for-beta a odrl:Constraint ;
    rdfs:label "for Beta alone"@en ;
    odrl:leftOperand pact:customer ; odrl:operator odrl:isAnyOf ; odrl:rightOperand :beta .
"""


def written(folder: Path, *, agreement: str = "", clauses: str = "") -> Path:
    """Return the deal with conditions of the agreement, or of each of its clauses."""
    text = DEAL.read_text(encoding="utf-8")
    if agreement:
        text = text.replace(":deal a odrl:Agreement ;", f":deal a odrl:Agreement ; {agreement}")
    for kind in ("Permission", "Prohibition"):
        text = text.replace(f" a odrl:{kind} ;", f" a odrl:{kind} ; {clauses}")
    path = folder / f"{bool(agreement)}-{bool(clauses)}.ttl"
    path.write_text(text + DESCRIBED, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "said",
    [
        "odrl:constraint :to-2026 ;",
        "odrl:constraint :to-2026 , :from-may ;",
        "odrl:constraint :dry ;",
        "odrl:constraint :either ;",
        "odrl:constraint :for-beta , :to-2026 ;",
        f"""odrl:constraint [ a odrl:Constraint ; {DATE} ; odrl:operator odrl:lt ;
            odrl:rightOperand "2025-07-01"^^xsd:date ] ;""",
    ],
)
def test_it_is_as_if_each_clause_had_said_it(said: str, tmp_path: Path) -> None:
    """The same periods, limits and formulas, whichever says it."""
    once = load(written(tmp_path, agreement=said)).record
    often = load(written(tmp_path, clauses=said)).record

    for name in CLAUSES:
        one, other = once.clauses[BASE + name], often.clauses[BASE + name]
        assert one.periods == other.periods
        assert one.limits == other.limits
        assert [limit.operand for limit in one.scope] == [limit.operand for limit in other.scope]
    plain = load(DEAL).record.clauses[f"{BASE}plain"]
    assert "for-beta" in said or plain.periods != once.clauses[f"{BASE}plain"].periods


def test_a_clause_adds_its_own(tmp_path: Path) -> None:
    """What a clause says and what its agreement says must both hold."""
    graph = load(
        written(
            tmp_path, agreement="odrl:constraint :to-2026 ;", clauses="odrl:constraint :from-may ;"
        )
    )
    days = {"2024-04-30": "not yet", "2024-05-01": "in force", "2026-12-31": "in force"}

    for day, status in {**days, "2027-01-01": "ended"}.items():
        found = graph.status(graph.setting(on=day, known="2024-02-01"), "plain")
        assert [status] == [answer.status.value for answer in found], day


def test_another_agreement_is_not_meant(tmp_path: Path) -> None:
    """The term is that of the clauses of one agreement."""
    path = written(tmp_path, agreement="odrl:constraint :to-2026 ;")
    text = path.read_text(encoding="utf-8").replace(":plain , :for-ever", ":for-ever")
    path.write_text(
        text
        + """
:other a odrl:Agreement ;
    rdfs:label "other deal"@en ;
    dcterms:issued "2024-01-15"^^xsd:date ;
    pact:party :acme ;
    odrl:permission :plain ;
    dcterms:source :news .
""",
        encoding="utf-8",
    )
    graph = load(path)
    found = graph.status(graph.setting(on="2027-01-01", known="2024-02-01"), ["plain", "ban"])

    assert {"plain": "in force", "ban": "ended"} == {a.clause.id: a.status.value for a in found}


def test_what_is_wrong_with_it_is_told_once(tmp_path: Path) -> None:
    """Not once for each clause, and of the agreement that says it."""
    path = written(tmp_path, agreement="odrl:constraint :to-2062 ;")
    lines = completed("check", str(path)).stdout.splitlines()
    told = [line for line in lines if "to-2062" in line]

    assert 1 == len(told)
    assert "deal: " in told[0]


@pytest.mark.parametrize(("day", "outcome"), [("2026-12-31", "permitted"), ("2027-01-01", "")])
def test_evaluate_reads_a_plain_policy_alike(day: str, outcome: str) -> None:
    """What a policy says of all of its rules ends them on the same day."""
    odrl = "@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix : <urn:x:> . "
    policy = from_text(f"""{odrl}
        :deal odrl:permission :plain ; odrl:constraint [
            odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ;
            odrl:rightOperand "2026"^^<http://www.w3.org/2001/XMLSchema#gYear> ] .
        :plain odrl:action odrl:use .""")
    request = from_text(f"{odrl} :asked odrl:permission :act . :act odrl:action odrl:use .")
    report = evaluate(policy, request, Triples({}), at=day)

    found = [str(each) for _, each in report.policies[0].outcome]
    assert (outcome == "permitted") == (found == ["permitted"])


def test_exported_it_holds_for_each_clause(tmp_path: Path) -> None:
    """As plain ODRL, a limit that the agreement states narrows what its clauses allow."""
    said = "odrl:constraint :for-beta , :to-2026 ;"
    graphs = [load(written(tmp_path, agreement=said)), load(written(tmp_path, clauses=said))]
    once, often = (g.odrl(g.setting(on="2025-01-01", known="2025-01-01")) for g in graphs)

    assert (None, ODRL.refinement, URIRef(f"{BASE}for-beta")) in once
    assert isomorphic(once, often)
