"""Made-up policies, each spelt in JSON-LD in many ways that mean the same."""

# ruff: noqa: ANN401 - JSON is anything; an entry is read best on one line

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

from pactgraph.reading.statements import statements

ODRL = "http://www.w3.org/ns/odrl/2/"
XSD = "http://www.w3.org/2001/XMLSchema#"
HOME = "https://made.example/"
ADDRESS = "http://www.w3.org/ns/odrl.jsonld"
THINGS = {
    "permission": ["target", "assignee", "action", "constraint", "duty"],
    "prohibition": ["target", "assignee", "action", "constraint", "remedy"],
    "obligation": ["target", "assignee", "action", "constraint", "consequence"],
    "duty": ["action", "constraint"],
    "remedy": ["action", "constraint"],
    "consequence": ["action", "constraint"],
    "constraint": ["leftOperand", "operator", "rightOperand"],
}
NAMES = {
    "action": ["use", "play", "sell", "distribute"],
    "leftOperand": ["dateTime", "count", "purpose", "spatial"],
    "operator": ["eq", "lt", "gteq", "isAnyOf"],
}


@dataclass
class Thing:
    """A node of a policy: its IRI or "", its class or "", and its values by property of ODRL."""

    iri: str = ""
    kind: str = ""
    values: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """A literal: of a datatype, in a language, or neither."""

    text: str
    datatype: str = ""
    language: str = ""


TEXTS = st.one_of(
    st.builds(Text, st.text("abc ü'\"\\", max_size=5)),
    st.builds(Text, st.sampled_from(["2030-01-31", "1999-12-01"]), st.just(f"{XSD}date")),
    st.builds(
        Text, st.text("xyz ", min_size=1, max_size=4), language=st.sampled_from(["en", "de-AT"])
    ),
)
IRIS = st.sampled_from([HOME + name for name in ("chart", "kim", "a/b", "c?d=e", "über")])


@st.composite
def things(draw: st.DrawFn, kind: str) -> Thing:
    """Draw a rule, duty or constraint."""
    thing = Thing(
        draw(st.one_of(st.just(""), st.builds(lambda n: f"{HOME}{kind}-{n}", st.integers(0, 9))))
    )
    for name in draw(st.lists(st.sampled_from(THINGS[kind]), unique=True, min_size=1)):
        if name in NAMES:
            thing.values[name] = [ODRL + draw(st.sampled_from(NAMES[name]))]
        elif name == "rightOperand":
            thing.values[name] = [draw(TEXTS)]
        elif name in THINGS:
            thing.values[name] = draw(st.lists(things(name), min_size=1, max_size=2))
        else:
            thing.values[name] = draw(st.lists(IRIS, min_size=1, max_size=2, unique=True))
    return thing


@st.composite
def policies(draw: st.DrawFn) -> Thing:
    """Draw a policy."""
    policy = Thing(f"{HOME}policy", draw(st.sampled_from(["Set", "Agreement", "Offer"])))
    for name in draw(
        st.lists(
            st.sampled_from(["permission", "prohibition", "obligation"]), unique=True, min_size=1
        )
    ):
        policy.values[name] = draw(st.lists(things(name), min_size=1, max_size=2))
    return policy


def plain(thing: Any) -> Any:
    """Return a thing in expanded JSON-LD."""
    if isinstance(thing, Text):
        typed = {"@type": thing.datatype} if thing.datatype else {}
        return {
            "@value": thing.text,
            **typed,
            **({"@language": thing.language} if thing.language else {}),
        }
    if isinstance(thing, str):
        return {"@id": thing}
    found = {"@id": thing.iri} if thing.iri else {}
    if thing.kind:
        found["@type"] = [ODRL + thing.kind]
    return found | {
        ODRL + name: [plain(v) for v in values] for name, values in thing.values.items()
    }


