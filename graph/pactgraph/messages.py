"""What people are told, in their language.

A message stands in English where it is made; its translations stand in a catalogue of gettext,
`locale/LANGUAGE/LC_MESSAGES/pactgraph.po`, by the English pattern. A `Message` is its English
text, and can say the same in another language: an error is raised where nobody knows who reads
it, and is translated where it is shown.
"""

from __future__ import annotations

import errno
import gettext
import os
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Self, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Key = TypeVar("Key")
Said = TypeVar("Said", str, tuple[str, ...])

DOMAIN = "pactgraph"
LOCALE = Path(__file__).resolve().parent / "locale"

Language: TypeAlias = str
"""The tag of a language: ``en``, or the name of a folder of `LOCALE` with a catalogue."""
LANGUAGES: tuple[Language, ...] = (
    "en",
    *sorted(each.parts[-3] for each in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")),
)


class Message(str):
    """A text in English that can be told in other languages.

    Attributes:
        told_in: returns the text in a language.
    """

    __slots__ = ("told_in",)

    told_in: Callable[[Language], str]

    def __new__(cls, told_in: Callable[[Language], str]) -> Self:
        """Return the message that `told_in` tells."""
        message = super().__new__(cls, told_in("en"))
        message.told_in = told_in
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[Callable[[Language], str]]]:
        """Return how to make it again, for a copy or another process."""
        return type(self), (self.told_in,)


class PactgraphError(Exception):
    """Anything that pactgraph refuses, with a message for the person who asked.

    As a text it is the message in English.
    """

    def in_language(self, language: Language) -> str:
        """Return the message in `language`."""
        return told(self, language)


class UnknownLanguageError(PactgraphError, ValueError):
    """There is no catalogue for a language."""


def worded(pattern: str, /, **values: object) -> Message:
    """Return a message made of a pattern with names in braces, and what stands for these.

    >>> worded("there is no {what}", what="clause")
    'there is no clause'

    Args:
        pattern: in English, and a literal: the catalogue is made from the code.
        values: what stands for the names; messages among them are translated too.
    """
    return Message(partial(_one, pattern, values))


def worded_count(one: str, many: str, count: int, /, **values: object) -> Message:
    """Return the message for one or several of something; the number is ``{count}``.

    >>> worded_count("1 clause", "{count} clauses", 3)
    '3 clauses'

    Args:
        one: the pattern for one, in English.
        many: the pattern for none, or several.
        count: how many.
        values: as those of `worded`.
    """
    return Message(partial(_several, one, many, count, {"count": count, **values}))


def phrase(pattern: str, /) -> Message:
    """Return a pattern as a message; who tells it fills in what its braces stand for.

    >>> phrase("“{}”").told_in("de").format("Klausel")
    '„Klausel“'

    Args:
        pattern: in English, and a literal, as that of `worded`.
    """
    return Message(partial(_translated, pattern))


def meant(meaning: str, pattern: str, /) -> str:
    """Return a pattern of `phrase` or `Phrases` that other languages tell by what it means here.

    Args:
        meaning: what tells it apart from the same English elsewhere; a literal.
        pattern: in English; a literal.
    """
    return _Meant(meaning, pattern)


class _Meant(str):
    """A pattern with the meaning that it has in one place."""

    __slots__ = ("meaning",)

    meaning: str

    def __new__(cls, meaning: str, pattern: str) -> Self:
        text = super().__new__(cls, pattern)
        text.meaning = meaning
        return text


class Phrases(Generic[Key, Said]):
    """What one place of the program says, by key, in every language.

    >>> answers = Phrases({True: "yes", False: "no"})
    >>> answers["de"][True]
    'ja'
    """

    __slots__ = ("_by_language", "_english")

    def __init__(self, english: Mapping[Key, Said]) -> None:
        """Take the patterns in English: literals, or two or more of them together."""
        self._english: Mapping[Key, Said] = english
        self._by_language: dict[Language, Mapping[Key, Said]] = {}

    @classmethod
    def of(cls, *patterns: Said) -> Phrases[Said, Said]:
        """Return patterns, literals in English, each by itself."""
        return Phrases({pattern: pattern for pattern in patterns})

    def __getitem__(self, language: Language) -> Mapping[Key, Said]:
        """Return the patterns in `language`, each in English where it has no other."""
        if language not in self._by_language:
            told = {key: _each_translated(said, language) for key, said in self._english.items()}
            self._by_language[language] = told
        return self._by_language[language]


