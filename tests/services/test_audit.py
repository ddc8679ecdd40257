"""The log: every act leaves its event, and no change or gap in it goes unnoticed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from factcheck.db import Database
from factcheck.formats.checks_columns import CheckField
from factcheck.models import (
    Article,
    AuditEvent,
    CarryDecision,
    Carryover,
    CheckImport,
    Claim,
    Claimant,
    ClaimantKind,
    ClaimKind,
    Comment,
    Correction,
    Evidence,
    Hold,
    HoldReason,
    Job,
    JobStatus,
    Match,
    Priority,
    Role,
    Rule,
    Ruling,
    Stance,
    User,
    WordChange,
)
from factcheck.services import (
    approvals,
    article_versions,
    articles,
    audit,
    carryovers,
    checks,
    claimants,
    claims,
    comments,
    corrections,
    desk_words,
    duplicates,
    evidence_rules,
    exports,
    flag_bulk,
    flags,
    holds,
    imports,
    jobs,
    match_decisions,
    originals,
    planning,
    progress,
    quotes,
    rating_words,
    ratings,
    retracing,
    reviews,
    rules,
    saved_views,
    seeding,
    settings,
    shortcuts,
    sign_in,
    snapshots,
    sources,
    tokens,
    users,
    verdicts,
)
from factcheck.services.access import Act
from factcheck.services.articles import Details
from factcheck.services.checks import CheckDraft
from factcheck.services.desk import ClaimFilter
from factcheck.services.errors import Unreachable
from factcheck.services.holds import Waiting
from factcheck.services.sources import Finding, SourceDetails
from factcheck.shipped import shipped
from tests import factories
from tests.at_once import at_once
from tests.factories import NOW, PASSWORD
from tests.services import learning_steps, steps

ADDRESS = "192.0.2.7"


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk at work, as each scenario finds it."""

    session: Session
    checker: User
    editor: User
    administrator: User
    article: Article


@pytest.fixture
def desk(session: Session, checker: User, editor: User, administrator: User, article: Article) -> Desk:
    """A desk with three people and one article."""
    steps.rating(session)
    return Desk(session, checker, editor, administrator, article)


def user_created(desk: Desk) -> None:
    users.create(
        desk.session,
        desk.administrator,
        name="nora",
        full_name="Nora",
        role=Role.CHECKER,
        password=PASSWORD,
        now=NOW,
    )


def user_changed(desk: Desk) -> None:
    users.change(
        desk.session,
        desk.administrator,
        desk.checker,
        full_name="Carl der Große",
        role=Role.EDITOR,
        is_active=True,
        version=desk.checker.version,
        now=NOW,
    )


def password_set(desk: Desk) -> None:
    users.set_password(desk.session, desk.administrator, desk.checker, "neue-woerter-hier", now=NOW)


def attempt(desk: Desk, password: str = PASSWORD) -> str | None:
    answer = sign_in.attempt(desk.session, "carl", password, address=ADDRESS, on_loopback=False, now=NOW)
    return answer.token


def signed_out(desk: Desk) -> None:
    sign_in.sign_out(desk.session, desk.checker, attempt(desk) or "", NOW)


def corrected(desk: Desk) -> None:
    details = Details(title="Ein anderer Titel", published=date(2024, 10, 1))
    articles.correct(desk.session, desk.checker, desk.article, details, version=desk.article.version, now=NOW)


def sign_off_withdrawn(desk: Desk) -> None:
    """An editor takes the sign-off back."""
    signed = approvals.sign_off(desk.session, desk.editor, desk.article, "Eilt.", now=NOW)
    desk.session.flush()
    approvals.withdraw(desk.session, desk.editor, desk.article, version=signed.version, now=NOW)


def reopened(desk: Desk) -> None:
    articles.archive(desk.session, desk.editor, desk.article, now=NOW)
    articles.reopen(desk.session, desk.editor, desk.article, now=NOW)


def marked(desk: Desk) -> None:
    text = steps.text_of(desk.session, desk.article)
    claims.mark(desk.session, desk.checker, text, ClaimKind.STATEMENT, 0, 30, now=NOW)


def changed(desk: Desk) -> None:
    claim = steps.first_claim(desk.session, desk.article)
    claims.change(
        desk.session,
        desk.checker,
        claim,
        claim.kind,
        claim.start,
        claim.end,
        "Kurz",
        version=claim.version,
        now=NOW,
    )


