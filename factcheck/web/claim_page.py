"""The page of one claim, put together from sections that stand on their own.

A section is a partial template `claims/_<noun>.html` and a function `(claim) -> context` in `SECTIONS`;
a new noun on the page adds one of each and touches no other.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import g, render_template
from flask_login import current_user

from factcheck.models import Claim, Verdict, VerdictOutcome
from factcheck.services import (
    audit,
    comments,
    corrections,
    evidence_rules,
    match_decisions,
    presence,
    progress,
    quote_views,
    quotes,
    reviews,
    sources,
    surroundings,
    verdicts,
)
from factcheck.web.acts import actor, moment
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm, Form, VersionedForm
from factcheck.web.forms.claims import AssignForm, ReshapeForm, SplitForm
from factcheck.web.forms.comments import CommentForm, EditCommentForm
from factcheck.web.forms.evidence import EvidenceForm, FindingForm, VerdictForm
from factcheck.web.forms.planning import DuplicateForm, HoldForm, PlanForm, SearchForm
from factcheck.web.forms.rating import ExplainForm
from factcheck.web.forms.reviews import AdjudicateForm, JudgeForm, ReopenForm, SendBackForm
from factcheck.web.forms.snapshots import AnswerForm
from factcheck.web.passages import paragraphs
from factcheck.web.presence import also_here

Page = tuple[str, int]
Context = Mapping[str, Any]


def page(
    claim: Claim,
    finding: tuple[int, Form] | None = None,
    remark: tuple[int, Form] | None = None,
    hold_form: Form | None = None,
    **forms: Form,
) -> str:
    """The page of a claim; forms that were refused are shown as they were filled in.

    `finding` is the refused correction of a piece of evidence, `remark` that of a comment, with its id;
    `hold_form` that of what the claim waits for.
    """
    context: dict[str, Any] = {"claim": claim}
    for section in SECTIONS:
        context.update(section(claim))
    context["forms"] = fresh_forms(claim, context["verdicts"]) | forms
    if hold_form is not None:
        context["hold_form"] = hold_form
    if finding:
        context["finding_forms"] |= dict([finding])
    if remark:
        context["comment_forms"] |= dict([remark])
    return render_template("claims/show.html", **context)


def again(claim_id: int, **forms: Form) -> Page:
    """The claim's page after a refusal, with what was typed; its version is the newest, to send again."""
    claim = surroundings.whole(g.session, claim_id)
    for form in forms.values():
        if "version" in form:
            form["version"].data, form["version"].raw_data = claim.version, None
    return page(claim, **forms), form_status()


def fresh_forms(claim: Claim, given: Sequence[Verdict]) -> dict[str, Form]:
    """All forms of the page as they begin; `given` are the claim's verdicts, newest first."""
    return {
        "act": VersionedForm(formdata=None, version=claim.version),
        "remove": ActForm(formdata=None),
        "reshape": ReshapeForm(formdata=None, obj=claim),
        "split": SplitForm(formdata=None, version=claim.version),
        "evidence": EvidenceForm(formdata=None),
        "verdict": VerdictForm(formdata=None, version=claim.version, **_own_last_words(given)),
        "send_back": SendBackForm(formdata=None, version=claim.version),
        "explain": ExplainForm(formdata=None, version=claim.version),
        "assign": AssignForm(formdata=None, version=claim.version),
        "comment": CommentForm(formdata=None),
        "judge": JudgeForm(formdata=None, version=claim.version),
        "adjudicate": AdjudicateForm(formdata=None, version=claim.version),
        "reopen": ReopenForm(formdata=None, version=claim.version),
        "plan": PlanForm(formdata=None, obj=claim),
        "hold": HoldForm(formdata=None, version=claim.version),
        "duplicate": DuplicateForm(formdata=None, version=claim.version),
        "search": SearchForm(formdata=None, obj=claim),
    }


def _in_context(claim: Claim) -> Context:
    version = claim.article_version
    near = surroundings.around(g.session, claim)
    return {
        "version": version,
        "context": paragraphs(version.text, [claim], start=near.start, end=near.end),
        "nested": near.sharing,
        "following": near.following,
        "repeated": near.repeated,
    }


