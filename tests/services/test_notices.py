"""Notifications come of the acts themselves, go to whom they concern, and are read by their owner alone."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Notification, User
from factcheck.services import audit, notices, progress, reviews, sign_in
from tests import factories
from tests.factories import NOW, PASSWORD
from tests.services import steps

LATER = NOW + timedelta(minutes=1)


def kinds(session: Session, user: User) -> list[str]:
    return [str(row.kind) for row in notices.latest(session, user, now=LATER)]


def test_the_author_of_a_verdict_hears_what_became_of_it(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    progress.assign(session, editor, claim, checker, version=claim.version, now=NOW)
    steps.propose(session, checker, claim)
    reviews.send_back(session, editor, claim, "Warum?", version=claim.version, now=NOW)
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    steps.publish(session, editor, claim)
    assert kinds(session, checker) == ["decided", "decided", "sent_back", "assigned"]
    assert kinds(session, editor) == []
    newest = notices.latest(session, checker, now=LATER)[0]
    assert (newest.claim, newest.event.name) == (claim, "verdict.published")


def test_taking_a_claim_oneself_tells_nobody(session: Session, checker: User, article: Article) -> None:
    claim = steps.first_claim(session, article)
    progress.assign(session, checker, claim, checker, version=claim.version, now=NOW)
    assert steps.count(session, Notification) == 0


def test_a_deadline_is_told_when_its_day_comes(session: Session, checker: User, article: Article) -> None:
    claim = steps.first_claim(session, article)
    event = audit.record(session, checker, "claim.set_aside", claim, now=NOW)
    due = NOW + timedelta(days=3)
    session.add(
        Notification(user_id=checker.id, kind="deadline", event_id=event.id, claim_id=claim.id, at=due)
    )
    session.flush()
    assert notices.latest(session, checker, now=LATER) == []
    assert len(notices.latest(session, checker, now=due)) == 1


def test_the_header_counts_what_is_unread_and_each_reads_their_own(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    for claim in steps.text_claims(session, article)[:3]:
        progress.assign(session, editor, claim, checker, version=claim.version, now=NOW)
    came = sign_in.attempt(session, "carl", PASSWORD, address="192.0.2.7", on_loopback=False, now=NOW)
    session.flush()

    def unread() -> int | None:
        session.expire_all()
        login = sign_in.resume(session, came.token or "", LATER)
        return login.unread if login else None

    assert unread() == 3
    newest = notices.latest(session, checker, now=LATER)[0]
    notices.read(session, editor, newest.id, now=LATER)
    assert unread() == 3
    notices.read(session, checker, newest.id, now=LATER)
    assert unread() == 2
    notices.read(session, checker, now=LATER)
    assert unread() == 0


def test_older_ones_are_read_page_by_page(
    session: Session, checker: User, editor: User, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "PAGE", 2)
    for claim in steps.text_claims(session, article)[:5]:
        progress.assign(session, editor, claim, checker, version=claim.version, now=NOW)
    seen: list[int] = []
    before = None
    while rows := notices.latest(session, checker, now=LATER, before=before)[:2]:
        seen += [row.id for row in rows]
        before = rows[-1].id
    assert len(seen) == 5
    assert seen == sorted(seen, reverse=True)


def test_somebody_barred_is_not_told(session: Session, checker: User, editor: User, article: Article) -> None:
    mia = factories.make_user(session, "mia")
    mia.is_active = False
    claim = steps.first_claim(session, article)
    steps.comment(session, checker, claim, "@mia, @edda")
    assert (kinds(session, mia), kinds(session, editor)) == ([], ["mentioned"])
