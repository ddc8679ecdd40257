"""What every view that changes something does around its one service call."""

import io
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from factcheck.models import AuditEvent, Claim, NearDuplicate, User
from factcheck.services import checks, jobs, verdicts
from factcheck.services.checks import CheckDraft
from factcheck.web.acts import local
from factcheck.web.auth import PUBLIC
from tests import slow_work
from tests.browsing import Page, Visitor
from tests.factories import NOW, PASSWORD
from tests.services import learning_steps
from tests.web.stored import Stored
from tests.web.test_auth import addresses
from tests.web.test_jobs import asked

Visit = Callable[[str | None], Visitor]
NEW_PASSWORD = "frische-wolken-tragen-mehl"


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "//x",
        "/\\x",
        "\\/x",
        "https://x",
        "x",
        "javascript:alert(1)",
        "/\t/x",
        "/a\nb",
        "/\x00",
        "/a\\b",
    ],
)
def test_an_address_that_may_lead_elsewhere_is_not_followed(address: str | None) -> None:
    assert local(address, "/desk") == "/desk"


@pytest.mark.parametrize("address", ["/", "/queue?view=all&x=//y", "/claims/1#verdict", "/größe"])
def test_an_address_within_the_desk_is_followed(address: str) -> None:
    assert local(address, "/desk") == address


def test_no_act_is_done_without_the_token_of_a_form(app: Flask, visit: Visit, stored: Stored) -> None:
    visitor = visit("ada")
    before = stored.events()
    shape = {"name": "neu", "full_name": "Neu", "role": "editor", "password": NEW_PASSWORD, "version": "1",
             "text": "Es kamen 300 Menschen.", "format": "csv", "language": "en", "locale": "en"}  # fmt: skip
    for token in (None, "", "forged", "IjEi.Z.z"):
        for rule in app.url_map.iter_rules():
            if "POST" not in (rule.methods or set()) or rule.endpoint.startswith("api."):
                continue
            for address in addresses(rule):
                data = shape if token is None else shape | {"csrf_token": token}
                answer = visitor.client.post(address, data=data)
                assert answer.status_code == 400, (address, answer.status_code)
                assert "token" not in answer.text.casefold().replace("csrf_token", "")
    assert stored.events() == before
    assert visitor.get("/").status == 200, "signing out needs the token too"


def test_the_token_of_another_person_is_worth_nothing(visit: Visit, stored: Stored) -> None:
    foreign = visit("edda").get("/account").tree.xpath("//input[@name='csrf_token']/@value")[0]
    before = stored.events()
    answer = visit("ada").client.post("/articles/1/archive", data={"csrf_token": foreign})
    assert answer.status_code == 400
    assert [name for name in stored.events()[len(before) :] if not name.startswith("user.")] == []


def a_file() -> FileStorage:
    """A text to be kept as a copy."""
    return FileStorage(BytesIO(b"Ganz andere Worte."), filename="a.txt")


def said_again(stored: Stored) -> str:
    """The page of a claim that another article repeats."""
    with stored.reading() as session:
        query = select(Claim.id).where(Claim.quote.contains("300 Menschen nach Bonn"))
        return f"/claims/{session.scalars(query.order_by(Claim.id)).first()}/repeats"


def kept_apart(stored: Stored) -> str:
    """The address at which the claim that was kept apart is put back."""
    with stored.reading() as session:
        query = select(NearDuplicate.claim_id).where(NearDuplicate.kept_apart_at.is_not(None))
        return f"/claims/{session.scalars(query).one()}/together"


NEW_WORD = "language=de&kind=loaded_language&change=added&words=br%C3%BCckenzoff"