def split(desk: Desk) -> None:
    claim = steps.first_claim(desk.session, desk.article)
    claims.split(desk.session, desk.checker, claim, claim.start + 12, version=claim.version, now=NOW)


def merged(desk: Desk) -> None:
    claims.merge(desk.session, desk.checker, steps.text_claims(desk.session, desk.article)[:2], now=NOW)


def dropped(desk: Desk) -> None:
    claim = steps.first_claim(desk.session, desk.article)
    claims.drop(desk.session, desk.checker, claim, version=claim.version, now=NOW)


def source_kept(desk: Desk) -> Evidence:
    claim = steps.first_claim(desk.session, desk.article)
    finding = Finding(Stance.REFUTES, steps.READ_ON, quote="Das steht dort nicht.")
    details = SourceDetails(title="Amt", url="https://example.org/amt")
    evidence = sources.attach(desk.session, desk.checker, claim, details, finding, now=NOW)
    with TemporaryDirectory() as folder:
        snapshots.paste(desk.session, desk.checker, Path(folder), evidence.source, "Ganz anderes.", now=NOW)
    return evidence


def copy_requested(desk: Desk) -> None:
    snapshots.request(desk.session, desk.checker, source_kept(desk).source, now=NOW)


def looked_at(desk: Desk) -> None:
    def away(_: str) -> jobs.Page:
        raise Unreachable("The host did not answer.")

    source = source_kept(desk).source
    snapshots.look(desk.session, desk.checker, source, jobs.Tools(Path(), away), now=NOW)


def quote_answered(desk: Desk) -> None:
    evidence = source_kept(desk)
    quotes.answer(desk.session, desk.editor, evidence, "Am Telefon gesagt.", version=1, now=NOW)


def job_of(desk: Desk) -> Job:
    job = Job(kind="test", arguments={}, status=JobStatus.WAITING, problem_params={}, created_at=NOW)
    job.created_by_id, job.run_after = desk.checker.id, NOW
    desk.session.add(job)
    desk.session.flush()
    return job


def job_cancelled(desk: Desk) -> None:
    jobs.cancel(desk.session, desk.checker, job_of(desk), now=NOW)


def job_repeated(desk: Desk) -> None:
    job = job_of(desk)
    jobs.cancel(desk.session, desk.checker, job, now=NOW)
    jobs.again(desk.session, desk.checker, job, now=NOW)


def undone(desk: Desk) -> None:
    dropped(desk)
    claims.undo(desk.session, desk.checker, steps.text_of(desk.session, desk.article), now=NOW)


def triaged(desk: Desk) -> None:
    claim = steps.first_claim(desk.session, desk.article)
    progress.triage(desk.session, desk.checker, claim, version=claim.version, now=NOW)


def set_aside(desk: Desk) -> None:
    claim = steps.first_claim(desk.session, desk.article)
    progress.set_aside(desk.session, desk.checker, claim, version=claim.version, now=NOW)


def assigned(desk: Desk) -> None:
    claim = steps.first_claim(desk.session, desk.article)
    progress.assign(desk.session, desk.editor, claim, desk.checker, version=claim.version, now=NOW)


def attached(desk: Desk) -> None:
    steps.attach(desk.session, desk.checker, steps.first_claim(desk.session, desk.article))


def commented(desk: Desk) -> Comment:
    return steps.comment(desk.session, desk.checker, steps.first_claim(desk.session, desk.article))


def comment_deleted(desk: Desk) -> Comment:
    row = commented(desk)
    comments.delete(desk.session, desk.checker, row, version=row.version, now=NOW)
    return row


def comment_resolved(desk: Desk) -> Comment:
    row = commented(desk)
    comments.resolve(desk.session, desk.editor, row, version=row.version, now=NOW)
    return row


def evidence_changed(desk: Desk) -> None:
    evidence = steps.attach(desk.session, desk.checker, steps.first_claim(desk.session, desk.article))
    finding = Finding(Stance.SUPPORTS, steps.READ_ON)
    sources.change(desk.session, desk.checker, evidence, finding, version=evidence.version, now=NOW)


def source_corrected(desk: Desk) -> None:
    evidence = steps.attach(desk.session, desk.checker, steps.first_claim(desk.session, desk.article))
    details = SourceDetails(title="Der richtige Titel", url=evidence.source.url)
    sources.correct(
        desk.session, desk.checker, evidence.source, details, version=evidence.source.version, now=NOW
    )


