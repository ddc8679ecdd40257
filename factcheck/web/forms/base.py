"""What all forms share."""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import HiddenField, IntegerField, SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput


class Form(FlaskForm):  # type: ignore[misc]
    """A form guarded by a CSRF token."""

    def hidden_tag(self, *_names: Any) -> Markup:
        """Every hidden field, without ids: a page holds many forms, and an id only once."""
        return Markup("").join(field(id=False) for field in self if isinstance(field.widget, HiddenInput))


class ActForm(Form):
    """A button that needs nothing but the token."""

    back = HiddenField()


class VersionedForm(Form):
    """An act on a row as the person saw it."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    back = HiddenField()


def choices(names: Mapping[Any, str], *, blank: str | None = None) -> list[SelectChoice]:
    """The choices of a field from words and their names, perhaps after a blank one."""
    first = [] if blank is None else [SelectChoice("", blank)]
    return first + [SelectChoice(str(word), name) for word, name in names.items()]


def stripped(value: str | None) -> str | None:
    """A field's text without white space around it; nothing is None."""
    return (value or "").strip() or None
