"""The weekly overview of wording: what was flagged, what was upheld, in which words and outlets."""

from datetime import date, timedelta

from flask import Blueprint, Response, g, render_template, request
from flask_babel import gettext

from factcheck.formats.tables import csv_table
from factcheck.services import wording_weeks
from factcheck.services.access import Act
from factcheck.services.wording_weeks import Overview
from factcheck.web import charts
from factcheck.web.acts import moment
from factcheck.web.auth import requires

blueprint = Blueprint("wording_weeks", __name__)
WEEK = timedelta(weeks=1)


@blueprint.get("/wording/weeks")
@requires(Act.READ)
def show() -> str:
    """One week with the weeks before it."""
    overview = wording_weeks.overview(g.session, _day())
    this_week = wording_weeks.monday_of(moment().date())
    monday = overview.week.monday
    return render_template(
        "wording/weeks.html",
        overview=overview,
        sunday=monday + timedelta(days=6),
        earlier=monday - WEEK if monday.year > 1 else None,
        later=monday + WEEK if monday < this_week else None,
        charts=_charts(overview),
    )


@blueprint.get("/wording/weeks.csv")
@requires(Act.EXPORT)
def table() -> Response:
    """The weeks as a table."""
    overview = wording_weeks.overview(g.session, _day())
    rows = [
        (week.name, week.articles, week.tally.flags, week.tally.upheld, week.tally.dismissed)
        for week in overview.trend
    ]
    response = Response(
        csv_table(("week", "articles", "flags", "upheld", "dismissed"), rows), mimetype="text/csv"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="wording-weeks.csv"'
    return response


def _day() -> date:
    """The day asked for; today for none, one that is not a day, or one that no calendar week holds."""
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return moment().date()
    return day if 1900 <= day.year <= 9000 else moment().date()


def _charts(overview: Overview) -> list[charts.Lines]:
    weeks = overview.trend
    decided = any(week.tally.upheld_share is not None for week in weeks)
    return [
        charts.lines(
            "flags",
            gettext("Flagged words"),
            gettext("Flags in articles that came in that week, and what editors upheld."),
            [(week.short_name, (week.tally.flags, week.tally.upheld)) for week in weeks],
            head=gettext("Week"),
            series=(gettext("flagged"), gettext("upheld")),
        ),
        charts.lines(
            "share",
            gettext("Upheld share"),
            gettext("Of the flags decided, how many in a hundred were upheld."),
            [(week.short_name, (_percent(week.tally.upheld_share),)) for week in weeks if decided],
            head=gettext("Week"),
            series=(gettext("upheld, per cent"),),
            top=100,
        ),
    ]


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share)
