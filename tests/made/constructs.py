"""Every construct for conditions on several events, as a clause of a contract has it.

The facts that ship hardly use them, so that a portfolio has a share of each: see README,
"Deadlines, comparisons, renewals, duties".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Construct:
    """What stands in a file for one construct; `{c}` is the clause, `{year}` one to come.

    Attributes:
        events: plain events, each with its name, its German name, and what is said of it.
        derived: derived events, likewise.
        begins: the event from which on the clause holds, if any.
        ends: the event until which it holds, if any.
        says: what else is said of the clause; then only a duty has the construct.
        condition: parts of a condition by hand, with `{c}-cond` the whole, if any.
    """

    events: tuple[tuple[str, str, str], ...]
    derived: tuple[tuple[str, str, str], ...] = ()
    begins: str = ""
    ends: str = ""
    says: str = ""
    condition: str = ""


_NOT_YET = 'pact:notOccurredThrough "2026-06-30"^^xsd:date'
_NOTICE = ("notice", "Kündigung", "")
_APPROVAL = ("approval", "Genehmigung", "")
_OFFER, _RIVAL = ("offer", "Angebot", ""), ("rival-offer", "Gegenangebot", "")
_PAID = ("paid", "Zahlung", "")

CONSTRUCTS = {
    "earliestOf": Construct(
        (("closing", "Vollzug", ""), ("termination", "Abbruch", "")),
        (("first", "das erste", "pact:earliestOf :{c}-closing , :{c}-termination"),),
        ends="first",
    ),
    "latestOf conditions precedent": Construct(
        (
            ("met-1", "erfüllt 1", ""),
            ("waived-1", "verzichtet 1", ""),
            ("met-2", "erfüllt 2", ""),
            ("waived-2", "verzichtet 2", ""),
        ),
        (
            ("cp-1", "Bedingung 1", "pact:earliestOf :{c}-met-1 , :{c}-waived-1"),
            ("cp-2", "Bedingung 2", "pact:earliestOf :{c}-met-2 , :{c}-waived-2"),
            ("met", "alle Bedingungen", "pact:latestOf :{c}-cp-1 , :{c}-cp-2"),
        ),
        begins="met",
    ),
    "nth": Construct(
        (("vote-a", "Votum A", ""), ("vote-b", "Votum B", ""), ("vote-c", "Votum C", "")),
        (("two", "zwei", "pact:earliestOf :{c}-vote-a , :{c}-vote-b , :{c}-vote-c ; pact:nth 2"),),
        begins="two",
    ),
    "offset in days": Construct(
        (_NOTICE,),
        (("over", "Ende", 'pact:after :{c}-notice ; pact:offset "P90D"^^xsd:duration'),),
        ends="over",
    ),
    "offset in months, tail": Construct(
        (("ended", "Ende der Zeit", ""), ("sale", "Verkauf", "")),
        (
            ("tail-over", "Nachlauf", 'pact:after :{c}-ended ; pact:offset "P12M"^^xsd:duration'),
            (
                "tail-sale",
                "Verkauf im Nachlauf",
                "pact:when :{c}-sale ; pact:noEarlierThan :{c}-ended ; pact:before :{c}-tail-over",
            ),
        ),
        begins="tail-sale",
    ),
    "negative offset": Construct(
        (_NOTICE,),
        (
            ("due", "fällig", 'pact:after :{c}-notice ; pact:offset "P30D"^^xsd:duration'),
            ("reminder", "Mahnung", 'pact:after :{c}-due ; pact:offset "-P10D"^^xsd:duration'),
        ),
        begins="reminder",
    ),
    "schedule, renewal": Construct(
        (_NOTICE,),
        (
            (
                "not-renewed",
                "nicht verlängert",
                (
                    'pact:after :{c}-notice ; pact:offset "P90D"^^xsd:duration ; pact:onNext '
                    '[ dprod:scheduleExpression "DTSTART:20210101\\nRRULE:FREQ=YEARLY" ]'
                ),
            ),
        ),
        ends="not-renewed",
    ),
    "noLaterThan a day": Construct(
        (_APPROVAL,),
        (
            (
                "in-time",
                "rechtzeitig",
                'pact:when :{c}-approval ; pact:noLaterThan "{year}-12-31"^^xsd:date',
            ),
        ),
        begins="in-time",
    ),
    "before an event": Construct(
        (_OFFER, _RIVAL),
        (("ahead", "früher", "pact:when :{c}-offer ; pact:before :{c}-rival-offer"),),
        begins="ahead",
    ),
    "noLaterThan an event": Construct(
        (_OFFER, _RIVAL),
        (("level", "gleichauf", "pact:when :{c}-offer ; pact:noLaterThan :{c}-rival-offer"),),
        begins="level",
    ),
    "window": Construct(
        (("exercise", "Ausübung", ""),),
        (
            (
                "exercised",
                "ausgeübt",
                (
                    'pact:when :{c}-exercise ; pact:noEarlierThan "{year}-01-01"^^xsd:date ;'
                    ' pact:noLaterThan "{year}-06-30"^^xsd:date'
                ),
            ),
        ),
        begins="exercised",
    ),
    "lapseOf by a day": Construct(
        (_APPROVAL,),
        (
            (
                "lapsed",
                "verfallen",
                'pact:lapseOf :{c}-approval ; pact:noLaterThan "{year}-06-30"^^xsd:date',
            ),
        ),
        ends="lapsed",
    ),
    "lapseOf before an event": Construct(
        (("breach", "Verstoß", ""), ("cured", "Heilung", "pact:neverPrecedes :{c}-breach")),
        (
            (
                "cure-over",
                "Heilungsfrist",
                'pact:after :{c}-breach ; pact:offset "P30D"^^xsd:duration',
            ),
            ("uncured", "nicht geheilt", "pact:lapseOf :{c}-cured ; pact:before :{c}-cure-over"),
        ),
        ends="uncured",
    ),
    "rulesOut, notAfter, notBefore": Construct(
        (
            (
                "closing",
                "Vollzug",
                (
                    'pact:rulesOut :{c}-termination ; pact:notAfter "{year}-06-30"^^xsd:date ;'
                    ' pact:notBefore "2026-01-01"^^xsd:date'
                ),
            ),
            ("termination", "Abbruch", ""),
        ),
        begins="closing",
        ends="termination",
    ),
    "neverPrecedes": Construct(
        (
            ("default-1", "erster Verzug", ""),
            ("default-2", "zweiter Verzug", "pact:neverPrecedes :{c}-default-1"),
        ),
        ends="default-2",
    ),
    "some day in a year": Construct(
        (("approval", "Genehmigung", 'pact:occurredOn "2016"^^xsd:gYear'),),
        begins="approval",
    ),
    "named parts, xone": Construct(
        (_APPROVAL, _NOTICE, _OFFER),
        condition=""":{c}-part a odrl:Constraint ; odrl:leftOperand odrl:event ;
    odrl:operator odrl:gteq ; odrl:rightOperand :{c}-approval .