def removed(desk: Desk) -> None:
    evidence = steps.attach(desk.session, desk.checker, steps.first_claim(desk.session, desk.article))
    sources.remove(desk.session, desk.checker, evidence, now=NOW)


def restored(desk: Desk) -> None:
    evidence = steps.attach(desk.session, desk.checker, steps.first_claim(desk.session, desk.article))
    sources.remove(desk.session, desk.checker, evidence, now=NOW)
    sources.restore(desk.session, desk.checker, evidence, now=NOW)


def shortcuts_set(desk: Desk) -> None:
    shortcuts.change(desk.session, desk.checker, on=False, own={}, now=NOW)


def view_saved(desk: Desk) -> None:
    saved_views.save(desk.session, desk.checker, "Neues", {"view": "new"}, now=NOW)


def view_changed(desk: Desk) -> None:
    view = saved_views.save(desk.session, desk.checker, "Neues", {"view": "new"}, now=NOW)
    saved_views.change(
        desk.session, desk.checker, view, "Neueres", is_shared=True, version=view.version, now=NOW
    )


def view_removed(desk: Desk) -> None:
    view = saved_views.save(desk.session, desk.checker, "Neues", {"view": "new"}, now=NOW)
    saved_views.remove(desk.session, desk.checker, view, version=view.version, now=NOW)


def proposed(desk: Desk) -> None:
    steps.propose(desk.session, desk.checker, steps.first_claim(desk.session, desk.article))


def explained(desk: Desk) -> None:
    claim = steps.first_claim(desk.session, desk.article)
    chosen = steps.rating(desk.session)
    ratings.rate(
        desk.session, desk.checker, claim, chosen, "", "Per Taste.",
        client_id="eins", version=claim.version, now=NOW,
    )  # fmt: skip
    ratings.explain(desk.session, desk.checker, claim, "Darum.", version=claim.version, now=NOW)


def withdrawn(desk: Desk) -> None:
    proposed(desk)
    claim = steps.first_claim(desk.session, desk.article)
    verdicts.take_back(desk.session, desk.checker, claim, version=claim.version, now=NOW)


def approved(desk: Desk) -> None:
    proposed(desk)
    steps.approve(desk.session, desk.editor, steps.first_claim(desk.session, desk.article))


def sent_back(desk: Desk) -> None:
    proposed(desk)
    claim = steps.first_claim(desk.session, desk.article)
    reviews.send_back(desk.session, desk.editor, claim, "Warum?", version=claim.version, now=NOW)


def published(desk: Desk) -> None:
    approved(desk)
    steps.publish(desk.session, desk.editor, steps.first_claim(desk.session, desk.article))


def here(desk: Desk) -> Claim:
    return steps.first_claim(desk.session, desk.article)


def held(desk: Desk) -> Hold:
    return steps.wait(desk.session, desk.checker, here(desk))


def hold_changed(desk: Desk) -> None:
    row = held(desk)
    answered = Waiting(HoldReason.REPLY, asked_whom="Amt", asked_on=steps.READ_ON, answered_on=steps.READ_ON)
    holds.change(desk.session, desk.checker, row, answered, version=row.version, now=NOW)


def resumed(desk: Desk) -> None:
    held(desk)
    holds.resume(desk.session, desk.checker, here(desk), version=here(desk).version, now=NOW)


def due(desk: Desk) -> None:
    planning.set_due(
        desk.session, desk.checker, here(desk), date(2024, 12, 24), version=here(desk).version, now=NOW
    )


def prioritised(desk: Desk) -> None:
    planning.prioritise(
        desk.session, desk.checker, here(desk), Priority.URGENT, version=here(desk).version, now=NOW
    )


def marked_duplicate(desk: Desk) -> None:
    original = steps.text_claims(desk.session, desk.article)[1]
    originals.mark(desk.session, desk.checker, here(desk), original, version=here(desk).version, now=NOW)


def unmarked_duplicate(desk: Desk) -> None:
    marked_duplicate(desk)
    originals.unmark(desk.session, desk.checker, here(desk), version=here(desk).version, now=NOW)


def search_stated(desk: Desk) -> None:
    evidence_rules.state_search(
        desk.session, desk.checker, here(desk), "Nichts dafür.", version=here(desk).version, now=NOW
    )


