"""Repairs the tagger's commonest slip: verbs at the end of German clauses taken for infinitives."""

from collections.abc import Sequence

from factcheck.analysis.wordlists import words

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
_FINITE_OF = {"VVINF": "VVFIN", "VAINF": "VAFIN", "VMINF": "VMFIN", "VVPP": "VVFIN"}
_INFINITIVES = frozenset({"VVINF", "VAINF", "VMINF"})
_BREAKS = frozenset(',;:–—.!?"“”)')
_OPENING_TAGS = frozenset({"KOUS", "PRELS", "PRELAT", "PWS", "PWAV", "PWAT"})
_PRONOUNS = frozenset({"PRELS", "PRELAT"})


def repaired(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The tags, with the last infinitive of a subordinate clause that lacks a finite verb made finite.

    "…, die Folgen haben": plural verbs at the end of a clause look like infinitives.

    >>> repaired(["Taten", ",", "die", "Folgen", "haben"], ["NN", "$,", "PRELS", "NN", "VAINF"])[-1]
    'VAFIN'
    """
    result = list(tags)
    for start, end in _chunks(forms):
        if (
            end - start >= 2
            and _opens_clause(forms, tags, start, end)
            and not FINITE.intersection(tags[start:end])
        ):
            _repair(forms, result, start, end)
    return result


def _chunks(forms: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches between marks, and from a subordinator after "und" on."""
    subordinators = words("de", "subordinators")
    starts = [
        index
        for index, form in enumerate(forms)
        if form[0].isalnum()
        and (
            index == 0
            or not forms[index - 1][-1].isalnum()
            or (
                forms[index - 1] in ("und", "oder")
                and form in subordinators
                and form not in ("seit", "während")
            )
        )
    ]
    ends = [index for index, form in enumerate(forms) if form in _BREAKS] + [len(forms)]
    chunks, position = [], 0
    for start in starts:
        while ends[position] < start:
            position += 1
        chunks.append((start, ends[position]))
    return chunks


def _opens_clause(forms: Sequence[str], tags: Sequence[str], start: int, end: int) -> bool:
    word = forms[start].lower()
    if tags[start] == "KOUI":
        return False
    if tags[start] in _OPENING_TAGS or word in words("de", "subordinators"):
        return True
    relatives = words("de", "relative_pronouns")
    if word in relatives:
        return start > 0 and forms[start - 1] == ","
    if word not in words("de", "prepositions") or start + 1 >= end:
        return False
    second = forms[start + 1].lower()
    return (second in relatives and tags[start + 1] in _PRONOUNS) or second in ("denen", "dessen", "deren")


def _repair(forms: Sequence[str], tags: list[str], start: int, end: int) -> None:
    candidates = [
        index
        for index in range(start + 1, end)
        if tags[index] in _INFINITIVES
        and (index == end - 1 or forms[index + 1] in ("und", "oder"))
        and tags[index - 1] != "PTKZU"
    ]
    if not candidates:
        return
    chosen = candidates[-1] if candidates[-1] == end - 1 else candidates[0]
    tags[chosen] = _FINITE_OF[tags[chosen]]
    if tags[start] == "ART":
        tags[start] = "PRELS"
