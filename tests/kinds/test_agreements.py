"""What an agreement has none of, and which law governs it: said, shown, and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from entry import completed
from pactgraph.graph import PactGraph, load

DEAL = Path(__file__).parent / "deal.ttl"
KIND = "https://w3id.org/pactgraph/kind/"
IRI = "https://example.org/kinds/deal"


@cache
def deal() -> PactGraph:
    """A deal without exclusivity and rules on liability, under the law of Delaware."""
    return load(DEAL)


def changed(folder: Path, old: str, new: str) -> Path:
    """Return the deal with one change."""
    text = DEAL.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    path = folder / "deal.ttl"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def shown(graph: PactGraph, name: str, language: str = "en") -> dict[str, list[str]]:
    """Return the texts of each section of all about a thing."""
    told = graph.show(name, graph.setting(on="2024-06-01", known="2024-06-01"))
    sections = told.as_json(language)["sections"]
    return {name: [item["text"] for item in items] for name, items in sections.items()}


def test_the_record_has_what_is_missing_and_the_law() -> None:
    """Kinds by IRI; names of the law first, codes without a language after them."""
    agreement = deal().record.agreements[IRI]

    assert (f"{KIND}exclusivity", f"{KIND}liability") == agreement.without
    assert [{"en": "Delaware"}, {"": "US-DE"}] == [dict(x.by_language) for x in agreement.law]


def test_an_agreement_shows_both() -> None:
    """In JSON, and for people in two languages."""
    english, german = (shown(deal(), "deal", language) for language in ("en", "de"))

    assert ["exclusivity", "liability"] == english["without"]
    assert ["Ausschließlichkeit", "Haftung"] == german["without"]
    assert ["Delaware", "US-DE"] == english["law"] == german["law"]
    told = completed("show", "deal", "--graph", str(DEAL), "--lang", "de").stdout
    assert "Hat keine von: Ausschließlichkeit; Haftung" in told
    assert "Anwendbares Recht: Delaware; US-DE" in told


def test_nothing_is_said_where_nothing_is_known() -> None:
    """Neither of a kind that is not named, nor of an agreement of which nothing was said."""
    first = load().record.agreements
    assert all((() == each.without and () == each.law) for each in first.values())
    assert "lacking" not in shown(deal(), "loan")


@pytest.mark.parametrize("kind", ["liability", "indemnity", "liability-cap", "exclusivity"])
def test_a_kind_names_the_agreements_that_have_none(kind: str) -> None:
    """What an agreement has none of, it has none of below it either."""
    assert ["deal of 2024"] == shown(deal(), kind)["lacking"]


@pytest.mark.parametrize(
    ("old", "new", "present"),
    [
        ("kind:liability ,", "kind:non-compete ,", "ban"),
        ("kind:liability ,", "kind:restriction ,", "ban"),
        ("kind:liability ,", "kind:licence ,", "field, for-ever, plain"),
        ("kind:liability ,", ":field-licence ,", "field"),
        ("dcterms:type kind:perpetual", "dcterms:type kind:liability-cap", "for-ever"),
    ],
)
def test_what_is_there_after_all_is_a_violation(
    old: str, new: str, present: str, tmp_path: Path
) -> None:
    """A clause of the kind, or of one below it, and what is said cannot both be right."""
    found = completed("check", str(changed(tmp_path, old, new)))
    told = [line for line in found.stdout.splitlines() if "(pact:without)" in line]

    assert 1 == found.returncode
    assert 1 == len(told)
    assert f"but has {present};" in told[0]


def test_a_statement_is_there_too(tmp_path: Path) -> None:
    """CUAD's yes without a holder is a statement, and a no beside it is a fault."""
    said = """pact:without kind:governing-law , kind:exclusivity ;
    pact:states :law-of-the-deal ;"""
    path = changed(tmp_path, "pact:without kind:liability , kind:exclusivity ;", said)
    with path.open("a", encoding="utf-8") as file:
        file.write("""
:law-of-the-deal a pact:Statement ;
    dcterms:type kind:governing-law ;
    rdfs:label "Delaware it is"@en ;
    pact:certainty certainty:official ;
    dcterms:source :news .
""")

    assert "but has law-of-the-deal;" in completed("check", str(path)).stdout


@pytest.mark.parametrize(
    "new",
    [
        "kind:licence-to-kill ,",
        "kind:broader ,",
        '"<script>" ,',
        "kind:liability , kind:licence ,",
    ],
)
def test_what_is_said_wrongly_is_no_traceback(new: str, tmp_path: Path) -> None:
    """Kinds that do not exist are told, and nothing else falls over."""
    found = completed("check", str(changed(tmp_path, "kind:liability ,", new)))

    assert 1 == found.returncode
    assert "defect of pactgraph" not in found.stderr
    told = [line for line in found.stdout.splitlines() if "warning" not in line]
    assert ["deal: "] == [line[line.index("deal: ") :][:6] for line in told]


def test_a_larger_kind_is_not_contradicted_by_a_smaller(tmp_path: Path) -> None:
    """Without exclusivity there may be other restrictions: a kind is not those above it."""
    path = changed(tmp_path, "kind:liability ,", "kind:perpetual , kind:liability ,")
    path.write_text(
        path.read_text(encoding="utf-8").replace("type kind:perpetual", "type kind:licence"),
        encoding="utf-8",
    )

    assert 0 == completed("check", str(path)).returncode


def test_the_network_has_the_law() -> None:
    """An agreement in the network tells which law governs it."""
    network = deal().network(deal().setting(on="2024-06-01", known="2024-06-01"))

    assert network.nodes[IRI]["law"] == "Delaware; US-DE"
