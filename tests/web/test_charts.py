"""Charts: every figure stands in the drawing and in the table beside it, by shape as well as colour."""

from flask import Flask, render_template_string
from lxml import html

from factcheck.web import charts

PAGE = """{% import "_charts.html" as charts with context %}{{ charts.figure(chart, csv="/x.csv") }}"""


def drawn(app: Flask, chart: charts.Bars | charts.Lines) -> html.HtmlElement:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        return html.fromstring(render_template_string(PAGE, chart=chart))


def spread(rows: list[tuple[str, tuple[float, ...]]], series: tuple[str, ...] = ("Claims",)) -> charts.Bars:
    return charts.bars("spread", "Verdicts", "How many of each.", rows, head="Rating", series=series)


def test_the_longest_bar_fills_its_room_and_the_others_are_in_proportion() -> None:
    chart = spread([("True", (4,)), ("False", (8,)), ("Satire", (0,))])
    room = charts.WIDTH - charts.LABELS - charts.VALUES
    widths = [sum(width for _, _, width in bar.parts) for bar in chart.bars]
    assert widths == [room / 2, room, 0]


def test_stacked_parts_touch_and_have_a_pattern_each(app: Flask) -> None:
    chart = spread([("Carl", (3, 1)), ("Mia", (0, 2))], ("done", "open"))
    (first, x, width), (second, after, _) = chart.bars[0].parts
    assert (first, second, round(x + width, 1)) == (0, 1, after)
    tree = drawn(app, chart)
    assert {rect.get("fill") for rect in tree.xpath("//g/rect")} == {"url(#spread-p0)", "url(#spread-p1)"}
    assert tree.xpath("//*[@class='key']//li/text()") == ["done", "open"]


def test_a_drawing_says_its_title_and_all_its_figures_and_the_table_holds_them_too(app: Flask) -> None:
    tree = drawn(app, spread([("True", (4,)), ("A very long name of a rating", (1200,))]))
    svg = tree.xpath("//svg[@role='img']")[0]
    named = [tree.xpath(f"string(//*[@id='{one}'])") for one in svg.get("aria-labelledby").split()]
    assert named == ["Verdicts", "True: 4; A very long name of a rating: 1200"]
    cells = [[cell.text_content() for cell in row] for row in tree.xpath("//tbody/tr")]
    assert cells == [["True", "4"], ["A very long name of a rating", "1,200"]]
    assert "A very long name of…" in svg.text_content()


def test_a_line_is_broken_where_nothing_is_known_and_the_table_has_a_dash(app: Flask) -> None:
    rows = [("W1", (2.0, 1.0)), ("W2", (4.0, None)), ("W3", (8.0, 3.0))]
    chart = charts.lines("time", "Days", "By week.", rows, head="Week", series=("median", "slowest"))
    assert [len(line.paths) for line in chart.lines] == [1, 0]
    assert [len(line.dots) for line in chart.lines] == [3, 2]
    top, shown = chart.ticks[-1]
    assert f"{shown} at {top:.0f}" == f"8 at {charts.TOP}"
    assert list(chart.lines[0].dots[-1]) == [charts.WIDTH - charts.RIGHT, charts.TOP]
    assert "–" in drawn(app, chart).xpath("//tbody")[0].text_content()


def test_a_chart_without_figures_says_so_instead_of_drawing(app: Flask) -> None:
    tree = drawn(app, spread([]))
    assert not tree.xpath("//svg")
    assert "Nothing to show" in tree.text_content()


def test_no_chart_has_a_style_of_its_own_which_the_policy_forbids(app: Flask) -> None:
    rows = [(f"W{n}", (float(n),)) for n in range(30)]
    chart = charts.lines("t", "T", "D", rows, head="Week", series=("n",))
    assert len(chart.names) <= charts.MOST_NAMES
    assert not drawn(app, chart).xpath("//@style|//style|//script")
