"""The command line, through its real entry point."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest

from entry import completed
from pactgraph.cli import cli

KEYS = [
    "clause",
    "iri",
    "label",
    "agreement",
    "kind",
    "holder",
    "owed_by",
    "status",
    "formula",
    "depends_on",
    "limits",
    "undisclosed",
    "certainty",
    "last_confirmed",
    "sources",
    "record_reaches",
    "deadline",
    "duty",
    "duty_can_be",
    "duty_depends_on",
    "since",
    "until",
]
VALID = Path(__file__).parents[1] / "check" / "valid.ttl"
HOSTILE = "x\t{{7*7}}\"'|`=cmd() %s\n| a | b"


def pactgraph(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return completed(*arguments, stdin=stdin, columns=160)


def objects(*arguments: str) -> list[dict[str, object]]:
    """Return what a command writes as JSON."""
    run = pactgraph(*arguments, "--format", "json")
    assert 0 == run.returncode, run.stderr
    parsed = json.loads(run.stdout)
    assert isinstance(parsed, list)
    return parsed


def refusal(*arguments: str) -> str:
    """Return the message of a call that is refused."""
    run = pactgraph(*arguments)
    assert 2 == run.returncode, run.stdout
    assert "" == run.stdout
    assert "Traceback" not in run.stderr
    return run.stderr


def test_status_as_json_has_exactly_the_documented_keys() -> None:
    """One object an answer, with the keys in their documented order."""
    (row,) = objects("status", "MSOA-2025-12", "--on", "2029-01-01")

    assert KEYS == list(row)
    assert "depends" == row["status"]
    assert ["agi-verified", "research-licence-ended"] == row["depends_on"]
    assert "“AGI verified”" in str(row["formula"])
    assert "the end of 2030" in str(row["formula"])
    assert (["microsoft"], ["openai"]) == (row["holder"], row["owed_by"])


def test_assumptions_decide() -> None:
    """An assumed verification ends the research licence."""
    assume = ("--assume", "agi-verified=2028-06-01")

    (row,) = objects("status", "MSOA-2025-12", "--on", "2029-01-01", *assume)

    assert ("ended", []) == (row["status"], row["depends_on"])


@pytest.mark.parametrize(
    "name",
    [
        "MSOA-2025-12",
        "msoa-2025-12",
        "https://w3id.org/pactgraph/id/MSOA-2025-12",
        "OpenAI's research IP",
        "OpenAIs Forschungs-IP",
    ],
)
def test_a_clause_goes_by_id_iri_or_part_of_its_label(name: str) -> None:
    """All ways to name the research licence lead to it."""
    (row,) = objects("status", name, "--on", "2026-01-15")

    assert "MSOA-2025-12" == row["clause"]


def test_an_agreement_stands_for_all_its_clauses() -> None:
    """Naming an agreement lists its clauses and no other."""
    rows = objects("status", "MSOA-2025JAN", "--on", "2025-06-01")

    assert [f"MSOA-2025JAN-0{number}" for number in range(1, 7)] == [r["clause"] for r in rows]


def test_agreements_not_yet_known_are_left_out_and_said() -> None:
    """Who asks with the knowledge of 2025-01-01 sees no clause of later agreements."""
    only = ("--only", "microsoft-openai-partnership")
    run = pactgraph("status", *only, "--known", "2025-01-01", "--format", "json")

    assert "MSOA-2026" not in {row["agreement"] for row in json.loads(run.stdout)}
    assert "Left out, because not yet known on 2025-01-01: MSOA-2021, MSOA-2025" in run.stderr


def test_csv_has_the_keys_of_json_and_lists_joined() -> None:
    """A spreadsheet gets the same fields."""
    run = pactgraph("status", "MSOA-2025-12", "--on", "2029-01-01", "--format", "csv")

    (row,) = csv.DictReader(io.StringIO(run.stdout))
    assert KEYS == list(row)
    assert "agi-verified; research-licence-ended" == row["depends_on"]


def test_later_days_are_told_to_stand_on_the_record() -> None:
    """One line below the table, if the day asked about or known is later than the record."""
    asked = ("status", "MSOA-2025-12", "--known", "2026-10-10", "--on")
    line = "The record reaches to 2026-10-10"

    assert line not in pactgraph(*asked, "2026-10-10").stdout
    assert line in pactgraph(*asked, "2026-10-11").stdout.splitlines()[-1]
    assert line in pactgraph(*asked, "2026-10-11", "--format", "markdown").stdout
    assert line not in pactgraph("status", "--graph", str(VALID), "--on", "2040-01-01").stdout


def test_german_labels_and_formula() -> None:
    """--lang de speaks German throughout the table."""
    run = pactgraph("status", "MSOA-2025-12", "--on", "2029-01-01", "--lang", "de")

    assert "hängt ab von „AGI verifiziert“" in run.stdout
    assert "Klausel" in run.stdout


def test_markdown_is_a_table() -> None:
    """Markdown comes as header, rule and one line a row; how far the record reaches below it."""
    run = pactgraph("status", "MSOA-2025-12", "MSOA-2025-18", "--format", "markdown")
    table, _, below = run.stdout.partition("\n\n")

    assert 4 == len(table.splitlines())
    assert below.startswith("The record reaches to ")
    assert "| --- | --- |" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("status", "reserch ip"), "did you mean MSOA-2025-12 (Licence to OpenAI's research IP)"),
        (("status", "licence"), "several clauses are called “licence”"),
        (("status", "MSOA-2025-20"), "only clauses have a status"),
        (("status", "--on", "2029"), "takes a day, not a whole year"),
        (("status", "--on", "2029-02-30"), "does not exist in the calendar"),
        (("status", "--on", "tomorrow"), "“tomorrow” is not a date"),
        (("status", "--assume", "agi-verified"), "should have two sides"),
        (("status", "--assume", "agi-verifed=2028"), "did you mean agi-verified"),
        (
            ("status", "-a", "agi-verified=2027-01-01", "-a", "agi-declared=2028-01-01"),
            "the dates of agi-declared and agi-reached, agi-verified break their order",
        ),
        (("status", "--according-to", "openai-2025-10-28"), "claims no date of an event"),
        (("status", "--according-to", "nobody"), "there is no source “nobody”"),
        (("status", "--graph", "nowhere"), "there is no file or folder nowhere"),
        (("status", "--format", "xml"), "'xml' is not one of"),
        (("query", "nonsense"), "there is no question “nonsense”; there are"),
        (("query", "status", "when=now"), "status takes no when; it takes"),
        (("sparql", "SELECT * {"), "the query does not parse: “{” in line 1 is not closed"),
        (("sparql", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), "SERVICE"),
        (("sparql", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), "FROM is not allowed"),
        (("sparql", "DELETE WHERE { ?s ?p ?o }"), "only queries are answered here"),
        (("sparql",), "give the query either as TEXT or with --file"),
        (("map", "-o", "no-such-folder/deal.html"), "cannot be written"),
        (
            ("network", "--pairs", "--force", "performed"),
            "--force is for --loops, --pair, --party",
        ),
        (("network", "--pair", "amazon,openai", "--length", "3"), "--length is for --loops"),
        (("network", "--with", "supply"), "--with is for --loops"),
        (("network", "--pairs", "--party", "openai"), "--pairs lists all pairs"),
    ],
)
def test_bad_input_is_explained(arguments: tuple[str, ...], message: str) -> None:
    """What cannot be answered ends with status 2 and one clear message, nothing else."""
    assert message in refusal(*arguments)


def test_a_query_that_never_ends_is_stopped() -> None:
    """A cross product of everything is stopped at its deadline."""
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    assert "stopped after 1 seconds" in refusal("sparql", "--deadline", "1", cross)


def test_sparql_knows_the_prefixes_and_returns_standard_json() -> None:
    """A query may use our prefixes as they are; JSON is SPARQL 1.1 Query Results JSON."""
    run = pactgraph(
        "sparql",
        "--file",
        "-",
        "--format",
        "json",
        stdin="""
        SELECT ?holder { :MSOA-2025-12 odrl:assignee ?holder }""",
    )

    answer = json.loads(run.stdout)
    assert ["holder"] == answer["head"]["vars"]
    assert ["https://w3id.org/pactgraph/id/microsoft"] == [
        row["holder"]["value"] for row in answer["results"]["bindings"]
    ]


def test_query_lists_the_questions() -> None:
    """Without a name one learns which questions there are, and what they take."""
    rows = objects("query")

    assert {"status", "depends-on"} <= {row["name"] for row in rows}
    assert 10 <= len(rows)
    assert all(row["question"] for row in rows)


def test_questions_are_listed_in_german() -> None:
    """With --lang de headings and questions are German; programs get the names of the columns."""
    headings = pactgraph("query", "--lang", "de").stdout.splitlines()[0].split()

    assert ["Name", "Frage", "Parameter"] == headings
    assert "lang" not in pactgraph("query").stdout
    assert pactgraph("query", "--lang", "de", "-f", "csv").stdout.startswith("Name,Question,")
    assert {"name", "question", "parameters"} == objects("query", "--lang", "de")[0].keys()


def test_an_answer_is_german() -> None:
    """Headings, words, kinds and labels are German for people, words and labels for programs."""
    asked = ("query", "clauses-of-party", "party=expert-panel", "--lang", "de")

    table, markdown, data = (
        pactgraph(*asked, "-f", f).stdout for f in ("table", "markdown", "csv")
    )

    assert ["Partei", "Klausel", "Rolle", "Art", "Vertrag", "Bezeichnung"] == table.split()[:6]
    assert markdown.startswith("| Partei | Klausel | Rolle | Art | Vertrag | Bezeichnung |")
    for shown in (table, markdown):
        assert "Prüfverfahren" in shown
        assert "verification" not in shown
    first, *_ = csv.DictReader(io.StringIO(data))
    assert ["party", "clause", "role", "kind", "agreement", "label"] == list(first)
    assert first["role"] in {"berechtigt", "verpflichtet"}
    assert "https://w3id.org/pactgraph/kind/" in first["kind"]


def test_the_status_question_gives_what_status_gives() -> None:
    """`query status` and `status` agree on all clauses."""
    setting = ("--on", "2029-01-01", "--assume", "agi-declared=2028-06-01")

    run = pactgraph("query", "status", *setting, "--format", "csv")

    asked = {row["clause"]: row["status"] for row in csv.DictReader(io.StringIO(run.stdout))}
    assert asked == {row["iri"]: row["status"] for row in objects("status", *setting)}


def test_own_agreements_are_asked_beside_the_shipped_ones() -> None:
    """--graph reads one's own files; the word shipped adds the facts that ship."""
    alone = objects("status", "--graph", str(VALID), "--on", "2025-01-01")
    together = objects("status", "-g", str(VALID), "-g", "shipped", "--on", "2025-01-01")

    assert ["deal-1"] == [row["clause"] for row in alone]
    assert {"deal-1", "MSOA-2019-01"} <= {row["clause"] for row in together}


