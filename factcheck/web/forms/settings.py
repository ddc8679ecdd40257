"""The form of the desk's settings: one field for each definition, by its type."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from factcheck.services.settings import DEFINITIONS, LONGEST_TEXT, MODES, Definition
from factcheck.web.forms.base import VersionedForm, choices

# Headings of the page in their order, each with its settings: key, name, what it means.
GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    _("Second review"): {
        "review.blind": (
            _("Judge blind"),
            _(
                "Whoever gives the second look sees claim and evidence, but not the first verdict until they "
                "have judged themselves. Verdicts that are proposed already keep the way they were proposed."
            ),
        ),
    },
    _("Evidence rules"): {
        "evidence.independent": (
            _("Independent sources"),
            _("Sources of different publishers; the article's own publisher does not count."),
        ),
        "evidence.independent_count": (_("How many independent sources"), ""),
        "evidence.primary": (_("A primary source"), _("At least one source is marked as primary.")),
        "evidence.kept": (
            _("Sources are archived"),
            _("Every web page has an archived copy, so that it can be looked up when it is gone."),
        ),
        "evidence.both_sides": (
            _("Both sides looked for"),
            _(
                "There is a source in support and one against or giving context, or the checker states what "
                "was looked for."
            ),
        ),
    },
    _("Sources"): {
        "sources.revisit_days": (
            _("Look at sources again after how many days"),
            _(
                "Pages that are evidence and were kept are fetched again by themselves; a page that changed "
                "or is gone is marked on every claim that uses it. 0: only when somebody asks for it."
            ),
        ),
    },
    _("Reports"): {
        "report.embed_sites": (
            _("Sites that may embed reports"),
            _("Addresses such as https://www.example.org, with spaces between; * for all, empty for none."),
        ),
    },
    _("Publishing"): {
        "public.pages": (
            _("Public pages and feeds"),
            _(
                "Published verdicts can be read without an account, with their sources and corrections, and "
                "as Atom and ClaimReview feeds. The desk needs a public address for it (FACTCHECK_SITE_URL)."
            ),
        ),
    },
}
NAMES = {key: name for group in GROUPS.values() for key, (name, _hint) in group.items()}
HINTS = {key: hint for group in GROUPS.values() for key, (_name, hint) in group.items()}
MODE_NAMES = dict(
    zip(
        MODES,
        (_("not looked at"), _("advice: shown, blocks nothing"), _("required: blocks approval")),
        strict=True,
    )
)


def _field(definition: Definition[Any]) -> Field:
    name = NAMES[definition.key]
    if isinstance(definition.default, bool):
        return BooleanField(name)
    if isinstance(definition.default, int):
        limits = NumberRange(definition.low, definition.high, _("Give a number between %(min)s and %(max)s."))
        return IntegerField(name, validators=[InputRequired(_("Give a number.")), limits])
    if definition.options:
        return SelectField(
            name, choices=choices({word: MODE_NAMES.get(word, word) for word in definition.options})
        )
    return StringField(name, validators=[Length(max=LONGEST_TEXT)])


class SettingsForm(VersionedForm):
    """All settings of the desk."""

    def values(self) -> dict[str, Any]:
        """What was chosen, by the settings' keys."""
        return {key: self[field_name(key)].data for key in DEFINITIONS}


def field_name(key: str) -> str:
    """A setting's key as the name of a field."""
    return key.replace(".", "-")


for _definition in DEFINITIONS.values():
    setattr(SettingsForm, field_name(_definition.key), _field(_definition))
