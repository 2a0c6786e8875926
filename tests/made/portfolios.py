"""Made-up portfolios of own contracts, of any size, with the mixes of the shipped facts.

One Turtle file a contract, and one for the companies of the owner, which the contracts share.
What is said of each thing is drawn from what the facts say of theirs (`mixes`); texts have as
many words, which are those of the facts in another order. One clause in four stands on a
construct for conditions on several events besides (`constructs`): the facts have too few of
these to count. The same seed gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from made.constructs import CONSTRUCTS, written
from made.mixes import RULES, Mixes, Shape, counted, short
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from made.mixes import Term

BASE = "https://example.org/portfolio/"
CLAUSES_A_CONTRACT = 5.5
CONSTRUCT_EVERY = 4
OWN_COMPANIES = 5
"""Companies of the owner: one of them is a party of every contract."""
FIRST_DAY, LAST_DAY, SEEN = date(2015, 1, 1), date(2026, 4, 1), date(2026, 10, 1)
"""The first and last day of contracts, and the day of what tells what had not happened."""
FILES_A_FOLDER = 1000
SHARED = "companies.ttl"

_PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n" for name, iri in sorted((PREFIXES | {"": BASE}).items())
)
_LEFT_OUT = {"pact:accepts", "owl:sameAs", "schema:leiCode", "schema:legalName"}
_LEFT_OUT |= {"pact:neverPrecedes"}
"""What is not carried over: it names one thing of the world, or accepts one warning, or could
contradict other dates; `constructs` has the order of events."""
_PARTS = {*RULES.values(), "pact:states", "pact:party", "dcterms:isVersionOf"}
"""What each agreement says of its own parts, not like a shape."""
_ABOUT = ("odrl:assignee", "odrl:assigner", "odrl:action", "odrl:target")
_OF_EARLIER = {"dcterms:replaces", "pact:ends", "pact:narrows", "pact:confirms"}
_EXCLUDES = "pact:excludes"
_DAYS_LATER = {
    "pact:occurredOn": 60,
    "pact:reportedOn": 70,
    "pact:notBefore": 1,
    "pact:notAfter": 90,
}
_LENGTHS = {"date": 10, "gYearMonth": 7, "gYear": 4}
_CLAUSE = "clause"
_SUM = 1000
"""Numbers above it are sums of money, which vary; those below are shares, which do not."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier clause is about.

    Attributes:
        kind: permission, duty or prohibition.
        lines: its parties, action and assets.
    """

    kind: str
    lines: list[str]


@dataclass(slots=True)
class Chain:
    """Contracts that amend one another.

    Attributes:
        name: its series.
        parties: the parties of all of them.
        day: the day of the one that is written.
        left: how many are to come.
        agreement: the latest that is written; "" before the first.
        clauses: the clauses of it that nothing has ended yet, each with what it is about.
    """

    name: str
    parties: list[str]
    day: date
    left: int
    agreement: str = ""
    clauses: dict[str, Earlier] = field(default_factory=dict)


@cache
def facts() -> Mixes:
    """Return the mixes of the facts that ship."""
    return counted()


def portfolio(clauses: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield the files of a portfolio, each with its name and its Turtle.

    Args:
        clauses: how many clauses all contracts have together, 1 at least.
        seed: what is drawn.
    """
    yield SHARED, _PREFIXES + "\n" + "\n".join(map(_own_company, range(OWN_COMPANIES)))
    deck: list[str] = []
    chain: Chain | None = None
    for number, size in enumerate(_sizes(clauses, seed)):
        contract = _Contract(f"c{number}", _random(f"{seed} contract {number}"), deck)
        if chain is None or not chain.left:
            chain = contract.chain()
        yield f"c{number:06}.ttl", contract.text(chain, size)


def write(folder: Path, clauses: int, seed: int = 1) -> list[Path]:
    """Write a portfolio into folders of a thousand files within `folder`; return the files."""
    files = []
    for number, (name, text) in enumerate(portfolio(clauses, seed)):
        within = folder / f"{number // FILES_A_FOLDER:03}"
        within.mkdir(parents=True, exist_ok=True)
        files.append(within / name)
        files[-1].write_text(text, encoding="utf-8")
    return files


