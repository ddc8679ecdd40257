"""What all forms share."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput


class Form(FlaskForm):  # type: ignore[misc]
    """A form guarded by a CSRF token."""


class ActForm(Form):
    """A button that needs nothing but the token."""

    back = HiddenField()


class VersionedForm(Form):
    """An act on a row as the person saw it."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    back = HiddenField()


def stripped(value: str | None) -> str | None:
    """A field's text without white space around it; nothing is None."""
    return (value or "").strip() or None
