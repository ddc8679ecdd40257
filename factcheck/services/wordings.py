"""The wording of an article: its index with parts, where it is dense, and what the headline adds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.analysis import analyse, flagged, headline, headline_flags, wording_index
from factcheck.analysis import results as found
from factcheck.analysis.results import Quantity
from factcheck.analysis.spans import Span
from factcheck.analysis.wording_index import WordingIndex
from factcheck.models import Article, ArticleVersion, Claim, ClaimQuantity, Flag, Sentence, WordingScore
from factcheck.services import desk_words, flag_progress


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text and how many of the article's own flags it holds."""

    start: int
    end: int
    flags: int


@dataclass(frozen=True, slots=True)
class Averages:
    """The mean index of the publisher's other articles and of all others on the desk; None without any."""

    publisher: int | None
    publisher_articles: int
    desk: int | None
    desk_articles: int


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything the wording view shows of one version; `before` is the index of the version before it."""

    index: WordingIndex
    headline_flags: tuple[found.Flag, ...]
    flags: tuple[Flag, ...]
    paragraphs: tuple[Paragraph, ...]
    gaps: tuple[headline.Gap, ...]
    averages: Averages
    before: WordingIndex | None


def look(session: Session, article: Article, version: ArticleVersion) -> Wording:
    """The wording of a version of an article as it stands now."""
    of_title = _title_flags(session, article)
    flags = _flags(session, version)
    own = [flag for flag in flags if counts(flag)]
    body = _body_start(article, version)
    return Wording(
        index=_index(of_title, own, version.text, body),
        headline_flags=of_title,
        flags=tuple(flags),
        paragraphs=tuple(_paragraphs(version.text, own)),
        gaps=gaps(session, article, version),
        averages=_averages(session, article),
        before=_before(session, article, version, of_title),
    )


def gaps(session: Session, article: Article, version: ArticleVersion) -> tuple[headline.Gap, ...]:
    """What the headline says that the body does not carry."""
    title = analyse(article.title, article.language, article.published)
    body = _body_start(article, version)
    return headline.gaps(title, article.title, version.text[body:], _amounts(session, version, body))


def counts(flag: Flag) -> bool:
    """Whether a flag counts against the article: its own words, neither found in order nor replaced."""
    return not flag.quoted and flag.status in flag_progress.AGAINST


def remember(session: Session, article: Article, version: ArticleVersion, *, now: datetime) -> None:
    """Keep the index of an article's newest version, so that averages need not read every flag."""
    session.flush()
    own = [flag for flag in _flags(session, version) if counts(flag)]
    result = _index(_title_flags(session, article), own, version.text, _body_start(article, version))
    score = session.get(WordingScore, article.id)
    if score is None:
        session.add(
            WordingScore(article_id=article.id, value=result.value, words=result.words, updated_at=now)
        )
    else:
        score.value, score.words, score.updated_at = result.value, result.words, now


def _title_flags(session: Session, article: Article) -> tuple[found.Flag, ...]:
    """The flags of the headline, by its words and by its form, as the desk's word lists stand."""
    words = desk_words.laid_over(session, article.language)
    return tuple(headline_flags.find(article.title, article.language, words))


def _index(title: Sequence[found.Flag], own: Sequence[Flag], text: str, body: int) -> WordingIndex:
    return wording_index.index(
        [flag.kind for flag in title if not flag.quoted],
        [found.FlagKind(flag.kind) for flag in own if flag.start >= body],
        wording_index.count_words(text[body:]),
    )


def _flags(session: Session, version: ArticleVersion) -> list[Flag]:
    query = select(Flag).where(Flag.article_version_id == version.id)
    return list(session.scalars(query.order_by(Flag.start, Flag.id)))


def _body_start(article: Article, version: ArticleVersion) -> int:
    """Where the body begins: after the headline, when the text repeats it as its first line."""
    first, line_break, _ = version.text.partition("\n")
    return len(first) + 1 if line_break and first.strip() == article.title.strip() else 0


def _paragraphs(text: str, own: Sequence[Flag]) -> list[Paragraph]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    counted = wording_index.densities(spans, [Span(flag.start, flag.end) for flag in own])
    return [Paragraph(span.start, span.end, count) for span, count in zip(spans, counted, strict=True)]


def _amounts(session: Session, version: ArticleVersion, body: int) -> list[headline.Stated]:
    """The amounts of the body as people left them."""
    query = (
        select(ClaimQuantity, Claim.quote)
        .join(Claim, Claim.id == ClaimQuantity.claim_id)
        .where(Claim.article_version_id == version.id, Claim.dropped_at.is_(None), Claim.start >= body)
        .order_by(Claim.start, Claim.id)
    )
    return [
        headline.Stated(Quantity(row.minimum, row.maximum, row.value, row.unit, row.approximate), quote)
        for row, quote in session.execute(query)
    ]


def _averages(session: Session, article: Article) -> Averages:
    mean = select(func.avg(WordingScore.value), func.count(WordingScore.article_id))
    others = mean.where(WordingScore.article_id != article.id)
    desk, desk_articles = session.execute(others).one()
    publisher, publisher_articles = None, 0
    if article.publisher:
        same = others.join(Article, Article.id == WordingScore.article_id)
        publisher, publisher_articles = session.execute(
            same.where(Article.publisher == article.publisher)
        ).one()
    return Averages(
        publisher=None if publisher is None else round(publisher),
        publisher_articles=publisher_articles,
        desk=None if desk is None else round(desk),
        desk_articles=desk_articles,
    )


def _before(
    session: Session, article: Article, version: ArticleVersion, title: Sequence[found.Flag]
) -> WordingIndex | None:
    query = select(ArticleVersion).where(
        ArticleVersion.article_id == article.id, ArticleVersion.number < version.number
    )
    earlier = session.scalar(query.order_by(ArticleVersion.number.desc()).limit(1))
    if earlier is None:
        return None
    # The rows of the text before have moved on or gone with their words: it is read again, and what was
    # found in order since is in order there too.
    spans = [
        Span(start, end)
        for start, end in session.execute(
            select(Sentence.start, Sentence.end)
            .where(Sentence.article_version_id == earlier.id)
            .order_by(Sentence.number)
        )
    ]
    words = desk_words.laid_over(session, article.language)
    in_order = {(flag.kind.value, flag.quote) for flag in _flags(session, version) if not counts(flag)}
    body = _body_start(article, earlier)
    kinds = [
        flag.kind
        for flag in flagged(earlier.text, spans, article.language, words)
        if flag.span.start >= body and not flag.quoted and (flag.kind.value, flag.text) not in in_order
    ]
    length = wording_index.count_words(earlier.text[body:])
    return wording_index.index([flag.kind for flag in title], kinds, length)