def step_undone(desk: Desk) -> None:
    triaged(desk)
    retracing.undo_last(desk.session, desk.checker, here(desk), now=NOW)


def sealed(desk: Desk) -> None:
    steps.decide(desk.session, settings.BLIND_REVIEW, value=True)
    proposed(desk)


def review_started(desk: Desk) -> None:
    proposed(desk)
    reviews.start(desk.session, desk.editor, here(desk), version=here(desk).version, now=NOW)


def review_released(desk: Desk) -> None:
    review_started(desk)
    reviews.release(desk.session, desk.editor, here(desk), version=here(desk).version, now=NOW)


def disputed(desk: Desk) -> None:
    proposed(desk)
    steps.dispute(desk.session, desk.editor, here(desk))


def adjudicated(desk: Desk) -> None:
    disputed(desk)
    steps.adjudicate(desk.session, desk.administrator, here(desk), Ruling.SECOND)


def ruled_back(desk: Desk) -> None:
    disputed(desk)
    steps.adjudicate(desk.session, desk.administrator, here(desk), Ruling.SENT_BACK, "Beides zu dünn.")


def verdict_reopened(desk: Desk) -> None:
    approved(desk)
    verdicts.reopen(
        desk.session, desk.editor, here(desk), "Zahl prüfen.", version=here(desk).version, now=NOW
    )


def correction_opened(desk: Desk) -> Correction:
    published(desk)
    return corrections.begin(
        desk.session, desk.editor, here(desk), "Die Zahl war alt.", version=here(desk).version, now=NOW
    )


def correction_reworded(desk: Desk) -> None:
    row = correction_opened(desk)
    corrections.reword(desk.session, desk.editor, row, "Sie war von 2020.", version=row.version, now=NOW)


def correction_abandoned(desk: Desk) -> None:
    correction_opened(desk)
    corrections.abandon(desk.session, desk.editor, here(desk), version=here(desk).version, now=NOW)


def verdict_corrected(desk: Desk) -> None:
    correction_opened(desk)
    steps.propose(desk.session, desk.checker, here(desk), "true")
    steps.approve(desk.session, desk.editor, here(desk))
    steps.publish(desk.session, desk.editor, here(desk))


def retracted(desk: Desk) -> None:
    published(desk)
    corrections.withdraw(
        desk.session, desk.editor, here(desk), "Nicht haltbar.", version=here(desk).version, now=NOW
    )


def upheld(desk: Desk) -> None:
    flag = steps.make_flag(desk.session, desk.article)
    flags.uphold(desk.session, desk.editor, flag, version=flag.version, now=NOW)


def dismissed(desk: Desk) -> None:
    flag = steps.make_flag(desk.session, desk.article)
    flags.dismiss(desk.session, desk.editor, flag, "Das ist belegt.", version=flag.version, now=NOW)


def reword_asked(desk: Desk) -> None:
    flag = steps.make_flag(desk.session, desk.article)
    flags.ask_reword(desk.session, desk.editor, flag, "Nüchterner.", version=flag.version, now=NOW)


def reworded(desk: Desk) -> None:
    flag = steps.make_flag(desk.session, desk.article)
    flags.reword(desk.session, desk.editor, flag, "Vertrauliche", version=flag.version, now=NOW)


def snoozed(desk: Desk) -> None:
    flag = steps.make_flag(desk.session, desk.article)
    until = NOW.date() + timedelta(days=2)
    flags.snooze(desk.session, desk.editor, flag, until, version=flag.version, now=NOW)


def bulk_undone(desk: Desk) -> None:
    event = learning_steps.bulk_dismissed(desk.session, desk.editor)
    flag_bulk.undo(desk.session, desk.editor, event, now=NOW)


def rule_confirmed(desk: Desk) -> Rule:
    rule = learning_steps.proposed(desk.session, desk.editor)
    learning_steps.confirm(desk.session, desk.editor, rule)
    return rule


def rule_rejected(desk: Desk) -> None:
    rule = learning_steps.proposed(desk.session, desk.editor)
    rules.reject(desk.session, desk.editor, rule, version=rule.version, now=NOW)


def word_added(desk: Desk) -> None:
    learning_steps.save(desk.session, desk.administrator, learning_steps.change("brückenzoff"))


def word_removed(desk: Desk) -> None:
    removed = learning_steps.change("skandal", WordChange.REMOVED)
    learning_steps.save(desk.session, desk.administrator, removed)


