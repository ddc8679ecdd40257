"""Comments: threads, mentions, settling, and who is told."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, Comment, User
from factcheck.services import articles, comments, notices, undo
from factcheck.services.articles import Details
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from factcheck.services.mentions import mentioned
from tests.factories import NOW
from tests.services import steps

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """A claim to talk about."""
    return steps.first_claim(session, article)


def say(session: Session, actor: User, claim: Claim, text: str, to: Comment | None = None) -> Comment:
    return comments.add(session, actor, claim, text, reply_to=to, now=NOW)


def told(session: Session, user: User) -> list[str]:
    return [str(row.kind) for row in notices.latest(session, user, now=LATER)]


def test_answers_stand_under_what_they_answer_and_answers_to_answers_beside_them(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    first = say(session, checker, claim, "Wer sagt das?")
    answer = say(session, editor, claim, "Die Ministerin.", first)
    further = say(session, checker, claim, "Wann?", answer)
    other = say(session, editor, claim, "Noch etwas.")
    found = comments.threads(session, checker, claim)
    assert [(thread.first, thread.answers) for thread in found] == [(first, (answer, further)), (other, ())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@carl siehst du das?", {"carl"}),
        ("(@Carl, @mia.k.)", {"carl", "mia.k"}),
        ("post@carl.example, a@b", set()),
        ("@@carl", set()),
        ("@ carl", set()),
        ("@carl-x @x_y", {"carl-x", "x_y"}),
    ],
)
def test_a_mention_is_an_at_sign_and_a_user_name(text: str, names: set[str]) -> None:
    assert mentioned(text) == names


def test_who_is_mentioned_or_answered_is_told_once_and_nobody_of_their_own_act(
    session: Session, checker: User, editor: User, administrator: User, claim: Claim
) -> None:
    first = say(session, checker, claim, "@edda und @carl: stimmt das? @niemand")
    assert (told(session, editor), told(session, checker)) == (["mentioned"], [])
    say(session, editor, claim, "Ja, @carl, @ada.", first)
    assert (told(session, checker), told(session, administrator)) == (["mentioned"], ["mentioned"])
    say(session, administrator, claim, "Gut.", first)
    assert told(session, checker) == ["replied", "mentioned"]
    assert told(session, editor) == ["replied", "mentioned"]


def test_a_correction_tells_only_who_is_called_anew(
    session: Session, checker: User, editor: User, administrator: User, claim: Claim
) -> None:
    comment = say(session, checker, claim, "@edda?")
    comments.edit(session, checker, comment, "@edda, @ada?", version=comment.version, now=LATER)
    assert (told(session, editor), told(session, administrator)) == (["mentioned"], ["mentioned"])
    assert comment.edited_at == LATER


def test_anybody_settles_and_reopens_a_thread_and_its_author_is_told(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    comment = say(session, checker, claim, "Offen.")
    comments.resolve(session, editor, comment, version=comment.version, now=NOW)
    assert (comment.resolved_at, comment.resolved_by_id) == (NOW, editor.id)
    with pytest.raises(InvalidTransition):
        comments.resolve(session, editor, comment, version=comment.version, now=NOW)
    comments.reopen(session, editor, comment, version=comment.version, now=LATER)
    assert comment.resolved_at is None
    assert told(session, checker) == ["resolved", "resolved"]
    answer = say(session, editor, claim, "Doch.", comment)
    with pytest.raises(Refused):
        comments.resolve(session, checker, answer, version=answer.version, now=NOW)


def test_only_the_author_corrects_and_deletes_and_not_over_a_newer_version(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    comment = say(session, checker, claim, "Meins.")
    with pytest.raises(NotAllowed):
        comments.edit(session, editor, comment, "Deins.", version=comment.version, now=NOW)
    with pytest.raises(NotAllowed):
        comments.delete(session, editor, comment, version=comment.version, now=NOW)
    with pytest.raises(Conflict):
        comments.edit(session, checker, comment, "Neu.", version=comment.version - 1, now=NOW)
    with pytest.raises(Refused):
        comments.edit(session, checker, comment, "  ", version=comment.version, now=NOW)
    assert comment.text == "Meins."


def test_a_deleted_comment_leaves_a_gap_only_where_it_was_answered_and_comes_back(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    comment = say(session, checker, claim, "Weg damit.")
    comments.delete(session, checker, comment, version=comment.version, now=NOW)
    assert comments.threads(session, checker, claim) == []
    with pytest.raises(NotFound):
        say(session, editor, claim, "Worauf?", comment)
    comments.restore(session, checker, comment, now=LATER)
    answer = say(session, editor, claim, "Nein, gut.", comment)
    comments.delete(session, checker, comment, version=comment.version, now=LATER)
    (thread,) = comments.threads(session, checker, claim)
    assert (thread.first.deleted_at, thread.answers) == (LATER, (answer,))


def test_every_act_on_a_comment_is_undone_by_key(session: Session, checker: User, claim: Claim) -> None:
    comment = say(session, checker, claim, "Erst so.")
    comments.edit(session, checker, comment, "Dann so.", version=comment.version, now=NOW)
    comments.resolve(session, checker, comment, version=comment.version, now=NOW)
    names = [undo.undo_last(session, checker, now=LATER).name for _ in range(3)]
    assert names == ["comment.resolved", "comment.edited", "comment.added"]
    assert (comment.text, comment.resolved_at, comment.deleted_at) == ("Erst so.", None, LATER)


def test_whoever_must_not_know_a_verdict_yet_does_not_read_what_its_author_says(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    say(session, checker, claim, "Klar falsch.")
    theirs = say(session, editor, claim, "Ich sehe es mir an.")
    verdict = steps.propose(session, checker, claim)
    verdict.sealed = True
    session.flush()
    assert [thread.first for thread in comments.threads(session, editor, claim)] == [theirs]
    assert len(comments.threads(session, checker, claim)) == 2
    verdict.sealed = False
    session.flush()
    assert len(comments.threads(session, editor, claim)) == 2


def test_a_claim_with_comments_is_not_taken_away_by_the_machine(
    session: Session, checker: User, article: Article
) -> None:
    claim, *others = steps.text_claims(session, article)
    say(session, checker, claim, "Bleibt.")
    details = Details(title=article.title, language="fr")
    articles.correct(session, checker, article, details, version=article.version, now=LATER)
    left = steps.text_claims(session, article)
    assert claim in left
    assert not set(others) <= set(left), "the machine takes nothing away here, which proves nothing"
