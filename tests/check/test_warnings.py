"""What is allowed but doubtful: each kind of warning, what refuses, and what is accepted."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from rdflib import Graph
from rdflib.namespace import SH

from pactgraph.checking.check import check, vocabulary
from pactgraph.checking.doubts import gaps, slips
from pactgraph.cli import cli
from pactgraph.errors import Violation
from pactgraph.interpreting.documents import read
from pactgraph.interpreting.interpret import interpret
from pactgraph.interpreting.triples import together
from pactgraph.resources import Resource, folder
from pactgraph.terms import local_name

pytestmark = pytest.mark.many

DOUBTLESS = Path(__file__).with_name("doubtless.ttl").read_text(encoding="utf-8")


class Change(NamedTuple):
    """One change to the file without doubts, and the warnings of a kind that it raises.

    Attributes:
        kind: name of the shape.
        old: what stands in the file once.
        new: what takes its place.
        told: the things warned of, in order.
        part: a part of the message told.
    """

    kind: str
    old: str
    new: str
    told: tuple[str, ...] = ()
    part: str = ""


OPEN = (
    'pact:notOccurredThrough "2025-05-02"^^xsd:date ;\n    pact:notOccurredSource :news-of-2025 ;'
)
DERIVED = (
    '\n:later a pact:DerivedEvent ;\n    rdfs:label "later"@en ;\n    rdfs:label "später"@de ;'
    '\n    pact:after :beta-goes-public ;\n    pact:offset "P90D"^^xsd:duration .\n'
    "\n:deal-1 pact:endedBy :later .\n"
)
CONFIRMS = "pact:confirms :deal-2 ;"
NOTE = 'skos:note "Einige sind erloschen."@de ;'
DEFINITION = 'skos:definition "Patente auf Motoren."@de ;'
MAPPED = "skos:closeMatch odrl:commercialize"
AT_END = "\n:amendment-1 a"
EMPTY = """
:side-letter a odrl:Agreement ;
    rdfs:label "side letter"@en ;
    rdfs:label "Nebenabrede"@de ;
    dcterms:issued "2025-05-02"^^xsd:date ;
    pact:party :acme ;
    dcterms:source :news-of-2025 .
