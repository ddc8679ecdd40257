"""Comments on a claim: writing, correcting, deleting, settling."""

from flask import Blueprint, g, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.services import comments, progress
from factcheck.services.access import Act
from factcheck.services.errors import NotAllowed
from factcheck.web import clashes
from factcheck.web.acts import actor, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.claim_page import again, page
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm, VersionedForm
from factcheck.web.forms.comments import CommentForm, EditCommentForm
from factcheck.web.numbers import row_number

blueprint = Blueprint("comments", __name__)
Page = tuple[str, int]


@blueprint.post("/claims/<int:claim_id>/comments")
@requires(Act.COMMENT)
def add(claim_id: int) -> Response | Page:
    """Say something about a claim."""
    form = CommentForm()

    def act() -> None:
        answered = form.reply_to.data
        comments.add(
            g.session,
            actor(),
            progress.get(g.session, claim_id),
            form.text.data,
            reply_to=comments.get(g.session, row_number(answered)) if answered else None,
            now=moment(),
        )

    if not succeeds(form, act):
        return again(claim_id, comment=form)
    return done(gettext("The comment stands on the claim."), _address(claim_id))


@blueprint.post("/comments/<int:comment_id>")
@requires(Act.COMMENT)
def edit(comment_id: int) -> Response | Page:
    """Correct one's own comment."""
    form = EditCommentForm()

    def act() -> None:
        comment = comments.get(g.session, comment_id)
        comments.edit(g.session, actor(), comment, form.text.data, version=form.version.data, now=moment())

    row = comments.get(g.session, comment_id)
    if clashes.gives_way():
        return clashes.give_way(form, _address(row.claim_id), title=row.claim.label)
    changed = clashes.corrects(form, lambda: _as_it_is(comment_id), act)
    row = comments.get(g.session, comment_id)
    if changed:
        return done(gettext("The comment is corrected."), _address(row.claim_id))
    if isinstance(g.get("refusal"), NotAllowed):
        raise g.refusal  # somebody else's comment has no form that could say so
    form.version.data, form.version.raw_data = row.version, None
    return page(row.claim, remark=(comment_id, form)), form_status()


@blueprint.post("/comments/<int:comment_id>/<any(delete,resolve,reopen):act>")
@requires(Act.COMMENT)
def act_on(comment_id: int, act: str) -> Response:
    """Delete one's own comment, or settle or reopen a thread."""
    form = VersionedForm()
    address = _address(comments.get(g.session, comment_id).claim_id)
    service, message = {
        "delete": (comments.delete, gettext("The comment is deleted.")),
        "resolve": (comments.resolve, gettext("The thread is settled.")),
        "reopen": (comments.reopen, gettext("The thread is open again.")),
    }[act]

    def do() -> None:
        comment = comments.get(g.session, comment_id)
        service(g.session, actor(), comment, version=form.version.data, now=moment())

    if not succeeds(form, do):
        return failed(form, address)
    return done(message, address, undo=f"comment {comment_id} 0" if act == "delete" else None)


@blueprint.post("/comments/<int:comment_id>/restore")
@requires(Act.COMMENT)
def restore(comment_id: int) -> Response:
    """Put a deleted comment of one's own back."""
    form = ActForm()
    address = _address(comments.get(g.session, comment_id).claim_id)

    def do() -> None:
        comments.restore(g.session, actor(), comments.get(g.session, comment_id), now=moment())

    if not succeeds(form, do):
        return failed(form, address)
    return done(gettext("The comment is back."), address)


def _as_it_is(comment_id: int) -> EditCommentForm:
    return EditCommentForm(obj=comments.get(g.session, comment_id), formdata=None)


def _address(claim_id: int) -> str:
    return url_for("claims.show", claim_id=claim_id, _anchor="comments")
