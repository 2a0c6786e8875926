"""Finding what a person means: by id, by IRI, or by a unique part of the label."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, TypeVar

from pactgraph.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pactgraph.record import Thing

_Named = TypeVar("_Named", bound="Thing")

_MOST_PROPOSED = 5

LONGEST_NAME = 500
"""For a longer name, which nothing has, nothing near is looked for."""


def find(name: str, things: Iterable[_Named], what: str) -> _Named:
    """Return the one of `things` that `name` names.

    An id or IRI comes first, then the same in another case, then a whole label, then a part
    of a label, in any language, that only one of them has.

    Args:
        name: what a person wrote.
        things: where to look.
        what: what such a thing is called ("clause"), for the message.

    Raises:
        NotFoundError: nothing has this name, or several have; it proposes some.
    """
    candidates = list(things)
    wanted = name.strip().casefold()
    if not wanted:
        raise NotFoundError(f"an empty text names no {what}")
    named = _named(name, candidates)
    for found in named:
        if len(found) == 1:
            return found[0]
    partly = [t for t in candidates if any(wanted in label for label in _labels(t))]
    if len(partly) == 1:
        return partly[0]
    if partly:
        raise NotFoundError(f"several {what}s are called “{name}”: {_shown(partly)}")
    raise NotFoundError(f"there is no {what} “{name[:60]}”{_near(wanted, candidates)}")


def find_whole(
    name: str,
    things: Iterable[_Named],
    what: str,
    words: Callable[[_Named], Iterable[str]] = lambda _: (),
) -> _Named:
    """Return the one of `things` that `name` names by its id, IRI or a whole label.

    Unlike `find`, it takes no part of a label: what is merely near is proposed, never taken.

    Args:
        name: what a person wrote.
        things: where to look.
        what: what such a thing is called ("action"), for the message.
        words: gives what else people call a thing; such words only propose it.

    Raises:
        NotFoundError: nothing has this name, or several have; it proposes some.
    """
    candidates = list(things)
    wanted = name.strip().casefold()
    if not wanted:
        raise NotFoundError(f"an empty text names no {what}")
    named = _named(name, candidates)
    for found in named:
        if len(found) == 1:
            return found[0]
    if several := next(filter(None, named), None):
        raise NotFoundError(f"several {what}s are called “{name}”: {_shown(several)}")
    near = [t for t in candidates if wanted in (word.casefold() for word in words(t))]
    word = re.compile(rf"\b{re.escape(wanted)}\b")
    near += [t for t in candidates if any(word.search(label) for label in _labels(t))]
    distinct = [*{thing.iri: thing for thing in near}.values()]
    hint = f"; did you mean {_shown(distinct)}?" if distinct else _near(wanted, candidates)
    raise NotFoundError(f"there is no {what} “{name[:60]}”{hint}")


def find_by_word(name: str, things: Iterable[_Named], what: str) -> _Named | None:
    """Return the one of `things` that `name` names, or None if it is something new.

    Unlike `find`, it takes no part of a word for a name: texts that are new are expected.

    Raises:
        NotFoundError: several things are called so, or one nearly so.
    """
    candidates = list(things)
    wanted = name.strip().casefold()
    if len(same := [t for t in candidates if name in (t.id, t.iri)]) == 1:
        return same[0]
    exact = [t for t in candidates if wanted in (t.id.casefold(), t.iri.casefold(), *_labels(t))]
    if len(exact) == 1:
        return exact[0]
    word = re.compile(rf"\b{re.escape(wanted)}\b")
    partly = [t for t in candidates if wanted and any(word.search(label) for label in _labels(t))]
    if len(partly) == 1:
        return partly[0]
    if partly or exact:
        raise NotFoundError(f"several {what}s are called “{name}”: {_shown(exact or partly)}")
    if len(wanted) > LONGEST_NAME:
        return None
    spellings = {s: t for t in candidates for s in (t.id.casefold(), *_labels(t))}
    if close := difflib.get_close_matches(wanted, spellings, n=1, cutoff=0.8):
        near = _shown([spellings[close[0]]])
        raise NotFoundError(f"there is no {what} “{name[:60]}”; did you mean {near}?")
    return None


def _named(name: str, candidates: list[_Named]) -> tuple[list[_Named], ...]:
    """Return what `name` names whole: as an id or IRI, as one in another case, as a label."""
    wanted = name.strip().casefold()
    exact = [t for t in candidates if name in (t.id, t.iri)]
    loose = [t for t in candidates if wanted in (t.id.casefold(), t.iri.casefold())]
    called = [t for t in candidates if wanted in _labels(t)]
    return exact, loose, called


def _labels(thing: Thing) -> list[str]:
    return [text.casefold() for text in thing.label.by_language.values()]


def _near(wanted: str, candidates: list[_Named]) -> str:
    """Return a proposal of what was probably meant, or nothing; nothing for very long names."""
    if len(wanted) > LONGEST_NAME:
        return ""
    spellings = {s: t for t in candidates for s in (t.id.casefold(), *_labels(t))}
    close = [spellings[s] for s in difflib.get_close_matches(wanted, spellings, cutoff=0.75)]
    if not close:
        words = {word for spelling in spellings for word in spelling.split()}
        meant = [set(difflib.get_close_matches(word, words, n=5)) for word in wanted.split()]
        close = [
            thing
            for spelling, thing in spellings.items()
            if all(choices & set(spelling.split()) for choices in meant)
        ]
    different = list({thing.iri: thing for thing in close}.values())
    return f"; did you mean {_shown(different)}?" if different else ""


def _shown(things: list[_Named]) -> str:
    shown = [f"{t.id} ({t.label.in_language('en')})" for t in things[:_MOST_PROPOSED]]
    more = len(things) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
