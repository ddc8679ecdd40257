"""Pages of background work."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from factcheck.models import Job, JobStatus
from factcheck.services import jobs, leases
from factcheck.services.errors import Refused
from factcheck.services.jobs import Step
from tests import slow_work
from tests.browsing import Visitor
from tests.factories import NOW
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


@pytest.fixture(autouse=True)
def slow_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of work for these tests."""
    monkeypatch.setitem(jobs.KINDS, "test.slow", slow_work.KIND)


def asked(stored: Stored, name: str = "carl", **values: Any) -> int:
    """A job that somebody asked for."""
    with stored.database.writing() as session:
        job = jobs.enqueue(session, stored.person(name), "test.slow", {}, now=NOW)
        for key, value in values.items():
            setattr(job, key, value)
        session.commit()
        return job.id


def test_a_page_shows_how_far_the_work_is_and_asks_again_without_script(visit: Visit, stored: Stored) -> None:
    job_id = asked(stored)
    with stored.database.writing() as session:
        lease = leases.take(session, "w", lease=slow_work.LEASE, now=NOW)
        assert lease
        leases.advance(session, lease, Step(312, 10_000), until=NOW)
        session.commit()
    page = visit("carl").get(f"/jobs/{job_id}")
    assert "312 of 10,000" in page.text
    bar = page.tree.xpath("//progress")[0]
    assert (bar.get("value"), bar.get("max"), bar.get("aria-label")) == ("312", "10000", "Slow work")
    assert page.tree.xpath("//noscript/meta[@http-equiv='refresh']")
    part = visit("carl").client.get(f"/jobs/{job_id}/progress").text
    assert part.lstrip().startswith("<div")
    assert "312 von 10.000" in part, "the browser of this answer asks for no language"


def test_failed_work_says_why_and_is_tried_again(visit: Visit, stored: Stored) -> None:
    job_id = asked(stored)
    with stored.database.writing() as session:
        lease = leases.take(session, "w", lease=slow_work.LEASE, now=NOW)
        assert lease
        error = Refused("The host %(host)s cannot be found; check the address.", host="a.example")
        leases.fail(session, lease, error, for_good=True, now=NOW)
        session.commit()
    carl = visit("carl")
    page = carl.get(f"/jobs/{job_id}")
    assert "The host a.example cannot be found" in page.text
    assert not page.tree.xpath("//meta[@http-equiv='refresh']")
    page = carl.send(page, "/again")
    assert "The work is tried again." in page.text
    assert "waits for its turn" in page.text


def test_work_is_stopped_by_whoever_asked_for_it_and_by_editors_only(visit: Visit, stored: Stored) -> None:
    job_id = asked(stored)
    mia = visit("mia")
    assert not [form for form in mia.get(f"/jobs/{job_id}").tree.forms if "cancel" in form.get("action")]
    assert mia.post(f"/jobs/{job_id}/cancel").status == 403
    edda = visit("edda")
    page = edda.send(edda.get(f"/jobs/{job_id}"), "/cancel")
    assert "Stopped; what was done until then stays." in page.text
    with stored.reading() as session:
        assert session.get_one(Job, job_id).status is JobStatus.CANCELLED
    assert "has ended already" in visit("carl").post(f"/jobs/{job_id}/cancel").text


def test_the_list_of_work_begins_empty_and_is_paged(
    visit: Visit, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    carl = visit("carl")
    assert "Nothing was done in the background yet." in carl.get("/jobs").text
    monkeypatch.setattr(jobs, "PAGE", 2)
    for _ in range(3):
        asked(stored)
    page = carl.get("/jobs")
    assert page.text.count("Slow work") == 2
    [following] = page.tree.xpath("//a[@rel='next']/@href")
    assert carl.get(following).text.count("Slow work") == 1


def test_work_of_a_kind_that_is_no_longer_known_can_still_be_looked_at(
    app: Flask, visit: Visit, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = asked(stored)
    monkeypatch.delitem(jobs.KINDS, "test.slow")
    assert app.extensions
    assert visit("carl").get(f"/jobs/{job_id}").status == 200
