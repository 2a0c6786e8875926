"""JSON-LD to its expanded form; what has no meaning is told, where JSON-LD would drop it.

Expansion of JSON-LD 1.1: https://www.w3.org/TR/json-ld11-api/, section 5.
"""

from __future__ import annotations

import decimal
import difflib
from typing import TYPE_CHECKING, Any

from pactgraph.messages import joined, message_of, worded
from pactgraph.reading.active_context import (
    ActiveContext,
    ContextError,
    Term,
    UnknownNameError,
    entered,
    language_tag,
    shown,
)
from pactgraph.reading.faults import Fault, UnreadableError
from pactgraph.reading.iris import NEEDS_IRI, ODRL, local_name
from pactgraph.reading.json_text import DEEPEST, TOO_DEEP, Decimal, lines, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Object = dict[str, Any]
    Way = tuple[str | int, ...]

_XSD_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
_NEVER_EMPTY = frozenset(f"{ODRL}{name}" for name in ("action", "assignee", "assigner", "target"))
"""An empty list of these would read as “anybody” or “anything”."""
_OF_VALUE = frozenset({"@value", "@type", "@language", "@direction", "@index", "@context"})
_OF_NODE = frozenset(
    {"@id", "@type", "@graph", "@included", "@reverse", "@index", "@nest", "@context"}
)
_MOST = 50
"""So many faults of a file are told; the rest are counted."""
_NO_TERM = Term(iri=None)


def expanded(text: str) -> list[Object]:
    """Return a JSON-LD document in expanded form: full IRIs, no context.

    Args:
        text: the document. Contexts that ship may be named in it; nothing is fetched.

    Raises:
        UnreadableError: something in it has no meaning or would be dropped; all such places
            are told, each with its line and the nearest named thing around it.
    """
    document = parsed(text)
    walk = _Walk()
    found = walk.items(ActiveContext(), None, document, ())
    if walk.faults:
        known_lines = lines(text)
        faults = [
            Fault(message, known_lines.get(way), subject)
            for (message, subject), way in walk.faults.items()
            if walk.nameless.get(walk.relative.get((message, subject), ""), way) == way
        ]
        if walk.untold:
            faults.append(Fault(worded("… and {untold} more of this file", untold=walk.untold)))
        raise UnreadableError(*faults)
    if len(found) == 1 and found[0].keys() == {"@graph"}:
        return found[0]["@graph"]  # type: ignore[no-any-return]
    return found


