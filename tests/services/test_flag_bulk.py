"""One decision about all open flags on a word."""

import pytest
from sqlalchemy.orm import Session

from factcheck.models import FlagKind, FlagStatus, User
from factcheck.services import flag_bulk
from factcheck.services.errors import Conflict, NotAllowed, NotFound, Refused
from factcheck.services.flag_bulk import OnWord
from tests.factories import NOW
from tests.services import learning_steps as learn
from tests.services import steps

WORD = OnWord(FlagKind.LOADED_LANGUAGE, "skandal", "de")


def test_all_open_flags_on_a_word_are_decided_on_at_once_and_undone_as_one(
    session: Session, editor: User
) -> None:
    mine = [learn.scandal(session, editor, number) for number in range(3)]
    steps.uphold(session, editor, mine[2])
    count, rows = flag_bulk.preview(session, WORD, today=NOW.date())
    assert (count, {row.id for row in rows}) == (2, {mine[0].id, mine[1].id})
    event = flag_bulk.decide(session, editor, WORD, "dismiss", " Belegt. ", expected=2, now=NOW)
    assert [flag.status for flag in mine] == [FlagStatus.DISMISSED, FlagStatus.DISMISSED, FlagStatus.UPHELD]
    assert mine[0].decision_reason == "Belegt."
    assert flag_bulk.undo(session, editor, event.id, now=NOW) == 2
    assert learn.open_scandals(session) == 2
    with pytest.raises(Conflict):
        flag_bulk.undo(session, editor, event.id, now=NOW)


def test_nothing_is_decided_unseen(session: Session, editor: User) -> None:
    learn.scandal(session, editor, 1)
    count, _ = flag_bulk.preview(session, WORD, today=NOW.date())
    learn.scandal(session, editor, 2)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        flag_bulk.decide(session, editor, WORD, "uphold", None, expected=count, now=NOW)
    assert steps.everything(session) == before


@pytest.mark.parametrize(("act", "field"), [("dismiss", "reason"), ("burn", "act")])
def test_a_bulk_decision_is_a_decision_with_its_reason(
    session: Session, editor: User, act: str, field: str
) -> None:
    learn.scandal(session, editor)
    with pytest.raises(Refused) as refused:
        flag_bulk.decide(session, editor, WORD, act, " ", expected=1, now=NOW)
    assert refused.value.field == field


def test_only_who_may_decide_decides_and_only_who_did_undoes(
    session: Session, checker: User, editor: User
) -> None:
    event = learn.bulk_dismissed(session, editor)
    with pytest.raises(NotAllowed):
        flag_bulk.decide(session, checker, WORD, "uphold", None, expected=1, now=NOW)
    with pytest.raises(NotFound):
        flag_bulk.undo(session, steps.another_editor(session), event, now=NOW)
