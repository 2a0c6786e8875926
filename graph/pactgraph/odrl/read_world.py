"""From triples to the state of the world and the request, in the forms that are in use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.kernel.conditions import UNRELATED, Events, relate
from pactgraph.kernel.timeline import FIRST
from pactgraph.odrl.dates import DATATYPES, date_of
from pactgraph.odrl.hierarchy import Hierarchy
from pactgraph.odrl.triples import RDF, TYPE, Term, Triples, datatype_of, odrl, shown, text_of
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
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from pactgraph.kernel.timeline import Stretch

_NOW = "<http://example.com/request/currentTime>"
_SOTW = ("https://w3id.org/force/sotw#", "https://w3id.org/odrl-fs#")
_REPORT = "https://w3id.org/force/compliance-report#"
_VALUE = f"<{RDF}value>"
_DONE = (f"<{PROV}endedAtTime>", *HAPPENED, ISSUED)
_BY = (odrl("assignee"), f"<{PROV}wasAssociatedWith>")
_TO = (odrl("target"), f"<{PROV}used>")
_LEFT, _RIGHT = odrl("leftOperand"), odrl("rightOperand")
_OPERATOR, _EQ = odrl("operator"), odrl("eq")
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
    now, term = _now(facts, asking, at)
    asked = tuple(_asked(asking)) if request else ()
    if request and not asked:
        raise BadInputError(
            f"{request.name or 'the request'} asks for nothing; write an odrl:Request with an"
            " odrl:permission, or an evaluation request with odrl:action"
        )
    acts = [_done(facts, act) for act in _acts(facts)]
    done = [act for act in acts if now is None or (act.done is not None and act.done <= now)]
    return World(
        facts=facts,
        request=asking,
        hierarchy=Hierarchy((policy, asking, facts)),
        now=now,
        now_term=term,
        asked=asked,
        acts=tuple(sorted(done, key=lambda act: (act.done or FIRST, act.node))),
        decided=_decided(facts),
        features=_features(facts, _worlds(facts)),
        never=_never(facts),
        order=_order(facts),
    )


# ---- The time ---------------------------------------------------------------------------


def _now(facts: Triples, request: Triples, at: Stretch | None) -> tuple[datetime | None, Term]:
    if at is not None:
        text = at.last.isoformat().replace("+00:00", "Z")
        return at.last, f'"{text}"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    found = {date_of(term).last: term for term in _times(facts)}
    found = found or {date_of(term).last: term for term in _times(request)}
    if len(found) > 1:
        times = " and ".join(text_of(term) for term in found.values())
        raise BadInputError(f"the world has two current times, {times}; keep one")
    return next(iter(found.items()), (None, ""))


def _times(facts: Triples) -> Iterator[Term]:
    """Yield the current time in each way that suites and drafts write it."""
    yield from facts.values(_NOW, ISSUED)
    for node in _of_class(facts, ("SotW", "Sotw")):
        for name in ("currentTime", "context"):
            for space in _SOTW:
                for value in facts.values(node, f"<{space}{name}>"):
                    if name == "currentTime" and datatype_of(value) in DATATYPES:
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


def _named(name: str) -> tuple[Term, ...]:
    return tuple(f"<{space}{name}>" for space in _SOTW)


def _of_class(facts: Triples, names: tuple[str, ...]) -> list[Term]:
    return [
        node
        for node, about in facts.by_subject.items()
        if any(local_name(kind[1:-1]) in names for kind in about.get(TYPE, ()))
    ]


# ---- Acts -------------------------------------------------------------------------------


def _asked(request: Triples) -> Iterator[Act]:
    """Yield the acts that a request asks for, in either of the two usual forms."""
    for node, about in request.by_subject.items():
        for rule in about.get(odrl("permission"), ()):
            inner = request.about(rule)
            yield _act(request, rule, inner, policy=node)
    for node in _of_class(request, ("EvaluationRequest",)):
        yield _act(request, node, request.about(node), policy=node)


def _act(triples: Triples, node: Term, about: Mapping[Term, list[Term]], policy: Term) -> Act:
    actions = triples.values(
        node, odrl("action"), *_named("evaluatedAction"), *_named("requestedAction")
    )
    given = _action_features(triples, actions)
    plain = [v for action in actions for v in triples.values(action, _VALUE) or [action]]
    if len(plain) > 1:
        raise BadInputError(f"{shown(node)} is {len(plain)} actions at once; describe each act")
    parties = triples.values(node, *_BY, *_named("evaluatedParty"), *_named("requestingParty"))
    targets = triples.values(node, *_TO, *_named("evaluatedTarget"), *_named("requestedTarget"))
    return Act(
        node=node,
        policy=policy,
        action=plain[0] if plain else "",
        parties=tuple(parties),
        targets=tuple(targets),
        about={**triples.about(policy), **about} if policy else about,
        features={**given, **_features(triples, [node, policy] if policy else [node])},
        performs=tuple(triples.values(node, f"<{_REPORT}rule>", *_named("conditionID"))),
    )


def _action_features(triples: Triples, actions: list[Term]) -> dict[Term, tuple[Term, ...]]:
    return _features(triples, [action for action in actions if triples.about(action)])


def _acts(facts: Triples) -> list[Term]:
    """Return the acts that the world records: what has an odrl:action and is no rule."""
    return [
        node
        for node, about in facts.by_subject.items()
        if odrl("action") in about and _RULES.isdisjoint(about.get(TYPE, ()))
    ]


def _done(facts: Triples, node: Term) -> Act:
    act = _act(facts, node, facts.about(node), policy="")
    dates = [date_of(value) for value in facts.values(node, *_DONE)]
    if not dates:
        raise BadInputError(
            f"the act {shown(node)} has no date; say with prov:endedAtTime or dcterms:date"
            " when it was done"
        )
    return replace(act, done=dates[0].start)


# ---- Values, duties, events -------------------------------------------------------------


def _worlds(facts: Triples) -> list[Term]:
    return [*_of_class(facts, ("SotW", "Sotw")), _NOW]


def _features(triples: Triples, nodes: Iterable[Term]) -> dict[Term, tuple[Term, ...]]:
    """Return the values of left operands that are given for `nodes`.

    A value is given by the operand as a property, or by a constraint "operand eq value", or
    by a parameter with sotw:describesFeature and sotw:value.
    """
    found: dict[Term, list[Term]] = {}
    for node in nodes:
        for predicate, values in triples.about(node).items():
            found.setdefault(predicate, []).extend(values)
            for value in values:
                about = triples.about(value)
                if _EQ in about.get(_OPERATOR, ()):
                    for left in about.get(_LEFT, ()):
                        found.setdefault(left, []).extend(about.get(_RIGHT, ()))
                for left in triples.values(value, *_named("describesFeature")):
                    found.setdefault(left, []).extend(triples.values(value, *_named("value")))
    return {SAME.get(left, left): tuple(values) for left, values in found.items()}


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
