"""From triples to the record, with everything that no SHACL shape can see.

Shapes say whether a description is complete (`checking/`); here names are resolved,
conditions brought into their normal form, and events put in order. What is wrong
is collected, not raised, so that one run can tell it all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache, partial
from itertools import combinations
from typing import TYPE_CHECKING

from rdflib import URIRef

from pactgraph.errors import BadInputError, ConditionTooLargeError
from pactgraph.interpreting import descriptions
from pactgraph.interpreting.constraints import ConstraintError, Meaning, limit_label, meaning
from pactgraph.interpreting.parts import in_parts, unnamed_parts
from pactgraph.interpreting.points import Points, named_events, outcomes
from pactgraph.interpreting.same_names import mistakable
from pactgraph.interpreting.stories import stories
from pactgraph.interpreting.ties import related, ties_of
from pactgraph.interpreting.values import Values
from pactgraph.kernel.conditions import UNRELATED, And, AtOrAfter, Before, Events
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import Happening, windows
from pactgraph.kernel.timeline import LAST, TICK
from pactgraph.messages import joined, message_of, worded
from pactgraph.record import (
    Agreement,
    Clause,
    Event,
    Limit,
    Record,
    Rule,
    Statement,
    Strategy,
    Text,
)
from pactgraph.scope.kinds import kinds_within
from pactgraph.scope.overlaps import ever_met, narrowable
from pactgraph.terms import (
    CERTAINTY,
    DCTERMS,
    FORCE,
    KIND,
    ODRL,
    PACT,
    RDF,
    SECTOR,
    SKOS,
    VALUE,
    VERDICT,
    local_name,
    with_ids,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib.term import Node

    from pactgraph.interpreting.complaints import Complaint
    from pactgraph.interpreting.triples import Triples
    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.duties import Duty
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.timeline import Stretch

_RULES: dict[URIRef, tuple[URIRef, Rule]] = {
    ODRL.permission: (ODRL.Permission, "permission"),
    ODRL.obligation: (ODRL.Duty, "duty"),
    ODRL.prohibition: (ODRL.Prohibition, "prohibition"),
}

_REFERRING = frozenset(
    {
        *(DCTERMS.replaces, DCTERMS.references, PACT.concerns, PACT.confirms, PACT.ends),
        *(ODRL.duty, PACT.exceptionTo, PACT.narrows, PACT.selects),
    }
)
"""Properties by which something refers to a clause or statement without having it."""


_NON_BINDING = frozenset({PACT.NonBindingAgreement, PACT.JointStatement})


def interpret(graph: Triples) -> tuple[Record, list[Complaint]]:
    """Return the record that `graph` describes, and what is wrong with it.

    Args:
        graph: the facts and the vocabulary together.

    Returns:
        The record is only of use if there are no complaints. The ids in it are the last parts
        of IRIs, alike or not (`same_names.told_apart`).
    """
    values = Values(graph)
    agreements = _agreements(values)
    points = Points(values)
    points.read()
    events = _events(values, points)
    happenings = {iri: e.happening for iri, e in events.items() if e.happening}
    for iri, agreement in agreements.items():
        happenings[iri] = Happening(agreement.issued.start, agreement.effective, fixed=True)
    points.between |= unnamed_parts(graph, {*map(URIRef, happenings), *map(URIRef, events)})
    relations = _relations(values, events, points, happenings)
    statements = _statements(values, agreements)
    plain = _clauses(values, agreements, statements, relations, {*happenings, *events})
    clauses = {
        iri: _with_duty(values, clause, points.duties, relations) for iri, clause in plain.items()
    }
    record = Record(
        parties=descriptions.parties(values),
        assets=descriptions.assets(values),
        series=descriptions.series(values),
        agreements=agreements,
        clauses=clauses,
        statements=statements,
        events=events,
        claims=descriptions.claims(values, happenings),
        contradictions=descriptions.contradictions(values),
        sources=descriptions.sources(values),
        kinds=descriptions.concepts(values, KIND),
        certainties=descriptions.concepts(values, CERTAINTY),
        verdicts=descriptions.concepts(values, VERDICT),
        forces=descriptions.concepts(values, FORCE),
        values=descriptions.concepts(values, VALUE),
        sectors=descriptions.concepts(values, SECTOR),
        relations=relations,
        happenings=happenings,
        actions=descriptions.actions(values),
        operands=descriptions.operands(values),
        stories=stories(values, relations, happenings),
        confirming={
            iri: provision.confirms
            for iri, provision in sorted({**clauses, **statements}.items())
            if provision.confirms
        },
    )
    _check_ids(values, record)
    _check_duties(values, record)
    _check_narrowing(values, record)
    _check_limits(values, record)
    _check_absent(values, record)
    return record, values.complaints


def _check_ids(values: Values, record: Record) -> None:
    """Complain about things that share a name and a namespace but not an IRI."""
    for first, second in mistakable(record):
        values.complain(
            URIRef(second),
            worded("{first} has the same id; rename one of the two", first=first),
        )


def _check_duties(values: Values, record: Record) -> None:
    """Complain about duties of permissions that no agreement names."""
    for clause in record.clauses.values():
        for duty in clause.duties:
            if (None, ODRL.obligation, URIRef(duty)) not in values.graph:
                values.complain(
                    URIRef(clause.iri),
                    worded(
                        "odrl:duty names {duty}, which is no duty of an agreement; describe"
                        " it, and name it with odrl:obligation too",
                        duty=local_name(duty),
                    ),
                    ODRL.duty,
                    URIRef(duty),
                )


def _check_narrowing(values: Values, record: Record) -> None:
    """Complain about clauses that narrow what they are not a part of."""
    for clause in record.clauses.values():
        for iri in clause.narrows:
            general = record.clauses.get(iri)
            if general is not None and not narrowable(record, clause, general):
                values.complain(
                    URIRef(clause.iri),
                    worded(
                        "it narrows {general}, but is not about the same, or a part of it:"
                        " the parties, the action and the assets of a clause that narrows"
                        " another lie within those of the other; correct the name, or what it"
                        " is about",
                        general=general.id,
                    ),
                )


def _check_limits(values: Values, record: Record) -> None:
    """Complain about clauses whose limits can never be met together."""
    for clause in record.clauses.values():
        if clause.periods and not ever_met(record, clause):
            limits = ", ".join(limit.id for limit in clause.scope if ":" in limit.iri)
            values.complain(
                URIRef(clause.iri),
                worded(
                    "its limits ({limits}) can never be met together, so it never holds"
                    " for anything; correct their values or operators",
                    limits=limits,
                ),
            )


def _check_absent(values: Values, record: Record) -> None:
    """Complain about agreements that have a clause or statement of a kind that they lack."""
    within = cache(partial(kinds_within, kinds=record.kinds))
    for agreement in record.agreements.values():
        if not agreement.without:
            continue
        kinds: dict[str, list[str]] = defaultdict(list)
        for iri in (*agreement.clauses, *agreement.statements):
            provision = record.clauses.get(iri) or record.statements.get(iri)
            if provision is not None:
                kinds[provision.kind].append(provision.id)
        for kind in agreement.without:
            ids = {record.kinds[iri].id for iri in within(kind) if iri in record.kinds}
            if present := sorted(name for each in ids & kinds.keys() for name in kinds[each]):
                values.complain(
                    URIRef(agreement.iri),
                    worded(
                        "it is said to have none of {kind} (pact:without), but has {present};"
                        " correct the kind of the one or leave out the other",
                        kind=local_name(kind),
                        present=", ".join(present),
                    ),
                    PACT.without,
                    URIRef(kind),
                )


# --- Agreements and statements -----------------------------------------------------------


def _agreements(values: Values) -> dict[str, Agreement]:
    found = {}
    for iri in values.of_type(ODRL.Agreement):
        issued = values.date(iri, DCTERMS.issued)
        effective = values.date(iri, PACT.effectiveOn) or issued
        if issued is None or effective is None:
            continue  # the shapes tell that dcterms:issued is missing
        found[values.plain_iris[iri]] = Agreement(
            iri=values.plain_iris[iri],
            id=local_name(iri),
            label=values.label(iri),
            binding=_NON_BINDING.isdisjoint(values.graph.objects(iri, RDF.type)),
            parties=values.iris(iri, PACT.party),
            series=values.iri(iri, DCTERMS.isVersionOf),
            replaces=values.iris(iri, DCTERMS.replaces),
            issued=issued,
            effective=effective,
            clauses=values.iris(iri, *_RULES),
            statements=values.iris(iri, PACT.states),
            certainty=values.name(iri, PACT.certainty),
            sources=values.iris(iri, DCTERMS.source),
            strategy=_strategy(values, iri),
            undisclosed=values.texts(iri, PACT.undisclosed),
            without=values.iris(iri, PACT.without),
            law=_law(values, iri),
        )
    return found


def _law(values: Values, agreement: URIRef) -> tuple[Text, ...]:
    """Return the law that governs `agreement`: its names, and then its codes."""
    said = [dict(text.by_language) for text in values.texts(agreement, PACT.governingLaw)]
    codes = [text.pop("") for text in said if "" in text]
    return (*(Text(names) for names in said if names), *(Text({"": code}) for code in codes))


def _strategy(values: Values, agreement: URIRef) -> Strategy:
    """Return what prevails when clauses of `agreement` conflict; complain about anything else."""
    found = values.iris(agreement, ODRL.conflict)
    known: dict[str, Strategy] = {
        str(ODRL.perm): "perm",
        str(ODRL.prohibit): "prohibit",
        str(ODRL.invalid): "invalid",
    }
    if not found:
        return ""
    if len(found) > 1 or found[0] not in known:
        values.complain(
            agreement,
            worded("odrl:conflict takes odrl:perm, odrl:prohibit or odrl:invalid"),
            ODRL.conflict,
        )
        return ""
    return known[found[0]]


def _provision(values: Values, iri: URIRef, agreement: str) -> dict[str, object]:
    """Return the fields that clauses and statements share."""
    return {
        "iri": values.plain_iris[iri],
        "id": local_name(iri),
        "label": values.label(iri),
        "agreement": agreement,
        "kind": values.name(iri, DCTERMS.type),
        "ends": values.iris(iri, PACT.ends),
        "replaces": values.iris(iri, DCTERMS.replaces),
        "narrows": values.iris(iri, PACT.narrows),
        "concerns": values.iris(iri, PACT.confirms, PACT.concerns, PACT.exceptionTo),
        "amounts": descriptions.amounts(values, iri),
        "undisclosed": values.texts(iri, PACT.undisclosed),
        "certainty": values.name(iri, PACT.certainty),
        "sources": values.iris(iri, DCTERMS.source),
        "definition": values.text(iri, SKOS.definition),
        "note": values.text(iri, SKOS.note),
        "confirms": values.iris(iri, PACT.confirms),
        "exception_to": values.iris(iri, PACT.exceptionTo),
    }


def _statements(values: Values, agreements: Mapping[str, Agreement]) -> dict[str, Statement]:
    found = {}
    for iri in values.of_type(PACT.Statement):
        naming = map(str, values.graph.subjects(PACT.states, iri))
        homes = sorted(home for home in naming if home in agreements)
        if len(homes) != 1:
            values.complain(
                iri,
                worded("exactly one agreement should name it with pact:states"),
                about=None if homes else _naming(values, iri),
            )
            continue
        found[values.plain_iris[iri]] = Statement(**_provision(values, iri, homes[0]))  # type: ignore[arg-type]
    return found


# --- Events --------------------------------------------------------------------------------


def _events(values: Values, points: Points) -> dict[str, Event]:
    found = {}
    for kind in (PACT.Event, PACT.DerivedEvent):
        for iri in values.of_type(kind):
            found[values.plain_iris[iri]] = Event(
                iri=values.plain_iris[iri],
                id=local_name(iri),
                label=values.label(iri),
                definition=values.text(iri, SKOS.definition),
                happening=_happening(values, iri) if kind == PACT.Event else None,
                derivation=points.found.get(str(iri)) if kind == PACT.DerivedEvent else None,
                parts=points.parts(iri) if kind == PACT.DerivedEvent else (),
                not_before_others=values.iris(iri, PACT.neverPrecedes),
                rules_out=values.iris(iri, PACT.rulesOut),
                sources=values.iris(iri, DCTERMS.source),
                undisclosed=values.texts(iri, PACT.undisclosed),
                not_occurred_through=values.date(iri, PACT.notOccurredThrough),
                not_occurred_sources=values.iris(iri, PACT.notOccurredSource),
                brought_about_by=values.iris(iri, PACT.broughtAboutBy),
                amounts=descriptions.amounts(values, iri),
                certainty=values.name(iri, PACT.certainty),
            )
    return found


def _happening(values: Values, iri: URIRef) -> Happening:
    """Return what is recorded of an event; complain if its date is out of its own bounds."""
    known, reported = values.date(iri, DCTERMS.issued), values.date(iri, PACT.reportedOn)
    not_before, not_after, through = (
        values.date(iri, PACT.notBefore),
        values.date(iri, PACT.notAfter),
        values.date(iri, PACT.notOccurredThrough),
    )
    if through:
        _check_sources(values, iri, through)
    if not_before and not_after and not_after.end <= not_before.start:
        values.complain(
            iri,
            worded(
                "it cannot happen before {not_before} (pact:notBefore), nor after {not_after}"
                " (pact:notAfter); correct one of these",
                not_before=not_before.text,
                not_after=not_after.text,
            ),
            PACT.notAfter,
        )
        not_after = None
    found = Happening(
        known_since=known.start if known else None,
        occurred=values.date(iri, PACT.occurredOn),
        reported=reported.start if reported else None,
        not_before=not_before.start if not_before else None,
        not_until=through.end if through else None,
        last=not_after.last if not_after else None,
    )
    if found.occurred is None or found.recorded is None or not found.recorded.is_contradictory:
        return found
    limits = []
    if not_before:
        limits.append(
            worded("cannot have before {not_before} (pact:notBefore)", not_before=not_before.text)
        )
    if not_after:
        limits.append(
            worded("cannot have after {not_after} (pact:notAfter)", not_after=not_after.text)
        )
    if through:
        limits.append(
            worded("had not by {through} (pact:notOccurredThrough)", through=through.text)
        )
    values.complain(
        iri,
        worded(
            "it happened by {occurred} (pact:occurredOn), but {limits}; correct one of these",
            occurred=found.occurred.text,
            limits=joined(worded(" and "), limits),
        ),
    )
    return replace(found, not_before=None, not_until=None, last=None)


def _check_sources(values: Values, event: URIRef, through: Stretch) -> None:
    """Complain about sources that are too old to show that `event` had not happened."""
    for source in values.iris(event, PACT.notOccurredSource):
        issued = values.date(URIRef(source), DCTERMS.issued)
        if issued and issued.end < through.end:
            values.complain(
                event,
                worded(
                    "{source} is of {issued} and cannot show that the event had not"
                    " happened by {through}; name a later source, or an earlier day with"
                    " pact:notOccurredThrough",
                    source=local_name(source),
                    issued=issued.text,
                    through=through.text,
                ),
            )


def _relations(
    values: Values,
    events: Mapping[str, Event],
    points: Points,
    happenings: Mapping[str, Happening],
) -> Events:
    """Return how the events hang together; complain about unknown ones, circles, dates."""
    before = len(values.complaints)
    rules = (*values.of_type(ODRL.Duty), *values.of_type(ODRL.Permission))
    for subject in (*map(URIRef, events), *rules):
        for predicate, other in named_events(values, subject):
            if other not in events and other not in happenings:
                values.complain(
                    subject,
                    worded(
                        "there is no event {other}; declare it, or correct the name",
                        other=local_name(other),
                    ),
                    predicate,
                    URIRef(other),
                )
    for name in sorted(points.between.keys() & {*events, *happenings}):
        values.complain(
            URIRef(name), worded("what is worked out has this name; choose another one")
        )
    faulty = any(e.happening is None and e.derivation is None for e in events.values())
    if faulty or len(values.complaints) > before:
        return UNRELATED
    try:
        relations = related({**points.between, **points.found}, ties_of(events))
        windows(happenings, relations, LAST - TICK)
    except BadInputError as error:
        subject = URIRef(_first_named(str(error), events))
        values.complain(subject, with_ids(message_of(error), [*events, *happenings]))
        return UNRELATED
    _check_known(values, relations, happenings)
    return UNRELATED if _rules_itself_out(values, relations) else relations


def _rules_itself_out(values: Values, relations: Events) -> bool:
    """Return whether an event can never happen, as what it needs rules itself out; complain."""
    excluded = {event for event in relations.exclusive if event in relations.ruled_out_by(event)}
    for event in sorted(excluded):
        before = relations.before(event)
        if before & excluded:
            continue  # told of the first of them
        pairs = (
            (one, other)
            for one, other in combinations(sorted({event, *before}), 2)
            if other in relations.ruled_out_by(one)
        )
        one, other = min(pairs, key=lambda pair: (event in pair, pair))
        values.complain(
            URIRef(event),
            worded(
                "it can never happen: {one} and {other} rule each other out (pact:rulesOut), but"
                " it comes with or after both (pact:neverPrecedes); leave out one of these",
                one=local_name(one),
                other=local_name(other),
            ),
            PACT.rulesOut,
        )
    return bool(excluded)


def _first_named(text: str, events: Iterable[str]) -> str:
    """Return the one of `events` that `text` names first, "" if it names none."""
    named = [event for event in events if event in text]
    return min(named, key=lambda event: (text.index(event), -len(event)), default="")


def _check_known(values: Values, relations: Events, happenings: Mapping[str, Happening]) -> None:
    """Complain about events known before one that they presuppose."""
    known = {event: h.known_since for event, h in happenings.items() if h.known_since}
    last_known = relations.earlier.carried(known, max)
    for event, happening in happenings.items():
        last = last_known.get(event)
        if last is None or (happening.known_since is not None and last <= happening.known_since):
            continue
        for other in relations.before(event) & happenings.keys():
            since = happenings[other].known_since
            if since and (happening.known_since is None or happening.known_since < since):
                values.complain(
                    URIRef(event),
                    worded(
                        "it never precedes {other} but is known earlier; correct"
                        " dcterms:issued of one of the two",
                        other=local_name(other),
                    ),
                )


# --- Clauses -------------------------------------------------------------------------------


def _clauses(
    values: Values,
    agreements: Mapping[str, Agreement],
    statements: Mapping[str, Statement],
    relations: Events,
    known: Iterable[str],
) -> dict[str, Clause]:
    """Return the clauses; what their conditions can name are the events in `known`."""
    homes = _homes(values, agreements, statements)
    enders = _enders(values, agreements, homes)
    events: frozenset[Node] = frozenset(map(URIRef, known))
    shared = {iri: _meanings(values, URIRef(iri), events) for iri in agreements}
    found = {}
    for predicate, (kind, rule) in _RULES.items():
        for iri in values.of_type(kind):
            home = homes.get(str(iri))
            if home is None:
                values.complain(
                    iri,
                    worded(
                        "no agreement names it with odrl:{predicate}",
                        predicate=local_name(predicate),
                    ),
                    about=_naming(values, iri),
                )
                continue
            if URIRef(home) not in values.graph.subjects(predicate, iri):
                values.complain(
                    iri,
                    worded(
                        "it is an odrl:{kind}, but not named as a {rule}",
                        kind=local_name(kind),
                        rule=rule,
                    ),
                )
                continue
            clause = _clause(
                values,
                iri,
                rule=rule,
                home=home,
                enders=enders[str(iri)],
                shared=shared[home],
                relations=relations,
                events=events,
            )
            if clause:
                found[values.plain_iris[iri]] = clause
    return found


def _naming(values: Values, provision: URIRef) -> Node | None:
    """Return what names `provision`, by whatever property, and should be its agreement."""
    naming = (
        subject
        for subject, predicate in values.graph.subject_predicates(provision)
        if predicate not in _REFERRING
    )
    return min(naming, default=None, key=str)


def _homes(
    values: Values,
    agreements: Mapping[str, Agreement],
    statements: Mapping[str, Statement],
) -> dict[str, str]:
    """Return the agreement of every provision; complain about those of several."""
    homes = {iri: statement.agreement for iri, statement in statements.items()}
    for agreement in agreements.values():
        homes[agreement.iri] = agreement.iri
        for clause in agreement.clauses:
            if homes.setdefault(clause, agreement.iri) != agreement.iri:
                values.complain(
                    URIRef(clause), worded("it belongs to several agreements; choose one")
                )
    return homes


def _enders(
    values: Values, agreements: Mapping[str, Agreement], homes: Mapping[str, str]
) -> dict[str, set[str]]:
    """Return, for each clause, the agreements that end it by taking effect."""
    enders: dict[str, set[str]] = defaultdict(set)
    for provision, home in homes.items():
        subject = URIRef(provision)
        ended = values.iris(subject, PACT.ends)
        replaced = () if provision in agreements else values.iris(subject, DCTERMS.replaces)
        for clause in (*ended, *replaced):
            if clause not in homes:
                values.complain(
                    subject,
                    worded("it ends {clause}, which is not known", clause=local_name(clause)),
                    PACT.ends if clause in ended else DCTERMS.replaces,
                    URIRef(clause),
                )
            elif homes[clause] == home:
                values.complain(
                    subject,
                    worded(
                        "it ends {clause} of the same agreement; use a condition",
                        clause=local_name(clause),
                    ),
                )
            else:
                enders[clause].add(home)
    return enders


def _clause(  # noqa: PLR0913 - everything that bears on one clause
    values: Values,
    iri: URIRef,
    *,
    rule: Rule,
    home: str,
    enders: set[str],
    shared: Iterable[Meaning],
    relations: Events,
    events: frozenset[Node],
) -> Clause | None:
    """Return the clause `iri`, or None after complaining about its conditions.

    The constraints of its agreement, `shared`, are its own, too: as in a compact policy (ODRL
    Information Model 2.2, section 2.7.1, which names actions, assets and parties), and as
    `evaluate` reads them.
    """
    ended_by = {*enders, *values.iris(iri, PACT.endedBy)}
    before = len(values.complaints)
    meanings = [*shared, *_meanings(values, iri, events)]
    _complain_of_unknown(values, iri, ended_by, events)
    if len(values.complaints) > before:
        return None
    ends = tuple(map(Before, sorted(ended_by)))
    whole: Condition = And((AtOrAfter(home), *(found.condition for found in meanings), *ends))
    coverage: Condition = And((AtOrAfter(home), *(found.coverage for found in meanings), *ends))
    if coverage == whole:
        coverage = whole  # kept once, and written once
    try:
        normal = _normal(whole, relations)
        if normal is None:
            whole, coverage = in_parts(whole, relations), in_parts(coverage, relations)
            normal = periods(whole, relations)
    except BadInputError as error:
        values.complain(iri, message_of(error))
        return None
    if not normal:
        values.complain(
            iri, worded("its conditions can never hold together; check their dates and operators")
        )
    roles = [values.iris(iri, ODRL.assignee), values.iris(iri, ODRL.assigner)]
    holders, owed_by = roles if rule == "permission" else reversed(roles)
    return Clause(
        **_provision(values, iri, home),  # type: ignore[arg-type]
        rule=rule,
        holders=holders,
        owed_by=owed_by,
        action=values.name(iri, ODRL.action),
        assets=values.iris(iri, ODRL.target),
        limits=_limits(values, meanings),
        ended_by=tuple(sorted(ended_by)),
        condition=whole,
        periods=normal,
        coverage=coverage,
        scope=_scope(values, meanings),
        actions=values.iris(iri, ODRL.action),
        excludes=values.iris(iri, PACT.excludes),
        performed_by=values.iris(iri, PACT.performedBy),
        partly_performed_by=values.iris(iri, PACT.partlyPerformedBy),
        part_of=values.iris(iri, DCTERMS.isPartOf),
        force=values.name(iri, PACT.force),
        duties=values.iris(iri, ODRL.duty),
    )


def _normal(condition: Condition, relations: Events) -> tuple[Period, ...] | None:
    """Return the periods of `condition`; None if they are too many, multiplied out."""
    try:
        return periods(condition, relations)
    except ConditionTooLargeError:
        return None


def _with_duty(
    values: Values, clause: Clause, duties: Mapping[str, Duty], relations: Events
) -> Clause:
    """Return `clause` with by when it is to be done, if that is said; it binds while it holds."""
    if clause.iri not in duties:
        return clause
    due = replace(duties[clause.iri], holds=clause.condition)
    try:
        states = {state: periods(when, relations) for state, when in due.states().items()}
    except BadInputError as error:
        values.complain(URIRef(clause.iri), message_of(error))
        return clause
    return replace(clause, due=due, states=states, outcomes=outcomes(values, URIRef(clause.iri)))


def _complain_of_unknown(
    values: Values, clause: URIRef, named: Iterable[str], events: frozenset[Node]
) -> None:
    """Complain about what ends `clause` and is no event."""
    for event in sorted(named):
        if URIRef(event) not in events:
            values.complain(
                clause,
                worded("there is no event {event}; correct the name", event=local_name(event)),
                PACT.endedBy,
                URIRef(event),
            )


def _meanings(values: Values, iri: URIRef, events: frozenset[Node]) -> list[Meaning]:
    """Return what each constraint of a clause or agreement means; complain of those without."""
    found = []
    for constraint in sorted(values.graph.objects(iri, ODRL.constraint), key=str):
        if (constraint, None, None) not in values.graph:
            name = local_name(str(constraint))[:60]
            values.complain(
                iri,
                worded(
                    "odrl:constraint names {name}, which is not described; check the"
                    " name, or describe it",
                    name=name,
                ),
                ODRL.constraint,
            )
            continue
        try:
            found.append(meaning(values.graph, constraint, events))
        except ConstraintError as error:
            for fault in error.all:
                values.complain(fault.constraint, message_of(fault), fault.predicate, fault.about)
    return found


def _limits(values: Values, meanings: Iterable[Meaning]) -> tuple[Text, ...]:
    """Return the limits of scope as their labels put them."""
    limits = dict.fromkeys(limit for found in meanings for limit in found.limits)
    return tuple(Text(limit_label(values.graph, limit)) for limit in limits)


def _scope(values: Values, meanings: Iterable[Meaning]) -> tuple[Limit, ...]:
    """Return the comparisons that limit the scope."""
    nodes = dict.fromkeys(limit for found in meanings for limit in found.comparisons)
    return tuple(descriptions.limit(values, node) for node in nodes)
