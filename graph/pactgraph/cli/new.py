"""`pactgraph new`: a plain file from a few answers."""

from __future__ import annotations

import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from pactgraph.cli.options import language_option
from pactgraph.cli.output import language_asked, tell
from pactgraph.cli.writing import refuse_existing, write_new
from pactgraph.drafting.answers import (
    LONGEST_ASSET,
    Answers,
    as_address,
    as_amount,
    as_date,
    as_day,
    as_text,
    known_of,
)
from pactgraph.drafting.templates import TEMPLATES
from pactgraph.errors import BadInputError
from pactgraph.messages import message_of, told, worded
from pactgraph.reading.files import PLAIN_ENDINGS
from pactgraph.reading.iris import has_scheme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.drafting.templates import Part
    from pactgraph.messages import Language
    from pactgraph.plain.laid_out import Laid

_Found = TypeVar("_Found")


def _list(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click
    """Tell the templates, one a line, and go."""
    if asked:
        for line in _templates(context.params.get("language") or language_asked()):
            click.echo(line)
        context.exit()


def _templates(language: Language) -> list[str]:
    return [f"  {name.ljust(12)}{told(each.about, language)}" for name, each in TEMPLATES.items()]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--template",
    "-t",
    type=click.Choice([*TEMPLATES]),
    help="What sort of agreement it is; asked if it is not said.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="Tell the templates, one a line.",
)
@language_option
def new(*, file: Path, template: str | None, language: Language) -> None:
    """Write a plain file of an agreement of your own, from a few answers.

    FILE is new and ends in .yaml. Each answer is checked at once; Enter takes what stands in
    brackets. When a clause is in force is said as a sentence, such as: until the earlier of
    “Beta goes public” and the end of 2028. An event that is new is added.
    Nothing is written before the last answer.

    \b
    licence     one lets the other use something, such as patents
    supply      one supplies, the other undertakes to buy so much
    loan        one lends money, the other pays it back
    lease       one lets the other use a thing, for rent
    warrant     one may buy shares of the other, under conditions
    take-over   one buys a company, once conditions are met
    memorandum  two say what they mean to do; nobody is bound

    \b
    pactgraph new my-deal.yaml --template licence
    """  # noqa: D301 - click reads the backspace character
    if file.suffix.lower() not in PLAIN_ENDINGS:
        raise BadInputError(worded("{file} should end in .yaml", file=file))
    refuse_existing(file)
    name = template or _template()
    answers = Answers(TEMPLATES[name], language, file.stem)
    asset = _whole(answers)
    for part in answers.template.parts:
        if part.optional is None or _yes(part.optional):
            _clause(answers, part, asset)
    wrong = answers.wrong()
    if wrong:
        raise BadInputError("\n".join(each.in_language(language) for each in wrong))
    write_new(file, answers.text())
    tell(worded("{file} is written. Next: {commands}", file=file, commands=_next(file)))


def _next(file: Path) -> str:
    name = shlex.quote(f"./{file}" if str(file).startswith("-") else str(file))
    return f"pactgraph check {name}; pactgraph status -g {name}; pactgraph map -g {name} --open"


def _template() -> str:
    for line in _templates(language_asked()):
        tell(line)
    known = ", ".join(TEMPLATES)

    def read(text: str) -> str:
        if text.strip() not in TEMPLATES:
            raise BadInputError(worded("it is one of {known}", known=known))
        return text.strip()

    return _ask(worded("What sort of agreement is it?"), read, "licence")


def _whole(answers: Answers) -> str:
    """Ask about the agreement as a whole; return what it is about."""
    template, language = answers.template, answers.language
    first = _ask(template.first, as_text)

    def other(text: str) -> str:
        if as_text(text) == first:
            raise BadInputError(worded("“{name}” is the one party already", name=first))
        return as_text(text)

    parties = [answers.named("parties", each) for each in (first, _ask(template.second, other))]
    asset = _ask(template.asset, partial(as_text, most=LONGEST_ASSET))
    answers.named("assets", asset)
    title = _ask(
        worded("What is the agreement called?"),
        as_text,
        template.title.told_in(language).format(asset=asset),
    )
    issued = _ask(worded("Since which day is it known? (2030-12-31)"), as_day)
    effective = _ask(worded("When did it take effect?"), as_date, issued)
    source = _source(answers, issued)
    answers.agreement = {
        **({"type": template.type} if template.type else {}),
        "label": title,
        "issued": issued,
        "effective": effective,
        "parties": parties,
        "certainty": "reproduced",
        "sources": source,
    }
    return asset


