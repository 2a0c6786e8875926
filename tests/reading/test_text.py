"""What is no text in UTF-8 is named for what it is; a byte order mark is no part of a text."""

# ruff: noqa: E501 - a statement is read best on one line

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from pactgraph.interpreting.documents import read
from pactgraph.messages import told
from pactgraph.reading.faults import Fault, UnreadableError
from pactgraph.reading.statements import FORMATS, statements
from pactgraph.reading.text import plain
from pactgraph.reading.triples import from_text, odrl

if TYPE_CHECKING:
    from collections.abc import Iterator

TURTLE = '<urn:a> <urn:b> "Größe"@de .'


def zipped(name: str) -> bytes:
    """Return a zip archive with one file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "text")
    return data.getvalue()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_byte_order_mark_is_read_as_if_it_were_not_there(ending: str, tmp_path: Path) -> None:
    """In every format, as Windows editors write it."""
    quads = list(parse(TURTLE, format=RdfFormat.TURTLE))
    file = tmp_path / f"a{ending}"
    file.write_bytes(b"\xef\xbb\xbf" + (serialize(quads, format=FORMATS[ending]) or b""))

    (document,), violations = read([file])

    assert [] == violations
    assert ["Größe"] == [str(value) for value in document.triples.objects()]


@pytest.mark.parametrize(
    ("message", "data"),
    [
        ("text in UTF-16", TURTLE.encode("utf-16")),
        ("text in UTF-16", TURTLE.encode("utf-16-be")),
        ("text in UTF-16", TURTLE.encode("utf-16-le")),
        ("text in UTF-32", TURTLE.encode("utf-32")),
        ("the byte 0xF6 shows that the file is not text in UTF-8", TURTLE.encode("latin-1")),
        ("gzip; unpack it", gzip.compress(TURTLE.encode(), mtime=0)),
        ("a zip archive", zipped("a.ttl")),
        ("a Word document", zipped("word/document.xml")),
        ("an Excel workbook", zipped("xl/workbook.xml")),
        ("a PDF document", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
        ("an old Word or Excel document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a picture", b"\x89PNG\r\n\x1a\n"),
        ("a page in HTML", b"\n<!DOCTYPE html>\n<html></html>"),
        ("a page in HTML", b"\xef\xbb\xbf<html lang=en>"),
        ("XML, which is not read", b'<?xml version="1.0"?><rdf:RDF/>'),
        ("RDF/XML", b"<rdf:RDF xmlns:rdf='x'/>"),
        ("a zero byte", TURTLE.encode() + b"\n\0"),
    ],
)
def test_what_is_no_text_is_named(message: str, data: bytes) -> None:
    """Encodings, archives, documents, pages."""
    with pytest.raises(UnreadableError, match=message):
        plain(data)


def test_an_error_says_all_that_is_wrong() -> None:
    """Also where it is shown as a whole."""
    assert "one; two" == str(UnreadableError(Fault("one"), Fault("two")))


def test_the_line_of_the_first_foreign_byte_is_told() -> None:
    """A file in Latin-1 is wrong where its first umlaut stands."""
    with pytest.raises(UnreadableError) as refused:
        plain(f"# one\n# two\n{TURTLE}".encode("latin-1"))

    assert 3 == refused.value.faults[0].line
    with pytest.raises(UnreadableError) as refused:
        plain(b"# one\n# two\n# \0 three\n")
    assert 3 == refused.value.faults[0].line


# ---- Characters that steer --------------------------------------------------------------

STEERING = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]  # fmt: skip
TEXT = [0x09, 0x0A, 0x0D, 0x20, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0xFEFF, 0x1F3AC]


def said(sign: str, *, raw: bool) -> bytes:
    """Return a statement with `sign` in its text, as it is or escaped."""
    written = sign if raw else f"\\U{ord(sign):08X}"
    return f'<urn:a/thing> <urn:b/label> """x\\\\bold{written}y""" .'.encode()


@pytest.mark.parametrize("code", STEERING)
def test_characters_that_steer_a_screen_are_refused(code: int) -> None:
    """C0, C1, overrides and isolates, written out or escaped, in Turtle and in JSON."""
    turtle = [said(chr(code), raw=False), *([said(chr(code), raw=True)] if code else [])]
    as_json = b'{"@id":"urn:a/thing","urn:b/label":"x\\u%04Xy"}' % code
    for data, syntax in [(one, RdfFormat.TURTLE) for one in turtle] + [
        (as_json, RdfFormat.JSON_LD)
    ]:
        with pytest.raises(UnreadableError) as refused:
            statements(data, syntax)
        (fault,) = refused.value.faults
        assert f"the label holds the control character U+{code:04X}" in fault.message
        assert "thing" == fault.subject


def test_a_property_without_a_slash_is_called_by_its_whole_iri() -> None:
    """Nothing is cut from its beginning."""
    with pytest.raises(UnreadableError, match=r"^the urn:b holds the control character U\+0007,"):
        statements(b'<urn:a> <urn:b> "\\u0007" .', RdfFormat.TURTLE)


@pytest.mark.parametrize("code", TEXT)
def test_other_characters_are_text(code: int) -> None:
    """Tabs, line ends, and the marks and joiners that scripts need."""
    for raw in (True, False):
        assert statements(said(chr(code), raw=raw), RdfFormat.TURTLE)


UNSEEN = [0xA0, 0xAD, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]  # fmt: skip


@pytest.mark.parametrize("code", UNSEEN)
def test_signs_that_nobody_sees_are_no_part_of_a_name(code: int) -> None:
    """Two names that look the same are the same, whatever they are names of."""
    name = f"https://e.org/k{chr(code)}im"
    for data, syntax in (
        (f"<{name}> <urn:b> 1 .", RdfFormat.TURTLE),
        (f"<urn:a> <urn:b> <{name}> .", RdfFormat.TURTLE),
        (f'{{"@id": "{name}", "urn:b": 1}}', RdfFormat.JSON_LD),
    ):
        with pytest.raises(UnreadableError, match="is no IRI: it holds the sign"):
            statements(data.encode(), syntax)
    with pytest.raises(UnreadableError, match=r"^an IRI that ends in 'urn:b:k\\\w+im' is no IRI"):
        statements(f"<urn:b:k{chr(code)}im> <urn:b> 1 .".encode(), RdfFormat.TURTLE)


@pytest.mark.parametrize(
    "sign", ["\u00a0", "\u00ad", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff"]
)
def test_signs_that_nobody_sees_may_stand_in_texts(sign: str) -> None:
    """Even between angle brackets."""
    assert statements(f'<urn:a> <urn:b> "<k{sign}im>" .'.encode(), RdfFormat.TURTLE)


@pytest.mark.parametrize(
    ("message", "syntax", "text"),
    [
        ("this is JSON, so its name should end in .jsonld", RdfFormat.TURTLE, '{"@id": "urn:a"}'),
        ("this may be Turtle", RdfFormat.JSON_LD, "@prefix a: <urn:a:> .\na:b a a:c ."),
    ],
)
def test_a_file_under_the_name_of_another_format_is_told(
    message: str, syntax: RdfFormat, text: str
) -> None:
    """JSON-LD in a file that ends in .ttl, and the other way round."""
    with pytest.raises(UnreadableError, match=message):
        statements(text.encode(), syntax)


SAID = [
    ('<urn:a> <urn:b> "x .\n<urn:a> <urn:b> "y" .', "Line jumps are not allowed in string literals, use \\n", "ein Text in einfachen Anführungszeichen geht nicht über das Ende der Zeile; schließen Sie ihn, oder schreiben Sie \\n"),
    ('<urn:a> <urn:b> """x\n\ny .', "Unexpected end of file", "die Datei endet zu früh"),
    ('<urn:a> <urn:b> "\\u12G4" .', "The escape sequence '\\u12G4' is not a valid hexadecimal string", "'\\u12G4' ist keine Zahl im Sechzehnersystem"),
    ('<urn:a> <urn:b> "\\uD83D" .', "The escape sequence '\\uD83D' is encoding D83D that is not a valid unicode character", "'\\uD83D' steht für kein Zeichen von Unicode"),
    ('<urn:a> <urn:b> "1"^^"x" .', 'Expecting a datatype IRI after ^^, found "x"', 'auf ^^ muss die IRI eines Datentyps folgen, nicht "x"'),
    ("PREFIX : <urn:a:> :a%zz :b :c .", "escapes in IRIs should be % followed by two hexadecimal characters, found '%zz'", "auf % müssen in IRIs zwei Ziffern im Sechzehnersystem folgen, anders als in '%zz'"),
    ("PREFIX : <urn:a:> :a\\q :b :c .", "The character that are allowed to be escaped in IRIs are _~.-!$&'()*+,;=/?#@%, found 'q'", "nach einem umgekehrten Schrägstrich dürfen in IRIs nur die Zeichen _~.-!$&'()*+,;=/?#@% stehen, nicht 'q'"),
    ("<urn:a> <urn:b> <urn:%zz> .", "Invalid IRI percent encoding '%zz'", "in einer IRI verschlüsselt '%zz' kein Zeichen"),
    ("<urn:a> <urn:b> <http://[x> .", "Invalid character '[' in host", "unerlaubtes Zeichen im Rechnernamen einer IRI: '['"),
    ("<urn:a> <urn:b> §:c .", "'§' is not allowed at the beginning of a prefix name", "mit '§' darf ein Präfix nicht beginnen"),
    ("<urn:a> <urn:b> <http://x:y/> .", "Invalid character 'y'", "unerlaubtes Zeichen in einer IRI: 'y'"),
    ('<urn:a> <urn:b> "x"@en--up .', "The allowed base directions are --ltr and --rtl, found --up", "als Schreibrichtung gibt es --ltr und --rtl, nicht --up"),
    ("@prefix : .", "The PREFIX declaration should be followed by a prefix and its value as an IRI", "auf PREFIX müssen ein Präfix und die IRI folgen, für die es steht"),
    ("@base x .", "The BASE keyword should be followed by an IRI", "auf BASE muss eine IRI folgen"),
    ("<urn:a> <urn:b> [ <urn:c> 1 .", "blank node property lists should end with a ']'", "eine eckige Klammer ist nicht geschlossen: es fehlt ']'"),
    ("_: <urn:b> 1 .", "A blank node ID cannot be empty", "auf _: muss ein Name folgen"),
    ('<urn:a> <urn:b> "x"@1 .', "A language code should always start with a letter", "das Kürzel einer Sprache beginnt mit einem Buchstaben"),
    ('<urn:a> <urn:b> "x"@toolonglanguage .', "A subtag may be eight characters in length at maximum", "kein Teil des Kürzels einer Sprache hat mehr als acht Zeichen"),
    ("<urn:a> <urn:b> 1e .", "A double exponent cannot be empty", "einer Zahl fehlen die Ziffern nach dem e"),
    ("<urn:a> <urn:b> + .", "An integer should not be empty", "einer Zahl fehlen die Ziffern"),
]  # fmt: skip
"""What people write wrong in Turtle, what the parser says of it, and that in German."""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<urn:a> <urn:b> nonsense .", "nonsense is not a valid RDF object"),
        ("x:a <urn:b> 1 .", "The prefix x: has not been declared"),
        ('<urn:a> <urn:b> "x .', "Unexpected end of file"),
        (
            '<urn:a> <urn:b> "x"@toolonglanguage .',
            "A subtag may be eight characters in length at maximum",
        ),
        *((text, message) for text, message, _ in SAID),
    ],
)
def test_what_the_parser_says_is_told_without_its_place(text: str, message: str) -> None:
    """The line stands before the message, once."""
    with pytest.raises(UnreadableError) as refused:
        statements(text.encode(), RdfFormat.TURTLE)

    (fault,) = refused.value.faults
    assert (f"this does not parse: {message}", 1) == (fault.message, fault.line)


