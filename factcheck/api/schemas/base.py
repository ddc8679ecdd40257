"""What all shapes share: how strict they are, how long a text may be, how a problem looks."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LARGEST_ID = 2**63 - 1
Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Offset = Annotated[int, Field(ge=0, le=LARGEST_ID, description="In Unicode code points.")]
Text = Annotated[str, Field(min_length=1, max_length=10_000_000, pattern=r"^[^\x00]*$")]
Line = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Note = Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")]


class In(BaseModel):
    """What is sent: unknown fields are refused, so that a typing error is not overlooked."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """What is answered."""

    model_config = ConfigDict(from_attributes=True)


class Page(Out):
    """A page of a list; `next` is the address of the page after it, None on the last."""

    next: str | None = None


class ProblemDocument(Out):
    """RFC 9457: what went wrong and what to do, in the words of the pages."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    field: str | None = None
    your_version: int | None = None
    current_version: int | None = None