def _progress(claim: Claim) -> Context:
    company = presence.company(g.session, actor(), claim, now=moment())
    return {
        "possible": progress.possible(claim, actor()),
        "is_open": claim.status in progress.OPEN and claim.dropped_at is None,
        "people": company.people,
        "here": also_here(company.here),
    }


def _evidence(claim: Claim) -> Context:
    evidence = sources.evidence_of(g.session, claim)
    checks = quotes.checks_of(g.session, evidence)
    return {
        "evidence": evidence,
        "quote_views": {key: quote_views.view(row) for key, row in checks.items()},
        "answer_forms": {
            key: AnswerForm(formdata=None, obj=row) for key, row in checks.items() if quotes.warns(row)
        },
        "answerable": {row.id for row in evidence if quotes.may_answer(actor(), row)},
        "value_checks": quote_views.values(claim, evidence),
        "rules": evidence_rules.of_claim(g.session, claim, evidence),
        "finding_forms": {row.id: FindingForm(obj=row, formdata=None) for row in evidence},
        "history": audit.history(
            g.session, [("claim", claim.id), *(("source", row.source_id) for row in evidence)]
        ),
    }


def _verdict(claim: Claim) -> Context:
    given = verdicts.all_of(g.session, claim, actor())
    ratings = verdicts.scale(g.session, active_only=False)
    g.scale = {rating.key: rating for rating in ratings}  # what the history needs of them too
    standing = (verdict for verdict in given if verdict.outcome is not VerdictOutcome.SUPERSEDED)
    judged_twice = any(verdict.second_reviewer_id or verdict.adjudicator_id for verdict in given)
    return {
        "verdict": next(standing, None),
        "verdicts": given,
        "bare": any(row.bare and row.outcome is VerdictOutcome.PROPOSED for row in given),
        "scale": [rating for rating in ratings if rating.is_active],
        "reviews": {row.verdict_id: row for row in (reviews.of(g.session, claim) if judged_twice else [])},
        "corrections": corrections.of(g.session, claim),
        **_second_look(claim, given),
    }


def _second_look(claim: Claim, given: Sequence[Verdict]) -> Context:
    """What this person may know of a verdict that waits for its second look, and whether it is theirs."""
    open_to_me = next((row for row in given if row.outcome is VerdictOutcome.PROPOSED), None)
    waiting = claim.status in progress.UNDER_REVIEW
    mine = open_to_me is not None and open_to_me.author_id == current_user.user_id
    taken_by = claim.reviewer if claim.reviewer_id != current_user.user_id else None
    return {
        "waiting": waiting,
        "sealed": waiting and (open_to_me is None or open_to_me.sealed),
        "mine": waiting and mine,
        "taken_by": taken_by,
        "may_review": waiting and not mine and taken_by is None and current_user.may("verdict_review"),
    }


def _planning(claim: Claim) -> Context:
    waited = claim.holds
    return {"holds": waited, "hold_form": HoldForm(formdata=None, obj=waited[0]) if waited else None}


def _comments(claim: Claim) -> Context:
    threads = comments.threads(g.session, actor(), claim)
    rows = [row for thread in threads for row in (thread.first, *thread.answers)]
    mine = [row for row in rows if row.author_id == current_user.user_id and row.deleted_at is None]
    return {
        "threads": threads,
        "comment_forms": {row.id: EditCommentForm(obj=row, formdata=None) for row in mine},
    }


def _checked_before(claim: Claim) -> Context:
    return {"matches": match_decisions.of_claim(g.session, claim)}


def _original(claim: Claim) -> Context:
    """A duplicate shows the verdict that was published on its original."""
    original = progress.get(g.session, claim.duplicate_of_id) if claim.duplicate_of_id else None
    given = verdicts.all_of(g.session, original) if original else []
    return {"answered_with": verdicts.public(given)}


def _own_last_words(given: Sequence[Verdict]) -> dict[str, str]:
    """What this person last said in a verdict that was sent back or taken back, to go on from there."""
    last = next(iter(given), None)
    if last is None or last.author_id != current_user.user_id:
        return {}
    return {"rating": last.rating.key, "summary": last.summary}


SECTIONS: tuple[Callable[[Claim], Context], ...] = (
    _in_context,
    _progress,
    _evidence,
    _verdict,
    _comments,
    _checked_before,
    _original,
    _planning,
)