"""

RAISED = [
    Change("EventSaysNothing", OPEN, "", ("beta-goes-public",), "whether this event has happened"),
    Change(
        "ReportedTooEarly",
        'pact:reportedOn "2024-03-01"',
        'pact:reportedOn "2024-01-31"',
        ("letter-signed",),
        "(pact:reportedOn 2024-01-31) before it happened (pact:occurredOn 2024-02)",
    ),
    Change(
        "KnownBeforeSources",
        'issued "2024-03-01"',
        'issued "2024-02-29"',
        ("deal",),
        "known since 2024-02-29 (dcterms:issued)",
    ),
    Change(
        "KnownBeforeSources",
        'pact:reportedOn "2024-03-01"',
        'pact:reportedOn "2024-02-28"',
        ("letter-signed",),
        "(pact:reportedOn)",
    ),
    Change("ClauseWithoutEnd", CONFIRMS, "", ("deal-2",), "up to amendment, ends"),
    Change(
        "ClauseWithoutEnd", CONFIRMS, "pact:concerns :deal-2 ;", ("deal-2",), "has no end"
    ),
    Change(
        "ClauseWithoutEnd",
        "odrl:constraint :through-2028 ;",
        "odrl:constraint [ a odrl:LogicalConstraint ; odrl:or :through-2028 , :after-2030 ] ;",
        ("deal-3",),
        "has no end",
    ),
    Change(
        "ClauseWithOneself",
        "odrl:assigner :beta ;\n    odrl:action pact:purchase",
        "odrl:assigner :acme ;\n    odrl:action pact:purchase",
        ("deal-3",),
        "either side of this clause is acme",
    ),
    Change(
        "DeprecatedTerm",
        "odrl:action pact:purchase",
        "odrl:action odrl:commercialize",
        ("deal-3",),
        "odrl:commercialize",
    ),
    Change(
        "AgreementWithoutClauses",
        AT_END,
        EMPTY + AT_END,
        ("side-letter",),
        "neither clauses nor statements",
    ),
    Change(
        "PartOfItself",
        'rdfs:label "Acme"@de .',
        'rdfs:label "Acme"@de ;\n    org:subOrganizationOf :acme-europe .',
        ("acme",),
        "acme → acme-europe → acme.",
    ),
    Change(
        "PartOfItself",
        'rdfs:label "Patente"@de .',
        'rdfs:label "Patente"@de ;\n    dcterms:isPartOf :engine-patents .',
        ("engine-patents",),
        "engine-patents → patents → engine-patents.",
    ),
    Change(
        "PartOfItself",
        'rdfs:label "Patente"@de .',
        'rdfs:label "Patente"@de ;\n    odrl:partOf :patents .',
        ("patents",),
        "patents → patents.",
    ),
    Change(
        "NamedByNothing",
        "odrl:constraint :through-2028 ;",
        "",
        ("through-2028",),
        "Nothing names it",
    ),
    Change("NamedByNothing", "pact:amount :price ;", "", ("price",), "an amount with pact:amount"),
    Change(
        "NamedByNothing", "pact:neverPrecedes :letter-signed", "a pact:Event", ("letter-signed",)
    ),
    Change(
        "LanguageMissing", 'rdfs:label "Beta"@de', "a odrl:Party", ("beta",), "rdfs:label lacks"
    ),
    Change(
        "LanguageMissing", 'rdfs:label "patents"@en ;', "", ("patents",), "a text with @en"
    ),
    Change("LanguageMissing", NOTE, "", ("engine-patents",), "skos:note lacks a text with @de"),
    Change("LanguageMissing", DEFINITION, "", ("engine-patents",), "skos:definition lacks"),
    Change(
        "LanguageMissing",
        'pact:undisclosed "the field of use"@en ;',
        "",
        ("deal-1",),
        "pact:undisclosed lacks",
    ),
]  # fmt: skip

NOT_RAISED = [
    Change("EventSaysNothing", OPEN, 'pact:notBefore "2025-05-02"^^xsd:date ;'),
    Change("EventSaysNothing", OPEN, 'pact:notOccurredThrough "2025-05-02"^^xsd:date ;'),
    Change("EventSaysNothing", AT_END, DERIVED + AT_END),
    Change("ReportedTooEarly", 'reportedOn "2024-03-01"', 'reportedOn "2024-02-01"'),
    Change("KnownBeforeSources", 'issued "2024-03-01"', 'issued "2024-03-31"'),
    Change(
        "KnownBeforeSources",
        "dcterms:source :news-of-2025 .\n\n:amendment-1",
        "dcterms:source :news-of-2025 ;\n    dcterms:source :news-of-2024 .\n\n:amendment-1",
    ),
    Change("ClauseWithoutEnd", CONFIRMS, "pact:narrows :deal-2 ;"),
    Change("ClauseWithoutEnd", CONFIRMS, "pact:ends :deal-2 ;"),
    Change(
        "ClauseWithoutEnd",
        f'kind:note ;\n    rdfs:label "the other patents stay licensed"@en ;\n    rdfs:label "die '
        f'übrigen Patente bleiben lizenziert"@de ;\n    {CONFIRMS}',
        'kind:confirmation ;\n    rdfs:label "all stays"@en ;\n    rdfs:label "alles bleibt"@de ;'
        "\n    pact:concerns :deal ;",
    ),
    Change("ClauseWithoutEnd", "dcterms:replaces :deal ;", ""),
    Change(
        "ClauseWithOneself",
        "odrl:assigner :beta ;\n    odrl:action pact:purchase",
        "odrl:assigner :acme ;\n    odrl:assigner :beta ;\n    odrl:action pact:purchase",
    ),
    Change("DeprecatedTerm", "odrl:action pact:purchase", "odrl:action pact:commercialize"),
    Change("DeprecatedTerm", 'rdfs:label "Beta"@de', f'rdfs:label "Beta"@de ; {MAPPED}'),
    Change("AgreementWithoutClauses", CONFIRMS, ""),
    Change(
        "PartOfItself",
        'rdfs:label "Acme Europa"@de ;',
        'rdfs:label "Acme Europa"@de ;\n    org:subOrganizationOf :beta ;',
    ),
    Change("NamedByNothing", "pact:notOccurredSource :news-of-2025 ;", ""),
    Change("LanguageMissing", '"Acme and Beta amend their licence"@en', '"Nachtrag"@de'),
    Change("LanguageMissing", 'rdfs:label "Acme"@en ;', 'rdfs:label "Acme"@en , "Acme"@fr ;'),
]


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write the file without doubts after changes, each of what stands in it once."""

    def write(*changes: tuple[str, str], name: str = "deal.ttl") -> Path:
        text = DOUBTLESS
        for old, new in changes:
            assert 1 == text.count(old), old
            text = text.replace(old, new)
        text += (
            "\n:after-2030 a odrl:Constraint ;\n    odrl:leftOperand odrl:dateTime ;\n"
            '    odrl:operator odrl:gt ;\n    odrl:rightOperand "2030"^^xsd:gYear .\n'
            if ":after-2030" in text
            else ""
        )
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def asked(*arguments: str | Path) -> Result:
    """Run `pactgraph check` with `arguments`."""
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


