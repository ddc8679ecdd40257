"""Each revision is run up and down with rows in the tables it touches."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from factcheck import schema
from factcheck.db import Database, connect
from tests import postgresql

MOMENT = "2024-12-01 09:30:00.000000"


def fill_0001(connection: Connection) -> None:
    """One row in every table, written as an installation of that time would have."""
    for statement in (
        """INSERT INTO "user"
            (id, name, full_name, role, password_hash, is_active, is_demo, created_at, version)
            VALUES (1, 'carl', 'Carl', 'checker', '-', true, false, :moment, 1),
                   (2, 'edda', 'Edda', 'editor', '-', true, false, :moment, 1)""",
        """INSERT INTO login_session (id, token_hash, user_id, created_at, seen_at)
            VALUES (1, 'h', 1, :moment, :moment)""",
        "INSERT INTO login_attempt (id, name, address, at) VALUES (1, 'carl', '127.0.0.1', :moment)",
        """INSERT INTO article (id, title, published, language, status, created_by_id, created_at, version)
            VALUES (1, 'Titel', '2024-11-30', 'de', 'open', 1, :moment, 1)""",
        """INSERT INTO article_version
            (id, article_id, number, text, content_hash, created_by_id, created_at)
            VALUES (1, 1, 1, 'Rund 200 Menschen kamen.', 'h', 1, :moment)""",
        'INSERT INTO sentence (id, article_version_id, number, start, "end") VALUES (1, 1, 0, 0, 24)',
        """INSERT INTO claim
                (id, article_id, article_version_id, sentence_id, kind, start, "end", quote, label,
                modality, names, reasons, origin, status, created_at, updated_at, version)
            VALUES (1, 1, 1, 1, 'quantity', 0, 17, 'Rund 200 Menschen', 'rund 200 Menschen', '[]', '[]', '[]',
                'machine', 'published', :moment, :moment, 1)""",
        "INSERT INTO claim_quantity (claim_id, value, unit, approximate) VALUES (1, '200', 'Menschen', true)",
        "INSERT INTO claim_time (claim_id, value, inferred) VALUES (1, '2024-06', true)",
        """INSERT INTO claim_edit (id, article_version_id, act, actor_id, at, before, after)
            VALUES (1, 1, 'mark', 1, :moment, '{}', '{}')""",
        """INSERT INTO flag
                (id, article_id, article_version_id, sentence_id, kind, start, "end", quote, quoted,
                reason, status, created_at, version)
            VALUES (1, 1, 1, 1, 'exaggeration', 0, 4, 'Rund', false, 'why', 'open', :moment, 1)""",
        """INSERT INTO source (id, url, address_key, title, created_by_id, created_at, version)
            VALUES (1, 'https://example.org/', 'example.org', 'Quelle', 1, :moment, 1)""",
        """INSERT INTO evidence (id, claim_id, source_id, stance, accessed, added_by_id, created_at, version)
            VALUES (1, 1, 1, 'refutes', '2024-12-01', 1, :moment, 1)""",
        """INSERT INTO rating (id, key, name_de, name_en, value, position, is_active, version)
           VALUES (1, 'false', 'Falsch', 'False', 1, 0, true, 1)""",
        """INSERT INTO verdict (id, claim_id, number, rating_id, summary, outcome, author_id, decided_at,
                second_reviewer_id, second_decided_at, published_at, version)
            VALUES (1, 1, 1, 1, 'Nein.', 'approved', 1, :moment, 2, :moment, :moment, 1)""",
        """INSERT INTO audit_event
                (id, at, actor_id, name, subject_type, subject_id, detail, previous_hash, hash)
            VALUES (1, :moment, 1, 'claim.triaged', 'claim', 1, '{}', '0', '1')""",
    ):
        values = {"moment": MOMENT} if ":moment" in statement else {}
        connection.execute(text(statement), values)


def fill_0002(connection: Connection) -> None:
    """Two earlier checks: one of our own, one brought in."""
    connection.execute(
        text(
            """INSERT INTO fact_check (id, claim_text, language, rating_id, rating_value, origin, claim_id,
                    import_key, created_at, updated_at, version)
                VALUES (1, 'Rund 200 Menschen kamen.', 'de', 1, 1, 'own', 1, 'a', :moment, :moment, 1),
                       (2, 'Nobody came.', 'en', NULL, NULL, 'imported', NULL, 'b', :moment, :moment, 1)"""
        ),
        {"moment": MOMENT},
    )


def fill_0003(connection: Connection) -> None:
    """Somebody writes a comment on the claim, is answered, leaves a draft and undoes an act."""
    for statement in (
        """INSERT INTO comment (id, claim_id, reply_to_id, author_id, text, created_at, resolved_at,
                resolved_by_id, version)
            VALUES (1, 1, NULL, 1, 'Wer sagt das?', :moment, :moment, 2, 1),
                   (2, 1, 1, 2, 'Die Ministerin.', :moment, NULL, NULL, 1)""",
        """INSERT INTO notification (id, user_id, kind, event_id, claim_id, at)
            VALUES (1, 1, 'replied', 1, 1, :moment)""",
        """INSERT INTO draft (id, user_id, form, page, title, fields, updated_at)
            VALUES (1, 1, 'verdict-1', '/claims/1', 'Titel', '{}', :moment)""",
        "INSERT INTO presence (user_id, claim_id, seen_at) VALUES (1, 1, :moment)",
        """INSERT INTO audit_event
                (id, at, actor_id, name, subject_type, subject_id, detail, previous_hash, hash)
            VALUES (2, :moment, 1, 'claim.set_aside', 'claim', 1, '{}', '1', '2')""",
        "INSERT INTO undone_act (event_id, by_event_id) VALUES (1, 2)",
    ):
        connection.execute(text(statement), {"moment": MOMENT} if ":moment" in statement else {})


def fill_0004(connection: Connection) -> None:
    """A view, a bulk act, an act with its client's number, a verdict by key, shortcuts, a posting."""
    for statement in (
        """UPDATE "user" SET shortcuts = '{"on": false}' WHERE id = 1""",
        """INSERT INTO saved_view (id, owner_id, name, is_shared, filters, created_at, version)
            VALUES (1, 1, 'Meine', true, '{"mine": "1"}', :moment, 1)""",
        """INSERT INTO bulk_act (id, actor_id, act, at, before, after, version)
            VALUES (1, 1, 'triage', :moment, '{}', '{}', 1)""",
        """INSERT INTO sent_act (id, actor_id, client_id, act, subject_id, answer, at)
            VALUES (1, 1, 'abc', 'rate', 1, '{}', :moment)""",
        "INSERT INTO bare_verdict (verdict_id) VALUES (1)",
        "INSERT INTO search_posting (term, kind, row_id, weight) VALUES ('mensch', 'claim', 1, 2)",
    ):
        values = {"moment": MOMENT} if ":moment" in statement else {}
        connection.execute(text(statement), values)


