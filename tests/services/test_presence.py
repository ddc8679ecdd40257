"""Whoever has a claim open is shown to the others, and counts as gone after a while."""

from datetime import timedelta

from sqlalchemy.orm import Session

from factcheck.models import Article, Presence, User
from factcheck.services import notices, presence
from tests.factories import NOW
from tests.services import steps


def test_others_on_the_same_claim_are_seen_and_oneself_is_not(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim, other = steps.text_claims(session, article)[:2]
    presence.sign(session, checker, claim, now=NOW)
    presence.sign(session, editor, claim, now=NOW)
    presence.sign(session, editor, other, now=NOW)
    found = presence.company(session, checker, claim, now=NOW)
    assert (found.here, set(found.people)) == ([editor], {checker, editor})
    assert presence.company(session, editor, other, now=NOW).here == []


def test_without_further_signs_somebody_is_gone(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    presence.sign(session, editor, claim, now=NOW)
    later = NOW + presence.EXPIRES
    assert presence.company(session, checker, claim, now=later).here == []
    presence.sign(session, editor, claim, now=later)
    assert presence.company(session, checker, claim, now=later + timedelta(seconds=30)).here == [editor]
    assert steps.count(session, Presence) == 1


def test_who_leaves_is_gone_at_once_and_the_barred_are_never_there(
    session: Session, checker: User, editor: User, administrator: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    for person in (editor, administrator):
        presence.sign(session, person, claim, now=NOW)
    presence.leave(session, editor, claim)
    assert presence.company(session, checker, claim, now=NOW).here == [administrator]
    administrator.is_active = False
    session.flush()
    assert presence.company(session, checker, claim, now=NOW).here == []
    assert steps.events(session)[-1:] != ["presence"]


def test_looking_at_a_claim_reads_what_one_was_told_about_it(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim, other = steps.text_claims(session, article)[:2]
    for row in (claim, other):
        steps.comment(session, checker, row, "@edda")
    presence.sign(session, editor, claim, now=NOW)
    session.expire_all()
    read = {row.claim_id: row.read_at for row in notices.latest(session, editor, now=NOW)}
    assert read == {claim.id: NOW, other.id: None}
