"""Forms for flagged wording, desk rules and the desk's own words."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from factcheck.models import FlagKind
from factcheck.web import names
from factcheck.web.forms.base import Form, VersionedForm, choices
from factcheck.web.languages import LANGUAGES


class DismissForm(VersionedForm):
    """Why flagged wording is in order."""

    reason = StringField(
        _("Why it is in order"),
        validators=[DataRequired(_("Say why the wording is in order.")), Length(max=1000)],
    )


class AskForm(VersionedForm):
    """What the author should change."""

    note = StringField(
        _("Note for the author"),
        validators=[DataRequired(_("Tell the author what to change.")), Length(max=1000)],
    )


class WordingForm(VersionedForm):
    """Words that stand instead: a suggested wording, by its button, or typed ones."""

    wording = StringField(_("Wording instead"), validators=[Length(max=500)])
    suggested = HiddenField()


class SnoozeForm(VersionedForm):
    """Until when a flag is put off."""

    until = DateField(_("Put off until"), validators=[InputRequired(_("Choose a day."))])


class BulkForm(Form):
    """One decision about all open flags on a word, with how many there were."""

    act = RadioField(
        _("Decision"),
        choices=choices({"uphold": _("Uphold all"), "dismiss": _("Dismiss all")}),
        validators=[InputRequired(_("Choose whether the flags are upheld or dismissed."))],
    )
    reason = StringField(_("Why it is in order"), validators=[Length(max=1000)])
    expected = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    back = HiddenField()


class RuleForm(VersionedForm):
    """A rule as an editor confirms it."""

    context = StringField(_("Only beside one of these words"), validators=[Length(max=300)])
    publisher = SelectField(_("Where"), validate_choice=False)
    reason = StringField(
        _("Reason"),
        validators=[DataRequired(_("Say why these flags need nobody's decision.")), Length(max=1000)],
    )


class WordForm(Form):
    """A change of a word list."""

    language = SelectField(_("Language"), choices=choices(LANGUAGES))
    kind = SelectField(_("Kind"), choices=choices(names.FLAG_KINDS), coerce=FlagKind)
    change = SelectField(
        _("What to do"),
        choices=choices({"added": _("add to the list"), "removed": _("leave out of the list")}),
    )
    words = StringField(
        _("Words"), validators=[DataRequired(_("Type the words to be flagged.")), Length(max=250)]
    )
    note = StringField(_("Why they are flagged"), validators=[Optional(), Length(max=250)])
