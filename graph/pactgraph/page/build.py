"""The page: Jinja2 writes it, nothing leaves it.

pyvis's own page is never used: it calls content delivery networks and lets injected
scripts run. The page made here carries all it needs, forbids every request by a
Content-Security-Policy that names its scripts and its style by their hashes, and
writes what comes from files as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pactgraph.asking.reach import reach_in_words
from pactgraph.asking.setting import event_windows, unknown_events
from pactgraph.asking.status.answer import statuses
from pactgraph.asking.status.tree import look_in_words
from pactgraph.collecting import uncollected
from pactgraph.kernel.timeline import Precision
from pactgraph.messages import LANGUAGES
from pactgraph.page import bundle
from pactgraph.page.packing import as_json, packed
from pactgraph.page.phrases import MONTHS, PAGE, counted
from pactgraph.page.pooling import pooled
from pactgraph.page.summing import setting_model
from pactgraph.telling.words import formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.asking.setting import Setting
    from pactgraph.asking.status.answer import Answer
    from pactgraph.interpreting.triples import Triples
    from pactgraph.keeping.portfolios import Shelf
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.messages import Language
    from pactgraph.page import data
    from pactgraph.record import Record

_SHELVED = "page"
_NOBODY = "\N{EN DASH}"


@uncollected()
def render(  # noqa: PLR0913 - all that a page is made of
    record: Record,
    setting: Setting,
    language: Language | None,
    *,
    embed: bool = False,
    triples: Triples | None = None,
    shelf: Shelf | None = None,
) -> str:
    r"""Return the map of all clauses of `record` as one HTML page.

    The page makes no request and needs nothing beside it. The same arguments give the
    same text, byte for byte; write it as UTF-8 and with ``\n`` line ends, or the hashes
    in its policy no longer fit.

    Args:
        record: what the graph says.
        setting: what the page shows first.
        language: in which it does; None for that of the reader's browser, and for English where
            no script runs.
        embed: whether it is to stand in a frame of another page, without head and foot.
        triples: what the files say, for the page to give away; None leaves that out.
        shelf: where what follows from the files alone is kept for the next page, if anywhere.

    Raises:
        BadInputError: a month or year with a time zone is assumed.
        ContradictoryScenarioError: the assumed dates break the order of events.
    """
    answers, shown = statuses(record, setting), setting_model(record, setting)
    known = _of_the_files(record, answers, triples, shelf)
    lasting: data.Lasting = json.loads(known["first"])
    first: data.First = {**shown, **lasting}
    record_, web = known["record"], known["web"]
    model = f'{{"record":{record_},"first":{as_json(pooled(first))},"web":{web}}}'
    scripts = [_vendored(), bundle.script()]
    page = _environment().from_string(_own("template.html.j2"))
    follows, language = language is None, language or "en"
    return page.render(
        language=language,
        follows=follows,
        embed=embed,
        say=PAGE[language],
        languages={each: PAGE[each]["own_name"] for each in LANGUAGES},
        title=_title(record, language),
        dek=_dek(setting, language),
        reach=reach_in_words(record, setting, language),
        groups=_groups(record, answers, setting, language),
        copies=known["copies"],
        model=packed(model),
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files
        style=Markup(bundle.style()),  # noqa: S704 - our own file
        policy=_policy(scripts, bundle.style()),
        notice=_licence(),
        vendor=_vendor(),
    )


def _of_the_files(
    record: Record, answers: Sequence[Answer], triples: Triples | None, shelf: Shelf | None
) -> dict[str, str]:
    """Return what `lasting` does: from the shelf, if it is there."""
    kept = shelf.text(_SHELVED) if shelf else None
    if kept is not None:
        known: dict[str, str] = json.loads(kept)
        return known
    from pactgraph.page.lasting import lasting  # noqa: PLC0415 - slow to import

    found = lasting(record, answers, triples)
    if shelf:
        shelf.keep(_SHELVED, json.dumps(found))
    return found


# ---- what the template writes ------------------------------------------------


def _title(record: Record, language: Language) -> str:
    series = {agreement.series for agreement in record.agreements.values()} - {""}
    only = record.series.get(next(iter(series), "")) if len(series) == 1 else None
    if only:
        return only.label.in_language(language)
    number = counted("agreements", len(record.agreements), language)
    return PAGE[language]["title"].format(agreements=number)


def _dek(setting: Setting, language: Language) -> str:
    past = setting.on.last < setting.known.start
    say = PAGE[language]["dek_past" if past else "dek"]
    return say.format(on=written(setting.on, language))


def written(date: Stretch, language: Language) -> str:
    """Return a day as "23 November 2026"; any other date as it was written."""
    if date.precision is not Precision.DAY:
        return date.text
    month = tuple(MONTHS[language].values())[date.start.month - 1]
    day, year = date.start.day, date.start.year
    return PAGE[language]["day_written"].format(day=day, month=month, year=year)


def _groups(
    record: Record, answers: Iterable[Answer], setting: Setting, language: Language
) -> list[dict[str, Any]]:
    """Return the agreements with their clauses, for the list that needs no script."""
    unknown, windows = unknown_events(record, setting), event_windows(record, setting)
    groups = {
        agreement.iri: {
            "label": agreement.label.in_language(language),
            "date": agreement.effective.text or agreement.issued.text,
            "rows": [],
        }
        for agreement in sorted(
            record.agreements.values(), key=lambda a: (a.effective.start, a.id)
        )
        if agreement.iri not in unknown
    }
    for answer in answers:
        clause = answer.clause
        if clause.agreement in groups:
            row = {
                "label": clause.label.in_language(language),
                "name": clause.id,
                "owed_by": _names(clause.owed_by, record, language) or _NOBODY,
                "held_by": _names(clause.holders, record, language) or _NOBODY,
                "status": look_in_words(answer, record, setting, windows, language),
                "formula": formula(clause, record, language, unknown),
            }
            groups[clause.agreement]["rows"].append(row)  # type: ignore[attr-defined]
    return list(groups.values())


def _names(iris: Iterable[str], record: Record, language: Language) -> str:
    parties = record.parties
    return ", ".join(parties[i].label.in_language(language) for i in iris if i in parties)


# ---- what makes it safe --------------------------------------------------------


def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _policy(scripts: Iterable[str], style: str) -> str:
    """Return a policy that allows exactly `scripts` and `style`, and nothing from anywhere."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _own(name: str) -> str:
    r"""Return the text of a file of this package, with ``\n`` line ends."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _vendor() -> dict[str, str]:
    entry: dict[str, str] = json.loads(_own("vendor/VENDOR.json"))[0]
    return entry


def _vendored() -> str:
    """Return vis-network without the address of a map for debuggers, which they would fetch."""
    text = _own(f"vendor/{_vendor()['file']}")
    return re.sub(r"\n//# sourceMappingURL=.*", "", text)


def _licence() -> str:
    return _own(f"vendor/{_vendor()['file'].rsplit('/', 1)[0]}/LICENSE")
