"""What a request and a world say: who pays, when a use is, what a value is, where it stands."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

import pytest

from made.probes import NOON, ask, dated, on_event, outcome, permission, rules, valued
from pactgraph.errors import BadInputError
from pactgraph.odrl import turtle
from pactgraph.odrl.report import DutyState
from pactgraph.odrl.rows import objects, table

BILLIE = ":q a odrl:Request ; odrl:permission :use . :use odrl:assignee :billie ; odrl:action odrl:play ; odrl:target :song"
FIVE = valued("odrl:payAmount", "eq", "5.00", "; odrl:unit <http://dbpedia.org/resource/Euro>")
PAY = f"odrl:action [ rdf:value odrl:compensate ; odrl:refinement {FIVE} ]"
PAID = "odrl:action odrl:compensate ; odrl:assignee :billie ; odrl:payAmount 5.00"


def conditioned(condition: str = "", duty: str = PAY) -> str:
    """Return a policy whose permission has the condition :d."""
    return f""":p a odrl:Agreement ; odrl:permission :r .
        :r odrl:assignee :billie ; odrl:target :song ; odrl:action odrl:play ; odrl:duty :d .
        :d {duty} {condition} ."""


def told(policy: str, world: str = "", request: str = BILLIE, at: str | None = NOON) -> list[str]:
    """Return what has become of the condition :d, and what the policy says."""
    report = ask(policy, world, request + " .", at=at)
    return [str(rules(report)["d"].state), *outcome(report)]


# ---- Conditions see the request ---------------------------------------------------------

SUNDAYS = "; odrl:constraint " + valued(":dayOfWeek", "eq", '"Sunday"')
PARAMETER = ':q sotw:requestParameter [ sotw:describesFeature :dayOfWeek ; sotw:value "{}" ]'


@pytest.mark.parametrize(
    "given",
    [
        PARAMETER,
        ':q :dayOfWeek "{}"',
        ':use :dayOfWeek "{}"',
        ":use odrl:constraint " + valued(":dayOfWeek", "eq", '"{}"'),
        ':billie :dayOfWeek "{}"',
    ],
)
def test_the_constraints_of_a_condition_see_the_request(given: str) -> None:
    """Sunday: to be paid first; Tuesday: nothing to pay; unknown: nobody can tell."""
    sunday, tuesday = (f"{BILLIE} . {given.format(day)}" for day in ("Sunday", "Tuesday"))

    assert ["due", "not permitted"] == told(conditioned(SUNDAYS), "", sunday)
    assert ["inactive", "permitted"] == told(conditioned(SUNDAYS), "", tuesday)
    assert ["depends", "depends"] == told(conditioned(SUNDAYS))


def test_the_consequence_of_a_condition_sees_the_request_too() -> None:
    """And the remedy of a prohibition sees the violation."""
    late = f'{SUNDAYS} ; dprod:deadline "2029-05-01"^^xsd:date ; odrl:consequence :fine . :fine odrl:action odrl:inform {SUNDAYS}'
    sunday = f"{BILLIE} . {PARAMETER.format('Sunday')} ."
    report = ask(conditioned(late), "", sunday)
    forbidden = (
        """:p odrl:prohibition :no . :no odrl:action odrl:sell ; odrl:remedy :fix .
        :fix odrl:action odrl:inform ; odrl:constraint """
        + valued(":price", "gt", "5")
        + " ."
    )
    sold = ':s odrl:action odrl:sell ; :price {} ; dct:date "2029-05-01"^^xsd:date .'

    assert DutyState.DUE is rules(report)["fine"].state
    assert DutyState.DUE is rules(ask(forbidden, sold.format(6), None))["fix"].state
    assert DutyState.INACTIVE is rules(ask(forbidden, sold.format(5), None))["fix"].state


def test_another_party_of_a_duty_has_values_of_its_own() -> None:
    """Where the request says nothing, the values of the duty's own party count."""
    policy = conditioned(
        "; odrl:assignee :sony ; odrl:constraint " + valued("odrl:industry", "eq", ":music")
    )

    assert ["due", "not permitted"] == told(policy, ":sony odrl:industry :music .")


