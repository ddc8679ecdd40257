"""Lines of a structured document: one paragraph, heading, list item or table cell each."""


class LineWriter:
    """Collects the text of a document walk and breaks it where the walk says a block ends.

    >>> writer = LineWriter()
    >>> for piece in ("Ein ", "Satz."):
    ...     writer.add(piece)
    >>> writer.end_line()
    >>> writer.end_line()
    >>> writer.add("  Noch einer. ")
    >>> writer.text()
    'Ein Satz.\\nNoch einer.'
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pieces: list[str] = []

    def add(self, piece: str | None) -> None:
        """Continue the present line."""
        if piece:
            self._pieces.append(piece)

    def end_line(self) -> None:
        """Close the present line; a line without text leaves no trace."""
        if line := "".join(self._pieces).strip():
            self._lines.append(line)
        self._pieces.clear()

    def text(self) -> str:
        """All lines, joined by line feeds."""
        self.end_line()
        return "\n".join(self._lines)
