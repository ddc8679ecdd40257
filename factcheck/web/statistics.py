"""Statistics: how the desk works, as charts with tables beside them, and each table as CSV."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from flask import Blueprint, Response, g, render_template, request
from flask_babel import gettext

from factcheck.formats.csv_block import Cell, csv_block
from factcheck.services import agreement, statistics, users, verdicts
from factcheck.services.access import Act
from factcheck.services.errors import Refused
from factcheck.services.statistics import Period
from factcheck.web import charts
from factcheck.web.acts import actor, moment
from factcheck.web.auth import requires
from factcheck.web.filters import rating_name, word
from factcheck.web.numbers import row_number

blueprint = Blueprint("statistics", __name__)
SPANS = (4, 12, 26, 52)
USUAL = 12
Rows = Sequence[Sequence[Cell]]


@blueprint.get("/statistics")
@requires(Act.READ)
def show() -> str:
    """All figures of a period, perhaps of one person."""
    period = _period()
    statistics.check(actor(), period)
    return render_template(
        "statistics/show.html",
        period=period,
        spans=SPANS,
        people=users.everybody(g.session) if statistics.sees_everybody(actor()) else [],
        here={key: value for key, value in request.args.items() if key in {"from", "to", "weeks", "person"}},
        charts_of=[chart(period) for chart in (_turnaround, _backlog, _by_status, _spread)],
        work=statistics.work(g.session, actor(), period),
        agreed=agreement.figures(g.session, period),
        agreed_blind=agreement.figures(g.session, period, blind_only=True),
        disagreements=agreement.disagreements(g.session, actor(), period),
        ratings={rating.key: rating for rating in verdicts.scale(g.session, active_only=False)},
    )


@blueprint.get("/statistics/<any(turnaround,backlog,status,spread,work,agreement):table>.csv")
@requires(Act.READ)
def download(table: str) -> Response:
    """One table as CSV."""
    period = _period()
    statistics.check(actor(), period)
    head, rows = TABLES[table](period)
    body = csv_block([head, *rows], ",")
    name = f"{table}-{period.first}-{period.last}.csv"
    return Response(
        body, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _period() -> Period:
    """The period an address names: two days, or so many weeks up to today."""
    today = moment().date()
    weeks = request.args.get("weeks", type=row_number) or USUAL
    if not 1 <= weeks <= 260:
        raise Refused("Choose five years at most.", field="first")
    last = _day("to") or today
    first = _day("from") or last - timedelta(weeks=weeks) + timedelta(days=1)
    return Period(first, last, request.args.get("person", type=row_number) or None)


def _day(name: str) -> date | None:
    text = request.args.get(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("Give the days as on a calendar: 2024-11-30.", field=name) from error


def _week(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def _turnaround(period: Period) -> charts.Lines:
    rows = statistics.turnaround(g.session, period)
    return charts.lines(
        "turnaround",
        gettext("From arrival to publication"),
        gettext("Days from a claim's arrival to its first publication, by the week of publication."),
        [(_week(row.monday), tuple(map(_days, (row.median, row.lower, row.upper)))) for row in rows]
        if any(row.published for row in rows)
        else [],
        head=gettext("Week"),
        series=(gettext("median"), gettext("lower quartile"), gettext("upper quartile")),
    )


def _days(hours: float | None) -> float | None:
    return None if hours is None else round(hours / 24, 2)


def _backlog(period: Period) -> charts.Lines:
    weeks = statistics.backlog(g.session, period)
    return charts.lines(
        "backlog",
        gettext("Open claims over time"),
        gettext("Claims that arrived and that were closed each week, and those open at its end."),
        [(_week(row.monday), (row.open, row.arrived, row.closed)) for row in weeks],
        head=gettext("Week"),
        series=(gettext("open at the end"), gettext("arrived"), gettext("closed")),
    )


def _by_status(period: Period) -> charts.Bars:
    return charts.bars(
        "status",
        gettext("Where claims stand now"),
        gettext("All claims by their progress, whatever the period."),
        [(word(status), (number,)) for status, number in statistics.by_status(g.session, period)],
        head=gettext("Progress"),
        series=(gettext("Claims"),),
    )


def _spread(period: Period) -> charts.Bars:
    return charts.bars(
        "spread",
        gettext("Ratings given"),
        gettext("Approved verdicts of the period by their rating."),
        [(rating_name(rating), (number,)) for rating, number in statistics.spread(g.session, period)],
        head=gettext("Rating"),
        series=(gettext("Verdicts"),),
    )


def _of_turnaround(period: Period) -> tuple[Sequence[str], Rows]:
    rows = statistics.turnaround(g.session, period)
    head = ("week_from", "published", "median_hours", "lower_quartile_hours", "upper_quartile_hours")
    return head, [(str(row.monday), row.published, row.median, row.lower, row.upper) for row in rows]


def _of_backlog(period: Period) -> tuple[Sequence[str], Rows]:
    rows = statistics.backlog(g.session, period)
    return ("week_from", "arrived", "closed", "open_at_end"), [
        (str(row.monday), row.arrived, row.closed, row.open) for row in rows
    ]


def _of_status(period: Period) -> tuple[Sequence[str], Rows]:
    rows = statistics.by_status(g.session, period)
    return ("status", "claims"), [(status.value, number) for status, number in rows]


def _of_spread(period: Period) -> tuple[Sequence[str], Rows]:
    rows = statistics.spread(g.session, period)
    return ("rating", "rating_value", "verdicts"), [(one.key, one.value, number) for one, number in rows]


def _of_work(period: Period) -> tuple[Sequence[str], Rows]:
    rows = statistics.work(g.session, actor(), period)
    head = ("person", "in_hand_now", "proposed", "sent_back", "second_looks", "published")
    return head, [
        (row.person or "*", row.in_hand, row.proposed, row.sent_back, row.second_looks, row.published)
        for row in rows
    ]


def _of_agreement(period: Period) -> tuple[Sequence[str], Rows]:
    rows = agreement.disagreements(g.session, actor(), period)
    head = ("claim_id", "claim", "first_rating", "second_rating", "author", "second", "blind", "ruling")
    return head, [
        (
            row.claim_id,
            row.label,
            row.first,
            row.second,
            row.author,
            row.reviewer,
            str(row.blind).lower(),
            row.ruling,
        )
        for row in rows
    ]


TABLES: dict[str, Callable[[Period], tuple[Sequence[str], Rows]]] = {
    "turnaround": _of_turnaround,
    "backlog": _of_backlog,
    "status": _of_status,
    "spread": _of_spread,
    "work": _of_work,
    "agreement": _of_agreement,
}
