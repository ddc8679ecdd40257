"""Bringing in other people's fact-checks: upload, choose columns, look, run, see what came of it."""

from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, current_app, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from factcheck.formats.checks import ChecksFormat
from factcheck.formats.claims_csv import plain_rows
from factcheck.models import CheckImport, CheckImportLine, LineOutcome
from factcheck.services import imports
from factcheck.services.access import Act
from factcheck.services.errors import FactcheckError, Refused
from factcheck.services.imports import Look
from factcheck.web.acts import actor, done, failed, moment, say, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import VersionedForm
from factcheck.web.forms.imports import ALL_FORMATS, COLUMNS, FIELDS, ColumnsForm, UploadForm

blueprint = Blueprint("imports", __name__)
Page = tuple[str, int]
REMARKS_AT_ONCE = 1000


@blueprint.get("/checks/imports")
@requires(Act.LIBRARY_EDIT)
def show_all() -> str:
    """What was brought in, and the form for another file."""
    return _list(UploadForm(formdata=None))


@blueprint.post("/checks/imports")
@requires(Act.LIBRARY_EDIT)
def add() -> AnyResponse | Page:
    """Keep an uploaded file, and go on to look at it."""
    form = UploadForm()
    added: list[CheckImport] = []

    def act() -> None:
        upload = form.file.data
        if upload is None or not upload.filename:
            raise Refused("Choose a file.", field="file")
        chosen = ChecksFormat(form.form.data) if form.form.data else None
        data = upload.read()
        upload.close()
        added.append(imports.add(g.session, actor(), data, upload.filename, chosen, _folder(), now=moment()))

    if not succeeds(form, act):
        return _list(form), form_status()
    return done(gettext("The file is here; look at it before it is brought in."), _address(added[0].id))


@blueprint.get("/checks/imports/<int:import_id>")
@requires(Act.LIBRARY_EDIT)
def show(import_id: int) -> str:
    """A file before it is run: its columns and first records; afterwards what came of it."""
    row = imports.get(g.session, import_id)
    if row.job_id is not None or row.finished_at is not None:
        return _result(row)
    return _preview(row, ColumnsForm(formdata=None, version=row.version))


@blueprint.post("/checks/imports/<int:import_id>/columns")
@requires(Act.LIBRARY_EDIT)
def choose(import_id: int) -> AnyResponse | Page:
    """Say which column holds what."""
    row = imports.get(g.session, import_id)
    form = ColumnsForm()
    look, _ = _look(row)
    form.offer(look.table.columns if look and look.table else (), imports.mapping_of(row) or {})

    def act() -> None:
        imports.choose(g.session, actor(), row, form.mapping(), version=form.version.data, now=moment())

    if not succeeds(form, act):
        return _preview(imports.get(g.session, import_id), form), form_status()
    return done(gettext("The columns are chosen; this is what the records will be."), _address(import_id))


@blueprint.post("/checks/imports/<int:import_id>/<any(start,discard):act>")
@requires(Act.LIBRARY_EDIT)
def act_on(import_id: int, act: str) -> AnyResponse:
    """Run a file, or throw it away."""
    form = VersionedForm()

    def doing() -> None:
        row = imports.get(g.session, import_id)
        if act == "start":
            imports.start(g.session, actor(), row, version=form.version.data, now=moment())
        else:
            imports.discard(g.session, actor(), row, _folder(), version=form.version.data, now=moment())

    if not succeeds(form, doing):
        return failed(form, _address(import_id))
    if act == "start":
        return done(gettext("The fact-checks are being brought in."), _address(import_id))
    return done(gettext("The file is discarded."), url_for("imports.show_all"))


@blueprint.get("/checks/imports/<int:import_id>/remarks.csv")
@requires(Act.LIBRARY_EDIT)
def remarks(import_id: int) -> Response:
    """Every line there is something to say about, as a table."""
    row = imports.get(g.session, import_id)
    table = plain_rows(_remarks(row), columns=("line", "outcome", "remark", "fact_check"))
    response = Response(b"".join(table), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="import-{row.id}-remarks.csv"'
    return response


def said(line: CheckImportLine) -> str:
    """What there is to say about a line, in the reader's language."""
    if line.problem is None:
        names = dict.fromkeys(str(COLUMNS[name]) for name in line.changes if name in COLUMNS)
        return str(gettext("Line %(line)s changes: %(fields)s", line=line.line, fields=", ".join(names)))
    return say(FactcheckError(line.problem, **line.params))


def _remarks(row: CheckImport) -> Iterator[tuple[int, str, str, int | None]]:
    after = 0
    while found := imports.lines(g.session, row, after=after, limit=REMARKS_AT_ONCE):
        after = found[-1].id
        yield from ((line.line, line.outcome.value, said(line), line.fact_check_id) for line in found)


def _list(form: UploadForm) -> str:
    rows = imports.listed(g.session, before=request.args.get("before", type=int))
    last = rows[imports.PAGE - 1].id if len(rows) > imports.PAGE else None
    return render_template(
        "imports/list.html", rows=rows[: imports.PAGE], before=last, form=form, formats=ALL_FORMATS
    )


def _look(row: CheckImport) -> tuple[Look | None, str | None]:
    """The head of a file, or why there is none to see."""
    try:
        return imports.look(row, _folder()), None
    except FactcheckError as error:
        return None, say(error)


def _preview(row: CheckImport, form: ColumnsForm) -> str:
    look, problem = _look(row)
    table = look.table if look else None
    form.offer(table.columns if table else (), imports.mapping_of(row) or {})
    items = [
        (item, say(imports.refusal(item.error)) if item.error else None)
        for item in (look.items if look else [])
    ]
    return render_template(
        "imports/preview.html",
        row=row,
        form=form,
        table=table,
        items=items,
        problem=problem,
        fields=FIELDS,
        formats=ALL_FORMATS,
    )


def _result(row: CheckImport) -> str:
    wanted = request.args.get("outcome")
    outcome = LineOutcome(wanted) if wanted in set(LineOutcome) else None
    found = imports.lines(g.session, row, outcome, after=request.args.get("after", 0, type=int))
    return render_template(
        "imports/result.html",
        row=row,
        lines=[(line, said(line)) for line in found[: imports.PAGE]],
        following=found[imports.PAGE - 1].id if len(found) > imports.PAGE else None,
        outcome=outcome,
        outcomes=list(LineOutcome),
        formats=ALL_FORMATS,
    )


def _address(import_id: int) -> str:
    return url_for("imports.show", import_id=import_id)


def _folder() -> Path:
    folder: Path = current_app.extensions["factcheck"].instance
    return folder
