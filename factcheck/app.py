"""create_app(): wires configuration, database, sign-in, languages and the doors together."""

from datetime import timedelta

from flask import Flask, g, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from factcheck import api
from factcheck.config import Config, read_config
from factcheck.db import connect
from factcheck.formats.limits import MAX_FILE_BYTES
from factcheck.web import (
    account,
    activity,
    approvals,
    article_versions,
    articles,
    audit,
    auth,
    bulk,
    checks,
    claimants,
    claims,
    comments,
    corrections,
    desk,
    drafts,
    errors,
    evidence,
    exports,
    filters,
    flag_words,
    flags,
    headers,
    help_pages,
    imports,
    jobs,
    languages,
    notifications,
    people,
    planning,
    presence,
    public,
    queue,
    rating,
    rating_words,
    repeats,
    reports,
    requests,
    reviews,
    rules,
    search,
    settings,
    snapshots,
    sources,
    statistics,
    tokens,
    undo,
    verdicts,
    views,
    wording,
    wording_weeks,
    words,
)
from factcheck.web.numbers import RowNumber

BLUEPRINTS = (
    imports,
    rating_words,
    account,
    activity,
    article_versions,
    approvals,
    articles,
    audit,
    auth,
    bulk,
    claimants,
    checks,
    claims,
    comments,
    corrections,
    desk,
    drafts,
    evidence,
    exports,
    flag_words,
    flags,
    help_pages,
    jobs,
    languages,
    notifications,
    people,
    public,
    presence,
    planning,
    queue,
    rating,
    reviews,
    search,
    repeats,
    reports,
    settings,
    snapshots,
    rules,
    sources,
    tokens,
    statistics,
    undo,
    verdicts,
    wording,
    wording_weeks,
    words,
    views,
)
# A file at its limit must reach the reader that refuses it in words; the rest of a form is small.
FORM_OVERHEAD = 200_000
READING = {"GET", "HEAD", "OPTIONS"}


def create_app(config: Config | None = None) -> Flask:
    """The web application of one installation."""
    config = config or read_config()
    app = Flask("factcheck.web", static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=MAX_FILE_BYTES + FORM_OVERHEAD,
        MAX_FORM_MEMORY_SIZE=MAX_FILE_BYTES,
        SESSION_COOKIE_NAME="__Host-factcheck" if config.secure_cookies else "factcheck",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        TRUSTED_HOSTS=config.hosts,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a verdict may take a day to write
    )
    app.url_map.converters["int"] = RowNumber
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )
    app.extensions["factcheck"] = config
    _open_sessions(app, config)
    for part in (requests, auth, languages, filters, errors, headers):
        part.init_app(app)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    app.register_blueprint(api.blueprint)
    auth.csrf.exempt(api.blueprint)  # no cookie is looked at there, so none can be misused
    return app


def _open_sessions(app: Flask, config: Config) -> None:
    """One database session a request; it only begins when something asks it."""
    database = connect(config.database_url)
    app.extensions["factcheck.database"] = database

    @app.before_request
    def _open() -> None:
        g.database = database
        g.session = database.reading() if request.method in READING else database.writing()

    @app.teardown_request
    def _close(_error: BaseException | HTTPException | None) -> None:
        session = g.pop("session", None)
        if session is not None:
            session.close()