class Desk:
    """A person who does one act after another, counting what each leaves in the log."""

    def __init__(self, visit: Visit, stored: Stored) -> None:
        self.stored = stored
        self.carl, self.edda, self.ada = visit("carl"), visit("edda"), visit("ada")
        self.claim = stored.claim().id
        self.page = f"/claims/{self.claim}"

    def do(self, who: Visitor, page: str, action: str, *, address: str = "", **fields: object) -> list[str]:
        """Send a form of a page, perhaps by a button that leads elsewhere; the events it left."""
        before = self.stored.events()
        form = who.get(page).form(action)
        answer = who.submit(form, address or form.get("action"), **fields)
        assert answer.status in {200, 201}, answer.text
        return self.stored.events()[len(before) :]

    def restored_view(self, who: Visitor) -> list[str]:
        """Bring the removed view back; the events it left."""
        before = self.stored.events()
        assert who.post("/queue/views/1/restore").status == 200
        return [name for name in self.stored.events()[len(before) :] if not name.startswith("user.")]

    def restore_comment(self, who: Visitor) -> list[str]:
        """Put the deleted comment back; the events it left."""
        before = self.stored.events()
        assert who.post("/comments/1/restore").status == 200
        return [name for name in self.stored.events()[len(before) :] if not name.startswith("user.")]

    def proposed_rule(self) -> int:
        """A rule that three dismissals propose, and one more flag on its word."""
        with self.stored.database.writing() as session:
            edda = session.scalars(select(User).where(User.name == "edda")).one()
            rule = learning_steps.proposed(session, edda)
            learning_steps.scandal(session, edda, 8)
            session.commit()
            return rule.id

    def post(self, who: Visitor, address: str) -> list[str]:
        """Send nothing but the token; the events it left."""
        before = self.stored.events()
        assert who.post(address).status == 200
        return self.stored.events()[len(before) :]

    def undo_newest(self, who: Visitor) -> list[str]:
        """What key z does; the events it left."""
        before = self.stored.events()
        assert who.post("/undo").status == 200
        return [name for name in self.stored.events()[len(before) :] if not name.startswith("user.")]

    def undo_first_listed(self, who: Visitor) -> list[str]:
        """The first button of the list of one's own acts; the events it left."""
        page = who.get("/undo")
        return self.do(who, "/undo", page.tree.xpath("//li//form/@action")[0])


def rating_of(visitor: Visitor) -> str:
    """The address that the first claim's rating goes to."""
    page = visitor.get("/queue/rate")
    return str(page.tree.xpath("//form[contains(@class, 'rate-form')]/@action")[0])


def rated_claim(stored: Stored) -> str:
    """The page of the claim that was rated last."""
    return f"/claims/{stored.last_event('verdict.proposed').subject_id}"


def undone_rating(visitor: Visitor, stored: Stored) -> list[str]:
    """The events of taking the last rating back."""
    claim_id, before = stored.last_event("verdict.proposed").subject_id, stored.events()
    with stored.reading() as session:
        version = session.get_one(Claim, claim_id).version
    assert visitor.post(f"/queue/rate/{claim_id}/undo", version=version).status == 200
    return stored.events()[len(before) :]


def checked_before(desk: Desk) -> dict[str, list[str]]:
    """An earlier fact-check that answers a claim, linked by hand; its verdict is taken over."""
    with desk.stored.database.writing() as session:
        rating = verdicts.rating(session, "false")
        draft = CheckDraft("Gute Nachbarn sagen das.", "de", rating=rating, summary="Nein.")
        [stored] = checks.store(session, [draft], now=NOW)
        session.commit()
    page = f"/claims/{desk.stored.claim('Nachbarn').id}"
    asked = f"/checks?claim={page.rpartition('/')[2]}&q=Gute+Nachbarn"
    done = {"checks.link": desk.do(desk.carl, asked, f"{page}/checks/{stored.check_id}")}
    match = (
        desk.carl.get(page).tree.xpath("//form[contains(@action, '/reopen')]/@action")[0].rpartition("/")[0]
    )
    done["checks.decide"] = desk.do(desk.carl, page, f"{match}/reopen")
    done["checks.decide again"] = desk.do(desk.carl, page, f"{match}/confirm")
    done["checks.take_over"] = desk.do(desk.carl, page, f"{match}/take-over")
    return done


def corrected(desk: Desk) -> dict[str, list[str]]:
    """A corrected text and what becomes of its claims."""
    page = "/articles/2"
    text = "Rund 40 Busse fuhren nach Bonn. Rund 50 Bahnen fuhren nach Ulm."
    desk.do(desk.carl, "/articles/new", "/articles", text=text)
    done = {
        "article_versions.replace": desk.do(
            desk.carl, f"{page}/text", f"{page}/text", act="store", text=text.replace("0", "1")
        )
    }
    row, other = [tick.split("-")[0] for tick in _ticks(desk, page)][:2]
    done["article_versions.decide"] = desk.do(desk.carl, f"{page}/decisions", f"/carryovers/{row}/leave")
    done["article_versions.decide_chosen"] = desk.do(
        desk.carl, f"{page}/decisions", f"{page}/decisions", act="leave", rows=[f"{other}-1"]
    )
    return done


