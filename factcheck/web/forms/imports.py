"""Forms for bringing in fact-checks, and for what their words mean."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional

from factcheck.formats.checks import ChecksFormat
from factcheck.formats.checks_columns import CheckField
from factcheck.web.forms.base import Form, VersionedForm, choices

FORMATS = {
    ChecksFormat.CSV: _("table (CSV)"),
    ChecksFormat.JSON: _("ClaimReview feed or list (JSON)"),
    ChecksFormat.JSONL: _("one record a line (JSON Lines)"),
    ChecksFormat.HTML: _("web page with ClaimReview"),
}
ALL_FORMATS = FORMATS | {ChecksFormat.VERDICTS: _("our own export of verdicts")}
FIELDS = {
    CheckField.CLAIM_TEXT: _("Claim that was checked"),
    CheckField.CLAIMANT: _("Who claimed it"),
    CheckField.CLAIM_DATE: _("Day of the claim"),
    CheckField.RATING_TEXT: _("Rating in words"),
    CheckField.RATING_VALUE: _("Rating from 1 to 5"),
    CheckField.PUBLISHER: _("Who checked it"),
    CheckField.URL: _("Address of the fact-check"),
    CheckField.REVIEW_DATE: _("Day of the fact-check"),
    CheckField.TITLE: _("Title"),
    CheckField.SUMMARY: _("Summary"),
    CheckField.LANGUAGE: _("Language"),
    CheckField.KEY: _("Number that names the record"),
}
# What the columns of the library are called where a file changes them.
COLUMNS = {field.value: name for field, name in FIELDS.items()} | {"rating_id": _("Rating")}


class UploadForm(Form):
    """A file of fact-checks."""

    file = FileField(_("File"))
    form = SelectField(
        _("Format"), choices=choices(FORMATS, blank=_("find out by itself")), validators=[Optional()]
    )


class ColumnsForm(VersionedForm):
    """Which column of a table holds what; one field for each of `CheckField`, by its name."""

    def offer(self, columns: Sequence[str], chosen: Mapping[CheckField, str]) -> None:
        """Let each field be one of the table's columns."""
        for field in CheckField:
            self[field].choices = [
                SelectChoice("", _("not in the table")),
                *map(SelectChoice, columns, columns),
            ]
            if not self.is_submitted():
                self[field].data = chosen.get(field, "")

    def mapping(self) -> dict[CheckField, str]:
        """What was chosen."""
        return {field: self[field].data for field in CheckField if self[field].data}


for _field, _label in FIELDS.items():
    setattr(ColumnsForm, _field.value, SelectField(_label, validators=[Optional()]))


class WordForm(Form):
    """What a word for a rating means; `version` is empty where nobody has decided on it yet."""

    publisher = HiddenField(validators=[Length(max=200)])
    word = StringField(
        _("Word"), validators=[DataRequired(_("Give the words of the rating.")), Length(max=300)]
    )
    rating = SelectField(_("Means"), validate_choice=False)
    version = HiddenField()
    back = HiddenField()
