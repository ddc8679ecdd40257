"""Desk rules over many flags: how long a new one takes until every flag has been looked at."""

import tempfile
from collections.abc import Iterable
from time import perf_counter

from factcheck import schema
from factcheck.config import read_config
from factcheck.db import connect
from factcheck.models import FlagKind, Job, Rule, RuleStatus, User
from factcheck.services import rules
from factcheck.services.rules import Wanted
from factcheck.worker import Worker, tools_of
from tests import factories, generator
from tests.bench import Bench, Measure

ARTICLES = 1_000
FLAGS = 30_000


def reevaluation() -> Iterable[Measure]:
    """A rule on a word of every flag, confirmed by an editor and applied by a worker in steps."""
    with tempfile.TemporaryDirectory() as folder:
        config = read_config({"FACTCHECK_INSTANCE": folder})
        database = connect(config.database_url)
        schema.upgrade(database.engine)
        with database.writing() as session:
            factories.furnish(session)
            generator.fill(session, ARTICLES * generator.PER_ARTICLE, flags=FLAGS)
            editor = session.query(User).filter_by(name="edda").one()
            rule = Rule(
                language="de",
                kind=FlagKind.LOADED_LANGUAGE,
                word="rund",
                quote="Rund",
                context=[],
                reason="",
                status=RuleStatus.PROPOSED,
                dismissals=3,
                created_at=factories.NOW,
            )
            session.add(rule)
            session.flush()
            wanted = Wanted("Minister, Bürger, Stadt", None, "Ein Maß.")
            rules.confirm(session, editor, rule, wanted, version=rule.version, now=factories.NOW)
            session.commit()
        began = perf_counter()
        Worker(database, tools_of(config)).work_off()
        yield Measure("rule_reevaluation_s", perf_counter() - began, "s")
        with database.reading() as session:
            job = session.query(Job).one()
            assert (job.done, job.total) == (ARTICLES + 1, ARTICLES + 1), "every article was looked at"
        database.close()


BENCHES: dict[str, Bench] = {"rule_reevaluation_s": reevaluation}