def word_taken_back(desk: Desk) -> None:
    word_removed(desk)
    row = desk_words.in_force(desk.session)[0]
    desk_words.take_back(desk.session, desk.administrator, row, version=row.version, now=NOW)


def flag_reopened(desk: Desk) -> None:
    flag = steps.make_flag(desk.session, desk.article)
    flags.uphold(desk.session, desk.editor, flag, version=flag.version, now=NOW)
    flags.reopen(desk.session, desk.editor, flag, version=flag.version, now=NOW)


def replaced(desk: Desk, text: str | None = None) -> None:
    prepared = article_versions.prepare(desk.article, text or factories.TEXT.replace("800.000", "900"))
    article_versions.replace(desk.session, desk.checker, desk.article, prepared, base=1, now=NOW)


def replaced_under_verdict(desk: Desk) -> None:
    proposed(desk)
    replaced(desk, factories.TEXT.replace("Geheime", "Offene"))


def decided_on(decision: CarryDecision) -> Callable[[Desk], Carryover]:
    def act(desk: Desk) -> Carryover:
        replaced(desk)
        row = carryovers.pending(desk.session, desk.article)[0]
        carryovers.decide(desk.session, desk.checker, row, decision, version=row.version, now=NOW)
        return row

    return act


def carry_undone(desk: Desk) -> None:
    row = decided_on(CarryDecision.CARRIED)(desk)
    carryovers.undo(desk.session, desk.checker, row, version=row.version, now=NOW)


def token_revoked(desk: Desk) -> None:
    made = tokens.create(desk.session, desk.checker, "CMS", [Act.READ], now=NOW)
    tokens.revoke(desk.session, desk.checker, made.token, now=NOW)


def exported(desk: Desk) -> None:
    exports.note(desk.session, desk.checker, "csv", ClaimFilter(kind=ClaimKind.TIME), now=NOW)


def settings_changed(desk: Desk) -> None:
    seen = settings.current(desk.session).version
    settings.change(desk.session, desk.administrator, {"review.blind": True}, version=seen, now=NOW)


def scale_loaded(desk: Desk) -> None:
    for row in verdicts.scale(desk.session):
        desk.session.delete(row)
    seeding.load_ratings(desk.session, shipped("seeds") / "ratings.json", now=NOW)


def uploaded(desk: Desk) -> CheckImport:
    with TemporaryDirectory() as folder:
        return imports.add(
            desk.session, desk.editor, b"claim,rating\nEs regnet,falsch", "x.csv", None, Path(folder), now=NOW
        )


def columns_chosen(desk: Desk) -> None:
    row = uploaded(desk)
    mapping = {CheckField.CLAIM_TEXT: "claim"}
    imports.choose(desk.session, desk.editor, row, mapping, version=row.version, now=NOW)


def import_started(desk: Desk) -> None:
    row = uploaded(desk)
    imports.start(desk.session, desk.editor, row, version=row.version, now=NOW)


def import_discarded(desk: Desk) -> None:
    row = uploaded(desk)
    imports.discard(desk.session, desk.editor, row, Path("/nowhere"), version=row.version, now=NOW)


def word_decided(desk: Desk) -> None:
    rating_words.decide(
        desk.session, desk.editor, "Prüfer", "Vier Lügen", steps.rating(desk.session), now=NOW
    )


def names_merged(desk: Desk) -> Claimant:
    claimants.meet(desk.session, ["Belousov", "Andrei Belousov"], now=NOW)
    row = claimants.by_name(desk.session, ClaimantKind.PERSON, "Belousov")
    assert row is not None
    claimants.merge(desk.session, desk.editor, row, "Andrei Belousov", version=row.version, now=NOW)
    return row


def names_separated(desk: Desk) -> None:
    row = names_merged(desk)
    claimants.separate(desk.session, desk.editor, row, version=row.version, now=NOW)


def suggested(desk: Desk) -> Match:
    """A suggestion for the first claim that was checked before."""
    claim = steps.first_claim(desk.session, desk.article)
    checks.store(desk.session, [CheckDraft(claim.quote, "de")], now=NOW)
    match_decisions.suggest(desk.session, [claim], now=NOW)
    [match] = match_decisions.of_claim(desk.session, claim)
    return match


def match_confirmed(desk: Desk) -> None:
    match = suggested(desk)
    match_decisions.confirm(desk.session, desk.checker, match, version=match.version, now=NOW)


