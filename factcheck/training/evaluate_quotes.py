"""Quotations found again: cut from public articles, spoilt as printers and scanners do, looked for again.

Each quotation is looked for in its own article, where it must be found at its place, and in another one,
where it must not. The noise is seeded, so that two runs see the same quotations.
"""

import csv
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from factcheck.analysis.evened import Evened
from factcheck.analysis.quote_check import Outcome, QuoteCheck, check
from factcheck.training.evaluate_values import Row

QUOTES = 500
LENGTHS = (6, 10, 15, 20, 30, 40)  # words
SHORTEST_ARTICLE = 120  # words
SEED = 20261124
# What a scanner takes for what.
_MISREAD = (
    *(("rn", "m"), ("m", "rn"), ("l", "1"), ("O", "0"), ("e", "c"), ("i", "l"), ("cl", "d"), ("h", "b")),
    *(("ß", "B"), ("ü", "u"), ("ä", "a"), ("ö", "o"), ("S", "5"), ("t", "f")),
)
_MISREAD_SHARE = 0.04  # of the characters
_WORD = re.compile(r"\S+")
Noise = Callable[[str, random.Random], str]


def rows(file: Path) -> Iterator[Row]:
    """The share found at their place by kind of noise and in all, and the share found where they are not."""
    articles = [text for text in texts(file) if len(text.split()) >= SHORTEST_ARTICLE]
    if len(articles) < 2:
        raise ValueError(f"{file} holds too few long texts")
    chance = random.Random(SEED)  # noqa: S311 (measuring, not guarding)
    found: dict[str, list[bool]] = {name: [] for name in NOISES}
    elsewhere: list[bool] = []
    names = list(NOISES)
    for number in range(QUOTES):
        name = names[number % len(names)]
        text, other = chance.sample(articles, 2)
        start, end = _cut(text, LENGTHS[number % len(LENGTHS)], chance)
        quote = NOISES[name](text[start:end], chance)
        found[name].append(_is_there(check(quote, text), text, start, end))
        if Evened.of(text[start:end]).text not in Evened.of(other).text:
            elsewhere.append(check(quote, other).outcome is not Outcome.MISSING)
    for name, results in found.items():
        yield Row(f"quotes with {name} noise found", sum(results) / len(results), len(results))
    everything = [result for results in found.values() for result in results]
    yield Row("quotes found in their article", sum(everything) / len(everything), len(everything))
    yield Row("quotes found in another article", sum(elsewhere) / len(elsewhere), len(elsewhere))


def texts(file: Path) -> Iterator[str]:
    """The articles of a file: a table with the text last (10kGNAD), or JSON Lines with `text`."""
    with file.open(encoding="utf-8", newline="") as opened:
        if file.suffix == ".csv":
            csv.field_size_limit(10_000_000)
            for cells in csv.reader(opened, delimiter=";", quotechar="'"):
                yield cells[-1]
            return
        for line in opened:
            yield json.loads(line)["text"]


def typography(quote: str, chance: random.Random) -> str:
    """Other quotation marks, dashes, blanks and line breaks."""
    swaps = [("-", "–"), ('"', "„"), ("'", "’"), (" ", "\u00a0"), (" ", "\n"), (" ", "  "), ("fi", "ﬁ")]
    for old, new in chance.sample(swaps, 4):
        quote = _replaced(quote, old, new, chance)
    return f"„{quote}“" if chance.random() < 0.5 else f"«{quote}»"


def scanning(quote: str, chance: random.Random) -> str:
    """Characters taken for others, and a word cut at the end of a line."""
    for _ in range(max(2, round(len(quote) * _MISREAD_SHARE))):
        quote = _replaced(quote, *chance.choice(_MISREAD), chance)
    return hyphens(quote, chance)


def hyphens(quote: str, chance: random.Random) -> str:
    """A long word cut at the end of a line."""
    long = [match for match in _WORD.finditer(quote) if match.group().isalpha() and len(match.group()) > 7]
    if not long:
        return quote
    match = chance.choice(long)
    middle = match.start() + len(match.group()) // 2
    return f"{quote[:middle]}-\n{quote[middle:]}"


def ellipsis(quote: str, chance: random.Random) -> str:
    """Words left out in the midst."""
    words = quote.split()
    third = max(len(words) // 3, 2)
    begin = chance.randrange(third, third + 2)
    rest = words[-third:]
    return " ".join([*words[:begin], chance.choice(("…", "[...]", "[…]", "(...)", "...")), *rest])


def nothing(quote: str, _: random.Random) -> str:
    """The quotation as it stands."""
    return quote


NOISES: dict[str, Noise] = {
    "no": nothing,
    "typographic": typography,
    "hyphen": hyphens,
    "scanning": scanning,
    "ellipsis": ellipsis,
}


def _replaced(quote: str, old: str, new: str, chance: random.Random) -> str:
    places = [match.start() for match in re.finditer(re.escape(old), quote)]
    if not places:
        return quote
    at = chance.choice(places)
    return quote[:at] + new + quote[at + len(old) :]


def _cut(text: str, length: int, chance: random.Random) -> tuple[int, int]:
    words = list(_WORD.finditer(text))
    first = chance.randrange(len(words) - length)
    return words[first].start(), words[first + length - 1].end()


def _is_there(result: QuoteCheck, text: str, start: int, end: int) -> bool:
    """Whether the place found is the one it was cut from, or one with the same words."""
    if not result.parts:
        return False
    low, high = result.parts[0].start, result.parts[-1].end
    shared = max(0, min(end, high) - max(start, low))
    same = " ".join(part.of(text) for part in result.parts)
    return shared / (max(end, high) - min(start, low)) >= 0.5 or same.split() == text[start:end].split()
