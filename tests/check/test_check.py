"""What `pactgraph check` says about files that are wrong."""

import json
from pathlib import Path

import pytest

from entry import completed
from pactgraph.checking.check import check
from pactgraph.errors import InvalidGraphError
from pactgraph.graph import load

VALID = Path(__file__).with_name("valid.ttl").read_text(encoding="utf-8")

# name: what is changed in the valid file, the place told, and a part of the message told.
BROKEN = {
    "syntax": (":acme-news .\n\n:before", ":acme-news\n\n:before", "line 58", "does not parse"),
    "missing source": (
        "certainty:official ;\n    dcterms:source :acme-news .\n\n:before",
        "certainty:official .\n\n:before",
        "deal-1",
        "source",
    ),
    "unknown event": (
        "odrl:rightOperand :beta-goes-public",
        "odrl:rightOperand :beta-goes-pubic",
        "before-beta-goes-public",
        "beta-goes-pubic",
    ),
    "cyclic derived events": (
        ":deal a odrl:Agreement",
        (
            ':one a pact:DerivedEvent ;\n    rdfs:label "one"@en ;\n    pact:earliestOf :two ;\n'
            "    pact:earliestOf :letter-of-intent .\n\n"
            ':two a pact:DerivedEvent ;\n    rdfs:label "two"@en ;\n    pact:latestOf :one ;\n'
            "    pact:latestOf :letter-of-intent .\n\n"
            ":deal a odrl:Agreement"
        ),
        "one",
        "one → two → one",
    ),
    "impossible interval": (
        "odrl:constraint :through-2028 ;",
        "odrl:constraint :through-2028 ;\n    odrl:constraint :from-2030 ;",
        "deal-1",
        "can never hold together",
    ),
    "date of the wrong type": ('"2028"^^xsd:gYear', '"end of 2028"', "through-2028", "date"),
    "unknown kind": ("kind:licence", "kind:lisence", "deal-1", "lisence"),
    "dangling party": ("odrl:assignee :acme", "odrl:assignee :acmee", "deal-1", "acmee"),
    "contradictory order": (
        "pact:neverPrecedes :letter-of-intent .",
        'pact:neverPrecedes :letter-of-intent ;\n    pact:occurredOn "2023-05-01"^^xsd:date .',
        "beta-goes-public",
        "break their order",
    ),
    "happened while it had not": (
        'pact:occurredOn "2024-02-01"^^xsd:date .',
        (
            'pact:occurredOn "2024-02-01"^^xsd:date ;\n'
            '    pact:notOccurredThrough "2024-02-01"^^xsd:date .'
        ),
        "letter-of-intent",
        "happened by 2024-02-01",
    ),
    "a source older than what it shows": (
        "pact:neverPrecedes :letter-of-intent .",
        (
            'pact:notOccurredThrough "2024-03-02"^^xsd:date ;\n'
            "    pact:notOccurredSource :acme-news ."
        ),
        "beta-goes-public",
        "acme-news is of 2024-03-01 and cannot show",
    ),
    "HTML in a label": (
        '"licence to the engine patents"',
        '"licence <img src=x onerror=alert(1)>"',
        "deal-1",
        "HTML",
    ),
}
FROM_2030 = """
:from-2030 a odrl:Constraint ;
    odrl:leftOperand odrl:dateTime ;
    odrl:operator odrl:gteq ;
    odrl:rightOperand "2030"^^xsd:gYear .
"""


def broken(name: str, folder: Path) -> Path:
    """Write the broken file called `name` into `folder`."""
    file = folder / "broken.ttl"
    if name == "a 20 MB literal":
        file.write_text(VALID.replace("licence to the", "x" * 20_000_000), encoding="utf-8")
    elif name == "binary rubbish":
        file.write_bytes(bytes(range(256)) * 64)
    else:
        old, new, _, _ = BROKEN[name]
        assert old in VALID
        file.write_text(VALID.replace(old, new, 1) + FROM_2030, encoding="utf-8")
    return file


ALL_BROKEN = [*BROKEN, "a 20 MB literal", "binary rubbish"]


