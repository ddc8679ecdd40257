"""The desk's own sensational words: added to the shipped lists, left out of them, and taken back.

A change takes effect on new articles at once and on those on the desk in the background.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.analysis import flagged, results, sensational
from factcheck.analysis.language import LANGUAGES
from factcheck.analysis.sensational import DeskWords
from factcheck.analysis.spans import Span
from factcheck.models import (
    Article,
    ArticleStatus,
    ArticleVersion,
    DeskWord,
    FlagKind,
    Sentence,
    User,
    WordChange,
)
from factcheck.services import access, audit, jobs
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused

REFLAG = "flags.reflag"
LONGEST = 300
LOOKED_AT = 100  # articles a preview goes through
DEFAULT_NOTE = {"de": "auf der Liste der Redaktion", "en": "on the desk's own list"}


@dataclass(frozen=True, slots=True)
class Change:
    """A change somebody has in mind."""

    language: str
    kind: FlagKind
    change: WordChange
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A flag that would appear in an article already on the desk, or vanish from it."""

    article_id: int
    title: str
    appears: bool
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do to the newest articles: every difference, and how many articles were read."""

    articles: int
    differences: tuple[Difference, ...]


def in_force(session: Session, language: str | None = None) -> list[DeskWord]:
    """The changes that stand, newest first."""
    query = select(DeskWord).where(DeskWord.retired_at.is_(None)).options(joinedload(DeskWord.created_by))
    if language is not None:
        query = query.where(DeskWord.language == language)
    return list(session.scalars(query.order_by(DeskWord.id.desc())))


def laid_over(session: Session, language: str) -> DeskWords:
    """What the desk lays over the shipped lists of a language."""
    return _as_analysed(in_force(session, language))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list as it stands: the words, why they are flagged, whether the desk added it."""

    words: str
    note: str
    own: bool


def listed(session: Session, language: str, kind: FlagKind) -> list[Line]:
    """The list of a language and kind as it stands: the desk's own lines first."""
    words = laid_over(session, language)
    own = [sensational.check(line, language) for of, line in sorted(words.added) if of == kind.value]
    shipped = sensational.listed(language, results.FlagKind(kind))
    return [Line(entry.text, entry.note, own=True) for entry in own] + [
        Line(entry.text, entry.note, own=False)
        for entry in shipped
        if (kind.value, entry.text) not in words.removed
    ]


def preview(session: Session, actor: User, change: Change) -> Preview:
    """Which flags of the newest articles would appear or vanish; raises `Refused` for a useless change."""
    access.require(actor, Act.WORD_LIST_EDIT)
    _check(session, change)
    rows = in_force(session, change.language)
    now, then = _as_analysed(rows), _as_analysed([*rows, _row(change)])
    found: list[Difference] = []
    articles = _newest(session, change.language)
    for article, version in articles:
        spans = _sentences(session, version)
        before = _by_place(flagged(version.text, spans, change.language, now))
        after = _by_place(flagged(version.text, spans, change.language, then))
        for place in sorted(before.keys() ^ after.keys()):
            flag = after.get(place) or before[place]
            sentence = spans[flag.sentence].of(version.text)
            found.append(Difference(article.id, article.title, place in after, flag.text, sentence))
    return Preview(len(articles), tuple(found))


def save(session: Session, actor: User, change: Change, *, now: datetime) -> DeskWord:
    """Store a change; the articles on the desk are looked at again in the background."""
    access.require(actor, Act.WORD_LIST_EDIT)
    audit.take_turn(session)
    _check(session, change)
    row = _row(change)
    row.created_by_id, row.created_at = actor.id, now
    session.add(row)
    event = "word.added" if change.change is WordChange.ADDED else "word.removed"
    audit.record(session, actor, event, row, now=now, words=row.words, language=row.language)
    _reflag(session, actor, row, now)
    return row


