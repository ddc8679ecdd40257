"""Which quantities are found, how far they reach and what they mean.

The tables write a quantity as `span = meaning unit`, where the meaning is a value, `<=n`, `>=n`, `a..b`,
or one of these after `~` for approximately.
"""

from decimal import Decimal

import pytest

from factcheck.analysis import quantities
from factcheck.analysis.quantities import QuantityMention
from factcheck.analysis.results import Quantity
from factcheck.analysis.spans import Span


def meaning(quantity: Quantity) -> str:
    """The quantity in the notation of the tables."""
    approximate = "~" if quantity.approximate else ""
    if quantity.minimum is not None and quantity.maximum is not None:
        return f"{approximate}{_plain(quantity.minimum)}..{_plain(quantity.maximum)}"
    if quantity.minimum is not None:
        return f"{approximate}>={_plain(quantity.minimum)}"
    if quantity.maximum is not None:
        return f"{approximate}<={_plain(quantity.maximum)}"
    return approximate + ("-" if quantity.value is None else _plain(quantity.value))


def _plain(value: Decimal) -> str:
    return f"{round(value, 4).normalize():f}"


def shown(text: str, mention: QuantityMention) -> str:
    return f"{mention.span.of(text)} = {meaning(mention.quantity)} {mention.quantity.unit}"


def found(text: str, language: str) -> list[str]:
    return [shown(text, mention) for mention in quantities.find(text, [Span(0, len(text))], language)]


