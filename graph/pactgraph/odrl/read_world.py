"""From triples to the state of the world and the request, in the forms that are in use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.kernel.conditions import UNRELATED, Events, relate
from pactgraph.kernel.timeline import FIRST, instant_text
from pactgraph.messages import joined, worded
from pactgraph.odrl.dates import DATATYPES, date_of
from pactgraph.odrl.hierarchy import Hierarchy
from pactgraph.odrl.policy import CONNECTIVES
from pactgraph.odrl.world import (
    HAPPENED,
    INSTANTS,
    ISSUED,
    PACT,
    PROV,
    SAME,
    Act,
    DecidedDuty,
    World,
)
from pactgraph.reading.triples import (
    TYPE,
    VALUE,
    Term,
    Triples,
    datatype_of,
    is_literal,
    odrl,
    shown,
    text_of,
)
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgraph.kernel.timeline import Stretch

_NOTHING: Mapping[Term, list[Term]] = {}
_NOW = "<http://example.com/request/currentTime>"
_SOTW = ("https://w3id.org/force/sotw#", "https://w3id.org/odrl-fs#")
_REPORT = "https://w3id.org/force/compliance-report#"
_DONE = (f"<{PROV}endedAtTime>", *HAPPENED, ISSUED)
_LEFT, _RIGHT = odrl("leftOperand"), odrl("rightOperand")
_OPERATOR, _EQ = odrl("operator"), odrl("eq")
_UNIT = odrl("unit")
_CONNECTIVES = tuple(map(odrl, CONNECTIVES))
_USED = (
    odrl("policyUsage"),
    f"<{PROV}atTime>",
    "<http://purl.org/dc/terms/date>",
    odrl("dateTime"),
    ISSUED,
)
"""What a request can date the use with that it asks for."""
_PAYMENTS = (
    "https://www.epimorphics.com/guide-to-the-payments-ontology/",
    "http://reference.data.gov.uk/def/payment#",
)
CONDITION = tuple(f"<{space}{name}>" for space in _SOTW for name in ("conditionID", "conditionId"))


def _named(name: str) -> tuple[Term, ...]:
    return tuple(f"<{space}{name}>" for space in _SOTW)


_WHAT = (odrl("action"), *_named("evaluatedAction"), *_named("requestedAction"))
_BY = (
    odrl("assignee"),
    f"<{PROV}wasAssociatedWith>",
    *_named("evaluatedParty"),
    *_named("requestingParty"),
)
_TO = (
    odrl("target"),
    f"<{PROV}used>",
    *_named("evaluatedTarget"),
    *_named("requestedTarget"),
)
_PERFORMS = (f"<{_REPORT}rule>", *CONDITION)
_DESCRIBES = tuple(f"<{space}describesFeature>" for space in _SOTW)
_VALUES = tuple(f"<{space}value>" for space in _SOTW)
_RULES = frozenset(map(odrl, ("Rule", "Permission", "Prohibition", "Duty", "Policy", "Set")))


def world(
    policy: Triples, request: Triples | None, facts: Triples, at: Stretch | None = None
) -> World:
    """Return what `facts` and `request` say.

    Args:
        policy: the file of the policies; it may say what belongs to what.
        request: what is asked; None if no act is.
        facts: the state of the world.
        at: the instant asked about, instead of the one the world names; a day counts to its
            last instant.

    Raises:
        BadInputError: the world has two times, an act without a date, or the request asks
            for nothing.
    """
    asking = request or Triples({})
    clock, term = _now(facts, asking, at)
    now = clock.last if clock else None
    asked = tuple(_asked(asking, facts)) if request else ()
    if request and not asked:
        raise BadInputError(
            worded(
                "{name} asks for nothing; write an odrl:Request with an"
                " odrl:permission, or an evaluation request with odrl:action",
                name=request.name or worded("the request"),
            )
        )
    acts = [_done(facts, act) for act in _acts(facts, policy)]
    done = [act for act in acts if now is None or (act.done is not None and act.done <= now)]
    given = _given((facts,), _worlds(facts))
    return World(
        facts=facts,
        request=asking,
        hierarchy=Hierarchy((policy, asking, facts)),
        now=now,
        now_term=term,
        clock=clock.start if clock else None,
        asked=asked,
        acts=tuple(sorted(done, key=lambda act: (act.done or FIRST, act.node))),
        decided=_decided(facts),
        features=given.values,
        units=given.units,
        never=_never(facts),
        order=_order(facts),
    )


# ---- The time ---------------------------------------------------------------------------


def _now(facts: Triples, request: Triples, at: Stretch | None) -> tuple[Stretch | None, Term]:
    if at is not None:
        text = instant_text(at.last)
        return at, f'"{text}"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    found = {(time := date_of(term)).last: (time, term) for term in _times(facts)}
    found = found or {(time := date_of(term)).last: (time, term) for term in _times(request)}
    if len(found) > 1:
        times = joined(worded(" and "), [text_of(term) for _, term in found.values()])
        raise BadInputError(
            worded("the world has two current times, {times}; keep one", times=times)
        )
    return next(iter(found.values()), (None, ""))


def _times(facts: Triples) -> Iterator[Term]:
    """Yield the current time in each way that suites and drafts write it."""
    yield from facts.values(_NOW, ISSUED)
    for node in _of_class(facts, ("SotW", "Sotw")):
        for name in ("currentTime", "context"):
            for space in _SOTW:
                for value in facts.values(node, f"<{space}{name}>"):
                    if name == "currentTime" and is_literal(value):
                        yield value
                    else:
                        yield from facts.values(value, *_instants(name))
    for node in _of_class(facts, ("RequestParameter",)):
        features = {
            local_name(text_of(f)) for f in facts.values(node, *_named("describesFeature"))
        }
        if features & {"CurrentXSDDateTime", "currentTime", "dateTime"}:
            yield from facts.values(node, *_named("value"))
    for node in _of_class(facts, ("EvaluationRequest",)):
        yield from facts.values(node, ISSUED)


def _instants(name: str) -> tuple[Term, ...]:
    return (*INSTANTS, *((ISSUED,) if name == "currentTime" else ()))


def _of_class(facts: Triples, names: tuple[str, ...]) -> list[Term]:
    return [
        node
        for node, about in facts.by_subject.items()
        if any(local_name(kind[1:-1]) in names for kind in about.get(TYPE, ()))
    ]


# ---- Acts -------------------------------------------------------------------------------


def _asked(request: Triples, facts: Triples) -> Iterator[Act]:
    """Yield the acts that a request asks for, in either of the two usual forms."""
    for node, about in request.by_subject.items():
        for rule in about.get(odrl("permission"), ()):
            yield _act((request, facts), rule, policy=node)
    for node in _of_class(request, ("EvaluationRequest",)):
        yield _act((request, facts), node, policy=node)


def _act(sources: tuple[Triples, ...], node: Term, policy: Term) -> Act:
    """Return the act `node` of the first of `sources`; all of them may describe what it names."""
    triples = sources[0]
    actions = triples.values(node, *_WHAT)
    plain = [
        value
        for action in actions
        for value in [v for s in sources for v in s.values(action, VALUE)] or [action]
    ]
    if len(plain) > 1:
        raise BadInputError(
            worded(
                "{node} is {count} actions at once; describe each act",
                node=shown(node),
                count=len(plain),
            )
        )
    parties, targets = triples.values(node, *_BY), triples.values(node, *_TO)
    whole = [policy] if policy and policy != node else []
    given = _given(sources, [*actions, node, *whole])
    about = {
        p: v for n in (*whole, node) for s in reversed(sources) for p, v in s.about(n).items()
    }
    used = next((v for p in _USED for n in (node, *whole) for v in triples.values(n, p)), "")
    return Act(
        node=node,
        policy=policy,
        action=plain[0] if plain else "",
        parties=tuple(parties),
        targets=tuple(targets),
        about=about,
        features=given.values,
        units=given.units,
        performs=tuple(triples.values(node, *_PERFORMS)),
        use=date_of(used).start if policy and is_literal(used) else None,
    )


def _acts(facts: Triples, policy: Triples) -> list[Term]:
    """Return the acts that the world records.

    These are things with an odrl:action that are no rules, and, as the W3C draft writes them,
    things that name by sotw:conditionID the duty that they perform.
    """
    return [
        node
        for node, about in facts.by_subject.items()
        if (odrl("action") in about and _RULES.isdisjoint(about.get(TYPE, ())))
        or any(_is_rule(policy.about(rule)) for name in CONDITION for rule in about.get(name, ()))
    ]


def _is_rule(about: Mapping[Term, list[Term]]) -> bool:
    return bool(about) and about.keys().isdisjoint((_LEFT, *_CONNECTIVES))


def _done(facts: Triples, node: Term) -> Act:
    act = _paid(_act((facts,), node, policy=""))
    dates = facts.values(node, *_DONE) or [
        v for values in act.about.values() for v in values if datatype_of(v) in DATATYPES
    ]
    when = {date_of(value).start for value in dates}
    if not when:
        raise BadInputError(
            worded(
                "the act {node} has no date; say with prov:endedAtTime or"
                " dcterms:date when it was done",
                node=shown(node),
            )
        )
    if len(when) > 1 and not facts.values(node, *_DONE):
        raise BadInputError(
            worded(
                "the act {node} has several dates; say with prov:endedAtTime when it was done",
                node=shown(node),
            )
        )
    return replace(act, done=date_of(dates[0]).start)


def _paid(act: Act) -> Act:
    """Return `act` with what the payments ontology, which the draft uses, says of it."""

    def told(name: str) -> list[Term]:
        return [v for space in _PAYMENTS for v in act.about.get(f"<{space}{name}>", ())]

    amount, currency = told("netAmount") or told("grossAmount"), told("currency")
    about, features, units = dict(act.about), dict(act.features), dict(act.units)
    if told("payee"):
        about.setdefault(odrl("compensatedParty"), told("payee"))
    if amount:
        features.setdefault(odrl("payAmount"), tuple(amount))
    if amount and currency:
        units.setdefault(odrl("payAmount"), currency[0])
    parties = act.parties or tuple(told("payer"))
    return replace(act, parties=parties, about=about, features=features, units=units)


# ---- Values, duties, events -------------------------------------------------------------


def _worlds(facts: Triples) -> list[Term]:
    return [*_of_class(facts, ("SotW", "Sotw")), _NOW]


@dataclass(frozen=True, slots=True)
class _Given:
    """Values of left operands, and the units they are given in."""

    values: dict[Term, tuple[Term, ...]]
    units: dict[Term, Term]


def _given(sources: tuple[Triples, ...], nodes: Iterable[Term]) -> _Given:
    """Return the values of left operands that are given for `nodes`.

    A value is given by the operand as a property, or by a constraint "operand eq value", or
    by a parameter with sotw:describesFeature and sotw:value. Any of `sources` may describe
    what the nodes name; a value with a unit is a node with rdf:value and odrl:unit.
    """
    found: dict[Term, list[Term]] = {}
    units: dict[Term, Term] = {}
    described = [source.by_subject for source in sources]
    for node in nodes:
        for subjects in described:
            for predicate, values in subjects.get(node, _NOTHING).items():
                for value in values:
                    told = [about[value] for about in described if value in about]
                    if not told:
                        found.setdefault(SAME.get(predicate, predicate), []).append(value)
                    for left, given, unit in _told(told, predicate, value):
                        name = SAME.get(left, left)
                        found.setdefault(name, []).extend(given)
                        for one in unit:
                            units.setdefault(name, one)
    return _Given({left: tuple(dict.fromkeys(v)) for left, v in found.items()}, units)


def _told(
    told: Iterable[Mapping[Term, list[Term]]], predicate: Term, value: Term
) -> Iterator[tuple[Term, Iterable[Term], Iterable[Term]]]:
    """Yield left operand, values and units that "predicate value" gives, as it is described."""
    for about in told:
        unit = about.get(_UNIT, ())
        yield predicate, about.get(VALUE, [value]), unit
        if _EQ in about.get(_OPERATOR, ()):
            for left in about.get(_LEFT, ()):
                yield left, about.get(_RIGHT, ()), unit
        for left in (left for name in _DESCRIBES for left in about.get(name, ())):
            yield left, [v for name in _VALUES for v in about.get(name, ())], unit


def _decided(facts: Triples) -> dict[Term, DecidedDuty]:
    """Return what the reports on duties in the world say, by the rule they are about."""
    meanings = {"Performed": "Fulfilled", "Unperformed": "Violated"}
    found = {}
    for node in facts.of_type(f"<{_REPORT}DutyReport>"):
        told = [
            local_name(text_of(state))
            for name in ("deonticState", "performanceState")
            for state in facts.values(node, f"<{_REPORT}{name}>")
        ]
        state = meanings.get(told[0], told[0]) if told else "NonSet"
        for rule in facts.values(node, f"<{_REPORT}rule>"):
            found[rule] = DecidedDuty(node, state)
    return found


def _never(facts: Triples) -> frozenset[Term]:
    """Return the events that never happen, as the world or a claim in it says.

    What a step of a story assumes is nothing that the world says.
    """
    assumptions = set(facts.of_type(f"<{PACT}Assumption>"))
    return frozenset(
        event
        for node, about in facts.by_subject.items()
        if node not in assumptions
        and "true" in map(text_of, about.get(f"<{PACT}neverOccurs>", ()))
        for event in about.get(f"<{PACT}aboutEvent>", [node])
    )


def _order(facts: Triples) -> Events:
    """Return the order of events that the world states with pact:neverPrecedes."""
    pairs = [
        (first, second)
        for second, about in facts.by_subject.items()
        for first in about.get(f"<{PACT}neverPrecedes>", ())
    ]
    return relate({}, pairs) if pairs else UNRELATED
