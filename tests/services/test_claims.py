"""Claims adjusted by hand: exact after every step, the machine's proposal kept, everything undone exactly."""

import random
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, ArticleVersion, Claim, ClaimEdit, ClaimKind, ClaimStatus, Origin, User
from factcheck.services import articles, claims, progress, shapes, sources, verdicts
from factcheck.services.errors import (
    Conflict,
    FactcheckError,
    InvalidTransition,
    NotAllowed,
    NotFound,
    Refused,
)
from tests import factories
from tests.factories import NOW, TEXT
from tests.services import steps

AMOUNTS = """Das Brot kostet 1,50 Euro, und die Inflation lag im Mai bei 10,0 Prozent.
„Wir zahlen 2.000,00 Euro“, sagte die Ministerin Anna Berger 🕊 in Köln.
Zwischen 300 und 450 Anträge gingen am 3. März 2024 ein, weil die Frist endete."""

Adjustment = Callable[[Session, User, Claim, int], object]
VERSIONED: dict[str, Adjustment] = {
    "change": lambda session, actor, claim, version: claims.change(
        session, actor, claim, claim.kind, claim.start, claim.end - 1, version=version, now=NOW
    ),
    "split": lambda session, actor, claim, version: claims.split(
        session, actor, claim, claim.start + 12, version=version, now=NOW
    ),
    "drop": lambda session, actor, claim, version: claims.drop(
        session, actor, claim, version=version, now=NOW
    ),
}


@pytest.fixture
def text(session: Session, article: Article) -> ArticleVersion:
    """The text of the article."""
    return steps.text_of(session, article)


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """Its first claim, which is long enough to be cut."""
    return steps.first_claim(session, article)


def mark(
    session: Session, actor: User, text: ArticleVersion, words: str, kind: ClaimKind = ClaimKind.STATEMENT
) -> Claim:
    """These words marked by hand."""
    start = text.text.index(words)
    return claims.mark(session, actor, text, kind, start, start + len(words), now=NOW)


def all_claims(session: Session, text: ArticleVersion) -> list[Claim]:
    """Every claim of the text, dropped ones too."""
    query = select(Claim).where(Claim.article_version_id == text.id).order_by(Claim.id)
    return list(session.scalars(query))


def all_shapes(session: Session, text: ArticleVersion) -> dict[int, dict[str, object]]:
    """The shapes of all claims that stand."""
    return {claim.id: shapes.take(claim) for claim in all_claims(session, text) if claim.dropped_at is None}


def misplaced(session: Session, text: ArticleVersion) -> list[str]:
    """What is wrong with any claim: its quote, its sentence, or a twin of the same words and kind."""
    session.flush()
    wrong, places = [], set()
    for claim in all_claims(session, text):
        if text.text[claim.start : claim.end] != claim.quote or claim.quote != claim.quote.strip():
            wrong.append(f"{claim.id} is not what it points at")
        if not claim.sentence.start <= claim.start < claim.sentence.end:
            wrong.append(f"{claim.id} does not begin in its sentence")
        if claim.dropped_at is None and (claim.kind, claim.start, claim.end) in places:
            wrong.append(f"{claim.id} is a twin")
        if claim.dropped_at is None:
            places.add((claim.kind, claim.start, claim.end))
    return wrong


def test_words_marked_by_hand_become_a_claim_of_a_person(
    session: Session, checker: User, text: ArticleVersion
) -> None:
    claim = mark(session, checker, text, " sagte er.\n")
    assert (claim.quote, claim.origin, claim.status) == ("sagte er.", Origin.PERSON, ClaimStatus.NEW)
    assert (claim.proposed_kind, claim.proposed_start, claim.proposed_label) == (None, None, None)
    assert not misplaced(session, text)


def test_a_marked_amount_is_read_like_one_the_machine_found(
    session: Session, checker: User, text: ArticleVersion
) -> None:
    original = factories.claim_with(session, "200 Menschen", ClaimKind.QUANTITY)
    assert original.quantity
    claims.drop(session, checker, original, version=original.version, now=NOW)
    claim = mark(session, checker, text, original.quote, ClaimKind.QUANTITY)
    assert claim.quantity
    assert (claim.quantity.value, claim.quantity.unit) == (original.quantity.value, original.quantity.unit)


