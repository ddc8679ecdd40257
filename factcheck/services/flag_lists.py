"""The list of flags: filtered, grouped by article, kind or word, page by page, with earlier decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from factcheck.analysis import flag_words
from factcheck.models import (
    Article,
    ArticleStatus,
    ArticleVersion,
    Claim,
    Flag,
    FlagKind,
    FlagStatus,
    Sentence,
    User,
)

PAGE = 50

Position = tuple[int | str, ...]
History = dict[tuple[FlagKind, str], "Decisions"]


class Grouping(StrEnum):
    """What the flags of the list are put together by."""

    ARTICLE = "article"
    KIND = "kind"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags to show; None means all.

    With `today`, open flags that were put off until a later day are left out, or are the only ones
    (`snoozed`). `quoted` True are the words of speakers, False the article's own.
    """

    status: FlagStatus | None = FlagStatus.OPEN
    kind: FlagKind | None = None
    article_id: int | None = None
    word: str | None = None
    publisher: str | None = None
    language: str | None = None
    quoted: bool | None = None
    rule_id: int | None = None
    snoozed: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag of the list with its sentence: `before`, the words themselves, `after`."""

    id: int
    version: int
    kind: FlagKind
    word: str
    quote: str
    quoted: bool
    reason: str
    status: FlagStatus
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str | None
    wording: str | None
    snoozed_until: date | None
    rule_id: int | None
    article_id: int
    article_version_id: int
    article_title: str
    publisher: str | None
    language: str
    start: int
    end: int
    before: str
    words: str
    after: str

    def position(self, group: Grouping) -> Position:
        """What goes back into `page` to get the flags after this one."""
        return {
            Grouping.ARTICLE: (self.article_id, int(self.quoted), self.start, self.id),
            Grouping.KIND: (int(self.quoted), self.kind.value, self.article_id, self.start, self.id),
            Grouping.WORD: (int(self.quoted), self.word, self.article_id, self.start, self.id),
        }[group]


@dataclass(frozen=True, slots=True)
class Decisions:
    """How often a word was upheld and dismissed; a rewording counts as upheld."""

    upheld: int = 0
    dismissed: int = 0


def page(
    session: Session,
    wanted: FlagFilter,
    after: Position | None = None,
    group: Grouping = Grouping.ARTICLE,
) -> list[FlagRow]:
    """Up to `PAGE` + 1 flags, newest article first; one more than a page tells of a next one.

    Within a group the article's own words come before those of the people it quotes. `after` is the
    `position` of the last flag of the page before.
    """
    ids = _page_ids(session, wanted, after, group)
    last = case((Flag.end > Sentence.end, Flag.end), else_=Sentence.end)
    sentence = func.substr(ArticleVersion.text, Sentence.start + 1, last - Sentence.start)
    query = (
        select(Flag, Article, User.full_name, sentence.label("sentence"), Sentence.start)
        .join(Article, Article.id == Flag.article_id)
        .join(Sentence, Sentence.id == Flag.sentence_id)
        .join(ArticleVersion, ArticleVersion.id == Flag.article_version_id)
        .outerjoin(User, User.id == Flag.decided_by_id)
        .where(Flag.id.in_(ids))
    )
    rows = {row.id: row for row in (_row(*found) for found in session.execute(query).all())}
    return [rows[flag_id] for flag_id in ids]


def _page_ids(session: Session, wanted: FlagFilter, after: Position | None, group: Grouping) -> list[int]:
    """The flags of a page, in order: looked for only in the groups it can reach, which an index counts."""
    columns = _columns(group)[: 1 if group is Grouping.ARTICLE else 2]
    keys = [column for column, _ in columns]
    counted = _where(wanted, select(*keys, func.count(Flag.id).label("number")))
    query = _where(wanted, select(Flag.id))
    if after is not None:
        counted = counted.where(or_(_beyond(columns, after[: len(keys)]), _same(keys, after)))
        query = query.where(_beyond(_columns(group), after))
    counted = counted.group_by(*keys).order_by(*_order(columns)).limit(PAGE + 2)
    reached: list[ColumnElement[bool]] = []
    number = 0
    for row in session.execute(counted):
        first = after is not None and not reached  # some of its flags stood on the page before
        reached.append(_same(keys, row[: len(keys)]))
        number += 0 if first else row.number
        if number > PAGE:
            break
    if not reached:
        return []
    query = query.where(or_(*reached)).order_by(*_order(_columns(group))).limit(PAGE + 1)
    return list(session.scalars(query))


def counts(session: Session, wanted: FlagFilter) -> dict[FlagKind, int]:
    """How many flags of each kind the filter lets through, its own kind left aside."""
    query = _where(wanted, select(Flag.kind, func.count(Flag.id).label("number")), kind=False).group_by(
        Flag.kind
    )
    return {row.kind: row.number for row in session.execute(query)}


def count(session: Session, wanted: FlagFilter) -> int:
    """How many flags the filter lets through."""
    return session.scalar(_where(wanted, select(func.count(Flag.id)))) or 0


def word_counts(
    session: Session, wanted: FlagFilter, words: Sequence[str]
) -> dict[tuple[FlagKind, str], int]:
    """How many flags of the filter each of these words has, by kind."""
    query = _where(wanted, select(Flag.kind, Flag.word, func.count(Flag.id))).where(Flag.word.in_(set(words)))
    rows = session.execute(query.group_by(Flag.kind, Flag.word))
    return {(kind, word): number for kind, word, number in rows}


def word_history(session: Session, words: Sequence[str]) -> History:
    """How often these words were upheld and dismissed before, by people, by (kind, word)."""
    query = (
        select(Flag.kind, Flag.word, Flag.status, func.count(Flag.id))
        .where(Flag.word.in_(set(words)), Flag.status.not_in((FlagStatus.OPEN, FlagStatus.SILENCED)))
        .group_by(Flag.kind, Flag.word, Flag.status)
    )
    history: History = {}
    for kind, word, status, number in session.execute(query):
        before = history.get((kind, word), Decisions())
        history[kind, word] = (
            Decisions(before.upheld, before.dismissed + number)
            if status is FlagStatus.DISMISSED
            else Decisions(before.upheld + number, before.dismissed)
        )
    return history


def speakers(session: Session, flags: Sequence[FlagRow]) -> dict[int, str]:
    """Who said the words of flags in a quotation, as far as the claims around them tell, by flag."""
    inside = [flag for flag in flags if flag.quoted]
    query = select(Claim.article_version_id, Claim.start, Claim.end, Claim.attribution).where(
        Claim.article_version_id.in_({flag.article_version_id for flag in inside}),
        Claim.dropped_at.is_(None),
        Claim.attribution.is_not(None),
    )
    said = session.execute(query).all() if inside else []
    found: dict[int, str] = {}
    for flag in inside:
        for version, start, end, speaker in said:
            if speaker and version == flag.article_version_id and start <= flag.start < end:
                found[flag.id] = speaker
    return found


def publishers(session: Session, limit: int = 200) -> list[str]:
    """The publishers of articles on the desk, for choosing one."""
    query = select(Article.publisher).where(Article.publisher.is_not(None)).distinct()
    return [name for name in session.scalars(query.order_by(Article.publisher).limit(limit)) if name]


def key_of(words: str, language: str) -> str:
    """The key under which a word's flags are counted."""
    return flag_words.key(words, language)


