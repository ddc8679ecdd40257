"""Rows for tests, made through the services as people would make them."""

from datetime import UTC, date, datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, ClaimKind, Rating, Role, User
from factcheck.services import articles, seeding, users
from factcheck.services.articles import Details, Prepared
from factcheck.shipped import shipped

NOW = datetime(2024, 12, 1, 9, 30, tzinfo=UTC)
PASSWORD = "korrekte-pferde-batterie"
PUBLISHED = date(2024, 11, 30)
TEXT = """Geheime Dokumente zeigen, dass Deutschland mit der Planung für bis zu 800.000 NATO-Truppen begann.
Der russische Verteidigungsminister Andrei Belousov besuchte vor fünf Monaten Nordkorea.
„Wir sind gute Nachbarn“, sagte er.
Rund 200 Menschen kamen am Montag nach Wien, weil dort ein Treffen stattfand."""


@lru_cache
def _password_hash() -> str:
    return users.HASHER.hash(PASSWORD)


@lru_cache
def _prepared(text: str, details: Details) -> Prepared:
    """Hundreds of tests begin with the same text: it is analysed once."""
    return articles.prepare(text, details)


def make_user(session: Session, name: str, role: Role = Role.CHECKER, *, is_demo: bool = False) -> User:
    """A person whose password is `PASSWORD`, hashed once for the whole run."""
    user = User(
        name=name,
        full_name=name.capitalize(),
        role=role,
        password_hash=_password_hash(),
        is_demo=is_demo,
        created_at=NOW,
    )
    session.add(user)
    session.flush()
    return user


def make_article(
    session: Session,
    actor: User,
    text: str = TEXT,
    *,
    title: str = "Ein Artikel",
    language: str | None = "de",
    published: date | None = PUBLISHED,
) -> Article:
    """An analysed article."""
    details = Details(title=title, language=language, published=published)
    return articles.add(session, actor, _prepared(text, details), now=NOW)


def make_ratings(session: Session) -> list[Rating]:
    """The default scale."""
    seeding.load_ratings(session, shipped("seeds") / "ratings.json", now=NOW)
    return list(session.scalars(select(Rating).order_by(Rating.position)))


def furnish(session: Session) -> None:
    """What a small desk has: the scale, four people, one article."""
    make_ratings(session)
    make_user(session, "ada", Role.ADMINISTRATOR)
    make_user(session, "edda", Role.EDITOR)
    carl = make_user(session, "carl")
    make_user(session, "mia")
    make_article(session, carl)


def claim_with(session: Session, words: str, kind: ClaimKind | None = None) -> Claim:
    """The claim whose quote holds these words, the shortest if there are several."""
    query = select(Claim).where(Claim.quote.contains(words), Claim.dropped_at.is_(None))
    rows = session.scalars(query if kind is None else query.where(Claim.kind == kind)).all()
    assert rows, f"no claim holds {words!r}"
    return min(rows, key=lambda claim: claim.end - claim.start)
