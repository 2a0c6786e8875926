"""What rules come to: parts, members, cases, limits, exceptions, conflicts, exclusivity."""

from pathlib import Path

import pytest

from made.made_up_rules import Made
from pactgraph.errors import BadInputError, InvalidGraphError, NotFoundError


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return a graph without agreements."""
    return Made(tmp_path)


def test_what_no_rule_speaks_of_is_neither_permitted_nor_prohibited(made: Made) -> None:
    """Unknown is not no."""
    deal = made.agreement("deal", "d1 may odrl:use engine")

    assert "no rule found" == deal.may("acme use wheel")
    assert "no rule found" == deal.may("gamma use engine")
    assert "no rule found" == deal.may("acme use engine", on="2023-12-31")
    assert "permitted d1" == deal.may("acme use engine", on="2024-01-01")


def test_a_right_to_a_whole_covers_its_parts_but_not_what_it_leaves_out(made: Made) -> None:
    """Parts of parts are covered; what the definition of the whole excludes is not."""
    deal = made.agreement("deal", "d1 may odrl:use engine")

    assert "permitted d1" == deal.may("acme use piston")
    assert "permitted d1" == deal.may("acme use ring")
    assert "no rule found" == deal.may("acme use turbo")


def test_a_right_can_leave_out_parts_itself(made: Made) -> None:
    """What the clause excludes is not covered, nor are its parts."""
    deal = made.agreement("deal", "d1 may odrl:use engine ; pact:excludes :piston ;")

    assert "permitted d1" == deal.may("acme use engine")
    assert "no rule found" == deal.may("acme use piston")
    assert "no rule found" == deal.may("acme use ring")


def test_a_right_to_a_part_leaves_the_whole_open(made: Made) -> None:
    """Asked about the whole, it hangs on which part is meant."""
    deal = made.agreement("deal", "d1 may odrl:use piston")

    assert "depends" == deal.may("acme use engine")


@pytest.mark.many
@pytest.mark.parametrize(
    ("ban", "narrower"),
    [
        ("d2 must-not odrl:use piston", "acme use ring"),
        ("d2 must-not odrl:use turbo", "acme use turbo"),
        ("d2 must-not :hire-out engine", "acme hire-out engine"),
        ("d2 must-not :hire-out ring", "acme hire-out ring"),
        ("d2 must-not odrl:use engine by=acme-motors", "acme-motors use engine"),
        ("d2 must-not odrl:grantUse engine", "acme grantUse piston"),
    ],
)
@pytest.mark.parametrize("agreements", [1, 2])
@pytest.mark.parametrize("strategy", ["", "odrl:conflict odrl:perm ;"])
def test_a_ban_of_less_than_is_permitted_is_an_exception(
    made: Made, ban: str, narrower: str, agreements: int, strategy: str
) -> None:
    """A part, a case, a member: the rest is permitted, whatever is said of conflicts."""
    right = "d1 may odrl:use engine"
    if agreements == 1:
        deal = made.agreement("deal", right, ban, more=strategy)
    else:
        deal = made.agreement("one", right, more=strategy).agreement("two", ban)
    graph = deal.graph
    setting = graph.setting(on="2025-06-01", known="2025-01-01")
    answer = graph.may("acme", "use", "engine", setting)

    if "turbo" in ban:  # which the engine leaves out, so that nobody has permitted it
        assert "permitted d1" == deal.may("acme use engine")
    else:
        assert ["d2"] == [found.rule.clause.id for found in answer.exceptions]
        assert "permitted, except d1" == deal.may("acme use engine")
    assert "prohibited d2" == deal.may(narrower)
    assert () == answer.clashes
    assert [] == graph.conflicts(setting)


def test_a_ban_of_less_by_its_limits_is_an_exception_until_the_question_decides(
    made: Made,
) -> None:
    """Not to dealers; not more than ten."""
    deal = made.agreement(
        "deal",
        "d1 may odrl:sell engine",
        "d2 must-not odrl:sell engine ; odrl:constraint :to-dealers ;",
    )
    number = made.agreement(
        "deal",
        "d1 may odrl:sell engine",
        "d2 must-not odrl:sell engine ; odrl:constraint :small ;",
    )

    assert "permitted, except d1" == deal.may("acme sell engine")
    assert "prohibited d2" == deal.may("acme sell engine", customer="delta")
    assert "permitted d1" == deal.may("acme sell engine", customer="gamma")
    assert "permitted, except d1" == number.may("acme sell engine")
    assert "prohibited d2" == number.may("acme sell engine", count="7")
    assert "permitted d1" == number.may("acme sell engine", count="11")


def test_what_hangs_on_an_event_as_well_is_no_mere_exception(made: Made) -> None:
    """A ban before the launch may be over: permitted, or permitted with exceptions."""
    graph = made.agreement(
        "deal",
        "d1 may odrl:use engine",
        "d2 must-not odrl:use piston ; odrl:constraint :before-launch ;",
    ).graph
    setting = graph.setting(on="2025-06-01", known="2025-01-01")

    answer = graph.may("acme", "use", "engine", setting)

    assert "depends" == answer.outcome
    assert ["permitted", "permitted, except"] == [str(each) for each in answer.possible]


class TestNarrowing:
    """Acme may use engines; a special clause says how it may use pistons."""

    @pytest.fixture
    def deal(self, made: Made) -> Made:
        """Return the general and the special licence."""
        return made.agreement("one", "d1 may odrl:use engine").agreement(
            "two",
            "d2 may odrl:use piston ; odrl:constraint :to-dealers ; pact:narrows :d1 ;",
            since="2024-02-01",
        )

    def test_the_special_clause_prevails_over_the_general_one(self, deal: Made) -> None:
        """Within what it is about, the general one counts only within its limits."""
        assert "not permitted" == deal.may("acme use piston", customer="gamma")
        assert "not permitted" == deal.may("acme use ring", to_dealers="no")
        assert "permitted d1 d2" == deal.may("acme use piston", customer="delta")
        assert "depends" == deal.may("acme use piston")

    def test_not_beyond_its_ground_or_its_time(self, deal: Made) -> None:
        """Other parts, and other days, are the general clause's."""
        assert "permitted d1" == deal.may("acme use piston", on="2024-01-31", customer="gamma")
        assert "no rule found" == deal.may("acme use wheel", customer="gamma")

    def test_is_no_conflict(self, deal: Made) -> None:
        """Nor does it make one of them pointless."""
        graph = deal.graph
        setting = graph.setting(on="2025-06-01", known="2025-01-01")

        assert [] == graph.conflicts(setting)

    def test_is_told_by_which_clause_and_limits(self, deal: Made) -> None:
        """The answer names the clause that narrows."""
        graph = deal.graph
        setting = graph.setting(on="2025-06-01", known="2025-01-01")
        answer = graph.may("acme", "use", "piston", setting, {"customer": "gamma"})

        assert ["d2"] == [clause.id for clause in answer.narrowed_by]
        assert [("d1", "a special clause narrows it")] == [
            (found.rule.clause.id, reason.because.value)
            for found in answer.findings
            for reason in found.reasons
            if reason.because == "a special clause narrows it"
        ]

    @pytest.mark.parametrize(
        "special",
        [
            "d2 may odrl:use wheel ; pact:narrows :d1 ;",
            "d2 may odrl:use piston by=gamma ; pact:narrows :d1 ;",
            "d2 may odrl:use piston from=gamma ; pact:narrows :d1 ;",
            "d2 may odrl:transfer piston ; pact:narrows :d1 ;",
        ],
    )
    def test_only_a_clause_about_the_same_or_a_part_narrows(
        self, made: Made, special: str
    ) -> None:
        """Another asset, party, grantor or action is refused."""
        with pytest.raises(InvalidGraphError, match="d2: it narrows d1, but is not about"):
            _ = made.agreement("deal", "d1 may odrl:use engine", special).graph


