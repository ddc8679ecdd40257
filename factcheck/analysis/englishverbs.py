"""Repairs the tagger's commonest slip with English verbs: a main verb taken for a participle or a noun."""

from collections.abc import Sequence

from factcheck.analysis.grammar import grammar

_SUBJECTS = ("NN", "NP", "PN", "DT")
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
        after_subject = tags[index - 1].startswith(_SUBJECTS)
        if after_subject and tags[index] == "VVN" and "by" not in forms[index + 1 : index + 2]:
            result[index] = "VVD"
            return result
        if after_subject and tags[index] == "NN2" and list(tags[index + 1 : index + 2]) == ["TO0"]:
            result[index] = "VVZ"
            return result
    return result
