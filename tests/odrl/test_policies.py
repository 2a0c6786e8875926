"""Whole policies: who, what, with what; inheritance, replacement, conflict, offers."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from made.probes import ALICE_READS_X, GRANT, ask, dated, outcome, permission, rules, valued
from pactgraph.odrl import Reading, turtle
from pactgraph.odrl.rows import objects, table

if TYPE_CHECKING:
    from pactgraph.odrl.report import Found


def applies(rule: str, act: str, world: str = "") -> bool | None:
    """Return whether the permission :r, about which `rule` is said, permits an act."""
    policy = f":p odrl:permission :r . :r a odrl:Permission ; {rule} ."
    request = f":q odrl:permission :a . :a {act} ."
    return rules(ask(policy, world, request))["r"].applies


# ---- Actions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "named", "asked"),
    [
        (True, "odrl:use", "odrl:use"),
        (True, "odrl:use", "odrl:read"),
        (False, "odrl:read", "odrl:use"),
        (True, "odrl:play", "odrl:display"),
        (True, "odrl:use", "odrl:display"),
        (True, "odrl:use", "odrl:extract"),
        (True, "odrl:transfer", "odrl:sell"),
        (False, "odrl:use", "odrl:sell"),
        (True, "odrl:use", "odrl:write"),
        (True, "odrl:modify", "odrl:write"),
        (True, "odrl:write", "odrl:modify"),
        (True, "odrl:append", "odrl:writeTo"),
        (True, "odrl:reproduce", "odrl:copy"),
        (True, "cc:ShareAlike", "odrl:shareAlike"),
        (True, "odrl:use", "odrl:shareAlike"),
        (True, "odrl:use", "cc:DerivativeWorks"),
        (False, "odrl:read", "odrl:write"),
    ],
)
def test_the_hierarchy_of_actions_has_exact_matches(
    expected: bool,  # noqa: FBT001 (a case)
    named: str,
    asked: str,
) -> None:
    """An action is in those that include it; a deprecated one is the one that it matches."""
    assert expected is applies(f"odrl:action {named}", f"odrl:action {asked}")


def test_a_profile_extends_the_hierarchy() -> None:
    """odrl:includedIn, skos:exactMatch (either way round) and odrl:implies of the policy count."""
    profile = """odrl:action :analyse . :train odrl:includedIn :analyse .
        :learn skos:exactMatch :train . :train skos:exactMatch :teach .
        :analyse odrl:implies :load"""

    assert [True, True, True, True, False] == [
        applies(profile, f"odrl:action :{action}")
        for action in ("train", "learn", "teach", "load", "other")
    ]


def test_what_a_forbidden_action_implies_is_not_forbidden() -> None:
    """Implying enables: whoever may analyse may load, but who may not can still load."""
    policy = ":p odrl:prohibition :no . :no odrl:action :analyse . :analyse odrl:implies :load ."
    request = ":q odrl:permission :a . :a odrl:action :load ."

    assert False is rules(ask(policy, "", request))["no"].applies


@pytest.mark.parametrize(("expected", "dpi"), [(True, "1000"), (False, "1300"), (None, "")])
def test_an_action_can_be_refined(expected: bool | None, dpi: str) -> None:  # noqa: FBT001 (a case)
    """A refinement is about the act: met, not met, or not known."""
    refinement = valued("odrl:resolution", "lteq", "1200")
    rule = f"odrl:action [ rdf:value odrl:print ; odrl:refinement {refinement} ]"
    act = f"odrl:action odrl:print ; odrl:resolution {dpi}" if dpi else "odrl:action odrl:print"

    assert expected is applies(rule, act)


def test_a_request_can_refine_its_action_too() -> None:
    """Print at 600 dpi, written like the refinement of a rule."""
    rule = f"odrl:action [ rdf:value odrl:print ; odrl:refinement {valued('odrl:resolution', 'lteq', '1200')} ]"  # fmt: skip
    act = "odrl:action [ rdf:value odrl:print ; odrl:refinement [ odrl:leftOperand odrl:resolution ; odrl:operator odrl:eq ; odrl:rightOperand 600 ] ]"  # fmt: skip

    assert True is applies(rule, act)


# ---- Parties and assets -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "member"),
    [(True, ":staff"), (True, ":team"), (True, ":list"), (False, ":guests")],
)
def test_collections_have_members_at_any_remove(
    expected: bool,  # noqa: FBT001 (a case)
    member: str,
) -> None:
    """By odrl:partOf: directly, through another collection, or through the collection's source."""
    rule = "odrl:assignee :staff ; odrl:action odrl:use . :staff a odrl:PartyCollection ; odrl:source :list"  # fmt: skip
    world = f":alice odrl:partOf {member} . :team odrl:partOf :staff ."

    assert expected is applies(rule, "odrl:assignee :alice ; odrl:action odrl:use", world)
    asset = rule.replace("assignee", "target").replace("Party", "Asset")
    assert expected is applies(asset, "odrl:target :alice ; odrl:action odrl:use", world)