@pytest.mark.parametrize(
    ("operators", "ok"),
    [
        (("eq", "P30D", "lteq", "P10D"), False),
        (("eq", "P10D", "lteq", "P10D"), True),
        (("eq", "P1M", "lteq", "P10D"), True),  # months have no fixed length in days
        (("gt", "P1Y", "lteq", "P12M"), False),
        (("gteq", "P1Y", "lteq", "P12M"), True),
        (("lt", "PT48H", "gteq", "P2D"), False),
        (("lt", "5", "gt", "5.0"), False),
        (("lteq", "5", "gteq", "5.0"), True),
        (("eq", "5", "neq", "5.0"), False),
        (("eq", "5", "eq", "6"), False),
        (("gt", "5", "gt", "6"), True),
        (("eq", "5", "isNoneOf", "6"), True),
    ],
)
def test_limits_that_can_never_be_met_together_are_refused(
    made: Made,
    operators: tuple[str, str, str, str],
    ok: bool,  # noqa: FBT001 (a case)
) -> None:
    """Numbers and lengths of time are compared on one line, however they are written."""
    first, one, second, other = operators
    limits = (
        f":one a odrl:Constraint ; rdfs:label 'one'@en ; odrl:leftOperand odrl:count ;"
        f" odrl:operator odrl:{first} ; odrl:rightOperand '{one}' .\n"
        f":other a odrl:Constraint ; rdfs:label 'other'@en ; odrl:leftOperand odrl:count ;"
        f" odrl:operator odrl:{second} ; odrl:rightOperand '{other}' .\n"
    )
    deal = Made(made.folder, made.text + limits).agreement(
        "deal", "d1 may odrl:use engine ; odrl:constraint :one, :other ;"
    )

    if ok:
        assert "depends" == deal.may("acme use engine")
    else:
        with pytest.raises(InvalidGraphError, match=r"its limits \(one, other\) can never"):
            _ = deal.graph


