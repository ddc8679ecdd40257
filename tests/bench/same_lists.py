"""Whether SQLite and PostgreSQL answer alike: `python -m tests.bench.same_lists [CHECKS]`.

Both hold the same fact-checks, a million unless told; 200 queries are asked of both, one after the other.
Exit status 0 when every list is the same, in the same order.
"""

import sys

from tests.bench import matching


def main(number: int) -> int:
    """Fill both, ask both; returns how many lists differ."""
    with matching.sqlite(number) as library, library.database.reading() as session:
        ours = matching.lists(session, number)
    with matching.on_postgresql(number) as library, library.database.reading() as session:
        theirs = matching.lists(session, number)
    differ = sum(one != other for one, other in zip(ours, theirs, strict=True))
    found = sum(bool(one) for one in ours)
    print(f"{number:,} fact-checks, {len(ours)} queries, {found} with hits: {differ} lists differ.")
    return differ


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else matching.CHECKS) > 0)
