"""The page of one source: what is known about it, its copies, the claims that use it."""

from typing import Any

from flask import g, render_template

from factcheck.services import snapshots, source_lists, sources
from factcheck.web.forms.base import Form
from factcheck.web.forms.evidence import SourceForm
from factcheck.web.forms.snapshots import PasteForm, UploadForm


def page(source_id: int, **forms: Form) -> str:
    """The page of a source; forms that were refused are shown as they were filled in."""
    source = sources.get_source(g.session, source_id)
    fresh: dict[str, Any] = {
        "source": SourceForm(obj=source, formdata=None),
        "upload": UploadForm(formdata=None),
        "paste": PasteForm(formdata=None),
    }
    return render_template(
        "sources/edit.html",
        source=source,
        forms=fresh | forms,
        copies=snapshots.of_source(g.session, source),
        uses=source_lists.uses_of(g.session, source),
    )