@pytest.mark.parametrize(("text", "message", "german"), SAID)
def test_what_the_parser_says_is_translated(text: str, message: str, german: str) -> None:
    """What people write wrong in Turtle is told in either language, with what they wrote."""
    with pytest.raises(UnreadableError) as refused:
        statements(text.encode(), RdfFormat.TURTLE)

    (fault,) = refused.value.faults
    assert message in told(fault.message, "en")
    assert told(fault.message, "de") == f"das lässt sich nicht lesen: {german}"


@pytest.mark.parametrize("text", ["[ <urn:a> nonsense ] .", "{ <urn:a> nonsense }"])
def test_what_begins_like_json_and_is_none_is_not_told_to_be_json(text: str) -> None:
    """Blank nodes and graphs begin with brackets and braces, too."""
    with pytest.raises(UnreadableError) as refused:
        statements(text.encode(), RdfFormat.TRIG)

    assert "JSON" not in str(refused.value)


def test_a_file_in_turtle_is_not_told_to_be_turtle() -> None:
    """What does not parse in a file of the right name is told, and nothing else."""
    for syntax in (RdfFormat.TURTLE, RdfFormat.TRIG):
        with pytest.raises(UnreadableError) as refused:
            statements(b"<urn:a> <urn:b> nonsense .", syntax)
        assert "this does not parse: " in str(refused.value)
        assert "this may be" not in str(refused.value)