def told(warnings: list[Violation], kind: str) -> list[Violation]:
    """Return those of a kind."""
    return [warning for warning in warnings if local_name(warning.kind) == kind]


def test_the_file_without_doubts_raises_none(written: Callable[..., Path]) -> None:
    """The file that all others are made from passes even where warnings refuse."""
    run = asked("--strict", written())

    assert (0, "") == (run.exit_code, run.stdout)
    assert run.stderr.startswith("Nothing is wrong. Read: ")


@pytest.mark.many
@pytest.mark.parametrize("change", RAISED, ids=lambda c: f"{c.kind}:{c.new[:24]!a}")
def test_a_doubt_is_told_with_what_would_be_right(
    change: Change, written: Callable[..., Path]
) -> None:
    """One change raises the warning, of the right thing, in both languages; nothing is refused."""
    file = written((change.old, change.new))

    found, german = check([file]), check([file], "de")

    assert [] == found.violations
    raised = told(found.warnings, change.kind)
    assert [*change.told] == [warning.subject for warning in raised]
    assert all(change.part in warning.message for warning in raised)
    assert {str(file)} == {warning.file for warning in raised}
    assert [w.subject for w in raised] == [w.subject for w in told(german.warnings, change.kind)]
    assert not {w.message for w in found.warnings} & {w.message for w in german.warnings}
    assert "{?" not in "".join(w.message for w in (*found.warnings, *german.warnings))


@pytest.mark.many
@pytest.mark.parametrize("change", NOT_RAISED, ids=lambda c: f"{c.kind}:{c.new[:24]!a}")
def test_what_is_near_a_doubt_is_not_told(change: Change, written: Callable[..., Path]) -> None:
    """A change that stops just short of the doubt does not raise it."""
    found = check([written((change.old, change.new))])

    assert [] == found.violations
    assert [] == told(found.warnings, change.kind)


def test_every_kind_of_warning_has_an_example() -> None:
    """Both tables above, and the tests of acceptances, know all shapes of severity sh:Warning.

    Properties that nothing reads are tried with the table of their places.
    """
    shapes = Graph().parse(folder(Resource.ONTOLOGY) / "shapes.ttl")
    kinds = {local_name(str(kind)) for kind in shapes.subjects(SH.severity, SH.Warning)}
    elsewhere = {"AcceptanceOfNothing", "PropertyNotRead"}

    assert kinds - elsewhere == {change.kind for change in RAISED}
    assert kinds - elsewhere == {change.kind for change in NOT_RAISED}


def test_a_file_in_one_language_lacks_none(tmp_path: Path) -> None:
    """A file in English alone is not asked for German, though another file has both."""
    both = tmp_path / "both.ttl"
    both.write_text(DOUBTLESS, encoding="utf-8")
    english = tmp_path / "english.ttl"
    english.write_text(
        "@prefix : <https://example.org/deal/> .\n"
        "@prefix org: <http://www.w3.org/ns/org#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        ':gamma a org:Organization ; rdfs:label "Gamma"@en .\n',
        encoding="utf-8",
    )

    assert [] == check([both, english]).warnings


