"""What other people's words for ratings mean here."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.services import rating_words, verdicts
from factcheck.services.access import Act
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.forms.imports import WordForm

blueprint = Blueprint("rating_words", __name__)


@blueprint.get("/checks/ratings")
@requires(Act.LIBRARY_EDIT)
def show() -> str:
    """Words without a meaning, the most frequent first, and every decision so far."""
    return render_template(
        "rating_words/show.html",
        unknown=rating_words.unknown(g.session),
        decided=rating_words.decided(g.session),
        scale=verdicts.scale(g.session),
        form=WordForm(formdata=None),
    )


@blueprint.post("/checks/ratings")
@requires(Act.LIBRARY_EDIT)
def decide() -> Response:
    """Give a word a meaning."""
    form = WordForm()
    address = came_from(url_for("rating_words.show"))

    def act() -> None:
        rating = verdicts.rating(g.session, form.rating.data) if form.rating.data else None
        seen = form.version.data
        rating_words.decide(
            g.session,
            actor(),
            form.publisher.data,
            form.word.data,
            rating,
            version=int(seen) if (seen or "").isdecimal() else None,
            now=moment(),
        )

    return (
        done(gettext("The word has a meaning now."), address)
        if succeeds(form, act)
        else failed(form, address)
    )
