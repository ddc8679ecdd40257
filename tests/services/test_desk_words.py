"""The desk's own layer over the word lists: previewed, stored, taken back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Flag, FlagKind, FlagStatus, User, WordChange
from factcheck.services import desk_words
from factcheck.services.desk_words import Change
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from tests import factories
from tests.factories import NOW
from tests.services import learning_steps as learn
from tests.services import steps

REMOVED = learn.change("skandal", WordChange.REMOVED)


def words_flagged(session: Session) -> set[str]:
    return set(session.scalars(select(Flag.quote)))


def test_an_added_word_is_previewed_then_flagged_in_new_articles_and_old_ones(
    session: Session, administrator: User
) -> None:
    old = factories.make_article(session, administrator, "Der Brückenknall erstaunt die Stadt.", title="Alt")
    wanted = learn.change("brückenknall*")
    found = desk_words.preview(session, administrator, wanted)
    assert [(one.article_id, one.appears, one.words) for one in found.differences] == [
        (old.id, True, "Brückenknall")
    ]
    assert found.articles == 1
    assert words_flagged(session) == set(), "a preview stores nothing"
    learn.save(session, administrator, wanted)
    factories.make_article(session, administrator, "Nach dem Brückenknall kam die Feuerwehr.", title="Neu")
    assert len(session.scalars(select(Flag)).all()) == 1
    last = learn.reflagged(session, administrator)[-1]
    assert (last.done, last.total) == (2, 2)
    assert last.cursor is not None
    assert (last.cursor["added"], last.cursor["removed"]) == (1, 0)
    row = session.scalars(select(Flag).where(Flag.article_id == old.id)).one()
    assert (row.status, row.word) == (FlagStatus.OPEN, "brückenknall")
    assert "Boulevardwort" in row.reason


def test_a_word_left_out_takes_its_undecided_flags_away_and_no_decided_ones(
    session: Session, editor: User, administrator: User
) -> None:
    undecided, decided = learn.scandal(session, editor, 1), learn.scandal(session, editor, 2)
    steps.uphold(session, editor, decided)
    found = desk_words.preview(session, administrator, REMOVED)
    assert {(one.article_id, one.appears) for one in found.differences} == {
        (undecided.article_id, False),
        (decided.article_id, False),
    }
    change = desk_words.get(session, learn.save(session, administrator, REMOVED))
    learn.reflagged(session, administrator)
    assert list(session.scalars(select(Flag.id))) == [decided.id]
    desk_words.take_back(session, administrator, change, version=change.version, now=NOW)
    learn.reflagged(session, administrator)
    assert len(session.scalars(select(Flag)).all()) == 2
    with pytest.raises(InvalidTransition):
        desk_words.take_back(session, administrator, change, version=change.version, now=NOW)


def test_the_list_shows_the_desks_lines_first_and_not_what_is_left_out(
    session: Session, administrator: User
) -> None:
    learn.save(session, administrator, learn.change("brückenknall*"))
    learn.save(session, administrator, REMOVED)
    lines = desk_words.listed(session, "de", FlagKind.LOADED_LANGUAGE)
    assert (lines[0].words, lines[0].own) == ("brückenknall*", True)
    assert "skandal" not in {line.words for line in lines}
    learn.save(session, administrator, learn.change("skandal"))
    assert "skandal" in {line.words for line in desk_words.listed(session, "de", FlagKind.LOADED_LANGUAGE)}


@pytest.mark.parametrize(
    ("words", "change", "field"),
    [
        ("", WordChange.ADDED, "words"),
        ("ende ...", WordChange.ADDED, "words"),
        ("a#b", WordChange.ADDED, "words"),
        ("@nirgends", WordChange.ADDED, "words"),
        ("x" * 400, WordChange.ADDED, "words"),
        ("skandal", WordChange.ADDED, "words"),
        ("nirgendwort", WordChange.REMOVED, "words"),
    ],
)
def test_a_change_that_cannot_be_or_changes_nothing_is_refused_in_words(
    session: Session, administrator: User, words: str, change: WordChange, field: str
) -> None:
    before = steps.everything(session)
    for act in (learn.save, desk_words.preview):
        with pytest.raises(Refused) as refused:
            act(session, administrator, learn.change(words, change))
        assert refused.value.field == field
    assert steps.everything(session) == before


def test_only_administrators_change_lists_of_known_languages_and_newest_versions(
    session: Session, editor: User, administrator: User
) -> None:
    with pytest.raises(NotAllowed):
        learn.save(session, editor, learn.change("brückenknall*"))
    with pytest.raises(Refused):
        learn.save(session, administrator, Change("fr", FlagKind.CLICKBAIT, WordChange.ADDED, "scandale", ""))
    row = desk_words.get(session, learn.save(session, administrator, learn.change("brückenknall*")))
    with pytest.raises(Conflict):
        desk_words.take_back(session, administrator, row, version=row.version + 1, now=NOW)
    with pytest.raises(NotFound):
        desk_words.get(session, 4711)