def test_numbers_that_complete_each_other_leave_nothing_open(made: Made) -> None:
    """At most ten by one clause, more than ten by another; more than eleven leaves a gap."""
    more = (
        ":more a odrl:Constraint ; rdfs:label 'more'@en ; odrl:leftOperand odrl:count ;"
        " odrl:operator odrl:gt ; odrl:rightOperand {} ."
    )
    rules = (
        "d1 may odrl:sell engine ; odrl:constraint :small ;",
        "d2 may odrl:sell engine ; odrl:constraint :more ;",
    )

    assert "permitted" == Made(made.folder, made.text + more.format(10)).agreement(
        "deal", *rules
    ).may("acme sell engine")
    assert "depends" == Made(made.folder, made.text + more.format(11)).agreement(
        "deal", *rules
    ).may("acme sell engine")


def test_a_member_brings_its_class_where_both_are_left_open(made: Made) -> None:
    """To Delta by right, but not to dealers: Delta is one, so nobody may be sold to."""
    delta = (
        ":to-delta a odrl:Constraint ; rdfs:label 'to Delta'@en ; odrl:leftOperand pact:customer ;"
        " odrl:operator odrl:isAnyOf ; odrl:rightOperand :delta ."
    )
    deal = Made(made.folder, made.text + delta).agreement(
        "deal",
        "d1 may odrl:sell engine ; odrl:constraint :to-delta ;",
        "d2 must-not odrl:sell engine ; odrl:constraint :to-dealers ;",
    )
    graph = deal.graph
    answer = graph.may(
        "acme", "sell", "engine", graph.setting(on="2025-06-01", known="2025-01-01")
    )

    assert ["prohibited", "no rule found"] == [str(each) for each in answer.possible]


@pytest.mark.parametrize(
    ("customer", "expected"), [("dealers", "no rule found"), ("gamma", "permitted d1")]
)
def test_unequal_is_not_equal(made: Made, customer: str, expected: str) -> None:
    """odrl:neq is met by everybody else, and not by the one it names."""
    other = (
        ":no-dealers a odrl:Constraint ; rdfs:label 'no dealers'@en ; odrl:leftOperand"
        " pact:customer ; odrl:operator odrl:neq ; odrl:rightOperand :dealers ."
    )
    deal = Made(made.folder, made.text + other).agreement(
        "deal", "d1 may odrl:sell engine ; odrl:constraint :no-dealers ;"
    )

    assert expected == deal.may("acme sell engine", customer=customer)


