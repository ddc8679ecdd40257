"""Steps with desk rules and word lists, each as short as it reads."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Flag, FlagKind, FlagStatus, Rule, User, WordChange
from factcheck.services import desk_words, flag_bulk, flags, reflagging, rules
from factcheck.services.desk_words import Change
from factcheck.services.flag_bulk import OnWord
from factcheck.services.jobs import Page, Step, Tools, Work
from factcheck.services.rules import Wanted
from tests import factories
from tests.factories import NOW
from tests.services import steps

SCANDAL = "Der Skandal um die Brücke dauert an. {0}"


def scandal(session: Session, actor: User, number: int = 0, publisher: str | None = None) -> Flag:
    """The flag on the word of a new article."""
    article = factories.make_article(session, actor, SCANDAL.format(f"Es ist Fall {number}."))
    article.publisher = publisher
    session.flush()
    return flag_of(session, article)


def flag_of(session: Session, article: Article) -> Flag:
    """The flag on the scandal of an article."""
    query = select(Flag).where(Flag.article_id == article.id, Flag.word == "skandal")
    return session.scalars(query).one()


def dismiss(session: Session, editor: User, flag: Flag, reason: str = "Der Name des Falls.") -> None:
    """The editor finds the wording in order."""
    flags.dismiss(session, editor, flag, reason, version=flag.version, now=NOW)


def proposed(session: Session, editor: User, publisher: str | None = None) -> Rule:
    """The rule that three dismissals propose."""
    for number in range(3):
        dismiss(session, editor, scandal(session, editor, number, publisher))
    return session.scalars(select(Rule)).one()


def confirm(
    session: Session, editor: User, rule: Rule, context: str = "", publisher: str | None = None
) -> None:
    """The editor puts a rule to work."""
    wanted = Wanted(context, publisher, "Der Name des Falls.")
    rules.confirm(session, editor, rule, wanted, version=rule.version, now=NOW)


def retire(session: Session, editor: User, rule: Rule) -> None:
    """The editor takes a rule back."""
    rules.retire(session, editor, rule, version=rule.version, now=NOW)


def applied(session: Session, editor: User, rule: Rule) -> list[Step]:
    """The background work of a rule, all at once."""
    arguments = {"rule": rule.id, "quote": rule.quote}
    return list(rules.reevaluate(session, editor, Work(arguments, TOOLS), now=NOW))


def reflagged(session: Session, administrator: User, language: str = "de") -> list[Step]:
    """The background work of a changed word list, all at once."""
    return list(reflagging.reflag(session, administrator, Work({"language": language}, TOOLS), now=NOW))


def doubted(session: Session, editor: User) -> Rule:
    """A rule that was overruled three times."""
    rule = proposed(session, editor)
    confirm(session, editor, rule)
    for number in range(3, 6):
        steps.uphold(session, editor, scandal(session, editor, number))
    return rule


def bulk_dismissed(session: Session, editor: User) -> int:
    """One decision about the open flags on the word; returns the number of its event."""
    scandal(session, editor, 7)
    chosen = OnWord(FlagKind.LOADED_LANGUAGE, "skandal", "de")
    count, _ = flag_bulk.preview(session, chosen, today=NOW.date())
    event = flag_bulk.decide(session, editor, chosen, "dismiss", "Belegt.", expected=count, now=NOW)
    return event.id


def change(words: str, change: WordChange = WordChange.ADDED, note: str = "Boulevardwort") -> Change:
    """A change of the German list of loaded words."""
    return Change("de", FlagKind.LOADED_LANGUAGE, change, words, note)


def save(session: Session, administrator: User, wanted: Change) -> int:
    """The administrator changes a list; returns the number of the change."""
    return desk_words.save(session, administrator, wanted, now=NOW).id


def open_scandals(session: Session) -> int:
    """How many flags on the word are open."""
    query = select(Flag.id).where(Flag.word == "skandal", Flag.status == FlagStatus.OPEN)
    return len(session.scalars(query).all())


def _nothing(_: str) -> Page:
    raise AssertionError("nothing is fetched")


TOOLS = Tools(Path(), _nothing)