def _ticks(desk: Desk, page: str) -> list[str]:
    ticks: list[str] = desk.carl.get(f"{page}/decisions").tree.xpath("//input[@name='rows']/@value")
    return list(dict.fromkeys(ticks))


def test_every_act_leaves_its_event_in_the_log(
    app: Flask, visit: Visit, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(jobs.KINDS, "test.slow", slow_work.KIND)
    desk, job = Desk(visit, stored), f"/jobs/{asked(stored)}"
    carl, edda, ada, page = desk.carl, desk.edda, desk.ada, desk.page
    flag, mia = stored.flag().id, f"/people/{stored.person('mia').id}"
    visit_claim = stored.claim("besuchte")
    there, middle = f"/claims/{visit_claim.id}", str(visit_claim.start + 12)
    text = "/articles/1"
    aside = f"/claims/{stored.claim('200').id}"
    short = stored.claimant("Belousov", "Andrei Belousov")
    rule, word = desk.proposed_rule(), "/flags/word?kind=loaded_language&word=skandal&language=de"
    done = {
        "claims.triage": desk.do(carl, page, f"{page}/triage"),
        "claims.assign": desk.do(carl, page, f"{page}/assign"),
        "comments.add": desk.do(carl, page, f"{page}/comments", text="Wer sagt das? @edda"),
        "comments.edit": desk.do(carl, page, "/comments/1", text="Woher?"),
        "comments.act_on": desk.do(carl, page, "/comments/1/resolve"),
        "comments.act_on delete": desk.do(carl, page, "/comments/1/delete"),
        "comments.restore": desk.restore_comment(carl),
        "evidence.attach": desk.do(carl, page, f"{page}/evidence", title="Akte", stance="supports"),
        "evidence.change": desk.do(carl, page, "/evidence/1", note="genauer"),
        "evidence.act_on": desk.do(carl, page, "/evidence/1/remove"),
        "sources.correct": desk.do(carl, "/sources/1", "/sources/1", title="Akte 7"),
        "verdicts.propose": desk.do(carl, page, f"{page}/verdict", rating="false", summary="Weil."),
        "rating.rate": desk.do(carl, "/queue/rate", rating_of(carl), rating="false"),
        "rating.explain": desk.do(carl, rated_claim(stored), "/explain", summary="Weil."),
        "rating.undo": undone_rating(carl, stored),
        "verdicts.take_back": desk.do(carl, page, f"{page}/take-back"),
        "verdicts.propose again": desk.do(carl, page, f"{page}/verdict", rating="false", summary="Weil."),
        "reviews.send_back": desk.do(edda, page, f"{page}/send-back", note="Mehr."),
        "verdicts.propose thrice": desk.do(carl, page, f"{page}/verdict", rating="true", summary="Doch."),
        "reviews.approve": desk.do(edda, page, f"{page}/approve"),
        "verdicts.reopen": desk.do(edda, page, f"{page}/reopen", note="Zahl prüfen."),
        "verdicts.propose again 4": desk.do(carl, page, f"{page}/verdict", rating="true", summary="Doch."),
        "reviews.start": desk.do(edda, page, f"{page}/review"),
        "reviews.release": desk.do(edda, page, f"{page}/release"),
        "reviews.judge": desk.do(edda, page, f"{page}/judge", rating="false", summary="Nein."),
        "reviews.adjudicate": desk.do(ada, page, f"{page}/adjudicate", ruling="second"),
        "verdicts.publish": desk.do(edda, page, f"{page}/publish"),
        "corrections.begin": desk.do(edda, f"{page}/correction", f"{page}/correction", note="Alt."),
        "corrections.reword": desk.do(edda, f"{page}/correction", "/corrections/1", note="Älter."),
        "corrections.abandon": desk.do(edda, f"{page}/correction", "/correction/abandon"),
        "corrections.withdraw": desk.do(
            edda, f"{page}/correction", f"{page}/correction", address=f"{page}/withdrawal", note="Falsch."
        ),
        "planning.plan": desk.do(carl, there, f"{there}/plan", priority="3"),
        "planning.state_search": desk.do(carl, there, f"{there}/looked-for", search_note="Nichts."),
        "planning.hold": desk.do(carl, there, f"{there}/hold", reason="source"),
        "planning.change_hold": desk.do(carl, there, "/holds/1", note="Archiv"),
        "planning.resume": desk.do(carl, there, f"{there}/resume"),
        "planning.mark_duplicate": desk.do(carl, there, f"{there}/duplicate", original=f"{desk.claim}"),
        "planning.unmark_duplicate": desk.do(carl, there, f"{there}/no-duplicate"),
        "planning.take_next": desk.do(carl, "/queue", "/claims/next"),
        "claims.mark": desk.do(carl, text, f"{text}/claims", start="0", end="8", kind="statement"),
        "articles.undo": desk.do(carl, "/articles/1", "/articles/1/undo"),
        "claims.reshape": desk.do(carl, there, f"{there}/reshape", label="Besuch"),
        "claims.split": desk.do(carl, there, f"{there}/split", at=middle),
        "claims.drop": desk.do(carl, there, f"{there}/drop"),
        "bulk.do": desk.do(carl, "/queue/bulk?act=take", "/queue/bulk"),
        "bulk.undo": desk.post(carl, "/queue/bulk/1/undo"),
        "claims.chosen": desk.do(
            carl, "/articles/1", "/claims/chosen", act="set_aside", claims=[str(stored.claim("200").id)]
        ),
        "flags.decide": desk.do(edda, "/flags", f"/flags/{flag}/uphold"),
        "flags.decide back": desk.do(edda, "/flags?status=upheld", f"/flags/{flag}/reopen"),
        "flags.decide_with": desk.do(edda, "/flags", f"/flags/{flag}/dismiss", reason="Belegt."),
        "rules.confirm": desk.do(edda, f"/rules/{rule}", f"/rules/{rule}/confirm", reason="Ein Name."),
        "rules.decide": desk.do(edda, "/rules", f"/rules/{rule}/retire"),
        "flag_words.decide": desk.do(edda, word, word, act="uphold"),
        "flag_words.undo": desk.post(edda, f"/flags/word/{stored.count(AuditEvent)}/undo"),
        "words.save": desk.do(ada, f"/words/preview?{NEW_WORD}", "/words"),
        "words.take_back": desk.do(ada, "/words", "/take-back"),
        **checked_before(desk),
        "undo.undo_last": desk.undo_newest(carl),
        "undo.undo_one": desk.undo_first_listed(edda),
        "articles.correct": desk.do(carl, "/articles/1/details", "/details", publisher="Blatt"),
        "approvals.sign_off": desk.do(edda, f"{text}/approval", f"{text}/approval", note="Eilt."),
        "approvals.withdraw": desk.do(edda, f"{text}/approval", f"{text}/approval/withdraw"),
        "articles.act_on": desk.do(edda, "/articles/1", "/articles/1/archive"),
        "articles.add": desk.do(carl, "/articles/new", "/articles", text="Es kamen 300 Menschen nach Bonn."),
        "articles.add again": desk.do(
            carl, "/articles/new", "/articles", text="Es kamen 300 Menschen nach Bonn.\nEs war schön."
        ),
        "repeats.keep_apart": desk.do(carl, said_again(stored), "/apart"),
        "repeats.keep_apart back": desk.post(carl, kept_apart(stored)),
        "repeats.answer": desk.do(carl, said_again(stored), "/answer-repeats"),
        "repeats.take_back": desk.do(carl, said_again(stored), "/answer-repeats/undo"),
        "exports.download": desk.do(carl, "/export", "/export"),
        "evidence.attach a page": desk.do(
            carl, aside, f"{aside}/evidence", url="https://example.org/a", title="Amt", stance="context",
            quote="Das steht dort nicht.",
        ),
        "snapshots.request_copy": desk.do(carl, "/sources/2", "/sources/2/copy"),
        "snapshots.upload": desk.do(carl, "/sources/2", "/sources/2/upload", file=a_file()),
        "snapshots.paste": desk.do(carl, "/sources/2", "/sources/2/paste", text="Ganz anderes."),
        "snapshots.request_all": desk.do(edda, "/sources", "/sources/look-again"),
        "evidence.answer": desk.do(edda, aside, "/evidence/2/answer", answer="Am Telefon."),
        "jobs.act_on": desk.do(carl, job, f"{job}/cancel"),
        "imports.add": desk.do(
            edda, "/checks/imports", "/checks/imports", file=(io.BytesIO(b"claim,word\nx,y"), "x.csv")
        ),
        "imports.choose": desk.do(edda, "/checks/imports/1", "/columns", rating_text="word"),
        "imports.act_on": desk.do(edda, "/checks/imports/1", "/start"),
        "claimants.merge": desk.do(edda, f"/claimants/{short}", "/merge", name="Andrei Belousov"),
        "claimants.separate": desk.do(edda, f"/claimants/{short}", f"/{short}/separate"),
        "claimants.catch_up": desk.do(edda, "/claimants", "/claimants/names"),
        "rating_words.decide": desk.do(edda, "/checks/ratings", "/checks/ratings", word="Nö", rating="false"),
        "people.add": desk.do(ada, "/people", "/people", name="neu", password=NEW_PASSWORD),
        "people.change": desk.do(ada, mia, mia, full_name="Mia Neu"),
        "settings.change": desk.do(ada, "/settings", "/settings", **{"review-blind": "y"}),
        "people.set_password": desk.do(ada, mia, f"{mia}/password", password=NEW_PASSWORD),
        "account.change_language": desk.do(carl, "/account", "/account/language", locale="en"),
        "account.change_password": desk.do(
            carl, "/account", "/account/password",
            current=PASSWORD, password=NEW_PASSWORD, repeated=NEW_PASSWORD,
        ),
        "views.save": desk.do(carl, "/queue", "/queue/views", name="Alles"),
        "views.change": desk.do(carl, "/queue/views", "/queue/views/1", name="Alle"),
        "views.remove": desk.do(carl, "/queue/views", "/queue/views/1/remove"),
        "views.restore": desk.restored_view(carl),
        "account.change_keys": desk.do(carl, "/account/keys", "/account/keys", **{"key-j": "l"}),
        "auth.sign_out": desk.do(edda, "/", "/sign-out"),
        "auth.sign_in_now": ["user.signed_in"],  # seen in test_auth
    }  # fmt: skip
    done |= corrected(desk)
    done["tokens.create"] = desk.do(ada, "/account/tokens", "/account/tokens", name="CMS", scopes=["read"])
    done["tokens.revoke"] = desk.do(ada, "/account/tokens", "/tokens/1/revoke")
    silent = [endpoint for endpoint, events in done.items() if not events]
    assert not silent, f"no event in the log from: {silent}"
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())}
    routes = {endpoint for endpoint in routes if not endpoint.startswith("api.")}  # see tests/api
    tried = {endpoint.split()[0] for endpoint in done}
    # The choice of a language before signing in is nobody's act and touches no row; what somebody has typed
    # and not sent is no act yet; what they have read or look at changes nothing.
    assert routes - tried == {
        "languages.choose",
        "drafts.save",
        "drafts.discard",
        "notifications.read",
        "notifications.read_all",
        "presence.sign",
    }
    assert routes & PUBLIC == {"auth.sign_in_now", "languages.choose"}


