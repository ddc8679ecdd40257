"""Which sentences of a corrected text are which sentences of the text before it, wherever they moved."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from factcheck.analysis.differences import PIECE, folded

# Above this likeness in per cent a sentence counts as rewritten, below it as another one.
ALIKE = 55
# A sentence found nearly whole within another one: the other was put together, or this one split off.
WITHIN = 85
# Likeness that standing in the same place between the same neighbours is worth.
IN_PLACE = 5
SHORTEST_PART = 12
CANDIDATES = 8
NEIGHBOURS = 3
SHORTEST_WORD = 4
# Longest common subsequence keeps a table of this many bits; beyond it order counts for nothing.
LARGEST = 400_000_000


@dataclass(frozen=True)
class Pairs:
    """The sentences of two texts and which belong together."""

    old: Sequence[str]
    new: Sequence[str]

    @cached_property
    def same(self) -> dict[int, int]:
        """Old to new for sentences with the very same words: those in order first, then those that moved."""
        found = dict(self._in_order)
        waiting: dict[str, deque[int]] = defaultdict(deque)
        taken = set(found.values())
        for number, sentence in enumerate(self.new):
            if number not in taken:
                waiting[sentence].append(number)
        for number, sentence in enumerate(self.old):
            if number not in found and waiting.get(sentence):
                found[number] = waiting[sentence].popleft()
        return found

    @cached_property
    def near(self) -> dict[int, tuple[int, ...]]:
        """Old to new for sentences that were rewritten, split or put together: the likeliest first."""
        scored = sorted(self._scored())
        best: dict[int, int] = {}
        taken: set[int] = set()
        for _, number, other in scored:  # the likeliest pair of all first, each sentence once
            if number not in best and other not in taken:
                best[number] = other
                taken.add(other)
        found: dict[int, list[int]] = defaultdict(list)
        for number, other in best.items():
            found[number].append(other)
        for _, number, other in scored:
            if best.get(number) != other:
                found[number].append(other)
        return {number: tuple(others) for number, others in found.items()}

    def around_old(self, number: int, there: int) -> str:
        """An old sentence together with those that now stand in one sentence `there` with it."""
        parts = [other for other in self._near_of.get(there, ()) if is_part(self.old[other], self.new[there])]
        return " ".join(self.old[other] for other in sorted({number, *parts}))

    def around_new(self, number: int, there: int) -> str:
        """A new sentence together with the other parts of the old sentence `number` it was split off from."""
        parts = [other for other in self.near.get(number, ()) if is_part(self.new[other], self.old[number])]
        return " ".join(self.new[other] for other in sorted({there, *parts}))

    @cached_property
    def _in_order(self) -> dict[int, int]:
        found: dict[int, int] = {}
        if len(self.old) * len(self.new) <= LARGEST:
            for block in LCSseq.opcodes(self.old, self.new):
                if block.tag == "equal":
                    steps = range(block.src_end - block.src_start)
                    found |= {block.src_start + step: block.dest_start + step for step in steps}
        return found

    def _scored(self) -> Iterator[tuple[float, int, int]]:
        """(likeness, the likeliest first, old, new) of every pair that could be one sentence rewritten."""
        for number in range(len(self.old)):
            if number in self.same:
                continue
            in_place = self._in_place(number)
            for other in {*in_place, *self._sharing_words(number)}:
                likeness = alike(self.old[number], self.new[other])
                if likeness >= ALIKE:
                    yield -(likeness + IN_PLACE * (other in in_place)), number, other

    @cached_property
    def _near_of(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number, others in self.near.items():
            for other in others:
                found[other].append(number)
        return found

    @cached_property
    def _anchors(self) -> list[int]:
        return sorted(self._in_order)

    @cached_property
    def _taken(self) -> frozenset[int]:
        return frozenset(self.same.values())

    def _in_place(self, number: int) -> list[int]:
        """The new sentences between the same neighbours, as far from them as the old one."""
        at = bisect_left(self._anchors, number)
        before = self._anchors[at - 1] if at else -1
        there = self._in_order.get(before, -1) + number - before
        end = self._in_order[self._anchors[at]] if at < len(self._anchors) else len(self.new)
        near = range(max(there - NEIGHBOURS, 0), min(there + NEIGHBOURS + 1, end))
        return [other for other in near if other not in self._taken]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        """Longer words to the new sentences that hold them and are not one of the old."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.new):
            if number not in self._taken:
                for word in _words(sentence):
                    found[word].append(number)
        return found

    def _sharing_words(self, number: int) -> list[int]:
        """The new sentences that share the most words with an old one, rare words counting for more."""
        shared: dict[int, float] = defaultdict(float)
        for word in _words(self.old[number]):
            holders = self._holders.get(word, [])
            for holder in holders:
                shared[holder] += 1 / len(holders)
        ranked = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
        return [other for other, _ in ranked[:CANDIDATES]]


def alike(old: str, new: str) -> float:
    """How much two sentences are one, in per cent; a part of the other counts by how whole it is in it.

    >>> alike("Rund 200 Menschen kamen.", "Rund 300 Menschen kamen.") > 90
    True
    """
    return max(float(fuzz.ratio(folded(old), folded(new))), 0.9 * _part(old, new))


def is_part(part: str, whole: str) -> bool:
    """Whether a sentence stands nearly whole within a longer one."""
    return len(part) <= len(whole) and _part(part, whole) >= WITHIN


def _part(one: str, other: str) -> float:
    if min(len(one), len(other)) < SHORTEST_PART:
        return 0.0
    return float(fuzz.partial_ratio(folded(one), folded(other)))


def _words(sentence: str) -> set[str]:
    found = {word.lower() for word in PIECE.findall(sentence) if len(word) >= SHORTEST_WORD}
    return found or {sentence.lower()}
