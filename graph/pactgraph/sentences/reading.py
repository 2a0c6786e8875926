"""From the text of a sentence to what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from lark import Token, Tree
from lark.exceptions import UnexpectedToken

from pactgraph.errors import BadDateError, BadInputError, NotFoundError
from pactgraph.kernel.schedules import DAY_OVER, schedule
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import Duration, Precision, stretch
from pactgraph.messages import joined, message_of, worded
from pactgraph.names import find_whole
from pactgraph.sentences.expected import END, Stop, misplaced
from pactgraph.sentences.faults import SentenceError
from pactgraph.sentences.grammar import grammar
from pactgraph.sentences.meaning import Making
from pactgraph.sentences.said import (
    Bound,
    Choice,
    Date,
    Edge,
    Later,
    Named,
    Part,
    Passing,
    Sentence,
    Within,
)
from pactgraph.sentences.tokens import QUOTATION_MARKS, Quoted, scanned
from pactgraph.sentences.words import ALSO
from pactgraph.telling.days import END_OF
from pactgraph.telling.points import AND, COUNTS, DERIVED, QUOTED
from pactgraph.telling.spans import SPANS, length_in_words
from pactgraph.telling.words import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.kernel.spans import Step
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.messages import Language, Message
    from pactgraph.record import Thing
    from pactgraph.sentences.names import Called, Names
    from pactgraph.sentences.said import Point

_LENGTHS = {
    "week": timedelta(weeks=1),
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
    "second": timedelta(seconds=1),
}
_NAMING = ("plain", "takes_effect", "dated", "explained")
"""Rules that name an event."""
_MONTHS = {"year": 12, "month": 1}
_MOST_PROPOSED = 5
_MOST_DIGITS = 9
"""A longer number passes the end of the calendar in any unit."""


def read_sentence(text: str, names: Names, language: Language) -> Sentence:
    """Return what a sentence says: when a clause is in force.

    >>> from pactgraph.record import Text, Thing
    >>> from pactgraph.sentences.meaning import meaning_of
    >>> from pactgraph.sentences.names import Names
    >>> names = Names([Thing("urn:ipo", "ipo", Text({"en": "IPO", "de": "Börsengang"}))])
    >>> said = read_sentence("until the earlier of IPO and the end of 2030", names, "en")
    >>> said == read_sentence("bis zum früheren von „Börsengang“ und Ende 2030", names, "de")
    True
    >>> meaning_of(read_sentence("from IPO on", names, "en"), names).condition
    AtOrAfter(point='urn:ipo')

    Args:
        text: the sentence, as a person writes it or as `telling.words.formula` tells it.
        names: the events and agreements that it can name.
        language: the language that it is written in.

    Raises:
        SentenceError: it is not understood; the message says where, and what would be right.
    """
    example = ALSO[language]["always"].split("|")[0]
    return _Reader(text, names, language).sentence(_tree(text, names, language, "whole", example))


def read_point(text: str, names: Names, language: Language) -> Point:
    """Return the moment that a text tells, without a word before it: what a derived event is.

    >>> from pactgraph.record import Text, Thing
    >>> from pactgraph.sentences.names import Names
    >>> names = Names([Thing("urn:ipo", "ipo", Text({"en": "IPO"}))])
    >>> str(read_point("90 days after IPO", names, "en").span)
    'P90D'

    Args:
        text: the moment, such as "the later of A and B", or "A if by the end of 2030".
        names: the events and agreements that it can name.
        language: the language that it is written in.

    Raises:
        SentenceError: it is not understood; the message says where, and what would be right.
    """
    example = SPANS[language]["after"].format(
        length_in_words(Duration(fixed=timedelta(days=90)), language), "…"
    )
    tree = _tree(text, names, language, "moment", example)
    return _Reader(text, names, language).moment(tree)


def _tree(text: str, names: Names, language: Language, start: str, example: str) -> Tree[Token]:
    """Return the tree of a text, which is what the rule `start` says."""
    rules = grammar(language)
    if not text.strip():
        raise SentenceError(
            text, 0, worded("there is nothing to read; write “{example}”", example=example)
        )
    given = scanned(text, names, language, rules)
    parser = rules.parser.parse_interactive([], start=start)
    found = given.tokens
    found.append(Token(END, "", start_pos=len(text.rstrip()), end_pos=len(text)))
    tree: object = None
    for at, token in enumerate(found):
        try:
            tree = parser.feed_token(token)
        except UnexpectedToken:
            accepted = parser.accepts()  # type: ignore[no-untyped-call]
            stop = Stop(text, at, found, names, language, accepted, given.unquoted)
            raise misplaced(stop) from None
    if not isinstance(tree, Tree):
        raise TypeError(tree)
    return tree


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tree of one sentence.

    Attributes:
        text: the sentence.
        names: what it can name.
        language: the language that it is written in.
    """

    text: str
    names: Names
    language: Language

    # ---- The sentence -----------------------------------------------------------------------

    def sentence(self, tree: Tree[Token]) -> Sentence:
        match tree.data:
            case "always":
                return Sentence((Part(),))
            case "never":
                return Sentence()
        (ways,) = _trees(tree)
        return Sentence(tuple(map(self._part, _flat(ways, "ways"))))

    def moment(self, tree: Tree[Token]) -> Point:
        (told,) = _trees(tree)
        return self._dated(self._top(told))

    def _part(self, tree: Tree[Token]) -> Part:
        found = Part()
        for limit in _flat(tree, "part"):
            match limit.data:
                case "starts":
                    self._only_once(found.start, limit)
                    found = replace(found, start=self._start(limit))
                case "ends" | "through":
                    self._only_once(found.end, limit)
                    found = replace(found, end=self._end(limit))
                case "provided":
                    found = replace(found, happened=(*found.happened, self._within(limit)))
                case "unless":
                    missed = (*found.not_happened, self._within(limit))
                    found = replace(found, not_happened=missed)
                case _:
                    found = replace(found, happened=(*found.happened, self._lapse(limit)))
        return found

    def _only_once(self, known: Point | None, limit: Tree[Token]) -> None:
        if known is not None:
            raise self._error(
                limit,
                worded(
                    "this is said a second time; join two ways to be in force with “{join}”, and"
                    " two moments with “{earlier}” or “{later}”",
                    join=FORMULA[self.language]["or"].strip(),
                    earlier=self._which("earliest", "…"),
                    later=self._which("latest", "…"),
                ),
            )

    def _start(self, limit: Tree[Token]) -> Point:
        (tree,) = _trees(limit)
        return _begun(self._top(tree))

    def _end(self, limit: Tree[Token]) -> Point:
        (tree,) = _trees(limit)
        if limit.data == "through":
            return self._through(limit, self._point(tree))
        return self._dated(self._top(tree))

    def _through(self, limit: Tree[Token], point: Point) -> Point:
        last = _over(point)
        if isinstance(last, Edge):
            return last
        (tree,) = _trees(limit)
        ending = FORMULA[self.language]["end"].format(self._source(tree))
        raise self._error(limit, worded("say until which date, or “{proposal}”", proposal=ending))

    def _top(self, tree: Tree[Token]) -> Point:
        if tree.data not in ("either", "both"):
            return self._point(tree)
        first, second = (self._source(entry) for entry in _trees(tree))
        both = AND.told_in(self.language).join([first, second])
        raise self._error(
            tree,
            worded(
                "this leaves open which of the two counts; write “{earlier}” or “{later}”",
                earlier=self._which("earliest", both),
                later=self._which("latest", both),
            ),
        )

    def _which(self, which: str, both: str) -> str:
        return COUNTS[self.language][which][0].format(both)

    def _lapse(self, limit: Tree[Token]) -> Point:
        within = self._within(limit)
        for bound in within.bounds:
            if not bound.before:
                raise self._error(
                    limit, worded("say by when it has not come; this says from when on")
                )
        if len(within.bounds) == 1:
            return Passing(within.bounds[0].limit, within.point)
        limits = tuple(bound.limit for bound in within.bounds)
        return Passing(Choice(1, limits, len(limits)), within.point)

    # ---- Points -----------------------------------------------------------------------------

    def _point(self, tree: Tree[Token]) -> Point:
        """Return a point; a date in it that could mean two instants stays one.

        Raises:
            SentenceError: it only says how many points it is chosen from.
        """
        point = self._told(tree)
        if isinstance(point, Choice) and not point.points:
            raise self._error(tree, worded("name all {number} of them", number=point.number))
        if isinstance(point, Choice | Later | Passing | Within):
            return replace(point, at=_at(tree))
        return point

    def _told(self, tree: Tree[Token]) -> Point:
        """Return a point, of which only the number of those may be told that it is among."""
        if tree.data in _NAMING or tree.data.startswith("outcome_"):
            return self._named(tree)
        match tree.data:
            case "date":
                return self._date(tree)
            case "end_of" | "beginning_of":
                (date,) = _trees(tree)
                return Edge(self._date(date).written, tree.data == "end_of")
            case "bounded":
                return self._within(tree)
            case "passing" | "passed":
                end, awaited = _trees(tree)
                return Passing(_over(self._point(end)), self._dated(self._point(awaited)))
            case "after" | "earlier" | "day_over" | "next" | "next_later":
                return self._later(tree)
            case _:
                return self._choice(tree)

    def _named(self, tree: Tree[Token]) -> Named:
        """Return the event that something names."""
        match tree.data:
            case "plain":
                return self._event(tree)
            case "takes_effect":
                return self._agreement(tree)
            case "dated":
                return self._dated_agreement(tree)
            case "explained":
                return self._explained(tree)
            case _:
                return self._outcome(tree)

    def _dated(self, point: Point) -> Point:
        """Return `point` without dates that could mean two instants.

        Raises:
            SentenceError: it has such a date.
        """
        match point:
            case Date(written) if written.precision is Precision.INSTANT:
                return Edge(written, end=False)
            case Date():
                raise self._two_readings(point)
            case Choice(points=points):
                return replace(point, points=tuple(map(self._dated, points)))
            case _:
                return point

    def _two_readings(self, date: Date) -> SentenceError:
        text = date.written.text
        end, beginning = END_OF.told_in(self.language), ALSO[self.language]["beginning of"]
        return SentenceError(
            self.text,
            date.at,
            worded(
                "“{date}” can be read two ways: “{end}” if {date} still counts, or “{beginning}”",
                date=text,
                end=end.format(text),
                beginning=beginning.split("|")[0].replace("…", text),
            ),
        )

    def _choice(self, tree: Tree[Token]) -> Point:
        kind = str(tree.data)
        if kind.startswith("whichever"):
            points = tuple(self._point(entry) for entry in _trees(tree))
            return Choice(1 if kind == "whichever_earlier" else 2, points, 2)
        *count, listed = _trees(tree)
        points, number = self._listed(listed)
        match kind.partition("_"):
            case "earliest", _, _:
                which = 1
            case "latest", _, _:
                which = number
            case "nth", _, told:
                which = int(told)
            case _:
                which = int(self._number(count[0]))
        if not 1 <= which <= number:
            raise self._error(
                tree,
                worded("there are {number} of them; count from 1 to {number}", number=number),
            )
        return Choice(which, points, number)

    def _listed(self, tree: Tree[Token]) -> tuple[tuple[Point, ...], int]:
        if tree.data == "several":
            (number,) = _trees(tree)
            return (), int(self._number(number))
        entries = [entry for each in _trees(tree) for entry in _flat(each, "entries")]
        points = tuple(map(self._point, entries))
        return points, len(points)

    def _within(self, tree: Tree[Token]) -> Within:
        entry, bounds = _trees(tree)
        found = tuple(each for bound in _flat(bounds, "bounds") for each in self._bounds(bound))
        return Within(self._dated(self._point(entry)), found, _at(tree))

    def _bounds(self, tree: Tree[Token]) -> Iterator[Bound]:
        points = [self._point(entry) for entry in _trees(tree)]
        match tree.data:
            case "within":
                yield Bound(_begun(points[0]), before=False)
                yield Bound(_over(points[1]), before=True)
            case "by" | "by_its_day":
                limit = _over(points[0])
                day_over = Later(limit, DAY_OVER)
                yield Bound(limit if isinstance(limit, Edge) else day_over, before=True)
            case kind:
                yield Bound(_begun(points[0]), kind == "before")

    # ---- Spans ------------------------------------------------------------------------------

    def _later(self, tree: Tree[Token]) -> Point:
        *parts, entry = _trees(tree)
        steps: list[Step] = []
        for part in parts:
            steps += self._lengths(part) if part.data == "lengths" else []
        if tree.data == "earlier":
            steps = [Back(step) for step in steps if isinstance(step, Duration)]
        if tree.data == "day_over":
            steps += DAY_OVER.steps
        if tree.data in ("next", "next_later"):
            steps += [self._schedule(parts[0])]
        origin = self._point(entry)
        if isinstance(origin, Date) and origin.written.precision is Precision.DAY:
            origin = Edge(origin.written, end=False)
        return Later(self._dated(origin), Span.of(*steps), _in_months(tree))

    def _lengths(self, tree: Tree[Token]) -> list[Step]:
        return [self._length(length) for length in _flat(tree, "lengths")]

    def _length(self, tree: Tree[Token]) -> Duration:
        months, fixed = 0.0, timedelta()
        for quantity in _flat(tree, "length"):
            number, unit = quantity.children
            count = self._number(number) if isinstance(number, Tree) else 0
            told = str(unit)
            months += count * _MONTHS.get(told, 0)
            fixed += count * _LENGTHS.get(told, timedelta())
        if months != int(months):
            raise self._error(tree, worded("only whole years and months can be counted"))
        if months and fixed:
            said = worded(
                "months and days do not add up to one length; say which come first: “{then}”",
                then=self._then(tree),
            )
            raise self._error(tree, said)
        return Duration(int(months), fixed)

    def _then(self, tree: Tree[Token]) -> str:
        quantities = [self._source(quantity) for quantity in _flat(tree, "length")]
        found = quantities[0]
        for more in quantities[1:]:
            found = SPANS[self.language]["then"].format(found, more)
        return found

    def _number(self, tree: Tree[Token]) -> float:
        (token,) = tree.children
        told = str(token)
        if len(told) > _MOST_DIGITS or "-" in told:
            said = worded("“{number}” is no number to count with", number=told[:40])
            raise self._error(tree, said)
        return float(told) if "." in told else int(told)

    def _schedule(self, tree: Tree[Token]) -> Step:
        often, date = _trees(tree)
        (token,) = often.children
        rule = f"FREQ={token}" if getattr(token, "type", "") == "OFTEN" else str(token)
        written = self._date(date).written
        try:
            return schedule(f"DTSTART:{written.start:%Y%m%d}\nRRULE:{rule}")
        except BadInputError as error:
            raise self._error(tree, message_of(error)) from None

    # ---- Dates ------------------------------------------------------------------------------

    def _date(self, tree: Tree[Token]) -> Date:
        (token,) = tree.children
        return Date(self._stretch(tree, str(token)), _at(tree))

    def _stretch(self, tree: Tree[Token], text: str) -> Stretch:
        try:
            return stretch(text)
        except BadDateError as error:
            raise self._error(tree, message_of(error)) from None

    # ---- Names ------------------------------------------------------------------------------

    def _event(self, tree: Tree[Token]) -> Named:
        thing = self._thing(tree, self.names.moments(), "event")
        if thing.iri in self.names.effective or thing in self.names.agreements:
            proposal = ALSO[self.language]["takes effect"].split("|")[0]
            raise self._error(
                tree,
                worded(
                    "“{name}” is an agreement; if its taking effect is meant, write “{proposal}”",
                    name=thing.id,
                    proposal=proposal.replace("…", self._source(tree)),
                ),
            )
        return Named(thing.iri)

    def _agreement(self, tree: Tree[Token]) -> Named:
        thing = self._thing(tree, self.names.moments(), "agreement")
        if thing not in self.names.agreements:
            raise self._error(
                tree,
                worded("“{name}” is an event; only an agreement takes effect", name=thing.id),
            )
        return Named(thing.iri)

    def _dated_agreement(self, tree: Tree[Token]) -> Named:
        (token,) = tree.children
        date, _, id_ = str(token).partition("(")
        (thing,) = self._found(tree, self.names.moments(), "agreement", id_.rstrip(") \n"))
        effective = self.names.effective.get(thing.iri, "")
        if date.strip() != effective:
            raise self._error(
                tree,
                worded(
                    "{agreement} takes effect on {effective}, not on {date}",
                    agreement=thing.id,
                    effective=effective,
                    date=date.strip(),
                ),
            )
        return Named(thing.iri)

    def _outcome(self, tree: Tree[Token]) -> Named:
        thing = self._thing(tree, self.names.makers(), "clause")
        outcome = str(tree.data).removeprefix("outcome_").replace("_", "-")
        return Named(f"{thing.iri}/{outcome}")

    def _explained(self, tree: Tree[Token]) -> Named:
        named, meaning = _trees(tree)
        point, said = self._named(named), self._told(meaning)
        is_derived = point.iri in self.names.relations.points
        if not (is_derived and Making(self.names).is_meant(said, point.iri)):
            raise self._error(
                meaning,
                worded(
                    "this is not what “{name}” is; leave out the parentheses",
                    name=self._source(named).strip(QUOTATION_MARKS),
                ),
            )
        return point

    def _thing(self, tree: Tree[Token], called: Called, what: str) -> Thing:
        token = next(tree.scan_values(lambda _: True))
        id_ = token.value.id if isinstance(token.value, Quoted) else ""
        return self._found(tree, called, what, str(token.value), id_)[0]

    def _found(
        self, tree: Tree[Token], called: Called, what: str, text: str, id_: str = ""
    ) -> list[Thing]:
        quoted = self.text[_at(tree)] in QUOTATION_MARKS
        found = called.named(text, self.language, quoted=quoted, id_=id_)
        if len(found) == 1:
            return found
        if found:
            raise self._error(tree, self._several(tree, found))
        try:
            return [find_whole(text, called.things, what)]
        except NotFoundError as error:
            raise self._error(tree, message_of(error)) from None

    def _several(self, tree: Tree[Token], things: list[Thing]) -> Message:
        name = self._source(tree).strip(QUOTATION_MARKS)
        quoted = QUOTED.told_in(self.language).format(name)
        proposals = [DERIVED[self.language]["with meaning"].format(quoted, t.id) for t in things]
        return worded(
            "several are called so; write {proposals}",
            proposals=joined(worded(" or "), proposals[:_MOST_PROPOSED]),
        )

    # ---- Places -----------------------------------------------------------------------------

    def _source(self, tree: Tree[Token]) -> str:
        return self.text[_at(tree) : tree.meta.end_pos]

    def _error(self, tree: Tree[Token], said: str | Message) -> SentenceError:
        return SentenceError(self.text, _at(tree), said)


