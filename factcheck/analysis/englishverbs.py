"""Repairs the tagger's commonest slips with English verbs: past forms, base forms behind "do" and "help"."""

from collections.abc import Sequence

from factcheck.analysis.grammar import grammar
from factcheck.analysis.lexicon import load
from factcheck.analysis.morphology import lemma, readings
from factcheck.analysis.wordlists import words

_SUBJECTS = ("NN", "NP", "PN", "DT", "CRD")
_OPENERS = ("CJS", "CJT", "DTQ", "PNQ", "AVQ")
_OBJECTS = ("AT0", "DPS", "PNP")
_DO_AND_MODALS = frozenset({"VM0", "VDB", "VDD", "VDZ"})
_INFINITIVE_OF = {"VVB": "VVI", "VHB": "VHI", "VBB": "VBI", "VDB": "VDI"}
_HELPING = frozenset({"help", "helps", "helped", "helping", "let", "lets", "letting"})
_BETWEEN = 3  # words between "help" and what somebody is helped to do: "the young girls"


def repaired(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The tags, with verbs that look alike told apart by what stands around them.

    >>> repaired(["They", "responded", "."], ["PNP", "VVN", "PUN"])
    ['PNP', 'VVD', 'PUN']
    >>> repaired(["It", "plans", "to", "close", "."], ["PNP", "NN2", "TO0", "VVI", "PUN"])[1]
    'VVZ'
    >>> repaired(["They", "did", "n't", "have", "it"], ["PNP", "VDD", "XX0", "VHB", "PNP"])[3]
    'VHI'
    """
    result = list(tags)
    _base_forms(forms, result)
    _past_forms(forms, result)
    _main_verb(forms, result)
    return result


def _base_forms(forms: Sequence[str], tags: list[str]) -> None:
    """Behind "do", a modal or "help" a base form is an infinitive: "did you notice", "helps us see"."""
    for index, tag in enumerate(tags):
        if tag not in _INFINITIVE_OF or index == 0:
            continue
        before = index - 1
        while before > 0 and tags[before].startswith(("XX0", "AV0", "PNP")):
            before -= 1
        helper = next(
            (i for i in range(index - 1, max(index - 2 - _BETWEEN, -1), -1) if not _in_phrase(tags[i])), None
        )
        helped = helper is not None and forms[helper].lower() in _HELPING
        if tags[before] in _DO_AND_MODALS or helped:
            tags[index] = _INFINITIVE_OF[tag]


def _in_phrase(tag: str) -> bool:
    return tag.startswith(("AT0", "DPS", "AJ0", "NN", "NP", "PNP"))


def _past_forms(forms: Sequence[str], tags: list[str]) -> None:
    """A "participle" in a stretch with no other verb is a past form where something only a verb has is by it.

    The object of a verb behind it ("and released the names"), a subject behind a word that opens a clause
    ("that the group presented"), or the source of what was said before (", researchers reported").
    """
    for start, end in _stretches(tags):
        verb = next((index for index in range(start, end) if tags[index].startswith("V")), None)
        if verb is None or tags[verb] != "VVN" or grammar("en").finite.intersection(tags[start:end]):
            continue
        has_object = verb + 1 < end and tags[verb + 1] in _OBJECTS
        if (
            has_object or _joins_active(tags, start, verb) or _has_subject(forms, tags, start, verb)
        ) and _readings(forms[verb]).get("VVD"):
            tags[verb] = "VVD"


def _has_subject(forms: Sequence[str], tags: Sequence[str], start: int, verb: int) -> bool:
    before = verb - 1
    while before > start and tags[before] == "AV0":
        before -= 1
    if before < start or not tags[before].startswith(_SUBJECTS):
        return False
    opened = start > 0 and tags[start - 1].startswith(("CJT", "DTQ", "PNQ", "AVQ"))
    says = _readings(forms[verb]).get("VVN") in words("en", "speech_verbs")
    return opened or (says and start > 0 and tags[start - 1].startswith("PU"))


def _joins_active(tags: Sequence[str], start: int, verb: int) -> bool:
    """ "recruited 40 people and assigned half of them": "and", the verb, and an active past form before."""
    if verb != start or start < 2 or tags[start - 1] != "CJC":
        return False
    before = next((index for index in range(start - 2, -1, -1) if tags[index].startswith("V")), None)
    return before is not None and tags[before] == "VVD"


def _readings(form: str) -> dict[str, str]:
    """What a word can be and the dictionary form it then has."""
    names = load("en").names
    known = readings(form.lower(), "en")
    return {names[number]: lemma(form.lower(), number, "en") for number, _ in known if number in names}


def _stretches(tags: Sequence[str]) -> list[tuple[int, int]]:
    """What stands between marks, conjunctions and the words that open a clause."""
    bounds = [i for i, tag in enumerate(tags) if tag.startswith(("PU", "CJC", *_OPENERS))]
    return [(a + 1, b) for a, b in zip([-1, *bounds], [*bounds, len(tags)], strict=True) if b > a + 1]


def _main_verb(forms: Sequence[str], tags: list[str]) -> None:
    """A sentence that ends in a stop has a finite verb outside of the clauses that a word opens."""
    if not forms or forms[-1] != ".":
        return
    free = [
        (start, end)
        for start, end in _stretches(tags)
        if start == 0 or not tags[start - 1].startswith(_OPENERS)
    ]
    if any(grammar("en").finite.intersection(tags[start:end]) for start, end in free):
        return
    for start, end in free:
        for index in range(start + 1, end):
            before = tags[index - 1]
            if before == "AV0" and index > 1:
                before = tags[index - 2]
            finite = _finite_reading(forms, tags, index) if before.startswith(_SUBJECTS) else None
            if finite is not None:
                tags[index] = finite
                return
    for start, end in free[1:]:  # behind what was inserted: "The bridge, which is new, cost 12 million"
        after = tags[start + 1] if start + 1 < end else ""
        noun = tags[start] == "NN1" and after in (*_OBJECTS, "CRD")
        past = tags[start] == "VVN" and forms[start + 1 : start + 2] != ["by"]
        if (noun or past) and "VVD" in _readings(forms[start]):
            tags[start] = "VVD"
            return


def _finite_reading(forms: Sequence[str], tags: Sequence[str], index: int) -> str | None:
    """The finite tag a word can have that was taken for something else, right behind the subject."""
    form, tag = forms[index], tags[index]
    after = tags[index + 1] if index + 1 < len(tags) else ""
    if tag == "VVN" or (tag == "AJ0" and form.endswith("ed") and not after.startswith("NN")):
        return None if list(forms[index + 1 : index + 2]) == ["by"] else "VVD"
    if tag == "VVI":
        return "VVB"
    return "VVZ" if tag == "NN2" and after == "TO0" else None
