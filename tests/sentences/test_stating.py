"""From sentences to triples: what is interpreted from these is what the sentences mean."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from rdflib import Literal, URIRef

from lengths import share
from pactgraph.graph import load
from pactgraph.interpreting.interpret import interpret
from pactgraph.interpreting.triples import Triples
from pactgraph.kernel.conditions import AtOrAfter, Xone, relate
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import LapseOf, Moved, OnlyBefore
from pactgraph.kernel.spans import Span
from pactgraph.kernel.timeline import Duration, stretch
from pactgraph.messages import LANGUAGES
from pactgraph.record import Text, Thing
from pactgraph.sentences.faults import SentenceError
from pactgraph.sentences.lifting import instant
from pactgraph.sentences.meaning import Making
from pactgraph.sentences.names import Names
from pactgraph.sentences.reading import read_point, read_sentence
from pactgraph.sentences.retelling import Retelling
from pactgraph.sentences.said import Edge, Named, Part, Passing, Sentence
from pactgraph.sentences.stating import NewNames, Stated, constraints_of, event_of
from pactgraph.sentences.wording import Wording
from pactgraph.telling.words import formula
from pactgraph.terms import ODRL, PACT, RDF, RDFS, XSD
from sentences.moments import DAYS, EVENTS, holds, said_at
from sentences.moments import drawn as moment
from sentences.stated import HOME, NEW, X, differs, drawn, graph_of, read, stated
from sentences.tables import FACTS, NAMES, names_of_facts, thing

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.record import Record


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_the_facts_are_a_file(language: Language, tmp_path: Path) -> None:
    """All of them, in one file that is loaded as any other."""
    names = names_of_facts()
    texts = {id_: texts[LANGUAGES.index(language)] for id_, *texts in FACTS}
    sentences = {id_: (text, read_sentence(text, names, language)) for id_, text in texts.items()}
    file = tmp_path / "facts.ttl"
    graph_of(stated(sentences, names)).serialize(file, format="turtle")

    record = load(file).record

    assert 104 == len(record.clauses) == len(sentences)
    assert [] == [id_ for id_, (_, said) in sentences.items() if differs(id_, said, names, record)]


@pytest.mark.many
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_drawn_means_the_same_in_triples(language: Language) -> None:
    """Random conditions, half of them with labels that look like parts of a sentence."""
    tried, never, wrong = 0, 0, []
    for id_, text, names in drawn(range(share(6_800, 180)), language):
        said = read_sentence(text, names, language)
        tried += 1
        if not said.parts:
            never += 1
            continue
        record = read(stated({id_: (text, said)}, names))
        wrong += [(id_, text)] if differs(id_, said, names, record) else []

    assert share(4_000, 100) <= tried
    assert never <= tried / 10
    assert [] == wrong


ROWS = [
    "from 2026",
    "from the end of 2026",
    "through 2030-06",
    "until the beginning of 2030",
    "until 2030-06-15T12:30:00Z",
    "until the end of 2030-06-15T12:30:00Z",
    "until 2030-01-01T00:00:00+02:00",
    "until the later of IPO and (the earlier of Sale and the end of 2030)",
    "from the earlier of IPO and 2030 until the later of Sale and the end of 2031",
    "from IPO until Sale; or from AGI verified on; or through 2027",
    "from the second of IPO, Sale and first order",
    "from the second of IPO, Sale and 2028",
    "until the second of IPO, Sale, IPO and first order",
    "until the third of IPO, Sale, IPO, 2028-01-01T00:00:00Z and first order",
    "from 90 days before five years after IPO",
    "from one month and then 3 days after (the earlier of IPO and Sale)",
    "until 7 days after (the later of IPO and the end of 2028)",
    "until 7 days after (the second of IPO, the end of 2028 and Sale)",
    "until 90 days before the end of 2030",
    "from the end of the day of Sale",
    "until 3 days after the end of the day of one month after Sale",
    "from Sale if by 2027",
    "from Sale if before 2027-06-15T12:30:00Z and not before IPO",
    "from Sale if no later than on the day of IPO",
    "from Sale if not before the end of 2026 and before 90 days after IPO",
    "from Sale if before (the earlier of IPO and the end of 2027)",
    "from Sale if before (the later of IPO and the end of 2027)",
    "from Sale if not before (the later of IPO and the end of 2027)",
    "from Sale if not before (the earlier of IPO and the end of 2027)",
    "from (the later of IPO and the end of 2027) if before Sale",
    "from (the earlier of IPO and the end of 2027) if not before Sale",
    "from (the earlier of IPO and the end of 2027) if by 2027",
    "until 3 days after ((the earlier of IPO and the end of 2027) if by 2028)",
    "until 3 days after ((the earlier of IPO and the end of 2027) if not before Sale)",
    "from the passing of 2027-06-30 without Sale",
    "until the passing of the end of the day of IPO without Sale",
    "from the passing of (the earlier of the end of 2027 and IPO) without Sale",
    "from the passing of (the later of the end of 2027 and IPO) without Sale",
    "from the passing of IPO without (the later of the end of 2027 and Sale)",
    "from the passing of 2028 without (the later of the end of 2027 and Sale)",
    "from 3 days after (the passing of (the later of the end of 2027 and IPO) without Sale)",
    "if Sale has not come by 2027-06-30",
    "through 2030 if Sale comes by 2027 unless IPO comes before 2026",
    "from the next date of a schedule (yearly from 2021-01-01 on) after notice given",
    (
        "until the next date of a schedule (FREQ=MONTHLY;BYMONTHDAY=-1 from 2028-01-31 on) more"
        " than 90 days after notice given"
    ),
    "from 2 days after the next date of a schedule (yearly from 2021-01-01 on) after IPO",
    "from deal takes effect until 7 years after deal-2 takes effect",
]


@pytest.mark.parametrize("text", ROWS)
def test_whatever_can_be_said_means_the_same_in_triples(text: str) -> None:
    """Every form, and dates wherever they can stand."""
    said = read_sentence(text, NAMES, "en")
    record = read(stated({"clause": (text, said)}, NAMES))

    assert not differs("clause", said, NAMES, record)
    assert record.clauses[f"{X}clause"].periods


REFUSED = [
    ("never", 1, "a clause that is never in force says nothing; leave it out"),
    (
        "from the beginning of 2027 if before 2026",
        6,
        "this can never come, as its dates show; correct one of them",
    ),
    (
        "until IPO; or from Sale if from 2028 through 2027",
        20,
        "this can never come, as its dates show; correct one of them",
    ),
    (
        "until IPO if Sale comes from 2028 through 2027",
        11,
        "this can never come, as its dates show; correct one of them",
    ),
    (
        "until the earlier of IPO and 3 days after (the beginning of 2027 if before Sale)",
        30,
        (
            "a date that counts only if something has not come cannot be part of more; say the"
            " date and, as a bound of its own, what must not have come"
        ),
    ),
    (
        (
            "until the next date of a schedule (FREQ=DAILY;COUNT=2 from 2021-01-01 on) after"
            " 2030-01-01"
        ),
        7,
        "this passes the end of the calendar, and never comes; leave it out",
    ),
]


@pytest.mark.parametrize(("text", "column", "expected"), REFUSED)
def test_what_cannot_be_held_is_told(text: str, column: int, expected: str) -> None:
    """With its place and what would be right, and never dropped."""
    with pytest.raises(SentenceError) as raised:
        constraints_of(text, read_sentence(text, NAMES, "en"), NAMES, NEW)

    assert (expected, column) == (raised.value.said, raised.value.column)


def test_always_is_no_constraint() -> None:
    """Nor is what one of several parts says."""
    for text in ("always", "from deal takes effect; or through 2030"):
        said = read_sentence(text, NAMES, "en")
        found = constraints_of(text, said, NAMES, NEW, own=f"{X}deal")
        assert Stated((), ()) == found


def written(text: str, *, own: str = "", new: NewNames = NEW) -> set[tuple[str, str, str]]:
    """Return what a sentence compares, as texts."""
    graph = graph_of(
        constraints_of(text, read_sentence(text, NAMES, "en"), NAMES, new, own).triples
    )
    return {
        (
            str(graph.value(node, ODRL.operator)).removeprefix(str(ODRL)),
            str(value).removeprefix(X),
            str(value.datatype).removeprefix(str(XSD)) if isinstance(value, Literal) else "",
        )
        for node, value in graph.subject_objects(ODRL.rightOperand)
    }


def test_dates_stay_as_they_are_written() -> None:
    """Years as years; what is worked out as short as can be."""
    assert {("lteq", "2030", "gYear")} == written("through 2030")
    assert {("lt", "2030", "gYear")} == written("until the beginning of 2030")
    assert {("gteq", "2026-03", "gYearMonth")} == written("from 2026-03")
    assert {("gt", "2026-03-01", "date")} == written("from the end of 2026-03-01")
    assert {("lt", "2026-03-01T00:00:00+02:00", "dateTime")} == written(
        "until 2026-03-01T00:00:00+02:00"
    )
    assert {("lteq", "2031", "gYear")} == written("until one year after the end of 2030")
    assert {("gteq", "2031-01-08", "date")} == written("from 7 days after the end of 2030")


def test_the_start_of_the_own_agreement_is_implied() -> None:
    """Alone or among others; that of another agreement is not."""
    assert {("lteq", "2030", "gYear")} == written(
        "from deal takes effect through 2030", own=f"{X}deal"
    )
    assert {("gteq", "sale", "")} == written(
        "from the later of deal takes effect and Sale", own=f"{X}deal"
    )
    assert {("gteq", "deal", ""), ("lteq", "2030", "gYear")} == written(
        "from deal takes effect through 2030", own=f"{X}deal-2"
    )


# ---- Derived events -----------------------------------------------------------------------

NAMED = [
    ("from 7 days after Sale", "7-days-after-sale"),
    ("from two years after Sale", "2-years-after-sale"),
    ("from 24 months after Sale", "2-years-after-sale"),
    ("from 36 hours after Sale", "p1dt12h-after-sale"),
    ("from Sale if by 2027", "sale-if-by-2027"),
    ("from Sale if by 2027-12-31", "sale-if-by-2027"),
    ("from Sale if before 2028", "sale-if-by-2027"),
    ("from Sale if before IPO and by 2027", "sale-if-before-ipo-and-by-2027"),
    ("from Sale if by 2027 and before IPO", "sale-if-before-ipo-and-by-2027"),
    ("from the passing of 2027-06-30 without Sale", "by-2027-06-without-sale"),
    ("from the second of Sale, IPO and first order", "2-of-ipo-and-order-and-sale"),
    ("from the end of the day of Sale", "end-of-day-of-sale"),
    ("from 7 days after (the later of Sale and IPO)", "7-days-after-latest-of-ipo-and-sale"),
]


@pytest.mark.parametrize(("text", "id_"), NAMED, ids=[row[0] for row in NAMED])
def test_new_events_are_called_by_what_they_are(text: str, id_: str) -> None:
    """The same event alike, however it is said; an id that is taken is not given again."""
    assert {("gteq", id_, "")} == written(text)
    taken = NewNames(X, frozenset({id_, f"{id_}-derived"}))
    assert {("gteq", f"{id_}-derived-2", "")} == written(text, new=taken)


def test_ids_that_leave_a_doubt_are_told_apart() -> None:
    """“a and b” and c, or a and “b and c”; a year, and an event that has its name."""
    ids = ("a", "b", "c", "a-and-b", "b-and-c", "2027", "ä")
    names = Names([thing(id_, f"event {n}", f"Ereignis {n}") for n, id_ in enumerate(ids)])

    def event(text: str) -> str:
        said = read_sentence(text, names, "en")
        (leaf,) = constraints_of(text, said, names, NEW).derived
        return leaf.removeprefix(X)

    said = [
        f"from 1 day after (the later of {' and '.join(pair)})"
        for pair in (("event 3", "event 2"), ("event 0", "event 4"))
    ]
    found = [constraints_of(text, read_sentence(text, names, "en"), names, NEW) for text in said]
    assert set(found[0].derived).isdisjoint(found[1].derived)
    assert event("from event 0 if not before event 5") != event("from event 0 if not before 2027")
    assert event("from 7 days after event 6").isascii()


def test_declared_events_are_used() -> None:
    """Whoever named an event meets it wherever it is meant."""
    iri = f"{X}tail-over"
    known = Moved(f"{X}sale", Span.of(Duration(12)))
    names = Names(
        [*NAMES.events, Thing(iri, "tail-over", Text({"en": "tail over"}))],
        relations=relate({iri: known}),
    )
    for text in ("from one year after Sale", "from tail over"):
        found = constraints_of(text, read_sentence(text, names, "en"), names, NEW)
        assert [URIRef(iri)] == [o for _, p, o in found.triples if p == ODRL.rightOperand]
        assert {} == found.derived


def test_declared_lapses_of_several_deadlines_are_used() -> None:
    """Whatever the name of the first deadline is between."""
    iri = f"{X}too-late"
    text = "the passing of (the earlier of the end of 2030 and IPO) without Sale"
    made = event_of(text, read_point(text, NAMES, "en"), NAMES, NEW, iri)
    assert LapseOf(f"{X}sale", f"{iri}/deadline") == made.derived[iri]
    names = Names(
        [*NAMES.events, Thing(iri, "too-late", Text({"en": "too late"}))],
        relations=relate(made.derived),
    )

    found = constraints_of(text, read_sentence(f"from {text}", names, "en"), names, NEW)

    assert [URIRef(iri)] == [o for _, p, o in found.triples if p == ODRL.rightOperand]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "id_"), NAMED, ids=[row[0] for row in NAMED])
def test_labels_are_not_told_twice(text: str, id_: str, language: Language) -> None:
    """Formulas tell what a derived event is, unless its label does."""
    record = read(stated({"clause": (text, read_sentence(text, NAMES, "en"))}, NAMES))
    clause = record.clauses[f"{X}clause"]
    label = record.events[X + id_].label.in_language(language)

    told = formula(clause, record, language)

    assert label in told
    is_lapse = id_.startswith("end-of-day")  # of the day after, which its label does not say
    assert ("(" in told.replace("(home)", "")) == is_lapse


def test_labels_are_told_in_every_language() -> None:
    """Each with the labels of its parts."""
    text = "from the second of Sale, 7 days after IPO and first order"
    graph = graph_of(stated({"clause": (text, read_sentence(text, NAMES, "en"))}, NAMES))
    event = graph.value(predicate=PACT.nth, object=Literal("2", datatype=XSD.integer))

    assert {
        Literal("the second of seven days after IPO, first order and Sale", lang="en"),
        Literal(
            "das zweite von Ablauf von sieben Tagen nach Börsengang, Bestellung und Verkauf",
            lang="de",
        ),
    } == set(graph.objects(event, RDFS.label))


def test_two_files_may_make_the_same_event(tmp_path: Path) -> None:
    """It is one event, with one schedule."""
    schedule = "the next date of a schedule (FREQ=MONTHLY;BYMONTHDAY=-1 from 2028-01-31 on)"
    text = f"until {schedule} after Sale"
    said = read_sentence(text, NAMES, "en")
    for name in ("one", "two"):
        found = graph_of(stated({"clause": (text, said)}, NAMES))
        if name == "two":
            found = graph_of(constraints_of(text, said, NAMES, NEW).triples)
        found.serialize(tmp_path / f"{name}.ttl", format="turtle")

    record = load(tmp_path).record

    assert 1 == len([event for event in record.events if "next-" in event])
    assert not differs("clause", said, NAMES, record)


# ---- What derived events are --------------------------------------------------------------

DERIVED = [
    ("the later of IPO and Sale", "das spätere von Börsengang und Verkauf"),
    (
        "the second of IPO, Sale and first order",
        "das zweite von Börsengang, Verkauf und Bestellung",
    ),
    ("7 days after Sale", "7 Tage nach Verkauf"),
    ("24 months after Sale", "Ablauf von 24 Monaten nach Verkauf"),
    (
        "90 days after (the later of IPO and Sale)",
        "Ablauf von 90 Tagen nach (das spätere von Börsengang und Verkauf)",
    ),
    ("Sale if by the end of 2030", "Verkauf, falls spätestens 2030"),
    (
        "Sale if from 2028-01-01 through 2028-06-30",
        "Verkauf, falls im Zeitraum von 2028-01-01 bis 2028-06-30",
    ),
    ("the passing of 2030-06-30 without Sale", "Ablauf von 2030-06-30 ohne Verkauf"),
    ("2030-06-30 has passed without Sale", "2030-06-30 ist ohne Verkauf verstrichen"),
    ("the end of the day of Sale", "Ende des Tages von Verkauf"),
]


@pytest.mark.parametrize(("english", "german"), DERIVED, ids=[row[0] for row in DERIVED])
def test_derived_events_are_what_is_said(english: str, german: str) -> None:
    """In both languages, as the kernel understands them."""
    iri = f"{X}this"
    found = []
    for text, language in ((english, "en"), (german, "de")):
        point = read_point(text, NAMES, language)
        event = event_of(text, point, NAMES, NEW, iri)
        label = (URIRef(iri), RDFS.label, Literal("this", lang="en"))
        sentence = read_sentence("from Sale", NAMES, "en")
        record = read(stated({"c": ("from Sale", sentence)}, NAMES, [*event.triples, label]))
        making = Making(NAMES)
        meant = making.come(point)
        points = {**record.relations.points, **making.derived}
        assert not periods(Xone((AtOrAfter(iri), meant)), relate(points))
        assert event.derived.items() <= {**record.relations.points, **event.derived}.items()
        found.append(graph_of(event.triples))
    assert set(map(len, found)) == {len(found[0])}


def test_dates_of_described_events_stay_as_they_are_written() -> None:
    """The day stays a day, and months stay months."""
    for text, expected in (
        ("Sale if by 2030-12-31", Literal("2030-12-31", datatype=XSD.date)),
        ("Sale if before 2031", Literal("2031", datatype=XSD.gYear)),
        ("12 months after Sale", Literal("P12M", datatype=XSD.duration, normalize=False)),
        ("one year after Sale", Literal("P1Y", datatype=XSD.duration, normalize=False)),
        ("36 hours after Sale", Literal("P1DT12H", datatype=XSD.duration, normalize=False)),
    ):
        found = event_of(text, read_point(text, NAMES, "en"), NAMES, NEW, f"{X}this")
        assert str(expected) in {str(o) for _, _, o in found.triples}, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sale", "this is another event, not one derived from it; name that one instead"),
        (
            "the later of Sale and the end of 2030",
            (
                "a derived event cannot be made of dates; say the date where a clause is in force"
                " until or from this event"
            ),
        ),
        (
            "2030",
            (
                "“2030” can be read two ways: “the end of 2030” if 2030 still counts, or “the"
                " beginning of 2030”"
            ),
        ),
        ("", "there is nothing to read; write “90 days after …”"),
        (
            "from Sale",
            "“from” cannot stand here; an event or a date or a number or “the” can",
        ),
        (
            "IPO and Sale",
            (
                "this leaves open which of the two counts; write “the earlier of IPO and Sale” or"
                " “the later of IPO and Sale”"
            ),
        ),
        ("the earlier of 3 events", "name all 3 of them"),
    ],
)
def test_wrong_descriptions_are_told(text: str, expected: str) -> None:
    """With what would be right."""
    with pytest.raises(SentenceError) as raised:
        event_of(text, read_point(text, NAMES, "en"), NAMES, NEW, f"{X}this")

    assert expected == raised.value.said


# ---- What becomes of duties ---------------------------------------------------------------


def test_what_becomes_of_duties_is_named_by_them() -> None:
    """Where the duty has a property for it."""
    duty = thing("rent", "Rent", "Miete")
    names = Names(NAMES.events, duties=[duty])
    text = "from violation of “Rent”"
    found = constraints_of(text, read_sentence(text, names, "en"), names, NEW)
    event = URIRef(f"{X}violation-of-rent")

    assert (URIRef(duty.iri), PACT.violation, event) in found.triples
    assert (event, RDFS.label, Literal("violation of Rent", lang="en")) in found.triples

    text = "from excuse from “Rent”"
    with pytest.raises(SentenceError, match="what becomes of “rent” is not known here"):
        constraints_of(text, read_sentence(text, names, "en"), names, NEW)

    known = relate({f"{duty.iri}/excuse": OnlyBefore(f"{X}notice", stretch("2030").end)})
    names = Names(NAMES.events, duties=[duty], relations=known)
    found = constraints_of(text, read_sentence(text, names, "en"), names, NEW)
    assert {f"{X}notice-if-by-2030"} == set(found.derived)


@pytest.mark.parametrize("end", [False, True])
@pytest.mark.parametrize("written", ["2027", "2027-06", "2027-06-15", "2028-02-29T12:00:00Z"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_deadlines_come_back_to_the_tick(language: Language, written: str, end: bool) -> None:  # noqa: FBT001 - drawn
    """Also the end of an instant, which the instant itself is not."""
    deadline = Edge(stretch(written), end)
    lapse = Passing(deadline, Named(f"{X}sale"))
    text = Wording(language, lambda _: "Sale" if language == "en" else "Verkauf").point(lapse)

    point = read_point(text, NAMES, language)

    assert isinstance(point, Passing)
    assert isinstance(point.end, Edge)
    assert instant(deadline) == instant(point.end), text


# ---- Whatever there is ----------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize("language", LANGUAGES)
def test_drawn_moments_are_told_read_stated_and_retold(language: Language) -> None:
    """As the start of a clause and as a derived event, and nothing is lost on the way."""
    labels = {f"{X}{label[0]}": label for label in ("alpha", "beta", "conclusion")}
    names = Names([thing(label[0], label, label) for label in labels.values()])
    words = Wording(language, labels.__getitem__)
    tried, events, named, refused = 0, 0, 0, 0
    for seed in range(share(2_000, 120)):
        chance = Random(seed)  # noqa: S311 - reproducible
        point = moment(chance, 2)
        text = words.sentence(Sentence((Part(start=point),)))
        said = read_sentence(text, names, language)
        try:
            triples = stated({"clause": (text, said)}, names)
        except SentenceError:
            refused += 1
            continue
        record, complaints = interpret(Triples.of(triples))
        if complaints:  # counts back from what has no date, or never holds
            refused += 1
            continue
        tried += 1
        clause = record.clauses[f"{X}clause"]
        for _ in range(10):
            happened = {event: chance.choice([*DAYS, None]) for event in EVENTS}
            started = said_at(point, happened)
            happened[HOME] = DAYS[0]
            for at in DAYS:
                is_so = holds(clause.condition, at, record.relations.points, happened)
                assert is_so == (started is not None and started <= at), (text, happened, at)
        made, naming = _comes_back(text, names, language, Triples.of(triples), record)
        events, named = events + made, named + naming

    assert refused <= tried / 2
    assert share(700, 40) <= events
    assert named <= events / 50  # such as what is bounded twice, which a sentence bounds at once


def _comes_back(
    text: str, names: Names, language: Language, triples: Triples, record: Record
) -> tuple[int, int]:
    """Return of how many derived events the text says the same, and in how many it names others.

    Those that it names have to be declared; fail if any text says something else.
    """
    known = Names.of(record)
    retelling = Retelling(triples, known, NEW)
    standing = replace(known, events=[e for e in known.events if not retelling.is_told(e.iri)])
    made = [*triples.subjects(RDF.type, PACT.DerivedEvent)]
    naming = 0
    for event in made:
        retold = retelling.point_of(str(event), language)
        if (event, PACT.onNext, None) in triples:  # the schedule has a name, that no text tells
            assert retold is None
            continue
        assert retold is not None, text
        said = {t for t in triples if t[0] == event and t[1] != RDFS.label}
        ways = [
            _made_again(retold.text, each, language, event) for each in (names, standing, known)
        ]
        assert said in ways, (text, retold.text)
        naming += ways[0] != said or not retelling.is_told(str(event))
    return len(made), naming


def _made_again(
    text: str, names: Names, language: Language, event: Node
) -> set[tuple[Node, Node, Node]]:
    """Return how a text says that an event is made; nothing if it names what `names` has not."""
    try:
        again = event_of(text, read_point(text, names, language), names, NEW, str(event))
    except SentenceError:
        return set()
    return {t for t in again.triples if t[0] == event}
