"""The timeline of a claim: every act, with the words it changed."""

from sqlalchemy.orm import Session

from factcheck.models import Article, Stance, User
from factcheck.services import activity, claims, comments, reviews, sources, verdicts
from factcheck.services.sources import Finding
from tests.factories import NOW
from tests.services import steps


def test_a_claims_new_shape_is_told_word_by_word(session: Session, checker: User, article: Article) -> None:
    claim = steps.first_claim(session, article)
    old = claim.label
    claims.change(
        session,
        checker,
        claim,
        claim.kind,
        claim.start,
        claim.end,
        "Kurz gesagt",
        version=claim.version,
        now=NOW,
    )
    (entry,) = activity.timeline(session, checker, claim)
    assert [(change.key, change.before, change.after) for change in entry.changes] == [
        ("label", old, "Kurz gesagt")
    ]
    pieces = entry.changes[0].pieces
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == "Kurz gesagt"


def test_corrected_evidence_tells_the_words_that_came_and_went(
    session: Session, checker: User, article: Article
) -> None:
    evidence = steps.attach(session, checker, steps.first_claim(session, article))
    for note in ("Seite 4", "Seite 5, unten"):
        finding = Finding(Stance.REFUTES, steps.READ_ON, note=note)
        sources.change(session, checker, evidence, finding, version=evidence.version, now=NOW)
    entry = activity.timeline(session, checker, evidence.claim)[0]
    (change,) = entry.changes
    assert [(piece.change.value, piece.text) for piece in change.pieces] == [
        ("same", "Seite "), ("removed", "4"), ("added", "5, unten"),
    ]  # fmt: skip


def test_a_new_verdict_is_compared_with_the_one_before_it(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    steps.propose(session, checker, claim)
    reviews.send_back(session, editor, claim, "Warum?", version=claim.version, now=NOW)
    rating = steps.rating(session, "true")
    verdicts.propose(session, checker, claim, rating, "Die Zahl ist richtig.", version=claim.version, now=NOW)
    told = {
        change.key: (change.before, change.after)
        for change in activity.timeline(session, editor, claim)[0].changes
    }
    assert told == {
        "rating": ("false", "true"),
        "summary": ("Die Zahl ist falsch.", "Die Zahl ist richtig."),
    }


def test_a_verdict_under_seal_tells_its_author_alone(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    verdict = steps.propose(session, checker, claim)
    verdict.sealed = True
    session.flush()
    assert activity.timeline(session, checker, claim)[0].changes
    assert not activity.timeline(session, editor, claim)[0].changes


def test_comments_stand_in_the_timeline_with_their_words_until_they_are_deleted(
    session: Session, checker: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    comment = steps.comment(session, checker, claim, "Wer sagt das?")
    assert activity.timeline(session, checker, claim)[0].said == "Wer sagt das?"
    comments.delete(session, checker, comment, version=comment.version, now=NOW)
    assert [entry.said for entry in activity.timeline(session, checker, claim)] == [None, None]


def test_long_histories_come_page_by_page(session: Session, checker: User, article: Article) -> None:
    claim = steps.first_claim(session, article)
    for number in range(activity.PAGE + 5):
        steps.comment(session, checker, claim, str(number))
    first = activity.timeline(session, checker, claim)
    assert len(first) == activity.PAGE + 1
    rest = activity.timeline(session, checker, claim, before=first[activity.PAGE - 1].event.id)
    assert [entry.said for entry in rest] == ["4", "3", "2", "1", "0"]
