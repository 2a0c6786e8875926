"""Small webs of deals, drawn at random: what they say, and the same as Turtle.

Nothing in here knows the package: what a web comes to is worked out by listing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

COMPANIES = ("alpha", "beta", "gamma", "delta")
EVENTS = ("sale", "merger", "strike", "ruling")
KINDS = {
    # kind: (what is written, action, whether who is named first gives)
    "purchase-commitment": ("odrl:Duty", "pact:purchase", True),
    "investment": ("odrl:Duty", "pact:invest", True),
    "loan": ("odrl:Duty", "pact:lend", True),
    "capacity": ("odrl:Duty", "pact:supply", False),
    "warrant": ("odrl:Permission", "pact:hold", False),
    "licence": ("odrl:Permission", "odrl:use", False),
}
FLOWING = frozenset(KINDS) - {"licence"}
STRENGTH = ("performed", "binding", "not-stated", "non-binding")


@dataclass(frozen=True)
class Deal:
    """One clause of a web.

    Attributes:
        name: its id.
        kind: one of `KINDS`.
        acts: who may or must act.
        other: the other side.
        since: the events that all have to have happened, for it to be in force.
        until: the events with any of which it ends.
        done: the event with which something of it is done; "" for none.
        force: one of `STRENGTH`, but the first.
        billions: what it comes to in US dollars; 0 where that is not public.
        bound: what that number is of it: "value", "minValue" or "maxValue".
    """

    name: str
    kind: str
    acts: str
    other: str
    since: tuple[str, ...]
    until: tuple[str, ...]
    done: str
    force: str
    billions: int = 0
    bound: str = "value"

    @property
    def ends(self) -> tuple[str, str]:
        """Who gives what flows, and who takes it."""
        gives = KINDS[self.kind][2]
        return (self.acts, self.other) if gives else (self.other, self.acts)

    def promised(self, happened: frozenset[str]) -> bool:
        """Return whether it is in force, once these events have happened."""
        return {*self.since} <= happened and not {*self.until} & happened

    def performed(self, happened: frozenset[str]) -> bool:
        """Return whether something of it has been done; a delivery is no payment for it."""
        return self.done in happened and self.kind != "capacity"

    def turtle(self) -> str:
        """Return it as Turtle, with a force only where it is not that of most clauses."""
        rule, action, _ = KINDS[self.kind]
        lines = [
            f":{self.name} a {rule} ; dcterms:type kind:{self.kind} ; rdfs:label '{self.name}'@en",
            f"odrl:assignee :{self.acts} ; odrl:assigner :{self.other}",
            f"odrl:action {action} ; odrl:target :thing-{self.name}",
            "pact:certainty certainty:official ; dcterms:source :paper",
            *(_constraint("gteq", event) for event in self.since),
            *(_constraint("lt", event) for event in self.until),
        ]
        if self.billions:
            lines.append(
                "pact:amount [ a schema:MonetaryAmount ; schema:currency 'USD' ;"
                f" schema:{self.bound} {self.billions}000000000 ]"
            )
        if self.done:
            lines.append(f"pact:partlyPerformedBy :{self.done}")
        if self.force != "binding":
            lines.append(f"pact:force force:{self.force}")
        return f"{' ; '.join(lines)} .\n:thing-{self.name} a odrl:Asset ; rdfs:label 'thing'@en ."


def _constraint(operator: str, event: str) -> str:
    return (
        "odrl:constraint [ a odrl:Constraint ; odrl:leftOperand odrl:event ;"
        f" odrl:operator odrl:{operator} ; odrl:rightOperand :{event} ]"
    )


def drawn(chance: Random) -> list[Deal]:
    """Return the clauses of a web, at most twelve."""
    deals = []
    for number in range(chance.randint(6, 12)):
        acts, other = chance.sample(COMPANIES, 2)
        since = chance.sample(EVENTS, chance.choice((0, 0, 1, 2)))
        until = [event for event in EVENTS if event not in since and chance.random() < 0.2]
        deals.append(
            Deal(
                name=f"deal-{number}",
                kind=chance.choice([*KINDS]),
                acts=acts,
                other=other,
                since=tuple(since),
                until=tuple(until),
                done=chance.choice(("", "", *EVENTS)),
                force=chance.choice(STRENGTH[1:]),
            )
        )
    return deals


_WORDS = ("North", "Quantum", "Silicon", "Cloud", "Foundry", "Blue", "Atlas", "Labs", "Systems")


def wide(chance: Random, number: int) -> tuple[list[Deal], dict[str, str]]:
    """Return the clauses of a web around two hubs, and what its companies are called."""
    names = [f"c{n:02}" for n in range(number)]
    pairs = {(hub, other) for hub in names[:2] for other in names[2:] if chance.random() < 0.55}
    pairs |= {(names[chance.randrange(2)], other) for other in names[2:]}
    pairs |= {tuple(sorted(chance.sample(names, 2))) for _ in range(number // 4)}  # type: ignore[misc]
    deals = []
    for one, other in sorted(pairs):
        for _ in range(chance.randint(1, 4)):
            acts, against = chance.sample((one, other), 2)
            since = chance.sample(EVENTS, chance.choice((0, 0, 0, 1)))
            deals.append(
                Deal(
                    name=f"deal-{len(deals)}",
                    kind=chance.choice([*KINDS]),
                    acts=acts,
                    other=against,
                    since=tuple(since),
                    until=(),
                    done="",
                    force="binding",
                    billions=chance.choice((0, 0, 1, 3, 10, 40, 150)),
                )
            )
    labels = {
        name: " ".join(chance.sample(_WORDS, chance.choice((1, 1, 2, 2, 3)))) + f" {n}"
        for n, name in enumerate(names)
    }
    return deals, labels


def around_hubs(chance: Random) -> list[Deal]:
    """Return the clauses of 43 companies: two hubs, of which most others deal with one alone.

    26 of those at `a` give it money, ten more of them give it none, and neither do four at `b`;
    one deals with both. One deal of `a` is with two of them together.
    """
    givers = [f"giver{n:02}" for n in range(26)]
    small = [*((f"small{n:02}", "a") for n in range(10)), *((f"tiny{n}", "b") for n in range(4))]
    deals = [
        ("investment", "a", "b", 500),
        ("loan", "b", "a", 400),
        ("licence", "both", "a", 0),
        ("warrant", "both", "b", 0),
        ("purchase-commitment", "a", "small00 , :small01", 7),
        *(("investment", name, "a", chance.choice((1, 2, 5, 9))) for name in givers),
        *((chance.choice(("licence", "warrant")), name, hub, 0) for name, hub in small),
    ]
    for name, hub in [*((name, "a") for name in givers), *small]:
        for _ in range(chance.randint(0, 3)):
            kind = chance.choice(("purchase-commitment", "investment", "loan"))
            deals.append((kind, hub, name, chance.choice((0, 1, 4, 30))))
    return [
        Deal(
            name=f"deal-{number}",
            kind=kind,
            acts=acts,
            other=other,
            since=tuple(chance.sample(EVENTS, chance.choice((0, 0, 0, 1)))),
            until=(),
            done="",
            force="binding",
            billions=billions,
            bound="value" if number < 5 else chance.choice(("value", "minValue", "maxValue")),
        )
        for number, (kind, acts, other, billions) in enumerate(deals)
    ]


def as_turtle(deals: list[Deal], labels: Mapping[str, str] | None = None) -> str:
    """Return a web as a file; its companies are those of `labels`, else `COMPANIES`."""
    called = labels or {name: name for name in COMPANIES}
    rules = " ; ".join(
        f"{'odrl:permission' if KINDS[d.kind][0] == 'odrl:Permission' else 'odrl:obligation'}"
        f" :{d.name}"
        for d in deals
    )
    parties = " ; ".join(f"pact:party :{name}" for name in called)
    lines = [
        *(f"@prefix {name}: <{iri}> ." for name, iri in _PREFIXES.items()),
        (
            f":web a odrl:Agreement ; odrl:profile <https://w3id.org/pactgraph/ns> ; {parties} ;"
            f" rdfs:label 'web'@en ; dcterms:issued '2020-01-01'^^xsd:date ; {rules} ;"
            " pact:effectiveOn '2020-01-01'^^xsd:date ; pact:certainty certainty:official ;"
            " dcterms:source :paper ."
        ),
        (
            ":paper a dcterms:BibliographicResource ; dcterms:publisher 'us' ;"
            " dcterms:title 'web'@en ; dcterms:issued '2020-01-01'^^xsd:date ;"
            " schema:url <https://example.org/web> ."
        ),
        *(f":{key} a org:Organization ; rdfs:label '{it}'@en ." for key, it in called.items()),
        *(f":{name} a pact:Event ; rdfs:label '{name}'@en ." for name in EVENTS),
        *(deal.turtle() for deal in deals),
    ]
    return "\n".join(lines) + "\n"


def closed(
    deals: list[Deal], happened: frozenset[str], at_least: str = STRENGTH[-1]
) -> set[tuple[str, ...]]:
    """Return the loops that are closed once just these events have happened.

    A loop is a ring of companies, from that with the first name on, of which each gives
    something to the next: by a clause that is in force and binds enough, or by what was done.
    """
    most = STRENGTH.index(at_least)
    steps: dict[tuple[str, str], set[str]] = {}
    for deal in deals:
        if deal.kind not in FLOWING:
            continue
        promised = deal.promised(happened) and STRENGTH.index(deal.force) <= most
        if promised or deal.performed(happened):
            steps.setdefault(deal.ends, set()).add(deal.name)
    return {ring for ring in rings() if _is_closed(ring, steps)}


def _is_closed(ring: tuple[str, ...], steps: dict[tuple[str, str], set[str]]) -> bool:
    return all(pair in steps for pair in zip(ring, (*ring[1:], ring[0]), strict=True))


def rings() -> Iterator[tuple[str, ...]]:
    """Yield every ring of companies, from the one with the first name on."""
    for size in range(2, len(COMPANIES) + 1):
        for ring in permutations(COMPANIES, size):
            if ring[0] == min(ring):
                yield ring


_PREFIXES = {
    "": "https://example.org/web/",
    "certainty": "https://w3id.org/pactgraph/certainty/",
    "dcterms": "http://purl.org/dc/terms/",
    "force": "https://w3id.org/pactgraph/force/",
    "kind": "https://w3id.org/pactgraph/kind/",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "pact": "https://w3id.org/pactgraph/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