def fill_0005(connection: Connection) -> None:
    """A job that a worker has in its hands."""
    connection.execute(
        text(
            """INSERT INTO job (id, kind, arguments, open_key, status, done, problem_params, attempts,
                    created_by_id, created_at, run_after, owner, lease_until, cancel_requested)
                VALUES (1, 'import.checks', '{}', 'k', 'running', 3, '{}', 1, 1, :moment, :moment, 'w',
                    :moment, false)"""
        ),
        {"moment": MOMENT},
    )


def fill_learnt(connection: Connection) -> None:
    """A word of the desk's own, a rule with a flag it silences, one put off, one reworded."""
    for statement in (
        """INSERT INTO rule (id, language, kind, word, quote, context, publisher, reason, status, dismissals,
                created_at, decided_by_id, decided_at, version)
            VALUES (1, 'de', 'exaggeration', 'rund', 'Rund', '[]', NULL, 'Ein Maß.', 'active', 3, :moment, 2,
                :moment, 1)""",
        """INSERT INTO desk_word (id, language, kind, change, words, note, created_by_id, created_at, version)
            VALUES (1, 'de', 'clickbait', 'added', 'paukenschlag', 'Boulevardwort', 2, :moment, 1)""",
        """INSERT INTO flag
                (id, article_id, article_version_id, sentence_id, kind, start, "end", quote, word, quoted,
                reason, status, rule_id, silenced_at, created_at, version)
            VALUES (2, 1, 1, 1, 'exaggeration', 0, 4, 'Rund', 'rund', false, 'why', 'silenced', 1, :moment,
                :moment, 1)""",
        """INSERT INTO flag
                (id, article_id, article_version_id, sentence_id, kind, start, "end", quote, word, quoted,
                reason, status, decided_by_id, decided_at, wording, created_at, version)
            VALUES (3, 1, 1, 1, 'clickbait', 0, 4, 'Rund', 'rund', false, 'why', 'reworded', 2, :moment,
                'Etwa', :moment, 1)""",
        """INSERT INTO flag
                (id, article_id, article_version_id, sentence_id, kind, start, "end", quote, word, quoted,
                reason, status, snoozed_until, created_at, version)
            VALUES (4, 1, 1, 1, 'fear_appeal', 0, 4, 'Rund', 'rund', false, 'why', 'open', '2025-01-01',
                :moment, 1)""",
    ):
        connection.execute(text(statement), {"moment": MOMENT})


