"""Changed word lists at work: the articles on the desk are flagged anew, in the background."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.analysis import flagged
from factcheck.analysis.spans import Span
from factcheck.models import Article, ArticleVersion, Sentence, User
from factcheck.services import articles, desk_words, findings, jobs, silencing, wordings


def reflag(
    session: Session,
    actor: User | None,  # noqa: ARG001 (who asked has been logged)
    work: jobs.Work,
    *,
    now: datetime,
) -> jobs.Steps:
    """Flag every article of a language anew by the words as they stand, block by block.

    What people have decided stays; returns how many flags came and went.
    """
    language = work.arguments["language"]
    last, done = work.cursor.get("article", 0), work.done
    came, went = work.cursor.get("added", 0), work.cursor.get("removed", 0)
    total = done + silencing.count_articles(session, last)
    while block := silencing.next_articles(session, last):
        words = desk_words.laid_over(session, language)
        query = select(Article).where(Article.id.in_(block), Article.language == language)
        for article in session.scalars(query.order_by(Article.id)):
            version = articles.newest_version(session, article)
            found = flagged(version.text, _spans(session, version), language, words)
            added, removed = findings.refresh_flags(session, version, found, language, now=now)
            came, went = came + added, went + removed
            if added or removed:
                wordings.remember(session, article, version, now=now)
        last, done = block[-1], done + len(block)
        yield jobs.Step(done, total, {"article": last, "added": came, "removed": went})
    return {"added": came, "removed": went}


def _spans(session: Session, version: ArticleVersion) -> list[Span]:
    query = select(Sentence.start, Sentence.end).where(Sentence.article_version_id == version.id)
    return [Span(start, end) for start, end in session.execute(query.order_by(Sentence.number))]
