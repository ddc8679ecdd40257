"""Fact-checks of others, read from pages, feeds, lines and tables as they are really written."""

import contextlib
import io
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.formats import checks, checks_csv, claimreview_feed
from factcheck.formats.check_records import CheckRecord, Item, on_five_steps, partial_date, web_address
from factcheck.formats.checks import ChecksFormat
from factcheck.formats.checks_columns import CheckField
from factcheck.formats.errors import FormatError

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://pruefer.example/baeume",
    "datePublished": "2024-12-02T08:00:00+01:00",
    "inLanguage": "de-DE",
    "author": {"@type": "Organization", "name": "Prüfer"},
    "claimReviewed": "Die Stadt hat 20.000 Bäume gefällt",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Bert Muster"},
        "datePublished": "2024-11",
    },
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "Größtenteils falsch",
        "ratingValue": 2,
        "bestRating": 5,
        "worstRating": 1,
        "ratingExplanation": "Es waren 2.000.",
    },
}
RECORD = CheckRecord(
    claim_text="Die Stadt hat 20.000 Bäume gefällt",
    claimant="Bert Muster",
    claim_date="2024-11",
    language="de",
    rating_text="Größtenteils falsch",
    rating_value=2,
    publisher="Prüfer",
    url="https://pruefer.example/baeume",
    review_date=date(2024, 12, 2),
    summary="Es waren 2.000.",
)


def read(data: str | bytes, form: ChecksFormat | None = None, **options: Any) -> list[Item]:
    """What stands in a file."""
    raw = data.encode() if isinstance(data, str) else data
    return list(checks.read(io.BytesIO(raw), form, **options))


def records(data: str | bytes, **options: Any) -> list[CheckRecord | None]:
    """The records of a file in which nothing is broken."""
    found = read(data, **options)
    assert not [str(item.error) for item in found if item.error]
    return [item.record for item in found]


def said(items: Iterable[Item]) -> dict[int, str]:
    """The lines that are broken, and the code of what is wrong."""
    return {item.line: item.error.code for item in items if item.error}