# ---- Payments as the W3C draft writes them ----------------------------------------------

PAYMENT = """:w a sotw:SotW ; sotw:context :payment . :payment a pay:Payment ; sotw:conditionID :d ;
    pay:payer :billie ; pay:payee :sony ; pay:netAmount 5.00 ; pay:currency <https://dbpedia.org/resource/Euro> ;
    pay:paymentDate "2029-05-23T00:00:00"^^xsd:dateTime ."""


@pytest.mark.parametrize(
    ("expected", "change"),
    [
        ("fulfilled", ("", "")),
        ("fulfilled", ("conditionID", "conditionId")),
        ("fulfilled", ("pay:netAmount 5.00 ;", "")),
        ("fulfilled", ("pay:payer :billie ;", "")),
        ("fulfilled", ("pay:netAmount", "odrl:payAmount")),
        ("fulfilled", ("pay:paymentDate", "dct:date")),
        ("fulfilled", ("pay:currency <https://dbpedia.org/resource/Euro> ;", "")),
        ("due", ("5.00", "4.99")),
        ("due", ("2029-05-23", "2029-07-23")),
        ("due", (":d ;", ":other ;")),
        ("depends", ("resource/Euro", "resource/Yen")),
    ],
)
def test_a_payment_that_names_a_condition_fulfils_it(
    expected: str, change: tuple[str, str]
) -> None:
    """Without odrl:action; but what it says itself has to be what the duty asks for."""
    world = (
        "@prefix pay: <https://www.epimorphics.com/guide-to-the-payments-ontology/> . " + PAYMENT
    )
    said = {"fulfilled": "permitted", "due": "not permitted", "depends": "depends"}[expected]

    assert [expected, said] == told(conditioned(), world.replace(*change))


def test_a_payment_by_somebody_else_is_none_of_a_named_duty() -> None:
    """Billie has to pay; Bob's payment does not count, nor does one to another."""
    policy = conditioned("; odrl:assignee :billie ; odrl:compensatedParty :sony")
    world = (
        "@prefix pay: <https://www.epimorphics.com/guide-to-the-payments-ontology/> . " + PAYMENT
    )

    assert ["fulfilled", "permitted"] == told(policy, world)
    assert ["due", "not permitted"] == told(policy, world.replace("payer :billie", "payer :bob"))
    assert ["due", "not permitted"] == told(policy, world.replace("payee :sony", "payee :bmg"))


def test_a_payment_without_a_date_or_with_several_is_refused() -> None:
    """Nobody could tell whether it was made in time."""
    world = (
        "@prefix pay: <https://www.epimorphics.com/guide-to-the-payments-ontology/> . " + PAYMENT
    )

    with pytest.raises(BadInputError, match="payment has no date"):
        told(conditioned(), world.replace('"2029-05-23T00:00:00"^^xsd:dateTime', '"soon"'))
    with pytest.raises(BadInputError, match="payment has several dates"):
        told(conditioned(), world + ':payment :booked "2029-05-24"^^xsd:date .')


def test_a_node_that_names_a_constraint_is_no_act() -> None:
    """The draft's states tie the current time to the constraint on it."""
    policy = permission(
        ":c",
        ':c odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ; odrl:rightOperand "2018"^^xsd:gYear .',
    )
    world = """:w a sotw:SotW ; sotw:context :now . :now a time:Instant ; sotw:conditionID :c ;
        time:inXSDDateTime "2017-12-19T15:00:00"^^xsd:dateTime ."""

    assert ["permitted"] == outcome(ask(policy, world, at=None))


# ---- A use is dated by its request ------------------------------------------------------

BEFORE_USE = "; odrl:constraint " + on_event("lt", "odrl:policyUsage")
AFTER_USE = "; odrl:constraint " + on_event("gteq", "odrl:policyUsage")


def paid(day: str) -> str:
    """Return a payment in the world."""
    return f':paid {PAID} ; prov:endedAtTime "{day}"^^xsd:dateTime .'