def fill_corrected_texts(connection: Connection) -> None:
    """A corrected text: one claim waits for a decision; somebody's program has a token."""
    for statement in (
        """INSERT INTO article_version
            (id, article_id, number, text, content_hash, created_by_id, created_at)
            VALUES (2, 1, 2, 'Rund 300 Menschen kamen.', 'h2', 1, :moment)""",
        """INSERT INTO carryover (id, claim_id, from_version_id, to_version_id, fate, start, "end", quote,
                differences, around, before, version)
            VALUES (1, 1, 1, 2, 'changed', 0, 17, 'Rund 300 Menschen', '["number"]', false, '{}', 1)""",
        "UPDATE claim SET text_changed_at = :moment WHERE id = 1",
        """INSERT INTO token (id, user_id, name, token_hash, beginning, scopes, created_at, calls, version)
            VALUES (1, 1, 'Redaktionssystem', 'h', 'fck_ab', '["read"]', :moment, 0, 1)""",
    ):
        connection.execute(text(statement), {"moment": MOMENT} if ":moment" in statement else {})


def fill_0006(connection: Connection) -> None:
    """A setting, a wait for a reply, a step that was undone; a verdict ruled on and corrected since."""
    for statement in (
        """INSERT INTO setting (id, key, value, updated_at, version)
            VALUES (1, 'review.blind', 'true', :moment, 1)""",
        """INSERT INTO hold
                (id, claim_id, reason, asked_whom, asked_on, deadline, held_by_id, held_at, version)
            VALUES (1, 1, 'reply', 'Die Behörde', '2024-12-01', '2024-12-05', 1, :moment, 1)""",
        """INSERT INTO claim_move (id, claim_id, event, actor_id, at, before, after, undone_at)
            VALUES (1, 1, 'claim.triaged', 1, :moment, '{}', '{}', :moment)""",
        """INSERT INTO verdict (id, claim_id, number, rating_id, summary, outcome, author_id, decided_at,
                adjudicator_id, sealed, version)
            VALUES (2, 1, 2, 1, 'Doch.', 'approved', 2, :moment, 2, false, 1),
                   (3, 1, 3, 1, 'Na ja.', 'overruled', 1, :moment, NULL, false, 1)""",
        """INSERT INTO verdict (id, claim_id, number, rating_id, summary, outcome, author_id, decided_at,
                second_reviewer_id, sealed, version)
            VALUES (4, 1, 4, 1, 'Offen.', 'disputed', 1, :moment, 2, false, 1)""",
        """INSERT INTO review (id, verdict_id, reviewer_id, opinion, blind, rating_id, summary, decided_at,
                adjudicator_id, ruling, ruled_at, version)
            VALUES (1, 3, 2, 'disagreed', true, 1, 'Nein.', :moment, 1, 'third', :moment, 1)""",
        """INSERT INTO correction (id, claim_id, verdict_id, kind, note, stood_at, opened_by_id, opened_at,
                version)
            VALUES (1, 1, 1, 'correction', 'Die Zahl war älter.', 'published', 2, :moment, 1)""",
        "UPDATE claim SET priority = 3, due_on = '2024-12-05', reviewer_id = 2, search_note = 'Beides.'",
    ):
        connection.execute(text(statement), {"moment": MOMENT} if ":moment" in statement else {})