:{c}-other a odrl:Constraint ; odrl:leftOperand odrl:event ;
    odrl:operator odrl:lt ; odrl:rightOperand :{c}-notice .
:{c}-third a odrl:Constraint ; odrl:leftOperand odrl:event ;
    odrl:operator odrl:gteq ; odrl:rightOperand :{c}-offer .
:{c}-both a odrl:LogicalConstraint ; odrl:and :{c}-part , :{c}-other .
:{c}-cond a odrl:LogicalConstraint ; odrl:xone :{c}-both , :{c}-third .
""",
    ),
    "deadline, excused, outcomes": Construct(
        (_PAID, ("force-majeure", "höhere Gewalt", "")),
        (
            ("missed", "versäumt", ""),
            ("paid-late", "verspätet", ""),
            ("paid-in-time", "pünktlich", ""),
        ),
        says='dprod:deadline "{year}-03-31"^^xsd:date ; pact:performedBy :{c}-paid ;'
        " pact:excusedBy :{c}-force-majeure ; pact:violation :{c}-missed ;"
        " pact:lateness :{c}-paid-late ; pact:fulfilment :{c}-paid-in-time",
    ),
    "deadline, cure": Construct(
        (_PAID,),
        (
            ("missed", "versäumt", ""),
            (
                "cure-over",
                "Heilungsfrist",
                'pact:after :{c}-missed ; pact:offset "P30D"^^xsd:duration',
            ),
            ("uncured", "nicht geheilt", "pact:lapseOf :{c}-paid ; pact:before :{c}-cure-over"),
        ),
        ends="uncured",
        says='dprod:deadline "{year}-03-31"^^xsd:date ; pact:performedBy :{c}-paid ;'
        " pact:violation :{c}-missed",
    ),
}


def written(construct: Construct, clause: str, year: int) -> tuple[str, list[str]]:
    """Return the Turtle beside a clause, and the lines that the clause itself needs."""
    blocks, lines = [], []
    for term, made in (("pact:Event", construct.events), ("pact:DerivedEvent", construct.derived)):
        for name, german, says in made:
            is_open = term == "pact:Event" and "occurredOn" not in says and "notBefore" not in says
            said = "".join(f" ;\n    {line}" for line in (is_open * _NOT_YET, says) if line)
            blocks.append(
                f':{clause}-{name} a {term} ;\n    rdfs:label "{name} ({clause})"@en ;'
                f'\n    rdfs:label "{german} ({clause})"@de{said} .\n'
            )
    for way, operator, event in (
        ("from", "gteq", construct.begins),
        ("till", "lt", construct.ends),
    ):
        if event:
            lines.append(f"odrl:constraint :{clause}-{way}")
            blocks.append(
                f":{clause}-{way} a odrl:Constraint ;\n    odrl:leftOperand odrl:event ;\n"
                f"    odrl:operator odrl:{operator} ;\n    odrl:rightOperand :{clause}-{event} .\n"
            )
    if construct.condition:
        blocks.append(construct.condition)
        lines.append(f"odrl:constraint :{clause}-cond")
    if construct.says:
        lines.append(construct.says)
    filled = [text.replace("{c}", clause).replace("{year}", str(year)) for text in blocks]
    return "\n".join(filled), [
        line.replace("{c}", clause).replace("{year}", str(year)) for line in lines
    ]
