"""Forms for the people of the newsroom."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from factcheck.web.forms.base import Form, VersionedForm, choices
from factcheck.web.names import ROLES


class PersonForm(Form):
    """A new person."""

    name = StringField(_("User name"), validators=[DataRequired(_("Give a user name.")), Length(max=80)])
    full_name = StringField(_("Full name"), validators=[Length(max=200)])
    role = SelectField(_("Role"), choices=choices(ROLES))
    password = PasswordField(_("First password"), validators=[DataRequired(_("Give a first password."))])


class ChangePersonForm(VersionedForm):
    """Changes to an account."""

    full_name = StringField(_("Full name"), validators=[DataRequired(_("Give a name.")), Length(max=200)])
    role = SelectField(_("Role"), choices=choices(ROLES))
    is_active = BooleanField(_("May sign in"))


class NewPasswordForm(Form):
    """A password set by an administrator."""

    password = PasswordField(_("New password"), validators=[DataRequired(_("Give a new password."))])
