"""Who is here, and the scale they judge by."""

from factcheck.api.schemas.base import Out, Page
from factcheck.models import Role


class Me(Out):
    """Whose token this is, and what it may do."""

    id: int
    name: str
    full_name: str
    role: Role
    scopes: list[str]


class Person(Out):
    """Somebody who can be given a claim."""

    id: int
    name: str
    full_name: str
    role: Role


class People(Page):
    """Everybody who may sign in."""

    items: list[Person]


class Rating(Out):
    """A step of the house's scale; `value` 1 (false) to 5 (true), None for ratings off the scale."""

    key: str
    name_de: str
    name_en: str
    value: int | None
    is_active: bool


class Ratings(Page):
    """The scale in its order."""

    items: list[Rating]
