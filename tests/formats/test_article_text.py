"""Plain text: encodings and the stored form."""

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.formats.article_text import decoded, read, stored_form
from factcheck.formats.errors import FormatError
from factcheck.formats.limits import MAX_FILE_BYTES, MAX_TEXT_CHARACTERS

GERMAN = "„Größe“ – das heißt für Ärzte: 5 € mehr, à la carte; naïve Œuvres."


def refused(code: str, data: bytes, charset: str | None = None) -> FormatError:
    with pytest.raises(FormatError) as error:
        read(data, charset)
    assert error.value.code == code
    assert str(error.value).endswith(".")
    return error.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_german_text_is_read_in_every_common_encoding(encoding: str) -> None:
    assert read(GERMAN.encode(encoding)).text == GERMAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_order_of_bytes(encoding: str) -> None:
    assert read(("\ufeff" + GERMAN).encode(encoding)).text == GERMAN


def test_the_declared_charset_is_used_where_it_fits() -> None:
    assert decoded("Привет, мир".encode("koi8-r"), "koi8-r") == "Привет, мир"


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", '"ISO-8859-1"'])
def test_western_labels_mean_windows_1252_as_on_the_web(label: str) -> None:
    assert decoded("„so“ – 5 €".encode("cp1252"), label) == "„so“ – 5 €"


@pytest.mark.parametrize("label", ["utf-8", "no-such-charset", "base64", "zlib", "idna\0", "ü"])
def test_a_wrong_or_unknown_label_does_not_keep_a_text_from_being_read(label: str) -> None:
    assert decoded(GERMAN.encode("cp1252"), label) == GERMAN


@pytest.mark.parametrize(
    "data",
    [
        "Привет, как дела".encode("cp1251"),
        "Γειά σου Κόσμε".encode("cp1253"),
        "日本語の文章です".encode("shift-jis"),
        "这是一个中文句子".encode("gb18030"),
        "Może być wątpliwości".encode("iso8859-2"),
        bytes(range(128, 256)),
        b"\x81\x8d\x8f",
        b"ab\x05cd \xfc",
    ],
)
def test_other_encodings_are_refused_instead_of_guessed(data: bytes) -> None:
    refused("encoding_unknown", data)


def test_damaged_utf8_is_named_with_its_place() -> None:
    error = refused("encoding_broken", "Die Größe der Ärzte".encode()[:6] + b"\xff" + "ßé ü".encode())
    assert error.params["position"] == 6


def test_damaged_utf16_is_refused() -> None:
    refused("encoding_broken", GERMAN.encode("utf-16")[:-1])


@pytest.mark.parametrize("data", [b" \n\t\r\n ", "\u00a0\u2003".encode(), b"\xef\xbb\xbf", b"\x07\x1b"])
def test_a_file_without_visible_text_is_refused(data: bytes) -> None:
    refused("text_blank", data)


def test_an_empty_file_is_refused() -> None:
    refused("file_empty", b"")


def test_fifty_megabytes_are_refused_before_they_are_decoded() -> None:
    begun = time.thread_time()
    data = bytes(50_000_000)
    assert refused("file_too_large", data).params == {"size": 50_000_000, "limit": MAX_FILE_BYTES}
    assert time.thread_time() - begun < 0.5


def test_a_text_over_the_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    assert len(read(b"a" * MAX_TEXT_CHARACTERS).text) == MAX_TEXT_CHARACTERS
    refused("text_too_long", b"a" * (MAX_TEXT_CHARACTERS + 1))


def test_binary_files_are_refused() -> None:
    refused("text_binary", b"abc\0def")


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(FormatError) as error:
        stored_form("ab\ud800c")
    assert (error.value.code, error.value.params) == ("text_surrogate", {"position": 2})


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\n\r\nb", "a\n\nb"),
        ("a\u2028b\u2029c\x0bd\x0ce", "a\nb\nc\nd\ne"),
        ("\ufeff\ufeffa\ufeffb", "a\ufeffb"),
        ("A\u0308 und e\u0301", "Ä und é"),
        ("  zwei  Leerzeichen \t\n ", "  zwei  Leerzeichen \t\n "),
        ("a\x07b\x1bc\x7fd", "abcd"),
        ("\x84so\x93 \x96 5 \x80\x85\x81", "„so“ – 5 €…"),
        ("So\u00ad-so\u200b", "So\u00ad-so\u200b"),
        ("🇩🇪 👩‍👩‍👧", "🇩🇪 👩‍👩‍👧"),
    ],
)
def test_the_stored_form_unifies_what_looks_the_same_and_keeps_the_rest(given: str, stored: str) -> None:
    assert stored_form(given) == stored


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_stored_form_is_stable_composed_and_free_of_controls(text: str) -> None:
    if "\0" in text or not text.translate(dict.fromkeys([*range(32), *range(127, 160), 0xFEFF])).strip():
        return
    stored = stored_form(text)
    assert stored_form(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert not [mark for mark in stored if unicodedata.category(mark) == "Cc" and mark not in "\n\t"]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_the_rooms_own_error(data: bytes) -> None:
    with suppress(FormatError):
        assert read(data, "utf-8").text.strip()


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_text_comes_back_whole(text: str) -> None:
    if not text.lstrip("\ufeff").strip():
        return
    expected = unicodedata.normalize(
        "NFC", text.replace("\u2028", "\n").replace("\u2029", "\n").lstrip("\ufeff")
    )
    assert read(b"\xef\xbb\xbf" + text.encode()).text == expected


@pytest.mark.parametrize("unit", [b"\xc4", b"a\xe4", b"\xe4 ", b"\xff\xfe", "ü".encode()[:1], b"\r", b"\x93"])
def test_the_time_to_decode_grows_linearly_on_hostile_bytes(unit: bytes) -> None:
    data = unit * (900_000 // len(unit))
    begun = time.thread_time()
    with suppress(FormatError):
        read(b"x" + data)
    assert time.thread_time() - begun < 2
