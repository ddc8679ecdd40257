"""How values are shown: every public function here is a filter of the templates."""

from datetime import date, datetime
from decimal import Decimal, localcontext
from enum import StrEnum

from babel.dates import format_date, format_datetime, format_skeleton, get_timezone
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale, gettext
from flask_login import current_user

from factcheck import __version__
from factcheck.models import AuditEvent, Carryover, Claim, ClaimQuantity, Rating
from factcheck.services.audit import EVENTS
from factcheck.services.evidence_rules import Rule
from factcheck.web import desk_names, names, reasons
from factcheck.web.details import FIELDS, shown
from factcheck.web.forms.settings import NAMES as SETTING_NAMES
from factcheck.web.languages import LANGUAGES
from factcheck.web.mentions import with_mentions

DESK_ZONE = "Europe/Berlin"
FILTERS = (
    "amount", "day", "event_sentence", "figure", "iso", "key", "kind_name", "lang_tag", "moment", "percent",
    "quantity", "rating_name", "reason_text", "rule_name", "rule_text", "setting", "time_value", "value",
    "word",
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Make the functions of this module filters."""
    for name in FILTERS:
        app.jinja_env.filters[name] = globals()[name]
    app.jinja_env.filters["with_mentions"] = with_mentions
    app.jinja_env.filters["detail"] = shown
    app.jinja_env.filters["detail_name"] = lambda key: FIELDS.get(key, key)
    config = app.extensions["factcheck"]
    app.jinja_env.globals.update(
        names=names,
        desk_names=desk_names,
        desk_name=config.desk_name,
        version=__version__,
        get_locale=get_locale,
    )


def key(default: str) -> str:
    """The key that this person presses for a shortcut."""
    return str(current_user.keys.of(default)) if current_user.is_authenticated else default


def lang_tag(language: str) -> str:
    """The language of a text for browsers: BCP 47 says `und` where it is none that we know."""
    return language if language in LANGUAGES else "und"


def word(stored: StrEnum) -> str:
    """A stored word as people read it."""
    return names.name(stored)


def kind_name(kind: StrEnum) -> str:
    """The name of a claim's or flag's kind."""
    return names.name(kind)


def amount(number: Decimal) -> str:
    """A number with the reader's separators and all its digits."""
    places = max(-int(number.as_tuple().exponent), 0)
    # Babel quantizes, which decimal refuses beyond the 28 digits of its usual context.
    with localcontext(prec=max(number.adjusted(), 0) + places + 2):
        return str(format_decimal(number, format=f"#,##0.{'#' * places}", locale=get_locale()))


def figure(number: float) -> str:
    """A figure of a table with the reader's separators, to two places where it has them."""
    return str(format_decimal(number, format="#,##0.##", locale=get_locale()))


def percent(share: float | None) -> str:
    """A share of one as whole per cent."""
    return "–" if share is None else f"{round(share * 100)} %"


def quantity(stated: ClaimQuantity) -> str:
    """An amount in words: "at most 800,000 NATO-Truppen"."""
    words = _bounds(stated)
    if stated.approximate:
        words = str(gettext("about %(number)s", number=words))
    return f"{words} {stated.unit}" if stated.unit else words


def _bounds(stated: ClaimQuantity) -> str:
    if stated.value is not None:
        return amount(stated.value)
    low = None if stated.minimum is None else amount(stated.minimum)
    high = None if stated.maximum is None else amount(stated.maximum)
    if low and high:
        return str(gettext("%(low)s to %(high)s", low=low, high=high))
    if high:
        return str(gettext("at most %(number)s", number=high))
    return str(gettext("at least %(number)s", number=low))


def time_value(iso: str) -> str:
    """An ISO 8601 day, month, year or interval in words."""
    start, slash, end = iso.partition("/")
    if not slash:
        return _point(start)
    return f"{_point(start)} – {_point(end)}" if end else str(gettext("from %(day)s on", day=_point(start)))


def value(claim: Claim) -> str:
    """The normalised value of a claim in words; empty where there is none."""
    parts = []
    if claim.quantity is not None:
        parts.append(quantity(claim.quantity))
    if claim.time is not None:
        shown = time_value(claim.time.value)
        parts.append(gettext("%(time)s (inferred)", time=shown) if claim.time.inferred else shown)
    return "; ".join(parts)


def day(when: date | None) -> str:
    """A day in words, a dash for an unknown one."""
    return "–" if when is None else str(format_date(when, format="long", locale=get_locale()))


def moment(when: datetime | None) -> str:
    """A moment in the desk's time zone."""
    if when is None:
        return "–"
    return str(format_datetime(when, format="short", tzinfo=get_timezone(DESK_ZONE), locale=get_locale()))


def iso(when: date | datetime) -> str:
    """A day or moment as ISO 8601, for machines."""
    return when.isoformat()


def rating_name(rating: Rating) -> str:
    """A rating in the reader's language."""
    return rating.name_de if str(get_locale()).startswith("de") else rating.name_en


def reason_text(reason: dict[str, object]) -> str:
    """Why a score is what it is, in words."""
    return reasons.sentence(str(reason["code"]), str(reason["detail"]))


def rule_name(rule: Rule) -> str:
    """What a rule about evidence is called, as on the page of the settings."""
    return str(SETTING_NAMES[rule.key])


def rule_text(rule: Rule) -> str:
    """What is missing until a rule is held."""
    return str(gettext(rule.message)) % rule.params


def event_sentence(event: AuditEvent, *, brief: bool = False) -> str:
    """What an audit event says, in the reader's language; `brief` without the list of what was changed."""
    sentence: str = gettext(EVENTS[event.name].sentence)
    if brief:
        sentence = sentence.removesuffix(": %(changes)s")
    return sentence % {key: shown(key, stored) for key, stored in event.detail.items()}


def setting(row: Carryover, around: int = 60) -> str:
    """A claim's place in the corrected text: its words, with those around them where these changed."""
    if row.start is None or row.end is None:
        return ""
    text = row.to_version.text
    if not row.around:
        return text[row.start : row.end]
    low, high = max(row.start - around, 0), min(row.end + around, len(text))
    return f"{'…' if low else ''}{' '.join(text[low:high].split())}{'…' if high < len(text) else ''}"


def _point(iso_date: str) -> str:
    """One end of a time: a day, a month or a year; anything finer or stranger as it is."""
    try:
        match iso_date.split("-"):
            case [year] if len(year) == 4 and year.isdecimal():
                return year
            case [year, month] if month.isdecimal():
                first = date(int(year), int(month), 1)
                return str(format_skeleton("yMMMM", first, locale=get_locale()))
            case [_, _, _]:
                return day(date.fromisoformat(iso_date))
    except ValueError:
        pass
    return iso_date
