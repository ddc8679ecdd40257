"""What can be done to many claims at once: when a claim allows it, and how it is done to one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from factcheck.models import Claim, Priority, User
from factcheck.services import access, duplicates, originals, planning, progress
from factcheck.services.access import Act
from factcheck.services.errors import FactcheckError, Refused


class BulkKind(StrEnum):
    """What can be done to many claims at once."""

    TRIAGE = "triage"
    SET_ASIDE = "set_aside"
    TAKE = "take"
    GIVE = "give"
    DUE = "due"
    PRIORITISE = "prioritise"
    ANSWER = "answer"


# The kinds that have to be told what they lead to.
AIMED = frozenset({BulkKind.GIVE, BulkKind.DUE, BulkKind.PRIORITISE})


@dataclass(frozen=True, slots=True)
class Aim:
    """What an act leads to, for the kinds that have to be told: to whom, until which day, how soon.

    `due_on` None takes the day away.
    """

    person: User | None = None
    due_on: date | None = None
    priority: Priority | None = None


def _anything(aim: Aim) -> None:
    """Every aim will do."""


def _never(claim: Claim, actor: User, aim: Aim) -> bool:  # noqa: ARG001 (one of a table)
    return False


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind of bulk act.

    `check` raises where a claim does not allow it; `is_so` says whether a claim is as the act would make
    it; `check_aim` raises where the act is not told enough.
    """

    do: Callable[[Session, User, Claim, Aim, datetime], None]
    check: Callable[[Claim, User], None]
    is_so: Callable[[Claim, User, Aim], bool] = _never
    check_aim: Callable[[Aim], None] = _anything
    act: Act = Act.CLAIM_TRIAGE

    def fits(self, claim: Claim, actor: User, aim: Aim | None) -> bool:
        """Whether the act can be done to a claim and, as far as the aim is known, would change it."""
        if not access.may(actor, self.act):
            return False
        try:
            self.check(claim, actor)
        except FactcheckError:
            return False
        return aim is None or not self.is_so(claim, actor, aim)


def _step(event: str) -> Callable[[Claim, User], None]:
    return lambda claim, actor: progress.check(claim, actor, event)


def _triage(session: Session, actor: User, claim: Claim, _aim: Aim, now: datetime) -> None:
    progress.triage(session, actor, claim, version=claim.version, now=now)


def _set_aside(session: Session, actor: User, claim: Claim, _aim: Aim, now: datetime) -> None:
    progress.set_aside(session, actor, claim, version=claim.version, now=now)


def _take(session: Session, actor: User, claim: Claim, _aim: Aim, now: datetime) -> None:
    progress.assign(session, actor, claim, actor, version=claim.version, now=now)


def _give(session: Session, actor: User, claim: Claim, aim: Aim, now: datetime) -> None:
    if aim.person is not None:
        progress.assign(session, actor, claim, aim.person, version=claim.version, now=now)


def _set_due(session: Session, actor: User, claim: Claim, aim: Aim, now: datetime) -> None:
    planning.set_due(session, actor, claim, aim.due_on, version=claim.version, now=now)


def _prioritise(session: Session, actor: User, claim: Claim, aim: Aim, now: datetime) -> None:
    if aim.priority is not None:
        planning.prioritise(session, actor, claim, aim.priority, version=claim.version, now=now)


def _answer(session: Session, actor: User, claim: Claim, _aim: Aim, now: datetime) -> None:
    leader = duplicates.leaders(session, [claim])[claim.id]
    originals.mark(session, actor, claim, leader, version=claim.version, now=now)


def _to_somebody(aim: Aim) -> None:
    if aim.person is None:
        raise Refused("Choose to whom the claims go.", field="assignee")


def _how_soon(aim: Aim) -> None:
    if aim.priority is None:
        raise Refused("Choose how soon the claims are wanted.", field="priority")


DEEDS = {
    BulkKind.TRIAGE: Deed(_triage, _step("claim.triaged")),
    BulkKind.SET_ASIDE: Deed(_set_aside, _step("claim.set_aside")),
    BulkKind.TAKE: Deed(
        _take, _step("claim.assigned"), is_so=lambda claim, actor, _aim: claim.assignee_id == actor.id
    ),
    BulkKind.GIVE: Deed(
        _give,
        _step("claim.assigned"),
        is_so=lambda claim, _actor, aim: aim.person is not None and claim.assignee_id == aim.person.id,
        check_aim=_to_somebody,
        act=Act.CLAIM_ASSIGN_OTHERS,
    ),
    BulkKind.DUE: Deed(_set_due, planning.check, is_so=lambda claim, _actor, aim: claim.due_on == aim.due_on),
    BulkKind.PRIORITISE: Deed(
        _prioritise,
        planning.check,
        is_so=lambda claim, _actor, aim: claim.priority == aim.priority,
        check_aim=_how_soon,
    ),
    BulkKind.ANSWER: Deed(_answer, _step("claim.marked_duplicate")),
}
