"""Pairs of claims made by one edit each, for measuring what is called the same claim; seeds are fixed."""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from factcheck.analysis.sentences import split

NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d(?![\w.,])")
WORD = re.compile(r"\b[^\W\d_]+\b")
NAMES = {
    "de": ["Bremen", "Kasachstan", "Petrova", "Lindner", "Uruguay", "Hofmann", "Siemens", "Tirol"],
    "en": ["Bremen", "Kazakhstan", "Petrova", "Lindner", "Uruguay", "Hoffman", "Siemens", "Tyrol"],
}
NEGATABLE = {
    "de": re.compile(r"\b(ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|kann|können)\b"),
    "en": re.compile(r"\b(is|are|was|were|will|has|have|had|can|could)\b"),
}
NEGATION = {"de": "nicht", "en": "not"}
PREFIXES = {"de": ["EILMELDUNG: ", "RT @nachrichten: ", "Angeblich: "], "en": ["BREAKING: ", "RT @news: "]}

Edit = Callable[[random.Random, str, str], str | None]


def sentences(shared: Path) -> list[tuple[str, str]]:
    """Sentences of public texts with their language, in a fixed order, of a claim's usual length."""
    found: list[tuple[str, str]] = []
    for name, language in (("sent_de_gsd_dev", "de"), ("sent_de_gsd_test", "de"), ("sent_en_ewt_test", "en")):
        with (shared / "data" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                found += [(span.of(text), language) for span in split(text, language)]
    return [(text, language) for text, language in dict.fromkeys(found) if 40 <= len(text) <= 250]


def pairs(shared: Path, edit: Edit, number: int = 1000) -> Iterator[tuple[str, str, str]]:
    """That many sentences with their edited copies: (sentence, copy, language)."""
    rng = random.Random(20241201)  # noqa: S311 (nothing is to be kept secret)
    texts = sentences(shared)
    made = 0
    while made < number:
        text, language = rng.choice(texts)
        copy = edit(rng, text, language)
        if copy is not None and copy != text:
            made += 1
            yield text, copy, language


def changed_digit(rng: random.Random, text: str, _language: str) -> str | None:
    """One digit of one number is another."""
    places = [
        found.start() + at for found in NUMBER.finditer(text) for at, c in enumerate(found[0]) if c.isdigit()
    ]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + rng.choice([digit for digit in "123456789" if digit != text[at]]) + text[at + 1 :]


def negated(_rng: random.Random, text: str, language: str) -> str | None:
    """A negation after the first auxiliary."""
    found = NEGATABLE[language].search(text)
    return found and f"{text[: found.end()]} {NEGATION[language]}{text[found.end() :]}"


def swapped_name(rng: random.Random, text: str, language: str) -> str | None:
    """One capitalised word inside the sentence is another name."""
    words = [
        found
        for found in WORD.finditer(text)
        if found.start() and found[0][0].isupper() and len(found[0]) > 3
    ]
    if not words:
        return None
    chosen = rng.choice(words)
    return text[: chosen.start()] + rng.choice(NAMES[language]) + text[chosen.end() :]


def near_copy(rng: random.Random, text: str, language: str) -> str | None:
    """The same claim as somebody else would type or share it: one or two slips."""
    copy = text
    for slip in rng.sample((_typo, _case, _bare, _prefixed, _umlauts, _quotes), rng.choice((1, 1, 2))):
        copy = slip(rng, copy, language)
    return copy


def _typo(rng: random.Random, text: str, _language: str) -> str:
    words = [found for found in WORD.finditer(text) if len(found[0]) > 5]
    if not words:
        return text
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 2)
    kind = rng.choice(("turned", "missing", "doubled"))
    if kind == "turned":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :] if kind == "missing" else text[:at] + text[at] + text[at:]


def _case(rng: random.Random, text: str, _language: str) -> str:
    return text.lower() if rng.random() < 0.5 else text.upper()


def _bare(_rng: random.Random, text: str, _language: str) -> str:
    """Without marks, but for those inside numbers."""
    return re.sub(r"(?<!\d)[^\w\s'’-]|[^\w\s'’-](?!\d)", "", text)


def _prefixed(rng: random.Random, text: str, language: str) -> str:
    return rng.choice(PREFIXES[language]) + text


def _umlauts(_rng: random.Random, text: str, _language: str) -> str:
    for letter, spelled in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("Ä", "Ae"),
        ("Ö", "Oe"),
        ("Ü", "Ue"),
    ):
        text = text.replace(letter, spelled)
    return text


def _quotes(_rng: random.Random, text: str, _language: str) -> str:
    return "„" + text.replace('"', "'") + "“"
