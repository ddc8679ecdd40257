"""The flags page: sensational wording, for editors to decide on by key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import FlagKind, FlagStatus
from factcheck.services import articles, flag_lists, flags, rewordings, rules
from factcheck.services.access import Act
from factcheck.services.errors import Refused
from factcheck.services.flag_lists import FlagFilter, FlagRow, Grouping, Position
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import VersionedForm
from factcheck.web.forms.flags import AskForm, DismissForm, SnoozeForm, WordingForm
from factcheck.web.numbers import row_number
from factcheck.web.queue import choice, kept_filters

blueprint = Blueprint("flags", __name__)
FILTERS = ("status", "kind", "article", "group", "word", "publisher", "language", "voice", "rule")
SNOOZED = "snoozed"
ALL = "all"
VOICES = {"own": False, "quoted": True}
TEXT_COLUMN = {Grouping.ARTICLE: None, Grouping.KIND: 1, Grouping.WORD: 1}


@dataclass(frozen=True, slots=True)
class Section:
    """Flags that stand together: of one article, kind or word, and of one voice."""

    first: FlagRow
    flags: list[FlagRow]
    begins: bool


@blueprint.get("/flags")
@requires(Act.READ)
def show() -> str:
    """One page of flags, grouped by article, kind or word."""
    return _page(_wanted(), _after(request.args.get("after"), _group()), request.full_path)


def _page(
    wanted: FlagFilter,
    after: Position | None,
    here: str,
    refused: tuple[int, VersionedForm] | None = None,
) -> str:
    """The flags from a place on; acts come back to `here`, `refused` is a form with what was typed."""
    group = _group() if refused is None else Grouping.ARTICLE
    rows = flag_lists.page(g.session, wanted, after, group)
    page = rows[: flag_lists.PAGE]
    kept = kept_filters(FILTERS)
    following = None
    if len(rows) > flag_lists.PAGE:
        place = "~".join(map(str, page[-1].position(group)))
        following = url_for("flags.show", **kept, after=place)
    words = [flag.word for flag in page]
    return render_template(
        "flags/show.html",
        sections=_sections(page, group),
        group=group,
        history=flag_lists.word_history(g.session, words),
        numbers=flag_lists.word_counts(g.session, wanted, words) if group is Grouping.WORD else {},
        speakers=flag_lists.speakers(g.session, page),
        suggestions={flag.id: rewordings.suggestions(flag.quote, flag.language) for flag in page},
        counts=flag_lists.counts(g.session, wanted),
        article=articles.get(g.session, wanted.article_id) if wanted.article_id else None,
        wanted=wanted,
        status=_status(),
        publishers=flag_lists.publishers(g.session),
        rules_waiting=rules.waiting(g.session),
        following=following,
        args=kept,
        refused_id=refused[0] if refused else None,
        refused=refused[1] if refused else None,
        here=here,
        tomorrow=moment().date() + timedelta(days=1),
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
    return done(message, address, undo=_undo(flag_id) if act == "uphold" else None)


@blueprint.post("/flags/<int:flag_id>/<any(dismiss,ask,wording,snooze):act>")
@requires(Act.FLAG_DECIDE)
def decide_with(flag_id: int, act: str) -> Response | tuple[str, int]:
    """Dismiss a flag, ask for other words, accept a wording, or put it off: what needs words or a day."""
    kind, service, message = WITH_WORDS[act]
    form = kind()
    address = came_from(url_for("flags.show"))

    def decision() -> None:
        flag = flags.get(g.session, flag_id)
        service(g.session, actor(), flag, _typed(form), version=form.version.data, now=moment())

    if not succeeds(form, decision):
        flag = flags.get(g.session, flag_id)
        wanted = FlagFilter(status=None, article_id=flag.article_id)
        place = (flag.article_id, int(flag.quoted), flag.start, flag.id - 1)
        return _page(wanted, place, address, (flag_id, form)), form_status()
    return done(gettext(message), address, undo=_undo(flag_id))


def _(message: str) -> str:
    """Marks a sentence that is translated where it is shown."""
    return message


WITH_WORDS: dict[str, tuple[type[VersionedForm], Callable[..., None], str]] = {
    "dismiss": (DismissForm, flags.dismiss, _("The flag is dismissed.")),
    "ask": (AskForm, flags.ask_reword, _("The author is asked for other words.")),
    "wording": (WordingForm, flags.reword, _("The wording is accepted.")),
    "snooze": (SnoozeForm, flags.snooze, _("The flag comes back on its day.")),
}


def _typed(form: VersionedForm) -> Any:
    """What the act needs from its form; a suggested wording has been chosen by its button."""
    if isinstance(form, WordingForm):
        return form.suggested.data or form.wording.data or ""
    field = {DismissForm: "reason", AskForm: "note", SnoozeForm: "until"}[type(form)]
    return form[field].data


def _undo(flag_id: int) -> str:
    """How the act just done is taken back: by the row as it is now, which learning may have touched."""
    return f"flag {flag_id} {flags.get(g.session, flag_id).version}"


def _wanted() -> FlagFilter:
    status = _status()
    return FlagFilter(
        status=None if status == ALL else FlagStatus.OPEN if status == SNOOZED else FlagStatus(status),
        kind=choice(FlagKind, request.args.get("kind")),
        article_id=request.args.get("article", type=row_number),
        word=request.args.get("word") or None,
        publisher=request.args.get("publisher") or None,
        language=request.args.get("language") or None,
        quoted=VOICES.get(request.args.get("voice", "")),
        rule_id=request.args.get("rule", type=row_number),
        snoozed=status == SNOOZED,
        today=moment().date(),
    )


def _status() -> str:
    """The tab that is shown: a status, those put off, or all."""
    status = request.args.get("status", "")
    return status if status in (SNOOZED, ALL) else (choice(FlagStatus, status) or FlagStatus.OPEN).value


def _group() -> Grouping:
    return choice(Grouping, request.args.get("group")) or Grouping.ARTICLE


def _after(text: str | None, group: Grouping) -> Position | None:
    if not text:
        return None
    parts = text.split("~")
    column = TEXT_COLUMN[group]
    try:
        found = tuple(part if at == column else row_number(part) for at, part in enumerate(parts))
    except ValueError:
        found = ()
    if len(found) != (4 if column is None else 5):
        raise Refused("This page's address is damaged; begin at the first page.")
    return found


def _sections(page: list[FlagRow], group: Grouping) -> list[Section]:
    def value(flag: FlagRow) -> tuple[object, ...]:
        if group is Grouping.ARTICLE:
            return (flag.article_id,)
        return (flag.quoted, flag.kind if group is Grouping.KIND else flag.word)

    found = []
    for _value, members in groupby(page, key=value):
        begins = True
        for _quoted, rows in groupby(members, key=lambda flag: flag.quoted):
            together = list(rows)
            found.append(Section(together[0], together, begins))
            begins = False
    return found
