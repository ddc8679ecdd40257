"""The wording of an article: index, headline, comparison with others."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factcheck.analysis.headline import GapKind
from factcheck.models import Article, FlagStatus, User, WordingScore
from factcheck.services import article_versions, articles, flags, wordings
from factcheck.services.articles import Details
from tests import factories
from tests.factories import NOW
from tests.services import steps

LATER = NOW + timedelta(hours=1)
LOUD = """Schock für Berlin
Ein Albtraum: Die unfassbare Katastrophe weckt Ängste vor dem Ende.
„Es ist ein Skandal“, sagte Petra Holst."""


def add(session: Session, actor: User, text: str, title: str, publisher: str | None = None) -> Article:
    """An article of a publisher."""
    details = Details(title=title, language="de", published=factories.PUBLISHED, publisher=publisher)
    return articles.add(session, actor, articles.prepare(text, details), now=NOW)


def look(session: Session, article: Article) -> wordings.Wording:
    """The wording of the newest version."""
    return wordings.look(session, article, articles.newest_version(session, article))


def test_a_sober_article_has_index_zero_and_a_loud_one_does_not(session: Session, checker: User) -> None:
    sober = add(session, checker, "Am Montag tagte der Rat in Wien. Er beschloss den Haushalt.", "Rat tagt")
    loud = add(session, checker, LOUD, "Schock für Berlin")
    assert look(session, sober).index.value == 0
    index = look(session, loud).index
    assert index.value > 50
    assert sum(part.share for part in index.parts) == pytest.approx(index.value, abs=0.5)


def test_a_headline_repeated_in_the_text_is_counted_once(session: Session, checker: User) -> None:
    index = look(session, add(session, checker, LOUD, "Schock für Berlin")).index
    assert sum(part.count for part in index.parts if part.in_headline) == 1
    assert index.words == len(LOUD.partition("\n")[2].split())


def test_what_a_speaker_says_does_not_count_against_the_article(session: Session, checker: User) -> None:
    article = add(session, checker, "„Es ist ein Skandal“, sagte Petra Holst am Montag in Bonn.", "Holst")
    found = look(session, article)
    assert [flag.quoted for flag in found.flags] == [True]
    assert found.index.value == 0


def test_dismissing_a_flag_lowers_the_index_and_reopening_brings_it_back(
    session: Session, checker: User, editor: User
) -> None:
    article = add(session, checker, LOUD, "Schock für Berlin")
    before = look(session, article).index.value
    stored = session.get_one(WordingScore, article.id)
    assert stored.value == before
    flag = next(flag for flag in look(session, article).flags if wordings.counts(flag) and flag.start > 20)
    flags.dismiss(session, editor, flag, "Belegt.", version=flag.version, now=NOW)
    assert stored.value == look(session, article).index.value < before
    session.flush()
    flags.reopen(session, editor, flag, version=flag.version, now=NOW)
    assert flag.status is FlagStatus.OPEN
    assert stored.value == before


def test_an_article_is_compared_with_its_publisher_and_the_desk_but_not_with_itself(
    session: Session, checker: User
) -> None:
    first = add(session, checker, LOUD, "Schock für Berlin", "Blatt")
    assert look(session, first).averages == wordings.Averages(None, 0, None, 0)
    add(session, checker, "Am Montag tagte der Rat in Wien.", "Rat tagt", "Blatt")
    add(session, checker, LOUD.replace("Berlin", "Bonn"), "Schock für Bonn", "Anderes Blatt")
    averages = look(session, first).averages
    assert (averages.publisher, averages.publisher_articles, averages.desk_articles) == (0, 1, 2)
    assert averages.desk is not None
    assert averages.desk > 0


def test_the_headline_is_held_against_the_body(session: Session, checker: User) -> None:
    article = add(session, checker, factories.TEXT, "800.000 NATO-Truppen für Merkel")
    gaps = {gap.kind: gap for gap in look(session, article).gaps}
    assert gaps[GapKind.BOUND].instead == "bis zu 800.000 NATO-Truppen"
    assert gaps[GapKind.NAME].words == "Merkel"


def test_paragraphs_tell_where_the_wording_is_dense(session: Session, checker: User) -> None:
    found = look(session, add(session, checker, LOUD, "Titel"))
    text = articles.newest_version(session, steps_article(found)).text
    assert [text[row.start : row.end] for row in found.paragraphs] == LOUD.split("\n")
    assert found.paragraphs[1].flags > found.paragraphs[2].flags == 0


def steps_article(found: wordings.Wording) -> Article:
    """The article that a wording belongs to."""
    return found.flags[0].article


def test_a_corrected_title_moves_the_index(session: Session, checker: User, article: Article) -> None:
    calm = session.get_one(WordingScore, article.id).value
    articles.correct(
        session, checker, article, Details(title="Schock: Albtraum in Wien", language="de",
        published=factories.PUBLISHED), version=article.version, now=NOW,
    )  # fmt: skip
    assert session.get_one(WordingScore, article.id).value > calm
    assert steps.text_of(session, article)


def test_a_reworded_article_is_compared_with_its_text_before(session: Session, checker: User) -> None:
    article = add(session, checker, LOUD, "Schock für Berlin")
    loud = look(session, article).index.value
    calm = LOUD.replace("Ein Albtraum: Die unfassbare Katastrophe", "Die Lage")
    prepared = articles.prepare(calm, Details(title="Schock für Berlin", language="de"))
    article_versions.replace(session, checker, article, prepared, base=1, now=LATER)
    session.flush()
    found = look(session, article)
    assert found.before is not None
    assert found.before.value == loud > found.index.value
    assert session.get_one(WordingScore, article.id).value == found.index.value
