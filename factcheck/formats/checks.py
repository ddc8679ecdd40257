"""The door for fact-checks of others: a file of any known form becomes records, one place after another."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from factcheck.formats import checks_csv, checks_jsonl, claimreview_feed, claimreview_html
from factcheck.formats.check_records import Item
from factcheck.formats.checks_columns import CheckField
from factcheck.formats.errors import FormatError

_HEAD: Final = 65_536
_MARKUP: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|html|head|script|\?xml)", re.IGNORECASE
)
_JSON: Final = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*[\[{]")
_LIST: Final = re.compile(rb'"(?:dataFeedElement|@graph|itemListElement)"\s*:\s*\[')


class ChecksFormat(StrEnum):
    """Forms in which fact-checks go round; `VERDICTS` is the table that a desk like ours exports."""

    CSV = "csv"
    VERDICTS = "verdicts"
    JSONL = "jsonl"
    JSON = "json"
    HTML = "html"


def detected(head: bytes, filename: str = "") -> ChecksFormat:
    """The form of a file, by its first bytes; where these say nothing, by its name.

    Raises FormatError with `file_empty` or `checks_unknown`.
    """
    if not head.strip():
        raise FormatError("file_empty")
    if _MARKUP.match(head):
        return ChecksFormat.HTML
    if opening := _JSON.match(head):
        first_line, _, rest = head[opening.end() - 1 :].partition(b"\n")
        one_object = head[opening.end() - 1 :].startswith(b"{")
        alone = first_line.rstrip().endswith(b"}") and rest.lstrip()[:1] in {b"", b"{"}
        return ChecksFormat.JSONL if one_object and alone and not _LIST.search(head) else ChecksFormat.JSON
    if (
        PurePosixPath(filename).suffix.lower() in {"", ".csv", ".tsv", ".txt", ".tab"}
        and b"\0" not in head[:4]
    ):
        return ChecksFormat.CSV
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return ChecksFormat.CSV
    raise FormatError("checks_unknown")


def read(
    file: BinaryIO,
    form: ChecksFormat | None,
    filename: str = "",
    mapping: Mapping[CheckField, str] | None = None,
) -> Iterator[Item]:
    """The fact-checks of a file; `form` None is found out.

    Lists in JSON and lines are read as they come, tables and pages at once. Raises FormatError for a file
    that cannot be read at all; what is wrong with one record is in its item.
    """
    if form is None:
        form = detected(file.read(_HEAD), filename)
        file.seek(0)
    match form:
        case ChecksFormat.CSV:
            return checks_csv.items(file.read(), mapping)
        case ChecksFormat.VERDICTS:
            return checks_csv.items(file.read())
        case ChecksFormat.HTML:
            return claimreview_html.items(file.read())
        case ChecksFormat.JSONL:
            return checks_jsonl.items(file)
        case ChecksFormat.JSON:
            return claimreview_feed.items(file)