def test_a_translation_in_a_file_of_its_own_counts(
    written: Callable[..., Path], tmp_path: Path
) -> None:
    """A text is not missing in a language that another file has it in."""
    file = written(('rdfs:label "Beta"@de', "a odrl:Party"))
    (tmp_path / "german.ttl").write_text(
        "@prefix : <https://example.org/deal/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        ':beta rdfs:label "Beta"@de .\n',
        encoding="utf-8",
    )

    assert [] != check([file]).warnings
    assert [] == check([tmp_path]).warnings


# --- Violations beside warnings ----------------------------------------------------------------


def test_what_is_faulty_is_not_doubted_too(written: Callable[..., Path]) -> None:
    """One fault, one message: no warning about a thing that a violation is about."""
    file = written((OPEN, 'pact:notBfore "2025-05-02"^^xsd:date ;'))

    found = check([file])

    assert ["beta-goes-public"] == [violation.subject for violation in found.violations]
    assert [] == found.warnings


def test_a_fault_leaves_no_gaps_that_are_none(written: Callable[..., Path]) -> None:
    """A condition that only a misspelt word leaves unnamed is not told; another slip still is."""
    file = written(
        ("odrl:constraint :through-2028", "odrl:constraint :through-2082"),
        ('rdfs:label "Beta"@de', "a odrl:Party"),
    )

    found = check([file])

    assert "deal-3" in {violation.subject for violation in found.violations}
    assert ["beta"] == [warning.subject for warning in found.warnings]


# --- The command -------------------------------------------------------------------------------

MANY = [
    ('rdfs:label "Acme"@de .', "a odrl:Party ."),
    ('rdfs:label "Acme Europa"@de ;', ""),
    ('rdfs:label "Beta"@de', "a odrl:Party"),
    ('rdfs:label "Motorpatente"@de ;', ""),
    ('rdfs:label "Patente"@de', "a odrl:Asset"),
]


def test_a_kind_is_told_once_a_file_with_three_examples(written: Callable[..., Path]) -> None:
    """Five warnings of a kind are a line that names three things and counts the rest."""
    file = written(*MANY)

    run = asked(file)

    assert 0 == run.exit_code
    (line,) = run.stdout.splitlines()
    assert line.startswith(f"{file}: acme: warning: This file is written in English and German")
    assert line.endswith("(likewise: acme-europe, beta, 2 others; --all shows them)")
    assert run.stderr.startswith("Nothing is wrong. 5 warnings. Read: 1 file, ")


def test_each_file_and_each_kind_has_its_own_line(
    written: Callable[..., Path], tmp_path: Path
) -> None:
    """Warnings of two kinds in one file, and of one kind in two, are told apart."""
    written(*MANY, (CONFIRMS, ""), name="one.ttl")
    (tmp_path / "two.ttl").write_text(
        "@prefix : <https://example.org/deal/> .\n"
        "@prefix org: <http://www.w3.org/ns/org#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        ':gamma a org:Organization ; rdfs:label "Gamma"@en .\n'
        ':delta a org:Organization ; rdfs:label "Delta"@en , "Delta"@de .\n',
        encoding="utf-8",
    )

    lines = asked(tmp_path).stdout.splitlines()

    assert [("one.ttl", "acme"), ("one.ttl", "deal-2"), ("two.ttl", "gamma")] == sorted(
        (Path(file).name, subject) for file, subject, _ in (line.split(": ", 2) for line in lines)
    )


def test_all_shows_each_warning(written: Callable[..., Path]) -> None:
    """With --all every thing has a line, and none is only counted."""
    run = asked("--all", written(*MANY))

    subjects = [line.split(": ")[1] for line in run.stdout.splitlines()]
    assert ["acme", "acme-europe", "beta", "engine-patents", "patents"] == subjects
    assert "--all" not in run.stdout


def test_strict_refuses_warnings(written: Callable[..., Path]) -> None:
    """Warnings are exit status 1 with --strict, and only then."""
    file = written((OPEN, ""))

    strict, lenient = asked("--strict", file), asked(file)

    assert (1, 0) == (strict.exit_code, lenient.exit_code)
    assert strict.stdout == lenient.stdout
    assert "Nothing is wrong, but --strict refuses warnings. 1 warning. Read:" in strict.stderr


def test_other_commands_neither_tell_nor_refuse_warnings(written: Callable[..., Path]) -> None:
    """A question about a file with warnings is answered, and nothing else is said."""
    run = CliRunner().invoke(
        cli, ["status", "-g", str(written((OPEN, ""))), "--on", "2025-06-01", "-f", "csv"]
    )

    assert (0, "") == (run.exit_code, run.stderr)
    assert "deal-1" in run.stdout


