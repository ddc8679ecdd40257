"""The week's wording: counted by the week an article came in."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from factcheck.models import User
from factcheck.services import articles, flags, wording_weeks
from factcheck.services.articles import Details
from tests import factories
from tests.services.test_wordings import LOUD

SUNDAY_NIGHT = datetime(2024, 12, 1, 23, 30, tzinfo=UTC)


def add(session: Session, actor: User, city: str, publisher: str | None, when: datetime) -> int:
    """A loud article that came in at a moment; returns its number."""
    details = Details(
        title=f"Lage in {city}", language="de", published=factories.PUBLISHED, publisher=publisher
    )
    prepared = articles.prepare(LOUD.replace("Berlin", city), details)
    return articles.add(session, actor, prepared, now=when).id


def test_a_week_goes_from_monday_to_sunday(session: Session, checker: User) -> None:
    add(session, checker, "Bonn", None, SUNDAY_NIGHT)
    add(session, checker, "Wien", None, SUNDAY_NIGHT + timedelta(hours=1))
    this = wording_weeks.overview(session, date(2024, 12, 2))
    assert (this.week.name, this.week.articles) == ("2024-W49", 1)
    assert [week.articles for week in this.trend[-2:]] == [1, 1]
    before = wording_weeks.overview(session, date(2024, 11, 29))
    assert (before.week.name, before.week.articles) == ("2024-W48", 1)


def test_upheld_shares_are_of_those_decided(session: Session, checker: User, editor: User) -> None:
    article = articles.get(session, add(session, checker, "Bonn", "Blatt", SUNDAY_NIGHT))
    own = [
        flag
        for flag in articles.flags_of(session, articles.newest_version(session, article))
        if not flag.quoted
    ]
    assert len(own) >= 3
    assert wording_weeks.overview(session, date(2024, 12, 1)).week.tally.upheld_share is None
    flags.uphold(session, editor, own[0], version=1, now=SUNDAY_NIGHT)
    flags.dismiss(session, editor, own[1], "Belegt.", version=1, now=SUNDAY_NIGHT)
    overview = wording_weeks.overview(session, date(2024, 12, 1))
    assert overview.week.tally == wording_weeks.Tally(len(own), 1, 1)
    assert overview.week.tally.upheld_share == 0.5
    assert {row.quote for row in overview.words} == {flag.quote for flag in own}
    (outlet,) = overview.outlets
    assert (outlet.publisher, outlet.articles, outlet.tally.flags) == ("Blatt", 1, len(own))
    assert outlet.index


def test_an_empty_week_is_a_week_of_zeros(session: Session) -> None:
    overview = wording_weeks.overview(session, date(2024, 12, 1))
    assert len(overview.trend) == wording_weeks.WEEKS
    assert overview.words == ()
    assert overview.outlets == ()
    assert overview.week.tally == wording_weeks.Tally(0, 0, 0)
