"""What the desk has learnt about sensational words: rules that silence a word's flags."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.flag_kind import FlagKind
from factcheck.models.user import User


class RuleStatus(StrEnum):
    """Where a rule stands; only an active one silences flags."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    REJECTED = "rejected"
    RETIRED = "retired"


class Rule(Base):
    """A word that need not be flagged: in any sense or only beside `context`, everywhere or in one outlet.

    `word` is the key of `analysis.flag_words`, `quote` how it stood where it was dismissed last. `dismissals`
    is how many decisions the proposal rests on; `doubted_at` is set when editors keep overruling the rule.
    """

    __tablename__ = "rule"
    __table_args__ = (
        CheckConstraint("(status = 'proposed') = (decided_by_id IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name="decided_at_a_moment"),
        CheckConstraint("status <> 'active' OR reason <> ''", name="active_with_reason"),
        CheckConstraint("doubted_at IS NULL OR status = 'active'", name="doubted_while_active"),
        CheckConstraint("dismissals >= 0", name="dismissals"),
        Index("ix_rule_status_kind_word", "status", "kind", "word"),
        {"sqlite_autoincrement": True},  # its number is named in reasons and in the log
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(10))
    kind: Mapped[FlagKind] = mapped_column(words(FlagKind, "kind"))
    word: Mapped[str] = mapped_column(String(120))
    quote: Mapped[str] = mapped_column(String(300))
    context: Mapped[list[Any]]
    publisher: Mapped[str | None] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    status: Mapped[RuleStatus] = mapped_column(words(RuleStatus, "status"))
    dismissals: Mapped[int]
    created_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    decided_at: Mapped[datetime | None]
    doubted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    decided_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
