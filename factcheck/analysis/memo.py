"""Answers about words, worked out once for each word of a text."""

from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
# A hostile text can hold any number of different words; what comes after these is worked out again.
_MOST_WORDS = 50_000


class Memo(dict[str, Answer], Generic[Answer]):
    """A dictionary that asks `work_out` for what it does not hold yet.

    >>> lengths = Memo(len)
    >>> lengths["Jahr"], lengths
    (4, {'Jahr': 4})
    """

    def __init__(self, work_out: Callable[[str], Answer]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, word: str) -> Answer:
        answer = self.work_out(word)
        if len(self) < _MOST_WORDS:
            self[word] = answer
        return answer
