"""Everything that a condition can say, and the forms in which people say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Or, relate
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import LapseOf, Moved, NthOf, OnlyBefore, OnlyFrom, Shape
from pactgraph.kernel.schedules import DAY_OVER, schedule
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import Duration
from pactgraph.sentences.meaning import meaning_of
from pactgraph.sentences.reading import read_sentence
from sentences.tables import NAMES

IPO, AGI, NOTICE, SALE = (
    f"https://example.org/x/{n}" for n in ("ipo", "agi-verified", "notice", "sale")
)
ORDER, CURED, DEAL = (f"https://example.org/x/{n}" for n in ("order", "cured", "deal"))
YEARLY = schedule("DTSTART:20210101\nRRULE:FREQ=YEARLY")


def at(year: int, month: int = 1, day: int = 1) -> datetime:
    """Return a midnight."""
    return datetime(year, month, day, tzinfo=UTC)


def days(number: int) -> Span:
    """Return a span of days."""
    return Span.of(Duration(fixed=timedelta(days=number)))


def months(number: int) -> Span:
    """Return a span of months."""
    return Span.of(Duration(number))


MEANINGS: list[tuple[str, str, Condition | Shape]] = [
    ("always", "immer", And()),
    ("never in force", "nie in Kraft", Or()),
    ("from 2025", "ab 2025", AtOrAfter(at(2025))),
    ("through 2030-06", "bis einschließlich 2030-06", Before(at(2030, 7))),
    ("until the beginning of 2030", "bis Anfang 2030", Before(at(2030))),
    ("from Engine licence takes effect", "ab Motorenlizenz wirksam wird", AtOrAfter(DEAL)),
    ("from 2024-04-01 (deal)", "ab 2024-04-01 (deal)", AtOrAfter(DEAL)),
    (
        "until the later of IPO and (the earlier of Sale and the end of 2030)",
        "bis zum späteren von Börsengang und (das frühere von Verkauf und Ende 2030)",
        Or((Before(IPO), And((Before(SALE), Before(at(2031)))))),
    ),
    (
        "from IPO until Sale; or from AGI verified on",
        "ab Börsengang bis Verkauf; oder ab AGI verifiziert",
        Or((And((AtOrAfter(IPO), Before(SALE))), AtOrAfter(AGI))),
    ),
    ("from two weeks after IPO", "ab zwei Wochen nach Börsengang", Moved(IPO, days(14))),
    ("from 7 years after IPO", "ab 7 Jahren nach Börsengang", Moved(IPO, months(84))),
    (
        "from one year and three months after IPO",
        "ab Ablauf von einem Jahr und drei Monaten nach Börsengang",
        Moved(IPO, months(15)),
    ),
    (
        "from one month and then 3 days after IPO",
        "ab Ablauf von einem Monat und danach 3 Tagen nach Börsengang",
        Moved(IPO, Span((*months(1).steps, *days(3).steps))),
    ),
    (
        "from 90 days before five years after IPO",
        "ab 90 Tage vor Ablauf von fünf Jahren nach Börsengang",
        Moved(IPO, Span((Duration(60), Back(Duration(fixed=timedelta(days=90)))))),
    ),
    (
        "until 90 days before the end of 2030",
        "bis 90 Tage vor Ende 2030",
        Before(at(2031) - timedelta(days=90)),
    ),
    ("from Sale if by 2027", "ab Verkauf, falls spätestens 2027", OnlyBefore(SALE, at(2028))),
    ("from Sale if before IPO", "ab Verkauf, falls vor Börsengang", OnlyBefore(SALE, IPO)),
    (
        "from Sale if not before 2027",
        "ab Verkauf, falls frühestens 2027",
        OnlyFrom(SALE, at(2027)),
    ),
    (
        "from the end of the day of Sale",
        "ab Ende des Tages von Verkauf",
        Moved(SALE, DAY_OVER),
    ),
    (
        "from the passing of 2027-06-30 without Sale",
        "ab Ablauf von 2027-06-30 ohne Verkauf",
        LapseOf(SALE, at(2027, 7)),
    ),
    (
        "if Sale has not come by 2027-06-30",
        "falls Verkauf nicht spätestens am 2027-06-30 eintritt",
        LapseOf(SALE, at(2027, 7)),
    ),
    (
        "if Sale comes by 2027",
        "falls Verkauf spätestens 2027 eintritt",
        OnlyBefore(SALE, at(2028)),
    ),
    (
        "from the third of IPO, Sale, notice given and first order",
        "ab dem dritten von Börsengang, Verkauf, Kündigung und Bestellung",
        NthOf(3, (IPO, SALE, NOTICE, ORDER)),
    ),
    (
        "from the next date of a schedule (yearly from 2021-01-01 on) after notice given",
        "ab nächster Termin (jährlich ab 2021-01-01) nach Kündigung",
        Moved(NOTICE, Span.of(YEARLY)),
    ),
    (
        (
            "from the next date of a schedule (FREQ=YEARLY from 2021-01-01 on)"
            " more than 90 days after notice given"
        ),
        "ab nächster Termin (FREQ=YEARLY ab 2021-01-01) nach Ablauf von 90 Tagen nach Kündigung",
        Moved(NOTICE, Span((*days(90).steps, YEARLY))),
    ),
    (
        "from IPO or Sale, whichever is earlier",
        "ab Börsengang oder Verkauf, je nachdem, was früher eintritt",
        Or((AtOrAfter(IPO), AtOrAfter(SALE))),
    ),
    (
        "through 2030 unless Sale comes by 2027",
        "bis einschließlich 2030, es sei denn, dass Verkauf spätestens 2027 eintritt",
        OnlyBefore(SALE, at(2028)),
    ),
]


@pytest.mark.parametrize(("english", "german", "meant"), MEANINGS, ids=[m[0] for m in MEANINGS])
def test_each_construct_has_its_meaning(
    english: str, german: str, meant: Condition | Shape
) -> None:
    """In both languages: the condition, or the derived event that it hangs on."""
    for text, language in ((english, "en"), (german, "de")):
        found = meaning_of(read_sentence(text, NAMES, language), NAMES)
        if isinstance(meant, And | Or | AtOrAfter | Before):
            assert meant == found.condition
            assert {} == found.derived
        else:
            assert [meant] == [*found.derived.values()]


def test_bounds_and_parts_are_joined() -> None:
    """Of two bounds each is a step; what must have come is a part of the condition."""
    text = "from 2026 until IPO if Sale comes not before 2027 and by the end of 2028"
    found = meaning_of(read_sentence(text, NAMES, "en"), NAMES)
    first, last = found.derived.items()

    assert OnlyFrom(SALE, at(2027)) == first[1]
    assert OnlyBefore(first[0], at(2029)) == last[1]
    parts = (AtOrAfter(at(2026)), Before(IPO), AtOrAfter(last[0]))
    assert And(parts) == found.condition
    (period,) = periods(found.condition, relate(found.derived))
    assert {IPO} == period.until_events


def test_a_caller_names_what_is_derived() -> None:
    """With names of its own."""
    said = read_sentence("from 7 years after (the earlier of IPO and Sale)", NAMES, "en")
    numbers = iter("ab")
    found = meaning_of(said, NAMES, lambda _: f"urn:deal/{next(numbers)}")

    assert AtOrAfter("urn:deal/b") == found.condition
    assert NthOf(1, (IPO, SALE)) == found.derived["urn:deal/a"]
    assert Moved("urn:deal/a", months(84)) == found.derived["urn:deal/b"]


GERMAN = [
    (
        "bis zum frühesten von Börsengang, Verkauf und Ende 2030",
        "until the earliest of IPO, Sale and the end of 2030",
    ),
    (
        "bis zum früheren der Zeitpunkte Börsengang und Verkauf",
        "until the earlier of IPO and Sale",
    ),
    ("bis zum Börsengang", "until IPO"),
    ("ab dem Börsengang", "from IPO"),
    ("ab der Kündigung bis zum Verkauf", "from notice given until Sale"),
    ("bis zum Verkauf ab der Kündigung", "from notice given until Sale"),
    ("bis Verkauf, ab Kündigung", "from notice given until Sale"),
    ("seit der Bestellung", "from first order"),
    ("von 2026 an", "from 2026"),
    ("ab dem Beginn des Jahres 2026", "from 2026"),
    ("ab Jahresanfang 2026", "from 2026"),
    ("bis zum Jahresende 2030", "through 2030"),
    ("bis zum Ende des Jahres 2030", "through 2030"),
    ("bis zum Ablauf des Jahres 2030", "through 2030"),
    ("bis 2030 einschließlich", "through 2030"),
    ("bis zum Ende des Monats 2030-06", "through 2030-06"),
    ("bis zum Ablauf von 90 Tagen nach der Kündigung", "until 90 days after notice given"),
    ("bis 90 Tage nach der Kündigung", "until 90 days after notice given"),
    ("ab einem Monat nach dem Börsengang", "from one month after IPO"),
    ("ab einer Woche nach Börsengang", "from a week after IPO"),
    ("bis einen Monat vor dem Ende von 2030", "until one month before the end of 2030"),
    ("bis zum Wirksamwerden von deal-2", "until deal-2 takes effect"),
    ("bis deal-2 in Kraft tritt", "until deal-2 takes effect"),
    ("ab dem Inkrafttreten von „Motorenlizenz“", "from “Engine licence” takes effect"),
    ("ab Börsengang oder Verkauf, was später eintritt", "from the later of IPO and Sale"),
    ("ab dem ersten von Börsengang und Verkauf", "from the earlier of IPO and Sale"),
    ("ab Verkauf falls nicht vor 2027", "from Sale if not before 2027"),
    ("ab Verkauf, falls bis spätestens 2027", "from Sale if by 2027"),
    ("sofern Verkauf frühestens 2027 eintritt", "if Sale comes not before 2027"),
    ("wenn Verkauf nicht spätestens 2027 eingetreten ist", "if Sale has not come by 2027"),
    ("zu keiner Zeit", "never"),
    ("In Kraft ab Börsengang; oder bis Verkauf.", "in force from IPO; or until Sale"),
]


@pytest.mark.parametrize(("german", "english"), GERMAN, ids=[g[0] for g in GERMAN])
def test_german_is_understood_as_it_is_inflected(german: str, english: str) -> None:
    """Other cases and another order say the same."""
    first, second = (
        meaning_of(read_sentence(text, NAMES, language), NAMES)
        for text, language in ((german, "de"), (english, "en"))
    )
    assert second.derived == first.derived
    assert second.condition == first.condition


def test_space_and_case_do_not_count() -> None:
    """A formula can be broken into lines where it is told."""
    text = "  in force  From ipo\n   until  “Loan  of 2020\n repaid”."
    assert read_sentence("from IPO until “loan of 2020 repaid”", NAMES, "en") == read_sentence(
        text, NAMES, "en"
    )
