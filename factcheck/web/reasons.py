"""Why a claim is worth checking, in the reader's words."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

# One sentence for each code of the analysis; tests/web/test_reasons.py holds the two together.
SENTENCES: dict[str, str] = {
    "numbers": _("states amounts that can be compared with a source"),
    "times": _("says when, so that records of that time can be looked up"),
    "names": _("names somebody or something that can be looked up"),
    "group": _("is about a body or office whose acts are on record"),
    "event": _("reports something that has happened"),
    "speech": _("reports what somebody said or decided"),
    "attribution": _("has a named speaker or source"),
    "quoted": _("stands inside a quotation"),
    "no_detail": _("has no amount, time or name to look up"),
    "negated": _("is negated: that something did not happen is harder to show"),
    "planned": _("is a plan, which can be on record"),
    "possible": _("is presented as possible only"),
    "denied": _("is presented as denied by somebody"),
    "reported": _("is reported speech"),
    "demanded": _("is a demand"),
    "conditional": _("is a condition or an embedded question, which asserts nothing"),
    "duty": _("says what ought to be"),
    "evaluation": _("praises, blames or expresses a taste"),
    "generality": _("is made of general words that fix nothing"),
    "vague_group": _("speaks of an unnamed group that nobody could ask"),
    "opinion": _("is marked as the speaker's own view"),
    "hedge": _("is put as possible or hypothetical"),
    "prediction": _("speaks of the future without a term"),
    "first_person": _("is about the speaker"),
    "second_person": _("addresses the reader"),
    "interpreting": _("reads a meaning into a fact"),
    "question": _("asks"),
    "exclamation": _("exclaims"),
    "link": _("cites a web address"),
    "length": _("is longer or shorter than most statements"),
    "words": _("has words that often stand in statements of this sort"),
}


def sentence(code: str, detail: str) -> str:
    """The reason behind a code, with the words that carried it; an unknown code is shown as it is."""
    said = str(SENTENCES.get(code, code.replace("_", " ")))
    return str(gettext("%(reason)s (“%(words)s”)", reason=said, words=detail)) if detail else said
