"""What is typed and not sent is kept for its writer alone, one draft a form, and not for ever."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Draft, User
from factcheck.services import drafts
from factcheck.services.errors import Refused
from tests.factories import NOW
from tests.services import steps

FORM = "1-verdict-12"


def keep(session: Session, actor: User, text: str, form: str = FORM, later: int = 0) -> None:
    drafts.save(
        session,
        actor,
        form,
        {"summary": text, "rating": "false"},
        page="/claims/12",
        title="Rund 200 Menschen",
        now=NOW + timedelta(seconds=later),
    )


def texts(rows: list[Draft]) -> list[str]:
    return [row.fields["summary"] for row in rows]


def test_the_last_keystroke_is_what_is_kept(session: Session, checker: User) -> None:
    keep(session, checker, "hal")
    keep(session, checker, "halb „fertig“ 🕊", later=1)
    session.commit()
    session.expire_all()
    (draft,) = drafts.find(session, checker, [FORM, "another"])
    assert draft.fields == {"summary": "halb „fertig“ 🕊", "rating": "false"}
    assert (draft.page, draft.updated_at) == ("/claims/12", NOW + timedelta(seconds=1))
    assert steps.count(session, Draft) == 1


def test_drafts_are_their_writers_own_and_leave_no_trace_in_the_log(
    session: Session, checker: User, editor: User
) -> None:
    keep(session, checker, "Carls")
    keep(session, editor, "Eddas")
    assert texts(drafts.find(session, checker, [FORM])) == ["Carls"]
    drafts.discard(session, editor, FORM)
    assert texts(drafts.all_of(session, checker)) == ["Carls"]
    assert drafts.all_of(session, editor) == []
    assert steps.events(session) == []


def test_everything_not_sent_is_listed_newest_first(session: Session, checker: User) -> None:
    for number in range(3):
        keep(session, checker, str(number), f"form-{number}", later=number)
    keep(session, checker, "0 again", "form-0", later=9)
    assert texts(drafts.all_of(session, checker)) == ["0 again", "2", "1"]


def test_old_drafts_and_the_oldest_of_too_many_give_way(
    session: Session, checker: User, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 3)
    keep(session, editor, "of another person")
    for number in range(5):
        keep(session, checker, str(number), f"form-{number}", later=number)
    assert texts(drafts.all_of(session, checker)) == ["4", "3", "2"]
    keep(session, checker, "new", later=int(drafts.KEPT.total_seconds()) + 100)
    assert texts(drafts.all_of(session, checker)) == ["new"]
    assert texts(drafts.all_of(session, editor)) == ["of another person"]


@pytest.mark.parametrize(
    ("form", "page", "fields"),
    [
        ("", "/claims/1", {}),
        ("No Form!", "/claims/1", {}),
        (FORM, "https://evil.example/", {}),
        (FORM, "//evil.example/", {}),
        (FORM, "/claims/1", {"summary": ["a", "list"]}),
        (FORM, "/claims/1", {"summary": "x" * (drafts.LONGEST + 1)}),
        (FORM, "/claims/1", {str(number): "" for number in range(drafts.MOST_FIELDS + 1)}),
    ],
)
def test_what_is_no_draft_is_refused(
    session: Session, checker: User, form: str, page: str, fields: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        drafts.save(session, checker, form, fields, page=page, title="", now=NOW)
    assert steps.count(session, Draft) == 0