def test_rights_and_bans_of_a_company_reach_its_parts_and_members(made: Made) -> None:
    """What Acme may, Acme Motors may; a class of parties covers its members; not the reverse."""
    deal = made.agreement(
        "deal",
        "d1 may odrl:use engine",
        "d2 may odrl:use wheel by=acme-motors",
        "d3 must-not odrl:use wheel by=dealers",
    )

    assert "permitted d1" == deal.may("acme-motors use engine")
    assert "no rule found" == deal.may("acme use wheel")
    assert "prohibited d3" == deal.may("delta use wheel")


def test_actions_cover_their_cases_and_permissions_what_they_cannot_do_without(made: Made) -> None:
    """Using includes lending; lending implies delivering, which using does not."""
    deal = made.agreement("deal", "d1 may odrl:use engine", "d2 may :hire-out wheel")

    assert "permitted d1" == deal.may("acme hire-out engine")
    assert "no rule found" == deal.may("acme deliver engine")
    assert "permitted d2" == deal.may("acme deliver wheel")
    assert "depends" == deal.may("acme use wheel")


def test_an_action_that_was_replaced_means_what_replaced_it(made: Made) -> None:
    """The deprecated odrl:commercialize and pact:commercialize are one action."""
    deal = made.agreement("deal", "d1 may odrl:commercialize engine")

    assert "permitted d1" == deal.may("acme commercialize engine")
    assert "permitted d1" == deal.may("acme pact:commercialize engine")


def test_what_one_must_do_one_may_do(made: Made) -> None:
    """A duty counts as a permission."""
    deal = made.agreement("deal", "d1 must pact:supply engine")

    assert "permitted d1" == deal.may("acme supply engine")


def test_a_limit_that_is_met_counts_one_that_is_open_decides(made: Made) -> None:
    """Only to dealers: Delta is one, Gamma is not, and unsaid it depends."""
    deal = made.agreement("deal", "d1 may odrl:sell engine ; odrl:constraint :to-dealers ;")

    assert "permitted d1" == deal.may("acme sell engine", customer="delta")
    assert "permitted d1" == deal.may("acme sell engine", customer="dealers")
    assert "no rule found" == deal.may("acme sell engine", customer="gamma")
    assert "no rule found" == deal.may("acme sell engine", customer="somebody new")
    assert "depends" == deal.may("acme sell engine")
    assert "permitted d1" == deal.may("acme sell engine", to_dealers="yes")
    assert "no rule found" == deal.may("acme sell engine", to_dealers="no")


def test_limits_that_complete_each_other_leave_nothing_open(made: Made) -> None:
    """To dealers by one clause, to all others by another: to anybody."""
    deal = made.agreement(
        "deal",
        "d1 may odrl:sell engine ; odrl:constraint :to-dealers ;",
        "d2 may odrl:sell engine ; odrl:constraint :not-to-dealers ;",
    )

    assert "permitted" == deal.may("acme sell engine")


def test_a_right_may_wait_until_somebody_was_offered_it_first(made: Made) -> None:
    """Who asks says to whom it was offered; a limit on pact:offeredTo is met by that party."""
    first = (
        ":refused a odrl:Constraint ; rdfs:label 'once offered to Beta'@en ; odrl:leftOperand"
        " pact:offeredTo ; odrl:operator odrl:eq ; odrl:rightOperand :beta ."
    )
    deal = Made(made.folder, made.text + first).agreement(
        "deal", "d1 may odrl:sell engine ; odrl:constraint :refused ;"
    )

    assert "permitted d1" == deal.may("acme sell engine", offeredTo="beta")
    assert "no rule found" == deal.may("acme sell engine", offeredTo="gamma")
    assert "depends" == deal.may("acme sell engine")


