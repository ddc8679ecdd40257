"""Many articles and claims at once, for measuring: rows like real ones, written without the services."""

import random
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from factcheck.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimQuantity,
    Evidence,
    Flag,
    NearDuplicate,
    Sentence,
    Source,
    Verdict,
)
from tests import factories

PER_ARTICLE = 50
FIRST_ARTICLE = 1000
WORDS = "Minister Bürger Stadt Haushalt Vertrag Bericht Truppen Schule Klima Preis Prozent Bahn Wahl".split()  # noqa: SIM905
STATUSES = ("new", "new", "triaged", "assigned", "in_research", "verdict_proposed", "published")
BLOCK = 5000
# One claim in so many is said to repeat one of the article before.
REPEATED = 40
TABLES = (
    Article,
    ArticleVersion,
    Sentence,
    Claim,
    ClaimQuantity,
    NearDuplicate,
    Source,
    Evidence,
    Verdict,
    Flag,
)


def fill(session: Session, claims: int, *, flags: int = 0, seed: int = 1) -> None:
    """Insert `claims` claims, 50 an article, some of them judged, and `flags` flags on the same sentences."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    rows: dict[type, list[dict[str, object]]] = {kind: [] for kind in TABLES}
    for number in range(claims // PER_ARTICLE):
        _article(rows, number, chance, flags * PER_ARTICLE // max(claims, 1))
        if len(rows[Claim]) >= BLOCK:
            _write(session, rows)
    _write(session, rows)


def sentences(count: int, seed: int = 1) -> Iterator[str]:
    """Claims like those of `fill`, without articles around them; hardly two are the same."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    return (_sentence(chance) for _ in range(count))


def _article(
    rows: dict[type, list[dict[str, object]]], number: int, chance: random.Random, flags: int
) -> None:
    article_id = number + FIRST_ARTICLE
    at = factories.NOW - timedelta(minutes=number)
    sentences = [_sentence(chance) for _ in range(PER_ARTICLE)]
    text = " ".join(sentences)
    rows[Article].append(
        {
            "id": article_id,
            "title": f"Artikel {number}: {sentences[0][:60]}",
            "publisher": f"Blatt {number % 40}",
            "published": at.date(),
            "language": "de",
            "status": "open",
            "created_by_id": 1,
            "created_at": at,
            "version": 1,
        }
    )
    rows[ArticleVersion].append(
        {
            "id": article_id,
            "article_id": article_id,
            "number": 1,
            "text": text,
            "content_hash": f"{number:064d}",
            "created_by_id": 1,
            "created_at": at,
        }
    )
    start = 0
    for place, sentence in enumerate(sentences):
        row_id = article_id * PER_ARTICLE + place
        end = start + len(sentence)
        rows[Sentence].append(
            {"id": row_id, "article_version_id": article_id, "number": place, "start": start, "end": end}
        )
        _claim(rows, row_id, article_id, sentence, (start, end), chance)
        if place < flags:
            _flag(rows, row_id, article_id, sentence, start)
        start = end + 1


def _sentence(chance: random.Random) -> str:
    first, second = chance.sample(WORDS, 2)
    number, region = chance.randrange(2, 900_000), chance.randrange(99)
    return f"Rund {number} {first} betrafen am Montag den {second} der Region {region}."


def _claim(
    rows: dict[type, list[dict[str, object]]],
    row_id: int,
    article_id: int,
    sentence: str,
    span: tuple[int, int],
    chance: random.Random,
) -> None:
    status = STATUSES[row_id % len(STATUSES)]
    at = factories.NOW
    rows[Claim].append(
        {
            "id": row_id,
            "article_id": article_id,
            "article_version_id": article_id,
            "sentence_id": row_id,
            "kind": "statement",
            "start": span[0],
            "end": span[1] - 1,
            "quote": sentence[:-1],
            "label": sentence[:60],
            "modality": [],
            "names": [],
            "checkworthiness": round(chance.random(), 4),
            "reasons": [],
            "origin": "machine",
            "status": status,
            "created_at": at,
            "updated_at": at,
            "version": 1,
        }
    )
    rows[ClaimQuantity].append(
        {"claim_id": row_id, "value": row_id % 900_000, "unit": "Menschen", "approximate": True}
    )
    if row_id % REPEATED == 0 and article_id > FIRST_ARTICLE:
        rows[NearDuplicate].append(
            {
                "claim_id": row_id,
                "leader_id": row_id - PER_ARTICLE,
                "score": 100,
                "found_at": at,
                "version": 1,
            }
        )
    if status in ("verdict_proposed", "published"):
        published = status == "published"
        rows[Verdict].append(
            {
                "claim_id": row_id,
                "number": 1,
                "rating_id": row_id % 12 + 1,
                "summary": f"Die Angabe „{sentence[:40]}“ stimmt nicht mit der Statistik überein, mit Komma.",
                "outcome": "approved" if published else "proposed",
                "author_id": 3,
                "decided_at": at,
                "second_reviewer_id": 2 if published else None,
                "published_at": at if published else None,
                "version": 1,
            }
        )


def _flag(
    rows: dict[type, list[dict[str, object]]], row_id: int, article_id: int, sentence: str, start: int
) -> None:
    rows[Flag].append(
        {
            "article_id": article_id,
            "article_version_id": article_id,
            "sentence_id": row_id,
            "kind": "loaded_language",
            "start": start,
            "end": start + 4,
            "quote": sentence[:4],
            "word": sentence[:4].lower(),
            "quoted": False,
            "reason": "zu Messzwecken",
            "status": "open",
            "created_at": factories.NOW,
            "version": 1,
        }
    )


def _write(session: Session, rows: dict[type, list[dict[str, object]]]) -> None:
    for table, waiting in rows.items():
        if waiting:
            session.execute(insert(table), waiting)
            waiting.clear()
