"""What needs no account: published verdicts, and feeds of them. Off until the desk decides otherwise."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, g, render_template, request, url_for
from flask_babel import gettext

from factcheck.formats.feeds import Entry, atom, embedded
from factcheck.services import publishing, settings
from factcheck.services.publishing import House, PublicVerdict

blueprint = Blueprint("public", __name__)
FRESH = 300  # seconds for which a page may be kept by whoever read it


@blueprint.before_request
def _only_when_open() -> None:
    """Nothing is public before an administrator says so and the desk has a public address."""
    if not house().address or not settings.get(g.session, settings.PUBLIC_PAGES):
        abort(404)


@blueprint.after_request
def _keep(response: Response) -> Response:
    """Public pages may be kept for a while, and feeds read from anywhere."""
    if response.status_code < 400:
        response.headers["Cache-Control"] = f"public, max-age={FRESH}"
        response.headers["Vary"] = "Accept-Language, Cookie"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.get("/published")
def show_all() -> str:
    """Published verdicts, the newest first."""
    rows = publishing.listed(g.session, before=request.args.get("before", type=int))
    page = rows[: publishing.PAGE]
    following = page[-1].verdict_id if len(rows) > publishing.PAGE else None
    return render_template("public/list.html", rows=page, following=following)


@blueprint.get("/published/<int:claim_id>")
def show(claim_id: int) -> str:
    """One published verdict with its sources, corrections, and the markup for machines."""
    verdict = publishing.get(g.session, claim_id)
    node = publishing.review(verdict, house())
    return render_template("public/show.html", verdict=verdict, markup=embedded(node) if node else None)


@blueprint.get("/feed/claimreview.json")
def claimreview() -> Response:
    """Every published verdict as a DataFeed of ClaimReviews."""
    database, owner = g.database, house()

    def blocks() -> Iterator[bytes]:
        with database.reading() as session:
            yield from publishing.feed(session, owner)

    return Response(blocks(), mimetype="application/ld+json")


@blueprint.get("/feed/verdicts.atom")
def verdicts() -> Response:
    """The newest verdicts for feed readers."""
    owner = house()
    entries = [_entry(verdict, owner) for verdict in publishing.listed(g.session, limit=publishing.PAGE)]
    title = gettext("%(desk)s: published verdicts", desk=owner.name)
    feed_url = f"{owner.address}{url_for('public.verdicts')}"
    return Response(atom(entries, owner.site, feed_url, title), mimetype="application/atom+xml")


def house() -> House:
    """Who publishes here."""
    config = current_app.extensions["factcheck"]
    return House(config.desk_name, config.site_url)


def _entry(verdict: PublicVerdict, owner: House) -> Entry:
    notes = " ".join(note.note for note in verdict.corrections)
    summary = verdict.verdict_summary
    return Entry(
        url=owner.page(verdict.claim_id),
        title=f"{verdict.rating_name}: {verdict.claim_text}",
        summary=f"{gettext('Correction')}: {notes} – {summary}" if notes else summary,
        language=verdict.language,
        published=verdict.published,
        updated=verdict.changed_at,
    )
