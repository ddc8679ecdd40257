"""Comments and notifications on the pages."""

from collections.abc import Callable

from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def page_of(stored: Stored) -> str:
    return f"/claims/{stored.claim().id}"


def test_a_mention_is_counted_in_the_header_listed_and_read(visit: Visit, stored: Stored) -> None:
    carl, edda, page = visit("carl"), visit("edda"), page_of(stored)
    carl.send(carl.get(page), f"{page}/comments", text="@edda: <b>woher</b> kommt die Zahl?")
    home = edda.get("/")
    assert "1 new notification" in home.text
    listed = edda.get("/notifications")
    assert "Carl mentions you in a comment" in listed.text
    assert f"{page}#comments" in listed.links()
    shown = edda.get(page)
    assert shown.tree.xpath("//b[@class='mention']/@title") == ["Edda"]
    assert "<b>woher</b>" in shown.text
    assert "0 new notifications" in edda.send(listed, "/notifications/read").text
    assert "0 new notifications" in carl.get("/").text


def test_a_thread_is_answered_settled_and_reopened(visit: Visit, stored: Stored) -> None:
    carl, edda, page = visit("carl"), visit("edda"), page_of(stored)
    carl.send(carl.get(page), f"{page}/comments", text="Wer sagt das?")
    seen = edda.get(page)
    answer = next(form for form in seen.tree.forms if form.xpath(".//input[@name='reply_to' and @value='1']"))
    edda.submit(answer, f"{page}/comments", text="Die Ministerin.")
    settled = edda.send(edda.get(page), "/comments/1/resolve")
    assert "settled by Edda" in settled.text
    assert "Die Ministerin." in settled.text
    assert "settled or reopened your thread" in carl.get("/notifications").text
    again = carl.send(carl.get(page), "/comments/1/reopen")
    assert "1 open" in again.text


def test_a_deleted_comment_is_back_by_the_button_of_the_message(visit: Visit, stored: Stored) -> None:
    carl, page = visit("carl"), page_of(stored)
    carl.send(carl.get(page), f"{page}/comments", text="Weg damit.")
    gone = carl.send(carl.get(page), "/comments/1/delete")
    assert "Weg damit." not in gone.text
    assert "Weg damit." in carl.send(gone, "/comments/1/restore").text


def test_an_empty_comment_is_refused_where_it_was_written(visit: Visit, stored: Stored) -> None:
    carl, page = visit("carl"), page_of(stored)
    answer = carl.send(carl.get(page), f"{page}/comments", text="  ")
    assert answer.status == 422
    assert "Write something first." in answer.text


def test_nobody_corrects_the_words_of_somebody_else(visit: Visit, stored: Stored) -> None:
    carl, edda, page = visit("carl"), visit("edda"), page_of(stored)
    carl.send(carl.get(page), f"{page}/comments", text="Meins.")
    assert "Correct or delete" not in edda.get(page).text
    answer = edda.post("/comments/1", text="Deins.", version="1")
    assert "Only whoever wrote a comment can change it." in answer.text
    assert "Deins." not in carl.get(page).text
