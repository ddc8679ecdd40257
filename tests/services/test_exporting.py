"""Every format of an export holds every claim."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from factcheck.models import Article
from factcheck.services import exports
from factcheck.services.desk import ClaimFilter
from factcheck.services.exporting import FORMATS


def lines(form: str, data: bytes) -> int:
    """How many rows a file has, its header aside."""
    if form == "xlsx":
        sheet = load_workbook(BytesIO(data), read_only=True).worksheets[0]
        return sum(1 for _ in sheet.iter_rows()) - 1
    return len(data.decode("utf-8-sig").splitlines()) - (form != "jsonl")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_has_one_row_for_every_claim(session: Session, article: Article, form: str) -> None:
    wanted = ClaimFilter(article_id=article.id)
    data = b"".join(FORMATS[form].write(exports.records(session, wanted)))
    assert lines(form, data) == exports.count(session, wanted) > 0


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_without_claims_can_still_be_opened(session: Session, form: str) -> None:
    data = b"".join(FORMATS[form].write(exports.records(session, ClaimFilter())))
    assert lines(form, data) == 0


def test_every_format_says_what_it_is() -> None:
    assert {form.extension for form in FORMATS.values()} == {"csv", "xlsx", "jsonl"}
    assert all("/" in form.media_type for form in FORMATS.values())
