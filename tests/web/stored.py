"""What stands in the database behind the pages, so that tests need not believe what a page says."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.db import Database
from factcheck.models import AuditEvent, Base, Claim, ClaimantKind, ClaimKind, Flag, User
from factcheck.services import claimants
from tests import factories


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows of one application."""

    app: Flask

    @property
    def database(self) -> Database:
        """The application's own database."""
        opened: Database = self.app.extensions["factcheck.database"]
        return opened

    def reading(self) -> Session:
        """A session of its own, to be closed by the caller."""
        return self.database.reading()

    def events(self) -> list[str]:
        """The names of everything in the audit log, oldest first."""
        with self.reading() as session:
            return list(session.scalars(select(AuditEvent.name).order_by(AuditEvent.id)))

    def last_event(self, name: str) -> AuditEvent:
        """The newest event of a kind."""
        with self.reading() as session:
            query = select(AuditEvent).where(AuditEvent.name == name).order_by(AuditEvent.id.desc())
            return session.scalars(query.limit(1)).one()

    def count(self, table: type[Base]) -> int:
        """How many rows a table has."""
        with self.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def claim(self, words: str = "800.000", kind: ClaimKind | None = None) -> Claim:
        """The shortest claim with these words."""
        with self.reading() as session:
            return factories.claim_with(session, words, kind)

    def again(self, claim: Claim) -> Claim:
        """The same claim as it is now."""
        with self.reading() as session:
            return session.get_one(Claim, claim.id)

    def flag(self) -> Flag:
        """The first flag of the article."""
        with self.reading() as session:
            return session.scalars(select(Flag).order_by(Flag.id)).first() or _missing("flag")

    def claimant(self, *names: str) -> int:
        """Some people become known; the number of the first."""
        with self.database.writing() as session:
            claimants.meet(session, names, now=factories.NOW)
            row = claimants.by_name(session, ClaimantKind.PERSON, names[0])
            session.commit()
            return row.id if row else 0

    def person(self, name: str) -> User:
        """Somebody by their user name."""
        with self.reading() as session:
            return session.scalars(select(User).where(User.name == name)).one()


def _missing(what: str) -> Flag:
    raise AssertionError(f"the article of the tests has no {what}")
