"""The words that a sentence may use beside those that the program prints.

In each text `…` stands for what is said there, and `|` between the ways to say it.
"""

from __future__ import annotations

from pactgraph.messages import Phrases, meant

ALSO = Phrases(
    {
        "always": meant("ways to say it", "always|at all times"),
        "never": meant("ways to say it", "never|at no time"),
        "or else": meant("ways to say it", "; or else|;"),
        "start": meant(
            "ways to say it", "from … on|from … onwards|as of …|since …|starting with …|after …"
        ),
        "end": meant("ways to say it", "till …|up to …|before …"),
        "through": meant(
            "ways to say it", "through …|up to and including …|until and including …"
        ),
        "if": meant(
            "ways to say it",
            "if … …|if … comes …|if … happens …|if … has come …|if … has happened …|provided … …",
        ),
        "if not": meant(
            "ways to say it",
            "if … has not come …|if … does not come …|if … has not happened …"
            "|if … does not happen …",
        ),
        "unless": meant("ways to say it", "unless … …|unless … comes …|unless … happens …"),
        "end of": meant("ways to say it", "end of …|the close of …|the last day of …"),
        "beginning of": meant(
            "ways to say it",
            "the beginning of …|beginning of …|the start of …|start of …|the first day of …",
        ),
        "takes effect": meant(
            "ways to say it",
            "… takes effect|… took effect|… enters into force|the effective date of …",
        ),
        "earliest": meant(
            "ways to say it", "earlier of …|earliest of …|the first of …|first of …"
        ),
        "latest": meant("ways to say it", "later of …|latest of …|the last of …|last of …"),
        "whichever is earlier": meant(
            "ways to say it",
            "… or …, whichever is earlier|… or …, whichever comes first|… or …, if earlier",
        ),
        "whichever is later": meant(
            "ways to say it",
            "… or …, whichever is later|… or …, whichever comes last|… and …, whichever is later",
        ),
        "by": meant(
            "ways to say it", "no later than …|not later than …|at the latest by …|on or before …"
        ),
        "before": meant("ways to say it", "earlier than …"),
        "not before": meant(
            "ways to say it", "on or after …|no earlier than …|not earlier than …"
        ),
        "within": meant("ways to say it", "between … and …"),
        "passing": meant("ways to say it", "the lapse of … without …|the expiry of … without …"),
        "after": meant("ways to say it", "… from …|… following …"),
        "before it": meant("ways to say it", "… prior to …"),
        "then": meant("ways to say it", "… then …"),
        "end of day": meant("ways to say it", "the end of the day on …"),
        "articles": meant("ways to say it", "the"),
    }
)
NTH_TOO = Phrases(
    {
        2: meant("ways to say it", "second of …"),
        3: meant("ways to say it", "third of …"),
        4: meant("ways to say it", "fourth of …"),
        5: meant("ways to say it", "fifth of …"),
        6: meant("ways to say it", "sixth of …"),
        7: meant("ways to say it", "seventh of …"),
        8: meant("ways to say it", "eighth of …"),
        9: meant("ways to say it", "ninth of …"),
        10: meant("ways to say it", "tenth of …"),
    }
)
UNITS = Phrases(
    {
        "year": meant("ways to say it", "year|years"),
        "month": meant("ways to say it", "month|months"),
        "week": meant("ways to say it", "week|weeks"),
        "day": meant("ways to say it", "day|days"),
        "hour": meant("ways to say it", "hour|hours"),
        "minute": meant("ways to say it", "minute|minutes"),
        "second": meant("ways to say it", "second|seconds"),
    }
)
ONE = Phrases({1: meant("ways to say it", "one|a|an")})
