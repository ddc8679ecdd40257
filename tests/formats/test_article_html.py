"""Web pages: main text, declarations, and pages made to break the reader."""

import json
import time
from datetime import date

import pytest

from factcheck.formats.article_html import MAX_ELEMENTS, read
from factcheck.formats.errors import FormatError

SENTENCE = "Der Ausschuss beriet am Dienstag über den Haushalt der Stadt und vertagte sich danach."
BODY = f"""
<header><nav><ul><li><a href="/">Startseite</a></li><li><a href="/p">Politik</a></li></ul></nav></header>
<article><h1>Haushalt vertagt</h1>
<p>{SENTENCE} Es   gab
viel <b>Streit</b>, <a href="/x">sagte</a> die <i>Vor</i>sitzende.<br>Danach war Pause.</p>
<h2>Der Streit</h2><p>{SENTENCE} Niemand stimmte zu.</p>
<ul><li>Erster Punkt der Liste</li><li>Zweiter Punkt der Liste<ul><li>Ein Unterpunkt dazu</li></ul></li></ul>
<blockquote><p>„Wir vertagen uns noch einmal“, sagte sie.</p></blockquote>
<table><tr><th>Jahr</th><th>Betrag</th></tr><tr><td>2019</td><td>1,2 Millionen</td></tr></table>
<p>{SENTENCE} Das Ende bleibt offen.</p></article>
<script>var verrat = "nie sichtbar";</script><style>p {{ color: red }}</style>
<footer><p>Impressum und Datenschutz</p></footer>"""


def page(head: str = "", body: str = BODY, attributes: str = "") -> bytes:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode()


def refused(code: str, data: bytes) -> FormatError:
    with pytest.raises(FormatError) as error:
        read(data)
    assert error.value.code == code
    return error.value


def test_paragraphs_headings_items_and_cells_have_own_lines() -> None:
    assert read(page()).text.split("\n") == [
        "Haushalt vertagt",
        f"{SENTENCE} Es gab viel Streit, sagte die Vorsitzende.",
        "Danach war Pause.",
        "Der Streit",
        f"{SENTENCE} Niemand stimmte zu.",
        "Erster Punkt der Liste",
        "Zweiter Punkt der Liste",
        "Ein Unterpunkt dazu",
        "„Wir vertagen uns noch einmal“, sagte sie.",
        "Jahr",
        "Betrag",
        "2019",
        "1,2 Millionen",
        f"{SENTENCE} Das Ende bleibt offen.",
    ]


def test_menus_scripts_and_footers_are_left_out() -> None:
    text = read(page()).text
    assert not any(word in text for word in ("Startseite", "verrat", "color", "Impressum"))


def test_what_a_page_does_not_declare_stays_unknown() -> None:
    draft = read(page())
    assert draft.title == "Haushalt vertagt"
    assert (draft.url, draft.publisher, draft.author, draft.published, draft.language) == (None,) * 5


def test_a_day_that_merely_stands_on_the_page_is_not_the_day_of_publication() -> None:
    body = BODY + '<p>Copyright 2019</p><time datetime="2018-05-01">1. Mai 2018</time><p>3. April 2017</p>'
    assert read(page(body=body)).published is None


def test_meta_elements_declare_title_author_publisher_day_language_and_address() -> None:
    head = """<title>Haushalt vertagt | Stadtblatt</title>
      <meta property="og:title" content="Der  vertagte Haushalt"><meta name="author" content="Anna Beispiel">
      <meta property="og:site_name" content="Stadtblatt">
      <meta property="article:published_time" content="2024-11-30T23:30:00+01:00">
      <link rel="canonical" href="https://stadtblatt.example/haushalt">"""
    draft = read(page(head, attributes='lang="de-AT"'))
    assert draft.title == "Der vertagte Haushalt"
    assert (draft.author, draft.publisher) == ("Anna Beispiel", "Stadtblatt")
    assert (draft.published, draft.language) == (date(2024, 11, 30), "de")
    assert draft.url == "https://stadtblatt.example/haushalt"


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Haushalt im Graph",
    "datePublished": "2024-12-01T06:00:00Z",
    "inLanguage": "de-DE",
    "url": "https://stadtblatt.example/graph",
    "author": [{"@type": "Person", "name": "Anna Beispiel"}, {"name": "Bert Muster"}, "Anna Beispiel"],
    "publisher": {"@type": "Organization", "name": "Stadtblatt GmbH"},
}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        ARTICLE | {"@type": ["Article", "Thing"]},
        ARTICLE | {"@type": "https://schema.org/NewsArticle"},
    ],
)
def test_json_ld_declares_wherever_the_article_stands_in_it(value: object) -> None:
    draft = read(page(json_ld(value) + '<meta property="og:title" content="anders">'))
    assert draft.title == "Haushalt im Graph"
    assert draft.author == "Anna Beispiel, Bert Muster"
    assert draft.publisher == "Stadtblatt GmbH"
    assert (draft.published, draft.language) == (date(2024, 12, 1), "de")
    assert draft.url == "https://stadtblatt.example/graph"