@pytest.mark.parametrize(
    ("start", "end"),
    [(98, 99), (0, 0), (50, 20), (-9, -1), (9000, 9900), (-5, 0), (len(TEXT), len(TEXT) + 1)],
)
def test_a_selection_without_words_is_refused(
    session: Session, checker: User, text: ArticleVersion, start: int, end: int
) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused):
        claims.mark(session, checker, text, ClaimKind.STATEMENT, start, end, now=NOW)
    assert steps.everything(session) == before


def test_a_selection_that_reaches_over_the_ends_is_cut_to_the_text(
    session: Session, checker: User, text: ArticleVersion
) -> None:
    claim = claims.mark(session, checker, text, ClaimKind.STATEMENT, -10, 10**9, now=NOW)
    assert claim.quote == text.text.strip()
    assert not misplaced(session, text)


def test_the_same_words_are_marked_once_for_each_kind(
    session: Session, checker: User, text: ArticleVersion
) -> None:
    mark(session, checker, text, "kamen am Montag")
    before = steps.everything(session)
    with pytest.raises(Conflict):
        mark(session, checker, text, "kamen am Montag")
    assert steps.everything(session) == before
    assert mark(session, checker, text, "kamen am Montag", ClaimKind.ATTRIBUTE).id


def test_a_moved_claim_keeps_the_proposal_of_the_machine(
    session: Session, checker: User, text: ArticleVersion, claim: Claim
) -> None:
    proposal = (claim.kind, claim.start, claim.end, claim.label)
    claims.change(
        session,
        checker,
        claim,
        ClaimKind.ATTRIBUTE,
        claim.start + 5,
        claim.end,
        "  Planung  ",
        version=claim.version,
        now=NOW,
    )
    assert (claim.kind, claim.label, claim.origin) == (ClaimKind.ATTRIBUTE, "Planung", Origin.MACHINE)
    kept = (claim.proposed_kind, claim.proposed_start, claim.proposed_end, claim.proposed_label)
    assert kept == proposal
    assert not misplaced(session, text)


def test_a_claim_cannot_be_moved_onto_its_neighbour(
    session: Session, checker: User, article: Article, claim: Claim
) -> None:
    other = next(row for row in steps.text_claims(session, article) if row.start > claim.end)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        claims.change(
            session, checker, claim, other.kind, other.start, other.end, version=claim.version, now=NOW
        )
    assert steps.everything(session) == before


def test_a_claim_is_cut_in_two_and_no_word_is_lost(
    session: Session, checker: User, text: ArticleVersion, claim: Claim
) -> None:
    words, at = claim.quote, claim.start + claim.quote.index(" ", 10)
    part = claims.split(session, checker, claim, at, version=claim.version, now=NOW)
    assert f"{claim.quote} {part.quote}" == words
    assert (part.origin, part.kind, part.status) == (Origin.PERSON, claim.kind, ClaimStatus.NEW)
    assert not misplaced(session, text)


@pytest.mark.parametrize("offset", [-100, 0, 10**6])
def test_a_cut_outside_of_the_claim_is_refused(
    session: Session, checker: User, claim: Claim, offset: int
) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused):
        claims.split(session, checker, claim, claim.start + offset, version=claim.version, now=NOW)
    assert steps.everything(session) == before


def test_a_cut_that_would_make_a_twin_is_refused(
    session: Session, checker: User, text: ArticleVersion, claim: Claim
) -> None:
    at = claim.start + claim.quote.index(" ", 10)
    twin = claims.mark(session, checker, text, claim.kind, at, claim.end, now=NOW)
    assert twin.id
    before = steps.everything(session)
    with pytest.raises(Conflict):
        claims.split(session, checker, claim, at, version=claim.version, now=NOW)
    assert steps.everything(session) == before


