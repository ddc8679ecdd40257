"""People: who is here, what they may do."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Role
from factcheck.services import sign_in, users
from factcheck.services.access import Act
from factcheck.web.acts import actor, done, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.people import ChangePersonForm, NewPasswordForm, PersonForm

blueprint = Blueprint("people", __name__)
Page = tuple[str, int]


@blueprint.get("/people")
@requires(Act.USER_MANAGE)
def show() -> str:
    """Everybody, and the form for one more."""
    return render_template("people/show.html", people=users.everybody(g.session), form=PersonForm())


@blueprint.post("/people")
@requires(Act.USER_MANAGE)
def add() -> Response | Page:
    """Add a person."""
    form = PersonForm()

    def act() -> None:
        users.create(
            g.session,
            actor(),
            name=form.name.data,
            full_name=form.full_name.data or "",
            role=Role(form.role.data),
            password=form.password.data,
            now=moment(),
        )

    if succeeds(form, act):
        return done(gettext("The person is added."), url_for("people.show"))
    return render_template("people/show.html", people=users.everybody(g.session), form=form), form_status()


@blueprint.get("/people/<int:user_id>")
@requires(Act.USER_MANAGE)
def edit(user_id: int) -> str:
    """The form for one account."""
    person = users.get(g.session, user_id)
    form = ChangePersonForm(obj=person)
    return render_template("people/edit.html", person=person, form=form, password_form=NewPasswordForm())


@blueprint.post("/people/<int:user_id>")
@requires(Act.USER_MANAGE)
def change(user_id: int) -> Response | Page:
    """Change an account; who is barred is signed out at once."""
    form = ChangePersonForm()

    def act() -> None:
        person = users.get(g.session, user_id)
        users.change(
            g.session,
            actor(),
            person,
            full_name=form.full_name.data,
            role=Role(form.role.data),
            is_active=form.is_active.data,
            version=form.version.data,
            now=moment(),
        )
        if not person.is_active:
            sign_in.end_all(g.session, person, moment())

    if succeeds(form, act):
        return done(gettext("The account is changed."), url_for("people.show"))
    person = users.get(g.session, user_id)
    form.version.data, form.version.raw_data = person.version, None
    page = render_template(
        "people/edit.html", person=person, form=form, password_form=NewPasswordForm(formdata=None)
    )
    return page, form_status()


@blueprint.post("/people/<int:user_id>/password")
@requires(Act.USER_MANAGE)
def set_password(user_id: int) -> Response | Page:
    """Give somebody a new password and sign them out everywhere."""
    form = NewPasswordForm()

    def act() -> None:
        person = users.get(g.session, user_id)
        users.set_password(g.session, actor(), person, form.password.data, now=moment())
        sign_in.end_all(g.session, person, moment())

    if succeeds(form, act):
        return done(gettext("The new password is set."), url_for("people.show"))
    person = users.get(g.session, user_id)
    page = render_template(
        "people/edit.html",
        person=person,
        form=ChangePersonForm(formdata=None, obj=person),
        password_form=form,
    )
    return page, form_status()
