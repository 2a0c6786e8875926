"""What the names in a JSON-LD document mean; what is not read here is refused.

Context processing of JSON-LD 1.1: https://www.w3.org/TR/json-ld11-api/, section 4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from pactgraph.messages import joined, message_of, worded
from pactgraph.reading.contexts import shipped
from pactgraph.reading.iris import has_scheme, is_prefixed, resolved, why_no_iri

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYWORDS = """
@base @container @context @direction @graph @id @import @included @index @json @language
@list @nest @none @prefix @propagate @protected @reverse @set @type @value @version @vocab
"""
KEYWORDS = frozenset(_KEYWORDS.split())
_LIKE_KEYWORD = re.compile(r"@[A-Za-z]+$")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$")
_PREFIX_ENDS = tuple(":/?#[]@")
_CONTAINERS = frozenset({"@list", "@set", "@index", "@id", "@type", "@language", "@graph"})
_IN_DEFINITIONS = """
@id @reverse @container @context @language @nest @prefix @protected @type @direction
"""
_OF_TERM = frozenset(_IN_DEFINITIONS.split())


class ContextError(Exception):
    """A context, or a name that it should explain, is not understood."""


class UnknownNameError(ContextError):
    """No context knows a name.

    Attributes:
        value: the name.
        kind: what is unknown: a name that stands alone, a prefix, or a relative IRI.
    """

    def __init__(self, value: str, kind: str, message: str) -> None:
        """Keep the parts; `message` goes on after the value."""
        self.value, self.kind = value, kind
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Term:
    """What a context says of one name.

    Attributes:
        iri: an IRI or a keyword; None if the context takes the meaning away.
        kind: ``@id``, ``@vocab``, ``@json``, ``@none`` or the IRI of a datatype; "" for none.
        containers: of ``@list``, ``@set``, ``@index``, ``@id``, ``@type``, ``@language`` and
            ``@graph``.
        language: of plain texts; None for none at all, "" for that of the context.
        reverse: whether the name is that of a property read from value to thing.
        context: (a context within this name) or () for none.
        prefix: whether the name may stand before a colon.
        protected: whether other contexts may not change it.
    """

    iri: str | None
    kind: str = ""
    containers: frozenset[str] = frozenset()
    language: str | None = ""
    reverse: bool = False
    context: tuple[object, ...] = ()
    prefix: bool = False
    protected: bool = False


@dataclass(frozen=True, slots=True)
class ActiveContext:
    """What names mean at one place of a document.

    Attributes:
        terms: by name.
        vocab: what stands before names that are no terms; None if they mean nothing.
        base: what relative IRIs are relative to; None if they mean nothing.
        language: of plain texts; "" for none.
        previous: the context that holds again further in, if this one is for one object only.
    """

    terms: Mapping[str, Term] = field(default_factory=dict)
    vocab: str | None = None
    base: str | None = None
    language: str = ""
    previous: ActiveContext | None = None

    def full(self, value: str, *, vocab: bool = False, relative: bool = False) -> str:
        """Return `value` as a keyword, an IRI, or the label of a blank node.

        Args:
            value: a name, a name with a prefix, or an IRI.
            vocab: whether names mean what the context says.
            relative: whether names may be relative IRIs, too; what is no name always may.

        Raises:
            UnknownNameError: it means nothing here.
            ContextError: it is no IRI, or the context takes its meaning away.
        """
        term = self.terms.get(value)
        if term is not None and (vocab or str(term.iri).startswith("@")):
            if term.iri is None:
                raise ContextError(worded("has no meaning: the context says null; leave it out"))
            return term.iri
        return self._full(value, vocab=vocab, relative=relative)

    def _full(self, value: str, *, vocab: bool, relative: bool) -> str:
        if value.startswith("@"):
            if value in KEYWORDS:
                return value
            if _LIKE_KEYWORD.match(value):
                raise UnknownNameError(value, "name", worded("is no keyword of JSON-LD"))
        if value.startswith("_:"):
            return value
        if ":" in value[1:]:
            prefix, _, rest = value.partition(":")
            term = self.terms.get(prefix)
            if term is not None and term.prefix and term.iri and not rest.startswith("//"):
                return _checked(term.iri + rest)
            if has_scheme(value):
                if is_prefixed(value):
                    raise UnknownNameError(
                        prefix,
                        "prefix",
                        worded(
                            'has the prefix "{prefix}", which no context declares', prefix=prefix
                        ),
                    )
                return _checked(value)
        if vocab and self.vocab is not None:
            return _checked(self.vocab + value)
        return self._resolved(value, names_only=vocab, relative=relative)

    def _resolved(self, value: str, *, names_only: bool, relative: bool) -> str:
        if names_only and (not relative or not re.search(r"[/#?.]", value)):
            raise UnknownNameError(value, "name", worded("is a name that no context knows"))
        if self.base is None:
            raise UnknownNameError(
                value,
                "relative",
                worded(
                    "is no full IRI; write it in full, with a prefix of the context, or"
                    ' give the context an "@base"'
                ),
            )
        return _checked(resolved(self.base, value))


def language_tag(value: object) -> str:
    """Return `value` if it is a well-formed language tag.

    Raises:
        ContextError: it is none.
    """
    if not isinstance(value, str) or not _LANGUAGE.match(value):
        raise ContextError(
            worded("the language {value} is no tag such as en or de-AT", value=shown(value))
        )
    return value


def shown(value: object) -> str:
    """Return a value of JSON as messages quote it."""
    if isinstance(value, str):
        return f'"{value[:80]}"'
    if isinstance(value, list | dict):
        return worded("a list") if isinstance(value, list) else worded("an object")
    return "null" if value is None else str(value).lower()


def _checked(iri: str) -> str:
    why = why_no_iri(iri)
    if why:
        raise ContextError(why)
    if not has_scheme(iri) and not iri.startswith("_:"):
        raise ContextError(worded("stands for {iri}, which is no full IRI", iri=shown(iri)))
    return iri


_NOTHING = ActiveContext()


# ---- Entering a context -----------------------------------------------------------------


def entered(
    active: ActiveContext,
    local: object,
    *,
    propagate: bool = True,
    override: bool = False,
) -> ActiveContext:
    """Return what names mean after a context in a document.

    Args:
        active: what they meant before.
        local: the value of ``@context``: an address, an object, null, or a list of these.
        propagate: whether the context holds for what lies further in, too.
        override: whether protected names may be changed: only by the context of a property.

    Raises:
        ContextError: it is not understood.
    """
    if isinstance(local, dict) and "@propagate" in local:
        propagate = _flag(local, "@propagate")
    before = active
    result = active
    for part in local if isinstance(local, list) else [local]:
        if part is None:
            if not override and any(term.protected for term in result.terms.values()):
                raise ContextError(worded("null would take away names that are protected"))
            result = ActiveContext()
        elif isinstance(part, str):
            if result == _NOTHING:
                result = _shipped(part)
            else:
                result = entered(result, _content(part), override=override)
        elif isinstance(part, dict):
            result = _Definitions(result, part, override=override).result()
        else:
            raise ContextError(
                worded("a context is an object or an address, not {part}", part=shown(part))
            )
    if propagate:
        return replace(result, previous=before.previous) if before.previous else result
    return replace(result, previous=before.previous or before)


@cache
def _shipped(address: str) -> ActiveContext:
    """Return what names mean after a shipped context alone."""
    return entered(_NOTHING, _content(address))


def _content(address: str) -> object:
    try:
        return shipped(address)
    except LookupError as error:
        raise ContextError(error.args[0]) from None


def _flag(local: Mapping[str, object], key: str, *, otherwise: bool = False) -> bool:
    value = local.get(key, otherwise)
    if not isinstance(value, bool):
        raise ContextError(
            worded('"{key}" is true or false, not {value}', key=key, value=shown(value))
        )
    return value


class _Definitions:
    """The definitions of one context, each made after those that it uses."""

    def __init__(
        self, active: ActiveContext, local: Mapping[str, object], *, override: bool
    ) -> None:
        self.local = _with_imported(local)
        self.override = override
        self.terms = dict(active.terms)
        self.begun: dict[str, bool] = {}
        self.active = replace(active, terms=self.terms)
        self.protected = _flag(local, "@protected")

    def result(self) -> ActiveContext:
        """Return what names mean with these definitions."""
        self._settings()
        for name in self.local:
            if name not in KEYWORDS or name == "@type":
                self._define(name)
        return self.active

    def _settings(self) -> None:
        local = self.local
        if str(local.get("@version", 1.1)) != "1.1":
            raise ContextError(
                worded('"@version" is 1.1, not {local}', local=shown(local["@version"]))
            )
        if local.get("@direction") is not None:
            raise ContextError(worded('"@direction" is not read; leave it out'))
        unknown = [
            key
            for key in local
            if key.startswith("@")
            and key
            not in {
                *("@version", "@base", "@vocab", "@language", "@direction"),
                *("@propagate", "@protected", "@type"),
            }
        ]
        if unknown:
            raise ContextError(worded('a context may not hold "{unknown}"', unknown=unknown[0]))
        if "@base" in local:
            self.active = replace(self.active, base=self._base(local["@base"]))
        if "@vocab" in local:
            vocab = None if local["@vocab"] is None else self._vocab(local["@vocab"])
            self.active = replace(self.active, vocab=vocab)
        if "@language" in local:
            value = local["@language"]
            language = "" if value is None else language_tag(value)
            self.active = replace(self.active, language=language)

    def _base(self, value: object) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise ContextError(worded('"@base" is an IRI, not {value}', value=shown(value)))
        full = value if has_scheme(value) else resolved(self.active.base or "", value)
        if not full.lower().startswith(("http://", "https://")) or why_no_iri(full):
            raise ContextError(
                worded('"@base" is an IRI with http or https, not {value}', value=shown(value))
            )
        return full

    def _vocab(self, value: object) -> str:
        if not isinstance(value, str):
            raise ContextError(worded('"@vocab" is an IRI, not {value}', value=shown(value)))
        if value == "" and self.active.base:
            return self.active.base
        try:
            return self._full(value)
        except ContextError as error:
            raise ContextError(joined(" ", ['"@vocab":', message_of(error)])) from None

    def _define(self, name: str) -> None:
        if name in self.begun:
            if not self.begun[name]:
                raise ContextError(
                    worded('the meaning of "{name}" goes round in a circle', name=name)
                )
            return
        self.begun[name] = False
        value = self.local[name]
        before = self.terms.pop(name, None)
        try:
            term = self._term(name, value)
        except ContextError as error:
            if f'"{name}"' in str(error):
                raise
            raise ContextError(joined(": ", [f'"{name}"', message_of(error)])) from None
        if term is not None:
            if before is not None and before.protected and not self.override:
                if replace(term, protected=True) != before:
                    raise ContextError(
                        worded('"{name}" is protected; no other context may change it', name=name)
                    )
                term = before
            self.terms[name] = term
        self.begun[name] = True

    def _term(self, name: str, value: object) -> Term | None:
        if name == "@type":
            if isinstance(value, dict) and value.keys() <= {"@container", "@protected"}:
                return None
            raise ContextError(
                worded('of "@type" a context may say nothing but "@container": "@set"')
            )
        if _LIKE_KEYWORD.match(name) or not name:
            raise ContextError(worded('a context may not define "{name}"', name=name))
        simple = isinstance(value, str)
        said = {"@id": value} if simple or value is None else value
        if not isinstance(said, dict):
            raise ContextError(
                worded("a name means an IRI or an object, not {value}", value=shown(value))
            )
        unread = said.keys() - _OF_TERM
        if unread:
            raise ContextError(worded('"{unread}" is not read here', unread=min(unread)))
        if said.get("@direction") is not None:
            raise ContextError(worded('"@direction" is not read; leave it out'))
        iri = self._meaning(name, said)
        containers = self._containers(said.get("@container"))
        ends_so = iri is not None and (iri.endswith(_PREFIX_ENDS) or iri.startswith("_:"))
        return Term(
            iri=iri,
            kind=self._kind(said),
            containers=containers,
            language=self._language(said),
            reverse="@reverse" in said,
            context=(said["@context"],) if "@context" in said else (),
            prefix=_flag(said, "@prefix", otherwise=simple and ends_so and ":" not in name),
            protected=_flag(said, "@protected", otherwise=self.protected),
        )

    def _meaning(self, name: str, said: Mapping[str, object]) -> str | None:
        if "@reverse" in said:
            if "@id" in said or "@nest" in said:
                raise ContextError(worded('"@reverse" excludes "@id" and "@nest"'))
            return self._full(said["@reverse"])
        value = said.get("@id", name)
        if value is None:
            return None
        if value != name:
            iri = self._full(value)
            if iri == "@context":
                raise ContextError(worded("@context has no other name"))
            return iri
        if ":" in name[1:]:
            return self._full(name, defining=name)
        if self.active.vocab is None:
            raise ContextError(worded("the context does not say what it means"))
        return _checked(self.active.vocab + name)

    def _kind(self, said: Mapping[str, object]) -> str:
        if "@type" not in said:
            return ""
        kind = self._full(said["@type"])
        if kind.startswith("@") and kind not in ("@id", "@vocab", "@json", "@none"):
            raise ContextError(
                worded('"@type" is @id, @vocab or a datatype, not {kind}', kind=shown(kind))
            )
        return kind

    @staticmethod
    def _containers(value: object) -> frozenset[str]:
        named = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(one, str) for one in named) or not _CONTAINERS.issuperset(named):
            raise ContextError(worded('"@container" {value} is not read', value=shown(value)))
        return frozenset(named)

    @staticmethod
    def _language(said: Mapping[str, object]) -> str | None:
        if "@language" not in said or "@type" in said:
            return ""
        value = said["@language"]
        return None if value is None else language_tag(value)

    def _full(self, value: object, defining: str = "") -> str:
        """Return what a definition calls `value`, after defining what that needs.

        The name that is `defining` itself may begin with a prefix, which is all that it needs.
        """
        if not isinstance(value, str):
            raise ContextError(worded("an IRI is a text, not {value}", value=shown(value)))
        for name in (value, value.partition(":")[0] if ":" in value[1:] else value):
            needed = name in self.local and name not in KEYWORDS and name != defining
            if needed and not self.begun.get(name):
                self._define(name)
        try:
            return self.active.full(value, vocab=True)
        except ContextError as error:
            raise ContextError(joined(" ", [shown(value), message_of(error)])) from None


def _with_imported(local: Mapping[str, object]) -> Mapping[str, object]:
    """Return a context with what it imports, which its own definitions replace."""
    if "@import" not in local:
        return local
    address = local["@import"]
    content = _content(str(address))
    if not isinstance(content, dict) or "@import" in content:
        raise ContextError(
            worded("the context {address} cannot be imported", address=shown(address))
        )
    return {**content, **{key: value for key, value in local.items() if key != "@import"}}
