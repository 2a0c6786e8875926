"""Finding what a person means, and never something else."""

from __future__ import annotations

import pytest

from pactgraph.errors import NotFoundError
from pactgraph.names import find, find_by_word, find_whole
from pactgraph.record import Text, Thing


def thing(identity: str, label: str = "") -> Thing:
    """Return a thing called so."""
    return Thing(f"https://example.org/{identity}", identity, Text({"en": label or identity}))


TWINS = [thing("DEAL", "upper"), thing("agreement", "lower"), thing("Deal", "mixed")]


@pytest.mark.parametrize("search", [find, find_by_word, find_whole])
@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.id)
@pytest.mark.parametrize("turned", [False, True])
def test_the_exact_id_comes_before_one_in_another_case(search, twin: Thing, turned: bool) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001, FBT001 (a case)
    """Whatever the order of the things; an IRI likewise."""
    things = TWINS[::-1] if turned else TWINS

    assert twin is search(twin.id, things, "agreement")
    assert twin is search(twin.iri, things, "agreement")


@pytest.mark.parametrize("search", [find_by_word, find_whole])
def test_an_id_in_a_case_that_nothing_has_is_ambiguous(search) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Three differ from it by case alone."""
    with pytest.raises(NotFoundError, match="several agreements are called “dEAL”"):
        search("dEAL", TWINS, "agreement")


@pytest.mark.parametrize("search", [find, find_by_word, find_whole])
def test_the_id_comes_before_the_label_of_another(search) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """A label that is the id of something else does not hide it."""
    things = [thing("b", "a"), thing("a", "b")]

    assert things[1] is search("a", things, "thing")


def test_a_part_of_a_label_names_no_action_but_proposes_it() -> None:
    """“own” lies in “transfer ownership”, “first” is a word of “offer first”."""
    things = [thing("transfer", "transfer ownership"), thing("offerFirst", "offer first")]

    assert things[0] is find_whole("Transfer Ownership", things, "action")
    with pytest.raises(NotFoundError, match=r"no action “own”$"):
        find_whole("own", things, "action")
    with pytest.raises(NotFoundError, match=r"did you mean offerFirst \(offer first\)\?"):
        find_whole("first", things, "action")


def test_other_words_propose_what_has_them() -> None:
    """They come first, and stand for nothing by themselves."""
    things = [thing("hold"), thing("transfer", "transfer ownership")]
    words = {"hold": ["own", "have"], "transfer": []}

    with pytest.raises(NotFoundError, match=r"no action “own”; did you mean hold \(hold\)\?"):
        find_whole("own", things, "action", lambda each: words[each.id])


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_text_names_nothing(name: str) -> None:
    """And proposes nothing."""
    with pytest.raises(NotFoundError, match="an empty text names no action"):
        find_whole(name, TWINS, "action")