STYLES = {
    "odrl": ADDRESS,
    "array": [{"unused": "https://unused.example/"}, "https://www.w3.org/ns/odrl.jsonld/"],
    "prefix": {"o": ODRL, "x": XSD, "home": HOME},
    "vocab": {
        "@vocab": ODRL,
        "@base": HOME,
        "typed": {"@id": f"{ODRL}rightOperand", "@type": f"{XSD}date"},
    },
    "renamed": {
        "odrl": ODRL,
        "me": "@id",
        "is": "@type",
        **{
            f"my-{n}": {"@id": f"odrl:{n}", "@type": "@id"}
            for n in ("target", "assignee", *THINGS)
        },
        **{f"my-{n}": {"@id": f"odrl:{n}", "@type": "@vocab"} for n in NAMES},
        **{n: f"odrl:{n}" for names in NAMES.values() for n in names},
    },
    "full": None,
}


def spelt(thing: Any, style: str, draw: st.DrawFn, name: str = "") -> Any:
    """Return a thing in JSON-LD as `style` would write it; objects inside may change the style."""
    if isinstance(thing, Text):
        return plain(thing)
    if isinstance(thing, str):
        return _named(thing, style, draw)
    inner, found = style, {}
    if draw(st.integers(0, 3)) == 0 and name:
        inner = draw(st.sampled_from(sorted(STYLES)))
        context = STYLES[inner]
        found["@context"] = [None, *context] if isinstance(context, list) else [None, context]
    if thing.iri:
        found[{"odrl": "uid", "array": "uid", "renamed": "me"}.get(inner, "@id")] = _iri(
            thing.iri, inner, draw
        )
    if thing.kind:
        found["is" if inner == "renamed" else "@type"] = _term(thing.kind, inner)
    for key, values in thing.values.items():
        parts = [spelt(value, inner, draw, key) for value in values]
        single = len(parts) == 1 and draw(st.booleans())
        found[_key(key, inner)] = parts[0] if single else parts
    return found


def document(policy: Thing, style: str, draw: st.DrawFn) -> Any:
    """Return a policy as a whole document."""
    found = spelt(policy, style, draw)
    context = STYLES[style]
    if draw(st.booleans()):
        found = {"@graph": [found]}
    return found if context is None else {"@context": context, **found}


def _key(name: str, style: str) -> str:
    if style in ("odrl", "array", "vocab"):
        return name
    if style == "renamed":
        return f"my-{name}" if name != "rightOperand" else "odrl:rightOperand"
    return f"o:{name}" if style == "prefix" else ODRL + name


def _term(name: str, style: str) -> str:
    if style in ("odrl", "array", "vocab"):
        return name
    return {"prefix": f"o:{name}", "renamed": f"odrl:{name}"}.get(style, ODRL + name)


def _iri(iri: str, style: str, draw: st.DrawFn) -> str:
    if style == "prefix" and draw(st.booleans()):
        return iri.replace(HOME, "home:")
    if style == "vocab" and draw(st.booleans()):
        return iri.removeprefix(HOME)
    return iri


def _named(iri: str, style: str, draw: st.DrawFn) -> Any:
    if iri.startswith(ODRL):
        if style in ("odrl", "array"):
            return iri.removeprefix(ODRL)
        if style == "renamed":
            return iri.removeprefix(ODRL)
        return {"@id": iri.replace(ODRL, "o:") if style == "prefix" else iri}
    short = _iri(iri, style, draw)
    return short if style in ("odrl", "array", "renamed") else {"@id": short}


def canonical(written: bytes) -> set[Quad]:
    """Return statements with blank nodes named alike wherever they are the same."""
    data = Dataset(
        Quad(q.subject, q.predicate, q.object)
        for q in parse(input=written, format=RdfFormat.N_TRIPLES)
    )
    data.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(data)


def read(value: Any) -> set[Quad]:
    """Return what a JSON-LD document says."""
    return canonical(statements(json.dumps(value).encode(), RdfFormat.JSON_LD))
