"""One fault, one message: it names the fault, and nothing that only follows from it."""

# ruff: noqa: E501 - a fault is read best on one line

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.checking.check import check
from pactgraph.graph import load

VALID = Path(__file__).with_name("valid.ttl").read_text(encoding="utf-8")

CLAUSE = "odrl:target :engine-patents ;"
THROUGH = "odrl:constraint :through-2028 ;"
EVENT = "odrl:rightOperand :beta-goes-public"
LIST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#{}>"
LATE = '\n:late a pact:DerivedEvent ; rdfs:label "late"@en ; pact:after :{} ; pact:offset "{}"^^xsd:duration .'
SUM = '\n:sum a schema:MonetaryAmount ; schema:currency "USD" ; {} .'
LOGICAL = "\n:l a odrl:LogicalConstraint ; odrl:and _:a . _:a "
FIRST, REST = LIST.format("first"), LIST.format("rest")
TWELVE = "".join(
    f":x{n} a odrl:LogicalConstraint ; odrl:xone :y{n}, :z{n} . "
    + "".join(
        f":{side}{n} a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;"
        f' odrl:rightOperand :{side}e{n} . :{side}e{n} a pact:Event ; rdfs:label "e"@en . '
        for side in "yz"
    )
    for n in range(12)
)

# What is changed, into what, what is added at the end; the place told, and a part of the message.
FAULTS = {
    "class of an event": (":beta-goes-public a pact:Event", ":beta-goes-public a pact:Evnt", "", "beta-goes-public", "did you mean pact:Event?"),
    "class of a clause": (":deal-1 a odrl:Permission", ":deal-1 a odrl:Permision", "", "deal-1", "did you mean odrl:Permission?"),
    "class of an agreement": (":deal a odrl:Agreement", ":deal a odrl:Agrement", "", "deal", "did you mean odrl:Agreement?"),
    "class of a party": (":acme a org:Organization", ":acme a org:Organisation", "", "acme", "did you mean org:Organization?"),
    "class of an asset": (":engine-patents a odrl:Asset", ":engine-patents a odrl:asset", "", "engine-patents", "did you mean odrl:Asset?"),
    "a subclass alone": (":deal a odrl:Agreement", ":deal a pact:NonBindingAgreement", "", "deal", "add odrl:Agreement"),
    "no class at all": (":through-2028 a odrl:Constraint ;", ":through-2028", "", "through-2028", "add odrl:Constraint"),
    "name of a property": ("odrl:assignee :acme", "odrl:asignee :acme", "", "deal-1", "did you mean odrl:assignee?"),
    "name of the way of a derived event": ("", "", '\n:late a pact:DerivedEvent ; rdfs:label "late"@en ; pact:lapsOf :beta-goes-public ; pact:noLaterThan "2027-06-30"^^xsd:date .', "late", "did you mean pact:lapseOf?"),
    "name of what a derived event is after": ("", "", LATE.format("beta-goes-public", "P1Y").replace("pact:after", "pact:aftre"), "late", "did you mean pact:after?"),
    "name of a label": ('rdfs:label "licence to', 'rdfs:lable "licence to', "", "deal-1", "did you mean rdfs:label?"),
    "name of an operand": ("odrl:leftOperand odrl:event", "odrl:leftOperands odrl:event", "", "before-beta-goes-public", "did you mean odrl:leftOperand?"),
    "name of the clauses": ("odrl:permission :deal-1", "odrl:permissions :deal-1", "", "deal", "did you mean odrl:permission?"),
    "name of a schema term": ("schema:url", "schema:URL", "", "acme-news", "did you mean schema:url?"),
    "operator": ("odrl:operator odrl:lteq", "odrl:operator odrl:lte", "", "through-2028", "odrl:lte"),
    "left operand": ("odrl:leftOperand odrl:dateTime", "odrl:leftOperand odrl:datetime", "", "through-2028", "did you mean odrl:dateTime?"),
    "datatype": ('"2028"^^xsd:gYear', '"2028"^^xsd:gyear', "", "through-2028", "did you mean xsd:gYear?"),
    "action": ("odrl:action odrl:use", "odrl:action odrl:Use", "", "deal-1", "did you mean odrl:use?"),
    "kind": ("kind:licence", "kind:lisence", "", "deal-1", "did you mean kind:licence?"),
    "sector": (":acme a org:Organization", ":acme a org:Organization ; org:classification <https://w3id.org/pactgraph/sector/chip>", "", "acme", "did you mean sector:chips?"),
    "namespace of a sector": (":acme a org:Organization", ":acme a org:Organization ; org:classification <http://w3id.org/pactgraph/sector/chips>", "", "", "has the namespace https://w3id.org/pactgraph/sector/"),
    "namespace": ("@prefix odrl: <http:", "@prefix odrl: <https:", "", "", "has the namespace http://www.w3.org/ns/odrl/2/"),
    "day of an event": ('"2024-02-01"', '"2024-02-31"', "", "letter-of-intent", "does not exist in the calendar"),
    "day of an agreement": ('"2024-03-01"^^xsd:date ;\n    pact:eff', '"2024-03-41"^^xsd:date ;\n    pact:eff', "", "deal", "does not exist in the calendar"),
    "day among twelve conditions": (THROUGH, " ".join(f"odrl:constraint :x{n} ;" for n in range(12)) + " odrl:constraint :bad ;", TWELVE + ':bad a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ; odrl:rightOperand "2030-02-30"^^xsd:date .', "bad", "does not exist in the calendar"),
    "day in a part without a name": (THROUGH, 'odrl:constraint [ a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ; odrl:rightOperand "2028-02-30"^^xsd:date ] ;', "", "deal-1", "in its constraint: “2028-02-30”"),
    "after on a plain event": ("pact:neverPrecedes :letter-of-intent .", 'pact:after :letter-of-intent ; pact:offset "P90D"^^xsd:duration .', "", "beta-goes-public", "pact:after, pact:offset: without effect on pact:Event; it belongs on pact:DerivedEvent"),
    "notBefore on a derived event": (EVENT, "odrl:rightOperand :late", LATE.format("letter-of-intent", "P9D").replace("pact:after", 'pact:notBefore "2030-01-01"^^xsd:date ; pact:after'), "late", "pact:notBefore: without effect on pact:DerivedEvent"),
    "deadline on a clause": (CLAUSE, CLAUSE + ' <https://www.omg.org/spec/DPROD/deadline> "P3D"^^xsd:duration ;', "", "deal-1", "DPROD/deadline is not read"),
    "end by schema.org": (CLAUSE, CLAUSE + ' schema:validThrough "2027-01-01"^^xsd:date ;', "", "deal-1", "schema:validThrough is not read"),
    "remedy on a clause": (CLAUSE, CLAUSE + " odrl:remedy [ odrl:action odrl:delete ] ;", "", "deal-1", "odrl:remedy is not read"),
    "party in square brackets": ("odrl:assignee :acme", "odrl:assignee [ a org:Organization ; rdfs:label 'A'@en ]", "", "deal-1", "after odrl:assignee has no name"),
    "refinement of an action": ("odrl:action odrl:use", f"odrl:action [ {LIST.format('value')} odrl:use ; odrl:refinement :through-2028 ]", "", "deal-1", "in its action: odrl:refinement is not read"),
    "condition of an agreement": ("odrl:permission :deal-1 ;", "odrl:permission :deal-1 ; odrl:constraint :through-2029 ;", "", "deal", "names through-2029, which is not described"),
    "inheritance": ("odrl:permission :deal-1 ;", "odrl:permission :deal-1 ; odrl:inheritFrom :other ;", "", "deal", "odrl:inheritFrom is not read"),
    "period by hand": (CLAUSE, CLAUSE + " pact:period :p ;", "", "deal-1", "worked out from the conditions"),
    "unknown event": ("pact:neverPrecedes :letter-of-intent", "pact:neverPrecedes :letter", "", "beta-goes-public", "no event letter"),
    "unknown part of an event": (EVENT, "odrl:rightOperand :late", LATE.format("leter", "P9D"), "late", "no event leter"),
    "unknown end": (CLAUSE, CLAUSE + " pact:endedBy :nothing ;", "", "deal-1", "no event nothing"),
    "unknown condition": (THROUGH, "odrl:constraint :through-2029 ;", "", "deal-1", "names through-2029, which is not described"),
    "no rule of its agreement": ("    odrl:permission :deal-1 ;\n", "", "", "deal-1", "no agreement names it"),
    "rule of another kind": ("odrl:permission :deal-1", "odrl:obligation :deal-1", "", "deal-1", "but not named as a permission"),
    "span beyond the calendar": (EVENT, "odrl:rightOperand :late", LATE.format("letter-of-intent", "P9999999999D"), "late", "passes the end of the calendar"),
    "long span": (EVENT, "odrl:rightOperand :late", LATE.format("letter-of-intent", "P9999Y"), "late", "passes the end of the calendar"),
    "circular list": (THROUGH, "odrl:constraint :l ;", f"{LOGICAL} {FIRST} :through-2028 ; {REST} _:a .", "l", "runs in a circle"),
    "list with two firsts": (THROUGH, "odrl:constraint :l ;", f"{LOGICAL} {FIRST} :through-2028, :before-beta-goes-public ; {REST} () .", "l", "a list is broken"),
    "list with two rests": (THROUGH, "odrl:constraint :l ;", f"{LOGICAL} {FIRST} :through-2028 ; {REST} (), ( :before-beta-goes-public ) .", "l", "a list is broken"),
    "list with an end that runs in a circle": (THROUGH, "odrl:constraint :l ;", f"{LOGICAL} {FIRST} :through-2028 ; {REST} _:a, () .", "l", "a list is broken"),
    "list without an end": (THROUGH, "odrl:constraint :l ;", f"{LOGICAL} {FIRST} :through-2028 .", "l", "a list is broken"),
    "number that is text": (CLAUSE, CLAUSE + " pact:amount :sum ;", SUM.format('schema:value "5"'), "sum", "no number"),
    "number below zero": (CLAUSE, CLAUSE + " pact:amount :sum ;", SUM.format("schema:value -5"), "sum", "zero or more"),
    "name of a number": (CLAUSE, CLAUSE + " pact:amount :sum ;", SUM.format("schema:valeu 5"), "sum", "did you mean schema:value?"),
}  # fmt: skip


