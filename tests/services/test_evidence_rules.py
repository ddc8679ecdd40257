"""What the desk asks of the evidence: each rule held and not held, as advice and as a condition."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, ClaimStatus, Evidence, Ruling, SourceKind, Stance, User
from factcheck.services import evidence_rules, settings, sources
from factcheck.services.errors import Conflict, InvalidTransition, Refused
from factcheck.services.settings import BOTH_SIDES, INDEPENDENT, INDEPENDENT_COUNT, KEPT, PRIMARY, Definition
from factcheck.services.sources import Finding, SourceDetails
from tests.factories import NOW
from tests.services import steps

REQUIRABLE = [INDEPENDENT, PRIMARY, KEPT, BOTH_SIDES]


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """The first claim, on a desk with a scale."""
    steps.rating(session)
    return steps.first_claim(session, article)


def add(
    session: Session,
    actor: User,
    claim: Claim,
    url: str | None = None,
    *,
    publisher: str | None = None,
    stance: Stance = Stance.REFUTES,
    kind: SourceKind | None = None,
    archive_url: str | None = None,
) -> Evidence:
    """A source that was read today."""
    details = SourceDetails(
        title=url or publisher or "Gespräch", url=url, publisher=publisher, kind=kind, archive_url=archive_url
    )
    return sources.attach(session, actor, claim, details, Finding(stance, NOW.date()), now=NOW)


def held(session: Session, claim: Claim, definition: Definition[str]) -> bool:
    """Whether a rule is held, said alike for one claim and for many."""
    one = next(rule for rule in evidence_rules.of_claim(session, claim) if rule.key == definition.key)
    many = evidence_rules.of_claims(session, [claim.id])[claim.id]
    loaded = evidence_rules.of_claim(session, claim, sources.evidence_of(session, claim))
    assert one in many
    assert one in loaded
    return one.held


@pytest.mark.parametrize(
    ("found", "independent"),
    [
        ([("https://www.bmvg.de/a", None), ("https://presse.bmvg.de/b", None)], 1),
        ([("https://a.example.org", None), ("https://www.example.com", None)], 2),
        ([("https://a.co.uk/1", None), ("https://b.co.uk/2", None)], 2),
        ([("https://a.example", "AFP"), ("https://b.example", " afp ")], 1),
        ([(None, "Stadtarchiv"), (None, "Landesarchiv")], 2),
        ([(None, None), (None, None)], 2),
        ([("https://a.example", "AFP"), (None, "AFP"), ("https://a.example/2", "dpa")], 1),
        ([("https://blatt.example/anderer", None), ("https://c.example", None)], 1),
    ],
)
def test_sources_of_one_publisher_count_once_and_the_articles_own_not_at_all(
    session: Session,
    checker: User,
    claim: Claim,
    found: list[tuple[str | None, str | None]],
    independent: int,
) -> None:
    claim.article.url = "https://www.blatt.example/artikel"
    for url, publisher in found:
        add(session, checker, claim, url, publisher=publisher)
    steps.decide(session, INDEPENDENT_COUNT, value=independent)
    assert held(session, claim, INDEPENDENT)
    steps.decide(session, INDEPENDENT_COUNT, value=independent + 1)
    assert not held(session, claim, INDEPENDENT)


def test_one_primary_source_is_enough(session: Session, checker: User, claim: Claim) -> None:
    add(session, checker, claim, "https://a.example", kind=SourceKind.SECONDARY)
    assert not held(session, claim, PRIMARY)
    add(session, checker, claim, "https://b.example", kind=SourceKind.PRIMARY)
    assert held(session, claim, PRIMARY)


def test_every_web_page_needs_a_copy_and_a_phone_call_none(
    session: Session, checker: User, claim: Claim
) -> None:
    add(session, checker, claim, publisher="Amt")
    add(session, checker, claim, "https://a.example", archive_url="https://archive.example/a")
    assert held(session, claim, KEPT)
    gone = add(session, checker, claim, "https://b.example")
    assert not held(session, claim, KEPT)
    sources.remove(session, checker, gone, now=NOW)
    assert held(session, claim, KEPT), "what was removed does not count"


@pytest.mark.parametrize(
    ("stances", "both"),
    [
        ([], False),
        ([Stance.REFUTES], False),
        ([Stance.REFUTES, Stance.CONTEXT], False),
        ([Stance.SUPPORTS], False),
        ([Stance.SUPPORTS, Stance.REFUTES], True),
        ([Stance.SUPPORTS, Stance.CONTEXT], True),
    ],
)
def test_both_sides_stand_there_or_it_is_stated_what_was_looked_for(
    session: Session, checker: User, claim: Claim, stances: list[Stance], *, both: bool
) -> None:
    for number, stance in enumerate(stances):
        add(session, checker, claim, f"https://{number}.example", stance=stance)
    assert held(session, claim, BOTH_SIDES) is both
    evidence_rules.state_search(
        session, checker, claim, "Im Archiv gesucht, nichts dafür.", version=claim.version, now=NOW
    )
    assert held(session, claim, BOTH_SIDES)


@pytest.mark.parametrize("definition", REQUIRABLE, ids=lambda definition: definition.key)
@pytest.mark.parametrize("mode", settings.MODES)
@pytest.mark.parametrize("act", ["approve", "agree blind", "adjudicate"])
def test_only_a_required_rule_blocks_approval_whichever_way_it_comes(
    session: Session,
    checker: User,
    editor: User,
    administrator: User,
    claim: Claim,
    definition: Definition[str],
    mode: str,
    act: str,
) -> None:
    add(session, checker, claim, "https://a.example")
    steps.decide(session, definition, value=mode)
    steps.decide(session, settings.BLIND_REVIEW, value=act == "agree blind")
    steps.propose(session, checker, claim, "false")
    if act == "adjudicate":
        steps.dispute(session, editor, claim, "true")
    acts: dict[str, Callable[[], object]] = {
        "approve": lambda: steps.approve(session, editor, claim),
        "agree blind": lambda: steps.dispute(session, editor, claim, "false"),
        "adjudicate": lambda: steps.adjudicate(session, administrator, claim, Ruling.SECOND),
    }
    if mode != "required":
        acts[act]()
        assert claim.status is ClaimStatus.APPROVED
        shown = {rule.key for rule in evidence_rules.of_claim(session, claim)}
        assert (definition.key in shown) is (mode == "advice")
        return
    before = steps.everything(session)
    with pytest.raises(InvalidTransition) as refused:
        acts[act]()
    assert refused.value.message == evidence_rules.SENTENCES[definition.key]
    assert steps.everything(session) == before


def test_what_no_source_can_settle_is_free_of_the_rules(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    for definition in REQUIRABLE:
        steps.decide(session, definition, value="required")
    steps.propose(session, checker, claim, "opinion")
    steps.approve(session, editor, claim)
    assert claim.status is ClaimStatus.APPROVED


def test_a_statement_of_the_search_is_kept_changed_and_taken_away(
    session: Session, checker: User, claim: Claim
) -> None:
    def state(text: str) -> None:
        evidence_rules.state_search(session, checker, claim, text, version=claim.version, now=NOW)

    with pytest.raises(Refused) as refused:
        state("  ")
    assert refused.value.field == "search_note"
    state(" Nichts. ")
    assert claim.search_note == "Nichts."
    state("Nichts.")
    assert steps.events(session).count("claim.search_stated") == 1
    state("")
    session.refresh(claim)
    assert not claim.search_note
    with pytest.raises(Conflict):
        evidence_rules.state_search(session, checker, claim, "Doch.", version=claim.version + 1, now=NOW)
    steps.propose(session, checker, claim)
    with pytest.raises(InvalidTransition):
        state("Zu spät.")