def match_rejected(desk: Desk) -> None:
    match = suggested(desk)
    match_decisions.reject(desk.session, desk.checker, match, version=match.version, now=NOW)


def match_reopened(desk: Desk) -> None:
    match = suggested(desk)
    match_decisions.confirm(desk.session, desk.checker, match, version=match.version, now=NOW)
    match_decisions.reopen(desk.session, desk.checker, match, version=match.version, now=NOW)


def twin(desk: Desk) -> Claim:
    """A claim that says the same as one of the article."""
    text = f"{steps.text_of(desk.session, desk.article).text}\nNoch ein Satz."
    again = factories.make_article(desk.session, desk.checker, text, title="Nochmals")
    return next(
        claim for claim in steps.text_claims(desk.session, again) if duplicates.leaders(desk.session, [claim])
    )


def kept_apart(desk: Desk) -> None:
    duplicates.keep_apart(desk.session, desk.checker, twin(desk), now=NOW)


def put_together(desk: Desk) -> None:
    claim = twin(desk)
    duplicates.keep_apart(desk.session, desk.checker, claim, now=NOW)
    duplicates.put_together(desk.session, desk.checker, claim, now=NOW)


SCENARIOS: dict[str, Callable[[Desk], object]] = {
    "user.created": user_created,
    "user.changed": user_changed,
    "user.password_set": password_set,
    "user.shortcuts_set": shortcuts_set,
    "user.signed_in": attempt,
    "user.sign_in_failed": lambda desk: attempt(desk, "falsch"),
    "user.signed_out": signed_out,
    "article.added": lambda desk: factories.make_article(desk.session, desk.checker, "Ein zweiter Text."),
    "article.corrected": corrected,
    "article.analysed": lambda desk: articles.analyse_again(
        desk.session, desk.checker, desk.article, now=NOW
    ),
    "article.replaced": replaced,
    "claim.text_changed": replaced_under_verdict,
    "claim.carried": decided_on(CarryDecision.CARRIED),
    "claim.renewed": decided_on(CarryDecision.RENEWED),
    "claim.left": decided_on(CarryDecision.LEFT),
    "claim.carry_undone": carry_undone,
    "token.created": token_revoked,
    "token.revoked": token_revoked,
    "article.archived": lambda desk: articles.archive(desk.session, desk.editor, desk.article, now=NOW),
    "article.reopened": reopened,
    "article.signed_off": lambda desk: approvals.sign_off(
        desk.session, desk.editor, desk.article, "Eilt.", now=NOW
    ),
    "article.sign_off_withdrawn": sign_off_withdrawn,
    "claim.created": marked,
    "claim.changed": changed,
    "claim.split": split,
    "claim.merged": merged,
    "claim.dropped": dropped,
    "claim.edit_undone": undone,
    "claim.triaged": triaged,
    "claim.set_aside": set_aside,
    "claim.assigned": assigned,
    "claim.research_started": attached,
    "comment.added": commented,
    "comment.edited": lambda desk: comments.edit(
        desk.session, desk.checker, row := commented(desk), "Anders.", version=row.version, now=NOW
    ),
    "comment.deleted": comment_deleted,
    "comment.restored": lambda desk: comments.restore(
        desk.session, desk.checker, comment_deleted(desk), now=NOW
    ),
    "comment.resolved": comment_resolved,
    "comment.reopened": lambda desk: comments.reopen(
        desk.session, desk.checker, row := comment_resolved(desk), version=row.version, now=NOW
    ),
    "evidence.added": attached,
    "evidence.changed": evidence_changed,
    "evidence.removed": removed,
    "evidence.restored": restored,
    "source.corrected": source_corrected,
    "claim.held": held,
    "claim.hold_changed": hold_changed,
    "claim.resumed": resumed,
    "claim.due_set": due,
    "claim.prioritised": prioritised,
    "claim.marked_duplicate": marked_duplicate,
    "claim.unmarked_duplicate": unmarked_duplicate,
    "claim.search_stated": search_stated,
    "claim.step_undone": step_undone,
    "verdict.proposed": proposed,
    "verdict.explained": explained,
    "verdict.sealed": sealed,
    "review.started": review_started,
    "review.released": review_released,
    "verdict.disputed": disputed,
    "verdict.adjudicated": adjudicated,
    "verdict.ruled_back": ruled_back,
    "verdict.reopened": verdict_reopened,
    "verdict.corrected": verdict_corrected,
    "verdict.retracted": retracted,
    "correction.opened": correction_opened,
    "correction.reworded": correction_reworded,
    "correction.abandoned": correction_abandoned,
    "verdict.withdrawn": withdrawn,
    "verdict.approved": approved,
    "verdict.sent_back": sent_back,
    "verdict.published": published,
    "claim.kept_apart": kept_apart,
    "claim.put_together": put_together,
    "match.confirmed": match_confirmed,
    "match.rejected": match_rejected,
    "match.reopened": match_reopened,
    "flag.upheld": upheld,
    "flag.dismissed": dismissed,
    "flag.reopened": flag_reopened,
    "flag.reword_asked": reword_asked,
    "flag.reworded": reworded,
    "flag.snoozed": snoozed,
    "flag.bulk_decided": lambda desk: learning_steps.bulk_dismissed(desk.session, desk.editor),
    "flag.bulk_undone": bulk_undone,
    "rule.proposed": lambda desk: learning_steps.proposed(desk.session, desk.editor),
    "rule.confirmed": rule_confirmed,
    "rule.rejected": rule_rejected,
    "rule.retired": lambda desk: learning_steps.retire(desk.session, desk.editor, rule_confirmed(desk)),
    "rule.doubted": lambda desk: learning_steps.doubted(desk.session, desk.editor),
    "rule.applied": lambda desk: learning_steps.applied(desk.session, desk.editor, rule_confirmed(desk)),
    "word.added": word_added,
    "word.removed": word_removed,
    "word.taken_back": word_taken_back,
    "view.saved": view_saved,
    "view.changed": view_changed,
    "view.removed": view_removed,
    "export.made": exported,
    "job.cancelled": job_cancelled,
    "job.repeated": job_repeated,
    "settings.changed": settings_changed,
    "check_import.added": uploaded,
    "check_import.mapped": columns_chosen,
    "check_import.started": import_started,
    "check_import.discarded": import_discarded,
    "check_import.finished": lambda desk: imports.finish(desk.session, desk.editor, uploaded(desk), now=NOW),
    "claimant.merged": names_merged,
    "claimant.separated": names_separated,
    "claimant.caught_up": lambda desk: claimants.catch_up(desk.session, desk.editor, now=NOW),
    "rating_word.decided": word_decided,
    "snapshot.requested": copy_requested,
    "snapshot.all_requested": lambda desk: snapshots.request_all(desk.session, desk.editor, now=NOW),
    "snapshot.kept": source_kept,
    "source.looked_at": looked_at,
    "quote.answered": quote_answered,
    "rating_scale.loaded": scale_loaded,
}


