"""Mentions in a comment, marked for the eye."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from factcheck.models import User
from factcheck.services.mentions import MENTION


def with_mentions(text: str, people: Sequence[User]) -> Markup:
    """A comment with the people it calls marked and named in full; others stay plain words."""
    names = {person.name: person.full_name for person in people}
    shown, last = Markup(""), 0
    for found in MENTION.finditer(text):
        full = names.get(found[1].lower())
        if full is None:
            continue
        mark = Markup('<b class="mention" title="{}">{}</b>').format(full, found[0])
        shown += escape(text[last : found.start()]) + mark
        last = found.end()
    return shown + escape(text[last:])
