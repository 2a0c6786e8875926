"""Answers to “may …” for programs: as JSON, and as flat rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.may.words import MayTeller, joined
from pactgraph.telling.citations import source_object
from pactgraph.telling.tables import Table
from pactgraph.telling.words import formula, span

if TYPE_CHECKING:
    from pactgraph.asking.may.answer import Clash, Finding, MayAnswer
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Record


def may_object(
    record: Record, answer: MayAnswer, setting: Setting, language: Language
) -> dict[str, object]:
    """Return the answer as one JSON object.

    Its keys: ``outcome`` (permitted; permitted, except; prohibited; not permitted; depends; no
    rule found), ``answer`` (the same as a sentence), ``possible`` (the outcomes that are, if it
    depends),
    ``party``, ``action``, ``asset``, ``attributes``, ``limits``, ``on``,
    ``known``, ``depends_on`` (ids of events), ``open`` (what the question leaves open),
    ``unknown`` (values that nothing in the graph knows, with those it knows), ``exceptions`` (ids
    of the clauses that prohibit a part of it), ``narrowed_by`` (ids of the clauses within whose
    limits alone it is permitted), ``rules`` (one object a clause, with ``effect``, ``weight``:
    applies, exception, depends or rejected, ``reasons``, and ``amounts`` in words) and
    ``conflicts``.
    """
    tell = MayTeller.of(record, setting, language)
    asked = answer.asked
    return {
        "outcome": answer.outcome.value,
        "answer": tell.sentence(answer),
        "possible": [outcome.value for outcome in answer.possible],
        "party": asked.party.id,
        "action": asked.action.id,
        "asset": asked.asset.id,
        "attributes": {
            name: [value.id for value in values] for name, values in asked.given.attributes.items()
        },
        "limits": {record.id_of(iri): met for iri, met in asked.given.settled.items()},
        "on": setting.on.text,
        "known": setting.known.text,
        "depends_on": record.ids_of(answer.depends_on),
        "open": [tell.opened(each) for each in answer.open],
        "unknown": tell.unknown_values(asked.given),
        "exceptions": [found.rule.clause.id for found in answer.exceptions],
        "narrowed_by": [clause.id for clause in answer.narrowed_by],
        "rules": [_rule_object(tell, answer, finding) for finding in answer.findings],
        "conflicts": [_clash_object(tell, clash) for clash in answer.clashes],
    }


def _rule_object(tell: MayTeller, answer: MayAnswer, finding: Finding) -> dict[str, object]:
    clause = finding.rule.clause
    return {
        "clause": clause.id,
        "iri": clause.iri,
        "label": clause.label.in_language(tell.language),
        "agreement": tell.record.id_of(clause.agreement),
        "effect": finding.rule.effect.value,
        "weight": finding.weight.value,
        "reasons": [
            {
                "because": reason.because.value,
                "about": tell.record.id_of(reason.about),
                "text": tell.reason(answer, finding.rule, reason),
            }
            for reason in finding.reasons
        ],
        "status": finding.rule.status.value,
        "formula": formula(clause, tell.record, tell.language, tell.unknown),
        "depends_on": tell.record.ids_of(finding.depends_on),
        "open": [tell.opened(each) for each in finding.open],
        "duties": tell.record.ids_of(clause.duties),
        "limits": tell.texts(clause.limits),
        "amounts": tell.amounts(clause),
        "undisclosed": tell.texts(clause.undisclosed),
        "certainty": clause.certainty,
        "sources": [source_object(tell.record, iri, tell.language) for iri in clause.sources],
    }


def _clash_object(tell: MayTeller, clash: Clash) -> dict[str, object]:
    return {
        "allows": clash.allows.id,
        "forbids": clash.forbids.id,
        "strategy": clash.strategy,
        "prevails": tell.prevails(clash),
        "when": span(clash.periods, tell.record, tell.language, tell.unknown),
    }


def may_records(record: Record, answer: MayAnswer, setting: Setting, language: Language) -> Table:
    """Return one row a rule, for CSV: all of them, the outcome in every row."""
    tell = MayTeller.of(record, setting, language)
    columns = ("outcome", "clause", "label", "effect", "weight", "reasons", "formula", "sources")
    rows = [
        (
            answer.outcome.value,
            finding.rule.clause.id,
            finding.rule.clause.label.in_language(language),
            finding.rule.effect.value,
            finding.weight.value,
            joined(tell.reason(answer, finding.rule, reason) for reason in finding.reasons),
            formula(finding.rule.clause, record, language, tell.unknown),
            joined(
                source_object(record, iri, language)["url"] for iri in finding.rule.clause.sources
            ),
        )
        for finding in answer.findings
    ]
    return Table(columns, rows)
