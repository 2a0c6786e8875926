"""Formulas in words, English and German."""

from pathlib import Path

import pytest

from pactgraph.graph import load
from pactgraph.telling.words import formula

VALID = (Path(__file__).parents[1] / "check" / "valid.ttl").read_text(encoding="utf-8")
MORE = """
:beta-goes-public rdfs:label "Beta geht an die Börse"@de .

:notice a pact:Event ;
    rdfs:label "notice given"@en ;
    rdfs:label "Kündigung zugestellt"@de .

:notice-90-days a pact:DerivedEvent ;
    rdfs:label "90 days after notice"@en ;
    pact:after :notice ;
    pact:offset "P90D"^^xsd:duration .

:notice-6-months a pact:DerivedEvent ;
    rdfs:label "6 months after notice"@en ;
    pact:after :notice ;
    pact:offset "P6M"^^xsd:duration .

:either a odrl:LogicalConstraint ; odrl:or :before-public ; odrl:or :through-2028 .
:one a odrl:LogicalConstraint ; odrl:xone :before-public ; odrl:xone :from-notice .
"""
EVENTS = {
    "before-public": ("lt", "beta-goes-public"),
    "from-notice": ("gteq", "notice"),
    "before-90-days": ("lt", "notice-90-days"),
    "before-6-months": ("lt", "notice-6-months"),
}
DATES = {
    "through-june": ("lteq", '"2028-06"^^xsd:gYearMonth'),
    "through-mid-june": ("lteq", '"2028-06-15"^^xsd:date'),
    "before-noon": ("lt", '"2028-06-15T12:00:00Z"^^xsd:dateTime'),
    "from-february": ("gteq", '"2025-02-01"^^xsd:date'),
}
CONSTRAINTS = "".join(
    f":{name} a odrl:Constraint ; odrl:leftOperand odrl:{left} ; odrl:operator odrl:{operator} ;"
    f" odrl:rightOperand {right} .\n"
    for left, name, operator, right in [
        *(("event", name, operator, f":{event}") for name, (operator, event) in EVENTS.items()),
        *(("dateTime", name, operator, date) for name, (operator, date) in DATES.items()),
    ]
)
START = "in force from 2024-04-01 (deal)"
LATER = "in force from the later of 2024-04-01 (deal)"


def words(constraints: str, folder: Path, language: str = "en") -> str:
    """Return the formula of a clause with these constraints."""
    own = "".join(f"    odrl:constraint :{name} ;\n" for name in constraints.split())
    text = VALID.replace("    odrl:constraint :before-beta-goes-public ;\n", own)
    if "through-2028" not in constraints:
        text = text.replace("    odrl:constraint :through-2028 ;\n", "")
    file = folder / "deal.ttl"
    file.write_text(text + MORE + CONSTRAINTS, encoding="utf-8")
    graph = load(file)
    (clause,) = graph.record.clauses.values()
    return formula(clause, graph.record, "de" if language == "de" else "en")


@pytest.mark.parametrize(
    ("constraints", "told"),
    [
        ("", START),
        ("before-public", f"{START} until “Beta goes public”"),
        ("through-2028", f"{START} until the end of 2028"),
        ("through-june", f"{START} until the end of 2028-06"),
        ("through-mid-june", f"{START} until the end of 2028-06-15"),
        ("before-noon", f"{START} until 2028-06-15T12:00:00Z"),
        (
            "before-public through-2028",
            f"{START} until the earlier of “Beta goes public” and the end of 2028",
        ),
        (
            "before-public before-90-days through-2028",
            (
                f"{START} until the earliest of “Beta goes public”, “90 days after notice”"
                " (90 days after “notice given”) and the end of 2028"
            ),
        ),
        (
            "either",
            f"{START} until the end of 2028; or from 2024-04-01 (deal) until “Beta goes public”",
        ),
        ("from-february", f"{LATER} and 2025-02-01"),
        ("from-notice", f"{LATER} and “notice given”"),
        (
            "from-notice before-6-months",
            f"{LATER} and “notice given” until six months after “notice given”",
        ),
    ],
)
def test_formulas_say_from_when_until_when(constraints: str, told: str, tmp_path: Path) -> None:
    """Each combination of constraints is told in one sentence."""
    assert told == words(constraints, tmp_path)


@pytest.mark.parametrize(
    ("constraints", "told"),
    [
        (
            "before-public through-2028",
            (
                "in Kraft ab 2024-04-01 (deal) bis zum früheren von „Beta geht an die Börse“"
                " und Ende 2028"
            ),
        ),
        (
            "from-notice before-90-days",
            (
                "in Kraft ab dem späteren von 2024-04-01 (deal) und „Kündigung zugestellt“"
                " bis Ablauf von 90 Tagen nach „Kündigung zugestellt“"
            ),
        ),
    ],
)
def test_formulas_in_german(constraints: str, told: str, tmp_path: Path) -> None:
    """The same sentence, in German."""
    assert told == words(constraints, tmp_path, "de")


def test_a_disjunction_is_told_way_by_way(tmp_path: Path) -> None:
    """Each period of an exclusive or is one way to be in force."""
    told = words("one", tmp_path)

    assert 1 == told.count("; or ")
    assert "“notice given”" in told