def numbered(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Reviews that differ in their claim."""
    return [REVIEW | {"claimReviewed": f"Behauptung {number}"} for number in range(start, start + count)]


def page(block: str) -> str:
    """A web page with one JSON-LD block."""
    return f'<!doctype html>\n<html><head>\n<script type="application/ld+json">{block}</script></head></html>'


PLACES: dict[str, Callable[[dict[str, Any]], str]] = {
    "alone": json.dumps,
    "in a list": lambda node: json.dumps([node]),
    "in a graph": lambda node: json.dumps(
        {"@context": "https://schema.org", "@graph": [{"@type": "X"}, node]}
    ),
    "in a feed": lambda node: json.dumps(
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [node]}]}
    ),
    "on a line": lambda node: json.dumps(node) + "\n",
    "on a page": lambda node: page(json.dumps(node)),
    "on a page in a graph": lambda node: page(json.dumps({"@graph": [{"review": node}]}, indent=1)),
    "in an item list": lambda node: json.dumps(
        {"itemListElement": [{"position": 1, "item": node}]}, indent=2
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_review_is_the_same_record_wherever_it_stands(place: str) -> None:
    found = [item.record for item in read(PLACES[place](REVIEW)) if item.record]
    assert found == [RECORD]


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"claimReviewed": "<p>R&amp;D &quot;ist&quot;\n\n 5&nbsp;€</p>"}, "claim_text", 'R&D "ist" 5 €'),
        ({"claimReviewed": ["Eins", "Zwei"]}, "claim_text", "Eins"),
        ({"claimReviewed": "", "itemReviewed": {"text": "Woanders"}}, "claim_text", "Woanders"),
        ({"itemReviewed": {"author": ["A", {"name": "B"}, {"name": "A"}]}}, "claimant", "A, B"),
        ({"itemReviewed": {"author": "https://social.example/@x"}}, "claimant", None),
        ({"itemReviewed": {"author": {"name": ""}}}, "claimant", None),
        ({"itemReviewed": [{"author": {"name": "Erste"}}]}, "claimant", "Erste"),
        ({"itemReviewed": {"datePublished": "05/03/2019"}}, "claim_date", None),
        ({"itemReviewed": {"datePublished": "March 5, 2019"}}, "claim_date", "2019-03-05"),
        ({"reviewRating": {"ratingValue": "0.5", "bestRating": "1", "worstRating": "0"}}, "rating_value", 3),
        ({"reviewRating": {"ratingValue": "-1", "bestRating": "-1"}}, "rating_value", None),
        ({"reviewRating": {"ratingValue": "Pants on fire"}}, "rating_text", "Pants on fire"),
        ({"reviewRating": {"ratingValue": "3"}}, "rating_text", None),
        ({"reviewRating": "Falsch"}, "rating_text", "Falsch"),
        ({"reviewRating": [{"alternateName": "Erste"}, {"alternateName": "Zweite"}]}, "rating_text", "Erste"),
        ({"reviewRating": None}, "rating_text", None),
        ({"url": "www.pruefer.example/a"}, "url", "https://www.pruefer.example/a"),
        ({"url": "//pruefer.example/a"}, "url", "https://pruefer.example/a"),
        ({"url": {"@id": "https://pruefer.example/b"}}, "url", "https://pruefer.example/b"),
        ({"url": "javascript:alert(1)"}, "url", None),
        ({"url": "https://user:word@pruefer.example/"}, "url", None),
        ({"author": "Blatt"}, "publisher", "Blatt"),
        ({"author": [{"name": "Blatt"}, {"name": "Amt"}]}, "publisher", "Blatt, Amt"),
        ({"inLanguage": {"name": "English", "alternateName": "en"}}, "language", "en"),
        ({"datePublished": "gestern"}, "review_date", None),
        ({"@type": ["Review", "http://schema.org/ClaimReview"]}, "publisher", "Prüfer"),
        ({"@type": "schema:ClaimReview"}, "publisher", "Prüfer"),
    ],
    ids=str,
)  # fmt: skip
def test_markup_as_it_is_really_written_is_understood_or_unknown(
    changes: dict[str, Any], field: str, value: object
) -> None:
    (record,) = records(json.dumps(REVIEW | changes))
    assert getattr(record, field) == value


@pytest.mark.parametrize(
    "block",
    [
        "<!-- {} -->",
        "//<![CDATA[\n{}\n//]]>",
        "{};",
        "\n\n{}",
    ],
)
def test_what_pages_put_around_their_markup_is_no_hindrance(block: str) -> None:
    assert records(page(block.replace("{}", json.dumps(REVIEW)))) == [RECORD]


def test_a_comma_too_many_and_a_raw_line_break_are_put_up_with() -> None:
    written = json.dumps(REVIEW)[:-1] + ",}"
    assert records(page(written.replace("2.000.", "2.000.\n"))) == [RECORD]


def test_a_page_tells_the_line_of_a_broken_block_and_still_gives_the_others() -> None:
    second = f'</script><script type="application/ld+json">{json.dumps(REVIEW)}'
    both = page(f'{{"@type": "ClaimReview", broken{second}')
    found = read(both)
    assert said(found) == {3: "json_unreadable"}
    assert [item.record for item in found if item.record] == [RECORD]


def test_a_page_without_reviews_says_so() -> None:
    with pytest.raises(FormatError, match="no ClaimReview"):
        read('<!doctype html><html><script type=\'application/ld+json\'>{"@type": "Person"}</script></html>')


BROKEN: dict[str, Callable[[str], str]] = {
    "a word": lambda text: text.replace('"author"', "author"),
    "a comma gone": lambda text: re.sub(r',(\s*"url")', r"\1", text),
    "a quote gone": lambda text: text.replace("Bert Muster", 'Bert "Muster'),
    "a bracket gone": lambda text: text[: text.rindex("}")],
}


@pytest.mark.parametrize("breach", BROKEN)
@pytest.mark.parametrize("indent", [None, 1])
def test_a_broken_record_of_a_feed_names_its_line_and_stops_nothing_else(
    breach: str, indent: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claimreview_feed, "PIECE", 4000)
    monkeypatch.setattr(claimreview_feed, "LONGEST_ITEM", 20_000)
    written = [json.dumps(node, indent=indent) for node in numbered(60)]
    written[20] = BROKEN[breach](written[20])
    feed = '{"@type": "DataFeed",\n"dataFeedElement": [\n' + ",\n".join(written) + "\n]}\n"
    found = read(feed)
    line = 3 + sum(text.count("\n") + 1 for text in written[:20])
    assert said(found) == {line: "json_unreadable"}
    claims = [item.record.claim_text for item in found if item.record]
    assert claims == [f"Behauptung {number}" for number in range(60) if number != 20]
    assert [item.line for item in found if item.record][:2] == [3, 3 + written[0].count("\n") + 1]


def test_a_feed_that_ends_too_early_gives_what_it_had_and_says_where() -> None:
    feed = '{"dataFeedElement": [\n' + ",\n".join(json.dumps(node) for node in numbered(3))
    found = read(feed)
    assert said(found) == {4: "record_cut"}
    assert len([item for item in found if item.record]) == 3


def test_an_item_without_a_review_is_named() -> None:
    feed = json.dumps({"dataFeedElement": [{"@type": "Person"}, REVIEW]}, indent=0)
    assert list(said(read(feed)).values()) == ["record_no_review"]


def test_a_record_without_a_claim_is_named() -> None:
    assert said(read(json.dumps([REVIEW | {"claimReviewed": " "}]))) == {1: "record_no_claim"}


def test_a_long_feed_is_never_whole_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claimreview_feed, "PIECE", 4000)
    longest = 0

    class Watched(claimreview_feed._Buffer):
        def fill(self) -> None:
            nonlocal longest
            super().fill()
            longest = max(longest, len(self.text))

    monkeypatch.setattr(claimreview_feed, "_Buffer", Watched)
    feed = json.dumps({"dataFeedElement": numbered(500)})
    assert len(records(feed)) == 500
    assert longest < 10_000 < len(feed)


def test_lines_are_read_one_by_one_and_a_bad_one_is_passed_over() -> None:
    lines = [json.dumps(REVIEW), "", "{broken", "[1]", json.dumps({"x": 1}), "\xff", json.dumps(REVIEW)]
    data = "\n".join(lines).encode("latin-1", "replace")
    found = read(data.replace(b"?", b"\xff"), ChecksFormat.JSONL)
    assert said(found) == {
        3: "json_unreadable", 4: "record_no_review", 5: "record_no_claim", 6: "json_unreadable",
    }  # fmt: skip
    assert [item.line for item in found if item.record] == [1, 7]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_is_read_whatever_its_encoding_and_separator(encoding: str, separator: str) -> None:
    rows = [
        ["Behauptung", "Urheber", "Urteil", "Link", "Veröffentlicht am", "Notiz"],
        ["Bäume; 20.000", "Bert", "Falsch", "https://a.example/1", "2.12.2024", "x"],
        ["'=1+1", "", "", "", "", ""],
    ]
    quoted = [separator.join(f'"{cell}"' for cell in row) for row in rows]
    found = records("\r\n".join(quoted).encode(encoding), filename="liste.csv")
    assert found == [
        CheckRecord(
            "Bäume; 20.000", claimant="Bert", rating_text="Falsch", url="https://a.example/1",
            review_date=date(2024, 12, 2),
        ),
        CheckRecord("=1+1"),
    ]  # fmt: skip


def test_a_chosen_mapping_overrules_the_names() -> None:
    data = "a,b\nTitel,Behauptung\n"
    assert records(
        data, form=ChecksFormat.CSV, mapping={CheckField.CLAIM_TEXT: "b", CheckField.TITLE: "a"}
    ) == [CheckRecord("Behauptung", title="Titel")]
    with pytest.raises(FormatError, match="lacks the column c"):
        read(data, ChecksFormat.CSV, mapping={CheckField.CLAIM_TEXT: "c"})


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Eins,falsch", "csv_row_length"),
        (",falsch,2024-01-01,", "record_no_claim"),
        ("Eins,falsch,gestern,", "value_invalid"),
        ("Eins,falsch,2024-01-01,nirgends", "value_invalid"),
    ],
)
def test_a_bad_row_names_its_line_and_stops_nothing_else(row: str, code: str) -> None:
    data = f'claim,rating,date,url\n"Zwei\nZeilen",wahr,,\n{row}\nDrei,,,\n'
    found = read(data)
    assert said(found) == {4: code}
    assert [item.record.claim_text for item in found if item.record] == ["Zwei Zeilen", "Drei"]


def test_the_preview_shows_the_first_rows_and_guesses_the_columns() -> None:
    rows = "\n".join(f"Aussage {number};falsch;;" for number in range(20))
    seen = checks_csv.preview(f"Aussage;Bewertung;Egal;\n{rows}".encode())
    assert (seen.columns, seen.separator, len(seen.rows)) == (("Aussage", "Bewertung", "Egal"), ";", 5)
    assert seen.guess == {CheckField.CLAIM_TEXT: "Aussage", CheckField.RATING_TEXT: "Bewertung"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "file_empty"),
        (" \n", "file_empty"),
        ("a,,b\n1,2,3", "csv_no_header"),
        ("a,a\n1,2", "csv_header_repeated"),
    ],
)
def test_a_table_that_is_none_is_refused_in_words(data: str, code: str) -> None:
    with pytest.raises(FormatError) as error:
        read(data, ChecksFormat.CSV)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("head", "name", "form"),
    [
        (b'{"a": 1}\n{"a": 2}\n', "x.json", ChecksFormat.JSONL),
        (b'{"a": 1}', "x", ChecksFormat.JSONL),
        (b'{\n "a": 1}', "x.jsonl", ChecksFormat.JSON),
        (b' [{"a": 1}]', "x.csv", ChecksFormat.JSON),
        (b'{"@type": "DataFeed", "dataFeedElement": [{}]}', "x", ChecksFormat.JSON),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "x.json", ChecksFormat.HTML),
        (b"claim,rating", "x.csv", ChecksFormat.CSV),
        ("claim".encode("utf-16"), "x.csv", ChecksFormat.CSV),
    ],
)
def test_the_form_of_a_file_is_told_by_its_first_bytes(head: bytes, name: str, form: ChecksFormat) -> None:
    assert checks.detected(head, name) is form


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(FormatError, match="choose its format"):
        checks.detected(b"PK\x03\x04", "checks.zip")


def test_an_export_of_verdicts_comes_back_with_its_numbers_and_without_the_unjudged() -> None:
    cells = {
        "claim_id": "7", "article_id": "3", "article_title": "Haushalt", "article_url": "https://b.example/",
        "article_published": "2024-11-30", "claim_text": "Es waren 20.000", "sentence_text": "Ja.",
        "attribution": "Bert", "rating": "false", "rating_value": "1", "verdict_summary": "Nein.",
        "published_at": "2024-12-02T10:00:00+00:00", "language": "de", "status": "published",
    }  # fmt: skip
    judged, open_one = json.dumps(cells), json.dumps(cells | {"rating": ""})
    found = read(f"{judged}\n{open_one}\n")
    assert said(found) == {2: "record_unreviewed"}
    record = found[0].record
    assert record == CheckRecord(
        "Es waren 20.000", claimant="Bert", claim_date="2024-11-30", language="de", rating_text="false",
        rating_value=1, title="Haushalt", review_date=date(2024, 12, 2), summary="Nein.",
        key="https://b.example/#7", own_claim=7,
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["@type", "claimReviewed", "itemReviewed", "author", "name", "reviewRating", "url",
                         "ratingValue", "datePublished", "inLanguage", "alternateName"]), inner, max_size=4),
    max_leaves=12,
), st.binary(max_size=40))  # fmt: skip
def test_nothing_that_a_file_can_hold_breaks_the_reader(value: object, junk: bytes) -> None:
    node = {"@type": "ClaimReview", "claimReviewed": "x", "itemReviewed": value, "reviewRating": value,
            "author": value, "url": value, "datePublished": value, "inLanguage": value}  # fmt: skip
    for data in (
        json.dumps(node).encode(),
        json.dumps([value, node]).encode(),
        junk + json.dumps(node).encode(),
    ):
        for form in ChecksFormat:
            with contextlib.suppress(FormatError):  # a file that cannot be read at all is refused in words
                for item in checks.read(io.BytesIO(data), form):
                    assert (item.record is None) != (item.error is None)


def test_dates_addresses_and_scales_that_make_no_sense_are_unknown() -> None:
    assert [partial_date(text) for text in ("2024-13", "2024-02-30", "0000", "", 5, None)] == [None] * 6
    assert [web_address(text) for text in ("", "ftp://a.example", "https://", "https://a b.example", 5)] == [
        None
    ] * 5
    assert [on_five_steps(1, 5, 1), on_five_steps("nan", 1, 5), on_five_steps(True, 0, 1)] == [None] * 3  # noqa: FBT003