@pytest.mark.parametrize(
    "block",
    [
        "{kaputt",
        "[" * 100_000,
        "null",
        '"text"',
        '{"@type": 7}',
        '{"@type": "Article", "author": 5, "publisher": [], "headline": {}, "datePublished": "gestern"}',
        '{"@type": "NewsArticle", "url": "javascript:alert(1)", "inLanguage": 7, "author": {"name": null}}',
        '{"@graph":' * 20 + "{}" + "}" * 20,
    ],
)
def test_broken_json_ld_leaves_the_other_declarations_standing(block: str) -> None:
    script = f'<script type="application/ld+json">{block}</script>'
    head = script + '<meta property="og:title" content="Aus Meta">'
    draft = read(page(head))
    assert draft.title == "Aus Meta"
    assert (draft.url, draft.author, draft.published) == (None, None, None)


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "/nur/pfad", "https://user:pw@host.example/", "https://[::1", "  ", "ftp://a/"],
)
def test_an_address_that_cannot_be_followed_is_unknown(href: str) -> None:
    assert read(page(f'<link rel="canonical" href="{href}">')).url is None


def test_the_canonical_address_is_resolved_against_the_base() -> None:
    head = '<base href="https://stadtblatt.example/a/"><link rel="nofollow canonical" href="../b">'
    assert read(page(head)).url == "https://stadtblatt.example/b"


def test_a_profile_address_is_no_author() -> None:
    assert read(page('<meta property="article:author" content="https://social.example/anna">')).author is None


@pytest.mark.parametrize(
    "markup",
    ['<time itemprop="datePublished" datetime="2024-11-29">', '<time pubdate datetime="2024-11-29">'],
)
def test_a_marked_time_element_is_the_day_of_publication(markup: str) -> None:
    assert read(page(body=BODY + markup + "</time>")).published == date(2024, 11, 29)


def test_the_windows_title_is_taken_where_there_is_not_one_heading() -> None:
    body = BODY.replace("<h1>Haushalt vertagt</h1>", "<h1>Eins</h1><h1>Zwei</h1>")
    assert read(page("<title> Haushalt \n | Stadtblatt </title>", body)).title == "Haushalt | Stadtblatt"


def test_short_pages_and_fragments_are_read_too() -> None:
    assert read("<p>Es hat geregnet.</p><p>Überall.".encode()).text == "Es hat geregnet.\nÜberall."
    assert read(b"nur Text, keine Marke").text == "nur Text, keine Marke"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><script>x()</script></body></html>",
        b"<html><head><title>Nur ein Titel</title></head><body></body></html>",
        b"<nav><a href=/>Start</a></nav>",
        b"<!-- nur ein Kommentar -->",
        b"<svg><text>Bild</text></svg>",
    ],
)
def test_a_page_without_readable_text_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError) as error:
        read(data)
    assert error.value.code in {"html_no_article", "html_broken"}


def test_a_form_around_the_whole_page_hides_nothing() -> None:
    assert SENTENCE in read(page(body=f"<form>{BODY}</form>")).text


def test_the_charset_of_the_page_and_of_the_header_are_honoured() -> None:
    western = page('<meta charset="windows-1252">').decode().encode("cp1252")
    assert SENTENCE in read(western).text
    cyrillic = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Привет, мир'
    assert read(cyrillic.encode("cp1251")).text == "Привет, мир"
    assert read("<p>Привет, мир".encode("koi8-r"), "koi8-r").text == "Привет, мир"


def test_an_xml_declaration_and_numeric_references_of_windows_are_understood() -> None:
    data = (
        b'<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>&#132;So&#147; &amp; &euro; 5 &#x1F600;'
    )
    assert read(data).text == "„So“ & € 5 😀"


def test_a_page_nested_too_deeply_is_refused_at_once() -> None:
    begun = time.thread_time()
    for tag in (b"<div>", b"<b>", b"<ul><li>", b"<table><tr><td>", b"<font>", b"<blockquote>"):
        refused("html_too_deep", tag * 100_000 + b"unten")
    assert time.thread_time() - begun < 5


def test_a_page_of_too_many_elements_is_refused() -> None:
    assert refused("html_too_complex", b"<p>a</p>" * (MAX_ELEMENTS + 1)).params == {"limit": MAX_ELEMENTS}


@pytest.mark.parametrize(
    "unit",
    [
        "<div>aa<div>b c</div></div>",
        "<ul><li><a href=x>aa</a></li></ul>",
        "<table><tr><td>aa bb</td></tr></table>",
        "<span>a</span> <br>",
        "<article><p>aa</p></article>",
        "<h2>a</h2><p>b",
        "<script>x</script>a",
    ],
)
def test_ten_thousand_elements_of_any_shape_are_read_in_seconds(unit: str) -> None:
    data = (unit * (10_000 // unit.count("<"))).encode()
    begun = time.thread_time()
    assert read(data).text
    assert time.thread_time() - begun < 10


@pytest.mark.parametrize(
    "unit", ["<", "<p", "<!--", "&", "&#", "<a href='", "<meta charset", "]]>", "<?xml ", "</"]
)
def test_megabytes_of_broken_markup_end_in_seconds(unit: str) -> None:
    data = (unit * (2_000_000 // len(unit))).encode()
    begun = time.thread_time()
    try:
        read(data)
    except FormatError as error:
        assert str(error)  # noqa: PT017  # either outcome is right, but nothing else
    assert time.thread_time() - begun < 10


def test_a_text_over_the_limit_is_refused() -> None:
    refused("text_too_long", b"<p>" + b"wort " * 250_000)


def test_an_empty_and_an_oversized_page_are_refused() -> None:
    refused("file_empty", b"")
    refused("file_too_large", b"<p>" + b"a" * 50_000_000)
    refused("text_blank", b" \n ")


def test_control_characters_do_not_end_the_page() -> None:
    assert read(b"<p>vor\0her</p><p>nach\x07her</p>").text == "vor\ufffdher\nnachher"