def test_numbers_are_compared(made: Made) -> None:
    """At most 10: ten is met, eleven is not, a word leaves it open."""
    deal = made.agreement("deal", "d1 may odrl:sell engine ; odrl:constraint :small ;")

    assert "permitted d1" == deal.may("acme sell engine", count="10")
    assert "no rule found" == deal.may("acme sell engine", count="11")
    assert "depends" == deal.may("acme sell engine", count="several")


def test_a_limit_beside_a_date_matters_only_where_the_date_does_not_decide(made: Made) -> None:
    """To dealers, or through 2026: until then to anybody, then to dealers."""
    deal = made.agreement(
        "deal", "d1 may odrl:sell engine ; odrl:constraint :dealers-or-through-2026 ;"
    )

    assert "permitted d1" == deal.may("acme sell engine", on="2026-12-31")
    assert "depends" == deal.may("acme sell engine", on="2027-01-01")
    assert "no rule found" == deal.may("acme sell engine", on="2027-01-01", customer="gamma")


def test_open_events_decide_as_they_do_for_the_status(made: Made) -> None:
    """Before the launch: permitted as far as is known, later it depends on the launch."""
    graph = made.agreement(
        "deal", "d1 may odrl:use engine ; odrl:constraint :before-launch ;"
    ).graph
    setting = graph.setting(on="2025-06-01", known="2025-01-01")

    answer = graph.may("acme", "use", "engine", setting)

    assert ("depends", ("https://example.org/rules/launch",)) == (
        answer.outcome,
        answer.depends_on,
    )


def test_an_exception_goes_before_what_it_is_carved_out_of(made: Made) -> None:
    """An exception that permits has to be claimed; without limits it always is."""
    deal = made.agreement(
        "deal",
        "d1 must-not odrl:sell engine",
        "d2 may odrl:sell engine ; odrl:constraint :to-dealers ; pact:exceptionTo :d1 ;",
        "d3 may odrl:sell piston ; pact:exceptionTo :d1 ;",
    )

    assert "prohibited d1" == deal.may("acme sell engine")
    assert "permitted d2" == deal.may("acme sell engine", customer="delta")
    assert "prohibited d1" == deal.may("acme sell engine", customer="gamma")
    assert "permitted d3" == deal.may("acme sell piston", customer="gamma")


def test_a_ban_that_is_said_to_be_carved_out_of_a_right_is_an_exception(made: Made) -> None:
    """Who may sell but not to dealers may, except to dealers."""
    deal = made.agreement(
        "deal",
        "d1 may odrl:sell engine",
        "d2 must-not odrl:sell engine ; odrl:constraint :to-dealers ; pact:exceptionTo :d1 ;",
    )

    assert "permitted, except d1" == deal.may("acme sell engine")
    assert "permitted d1" == deal.may("acme sell engine", customer="gamma")
    assert "prohibited d2" == deal.may("acme sell engine", customer="delta")


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("", "prohibited d2"),
        ("odrl:conflict odrl:prohibit ;", "prohibited d2"),
        ("odrl:conflict odrl:perm ;", "permitted d1"),
        ("odrl:conflict odrl:invalid ;", "no rule found"),
    ],
)
def test_the_agreement_says_what_prevails(made: Made, strategy: str, expected: str) -> None:
    """Where nothing is said, the prohibition prevails."""
    rules = ("d1 may odrl:use engine", "d2 must-not odrl:use engine")

    assert expected == made.agreement("deal", *rules, more=strategy).may("acme use engine")


def test_a_permission_of_one_agreement_does_not_lift_a_ban_of_another(made: Made) -> None:
    """Whatever one of the two says of its own conflicts."""
    deal = made.agreement(
        "one", "d1 may odrl:use engine", more="odrl:conflict odrl:perm ;"
    ).agreement("two", "d2 must-not odrl:use engine from=gamma")

    assert "prohibited d2" == deal.may("acme use engine")


