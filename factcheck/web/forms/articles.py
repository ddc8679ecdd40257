"""Forms for articles."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from factcheck.web.forms.base import Form, choices

ARTICLE_LANGUAGES = {"de": _("German"), "en": _("English")}


class _Details(Form):
    title = StringField(_("Title"), validators=[Length(max=500)])
    url = StringField(_("Address"), validators=[Length(max=2000)])
    publisher = StringField(_("Publisher"), validators=[Length(max=200)])
    author = StringField(_("Author"), validators=[Length(max=200)])
    published = DateField(_("Publication day"), validators=[Optional()])


class ArticleForm(_Details):
    """A new article: pasted, or as a file."""

    text = TextAreaField(_("Text"))
    file = FileField(_("File"))
    language = SelectField(
        _("Language"), choices=choices(ARTICLE_LANGUAGES, blank=_("guess")), validators=[Optional()]
    )


class DetailsForm(_Details):
    """Corrections to what is known about an article."""

    language = SelectField(_("Language"), choices=choices(ARTICLE_LANGUAGES))
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    back = HiddenField()

    def offer(self, language: str) -> None:
        """Let an article keep the language it is in, though it be one that we cannot analyse."""
        if language not in ARTICLE_LANGUAGES:
            self.language.choices = [*self.language.choices, SelectChoice(language, language)]
