"""The desk's settings."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.services import settings
from factcheck.services.access import Act
from factcheck.web.acts import actor, done, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.settings import GROUPS, HINTS, SettingsForm, field_name

blueprint = Blueprint("settings", __name__)
Page = tuple[str, int]


@blueprint.get("/settings")
@requires(Act.SETTINGS_CHANGE)
def show() -> str:
    """All settings with what they mean."""
    now = settings.current(g.session)
    values = {field_name(key): value for key, value in now.values.items()}
    return _page(SettingsForm(formdata=None, version=now.version, data=values))


@blueprint.post("/settings")
@requires(Act.SETTINGS_CHANGE)
def change() -> Response | Page:
    """Decide them anew."""
    form = SettingsForm()

    def act() -> None:
        settings.change(g.session, actor(), form.values(), version=form.version.data, now=moment())

    if succeeds(form, act):
        return done(gettext("The settings are stored."), url_for("settings.show"))
    form.version.data, form.version.raw_data = settings.current(g.session).version, None
    return _page(form), form_status()


def _page(form: SettingsForm) -> str:
    groups = {
        heading: [(form[field_name(key)], HINTS[key]) for key in keys] for heading, keys in GROUPS.items()
    }
    return render_template("settings/show.html", form=form, groups=groups)
