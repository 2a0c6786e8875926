# ruff: noqa: E501 - a change of a file is read best on one line
"""What a plain file says is the same graph as in Turtle; what is wrong with it is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from entry import run
from pactgraph import load
from pactgraph.checking.check import check
from pactgraph.converting.lossless import lossless_text
from pactgraph.interpreting.documents import read
from pactgraph.plain.sameness import only_in_one
from plain.examples import GOOD, OWN, ROOT, trial

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from rdflib.term import Node

NOTHING_SAID = "EventSaysNothing"
"""The warning that the examples of the trial earn: nothing is said of some events."""
FAULTY = """\
pactgraph: 1
base: https://example.org/deal/

parties: {acme: Acme, beta: Beta}
assets: {engine-patents: engine patents}
events: {beta-goes-public: Beta goes public}
sources:
  acme-news:
    publisher: Acme
    title: Acme licenses engines from Beta
    issued: 1 March 2024
    url: https://acme.example/news
agreements:
  deal:
    label: Engine licence of 2024
    issued: 1 March 2024
    effective: 2024-04-01
    parties: [acme, beta]
    certainty: official
    sources: [acme-news]
    clauses:
      deal-1:
        label: licence to the engine patents
        kind: license
        permission: use
        holder: amce
        owedby: beta
        asset: engine-patents
        when: until the earlier of Beta goes publik and the end of 2028
