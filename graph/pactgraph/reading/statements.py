"""From a file to its statements, the same for every command."""

from __future__ import annotations

import codecs
import json
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from operator import methodcaller
from typing import TYPE_CHECKING

import pyoxigraph

from pactgraph.errors import InvalidGraphError
from pactgraph.messages import changed, joined, worded
from pactgraph.reading.expansion import expanded
from pactgraph.reading.faults import Fault, UnreadableError, refused
from pactgraph.reading.files import (
    PLAIN_ENDINGS,
    RDF_ENDINGS,
    STANDARD_INPUT,
    files_at,
    why_not,
)
from pactgraph.reading.iris import local_name, why_no_iri
from pactgraph.reading.text import plain

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = dict(
    zip(
        RDF_ENDINGS,
        (
            pyoxigraph.RdfFormat.TURTLE,
            pyoxigraph.RdfFormat.TRIG,
            pyoxigraph.RdfFormat.N_TRIPLES,
            pyoxigraph.RdfFormat.N_QUADS,
            pyoxigraph.RdfFormat.JSON_LD,
            pyoxigraph.RdfFormat.JSON_LD,
        ),
        strict=True,
    )
)
LONGEST_TEXT = 100_000
"""A single text in a file may have this many characters."""

_TRIPLE_IN_TRIPLE = b" <<("
_DIRECTIONS = (b"--ltr .\n", b"--rtl .\n")
"""How a line of N-Triples ends whose text has a direction; nothing else ends so."""
_MAY_HOLD_CONTROLS = (
    re.compile(rb"\\(?:u00[01]|u007F|[bf])"),
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])"),
)
"""One for each byte that they begin with: so they are found at the speed of memory."""
_CONTROL_BYTES = bytes({*range(0x20), 0x7F} - {*b"\t\r\n"})
_CONTROLS = re.compile(
    r"\\\\|\\[tnr]|(\\u00(?:[01][0-9A-F]|7F)|\\[bf]|[\x80-\x9f\u202a-\u202e\u2066-\u2069])"
)
_WRITTEN = {r"\b": r"\u0008", r"\f": r"\u000C"}
_HIDDEN = (
    re.compile(rb"\xc2[\xa0\xad]"),
    re.compile(rb"\xe2(?:\x80[\x8b\x8e\x8f\xa8-\xae]|\x81[\xa0\xa6-\xa9])"),
    re.compile(rb"\xef\xbb\xbf"),
)
_MAY_HIDE = re.compile(
    rb"<[^>\"]*(?:" + b"|".join(sign.pattern for sign in _HIDDEN) + rb")[^>\"]*>"
)
_PREFIXES = (
    rb"<(?:certainty|dc|dcat|dct|dcterms|dprod|foaf|kind|odrl|org|owl|pact|prov|rdf|rdfs|schema"
    rb"|sh|skos|sotw|time|vcard|verdict|xsd):"
)
_MAY_BE_PREFIX = re.compile(_PREFIXES)
_PREFIX_AS_SCHEME = re.compile(_PREFIXES + rb"[^/>][^>]*>")


@dataclass(frozen=True, slots=True)
class Statements:
    """What one file says.

    Attributes:
        file: its path as given, or as found below the folder given.
        written: its triples as N-Triples in UTF-8, those of named graphs too; one a line, each
            ending in " .". Labels of blank nodes are the file's own.
    """

    file: str
    written: bytes


def read_file(path: Path) -> Statements:
    """Return what the file `path` says.

    Args:
        path: a file of one of `FORMATS`, told by its ending. In JSON-LD the contexts that ship
            may be named; nothing is ever fetched.

    Raises:
        InvalidGraphError: it cannot be read, does not parse, or something in it has no meaning;
            everything that is wrong is told, with line and thing where they are known.
    """
    found, wrong = files_at([path])
    if path.is_dir():
        raise refused(str(path), [Fault(worded("this is a folder; give a file"))])
    if wrong:
        raise InvalidGraphError(wrong)
    return read_found(found[0])