@pytest.mark.parametrize(("expected", "age"), [(True, "18"), (False, "17")])
def test_a_collection_can_be_refined(expected: bool, age: str) -> None:  # noqa: FBT001 (a case)
    """Members of the list, but only adults."""
    rule = f"odrl:assignee [ a odrl:PartyCollection ; odrl:source :list ; odrl:refinement {valued(':age', 'gteq', '18')} ]"  # fmt: skip
    world = f":alice odrl:partOf :list ; :age {age} ."

    assert expected is applies(rule, "odrl:assignee :alice ; odrl:action odrl:use", world)


def test_what_a_rule_does_not_name_is_open() -> None:
    """An empty permission permits all; a request that names no party fits no named one."""
    assert True is applies("odrl:action odrl:use", "odrl:action odrl:use")
    assert False is applies("odrl:assignee :alice", "odrl:action odrl:use")


def test_a_compact_policy_shares_party_action_target_and_constraints() -> None:
    """What a policy says at the top holds for each of its rules."""
    policy = (
        f":p odrl:permission :r , :s ; {GRANT} . :r a odrl:Permission ."
        " :s a odrl:Permission ; odrl:assignee :bob ."
    )
    found = rules(ask(policy))

    assert (True, False) == (found["r"].applies, found["s"].applies)
    limited = policy.replace(GRANT, f"{GRANT} ; odrl:constraint " + dated("lt", '"2029"^^xsd:gYear'))  # fmt: skip
    assert False is rules(ask(limited))["r"].active


# ---- Inheritance and replacement --------------------------------------------------------

PARENT = f":parent a odrl:Set ; odrl:permission :old . :old a odrl:Permission ; {GRANT} ."


def test_a_child_has_the_rules_of_its_parents() -> None:
    """At any remove, and evaluated once, as part of the child."""
    policy = (
        PARENT
        + """
        :child odrl:inheritFrom :mid ; odrl:prohibition :no . :no odrl:action odrl:sell .
        :mid odrl:inheritFrom :parent ; odrl:permission :more . :more odrl:action odrl:print ."""
    )
    (found,) = ask(policy).policies

    assert ["no", "more", "old"] == [r.rule.node.rsplit("/", 1)[-1][:-1] for r in found.rules]
    assert [str(o) for _, o in found.outcome] == ["permitted"]


def test_a_child_can_replace_an_inherited_rule() -> None:
    """dct:replaces on a rule takes the place of the parent's."""
    policy = (
        PARENT
        + """
        :child odrl:inheritFrom :parent ; odrl:permission :new .
        :new dct:replaces :old ; odrl:action odrl:print ."""
    )
    (found,) = ask(policy).policies

    assert ["new"] == [r.rule.node.rsplit("/", 1)[-1][:-1] for r in found.rules]


@pytest.mark.parametrize(
    ("expected", "later", "at"),
    [
        (True, ":p2 a odrl:Agreement ; dct:issued", "2029-05-31"),
        (False, ":p2 a odrl:Agreement ; dct:issued", "2029-06-01"),
        (True, ":p2 a odrl:Offer ; dct:issued", "2029-06-01"),
    ],
)
def test_an_agreement_replaced_by_a_later_one_ends(
    expected: bool,  # noqa: FBT001 (a case)
    later: str,
    at: str,
) -> None:
    """From the day of the later one on; an offer replaces nothing."""
    policy = permission() + f'{later} "2029-06-01"^^xsd:date ; dct:replaces :p ; odrl:permission :r2 . :r2 odrl:action odrl:print .'  # fmt: skip
    found = rules(ask(policy, at=at))["r"]

    assert expected is found.active
    assert ("" if expected else "superseded") == found.withdrawn


