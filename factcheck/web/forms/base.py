"""What all forms share."""

import json
from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import HiddenField, IntegerField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from factcheck.services.merging import joined

NOT_WORDS = frozenset({"csrf_token", "version", "back", "seen"})


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


class RowForm(VersionedForm):
    """A correction of a row; it carries the row's words as its writer saw them, for when two correct at once.

    `clash` is what differs after somebody else was faster; pages show it above the fields.
    """

    seen = HiddenField()
    clash: tuple[Any, ...] = ()

    def __init__(self, *arguments: Any, **names: Any) -> None:
        super().__init__(*arguments, **names)
        if not self.seen.raw_data:
            self.seen.data = json.dumps(self.words(), ensure_ascii=False)

    def words(self) -> dict[str, str]:
        """What stands in the fields, as words."""
        return {field.name: said(field.data) for field in self if field.name not in NOT_WORDS}

    def as_seen(self) -> dict[str, str]:
        """What stood in the fields when the form was made; nothing where that is not known."""
        try:
            known = json.loads(self.seen.data or "{}")
        except ValueError:
            known = None
        if not isinstance(known, dict):
            return {}
        return {str(key): str(value) for key, value in known.items()}

    def take(self, words: Mapping[str, str]) -> None:
        """Put words into the fields, as if they had been typed."""
        for name, text in words.items():
            if name not in self or name in NOT_WORDS:
                continue
            if text:
                self[name].process_formdata([text])
            else:
                self[name].data = None

    def join(self, theirs: "RowForm") -> None:
        """Make one of both versions: longer texts are put together, of everything else mine counts."""
        self.take(
            {
                name: joined(text, said(self[name].data))
                for name, text in theirs.words().items()
                if isinstance(self[name], TextAreaField)
            }
        )


def said(data: object) -> str:
    """A field's value as words; browsers send line breaks as two characters, which is no change."""
    return "" if data is None else str(data).replace("\r\n", "\n").strip()


def choices(names: Mapping[Any, str], *, blank: str | None = None) -> list[SelectChoice]:
    """The choices of a field from words and their names, perhaps after a blank one."""
    first = [] if blank is None else [SelectChoice("", blank)]
    return first + [SelectChoice(str(word), name) for word, name in names.items()]


def stripped(value: str | None) -> str | None:
    """A field's text without white space around it; nothing is None."""
    return (value or "").strip() or None
