"""When a claim is wanted, what it waits for, what says the same."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from factcheck.api.schemas.base import In, Note, Number, Out, Page
from factcheck.models import HoldReason, Priority
from factcheck.services.holds import LONGEST_NAME


class Plan(In):
    """What is left out stays; `due_on` null takes the day away. Priority from 0 (low) to 3 (urgent)."""

    due_on: date | None = None
    priority: Priority | None = None


class Waiting(In):
    """What a claim waits for; a reply takes `asked_whom` and `asked_on`, anything else a note."""

    reason: HoldReason
    note: Note | None = None
    asked_whom: Annotated[str, Field(max_length=LONGEST_NAME, pattern=r"^[^\x00]*$")] | None = None
    asked_on: date | None = None
    deadline: date | None = None
    answered_on: date | None = None
    answer: Note | None = None


class Hold(Out):
    """One time of waiting; open until `ended_at`."""

    id: int
    claim_id: int
    reason: HoldReason
    note: str | None
    asked_whom: str | None
    asked_on: date | None
    deadline: date | None
    answered_on: date | None
    answer: str | None
    held_by_id: int
    held_at: datetime
    ended_by_id: int | None
    ended_at: datetime | None
    version: int


class Holds(Page):
    """Every time a claim has waited, newest first."""

    items: list[Hold]


class Original(In):
    """The claim that says the same."""

    original_id: Number