def test_a_single_rule_can_be_replaced() -> None:
    """The other rules of the same agreement go on."""
    policy = f""":p a odrl:Agreement ; odrl:permission :r , :s .
        :r {GRANT} . :s {GRANT} .
        :p2 a odrl:Agreement ; dct:issued "2029-01-01"^^xsd:date ; odrl:permission :r2 .
        :r2 dct:replaces :r ; odrl:action odrl:print ."""
    found = rules(ask(policy))

    assert (False, True) == (found["r"].active, found["s"].active)


# ---- Conflicts --------------------------------------------------------------------------


def colliding(strategy: str = "", constraint: str = "") -> str:
    """Return a policy that permits and prohibits the same."""
    stated = f"odrl:conflict odrl:{strategy} ;" if strategy else ""
    limited = f"odrl:constraint {constraint} ;" if constraint else ""
    return f""":p a odrl:Set ; {stated} odrl:permission :yes ; odrl:prohibition :no .
        :yes {GRANT} . :no {limited} {GRANT} ."""


@pytest.mark.parametrize(
    ("expected", "strategy", "stated"),
    [
        ("permitted", "perm", True),
        ("prohibited", "prohibit", True),
        ("void", "invalid", True),
        ("void", "", False),
    ],
)
def test_the_conflict_strategy_decides(expected: str, strategy: str, stated: bool) -> None:  # noqa: FBT001 (a case)
    """The pair is always reported; without a strategy the policy is void, and that is said."""
    report = ask(colliding(strategy))
    (collision,) = report.policies[0].collisions

    assert [expected] == outcome(report)
    assert stated is collision.stated
    assert collision.certain


@pytest.mark.parametrize(
    ("expected", "strategy"),
    [("permitted", "perm"), ("depends", "prohibit"), ("depends", "invalid")],
)
def test_a_conflict_that_depends_is_open_unless_the_permission_prevails(
    expected: str, strategy: str
) -> None:
    """The prohibition holds only for a purpose that nobody gives."""
    report = ask(colliding(strategy, valued("odrl:purpose", "eq", ":sale")))

    assert [expected] == outcome(report)
    assert [False] == [collision.certain for collision in report.policies[0].collisions]


def test_no_conflict_while_one_of_the_two_is_inactive() -> None:
    """A prohibition that has ended collides with nothing."""
    report = ask(colliding("invalid", dated("lt", '"2029"^^xsd:gYear')))

    assert ["permitted"] == outcome(report)
    assert () == report.policies[0].collisions


def collided(policy: str, world: str = "", request: str | None = ALICE_READS_X) -> list[object]:
    """Return the collisions of each policy, by the last parts of the names of the two rules."""
    report = ask(policy, world, request)
    return [
        [
            tuple(node.rsplit("/", 1)[-1][:-1] for node in (c.rule, c.prohibition))
            for c in entry.collisions
        ]
        for entry in report.policies
    ]


YES, NO = f":yes {GRANT} .", ":no odrl:assignee :alice ; odrl:action odrl:use ; odrl:target :x ."
MUST = f":must {GRANT} ."