def test_the_valid_file_has_no_violation(tmp_path: Path) -> None:
    """The file that all broken ones are made from is in order, so each breaks by its change."""
    file = tmp_path / "valid.ttl"
    file.write_text(VALID + FROM_2030, encoding="utf-8")

    assert [] == check([file]).violations


def test_what_had_not_happened_by_a_day_can_happen_on_the_next(tmp_path: Path) -> None:
    """A source of that day can show it; of a month, it can have been a later day."""
    file = tmp_path / "valid.ttl"
    text = VALID.replace(
        'pact:occurredOn "2024-02-01"^^xsd:date .',
        'pact:occurredOn "2024-03"^^xsd:gYearMonth ;\n'
        '    pact:notOccurredThrough "2024-03-01"^^xsd:date ;\n'
        "    pact:notOccurredSource :acme-news .",
    )
    file.write_text(text, encoding="utf-8")

    assert text != VALID
    assert [] == check([file]).violations


@pytest.mark.parametrize("name", ALL_BROKEN)
def test_a_broken_file_gives_a_clear_message_and_no_traceback(name: str, tmp_path: Path) -> None:
    """Each broken file is told in a line with file and place, and exit status 1."""
    file = broken(name, tmp_path)

    run = completed("check", str(file))

    assert 1 == run.returncode
    assert "Traceback" not in run.stdout + run.stderr
    assert all(line.startswith(str(file)) for line in run.stdout.splitlines())
    assert 2_000 > len(run.stdout)


@pytest.mark.parametrize("name", BROKEN)
def test_the_message_names_the_fault_and_its_place(name: str, tmp_path: Path) -> None:
    """Of a fault one learns the clause, event or condition, and what is wrong with it."""
    _, _, place, part = BROKEN[name]
    file = broken(name, tmp_path)

    violations = check([file]).violations

    (violation,) = violations
    assert place in {violation.subject, f"line {violation.line}"}
    assert part in violation.message


@pytest.mark.many
@pytest.mark.parametrize("name", ALL_BROKEN)
def test_nothing_is_loaded_from_a_broken_file(name: str, tmp_path: Path) -> None:
    """A broken file is refused as a whole, with everything that is wrong."""
    file = broken(name, tmp_path)

    with pytest.raises(InvalidGraphError) as caught:
        load(file)

    assert set(check([file]).violations) == set(caught.value.violations)


def test_one_run_tells_all_violations_of_all_files(tmp_path: Path) -> None:
    """Faults of several files and several kinds are told in one run."""
    (tmp_path / "one.ttl").write_text("this is no Turtle", encoding="utf-8")
    two = VALID.replace("kind:licence", "kind:lisence").replace('"2028"^^xsd:gYear', '"2028"')
    (tmp_path / "two.ttl").write_text(two, encoding="utf-8")

    violations = check([tmp_path]).violations

    assert {"one.ttl", "two.ttl"} == {Path(violation.file).name for violation in violations}
    assert {"", "deal-1", "through-2028"} == {violation.subject for violation in violations}


def test_messages_come_in_german_too(tmp_path: Path) -> None:
    """The shapes speak the language asked for."""
    file = broken("missing source", tmp_path)

    (english,) = check([file], "en").violations
    (german,) = check([file], "de").violations

    assert english.message != german.message
    assert "Quelle" in german.message


def test_violations_come_as_json(tmp_path: Path) -> None:
    """A program reads file, line, subject, severity, kind and message."""
    file = broken("syntax", tmp_path)

    run = completed("check", "--format", "json", str(file))

    (violation,) = json.loads(run.stdout)
    assert ["file", "line", "subject", "severity", "kind", "message"] == list(violation)
    assert "58" == violation["line"]


def test_a_file_that_is_not_there_is_bad_input() -> None:
    """Exit status 2 says that the call was wrong, not the content of a file."""
    run = completed("check", "no-such-file.ttl")

    assert (2, "Error: there is no file or folder no-such-file.ttl\n") == (
        run.returncode,
        run.stderr,
    )
