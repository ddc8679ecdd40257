"""The closed classes and tag sets of a language, gathered once for the modules that cut clauses."""

from dataclasses import dataclass
from functools import cache

from factcheck.analysis.wordlists import words


@dataclass(frozen=True, slots=True)
class Grammar:
    """Tag sets (STTS or C5) and closed classes; `verb_final` where subordinate clauses end in the verb."""

    language: str
    verb_final: bool
    finite: frozenset[str]
    infinitive: frozenset[str]
    participle: frozenset[str]
    auxiliary: frozenset[str]
    lexical: frozenset[str]
    to: frozenset[str]
    noun: frozenset[str]
    name: frozenset[str]
    adjective: frozenset[str]
    pronoun: frozenset[str]
    preposition: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    prepositions: frozenset[str]
    complementisers: frozenset[str]
    conditionals: frozenset[str]
    infinitive_openers: frozenset[str]
    coordinators: frozenset[str]
    question_words: frozenset[str]
    sentence_relatives: frozenset[str]
    prepositional: frozenset[str]


_TAGS: dict[str, dict[str, str]] = {
    "de": {
        "finite": "VVFIN VAFIN VMFIN",
        "infinitive": "VVINF VAINF VMINF VVIZU",
        "participle": "VVPP VAPP VMPP",
        "auxiliary": "VAFIN VMFIN",
        "lexical": "VVFIN VVINF VVPP VVIZU VAINF VAPP",
        "to": "PTKZU VVIZU",
        "noun": "NN NE",
        "name": "NE FM",
        "adjective": "ADJA ADJD CARD",
        "pronoun": "PPER PDS PIS",
        "preposition": "APPR APPRART",
    },
    "en": {
        "finite": "VBB VBD VBZ VDB VDD VDZ VHB VHD VHZ VM0 VVB VVD VVZ",
        "infinitive": "VVI VBI VDI VHI",
        "participle": "VVN VBN VDN VHN",
        "auxiliary": "VM0 VBB VBD VBZ VHB VHD VHZ VDB VDD VDZ",
        "lexical": "VVB VVD VVZ VVI VVN VVG VBI VBN VHI VDI",
        "to": "TO0",
        "noun": "NN0 NN1 NN2 NN NP0",
        "name": "NP0",
        "adjective": "AJ0 AJC AJS CRD ORD",
        "pronoun": "PNP DT0 PNI EX0",
        "preposition": "PRP PRF",
    },
}


@cache
def grammar(language: str) -> Grammar:
    """The grammar of "de" or "en"."""
    tags = {name: frozenset(listed.split()) for name, listed in _TAGS[language].items()}
    return Grammar(
        language=language,
        verb_final=language == "de",
        subordinators=words(language, "subordinators"),
        relatives=words(language, "relative_pronouns"),
        prepositions=words(language, "prepositions"),
        complementisers=words(language, "complementisers"),
        conditionals=words(language, "conditionals"),
        infinitive_openers=words(language, "infinitive_openers"),
        coordinators=words(language, "coordinators"),
        question_words=words(language, "question_words"),
        sentence_relatives=words(language, "sentence_relatives"),
        prepositional=words(language, "prepositional_subordinators"),
        **tags,
    )
