"""Several things done at the same moment, each in a thread of its own."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import monotonic

PATIENCE = 120  # seconds; whoever is not done by then hangs


def at_once(*works: Callable[[], object]) -> None:
    """Do all of it at the same moment; raises what the first to fail raised, and when one does not end."""
    start, failures = Barrier(len(works), timeout=PATIENCE), list[BaseException]()

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except BaseException as error:  # noqa: BLE001 (raised below, in the thread of the test)
            failures.append(error)

    # Daemons, because a thread that hangs would keep the whole run from ending.
    threads = [Thread(target=run, args=[work], daemon=True) for work in works]
    for thread in threads:
        thread.start()
    end = monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(end - monotonic(), 0))
    if failures:
        raise failures[0]
    hanging = sum(thread.is_alive() for thread in threads)
    assert not hanging, f"{hanging} of {len(threads)} do not end"
