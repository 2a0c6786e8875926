"""What the page says, in each of its languages.

``{…}`` stands for what is filled in. `SCRIPT` is what the script of the page says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.record import Language

PAGE: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "Map of {agreements}",
        "dek": "Who owes what to whom, and which clauses are in force on {on}.",
        "dek_past": "Who owed what to whom, and which clauses were in force on {on}.",
        "asked": "Asked about",
        "known": "Known to",
        "assumed": "Assumed",
        "assumed_none": "nothing beyond the record",
        "assumed_on": "{event} happens on {date}",
        "assumed_never": "{event} never happens",
        "shown": "Shown",
        "left_out": "Left out, because it became known only later",
        "disclaimer": (
            "Not legal advice. Clauses are described in our own words from published sources as "
            "of {known}; the contracts themselves were mostly never published. What is not "
            "public is marked, not guessed."
        ),
        "map": "Map",
        "map_help": (
            "The arrow keys move, Enter unfolds an agreement or selects a clause, Escape folds. "
            "Plus, minus and 0 zoom. The list below holds the same clauses."
        ),
        "all_agreements": "All agreements",
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "whole": "Show everything",
        "legend": "Key",
        "legend_party": "party",
        "legend_agreement": "agreement",
        "legend_marks": "one mark a clause",
        "legend_arrow": "from the one who owes to the one who holds",
        "permission": "right",
        "duty": "duty",
        "prohibition": "prohibition",
        "legend_status": "Status on {on}; choose to single out",
        "list": "All clauses",
        "search": "Search by name, number, party or kind",
        "column_clause": "Clause",
        "column_kind": "Kind",
        "column_parties": "Owed by → held by",
        "column_status": "Status",
        "column_formula": "When",
        "nothing_found": "No clause matches.",
        "show_all": "Show all",
        "to_map": "To the map",
        "details": "Details",
        "details_empty": (
            "Choose an agreement to unfold its clauses. Choose a clause or a party to read "
            "about it here."
        ),
        "hanging": "What is still open",
        "close": "Close",
        "made_with": "Made with pactgraph; a data file, no request leaves this page.",
        "licences": "Licences",
        "no_script": "Without scripts the map is not drawn; the list of clauses is complete.",
        "not_binding": "not binding",
        "party": "Party",
        "agreement": "Agreement",
        "clause": "Clause",
        "class_of_parties": "class of parties",
        "owed_by_permission": "Granted by",
        "owed_by_duty": "Owed by",
        "owed_by_prohibition": "Binds",
        "held_by": "Held by",
        "nobody": "nobody named",
        "status": "Status",
        "explained": "What it says",
        "when": "When",
        "depends_on": "Depends on",
        "assets": "About",
        "limits": "Covers only",
        "amounts": "Amounts",
        "undisclosed": "Not public",
        "note": "To note",
        "certainty": "Certainty",
        "sources": "Sources",
        "no_sources": "none given",
        "in_agreement": "Agreement",
        "ends": "Ends",
        "replaces": "Replaces",
        "narrows": "Narrows",
        "concerns": "Concerns",
        "ended_by": "Ended by",
        "replaced_by": "Replaced by",
        "narrowed_by": "Narrowed by",
        "concerned_by": "See also",
        "claims": "What sources claim",
        "parties": "Parties",
        "date": "Took effect",
        "issued": "Known since",
        "statements": "Also states",
        "clauses": "Clauses",
        "legal_name": "Legal name",
        "part_of": "Part of",
        "lei": "LEI",
        "same_as": "Elsewhere",
        "holds": "Holds",
        "owes": "Owes",
        "about": "about {}",
        "more_than": "more than {}",
        "up_to": "up to {}",
        "billion": "billion",
        "million": "million",
        "percent": "{} %",
        "certainty_of": "{amount} ({certainty})",
    },
    "de": {
        "title": "Karte: {agreements}",
        "dek": "Wer wem was schuldet, und welche Klauseln am {on} in Kraft sind.",
        "dek_past": "Wer wem was schuldete, und welche Klauseln am {on} in Kraft waren.",
        "asked": "Gefragt nach",
        "known": "Wissensstand",
        "assumed": "Angenommen",
        "assumed_none": "nichts über die Daten hinaus",
        "assumed_on": "{event} geschieht am {date}",
        "assumed_never": "{event} geschieht nie",
        "shown": "Gezeigt",
        "left_out": "Weggelassen, weil erst später bekannt geworden",
        "disclaimer": (
            "Keine Rechtsberatung. Die Klauseln sind in eigenen Worten nach veröffentlichten "
            "Quellen beschrieben, Stand {known}; die Verträge selbst wurden meist nie "
            "veröffentlicht. Nicht Öffentliches ist als solches bezeichnet, nicht geraten."
        ),
        "map": "Karte",
        "map_help": (
            "Pfeiltasten bewegen, Enter klappt eine Vereinbarung auf oder wählt eine Klausel, "
            "Escape klappt zu. Plus, Minus und 0 ändern die Größe. Die Liste darunter enthält "
            "dieselben Klauseln."
        ),
        "all_agreements": "Alle Vereinbarungen",
        "zoom_in": "Größer",
        "zoom_out": "Kleiner",
        "whole": "Alles zeigen",
        "legend": "Zeichen",
        "legend_party": "Partei",
        "legend_agreement": "Vereinbarung",
        "legend_marks": "ein Strich je Klausel",
        "legend_arrow": "von dem, der schuldet, zu dem, der hält",
        "permission": "Recht",
        "duty": "Pflicht",
        "prohibition": "Verbot",
        "legend_status": "Stand am {on}; Auswahl hebt hervor",
        "list": "Alle Klauseln",
        "search": "Suche nach Name, Nummer, Partei oder Art",
        "column_clause": "Klausel",
        "column_kind": "Art",
        "column_parties": "Geschuldet von → gehalten von",
        "column_status": "Stand",
        "column_formula": "Wann",
        "nothing_found": "Keine Klausel passt.",
        "show_all": "Alle zeigen",
        "to_map": "Zur Karte",
        "details": "Einzelheiten",
        "details_empty": (
            "Eine Vereinbarung wählen, um ihre Klauseln aufzuklappen; eine Klausel oder Partei "
            "wählen, um hier über sie zu lesen."
        ),
        "hanging": "Was noch offen ist",
        "close": "Schließen",
        "made_with": "Erstellt mit pactgraph; eine Datei, aus der keine Anfrage hinausgeht.",
        "licences": "Lizenzen",
        "no_script": "Ohne Skripte wird keine Karte gezeichnet; die Klauselliste ist vollständig.",
        "not_binding": "nicht bindend",
        "party": "Partei",
        "agreement": "Vereinbarung",
        "clause": "Klausel",
        "class_of_parties": "Klasse von Parteien",
        "owed_by_permission": "Gewährt von",
        "owed_by_duty": "Geschuldet von",
        "owed_by_prohibition": "Bindet",
        "held_by": "Gehalten von",
        "nobody": "niemand genannt",
        "status": "Stand",
        "explained": "Was sie besagt",
        "when": "Wann",
        "depends_on": "Hängt ab von",
        "assets": "Gegenstand",
        "limits": "Umfasst nur",
        "amounts": "Beträge",
        "undisclosed": "Nicht öffentlich",
        "note": "Zu beachten",
        "certainty": "Verlässlichkeit",
        "sources": "Quellen",
        "no_sources": "keine angegeben",
        "in_agreement": "Vereinbarung",
        "ends": "Beendet",
        "replaces": "Ersetzt",
        "narrows": "Schränkt ein",
        "concerns": "Betrifft",
        "ended_by": "Beendet durch",
        "replaced_by": "Ersetzt durch",
        "narrowed_by": "Eingeschränkt durch",
        "concerned_by": "Siehe auch",
        "claims": "Was Quellen behaupten",
        "parties": "Parteien",
        "date": "Wirksam seit",
        "issued": "Bekannt seit",
        "statements": "Sagt außerdem",
        "clauses": "Klauseln",
        "legal_name": "Firma",
        "part_of": "Teil von",
        "lei": "LEI",
        "same_as": "Anderswo",
        "holds": "Hält",
        "owes": "Schuldet",
        "about": "etwa {}",
        "more_than": "mehr als {}",
        "up_to": "bis zu {}",
        "billion": "Mrd.",
        "million": "Mio.",
        "percent": "{} %",
        "certainty_of": "{amount} ({certainty})",
    },
}

SCRIPT: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "on_map": "On the map: {parties}, {agreements}, {clauses}.",
        "folded": "Folded away: {clauses}.",
        "outside": "Outside the picture: {things}; drag, or zoom out.",
        "into_clauses": "Conditions, assets and sources are folded into each clause; choose one.",
        "matching": "{n} of {total} clauses match.",
        "matching_box": "{n} of {total} match",
        "things": "1 thing|{n} things",
        "clauses": "1 clause|{n} clauses",
        "clauses_of": "{n} of {total} clauses",
        "agreements": "1 agreement|{n} agreements",
        "parties": "1 party|{n} parties",
        "owes_holds": "owes {owes} · holds {holds}",
        "unfolded": "{label} unfolded: {clauses}.",
        "folded_again": "Folded. All agreements are shown.",
        "selected": "Selected: {label}.",
    },
    "de": {
        "on_map": "Auf der Karte: {parties}, {agreements}, {clauses}.",
        "folded": "Zugeklappt: {clauses}.",
        "outside": "Außerhalb des Bildes: {things}; ziehen oder verkleinern.",
        "into_clauses": (
            "Bedingungen, Gegenstände und Quellen stecken in jeder Klausel; eine auswählen."
        ),
        "matching": "{n} von {total} Klauseln passen.",
        "matching_box": "{n} von {total} passen",
        "things": "1 Element|{n} Elemente",
        "clauses": "1 Klausel|{n} Klauseln",
        "clauses_of": "{n} von {total} Klauseln",
        "agreements": "1 Vereinbarung|{n} Vereinbarungen",
        "parties": "1 Partei|{n} Parteien",
        "owes_holds": "schuldet {owes} · hält {holds}",
        "unfolded": "{label} aufgeklappt: {clauses}.",
        "folded_again": "Zugeklappt. Alle Vereinbarungen sind zu sehen.",
        "selected": "Ausgewählt: {label}.",
    },
}

COUNTED: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "en": {
        "clauses": ("{} clause", "{} clauses"),
        "agreements": ("{} agreement", "{} agreements"),
        "statements": ("{} statement", "{} statements"),
        "in force": ("{} in force", "{} in force"),
        "depends": ("{} depends", "{} depend"),
        "not yet": ("{} not yet", "{} not yet"),
        "ended": ("{} ended", "{} ended"),
        "never": ("{} never", "{} never"),
    },
    "de": {
        "clauses": ("{} Klausel", "{} Klauseln"),
        "agreements": ("{} Vereinbarung", "{} Vereinbarungen"),
        "statements": ("{} Aussage", "{} Aussagen"),
        "in force": ("{} in Kraft", "{} in Kraft"),
        "depends": ("{} hängt ab", "{} hängen ab"),
        "not yet": ("{} noch nicht", "{} noch nicht"),
        "ended": ("{} beendet", "{} beendet"),
        "never": ("{} nie", "{} nie"),
    },
}

MONTHS: Mapping[Language, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
}


STATUS_ORDER = (Status.IN_FORCE, Status.DEPENDS, Status.NOT_YET, Status.ENDED, Status.NEVER)
"""From what holds to what never can."""


def counted(what: str, number: int, language: Language) -> str:
    """Return "1 clause", "14 clauses", "9 in force"."""
    one, many = COUNTED[language][what]
    return (one if number == 1 else many).format(number)
