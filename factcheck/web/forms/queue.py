"""Forms of the queue: views under a name."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length

from factcheck.web.forms.base import Form, VersionedForm

NAMED = (DataRequired(_("Give the view a name.")), Length(max=80))


class ViewForm(Form):
    """The present filters under a name; `words` are those of the page's address."""

    name = StringField(_("Name"), validators=NAMED)
    is_shared = BooleanField(_("for everybody"))
    words = HiddenField()


class ViewChangeForm(VersionedForm):
    """Another name for a view, or sharing it."""

    name = StringField(_("Name"), validators=NAMED)
    is_shared = BooleanField(_("for everybody"))
