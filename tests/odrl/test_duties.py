"""Duties: what binds from when, what has to be done by when, and what follows if it is not."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

import pytest

from made.probes import ALICE_READS_X, ask, dated, on_event, outcome, permission, rules, valued
from pactgraph.odrl import Reading
from pactgraph.odrl.report import Deontic, DutyState, Performance

DUTY = ":d a odrl:Duty ; odrl:assignee :alice ; odrl:action odrl:compensate"
FROM_MAY = "odrl:constraint " + dated("gteq", '"2029-05-01"^^xsd:date')
IN_MAY = "odrl:constraint " + dated("eq", '"2029-05"^^xsd:gYearMonth')
BY_JUNE = 'dprod:deadline "2029-06-30"^^xsd:date'
UNKNOWN = "odrl:constraint " + valued("odrl:purpose", "eq", ":sale")


def paid(day: str, more: str = "") -> str:
    """Return a payment by Alice in the world."""
    return (
        f":paid{day} odrl:action odrl:compensate ; odrl:assignee :alice ; {more}"
        f' dct:date "{day}"^^xsd:date .'
    )


def obliged(*parts: str) -> str:
    """Return a policy with the obligation :d."""
    return f":p odrl:obligation :d . {' ; '.join((DUTY, *parts))} ."


@pytest.mark.parametrize(
    ("expected", "parts", "world", "at"),
    [
        # activation alone
        ("due", (), "", "2029-06-01"),
        ("pending", (FROM_MAY,), "", "2029-04-30"),
        ("due", (FROM_MAY,), "", "2029-05-01"),
        ("due", (IN_MAY,), "", "2029-05-31"),
        ("lapsed", (IN_MAY,), "", "2029-06-01"),
        ("inactive", ("odrl:constraint " + valued("odrl:count", "gt", "3"),), ":alice odrl:count 3 .", "2029-06-01"),
        ("depends", (UNKNOWN,), "", "2029-06-01"),
        ("depends", ("odrl:constraint " + on_event("gt", ":e"),), "", "2029-06-01"),
        # done
        ("fulfilled", (), paid("2029-05-20"), "2029-06-01"),
        ("due", (), paid("2029-05-20"), "2029-05-19"),
        ("pending", (FROM_MAY,), paid("2029-04-01"), "2029-04-30"),
        ("fulfilled", (FROM_MAY,), paid("2029-04-01"), "2029-05-01"),
        ("fulfilled", (IN_MAY,), paid("2029-05-20"), "2029-07-01"),
        ("lapsed", (IN_MAY,), paid("2029-06-20"), "2029-07-01"),
        # a deadline is apart from activation, and its day counts
        ("due", (BY_JUNE,), "", "2029-06-30"),
        ("violated", (BY_JUNE,), "", "2029-07-01"),
        ("fulfilled", (BY_JUNE,), paid("2029-06-30"), "2029-07-01"),
        ("due", (BY_JUNE,), paid("2029-07-01"), "2029-06-30"),
        ("performed late", (BY_JUNE,), paid("2029-07-01"), "2029-07-01"),
        ("pending", (BY_JUNE, FROM_MAY), "", "2029-04-30"),
        ("lapsed", (BY_JUNE, IN_MAY), "", "2029-07-01"),
        ("depends", (BY_JUNE, UNKNOWN), "", "2029-07-01"),
        # a deadline that runs from when the duty begins to bind
        ("due", ('dprod:deadline "P30D"^^xsd:duration', FROM_MAY), "", "2029-05-31"),
        ("violated", ('dprod:deadline "P30D"^^xsd:duration', FROM_MAY), "", "2029-06-01"),
        ("fulfilled", ('dprod:deadline "P1M"^^xsd:duration', FROM_MAY), paid("2029-05-31"), "2029-06-05"),
        ("depends", ('dprod:deadline "P30D"^^xsd:duration',), "", "2029-06-01"),
    ],
)  # fmt: skip
def test_the_life_of_a_duty(expected: str, parts: tuple[str, ...], world: str, at: str) -> None:
    """Pending, due, fulfilled, violated, performed late, lapsed; each on its edge days."""
    report = ask(obliged(*parts), world, None, at=at)

    assert expected == rules(report)["d"].state


DONE_BY = "pact:performedBy :receipt"
UNLESS = "pact:performedBy :receipt ; pact:excusedBy :flood"


def came(event: str, day: str) -> str:
    """Return an event in the world."""
    return f':{event} dct:date "{day}"^^xsd:date .'


@pytest.mark.parametrize(
    ("expected", "parts", "world", "at"),
    [
        # performed by an event: in time, late, not yet; of one not mentioned nothing is known
        ("fulfilled", (BY_JUNE, DONE_BY), came("receipt", "2029-06-30"), "2029-07-01"),
        ("performed late", (BY_JUNE, DONE_BY), came("receipt", "2029-07-01"), "2029-07-01"),
        ("due", (BY_JUNE, DONE_BY), came("receipt", "2029-06-30"), "2029-06-29"),
        ("violated", (BY_JUNE, DONE_BY), ":receipt a pact:Event .", "2029-07-01"),
        ("violated", (BY_JUNE, DONE_BY), ":receipt pact:neverOccurs true .", "2029-07-01"),
        ("depends", (BY_JUNE, DONE_BY), "", "2029-07-01"),
        ("fulfilled", (DONE_BY,), came("receipt", "2029-06-30"), "2029-07-01"),
        ("fulfilled", (BY_JUNE, DONE_BY), paid("2029-06-01") + ":receipt a pact:Event .", "2029-07-01"),
        # known by the month only: in time, or perhaps not
        ("fulfilled", (BY_JUNE, DONE_BY), ':receipt dct:date "2029-06"^^xsd:gYearMonth .', "2029-07-01"),
        ("depends", ('dprod:deadline "2029-06-15"^^xsd:date', DONE_BY), ':receipt dct:date "2029-06"^^xsd:gYearMonth .', "2029-07-01"),
        # excused: in time and before the performance, on another day
        ("excused", (BY_JUNE, UNLESS), came("flood", "2029-06-30") + ":receipt a pact:Event .", "2029-06-30"),
        ("excused", (BY_JUNE, UNLESS), came("flood", "2029-06-01") + came("receipt", "2029-06-02"), "2029-07-01"),
        ("fulfilled", (BY_JUNE, UNLESS), came("flood", "2029-06-01") + came("receipt", "2029-06-01"), "2029-07-01"),
        ("violated", (BY_JUNE, UNLESS), came("flood", "2029-07-01") + ":receipt a pact:Event .", "2029-07-01"),
        ("due", (BY_JUNE, UNLESS), came("flood", "2029-06-01") + ":receipt a pact:Event .", "2029-05-31"),
        ("depends", (BY_JUNE, UNLESS), came("flood", "2029-06-01"), "2029-06-15"),
        ("depends", (BY_JUNE, UNLESS), ":receipt a pact:Event .", "2029-06-15"),
        ("pending", (BY_JUNE, UNLESS, FROM_MAY), came("flood", "2029-04-01") + ":receipt a pact:Event .", "2029-04-15"),
    ],
)  # fmt: skip
def test_a_duty_is_performed_or_excused_by_an_event(
    expected: str, parts: tuple[str, ...], world: str, at: str
) -> None:
    """As the record reads it: the day of the deadline counts, and so does that of the excuse."""
    report = ask(obliged(*parts), world, None, at=at)

    assert expected == rules(report)["d"].state


def test_what_is_excused_does_not_block_a_permission() -> None:
    """As the draft reads it; what is excused too late does."""
    policy = permission(more=f":r odrl:duty :d . {DUTY} ; {BY_JUNE} ; {UNLESS} .")
    for permitted, day in ((True, "2029-06-01"), (False, "2029-07-01")):
        world = came("flood", day) + ":receipt a pact:Event ."
        report = ask(policy, world, at="2029-07-15")

        assert permitted == (outcome(report) == ["permitted"])


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ("dprod:schedule :s", "dprod:schedule of d is not evaluated"),
        ('dprod:recurrence "FREQ=DAILY"', "dprod:recurrence of d is not evaluated"),
        ("pact:violation :missed", "pact:violation of d is not evaluated"),
        ("pact:noLaterThan :due", "pact:noLaterThan of d is not evaluated"),
        ("odrl:action odrl:pay . :missed pact:lapseOf :receipt", "pact:lapseOf of missed is not evaluated"),
        (f"odrl:action odrl:pay . :p odrl:permission :may . :may odrl:action odrl:read ; {BY_JUNE}", "dprod:deadline of may is not evaluated: it says something of a duty, and may is none"),
        (f"odrl:action odrl:pay . :p odrl:prohibition :no . :no odrl:action odrl:read ; {DONE_BY}", "pact:performedBy of no is not evaluated: it says something of a duty, and no is none"),
    ],
)  # fmt: skip
def test_what_is_said_of_duties_and_not_read_is_a_note(more: str, note: str) -> None:
    """Nothing is dropped in silence; deadlines and performance are read."""
    report = ask(obliged(BY_JUNE, UNLESS, more), "", None, at="2029-06-01")

    assert [note] == [found.sentence() for found in report.notes]


@pytest.mark.parametrize(
    ("act", "counts"),
    [
        ("odrl:action odrl:compensate ; odrl:assignee :alice", True),
        ("odrl:action odrl:pay ; odrl:assignee :alice", True),
        ("odrl:action odrl:compensate ; odrl:assignee :bob", False),
        ("odrl:action odrl:inform ; odrl:assignee :alice", False),
        ("odrl:action odrl:compensate", False),
    ],
)
def test_only_a_matching_act_fulfils_a_duty(act: str, counts: bool) -> None:  # noqa: FBT001 (a case)
    """Action and party have to fit; odrl:pay is the old name of odrl:compensate."""
    report = ask(obliged(), f':a {act} ; dct:date "2029-05-20"^^xsd:date .', None)

    assert (DutyState.FULFILLED if counts else DutyState.DUE) == rules(report)["d"].state


@pytest.mark.parametrize(
    ("expected", "amount"),
    [("fulfilled", "odrl:payAmount 5.00 ;"), ("due", "odrl:payAmount 4.99 ;"), ("depends", "")],
)
def test_refinements_of_a_duty_ask_how_it_was_done(expected: str, amount: str) -> None:
    """Five have to be paid; a payment of unknown height may have been enough."""
    refined = "odrl:refinement " + valued("odrl:payAmount", "gteq", "5.00")
    policy = obliged().replace("odrl:compensate", f"[ rdf:value odrl:compensate ; {refined} ]")
    report = ask(policy, paid("2029-05-20", amount), None)

    assert expected == rules(report)["d"].state


def test_who_is_compensated_has_to_fit() -> None:
    """A payment to somebody else is no payment."""
    policy = obliged("odrl:compensatedParty :sony")

    for expected, payee in (("fulfilled", ":sony"), ("due", ":other")):
        world = paid("2029-05-20", f"odrl:compensatedParty {payee} ;")
        assert expected == rules(ask(policy, world, None))["d"].state


def test_an_act_can_say_which_duty_it_performs() -> None:
    """Of two like duties, only the named one is fulfilled."""
    policy = f":p odrl:obligation :d , :d2 . {DUTY} . {DUTY.replace(':d a', ':d2 a')} ."
    found = rules(ask(policy, paid("2029-05-20", "report:rule :d2 ;"), None))

    assert (DutyState.DUE, DutyState.FULFILLED) == (found["d"].state, found["d2"].state)


def test_states_in_the_words_of_the_report_model() -> None:
    """Violated is unperformed and violated; late is performed, and violated all the same."""
    words = {
        "2029-06-30": (Performance.UNKNOWN, Deontic.NON_SET),
        "2029-07-01": (Performance.UNPERFORMED, Deontic.VIOLATED),
        "2029-07-11": (Performance.PERFORMED, Deontic.VIOLATED),
    }
    for at, expected in words.items():
        found = rules(ask(obliged(BY_JUNE), paid("2029-07-10"), None, at=at))["d"]

        assert expected == (found.performed, found.deontic)


def test_terminal_states_stay() -> None:
    """What is fulfilled stays fulfilled, what was violated is never fulfilled again."""
    days = [f"2029-{month:02}-15" for month in range(1, 13)]
    kept = [rules(ask(obliged(BY_JUNE, FROM_MAY), paid("2029-05-20"), None, at=d))["d"].state for d in days]  # fmt: skip
    missed = [rules(ask(obliged(BY_JUNE, FROM_MAY), paid("2029-09-20"), None, at=d))["d"].state for d in days]  # fmt: skip

    assert ["pending"] * 4 + ["due"] + ["fulfilled"] * 7 == kept
    assert ["pending"] * 4 + ["due"] * 2 + ["violated"] * 3 + ["performed late"] * 3 == missed


def test_a_missed_duty_brings_its_consequence() -> None:
    """The consequence binds once the duty is violated, not before; the duty stays violated."""
    policy = obliged(BY_JUNE, "odrl:consequence :fine") + (
        " :fine a odrl:Duty ; odrl:assignee :alice ; odrl:action odrl:delete ; odrl:target :x ."
    )
    deleted = ':del odrl:action odrl:delete ; odrl:assignee :alice ; odrl:target :x ; dct:date "2029-07-05"^^xsd:date .'  # fmt: skip

    assert "fine" not in rules(ask(policy, "", None, at="2029-06-30"))
    after = rules(ask(policy, "", None, at="2029-07-01"))
    done = rules(ask(policy, deleted, None, at="2029-07-10"))
    assert ("violated", "due") == (after["d"].state, after["fine"].state)
    assert ("violated", "fulfilled") == (done["d"].state, done["fine"].state)


@pytest.mark.parametrize(
    ("expected", "began", "done", "at"),
    [
        ("fulfilled", '"2030-01-02T12:00:00Z"^^xsd:dateTime', '"2030-01-06T12:00:00Z"^^xsd:dateTime', "2030-03-01"),
        ("performed late", '"2030-01-02T12:00:00Z"^^xsd:dateTime', '"2030-01-06T12:00:00.000001Z"^^xsd:dateTime', "2030-03-01"),
        ("fulfilled", '"2030-01-02"^^xsd:date', '"2030-01-06T23:59:59.999999Z"^^xsd:dateTime', "2030-03-01"),
        ("performed late", '"2030-01-02"^^xsd:date', '"2030-01-07"^^xsd:date', "2030-03-01"),
        ("fulfilled", '"2030-01-02+02:00"^^xsd:date', '"2030-01-06T21:59:59Z"^^xsd:dateTime', "2030-03-01"),
        ("performed late", '"2030-01-02+02:00"^^xsd:date', '"2030-01-06T22:00:00Z"^^xsd:dateTime', "2030-03-01"),
        ("due", '"2030-01-02T12:00:00Z"^^xsd:dateTime', "", "2030-01-06T12:00:00Z"),
        ("violated", '"2030-01-02T12:00:00Z"^^xsd:dateTime', "", "2030-01-06T12:00:00.000001Z"),
        ("due", '"2030-01-02T12:00:00Z"^^xsd:dateTime', "", "2030-01-06"),
        ("violated", '"2030-01-02T12:00:00Z"^^xsd:dateTime', "", "2030-01-07"),
        ("due", '"2030-01-02"^^xsd:date', "", "2030-01-06"),
        ("violated", '"2030-01-02"^^xsd:date', "", "2030-01-07T00:00:00Z"),
        ("depends", '"2030-01"^^xsd:gYearMonth', "", "2030-02-20"),
    ],
)  # fmt: skip
def test_a_duration_ends_with_its_last_instant_or_day(
    expected: str, began: str, done: str, at: str
) -> None:
    """Four days after an invoice; the last one counts, and so does a clock that shows only days."""
    policy = obliged(
        'dprod:deadline "P4D"^^xsd:duration', "odrl:constraint " + on_event("gteq", ":invoice")
    )
    act = (
        f":paid odrl:action odrl:compensate ; odrl:assignee :alice ; dct:date {done} ."
        if done
        else ""
    )
    found = rules(ask(policy, f":invoice prov:atTime {began} . {act}", None, at=at))["d"]

    assert expected == found.state
    assert (expected == "depends") == bool(found.depends_on)


def test_the_deadline_of_a_consequence_runs_from_the_one_that_was_missed() -> None:
    """And that of a remedy from the violation."""
    within = 'dprod:deadline "P4D"^^xsd:duration'
    policy = (
        obliged(BY_JUNE, "odrl:consequence :fine") + f":fine odrl:action odrl:delete ; {within} ."
    )
    forbidden = f":p odrl:prohibition :no . :no odrl:action odrl:sell ; odrl:remedy :fix . :fix odrl:action odrl:inform ; {within} ."
    sold = ':s odrl:action odrl:sell ; dct:date "2029-06-30T12:00:00Z"^^xsd:dateTime .'

    for at, expected in (("2029-07-04", "due"), ("2029-07-05", "violated")):
        assert expected == rules(ask(policy, "", None, at=at))["fine"].state
        assert expected == rules(ask(forbidden, sold, None, at=at))["fix"].state
    assert ("when it began to bind",) == rules(ask(obliged(within), "", None))["d"].depends_on


# ---- Conditions of permissions ----------------------------------------------------------

CONDITIONED = permission(more=f":r odrl:duty :d . :d a odrl:Duty ; odrl:action odrl:compensate ; {BY_JUNE} .")  # fmt: skip


@pytest.mark.parametrize(
    ("w3c", "force", "world", "at"),
    [
        (False, True, "", "2029-06-01"),
        (True, True, paid("2029-05-20"), "2029-06-01"),
        (False, False, "", "2029-07-01"),
        (False, False, paid("2029-07-05"), "2029-07-10"),
    ],
)
def test_a_pending_condition_blocks_in_the_draft_but_not_in_the_suite(
    w3c: bool,  # noqa: FBT001 (a case)
    force: bool,  # noqa: FBT001 (a case)
    world: str,
    at: str,
) -> None:
    """In the reading of the suite only a violated condition blocks."""
    for expected, reading in ((w3c, Reading.W3C), (force, Reading.FORCE)):
        found = rules(ask(CONDITIONED, world, at=at, reading=reading))

        assert expected is found["r"].active


def test_a_late_condition_is_met_once_its_consequence_is() -> None:
    """Performed late and fined: the permission is active again."""
    policy = (
        CONDITIONED + " :d odrl:consequence :fine . :fine a odrl:Duty ; odrl:action odrl:inform ."
    )
    told = ':told odrl:action odrl:inform ; dct:date "2029-07-06"^^xsd:date .'

    assert False is rules(ask(policy, paid("2029-07-05"), at="2029-07-10"))["r"].active
    assert True is rules(ask(policy, paid("2029-07-05") + told, at="2029-07-10"))["r"].active


@pytest.mark.parametrize(
    ("state", "w3c", "force"),
    [("Fulfilled", True, True), ("NonSet", False, True), ("Violated", False, False)],
)
def test_a_duty_that_the_world_has_decided_is_taken_as_decided(
    state: str,
    w3c: bool,  # noqa: FBT001 (a case)
    force: bool,  # noqa: FBT001 (a case)
) -> None:
    """A duty report in the world counts; one about another duty does not."""
    policy = permission(more=":r odrl:duty :d . :d odrl:action odrl:compensate .")
    world = f":dr a report:DutyReport ; report:rule :d ; report:deonticState report:{state} ."

    for expected, reading in ((w3c, Reading.W3C), (force, Reading.FORCE)):
        assert expected is rules(ask(policy, world, reading=reading))["r"].active
    other = rules(ask(policy, world.replace(":rule :d ", ":rule :other ")))
    assert other["d"].decided is None


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("fulfilled", "report:performanceState report:Performed"),
        ("violated", "report:performanceState report:Unperformed"),
        ("due", "report:performanceState report:Unknown"),
        ("due", "report:attemptState report:NotAttempted"),
    ],
)
def test_a_report_that_only_tells_the_performance_decides_too(expected: str, said: str) -> None:
    """Performed is fulfilled; can no longer be performed is violated; anything else is open."""
    world = f":dr a report:DutyReport ; report:rule :d ; {said} ."
    found = rules(ask(obliged(), world, None))["d"]

    assert expected == found.state
    assert found.decided is not None


# ---- Prohibitions and remedies ----------------------------------------------------------

FORBIDDEN = """:p odrl:prohibition :no .
    :no a odrl:Prohibition ; odrl:action odrl:distribute ; odrl:target :x ; odrl:remedy :fix .
    :fix a odrl:Duty ; odrl:action odrl:delete ; odrl:target :x ."""


def did(name: str, action: str, day: str) -> str:
    """Return an act of anybody with :x."""
    return f':{name} odrl:action odrl:{action} ; odrl:target :x ; dct:date "{day}"^^xsd:date .'


def test_each_violation_of_a_prohibition_brings_its_own_remedy() -> None:
    """Two violations, one deletion: one remedy is fulfilled, the other due."""
    world = did("v1", "distribute", "2029-02-01") + did("v2", "distribute", "2029-03-01")
    once = world + did("fixed", "delete", "2029-04-01")
    early = world + did("fixed", "delete", "2029-01-01")

    def states(world: str) -> list[str]:
        (found,) = ask(FORBIDDEN, world, None).policies[0].rules
        assert Deontic.VIOLATED is found.deontic
        return sorted(str(remedy.state) for remedy in found.duties)

    assert ["due", "due"] == states(world)
    assert ["due", "fulfilled"] == states(once)
    assert ["due", "due"] == states(early)


def test_a_prohibition_is_violated_only_while_it_is_active() -> None:
    """An act before it began to bind violates nothing and needs no remedy."""
    policy = FORBIDDEN.replace("; odrl:remedy", f"; {FROM_MAY} ; odrl:remedy")

    for expected, day in ((Deontic.NON_SET, "2029-04-30"), (Deontic.VIOLATED, "2029-05-01")):
        (found,) = ask(policy, did("v", "distribute", day), None).policies[0].rules
        assert expected is found.deontic
        assert (expected is Deontic.VIOLATED) == bool(found.duties)


def test_a_permitted_act_fulfils_and_an_early_one_violates() -> None:
    """Performed while active or while inactive: the table of the report model."""
    policy = permission(dated("gteq", '"2029-05-01"^^xsd:date'))

    for expected, day in ((Deontic.VIOLATED, "2029-04-30"), (Deontic.FULFILLED, "2029-05-01")):
        world = f':a odrl:assignee :alice ; odrl:action odrl:read ; odrl:target :x ; dct:date "{day}"^^xsd:date .'  # fmt: skip
        found = rules(ask(policy, world, ALICE_READS_X))["r"]
        assert expected is found.deontic
        assert Performance.PERFORMED is found.performed
    assert ["permitted"] == outcome(ask(policy))
