"""Translations read straight from the .po files, so that no compiled file can be stale or missing."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

FOLDER = Path(__file__).parent / "translations"
SOURCE = "en"


@lru_cache
def translations(language: str) -> NullTranslations:
    """The catalogue of a language; English is what the code says."""
    path = FOLDER / language / "messages.po"
    if language == SOURCE or not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


class PoDomain(Domain):  # type: ignore[misc]
    """Flask-Babel's look-up over our catalogues."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of the request's language."""
        return translations(str(get_locale() or SOURCE))
