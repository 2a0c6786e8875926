"""Webs of parties to lay out: the one of the record, and made ones of any size and seed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from made.made_up_webs import wide
from pactgraph.flows.sums import amounts_of
from pactgraph.placing import Body, Cable, Frame

if TYPE_CHECKING:
    from pactgraph import Graph

WIDE, NARROW, PHONE = Frame(1120, 760), Frame(1000, 600), Frame(374, 590)
"""The frames of the page, in CSS pixels."""
TEXT = (126.0, 28.0)
"""Of a cable: two lines of 20 letters."""
NO_TEXT = (0.0, 0.0)
_LETTER, _LINE, _LONG = 6.6, 15.0, 16


@dataclass(frozen=True)
class Web:
    """Parties and what they have with each other, without places."""

    bodies: tuple[Body, ...]
    cables: tuple[Cable, ...]

    def without_texts(self) -> Web:
        """Return the same with no text at any cable."""
        bare = (Cable(c.one, c.other, c.width, NO_TEXT) for c in self.cables)
        return Web(self.bodies, tuple(bare))

    def greatest(self, count: int) -> Web:
        """Return the `count` parties with the greatest marks, and their cables."""
        ranked = sorted(self.bodies, key=lambda body: (-body.radius, body.name))
        kept = {body.name for body in ranked[:count]}
        bodies = tuple(body for body in self.bodies if body.name in kept)
        return Web(bodies, tuple(c for c in self.cables if c.one in kept and c.other in kept))


def measured(name: str) -> tuple[float, float]:
    """Return about how wide and high a bold name of 12 px is, in one line or two."""
    lines = [name]
    blanks = [at for at, sign in enumerate(name) if sign == " "]
    if len(name) > _LONG and blanks:
        half = min(blanks, key=lambda at: abs(2 * at - len(name)))
        lines = [name[:half], name[half + 1 :]]
    return (_LETTER * max(map(len, lines)), _LINE * len(lines))


def radius_of(billions: float) -> float:
    """Return the radius of the mark of a party with so much money."""
    return min(11 + 1.25 * math.sqrt(billions), 46)


def real(graph: Graph) -> Web:
    """Return the web of all flows of the record; sizes by all dollars that are named."""
    asked = graph.setting(on="2026-11-29", known="2026-11-29")
    network = graph.flow_network(asked)
    money: dict[str, float] = {}
    between: dict[frozenset[str], float] = {}
    for answer in graph.flows(asked):
        amounts = [a for a in amounts_of(answer.flow) if a.currency == "USD" and not a.unit]
        dollars = sum(float(a.value or a.maximum or a.minimum or 0) for a in amounts) / 1e9
        for giver, taker in answer.flow.pairs:
            money[giver] = money.get(giver, 0) + dollars
            pair = frozenset((giver, taker))
            between[pair] = between.get(pair, 0) + dollars
    labels = {iri: str(label) for iri, label in network.nodes(data="label")}
    bodies = tuple(
        Body(labels[iri], radius_of(money.get(iri, 0)), measured(labels[iri]))
        for iri in sorted(network)
    )
    pairs = sorted({tuple(sorted(edge[:2])) for edge in network.edges(keys=True)})
    cables = tuple(
        Cable(labels[one], labels[other], _width(between.get(frozenset((one, other)), 0)), TEXT)
        for one, other in pairs
        if one != other
    )
    return Web(bodies, cables)


def _width(billions: float) -> float:
    return min(2 + 0.6 * math.sqrt(billions), 10)


_SYLLABLES = [
    "al",
    "an",
    "bro",
    "core",
    "deep",
    "ever",
    "flu",
    "gen",
    "ham",
    "in",
    "jet",
    "kor",
    "lum",
    "mar",
    "neo",
    "or",
    "pal",
    "quan",
    "sol",
    "ter",
]


def _name(random: Random, taken: set[str]) -> str:
    while True:
        words = [
            "".join(random.choices(_SYLLABLES, k=random.choice((1, 2, 2, 3)))).capitalize()
            for _ in range(random.choice((1, 1, 1, 2)))
        ]
        name = " ".join(words)
        if name not in taken:
            taken.add(name)
            return name


def made(seed: int, parties: int, *, hubs: int = 2) -> Web:
    """Return a web of deals: some hubs, who deals with them, and some deals among neighbours.

    Each party after the hubs has a deal with a hub or, rarely, with one who came before; about
    a third more deals join two that a hub has in common.

    Args:
        seed: tells one from another.
        parties: how many.
        hubs: how many of them have many deals.
    """
    random = Random(seed)  # noqa: S311 - no secret
    taken: set[str] = set()
    names = [_name(random, taken) for _ in range(parties)]
    hubs = max(1, min(hubs, parties))
    pairs = {(one, one + 1) for one in range(hubs - 1)}
    of_hub: dict[int, list[int]] = {hub: [] for hub in range(hubs)}
    for new in range(hubs, parties):
        hub = random.choices(range(hubs), [3.0 / (1 + hub) for hub in range(hubs)])[0]
        old = random.randrange(hubs, new) if new > hubs and random.random() < 0.25 else hub
        pairs.add((old, new))
        of_hub[hub].append(new)
    for _ in range(parties // 3):
        circle = of_hub[random.choice([*of_hub])]
        if len(circle) > 1:
            at = random.randrange(len(circle) - 1)
            pairs.add((circle[at], circle[at + 1]))
    money = [random.paretovariate(0.8) * (40 if at < hubs else 1) for at in range(parties)]
    bodies = tuple(
        Body(name, radius_of(billions), measured(name))
        for name, billions in zip(names, money, strict=True)
    )
    cables = tuple(
        Cable(names[one], names[other], random.uniform(2, 10), TEXT)
        for one, other in sorted(pairs)
    )
    return Web(bodies, cables)


def dense(seed: int, parties: int) -> Web:
    """Return a web around two hubs, half of whose neighbours they share: nearly twice the cables.

    Args:
        seed: tells one from another.
        parties: how many.
    """
    deals, names = wide(Random(seed), parties)  # noqa: S311 - no secret
    given = dict.fromkeys(names, 0)
    for deal in deals:
        given[deal.ends[0]] += deal.billions
    bodies = tuple(Body(key, radius_of(given[key]), measured(name)) for key, name in names.items())
    pairs = sorted({tuple(sorted(deal.ends)) for deal in deals})
    return Web(bodies, tuple(Cable(one, other, 9.6, TEXT) for one, other in pairs))
