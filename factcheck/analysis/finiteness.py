"""Repairs the tagger's commonest slips with German verbs, above all those at the end of a clause."""

from collections.abc import Sequence

from factcheck.analysis.lexicon import load
from factcheck.analysis.morphology import readings
from factcheck.analysis.wordlists import words

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
_FINITE_OF = {"VVINF": "VVFIN", "VAINF": "VAFIN", "VMINF": "VMFIN"}
_INFINITIVES = frozenset(_FINITE_OF)
_BREAKS = frozenset(',;:–—.!?"“”)')
_OPENING_TAGS = frozenset({"KOUS", "PRELS", "PRELAT", "PWS", "PWAV", "PWAT"})
_PRONOUNS = frozenset({"PRELS", "PRELAT"})
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT"})
_JOINERS = ("und", "oder")
_YEAR = 4  # digits
_SHORT = 3  # letters
_BEFORE_ADJECTIVES = frozenset(
    {"ART", "PPOSAT", "PDAT", "PIAT", "CARD", "ADJA", "APPR", "APPRART", "PTKZU", "KON", "$,", "$("}
)


def repaired(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The tags, with the verb that closes a subordinate clause made finite where the clause has no other.

    "…, die Folgen haben": plural verbs at the end of a clause look like infinitives.

    >>> repaired(["Taten", ",", "die", "Folgen", "haben"], ["NN", "$,", "PRELS", "NN", "VAINF"])[-1]
    'VAFIN'
    """
    result = _capitals_are_nouns(forms, tags)
    _relatives_need_commas(forms, result)
    _relatives_behind_prepositions(forms, result)
    _participles_in_phrases(forms, result)
    _purposes_open_clauses(forms, result)
    _infinitives_after_modals(forms, result)
    _missing_main_verb(forms, result)
    if ":" in forms:
        behind = forms.index(":") + 1
        rest = result[behind:]
        _missing_main_verb(forms[behind:], rest)
        result[behind:] = rest
    for start, end in _chunks(forms):
        if end - start >= 2 and _opens_clause(forms, result, start, end):
            _repair_chunk(forms, result, start, end)
    return result


def _capitals_are_nouns(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The tags, with capitalised "verbs" inside a sentence made nouns or names: German writes verbs small."""
    result = list(tags)
    for index in range(1, len(forms)):
        before = forms[index - 1]
        inside = before[-1].isalnum() or before == ","
        if inside and tags[index].startswith("V") and forms[index][0].isupper():
            result[index] = "NN" if tags[index].endswith("INF") else "NE"
    return result


def _relatives_need_commas(forms: Sequence[str], tags: list[str]) -> None:
    """In "löste die von ihm geschaffenen Stellen auf" the word is an article: no mark stands before it."""
    for index in range(1, len(forms)):
        before = tags[index - 1]
        inside = forms[index - 1][-1].isalnum() and before not in ("APPR", "KON", "APPRART")
        if inside and tags[index] == "PRELS":
            tags[index] = "ART"


def _relatives_behind_prepositions(forms: Sequence[str], tags: list[str]) -> None:
    """In ", aus dem die Zeitung zitiert" the first "article" is a pronoun: two articles never meet."""
    relatives = words("de", "relative_pronouns")
    for index in range(2, len(forms) - 1):
        opens = forms[index - 2] == "," and tags[index - 1] in ("APPR", "APPRART")
        if opens and tags[index] == "ART" and tags[index + 1] in _DETERMINERS and forms[index] in relatives:
            tags[index] = "PRELS"


def _participles_in_phrases(forms: Sequence[str], tags: list[str]) -> None:
    """In "das von der UN entsandte Team" the "verb" belongs to the noun: the article still waits for one."""
    for index in range(2, len(forms) - 1):
        if tags[index] == "VVFIN" and _is_awaited(forms, tags, index):
            tags[index] = "ADJA"


def _is_awaited(forms: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """Whether a noun follows, and an article before has a preposition where its noun would be."""
    if tags[index + 1] != "NN":
        return False
    for article in range(index - 2, -1, -1):
        if forms[article] in _BREAKS or tags[article] in FINITE:
            return False
        if tags[article] == "ART" and tags[article + 1] in ("APPR", "APPRART"):
            return True
    return False


def _purposes_open_clauses(forms: Sequence[str], tags: list[str]) -> None:
    """In "Um Fehler auszuschließen, …" the "preposition" opens a clause: an infinitive with "zu" ends it."""
    for index, form in enumerate(forms):
        if tags[index] != "APPR" or form.lower() not in words("de", "infinitive_openers"):
            continue
        end = _chunk_end(forms, index)
        closes = tags[end - 1] == "VVIZU" or "PTKZU" in tags[max(index, end - 3) : end - 1]
        if closes and (index == 0 or not forms[index - 1][-1].isalnum()):
            tags[index] = "KOUI"


def _infinitives_after_modals(forms: Sequence[str], tags: list[str]) -> None:
    """In "wollte das weder bestätigen noch dementieren" the plural forms are infinitives."""
    modal = done = False
    for index, form in enumerate(forms):
        if form in _BREAKS or (form in _JOINERS and done):
            modal = done = False
        elif tags[index] == "VMFIN":
            modal = True
        elif modal and tags[index] in ("VVFIN", "VAFIN") and form.endswith("n"):
            tags[index] = tags[index][:2] + "INF"
        done = done or (modal and tags[index] in _INFINITIVES)


def _missing_main_verb(forms: Sequence[str], tags: list[str]) -> None:
    """In "Daraufhin durchsuchten Ermittler die Galerie" the "adjective" is the verb: nothing else can be."""
    stop = next((i for i, form in enumerate(forms) if form in _BREAKS), len(forms))
    joiner = (i for i in range(1, stop - 1) if forms[i] in _JOINERS and tags[i + 1] in FINITE)
    stop = next(joiner, stop)
    if stop == 0 or FINITE.intersection(tags[:stop]) or forms[-1] != ".":
        return
    for index in range(1, stop):
        year = len(forms[index - 1]) == _YEAR and forms[index - 1].isdigit()
        if (year or tags[index - 1] not in _BEFORE_ADJECTIVES) and _must_be_verb(forms, tags, index, stop):
            tags[index] = "VVFIN"
            return
    subject = any(tag in ("NN", "NE", "PPER") for tag in tags[: stop - 1])
    if subject and tags[stop - 1] == "VVINF" and "PTKZU" not in tags[:stop]:
        tags[stop - 1] = "VVFIN"  # "Die Preise steigen, …"


def _must_be_verb(forms: Sequence[str], tags: Sequence[str], index: int, stop: int) -> bool:
    """Whether a small word in a stretch without a verb can be nothing but its verb.

    A participle before the end of the stretch has no auxiliary ("überschritten Soldaten die Grenze"), an
    adjective in "-te" has no noun phrase it belongs to, and nouns and names are not written small.
    """
    form, tag = forms[index], tags[index]
    if not form[0].islower() or (index + 1 < len(forms) and _is_awaited(forms, tags, index)):
        return False
    if tag == "VVPP" or (tag == "ADJD" and _can_be_finite(form)):
        return index < stop - 1
    if tag == "ADJA":
        return form.endswith(("te", "ten")) or _can_be_finite(form)
    return tag in ("NN", "NE", "XY", "FM") and form.isalpha() and len(form) > _SHORT


def _can_be_finite(form: str) -> bool:
    names = load("de").names
    return any(names[number] == "VVFIN" for number, _ in readings(form, "de"))


def _chunks(forms: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches between marks, and from a subordinator after "und" on."""
    subordinators = words("de", "subordinators")
    both = words("de", "prepositional_subordinators")
    starts = [
        index
        for index, form in enumerate(forms)
        if form[0].isalnum()
        and (
            index == 0
            or not forms[index - 1][-1].isalnum()
            or (forms[index - 1] in _JOINERS and form in subordinators and form not in both)
        )
    ]
    return [(start, _chunk_end(forms, start)) for start in starts]


def _chunk_end(forms: Sequence[str], start: int) -> int:
    """The next mark; what stands in brackets that open behind `start` is passed over."""
    depth = 0
    for index in range(start, len(forms)):
        form = forms[index]
        if form == "(":
            depth += 1
        elif form == ")" and depth:
            depth -= 1
        elif form in _BREAKS and not depth:
            return index
    return len(forms)


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
    return second in relatives and (tags[start + 1] in _PRONOUNS or second in ("denen", "dessen", "deren"))


def _repair_chunk(forms: Sequence[str], tags: list[str], start: int, end: int) -> None:
    verbs = FINITE.intersection(tags[start:end])
    if verbs:
        if "VMFIN" not in verbs and tags[start] != "ART":
            _repair_first_of_two(forms, tags, start, end)
    elif not _completes_modal(forms, tags, start, end) and not _repair_infinitive(forms, tags, start, end):
        _repair_participle(forms, tags, start, end)


def _completes_modal(forms: Sequence[str], tags: list[str], start: int, end: int) -> bool:
    """Whether a seeming relative clause is the rest of a main clause whose modal waits for its verb."""
    article = forms[start].lower() in words("de", "relative_pronouns")
    if article and _infinitive_awaited(tags, start) and not _INFINITIVES.intersection(tags[end:]):
        tags[start] = "ART"
        return True
    return False


def _infinitive_awaited(tags: Sequence[str], start: int) -> bool:
    """Whether a modal before still lacks its infinitive: "soll das Teleskop, …, Planeten untersuchen"."""
    waiting = 0
    for index in range(start):
        if tags[index] == "VMFIN" and (index == 0 or tags[index - 1] not in _INFINITIVES):
            waiting += 1
        elif tags[index] in _INFINITIVES and tags[index + 1] != "VMFIN" and waiting:
            waiting -= 1
    return waiting > 0


def _repair_first_of_two(forms: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """In "während die Spannungen steigen und die Ängste zunehmen" the first verb is finite too."""
    last = max(index for index in range(start, end) if tags[index] in FINITE)
    for index in range(start + 1, last - 1):
        if tags[index] in _INFINITIVES and forms[index + 1] in _JOINERS and tags[index - 1] != "PTKZU":
            tags[index] = _FINITE_OF[tags[index]]


def _repair_infinitive(forms: Sequence[str], tags: list[str], start: int, end: int) -> bool:
    """Make the last infinitive without "zu" finite, or the one before "und"; tells whether there was one."""
    candidates = [
        index
        for index in range(start + 1, end)
        if tags[index] in _INFINITIVES
        and (index == end - 1 or forms[index + 1] in _JOINERS)
        and tags[index - 1] != "PTKZU"
    ]
    if not candidates:
        return False
    chosen = candidates[-1] if candidates[-1] == end - 1 else candidates[0]
    tags[chosen] = _FINITE_OF[tags[chosen]]
    if tags[start] == "ART":
        tags[start] = "PRELS"
    return True


def _repair_participle(forms: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """ "ein Gesetz, das Übertritte bestraft": third person and participle look the same."""
    opened = tags[start] in _OPENING_TAGS
    if tags[start] == "ART" and "VVFIN" in tags[:start] and start > 0 and forms[start - 1] == ",":
        opened = True
    if (
        opened
        and tags[end - 1] == "VVPP"
        and _can_be_finite(forms[end - 1])
        and forms[start].lower() not in ("wie", "als")
    ):
        tags[end - 1] = "VVFIN"