GERMAN = [
    ("Bis zu 800.000 NATO-Truppen stehen bereit.", ["Bis zu 800.000 NATO-Truppen = <=800000 NATO-Truppen"]),
    ("Höchstens 12 Gäste dürfen hinein.", ["Höchstens 12 Gäste = <=12 Gäste"]),
    ("Maximal fünf Minuten bleiben.", ["Maximal fünf Minuten = <=5 Minuten"]),
    ("Weniger als 40 Betten sind frei.", ["Weniger als 40 Betten = <=40 Betten"]),
    ("Mindestens drei Menschen starben.", ["Mindestens drei Menschen = >=3 Menschen"]),
    ("Mehr als 1.500 Haushalte sind ohne Strom.", ["Mehr als 1.500 Haushalte = >=1500 Haushalte"]),
    ("Über 60 Staaten stimmten zu.", ["Über 60 Staaten = >=60 Staaten"]),
    ("Rund 210.000 Menschen kamen.", ["Rund 210.000 Menschen = ~210000 Menschen"]),
    ("Etwa zehn Prozent blieben.", ["Etwa zehn Prozent = ~10 Prozent"]),
    ("Ca. 50 Gigabyte fehlen.", ["Ca. 50 Gigabyte = ~50 Gigabyte"]),
    ("Fast 534.000 Menschen flohen.", ["Fast 534.000 Menschen = ~534000 Menschen"]),
    ("Knapp 20 Stunden dauerte das.", ["Knapp 20 Stunden = ~20 Stunden"]),
    ("Es kamen 30 oder mehr Besucher.", ["30 oder mehr = >=30 None"]),
    ("Bis zu etwa 300 Plätze sind frei.", ["Bis zu etwa 300 Plätze = ~<=300 Plätze"]),
]
GERMAN_RANGES = [
    ("Es gab 300 bis 450 Anträge.", ["300 bis 450 Anträge = 300..450 Anträge"]),
    (
        "Es kostet zwischen etwa 150 000 und 225 000 Mark.",
        [
            "zwischen etwa 150 000 und 225 000 Mark = ~150000..225000 Mark",
        ],
    ),
    ("Zwischen 3 und 5 Wagen stehen dort.", ["Zwischen 3 und 5 Wagen = 3..5 Wagen"]),
    (
        "Es gab zwei Schwer- und 17 Leichtverletzte.",
        ["zwei Schwer = 2 Schwer", "17 Leichtverletzte = 17 Leichtverletzte"],
    ),
    ("Das kostet 5 Mio. € und 5-10 % Rabatt.", ["5 Mio. € = 5000000 €", "5-10 % = 5..10 %"]),
    ("Es braucht 5–8 Helfer.", ["5–8 Helfer = 5..8 Helfer"]),
    ("Etwa 5.000 bis 8.000 Reisende warten.", ["Etwa 5.000 bis 8.000 Reisende = ~5000..8000 Reisende"]),
    ("Das kostet zwei bis drei Millionen Euro.", ["zwei bis drei Millionen Euro = 2000000..3000000 Euro"]),
    ("Man misst 3 km bis 5 km.", ["3 km bis 5 km = 3..5 km"]),
    ("Die Quote sank von 6,1 auf 5,8 Prozent.", ["6,1 = 6.1 Prozent", "5,8 Prozent = 5.8 Prozent"]),
    ("Es stieg von 2,1 auf 2,5 Mrd. Euro.", ["2,1 = 2100000000 Euro", "2,5 Mrd. Euro = 2500000000 Euro"]),
    ("Es stieg von 300 auf 1,2 Millionen Euro.", ["300 = 300 Euro", "1,2 Millionen Euro = 1200000 Euro"]),
    ("Das gilt für 15- bis 19-Jährige.", ["15- bis 19-Jährige = 15..19 Jährige"]),
    ("Er siegte mit 315 zu 300 Stimmen.", ["315 = 315 Stimmen", "300 Stimmen = 300 Stimmen"]),
]
GERMAN_UNITS = [
    ("Es geht um 1,2 Mio. Euro.", ["1,2 Mio. Euro = 1200000 Euro"]),
    ("Der Bau kostet 2,5 Milliarden US-Dollar.", ["2,5 Milliarden US-Dollar = 2500000000 US-Dollar"]),
    ("Das Loch misst 3 Mrd. Euro.", ["3 Mrd. Euro = 3000000000 Euro"]),
    (
        "Man zahlte 16,4 Millionen kanadische Dollar.",
        ["16,4 Millionen kanadische Dollar = 16400000 kanadische Dollar"],
    ),
    ("Das macht 15 Euro und 20 Cent.", ["15 Euro und 20 Cent = 15.2 Euro"]),
    ("Es kostet € 12,50 pro Kopf.", ["€ 12,50 = 12.5 €"]),
    ("Er fuhr mit 120 km/h.", ["120 km/h = 120 km/h"]),
    ("Es wehte mit 30 Metern pro Sekunde.", ["30 Metern pro Sekunde = 30 Metern pro Sekunde"]),
    ("Die Flasche fasst 75ml.", ["75ml = 75 ml"]),
    ("Es waren minus 5 Grad Celsius.", ["minus 5 Grad Celsius = -5 Grad Celsius"]),
    ("Die Steuer steigt um 0,5 Prozentpunkte.", ["0,5 Prozentpunkte = 0.5 Prozentpunkte"]),
    ("Die Inflation lag bei 2,2%.", ["2,2% = 2.2 %"]),
    ("Der Vertrag über 48 Millionen Dollar gilt.", ["über 48 Millionen Dollar = >=48000000 Dollar"]),
    ("Sie druckten 20-Euro-Scheine.", ["20-Euro = 20 Euro"]),
    ("Das kostet einen Euro.", ["einen Euro = 1 Euro"]),
    ("Das kostet 20,- Euro.", ["20,- Euro = 20 Euro"]),
    (
        "Es sank von 930 Millionen Mark auf 430 Millionen.",
        [
            "930 Millionen Mark = 930000000 Mark",
            "430 Millionen = 430000000 Mark",
        ],
    ),
    (
        "Es fehlen dreihundertfünfundzwanzigtausend Stimmen.",
        ["dreihundertfünfundzwanzigtausend Stimmen = 325000 Stimmen"],
    ),
    ("35 Jahre nach dem Mauerfall leben sie dort.", ["35 Jahre = 35 Jahre"]),
    ("Sie bekamen eine halbe Million Euro.", ["eine halbe Million Euro = 500000 Euro"]),
]
GERMAN_NOUNS = [
    ("Gesucht werden 300 neue Lehrkräfte.", ["300 neue Lehrkräfte = 300 neue Lehrkräfte"]),
    (
        "Dort stehen 800 US-amerikanische Soldaten.",
        ["800 US-amerikanische Soldaten = 800 US-amerikanische Soldaten"],
    ),
    ("Es öffnen 40 Berliner Schulen.", ["40 Berliner Schulen = 40 Berliner Schulen"]),
    ("Beraten wird über die 27 EU-Staaten.", ["27 EU-Staaten = 27 EU-Staaten"]),
    (
        "Sie zählten rund 90.000 die Brücke querende Autos.",
        ["rund 90.000 = ~90000 Autos"],
    ),
    ("Die meisten – nämlich 700 – Gäste blieben.", ["700 = 700 Gäste"]),
    ("Es kamen 10.000 Gäste, 2.000 davon aus Wien.", ["10.000 Gäste = 10000 Gäste", "2.000 = 2000 Gäste"]),
    ("Von 120 Passagieren überlebten 80.", ["120 Passagieren = 120 Passagieren", "80 = 80 Passagieren"]),
    ("Zehn der 16 Länder stimmten zu.", ["Zehn = 10 Länder", "16 Länder = 16 Länder"]),
    ("171 stimmten dagegen.", ["171 = 171 None"]),
    ("Er traf zwei Minister.", ["zwei Minister = 2 Minister"]),
]
GERMAN_SHARES = [
    ("Ein Drittel stimmte zu.", ["Ein Drittel = 0.3333 None"]),
    ("Drei Viertel der Befragten klagen.", ["Drei Viertel = 0.75 None"]),
    ("Die Hälfte der Höfe gab auf.", ["Die Hälfte = 0.5 None"]),
    ("Knapp zwei Drittel lehnen ab.", ["Knapp zwei Drittel = ~0.6667 None"]),
    ("Jeder dritte Haushalt spart.", ["Jeder dritte Haushalt = 0.3333 None"]),
    ("Einer von fünf Schülern bricht ab.", ["Einer von fünf Schülern = 0.2 None"]),
    ("Nur drei von zehn Frauen stimmten zu.", ["drei von zehn Frauen = 0.3 None"]),
    ("Drei von zwölf Angeklagten schwiegen.", ["Drei = 3 Angeklagten", "zwölf Angeklagten = 12 Angeklagten"]),
    ("Hunderte Flüchtlinge kamen an.", ["Hunderte Flüchtlinge = ~>=100 Flüchtlinge"]),
    ("Tausende von Menschen marschierten.", ["Tausende von Menschen = ~>=1000 Menschen"]),
    ("Zehntausende demonstrierten.", ["Zehntausende = ~>=10000 None"]),
    ("Ein Dutzend Wagen brannte.", ["Ein Dutzend Wagen = 12 Wagen"]),
    ("Mehrere hundert Polizisten rückten an.", ["Mehrere hundert Polizisten = >=100 Polizisten"]),
]
GERMAN_AGES_AND_RANKS = [
    ("Der 34-Jährige floh.", ["34-Jährige = 34 Jährige"]),
    ("Ihr dreijähriger Sohn lebt.", ["dreijähriger = 3 jähriger"]),
    ("Sie ist 60 Jahre alt.", ["60 Jahre alt = 60 Jahre"]),
    ("Er starb im Alter von 95 Jahren.", ["95 Jahren = 95 Jahren"]),
    ("Eine fünfköpfige Familie zog ein.", ["fünfköpfige = 5 köpfige"]),
    ("Das Land liegt auf Platz 3.", ["Platz 3 = 3 Platz"]),
    ("Er gewann zum dritten Mal.", ["dritten Mal = 3 Mal"]),
    ("Sie findet zum 30. Mal statt.", ["30. Mal = 30 Mal"]),
    ("Das ist dreimal so teuer.", ["dreimal = 3 mal"]),
    ("Köln gewann 3:1 in Mainz.", ["3:1 = - 3:1"]),
]
NO_GERMAN = [
    "Im Jahr 2014 zog er um.",
    "Am 12. Juni 2024 begann es.",
    "Um 15.30 Uhr war Schluss.",
    "Die beiden Männer schwiegen.",
    "Eine Frau sah einen Hund.",
    "Nach Artikel 5 und § 218 gilt das.",
    "Telefon 030 1234567 oder Seite 12.",
    "Die Boeing 737 flog zum G7-Gipfel.",
    "Auf der A8 staute sich der Verkehr wegen Covid-19.",
    "Der dritte Weltkrieg droht nicht.",
    "Am 3. Tag ruhten sie.",
    "Der Zweite Weltkrieg endete.",
    "Der 10-Punkte-Plan liegt vor.",
    "Siehe www.beispiel.de/2020/300 und http://a.de/?x=30%25",
    "Die Adresse ist 192.168.1.20.",
    "Vor fünf Monaten kam er.",
    "Jeden zweiten Tag läuft er.",
    "Der eine kam, der andere ging.",
    "Mein 3G ist 1a und von '96.",
    "Die Firma sitzt in 04109 Leipzig.",
    "Das Werk steht am Markt, 88299 Leutkirch.",
    "In der zweiten Hälfte fiel kein Tor.",
    "Er fuhr mit dem Zug D 1273.",
    "Zwischen 22 und 5 Uhr fahren keine Züge.",
    "Sie suchten das 1:1-Gespräch nach dem 50:50-Prinzip.",
    "Die Boeing 747-400 landete.",
]


