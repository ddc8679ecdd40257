"""Forms for flagged wording."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from factcheck.web.forms.base import VersionedForm


class DismissForm(VersionedForm):
    """Why flagged wording is in order."""

    reason = StringField(
        _("Why it is in order"),
        validators=[DataRequired(_("Say why the wording is in order.")), Length(max=1000)],
    )
