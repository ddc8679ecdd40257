"""Which language a page speaks: the person's own, the one chosen, the browser's, else German."""

from flask import Blueprint, Flask, redirect, request, session, url_for
from flask_babel import Babel
from flask_login import current_user
from werkzeug.wrappers import Response

from factcheck.web.acts import local
from factcheck.web.catalogue import PoDomain

LANGUAGES = {"de": "Deutsch", "en": "English"}

blueprint = Blueprint("languages", __name__)


@blueprint.post("/language")
def choose() -> Response:
    """Remember a language for this browser; a signed-in person sets theirs on the account page."""
    chosen = request.form.get("language")
    if chosen in LANGUAGES:
        session["language"] = chosen
        session.permanent = True
    return redirect(local(request.form.get("back"), url_for("desk.show")), 303)


def select() -> str:
    """The language of this request."""
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    if current_user and current_user.is_authenticated and current_user.locale in LANGUAGES:
        return str(current_user.locale)
    # By primary language: to Werkzeug's best_match "de-AT,en;q=0.5" would mean English.
    asked = (tag.lower().partition("-")[0] for tag, quality in request.accept_languages if quality > 0)
    return next((language for language in asked if language in LANGUAGES), "de")


def init_app(app: Flask) -> None:
    """Attach the languages."""
    Babel(app, locale_selector=select)
    domain = PoDomain()
    app.before_request(domain.as_default)
    app.jinja_env.globals["LANGUAGES"] = LANGUAGES
