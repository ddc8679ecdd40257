"""Flagged wording over the JSON door."""

from collections.abc import Callable
from typing import Any

from flask import g, url_for

from factcheck.api import schemas
from factcheck.api.door import Call, operation
from factcheck.services import flag_lists, flags
from factcheck.services.access import Act
from factcheck.services.flag_lists import FlagFilter, Grouping


@operation("GET", "/flags", Act.READ, query=schemas.FlagQuery, answer=schemas.Flags)
def list_flags(call: Call) -> schemas.Flags:
    """List flagged wording by article, newest first."""
    asked = call.query
    wanted = FlagFilter(status=asked.status, kind=asked.kind, article_id=asked.article)
    after = None
    if asked.after:
        after = tuple(int(part) for part in asked.after.split("~"))
    rows = flag_lists.page(g.session, wanted, after)
    page, following = rows[: flag_lists.PAGE], None
    if len(rows) > flag_lists.PAGE:
        filters = asked.model_dump(mode="json", exclude_none=True, exclude={"after"})
        place = "~".join(map(str, page[-1].position(Grouping.ARTICLE)))
        following = url_for("api.list_flags", **filters, after=place)
    return schemas.Flags(items=[schemas.Flag.model_validate(row) for row in page], next=following)


@operation("GET", "/flags/<int:flag_id>", Act.READ, answer=schemas.Flag)
def get_flag(_call: Call, flag_id: int) -> schemas.Flag:
    """Read a flag."""
    return schemas.Flag.model_validate(flags.get(g.session, flag_id))


@operation("POST", "/flags/<int:flag_id>/uphold", Act.FLAG_DECIDE, answer=schemas.Flag, versioned=True)
def uphold_flag(call: Call, flag_id: int) -> schemas.Flag:
    """Agree that the wording is sensational."""
    return _decided(call, flag_id, flags.uphold)


@operation(
    "POST",
    "/flags/<int:flag_id>/dismiss",
    Act.FLAG_DECIDE,
    body=schemas.Dismissal,
    answer=schemas.Flag,
    versioned=True,
)
def dismiss_flag(call: Call, flag_id: int) -> schemas.Flag:
    """Say that the wording is in order, and why."""
    return _decided(call, flag_id, flags.dismiss, call.body.reason)


@operation(
    "POST",
    "/flags/<int:flag_id>/ask",
    Act.FLAG_DECIDE,
    body=schemas.Reason,
    answer=schemas.Flag,
    versioned=True,
)
def ask_flag(call: Call, flag_id: int) -> schemas.Flag:
    """Ask the author for other words, with a note."""
    return _decided(call, flag_id, flags.ask_reword, call.body.note)


@operation(
    "POST",
    "/flags/<int:flag_id>/reword",
    Act.FLAG_DECIDE,
    body=schemas.Wording,
    answer=schemas.Flag,
    versioned=True,
)
def reword_flag(call: Call, flag_id: int) -> schemas.Flag:
    """Accept a neutral wording."""
    return _decided(call, flag_id, flags.reword, call.body.wording)


@operation(
    "POST",
    "/flags/<int:flag_id>/snooze",
    Act.FLAG_DECIDE,
    body=schemas.Snooze,
    answer=schemas.Flag,
    versioned=True,
)
def snooze_flag(call: Call, flag_id: int) -> schemas.Flag:
    """Put an open flag off until a day."""
    return _decided(call, flag_id, flags.snooze, call.body.until)


@operation("POST", "/flags/<int:flag_id>/reopen", Act.FLAG_DECIDE, answer=schemas.Flag, versioned=True)
def reopen_flag(call: Call, flag_id: int) -> schemas.Flag:
    """Take a decision on a flag back."""
    return _decided(call, flag_id, flags.reopen)


def _decided(call: Call, flag_id: int, decide: Callable[..., None], *words: Any) -> schemas.Flag:
    flag = flags.get(g.session, flag_id)
    decide(g.session, call.actor, flag, *words, version=call.match(flag), now=call.now)
    g.session.flush()
    return schemas.Flag.model_validate(flag)
