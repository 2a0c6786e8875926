"""What the page's script says, in all languages: most of it is what other answers say, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pactgraph.asking.duties import DUTY_STATES
from pactgraph.asking.network.words import BOUNDING, WORDS
from pactgraph.asking.reach import REACH
from pactgraph.asking.search.data import sort_words
from pactgraph.asking.search.tree import field_words
from pactgraph.asking.show.phrases import HEADINGS, SAY
from pactgraph.asking.why.occurrence_words import occurrence_phrases
from pactgraph.asking.why.phrases import HEADLINES, PHRASES, STATES
from pactgraph.messages import LANGUAGES
from pactgraph.page.details import SECTIONS
from pactgraph.page.phrases import CAN_REVIVE, COUNTED, MONTHS, PAGE, STATUS_ORDER
from pactgraph.telling.amounts import SAY as AMOUNTS
from pactgraph.telling.words import formula_phrases, revival_phrases, status_in_words

if TYPE_CHECKING:
    from pactgraph.page import data


def words() -> dict[str, data.Phrases]:
    """Return what is said, by language."""
    return {
        language: {
            "page": PAGE[language],
            "counted": {what: counts.forms(language) for what, counts in COUNTED.items()},
            "months": tuple(MONTHS[language].values()),
            "looks": {s.value: status_in_words(s, language) for s in STATUS_ORDER}
            | {CAN_REVIVE: revival_phrases(language)[CAN_REVIVE]},
            "formula": cast("data.FormulaPhrases", formula_phrases(language)),
            "occurrence": occurrence_phrases(language),
            "loops": WORDS[language],
            "bounding": BOUNDING[language],
            "amounts": AMOUNTS[language],
            "reach": REACH.told_in(language),
            "why": PHRASES[language],
            "states": STATES[language],
            "duties": {state.value: said for state, said in DUTY_STATES[language].items()},
            "headlines": HEADLINES[language],
            "revivals": revival_phrases(language),
            "fields": field_words(language),
            "sorts": sort_words(language),
            "show": SAY[language],
            "headings": {term: HEADINGS[language][section] for term, section in SECTIONS.items()},
        }
        for language in LANGUAGES
    }
