"""Names the tagger misses: surnames taken for common nouns, capitals inside English sentences."""

from collections.abc import Sequence

from factcheck.analysis.lexicon import load
from factcheck.analysis.roles import is_office

_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_ENGLISH_COMMON = ("NN", "AJ", "VV", "AV", "UNC")


def with_names(forms: Sequence[str], tags: Sequence[str], language: str) -> list[str]:
    """The tags, with unknown words that go on a name, or follow an office, made proper nouns."""
    return _german(forms, tags) if language == "de" else _english(forms, tags)


def is_web_name(word: str) -> bool:
    """Whether a word is the name of a site: a full stop inside it, and small letters after that.

    >>> is_web_name("example.org"), is_web_name("z.B."), is_web_name("3.000")
    (True, False, False)
    """
    before, _, after = word.rpartition(".")
    return len(before) > 1 and after[:1].islower() and after[:1].isascii() and len(after) > 1


def _german(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    known = load("de").observed
    result = list(tags)
    for index in range(1, len(forms)):
        if (
            tags[index] == "ADJA"
            and forms[index][0].isupper()
            and not forms[index].endswith(_ADJECTIVE_ENDINGS)
        ):
            result[index] = "NE"
        counted = index > 1 and tags[index - 2] in ("CARD", "PIAT", "ADV")
        titled = tags[index - 1] == "NN" and is_office(forms[index - 1], "de") and not counted
        follows = result[index - 1] == "NE" or titled
        surname = index > 1 and result[index - 1] == "NE" and is_office(forms[index - 2], "de")
        unknown = (surname or forms[index].lower() not in known) and not is_office(forms[index], "de")
        after_name = forms[index - 1].isalpha() and forms[index - 1][0].isupper()
        if follows and unknown and after_name and tags[index] == "NN":
            result[index] = "NE"
    return result


def _english(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    result = list(tags)
    for index in range(1, len(forms)):
        inside = forms[index - 1][-1].isalnum() or forms[index - 1] in (",", "(", "'s")
        capital = forms[index][0].isupper() and not is_office(forms[index], "en")
        if inside and capital and tags[index].startswith(_ENGLISH_COMMON):
            result[index] = "NP0"
    return result
