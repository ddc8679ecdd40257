"""The people a text calls by their user names."""

import re

# A user name as `users.NAME` has it, after an @ that is not part of an address.
MENTION = re.compile(r"(?<![\w@.])@([a-z0-9][a-z0-9._-]{0,78}[a-z0-9])", re.IGNORECASE)


def mentioned(text: str) -> set[str]:
    """The user names a text calls, in small letters; whether there is such a person is another matter."""
    return {name.lower() for name in MENTION.findall(text)}
