"""What `/api` answers: one function an address, whose signature is its description.

Each takes the graph, perhaps the setting, and the parameters of the address, by keyword. Its
annotations say of which kind they are, and its docstring what they mean; from both the OpenAPI
description is made. An underscore at the end of a name is not part of the parameter's.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from pactgraph.asking.assuming import sides_by_name
from pactgraph.asking.conflicts.answer import Conflicts
from pactgraph.asking.diff.answer import Comparison
from pactgraph.asking.impact import Decision, Impact
from pactgraph.asking.may.answer import MayAnswer
from pactgraph.asking.network import Flows, Lanes, Loops, Totals
from pactgraph.asking.search import Listing, Search, Sort
from pactgraph.asking.setting import Setting
from pactgraph.asking.show import Shown
from pactgraph.asking.status.answer import Statuses
from pactgraph.asking.why import Explanation
from pactgraph.errors import BadInputError, NotFoundError
from pactgraph.flows.flows import LOOPING
from pactgraph.graph import PactGraph
from pactgraph.kernel.duties import State
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import Precision, day, stretch
from pactgraph.messages import worded
from pactgraph.names import refuse_unlisted
from pactgraph.serving.protocol import EVERYWHERE, one, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pactgraph.telling.told import Told

Force = Literal["performed", "binding", "not-stated", "option", "non-binding"]
"""How much a flow can be relied on."""
Texts = tuple[str, ...]


class Duty(StrEnum):
    """What has become of a duty, or that this depends on something."""

    PENDING = State.PENDING.value
    DUE = State.DUE.value
    FULFILLED = State.FULFILLED.value
    EXCUSED = State.EXCUSED.value
    VIOLATED = State.VIOLATED.value
    DEPENDS = "depends"


def status(  # noqa: PLR0913 - all that can be asked
    graph: PactGraph,
    setting: Setting,
    *,
    clause: Texts = (),
    only: Texts = (),
    party: str = "",
    kind: str = "",
    status: Status | None = None,
    duty: Duty | None = None,
) -> Statuses:
    """Which clauses are in force, or what they depend on.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        clause: a clause, or an agreement for all of its clauses, by any name; none for all.
        only: only clauses of these agreements, or of all versions of a series.
        party: only what a party holds or owes.
        kind: only clauses of a kind, or one below it.
        status: only clauses of this status.
        duty: only duties in this state.
    """
    found = graph.status(setting, clause, party=party, kind=kind, only=only)
    wanted = (
        each
        for each in found
        if status in (None, each.status) and (duty is None or duty.value == each.duty)
    )
    return Statuses(wanted, graph.record, setting)


def why(graph: PactGraph, setting: Setting, *, clause: str) -> Explanation:
    """Why a clause is in force, or is not: every condition, with its source.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        clause: one clause, by any name.
    """
    return graph.why(clause, setting)


def show(graph: PactGraph, setting: Setting, *, name: str) -> Shown:
    """All about one party, asset, event, agreement or clause.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        name: any thing with a name, or a kind of clause; by any name.
    """
    return graph.show(name, setting)


def impact(
    graph: PactGraph, setting: Setting, *, event: str, when: str = "", one_day: bool = False
) -> Impact:
    """Every clause that an event starts, ends, or makes decidable.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        event: an event, or an agreement for its taking effect, by any name.
        when: the date on which it happens; its date in the record, or else the day after known.
        one_day: whether only the day of on is looked at, not all days from then on.
    """
    return graph.impact(event, setting, when, one_day=one_day)


def decision(
    graph: PactGraph, setting: Setting, *, clause: str, by: str = "", save: bool = False
) -> Decision:
    """All smallest sets of open events that end a clause by a day, or that save it.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        clause: one clause, by any name.
        by: the day by which it ends, that of on if it is not given; a month or a year stands for
            its last day.
        save: whether to return the sets whose not happening keeps it in force.
    """
    if not by:
        return graph.decision(clause, setting, save=save)
    then = stretch(by)
    exact = then.precision in (Precision.DAY, Precision.INSTANT)
    last = then if exact else day(date.fromisoformat(f"{then.last:%Y-%m-%d}"))
    return graph.decision(clause, Setting(last, setting.known, setting.assumed), save=save)


def diff(graph: PactGraph, setting: Setting, *, first: str, second: str) -> Comparison:
    """What differs between two agreements, two days, or two scenarios.

    Args:
        graph: what is asked.
        setting: what is known and assumed on both sides.
        first: an agreement, a day, or a scenario such as agi-verified=2028-06-01, or record.
        second: one more of the same sort.
    """
    return graph.diff(first, second, setting)


def conflicts(graph: PactGraph, setting: Setting, *, clause: Texts = ()) -> Conflicts:
    """Which clauses cannot both be honoured, and when.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        clause: a clause, or an agreement for all of its clauses, by any name; none for all.
    """
    return graph.conflicts(setting, clause)


def may(  # noqa: PLR0913 - all that can be asked
    graph: PactGraph,
    setting: Setting,
    *,
    party: str,
    action: str,
    asset: str,
    as_: Texts = (),
    all_: bool = False,
) -> MayAnswer:
    """Whether a party may do something with an asset, and by which rules.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        party: who acts, by any name.
        action: what is done: use, serve, …
        asset: with what, by any name.
        as_: what else is said about it, such as customer=amazon.
        all_: whether every rule is told, however far off.
    """
    given = sides_by_name(as_, "customer=amazon")
    found = graph.may(party, action, asset, setting, given)
    return found.whole() if all_ else found


def find(graph: PactGraph, *, text: str, all_: bool = False) -> Search:
    """Clauses, parties, events and all else that have all of some words, the best first.

    Args:
        graph: what is asked.
        text: words and numbers, in any language that the files have.
        all_: whether more than the best are told.
    """
    found = graph.find(text)
    if not found.matches:
        raise NotFoundError(worded("nothing was found; try fewer or other words"))
    return found.whole() if all_ else found


def list_(graph: PactGraph, *, sort: Sort, party: str = "", kind: str = "") -> Listing:
    """All things of one sort.

    Args:
        graph: what is asked.
        sort: of which sort.
        party: only what clauses of a party name.
        kind: only what clauses of a kind, or one below it, name.
    """
    return graph.things(sort, party=party, kind=kind)


def flows(graph: PactGraph, setting: Setting, *, only: Texts = (), legal: bool = False) -> Flows:
    """What flows from whom to whom, because of which clauses.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        only: agreements, or series for all of their versions; none for all.
        legal: whether each company counts as itself, not as its group.
    """
    return graph.flows(setting, only, legal=legal)


def lanes(graph: PactGraph, setting: Setting, *, only: Texts = (), legal: bool = False) -> Lanes:
    """Who gives what to whom, and how it stands.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        only: agreements, or series for all of their versions; none for all.
        legal: whether each company counts as itself, not as its group.
    """
    return graph.lanes(setting, only, legal=legal)


def loops(  # noqa: PLR0913 - all that can be asked
    graph: PactGraph,
    setting: Setting,
    *,
    only: Texts = (),
    party: Texts = (),
    length: int = 4,
    force: Force = "non-binding",
    with_: Texts = (),
    legal: bool = False,
) -> Loops:
    """Every loop that flows close, on which condition, and what would change that.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        only: agreements, or series for all of their versions; none for all.
        party: those that are all in the loop; none for all loops.
        length: how many parties a loop has at most.
        force: the weakest that counts.
        with_: what makes a step, too: supply, support or rights.
        legal: whether each company counts as itself, not as its group.
    """
    leads = (*LOOPING, *with_)
    return graph.loops(
        setting, only, parties=party, length=length, force=force, leads=leads, legal=legal
    )


def totals(  # noqa: PLR0913 - all that can be asked
    graph: PactGraph,
    setting: Setting,
    *,
    only: Texts = (),
    party: Texts = (),
    force: Force = "non-binding",
    legal: bool = False,
) -> Totals:
    """What flows come to: exact, at least, up to and undisclosed.

    Args:
        graph: what is asked.
        setting: what is known and assumed.
        only: agreements, or series for all of their versions; none for all.
        party: two, for what goes between them; one, for all it gives and takes; none for all.
        force: the weakest that counts.
        legal: whether each company counts as itself, not as its group.
    """
    return graph.totals(setting, only, between=party, force=force, legal=legal)


_FUNCTIONS: tuple[Callable[..., Told], ...] = (
    status, why, show, impact, decision, diff, conflicts, may, find, list_,
    flows, lanes, loops, totals,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address.

    Attributes:
        name: as it stands in the address.
        keyword: as the function has it.
        kind: str, bool, int, `Texts`, a Literal or an Enum.
        required: whether nothing is answered without it.
        default: what stands for it where it is not given.
        about: what it means.
    """

    name: str
    keyword: str
    kind: Any
    required: bool
    default: object
    about: str

    @property
    def choices(self) -> tuple[str, ...]:
        """All values that there are; none where any text is one."""
        if get_origin(self.kind) is Literal:
            return tuple(map(str, get_args(self.kind)))
        if isinstance(self.kind, type) and issubclass(self.kind, Enum):
            return tuple(str(each.value) for each in self.kind)
        return ()

    def value(self, given: Mapping[str, Sequence[str]]) -> object:
        """Return what is given for it.

        Raises:
            BadInputError: it is missing, given twice, or of another kind.
        """
        if self.kind == Texts:
            return tuple(
                one({self.name: [text]}, self.name, "") for text in given.get(self.name, ())
            )
        text = one(given, self.name, "")
        if not text:
            if self.required:
                raise BadInputError(
                    worded("{name} is missing; give a value for it", name=self.name)
                )
            return self.default
        if self.choices:
            refuse_unlisted(text, self.choices)
            return self.kind(text) if isinstance(self.kind, type) else text
        if self.kind is bool:
            return self._truth(text)
        return self._number(text) if self.kind is int else text

    def _truth(self, text: str) -> bool:
        known = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        if text.lower() not in known:
            raise BadInputError(worded("{name} is true or false", name=self.name))
        return known[text.lower()]

    def _number(self, text: str) -> int:
        if not re.fullmatch(r"[2-9]|[1-9]\d{1,3}", text):
            raise BadInputError(
                worded(
                    "{name}: “{text}” is no whole number from 2 on", name=self.name, text=text[:40]
                )
            )
        return int(text)


