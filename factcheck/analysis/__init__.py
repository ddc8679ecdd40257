"""Pure language: sentences, claims and flags of a text, with no database and no web in sight.

Doors: `analyse` here, `compare` in `matching`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from factcheck.analysis import claims as claim_finder
from factcheck.analysis import neutral, quotes, sensational
from factcheck.analysis import sentences as sentence_splitter
from factcheck.analysis.claims import Details
from factcheck.analysis.language import LANGUAGES, guess
from factcheck.analysis.results import Analysis, Flag
from factcheck.analysis.sensational import AS_SHIPPED, DeskWords
from factcheck.analysis.spans import Span

NO_WORDS: Mapping[str, DeskWords] = MappingProxyType({})


def analyse(
    text: str,
    language: str | None = None,
    published: date | None = None,
    words: Mapping[str, DeskWords] = NO_WORDS,
) -> Analysis:
    """The claims and flags of a text; None guesses the language, `published` anchors "gestern" and its like.

    `words` holds by language what a desk has added to the lists of sensational words and taken from them.
    Texts in other languages than German and English get sentences, quotations, and what means the same in
    all of them: whole percentages and ISO dates. Raises ValueError for text with lone surrogates, which is
    no Unicode text and cannot be stored.

    >>> found = analyse("Rund 200 Menschen kamen am Montag.", "de", date(2024, 11, 30))
    >>> [claim.kind.value for claim in found.claims]
    ['statement', 'quantity', 'time']
    """
    _refuse_surrogates(text)
    known = language or guess(text)
    sentences = sentence_splitter.split(text, known)
    quoted = quotes.find(text, sentences, known)
    if known not in LANGUAGES:
        bare = claim_finder.of_details(text, sentences, Details(*neutral.find(text), quoted), known)
        return Analysis(known, sentences, tuple(claim_finder.in_order(bare)), ())
    found = claim_finder.find(text, sentences, quoted, known, published)
    flags = sensational.find(text, sentences, quoted, known, words.get(known, AS_SHIPPED))
    return Analysis(known, sentences, tuple(found), tuple(flags))


def flagged(text: str, sentences: Sequence[Span], language: str, words: DeskWords = AS_SHIPPED) -> list[Flag]:
    """Only the flags of a text whose sentences and language are known, as a desk's words would have them."""
    quoted = quotes.find(text, sentences, language)
    return sensational.find(text, sentences, quoted, language, words)


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"the text holds half a surrogate pair at character {error.start}") from None