def test_hostile_labels_are_text_in_every_format(tmp_path: Path) -> None:
    """A label cannot steer the terminal, a spreadsheet or Markdown, nor break JSON."""
    file = tmp_path / "hostile.ttl"
    label = json.dumps(HOSTILE)
    text = VALID.read_text(encoding="utf-8").replace('"licence to the engine patents"', label)
    file.write_text(text, encoding="utf-8")
    ask = ("status", "--graph", str(file))

    shown = {form: pactgraph(*ask, "-f", form).stdout for form in ("table", "csv", "markdown")}
    (row,) = objects(*ask)

    assert HOSTILE == row["label"]
    for form in ("table", "markdown"):
        assert "\t" not in shown[form]
        assert "\n| a" not in shown[form]
    (record,) = csv.DictReader(io.StringIO(shown["csv"], newline=""))
    assert HOSTILE == record["label"]
    header, rule, line = shown["markdown"].splitlines()
    assert len(header.split(" | ")) == len(rule.split(" | ")) == len(line.split(" | "))


def test_a_formula_for_a_spreadsheet_is_defused(tmp_path: Path) -> None:
    """A label that starts with an equals sign is no formula in CSV."""
    file = tmp_path / "formula.ttl"
    text = VALID.read_text(encoding="utf-8")
    file.write_text(text.replace('"licence to', '"=HYPERLINK() licence to'), encoding="utf-8")

    run = pactgraph("status", "--graph", str(file), "--format", "csv")

    (record,) = csv.DictReader(io.StringIO(run.stdout))
    assert record["label"].startswith("'=HYPERLINK()")


