"""From what a sentence says to its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from pactgraph.kernel.schedules import DAY_OVER
from pactgraph.kernel.timeline import Precision
from pactgraph.messages import Phrases, meant, phrase
from pactgraph.sentences.said import Choice, Date, Edge, Later, Named, Passing, Within
from pactgraph.sentences.words import ALSO
from pactgraph.telling.days import END_OF
from pactgraph.telling.points import AND, BOUNDS, COUNTS, DERIVED, NTH, listed
from pactgraph.telling.spans import moment_in_words
from pactgraph.telling.words import CHOICES, FORMULA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pactgraph.messages import Language
    from pactgraph.sentences.said import Bound, Part, Point, Sentence

    Counts = Mapping[str, tuple[str, ...]]
    """How the first or last of some is told: of two, and of more."""


LIMITS = Phrases(
    {
        "earliest start": (
            meant("after “from”", "the earlier of {}"),
            meant("after “from”", "the earliest of {}"),
        ),
        "latest end": (
            meant("after “until”", "the later of {}"),
            meant("after “until”", "the latest of {}"),
        ),
    }
)
"""What no formula says, but a sentence can; each for two, and for more."""
BY = phrase("by the end of {}")


@dataclass(frozen=True, slots=True)
class Wording:
    """Tells what sentences say.

    Attributes:
        language: the language wanted.
        name: returns what an event is called where it stands among words.
        passed: whether the lapse of a deadline is told as what has happened, not as an event.
    """

    language: Language
    name: Callable[[str], str]
    passed: bool = False

    def sentence(self, sentence: Sentence) -> str:
        """Return the text of a sentence."""
        also = ALSO[self.language]
        if not sentence.parts:
            return also["never"].split("|")[0]
        told = [self._part(part) for part in sentence.parts]
        if "" in told:
            return also["always"].split("|")[0]
        return FORMULA[self.language]["or"].join(told)

    def point(self, point: Point) -> str:
        """Return a moment in words, as they stand alone."""
        match point:
            case Named(iri):
                return self.name(iri)
            case Date(written):
                return written.text
            case Edge():
                return self._edge(point)
            case Later(origin, span, in_months):
                told = self._origin(origin)
                return moment_in_words(span, told, self.language, in_months=in_months)
            case Choice():
                return self._choice(point, COUNTS[self.language])
            case Within(base, bounds):
                told = self._bounds(bounds)
                return DERIVED[self.language]["if"].format(self._entry(base), told)
            case Passing(end, awaited):
                pattern = DERIVED[self.language]["passed" if self.passed else "passing"]
                return pattern.format(self._last(end), self._entry(awaited))
            case _:
                assert_never(point)

    # ---- Parts ------------------------------------------------------------------------------

    def _part(self, part: Part) -> str:
        form, also = FORMULA[self.language], ALSO[self.language]
        told: list[str] = []
        if part.start is not None:
            told.append(form["start"].format(self._limit(part.start, "latest")))
        match part.end:
            case None:
                pass
            case Edge(written, True):
                through = also["through"].split("|")[0]
                told.append(through.replace("…", written.text))
            case end:
                told.append(form["end"].format(self._limit(end, "earliest")))
        return " ".join(told)

    def _limit(self, point: Point, which: str) -> str:
        """Return the start or the end of a part; `which` of several counts there as a rule."""
        match point:
            case Edge(written, False) if which == "latest":
                return written.text
            case Choice(count, points) if count in (1, len(points)):
                choices, limits = CHOICES[self.language], LIMITS[self.language]
                patterns = (
                    {"latest": choices["latest"], "earliest": limits["earliest start"]}
                    if which == "latest"
                    else {"latest": limits["latest end"], "earliest": choices["earliest"]}
                )
                return self._choice(point, patterns, is_start=which == "latest")
            case _:
                return self.point(point)

    # ---- Points -----------------------------------------------------------------------------

    def _edge(self, edge: Edge) -> str:
        written = edge.written
        if edge.end:
            return END_OF.told_in(self.language).format(written.text)
        if written.precision is Precision.INSTANT:
            return written.text
        return ALSO[self.language]["beginning of"].split("|")[0].replace("…", written.text)

    def _origin(self, point: Point) -> str:
        match point:
            case Edge(written, False) if written.precision is Precision.DAY:
                return written.text
            case _:
                return self._entry(point)

    def _entry(self, point: Point, *, is_start: bool = False) -> str:
        """Return a moment as a part of more: in parentheses where its end is not plain."""
        match point:
            case Edge(written, False) if is_start:
                return written.text
            case Choice() | Within() | Passing():
                return DERIVED[self.language]["apart"].format(self.point(point))
            case _:
                return self.point(point)

    def _choice(self, choice: Choice, patterns: Counts, *, is_start: bool = False) -> str:
        count, number = choice.count, len(choice.points)
        told = [self._entry(point, is_start=is_start) for point in choice.points]
        several = listed(told, AND, self.language)
        if count in (1, number):
            which = "earliest" if count == 1 else "latest"
            return patterns[which][number > 2].format(several)  # noqa: PLR2004 - or for two
        numbered = DERIVED[self.language]["nth"].format(count, "{}")
        return NTH[self.language].get(count, numbered).format(several)

    def _last(self, end: Point) -> str:
        match end:
            case Edge(written, True) if written.precision is not Precision.INSTANT:
                return written.text
            case _:  # an instant alone is read as its own end, which is a tick before this one
                return self._entry(end)

    # ---- Bounds -----------------------------------------------------------------------------

    def _bounds(self, bounds: Sequence[Bound]) -> str:
        if len(bounds) == 2:  # noqa: PLR2004 - from one through the other
            first, last = bounds
            match first.limit, last.limit:
                case Edge(start, False), Edge(end, True) if last.before and not first.before:
                    return BOUNDS[self.language]["within"].format(start.text, end.text)
        return AND.told_in(self.language).join(map(self._bound, bounds))

    def _bound(self, bound: Bound) -> str:
        phrases = BOUNDS[self.language]
        match bound.limit:
            case Edge(written, True) if bound.before and written.precision is not Precision.DAY:
                return BY.told_in(self.language).format(written.text)
            case Edge(written, end) if bound.before:
                return phrases["by" if end else "before"].format(written.text)
            case Edge(written, False):
                return phrases["not before"].format(written.text)
            case Later(origin, span) if bound.before and span == DAY_OVER:
                return phrases["by its day"].format(self._entry(origin))
            case limit:
                told = self._entry(limit)
                return phrases["before" if bound.before else "not before"].format(told)