def test_merged_claims_become_one_from_the_first_word_to_the_last(
    session: Session, checker: User, text: ArticleVersion, article: Article
) -> None:
    first, *_, last = chosen = steps.text_claims(session, article)[:4]
    kept = claims.merge(session, checker, chosen[::-1], now=NOW)
    assert kept is first
    assert kept.start == min(row.start for row in chosen)
    assert kept.end == max(last.end, kept.end)
    assert [row.dropped_at for row in chosen] == [None, NOW, NOW, NOW]
    assert not misplaced(session, text)


def test_one_claim_or_the_same_twice_or_claims_of_two_texts_are_not_merged(
    session: Session, checker: User, claim: Claim
) -> None:
    other = steps.first_claim(session, factories.make_article(session, checker, AMOUNTS))
    before = steps.everything(session)
    for chosen in ([], [claim], [claim, claim], [claim, other]):
        with pytest.raises(Refused):
            claims.merge(session, checker, chosen, now=NOW)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", ["drop", "merge", "undo"])
def test_a_claim_with_evidence_is_not_made_to_vanish(
    session: Session, checker: User, text: ArticleVersion, article: Article, act: str
) -> None:
    first, claim = steps.text_claims(session, article)[:2]
    if act == "undo":
        claim = mark(session, checker, text, "kamen am Montag")
    evidence = steps.attach(session, checker, claim)
    before = steps.everything(session)
    acts: dict[str, Callable[[], object]] = {
        "drop": lambda: claims.drop(session, checker, claim, version=claim.version, now=NOW),
        "merge": lambda: claims.merge(session, checker, [first, claim], now=NOW),
        "undo": lambda: claims.undo(session, checker, text, now=NOW),
    }
    with pytest.raises(InvalidTransition, match="evidence"):
        acts[act]()
    assert steps.everything(session) == before
    sources.remove(session, checker, evidence, now=NOW)
    acts[act]()
    assert claim.dropped_at == NOW


@pytest.mark.parametrize("act", VERSIONED)
def test_a_stale_page_changes_nothing(session: Session, checker: User, claim: Claim, act: str) -> None:
    stale = claim.version
    progress.triage(session, checker, claim, version=stale, now=NOW)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        VERSIONED[act](session, checker, claim, stale)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", VERSIONED)
def test_a_claim_is_not_reshaped_once_somebody_has_judged(
    session: Session, checker: User, claim: Claim, act: str
) -> None:
    for status in set(ClaimStatus) - progress.OPEN:
        steps.stand_at(session, claim, status)
        before = shapes.take(claim)
        with pytest.raises(InvalidTransition):
            VERSIONED[act](session, checker, claim, claim.version)
        assert shapes.take(claim) == before
    assert "claim.changed" not in steps.events(session)


@pytest.mark.parametrize("act", VERSIONED)
def test_a_dropped_claim_is_not_reshaped(session: Session, checker: User, claim: Claim, act: str) -> None:
    claims.drop(session, checker, claim, version=claim.version, now=NOW)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition):
        VERSIONED[act](session, checker, claim, claim.version)
    assert steps.everything(session) == before


def test_a_barred_person_adjusts_nothing(
    session: Session, checker: User, text: ArticleVersion, claim: Claim
) -> None:
    claims.drop(session, checker, claim, version=claim.version, now=NOW)
    checker.is_active = False
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        mark(session, checker, text, "kamen am Montag")
    with pytest.raises(NotAllowed):
        claims.undo(session, checker, text, now=NOW)
    for act in VERSIONED.values():
        with pytest.raises(NotAllowed):
            act(session, checker, claim, claim.version)
    assert steps.everything(session) == before


def test_without_an_adjustment_there_is_nothing_to_undo(
    session: Session, checker: User, editor: User, text: ArticleVersion
) -> None:
    mark(session, editor, text, "kamen am Montag")
    with pytest.raises(NotFound):
        claims.undo(session, checker, text, now=NOW)