@pytest.mark.parametrize("event", audit.EVENTS)
def test_every_event_of_the_catalogue_is_produced_by_its_act_and_the_chain_holds(
    desk: Desk, event: str
) -> None:
    desk.session.commit()
    last = desk.session.scalar(select(func.max(AuditEvent.id))) or 0
    SCENARIOS[event](desk)
    desk.session.commit()
    desk.session.expire_all()
    made = desk.session.scalars(
        select(AuditEvent).where(AuditEvent.id > last, AuditEvent.name == event)
    ).all()
    assert made, f"nothing recorded {event}"
    assert (made[-1].at, frozenset(made[-1].detail)) == (NOW, audit.EVENTS[event].keys)
    assert audit.EVENTS[event].sentence % made[-1].detail
    assert not list(audit.broken_links(desk.session))


def test_no_scenario_is_about_an_event_that_is_gone() -> None:
    assert SCENARIOS.keys() == audit.EVENTS.keys()


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("claim.invented", {}),
        ("claim.assigned", {}),
        ("claim.triaged", {"assignee": "Carl"}),
        ("flag.dismissed", {"quote": "Sensation"}),
    ],
    ids=["unknown", "key missing", "key too many", "one of two"],
)
def test_an_event_that_is_not_as_in_the_catalogue_is_a_mistake_of_the_code(
    session: Session, checker: User, name: str, detail: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="catalogue"):
        audit.record(session, checker, name, checker, now=NOW, **detail)
    assert not steps.events(session)


