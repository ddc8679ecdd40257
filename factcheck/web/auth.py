"""Signing in and out, and the guard before every view."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext, ngettext
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf import CSRFProtect
from werkzeug.wrappers import Response

from factcheck.models import Role
from factcheck.services import access, shortcuts, sign_in
from factcheck.services.access import Act
from factcheck.services.shortcuts import Keys
from factcheck.web.acts import actor, commit, local, moment
from factcheck.web.forms.auth import EmptyForm, SignInForm

blueprint = Blueprint("auth", __name__)
# Routes that anybody may call; everything else carries @requires.
PUBLIC = frozenset(
    {
        "static",
        "auth.sign_in_page",
        "auth.sign_in_now",
        "languages.choose",
        "help_pages.alive",
        "reports.show",
        "reports.embed",
        # Published verdicts and their feeds: nothing before the desk's settings say so.
        "public.show_all",
        "public.show",
        "public.claimreview",
        "public.verdicts",
    }
)

login_manager = LoginManager()
csrf = CSRFProtect()


@dataclass(frozen=True, slots=True)
class Identity(UserMixin):  # type: ignore[misc]
    """Who is signed in, as far as a page needs to know; `get_id` is the server-side session's token."""

    token: str
    user_id: int
    name: str
    full_name: str
    role: Role
    locale: str | None
    keys: Keys
    unread: int = 0

    def get_id(self) -> str:
        """What goes into the cookie: worthless once the session has ended on the server."""
        return self.token

    def may(self, act: str) -> bool:
        """Whether this person may do something, for showing only what works."""
        return access.allows(self.role, Act(act))


def requires(act: Act) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a view: signed in, and allowed to do `act`. The service asks again with the row itself."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return _to_sign_in()
            if not access.allows(current_user.role, act):
                abort(403)
            return view(*args, **kwargs)

        guarded.requires = act  # type: ignore[attr-defined]  # the house rules read it
        return guarded

    return guard


def _to_sign_in() -> Any:
    """The way to the sign-in page, and from there back to the page that was asked for."""
    if request.method == "POST":
        return redirect(url_for("auth.sign_in_page"), 303)  # an act's address cannot be opened afterwards
    return login_manager.unauthorized()


@blueprint.get("/sign-in")
def sign_in_page() -> Response | str:
    """The sign-in form."""
    if current_user.is_authenticated:
        return redirect(url_for("desk.show"))
    return render_template("auth/sign_in.html", form=SignInForm(), problem=None)


@blueprint.post("/sign-in")
def sign_in_now() -> Response | tuple[str, int]:
    """Sign in, with a fresh session on both sides."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("auth/sign_in.html", form=form, problem=None), 422
    came = sign_in.attempt(
        g.session,
        form.name.data,
        form.password.data,
        address=request.remote_addr or "",
        on_loopback=current_app.extensions["factcheck"].on_loopback,
        now=moment(),
    )
    commit()
    if came.user is None or came.token is None:
        status = 401 if came.wait is None else 429
        return render_template("auth/sign_in.html", form=form, problem=_problem(came)), status
    address = local(request.args.get("next"), url_for("desk.show"))
    language = session.get("language")
    session.clear()  # nothing an earlier visitor left behind goes on
    if language:
        session["language"] = language
    session.permanent = True
    login_user(_identity(came.user, came.token))
    return redirect(address, 303)


@blueprint.post("/sign-out")
@requires(Act.ACCOUNT)
def sign_out() -> Response:
    """End this session on the server and in the browser."""
    if EmptyForm().validate_on_submit():
        sign_in.sign_out(g.session, actor(), current_user.token, moment())
        commit()
        logout_user()
        session.clear()
    return redirect(url_for("auth.sign_in_page"), 303)


def init_app(app: Flask) -> None:
    """Attach sign-in and the CSRF guard."""
    csrf.init_app(app)
    login_manager.init_app(app)
    login_manager.login_view = "auth.sign_in_page"
    login_manager.login_message = None
    login_manager.user_loader(_load)


def _load(token: str) -> Identity | None:
    """Who a cookie's token belongs to, in a short transaction of its own."""
    now = moment()
    with g.database.reading() as reading:
        login = sign_in.resume(reading, token, now)
        if login is None:
            return None
        identity, g.signed_in = _identity(login.user, token, login.unread or 0), login.user
    if sign_in.needs_touch(login, now):
        with g.database.writing() as writing:
            sign_in.touch(writing, login, now)
            writing.commit()
    return identity


def _identity(user: Any, token: str, unread: int = 0) -> Identity:
    return Identity(
        token, user.id, user.name, user.full_name, user.role, user.locale, shortcuts.read(user), unread
    )


def _problem(came: sign_in.SignIn) -> str:
    if came.wait is None:
        problem: str = gettext("This name and password do not fit together.")
        return problem
    minutes = -(-int(came.wait.total_seconds()) // 60)
    wait: str = ngettext(
        "Too many failed attempts. Try again in %(num)s minute.",
        "Too many failed attempts. Try again in %(num)s minutes.",
        minutes,
    )
    return wait
