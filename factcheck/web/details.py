"""The details of audit events and refusals as people read them: stored words become names."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import g
from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from factcheck.services import verdicts
from factcheck.services.settings import DEFINITIONS, MODES
from factcheck.web import names
from factcheck.web.forms.settings import MODE_NAMES
from factcheck.web.forms.settings import NAMES as SETTING_NAMES

LONGEST = 160
FIELDS = {
    "title": _("title"),
    "url": _("address"),
    "publisher": _("publisher"),
    "author": _("author"),
    "published": _("publication day"),
    "language": _("language"),
    "locale": _("language"),
    "full_name": _("name"),
    "role": _("role"),
    "is_active": _("may sign in"),
    "stance": _("stance"),
    "quote": _("quote"),
    "note": _("note"),
    "accessed": _("read on"),
    "archive_url": _("archived copy"),
    "kind": _("nearness"),
    "licence": _("licence"),
    "interests": _("interests"),
    "claim_kind": _("kind"),
    "label": _("short label"),
    "rating": _("rating"),
    "summary": _("summary"),
    "text": _("text"),
    **SETTING_NAMES,
}
EDIT_ACTS = {
    "mark": _("marking"),
    "change": _("changing"),
    "split": _("splitting"),
    "merge": _("merging"),
    "drop": _("dropping"),
}
LANGUAGE_NAMES = {"de": _("German"), "en": _("English")}
DECISIONS = {"uphold": _("upheld"), "dismiss": _("dismissed")}
YES_AND_NO = {"True": _("yes"), "False": _("no")}
WORDS: dict[str, Mapping[Any, str]] = {
    "act": EDIT_ACTS,
    "decision": DECISIONS,
    "is_active": YES_AND_NO,
    "language": LANGUAGE_NAMES,
    "locale": LANGUAGE_NAMES,
    "role": names.ROLES,
    "stance": names.STANCES,
    "status": names.STATUSES,
    "waits_for": names.HOLD_REASONS,
    "ruling": names.RULINGS,
    "priority": {str(int(step)): name for step, name in names.PRIORITIES.items()},
    "step": names.STEPS,
    "kind": names.SOURCE_KINDS,
    "condition": names.SOURCE_CONDITIONS,
    "origin": names.SNAPSHOT_ORIGINS,
    "claim_kind": names.KINDS,
    **{key: MODE_NAMES for key, setting in DEFINITIONS.items() if setting.options == MODES},
    **{key: YES_AND_NO for key, setting in DEFINITIONS.items() if isinstance(setting.default, bool)},
}


def shown(key: str, stored: object) -> str:
    """A detail in the reader's language; what has no name is shown as it is."""
    if isinstance(stored, dict):
        return "; ".join(f"{FIELDS.get(name, name)}: {shown(name, part)}" for name, part in stored.items())
    if isinstance(stored, (list, tuple)):
        return " → ".join(shown(key, part) for part in stored)
    if stored is None:
        return "–"
    text = str(stored)
    if key in WORDS:
        return str(WORDS[key].get(text, text))
    special = SPECIAL.get(key)
    if special is not None:
        return special(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _rating(key: str) -> str:
    """The name of a rating; the scale is read once a request."""
    if "scale" not in g:
        g.scale = {rating.key: rating for rating in verdicts.scale(g.session, active_only=False)}
    rating = g.scale.get(key)
    if rating is None:
        return key
    name: str = rating.name_de if str(get_locale()).startswith("de") else rating.name_en
    return name


def _roles(listed: str) -> str:
    return ", ".join(shown("role", role) for role in listed.split(", "))


SPECIAL: dict[str, Callable[[str], str]] = {"rating": _rating, "instead_of": _rating, "roles": _roles}
