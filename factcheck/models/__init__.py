"""The tables: what is stored and under which constraints; nothing here decides anything."""

from factcheck.models.article import Article, ArticleStatus, ArticleVersion, Sentence
from factcheck.models.audit import AuditEvent
from factcheck.models.base import Base
from factcheck.models.check import Check, CheckOrigin
from factcheck.models.claim import (
    WORTH,
    Claim,
    ClaimEdit,
    ClaimKind,
    ClaimQuantity,
    ClaimStatus,
    ClaimTime,
    Origin,
)
from factcheck.models.flag import Flag, FlagKind, FlagStatus
from factcheck.models.source import Evidence, Source, SourceKind, Stance
from factcheck.models.user import LoginAttempt, LoginSession, Role, User
from factcheck.models.verdict import Rating, Verdict, VerdictOutcome

__all__ = [
    "WORTH",
    "Article",
    "ArticleStatus",
    "ArticleVersion",
    "AuditEvent",
    "Base",
    "Check",
    "CheckOrigin",
    "Claim",
    "ClaimEdit",
    "ClaimKind",
    "ClaimQuantity",
    "ClaimStatus",
    "ClaimTime",
    "Evidence",
    "Flag",
    "FlagKind",
    "FlagStatus",
    "LoginAttempt",
    "LoginSession",
    "Origin",
    "Rating",
    "Role",
    "Sentence",
    "Source",
    "SourceKind",
    "Stance",
    "User",
    "Verdict",
    "VerdictOutcome",
]