def test_a_name_in_angle_brackets_is_told() -> None:
    """<odrl:use> is an IRI of the scheme odrl, which nobody means."""
    with pytest.raises(UnreadableError, match="<odrl:use> in angle brackets is another IRI"):
        statements(b"<urn:a> <urn:b> <odrl:use> .", RdfFormat.TURTLE)


def test_texts_that_nobody_uses_are_not_interpreted(tmp_path: Path) -> None:
    """HTML, XML and the like stay texts, whatever they cost to understand."""
    kinds = (
        "rdf:HTML",
        "rdf:XMLLiteral",
        "rdf:JSON",
        "xsd:hexBinary",
        "xsd:base64Binary",
        "xsd:QName",
    )
    prefixes = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."  # fmt: skip
    file = tmp_path / "a.ttl"
    file.write_text(prefixes + "".join(f'<urn:a> <urn:b> "<b>1</b>"^^{kind} .' for kind in kinds))

    ((document,), violations) = read([file])

    assert [] == violations
    assert {"<b>1</b>"} == {literal.value for literal in document.triples.objects()}
    assert len(kinds) == len({literal.datatype for literal in document.triples.objects()})


def test_rdflib_logs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A day that does not exist is told by us, without a traceback of rdflib."""
    file = tmp_path / "a.ttl"
    file.write_text('<urn:a> <urn:b> "2028-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .')

    read([file])

    assert [] == caplog.records


def test_a_text_is_read_as_a_file_is() -> None:
    """What `from_text` reads goes the same way."""
    assert ["<urn:c>"] == from_text("<urn:a> <http://www.w3.org/ns/odrl/2/target> <urn:c> .").values("<urn:a>", odrl("target"))  # fmt: skip


def test_nothing_that_a_library_says_reaches_the_user(tmp_path: Path) -> None:
    """One line about a day that does not exist, though rdflib logs a traceback for it."""
    text = Path(__file__).parents[1].joinpath("check", "valid.ttl").read_text(encoding="utf-8")
    file = tmp_path / "deal.ttl"
    file.write_text(text.replace('"2028"^^xsd:gYear', '"2028-02-30"^^xsd:date'), encoding="utf-8")
    code = "import logging, warnings, pactgraph.cli as c; c._silence_libraries(); logging.getLogger('rdflib.term').warning('logged'); warnings.warn('warned'); c.main()"  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", code, "check", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 1 == run.returncode
    assert "does not exist in the calendar" in run.stdout
    assert not {"Traceback", "logged", "warned", "UserWarning"} & set(run.stderr.split())


def test_the_line_is_counted_from_the_first_sign_on() -> None:
    """A line end that begins the file counts, where a byte is wrong and where it is zero."""
    for data in (b"\n\xff", b"\n\0a\xc3\xa4"):
        with pytest.raises(UnreadableError) as refused:
            plain(data)
        assert [2] == [fault.line for fault in refused.value.faults]


def test_four_bytes_are_enough_to_see_utf_16() -> None:
    """Fewer are not: two letters stand in four."""
    with pytest.raises(UnreadableError, match="UTF-16"):
        plain(b"a\0b\0")
    with pytest.raises(UnreadableError, match="zero byte"):
        plain(b"a\0b")


_SIGNS = "a\u00e9\u0007\u007f\u0085\u00a0\u00ad\u200b\u202e\u2066\ufeff"


def _misleading() -> Iterator[bytes]:
    """Yield files in Turtle with signs as they are or escaped, and prefixes in angle brackets."""
    written = [form for sign in _SIGNS for form in (sign, f"\\u{ord(sign):04X}")]
    for scheme in ("odrl", "\\u006fdrl", "urn"):
        values = [f"<{scheme}:use>", "<x>", "p:y", *(f"<urn:{form}>" for form in written)]
        values += [f'"{form}"' for form in written]
        for start in ("", f"@base <{scheme}:> . ", f"@prefix p: <{scheme}:x> . "):
            yield from (f"{start}<urn:a> <urn:b> {value} .".encode() for value in values)


def test_what_can_mislead_is_seen_before_it_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is wrong with a text or an IRI is found, whether a file shows it or escapes it."""

    def outcome(data: bytes) -> str:
        try:
            return statements(data, RdfFormat.TURTLE).decode()
        except UnreadableError as error:
            return str(error)

    found = {data: outcome(data) for data in _misleading()}
    monkeypatch.setattr("pactgraph.reading.statements._may_mislead", lambda _: True)
    assert found == {data: outcome(data) for data in found}
