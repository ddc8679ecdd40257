"""An editor's approval of an article: checklist, sign-off, taking it back."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Article
from factcheck.services import approvals, articles
from factcheck.services.access import Act
from factcheck.web.acts import actor, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.approvals import SignOffForm
from factcheck.web.forms.base import VersionedForm

blueprint = Blueprint("approvals", __name__)


@blueprint.get("/articles/<int:article_id>/approval")
@requires(Act.READ)
def show(article_id: int) -> str:
    """The checklist, and who signed off."""
    return _page(articles.get(g.session, article_id), SignOffForm(formdata=None))


@blueprint.post("/articles/<int:article_id>/approval")
@requires(Act.ARTICLE_SIGN_OFF)
def sign_off(article_id: int) -> Response | tuple[str, int]:
    """Put one's name under the article."""
    form = SignOffForm()

    def act() -> None:
        article = articles.get(g.session, article_id)
        approvals.sign_off(g.session, actor(), article, form.note.data or "", now=moment())

    if succeeds(form, act):
        return done(
            gettext("The article is signed off; its report is public now."),
            url_for("approvals.show", article_id=article_id),
        )
    return _page(articles.get(g.session, article_id), form), form_status()


@blueprint.post("/articles/<int:article_id>/approval/withdraw")
@requires(Act.ARTICLE_SIGN_OFF)
def withdraw(article_id: int) -> Response:
    """Take the sign-off back."""
    form = VersionedForm()
    address = url_for("approvals.show", article_id=article_id)

    def act() -> None:
        article = articles.get(g.session, article_id)
        approvals.withdraw(g.session, actor(), article, version=form.version.data, now=moment())

    if not succeeds(form, act):
        return failed(form, address)
    return done(gettext("The sign-off is taken back; the report is no longer public."), address)


def _page(article: Article, form: SignOffForm) -> str:
    signed = approvals.current(g.session, article)
    return render_template(
        "approvals/show.html",
        article=article,
        points=approvals.checklist(g.session, article),
        signed=signed,
        changed=signed is not None and approvals.has_changed(g.session, signed),
        earlier=approvals.earlier(g.session, article),
        form=form,
    )