def test_conflicts_are_told_with_the_time_when_both_hold(made: Made) -> None:
    """The pair, what prevails, and its periods."""
    graph = made.agreement(
        "deal",
        "d1 may odrl:use engine ; odrl:constraint :through-2026 ;",
        "d2 must-not odrl:use engine",
    ).graph

    answer = graph.may("acme", "use", "engine", graph.setting(on="2025-06-01", known="2025-01-01"))

    (clash,) = answer.clashes
    assert ("d1", "d2", "") == (clash.allows.id, clash.forbids.id, clash.strategy)
    assert [2027] == [p.until_date.year for p in clash.periods if p.until_date]


class TestExclusivity:
    """Acme keeps its engines for Beta."""

    @pytest.fixture
    def deal(self, made: Made) -> Made:
        """Return the exclusivity alone."""
        return made.agreement("deal", "d1 must odrl:ensureExclusivity engine")

    def test_forbids_to_deal_with_others(self, deal: Made) -> None:
        """With Beta it may, with others it may not, unsaid it depends."""
        assert "prohibited d1" == deal.may("acme sell engine", customer="gamma")
        assert "permitted d1" == deal.may("acme sell engine", customer="beta")
        assert "depends" == deal.may("acme sell engine")

    def test_covers_parts_and_nothing_else(self, deal: Made) -> None:
        """It is about engines and their parts."""
        assert "prohibited d1" == deal.may("acme-motors sell ring", customer="gamma")
        assert "no rule found" == deal.may("acme sell wheel", customer="gamma")

    def test_leaves_other_actions_alone_unless_done_elsewhere(self, deal: Made) -> None:
        """Developing is no dealing; developing for Gamma is."""
        assert "no rule found" == deal.may("acme develop engine")
        assert "prohibited d1" == deal.may("acme develop engine", customer="gamma")

    def test_hosting_for_others_is_a_dealing(self, deal: Made) -> None:
        """Who runs a thing on computers of one's own brings it to others: for whom matters."""
        free = deal.agreement("more", "d2 may pact:host wheel")

        assert "depends" == deal.may("acme host engine")
        assert "permitted d1" == deal.may("acme host engine", customer="beta")
        assert "permitted d2" == free.may("acme host wheel")

    def test_is_a_prohibition_for_others_but_not_for_its_holder(self, deal: Made) -> None:
        """Gamma may not sell what is reserved for Beta."""
        assert "prohibited d1" == deal.may("gamma sell engine")
        assert "no rule found" == deal.may("beta sell engine")


def test_duties_attached_to_a_permission_are_named(made: Made) -> None:
    """odrl:duty names a duty of the agreement, which is shown with the permission."""
    graph = made.agreement(
        "deal", "d1 may odrl:use engine ; odrl:duty :d2 ;", "d2 must odrl:compensate wheel"
    ).graph

    assert ("https://example.org/rules/d2",) == graph.record.clauses[
        "https://example.org/rules/d1"
    ].duties


@pytest.mark.parametrize(
    ("rule", "more", "message"),
    [
        ("d1 may odrl:use engine ; odrl:duty :d9 ;", "", "odrl:duty names d9, which is no duty"),
        ("d1 may odrl:use engine", "odrl:conflict :maybe ;", "takes odrl:perm, odrl:prohibit or"),
    ],
)
def test_faulty_rules_are_refused(made: Made, rule: str, more: str, message: str) -> None:
    """With what would be right."""
    with pytest.raises(InvalidGraphError, match=message):
        _ = made.agreement("deal", rule, more=more).graph


@pytest.mark.parametrize(
    ("attribute", "value", "error", "message"),
    [
        ("custommer", "delta", NotFoundError, "did you mean customer"),
        ("customer", "delt", NotFoundError, "did you mean delta"),
        ("to-dealers", "perhaps", BadInputError, "say whether it is met: to-dealers=yes, or no"),
    ],
)
def test_attributes_are_checked(
    made: Made, attribute: str, value: str, error: type[Exception], message: str
) -> None:
    """A typing error is no new customer."""
    graph = made.agreement("deal", "d1 may odrl:sell engine ; odrl:constraint :to-dealers ;").graph
    setting = graph.setting(on="2025-06-01", known="2025-01-01")

    with pytest.raises(error, match=message):
        graph.may("acme", "sell", "engine", setting, {attribute: value})
