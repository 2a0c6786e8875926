"""The kinds of clauses: what CUAD calls them, which are below which, and what is told of them."""

from collections import Counter
from pathlib import Path

import pytest
from rdflib import OWL, RDFS, SKOS, Graph, Literal, Namespace

KIND = Namespace("https://w3id.org/pactgraph/kind/")

BELOW = """
    kind:backstop kind:guaranty
    kind:capacity kind:supply
    kind:distribution kind:supply
    kind:integration kind:supply
    kind:affiliates kind:licence
    kind:commercialisation-preference kind:priority
    kind:confidentiality kind:restriction
    kind:covenant-not-to-sue kind:restriction
    kind:exclusivity kind:restriction
    kind:fee kind:payment
    kind:indemnity kind:liability
    kind:liability-cap kind:cap
    kind:liability-cap kind:liability
    kind:liquidated-damages kind:liability
    kind:milestone kind:payment
    kind:no-shop kind:restriction
    kind:non-compete kind:restriction
    kind:non-compete-exception kind:freedom
    kind:non-disparagement kind:restriction
    kind:non-solicitation kind:restriction
    kind:non-transferable kind:licence
    kind:perpetual kind:licence
    kind:price kind:payment
    kind:price-limit kind:restriction
    kind:rent kind:payment
    kind:right-of-first-refusal kind:priority
    kind:royalty kind:payment
    kind:service-level kind:supply
    kind:unlimited kind:licence
    kind:unlimited-liability kind:liability
    kind:volume-limit kind:cap
    kind:warrant kind:option
"""

CUAD = {
    "Affiliate License-Licensee": "kind:affiliates",
    "Affiliate License-Licensor": "kind:affiliates",
    "Anti-Assignment": "kind:assignment",
    "Audit Rights": "kind:audit",
    "Cap On Liability": "kind:liability-cap",
    "Change Of Control": "kind:change-of-control",
    "Competitive Restriction Exception": "kind:non-compete-exception",
    "Covenant Not To Sue": "kind:covenant-not-to-sue",
    "Exclusivity": "kind:exclusivity",
    "Expiration Date": "kind:term",
    "Governing Law": "kind:governing-law",
    "Insurance": "kind:insurance",
    "Ip Ownership Assignment": "kind:ip-assignment",
    "Irrevocable Or Perpetual License": "kind:perpetual",
    "Joint Ip Ownership": "kind:joint-ip",
    "License Grant": "kind:licence",
    "Liquidated Damages": "kind:liquidated-damages",
    "Minimum Commitment": "kind:purchase-commitment",
    "Most Favored Nation": "kind:most-favoured-customer",
    "No-Solicit Of Customers": "kind:non-solicitation",
    "No-Solicit Of Employees": "kind:non-solicitation",
    "Non-Compete": "kind:non-compete",
    "Non-Disparagement": "kind:non-disparagement",
    "Non-Transferable License": "kind:non-transferable",
    "Notice Period To Terminate Renewal": "kind:notice",
    "Post-Termination Services": "kind:survival",
    "Price Restrictions": "kind:price-limit",
    "Renewal Term": "kind:renewal",
    "Revenue/Profit Sharing": "kind:profit-share kind:revenue-share",
    "Rofr/Rofo/Rofn": "kind:right-of-first-refusal",
    "Source Code Escrow": "kind:source-escrow",
    "Termination For Convenience": "kind:termination-for-convenience",
    "Third Party Beneficiary": "kind:third-party-right",
    "Uncapped Liability": "kind:unlimited-liability",
    "Unlimited/All-You-Can-Eat-License": "kind:unlimited",
    "Volume Restriction": "kind:volume-limit",
    "Warranty Duration": "kind:warranty",
}
"""CUAD's categories but for Document Name, Parties, Agreement Date and Effective Date."""

NOT_IN_CUAD = """
    kind:condition-precedent kind:fee kind:guaranty kind:indemnity kind:lease kind:liability
    kind:loan kind:milestone kind:payment kind:price kind:registration kind:rent kind:royalty
    kind:security kind:supply
"""

DEPRECATED = {"lease", "lend", "license", "pay"}
"""Actions of ODRL 2.2 that no kind is mapped to."""


@pytest.fixture(scope="module")
def kinds(ontology: Path) -> Graph:
    """The file of the kinds."""
    return Graph().parse(ontology / "kinds.ttl")


def name(kind: object) -> str:
    """Return a kind with its prefix."""
    return f"kind:{str(kind).removeprefix(KIND)}"


def test_the_tree_is_as_it_was_drawn(kinds: Graph) -> None:
    """Which kind is below which, and that all others stand at the top."""
    drawn = {tuple(line.split()) for line in BELOW.split("\n") if line.strip()}
    below = {(name(k), name(b)) for k, b in kinds.subject_objects(SKOS.broader)}
    tops = {name(k) for k in kinds.subjects(SKOS.topConceptOf, KIND[""])}
    concepts = {name(k) for k in kinds.subjects(SKOS.inScheme, KIND[""])}

    assert drawn == below
    assert concepts - {kind for kind, _ in drawn} == tops
    assert {*NOT_IN_CUAD.split()} <= concepts


def test_what_cuad_knows_has_a_kind(kinds: Graph) -> None:
    """37 of its 41 categories are kinds; the other four are what an agreement says of itself."""
    found: dict[str, set[str]] = {}
    for kind, notation in kinds.subject_objects(SKOS.notation):
        found.setdefault(str(notation), set()).add(name(kind))

    assert CUAD == {notation: " ".join(sorted(named)) for notation, named in found.items()}
    assert 41 - 4 == len(CUAD)


def test_no_kind_is_mapped_to_what_odrl_gave_up(kinds: Graph, ontology: Path) -> None:
    """A match is a term that is still in use."""
    odrl = Graph().parse(ontology / "odrl.ttl")
    gone = {
        str(term)
        for term, value in odrl.subject_objects(OWL.deprecated)
        if isinstance(value, Literal) and value.value is True
    } | {f"http://www.w3.org/ns/odrl/2/{action}" for action in DEPRECATED}
    matches = (SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.relatedMatch)
    matched = {str(o) for match in matches for o in kinds.objects(None, match)}

    assert matched
    assert set() == matched & gone


def test_a_word_means_one_kind(kinds: Graph) -> None:
    """No label or other word, in any language, is that of two kinds."""
    words = Counter(
        word.casefold()
        for kind in kinds.subjects(SKOS.inScheme, KIND[""])
        for word in {
            str(text).casefold()
            for says in (RDFS.label, SKOS.altLabel)
            for text in kinds.objects(kind, says)
        }
    )

    assert [] == [word for word, often in words.items() if often > 1]
