"""The web of deals on days that were worked out by hand: loops, totals, and why clauses hold."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest

from pactgraph.graph import PactGraph, load
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from pactgraph.asking.network import LoopAnswer, TotalAnswer
    from pactgraph.asking.setting import Setting

KNOWN = "2026-10-10"
BILLION = Decimal(10**9)
OF_OPENAI = "AWOA,AMOA,NVOA,NVOA-2026,AMDOA,AVOA,CWOA,CWOA-2025MAY,CBOA,OROA"
"""OpenAI's agreements with those who build, sell and rent out computing power."""


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def setting(on: str, known: str = KNOWN, **assume: str) -> Setting:
    """Return a setting; events with underscores in place of hyphens."""
    return graph().setting(
        on=on, known=known, assume={name.replace("_", "-"): day for name, day in assume.items()}
    )


def ways(answers: list[LoopAnswer]) -> set[str]:
    """Return the parties of loops, in order, as one text each."""
    return {" ".join(map(local_name, each.loop.parties)) for each in answers}


def loop(way: str, on: str, force: str = "non-binding", **assume: str) -> LoopAnswer:
    """Return the loop of the parties in `way`, in their order."""
    found = graph().loops(setting(on, **assume), parties=way.split(), force=force)
    [answer] = [each for each in found if way == " ".join(map(local_name, each.loop.parties))]
    return answer


def test_openai_closes_exactly_five_loops_with_those_it_buys_from() -> None:
    """Two sides of one trade are no loop: Broadcom and Oracle only sell."""
    found = graph().loops(setting("2026-06-01"), OF_OPENAI.split(","))

    assert {
        "amazon openai",
        "amd openai",
        "cerebras openai",
        "coreweave openai",
        "nvidia openai",
    } == ways(found)


def test_nvidia_and_coreweave_make_longer_ones() -> None:
    """With what NVIDIA pays CoreWeave, and Oracle NVIDIA."""
    names = [*OF_OPENAI.split(","), "NVCW", "NVCW-2026", "NVCW-2023", "NVOR"]
    found = graph().loops(setting("2026-06-01"), names)

    assert {
        "coreweave openai nvidia",
        "nvidia openai oracle",
        "coreweave openai oracle nvidia",
    } == {way for way in ways(found) if len(way.split()) > 2}


AMD, CEREBRAS, NVIDIA, AMAZON = "amd openai", "cerebras openai", "nvidia openai", "amazon openai"
ROUND = "nvidia openai oracle"


@pytest.mark.parametrize(
    ("way", "on", "assume", "state"),
    [
        (AMD, "2027-06-01", {"first_gigawatt": "2026-12-15"}, "closed"),
        (AMD, "2026-10-10", {}, "open"),
        (AMD, "2031-07-01", {"first_gigawatt": "2031-01-01"}, "open"),
        (AMD, "2027-06-01", {}, "possibly"),
        (NVIDIA, "2025-10-15", {}, "closed"),
        (NVIDIA, "2026-06-01", {}, "closed"),
        (NVIDIA, "2025-08-01", {}, "open"),
        (CEREBRAS, "2026-03-15", {}, "closed"),
        (CEREBRAS, "2025-11-30", {}, "open"),
        (CEREBRAS, "2026-01-15", {}, "possibly"),
        (CEREBRAS, "2036-01-01", {}, "closed"),
        (AMAZON, "2026-03-15", {}, "closed"),
        (AMAZON, "2026-04-15", {}, "closed"),
        (AMAZON, "2026-01-15", {}, "open"),
        (AMAZON, "2034-06-01", {}, "open"),
        (ROUND, "2026-06-01", {}, "closed"),
        (ROUND, "2025-06-01", {}, "open"),
    ],
)
def test_a_loop_is_closed(way: str, on: str, assume: dict[str, str], state: str) -> None:
    """Or possibly, or open: by the periods of its clauses and what has flowed."""
    assert state == loop(way, on, **assume).state.value


def test_what_a_possible_loop_hangs_on() -> None:
    """One event closes it; none that the record does not decide is left out."""
    found = loop(AMD, "2027-06-01")

    assert ["first-gigawatt"] == [local_name(event) for event in found.depends_on]
    assert (("first-gigawatt",),) == tuple(
        tuple(local_name(event) for event in chosen)
        for chosen in found.closing
        if len(chosen) == 1
    )


