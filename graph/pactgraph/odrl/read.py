"""From triples to policies; what is malformed is refused, never taken for true."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from pactgraph.errors import BadInputError, InvalidGraphError, Violation
from pactgraph.kernel.conditions import And, Before, Or
from pactgraph.messages import joined, message_of, worded
from pactgraph.odrl.dates import date_of, duration_of, is_duration
from pactgraph.odrl.places import a_rule, owner, this_one, wrong
from pactgraph.odrl.policy import (
    CONNECTIVES,
    Conflict,
    Constraint,
    Kind,
    Logical,
    Policy,
    Refined,
    Rule,
    Simple,
)
from pactgraph.reading.triples import (
    FIRST,
    NIL,
    RDF,
    TYPE,
    Term,
    Triples,
    is_iri,
    odrl,
    shown,
    text_of,
)
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.timeline import Duration, Stretch

    Path = tuple[Term, ...]

KINDS: dict[Term, Kind] = {
    odrl("permission"): "permission",
    odrl("prohibition"): "prohibition",
    odrl("obligation"): "duty",
}
_POLICIES = frozenset(
    map(odrl, ("Policy", "Set", "Offer", "Agreement", "Assertion", "Privacy", "Request", "Ticket"))
)
_REQUEST = odrl("Request")
_DUTIES: dict[Kind, Term] = {
    "permission": odrl("duty"),
    "prohibition": odrl("remedy"),
    "duty": odrl("consequence"),
}
_OTHERS: dict[Kind, tuple[str, ...]] = {
    "permission": ("remedy", "consequence", "failure"),
    "prohibition": ("duty", "consequence"),
    "duty": ("duty", "remedy"),
}
ROLES = [
    odrl(name)
    for name in (
        *("attributedParty", "attributingParty", "compensatedParty", "compensatingParty"),
        *("consentedParty", "consentingParty", "contractedParty", "contractingParty"),
        *("informedParty", "informingParty", "trackedParty", "trackingParty", "payeeParty"),
    )
]
_SHARES = {
    odrl("hasPolicy"): odrl("target"),
    odrl("assigneeOf"): odrl("assignee"),
    odrl("assignerOf"): odrl("assigner"),
}
"""What assets and parties say of a policy, and what the policy says then of all its rules."""
_MISPLACED: dict[Kind, tuple[Term, ...]] = {
    kind: tuple(map(odrl, ("permission", "prohibition", "obligation", "refinement", *others)))
    for kind, others in _OTHERS.items()
}
_OF_RULES = tuple(map(odrl, ("refinement", "remedy", "consequence", "failure")))
_DUTY = odrl("duty")
_PLACES = {
    odrl("refinement"): worded("an action, a party or an asset"),
    odrl("remedy"): worded("a prohibition"),
    odrl("consequence"): worded("a duty"),
    odrl("failure"): worded("a duty or a prohibition"),
    odrl("duty"): worded("a permission"),
}
_NAMES = frozenset(map(odrl, ("source", "uid", "refinement")))
DEADLINE = "<https://www.omg.org/spec/DPROD/dprod/deadline>"
PERFORMED = "<https://w3id.org/pactgraph/ns#performedBy>"
EXCUSED = "<https://w3id.org/pactgraph/ns#excusedBy>"
REPLACES = "<http://purl.org/dc/terms/replaces>"
_SINCE = ("<https://w3id.org/pactgraph/ns#effectiveOn>", "<http://purl.org/dc/terms/issued>")
_OPERATORS = {
    odrl(name): name
    for name in (
        *("eq", "gt", "gteq", "hasPart", "isA", "isAllOf", "isAnyOf", "isNoneOf", "isPartOf"),
        *("lt", "lteq", "neq"),
    )
}
_SETS = {"isAllOf", "isAnyOf", "isNoneOf", "isA", "isPartOf", "hasPart", "eq", "neq"}
_CONNECTIVES = {odrl(name): name for name in CONNECTIVES}
_LEFT, _OPERATOR, _RIGHT = odrl("leftOperand"), odrl("operator"), odrl("rightOperand")
_REFERENCE, _UNIT, _DATATYPE = odrl("rightOperandReference"), odrl("unit"), odrl("dataType")
_DEEPEST = 60
"""Logical constraints and duties nested deeper than this are refused."""


def policies(triples: Triples) -> tuple[Policy, ...]:
    """Return the policies that `triples` describe, in their order; requests are left out.

    Rules that a policy inherits are among its rules; a rule or policy that another one of
    them replaces carries the condition that it has not been replaced.

    Raises:
        BadInputError: anything is malformed or missing: an unknown operator, a logical
            constraint without operands, a rule or a parent policy that is not described.
    """
    shared: dict[Term, dict[Term, list[Term]]] = {}
    for node, about in triples.by_subject.items():
        for predicate in about.keys() & _SHARES.keys():
            for policy in about[predicate]:
                shared.setdefault(policy, {}).setdefault(_SHARES[predicate], []).append(node)
    found = {}
    for node, about in triples.by_subject.items():
        if _is_policy(about):
            try:
                found[node] = _policy(triples, node, about, shared.get(node, {}))
            except InvalidGraphError:
                raise
            except BadInputError as error:
                place = owner(node, {})
                raise InvalidGraphError(
                    [Violation(triples.name, place, message_of(error))]
                ) from None
    if not found:
        raise BadInputError(
            worded(
                "{name} describes no ODRL policy; a policy has odrl:permission,"
                " odrl:prohibition or odrl:obligation",
                name=triples.name or worded("the file"),
            )
        )
    return tuple(_inheriting(triples, policy, found) for policy in _superseded(found))


def _is_policy(about: Mapping[Term, list[Term]]) -> bool:
    types = about.get(TYPE, ())
    if _REQUEST in types:
        return False
    return not _POLICIES.isdisjoint(types) or not KINDS.keys().isdisjoint(about)


def _policy(
    triples: Triples,
    node: Term,
    about: Mapping[Term, list[Term]],
    shared: Mapping[Term, list[Term]],
) -> Policy:
    kinds = [kind for kind in about.get(TYPE, ()) if kind in _POLICIES]
    named = [local_name(text_of(kind)) for kind in kinds if kind != odrl("Policy")]
    if len(named) > 1:
        raise wrong(
            triples,
            node,
            worded(
                "{node} is {named}; a policy is of one class",
                node=shown(node),
                named=joined(worded(" and "), named),
            ),
        )
    conflict = local_name(text_of(triples.one(node, odrl("conflict")) or ""))
    if conflict not in ("", *get_args(Conflict)):
        raise wrong(
            triples,
            node,
            worded(
                "{node}: odrl:conflict is {conflict}; write perm, prohibit or invalid",
                node=shown(node),
                conflict=conflict,
            ),
        )
    for term in _OF_RULES:
        if term in about:
            raise wrong(
                triples,
                node,
                _misplaced(term, node, worded("a policy")),
            )
    common = {**shared, **about}
    rules = [
        _rule(triples, rule, kind, common)
        for predicate, kind in KINDS.items()
        for rule in about.get(predicate, ())
    ]
    rules += [_rule(triples, rule, "duty", common) for rule in about.get(_DUTY, ())]
    since = [date_of(value) for value in triples.values(node, *_SINCE)[:1]]
    return Policy(
        node=node,
        kind=named[0] if named else "Set",
        rules=tuple(rules),
        conflict=conflict,  # type: ignore[arg-type]
        inherits=tuple(about.get(odrl("inheritFrom"), ())),
        replaces=tuple(about.get(REPLACES, ())),
        since=since[0] if since else None,
    )


def _rule(
    triples: Triples,
    node: Term,
    kind: Kind,
    common: Mapping[Term, list[Term]] = MappingProxyType({}),
    path: Path = (),
) -> Rule:
    """Return the rule `node`; what its policy says of all rules, `common`, holds for it too."""
    about = triples.about(node)
    if not about:
        raise wrong(
            triples,
            node,
            worded(
                "{kind} is not described; an empty rule would allow anything",
                kind=this_one(node, kind),
            ),
        )
    if FIRST in about:
        raise wrong(
            triples,
            node,
            worded(
                "rules stand in an RDF list, of which ODRL knows nothing; repeat"
                " odrl:{kind} instead",
                kind=kind,
            ),
        )
    for term in _MISPLACED[kind]:
        if term in about:
            raise wrong(
                triples,
                node,
                _misplaced(term, node, a_rule(kind)),
            )
    _refuse_circle(triples, node, path)
    path = (*path, node)

    def refined(name: str) -> tuple[Refined, ...]:
        nodes = about.get(odrl(name)) or common.get(odrl(name)) or []
        return tuple(_refined(triples, value) for value in nodes)

    constraints = (*about.get(odrl("constraint"), ()), *common.get(odrl("constraint"), ()))
    duties = about.get(_DUTIES[kind], ())
    if kind != "permission":
        duties = (*duties, *about.get(odrl("failure"), ()))
    return Rule(
        node=node,
        kind=kind,
        assignees=refined("assignee"),
        actions=refined("action"),
        targets=refined("target"),
        roles={role: tuple(about[role]) for role in ROLES if role in about},
        constraints=tuple(constraint(triples, c) for c in constraints),
        duties=tuple(_rule(triples, duty, "duty", path=path) for duty in duties),
        deadline=_deadline(triples, node) if kind == "duty" else None,
        performed=tuple(about.get(PERFORMED, ())) if kind == "duty" else (),
        excused=tuple(about.get(EXCUSED, ())) if kind == "duty" else (),
        replaces=tuple(about.get(REPLACES, ())),
    )


def _misplaced(term: Term, node: Term, kind: str) -> str:
    """Return the message that `term` has no meaning where it stands: on a thing of `kind`."""
    place = _PLACES.get(term, worded("a policy"))
    return worded(
        "{node} has odrl:{term}, which says something of {place}, not of {kind};"
        " it would be passed over",
        node=this_one(node),
        term=shown(term),
        place=place,
        kind=kind,
    )


def _refuse_circle(triples: Triples, node: Term, path: Path) -> None:
    if node in path:
        raise wrong(triples, node, worded("{node} contains itself", node=this_one(node)))
    if len(path) > _DEEPEST:
        raise wrong(
            triples,
            path[0],
            worded(
                "{path} is nested more than {deepest} deep",
                path=this_one(path[0]),
                deepest=_DEEPEST,
            ),
        )


def _deadline(triples: Triples, node: Term) -> Stretch | Duration | None:
    value = triples.one(node, DEADLINE)
    if not value:
        return None
    return duration_of(value) if is_duration(value) else date_of(value)


def _refined(triples: Triples, node: Term) -> Refined:
    """Return an action, party or asset as a rule names it."""
    about = triples.about(node)
    inner = about.get(f"<{RDF}value>", [])
    named = is_iri(node) or inner or not _NAMES.isdisjoint(about)
    if not named:
        raise wrong(
            triples,
            node,
            worded(
                "{node} is no action, party or asset; name it by its IRI, or give a"
                " blank node rdf:value (actions) or odrl:source (collections)",
                node=this_one(node),
            ),
        )
    if odrl("constraint") in about and not is_iri(node):
        raise wrong(
            triples,
            node,
            worded(
                "{node}, which a rule names, has an odrl:constraint; what narrows"
                " down an action, a party or an asset is odrl:refinement",
                node=this_one(node),
            ),
        )
    values = (*inner, *about.get(odrl("source"), ()), *about.get(odrl("uid"), ()))
    refinements = about.get(odrl("refinement"), ())
    return Refined(
        node=node,
        values=values if inner else tuple(dict.fromkeys((node, *values))),
        refinements=tuple(constraint(triples, refinement) for refinement in refinements),
    )


# ---- Constraints ------------------------------------------------------------------------


def constraint(triples: Triples, node: Term, path: Path = ()) -> Constraint:
    """Return the constraint or refinement `node`.

    Both spellings of logical constraints are read: repeated values and an RDF list.

    Raises:
        BadInputError: an operand or the operator is missing, unknown or does not fit; a
            logical constraint has no operands, has two connectives, or contains itself.
    """
    about = triples.about(node)
    used = about.keys() & _CONNECTIVES.keys()
    if used:
        if not about.keys().isdisjoint((_LEFT, _OPERATOR, _RIGHT)):
            raise wrong(
                triples,
                node,
                worded(
                    "{value} has a logical operand and operands of its own; nest one in the other",
                    value=this_one(node, "constraint"),
                ),
            )
        return _logical(triples, node, sorted(used), path)
    left, operators = about.get(_LEFT, ()), about.get(_OPERATOR, ())
    if len(left) != 1 or len(operators) != 1:
        raise wrong(
            triples,
            node,
            worded(
                "{value} needs one odrl:leftOperand and one odrl:operator, or a"
                " logical operand (odrl:and, odrl:or, odrl:xone, odrl:andSequence)",
                value=this_one(node, "constraint"),
            ),
        )
    if not is_iri(left[0]):
        raise BadInputError(
            worded(
                "the left operand of the constraint {node} is {left}; it is an IRI,"
                " such as odrl:dateTime",
                node=shown(node),
                left=shown(left[0]),
            )
        )
    operator = _OPERATORS.get(operators[0], "")
    if not operator:
        raise wrong(
            triples,
            node,
            worded(
                "{value} has the operator {operators}; ODRL 2.2 has {operators_2}",
                value=this_one(node, "constraint"),
                operators=shown(operators[0]),
                operators_2=", ".join(_OPERATORS.values()),
            ),
        )
    right = _right(triples, node, about, operator)
    if about.keys().isdisjoint((_UNIT, _DATATYPE, _REFERENCE)):
        return Simple(node, left[0], operator, right)
    return Simple(
        node,
        left[0],
        operator,
        right,
        unit=triples.one(node, _UNIT),
        datatype=text_of(triples.one(node, _DATATYPE)),
        references=tuple(about.get(_REFERENCE, ())),
    )


def _right(
    triples: Triples, node: Term, about: Mapping[Term, list[Term]], operator: str
) -> tuple[Term, ...]:
    found = about.get(_RIGHT, ())
    if len(found) == 1 and found[0].startswith('"') and _REFERENCE not in about:
        return (found[0],)
    right = triples.listed(found)
    if not right and not about.get(_REFERENCE):
        raise wrong(
            triples,
            node,
            worded("{value} has no odrl:rightOperand", value=this_one(node, "constraint")),
        )
    refuse_several(node, operator, right)
    return tuple(right)


def refuse_several(node: Term, operator: str, right: Collection[Term]) -> None:
    """Refuse several right operands where the operator takes one.

    Raises:
        BadInputError: there are several.
    """
    if len(right) > 1 and operator not in _SETS:
        raise BadInputError(
            worded(
                "{value} compares {operator} with {count} right operands; it takes"
                " one, or use odrl:isAnyOf",
                value=this_one(node, "constraint"),
                operator=operator,
                count=len(right),
            )
        )


def _logical(triples: Triples, node: Term, used: list[Term], path: Path) -> Logical:
    _refuse_circle(triples, node, path)
    if len(used) > 1:
        raise wrong(
            triples,
            node,
            worded(
                "{value} has {used}; nest one in the other",
                value=this_one(node, "logical constraint"),
                used=joined(worded(" and "), map(shown, used)),
            ),
        )
    connective = _CONNECTIVES[used[0]]
    values = triples.about(node)[used[0]]
    operands = triples.listed(values)
    if not operands:
        raise wrong(
            triples,
            node,
            worded(
                "{value} has no operands; odrl:{connective} needs at least one",
                value=this_one(node, "logical constraint"),
                connective=connective,
            ),
        )
    if connective == "andSequence" and not _is_list(triples, values):
        raise wrong(
            triples,
            node,
            worded("the operands of odrl:andSequence need an order: give an RDF list"),
        )
    path = (*path, node)
    parts = tuple([constraint(triples, operand, path) for operand in operands])
    return Logical(node, connective, parts)


def _is_list(triples: Triples, values: list[Term]) -> bool:
    return len(values) == 1 and (values[0] == NIL or FIRST in triples.about(values[0]))


# ---- Inheritance and replacement --------------------------------------------------------


def _superseded(found: Mapping[Term, Policy]) -> Iterable[Policy]:
    """Return the policies with their rules bounded by what takes their place."""
    ends: dict[Term, list[Condition]] = {}
    for policy in found.values():
        if not policy.binds:
            continue
        not_yet: Condition = Before(policy.since.start) if policy.since else Or()
        for old in (*policy.replaces, *(old for rule in policy.rules for old in rule.replaces)):
            ends.setdefault(old, []).append(not_yet)
    for policy in found.values():
        whole = ends.get(policy.node, [])
        yield replace(
            policy,
            rules=tuple(
                replace(rule, superseded=And((*whole, *own)))
                if (own := ends.get(rule.node, [])) or whole
                else rule
                for rule in policy.rules
            ),
        )


def _inheriting(
    triples: Triples, policy: Policy, found: Mapping[Term, Policy], path: Path = ()
) -> Policy:
    """Return `policy` with the rules of its parents that none of its own replaces."""
    if not policy.inherits:
        return policy
    _refuse_circle(triples, policy.node, path)
    rules = list(policy.rules)
    for parent in policy.inherits:
        if parent not in found:
            raise wrong(
                triples,
                policy.node,
                worded(
                    "{node} inherits from {parent}, which is not described; nothing is"
                    " fetched, so put both into one file",
                    node=shown(policy.node),
                    parent=shown(parent),
                ),
            )
        inherited = _inheriting(triples, found[parent], found, (*path, policy.node)).rules
        replaced = {old for rule in rules for old in rule.replaces}
        known = {rule.node for rule in rules}
        rules += [r for r in inherited if r.node not in replaced and r.node not in known]
    return replace(policy, rules=tuple(rules))