@pytest.mark.parametrize(
    ("expected", "world", "use"),
    [
        ("permitted", paid("2029-05-01T00:00:00Z"), ""),
        ("permitted", paid(NOON), ""),
        ("not permitted", "", ""),
        ("not permitted", paid("2029-06-01T12:00:01Z"), ""),
        ("permitted", paid("2029-05-01T00:00:00Z"), '; odrl:policyUsage "2029-05-02T00:00:00Z"^^xsd:dateTime'),
        ("not permitted", paid("2029-05-03T00:00:00Z"), '; odrl:policyUsage "2029-05-02T00:00:00Z"^^xsd:dateTime'),
        ("not permitted", paid("2029-05-03T00:00:00Z"), '; dct:issued "2029-05-02"^^xsd:date'),
        ("permitted", paid("2029-05-03T00:00:00Z"), '; prov:atTime "2029-07-01T00:00:00Z"^^xsd:dateTime'),
        ("not permitted", "", '; prov:atTime "2029-07-01T00:00:00Z"^^xsd:dateTime'),
        ("not permitted", "", '; prov:atTime "2029-05-01T00:00:00Z"^^xsd:dateTime'),
    ],
)  # fmt: skip
def test_what_has_to_be_done_before_a_use_is_done_before_it(
    expected: str, world: str, use: str
) -> None:
    """The use is now, or when its request says."""
    assert expected == told(conditioned(BEFORE_USE), world, f"{BILLIE} {use}")[1]


def test_what_has_to_be_done_after_a_use_does_not_block_it() -> None:
    """Whoever pays afterwards may use first."""
    assert ["pending", "permitted"] == told(conditioned(AFTER_USE))


def test_without_a_request_nobody_knows_of_a_use() -> None:
    """The duty depends on whether the policy is used."""
    found = rules(ask(conditioned(BEFORE_USE), "", None))["d"]

    assert DutyState.DEPENDS is found.state
    assert ("policyUsage",) == found.depends_on


# ---- Values stand where they stand ------------------------------------------------------

HUNDRED = permission().replace(
    "odrl:read",
    "[ rdf:value odrl:read ; odrl:refinement "
    + valued("odrl:payAmount", "gteq", "100.0", "; odrl:unit :euro")
    + " ]",
)
EQ_150 = "odrl:leftOperand odrl:payAmount ; odrl:operator odrl:eq ; odrl:rightOperand 150.0"


@pytest.mark.parametrize(
    ("expected", "request_", "world"),
    [
        ("permitted", "sotw:context :value", f":value {EQ_150} ."),
        ("permitted", "sotw:context :value", f":value {EQ_150} ; odrl:unit :euro ."),
        ("depends", "sotw:context :value", f":value {EQ_150} ; odrl:unit :dollar ."),
        ("not permitted", "sotw:context :value", f":value {EQ_150.replace('150', '99')} ."),
        ("permitted", "sotw:requestParameter :value", ":value sotw:describesFeature odrl:payAmount ; sotw:value 150 ."),
        ("permitted", "odrl:payAmount :value", ":value rdf:value 150 ; odrl:unit :euro ."),
        ("depends", "odrl:payAmount :value", ":value rdf:value 150 ; odrl:unit :dollar ."),
        ("permitted", "a odrl:Permission", ":act odrl:payAmount 150 ."),
        ("permitted", "a odrl:Permission", ":request odrl:payAmount 150 ."),
        ("permitted", "a odrl:Permission", f":w a sotw:SotW ; sotw:context :value . :value {EQ_150} ."),
        ("depends", "a odrl:Permission", f":value {EQ_150} ."),
    ],
)  # fmt: skip
def test_the_world_describes_what_a_request_names(
    expected: str, request_: str, world: str
) -> None:
    """A value in another unit is not one that can be compared."""
    request = f""":request a odrl:Request ; odrl:permission :act . :act odrl:assignee :alice ;
        odrl:action odrl:read ; odrl:target :x ; {request_} ."""

    assert [expected] == outcome(ask(HUNDRED, world, request))


