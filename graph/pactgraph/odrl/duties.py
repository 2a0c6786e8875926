"""What has become of duties: deadlines apart from activation, consequences, remedies."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import And, Condition
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import FIRST, TICK, Duration, Stretch
from pactgraph.odrl.matching import is_about, seen
from pactgraph.odrl.policy import Simple
from pactgraph.odrl.report import Deontic, DutyState, Found, Performance, Premise
from pactgraph.odrl.world import Act
from pactgraph.reading.triples import odrl, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pactgraph.kernel.instant import Truth
    from pactgraph.odrl.judge import Judge, Judged
    from pactgraph.odrl.policy import Rule

_DAY = timedelta(days=1)
_TIMED = {odrl("dateTime"), odrl("event"), odrl("policyUsage")}
_PERFORMED = {
    DutyState.FULFILLED: Performance.PERFORMED,
    DutyState.PERFORMED_LATE: Performance.PERFORMED,
    DutyState.VIOLATED: Performance.UNPERFORMED,
}
_DEONTIC = {
    DutyState.FULFILLED: Deontic.FULFILLED,
    DutyState.PERFORMED_LATE: Deontic.VIOLATED,
    DutyState.VIOLATED: Deontic.VIOLATED,
}
_DECIDED = {"Fulfilled": DutyState.FULFILLED, "Violated": DutyState.VIOLATED}


def duty(  # noqa: PLR0913 - what a duty hangs on
    rule: Rule,
    judge: Judge,
    act: Act | None = None,
    *,
    since: datetime | None = None,
    used: Iterable[Act] = (),
    missed: datetime | None = None,
) -> Found:
    """Return what has become of a duty.

    Args:
        rule: the duty.
        judge: decides constraints and knows what was done.
        act: for a condition the act that is asked for, for a remedy the violation: its values
            are those that the constraints of the duty see, before the duty's own.
        since: for a remedy, the instant of the violation: what was done before does not count.
        used: acts that count for another duty already.
        missed: for a consequence, the deadline that was missed: it begins to bind after it.

    Returns:
        A duty without a deadline is never violated. Whatever was done by the deadline counts,
        also before the duty began to bind. A violated duty brings its consequences; what it
        asks for stays to be done.
    """
    judged = judge.all(rule.constraints, seen(rule, act))
    whole = _whole(rule, judged)
    active = judge.truth(whole)
    decided = judge.world.decided.get(rule.node)
    begun = judge.since(whole) if active and isinstance(rule.deadline, Duration) else None
    if begun is not None and (since or missed):
        begun = max(begun, since or missed or begun)
    deadline = _last_instant(rule, judge, begun)
    acts, maybe = _matching(rule, judge, since, used, deadline)
    state = _decided(decided.state, active, acts) if decided else None
    if state is None:
        state = _state(rule, judge, whole, active, acts, maybe=maybe, deadline=deadline)
    follow = rule.duties if state.violated else ()
    consequences = tuple(duty(one, judge, act, missed=deadline) for one in follow)
    depends = () if state is not DutyState.DEPENDS else _depends(judge, whole, maybe)
    return Found(
        rule=rule,
        asked=None,
        premises=tuple(Premise("constraint", part.truth, part) for part in judged),
        active=active,
        performed=_PERFORMED.get(state, Performance.UNKNOWN),
        deontic=_DEONTIC.get(state, Deontic.NON_SET),
        state=state,
        duties=consequences,
        decided=decided,
        acts=tuple(acts),
        depends_on=depends,
    )


def met(found: Found) -> Truth:
    """Return whether a condition of a permission is met, as the W3C draft reads it.

    It is if the duty is fulfilled, excused or inactive, and also once it was performed late
    and all of its consequences are fulfilled (Information Model, section 2.6.6).
    """
    match found.state:
        case DutyState.FULFILLED | DutyState.EXCUSED:
            return True
        case DutyState.PERFORMED_LATE:
            return bool(found.duties) and all(met(duty) for duty in found.duties)
        case DutyState.DUE | DutyState.VIOLATED:
            return False
        case DutyState.DEPENDS:
            return None
        case _:
            return found.active is False


def remedies(rule: Rule, violations: Iterable[Act], judge: Judge) -> Iterator[Found]:
    """Yield what has become of each remedy of a prohibition, one for each violation.

    An act counts for one violation only.
    """
    used: list[Act] = []
    for violation in violations:
        for remedy in rule.duties:
            found = duty(remedy, judge, violation, since=violation.done, used=used)
            used += found.acts[:1]
            yield found


def _whole(rule: Rule, judged: Iterable[Judged]) -> Condition:
    """Return the whole condition of `rule`: its constraints, and that nothing replaced it."""
    own = tuple(part.condition for part in judged)
    return And(own if rule.superseded is None else (*own, rule.superseded))


def _matching(
    rule: Rule,
    judge: Judge,
    since: datetime | None,
    used: Iterable[Act],
    deadline: datetime | None,
) -> tuple[list[Act], list[Act]]:
    """Return the acts that surely count for the duty, and those that perhaps do.

    The events with which it is done are among them. One whose date is only known roughly
    counts surely if that does not matter for the deadline.
    """
    taken = {act.node for act in used}
    sure: list[Act] = []
    maybe: list[Act] = []
    for act in judge.world.acts:
        if act.node in taken or (since is not None and act.done is not None and act.done < since):
            continue
        match is_about(rule, act, judge):
            case True:
                sure.append(act)
            case None:
                maybe.append(act)
    now = judge.world.now or FIRST
    for event in rule.performed:
        window = judge.world.windows(event)[0]
        first, last = window.earliest, window.latest
        if first is None or first > now or event in taken or (since and first < since):
            continue
        rough = last is None or last > now or (deadline is not None and first <= deadline < last)
        (maybe if rough else sure).append(Act(event, done=last or first))
    return sure, maybe


def _lifted(
    rule: Rule, judge: Judge, acts: Iterable[Act], maybe: list[Act], deadline: datetime | None
) -> Truth:
    """Return whether something excused the duty in time: before it was done, on another day."""
    now = judge.world.now or FIRST
    done = min((act.done or FIRST for act in acts), default=None)
    truths: list[Truth] = []
    for event in rule.excused:
        window = judge.world.windows(event)[0]
        first = window.earliest
        late = first is not None and deadline is not None and first > deadline
        if first is None or first > now or late or (done is not None and done < first + _DAY):
            continue
        last = window.latest
        sure = last is not None and last <= (now if deadline is None else min(now, deadline))
        truths.append(True if sure and not maybe else None)
    return True if True in truths else None if truths else False


def _decided(state: str, active: Truth, acts: list[Act]) -> DutyState | None:
    """Return the state that a report in the world gives the duty; None if it leaves it open."""
    if state in _DECIDED:
        return _DECIDED[state]
    return DutyState.DUE if active and not acts else None


def _state(  # noqa: PLR0913 - everything that bears on one duty
    rule: Rule,
    judge: Judge,
    whole: Condition,
    active: Truth,
    acts: list[Act],
    *,
    maybe: list[Act],
    deadline: datetime | None,
) -> DutyState:
    standing = judge.standing(whole)
    if active and rule.deadline and deadline is None:
        return DutyState.DEPENDS  # it began to bind nobody knows when
    if active and rule.excused:
        lifted = _lifted(rule, judge, acts, maybe, deadline)
        if lifted is not False:
            return DutyState.EXCUSED if lifted else DutyState.DEPENDS
    on_time = [act for act in acts if deadline is None or (act.done or FIRST) <= deadline]
    if on_time and standing.status is not Status.NOT_YET:
        return _done(judge, whole, on_time, active)
    clock = judge.world.clock
    if deadline is not None and clock and (deadline < clock or (acts and not on_time)):
        missed = _missed(judge, whole, deadline, standing.status)
        if missed is not None:
            if maybe and missed is DutyState.VIOLATED:
                return DutyState.DEPENDS
            return DutyState.PERFORMED_LATE if acts and missed.violated else missed
    if maybe and active is not False:
        return DutyState.DEPENDS
    if standing.status in (Status.NOT_YET, Status.ENDED, Status.NEVER) and not _timed(rule):
        return DutyState.INACTIVE
    return {
        Status.IN_FORCE: DutyState.DUE,
        Status.DEPENDS: DutyState.DEPENDS,
        Status.NOT_YET: DutyState.PENDING,
        Status.ENDED: DutyState.LAPSED,
        Status.NEVER: DutyState.INACTIVE,
    }[standing.status]


def _done(judge: Judge, whole: Condition, acts: list[Act], active: Truth) -> DutyState:
    """Return the state of a duty that was done in time, unless its conditions had ended."""
    if active:
        return DutyState.FULFILLED
    stands = [judge.standing(whole, act.done).status for act in acts]
    if any(status in (Status.IN_FORCE, Status.NOT_YET) for status in stands):
        return DutyState.FULFILLED
    if Status.DEPENDS in stands or active is None:
        return DutyState.DEPENDS
    return DutyState.LAPSED if Status.ENDED in stands else DutyState.INACTIVE


def _missed(judge: Judge, whole: Condition, deadline: datetime, now: Status) -> DutyState | None:
    """Return what a missed deadline means; None if the duty did not bind by then either."""
    then = judge.standing(whole, deadline).status
    if Status.IN_FORCE in (then, now):
        return DutyState.VIOLATED
    return DutyState.DEPENDS if then is Status.DEPENDS else None


def _last_instant(rule: Rule, judge: Judge, begun: datetime | None) -> datetime | None:
    """Return the last instant at which the duty can be done in time; None if there is none.

    A duration ends that long after the duty began to bind, and that instant still counts
    (DPROD, formal semantics: violated once the clock is greater); so does the whole last day
    if the duty began on a date that is a day.
    """
    match rule.deadline:
        case Stretch() as written:
            return written.last
        case Duration() as length:
            if begun is None or begun == FIRST:
                return None
            end = length.after(begun)
            return end + _DAY - TICK if begun in judge.days else end
        case _:
            return None


def _timed(rule: Rule) -> bool:
    """Return whether the conditions of a duty say anything about time or events."""
    pending = list(rule.constraints)
    while pending:
        one = pending.pop()
        if isinstance(one, Simple):
            if one.left in _TIMED:
                return True
        else:
            pending += one.parts
    return rule.superseded is not None


def _depends(judge: Judge, whole: Condition, maybe: list[Act]) -> tuple[str, ...]:
    found = judge.deciding(whole)
    counts = tuple(f"whether {shown(act.node)} counts" for act in maybe)
    return found or counts or ("when it began to bind",)
