"""The form for an export."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import Optional

from factcheck.web.forms.articles import ARTICLE_LANGUAGES
from factcheck.web.forms.base import Form, choices
from factcheck.web.names import KINDS
from factcheck.web.numbers import row_number

VIEWS = {
    "all": _("all claims"),
    "open": _("still open"),
    "review": _("verdict proposed"),
    "done": _("approved or published"),
}
FORMATS = {
    "csv": _("CSV (UTF-8, comma)"),
    "csv-excel-de": _("CSV for German Excel (semicolon, BOM)"),
    "xlsx": _("Excel workbook"),
    "jsonl": _("JSON Lines"),
    "claimreview": _("ClaimReview (published verdicts only)"),
}


class ExportForm(Form):
    """Which claims, and as what."""

    view = SelectField(_("Claims"), choices=choices(VIEWS))
    kind = SelectField(_("Kind"), choices=choices(KINDS, blank=_("all kinds")))
    article = SelectField(_("Article"), coerce=row_number, validate_choice=False)
    rating = SelectField(_("Rating"), validate_choice=False)
    language = SelectField(
        _("Language"), choices=choices(ARTICLE_LANGUAGES, blank=_("all languages")), validators=[Optional()]
    )
    archived = BooleanField(_("archived articles too"))
    format = RadioField(_("Format"), choices=choices(FORMATS), default="csv")
