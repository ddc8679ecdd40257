"""Eight people edit twenty claims at once through the real server: `python -m tests.browser.edits_at_once`.

Everybody opens a claim, adds one to the number that is its label, and sends the form. Whoever was overtaken
must be told so, and opens the claim anew. What the labels count up to is what was stored.
"""

import random
import re
import tempfile
from dataclasses import dataclass, field
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import click
from lxml import html
from sqlalchemy import select

from factcheck.db import connect
from factcheck.models import Claim, ClaimStatus
from tests import factories
from tests.at_once import at_once
from tests.browser.server import Desk, running

PEOPLE = 8
CLAIMS = 20
EDITS = 200
# In each round everybody chooses among so few claims that many meet.
NEAR = 3
TOLD = "in the meantime"
MARKUP = re.compile(r"<[^>]+>|\s+")


@dataclass
class Tally:
    """What happened: edits stored, conflicts shown as such, and whatever else came back."""

    stored: int = 0
    conflicts: int = 0
    errors: list[str] = field(default_factory=list)
    counted: int = 0
    versions: int = 0

    @property
    def lost(self) -> int:
        """Edits that were acknowledged and are not there."""
        return self.stored - self.counted


class Person:
    """A browser without script, signed in."""

    def __init__(self, address: str, name: str) -> None:
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.opener.addheaders = [("Accept-Language", "en")]
        token = self.fields(self.ask("/sign-in")[1], "password")["csrf_token"]
        status, _ = self.ask("/sign-in", {"csrf_token": token, "name": name, "password": factories.PASSWORD})
        if status != 200:
            raise RuntimeError(f"{name} cannot sign in: {status}")

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """Open a page or send a form; the status and the page where it leads."""
        body = urlencode(data).encode() if data is not None else None
        try:
            with self.opener.open(Request(self.address + path, body), timeout=60) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    @staticmethod
    def fields(page: str, holding: str) -> dict[str, str]:
        """What the form with this field would send."""
        forms = html.fromstring(page).forms
        form = next(form for form in forms if form.xpath(f".//*[@name='{holding}']"))
        return {name: value or "" for name, value in form.form_values()}

    def add_one(self, claim_id: int, tally: Tally) -> None:
        """Count a claim's label up by one, again and again until it is stored."""
        while True:
            status, page = self.ask(f"/claims/{claim_id}")
            if status != 200:
                tally.errors.append(f"{status} on opening claim {claim_id}")
                return
            fields = self.fields(page, "label")
            fields["label"] = str(int(fields["label"]) + 1)
            status, page = self.ask(f"/claims/{claim_id}/reshape", fields)
            if status == 200:
                tally.stored += 1
                return
            if status != 409 or TOLD not in page:
                tally.errors.append(f"{status}: {MARKUP.sub(' ', page)[:300]}")
                return
            tally.conflicts += 1


def edit(desk: Desk) -> Tally:
    """Let everybody edit at once; what came of it, and what is stored afterwards."""
    database = connect(f"sqlite:///{desk.instance / 'factcheck.sqlite3'}")
    with database.writing() as session:
        names = [factories.make_user(session, f"person{number}").name for number in range(PEOPLE)]
        open_ones = select(Claim).where(Claim.status == ClaimStatus.NEW, Claim.dropped_at.is_(None))
        rows = session.scalars(open_ones.order_by(Claim.id).limit(CLAIMS)).all()
        for row in rows:
            row.label = "0"
        session.commit()
        ids, before = [row.id for row in rows], sum(row.version for row in rows)
    tallies = [Tally() for _ in names]
    people = [Person(desk.address, name) for name in names]
    dice = random.Random(0)  # noqa: S311 (a script repeats itself)
    for turn in range(EDITS // PEOPLE):
        chosen = [ids[(turn + dice.randrange(NEAR)) % CLAIMS] for _ in people]
        at_once(*map(partial, [person.add_one for person in people], chosen, tallies))
    with database.reading() as session:
        after = session.scalars(select(Claim).where(Claim.id.in_(ids))).all()
        counted, versions = sum(int(row.label) for row in after), sum(row.version for row in after) - before
    database.close()
    return Tally(
        stored=sum(one.stored for one in tallies),
        conflicts=sum(one.conflicts for one in tallies),
        errors=[error for one in tallies for error in one.errors],
        counted=counted,
        versions=versions,
    )


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as desk:
        tally = edit(desk)
    click.echo(f"{PEOPLE} people, {CLAIMS} claims, {EDITS} edits at once")
    click.echo(f"  acknowledged {tally.stored}, stored {tally.counted}, lost {tally.lost}")
    click.echo(f"  conflicts, each shown and tried again: {tally.conflicts}")
    click.echo(f"  error pages: {len(tally.errors)}")
    for error in tally.errors:
        click.echo(f"    {error}")


if __name__ == "__main__":
    main()