@pytest.mark.parametrize("output", ["json", "csv", "markdown"])
def test_programs_get_every_warning(output: str, written: Callable[..., Path]) -> None:
    """In formats for programs nothing is grouped: each has severity and kind."""
    run = asked("-f", output, written(*MANY))

    assert 0 == run.exit_code
    assert 5 == run.stdout.count("https://w3id.org/pactgraph/shapes")
    if output == "json":
        found = json.loads(run.stdout)
        assert {"warning"} == {warning["severity"] for warning in found}
        assert {"https://w3id.org/pactgraph/shapes#LanguageMissing"} == {w["kind"] for w in found}


def test_the_words_around_are_german_too(written: Callable[..., Path]) -> None:
    """In German nothing is left in English."""
    run = asked("--lang", "de", written(*MANY))

    (line,) = run.stdout.splitlines()
    assert ": acme: Warnung: Diese Datei ist auf Englisch und Deutsch geschrieben" in line
    assert line.endswith("(ebenso: acme-europe, beta, 2 weitere; --all zeigt sie)")
    assert run.stderr.startswith("Nichts ist falsch. 5 Warnungen. Gelesen: 1 Datei, ")


# --- What is accepted --------------------------------------------------------------------------

ACCEPTANCE = """
:no-term a pact:Acceptance ;
    sh:sourceShape shapes:ClauseWithoutEnd ;
    dcterms:description "No text says how long."@en ;
    dcterms:description "Kein Text sagt, wie lange."@de .

"""
ACCEPTS = [
    (CONFIRMS, ""),
    (":deal-2 a odrl:Permission ;", ":deal-2 a odrl:Permission ;\n    pact:accepts :no-term ;"),
    (AT_END, ACCEPTANCE + AT_END),
]


def test_an_accepted_warning_is_not_told(written: Callable[..., Path]) -> None:
    """What a fact accepts passes --strict, and --accepted lists it with its reason."""
    file = written(*ACCEPTS)

    run, listed = asked("--strict", file), asked("--accepted", "--lang", "de", file)

    assert (0, "") == (run.exit_code, run.stdout)
    assert run.stderr.startswith("Nothing is wrong. Read: ")
    line = f"{file}: deal-2: hingenommen (ClauseWithoutEnd): Kein Text sagt, wie lange.\n"
    assert line == listed.stdout


def test_programs_get_reasons(written: Callable[..., Path]) -> None:
    """With --accepted JSON has them too, with the reason; without it, it has neither."""
    file = written(*ACCEPTS, (OPEN, ""))

    every = json.loads(asked("-f", "json", "--accepted", file).stdout)
    some = json.loads(asked("-f", "json", file).stdout)

    assert [("beta-goes-public", ""), ("deal-2", "No text says how long.")] == [
        (warning["subject"], warning["accepted"]) for warning in every
    ]
    assert [("beta-goes-public", False)] == [(w["subject"], "accepted" in w) for w in some]


def test_a_thing_accepts_only_the_kind_it_names(written: Callable[..., Path]) -> None:
    """Another warning about it is told as before."""
    file = written(*ACCEPTS, ('rdfs:label "Lizenz an den übrigen Patenten"@de ;', ""))

    assert ["LanguageMissing"] == [local_name(w.kind) for w in check([file]).warnings]


def test_a_property_that_nothing_reads_can_be_accepted(written: Callable[..., Path]) -> None:
    """Whichever property it is, one shape stands for it, and accepts nothing else."""
    clause = ":deal-2 a odrl:Permission ;"
    painted = (clause, f'{clause}\n    schema:color "red" ;')
    accepting = (painted[1], f"{painted[1]}\n    pact:accepts :no-term ;")
    reason = ACCEPTANCE.replace("ClauseWithoutEnd", "PropertyNotRead")

    told = check([written(painted)])
    accepted = check([written(painted, accepting, (AT_END, reason + AT_END))])

    assert ["color"] == [local_name(warning.kind) for warning in told.warnings]
    assert [] == accepted.warnings
    assert ["color"] == [local_name(warning.kind) for warning in accepted.accepted]


