"""The details of the page say what `pactgraph show` does: the same parts, in the same order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from made.page_asking import AWKWARD, PageOf, pages, record, sound, told_by
from made.random_asking import asked
from pactgraph.asking.setting import Setting, claim_known, unknown_events
from pactgraph.asking.show import Coming, Dealing, Money, Secret, Section, show, show_object
from pactgraph.kernel.timeline import stretch
from pactgraph.page.details import SECTIONS
from pactgraph.page.model import instant_text, page_model
from pactgraph.record import Agreement, Event
from pactgraph.telling.amounts import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser

    from conftest import Opener
    from pactgraph.asking.show import Shown
    from pactgraph.messages import Language
    from pactgraph.record import Record

pytestmark = pytest.mark.browser

KNOWN = stretch("2026-11-25")
DAYS = [Setting(stretch(day), KNOWN) for day in ("2026-11-25", "2031-01-01")]

BESIDE = {"kind", "status", "binding", "not yet known", "made of"}
"""Sections that the head of the details tells, or its kicker."""
OF_CLAUSES = {
    *("holds", "owes", "both", "clauses", "starts", "ends_with"),
    *("fulfils", "excuses", "deadline_of", "exercises"),
}
"""Terms under which clauses stand, with how they do."""


@pytest.fixture(scope="module")
def page_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageOf]:
    """Open pages, each once."""
    with pages(browser, tmp_path_factory.mktemp("pages")) as opened:
        yield opened


def names_of(known: Record) -> dict[str, str]:
    """Return the keys of everything that has details in the page, by IRI."""
    model = page_model(known, DAYS[0])
    sorts = ("parties", "agreements", "clauses", "events")
    return {thing["iri"]: thing["key"] for sort in sorts for thing in model[sort]}


def by_show(known: Record, shown: Shown, names: Mapping[str, str]) -> dict[str, list[Any]]:
    """Return what `show` tells, section by section, as the page tells it to tests."""
    return {
        section.name: [_item(known, shown, item, names) for item in section.items]
        for section in shown.sections
        if section.name not in BESIDE
    }


def _item(known: Record, shown: Shown, item: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any item
    match item:
        case Event() | Agreement():
            return names.get(item.iri, item.label.in_language("en"))
        case Dealing(answer=answer):
            return [names[answer.clause.iri], answer.status.value]
        case Money():
            return _sum(known, shown, item)
        case Coming():
            event = names[known.relations.base(item.event)] if item.event else None
            sides = [[names[c.iri] for c in side] for side in (item.starts, item.ends)]
            return [event, instant_text(item.at), instant_text(item.latest), *map(sorted, sides)]
        case Secret(of=of, text=text):
            whose = "" if of.iri == shown.thing.iri else f"{of.label.in_language('en')}: "
            return whose + text.in_language("en")
    (only,) = show_object(known, _alone(shown, item), "en")["sections"]["it"]  # type: ignore[index]
    return only["text"]


def _sum(known: Record, shown: Shown, item: Money) -> str:
    """Return a sum in the words in which the page has it before it says how it stands."""
    told = amount_in_words(item.amount, "en")
    payers, receivers = (
        ", ".join(known.parties[iri].label.in_language("en") for iri in iris)
        for iris in (item.payers, item.receivers)
    )
    if payers or receivers:
        told += f", {payers} → {receivers}" if payers else f", held by {receivers}"
    provision = item.provision
    if provision.iri == shown.thing.iri:
        return told
    return f"{told}; {provision.id} “{provision.label.in_language('en')}”"


def _alone(shown: Shown, item: Any) -> Shown:  # noqa: ANN401 - any item
    return replace(shown, sections=(Section("it", (item,)),))


def by_page(told: list[Any], happening: set[str]) -> dict[str, list[Any]]:
    """Return what the page tells, by the sections of `show`; what only the page has, left out."""
    found = {}
    for term, values in told:
        section = SECTIONS.get(term)
        if section is None:
            continue
        if term == "coming" or term in OF_CLAUSES:
            found[section] = [[*value[:3], *map(sorted, value[3:])] for value in values]
        else:
            named = section not in {"said", "undisclosed", "money"}
            found[section] = [key if named and key in happening else text for key, text in values]
    return found


@pytest.mark.parametrize("facts", ["partnership", AWKWARD])
def test_all_parts_are_those_of_show(page_of: PageOf, facts: str) -> None:
    """Of every party, agreement, clause and event, on several days; whatever is assumed."""
    known = record(facts)
    names = names_of(known)
    happening = {names[iri] for iri in known.happenings}
    things = {thing.iri: thing for thing in known.things()}
    tried = [*DAYS, *(s for s in sound(facts, 14, 20) if knows_all(known, s))]
    told = told_by(
        page_of(facts), "all => all.map(pactgraph.told)", [asked(day, names) for day in tried]
    )

    seen: set[str] = set()
    for day, page in zip(tried, told, strict=True):
        assert {*names} == {iri for iri, _ in page}
        for iri, parts in page:
            expected = by_show(known, show(known, things[iri], day), names)
            expected.pop("duty", None)  # what has become of a duty is not on the page
            found = by_page(parts, happening)
            assert expected == found, (day, names[iri])
            assert [*expected] == [*found], (day, names[iri])
            seen.update(expected)
    assert facts == AWKWARD or len(seen) > 35


def knows_all(known: Record, setting: Setting) -> bool:
    """Return whether all agreements and claims are known; others the page tells only later."""
    return not unknown_events(known, setting) and all(
        claim_known(claim, setting) for claim in known.claims.values()
    )


def test_what_comes_next_and_how_sums_stand_is_told_in_words(
    opened: Opener, shipped_page: Callable[[Language], str]
) -> None:
    """In the words of `pactgraph show`, in both languages; what is named leads on."""
    found = opened(shipped_page("en"))
    page = found.page
    found.change("{ selected: 'microsoft' }")
    coming = page.locator("#details .entry.coming")
    assert (
        "2030-12-31: last day of “Licence to OpenAI's research IP”; "
        "“Microsoft's capped share of OpenAI's revenue”"
    ) in coming.inner_text()
    assert "“AGI verified”: ends “Licence to OpenAI's research IP”" in coming.inner_text()
    coming.get_by_role("button", name="Models made after AGI").first.click()
    assert "MSOA-2025-11" == found.chosen()["selected"]

    found.change("{ selected: 'MSOA-2025-19' }")
    money = page.locator("#details .entry.money")
    assert (
        "Money and shares\n"
        "USD 250 billion, OpenAI → Microsoft in force; from 2025-10-28 (MSOA-2025)"
    ) in money.inner_text()
    found.change("{ language: 'de', selected: 'MSOA-2025-10' }")
    assert "Was als Nächstes kommt\n2032-12-31: letzter Tag von dieser Klausel" in page.inner_text(
        "#details"
    )
