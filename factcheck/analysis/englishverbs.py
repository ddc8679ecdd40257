"""Repairs the tagger's commonest slip with English verbs: a main verb taken for a participle or a noun."""

from collections.abc import Sequence

from factcheck.analysis.grammar import grammar

_SUBJECTS = ("NN", "NP", "PN", "DT", "CRD")
_OPENERS = ("CJS", "CJT", "DTQ", "PNQ", "AVQ")


def with_main_verb(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The tags, with a finite verb in a sentence that ends in a stop and has none before its first clause.

    >>> with_main_verb(["They", "responded", "."], ["PNP", "VVN", "PUN"])
    ['PNP', 'VVD', 'PUN']
    >>> with_main_verb(["It", "plans", "to", "close", "."], ["PNP", "NN2", "TO0", "VVI", "PUN"])[1]
    'VVZ'
    """
    result = list(tags)
    stop = next((i for i, tag in enumerate(tags) if tag.startswith(_OPENERS)), len(tags))
    if not forms or forms[-1] != "." or grammar("en").finite.intersection(tags[:stop]):
        return result
    for index in range(1, stop):
        before = tags[index - 1]
        if before == "AV0" and index > 1:
            before = tags[index - 2]
        finite = _finite_reading(forms, tags, index) if before.startswith(_SUBJECTS) else None
        if finite is not None:
            result[index] = finite
            return result
    return result


def _finite_reading(forms: Sequence[str], tags: Sequence[str], index: int) -> str | None:
    """The finite tag a word can have that was taken for something else, right behind the subject."""
    form, tag = forms[index], tags[index]
    after = tags[index + 1] if index + 1 < len(tags) else ""
    if tag == "VVN" or (tag == "AJ0" and form.endswith("ed") and not after.startswith("NN")):
        return None if list(forms[index + 1 : index + 2]) == ["by"] else "VVD"
    if tag == "VVI":
        return "VVB"
    return "VVZ" if tag == "NN2" and after == "TO0" else None