def written(folder: Path, old: str, new: str, added: str = "") -> Path:
    """Write the valid file with a fault into `folder`."""
    assert old in VALID
    file = folder / "deal.ttl"
    file.write_text(VALID.replace(old, new, 1) + added, encoding="utf-8")
    return file


@pytest.mark.many
@pytest.mark.parametrize("fault", FAULTS)
def test_a_single_fault_has_a_single_message(fault: str, tmp_path: Path) -> None:
    """The message names the fault and its place, and no consequence is told beside it."""
    old, new, added, place, part = FAULTS[fault]
    file = written(tmp_path, old, new, added)

    (violation,) = check([file]).violations

    assert (str(file), place) == (violation.file, violation.subject)
    assert part in violation.message


@pytest.mark.parametrize(
    ("fault", "names"),
    [("class of an event", ("event.ttl",)), ("unknown end", ("deal.ttl",))],
)
def test_a_fault_is_told_of_the_file_that_has_it(
    fault: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    """Of two files that are read together, the one at fault is named, and no other."""
    old, new, added, _, _ = FAULTS[fault]
    text = VALID.replace(old, new, 1) + added
    prefixes, _, rest = text.partition(":acme a ")
    start, end = rest.index(":letter-of-intent a"), rest.index(":deal a")
    (tmp_path / "event.ttl").write_text(prefixes + rest[start:end], encoding="utf-8")
    deal = prefixes + ":acme a " + rest[:start] + rest[end:]
    (tmp_path / "deal.ttl").write_text(deal, encoding="utf-8")

    violations = check([tmp_path]).violations

    assert names == tuple(Path(violation.file).name for violation in violations)


@pytest.mark.many
@pytest.mark.parametrize(
    ("number", "fine"),
    [
        ('"12.5"^^xsd:decimal', True), ('"+1."^^xsd:decimal', True), ('".5"^^xsd:decimal', True),
        ('" 7 "^^xsd:decimal', True), ('"007"^^xsd:integer', True), ('"2.5e9"^^xsd:double', True),
        ('"5"^^xsd:unsignedByte', True), ("250000000000", True), ("1e3", True),
        ('"INF"^^xsd:decimal', False), ('"NaN"^^xsd:decimal', False), ('"1_000"^^xsd:decimal', False),
        ('"\N{ARABIC-INDIC DIGIT THREE}"^^xsd:decimal', False), ('"1e5"^^xsd:decimal', False),
        ('"1,5"^^xsd:decimal', False), ('"."^^xsd:decimal', False), ('""^^xsd:decimal', False),
        ('"INF"^^xsd:double', False), ('"NaN"^^xsd:float', False), ('"1.0"^^xsd:integer', False),
        ('"0x10"^^xsd:integer', False), ('"1e999999999"^^xsd:double', False), ('"5"@en', False),
        (":acme", False), ('"2024-01-01"^^xsd:date', False), ('"true"^^xsd:boolean', False),
    ],
)  # fmt: skip
def test_amounts_are_finite_numbers_as_xml_schema_writes_them(
    number: str,
    fine: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    """Anything else is told by the amount that has it, once."""
    added = SUM.format(f"schema:value {number}")
    file = written(tmp_path, CLAUSE, CLAUSE + " pact:amount :sum ;", added)

    violations = check([file]).violations

    assert ([] if fine else ["sum"]) == [violation.subject for violation in violations]


def test_http_and_https_are_one_in_schema_org(tmp_path: Path) -> None:
    """The older spelling is read like the newer one."""
    file = written(tmp_path, "<https://schema.org/>", "<http://schema.org/>")

    assert [] == check([file]).violations


def test_what_changes_no_answer_is_only_doubtful(tmp_path: Path) -> None:
    """A property of another vocabulary on a clause, and an unknown term of schema.org, warn."""
    foreign = ' <https://example.org/colour> "red" ; schema:kolour "red" ;'
    file = written(tmp_path, CLAUSE, CLAUSE + foreign)

    checked = check([file])

    assert [] == checked.violations
    told = " ".join(warning.message for warning in checked.warnings)
    assert "https://example.org/colour" in told
    assert "schema.org has no term schema:kolour" in told


def test_a_deprecated_term_is_no_slip(tmp_path: Path) -> None:
    """Terms of ODRL 2.1 exist; an action of them is read as what replaced it."""
    file = written(tmp_path, "odrl:action odrl:use", "odrl:action odrl:commercialize")

    assert [] == check([file]).violations


def test_an_amount_needs_no_name(tmp_path: Path) -> None:
    """Nothing names a sum but its clause: it counts in square brackets, too."""
    sum_ = " pact:amount [ a schema:MonetaryAmount ; schema:currency 'USD' ; schema:value 5 ] ;"
    file = written(tmp_path, CLAUSE, CLAUSE + sum_)
    graph = load(file, cache=False)

    [clause] = [each for each in graph.record.clauses.values() if each.id == "deal-1"]
    assert [5] == [amount.value for amount in clause.amounts]
