"""The first content of a fresh installation: rating scale, demo people, example articles."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.models import Article, Rating, Role, User
from factcheck.services import articles, audit, users


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was new: articles, and demo people with the passwords that are shown this once."""

    articles: list[str]
    passwords: dict[str, str]


def seed(session: Session, folder: Path, *, now: datetime) -> Seeded:
    """Load `ratings.json`, `people.json` and `articles.json` of a folder; what is there already stays."""
    load_ratings(session, folder / "ratings.json", now=now)
    passwords = _people(session, _read(folder / "people.json"), now)
    actor = users.first_administrator(session)
    if actor is None:
        return Seeded([], passwords)
    return Seeded(_articles(session, actor, folder, now), passwords)


def load_ratings(session: Session, path: Path, *, now: datetime) -> None:
    """Load a rating scale into a database that has none."""
    if session.scalar(select(func.count(Rating.id))):
        return
    ratings = [Rating(**row, position=position) for position, row in enumerate(_read(path))]
    session.add_all(ratings)
    audit.record(session, None, "rating_scale.loaded", ratings[0], now=now, count=len(ratings))


def _people(session: Session, rows: list[dict[str, Any]], now: datetime) -> dict[str, str]:
    """Demo people, only into a database without people: a real desk never gets them by accident."""
    if session.scalar(select(func.count(User.id))):
        return {}
    passwords = {}
    for row in rows:
        password = users.made_up_password(row["name"])
        users.create(
            session,
            None,
            name=row["name"],
            full_name=row["full_name"],
            role=Role(row["role"]),
            password=password,
            is_demo=True,
            now=now,
        )
        passwords[row["name"]] = password
    return passwords


def _articles(session: Session, actor: User, folder: Path, now: datetime) -> list[str]:
    if session.scalar(select(func.count(Article.id))):
        return []
    added = []
    for row in _read(folder / "articles.json"):
        text = (folder / row["file"]).read_text(encoding="utf-8")
        details = articles.Details(
            title=row["title"],
            publisher=row.get("publisher"),
            author=row.get("author"),
            published=date.fromisoformat(row["published"]),
            language=row["language"],
        )
        prepared = articles.prepare(text, details, file_name=row["file"])
        added.append(articles.add(session, actor, prepared, now=now).title)
    return added


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
