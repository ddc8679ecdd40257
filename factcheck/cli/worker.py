"""`factcheck worker`: background jobs, done beside the server or anywhere that reaches the database."""

import os
import signal
import threading
from datetime import timedelta
from types import FrameType

import click

from factcheck.cli.session import database
from factcheck.worker import LEASE, PAUSE, Worker, tools_of


@click.command()
@click.option("--once", is_flag=True, help="Do what is due, then end.")
@click.option("--threads", type=click.IntRange(1, 64), default=2, show_default=True, help="Jobs at a time.")
@click.option(
    "--lease",
    type=click.IntRange(1, 3600),
    default=int(LEASE.total_seconds()),
    show_default=True,
    help="Seconds after which the jobs of a dead worker are taken over.",
)
@click.option("--parent", type=int, hidden=True, help="End when this process is gone.")
def worker(*, once: bool, threads: int, lease: int, parent: int | None) -> None:
    """Do background work: fetch sources, import files, evaluate again.

    The server brings a worker of its own, unless FACTCHECK_WORKER is off.
    """
    with database() as (config, opened):
        workers = [Worker(opened, tools_of(config), lease=timedelta(seconds=lease)) for _ in range(threads)]
        if once:
            click.echo(f"{workers[0].work_off()} jobs done.")
            return
        _run(workers, parent)


def _run(workers: list[Worker], parent: int | None) -> None:
    """Run until a signal, or until the process that started this one is gone; jobs are handed back then."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        for one in workers:
            one.stopping.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    threads = [threading.Thread(target=one.run, name=one.name) for one in workers]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if parent is not None and os.getppid() != parent:
            end(signal.SIGTERM, None)
        for thread in threads:
            thread.join(PAUSE)
