"""The form of an editor's sign-off."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from factcheck.web.forms.base import Form


class SignOffForm(Form):
    """A sign-off, with a note where points are open."""

    note = TextAreaField(_("Note"), validators=[Length(max=2000)])