def read_found(path: Path) -> Statements:
    """Return what a file that `files_at` found says.

    Raises:
        InvalidGraphError: as `read_file`.
    """
    return said_by(Content(path, content_of(path)))


@dataclass(frozen=True, repr=False)
class Content:
    """A file that `files_at` found, and every byte of it.

    Attributes:
        path: as given, or as found below the folder given.
        data: what it held when it was opened.
    """

    path: Path
    data: bytes

    @cached_property
    def digest(self) -> str:
        """What no other content has."""
        return blake2b(self.data, digest_size=32).hexdigest()


def content_of(path: Path) -> bytes:
    """Return what a file that `files_at` found holds.

    Raises:
        InvalidGraphError: it cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        raise InvalidGraphError([why_not(path, error)]) from None


def said_by(content: Content) -> Statements:
    """Return what a file with this content says.

    Raises:
        InvalidGraphError: as `read_file`.
    """
    path, data = content.path, content.data
    if path.suffix.lower() in PLAIN_ENDINGS:
        told = worded("this is a plain file; make Turtle of it with pactgraph convert")
        raise refused(str(path), [Fault(told)])
    syntax = _syntax(data) if path == STANDARD_INPUT else FORMATS[path.suffix.lower()]
    try:
        return Statements(str(path), statements(data, syntax))
    except UnreadableError as error:
        raise refused(str(path), error.faults) from None


def _syntax(data: bytes) -> pyoxigraph.RdfFormat:
    """Return in which format `data` seems to be: JSON-LD, or TriG, which all others are part of.

    N-Quads alone are not; they come in files.
    """
    is_json = re.match(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])", data.removeprefix(codecs.BOM_UTF8))
    return pyoxigraph.RdfFormat.JSON_LD if is_json else pyoxigraph.RdfFormat.TRIG


def statements(data: bytes, syntax: pyoxigraph.RdfFormat) -> bytes:
    """Return the triples that `data` says, as N-Triples.

    Raises:
        UnreadableError: as `read_file`, without the name of a file.
    """
    data = plain(data)
    if syntax is pyoxigraph.RdfFormat.JSON_LD:
        data = _without_contexts(data)
    try:
        parsed = pyoxigraph.parse(input=data, format=syntax, rename_blank_nodes=True)
        if syntax.supports_datasets:
            parsed = (pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in parsed)  # type: ignore[assignment]
        written = pyoxigraph.serialize(parsed, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    except MemoryError:
        message = worded(
            "a text is far longer than {longest_text} characters", longest_text=f"{LONGEST_TEXT:,}"
        )
        raise UnreadableError(Fault(message)) from None
    except (SyntaxError, ValueError, RecursionError) as error:
        other = _other_format(data, syntax)
        said = joined("; ", filter(None, [_said(error), other]))
        raise UnreadableError(Fault(said, getattr(error, "lineno", None))) from None
    if _TRIPLE_IN_TRIPLE in written:
        message = worded("triples about triples (RDF 1.2) are not read; name the statement")
        raise UnreadableError(Fault(message))
    if any(direction in written for direction in _DIRECTIONS):
        message = worded("texts with a direction (RDF 1.2) are not read; leave out --ltr, --rtl")
        raise UnreadableError(Fault(message))
    if syntax is pyoxigraph.RdfFormat.JSON_LD or _may_mislead(data):
        faults = [
            *_long_texts(data, written),
            *_control_characters(written),
            *_hidden_signs(written),
            *_prefixes(written),
        ]
        if faults:
            raise UnreadableError(*faults)
    return written


def _may_mislead(data: bytes) -> bool:
    """Return whether texts or IRIs of a file can be other than they look.

    What no backslash writes otherwise stands in it as it is; most files have none, and are half
    as long as the triples that they say.
    """
    return (
        len(data) > LONGEST_TEXT
        or b"\\" in data
        or len(data.translate(None, _CONTROL_BYTES)) < len(data)
        or _MAY_BE_PREFIX.search(data) is not None
        or any(sign.search(data) for sign in (*_MAY_HOLD_CONTROLS, *_HIDDEN))
    )


def _without_contexts(data: bytes) -> bytes:
    try:
        return json.dumps(expanded(data.decode())).encode()
    except UnreadableError as error:
        other = (
            ""
            if data.lstrip()[:1] in (b"{", b"[")
            else _other_format(data, pyoxigraph.RdfFormat.JSON_LD)
        )
        if other:
            raise UnreadableError(
                Fault(joined("; ", [error.faults[0].message, other]), 1)
            ) from None
        raise


def _other_format(data: bytes, syntax: pyoxigraph.RdfFormat) -> str:
    """Return what a file that does not parse seems to be instead; "" if that does not show."""
    start = data.lstrip()
    if start[:1] in (b"{", b"["):
        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return ""
        return worded("this is JSON, so its name should end in .jsonld")
    turtle = (pyoxigraph.RdfFormat.TURTLE, pyoxigraph.RdfFormat.TRIG)
    if syntax not in turtle and re.match(rb"(?i)@prefix|@base|prefix\s|base\s|<|#", start):
        return worded("this may be Turtle, whose names end in .ttl")
    return ""


def _said(error: BaseException) -> str:
    """Return what the parser says, without the place that is told beside it."""
    text = str(getattr(error, "msg", None) or error)
    said = text.split(": ", 1)[1] if _HAS_PLACE.match(text) else text
    return worded("this does not parse: {said}", said=_translatable(said[:300]))


def _translatable(said: str) -> str:
    """Return what the parser of Turtle says as a message, if it is one of the frequent faults."""
    if "No scheme found" in said:
        return worded("an IRI is relative; write it in full or with a prefix")
    for fault in _WITHOUT_NAME:
        if said.startswith(fault):
            return fault
    for fault in _WITH_NAME:
        if match := _named(fault).match(said):
            return changed(fault, methodcaller("replace", _NAME, match["name"]))
    return said


_HAS_PLACE = re.compile(r"Parser error (?:at|between) ")
"""What stands before a fault within a line, and before one that goes over several lines."""
_WITHOUT_NAME = (
    worded("A dot is expected at the end of statements"),
    worded("Line jumps are not allowed in string literals, use \\n"),
    worded("Unexpected end of file"),
    worded("Unexpected end"),
    worded("The PREFIX keyword should be followed by a prefix like 'ex:'"),
    worded("The PREFIX declaration should be followed by a prefix and its value as an IRI"),
    worded("The BASE keyword should be followed by an IRI"),
    worded("blank node property lists should end with a ']'"),
    worded("A blank node ID cannot be empty"),
    worded("A language code should always start with a letter"),
    worded("A subtag may be eight characters in length at maximum"),
    worded("A double exponent cannot be empty"),
    worded("An integer should not be empty"),
)
_NAME = "{name}"
_WITH_NAME = (
    worded("The escape sequence {name} is not a valid hexadecimal string", name=_NAME),
    worded("Expecting a datatype IRI after ^^, found {name}", name=_NAME),
    worded(
        "escapes in IRIs should be % followed by two hexadecimal characters, found {name}",
        name=_NAME,
    ),
    worded(
        "The character that are allowed to be escaped in IRIs are _~.-!$&'()*+,;=/?#@%,"
        " found {name}",
        name=_NAME,
    ),
    worded("Invalid IRI percent encoding {name}", name=_NAME),
    worded("Invalid character {name} in host", name=_NAME),
    worded("Invalid character {name}", name=_NAME),
    worded("The allowed base directions are --ltr and --rtl, found {name}", name=_NAME),
    worded("{name} is not allowed at the beginning of a prefix name", name=_NAME),
    worded(
        "The escape sequence '\\u{name}' is encoding {name} that is not a valid unicode character",
        name=_NAME,
    ),
    worded("The prefix {name} has not been declared", name=_NAME),
    worded("Unexpected escape character {name}", name=_NAME),
    worded("Invalid IRI code point {name}", name=_NAME),
    worded("{name} is not a valid RDF object", name=_NAME),
    worded("{name} is not a valid predicate", name=_NAME),
    worded("{name} is not a valid subject or graph name", name=_NAME),
)
"""What the parser of Turtle says most often, word by word, so that it can be translated."""


def _named(fault: str) -> re.Pattern[str]:
    """Return what finds a fault with a name in it, which may stand there more than once."""
    first, *more = map(re.escape, fault.split(_NAME))
    again = "".join(f"(?P=name){part}" for part in more[1:])
    return re.compile(f"{first}(?P<name>.+?){more[0]}{again}(?= \\(line|$)")


def _long_texts(data: bytes, written: bytes) -> list[Fault]:
    if len(data) <= LONGEST_TEXT:
        return []
    return [
        Fault(
            worded(
                "a text has {length} characters; {longest_text} are allowed",
                length=f"{length:,}",
                longest_text=f"{LONGEST_TEXT:,}",
            ),
            None,
            _name(subject),
        )
        for subject, _, value in _parts(written)
        if value.startswith('"') and (length := value.rindex('"') - 1) > LONGEST_TEXT
    ]


def _control_characters(written: bytes) -> list[Fault]:
    """Return the texts and IRIs that hold characters which steer a screen instead of being read.

    Tabs, line ends and the marks that writing from right to left needs (U+200C to U+200F) are
    text; C0 and C1 controls, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) hide
    what is written.
    """
    if not any(sign.search(written) for sign in _MAY_HOLD_CONTROLS):
        return []
    faults = []
    for subject, predicate, value in _parts(written):
        property_name = local_name(predicate[1:-1])
        found = [m[1] for m in _CONTROLS.finditer(value) if m[1]]
        if found:
            sign = _WRITTEN.get(found[0], found[0])
            code = sign[2:] if sign.startswith("\\") else f"{ord(sign):04X}"
            message = worded(
                "the {property_name} holds the control character U+{code}, which"
                " would steer the screen instead of being read; remove it",
                property_name=property_name,
                code=code,
            )
            faults.append(Fault(message, None, _name(subject)))
    return faults


def _hidden_signs(written: bytes) -> list[Fault]:
    """Return the IRIs with signs that nobody sees, so that two look the same and are not."""
    if not any(s.search(written) for s in _HIDDEN) or not _MAY_HIDE.search(written):
        return []
    iris = {term for line in _parts(written) for term in line if term.startswith("<")}
    return [
        Fault(worded("an IRI that ends in {iri} {why}", iri=f"{local_name(iri[1:-1])!a}", why=why))
        for iri in sorted(iris)
        if not iri.isascii() and (why := why_no_iri(iri[1:-1]))
    ]


def _prefixes(written: bytes) -> list[Fault]:
    found = dict.fromkeys(m[0][1:-1].decode() for m in _PREFIX_AS_SCHEME.finditer(written))
    return [
        Fault(
            worded(
                "<{name}> in angle brackets is another IRI than {name}; leave the brackets out",
                name=name,
            )
        )
        for name in found
    ]


def _parts(written: bytes) -> list[tuple[str, str, str]]:
    """Return subject, predicate and object of each line, as written."""
    found = []
    for line in written.decode().split(" .\n")[:-1]:
        subject, _, rest = line.partition(" ")
        predicate, _, value = rest.partition(" ")
        found.append((subject, predicate, value))
    return found


def _name(subject: str) -> str:
    return "" if subject.startswith("_:") else local_name(subject[1:-1])
