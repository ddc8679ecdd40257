"""The wording view of an article and the week's wording."""

from collections.abc import Callable

import pytest

from tests import factories
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def test_the_text_stands_there_whole_with_its_flags_in_place(visit: Visit, stored: Stored) -> None:
    flag = stored.flag()
    page = visit("carl").get(f"/articles/{flag.article_id}/wording")
    words = ["".join(line.itertext()) for line in page.tree.xpath("//*[contains(@class,'density')]/p")]
    assert "\n".join(words) == factories.TEXT
    marked = page.tree.xpath(f"//a[contains(@href, '#flag-{flag.id}')]")
    assert "".join(part.text_content() for part in marked) == flag.quote


def test_the_index_comes_with_its_parts(visit: Visit, stored: Stored) -> None:
    page = visit("carl").get(f"/articles/{stored.flag().article_id}/wording")
    assert "Sensationalism" in page.text
    assert "What it is made of" in page.text


@pytest.mark.parametrize("query", ["", "?day=2024-12-01", "?day=nonsense", "?day=0001-01-01"])
def test_the_weekly_overview_opens_for_any_day(visit: Visit, query: str) -> None:
    visitor = visit("carl")
    assert visitor.get(f"/wording/weeks{query}").status == 200
    table = visitor.client.get(f"/wording/weeks.csv{query}")
    assert table.text.splitlines()[0] == "week,articles,flags,upheld,dismissed"
    assert len(table.text.splitlines()) == 13
