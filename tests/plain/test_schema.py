"""The JSON Schema that ships is what the table makes; it knows good files from bad ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from pactgraph.converting.lossless import lossless_text
from pactgraph.interpreting.documents import read
from pactgraph.messages import LANGUAGES
from pactgraph.plain.keys import BY_NAME, SECTIONS
from pactgraph.plain.parsing import Listed, Mapped, Scalar, parsed
from pactgraph.plain.reference import reference
from pactgraph.plain.schema import ADDRESS, schema_text
from pactgraph.resources import Resource, folder
from pactgraph.telling.tables import Table
from plain.examples import GOOD, OWN, trial

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.plain.parsing import Value

pytestmark = pytest.mark.many

SHIPPED = folder(Resource.ONTOLOGY) / "agreement.schema.json"


def said(text: str) -> object:
    """Return what a plain file says, all scalars as texts."""

    def plain(value: Value) -> object:
        match value:
            case Scalar(text):
                return text
            case Listed(items):
                return [plain(item) for item in items]
            case Mapped(entries):
                return {key.text: plain(each) for key, each in entries}

    return plain(parsed(text))


def wrong(text: str) -> list[str]:
    """Return where the schema finds faults."""
    validator = Draft202012Validator(json.loads(SHIPPED.read_text("utf-8")))
    return ["/".join(map(str, error.absolute_path)) for error in validator.iter_errors(said(text))]


def test_what_ships_is_what_the_table_makes() -> None:
    """After a change of the table: `python -m pactgraph.plain.schema > ontology/agreement…`."""
    shipped = SHIPPED.read_text("utf-8")

    assert schema_text() == shipped
    assert ADDRESS == json.loads(shipped)["$id"]
    Draft202012Validator.check_schema(json.loads(shipped))


def test_good_files_are_valid() -> None:
    """Ours, and the facts as they are converted."""
    documents, _ = read([folder(Resource.FACTS)])
    facts = [triple for document in documents for triple in document.triples]

    assert [] == wrong(OWN.read_text("utf-8"))
    assert [] == wrong(lossless_text(facts, ".yaml"))


@pytest.mark.parametrize("name", GOOD)
def test_examples_of_the_trial_are_valid(name: str) -> None:
    """All four."""
    assert [] == wrong(trial(name).read_text("utf-8"))


def test_dates_and_numbers_may_be_such(tmp_path: Path) -> None:
    """Editors take a plain year for a number."""
    del tmp_path
    validator = Draft202012Validator(json.loads(SHIPPED.read_text("utf-8")))
    claims = {"c": {"label": "x", "sources": ["s"], "occurred": 2027, "never": True}}

    assert [] == [*validator.iter_errors({"pactgraph": 1, "base": "urn:x:", "claims": claims})]


CHANGES = {
    "key": ("        owed_by: beta\n", "        owedby: beta\n", "agreements/deal/clauses/deal-1"),
    "place": (
        "issued: 2024-03-01\n    effective",
        "kind: licence\n    effective",
        "agreements/deal",
    ),
    "kind": ("kind: licence", "kind: license", "agreements/deal/clauses/deal-1/kind"),
    "rules": (
        "permission: use",
        "permission: use\n        duty: use",
        "agreements/deal/clauses/deal-1",
    ),
    "date": (
        "issued: 2024-03-01\n    url",
        "issued: 1 March 2024\n    url",
        "sources/news/issued",
    ),
    "section": ("claims:", "claim:", ""),
    "label": ("{en: approval, de: Genehmigung}", "[approval]", "events/approval"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_fault_is_found_where_it_is(name: str) -> None:
    """Misspelt and misplaced keys, wrong terms and dates."""
    before, after, place = CHANGES[name]
    text = OWN.read_text("utf-8")
    assert before in text

    assert {place} == set(wrong(text.replace(before, after, 1)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_has_every_key(language: str) -> None:
    """Of every section, with what it says."""
    rows = [row for block in reference(language) if isinstance(block, Table) for row in block.rows]

    for section in (*SECTIONS, BY_NAME["clauses"], BY_NAME["steps"]):
        assert {key.name for key in section.keys} <= {str(row[0]) for row in rows}
    assert all(str(cell).strip() for row in rows for cell in row)
