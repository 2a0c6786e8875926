"""What plain files say of flows: parts, force, partial performance, amounts of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.checking.check import check
from pactgraph.converting.lossless import lossless_text
from pactgraph.graph import load
from pactgraph.interpreting.documents import read
from pactgraph.plain.sameness import only_in_one
from pactgraph.terms import CERTAINTY, DCTERMS, FORCE, ORG, PACT, SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/"
DEAL = """
pactgraph: 1
base: https://example.org/
parties:
  acme: {label: Acme, identifier: CIK 0000000001, linked_to: beta}
  beta: Beta
assets:
  chips: Chips
sources:
  news: {publisher: News, title: The deal, issued: 2026-01-01, url: https://example.org/news}
events:
  first-delivery:
    label: The first delivery
    occurred: 2026-03-01
    amount: price
    certainty: press
    sources: news
  second-delivery:
    label: The second delivery
    occurred: 2026-04-01
    amount: [2 million USD, price]
    sources: news
agreements:
  deal:
    label: The deal
    issued: 2026-01-01
    parties: [acme, beta]
    certainty: press
    sources: news
    clauses:
      deal-1:
        label: Acme sells chips
        kind: supply
        duty: purchase
        holder: acme
        owed_by: beta
        asset: chips
        amount: {price: up to 5 million USD a month}
        partly_performed_by: [first-delivery, second-delivery]
      deal-1-option:
        label: More of them
        kind: supply
        duty: purchase
        holder: acme
        owed_by: beta
        asset: chips
        part_of: deal-1
        force: non-binding
"""


def named(name: str) -> URIRef:
    """Return a thing of the deal."""
    return URIRef(BASE + name)


def written(path: Path) -> Path:
    """Write the deal, and return where."""
    path.write_text(DEAL, encoding="utf-8")
    return path


def test_each_key_becomes_its_triples(tmp_path: Path) -> None:
    """Nothing is wrong with the file, and it says what Turtle would."""
    path = written(tmp_path / "deal.yaml")
    documents, wrong = read([path])
    said = set(documents[0].triples)
    own = named("second-delivery-amount")

    assert ([], []) == (wrong, check([path]).violations)
    assert {
        (named("acme"), DCTERMS.identifier, Literal("CIK 0000000001")),
        (named("acme"), ORG.linkedTo, named("beta")),
        (named("first-delivery"), PACT.amount, named("price")),
        (named("first-delivery"), PACT.certainty, CERTAINTY["press"]),
        (named("second-delivery"), PACT.amount, named("price")),
        (named("second-delivery"), PACT.amount, own),
        (own, SCHEMA.value, Literal(2_000_000)),
        (named("deal-1"), PACT.amount, named("price")),
        (named("price"), SCHEMA.unitText, Literal("month")),
        (named("price"), SCHEMA.currency, Literal("USD")),
        (named("deal-1"), PACT.partlyPerformedBy, named("first-delivery")),
        (named("deal-1"), PACT.partlyPerformedBy, named("second-delivery")),
        (named("deal-1-option"), DCTERMS.isPartOf, named("deal-1")),
        (named("deal-1-option"), PACT.force, FORCE["non-binding"]),
    } <= said


def test_the_record_has_them(tmp_path: Path) -> None:
    """An amount that is named by its id is that of both things."""
    record = load(written(tmp_path / "deal.yaml"), cache=False).record
    option, whole = (record.clauses[str(named(n))] for n in ("deal-1-option", "deal-1"))

    assert ("non-binding", (whole.iri,)) == (option.force, option.part_of)
    assert whole.amounts == record.events[str(named("first-delivery"))].amounts


def test_it_is_written_again_without_anything_left_over(tmp_path: Path) -> None:
    """Every triple has a key, also those of an amount that several have."""
    documents, _ = read([written(tmp_path / "deal.yaml")])
    said = [*documents[0].triples]
    again = tmp_path / "again.yaml"
    again.write_text(lossless_text(said, ".yaml"), encoding="utf-8")
    read_again, _ = read([again])

    assert "\ngraph:" not in again.read_text(encoding="utf-8")
    assert ([], []) == only_in_one(said, [*read_again[0].triples])


def test_an_amount_that_is_neither_is_told(tmp_path: Path) -> None:
    """A word that is the id of no amount is no amount."""
    path = tmp_path / "deal.yaml"
    path.write_text(DEAL.replace("amount: price", "amount: prize"), encoding="utf-8")

    (told,) = check([path]).violations

    assert "amount: “prize” is no amount" in str(told.message)
