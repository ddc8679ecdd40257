"""The index behind "was this checked before?": plain tables, written in the act's own transaction.

A text is found the moment it is stored, by every worker, and on SQLite as on PostgreSQL. Writers take their
turn, as for the audit log: the counts of terms stay exact, so that ranks are the same everywhere.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Table, bindparam, delete, insert, select, text, update
from sqlalchemy.orm import Session

from factcheck.analysis import ranking
from factcheck.models import Library, MatchEntry, MatchPosting, MatchTerm
from factcheck.services import audit

# More of a query's rarest terms than this never change what comes first.
_MOST_TERMS = 48
# A whole article pasted as a query is asked for by its first terms.
_MOST_ASKED = 400
EVERY = ""  # the term that counts the texts of a language
_MARK = ":"
_LONGEST_KEY = 60
_ENTRY: Table = MatchEntry.__table__  # type: ignore[assignment]
_TERM: Table = MatchTerm.__table__  # type: ignore[assignment]
_POSTING: Table = MatchPosting.__table__  # type: ignore[assignment]
_ADD = update(_TERM).where(_TERM.c.id == bindparam("of")).values(texts=_TERM.c.texts + bindparam("more"))
_NEW = insert(_TERM).returning(_TERM.c.term, _TERM.c.id)
_KNOWN = select(_TERM.c.term, _TERM.c.id, _TERM.c.texts).where(
    _TERM.c.library == bindparam("library", type_=_TERM.c.library.type),
    _TERM.c.term.in_(bindparam("keys", expanding=True)),
)
# The column of an entry that says whose text it is. Statements are built once: each is sent for every text.
_SUBJECTS: dict[Library, Column[int | None]] = {
    Library.CHECKS: _ENTRY.c.check_id,
    Library.CLAIMS: _ENTRY.c.claim_id,
}
_ENTER = {library: insert(_ENTRY).returning(_ENTRY.c.id, subject) for library, subject in _SUBJECTS.items()}
_HELD = {
    library: select(_ENTRY.c.id, _ENTRY.c.terms).where(subject.in_(bindparam("rows", expanding=True)))
    for library, subject in _SUBJECTS.items()
}
_BEST = """
    WITH wanted(term_id, rarity) AS (VALUES {places})
    SELECT p.entry_id, SUM(w.rarity * p.weight) AS score
    FROM wanted w JOIN match_posting p ON p.term_id = w.term_id
    GROUP BY p.entry_id ORDER BY score DESC, p.entry_id LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Indexed:
    """The terms of one text and the language whose postings they join."""

    language: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query ready to be run: what its known terms tell, and the ids of those within the budget."""

    rarities: Mapping[str, int]
    wanted: tuple[tuple[int, int], ...]


def put(session: Session, library: Library, texts: Mapping[int, Indexed]) -> None:
    """Index texts by the id of their check or claim; what was indexed before is replaced."""
    if not texts:
        return
    session.flush()  # an entry refers to its row
    audit.take_turn(session)
    take_out(session, library, list(texts))
    connection = session.connection()
    subject = _SUBJECTS[library].key
    written = connection.execute(
        _ENTER[library], [{subject: row_id, "terms": _kept(text)} for row_id, text in texts.items()]
    )
    entries = {row_id: entry_id for entry_id, row_id in written}
    counts = Counter(key for text in texts.values() for key in _keys(text))
    ids = _count(session, library, counts)
    postings = sorted(
        (ids[_key(text.language, term)], entries[row_id], weight)
        for row_id, text in texts.items()
        for term, weight in ranking.weights(text.terms).items()
    )
    if postings:
        names = ("term_id", "entry_id", "weight")
        connection.execute(insert(_POSTING), [dict(zip(names, row, strict=True)) for row in postings])


def take_out(session: Session, library: Library, row_ids: Sequence[int]) -> None:
    """Forget the texts of these checks or claims."""
    if not row_ids:
        return
    connection = session.connection()
    rows = connection.execute(_HELD[library], {"rows": list(row_ids)}).all()
    if not rows:
        return
    audit.take_turn(session)
    held = [(row.id, _read(row.terms)) for row in rows]
    counts = Counter(key for _, indexed in held for key in _keys(indexed))
    ids = _count(session, library, {key: -times for key, times in counts.items()})
    for entry_id, indexed in held:
        own = [ids[key] for key in _keys(indexed)]
        connection.execute(
            delete(_POSTING).where(_POSTING.c.term_id.in_(own), _POSTING.c.entry_id == entry_id)
        )
    connection.execute(delete(_ENTRY).where(_ENTRY.c.id.in_([entry_id for entry_id, _ in held])))


def query(session: Session, library: Library, text: Indexed) -> Query | None:
    """What is known of a query's terms; None where the library holds none of them."""
    asked = list(dict.fromkeys(text.terms))[:_MOST_ASKED]
    keys = {_key(text.language, term): term for term in asked}
    known = _terms(session, library, [*keys, _key(text.language, EVERY)])
    texts = {keys[key]: times for key, (_, times) in known.items() if key in keys and times > 0}
    if not texts:
        return None
    documents = known[_key(text.language, EVERY)][1]
    rarities = {term: ranking.rarity(documents, containing) for term, containing in texts.items()}
    affordable = ranking.affordable(texts)[:_MOST_TERMS]
    wanted = [(known[_key(text.language, term)][0], rarities[term]) for term in affordable]
    return Query(rarities, tuple(sorted(wanted)))


def best(session: Session, asked: Query) -> list[int]:
    """The ids of the entries that share most with a query, as candidates for a closer look."""
    places = ", ".join(f"(:t{n}, :r{n})" for n in range(len(asked.wanted)))
    values = {f"t{n}": term_id for n, (term_id, _) in enumerate(asked.wanted)}
    values |= {f"r{n}": rarity for n, (_, rarity) in enumerate(asked.wanted)}
    rows = session.execute(text(_BEST.format(places=places)), values | {"most": ranking.CANDIDATES})
    return [row.entry_id for row in rows]


def terms_of(stored: str) -> str:
    """The terms in an entry, without the language they stand behind."""
    return stored.partition(_MARK)[2]


def _key(language: str, term: str) -> str:
    """How a term is stored: every language has its own, so that a query reads no postings of another."""
    return f"{language}{_MARK}{term}"[:_LONGEST_KEY]


def _keys(text: Indexed) -> set[str]:
    return {_key(text.language, term) for term in (*text.terms, EVERY)}


def _kept(text: Indexed) -> str:
    return f"{text.language}{_MARK}{' '.join(text.terms)}"


def _read(stored: str) -> Indexed:
    language, _, terms = stored.partition(_MARK)
    return Indexed(language, tuple(terms.split()))


def _terms(session: Session, library: Library, keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The id of each known term and in how many texts it stands."""
    rows = session.connection().execute(_KNOWN, {"library": library, "keys": list(keys)})
    return {row.term: (row.id, row.texts) for row in rows}


def _count(session: Session, library: Library, counts: Mapping[str, int]) -> dict[str, int]:
    """Add to the counts of terms, negative ones take away; returns the ids of all of them."""
    known = _terms(session, library, list(counts))
    connection = session.connection()
    changed = [{"of": known[key][0], "more": more} for key, more in counts.items() if key in known]
    if changed:
        connection.execute(_ADD, changed)
    new = [{"library": library, "term": key, "texts": n} for key, n in counts.items() if key not in known]
    ids = {key: term_id for key, (term_id, _) in known.items()}
    if new:
        ids.update((row.term, row.id) for row in connection.execute(_NEW, new))
    return ids
