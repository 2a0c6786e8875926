"""Random edits of a portfolio: of what files say, of the files, and of what is kept of them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from keeping.comparing import BASE, HEAD, SHARED, contract
from made.portfolios import BASE as MADE
from made.portfolios import portfolio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

Files = dict[str, str]

_CONTRACTS, _MADE = 10, 2
_SPECIAL = {
    "words": ':act a odrl:Action ; rdfs:label "act"@en ; odrl:includedIn odrl:use .\n'
    ':own a skos:Concept ; skos:inScheme kind: ; skos:prefLabel "own"@en .\n'
    ':measure a odrl:LeftOperand ; rdfs:label "measure"@en .\n',
    "user": ":a0-1 odrl:constraint :limit .\n"
    ':limit a odrl:Constraint ; rdfs:label "limit"@en ; odrl:leftOperand :measure ;\n'
    "    odrl:operator odrl:lteq ; odrl:rightOperand 5 .\n",
    "shipped": 'kind:licence skos:prefLabel "Lizenz"@de-AT .\n',
    "order": ":e1 pact:neverPrecedes :e2 .\n:e2 pact:rulesOut :e3 .\n"
    ':first a pact:DerivedEvent ; rdfs:label "first"@en ; pact:earliestOf :e1, :e4 .\n',
    "again": ':group a org:Organization ; rdfs:label "group"@en .\n'
    ":q a org:Organization ; org:subOrganizationOf :group .\n",
    "twice": ':r a org:Organization ; rdfs:label "r"@en .\n',
    "thrice": ':r a org:Organization ; rdfs:label "r"@fr ; org:subOrganizationOf :p .\n'
    ":a8 pact:party :r .\n",
    "story": ':story a pact:Story ; rdfs:label "story"@en ; dcterms:description "what"@en ;\n'
    "    dcterms:hasPart :step .\n"
    ':step a pact:StoryStep ; rdfs:label "step"@en ; dcterms:description "what"@en ;\n'
    '    dcterms:source :source ; schema:position 1 ; pact:on "2022-01-01"^^xsd:date ;\n'
    "    pact:assumes :assumption ; pact:selects :a7-1 .\n"
    ":assumption a pact:Assumption ; pact:aboutEvent :e7 ;\n"
    '    pact:occurredOn "2022-01-01"^^xsd:date .\n',
    "bound": ':lapse a pact:DerivedEvent ; rdfs:label "lapse"@en ; pact:lapseOf :e5 ;\n'
    '    pact:before "2024-01-01"^^xsd:date, :e6 .\n',
}
"""Files that say something of what others describe, or that all others can name."""


_DERIVED = """
:d{number} a pact:DerivedEvent ; rdfs:label "d"@en ; pact:after {event} ;
    pact:offset "P30D"^^xsd:duration .
"""
_CLAUSE = """
:a{agreement} odrl:permission :a{agreement}-{number} .
:a{agreement}-{number} a odrl:Permission ; rdfs:label "c"@en ; dcterms:type kind:licence ;
    odrl:assignee :q ; odrl:assigner :p ; odrl:action odrl:sell ; odrl:target :x{agreement} ;
    pact:endedBy {event} ; pact:certainty certainty:official ; dcterms:source :source .
