"""Desk rules: confirmed by an editor, visible, reversible; what they silence can always be opened again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.analysis.flag_rules import context_of
from factcheck.models import Flag, Rule, RuleStatus, User
from factcheck.services import access, articles, audit, jobs, learning, silencing, wordings
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused
from factcheck.services.learning import Record

REEVALUATE = "flags.reevaluate"
PAGE = 100
MONTHS = 24
S = RuleStatus

# The only way a rule's status changes: act -> (from, to). Confirming an active rule changes its scope.
TRANSITIONS: dict[str, tuple[frozenset[RuleStatus], RuleStatus]] = {
    "rule.confirmed": (frozenset(S), S.ACTIVE),
    "rule.rejected": (frozenset({S.PROPOSED}), S.REJECTED),
    "rule.retired": (frozenset({S.ACTIVE}), S.RETIRED),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule as an editor confirms it: words that tell the sense, the publisher, why."""

    context: str
    publisher: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What a rule would silence now: how many open flags in how many articles."""

    flags: int
    articles: int


def confirm(
    session: Session, actor: User, rule: Rule, wanted: Wanted, *, version: int, now: datetime
) -> None:
    """Put a rule to work, perhaps narrower than proposed; open flags are looked at in the background."""
    if not wanted.reason.strip():
        raise Refused("Say why these flags need nobody's decision.", field="reason")
    _move(actor, rule, "rule.confirmed", version, now)
    rule.context = list(context_of(wanted.context, rule.language))
    rule.publisher = wanted.publisher or None
    rule.reason = wanted.reason.strip()
    audit.record(
        session, actor, "rule.confirmed", rule, now=now, quote=rule.quote, publisher=rule.publisher,
        context=" ".join(rule.context) or None,
    )  # fmt: skip
    _reevaluate(session, actor, rule, now)


def reject(session: Session, actor: User, rule: Rule, *, version: int, now: datetime) -> None:
    """Turn a proposal down; it comes again only after as many dismissals more."""
    _move(actor, rule, "rule.rejected", version, now)
    audit.record(session, actor, "rule.rejected", rule, now=now, quote=rule.quote)


def retire(session: Session, actor: User, rule: Rule, *, version: int, now: datetime) -> None:
    """Take a rule back: what it silenced is open again, in the background."""
    _move(actor, rule, "rule.retired", version, now)
    audit.record(session, actor, "rule.retired", rule, now=now, quote=rule.quote)
    _reevaluate(session, actor, rule, now)


def get(session: Session, rule_id: int) -> Rule:
    """The rule with this number; raises `NotFound`."""
    rule = session.get(Rule, rule_id)
    if rule is None:
        raise NotFound("There is no rule with this number.")
    return rule


def listed(session: Session) -> list[Rule]:
    """The newest rules of each state: proposed ones first, then doubted ones, then the others."""
    query = select(Rule).options(joinedload(Rule.decided_by)).order_by(Rule.id.desc())
    found: list[Rule] = []
    for status in S:
        found += session.scalars(query.where(Rule.status == status).limit(PAGE))
    return sorted(found, key=lambda rule: (list(S).index(rule.status), rule.doubted_at is None, -rule.id))


def waiting(session: Session) -> int:
    """How many rules wait for an editor: proposed, or proposed for removal."""
    query = select(func.count(Rule.id)).where((Rule.status == S.PROPOSED) | Rule.doubted_at.is_not(None))
    return session.scalar(query) or 0


def reach(session: Session, rule: Rule) -> Reach:
    """What the rule as it stands would silence, were it confirmed now."""
    as_analysed = silencing.as_analysed(rule)
    matching = silencing.matching(session, [as_analysed])
    ids = [flag.id for flag in matching if silencing.ruled([as_analysed], flag) is not None]
    return Reach(len(ids), len(silencing.articles_of(session, ids)))


def over_time(session: Session, rule: Rule) -> list[tuple[str, Record]]:
    """The rule's record by the month ("2024-12") in which flags were silenced, the oldest first, no gaps."""
    month = func.substr(cast(Flag.silenced_at, String), 1, 7)
    query = select(month, Flag.status, func.count(Flag.id)).where(Flag.rule_id == rule.id)
    found = {rule.created_at.strftime("%Y-%m"): Record(agreed=rule.dismissals)}
    for when, status, count in session.execute(query.group_by(month, Flag.status)):
        found[when] = learning.added(found.get(when, Record()), status, count)
    return [(when, found.get(when, Record())) for when in _months(min(found), max(found))][-MONTHS:]


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (when := f"{year:04}-{month:02}") <= last:
        yield when
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def reevaluate(session: Session, actor: User | None, work: jobs.Work, *, now: datetime) -> jobs.Steps:
    """Bring the flags of every article on the desk up to date with the rules, block by block."""
    last, done = work.cursor.get("article", 0), work.done
    fell, spoke = work.cursor.get("silenced", 0), work.cursor.get("opened", 0)
    total = done + silencing.count_articles(session, last)
    while block := silencing.next_articles(session, last):
        change = silencing.apply(session, block, now=now)
        for article_id in change.articles:
            article = articles.get(session, article_id)
            wordings.remember(session, article, articles.newest_version(session, article), now=now)
        fell, spoke = fell + change.silenced, spoke + change.opened
        last, done = block[-1], done + len(block)
        yield jobs.Step(done, total, {"article": last, "silenced": fell, "opened": spoke})
    rule = session.get_one(Rule, work.arguments["rule"])
    audit.record(session, actor, "rule.applied", rule, now=now, quote=rule.quote, silenced=fell, opened=spoke)
    return {"silenced": fell, "opened": spoke}


def _reevaluate(session: Session, actor: User, rule: Rule, now: datetime) -> None:
    session.flush()
    key = f"{REEVALUATE}:{rule.id}:{rule.version}"
    jobs.enqueue(session, actor, REEVALUATE, {"rule": rule.id, "quote": rule.quote}, key=key, now=now)


def _move(actor: User, rule: Rule, act: str, version: int, now: datetime) -> None:
    access.require(actor, Act.RULE_DECIDE)
    if rule.version != version:
        raise Conflict("Somebody else has changed this rule in the meantime; look at it again.")
    before, after = TRANSITIONS[act]
    if rule.status not in before:
        raise InvalidTransition("The rule is not in a state in which this can be done.")
    rule.status, rule.decided_by_id, rule.decided_at, rule.doubted_at = after, actor.id, now, None
