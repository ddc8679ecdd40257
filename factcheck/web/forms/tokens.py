"""The form for a new token."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectMultipleField, StringField
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from factcheck.services.access import Act
from factcheck.web import names
from factcheck.web.forms.base import Form, choices


class TokenForm(Form):
    """What a program may do, in whose name, until when."""

    name = StringField(_("What uses it"), validators=[Length(max=80)])
    scopes = SelectMultipleField(
        _("What it may do"),
        choices=choices({act.value: act.value for act in Act}),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    expires = DateField(_("Ends on"), validators=[Optional()])

    def offer(self, acts: Iterable[Act]) -> None:
        """Only what the person may do themselves can be ticked."""
        self.scopes.choices = choices({act.value: names.ACTS.get(act.value, act.value) for act in acts})
