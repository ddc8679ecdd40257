"""Ratings by key: stored once, on the claim that was seen, and never published without reasons."""

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, BareVerdict, ClaimStatus, Rating, SentAct, User, Verdict
from factcheck.services import bare_verdicts, progress, ratings, verdicts
from factcheck.services.claim_filter import ClaimFilter
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from tests.factories import NOW
from tests.services import steps

STANDARD = "Per Taste bewertet."


@pytest.fixture
def false(session: Session) -> Rating:
    """A step of the scale."""
    return steps.rating(session)


def rate(session: Session, actor: User, claim_id: int, rating: Rating, **more: object) -> ratings.Stored:
    """One key pressed on a claim as it is now."""
    claim = progress.get(session, claim_id)
    given: dict[str, object] = {"summary": "", "client_id": "eins", "version": claim.version, **more}
    summary = given.pop("summary")
    return ratings.rate(session, actor, claim, rating, str(summary), STANDARD, now=NOW, **given)  # type: ignore[arg-type]


def test_a_key_proposes_the_verdict_and_marks_it_as_bare(
    session: Session, checker: User, article: Article, false: Rating
) -> None:
    claim = steps.first_claim(session, article)
    stored = rate(session, checker, claim.id, false)
    verdict = verdicts.current(session, claim)
    assert verdict is not None
    assert (verdict.rating, verdict.summary, verdict.author_id) == (false, STANDARD, checker.id)
    assert (stored.version, stored.number) == (claim.version, 1)
    assert claim.status is ClaimStatus.VERDICT_PROPOSED
    assert bare_verdicts.stands_on(session, claim)


def test_the_same_rating_sent_again_is_stored_once_and_answered_alike(
    session: Session, checker: User, article: Article, false: Rating
) -> None:
    claim = steps.first_claim(session, article)
    seen = claim.version
    first = rate(session, checker, claim.id, false, version=seen)
    before = steps.everything(session)
    assert rate(session, checker, claim.id, false, version=seen) == first
    assert steps.everything(session) == before
    assert steps.count(session, Verdict) == steps.count(session, SentAct) == 1


def test_a_number_used_on_another_claim_stores_nothing(
    session: Session, checker: User, article: Article, false: Rating
) -> None:
    first, second, *_ = steps.text_claims(session, article)
    rate(session, checker, first.id, false)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        rate(session, checker, second.id, false)
    assert steps.everything(session) == before


def test_two_people_may_happen_on_the_same_number(
    session: Session, checker: User, editor: User, article: Article, false: Rating
) -> None:
    first, second, *_ = steps.text_claims(session, article)
    rate(session, checker, first.id, false)
    rate(session, editor, second.id, false)
    assert steps.count(session, Verdict) == 2


@pytest.mark.parametrize("client_id", ["", "  ", "x" * 81])
def test_a_rating_without_a_number_of_its_own_is_refused(
    session: Session, checker: User, article: Article, false: Rating, client_id: str
) -> None:
    claim = steps.first_claim(session, article)
    with pytest.raises(Refused):
        rate(session, checker, claim.id, false, client_id=client_id)


def test_a_claim_that_changed_since_it_was_seen_is_not_rated(
    session: Session, checker: User, editor: User, article: Article, false: Rating
) -> None:
    claim = steps.first_claim(session, article)
    seen = claim.version
    progress.triage(session, editor, claim, version=seen, now=NOW)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        rate(session, checker, claim.id, false, version=seen)
    assert steps.everything(session) == before


def test_nobody_approves_a_bare_verdict_until_its_author_gives_reasons(
    session: Session, checker: User, editor: User, article: Article, false: Rating
) -> None:
    claim = steps.first_claim(session, article)
    rate(session, checker, claim.id, false)
    with pytest.raises(Refused, match="has to say why"):
        steps.approve(session, editor, claim)
    ratings.explain(session, checker, claim, " Es waren 40. ", version=claim.version, now=NOW)
    assert steps.count(session, BareVerdict) == 0
    steps.approve(session, editor, claim)
    verdict = verdicts.current(session, claim)
    assert verdict is not None
    assert verdict.summary == "Es waren 40."


def test_a_rating_with_reasons_is_a_verdict_like_any_other(
    session: Session, checker: User, editor: User, article: Article, false: Rating
) -> None:
    claim = steps.first_claim(session, article)
    rate(session, checker, claim.id, false, summary="Es waren 40.")
    steps.approve(session, editor, claim)
    assert steps.count(session, BareVerdict) == 0


def test_reasons_are_given_by_the_author_in_words_and_in_time(
    session: Session, checker: User, editor: User, article: Article, false: Rating
) -> None:
    claim, other, *_ = steps.text_claims(session, article)
    rate(session, checker, claim.id, false)
    with pytest.raises(NotAllowed):
        ratings.explain(session, editor, claim, "Darum.", version=claim.version, now=NOW)
    with pytest.raises(Refused):
        ratings.explain(session, checker, claim, "  ", version=claim.version, now=NOW)
    with pytest.raises(Conflict):
        ratings.explain(session, checker, claim, "Darum.", version=claim.version - 1, now=NOW)
    with pytest.raises(InvalidTransition):
        ratings.explain(session, checker, other, "Darum.", version=other.version, now=NOW)


def test_a_card_shows_the_claim_in_its_sentence(session: Session, checker: User, article: Article) -> None:
    text = steps.text_of(session, article).text
    found, more = ratings.cards(session, ClaimFilter(article_id=article.id, free_for=checker.id))
    assert not more
    assert len(found) == len(steps.text_claims(session, article))
    for card in found:
        assert card.before + card.quote + card.after in text
        assert card.quote == card.claim.quote
    assert ratings.card(session, found[0].claim.id) == found[0]
    with pytest.raises(NotFound):
        ratings.card(session, 4711)


def test_claims_that_somebody_else_has_are_not_laid_before_me(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    mine, theirs, *rest = steps.text_claims(session, article)
    progress.assign(session, checker, mine, checker, version=mine.version, now=NOW)
    progress.assign(session, editor, theirs, editor, version=theirs.version, now=NOW)
    found, _ = ratings.cards(session, ClaimFilter(free_for=checker.id))
    assert {card.claim.id for card in found} == {mine.id, *(claim.id for claim in rest)}
