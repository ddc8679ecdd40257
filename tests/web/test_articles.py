"""Articles: taking them in, reading them, correcting what is known about them."""

import io
import zipfile
from collections.abc import Callable

import pytest
from pypdf import PdfWriter

from factcheck.formats.limits import MAX_FILE_BYTES
from factcheck.models import Article, ArticleVersion
from tests.browsing import Page, Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
TEXT = "Im Mai 2023 kamen rund 300 Menschen nach Bonn."


def docx(members: dict[str, bytes]) -> bytes:
    """A zip archive with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("geheim", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def upload(visitor: Visitor, data: bytes, name: str, **fields: str) -> Page:
    """Send the form for a new article with a file."""
    page = visitor.get("/articles/new")
    return visitor.send(page, "/articles", file=(io.BytesIO(data), name), **fields)


def add(visitor: Visitor, **fields: str) -> Page:
    """Send the form for a new article."""
    return visitor.send(visitor.get("/articles/new"), "/articles", **fields)


def test_a_pasted_article_is_on_the_desk_with_its_claims(visit: Visit, stored: Stored) -> None:
    page = add(
        visit("carl"), text=TEXT, title="Bonn", published="2024-01-02", publisher="Blatt", url="https://b.de/"
    )
    assert "The article is on the desk." in page.text
    for words in ("Bonn", "Blatt", "January 2, 2024", "rund 300 Menschen", "about 300 Menschen", "May 2023"):
        assert words in page.text, words
    assert "Bonn" in visit("mia").get("/").text
    assert stored.count(Article) == 2


def test_a_text_without_a_title_is_called_by_its_first_sentence(visit: Visit) -> None:
    assert add(visit("carl"), text=TEXT).tree.xpath("string(//h1)") == TEXT


def test_a_file_is_read_and_remembered_by_name(visit: Visit, stored: Stored) -> None:
    page = upload(visit("carl"), TEXT.encode(), "bonn.txt")
    assert "rund 300 Menschen" in page.text
    with stored.reading() as session:
        assert session.get_one(ArticleVersion, 2).file_name == "bonn.txt"


def test_an_odd_file_name_is_only_text(visit: Visit, stored: Stored) -> None:
    for name in ("../../etc/passwd.txt", "<script>alert(1)</script>.txt", "x" * 2000 + ".txt"):
        page = upload(visit("carl"), f"{TEXT} Es waren {len(name)}.".encode(), name)
        assert page.status == 200
        assert "<script>alert" not in page.response.text
    with stored.reading() as session:
        assert all(len(row.file_name or "") <= 300 for row in session.query(ArticleVersion))


BOMB = docx({"word/document.xml": b"<w>" + b" " * 60_000_000, "[Content_Types].xml": b"<Types/>"})


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "leer.txt", "empty"),
        (b" \n\t ", "leer.txt", "white space"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "bild.png", "cannot be read"),
        (b"MZ\x90\x00" + b"\x00" * 50, "programm.exe", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "bild.txt", "named .txt"),
        (b"%PDF-1.7\n%%EOF", "kaputt.pdf", "damaged"),
        (b"%PDF-1.7 nichts", "kein.html", "named .html"),
        (locked_pdf(), "zu.pdf", "password"),
        (BOMB, "bombe.docx", "unpacks to"),
        (docx({"x": b"y"}), "kein.docx", "Word file cannot be read"),
        (b"PK\x03\x04broken", "kaputt.docx", "damaged"),
        ("Grüße".encode("utf-16-le"), "seltsam.txt", "encoding"),
        (b"<html><script>x()</script></html>", "leer.html", "no readable text"),
        (b"text", "ohne-endung", "cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and " " not in value else "",
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    visit: Visit, stored: Stored, data: bytes, name: str, words: str
) -> None:
    page = upload(visit("carl"), data, name, title="lange getippt", publisher="Blatt")
    assert page.status == 422
    errors = page.tree.xpath("//ul[@class='errors']/li | //div[@role='alert']/p")
    assert len(errors) == 1
    assert words in errors[0].text_content()
    kept = dict(page.form("/articles").form_values())
    assert (kept["title"], kept["publisher"]) == ("lange getippt", "Blatt")
    assert stored.count(Article) == 1
    assert "article.added" not in stored.events()[stored.events().index("user.signed_in") :]


def test_a_file_beyond_the_limit_is_refused_with_the_limit(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    token = visitor.get("/articles/new").tree.xpath("//input[@name='csrf_token']/@value")[0]
    head = 'Content-Disposition: form-data; name="{}"'
    answer = visitor.client.post(
        "/articles",
        data=(
            f"--x\r\n{head.format('csrf_token')}\r\n\r\n{token}\r\n"
            f'--x\r\n{head.format("file")}; filename="a.txt"\r\n\r\n{"x" * (MAX_FILE_BYTES + 1)}\r\n--x--\r\n'
        ).encode(),
        content_type="multipart/form-data; boundary=x",
        headers={"Accept-Language": "en"},
    )
    assert answer.status_code == 422
    assert f"more than the {MAX_FILE_BYTES} allowed" in answer.text
    assert stored.count(Article) == 1


def test_more_than_can_be_taken_in_at_once_is_an_error_page(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    answer = visitor.client.post(
        "/articles",
        data=b"text=" + b"x" * (MAX_FILE_BYTES + 300_000),
        content_type="application/x-www-form-urlencoded",
        headers={"Accept-Language": "en"},
    )
    assert answer.status_code == 413
    assert "This is more than can be taken in at once" in answer.text
    assert stored.count(Article) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "", "title": "T"}, "Paste the text of an article, or choose a file."),
        ({"text": " \n "}, "Paste the text of an article, or choose a file."),
        ({"published": "gestern"}, "Not a valid date value."),
        ({"published": "2024-02-30"}, "Not a valid date value."),
        ({"url": "javascript:alert(1)"}, "An address begins with http:// or https://"),
        ({"url": "//b.de"}, "An address begins with http:// or https://"),
        ({"url": "http://["}, "An address begins with http:// or https://"),
        ({"language": "fr"}, "Not a valid choice"),
        ({"title": "x" * 501}, "Field cannot be longer than 500 characters."),
        ({"publisher": "x" * 201}, "Field cannot be longer than 200 characters."),
    ],
)  # fmt: skip
def test_a_refused_article_says_why_and_keeps_what_was_typed(
    visit: Visit, stored: Stored, fields: dict[str, str], words: str
) -> None:
    typed = {"text": TEXT, "author": "A. Berg", "published": "2024-01-02"} | fields
    page = add(visit("carl"), **typed)
    assert page.status == 422
    assert words in page.text
    kept = dict(page.form("/articles").form_values())
    assert kept["author"] == "A. Berg"
    if "text" not in fields:
        assert kept["text"] == TEXT
    assert stored.count(Article) == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-02-28", "2024-02-29"])
def test_no_day_of_publication_breaks_the_analysis(visit: Visit, day: str) -> None:
    text = (
        "Vor fünf Monaten kamen 300 Menschen, vor 20 Jahren 20. Gestern war er da, nächste Woche kommt er, "
        "im kommenden Jahr und in zehn Jahren wieder. Seit Dienstag wartet sie. Übermorgen reist er ab."
    )
    assert add(visit("carl"), text=text, published=day).status == 200


def test_the_same_text_again_leads_to_the_article_that_is_there(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    add(visitor, text=TEXT)
    page = add(visitor, text=f"\ufeff{TEXT}", title="Neu")
    assert page.status == 409
    assert "This very text is already on the desk" in page.text
    assert page.tree.xpath("//a[.='Open the article that is there']/@href") == ["/articles/2"]
    assert dict(page.form("/articles").form_values())["title"] == "Neu"
    assert stored.count(Article) == 2


def test_a_long_number_or_word_breaks_no_page(visit: Visit) -> None:
    visitor = visit("carl")
    for text in (
        "Es kamen " + "9" * 400 + " Menschen.",
        "Es kamen 1" + "0" * 60 + ",5 Menschen.",
        "ä" * 50_000 + ".",
    ):
        page = add(visitor, text=text)
        assert page.status == 200
        for link in page.tree.xpath("//ol[contains(@class,'claim-list')]//a/@href"):
            assert visitor.get(link).status == 200


def test_details_are_corrected_and_the_text_analysed_for_the_new_day(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    page = visitor.send(visitor.get("/articles/1/details"), "/details", title="Neu", published="2020-01-15")
    assert "The details are corrected." in page.text
    assert page.tree.xpath("string(//h1)") == "Neu"
    assert "August 2019" in page.text, "five months before the new day"
    assert "article.analysed" in stored.events()


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"title": " "}, 422, "An article needs a title."),
        ({"url": "ftp://b.de/x"}, 422, "An address begins with http:// or https://"),
        ({"url": "http://[::1"}, 422, "An address begins with http:// or https://"),
        ({"published": "x"}, 422, "Not a valid date value."),
        ({"version": "0"}, 409, "Somebody else has changed this article"),
        ({"language": "klingon"}, 422, "Not a valid choice"),
        ({"language": "'\"><script>"}, 422, "Not a valid choice"),
    ],
)
def test_refused_details_say_why_and_keep_what_was_typed(
    visit: Visit, stored: Stored, fields: dict[str, str], status: int, words: str
) -> None:
    visitor = visit("carl")
    typed = {"title": "Getippt", "publisher": "Lange getippt"} | fields
    page = visitor.send(visitor.get("/articles/1/details"), "/details", **typed)
    assert page.status == status
    assert words in page.text
    kept = dict(page.form("/details").form_values())
    assert kept["publisher"] == "Lange getippt"
    assert kept["version"] == "1"
    with stored.reading() as session:
        assert session.get_one(Article, 1).title == "Ein Artikel"


def test_an_article_in_a_third_language_keeps_it(visit: Visit, stored: Stored) -> None:
    with stored.database.writing() as session:
        session.get_one(Article, 1).language = "fr"
        session.commit()
    visitor = visit("carl")
    page = visitor.send(visitor.get("/articles/1/details"), "/details", publisher="Blatt")
    assert "The details are corrected." in page.text
    with stored.reading() as session:
        assert session.get_one(Article, 1).language == "fr"


def test_an_editor_archives_an_article_and_brings_it_back(visit: Visit) -> None:
    visitor = visit("edda")
    page = visitor.send(visitor.get("/articles/1"), "/articles/1/archive")
    assert "The article is in the archive." in page.text
    assert "Ein Artikel" not in visitor.get("/").text
    assert "Ein Artikel" in visitor.get("/?archived=1").text
    assert "No claim fits." in visitor.get("/queue?view=all").text
    twice = visitor.post("/articles/1/archive")
    assert "not in a state in which this can be done" in twice.text
    visitor.send(page, "/articles/1/reopen")
    assert "Ein Artikel" in visitor.get("/").text


def test_analysing_again_keeps_what_people_touched(visit: Visit, stored: Stored) -> None:
    visitor, claim = visit("carl"), stored.claim()
    visitor.send(visitor.get(f"/claims/{claim.id}"), f"/claims/{claim.id}/reshape", label="Mein Wort")
    assert visitor.post("/articles/1/analyse").status == 200
    assert stored.again(claim).label == "Mein Wort"
    assert stored.again(claim).dropped_at is None


def test_undoing_nothing_says_so(visit: Visit) -> None:
    assert "There is nothing to undo." in visit("carl").post("/articles/1/undo").text


def test_the_text_of_the_page_is_the_text_that_was_stored(visit: Visit, stored: Stored) -> None:
    tree = visit("carl").get("/articles/1").tree
    with stored.reading() as session:
        text = session.get_one(ArticleVersion, 1).text
    shown = [p.text_content().strip() for p in tree.xpath("//article[contains(@class,'body')]/p")]
    assert "\n".join(shown) == text
    for part in tree.xpath("//article//*[@data-start]"):
        start = int(part.get("data-start"))
        assert text[start:].startswith(part.text_content())


def test_a_text_in_another_language_says_what_was_not_looked_for(visit: Visit) -> None:
    text = "Le ministre est arrivé à Paris. Environ 300 personnes ont manifesté, selon la police."
    visitor = visit("carl")
    page = visitor.send(visitor.get("/articles/new"), "/articles", text=text)
    assert "neither German nor English" in page.text
    assert page.tree.xpath("//h1/@lang") == ["und"]