"""
DATE = "“1 March 2024” is not written as a date; write 2024-03-01"
TOLD = [
    (11, "acme-news", f"issued: {DATE}"),
    (16, "deal", f"issued: {DATE}"),
    (24, "deal-1", "kind: there is no kind “license”; did you mean licence (licence)?"),
    (26, "deal-1", "holder: there is no party “amce”; did you mean acme (Acme)?"),
    (27, "deal-1", "there is no key “owedby”; did you mean owed_by?"),
    (
        29,
        "deal-1",
        (
            "when: character 22: there is no event “Beta goes publik”; did you mean"
            " beta-goes-public (Beta goes public)?"
        ),
    ),
]


def triples(path: Path) -> Collection[tuple[Node, Node, Node]]:
    """Return what a file says."""
    documents, wrong = read([path])
    assert [] == wrong
    return [*documents[0].triples]


def test_the_readme_says_the_same_in_both_forms(tmp_path: Path) -> None:
    """The example of the README in Turtle, and the same as a person writes it without."""
    turtle = (ROOT / "tests" / "check" / "valid.ttl").read_text(encoding="utf-8")
    text = lossless_text([*Graph().parse(data=turtle)], ".yaml")
    (tmp_path / "valid.yaml").write_text(text, encoding="utf-8")

    assert only_in_one(triples(tmp_path / "valid.yaml"), [*Graph().parse(data=turtle)]) == ([], [])


def test_our_own_file_uses_every_section_and_is_right() -> None:
    """Nothing is wrong with it; one constraint is named by nothing."""
    found = check([OWN])

    assert [] == found.violations
    assert ["before-ipo"] == [warning.subject for warning in found.warnings]


def test_answers_come_from_it() -> None:
    """Status on three days, with what was recorded and supposed."""
    graph = load(OWN, cache=False)

    def status(on: str, **more: str) -> list[str]:
        setting = graph.setting(on=on, known="2026-11-01", assume=more)
        return [answer.status.value for answer in graph.status(setting)]

    assert ["not yet", "in force", "not yet"] == status("2024-04-02")
    assert ["depends", "in force", "in force"] == status("2026-06-01")
    assert ["ended", "in force", "ended"] == status("2029-06-01", sale="2027-01-01")
    assert ["ended", "ended", "ended"] == status("2035-01-01", sale="2027-01-01")


@pytest.mark.parametrize("name", GOOD)
def test_the_examples_of_the_trial_check_clean(name: str) -> None:
    """No violation; a warning for each event of which nothing is said, and for real gaps."""
    found = check([trial(name)])
    kinds = {warning.kind.rpartition("#")[2] for warning in found.warnings}

    assert [] == found.violations
    assert NOTHING_SAID in kinds
    assert kinds <= {NOTHING_SAID, "NamedByNothing", "KnownBeforeSources", "LanguageMissing"}


def test_all_that_is_wrong_is_told_in_one_run(tmp_path: Path) -> None:
    """Each with its line, its clause, and what would be right."""
    (tmp_path / "bad.yaml").write_text(FAULTY, encoding="utf-8")

    found = check([tmp_path / "bad.yaml"]).violations

    assert TOLD == [(each.line, each.subject, str(each.message)) for each in found]


def test_the_faulty_file_of_the_trial_gets_all_its_messages() -> None:
    """Six of them, as those of ours."""
    found = check([trial("bad")]).violations

    assert [message for _, _, message in TOLD] == [str(each.message) for each in found]


WRONG = {
    "empty": ("", "there is nothing in this file"),
    "list": ("- a\n", "at the top, a file has keys, such as pactgraph: 1"),
    "tab": (
        "pactgraph: 1\n\tbase: x\n",
        "this is no YAML: a tab at the beginning of a line; use spaces",
    ),
    "colon": (
        "pactgraph: 1\nbase: a: b\n",
        "a second colon; put a text that has a colon in quotation marks",
    ),
    "twice": ("pactgraph: 1\npactgraph: 1\n", "pactgraph is given twice, first in line 1"),
    "anchor": ("pactgraph: &a 1\nbase: *a\n", "anchors (&) and aliases (*) are not read"),
    "tag": ("pactgraph: !x 1\n", "tags (!) are not read; leave it out"),
    "documents": ("pactgraph: 1\n---\nbase: x\n", "there are two documents in it"),
    "version": ("pactgraph: 2\nbase: https://e.org/\n", "begin the file with pactgraph: 1"),
    "no base": ("pactgraph: 1\n", "say what ids are added to, with an address"),
    "base": ("pactgraph: 1\nbase: deal\n", "base: “deal” is no address"),
    "base end": ("pactgraph: 1\nbase: https://e.org/a\n", "ends in neither / nor #"),
    "language": ("pactgraph: 1\nbase: https://e.org/\nlanguage: fr\n", "it is one of en, de"),
    "section": (
        "pactgraph: 1\nbase: https://e.org/\nagrements: {}\n",
        "there is no key “agrements”; did you mean agreements?",
    ),
    "id": ("pactgraph: 1\nbase: https://e.org/\nparties: {a b: A}\n", "“a b” is no id"),
    "graph": ("pactgraph: 1\nbase: https://e.org/\ngraph: x\n", "write things as JSON-LD"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_plain_file_is_told(name: str, tmp_path: Path) -> None:
    """With what would be right, and never a traceback."""
    text, message = WRONG[name]
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")

    told = "\n".join(str(each) for each in check([tmp_path / "x.yaml"]).violations)

    assert message in told


CHANGES = {
    "no rule": ("        permission: use\n", "", "say with one of permission, duty"),
    "two rules": (
        "        permission: use\n",
        "        permission: use\n        duty: use\n",
        "say with one of",
    ),
    "no holder": (
        "        holder: acme\n        owed_by: beta\n        asset: engine-patents\n        when: from approval",
        "        owed_by: beta\n        asset: engine-patents\n        when: from approval",
        "holder is missing: who may act or insist",
    ),
    "wrong action": (
        "permission: use",
        "permission: usee",
        "there is no action “usee”; did you mean use",
    ),
    "label for id": ("kind: licence\n", "kind: Licence fee\n", "there is no kind “Licence fee”"),
    "amount": ("about 27 percent", "27", "“27” is no amount"),
    "two ways": ("through 2034", "until 2034", "can be read two ways"),
    "operand": (
        "only: {purpose",
        "only: {purposes",
        "there is no attribute “purposes”; did you mean purpose",
    ),
    "near value": ("customer: makers}", "customer: maker}", "did you mean makers"),
    "deadline": ("deadline: 2026-12-31", "deadline: 2026-13-31", "2026-13-31"),
    "no operand": (
        "only: {purpose",
        "only: {region",
        "nothing is limited by “region”; there are capability, cloud",
    ),
    "event": (
        "performed_by: delivery",
        "performed_by: delivry",
        "there is no event “delivry”; did you mean delivery",
    ),
    "statement": (
        "        statement: true\n",
        "        statement: true\n        holder: acme\n",
        "holder: a statement has none",
    ),
    "flag": ("statement: true", "statement: yes", "statement: write true, or leave it out"),
    "nowhere": (
        "    file: licence.pdf\n    place: section 4.2\n",
        "",
        "say where it is, with url, or with file and place",
    ),
    "taken": (
        "  beta-group:",
        "  beta-group: {label: x}\n  sale:",
        "the id sale is taken in line",
    ),
    "address": (
        "url: https://acme.example/news",
        "url: acme.example/news",
        "write it in full, with https://",
    ),
    "language": (
        "{en: Engine licence, de",
        "{en: Engine licence, deutsch sprache",
        "“deutsch sprache” is no language",
    ),
    "two constraints": (
        "when: until Beta goes public}",
        "when: from approval until Beta goes public}",
        "this is 2 constraints, not one",
    ),
    "moment": (
        "is: the earlier of Beta goes public and sale of Beta",
        "is: the earlier of Beta goes publik and sale of Beta",
        "is: character 16: there is no event “Beta goes publik”",
    ),
    "many": (
        "effective: 2024-04-01",
        "effective: [2024-04-01, 2024-05-01]",
        "effective: say one thing, not several",
    ),
    "json-ld": ("rdfs:seeAlso", "seeAlsoo", "seeAlsoo"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_single_fault_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    """One change of our own file: one or two messages, of the line that was changed."""
    before, after, message = CHANGES[name]
    text = OWN.read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "x.yaml").write_text(text.replace(before, after, 1), encoding="utf-8")

    found = check([tmp_path / "x.yaml"]).violations

    assert message in "\n".join(str(each.message) for each in found)
    assert all(each.line for each in found)
    assert 3 >= len(found)


def test_what_other_files_describe_is_used(tmp_path: Path) -> None:
    """Ids of another base, and of the same."""
    (tmp_path / "more.yaml").write_text(
        """\
