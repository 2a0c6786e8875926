"""The answers to the ten queries of `queries/README.md`, worked out from the facts by hand.

What is in force is too much to go through by hand: there the kernel is asked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.asking.setting import Setting
    from pactgraph.graph import PactGraph

    Rows = list[tuple[str, ...]]


def _in_force(graph: PactGraph, setting: Setting) -> Rows:
    """Return each clause that is in force, with each of its holders."""
    return [
        (each.clause.id, graph.record.id_of(holder))
        for each in graph.status(setting)
        if each.status == "in force"
        for holder in each.clause.holders
    ]


def _rights(graph: PactGraph, setting: Setting) -> Rows:
    rights = Counter(
        graph.record.id_of(holder)
        for each in graph.status(setting)
        if each.status == "in force" and each.clause.rule == "permission"
        for holder in each.clause.holders
    )
    return [(party, str(count)) for party, count in rights.items()]


EXPECTED: dict[str, Rows | Callable[[PactGraph, Setting], Rows]] = {
    "What is in force on a day": _in_force,
    "What ends before 2031": [
        ("NVCW-03", "2027-08-31"),
        ("AMDCS-01-reservation", "2028-12-28"),
        ("ANSX-01", "2029-05-31"),
        ("ANSX-02", "2029-05-31"),
        ("GOSX-01", "2029-06-30"),
        ("GOSX-01-notice", "2029-06-30"),
        ("AMDOA-01", "2030-10-05"),
        ("AMDOA-02", "2030-10-05"),
        ("AMDOA-03", "2030-10-05"),
        ("AMDOA-08", "2030-10-05"),
        ("CWOA-01", "2030-10-31"),
        ("CBOA-02", "2030-12-31"),
        ("MSOA-2025-12", "2030-12-31"),
        ("MSOA-2026-06", "2030-12-31"),
    ],
    "Who holds exclusive rights": [("amazon-web-services", "AMOA-07"), ("nvidia", "PPSB-04")],
    "Duties of more than ten billion dollars": [
        ("OROA-02", "openai", "300000000000"),
        ("MSOA-2025-19", "openai", "250000000000"),
        ("ANGO-07-purchases", "anthropic", "200000000000"),
        ("ANBR-01", "anthropic", "125200000000"),
        ("AMOA-06", "openai-group", "100000000000"),
        ("ANAM-02", "anthropic", "100000000000"),
        ("FLAN-01", "anthropic", "50000000000"),
        ("NVOR-01", "oracle", "40000000000"),
        ("AWOA-01", "openai", "38000000000"),
        ("AMOA-02", "amazon", "35000000000"),
        ("ANMN-01", "anthropic", "30000000000"),
        ("NVOA-06", "nvidia", "30000000000"),
        ("SBOA-2026-01", "softbank", "30000000000"),
        ("SBOA-2025-03", "softbank", "22500000000"),
        ("CBOA-01", "openai", "20000000000"),
        ("SBOA-2025-04", "softbank", "20000000000"),
        ("AMOA-01", "amazon", "15000000000"),
        ("MSOA-2023-09", "microsoft", "13000000000"),
    ],
    "Rights that an event ends": [("MSOA-2025-12", "microsoft")],
    "What depends on an open event": [
        ("AMOA-02", "amazon-mandatory-funding-event"),
        ("AMOA-02", "openai-files-for-ipo"),
        ("AMQC-01-rest", "first-qualcomm-purchases"),
        ("ANGO-06", "anthropic-google-targets-met"),
        ("CBOA-10", "cerebras-fee-milestone"),
        ("CBOA-10", "cerebras-market-value"),
        ("CBOA-11", "cerebras-capacity-delivered"),
        ("GOMR-01-tranches", "first-marvell-tranche"),
        ("MSOA-2019-03", "commercialisation-preference-ended"),
        ("MSOA-2020-02", "gpt-3-freedom-ended"),
        ("MSOA-2021-03", "staff-places-ended"),
        ("MSOA-2025-09", "panel-ended"),
        ("MSOA-2025-09-declaration", "panel-ended"),
        ("MSOA-2025-09-panel", "panel-ended"),
        ("MSOA-2025-12", "research-licence-ended"),
        ("MSOA-2025-17", "compute-thresholds-ended"),
    ],
    "All clauses of an agreement, with their days": [
        ("MSOA-2025-02", "2025-10-28", ""),
        ("MSOA-2025-05", "2025-10-28", "2026-04-26"),
        ("MSOA-2025-06", "2025-10-28", "2026-04-26"),
        ("MSOA-2025-07", "2025-10-28", "2026-04-26"),
        ("MSOA-2025-08", "2025-10-28", ""),
        ("MSOA-2025-09", "2025-10-28", ""),
        ("MSOA-2025-09-declaration", "2025-10-28", ""),
        ("MSOA-2025-09-panel", "2025-10-28", ""),
        ("MSOA-2025-10", "2025-10-28", "2032-12-31"),
        ("MSOA-2025-11", "", "2032-12-31"),
        ("MSOA-2025-12", "2025-10-28", "2030-12-31"),
        ("MSOA-2025-13", "2025-10-28", "2032-12-31"),
        ("MSOA-2025-14", "2025-10-28", ""),
        ("MSOA-2025-15", "2025-10-28", ""),
        ("MSOA-2025-16", "2025-10-28", ""),
        ("MSOA-2025-17", "2025-10-28", ""),
        ("MSOA-2025-18", "2025-10-28", "2026-04-26"),
        ("MSOA-2025-19", "2025-10-28", ""),
        ("MSOA-2025-21", "2025-10-28", ""),
        ("MSOA-2025-22", "2025-10-28", ""),
    ],
    "Who has how many rights": _rights,
    "What ended in 2025": [
        ("MSOA-2019-02", "2025-01-21"),
        ("MSOA-2023-03", "2025-01-21"),
        ("MSOA-2024-01", "2025-01-21"),
        ("MSOA-2019-01", "2025-10-28"),
        ("MSOA-2019-05", "2025-10-28"),
        ("MSOA-2021-01", "2025-10-28"),
        ("MSOA-2023-05", "2025-10-28"),
        ("MSOA-2023-06", "2025-10-28"),
        ("MSOA-2023-07", "2025-10-28"),
        ("MSOA-2023-10", "2025-10-28"),
        ("MSOA-2023-12", "2025-10-28"),
        ("MSOA-2025JAN-01", "2025-10-28"),
        ("MSOA-2025JAN-02", "2025-10-28"),
        ("MSOA-2025JAN-03", "2025-10-28"),
        ("MSOA-2025JAN-05", "2025-10-28"),
    ],
    "What is forbidden, for whose sake": [
        ("amd", "AMDOA-08", "openai-opco"),
        ("marvell", "GOMR-01-transfer", "google"),
        ("openai", "MSOA-2025-14", "microsoft"),
    ],
}
"""The rows of each query by its heading, in any order, things by their ids; "" for no value."""
