"""The cases of an ODRL test suite, and the three ways to compare a report with the expected one.

A suite is a folder with ``data/index.ttl``, which ties each case to its policy, request,
state of the world and expected compliance report; all of them lie somewhere below ``data``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import Graph
from rdflib.compare import isomorphic

from pactgraph.reading.triples import TYPE, Triples, from_text, is_iri, read_triples, text_of

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

METRICS = ("activation", "simple", "isomorphism")
EX = "<http://example.org/{}>"
REPORT = "<https://w3id.org/force/compliance-report#{}>"
RULE_REPORTS = [REPORT.format(f"{kind}Report") for kind in ("Permission", "Prohibition", "Duty")]


@dataclass(frozen=True, slots=True)
class SuiteCase:
    """One case.

    Attributes:
        name: the name of the file of its expected report, without the ending.
        title: what its authors call it.
        policy: file of the policy.
        request: file of the request.
        world: file of the state of the world.
        expected: file of the expected report.
    """

    name: str
    title: str
    policy: Path
    request: Path
    world: Path
    expected: Path

    def expected_report(self) -> Triples:
        """Return the expected report without the description of the case itself."""
        triples = read_triples(self.expected)
        case = EX.format("TestCase")
        kept = {s: a for s, a in triples.by_subject.items() if case not in a.get(TYPE, ())}
        return Triples(kept)


def cases(folder: Path) -> list[SuiteCase]:
    """Return the cases of the suite in `folder`, in the order of their names."""
    data = folder / "data" if (folder / "data").is_dir() else folder
    index = read_triples(data / "index.ttl")
    found = []
    for about in index.by_subject.values():
        parts = {}
        for key in ("policy", "request", "sotw", "expectedReport"):
            (source,) = about[EX.format(f"{key}Source")]
            parts[key] = data / text_of(source).rpartition("/data/")[2]
        (title,) = about["<http://purl.org/dc/terms/title>"]
        name = parts["expectedReport"].stem
        found.append(SuiteCase(name, text_of(title), *parts.values()))
    return sorted(found, key=lambda case: case.name)


def differences(metric: str, expected: Triples, found: Triples) -> tuple[object, object]:
    """Return what the two reports say by `metric`; the reports agree if these are equal."""
    if metric == "activation":
        return _rules(expected), _rules(found)
    if metric == "simple":
        return _rules(expected, premises=True), _rules(found, premises=True)
    return _shapes(expected), _shapes(found)


def contradiction(case: SuiteCase) -> str:
    """Return why no evaluator can meet a case in full: its data contradict themselves; or ""."""
    expected, policy = case.expected_report(), read_triples(case.policy)
    world = read_triples(case.world)
    for about in expected.by_subject.values():
        for premise in about.get(REPORT.format("premiseReport"), ()):
            if not expected.about(premise):
                return f"it names the premise report {premise}, which nothing describes"
        for condition in about.get(REPORT.format("conditionReport"), ()):
            if not world.about(condition) and not expected.about(condition):
                return f"it names the condition report {condition}, which nothing describes"
            for rule in world.values(condition, REPORT.format("rule")):
                if not policy.about(rule):
                    return f"it names a report about the duty {rule}, which is of another policy"
    return ""


def without_conditions(report: Triples) -> Triples:
    """Return `report` without the reports on conditions of permissions, and what hangs on them."""
    condition = REPORT.format("conditionReport")
    dropped = {n for about in report.by_subject.values() for n in about.get(condition, ())}
    pending = list(dropped)
    while pending:
        for values in report.about(pending.pop()).values():
            new = {value for value in values if value in report.by_subject} - dropped
            dropped |= new
            pending += new
    return Triples(
        {
            node: {p: values for p, values in about.items() if p != condition}
            for node, about in report.by_subject.items()
            if node not in dropped
        }
    )


def _rules(report: Triples, *, premises: bool = False) -> Counter[Hashable]:
    """Return what a report says of each rule: attempted, active and, if asked, its premises."""
    named = [REPORT.format(n) for n in ("rule", "ruleRequest", "attemptState", "activationState")]
    told = {
        node
        for about in report.by_subject.values()
        for node in about.get(REPORT.format("ruleReport"), ())
    }
    return Counter(
        (
            *(tuple(report.values(node, name)) for name in named),
            _premises(report, node) if premises else None,
        )
        for node in told & set(report.of_type(*RULE_REPORTS))
    )


def _premises(report: Triples, node: str) -> frozenset[Hashable]:
    """Return kind, constraint and satisfaction of all premises of `node`, at any depth."""
    return frozenset(
        Counter(
            (
                tuple(report.values(premise, TYPE)),
                tuple(v for v in report.values(premise, REPORT.format("constraint")) if is_iri(v)),
                tuple(report.values(premise, REPORT.format("satisfactionState"))),
                _premises(report, premise),
            )
            for premise in report.values(node, REPORT.format("premiseReport"))
        ).items()
    )


def _shapes(report: Triples) -> object:
    """Return the report with all of its subjects as blank nodes, in a form to compare.

    A report in which each node has one place is a tree; two trees are the same graph if they
    have the same shape. For any other, rdflib decides.
    """
    subjects = report.by_subject.keys()
    places = Counter(
        value
        for about in report.by_subject.values()
        for values in about.values()
        for value in values
        if value in subjects
    )
    roots = [node for node in subjects if node not in places]
    if (
        max(places.values(), default=0) > 1
        or len(places) + len(roots) != len(subjects)
        or not roots
    ):
        return _Graph(report)
    return Counter(_shape(report, root) for root in roots)


def _shape(report: Triples, node: str) -> frozenset[Hashable]:
    subjects = report.by_subject
    return frozenset(
        Counter(
            (predicate, _shape(report, value) if value in subjects else value)
            for predicate, values in report.about(node).items()
            for value in values
        ).items()
    )


class _Graph:
    """A report that is no tree, compared by rdflib."""

    def __init__(self, report: Triples) -> None:
        names = {node: f"_:n{number}" for number, node in enumerate(report.by_subject)}
        lines = [
            f"{names[node]} {predicate} {names.get(value, value)} ."
            for node, about in report.by_subject.items()
            for predicate, values in about.items()
            for value in values
        ]
        self.graph = Graph().parse(data="\n".join(lines), format="nt")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Graph) and isomorphic(self.graph, other.graph)

    __hash__ = None  # type: ignore[assignment]


def parsed(turtle: str) -> Triples:
    """Return the triples of a report of ours."""
    return from_text(turtle)
