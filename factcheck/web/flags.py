"""The flags page: sensational wording for editors to uphold or dismiss."""

from itertools import groupby

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Flag, FlagKind, FlagStatus
from factcheck.services import articles, flags
from factcheck.services.access import Act
from factcheck.services.errors import Refused
from factcheck.services.flags import FlagFilter
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import VersionedForm
from factcheck.web.forms.flags import DismissForm
from factcheck.web.numbers import row_number
from factcheck.web.passages import Segment, paragraphs
from factcheck.web.queue import choice, kept_filters

blueprint = Blueprint("flags", __name__)
FILTERS = ("status", "kind", "article")


@blueprint.get("/flags")
@requires(Act.READ)
def show() -> str:
    """One page of flags, grouped by article."""
    return _page(_wanted(), _after(request.args.get("after")), request.full_path)


def _page(
    wanted: FlagFilter,
    after: tuple[int, int, int] | None,
    here: str,
    refused: dict[int, DismissForm] | None = None,
) -> str:
    """The flags from a place on; acts come back to `here`, `refused` forms hold what was typed."""
    rows = flags.page(g.session, wanted, after)
    page = rows[: flags.PAGE]
    kept = kept_filters(FILTERS)
    following = None
    if len(rows) > flags.PAGE:
        last = page[-1]
        following = url_for("flags.show", **kept, after=f"{last.article_id}~{last.start}~{last.id}")
    return render_template(
        "flags/show.html",
        groups=[(group[0].article, group) for group in _by_article(page)],
        passages={flag.id: _passage(flag) for flag in page},
        history=flags.word_history(g.session, page),
        counts=flags.counts(g.session, wanted),
        article=articles.get(g.session, wanted.article_id) if wanted.article_id else None,
        status=wanted.status,
        kind=wanted.kind,
        kinds=list(FlagKind),
        statuses=list(FlagStatus),
        following=following,
        args=kept,
        forms={flag.id: DismissForm(formdata=None, version=flag.version) for flag in page} | (refused or {}),
        here=here,
    )


@blueprint.post("/flags/<int:flag_id>/<any(uphold,reopen):act>")
@requires(Act.FLAG_DECIDE)
def decide(flag_id: int, act: str) -> Response:
    """Agree that the wording is sensational, or take a decision back."""
    form = VersionedForm()
    service, message = {
        "uphold": (flags.uphold, gettext("The flag is upheld.")),
        "reopen": (flags.reopen, gettext("The flag is open again.")),
    }[act]
    address = came_from(url_for("flags.show"))
    if not succeeds(
        form,
        lambda: service(
            g.session, actor(), flags.get(g.session, flag_id), version=form.version.data, now=moment()
        ),
    ):
        return failed(form, address)
    return done(message, address, undo=f"flag {flag_id} {form.version.data + 1}" if act == "uphold" else None)


@blueprint.post("/flags/<int:flag_id>/dismiss")
@requires(Act.FLAG_DECIDE)
def dismiss(flag_id: int) -> Response | tuple[str, int]:
    """Say that flagged wording is in order, and why."""
    form = DismissForm()
    address = came_from(url_for("flags.show"))

    def act() -> None:
        flag = flags.get(g.session, flag_id)
        flags.dismiss(g.session, actor(), flag, form.reason.data, version=form.version.data, now=moment())

    if not succeeds(form, act):
        flag = flags.get(g.session, flag_id)
        wanted = FlagFilter(status=None, article_id=flag.article_id)
        return _page(
            wanted, (flag.article_id, flag.start, flag.id - 1), address, {flag_id: form}
        ), form_status()
    return done(gettext("The flag is dismissed."), address, undo=f"flag {flag_id} {form.version.data + 1}")


def _wanted() -> FlagFilter:
    status = request.args.get("status", FlagStatus.OPEN)
    return FlagFilter(
        status=None if status == "all" else choice(FlagStatus, status) or FlagStatus.OPEN,
        kind=choice(FlagKind, request.args.get("kind")),
        article_id=request.args.get("article", type=row_number),
    )


def _after(text: str | None) -> tuple[int, int, int] | None:
    if not text:
        return None
    try:
        article_id, start, flag_id = (row_number(part) for part in text.split("~"))
    except ValueError:
        raise Refused("This page's address is damaged; begin at the first page.") from None
    return article_id, start, flag_id


def _by_article(page: list[Flag]) -> list[list[Flag]]:
    return [list(group) for _, group in groupby(page, key=lambda flag: flag.article_id)]


def _passage(flag: Flag) -> list[list[Segment]]:
    """The flag's sentence with only this flag marked."""
    sentence = flag.sentence
    end = max(sentence.end, flag.end)
    return paragraphs(flag.article_version.text, [], [flag], start=sentence.start, end=end)
