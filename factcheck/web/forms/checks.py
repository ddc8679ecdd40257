"""Forms about earlier fact-checks."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from factcheck.web.forms.base import VersionedForm

LONGEST_SUMMARY = 10_000


class TakeOverForm(VersionedForm):
    """Why the verdict of an earlier fact-check holds for the claim."""

    summary = TextAreaField(
        _("Summary"),
        validators=[DataRequired(_("Say in a sentence or two why.")), Length(max=LONGEST_SUMMARY)],
    )
