"""Forms for comments."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from factcheck.services.comments import LONGEST
from factcheck.web.forms.base import Form, RowForm


class CommentForm(Form):
    """Something to say about a claim, perhaps in answer to a comment."""

    reply_to = HiddenField()
    text = TextAreaField(
        _("Comment"), validators=[DataRequired(_("Write something first.")), Length(max=LONGEST)]
    )


class EditCommentForm(RowForm):
    """Other words for one's own comment."""

    text = TextAreaField(
        _("Comment"), validators=[DataRequired(_("Write something first.")), Length(max=LONGEST)]
    )
