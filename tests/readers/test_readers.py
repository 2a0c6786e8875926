"""Readers' questions, and each sentence of the article with the question that reaches it."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from entry import completed
from pactgraph.graph import PactGraph, load

pytestmark = pytest.mark.many

HERE = Path(__file__).parent
LANGUAGES = ("en", "de")
WIDE = 400


def table(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table beside this file."""
    text = (HERE / f"{name}.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[name.removesuffix("s")]
    return rows


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


@cache
def answer(ask: str, language: str) -> str:
    """Return what a command answers, in one line."""
    run = completed(*shlex.split(ask), "--lang", language, columns=WIDE)
    assert run.returncode == 0, run.stderr
    return " ".join((run.stdout + run.stderr).split())


def in_order(text: str, parts: list[str]) -> list[str]:
    """Return those of `parts` that do not stand in `text`, each after the one before."""
    place, missing = 0, []
    for part in parts:
        found = re.compile(rf"(?<![\w-]){re.escape(part)}(?![\w-])").search(text, place)
        if found:
            place = found.end()
        else:
            missing.append(part)
    return missing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", table("questions"), ids=lambda row: row["asked"][0])
def test_a_question_of_a_reader_is_answered(row: dict[str, Any], language: str) -> None:
    """The command gives what the table says, in the reader's language."""
    found = answer(row["ask"], language)

    assert in_order(found, row.get("has", [])) == []
    assert [part for part in row.get(language, []) if part not in found] == []
    assert [part for part in row.get("lacks", []) if part in found] == []


def test_the_questions_are_many_and_each_is_asked_in_both_languages() -> None:
    """No question stands twice, and none has the same words in both languages."""
    asked = [tuple(row["asked"]) for row in table("questions")]

    assert len(set(asked)) == len(asked) >= 40
    assert [pair for pair in asked if len({*pair}) < len(LANGUAGES)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", table("article"), ids=lambda row: row["sentence"])
def test_a_sentence_of_the_article_has_its_claims_and_a_question(
    row: dict[str, Any], language: str
) -> None:
    """Each claim has the verdict of the table, and the question leads to what it is about."""
    named = (claim for claim in graph().record.claims.values() if claim.id in row["claims"])

    assert row["claims"] == {claim.id: claim.verdict for claim in named}
    assert in_order(answer(row["ask"], language), row["has"]) == []


def test_every_claim_of_the_article_belongs_to_one_sentence() -> None:
    """No claim is without a sentence, and none stands with two."""
    told = [claim for row in table("article") for claim in row["claims"]]
    claims = {c.id for c in graph().record.claims.values() if c.id.startswith("SEED-")}

    assert sorted(claims) == sorted(told)
