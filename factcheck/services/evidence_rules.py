"""What a desk asks of the evidence before a verdict is approved, and what is still missing on a claim."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, Evidence, Rating, Snapshot, Source, SourceKind, Stance, User
from factcheck.services import access, audit, progress, settings
from factcheck.services.access import Act
from factcheck.services.errors import InvalidTransition, Refused

# Ends of host names under which registries sell names, where the last part alone is a country's.
SHARED_ENDS = frozenset({"ac", "co", "com", "edu", "go", "gov", "gv", "ne", "net", "or", "org"})
SENTENCES: dict[str, str] = {
    "evidence.independent": "%(wanted)s independent sources are asked for; there are %(found)s.",
    "evidence.primary": "No source is marked as primary.",
    "evidence.kept": "No archived copy yet of: %(titles)s",
    "evidence.both_sides": "There is no source in support beside one against or in context, and nobody has "
    "stated what was looked for.",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on one claim: whether it is held, whether approval waits for it, and what is missing.

    `key` is that of its setting; `message` and `params` say what is missing, for a door to say.
    """

    key: str
    held: bool
    required: bool
    message: str
    params: dict[str, Any]

    @property
    def blocks(self) -> bool:
        """Whether nothing is approved because of it."""
        return self.required and not self.held


@dataclass(frozen=True, slots=True)
class Piece:
    """What the rules look at in one piece of evidence."""

    stance: Stance
    source_id: int
    title: str
    url: str | None
    publisher: str | None
    kind: SourceKind | None
    archive_url: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at in one claim."""

    pieces: Sequence[Piece]
    search_note: str | None
    article_url: str | None
    article_publisher: str | None


def of_claim(session: Session, claim: Claim, evidence: Iterable[Evidence] | None = None) -> list[Rule]:
    """The rules of the desk on a claim; `evidence` is what stands on it, where that was read already."""
    if evidence is None:
        return of_claims(session, [claim.id])[claim.id]
    pieces = [_piece(row.stance, row.source) for row in evidence]
    case = Case(pieces, claim.search_note, claim.article.url, claim.article.publisher)
    return _rules(session, case, _kept(session, pieces))


def of_claims(session: Session, claim_ids: Sequence[int]) -> dict[int, list[Rule]]:
    """The rules on many claims, in two statements."""
    claims = select(Claim.id, Claim.search_note, Article.url, Article.publisher).join(
        Article, Article.id == Claim.article_id
    )
    evidence = (
        select(Evidence.claim_id, Evidence.stance, Source)
        .join(Source, Source.id == Evidence.source_id)
        .where(Evidence.claim_id.in_(claim_ids), Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
    )
    pieces: dict[int, list[Piece]] = {claim_id: [] for claim_id in claim_ids}
    for claim_id, stance, source in session.execute(evidence):
        pieces[claim_id].append(_piece(stance, source))
    kept = _kept(session, [piece for found in pieces.values() for piece in found])
    return {
        row.id: _rules(session, Case(pieces[row.id], row.search_note, row.url, row.publisher), kept)
        for row in session.execute(claims.where(Claim.id.in_(claim_ids)))
    }


def refuse_missing(session: Session, claim: Claim, rating: Rating) -> None:
    """Raise `InvalidTransition` when a rule that the desk requires is not held.

    Ratings that no source can settle, such as an opinion, are free of the rules.
    """
    if not rating.needs_evidence:
        return
    rule = next((rule for rule in of_claim(session, claim) if rule.blocks), None)
    if rule is not None:
        raise InvalidTransition(rule.message, **rule.params)


def state_search(
    session: Session, actor: User, claim: Claim, text: str, *, version: int, now: datetime
) -> None:
    """Record what was looked for on both sides of a claim; an empty text takes the statement away."""
    access.require(actor, Act.EVIDENCE_EDIT)
    progress.check_version(claim, version)
    if claim.dropped_at is not None:
        raise InvalidTransition("This claim was dropped; undo that first.")
    if claim.status not in progress.OPEN:
        raise InvalidTransition("A verdict stands on this claim; its evidence cannot be changed now.")
    said = text.strip() or None
    if said is None and claim.search_note is None:
        raise Refused("Say where you looked, and what you did not find.", field="search_note")
    if said == claim.search_note:
        return
    claim.search_note, claim.updated_at = said, now
    audit.record(session, actor, "claim.search_stated", claim, now=now, text=said)


def independent(case: Case) -> int:
    """How many publishers stand behind the sources, not counting the article's own.

    Sources are one publisher's when they share the registered part of their host or the publisher's name;
    a source with neither stands for itself.
    """
    groups: list[set[str]] = []
    for piece in case.pieces:
        marks = _marks(piece.url, piece.publisher) or {f"source {piece.source_id}"}
        joined = [group for group in groups if group & marks]
        groups = [group for group in groups if not group & marks] + [marks.union(*joined)]
    own = _marks(case.article_url, case.article_publisher)
    return sum(not group & own for group in groups)


def registered(host: str) -> str:
    """The part of a host name that somebody registered.

    >>> registered("www.bbc.co.uk"), registered("presse.bmvg.de"), registered("127.0.0.1")
    ('bbc.co.uk', 'bmvg.de', '127.0.0.1')
    """
    labels = host.casefold().rstrip(".").split(".")
    if labels[-1].isdigit() or ":" in host:
        return host
    shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SHARED_ENDS
    return ".".join(labels[-3 if shared else -2 :])


def _rules(session: Session, case: Case, kept: set[int]) -> list[Rule]:
    count = settings.get(session, settings.INDEPENDENT_COUNT)
    found = independent(case)
    unkept = list(dict.fromkeys(p.title for p in case.pieces if p.url and p.source_id not in kept))
    stances = {piece.stance for piece in case.pieces}
    both = Stance.SUPPORTS in stances and bool(stances & {Stance.REFUTES, Stance.CONTEXT})
    checks: tuple[tuple[settings.Definition[str], bool, dict[str, Any]], ...] = (
        (settings.INDEPENDENT, found >= count, {"wanted": count, "found": found}),
        (settings.PRIMARY, any(piece.kind is SourceKind.PRIMARY for piece in case.pieces), {}),
        (settings.KEPT, not unkept, {"titles": "; ".join(unkept)}),
        (settings.BOTH_SIDES, both or case.search_note is not None, {}),
    )
    rules = []
    for definition, held, params in checks:
        mode = settings.get(session, definition)
        if mode != "off":
            rules.append(Rule(definition.key, held, mode == "required", SENTENCES[definition.key], params))
    return rules


def _kept(session: Session, pieces: Sequence[Piece]) -> set[int]:
    """The sources of which the desk has a copy to look at when the page is gone.

    The one place that knows what counts as a copy: one in an archive, or one in the house.
    """
    archived = {piece.source_id for piece in pieces if piece.archive_url}
    wanted = {piece.source_id for piece in pieces if piece.url} - archived
    if not wanted:
        return archived
    copied = select(Snapshot.source_id).where(Snapshot.source_id.in_(wanted)).distinct()
    return archived | set(session.scalars(copied))


def _piece(stance: Stance, source: Source) -> Piece:
    return Piece(
        stance, source.id, source.title, source.url, source.publisher, source.kind, source.archive_url
    )


def _marks(url: str | None, publisher: str | None) -> set[str]:
    """What tells whose a page is: the registered part of its host, the publisher's name."""
    host = urlsplit(url).hostname if url else None
    name = " ".join((publisher or "").casefold().split())
    return {mark for mark in (host and f"host {registered(host)}", name and f"name {name}") if mark}
