"""The phrases of the answer to "why"; ``{}`` stands for names and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.messages import Language

PHRASES: dict[Language, dict[str, str]] = {
    "en": {
        "title": "{} “{}”",
        "what": "{kind} of {agreement}: {parties}; {certainty}",
        "one party": "{}",
        "two parties": "{} ← {}",
        "headline": "On {on}, as known on {known}: {status}",
        "conditions": "Conditions: {}",
        "settled": "the open ones decide it all the same, however they turn out",
        "replaced": "{} took its place; on {} that clause is: {}",
        "ended by clause": "its clause {} ended it",
        "ended by statement": "its statement {} says that it ended",
        "would replace": "{} would then take its place",
        "would end": "{} would then end it",
        "meaning": "That means: {}",
        "term": "its own term: {}",
        "course": "Course, with what is known and assumed",
        "covers": "Covers only: {}",
        "narrowed": "Made narrower by {}",
        "undisclosed": "Not public: {}",
        "assumed": "Assumed",
        "no bearing": "{}: without bearing on this clause",
        "unknown": "Not yet known on {}",
        "unknown agreement": "{}, known since {}",
        "claimed": "Claimed: {}",
        "shown": "Not by {} ({})",
        "span": "{} through {}",
        "span from": "from {} on",
        "span until": "through {}",
        "span always": "always",
        "never happens": "{}: never",
        "happens": "{} {}",
    },
    "de": {
        "title": "{} „{}“",
        "what": "{kind} aus {agreement}: {parties}; {certainty}",
        "one party": "{}",
        "two parties": "{} ← {}",
        "headline": "Am {on}, nach dem Kenntnisstand vom {known}: {status}",
        "conditions": "Bedingungen: {}",
        "settled": "die offenen entscheiden es gemeinsam, wie auch immer sie ausgehen",
        "replaced": "{} trat an ihre Stelle; diese Klausel ist am {}: {}",
        "ended by clause": "die Klausel {} daraus beendete sie",
        "ended by statement": "die Aussage {} darin besagt, dass sie endete",
        "would replace": "{} würde dann an ihre Stelle treten",
        "would end": "{} würde sie dann beenden",
        "meaning": "Das heißt: {}",
        "term": "ihre eigene Laufzeit: {}",
        "course": "Verlauf, mit dem, was bekannt und angenommen ist",
        "covers": "Erfasst nur: {}",
        "narrowed": "Eingeschränkt durch {}",
        "undisclosed": "Nicht öffentlich: {}",
        "assumed": "Angenommen",
        "no bearing": "{}: ohne Bedeutung für diese Klausel",
        "unknown": "Am {} noch nicht bekannt",
        "unknown agreement": "{}, bekannt seit {}",
        "claimed": "Behauptet: {}",
        "shown": "Nicht bis {} ({})",
        "span": "{} bis {}",
        "span from": "ab {}",
        "span until": "bis {}",
        "span always": "immer",
        "never happens": "{}: nie",
        "happens": "{} {}",
    },
}

# How a condition stands: by status, {0} the first and {1} the last day, {2} the earliest.
STATES: dict[Language, dict[str, str]] = {
    "en": {
        "in force": "holds at all times",
        "in force from": "holds since {0}",
        "in force until": "holds, through {1}",
        "in force from until": "holds since {0}, through {1}",
        "depends": "open",
        "depends from": "open since {0}",
        "depends until": "open, through {1}",
        "depends from until": "open since {0}, through {1}",
        "not yet": "not yet; on {2} at the earliest",
        "ended": "no longer since {0}, and never again",
        "never": "never",
    },
    "de": {
        "in force": "jederzeit erfüllt",
        "in force from": "erfüllt seit {0}",
        "in force until": "erfüllt, bis {1}",
        "in force from until": "erfüllt seit {0}, bis {1}",
        "depends": "offen",
        "depends from": "offen seit {0}",
        "depends until": "offen, bis {1}",
        "depends from until": "offen seit {0}, bis {1}",
        "not yet": "noch nicht erfüllt; frühestens am {2}",
        "ended": "seit {0} nicht mehr erfüllt, und nie wieder",
        "never": "nie erfüllt",
    },
}

# How the clause stands; {3} are events.
HEADLINES: dict[Language, dict[str, str]] = {
    "en": {
        "in force": "in force at all times",
        "in force from": "in force since {0}",
        "in force until": "in force, surely through {1}",
        "in force from until": "in force since {0}, surely through {1}",
        "depends": "depends on {3}",
        "not yet": "not yet in force; on {2} at the earliest",
        "ended": "ended since {0}; it can never be in force again",
        "ended before": "surely ended since {0}, never to be in force again; whether it ended"
        " earlier hangs on {3}",
        "never": "never in force",
    },
    "de": {
        "in force": "jederzeit in Kraft",
        "in force from": "in Kraft seit {0}",
        "in force until": "in Kraft, sicher bis {1}",
        "in force from until": "in Kraft seit {0}, sicher bis {1}",
        "depends": "hängt ab von {3}",
        "not yet": "noch nicht in Kraft; frühestens am {2}",
        "ended": "beendet seit {0}; nie wieder in Kraft",
        "ended before": "sicher beendet seit {0}, nie wieder in Kraft; ob schon früher, hängt ab"
        " von {3}",
        "never": "nie in Kraft",
    },
}