@pytest.mark.parametrize(
    "command", ["", "status", "check", "query", "sparql", "map", "why", "impact"]
)
def test_every_command_has_help(command: str) -> None:
    """Help names every option with a sentence and fits the screen."""
    run = pactgraph(*command.split(), "--help")

    assert 0 == run.returncode
    assert 100 >= max(map(len, run.stdout.splitlines()))


def test_the_map_is_written_and_its_path_is_told(tmp_path: Path) -> None:
    """`map` writes one HTML file and says where."""
    file = tmp_path / "deal.html"

    run = pactgraph("map", "-o", str(file))

    assert 0 == run.returncode, run.stderr
    assert str(file) in run.stdout
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_no_progress_where_nobody_watches() -> None:
    """Standard error stays empty when it is no terminal."""
    assert "" == pactgraph("status", "MSOA-2025-12").stderr


def test_help_shows_examples_line_by_line() -> None:
    """No help shows the mark that keeps its examples from being wrapped."""
    assert [] == [
        name for name in ["", *cli.commands] if "\\b" in pactgraph(*name.split(), "-h").stdout
    ]


def test_help_lists_every_command_in_groups_first_what_to_begin_with() -> None:
    """Each command stands under one heading; all summaries begin in the same column."""
    listed = pactgraph("--help").stdout.partition("--help  ")[2]
    groups: dict[str, list[str]] = {}
    columns = set()
    for line in listed.splitlines()[1:]:
        if line.endswith(":") and not line.startswith(" "):
            heading = line.removesuffix(":")
        elif line:
            groups.setdefault(heading, []).append(line.split()[0])
            columns.add(re.match(r"  \w+ +", line).end())  # type: ignore[union-attr]

    assert ["Begin with", "Ask further", "Bring your own", "Exchange"] == list(groups)
    assert ["show", "find", "status", "map"] == groups["Begin with"]
    assert sorted(cli.commands) == sorted(name for names in groups.values() for name in names)
    assert 1 == len(columns)
