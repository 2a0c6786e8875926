"""The sentences of the tables, and what they can name."""

from __future__ import annotations

import re
from pathlib import Path

from pactgraph.record import Text, Thing
from pactgraph.sentences.names import Names

HERE = Path(__file__).parent
FACTS = [
    tuple(line.split(" | ", 2))
    for line in (HERE / "facts.txt").read_text(encoding="utf-8").splitlines()
]
"""Id, English, German of each clause with a condition of its own."""


def thing(id_: str, english: str, german: str) -> Thing:
    """Return something that can be named."""
    return Thing(f"https://example.org/x/{id_}", id_, Text({"en": english, "de": german}))


def names_of_facts() -> Names:
    """Return the events and agreements of the facts."""
    lines = (HERE / "events.txt").read_text(encoding="utf-8").splitlines()
    events = [thing(f"e-{n}", *line.split(" | ")) for n, line in enumerate(lines)]
    ids = {id_ for _, english, _ in FACTS for id_ in re.findall(r"(\S+) takes effect", english)}
    return Names(events, [thing(id_, f"{id_}: a contract", f"{id_}: ein Vertrag") for id_ in ids])


NAMES = Names(
    [
        thing("ipo", "IPO", "Börsengang"),
        thing("agi-verified", "AGI verified", "AGI verifiziert"),
        thing("notice", "notice given", "Kündigung"),
        thing("sale", "Sale", "Verkauf"),
        thing("order", "first order", "Bestellung"),
        thing("cured", "breach cured", "Verstoß geheilt"),
        thing("loan-paid", "loan of 2020 repaid", "Darlehen von 2020 getilgt"),
    ],
    [thing("deal", "Engine licence", "Motorenlizenz"), thing("deal-2", "Amendment", "Änderung")],
    effective={"https://example.org/x/deal": "2024-04-01", "https://example.org/x/deal-2": "2026"},
)
