"""The table of costs: exponents, ratios, goals, and where we lose; what work costs."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from benchmarks.portfolios import (
    BEGIN,
    END,
    OTHERS,
    README,
    ROWS,
    SHIPPED,
    SHIPPED_ONLY,
    main,
    with_figures,
)
from made.costs import Cost, command, forked, median
from made.figures import NOTHING, TIMES, Goal, Row, exponent, lost, table, unmeasured
from pactgraph import load

SIZES = (10, 100, 1000)
SQUARE = {10: Cost(1, 50), 100: Cost(100, 60), 1000: Cost(10_000, 400)}
LINE = {66: Cost(9, 1), 10: Cost(0.5, 50), 100: Cost(5, 60), 1000: Cost(50, 70)}
MEASURED = {"ours": SQUARE, "theirs": LINE, "gave up": {10: Cost(1, 1), 100: None, 1000: None}}
ROW = Row(
    "ours",
    ("theirs",),
    frozenset({"theirs"}),
    (
        Goal("exponent", 1.1),
        Goal("seconds", 100, 100),
        Goal("peak", 300, 1000),
        Goal("times", 30, 100, "theirs"),
        Goal("seconds", 1, 10_000),
    ),
)


def test_exponents_are_those_of_the_power_that_fits() -> None:
    """A square has 2, a line 1, wherever they begin; one point has none."""
    assert pytest.approx(2) == exponent(SQUARE, SIZES)
    assert pytest.approx(1) == exponent(LINE, SIZES)
    assert exponent(MEASURED["gave up"], SIZES) is None


def test_exponents_lie_between_points_that_are_not_on_a_line() -> None:
    """Over 1, 10 and 100: seconds 1, 10 and 1,000 have slope 3/2 by least squares."""
    costs = {1: Cost(1, 1), 10: Cost(10, 1), 100: Cost(1000, 1)}

    assert pytest.approx(1.5) == exponent(costs, (1, 10, 100))


def test_the_table_is_well_formed() -> None:
    """Each line has as many cells; figures stand below their size."""
    lines = table([ROW, Row("theirs"), Row("gave up")], MEASURED, 66, SIZES).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

    assert {9} == {len(row) for row in cells}
    assert ["CPU seconds", "shipped (66)", "10", "100", "1,000"] == cells[0][:5]
    assert ["ours", NOTHING, "1", "100", "10,000", "2.00", f"200 {TIMES} theirs", "400"] == cells[
        2
    ][:8]
    assert ["theirs", "9", "0.5", "5", "50", "1.00", "", "70", ""] == cells[3]
    assert ["gave up", NOTHING, "1", "gave up", "gave up", "", "", "1", ""] == cells[4]


def test_goals_are_told_as_met_missed_or_alone() -> None:
    """A goal whose size was not measured says neither."""
    last = table([ROW], MEASURED, 66, SIZES).splitlines()[-1].strip("| ").split(" | ")[-1]

    assert [
        "exponent ≤ 1.1: **2**",
        "≤ 100 s at 100: ✓",
        "≤ 300 MB at 1,000: **400**",
        f"≤ 30 {TIMES} theirs at 100: ✓",
        "≤ 1 s at 10,000",
    ] == last.split("; ")


def test_where_we_lose_are_missed_goals_and_faster_rivals() -> None:
    """A row that is only beside ours is no rival."""
    beside = Row("ours", ("theirs",))

    assert [
        "ours: 2, goal exponent ≤ 1.1",
        "ours: 400, goal ≤ 300 MB at 1,000",
        f"ours: 200 {TIMES} theirs at 1,000",
    ] == [*lost([ROW, beside], MEASURED, SIZES)]


def test_a_goal_can_be_a_share_of_a_third_row() -> None:
    """One second more than two is a tenth of ten."""
    measured = {"a": {7: Cost(3, 1)}, "b": {7: Cost(2, 1)}, "c": {7: Cost(10, 1)}}

    assert pytest.approx(0.1) == Goal("more", 0.05, 7, "b", "c").found("a", measured, [7])


def test_what_lacks_a_figure_is_named() -> None:
    """A row without any, and one that gave up."""
    rows = [Row("ours"), Row("gave up"), Row("new")]

    assert ["gave up at 100", "new at 10", "new at 100"] == sorted(
        unmeasured(rows, MEASURED, (10, 100))
    )


def test_rows_compare_with_rows_that_there_are() -> None:
    """Names in goals and ratios are those of rows, each of which there is once."""
    rows = (*SHIPPED_ONLY, *ROWS, *OTHERS)
    names = [row.name for row in rows]
    named = {other for row in rows for other in row.beside}
    named |= {goal.than for row in rows for goal in row.goals if goal.than}
    named |= {goal.share_of for row in rows for goal in row.goals if goal.share_of}

    assert len({*names}) == len(names)
    assert named <= {*names}


def _busy() -> None:
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass


def test_the_cost_of_work_is_its_cpu_time_and_memory() -> None:
    """Sleeping costs nothing; a failure is told."""
    slept = forked(lambda: time.sleep(0.3), 60)
    busy = forked(_busy, 60)
    large = forked(lambda: bytearray(os.urandom(1)) * 200_000_000, 60)

    assert slept is not None
    assert busy is not None
    assert large is not None
    assert slept.seconds < 0.2 < busy.seconds
    assert large.peak > slept.peak + 150
    with pytest.raises(RuntimeError, match="ended with status"):
        forked(lambda: 1 / 0, 60)


def test_patience_ends() -> None:
    """What takes longer has no cost; a command is held to the same."""

    def endless() -> None:
        while True:
            pass

    with Path(os.devnull).open("w") as nowhere:
        assert forked(endless, 1) is None
        assert command(["sh", "-c", "while :; do :; done"], 1, {}, nowhere.fileno()) is None
        assert command(["true"], 1, {}, nowhere.fileno()) is not None


def test_medians_are_of_each_figure() -> None:
    """Of the seconds, and of the memory."""
    assert Cost(2, 20) == median([Cost(1, 30), Cost(2, 10), Cost(9, 20)])


def test_what_ships_is_counted() -> None:
    """The table says how many clauses it is about, as they are in the facts of today."""
    assert len(load().record.clauses) == SHIPPED


def test_a_run_that_ended_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sizes that the file has are not measured again; the report tells how each was measured."""
    costs = {row.name: [2.0, 30] for row in (*SHIPPED_ONLY, *ROWS, *OTHERS)}
    costs["load"] = None
    sizes = {str(size): {"told": f"{size} clauses", "costs": costs} for size in (SHIPPED, 1000)}
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(sizes), encoding="utf-8")

    assert main(["--sizes", "1000", "--keep", str(kept)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "| load | gave up | gave up |  |  |  |" in lines[4]
    assert [f"- {SHIPPED} clauses", "- 1000 clauses"] == lines[len(costs) + 3 : len(costs) + 5]
    assert "- `status CLAUSE`, then: 2, goal ≤ 0.6 s at 1,000" in lines


def test_the_table_is_written_between_its_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In place of what stood there, and nothing else is touched; written twice, it is the same."""
    costs = {row.name: [2.0, 30] for row in (*SHIPPED_ONLY, *ROWS, *OTHERS)}
    kept, readme = tmp_path / "kept.json", tmp_path / "README.md"
    sizes = {str(size): {"told": f"{size} clauses", "costs": costs} for size in (SHIPPED, 1000)}
    kept.write_text(json.dumps(sizes), encoding="utf-8")
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    for _ in range(2):
        assert main(["--sizes", "1000", "--keep", str(kept), "--readme", str(readme)]) == 0
        printed = capsys.readouterr().out

        assert f"before\n{BEGIN}\n\n{printed}\n{END}\nafter\n" == readme.read_text("utf-8")


@pytest.mark.parametrize(
    "text", ["", BEGIN, f"{END}{BEGIN}", f"{BEGIN}{BEGIN}{END}", f"{BEGIN}{END}{END}"]
)
def test_a_text_without_its_marks_is_left_alone(text: str) -> None:
    """Nothing is written at a guess."""
    with pytest.raises(ValueError, match="have to stand there once"):
        with_figures(text, "table")


def test_the_readme_has_the_marks_and_the_command() -> None:
    """So that whoever releases can make the table."""
    text = README.read_text(encoding="utf-8")

    assert "new" in with_figures(text, "new")
    assert "python tests/benchmarks/portfolios.py --sizes 1000 10000 100000 --readme" in text
