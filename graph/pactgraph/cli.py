"""The command line: one thin function a command.

Answers go to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
import webbrowser
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pyoxigraph
from rich.console import Console

from pactgraph import __version__, answers
from pactgraph.check import check as find_violations
from pactgraph.errors import BadInputError, PactgraphError
from pactgraph.graph import SHIPPED, load, paths_named
from pactgraph.questions import questions
from pactgraph.sparql import DEADLINE
from pactgraph.status_rows import status_objects, status_records, status_table
from pactgraph.tables import FORMATS, Format, Table, as_csv, as_json, as_markdown, clean, printed
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pactgraph.answers import Setting
    from pactgraph.graph import PactGraph
    from pactgraph.record import Language
    from pactgraph.store import Rows

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def main() -> None:
    """Run the command line; exit with 0, with 1 after violations, with 2 after bad input."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except PactgraphError as error:
        click.echo(f"Error: {clean_lines(str(error))}", err=True)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("PACTGRAPH_DEBUG"):
            raise
        click.echo(
            f"Error: something unforeseen went wrong ({type(error).__name__}: {error}).\n"
            "This is a defect of pactgraph; set PACTGRAPH_DEBUG=1 to see where.",
            err=True,
        )
        sys.exit(2)


def clean_lines(text: str) -> str:
    """Return `text`, of any number of lines, safe to show in a terminal."""
    return "\n".join(clean(line) for line in text.split("\n"))


# --- Options that commands share -----------------------------------------------------------


def _graph_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--graph",
        "-g",
        "paths",
        metavar="PATH",
        multiple=True,
        help="Files or folders to read instead of the shipped facts; repeatable. "
        f"The word “{SHIPPED}” adds the shipped facts.",
    )(function)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the options say of the setting, as written."""

    on: str
    known: str
    assume: tuple[str, ...]
    according_to: str

    def setting(self, graph: PactGraph) -> Setting:
        """Return the setting; days that are not given are today, in UTC."""
        today = datetime.now(UTC).date().isoformat()
        return graph.setting(
            on=self.on or today,
            known=self.known or today,
            assume=dict(_sides(text, "agi-verified=2028-06-01") for text in self.assume),
            according_to=self.according_to,
        )


_SETTING_OPTIONS = (
    click.option(
        "--according-to",
        metavar="SOURCE",
        default="",
        help="Assume what this source claims about open events.",
    ),
    click.option(
        "--assume",
        "-a",
        metavar="EVENT=DATE",
        multiple=True,
        help="Assume that an event happens on a date, or “never”; repeatable.",
    ),
    click.option(
        "--known",
        metavar="DATE",
        default="",
        help="Use only what was known on this day.  [default: today]",
    ),
    click.option(
        "--on", metavar="DATE", default="", help="The day asked about.  [default: today]"
    ),
)


def _setting_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a setting, as its argument `asked`."""

    @wraps(function)
    def command(
        *, on: str, known: str, assume: tuple[str, ...], according_to: str, **others: object
    ) -> None:
        function(asked=_Asked(on, known, assume, according_to), **others)

    for option in _SETTING_OPTIONS:
        command = option(command)
    return command


def _sides(text: str, example: str) -> tuple[str, str]:
    """Return the two sides of the last equals sign in `text`."""
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip() or not value.strip():
        raise BadInputError(f"“{text}” should have two sides, as in {example}")
    return name.strip(), value.strip()


def _output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    function = click.option(
        "--format",
        "-f",
        "output",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to write the answer.",
    )(function)
    return _language_option(function)


def _language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["en", "de"]),
        default="en",
        show_default=True,
        help="Language of labels and formulas.",
    )(function)


