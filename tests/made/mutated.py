"""Records with random faults: triples left out, added, retold, retyped, tied into circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.reading.triples import (
    FIRST,
    NIL,
    REST,
    SUBCLASS_OF,
    TYPE,
    XSD,
    is_blank,
    is_iri,
    is_literal,
    odrl,
)

if TYPE_CHECKING:
    from random import Random

    from pactgraph.reading.triples import Term, Triples

    Row = tuple[Term, Term, Term]

TEXTS = (
    *("", " ", "x", "<b>bold</b>", "a < b", r"a\\b", r"say \"so\"", r"two\nlines", "ü🙂", "</p>"),
    *("y" * 200, "y" * 201, "z" * 10_001, "USD", "usd", "INR2EJN1ERAN0W5ZP974", "http://a.b/"),
    *("0", "-1", "007", "1_000", "1e3", "NaN", "INF", "-0.0", "2.50", "٣", "true", "TRUE", "yes"),
    *("2025", "2025-02", "2025-13", "2025-02-28", "2025-02-30", "2025-2-3", "-0044", "25", " 7 "),
    *("2025-02-28Z", "2025-02-28+02:00", "2025-02-28T24:00:00", "2025-02-28T12:00:00Z"),
    *("P90D", "-P1Y2M", "P", "P1Y2", "PT5H", "90 days", "network", "timeline", r"2025-02-28\n"),
)
"""Escaped as in N-Triples."""
DATATYPES = (
    *("anyURI", "boolean", "date", "dateTime", "decimal", "double", "duration", "float", "gYear"),
    *("gYearMonth", "int", "integer", "nonNegativeInteger", "time", "token"),
)
TAGS = ("@en", "@EN", "@de", "@de-AT", "@fr", "")
OF_VOCABULARY = (odrl("use"), odrl("Permission"), f"<{XSD}date>", odrl("dateTime"), NIL)
"""Terms that files should leave alone."""


def mutated(triples: Triples, chance: Random) -> str:
    """Return `triples` with one to four random faults, as N-Triples."""
    rows = [
        (subject, predicate, value)
        for subject, about in triples.by_subject.items()
        for predicate, values in about.items()
        for value in values
    ]
    for _ in range(chance.randint(1, 4)):
        rows = chance.choice(FAULTS)(rows, chance)
    return "".join(f"{' '.join(row)} .\n" for row in dict.fromkeys(rows))


def left_out(rows: list[Row], chance: Random) -> list[Row]:
    """Leave out a triple, a property of a thing or, more rarely, the whole thing."""
    gone = chance.choice(rows)
    said = chance.choice((1, 2, 3, 3, 3))
    return [row for row in rows if row[:said] != gone[:said]]


def added(rows: list[Row], chance: Random) -> list[Row]:
    """Say a thing once more, with another subject, property or value."""
    return [*rows, _crossed(chance.choice(rows), chance.choice(rows), chance)]


def exchanged(rows: list[Row], chance: Random) -> list[Row]:
    """Give a triple the subject, property or value of another."""
    return _put(rows, _crossed(chance.choice(rows), chance.choice(rows), chance), chance)


def retold(rows: list[Row], chance: Random) -> list[Row]:
    """Give a triple a value of any kind."""
    subject, predicate, _ = chance.choice(rows)
    others = [value for _, _, value in rows if not is_literal(value)]
    value = chance.choice((_literal(chance), _literal(chance), chance.choice(others), "_:nothing"))
    return _put(rows, (subject, predicate, value), chance)


def retyped(rows: list[Row], chance: Random) -> list[Row]:
    """Change the text of a literal, or its datatype or language."""
    subject, predicate, value = chance.choice([row for row in rows if is_literal(row[2])])
    text, new = value[1 : value.rindex('"')], _literal(chance)
    other = (
        f'"{text}{new[new.rindex(chr(34)) :]}',
        f"{new[: new.rindex(chr(34))]}{value[len(text) + 1 :]}",
    )
    return _put(rows, (subject, predicate, chance.choice(other)), chance)


def renamed(rows: list[Row], chance: Random) -> list[Row]:
    """Take a thing its name, or give one to a blank node."""
    old = chance.choice(rows)[0]
    new = "<urn:named>" if is_blank(old) else f"_:b{chance.randrange(9)}"
    return [(new if s == old else s, p, new if o == old else o) for s, p, o in rows]


def reclassed(rows: list[Row], chance: Random) -> list[Row]:
    """Make a thing an instance of another class, or of one more."""
    classes = sorted({row[2] for row in rows if row[1] == TYPE and is_iri(row[2])})
    row = (chance.choice(rows)[0], TYPE, chance.choice([*classes, "<urn:class>"]))
    return chance.choice(([*rows, row], _put(rows, row, chance)))


def subclassed(rows: list[Row], chance: Random) -> list[Row]:
    """Put classes below each other, often in a circle, and use a class of one's own."""
    classes = sorted({row[2] for row in rows if row[1] == TYPE and is_iri(row[2])})
    circle = chance.sample([*classes, "<urn:class>"], chance.randint(1, 3))
    pairs = zip(circle, [*circle[1:], chance.choice(classes)], strict=True)
    return [*rows, *((below, SUBCLASS_OF, above) for below, above in pairs)]


def listed(rows: list[Row], chance: Random) -> list[Row]:
    """Put a list in the place of a value: sound, broken or running in a circle."""
    subject, predicate, value = chance.choice(rows)
    other = chance.choice(rows)[2]
    ends = chance.choice(([NIL], [NIL], [], ["_:l1"], ["_:l2"], [NIL, "_:l1"], [other]))
    firsts = chance.choice(([value], [value, other], []))
    return [
        *_put(rows, (subject, predicate, "_:l1"), chance),
        *(("_:l1", FIRST, first) for first in firsts),
        *(("_:l1", REST, "_:l2"), ("_:l2", FIRST, other)),
        *(("_:l2", REST, end) for end in ends if is_blank(end) or is_iri(end)),
    ]


def of_vocabulary(rows: list[Row], chance: Random) -> list[Row]:
    """Say something of a term of the vocabulary."""
    _, predicate, value = chance.choice(rows)
    return [*rows, (chance.choice(OF_VOCABULARY), predicate, value)]


FAULTS = (
    *(left_out, left_out, added, added, exchanged, retold, retold, retyped, retyped),
    *(renamed, reclassed, subclassed, listed, of_vocabulary),
)


def _crossed(row: Row, other: Row, chance: Random) -> Row:
    place = chance.randrange(3)
    subject, predicate, value = (other[n] if n == place else row[n] for n in range(3))
    return subject, predicate, value


def _put(rows: list[Row], new: Row, chance: Random) -> list[Row]:
    """Return `rows` with `new` in the place of what its subject says with its property."""
    old = [row for row in rows if row[:2] == new[:2]] or [chance.choice(rows)]
    gone = chance.choice(old)
    return [new if row == gone else row for row in rows]


def _literal(chance: Random) -> Term:
    text = chance.choice(TEXTS)
    of_datatype = f"^^<{XSD}{chance.choice(DATATYPES)}>"
    return f'"{text}"{chance.choice((of_datatype, chance.choice(TAGS)))}'
