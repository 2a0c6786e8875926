"""The worked cases A1 to C2 of the draft *ODRL Formal Semantics*, written anew.

https://w3c.github.io/odrl/formal-semantics/; the draft's own files are JSON that is no
usable RDF as it stands. Its tables give activation, deontic and control states.
"""

from __future__ import annotations

import pytest

from made.probes import ask, rules, valued
from pactgraph.odrl.report import Deontic

A1 = """:A1 a odrl:Set ; odrl:permission :r .
    :r odrl:target :document ; odrl:assigner :org16 ; odrl:action odrl:distribute ;
       odrl:constraint [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ;
           odrl:rightOperand "2018-01-01"^^xsd:date ] ."""
A2 = """:A2 a odrl:Agreement ; odrl:prohibition :r .
    :r odrl:target :album ; odrl:assigner :myPix ; odrl:assignee :party55 ;
       odrl:action odrl:archive ;
       odrl:constraint [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ;
           odrl:rightOperand "2025-01-01"^^xsd:date ] ."""
B1 = f""":B1 a odrl:Set ; odrl:permission :r .
    :r odrl:target :document ; odrl:assigner :org616 ; odrl:action [ rdf:value odrl:print ;
        odrl:refinement {valued("odrl:resolution", "lteq", "1200", "; odrl:unit :dpi")} ] ."""
C1 = f""":C1 a odrl:Agreement ; odrl:permission :r .
    :r odrl:assigner :sony ; odrl:assignee :billie ; odrl:target :song ; odrl:action odrl:play ;
       odrl:duty :d .
    :d a odrl:Duty ; odrl:action [ rdf:value odrl:compensate ;
        odrl:refinement {valued("odrl:payAmount", "eq", "5.00", "; odrl:unit :euro")} ] ."""

NAMED = """@prefix pay: <https://www.epimorphics.com/guide-to-the-payments-ontology/> .
    :state a sotw:SotW ; sotw:context :payment . :payment a pay:Payment ; sotw:conditionID :d ;
    pay:payer :billie ; pay:payee :sony ; pay:netAmount 5.00 ; pay:currency :euro ;
    pay:paymentDate "2025-07-23T00:00:00"^^xsd:dateTime ."""
"""The same as the draft's own states write it."""
PAID = """:payment odrl:action odrl:compensate ; odrl:assignee :billie ; odrl:payAmount 5.00 ;
    dct:date "2025-07-23"^^xsd:date ."""


def request(action: str, target: str, party: str = "", more: str = "") -> str:
    """Return an evaluation request in the form of the draft."""
    by = f"sotw:evaluatedParty {party} ;" if party else ""
    return f""":q a sotw:EvaluationRequest ; {by} sotw:evaluatedAction {action} ;
        sotw:evaluatedTarget {target} {more} ."""


@pytest.mark.parametrize(
    ("active", "permitted", "now"),
    [(True, True, "2017-12-19T15:00:00"), (False, False, "2019-12-19T15:00:00")],
    ids=["A1-1", "A1-2"],
)
def test_a1_a_constrained_permission(active: bool, permitted: bool, now: str) -> None:  # noqa: FBT001 (a case)
    """The permission is active, and permits, while the current time is before its date."""
    world = f""":state a sotw:SotW ; sotw:context [ a time:Instant ;
        time:inXSDDateTime "{now}"^^xsd:dateTime ] ."""
    found = rules(ask(A1, world, request("odrl:distribute", ":document", ":party1"), at=None))["r"]

    assert (active, permitted) == (found.active, found.applies)


@pytest.mark.parametrize(
    ("active", "deontic", "at"),
    [(True, Deontic.VIOLATED, "2024-06-01"), (False, Deontic.NON_SET, "2025-06-01")],
    ids=["A2-1", "A2-2"],
)
def test_a2_a_constrained_prohibition(active: bool, deontic: Deontic, at: str) -> None:  # noqa: FBT001 (a case)
    """Archiving violates the prohibition while it is active, and not afterwards."""
    act = f""":act odrl:action odrl:archive ; odrl:target :album ; odrl:assignee :party55 ;
        dct:date "{at}"^^xsd:date ."""
    found = rules(ask(A2, act, request("odrl:archive", ":album", ":party55"), at=at))["r"]

    assert (active, deontic) == (found.active, found.deontic)


@pytest.mark.parametrize(
    ("permitted", "resolution"), [(True, "1000"), (False, "1300")], ids=["B1-1", "B1-2"]
)
def test_b1_a_refined_action(permitted: bool, resolution: str) -> None:  # noqa: FBT001 (a case)
    """The permission is active either way; whether it permits hangs on the act."""
    act = request("odrl:print", ":document", more=f'; odrl:resolution "{resolution}"')
    found = rules(ask(B1, "", act))["r"]

    assert (True, permitted) == (found.active, found.applies)


@pytest.mark.parametrize(
    ("active", "deontic", "world"),
    [
        (False, Deontic.NON_SET, ""),
        (True, Deontic.FULFILLED, PAID),
        (True, Deontic.FULFILLED, NAMED),
    ],
    ids=["C1-1", "C1-2", "C1-2 as published"],
)
def test_c1_a_conditioned_permission(active: bool, deontic: Deontic, world: str) -> None:  # noqa: FBT001 (a case)
    """The condition is active; the permission is once the payment has been made."""
    found = rules(ask(C1, world, request("odrl:play", ":song", ":billie"), at="2025-07-25"))

    assert True is found["d"].active
    assert (active, active, deontic) == (found["r"].active, found["r"].applies, found["d"].deontic)


@pytest.mark.parametrize(
    ("active", "condition", "deontic", "day", "world"),
    [
        (True, False, Deontic.NON_SET, "Tuesday", ""),
        (False, True, Deontic.NON_SET, "Sunday", ""),
        (True, True, Deontic.FULFILLED, "Sunday", PAID),
        (True, True, Deontic.FULFILLED, "Sunday", NAMED),
    ],
    ids=["C2-1", "C2-2", "C2-3", "C2-3 as published"],
)
def test_c2_a_condition_with_constraints(
    active: bool,  # noqa: FBT001 (a case)
    condition: bool,  # noqa: FBT001 (a case)
    deontic: Deontic,
    day: str,
    world: str,
) -> None:
    """The condition binds on Sundays only; on other days it does not block."""
    sundays = " :d odrl:constraint " + valued(":dayOfWeek", "eq", '"Sunday"') + " ."
    state = f'{world} :state a sotw:SotW ; :dayOfWeek "{day}" .'
    asked = request("odrl:play", ":song", ":billie")
    parameter = (
        f':q sotw:requestParameter [ sotw:describesFeature :dayOfWeek ; sotw:value "{day}" ] .'
    )
    for facts, act in ((state, asked), (world, asked + parameter)):
        found = rules(ask(C1 + sundays, facts, act, at="2025-08-03"))

        assert (active, active) == (found["r"].active, found["r"].applies)
        assert (condition, deontic) == (found["d"].active, found["d"].deontic)