# What of a row somebody with access to the database could try to change.
FORGERIES: dict[str, Callable[[AuditEvent], dict[str, object]]] = {
    "time": lambda event: {"at": event.at + timedelta(seconds=1)},
    "actor": lambda _: {"actor_id": None},
    "name": lambda _: {"name": "user.signed_out"},
    "subject": lambda event: {"subject_id": event.subject_id + 1},
    "table": lambda _: {"subject_type": "claim"},
    "detail": lambda event: {"detail": {**event.detail, "more": 1}},
    "hash": lambda _: {"hash": "f" * 64},
    "link": lambda _: {"previous_hash": "e" * 64},
}


@pytest.fixture
def log(session: Session, checker: User) -> list[AuditEvent]:
    """Five events in a row."""
    return [
        audit.record(
            session, checker, "export.made", checker, now=NOW, format="csv", filters={"kind": str(number)}
        )
        for number in range(5)
    ]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_changed_row_is_found(session: Session, log: list[AuditEvent], forgery: str) -> None:
    session.execute(update(AuditEvent).where(AuditEvent.id == log[2].id).values(FORGERIES[forgery](log[2])))
    session.expire_all()
    assert log[2].id in list(audit.broken_links(session))


@pytest.mark.parametrize("gone", [0, 2, 3])
def test_a_deleted_row_is_found_at_the_row_after_it(
    session: Session, log: list[AuditEvent], gone: int
) -> None:
    ids = [event.id for event in log]
    session.execute(delete(AuditEvent).where(AuditEvent.id == ids[gone]))
    session.expire_all()
    assert list(audit.broken_links(session)) == [ids[gone + 1]]


def test_a_row_put_in_between_is_found(session: Session, log: list[AuditEvent]) -> None:
    forged = AuditEvent(
        id=log[-1].id + 1,
        at=NOW,
        actor_id=None,
        name="user.signed_in",
        subject_type="user",
        subject_id=1,
        detail={},
        previous_hash="d" * 64,
        hash="d" * 64,
    )
    session.add(forged)
    session.flush()
    assert list(audit.broken_links(session)) == [forged.id]


def test_an_untouched_log_and_an_empty_one_hold(session: Session, checker: User) -> None:
    assert not list(audit.broken_links(session))
    audit.record(session, checker, "user.signed_in", checker, now=NOW)
    session.commit()
    session.expire_all()
    assert not list(audit.broken_links(session))


def test_a_moment_given_in_another_zone_and_text_of_any_script_keep_the_chain(
    session: Session, checker: User
) -> None:
    vienna = datetime(2024, 7, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    audit.record(
        session, checker, "user.changed", checker, now=vienna, full_name="İ ß 🕊 \u2028", changes={"ä": "„“"}
    )
    session.commit()
    session.expire_all()
    assert not list(audit.broken_links(session))
    assert session.scalars(select(AuditEvent.at)).one() == vienna


def test_an_act_that_is_rolled_back_leaves_no_event(session: Session, checker: User) -> None:
    session.commit()
    audit.record(session, checker, "user.signed_in", checker, now=NOW)
    session.rollback()
    assert not steps.events(session)


def test_writers_at_the_same_time_do_not_fork_the_chain(database: Database) -> None:
    with database.writing() as session:
        factories.make_user(session, "carl")
        session.commit()

    def write() -> None:
        for _ in range(10):
            with database.writing() as session:
                user = session.scalars(select(User)).one()
                audit.record(session, user, "user.signed_in", user, now=NOW)
                session.commit()

    at_once(*[write] * 4)
    with database.reading() as session:
        assert len(steps.events(session)) == 40
        assert not list(audit.broken_links(session))


def test_the_history_of_some_rows_is_newest_first_and_holds_nothing_else(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    progress.triage(session, checker, claim, version=claim.version, now=NOW)
    progress.assign(session, editor, claim, checker, version=claim.version, now=NOW)
    audit.record(session, editor, "user.signed_in", editor, now=NOW)
    names = [event.name for event in audit.history(session, [("claim", claim.id), ("article", article.id)])]
    assert names == ["claim.assigned", "claim.triaged", "article.added"]
    assert [event.name for event in audit.history(session, [("claim", claim.id)], limit=1)] == names[:1]


def test_the_log_is_read_page_by_page_without_gap_or_repetition(
    session: Session, log: list[AuditEvent]
) -> None:
    first = audit.latest(session, limit=3)
    second = audit.latest(session, before=first[-1].id, limit=3)
    assert first + second == log[::-1]
