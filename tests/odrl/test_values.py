"""Values as XML Schema has them: what is equal, what is ordered, what nobody can tell."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lengths import examples
from made.probes import active, ask, dated, on_event, permission, rules, valued
from pactgraph.errors import BadInputError
from pactgraph.odrl.dates import Span
from pactgraph.odrl.literals import compared, equal, order

XSD = "http://www.w3.org/2001/XMLSchema#"


def literal(text: str, datatype: str = "") -> str:
    """Return a literal as N-Triples writes it."""
    return f'"{text}"' + (f"^^<{XSD}{datatype}>" if datatype else "")


def holds(operator: str, value: str, right: str, more: str = "") -> bool | None:
    """Return whether a value of Alice satisfies a constraint."""
    return active(permission(valued(":left", operator, right, more)), f":alice :left {value} .")


@pytest.mark.parametrize(
    ("expected", "value", "right"),
    [
        # numbers by the number that is written, whatever their datatype
        (True, "5", "5.00"),
        (True, '"5"^^xsd:byte', '"5.0e0"^^xsd:double'),
        (True, '"0.1"^^xsd:double', "0.1"),
        (True, '" 5 "^^xsd:integer', "5"),
        (True, '"+5"^^xsd:integer', '"5"'),
        (True, '"INF"^^xsd:double', '"INF"^^xsd:float'),
        (False, '"INF"^^xsd:double', '"-INF"^^xsd:double'),
        (True, '"-0"^^xsd:double', "0"),
        (False, '"NaN"^^xsd:double', '"NaN"^^xsd:double'),
        (False, "5", '"NaN"^^xsd:float'),
        # truth values
        (True, '"1"^^xsd:boolean', "true"),
        (True, '"0"^^xsd:boolean', "false"),
        (False, "true", "false"),
        (True, '"true"', "true"),
        (False, '"1"^^xsd:boolean', "1"),
        # text and languages
        (True, '"chat"@en', '"chat"@EN'),
        (False, '"chat"@en', '"chat"@fr'),
        (False, '"chat"@en', '"chien"'),
        (None, '"chat"@en', '"chat"'),
        (None, '"chat"', '"chat"@en'),
        (True, '"a  b"^^xsd:token', '"a b"'),
        (True, '"a"^^xsd:string', '"a"'),
        # IRIs
        (True, '"https://example.org/x"^^xsd:anyURI', ":x"),
        (True, ":x", '"https://example.org/x"^^xsd:anyURI'),
        (False, '"https://example.org/y"^^xsd:anyURI', ":x"),
        (None, '"https://example.org/x"', ":x"),
        (False, '"https://example.org/y"', ":x"),
        (None, "[]", ":x"),
        # dates: a value lies in the day, month or year that is written
        (True, '"2026-03-11T10:00:00Z"^^xsd:dateTime', '"2026-03-11"^^xsd:date'),
        (True, '"2026-03-11T10:00:00Z"^^xsd:dateTime', '"2026-03-11"'),
        (True, '"2026-03-11"', '"2026-03-11"^^xsd:date'),
        (True, '"2026-03-11"^^xsd:date', '"2026-03"^^xsd:gYearMonth'),
        (True, '"2026-03-10T24:00:00Z"^^xsd:dateTime', '"2026-03-11T00:00:00Z"^^xsd:dateTime'),
        (True, '"2026-03-11T01:00:00+01:00"^^xsd:dateTime', '"2026-03-11T00:00:00Z"^^xsd:dateTimeStamp'),
        (False, '"2026-03-10T23:59:59.999999999Z"^^xsd:dateTime', '"2026-03-11"^^xsd:date'),
        (None, '"2026-03-11"^^xsd:date', '"2026-03-11T10:00:00Z"^^xsd:dateTime'),
        (None, '"2026-03"^^xsd:gYearMonth', '"2026-03-11"^^xsd:date'),
        (False, '"2026"^^xsd:gYear', "2026"),
        # times of day and recurring days
        (True, '"24:00:00"^^xsd:time', '"00:00:00Z"^^xsd:time'),
        (True, '"10:00:00+01:00"^^xsd:time', '"09:00:00"^^xsd:time'),
        (False, '"23:00:00-05:00"^^xsd:time', '"04:00:00Z"^^xsd:time'),
        (True, '"---05"^^xsd:gDay', '"---05Z"^^xsd:gDay'),
        (False, '"--05"^^xsd:gMonth', '"---05"^^xsd:gDay'),
        # durations
        (True, '"P1Y"^^xsd:duration', '"P12M"^^xsd:yearMonthDuration'),
        (True, '"P1D"^^xsd:duration', '"PT24H"^^xsd:dayTimeDuration'),
        (False, '"P1M"^^xsd:duration', '"P30D"^^xsd:duration'),
        (True, '"-P1D"^^xsd:duration', '"-PT24H"^^xsd:duration'),
        # bytes
        (True, '"0aFF"^^xsd:hexBinary', '"0AfF"^^xsd:hexBinary'),
        (True, '"YWI="^^xsd:base64Binary', '"Y W I ="^^xsd:base64Binary'),
        (False, '"6162"^^xsd:hexBinary', '"YWI="^^xsd:base64Binary'),
        # datatypes that nobody here knows
        (True, '"5 EUR"^^:money', '"5 EUR"^^:money'),
        (None, '"5 EUR"^^:money', '"5.00 EUR"^^:money'),
        (None, '"5 EUR"^^:money', "5"),
        (False, '"red"', "5"),
    ],
)  # fmt: skip
def test_equality_agrees_for_every_operator(expected: bool | None, value: str, right: str) -> None:  # noqa: FBT001 (a case)
    """eq, isAnyOf, isAllOf say one thing; neq and isNoneOf the opposite; nobody knows is kept."""
    opposite = None if expected is None else not expected

    assert [expected] * 3 == [holds(op, value, right) for op in ("eq", "isAnyOf", "isAllOf")]
    assert [opposite] * 2 == [holds(op, value, right) for op in ("neq", "isNoneOf")]


@pytest.mark.parametrize(
    ("sides", "value", "right"),
    [
        ("<", '"-INF"^^xsd:double', "5"),
        (">", '"1e400"^^xsd:double', "5"),
        ("", "5", '"NaN"^^xsd:double'),
        ("", '"NaN"^^xsd:float', '"INF"^^xsd:double'),
        ("<", '"09:00:00"^^xsd:time', '"18:00:00"^^xsd:time'),
        ("<", '"17:59:59.999999999"^^xsd:time', '"18:00:00Z"^^xsd:time'),
        (">", '"18:00:00-01:00"^^xsd:time', '"18:00:00"^^xsd:time'),
        ("<", '"00:00:00Z"^^xsd:time', '"23:00:00-05:00"^^xsd:time'),
        ("<", '"--03"^^xsd:gMonth', '"--12"^^xsd:gMonth'),
        ("<", '"--02-29"^^xsd:gMonthDay', '"--03-01"^^xsd:gMonthDay'),
        (">", '"---31"^^xsd:gDay', '"---01"^^xsd:gDay'),
        ("<=>", '"P1M"^^xsd:duration', '"P30D"^^xsd:duration'),
        ("<=", '"P1M"^^xsd:duration', '"P31D"^^xsd:duration'),
        ("=>", '"P1M"^^xsd:duration', '"P28D"^^xsd:duration'),
        ("<", '"P1M"^^xsd:duration', '"P32D"^^xsd:duration'),
        (">", '"P1M1D"^^xsd:duration', '"P1M"^^xsd:duration'),
        ("<", '"-P1D"^^xsd:duration', '"PT0S"^^xsd:duration'),
        ("<", '"2026-03-11"', '"2026-03-12"'),
        ("<=>", '"2026-03-11"^^xsd:date', '"2026-03-11T10:00:00Z"^^xsd:dateTime'),
        ("=", '"2026-03-11T10:00:00Z"^^xsd:dateTime', '"2026-03-11"^^xsd:date'),
        ("<", '"2026-03-10T23:59:59.9999999Z"^^xsd:dateTime', '"2026-03-11"^^xsd:date'),
    ],
)  # fmt: skip
def test_order_is_that_of_xml_schema(sides: str, value: str, right: str) -> None:
    """An operator holds if it does wherever the value can lie, and fails if it does nowhere."""
    asked = {"lt": "<", "lteq": "<=", "gteq": "=>", "gt": ">"}
    for operator, fits in asked.items():
        found = {side in fits for side in sides} or {False}
        expected = found.pop() if len(found) == 1 else None
        assert expected is holds(operator, value, right), operator


@pytest.mark.parametrize(
    ("message", "value", "right"),
    [
        ("“abc” is no xsd:integer", "1", '"abc"^^xsd:integer'),
        ("“300” is no xsd:byte", '"300"^^xsd:byte', "1"),
        ("“-1” is no xsd:unsignedInt", '"-1"^^xsd:unsignedInt', "1"),
        ("“1_000” is no xsd:decimal", '"1_000"^^xsd:decimal', "1"),
        ("“٣” is no xsd:decimal", '"٣"^^xsd:decimal', "1"),
        ("“Infinity” is no xsd:double", '"Infinity"^^xsd:double', "1"),
        ("“yes” is no xsd:boolean", '"yes"^^xsd:boolean', "true"),
        ("“25:00:00” is no xsd:time", '"25:00:00"^^xsd:time', '"12:00:00"^^xsd:time'),
        ("“--13” is no xsd:gMonth", '"--13"^^xsd:gMonth', '"--12"^^xsd:gMonth'),
        ("has no time zone", '"2030-01-01T00:00:00"^^xsd:dateTimeStamp', '"2030"^^xsd:gYear'),
        ("does not exist in the calendar", '"2029-02-30"^^xsd:date', '"2030"^^xsd:gYear'),
        ("is not a duration", '"P1H"^^xsd:duration', '"P1D"^^xsd:duration'),
        ("of one kind", '"red"', "5"),
        ("of one kind", '"9"', '"10"'),
        ("of one kind", "true", "false"),
        ("of one kind", '"a"@en', '"b"@en'),
        ("of one kind", '"12:00:00"^^xsd:time', '"2030"^^xsd:gYear'),
        ("of one kind", '"00"^^xsd:hexBinary', '"01"^^xsd:hexBinary'),
        ("of one kind", ":a", ":b"),
    ],
)
def test_what_is_no_value_or_has_no_order_is_refused(message: str, value: str, right: str) -> None:
    """One sentence, that names the value."""
    with pytest.raises(BadInputError, match=message):
        holds("lt", value, right)


def test_a_data_type_that_the_right_operand_does_not_fit_is_refused() -> None:
    """odrl:dataType says what the text has to be."""
    with pytest.raises(BadInputError, match="“ten” is no xsd:integer"):
        holds("neq", "5", '"ten"', "; odrl:dataType xsd:integer")


def test_one_value_equals_several_if_it_is_one_of_them() -> None:
    """As isAnyOf; several values equal several only if they are the same; for the time too."""
    days = '"2029-06-01"^^xsd:date , "2029-07-01"^^xsd:date'

    assert (True, False) == (holds("eq", ":a", ":a , :b"), holds("neq", ":a", ":a , :b"))
    assert (False, True) == (holds("eq", ":a , :c", ":a , :b"), holds("neq", ":a , :c", ":a , :b"))
    for operator, expected in (("eq", True), ("isAnyOf", True), ("neq", False), ("isNoneOf", False), ("isAllOf", False)):  # fmt: skip
        assert expected is active(permission(dated(operator, days)), at="2029-06-01T12:00:00Z")
        assert expected is holds(operator, '"2029-06-01T12:00:00Z"^^xsd:dateTime', days)


# ---- Against brute force ----------------------------------------------------------------

HOUR = timedelta(hours=1)
BEGUN = datetime(2028, 2, 28, tzinfo=UTC)


def written(hour: int, kind: str) -> tuple[str, set[datetime]]:
    """Return a date at `hour` after the beginning, and the half hours that it stands for."""
    moment = BEGUN + hour * HOUR
    shapes = {"dateTime": "%Y-%m-%dT%H:%M:%SZ", "date": "%Y-%m-%d", "gYearMonth": "%Y-%m"}
    text = moment.strftime(shapes[kind])
    instants = {BEGUN + n * HOUR / 2 for n in range(-48, 48 * 6)}
    within = {instant for instant in instants if instant.strftime(shapes[kind]) == text}
    return f'"{text}"^^xsd:{kind}', within


@given(
    st.integers(0, 95),
    st.integers(0, 95),
    st.sampled_from(["dateTime", "date"]),
    st.sampled_from(["dateTime", "date", "gYearMonth"]),
    st.sampled_from(["eq", "neq", "lt", "lteq", "gteq", "gt", "isAnyOf", "isNoneOf", "isAllOf"]),
)
@settings(deadline=None, max_examples=examples(200))
def test_dates_agree_with_brute_force_over_instants(
    hour: int, other: int, kind: str, wide: str, operator: str
) -> None:
    """What every instant of the value says is so; what some say is open."""
    (value, points), (right, within) = written(hour, kind), written(other, wide)
    told = {
        "lt": lambda p: p < min(within),
        "lteq": lambda p: p <= max(within),
        "gteq": lambda p: p >= min(within),
        "gt": lambda p: p > max(within),
    }
    same = operator in {"eq", "isAnyOf", "isAllOf"}
    found = {told[operator](p) if operator in told else (p in within) == same for p in points}
    expected = found.pop() if len(found) == 1 else None

    assert expected is holds(operator, value, right)
    if kind == "dateTime":  # the current time, and an event, are compared alike
        at = value.partition("^^")[0].strip('"')
        assert expected is active(permission(dated(operator, right)), at=at)


spans = st.tuples(st.integers(-30, 30), st.integers(-1000, 1000))


@given(spans, spans)
@example((1, 28), (2, 0))
@settings(deadline=None, max_examples=examples(100))
def test_durations_agree_with_adding_them_to_four_months(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    """Where a duration can lie to another is where it does from an instant of XML Schema on."""
    one, other = (Span(months, days * 24 * 3600 * 1_000_000) for months, days in (first, second))
    named = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
    starts = [datetime(year, month, 1, tzinfo=UTC) for year, month in named]
    ends = [
        [start + relativedelta(months=months) + timedelta(days=days) for start in starts]
        for months, days in (first, second)
    ]
    found = frozenset((a > b) - (a < b) for a, b in zip(*ends, strict=True))

    assert found == one.sides(other)
    assert found == frozenset(-side for side in other.sides(one))


numbers = st.sampled_from(["-INF", "-1", "0", "0.5", "1", "5.00", "5", "1e3", "INF", "NaN"])


@given(numbers, numbers)
def test_numbers_are_ordered_as_numbers_are(first: str, second: str) -> None:
    """Doubles and decimals alike; NaN lies nowhere."""
    kinds = [
        "double" if not text.replace(".", "").isdigit() else "decimal" for text in (first, second)
    ]
    values = compared(*(literal(t, k) for t, k in zip((first, second), kinds, strict=True)))
    one, other = (Decimal(t.replace("INF", "Infinity")) for t in (first, second))
    if one.is_nan() or other.is_nan():
        assert (frozenset(), False) == (order(*values), equal(*values))
    else:
        assert frozenset({(one > other) - (one < other)}) == order(*values)
        assert (one == other) is equal(*values)


# ---- What nobody gives ------------------------------------------------------------------

P10, P30 = '"P10D"^^xsd:duration', '"P30D"^^xsd:duration'


@pytest.mark.parametrize(
    ("expected", "connective", "parts"),
    [
        (False, "and", [("eq", P30), ("lteq", P10)]),
        (True, "or", [("gteq", "5"), ("lt", "7")]),
        (False, "and", [("gt", "7"), ("lt", "5")]),
        (False, "and", [("eq", "5"), ("eq", "6")]),
        (None, "and", [("eq", "5"), ("eq", "5.0")]),
        (True, "or", [("neq", "5"), ("neq", "6")]),
        (False, "and", [("eq", '"a"'), ("eq", '"b"')]),
        (False, "and", [("eq", ":a"), ("isNoneOf", ":a , :b")]),
        (True, "or", [("isNoneOf", ":a"), ("isAnyOf", ":a , :b")]),
        (False, "and", [("isAnyOf", ":a , :b"), ("isNoneOf", ":a , :b , :c")]),
        (True, "xone", [("lt", "5"), ("gteq", "5.00")]),
        (False, "xone", [("lt", "5"), ("gteq", "6"), ("eq", "5.5"), ("lteq", "7"), ("gt", "1")]),
        (None, "and", [("lt", "5"), ("gt", P10)]),
        (None, "or", [("lt", '"P30D"^^xsd:duration'), ("gteq", '"P1M"^^xsd:duration')]),
        (False, "and", [("gteq", '"P2M"^^xsd:duration'), ("lteq", '"P30D"^^xsd:duration')]),
        (False, "and", [("lt", '"NaN"^^xsd:double'), ("gteq", "5")]),
        (True, "or", [("neq", '"NaN"^^xsd:double'), ("gteq", "5")]),
        (False, "and", [("lt", '"09:00:00"^^xsd:time'), ("gt", '"18:00:00"^^xsd:time')]),
        (False, "and", [("eq", '"2029-06-01"^^xsd:date'), ("gt", '"2029-06"^^xsd:gYearMonth')]),
        (False, "and", [("isAllOf", ":a , :b"), ("isNoneOf", ":b")]),
        (None, "and", [("isAllOf", ":a , :b"), ("isAnyOf", ":c")]),
        (False, "and", [("isAllOf", ":a , :b"), ("eq", ":a")]),
        (False, "and", [("eq", ":berlin"), ("isPartOf", ":asia")]),
        (None, "and", [("eq", ":berlin"), ("isPartOf", ":europe")]),
        (True, "or", [("neq", ":berlin"), ("isPartOf", ":europe")]),
        (None, "and", [("eq", '"chat"@en'), ("eq", '"chat"')]),
        (None, "and", [("eq", '"5"'), ("eq", '"5.0"')]),
    ],
)
def test_constraints_on_one_unknown_value_are_taken_together(
    expected: bool | None,  # noqa: FBT001 (a case)
    connective: str,
    parts: list[tuple[str, str]],
) -> None:
    """What holds for no value is no, what holds for every one is yes."""
    written = " , ".join(valued(":left", *part) for part in parts)
    policy = permission(f"[ odrl:{connective} {written} ]", ":berlin odrl:partOf :europe .")

    assert expected is active(policy)
    if connective == "and":  # the constraints of a rule are joined so too
        assert expected is active(permission(written, ":berlin odrl:partOf :europe ."))


def test_what_contradicts_itself_says_so() -> None:
    """No single constraint fails; together they do."""
    from pactgraph.odrl.rows import table  # noqa: PLC0415

    parts = " , ".join(valued("odrl:count", *part) for part in (("gt", "7"), ("lt", "5")))

    assert "its constraints never hold together" in table(ask(permission(parts)), "en").rows[1]


def test_values_of_other_units_and_acts_are_others() -> None:
    """Below 5 euro and above 7 dollars can both be; so can Alice's and Bob's purpose."""
    euro, dollar = (f"; odrl:unit :{unit}" for unit in ("euro", "dollar"))
    less, more = (valued("odrl:payAmount", *part) for part in (("lt", "5", euro), ("gt", "7", dollar)))  # fmt: skip

    assert None is active(permission(f"{less} , {more}"))
    assert False is active(permission(f"{less} , {more.replace('dollar', 'euro')}"))


def test_unknown_values_dates_and_events_are_decided_together() -> None:
    """Either the count is low, or it is high and the event has come, or it has not."""
    low, high = valued("odrl:count", "lt", "5"), valued("odrl:count", "gteq", "5")
    came, not_yet = on_event("gteq", ":e"), on_event("lt", ":e")
    both = f"[ odrl:or {low} , [ odrl:and {high} , {came} ] , [ odrl:and {high} , {not_yet} ] ]"
    past = f"[ odrl:or {low} , [ odrl:and {high} , {dated('gt', chr(34) + '2028' + chr(34) + '^^xsd:gYear')} ] ]"

    assert True is active(permission(both))
    assert True is active(permission(past), at="2029-06-01")
    assert None is active(permission(past), at="2027-06-01")


def test_the_time_itself_can_be_unknown() -> None:
    """Before 2030 or after 2029 holds at any time; both before 2029 and after it at none."""
    early, late = dated("lt", '"2030"^^xsd:gYear'), dated("gt", '"2028"^^xsd:gYear')
    never = dated("lt", '"2028"^^xsd:gYear')

    assert True is active(permission(f"[ odrl:or {early} , {late} ]"), at=None)
    assert False is active(permission(f"{never} , {late}"), at=None)


def test_what_permissions_say_together_is_taken_together() -> None:
    """One for a count below 7, one from 5 on: permitted; apart, neither is sure."""
    from made.probes import GRANT, outcome  # noqa: PLC0415

    policy = ":p odrl:permission :r , :s ." + "".join(
        f":{name} {GRANT} ; odrl:constraint {valued('odrl:count', *part)} ."
        for name, part in (("r", ("lt", "7")), ("s", ("gteq", "5")))
    )

    assert ["permitted"] == outcome(ask(policy))
    assert [None, None] == [rules(ask(policy))[name].applies for name in "rs"]
    assert ["depends"] == outcome(ask(policy.replace(" 5 ", " 8 ")))


@pytest.mark.parametrize("count", [10, 40, 300])
def test_many_bounds_on_one_value_are_answered_exactly(count: int) -> None:
    """From each bound on and below the last is never; each year, or before or after, is always."""
    bounds = " , ".join(valued("odrl:count", "gteq", str(n)) for n in range(count))
    below = valued("odrl:count", "lt", str(count - 1))
    years = [
        f"[ odrl:and {dated('gteq', year)} , {dated('lteq', year)} ]"
        for year in (f'"{2000 + n}"^^xsd:gYear' for n in range(count))
    ]
    before, after = dated("lt", '"2000"^^xsd:gYear'), dated("gt", f'"{1999 + count}"^^xsd:gYear')

    assert False is active(permission(f"{bounds} , {below}"))
    assert None is active(permission(bounds))
    for expected, parts in (
        (None, years),
        (None, [before, *years]),
        (True, [before, *years, after]),
    ):
        assert expected is active(permission(f"[ odrl:or {' , '.join(parts)} ]"), at=None)


def test_what_tells_too_many_regions_apart_is_taken_for_itself() -> None:
    """A hundred bounds, each with an event of its own: open, where it might have been decided."""
    parts = [
        f"[ odrl:or {valued('odrl:count', 'gteq', str(n))} , {on_event('gteq', f':e{n}')} ]"
        for n in range(100)
    ]
    below = valued("odrl:count", "lt", "0")
    undated = " ".join(f":e{n} a pact:Event ." for n in range(100))

    assert False is active(permission(" , ".join([*parts[:9], below])), undated)
    assert None is active(permission(" , ".join([*parts[:9], below])))
    assert active(permission(" , ".join([*parts, below])), undated) in (False, None)


def test_every_pair_of_operators_on_a_known_value_is_consistent() -> None:
    """What is decided for an unknown value agrees with every value it can have."""
    operators = ["eq", "neq", "lt", "lteq", "gteq", "gt", "isAnyOf", "isNoneOf"]
    for one, other in product(operators, operators):
        both = f"{valued(':left', one, '5')} , {valued(':left', other, '6')}"
        known = {active(permission(both), f":alice :left {v} .") for v in (4, 5, 5.5, 6, 7)}
        expected = known.pop() if len(known) == 1 else None
        assert expected is active(permission(both)), (one, other)
