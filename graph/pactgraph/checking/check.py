"""Whether files can be trusted: syntax, shapes, names, conditions, all in one run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.checking.accepting import acceptances, shape_of, stale
from pactgraph.checking.checked import Checked
from pactgraph.checking.doubts import gaps, slips
from pactgraph.checking.shapes import message, shapeless
from pactgraph.checking.understood.deprecated import outdated
from pactgraph.checking.understood.holdings import holdings, not_understood
from pactgraph.checking.understood.kinds import unknown_kinds
from pactgraph.checking.understood.lists import broken_lists
from pactgraph.checking.understood.places import misplaced
from pactgraph.collecting import uncollected
from pactgraph.errors import BadInputError, InvalidGraphError, Violation
from pactgraph.interpreting.complaints import Complaint, as_violations, told_once
from pactgraph.interpreting.documents import Document, read
from pactgraph.interpreting.interpret import interpret
from pactgraph.interpreting.same_names import told_apart
from pactgraph.interpreting.triples import Triples, together
from pactgraph.messages import joined, told, worded
from pactgraph.progress import say
from pactgraph.reading.files import PLAIN_ENDINGS
from pactgraph.record import Text
from pactgraph.resources import Resource, folder
from pactgraph.terms import PACT, local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from rdflib.term import Node

    from pactgraph.checking.doubts import Doubt
    from pactgraph.messages import Language
    from pactgraph.record import Record

_NO_LINES: Mapping[str, int] = {}


@uncollected()
def check(paths: Iterable[Path], language: Language = "en") -> Checked:
    """Return what is wrong with the files at `paths`, read together, and what is doubtful.

    Args:
        paths: files or folders.
        language: the language of messages and reasons.
    """
    return checked(examined(*read(paths)), language)


def checked(examined: Examined, language: Language) -> Checked:
    """Return what is wrong with files, and what is doubtful, in `language`."""
    complaints = _complaints(examined)
    wrong = _violations(examined, complaints)
    warnings = _warnings(examined, complaints, wrong, language)
    wrong, warnings = ([_told(one, language) for one in found] for found in (wrong, warnings))
    return Checked(
        violations=wrong,
        warnings=[warning for warning in warnings if not warning.accepted],
        accepted=[warning for warning in warnings if warning.accepted],
        read=holdings(examined.documents, examined.facts),
    )


def _told(violation: Violation, language: Language) -> Violation:
    """Return `violation` with its message in `language`."""
    return replace(violation, message=told(violation.message, language))


@uncollected()
def trusted_record(paths: Iterable[Path], *, shapes: bool = True) -> tuple[Record, Triples]:
    """Return the record in the files at `paths`, and their triples.

    Args:
        paths: files or folders.
        shapes: False leaves the shapes out, for files that were checked before they shipped.

    Raises:
        InvalidGraphError: anything is wrong; it lists everything that is.
        BadInputError: there is no agreement in them.
    """
    found = trusted(examined(*read(paths)), shapes=shapes)
    return found.record, found.facts


def trusted(examined: Examined, *, shapes: bool) -> Examined:
    """Return `examined` again, if nothing is wrong with it.

    Raises:
        InvalidGraphError: anything is wrong; it lists everything that is.
        BadInputError: there is no agreement in it.
    """
    wrong = violations(examined, shapes=shapes)
    if wrong:
        raise InvalidGraphError(wrong)
    if not examined.record.agreements:
        raise BadInputError(_no_agreement(examined))
    return examined


def violations(examined: Examined, *, shapes: bool) -> list[Violation]:
    """Return everything that is wrong with files; without `shapes`, what they need not tell."""
    return _violations(examined, _complaints(examined) if shapes else examined.wrong)


def _no_agreement(examined: Examined) -> str:
    """Return what files without an agreement hold instead."""
    read = holdings(examined.documents, examined.facts)
    names = ", ".join(document.file for document in examined.documents)
    others = {
        worded("events"): read.events,
        worded("parties"): read.parties,
        worded("sources"): read.sources,
    }
    held = [joined(": ", [name, str(count)]) for name, count in others.items() if count]
    if not held:
        return worded(
            "there is no agreement in {names}; name a file that describes one", names=names[:200]
        )
    return worded(
        "there is no agreement in {names} (it has {held}); name a file that describes one",
        names=names[:200],
        held=joined(", ", held),
    )


@dataclass(frozen=True)
class Examined:
    """What files hold, read and interpreted once.

    Attributes:
        documents: those that parse.
        facts: their triples.
        plain: what the triples say, with ids that can be alike; only of use if nothing is wrong.
        unread: what is wrong with files that do not parse.
        wrong: what is wrong with names, conditions and events.
    """

    documents: list[Document]
    facts: Triples
    plain: Record
    unread: list[Violation]
    wrong: list[Complaint]

    @cached_property
    def record(self) -> Record:
        """What the triples say, with ids that tell apart; only of use if nothing is wrong."""
        return told_apart(self.plain)

    def file_of(self, node: Node) -> str:
        """Return the file that describes `node`, "" if none does."""
        return self._files.get(node, "")

    def line_of(self, node: Node) -> int | None:
        """Return the line in which a thing begins, if the form of its file tells."""
        return self._lines.get(self.file_of(node), _NO_LINES).get(str(node))

    @cached_property
    def _files(self) -> dict[Node, str]:
        """The first file that describes each thing."""
        files: dict[Node, str] = {}
        for document in self.documents:
            for subject in document.triples.subjects():
                files.setdefault(subject, document.file)
        return files

    @cached_property
    def _lines(self) -> dict[str, Mapping[str, int]]:
        return {document.file: document.lines for document in self.documents if document.lines}


def examined(documents: list[Document], unread: list[Violation]) -> Examined:
    """Return what `documents` say together; `unread` is what is wrong with files beside them."""
    say(worded("checking"))
    facts = together(document.triples for document in documents)
    record, wrong = interpret(together([facts, vocabulary()]))
    return Examined(documents, facts, record, unread, wrong)


def _complaints(examined: Examined) -> list[Complaint]:
    """Return what is wrong or doubtful about terms, places, names, conditions and shapes."""
    documents, facts = examined.documents, examined.facts
    seen = [
        *broken_lists(facts),
        *not_understood(documents, facts, vocabulary()),
        *misplaced(documents, facts, vocabulary()),
        *outdated(documents, facts, vocabulary()),
        *unknown_kinds(facts, vocabulary()),
        *_of_sentences(examined),
        *examined.wrong,
    ]
    return [*seen, *shapeless(with_terms(_fit_for_shapes(facts, seen)))]


def _of_sentences(examined: Examined) -> Iterable[Complaint]:
    if (None, PACT.sentence, None) not in examined.facts:
        return ()
    from pactgraph.checking.understood.sentences import unlike_sentences  # noqa: PLC0415 - its grammar is slow to import

    return unlike_sentences(examined.facts, examined.plain)


def _violations(examined: Examined, complaints: Iterable[Complaint]) -> list[Violation]:
    """Return everything that is wrong, in the order of files, then of what it is about."""
    wrong = [complaint for complaint in complaints if complaint.severity == "violation"]
    kept = told_once(wrong, examined.facts, examined.file_of)
    violations = as_violations(kept, examined.facts, examined.file_of, examined.line_of)
    return [*examined.unread, *_in_order(violations)]


def _warnings(
    examined: Examined,
    complaints: Iterable[Complaint],
    wrong: Collection[Violation],
    language: Language,
) -> list[Violation]:
    """Return the warnings, accepted or not, in the same order.

    Of what something is wrong with, there are none.
    """
    facts, record = examined.facts, examined.record
    doubtful = {c: c.subject for c in complaints if c.severity == "warning" and c.subject}
    doubtfully = as_violations(doubtful, facts, examined.file_of, examined.line_of)
    doubts = list(slips(record, facts, examined.documents))
    if not wrong:  # a fault leaves gaps that are none
        doubts += gaps(record, facts)
    raised = [
        *zip(doubtful.values(), doubtfully, strict=True),
        *((doubt.subject, _doubt_told(examined, doubt)) for doubt in doubts),
    ]
    accepted = acceptances(facts)
    if not wrong:
        unfounded = stale(accepted, {(focus, shape_of(warning.kind)) for focus, warning in raised})
        raised += [(doubt.subject, _doubt_told(examined, doubt)) for doubt in unfounded]
    known = {violation.subject for violation in wrong} - {""}
    nothing = Text({})
    return _in_order(
        replace(
            warning,
            accepted=accepted.reasons.get((focus, shape_of(warning.kind)), nothing).in_language(
                language
            ),
        )
        for focus, warning in raised
        if warning.subject not in known
    )


def _in_order(found: Iterable[Violation]) -> list[Violation]:
    """Return each of `found` once, in the order of files, then of what it is about.

    What is wrong with plain files is told in their words.
    """
    told = map(_in_words_of_file, found)
    return list(dict.fromkeys(sorted(told, key=lambda v: (v.file, v.subject, v.message))))


def _in_words_of_file(violation: Violation) -> Violation:
    if not violation.file.lower().endswith(PLAIN_ENDINGS):
        return violation
    from pactgraph.plain.wording import in_plain_words  # noqa: PLC0415 - needed by few

    return replace(violation, message=in_plain_words(violation.message))


def _doubt_told(examined: Examined, doubt: Doubt) -> Violation:
    plain = _violation(examined, doubt.subject, message(doubt.kind, doubt.words))
    file = doubt.file or plain.file
    return replace(plain, file=file, severity="warning", kind=str(doubt.kind))


def _fit_for_shapes(facts: Triples, complaints: Iterable[Complaint]) -> Triples:
    """Return `facts` without texts, numbers and dates that are known to be wrong."""
    unfit = [(c.subject, c.predicate) for c in complaints if c.subject and c.predicate]
    if not unfit:
        return facts
    fit = dict(facts.described())
    for subject, predicate in unfit:
        about = dict(fit.get(subject, {}))
        values = about.pop(predicate, ())
        kept = [value for value in values if not isinstance(value, Literal)]
        fit[subject] = {**about, predicate: kept} if kept else about
    return Triples(fit)


@cache
def vocabulary() -> Triples:
    """Return the vocabulary that ships: our terms, the concepts, and what we use of ODRL."""
    ontology = folder(Resource.ONTOLOGY)
    documents, violations = read(ontology / f"{name}.ttl" for name in ("pact", "kinds", "odrl"))
    if violations:
        raise InvalidGraphError(violations)
    return together(document.triples for document in documents)


@cache
def _wordless() -> Triples:
    """Return the vocabulary without its texts."""
    return Triples(
        {
            term: {
                predicate: kept
                for predicate, values in about.items()
                if (kept := [value for value in values if not _is_worded(value)])
            }
            for term, about in vocabulary().described()
        }
    )


def _is_worded(value: Node) -> bool:
    return isinstance(value, Literal) and value.language is not None


def with_terms(facts: Triples) -> Triples:
    """Return `facts` with the vocabulary, less the texts of terms that `facts` do not name.

    Most of what shapes look at is texts, and those of the vocabulary were looked at before it
    shipped. Only of a term that `facts` name can they, or their lack, matter.
    """
    terms, wordless = dict(vocabulary().described()), dict(_wordless().described())
    named = {*filter(facts.used().has, terms)}
    told = Triples({term: terms[term] for term in named})
    untold = Triples({term: about for term, about in wordless.items() if term not in named})
    return together([facts, told, untold])


def _violation(examined: Examined, subject: Node, message: str) -> Violation:
    name = local_name(str(subject)) if isinstance(subject, URIRef) else ""
    return Violation(examined.file_of(subject), name, message, examined.line_of(subject))
