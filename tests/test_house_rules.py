"""The house rules hold, and each of them would notice a breach."""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from factcheck import api
from factcheck.analysis import analyse
from factcheck.cli import factcheck
from factcheck.models import Claim, User
from factcheck.services import articles, progress
from factcheck.services.access import ALLOWED, Act
from factcheck.web.auth import PUBLIC
from tests import house
from tests.browsing import Visitor
from tests.house import PACKAGE, ROOT
from tests.services import steps
from tests.statements import ADVICE, MOST, counted
from tests.web.stored import Stored

README = (ROOT / "README.md").read_text(encoding="utf-8")


def every(rule: Iterable[Iterable[str]]) -> list[str]:
    """All breaches as one list."""
    return [breach for breaches in rule for breach in breaches]


# 1. Rooms import only the rooms below; only doors commit.


def test_rooms_import_only_what_stands_below_them() -> None:
    assert not (breaches := every(house.foreign_imports(path) for path in house.sources())), "\n".join(
        breaches
    )


def test_only_doors_commit() -> None:
    assert not (breaches := every(house.commits(path) for path in house.sources())), "\n".join(breaches)


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("analysis/clauses.py", "from factcheck.models import Claim", "analysis may not import models"),
        ("formats/claims_csv.py", "import factcheck.services.exports", "formats may not import services"),
        ("services/claims.py", "from flask import g", "services must not know flask"),
        ("web/claims.py", "from sqlalchemy import select", "web must not know sqlalchemy"),
        ("web/claims.py", "from factcheck.api import claims", "web may not import api"),
        ("analysis/clauses.py", "from factcheck import db", "analysis may not import db"),
    ],
)
def test_a_forbidden_import_is_noticed_and_explained(
    tmp_path: Path, file: str, code: str, words: str
) -> None:
    assert words in " ".join(house.foreign_imports(_plant(tmp_path, file, code), tmp_path))


def test_a_commit_in_a_service_is_noticed(tmp_path: Path) -> None:
    planted = _plant(tmp_path, "services/claims.py", "def act(session):\n    session.commit()")
    assert "only a door commits" in " ".join(house.commits(planted, tmp_path))


# 2. Every route is guarded, every act is in the table.


def test_every_route_outside_the_public_list_is_guarded(app: Flask) -> None:
    assert not (breaches := unguarded(app)), "\n".join(breaches)


def test_every_act_stands_in_the_table_of_who_may_do_it() -> None:
    assert set(ALLOWED) == set(Act)


def test_an_unguarded_route_is_noticed(app: Flask) -> None:
    app.add_url_rule("/planted", "planted", lambda: "open to all")
    assert any("/planted" in breach and "@requires" in breach for breach in unguarded(app))


def unguarded(app: Flask) -> list[str]:
    """Routes that anybody could call."""
    return [
        f"{rule.rule}: put @requires(Act.…) under the route, or add {rule.endpoint} to PUBLIC with a reason."
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in PUBLIC | api.PUBLIC
        and not hasattr(app.view_functions[rule.endpoint], "requires")
    ]


# 3. A status changes in one function each, by a table; progress is not a verdict.


def test_the_status_of_claims_articles_and_flags_is_written_in_one_place_each() -> None:
    assert writers(PACKAGE / "services") == {
        ("progress", "move", "claim"),
        ("articles", "_move", "article"),
        ("flag_progress", "move", "flag"),
        ("rules", "_move", "rule"),
        ("match_decisions", "_decide", "match"),
    }


def test_every_transition_leads_from_known_states_and_is_permitted_to_somebody() -> None:
    for event, transition in progress.TRANSITIONS.items():
        assert transition.before, f"{event} can never happen"
        assert transition.after not in transition.before or event == "claim.assigned", event
        assert ALLOWED[transition.act]
    assert articles.TRANSITIONS


def test_a_second_place_that_writes_a_status_is_noticed(tmp_path: Path) -> None:
    _plant(tmp_path, "services/shortcut.py", "def publish(claim):\n    claim.status = 'published'")
    assert ("shortcut", "publish", "claim") in writers(tmp_path / "services")


def writers(folder: Path) -> set[tuple[str, str, str]]:
    """(module, function, variable) of every write to a `status`."""
    return {(path.stem, *found) for path in folder.glob("*.py") for found in house.status_writes(path)}


# 4. Revisions stand in one numbered line (their DDL is compared in tests/migrations).


def test_revisions_are_numbered_without_gap_or_fork() -> None:
    assert not (breaches := list(house.revision_problems(ROOT / "migrations" / "versions"))), "\n".join(
        breaches
    )


