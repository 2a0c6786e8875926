"""What rules come to equals trying out everything that is open.

Random agreements of up to six rules, with up to two open events and two open attributes,
exceptions and strategies. The brute force knows no periods and no windows: it tries every way
the events and the attributes can turn out, and reads the rules one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from lengths import examples
from pactgraph.answers import Setting
from pactgraph.kernel.conditions import UNRELATED, And, AtOrAfter, Before, Condition, Or
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import Happening
from pactgraph.kernel.timeline import stretch
from pactgraph.limits import Circumstances
from pactgraph.may.answer import may
from pactgraph.may.asking import Asked
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
    """

    rule: Rule
    home: str
    atoms: tuple[tuple[str, bool], ...]
    exception_to: frozenset[int]


rules = st.lists(
    st.builds(
        Made,
        st.sampled_from(("permission", "prohibition")),
        st.sampled_from(("a", "b")),
        st.lists(st.tuples(st.sampled_from((*EVENTS, *CUSTOMERS)), st.booleans()), max_size=2).map(
            tuple
        ),
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
    for name, sign in made.atoms:
        if name in CUSTOMERS:
            parts.append(AtOrAfter(limit(name, positive=sign).iri))
        else:
            parts.append(AtOrAfter(name) if sign else Before(name))
    coverage = Or(tuple(parts)) if joined and parts else And(tuple(parts))
    return Clause(
        f"c{number}", f"c{number}", NOTHING,
        agreement=made.home, kind="", ends=(), replaces=(), narrows=(), concerns=(), amounts=(),
        undisclosed=(), certainty="", sources=(), rule=made.rule, holders=("p",),
        owed_by=("p",), action="use", assets=("s",), limits=(), ended_by=(),
        condition=And(), periods=periods(And(), UNRELATED), coverage=coverage,
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
    happenings |= {name: Happening(ALWAYS_KNOWN, day) for name in agreements}
    return Record(
        parties={"p": Party("p", "p", NOTHING, "", (), (), "", is_class=False)},
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
    found = {
        _at(clauses, strategies, dict(zip(EVENTS, happened, strict=True)), turn, customers)
        for happened in product((True, False), repeat=2)
        for turn in customers
    }
    return found.pop() if len(found) == 1 else "depends"


Turn = dict[str, bool]


def _at(
    clauses: list[Clause],
    strategies: dict[str, Strategy],
    events: Turn,
    turn: Turn,
    all_turns: list[Turn],
) -> str:
    """Return what the rules come to if everything turns out so."""
    by_iri = {each.iri: each for each in clauses}

    def allows(each: Clause) -> bool:
        return each.rule == "permission"

    def holds(each: Clause, customers: Turn) -> bool:
        truth = {**events, **customers}
        truth |= {
            li.iri: customers[li.values[0].id] == (li.operator == "isAnyOf") for li in each.scope
        }
        return _true(each.coverage, truth)

    def effective(each: Clause, customers: Turn, *, claimed: bool) -> bool:
        exceptions = [
            other
            for other in clauses
            if each.iri in other.exception_to and allows(other) != allows(each)
        ]
        beaten = any(
            all(effective(other, t, claimed=claimed) for t in all_turns)
            if claimed and allows(other)
            else effective(other, customers, claimed=claimed)
            for other in exceptions
        )
        return holds(each, customers) and not beaten

    def left(each: Clause, *, claimed: bool) -> bool:
        now = {c.iri: effective(c, turn, claimed=claimed) for c in clauses}
        if not now[each.iri]:
            return False
        clashes = [
            (one, other)
            for one, other in product(clauses, clauses)
            if allows(one) and not allows(other) and now[one.iri] and now[other.iri]
            and one.agreement == other.agreement == each.agreement
            and one.iri not in other.exception_to and other.iri not in one.exception_to
        ]  # fmt: skip
        strategy = strategies[each.agreement]
        if strategy == "invalid" and clashes:
            return False
        return not (strategy == "perm" and any(other is each for _, other in clashes))

    banned = any(left(each, claimed=True) for each in by_iri.values() if not allows(each))
    if banned:
        return "prohibited"
    free = any(left(each, claimed=False) for each in by_iri.values() if allows(each))
    return "permitted" if free else "no rule found"


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
