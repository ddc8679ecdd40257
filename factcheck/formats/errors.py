"""The one error of this room, and every sentence it can say."""

from typing import Final


def _(sentence: str) -> str:
    """Mark a sentence for the translators' tools; this room itself speaks English."""
    return sentence


SENTENCES: Final[dict[str, str]] = {
    "file_empty": _("The file is empty; choose one that holds the article's text."),
    "file_too_large": _(
        "The file has %(size)s bytes, more than the %(limit)s allowed; paste the text instead."
    ),
    "text_too_long": _("The text has %(length)s characters, more than the %(limit)s allowed; split it."),
    "text_blank": _("The file holds no text, only white space; choose another file or paste the text."),
    "text_surrogate": _("Character %(position)s is a lone surrogate, half a character; save it as UTF-8."),
    "text_binary": _("Character %(position)s is NUL, which no text holds; save the text as UTF-8."),
    "encoding_unknown": _(
        "The file's encoding is neither UTF-8 nor UTF-16 nor Windows-1252; save it as UTF-8."
    ),
    "encoding_broken": _(
        "The file is %(encoding)s, but damaged at byte %(position)s; save it as UTF-8 anew."
    ),
    "type_unknown": _("Files of the type %(extension)s cannot be read; use .txt, .md, .html, .docx or .pdf."),
    "type_mismatch": _("The file is named %(extension)s, but holds %(content)s; give it the right ending."),
    "html_too_deep": _("The page nests its elements deeper than %(limit)s levels; paste the text instead."),
    "html_too_complex": _("The page has more than %(limit)s elements; paste the text instead."),
    "html_broken": _("The page cannot be read as HTML; paste the text instead."),
    "html_no_article": _(
        "The page holds no readable text outside menus and scripts; paste the text instead."
    ),
    "archive_broken": _("The file is a damaged archive; open it in your word processor and save it again."),
    "archive_encrypted": _("The file is protected by a password; save a copy without it."),
    "archive_too_many": _("The file packs %(count)s parts, more than %(limit)s; paste the text instead."),
    "archive_too_large": _("The file unpacks to more than %(limit)s bytes; paste the text instead."),
    "archive_ratio": _("The file unpacks to over %(limit)s times its size; paste the text instead."),
    "docx_broken": _("The Word file cannot be read; open it in your word processor and save it again."),
    "pdf_broken": _("The PDF file is damaged; save or download it again."),
    "pdf_encrypted": _("The PDF file is protected by a password; save a copy without it."),
    "pdf_scan": _("The PDF file is a scan without a text layer; run text recognition on it first."),
    "pdf_too_many_pages": _("The PDF file has %(count)s pages, more than the %(limit)s allowed; split it."),
    "pdf_too_complex": _("The PDF file draws more than %(limit)s objects; paste the text instead."),
    "copy_broken": _("The kept copy is damaged; keep a new one."),
    "copy_too_large": _("The file is larger than %(limit)s MB; paste its text instead."),
    "copy_unknown": _("This kind of file is not kept; use PDF, PNG, JPEG, GIF, WebP, HTML or text."),
    "csv_no_header": _("The table has no header row; its first line must name the columns."),
    "csv_header_repeated": _("The header row names the column %(column)s twice; remove one of the two."),
    "csv_row_length": _("Line %(line)s has %(found)s cells, the header %(expected)s; check the separators."),
    "csv_broken": _("Line %(line)s breaks the rules of CSV: %(problem)s; check its quotes."),
    "csv_column_missing": _("The table lacks the column %(column)s; export it again with all columns."),
    "value_invalid": _("Line %(line)s holds %(value)s as %(column)s; enter %(expected)s."),
    "review_unrated": _("Claim %(claim)s has no rating yet; a review needs one."),
    "review_unpublished": _("Claim %(claim)s is not published; only published verdicts become reviews."),
    "record_no_claim": _("Line %(line)s names no claim that was checked; fill it in or leave the line out."),
    "record_no_review": _("Line %(line)s holds no ClaimReview; choose another file or format."),
    "record_cut": _("The file ends in line %(line)s before its list of fact-checks does; get it again."),
    "record_unreviewed": _("Line %(line)s has no verdict yet; only checked claims belong in the library."),
    "json_unreadable": _("Line %(line)s cannot be read as JSON: %(problem)s; correct it or leave it out."),
    "page_no_review": _("The page holds no ClaimReview; look for the address of its feed."),
    "checks_unknown": _("The file is no list of fact-checks we know; choose its format."),
    "json_broken": _("Line %(line)s is not a JSON object with the fields of a verdict: %(problem)s."),
}
"""Code -> English sentence with named places, ready to be a translation's message id."""


class FormatError(Exception):
    """A file or text that cannot be read: what is wrong and what to do, in one sentence.

    `code` is a key of `SENTENCES` and never changes its meaning; `params` fill the places of the sentence.

    >>> error = FormatError("file_too_large", size=12, limit=10)
    >>> error.code, error.params
    ('file_too_large', {'size': 12, 'limit': 10})
    >>> str(error)
    'The file has 12 bytes, more than the 10 allowed; paste the text instead.'
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, str | int] = params

    def __str__(self) -> str:
        return SENTENCES[self.code] % self.params