@dataclass(frozen=True, slots=True)
class Counted:
    """A pattern for one of something, and one for none or several; ``{}`` is the number.

    >>> Counted("{} clause", "{} clauses").told(3, "de")
    '3 Klauseln'
    """

    one: str
    many: str

    def told(self, count: int, language: Language) -> str:
        """Return what is said of so many."""
        return _catalogue(language).ngettext(self.one, self.many, count).format(count)

    def forms(self, language: Language) -> tuple[str, str]:
        """Return the patterns for one and for several in `language`."""
        told = _catalogue(language)
        return told.ngettext(self.one, self.many, 1), told.ngettext(self.one, self.many, 2)


def joined(separator: str, parts: Iterable[str]) -> Message:
    """Return messages and other texts as one, with `separator` between them.

    >>> joined(", ", ["a", "b"])
    'a, b'
    """
    return Message(partial(_joined, separator, tuple(parts)))


def either(texts: Mapping[Language, str]) -> Message:
    """Return the message that data has in several languages, English among them."""
    return Message(partial(_chosen, texts))


def message_of(error: Exception) -> str:
    """Return what `error` says: its message, or its text if it has none."""
    return next((part for part in error.args if isinstance(part, Message)), str(error))


def reason(error: OSError) -> str:
    """Return why the system refuses something: a full disk, a missing folder, no permission."""
    return _REASONS.get(error.errno or 0, "") or str(error.strerror or error)


def changed(text: str, change: Callable[[str], str]) -> Message:
    """Return `text` after `change`, in whichever language it is told."""
    return Message(partial(_changed, text, change))


def told(value: object, language: Language) -> str:
    """Return `value` as a text, in `language` if it is a message or an error with one.

    >>> told(worded("there is no such file or folder"), "de")
    'diese Datei oder diesen Ordner gibt es nicht'
    """
    said = message_of(value) if isinstance(value, Exception) else value
    return said.told_in(language) if isinstance(said, Message) else str(said)


@contextmanager
def libraries_speak(language: Language) -> Iterator[None]:
    """Let libraries that use gettext take their messages from our catalogue."""
    before, variable = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(before)
        if variable is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = variable


def _one(pattern: str, values: Mapping[str, object], language: Language) -> str:
    return _filled(_translated(pattern, language), values, language)


def _translated(pattern: str, language: Language) -> str:
    if isinstance(pattern, _Meant):
        return _catalogue(language).pgettext(pattern.meaning, pattern)
    return _catalogue(language).gettext(pattern)


def _each_translated(said: Said, language: Language) -> Said:
    if isinstance(said, tuple):
        return tuple(_translated(pattern, language) for pattern in said)
    return _translated(said, language)


def _several(
    one: str, many: str, count: int, values: Mapping[str, object], language: Language
) -> str:
    return _filled(_catalogue(language).ngettext(one, many, count), values, language)


def _joined(separator: str, parts: tuple[str, ...], language: Language) -> str:
    return told(separator, language).join(told(part, language) for part in parts)


def _changed(text: str, change: Callable[[str], str], language: Language) -> str:
    return change(told(text, language))


def _chosen(texts: Mapping[Language, str], language: Language) -> str:
    return texts.get(language, texts["en"])


def _filled(pattern: str, values: Mapping[str, object], language: Language) -> str:
    return pattern.format(**{name: told(value, language) for name, value in values.items()})


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UnknownLanguageError(
            worded(
                "“{language}” is none of the languages: {known}", language=language, known=known
            )
        )
    return gettext.translation(DOMAIN, LOCALE, [language])


_REASONS = {
    errno.EACCES: worded("Permission denied"),
    errno.EADDRINUSE: worded("Address already in use"),
    errno.EADDRNOTAVAIL: worded("Cannot assign requested address"),
    errno.EEXIST: worded("File exists"),
    errno.EISDIR: worded("Is a directory"),
    errno.ELOOP: worded("Too many levels of symbolic links"),
    errno.ENAMETOOLONG: worded("File name too long"),
    errno.ENOENT: worded("No such file or directory"),
    errno.ENOSPC: worded("No space left on device"),
    errno.ENOTDIR: worded("Not a directory"),
    errno.EPERM: worded("Operation not permitted"),
    errno.EROFS: worded("Read-only file system"),
}
"""What systems say, word by word, so that it can be translated."""