def test_letters_of_intent_close_nothing_that_binds() -> None:
    """In October 2025 both sides of NVIDIA's deal were intents; in 2026 one is not stated."""
    assert "non-binding" == loop(NVIDIA, "2025-10-15").weakest
    bound = graph().loops(setting("2025-10-15"), parties=["nvidia", "openai"], force="binding")
    assert "nvidia openai" not in ways([each for each in bound if each.state == "closed"])
    assert "not-stated" == loop(NVIDIA, "2026-06-01").weakest
    assert "binding" == loop(AMAZON, "2026-03-15").weakest


def test_what_is_promised_and_what_has_flowed_stand_apart() -> None:
    """Cerebras closed by performance alone; ten years on no shares are promised any more."""
    assert ("closed", "closed") == (
        loop(CEREBRAS, "2026-03-15").performed.value,
        loop(CEREBRAS, "2026-03-15", force="performed").state.value,
    )
    later = loop(CEREBRAS, "2036-01-01")
    assert ("open", "closed") == (later.promised.value, later.performed.value)
    assert "open" == loop(AMAZON, "2026-04-15").performed.value
    [amazons, openais] = loop(AMAZON, "2026-04-15").steps
    assert ("performed", "binding") == (amazons.force, openais.force)


def test_steps_that_rest_on_the_press_are_told() -> None:
    """Oracle's purchase for Abilene is reported and planned."""
    found = loop(ROUND, "2026-06-01")

    by_taker = {local_name(step.step.taker): step for step in found.steps}
    assert by_taker["nvidia"].press_only
    assert "non-binding" == by_taker["nvidia"].force


def test_every_step_of_every_loop_names_a_clause() -> None:
    """Nothing is plausible only."""
    found = graph().loops(setting("2026-10-10"))

    assert 20 < len(found)
    assert all(step.step.carriers for each in found for step in each.steps)
    assert all(len(each.loop.clauses) > 1 for each in found)


# ---- Totals ---------------------------------------------------------------------------------


def totals(first: str, second: str, on: str, known: str = KNOWN) -> list[TotalAnswer]:
    """Return what flows from `first` to `second` in money, ended or not."""
    found = graph().totals(setting(on, known), between=[first, second])
    return [each for each in found if each.lead == "money" and first == local_name(each.givers[0])]


def in_billions(each: TotalAnswer) -> tuple[Decimal, Decimal, Decimal]:
    """Return the exact sum, and what has been done at least and at most."""
    done = each.done.get("USD")
    least, most = (done.least, done.most) if done else (Decimal(), Decimal())
    return each.total.sums["USD"].exact / BILLION, least / BILLION, most / BILLION


def test_microsofts_money_for_openai() -> None:
    """13 promised, not 26: the rounds are its parts; 11.9 paid, 1.1 to come; the rest unknown."""
    [known, *others] = sorted(
        totals("microsoft", "openai", "2026-10-10"), key=lambda each: each.total.undisclosed
    )

    assert (13, Decimal("11.9"), Decimal("11.9")) == in_billions(known)
    assert {"USD": Decimal("1.1") * BILLION} == known.left()
    assert [(False, 1), (True, 2)] == sorted(
        (each.ended, each.total.undisclosed) for each in others
    )
    assert all(not each.total.sums for each in others)


def test_what_was_known_of_it_half_a_year_before() -> None:
    """On 15 March 2026 the last figure was that of September 2025."""
    known = [t for t in totals("microsoft", "openai", "2026-03-15", "2026-03-15") if t.total.sums]

    assert [(13, Decimal("11.6"), Decimal("11.6"))] == list(map(in_billions, known))


@pytest.mark.parametrize(
    ("on", "least", "most"),
    [
        ("2026-05-15", "15", "28.7"),
        ("2026-07-15", "28.7", "50"),
        ("2026-08-01", "50", "50"),
    ],
)
def test_amazons_money_for_openai(on: str, least: str, most: str) -> None:
    """Fifty in all, never 85: the duty and the choice to pay earlier are one."""
    [found] = totals("amazon", "openai", on)

    assert (50, Decimal(least), Decimal(most)) == in_billions(found)


def test_a_fee_for_every_month_is_not_added() -> None:
    """It is told as a rate; what a prospectus says of the same deal is another statement."""
    found = totals("anthropic", "spacex", "2026-10-10")

    assert all(not each.total.sums for each in found)
    assert {Decimal("1.25") * BILLION} == {
        rate.value or rate.maximum for each in found for rate in each.total.rates
    }


def test_what_fell_never_flows() -> None:
    """Disney's money for OpenAI was announced and never paid."""
    found = graph().totals(setting("2026-10-10"), between=["disney", "openai"])

    assert not [each for each in found if not each.ended]


