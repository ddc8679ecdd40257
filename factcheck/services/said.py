"""Sentences that a service keeps for a door to say."""


class Said(str):
    """An English sentence or phrase with %(name)s places; collected for translation where it is written."""

    __slots__ = ()
