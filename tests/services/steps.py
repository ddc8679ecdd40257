"""Steps on a claim's way over the desk, each as short as it reads."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from factcheck.models import (
    Article,
    ArticleVersion,
    AuditEvent,
    Base,
    Claim,
    ClaimKind,
    ClaimStatus,
    Comment,
    Evidence,
    Flag,
    FlagKind,
    FlagStatus,
    Hold,
    HoldReason,
    Origin,
    Rating,
    Review,
    Role,
    Ruling,
    Stance,
    User,
    Verdict,
)
from factcheck.services import articles, comments, flags, holds, reviews, settings, sources, verdicts
from factcheck.services.holds import Waiting
from factcheck.services.settings import Definition
from factcheck.services.sources import Finding, SourceDetails
from tests import factories
from tests.factories import NOW

READ_ON = NOW.date()


def text_of(session: Session, article: Article) -> ArticleVersion:
    """The article's text as it stands."""
    return articles.newest_version(session, article)


def first_claim(session: Session, article: Article) -> Claim:
    """The first claim of the article's text."""
    return text_claims(session, article)[0]


def text_claims(session: Session, article: Article) -> list[Claim]:
    """All claims of the article's text, in its order."""
    return articles.claims_of(session, text_of(session, article))


def rating(session: Session, key: str = "false") -> Rating:
    """A step of the scale, which is loaded first where there is none."""
    if not verdicts.scale(session):
        factories.make_ratings(session)
    return verdicts.rating(session, key)


def attach(
    session: Session,
    actor: User,
    claim: Claim,
    url: str | None = "https://example.org/report",
    *,
    stance: Stance = Stance.REFUTES,
    title: str = "Ein Bericht",
) -> Evidence:
    """A source that was read today."""
    details = SourceDetails(title=title, url=url)
    return sources.attach(session, actor, claim, details, Finding(stance, READ_ON), now=NOW)


def propose(session: Session, actor: User, claim: Claim, key: str = "false") -> Verdict:
    """A proposed verdict."""
    chosen = rating(session, key)
    return verdicts.propose(
        session, actor, claim, chosen, "Die Zahl ist falsch.", version=claim.version, now=NOW
    )


def approve(session: Session, actor: User, claim: Claim) -> None:
    """The second pair of eyes agrees."""
    reviews.approve(session, actor, claim, version=claim.version, now=NOW)


def dispute(session: Session, actor: User, claim: Claim, key: str = "true") -> Review:
    """The second pair of eyes sees it otherwise."""
    chosen = rating(session, key)
    return reviews.judge(session, actor, claim, chosen, "Die Zahl stimmt.", version=claim.version, now=NOW)


def adjudicate(session: Session, actor: User, claim: Claim, ruling: Ruling, note: str = "") -> Verdict:
    """A third person decides; a third verdict is "misleading"."""
    third = rating(session, "misleading") if ruling is Ruling.THIRD else None
    return reviews.adjudicate(
        session, actor, claim, ruling, note, rating=third, version=claim.version, now=NOW
    )


def published(session: Session, author: User, editor: User, claim: Claim) -> Verdict:
    """A verdict that is out."""
    verdict = propose(session, author, claim)
    approve(session, editor, claim)
    publish(session, editor, claim)
    return verdict


def decide(session: Session, definition: Definition[Any], *, value: Any) -> None:
    """The desk decides something about how it works."""
    actor = session.scalars(select(User).where(User.role == Role.ADMINISTRATOR)).first()
    actor = actor or factories.make_user(session, "ada", Role.ADMINISTRATOR)
    version = settings.current(session).version
    settings.change(session, actor, {definition.key: value}, version=version, now=NOW)


def wait(session: Session, actor: User, claim: Claim) -> Hold:
    """A claim waits for those concerned."""
    waiting = Waiting(HoldReason.REPLY, asked_whom="Ministerium", asked_on=READ_ON)
    return holds.hold(session, actor, claim, waiting, version=claim.version, now=NOW)


def publish(session: Session, actor: User, claim: Claim) -> None:
    """The verdict goes out."""
    verdicts.publish(session, actor, claim, version=claim.version, now=NOW)


def stand_at(session: Session, claim: Claim, status: ClaimStatus) -> None:
    """Put a claim into a state without the way there, for what is forbidden from it."""
    claim.status = status
    session.flush()


def comment(session: Session, actor: User, claim: Claim, text: str = "Wer sagt das?") -> Comment:
    """Something said about a claim."""
    return comments.add(session, actor, claim, text, now=NOW)


def events(session: Session) -> list[str]:
    """The names of all events, oldest first."""
    return list(session.scalars(select(AuditEvent.name).order_by(AuditEvent.id)))


def everything(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table after a flush, for showing that a refusal changed nothing."""
    session.flush()
    return {
        name: sorted(tuple(map(repr, row)) for row in session.execute(select(table)))
        for name, table in Base.metadata.tables.items()
    }


def claims_by(session: Session, claim_ids: list[int]) -> list[Claim]:
    """The claims with these ids."""
    return list(session.scalars(select(Claim).where(Claim.id.in_(claim_ids))))


def count(session: Session, table: type[Base]) -> int:
    """How many rows a table has."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def another_editor(session: Session) -> User:
    """A second editor, for the second pair of eyes."""
    return factories.make_user(session, "emil", Role.EDITOR)


def make_flag(session: Session, article: Article, kind: FlagKind = FlagKind.CLICKBAIT) -> Flag:
    """An open flag on the first word of the article, whatever the machine thinks of it."""
    version = text_of(session, article)
    flag = Flag(
        article_id=article.id,
        article_version_id=version.id,
        sentence_id=articles.sentences_of(session, version)[0].id,
        kind=kind,
        start=0,
        end=7,
        quote=version.text[:7],
        word=version.text[:7].lower(),
        quoted=False,
        reason="Ein Grund.",
        status=FlagStatus.OPEN,
        created_at=NOW,
    )
    session.add(flag)
    session.flush()
    return flag


def uphold(session: Session, editor: User, flag: Flag) -> None:
    """The editor agrees with a flag."""
    flags.uphold(session, editor, flag, version=flag.version, now=NOW)


def verdict_taken_back(session: Session, actor: User, claim: Claim) -> None:
    """The author thinks better of it."""
    verdicts.take_back(session, actor, claim, version=claim.version, now=NOW)


def insert_claims(
    session: Session, article: Article, number: int, score: Callable[[], float | None] = lambda: 0.5
) -> list[int]:
    """Many claims on the article's first word, straight into the table; returns their ids."""
    version = text_of(session, article)
    common = {
        "article_id": article.id,
        "article_version_id": version.id,
        "sentence_id": articles.sentences_of(session, version)[0].id,
        "kind": ClaimKind.STATEMENT,
        "start": 0,
        "end": 7,
        "quote": version.text[:7],
        "label": version.text[:7],
        "modality": [],
        "names": [],
        "reasons": [],
        "origin": Origin.PERSON,
        "status": ClaimStatus.NEW,
        "created_at": NOW,
        "updated_at": NOW,
        "version": 1,
    }
    rows = [{**common, "checkworthiness": score()} for _ in range(number)]
    newest = session.scalar(select(func.max(Claim.id))) or 0
    session.execute(insert(Claim.__table__), rows)  # type: ignore[arg-type]
    return list(session.scalars(select(Claim.id).where(Claim.id > newest).order_by(Claim.id)))
