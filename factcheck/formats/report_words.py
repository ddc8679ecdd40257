"""The words of a report: it speaks the article's language, whatever its maker reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import format_date


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Every sentence of a report; braces are filled in."""

    code: str
    kicker: str
    published: str
    checked: str
    draft: str
    changed_since: str
    summary: str
    nothing: str
    one_checked: str
    being_checked: str
    article: str
    article_hint: str
    flagged_hint: str
    claims: str
    sources: str
    said_by: str
    value: str
    verdict_on: str
    corrected: str
    withdrawn: str
    reopened: str
    text_changed: str
    supports: str
    refutes: str
    context: str
    archived: str
    read_on: str
    wording: str
    wording_hint: str
    corrections: str
    method: str
    method_text: str
    original: str
    to_claim: str
    no_source: str
    flags: Mapping[str, str]

    def day(self, when: date) -> str:
        """A day in words."""
        return str(format_date(when, format="long", locale=self.code))


_GERMAN = ReportWords(
    code="de",
    kicker="Faktencheck",
    published="erschienen am {day}",
    checked="geprüft bis {day}",
    draft="Entwurf vom {day}, noch nicht freigegeben",
    changed_since="Seit der Freigabe hat sich etwas geändert; der Bericht zeigt den neuesten Stand.",
    summary="Ergebnis",
    nothing="Zu diesem Artikel ist noch kein Urteil veröffentlicht.",
    one_checked="Eine weitere Aussage wird noch geprüft.",
    being_checked="{count} weitere Aussagen werden noch geprüft.",
    article="Der Artikel",
    article_hint="Geprüfte Stellen sind markiert; die Nummer führt zum Urteil.",
    flagged_hint="Kursiv stehen zugespitzte Formulierungen.",
    claims="Die geprüften Aussagen",
    sources="Belege",
    said_by="Gesagt von",
    value="Gemeint",
    verdict_on="Urteil vom {day}",
    corrected="korrigiert",
    withdrawn="zurückgezogen",
    reopened="wird neu geprüft",
    text_changed="Der Wortlaut des Artikels hat sich seit diesem Urteil geändert.",
    supports="stützt",
    refutes="widerlegt",
    context="Kontext",
    archived="Archivkopie",
    read_on="gelesen am {day}",
    wording="Zugespitzte Formulierungen",
    wording_hint="Von der Redaktion als zugespitzt bestätigt; Zitate zählen nicht dazu.",
    corrections="Korrekturen",
    method="So wurde geprüft",
    method_text=(
        "Der Artikel wurde in einzelne nachprüfbare Aussagen zerlegt. Zu jeder geprüften Aussage wurden "
        "Quellen gesucht, die sie stützen oder widerlegen; eine zweite Person hat das Urteil bestätigt, "
        "bevor es veröffentlicht wurde. Frühere Fassungen und Korrekturen bleiben nachvollziehbar."
    ),
    original="Zum Original",
    to_claim="Aussage {number}",
    no_source="Ohne Quelle",
    flags={
        "fear_appeal": "Angstappell",
        "loaded_language": "Aufgeladene Sprache",
        "exaggeration": "Übertreibung",
        "vague_attribution": "Vage Quellenangabe",
        "anonymous_source": "Anonyme Quelle",
        "editorialising": "Kommentierung",
        "clickbait": "Clickbait",
    },
)
_ENGLISH = ReportWords(
    code="en",
    kicker="Fact check",
    published="published {day}",
    checked="checked until {day}",
    draft="Draft of {day}, not signed off yet",
    changed_since="Something has changed since the sign-off; this report shows the newest state.",
    summary="Result",
    nothing="No verdict on this article has been published yet.",
    one_checked="One more claim is being checked.",
    being_checked="{count} more claims are being checked.",
    article="The article",
    article_hint="Checked passages are marked; the number leads to the verdict.",
    flagged_hint="Sensational wording is set in italics.",
    claims="The claims we checked",
    sources="Evidence",
    said_by="Said by",
    value="Meaning",
    verdict_on="Verdict of {day}",
    corrected="corrected",
    withdrawn="withdrawn",
    reopened="is being judged anew",
    text_changed="The article's wording has changed since this verdict.",
    supports="supports",
    refutes="refutes",
    context="context",
    archived="archived copy",
    read_on="read {day}",
    wording="Sensational wording",
    wording_hint="Upheld by an editor as sensational; quotations are not counted.",
    corrections="Corrections",
    method="How we checked",
    method_text=(
        "The article was taken apart into single claims that can be looked up. For each claim checked we "
        "looked for sources that support or refute it; a second person confirmed the verdict before it was "
        "published. Earlier versions and corrections remain on record."
    ),
    original="Read the original",
    to_claim="Claim {number}",
    no_source="No source",
    flags={
        "fear_appeal": "Fear appeal",
        "loaded_language": "Loaded language",
        "exaggeration": "Exaggeration",
        "vague_attribution": "Vague attribution",
        "anonymous_source": "Anonymous source",
        "editorialising": "Editorialising",
        "clickbait": "Clickbait",
    },
)
WORDS: Final = {"de": _GERMAN, "en": _ENGLISH}


def words(language: str) -> ReportWords:
    """The words for a language; English for one that we do not write."""
    return WORDS.get(language, _ENGLISH)
