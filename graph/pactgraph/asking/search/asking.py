"""Which of the questions that ship some words are about."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pactgraph.asking.search.words import INSIDE, content, matching, words
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.sparql.questions import Question

_MOST = 3
_RARE_ENOUGH = 0.25
"""A word counts the more, the fewer questions have it; so much, together, is about one."""


def questions_about(text: str) -> tuple[Question, ...]:
    """Return the questions that ship and that have rare words of `text`, the best first.

    >>> [found.name for found in questions_about("Who owns OpenAI?")][:1]
    ['owners']

    Words that are about nothing only tell such questions apart: “whom” from “what”.
    """
    index, about = _index(), content(text)
    scores: dict[str, float] = defaultdict(float)
    for wanted in about:
        for word, quality in matching(wanted, index).items():
            for name in index[word] if quality >= INSIDE else ():
                scores[name] += quality / len(index[word])
    for word in set(words(text)) - set(about):
        for name in scores.keys() & index.get(word, ()):
            scores[name] += 1 / len(index[word])
    least = max(_RARE_ENOUGH, max(scores.values(), default=0) / 2)
    best = sorted(scores, key=lambda name: (-scores[name], name))[:_MOST]
    return tuple(_questions()[name] for name in best if scores[name] >= least)


@cache
def _questions() -> dict[str, Question]:
    return questions()


@cache
def _index() -> Mapping[str, frozenset[str]]:
    """Return the words of the questions, in every language, each with those that have it."""
    index: dict[str, set[str]] = defaultdict(set)
    for question in _questions().values():
        told = [question.name, question.title, *question.asked.by_language.values()]
        for word in words(" ".join(told)):
            index[word].add(question.name)
    return {word: frozenset(names) for word, names in index.items()}
