"""A report as rows for people, and as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.timeline import instant_text
from pactgraph.messages import Phrases, joined, told
from pactgraph.odrl.policy import Logical
from pactgraph.odrl.report import Deontic, DutyState, Outcome, Reading
from pactgraph.reading.triples import shown, text_of
from pactgraph.telling.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pactgraph.kernel.instant import Truth
    from pactgraph.messages import Language
    from pactgraph.odrl.judge import Judged
    from pactgraph.odrl.report import Collision, Found, PolicyFound, Premise, Report
    from pactgraph.reading.triples import Term

_COLUMNS = Phrases.of("Rule", "Kind", "Active", "Act", "State", "Because")
_WORDS = Phrases.of(
    "policy",
    "permission",
    "prohibition",
    "duty",
    "yes",
    "no",
    "depends",
    "permitted",
    "denied",
    "prohibited",
    "not about it",
    "not permitted",
    "void",
    "pending",
    "due",
    "fulfilled",
    "violated",
    "performed late",
    "excused",
    "lapsed",
    "inactive",
    "party differs",
    "target differs",
    "action differs",
    "action is not refined so",
    "party is not refined so",
    "target is not refined so",
    "an offer grants nothing",
    "replaced",
    "not satisfied",
    "open",
    "decided by",
    "the policy has no odrl:conflict",
    "no odrl:conflict that both policies state",
    "collides with",
    "can collide with",
    "its constraints never hold together",
    "note",
    "condition",
    "consequence",
    "remedy",
)
_COLOURS = {
    **dict.fromkeys(("yes", "permitted", "fulfilled"), "green"),
    **dict.fromkeys(("prohibited", "violated", "void"), "red"),
    **dict.fromkeys(("depends", "due", "performed late"), "yellow"),
}


def table(report: Report, language: Language) -> Table:
    """Return one row a policy and act, and below it one a rule, for people."""
    rows = [row for found in report.policies for row in _policy_rows(found, language)]
    note = _WORDS[language]["note"]
    rows += [("", note, "", "", "", one.sentence(language)) for one in report.notes]
    columns = list(_COLUMNS[language].values())
    used = [any(row[place] for row in rows) for place in range(len(columns))]
    headings = [heading for heading, keep in zip(columns, used, strict=True) if keep]
    cells = [[cell for cell, keep in zip(row, used, strict=True) if keep] for row in rows]
    return Table(headings, cells, {_WORDS[language][word]: of for word, of in _COLOURS.items()})


def _policy_rows(found: PolicyFound, language: Language) -> Iterator[tuple[str, ...]]:
    def said(word: str) -> str:
        return _WORDS[language].get(word, word)

    for _, outcome in found.outcome or ((None, ""),):
        because = [_collision(c, found.policy.node, said) for c in found.collisions]
        yield (shown(found.policy.node), said("policy"), "", said(outcome), "", "; ".join(because))
    for rule, kind in _all(found.rules):
        because = [_translated(reason, language) for reason in _because(rule)]
        yield (
            f"  {shown(rule.rule.node)}",
            said(kind),
            said(_word(rule.active)),
            said(_act(rule)),
            said(_state(rule)),
            "; ".join(because),
        )


def _collision(found: Collision, policy: Term, said: Callable[[str], str]) -> str:
    """Return which rules collide, and what decides between them; the policy's own come first."""
    names = [
        said(kind) if node.startswith("_:") else shown(node)
        for kind, node in ((found.kind, found.rule), ("prohibition", found.prohibition))
    ]
    apart = found.policy != found.other
    if apart:
        whose = (found.policy, found.other)
        names = [f"{name} ({shown(of)})" for name, of in zip(names, whose, strict=True)]
    if policy == found.other and apart:
        names.reverse()
    verb = said("collides with" if found.certain else "can collide with")
    text = f"{names[0]} {verb} {names[1]}"
    if found.kind == "duty" or found.stated:
        return text
    missing = (
        "no odrl:conflict that both policies state" if apart else "the policy has no odrl:conflict"
    )
    return f"{text}; {said(missing)}"


def _all(rules: tuple[Found, ...]) -> Iterator[tuple[Found, str]]:
    """Yield rules with the duties that hang on them, each with what it is called there."""
    inner = {"permission": "condition", "prohibition": "remedy", "duty": "consequence"}
    for rule in rules:
        yield rule, rule.rule.kind
        for duty, kind in _all(rule.duties):
            yield duty, inner[rule.rule.kind] if kind == "duty" else kind


def _word(truth: Truth) -> str:
    return "depends" if truth is None else "yes" if truth else "no"


def _act(found: Found) -> str:
    """Return what a rule says to the act that is asked for."""
    if found.asked is None:
        return ""
    yes, no = ("permitted", "denied")
    if found.rule.kind == "prohibition":
        yes, no = ("prohibited", "not about it")
    return "depends" if found.applies is None else yes if found.applies else no


def _state(found: Found) -> str:
    if found.state:
        return str(found.state)
    return "" if found.deontic is Deontic.NON_SET else found.deontic.lower()


