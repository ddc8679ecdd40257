"""People and outlets: lists, searches, pages, names made one and separated."""

from collections.abc import Callable

from factcheck.models import Claim, ClaimantKind
from factcheck.services import claimants
from tests import factories
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def people(stored: Stored) -> tuple[int, int]:
    """Muster under two names, with a claim each."""
    with stored.database.writing() as session:
        found = session.query(Claim).filter(Claim.dropped_at.is_(None)).order_by(Claim.id).limit(2).all()
        names = ("Muster", "Bert Muster")
        for claim, name in zip(found, names, strict=True):
            claim.attribution = name
        claimants.meet(session, names, now=factories.NOW)
        rows = [claimants.by_name(session, ClaimantKind.PERSON, name) for name in names]
        session.commit()
        return tuple(row.id for row in rows if row)  # type: ignore[return-value]


def test_a_person_is_found_and_everything_they_claimed_shown(visit: Visit, stored: Stored) -> None:
    _, long = people(stored)
    visitor = visit("carl")
    assert f"/claimants/{long}" in visitor.get("/claimants?q=bert").links()
    page = visitor.get(f"/claimants/{long}")
    assert "1 claim" in page.text
    assert page.tree.xpath("//ol[@class='queue']/li")
    assert "Nothing here" in visitor.get(f"/claimants/{long}?view=checks").text
    assert "Nobody of this name" in visitor.get("/claimants?q=niemand").text
    assert visitor.get("/claimants/999").status == visitor.get(f"/outlets/{long}").status == 404


def test_an_editor_makes_two_names_one_and_separates_them(visit: Visit, stored: Stored) -> None:
    short, long = people(stored)
    visitor = visit("edda")
    page = visitor.get(f"/claimants/{short}")
    assert page.tree.xpath("//datalist/option/@value") == ["Bert Muster"]
    refused = visitor.send(page, "/merge", name="Niemand")
    assert refused.status == 422
    assert "Nobody of this name is known" in refused.text
    page = visitor.send(page, "/merge", name="Bert Muster")
    assert page.response.request.path == f"/claimants/{long}"
    assert "2 claims" in page.text
    page = visitor.send(page, f"/claimants/{short}/separate")
    assert "2 claims" not in visitor.get(f"/claimants/{long}").text


def test_a_checker_reads_and_changes_nothing(visit: Visit, stored: Stored) -> None:
    short, _ = people(stored)
    page = visit("carl").get(f"/claimants/{short}")
    assert not page.tree.xpath("//form[contains(@action, 'merge')]")
    assert visit("carl").post(f"/claimants/{short}/merge", name="x", version="1").status == 403


def test_a_damaged_address_is_said(visit: Visit) -> None:
    assert visit("carl").get("/claimants?after=x~y").status == 422
    assert visit("carl").get("/outlets").status == 200
