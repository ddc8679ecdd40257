"""The way of a flag: which act leads from which state to which, and nothing else writes its status."""

from datetime import datetime

from factcheck.models import Flag, FlagStatus, User
from factcheck.services.errors import InvalidTransition

S = FlagStatus
UNDECIDED = frozenset({S.OPEN, S.REWORD_ASKED})
DECIDED = frozenset(S) - UNDECIDED
AGAINST = UNDECIDED | {S.UPHELD}  # they count against the article
UNTOUCHED = frozenset({S.OPEN, S.SILENCED})  # by people

# The only way a flag's status changes: act -> (from, to).
TRANSITIONS: dict[str, tuple[frozenset[FlagStatus], FlagStatus]] = {
    "flag.upheld": (frozenset({S.OPEN, S.REWORD_ASKED, S.SILENCED}), S.UPHELD),
    "flag.dismissed": (frozenset({S.OPEN, S.REWORD_ASKED, S.SILENCED}), S.DISMISSED),
    "flag.reword_asked": (frozenset({S.OPEN, S.UPHELD, S.SILENCED}), S.REWORD_ASKED),
    "flag.reworded": (frozenset({S.OPEN, S.REWORD_ASKED, S.UPHELD, S.SILENCED}), S.REWORDED),
    "flag.reopened": (frozenset(S) - {S.OPEN}, S.OPEN),
    "flag.silenced": (frozenset({S.OPEN}), S.SILENCED),
}


def move(flag: Flag, act: str, actor: User | None, now: datetime, reason: str | None = None) -> None:
    """Take a flag a step on its way; raises `InvalidTransition` where the act does not lead from here."""
    before, after = TRANSITIONS[act]
    if flag.status not in before:
        if flag.status is S.OPEN:
            raise InvalidTransition("This flag is open already.")
        raise InvalidTransition("This flag has been decided on; reopen it first.")
    decided = after not in (S.OPEN, S.SILENCED)
    flag.status = after
    flag.decided_by_id = actor.id if actor and decided else None
    flag.decided_at = now if decided else None
    flag.decision_reason = reason
    flag.wording = None
    flag.snoozed_until = None
