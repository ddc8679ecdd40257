"""Forms for sources, evidence and verdicts."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from factcheck.web.forms.articles import ARTICLE_LANGUAGES
from factcheck.web.forms.base import Form, RowForm, VersionedForm, choices
from factcheck.web.names import SOURCE_KINDS, STANCES

LONGEST_TEXT = 20_000


class _Finding(Form):
    stance = RadioField(
        _("The source"),
        choices=choices(STANCES),
        validators=[InputRequired(_("Say what the source does to the claim."))],
    )
    quote = TextAreaField(_("Verbatim quote"), validators=[Length(max=LONGEST_TEXT)])
    note = TextAreaField(_("Note"), validators=[Length(max=LONGEST_TEXT)])
    accessed = DateField(_("Read on"), default=date.today, validators=[DataRequired(_("Give the day."))])


class _Source(Form):
    url = StringField(_("Address"), validators=[Length(max=2000)])
    title = StringField(_("Title"), validators=[Length(max=500)])
    publisher = StringField(_("Publisher"), validators=[Length(max=200)])
    author = StringField(_("Author"), validators=[Length(max=200)])
    published = DateField(_("Published on"), validators=[Optional()])
    archive_url = StringField(_("Archived copy"), validators=[Length(max=2000)])
    language = SelectField(
        _("Language"), choices=choices(ARTICLE_LANGUAGES, blank=_("unknown")), validators=[Optional()]
    )
    licence = StringField(_("Licence"), validators=[Length(max=200)])
    interests = StringField(_("Interests"), validators=[Length(max=2000)])
    kind = SelectField(
        _("Nearness"),
        choices=choices(SOURCE_KINDS, blank=_("unknown")),
        validators=[Optional()],
    )


class EvidenceForm(_Source, _Finding):
    """A source and what it says about the claim."""


class SourceForm(_Source, RowForm):
    """Corrections to what is known about a source."""


class FindingForm(_Finding, RowForm):
    """A correction to evidence that is there."""


class VerdictForm(VersionedForm):
    """A rating and why; `clash` is what differs from a verdict somebody else gave meanwhile."""

    clash: tuple[Any, ...] = ()

    rating = RadioField(
        _("Rating"), validate_choice=False, validators=[InputRequired(_("Choose one of the ratings."))]
    )
    summary = TextAreaField(
        _("Summary"),
        validators=[DataRequired(_("Say in a sentence or two why.")), Length(max=LONGEST_TEXT)],
    )
