"""Constraints: dates, events, values, and every way to join them."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

from itertools import product

import pytest

from made.probes import active, ask, dated, on_event, permission, rules, valued

PAST, FUTURE = '"2029-01-01T00:00:00Z"^^xsd:dateTime', '"2030-01-01T00:00:00Z"^^xsd:dateTime'
TRUE, FALSE = dated("gt", PAST), dated("lt", PAST)
OPEN = valued("odrl:purpose", "eq", ":research")


# ---- Time -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "at"),
    [
        (False, "2028-12-31T23:59:59Z"),
        (True, "2029-01-01T00:00:00Z"),
        (True, "2029-12-31T23:59:59Z"),
        (False, "2030-01-01T00:00:00Z"),
    ],
)
def test_a_window_holds_from_its_first_instant_to_its_last(expected: bool, at: str) -> None:  # noqa: FBT001 (a case)
    """Two constraints on a rule are joined by AND."""
    window = f"{dated('gteq', PAST)} , {dated('lt', FUTURE)}"

    assert expected is active(permission(window), at=at)


@pytest.mark.parametrize(
    ("operator", "before", "on", "after"),
    [
        ("lt", True, False, False),
        ("lteq", True, True, False),
        ("eq", False, True, False),
        ("neq", True, False, True),
        ("gteq", False, True, True),
        ("gt", False, False, True),
        ("isAnyOf", False, True, False),
        ("isNoneOf", True, False, True),
    ],
)
@pytest.mark.parametrize(
    ("written", "days"),
    [
        ('"2029-06-01"^^xsd:date', ("2029-05-31T23:59:59Z", "2029-06-01T12:00:00Z", "2029-06-02T00:00:00Z")),
        ('"2029-06"^^xsd:gYearMonth', ("2029-05-31T23:59:59Z", "2029-06-30T23:59:59Z", "2029-07-01T00:00:00Z")),
        ('"2029"^^xsd:gYear', ("2028-12-31T23:59:59Z", "2029-12-31T23:59:59Z", "2030-01-01T00:00:00Z")),
        ('"2029-06-01T12:00:00Z"^^xsd:dateTime', ("2029-06-01T11:59:59Z", "2029-06-01T14:00:00+02:00", "2029-06-01T12:00:01Z")),
    ],
)  # fmt: skip
def test_a_date_is_the_stretch_of_time_that_it_names(  # noqa: PLR0913, PLR0917 - one argument a column
    operator: str,
    before: bool,  # noqa: FBT001 (a case)
    on: bool,  # noqa: FBT001 (a case)
    after: bool,  # noqa: FBT001 (a case)
    written: str,
    days: tuple[str, str, str],
) -> None:
    """A bare day as upper bound includes all of that day; so do months, years and instants."""
    policy = permission(dated(operator, written))

    assert (before, on, after) == tuple(active(policy, at=at) for at in days)


def test_a_time_without_a_zone_is_utc() -> None:
    """A zone shifts the bound; none means UTC."""
    bare = permission(dated("lt", '"2029-06-01T12:00:00"^^xsd:dateTime'))
    shifted = permission(dated("lt", '"2029-06-01T12:00:00+02:00"^^xsd:dateTime'))

    assert (True, False) == (active(bare, at="2029-06-01T11:00:00Z"), active(shifted, at="2029-06-01T11:00:00Z"))  # fmt: skip


def test_without_a_time_a_date_is_open() -> None:
    """Where nothing says what time it is, a constraint on time depends, and says on what."""
    report = ask(permission(TRUE), at=None)

    assert None is rules(report)["r"].active
    assert ("the value of dateTime",) == rules(report)["r"].depends_on


def test_policy_usage_is_the_instant_of_exercise() -> None:
    """odrl:policyUsage compares like odrl:dateTime, unless the request gives another instant."""
    policy = permission(valued("odrl:policyUsage", "lt", PAST))
    request = (
        ":q odrl:permission :a . :a odrl:assignee :alice ; odrl:action odrl:read ; odrl:target :x ;"
        ' odrl:policyUsage "2028-06-01T00:00:00Z"^^xsd:dateTime .'
    )

    assert False is active(policy)
    assert True is rules(ask(policy, request=request))["r"].active


# ---- Logical constraints, in both spellings ---------------------------------------------


def joined(connective: str, parts: tuple[str, ...], *, as_list: bool) -> str:
    """Return a logical constraint."""
    operands = f"( {' '.join(parts)} )" if as_list else " , ".join(parts)
    return f"[ odrl:{connective} {operands} ]"


SPELLINGS = pytest.mark.parametrize("as_list", [False, True], ids=["repeated", "list"])
WORDS = {True: TRUE, False: FALSE, None: OPEN}


@SPELLINGS
@pytest.mark.parametrize("truths", list(product([True, False], repeat=3)))
@pytest.mark.parametrize("connective", ["and", "or", "xone"])
def test_both_spellings_of_a_logical_constraint_mean_the_same(
    connective: str,
    truths: tuple[bool, ...],
    as_list: bool,  # noqa: FBT001 (a case)
) -> None:
    """Repeated values and an RDF list: all, at least one, exactly one."""
    expected = {"and": all(truths), "or": any(truths), "xone": sum(truths) == 1}[connective]
    # each operand differs, as equal ones written as IRIs would be one value
    parts = tuple(
        dated("gt" if truth else "lt", f'"{2000 + number}"^^xsd:gYear')
        for number, truth in enumerate(truths)
    )

    assert expected is active(permission(joined(connective, parts, as_list=as_list)))


@SPELLINGS
@pytest.mark.parametrize(
    ("expected", "connective", "truths"),
    [
        (None, "and", (True, None)),
        (False, "and", (False, None)),
        (True, "or", (True, None)),
        (None, "or", (False, None)),
        (None, "xone", (False, None)),
        (None, "xone", (True, None)),
    ],
)
def test_an_unknown_value_stays_unknown_unless_the_others_decide(
    expected: bool | None,  # noqa: FBT001 (a case)
    connective: str,
    truths: tuple[bool | None, ...],
    as_list: bool,  # noqa: FBT001 (a case)
) -> None:
    """A left operand without a value is neither satisfied nor not."""
    parts = tuple(WORDS[truth] for truth in truths)

    assert expected is active(permission(joined(connective, parts, as_list=as_list)))


@SPELLINGS
def test_logical_constraints_nest(as_list: bool) -> None:  # noqa: FBT001 (a case)
    """(false or true) and not both of two true ones."""
    either = joined("or", (FALSE, dated("gt", '"2001"^^xsd:gYear')), as_list=as_list)
    both = joined("and", (TRUE, dated("gt", '"2002"^^xsd:gYear')), as_list=as_list)

    assert True is active(permission(joined("and", (either, both), as_list=as_list)))
    assert False is active(permission(joined("xone", (either, both), as_list=as_list)))


def test_an_unknown_or_its_opposite_holds() -> None:
    """Research or not research, below ten or not: true without knowing; the reverse is false."""
    research = valued("odrl:purpose", "eq", ":research")
    other = valued("odrl:purpose", "neq", ":research")
    few, many = valued("odrl:count", "lt", "10"), valued("odrl:count", "gteq", "10")

    assert True is active(permission(f"[ odrl:or {research} , {other} ]"))
    assert False is active(permission(f"{research} , {other}"))
    assert True is active(permission(f"[ odrl:xone {few} , {many} ]"))
    assert None is active(permission(f"[ odrl:or {research} , {few} ]"))


@pytest.mark.parametrize(
    ("expected", "first", "second"),
    [
        (True, "2028-01-01", "2029-01-01"),
        (True, "2028-01-01", "2028-01-01"),
        (False, "2029-01-01", "2028-01-01"),
        (False, "2028-01-01", "2030-01-01"),
    ],
)
def test_and_sequence_asks_for_the_order_of_the_list(
    expected: bool,  # noqa: FBT001 (a case)
    first: str,
    second: str,
) -> None:
    """All hold, and began to hold in the order of the list."""
    parts = (dated("gteq", f'"{first}"^^xsd:date'), dated("gteq", f'"{second}"^^xsd:date'))

    assert expected is active(permission(joined("andSequence", parts, as_list=True)))


def test_and_sequence_of_events_and_values() -> None:
    """Events stand in the order of their dates; what is not about time can stand anywhere."""
    shipped_then_paid = joined(
        "andSequence",
        (on_event("gt", ":shipped"), OPEN, on_event("gt", ":paid")),
        as_list=True,
    )
    world = """:alice odrl:purpose :research .
        :shipped pact:occurredOn "2029-02-01"^^xsd:date .
        :paid pact:occurredOn "2029-03-01"^^xsd:date ."""
    reverse = world.replace("2029-02", "2029-04")

    assert True is active(permission(shipped_then_paid), world)
    assert False is active(permission(shipped_then_paid), reverse)
    assert None is active(permission(shipped_then_paid), ":alice odrl:purpose :research .")


# ---- Events -----------------------------------------------------------------------------

HAPPENED = ':e pact:occurredOn "2029-03-01"^^xsd:date .'
TO_COME = ':e pact:occurredOn "2029-09-01"^^xsd:date .'
UNDATED = ":e a pact:Event ."
NEVER = ":e pact:neverOccurs true ."
DURING = """:e prov:startedAtTime "2029-05-01T00:00:00Z"^^xsd:dateTime ;
    prov:endedAtTime "2029-07-01T00:00:00Z"^^xsd:dateTime ."""


@pytest.mark.parametrize(
    ("operator", "happened", "during", "to_come", "undated", "never", "unmentioned"),
    [
        ("lt", False, False, True, True, True, None),
        ("lteq", False, True, True, True, True, None),
        ("eq", False, True, False, False, False, False),
        ("neq", True, False, True, True, True, True),
        ("gteq", True, True, False, False, False, None),
        ("gt", True, False, False, False, False, None),
    ],
)
def test_before_during_and_after_an_event(  # noqa: PLR0913, PLR0917 - one argument a column
    operator: str,
    happened: bool | None,  # noqa: FBT001 (a case)
    during: bool | None,  # noqa: FBT001 (a case)
    to_come: bool | None,  # noqa: FBT001 (a case)
    undated: bool | None,  # noqa: FBT001 (a case)
    never: bool | None,  # noqa: FBT001 (a case)
    unmentioned: bool | None,  # noqa: FBT001 (a case)
) -> None:
    """An event that the world describes undated has not happened yet; of another nothing is known.

    Only an event that lasts has a time during it.
    """
    policy = permission(on_event(operator, ":e"))
    worlds = (HAPPENED, DURING, TO_COME, UNDATED, NEVER, "")

    assert (happened, during, to_come, undated, never, unmentioned) == tuple(
        active(policy, world) for world in worlds
    )


def test_what_a_claim_rules_out_never_happens_but_not_what_a_story_assumes_away() -> None:
    """A claim speaks about the world; an assumption of a story only supposes."""
    policy = permission(on_event("gteq", ":e"))
    said = ":e a pact:Event . :said a {} ; pact:aboutEvent :e ; pact:neverOccurs true ."
    happened = f"{HAPPENED} {said}"

    assert False is active(policy, happened.format("pact:Claim"))
    assert True is active(policy, happened.format("pact:Assumption"))


@pytest.mark.parametrize(
    ("earlier", "later", "world", "at"),
    [
        (True, True, UNDATED, "2029-06-01"),
        (False, True, UNDATED, "2030-06-01"),
        (False, True, HAPPENED, "2029-06-01"),
        (False, False, HAPPENED, "2030-06-01"),
        (None, True, "", "2029-06-01"),
        (False, None, "", "2030-06-01"),
    ],
)
def test_until_the_earlier_and_until_the_later_of_an_event_and_a_date(
    earlier: bool | None,  # noqa: FBT001 (a case)
    later: bool | None,  # noqa: FBT001 (a case)
    world: str,
    at: str,
) -> None:
    """The earlier is a conjunction, the later a disjunction of the same two constraints."""
    both = (on_event("lt", ":e"), dated("lteq", '"2029"^^xsd:gYear'))

    assert earlier is active(permission(" , ".join(both)), world, at=at)
    assert later is active(permission(f"[ odrl:or {' , '.join(both)} ]"), world, at=at)


def test_the_order_of_events_decides_open_ones() -> None:
    """Who verifies never comes before who declares: before the declaration is before both."""
    order = ":verified pact:neverPrecedes :declared ."
    policy = permission(f"{on_event('gt', ':verified')} , {on_event('lt', ':declared')}")

    assert None is active(policy)
    assert False is active(policy, order)


def test_events_read_the_usual_vocabularies() -> None:
    """OWL-Time, PROV and Dublin Core date an event as well."""
    policy = permission(on_event("gt", ":e"))
    for predicate, datatype in (
        ("time:inXSDDateTimeStamp", "dateTimeStamp"),
        ("time:inXSDDate", "date"),
        ("prov:atTime", "dateTime"),
        ("dct:date", "date"),
        ("dct:issued", "date"),
    ):
        time = "T00:00:00Z" if datatype.startswith("dateTime") else ""
        world = f':e {predicate} "2029-03-01{time}"^^xsd:{datatype} .'

        assert True is active(policy, world), predicate


# ---- Values of all other left operands --------------------------------------------------

PLACES = ":berlin odrl:partOf :germany . :germany odrl:partOf :europe . :berlin a :City ."


@pytest.mark.parametrize(
    ("expected", "operator", "value", "right"),
    [
        (True, "eq", ":berlin", ":berlin"),
        (False, "eq", ":berlin", ":germany"),
        (False, "eq", ":berlin , :bonn", ":berlin"),
        (True, "eq", ":berlin , :bonn", "( :bonn :berlin )"),
        (True, "neq", ":berlin", ":germany"),
        (False, "neq", ":berlin", ":berlin"),
        (True, "isAnyOf", ":berlin", ":bonn , :berlin"),
        (True, "isAnyOf", ":berlin", "( :bonn :berlin )"),
        (False, "isAnyOf", ":berlin", ":bonn , :paris"),
        (True, "isAllOf", ":berlin , :bonn", "( :bonn :berlin )"),
        (False, "isAllOf", ":berlin", "( :bonn :berlin )"),
        (True, "isNoneOf", ":berlin", ":bonn , :paris"),
        (False, "isNoneOf", ":berlin , :bonn", ":bonn"),
        (True, "isPartOf", ":berlin", ":europe"),
        (False, "isPartOf", ":berlin", ":asia"),
        (True, "hasPart", ":europe", ":berlin"),
        (False, "hasPart", ":berlin", ":europe"),
        (True, "isA", ":berlin", ":City"),
        (False, "isA", ":germany", ":City"),
        (True, "lt", "9", "10"),
        (False, "lt", "10", "10.0"),
        (True, "lteq", "10", "10.0"),
        (True, "gteq", '"1300"', "1200"),
        (False, "lteq", '"1300"', "1200"),
        (True, "eq", "5", "5.00"),
        (True, "gt", '"P2D"^^xsd:duration', '"PT47H"^^xsd:duration'),
        (True, "lteq", '"PT60M"^^xsd:duration', '"PT1H"^^xsd:duration'),
        (True, "lt", '"PT60M"^^xsd:duration', '"P60M"^^xsd:duration'),
        (True, "lt", '"2029-01-31"^^xsd:date', '"2029-02"^^xsd:gYearMonth'),
        (True, "eq", '"en"', '"en"'),
        (False, "eq", '"en"', '"de"'),
    ],
)
def test_every_operator_compares_values(
    expected: bool,  # noqa: FBT001 (a case)
    operator: str,
    value: str,
    right: str,
) -> None:
    """Sets, collections, classes, numbers, durations and dates; P60M is sixty months."""
    policy = permission(valued("odrl:spatial", operator, right))

    assert expected is active(policy, f":alice odrl:spatial {value} . {PLACES}")


@pytest.mark.parametrize(
    "left",
    [
        *("absolutePosition", "absoluteSize", "absoluteSpatialPosition"),
        *("absoluteTemporalPosition", "count", "delayPeriod", "deliveryChannel", "elapsedTime"),
        *("fileFormat", "industry", "language", "media", "meteredTime", "payAmount"),
        *("percentage", "product", "purpose", "recipient", "relativePosition", "relativeSize"),
        *("relativeSpatialPosition", "relativeTemporalPosition", "resolution", "spatial"),
        *("spatialCoordinates", "systemDevice", "timeInterval", "unitOfCount", "version"),
        "virtualLocation",
    ],
)
def test_every_left_operand_is_compared_with_the_world(left: str) -> None:
    """With the value it holds, with another it does not, without one it depends."""
    policy = permission(valued(f"odrl:{left}", "eq", '"a"'))

    assert True is active(policy, f':world a sotw:SotW ; odrl:{left} "a" .')
    assert False is active(policy, f':world a sotw:SotW ; odrl:{left} "b" .')
    assert None is active(policy, ":world a sotw:SotW .")


def test_deprecated_left_operands_equal_the_new_one() -> None:
    """odrl:device and odrl:system are odrl:systemDevice."""
    assert True is active(
        permission(valued("odrl:device", "eq", ":phone")), ":alice odrl:systemDevice :phone ."
    )
    assert True is active(
        permission(valued("odrl:systemDevice", "eq", ":phone")),
        ":world a sotw:SotW ; odrl:system :phone .",
    )


@pytest.mark.parametrize(
    "given",
    [
        ":act odrl:purpose :research .",
        ":act odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand :research ] .",
        ":request sotw:requestParameter [ sotw:describesFeature odrl:purpose ; sotw:value :research ] .",
        ":request odrl:purpose :research .",
    ],
)  # fmt: skip
def test_a_request_gives_values_in_several_ways(given: str) -> None:
    """As a property, as a constraint with eq, or as a request parameter."""
    request = (
        ":request odrl:permission :act ."
        f" :act odrl:assignee :alice ; odrl:action odrl:read ; odrl:target :x . {given}"
    )
    policy = permission(valued("odrl:purpose", "eq", ":research"))

    assert True is rules(ask(policy, request=request))["r"].active


def test_the_value_of_another_party_does_not_count() -> None:
    """Bob's purpose says nothing about Alice's."""
    policy = permission(valued("odrl:purpose", "eq", ":research"))

    assert None is active(policy, ":bob odrl:purpose :research .")


def test_the_data_type_of_a_right_operand_is_heeded() -> None:
    """odrl:dataType makes a number of plain text."""
    policy = permission(valued("odrl:count", "lt", '"10"', "; odrl:dataType xsd:integer"))

    assert True is active(policy, ':alice odrl:count "9" .')


def test_a_right_operand_reference_is_looked_up_in_the_policy() -> None:
    """The referenced value counts; nothing is fetched."""
    policy = permission(
        "[ odrl:leftOperand odrl:count ; odrl:operator odrl:lteq ;"
        " odrl:rightOperandReference :limit ]",
        ":limit rdf:value 3 .",
    )

    assert True is active(policy, ":alice odrl:count 3 .")
    assert False is active(policy, ":alice odrl:count 4 .")
