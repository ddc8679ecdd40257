"""Articles: taking them in, analysing them, correcting what is known about them."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.analysis import analyse
from factcheck.analysis.results import Analysis
from factcheck.formats.article_text import stored_form
from factcheck.formats.articles import read_article
from factcheck.formats.drafts import ArticleDraft
from factcheck.formats.errors import SENTENCES, FormatError
from factcheck.models import Article, ArticleStatus, ArticleVersion, Claim, ClaimantKind, Flag, Sentence, User
from factcheck.services import access, addresses, audit, claimants, findings, wordings
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused

LONGEST_TITLE = 500
LONGEST_NAME = 200
LONGEST_FILE_NAME = 300


@dataclass(frozen=True, slots=True)
class Details:
    """What is known about an article besides its text; None is unknown, `language` None is guessed."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text in stored form with its analysis: the slow part of `add`, done before any transaction."""

    text: str
    content_hash: str
    details: Details
    result: Analysis
    file_name: str | None


def read_file(data: bytes, file_name: str, content_type: str | None = None) -> ArticleDraft:
    """The article in a file; raises `Refused` with the reason when there is none to be had."""
    try:
        return read_article(data, file_name, content_type)
    except FormatError as error:
        raise Refused(SENTENCES[error.code], field="file", **error.params) from error


def prepare(text: str, details: Details, *, file_name: str | None = None) -> Prepared:
    """Normalise and analyse a text once, for good; raises `Refused` for one that cannot be used."""
    try:
        stored = stored_form(text)
    except FormatError as error:
        raise Refused(SENTENCES[error.code], field="text", **error.params) from error
    addresses.check(details.url)
    result = analyse(stored, details.language, details.published)
    return Prepared(
        text=stored,
        content_hash=hashlib.sha256(stored.encode()).hexdigest(),
        details=details,
        result=result,
        file_name=file_name,
    )


def add(session: Session, actor: User, prepared: Prepared, *, now: datetime) -> Article:
    """Put a prepared article on the desk with everything the analysis found.

    Raises `Conflict` with `article_id` in its params when the same text is there already.
    """
    access.require(actor, Act.ARTICLE_ADD)
    audit.take_turn(session)  # the same text sent twice at once is one article
    refuse_known(session, prepared.content_hash)
    details = prepared.details
    article = Article(
        title=_title(details.title, prepared),
        url=details.url or None,
        publisher=_name(details.publisher),
        author=_name(details.author),
        published=details.published,
        language=prepared.result.language,
        status=ArticleStatus.OPEN,
        created_by_id=actor.id,
        created_at=now,
    )
    session.add(article)
    session.flush()  # the version and its findings carry the article's id
    version = ArticleVersion(
        article_id=article.id,
        number=1,
        text=prepared.text,
        content_hash=prepared.content_hash,
        file_name=prepared.file_name and prepared.file_name[-LONGEST_FILE_NAME:],
        created_by_id=actor.id,
        created_at=now,
    )
    session.add(version)
    session.flush()
    claims, flags = findings.store(session, version, prepared.result, now=now)
    wordings.remember(session, article, version, now=now)
    claimants.meet(session, [article.publisher], ClaimantKind.OUTLET, now=now)
    audit.record(
        session, actor, "article.added", article, now=now, title=article.title, claims=claims, flags=flags
    )
    return article


def correct(
    session: Session, actor: User, article: Article, details: Details, *, version: int, now: datetime
) -> None:
    """Correct what is known about an article.

    A new publication day or language moves every relative time, so the text is analysed again; claims that
    people have touched stay as they are.
    """
    access.require(actor, Act.ARTICLE_EDIT)
    if article.version != version:
        raise Conflict("Somebody else has changed this article in the meantime; look at it again.")
    if not (details.title or "").strip():
        raise Refused("An article needs a title.", field="title")
    addresses.check(details.url)
    wanted = {
        "title": (details.title or "").strip()[:LONGEST_TITLE],
        "url": details.url or None,
        "publisher": _name(details.publisher),
        "author": _name(details.author),
        "published": details.published,
        "language": details.language or article.language,
    }
    changed = {key: value for key, value in wanted.items() if getattr(article, key) != value}
    if not changed:
        return
    for key, value in changed.items():
        setattr(article, key, value)
    changes = {key: None if value is None else str(value) for key, value in changed.items()}
    moved = changed.keys() & {"published", "language"}
    # Every row is written before the first event, which takes the turn: nobody waits for our analysis.
    found = _look_again(session, article, now) if moved else None
    if "title" in changed:
        wordings.remember(session, article, newest_version(session, article), now=now)
    claimants.meet(session, [article.publisher], ClaimantKind.OUTLET, now=now)
    audit.record(session, actor, "article.corrected", article, now=now, changes=changes)
    if found is not None:
        audit.record(session, actor, "article.analysed", article, now=now, added=found[0], removed=found[1])


