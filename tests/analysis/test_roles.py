import pytest

from factcheck.analysis.roles import is_class, is_office, is_surname
from factcheck.analysis.wordlists import entries

_OFFICES = {
    "de": """Landrätin Oberbürgermeisterin Fraktionsvize Ortsvorstehers Staatsanwältin Kronzeuge Schöffin
        Hauptkommissarin Brigadier Attaché Sondergesandter Unterhändlerin Kronprinzessin Weihbischof Äbtissin
        Virologinnen Astrophysikerin Klimatologe Chirurgin Hebamme Nordbank-CFO Großaktionärs Rookie Goalie
        Mittelstürmerin Weltranglistenerste Biathletin Skirennläufer Sopranistin Pop-Ikone Schlagersängerin
        Kolumnistin Astronautin Nachfolger Vorgängerin Halbbruder Schwiegersohn Ex-Frau Überlebender
        Abgeordneten Verdächtigen Kollegen Umweltschützer Modeschöpferin
        Landeshauptfrau Oberstudienrat Zaren US-Bürger Französin Fabrikant Sozialrevolutionär
        Hollywoodstar""",
    "en": """PM Dr chairwoman vice-president MP rookie goalie frontwoman sister-in-law lawmaker
        undersecretary virologist co-founder CFO medallists""",
}
_NO_OFFICES = {
    "de": """Beirat Vorrat Monate Halbleiter Plattenspieler Hosenträger Mittwoch Urkunde Paragrafen
        Murat Thüringer Schweden Polen Flugzeuge Bretter Lautsprecher
        Constantin Mostar Vertrag Termin Medizin Berlin Ballast Palast Vertretung""",
    "en": "Johnson Hawking Gateshead season Sally table",
}
_CLASSES = {
    "de": """Album Asteroiden Verlag Rettungsschirm Start-up Billigfluglinie Kreuzfahrtschiffs Popgruppe
        Zweitligisten Orkan Sturmtief Impfstoff Nachrichten-App Leitindex Bundesstaates Hafenstadt""",
    "en": "newspaper airlines hurricane spacecraft start-up supermarket album island vaccine",
}
_NO_CLASSES = {
    "de": "Beispiel Raymond Domingo Insekten Sujet Gazastreifen Ostern Profit Schnapp Terrasse",
    "en": "table husband Greenland",
}


def _listed(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, word) for language, text in table.items() for word in text.split()]


@pytest.mark.parametrize(("language", "word"), _listed(_OFFICES))
def test_what_somebody_is_is_an_office(language: str, word: str) -> None:
    assert is_office(word, language)


@pytest.mark.parametrize(("language", "word"), _listed(_NO_OFFICES))
def test_words_that_only_end_like_an_office_are_none(language: str, word: str) -> None:
    assert not is_office(word, language)


@pytest.mark.parametrize(("language", "word"), _listed(_CLASSES))
def test_what_a_thing_is_is_a_class(language: str, word: str) -> None:
    assert is_class(word, language)


@pytest.mark.parametrize(("language", "word"), _listed(_NO_CLASSES))
def test_words_that_only_end_like_a_class_are_none(language: str, word: str) -> None:
    assert not is_class(word, language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_surname_of_the_list_is_an_office_as_well(language: str) -> None:
    assert [e.text for e in entries(language, "office_surnames") if not is_office(e.text, language)] == []
    assert not is_surname("Rookie", language)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["office_endings", "class_endings", "no_offices"])
def test_no_ending_stands_in_a_list_twice(language: str, name: str) -> None:
    listed = [entry.text for entry in entries(language, name)]
    assert sorted(listed) == sorted(set(listed))
