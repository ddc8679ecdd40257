"""Equal decisions become a proposed rule; a rule silences flags and loses none; it is doubted and undone."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Flag, FlagStatus, Job, Rule, RuleStatus, User
from factcheck.services import articles, flags, learning, rules
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from factcheck.services.jobs import Work
from tests import factories
from tests.factories import NOW
from tests.services import learning_steps as learn
from tests.services import steps


def status_of(session: Session, flag: Flag) -> FlagStatus:
    session.refresh(flag)
    return flag.status


def test_the_third_dismissal_of_a_word_proposes_a_rule_and_the_fourth_none_besides(
    session: Session, editor: User
) -> None:
    for number in range(2):
        learn.dismiss(session, editor, learn.scandal(session, editor, number))
        assert session.scalars(select(Rule)).all() == []
    learn.dismiss(session, editor, learn.scandal(session, editor, 2))
    rule = session.scalars(select(Rule)).one()
    assert (rule.status, rule.word, rule.context, rule.publisher) == (
        RuleStatus.PROPOSED,
        "skandal",
        [],
        None,
    )
    assert rule.reason == "Der Name des Falls."
    assert rule.dismissals == 3
    learn.dismiss(session, editor, learn.scandal(session, editor, 3))
    assert session.scalars(select(Rule)).one() is rule
    assert rules.waiting(session) == 1


def test_a_word_upheld_with_other_publishers_gets_a_rule_for_the_one(session: Session, editor: User) -> None:
    steps.uphold(session, editor, learn.scandal(session, editor, 9, "Das Blatt"))
    assert learn.proposed(session, editor, "Der Bote").publisher == "Der Bote"


def test_a_word_upheld_in_another_sense_gets_a_rule_for_the_words_beside_it(
    session: Session, editor: User
) -> None:
    upheld = factories.make_article(session, editor, "Ein Skandal sondergleichen ist das.")
    steps.uphold(session, editor, learn.flag_of(session, upheld))
    rule = learn.proposed(session, editor)
    assert "brück" in rule.context
    assert "das" not in rule.context


def test_a_confirmed_rule_silences_open_flags_in_the_background_and_new_ones_at_once(
    session: Session, editor: User
) -> None:
    rule = learn.proposed(session, editor)
    waiting = learn.scandal(session, editor, 4)
    decided = learn.scandal(session, editor, 5)
    steps.uphold(session, editor, decided)
    assert rules.reach(session, rule) == rules.Reach(flags=1, articles=1)
    learn.confirm(session, editor, rule)
    assert session.scalars(select(Job)).one().arguments["rule"] == rule.id
    seen = waiting.version
    done = learn.applied(session, editor, rule)
    assert (done[-1].done, done[-1].total) == (5, 5)
    assert done[-1].cursor is not None
    assert (done[-1].cursor["silenced"], done[-1].cursor["opened"]) == (1, 0)
    assert status_of(session, waiting) is FlagStatus.SILENCED
    assert waiting.rule_id == rule.id
    assert status_of(session, decided) is FlagStatus.UPHELD, "what people decided stays"
    with pytest.raises(Conflict):
        flags.uphold(session, editor, waiting, version=seen, now=NOW)
    new = learn.scandal(session, editor, 6)
    assert (new.status, new.rule_id, new.reason) == (FlagStatus.SILENCED, rule.id, waiting.reason)


def test_a_rule_for_one_sense_and_one_publisher_leaves_the_others_alone(
    session: Session, editor: User
) -> None:
    rule = learn.proposed(session, editor, "Der Bote")
    learn.confirm(session, editor, rule, "Brücken", "Der Bote")
    assert rule.context == ["brück"]
    same = learn.scandal(session, editor, 4, "Der Bote")
    other_paper = learn.scandal(session, editor, 5, "Das Blatt")
    text = "Der Skandal um das Rathaus dauert an."
    other_sense = factories.make_article(session, editor, text)
    other_sense.publisher = "Der Bote"
    learn.applied(session, editor, rule)
    assert status_of(session, same) is FlagStatus.SILENCED
    assert status_of(session, other_paper) is FlagStatus.OPEN
    assert status_of(session, learn.flag_of(session, other_sense)) is FlagStatus.OPEN


def test_work_that_was_broken_off_goes_on_where_it_was_and_twice_changes_nothing(
    session: Session, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = learn.proposed(session, editor)
    for number in range(4, 8):
        learn.scandal(session, editor, number)
    learn.confirm(session, editor, rule)
    monkeypatch.setattr("factcheck.services.silencing.BLOCK", 3)
    arguments = {"rule": rule.id, "quote": rule.quote}
    first = next(rules.reevaluate(session, editor, Work(arguments, learn.TOOLS), now=NOW))
    rest = Work(arguments, learn.TOOLS, first.done, first.cursor or {})
    last = list(rules.reevaluate(session, editor, rest, now=NOW))[-1]
    assert (last.done, last.total) == (7, 7)
    assert last.cursor is not None
    assert last.cursor["silenced"] == 4
    assert learn.open_scandals(session) == 0
    again = learn.applied(session, editor, rule)[-1].cursor
    assert again is not None
    assert again["silenced"] == 0


def test_a_rule_taken_back_opens_what_it_silenced(session: Session, editor: User) -> None:
    rule = learn.proposed(session, editor)
    learn.confirm(session, editor, rule)
    silenced = learn.scandal(session, editor, 4)
    learn.retire(session, editor, rule)
    learn.applied(session, editor, rule)
    assert status_of(session, silenced) is FlagStatus.OPEN
    assert (silenced.rule_id, silenced.silenced_at) == (None, None)
    learn.confirm(session, editor, rule)
    learn.applied(session, editor, rule)
    assert status_of(session, silenced) is FlagStatus.SILENCED, "and may be put to work after all"


def test_a_flag_opened_against_a_rule_is_not_silenced_again(session: Session, editor: User) -> None:
    rule = learn.proposed(session, editor)
    learn.confirm(session, editor, rule)
    silenced = learn.scandal(session, editor, 4)
    flags.reopen(session, editor, silenced, version=silenced.version, now=NOW)
    learn.applied(session, editor, rule)
    assert status_of(session, silenced) is FlagStatus.OPEN
    assert learning.records(session, [rule])[rule.id].overruled == 1


def test_a_rule_that_editors_keep_overruling_is_proposed_for_removal(session: Session, editor: User) -> None:
    rule = learn.doubted(session, editor)
    record = learning.records(session, [rule])[rule.id]
    assert (record.agreed, record.overruled, record.precision) == (3, 3, 0.5)
    assert rule.doubted_at == NOW
    assert rules.waiting(session) == 1
    assert rules.over_time(session, rule) == [("2024-12", record)]
    learn.retire(session, editor, rule)
    assert rules.waiting(session) == 0


def test_months_without_a_decision_stand_in_the_record_as_unknown(session: Session, editor: User) -> None:
    rule = learn.proposed(session, editor)
    learn.confirm(session, editor, rule)
    learn.scandal(session, editor, 4).silenced_at = NOW + timedelta(days=62)
    session.flush()
    record = rules.over_time(session, rule)
    assert [(month, one.precision) for month, one in record] == [
        ("2024-12", 1.0),
        ("2025-01", None),
        ("2025-02", None),
    ]
    assert record[-1][1].silenced == 1


def test_a_proposal_turned_down_comes_again_after_as_many_dismissals_more(
    session: Session, editor: User
) -> None:
    rule = learn.proposed(session, editor)
    rules.reject(session, editor, rule, version=rule.version, now=NOW)
    for number in range(3, 5):
        learn.dismiss(session, editor, learn.scandal(session, editor, number))
    assert rules.waiting(session) == 0
    learn.dismiss(session, editor, learn.scandal(session, editor, 5))
    assert rules.waiting(session) == 1


def test_rules_leave_archived_articles_alone(session: Session, editor: User) -> None:
    rule = learn.proposed(session, editor)
    flag = learn.scandal(session, editor, 4)
    articles.archive(session, editor, articles.get(session, flag.article_id), now=NOW)
    learn.confirm(session, editor, rule)
    learn.applied(session, editor, rule)
    assert status_of(session, flag) is FlagStatus.OPEN


def test_only_editors_decide_on_rules_with_a_reason_and_on_the_newest_version(
    session: Session, checker: User, editor: User
) -> None:
    rule = learn.proposed(session, editor)
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        learn.confirm(session, checker, rule)
    with pytest.raises(Refused) as refused:
        rules.confirm(session, editor, rule, rules.Wanted("", None, " "), version=rule.version, now=NOW)
    assert refused.value.field == "reason"
    with pytest.raises(Conflict):
        rules.reject(session, editor, rule, version=rule.version + 1, now=NOW)
    with pytest.raises(InvalidTransition):
        learn.retire(session, editor, rule)
    assert steps.everything(session) == before
    with pytest.raises(NotFound):
        rules.get(session, 4711)


def test_waiting_rules_stand_before_the_others(session: Session, editor: User) -> None:
    rule = learn.doubted(session, editor)
    assert rules.listed(session) == [rule]
