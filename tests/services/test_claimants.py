"""Who claims what: names as they appear, made one by editors and never by guesses."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Claimant, ClaimantKind, NearDuplicate, User
from factcheck.services import articles, checks, claimants, claimed, claims
from factcheck.services.articles import Details
from factcheck.services.checks import CheckDraft
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, Refused
from tests import factories
from tests.factories import NOW
from tests.services import steps

PERSON, OUTLET = ClaimantKind.PERSON, ClaimantKind.OUTLET


def known(session: Session, kind: ClaimantKind = PERSON) -> list[str]:
    """Every name that is known."""
    return list(session.scalars(select(Claimant.name).where(Claimant.kind == kind).order_by(Claimant.id)))


def named(session: Session, name: str, kind: ClaimantKind = PERSON) -> Claimant:
    """Somebody by name."""
    row = claimants.by_name(session, kind, name)
    assert row is not None
    return row


def people(session: Session, *names: str) -> list[Claimant]:
    """Some people."""
    claimants.meet(session, names, now=NOW)
    return [named(session, name) for name in names]


def merge(session: Session, editor: User, one: Claimant, into: str) -> Claimant:
    """An editor says who is who."""
    return claimants.merge(session, editor, one, into, version=one.version, now=NOW)


def test_names_are_known_as_they_appear_and_each_once(session: Session) -> None:
    assert claimants.meet(session, ["Bert Muster", "Anna", None, ""], now=NOW) == 2
    assert claimants.meet(session, ["Bert Muster", "Cem"], now=NOW) == 1
    assert known(session) == ["Anna", "Bert Muster", "Cem"]


@pytest.mark.parametrize(
    "words", ["er", "Sie", "he", "They", "diese", "!!", "Critics", "Sicherheitsexperten"]
)
def test_who_a_pronoun_is_nobody_guesses(session: Session, words: str) -> None:
    assert claimants.meet(session, [words], now=NOW) == 0


def test_names_that_differ_in_case_and_marks_alone_are_one(session: Session) -> None:
    claimants.meet(session, ["Bert Muster"], now=NOW)
    claimants.meet(session, ["BERT MUSTER", "Bert  Muster."], now=NOW)
    who = claimants.family(session, named(session, "Bert Muster"))
    assert sorted(who.names) == ["BERT MUSTER", "Bert  Muster.", "Bert Muster"]
    assert [row.name for row in claimants.listed(session, PERSON)] == ["Bert Muster"]


def test_articles_and_claims_make_their_speakers_and_outlets_known(session: Session, checker: User) -> None:
    text = "Die Zahl stieg auf 300, sagte Andrei Belousov. Das sei falsch, sagte er."
    details = Details(title="T", publisher="Stadtblatt", language="de")
    article = articles.add(session, checker, articles.prepare(text, details), now=NOW)
    assert known(session, OUTLET) == ["Stadtblatt"]
    attributed = {claim.attribution for claim in steps.text_claims(session, article) if claim.attribution}
    assert {name for name in attributed if name != "er"} <= set(known(session))
    assert "er" not in known(session)
    articles.correct(
        session, checker, article, Details(title="T", publisher="Landblatt"), version=article.version, now=NOW
    )
    assert known(session, OUTLET) == ["Stadtblatt", "Landblatt"]


def test_a_claim_adjusted_by_hand_makes_its_speaker_known(session: Session, checker: User) -> None:
    article = factories.make_article(session, checker, "„Es kamen 300“, sagte Bert Muster am Montag.")
    session.query(Claimant).delete()
    claim = steps.first_claim(session, article)
    claims.change(
        session, checker, claim, claim.kind, claim.start, claim.end, "Kurz", version=claim.version, now=NOW
    )
    assert set(known(session)) == {claim.attribution} - {None}


def test_two_names_are_made_one_and_separated_again(session: Session, editor: User) -> None:
    short, long = people(session, "Belousov", "Andrei Belousov")
    assert claimants.perhaps_same(session, short) == ["Andrei Belousov"]
    assert merge(session, editor, short, "andrei belousov") is long
    assert claimants.family(session, long).names == ["Andrei Belousov", "Belousov"]
    assert claimants.root_of(session, short) is long
    assert [row.name for row in claimants.listed(session, PERSON)] == ["Andrei Belousov"]
    assert [row.name for row in claimants.listed(session, PERSON, "belou")] == ["Andrei Belousov"]
    claimants.separate(session, editor, short, version=short.version, now=NOW)
    assert claimants.family(session, long).names == ["Andrei Belousov"]


def test_other_names_of_another_name_come_along_and_stay_with_it(session: Session, editor: User) -> None:
    first, second, third = people(session, "A. Belousov", "Belousov", "Andrei Belousov")
    merge(session, editor, first, "Belousov")
    merge(session, editor, second, "Andrei Belousov")
    assert set(claimants.family(session, third).names) == {"A. Belousov", "Belousov", "Andrei Belousov"}
    claimants.separate(session, editor, second, version=second.version, now=NOW)
    assert set(claimants.family(session, second).names) == {"A. Belousov", "Belousov"}


def test_nobody_becomes_another_name_of_themselves(session: Session, editor: User) -> None:
    short, long = people(session, "Belousov", "Andrei Belousov")
    merge(session, editor, short, "Andrei Belousov")
    with pytest.raises(Refused, match="same name"):
        merge(session, editor, long, "Belousov")
    with pytest.raises(InvalidTransition):
        merge(session, editor, short, "Andrei Belousov")
    with pytest.raises(Refused, match="Nobody of this name"):
        merge(session, editor, long, "Niemand Bekannt")
    with pytest.raises(InvalidTransition):
        claimants.separate(session, editor, long, version=long.version, now=NOW)
    with pytest.raises(Conflict):
        claimants.separate(session, editor, short, version=short.version + 1, now=NOW)


def test_only_editors_say_who_is_who(session: Session, checker: User) -> None:
    short, _ = people(session, "Belousov", "Andrei Belousov")
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        merge(session, checker, short, "Andrei Belousov")
    with pytest.raises(NotAllowed):
        claimants.catch_up(session, checker, now=NOW)
    assert steps.everything(session) == before


def test_older_rows_are_caught_up_with(session: Session, checker: User, editor: User) -> None:
    article = factories.make_article(session, checker)
    article.publisher = "Stadtblatt"
    claim = steps.first_claim(session, article)
    claim.attribution = "Bert Muster"
    session.query(Claimant).delete()
    assert claimants.catch_up(session, editor, now=NOW) >= 2
    assert "Bert Muster" in known(session)
    assert claimants.catch_up(session, editor, now=NOW) == 0


def test_the_list_goes_on_page_by_page(session: Session) -> None:
    claimants.meet(session, [f"Person {number:03d}" for number in range(claimants.PAGE + 20)], now=NOW)
    first = claimants.listed(session, PERSON)
    assert len(first) == claimants.PAGE + 1
    last = first[claimants.PAGE - 1]
    second = claimants.listed(session, PERSON, after=(last.key, last.id))
    names = [row.name for row in [*first[: claimants.PAGE], *second]]
    assert names == sorted(names)
    assert len(names) == claimants.PAGE + 20


def test_everything_somebody_claimed_stands_together(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    first, second, third, *_ = steps.text_claims(session, article)
    first.attribution, second.attribution, third.attribution = "Muster", "Bert Muster", "Muster"
    short, long = people(session, "Muster", "Bert Muster")
    merge(session, editor, short, "Bert Muster")
    steps.propose(session, checker, first)
    steps.approve(session, editor, first)
    steps.propose(session, checker, second, "true")
    rating = steps.rating(session, "false")
    draft = CheckDraft(claim_text="Anderswo", claimant="Muster", rating_text="Falsch", rating=rating)
    checks.store(session, [draft], now=NOW)
    session.add(NearDuplicate(claim_id=third.id, leader_id=first.id, score=95, found_at=NOW))
    session.flush()
    who = claimants.family(session, long)
    assert claimed.numbers(session, [who]) == [claimed.Numbers(3, 1)]
    rows = {row.id: row.rating for row in claimed.claims(session, who)}
    assert rows == {first.id: "false", second.id: None, third.id: None}, "a proposed verdict is none yet"
    assert [check.claim_text for check in claimed.checks(session, who)] == ["Anderswo"]
    assert claimed.spread(session, who) == {"false": (1, 1)}
    assert [(one.claim_id, one.times) for one in claimed.repeats(session, who)] == [(first.id, 2)]


def test_an_outlets_page_holds_the_claims_of_its_articles(session: Session, checker: User) -> None:
    details = Details(title="T", publisher="Stadtblatt", language="de")
    article = articles.add(session, checker, articles.prepare("Es kamen 300 Menschen.", details), now=NOW)
    who = claimants.family(session, named(session, "Stadtblatt", OUTLET))
    assert {row.article_id for row in claimed.claims(session, who)} == {article.id}