@dataclass(frozen=True, slots=True)
class Operation:
    """An address below `/api`.

    Attributes:
        name: the address.
        about: what it answers.
        parameters: what it takes beside those of the setting.
        in_setting: whether its answer hangs on the setting.
        answer: the type of its answer.
        function: what answers.
    """

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    in_setting: bool
    answer: type[Told]
    function: Callable[..., Told]

    @property
    def everywhere(self) -> tuple[str, ...]:
        """The parameters that are no keywords of the function."""
        return EVERYWHERE if self.in_setting else EVERYWHERE[-1:]

    def asked(
        self, graph: PactGraph, setting: Setting, given: Mapping[str, Sequence[str]]
    ) -> Told:
        """Return the answer.

        Raises:
            PactgraphError: whatever the function raises; a parameter is wrong, or not known.
        """
        values = self.values(given)
        if self.in_setting:
            values["setting"] = setting
        return self.function(graph, **values)

    def values(self, given: Mapping[str, Sequence[str]]) -> dict[str, object]:
        """Return the values of all parameters, by the keywords of the function.

        Raises:
            BadInputError: one is wrong, or not known.
        """
        own = [each.name for each in self.parameters]
        refuse_unknown(self.name, given, (*own, *self.everywhere))
        return {each.keyword: each.value(given) for each in self.parameters}


