"""What editors decide about flagged wording, and how the list of flags is read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Flag, FlagKind, FlagStatus, User
from factcheck.services import articles, flag_lists, flags
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from factcheck.services.flag_lists import Decisions, FlagFilter, FlagRow, Grouping
from tests import factories
from tests.factories import NOW
from tests.services import steps

Act = Callable[[Session, User, Flag, int], None]
ACTS: dict[str, Act] = {
    "uphold": lambda session, actor, flag, version: flags.uphold(
        session, actor, flag, version=version, now=NOW
    ),
    "dismiss": lambda session, actor, flag, version: flags.dismiss(
        session, actor, flag, " Das ist belegt. ", version=version, now=NOW
    ),
    "reopen": lambda session, actor, flag, version: flags.reopen(
        session, actor, flag, version=version, now=NOW
    ),
}


@pytest.fixture
def flag(session: Session, article: Article) -> Flag:
    """An open flag."""
    return steps.make_flag(session, article)


def decision(flag: Flag) -> tuple[object, ...]:
    """All that is stored about a decision."""
    return (flag.status.value, flag.decided_by_id, flag.decided_at, flag.decision_reason)


def test_a_flag_is_upheld_reopened_and_dismissed_with_a_reason(
    session: Session, editor: User, flag: Flag
) -> None:
    ACTS["uphold"](session, editor, flag, flag.version)
    assert decision(flag) == ("upheld", editor.id, NOW, None)
    ACTS["reopen"](session, editor, flag, flag.version)
    assert decision(flag) == ("open", None, None, None)
    ACTS["dismiss"](session, editor, flag, flag.version)
    assert decision(flag) == ("dismissed", editor.id, NOW, "Das ist belegt.")
    ACTS["reopen"](session, editor, flag, flag.version)
    assert decision(flag) == ("open", None, None, None)


@pytest.mark.parametrize("decided", ["uphold", "dismiss"])
@pytest.mark.parametrize("act", ["uphold", "dismiss"])
def test_what_was_decided_is_reopened_before_it_is_decided_again(
    session: Session, editor: User, flag: Flag, decided: str, act: str
) -> None:
    ACTS[decided](session, editor, flag, flag.version)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition):
        ACTS[act](session, editor, flag, flag.version)
    assert steps.everything(session) == before


def test_an_open_flag_is_not_opened_again(session: Session, editor: User, flag: Flag) -> None:
    before = steps.everything(session)
    with pytest.raises(InvalidTransition):
        ACTS["reopen"](session, editor, flag, flag.version)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", ACTS)
def test_neither_a_checker_nor_a_barred_editor_decides(
    session: Session, checker: User, editor: User, flag: Flag, act: str
) -> None:
    if act == "reopen":
        ACTS["uphold"](session, editor, flag, flag.version)
    editor.is_active = False
    before = steps.everything(session)
    for person in (checker, editor):
        with pytest.raises(NotAllowed):
            ACTS[act](session, person, flag, flag.version)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", ACTS)
def test_a_stale_page_decides_nothing(session: Session, editor: User, flag: Flag, act: str) -> None:
    stale = flag.version
    ACTS["uphold"](session, editor, flag, stale)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        ACTS[act](session, editor, flag, stale)
    assert steps.everything(session) == before


@pytest.mark.parametrize("reason", ["", " \n"])
def test_nothing_is_dismissed_without_a_reason(
    session: Session, editor: User, flag: Flag, reason: str
) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        flags.dismiss(session, editor, flag, reason, version=flag.version, now=NOW)
    assert refused.value.field == "reason"
    assert steps.everything(session) == before


@pytest.mark.parametrize("group", Grouping)
def test_flags_are_read_page_by_page_without_gap_or_repetition_in_every_grouping(
    session: Session, checker: User, article: Article, group: Grouping
) -> None:
    other = factories.make_article(session, checker, "Ein zweiter Text ohne Wertung.")
    for row in (article, other):
        for number in range(40):
            flag = steps.make_flag(session, row, FlagKind.CLICKBAIT if number % 3 else FlagKind.EXAGGERATION)
            flag.word, flag.quoted = f"wort{number % 5}", number % 2 == 1
    session.flush()
    read: list[FlagRow] = []
    after = None
    while rows := flag_lists.page(session, FlagFilter(), after, group):
        rows = rows[: flag_lists.PAGE]
        read += rows
        after = rows[-1].position(group)
    assert len(read) == len({row.id for row in read}) == flag_lists.count(session, FlagFilter()) >= 80
    newest_first = [(-row.article_id, row.quoted) for row in read]
    by_kind = [(row.quoted, row.kind.value, -row.article_id) for row in read]
    by_word = [(row.quoted, row.word, -row.article_id) for row in read]
    orders: dict[Grouping, list[Any]] = {
        Grouping.ARTICLE: newest_first,
        Grouping.KIND: by_kind,
        Grouping.WORD: by_word,
    }
    order = orders[group]
    assert order == sorted(order), "the article's own words come before those of the people it quotes"


def test_the_list_is_narrowed_by_state_kind_article_word_and_voice(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    other = factories.make_article(session, checker, "Ein zweiter Text ohne Wertung.")
    mine = steps.make_flag(session, other, FlagKind.FEAR_APPEAL)
    upheld = steps.make_flag(session, other, FlagKind.CLICKBAIT)
    spoken = steps.make_flag(session, article, FlagKind.CLICKBAIT)
    spoken.quoted, spoken.word = True, "gesagt"
    steps.uphold(session, editor, upheld)

    def found(wanted: FlagFilter) -> list[int]:
        return [row.id for row in flag_lists.page(session, wanted)]

    assert found(FlagFilter(article_id=other.id)) == [mine.id]
    assert found(FlagFilter(status=None, article_id=other.id)) == [mine.id, upheld.id]
    assert found(FlagFilter(status=FlagStatus.UPHELD)) == [upheld.id]
    assert found(FlagFilter(kind=FlagKind.FEAR_APPEAL)) == [mine.id]
    assert found(FlagFilter(word="gesagt")) == found(FlagFilter(quoted=True)) == [spoken.id]
    assert found(FlagFilter(publisher="Nirgends")) == found(FlagFilter(language="en")) == []
    assert flag_lists.counts(session, FlagFilter(status=None, article_id=other.id)) == {
        FlagKind.FEAR_APPEAL: 1,
        FlagKind.CLICKBAIT: 1,
    }


def test_flags_of_an_archived_article_are_seen_only_there(
    session: Session, editor: User, article: Article, flag: Flag
) -> None:
    articles.archive(session, editor, article, now=NOW)
    clickbait = FlagFilter(kind=FlagKind.CLICKBAIT)
    assert flag_lists.page(session, clickbait) == []
    assert [row.id for row in flag_lists.page(session, replace(clickbait, article_id=article.id))] == [
        flag.id
    ]


def test_earlier_decisions_on_the_same_word_are_counted_whatever_its_form(
    session: Session, editor: User, article: Article, flag: Flag
) -> None:
    for act in ("uphold", "uphold", "dismiss"):
        earlier = steps.make_flag(session, article)
        ACTS[act](session, editor, earlier, earlier.version)
    asked = steps.make_flag(session, article)
    flags.ask_reword(session, editor, asked, "Bitte nüchterner.", version=asked.version, now=NOW)
    other = steps.make_flag(session, article, FlagKind.EXAGGERATION)
    steps.uphold(session, editor, other)
    history = flag_lists.word_history(session, [flag.word])
    assert history[flag.kind, flag.word] == Decisions(upheld=3, dismissed=1)
    assert flag_lists.word_history(session, []) == {}


def test_the_author_is_asked_and_the_new_wording_accepted(session: Session, editor: User, flag: Flag) -> None:
    flags.ask_reword(session, editor, flag, " Bitte nüchterner. ", version=flag.version, now=NOW)
    assert decision(flag) == ("reword_asked", editor.id, NOW, "Bitte nüchterner.")
    flags.reword(session, editor, flag, " Vertrauliche ", version=flag.version, now=NOW)
    assert decision(flag) == ("reworded", editor.id, NOW, "Bitte nüchterner.")
    assert flag.wording == "Vertrauliche"
    ACTS["reopen"](session, editor, flag, flag.version)
    assert decision(flag) == ("open", None, None, None)
    assert flag.wording is None


@pytest.mark.parametrize("words", ["", "  ", "x" * 501, "Geheime"])
def test_a_wording_says_something_else(session: Session, editor: User, flag: Flag, words: str) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        flags.reword(session, editor, flag, words, version=flag.version, now=NOW)
    assert refused.value.field == "wording"
    assert steps.everything(session) == before


def test_the_author_is_told_what_to_change(session: Session, editor: User, flag: Flag) -> None:
    with pytest.raises(Refused) as refused:
        flags.ask_reword(session, editor, flag, " ", version=flag.version, now=NOW)
    assert refused.value.field == "note"


def test_what_is_put_off_comes_back_by_itself_on_its_day(session: Session, editor: User, flag: Flag) -> None:
    today = NOW.date()
    until = today + timedelta(days=3)
    flags.snooze(session, editor, flag, until, version=flag.version, now=NOW)

    def seen(day: date, *, snoozed: bool = False) -> bool:
        wanted = FlagFilter(kind=flag.kind, today=day, snoozed=snoozed)
        return flag.id in [row.id for row in flag_lists.page(session, wanted)]

    assert not seen(today)
    assert seen(today, snoozed=True)
    assert seen(until)
    assert not seen(until, snoozed=True)
    ACTS["reopen"](session, editor, flag, flag.version)
    assert seen(today)


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_nothing_is_put_off_into_the_past_or_for_ever(
    session: Session, editor: User, flag: Flag, days: int
) -> None:
    with pytest.raises(Refused) as refused:
        flags.snooze(session, editor, flag, NOW.date() + timedelta(days=days), version=flag.version, now=NOW)
    assert refused.value.field == "until"


def test_what_was_decided_is_not_put_off(session: Session, editor: User, flag: Flag) -> None:
    steps.uphold(session, editor, flag)
    with pytest.raises(InvalidTransition):
        flags.snooze(session, editor, flag, NOW.date() + timedelta(days=1), version=flag.version, now=NOW)


def test_words_in_a_quotation_have_their_speaker(session: Session, checker: User) -> None:
    text = "„Das ist ein Skandal für alle“, sagte Minister Hans Holm."
    article = factories.make_article(session, checker, text, title="Zitat")
    rows = flag_lists.page(session, FlagFilter(article_id=article.id))
    assert rows
    assert all(row.quoted for row in rows)
    assert "Holm" in flag_lists.speakers(session, rows)[rows[0].id]


def test_there_is_no_flag_with_an_invented_number(session: Session) -> None:
    with pytest.raises(NotFound):
        flags.get(session, 4711)
