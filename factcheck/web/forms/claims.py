"""Forms for claims: marking, reshaping, choosing several."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from factcheck.services.bulk_deeds import BulkKind
from factcheck.web.forms.base import Form, RowForm, VersionedForm, choices
from factcheck.web.forms.planning import PlanFields
from factcheck.web.names import KINDS
from factcheck.web.numbers import row_number


class MarkForm(Form):
    """A claim made of selected text; offsets in code points."""

    kind = SelectField(_("Kind"), choices=choices(KINDS))
    start = IntegerField(_("from character"), validators=[InputRequired(_("Select some words first."))])
    end = IntegerField(_("to character"), validators=[InputRequired(_("Select some words first."))])


class ReshapeForm(RowForm):
    """A claim's new ends, kind and label."""

    kind = SelectField(_("Kind"), choices=choices(KINDS))
    label = StringField(_("Short label"), validators=[Length(max=300)])
    start = IntegerField(_("from character"), validators=[InputRequired()])
    end = IntegerField(_("to character"), validators=[InputRequired()])

    def join(self, theirs: RowForm) -> None:
        """From the first word of either to the last; kind and label are mine."""
        if self.start.data is not None and self.end.data is not None:
            self.start.data = min(self.start.data, theirs["start"].data)
            self.end.data = max(self.end.data, theirs["end"].data)


class SplitForm(VersionedForm):
    """Where to cut a claim in two."""

    at = IntegerField(_("Cut before character"), validators=[InputRequired(_("Say where to cut."))])


class AssignForm(VersionedForm):
    """Whom to give a claim to."""

    assignee = SelectField(_("Assign to"), coerce=row_number, validate_choice=False)


class ChosenForm(Form):
    """Several claims and what to do with them."""

    claims = SelectMultipleField(coerce=row_number, validate_choice=False)


def _chosen(text: str) -> int | None:
    """The number chosen in a list that begins with nobody; left there, None."""
    return row_number(text) if text else None


class BulkForm(PlanFields, ChosenForm):
    """Many claims, one act, and what it leads to where it has to be told."""

    act = StringField(
        validators=[AnyOf([kind.value for kind in BulkKind], _("Choose what to do with the claims."))]
    )
    assignee = SelectField(_("Assign to"), coerce=_chosen, validate_choice=False)