def _because(found: Found) -> Iterator[str]:
    """Yield, in English, why a rule is not active, not about the act, or open."""
    if found.withdrawn:
        yield "an offer grants nothing" if found.withdrawn == "offer" else "replaced"
    for premise in found.premises:
        if premise.truth is False and premise.judged:
            yield f"not satisfied: {formula(premise.judged)}"
        elif premise.truth is False:
            refined = bool(premise.refinements)
            yield f"{premise.kind} {'is not refined so' if refined else 'differs'}"
    truths = [premise.truth for premise in found.premises]
    if found.active is False and not found.withdrawn and None in truths and False not in truths:
        yield "its constraints never hold together"
    if found.depends_on:
        yield joined("", ("decided by: ", joined(", ", found.depends_on)))


def _translated(reason: str, language: Language) -> str:
    head, colon, rest = told(reason, language).partition(": ")
    return _WORDS[language].get(head, head) + colon + rest


def formula(judged: Judged) -> str:
    """Return a constraint as people write it, such as ``dateTime lt 2030-01-01``."""
    constraint = judged.constraint
    if not isinstance(constraint, Logical):
        right = ", ".join(shown(r).strip("“”") for r in constraint.right)
        return f"{shown(constraint.left)} {constraint.operator} {right}"
    parts = [part for part in judged.parts if part.truth is not True] or list(judged.parts)
    shortened = [formula(part) for part in parts[:3]] + ["…"] * (len(parts) > 3)  # noqa: PLR2004
    return f"{constraint.connective}({', '.join(shortened)})"


# ---- JSON -------------------------------------------------------------------------------


def objects(report: Report) -> dict[str, object]:
    """Return the report as one JSON object.

    ``now``, ``reading``, ``notes`` (what is said but was not evaluated) and ``policies``; a
    policy has ``policy``, ``request``, ``kind``, ``outcome`` (act and what the policy says to
    it), ``conflicts`` (``permission`` or ``duty``, ``prohibition``, their ``policies``) and
    ``rules``; a rule ``rule``, ``kind``, ``active`` (yes, no, depends), ``act`` (what it says
    to the act), ``attempted``, ``performed``, ``deontic``, ``state`` (of a duty),
    ``premises``, ``duties`` (its conditions, consequences or remedies), ``acts``,
    ``depends_on`` and ``withdrawn`` (offer, superseded); a premise ``about``, ``satisfied``
    and, where it has them, ``constraint``, ``formula``, ``values`` and ``premises``.
    """
    return {
        "now": instant_text(report.now),
        "reading": report.reading.value,
        "notes": [note.sentence() for note in report.notes],
        "policies": [_policy_object(found) for found in report.policies],
    }


def _policy_object(found: PolicyFound) -> dict[str, object]:
    return {
        "policy": text_of(found.policy.node),
        "request": text_of(found.request) if found.request else None,
        "kind": found.policy.kind,
        "outcome": [
            {"act": text_of(act.node), "is": outcome.value} for act, outcome in found.outcome
        ],
        "conflicts": [
            {
                c.kind: text_of(c.rule),
                "prohibition": text_of(c.prohibition),
                "policies": [text_of(policy) for policy in dict.fromkeys((c.policy, c.other))],
                "certain": c.certain,
                "strategy": c.resolved,
                "stated": c.stated,
            }
            for c in found.collisions
        ],
        "rules": [_rule_object(rule) for rule in found.rules],
    }


def _rule_object(found: Found) -> dict[str, object]:
    return {
        "rule": text_of(found.rule.node),
        "kind": found.rule.kind,
        "active": _word(found.active),
        "act": _act(found) or None,
        "attempted": found.asked is not None,
        "performed": found.performed.lower(),
        "deontic": "not set" if found.deontic is Deontic.NON_SET else found.deontic.lower(),
        "state": None if found.state is None else found.state.value,
        "premises": [_premise_object(premise) for premise in found.premises],
        "duties": [_rule_object(duty) for duty in found.duties],
        "acts": [text_of(act.node) for act in found.acts],
        "depends_on": list(found.depends_on),
        "withdrawn": found.withdrawn or None,
    }


def _premise_object(premise: Premise) -> dict[str, object]:
    if premise.judged:
        return {"about": "constraint", **_judged_object(premise.judged)}
    return {
        "about": premise.kind,
        "satisfied": _word(premise.truth),
        "premises": [_judged_object(refinement) for refinement in premise.refinements],
    }


def _judged_object(judged: Judged) -> dict[str, object]:
    found: dict[str, object] = {
        "satisfied": _word(judged.truth),
        "constraint": text_of(judged.constraint.node),
        "formula": formula(judged),
    }
    if judged.parts:
        found["premises"] = [_judged_object(part) for part in judged.parts]
    else:
        found["values"] = [text_of(value) for value in judged.left]
    return found


WORDS = {*map(str, DutyState), *map(str, Outcome)}
"""What the state column and the act column can say; each has a German word."""
READINGS = [reading.value for reading in (Reading.W3C, Reading.FORCE)]
"""The readings that can be chosen, the default first."""
