"""A person's last acts are taken back one after the other, and never over somebody else's work."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, ClaimStatus, Flag, Stance, User
from factcheck.services import articles, audit, claims, sources, undo
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound
from factcheck.services.sources import Finding
from tests.factories import NOW
from tests.services import steps

LATER = NOW + timedelta(minutes=1)


def test_acts_are_taken_back_newest_first_and_not_to_and_fro(
    session: Session, checker: User, article: Article
) -> None:
    claim, other = steps.text_claims(session, article)[:2]
    label = claim.label
    claims.change(
        session, checker, claim, claim.kind, claim.start, claim.end, "Kurz", version=claim.version, now=NOW
    )
    evidence = steps.attach(session, checker, other)
    sources.remove(session, checker, evidence, now=NOW)
    names = [undo.undo_last(session, checker, now=LATER).name for _ in range(3)]
    assert names == ["evidence.removed", "evidence.added", "claim.changed"]
    assert evidence.removed_at is not None
    assert claim.label == label
    with pytest.raises(NotFound):
        undo.undo_last(session, checker, now=LATER)
    assert undo.last(session, checker) is None
    assert not list(audit.broken_links(session))


@pytest.mark.parametrize("act", ["mark", "split", "merge", "drop"])
def test_every_adjustment_of_a_claim_comes_back_exactly(
    session: Session, checker: User, article: Article, act: str
) -> None:
    before = [(claim.start, claim.end, claim.label) for claim in steps.text_claims(session, article)]
    claim = steps.first_claim(session, article)
    version = steps.text_of(session, article)
    if act == "mark":
        claims.mark(session, checker, version, claim.kind, 0, 30, now=NOW)
    elif act == "split":
        claims.split(session, checker, claim, claim.start + 12, version=claim.version, now=NOW)
    elif act == "merge":
        claims.merge(session, checker, steps.text_claims(session, article)[:2], now=NOW)
    else:
        claims.drop(session, checker, claim, version=claim.version, now=NOW)
    undo.undo_last(session, checker, now=LATER)
    assert [(claim.start, claim.end, claim.label) for claim in steps.text_claims(session, article)] == before


def test_corrected_evidence_gets_its_old_words_back(
    session: Session, checker: User, article: Article
) -> None:
    evidence = steps.attach(session, checker, steps.first_claim(session, article))
    finding = Finding(Stance.SUPPORTS, steps.READ_ON, quote="Nein.", note="doch")
    sources.change(session, checker, evidence, finding, version=evidence.version, now=NOW)
    undo.undo_last(session, checker, now=LATER)
    assert (evidence.stance, evidence.quote, evidence.note) == (Stance.REFUTES, None, None)


def test_what_somebody_else_changed_since_is_shown_and_not_overwritten(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    evidence = steps.attach(session, checker, steps.first_claim(session, article))
    mine = Finding(Stance.REFUTES, steps.READ_ON, note="meins")
    sources.change(session, checker, evidence, mine, version=evidence.version, now=NOW)
    theirs = Finding(Stance.REFUTES, steps.READ_ON, note="ihres")
    sources.change(session, editor, evidence, theirs, version=evidence.version, now=LATER)
    newest = undo.acts(session, checker)[0]
    assert (newest.event.name, newest.possible) == ("evidence.changed", False)
    with pytest.raises(Conflict):
        undo.undo(session, checker, newest.event.id, now=LATER)
    assert evidence.note == "ihres"


def test_only_ones_own_acts_are_listed_and_undone(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    steps.attach(session, checker, steps.first_claim(session, article))
    event = undo.acts(session, checker)[0].event
    assert undo.acts(session, editor) == []
    with pytest.raises(NotFound):
        undo.undo(session, editor, event.id, now=LATER)
    undo.undo(session, checker, event.id, now=LATER)
    with pytest.raises(Conflict, match="already"):
        undo.undo(session, checker, event.id, now=LATER)


def test_the_acts_of_one_article_are_those_on_its_claims_its_flags_and_itself(
    session: Session, editor: User, article: Article
) -> None:
    flag: Flag = steps.make_flag(session, article)
    steps.uphold(session, editor, flag)
    articles.archive(session, editor, article, now=NOW)
    steps.attach(session, editor, steps.first_claim(session, article))
    here = undo.acts(session, editor, article)
    assert [act.event.name for act in here] == ["evidence.added", "article.archived", "flag.upheld"]
    assert [(act.claim is not None, act.article) for act in here] == [
        (True, None), (False, article), (False, article),
    ]  # fmt: skip
    for _ in here:
        undo.undo_last(session, editor, now=LATER)
    assert (flag.status.value, article.status.value) == ("open", "open")


def test_evidence_under_a_verdict_is_not_taken_back(
    session: Session, checker: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    steps.attach(session, checker, claim)
    steps.stand_at(session, claim, ClaimStatus.APPROVED)
    act = undo.acts(session, checker)[0]
    assert not act.possible
    with pytest.raises((Conflict, InvalidTransition)):
        undo.undo(session, checker, act.event.id, now=LATER)


def test_who_lost_the_right_to_an_act_cannot_undo_it(
    session: Session, editor: User, article: Article
) -> None:
    flag = steps.make_flag(session, article)
    steps.uphold(session, editor, flag)
    editor.role = editor.role.__class__.CHECKER
    with pytest.raises(NotAllowed):
        undo.undo_last(session, editor, now=LATER)
