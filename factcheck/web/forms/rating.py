"""Forms for rating one claim after another."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from factcheck.web.forms.base import VersionedForm
from factcheck.web.forms.evidence import LONGEST_TEXT


class RateForm(VersionedForm):
    """A rating, perhaps with reasons; `client` is the number that the client gave this one rating."""

    client = HiddenField(validators=[InputRequired(), Length(max=80)])
    rating = RadioField(
        _("Rating"), validate_choice=False, validators=[InputRequired(_("Choose one of the ratings."))]
    )
    summary = TextAreaField(_("Reasons"), validators=[Length(max=LONGEST_TEXT)])


class ExplainForm(VersionedForm):
    """Reasons for a verdict that was given by key."""

    summary = TextAreaField(
        _("Reasons"), validators=[DataRequired(_("Say in a sentence or two why.")), Length(max=LONGEST_TEXT)]
    )
