"""Forms for signing in and for the account."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from factcheck.web.forms.base import Form, choices


class EmptyForm(Form):
    """Nothing but the token."""


class SignInForm(Form):
    """User name and password."""

    name = StringField(_("User name"), validators=[DataRequired(_("Give your user name.")), Length(max=80)])
    password = PasswordField(
        _("Password"), validators=[DataRequired(_("Give your password.")), Length(max=1000)]
    )


class KeysForm(Form):
    """Whether single keys do anything; which key does what is read beside it."""

    on = BooleanField(_("Single keys are on"))
    reset = BooleanField(_("Give every shortcut its first key again"))


class PasswordForm(Form):
    """A new password, twice."""

    current = PasswordField(
        _("Present password"), validators=[DataRequired(_("Give your present password."))]
    )
    password = PasswordField(_("New password"), validators=[DataRequired(_("Give a new password."))])
    repeated = PasswordField(
        _("New password again"), validators=[EqualTo("password", _("The two new passwords differ."))]
    )


class LocaleForm(Form):
    """The language the desk speaks to a person."""

    locale = SelectField(_("Language"), choices=choices({"de": "Deutsch", "en": "English"}))
