"""Any number of invented German claims, and queries that are like one of them; the same ones every time."""

import random
from collections.abc import Iterator

ACTORS = (
    "Die Bundesregierung", "Der Stadtrat", "Das Ministerium", "Die Behörde", "Der Verband", "Ein Forscher",
    "Die Gewerkschaft", "Der Konzern", "Die Universität", "Das Gericht", "Die Opposition", "Der Minister",
)  # fmt: skip
ACTS = (
    "plant", "fordert", "verschweigt", "bezahlt", "verbietet", "fördert", "beschließt", "streicht", "kauft",
    "verkauft", "erfindet", "meldet", "bestätigt", "leugnet", "verspricht", "prüft",
)  # fmt: skip
# Parts of invented words, so that the vocabulary grows with the claims as that of real ones does.
PARTS = (
    "wald", "strom", "steuer", "kraft", "wasser", "schul", "bahn", "grenz", "luft", "acker", "stadt", "licht",
    "stein", "netz", "markt", "vogel", "korn", "brief", "zug", "turm", "haus", "geld", "holz", "eis", "salz",
)  # fmt: skip
ENDINGS = (
    "abgabe",
    "gesetz",
    "pläne",
    "werk",
    "mittel",
    "amt",
    "rechnung",
    "fonds",
    "kosten",
    "rechte",
    "zahl",
)
PLACES = (
    "Bremen",
    "Kassel",
    "Tirol",
    "Sachsen",
    "Graz",
    "Uri",
    "Hessen",
    "Jena",
    "Ulm",
    "Wien",
    "Genf",
    "Bonn",
)


def claims(number: int, seed: int = 20241201) -> Iterator[str]:
    """Claims of ten to twenty words, of which some words are common and most are rare."""
    rng = random.Random(seed)  # noqa: S311 (nothing is to be kept secret)
    for _ in range(number):
        yield _claim(rng)


def queries(number: int, of: int, seed: int = 20241201) -> Iterator[str]:
    """Claims of the first `of` again, with words left out and turned as people do."""
    rng = random.Random(seed + 1)  # noqa: S311 (nothing is to be kept secret)
    wanted = set(rng.sample(range(of), number))
    for position, claim in enumerate(claims(of, seed)):
        if position in wanted:
            words = claim.split()
            for _ in range(rng.randrange(1, 4)):
                words.pop(rng.randrange(len(words)))
            yield "Stimmt es? " + " ".join(words)


def _claim(rng: random.Random) -> str:
    things = " und ".join(_thing(rng) for _ in range(rng.randrange(1, 4)))
    number = rng.randrange(1, 10 ** rng.randrange(1, 7))
    return (
        f"{rng.choice(ACTORS)} {rng.choice(ACTS)} {things} für {number:_} {_thing(rng)} in "
        f"{rng.choice(PLACES)} wegen {_thing(rng)} seit {rng.randrange(1950, 2025)}."
    ).replace("_", ".")


def _thing(rng: random.Random) -> str:
    """An invented noun; the first parts of the lists are much commoner than the last."""
    parts = "".join(PARTS[int(len(PARTS) * rng.random() ** 2)] for _ in range(rng.randrange(1, 4)))
    return parts.capitalize() + rng.choice(ENDINGS)
