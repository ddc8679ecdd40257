"""What the stored words are called on screen."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from factcheck.models import (
    ClaimKind,
    ClaimStatus,
    CorrectionKind,
    FlagKind,
    FlagStatus,
    HoldReason,
    JobStatus,
    LineOutcome,
    NotificationKind,
    Opinion,
    Priority,
    QuoteOutcome,
    Robots,
    Role,
    RuleStatus,
    Ruling,
    SnapshotOrigin,
    SourceCondition,
    SourceKind,
    Stance,
    VerdictOutcome,
    WordChange,
)

KINDS = {
    ClaimKind.STATEMENT: _("Statement"),
    ClaimKind.QUANTITY: _("Quantity"),
    ClaimKind.TIME: _("Time"),
    ClaimKind.QUOTE: _("Quote"),
    ClaimKind.ATTRIBUTE: _("Attribute"),
}
# Acts as scopes of tokens; one that has no name yet is shown by its word.
ACTS = {
    "account": _("change the account"),
    "read": _("read everything"),
    "comment": _("comment"),
    "article_add": _("add articles"),
    "article_edit": _("correct articles"),
    "article_archive": _("archive articles"),
    "article_sign_off": _("sign articles off"),
    "claim_adjust": _("adjust claims"),
    "claim_triage": _("triage, take and assign claims"),
    "claim_assign_others": _("give claims to others"),
    "evidence_edit": _("edit evidence"),
    "verdict_propose": _("propose verdicts"),
    "verdict_review": _("give the second look"),
    "verdict_adjudicate": _("decide between two verdicts"),
    "verdict_publish": _("publish verdicts"),
    "verdict_correct": _("correct what is published"),
    "flag_decide": _("decide on flags"),
    "library_edit": _("edit earlier checks"),
    "export": _("export"),
    "job_manage": _("manage background work"),
    "api_use": _("make tokens"),
    "user_manage": _("manage people"),
    "audit_read": _("read the log"),
    "settings_change": _("change settings"),
}
STATUSES = {
    ClaimStatus.NEW: _("new"),
    ClaimStatus.TRIAGED: _("to check"),
    ClaimStatus.SET_ASIDE: _("set aside"),
    ClaimStatus.ASSIGNED: _("assigned"),
    ClaimStatus.IN_RESEARCH: _("in research"),
    ClaimStatus.ON_HOLD: _("on hold"),
    ClaimStatus.VERDICT_PROPOSED: _("verdict proposed"),
    ClaimStatus.SECOND_REVIEW: _("in second review"),
    ClaimStatus.SENT_BACK: _("sent back"),
    ClaimStatus.ADJUDICATION: _("in adjudication"),
    ClaimStatus.APPROVED: _("approved"),
    ClaimStatus.PUBLISHED: _("published"),
    ClaimStatus.CORRECTED: _("corrected"),
    ClaimStatus.WITHDRAWN: _("withdrawn"),
    ClaimStatus.DUPLICATE: _("duplicate"),
}
STANCES = {
    Stance.SUPPORTS: _("supports the claim"),
    Stance.REFUTES: _("refutes the claim"),
    Stance.CONTEXT: _("gives context"),
}
SOURCE_KINDS = {
    SourceKind.PRIMARY: _("primary source"),
    SourceKind.SECONDARY: _("secondary source"),
}
FLAG_KINDS = {
    FlagKind.FEAR_APPEAL: _("Fear appeal"),
    FlagKind.LOADED_LANGUAGE: _("Loaded language"),
    FlagKind.EXAGGERATION: _("Exaggeration"),
    FlagKind.VAGUE_ATTRIBUTION: _("Vague attribution"),
    FlagKind.ANONYMOUS_SOURCE: _("Anonymous source"),
    FlagKind.EDITORIALISING: _("Editorialising"),
    FlagKind.CLICKBAIT: _("Clickbait"),
}
FLAG_MEANINGS = {
    FlagKind.FEAR_APPEAL: _("evokes dread beyond what is reported"),
    FlagKind.LOADED_LANGUAGE: _("a word with a charge where a neutral one exists"),
    FlagKind.EXAGGERATION: _("a superlative, an absolute or an inflated scale"),
    FlagKind.VAGUE_ATTRIBUTION: _("leans on an authority without naming it"),
    FlagKind.ANONYMOUS_SOURCE: _("rests on a source that nobody can inspect"),
    FlagKind.EDITORIALISING: _("tells the reader what to feel or do"),
    FlagKind.CLICKBAIT: _("promises without saying what"),
}
FLAG_STATUSES = {
    FlagStatus.OPEN: _("open"),
    FlagStatus.UPHELD: _("upheld"),
    FlagStatus.DISMISSED: _("dismissed"),
    FlagStatus.REWORD_ASKED: _("reword asked"),
    FlagStatus.REWORDED: _("reworded"),
    FlagStatus.SILENCED: _("silenced by a rule"),
}
RULE_STATUSES = {
    RuleStatus.PROPOSED: _("proposed"),
    RuleStatus.ACTIVE: _("in force"),
    RuleStatus.REJECTED: _("turned down"),
    RuleStatus.RETIRED: _("taken back"),
}
WORD_CHANGES = {
    WordChange.ADDED: _("added"),
    WordChange.REMOVED: _("removed"),
}
JOB_STATUSES = {
    JobStatus.WAITING: _("waits"),
    JobStatus.RUNNING: _("under way"),
    JobStatus.DONE: _("done"),
    JobStatus.FAILED: _("did not work"),
    JobStatus.CANCELLED: _("stopped"),
}
SOURCE_CONDITIONS = {
    SourceCondition.SAME: _("unchanged"),
    SourceCondition.CHANGED: _("changed"),
    SourceCondition.GONE: _("gone"),
    SourceCondition.UNREACHABLE: _("not reached"),
}
SNAPSHOT_ORIGINS = {
    SnapshotOrigin.FETCHED: _("fetched"),
    SnapshotOrigin.UPLOADED: _("uploaded"),
    SnapshotOrigin.PASTED: _("pasted"),
}
ROBOTS = {
    Robots.ALLOWED: _("the site allows programs to read it"),
    Robots.DISALLOWED: _("the site asks programs not to read it"),
    Robots.UNKNOWN: _("the site does not say whether programs may read it"),
}
QUOTE_OUTCOMES = {
    QuoteOutcome.EXACT: _("word for word in the copy"),
    QuoteOutcome.CLOSE: _("nearly so in the copy"),
    QuoteOutcome.MISSING: _("not found in the copy"),
}
# What `analysis.value_check` and `analysis.differences` find, by their codes.
VALUE_FINDINGS = {
    "agrees": _("the quotation says the same"),
    "rounded": _("the quotation says nearly the same"),
    "ten_times": _("a nought more or less"),
    "other_number": _("the quotation has another number"),
    "other_bound": _("at most here, at least there"),
    "other_date": _("the quotation has another date"),
}
FACTS = {
    "number": _("another number"),
    "date": _("another date"),
    "name": _("another name"),
    "negation": _("negated otherwise"),
}
ROLES = {
    Role.CHECKER: _("fact-checker"),
    Role.EDITOR: _("editor"),
    Role.ADMINISTRATOR: _("administrator"),
}
OUTCOMES = {
    VerdictOutcome.PROPOSED: _("proposed"),
    VerdictOutcome.SENT_BACK: _("sent back"),
    VerdictOutcome.DISPUTED: _("disputed"),
    VerdictOutcome.APPROVED: _("approved"),
    VerdictOutcome.OVERRULED: _("overruled"),
    VerdictOutcome.SUPERSEDED: _("taken back"),
}
LINE_OUTCOMES = {
    LineOutcome.FAILED: _("unusable"),
    LineOutcome.SKIPPED: _("left out"),
    LineOutcome.CHANGED: _("changed"),
}
RULED = {
    "first": _("the first stands"),
    "second": _("the second stands"),
    "third": _("a third verdict"),
    "sent_back": _("sent back"),
}
# What a person is told, where the act itself would not say what it has to do with them.
TOLD = {
    NotificationKind.MENTIONED: _("%(name)s mentions you in a comment"),
    NotificationKind.REPLIED: _("%(name)s answered in a thread of yours"),
    NotificationKind.RESOLVED: _("%(name)s settled or reopened your thread"),
    NotificationKind.DEADLINE: _("The time to reply, set by %(name)s, ends today"),
}
PRIORITIES = {
    Priority.URGENT: _("urgent"),
    Priority.HIGH: _("high"),
    Priority.NORMAL: _("normal"),
    Priority.LOW: _("low"),
}
HOLD_REASONS = {
    HoldReason.REPLY: _("a reply from those concerned"),
    HoldReason.SOURCE: _("a source or an expert"),
    HoldReason.OTHER: _("something else"),
}
OPINIONS = {
    Opinion.AGREED: _("agreed"),
    Opinion.DISAGREED: _("judged otherwise"),
    Opinion.SENT_BACK: _("sent back"),
}
RULINGS = {
    Ruling.FIRST: _("the first verdict"),
    Ruling.SECOND: _("the second verdict"),
    Ruling.THIRD: _("a third verdict"),
    Ruling.SENT_BACK: _("neither yet: back to the author"),
}
CORRECTIONS = {
    CorrectionKind.CORRECTION: _("Correction"),
    CorrectionKind.WITHDRAWAL: _("Withdrawal"),
}
# The steps of progress and planning that can be taken back, by their event.
STEPS = {
    "claim.triaged": _("put on the list"),
    "claim.set_aside": _("set aside"),
    "claim.assigned": _("assigned"),
    "claim.held": _("waiting"),
    "claim.resumed": _("going on"),
    "claim.due_set": _("due day"),
    "claim.prioritised": _("priority"),
    "claim.marked_duplicate": _("duplicate"),
    "claim.unmarked_duplicate": _("no duplicate"),
}
MODALITIES = {
    "negated": _("negated"),
    "planned": _("planned"),
    "possible": _("possible"),
    "denied": _("denied"),
    "reported": _("reported"),
    "conditional": _("conditional"),
    "demanded": _("demanded"),
}
LIKENESSES = {
    "same": _("same claim"),
    "other_value": _("same claim, another value"),
    "related": _("related"),
    "none": _("little in common"),
}
DIFFERENCES = {
    "number": _("another number"),
    "date": _("another date"),
    "bound": _("another bound"),
    "name": _("another name"),
    "order": _("changed places"),
    "negation": _("negated"),
    "opposite": _("the opposite"),
    "address": _("other page of a site"),
    "words": _("other words"),
    "language": _("across languages"),
}
_ALL: dict[type[StrEnum], dict[StrEnum, str]] = {
    ClaimKind: KINDS,  # type: ignore[dict-item]
    ClaimStatus: STATUSES,  # type: ignore[dict-item]
    Stance: STANCES,  # type: ignore[dict-item]
    SourceKind: SOURCE_KINDS,  # type: ignore[dict-item]
    FlagKind: FLAG_KINDS,  # type: ignore[dict-item]
    FlagStatus: FLAG_STATUSES,  # type: ignore[dict-item]
    RuleStatus: RULE_STATUSES,  # type: ignore[dict-item]
    WordChange: WORD_CHANGES,  # type: ignore[dict-item]
    JobStatus: JOB_STATUSES,  # type: ignore[dict-item]
    LineOutcome: LINE_OUTCOMES,  # type: ignore[dict-item]
    SourceCondition: SOURCE_CONDITIONS,  # type: ignore[dict-item]
    SnapshotOrigin: SNAPSHOT_ORIGINS,  # type: ignore[dict-item]
    Robots: ROBOTS,  # type: ignore[dict-item]
    QuoteOutcome: QUOTE_OUTCOMES,  # type: ignore[dict-item]
    Role: ROLES,  # type: ignore[dict-item]
    VerdictOutcome: OUTCOMES,  # type: ignore[dict-item]
    HoldReason: HOLD_REASONS,  # type: ignore[dict-item]
    Opinion: OPINIONS,  # type: ignore[dict-item]
    Ruling: RULINGS,  # type: ignore[dict-item]
    CorrectionKind: CORRECTIONS,  # type: ignore[dict-item]
}


def name(word: StrEnum) -> str:
    """The word as people read it."""
    return str(_ALL[type(word)][word])
