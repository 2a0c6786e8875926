"""What the shipped facts permit and prohibit, each by which clause."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from made.partnership import partnership

if TYPE_CHECKING:
    from pactgraph.graph import PactGraph

KNOWN = "2026-11-23"
VERIFIED = {"agi-verified": "2028-06-01"}
OTHER_CLOUD = {"cloud": "amazon"}
SECURITY = {"cloud": "amazon", "customer": "us-national-security-customers"}


@cache
def graph() -> PactGraph:
    """Return the graph of the partnership, as it ships."""
    return partnership()


def may(
    question: tuple[str, str, str],
    on: str,
    assume: dict[str, str] | None = None,
    given: dict[str, str] | None = None,
) -> tuple[str, set[str]]:
    """Return the outcome of a question, and the ids of the rules that count."""
    setting = graph().setting(on=on, known=KNOWN, assume=assume)
    answer = graph().may(*question, setting, given)
    return answer.outcome.value, {
        found.rule.clause.id for found in answer.findings if found.weight == "applies"
    }


WEIGHTS = {"MSOA-2025-10", "MSOA-2025-13", "MSOA-2026-04"}


@pytest.mark.parametrize(
    ("asset", "on", "assume", "expected"),
    [
        ("research IP", "2025-12-01", {}, ("permitted", {"MSOA-2025-05", "MSOA-2025-12"})),
        ("research IP", "2031-06-01", {}, ("no rule found", set())),
        ("research IP", "2028-05-31", VERIFIED, ("depends", set())),
        ("research IP", "2028-06-01", VERIFIED, ("no rule found", set())),
        (
            "model weights",
            "2025-12-01",
            {},
            ("permitted", {"MSOA-2025-05", "MSOA-2025-10", "MSOA-2025-13"}),
        ),
        ("model weights", "2031-06-01", {}, ("permitted", WEIGHTS)),
        ("model weights", "2029-01-01", VERIFIED, ("permitted", WEIGHTS)),
        ("model weights", "2032-12-31", VERIFIED, ("permitted", WEIGHTS)),
        ("model weights", "2033-01-01", VERIFIED, ("no rule found", set())),
        ("consumer hardware", "2025-10-27", {}, ("no rule found", set())),
        ("consumer hardware", "2025-12-01", {}, ("prohibited", {"MSOA-2025-14"})),
        ("consumer hardware", "2031-06-01", {}, ("prohibited", {"MSOA-2025-14"})),
        ("consumer hardware", "2029-01-01", VERIFIED, ("prohibited", {"MSOA-2025-14"})),
    ],
)
def test_weights_outlive_research_and_hardware_is_never_microsofts(
    asset: str, on: str, assume: dict[str, str], expected: tuple[str, set[str]]
) -> None:
    """A verification in 2028 ends the use of research, not of weights, which go through 2032."""
    assert expected == may(("microsoft", "use", asset), on, assume)


@pytest.mark.parametrize("asset", ["API products", "openai-api", "stateless-apis"])
@pytest.mark.parametrize(
    ("on", "given", "outcome", "clause"),
    [
        ("2025-12-01", OTHER_CLOUD, "prohibited", "MSOA-2025-06"),
        ("2025-12-01", {"cloud": "some cloud of its own"}, "prohibited", "MSOA-2025-06"),
        ("2025-12-01", SECURITY, "permitted", "MSOA-2025-21"),
        ("2025-12-01", {"cloud": "azure"}, "permitted", "MSOA-2025-06"),
        ("2026-03-15", SECURITY, "permitted", "MSOA-2025-21"),
        ("2026-04-26", OTHER_CLOUD, "prohibited", "MSOA-2025-06"),
        ("2026-05-01", OTHER_CLOUD, "permitted", "MSOA-2026-03"),
        ("2026-05-01", {}, "permitted", "MSOA-2026-03"),
    ],
)
def test_the_api_leaves_azure_for_some_customers_and_then_for_all(
    asset: str, on: str, given: dict[str, str], outcome: str, clause: str
) -> None:
    """On another cloud only for national security until the amendment of April 2026."""
    found, rules = may(("openai", "serve", asset), on, given=given)

    assert outcome == found
    assert clause in rules


def test_who_does_not_say_which_cloud_learns_that_it_decides() -> None:
    """The exclusivity leaves it open."""
    setting = graph().setting(on="2025-12-01", known=KNOWN)

    answer = graph().may("openai", "serve", "openai-api", setting)

    assert "depends" == answer.outcome
    assert {"cloud", "customer"} == {each.operand for each in answer.open}


def test_frontier_stays_on_azure_only_while_the_statement_of_february_holds() -> None:
    """From 2026-02-27 through 2026-04-26."""
    question = ("openai", "serve", "frontier")
    days = ["2026-02-26", "2026-02-27", "2026-04-26", "2026-04-27"]

    outcomes = [may(question, day, given=OTHER_CLOUD)[0] for day in days]

    assert ["no rule found", "prohibited", "prohibited", "permitted"] == outcomes


def test_what_the_amendment_is_silent_about_decides_about_agi_work() -> None:
    """After April 2026 Microsoft's AGI work with OpenAI's IP hangs on the thresholds' fate."""
    setting = graph().setting(on="2026-06-01", known=KNOWN)
    given = {"usesAsset": "openai-ip", "beyond-compute-thresholds": "yes"}

    answer = graph().may("microsoft", "develop", "agi-technology", setting, given)

    assert "depends" == answer.outcome
    assert ("https://w3id.org/pactgraph/id/compute-thresholds-ended",) == answer.depends_on
    assert () == answer.open


def test_an_agreement_not_yet_known_gives_no_rule() -> None:
    """Who knew only March 2026 could not rely on the amendment of April."""
    setting = graph().setting(on="2026-05-01", known="2026-03-31")

    answer = graph().may("openai", "serve", "openai-api", setting, {"cloud": "amazon"})

    assert "MSOA-2026-03" not in {found.rule.clause.id for found in answer.findings}
    assert "prohibited" == answer.outcome


def test_every_rule_is_named_with_a_reason() -> None:
    """Rejected rules say why, one by one."""
    setting = graph().setting(on="2031-06-01", known=KNOWN)

    answer = graph().may("microsoft", "use", "research-ip", setting)

    reasons = {f.rule.clause.id: {r.because.value for r in f.reasons} for f in answer.findings}
    assert set(reasons) == {clause.id for clause in graph().record.clauses.values()}
    assert [] == [name for name, found in reasons.items() if not found]
    assert {"not in force"} == reasons["MSOA-2025-12"]
    assert {"asset left out"} & reasons["MSOA-2025-10"] == set()
    assert {"asset not covered"} == reasons["MSOA-2025-13"]
    assert "other party" in reasons["MSOA-2025-08"]


def test_weights_are_left_out_of_research() -> None:
    """Asked for weights, the research licence says that its definition leaves them out."""
    setting = graph().setting(on="2025-12-01", known=KNOWN)

    answer = graph().may("microsoft", "use", "model-weights", setting)

    (research,) = [f for f in answer.findings if f.rule.clause.id == "MSOA-2025-12"]
    assert ["asset left out"] == [reason.because.value for reason in research.reasons]
