"""A claim with what stands around it: read at once, and rightly."""

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, User
from factcheck.services import progress, surroundings
from factcheck.services.errors import NotFound
from tests.factories import NOW
from tests.services import steps


def following(session: Session, claim: Claim) -> Claim | None:
    """The claim to go on with."""
    return surroundings.around(session, claim).following


def test_the_next_claim_is_the_next_in_the_text_that_nobody_has_judged(
    session: Session, checker: User, article: Article
) -> None:
    claims = steps.text_claims(session, article)
    steps.propose(session, checker, claims[1])
    progress.set_aside(session, checker, claims[2], version=claims[2].version, now=NOW)
    assert following(session, claims[0]) is claims[3]
    assert following(session, claims[-1]) is claims[0]


def test_after_the_last_open_claim_there_is_no_next_one(
    session: Session, checker: User, article: Article
) -> None:
    claims = steps.text_claims(session, article)
    for claim in claims[1:]:
        progress.set_aside(session, checker, claim, version=claim.version, now=NOW)
    assert following(session, claims[0]) is None


def test_walking_on_from_claim_to_claim_passes_each_once(session: Session, article: Article) -> None:
    claims = steps.text_claims(session, article)
    walked, here = [], claims[0]
    for _ in claims:
        walked.append(here)
        here = following(session, here) or claims[0]
    assert walked == claims
    assert here is claims[0]


def test_claims_that_share_words_are_exactly_those_that_overlap(session: Session, article: Article) -> None:
    claims = steps.text_claims(session, article)
    for claim in claims:
        sharing = [o for o in claims if o is not claim and o.start < claim.end and claim.start < o.end]
        assert surroundings.around(session, claim).sharing == sharing


def test_the_passage_holds_the_claim_and_two_sentences_on_either_side(
    session: Session, article: Article
) -> None:
    text = steps.text_of(session, article).text
    first, *_, last = (surroundings.around(session, claim) for claim in steps.text_claims(session, article))
    assert first.start == 0
    assert text[first.start : first.end].endswith("sagte er.")
    assert last.end == len(text)


def test_a_whole_claim_is_read_in_one_statement_and_a_missing_one_is_told(
    session: Session, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    session.expire_all()
    assert surroundings.whole(session, claim.id).article is article
    with pytest.raises(NotFound):
        surroundings.whole(session, 4711)
