"""Full-text search over claims, articles, evidence and verdicts: every word must stand there, in any form.

What matches is decided by the same terms on every database (`analysis.terms`): "Truppe" finds "Truppen",
800000 finds "800.000" and "0,8 Millionen". Words in quotation marks must stand side by side as they are.
Each text is searched in its own language. Of a kind of hits the newest `CANDIDATES` that match are ranked, by
how often the words stand there and whether in a title; the number shown beyond that is a lower bound.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from factcheck.analysis.language import LANGUAGES
from factcheck.analysis.terms import fold, terms
from factcheck.models import (
    Article,
    Claim,
    Evidence,
    HitKind,
    SearchPosting,
    User,
    Verdict,
    VerdictOutcome,
)
from factcheck.services import search_index
from factcheck.services.errors import Refused

CANDIDATES = 200
LONGEST_QUERY = 200
MOST_TERMS = 12
OTHER = "und"
_PHRASE = re.compile(r"[\"„“”»«]([^\"„“”»«]+)[\"„“”»«]")


@dataclass(frozen=True)
class Query:
    """What was typed, as it is searched for."""

    text: str

    @property
    def typed_phrases(self) -> list[str]:
        """The words in quotation marks, as they were typed."""
        return [phrase.strip() for phrase in _PHRASE.findall(self.text) if phrase.strip()]

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The words in quotation marks, folded."""
        return tuple(plain for phrase in self.typed_phrases if (plain := _plain(phrase)))

    @cached_property
    def variants(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Sets of terms and the languages in which the words come to them; one where all agree."""
        found: dict[tuple[str, ...], list[str]] = {}
        for language in (*LANGUAGES, OTHER):
            wanted = tuple(dict.fromkeys(terms(self.text, language)))[:MOST_TERMS]
            if wanted:
                found.setdefault(wanted, []).append(language)
        return {wanted: tuple(languages) for wanted, languages in found.items()}

    def terms_in(self, language: str) -> frozenset[str]:
        """The terms for texts of one language, for showing where they stand."""
        spoken = language if language in LANGUAGES else OTHER
        return frozenset(
            term for wanted, languages in self.variants.items() if spoken in languages for term in wanted
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits of one kind, as ids, and how many there are; `more` when that is a lower bound."""

    ids: list[int]
    number: int
    more: bool


def read(text: str) -> Query:
    """A query as somebody typed it; raises `Refused` for one longer than any search is."""
    text = " ".join(text.split())
    if len(text) > LONGEST_QUERY:
        raise Refused("Search for fewer words: at most 200 characters.", field="q")
    return Query(text)


def find(session: Session, actor: User, query: Query, shown: int = 20) -> dict[HitKind, Found]:
    """The best `shown` hits of each kind, the best first, the newer first among equals."""
    rows = _candidates(session, actor, query)
    found: dict[HitKind, Found] = {}
    for kind in HitKind:
        scored = rows.get(kind, {})
        full = len(scored) >= CANDIDATES
        if query.phrases:
            held = _holding(session, kind, list(scored), query.phrases)
            scored = {row: score for row, score in scored.items() if row in held}
        best = sorted(scored, key=lambda row, scores=scored: (-scores[row], -row))  # type: ignore[misc]
        found[kind] = Found(best[:shown], len(scored), more=full)
    return found


def claims_with(query: Query, prefix: str = "") -> ColumnElement[bool]:
    """The condition on `Claim` and its `Article` that all words stand in the claim.

    `prefix` searches one field instead, as `search_index.NAME` does. A phrase must stand in the claim's words
    exactly as typed, capitals included: the database knows no other way that is the same everywhere.
    """
    variants = []
    for wanted, languages in query.variants.items():
        listed = (
            select(SearchPosting.row_id).where(
                SearchPosting.term == prefix + term, SearchPosting.kind == HitKind.CLAIM
            )
            for term in wanted
        )
        variants.append(and_(*(Claim.id.in_(ids) for ids in listed), *_spoken(languages)))
    exact = (func.replace(Claim.quote, phrase, "") != Claim.quote for phrase in query.typed_phrases)
    return and_(or_(*variants), *exact) if variants else literal(value=False).is_(True)


def _candidates(session: Session, actor: User, query: Query) -> dict[HitKind, dict[int, int]]:
    """Per kind the newest rows in which every word stands, with how much they say about it."""
    numbers = _how_many(session, query.variants, list(HitKind), CANDIDATES + 1)
    parts = []
    for wanted, languages in query.variants.items():
        for kind in HitKind:
            counted = {term: numbers.get((term, kind), 0) for term in wanted}
            if all(counted.values()):
                rarest = min(wanted, key=lambda term, counts=counted: (counts[term], term))  # type: ignore[misc]
                parts.append(_matching(actor, kind, rarest, wanted, languages))
    found: dict[HitKind, dict[int, int]] = {}
    if not parts:
        return found
    for kind, row, score in session.execute(union_all(*(select(part.subquery()) for part in parts))):
        found.setdefault(HitKind(kind), {})[row] = score
    return found


def _matching(
    actor: User,
    kind: HitKind,
    rarest: str,
    wanted: Collection[str],
    languages: Collection[str],
) -> "Select[str, int, int]":
    """The newest rows of a kind with all terms, read off the index by the rarest of them."""
    first = aliased(SearchPosting)
    score: ColumnElement[int] = first.weight + 0
    conditions = []
    for term in wanted:
        if term != rarest:
            conditions.append(_stands(term, kind, first.row_id))
            other = aliased(SearchPosting)
            score += (
                select(other.weight)
                .where(other.term == term, other.kind == kind, other.row_id == first.row_id)
                .scalar_subquery()
            )
    query = select(literal(kind.value).label("kind"), first.row_id, score.label("score"))
    query = _standing(actor, kind, query, first.row_id)
    query = query.where(first.term == rarest, first.kind == kind, *conditions, *_spoken(languages))
    return query.order_by(first.row_id.desc()).limit(CANDIDATES)


def _standing(
    actor: User,
    kind: HitKind,
    query: "Select[str, int, int]",
    row_id: InstrumentedAttribute[int],
) -> "Select[str, int, int]":
    """Only what stands and may be seen: nothing dropped, removed or taken back, no verdict to judge blind."""
    match kind:
        case HitKind.ARTICLE:
            return query.join(Article, Article.id == row_id)
        case HitKind.CLAIM:
            query = query.join(Claim, (Claim.id == row_id) & Claim.dropped_at.is_(None))
        case HitKind.EVIDENCE:
            query = query.join(Evidence, (Evidence.id == row_id) & Evidence.removed_at.is_(None))
            query = query.join(Claim, Claim.id == Evidence.claim_id)
        case HitKind.VERDICT:
            query = query.join(Verdict, (Verdict.id == row_id) & _may_be_seen(actor))
            query = query.join(Claim, Claim.id == Verdict.claim_id)
    return query.join(Article, Article.id == Claim.article_id)


def _may_be_seen(actor: User) -> ColumnElement[bool]:
    seen = Verdict.sealed.is_(False) | (Verdict.author_id == actor.id)
    return (Verdict.outcome != VerdictOutcome.SUPERSEDED) & seen


def _how_many(
    session: Session, variants: Collection[tuple[str, ...]], kinds: Collection[HitKind], most: int
) -> dict[tuple[str, HitKind], int]:
    """How often each term stands in each kind of row, counted no further than `most`."""
    wanted = dict.fromkeys(term for terms_ in variants for term in terms_)
    parts = []
    for term in wanted:
        for kind in kinds:
            hits = select(SearchPosting.row_id).where(SearchPosting.term == term, SearchPosting.kind == kind)
            hit = hits.limit(most).subquery()
            parts.append(select(literal(term), literal(kind.value), func.count()).select_from(hit))
    if not parts:
        return {}
    return {(term, HitKind(kind)): number for term, kind, number in session.execute(union_all(*parts))}


def _stands(term: str, kind: HitKind, row_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    posting = aliased(SearchPosting)
    return exists().where(posting.term == term, posting.kind == kind, posting.row_id == row_id)


def _spoken(languages: Collection[str]) -> list[ColumnElement[bool]]:
    """The condition that a text is in one of these languages."""
    if len(languages) == len(LANGUAGES) + 1:
        return []
    known = [language for language in languages if language in LANGUAGES]
    spoken = Article.language.in_(known)
    return [spoken | Article.language.not_in(LANGUAGES) if OTHER in languages else spoken]


def _holding(session: Session, kind: HitKind, ids: list[int], phrases: Collection[str]) -> set[int]:
    """The rows in whose text every phrase stands as it is."""
    return {
        row_id
        for row_id, text in search_index.texts(session, kind, ids)
        if all(phrase in _plain(text) for phrase in phrases)
    }


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
