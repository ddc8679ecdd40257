"""Search: every form of a word, numbers by value, phrases as they stand, always up to date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from factcheck.models import Article, HitKind, SearchPosting, User
from factcheck.services import articles, claims, ratings, search, search_index, sources
from factcheck.services.articles import Details
from factcheck.services.errors import Refused
from tests import factories
from tests.factories import NOW
from tests.services import steps


def hits(session: Session, actor: User, text: str, kind: HitKind = HitKind.CLAIM) -> list[int]:
    """The ids found for some words."""
    return search.find(session, actor, search.read(text))[kind].ids


def quotes(session: Session, actor: User, text: str) -> set[str]:
    """The words of the claims found."""
    every = steps.claims_by(session, hits(session, actor, text))
    return {claim.quote for claim in every}


@pytest.mark.parametrize(
    "words",
    ["Truppe", "truppen", "NATO-Truppen", "800000", "800.000", "0,8 Millionen", "Nato Truppe 800.000"],
)
def test_a_claim_is_found_by_any_form_of_its_words_and_by_the_value_of_its_number(
    session: Session, checker: User, article: Article, words: str
) -> None:
    assert article
    assert "bis zu 800.000 NATO-Truppen" in quotes(session, checker, words)


def test_every_word_must_stand_in_the_hit(session: Session, checker: User, article: Article) -> None:
    assert hits(session, checker, "Nordkorea Minister") == []
    assert hits(session, checker, "Nordkorea Monaten")
    assert hits(session, checker, "Nordkorea Monaten", HitKind.ARTICLE) == [article.id]


def test_words_in_quotation_marks_stand_side_by_side_as_they_are(
    session: Session, checker: User, article: Article
) -> None:
    assert hits(session, checker, "„gute Nachbarn“")
    assert hits(session, checker, "Nachbarn gute", HitKind.ARTICLE) == [article.id]
    assert hits(session, checker, '"Nachbarn gute"', HitKind.ARTICLE) == []
    assert hits(session, checker, '"guter Nachbar"') == []


def test_what_is_written_is_found_at_once_and_what_is_changed_by_its_new_words_only(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    claims.change(
        session, checker, claim, claim.kind, claim.start, claim.end, "Panzerhaubitze",
        version=claim.version, now=NOW,
    )  # fmt: skip
    assert hits(session, checker, "Panzerhaubitzen") == [claim.id]
    claims.undo(session, checker, steps.text_of(session, article), now=NOW)
    assert hits(session, checker, "Panzerhaubitze") == []
    evidence = steps.attach(session, checker, claim, title="Rechnungshof")
    assert hits(session, checker, "rechnungshöfe", HitKind.EVIDENCE) == [evidence.id]
    details = sources.SourceDetails(title="Bundesbank", url=evidence.source.url)
    sources.correct(session, checker, evidence.source, details, version=evidence.source.version, now=NOW)
    assert hits(session, checker, "Rechnungshof", HitKind.EVIDENCE) == []
    assert hits(session, checker, "Bundesbank", HitKind.EVIDENCE) == [evidence.id]
    verdict = steps.propose(session, checker, claim)
    assert hits(session, editor, "falsche Zahlen", HitKind.VERDICT) == [verdict.id]
    ratings.explain(session, checker, claim, "Gezählt wurden Brücken.", version=claim.version, now=NOW)
    assert hits(session, editor, "falsche Zahlen", HitKind.VERDICT) == []
    assert hits(session, editor, "Brücke", HitKind.VERDICT) == [verdict.id]


def test_what_was_dropped_removed_or_taken_back_is_not_found(
    session: Session, checker: User, article: Article
) -> None:
    claim, other, *_ = steps.text_claims(session, article)
    evidence = steps.attach(session, checker, claim, title="Rechnungshof")
    sources.remove(session, checker, evidence, now=NOW)
    assert hits(session, checker, "Rechnungshof", HitKind.EVIDENCE) == []
    steps.propose(session, checker, claim)
    steps.verdict_taken_back(session, checker, claim)
    assert hits(session, checker, "falsch", HitKind.VERDICT) == []
    claims.drop(session, checker, other, version=other.version, now=NOW)
    assert other.id not in hits(session, checker, other.quote)


def test_an_article_read_in_another_language_is_searched_in_that_language(
    session: Session, checker: User
) -> None:
    article = factories.make_article(
        session, checker, "Rund 800,5 houses were housing troops.", language="de"
    )
    assert hits(session, checker, "801", HitKind.ARTICLE) == []
    assert hits(session, checker, "housed", HitKind.ARTICLE) == []
    details = Details(title=article.title, language="en", published=article.published)
    articles.correct(session, checker, article, details, version=article.version, now=NOW)
    assert hits(session, checker, "housed", HitKind.ARTICLE) == [article.id]


def test_the_index_built_anew_is_the_one_that_the_acts_have_built(
    session: Session, checker: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    steps.attach(session, checker, claim)
    steps.propose(session, checker, claim)
    kept = set(session.execute(SearchPosting.__table__.select()))
    session.execute(delete(SearchPosting))
    assert search_index.is_missing(session)
    assert search_index.rebuild(session) > 5
    assert not search_index.is_missing(session)
    assert set(session.execute(SearchPosting.__table__.select())) == kept


def test_more_often_and_in_a_title_ranks_first_and_newer_before_older(
    session: Session, checker: User
) -> None:
    plain = factories.make_article(session, checker, "Die Bahn kam nach Ulm. Es regnete.")
    often = factories.make_article(session, checker, "Die Bahn fuhr. Die Bahnen hielten. Es schneite.")
    titled = factories.make_article(session, checker, "Es war ein langer Tag.", title="Bahn")
    newer = factories.make_article(session, checker, "Eine Bahn stand im Depot.")
    found = hits(session, checker, "Bahn", HitKind.ARTICLE)
    assert found == [titled.id, often.id, newer.id, plain.id]


def test_a_query_longer_than_any_search_is_refused() -> None:
    with pytest.raises(Refused):
        search.read("x" * 201)


@given(st.text(max_size=200))
def test_any_text_can_be_searched_for(text: str) -> None:
    query = search.read(text)
    assert all(query.variants)
