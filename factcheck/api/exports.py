"""Verdicts out of the house over the JSON door: noted, then streamed."""

from collections.abc import Iterator

from flask import Response, g

from factcheck.api import schemas
from factcheck.api.door import Call, operation
from factcheck.services import exporting, exports
from factcheck.services.access import Act
from factcheck.services.desk import ClaimFilter


@operation("POST", "/exports", Act.EXPORT, body=schemas.ExportWish)
def export_verdicts(call: Call) -> Response:
    """Stream claims with their verdicts as CSV, workbook or JSON Lines."""
    wish = call.body
    wanted = ClaimFilter(
        statuses=(wish.status,) if wish.status else None,
        kind=wish.kind,
        article_id=wish.article,
        rating=wish.rating,
        language=wish.language,
        archived=wish.archived,
    )
    exports.note(g.session, call.actor, wish.format, wanted, now=call.now)
    g.session.commit()
    kind = exporting.FORMATS[wish.format]
    response = Response(_blocks(wish.format, wanted), mimetype=kind.media_type)
    name = f"factcheck-{call.now.date().isoformat()}.{kind.extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _blocks(form: str, wanted: ClaimFilter) -> Iterator[bytes]:
    database = g.database

    def blocks() -> Iterator[bytes]:
        with database.reading() as session:
            yield from exporting.FORMATS[form].write(exports.records(session, wanted))

    return blocks()