def _in_months(tree: Tree[Token]) -> bool:
    """Return whether a span is told in months, and not in years."""
    units = {str(token) for token in tree.scan_values(_is_unit)}
    return "month" in units and "year" not in units


def _is_unit(token: object) -> bool:
    return isinstance(token, Token) and token.type == "UNIT"


def _at(tree: Tree[Token]) -> int:
    return int(tree.meta.start_pos)


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _flat(tree: Tree[Token], name: str) -> list[Tree[Token]]:
    """Return what a list is made of that is a tree of shorter lists, each with one part more."""
    found: list[Tree[Token]] = []
    while tree.data == name:
        *shorter, last = _trees(tree)
        found.append(last)
        if not shorter:
            return found[::-1]
        (tree,) = shorter
    return [tree, *reversed(found)]


def _begun(point: Point) -> Point:
    """Return `point` with the beginnings of dates in place of these."""
    match point:
        case Date(written):
            return Edge(written, end=False)
        case Choice(points=points):
            return replace(point, points=tuple(map(_begun, points)))
        case _:
            return point


def _over(point: Point) -> Point:
    """Return `point`, or the end of a date; an instant is its own end."""
    match point:
        case Date(written):
            return Edge(written, end=written.precision is not Precision.INSTANT)
        case _:
            return point
