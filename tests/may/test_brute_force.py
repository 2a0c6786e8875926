"""What rules come to equals trying out everything that is open.

Random agreements of up to six rules, with up to two open events and two open attributes,
exceptions, rules that narrow others, and strategies. The brute force knows no periods and no
windows: it tries every way the events and the attributes can turn out, and reads the rules one
by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from lengths import examples
from pactgraph.asking.may.answer import may
from pactgraph.asking.may.asking import Asked
from pactgraph.asking.setting import Setting
from pactgraph.kernel.conditions import UNRELATED, And, AtOrAfter, Before, Condition, Or
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import Happening
from pactgraph.kernel.timeline import stretch
from pactgraph.record import (
    Action,
    Agreement,
    Asset,
    Clause,
    Limit,
    Party,
    Record,
    Rule,
    Strategy,
    Text,
    Thing,
)
from pactgraph.scope.limits import Circumstances

NOTHING = Text({})
EVENTS = ("e", "f")
CUSTOMERS = ("x", "y")
ALWAYS_KNOWN = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """One random rule.

    Attributes:
        rule: permission or prohibition.
        home: its agreement.
        atoms: what has to be so, as alternatives of events and customers, with the sign.
        exception_to: numbers of earlier rules that it is carved out of.
        narrows: numbers of earlier rules that it narrows.
    """

    rule: Rule
    home: str
    atoms: tuple[tuple[str, bool], ...]
    exception_to: frozenset[int]
    narrows: frozenset[int]


rules = st.lists(
    st.builds(
        Made,
        st.sampled_from(("permission", "prohibition")),
        st.sampled_from(("a", "b")),
        st.lists(st.tuples(st.sampled_from((*EVENTS, *CUSTOMERS)), st.booleans()), max_size=2).map(
            tuple
        ),
        st.frozensets(st.integers(0, 4), max_size=1),
        st.frozensets(st.integers(0, 4), max_size=1),
    ),
    max_size=6,
)


def limit(customer: str, *, positive: bool) -> Limit:
    """Return the limit to, or against, a customer."""
    operator = "isAnyOf" if positive else "isNoneOf"
    name = f"limit-{operator}-{customer}"
    values = (Thing(customer, customer, NOTHING),)
    return Limit(name, name, NOTHING, operand="customer", operator=operator, values=values)


def clause(number: int, made: Made, *, joined: bool) -> Clause:
    """Return the rule as a clause; its atoms are all needed, or `joined` by or."""
    scope = [limit(name, positive=sign) for name, sign in made.atoms if name in CUSTOMERS]
    parts: list[Condition] = []
    timed: list[Condition] = []
    for name, sign in made.atoms:
        if name in CUSTOMERS:
            parts.append(AtOrAfter(limit(name, positive=sign).iri))
            timed.append(And())
        else:
            parts.append(AtOrAfter(name) if sign else Before(name))
            timed.append(parts[-1])
    join = Or if joined and parts else And
    coverage, condition = join(tuple(parts)), join(tuple(timed))
    return Clause(
        f"c{number}", f"c{number}", NOTHING,
        agreement=made.home, kind="", ends=(), replaces=(), concerns=(), amounts=(),
        narrows=tuple(f"c{n}" for n in sorted(made.narrows) if n < number),
        undisclosed=(), certainty="", sources=(), rule=made.rule, holders=("p",),
        owed_by=("p",), action="use", assets=("s",), limits=(), ended_by=(),
        condition=condition, periods=periods(condition, UNRELATED), coverage=coverage,
        scope=tuple(scope), actions=("use",),
        exception_to=tuple(f"c{n}" for n in sorted(made.exception_to) if n < number),
    )  # fmt: skip


def record(clauses: list[Clause], strategies: dict[str, Strategy]) -> Record:
    """Return the record of these."""
    day = stretch("2021-01-01")
    agreements = {
        name: Agreement(
            name, name, NOTHING, binding=True, parties=(), series="", replaces=(), issued=day,
            effective=day, clauses=(), statements=(), certainty="", sources=(), strategy=strategy,
        )
        for name, strategy in strategies.items()
    }  # fmt: skip
    happenings = {event: Happening() for event in EVENTS}
    happenings |= {name: Happening(ALWAYS_KNOWN, day, fixed=True) for name in agreements}
    return Record(
        parties={"p": Party("p", "p", NOTHING, NOTHING, "", (), (), "", is_class=False)},
        assets={"s": Asset("s", "s", NOTHING, NOTHING, (), ())},
        series={}, agreements=agreements, clauses={c.iri: c for c in clauses}, statements={},
        events={}, claims={}, contradictions={}, sources={}, kinds={}, certainties={},
        verdicts={}, relations=UNRELATED, happenings=happenings,
        actions={"use": Action("use", "use", NOTHING, (), ())},
    )  # fmt: skip


def outcome(clauses: list[Clause], strategies: dict[str, Strategy], customer: str) -> str:
    """Return what the rules come to, by trying everything."""
    customers = [{name: name == customer for name in CUSTOMERS}]
    if not customer:
        customers = [
            dict(zip(CUSTOMERS, turn, strict=True)) for turn in product((True, False), repeat=2)
        ]
    found: set[str] = set()
    for happened in product((True, False), repeat=2):
        events = dict(zip(EVENTS, happened, strict=True))
        told = [_at(clauses, strategies, events, turn, customers) for turn in customers]
        outcomes = {each.outcome for each in told}
        carved = outcomes == {"permitted", "prohibited"} and all(each.wide for each in told)
        found |= {"permitted, except"} if carved else outcomes
    return found.pop() if len(found) == 1 else "depends"


Turn = dict[str, bool]


@dataclass(frozen=True)
class At:
    """What the rules come to if everything turns out in one way.

    Attributes:
        outcome: permitted, prohibited, not permitted, or no rule found.
        wide: whether some rule permits it, exceptions aside.
    """

    outcome: str
    wide: bool


def _met(li: Limit, customers: Turn) -> bool:
    return customers[li.values[0].id] == (li.operator == "isAnyOf")


def _holds(each: Clause, events: Turn, customers: Turn) -> bool:
    return _true(each.coverage, {**events, **{li.iri: _met(li, customers) for li in each.scope}})


def _takes_all(ban: Clause, right: Clause) -> bool:
    """Return whether all that a permission is about lies within the limits of a prohibition.

    A permission to named customers is about each of these, and nobody else. One to all but some
    is about whatever is left.
    """
    named = [li.values[0].id for li in right.scope if li.operator == "isAnyOf"]
    turns = [dict(zip(CUSTOMERS, turn, strict=True)) for turn in product((True, False), repeat=2)]
    all_events = [
        dict(zip(EVENTS, turn, strict=True)) for turn in product((True, False), repeat=2)
    ]

    def within(li: Limit) -> bool:
        if named:
            return all(_met(li, {name: name == one for name in CUSTOMERS}) for one in named)
        return bool(right.scope) and all(
            _met(li, turn) for e in all_events for turn in turns if _holds(right, e, turn)
        )

    certain = {li.iri: within(li) for li in ban.scope}
    return all(
        _true(ban.coverage, {**events, **certain})
        for events in all_events
        if _true(ban.condition, events)
    )


def _linked(one: Clause, other: Clause) -> bool:
    return any(b.iri in (*a.exception_to, *a.narrows) for a, b in ((one, other), (other, one)))


def _carved_out(other: Clause, each: Clause) -> bool:
    """Return whether `other` is an exception to `each`: stated, or a ban of less."""
    if other.rule == each.rule:
        return False
    if each.iri in (*other.exception_to, *other.narrows):
        return True
    return each.rule == "permission" and not _linked(other, each) and not _takes_all(other, each)


def _at(
    clauses: list[Clause],
    strategies: dict[str, Strategy],
    events: Turn,
    turn: Turn,
    all_turns: list[Turn],
) -> At:
    """Return what the rules come to if everything turns out so."""

    def allows(each: Clause) -> bool:
        return each.rule == "permission"

    def narrowed(each: Clause, customers: Turn) -> bool:
        special = [o for o in clauses if each.iri in o.narrows and o.rule == each.rule]
        return _holds(each, events, customers) and all(
            narrowed(other, customers) or not _true(other.condition, events) for other in special
        )

    def effective(
        each: Clause, customers: Turn, *, claimed: bool, path: tuple[str, ...] = ()
    ) -> bool:
        path = (*path, each.iri)
        beaten = any(
            all(effective(other, t, claimed=claimed, path=path) for t in all_turns)
            if claimed and allows(other)
            else effective(other, customers, claimed=claimed, path=path)
            for other in clauses
            if _carved_out(other, each) and other.iri not in path
        )
        return narrowed(each, customers) and not beaten

    def left(each: Clause, *, claimed: bool) -> bool:
        now = {c.iri: effective(c, turn, claimed=claimed) for c in clauses}
        if not now[each.iri]:
            return False
        clashes = [
            (one, other)
            for one, other in product(clauses, clauses)
            if allows(one) and not allows(other) and now[one.iri] and now[other.iri]
            and one.agreement == other.agreement == each.agreement
            and not _carved_out(one, other) and not _carved_out(other, one)
        ]  # fmt: skip
        strategy = strategies[each.agreement]
        if strategy == "invalid" and clashes:
            return False
        return not (strategy == "perm" and any(other is each for _, other in clashes))

    wide = any(narrowed(each, turn) for each in clauses if allows(each))
    if any(left(each, claimed=True) for each in clauses if not allows(each)):
        return At("prohibited", wide)
    if any(left(each, claimed=False) for each in clauses if allows(each)):
        return At("permitted", wide)
    held = any(_holds(each, events, turn) for each in clauses if allows(each))
    return At("no rule found" if wide or not held else "not permitted", wide)


def _true(condition: Condition, truth: Turn) -> bool:
    match condition:
        case AtOrAfter(str(name)):
            return truth[name]
        case Before(str(name)):
            return not truth[name]
        case And(parts):
            return all(_true(part, truth) for part in parts)
        case Or(parts):
            return any(_true(part, truth) for part in parts)
    raise AssertionError(condition)


@settings(max_examples=examples(400), deadline=None)
@given(
    made=rules,
    joined=st.booleans(),
    strategies=st.fixed_dictionaries(
        {name: st.sampled_from(("", "perm", "prohibit", "invalid")) for name in ("a", "b")}
    ),
    customer=st.sampled_from(("", "x", "z")),
)
def test_the_outcome_equals_brute_force(
    made: list[Made], strategies: dict[str, Strategy], customer: str, *, joined: bool
) -> None:
    """Permitted, prohibited or no rule only if that is so however the open things turn out."""
    clauses = [clause(number, each, joined=joined) for number, each in enumerate(made)]
    known = record(clauses, strategies)
    given_customer = {"customer": (Thing(customer, customer, NOTHING),)} if customer else {}
    asked = Asked(
        known.parties["p"], known.actions["use"], known.assets["s"],
        Circumstances("s", given_customer),
    )  # fmt: skip
    setting = Setting(stretch("2030-01-01"), stretch("2025-01-01"))

    answer = may(known, asked, setting)

    assert outcome(clauses, strategies, customer) == answer.outcome.value
