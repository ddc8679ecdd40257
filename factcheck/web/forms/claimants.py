"""The form that says who is whom."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from factcheck.web.forms.base import VersionedForm


class MergeForm(VersionedForm):
    """Whose other name this is."""

    name = StringField(_("This is"), validators=[DataRequired(_("Type a name.")), Length(max=300)])