def test_an_acceptance_of_nothing_is_told(written: Callable[..., Path]) -> None:
    """Once the warning no longer arises, the acceptance is one; so is one that nothing names."""
    confirmed = written(*ACCEPTS[1:])
    alone = written(ACCEPTS[2], name="alone.ttl")

    for file, subject in ((confirmed, "deal-2"), (alone, "no-term")):
        (warning,) = check([file]).warnings
        assert ("AcceptanceOfNothing", subject) == (local_name(warning.kind), warning.subject)
        assert "ClauseWithoutEnd" in warning.message
        assert 1 == asked("--strict", file).exit_code


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("shapes:ClauseWithoutEnd", "shapes:ClauseWithoutAnEnd", "exactly one kind of warning"),
        ("shapes:ClauseWithoutEnd", "shapes:AcceptanceOfNothing", "exactly one kind of warning"),
        ("sh:sourceShape shapes:ClauseWithoutEnd ;", "", "exactly one kind of warning"),
        ('dcterms:description "Kein Text sagt, wie lange."@de', "a odrl:Party", ""),
        ('dcterms:description "No text says how long."@en ;', "", ""),
        ('"No text says how long."@en', '"<b>No</b>"@en', "its reason"),
        ('"No text says how long."@en', '""@en', "its reason"),
        ("pact:accepts :no-term", "pact:accepts :no-trem", "Check the name"),
        (
            ACCEPTANCE[ACCEPTANCE.index("dcterms:description") :].strip(),
            "a pact:Acceptance .",
            "its reason",
        ),
    ],
)
def test_an_acceptance_names_a_kind_and_a_reason(
    old: str, new: str, part: str, written: Callable[..., Path]
) -> None:
    """Without one of the two, or with a kind that is none, it is wrong; one language will do."""
    found = check([written(*ACCEPTS, (old, new))])

    assert bool(part) == bool(found.violations)
    assert all(part in violation.message for violation in found.violations)


# --- The shipped facts, and size ---------------------------------------------------------------


@pytest.mark.many
def test_the_shipped_facts_raise_no_warning() -> None:
    """What ships passes --strict; what it accepts has reasons in both languages."""
    run = asked("--strict")
    english, german = (check([folder(Resource.FACTS)], language) for language in ("en", "de"))

    assert (0, "") == (run.exit_code, run.stdout)
    assert run.stderr.startswith("Nothing is wrong. Read: ")
    assert english.accepted
    assert [a.subject for a in english.accepted] == [a.subject for a in german.accepted]
    assert not {w.accepted for w in english.accepted} & {w.accepted for w in german.accepted}


def work(size: int, tmp_path: Path) -> int:
    """Return how many calls the doubts about a record of some size take."""
    lines = [DOUBTLESS]
    for n in range(size):
        lines += [
            f':event-{n} a pact:Event ; rdfs:label "event"@en .',
            f":party-{n} a org:Organization ; org:subOrganizationOf :party-{(n + 1) % size} .",
            f':clause-{n} a odrl:Permission ; rdfs:label "clause"@en ; odrl:action odrl:use ;',
            " dcterms:type kind:licence ; odrl:assignee :acme ; odrl:assigner :acme ;",
            " odrl:target :patents ; dcterms:source :news-of-2025 .",
            f":deal odrl:permission :clause-{n} .",
        ]
    file = tmp_path / "large.ttl"
    file.write_text("\n".join(lines), encoding="utf-8")
    documents, _ = read([file])
    (document,) = documents
    facts = document.triples
    record, _ = interpret(together([facts, vocabulary()]))
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    list(slips(record, facts, documents))  # imports what it needs
    sys.setprofile(count)
    try:
        found = [*slips(record, facts, documents), *gaps(record, facts)]
    finally:
        sys.setprofile(None)
    assert 5 * size + 1 == len(found)  # 2 languages, event and clause; 1 circle
    return calls


@pytest.mark.many
def test_doubting_takes_time_in_proportion(tmp_path: Path) -> None:
    """Twice as much of everything, a circle as long as all of it too, is about twice the work."""
    small, medium, large = (work(size, tmp_path) for size in (100, 200, 400))

    assert medium < 2.2 * small
    assert large < 2.2 * medium