def test_a_gap_a_fork_and_an_import_of_the_models_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "0001_a.py").write_text("revision = '0001'\ndown_revision = None\n")
    (tmp_path / "0003_b.py").write_text(
        "from factcheck.models import Claim\nrevision = '0003'\ndown_revision = None\n"
    )
    said = " ".join(house.revision_problems(tmp_path))
    assert "the next revision is 0002" in said
    assert "revisions stand in one line" in said
    assert "must not import factcheck" in said


# 5. Offsets are the truth, for any text (gold texts: tests/analysis; the CHECK: tests/models).


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_every_claim_and_flag_of_any_text_is_exactly_the_words_it_points_at(text: str) -> None:
    assert not misplaced(text, analyse(text, "de"))


def test_an_offset_that_is_off_by_one_is_noticed() -> None:
    text = "Rund 200 Menschen kamen."
    shifted = "Xund 200 Menschen kamen."
    assert misplaced(shifted, analyse(text, "de"))


def misplaced(text: str, result: object) -> list[str]:
    """Claims and flags that do not stand where they say, or outside of their sentence."""
    found = []
    for part in (*result.claims, *result.flags):  # type: ignore[attr-defined]
        sentence = result.sentences[part.sentence]  # type: ignore[attr-defined]
        if part.span.of(text) != part.text or not sentence.contains(part.span):
            found.append(part.text)
    return found


# 6. The README names everything; nothing grows too long; every public thing says what it is.


def test_the_readme_names_every_command() -> None:
    context = click.Context(factcheck)
    found = {name: factcheck.get_command(context, name) for name in factcheck.list_commands(context)}
    commands = [
        f"{name} {sub}".strip()
        for name, command in found.items()
        for sub in (command.commands if isinstance(command, click.Group) else [""])
    ]
    assert not house.unmentioned(commands, README)


def test_the_readme_names_every_setting_and_every_room() -> None:
    settings = sorted(set(re.findall(r'"(FACTCHECK_[A-Z_]+)"', (PACKAGE / "config.py").read_text("utf-8"))))
    rooms = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    assert not house.unmentioned(settings + [f"{room}/" for room in rooms], README)


def test_a_command_missing_from_the_readme_is_noticed() -> None:
    assert house.unmentioned(["planted"], README) == ["planted"]


def test_no_module_and_no_function_is_too_long() -> None:
    assert not (breaches := every(house.oversize(path) for path in house.sources())), "\n".join(breaches)


def test_no_module_is_named_after_nothing() -> None:
    assert not every(house.shapeless_names(path) for path in house.sources())


def test_every_public_thing_says_what_it_is() -> None:
    assert not (breaches := every(house.undocumented(path) for path in house.sources())), "\n".join(breaches)


def test_growth_bad_names_and_silence_are_noticed() -> None:
    long = ROOT / "tests" / "house.py"
    assert not list(house.oversize(long))
    assert list(house.shapeless_names(Path("factcheck/web/utils.py")))
    tree = ast.parse("def act():\n    pass\n")
    assert isinstance(tree.body[0], ast.FunctionDef)
    assert ast.get_docstring(tree.body[0]) is None


def _plant(folder: Path, file: str, code: str) -> Path:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code + "\n", encoding="utf-8")
    return path


# 6. A page asks the database seldom, whatever stands on it.


def test_no_page_of_the_desk_asks_the_database_more_than_twelve_times(
    app: Flask, visit: Callable[[str], Visitor]
) -> None:
    stored = Stored(app)
    judged = _judged(stored)
    fresh = f"/claims/{stored.claim('besuchte').id}"
    for name in ("carl", "edda"):
        visitor = visit(name)
        for address in (
            judged,
            fresh,
            "/queue",
            "/queue?view=all&kind=quantity&rating=false&mine=1",
            "/",
            "/search?q=Truppen+800000",
            "/queue/rate",
        ):
            visitor.get(address)
            with counted(stored.database.engine) as sent:
                assert visitor.get(address).status == 200
            asked = "\n".join(sent)
            advice = ADVICE.format(most=MOST, address=address, number=len(sent), asked=asked)
            assert 0 < len(sent) <= MOST, advice


def _judged(stored: Stored) -> str:
    """The address of a claim with evidence, a verdict taken back and another proposed."""
    claim_id, carl_id = stored.claim().id, stored.person("carl").id
    with stored.database.writing() as session:
        claim, carl = session.get_one(Claim, claim_id), session.get_one(User, carl_id)
        steps.attach(session, carl, claim)
        steps.attach(session, carl, claim, "https://example.net/other", title="Noch ein Bericht")
        steps.propose(session, carl, claim)
        steps.verdict_taken_back(session, carl, claim)
        steps.propose(session, carl, claim)
        session.commit()
    return f"/claims/{claim_id}"
