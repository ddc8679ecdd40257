"""Forms for corrected texts and what becomes of their claims."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from factcheck.web.forms.base import Form


class TextForm(Form):
    """A corrected text: pasted, or as a file; `base` is the version it was compared with."""

    text = TextAreaField(_("Corrected text"))
    file = FileField(_("File"))
    base = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class DecisionsForm(Form):
    """One decision on every claim that was ticked; each tick says which version of the row was seen."""

    back = HiddenField()
