"""Other people's fact-checks brought in: no duplicates, every broken record named, nothing unreported."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.formats.checks_columns import CheckField
from factcheck.models import Article, Check, CheckImport, Claimant, LineOutcome, User
from factcheck.services import exporting, exports, imports, jobs, rating_words, verdicts
from factcheck.services.desk import ClaimFilter
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from factcheck.services.jobs import Tools, Work
from tests.factories import NOW
from tests.formats.test_checks import REVIEW, numbered
from tests.services import steps


def never(_: str) -> Any:
    """An import fetches nothing."""
    raise AssertionError


@dataclass
class Library:
    """An editor who brings files in, on a desk with a scale."""

    session: Session
    editor: User
    folder: Path

    def add(self, data: str | bytes, name: str = "checks.json") -> CheckImport:
        """Upload a file."""
        raw = data.encode() if isinstance(data, str) else data
        return imports.add(self.session, self.editor, raw, name, None, self.folder, now=NOW)

    def work(self, row: CheckImport, done: int = 0) -> jobs.Steps:
        """The background work of an import, to be walked through."""
        work = Work({"import": row.id}, Tools(self.folder, never), done=done)
        return imports.run(self.session, self.editor, work, now=NOW)

    def run(self, data: str | bytes, name: str = "checks.json") -> CheckImport:
        """Upload a file and go through it."""
        row = self.add(data, name)
        imports.start(self.session, self.editor, row, version=row.version, now=NOW)
        for _ in self.work(row):
            self.session.flush()
        return row

    def numbers(self, row: CheckImport) -> tuple[int, ...]:
        """New, changed, known, our own, unusable."""
        return row.added, row.changed, row.unchanged, row.skipped, row.failed

    def checks(self) -> list[Check]:
        """Everything in the library."""
        return list(self.session.scalars(select(Check).order_by(Check.id)))


@pytest.fixture
def library(session: Session, editor: User, tmp_path: Path) -> Library:
    """An empty library."""
    steps.rating(session)
    return Library(session, editor, tmp_path)


def feed(*nodes: Any) -> str:
    """A feed, one item a line."""
    return '{"dataFeedElement": [\n' + ",\n".join(json.dumps(node) for node in nodes) + "\n]}"


def test_a_review_is_a_check_with_its_rating_on_our_scale(library: Library) -> None:
    row = library.run(json.dumps(REVIEW))
    assert library.numbers(row) == (1, 0, 0, 0, 0)
    (check,) = library.checks()
    assert (check.claim_text, check.claimant, check.claim_date) == (
        "Die Stadt hat 20.000 Bäume gefällt", "Bert Muster", "2024-11",
    )  # fmt: skip
    assert check.rating is not None
    assert (check.rating_text, check.rating.key, check.rating_value) == (
        "Größtenteils falsch",
        "mostly_false",
        2,
    )
    assert (check.publisher, check.language, check.summary) == ("Prüfer", "de", "Es waren 2.000.")
    assert library.session.scalars(select(Claimant.name)).all() == ["Bert Muster"]


def test_the_same_file_again_adds_nothing_and_a_corrected_record_says_what_changed(library: Library) -> None:
    first = library.run(feed(*numbered(5)))
    again = library.run(feed(*numbered(5)))
    corrected = [dict(node) for node in numbered(5)]
    corrected[2] |= {"reviewRating": {"alternateName": "Falsch", "ratingValue": 1}}
    third = library.run(feed(*corrected))
    assert [library.numbers(row) for row in (first, again, third)] == [
        (5, 0, 0, 0, 0), (0, 0, 5, 0, 0), (0, 1, 4, 0, 0),
    ]  # fmt: skip
    assert len(library.checks()) == 5
    (line,) = imports.lines(library.session, third)
    assert (line.line, line.outcome) == (4, LineOutcome.CHANGED)
    assert {"rating_text", "rating_value"} <= set(line.changes)


def test_a_record_twice_in_one_file_is_one_check(library: Library) -> None:
    assert library.numbers(library.run(feed(REVIEW, REVIEW))) == (1, 0, 1, 0, 0)


def test_a_broken_record_names_its_line_and_stops_nothing_else(library: Library) -> None:
    broken = feed(*numbered(300)).replace('"claimReviewed": "Behauptung 7"', '"claimReviewed": Behauptung 7')
    row = library.run(broken)
    assert library.numbers(row) == (299, 0, 0, 0, 1)
    (line,) = imports.lines(library.session, row, LineOutcome.FAILED)
    assert line.line == 9
    assert "Line 9 cannot be read as JSON" in str(line.problem) % line.params


def test_what_cannot_be_stored_is_named_too(library: Library) -> None:
    row = library.run(feed(REVIEW | {"claimReviewed": "x" * 20_000}, REVIEW))
    assert library.numbers(row) == (1, 0, 0, 0, 1)
    (line,) = imports.lines(library.session, row)
    assert "at most" in str(line.problem)


def test_work_that_breaks_off_has_counted_what_it_stored_and_goes_on_there(library: Library) -> None:
    row = library.add(feed(*numbered(imports.BATCH * 2 + 10)))
    work = library.work(row)
    done = next(work).done
    library.session.commit()
    work.close()  # the worker dies before its second step
    assert library.numbers(row)[0] == done == len(library.checks()) == imports.BATCH
    for _ in library.work(row, done=done):
        library.session.commit()
    assert library.numbers(row) == (imports.BATCH * 2 + 10, 0, 0, 0, 0)
    assert row.finished_at == NOW
    assert steps.events(library.session).count("check_import.finished") == 1


def test_the_file_is_kept_until_it_was_gone_through(library: Library) -> None:
    row = library.add(json.dumps(REVIEW))
    kept = library.folder / imports.FOLDER / row.content_hash
    assert kept.is_file()
    twin = library.add(json.dumps(REVIEW))
    imports.discard(library.session, library.editor, twin, library.folder, version=twin.version, now=NOW)
    assert kept.is_file(), "the other import still needs it"
    list(library.work(row))
    assert not kept.exists()
    with pytest.raises(NotFound, match="upload it again"):
        imports.look(row, library.folder)


def test_a_table_is_looked_at_mapped_and_run(library: Library) -> None:
    data = "Was;Wie;Wer\nEs regnet;falsch;Bert\nEs schneit;richtig;\n"
    row = library.add(data, "liste.csv")
    seen = imports.look(row, library.folder)
    assert seen.table is not None
    assert seen.table.columns == ("Was", "Wie", "Wer")
    with pytest.raises(Refused, match="Say which column holds the claim"):
        imports.start(library.session, library.editor, row, version=row.version, now=NOW)
    mapping = {CheckField.CLAIM_TEXT: "Was", CheckField.RATING_TEXT: "Wie"}
    with pytest.raises(Refused, match="cannot hold two things"):
        imports.choose(
            library.session,
            library.editor,
            row,
            mapping | {CheckField.TITLE: "Wie"},
            version=row.version,
            now=NOW,
        )
    imports.choose(library.session, library.editor, row, mapping, version=row.version, now=NOW)
    assert [item.record.rating_text for item in imports.look(row, library.folder).items if item.record] == [
        "falsch", "richtig",
    ]  # fmt: skip
    imports.start(library.session, library.editor, row, version=row.version, now=NOW)
    list(library.work(row))
    assert [check.rating and check.rating.key for check in library.checks()] == ["false", "true"]
    with pytest.raises(InvalidTransition):
        imports.start(library.session, library.editor, row, version=row.version, now=NOW)


def test_two_people_do_not_start_one_import_unseen(library: Library) -> None:
    row = library.add(json.dumps(REVIEW))
    with pytest.raises(Conflict):
        imports.start(library.session, library.editor, row, version=row.version + 1, now=NOW)


@pytest.mark.parametrize(("data", "name"), [("", "x.csv"), ("PK\x03\x04\0", "x.zip"), ("a,a\n1,2", "x.csv")])
def test_a_file_that_is_none_is_refused_before_anything_is_kept(
    library: Library, data: str, name: str
) -> None:
    before = steps.everything(library.session)
    with pytest.raises(Refused):
        library.add(data, name)
    assert steps.everything(library.session) == before
    assert not (library.folder / imports.FOLDER).exists()


def test_only_editors_fill_the_library(library: Library, checker: User) -> None:
    before = steps.everything(library.session)
    with pytest.raises(NotAllowed):
        imports.add(library.session, checker, b"claim\nx", "x.csv", None, library.folder, now=NOW)
    with pytest.raises(NotAllowed):
        rating_words.decide(library.session, checker, None, "Quatsch", None, now=NOW)
    assert steps.everything(library.session) == before


def test_our_own_export_brings_nothing_in_twice(library: Library, checker: User, article: Article) -> None:
    claim = steps.first_claim(library.session, article)
    steps.propose(library.session, checker, claim)
    for form in ("csv", "jsonl"):
        records = exports.records(library.session, ClaimFilter(rating="false"))
        row = library.run(b"".join(exporting.FORMATS[form].write(records)), f"export.{form}")
        assert library.numbers(row) == (0, 0, 0, 1, 0)
        (line,) = imports.lines(library.session, row)
        assert "this very desk" in str(line.problem)
        foreign = b"".join(exporting.FORMATS[form].write(records)).replace(
            claim.quote.encode(), b"Etwas anderes"
        )
        assert library.numbers(library.run(foreign, f"export.{form}"))[3:] == (0, 0)
    assert [check.claim_text for check in library.checks()] == ["Etwas anderes"]


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Falsch", "false"),
        ("HALF TRUE!", "partly_false"),
        ("mostly_false", "mostly_false"),
        ("Vier Lügen", None),
    ],
)
def test_known_words_have_a_meaning_others_none(library: Library, word: str, key: str | None) -> None:
    rating = rating_words.meanings(library.session)("Prüfer", word)
    assert (rating.key if rating else None) == key


def test_a_decision_on_a_word_reaches_the_library_and_later_files(library: Library) -> None:
    odd = {"reviewRating": {"alternateName": "Vier Lügen"}}
    library.run(feed(REVIEW | odd, REVIEW | odd | {"claimReviewed": "Anderes"}))
    (unknown,) = rating_words.unknown(library.session)
    assert (unknown.publisher, unknown.word, unknown.count) == ("Prüfer", "Vier Lügen", 2)
    false = verdicts.rating(library.session, "false")
    row = rating_words.decide(library.session, library.editor, "Prüfer", "vier lügen!", false, now=NOW)
    assert [check.rating_value for check in library.checks()] == [1, 1]
    assert rating_words.unknown(library.session) == []
    library.run(feed(REVIEW | odd | {"claimReviewed": "Drittes"}))
    assert library.checks()[-1].rating_id == false.id
    with pytest.raises(Conflict):
        rating_words.decide(library.session, library.editor, "Prüfer", "Vier Lügen", None, now=NOW)
    rating_words.decide(
        library.session, library.editor, "Prüfer", "Vier Lügen", None, version=row.version, now=NOW
    )
    assert [check.rating_id for check in library.checks()] == [None] * 3
    assert rating_words.unknown(library.session) == [], "that it means nothing is a decision too"


def test_a_publishers_own_meaning_comes_before_everybodys(library: Library) -> None:
    scale = {key: verdicts.rating(library.session, key) for key in ("false", "true", "opinion")}
    rating_words.decide(library.session, library.editor, None, "Falsch", scale["opinion"], now=NOW)
    rating_words.decide(library.session, library.editor, "Prüfer", "Falsch", scale["true"], now=NOW)
    meaning = rating_words.meanings(library.session)
    assert [meaning(whose, "falsch") for whose in ("Prüfer", "Andere", None)] == [
        scale["true"], scale["opinion"], scale["opinion"],
    ]  # fmt: skip
