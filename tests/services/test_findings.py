"""What the machine found, as rows; what happens to them afterwards is in test_articles."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from factcheck.analysis import analyse
from factcheck.models import Article, ClaimStatus, Origin, User
from factcheck.services import articles, findings, progress, shapes, sources
from tests import factories
from tests.factories import NOW, PUBLISHED, TEXT
from tests.services import steps


def test_every_finding_becomes_one_row_with_all_that_was_said_about_it(
    session: Session, article: Article
) -> None:
    result = analyse(TEXT, "de", PUBLISHED)
    rows = {(row.kind.value, row.start, row.end): row for row in steps.text_claims(session, article)}
    assert len(rows) == len(result.claims)
    for found in result.claims:
        row = rows[str(found.kind), found.span.start, found.span.end]
        assert (row.quote, row.label, row.attribution) == (found.text, found.label, found.attribution)
        assert (row.checkworthiness, tuple(row.names)) == (found.checkworthiness, found.names)
        assert (row.quantity is None, row.time is None) == (found.quantity is None, found.time is None)
        if row.quantity and found.quantity:
            assert row.quantity.value == found.quantity.value
            assert row.quantity.unit == found.quantity.unit
        assert row.sentence.number == found.sentence
        assert (row.origin, row.status) == (Origin.MACHINE, ClaimStatus.NEW)


def test_every_flag_becomes_one_row(session: Session, article: Article) -> None:
    result = analyse(TEXT, "de", PUBLISHED)
    rows = articles.flags_of(session, steps.text_of(session, article))
    assert [(row.kind.value, row.start, row.end, row.quoted) for row in rows] == [
        (found.kind.value, found.span.start, found.span.end, found.quoted) for found in result.flags
    ]
    assert all(row.quote == TEXT[row.start : row.end] for row in rows)


def test_a_claim_is_untouched_until_somebody_works_on_it(
    session: Session, checker: User, article: Article
) -> None:
    moved, relabelled, triaged, researched, dropped, untouched = steps.text_claims(session, article)[:6]
    moved.end -= 1
    relabelled.label = "Kurz"
    progress.triage(session, checker, triaged, version=triaged.version, now=NOW)
    evidence = steps.attach(session, checker, researched)
    sources.remove(session, checker, evidence, now=NOW)
    steps.stand_at(session, researched, ClaimStatus.NEW)
    dropped.dropped_at = NOW
    assert findings.is_untouched(session, untouched)
    for claim in (moved, relabelled, triaged, researched, dropped):
        assert not findings.is_untouched(session, claim)


def test_a_finding_nobody_could_store_is_cut_to_fit(session: Session, article: Article) -> None:
    result = analyse(TEXT, "de", PUBLISHED)
    long = replace(result.claims[0], label="L" * 900, attribution="A" * 900)
    text = steps.text_of(session, article)
    claim = findings.new_claim(text, articles.sentences_of(session, text)[0], long, NOW)
    session.add(claim)
    session.commit()
    assert (len(claim.label), len(claim.attribution or ""), claim.proposed_label) == (300, 300, claim.label)


def test_the_machine_saying_nothing_leaves_nothing_behind(session: Session, article: Article) -> None:
    for claim in steps.text_claims(session, article):
        findings.describe(claim, None)
        shape = shapes.take(claim)
        assert not any(shape[key] for key in ("attribution", "modality", "names", "reasons"))
        assert (shape["checkworthiness"], shape["quantity"], shape["time"]) == (None, None, None)


@pytest.mark.parametrize("language", ["de", "en", None])
def test_another_language_leaves_every_claim_in_place(
    session: Session, checker: User, language: str | None
) -> None:
    article = factories.make_article(session, checker, TEXT, language=language)
    text = steps.text_of(session, article)
    for other in ("en", "de"):
        findings.refresh(session, text, analyse(text.text, other, PUBLISHED), now=NOW)
        for claim in articles.claims_of(session, text):
            assert text.text[claim.start : claim.end] == claim.quote
            assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end
