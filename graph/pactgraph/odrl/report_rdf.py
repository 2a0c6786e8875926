"""The report in RDF: the FORCE compliance report model, https://w3id.org/force/compliance-report#.

The model has two values where an evaluation has three: *depends* becomes *unsatisfied* and
*inactive* here, and only here.

The constraint report of an unsatisfied constraint names the value of the left operand but no
operator and right operand, as the public test suite expects. What nothing is known of (a
performance that is Unknown, a deontic state that is NonSet) is left out, but for duties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.odrl.policy import Logical
from pactgraph.odrl.report import Performance, Reading
from pactgraph.reading.triples import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgraph.kernel.instant import Truth
    from pactgraph.odrl.judge import Judged
    from pactgraph.odrl.report import Found, PolicyFound, Premise, Report
    from pactgraph.reading.triples import Term

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "pact": "https://w3id.org/pactgraph/ns#",
    "report": "https://w3id.org/force/compliance-report#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_KIND = {
    "permission": "PermissionReport",
    "prohibition": "ProhibitionReport",
    "duty": "DutyReport",
}
_PREMISE = {"target": "TargetReport", "party": "PartyReport", "action": "ActionReport"}
_SATISFIED = "report:satisfactionState report:Satisfied"
_UNSATISFIED = "report:satisfactionState report:Unsatisfied"
_XSD = "^^<http://www.w3.org/2001/XMLSchema#"


def turtle(report: Report) -> str:
    """Return `report` as Turtle; every report in it is a blank node.

    Example:
        See `pactgraph.odrl.evaluation.evaluate`; ``turtle(report)`` then begins with

            @prefix dct: <http://purl.org/dc/terms/> .
    """
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    for found in report.policies:
        body = _node(_policy(report, found), 1)
        lines.append(f"\n{body} .")
    return "\n".join(lines) + "\n"


def _node(statements: Iterable[str], depth: int) -> str:
    """Return a blank node about which `statements` are made."""
    indent = "    " * depth
    return f"[\n{indent}" + f" ;\n{indent}".join(statements) + f"\n{indent[4:]}]"


def _policy(report: Report, found: PolicyFound) -> Iterator[str]:
    yield "a report:PolicyReport"
    if report.now_term:
        yield f"dct:created {_short(report.now_term)}"
    yield f"report:policy {found.policy.node}"
    if found.request:
        yield f"report:policyRequest {found.request}"
    for note in report.notes:
        yield f"dct:description {_text(note.sentence())}"
    against = _against(found)
    for rule in (*found.rules, *_brought(found.rules)):
        statements = [*_rule(rule, report.reading, 2)]
        statements += [f"pact:collidesWith {node}" for node in against.get(rule.rule.node, ())]
        yield f"report:ruleReport {_node(statements, 2)}"


def _against(found: PolicyFound) -> dict[Term, list[Term]]:
    """Return the rules that a rule surely collides with, by its node.

    A condition stands for the permission that it belongs to: reports on it stand inside.
    """
    owners = {d.rule.node: r.rule.node for r in found.rules for d in r.duties if _is_condition(r)}
    against: dict[Term, list[Term]] = {}
    for one in found.collisions:
        if one.certain:
            rule = owners.get(one.rule, one.rule)
            against.setdefault(rule, []).append(one.prohibition)
            against.setdefault(one.prohibition, []).append(one.rule)
    return against


def _is_condition(found: Found) -> bool:
    return found.rule.kind == "permission"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r") + '"@en'


def _brought(rules: Iterable[Found]) -> Iterator[Found]:
    """Yield the consequences and remedies that rules brought, with their own consequences."""
    for rule in rules:
        if rule.rule.kind != "permission":
            for duty in rule.duties:
                yield duty
                yield from _brought([duty])
        else:
            for condition in rule.duties:
                yield from _brought([condition])


def _rule(found: Found, reading: Reading, depth: int) -> Iterator[str]:
    rule = found.rule
    yield f"a report:{_KIND[rule.kind]}"
    if rule.kind != "duty":
        yield f"report:attemptState report:{'Attempted' if found.asked else 'NotAttempted'}"
    yield f"report:rule {rule.node}"
    if found.asked:
        yield f"report:ruleRequest {found.asked.node}"
    for premise in found.premises:
        yield f"report:premiseReport {_premise(premise, depth + 1)}"
    if rule.kind == "permission":
        for condition in found.duties:
            yield f"report:conditionReport {_condition(condition, reading, depth + 1)}"
    yield f"report:activationState report:{'Active' if found.active else 'Inactive'}"
    if rule.kind == "permission" and found.asked and reading is Reading.W3C:
        yield f"report:controlState report:{'Permit' if found.applies else 'Deny'}"
    if rule.kind == "duty" or found.performed is not Performance.UNKNOWN:
        yield f"report:performanceState report:{found.performed}"
        yield f"report:deonticState report:{found.deontic}"
    if found.state:
        yield f'pact:dutyState "{found.state}"'


def _condition(condition: Found, reading: Reading, depth: int) -> str:
    """Return the report on a condition of a permission: that of the world, if it has one."""
    if condition.decided and is_iri(condition.decided.node):
        return condition.decided.node
    return _node(_rule(condition, reading, depth), depth)


def _premise(premise: Premise, depth: int) -> str:
    if premise.judged:
        return _constraint(premise.judged, depth)
    statements = [f"a report:{_PREMISE[premise.kind]}", _satisfaction(premise.truth)]
    statements += [
        f"report:premiseReport {_constraint(r, depth + 1)}" for r in premise.refinements
    ]
    return _node(statements, depth)


def _constraint(judged: Judged, depth: int) -> str:
    constraint = judged.constraint
    statements = ["a report:ConstraintReport", f"report:constraint {constraint.node}"]
    if isinstance(constraint, Logical):
        statements.append(f"report:constraintLogicalOperand odrl:{constraint.connective}")
        statements += [
            f"report:premiseReport {_constraint(part, depth + 1)}" for part in judged.parts
        ]
    else:
        statements += [f"report:constraintLeftOperand {_short(left)}" for left in judged.left]
        if judged.truth:
            statements.append(f"report:constraintOperator odrl:{constraint.operator}")
            statements += [
                f"report:constraintRightOperand {_short(right)}" for right in constraint.right
            ]
    statements.append(_satisfaction(judged.truth))
    return _node(statements, depth)


def _satisfaction(truth: Truth) -> str:
    return _SATISFIED if truth else _UNSATISFIED


def _short(term: Term) -> str:
    """Return `term` with a prefix for a datatype of XML Schema."""
    text, found, datatype = term.rpartition(_XSD)
    if found and datatype.endswith(">") and term.startswith('"') and datatype[:-1].isalpha():
        return f"{text}^^xsd:{datatype[:-1]}"
    return term
