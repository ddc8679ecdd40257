"""Word files (.docx, ECMA-376): body text and core properties.

Headers, footers, notes and comments are left out: they belong to the page or to the desk, not to the article.
"""

import io
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from factcheck.formats.archives import check_archive
from factcheck.formats.article_text import stored_form
from factcheck.formats.drafts import ArticleDraft, one_line, primary_language
from factcheck.formats.errors import FormatError
from factcheck.formats.limits import check_file_size
from factcheck.formats.lines import LineWriter

_MAIN_PART: Final = "word/document.xml"
# Deleted text of tracked changes, and the copy of a text box kept for old readers.
_SKIPPED: Final = frozenset(
    {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_PARAGRAPH: Final = qn("w:p")
_TEXT: Final = qn("w:t")
_MARKS: Final = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
_BREAKS: Final = frozenset({qn("w:br"), qn("w:cr")})
# The name that stands in the template of the library itself, not of a person.
_NO_AUTHORS: Final = frozenset({"python-docx"})


def read(data: bytes) -> ArticleDraft:
    """The draft of a Word file: one paragraph, list item or table cell paragraph a line, in reading order.

    Insertions of tracked changes are read, deletions are not. The day a file was made is not the day an
    article was published, so `published` stays None. Raises FormatError with `docx_broken` or an
    `archive_…`, `file_…` or `text_…` code.
    """
    check_file_size(data)
    if _MAIN_PART not in check_archive(data):
        raise FormatError("docx_broken")
    try:
        document = docx.Document(io.BytesIO(data))
        text = _body_text(document.element.body)
        properties = document.core_properties
        title, author, language = properties.title, properties.author, properties.language
    except Exception as error:  # the library raises what its XML happens to break: KeyError and all
        raise FormatError("docx_broken") from error
    return ArticleDraft(
        text=stored_form(text),
        title=one_line(title),
        author=None if author in _NO_AUTHORS else one_line(author),
        language=primary_language(language),
    )


def _body_text(body: Any) -> str:
    """The visible text below `body`, walked without recursion so that deep nesting costs no stack."""
    writer = LineWriter()
    pending: list[tuple[Any, bool]] = [(body, True)]
    while pending:
        element, entering = pending.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == _PARAGRAPH or element.tag in _BREAKS:
            writer.end_line()
        if element.tag == _TEXT:
            writer.add(element.text)
        elif mark := _MARKS.get(element.tag):
            # a tab stop in the paragraph's properties has the tab's tag but stands in a list of its own
            writer.add(mark if element.getparent().tag == qn("w:r") else None)
        if entering and len(element):
            pending.append((element, False))
            pending.extend((child, True) for child in reversed(element) if isinstance(child.tag, str))
    return writer.text()
