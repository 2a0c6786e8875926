"""What notebooks take from the graph: rows for a table, a network for analyses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from pactgraph.asking.setting import Setting
from pactgraph.errors import NotFoundError
from pactgraph.graph import load
from pactgraph.kernel.timeline import day
from pactgraph.page.shown import Page

if TYPE_CHECKING:
    from pactgraph.messages import Language

pytestmark = pytest.mark.many

GRAPH = load()
ON = GRAPH.setting(on="2025-12-01", known="2026-11-23")


def clauses(network: nx.MultiDiGraph[str]) -> set[str]:
    """Return the ids of the clauses in a network."""
    return {str(n["name"]) for _, n in network.nodes(data=True) if n["kind"] == "clause"}


def test_there_is_one_row_a_clause() -> None:
    """All rows have the same keys in the same order, and values that a table can hold."""
    rows = GRAPH.rows(ON)

    assert [answer.clause.id for answer in GRAPH.status(ON)] == [row["clause"] for row in rows]
    assert {tuple(rows[0])} == {tuple(row) for row in rows}
    assert {str, list, type(None)} == {type(value) for row in rows for value in row.values()}


@pytest.mark.parametrize("name", ["MSOA-2025-12", "MSOA-2025-06", "MSOA-2026-06", "MSOA-2019-01"])
def test_since_and_until_are_those_of_why(name: str) -> None:
    """The stretch of a row is the one that the course of the clause has there."""
    (row,) = GRAPH.rows(ON, names=[name])
    root = GRAPH.why(name, ON).root

    for key, moment in (("since", root.since), ("until", root.until)):
        assert (moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None) == row[key]


@pytest.mark.parametrize(
    "on", ["2019-01-01", "2025-10-27", "2025-10-28", "2026-11-23", "2040-01-01"]
)
def test_the_status_changes_where_a_row_says_so(on: str) -> None:
    """On the day before `since`, and on that of `until`, what is said of a clause differs."""
    setting = GRAPH.setting(on=on, known="2026-11-23")
    for row in GRAPH.rows(setting):
        said = (row["status"], row["depends_on"])
        for key, step in (("since", -1), ("until", 0)):
            if row[key]:
                moment = datetime.fromisoformat(str(row[key]))
                beyond = day(datetime.fromordinal(moment.toordinal() + step).date())
                (other,) = GRAPH.rows(Setting(beyond, setting.known), names=[str(row["clause"])])
                assert said != (other["status"], other["depends_on"]), row


def test_rows_are_in_a_language() -> None:
    """Labels and formulas are German if asked for."""
    (row,) = GRAPH.rows(ON, "de", ["MSOA-2025-12"])

    assert "Lizenz an OpenAIs Forschungs-IP" == row["label"]
    assert "bis" in str(row["formula"])


def test_a_name_that_names_nothing_is_refused() -> None:
    """As in `status`."""
    with pytest.raises(NotFoundError, match="no-such-clause"):
        GRAPH.rows(ON, names=["no-such-clause"])


@pytest.mark.parametrize(("known", "found"), [("2025-10-27", False), ("2025-10-28", True)])
def test_the_network_holds_what_is_known(known: str, found: bool) -> None:  # noqa: FBT001 - a case of the table
    """Agreements that became known later are not in it, nor their clauses."""
    setting = GRAPH.setting(on="2025-12-01", known=known)
    network = GRAPH.network(setting)

    assert found == ("MSOA-2025-12" in clauses(network))
    assert {answer.clause.id for answer in GRAPH.status(setting)} == clauses(network)


def test_the_network_is_an_ordinary_one() -> None:
    """Functions of networkx take it: who is connected to whom, what is around a party."""
    network = GRAPH.network(ON, "de")
    microsoft = "https://w3id.org/pactgraph/id/microsoft"

    assert "Microsoft" == network.nodes[microsoft]["label"]
    assert microsoft in max(nx.weakly_connected_components(network), key=len)


@pytest.mark.many
def test_without_a_setting_it_is_today() -> None:
    """Rows, network and map look at the clock, in UTC."""
    before = datetime.now(UTC).date()
    rows, network, page = GRAPH.rows(), GRAPH.network(), GRAPH.map()
    today = day(datetime.now(UTC).date())
    if before != datetime.now(UTC).date():
        pytest.skip("midnight passed")

    assert GRAPH.rows(Setting(today, today)) == rows
    assert clauses(GRAPH.network(Setting(today, today))) == clauses(network)
    assert GRAPH.map(Setting(today, today)) == page


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_map_is_a_page(language: Language) -> None:
    """It is a text, and knows how to show itself."""
    page = GRAPH.map(ON, language)

    assert isinstance(page, Page)
    assert f'<html lang="{language}"' in page
    assert page.name
