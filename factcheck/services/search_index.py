"""The index of full-text search, kept in step with the texts: what an act writes is found once it is stored.

No service calls this. Whatever a flush writes to a text that can be searched for is indexed in the same
transaction, whichever act or import it comes from. Rows written past the session are indexed by `rebuild`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Select, delete, event, func, insert, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from factcheck.analysis.terms import number_term, terms
from factcheck.models import (
    Article,
    ArticleVersion,
    Base,
    Claim,
    ClaimQuantity,
    Evidence,
    HitKind,
    SearchPosting,
    Source,
    Verdict,
)

# Terms of names stand a second time with this before them, for the filter by a person.
NAME = "name:"
IN_A_TITLE = 4
MOST_COUNTED = 9
BLOCK = 1000
AMOUNTS = ("value", "minimum", "maximum")
# The columns of each table whose change makes its rows be indexed anew.
WATCHED: dict[type[Base], frozenset[str]] = {
    Claim: frozenset({"quote", "label", "attribution", "names", "article_id"}),
    ClaimQuantity: frozenset(AMOUNTS),
    Article: frozenset({"title", "publisher", "author", "language"}),
    ArticleVersion: frozenset({"text"}),
    Evidence: frozenset({"quote", "note", "source_id"}),
    Source: frozenset({"title", "publisher", "author"}),
    Verdict: frozenset({"summary"}),
}
Postings = Counter[str]


def rebuild(session: Session) -> int:
    """Index every row anew; returns how many. For rows that were written without the services."""
    connection = session.connection()
    connection.execute(delete(SearchPosting))
    number = 0
    for kind, table in TABLES.items():
        last = 0
        while ids := list(
            connection.scalars(select(_id(table)).where(_id(table) > last).order_by(_id(table)).limit(BLOCK))
        ):
            _write(connection, kind, ids)
            number, last = number + len(ids), ids[-1]
    return number


def is_missing(session: Session) -> bool:
    """Whether there are claims but no index: a desk that comes from a version without search."""
    return session.scalar(select(SearchPosting.row_id).limit(1)) is None and bool(
        session.scalar(select(Claim.id).limit(1))
    )


def texts(session: Session, kind: HitKind, ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """The words of rows as they are indexed, for what the index does not know: which stand side by side."""
    query, _ = READERS[kind]
    for row in session.execute(query().where(_id(TABLES[kind]).in_(ids))):
        yield row.id, "\n".join(part for part in row if isinstance(part, str))


@event.listens_for(Session, "after_flush")
def _keep(session: Session, _context: UOWTransaction) -> None:
    gone: dict[HitKind, set[int]] = defaultdict(set)
    touched: dict[HitKind, set[int]] = defaultdict(set)
    for row in session.deleted:
        if isinstance(row, Claim):
            gone[HitKind.CLAIM].add(row.id)
    for row in (*session.new, *session.dirty):
        if type(row) in WATCHED and (row in session.new or _changed(row)):
            for kind, ids in _hits(session, row):
                touched[kind].update(ids)
    if not gone and not touched:
        return
    connection = session.connection()
    for kind, ids in gone.items():
        _erase(connection, kind, ids)
    for kind, ids in touched.items():
        fresh = sorted(ids - gone[kind])
        _erase(connection, kind, fresh)
        for start in range(0, len(fresh), BLOCK):
            _write(connection, kind, fresh[start : start + BLOCK])


def _changed(row: Base) -> bool:
    state = inspect(row)
    return any(state.attrs[name].history.has_changes() for name in WATCHED[type(row)])


def _hits(session: Session, row: Any) -> Iterator[tuple[HitKind, Collection[int]]]:
    """What is found by the words of a row."""
    match row:
        case Claim():
            yield HitKind.CLAIM, [row.id]
        case ClaimQuantity():
            yield HitKind.CLAIM, [row.claim_id]
        case ArticleVersion():
            yield HitKind.ARTICLE, [row.article_id]
        case Article():
            yield HitKind.ARTICLE, [row.id]
            if row not in session.new and inspect(row).attrs["language"].history.has_changes():
                yield from _of_article(session, row)
        case Evidence():
            yield HitKind.EVIDENCE, [row.id]
        case Source() if row not in session.new:
            query = select(Evidence.id).where(Evidence.source_id == row.id)
            yield HitKind.EVIDENCE, list(session.connection().scalars(query))
        case Verdict():
            yield HitKind.VERDICT, [row.id]


def _of_article(session: Session, article: Article) -> Iterator[tuple[HitKind, Collection[int]]]:
    """Everything that is read in an article's language."""
    connection = session.connection()
    claims = select(Claim.id).where(Claim.article_id == article.id)
    yield HitKind.CLAIM, list(connection.scalars(claims))
    for kind, table in ((HitKind.EVIDENCE, Evidence), (HitKind.VERDICT, Verdict)):
        yield kind, list(connection.scalars(select(table.id).where(table.claim_id.in_(claims))))


