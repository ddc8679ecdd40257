"""Atomic claims, their normalised values, and every adjustment made by hand."""

from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.article import Article, ArticleVersion, Sentence
from factcheck.models.base import Base, words
from factcheck.models.user import User

if TYPE_CHECKING:  # it refers to claims itself
    from factcheck.models.hold import Hold

# Check-worthiness with the unknown last, as SQL: the order of the queue and of the index that serves it.
WORTH = "coalesce(checkworthiness, -1.0)"


class ClaimKind(StrEnum):
    """What sort of detail a claim is."""

    STATEMENT = "statement"
    QUANTITY = "quantity"
    TIME = "time"
    QUOTE = "quote"
    ATTRIBUTE = "attribute"


class ClaimStatus(StrEnum):
    """Progress of a claim, never its verdict; `services.progress` holds the transitions."""

    NEW = "new"
    TRIAGED = "triaged"
    SET_ASIDE = "set_aside"
    ASSIGNED = "assigned"
    IN_RESEARCH = "in_research"
    ON_HOLD = "on_hold"
    VERDICT_PROPOSED = "verdict_proposed"
    SECOND_REVIEW = "second_review"
    SENT_BACK = "sent_back"
    ADJUDICATION = "adjudication"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


class Priority(IntEnum):
    """How soon a claim is wanted; a number, because lists are sorted by it."""

    LOW = 0
    NORMAL = 1
    HIGH = 2
    URGENT = 3


class Origin(StrEnum):
    """Who found a claim first."""

    MACHINE = "machine"
    PERSON = "person"


class Claim(Base):
    """One proposition that somebody could look up, with its exact place in the text.

    `quote` is `text[start:end]` of its article version. The machine's proposal stays in the `proposed_*`
    columns when a person moves the span or renames the claim; a claim found by a person has none.
    `reviewer` is who has taken the second look in hand, `search_note` what the checker says about having
    looked for the other side, `first_published_at` when a verdict on it first went out.
    `text_changed_at` is when a corrected text last said it differently, or not any more.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint(
            "proposed_start IS NULL OR (0 <= proposed_start AND proposed_start < proposed_end)",
            name="proposed_span",
        ),
        CheckConstraint("checkworthiness BETWEEN 0 AND 1", name="checkworthiness"),
        CheckConstraint("duplicate_of_id <> id", name="duplicate_of_other"),
        CheckConstraint("priority BETWEEN 0 AND 3", name="priority"),
        Index("ix_claim_article_version_id_start", "article_version_id", "start"),
        # The queue's orders; a page is read off them without sorting every claim there is.
        Index("ix_claim_status_worth_id", "status", text(f"{WORTH} DESC"), "id"),
        Index("ix_claim_worth_id", text(f"{WORTH} DESC"), "id"),
        Index("ix_claim_priority_id", text("priority DESC"), "id"),
        Index("ix_claim_assignee_id_status", "assignee_id", "status"),
        Index("ix_claim_attribution_id", "attribution", "id"),
        # A claim that the machine takes back leaves its id in the log: no later one may get it.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentence.id"), index=True)
    kind: Mapped[ClaimKind] = mapped_column(words(ClaimKind, "kind"))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(String(300))
    attribution: Mapped[str | None] = mapped_column(String(300))
    modality: Mapped[list[Any]] = mapped_column(default=list)
    names: Mapped[list[Any]] = mapped_column(default=list)
    checkworthiness: Mapped[float | None]
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    origin: Mapped[Origin] = mapped_column(words(Origin, "origin"))
    proposed_kind: Mapped[ClaimKind | None] = mapped_column(words(ClaimKind, "proposed_kind"))
    proposed_start: Mapped[int | None]
    proposed_end: Mapped[int | None]
    proposed_label: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[ClaimStatus] = mapped_column(words(ClaimStatus, "status"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    priority: Mapped[int] = mapped_column(default=Priority.NORMAL, server_default="1")
    due_on: Mapped[date | None] = mapped_column(index=True)
    search_note: Mapped[str | None] = mapped_column(Text)
    first_published_at: Mapped[datetime | None]
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    dropped_at: Mapped[datetime | None]
    text_changed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    article: Mapped[Article] = relationship()
    article_version: Mapped[ArticleVersion] = relationship()
    sentence: Mapped[Sentence] = relationship()
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id])
    reviewer: Mapped[User | None] = relationship(foreign_keys=[reviewer_id])
    holds: Mapped[list["Hold"]] = relationship(
        back_populates="claim", viewonly=True, order_by="Hold.id.desc()"
    )
    quantity: Mapped["ClaimQuantity | None"] = relationship(
        back_populates="claim", cascade="all, delete-orphan"
    )
    time: Mapped["ClaimTime | None"] = relationship(back_populates="claim", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ClaimQuantity(Base):
    """The amount a claim states; a bound or value the text does not give is None."""

    __tablename__ = "claim_quantity"
    __table_args__ = (
        CheckConstraint(
            "minimum IS NOT NULL OR maximum IS NOT NULL OR value IS NOT NULL", name="some_number"
        ),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    minimum: Mapped[Decimal | None]
    maximum: Mapped[Decimal | None]
    value: Mapped[Decimal | None]
    unit: Mapped[str | None] = mapped_column(String(200))
    approximate: Mapped[bool] = mapped_column(default=False)

    claim: Mapped[Claim] = relationship(back_populates="quantity")


class ClaimTime(Base):
    """The time a claim states or inherits: an ISO 8601 day, month, year or interval with its precision."""

    __tablename__ = "claim_time"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    value: Mapped[str] = mapped_column(String(60), index=True)
    inferred: Mapped[bool] = mapped_column(default=False)

    claim: Mapped[Claim] = relationship(back_populates="time")


class ClaimEdit(Base):
    """One adjustment by hand: the claims it touched as they were, so that it can be undone exactly."""

    __tablename__ = "claim_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"), index=True)
    act: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
