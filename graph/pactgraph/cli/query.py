"""`pactgraph query`: the questions that ship."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.asking.assuming import sides
from pactgraph.cli.options import (
    Asked,
    Files,
    graph_option,
    output_options,
    setting_options,
)
from pactgraph.cli.output import busy, hand_out, write_rows, write_told
from pactgraph.errors import BadInputError
from pactgraph.messages import Phrases, worded
from pactgraph.sparql.questions import FROM_SETTING, question, questions
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Tabular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.messages import Language
    from pactgraph.sparql.questions import Question
    from pactgraph.telling.formats import Format


_COLUMNS = Phrases.of("Name", "Question", "Parameters")


@click.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[PARAMETER=VALUE]...")
@click.option(
    "--explain",
    is_flag=True,
    help="Print the SPARQL instead, with all values, to ask it elsewhere.",
)
@graph_option
@setting_options
@output_options
def query(  # noqa: PLR0913 - one argument an option
    *,
    name: str | None,
    values: tuple[str, ...],
    explain: bool,
    files: Files,
    asked: Asked,
    language: Language,
    output: Format,
) -> None:
    """Ask one of the questions that ship; without NAME, list them.

    A parameter that is a thing takes its id, its IRI, or a part of its label. With --lang de,
    labels and words are German in every format; CSV and JSON keep the names of columns.
    """
    if name is None:
        if explain:
            raise BadInputError(worded("--explain prints the SPARQL of one question; name it"))
        _write_questions(language, output)
        return
    given = _given(question(name), values)
    with busy(worded("reading")):
        graph = files.graph()
    setting = asked.setting(graph)
    if explain:
        hand_out(graph.explain(name, given, setting, language), "sparql")
        return
    with busy(worded("asking")):
        rows = graph.query(name, given, setting, language)
    write_rows(rows, language, output)


def _given(asked: Question, values: Sequence[str]) -> dict[str, str]:
    """Return the values that a person wrote, by parameter.

    Raises:
        BadInputError: one has not two sides, or a parameter is given twice.
    """
    taken = [p.name for p in asked.parameters if p.name not in FROM_SETTING]
    given: dict[str, str] = {}
    for text in values:
        name, value = sides(text, f"{taken[0] if taken else 'party'}=…")
        if name in given:
            raise BadInputError(worded("{name} is given twice; keep one value", name=name))
        given[name] = value
    return given


def _write_questions(language: Language, output: Format) -> None:
    rows = [
        (q.name, q.asked.in_language(language), " ".join(_shown_parameters(q)))
        for q in questions().values()
    ]
    columns = ("name", "question", "parameters")
    headings = tuple(_COLUMNS["en" if output == "csv" else language].values())
    write_told(Tabular(Table(headings, rows), columns), language, output)


def _shown_parameters(asked: Question) -> list[str]:
    """Return the parameters of a question as they are given on the command line."""
    shown = []
    for parameter in asked.parameters:
        if parameter.name == "scenario":
            shown.append("[--known] [--assume]")
        elif parameter.name == "on":
            shown.append("[--on]")
        elif parameter.name == "lang":
            continue
        else:
            text = f"{parameter.name}=…"
            shown.append(text if parameter.required else f"[{text}]")
    return shown
