"""What the page says, in each of its languages, side by side.

``{…}`` stands for what is filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.messages import Language

_SAID = {
    # ---- Head and foot ----
    "title": ("Map of {agreements}", "Karte: {agreements}"),
    "dek": (
        "Who owes what to whom, and which clauses are in force on {on}.",
        "Wer wem was schuldet, und welche Klauseln am {on} in Kraft sind.",
    ),
    "dek_past": (
        "Who owed what to whom, and which clauses were in force on {on}.",
        "Wer wem was schuldete, und welche Klauseln am {on} in Kraft waren.",
    ),
    "language": ("Language", "Sprache"),
    "theme": ("Colours", "Farben"),
    "theme_auto": ("as the device", "wie das Gerät"),
    "theme_light": ("light", "hell"),
    "theme_dark": ("dark", "dunkel"),
    "disclaimer": (
        (
            "Not legal advice. Clauses are described in our own words from published sources; the "
            "contracts themselves were mostly never published. What is not public is marked, not "
            "guessed."
        ),
        (
            "Keine Rechtsberatung. Die Klauseln sind in eigenen Worten nach veröffentlichten "
            "Quellen beschrieben; die Verträge selbst wurden meist nie veröffentlicht. Nicht "
            "Öffentliches ist als solches bezeichnet, nicht geraten."
        ),
    ),
    "made_with": (
        "Made with pactgraph; one file, from which no request leaves.",
        "Erstellt mit pactgraph; eine Datei, aus der keine Anfrage hinausgeht.",
    ),
    "licences": ("Licences", "Lizenzen"),
    "no_script": (
        "This page needs scripts for its map; without them it is this list.",
        "Für die Karte braucht diese Seite Skripte; ohne sie bleibt diese Liste.",
    ),
    # ---- Notes: what was not understood, what failed ----
    "notices": ("Notes", "Hinweise"),
    "notice_address": (
        "Not everything in the address of this page was understood; the rest of it counts:",
        "Nicht alles in der Adresse dieser Seite war verständlich; das Übrige gilt:",
    ),
    "notice_failed": (
        "A part of this page failed, and what it shows may be wrong: {reason}",
        "Ein Teil dieser Seite ist ausgefallen, und was er zeigt, kann falsch sein: {reason}",
    ),
    "address_part": (
        "“{told}”: no part of an address has this name",
        "„{told}“: so heißt kein Teil einer Adresse",
    ),
    "address_twice": (
        "“{told}” stands there more than once; the last one counts",
        "„{told}“ steht mehrmals da; das letzte gilt",
    ),
    "address_escape": (
        "“{told}”: a percent sign in it does not begin a letter",
        "„{told}“: ein Prozentzeichen darin beginnt keinen Buchstaben",
    ),
    "address_day": (
        "“{told}”: not a day of the years 2 to 9998, as 2026-01-31",
        "„{told}“: kein Tag der Jahre 2 bis 9998, wie 2026-01-31",
    ),
    "address_date": (
        "“{told}”: an event needs a day, month, year or “never” behind its name",
        "„{told}“: hinter den Namen des Ereignisses gehört ein Tag, Monat, Jahr oder „never“",
    ),
    "address_event": (
        "“{told}”: no event and no agreement has this name",
        "„{told}“: so heißt kein Ereignis und keine Vereinbarung",
    ),
    "address_thing": (
        "“{told}”: nothing on this page has this name",
        "„{told}“: so heißt nichts auf dieser Seite",
    ),
    "address_group": (
        "“{told}”: nothing that unfolds on the map has this name",
        "„{told}“: so heißt nichts, was sich auf der Karte aufklappen lässt",
    ),
    "address_clause": (
        "“{told}”: no clause has this name",
        "„{told}“: so heißt keine Klausel",
    ),
    "address_choice": (
        "“{told}”: the filter has no such choice",
        "„{told}“: das hat der Filter nicht zur Wahl",
    ),
    "address_words": (
        "“{told}”: none of {words}",
        "„{told}“: nichts von {words}",
    ),
    "address_compare": (
        "“{told}”: a comparison needs a day, as on:2026-01-31 or known:2026-01-31",
        "„{told}“: ein Vergleich braucht einen Tag, wie on:2026-01-31 oder known:2026-01-31",
    ),
    "address_story": (
        "“{told}”: no story has this name and this step",
        "„{told}“: keine Geschichte hat diesen Namen und diesen Schritt",
    ),
    "address_end": (
        "“to={told}”: a connection has two ends, and “select=” names no other one",
        "„to={told}“: eine Verbindung hat zwei Enden, und „select=“ nennt kein zweites",
    ),
    "address_ends": (
        "“to={told}”: a connection has two different ends, and “select=” names the same one",
        "„to={told}“: eine Verbindung hat zwei verschiedene Enden, „select=“ nennt dasselbe",
    ),
    # ---- Setting ----
    "setting": ("Setting", "Einstellung"),
    "on": ("In force on", "In Kraft am"),
    "known": ("As known on", "Wissensstand vom"),
    "on_slider": ("Day asked about", "Gefragter Tag"),
    "known_slider": ("Day that the record is known to", "Tag des Wissensstands"),
    "earlier_change": ("To the change before", "Zur Änderung davor"),
    "later_change": ("To the next change", "Zur nächsten Änderung"),
    "presets": ("Go to", "Gehe zu"),
    "preset_choose": ("a date or case …", "Datum oder Fall …"),
    "preset_today": ("Today", "Heute"),
    "preset_made": ("As this file was made", "Wie diese Datei erstellt wurde"),
    "preset_supposed": ("{event} in {year}", "{event} {year}"),
    "preset_before": ("Before: {label}", "Vorher: {label}"),
    "preset_after": ("After: {label}", "Nachher: {label}"),
    "preset_days": ("Days", "Tage"),
    "preset_cases": ("Suppose", "Angenommen"),
    "preset_versions": ("Versions", "Fassungen"),
    "suppose": ("Suppose", "Angenommen"),
    "suppose_help": (
        "What has not happened, or is not public, has no date. Suppose one here.",
        "Was nicht geschehen oder nicht öffentlich ist, hat kein Datum. Hier eines annehmen.",
    ),
    "event_undated": ("no date", "ohne Datum"),
    "event_on": ("happens on", "geschieht am"),
    "event_never": ("never", "nie"),
    "event_happened": ("happened on {date}", "geschah am {date}"),
    "event_date": ("Date of: {event}", "Datum von: {event}"),
    "suppose_reset": ("Suppose nothing", "Nichts annehmen"),
    "broken": (
        "These dates break the order of events: {events}. No status is shown until they fit.",
        (
            "Diese Daten widersprechen der Reihenfolge der Ereignisse: {events}. Bis sie passen, "
            "wird kein Stand gezeigt."
        ),
    ),
    "assumed_on": ("{event} on {date}", "{event} am {date}"),
    "assumed_in": ("{event} in {date}", "{event} {date}"),
    "assumed_never": ("{event} never", "{event} nie"),
    # ---- Filter ----
    "filter": ("Show", "Zeigen"),
    "search": ("Search", "Suchen"),
    "search_help": (
        "Search by name, number, party or kind",
        "Suche nach Name, Nummer, Partei oder Art",
    ),
    "filter_status": ("Status", "Stand"),
    "filter_kind": ("Kind", "Art"),
    "filter_party": ("Party", "Partei"),
    "filter_agreement": ("Agreement", "Vereinbarung"),
    "filter_certainty": ("Certainty", "Verlässlichkeit"),
    "matching": (
        "{n} of {total} clauses match; the others are faded.",
        "{n} von {total} Klauseln passen; die übrigen sind blass.",
    ),
    "missed": ("Nothing has: {}.", "Nichts enthält: {}."),
    "found_elsewhere": (
        "{n} more of what the record has match; nothing on this page tells of them.",
        "{n} weitere Einträge der Daten passen; auf dieser Seite steht nichts über sie.",
    ),
    "found_elsewhere_one": (
        "1 more of what the record has matches; nothing on this page tells of it.",
        "1 weiterer Eintrag der Daten passt; auf dieser Seite steht nichts über ihn.",
    ),
    "matching_all": ("Nothing is faded.", "Nichts ist blass."),
    "show_all": ("Show all", "Alle zeigen"),
    "results": ("Results", "Treffer"),
    # ---- Views ----
    "views": ("Views", "Ansichten"),
    "view_network": ("Network", "Netz"),
    "view_focus": ("Focus", "Fokus"),
    "view_timeline": ("Timeline", "Zeitleiste"),
    "view_table": ("Table", "Tabelle"),
    "undo": ("Undo", "Rückgängig"),
    "redo": ("Redo", "Wiederherstellen"),
    "map": ("Map", "Karte"),
    "map_help": (
        (
            "The arrow keys move, Enter unfolds an agreement or selects a clause, Escape folds. "
            "Plus, minus and 0 zoom. The table holds the same clauses."
        ),
        (
            "Pfeiltasten bewegen, Enter klappt eine Vereinbarung auf oder wählt eine Klausel, "
            "Escape klappt zu. Plus, Minus und 0 ändern die Größe. Die Tabelle enthält "
            "dieselben Klauseln."
        ),
    ),
    "all_agreements": ("All agreements", "Alle Vereinbarungen"),
    "all_pairs": ("All pairs of parties", "Alle Paare von Parteien"),
    "zoom_in": ("Zoom in", "Größer"),
    "zoom_out": ("Zoom out", "Kleiner"),
    "whole": ("Show everything", "Alles zeigen"),
    "on_map": (
        "On the map: {parties}, {groups}, {clauses}.",
        "Auf der Karte: {parties}, {groups}, {clauses}.",
    ),
    "clauses_of": ("{n} of {total} clauses", "{n} von {total} Klauseln"),
    "folded": ("Folded away: {clauses}.", "Zugeklappt: {clauses}."),
    "not_known_yet": (
        "Not known yet on {known}: {clauses}.",
        "Am {known} noch nicht bekannt: {clauses}.",
    ),
    "not_known_short": ("not known yet", "noch nicht bekannt"),
    "outside": (
        "Outside the picture: {things}; drag, or zoom out.",
        "Außerhalb des Bildes: {things}; ziehen oder verkleinern.",
    ),
    "matching_box": ("{n} of {total} match", "{n} von {total} passen"),
    "owes_holds": ("owes {owes} · holds {holds}", "schuldet {owes} · hält {holds}"),
    "unfolded": ("{label} unfolded: {clauses}.", "{label} aufgeklappt: {clauses}."),
    "folded_again": ("Folded.", "Zugeklappt."),
    "selected": ("Selected: {label}.", "Ausgewählt: {label}."),
    "announced": (
        "{date}: {counts}. {changed} changed.",
        "{date}: {counts}. {changed} mit neuem Stand.",
    ),
    "too_large": (
        (
            "{total} clauses are too many for one readable picture. Shown are the {pairs} pairs "
            "of parties with most clauses of {all}; choose one to see its clauses, or search "
            "for any other."
        ),
        (
            "{total} Klauseln sind zu viele für ein lesbares Bild. Gezeigt sind die {pairs} "
            "Paare von Parteien mit den meisten Klauseln von {all}; eines auswählen zeigt seine "
            "Klauseln, die Suche findet alle anderen."
        ),
    ),
    # ---- Key ----
    "legend": ("Key", "Zeichen"),
    "legend_party": ("party", "Partei"),
    "legend_marks": ("one mark a clause", "ein Strich je Klausel"),
    "legend_arrow": ("owed by → held by", "geschuldet von → gehalten von"),
    "legend_money": ("thicker: more money", "dicker: mehr Geld"),
    "legend_old": (
        "“{told} …”: no source states or confirms it in the {n} months up to {date}",
        "„{told} …“: keine Quelle nennt oder bestätigt sie in den {n} Monaten bis {date}",
    ),
    "permission": ("right", "Recht"),
    "duty": ("duty", "Pflicht"),
    "prohibition": ("prohibition", "Verbot"),
    # ---- Table ----
    "column_clause": ("Clause", "Klausel"),
    "column_kind": ("Kind", "Art"),
    "column_parties": ("Owed by → held by", "Geschuldet von → gehalten von"),
    "column_status": ("Status", "Stand"),
    "column_formula": ("When", "Wann"),
    "column_before": ("A", "A"),
    # ---- Details ----
    "details": ("Details", "Einzelheiten"),
    "details_empty": (
        "Choose an agreement, a clause, a party or an event to read about it here.",
        "Vereinbarung, Klausel, Partei oder Ereignis auswählen, um hier darüber zu lesen.",
    ),
    "lists": ("Lists", "Listen"),
    "list_open": ("What is open ({n})", "Was offen ist ({n})"),
    "list_undisclosed": ("Not public ({n})", "Nicht öffentlich ({n})"),
    "open_help": (
        "Events that may or may not have happened by {date}, and whose status hangs on them.",
        "Was bis {date} eingetreten sein kann oder nicht, und wessen Stand daran hängt.",
    ),
    "open_since": (
        "can have happened since {date}",
        "kann seit dem {date} eingetreten sein",
    ),
    "open_ever": ("can have happened at any time", "kann jederzeit eingetreten sein"),
    "open_until": ("has happened by {date}", "ist bis {date} eingetreten"),
    "open_alone": ("no status depends on it", "kein Stand hängt davon ab"),
    "open_none": ("Nothing is open.", "Nichts ist offen."),
    "undisclosed_help": (
        "What is said to be not public of agreements, clauses and events known by {date}.",
        (
            "Was an Vereinbarungen, Klauseln und Ereignissen, die am {date} bekannt sind, als "
            "nicht öffentlich gilt."
        ),
    ),
    "undisclosed_none": ("Nothing is said to be.", "Von nichts wird das gesagt."),
    "owns": ("Owns", "Besitzt Anteile an"),
    "owned_by": ("Owned by", "Anteile halten"),
    "share_unknown": ("share not stated", "Anteil nicht genannt"),
    "hanging": ("What statuses depend on", "Wovon ein Stand abhängt"),
    "nothing_open": ("Nothing: every status is settled.", "Nichts: jeder Stand ist entschieden."),
    "close": ("Close", "Schließen"),
    "back": ("Back", "Zurück"),
    "party": ("Party", "Partei"),
    "class_of_parties": ("Class of parties", "Klasse von Parteien"),
    "agreement": ("Agreement", "Vereinbarung"),
    "event": ("Event", "Ereignis"),
    "not_binding": ("not binding", "nicht bindend"),
    "held_by": ("Held by", "Gehalten von"),
    "nobody": ("nobody named", "niemand genannt"),
    "explained": ("What it says", "Was sie besagt"),
    "means": ("What counts as it", "Was dazu zählt"),
    "never_before": ("Never before", "Nie vor"),
    "named_in": ("Named in", "Genannt in"),
    "party_to": ("Party to", "Partei von"),
    "parts": ("Parts", "Teile"),
    "when": ("When", "Wann"),
    "why": ("Why", "Warum"),
    "depends_on": ("Depends on", "Hängt ab von"),
    "since": ("since {date}", "seit {date}"),
    "surely_since": ("surely since {date}", "sicher seit {date}"),
    "until": ("until {date}", "bis {date}"),
    "changes_on": ("changes on {date}", "ändert sich am {date}"),
    "can_change": (
        "can change any day from {date} on, if {event} happens",
        "kann sich ab dem {date} an jedem Tag ändern, falls {event} eintritt",
    ),
    "can_change_by": (
        "can change any day from {date} on, depending on {events}",
        "kann sich ab dem {date} an jedem Tag ändern, je nach {events}",
    ),
    "will_depend": (
        "from {date} on it depends on {events}",
        "hängt ab dem {date} ab von {events}",
    ),
    "hangs_on_implied": (
        "Clauses that hang on it by the order of events",
        "Klauseln, die nach der Reihenfolge daran hängen",
    ),
    "assets": ("About", "Gegenstand"),
    "limits": ("Covers only", "Umfasst nur"),
    "amounts": ("Amounts", "Beträge"),
    "undisclosed": ("Not public", "Nicht öffentlich"),
    "note": ("To note", "Zu beachten"),
    "certainty": ("Certainty", "Verlässlichkeit"),
    "sources": ("Sources", "Quellen"),
    "no_sources": ("none given", "keine angegeben"),
    "in_agreement": ("Agreement", "Vereinbarung"),
    "ends": ("Ends", "Beendet"),
    "replaces": ("Replaces", "Ersetzt"),
    "narrows": ("Narrows", "Schränkt ein"),
    "concerns": ("Concerns", "Betrifft"),
    "ended_by": ("Ended by", "Beendet durch"),
    "replaced_by": ("Replaced by", "Ersetzt durch"),
    "narrowed_by": ("Narrowed by", "Eingeschränkt durch"),
    "claims": ("What sources claim", "Was Quellen behaupten"),
    "parties": ("Parties", "Parteien"),
    "date": ("Took effect", "Wirksam seit"),
    "issued": ("Known since", "Bekannt seit"),
    "statements": ("Also states", "Sagt außerdem"),
    "clauses": ("Clauses", "Klauseln"),
    "legal_name": ("Legal name", "Firma"),
    "part_of": ("Part of", "Teil von"),
    "same_as": ("Elsewhere", "Anderswo"),
    "holds": ("Holds", "Hält"),
    "owes": ("Owes", "Schuldet"),
    "hangs_on": ("Clauses that hang on it", "Klauseln, die daran hängen"),
    "pin": ("Pin", "Anheften"),
    "unpin": ("Unpin", "Lösen"),
    "pinned": ("Pinned", "Angeheftet"),
    "show_focus": ("Focus", "Fokus"),
    # ---- Reasons ----
    "truth_holds": ("holds", "erfüllt"),
    "truth_fails": ("does not hold", "nicht erfüllt"),
    "truth_open": ("open", "offen"),
    "decides_nothing": ("does not decide", "entscheidet nicht"),
    "source_n": ("Source {n}: {label}", "Quelle {n}: {label}"),
    # ---- Compare ----
    "compare": ("Compare", "Vergleichen"),
    "compare_end": ("End the comparison", "Vergleich beenden"),
    "compare_swap": ("Swap A and B", "A und B tauschen"),
    "compare_none": (
        "No clause differs. Change the date or suppose something.",
        "Keine Klausel unterscheidet sich. Datum ändern oder etwas annehmen.",
    ),
    "compare_none_then": (
        "No clause differs on this day.",
        "An diesem Tag unterscheidet sich keine Klausel.",
    ),
    "compare_later": (
        "{clauses} differ only later, from {date} on",
        "{clauses} unterscheiden sich erst später, ab {date}",
    ),
    "compare_later_one": (
        "{clauses} differs only later, from {date} on",
        "{clauses} unterscheidet sich erst später, ab {date}",
    ),
    "compare_earlier": (
        "{clauses} differ only on earlier days",
        "{clauses} unterscheiden sich nur an früheren Tagen",
    ),
    "compare_earlier_one": (
        "{clauses} differs only on earlier days",
        "{clauses} unterscheidet sich nur an früheren Tagen",
    ),
    "compare_from": ("from {date} on", "ab {date}"),
    "compare_always": ("from the beginning", "von Anfang an"),
    "compare_broken": (
        "Nothing is compared while dates break the order of events: {events}.",
        "Nichts wird verglichen, solange Daten der Reihenfolge widersprechen: {events}.",
    ),
    "compare_n": ("{clauses} differ", "{clauses} unterscheiden sich"),
    "compare_n_one": ("{clauses} differs", "{clauses} unterscheidet sich"),
    "gained": ("in force only in B", "nur in B in Kraft"),
    "lost": ("in force only in A", "nur in A in Kraft"),
    "changed": ("different, in force in neither", "anders, in keinem in Kraft"),
    "new": ("known only in B", "nur in B bekannt"),
    "gone": ("known only in A", "nur in A bekannt"),
    # ---- Share ----
    "share": ("Share", "Teilen"),
    "share_link": ("Copy the link to this view", "Link zu dieser Ansicht kopieren"),
    "share_png": ("Picture of this view (PNG)", "Bild dieser Ansicht (PNG)"),
    "share_svg": ("Drawing of this view (SVG)", "Zeichnung dieser Ansicht (SVG)"),
    "share_csv": ("Clauses shown (CSV)", "Gezeigte Klauseln (CSV)"),
    "share_turtle": ("All data (Turtle)", "Alle Daten (Turtle)"),
    "share_jsonld": ("All data (JSON-LD)", "Alle Daten (JSON-LD)"),
    "share_print": ("Print this view", "Diese Ansicht drucken"),
    "copied": ("Copied.", "Kopiert."),
    "saved": ("Saved: {file}", "Gespeichert: {file}"),
    "copy_turtle": ("Copy Turtle", "Turtle kopieren"),
    "copy_sparql": ("Copy SPARQL", "SPARQL kopieren"),
    "copy_command": ("Copy command", "Befehl kopieren"),
    "for_programs": ("For programs", "Für Programme"),
    "stamp": ("In force on {on}, as known on {known}", "In Kraft am {on}, Wissensstand {known}"),
    "stamp_assumed": ("supposing {assumed}", "angenommen {assumed}"),
    # ---- Share: pictures, print and copies ----
    "copy_yourself": ("Copy this text:", "Diesen Text kopieren:"),
    "not_saved": ("That did not work: {reason}", "Das ging nicht: {reason}"),
    "no_picture": (
        "The table is no picture; choose another view.",
        "Die Tabelle ist kein Bild; bitte eine andere Ansicht wählen.",
    ),
    "exhibit_source": (
        "{clauses}, in our own words from {sources}. Not legal advice. Made with pactgraph.",
        (
            "{clauses}, in eigenen Worten nach {sources}. Keine Rechtsberatung. Erstellt mit "
            "pactgraph."
        ),
    ),
    "turtle_of": ("Its facts in Turtle", "Seine Fakten in Turtle"),
    "query_of": ("The query that finds it", "Die Abfrage, die es findet"),
    "command_of": ("The same question as a command", "Dieselbe Frage als Befehl"),
    "command_help": (
        "For files other than those that ship, add --graph and their name.",
        "Für andere als die mitgelieferten Dateien --graph und deren Namen anfügen.",
    ),
    # ---- Timeline ----
    "timeline_rows": ("Rows by", "Zeilen nach"),
    "timeline_fold": ("Fold all", "Alle zuklappen"),
    "timeline_unfold": ("Unfold all", "Alle aufklappen"),
    "timeline_drag": ("Drag sideways to move the date.", "Waagrecht ziehen ändert den Tag."),
    "timeline_help": (
        "The arrow keys up and down move, Enter selects, left and right fold and unfold a group.",
        "Pfeil auf und ab bewegt, Enter wählt aus, links und rechts klappt Gruppen zu und auf.",
    ),
    "timeline_today": ("today", "heute"),
    "timeline_depends": ("depends on {events}", "hängt ab von {events}"),
    "timeline_between": ("{what} from {from} until {until}", "{what} von {from} bis {until}"),
    "timeline_from": ("{what} from {from}, no fixed end", "{what} ab {from}, ohne festes Ende"),
    "timeline_until": ("{what} until {until}", "{what} bis {until}"),
    "timeline_owes": ("owed", "geschuldet"),
    "timeline_holds": ("held", "gehalten"),
    "timeline_both": ("owed and held", "geschuldet und gehalten"),
    "timeline_in_a": ("in A: {course}", "in A: {course}"),
    "timeline_unknown": (
        "{clauses} are not known yet on {known}: {names}.",
        "{clauses} sind am {known} noch nicht bekannt: {names}.",
    ),
    "timeline_unknown_one": (
        "{clauses} is not known yet on {known}: {names}.",
        "{clauses} ist am {known} noch nicht bekannt: {names}.",
    ),
    "more": ("{n} more", "{n} weitere"),
    "timeline_hatched": ("depends on what is named", "hängt von Genanntem ab"),
    "timeline_goes_on": ("goes on past the edge", "läuft über den Rand hinaus weiter"),
    "timeline_thin": ("thin below: in A", "dünn darunter: in A"),
    "timeline_event": ("a version takes effect", "eine Fassung wird wirksam"),
    "timeline_parts": ("→ owed   ← held", "→ geschuldet   ← gehalten"),
    # ---- Focus ----
    "focus_nothing": (
        "Nothing is selected. Choose a party to see its clauses.",
        "Nichts ist ausgewählt. Eine Partei wählen, um ihre Klauseln zu sehen.",
    ),
    "focus_title": ("Focus: {label}", "Fokus: {label}"),
    "focus_path": ("Connection: {from} ↔ {to}", "Verbindung: {from} ↔ {to}"),
    "focus_steps": ("Steps", "Schritte"),
    "focus_nearer": ("One step less", "Ein Schritt weniger"),
    "focus_wider": ("One step more", "Ein Schritt mehr"),
    "focus_target": ("Connect to …", "Verbinden mit …"),
    "focus_target_help": (
        "party, agreement, event or clause",
        "Partei, Vereinbarung, Ereignis, Klausel",
    ),
    "focus_target_end": ("End the connection", "Verbindung beenden"),
    "focus_target_unknown": ("Nothing is called “{typed}”.", "Nichts heißt „{typed}“."),
    "focus_target_first": (
        "A connection has two ends: select the other one.",
        "Eine Verbindung hat zwei Enden: das andere auswählen.",
    ),
    "focus_target_same": (
        "A connection has two different ends: choose another one.",
        "Eine Verbindung hat zwei verschiedene Enden: ein anderes wählen.",
    ),
    "focus_path_weak": (
        "Not settled as in force on {on}: {clauses}. No connection runs over fewer such clauses.",
        (
            "Am {on} nicht sicher in Kraft: {clauses}. Keine Verbindung kommt mit weniger solchen "
            "Klauseln aus."
        ),
    ),
    "focus_apart": (
        "Nothing connects “{from}” and “{to}”.",
        "Nichts verbindet „{from}“ und „{to}“.",
    ),
    "focus_help": (
        (
            "The arrow keys move to the nearest thing, Enter makes it the centre, Backspace goes "
            "back. 1, 2, 3, plus and minus set the steps."
        ),
        (
            "Pfeiltasten bewegen zum nächsten Element, Enter macht es zur Mitte, Rücktaste geht "
            "zurück. 1, 2, 3, Plus und Minus setzen die Schritte."
        ),
    ),
    "focus_shown": (
        (
            "{n} of {total} clauses shown: the nearest, and of these rather those in force when "
            "this file was made."
        ),
        (
            "{n} von {total} Klauseln gezeigt: die nächsten, und von diesen eher, was in Kraft "
            "war, als diese Datei entstand."
        ),
    ),
    "focus_show_all": ("Show all {total}", "Alle {total} zeigen"),
    "focus_show_fewer": ("Show fewer", "Weniger zeigen"),
    "focus_within": ("Within {n} steps", "Innerhalb von {n} Schritten"),
    "focus_events": ("Events they hang on", "Ereignisse, an denen sie hängen"),
    "focus_starts": ("Starts with it", "Beginnt damit"),
    "focus_until": ("Until it", "Bis dahin"),
    "focus_both": ("Starts and ends with it", "Beginnt und endet damit"),
    "focus_no_clauses": ("No clause hangs on it.", "Keine Klausel hängt daran."),
    "focus_no_part": (
        "No clause is owed or held by it.",
        "Keine Klausel wird von ihr geschuldet oder gehalten.",
    ),
    "focus_named": ("Named in", "Genannt in"),
    "focus_named_in": ("named in {clauses}", "genannt in {clauses}"),
    "end_through": ("through {end}", "bis Ende {end}"),
    "end_at_most_through": ("at most through {end}", "höchstens bis Ende {end}"),
    "end_until": ("until {end}", "bis {end}"),
    "end_at_most_until": ("at most until {end}", "höchstens bis {end}"),
    "implied": ("implied by the order of events", "folgt aus der Reihenfolge"),
    "focus_agreement_empty": ("It has no clauses.", "Sie hat keine Klauseln."),
    "focus_sides": ("{owes} → {holds}", "{owes} → {holds}"),
    "focus_on": ("on {date}", "am {date}"),
    "focus_in": ("in {date}", "{date}"),
    "focus_by": ("by {date}", "bis {date}"),
    "focus_supposed_on": ("supposed on {date}", "angenommen am {date}"),
    "focus_supposed_in": ("supposed in {date}", "angenommen {date}"),
    "focus_supposed_never": ("supposed never", "angenommen nie"),
    "focus_key_open": ("event without a date", "Ereignis ohne Datum"),
    "focus_key_dated": ("event with a date", "Ereignis mit Datum"),
    "link_owes": ("owes", "schuldet"),
    "link_holds": ("holds", "hält"),
    "link_both": ("owes and holds", "schuldet und hält"),
    "link_owed_by": ("owed by", "geschuldet von"),
    "link_held_by": ("held by", "gehalten von"),
    "link_both_by": ("owed and held by", "geschuldet und gehalten von"),
    "link_replaces": ("replaces", "ersetzt"),
    "link_ends": ("ends", "beendet"),
    "link_narrows": ("narrows", "schränkt ein"),
    "link_changes": ("changes", "ändert"),
    "link_replaced_by": ("replaced by", "ersetzt durch"),
    "link_ended_by": ("ended by", "beendet durch"),
    "link_narrowed_by": ("narrowed by", "eingeschränkt durch"),
    "link_changed_by": ("changed by", "geändert durch"),
    "link_starts_with": ("starts with", "beginnt mit"),
    "link_until": ("until", "bis"),
    "link_hangs_on": ("hangs on", "hängt an"),
    "link_starts": ("starts", "lässt beginnen"),
    "link_stops": ("ends", "beendet"),
    "link_turns": ("starts and ends", "beginnt und beendet"),
    "link_names": ("names", "nennt"),
    "link_named_in": ("named in", "genannt in"),
    "link_stands_in": ("stands in", "steht in"),
    "link_contains": ("contains", "enthält"),
    "link_party_to": ("is party to", "ist Partei von"),
    "link_signed_by": ("made by", "geschlossen von"),
    # ---- Story ----
    "story": ("Story", "Geschichte"),
    "story_start": ("Read the story", "Geschichte lesen"),
    "story_next": ("Next", "Weiter"),
    "story_back": ("Back", "Zurück"),
    "story_end": ("Look around yourself", "Selbst umsehen"),
    "story_step": ("{n} of {total}", "{n} von {total}"),
}

PAGE: Mapping[Language, Mapping[str, str]] = {
    "en": {key: english for key, (english, _) in _SAID.items()},
    "de": {key: german for key, (_, german) in _SAID.items()},
}
"""Every phrase by its key."""

COUNTED: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "en": {
        "things": ("{} thing", "{} things"),
        "clauses": ("{} clause", "{} clauses"),
        "agreements": ("{} agreement", "{} agreements"),
        "pairs": ("{} pair", "{} pairs"),
        "parties": ("{} party", "{} parties"),
        "statements": ("{} statement", "{} statements"),
        "sources": ("{} source", "{} sources"),
        "in force": ("{} in force", "{} in force"),
        "depends": ("{} depends", "{} depend"),
        "not yet": ("{} not yet", "{} not yet"),
        "ended": ("{} ended", "{} ended"),
        "never": ("{} never", "{} never"),
    },
    "de": {
        "things": ("{} Element", "{} Elemente"),
        "clauses": ("{} Klausel", "{} Klauseln"),
        "agreements": ("{} Vereinbarung", "{} Vereinbarungen"),
        "pairs": ("{} Paar", "{} Paare"),
        "parties": ("{} Partei", "{} Parteien"),
        "statements": ("{} Aussage", "{} Aussagen"),
        "sources": ("{} Quelle", "{} Quellen"),
        "in force": ("{} in Kraft", "{} in Kraft"),
        "depends": ("{} hängt ab", "{} hängen ab"),
        "not yet": ("{} noch nicht", "{} noch nicht"),
        "ended": ("{} beendet", "{} beendet"),
        "never": ("{} nie", "{} nie"),
    },
}
"""What there is one of, and several."""

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
