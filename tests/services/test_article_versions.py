"""A corrected article is a new version: claims go with their words, the rest waits for a person."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.db import Database
from factcheck.models import (
    Article,
    ArticleVersion,
    CarryDecision,
    Carryover,
    Claim,
    ClaimKind,
    ClaimStatus,
    Evidence,
    Fate,
    Flag,
    FlagStatus,
    User,
    Verdict,
)
from factcheck.services import article_versions, articles, carrying, carryovers, claims, findings, progress
from factcheck.services.errors import Conflict, FactcheckError, InvalidTransition, NotAllowed, Refused
from tests import factories
from tests.factories import NOW, TEXT
from tests.services import steps

LATER = NOW + timedelta(hours=1)
CORRECTED = TEXT.replace("800.000", "80.000")
MOVED = "\n".join(reversed(TEXT.split("\n")))
TROOPS = "bis zu 800.000 NATO-Truppen"


def replace(session: Session, actor: User, article: Article, text: str) -> ArticleVersion:
    """Store a corrected text over the newest one."""
    base = articles.newest_version(session, article).number
    prepared = article_versions.prepare(article, text)
    return article_versions.replace(session, actor, article, prepared, base=base, now=LATER)


def waiting(session: Session, article: Article, words: str = TROOPS) -> Carryover:
    """The decision asked for about the claim with exactly these words."""
    return next(row for row in carryovers.pending(session, article) if row.claim.quote == words)


def decide(session: Session, actor: User, row: Carryover, decision: CarryDecision) -> None:
    """Decide as the person saw it."""
    carryovers.decide(session, actor, row, decision, version=row.version, now=LATER)


def everything_fits(session: Session, article: Article) -> bool:
    """Whether every claim and flag stands exactly on its words, in a sentence of its own text."""
    for row in (*session.scalars(select(Claim)), *session.scalars(select(Flag))):
        text = session.get_one(ArticleVersion, row.article_version_id).text
        assert text[row.start : row.end] == row.quote
        assert row.sentence.article_version_id == row.article_version_id
        assert row.sentence.start <= row.start < row.sentence.end
    return article.id > 0


def test_claims_that_stand_word_for_word_move_with_everything_on_them(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = factories.claim_with(session, "besuchte")
    evidence = steps.attach(session, checker, claim)
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    ids = {row.id for row in steps.text_claims(session, article)}
    version = replace(session, checker, article, MOVED)
    assert version.number == 2
    assert {row.id for row in steps.text_claims(session, article)} == ids
    assert not carryovers.pending(session, article)
    assert everything_fits(session, article)
    assert (claim.article_version_id, claim.status) == (version.id, ClaimStatus.APPROVED)
    assert session.get_one(Evidence, evidence.id).claim_id == claim.id
    assert claim.text_changed_at is None


def test_a_changed_number_waits_and_says_what_is_different(
    session: Session, checker: User, article: Article
) -> None:
    old = articles.newest_version(session, article)
    claim = factories.claim_with(session, TROOPS)
    replace(session, checker, article, CORRECTED)
    row = waiting(session, article)
    assert (row.fate, row.differences, row.quote) == (Fate.CHANGED, ["number"], "bis zu 80.000 NATO-Truppen")
    assert claim.article_version_id == old.id, "until somebody decides it stays where it was"
    assert claim.text_changed_at == LATER
    found = [one.quote for one in steps.text_claims(session, article)]
    assert "bis zu 80.000 NATO-Truppen" not in found, "its place is kept for it"
    assert everything_fits(session, article)


def test_carrying_over_takes_the_new_words_and_their_value(
    session: Session, checker: User, article: Article
) -> None:
    claim = factories.claim_with(session, TROOPS)
    evidence = steps.attach(session, checker, claim)
    version = replace(session, checker, article, CORRECTED)
    decide(session, checker, waiting(session, article), CarryDecision.CARRIED)
    assert (claim.quote, claim.article_version_id) == ("bis zu 80.000 NATO-Truppen", version.id)
    assert claim.quantity is not None
    assert claim.quantity.maximum == 80_000
    assert session.get_one(Evidence, evidence.id).claim_id == claim.id
    assert everything_fits(session, article)
    decide(session, checker, carryovers.pending(session, article)[0], CarryDecision.CARRIED)
    found = article_versions.prepare(article, CORRECTED).result
    assert findings.refresh(session, version, found, now=LATER) == (0, 0), "the machine has nothing to add"


def test_a_new_claim_takes_the_place_and_the_old_one_keeps_its_text(
    session: Session, checker: User, article: Article
) -> None:
    claim = factories.claim_with(session, TROOPS)
    steps.attach(session, checker, claim)
    replace(session, checker, article, CORRECTED)
    row = waiting(session, article)
    decide(session, checker, row, CarryDecision.RENEWED)
    assert row.new_claim is not None
    assert (row.new_claim.quote, row.new_claim.status) == ("bis zu 80.000 NATO-Truppen", ClaimStatus.NEW)
    assert (claim.quote, claim.dropped_at) == (TROOPS, LATER)
    assert session.scalar(select(Evidence.id).where(Evidence.claim_id == row.new_claim.id)) is None


def test_what_is_gone_can_only_be_left_and_a_judged_claim_stays_with_its_verdict(
    session: Session, checker: User, article: Article
) -> None:
    judged = factories.claim_with(session, "besuchte")
    steps.propose(session, checker, judged)
    open_one = factories.claim_with(session, "vor fünf Monaten")
    replace(session, checker, article, "\n".join(line for line in TEXT.split("\n") if "besuchte" not in line))
    for claim in (judged, open_one):
        row = next(row for row in carryovers.pending(session, article) if row.claim is claim)
        assert row.fate is Fate.GONE
        with pytest.raises(Refused, match="can only be left"):
            decide(session, checker, row, CarryDecision.CARRIED)
        decide(session, checker, row, CarryDecision.LEFT)
    assert (judged.dropped_at, open_one.dropped_at) == (None, LATER)
    assert session.scalars(select(Verdict.claim_id)).all() == [judged.id]
    assert steps.events(session).count("claim.text_changed") == 1, "editors hear of the judged one"


@pytest.mark.parametrize("decision", [CarryDecision.CARRIED, CarryDecision.RENEWED, CarryDecision.LEFT])
def test_every_decision_is_undone_exactly(
    session: Session, checker: User, article: Article, decision: CarryDecision
) -> None:
    claim = factories.claim_with(session, TROOPS)
    replace(session, checker, article, CORRECTED)
    row = waiting(session, article)
    before = carrying.state(claim)
    decide(session, checker, row, decision)
    assert row in carryovers.decided(session, article)
    carryovers.undo(session, checker, row, version=row.version, now=LATER)
    assert carrying.state(claim) == before
    assert row in carryovers.pending(session, article)
    assert everything_fits(session, article)
    decide(session, checker, row, decision)
    assert row not in carryovers.pending(session, article)


def test_a_decision_is_not_undone_over_later_work(session: Session, checker: User, article: Article) -> None:
    claim = factories.claim_with(session, TROOPS)
    replace(session, checker, article, CORRECTED)
    row = waiting(session, article)
    decide(session, checker, row, CarryDecision.CARRIED)
    claims.change(
        session,
        checker,
        claim,
        claim.kind,
        claim.start,
        claim.end,
        "Truppen",
        version=claim.version,
        now=LATER,
    )
    with pytest.raises(Conflict, match="changed again since"):
        carryovers.undo(session, checker, row, version=row.version, now=LATER)


def test_deciding_twice_or_on_what_somebody_else_decided_is_refused(
    session: Session, checker: User, article: Article
) -> None:
    replace(session, checker, article, CORRECTED)
    row = waiting(session, article)
    seen = row.version
    decide(session, checker, row, CarryDecision.LEFT)
    with pytest.raises(Conflict):
        carryovers.decide(session, checker, row, CarryDecision.CARRIED, version=seen, now=LATER)
    with pytest.raises(InvalidTransition):
        decide(session, checker, row, CarryDecision.CARRIED)


def test_many_are_decided_in_one_go(session: Session, checker: User, article: Article) -> None:
    replace(session, checker, article, CORRECTED)
    rows = [(row, row.version) for row in carryovers.pending(session, article)]
    assert len(rows) == 2
    assert carryovers.decide_all(session, checker, rows, CarryDecision.CARRIED, now=LATER) == 2
    assert not carryovers.pending(session, article)
    with pytest.raises(Refused, match="Tick at least one"):
        carryovers.decide_all(session, checker, [], CarryDecision.CARRIED, now=LATER)


def test_flags_keep_their_decisions_with_their_words(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    flag = steps.make_flag(session, article)  # on “Geheime”
    steps.uphold(session, editor, flag)
    version = replace(session, checker, article, "Ein Vorspann.\n" + TEXT)
    assert (flag.article_version_id, flag.status) == (version.id, FlagStatus.UPHELD)
    assert (flag.start, flag.quote) == (14, "Geheime")
    later = replace(session, checker, article, TEXT.replace("Geheime", "Alte"))
    assert flag.article_version_id == version.id, "a decided one stays with the text it is about"
    assert not [one for one in articles.flags_of(session, later) if one.quote == "Geheime"]


def test_what_people_dropped_is_not_proposed_again(session: Session, checker: User, article: Article) -> None:
    claim = factories.claim_with(session, "Rund 200 Menschen")
    claims.drop(session, checker, claim, version=claim.version, now=NOW)
    version = replace(session, checker, article, MOVED)
    assert not [row for row in steps.text_claims(session, article) if row.quote == claim.quote]
    assert (claim.article_version_id, claim.dropped_at) == (version.id, NOW)


def test_a_claim_moved_by_hand_goes_with_its_words_and_keeps_the_machines_proposal(
    session: Session, checker: User, article: Article
) -> None:
    claim = factories.claim_with(session, "Rund 200 Menschen", ClaimKind.QUANTITY)
    claims.change(
        session, checker, claim, claim.kind, claim.start + 5, claim.end, version=claim.version, now=NOW
    )
    version = replace(session, checker, article, MOVED)
    assert claim.quote == "200 Menschen"
    assert claim.proposed_start is not None
    assert version.text[claim.proposed_start : claim.proposed_end] == "Rund 200 Menschen"


def test_the_old_text_still_shows_its_claims_as_they_were(
    session: Session, checker: User, article: Article
) -> None:
    old = articles.newest_version(session, article)
    before = [
        (claim.id, claim.start, claim.end, claim.quote) for claim in steps.text_claims(session, article)
    ]
    replace(session, checker, article, CORRECTED)
    for row in carryovers.pending(session, article):
        decide(session, checker, row, CarryDecision.CARRIED)
    then = article_versions.claims_then(session, old)
    assert [(claim.id, claim.start, claim.end, claim.quote) for claim in then] == before
    assert all(old.text[claim.start : claim.end] == claim.quote for claim in then)
    assert [row.number for row in article_versions.all_of(session, article)] == [2, 1]
    assert article_versions.get(session, article, 1) is old


def test_a_still_newer_text_asks_anew_and_going_back_brings_everything_back(
    session: Session, checker: User, article: Article
) -> None:
    claim = factories.claim_with(session, TROOPS)
    replace(session, checker, article, CORRECTED)
    first = waiting(session, article)
    replace(session, checker, article, TEXT.replace("800.000", "8.000"))
    assert first.decision is CarryDecision.SUPERSEDED
    assert waiting(session, article).quote == "bis zu 8.000 NATO-Truppen"
    version = replace(session, checker, article, TEXT)
    assert (claim.article_version_id, claim.quote) == (version.id, TROOPS)
    assert not carryovers.pending(session, article)
    assert everything_fits(session, article)


def test_a_claim_left_with_an_old_text_is_not_asked_about_again_but_returns_with_its_words(
    session: Session, checker: User, article: Article
) -> None:
    judged = factories.claim_with(session, TROOPS)
    steps.propose(session, checker, judged)
    replace(session, checker, article, CORRECTED)
    for row in carryovers.pending(session, article):
        decide(session, checker, row, CarryDecision.LEFT)
    replace(session, checker, article, CORRECTED.replace("besuchte", "bereiste"))
    assert judged not in [row.claim for row in carryovers.pending(session, article)]
    version = replace(session, checker, article, TEXT)
    assert judged.article_version_id == version.id


def test_the_preview_counts_without_storing_anything(session: Session, article: Article) -> None:
    before = steps.everything(session)
    shown = article_versions.preview(session, article, article_versions.prepare(article, CORRECTED))
    assert (shown.changed, shown.gone, shown.added) == (2, 0, 0)
    assert shown.kept == len(steps.text_claims(session, article)) - 2
    assert [piece.text for piece in shown.pieces if piece.change != "same"] == ["800.000", "80.000"]
    assert steps.everything(session) == before


@pytest.mark.parametrize(
    ("text", "base", "kind"),
    [(TEXT, 1, Refused), ("Ein zweiter Text kam 2023 dazu.", 1, Conflict), (CORRECTED, 7, Conflict)],
)
def test_half_an_import_changes_nothing(
    session: Session, checker: User, article: Article, text: str, base: int, kind: type[FactcheckError]
) -> None:
    factories.make_article(session, checker, "Ein zweiter Text kam 2023 dazu.", title="Zweiter")
    before = steps.everything(session)
    prepared = article_versions.prepare(article, text)
    with pytest.raises(kind):
        article_versions.replace(session, checker, article, prepared, base=base, now=LATER)
    checker.is_active = False
    with pytest.raises(NotAllowed):
        article_versions.replace(session, checker, article, prepared, base=base, now=LATER)
    checker.is_active = True
    assert steps.everything(session) == before


def test_an_import_that_breaks_half_way_leaves_no_trace(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing() as session:
        checker = factories.make_user(session, "carl")
        article = factories.make_article(session, checker)
        session.commit()
        before = steps.everything(session)
    with database.writing() as session:
        article, checker = session.get_one(Article, article.id), session.get_one(User, checker.id)

        def broken(*_args: object) -> None:
            raise RuntimeError("the power went")

        monkeypatch.setattr("factcheck.services.carrying.move_flags", broken)
        with pytest.raises(RuntimeError):
            replace(session, checker, article, CORRECTED)
    with database.reading() as session:
        assert steps.everything(session) == before


def test_two_people_who_store_a_text_at_once_do_not_overwrite_each_other(
    session: Session, checker: User, article: Article
) -> None:
    prepared = article_versions.prepare(article, MOVED)
    replace(session, checker, article, CORRECTED)
    with pytest.raises(Conflict, match="newer text"):
        article_versions.replace(session, checker, article, prepared, base=1, now=LATER)


def test_work_goes_on_while_a_claim_waits_and_is_carried_with_it(
    session: Session, checker: User, article: Article
) -> None:
    claim = factories.claim_with(session, TROOPS)
    replace(session, checker, article, CORRECTED)
    progress.triage(session, checker, claim, version=claim.version, now=LATER)
    decide(session, checker, waiting(session, article), CarryDecision.CARRIED)
    assert claim.status is ClaimStatus.TRIAGED
