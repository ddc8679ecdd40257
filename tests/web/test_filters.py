"""How values read in words, in German and in English."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.models import AuditEvent, Claim, ClaimQuantity, ClaimTime, Rating
from factcheck.services.audit import EVENTS
from factcheck.web import filters

Speak = Callable[[str], None]


@pytest.fixture
def words(app: Flask) -> Iterator[Flask]:
    """The application with a request going on, in which filters can be called."""
    with app.test_request_context("/"):
        app.preprocess_request()
        yield app


def quantity(**parts: object) -> ClaimQuantity:
    """An amount; numbers as text."""
    numbers = {
        key: Decimal(str(parts[key])) if key in parts else None for key in ("minimum", "maximum", "value")
    }
    return ClaimQuantity(**numbers, unit=parts.get("unit"), approximate=parts.get("approximate", False))


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("stated", "german", "english"),
    [
        (quantity(value=300, unit="Menschen"), "300 Menschen", "300 Menschen"),
        (quantity(value="1234567.5", unit="Euro"), "1.234.567,5 Euro", "1,234,567.5 Euro"),
        (quantity(maximum=800_000, unit="Truppen"), "höchstens 800.000 Truppen", "at most 800,000 Truppen"),
        (quantity(minimum=5), "mindestens 5", "at least 5"),
        (quantity(minimum=3, maximum=5, unit="Tage"), "3 bis 5 Tage", "3 to 5 Tage"),
        (quantity(value=200, approximate=True), "etwa 200", "about 200"),
        (quantity(value=0), "0", "0"),
        (quantity(value="-12.5", unit="Grad"), "-12,5 Grad", "-12.5 Grad"),
        (quantity(value="0.001"), "0,001", "0.001"),
        (quantity(minimum=0, maximum=0), "0 bis 0", "0 to 0"),
    ],
)
def test_an_amount_reads_as_it_was_stated(stated: ClaimQuantity, german: str, english: str) -> None:
    with force_locale("de"):
        assert filters.quantity(stated) == german
    with force_locale("en"):
        assert filters.quantity(stated) == english


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("iso", "german", "english"),
    [
        ("2024", "2024", "2024"),
        ("2024-06", "Juni 2024", "June 2024"),
        ("2024-11-30", "30. November 2024", "November 30, 2024"),
        ("2015-08-31/2015-10-02", "31. August 2015 – 2. Oktober 2015", "August 31, 2015 – October 2, 2015"),
        ("2020/2021", "2020 – 2021", "2020 – 2021"),
        ("2024-06/", "ab Juni 2024", "from June 2024 on"),
        ("2024-13", "2024-13", "2024-13"),
        ("2024-02-30", "2024-02-30", "2024-02-30"),
        ("2024-W12", "2024-W12", "2024-W12"),
        ("0000", "0000", "0000"),
        ("seltsam", "seltsam", "seltsam"),
    ],
)
def test_a_time_keeps_its_precision_in_words(iso: str, german: str, english: str) -> None:
    with force_locale("de"):
        assert filters.time_value(iso) == german
    with force_locale("en"):
        assert filters.time_value(iso) == english


@pytest.mark.usefixtures("words")
def test_an_inherited_time_is_said_to_be_inferred() -> None:
    claim = Claim(quantity=quantity(value=3), time=ClaimTime(value="2024-06", inferred=True))
    with force_locale("en"):
        assert filters.value(claim) == "3; June 2024 (inferred)"
        assert filters.value(Claim()) == ""


@pytest.mark.usefixtures("words")
def test_what_is_unknown_is_a_dash() -> None:
    assert filters.day(None) == filters.moment(None) == filters.percent(None) == "–"


@pytest.mark.usefixtures("words")
def test_a_moment_is_told_in_the_time_of_the_desk() -> None:
    summer = datetime(2024, 7, 1, 22, 30, tzinfo=UTC)
    with force_locale("de"):
        assert filters.moment(summer) == "02.07.24, 00:30"
    assert filters.iso(summer) == "2024-07-01T22:30:00+00:00"
    assert filters.iso(date(2024, 7, 1)) == "2024-07-01"


@pytest.mark.usefixtures("words")
def test_a_rating_is_named_in_the_language_of_the_reader() -> None:
    rating = Rating(name_de="Falsch", name_en="False")
    with force_locale("de"):
        assert filters.rating_name(rating) == "Falsch"
    with force_locale("en"):
        assert filters.rating_name(rating) == "False"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.decimals(allow_nan=False, allow_infinity=False, places=6)
    | st.integers(-(10**60), 10**60).map(Decimal)
)
def test_an_amount_shows_all_its_digits(words: Flask, number: Decimal) -> None:
    assert words
    with force_locale("en"):
        assert Decimal(filters.amount(number).replace(",", "")) == number


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(iso=st.text(max_size=30) | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9-]{0,10})?\Z"))
def test_no_stored_time_breaks_a_page(words: Flask, iso: str) -> None:
    assert words
    for language in ("de", "en"):
        with force_locale(language):
            assert isinstance(filters.time_value(iso), str)


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("name", EVENTS)
def test_every_event_reads_as_a_sentence_in_both_languages(name: str) -> None:
    detail: dict[str, object] = dict.fromkeys(EVENTS[name].keys, "100 % %s %(x)s")
    detail |= {key: value for key, value in {"stance": "supports", "role": "editor"}.items() if key in detail}
    if "changes" in detail:
        detail["changes"] = {"title": "neu", "url": None, "note": ["alt", None]}
    event = AuditEvent(name=name, detail=detail)
    for language in ("de", "en"):
        with force_locale(language):
            sentence = filters.event_sentence(event)
            assert sentence
            assert not sentence.startswith("%(")


@pytest.mark.usefixtures("words")
def test_a_long_detail_is_cut_and_an_unknown_reason_is_shown_as_it_is() -> None:
    event = AuditEvent(name="claim.created", detail={"quote": "x" * 1000})
    assert len(filters.event_sentence(event)) < 220
    with force_locale("en"):
        assert "brand new code" in filters.reason_text({"code": "brand_new_code", "detail": ""})
