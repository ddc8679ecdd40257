"""Printed lines back into paragraphs."""

import time

import pytest

from factcheck.formats.reflow import joined, reflowed, without_running_heads


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("die Vertei-", "digung", "die Verteidigung"),
        ("die Vertei\u00ad", "digung", "die Verteidigung"),
        ("die Vertei\u2010", "digung", "die Verteidigung"),
        ("die NATO-", "Truppen", "die NATO-Truppen"),
        ("Ein-", "und Ausgang", "Ein- und Ausgang"),
        ("pre-", "and post-war", "pre- and post-war"),
        ("2019-", "2021", "2019-2021"),
        ("eine 20-", "jährige Frau", "eine 20-jährige Frau"),
        ("sagte er -", "und ging", "sagte er - und ging"),
        ("das Haus", "steht", "das Haus steht"),
        ("-", "Punkt", "- Punkt"),
    ],
)
def test_a_hyphen_goes_only_where_it_divided_a_word(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole


def test_wrapped_lines_become_paragraphs_and_headings_stay_alone() -> None:
    page = "\n".join([
        "Haushalt vertagt",
        "Der Ausschuss beriet am Dienstag über den Haushalt der Stadt und",
        "vertagte sich danach auf einen Termin im Herbst, der noch nicht",
        "feststeht.",
        "Niemand stimmte zu. Die Vorsitzende sagte, es müsse noch einmal über",
        "alles geredet werden.",
        "Der Streit",
        "Die Fraktionen streiten seit Monaten über die Kosten des Umbaus und",
        "über dessen Termin.",
    ])  # fmt: skip
    assert reflowed([page]) == (
        "Haushalt vertagt\n"
        "Der Ausschuss beriet am Dienstag über den Haushalt der Stadt und vertagte sich danach auf einen "
        "Termin im Herbst, der noch nicht feststeht.\n"
        "Niemand stimmte zu. Die Vorsitzende sagte, es müsse noch einmal über alles geredet werden.\n"
        "Der Streit\n"
        "Die Fraktionen streiten seit Monaten über die Kosten des Umbaus und über dessen Termin."
    )


def test_a_paragraph_runs_on_over_the_page_break() -> None:
    pages = ["Der Ausschuss beriet lange über den Haus-", "halt der Stadt und vertagte sich danach."]
    assert (
        reflowed(pages) == "Der Ausschuss beriet lange über den Haushalt der Stadt und vertagte sich danach."
    )


def test_list_items_and_empty_lines_begin_paragraphs() -> None:
    page = "Es geht um diese drei Punkte der Liste\n• den ersten\n• den zweiten\n2. den dritten\n\nund weiter"
    assert reflowed([page]) == page.replace("\n\n", "\n")


def test_heads_and_feet_that_recur_on_most_pages_are_left_out() -> None:
    pages = [f"Stadtblatt\nAbsatz {word}\nSeite {number} von 4" for number, word in enumerate("abcd", 1)]
    assert without_running_heads(pages) == ["Absatz a", "Absatz b", "Absatz c", "Absatz d"]


def test_on_two_pages_nothing_counts_as_a_recurring_head() -> None:
    assert without_running_heads(["Kopf\na", "Kopf\nb"]) == ["Kopf\na", "Kopf\nb"]


def test_nothing_gives_nothing() -> None:
    assert reflowed([]) == ""
    assert reflowed(["", " \n "]) == ""


@pytest.mark.parametrize("line", ["a-", "a", "", "1. ", "-" * 50, "wort " * 20])
def test_the_time_grows_linearly_with_the_lines(line: str) -> None:
    pages = ["\n".join([line] * 2_000)] * 50
    begun = time.thread_time()
    reflowed(without_running_heads(pages))
    assert time.thread_time() - begun < 5
