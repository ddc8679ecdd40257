"""Copies of sources: a real site fetched, changed and looked at again; files, pasted text, quotations."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.config import read_config
from factcheck.db import Database
from factcheck.models import (
    Article,
    Claim,
    Evidence,
    Job,
    JobStatus,
    QuoteOutcome,
    Robots,
    Snapshot,
    SnapshotOrigin,
    Source,
    SourceCondition,
    Stance,
    User,
)
from factcheck.services import jobs, quotes, revisits, settings, snapshot_files, snapshots, sources
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused, Unreachable
from factcheck.services.jobs import Tools
from factcheck.services.sources import Finding, SourceDetails
from factcheck.worker import Worker, tools_of
from tests.factories import NOW
from tests.formats.test_article_pdf import file_of, page_of
from tests.services import steps
from tests.test_fetching import HOSTILE_URLS
from tests.websites import ARTICLE, Site, website

QUOTE = "mit der Planung für 80.000 Soldaten"
LATER = NOW + timedelta(days=7)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    """One site for all tests of this file."""
    with website() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    """The site as it begins: one article, no robots.txt."""
    running.pages.clear()
    running.asked.clear()
    running.put("/bericht", ARTICLE.format(words="Die Lage sei ruhig."))
    return running


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    """What the tasks of an installation use, with the loopback site opened by its setting."""
    return tools_of(read_config({"FACTCHECK_INSTANCE": str(tmp_path), "FACTCHECK_FETCH_HOSTS": "127.0.0.1"}))


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """The first claim, on a desk with a scale."""
    steps.rating(session)
    return steps.first_claim(session, article)


def attached(
    session: Session, checker: User, claim: Claim, url: str | None, quote: str | None = QUOTE
) -> Evidence:
    """Evidence with a quotation."""
    details = SourceDetails(title="Das Amt", url=url)
    finding = Finding(Stance.REFUTES, steps.READ_ON, quote=quote)
    return sources.attach(session, checker, claim, details, finding, now=NOW)


def work_off(database: Database, session: Session, tools: Tools) -> None:
    """Have a worker do what waits, as beside the server."""
    session.commit()
    Worker(database, tools).work_off()
    session.expire_all()


def kept(session: Session, source: Source) -> list[SnapshotOrigin]:
    return [row.origin for row in snapshots.of_source(session, source)]


def condition(session: Session, source: Source) -> SourceCondition | None:
    return session.scalars(select(Source.condition).where(Source.id == source.id)).one()


def test_a_page_that_becomes_evidence_is_fetched_kept_changed_and_looked_at_again(
    database: Database, session: Session, checker: User, claim: Claim, site: Site, tools: Tools
) -> None:
    evidence = attached(session, checker, claim, f"{site.address}/bericht?utm_source=x")
    site.put("/bericht?utm_source=x", ARTICLE.format(words="Die Lage sei ruhig."))
    source = evidence.source
    work_off(database, session, tools)

    [first] = snapshots.of_source(session, source)
    assert (first.origin, first.robots, first.taken_by) == (SnapshotOrigin.FETCHED, Robots.ALLOWED, checker)
    assert condition(session, source) is SourceCondition.SAME
    assert source.content_hash == first.content_hash
    assert snapshot_files.body(tools.folder, first.content_hash) == site.pages["/bericht?utm_source=x"][2]
    text = snapshot_files.text(tools.folder, first.text_hash or "")
    assert QUOTE in text
    assert "Impressum" not in text
    [check] = quotes.checks_of(session, [evidence]).values()
    assert check.outcome is QuoteOutcome.EXACT
    assert [(check.context or "")[low:high] for low, high in check.parts] == [QUOTE]

    snapshots.request(session, checker, source, now=LATER)
    work_off(database, session, tools)
    assert kept(session, source) == [SnapshotOrigin.FETCHED], "the same text is kept once"
    assert condition(session, source) is SourceCondition.SAME

    site.put("/bericht?utm_source=x", ARTICLE.format(words="Die Lage sei ernst.").replace("80.000", "90.000"))
    snapshots.request(session, checker, source, now=LATER)
    work_off(database, session, tools)
    assert condition(session, source) is SourceCondition.CHANGED
    second, first = snapshots.of_source(session, source)
    assert snapshots.before(session, second) == first
    [check] = quotes.checks_of(session, [evidence]).values()
    assert check.snapshot_id == second.id
    assert check.differing == ["number"], "the page says something else now"

    site.put("/bericht?utm_source=x", "fort", status=410)
    snapshots.request(session, checker, source, now=LATER)
    work_off(database, session, tools)
    assert condition(session, source) is SourceCondition.GONE
    assert len(kept(session, source)) == 2
    assert steps.events(session).count("snapshot.kept") == 2
    assert steps.events(session)[-1] == "source.looked_at"


def test_what_robots_txt_says_is_noted(
    database: Database, session: Session, checker: User, claim: Claim, site: Site, tools: Tools
) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /bericht\n", "text/plain")
    source = attached(session, checker, claim, f"{site.address}/bericht").source
    work_off(database, session, tools)
    assert [row.robots for row in snapshots.of_source(session, source)] == [Robots.DISALLOWED]


def test_a_page_that_was_never_there_fails_in_words_and_can_be_pasted_instead(
    database: Database, session: Session, checker: User, claim: Claim, site: Site, tools: Tools
) -> None:
    evidence = attached(session, checker, claim, f"{site.address}/fehlt")
    work_off(database, session, tools)
    job = session.get_one(Job, evidence.source.job_id)
    assert job.status is JobStatus.FAILED
    assert "404" in str(job.problem_params.values())
    assert evidence.source.kept_at is None
    text = f"Die Sprecherin sagte: „{QUOTE}“ sei man befasst."
    snapshots.paste(session, checker, tools.folder, evidence.source, text, now=NOW)
    [check] = quotes.checks_of(session, [evidence]).values()
    assert check.outcome is QuoteOutcome.EXACT


@pytest.mark.parametrize("url", [url for url, code in HOSTILE_URLS if code == "address_refused"])
def test_no_copy_is_taken_from_inside_the_network(
    session: Session, checker: User, tmp_path: Path, url: str
) -> None:
    source = Source(url=url, title="x", created_by_id=checker.id, created_at=NOW)
    session.add(source)
    session.flush()
    closed = tools_of(read_config({"FACTCHECK_INSTANCE": str(tmp_path)}))
    with pytest.raises((Refused, Unreachable)):
        snapshots.look(session, checker, source, closed, now=NOW)
    assert steps.count(session, Snapshot) == 0
    assert not (tmp_path / snapshot_files.FOLDER).exists()


def test_a_loopback_site_is_only_fetched_when_its_setting_opens_it(
    database: Database, session: Session, checker: User, claim: Claim, site: Site, tmp_path: Path
) -> None:
    attached(session, checker, claim, f"{site.address}/bericht")
    work_off(database, session, tools_of(read_config({"FACTCHECK_INSTANCE": str(tmp_path)})))
    assert site.asked == []
    assert session.scalars(select(Job.status)).one() is JobStatus.FAILED


def test_files_are_told_by_their_content(session: Session, checker: User, claim: Claim, tools: Tools) -> None:
    source = attached(session, checker, claim, None, "Ein Satz aus der Akte").source
    picture = snapshots.upload(session, checker, tools.folder, source, PICTURE, "../akte.pdf", now=NOW)
    assert (picture.content_type, picture.file_name, picture.text_hash) == ("image/png", "akte.pdf", None)
    page = snapshots.upload(
        session,
        checker,
        tools.folder,
        source,
        file_of([page_of("Ein Satz aus der Akte.", "Noch einer, damit es ein Text ist.")]),
        "scan.png",
        now=NOW,
    )
    assert page.content_type == "application/pdf"
    assert "Ein Satz aus der Akte" in snapshot_files.text(tools.folder, page.text_hash or "")
    for data in (b"", b"MZ\0\0" * 40, b"x" * 10_000_001):
        with pytest.raises(Refused):
            snapshots.upload(session, checker, tools.folder, source, data, "x.pdf", now=NOW)
    assert len(kept(session, source)) == 2


def test_a_new_quotation_is_looked_for_in_the_copies_there_are(
    database: Database, session: Session, checker: User, claim: Claim, tools: Tools
) -> None:
    evidence = attached(session, checker, claim, None, None)
    snapshots.paste(
        session, checker, tools.folder, evidence.source, "Es kamen 200 Menschen nach Wien.", now=NOW
    )
    finding = Finding(Stance.REFUTES, steps.READ_ON, quote="Es kamen 300 Menschen nach Wien")
    sources.change(session, checker, evidence, finding, version=evidence.version, now=NOW)
    assert quotes.checks_of(session, [evidence]) == {}
    work_off(database, session, tools)
    [check] = quotes.checks_of(session, [evidence]).values()
    assert (check.outcome, check.differing) == (QuoteOutcome.CLOSE, ["number"])


def test_a_warning_about_a_quotation_has_to_be_answered_by_a_reviewer(
    session: Session, checker: User, editor: User, claim: Claim, tools: Tools
) -> None:
    evidence = attached(session, checker, claim, None, "Das stand dort nie und nirgends")
    quotes.refuse_unanswered(session, claim)  # without a copy nothing is known yet
    snapshots.paste(
        session, checker, tools.folder, evidence.source, "Ganz andere Worte stehen hier.", now=NOW
    )
    with pytest.raises(InvalidTransition, match="Das Amt"):
        quotes.refuse_unanswered(session, claim)
    [check] = quotes.checks_of(session, [evidence]).values()
    with pytest.raises(NotAllowed):
        quotes.answer(session, checker, evidence, "Gehört.", version=check.version, now=NOW)
    with pytest.raises(Refused):
        quotes.answer(session, editor, evidence, " ", version=check.version, now=NOW)
    with pytest.raises(Conflict):
        quotes.answer(session, editor, evidence, "Gehört.", version=0, now=NOW)
    quotes.answer(session, editor, evidence, " Gehört. ", version=check.version, now=NOW)
    assert check.answer == "Gehört."
    quotes.refuse_unanswered(session, claim)


def test_a_quotation_that_was_found_has_no_warning_to_answer(
    session: Session, checker: User, editor: User, claim: Claim, tools: Tools
) -> None:
    evidence = attached(session, checker, claim, None, "andere Worte stehen")
    snapshots.paste(
        session, checker, tools.folder, evidence.source, "Ganz andere Worte stehen hier.", now=NOW
    )
    with pytest.raises(NotFound):
        quotes.answer(session, editor, evidence, "x", version=1, now=NOW)


def test_all_sources_in_use_are_looked_at_again_one_a_step(
    database: Database, session: Session, checker: User, editor: User, claim: Claim, site: Site, tools: Tools
) -> None:
    for name in ("a", "b", "c"):
        site.put(f"/{name}", ARTICLE.format(words=name))
        attached(session, checker, claim, f"{site.address}/{name}")
    work_off(database, session, tools)
    site.put("/b", ARTICLE.format(words="anders"))
    del site.pages["/c"]
    with pytest.raises(NotAllowed):
        snapshots.request_all(session, checker, now=NOW)
    job = snapshots.request_all(session, editor, now=NOW)
    work_off(database, session, tools)
    session.refresh(job)
    assert (job.status, job.done, job.total) == (JobStatus.DONE, 2, 3)
    assert job.result == {"looked": 3, "changed": 1, "gone": 1, "unreachable": 0}
    conditions = list(session.scalars(select(Source.condition).order_by(Source.id)))
    assert conditions == [SourceCondition.SAME, SourceCondition.CHANGED, SourceCondition.GONE]


def test_a_source_not_seen_for_a_week_is_looked_at_by_itself_and_no_round_follows_within_a_day(
    database: Database, session: Session, checker: User, claim: Claim, site: Site, tools: Tools
) -> None:
    for name in ("alt", "neu"):
        site.put(f"/{name}", ARTICLE.format(words=name))
    old, _new = (
        attached(session, checker, claim, f"{site.address}/{name}").source for name in ("alt", "neu")
    )
    work_off(database, session, tools)
    now = datetime.now(UTC)
    old.checked_at = now - timedelta(days=8)
    session.commit()
    site.put("/alt", ARTICLE.format(words="anders"))
    site.put("/neu", ARTICLE.format(words="anders"))
    Worker(database, tools).ask_for_what_is_due()
    work_off(database, session, tools)
    assert list(session.scalars(select(Source.condition).order_by(Source.id))) == [
        SourceCondition.CHANGED,
        SourceCondition.SAME,
    ]
    assert jobs.listed(session)[0].result == {"looked": 1, "changed": 1, "gone": 0, "unreachable": 0}
    old.checked_at = now - timedelta(days=8)
    session.commit()
    assert not revisits.is_due(session, now)
    assert revisits.is_due(session, now + timedelta(days=1, seconds=9))


def test_a_desk_that_wants_no_rounds_gets_none(
    database: Database,
    session: Session,
    checker: User,
    administrator: User,
    claim: Claim,
    site: Site,
    tools: Tools,
) -> None:
    site.put("/alt", ARTICLE.format(words="alt"))
    attached(session, checker, claim, f"{site.address}/alt")
    work_off(database, session, tools)
    later = datetime.now(UTC) + timedelta(days=365)
    assert revisits.is_due(session, later)
    settings.change(session, administrator, {settings.REVISIT_DAYS.key: 0}, version=0, now=NOW)
    assert revisits.ask(session, now=later) is None


def test_a_source_without_an_address_is_not_fetched(session: Session, checker: User, claim: Claim) -> None:
    source = attached(session, checker, claim, None).source
    with pytest.raises(Refused, match="no address"):
        snapshots.request(session, checker, source, now=NOW)
    assert jobs.listed(session) == []


def test_a_copy_whose_file_is_lost_or_damaged_says_so(
    session: Session, checker: User, claim: Claim, tools: Tools
) -> None:
    source = attached(session, checker, claim, None).source
    copy = snapshots.paste(session, checker, tools.folder, source, "Ganz andere Worte.", now=NOW)
    [archive] = (tools.folder / snapshot_files.FOLDER).rglob("*.warc.gz")
    archive.write_bytes(archive.read_bytes()[:-30])
    with pytest.raises(Refused, match="damaged"):
        snapshot_files.body(tools.folder, copy.content_hash)
    archive.unlink()
    with pytest.raises(NotFound):
        snapshot_files.body(tools.folder, copy.content_hash)
    with pytest.raises(NotFound):
        snapshots.get(session, 4711)