def take_back(session: Session, actor: User, row: DeskWord, *, version: int, now: datetime) -> None:
    """Undo a change: the list is again as it was without it."""
    access.require(actor, Act.WORD_LIST_EDIT)
    if row.version != version:
        raise Conflict("Somebody else has changed this in the meantime; look at it again.")
    if row.retired_at is not None:
        raise InvalidTransition("This change has been taken back already.")
    row.retired_at, row.retired_by_id = now, actor.id
    audit.record(session, actor, "word.taken_back", row, now=now, words=row.words, language=row.language)
    _reflag(session, actor, row, now)


def get(session: Session, word_id: int) -> DeskWord:
    """The change with this id; raises `NotFound`."""
    row = session.get(DeskWord, word_id)
    if row is None:
        raise NotFound("There is no such change of the word lists.")
    return row


def _row(change: Change) -> DeskWord:
    """A change as a row that is not stored."""
    return DeskWord(
        language=change.language,
        kind=change.kind,
        change=change.change,
        words=change.words.strip(),
        note=change.note.strip() or DEFAULT_NOTE[change.language],
    )


def _check(session: Session, change: Change) -> None:
    """Raise `Refused` for a change that cannot be matched or changes nothing."""
    if change.language not in LANGUAGES:
        raise Refused("There are word lists for German and English only.", field="language")
    words = change.words.strip()
    line = f"{words} # {change.note.strip() or DEFAULT_NOTE[change.language]}"
    if not words or len(line) > LONGEST or any(sign in words for sign in "#\t\n"):
        raise Refused("Type the words to be flagged, 300 letters at most, without # and tabs.", field="words")
    try:
        sensational.check(line, change.language)
    except (ValueError, LookupError):
        raise Refused(
            "This cannot be matched. Type words; a star stands for any ending: “skandal*”.", field="words"
        ) from None
    shipped = {entry.text for entry in sensational.listed(change.language, results.FlagKind(change.kind))}
    changes = {(row.kind, row.words, row.change) for row in in_force(session, change.language)}
    added = (change.kind, words, WordChange.ADDED) in changes
    removed = (change.kind, words, WordChange.REMOVED) in changes
    stands = (words in shipped and not removed) or added
    if change.change is WordChange.ADDED and stands:
        raise Refused("These words are on the list already.", field="words")
    if change.change is WordChange.REMOVED and not stands:
        raise Refused("These words are not on the list.", field="words")


def _as_analysed(rows: Sequence[DeskWord]) -> DeskWords:
    """The changes in order: what was removed and added again later stands, and the other way round."""
    added: dict[tuple[str, str], str] = {}
    removed: set[tuple[str, str]] = set()
    for row in sorted(rows, key=lambda one: (one.id is None, one.id or 0)):
        place = (row.kind.value, row.words)
        if row.change is WordChange.ADDED:
            added[place] = f"{row.words} # {row.note}"
            removed.discard(place)
        else:
            added.pop(place, None)
            removed.add(place)
    return DeskWords(frozenset((kind, line) for (kind, _), line in added.items()), frozenset(removed))


def _newest(session: Session, language: str) -> list[tuple[Article, ArticleVersion]]:
    query = (
        select(Article, ArticleVersion)
        .join(ArticleVersion)
        .where(Article.language == language, Article.status == ArticleStatus.OPEN)
        .order_by(Article.id.desc(), ArticleVersion.number.desc())
        .limit(LOOKED_AT * 2)
    )
    newest: dict[int, tuple[Article, ArticleVersion]] = {}
    for article, version in session.execute(query):
        newest.setdefault(article.id, (article, version))
    return list(newest.values())[:LOOKED_AT]


def _sentences(session: Session, version: ArticleVersion) -> list[Span]:
    query = select(Sentence.start, Sentence.end).where(Sentence.article_version_id == version.id)
    return [Span(start, end) for start, end in session.execute(query.order_by(Sentence.number))]


def _by_place(flags: Sequence[results.Flag]) -> dict[tuple[int, int, str], results.Flag]:
    return {(flag.span.start, flag.span.end, flag.kind.value): flag for flag in flags}


def _reflag(session: Session, actor: User, row: DeskWord, now: datetime) -> None:
    session.flush()
    key = f"{REFLAG}:{row.id}:{row.version}"
    jobs.enqueue(session, actor, REFLAG, {"language": row.language, "words": row.words}, key=key, now=now)
