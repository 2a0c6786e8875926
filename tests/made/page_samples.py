"""Records for the tests of the page: a small deal, a large one, and a hostile one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pactgraph.asking.setting import Setting
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, relate
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import Happening
from pactgraph.kernel.timeline import stretch
from pactgraph.page.build import render
from pactgraph.record import (
    Agreement,
    Amount,
    Asset,
    Claim,
    Clause,
    Concept,
    Event,
    Party,
    Record,
    Rule,
    Source,
    Statement,
    Story,
    StoryStep,
    Text,
    Thing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pactgraph.messages import Language

_Named = TypeVar("_Named", bound=Thing)

BASE = "https://example.org/id/"
TODAY = Setting(on=stretch("2026-11-23"), known=stretch("2026-11-23"))


def iri(name: str) -> str:
    """Return the IRI of what has the id `name`."""
    return BASE + name


def text(english: str, german: str = "") -> Text:
    """Return a text in English and, if given, German."""
    return Text({"en": english, "de": german} if german else {"en": english})


PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
"""Options of a context in the browser that make it a phone."""


def html(record: Record, setting: Setting = TODAY, language: Language | None = "en") -> str:
    """Return the page of all clauses of `record`."""
    return render(record, setting, language)


@cache
def page_of(make: Callable[[], Record], language: Language | None = "en") -> str:
    """Return the page of the record that `make` makes, written once."""
    return html(make(), language=language)


def party(name: str, label: str, *, parents: Iterable[str] = (), is_class: bool = False) -> Party:
    """Return a party; `parents` are ids."""
    return Party(
        iri(name),
        name,
        text(label),
        definition=Text({}),
        legal_name=f"{label} Corporation",
        parents=tuple(map(iri, parents)),
        same_as=("http://www.wikidata.org/entity/Q1",),
        lei="5493001KJTIIGC8Y1R12",
        is_class=is_class,
    )


def agreement(
    name: str, date: str, label: str, parties: Iterable[str], *, binding: bool = True
) -> Agreement:
    """Return an agreement that took effect and became known on `date`, without clauses yet."""
    return Agreement(
        iri(name),
        name,
        text(label),
        binding=binding,
        parties=tuple(map(iri, parties)),
        series=iri("alliance"),
        replaces=(),
        issued=stretch(date),
        effective=stretch(date),
        clauses=(),
        statements=(),
        certainty="official",
        sources=(iri("filing"),),
    )


def clause(
    name: str,
    label: Text,
    parties: tuple[Sequence[str], Sequence[str]],
    *conditions: Condition,
    rule: Rule = "permission",
    kind: str = "licence",
) -> Clause:
    """Return a clause of the agreement that its `name` begins with.

    Args:
        name: its id, the agreement's and a number.
        label: what it is called.
        parties: ids of those who owe it and of those who hold it.
        conditions: when it holds, besides the agreement's having taken effect.
        rule: which of the three.
        kind: id of its kind.
    """
    its_agreement = iri(name.rpartition("-")[0])
    owed_by, holders = parties
    return Clause(
        iri(name),
        name,
        label,
        agreement=its_agreement,
        kind=kind,
        ends=(),
        replaces=(),
        narrows=(),
        concerns=(),
        amounts=(),
        undisclosed=(),
        certainty="official",
        sources=(iri("filing"), iri("report")),
        rule=rule,
        holders=tuple(map(iri, holders)),
        owed_by=tuple(map(iri, owed_by)),
        action="use",
        assets=(iri("engine"),),
        limits=(),
        ended_by=(),
        condition=And((AtOrAfter(its_agreement), *conditions)),
        periods=(),
    )


def record(
    parties: Iterable[Party], agreements: Iterable[Agreement], clauses: Iterable[Clause]
) -> Record:
    """Return the record of these, with two open events and two sources."""
    events = {
        iri("panel"): Happening(),
        iri("silent"): Happening(not_before=datetime(2026, 2, 1, tzinfo=UTC)),
    }
    relations = relate({})
    done = [replace(c, periods=periods(c.condition, relations)) for c in clauses]
    filled = [
        replace(a, clauses=tuple(c.iri for c in done if c.agreement == a.iri)) for a in agreements
    ]
    statement = Statement(
        iri("mou-9"), "mou-9", text("Both mean to go on"), iri("mou"), "note",
        (), (), (), (), (), (), "official", (iri("report"),),
    )  # fmt: skip
    concepts = {
        iri(name): Concept(iri(name), name, text(*labels), text(""))
        for name, *labels in (
            ("licence", "licence", "Lizenz"),
            ("exclusivity", "exclusivity", "Exklusivität"),
            ("official", "official", "amtlich"),
            ("doubtful", "doubtful", "zweifelhaft"),
        )
    }
    return Record(
        parties=_by_iri(parties),
        assets=_by_iri([Asset(iri("engine"), "engine", text("engine plans"), text(""), (), ())]),
        series=_by_iri([Thing(iri("alliance"), "alliance", text("Alpha and Beta"))]),
        agreements=_by_iri(
            replace(a, statements=(statement.iri,)) if a.id == "mou" else a for a in filled
        ),
        clauses=_by_iri(done),
        statements=_by_iri([statement]),
        events=_by_iri(
            [
                Event(iri("panel"), "panel", text("panel agrees"), text(""), None, None, (), ()),
                Event(iri("silent"), "silent", text("they gave up"), text(""), None, None, (), ()),
            ]
        ),
        claims=_by_iri(
            [
                Claim(
                    iri("claim"),
                    "claim",
                    text("The engine licence is dead"),
                    "doubtful",
                    text("the filing says otherwise"),
                    (iri("a24-1"),),
                    "",
                    None,
                    None,
                    (iri("report"),),
                )
            ]
        ),
        contradictions={},
        sources=_by_iri(
            [
                Source(
                    iri("filing"),
                    "filing",
                    text("Annual report"),
                    "Register",
                    "2026-01-05",
                    ("https://example.org/filing?a=1&b=2",),
                ),
                Source(
                    iri("report"),
                    "report",
                    text("News report"),
                    "Gazette",
                    "",
                    ("javascript:window.__pwned=1", "data:text/html,<script>1</script>"),
                ),
            ]
        ),
        kinds=concepts,
        certainties=concepts,
        verdicts=concepts,
        relations=relations,
        happenings=events
        | {a.iri: Happening(a.issued.start, a.effective, fixed=True) for a in filled},
    )


def _by_iri(things: Iterable[_Named]) -> dict[str, _Named]:
    return {thing.iri: thing for thing in things}


def small() -> Record:
    """Return a deal of three agreements with a clause of every status and every rule."""
    to_2031 = Before(datetime(2031, 1, 1, tzinfo=UTC))
    from_2030 = AtOrAfter(datetime(2030, 1, 1, tzinfo=UTC))
    never = Before(datetime(2020, 1, 1, tzinfo=UTC))
    there, back = (("alpha",), ("beta",)), (("beta",), ("alpha-labs",))
    licence = clause(
        "a24-1", text("Licence to the engine", "Lizenz am Motor"), there,
        Before(iri("panel")), to_2031,
    )  # fmt: skip
    money = Amount(Decimal(250_000_000_000), None, None, "USD", "", True, "doubtful", ())  # noqa: FBT003 - approximate
    licence = replace(
        licence,
        amounts=(money,),
        limits=(text("research only"),),
        undisclosed=(text("the price of the spare parts"),),
    )
    sole = clause(
        "a24-2", text("Beta as the only supplier", "Beta als einziger Lieferant"), there,
        Before(iri("a26")), rule="duty", kind="exclusivity",
    )  # fmt: skip
    freedom = clause("a26-1", text("Free choice of supplier"), back, Before(iri("silent")))
    return record(
        [
            party("alpha", "Alpha"),
            party("alpha-labs", "Alpha Labs", parents=["alpha"]),
            party("beta", "Beta"),
            party("dealers", "dealers of Beta", is_class=True),
        ],
        [
            agreement("a24", "2024-03-01", "First contract", ["alpha", "beta"]),
            agreement("mou", "2025-09", "Memorandum", ["alpha", "beta"], binding=False),
            agreement("a26", "2026-02-01", "Second contract", ["alpha-labs", "beta"]),
        ],
        [
            licence,
            sole,
            replace(freedom, replaces=(sole.iri,)),
            clause("a26-2", text("Joint works from 2030"), there, from_2030, rule="duty"),
            clause(
                "a26-3", text("No sale to rivals"), (("beta",), ("dealers",)), never,
                rule="prohibition",
            ),
        ],
    )  # fmt: skip


_SIZES = (6, 2, 4, 11, 1, 6, 0, 23, 4, 13)
_LABELS = (
    "Licence to models and products",
    "Cloud services on one platform only, until the event",
    "Share of the revenue of every year until it is verified",
    "Free choice of other suppliers",
    "Verification of a declaration by independent experts",
    "First stake in the company whose profit is capped",
)


def large(sizes: Sequence[int] = _SIZES) -> Record:
    """Return a deal of ten agreements between seven parties, with clauses as many as said."""
    owners = ("alpha", "alpha", "alpha-labs", "beta", "alpha", "alpha-fund", "beta")
    holders = ("beta", "beta", "beta", "alpha", "beta", "beta-cloud", "alpha")
    rules: tuple[Rule, ...] = ("permission", "duty", "permission", "prohibition")
    agreements, clauses = [], []
    for number, size in enumerate(sizes):
        name = f"g{number}" if size else "mou"
        label = f"Amendment number {number + 1} of the year {2017 + number}"
        date = f"{2017 + number}-05-17"
        agreements.append(agreement(name, date, label, ["alpha", "beta"], binding=bool(size)))
        for i in range(size):
            until = Before(iri("g9")) if i % 3 == 1 and number < len(sizes) - 1 else And()
            open_one = Before(iri("silent")) if i % 7 == 6 else And()
            clauses.append(
                clause(
                    f"{name}-{i:02}",
                    text(f"{_LABELS[(i + number) % len(_LABELS)]} ({i + 1})"),
                    ([owners[i % len(owners)]], [holders[(i + number) % len(holders)]]),
                    until,
                    open_one,
                    rule=rules[i % len(rules)],
                )
            )
    people = [
        party("alpha", "Alpha"),
        party("alpha-labs", "Alpha Labs", parents=["alpha"]),
        party("alpha-fund", "Alpha Foundation", parents=["alpha"]),
        party("beta", "Beta"),
        party("beta-cloud", "Beta Cloud Services Europe", parents=["beta"]),
        party("gamma", "Gamma"),
        party("dealers", "dealers of Beta", is_class=True),
    ]
    return record(people, agreements, clauses)


def huge() -> Record:
    """Return 1,000 clauses in 80 agreements between 48 parties, every third part of another."""
    people = [
        party(f"p{n:02}", f"Company {n:02}", parents=[f"p{n - 1:02}"] if n % 3 == 2 else [])
        for n in range(48)
    ]
    agreements, clauses = [], []
    for number in range(80):
        first, second = f"p{number % 48:02}", f"p{(number * 7 + 5) % 48:02}"
        year, month = 2000 + number // 4, 1 + 3 * (number % 4)
        label = f"Contract number {number + 1}"
        agreements.append(
            agreement(f"c{number:02}", f"{year}-{month:02}-01", label, [first, second])
        )
        ends = Before(datetime(year + 10, 1, 1, tzinfo=UTC))
        clauses += [
            clause(
                f"c{number:02}-{i:02}",
                text(f"{_LABELS[i % len(_LABELS)]} ({i + 1})"),
                ([first], [second]) if i % 3 else ([second], [first]),
                ends if i % 2 else And(),
            )
            for i in range(12 + number % 2)
        ]
    return record(people, agreements, clauses)


def with_story(of: Record) -> Record:
    """Return a small deal with a story of three steps, which supposes something in the last."""
    steps = (
        _step(1, "2024-06-01", "Licence first", selects="a24-1", view="table"),
        _step(2, "2026-11-23", "A second contract", selects="a26", view=""),
        replace(
            _step(3, "2030-06-01", "If they give up", selects="", view="network"),
            known=None,
            assumed={iri("silent"): stretch("2027-03-01"), iri("panel"): None},
        ),
    )
    story = Story(iri("story"), "story", text("Two contracts", "Zwei Verträge"), text(""), steps)
    return replace(of, stories={story.iri: story})


def _step(number: int, on: str, label: str, *, selects: str, view: str) -> StoryStep:
    name = f"story-{number}"
    return StoryStep(
        iri(name), name, text(label), text(f"Step {number}: {label}."), stretch(on), stretch(on),
        assumed={}, shows=(), selects=iri(selects) if selects else "", view=view,
        sources=(iri("filing"),),
    )  # fmt: skip


def twisted(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any value goes
    """Return `value` with every text in it changed; equal texts stay equal, so names still fit.

    Only what can have but a few values stays: rules, language tags, enums, dates.
    """
    if isinstance(value, Text):
        return Text({tag: change(words) for tag, words in value.by_language.items()})
    if isinstance(value, Enum | datetime | Decimal) or value is None:
        return value
    if isinstance(value, str):
        return change(value) if value not in {"", "permission", "duty", "prohibition"} else value
    if isinstance(value, tuple | frozenset):
        return type(value)(twisted(item, change) for item in value)
    if isinstance(value, Mapping):
        return {twisted(key, change): twisted(item, change) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: twisted(getattr(value, f.name), change) for f in fields(value) if f.init
        }
        return replace(value, **changed)
    return value
