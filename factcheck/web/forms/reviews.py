"""Forms for the second look, for deciding between two verdicts, and for corrections."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from factcheck.web.forms.base import VersionedForm, choices
from factcheck.web.forms.evidence import LONGEST_TEXT, VerdictForm
from factcheck.web.names import RULINGS


class JudgeForm(VerdictForm):
    """The second person's own rating and why."""


class SendBackForm(VersionedForm):
    """What is missing in a verdict."""

    note = TextAreaField(
        _("What is missing"), validators=[DataRequired(_("Say what is missing.")), Length(max=LONGEST_TEXT)]
    )


class ReopenForm(VersionedForm):
    """Why an approval is taken back."""

    note = TextAreaField(
        _("What has to be looked at again"),
        validators=[DataRequired(_("Say what has to be looked at again.")), Length(max=LONGEST_TEXT)],
    )


class AdjudicateForm(VersionedForm):
    """What a third person makes of two verdicts."""

    ruling = RadioField(
        _("What holds"),
        choices=choices(RULINGS),
        validators=[InputRequired(_("Choose what holds."))],
    )
    rating = SelectField(_("Rating of a third verdict"), validate_choice=False)
    note = TextAreaField(_("Why; the summary of a third verdict"), validators=[Length(max=LONGEST_TEXT)])


class CorrectionForm(VersionedForm):
    """What the public reads about a correction or withdrawal."""

    note = TextAreaField(
        _("Public note"),
        validators=[DataRequired(_("Say to those who read it what was wrong.")), Length(max=LONGEST_TEXT)],
    )
