"""The phrases of the answers to "impact"; ``{}`` stands for names and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.effects import Effect

if TYPE_CHECKING:
    from pactgraph.messages import Language

EFFECTS: dict[Language, dict[Effect, tuple[str, str]]] = {
    "en": {
        Effect.STARTS: ("Starts 1 clause", "Starts {} clauses"),
        Effect.KEEPS: ("Keeps 1 clause in force", "Keeps {} clauses in force"),
        Effect.ENDS: ("Ends 1 clause", "Ends {} clauses"),
        Effect.PREVENTS: (
            "Keeps 1 clause from coming into force",
            "Keeps {} clauses from coming into force",
        ),
        Effect.OPENS: (
            "Leaves 1 clause depending on other events",
            "Leaves {} clauses depending on other events",
        ),
        Effect.DECIDES: (
            "Decides 1 clause that stands the same if it never happens",
            "Decides {} clauses that stand the same if it never happens",
        ),
    },
    "de": {
        Effect.STARTS: ("Setzt 1 Klausel in Kraft", "Setzt {} Klauseln in Kraft"),
        Effect.KEEPS: ("Hält 1 Klausel in Kraft", "Hält {} Klauseln in Kraft"),
        Effect.ENDS: ("Beendet 1 Klausel", "Beendet {} Klauseln"),
        Effect.PREVENTS: (
            "Verhindert, dass 1 Klausel in Kraft tritt",
            "Verhindert, dass {} Klauseln in Kraft treten",
        ),
        Effect.OPENS: (
            "Lässt 1 Klausel von anderen Ereignissen abhängen",
            "Lässt {} Klauseln von anderen Ereignissen abhängen",
        ),
        Effect.DECIDES: (
            "Entscheidet 1 Klausel, um die es ebenso steht, wenn es nie eintritt",
            "Entscheidet {} Klauseln, um die es ebenso steht, wenn es nie eintritt",
        ),
    },
}

PHRASES: dict[Language, dict[str, str]] = {
    "en": {
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
    },
    "de": {
        "title": "{} „{}“",
        "what": "Wirkung von {} {}, verglichen mit nie; Kenntnisstand vom {}",
        "recorded": "Das ist das aufgezeichnete Datum",
        "one day": "Betrachtet ist nur der {}",
        "nothing": "Es ändert den Status keiner Klausel",
        "nothing that day": "Es ändert an diesem Tag den Status keiner Klausel",
        "never": "wenn es nie eintritt: {}",
        "without": "wenn nichts darüber angenommen wird: {}",
        "through": "auf dem Weg über {}",
        "means": "Das heißt: {}",
        "undisclosed": "Nicht öffentlich: {}",
        "assumed": "Angenommen: {}",
        "never assumed": "Angenommen: {} nie",
        "ends": "Was {} bis {} beendet",
        "saves": "Was {} am {} in Kraft hält",
        "brings": "bringt mit sich {}",
        "holds back": "ohne dieses kann auch {} nicht eintreten",
        "possible": "möglich ab {}",
    },
}

# {0} is the day, {1} are events.
SENTENCES: dict[Language, dict[str, str]] = {
    "en": {
        "ends only": "It is not in force on {0} if this happens by then, whatever else happens",
        "ends one": "It is not in force on {0} if one of these happens by then, whatever else"
        " happens",
        "ends together": "It is not in force on {0} if all of these happen by then, whatever else"
        " happens",
        "ends all": "It is not in force on {0} if all events of one of these sets happen by then,"
        " whatever else happens",
        "ends anyway": "It is not in force on {0} in any case; nothing has to happen",
        "ends never": "Nothing ends it by {0}: it is in force then in any case",
        "ends unsure": "No event ends it by happening: even if all open ones do by {0}, it is in"
        " force then; whether it is hangs on {1}",
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
        "saves unsure": "No event saves it by staying away: even if all open ones do, it is not in"
        " force on {0}; whether it is hangs on {1}",
    },
    "de": {
        "ends only": "Sie ist am {0} nicht in Kraft, wenn dies bis dahin eintritt, was auch sonst"
        " geschieht",
        "ends one": "Sie ist am {0} nicht in Kraft, wenn eines hiervon bis dahin eintritt, was"
        " auch sonst geschieht",
        "ends together": "Sie ist am {0} nicht in Kraft, wenn all dies bis dahin eintritt, was"
        " auch sonst geschieht",
        "ends all": "Sie ist am {0} nicht in Kraft, wenn alle Ereignisse einer dieser Mengen bis"
        " dahin eintreten, was auch sonst geschieht",
        "ends anyway": "Sie ist am {0} in keinem Fall in Kraft; dafür muss nichts eintreten",
        "ends never": "Nichts beendet sie bis {0}: sie ist dann in jedem Fall in Kraft",
        "ends unsure": "Kein Ereignis beendet sie, indem es eintritt: selbst wenn es alle offenen"
        " bis {0} tun, ist sie dann in Kraft; ob sie es ist, hängt ab von {1}",
        "saves only": "Sie ist am {0} in Kraft, wenn dies bis dahin nicht eintritt, was auch sonst"
        " geschieht",
        "saves one": "Sie ist am {0} in Kraft, wenn eines hiervon bis dahin nicht eintritt, was"
        " auch sonst geschieht",
        "saves together": "Sie ist am {0} in Kraft, wenn nichts hiervon bis dahin eintritt, was"
        " auch sonst geschieht",
        "saves all": "Sie ist am {0} in Kraft, wenn aus einer dieser Mengen bis dahin kein"
        " Ereignis eintritt, was auch sonst geschieht",
        "saves anyway": "Sie ist am {0} in jedem Fall in Kraft; dafür muss nichts ausbleiben",
        "saves never": "Nichts hält sie: sie ist am {0} in keinem Fall in Kraft",
        "saves unsure": "Kein Ereignis hält sie in Kraft, indem es ausbleibt: selbst wenn es alle"
        " offenen tun, ist sie am {0} nicht in Kraft; ob sie es ist, hängt ab von {1}",
    },
}
