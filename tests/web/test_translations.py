"""The German catalogue holds every sentence of the code, whole and in the house's typography."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from factcheck.formats.errors import SENTENCES
from factcheck.web.catalogue import FOLDER, translations
from factcheck.web.languages import LANGUAGES
from factcheck.web.translations.extraction import table_values
from tests.house import PACKAGE

REMEDY = "run `make translations` and translate what is new"
PLACE = re.compile(r"%\((\w+)\)s")
Forms = tuple[str, ...]


@lru_cache
def said() -> dict[Forms, str]:
    """Every sentence to translate in the code, singular and plural, with the place where it stands."""
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(PACKAGE, methods, options)
    return {forms(message): f"{path}:{line}" for path, line, message, _, _ in found}


@lru_cache
def german() -> Catalog:
    """The German catalogue as it stands in its file."""
    with (FOLDER / "de" / "messages.po").open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def translated() -> Iterator[tuple[Forms, Forms]]:
    """Each English sentence of the catalogue with its German one."""
    return ((forms(message.id), forms(message.string)) for message in german() if message.id)


def forms(sentence: object) -> Forms:
    """The forms of a sentence that may have a plural."""
    return (sentence,) if isinstance(sentence, str) else tuple(sentence or ())  # type: ignore[arg-type]


def problems(message: Message | None) -> Iterator[str]:
    """What keeps a message of the catalogue from being a translation."""
    if message is None:
        yield "is not in the catalogue"
        return
    if message.fuzzy:
        yield "is marked as fuzzy"
    german_forms = forms(message.string)
    if len(german_forms) != (german().num_plurals if message.pluralizable else 1) or not all(german_forms):
        yield "is not translated"
    wanted = {place for form in forms(message.id) for place in PLACE.findall(form)}
    for form in german_forms:
        if {*PLACE.findall(form)} != wanted:
            yield f"has other places than {sorted(wanted)}: {form}"
        if "%" in PLACE.sub("", form):
            yield f"holds a lone per cent sign: {form}"


def test_every_sentence_of_the_code_is_in_the_german_catalogue_with_the_same_places() -> None:
    breaches = [
        f"{place}: {sentence[0]!r} {problem}; {REMEDY}"
        for sentence, place in said().items()
        for problem in problems(german().get(sentence[0]))
    ]
    assert not breaches, "\n".join(breaches)


def test_the_german_catalogue_holds_nothing_that_the_code_no_longer_says() -> None:
    unsaid = [english for english, _ in translated() if english not in said()]
    assert not unsaid, f"run `make translations`: {unsaid}"
    assert not german().obsolete


def test_every_language_of_the_desk_besides_english_has_a_catalogue() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/messages.po")} == set(LANGUAGES) - {"en"}


def test_german_quotation_marks_stand_in_pairs_and_no_other_ones_are_used() -> None:
    for _, german_forms in translated():
        for form in german_forms:
            assert re.fullmatch(r"[^„“”\"']*(„[^„“”\"']*“[^„“”\"']*)*", form), form
            assert "..." not in form, f"use …: {form}"


def test_a_sentence_stays_a_sentence_and_a_word_a_word() -> None:
    for english, german_forms in translated():
        for form in german_forms:
            assert form == form.strip()
            assert (english[0][-1] in ".?…") == (form[-1] in ".?…"), f"{english[0]!r}: {form!r}"


def test_sentences_of_rooms_that_know_no_translations_are_collected_too() -> None:
    assert {(sentence,) for sentence in SENTENCES.values()} <= said().keys()
    assert ("signed in",) in said()
    assert ("There is no claim with this number.",) in said()
    assert ("%(num)s claim", "%(num)s claims") in said()


def test_a_table_of_sentences_gives_its_plain_strings_only() -> None:
    module = ast.parse(
        'SENTENCES: dict = {"a": "One.", "b": _("Two."), "c": 3}\nOTHERS = {"d": "Four."}\nSENTENCES = f()'
    )
    assert [value.value for value in table_values(module)] == ["One."]


@pytest.mark.parametrize(
    ("string", "words"),
    [
        ("", "is not translated"),
        ("Ein Artikel", "has other places"),
        ("%(b)s ist ein Artikel", "has other places"),
        ("%(a)s ist ein Artikel zu 50 %", "holds a lone per cent sign"),
    ],
)
def test_a_bad_translation_is_noticed(string: str, words: str) -> None:
    assert words in " ".join(problems(Message("%(a)s is an article", string)))


def test_a_missing_or_fuzzy_translation_is_noticed() -> None:
    assert list(problems(None)) == ["is not in the catalogue"]
    assert list(problems(Message("article", "Artikel", flags=["fuzzy"]))) == ["is marked as fuzzy"]
    assert not list(problems(Message("article", "Artikel")))


def test_plurals_are_right_when_a_page_is_made() -> None:
    catalogue = translations("de")
    shown = [catalogue.ngettext("%(num)s claim", "%(num)s claims", num) % {"num": num} for num in (0, 1, 2)]
    assert shown == ["0 Aussagen", "1 Aussage", "2 Aussagen"]