"""


def portfolio_of(seed: int) -> Files:
    """Return the files of a portfolio by their names: small ones, made-up ones, special ones."""
    files = {"shared.ttl": HEAD + SHARED}
    files |= {f"a{number}.ttl": contract(number) for number in range(_CONTRACTS)}
    files |= {f"{name}.ttl": HEAD + text for name, text in _SPECIAL.items()}
    for number in range(_MADE):
        for name, text in portfolio(2, seed * _MADE + number):
            files[f"m{number}-{name}"] = text.replace(MADE, f"{MADE}{number}-")
    return files


@dataclass(slots=True)
class Editor:
    """Edits files in memory, and puts them into a folder.

    Attributes:
        folder: where they are.
        chance: what is drawn from.
        files: the text of each, by its name.
        count: how many new things there are.
    """

    folder: Path
    chance: Random
    files: Files
    count: int = 100
    _put: Files = field(default_factory=dict)

    def put(self) -> None:
        """Write what has changed since the last time."""
        self.folder.mkdir(exist_ok=True)
        for name in self._put.keys() - self.files.keys():
            (self.folder / name).unlink()
        for name, text in self.files.items():
            if self._put.get(name) != text:
                (self.folder / name).write_text(text, encoding="utf-8")
        self._put = dict(self.files)

    # ---- What files say -----------------------------------------------------------------

    def label(self) -> None:
        """Call something otherwise."""
        name = self._file('rdfs:label "')
        self._replaced(name, r'rdfs:label "[^"]*"', f'rdfs:label "{self._word()}"')

    def date(self) -> None:
        """Change a date."""
        name = self._file("^^xsd:date")
        year = self.chance.randrange(2015, 2035)
        self._replaced(name, r'"\d{4}(-\d\d-\d\d"\^\^xsd:date)', f'"{year}')

    def constraint(self) -> None:
        """Change an operator, or the event that it compares with."""
        name = self._file("odrl:operator odrl:")
        if self.chance.randrange(2):
            other = self.chance.choice(["lt", "gteq"])
            self._replaced(name, r"odrl:operator odrl:(?:lt|gteq)", f"odrl:operator odrl:{other}")
        else:
            self._replaced(name, r"odrl:rightOperand :e\d+", f"odrl:rightOperand {self._event()}")

    def added(self) -> None:
        """Describe another thing."""
        self.count += 1
        number = self.count
        name, (agreement, event) = self._any(), (self._number(), self._event())
        texts = [
            f':e{number} a pact:Event ; rdfs:label "more"@en .\n',
            f':x{number} a odrl:Asset ; rdfs:label "more"@en .\n',
            f':z{number} a org:Organization ; rdfs:label "more"@en .\n',
            _DERIVED.format(number=number, event=event),
            _CLAUSE.format(number=number, event=event, agreement=agreement),
        ]
        self.files[name] += self._own(self.chance.choice(texts))

    def removed(self) -> None:
        """Leave a statement out."""
        name = self._any()
        head, *told = self._statements(name)
        if told:
            told.remove(self.chance.choice(told))
        self.files[name] = "\n".join([head, *told])

    def moved(self) -> None:
        """Say in one file what another one said."""
        name, other = self._any(), self._any()
        head, *told = self._statements(name)
        own = [one for one in told if one.startswith(":") and not name.startswith("m")]
        if own and not other.startswith("m"):
            statement = self.chance.choice(own)
            told.remove(statement)
            self.files[name] = "\n".join([head, *told])
            self.files[other] = f"{self.files[other]}\n{statement}\n"

    def referred(self) -> None:
        """Name what another file describes."""
        one, other = self._number(), self._number()
        texts = [
            f":e{one} pact:neverPrecedes :e{other} .\n",
            f":e{one} pact:rulesOut :e{other} .\n",
            f":a{one}-1 pact:exceptionTo :a{other}-1 .\n",
            f":a{one}-1 pact:endedBy :e{other} .\n",
            f":a{one}-1 odrl:target :x{other} .\n",
            f":a{one}-1 pact:narrows :a{other}-1 .\n",
            f":a{one} pact:party :r, :group .\n",
            f":x{one} odrl:partOf :x{other} .\n",
            f":a{one} dcterms:replaces :a{other} .\n",
            f":d{self.count} pact:noLaterThan :e{other} .\n",
        ]
        self.files[self._any()] += self._own(self.chance.choice(texts))

    def told_more(self) -> None:
        """Say more of what some file describes."""
        number = self._number()
        things = [f":e{number}", f":x{number}", f":a{number}", f":before{number}"]
        things += [f":a{number}-1", ":r", ":group", ":act"]
        if not self.chance.randrange(8):
            things = [":p", ":source"]  # all name these
        thing = self.chance.choice(things)
        texts = [
            f'skos:note "{self._word()}"@{self.chance.choice(["en", "de", "fr"])}',
            f'skos:definition "{self._word()}"@en',
            f'skos:altLabel "{self._word()}"@en',
            "skos:exactMatch odrl:sell",
            "org:subOrganizationOf :group",
            "a pact:Event",
            'skos:scopeNote [ skos:note "blank"@en ]',
        ]
        self.files[self._any()] += self._own(f"{thing} {self.chance.choice(texts)} .\n")

    def shipped(self) -> None:
        """Say something else of what ships, or of what all can name."""
        texts = [
            f'kind:licence skos:prefLabel "{self._word()}"@de-AT .\n',
            f'odrl:sell rdfs:label "{self._word()}"@de-AT .\n',
            ":act odrl:includedIn odrl:sell .\n",
            f':act skos:altLabel "{self._word()}"@en .\n',
        ]
        name = self.chance.choice(["words.ttl", "shipped.ttl"])
        if name in self.files:
            self.files[name] += self.chance.choice(texts)

    def broken(self) -> None:
        """Write what does not parse."""
        self.files[self._any()] += ":broken a .\n"

    def wrong(self) -> None:
        """Say what cannot be."""
        number = self._number()
        texts = [
            f":a{number} odrl:permission :nowhere .\n",
            f":e{number} pact:neverPrecedes :e{number} .\n",
            f":a{number}-1 a odrl:Duty .\n",
            f":a{number}-1 pact:endedBy :nothing .\n",
            f'<{BASE}e{number}/> a pact:Event ; rdfs:label "alike"@en .\n',
            f'<{BASE}lapse/deadline> a pact:Event ; rdfs:label "taken"@en .\n',
            f':e{number} rdfs:label "again"@en .\n',
            f":x{number} odrl:target :x0 .\n",
        ]
        self.files[self._any()] += self._own(self.chance.choice(texts))

    # ---- Files --------------------------------------------------------------------------

    def new_file(self) -> None:
        """Add a contract."""
        self.count += 1
        self.files[f"n{self.count}.ttl"] = contract(self.count)

    def deleted(self) -> None:
        """Remove a file."""
        self.files.pop(self._any())

    def renamed(self) -> None:
        """Call a file otherwise."""
        self.count += 1
        text = self.files.pop(self._any())
        self.files[f"{self.chance.choice('abmz')}{self.count}.ttl"] = text

    def swapped(self) -> None:
        """Let two files change places."""
        one, other = self._any(), self._any()
        self.files[one], self.files[other] = self.files[other], self.files[one]

    def touched(self) -> None:
        """Let a file look changed."""
        os.utime(self.folder / self._any())

    def unseen(self) -> None:
        """Change a file, but neither its size nor its time."""
        name = self._file('rdfs:label "')
        path = self.folder / name
        before = path.stat()
        spot = self.files[name].index('rdfs:label "') + len('rdfs:label "')
        sign = self.chance.choice("ABCXYZ")
        self.files[name] = f"{self.files[name][:spot]}{sign}{self.files[name][spot + 1 :]}"
        if len(self.files[name].encode()) == before.st_size:
            self.put()
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    # ---- What is drawn ------------------------------------------------------------------

    def _any(self) -> str:
        return self.chance.choice(sorted(self.files))

    def _file(self, text: str) -> str:
        """Draw a file that has a text."""
        return self.chance.choice(
            [name for name in sorted(self.files) if text in self.files[name]]
        )

    def _number(self) -> int:
        return self.chance.randrange(_CONTRACTS)

    def _event(self) -> str:
        return f":e{self._number()}"

    def _word(self) -> str:
        return self.chance.choice(["word", "Wort", "слово", "a\u0301", "x.", "\\\\", "語", "\\n"])

    def _own(self, text: str) -> str:
        """Return Turtle with names that mean the same in each file."""
        return "\n" + re.sub(r"(?<![\w\"]):([a-z]\w*(?:-\d+)?)", rf"<{BASE}\1>", text)

    def _statements(self, name: str) -> list[str]:
        """Return what a file says; the first is its head."""
        head, *told = re.split(r"(?<= \.)\n(?=\s*[:<])", self.files[name])
        return [head, *told]

    def _replaced(self, name: str, pattern: str, new: str) -> None:
        """Replace one of the places that match."""
        found = [*re.finditer(pattern, self.files[name])]
        if found:
            match, text = self.chance.choice(found), self.files[name]
            kept = match[1] if match.re.groups else ""
            self.files[name] = text[: match.start()] + new + kept + text[match.end() :]


LOCAL: tuple[Callable[[Editor], None], ...] = (
    *(Editor.label, Editor.date, Editor.constraint, Editor.added, Editor.removed),
    *(Editor.moved, Editor.referred, Editor.told_more, Editor.new_file, Editor.deleted),
    *(Editor.renamed, Editor.swapped, Editor.unseen),
)
"""Edits after which much stands as before."""
OTHERS: tuple[Callable[[Editor], None], ...] = (
    *(Editor.touched, Editor.shipped, Editor.broken, Editor.wrong),
)
