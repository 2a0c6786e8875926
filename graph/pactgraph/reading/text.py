"""From bytes to text: UTF-8, and what is no such text is named for what it is."""

from __future__ import annotations

from pactgraph.messages import worded
from pactgraph.reading.faults import Fault, UnreadableError

_MARK = b"\xef\xbb\xbf"
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BEGINNINGS = (
    (b"\x1f\x8b", worded("compressed by gzip; unpack it first")),
    (b"BZh", worded("compressed by bzip2; unpack it first")),
    (b"\xfd7zXZ\0", worded("compressed by xz; unpack it first")),
    (b"(\xb5/\xfd", worded("compressed by zstd; unpack it first")),
    (b"7z\xbc\xaf\x27\x1c", worded("a 7z archive; unpack it first")),
    (
        b"%PDF-",
        worded("a PDF document; it holds no statements, so write them in Turtle or JSON-LD"),
    ),
    (b"\xd0\xcf\x11\xe0", worded("an old Word or Excel document; write Turtle or JSON-LD")),
    (b"{\\rtf", worded("a Rich Text document; save it as plain text")),
    (b"\x89PNG", worded("a picture; write Turtle or JSON-LD")),
    (b"\xff\xd8\xff", worded("a picture; write Turtle or JSON-LD")),
    (b"SQLite format 3\0", worded("a SQLite database; write Turtle or JSON-LD")),
)
_IN_ZIP = (
    (b"word/", worded("a Word document; write Turtle or JSON-LD")),
    (b"xl/", worded("an Excel workbook; write Turtle or JSON-LD")),
    (b"mimetypeapplication/vnd.oasis", worded("an OpenDocument file; write Turtle or JSON-LD")),
)
_TAGS = (
    (
        "<!doctype html",
        worded("a page in HTML; save the file itself, not the page that shows it"),
    ),
    ("<html", worded("a page in HTML; save the file itself, not the page that shows it")),
    ("<rdf:rdf", worded("RDF/XML, which is not read; convert it to Turtle")),
    ("<?xml", worded("XML, which is not read; convert RDF/XML to Turtle")),
    ("<!doctype", worded("XML, which is not read; convert RDF/XML to Turtle")),
)


def plain(data: bytes) -> bytes:
    """Return `data` without a byte order mark: text in UTF-8, without a zero byte.

    Raises:
        UnreadableError: it is no such text; the message says what it is, where that shows.
    """
    for beginning, name in _BEGINNINGS:
        if data.startswith(beginning):
            raise UnreadableError(Fault(worded("this is not text but {name}", name=name)))
    if data.startswith(b"PK\x03\x04"):
        names = (name for mark, name in _IN_ZIP if mark in data[:8192])
        name = next(names, worded("a zip archive; unpack it first"))
        raise UnreadableError(Fault(worded("this is not text but {name}", name=name)))
    if data.startswith(_UTF_32):
        raise UnreadableError(
            Fault(worded("this is text in UTF-32, not text in UTF-8; save it in UTF-8"))
        )
    if data.startswith(_UTF_16) or _is_unmarked_utf_16(data):
        raise UnreadableError(
            Fault(worded("this is text in UTF-16, not text in UTF-8; save it in UTF-8"))
        )
    data = data.removeprefix(_MARK)
    try:
        start = data.decode("utf-8")[:1000].lstrip().lower()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = worded(
            "the byte 0x{data} shows that the file is not text in UTF-8",
            data=f"{data[error.start]:02X}",
        )
        raise UnreadableError(
            Fault(worded("{message}; save it in that encoding", message=message), line)
        ) from None
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise UnreadableError(Fault(worded("the file is not text: it contains a zero byte"), line))
    for beginning_of_text, name in _TAGS:
        if start.startswith(beginning_of_text):
            raise UnreadableError(Fault(worded("this is {name}", name=name)))
    return data


def _is_unmarked_utf_16(data: bytes) -> bool:
    """Return whether every second byte at the beginning is zero, as in Latin text in UTF-16."""
    start = data[:200]
    odd, even = start[1::2], start[0::2]
    return len(start) >= 4 and (not any(odd) or not any(even)) and any(start)  # noqa: PLR2004