# ---- Status and why -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "on", "known", "assume", "told"),
    [
        ("SBOA-2025-03", "2025-12-20", "2025-06-01", {}, ("depends", {"restructuring-complete"})),
        ("SBOA-2025-03", "2025-12-20", KNOWN, {}, ("in force", set())),
        (
            "SBOA-2025-03",
            "2026-03-01",
            KNOWN,
            {"restructuring_complete": "2026-02-01"},
            ("never", set()),
        ),
        ("CBOA-10", "2026-04-15", KNOWN, {}, ("not yet", set())),
        (
            "CBOA-10",
            "2026-10-10",
            KNOWN,
            {},
            ("depends", {"cerebras-market-value", "cerebras-fee-milestone"}),
        ),
        (
            "CBOA-10",
            "2026-10-10",
            KNOWN,
            {"cerebras_market_value": "2026-06-26"},
            ("in force", set()),
        ),
        (
            "CBOA-10",
            "2036-01-01",
            KNOWN,
            {"cerebras_market_value": "2026-06-26"},
            ("ended", set()),
        ),
        ("AMDOA-03", "2026-10-10", KNOWN, {}, ("not yet", set())),
        (
            "AMDOA-03",
            "2029-12-31",
            KNOWN,
            {},
            ("depends", {"six-gigawatts", "amd-price-targets"}),
        ),
        (
            "AMDOA-03",
            "2029-12-31",
            KNOWN,
            {"six_gigawatts": "2029-01-01", "amd_price_targets": "never"},
            ("never", set()),
        ),
        ("AMDOA-03", "2030-10-06", KNOWN, {}, ("ended", set())),
        ("ANSX-02", "2026-05-25", "2026-05-25", {}, ("in force", set())),
        ("ANSX-02", "2026-07-01", KNOWN, {}, ("not yet", set())),
        ("ANSX-02", "2026-09-01", KNOWN, {}, ("in force", set())),
        (
            "ANSX-01",
            "2026-11-30",
            KNOWN,
            {"spacex_gives_anthropic_notice": "2026-09-01"},
            ("ended", set()),
        ),
        ("GOSX-01-notice", "2026-12-31", KNOWN, {}, ("not yet", set())),
        ("GOSX-01-notice", "2027-01-01", KNOWN, {}, ("in force", set())),
        ("GOSX-01-notice", "2029-07-01", KNOWN, {}, ("ended", set())),
        (
            "OAFR-04",
            "2027-01-01",
            KNOWN,
            {"warrant_test_waits": "never"},
            ("depends", {"openai-share-price-tenfold"}),
        ),
        ("OAFR-04", "2027-01-01", KNOWN, {"warrant_test_waits": "2025-10-28"}, ("not yet", set())),
        (
            "OAFR-04",
            "2032-01-01",
            KNOWN,
            {"openai_share_price_tenfold": "2031-06-01", "warrant_test_waits": "never"},
            ("in force", set()),
        ),
        (
            "OAFR-04",
            "2032-01-01",
            KNOWN,
            {"openai_share_price_tenfold": "2031-06-01", "warrant_test_waits": "2025-10-28"},
            ("not yet", set()),
        ),
        (
            "OAFR-04",
            "2041-01-01",
            KNOWN,
            {"openai_share_price_tenfold": "never"},
            ("never", set()),
        ),
    ],
)
def test_a_clause_is_in_force(
    clause: str, on: str, known: str, assume: dict[str, str], told: tuple[str, set[str]]
) -> None:
    """On days, and by assumptions, at which its terms turn."""
    [found] = graph().status(setting(on, known, **assume), [clause])

    assert told == (found.status.value, {local_name(event) for event in found.depends_on})


def test_a_paid_duty_is_fulfilled() -> None:
    """SoftBank's second part was paid on 26 December 2025."""
    [found] = graph().status(setting("2026-01-15"), ["SBOA-2025-03"])

    assert "fulfilled" == found.duty


def test_notice_ends_the_fee_ninety_days_later() -> None:
    """The day before it is still paid."""
    [found] = graph().status(
        setting("2026-11-29", spacex_gives_anthropic_notice="2026-09-01"), ["ANSX-01"]
    )

    assert "in force" == found.status.value


def test_by_the_other_claim_notice_cannot_be_given_for_180_days() -> None:
    """The claim is asked for by its source, or by what it says."""
    for day, told in (("2026-09-01", "not yet"), ("2026-10-30", "in force")):
        asked = setting(day, colossus_leased_for_180_days="2026-05-03")
        [found] = graph().status(asked, ["ANSX-02"])
        assert told == found.status.value
