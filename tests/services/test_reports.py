"""The report for readers: what was published, and nothing of the desk's inner work."""

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, ClaimStatus, Correction, CorrectionKind, User
from factcheck.services import approvals, flags, progress, reports, verdicts
from factcheck.services.errors import NotFound
from tests import factories
from tests.factories import NOW
from tests.services import steps

DESK = "Unser Desk"


def published(session: Session, checker: User, editor: User, words: str = "800.000") -> int:
    """A claim with a published verdict; returns its id."""
    claim = factories.claim_with(session, words)
    steps.attach(session, checker, claim)
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    steps.publish(session, editor, claim)
    session.flush()
    return claim.id


def test_a_published_verdict_stands_in_the_report_with_its_sources(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    published(session, checker, editor)
    report = reports.of(session, article, DESK, now=NOW)
    (claim,) = report.judged
    assert report.text[claim.start : claim.end] == claim.quote
    assert claim.rating is not None
    assert (claim.rating.name, claim.rating.value) == ("Falsch", 1)
    assert [source.stance for source in claim.sources] == ["refutes"]


def test_a_verdict_that_is_not_published_is_only_counted(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = factories.claim_with(session, "800.000")
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    report = reports.of(session, article, DESK, now=NOW)
    assert [(one.standing, one.rating, one.summary) for one in report.claims] == [("checking", None, None)]


def test_claims_that_nobody_took_up_are_not_named(session: Session, article: Article) -> None:
    assert reports.of(session, article, DESK, now=NOW).claims == ()


def test_only_upheld_wording_of_the_article_itself_is_named(
    session: Session, editor: User, article: Article
) -> None:
    flag = steps.make_flag(session, article)
    assert reports.of(session, article, DESK, now=NOW).flags == ()
    flags.uphold(session, editor, flag, version=flag.version, now=NOW)
    (shown,) = reports.of(session, article, DESK, now=NOW).flags
    assert shown.quote == flag.quote
    flag.quoted = True
    assert reports.of(session, article, DESK, now=NOW).flags == ()


def test_readers_see_a_report_only_while_a_sign_off_stands(
    session: Session, editor: User, article: Article
) -> None:
    with pytest.raises(NotFound):
        reports.public(session, article.id, DESK, now=NOW)
    signed = approvals.sign_off(session, editor, article, "Eilt.", now=NOW)
    assert reports.public(session, article.id, DESK, now=NOW).signed_off == NOW.date()
    session.flush()
    approvals.withdraw(session, editor, article, version=signed.version, now=NOW)
    session.flush()
    with pytest.raises(NotFound):
        reports.public(session, article.id, DESK, now=NOW)


def test_a_report_says_when_something_changed_since_the_sign_off(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    approvals.sign_off(session, editor, article, "Eilt.", now=NOW)
    assert not reports.of(session, article, DESK, now=NOW).changed_since
    published(session, checker, editor)
    assert reports.of(session, article, DESK, now=NOW).changed_since


@pytest.mark.parametrize(
    ("kind", "closed", "word"),
    [
        (CorrectionKind.WITHDRAWAL, True, "withdrawn"),
        (CorrectionKind.CORRECTION, False, "reopened"),
        (CorrectionKind.CORRECTION, True, None),
    ],
)
def test_withdrawals_and_reopenings_are_public_and_abandoned_ones_are_not(
    session: Session, checker: User, editor: User, article: Article,
    kind: CorrectionKind, *, closed: bool, word: str | None,
) -> None:  # fmt: skip
    claim = progress.get(session, published(session, checker, editor))
    verdict = verdicts.current(session, claim)
    assert verdict is not None
    session.add(
        Correction(
            claim_id=claim.id, verdict_id=verdict.id, kind=kind, note="Die Quelle hat widerrufen.",
            stood_at=ClaimStatus.PUBLISHED, opened_by_id=editor.id, opened_at=NOW,
            closed_at=NOW if closed else None,
        )
    )  # fmt: skip
    session.flush()
    report = reports.of(session, article, DESK, now=NOW)
    assert [one.what for one in report.corrections] == ([word] if word else [])


def test_only_https_sites_may_be_named_for_framing() -> None:
    assert reports.frame_ancestors("https://a.example https://b.example:8443") == (
        "https://a.example https://b.example:8443"
    )
    assert reports.frame_ancestors("http://a.example 'self' data: https://x;script-src") == "'none'"
    assert reports.frame_ancestors("*") == "*"
