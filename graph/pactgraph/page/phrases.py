"""What the page says, by key.

``{…}`` stands for what is filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.status import Status
from pactgraph.messages import Counted, Phrases, meant

if TYPE_CHECKING:
    from pactgraph.messages import Language

PAGE = Phrases(
    {
        # ---- Head and foot ----
        "title": "Map of {agreements}",
        "dek": "Who owes what to whom, and which clauses are in force on {on}.",
        "dek_past": "Who owed what to whom, and which clauses were in force on {on}.",
        "language": "Language",
        "own_name": meant("of this language", "English"),
        "theme": "Colours",
        "theme_auto": "as the device",
        "theme_light": "light",
        "theme_dark": "dark",
        "disclaimer": (
            "Not legal advice. Clauses are described in our own words from published sources; the "
            "contracts themselves were mostly never published. What is not public is marked, not "
            "guessed."
        ),
        "made_with": "Made with pactgraph; one file, from which no request leaves.",
        "licences": "Licences",
        "no_script": "This page needs scripts for its map; without them it is this list.",
        "too_old": (
            "This browser is too old for this page: it cannot unpack what the page knows "
            "(DecompressionStream). Any browser of 2023 or later can."
        ),
        # ---- Notes: what was not understood, what failed ----
        "notices": "Notes",
        "notice_address": (
            "Not everything in the address of this page was understood; the rest of it counts:"
        ),
        "notice_failed": "A part of this page failed, and what it shows may be wrong: {reason}",
        "address_part": "“{told}”: no part of an address has this name",
        "address_twice": "“{told}” stands there more than once; the last one counts",
        "address_escape": "“{told}”: a percent sign in it does not begin a letter",
        "address_day": "“{told}”: not a day of the years 2 to 9998, as 2026-01-31",
        "address_date": "“{told}”: an event needs a day, month, year or “never” behind its name",
        "address_event": "“{told}”: no event and no agreement has this name",
        "address_thing": "“{told}”: nothing on this page has this name",
        "address_group": "“{told}”: nothing that unfolds on the map has this name",
        "address_clause": "“{told}”: no clause has this name",
        "address_choice": "“{told}”: the filter has no such choice",
        "address_words": "“{told}”: none of {words}",
        "address_compare": (
            "“{told}”: a comparison needs a day, as on:2026-01-31 or known:2026-01-31"
        ),
        "address_story": "“{told}”: no story has this name and this step",
        "address_end": "“to={told}”: a connection has two ends, and “select=” names no other one",
        "address_ends": (
            "“to={told}”: a connection has two different ends, and “select=” names the same one"
        ),
        # ---- Setting ----
        "setting": "Setting",
        "on": "In force on",
        "known": "As known on",
        "on_slider": "Day asked about",
        "known_slider": "Day that the record is known to",
        "earlier_change": "To the change before",
        "later_change": "To the next change",
        "play": "Play from change to change",
        "stop": "Stop",
        "presets": "Go to",
        "preset_choose": "a date or case …",
        "preset_today": "Today",
        "preset_made": "As this file was made",
        "preset_supposed": "{event} in {year}",
        "preset_before": "Before: {label}",
        "preset_after": "After: {label}",
        "preset_days": "Days",
        "preset_cases": "Suppose",
        "preset_versions": "Versions",
        "suppose": "Suppose",
        "suppose_help": "What has not happened, or is not public, has no date. Suppose one here.",
        "event_undated": "no date",
        "event_on": "happens on",
        "event_never": "never",
        "event_happened": "happened on {date}",
        "event_date": "Date of: {event}",
        "suppose_reset": "Suppose nothing",
        "broken": (
            "These dates contradict one another: {events}. No status is shown until they fit."
        ),
        "assumed_on": "{event} on {date}",
        "assumed_in": "{event} in {date}",
        "assumed_never": "{event} never",
        # ---- Filter ----
        "filter": "Show",
        "search": "Search",
        "search_help": "Search by name, number, party or kind",
        "filter_status": "Status",
        "filter_kind": "Kind",
        "filter_party": "Party",
        "filter_agreement": "Agreement",
        "filter_certainty": "Certainty",
        "matching": "{n} of {total} clauses match; the others are faded.",
        "missed": "Nothing has: {}.",
        "found_elsewhere": (
            "{n} more of what the record has match; nothing on this page tells of them."
        ),
        "found_elsewhere_one": (
            "1 more of what the record has matches; nothing on this page tells of it."
        ),
        "matching_all": "Nothing is faded.",
        "show_all": "Show all",
        "results": "Results",
        # ---- Views ----
        "views": "Views",
        "view_parties": "Who with whom",
        "web": "Who has what with whom",
        "web_help": (
            "Arrow keys go from party to party, Enter chooses one, Escape lets go; the list below "
            "has the same in words."
        ),
        "web_all": "{n} of {total} parties: show all",
        "web_most": "{n} of {total} parties: see the table",
        "web_near": "Only its neighbours",
        "web_each": "Draw each of them",
        "web_fewer": "show the largest parties only",
        "web_said": "{parties}; {pairs} have something with each other, {over} once had.",
        "web_list": "The same as a list",
        "web_title": "What the picture says",
        "web_stands": "{clauses} between {parties}.",
        "web_hangs": "{clauses} on {events}.",
        "web_next": "Next, on {date}: {what}.",
        "web_next_none": "No date that is known changes anything later.",
        "supposed": "Supposed:",
        "effects": "{clauses}:",
        "effects_on": "{n} on {date}",
        "effects_always": "{clauses}, at all times.",
        "effects_none": "That changes no clause on any day: others decide.",
        "effects_list": "compare",
        "web_hint": "Choose a company, or the line between two, to see what they have.",
        "web_loops": "Money that comes back",
        "legend_hangs": "dashed: hangs on events",
        "legend_size": "size: money given",
        "legend_ring": "outline: many",
        "legend_others": "others",
        "lane_told": "{giver} → {taker}: {family}",
        "lane_rates": "{} at a rate",
        "lane_undisclosed": "{} with no sum that is public",
        "pair_over": "nothing any more",
        "pair_nothing": "Nothing between them is known then.",
        "address_party": "“{told}”: no party of the picture has this name",
        "address_pair": "“{told}”: these are no two parties that have anything with each other",
        "address_others": "“{told}”: no party of the picture has others that are drawn as one",
        "address_loop": "“{told}”: a loop needs at least two parties",
        "address_place": "“{told}”: a place is a party with two numbers, as openai:100:200",
        "view_agreements": "Agreements",
        "view_opened": "Clauses",
        "view_timeline": "Timeline",
        "view_table": "Table",
        "undo": "Undo",
        "redo": "Redo",
        "map": "Map",
        "map_help": (
            "The arrow keys move, Enter unfolds an agreement or selects a clause, Escape folds. "
            "Plus, minus and 0 zoom. The table holds the same clauses."
        ),
        "all_agreements": "All agreements",
        "all_pairs": "All pairs of parties",
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "whole": "Show everything",
        "on_map": "On the map: {parties}, {groups}, {clauses}.",
        "clauses_of": "{n} of {total} clauses",
        "folded": "Folded away: {clauses}.",
        "not_known_yet": "Not known yet on {known}: {clauses}.",
        "not_known_short": "not known yet",
        "outside": "Outside the picture: {things}; drag, or zoom out.",
        "matching_box": "{n} of {total} match",
        "owes_holds": "owes {owes} · holds {holds}",
        "unfolded": "{label} unfolded: {clauses}.",
        "folded_again": "Folded.",
        "selected": "Selected: {label}.",
        "announced": "{date}: {counts}. {changed} changed.",
        "too_large": (
            "{total} clauses are too many for one readable picture. Shown are the {pairs} pairs "
            "of parties with most clauses of {all}; choose one to see its clauses, or search "
            "for any other."
        ),
        # ---- Key ----
        "legend": "Key",
        "legend_party": "party",
        "legend_marks": "one mark a clause",
        "legend_arrow": "owed by → held by",
        "legend_money": "thicker: more money",
        "legend_old": "“{told} …”: no source states or confirms it in the {n} months up to {date}",
        "permission": "right",
        "duty": "duty",
        "prohibition": "prohibition",
        # ---- Table ----
        "column_clause": "Clause",
        "column_kind": "Kind",
        "column_parties": "Owed by → held by",
        "column_status": "Status",
        "column_formula": "When",
        "column_before": "A",
        "rows": "What the table lists",
        "rows_clauses": "Clauses",
        "rows_loops": "Loops",
        "rows_totals": "Totals",
        "column_loop": "Loop and its steps",
        "column_state": meant("of a loop", "State"),
        "column_promised": "Still promised",
        "column_flowed": "Has flowed",
        "column_weakest": "Weakest step",
        "column_changes": "What opens or closes it",
        "loops_help": (
            "A loop is money, equity or credit that comes back to where it started; it is closed "
            "while every step has a clause in force, or performed; one in parentheses carries "
            "nothing now. Of up to {n} parties: longer ones are not looked for."
        ),
        "loops_none": "No loops of up to {n} parties, as known on {known}.",
        "loops_changes_then": (
            "What opens or closes a loop is told only as this file was made: on {on}, as known "
            "on {known}."
        ),
        "loops_uncounted": (
            "Not known yet, only supposed; what they make flow is not counted in loops: "
            "{agreements}."
        ),
        "loop_hangs": "hangs on {events}",
        "loop_press": "known from the press only",
        "loop_endless": "end not public: {clauses}",
        "loop_nothing": "nothing now",
        "loop_opens": "opens if: {sets}",
        "loop_closes": "closes if: {sets}",
        "loop_never_opens": "nothing that is known opens it",
        "loop_or": "; or ",
        "loop_more": "and {n} more",
        "totals_help": (
            "On {on}, as known on {known}, as this file was made: totals do not follow the dates "
            "above. Exact sums, lower and upper bounds are never added to one another."
        ),
        "totals_none": "Nothing flows, on {on}, as known on {known}.",
        "totals_of": "Totals on {on}, as known on {known}",
        "flow": meant("of a clause", "What flows"),
        "flow_of": "{giver} → {taker}: {what}",
        "flow_return": "{giver} → {taker}: {what}, in return for {counter}",
        "flow_with": "one flow with {clauses}",
        # ---- Details ----
        "details": "Details",
        "details_empty": (
            "Choose an agreement, a clause, a party or an event to read about it here."
        ),
        "lists": "Lists",
        "list_open": "What is open ({n})",
        "list_undisclosed": "Not public ({n})",
        "open_help": (
            "Events that may or may not have happened by {date}, and whose status hangs on them."
        ),
        "open_since": "can have happened since {date}",
        "open_ever": "can have happened at any time",
        "open_until": "has happened by {date}",
        "open_alone": "no status depends on it",
        "open_none": "Nothing is open.",
        "undisclosed_help": (
            "What is said to be not public of agreements, clauses and events known by {date}."
        ),
        "undisclosed_none": "Nothing is said to be.",
        "owns": "Owns",
        "owned_by": "Owned by",
        "share_unknown": "share not stated",
        "hanging": "What statuses depend on",
        "nothing_open": "Nothing: every status is settled.",
        "close": "Close",
        "back": "Back",
        "party": "Party",
        "class_of_parties": "Class of parties",
        "agreement": "Agreement",
        "event": "Event",
        "not_binding": "not binding",
        "held_by": "Held by",
        "nobody": "nobody named",
        "explained": "What it says",
        "means": "What counts as it",
        "never_before": "Never before",
        "named_in": "Named in",
        "party_to": "Party to",
        "parts": "Parts",
        "when": "When",
        "why": "Why",
        "depends_on": "Depends on",
        "since": "since {date}",
        "surely_since": "surely since {date}",
        "until": "until {date}",
        "changes_on": "changes on {date}",
        "can_change": "can change any day from {date} on, if {event} happens",
        "can_change_by": "can change any day from {date} on, depending on {events}",
        "will_depend": "from {date} on it depends on {events}",
        "listed_through": (
            "The dates of a schedule are listed on this page through {date}; every later day "
            "counts as one."
        ),
        "hangs_on_implied": "Clauses that hang on it by the order of events",
        "assets": meant("of a clause", "About"),
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
        "claims": "What sources claim",
        "parties": "Parties",
        "day_written": "{day} {month} {year}",
        "date": meant("since a day", "Took effect"),
        "issued": "Known since",
        "statements": "Also states",
        "clauses": "Clauses",
        "legal_name": "Legal name",
        "sector": "Sector",
        "part_of": "Part of",
        "same_as": "Elsewhere",
        "holds": "Holds",
        "owes": "Owes",
        "hangs_on": "Clauses that hang on it",
        "pin": "Pin",
        "unpin": "Unpin",
        "pinned": "Pinned",
        "show_opened": "Open around it",
        # ---- Reasons ----
        "truth_holds": meant("of a condition", "holds"),
        "truth_fails": "does not hold",
        "truth_open": "open",
        "decides_nothing": "does not decide",
        "source_n": "Source {n}: {label}",
        # ---- Compare ----
        "compare": "Compare",
        "compare_end": "End the comparison",
        "compare_swap": "Swap A and B",
        "compare_none": "No clause differs. Change the date or suppose something.",
        "compare_none_then": "No clause differs on this day.",
        "compare_later": "{clauses} differ only later, from {date} on",
        "compare_later_one": "{clauses} differs only later, from {date} on",
        "compare_earlier": "{clauses} differ only on earlier days",
        "compare_earlier_one": "{clauses} differs only on earlier days",
        "compare_from": "from {date} on",
        "compare_always": "from the beginning",
        "compare_broken": "Nothing is compared while dates contradict one another: {events}.",
        "compare_n": "{clauses} differ",
        "compare_n_one": "{clauses} differs",
        "gained": "in force only in B",
        "lost": "in force only in A",
        "changed": "different, in force in neither",
        "new": "known only in B",
        "gone": "known only in A",
        # ---- Share ----
        "share": "Share",
        "share_link": "Copy the link to this view",
        "share_png": "Picture of this view (PNG)",
        "share_svg": "Drawing of this view (SVG)",
        "share_csv": "Clauses shown (CSV)",
        "share_turtle": "All data (Turtle)",
        "share_jsonld": "All data (JSON-LD)",
        "share_print": "Print this view",
        "copied": "Copied.",
        "saved": "Saved: {file}",
        "copy_turtle": "Copy Turtle",
        "copy_sparql": "Copy SPARQL",
        "copy_command": "Copy command",
        "for_programs": "For programs",
        "stamp": "In force on {on}, as known on {known}",
        "stamp_assumed": "supposing {assumed}",
        # ---- Share: pictures, print and copies ----
        "copy_yourself": "Copy this text:",
        "not_saved": "That did not work: {reason}",
        "no_picture": "The table is no picture; choose another view.",
        "exhibit_source": (
            "{clauses}, in our own words from {sources}. Not legal advice. Made with pactgraph."
        ),
        "turtle_of": "Its facts in Turtle",
        "query_of": "The query that finds it",
        "command_of": "The same question as a command",
        "command_help": "For files other than those that ship, add --graph and their name.",
        # ---- Timeline ----
        "timeline_rows": "Rows by",
        "timeline_fold": "Fold all",
        "timeline_unfold": "Unfold all",
        "timeline_drag": "Drag sideways to move the date.",
        "timeline_help": (
            "The arrow keys up and down move, Enter selects, left and right fold and "
            "unfold a group."
        ),
        "timeline_today": "today",
        "timeline_depends": "depends on {events}",
        "timeline_between": "{what} from {from} until {until}",
        "timeline_from": "{what} from {from}, no fixed end",
        "timeline_until": "{what} until {until}",
        "timeline_owes": "owed",
        "timeline_holds": "held",
        "timeline_both": "owed and held",
        "timeline_in_a": "in A: {course}",
        "timeline_unknown": "{clauses} are not known yet on {known}: {names}.",
        "timeline_unknown_one": "{clauses} is not known yet on {known}: {names}.",
        "more": "{n} more",
        "timeline_hatched": "depends on what is named",
        "timeline_goes_on": "goes on past the edge",
        "timeline_thin": "thin below: in A",
        "timeline_event": "a version takes effect",
        "timeline_parts": "→ owed   ← held",
        # ---- Opened ----
        "opened_nothing": "Nothing is open. Choose a party to see its clauses.",
        "opened_beside": "Open beside it …",
        "opened_close": "Close {pair}",
        "opened_pair": "Open clause by clause",
        "opened_standing": "{n} without end or condition: {what}",
        "opened_over": "{n} over by {day}",
        "opened_unfold": "Unfold",
        "opened_fold": "Fold again",
        "opened_others": "also {parties}",
        "opened_path": "Connection: {from} ↔ {to}",
        "opened_target": "Connect to …",
        "opened_target_help": "party, agreement, event or clause",
        "opened_target_end": "End the connection",
        "opened_target_unknown": "Nothing is called “{typed}”.",
        "opened_target_first": "A connection has two ends: select the other one.",
        "opened_target_same": "A connection has two different ends: choose another one.",
        "opened_path_weak": (
            "Not settled as in force on {on}: {clauses}. No connection runs over fewer "
            "such clauses."
        ),
        "opened_apart": "Nothing connects “{from}” and “{to}”.",
        "opened_help": (
            "The arrow keys move to the nearest thing, Enter selects it, unfolds it or folds it, "
            "Backspace goes back."
        ),
        "opened_shown": (
            "{n} of {total} clauses shown: rather those in force when this file was made."
        ),
        "opened_show_all": "Show all {total}",
        "opened_show_fewer": "Show fewer",
        "opened_no_clauses": "No clause hangs on it.",
        "opened_no_part": "No clause is owed or held by it.",
        "opened_named": "Named in",
        "opened_named_in": "named in {clauses}",
        "implied": "implied by the order of events",
        "opened_agreement_empty": "It has no clauses.",
        "opened_on": "on {date}",
        "opened_in": "in {date}",
        "opened_by": "by {date}",
        "opened_supposed_on": "supposed on {date}",
        "opened_supposed_in": "supposed in {date}",
        "opened_supposed_never": "supposed never",
        "opened_if": "if {date}",
        "opened_if_never": "if never",
        "opened_key_open": "event without a date",
        "opened_key_dated": "event with a date",
        "link_owes": "owes",
        "link_holds": "holds",
        "link_both": "owes and holds",
        "link_owed_by": "owed by",
        "link_held_by": "held by",
        "link_both_by": "owed and held by",
        "link_replaces": "replaces",
        "link_ends": "ends",
        "link_narrows": "narrows",
        "link_changes": "changes",
        "link_replaced_by": "replaced by",
        "link_ended_by": "ended by",
        "link_narrowed_by": "narrowed by",
        "link_changed_by": "changed by",
        "link_starts_with": "starts with",
        "link_until": "until",
        "link_hangs_on": "hangs on",
        "link_starts": "starts",
        "link_stops": "ends",
        "link_turns": "starts and ends",
        "link_names": "names",
        "link_named_in": "named in",
        "link_stands_in": "stands in",
        "link_contains": "contains",
        "link_party_to": "is party to",
        "link_signed_by": "made by",
        # ---- Story ----
        "story": "Story",
        "story_start": "Read the story",
        "story_next": "Next",
        "story_back": "Back",
        "story_end": "Look around yourself",
        "story_step": "{n} of {total}",
    }
)
"""Every phrase by its key."""

CAN_REVIVE = "can revive"
"""How what was in force before, and can be again, is told to stand instead of *not yet*."""

COUNTED = {
    "things": Counted("{} thing", "{} things"),
    "clauses": Counted("{} clause", "{} clauses"),
    "clauses_change": Counted("{} clause changes", "{} clauses change"),
    "clauses_stand": Counted("{} clause stands", "{} clauses stand"),
    "clauses_hang": Counted("{} clause hangs", "{} clauses hang"),
    "clauses_start": Counted("{} clause starts", "{} clauses start"),
    "clauses_end": Counted("{} clause ends", "{} clauses end"),
    "events": Counted("{} open event", "{} open events"),
    "agreements": Counted("{} agreement", "{} agreements"),
    "pairs": Counted("{} pair", "{} pairs"),
    "parties": Counted("{} party", "{} parties"),
    "others": Counted("{} other", "{} others"),
    "statements": Counted("{} statement", "{} statements"),
    "sources": Counted("{} source", "{} sources"),
    "in force": Counted("{} in force", "{} in force"),
    "depends": Counted("{} depends", "{} depend"),
    "not yet": Counted("{} not yet", "{} not yet"),
    CAN_REVIVE: Counted("{} can revive", "{} can revive"),
    "ended": Counted("{} ended", "{} ended"),
    "never": Counted("{} never", "{} never"),
}
"""What there is one of, and several."""

MONTHS = Phrases.of(
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

STATUS_ORDER = (Status.IN_FORCE, Status.DEPENDS, Status.NOT_YET, Status.ENDED, Status.NEVER)
"""From what holds to what never can."""


def counted(what: str, number: int, language: Language) -> str:
    """Return "1 clause", "14 clauses", "9 in force"."""
    return COUNTED[what].told(number, language)
