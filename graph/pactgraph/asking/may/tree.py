"""Answers to “may …” as a tree for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.may.answer import Outcome, Weight
from pactgraph.asking.may.words import MayTeller, joined
from pactgraph.messages import Counted, Phrases
from pactgraph.scope.coverage import related
from pactgraph.telling.citations import source_object
from pactgraph.telling.outlines import Outline
from pactgraph.telling.words import formula, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.asking.may.answer import Clash, Finding, MayAnswer
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Record

_COLOURS = {
    Outcome.PERMITTED: "green",
    Outcome.EXCEPT: "yellow",
    Outcome.PROHIBITED: "red",
    Outcome.OUTSIDE: "red",
    Outcome.DEPENDS: "yellow",
    Outcome.NO_RULE: "",
}

_WORDS = Phrases(
    {
        "depends": "it hangs on",
        "unknown": "said, but not known",
        "applies": "rules that count",
        "exceptions": "exceptions",
        "open": "rules that count if more were known",
        "clashes": "rules that conflict",
        "rejected": "rules that come near but do not count",
        "if": "hangs on {}",
        "duty": "provided that: {} ({})",
        "undisclosed": "not public: {}",
        "source": "source: {}",
        "clash": "{allows} permits what {forbids} prohibits, {when}: {prevails}",
        "always": "at all times",
        "not binding": "said in a statement that does not bind by itself: {}",
    }
)
_FAR = Counted(
    "1 more rule is further off (--all shows it)",
    "{} more rules are further off (--all shows them)",
)


def may_outline(
    record: Record,
    answer: MayAnswer,
    setting: Setting,
    language: Language,
    *,
    everything: bool = False,
) -> Outline:
    """Return the answer as a tree.

    Args:
        record: the record.
        answer: the answer.
        setting: what the question fixed.
        language: the language wanted.
        everything: whether rules that do not even come near are shown too.
    """
    tell = MayTeller.of(record, setting, language)
    words = _WORDS[language]
    shown = {weight: _having(answer, weight) for weight in Weight}
    near = [f for f in shown[Weight.REJECTED] if everything or _near(record, answer, f)]
    far = len(shown[Weight.REJECTED]) - len(near)
    hanging = [tell.event(event) for event in answer.depends_on]
    hanging += [tell.opened(each) for each in answer.open]
    clashes = [_clash_line(tell, clash) for clash in answer.clashes]
    unknown = [Outline(line) for line in tell.unknown_values(answer.asked.given)]
    groups = [
        _group(words["unknown"], unknown),
        _group(words["depends"], [Outline(line) for line in hanging]),
        _group(words["applies"], [_full(tell, answer, f) for f in shown[Weight.APPLIES]]),
        _group(words["exceptions"], [_full(tell, answer, f) for f in shown[Weight.EXCEPTION]]),
        _group(words["open"], [_full(tell, answer, f) for f in shown[Weight.DEPENDS]]),
        _group(words["clashes"], clashes),
        _group(words["rejected"], [_line(tell, answer, f) for f in near]),
    ]
    if far:
        groups.append([Outline(_FAR.told(far, language), style="dim")])
    parts = tuple(outline for group in groups for outline in group)
    return Outline(tell.sentence(answer), parts, _COLOURS[answer.outcome])


def _having(answer: MayAnswer, weight: Weight) -> list[Finding]:
    return [finding for finding in answer.findings if finding.weight is weight]


def _group(name: str, parts: Sequence[Outline]) -> list[Outline]:
    return [Outline(name, tuple(parts))] if parts else []


def _near(record: Record, answer: MayAnswer, finding: Finding) -> bool:
    """Return whether a rejected rule misses the question by one thing, on a related asset."""
    asset = answer.asked.asset.iri
    return len(finding.rule.misses) <= 1 and related(record, finding.rule.clause, asset)


def _full(tell: MayTeller, answer: MayAnswer, finding: Finding) -> Outline:
    """Return a rule with its reasons and sources below it."""
    clause = finding.rule.clause
    words = _WORDS[tell.language]
    told = [tell.reason(answer, finding.rule, reason) for reason in finding.reasons]
    told += tell.amounts(clause)
    told.append(formula(clause, tell.record, tell.language, tell.unknown))
    if finding.weight is not Weight.EXCEPTION:
        told += [words["if"].format(tell.opened(each)) for each in finding.open]
    told += [words["if"].format(tell.event(event)) for event in finding.depends_on]
    for duty in clause.duties:
        label = tell.record.clauses[duty].label.in_language(tell.language)
        told.append(words["duty"].format(label, tell.record.id_of(duty)))
    home = tell.record.agreements[clause.agreement]
    if not home.binding:
        told.append(words["not binding"].format(home.label.in_language(tell.language)))
    told += [words["undisclosed"].format(t) for t in tell.texts(clause.undisclosed)]
    parts = [Outline(line) for line in told]
    parts += [_source(tell, iri) for iri in clause.sources]
    label = clause.label.in_language(tell.language)
    return Outline(f"{clause.id} {tell.effect(finding)}: {label}", tuple(parts))


def _line(tell: MayTeller, answer: MayAnswer, finding: Finding) -> Outline:
    """Return a rejected rule in one line."""
    clause = finding.rule.clause
    why = joined(
        tell.reason(answer, finding.rule, reason)
        for reason in finding.reasons
        if reason in finding.rule.misses or reason not in finding.rule.reasons
    )
    label = clause.label.in_language(tell.language)
    return Outline(f"{clause.id} {label} \N{EN DASH} {why}", style="dim")


def _clash_line(tell: MayTeller, clash: Clash) -> Outline:
    words = _WORDS[tell.language]
    when = span(clash.periods, tell.record, tell.language, tell.unknown) or words["always"]
    return Outline(
        words["clash"].format(
            allows=clash.allows.id,
            forbids=clash.forbids.id,
            when=when,
            prevails=tell.prevails(clash),
        )
    )


def _source(tell: MayTeller, iri: str) -> Outline:
    source: Mapping[str, str] = source_object(tell.record, iri, tell.language)
    told = ", ".join(source[key] for key in ("publisher", "title", "issued") if source[key])
    return Outline(
        _WORDS[tell.language]["source"].format(told or source["id"]), link=source["url"]
    )
