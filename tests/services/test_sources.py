"""Sources and evidence: one page is one source, and nothing moves under a verdict."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import (
    Article,
    AuditEvent,
    Claim,
    ClaimStatus,
    Source,
    SourceKind,
    Stance,
    User,
)
from factcheck.services import addresses, source_lists, sources
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from factcheck.services.sources import Finding, SourceDetails
from tests.factories import NOW
from tests.services import steps

TODAY = steps.READ_ON
PAGE = "https://www.example.org/bericht/2024"


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """The first claim, on a desk with a scale."""
    steps.rating(session)
    return steps.first_claim(session, article)


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        "http://example.org/bericht/2024",
        "https://EXAMPLE.org/bericht/2024/",
        "https://www.example.org:443/bericht/2024#absatz-3",
        "https://www.example.org/bericht/2024?utm_source=brief&utm_medium=mail",
        "https://www.example.org/bericht/2024/?fbclid=abc",
        f"  {PAGE}\n",
    ],
)
def test_the_same_page_is_one_source_however_its_address_is_written(
    session: Session, checker: User, claim: Claim, address: str
) -> None:
    first = steps.attach(session, checker, claim, PAGE)
    second = steps.attach(session, checker, claim, address)
    assert first.source_id == second.source_id
    assert steps.count(session, Source) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/bericht",
        "https://example.org/Bericht/2024",
        "https://example.org/bericht/2024?seite=2",
        "https://example.org/bericht/2024?4711",
        "https://example.org:8443/bericht/2024",
        "https://news.example.org/bericht/2024",
        "https://www.example.com/bericht/2024",
    ],
)
def test_another_page_is_another_source(session: Session, checker: User, claim: Claim, address: str) -> None:
    first = steps.attach(session, checker, claim, PAGE)
    second = steps.attach(session, checker, claim, address)
    assert first.source_id != second.source_id


def test_pages_told_apart_by_a_bare_number_are_not_mixed_up() -> None:
    assert addresses.key("https://example.org/show?12") != addresses.key("https://example.org/show?13")


def test_sources_without_an_address_are_each_their_own(session: Session, checker: User, claim: Claim) -> None:
    first = steps.attach(session, checker, claim, None, title="Anruf im Amt")
    second = steps.attach(session, checker, claim, None, title="Anruf im Amt")
    assert first.source_id != second.source_id


def test_a_known_source_learns_what_was_unknown_and_keeps_what_was_known(
    session: Session, checker: User, claim: Claim
) -> None:
    finding = Finding(Stance.CONTEXT, TODAY)
    first = SourceDetails(title="Bericht", url=PAGE, publisher="Amt")
    second = SourceDetails(
        title="Anders", url=PAGE, publisher="Zeitung", published=date(2024, 5, 1), kind=SourceKind.PRIMARY
    )
    for details in (first, second):
        sources.attach(session, checker, claim, details, finding, now=NOW)
    source = session.scalars(select(Source)).one()
    assert (source.title, source.publisher) == ("Bericht", "Amt")
    assert (source.published, source.kind) == (date(2024, 5, 1), SourceKind.PRIMARY)


def test_a_source_known_only_by_a_very_long_address_is_called_by_its_beginning(
    session: Session, checker: User, claim: Claim
) -> None:
    address = f"https://example.org/{'a' * 900}"
    evidence = steps.attach(session, checker, claim, address, title="")
    session.commit()
    assert evidence.source.title == address[:500]


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (SourceDetails(), "title"),
        (SourceDetails(title="  "), "title"),
        (SourceDetails(title="A", url="ftp://example.org"), "url"),
        (SourceDetails(title="A", url="javascript:alert(1)"), "url"),
        (SourceDetails(title="A", url="https://"), "url"),
        (SourceDetails(title="A", url="https://[::1"), "url"),
        (SourceDetails(title="A", url="https://example.org:0/"), "url"),
        (SourceDetails(title="A", url="https://example.org:99999/"), "url"),
        (SourceDetails(title="A", url="example.org"), "url"),
        (SourceDetails(title="A", archive_url="archive"), "archive_url"),
    ],
)
def test_a_source_that_nobody_could_find_is_refused(
    session: Session, checker: User, claim: Claim, details: SourceDetails, field: str
) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        sources.attach(session, checker, claim, details, Finding(Stance.SUPPORTS, TODAY), now=NOW)
    assert refused.value.field == field
    assert steps.everything(session) == before


def test_nothing_was_read_tomorrow(session: Session, checker: User, claim: Claim) -> None:
    tomorrow = Finding(Stance.SUPPORTS, TODAY + timedelta(days=1))
    evidence = steps.attach(session, checker, claim)
    before = steps.everything(session)
    with pytest.raises(Refused):
        sources.attach(session, checker, claim, SourceDetails(title="A"), tomorrow, now=NOW)
    with pytest.raises(Refused):
        sources.change(session, checker, evidence, tomorrow, version=evidence.version, now=NOW)
    assert steps.everything(session) == before


def test_the_first_evidence_begins_the_research(session: Session, checker: User, claim: Claim) -> None:
    steps.attach(session, checker, claim)
    assert (claim.status, claim.assignee) == (ClaimStatus.IN_RESEARCH, checker)
    names = steps.events(session)
    assert names[-2:] == ["claim.research_started", "evidence.added"]


def test_evidence_is_removed_and_restored_and_each_only_once(
    session: Session, checker: User, claim: Claim
) -> None:
    evidence = steps.attach(session, checker, claim)
    with pytest.raises(InvalidTransition):
        sources.restore(session, checker, evidence, now=NOW)
    sources.remove(session, checker, evidence, now=NOW)
    assert sources.evidence_of(session, claim) == []
    with pytest.raises(InvalidTransition):
        sources.remove(session, checker, evidence, now=NOW)
    finding = Finding(Stance.SUPPORTS, TODAY)
    with pytest.raises(InvalidTransition):
        sources.change(session, checker, evidence, finding, version=evidence.version, now=NOW)
    sources.restore(session, checker, evidence, now=NOW)
    assert sources.evidence_of(session, claim) == [evidence]


def test_a_changed_piece_of_evidence_keeps_what_it_was_in_the_history(
    session: Session, checker: User, claim: Claim
) -> None:
    evidence = steps.attach(session, checker, claim)
    finding = Finding(Stance.SUPPORTS, TODAY, quote=" Es waren 200. ", note=" ")
    sources.change(session, checker, evidence, finding, version=evidence.version, now=NOW)
    assert (evidence.stance, evidence.quote, evidence.note) == (Stance.SUPPORTS, "Es waren 200.", None)
    event = session.scalars(select(AuditEvent).where(AuditEvent.name == "evidence.changed")).one()
    assert event.detail["changes"] == {
        "stance": ["refutes", "supports"],
        "quote": [None, "Es waren 200."],
    }


def test_a_stale_page_changes_no_evidence(session: Session, checker: User, claim: Claim) -> None:
    evidence = steps.attach(session, checker, claim)
    stale = evidence.version
    finding = Finding(Stance.SUPPORTS, TODAY)
    sources.change(session, checker, evidence, finding, version=stale, now=NOW)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        sources.change(session, checker, evidence, Finding(Stance.CONTEXT, TODAY), version=stale, now=NOW)
    assert steps.everything(session) == before


@pytest.mark.parametrize("barrier", ["verdict", "dropped", "barred"])
def test_no_evidence_moves_under_a_verdict_on_a_dropped_claim_or_by_a_barred_person(
    session: Session, checker: User, claim: Claim, barrier: str
) -> None:
    standing = steps.attach(session, checker, claim)
    removed = steps.attach(session, checker, claim, "https://example.org/2")
    sources.remove(session, checker, removed, now=NOW)
    if barrier == "verdict":
        steps.propose(session, checker, claim)
    elif barrier == "dropped":
        claim.dropped_at = NOW
    else:
        checker.is_active = False
    before = steps.everything(session)
    refusal = NotAllowed if barrier == "barred" else InvalidTransition
    with pytest.raises(refusal):
        steps.attach(session, checker, claim, "https://example.org/3")
    with pytest.raises(refusal):
        sources.change(
            session, checker, standing, Finding(Stance.CONTEXT, TODAY), version=standing.version, now=NOW
        )
    with pytest.raises(refusal):
        sources.remove(session, checker, standing, now=NOW)
    with pytest.raises(refusal):
        sources.restore(session, checker, removed, now=NOW)
    assert steps.everything(session) == before


def test_there_is_no_evidence_with_an_invented_number(session: Session) -> None:
    with pytest.raises(NotFound):
        sources.get_evidence(session, 4711)


def test_every_act_on_evidence_makes_a_page_of_the_claim_stale(
    session: Session, checker: User, claim: Claim
) -> None:
    versions = [claim.version]
    evidence = steps.attach(session, checker, claim)
    versions.append(claim.version)
    steps.attach(session, checker, claim, "https://example.org/2")
    versions.append(claim.version)
    sources.change(
        session, checker, evidence, Finding(Stance.CONTEXT, TODAY), version=evidence.version, now=NOW
    )
    versions.append(claim.version)
    sources.remove(session, checker, evidence, now=NOW)
    versions.append(claim.version)
    sources.restore(session, checker, evidence, now=NOW)
    versions.append(claim.version)
    assert versions == sorted(set(versions)), "somebody could judge the claim without having seen this"


def test_a_corrected_source_is_right_on_every_claim_that_uses_it(
    session: Session, checker: User, claim: Claim
) -> None:
    source = steps.attach(session, checker, claim).source
    details = SourceDetails(title=" Der Titel ", url="https://example.org/neu", kind=SourceKind.PRIMARY)
    sources.correct(session, checker, source, details, version=source.version, now=NOW)
    assert (source.title, source.url, source.kind) == ("Der Titel", details.url, SourceKind.PRIMARY)
    assert source.address_key == "example.org/neu"
    assert [use.claim for use in source_lists.uses_of(session, source)] == [claim]


def test_a_source_is_not_corrected_into_another_one_nor_from_a_stale_page(
    session: Session, checker: User, claim: Claim
) -> None:
    source = steps.attach(session, checker, claim).source
    other = SourceDetails(title="Andere", url="https://example.org/andere")
    sources.attach(session, checker, claim, other, Finding(Stance.CONTEXT, TODAY), now=NOW)
    with pytest.raises(Conflict, match="already"):
        sources.correct(session, checker, source, other, version=source.version, now=NOW)
    with pytest.raises(Conflict, match="in the meantime"):
        sources.correct(session, checker, source, SourceDetails(title="x"), version=0, now=NOW)
    with pytest.raises(Refused):
        sources.correct(session, checker, source, SourceDetails(title=" "), version=source.version, now=NOW)