class _Walk:
    """A way through one document.

    Attributes:
        faults: where each is, by message and thing.
        untold: how many more there are.
        entered: what names mean after a context within another one.
        around: the objects around the present place, outermost first, with their contexts.
        named: the things around it that have names: how deep, and the IRI.
        relative: the faults that are relative IRIs, with these.
        nameless: where things are described whose names are no IRIs, by name.
    """

    def __init__(self) -> None:
        self.faults: dict[tuple[str, str], Way] = {}
        self.untold = 0
        self.known: dict[tuple[object, ...], tuple[object, ActiveContext]] = {}
        self.around: list[tuple[ActiveContext, Mapping[str, object]]] = []
        self.named: list[tuple[int, str]] = []
        self.relative: dict[tuple[str, str], str] = {}
        self.nameless: dict[str, Way] = {}

    # ---- Telling ------------------------------------------------------------------------

    def tell(self, way: Way, message: str) -> tuple[str, str]:
        """Keep that something is wrong at `way`; return what is told, and of which thing."""
        depth, subject = self.named[-1] if self.named else (0, "")
        inner = [part for part in way[depth:] if part != "@graph"]
        places: list[str] = []
        while inner:
            number = f" {inner.pop() + 1}" if isinstance(inner[-1], int) else ""  # type: ignore[operator]
            if not inner or isinstance(inner[-1], int):
                inner.append("entry")
            places.append(f'"{inner.pop()}"{number}')
        place = joined(worded(" of "), places)
        said = (joined(" ", [place, message]) if place else message), local_name(subject)
        if said not in self.faults:
            if len(self.faults) < _MOST:
                self.faults[said] = way
            else:
                self.untold += 1
        return said

    def full(self, active: ActiveContext, value: object, way: Way, **how: bool) -> str | None:
        """Return the IRI that `value` means; tell if it means none."""
        if not isinstance(value, str):
            self.tell(way, worded("is {value}; an IRI is a text", value=shown(value)))
            return None
        try:
            return active.full(value, **how)
        except UnknownNameError as error:
            hint = "" if len(self.faults) >= _MOST else _near(active, error)
            said = self.tell(
                way,
                worded(
                    "is {value}, which {error}{hint}", value=shown(value), error=error, hint=hint
                ),
            )
            if error.kind == "relative":
                self.relative[said] = value
        except ContextError as error:
            self.tell(way, worded("is {value}, which {error}", value=shown(value), error=error))
        return None

    def enter(self, active: ActiveContext, local: object, way: Way, **how: bool) -> ActiveContext:
        """Return what names mean after a context; tell if it is not understood."""
        part = local if isinstance(local, str) else id(local)
        key = (id(active), part, *sorted(how.items()))
        known = self.known.get(key)
        if known is None:
            try:
                known = (active, entered(active, local, **how))
            except ContextError as error:
                self.tell((*way, "@context"), worded("is not understood: {error}", error=error))
                raise _LostError from None
            self.known[key] = known
        return known[1]

    # ---- Values -------------------------------------------------------------------------

    def items(
        self,
        active: ActiveContext,
        key: str | None,
        element: object,
        way: Way,
        *,
        mapped: bool = False,
    ) -> list[Object]:
        """Return the expanded values that `element` stands for under the name `key`."""
        if len(way) > DEEPEST:
            self.tell(way[:1], TOO_DEEP)
            return []
        try:
            if isinstance(element, list):
                return self._listed(active, key, element, way, mapped=mapped)
            if isinstance(element, dict):
                return self._object(active, key, element, way, mapped=mapped)
            if element is None:
                said = worded("is null, which says nothing; leave the key out, or say what it is")
                self.tell(way, said)
                return []
            if key is None or key == "@graph":
                self.tell(
                    way,
                    worded("{element} stands alone and would say nothing", element=shown(element)),
                )
                return []
            term = active.terms.get(key, _NO_TERM)
            if term.context:
                active = self.enter(active, term.context[0], way, override=True)
            return self._scalar(active, term, element, way)
        except _LostError:
            return []

    def _listed(
        self,
        active: ActiveContext,
        key: str | None,
        element: list[object],
        way: Way,
        *,
        mapped: bool,
    ) -> list[Object]:
        is_list = key is not None and "@list" in active.terms.get(key, _NO_TERM).containers
        found: list[Object] = []
        for number, item in enumerate(element):
            inner = self.items(active, key, item, (*way, number), mapped=mapped)
            found += [{"@list": inner}] if is_list and isinstance(item, list) else inner
        return found

    def _scalar(
        self,
        active: ActiveContext,
        term: Term,
        value: object,
        way: Way,
    ) -> list[Object]:
        if term.kind in ("@id", "@vocab"):
            named = term.kind == "@vocab"
            iri = self._profiled(active, term, value) if named else None
            iri = iri or self.full(active, value, way, vocab=named, relative=True)
            return [{"@id": iri}] if iri else []
        if term.kind not in ("", "@none"):
            return [{"@value": _written(value, term.kind), "@type": term.kind}]
        found: Object = {"@value": value}
        if isinstance(value, str):
            language = active.language if term.language == "" else term.language
            if language:
                found["@language"] = language
        return [found]

    def _profiled(self, active: ActiveContext, term: Term, value: object) -> str | None:
        """Return a left operand that a profile named around here may define, or None.

        ODRL Information Model 2.2, example 16: the policy names its profile, and a constraint
        a left operand of it by its bare name. What is nearly a known name is none of these.
        """
        if term.iri != f"{ODRL}leftOperand" or not isinstance(value, str) or not value.isalnum():
            return None
        if value in active.terms or active.vocab is not None or _nearest(active, value, 0.85):
            return None
        for context, element in reversed(self.around):
            for key, profile in element.items():
                named = context.terms.get(key)
                first = profile[0] if isinstance(profile, list) and profile else profile
                if named and named.iri == f"{ODRL}profile" and isinstance(first, str):
                    return f"{first}{'' if first.endswith(('#', '/')) else '#'}{value}"
        return None

    def _value_object(
        self, active: ActiveContext, element: Object, keys: Mapping[str, str], way: Way
    ) -> list[Object]:
        read = {raw for word, raw in keys.items() if word in _OF_VALUE}
        unread = [raw for raw in element if raw not in read]
        if unread:
            self.tell(
                (*way, unread[0]), worded('stands beside "@value", where it would say nothing')
            )
            return []
        value = element[keys["@value"]]
        found: Object = {"@value": value}
        if element.get(keys.get("@direction", "")) is not None:
            self.tell((*way, keys["@direction"]), worded("is not read; leave it out"))
        if "@type" in keys:
            place = (*way, keys["@type"])
            kind = self.full(active, element[keys["@type"]], place, vocab=True, relative=True)
            if kind is None:
                return []
            if kind.startswith(("@", "_:")) and kind != "@json":
                self.tell(place, worded("is {kind}, which is no datatype", kind=shown(kind)))
            found = {"@value": _written(value, kind), "@type": kind}
        if "@language" in keys:
            if "@type" in keys or not isinstance(value, str):
                self.tell((*way, keys["@language"]), worded("belongs to a text without a type"))
            found["@language"] = self._language(element[keys["@language"]], (*way, "@language"))
        if found.get("@type") != "@json" and (value is None or isinstance(value, list | dict)):
            self.tell(
                (*way, keys["@value"]),
                worded("is {value}; it should be a text or a number", value=shown(value)),
            )
        return [found]

    def _language(self, value: object, way: Way) -> str:
        try:
            return language_tag(value)
        except ContextError as error:
            self.tell(way, worded("is not understood: {error}", error=error))
            return "und"

    # ---- Objects ------------------------------------------------------------------------

    def _object(
        self, active: ActiveContext, key: str | None, element: Object, way: Way, *, mapped: bool
    ) -> list[Object]:
        outer = self._around(active, key, element, way, mapped=mapped)
        inner = outer
        for name in self._types(outer, element):
            if name in outer.terms and outer.terms[name].context:
                local = outer.terms[name].context[0]
                inner = self.enter(inner, local, way, propagate=False)
        keys = self._keys(inner, element, way)
        if "@value" in keys:
            return self._value_object(inner, element, keys, way)
        for word in ("@list", "@set"):
            if word in keys:
                if keys.keys() - {word, "@index", "@context"} or len(keys) < len(element):
                    self.tell(
                        (*way, keys[word]), worded("stands beside what would then say nothing")
                    )
                found = self.items(inner, key, element[keys[word]], (*way, keys[word]))
                return [{"@list": found}] if word == "@list" else found
        return [self._node(inner, outer, element, way)]

    def _around(
        self, active: ActiveContext, key: str | None, element: Object, way: Way, *, mapped: bool
    ) -> ActiveContext:
        """Return what names mean in an object, before its types are looked at."""
        scoped = active.terms.get(key, _NO_TERM).context if key is not None else ()
        if active.previous is not None and not mapped:
            words = [active.terms.get(raw, _NO_TERM).iri or raw for raw in element]
            if "@value" not in words and words != ["@id"]:
                active = active.previous
        if scoped:
            active = self.enter(active, scoped[0], way, override=True)
        if "@context" in element:
            active = self.enter(active, element["@context"], way)
        return active

    def _types(self, active: ActiveContext, element: Object) -> list[str]:
        """Return the names of the types of an object, in the order of their contexts."""
        found: set[str] = set()
        for raw, value in element.items():
            term = active.terms.get(raw)
            if raw == "@type" or (term is not None and term.iri == "@type"):
                found |= {
                    v
                    for v in (value if isinstance(value, list) else [value])
                    if isinstance(v, str)
                }
        return sorted(found)

    def _keys(self, active: ActiveContext, element: Object, way: Way) -> dict[str, str]:
        """Return the keys of an object that mean keywords, by keyword."""
        found: dict[str, str] = {}
        for raw in element:
            term = active.terms.get(raw)
            word = term.iri if term is not None else raw
            if word is None or not word.startswith("@"):
                continue
            if word in found and word not in ("@included", "@nest"):
                self.tell(
                    (*way, raw), worded('says the same as "{found}"; keep one', found=found[word])
                )
            found.setdefault(word, raw)
        return found

    def _node(
        self, active: ActiveContext, outer: ActiveContext, element: Object, way: Way
    ) -> Object:
        found: Object = {}
        depth = len(self.named)
        self.around.append((active, element))
        for raw, value in element.items():  # the name first: messages tell it
            term = active.terms.get(raw)
            if raw == "@id" or (term is not None and term.iri == "@id"):
                iri = self.full(active, value, (*way, raw))
                if iri is None and len(element) > 1:
                    self.nameless[str(value)] = (*way, raw)
                elif iri is not None:
                    found["@id"] = iri
                    if not iri.startswith("_:"):
                        self.named.append((len(way), iri))
        self._entries(active, outer, element, found, way)
        self.around.pop()
        del self.named[depth:]
        return found

    def _entries(
        self, active: ActiveContext, outer: ActiveContext, element: Object, found: Object, way: Way
    ) -> None:
        """Add to the node `found` what the entries of an object say of it."""
        for raw, value in element.items():
            place = (*way, raw)
            word = self._property(active, raw, place)
            if word is None:
                continue
            if not word.startswith("@"):
                self._add(active, raw, value, found, place)
            elif word == "@type":
                self._add_types(outer, value, found, place)
            elif word in ("@graph", "@included"):
                found.setdefault(word, []).extend(self.items(active, "@graph", value, place))
            elif word == "@reverse":
                self._add_reverse(active, value, found, place)
            elif word == "@nest":
                self._add_nested(active, outer, value, found, place)
            elif word not in _OF_NODE:
                self.tell(
                    place, worded("has no meaning here: {word} belongs elsewhere", word=word)
                )

    def _add_nested(
        self, active: ActiveContext, outer: ActiveContext, value: object, found: Object, way: Way
    ) -> None:
        """Add to the node `found` what objects say of it that only group its entries."""
        for number, part in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(part, dict):
                place = (*way, number) if isinstance(value, list) else way
                self._entries(active, outer, part, found, place)
            else:
                self.tell(way, worded("is {part}; it should be an object", part=shown(part)))

    def _property(self, active: ActiveContext, raw: str, way: Way) -> str | None:
        """Return what a key means; tell if it means nothing."""
        try:
            word = active.full(raw, vocab=True)
        except UnknownNameError as error:
            hint = "" if len(self.faults) >= _MOST else _near(active, error)
            self.tell(way, joined("", [message_of(error), hint]))
            return None
        except ContextError as error:
            self.tell(way, message_of(error))
            return None
        if word.startswith("_:"):
            self.tell(way, worded("is the label of a blank node; a property is an IRI"))
            return None
        return word

    def _add(
        self, active: ActiveContext, raw: str, value: object, found: Object, way: Way
    ) -> None:
        """Add the values of a property to the node `found`."""
        term = active.terms.get(raw, _NO_TERM)
        iri = active.full(raw, vocab=True)
        if value == [] and iri in _NEVER_EMPTY:
            self.tell(way, worded("is an empty list; leave the key out, or name what is meant"))
            return
        values = self._values(active, raw, term, value, way)
        if iri in NEEDS_IRI:
            self._refuse_texts(values, way)
        if term.reverse:
            found = found.setdefault("@reverse", {})
            self._only_things(values, way)
        found.setdefault(iri, []).extend(values)

    def _values(
        self, active: ActiveContext, raw: str, term: Term, value: object, way: Way
    ) -> list[Object]:
        if term.kind == "@json":
            return [{"@value": value, "@type": "@json"}]
        if isinstance(value, dict):
            for container, read in (
                ("@language", self._by_language),
                ("@index", self._by_key),
                ("@id", self._by_key),
                ("@type", self._by_key),
            ):
                if container in term.containers:
                    if "@graph" in term.containers:
                        self.tell(
                            way,
                            worded(
                                "maps graphs by {container}, which is not read",
                                container=container,
                            ),
                        )
                    return read(active, raw, value, way)
        values = self.items(active, raw, value, way)
        if "@list" in term.containers and not (len(values) == 1 and "@list" in values[0]):
            return [{"@list": values}]
        if "@graph" in term.containers:
            return [one if "@graph" in one else {"@graph": [one]} for one in values]
        return values

    def _by_language(
        self, active: ActiveContext, raw: str, value: Object, way: Way
    ) -> list[Object]:
        """Return the texts of a map from language to text."""
        del raw
        found: list[Object] = []
        for tag, texts in value.items():
            term = active.terms.get(tag)
            none = tag == "@none" or (term is not None and term.iri == "@none")
            language = {} if none else {"@language": self._language(tag, (*way, tag))}
            for text in texts if isinstance(texts, list) else [texts]:
                if not isinstance(text, str):
                    self.tell(
                        (*way, tag), worded("is {text}; it should be a text", text=shown(text))
                    )
                found.append({"@value": text, **language})
        return found

    def _by_key(self, active: ActiveContext, raw: str, value: Object, way: Way) -> list[Object]:
        """Return the values of a map whose keys are ids, types, or without meaning in RDF."""
        containers = active.terms[raw].containers
        found: list[Object] = []
        for name, inner in value.items():
            place = (*way, name)
            here = active
            if "@type" in containers and name in active.terms and active.terms[name].context:
                local = active.terms[name].context[0]
                here = self.enter(active, local, place, propagate=False)
            items = self.items(here, raw, inner, place, mapped=True)
            if "@index" not in containers and name != "@none":
                self._only_things(items, place)
                word = "@id" if "@id" in containers else "@type"
                iri = self.full(active, name, place, vocab=word == "@type", relative=True)
                for item in items:
                    if word == "@id":
                        item.setdefault("@id", iri)
                    else:
                        item["@type"] = [iri, *item.get("@type", ())]
            found += items
        return found

    def _add_types(self, active: ActiveContext, value: object, found: Object, way: Way) -> None:
        types = value if isinstance(value, list) else [value]
        iris = (self.full(active, one, way, vocab=True, relative=True) for one in types)
        for iri in iris:
            if iri is not None and iri.startswith("@"):
                self.tell(way, worded("is {iri}, which is no class", iri=shown(iri)))
            elif iri is not None:
                found.setdefault("@type", []).append(iri)

    def _add_reverse(self, active: ActiveContext, value: object, found: Object, way: Way) -> None:
        if not isinstance(value, dict):
            self.tell(way, worded("is {value}; it should be an object", value=shown(value)))
            return
        for raw, things in value.items():
            place = (*way, raw)
            iri = self._property(active, raw, place)
            if iri is None:
                continue
            if iri.startswith("@"):
                self.tell(place, worded("is no property"))
                continue
            values = self.items(active, raw, things, place)
            self._only_things(values, place)
            reverse = active.terms.get(raw, _NO_TERM).reverse
            target = found if reverse else found.setdefault("@reverse", {})
            target.setdefault(iri, []).extend(values)

    def _refuse_texts(self, values: Iterable[Object], way: Way) -> None:
        texts = [one["@value"] for one in values if "@value" in one]
        if texts:
            self.tell(
                way,
                worded('is the text {texts}; write an IRI: {{"@id": …}}', texts=shown(texts[0])),
            )

    def _only_things(self, values: Iterable[Object], way: Way) -> None:
        if any("@value" in one or "@list" in one for one in values):
            self.tell(way, worded("needs things, not texts or lists"))


class _LostError(Exception):
    """A context is not understood, so nothing of its object is; it is told already."""


def _written(value: object, kind: str) -> object:
    """Return a number of the type xsd:decimal as XSD writes it; other values as they are."""
    if kind == _XSD_DECIMAL and isinstance(value, Decimal):
        return format(decimal.Decimal(value.written), "f")
    return value


def _near(active: ActiveContext, error: UnknownNameError) -> str:
    """Return the name that was probably meant, as the end of a message."""
    if error.kind == "relative":
        return ""
    prefixes = error.kind == "prefix"
    near = _nearest(active, error.value, 0.6, prefixes=prefixes)
    if not near:
        return ""
    return worded("; did you mean {near}?", near=f"{near}:" if prefixes else near)


def _nearest(active: ActiveContext, value: str, cutoff: float, *, prefixes: bool = False) -> str:
    names = [name for name, term in active.terms.items() if term.prefix or not prefixes]
    same = [name for name in names if name.lower() == value.lower()]
    return (same or difflib.get_close_matches(value, names, n=1, cutoff=cutoff) or [""])[0]
