"""Forms for copies of sources and for what is said to a warning about a quotation."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from factcheck.web.forms.base import ActForm, VersionedForm


class UploadForm(ActForm):
    """A file to be kept."""

    file = FileField(_("File"), validators=[FileRequired(_("Choose a file."))])


class PasteForm(ActForm):
    """The text of a source that no program could fetch."""

    text = TextAreaField(
        _("Text of the source"),
        validators=[DataRequired(_("Paste the text of the source.")), Length(max=1_000_000)],
    )


class AnswerForm(VersionedForm):
    """Why a quotation may be used although it was not found as it stands."""

    answer = TextAreaField(
        _("Why it may be used"),
        validators=[DataRequired(_("Say why the quotation may be used as it stands.")), Length(max=2000)],
    )
