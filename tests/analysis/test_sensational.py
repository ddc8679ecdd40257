"""Sensational wording is found with its inflections, and neutral uses are left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis import sensational
from factcheck.analysis.patterns import compiled
from factcheck.analysis.results import Flag, FlagKind
from factcheck.analysis.spans import Span
from factcheck.analysis.wordlists import entries


def flags(text: str, language: str = "de") -> list[Flag]:
    """The flags of a text that is one sentence without quotations."""
    return sensational.find(text, [Span(0, len(text))], [], language)


def kinds(text: str, language: str = "de") -> set[str]:
    return {flag.kind.value for flag in flags(text, language)}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Die Angst vor einem neuen Weltkrieg wächst.", "fear_appeal", "Angst vor einem neuen Weltkrieg"),
        ("Seine Rede schürte neue Ängste.", "fear_appeal", "schürte neue Ängste"),
        ("Ängste werden damit bewusst geschürt.", "fear_appeal", "Ängste werden damit bewusst geschürt"),
        ("Am Abgrund steht die ganze Branche.", "fear_appeal", "Am Abgrund"),
        ("Die Schock-Studie liegt vor.", "loaded_language", "Schock-Studie"),
        ("Er sprach von skandalösen Zuständen.", "loaded_language", "skandalösen"),
        ("Der Streit heizt die Stimmung weiter an.", "loaded_language", "heizt die Stimmung weiter an"),
        ("Ein europafeindlicher Kurs.", "loaded_language", "europafeindlicher"),
        ("Das ist eine nie dagewesene Lage.", "exaggeration", "nie dagewesene"),
        ("Die Lage erfordert höchste Härte.", "exaggeration", "höchste Härte"),
        ("Jeder weiß das.", "exaggeration", "Jeder weiß"),
        ("Experten warnen vor den Folgen.", "vague_attribution", "Experten"),
        ("Das sorgt bei Diplomaten für Unruhe.", "vague_attribution", "bei Diplomaten"),
        ("Beobachter und Beamte zweifeln daran.", "vague_attribution", "Beobachter und Beamte"),
        ("Der Schritt wird als Drohung gesehen.", "vague_attribution", "wird als Drohung gesehen"),
        ("Es wird befürchtet, dass er geht.", "vague_attribution", "Es wird befürchtet"),
        ("Vertrauliche Unterlagen belegen das.", "anonymous_source", "Vertrauliche Unterlagen"),
        ("Das verlautete aus Regierungskreisen.", "anonymous_source", "Regierungskreisen"),
        (
            "Eine mit der Sache vertraute Person sagte das.",
            "anonymous_source",
            "mit der Sache vertraute Person",
        ),
        ("Es ist bemerkenswert, dass er kam.", "editorialising", "Es ist bemerkenswert"),
        (
            "Daher ist es für alle Beteiligten wichtig.",
            "editorialising",
            "ist es für alle Beteiligten wichtig",
        ),
        ("Die Politik muss endlich handeln.", "editorialising", "Die Politik muss endlich handeln"),
        ("Das unterstreicht die Bedeutung des Rechts.", "editorialising", "unterstreicht die Bedeutung"),
        ("Sie werden es nicht glauben.", "clickbait", "Sie werden es nicht glauben"),
        ("7 Gründe, die dafür sprechen", "clickbait", "7 Gründe"),
    ],
)
def test_german_sensational_wording_is_flagged_with_its_words(text: str, kind: str, words: str) -> None:
    found = [flag.text for flag in flags(text) if flag.kind.value == kind]
    assert any(words in each or each in words for each in found), flags(text)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Fears of a third world war are growing.", "fear_appeal", "Fears of a third world war"),
        ("The region is on the brink of collapse.", "fear_appeal", "brink of collapse"),
        ("The minister slammed the plan.", "loaded_language", "slammed"),
        ("It was an absolute disaster.", "exaggeration", "absolute disaster"),
        ("Everyone knows that.", "exaggeration", "Everyone knows"),
        ("Critics say the plan will fail.", "vague_attribution", "Critics"),
        ("It is feared that prices will rise.", "vague_attribution", "It is feared that"),
        ("Leaked papers show the cost.", "anonymous_source", "Leaked papers"),
        ("He spoke on condition of anonymity.", "anonymous_source", "condition of anonymity"),
        ("Clearly, the plan failed.", "editorialising", "Clearly"),
        ("We must remain vigilant.", "editorialising", "We must remain vigilant"),
        ("You won’t believe what he did next.", "clickbait", "You won’t believe"),
    ],
)
def test_english_sensational_wording_is_flagged_with_its_words(text: str, kind: str, words: str) -> None:
    found = [flag.text for flag in flags(text, "en") if flag.kind.value == kind]
    assert any(words in each or each in words for each in found), flags(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Berlin ist die größte Stadt des Landes.",
        "Das ist die höchste Inzidenz seit 2021.",
        "Insgesamt kostete es total 500 Euro.",
        "Er erlitt einen Schock und kam ins Krankenhaus.",
        "Das Drama von Schiller hat am Freitag Premiere im Theater.",
        "Das ist kein Skandal.",
        "Es gibt kein geheimes Papier.",
        "Drei Experten der Bundesbank erklärten die Zahlen.",
        "Die Experten des Robert-Koch-Instituts rechnen mit 300 Fällen.",
        "Der Katastrophenschutz rückte mit 40 Leuten aus.",
        "Die Zahl der Asylanträge stieg um 15 Prozent.",
        "Rund 180.000 Menschen kamen ins Land.",
        "Forscher der Universität Wien veröffentlichten die Studie am Montag.",
    ],
)
def test_neutral_german_uses_of_charged_words_are_no_flags(text: str) -> None:
    assert flags(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The largest city has 8 million people.",
        "This is not a scandal.",
        "The Panic Disorder Institute opened in May.",
        "The shock absorber broke.",
        "Three experts from Harvard University testified.",
        "Unemployment fell to 4 percent in June.",
    ],
)
def test_neutral_english_uses_of_charged_words_are_no_flags(text: str) -> None:
    assert flags(text, "en") == []


def test_not_only_claims_what_it_seems_to_deny() -> None:
    assert kinds("Das ist nicht nur ein Skandal.") == {"loaded_language"}
    assert kinds("This is not only a scandal.", "en") == {"loaded_language"}


def test_headlines_in_title_case_are_no_rows_of_names() -> None:
    assert "loaded_language" in kinds("Minister Slams Shocking Plan", "en")


def test_words_inside_a_quotation_count_against_the_speaker() -> None:
    text = "Er sprach von einem „Skandal“ und einer Schande."
    quote = Span(text.index("Skandal"), text.index("Skandal") + 7)
    found = sensational.find(text, [Span(0, len(text))], [quote], "de")
    assert [(flag.text, flag.quoted) for flag in found] == [("Skandal", True), ("Schande", False)]


def test_a_gap_never_crosses_a_clause() -> None:
    assert "loaded_language" not in kinds("Er heizt den Ofen, dann kommt sie an.")


def test_the_reason_is_a_sentence_with_the_words_in_the_language_of_the_text() -> None:
    (flag,) = flags("Die Schock-Studie liegt vor.")
    assert flag.reason.startswith("„Schock-Studie“ ist gefühlsgeladen; neutraler:")
    assert flag.reason.endswith(".")


def test_the_sentence_of_a_flag_is_its_index() -> None:
    text = "Er kam. Das ist ein Skandal."
    (flag,) = sensational.find(text, [Span(0, 7), Span(8, len(text))], [], "de")
    assert flag.sentence == 1


def test_texts_in_other_languages_get_no_flags() -> None:
    assert sensational.find("Quel scandale", [Span(0, 13)], [], "fr") == []


def test_flags_of_a_kind_never_share_words() -> None:
    found = flags("Experten und Beamte und Beobachter warnen und Experten fürchten Krieg.")
    spans = [flag.span for flag in found if flag.kind is FlagKind.VAGUE_ATTRIBUTION]
    assert all(not a.overlaps(b) for a in spans for b in spans if a != b)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", list(FlagKind))
def test_every_flag_entry_is_a_well_formed_pattern_with_a_reason(language: str, kind: FlagKind) -> None:
    for entry in entries(language, f"flags_{kind.value}"):
        assert compiled(kind.value, entry, language).note, entry.text


@given(st.text(max_size=300), st.sampled_from(["de", "en"]))
def test_any_text_gives_flags_whose_words_stand_at_their_offsets(text: str, language: str) -> None:
    for flag in sensational.find(text, [Span(0, len(text))] if text else [], [], language):
        assert text[flag.span.start : flag.span.end] == flag.text


@given(
    st.lists(
        st.sampled_from(
            [
                "Experten",
                "und",
                "Beamte",
                "es",
                "ist",
                "wichtig",
                ",",
                "schürt",
                "Ängste",
                "kein",
                "Skandal",
                "—",
            ]
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_order_of_pattern_words_is_handled(words: list[str]) -> None:
    text = " ".join(words)
    for flag in flags(text):
        assert text[flag.span.start : flag.span.end] == flag.text


@pytest.mark.parametrize("piece", ["es ist ", "Experten und ", "schürt Ängste vor ", "a", "('-", "„“"])
def test_time_grows_with_the_length_of_hostile_text_only_linearly(piece: str) -> None:
    def once(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        begun = time.thread_time()
        sensational.find(text, [Span(0, length)], [], "de")
        return time.thread_time() - begun

    def seconds(length: int) -> float:  # the best of three: the others wait for the memory's cleaning
        return min(once(length) for _ in range(3))

    seconds(1_000)
    assert seconds(80_000) < 30 * seconds(8_000) + 0.5


@pytest.mark.parametrize(
    ("language", "text", "kind", "words"),
    [
        ("de", "Das wäre die größte Fusion der Geschichte.", "exaggeration", "größte Fusion der Geschichte"),
        ("de", "Er ist der beste Tenor seiner Generation.", "exaggeration", "beste Tenor seiner Generation"),
        ("de", "Das ist das beste Brot der Welt.", "exaggeration", "beste Brot der Welt"),
        ("de", "Jubelrausch in Bremen!", "loaded_language", "Jubelrausch"),
        ("de", "Das Pokal-Debakel schmerzt.", "loaded_language", "Pokal-Debakel"),
        ("de", "Das Ehe-Aus kam plötzlich.", "loaded_language", "Ehe-Aus"),
        ("de", "Eine unbenannte Quelle bestätigte das.", "anonymous_source", "unbenannte Quelle"),
        ("de", "Aus Kreisen der Partei hieß es, er gehe.", "anonymous_source", "Aus Kreisen"),
        (
            "en",
            "It is the most thorough survey of its kind.",
            "exaggeration",
            "most thorough survey of its kind",
        ),
        (
            "en",
            "She is the finest singer of her generation.",
            "exaggeration",
            "finest singer of her generation",
        ),
        ("en", "It was a mega-sized win.", "exaggeration", "mega-sized"),
    ],
)
def test_superlatives_of_all_times_tabloid_words_and_unnamed_sources_are_flagged(
    language: str, text: str, kind: str, words: str
) -> None:
    assert [(flag.kind.value, flag.text) for flag in flags(text, language)] == [(kind, words)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das ist das größte Schiff der Welt."),
        ("de", "Es war der höchste Sieg der Geschichte des Vereins."),
        ("de", "Helfer aus Kreisen und Gemeinden kamen."),
        ("de", "Die Quelle des Flusses liegt in 900 Metern Höhe."),
        ("de", "Eine Quelle für Eiweiß ist Fisch, sagte sie."),
        ("de", "Nach den Enthüllungen trat er zurück."),
        ("en", "It is the first plant of its kind."),
        ("en", "The world's largest ship docked."),
    ],
)
def test_measures_districts_and_springs_are_not_flagged(language: str, text: str) -> None:
    assert flags(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("de", "Der Richter nannte die Klage {}.", "lächerlich"),
        ("de", "Die Kürzung sei {}, sagte Petra Holst.", "inakzeptabel"),
        ("en", "The judge called the case {}.", "ridiculous"),
    ],
)
def test_a_judgement_of_a_speaker_counts_only_in_quotation_marks(language: str, text: str, word: str) -> None:
    said, quoted = text.format(word), text.format(f'"{word}"')
    start = quoted.index(word)
    inside = [Span(start, start + len(word))]
    assert flags(said, language) == []
    assert [flag.quoted for flag in sensational.find(quoted, [Span(0, len(quoted))], inside, language)] == [
        True
    ]


def test_a_judgement_that_nobody_else_makes_is_the_texts_own() -> None:
    assert kinds("Die Klage ist lächerlich.") == {"editorialising"}


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [
        ("de", "loaded_language", "Die Senatorin bügelte die Frage ab."),
        ("de", "loaded_language", "Der Verband kanzelte seinen Sprecher ab."),
        ("de", "loaded_language", "Bei der Sitzung flogen die Fetzen."),
        ("de", "loaded_language", "Den Gästen stockte bei dem Anblick der Atem."),
        ("de", "loaded_language", "Der Klub steht mit leeren Händen da."),
        ("de", "fear_appeal", "Pendler zittern vor dem Winterfahrplan."),
        ("de", "fear_appeal", "Im Hafen geht die Angst um."),
        ("de", "fear_appeal", "Ohne Hilfe wird der Ort zur Geisterstadt."),
        ("de", "exaggeration", "Kein einziger Vorschlag wurde geprüft."),
        ("de", "exaggeration", "Nie war es leichter, den Anbieter zu wechseln."),
        ("de", "vague_attribution", "Im Stadtrat heißt es, der Verkauf sei beschlossen."),
        ("de", "vague_attribution", "Viele in Lissabon halten das für falsch."),
        ("de", "vague_attribution", "Branchenkenner munkeln, dass der Chef geht."),
        ("de", "anonymous_source", "Aus der Parteispitze verlautet, man wolle warten."),
        ("de", "editorialising", "Man kann den Rettern gar nicht genug danken."),
        ("de", "editorialising", "Finger weg von solchen Verträgen."),
        ("de", "clickbait", "Mit diesem einfachen Kniff sparen Leser viel Geld."),
        ("de", "clickbait", "Der Brief, mit dem niemand gerechnet hatte, kam am Montag."),
        ("de", "clickbait", "Was hinter der Tür lag, ahnen die wenigsten."),
        ("de", "vague_attribution", "In westlichen Hauptstädten wird der Plan belächelt."),
        ("de", "editorialising", "Gönnen Sie sich eine Pause."),
        ("de", "fear_appeal", "Das Viertel sitzt auf einem Pulverfass."),
        ("de", "exaggeration", "Die halbe Stadt war auf den Beinen."),
        ("de", "loaded_language", "Der Verein knöpft den Gästen zehn Euro ab."),
        ("en", "loaded_language", "The council kicked the can down the road."),
        ("en", "loaded_language", "Ministers left small firms in the lurch."),
        ("en", "loaded_language", "Bosses went ballistic over the plan."),
        ("en", "fear_appeal", "The high street could become a ghost town."),
        ("en", "fear_appeal", "Another flood may wipe the village off the map."),
        ("en", "exaggeration", "Not a single voice spoke for the plan."),
        ("en", "exaggeration", "Switching has never been easier."),
        ("en", "vague_attribution", "Some in town say the bids were fixed."),
        ("en", "vague_attribution", "Western diplomats regard the offer as weak."),
        ("en", "anonymous_source", "A pal close to the singer says she is tired."),
        ("en", "anonymous_source", "Internal board papers put the loss at £3m."),
        ("en", "editorialising", "Our hearts go out to the crew."),
        ("en", "editorialising", "Britain can no longer afford to wait."),
        ("en", "clickbait", "What the keeper did next surprised the club."),
        ("en", "clickbait", "This is the little-known rule for buyers."),
        ("en", "vague_attribution", "There is some grumbling in the village."),
        ("en", "exaggeration", "The find rewrites everything we knew about the reef."),
        ("en", "fear_appeal", "No parent in the town can sleep easy."),
        ("en", "editorialising", "The crew deserve a pat on the back."),
        ("en", "loaded_language", "The water-guzzling plant opened in May."),
    ],
)
def test_idioms_calls_and_unnamed_groups_are_flagged(language: str, kind: str, text: str) -> None:
    assert kind in kinds(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er bügelte am Abend zwei Hemden."),
        ("de", "Die Retter öffneten die Tür und maßen seinen Atem."),
        ("de", "Das Wasser wurde im See eiskalt."),
        ("de", "Zum Spiel kamen so viele Zuschauer wie nie zuvor in dieser Saison."),
        ("de", "Wie es in dem Bericht heißt, stiegen die Kosten um drei Prozent."),
        ("de", "Der Zug hielt in ganz Bayern nicht."),
        ("en", "She woke up at six and took the bus."),
        ("en", "No one was hurt in the blast at the quarry."),
        ("en", "The dog kicked the can under the table."),
        ("en", "Diesel leaked from the barge, and the leak was closed by noon."),
        ("en", "The horror writer signed books."),
        ("en", "A landslide on the left bank is possible."),
        ("en", "Killer T cells become active at night."),
    ],
)
def test_the_same_words_in_their_plain_sense_are_not_flagged(language: str, text: str) -> None:
    assert flags(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Sie spielte in dem Fernsehfilm „Die Hölle von nebenan“ mit."),
        ("en", 'His thriller "Explosive" took in 38 million dollars.'),
    ],
)
def test_the_title_of_a_work_is_no_wording(language: str, text: str) -> None:
    assert flags(text, language) == []
    assert flags(text.replace("Fernsehfilm", "Viertel").replace("thriller", "neighbour"), language) != []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", list(FlagKind))
def test_a_desk_that_leaves_a_line_out_finds_its_words_in_no_other_line(
    language: str, kind: FlagKind
) -> None:
    lines = sensational.listed(language, kind)
    plain = [
        word for line in lines if not line.columns and " " not in line.text for word in line.text.split("/")
    ]
    assert {word for word in plain if plain.count(word) > 1} == set()
    assert len(set(lines)) == len(lines)