def test_undo_takes_back_ones_own_last_adjustment_and_then_the_one_before(
    session: Session, checker: User, editor: User, text: ArticleVersion
) -> None:
    first = mark(session, checker, text, "kamen am Montag")
    theirs = mark(session, editor, text, "nach Wien")
    second = mark(session, checker, text, "dort ein Treffen")
    assert claims.undo(session, checker, text, now=NOW).act == "mark"
    assert (first.dropped_at, theirs.dropped_at, second.dropped_at) == (None, None, NOW)
    claims.undo(session, checker, text, now=NOW)
    assert (first.dropped_at, theirs.dropped_at) == (NOW, None)


@pytest.mark.parametrize("act", ["change", "drop", "undo"])
def test_undo_never_overwrites_what_somebody_else_did_since(
    session: Session, checker: User, editor: User, text: ArticleVersion, claim: Claim, act: str
) -> None:
    end = claim.end
    claims.change(session, checker, claim, claim.kind, claim.start, end - 3, version=claim.version, now=NOW)
    if act == "drop":
        claims.drop(session, editor, claim, version=claim.version, now=NOW)
    else:
        claims.change(
            session, editor, claim, claim.kind, claim.start, end - 9, version=claim.version, now=NOW
        )
    before = steps.everything(session)
    with pytest.raises(Conflict):
        claims.undo(session, checker, text, now=NOW)
    assert steps.everything(session) == before
    if act == "undo":
        claims.undo(session, editor, text, now=NOW)
        claims.undo(session, checker, text, now=NOW)
        assert claim.end == end


@pytest.mark.parametrize("act", ["change", "mark", "split", "drop", "merge"])
def test_undo_does_not_reshape_a_claim_on_which_a_verdict_stands(
    session: Session, checker: User, editor: User, text: ArticleVersion, article: Article, act: str
) -> None:
    claim, other = steps.text_claims(session, article)[:2]
    if act == "mark":
        claim = mark(session, checker, text, "kamen am Montag")
    elif act == "merge":
        claims.merge(session, checker, [claim, other], now=NOW)
    elif act == "drop":
        claims.drop(session, checker, claim, version=claim.version, now=NOW)
        steps.stand_at(session, claim, ClaimStatus.PUBLISHED)
    else:
        VERSIONED[act](session, checker, claim, claim.version)
    if act != "drop":
        steps.propose(session, checker, claim)
        steps.approve(session, editor, claim)
        steps.publish(session, editor, claim)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition, match="verdict"):
        claims.undo(session, checker, text, now=NOW)
    assert steps.everything(session) == before


def test_undoing_a_drop_does_not_make_a_twin_of_what_was_marked_since(
    session: Session, checker: User, editor: User, text: ArticleVersion, claim: Claim
) -> None:
    claims.drop(session, checker, claim, version=claim.version, now=NOW)
    mark(session, editor, text, claim.quote, claim.kind)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        claims.undo(session, checker, text, now=NOW)
    assert steps.everything(session) == before


def test_work_on_a_claim_survives_the_undoing_of_its_shape(
    session: Session, checker: User, text: ArticleVersion, claim: Claim
) -> None:
    words = claim.quote
    VERSIONED["change"](session, checker, claim, claim.version)
    steps.attach(session, checker, claim)
    claims.undo(session, checker, text, now=NOW)
    assert (claim.quote, claim.status, claim.assignee) == (words, ClaimStatus.IN_RESEARCH, checker)


@pytest.mark.parametrize("act", VERSIONED)
def test_an_adjustment_is_undone_in_a_later_session_with_every_digit(
    session: Session, checker: User, act: str
) -> None:
    article = factories.make_article(session, checker, AMOUNTS)
    text = steps.text_of(session, article)
    session.commit()
    start = all_shapes(session, text)
    amounts = [row for row in steps.text_claims(session, article) if row.quantity]
    assert {str(row.quantity.value) for row in amounts if row.quantity} & {"1.50", "1.5"}
    for claim in amounts:
        VERSIONED[act](session, checker, claim, claim.version) if act != "split" else claims.split(
            session, checker, claim, claim.start + 1 + claim.quote.index(" "), version=claim.version, now=NOW
        )
    for _ in amounts:
        session.commit()
        session.expire_all()
        claims.undo(session, checker, text, now=NOW)
    session.commit()
    session.expire_all()
    assert all_shapes(session, text) == start


