"""Rows of an article moved to a corrected text: what is planned for each claim and flag, and moving it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from factcheck.analysis import carrying, results
from factcheck.analysis.carrying import Carried, Marked, Version
from factcheck.analysis.spans import Span
from factcheck.models import (
    Article,
    ArticleVersion,
    CarryDecision,
    Carryover,
    Claim,
    Fate,
    Flag,
    Origin,
    Sentence,
)
from factcheck.services import findings, flag_progress, progress, shapes

Place = tuple[str, int, int]
PROPOSAL = ("proposed_kind", "proposed_start", "proposed_end", "proposed_label")


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a claim: how it was found again, and where the machine's proposal stands now."""

    claim: Claim
    carried: Carried
    proposal: Span | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of everything an article has when a text takes the place of its own."""

    claims: tuple[Step, ...]
    flags: tuple[tuple[Flag, Span | None], ...]
    result: results.Analysis

    @property
    def kept(self) -> list[Step]:
        """Claims that stand in the new text word for word."""
        return [step for step in self.claims if step.carried.fate is carrying.Fate.EXACT]

    @property
    def waiting(self) -> list[Step]:
        """Claims that somebody has to decide on; what people dropped stays dropped without a word."""
        return [
            step
            for step in self.claims
            if step.carried.fate is not carrying.Fate.EXACT and step.claim.dropped_at is None
        ]

    @property
    def fresh(self) -> results.Analysis:
        """What the new text has beyond what is carried or waits for its place."""
        steps = [*self.kept, *self.waiting]
        taken = {_place(step.claim.kind.value, span) for step in steps if (span := step.carried.span)}
        flagged = {_place(flag.kind.value, span) for flag, span in self.flags if span}
        return results.Analysis(
            self.result.language,
            self.result.sentences,
            tuple(claim for claim in self.result.claims if _place(claim.kind, claim.span) not in taken),
            tuple(flag for flag in self.result.flags if _place(flag.kind, flag.span) not in flagged),
        )


def plan(session: Session, article: Article, text: str, result: results.Analysis) -> Plan:
    """What would become of the article's claims and flags; changes nothing."""
    new = Version(text, result.sentences)
    steps: list[Step] = []
    for version, claims in _claims_by_version(session, article).items():
        steps += _steps(session, version, claims, new, result)
    found = {_place(claim.kind, claim.span) for claim in result.claims}
    taken = {_place(step.claim.kind.value, step.carried.span) for step in steps if step.carried.span}
    snapped = [_snapped(step, result, found - taken) for step in steps]
    return Plan(tuple(snapped), tuple(_flag_places(session, article, new)), result)


def move(claim: Claim, version: ArticleVersion, sentence: Sentence, span: Span) -> None:
    """Put a claim on words of another version; label and value stay what they are."""
    followed = claim.label == claim.quote[: findings.LONGEST_LABEL]
    claim.article_version, claim.sentence = version, sentence
    claim.start, claim.end, claim.quote = span.start, span.end, span.of(version.text)
    if followed:
        claim.label = claim.quote[: findings.LONGEST_LABEL]


def keep(
    step: Step, version: ArticleVersion, sentence: Sentence, found: results.Claim | None, now: datetime
) -> None:
    """Carry an exact claim over; what the machine reads there is taken on until somebody has judged."""
    claim, span = step.claim, step.carried.span
    if span is None:
        return
    untouched = findings.is_as_proposed(claim)
    move(claim, version, sentence, span)
    if claim.origin is Origin.MACHINE:
        proposal = span if untouched else step.proposal
        claim.proposed_start = proposal.start if proposal else None
        claim.proposed_end = proposal.end if proposal else None
    if found is not None and untouched and claim.status in progress.OPEN:
        findings.describe(claim, found)
    claim.updated_at = now


def carryover(step: Step, version: ArticleVersion) -> Carryover:
    """The row that remembers what becomes of a claim."""
    carried = step.carried
    return Carryover(
        claim=step.claim,
        from_version_id=step.claim.article_version_id,
        to_version=version,
        fate=Fate(carried.fate.value),
        start=carried.span.start if carried.span else None,
        end=carried.span.end if carried.span else None,
        quote=carried.span.of(version.text) if carried.span else None,
        differences=[str(difference) for difference in carried.differences],
        around=carried.around,
        before=state(step.claim),
    )


def state(claim: Claim) -> dict[str, Any]:
    """A claim's shape together with the version it stands in, fit for JSON."""
    proposal = {key: getattr(claim, key) for key in PROPOSAL}
    proposal["proposed_kind"] = claim.proposed_kind and claim.proposed_kind.value
    return {**shapes.take(claim), "article_version_id": claim.article_version_id, **proposal}