def test_an_action_that_the_request_names_is_described_in_the_world() -> None:
    """Its rdf:value and its values count."""
    request = (
        ":q odrl:permission :a . :a odrl:assignee :alice ; odrl:action :reading ; odrl:target :x ."
    )

    assert ["permitted"] == outcome(
        ask(HUNDRED, ":reading rdf:value odrl:read ; odrl:payAmount 150 .", request)
    )


PROPOSAL = "@prefix o: <https://w3id.org/force/odrl3proposal#> . "
LIMIT = "[ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ; odrl:rightOperandReference :until ]"


@pytest.mark.parametrize(
    ("expected", "policy", "world"),
    [
        (True, ":until o:reference :source ; o:path :value .", ':source :value "2030"^^xsd:gYear .'),
        (False, ":until o:reference :source ; o:path :value .", ':source :value "2029"^^xsd:gYear .'),
        (True, ":until o:reference :source ; o:path ( :of :value ) .", ':source :of :it . :it :value "2030"^^xsd:gYear .'),
        (True, "", ':until rdf:value "2030"^^xsd:gYear .'),
        (True, ':until rdf:value "2030"^^xsd:gYear .', ""),
        (None, ":until o:reference :source ; o:path :value .", ""),
        (None, ":until o:reference :source ; o:path :value .", ':source :other "2030"^^xsd:gYear .'),
        (None, ":until o:reference :source .", ':source :value "2030"^^xsd:gYear .'),
        (None, "", ""),
    ],
)  # fmt: skip
def test_a_right_operand_can_stand_elsewhere(
    expected: bool | None,  # noqa: FBT001 (a case)
    policy: str,
    world: str,
) -> None:
    """What is not found is not known; it is never compared by its name."""
    report = ask(permission(LIMIT, PROPOSAL + policy), PROPOSAL + world)

    assert expected is rules(report)["r"].active
    if expected is None:
        assert ("what odrl:rightOperandReference until refers to",) == rules(report)[
            "r"
        ].depends_on
    else:
        assert "constraintLeftOperand" in turtle(report)


def test_a_reference_to_several_values_needs_an_operator_for_several() -> None:
    """Lt takes one; isAnyOf as many as there are."""
    world = ':until rdf:value "2029"^^xsd:gYear , "2031"^^xsd:gYear .'

    with pytest.raises(BadInputError, match="it takes one, or use odrl:isAnyOf"):
        ask(permission(LIMIT), world)
    assert (
        True is rules(ask(permission(LIMIT.replace("odrl:lt", "odrl:isAnyOf")), world))["r"].active
    )


def test_the_current_time_can_be_plain_text() -> None:
    """It is read by its form; in another zone, at midnight, with nine digits as well."""
    policy = permission(dated("gteq", '"2029-06-01"^^xsd:date'))
    for time in ("2029-06-01T00:00:00Z", "2029-05-31T24:00:00Z", "2029-06-01T00:00:00.000000001Z"):
        world = f':w a sotw:SotW ; sotw:currentTime "{time}" .'
        assert ["permitted"] == outcome(ask(policy, world, at=None))


# ---- Members ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [":staff dct:hasPart :alice", ":staff odrl:hasPart :alice", ":alice dct:isPartOf :staff"],
)
def test_a_collection_can_say_itself_what_belongs_to_it(said: str) -> None:
    """A prohibition for the staff is one for Alice."""
    policy = ":p odrl:permission [ odrl:action odrl:read ] ; odrl:prohibition [ odrl:assignee :staff ; odrl:action odrl:read ] ; odrl:conflict odrl:prohibit ."

    assert ["prohibited"] == outcome(ask(policy, f"{said} ."))


