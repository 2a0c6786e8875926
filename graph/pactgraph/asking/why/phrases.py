"""The phrases of the answer to "why"; ``{}`` stands for names and dates."""

from __future__ import annotations

from pactgraph.messages import Phrases, meant

PHRASES = Phrases(
    {
        "title": "{} “{}”",
        "what": "{kind} of {agreement}: {parties}; {certainty}",
        "one party": "{}",
        "two parties": "{} ← {}",
        "headline": "On {on}, as known on {known}: {status}",
        "conditions": "Conditions: {}",
        "derived": "it takes {} of these",
        "gave up": "Cautious: too many ways would have to be tried to tell whether the open events"
        " decide it all the same; so it counts as depending on them",
        "calendar": "Cautious: spans of uneven length are compared; what only the calendar of a"
        " far year rules out counts as possible",
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
    }
)

# How a condition stands: by status, {0} the first and {1} the last day, {2} the earliest.
STATES = Phrases(
    {
        "in force": "holds at all times",
        "in force from": "holds since {0}",
        "in force until": "holds, through {1}",
        "in force from until": "holds since {0}, through {1}",
        "depends": "open",
        "depends from": "open since {0}",
        "depends until": "open, through {1}",
        "depends from until": "open since {0}, through {1}",
        "not yet": "not yet; on {2} at the earliest",
        "revived": "no longer since {0}; on {2} at the earliest again",
        "ended": "no longer since {0}, and never again",
        "never": meant("of a condition", "never"),
    }
)

# How the clause stands; {3} are events.
HEADLINES = Phrases(
    {
        "in force": "in force at all times",
        "in force from": "in force since {0}",
        "in force until": "in force, surely through {1}",
        "in force from until": "in force since {0}, surely through {1}",
        "depends": "depends on {3}",
        "not yet": "not yet in force; on {2} at the earliest",
        "revived": "ended since {0}; {3}, on {2} at the earliest",
        "ended": "ended since {0}; it can never be in force again",
        "ended before": "surely ended since {0}, never to be in force again; whether it ended"
        " earlier hangs on {3}",
        "never": "never in force",
    }
)