def _source(answers: Answers, issued: str) -> str:
    publisher = _ask(worded("Who says so: which company, newspaper, authority?"), as_text)
    title = _ask(worded("Under which title?"), as_text)
    where = _ask(worded("Where: a web address, or the name of a file?"), as_address)
    keys: dict[str, Laid] = {"publisher": publisher, "title": title, "issued": issued}
    if has_scheme(where) and "//" in where:
        keys["url"] = where
    else:
        place = _ask(worded("At which place in it: page, section?"), as_text)
        keys |= {"file": where, "place": place}
    answers.sections["sources"] = {"source-1": keys}
    return "source-1"


def _clause(answers: Answers, part: Part, asset: str) -> None:
    name = answers.clause(part, asset)
    keys = answers.clauses[name]
    label = str(keys["label"])
    read_amount = partial(as_amount, language=answers.language)
    for asked in part.asks:
        if asked == "when":
            sentence = _sentence(answers, name, label)
            if sentence:
                keys["when"] = sentence
        elif asked == "amount":
            amount = _ask(
                worded("How much: {label}? (250 million USD; Enter: not public)", label=label),
                lambda text: read_amount(text) if text.strip() else "",
                "",
            )
            keys["amount" if amount else "undisclosed"] = amount or told(
                worded("the amount"), answers.language
            )
        else:
            _deadline(answers, keys, label)


def _deadline(answers: Answers, keys: dict[str, Laid], label: str) -> None:
    """Ask by when a duty is to be done, and name the event of its being done."""
    day = _ask(
        worded("By when: {label}? (a date; Enter: no deadline)", label=label),
        lambda text: as_date(text) if text.strip() else "",
        "",
    )
    if day:
        done = told(worded("done: {label}", label=label), answers.language)
        keys["deadline"] = day
        keys["performed_by"] = answers.named(
            "events", done, open_from=str(answers.agreement["issued"])
        )


def _sentence(answers: Answers, clause: str, label: str) -> str:
    """Ask when a clause is in force, until the answer is understood; return the sentence."""
    question = worded(
        "When is it in force: {label}? (a sentence; Enter: without end)", label=label
    )

    def read(text: str) -> str:
        if not text.strip():
            return ""
        as_text(text)
        before = {name: dict(each) for name, each in answers.sections.items()}
        for name in answers.new_events(text):
            if not answers.like(name) or _is_new(answers, name):
                _event(answers, name)
        asked: set[str] = set()
        while (name := answers.unknown(text.strip())) not in {"", *asked}:
            asked.add(name)
            if not _is_new(answers, name):
                break
            _event(answers, name)
        try:
            formula = answers.understood(clause, text.strip())
        except BadInputError:
            answers.sections = before
            raise
        tell(worded("  understood: {formula}", formula=formula))
        return text.strip()

    return _ask(question, read, "")


def _is_new(answers: Answers, name: str) -> bool:
    """Ask whether an event that nothing knows is to be added."""
    like = answers.like(name)
    if like:
        asked = worded(
            "There is no event “{name}” yet, but “{like}”. Add a new one?", name=name, like=like
        )
    else:
        asked = worded("There is no event “{name}” yet. Add it?", name=name)
    return _yes(asked, default=not like)


def _event(answers: Answers, name: str) -> None:
    issued = str(answers.agreement["issued"])
    no = told(worded("no"), answers.language)
    asked = worded(
        "“{name}” is a new event. When did it happen? (a date; no: not by {day}; ?: perhaps since"
        " {day}, nobody knows; both with another day: no 2030-12-31)",
        name=name,
        day=issued,
    )
    keys = _ask(asked, lambda text: known_of(text, no, issued), "?")
    answers.named("events", name, **keys)


def _yes(question: str, *, default: bool = False) -> bool:
    words = {
        told(worded("yes"), language_asked()): True,
        told(worded("no"), language_asked()): False,
    }

    def read(text: str) -> bool:
        if text.strip() not in words:
            raise BadInputError(worded("it is one of {known}", known=", ".join(words)))
        return words[text.strip()]

    usual = next(word for word, meant in words.items() if meant == default)
    return _ask(question, read, usual)


def _ask(question: str, read: Callable[[str], _Found], default: str | None = None) -> _Found:
    """Ask until an answer can be read; what is wrong with one is told."""
    asked = told(question, language_asked())
    while True:
        try:
            text = click.prompt(
                asked, default=default, show_default=bool(default), err=True, prompt_suffix=" "
            )
        except click.Abort:
            if sys.stdin.isatty():
                raise
            raise BadInputError(worded("the answers end here; nothing is written")) from None
        try:
            return read(str(text))
        except BadInputError as error:
            tell(worded("  {message}", message=message_of(error)))
