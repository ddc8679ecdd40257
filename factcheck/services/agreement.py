"""How far first and second verdicts agree, and where they do not.

Counted over every second look that gave a rating of its own; where the second person knew the first
verdict, agreeing is easier, so blind looks are told apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from factcheck.models import Article, Claim, Rating, Review, User, Verdict
from factcheck.services import statistics
from factcheck.services.statistics import Period

LISTED = 200
Pairs = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures over a number of pairs; None where they are not defined.

    `share` of equal pairs; Cohen's kappa and Krippendorff's alpha (nominal), which take agreement by chance
    into account: 1 is perfect, 0 is chance. Both are undefined when everybody only ever gave one rating.
    """

    pairs: int
    share: float | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One pair of verdicts that differ."""

    claim_id: int
    label: str
    language: str
    first: str
    second: str
    author: str
    reviewer: str
    blind: bool
    ruling: str | None


def figures(session: Session, period: Period, *, blind_only: bool = False) -> Agreement:
    """The agreement of the period's second looks."""
    first, second = aliased(Rating), aliased(Rating)
    query = _looks(select(first.key, second.key, func.count(Review.id)), period, first, second)
    if blind_only:
        query = query.where(Review.blind)
    rows = session.execute(query.group_by(first.key, second.key))
    return measured({(one, other): number for one, other, number in rows})


def disagreements(session: Session, actor: User, period: Period) -> list[Disagreement]:
    """The newest pairs that differ; a checker sees those they have a part in."""
    first, second, author, reviewer = aliased(Rating), aliased(Rating), aliased(User), aliased(User)
    columns = select(
        Claim.id,
        Claim.label,
        Article.language,
        first.key,
        second.key,
        author.full_name,
        reviewer.full_name,
        Review.blind,
        Review.ruling,
    )
    query = (
        _looks(columns, period, first, second)
        .join(Claim, Claim.id == Verdict.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .join(author, author.id == Verdict.author_id)
        .join(reviewer, reviewer.id == Review.reviewer_id)
        .where(first.id != second.id)
    )
    if not statistics.sees_everybody(actor):
        query = query.where((Verdict.author_id == actor.id) | (Review.reviewer_id == actor.id))
    query = query.order_by(Review.decided_at.desc(), Review.id.desc()).limit(LISTED)
    return [Disagreement(*row) for row in session.execute(query)]


def measured(pairs: Pairs) -> Agreement:
    """The figures of pairs of ratings and how often each came up.

    >>> measured({("true", "true"): 20, ("true", "false"): 5, ("false", "true"): 10, ("false", "false"): 15})
    Agreement(pairs=50, share=0.7, kappa=0.4, alpha=0.4)
    >>> measured({})
    Agreement(pairs=0, share=None, kappa=None, alpha=None)
    """
    total = sum(pairs.values())
    if not total:
        return Agreement(0, None, None, None)
    share = sum(number for (one, other), number in pairs.items() if one == other) / total
    if len({rating for pair in pairs for rating in pair}) < 2:
        return Agreement(total, share, None, None)
    # nltk takes a second to load, and nothing else of the desk needs it.
    from nltk.metrics.agreement import AnnotationTask

    items = [pair for pair, number in pairs.items() for _ in range(number)]
    task = AnnotationTask(
        [
            (who, str(at), rating)
            for at, pair in enumerate(items)
            for who, rating in zip("12", pair, strict=True)
        ]
    )
    return Agreement(total, share, round(task.kappa(), 15), round(task.alpha(), 15))


def _looks(query: "Select[*tuple[Any, ...]]", period: Period, first: Any, second: Any) -> Any:
    looks = (
        query.select_from(Review)
        .join(Verdict, Verdict.id == Review.verdict_id)
        .join(first, first.id == Verdict.rating_id)
        .join(second, second.id == Review.rating_id)
        .where(period.holds(Review.decided_at))
    )
    if period.person_id is None:
        return looks
    return looks.where((Verdict.author_id == period.person_id) | (Review.reviewer_id == period.person_id))
