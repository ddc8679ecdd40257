"""Many people at one claim at the same moment: nothing of anybody's is lost."""

from functools import partial

from sqlalchemy.orm import Session

from factcheck.db import OVERTAKEN, Database
from factcheck.models import Claim
from factcheck.services import audit, claims, progress, users
from factcheck.services.errors import Conflict
from tests import factories
from tests.at_once import at_once
from tests.factories import NOW
from tests.services import steps

WRITERS = 4
ACTS = 25


def count_up(session: Session, claim: Claim, name: str) -> None:
    """Read the number on the claim's label and write the next one."""
    claims.change(
        session,
        users.by_name(session, name) or users.get(session, 0),
        claim,
        claim.kind,
        claim.start,
        claim.end,
        str(int(claim.label) + 1),
        version=claim.version,
        now=NOW,
    )


def test_no_update_is_lost_when_four_people_write_at_once(database: Database) -> None:
    names = [f"w{number}" for number in range(WRITERS)]
    with database.writing() as session:
        people = [factories.make_user(session, name) for name in names]
        claim = steps.first_claim(session, factories.make_article(session, people[0]))
        claim.label, claim_id = "0", claim.id
        session.commit()

    def write(name: str) -> None:
        done = 0
        while done < ACTS:
            with database.writing() as session:
                try:
                    count_up(session, progress.get(session, claim_id), name)
                    session.commit()
                    done += 1
                except (Conflict, *OVERTAKEN):
                    session.rollback()

    at_once(*(partial(write, name) for name in names))
    with database.reading() as session:
        assert progress.get(session, claim_id).label == str(WRITERS * ACTS)
        assert steps.events(session).count("claim.changed") == WRITERS * ACTS
        assert not list(audit.broken_links(session))


def test_somebody_who_reads_does_not_wait_for_somebody_who_writes(database: Database) -> None:
    with database.writing() as session:
        factories.make_user(session, "carl")
        session.commit()
    with database.writing() as writer, database.reading() as reader:
        factories.make_user(writer, "mia")
        assert users.by_name(reader, "carl")
        assert users.by_name(reader, "mia") is None
        writer.commit()