def test_correcting_nothing_leaves_no_event(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    before = stored.events()
    assert visitor.send(visitor.get("/articles/1/details"), "/details").status == 200
    assert stored.events() == before


def test_what_a_service_forbids_is_an_error_page_and_stored_nowhere(visit: Visit, stored: Stored) -> None:
    before = stored.events()
    page: Page = visit("carl").post("/articles/1/archive")
    assert page.status == 403
    assert "Your role does not allow this." in page.text
    assert [name for name in stored.events()[len(before) :] if not name.startswith("user.")] == []


def test_an_act_goes_back_only_to_our_own_pages(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    claim = stored.claim()
    token = visitor.get("/account").tree.xpath("//input[@name='csrf_token']/@value")[0]
    for back, there in (("/queue?view=all", "/queue?view=all"), ("//evil.example", f"/claims/{claim.id}")):
        answer = visitor.client.post(
            f"/claims/{claim.id}/assign",
            data={"csrf_token": token, "version": stored.again(claim).version, "back": back},
        )
        assert answer.location == there


def test_two_people_at_once_do_not_overwrite_each_other(visit: Visit, stored: Stored) -> None:
    carl, mia = visit("carl"), visit("mia")
    address = f"/claims/{stored.claim().id}"
    seen_by_both = carl.get(address)
    mia.send(mia.get(address), f"{address}/triage")
    page = carl.send(seen_by_both, f"{address}/set_aside")
    assert "Somebody else has changed this claim in the meantime" in page.text
    assert stored.claim().status == "triaged"
