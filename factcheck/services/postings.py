"""The index behind "was this checked before?": plain tables, written in the act's own transaction.

A text is found the moment it is stored, by every worker, and on SQLite as on PostgreSQL. Writers take their
turn, as for the audit log: the counts of terms stay exact, so that ranks are the same everywhere.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, Subquery, bindparam, column, delete, func, insert, select, update, values
from sqlalchemy.orm import InstrumentedAttribute, Session

from factcheck.analysis import ranking
from factcheck.models import Library, MatchEntry, MatchPosting, MatchTerm
from factcheck.services import audit

EVERY = ""  # the term that counts a library
_TERM = MatchTerm.__table__.c
_ADD = (
    update(MatchTerm.__table__)  # type: ignore[arg-type]
    .where(_TERM.id == bindparam("term_id"))
    .values(texts=_TERM.texts + bindparam("more"))
)
_NEW = insert(MatchTerm).returning(MatchTerm.term, MatchTerm.id)


@dataclass(frozen=True, slots=True)
class Query:
    """A query ready to be run: what its known terms tell, and the ids of those within the budget."""

    rarities: Mapping[str, int]
    term_ids: Mapping[int, int]


def subject(library: Library) -> InstrumentedAttribute[int | None]:
    """The column of an entry that says whose text it is."""
    return MatchEntry.check_id if library is Library.CHECKS else MatchEntry.claim_id


def put(session: Session, library: Library, texts: Mapping[int, tuple[str, ...]]) -> None:
    """Index the terms of texts by the id of their check or claim; what was indexed before is replaced."""
    if not texts:
        return
    session.flush()  # an entry refers to its row
    audit.take_turn(session)
    wanted = {row_id: " ".join(terms) for row_id, terms in texts.items()}
    known = {row_id: terms for _, row_id, terms in _entries(session, library, list(wanted))}
    take_out(session, library, [row_id for row_id, terms in known.items() if wanted[row_id] != terms])
    new = {row_id: terms for row_id, terms in texts.items() if known.get(row_id) != wanted[row_id]}
    if not new:
        return
    whose = subject(library)
    rows = [{whose.key: row_id, "terms": wanted[row_id]} for row_id in new]
    written = session.execute(insert(MatchEntry).returning(MatchEntry.id, whose), rows)
    entries = {row_id: entry_id for entry_id, row_id in written if row_id is not None}
    ids = _count(session, library, Counter(term for terms in new.values() for term in {*terms, EVERY}))
    postings = sorted(
        (ids[term], entries[row_id], weight)
        for row_id, terms in new.items()
        for term, weight in ranking.weights(terms).items()
    )
    if postings:
        names = ("term_id", "entry_id", "weight")
        session.execute(
            insert(MatchPosting), [dict(zip(names, posting, strict=True)) for posting in postings]
        )


def take_out(session: Session, library: Library, row_ids: Sequence[int]) -> None:
    """Forget the texts of these checks or claims."""
    found = _entries(session, library, row_ids) if row_ids else []
    if not found:
        return
    audit.take_turn(session)
    held = [(entry_id, set(terms.split())) for entry_id, _, terms in found]
    counts = Counter(term for _, terms in held for term in {*terms, EVERY})
    ids = _count(session, library, {term: -times for term, times in counts.items()})
    for entry_id, terms in held:
        session.execute(
            delete(MatchPosting).where(
                MatchPosting.term_id.in_([ids[term] for term in terms]), MatchPosting.entry_id == entry_id
            )
        )
    session.execute(delete(MatchEntry).where(MatchEntry.id.in_([entry_id for entry_id, _ in held])))


def query(session: Session, library: Library, terms: Sequence[str]) -> Query | None:
    """What is known of a query's terms; None where the library holds none of them."""
    known = _terms(session, library, [*dict.fromkeys(terms), EVERY])
    texts = {term: texts for term, (_, texts) in known.items() if texts > 0}
    documents = texts.pop(EVERY, 0)
    if not texts:
        return None
    rarities = {term: ranking.rarity(documents, containing) for term, containing in texts.items()}
    return Query(rarities, {known[term][0]: rarities[term] for term in ranking.affordable(texts)})


def candidates(asked: Query) -> Subquery:
    """The entries that share most with a query, as a subquery with `entry_id` and `score`."""
    wanted = (
        values(column("term_id", Integer), column("rarity", Integer), name="given")
        .data(sorted(asked.term_ids.items()))
        .cte("wanted")
    )
    score = func.sum(wanted.c.rarity * MatchPosting.weight)
    return (
        select(MatchPosting.entry_id, score.label("score"))
        .select_from(wanted)
        .join(MatchPosting, MatchPosting.term_id == wanted.c.term_id)
        .group_by(MatchPosting.entry_id)
        .order_by(score.desc(), MatchPosting.entry_id)
        .limit(ranking.CANDIDATES)
        .subquery("best")
    )


def _entries(session: Session, library: Library, row_ids: Sequence[int]) -> list[tuple[int, int, str]]:
    """The entries of these checks or claims: entry, check or claim, terms."""
    whose = subject(library)
    rows = session.execute(select(MatchEntry.id, whose, MatchEntry.terms).where(whose.in_(row_ids)))
    return [(entry_id, row_id, terms) for entry_id, row_id, terms in rows if row_id is not None]


def _terms(session: Session, library: Library, terms: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The id of each known term and in how many texts it stands."""
    query = select(MatchTerm.term, MatchTerm.id, MatchTerm.texts).where(
        MatchTerm.library == library, MatchTerm.term.in_(terms)
    )
    return {term: (term_id, texts) for term, term_id, texts in session.execute(query)}


def _count(session: Session, library: Library, counts: Mapping[str, int]) -> dict[str, int]:
    """Add to the counts of terms, negative ones take away; returns the ids of all of them."""
    known = _terms(session, library, list(counts))
    changed = [{"term_id": known[term][0], "more": counts[term]} for term in counts if term in known]
    if changed:
        session.connection().execute(_ADD, changed)
    new = [{"library": library, "term": term, "texts": counts[term]} for term in counts if term not in known]
    ids = {term: term_id for term, (term_id, _) in known.items()}
    if new:
        ids.update((row.term, row.id) for row in session.execute(_NEW, new))
    return ids
