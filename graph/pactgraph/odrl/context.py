"""The JSON-LD context of ODRL 2.2, written out, so that it need not be fetched."""

from __future__ import annotations

import json

ODRL_CONTEXT = "http://www.w3.org/ns/odrl.jsonld"

_NAMESPACES = {
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "http://schema.org/",
    "cc": "http://creativecommons.org/ns#",
}
_NAMES = """
Policy Rule Agreement Assertion Offer Privacy Request Set Ticket Asset AssetCollection Party
PartyCollection Action Permission Prohibition Duty Constraint LogicalConstraint Operator
LeftOperand RightOperand ConflictTerm perm prohibit invalid use grantUse aggregate annotate
anonymize archive concurrentUse derive digitize display distribute execute extract give index
install modify move play present print read reproduce sell stream synchronize textToSpeech
transfer transform translate acceptTracking attribute compensate delete ensureExclusivity include
inform nextPolicy obtainConsent reviewPolicy uninstall watermark absolutePosition
absoluteSpatialPosition absoluteTemporalPosition absoluteSize count dateTime delayPeriod
deliveryChannel elapsedTime event fileFormat industry language media meteredTime payAmount
percentage product purpose recipient relativePosition relativeSpatialPosition
relativeTemporalPosition relativeSize resolution spatial spatialCoordinates systemDevice
timeInterval unitOfCount version virtualLocation eq gt gteq lt lteq neq isA hasPart isPartOf
isAllOf isAnyOf isNoneOf policyUsage
"""
_TO_THINGS = """
profile inheritFrom relation hasPolicy target output function assignee assigner assigneeOf
assignerOf attributedParty attributingParty compensatedParty compensatingParty consentingParty
consentedParty contractingParty contractedParty informedParty informingParty trackingParty
trackedParty permission prohibition obligation duty remedy consequence failure constraint
refinement partOf source rightOperandReference unit dataType uid includedIn implies
"""
_TO_TERMS = "conflict action operator leftOperand scope"
_TO_LISTS = "and or xone andSequence"


def with_odrl_context(data: bytes) -> bytes:
    """Return a JSON-LD document with the context of ODRL written out where it is named.

    Raises:
        json.JSONDecodeError: `data` is not JSON.
    """
    document = json.loads(data)
    if isinstance(document, dict) and "@context" in document:
        document["@context"] = _resolved(document["@context"])
    return json.dumps(document).encode()


def _resolved(context: object) -> object:
    if isinstance(context, list):
        return [_resolved(part) for part in context]
    named = isinstance(context, str) and context.replace("https:", "http:") == ODRL_CONTEXT
    return _context() if named else context


def _context() -> dict[str, object]:
    """Return what the context says: names, and which values are things, terms or lists."""
    context: dict[str, object] = dict(_NAMESPACES)
    context |= {name: f"odrl:{name}" for name in _NAMES.split()}
    context |= {name: _typed(name, "@id") for name in _TO_THINGS.split()}
    context |= {name: _typed(name, "@vocab") for name in _TO_TERMS.split()}
    context |= {name: {**_typed(name, "@id"), "@container": "@list"} for name in _TO_LISTS.split()}
    context |= {
        "uid": "@id",
        "type": "@type",
        "rightOperand": "odrl:rightOperand",
        "status": "odrl:status",
        "inheritAllowed": {"@id": "odrl:inheritAllowed", "@type": "xsd:boolean"},
    }
    return context


def _typed(name: str, kind: str) -> dict[str, object]:
    return {"@id": f"odrl:{name}", "@type": kind}
