"""Files of all formats become the same triples; nothing is fetched."""

import io
import json
from pathlib import Path

import pyoxigraph
import pytest
from rdflib.compare import isomorphic

from pactgraph.errors import InvalidGraphError
from pactgraph.graph import load
from pactgraph.interpreting.documents import read
from pactgraph.reading.contexts import OWN
from pactgraph.reading.files import STANDARD_INPUT
from pactgraph.reading.statements import LONGEST_TEXT, read_file, read_found

VALID = Path(__file__).parents[1] / "check" / "valid.ttl"
FORMATS = {
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".json": pyoxigraph.RdfFormat.JSON_LD,
}
STATEMENT = "<https://example.org/a> <https://example.org/b> "


def complaint(file: Path) -> str:
    """Return the one complaint about a file."""
    documents, violations = read([file])
    assert [] == documents
    (violation,) = violations
    return violation.message


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_carries_the_same_triples(ending: str, tmp_path: Path) -> None:
    """The same agreement, written in another format, is read as the same triples."""
    file = tmp_path / f"deal{ending}"
    quads = pyoxigraph.parse(path=str(VALID))
    file.write_bytes(pyoxigraph.serialize(quads, format=FORMATS[ending]) or b"")

    (turtle,), (other,) = read([VALID])[0], read([file])[0]

    assert isomorphic(turtle.triples, other.triples)


def test_named_graphs_are_read_too(tmp_path: Path) -> None:
    """What TriG keeps in a named graph is part of the facts."""
    body = VALID.read_text(encoding="utf-8")
    prefixes, _, facts = body.partition("\n\n")
    file = tmp_path / "deal.trig"
    file.write_text(f"{prefixes}\n<https://example.org/g> {{\n{facts}\n}}\n", encoding="utf-8")

    assert ["deal-1"] == [clause.id for clause in load(file).record.clauses.values()]


def test_a_folder_is_read_to_any_depth_and_other_files_are_left_alone(tmp_path: Path) -> None:
    """Files in folders within folders count; a text file beside them does not."""
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "deal.TTL").write_text(VALID.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no Turtle at all", encoding="utf-8")

    documents, violations = read([tmp_path])

    assert ([], 1) == (violations, len(documents))


def test_literals_are_kept_as_written(tmp_path: Path) -> None:
    """A time zone on a date survives reading, so that a shape can refuse it."""
    file = tmp_path / "date.ttl"
    date = '"2024-06-30+02:00"^^<http://www.w3.org/2001/XMLSchema#date>'
    file.write_text(f"{STATEMENT}{date} .", encoding="utf-8")

    ((_, _, value),) = read([file])[0][0].triples

    assert "2024-06-30+02:00" == str(value)


def test_midnight_as_24_is_the_next_day(tmp_path: Path) -> None:
    """XML Schema 1.1 writes it; what is no such midnight is left for `check` to tell."""
    file = tmp_path / "dates.nt"
    kind = '"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    texts = {
        "2028-02-28T24:00:00Z": "2028-02-29T00:00:00Z",
        "2028-12-31T24:00:00.000000000+02:00": "2029-01-01T00:00:00+02:00",
        "2028-12-31T24:00:01Z": "2028-12-31T24:00:01Z",
        "2028-02-30T24:00:00Z": "2028-02-30T24:00:00Z",
        "2028-12-31T00:00:00.123456789Z": "2028-12-31T00:00:00.123456789Z",
    }
    file.write_text("".join(f'{STATEMENT}"{text}{kind} .\n' for text in texts), encoding="utf-8")
    (document,), _ = read([file])

    assert set(texts.values()) == {str(value) for value in document.triples.objects()}