def _erase(connection: Connection, kind: HitKind, ids: Collection[int]) -> None:
    rows = sorted(ids)
    for start in range(0, len(rows), BLOCK):
        connection.execute(
            delete(SearchPosting).where(
                SearchPosting.kind == kind, SearchPosting.row_id.in_(rows[start : start + BLOCK])
            )
        )


def _write(connection: Connection, kind: HitKind, ids: Collection[int]) -> None:
    """Insert the postings of rows that have none; in the order of the key, which is the fastest."""
    query, read = READERS[kind]
    key = _id(TABLES[kind])
    found = (
        {"term": term, "kind": kind, "row_id": row.id, "weight": min(weight, MOST_COUNTED)}
        for row in connection.execute(query().where(key.in_(ids)))
        for term, weight in read(row).items()
    )
    postings = sorted(found, key=lambda posting: (posting["term"], posting["row_id"]))
    if postings:
        connection.execute(insert(SearchPosting.__table__), postings)  # type: ignore[arg-type]


def _id(table: type[Base]) -> Any:
    return table.__table__.c.id


def _count(language: str, *texts: str | None, title: str | None = None) -> Postings:
    counted: Postings = Counter()
    for text in texts:
        counted.update(terms(text or "", language))
    for term in set(terms(title or "", language)):
        counted[term] += IN_A_TITLE
    return counted


def _claims() -> "Select[*tuple[Any, ...]]":
    amounts = (getattr(ClaimQuantity, name) for name in AMOUNTS)
    return (
        select(Claim.id, Claim.quote, Claim.label, Claim.attribution, Claim.names, Article.language, *amounts)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(ClaimQuantity, ClaimQuantity.claim_id == Claim.id)
    )


def _claim(row: Any) -> Postings:
    label = None if row.label == row.quote else row.label
    found = _count(row.language, row.quote, label, row.attribution)
    for name in AMOUNTS:
        number = getattr(row, name)
        if number is not None:
            found[number_term(number)] += 1
    for name in row.names:
        named = terms(str(name), row.language)
        found.update(term for term in named if term not in found)
        found.update(dict.fromkeys((NAME + term for term in named), 1))
    return found


def _articles() -> "Select[*tuple[Any, ...]]":
    newest = (
        select(func.max(ArticleVersion.number))
        .where(ArticleVersion.article_id == Article.id)
        .correlate(Article)
        .scalar_subquery()
    )
    version = (ArticleVersion.article_id == Article.id) & (ArticleVersion.number == newest)
    return select(
        Article.id, Article.title, Article.publisher, Article.author, Article.language, ArticleVersion.text
    ).outerjoin(ArticleVersion, version)


def _article(row: Any) -> Postings:
    return _count(row.language, row.publisher, row.author, row.text, title=row.title)


def _evidence() -> "Select[*tuple[Any, ...]]":
    return (
        select(
            Evidence.id, Evidence.quote, Evidence.note, Source.title, Source.publisher, Source.author,
            Article.language,
        )
        .join(Source, Source.id == Evidence.source_id)
        .join(Claim, Claim.id == Evidence.claim_id)
        .join(Article, Article.id == Claim.article_id)
    )  # fmt: skip


def _piece_of_evidence(row: Any) -> Postings:
    return _count(row.language, row.quote, row.note, row.publisher, row.author, title=row.title)


def _verdicts() -> "Select[*tuple[Any, ...]]":
    query = select(Verdict.id, Verdict.summary, Article.language)
    return query.join(Claim, Claim.id == Verdict.claim_id).join(Article, Article.id == Claim.article_id)


def _verdict(row: Any) -> Postings:
    return _count(row.language, row.summary)


TABLES: dict[HitKind, type[Base]] = {
    HitKind.ARTICLE: Article,
    HitKind.CLAIM: Claim,
    HitKind.EVIDENCE: Evidence,
    HitKind.VERDICT: Verdict,
}
READERS: dict[HitKind, tuple[Callable[[], "Select[*tuple[Any, ...]]"], Callable[[Any], Postings]]] = {
    HitKind.ARTICLE: (_articles, _article),
    HitKind.CLAIM: (_claims, _claim),
    HitKind.EVIDENCE: (_evidence, _piece_of_evidence),
    HitKind.VERDICT: (_verdicts, _verdict),
}
