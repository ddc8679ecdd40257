"""People and outlets: everything each of them claimed, under all their names."""

from collections.abc import Mapping

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Claimant, ClaimantKind
from factcheck.services import claimants, claimed, verdicts
from factcheck.services.access import Act
from factcheck.services.claimants import Family
from factcheck.services.errors import Refused
from factcheck.web import charts, filters
from factcheck.web.acts import actor, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.charts import Bars
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm, VersionedForm
from factcheck.web.forms.claimants import MergeForm
from factcheck.web.numbers import LARGEST
from factcheck.web.queue import kept_filters

blueprint = Blueprint("claimants", __name__)
Page = tuple[str, int]
KINDS: Mapping[str, ClaimantKind] = {"claimants": ClaimantKind.PERSON, "outlets": ClaimantKind.OUTLET}
PLACES = {kind: place for place, kind in KINDS.items()}


@blueprint.app_url_defaults
def _people_first(endpoint: str, values: dict[str, object]) -> None:
    """The list without a word for it is that of people."""
    if endpoint == "claimants.show_all":
        values.setdefault("place", "claimants")


@blueprint.get("/<any(claimants,outlets):place>")
@requires(Act.READ)
def show_all(place: str) -> str:
    """Everybody by name, or who fits a search."""
    rows = claimants.listed(
        g.session, KINDS[place], request.args.get("q", ""), _position(request.args.get("after"))
    )
    page = rows[: claimants.PAGE]
    following = None
    if len(rows) > claimants.PAGE:
        after = f"{page[-1].id}~{page[-1].key}"
        following = url_for("claimants.show_all", place=place, after=after, **kept_filters(("q",)))
    counted = zip(page, claimed.numbers(g.session, claimants.families(g.session, page)), strict=True)
    return render_template(
        "claimants/list.html",
        place=place,
        places=list(KINDS),
        rows=list(counted),
        following=following,
        q=request.args.get("q", ""),
        act_form=ActForm(formdata=None),
    )


@blueprint.get("/<any(claimants,outlets):place>/<int:claimant_id>")
@requires(Act.READ)
def show(place: str, claimant_id: int) -> Response | str:
    """Everything somebody claimed."""
    row = claimants.get(g.session, KINDS[place], claimant_id)
    return _page(row, MergeForm(formdata=None, version=row.version))


@blueprint.post("/<any(claimants,outlets):place>/<int:claimant_id>/merge")
@requires(Act.LIBRARY_EDIT)
def merge(place: str, claimant_id: int) -> Response | Page:
    """Make a claimant another name of somebody."""
    form = MergeForm()
    into: list[Claimant] = []

    def act() -> None:
        row = claimants.get(g.session, KINDS[place], claimant_id)
        into.append(
            claimants.merge(g.session, actor(), row, form.name.data, version=form.version.data, now=moment())
        )

    if succeeds(form, act):
        address = url_for("claimants.show", place=place, claimant_id=into[0].id)
        return done(gettext("The two are one now; the other names stand on this page."), address)
    row = claimants.get(g.session, KINDS[place], claimant_id)
    form.version.data, form.version.raw_data = row.version, None
    return _page(row, form), form_status()


@blueprint.post("/<any(claimants,outlets):place>/<int:claimant_id>/separate")
@requires(Act.LIBRARY_EDIT)
def separate(place: str, claimant_id: int) -> Response:
    """Undo that a name is somebody's other name."""
    form = VersionedForm()

    def act() -> None:
        row = claimants.get(g.session, KINDS[place], claimant_id)
        claimants.separate(g.session, actor(), row, version=form.version.data, now=moment())

    address = url_for("claimants.show", place=place, claimant_id=claimant_id)
    if not succeeds(form, act):
        return failed(form, address)
    return done(gettext("The name has a page of its own again."), address)


@blueprint.post("/claimants/names")
@requires(Act.LIBRARY_EDIT)
def catch_up() -> Response:
    """Look for names that were stored before names were kept."""
    form = ActForm()
    address = url_for("claimants.show_all", place="claimants")
    if not succeeds(form, lambda: claimants.catch_up(g.session, actor(), now=moment())):
        return failed(form, address)
    return done(gettext("Every name is known now."), address)


def _page(row: Claimant, form: MergeForm) -> str:
    who = claimants.family(g.session, claimants.root_of(g.session, row))
    view = "checks" if request.args.get("view") == "checks" else "claims"
    before = request.args.get("before", type=int)
    found = (claimed.checks if view == "checks" else claimed.claims)(g.session, who, before)
    last = found[claimed.PAGE - 1].id if len(found) > claimed.PAGE else None
    return render_template(
        "claimants/show.html",
        place=PLACES[row.kind],
        who=who,
        numbers=claimed.numbers(g.session, [who])[0],
        chart=_spread(who),
        repeats=claimed.repeats(g.session, who),
        view=view,
        rows=found[: claimed.PAGE],
        before=last,
        ratings={rating.key: rating for rating in verdicts.scale(g.session, active_only=False)},
        suggestions=claimants.perhaps_same(g.session, who.root),
        form=form,
    )


def _spread(who: Family) -> Bars:
    scale = verdicts.scale(g.session, active_only=False)
    named = {rating.key: filters.rating_name(rating) for rating in scale}
    return charts.bars(
        "spread",
        gettext("Verdicts"),
        gettext("What this desk agreed on, and what others found."),
        [(named[key], both) for key, both in claimed.spread(g.session, who).items()],
        head=gettext("Rating"),
        series=(gettext("this desk"), gettext("others")),
    )


def _position(after: str | None) -> tuple[str, int] | None:
    if not after:
        return None
    number, _, key = after.partition("~")
    if not number.isdecimal() or len(number) > 19 or not 0 < int(number) <= LARGEST:
        raise Refused("This page's address is damaged; begin at the first page.")
    return key, int(number)
