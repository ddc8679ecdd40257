"""Why a claim is worth checking, in the reader's words."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

# Filled in with the codes the analysis gives; an unknown one is shown as it is rather than hidden.
SENTENCES: dict[str, str] = {}


def sentence(code: str, detail: str) -> str:
    """The reason behind a code, with the words that carried it."""
    said = str(SENTENCES.get(code, code.replace("_", " ")))
    return gettext("%(reason)s: “%(words)s”", reason=said, words=detail) if detail else said


__all__ = ["SENTENCES", "_", "sentence"]
