"""A person's own account: password, language and keyboard shortcuts."""

from collections.abc import Mapping

from flask import Blueprint, g, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from factcheck.services import shortcuts, sign_in, users
from factcheck.services.access import Act
from factcheck.services.errors import Refused
from factcheck.web.acts import actor, done, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.auth import KeysForm, LocaleForm, PasswordForm

blueprint = Blueprint("account", __name__)
Page = tuple[str, int]


@blueprint.get("/account")
@requires(Act.ACCOUNT)
def show() -> str:
    """The forms."""
    return _page(PasswordForm(), LocaleForm(locale=actor().locale or "de"))


@blueprint.post("/account/password")
@requires(Act.ACCOUNT)
def change_password() -> Response | Page:
    """Take a new password; every other session of this person ends."""
    form = PasswordForm()

    def act() -> None:
        if not users.has_password(actor(), form.current.data):
            raise Refused("This is not your present password.", field="current")
        users.set_password(g.session, actor(), actor(), form.password.data, now=moment())
        sign_in.end_all(g.session, actor(), moment(), but_token=current_user.token)

    if succeeds(form, act):
        return done(gettext("The new password is set."), url_for("account.show"))
    return _page(form, LocaleForm(formdata=None, locale=actor().locale or "de")), form_status()


@blueprint.post("/account/language")
@requires(Act.ACCOUNT)
def change_language() -> Response | Page:
    """Set the language the desk speaks."""
    form = LocaleForm()
    if succeeds(form, lambda: users.set_locale(g.session, actor(), form.locale.data, now=moment())):
        session["language"] = form.locale.data
        return done(gettext("The language is set."), url_for("account.show"))
    return _page(PasswordForm(formdata=None), form), form_status()


@blueprint.get("/account/keys")
@requires(Act.ACCOUNT)
def show_keys() -> str:
    """The keyboard shortcuts, to be changed."""
    return _keys_page(KeysForm(formdata=None, on=current_user.keys.on), current_user.keys.own)


@blueprint.post("/account/keys")
@requires(Act.ACCOUNT)
def change_keys() -> Response | Page:
    """Give shortcuts other keys, or switch them on or off."""
    form = KeysForm()
    own = {} if form.reset.data else {key: request.form.get(f"key-{key}", key) for key in shortcuts.DEFAULTS}

    def act() -> None:
        shortcuts.change(g.session, actor(), on=form.on.data, own=own, now=moment())

    if succeeds(form, act):
        return done(gettext("Your shortcuts are set."), url_for("account.show_keys"))
    return _keys_page(form, own), form_status()


def _keys_page(form: KeysForm, own: Mapping[str, str]) -> str:
    refusal = g.get("refusal")
    return render_template(
        "account/keys.html",
        form=form,
        own=own,
        defaults=shortcuts.DEFAULTS,
        wrong=refusal.field if refusal else None,
    )


def _page(password_form: PasswordForm, locale_form: LocaleForm) -> str:
    return render_template("account/show.html", password_form=password_form, locale_form=locale_form)