@contextmanager
def _busy(what: str) -> Iterator[None]:
    """Say on a terminal, and only there, that something takes a while."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield


def _write(table: Table, output: Format, json_text: Callable[[], str]) -> None:
    if output == "table":
        printed(table, Console(file=sys.stdout))
        return
    writers = {"csv": lambda: as_csv(table), "markdown": lambda: as_markdown(table)}
    text = writers.get(output, json_text)()
    sys.stdout.write(clean_lines(text) if sys.stdout.isatty() else text)


# --- Commands ------------------------------------------------------------------------------


@click.group(context_settings=_SETTINGS)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    r"""Ask a graph of agreements between companies.

    Which clauses are in force on a day, if these events happen, and by which source?

    \b
    pactgraph status MSOA-2025-12 --on 2029-01-01
    pactgraph status --on 2029-01-01 --assume agi-verified=2028-06-01
    pactgraph map -o deal.html
    """


@cli.command()
@click.argument("clauses", nargs=-1, metavar="[CLAUSE]...")
@_graph_option
@_setting_options
@_output_options
def status(
    *,
    clauses: tuple[str, ...],
    paths: tuple[str, ...],
    asked: _Asked,
    language: Language,
    output: Format,
) -> None:
    """Which clauses are in force, or what they depend on.

    CLAUSE is a clause, or an agreement for all of its clauses: an id, an IRI, or a part of
    the label that no other has. Without it, all clauses are listed.
    """
    with _busy("reading"):
        graph = load(*paths)
    setting = asked.setting(graph)
    found = graph.status(setting, clauses)
    objects = status_objects(graph.record, found, language)
    flat = output == "csv"
    table = status_records(objects) if flat else status_table(graph.record, found, language)
    _write(table, output, lambda: as_json(objects))
    if not clauses and (unknown := answers.unknown_agreements(graph.record, setting)):
        names = ", ".join(sorted(local_name(iri) for iri in unknown))
        click.echo(f"Left out, because not yet known on {setting.known.text}: {names}", err=True)


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_output_options
@click.pass_context
def check(
    context: click.Context, paths: tuple[str, ...], language: Language, output: Format
) -> None:
    """Say everything that is wrong with files, in one run.

    PATH is a file or folder of Turtle, TriG, N-Triples, N-Quads or JSON-LD; the files are
    read together. Without it, the shipped facts are checked. Exit status 1 if anything is
    wrong.
    """
    with _busy("checking"):
        violations = find_violations(paths_named(paths), language)
    if not violations:
        click.echo("Nothing is wrong.", err=True)
        if output == "json":
            click.echo("[]")
        return
    rows = [(v.file, str(v.line or ""), v.subject, v.message) for v in violations]
    if output == "table":
        for violation in violations:
            click.echo(clean(str(violation)))
        count = len(violations)
        click.echo(
            f"{count} violation{'s' if count > 1 else ''}; nothing would be loaded.", err=True
        )
    else:
        keys = ("file", "line", "subject", "message")
        objects = [dict(zip(keys, row, strict=True)) for row in rows]
        _write(Table(keys, rows), output, lambda: as_json(objects))
    context.exit(1)


@cli.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[PARAMETER=VALUE]...")
@_graph_option
@_setting_options
@_output_options
def query(  # noqa: PLR0913 - one argument an option
    *,
    name: str | None,
    values: tuple[str, ...],
    paths: tuple[str, ...],
    asked: _Asked,
    language: Language,
    output: Format,
) -> None:
    """Ask one of the questions that ship; without NAME, list them.

    A parameter that is a thing takes its id, its IRI, or a part of its label.
    """
    if name is None:
        _write_questions(language, output)
        return
    given = dict(_sides(text, "party=microsoft") for text in values)
    with _busy("reading"):
        graph = load(*paths)
    setting = asked.setting(graph)
    _write_rows(graph.query(name, given, setting), output)


@cli.command()
@click.argument("text", required=False)
@click.option(
    "--file",
    "file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="Read the query from a file, or from standard input (-).",
)
@click.option(
    "--deadline",
    type=click.FloatRange(min=0.1),
    default=DEADLINE,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@_graph_option
@click.option(
    "--format",
    "-f",
    "output",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to write the answer; json is SPARQL 1.1 Query Results JSON.",
)
def sparql(
    text: str | None, file: Path | None, deadline: float, paths: tuple[str, ...], output: Format
) -> None:
    """Ask with SPARQL 1.1: a SELECT query over facts, vocabulary and periods.

    The prefixes of the shipped facts (pact:, odrl:, kind:, dcterms:, and the empty one for
    ids such as :MSOA-2025-12) need not be declared. SERVICE and FROM are refused.
    """
    if (text is None) == (file is None):
        raise BadInputError("give the query either as TEXT or with --file")
    if file is not None:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    with _busy("reading"):
        graph = load(*paths)
    with _busy("asking"):
        rows = graph.sparql(text or "", deadline)
    _write_rows(rows, output)


@cli.command(name="map")
@click.option(
    "--output",
    "-o",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("deal.html"),
    show_default=True,
    help="Where to write the page.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@_graph_option
@_setting_options
@_language_option
def draw(
    *,
    file: Path,
    show: bool,
    paths: tuple[str, ...],
    asked: _Asked,
    language: Language,
) -> None:
    """Draw all agreements as an interactive network: one HTML file that works offline."""
    with _busy("reading"):
        graph = load(*paths)
    setting = asked.setting(graph)
    with _busy("drawing"):
        page = graph.map(setting, language)
    try:
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadInputError(f"{file} cannot be written: {error.strerror}") from None
    count = len(graph.record.clauses)
    click.echo(f"Wrote the map of {count} clauses: {file.resolve()}")
    if show:
        webbrowser.open(file.resolve().as_uri())


def _write_questions(language: Language, output: Format) -> None:
    known = questions()
    rows = [
        (q.name, q.asked.in_language(language), " ".join(_shown_parameters(q.name)))
        for q in known.values()
    ]
    columns = ("name", "question", "parameters")
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    _write(Table([c.capitalize() for c in columns], rows), output, lambda: as_json(objects))


def _shown_parameters(name: str) -> list[str]:
    """Return the parameters of a question as they are given on the command line."""
    shown = []
    for parameter in questions()[name].parameters:
        if parameter.name == "scenario":
            shown.append("[--known] [--assume]")
        elif parameter.name == "on":
            shown.append("[--on]")
        else:
            text = f"{parameter.name}=…"
            shown.append(text if parameter.required else f"[{text}]")
    return shown


def _write_rows(rows: Rows, output: Format) -> None:
    brief = output in ("table", "markdown")
    cells = [[_cell(term, brief=brief) for term in row] for row in rows]
    _write(Table(rows.columns, cells), output, lambda: rows.json.decode() + "\n")


def _cell(term: object, *, brief: bool) -> str:
    match term:
        case None:
            return ""
        case pyoxigraph.NamedNode():
            return local_name(term.value) if brief else term.value
        case pyoxigraph.BlankNode() | pyoxigraph.Literal():
            return term.value
        case _:
            return str(term)