def _row(flag: Flag, article: Article, decided_by: str | None, sentence: str, start: int) -> FlagRow:
    first, last = flag.start - start, flag.end - start
    return FlagRow(
        **{name: getattr(flag, name) for name in _COPIED},
        decided_by=decided_by,
        article_title=article.title,
        publisher=article.publisher,
        language=article.language,
        before=sentence[:first],
        words=sentence[first:last],
        after=sentence[last:],
    )


_COPIED = (
    "id", "version", "kind", "word", "quote", "quoted", "reason", "status", "decided_at", "decision_reason",
    "wording", "snoozed_until", "rule_id", "article_id", "article_version_id", "start", "end",
)  # fmt: skip


def _columns(group: Grouping) -> list[tuple[Any, bool]]:
    """What a grouping is ordered by, and whether downwards."""
    place: list[tuple[Any, bool]] = [(Flag.start, False), (Flag.id, False)]
    if group is Grouping.ARTICLE:
        return [(Flag.article_id, True), (Flag.quoted, False), *place]
    own = Flag.kind if group is Grouping.KIND else Flag.word
    return [(Flag.quoted, False), (own, False), (Flag.article_id, True), *place]


def _order(columns: Sequence[tuple[Any, bool]]) -> list[ColumnElement[Any]]:
    return [column.desc() if down else column.asc() for column, down in columns]


def _same(keys: Sequence[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """The flags of one group."""
    return and_(*(_equals(key, value) for key, value in zip(keys, values, strict=False)))


def _equals(column: Any, value: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.is_(bool(value)) if column is Flag.quoted else column == value
    return found


def _beyond(columns: Sequence[tuple[Any, bool]], after: Sequence[Any]) -> ColumnElement[bool]:
    """The flags that come after a position."""
    found: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for (column, down), value in zip(columns, after, strict=True):
        if column is Flag.quoted:  # of two values only one can come later
            later = false() if value else column.is_(True)
        else:
            later = column < value if down else column > value
        found.append(and_(*same, later))
        same.append(_equals(column, value))
    return or_(*found)


def _where(wanted: FlagFilter, query: "Select[*tuple[Any, ...]]", *, kind: bool = True) -> Any:
    query = query.select_from(Flag).join(Article, Article.id == Flag.article_id)
    if wanted.article_id is None:
        query = query.where(Article.status == ArticleStatus.OPEN)
    else:
        query = query.where(Flag.article_id == wanted.article_id)
    same: list[tuple[Any, Any]] = [
        (Flag.status, wanted.status),
        (Flag.kind, wanted.kind if kind else None),
        (Flag.word, wanted.word),
        (Flag.quoted, wanted.quoted),
        (Flag.rule_id, wanted.rule_id),
        (Article.publisher, wanted.publisher),
        (Article.language, wanted.language),
    ]
    query = query.where(*(column == value for column, value in same if value is not None))
    if wanted.status is FlagStatus.OPEN and wanted.today is not None:
        off = Flag.snoozed_until > wanted.today
        query = query.where(off if wanted.snoozed else or_(Flag.snoozed_until.is_(None), ~off))
    return query