@pytest.mark.parametrize(
    ("said", "request_"),
    [(":x odrl:hasPolicy :p", ":y"), (":alice odrl:assigneeOf :p", ":x")],
)
def test_what_an_asset_or_a_party_says_of_a_policy_holds_for_its_rules(
    said: str, request_: str
) -> None:
    """odrl:hasPolicy is the target of all of its rules, odrl:assigneeOf their assignee."""
    policy = f":p odrl:permission [ odrl:action odrl:read ] . {said} ."
    party = ":alice" if "hasPolicy" in said else ":bob"
    other = f":q odrl:permission :a . :a odrl:assignee {party} ; odrl:action odrl:read ; odrl:target {request_} ."

    assert ["permitted"] == outcome(ask(policy))
    assert ["not permitted"] == outcome(ask(policy, "", other))


# ---- What is not evaluated is said ------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "policy", "request_", "world"),
    [
        ("the profile https://example.org/prof is not known here", ":p odrl:profile :prof .", "", ""),
        ("odrl:status of c is not evaluated: the world says", ":c odrl:status 5 .", "", ""),
        ("odrl:output of r is not evaluated", ":r odrl:output :y .", "", ""),
        ("the request says of count only that it is lteq something", "", ":act odrl:constraint " + valued("odrl:count", "lteq", "5") + " .", ""),
        ("paid in the world names the condition https://example.org/other", "", "", ':paid sotw:conditionID :other ; odrl:action odrl:pay ; dct:date "2029-01-01"^^xsd:date .'),
    ],
)  # fmt: skip
def test_what_is_not_evaluated_is_said(note: str, policy: str, request_: str, world: str) -> None:
    """In the table, in German too, in JSON and in RDF."""
    asked = (
        ":request odrl:permission :act . :act odrl:assignee :alice ; odrl:action odrl:read ; odrl:target :x . "
        + request_
    )
    named = ":c odrl:leftOperand odrl:count ; odrl:operator odrl:lt ; odrl:rightOperand 10 ."
    report = ask(permission(":c", f"{named} {policy}"), world, asked)

    assert any(text.startswith(note) for text in objects(report)["notes"])  # type: ignore[attr-defined]
    assert f'dct:description "{note}' in turtle(report)
    (row,) = (row for row in table(report, "en").rows if row[1] == "note")
    (german,) = (row for row in table(report, "de").rows if row[1] == "Hinweis")
    assert row[-1].startswith(note)
    assert row[-1] != german[-1]


def test_nothing_is_noted_where_everything_is_evaluated() -> None:
    """No note about an ordinary policy."""
    assert () == ask(permission(dated("lt", '"2030"^^xsd:gYear'))).notes


@pytest.mark.parametrize(
    ("message", "policy"),
    [
        ("r has odrl:refinement, which says something of an action, a party or an asset, not of a permission", f":r odrl:refinement {valued('odrl:count', 'lt', '3')} ."),
        ("r has odrl:obligation, which says something of a policy, not of a permission", ":r odrl:obligation [ odrl:action odrl:pay ] ."),
        ("r has odrl:remedy, which says something of a prohibition", ":r odrl:remedy [ odrl:action odrl:pay ] ."),
        ("r has odrl:consequence, which says something of a duty", ":r odrl:consequence [ odrl:action odrl:pay ] ."),
        ("no has odrl:duty, which says something of a permission, not of a prohibition", ":p odrl:prohibition :no . :no odrl:action odrl:sell ; odrl:duty [ odrl:action odrl:pay ] ."),
        ("p has odrl:refinement", f":p odrl:refinement {valued('odrl:count', 'lt', '3')} ."),
        ("what narrows down an action, a party or an asset is odrl:refinement", f":p odrl:permission :s . :s odrl:action [ rdf:value odrl:use ; odrl:constraint {valued('odrl:count', 'lt', '3')} ] ."),
        ("has a logical operand and operands of its own", f":r odrl:constraint [ odrl:leftOperand odrl:count ; odrl:or {dated('lt', chr(34) + '2029' + chr(34) + '^^xsd:gYear')} ] ."),
        ("rules stand in an RDF list", ":p odrl:permission ( :r ) ."),
    ],
)  # fmt: skip
def test_what_would_be_passed_over_is_refused(message: str, policy: str) -> None:
    """A limit in the wrong place would permit more if it were skipped."""
    with pytest.raises(BadInputError, match=message):
        ask(permission() + policy)