def random_adjustment(session: Session, actor: User, text: ArticleVersion, dice: random.Random) -> bool:
    """Do something arbitrary to the claims; False when it was refused."""
    standing = articles.claims_of(session, text)
    start, end = sorted(dice.sample(range(-3, len(text.text) + 3), 2))
    claim, kind = dice.choice(standing), dice.choice(list(ClaimKind))
    acts: list[Callable[[], object]] = [
        lambda: claims.mark(session, actor, text, kind, start, end, now=NOW),
        lambda: claims.change(session, actor, claim, kind, start, end, version=claim.version, now=NOW),
        lambda: claims.change(
            session, actor, claim, claim.kind, claim.start, claim.end, "Neu", version=claim.version, now=NOW
        ),
        lambda: claims.split(
            session, actor, claim, dice.randint(claim.start, claim.end), version=claim.version, now=NOW
        ),
        lambda: claims.merge(session, actor, dice.sample(standing, min(3, len(standing))), now=NOW),
        lambda: claims.drop(session, actor, claim, version=claim.version, now=NOW),
    ]
    try:
        dice.choice(acts)()
    except FactcheckError:
        return False
    return True


@pytest.mark.parametrize("seed", range(4))
def test_after_any_walk_everything_can_be_undone_to_where_it_began(
    session: Session, checker: User, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 (a test repeats itself)
    text = steps.text_of(session, factories.make_article(session, checker, AMOUNTS))
    session.commit()
    start, done = all_shapes(session, text), 0
    for _ in range(25):
        before = all_shapes(session, text)
        if random_adjustment(session, checker, text, dice):
            done += 1
        else:
            assert all_shapes(session, text) == before
        assert not misplaced(session, text)
        if done and dice.random() < 0.2:
            claims.undo(session, checker, text, now=NOW)
            done -= 1
            assert not misplaced(session, text)
    for _ in range(done):
        session.commit()
        session.expire_all()
        claims.undo(session, checker, text, now=NOW)
        assert not misplaced(session, text)
    assert all_shapes(session, text) == start
    assert claims.last_edit(session, checker, text) is None


def test_every_adjustment_is_kept_with_who_did_it(
    session: Session, checker: User, text: ArticleVersion, claim: Claim
) -> None:
    VERSIONED["split"](session, checker, claim, claim.version)
    claims.undo(session, checker, text, now=NOW)
    edit = session.scalars(select(ClaimEdit)).one()
    assert (edit.act, edit.actor_id, edit.at, edit.undone_at) == ("split", checker.id, NOW, NOW)
    assert list(edit.before) == [str(claim.id)]
    assert len(edit.after) == 2


def test_a_claim_taken_back_to_research_can_be_reshaped_again(
    session: Session, checker: User, text: ArticleVersion, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    verdicts.take_back(session, checker, claim, version=claim.version, now=NOW)
    VERSIONED["change"](session, checker, claim, claim.version)
    assert not misplaced(session, text)


@pytest.mark.usefixtures("article")
def test_claims_of_far_apart_sentences_are_not_merged(session: Session, checker: User) -> None:
    first = factories.claim_with(session, "800.000")
    last = factories.claim_with(session, "Rund 200 Menschen")
    with pytest.raises(Refused, match="neighbouring"):
        claims.merge(session, checker, [first, last], now=NOW)
    assert last.dropped_at is None


@pytest.mark.usefixtures("article")
def test_a_label_follows_the_words_unless_somebody_wrote_one(session: Session, checker: User) -> None:
    claim = factories.claim_with(session, "Rund 200 Menschen")
    shorter = (claim.kind, claim.start + 5, claim.end)
    claims.change(session, checker, claim, *shorter, claim.label, version=claim.version, now=NOW)
    assert claim.label == claim.quote
    claims.change(session, checker, claim, *shorter, "Ankünfte", version=claim.version, now=NOW)
    assert claim.label == "Ankünfte"
