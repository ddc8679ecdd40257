"""How fast text is read: sentences beside the libraries, whole articles, and growth with length."""

import os
import random
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

import choppa
import pysbd
from somajo import SoMaJo

from factcheck.analysis import analyse, sentences
from factcheck.analysis.quote_check import check
from factcheck.analysis.tokens import tokenize
from factcheck.shipped import shipped
from tests.bench import Bench, Measure, milliseconds, rates, seconds

PUBLISHED = date(2024, 11, 30)
TEXT = (shipped("seeds") / "belousov.txt").read_text(encoding="utf-8")
# Slow libraries get less text; the rate is what is compared.
SLOW_SHARE = 10


def sentence_rates() -> Iterable[Measure]:
    """Characters a second, German news, each splitter in turn."""
    text = "\n".join([TEXT] * 100)
    paragraphs = TEXT.split("\n") * (100 // SLOW_SHARE)
    ours = rates({"ours": lambda: sentences.split(text, "de")}, len(text))["ours"]
    beside = rates(
        {name: lambda split=split: [split(part) for part in paragraphs] for name, split in _others().items()},  # type: ignore[misc]
        sum(map(len, paragraphs)),
    )
    yield Measure("sentences_chars_per_s", ours, "chars/s", beside)


def _others() -> dict[str, Callable[[str], object]]:
    segmenter = pysbd.Segmenter(language="de", clean=False)
    somajo = SoMaJo("de_CMC", split_sentences=True)
    rules = Path(choppa.__file__).parent / "data" / "srx" / "languagetool_segment.srx"
    document = choppa.SrxDocument(ruleset=os.fspath(rules))
    return {
        "pysbd": segmenter.segment,
        "SoMaJo": lambda part: list(somajo.tokenize_text([part])),
        "choppa-srx": lambda part: list(choppa.SrxTextIterator(document, "de_two", part)),
    }


def whole_articles() -> Iterable[Measure]:
    """Tokens a second through the whole chain, warm; the time of a token in texts 10 and 100 times longer."""
    tokens = sum(len(tokenize(TEXT, span, "de")) for span in sentences.split(TEXT, "de"))
    analyse(TEXT, "de", PUBLISHED)
    once = min(seconds(lambda: analyse(TEXT, "de", PUBLISHED)) for _ in range(5))
    for times in (10, 100):
        yield Measure(f"analyse_growth_{times}x", _growth(times), "times")
    yield Measure("analyse_tokens_per_s", tokens / once, "tokens/s")
    yield Measure("analyse_article_ms", once * 1000, "ms")


def _growth(times: int) -> float:
    """CPU time of one text `times` as long, against the text itself `times` over; both in turn, medians."""
    long = "\n".join([TEXT] * times)
    ratios = []
    for _ in range(3):
        started = process_time()
        for _ in range(times):
            analyse(TEXT, "de", PUBLISHED)
        middle = process_time()
        analyse(long, "de", PUBLISHED)
        ratios.append((process_time() - middle) / (middle - started))
    return median(ratios)


def quotations() -> Iterable[Measure]:
    """Milliseconds to look for a quotation in a text of a million characters: found, spoilt, and not there.

    The text is the example article over and over, each time with other letters, so that nothing stands in
    it twice.
    """
    chance = random.Random(7)  # noqa: S311 (a seeded text)
    text = ""
    while len(text) < 1_000_000:
        text += "".join(chance.choice("aeinrst") if letter == "e" else letter for letter in TEXT) + "\n"
    text = text[:1_000_000]
    quotes = {
        "exact": text[700_000:700_200],
        "spoilt": text[600_000:600_240].replace("n", "u", 6),
        "absent": "Die Fischer am Bodensee melden nach dem kalten Mai den besten Fang seit zwanzig "
        "Jahren, sagte der Verband am Rande seiner Tagung in Lindau.",
    }
    taken = {name: milliseconds(partial(_look_for, quote, text), 9)[0] for name, quote in quotes.items()}
    yield Measure("quote_check_ms_1mb", max(taken.values()), "ms", taken)


def _look_for(quote: str, text: str, _: int) -> None:
    check(quote, text)


BENCHES: dict[str, Bench] = {
    "sentences_chars_per_s": sentence_rates,
    "quote_check_ms_1mb": quotations,
    "analyse_tokens_per_s": whole_articles,
    "analyse_growth_100x": whole_articles,
}
