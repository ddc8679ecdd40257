"""The rows of an export a block at a time, as columns: raw values of the database, made cells at once.

Typed rows would cost more than the query itself: values come as the driver gives them (texts on SQLite,
dates and decimals on PostgreSQL) and are written the same way from both.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, bindparam, select, type_coerce
from sqlalchemy.orm import Session, aliased

from factcheck.formats.verdicts import COLUMNS, Block
from factcheck.models import (
    Article,
    ArticleVersion,
    Check,
    Claim,
    ClaimKind,
    ClaimQuantity,
    ClaimTime,
    Correction,
    CorrectionKind,
    Evidence,
    Flag,
    FlagStatus,
    Match,
    MatchStatus,
    Rating,
    Sentence,
    Source,
    Stance,
    User,
    Verdict,
)
from factcheck.services.claim_filter import ANSWERING, ClaimFilter, filtered, with_verdict

# Claims of which evidence and flags are looked up at once; also how much of a large export is in memory.
BLOCK = 1000
# Texts of articles that are held at once while sentences are cut out of them.
TEXTS = 50
# Rows between the first and the last of a block, for each that is wanted, up to which all are looked up.
SPARSE = 4
Columns = dict[str, Sequence[Any]]
Lists = dict[int, list[str]]


def blocks(session: Session, wanted: ClaimFilter) -> Iterator[Block]:
    """Every claim the filter lets through with its newest verdict, by claim id, in blocks of columns."""
    session.flush()
    # Asked past the session, which would look for objects in every row.
    connection = session.connection()
    query = _query(wanted).where(Claim.id > bindparam("last")).order_by(Claim.id).limit(BLOCK)
    names = query.selected_columns.keys()
    last = 0
    while rows := connection.execute(query, {"last": last}).all():
        found: Columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        last = found["claim_id"][-1]
        cells = _cells(connection, found)
        yield [cells[name] for name in COLUMNS]


def _query(wanted: ClaimFilter) -> "Select[*tuple[Any, ...]]":
    author, second = aliased(User), aliased(User)
    columns = select(
        Claim.id.label("claim_id"),
        Claim.article_id,
        Article.title.label("article_title"),
        Article.url.label("article_url"),
        _raw(Article.published).label("published"),
        Article.language,
        _raw(Claim.kind).label("kind"),
        Claim.quote.label("claim_text"),
        Claim.label.label("claim_label"),
        Claim.start,
        Claim.end,
        Claim.article_version_id,
        Claim.sentence_id,
        Sentence.start.label("sentence_start"),
        Sentence.end.label("sentence_end"),
        Claim.attribution,
        _raw(ClaimQuantity.value).label("amount"),
        _raw(ClaimQuantity.minimum).label("minimum"),
        _raw(ClaimQuantity.maximum).label("maximum"),
        ClaimQuantity.unit,
        _raw(ClaimQuantity.approximate).label("approximate"),
        ClaimTime.value.label("time"),
        Claim.checkworthiness.label("score"),
        _raw(Claim.status).label("status"),
        Rating.key.label("rating"),
        Rating.value.label("rating_value"),
        Verdict.summary.label("verdict_summary"),
        author.full_name.label("reviewer"),
        second.full_name.label("second_reviewer"),
        _raw(Verdict.decided_at).label("decided"),
        _raw(Verdict.published_at).label("verdict_published"),
        Claim.duplicate_of_id.label("duplicate_of"),
        ANSWERING.label("answering"),
    )
    query = (
        with_verdict(columns)
        .join(Sentence, Sentence.id == Claim.sentence_id)
        .outerjoin(ClaimQuantity, ClaimQuantity.claim_id == Claim.id)
        .outerjoin(ClaimTime, ClaimTime.claim_id == Claim.id)
        .outerjoin(author, author.id == Verdict.author_id)
        .outerjoin(second, second.id == Verdict.second_reviewer_id)
    )
    return filtered(query, wanted)


def _raw(column: Any) -> ColumnElement[Any]:
    """The column as the driver gives it."""
    return type_coerce(column, String)


def _cells(connection: Connection, found: Columns) -> Columns:
    """The columns of the table; what the query gave under the table's own names stays as it is."""
    answering, sentence_ids = found["answering"], found["sentence_id"]
    evidence, flags = _evidence(connection, answering), _flags(connection, sentence_ids)
    corrections = _corrections(connection, answering)
    return {
        **found,
        "article_published": _each(found["published"], _day),
        "sentence_text": _sentences(connection, found),
        "value": _values(found),
        # Four places: more would only look exact.
        "checkworthiness": [score and round(score, 4) for score in found["score"]],
        "flags": _lists(flags, sentence_ids),
        "decided_at": _each(found["decided"], _moment),
        "published_at": _each(found["verdict_published"], _moment),
        "sources_supporting": _lists(evidence[Stance.SUPPORTS], answering),
        "sources_refuting": _lists(evidence[Stance.REFUTES], answering),
        "sources_context": _lists(evidence[Stance.CONTEXT], answering),
        "source_urls": _lists(evidence["urls"], answering),
        "archive_urls": _lists(evidence["archived"], answering),
        "evidence_quotes": _lists(evidence["quotes"], answering),
        "correction_note": [corrections.get(row, (None, None))[0] for row in answering],
        "corrected_at": [corrections.get(row, (None, None))[1] for row in answering],
        "earlier_checks": _lists(_earlier_checks(connection, answering), answering),
    }


def _each(column: Sequence[Any], write: Any) -> Sequence[str | None]:
    """A column of cells that are mostly empty or the same, written once for each value there is."""
    written = {value: None if value is None else write(value) for value in set(column)}
    return [written[value] for value in column]