def analyse_again(session: Session, actor: User, article: Article, *, now: datetime) -> None:
    """Let the machine look at the newest version again, leaving alone what people have touched."""
    access.require(actor, Act.ARTICLE_EDIT)
    added, removed = _look_again(session, article, now)
    audit.record(session, actor, "article.analysed", article, now=now, added=added, removed=removed)


# The only way an article's status changes.
TRANSITIONS: dict[str, tuple[ArticleStatus, ArticleStatus]] = {
    "article.archived": (ArticleStatus.OPEN, ArticleStatus.ARCHIVED),
    "article.reopened": (ArticleStatus.ARCHIVED, ArticleStatus.OPEN),
}


def archive(session: Session, actor: User, article: Article, *, now: datetime) -> None:
    """Take an article off the desk; nothing of it is deleted."""
    _move(session, actor, article, "article.archived", now)


def reopen(session: Session, actor: User, article: Article, *, now: datetime) -> None:
    """Bring an archived article back."""
    _move(session, actor, article, "article.reopened", now)


def get(session: Session, article_id: int) -> Article:
    """The article with this id; raises `NotFound`."""
    article = session.get(Article, article_id)
    if article is None:
        raise NotFound("There is no article with this number.")
    return article


def titles(session: Session, limit: int = 500) -> list[tuple[int, str]]:
    """(id, title) of the newest articles, for choosing one."""
    query = select(Article.id, Article.title).order_by(Article.id.desc()).limit(limit)
    return [(row.id, row.title) for row in session.execute(query)]


def newest_version(session: Session, article: Article) -> ArticleVersion:
    """The text of an article as it stands now."""
    query = select(ArticleVersion).where(ArticleVersion.article_id == article.id)
    version = session.scalar(query.order_by(ArticleVersion.number.desc()).limit(1))
    if version is None:
        raise NotFound("This article has no text.")
    return version


def sentences_of(session: Session, version: ArticleVersion) -> list[Sentence]:
    """The sentences of a version in order."""
    query = select(Sentence).where(Sentence.article_version_id == version.id)
    return list(session.scalars(query.order_by(Sentence.number)))


def claims_of(session: Session, version: ArticleVersion) -> list[Claim]:
    """The claims of a version that stand, in the order of the text, outer before inner."""
    query = select(Claim).where(Claim.article_version_id == version.id, Claim.dropped_at.is_(None))
    query = query.options(joinedload(Claim.quantity), joinedload(Claim.time))  # every list shows the values
    return list(session.scalars(query.order_by(Claim.start, Claim.end.desc(), Claim.id)))


def flags_of(session: Session, version: ArticleVersion) -> list[Flag]:
    """The flags of a version in the order of the text."""
    query = select(Flag).where(Flag.article_version_id == version.id)
    return list(session.scalars(query.order_by(Flag.start, Flag.id)))


def refuse_known(session: Session, content_hash: str, *, but: int | None = None) -> None:
    """Raise `Conflict` when an article, other than the one with the id `but`, has this very text already."""
    query = select(Article.id, Article.title).join(ArticleVersion)
    query = query.where(ArticleVersion.content_hash == content_hash)
    known = session.execute((query if but is None else query.where(Article.id != but)).limit(1)).first()
    if known is not None:
        raise Conflict(
            "This very text is already on the desk as “%(title)s”.",
            field="text",
            title=known.title,
            article_id=known.id,
        )


def _look_again(session: Session, article: Article, now: datetime) -> tuple[int, int]:
    """Analyse the newest version anew; returns how many claims came and went."""
    version = newest_version(session, article)
    result = analyse(version.text, article.language, article.published)
    counted = findings.refresh(session, version, result, now=now)
    wordings.remember(session, article, version, now=now)
    return counted


def _move(session: Session, actor: User, article: Article, event: str, now: datetime) -> None:
    access.require(actor, Act.ARTICLE_ARCHIVE)
    before, after = TRANSITIONS[event]
    if article.status is not before:
        raise InvalidTransition("The article is not in a state in which this can be done.")
    article.status = after
    audit.record(session, actor, event, article, now=now)


def _title(given: str | None, prepared: Prepared) -> str:
    """The title given, else the first sentence: an article must be called something."""
    title = (given or "").strip()
    if not title:
        title = " ".join(prepared.result.sentences[0].of(prepared.text).split())
        title = title if len(title) <= 120 else title[:119].rsplit(" ", 1)[0] + "…"
    return title[:LONGEST_TITLE]


def _name(given: str | None) -> str | None:
    """A publisher or author; pages put whole lists of people there, longer than any column."""
    return (given or "").strip()[:LONGEST_NAME] or None