@pytest.mark.parametrize(("text", "expected"), GERMAN, ids=lambda value: str(value)[:40])
def test_german_comparators_bound_the_number(text: str, expected: list[str]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize(("text", "expected"), GERMAN_RANGES, ids=lambda value: str(value)[:40])
def test_german_ranges_have_two_bounds_and_changes_two_values(text: str, expected: list[str]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize(("text", "expected"), GERMAN_UNITS, ids=lambda value: str(value)[:40])
def test_german_units_and_currencies_are_read_with_their_scale_words(text: str, expected: list[str]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize(("text", "expected"), GERMAN_NOUNS, ids=lambda value: str(value)[:40])
def test_german_numbers_take_the_noun_they_count(text: str, expected: list[str]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize(("text", "expected"), GERMAN_SHARES, ids=lambda value: str(value)[:40])
def test_german_shares_and_crowds_are_quantities(text: str, expected: list[str]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize(("text", "expected"), GERMAN_AGES_AND_RANKS, ids=lambda value: str(value)[:40])
def test_german_ages_ranks_and_results_are_quantities(text: str, expected: list[str]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize("text", NO_GERMAN)
def test_german_times_labels_names_and_ordinals_are_no_quantities(text: str) -> None:
    assert found(text, "de") == []


DESCRIBED = [
    ("Die Quote liegt bei ein bis zwei Prozent.", ["ein bis zwei Prozent = 1..2 Prozent"]),
    ("Ein oder zwei Leute kamen.", ["Ein oder zwei Leute = 1..2 Leute"]),
    ("Eine 40-sekündige Aufnahme liegt vor.", ["40-sekündige = 40 sekündige"]),
    ("Er baute einen 12-zylindrigen Motor.", ["12-zylindrigen = 12 zylindrigen"]),
    ("Sie zahlte mit zwei Euro-Münzen.", ["zwei Euro-Münzen = 2 Euro-Münzen"]),
    ("Er sprang vom 10-Meter-Turm.", ["10-Meter = 10 Meter"]),
    ("Zwölf A380 wurden bestellt.", ["Zwölf A380 = 12 A380"]),
    (
        "Der Bund verlegt nach Rostock 70 frisch geschulte Helfer.",
        ["70 frisch geschulte Helfer = 70 frisch geschulte Helfer"],
    ),
    ("2011 XK12 ist 20 bis 30 Kilometer breit.", ["20 bis 30 Kilometer = 20..30 Kilometer"]),
    ("Das ist eine Meter-Entscheidung.", []),
    ("Tore: 1:0 Holm (14.)", ["1:0 = - 1:0", "14 = 14 None"]),
    ("Das war ein 1:1-Nachbau.", []),
    ("Er hat ein Haus.", []),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIBED)
def test_ranges_of_one_compounds_and_designations_are_told_apart(text: str, expected: list[str]) -> None:
    assert found(text, "de") == expected


ENGLISH = [
    ("Up to 800,000 NATO troops stand by.", ["Up to 800,000 NATO troops = <=800000 NATO troops"]),
    ("It cut more than 3,400 jobs.", ["more than 3,400 jobs = >=3400 jobs"]),
    ("At least 12 people died.", ["At least 12 people = >=12 people"]),
    ("About 40 houses burned.", ["About 40 houses = ~40 houses"]),
    ("Between 3 and 5 dogs barked.", ["Between 3 and 5 dogs = 3..5 dogs"]),
    ("It costs $1.2 billion.", ["$1.2 billion = 1200000000 $"]),
    ("Profits rose from £3m to £5m.", ["£3m = 3000000 £", "£5m = 5000000 £"]),
    ("It is worth 3 to 5 million euros.", ["3 to 5 million euros = 3000000..5000000 euros"]),
    ("Rates fell by 2.5 percent.", ["2.5 percent = 2.5 percent"]),
    ("Two-thirds of voters agree.", ["Two-thirds = 0.6667 None"]),
    ("One in five children is poor.", ["One in five children = 0.2 children"]),
    ("A 34-year-old man fled.", ["34-year-old = 34 year"]),
    ("Hundreds of thousands of fans came.", ["Hundreds of thousands of fans = ~>=100000 fans"]),
    ("They won 3-1 at home.", ["3-1 = - 3-1"]),
    ("She is ranked No. 3 now.", ["No. 3 = 3 No"]),
    ("He ran 10km in 45 minutes.", ["10km = 10 km", "45 minutes = 45 minutes"]),
    (
        "Rates rose by a quarter of a percentage point.",
        ["a quarter of a percentage point = 0.25 percentage point"],
    ),
    ("Two more crews came.", ["Two more crews = 2 more crews"]),
    ("It took 3 more than planned.", ["3 = 3 None"]),
    ("It has 11 aircraft carriers.", ["11 aircraft carriers = 11 aircraft carriers"]),
    ("Police caught two 17-year-olds.", ["17-year-olds = 17 year"]),
    ("Twenty-one new schools opened.", ["Twenty-one new schools = 21 new schools"]),
]
NO_ENGLISH = [
    "In 2014 he moved.",
    "On June 12, 2024 it began.",
    "A man saw a dog.",
    "See Section 230 on page 12.",
    "The Boeing 737 flew to the G20 on Route 66.",
    "Covid-19 spread on the 3rd day.",
    "Call 555-1234 now.",
    "Which one do you want?",
    "It ended in the 1990s.",
    "They met five months ago.",
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=lambda value: str(value)[:40])
def test_english_quantities_are_found(text: str, expected: list[str]) -> None:
    assert found(text, "en") == expected


@pytest.mark.parametrize("text", NO_ENGLISH)
def test_english_times_labels_and_names_are_no_quantities(text: str) -> None:
    assert found(text, "en") == []


def test_a_bare_number_takes_its_unit_from_the_sentence_before_only_where_it_refers_back() -> None:
    text = "Es wurden 46.000 Anträge gestellt. Im Vorjahr waren es rund 28.000. Sie bauten 50.000."
    sentences = [Span(0, 34), Span(35, 67), Span(68, len(text))]
    units = [mention.quantity.unit for mention in quantities.find(text, sentences, "de")]
    assert units == ["Anträge", "Anträge", None]


def test_an_ordinal_at_the_end_of_a_sentence_is_a_number() -> None:
    text = "Es waren 28. Später kamen mehr."
    mentions = quantities.find(text, [Span(0, 12), Span(13, len(text))], "de")
    assert [mention.span.of(text) for mention in mentions] == ["28"]


def test_a_text_without_sentences_is_read_as_one() -> None:
    assert len(quantities.find("5 Euro", [], "de")) == 1


def test_an_empty_text_holds_no_quantity() -> None:
    assert quantities.find("", [], "de") == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(LookupError):
        quantities.find("5 euros", [Span(0, 7)], "fr")


@pytest.mark.parametrize(
    ("text", "language", "quotes"),
    [
        ("Mehr als die Hälfte stimmte zu.", "de", ["Mehr als die Hälfte"]),
        (
            "The margin slipped 1.7 percentage points to 58.9%.",
            "en",
            ["1.7 percentage points", "58.9%"],
        ),
    ],
)
def test_a_share_keeps_its_bound_and_a_fall_to_a_level_is_no_range(
    text: str, language: str, quotes: list[str]
) -> None:
    mentions = quantities.find(text, [Span(0, len(text))], language)
    assert [mention.span.of(text) for mention in mentions] == quotes
