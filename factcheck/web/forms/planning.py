"""Forms for planning: due day, priority, waiting, duplicates, what was looked for."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from factcheck.models import HoldReason, Priority
from factcheck.services.holds import LONGEST_NAME
from factcheck.web.forms.base import Form, VersionedForm, choices
from factcheck.web.forms.evidence import LONGEST_TEXT
from factcheck.web.names import HOLD_REASONS, PRIORITIES


class PlanFields:
    """When claims are wanted and how soon, one or many."""

    due_on = DateField(_("Due on"), validators=[Optional()])
    priority = SelectField(
        _("Priority"),
        coerce=int,
        choices=choices({int(step): name for step, name in PRIORITIES.items()}),
        default=Priority.NORMAL,
    )


class PlanForm(PlanFields, VersionedForm):
    """When a claim is wanted and how soon."""


class HoldForm(VersionedForm):
    """What a claim waits for, and the right of reply."""

    reason = RadioField(
        _("Waits for"), choices=choices(HOLD_REASONS), default=HoldReason.REPLY, validators=[InputRequired()]
    )
    asked_whom = StringField(_("Asked whom"), validators=[Length(max=LONGEST_NAME)])
    asked_on = DateField(_("Asked on"), validators=[Optional()])
    deadline = DateField(_("Deadline"), validators=[Optional()])
    note = TextAreaField(_("Note"), validators=[Length(max=LONGEST_TEXT)])
    answered_on = DateField(_("Answered on"), validators=[Optional()])
    answer = TextAreaField(_("Their answer, word for word"), validators=[Length(max=LONGEST_TEXT)])


class DuplicateForm(VersionedForm):
    """Which claim says the same."""

    original = StringField(
        _("Number or address of the other claim"), validators=[DataRequired(_("Give the other claim."))]
    )


class SearchForm(VersionedForm):
    """What was looked for on both sides."""

    search_note = TextAreaField(_("What was looked for"), validators=[Length(max=LONGEST_TEXT)])


class TakeNextForm(Form):
    """A button that gives out the next claim."""


class RepeatsForm(Form):
    """The claims that one claim is to answer, as the person was shown them."""

    seen = HiddenField()
    back = HiddenField()