def _random(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - reproducible


def _sizes(clauses: int, seed: int) -> list[int]:
    """Return how many clauses each contract has: one, and shares like those of the facts."""
    chance = _random(f"{seed} sizes")
    contracts = max(1, round(clauses / CLAUSES_A_CONTRACT))
    counts = [facts().clauses_of(agreement) for agreement in facts().agreements]
    weights = list(accumulate(chance.choice(counts) for _ in range(contracts)))
    ends = [(clauses - contracts) * weight // weights[-1] for weight in weights]
    return [1 + end - start for start, end in zip([0, *ends], ends, strict=False)]


def _own_company(number: int) -> str:
    """Return a company of the owner; those after the first belong to the first."""
    above = " ;\n    org:subOrganizationOf :own-0" if number else ""
    return (
        f":own-{number} a org:Organization , odrl:Party ;\n"
        f'    rdfs:label "Owner, company {number}"@en ;\n'
        f'    rdfs:label "Inhaber, Gesellschaft {number}"@de{above} .\n'
    )


def _apart(length: int) -> int:
    """Return the most days between two contracts of a chain that ends in time."""
    return (LAST_DAY - FIRST_DAY).days // (length + 1)


@dataclass(slots=True)
class _Contract:
    """One contract while it is written.

    Attributes:
        name: its id.
        chance: what is drawn from.
        deck: the constructs still to come before all come again, for all contracts.
        blocks: its Turtle so far.
        count: how many things it has so far.
        made: their ids, by class; clauses too.
        about: what each clause is about.
        free: the parties that the present clause does not name yet.
        sides: who else is on a side of it.
        wholes: what each asset is a part of, at any distance.
        of: the contracts that it belongs to.
    """

    name: str
    chance: Random
    deck: list[str]
    blocks: list[str] = field(default_factory=list)
    count: int = 0
    made: dict[str, list[str]] = field(default_factory=dict)
    about: dict[str, Earlier] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)
    wholes: dict[str, set[str]] = field(default_factory=dict)
    of: Chain = field(init=False)

    def chain(self) -> Chain:
        """Begin a series, with the parties that all its contracts have."""
        length = facts().in_a_series
        first = FIRST_DAY + timedelta(days=self.chance.randrange(_apart(length)))
        own = f"own-{self.chance.randrange(OWN_COMPANIES)}"
        self.of = Chain(f"{self.name}-series", [own], first, length)
        for _ in self.chance.choice(facts().agreements).values("pact:party")[1:]:
            self.of.parties.append(self.new("org:Organization"))
        self.write(self.of.name, self.drawn("pact:AgreementSeries"))
        return self.of

    def text(self, chain: Chain, size: int) -> str:
        """Return the file of the contract: so many clauses, and what goes with them."""
        self.of = chain
        for name in ("dcterms:BibliographicResource", "odrl:Asset", "pact:Event"):
            for _ in range(max(1, self.number(name, size))):
                self.new(name)
        shape = self.chance.choice(facts().agreements)
        lines = [f"pact:party :{party}" for party in chain.parties]
        lines.append(f"dcterms:isVersionOf :{chain.name}")
        if chain.agreement and shape.values("dcterms:replaces"):
            lines.append(f"dcterms:replaces :{chain.agreement}")
        lines += [self.clause(f"{self.name}-{number}") for number in range(1, size + 1)]
        for _ in range(self.number("pact:Statement", size)):
            lines.append(f"pact:states :{self.new('pact:Statement')}")
        for _ in range(self.number("pact:Contradiction", size)):
            self.new("pact:Contradiction")
        while len(self.made.get("pact:Claim", ())) < self.number("pact:Claim", size):
            self.new("pact:Claim")
        self.write(self.name, shape, lines, leave=_PARTS | _OF_EARLIER)
        chain.left, chain.agreement = chain.left - 1, self.name
        chain.clauses = self.about
        apart = _apart(facts().in_a_series)
        chain.day += timedelta(days=self.chance.randrange(apart // 3, apart))
        return _PREFIXES + "\n" + "\n".join(self.blocks)

    # ---- How many, and which -------------------------------------------------------------

    def number(self, name: str, size: int) -> int:
        """Draw how many things of a class there are for so many clauses."""
        return int(facts().each_clause(name) * size + self.chance.random())

    def drawn(self, name: str, said: str = "") -> Shape:
        """Draw a shape of a class; if asked, one of which something is said."""
        shapes = facts().by_class[name]
        return self.chance.choice([s for s in shapes if s.values(said)] if said else shapes)

    def new(self, name: str, said: str = "") -> str:
        """Make a thing of a class; if asked, one of which something is said."""
        return self.like(name, self.drawn(name, said))

    def like(self, name: str, shape: Shape) -> str:
        """Make a thing of a class like a shape."""
        self.count += 1
        made = f"{self.name}-{name.partition(':')[2][:3].lower()}{self.count}"
        self.write(made, shape)
        self.made.setdefault(name, []).append(made)
        return made

    def one(self, name: str) -> str:
        """Draw a thing of the contract; make it if there is none."""
        return self.chance.choice(self.made[name]) if self.made.get(name) else self.new(name)

    def year(self) -> int:
        """Draw a year to come."""
        return self.chance.randrange(2027, 2041)

    # ---- Clauses -------------------------------------------------------------------------

    def clause(self, name: str) -> str:
        """Write a clause; return how the agreement names it."""
        shape = self.chance.choice(facts().clauses)
        kind = next(name for name in shape.types if name in RULES)
        self.free = self.chance.sample(self.of.parties, len(self.of.parties))
        self.sides = list(self.of.parties)
        lines: list[str] = []
        if not self.chance.randrange(CONSTRUCT_EVERY):
            construct = CONSTRUCTS[self.construct(is_duty=kind == "odrl:Duty")]
            block, lines = written(construct, name, self.year())
            self.blocks.append(block)
        leave = {"pact:performedBy"} if any("performedBy" in line for line in lines) else set()
        if shape.values("pact:narrows"):
            narrowed, about = self.earlier(kind)
            lines += [f"pact:narrows :{narrowed}", *about] if narrowed else []
            leave |= {"pact:narrows", *_ABOUT} if narrowed else {"pact:narrows"}
        said = self.write(name, shape, lines, leave)
        self.about[name] = Earlier(kind, [line for line in said if line.startswith(_ABOUT)])
        self.made.setdefault(_CLAUSE, []).append(name)
        return f"{RULES[kind]} :{name}"

    def construct(self, *, is_duty: bool) -> str:
        """Take the next construct that fits a clause from the deck."""
        for name in self.deck:
            if is_duty or not CONSTRUCTS[name].says:
                self.deck.remove(name)
                return name
        self.deck += CONSTRUCTS
        return self.construct(is_duty=is_duty)

    # ---- What is said --------------------------------------------------------------------

    def write(
        self,
        name: str,
        shape: Shape,
        lines: list[str] | None = None,
        leave: AbstractSet[str] = frozenset(),
    ) -> list[str]:
        """Write what is said of a thing, some lines and the rest like a shape; return it all."""
        said = [f"a {' , '.join(shape.types)}", *(lines or ())]
        times = self.chance.randrange(1, 10)
        for predicate, value in sorted(shape.said, key=lambda pair: pair[0] == _EXCLUDES):
            if predicate in _LEFT_OUT or predicate in leave:
                continue
            if isinstance(value, Literal):
                line = f"{predicate} {self.literal(name, shape, predicate, value, times)}"
            else:
                line = self.tie(name, shape, predicate, value, said)
            if line and line not in said:
                said.append(line)
        self.blocks.append(f":{name} " + " ;\n    ".join(said) + " .\n")
        self.wholes[name] = self.within(said)
        return said

    def within(self, said: list[str]) -> set[str]:
        """Return all assets that something is about or a part of, by what is said of it."""
        named = {line.partition(" :")[2] for line in said if _is_within(line)}
        return named.union(*(self.wholes.get(name, ()) for name in named))

    def literal(self, name: str, shape: Shape, predicate: str, value: Literal, times: int) -> str:
        """Return a text, a date or a number like one of the facts."""
        if value.language:
            words = facts().words[value.language]
            text = " ".join(self.chance.choices(words, k=len(value.value.split())))
            tail = f" ({name})" if predicate == "rdfs:label" else ""
            return f'"{text[:1].upper()}{text[1:]}{tail}"@{value.language}'
        kind = value.datatype.value.rpartition("#")[2]
        if kind in _LENGTHS:
            return self.dated(shape, predicate, kind)
        if kind == "integer":
            number = int(value.value)
            return str(number * times if number > _SUM else number)
        return value.value if kind in ("boolean", "decimal") else str(value)

    def dated(self, shape: Shape, predicate: str, kind: str) -> str:
        """Return a date of the contract, or of the years to come if a clause holds through it."""
        day = self.of.day + timedelta(days=_DAYS_LATER.get(predicate, 0))
        if predicate == "pact:notOccurredThrough":
            day = LAST_DAY + timedelta(days=self.chance.randrange((SEEN - LAST_DAY).days))
        if shape.values("dcterms:source"):
            kind = "date"  # what is known has to have a source of that day
        text = str(self.year()) if predicate == "odrl:rightOperand" else day.isoformat()
        return f'"{text[: _LENGTHS[kind]]}"^^xsd:{kind}'

    def tie(self, name: str, shape: Shape, predicate: str, value: Term, said: list[str]) -> str:
        """Return the line that ties a thing to another, like one of the facts; "" if none fits."""
        if predicate == "schema:url":
            return f"schema:url <https://source.example/{name}>"
        if predicate == "pact:preferred":
            first = next(line for line in said if line.startswith("pact:position"))
            return first.replace("position", "preferred")
        found = self.other(shape, predicate, value)
        if predicate in _OF_EARLIER and any(line.endswith(f":{found}") for line in said):
            return ""
        if predicate == _EXCLUDES and found in self.within(said):
            return ""
        if found is None:
            return f"{predicate} {short(value)}"
        return f"{predicate} :{found}" if found else ""

    def other(self, shape: Shape, predicate: str, value: Term) -> str | None:
        """Return what takes the place of a thing of the facts; None if it stays itself."""
        thing = facts().things.get(value.value)
        if thing is None:
            return None
        if predicate in ("odrl:assignee", "odrl:assigner"):
            is_party = (shape.iri, value.value) in facts().party_of
            return self.side(_party_class(thing), is_party=is_party)
        if predicate in _OF_EARLIER:
            return self.earlier()[0]
        if predicate == "pact:endedBy":
            return self.new("pact:Event", "pact:notBefore")
        if predicate == "pact:notOccurredSource":
            return self.seen()
        if predicate in ("org:subOrganizationOf", "pact:broughtAboutBy"):
            return self.chance.choice(self.of.parties)
        if predicate in ("odrl:partOf", _EXCLUDES, "pact:exceptionTo", "pact:concerns"):
            return self.there(thing)
        return self.of_the_class(predicate, thing)

    def side(self, name: str, *, is_party: bool) -> str:
        """Return who is on a side of the present clause: a party, or somebody else for it."""
        if is_party and self.free:
            return self.free.pop()
        others = [party for party in self.made.get(name, ()) if party not in self.sides]
        self.sides.append(self.chance.choice(others) if others else self.new(name))
        return self.sides[-1]

    def there(self, thing: Shape) -> str:
        """Return a thing of the contract that is there already, of the same class; "" if none."""
        return self.chance.choice(self.made.get(_class(thing)) or [""])

    def of_the_class(self, predicate: str, thing: Shape) -> str:
        """Return a thing of the contract of the class of a thing of the facts."""
        if predicate in ("odrl:constraint", "pact:amount", "pact:position", "odrl:or"):
            return self.like(_class(thing), thing)
        return self.one(_class(thing))

    def seen(self) -> str:
        """Return the source that tells what had not happened; make it if there is none."""
        name, day = f"{self.name}-seen", self.of.day
        if name not in self.made.get("seen", ()):
            self.of.day = SEEN
            self.write(name, self.drawn("dcterms:BibliographicResource", "skos:note"))
            self.of.day = day
            self.made["seen"] = [name]
        return name

    def earlier(self, kind: str = "") -> tuple[str, list[str]]:
        """Take a clause of the contract before this one, and what it is about; "" if none."""
        fits = [name for name, about in self.of.clauses.items() if kind in ("", about.kind)]
        if not fits:
            return "", []
        name = self.chance.choice(fits)
        return name, self.of.clauses.pop(name).lines


def _is_within(line: str) -> bool:
    return line.startswith(("odrl:target :", "odrl:partOf :"))


def _party_class(thing: Shape) -> str:
    return "odrl:PartyCollection" if "odrl:PartyCollection" in thing.types else "org:Organization"


def _class(thing: Shape) -> str:
    """Return the class that a thing of the facts is drawn by."""
    if {*RULES} & {*thing.types}:
        return _CLAUSE
    if {"odrl:Party", "odrl:PartyCollection"} & {*thing.types}:
        return _party_class(thing)
    return thing.types[0]
