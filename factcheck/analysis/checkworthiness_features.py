"""The features a statement is judged by: a stable code each, how often it occurs, and the words."""

from collections.abc import Iterator
from math import log2

from factcheck.analysis import cues
from factcheck.analysis.clauseview import ClauseView
from factcheck.analysis.results import Modality
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

EXPLANATIONS: dict[str, str] = {
    "numbers": "It states amounts, which can be compared with a source.",
    "times": "It says when, so that records of that time can be looked up.",
    "names": "It names somebody or something that can be looked up.",
    "group": "It is about a body or office whose acts are on record.",
    "event": "It reports something that has happened.",
    "speech": "It reports what somebody said or decided.",
    "attribution": "It has a named speaker or source.",
    "quoted": "It stands inside a quotation.",
    "no_detail": "It has no amount, time or name to look up.",
    "negated": "It is negated; that something did not happen is harder to show.",
    "planned": "It is a plan, which can be on record.",
    "possible": "It is presented as possible only.",
    "denied": "It is presented as denied by somebody.",
    "reported": "It is reported speech.",
    "demanded": "It is a demand.",
    "conditional": "It is a condition, a free relative or an embedded question, which asserts nothing.",
    "duty": "It says what ought to be.",
    "evaluation": "It praises, blames or expresses a taste.",
    "generality": "It is made of abstract or general words that fix nothing.",
    "vague_group": "It speaks of an unnamed group that nobody could ask.",
    "opinion": "It is marked as the speaker's own view.",
    "hedge": "It is put as possible or hypothetical.",
    "prediction": "It speaks of the future without a term.",
    "first_person": "It is about the speaker.",
    "second_person": "It addresses the reader.",
    "interpreting": "It reads a meaning into a fact.",
    "question": "It asks.",
    "exclamation": "It exclaims.",
    "link": "It cites a web address.",
    "length": "It has more or fewer words than the usual ten.",
    "words": "Words that stand more often in checkable or in uncheckable statements of the training texts.",
}

Found = dict[str, tuple[float, str]]

_COUNTS = ("numbers", "times", "names")
_MODALITIES = {modality: modality.value for modality in Modality}
_PAST_TAGS = frozenset({"VVD", "VBD", "VHD", "VDD", "VVN"})
_GERMAN_PAST = ("te", "ten", "test", "tet")
_USUAL_LENGTH = 10


def of(view: ClauseView) -> Found:
    """The features that occur, as code → (count, words); counts are at least zero but for `length`."""
    found: Found = {}
    for code, count in zip(_COUNTS, (view.quantities, view.times, view.names), strict=True):
        if count:
            found[code] = (count, "")
    found |= _of_cues(view)
    if view.attribution:
        found["attribution"] = (1, view.attribution)
    if view.quoted:
        found["quoted"] = (1, "")
    for modality in view.modality:
        found.setdefault(_MODALITIES[modality], (1, ""))
    if not (view.quantities or view.times or view.names):
        found["no_detail"] = (1, "")
    for code, mark in (("question", "?"), ("exclamation", "!")):
        if mark in view.text:
            found[code] = (view.text.count(mark), mark)
    if "://" in view.text or "www." in view.text:
        found["link"] = (1, "")
    length = len(view.text.split())
    found["length"] = (max(-2.0, min(4.0, log2(max(length, 1) / _USUAL_LENGTH))), "")
    return found


def _of_cues(view: ClauseView) -> Found:
    """The words listed for each cue; "war" is no event in a judgement ("das Spiel war gut")."""
    cued = cues.find(view.text, view.language)
    past = tuple(_past_verbs(view))
    if past:
        cued["event"] = tuple(dict.fromkeys((*cued.get("event", ()), *past)))
    if "evaluation" in cued and "event" in cued:
        being = words(view.language, "be_forms")
        cued["event"] = tuple(word for word in cued["event"] if word.lower() not in being)
    if "hedge" in cued and (view.attribution or Modality.REPORTED in view.modality):
        cued["hedge"] = tuple(word for word in cued["hedge"] if not _reports(word, view.language))
    if view.times:
        cued.pop("future", None)
    if "future" in cued:
        cued["prediction"] = cued.pop("future")
    return {cue: (float(len(found)), ", ".join(found)) for cue, found in cued.items() if found}


def _reports(word: str, language: str) -> bool:
    """Whether a form of the second subjunctive stands for indirect speech: "er würde gehen, sagte sie"."""
    return word.lower() in words(language, "reporting_subjunctives")


def _past_verbs(view: ClauseView) -> Iterator[str]:
    """Verbs in the past by tag: English by C5, German weak preterites and perfect participles."""
    return (token.text for token in view.tokens if _is_past(token, view.language))


def _is_past(token: Token, language: str) -> bool:
    if language == "en":
        return token.tag in _PAST_TAGS
    return token.tag == "VVPP" or (token.tag == "VVFIN" and _is_weak_preterite(token))


def _is_weak_preterite(token: Token) -> bool:
    """Whether a verb is its stem with "te": "sagte" is, "beobachte" (stem "beobacht") is not."""
    word = token.text.lower()
    stem = token.lemma.removesuffix("en") if token.lemma.endswith("en") else token.lemma.removesuffix("n")
    return bool(token.lemma) and word.endswith(_GERMAN_PAST) and word.startswith((f"{stem}te", f"{stem}ete"))
