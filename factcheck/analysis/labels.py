"""Short labels a reviewer would write for a claim."""

_LONGEST = 80


def short(text: str) -> str:
    """The text in one line, cut at a word where it is longer than 80 characters.

    >>> short("Die Stadt\\nbaut.")
    'Die Stadt baut.'
    """
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return line[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"
