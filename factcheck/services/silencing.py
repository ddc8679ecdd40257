"""Desk rules at work: which flags they silence, as an article comes in and when the rules change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from factcheck.analysis import flag_rules
from factcheck.models import (
    Article,
    ArticleStatus,
    ArticleVersion,
    Flag,
    FlagStatus,
    Rule,
    RuleStatus,
    Sentence,
)
from factcheck.services import flag_progress

BLOCK = 50  # articles looked at in one step
AT_ONCE = 500  # rows named in one statement


@dataclass(frozen=True, slots=True)
class Found:
    """A flag as far as rules look at it."""

    id: int
    kind: str
    word: str
    language: str
    publisher: str | None
    sentence: str


def active(session: Session) -> tuple[flag_rules.Rule, ...]:
    """The rules that silence flags now, oldest first."""
    query = select(Rule).where(Rule.status == RuleStatus.ACTIVE).order_by(Rule.id)
    return tuple(as_analysed(rule) for rule in session.scalars(query))


def as_analysed(rule: Rule) -> flag_rules.Rule:
    """A stored rule as the analysis matches it."""
    return flag_rules.Rule(
        rule.id, rule.language, rule.kind.value, rule.word, tuple(rule.context), rule.publisher
    )


def silence(session: Session, version: ArticleVersion, flags: Iterable[Flag], *, now: datetime) -> int:
    """Silence new flags of a text that a rule speaks for; returns how many."""
    rules = active(session)
    article = session.get_one(Article, version.article_id)
    count = 0
    for flag in flags if rules else ():
        sentence = session.get_one(Sentence, flag.sentence_id)
        found = Found(
            0, flag.kind.value, flag.word, article.language, article.publisher,
            version.text[sentence.start : sentence.end],
        )  # fmt: skip
        number = ruled(rules, found)
        if number is not None and flag.rule_id is None:
            flag_progress.move(flag, "flag.silenced", None, now)
            flag.rule_id, flag.silenced_at = number, now
            count += 1
    return count


def ruled(rules: Sequence[flag_rules.Rule], flag: Found) -> int | None:
    """The number of the first rule that silences a flag."""
    for rule in rules:
        if rule.applies(flag.kind, flag.word, flag.language, flag.publisher, flag.sentence):
            return rule.number
    return None


def next_articles(session: Session, after: int) -> list[int]:
    """The ids of the next articles on the desk, by id."""
    query = select(Article.id).where(Article.status == ArticleStatus.OPEN, Article.id > after)
    return list(session.scalars(query.order_by(Article.id).limit(BLOCK)))


def count_articles(session: Session, after: int = 0) -> int:
    """How many articles on the desk come after an id."""
    query = select(func.count(Article.id)).where(Article.status == ArticleStatus.OPEN, Article.id > after)
    return session.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class Change:
    """What the rules changed: flags that fell silent and that are open again, in which articles."""

    silenced: int
    opened: int
    articles: tuple[int, ...]


def apply(session: Session, articles: Sequence[int], *, now: datetime) -> Change:
    """Bring the flags of these articles up to date with the rules.

    Only undecided flags are looked at, and none that an editor has opened against a rule. Doing it twice
    changes nothing.
    """
    rules = active(session)
    numbers = [rule.number for rule in rules]
    opened = _ids(session, articles, Flag.status == FlagStatus.SILENCED, Flag.rule_id.not_in(numbers))
    _change(session, opened, {"status": FlagStatus.OPEN, "rule_id": None, "silenced_at": None})
    fell: dict[int, list[int]] = {}
    for flag in matching(session, rules, articles):
        number = ruled(rules, flag)
        if number is not None:
            fell.setdefault(number, []).append(flag.id)
    for number, ids in fell.items():
        values = {"status": FlagStatus.SILENCED, "rule_id": number, "silenced_at": now, "snoozed_until": None}
        _change(session, ids, values)
    silenced = [row for ids in fell.values() for row in ids]
    return Change(len(silenced), len(opened), articles_of(session, [*silenced, *opened]))


def matching(
    session: Session, rules: Sequence[flag_rules.Rule], articles: Sequence[int] | None = None
) -> list[Found]:
    """The open flags on the words of these rules, in these articles or all on the desk."""
    if not rules:
        return []
    query = (
        select(
            Flag.id, Flag.kind, Flag.word, Article.language, Article.publisher, Flag.article_version_id,
            Sentence.start, Sentence.end,
        )
        .join(Article, Article.id == Flag.article_id)
        .join(Sentence, Sentence.id == Flag.sentence_id)
        .where(
            Flag.word.in_({rule.word for rule in rules}),
            Flag.status == FlagStatus.OPEN,
            Flag.rule_id.is_(None),
            Article.status == ArticleStatus.OPEN,
        )
        .order_by(Flag.id)
    )  # fmt: skip
    if articles is not None:
        query = query.where(Flag.article_id.in_(articles))
    rows = session.execute(query).all()
    texts = _texts(session, {row.article_version_id for row in rows}) if _need_text(rules) else {}
    return [
        Found(
            row.id, row.kind.value, row.word, row.language, row.publisher,
            texts.get(row.article_version_id, "")[row.start : row.end],
        )
        for row in rows
    ]  # fmt: skip


def _need_text(rules: Sequence[flag_rules.Rule]) -> bool:
    return any(rule.context for rule in rules)


def _texts(session: Session, versions: set[int]) -> dict[int, str]:
    query = select(ArticleVersion.id, ArticleVersion.text).where(ArticleVersion.id.in_(versions))
    return {row.id: row.text for row in session.execute(query)}


def _ids(session: Session, articles: Sequence[int], *conditions: ColumnElement[bool]) -> list[int]:
    return list(session.scalars(select(Flag.id).where(Flag.article_id.in_(articles), *conditions)))


def articles_of(session: Session, flags: Sequence[int]) -> tuple[int, ...]:
    """The articles in which these flags stand."""
    found: set[int] = set()
    for start in range(0, len(flags), AT_ONCE):
        query = select(Flag.article_id).where(Flag.id.in_(flags[start : start + AT_ONCE])).distinct()
        found.update(session.scalars(query))
    return tuple(sorted(found))


def _change(session: Session, ids: Sequence[int], values: dict[str, object]) -> None:
    """Change many flags at once, counting their row version up so that no open page overwrites it."""
    for start in range(0, len(ids), AT_ONCE):
        block = ids[start : start + AT_ONCE]
        change = update(Flag).where(Flag.id.in_(block)).values(**values, version=Flag.version + 1)
        session.execute(change.execution_options(synchronize_session=False))
    if ids:
        session.expire_all()
