"""The questions that ship as SPARQL files, one file each, with their parameters.

A file opens with ``#+`` decorators, YAML as grlc reads it: summary, description, tags,
defaults, and our own keys id, question (by language), columns, headings (by language, in
the order of the columns), duties (true if its scenario has to tell of the states of duties,
which takes time and which no other question needs). A parameter is a variable
``?_name_iri``, ``?_name_xsd_date`` and so on; two underscores in front make it optional. What lies
in a folder below the others is one of them in other words, and is not listed.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph
from ruamel.yaml import YAML

from pactgraph.errors import BadDateError, BadInputError, NotFoundError, QueryError
from pactgraph.kernel.timeline import Precision, instant_text, stretch
from pactgraph.messages import told, worded
from pactgraph.record import Text
from pactgraph.resources import Resource, folder
from pactgraph.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pactgraph.messages import Language
    from pactgraph.sparql.rows import Term

FROM_SETTING = {"on": "--on", "scenario": "--known and --assume", "lang": "--lang"}
"""Parameters that nobody writes as a value, and the options of the program that fix them."""

_DECORATOR = re.compile(r"^#\+ ?(.*)$", re.MULTILINE)
_TOKEN = re.compile(
    r"""<[^<>"{}|^`\\\s]*>             # an IRI
      | \"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
      | \#[^\n]*                       # a comment
      | [?$](?P<optional>__?)(?P<name>[A-Za-z0-9]+)(?P<kind>_[A-Za-z0-9_]+)?\b
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9A-F]{4})|\\(?P<letter>[uU])|.)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes.

    Attributes:
        name: as it is written on the command line.
        kind: "iri", or the local name of an XML Schema datatype ("dateTime", "string").
        required: whether the question makes no sense without it.
        default: a value to show as an example, "" if none.
    """

    name: str
    kind: str
    required: bool
    default: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that ships as a SPARQL file.

    Attributes:
        name: the file's name without ending.
        id: competency question identifier, never reused.
        title: what it answers, in one line.
        description: more of it.
        asked: the question as a person asks it, by language.
        columns: name to meaning, in order.
        headings: what the columns are called, in order, in languages that have names for them.
        parameters: in order of first appearance.
        text: the whole file.
        duties: whether its scenario has to tell of the states of duties.
    """

    name: str
    id: str
    title: str
    description: str
    asked: Text
    columns: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]
    parameters: tuple[Parameter, ...]
    text: str
    duties: bool = False

    def headings_in(self, language: Language) -> tuple[str, ...]:
        """Return what the columns are called in `language`; in English, their names."""
        return self.headings.get(language, tuple(self.columns))

    def filled(self, values: Mapping[str, Term]) -> str:
        """Return the query with `values` in place of its parameters.

        Raises:
            QueryError: a required value is missing, or one is given that it does not take.
        """
        names = [parameter.name for parameter in self.parameters]
        missing = [p.name for p in self.parameters if p.required and p.name not in values]
        unknown = [name for name in values if name not in names]
        if missing:
            raise QueryError(
                worded(
                    "{name} needs a value for {missing}",
                    name=self.name,
                    missing=", ".join(missing),
                )
            )
        if unknown:
            said = ", ".join(unknown)
            taken = ", ".join(name for name in names if name not in FROM_SETTING)
            if not taken:
                raise QueryError(
                    worded(
                        "{name} takes no {unknown}; it takes nothing", name=self.name, unknown=said
                    )
                )
            raise QueryError(
                worded(
                    "{name} takes no {unknown}; it takes {taken}",
                    name=self.name,
                    unknown=said,
                    taken=taken,
                )
            )

        def replaced(match: re.Match[str]) -> str:
            value = values.get(match["name"]) if match["name"] else None
            return match[0] if value is None else _written(value)

        return _TOKEN.sub(replaced, self.text)


def _written(term: Term) -> str:
    r"""Return `term` as SPARQL that all parsers read alike.

    Some replace ``\uXXXX`` before they look for strings, even after a backslash that is
    escaped, and read up to eight digits; the long form leaves no room for that.
    """

    def replaced(match: re.Match[str]) -> str:
        if match["code"]:
            return rf"\U0000{match['code']}"
        return rf"\\\U{ord(match['letter']):08X}" if match["letter"] else match[0]

    return _ESCAPE.sub(replaced, str(term))


