"""The one table of what a plain file can say: its sections, their keys, and the terms for these.

From it are made the reader, the writer, the JSON Schema that ships, and the reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pactgraph.messages import phrase
from pactgraph.terms import DCTERMS, DPROD, ODRL, ORG, OWL, PACT, RDFS, SCHEMA, SH, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import URIRef

    from pactgraph.messages import Message

Form = Literal[
    "text",
    "string",
    "date",
    "address",
    "flag",
    "id",
    "term",
    "law",
    "amount",
    "sentence",
    "moment",
    "deadline",
    "limits",
    "operand",
    "things",
    "type",
]
"""How a value is written.

- text: a text in the language of the file, or one a language, as in ``{en: …, de: …}``
- string: a text that is the same in every language
- date: a year, month, day, or instant
- address: an IRI, such as a web address
- flag: ``true``, or nothing
- id: of a thing of the sections that are named, or its IRI
- term: of the vocabulary named, by its last part
- law: a name, as a text, or an ISO 3166 code
- amount: such as ``up to 12.5 million USD`` or ``27 percent``, or the id of an amount that
  another thing has
- sentence: when a clause is in force
- moment: what a derived event is, as in a sentence
- deadline: a date, or the id of an event
- limits: what a clause covers, by left operand
- operand: what a limit compares with: an id, or a text
- things: other things, by id, with the keys of the section named
- type: the class, if it is not the usual one
"""


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be said.

    Attributes:
        name: as it is written.
        form: how its value is written.
        term: the property that it stands for; None if several, or none, are meant.
        about: what it says.
        of: the sections that its ids are of, or the vocabulary of its terms.
        many: whether there can be several, as a list.
        needed: whether it has to be there.
        also: other ways to write its name.
    """

    name: str
    form: Form
    term: URIRef | None
    about: Message
    of: tuple[str, ...] = ()
    many: bool = False
    needed: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Things of one sort.

    Attributes:
        name: as it is written in a file.
        one: what one of them is called in messages.
        about: what stands in it.
        classes: what such a thing is, by the word for it; "" is the usual one.
        keys: what can be said of each.
        short: the key that a text in place of keys stands for; "" if none.
    """

    name: str
    one: str
    about: Message
    classes: Mapping[str, tuple[URIRef, ...]]
    keys: tuple[Key, ...]
    short: str = "label"

    @cached_property
    def by_name(self) -> dict[str, Key]:
        """The keys by their names."""
        return {name: key for key in self.keys for name in (key.name, *key.also)}


_LABEL = Key("label", "text", RDFS.label, phrase("what it is called"), needed=True)
_MEANS = Key("means", "text", SKOS.definition, phrase("what the label does not say"))
_NOTE = Key(
    "note", "text", SKOS.note, phrase("what to know about it: doubts, readings"), many=True
)
_UNDISCLOSED = Key(
    "undisclosed", "text", PACT.undisclosed, phrase("what about it is not public"), many=True
)
_SOURCES = Key(
    "sources",
    "id",
    DCTERMS.source,
    phrase("where it is said"),
    of=("sources",),
    many=True,
)
_SOURCES_NEEDED = Key(
    "sources",
    "id",
    DCTERMS.source,
    phrase("where it is said"),
    of=("sources",),
    many=True,
    needed=True,
)
_CERTAINTY = Key(
    "certainty", "term", PACT.certainty, phrase("how certain it is"), of=("certainty",)
)
_AMOUNT = Key("amount", "amount", PACT.amount, phrase("a sum, share or quantity"), many=True)
_SAME_AS = Key(
    "same_as",
    "address",
    OWL.sameAs,
    phrase("the same thing elsewhere, such as Wikidata"),
    many=True,
)
_ACCEPTS = Key(
    "accepts",
    "id",
    PACT.accepts,
    phrase("a warning that is accepted, with the reason"),
    of=("accepted",),
    many=True,
)
_TYPE = Key("type", "type", None, phrase("what it is, if not the usual"))
_PROVISIONS = ("clauses",)
_ANY = (
    *("parties", "assets", "values", "events", "sources", "series", "constraints", "agreements"),
    *("clauses", "claims", "contradictions", "stories", "steps", "accepted"),
)
_HAPPENS = ("events", "agreements")

_PARTIES = Section(
    "parties",
    "party",
    phrase("Companies, foundations, authorities, classes of customers"),
    {
        "": (ORG.Organization,),
        "Party": (ODRL.Party, ORG.Organization),
        "OrganizationalUnit": (ORG.Organization, ORG.OrganizationalUnit),
        "Party OrganizationalUnit": (ODRL.Party, ORG.Organization, ORG.OrganizationalUnit),
        "PartyCollection": (ODRL.PartyCollection,),
    },
    (
        _TYPE,
        _LABEL,
        _MEANS,
        Key("legal_name", "string", SCHEMA.legalName, phrase("its registered name")),
        Key("lei", "string", SCHEMA.leiCode, phrase("its legal entity identifier")),
        Key(
            "sector",
            "term",
            ORG.classification,
            phrase("what it brings to agreements, by which pictures give it a shape"),
            of=("sector",),
            many=True,
        ),
        Key(
            "identifier",
            "string",
            DCTERMS.identifier,
            phrase("its number in a register, such as CIK 0000789019"),
            many=True,
        ),
        Key(
            "part_of",
            "id",
            ORG.subOrganizationOf,
            phrase("the company or group that it is a part of"),
            of=("parties",),
            many=True,
        ),
        Key(
            "member_of",
            "id",
            ODRL.partOf,
            phrase("the class of parties that it belongs to"),
            of=("parties",),
            many=True,
        ),
        Key(
            "linked_to",
            "id",
            ORG.linkedTo,
            phrase("a party that it is linked to, neither as a part nor as a member"),
            of=("parties",),
            many=True,
        ),
        _SAME_AS,
        _UNDISCLOSED,
        _NOTE,
        _SOURCES,
    ),
)
_ASSETS = Section(
    "assets",
    "asset",
    phrase("What clauses are about: patents, shares, capacity, money"),
    {"": (ODRL.Asset,)},
    (
        _LABEL,
        _MEANS,
        Key(
            "part_of",
            "id",
            ODRL.partOf,
            phrase("the wider asset that it is a part of"),
            of=("assets",),
            many=True,
        ),
        Key(
            "excludes",
            "id",
            PACT.excludes,
            phrase("what its definition leaves out"),
            of=("assets",),
            many=True,
        ),
        _SAME_AS,
        _UNDISCLOSED,
        _NOTE,
        _SOURCES,
    ),
)
_VALUES = Section(
    "values",
    "value",
    phrase("What limits compare with: guardrails, thresholds, products"),
    {"": (SKOS.Concept,)},
    (_LABEL, _MEANS, _UNDISCLOSED, _NOTE, _SOURCES),
)
_EVENTS = Section(
    "events",
    "event",
    phrase("What happens at one moment; say of each what is known"),
    {"": (PACT.Event,)},
    (
        _LABEL,
        _MEANS,
        Key(
            "is",
            "moment",
            None,
            phrase("what it is, if it follows from other events: the later of A and B"),
        ),
        Key("occurred", "date", PACT.occurredOn, phrase("when it happened")),
        Key("reported", "date", PACT.reportedOn, phrase("since when that could be known")),
        Key(
            "open_from",
            "date",
            PACT.notBefore,
            phrase("the first day on which it can have happened, unknown to the record"),
            also=("not_before",),
        ),
        Key("not_after", "date", PACT.notAfter, phrase("the last day on which it can happen")),
        Key(
            "not_by",
            "date",
            PACT.notOccurredThrough,
            phrase("the last day through which it is known not to have happened"),
        ),
        Key(
            "not_by_source",
            "id",
            PACT.notOccurredSource,
            phrase("who shows that it had not"),
            of=("sources",),
            many=True,
        ),
        Key("issued", "date", DCTERMS.issued, phrase("since when it is spoken of")),
        Key(
            "never_before",
            "id",
            PACT.neverPrecedes,
            phrase("what it never precedes"),
            of=_HAPPENS,
            many=True,
        ),
        Key(
            "rules_out",
            "id",
            PACT.rulesOut,
            phrase("what never happens if it does"),
            of=_HAPPENS,
            many=True,
        ),
        Key(
            "brought_about_by",
            "id",
            PACT.broughtAboutBy,
            phrase("whose act it takes"),
            of=("parties",),
            many=True,
        ),
        _AMOUNT,
        _UNDISCLOSED,
        _NOTE,
        _CERTAINTY,
        _ACCEPTS,
        _SOURCES,
    ),
)
_SOURCE = Section(
    "sources",
    "source",
    phrase("Where things are said: an address, or a file and a place in it"),
    {"": (DCTERMS.BibliographicResource,)},
    (
        Key("publisher", "string", DCTERMS.publisher, phrase("who published it"), needed=True),
        Key("title", "text", DCTERMS.title, phrase("its title or subject"), needed=True),
        Key("issued", "date", DCTERMS.issued, phrase("when it was published"), needed=True),
        Key("url", "address", SCHEMA.url, phrase("its public address"), many=True),
        Key(
            "file",
            "string",
            DCTERMS.identifier,
            phrase("the file, of what has no address, such as a private contract"),
        ),
        Key("place", "string", SCHEMA.pagination, phrase("where in it: page, section")),
        _NOTE,
    ),
    short="",
)
_SERIES = Section(
    "series",
    "thing",
    phrase("What agreements are versions of"),
    {"": (PACT.AgreementSeries,)},
    (_LABEL, _MEANS, _CERTAINTY, _NOTE, _SOURCES),
)
_CONSTRAINTS = Section(
    "constraints",
    "thing",
    phrase("Limits and conditions with a name, that several clauses share"),
    {"": (ODRL.Constraint,), "LogicalConstraint": (ODRL.LogicalConstraint,)},
    (
        Key("label", "text", RDFS.label, phrase("what it is called; needed of limits")),
        Key("when", "sentence", None, phrase("when it is satisfied")),
        Key(
            "compares",
            "term",
            ODRL.leftOperand,
            phrase("what is compared, if not time: customer, purpose"),
            of=("operand",),
        ),
        Key("operator", "term", ODRL.operator, phrase("how: isAnyOf, eq"), of=("operator",)),
        Key("value", "operand", ODRL.rightOperand, phrase("with what"), of=_ANY),
        Key("unit", "address", ODRL.unit, phrase("the unit of a number")),
        *(
            Key(name, "id", ODRL[name], about, of=("constraints",), many=True)
            for name, about in (
                ("and", phrase("constraints of which all are satisfied")),
                ("or", phrase("constraints of which one is satisfied")),
                ("xone", phrase("constraints of which exactly one is satisfied")),
            )
        ),
        _UNDISCLOSED,
        _NOTE,
    ),
    short="when",
)
_CLAUSES = Section(
    "clauses",
    "clause",
    phrase("Rights, duties, prohibitions, and what else an agreement says"),
    {
        "permission": (ODRL.Permission,),
        "duty": (ODRL.Duty,),
        "prohibition": (ODRL.Prohibition,),
        "statement": (PACT.Statement,),
    },
    (
        _LABEL,
        Key(
            "kind",
            "term",
            DCTERMS.type,
            phrase("what sort of clause it is"),
            of=("kind",),
            needed=True,
        ),
        *(
            Key(name, "term", ODRL.action, about, of=("action",), many=True)
            for name, about in (
                ("permission", phrase("what the holder may do")),
                ("duty", phrase("what is owed to the holder")),
                ("prohibition", phrase("what must not be done, by who owes it")),
            )
        ),
        Key("statement", "flag", None, phrase("that it gives nobody a right or duty")),
        Key(
            "holder",
            "id",
            None,
            phrase("who may act or insist"),
            of=("parties",),
            many=True,
        ),
        Key(
            "owed_by",
            "id",
            None,
            phrase("who grants, must act, or must not"),
            of=("parties",),
            many=True,
        ),
        Key("asset", "id", ODRL.target, phrase("what it is about"), of=("assets",), many=True),
        Key(
            "excludes",
            "id",
            PACT.excludes,
            phrase("the assets that it leaves out"),
            of=("assets",),
            many=True,
        ),
        Key("when", "sentence", ODRL.constraint, phrase("when it is in force, as a sentence")),
        Key("only", "limits", ODRL.constraint, phrase("only for whom or what it holds")),
        Key(
            "constraints",
            "id",
            ODRL.constraint,
            phrase("limits and conditions with a name"),
            of=("constraints",),
            many=True,
        ),
        _AMOUNT,
        Key("date", "date", DCTERMS.date, phrase("the day of what it states")),
        Key(
            "deadline",
            "deadline",
            DPROD.deadline,
            phrase("by when a duty is to be done: a date, or an event"),
        ),
        Key(
            "performed_by",
            "id",
            PACT.performedBy,
            phrase("the event with which it is performed or exercised"),
            of=_HAPPENS,
        ),
        Key(
            "partly_performed_by",
            "id",
            PACT.partlyPerformedBy,
            phrase("an event with which a part of it is performed or exercised"),
            of=_HAPPENS,
            many=True,
        ),
        Key(
            "excused_by",
            "id",
            PACT.excusedBy,
            phrase("the event that excuses from the duty"),
            of=_HAPPENS,
        ),
        *(
            Key(name, "id", term, about, of=("events",))
            for name, term, about in (
                ("fulfilment", PACT.fulfilment, phrase("the event of its fulfilment")),
                ("lateness", PACT.lateness, phrase("the event of its late performance")),
                ("violation", PACT.violation, phrase("the event of its violation")),
            )
        ),
        Key(
            "duties",
            "id",
            ODRL.duty,
            phrase("the duties that go with a permission"),
            of=_PROVISIONS,
            many=True,
        ),
        Key(
            "replaces",
            "id",
            DCTERMS.replaces,
            phrase("the earlier clause whose place it takes"),
            of=_PROVISIONS,
            many=True,
        ),
        Key(
            "ends",
            "id",
            PACT.ends,
            phrase("the earlier clause that it ends without a successor"),
            of=_PROVISIONS,
            many=True,
        ),
        Key(
            "ended_by",
            "id",
            PACT.endedBy,
            phrase("the event or agreement that ends it"),
            of=_HAPPENS,
            many=True,
        ),
        Key(
            "narrows",
            "id",
            PACT.narrows,
            phrase("the clause whose scope it makes smaller"),
            of=_PROVISIONS,
            many=True,
        ),
        Key(
            "exception_to",
            "id",
            PACT.exceptionTo,
            phrase("the clause that it is carved out of"),
            of=_PROVISIONS,
            many=True,
        ),
        Key(
            "confirms",
            "id",
            PACT.confirms,
            phrase("what it says again, which stands on"),
            of=_PROVISIONS,
            many=True,
        ),
        Key(
            "part_of",
            "id",
            DCTERMS.isPartOf,
            phrase("the clause that it is a part of"),
            of=_PROVISIONS,
            many=True,
        ),
        Key("concerns", "id", PACT.concerns, phrase("what else it is about"), of=_ANY, many=True),
        Key(
            "force",
            "term",
            PACT.force,
            phrase("how far it binds, if not as far as its agreement does"),
            of=("force",),
        ),
        _MEANS,
        _UNDISCLOSED,
        _NOTE,
        _CERTAINTY,
        _SOURCES,
        _ACCEPTS,
    ),
    short="",
)
_AGREEMENTS = Section(
    "agreements",
    "agreement",
    phrase("Contracts, amendments, memoranda, each a dated version"),
    {
        "": (ODRL.Agreement,),
        "NonBindingAgreement": (ODRL.Agreement, PACT.NonBindingAgreement),
        "JointStatement": (ODRL.Agreement, PACT.JointStatement),
    },
    (
        _TYPE,
        _LABEL,
        _MEANS,
        Key("issued", "date", DCTERMS.issued, phrase("since when it is known"), needed=True),
        Key("effective", "date", PACT.effectiveOn, phrase("when it took effect")),
        Key(
            "parties",
            "id",
            PACT.party,
            phrase("who agreed"),
            of=("parties",),
            many=True,
            needed=True,
        ),
        Key(
            "series",
            "id",
            DCTERMS.isVersionOf,
            phrase("what it is a version of"),
            of=("series",),
        ),
        Key(
            "replaces",
            "id",
            DCTERMS.replaces,
            phrase("the version that it follows"),
            of=("agreements",),
            many=True,
        ),
        Key(
            "law",
            "law",
            PACT.governingLaw,
            phrase("the law that governs it: a name, or an ISO 3166 code"),
            many=True,
        ),
        Key("when", "sentence", ODRL.constraint, phrase("its term, for all of its clauses")),
        Key(
            "constraints",
            "id",
            ODRL.constraint,
            phrase("limits and conditions with a name, for all of its clauses"),
            of=("constraints",),
            many=True,
        ),
        Key(
            "without",
            "term",
            PACT.without,
            phrase("kinds of clauses of which it was found to have none"),
            of=("kind",),
            many=True,
        ),
        Key(
            "conflict",
            "term",
            ODRL.conflict,
            phrase("what prevails where its clauses conflict"),
            of=("strategy",),
        ),
        _UNDISCLOSED,
        _NOTE,
        Key(
            "certainty",
            "term",
            PACT.certainty,
            phrase("how certain it is; its clauses have the same unless they say otherwise"),
            of=("certainty",),
        ),
        Key(
            "sources",
            "id",
            DCTERMS.source,
            phrase("where it is said; its clauses have the same unless they name others"),
            of=("sources",),
            many=True,
            needed=True,
        ),
        _ACCEPTS,
        Key("clauses", "things", None, phrase("what it says, by id"), of=("clauses",)),
    ),
    short="",
)
_CLAIMS = Section(
    "claims",
    "thing",
    phrase("What single sources claim, and what better ones make of it"),
    {"": (PACT.Claim,)},
    (
        _LABEL,
        Key("issued", "date", DCTERMS.issued, phrase("since when the claim is known")),
        Key(
            "verdict",
            "term",
            PACT.verdict,
            phrase("what better sources make of it"),
            of=("verdict",),
        ),
        Key("concerns", "id", PACT.concerns, phrase("what it is about"), of=_ANY, many=True),
        Key("event", "id", PACT.aboutEvent, phrase("the event that it dates"), of=("events",)),
        Key("occurred", "date", PACT.occurredOn, phrase("when that happened, as it says")),
        Key("never", "flag", PACT.neverOccurs, phrase("that it never happens, as it says")),
        _MEANS,
        _NOTE,
        _SOURCES_NEEDED,
    ),
    short="",
)
_CONTRADICTIONS = Section(
    "contradictions",
    "thing",
    phrase("Claims that cannot all be true"),
    {"": (PACT.Contradiction,)},
    (
        _LABEL,
        Key(
            "positions",
            "id",
            PACT.position,
            phrase("the claims"),
            of=("claims",),
            many=True,
            needed=True,
        ),
        Key("preferred", "id", PACT.preferred, phrase("the one to prefer"), of=("claims",)),
        Key("concerns", "id", PACT.concerns, phrase("what it is about"), of=_ANY, many=True),
        _NOTE,
        _SOURCES,
    ),
    short="",
)
_STORIES = Section(
    "stories",
    "thing",
    phrase("What leads a reader of the page through all this"),
    {"": (PACT.Story,)},
    (
        _LABEL,
        Key("text", "text", DCTERMS.description, phrase("what it is about"), needed=True),
        Key("steps", "things", DCTERMS.hasPart, phrase("its steps, in order"), of=("steps",)),
    ),
    short="",
)
_STEPS = Section(
    "steps",
    "thing",
    phrase("A setting of the page, with a text"),
    {"": (PACT.StoryStep,)},
    (
        _LABEL,
        Key("text", "text", DCTERMS.description, phrase("what it shows"), needed=True),
        Key("on", "date", PACT.on, phrase("the day asked about"), needed=True),
        Key("known", "date", PACT.knownOn, phrase("the day that the record is known to")),
        Key("assumes", "things", PACT.assumes, phrase("suppositions"), of=("assumptions",)),
        Key("shows", "id", DCTERMS.references, phrase("what it is about"), of=_ANY, many=True),
        Key("selects", "id", PACT.selects, phrase("what it centres on"), of=_ANY),
        Key("view", "string", PACT.view, phrase("the view of the page")),
        _SOURCES_NEEDED,
    ),
    short="",
)
_ASSUMPTIONS = Section(
    "assumptions",
    "thing",
    phrase("An event, and when it is supposed to happen"),
    {"": (PACT.Assumption,)},
    (
        Key(
            "event",
            "id",
            PACT.aboutEvent,
            phrase("the event"),
            of=_HAPPENS,
            needed=True,
        ),
        Key("occurred", "date", PACT.occurredOn, phrase("when it happens")),
        Key("never", "flag", PACT.neverOccurs, phrase("that it never happens")),
    ),
    short="",
)
_ACCEPTED = Section(
    "accepted",
    "thing",
    phrase("Warnings that are accepted, with the reason"),
    {"": (PACT.Acceptance,)},
    (
        Key(
            "warning",
            "term",
            SH.sourceShape,
            phrase("which warning"),
            of=("warning",),
            needed=True,
        ),
        Key("because", "text", DCTERMS.description, phrase("why"), needed=True),
    ),
    short="",
)
_AMOUNTS = Section(
    "amounts",
    "thing",
    phrase("A sum, share or quantity"),
    {"": (SCHEMA.QuantitativeValue,), "money": (SCHEMA.MonetaryAmount,)},
    (
        Key("amount", "amount", None, phrase("how much"), needed=True),
        _CERTAINTY,
        _UNDISCLOSED,
        _NOTE,
        _SOURCES,
    ),
    short="amount",
)

SECTIONS: tuple[Section, ...] = (
    *(_PARTIES, _ASSETS, _VALUES, _EVENTS, _SOURCE, _SERIES, _CONSTRAINTS, _AGREEMENTS),
    *(_CLAIMS, _CONTRADICTIONS, _STORIES, _ACCEPTED),
)
"""What stands at the top of a file, in the order in which it is written."""
PARTS: tuple[Section, ...] = (_CLAUSES, _STEPS, _ASSUMPTIONS, _AMOUNTS)
"""What stands within other things."""
BY_NAME = {section.name: section for section in (*SECTIONS, *PARTS)}
RULES = ("permission", "duty", "prohibition")
"""The keys of which a clause has one; else it is a statement."""

VERSION = "1"
"""What stands behind the key `pactgraph`, at the top of a file."""
HEAD: Mapping[str, Message] = {
    "pactgraph": phrase("the version of this form: 1"),
    "base": phrase("the address that ids are added to, to make IRIs"),
    "language": phrase("the language of its texts and sentences: en or de; en if not said"),
    "uses": phrase("what other files describe: a list of ids, or their IRIs, by section"),
}
"""What stands before the sections."""
GRAPH = "graph"
"""Where stands, as JSON-LD, what no key holds."""
