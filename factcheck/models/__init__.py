"""The tables: what is stored and under which constraints; nothing here decides anything."""

from factcheck.models.approval import SignOff, WordingScore
from factcheck.models.article import Article, ArticleStatus, ArticleVersion, Sentence
from factcheck.models.audit import AuditEvent
from factcheck.models.bare_verdict import BareVerdict
from factcheck.models.base import Base
from factcheck.models.bulk_act import BulkAct
from factcheck.models.carryover import CarryDecision, Carryover, Fate
from factcheck.models.check import Check, CheckOrigin
from factcheck.models.check_import import CheckImport, CheckImportLine, LineOutcome
from factcheck.models.claim import (
    WORTH,
    Claim,
    ClaimEdit,
    ClaimKind,
    ClaimQuantity,
    ClaimStatus,
    ClaimTime,
    Origin,
    Priority,
)
from factcheck.models.claimant import Claimant, ClaimantKind
from factcheck.models.comment import Comment
from factcheck.models.correction import Correction, CorrectionKind
from factcheck.models.draft import Draft
from factcheck.models.flag import Flag, FlagStatus
from factcheck.models.flag_kind import FlagKind
from factcheck.models.hold import Hold, HoldReason
from factcheck.models.job import Job, JobStatus
from factcheck.models.match import Library, Match, MatchEntry, MatchPosting, MatchStatus, MatchTerm
from factcheck.models.move import ClaimMove
from factcheck.models.near_duplicate import NearDuplicate
from factcheck.models.notification import Notification, NotificationKind
from factcheck.models.presence import Presence
from factcheck.models.rating_word import RatingWord
from factcheck.models.review import Opinion, Review, Ruling
from factcheck.models.rule import Rule, RuleStatus
from factcheck.models.saved_view import SavedView
from factcheck.models.search import HitKind, SearchPosting
from factcheck.models.sent_act import SentAct
from factcheck.models.setting import Setting
from factcheck.models.snapshot import QuoteCheck, QuoteOutcome, Robots, Snapshot, SnapshotOrigin
from factcheck.models.source import Evidence, Source, SourceCondition, SourceKind, Stance
from factcheck.models.token import Token
from factcheck.models.undone import UndoneAct
from factcheck.models.user import LoginAttempt, LoginSession, Role, User
from factcheck.models.verdict import Rating, Verdict, VerdictOutcome
from factcheck.models.word import DeskWord, WordChange

__all__ = [
    "WORTH",
    "Article",
    "ArticleStatus",
    "ArticleVersion",
    "AuditEvent",
    "BareVerdict",
    "Base",
    "BulkAct",
    "CarryDecision",
    "Carryover",
    "Check",
    "CheckImport",
    "CheckImportLine",
    "CheckOrigin",
    "Claim",
    "ClaimEdit",
    "ClaimKind",
    "ClaimMove",
    "ClaimQuantity",
    "ClaimStatus",
    "ClaimTime",
    "Claimant",
    "ClaimantKind",
    "Comment",
    "Correction",
    "CorrectionKind",
    "DeskWord",
    "Draft",
    "Evidence",
    "Fate",
    "Flag",
    "FlagKind",
    "FlagStatus",
    "HitKind",
    "Hold",
    "HoldReason",
    "Job",
    "JobStatus",
    "Library",
    "LineOutcome",
    "LoginAttempt",
    "LoginSession",
    "Match",
    "MatchEntry",
    "MatchPosting",
    "MatchStatus",
    "MatchTerm",
    "NearDuplicate",
    "Notification",
    "NotificationKind",
    "Opinion",
    "Origin",
    "Presence",
    "Priority",
    "QuoteCheck",
    "QuoteOutcome",
    "Rating",
    "RatingWord",
    "Review",
    "Robots",
    "Role",
    "Rule",
    "RuleStatus",
    "Ruling",
    "SavedView",
    "SearchPosting",
    "SentAct",
    "Sentence",
    "Setting",
    "SignOff",
    "Snapshot",
    "SnapshotOrigin",
    "Source",
    "SourceCondition",
    "SourceKind",
    "Stance",
    "Token",
    "UndoneAct",
    "User",
    "Verdict",
    "VerdictOutcome",
    "WordChange",
    "WordingScore",
]
