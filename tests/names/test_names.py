"""Which thing a person means by a name, and what is proposed where none is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import NotFoundError
from pactgraph.names import find, find_by_word, find_whole
from pactgraph.record import Text, Thing


def thing(name: str, english: str = "", german: str = "") -> Thing:
    """Return a thing with an id and labels."""
    labels = {"en": english, "de": german}
    return Thing(f"https://example.org/{name}", name, Text({k: v for k, v in labels.items() if v}))


def found(name: str, *things: Thing) -> str:
    """Return the IRI of the thing found."""
    return find(name, things, "clause").iri


def refused(name: str, *things: Thing) -> str:
    """Return what is said about a name that is not found."""
    with pytest.raises(NotFoundError) as caught:
        find(name, things, "clause")
    return str(caught.value)


EXACT, OTHER_CASE = thing("deal"), thing("Deal")
LICENCE = thing("c-1", "Licence to the research", "Lizenz zur Forschung")
FEE = thing("c-2", "Fee for the licence", "Gebühr")
RIGHT = thing("c-3", "fee", "Entgelt")


@pytest.mark.parametrize(
    ("name", "things", "expected"),
    [
        ("deal", (EXACT, OTHER_CASE), EXACT),
        ("deal", (OTHER_CASE, EXACT), EXACT),
        ("Deal", (EXACT, OTHER_CASE), OTHER_CASE),
        ("https://example.org/Deal", (EXACT, OTHER_CASE), OTHER_CASE),
        ("deal", (OTHER_CASE, thing("x", "deal")), OTHER_CASE),
        ("HTTPS://EXAMPLE.ORG/DEAL", (OTHER_CASE,), OTHER_CASE),
        (" DEAL ", (EXACT,), EXACT),
        ("Deal", (thing("y", "Deal"), EXACT), EXACT),
        ("fee", (FEE, RIGHT), RIGHT),
        ("FEE", (FEE, RIGHT), RIGHT),
        ("entgelt", (FEE, RIGHT), RIGHT),
        ("zur forsch", (LICENCE, FEE), LICENCE),
        ("GEBÜHR", (LICENCE, FEE), FEE),
        ("research", (LICENCE, FEE), LICENCE),
    ],
)
def test_the_nearest_name_is_meant(name: str, things: tuple[Thing, ...], expected: Thing) -> None:
    """An id or IRI as written, then in another case, then a whole label, then a part of one."""
    assert expected.iri == found(name, *things)


def test_an_id_as_written_is_meant_wherever_it_stands() -> None:
    """An id in another case, in whatever place, does not come before it."""
    things = [thing("DEAL"), thing("Deal"), thing("deal"), thing("x", "deal")]

    for number in range(len(things)):
        turned = [*things[number:], *things[:number]]

        assert "https://example.org/deal" == found("deal", *turned)


def test_several_in_another_case_are_not_one_of_them() -> None:
    """Where only ids in another case match, and several do, a label decides, or nothing."""
    things = (thing("DEAL", "a deal"), thing("Deal", "the deal"))

    assert "several clauses are called “deal”: DEAL (a deal), Deal (the deal)" == refused(
        "deal", *things
    )


@pytest.mark.parametrize("name", ["", "  ", "\n\t"])
def test_an_empty_text_names_nothing(name: str) -> None:
    """Not everything, though it is a part of every label."""
    assert "an empty text names no clause" == refused(name, LICENCE)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("licence", "several clauses are called “licence”: c-1 (Licence to the research), c-2"),
        ("c-9", "there is no clause “c-9”; did you mean "),
        ("reserch licence", "did you mean c-1 (Licence to the research)?"),
        ("Gebuhr", "did you mean c-2 (Fee for the licence)?"),
        ("zebra", "there is no clause “zebra”"),
        ("reserch zebra", "there is no clause “reserch zebra”"),
        ("x" * 61, f"there is no clause “{'x' * 60}”"),
    ],
)
def test_what_is_not_found_is_told_with_what_is_near(name: str, said: str) -> None:
    """A slip is proposed right; what is like nothing gets no proposal."""
    told = refused(name, LICENCE, FEE)

    assert told.startswith(said) or told.endswith(said)
    assert ("did you mean" in told) == ("did you mean" in said)


def test_at_most_five_are_told_and_the_others_counted() -> None:
    """No message is a page long."""
    seven = [thing(f"n-{number}", f"red {number}") for number in range(7)]

    assert refused("red", *seven).endswith("n-4 (red 4) and 2 more")
    assert refused("red", *seven[:5]).endswith("n-3 (red 3), n-4 (red 4)")


def test_at_most_five_words_are_taken_for_near() -> None:
    """Of six labels with a word as near, five are proposed."""
    six = [thing(f"n-{n}", f"abcdefgh{n} of something far longer") for n in range(6)]

    assert 5 == refused("abcdefghx", *six).count("of something")
    assert "more" not in refused("abcdefghx", *six)


def test_a_thing_is_proposed_once() -> None:
    """Though its id and both its labels are near."""
    near = thing("pateny", "patent", "patentx")

    assert refused("patemt", near).count("pateny (patent)") == 1


# ---- Texts that may be new --------------------------------------------------------------


def by_word(name: str, *things: Thing) -> str | None:
    """Return the id of the thing found, None if the name is something new."""
    one = find_by_word(name, things, "value")
    return one and one.id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("c-1", "c-1"),
        ("C-1", "c-1"),
        ("dup", "dup"),
        ("DUP", "DUP"),
        ("https://example.org/c-1", "c-1"),
        ("lizenz zur forschung", "c-1"),
        ("research", "c-1"),
        ("RESEARCH ", "c-1"),
        ("resear", None),
        ("zebra", None),
        ("", None),
        (" ", None),
    ],
)
def test_a_whole_word_is_a_name_and_a_part_of_one_is_new(name: str, expected: str | None) -> None:
    """Unlike elsewhere, for texts that are new are expected."""
    assert expected == by_word(name, LICENCE, RIGHT, thing("DUP"), thing("dup"))


@pytest.mark.parametrize(
    ("name", "things", "said"),
    [
        ("licence", (LICENCE, FEE), "several values are called “licence”: c-1 (Licence to the"),
        ("Fee", (thing("fee"), thing("FEE")), "several values are called “Fee”"),
        (
            "licence to the reserch",
            (LICENCE, FEE),
            "there is no value “licence to the",
        ),
        ("y" * 70 + "z", (thing("y" * 71),), f"there is no value “{'y' * 60}”; did you mean "),
    ],
)
def test_what_may_be_a_slip_is_not_taken_for_new(
    name: str, things: tuple[Thing, ...], said: str
) -> None:
    """Several of a name, or nearly a name, is refused."""
    with pytest.raises(NotFoundError) as caught:
        find_by_word(name, things, "value")

    assert str(caught.value).startswith(said)


@given(st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=6, unique=True), st.data())
def test_every_id_finds_its_own_thing(ids: list[str], data: st.DataObject) -> None:
    """Whatever the ids are, one as written finds the thing that has it."""
    things = [thing(f"x{name}y") for name in ids]
    wanted = data.draw(st.sampled_from(things))

    assert wanted.iri == found(wanted.id, *things)
    assert wanted.iri == found(wanted.iri, *things)


# ---- Whole names ------------------------------------------------------------------------

SELL, LEND = thing("sell", "sell"), thing("lend", "lend out", "verleihen")
WORDS = {SELL.iri: ("release", "Publish"), LEND.iri: ("publish",)}


def whole(name: str, *things: Thing) -> str:
    """Return the id of the thing found, or what is said where none is."""
    try:
        return find_whole(name, things, "action", lambda each: WORDS.get(each.iri, ())).id
    except NotFoundError as error:
        return str(error)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sell", "sell"),
        ("SELL", "sell"),
        ("https://example.org/lend", "lend"),
        ("Verleihen", "lend"),
        ("lend out", "lend"),
        ("out", "there is no action “out”; did you mean lend (lend out)?"),
        ("zz", "there is no action “zz”"),
        ("release", "there is no action “release”; did you mean sell (sell)?"),
        ("PUBLISH", "did you mean sell (sell), lend (lend out)?"),
        ("sel", "there is no action “sel”; did you mean sell (sell)?"),
        ("", "an empty text names no action"),
        ("x" * 61, f"there is no action “{'x' * 60}”"),
    ],
)
def test_only_a_whole_name_is_taken(name: str, said: str) -> None:
    """What is near, a word of a label or what people say, is proposed and never taken."""
    told = whole(name, SELL, LEND)

    assert told == said or (told.startswith("there is no action") and told.endswith(said))


def test_several_of_a_whole_name_are_told() -> None:
    """An id as written still comes before them."""
    things = (thing("Sell"), thing("SELL"), thing("x", "sell"))

    assert "Sell" == whole("Sell", *things)
    assert "x" == whole("sell", *things)
    assert whole("sEll", *things[:2]).startswith("several actions are called “sEll”: Sell (")


def test_a_name_of_ten_thousand_words_is_refused_without_comparing_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is near a name that is longer than any: no word of it is looked up."""

    def compared(*_: object, **__: object) -> list[str]:
        raise AssertionError

    monkeypatch.setattr("difflib.get_close_matches", compared)

    with pytest.raises(NotFoundError, match="there is no clause “word word"):
        find("word " * 10_000, [], "clause")