def _day(published: str | date) -> str:
    return str(published)


def _moment(at: str | datetime) -> str:
    """A moment to the second; SQLite keeps texts, in UTC."""
    if isinstance(at, str):
        return f"{at[:10]}T{at[11:19]}+00:00"
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _sentences(connection: Connection, found: Columns) -> list[str]:
    """The sentence of each claim, cut out here: each text travels once, not once for every claim."""
    versions = found["article_version_id"]
    waiting = list(dict.fromkeys(versions))
    places = zip(versions, found["sentence_start"], found["sentence_end"], strict=True)
    if len(waiting) <= TEXTS:
        texts = _texts(connection, waiting)
        return [texts[version][start:end] for version, start, end in places]
    sentences = [""] * len(versions)
    numbered = list(enumerate(places))
    for first in range(0, len(waiting), TEXTS):
        texts = _texts(connection, waiting[first : first + TEXTS])
        for row, (version, start, end) in numbered:
            if version in texts:
                sentences[row] = texts[version][start:end]
    return sentences


def _texts(connection: Connection, versions: list[int]) -> dict[int, str]:
    query = select(ArticleVersion.id, ArticleVersion.text).where(ArticleVersion.id.in_(versions))
    return {row.id: row.text for row in connection.execute(query)}


def _values(found: Columns) -> list[str | None]:
    """The normalised values: `<=800000 NATO-Truppen`, `~130000`, `300..450 Anträge`, `2024-06`."""
    names = ("kind", "time", "amount", "minimum", "maximum", "unit", "approximate")
    return [
        time
        if kind == ClaimKind.TIME.value or (amount is minimum is maximum is None)
        else (
            f"{'~' if approximate else ''}"
            f"{_digits(amount) if amount is not None else _bounds(minimum, maximum)}"
            f"{f' {unit}' if unit else ''}"
        )
        for kind, time, amount, minimum, maximum, unit, approximate in zip(
            *(found[name] for name in names), strict=True
        )
    ]


def _bounds(minimum: Any, maximum: Any) -> str:
    if minimum is None:
        return f"<={_digits(maximum)}"
    return f">={_digits(minimum)}" if maximum is None else f"{_digits(minimum)}..{_digits(maximum)}"


def _digits(number: Any) -> str:
    """Plain digits without closing zeros; SQLite keeps them so."""
    if isinstance(number, str):
        return number
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _lists(found: Lists, ids: Sequence[int]) -> list[tuple[str, ...]]:
    if not found:
        return [()] * len(ids)
    return [tuple(found[row]) if row in found else () for row in ids]


def _among(column: Any, ids: Sequence[int]) -> ColumnElement[bool]:
    """The rows with these ids or between them: a thousand numbers cost more to send than to pass over."""
    first, last = min(ids), max(ids)
    dense = last - first < SPARSE * len(ids)
    between: ColumnElement[bool] = column.between(first, last)
    return between if dense else column.in_(set(ids))


def _evidence(connection: Connection, claim_ids: Sequence[int]) -> dict[str, Lists]:
    """By stance and claim: the titles of the sources; under `urls` and `archived`: their
    addresses and those of archived copies, each once; under `quotes`: what was quoted.
    """
    query = (
        select(
            Evidence.claim_id,
            _raw(Evidence.stance),
            Source.title,
            Source.url,
            Source.archive_url,
            Evidence.quote,
        )
        .join(Source, Source.id == Evidence.source_id)
        .where(_among(Evidence.claim_id, claim_ids), Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
    )
    found: dict[str, Lists] = defaultdict(lambda: defaultdict(list))
    for claim_id, stance, title, url, archived, quote in connection.execute(query):
        found[stance][claim_id].append(title)
        if url and url not in found["urls"][claim_id]:
            found["urls"][claim_id].append(url)
        if archived and archived not in found["archived"][claim_id]:
            found["archived"][claim_id].append(archived)
        if quote:
            found["quotes"][claim_id].append(quote)
    return found


def _corrections(connection: Connection, claim_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Per claim: what was said about the newest correction that was not given up, and when."""
    given_up = (Correction.kind == CorrectionKind.CORRECTION) & (
        Correction.closed_at.is_not(None) & Correction.replaced_by_id.is_(None)
    )
    query = (
        select(Correction.claim_id, Correction.note, _raw(Correction.opened_at))
        .where(_among(Correction.claim_id, claim_ids), ~given_up)
        .order_by(Correction.id)
    )
    return {claim_id: (note, _moment(at)) for claim_id, note, at in connection.execute(query)}


def _earlier_checks(connection: Connection, claim_ids: Sequence[int]) -> Lists:
    """Per claim: the addresses of the fact-checks that people confirmed to answer it."""
    query = (
        select(Match.claim_id, Check.url)
        .join(Check, Check.id == Match.check_id)
        .where(
            _among(Match.claim_id, claim_ids), Match.status == MatchStatus.CONFIRMED, Check.url.is_not(None)
        )
        .order_by(Match.id)
    )
    found: Lists = defaultdict(list)
    for claim_id, url in connection.execute(query):
        found[claim_id].append(str(url))
    return found


def _flags(connection: Connection, sentence_ids: Sequence[int]) -> Lists:
    """Per sentence: the kinds of its flags that nobody dismissed."""
    query = (
        select(Flag.sentence_id, _raw(Flag.kind).label("kind"))
        .where(_among(Flag.sentence_id, sentence_ids), Flag.status != FlagStatus.DISMISSED)
        .distinct()
        .order_by(Flag.sentence_id, _raw(Flag.kind))
    )
    found: Lists = defaultdict(list)
    for sentence_id, kind in connection.execute(query):
        found[sentence_id].append(kind)
    return found
