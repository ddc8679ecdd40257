"""Numbers that count nothing: labels, names, ordinals, years, scores of digits that are identifiers."""

from factcheck.analysis.counting import NumberForm, Reading
from factcheck.analysis.numberroles import playing
from factcheck.analysis.pieces import Pieces
from factcheck.analysis.units import unit_after
from factcheck.analysis.wordlists import words

_HYPHENS = frozenset("-‐‑/_")
_APOSTROPHES = frozenset("'’")
_SMALL = 13
_POSTAL_DIGITS = 5
_USUAL_DIVISORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20})
# Telephone numbers come in a few groups.
_MOST_GROUPS = 6


def counts_nothing(pieces: Pieces, number: Reading, floor: int, limit: int, language: str) -> bool:
    """Whether the number can be no quantity, whatever its unit.

    `floor` and `limit` are the first piece of its sentence and the one after its last.
    """
    return (
        _inside_name(pieces, number, language)
        or _designation(pieces, number)
        or _telephone(pieces, number, limit, language)
        or _odd_ratio(pieces, number)
        or _postal_code(pieces, number)
        or _labelled(pieces, number.first, floor, language)
        or (language == "de" and _ordinal(pieces, number, limit))
        or (
            language == "en"
            and pieces.glued(number.stop)
            and pieces.low(number.stop) in playing(language, "ordinal_ending")
        )
    )


def means_nothing_bare(pieces: Pieces, number: Reading, floor: int) -> bool:
    """Whether a number without unit and comparator is a year, part of a name or an everyday "zwei"."""
    if number.form is NumberForm.ARTICLE or _marked_otherwise(pieces, number):
        return True
    if pieces.low(number.stop) in _HYPHENS and pieces.glued(number.stop) and pieces.is_word(number.stop + 1):
        return True
    if number.form is NumberForm.WORD:
        return number.value < _SMALL
    if number.form is not NumberForm.FIGURE or number.scale != 1:
        return False
    single = number.stop - number.first == 1
    if single and _is_year(pieces, number):
        return True
    if single and number.value < 1000 and number.first > floor + 1:
        return pieces.is_capitalised(number.first - 1)
    if number.first > floor:
        return False
    # A list begins with small numbers, a sentence with "171 stimmten dagegen".
    return single and (number.value < _SMALL or not pieces.written(number.stop).islower())


def _marked_otherwise(pieces: Pieces, number: Reading) -> bool:
    """Letters glued on (3G, 1a) or an apostrophe ('96) make it no amount."""
    if number.form is not NumberForm.FIGURE:
        return False
    glued_letters = pieces.glued(number.stop) and pieces.is_word(number.stop)
    chained = (
        pieces.glued(number.first) and pieces.glued(number.first - 1) and pieces.is_digits(number.first - 2)
    )
    if chained and pieces.low(number.first - 1) in _HYPHENS:
        return True
    return glued_letters or (pieces.low(number.first - 1) in _APOSTROPHES and pieces.glued(number.first))


def _postal_code(pieces: Pieces, number: Reading) -> bool:
    """Five digits without a group between a comma and a name, or with a leading zero: 04109 Leipzig."""
    single = number.form is NumberForm.FIGURE and number.stop - number.first == 1
    digits = pieces.texts[number.first]
    if single and len(digits) > 1 and digits[0] == "0":
        return True
    if not single or len(digits) != _POSTAL_DIGITS:
        return False
    return pieces.low(number.first - 1) == "," and pieces.is_capitalised(number.stop)


def _inside_name(pieces: Pieces, number: Reading, language: str) -> bool:
    first = number.first
    if number.form is not NumberForm.FIGURE or not pieces.is_digits(first):
        return False
    after_colon = pieces.low(first - 1) == ":" and pieces.glued(first) and pieces.is_digits(first - 2)
    if after_colon or _goes_on(pieces, number.stop):
        return True
    if pieces.glued(first) and pieces.written(first - 1) in words(language, "currency_prefixes"):
        return False
    if pieces.glued(first) and first > 0 and pieces.written(first - 1) not in "€$£¥₹(„“\"'»«‚‘>~≈–—+*:-":
        return pieces.is_word(first - 1) or pieces.low(first - 1) in {"/", "_", "#", "@", ".", ",", "§"}
    hyphened = pieces.glued(first) and pieces.low(first - 1) in _HYPHENS and pieces.glued(first - 1)
    return hyphened and pieces.is_word(first - 2)


def _designation(pieces: Pieces, number: Reading) -> bool:
    """A year with a code in capitals and digits names a comet or a model: 2011 XK12."""
    at = number.stop
    if at - number.first > 1 or not _is_year(pieces, number):
        return False
    return pieces.written(at).isupper() and pieces.glued(at + 1) and pieces.is_digits(at + 1)


def _is_year(pieces: Pieces, number: Reading) -> bool:
    return len(pieces.texts[number.first]) == 4 and 1000 <= number.value < 2200


def _telephone(pieces: Pieces, number: Reading, limit: int, language: str) -> bool:
    """Groups of digits joined by hyphens of which one is long: 555-1234."""
    groups = [number.first]
    for at, step in ((number.stop, 1), (number.first - 1, -1)):
        hyphen, digits = at, at + step
        joined = pieces.low(hyphen) in _HYPHENS and pieces.glued(hyphen) and pieces.glued(hyphen + 1)
        if joined and pieces.is_digits(digits):
            groups.append(digits)
    if len(groups) == 1 or all(len(pieces.texts[at]) <= 3 for at in groups):
        return False
    return unit_after(pieces, max(groups) + 1, limit, language) is None


def _odd_ratio(pieces: Pieces, number: Reading) -> bool:
    """24/7, 9/11 and 26/11 are names; fractions that people count in have small common divisors."""
    if number.stop - number.first != 3 or pieces.low(number.first + 1) != "/":
        return False
    return number.value >= 1 or int(pieces.texts[number.first + 2]) not in _USUAL_DIVISORS


def _goes_on(pieces: Pieces, stop: int) -> bool:
    """Whether more marks and digits follow: addresses, versions and file numbers are no amounts."""
    return (
        pieces.low(stop) in {".", ",", "/", ":"}
        and pieces.glued(stop)
        and pieces.is_digits(stop + 1)
        and pieces.glued(stop + 1)
    )


def _labelled(pieces: Pieces, first: int, floor: int, language: str) -> bool:
    before = first - 1
    while before > floor and pieces.is_digits(before) and first - before < _MOST_GROUPS:
        before -= 1
    if before >= floor and pieces.low(before) in {"§", "#"}:
        return True
    if before > floor and pieces.low(before) == "." and pieces.glued(before):
        before -= 1
    return before >= floor and pieces.written(before) in words(language, "label_nouns")


def _ordinal(pieces: Pieces, number: Reading, limit: int) -> bool:
    """A figure with a full stop inside its sentence is an ordinal: der 3. Weltkrieg."""
    stop = number.stop
    if number.form is not NumberForm.FIGURE or stop - number.first > 1 or stop + 1 >= limit:
        return False
    return pieces.low(stop) == "." and pieces.glued(stop) and pieces.is_word(stop + 1)
