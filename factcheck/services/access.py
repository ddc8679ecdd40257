"""Who may do what: one table, asked by every service and every door."""

from enum import StrEnum

from factcheck.models import Role, User
from factcheck.services.errors import NotAllowed


class Act(StrEnum):
    """Everything a person can ask for."""

    ACCOUNT = "account"
    READ = "read"
    COMMENT = "comment"
    ARTICLE_ADD = "article_add"
    ARTICLE_EDIT = "article_edit"
    ARTICLE_ARCHIVE = "article_archive"
    ARTICLE_SIGN_OFF = "article_sign_off"
    CLAIM_ADJUST = "claim_adjust"
    CLAIM_TRIAGE = "claim_triage"
    CLAIM_ASSIGN_OTHERS = "claim_assign_others"
    EVIDENCE_EDIT = "evidence_edit"
    VERDICT_PROPOSE = "verdict_propose"
    VERDICT_REVIEW = "verdict_review"
    VERDICT_ADJUDICATE = "verdict_adjudicate"
    VERDICT_PUBLISH = "verdict_publish"
    VERDICT_CORRECT = "verdict_correct"
    FLAG_DECIDE = "flag_decide"
    LIBRARY_EDIT = "library_edit"
    RULE_DECIDE = "rule_decide"
    WORD_LIST_EDIT = "word_list_edit"
    EXPORT = "export"
    JOB_MANAGE = "job_manage"
    API_USE = "api_use"
    USER_MANAGE = "user_manage"
    AUDIT_READ = "audit_read"
    SETTINGS_CHANGE = "settings_change"


_EVERYBODY = frozenset(Role)
_EDITORS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

ALLOWED: dict[Act, frozenset[Role]] = {
    Act.ACCOUNT: _EVERYBODY,
    Act.READ: _EVERYBODY,
    Act.COMMENT: _EVERYBODY,
    Act.ARTICLE_ADD: _EVERYBODY,
    Act.ARTICLE_EDIT: _EVERYBODY,
    Act.ARTICLE_ARCHIVE: _EDITORS,
    Act.ARTICLE_SIGN_OFF: _EDITORS,
    Act.CLAIM_ADJUST: _EVERYBODY,
    Act.CLAIM_TRIAGE: _EVERYBODY,
    Act.CLAIM_ASSIGN_OTHERS: _EDITORS,
    Act.EVIDENCE_EDIT: _EVERYBODY,
    Act.VERDICT_PROPOSE: _EVERYBODY,
    # The second pair of eyes may be a colleague's: who publishes has looked at it in any case.
    Act.VERDICT_REVIEW: _EVERYBODY,
    Act.VERDICT_ADJUDICATE: _EDITORS,
    Act.VERDICT_PUBLISH: _EDITORS,
    Act.VERDICT_CORRECT: _EDITORS,
    Act.FLAG_DECIDE: _EDITORS,
    Act.LIBRARY_EDIT: _EDITORS,
    Act.RULE_DECIDE: _EDITORS,
    Act.WORD_LIST_EDIT: _ADMINISTRATORS,
    Act.EXPORT: _EVERYBODY,
    Act.JOB_MANAGE: _EDITORS,
    Act.API_USE: _EVERYBODY,
    Act.USER_MANAGE: _ADMINISTRATORS,
    Act.AUDIT_READ: _EDITORS,
    Act.SETTINGS_CHANGE: _ADMINISTRATORS,
}


def allows(role: Role, act: Act) -> bool:
    """Whether a role includes an act."""
    return role in ALLOWED[act]


def may(actor: User, act: Act) -> bool:
    """Whether this person may do this, and so may the token they act through, if it is one."""
    within = actor.narrowed_to is None or act in actor.narrowed_to
    return actor.is_active and within and allows(actor.role, act)


def require(actor: User, act: Act) -> None:
    """Raise `NotAllowed` unless this person may do this."""
    if not (actor.is_active and allows(actor.role, act)):
        roles = ", ".join(sorted(ALLOWED[act]))
        raise NotAllowed("Your role does not allow this. It takes: %(roles)s.", roles=roles)
    if actor.narrowed_to is not None and act not in actor.narrowed_to:
        raise NotAllowed("This token may not do this: it lacks “%(act)s”.", act=act)
