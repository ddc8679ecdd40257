"""What editors decide about flagged wording, and how the list of flags is read."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Flag, FlagKind, FlagStatus, User
from factcheck.services import articles, flags
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from factcheck.services.flags import FlagFilter
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


def test_flags_are_read_page_by_page_newest_article_first_without_gap_or_repetition(
    session: Session, checker: User, article: Article
) -> None:
    other = factories.make_article(session, checker, "Ein zweiter Text ohne Wertung.")
    for row in (article, other):
        for _ in range(40):
            steps.make_flag(session, row)
    read: list[Flag] = []
    after = None
    while rows := flags.page(session, FlagFilter(kind=FlagKind.CLICKBAIT), after):
        rows = rows[: flags.PAGE]
        read += rows
        after = (rows[-1].article_id, rows[-1].start, rows[-1].id)
    assert len(read) == len({row.id for row in read}) == 80
    assert read == sorted(read, key=lambda row: (-row.article_id, row.start, row.id))


def test_the_list_is_narrowed_by_state_kind_and_article(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    other = factories.make_article(session, checker, "Ein zweiter Text ohne Wertung.")
    mine = steps.make_flag(session, other, FlagKind.FEAR_APPEAL)
    upheld = steps.make_flag(session, other, FlagKind.CLICKBAIT)
    steps.make_flag(session, article, FlagKind.CLICKBAIT)
    steps.uphold(session, editor, upheld)
    assert flags.page(session, FlagFilter(article_id=other.id)) == [mine]
    assert flags.page(session, FlagFilter(status=None, article_id=other.id)) == [mine, upheld]
    assert flags.page(session, FlagFilter(status=FlagStatus.UPHELD)) == [upheld]
    assert flags.page(session, FlagFilter(kind=FlagKind.FEAR_APPEAL)) == [mine]
    assert flags.counts(session, FlagFilter(status=None, article_id=other.id)) == {
        FlagKind.FEAR_APPEAL: 1,
        FlagKind.CLICKBAIT: 1,
    }


def test_flags_of_an_archived_article_are_seen_only_there(
    session: Session, editor: User, article: Article, flag: Flag
) -> None:
    articles.archive(session, editor, article, now=NOW)
    assert flags.page(session, FlagFilter(kind=FlagKind.CLICKBAIT)) == []
    assert flags.page(session, FlagFilter(kind=FlagKind.CLICKBAIT, article_id=article.id)) == [flag]


def test_earlier_decisions_on_the_same_words_are_counted(
    session: Session, editor: User, article: Article, flag: Flag
) -> None:
    for act in ("uphold", "uphold", "dismiss"):
        earlier = steps.make_flag(session, article)
        ACTS[act](session, editor, earlier, earlier.version)
    other = steps.make_flag(session, article, FlagKind.EXAGGERATION)
    steps.uphold(session, editor, other)
    assert flags.word_history(session, [flag])[flag.kind, flag.quote] == (2, 1)
    assert flags.word_history(session, []) == {}


def test_there_is_no_flag_with_an_invented_number(session: Session) -> None:
    with pytest.raises(NotFound):
        flags.get(session, 4711)
