"""Frequent sorts of agreements: who is asked about, and which clauses such a one has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pactgraph.messages import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.messages import Message

Rule = Literal["permission", "duty", "prohibition", "statement"]
Side = Literal["first", "second"]
Asked = Literal["when", "deadline", "amount"]


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a template.

    Attributes:
        label: what it is called; ``{asset}`` stands for what the agreement is about.
        kind: id of its kind.
        rule: which sort of rule it is.
        action: id of its action; "" for a statement.
        holder: which of the two parties may act or insist.
        asks: what is asked about it.
        optional: what is asked before it; None if it is always there.
    """

    label: Message
    kind: str
    rule: Rule
    action: str
    holder: Side
    asks: tuple[Asked, ...]
    optional: Message | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A frequent sort of agreement.

    Attributes:
        about: what it is, in one line.
        first: who the first party is.
        second: who the second party is.
        asset: what it is about.
        title: what it is called, unless somebody says otherwise.
        parts: its clauses.
        type: its class; "" for what binds.
    """

    about: Message
    first: Message
    second: Message
    asset: Message
    title: Message
    parts: tuple[Part, ...]
    type: str = ""


_EXCLUSIVE = Part(
    phrase("no licence of {asset} to others"),
    "exclusivity",
    "prohibition",
    "grantUse",
    "second",
    ("when",),
    phrase("Is it exclusive?"),
)

TEMPLATES: Mapping[str, Template] = {
    "licence": Template(
        phrase("one lets the other use something, such as patents"),
        phrase("Who grants the licence?"),
        phrase("Who may use it?"),
        phrase("What is licensed?"),
        phrase("licence of {asset}"),
        (
            Part(
                phrase("licence of {asset}"), "licence", "permission", "use", "second", ("when",)
            ),
            _EXCLUSIVE,
            Part(
                phrase("fee for {asset}"),
                "fee",
                "duty",
                "compensate",
                "first",
                ("amount", "deadline"),
                phrase("Is there a fee?"),
            ),
        ),
    ),
    "supply": Template(
        phrase("one supplies, the other undertakes to buy so much"),
        phrase("Who supplies?"),
        phrase("Who buys?"),
        phrase("What is supplied?"),
        phrase("supply of {asset}"),
        (
            Part(phrase("supply of {asset}"), "supply", "duty", "supply", "second", ("when",)),
            Part(
                phrase("commitment to buy {asset}"),
                "purchase-commitment",
                "duty",
                "purchase",
                "first",
                ("amount", "when"),
            ),
            Part(
                phrase("option on more of {asset}"),
                "option",
                "permission",
                "purchase",
                "second",
                ("amount", "when"),
                phrase("Is there an option on more?"),
            ),
        ),
    ),
    "loan": Template(
        phrase("one lends money, the other pays it back"),
        phrase("Who lends?"),
        phrase("Who borrows?"),
        phrase("What is lent, in a few words?"),
        phrase("loan: {asset}"),
        (
            Part(phrase("{asset}"), "loan", "permission", "use", "second", ("amount", "when")),
            Part(
                phrase("repayment of {asset}"),
                "payment",
                "duty",
                "compensate",
                "first",
                ("amount", "deadline"),
            ),
        ),
    ),
    "lease": Template(
        phrase("one lets the other use a thing, for rent"),
        phrase("Who lets?"),
        phrase("Who rents?"),
        phrase("What is let?"),
        phrase("lease of {asset}"),
        (
            Part(phrase("use of {asset}"), "lease", "permission", "use", "second", ("when",)),
            Part(
                phrase("rent for {asset}"),
                "rent",
                "duty",
                "compensate",
                "first",
                ("amount", "when"),
            ),
        ),
    ),
    "warrant": Template(
        phrase("one may buy shares of the other, under conditions"),
        phrase("Whose shares are they?"),
        phrase("Who may buy them?"),
        phrase("Which shares?"),
        phrase("warrant for {asset}"),
        (
            Part(
                phrase("warrant for {asset}"),
                "warrant",
                "permission",
                "purchase",
                "second",
                ("amount", "when"),
            ),
        ),
    ),
    "take-over": Template(
        phrase("one buys a company, once conditions are met"),
        phrase("Who sells?"),
        phrase("Who buys?"),
        phrase("What is bought?"),
        phrase("take-over of {asset}"),
        (
            Part(
                phrase("sale of {asset}"),
                "condition-precedent",
                "duty",
                "transfer",
                "second",
                ("when",),
            ),
            Part(
                phrase("price of {asset}"),
                "price",
                "duty",
                "compensate",
                "first",
                ("amount", "when"),
            ),
            Part(
                phrase("no other buyer of {asset}"),
                "no-shop",
                "prohibition",
                "sell",
                "second",
                ("when",),
                phrase("Must the seller talk to no other buyer?"),
            ),
        ),
    ),
    "memorandum": Template(
        phrase("two say what they mean to do; nobody is bound"),
        phrase("Who is the one party?"),
        phrase("Who is the other?"),
        phrase("What is it about?"),
        phrase("memorandum on {asset}"),
        (Part(phrase("plans for {asset}"), "intention", "statement", "", "first", ("amount",)),),
        type="NonBindingAgreement",
    ),
}
"""By the names that people give."""
