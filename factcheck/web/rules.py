"""Desk rules: proposed by decisions, confirmed by editors, with what became of them."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Rule, RuleStatus
from factcheck.services import audit, flag_lists, jobs, learning, rules
from factcheck.services.access import Act
from factcheck.services.learning import Record
from factcheck.services.rules import Wanted
from factcheck.web import charts
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import VersionedForm, choices
from factcheck.web.forms.flags import RuleForm

blueprint = Blueprint("rules", __name__)


@blueprint.get("/rules")
@requires(Act.READ)
def show_all() -> str:
    """All rules: what waits for a decision first."""
    rows = rules.listed(g.session)
    return render_template(
        "rules/list.html",
        groups=[(status, [rule for rule in rows if rule.status is status]) for status in RuleStatus],
        records=learning.records(g.session, rows),
        work=jobs.newest(g.session, rules.REEVALUATE),
    )


@blueprint.get("/rules/<int:rule_id>")
@requires(Act.READ)
def show(rule_id: int) -> str:
    """One rule: what it would do, what it did, and the form to confirm or change it."""
    rule = rules.get(g.session, rule_id)
    return _page(rule, _form(rule))


@blueprint.post("/rules/<int:rule_id>/confirm")
@requires(Act.RULE_DECIDE)
def confirm(rule_id: int) -> Response | tuple[str, int]:
    """Put a rule to work, perhaps narrower than proposed."""
    form = RuleForm()
    _offer(form)

    def act() -> None:
        wanted = Wanted(form.context.data or "", form.publisher.data or None, form.reason.data)
        rule = rules.get(g.session, rule_id)
        rules.confirm(g.session, actor(), rule, wanted, version=form.version.data, now=moment())

    if not succeeds(form, act):
        rule = rules.get(g.session, rule_id)
        form.version.data, form.version.raw_data = rule.version, None
        return _page(rule, form), form_status()
    message = gettext("The rule is at work; flags on the desk are looked at in the background.")
    return done(message, url_for("rules.show", rule_id=rule_id))


@blueprint.post("/rules/<int:rule_id>/<any(reject,retire):act>")
@requires(Act.RULE_DECIDE)
def decide(rule_id: int, act: str) -> Response:
    """Turn a proposal down, or take a rule back."""
    service, message = {
        "reject": (rules.reject, gettext("The rule is turned down.")),
        "retire": (rules.retire, gettext("The rule is taken back; its flags are opened in the background.")),
    }[act]
    form = VersionedForm()
    address = came_from(url_for("rules.show_all"))
    if not succeeds(
        form,
        lambda: service(
            g.session, actor(), rules.get(g.session, rule_id), version=form.version.data, now=moment()
        ),
    ):
        return failed(form, address)
    return done(message, address)


def _form(rule: Rule) -> RuleForm:
    form = RuleForm(
        formdata=None,
        version=rule.version,
        context=", ".join(rule.context),
        publisher=rule.publisher or "",
        reason=rule.reason,
    )
    _offer(form, rule.publisher)
    return form


def _offer(form: RuleForm, publisher: str | None = None) -> None:
    known = dict.fromkeys([*([publisher] if publisher else []), *flag_lists.publishers(g.session)])
    form.publisher.choices = choices({name: name for name in known}, blank=gettext("everywhere"))


def _page(rule: Rule, form: RuleForm) -> str:
    months = rules.over_time(g.session, rule)
    return render_template(
        "rules/show.html",
        rule=rule,
        form=form,
        record=learning.records(g.session, [rule])[rule.id],
        months=months,
        chart=_chart(months),
        reach=rules.reach(g.session, rule) if rule.status is not RuleStatus.ACTIVE else None,
        work=jobs.newest(g.session, rules.REEVALUATE),
        events=audit.history(g.session, [("rule", rule.id)]),
    )


def _chart(months: list[tuple[str, Record]]) -> charts.Lines:
    return charts.lines(
        "precision",
        gettext("Precision by month"),
        gettext(
            "Of the decisions on flags the rule silenced that month, how many in a hundred agree with it."
        ),
        [
            (month, (None if record.precision is None else round(100 * record.precision),))
            for month, record in months
        ],
        head=gettext("Month"),
        series=(gettext("Precision"),),
        top=100,
    )
