"""What people are told: the catalogue is whole, and a message can be told in each language."""

from __future__ import annotations

import copy
import pickle
import re
import string
from typing import TYPE_CHECKING

import pytest

from pactgraph.errors import InvalidGraphError, NotFoundError, UnknownLanguageError, Violation
from pactgraph.messages import Message, Phrases, either, joined, libraries_speak, told, worded

if TYPE_CHECKING:
    from collections.abc import Sequence


from made.german import SAME
from messages.catalogue import in_code, of_click, pattern_of, read, read_compiled, translated

ERROR = "Error: {message}"
LEFT_OUT = {"covers only one way to {action}: “{about}”": {"action"}}
"""What other languages need not name, by pattern."""


@pytest.mark.parametrize("language", translated())
def test_a_catalogue_has_each_pattern_and_no_other(language: str) -> None:
    """What the code says is in the catalogue; what the code no longer says is not."""
    known = {pattern_of(message) for message in read(language) if message.id}
    assert in_code() - known == set()
    assert known - in_code() - of_click() == set()


@pytest.mark.parametrize("language", translated())
def test_a_catalogue_translates_each_pattern(language: str) -> None:
    """No text is missing, none is the English one, and all have the names of the English one."""
    for message in read(language):
        if not message.id:
            continue
        patterns, texts = forms(message.id), forms(message.string)
        assert all(texts), message.id
        assert not message.fuzzy, message.id
        if any(words_of(pattern) - SAME for pattern in patterns):
            assert set(texts).isdisjoint(patterns), message.id
        for pattern, text in zip(patterns, texts, strict=True):
            assert names(pattern) == names(text) | LEFT_OUT.get(pattern, set()), text


@pytest.mark.parametrize("language", translated())
def test_what_programs_read_is_what_people_wrote(language: str) -> None:
    """The compiled catalogue is that of the text beside it."""
    written, compiled = (
        {pattern_of(m): tuple(forms(m.string)) for m in catalog if m.id}
        for catalog in (read(language), read_compiled(language))
    )
    assert compiled == written


def forms(text: str | Sequence[str]) -> Sequence[str]:
    """Return the forms of a pattern: one, or one for each number."""
    return (text,) if isinstance(text, str) else text


def words_of(pattern: str) -> set[str]:
    """Return the words of a pattern, without what stands in braces."""
    return {
        word.casefold() for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"\{.*?\}", "", pattern))
    }


def names(pattern: str) -> set[str]:
    """Return the names in braces of `pattern`, but the number, which “one” may say in words."""
    found = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
    return {name or f"{{{n}}}" for n, name in enumerate(found)} - {"count"}


def test_a_message_is_its_english_text_and_tells_another() -> None:
    """A value keeps its braces; a message within a message is translated with it."""
    hostile = "{message} %s \N{RIGHT-TO-LEFT MARK}<b>"
    inner = worded(ERROR, message=hostile)
    outer = worded(ERROR, message=inner)
    assert outer == f"Error: Error: {hostile}"
    assert told(outer, "de") == f"Fehler: Fehler: {hostile}"
    assert told("plain", "de") == "plain"


def test_a_message_lives_through_copies_and_processes() -> None:
    """A copy of a message can be told in another language, too."""
    message = worded(ERROR, message="x")
    for again in (copy.deepcopy(message), pickle.loads(pickle.dumps(message))):  # noqa: S301
        assert isinstance(again, Message)
        assert told(again, "de") == "Fehler: x"


def test_messages_are_joined_and_chosen() -> None:
    """Parts of a message, and what data says in two languages, are told in either."""
    parts = joined("; ", [worded(ERROR, message="a"), "b"])
    assert (str(parts), told(parts, "de")) == ("Error: a; b", "Fehler: a; b")
    both = either({"en": "yes", "de": "ja"})
    assert (str(both), told(both, "de")) == ("yes", "ja")


def test_an_error_is_told_in_a_language() -> None:
    """So are all violations of refused files, each with its place."""
    error = NotFoundError(worded(ERROR, message="x"))
    assert (str(error), error.in_language("de")) == ("Error: x", "Fehler: x")
    wrong = Violation("deal.ttl", "A-1", worded(ERROR, message="x"), line=3)
    refused = InvalidGraphError([wrong, Violation("", "", "plain")])
    assert str(refused) == "deal.ttl:3: A-1: Error: x\nplain"
    assert refused.in_language("de") == "deal.ttl:3: A-1: Fehler: x\nplain"


def test_libraries_speak_our_language_only_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a library takes from gettext is translated, and is not afterwards."""
    import gettext  # noqa: PLC0415 - what a library would do

    for given in (None, "fr"):
        if given is None:
            monkeypatch.delenv("LANGUAGE", raising=False)
        else:
            monkeypatch.setenv("LANGUAGE", given)
        with libraries_speak("de"):
            assert gettext.gettext(ERROR) == "Fehler: {message}"
        assert gettext.gettext(ERROR) == ERROR


def test_a_language_that_is_not_there_is_refused() -> None:
    """English does not stand in for it without a word."""
    with pytest.raises(UnknownLanguageError, match="“fr” is none of the languages: en, de"):
        Phrases({True: "yes"})["fr"]
    with pytest.raises(UnknownLanguageError, match="“fr”"):
        told(worded(ERROR, message="x"), "fr")