def move_flags(session: Session, planned: Plan, version: ArticleVersion, sentences: list[Sentence]) -> None:
    """Flags go with their words; without them an open one goes, and a decided one stays with the old text."""
    # A desk's own words are looked for when a text is stored: what they found anew gives way to its old row.
    query = select(Flag).where(Flag.article_version_id == version.id)
    anew = {(flag.kind, flag.start, flag.end): flag for flag in session.scalars(query)}
    for flag, span in planned.flags:
        twin = anew.get((flag.kind, span.start, span.end)) if span else None
        if twin is not None:
            session.delete(twin)
        sentence = sentence_at(sentences, span) if span else None
        if span and sentence:
            flag.article_version, flag.sentence = version, sentence
            flag.start, flag.end, flag.quote = span.start, span.end, span.of(version.text)
        elif flag.status in flag_progress.UNTOUCHED:
            session.delete(flag)


def sentence_at(sentences: list[Sentence], span: Span) -> Sentence | None:
    """The sentence a span begins in."""
    return next((row for row in sentences if row.start <= span.start < row.end), None)


def _claims_by_version(session: Session, article: Article) -> dict[ArticleVersion, list[Claim]]:
    """Every claim of the article that could stand in a new text, under the text it stands in now."""
    query = select(Claim).where(Claim.article_id == article.id)
    query = query.where(Claim.dropped_at.is_(None) | (Claim.origin == Origin.MACHINE))
    parts = (joinedload(Claim.quantity), joinedload(Claim.time), joinedload(Claim.article_version))
    found: dict[ArticleVersion, list[Claim]] = defaultdict(list)
    for claim in session.scalars(query.options(*parts).order_by(Claim.id)):
        found[claim.article_version].append(claim)
    return found


def _steps(
    session: Session, version: ArticleVersion, claims: list[Claim], new: Version, result: results.Analysis
) -> list[Step]:
    marks = [Marked(claim.kind.value, Span(claim.start, claim.end)) for claim in claims]
    proposals = [
        Marked(f"proposal {claim.id}", Span(claim.proposed_start, claim.proposed_end))
        if claim.proposed_start is not None and claim.proposed_end is not None
        else Marked(f"proposal {claim.id}", Span(claim.start, claim.end))
        for claim in claims
    ]
    known = [*(claim.names for claim in claims), *(claim.names for claim in result.claims)]
    names = {word for group in known for name in group for word in str(name).split()}
    found = carrying.carry(_stored(session, version), new, [*marks, *proposals], result.language, names)
    left = _left_behind(session, version)
    return [
        Step(claim, carried, proposal.span if claim.proposed_start is not None else None)
        for claim, carried, proposal in zip(claims, found, found[len(claims) :], strict=False)
        if carried.fate is carrying.Fate.EXACT or claim.id not in left
    ]


def _left_behind(session: Session, version: ArticleVersion) -> set[int]:
    """Claims that somebody has left with this text: nobody is asked a second time."""
    query = select(Carryover.claim_id).where(
        Carryover.from_version_id == version.id, Carryover.decision == CarryDecision.LEFT
    )
    return set(session.scalars(query))


def _stored(session: Session, version: ArticleVersion) -> Version:
    query = select(Sentence.start, Sentence.end).where(Sentence.article_version_id == version.id)
    rows = session.execute(query.order_by(Sentence.number))
    return Version(version.text, [Span(row.start, row.end) for row in rows])


def _snapped(step: Step, result: results.Analysis, free: set[Place]) -> Step:
    """A changed claim takes the ends of what the machine found at its place, where that is free."""
    span = step.carried.span
    if span is None or step.carried.fate is carrying.Fate.EXACT:
        return step
    near = [
        (min(span.end, found.span.end) - max(span.start, found.span.start), found.span)
        for found in result.claims
        if found.kind == step.claim.kind.value and found.span.overlaps(span)
    ]
    shared, best = max(near, key=lambda pair: pair[0], default=(0, span))
    place = _place(step.claim.kind.value, best)
    if place not in free or shared * 2 <= max(len(best), len(span)):
        return step
    free.discard(place)
    carried = Carried(step.carried.fate, best, step.carried.differences, step.carried.around)
    return Step(step.claim, carried, step.proposal)


def _flag_places(session: Session, article: Article, new: Version) -> list[tuple[Flag, Span | None]]:
    """Each flag of the newest text with its place in the new one."""
    newest = select(ArticleVersion.id).where(ArticleVersion.article_id == article.id)
    newest = newest.order_by(ArticleVersion.number.desc()).limit(1)
    query = select(Flag).where(Flag.article_version_id == newest.scalar_subquery()).order_by(Flag.id)
    flags = session.scalars(query.options(selectinload(Flag.article_version))).all()
    if not flags:
        return []
    marks = [Marked(flag.kind.value, Span(flag.start, flag.end)) for flag in flags]
    found = carrying.carry(_stored(session, flags[0].article_version), new, marks, article.language)
    return [
        (flag, one.span if one.fate is carrying.Fate.EXACT or one.around else None)
        for flag, one in zip(flags, found, strict=True)
    ]


def _place(kind: str, span: Span) -> Place:
    return str(kind), span.start, span.end
