"""Finding what a person means: by id, by IRI, or by a unique part of the label."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from pactgraph.errors import BadInputError, NotFoundError
from pactgraph.messages import LANGUAGES, either, joined, worded
from pactgraph.reading.files import ENDINGS
from pactgraph.reading.iris import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pactgraph.messages import Message
    from pactgraph.record import Thing

_Named = TypeVar("_Named", bound="Thing")

_MOST_PROPOSED = 5
_SORTS = {
    "action": (worded("action"), worded("actions")),
    "agreement": (worded("agreement"), worded("agreements")),
    "asset": (worded("asset"), worded("assets")),
    "attribute": (worded("attribute"), worded("attributes")),
    "certainty": (worded("certainty"), worded("certainties")),
    "clause": (worded("clause"), worded("clauses")),
    "event": (worded("event"), worded("events")),
    "force": (worded("force"), worded("forces")),
    "kind": (worded("kind"), worded("kinds")),
    "operator": (worded("operator"), worded("operators")),
    "party": (worded("party"), worded("parties")),
    "sector": (worded("sector"), worded("sectors")),
    "source": (worded("source"), worded("sources")),
    "strategy": (worded("strategy"), worded("strategies")),
    "thing": (worded("thing"), worded("things")),
    "value": (worded("value"), worded("values")),
    "verdict": (worded("verdict"), worded("verdicts")),
    "warning": (worded("warning"), worded("warnings")),
}
"""What one thing of a sort is called in messages, and what several are."""

LONGEST_NAME = 500
"""For a longer name, which nothing has, nothing near is looked for."""


def several(names: str | Iterable[str]) -> list[str]:
    """Return `names` as a list; one text is one name, not its letters.

    >>> several("MSOA-2025"), several(["a", "b"])
    (['MSOA-2025'], ['a', 'b'])
    """
    return [names] if isinstance(names, str) else list(names)


def refuse_unlisted(name: str, known: Iterable[str]) -> None:
    """Refuse a word that is not one of those that can stand somewhere.

    Raises:
        BadInputError: it is none of `known`, which are told.
    """
    words = [*known]
    if name not in words:
        raise BadInputError(
            worded("“{name}” is none of {known}", name=str(name)[:40], known=", ".join(words))
        )


def find(
    name: str,
    things: Iterable[_Named],
    what: str,
    words: Callable[[_Named], Iterable[str]] = lambda _: (),
) -> _Named:
    """Return the one of `things` that `name` names.

    An id or IRI comes first, then the last part of an IRI, then the same in another case, then
    a whole label, then a part of a label, in any language. It has to name one thing alone.

    Args:
        name: what a person wrote.
        things: where to look.
        what: what such a thing is called ("clause"), for the message.
        words: gives what else people call a thing; such words only propose it.

    Raises:
        NotFoundError: nothing has this name, or several have; it proposes some.
    """
    candidates = list(things)
    wanted = name.strip().casefold()
    if not wanted:
        raise NotFoundError(worded("an empty text names no {what}", what=_SORTS[what][0]))
    if named := _named(name, candidates, what):
        return named
    partly = [t for t in candidates if any(wanted in label for label in _labels(t))]
    if len(partly) == 1:
        return partly[0]
    if partly:
        raise NotFoundError(_several(what, name, partly))
    near = _called(wanted, candidates, words) or _near(wanted, candidates)
    raise NotFoundError(_listed(what, name, candidates) or _unknown(what, name, near))


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
        raise NotFoundError(worded("an empty text names no {what}", what=_SORTS[what][0]))
    if named := _named(name, candidates, what):
        return named
    near = _called(wanted, candidates, words)
    word = re.compile(rf"\b{re.escape(wanted)}\b")
    near += [t for t in candidates if any(word.search(label) for label in _labels(t))]
    distinct = [*{thing.iri: thing for thing in near}.values()]
    raise NotFoundError(_unknown(what, name, distinct or _near(wanted, candidates)))


def named_whole(name: str, things: Iterable[_Named]) -> _Named | None:
    """Return the one of `things` whose id, IRI or whole label `name` is; None if there is none."""
    wanted = name.strip().casefold()
    found = [t for t in things if wanted in (*_short(t), *_labels(t))]
    return found[0] if len(found) == 1 else None


def find_by_word(name: str, things: Iterable[_Named], what: str) -> _Named | None:
    """Return the one of `things` that `name` names, or None if it is something new.

    Unlike `find`, it takes no part of a word for a name: texts that are new are expected.

    Raises:
        NotFoundError: several things are called so, or one nearly so.
    """
    candidates = list(things)
    wanted = name.strip().casefold()
    if named := _named(name, candidates, what):
        return named
    word = re.compile(rf"\b{re.escape(wanted)}\b")
    partly = [t for t in candidates if wanted and any(word.search(label) for label in _labels(t))]
    if len(partly) == 1:
        return partly[0]
    if partly:
        raise NotFoundError(_several(what, name, partly))
    if len(wanted) > LONGEST_NAME:
        return None
    spellings = {s: t for t in candidates for s in (t.id.casefold(), *_labels(t))}
    if close := difflib.get_close_matches(wanted, spellings, n=1, cutoff=0.8):
        raise NotFoundError(_unknown(what, name, [spellings[close[0]]]))
    return None


def _named(name: str, candidates: list[_Named], what: str) -> _Named | None:
    """Return the one that `name` names whole: as id or IRI, in another case, as a label.

    Raises:
        NotFoundError: several are named so, in whichever way comes first.
    """
    wanted = name.strip().casefold()
    if exact := [t for t in candidates if name in (t.id, t.iri)]:
        return _only(exact, what, name)
    if alike := [t for t in candidates if t.iri and name == local_name(t.iri)]:
        return _only(alike, what, name)
    loose = [t for t in candidates if wanted in _short(t)]
    called = [t for t in candidates if wanted in _labels(t)]
    found = next((those for those in (loose, called) if len(those) == 1), loose or called)
    return _only(found, what, name) if found else None


def _short(thing: Thing) -> tuple[str, ...]:
    """Return what names `thing` whole, besides its labels, in small letters."""
    names = (thing.id, thing.iri, local_name(thing.iri))
    return tuple(name.casefold() for name in names if name)


def _only(found: list[_Named], what: str, name: str) -> _Named:
    """Return the one thing of `found`.

    Raises:
        NotFoundError: there are several, which its message names in full.
    """
    distinct = [*{thing.iri or thing.id: thing for thing in found}.values()]
    if len(distinct) == 1:
        return distinct[0]
    raise NotFoundError(_several(what, name, distinct))


def _labels(thing: Thing) -> list[str]:
    return [text.casefold() for text in thing.label.by_language.values()]


def _called(
    wanted: str, candidates: list[_Named], words: Callable[[_Named], Iterable[str]]
) -> list[_Named]:
    """Return those of `candidates` that people call `wanted`, too."""
    return [t for t in candidates if wanted in (word.casefold() for word in words(t))]


def _near(wanted: str, candidates: list[_Named]) -> list[_Named]:
    """Return what was probably meant; nothing for very long names."""
    if len(wanted) > LONGEST_NAME:
        return []
    spellings = {s: t for t in candidates for s in (t.id.casefold(), *_labels(t))}
    close = difflib.get_close_matches(wanted, spellings, cutoff=0.75)
    if not close:
        words = {word for spelling in spellings for word in spelling.split()}
        meant = [set(difflib.get_close_matches(word, words, n=5)) for word in wanted.split()]
        close = [s for s in spellings if all(choices & set(s.split()) for choices in meant)]
    return list({spellings[s].iri: spellings[s] for s in close}.values())


def _listed(what: str, name: str, candidates: list[_Named]) -> Message | None:
    """Return that `name` names several things at once, if that is so; None else."""
    parts = [part.strip().casefold() for part in re.split("[,;]", name)]
    if len(parts) == 1 or not set(parts) <= {n for thing in candidates for n in _short(thing)}:
        return None
    return worded(
        "there is no {what} “{name}”; name them one by one, with spaces between",
        what=_SORTS[what][0],
        name=name[:60],
    )


def _several(what: str, name: str, things: list[_Named]) -> Message:
    return worded(
        "several {whats} are called “{name}”: {shown}",
        whats=_SORTS[what][1],
        name=name,
        shown=_shown(things),
    )


def _unknown(what: str, name: str, near: list[_Named]) -> Message:
    """Return that nothing has the name, with what was probably meant."""
    if near:
        return worded(
            "there is no {what} “{name}”; did you mean {shown}?",
            what=_SORTS[what][0],
            name=name[:60],
            shown=_shown(near),
        )
    if name.lower().endswith(ENDINGS):
        return worded(
            "there is no {what} “{name}”; a file is named with --graph",
            what=_SORTS[what][0],
            name=name[:60],
        )
    return worded("there is no {what} “{name}”", what=_SORTS[what][0], name=name[:60])


def _shown(things: list[_Named]) -> Message:
    """Return the first of `things` by id and label, and how many more there are."""
    often = Counter(thing.id for thing in things)
    first = things[:_MOST_PROPOSED]
    shown = joined(", ", [_shown_as(t, in_full=often[t.id] > 1) for t in first])
    more = len(things) - _MOST_PROPOSED
    return worded("{shown} and {more} more", shown=shown, more=more) if more > 0 else shown


def _shown_as(thing: Thing, *, in_full: bool) -> Message:
    """Return a thing by its id and label; by its IRI if others share its local name."""
    if thing.iri and (in_full or thing.id != local_name(thing.iri)):
        return joined("", [thing.iri])
    labels = {language: thing.label.in_language(language) for language in LANGUAGES}
    return joined("", [thing.id, " (", either(labels), ")"])
