"""How fast text is read: sentences beside the libraries, whole articles, and growth with length."""

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

import choppa
import pysbd
from somajo import SoMaJo

from factcheck.analysis import analyse, sentences
from factcheck.analysis.tokens import tokenize
from factcheck.shipped import shipped
from tests.bench import Bench, Measure, rates, seconds

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


BENCHES: dict[str, Bench] = {
    "sentences_chars_per_s": sentence_rates,
    "analyse_tokens_per_s": whole_articles,
    "analyse_growth_100x": whole_articles,
}