def explained(asked: Question, text: str, scenario: str, language: Language) -> str:
    """Return the query of a question below what it answers, and of which graphs, as comments.

    Args:
        asked: the question.
        text: the query, with all values.
        scenario: IRI of the graph of its scenario, "" if it needs none.
        language: of the comments.
    """
    notes = [asked.asked.in_language(language)]
    notes.append(
        told(
            worded(
                "To be asked of the triples that pactgraph export --triples writes,"
                " for the same dates and assumptions."
            ),
            language,
        )
    )
    if scenario:
        notes.append(told(worded("Named graph: {iri}", iri=f"<{scenario}>"), language))
    return "".join(f"# {note}\n" for note in notes) + _DECORATOR.sub("", text).strip("\n") + "\n"


def questions() -> dict[str, Question]:
    """Return all questions that ship, by name, in order of their names.

    >>> [*questions()][:3]
    ['agreements-in-force', 'amounts', 'carved-out']
    """
    files = sorted(folder(Resource.QUERIES).glob("*.rq"), key=lambda file: file.stem)
    return {file.stem: _question(file) for file in files}


def question(name: str) -> Question:
    """Return the question called `name`.

    >>> question("owners").columns["share"][:20]
    'the number, if it is'

    Raises:
        NotFoundError: there is none.
    """
    files = {file.stem: file for file in sorted(folder(Resource.QUERIES).glob("*.rq"))}
    if name not in files:
        near = difflib.get_close_matches(name[:60].lower(), files, n=3)
        raise NotFoundError(
            worded(
                "there is no question “{name}”; did you mean {near}?",
                name=name[:60],
                near=", ".join(near),
            )
            if near
            else worded(
                "there is no question “{name}”; there are {files}",
                name=name[:60],
                files=", ".join(files),
            )
        )
    return _question(files[name])


@cache
def _question(file: Path) -> Question:
    text = file.read_text(encoding="utf-8")
    header = YAML(typ="safe", pure=True).load("\n".join(_DECORATOR.findall(text))) or {}
    defaults = {key: value for entry in header.get("defaults", []) for key, value in entry.items()}
    return Question(
        name=file.stem,
        id=str(header["id"]),
        title=str(header["summary"]),
        description=" ".join(str(header["description"]).split()),
        asked=Text(header["question"]),
        columns={key: str(val) for entry in header["columns"] for key, val in entry.items()},
        headings={tag: tuple(names) for tag, names in header["headings"].items()},
        parameters=tuple(_parameters(text, defaults)),
        text=text,
        duties=bool(header.get("duties")),
    )


def _parameters(text: str, defaults: Mapping[str, object]) -> list[Parameter]:
    found: dict[str, Parameter] = {}
    for match in _TOKEN.finditer(text):
        name, kind = match["name"], match["kind"]
        if name and name not in found:
            if not kind:
                raise QueryError(
                    worded(
                        "the parameter {match} does not say of which kind it is", match=match[0]
                    )
                )
            found[name] = Parameter(
                name=name,
                kind=kind.removeprefix("_").removeprefix("xsd_"),
                required=match["optional"] == "_",
                default=str(defaults.get(name, "")),
            )
    return list(found.values())


def literal(parameter: Parameter, text: str) -> pyoxigraph.Literal:
    """Return `text` as a value of the datatype that `parameter` takes.

    An instant may be written as a day, and is its last one then, in UTC.

    Raises:
        BadInputError: it is no date, or no number, where one is wanted.
    """
    datatype = pyoxigraph.NamedNode(str(XSD[parameter.kind]))
    if parameter.kind == Precision.INSTANT.value:
        text = _last_instant(parameter, text)
    elif parameter.kind in {precision.value for precision in Precision}:
        stretch(text, Precision(parameter.kind))
    if parameter.kind == "integer" and not re.fullmatch(r"[+-]?\d+", text):
        raise BadInputError(
            worded("{name}: “{text}” is no whole number", name=parameter.name, text=text[:40])
        )
    return pyoxigraph.Literal(text, datatype=datatype)


def _last_instant(parameter: Parameter, text: str) -> str:
    date = stretch(text)
    if date.latest_start != date.start:
        raise BadDateError(
            worded(
                "{name}: “{text}” is a whole {word}; it takes a day such as"
                " 2029-06-30, or an instant",
                name=parameter.name,
                text=text,
                word=date.precision.word,
            )
        )
    return instant_text(date.last)