def fill_0008(connection: Connection) -> None:
    """A sign-off that was taken back, one that stands, and the index of the wording."""
    for statement in (
        """INSERT INTO sign_off (id, article_id, article_version_id, state_hash, note, signed_by_id,
                signed_at, withdrawn_by_id, withdrawn_at, version)
            VALUES (1, 1, 1, 'h', NULL, 2, :moment, 2, :moment, 2),
                   (2, 1, 1, 'i', 'Eilt.', 2, :moment, NULL, NULL, 1)""",
        "INSERT INTO wording_score (article_id, value, words, updated_at) VALUES (1, 12, 4, :moment)",
    ):
        connection.execute(text(statement), {"moment": MOMENT})


def fill_earlier_checks_found(connection: Connection) -> None:
    """A check that is indexed and was matched with a claim; a claim that says the same as another."""
    for statement in (
        "INSERT INTO match_term (id, library, term, texts) VALUES (1, 'checks', 'mensch', 1)",
        "INSERT INTO match_entry (id, check_id, claim_id, terms) VALUES (1, 1, NULL, 'mensch')",
        "INSERT INTO match_posting (term_id, entry_id, weight) VALUES (1, 1, 100)",
        """INSERT INTO match (id, claim_id, check_id, likeness, score, qualifiers, status, found_at, version)
            VALUES (1, 1, 2, 'related', 60, '[]', 'suggested', :moment, 1)""",
        """INSERT INTO claim
                (id, article_id, article_version_id, sentence_id, kind, start, "end", quote, label,
                modality, names, reasons, origin, status, created_at, updated_at, version)
            VALUES (100, 1, 1, 1, 'statement', 0, 17, 'Rund 200 Menschen', 'rund 200 Menschen', '[]', '[]',
                '[]', 'person', 'new', :moment, :moment, 1)""",
        """INSERT INTO near_duplicate (claim_id, leader_id, score, found_at, version)
            VALUES (100, 1, 95, :moment, 1)""",
    ):
        connection.execute(text(statement), {"moment": MOMENT} if ":moment" in statement else {})


def fill_bring_in_checks(connection: Connection) -> None:
    """A file that was brought in, a word for a rating, a claimant under two names."""
    for statement in (
        """INSERT INTO check_import (id, file_name, content_hash, form, mapping, added, changed, unchanged,
                skipped, failed, created_by_id, created_at, version)
            VALUES (1, 'liste.csv', 'h', 'csv', '{}', 1, 0, 0, 0, 1, 1, :moment, 1)""",
        """INSERT INTO check_import_line (id, check_import_id, line, outcome, problem, params, changes)
            VALUES (1, 1, 7, 'failed', 'Nein.', '{}', '[]')""",
        """INSERT INTO rating_word (id, publisher, key, word, rating_id, decided_by_id, decided_at, version)
            VALUES (1, '', 'quatsch', 'Quatsch', 1, 2, :moment, 1)""",
        """INSERT INTO claimant (id, kind, name, key, merged_into_id, merged_by_id, created_at, version)
            VALUES (1, 'person', 'Belousov', 'belousov', NULL, NULL, :moment, 1),
                   (2, 'person', 'Andrei Belousov', 'andrei belousov', 1, 2, :moment, 1)""",
    ):
        connection.execute(text(statement), {"moment": MOMENT} if ":moment" in statement else {})


