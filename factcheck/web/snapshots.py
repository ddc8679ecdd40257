"""Kept copies of sources: asking for them, bringing them in, looking at them safely."""

from pathlib import Path

from flask import Blueprint, current_app, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.formats import copies
from factcheck.models import Snapshot
from factcheck.services import quote_views, snapshot_files, snapshots, sources
from factcheck.services.access import Act
from factcheck.services.errors import NotFound
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm
from factcheck.web.forms.snapshots import PasteForm, UploadForm
from factcheck.web.source_page import page

blueprint = Blueprint("snapshots", __name__)
Page = tuple[str, int]

# A foreign page is shown within one of ours, cut off from everything: no script, no style, no picture, no
# form, no other page; `sandbox` takes its origin away.
FOREIGN = "; ".join(
    ("default-src 'none'", "sandbox", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'")
)
PICTURE = "default-src 'none'; sandbox; frame-ancestors 'none'"


@blueprint.post("/sources/<int:source_id>/copy")
@requires(Act.EVIDENCE_EDIT)
def request_copy(source_id: int) -> Response:
    """Have a page fetched, or looked at again."""
    form = ActForm()
    address = came_from(_address(source_id))

    def act() -> None:
        snapshots.request(g.session, actor(), sources.get_source(g.session, source_id), now=moment())

    if not succeeds(form, act):
        return failed(form, address)
    return done(gettext("The page is being fetched."), address)


@blueprint.post("/sources/look-again")
@requires(Act.JOB_MANAGE)
def request_all() -> Response:
    """Have every kept page that is evidence looked at again."""
    form = ActForm()
    if not succeeds(form, lambda: snapshots.request_all(g.session, actor(), now=moment())):
        return failed(form, url_for("sources.show_all"))
    return done(gettext("All sources are being looked at again."), url_for("jobs.show_all"))


@blueprint.post("/sources/<int:source_id>/upload")
@requires(Act.EVIDENCE_EDIT)
def upload(source_id: int) -> Response | Page:
    """Keep a file as a copy."""
    form = UploadForm()

    def act() -> None:
        source, file = sources.get_source(g.session, source_id), form.file.data
        snapshots.upload(
            g.session, actor(), _instance(), source, file.read(), file.filename or "", now=moment()
        )

    if not succeeds(form, act):
        return page(source_id, upload=form), form_status()
    return done(gettext("The copy is kept."), _address(source_id))


@blueprint.post("/sources/<int:source_id>/paste")
@requires(Act.EVIDENCE_EDIT)
def paste(source_id: int) -> Response | Page:
    """Keep pasted text as a copy."""
    form = PasteForm()

    def act() -> None:
        source = sources.get_source(g.session, source_id)
        snapshots.paste(g.session, actor(), _instance(), source, form.text.data, now=moment())

    if not succeeds(form, act):
        return page(source_id, paste=form), form_status()
    return done(gettext("The copy is kept."), _address(source_id))


@blueprint.get("/snapshots/<int:snapshot_id>")
@requires(Act.READ)
def show(snapshot_id: int) -> str:
    """A copy: where it came from, its readable text, the page as it was or the picture."""
    snapshot = snapshots.get(g.session, snapshot_id)
    text = snapshot_files.text(_instance(), snapshot.text_hash) if snapshot.text_hash else None
    return render_template(
        "snapshots/show.html",
        snapshot=snapshot,
        text=text,
        kind=_kind(snapshot),
        before=snapshots.before(g.session, snapshot) if text else None,
    )


@blueprint.get("/snapshots/<int:snapshot_id>/difference")
@requires(Act.READ)
def difference(snapshot_id: int) -> str:
    """What changed in a page since the copy before."""
    snapshot = snapshots.get(g.session, snapshot_id)
    before = snapshots.before(g.session, snapshot)
    if before is None or not before.text_hash or not snapshot.text_hash:
        raise NotFound("There is no earlier text to compare this copy with.")
    old, new = (snapshot_files.text(_instance(), row) for row in (before.text_hash, snapshot.text_hash))
    return render_template(
        "snapshots/difference.html", snapshot=snapshot, before=before, pieces=quote_views.changes(old, new)
    )


@blueprint.get("/snapshots/<int:snapshot_id>/page")
@requires(Act.READ)
def foreign(snapshot_id: int) -> Response:
    """The page as it was, without scripts and whatever calls elsewhere; only to be framed by our own."""
    snapshot = snapshots.get(g.session, snapshot_id)
    if _kind(snapshot) != copies.HTML:
        raise NotFound("This copy is no web page.")
    clean = copies.harmless(snapshot_files.body(_instance(), snapshot.content_hash))
    if clean is None:
        raise NotFound("This page is too large to be shown; its readable text is.")
    body = render_template("snapshots/foreign.html", source=snapshot.source, clean=clean)
    return Response(body, mimetype="text/html", headers={"Content-Security-Policy": FOREIGN})


@blueprint.get("/snapshots/<int:snapshot_id>/original")
@requires(Act.READ)
def original(snapshot_id: int) -> Response:
    """The bytes as they came: pictures to be looked at, everything else to be downloaded."""
    snapshot = snapshots.get(g.session, snapshot_id)
    body, kind = snapshot_files.body(_instance(), snapshot.content_hash), _kind(snapshot)
    if kind in copies.PICTURES:
        return Response(body, mimetype=kind, headers={"Content-Security-Policy": PICTURE})
    ending = {copies.PDF: "pdf", copies.TEXT: "txt"}.get(kind, "html")
    answer = Response(body, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="copy-{snapshot.id}.{ending}"'
    return answer


def _kind(snapshot: Snapshot) -> str:
    return snapshot.content_type.partition(";")[0].strip().lower()


def _instance() -> Path:
    folder: Path = current_app.extensions["factcheck"].instance
    return folder


def _address(source_id: int) -> str:
    return url_for("sources.edit", source_id=source_id, _anchor="copies")