@cache
def operations() -> dict[str, Operation]:
    """Return all operations by name.

    >>> [*operations()][:3]
    ['status', 'why', 'show']
    """
    return {each.name: each for each in map(_operation, _FUNCTIONS)}


def _operation(function: Callable[..., Told]) -> Operation:
    hints = get_type_hints(function)
    about = _arguments(inspect.getdoc(function) or "")
    signature = inspect.signature(function).parameters
    parameters = tuple(
        Parameter(
            name=name.rstrip("_").replace("_", "-"),
            keyword=name,
            kind=_kind(hints[name]),
            required=each.default is each.empty,
            default=each.default,
            about=about[name],
        )
        for name, each in signature.items()
        if each.kind is each.KEYWORD_ONLY
    )
    return Operation(
        name=function.__name__.rstrip("_"),
        about=(inspect.getdoc(function) or "").partition("\n")[0],
        parameters=parameters,
        in_setting="setting" in signature,
        answer=hints["return"],
        function=function,
    )


def _kind(hint: Any) -> Any:  # noqa: ANN401 - types are what they are
    """Return what is not None of a kind that may be."""
    kinds = [each for each in get_args(hint) if each is not type(None)]
    return kinds[0] if type(None) in get_args(hint) else hint


def _arguments(docstring: str) -> dict[str, str]:
    """Return what a docstring says of each argument."""
    section = docstring.partition("Args:\n")[2].partition("\n\n")[0]
    return {
        name: " ".join(text.split())
        for name, text in re.findall(r"^    (\w+): (.*(?:\n {8}.*)*)", section, re.MULTILINE)
    }
