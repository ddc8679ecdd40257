"""Two people at one row: both versions side by side in the form, and one click that makes one of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Verdict
from factcheck.services import drafts, merging
from factcheck.services.errors import Conflict, InvalidTransition
from factcheck.services.merging import Part
from factcheck.web.acts import actor, commit, done, moment, succeeds
from factcheck.web.forms.base import Form, RowForm, said
from factcheck.web.forms.evidence import VerdictForm

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True, slots=True)
class Side:
    """One field in both versions, as people read it."""

    label: str
    mine: str
    theirs: str
    part: Part


def corrects(form: RowForm, row: Callable[[], RowForm], act: Callable[[], Any]) -> bool:
    """`succeeds` for a form that corrects a row; `row` makes the form anew from the row as it is now.

    After a conflict both versions stand side by side on the form, which then holds the newest version: what
    was typed is sent as it is, or joined with the other text. Nothing is overwritten that was not shown.
    """
    if joins():
        form.join(row())
    if succeeds(form, act):
        return True
    if isinstance(g.get("refusal"), Conflict):
        theirs = row()
        form.take(merging.caught_up(form.as_seen(), form.words(), theirs.words()))
        form.clash = sides(form, theirs)
        form.seen.data, form.seen.raw_data = theirs.seen.data, None
    return False


def gives_way() -> bool:
    """Whether the person lets the other version stand."""
    return request.form.get("merge") == THEIRS


def give_way(form: Form, address: str, *, title: str) -> Response:
    """Let the other version stand; the words that were typed are kept among the person's drafts."""
    words = {field.name: said(field.data) for field in form if field.name not in {"csrf_token", "seen"}}
    sent = request.form.get("draft")
    if sent:
        drafts.discard(g.session, actor(), sent)
    kept = f"{actor().id}-set-aside-{int(moment().timestamp())}"
    drafts.save(g.session, actor(), kept, words, page=address, title=title, now=moment())
    commit()
    return done(gettext("The other version stands; your words are kept among your drafts."), address)


def joins() -> bool:
    """Whether the person wants both versions to stand."""
    return request.form.get("merge") == BOTH


def beside(form: VerdictForm, standing: Verdict | None, names: Mapping[str, str]) -> None:
    """After a conflict, show the verdict somebody else gave meanwhile beside the one that was typed.

    A verdict is never overwritten: it can be left to stand, or have the other words as a comment beside it.
    `names` are the ratings by their keys.
    """
    overtaken = isinstance(g.get("refusal"), Conflict | InvalidTransition)
    if not overtaken or standing is None or standing.author_id == actor().id:
        return
    words = {"rating": standing.rating.key, "summary": standing.summary}
    form.clash = sides(form, VerdictForm(formdata=None, **words), names)


def sides(mine: Form, theirs: Form, names: Mapping[str, str] | None = None) -> tuple[Side, ...]:
    """The fields in which two forms differ; `names` are those of choices a form does not know itself."""
    skipped = {"csrf_token", "version", "back", "seen"}
    ours = {field.name: said(field.data) for field in mine if field.name not in skipped}
    other = {field.name: said(field.data) for field in theirs if field.name not in skipped}
    return tuple(
        Side(
            label=str(mine[part.name].label.text),
            mine=_named(mine, part.name, part.mine, names),
            theirs=_named(mine, part.name, part.theirs, names),
            part=part,
        )
        for part in merging.parts(ours, other)
    )


def _named(form: Form, name: str, word: str, names: Mapping[str, str] | None) -> str:
    """A choice by its name, everything else as it is."""
    if names is not None:
        return names.get(word, word)
    options = {str(value): str(label) for value, label, *_ in getattr(form[name], "iter_choices", list)()}
    return options.get(word, word)
