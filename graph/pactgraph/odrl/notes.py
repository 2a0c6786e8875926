"""What policies, requests and worlds say that exists in ODRL but is not evaluated.

None of it is passed over in silence: each is named once, a sentence each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import URIRef

from pactgraph.messages import Phrases, joined, told
from pactgraph.odrl.read import DEADLINE, EXCUSED, PERFORMED
from pactgraph.odrl.read_world import CONDITION
from pactgraph.reading.triples import odrl, shown, text_of
from pactgraph.terms import prefixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.messages import Language
    from pactgraph.reading.triples import Term, Triples

_PROFILE, _OPERATOR, _EQ = odrl("profile"), odrl("operator"), odrl("eq")
_OWN_PROFILES = {"<https://w3id.org/pactgraph/ns>", "<https://w3id.org/pactgraph/ns#>"}
_NOT_READ = frozenset(
    map(
        odrl,
        (
            *("relation", "output", "function", "scope", "timedCount", "status"),
            *("inheritAllowed", "inheritRelation", "undefined"),
        ),
    )
)
_TOLD = frozenset({_PROFILE, *_NOT_READ})
_DPROD, _PACT = "https://www.omg.org/spec/DPROD/dprod/", "https://w3id.org/pactgraph/ns#"
_EXPRESSION = f"<{_DPROD}scheduleExpression>"
_OF_DUTIES = frozenset({DEADLINE, PERFORMED, EXCUSED})
_DUTY_OF = tuple(map(odrl, ("obligation", "duty", "consequence", "remedy", "failure")))
_OUTCOMES = frozenset(
    f"<{_PACT}{name}>"
    for name in (
        *("fulfilment", "lateness", "violation", "after", "before", "earliestOf", "lapseOf"),
        *("latestOf", "noEarlierThan", "noLaterThan", "notAfter", "nth", "onNext", "rulesOut"),
        "when",
    )
)
"""What of our own profile says when an event comes, and is not evaluated here."""
_CONDITION = frozenset(CONDITION)
_SENTENCES = Phrases(
    {
        "profile": "the profile {0} is not known here: its terms are compared by name, and what it"
        " says beyond ODRL 2.2 is not evaluated",
        "deadline": "{0} of {1} is not evaluated: it says something of a duty, and {1} is none",
        "other": "{0} of {1} is not evaluated",
        "term": "odrl:{0} of {1} is not evaluated",
        "status": "odrl:{0} of {1} is not evaluated: the world says what a value is",
        "limited": "the request says of {0} only that it is {1} something; a value is given with"
        " odrl:eq",
        "condition": "{0} in the world names the condition {1}, which no policy here has",
    }
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is said but was not evaluated.

    Attributes:
        kind: what kind of thing.
        about: the names that its sentence has.
    """

    kind: str
    about: tuple[str, ...]

    def sentence(self, language: Language = "en") -> str:
        """Return it in words."""
        return _SENTENCES[language][self.kind].format(*(told(a, language) for a in self.about))


def notes(policy: Triples, request: Triples | None, facts: Triples) -> tuple[Note, ...]:
    """Return what is said but not evaluated, in the order of the files, each once."""
    found = [*_of_policies(policy), *_of_duties(policy), *_of_conditions(policy, facts)]
    found += [*_of_events(policy), *_of_events(facts)]
    if request is not None:
        found += _of_request(request)
    return tuple(dict.fromkeys(found))


def _of_policies(policy: Triples) -> Iterator[Note]:
    for node, about in policy.by_subject.items():
        for term in sorted(about.keys() & _TOLD):
            if term != _PROFILE:
                kind = "status" if term == odrl("status") else "term"
                yield Note(kind, (shown(term), shown(node)))
                continue
            for profile in about[term]:
                if profile not in _OWN_PROFILES:
                    yield Note("profile", (text_of(profile),))


def _of_duties(policy: Triples) -> Iterator[Note]:
    """Yield what is said of duties by other vocabularies, beside deadlines and performance."""
    duties = {
        node for p in _DUTY_OF for about in policy.by_subject.values() for node in about.get(p, ())
    }
    duties |= {*policy.of_type(odrl("Duty"))}
    for node, about in policy.by_subject.items():
        for term in about:
            if term in _OF_DUTIES and node not in duties:
                yield Note("deadline", (_curie(term), shown(node)))
            elif term.startswith(f"<{_DPROD}") and term not in {DEADLINE, _EXPRESSION}:
                yield Note("other", (_curie(term), shown(node)))


def _of_events(file: Triples) -> Iterator[Note]:
    """Yield what is said of when events come, and is not evaluated here."""
    for node, about in file.by_subject.items():
        for term in about:
            if term in _OUTCOMES:
                yield Note("other", (_curie(term), shown(node)))


def _curie(term: Term) -> str:
    return prefixed(URIRef(text_of(term)))


def _of_request(request: Triples) -> Iterator[Note]:
    """Yield values that a request limits instead of giving them."""
    for about in request.by_subject.values():
        for operator in about.get(_OPERATOR, ()):
            if operator != _EQ:
                left = joined(", ", map(shown, about.get(odrl("leftOperand"), ())))
                yield Note("limited", (left, shown(operator)))


def _of_conditions(policy: Triples, facts: Triples) -> Iterator[Note]:
    for node, about in facts.by_subject.items():
        for condition in (c for name in about.keys() & _CONDITION for c in about[name]):
            if not policy.about(condition):
                yield Note("condition", (shown(node), text_of(condition)))
