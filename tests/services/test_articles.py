"""Articles: taken in once, corrected around people's work, archived and brought back."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.db import OVERTAKEN, Database
from factcheck.models import Article, ArticleStatus, AuditEvent, Claim, ClaimKind, ClaimStatus, User
from factcheck.services import articles, claims, progress, shapes, users
from factcheck.services.articles import Details
from factcheck.services.errors import (
    Conflict,
    FactcheckError,
    InvalidTransition,
    NotAllowed,
    NotFound,
    Refused,
)
from tests import factories
from tests.at_once import at_once
from tests.factories import NOW, PUBLISHED, TEXT
from tests.services import steps

MONTH_LATER = date(2024, 12, 30)


def correct(
    session: Session,
    actor: User,
    article: Article,
    *,
    published: date | None = PUBLISHED,
    language: str | None = None,
    title: str | None = "Ein Artikel",
    url: str | None = None,
    version: int | None = None,
) -> None:
    """A correction of one or two details; the others stay."""
    details = Details(title=title, url=url, published=published, language=language)
    articles.correct(session, actor, article, details, version=version or article.version, now=NOW)


def dated(session: Session) -> Claim:
    """The claim that depends on the day of publication."""
    return factories.claim_with(session, "vor fünf Monaten", ClaimKind.TIME)


def test_an_article_is_stored_with_its_sentences_and_claims_in_place(
    session: Session, checker: User, article: Article
) -> None:
    text = steps.text_of(session, article)
    assert (text.number, text.text, article.status) == (1, TEXT, ArticleStatus.OPEN)
    assert (article.created_by_id, article.created_at) == (checker.id, NOW)
    found = articles.claims_of(session, text)
    assert {ClaimKind.STATEMENT, ClaimKind.QUANTITY, ClaimKind.TIME} <= {claim.kind for claim in found}
    for claim in found:
        assert text.text[claim.start : claim.end] == claim.quote
        assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end
        assert (claim.proposed_start, claim.proposed_end) == (claim.start, claim.end)
    assert [row.number for row in articles.sentences_of(session, text)] == list(range(4))


def test_newlines_marks_and_accents_are_brought_into_one_form_once(session: Session, checker: User) -> None:
    article = factories.make_article(session, checker, "\ufeffA\u0308rger in Ko\u0308ln.\r\nZwei Tote.\r")
    text = steps.text_of(session, article)
    assert text.text == "Ärger in Köln.\nZwei Tote.\n"
    assert articles.prepare(text.text, Details()).content_hash == text.content_hash


@pytest.mark.parametrize("again", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT])
def test_the_same_text_is_taken_in_once_and_the_answer_names_the_article(
    session: Session, checker: User, article: Article, again: str
) -> None:
    before = steps.everything(session)
    with pytest.raises(Conflict) as refused:
        factories.make_article(session, checker, again, title="Ganz neu")
    assert refused.value.params["article_id"] == article.id
    assert steps.everything(session) == before


def test_the_same_text_sent_twice_at_once_is_one_article(database: Database) -> None:
    with database.writing() as session:
        carl = factories.make_user(session, "carl").id
        session.commit()
    prepared = articles.prepare(TEXT, Details(language="de", published=PUBLISHED))

    def add() -> None:
        with database.writing() as session:
            try:
                articles.add(session, users.get(session, carl), prepared, now=NOW)
                session.commit()
            except Conflict:
                session.rollback()

    at_once(add, add, add)
    with database.reading() as session:
        assert steps.count(session, Article) == 1


@pytest.mark.parametrize("text", ["", " \n\t\u2003", "\ufeff", "a\x00b", "a\ud800b"])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        articles.prepare(text, Details())
    assert refused.value.field == "text"


@pytest.mark.parametrize("text", [".", "—", "…\n…", "\u200b", "🕊", "x"])
def test_a_text_of_almost_nothing_still_gets_a_title(session: Session, checker: User, text: str) -> None:
    assert factories.make_article(session, checker, text, title="").title.strip()


def test_an_article_without_a_title_is_called_by_its_first_sentence(session: Session, checker: User) -> None:
    short = factories.make_article(session, checker, "Zwei  Tote\nin Köln. Mehr nicht.", title=" ")
    long = factories.make_article(session, checker, f"{'Sehr viele Worte ' * 20}enden.", title="")
    assert short.title == "Zwei Tote in Köln."
    assert len(long.title) <= 120
    assert long.title.endswith("…")


def test_what_pages_say_about_themselves_is_cut_to_what_is_stored(session: Session, checker: User) -> None:
    details = Details(title="T" * 900, publisher="P" * 900, author="A" * 900, language="de")
    prepared = articles.prepare("Ein Satz.", details, file_name="f" * 900 + ".txt")
    article = articles.add(session, checker, prepared, now=NOW)
    session.commit()
    assert (len(article.title), len(article.publisher or ""), len(article.author or "")) == (500, 200, 200)
    assert (steps.text_of(session, article).file_name or "").endswith("f.txt")


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org", "https://", "http://[::1", "http://a:b/"]
)
def test_an_address_that_nobody_could_open_is_refused(
    session: Session, checker: User, article: Article, url: str
) -> None:
    with pytest.raises(Refused) as refused:
        articles.prepare("Ein Satz.", Details(url=url))
    assert refused.value.field == "url"
    before = steps.everything(session)
    with pytest.raises(Refused):
        correct(session, checker, article, url=url)
    assert steps.everything(session) == before


def test_a_correction_is_logged_with_what_changed_and_none_without(
    session: Session, checker: User, article: Article
) -> None:
    before = steps.everything(session)
    correct(session, checker, article)
    assert steps.everything(session) == before
    correct(session, checker, article, title=" Neu ", url="https://example.org/a")
    event = session.scalars(select(AuditEvent).where(AuditEvent.name == "article.corrected")).one()
    assert event.detail == {"changes": {"title": "Neu", "url": "https://example.org/a"}}
    assert "article.analysed" not in steps.events(session)


@pytest.mark.parametrize("title", [None, "", " \t"])
def test_an_article_keeps_a_title(
    session: Session, checker: User, article: Article, title: str | None
) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        correct(session, checker, article, title=title)
    assert refused.value.field == "title"
    assert steps.everything(session) == before


def test_a_stale_page_corrects_nothing(session: Session, checker: User, article: Article) -> None:
    stale = article.version
    correct(session, checker, article, title="Neu")
    before = steps.everything(session)
    with pytest.raises(Conflict):
        correct(session, checker, article, title="Anders", version=stale)
    assert steps.everything(session) == before


def test_a_new_day_of_publication_moves_the_times_and_nothing_else(
    session: Session, checker: User, article: Article
) -> None:
    before = {row.id: shapes.take(row) for row in steps.text_claims(session, article)}
    claim = dated(session)
    correct(session, checker, article, published=MONTH_LATER)
    assert claim.time
    assert claim.time.value == "2024-07"
    after = {row.id: shapes.take(row) for row in steps.text_claims(session, article)}
    assert [{**shape, "time": None} for shape in after.values()] == [
        {**shape, "time": None} for shape in before.values()
    ]
    correct(session, checker, article)
    assert {row.id: shapes.take(row) for row in steps.text_claims(session, article)} == before


def test_without_a_day_of_publication_a_relative_time_is_unknown_and_no_claim(
    session: Session, checker: User, article: Article
) -> None:
    gone = dated(session).id
    correct(session, checker, article, published=None)
    assert gone not in {row.id for row in steps.text_claims(session, article)}
    statement = factories.claim_with(session, "vor fünf Monaten", ClaimKind.STATEMENT)
    assert statement.time is None


def test_a_moved_claim_stays_and_is_not_proposed_again(
    session: Session, checker: User, article: Article
) -> None:
    number, claim = len(steps.text_claims(session, article)), dated(session)
    claims.change(
        session, checker, claim, claim.kind, claim.start + 4, claim.end, version=claim.version, now=NOW
    )
    moved = shapes.take(claim)
    correct(session, checker, article, published=MONTH_LATER)
    assert shapes.take(claim) == moved
    assert len(steps.text_claims(session, article)) == number


def test_a_dropped_claim_does_not_come_back(session: Session, checker: User, article: Article) -> None:
    number, claim = len(steps.text_claims(session, article)), dated(session)
    claims.drop(session, checker, claim, version=claim.version, now=NOW)
    correct(session, checker, article, published=MONTH_LATER)
    articles.analyse_again(session, checker, article, now=NOW)
    assert len(steps.text_claims(session, article)) == number - 1


def test_what_a_person_marked_is_not_proposed_to_them_again(session: Session, checker: User) -> None:
    # Marked as another language's, the words hold no number that the machine would read.
    words = "two million people"
    article = factories.make_article(session, checker, f"Vienna has {words} today.", language="de")
    text = steps.text_of(session, article)
    for claim in articles.claims_of(session, text):
        session.delete(claim)
    start = text.text.index(words)
    mine = claims.mark(session, checker, text, ClaimKind.QUANTITY, start, start + len(words), now=NOW)
    correct(session, checker, article, language="en")
    there = [row for row in articles.claims_of(session, text) if (row.start, row.kind) == (start, mine.kind)]
    assert there == [mine]


def test_a_claim_on_which_a_verdict_stands_keeps_its_values(
    session: Session, checker: User, article: Article
) -> None:
    claim = dated(session)
    steps.propose(session, checker, claim)
    before = shapes.take(claim)
    correct(session, checker, article, published=MONTH_LATER)
    assert shapes.take(claim) == before


@pytest.mark.parametrize("work", ["label", "triage", "evidence"])
def test_a_claim_people_have_worked_on_survives_a_machine_that_no_longer_finds_it(
    session: Session, checker: User, article: Article, work: str
) -> None:
    claim = steps.first_claim(session, article)
    claim.start = claim.proposed_start = claim.start + 3  # as an older analysis found it
    claim.quote = TEXT[claim.start : claim.end]
    session.flush()
    if work == "label":
        claims.change(
            session,
            checker,
            claim,
            claim.kind,
            claim.start,
            claim.end,
            "Planung",
            version=claim.version,
            now=NOW,
        )
    elif work == "triage":
        progress.triage(session, checker, claim, version=claim.version, now=NOW)
    else:
        steps.stand_at(session, steps.attach(session, checker, claim).claim, ClaimStatus.NEW)
    articles.analyse_again(session, checker, article, now=NOW)
    assert claim in steps.text_claims(session, article)


def test_an_untouched_claim_goes_when_the_machine_no_longer_finds_it(
    session: Session, checker: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    claim.start = claim.proposed_start = claim.start + 3
    claim.quote = TEXT[claim.start : claim.end]
    gone = claim.id
    articles.analyse_again(session, checker, article, now=NOW)
    assert gone not in {row.id for row in steps.text_claims(session, article)}
    event = session.scalars(select(AuditEvent).where(AuditEvent.name == "article.analysed")).one()
    assert event.detail == {"added": 1, "removed": 1}


def test_undo_of_work_on_a_claim_that_is_gone_is_refused_without_an_error(
    session: Session, checker: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    start = claim.start
    claim.start = claim.proposed_start = start + 3
    claim.quote = TEXT[claim.start : claim.end]
    for offset in (start + 6, start + 3):
        claims.change(session, checker, claim, claim.kind, offset, claim.end, version=claim.version, now=NOW)
    claim.label = claim.proposed_label or ""
    articles.analyse_again(session, checker, article, now=NOW)
    with pytest.raises(Conflict):
        claims.undo(session, checker, steps.text_of(session, article), now=NOW)


def test_open_flags_follow_the_machine_and_decided_ones_stay(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    open_one = steps.make_flag(session, article)
    decided = steps.make_flag(session, article)
    decided.start = 1
    steps.uphold(session, editor, decided)
    articles.analyse_again(session, checker, article, now=NOW)
    left = articles.flags_of(session, steps.text_of(session, article))
    assert decided in left
    assert open_one not in left


def test_analysing_again_without_a_change_changes_no_claim(
    session: Session, checker: User, article: Article
) -> None:
    before = steps.everything(session)["claim"]
    articles.analyse_again(session, checker, article, now=NOW)
    assert steps.everything(session)["claim"] == before


def test_correcting_and_triaging_at_once_never_stop_each_other(database: Database) -> None:
    with database.writing() as session:
        carl = factories.make_user(session, "carl")
        article = factories.make_article(session, carl)
        for claim in steps.text_claims(session, article):
            progress.triage(session, carl, claim, version=claim.version, now=NOW)
        ids = [row.id for row in steps.text_claims(session, article) if row.checkworthiness]
        carl_id, article_id = carl.id, article.id
        session.commit()

    def translate() -> None:
        for number in range(1, 9):
            with database.writing() as session:
                try:
                    person, article = users.get(session, carl_id), articles.get(session, article_id)
                    correct(session, person, article, language="en" if number % 2 else "de")
                    session.commit()
                except (FactcheckError, *OVERTAKEN):
                    session.rollback()

    def triage() -> None:
        for number in range(60):
            with database.writing() as session:
                try:
                    person, claim = users.get(session, carl_id), progress.get(session, ids[number % len(ids)])
                    act = progress.set_aside if claim.status is ClaimStatus.TRIAGED else progress.triage
                    act(session, person, claim, version=claim.version, now=NOW)
                    session.commit()
                except (FactcheckError, *OVERTAKEN):
                    session.rollback()

    at_once(translate, triage)


def test_an_editor_archives_and_reopens_and_each_only_once(
    session: Session, editor: User, article: Article
) -> None:
    with pytest.raises(InvalidTransition):
        articles.reopen(session, editor, article, now=NOW)
    articles.archive(session, editor, article, now=NOW)
    assert steps.text_of(session, article).article.status.value == "archived"
    with pytest.raises(InvalidTransition):
        articles.archive(session, editor, article, now=NOW)
    articles.reopen(session, editor, article, now=NOW)
    assert steps.text_of(session, article).article.status.value == "open"
    assert steps.events(session)[-2:] == ["article.archived", "article.reopened"]


def test_neither_checkers_archive_nor_barred_people_do_anything(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    editor.is_active = False
    before = steps.everything(session)
    for person in (checker, editor):
        with pytest.raises(NotAllowed):
            articles.archive(session, person, article, now=NOW)
    with pytest.raises(NotAllowed):
        correct(session, editor, article, title="Neu")
    with pytest.raises(NotAllowed):
        articles.analyse_again(session, editor, article, now=NOW)
    with pytest.raises(NotAllowed):
        factories.make_article(session, editor, "Ein zweiter Text.")
    assert steps.everything(session) == before


def test_a_file_that_is_no_article_is_refused_with_the_reason() -> None:
    with pytest.raises(Refused) as refused:
        articles.read_file(b"", "leer.txt")
    assert refused.value.field == "file"


def test_there_is_no_article_with_an_invented_number(session: Session) -> None:
    with pytest.raises(NotFound):
        articles.get(session, 4711)
    assert articles.titles(session) == []
