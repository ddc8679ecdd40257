"""Background work: how far it is, stopping it, trying it again."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Job, JobStatus
from factcheck.services import jobs
from factcheck.services.access import Act
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.details import shown
from factcheck.web.forms.base import ActForm

blueprint = Blueprint("jobs", __name__)

# Kind -> the address of the page where a person goes on once its work is done.
PLACES: dict[str, Callable[[Job], str]] = {
    "import.checks": lambda job: url_for("imports.show", import_id=job.arguments["import"]),
}


@blueprint.get("/jobs")
@requires(Act.READ)
def show_all() -> str:
    """All background work, newest first."""
    rows = jobs.listed(g.session, before=request.args.get("before", type=int))
    following = url_for("jobs.show_all", before=rows[jobs.PAGE - 1].id) if len(rows) > jobs.PAGE else None
    return render_template("jobs/list.html", rows=rows[: jobs.PAGE], following=following)


@blueprint.get("/jobs/<int:job_id>")
@requires(Act.READ)
def show(job_id: int) -> str:
    """One job; without script the page asks again by itself."""
    return render_template("jobs/show.html", job=jobs.get(g.session, job_id))


@blueprint.get("/jobs/<int:job_id>/progress")
@requires(Act.READ)
def progress(job_id: int) -> str:
    """Only the part of a page that shows a job, for the script that asks again and again."""
    return render_template("jobs/_job.html", job=jobs.get(g.session, job_id))


@blueprint.post("/jobs/<int:job_id>/<any(cancel,again):act>")
@requires(Act.READ)
def act_on(job_id: int, act: str) -> Response:
    """Stop a job, or try it again."""
    form = ActForm()
    address = came_from(url_for("jobs.show", job_id=job_id))
    service, message = {
        "cancel": (jobs.cancel, gettext("The work is being stopped; what was done stays.")),
        "again": (jobs.again, gettext("The work is tried again.")),
    }[act]
    if not succeeds(form, lambda: service(g.session, actor(), jobs.get(g.session, job_id), now=moment())):
        return failed(form, address)
    return done(message, address)


def title(job: Job) -> str:
    """What a job does, in the reader's language."""
    kind = jobs.KINDS.get(job.kind)
    return _filled(kind.title, job.arguments) if kind else job.kind


def outcome(job: Job) -> str:
    """What came of a job, in the reader's language; empty while that is unknown."""
    kind = jobs.KINDS.get(job.kind)
    if job.status is JobStatus.DONE and kind and kind.outcome:
        return _filled(kind.outcome, job.arguments | (job.result or {}))
    return _filled(job.problem, job.problem_params) if job.problem else ""


def place(job: Job) -> str | None:
    """The page where a person goes on once the work is done."""
    return PLACES[job.kind](job) if job.kind in PLACES else None


def _filled(sentence: str, params: dict[str, Any]) -> str:
    said: str = gettext(sentence)
    return said % {key: shown(key, value) for key, value in params.items()} if params else said


@blueprint.app_context_processor
def _words() -> dict[str, Callable[..., Any]]:
    """What the partial of a job needs wherever it is included."""
    return {
        "job_title": title,
        "job_outcome": outcome,
        "job_place": place,
        "job_is_steered": lambda job: jobs.may_steer(actor(), job),
    }