def fill_0011(connection: Connection) -> None:
    """A source of which a copy was kept, and a quotation that is not in it."""
    for statement in (
        """UPDATE source SET kept_at = :moment, content_hash = 'h', condition = 'changed',
                checked_at = :moment, job_id = 1 WHERE id = 1""",
        """INSERT INTO snapshot (id, source_id, origin, address, content_type, size, content_hash,
                text_hash, characters, robots, taken_by_id, taken_at)
            VALUES (1, 1, 'fetched', 'https://example.org/', 'text/html', 3, 'h', 't', 3, 'allowed', 1,
                :moment)""",
        """INSERT INTO quote_check (evidence_id, snapshot_id, quote, outcome, likeness, parts, differing,
                checked_at, answer, answered_by_id, answered_at, version)
            VALUES (1, 1, 'Zitat', 'missing', 0, '[]', '[]', :moment, 'Gedruckt.', 2, :moment, 1)""",
    ):
        connection.execute(text(statement), {"moment": MOMENT})


def fill_0013(connection: Connection) -> None:
    """The rows that stand there are enough: this revision only changes indices."""
    assert connection.scalar(text("SELECT count(*) FROM claim")), "an index without rows shows nothing"


# Revision -> how to fill the tables as they are after it.
TESTED: dict[str, Callable[[Connection], None]] = {
    "0001": fill_0001,
    "0002": fill_0002,
    "0003": fill_0003,
    "0004": fill_0004,
    "0005": fill_0005,
    "0006": fill_0006,
    "0007": fill_corrected_texts,
    "0008": fill_0008,
    "0009": fill_earlier_checks_found,
    "0010": fill_bring_in_checks,
    "0011": fill_0011,
    "0012": fill_learnt,
    "0013": fill_0013,
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database before its first revision."""
    if request.param == "sqlite":
        database = connect(f"sqlite:///{tmp_path / 'old.sqlite3'}")
        yield database
        database.close()
        return
    request.getfixturevalue("postgresql_url")  # skips or fails where there is no server
    with postgresql.server() as url:
        database = connect(url)
        yield database
        database.close()


def test_every_revision_runs_up_and_down_and_up_again_with_rows_in_it(empty: Database) -> None:
    for revision, fill in TESTED.items():
        schema.upgrade(empty.engine, revision)
        with empty.engine.begin() as connection:
            fill(connection)
    while (here := schema.current(empty.engine)) is not None:
        schema.downgrade(empty.engine, "-1")
        assert schema.current(empty.engine) != here
    with empty.engine.connect() as connection:
        assert schema.ddl(connection) == set(), "going down to nothing leaves nothing"
    schema.upgrade(empty.engine)
    assert schema.differences(empty.engine) == []


def test_rows_of_the_first_revision_survive_to_head(empty: Database) -> None:
    schema.upgrade(empty.engine, "0001")
    with empty.engine.begin() as connection:
        fill_0001(connection)
    schema.upgrade(empty.engine)
    with empty.engine.connect() as connection:
        row = connection.execute(
            text(
                """SELECT c.quote, q.unit, v.summary, e.stance FROM claim c
                   JOIN claim_quantity q ON q.claim_id = c.id JOIN verdict v ON v.claim_id = c.id
                   JOIN evidence e ON e.claim_id = c.id"""
            )
        ).one()
    assert tuple(row) == ("Rund 200 Menschen", "Menschen", "Nein.", "refutes")