def test_our_own_context_is_known_without_fetching_it(tmp_path: Path) -> None:
    """A JSON-LD file may name our context; a foreign one is refused, not fetched."""
    thing = {"@id": "https://example.org/acme", "label": {"en": "Acme"}}
    own, foreign = tmp_path / "own.jsonld", tmp_path / "foreign.jsonld"
    own.write_text(json.dumps({"@context": OWN, **thing}), encoding="utf-8")
    foreign.write_text(
        json.dumps({"@context": "http://127.0.0.1:9/context", **thing}), encoding="utf-8"
    )

    documents, violations = read([own])

    assert [] == violations
    assert 1 == len(documents[0].triples)
    assert "is not fetched" in complaint(foreign)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"\xff\xfe\x00", "not text in UTF-8"),
        ("a.ttl", b"<a\0b>", "zero byte"),
        ("a.ttl", STATEMENT.encode() + b"<relative> .", "an IRI is relative"),
        ("a.ttl", b"@prefix : <https://e.org/> .\n:a :b", "does not parse"),
        ("a.json", b"{", "this is not JSON"),
        ("a.json", b"[" * 100_000, "nested more than 100 deep"),
        ("a.csv", b"a,b", "should end in one of .ttl"),
        ("a.ttl", STATEMENT.encode() + b'"' + b"x" * (LONGEST_TEXT + 1) + b'" .', "100,001"),
    ],
)
def test_what_is_not_readable_is_told(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    """Each unreadable file is told in one sentence."""
    file = tmp_path / name
    file.write_bytes(content)

    assert message in complaint(file)


def test_a_text_may_be_long_but_not_endless(tmp_path: Path) -> None:
    """A hundred thousand characters are read, one more is told with the thing it is about."""
    file = tmp_path / "a.ttl"
    file.write_text(f'{STATEMENT}"{"x" * 100_000}" .', encoding="utf-8")
    assert [] == read([file])[1]
    file.write_text(f'{STATEMENT}"short" . {STATEMENT}"{"x" * 100_001}" .', encoding="utf-8")

    ((told,), documents) = read([file])[::-1]

    assert [] == documents
    assert ("a", "a text has 100,001 characters; 100,000 are allowed") == (
        told.subject,
        told.message,
    )


def test_a_single_file_is_read_or_refused(tmp_path: Path) -> None:
    """By its path alone: no folder, nothing that is missing, nothing of another ending."""
    file = tmp_path / "a.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    other = tmp_path / "a.txt"
    other.write_text("", encoding="utf-8")

    found = read_file(file)

    assert (str(file), b"<urn:a> <urn:b> <urn:c> .\n") == (found.file, found.written)
    for path, message in (
        (tmp_path, "this is a folder; give a file"),
        (tmp_path / "b.ttl", "there is no such file or folder"),
        (other, "the file should end in one of .ttl"),
    ):
        with pytest.raises(InvalidGraphError) as refused:
            read_file(path)
        (told,) = refused.value.violations
        assert told.message.startswith(message)
        assert str(path) == told.file


@pytest.mark.parametrize(
    "data",
    [
        b'{"@id": "urn:a", "urn:b": {"@id": "urn:c"}}',
        b'\xef\xbb\xbf [ {"@id": "urn:a", "urn:b": {"@id": "urn:c"}}]',
        b"<urn:a> <urn:b> <urn:c> .",
        b"GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> }",
        b"{ <urn:a> <urn:b> <urn:c> }",
        b"@base <urn:> . # {\n<urn:a> <urn:b> <urn:c> .",
    ],
)
def test_what_comes_from_standard_input_shows_its_format(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JSON-LD and TriG begin differently, though both may begin with a brace."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    assert b"<urn:a> <urn:b> <urn:c> .\n" == read_found(STANDARD_INPUT).written


def test_what_the_parser_says_is_cut(tmp_path: Path) -> None:
    """It quotes what it does not understand, however long that is."""
    file = tmp_path / "a.ttl"
    file.write_text(f"<urn:a> <urn:b> {'x' * 1000} .", encoding="utf-8")

    assert len("this does not parse: ") + 300 == len(complaint(file))


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    """Nothing to read is not the same as nothing wrong."""
    assert "the folder holds no file ending in .ttl" in complaint(tmp_path)
    assert "there is no such file or folder" == complaint(tmp_path / "missing.ttl")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_text_with_a_direction_is_told_of(direction: str, tmp_path: Path) -> None:
    """No record has room for it (RDF 1.2); a text that only looks so is one."""
    file = tmp_path / "a.ttl"
    file.write_text(f'<urn:a> <urn:b> "x"@ar--{direction} .', encoding="utf-8")
    [violation] = read([file])[1]
    assert "texts with a direction (RDF 1.2) are not read" in violation.message
    file.write_text(f'<urn:a> <urn:b> "x--{direction} .\\n" .', encoding="utf-8")
    assert [] == read([file])[1]
