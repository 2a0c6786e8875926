"""Whether a limit is met, by what a question says and what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from made.made_up_rules import Made
from pactgraph.kernel.conditions import ALWAYS, Condition
from pactgraph.record import Limit, Text, Thing
from pactgraph.scope.limits import NEVER, Circumstances, Open, inside, met, with_holder

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.record import Record

RULES = "https://example.org/rules/"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Return the made-up parties and assets: Delta is a dealer, Acme Motors a part of Acme."""
    folder: Path = tmp_path_factory.mktemp("limits")
    return Made(folder).agreement("a", "a-1 may odrl:use engine").graph.record


def thing(name: str) -> Thing:
    """Return a party by its id, or something new by a text."""
    known = name in {"acme", "acme-motors", "beta", "gamma", "delta", "dealers"}
    return Thing(RULES + name if known else "", name, Text({}))


def limit(operator: str, *values: str, operand: str = "customer") -> Limit:
    """Return a limit on the customer, or on another attribute."""
    return Limit(f"{RULES}limit", "limit", Text({}), operand, operator, tuple(map(thing, values)))


def said(condition: Condition) -> str:
    """Return a condition in one word."""
    return {ALWAYS: "yes", NEVER: "no"}.get(condition, "open")


def given(*answers: str, operand: str = "customer") -> Circumstances:
    """Return what a question says: the values of one attribute."""
    return Circumstances(attributes={operand: tuple(map(thing, answers))} if answers else {})


@pytest.mark.parametrize(
    ("operator", "values", "answers", "expected"),
    [
        ("eq", ["delta"], ["delta"], "yes"),
        ("eq", ["delta"], ["gamma"], "no"),
        ("eq", ["dealers"], ["delta"], "yes"),
        ("eq", ["delta"], ["dealers"], "open"),
        ("eq", ["delta"], ["dealers", "gamma"], "open"),
        ("eq", ["delta"], ["gamma", "dealers"], "open"),
        ("eq", ["delta"], [], "open"),
        ("neq", ["delta"], ["delta"], "no"),
        ("neq", ["delta"], ["gamma"], "yes"),
        ("neq", ["dealers"], ["delta"], "no"),
        ("neq", ["delta"], ["dealers"], "open"),
        ("neq", ["delta"], [], "open"),
        ("isAnyOf", ["delta", "gamma"], ["gamma"], "yes"),
        ("isAnyOf", ["delta", "gamma"], ["beta"], "no"),
        ("isNoneOf", ["delta", "gamma"], ["gamma"], "no"),
        ("isNoneOf", ["delta", "gamma"], ["beta"], "yes"),
        ("isAllOf", ["delta", "gamma"], ["gamma"], "no"),
        ("isAllOf", ["delta", "gamma"], ["gamma", "delta"], "yes"),
        ("hasPart", ["delta"], ["dealers"], "yes"),
        ("hasPart", ["delta"], ["delta"], "yes"),
        ("hasPart", ["dealers"], ["delta"], "open"),
        ("hasPart", ["delta"], ["gamma"], "no"),
        ("hasPart", ["delta"], [], "open"),
        ("eq", ["Berlin"], ["BERLIN"], "yes"),
        ("eq", ["Berlin"], ["Bonn"], "no"),
    ],
)
def test_a_limit_on_an_attribute(
    record: Record, operator: str, values: list[str], answers: list[str], expected: str
) -> None:
    """A member or part is one of its whole; a whole may be the part that is meant."""
    assert expected == said(met(record, limit(operator, *values), given(*answers)))


@pytest.mark.parametrize(
    ("operator", "bounds", "numbers", "expected"),
    [
        ("lt", ["10"], ["9.5"], "yes"),
        ("lt", ["10"], ["10"], "no"),
        ("lteq", ["10"], ["10.0"], "yes"),
        ("lteq", ["10"], ["10.1"], "no"),
        ("gt", ["10"], ["10"], "no"),
        ("gt", ["10"], ["11"], "yes"),
        ("gteq", ["10"], ["10"], "yes"),
        ("gteq", ["10"], ["9"], "no"),
        ("lteq", ["10"], ["9", "11"], "no"),
        ("lteq", ["10", "5"], ["7"], "no"),
        ("lteq", ["10"], [], "open"),
        ("lteq", ["10"], ["ten"], "open"),
        ("lteq", ["10"], ["NaN"], "open"),
        ("lteq", ["10"], ["-Infinity"], "open"),
        ("lteq", ["ten"], ["9"], "open"),
        ("lteq", ["10"], ["9", "ten"], "open"),
    ],
)
def test_a_limit_on_a_number(
    record: Record, operator: str, bounds: list[str], numbers: list[str], expected: str
) -> None:
    """All numbers are within all bounds; what is no number leaves it open."""
    found = met(
        record, limit(operator, *bounds, operand="count"), given(*numbers, operand="count")
    )

    assert expected == said(found)


@pytest.mark.parametrize("operator", ["eq", "neq", "lteq", "isAllOf"])
@pytest.mark.parametrize(("settled", "expected"), [(True, "yes"), (False, "no")])
def test_a_limit_that_is_answered_is_settled(
    record: Record, operator: str, expected: str, *, settled: bool
) -> None:
    """Whatever it says."""
    one = limit(operator, "delta")
    answered = Circumstances(settled={one.iri: settled})

    assert expected == said(met(record, one, answered))
    assert expected == said(inside(record, one, ["acme"], answered))


@pytest.mark.parametrize(
    ("values", "answers", "expected"),
    [
        (["dealers"], ["delta"], "yes"),
        (["dealers", "gamma"], ["delta"], "yes"),
        (["gamma", "dealers"], ["delta"], "yes"),
        (["gamma"], ["acme-motors"], "yes"),
        (["gamma"], ["beta"], "no"),
        (["gamma"], ["gamma", "beta"], "no"),
        (["gamma"], [], "open"),
    ],
)
def test_where_the_holders_of_an_exclusivity_have_it(
    record: Record, values: list[str], answers: list[str], expected: str
) -> None:
    """At one of the places named or with a holder, and nothing elsewhere."""
    place = limit("isAnyOf", *values, operand="cloud")

    found = inside(record, place, [f"{RULES}acme"], given(*answers, operand="cloud"))

    assert expected == said(found)
    assert found not in (ALWAYS, NEVER) or answers


@pytest.mark.parametrize(
    ("answers", "expected"),
    [(["acme"], "yes"), (["acme-motors"], "yes"), (["beta"], "no"), (["acme", "beta"], "no")],
)
def test_what_is_done_with_the_holders(record: Record, answers: list[str], expected: str) -> None:
    """All with whom it is done are holders or parts of one; who is not known is none."""
    holders = [f"{RULES}gamma", f"{RULES}acme", "x:unknown"]

    assert expected == said(with_holder(record, holders, given(*answers)))


def test_what_is_open_has_a_name_of_its_own() -> None:
    """A value by its IRI or its text, beside the attribute; no IRI begins like it."""
    names = {
        Open(about, operand, thing(value)).name
        for about in ("attribute", "limit", "part", "action", "with")
        for operand in ("customer", "")
        for value in ("delta", "Berlin")
    }

    assert 20 == len(names)
    assert all(name.startswith("?") for name in names)
