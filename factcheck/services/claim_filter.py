"""Which claims: the filter that queue, export, counts and bulk acts share, and the words it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Float, Select, func, literal_column, select
from sqlalchemy.sql import exists

from factcheck.models import (
    WORTH,
    Article,
    ArticleStatus,
    BareVerdict,
    Claim,
    ClaimKind,
    ClaimStatus,
    Flag,
    FlagKind,
    FlagStatus,
    Rating,
    User,
    Verdict,
    VerdictOutcome,
)
from factcheck.services import repetition, search, search_index
from factcheck.services.claim_lists import LISTS, without_index
from factcheck.services.repetition import Repeats

Word = TypeVar("Word", bound=StrEnum)
# The claim whose verdict answers a claim: itself, or the original of a duplicate.
ANSWERING: ColumnElement[int] = func.coalesce(Claim.duplicate_of_id, Claim.id)
NOBODY = 0  # as an assignee: claims that nobody has
WORDS = (
    "view", "status", "kind", "rating", "language", "article", "publisher", "assignee", "worth", "flag",
    "person", "text", "due", "priority", "bare", "repeats",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to show or export; None lets all through.

    `assignee_id` may be `NOBODY`; `free_for` is a person who wants what is theirs or nobody's. `flagged` is
    any wording in the claim's sentence that was not dismissed, `flag` one kind of it. `text` is searched for
    in the claim and `person` in its names, as `services.search` does; words in quotation marks stand there
    exactly so. `bare` are verdicts by key that lack reasons; `repeats` says what becomes of claims that say
    the same as an earlier one.
    """

    statuses: tuple[ClaimStatus, ...] | None = None
    kind: ClaimKind | None = None
    article_id: int | None = None
    assignee_id: int | None = None
    free_for: int | None = None
    rating: str | None = None
    language: str | None = None
    publisher: str | None = None
    worth: float | None = None
    flagged: bool = False
    flag: FlagKind | None = None
    person: str | None = None
    text: str | None = None
    due_until: date | None = None
    priority: int | None = None
    bare: bool = False
    repeats: Repeats = Repeats.EACH
    archived: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether an index of its own finds the few claims meant; the status is looked at in their rows."""
        return self.due_until is not None or self.repeats is Repeats.ANSWERED


def read(words: Mapping[str, Any], actor: User, today: date, **more: Any) -> ClaimFilter:
    """The filter that the words of an address or a saved view mean to this person on this day.

    What is unknown filters nothing: a view saved by an older version still opens.
    """
    status = choice(ClaimStatus, words.get("status"))
    flag = words.get("flag")
    return ClaimFilter(
        statuses=(status,) if status else LISTS.get(words.get("view") or "open", LISTS["open"]),
        kind=choice(ClaimKind, words.get("kind")),
        article_id=_number(words.get("article")),
        assignee_id={"me": actor.id, "nobody": NOBODY}.get(
            words.get("assignee") or "", _number(words.get("assignee")) or None
        ),
        rating=words.get("rating") or None,
        language=words.get("language") or None,
        publisher=words.get("publisher") or None,
        worth=None if (share := _number(words.get("worth"))) is None else min(share, 100) / 100,
        flagged=flag == "any",
        flag=choice(FlagKind, flag),
        person=words.get("person") or None,
        text=words.get("text") or None,
        due_until={"over": today - timedelta(1), "today": today, "week": today + timedelta(7)}.get(
            words.get("due") or ""
        ),
        priority=_number(words.get("priority")),
        bare=words.get("bare") == "1",
        repeats=choice(Repeats, words.get("repeats")) or Repeats.GROUPED,
        **more,
    )


def choice(kind: type[Word], text: str | None) -> Word | None:
    """A word of an enum; None for an empty or unknown one."""
    return kind(text) if text in {str(word) for word in kind} else None


def with_verdict(query: "Select[*tuple[Any, ...]]") -> "Select[*tuple[Any, ...]]":
    """Join the newest verdict that stands and is not sealed, and its rating, to a query over claims.

    A duplicate has that of the claim that answers it.
    """
    newest = (
        select(func.max(Verdict.number))
        .where(
            Verdict.claim_id == ANSWERING,
            Verdict.outcome != VerdictOutcome.SUPERSEDED,
            Verdict.sealed.is_(False),
        )
        .correlate(Claim)
        .scalar_subquery()
    )
    return (
        query.select_from(Claim)
        .outerjoin(Verdict, (Verdict.claim_id == ANSWERING) & (Verdict.number == newest))
        .outerjoin(Rating, Rating.id == Verdict.rating_id)
    )


def filtered(
    query: "Select[*tuple[Any, ...]]", wanted: ClaimFilter, *, by_status: bool = True
) -> "Select[*tuple[Any, ...]]":
    """Narrow a query over claims; only one that joins `Rating` can be narrowed to a rating.

    Without `by_status` the caller narrows it to the statuses in a way of its own.
    """
    query = query.join(Article, Article.id == Claim.article_id).where(Claim.dropped_at.is_(None))
    if not wanted.archived and wanted.article_id is None:
        # Behind a function the status' index is no temptation: nearly all articles are open, and the
        # claims are wanted in an order of their own, which another index gives without sorting.
        query = query.where(without_index(Article.status, [ArticleStatus.OPEN]))
    if by_status and wanted.statuses:
        narrow = without_index(Claim.status, wanted.statuses)
        query = query.where(narrow if wanted.is_narrow else Claim.status.in_(wanted.statuses))
    if wanted.rating is not None:
        query = query.where(Rating.key == wanted.rating)
    for column, value in (
        (Claim.kind, wanted.kind),
        (Claim.article_id, wanted.article_id),
        (Article.language, wanted.language),
        (Article.publisher, wanted.publisher),
    ):
        if value is not None:
            query = query.where(column == value)
    query = query.where(*repetition.condition(wanted))
    return query.where(*_about_people(wanted), *_about_plans(wanted), *_about_words(wanted))


def _about_people(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.assignee_id == NOBODY:
        # As above: nobody's claims are many, and their order comes from another index.
        found.append(func.coalesce(Claim.assignee_id, NOBODY) == NOBODY)
    elif wanted.assignee_id is not None:
        found.append(Claim.assignee_id == wanted.assignee_id)
    if wanted.free_for is not None:
        found.append(func.coalesce(Claim.assignee_id, wanted.free_for) == wanted.free_for)
    if wanted.bare:
        # The sum lets the verdicts be looked up from the few bare ones, never the other way round.
        bare = select(Verdict.claim_id).join(BareVerdict, Verdict.id == BareVerdict.verdict_id + 0)
        found.append(Claim.id.in_(bare.where(Verdict.outcome == VerdictOutcome.PROPOSED)))
    return found


def _about_plans(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.worth is not None:
        found.append(literal_column(WORTH, Float) >= wanted.worth)
    if wanted.due_until is not None:
        found.append(Claim.due_on <= wanted.due_until)
    if wanted.priority is not None:
        found.append(Claim.priority >= wanted.priority)
    return found


def _about_words(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.flagged or wanted.flag:
        flag = exists().where(Flag.sentence_id == Claim.sentence_id, Flag.status != FlagStatus.DISMISSED)
        found.append(flag.where(Flag.kind == wanted.flag) if wanted.flag else flag)
    if wanted.text:
        found.append(search.claims_with(search.read(wanted.text)))
    if wanted.person:
        found.append(search.claims_with(search.read(wanted.person), search_index.NAME))
    return found


def _number(text: Any) -> int | None:
    given = str(text or "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None
