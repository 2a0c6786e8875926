"""The phrases of the answers to "impact"; ``{}`` stands for names and dates."""

from __future__ import annotations

from pactgraph.kernel.effects import Effect
from pactgraph.messages import Counted, Phrases

EFFECTS = {
    Effect.STARTS: Counted("Starts 1 clause", "Starts {} clauses"),
    Effect.KEEPS: Counted("Keeps 1 clause in force", "Keeps {} clauses in force"),
    Effect.ENDS: Counted("Ends 1 clause", "Ends {} clauses"),
    Effect.PREVENTS: Counted(
        "Keeps 1 clause from coming into force",
        "Keeps {} clauses from coming into force",
    ),
    Effect.OPENS: Counted(
        "Leaves 1 clause depending on other events",
        "Leaves {} clauses depending on other events",
    ),
    Effect.DECIDES: Counted(
        "Decides 1 clause that stands the same if it never happens",
        "Decides {} clauses that stand the same if it never happens",
    ),
}

PHRASES = Phrases(
    {
        "title": "{} “{}”",
        "what": "Impact of {} {}, compared with never; as known on {}",
        "recorded": "That is its date in the record",
        "one day": "Only {} is looked at",
        "nothing": "It changes the status of no clause",
        "nothing that day": "It changes the status of no clause on that day",
        "never": "if it never happens: {}",
        "without": "if nothing is assumed of it: {}",
        "through": "by way of {}",
        "means": "That means: {}",
        "undisclosed": "Not public: {}",
        "assumed": "Assumed: {}",
        "never assumed": "Assumed: {} never",
        "ends": "What ends {} by {}",
        "saves": "What keeps {} in force on {}",
        "brings": "brings along {}",
        "holds back": "without it {} cannot happen either",
        "possible": "possible from {} on",
    }
)

# {0} is the day, {1} are events.
SENTENCES = Phrases(
    {
        "ends only": "It is not in force on {0} if this happens by then, whatever else happens",
        "ends one": "It is not in force on {0} if one of these happens by then, whatever else"
        " happens",
        "ends together": "It is not in force on {0} if all of these happen by then, whatever else"
        " happens",
        "ends all": "It is not in force on {0} if all events of one of these sets happen by then,"
        " whatever else happens",
        "ends anyway": "It is not in force on {0} in any case; nothing has to happen",
        "ends never": "Nothing ends it by {0}: it is in force then in any case",
        "ends unsure": "No event ends it by happening, nor do several; whether it is in force on"
        " {0} hangs on {1}",
        "saves only": "It is in force on {0} if this does not happen by then, whatever else"
        " happens",
        "saves one": "It is in force on {0} if one of these does not happen by then, whatever"
        " else happens",
        "saves together": "It is in force on {0} if none of these happens by then, whatever else"
        " happens",
        "saves all": "It is in force on {0} if, of one of these sets, no event happens by then,"
        " whatever else happens",
        "saves anyway": "It is in force on {0} in any case; nothing has to stay away",
        "saves never": "Nothing saves it: it is not in force on {0} in any case",
        "saves unsure": "No event saves it by staying away, nor do several; whether it is in force"
        " on {0} hangs on {1}",
    }
)
