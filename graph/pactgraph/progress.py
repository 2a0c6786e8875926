"""How far what takes a while has come: it says so, and whoever listens shows it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

T = TypeVar("T")


@dataclass(slots=True)
class _Listener:
    show: Callable[[str], None]
    said: str


_LISTENER: ContextVar[_Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(show: Callable[[str], None], what: str) -> Iterator[None]:
    """Give to `show` what is said meanwhile, in the words of `messages`.

    Args:
        show: takes each saying; none after the end.
        what: what is done, as long as nothing else is said.
    """
    before = _LISTENER.set(_Listener(show, what))
    try:
        yield
    finally:
        _LISTENER.reset(before)


def say(what: str) -> None:
    """Say what is done from now on."""
    if listener := _LISTENER.get():
        listener.said = what
        listener.show(what)


def counted(things: Collection[T], words: Callable[[int, int], str]) -> Iterator[T]:
    """Iterate over `things`, and say of each, before it is worked on, which one it is.

    >>> with listening(print, "reading"):
    ...     all(counted("ab", "{} of {}".format))
    1 of 2
    2 of 2
    reading
    True

    Args:
        things: what is worked on.
        words: returns what is said of the number of one, from 1, and how many there are.
    """
    listener = _LISTENER.get()
    for number, thing in enumerate(things, start=1):
        if listener:
            listener.show(words(number, len(things)))
        yield thing
    if listener:
        listener.show(listener.said)