@pytest.mark.parametrize(
    ("strategies", "resolved", "stated"),
    [
        (("", ""), "invalid", False),
        (("perm", ""), "invalid", False),
        (("perm", "prohibit"), "invalid", False),
        (("perm", "perm"), "perm", True),
    ],
)
def test_two_policies_that_collide_are_named_by_both(
    strategies: tuple[str, str],
    resolved: str,
    stated: bool,  # noqa: FBT001 (a case)
) -> None:
    """Only what both say alike decides between them; each says what it says for itself."""
    said = [f"; odrl:conflict odrl:{s}" if s else "" for s in strategies]
    policy = f":p odrl:permission :yes {said[0]} . :q odrl:prohibition :no {said[1]} . {YES} {NO}"
    report = ask(policy)
    (collision,) = report.policies[0].collisions

    assert [[("yes", "no")], [("yes", "no")]] == collided(policy)
    assert ["permitted", "prohibited"] == outcome(report)
    assert (resolved, stated, True) == (collision.resolved, collision.stated, collision.certain)
    assert 2 == turtle(report).count("pact:collidesWith")
    (allows, forbids) = (r for r in table(report, "en").rows if r[1] == "policy")
    assert allows[-1].startswith("yes (p) collides with no (q)")
    assert forbids[-1].startswith("no (q) collides with yes (p)")
    assert stated != ("no odrl:conflict that both policies state" in allows[-1])
    assert ["https://example.org/p", "https://example.org/q"] == objects(report)["policies"][0][
        "conflicts"
    ][0]["policies"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("expected", "policy"),
    [
        ([[("must", "no")]], f":p odrl:obligation :must ; odrl:prohibition :no . {MUST} {NO}"),
        ([[("must", "no")], [("must", "no")]], f":p odrl:obligation :must . :q odrl:prohibition :no . {MUST} {NO}"),
        # a condition of a permission, and the consequence of a missed duty
        ([[("must", "no")]], f":p odrl:permission :r ; odrl:prohibition :no . :r odrl:action odrl:print ; odrl:duty :must . {MUST} {NO}"),
        ([[("must", "no")]], f':p odrl:obligation :d ; odrl:prohibition :no . :d odrl:action odrl:pay ; dprod:deadline "2029"^^xsd:gYear ; odrl:consequence :must . {MUST} {NO}'.replace('"2029"', '"2028"')),
        # whoever is in the staff
        ([[("must", "no")]], f":p odrl:obligation :must ; odrl:prohibition :no . {MUST} {NO.replace(':alice', ':staff')} :alice odrl:partOf :staff ."),
        # another action, target, party; a wider duty; an offer
        ([[]], f":p odrl:obligation :must ; odrl:prohibition :no . {MUST} {NO.replace('use', 'sell')}"),
        ([[]], f":p odrl:obligation :must ; odrl:prohibition :no . {MUST} {NO.replace(':x', ':y')}"),
        ([[]], f":p odrl:obligation :must ; odrl:prohibition :no . {MUST} {NO.replace(':alice', ':bob')}"),
        ([[]], f":p odrl:obligation :must ; odrl:prohibition :no . {MUST.replace('read', 'use')} {NO.replace('use', 'read')}"),
        ([[], []], f":p a odrl:Offer ; odrl:obligation :must . :q odrl:prohibition :no . {MUST} {NO}"),
        # not at the same time, not for the same values
        ([[]], f":p odrl:obligation :must ; odrl:prohibition :no . {MUST} {NO} :no odrl:constraint {dated('lt', chr(34) + '2029' + chr(34) + '^^xsd:gYear')} ."),
        ([[]], f":p odrl:obligation :must ; odrl:prohibition :no . {MUST} {NO} :must odrl:constraint {dated('gt', chr(34) + '2029' + chr(34) + '^^xsd:gYear')} ."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("request_", [ALICE_READS_X, None])
def test_a_duty_that_is_forbidden_is_named(
    expected: list[object], policy: str, request_: str | None
) -> None:
    """Whether anything is asked for or not; ODRL has no strategy for it."""
    assert expected == collided(policy, "", request_)


@pytest.mark.parametrize(
    ("certain", "demanded", "forbidden"),
    [
        (True, ("eq", "50"), ("gt", "10")),
        (True, ("gteq", "11"), ("gt", "10")),
        (False, ("gteq", "5"), ("gt", "10")),
        (None, ("eq", "5"), ("gt", "10")),
        (None, ("lt", "5"), ("gteq", "5")),
    ],
)
def test_a_duty_collides_as_far_as_what_it_demands_is_forbidden(
    certain: bool | None,  # noqa: FBT001 (a case)
    demanded: tuple[str, str],
    forbidden: tuple[str, str],
) -> None:
    """Fifty, where more than ten is forbidden: surely; five or more: in some ways; five: not."""
    rule = "odrl:action [ rdf:value odrl:pay ; odrl:refinement {} ] ."
    must, must_not = (
        rule.format(valued("odrl:payAmount", *part)) for part in (demanded, forbidden)
    )
    report = ask(
        f":p odrl:obligation :d ; odrl:prohibition :no . :d {must} :no {must_not}", "", None
    )
    verbs = {True: "d collides with no", False: "d can collide with no"}

    assert ([] if certain is None else [certain]) == [
        c.certain for c in report.policies[0].collisions
    ]
    assert certain is None or verbs[certain] == table(report, "en").rows[0][-1]


def test_a_done_duty_collides_no_more() -> None:
    """What has been done need not be done again."""
    policy = f":p odrl:obligation :must ; odrl:prohibition :no . {MUST} {NO}"
    world = f':act1 {GRANT} ; dct:date "2029-05-01"^^xsd:date .'

    assert [[]] == collided(policy, world)


def test_rules_that_never_apply_together_do_not_collide() -> None:
    """Permitted below five, forbidden from five on: whatever the number is, only one holds."""
    limits = [valued("odrl:count", *part) for part in (("lt", "5"), ("gteq", "5"))]
    policy = f":p odrl:permission :yes ; odrl:prohibition :no . {YES} {NO} :yes odrl:constraint {limits[0]} . :no odrl:constraint {limits[1]} ."

    assert [[]] == collided(policy)
    assert [[("yes", "no")]] == collided(policy.replace("gteq", "lt"))


def test_nothing_said_is_not_permitted() -> None:
    """Closed behaviour: without a rule about the act it is not permitted."""
    sells = ALICE_READS_X.replace("odrl:read", "odrl:sell")

    assert ["not permitted"] == outcome(ask(permission(), "", sells))


# ---- Kinds of policies, kinds of questions ----------------------------------------------


@pytest.mark.parametrize(
    ("expected", "kind"),
    [
        (True, "odrl:Set"),
        (True, "odrl:Policy"),
        (True, "odrl:Agreement"),
        (True, "odrl:Privacy"),
        (True, "odrl:Ticket"),
        (False, "odrl:Offer"),
        (False, "odrl:Assertion"),
    ],
)
@pytest.mark.parametrize("reading", list(Reading))
def test_an_offer_grants_nothing(expected: bool, kind: str, reading: Reading) -> None:  # noqa: FBT001 (a case)
    """Neither does an assertion; and neither obliges."""
    policy = (
        permission().replace("odrl:Set", kind) + ":p odrl:obligation :d . :d odrl:action :pay ."
    )
    found = rules(ask(policy, reading=reading))

    assert expected is found["r"].active
    assert expected is found["d"].active


def test_without_a_request_the_rules_of_an_offer_are_shown_as_they_stand() -> None:
    """Whether its constraints hold is one thing; that it grants nothing is said beside it."""
    policy = permission(dated("lt", '"2030"^^xsd:gYear')).replace("odrl:Set", "odrl:Offer")
    report = ask(policy + ":p odrl:obligation :d . :d odrl:action odrl:pay .", "", None)
    found = rules(report)

    assert (True, "offer") == (found["r"].active, found["r"].withdrawn)
    assert False is found["d"].active
    assert "an offer grants nothing" in table(report, "en").rows[1]


def test_without_a_request_rules_alone_are_reported() -> None:
    """Status is asked of a rule: no premises of party, action and target, no outcome."""
    report = ask(permission(), "", None)
    (found,) = report.policies[0].rules

    assert (True, None, None) == (found.active, found.applies, found.asked)
    assert () == found.premises == report.policies[0].outcome


def test_a_request_for_two_acts_is_answered_twice() -> None:
    """Each act has its own reports and its own outcome."""
    both = ALICE_READS_X + ":request odrl:permission :act2 . :act2 odrl:assignee :bob ; odrl:action odrl:read ; odrl:target :x ."  # fmt: skip
    report = ask(permission(), "", both)

    assert ["permitted", "not permitted"] == outcome(report)
    assert 2 == len(report.policies[0].rules)


def test_the_request_layer_stands_apart_in_the_draft_and_not_in_the_suite() -> None:
    """For Bob, Alice's permission is active but not about him; the suite calls that inactive."""
    bob = ALICE_READS_X.replace(":alice", ":bob")

    def found(reading: Reading) -> Found:
        return rules(ask(permission(), "", bob, reading=reading))["r"]

    assert (True, False) == (found(Reading.W3C).active, found(Reading.W3C).applies)
    assert (False, False) == (found(Reading.FORCE).active, found(Reading.FORCE).applies)


def test_blank_nodes_of_different_files_are_different() -> None:
    """The same label in policy, request and world names three things."""
    policy = ":p odrl:permission _:a . _:a odrl:action odrl:read ; odrl:target :x ."
    request = ":q odrl:permission _:a . _:a odrl:action odrl:read ; odrl:target :x ."
    world = '_:a odrl:action odrl:sell ; dct:date "2029-01-01"^^xsd:date .'

    assert ["permitted"] == outcome(ask(policy, world, request))


def test_an_unrelated_fact_changes_nothing() -> None:
    """Facts about others, and events that no rule names, leave every answer as it is."""
    more = """:bob odrl:partOf :staff ; odrl:purpose :sale .
        :other pact:occurredOn "2029"^^xsd:gYear ."""
    policy = permission(valued("odrl:purpose", "eq", ":research"))

    def told(world: str) -> list[object]:
        found = rules(ask(policy, world))["r"]
        return [found.active, found.applies, found.deontic, found.depends_on]

    assert told("") == told(more)
