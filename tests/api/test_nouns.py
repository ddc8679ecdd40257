"""Articles, claims, evidence and flags over the JSON door."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from factcheck.models import ArticleVersion
from tests.api.conftest import Program
from tests.factories import TEXT
from tests.services import steps
from tests.web.stored import Stored

Make = Callable[..., Program]
HTML = """<!doctype html><html lang="de"><head><title>Schulen am Start</title></head><body><article>
<h1>Schulen am Start</h1><p>Rund 70 Schulen nahmen am Montag teil. Der Minister reiste nach Linz.</p>
<p>Die Stadt kaufte im Mai 2024 insgesamt 40 neue Busse und 12 Bahnen.</p></article></body></html>"""


def test_an_article_comes_in_as_html_and_its_details_are_corrected(program: Make) -> None:
    carl = program("carl")
    added = carl.ask("POST", "/articles", {"html": HTML, "published": "2024-11-30"})
    assert added.status_code == 201, added.text
    article = added.json
    assert article is not None
    assert (article["title"], article["text_version"]) == ("Schulen am Start", 1)
    path = f"/articles/{article['id']}"
    changed = carl.ask("PATCH", path, {"publisher": "Blatt"}, seen=article["version"])
    assert changed.json is not None
    assert (changed.json["publisher"], changed.json["title"]) == ("Blatt", "Schulen am Start")
    assert carl.ask("PATCH", path, {"title": ""}, seen=changed.json["version"]).status_code == 422
    twin = carl.ask("POST", "/articles", {"text": article["text"]})
    assert twin.json is not None
    assert (twin.status_code, twin.json["params"]["article_id"]) == (409, article["id"])


def test_a_corrected_text_is_stored_and_its_claims_are_decided_on(program: Make, stored: Stored) -> None:
    carl = program("carl")
    article = carl.get("/articles/1")
    new = carl.ask(
        "POST", "/articles/1/versions", {"text": TEXT.replace("800.000", "900")}, seen=article["version"]
    )
    assert new.json is not None
    assert (new.status_code, new.json["text_version"], new.json["undecided"]) == (201, 2, 2)
    assert new.json["version"] > article["version"]
    rows = carl.get("/articles/1/carryovers")["items"]
    for row, decision in zip(rows, ("carried", "renewed"), strict=True):
        path = f"/carryovers/{row['id']}"
        done = carl.ask("POST", f"{path}/decision", {"decision": decision}, seen=row["version"])
        assert done.json is not None
        assert done.json["decision"] == decision
        undone = carl.ask("POST", f"{path}/undo", seen=done.json["version"])
        assert undone.json is not None
        assert undone.json["decision"] is None
    assert stored.count(ArticleVersion) == 2
    late = carl.ask("POST", "/articles/1/versions", {"text": TEXT}, seen=article["version"])
    assert late.status_code == 412


def test_lists_are_walked_by_their_next_links_without_gap(program: Make, stored: Stored) -> None:
    carl = program("carl")
    with stored.database.writing() as session:
        article = session.get_one(ArticleVersion, 1).article
        ids = steps.insert_claims(session, article, 120)
        session.commit()
    seen: list[int] = []
    path: str | None = "/claims?status=new&kind=statement"
    while path:
        answer = carl.ask("GET", path)
        assert answer.json is not None
        seen += [row["id"] for row in answer.json["items"]]
        path = (answer.json["next"] or "").removeprefix("/api/v1")
        assert not path or "status=new" in path
    assert set(ids) <= set(seen)
    assert len(seen) == len(set(seen))


def test_a_claim_is_marked_reshaped_cut_joined_and_dropped(program: Make) -> None:
    carl = program("carl")
    made = carl.ask("POST", "/articles/1/claims", {"kind": "statement", "start": 0, "end": 26}).json
    assert made is not None
    assert made["quote"] == TEXT[:26].strip()
    path = f"/claims/{made['id']}"
    moved = carl.ask("PATCH", path, {"end": 17, "label": "Dokumente"}, seen=made["version"]).json
    assert moved is not None
    assert (moved["quote"], moved["label"]) == (TEXT[:17], "Dokumente")
    part = carl.ask("POST", f"{path}/split", {"at": 8}, seen=moved["version"]).json
    assert part is not None
    first = carl.get(path)
    stale = {str(made["id"]): 1, str(part["id"]): part["version"]}
    assert carl.ask("POST", "/claims/merge", {"claims": stale}).status_code == 412
    fresh = {str(made["id"]): first["version"], str(part["id"]): part["version"]}
    merged = carl.ask("POST", "/claims/merge", {"claims": fresh}).json
    assert merged is not None
    assert merged["quote"] == TEXT[:17]
    dropped = carl.ask("POST", f"{path}/drop", seen=merged["version"])
    assert dropped.json is not None
    assert dropped.json["is_dropped"]


def test_evidence_is_changed_removed_and_restored(program: Make, stored: Stored) -> None:
    carl, claim_id = program("carl"), stored.claim().id
    wish = {"title": "Akte", "stance": "refutes", "accessed": "2024-12-01"}
    row = carl.ask("POST", f"/claims/{claim_id}/evidence", wish).json
    assert row is not None
    path, finding = f"/evidence/{row['id']}", {"stance": "context", "accessed": "2024-12-01", "note": "x"}
    changed = carl.ask("PUT", path, finding, seen=row["version"]).json
    assert changed is not None
    assert (changed["stance"], changed["note"]) == ("context", "x")
    gone = carl.ask("POST", f"{path}/remove", seen=changed["version"]).json
    assert gone is not None
    assert carl.get(f"/claims/{claim_id}/evidence")["items"] == []
    assert carl.ask("POST", f"{path}/restore", seen=gone["version"]).status_code == 200
    late = carl.ask("POST", f"/claims/{claim_id}/evidence", {**wish, "accessed": "2999-01-01"})
    assert late.json is not None
    assert (late.status_code, late.json["field"]) == (422, "accessed")


def test_an_editor_decides_on_flags(program: Make) -> None:
    edda = program("edda")
    flag = edda.get("/flags?status=open")["items"][0]
    path = f"/flags/{flag['id']}"
    bare = edda.ask("POST", f"{path}/dismiss", {"reason": " "}, seen=flag["version"])
    assert (bare.status_code, bare.json and bare.json["field"]) == (422, "reason")
    done = edda.ask("POST", f"{path}/uphold", seen=flag["version"]).json
    assert done is not None
    assert done["status"] == "upheld"
    again = edda.ask("POST", f"{path}/reopen", seen=done["version"]).json
    assert again is not None
    assert again["status"] == "open"


def test_an_editor_asks_for_other_words_accepts_some_and_puts_a_flag_off(program: Make) -> None:
    edda = program("edda")
    flag = edda.get("/flags?status=open")["items"][0]
    path = f"/flags/{flag['id']}"
    late = (datetime.now(UTC) + timedelta(days=800)).date().isoformat()
    far = edda.ask("POST", f"{path}/snooze", {"until": late}, seen=flag["version"])
    assert (far.status_code, far.json and far.json["field"]) == (422, "until")
    soon = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    slept = edda.ask("POST", f"{path}/snooze", {"until": soon}, seen=flag["version"]).json
    assert slept is not None
    assert (slept["status"], slept["snoozed_until"]) == ("open", soon)
    asked = edda.ask("POST", f"{path}/ask", {"note": "Nüchterner"}, seen=slept["version"]).json
    assert asked is not None
    assert (asked["status"], asked["decision_reason"]) == ("reword_asked", "Nüchterner")
    same = edda.ask("POST", f"{path}/reword", {"wording": flag["quote"]}, seen=asked["version"])
    assert (same.status_code, same.json and same.json["field"]) == (422, "wording")
    done = edda.ask("POST", f"{path}/reword", {"wording": "Unterlagen"}, seen=asked["version"]).json
    assert done is not None
    assert (done["status"], done["wording"]) == ("reworded", "Unterlagen")
    assert program("carl").ask("POST", f"{path}/ask", {"note": "x"}, seen=done["version"]).status_code == 403


def test_an_archived_article_is_in_the_other_list(program: Make) -> None:
    edda = program("edda")
    version = edda.get("/articles/1")["version"]
    archived = edda.ask("POST", "/articles/1/archive", seen=version).json
    assert archived is not None
    assert edda.get("/articles")["items"] == []
    assert [row["id"] for row in edda.get("/articles?archived=true")["items"]] == [1]
    assert edda.ask("POST", "/articles/1/archive", seen=archived["version"]).status_code == 409
    assert edda.ask("POST", "/articles/1/reopen", seen=archived["version"]).status_code == 200
