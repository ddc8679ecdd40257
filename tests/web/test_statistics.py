"""The statistics page: charts with their tables, filters, CSV, and whose figures one may see."""

import csv
import io
from collections.abc import Callable

from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
TABLES = ("turnaround", "backlog", "status", "spread", "work", "agreement")


def test_every_chart_has_a_title_a_description_and_its_table(visit: Visit) -> None:
    page = visit("edda").get("/statistics")
    for svg in page.tree.xpath("//svg[@role='img']"):
        assert svg.xpath("./title")
        assert svg.xpath("./desc")
        assert svg.xpath("ancestor::*[@class='beside']//table")
    assert "Open claims over time" in page.text
    assert "Where claims stand now" in page.text
    assert "Nothing to show for this choice yet." in page.text, "nothing was published yet"


def test_what_was_published_is_in_the_figures_of_the_desk_and_of_its_author(
    visit: Visit, stored: Stored
) -> None:
    carl, edda = visit("carl"), visit("edda")
    page = f"/claims/{stored.claim().id}"
    carl.send(carl.get(page), f"{page}/verdict", rating="false", summary="Weil.")
    shown = edda.get("/statistics?weeks=4")
    row = shown.tree.xpath("//section[@aria-labelledby='work-head']//tr[th='Carl']")[0]
    assert [cell.text_content() for cell in row.xpath("./td")][1] == "1"
    mine = edda.get(f"/statistics?person={stored.person('carl').id}")
    assert "Carl" in mine.text


def test_a_checker_does_not_see_the_figures_of_others(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    assert not carl.get("/statistics").tree.xpath("//select[@name='person']")
    edda = stored.person("edda").id
    for address in ("/statistics", "/statistics/work.csv"):
        answer = carl.get(f"{address}?person={edda}")
        assert answer.status == 403
        assert "Figures of a single person are for editors and for that person." in answer.text
    assert carl.get(f"/statistics?person={stored.person('carl').id}").status == 200


def test_every_table_comes_as_csv_with_the_same_filters(visit: Visit) -> None:
    edda = visit("edda")
    for table in TABLES:
        answer = edda.get(f"/statistics/{table}.csv?from=2024-11-01&to=2024-11-30").response
        assert answer.mimetype == "text/csv"
        assert f"{table}-2024-11-01-2024-11-30.csv" in answer.headers["Content-Disposition"]
        rows = list(csv.reader(io.StringIO(answer.text)))
        assert len({len(row) for row in rows}) == 1
    weeks = list(csv.reader(io.StringIO(edda.get("/statistics/backlog.csv?weeks=4").response.text)))
    assert len(weeks) in {5, 6}


def test_a_period_that_is_none_is_explained(visit: Visit) -> None:
    edda = visit("edda")
    for query in ("from=2024-12-01&to=2024-11-01", "from=gestern", "weeks=100000"):
        assert edda.get(f"/statistics?{query}").status == 422
