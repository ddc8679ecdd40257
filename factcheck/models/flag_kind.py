"""The kinds of sensational wording, shared by flags, rules and words."""

from enum import StrEnum


class FlagKind(StrEnum):
    """Ways in which wording can be sensational."""

    FEAR_APPEAL = "fear_appeal"
    LOADED_LANGUAGE = "loaded_language"
    EXAGGERATION = "exaggeration"
    VAGUE_ATTRIBUTION = "vague_attribution"
    ANONYMOUS_SOURCE = "anonymous_source"
    EDITORIALISING = "editorialising"
    CLICKBAIT = "clickbait"
