"""Learning from decisions without a model: equal ones propose a rule, contrary ones cast doubt on it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.analysis import flag_rules
from factcheck.analysis.flag_rules import ENOUGH, Decided, Scope
from factcheck.models import Article, ArticleVersion, Flag, FlagStatus, Rule, RuleStatus, Sentence, User
from factcheck.services import audit, flag_progress

NEWEST = 200  # decisions on a word that a proposal rests on
TRUSTED = 0.8  # precision below which a rule is proposed for removal
LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Record:
    """What people thought of a rule: `agreed` dismissed the same, `overruled` decided against it.

    `silenced` flags are those nobody has looked at since. The dismissals a rule was proposed for agree.
    """

    agreed: int = 0
    overruled: int = 0
    silenced: int = 0

    @property
    def precision(self) -> float | None:
        """The share of decisions that agree with the rule; None where there are none."""
        judged = self.agreed + self.overruled
        return self.agreed / judged if judged else None

    @property
    def is_doubtful(self) -> bool:
        """Whether the rule was overruled often enough to think of taking it back."""
        return self.overruled >= ENOUGH and (self.precision or 0.0) < TRUSTED


def after_decision(session: Session, actor: User, flag: Flag, *, now: datetime) -> None:
    """Draw the conclusions from what was just decided about a flag."""
    session.flush()
    if flag.rule_id is not None:
        judge(session, actor, session.get_one(Rule, flag.rule_id), now=now)
    if flag.status is FlagStatus.DISMISSED and flag.rule_id is None:
        propose(session, actor, flag, now=now)


def propose(session: Session, actor: User, flag: Flag, *, now: datetime) -> Rule | None:
    """Propose a rule for a word whose flags were dismissed often enough in the same sense."""
    article = session.get_one(Article, flag.article_id)
    rows = _decisions(session, flag, article.language)
    scope = flag_rules.proposed(flag.word, article.language, [decided for decided, _ in rows])
    dismissals = sum(decided.dismissed for decided, _ in rows)
    if scope is None or _is_known(session, flag, article.language, scope, dismissals):
        return None
    reasons = Counter(reason for decided, reason in rows if decided.dismissed and reason)
    rule = Rule(
        language=article.language,
        kind=flag.kind,
        word=flag.word,
        quote=flag.quote[:LONGEST_QUOTE],
        context=list(scope.context),
        publisher=scope.publisher,
        reason=reasons.most_common(1)[0][0] if reasons else "",
        status=RuleStatus.PROPOSED,
        dismissals=dismissals,
        created_at=now,
    )
    session.add(rule)
    audit.record(session, actor, "rule.proposed", rule, now=now, quote=rule.quote, count=dismissals)
    return rule


def judge(session: Session, actor: User, rule: Rule, *, now: datetime) -> None:
    """Propose a rule for removal when people keep deciding against it, or trust it again."""
    record = records(session, [rule])[rule.id]
    if rule.status is not RuleStatus.ACTIVE or (rule.doubted_at is not None) == record.is_doubtful:
        return
    rule.doubted_at = now if record.is_doubtful else None
    if record.is_doubtful:
        audit.record(
            session, actor, "rule.doubted", rule, now=now, quote=rule.quote, overruled=record.overruled
        )


def records(session: Session, rules: list[Rule]) -> dict[int, Record]:
    """What people thought of these rules, by number."""
    query = select(Flag.rule_id, Flag.status, func.count(Flag.id)).group_by(Flag.rule_id, Flag.status)
    found = {rule.id: Record(agreed=rule.dismissals) for rule in rules}
    for number, status, count in session.execute(query.where(Flag.rule_id.in_(found))):
        if number is not None:
            found[number] = added(found[number], status, count)
    return found


def added(record: Record, status: FlagStatus, count: int) -> Record:
    """A record with that many more flags of a rule in this state."""
    if status is FlagStatus.SILENCED:
        return Record(record.agreed, record.overruled, record.silenced + count)
    if status is FlagStatus.DISMISSED:
        return Record(record.agreed + count, record.overruled, record.silenced)
    return Record(record.agreed, record.overruled + count, record.silenced)


def _decisions(session: Session, flag: Flag, language: str) -> list[tuple[Decided, str | None]]:
    """The newest decisions on the word, with the reasons given."""
    sentence = func.substr(ArticleVersion.text, Sentence.start + 1, Sentence.end - Sentence.start)
    query = (
        select(Flag.status, sentence, Article.publisher, Flag.decision_reason)
        .join(Article, Article.id == Flag.article_id)
        .join(Sentence, Sentence.id == Flag.sentence_id)
        .join(ArticleVersion, ArticleVersion.id == Flag.article_version_id)
        .where(
            Flag.word == flag.word,
            Flag.kind == flag.kind,
            Flag.status.in_(flag_progress.DECIDED - {FlagStatus.SILENCED} | {FlagStatus.REWORD_ASKED}),
            Article.language == language,
        )
        .order_by(Flag.decided_at.desc(), Flag.id.desc())
        .limit(NEWEST)
    )
    return [
        (Decided(status is FlagStatus.DISMISSED, words, publisher), reason)
        for status, words, publisher, reason in session.execute(query)
    ]


def _is_known(session: Session, flag: Flag, language: str, scope: Scope, dismissals: int) -> bool:
    """Whether the rule is there already, or was turned down and too little has happened since."""
    query = select(Rule).where(Rule.word == flag.word, Rule.kind == flag.kind, Rule.language == language)
    for rule in session.scalars(query):
        if rule.status in (RuleStatus.PROPOSED, RuleStatus.ACTIVE):
            if _covers(rule, scope):
                return True
        elif _covers(rule, scope) and dismissals < rule.dismissals + ENOUGH:
            return True
    return False


def _covers(rule: Rule, scope: Scope) -> bool:
    wide = rule.publisher is None or rule.publisher == scope.publisher
    return wide and (not rule.context or bool(set(rule.context) & set(scope.context)))
