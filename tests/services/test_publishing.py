"""What leaves the house: published verdicts with sources and corrections, and nothing that is internal."""

import json
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factcheck.formats.claimreview_rules import problems
from factcheck.models import Article, Claim, Correction, CorrectionKind, Stance, User, VerdictOutcome
from factcheck.services import publishing, verdicts
from factcheck.services.desk import ClaimFilter
from factcheck.services.errors import NotFound, Refused
from factcheck.services.publishing import House
from tests.factories import NOW
from tests.services import steps

HOUSE = House("Stadtblatt", "https://stadtblatt.example")


@pytest.fixture
def claim(session: Session, checker: User, editor: User, article: Article) -> Claim:
    """A published claim with a source."""
    steps.rating(session)
    article.url = "https://andere.example/artikel"
    claim = steps.first_claim(session, article)
    evidence = steps.attach(session, checker, claim)
    evidence.note, evidence.quote = "nur für uns", "So steht es da."
    publish(session, checker, editor, claim)
    return claim


def publish(session: Session, checker: User, editor: User, claim: Claim, key: str = "false") -> None:
    """The whole way of a verdict."""
    steps.propose(session, checker, claim, key)
    steps.approve(session, editor, claim)
    steps.publish(session, editor, claim)


def correction(session: Session, claim: Claim, editor: User, kind: CorrectionKind) -> Correction:
    """A public note on a published verdict."""
    verdict = verdicts.current(session, claim)
    assert verdict is not None
    row = Correction(
        claim_id=claim.id, verdict_id=verdict.id, kind=kind, note="Die Zahl war älter.",
        stood_at=claim.status, opened_by_id=editor.id, opened_at=NOW,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def test_only_what_was_published_is_public(session: Session, claim: Claim) -> None:
    assert [row.claim_id for row in publishing.listed(session)] == [claim.id]
    verdict = publishing.get(session, claim.id)
    assert (verdict.rating, verdict.verdict_summary, verdict.published) == (
        "false",
        "Die Zahl ist falsch.",
        NOW,
    )
    other = next(row for row in steps.text_claims(session, claim.article) if row.id != claim.id)
    with pytest.raises(NotFound):
        publishing.get(session, other.id)


def test_names_notes_and_drafts_stay_in_the_house(session: Session, claim: Claim) -> None:
    shown = repr(publishing.get(session, claim.id))
    assert "So steht es da." in shown
    for internal in ("Carl", "carl", "Edda", "nur für uns"):
        assert internal not in shown


def test_what_happens_after_publication_is_not_public_until_it_is_published(
    session: Session, checker: User, claim: Claim
) -> None:
    steps.stand_at(session, claim, type(claim.status).IN_RESEARCH)
    late = steps.attach(
        session, checker, claim, "https://example.org/neu", title="Neu", stance=Stance.SUPPORTS
    )
    late.created_at = NOW + timedelta(hours=1)
    steps.propose(session, checker, claim, "true")
    verdict = publishing.get(session, claim.id)
    assert verdict.rating == "false"
    assert [source.title for source in verdict.sources] == ["Ein Bericht"]


def test_a_correction_is_told_with_the_verdict_and_in_the_markup(
    session: Session, editor: User, claim: Claim
) -> None:
    correction(session, claim, editor, CorrectionKind.CORRECTION)
    verdict = publishing.get(session, claim.id)
    assert [note.note for note in verdict.corrections] == ["Die Zahl war älter."]
    node = publishing.review(verdict, HOUSE)
    assert node is not None
    assert node["correction"][0]["text"] == "Die Zahl war älter."
    assert node["dateModified"] == "2024-12-01"


def test_a_correction_that_was_given_up_is_not_told(session: Session, editor: User, claim: Claim) -> None:
    correction(session, claim, editor, CorrectionKind.CORRECTION).closed_at = NOW
    session.flush()
    assert publishing.get(session, claim.id).corrections == ()


def test_a_withdrawn_verdict_keeps_its_page_and_leaves_lists_and_feeds(
    session: Session, editor: User, claim: Claim
) -> None:
    note = correction(session, claim, editor, CorrectionKind.WITHDRAWAL)
    verdict = verdicts.current(session, claim)
    assert verdict is not None
    verdict.withdrawn_at = note.closed_at = NOW
    session.flush()
    shown = publishing.get(session, claim.id)
    assert shown.withdrawn == NOW
    assert publishing.review(shown, HOUSE) is None
    assert publishing.listed(session) == list(publishing.everything(session)) == []


def test_every_review_of_the_feed_passes_the_rules(session: Session, claim: Claim) -> None:
    feed = json.loads(b"".join(publishing.feed(session, HOUSE)))
    assert feed["@type"] == "DataFeed"
    (item,) = feed["dataFeedElement"]
    (node,) = item["item"]
    assert not [str(one) for one in problems(node, HOUSE.site.url) if not one.advice]
    assert node["url"] == f"https://stadtblatt.example/published/{claim.id}"
    assert node["reviewRating"]["alternateName"] == "Falsch"


def test_a_feed_follows_its_filter_and_an_empty_one_is_whole(session: Session, claim: Claim) -> None:
    assert claim.id
    wanted = ClaimFilter(rating="true", archived=True)
    assert json.loads(b"".join(publishing.feed(session, HOUSE, wanted)))["dataFeedElement"] == []
    with pytest.raises(Refused, match="FACTCHECK_SITE_URL"):
        publishing.feed(session, House("Stadtblatt", ""))


def test_the_list_goes_on_page_by_page_newest_first(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    steps.rating(session)
    claims = steps.text_claims(session, article)[:5]
    for number, claim in enumerate(claims):
        publish(session, checker, editor, claim)
        verdict = verdicts.current(session, claim)
        assert verdict is not None
        assert verdict.outcome is VerdictOutcome.APPROVED
        verdict.published_at = NOW + timedelta(hours=number // 2)
    session.flush()
    seen: list[int] = []
    before = None
    while page := publishing.listed(session, before=before, limit=2):
        seen += [row.claim_id for row in page]
        before = page[-1].verdict_id
    assert sorted(seen) == sorted(claim.id for claim in claims)
    assert seen[0] == claims[-1].id