pactgraph: 1
base: https://example.org/deal/
uses:
  parties: [acme, beta]
  assets: [engine-patents]
  sources: [news]
  events: {listing: https://example.org/deal/ipo}
  agreements: [deal]
agreements:
  more:
    label: {en: More, de: Mehr}
    issued: 2025-01-01
    parties: [acme, beta]
    certainty: official
    sources: news
    clauses:
      more-1:
        label: {en: more, de: mehr}
        kind: licence
        permission: use
        holder: acme
        owed_by: beta
        asset: engine-patents
        when: from listing until the end of 2030
""",
        encoding="utf-8",
    )

    found = check([OWN, tmp_path / "more.yaml"])

    assert [] == found.violations
    assert ["before-ipo"] == [warning.subject for warning in found.warnings]


def test_it_is_read_from_standard_input(tmp_path: Path) -> None:
    """As Turtle and JSON-LD are."""
    asked = ("status", "--graph", "-", "--on", "2026-06-01")
    answer = run(*asked, folder=tmp_path, stdin=OWN.read_bytes())

    assert 0 == answer.status
    assert "deal-1" in answer.text


def test_its_scalars_are_texts(tmp_path: Path) -> None:
    """What YAML takes for a truth value or a number stays what it is."""
    text = OWN.read_text(encoding="utf-8").replace(
        "{en: ships, de: Schiffe}", "{en: NO, de: 1.10}"
    )
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")

    labels = {str(o) for _, _, o in triples(tmp_path / "x.yaml")}

    assert {"NO", "1.10"} <= labels
