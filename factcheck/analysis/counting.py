"""Reading one number, word by word and figure by figure, from left to right."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from factcheck.analysis.figures import read_bare_decimals, read_figure, vulgar_fraction
from factcheck.analysis.numberroles import playing
from factcheck.analysis.numberwords import NumberWords
from factcheck.analysis.pieces import Pieces

_DECIMAL_MARK = {"de": ",", "en": "."}
_HYPHENS = frozenset("-‐‑")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)
_DOZEN = Decimal(12)
# "Million million million …" stops growing here, within the precision of decimals.
_LARGEST = Decimal(10) ** 27


class NumberForm(StrEnum):
    """How a number is written, which decides how much it may mean."""

    FIGURE = "figure"
    WORD = "word"
    ARTICLE = "article"
    FRACTION = "fraction"
    CROWD = "crowd"


@dataclass(frozen=True, slots=True)
class Reading:
    """A number found in pieces `first` to `stop` (exclusive).

    `value` includes `scale`, the product of the scale words at its end: "1,2 Millionen" has the value
    1200000 and the scale 1000000.
    """

    first: int
    stop: int
    value: Decimal
    form: NumberForm
    scale: Decimal = _ONE


class Count:
    """A number while it is being read: what is summed up, the part that still grows, the last scale."""

    def __init__(self, pieces: Pieces, words: NumberWords, first: int) -> None:
        self.pieces = pieces
        self.words = words
        self.first = self.at = first
        self.total = Decimal(0)
        self.part: Decimal | None = None
        self.part_open = False
        self.scale = _ONE
        self.form = NumberForm.WORD

    def start(self) -> bool:
        """Take the first number word or figure, or say that there is none."""
        low, words = self.pieces.lows[self.at], self.words
        if low[0].isdecimal() or low == ".":
            return self._start_figure()
        sign = vulgar_fraction(low)
        if sign is not None:
            self.part, self.form = sign, NumberForm.FRACTION
        elif low in words.fixed:
            self.part, self.form = words.fixed[low], NumberForm.FRACTION
        elif low in words.fractions and self.pieces.low(self.at + 1) in words.scales:
            self.part, self.form = _ONE / words.fractions[low], NumberForm.FRACTION
        elif low in words.articles:
            self.part, self.form = _ONE, NumberForm.ARTICLE
        elif low in words.scales and low not in words.plural_scales and len(low) > 3:
            return self._start_scale(low)
        elif (value := words.cardinal(low)) is not None:
            self.part, self.part_open = Decimal(value), True
        else:
            half = words.half_more(low)
            if half is None:
                return False
            self.part = half
        self.at += 1
        return True

    def _start_scale(self, low: str) -> bool:
        # "Claudia Tausend" is a name, "Tausend Menschen" at the start of a sentence a number.
        after_name = self.pieces.is_capitalised(self.at - 1) and self.pieces.is_capitalised(self.at)
        if self.words.scales[low] > 1000 or (after_name and self.words.language == "de"):
            return False
        self.part = _ONE
        return self.extend()

    def _start_figure(self) -> bool:
        mark = _DECIMAL_MARK[self.words.language]
        if self.pieces.lows[self.at] == ".":
            found = read_bare_decimals(self.pieces, self.at) if mark == "." else None
        else:
            found = read_figure(self.pieces, self.at, mark)
        if found is None:
            return False
        self.at, self.part = found
        self.part_open = self.part == self.part.to_integral_value()
        self.form = NumberForm.FIGURE
        suffix = self.words.suffixes.get(self.pieces.written(self.at))
        if suffix is not None and self.pieces.glued(self.at):
            self._multiply(suffix)
            self.at += 1
        return True

    def extend(self) -> bool:
        """Take one more step to the right, or say that the number ends here."""
        at = self.at
        if self.pieces.low(at) in _HYPHENS and self._spans_hyphen(at):
            at += 1
        low = self.pieces.low(at)
        if not low or not self.pieces.is_word(at):
            return self._add_figure(at)
        return (
            self._take_scale(low, at)
            or self._take_fraction(low, at)
            or self._take_number(low, at)
            or self._take_decimals(low, at)
            or self._take_joined(low, at)
            or self._take_ratio(low, at)
        )

    def _spans_hyphen(self, at: int) -> bool:
        """fifty-two and 48-Millionen go on after their hyphen, 7-jährig does not."""
        if self.pieces.is_word(at - 1):
            return self.pieces.is_word(at + 1)
        return self.pieces.low(at + 1) in self.words.scales and self.pieces.glued(at)

    def extend_plainly(self) -> bool:
        """As `extend`, without a further share, so that shares do not nest."""
        at = self.at + (self.pieces.low(self.at) in _HYPHENS)
        low = self.pieces.low(at)
        joined = low in self.words.joiners and self._take_joined(low, at)
        return joined or self._take_scale(low, at) or self._take_number(low, at)

    def reading(self) -> Reading:
        """What has been read."""
        value = self.total + (self.part or 0)
        if value == value.to_integral_value():
            value = Decimal(int(value))
        return Reading(self.first, self.at, value, self.form, self.scale)

    def _take_scale(self, low: str, at: int) -> bool:
        scale = self.words.scales.get(low)
        if scale is None and self.form is NumberForm.FRACTION:
            at += low in playing(self.words.language, "of")
            at += self.pieces.low(at) in self.words.articles
            scale = self.words.scales.get(self.pieces.low(at))
        if scale is None or (self.part is None and self.scale == _ONE):
            return False
        if (self.total + (self.part or 0)) * scale > _LARGEST:
            return False
        self._multiply(scale)
        self.at = at + 1
        if self.pieces.low(at) in self.words.abbreviations and self.pieces.low(at + 1) == ".":
            self.at += int(self.pieces.glued(at + 1))
        return True

    def _multiply(self, scale: Decimal) -> None:
        if self.form is NumberForm.ARTICLE:
            self.form = NumberForm.WORD
        if self.part is None or scale == _DOZEN:
            self.total, self.part = (self.total + (self.part or 0)) * scale, None
        elif scale == _HUNDRED:
            self.part, self.part_open = self.part * scale, True
            return
        else:
            self.total, self.part = self.total + self.part * scale, None
        self.scale = scale
        self.part_open = False

    def _take_fraction(self, low: str, at: int) -> bool:
        divisor = self.words.fractions.get(low)
        if divisor is None or self.part is None or self.scale != _ONE:
            return False
        if self.part != self.part.to_integral_value() or self.form is NumberForm.FRACTION:
            return False
        self.part, self.part_open = self.part / divisor, False
        self.form = NumberForm.FRACTION
        self.at = at + 1
        return True

    def _take_number(self, low: str, at: int) -> bool:
        value = self.words.cardinal(low)
        return value is not None and self._add(Decimal(value), at)

    def _add_figure(self, at: int) -> bool:
        # "4 thousand 3 hundred": figures are added only where a scale word follows them.
        if not self.pieces.is_digits(at) or self.scale == _ONE or self.part is not None:
            return False
        low = self.pieces.low(at + 1)
        scale = self.words.scales.get(low)
        return scale is not None and scale <= _THOUSAND and self._add(Decimal(self.pieces.texts[at]), at)

    def _add(self, value: Decimal, at: int) -> bool:
        if self.part is None:
            if self.scale == _DOZEN or not 0 < value < self.scale:
                return False
            self.part = value
        elif self.part_open and self._fits_after(value):
            self.part += value
        else:
            return False
        self.part_open = True
        self.at = at + 1
        return True

    def _fits_after(self, value: Decimal) -> bool:
        part = self.part or Decimal(0)
        hundreds = part >= _HUNDRED and part % _HUNDRED == 0 and 0 < value < _HUNDRED
        tens = part % _HUNDRED >= 20 and part % 10 == 0 and 0 < value < 10
        spelled = self.form is not NumberForm.FIGURE or self.at - self.first > 1
        return spelled and (hundreds or (tens and self.words.language == "en"))

    def _take_decimals(self, low: str, at: int) -> bool:
        if low not in self.words.decimal_words or self.part is None or self.form is not NumberForm.WORD:
            return False
        digits, at = "", at + 1
        while len(digits) < 12 and (value := self.words.cardinal(self.pieces.low(at))) is not None:
            digits += str(value)
            at += 1
        if not digits:
            return False
        self.part, self.part_open, self.at = self.part + Decimal(f"0.{digits}"), False, at
        return True

    def _take_joined(self, low: str, at: int) -> bool:
        if low not in self.words.joiners or self.form is NumberForm.ARTICLE:
            return False
        after = self.pieces.low(at + 1)
        top = 1 if after in self.words.articles else self.words.cardinal(after)
        divisor = self.words.fractions.get(self.pieces.low(at + 2))
        whole = self.part is None or self.part == self.part.to_integral_value()
        if whole and top is not None and divisor is not None and divisor > 1 and top < divisor:
            return self._add_part_of(Decimal(top) / divisor, at + 3)
        if self.words.language != "en":
            return False
        follows = self.pieces.low(at + 2)
        if (follows == "." or self.words.scales.get(follows) == _HUNDRED) and (
            self.part is not None or self.scale == _ONE
        ):
            return False
        if self.pieces.is_digits(at + 1):
            after_hundreds = self.part is not None and self._fits_after(Decimal(self.pieces.texts[at + 1]))
            return after_hundreds and self._add(Decimal(self.pieces.texts[at + 1]), at + 1)
        return self._take_number(after, at + 1)

    def _take_ratio(self, low: str, at: int) -> bool:
        """Shares of a few: one in five, two out of three."""
        if self.words.language != "en" or self.part is None or self.scale != _ONE:
            return False
        out_of = low == "out" and self.pieces.low(at + 1) == "of"
        if not out_of and not (low in {"in", "over"} and self.part == _ONE):
            return False
        other = Count(self.pieces, self.words, at + 1 + out_of)
        if self.form is NumberForm.FRACTION or other.first >= len(self.pieces) or not other.start():
            return False
        while other.extend_plainly():
            pass
        whole = other.reading()
        if whole.value <= self.part or whole.form not in {NumberForm.WORD, NumberForm.FIGURE}:
            return False
        self.part, self.part_open, self.at = self.part / whole.value, False, whole.stop
        self.form = NumberForm.FRACTION
        return True

    def _add_part_of(self, fraction: Decimal, stop: int) -> bool:
        smaller = self.words.scales.get(self.pieces.low(stop))
        if self.part is None and smaller is not None and smaller < self.scale:
            self.total += fraction * smaller
            stop += 1
        elif self.part is None:
            self.total += fraction * self.scale
        else:
            self.part += fraction
        self.part_open = False
        self.at = stop
        return True
