"""The `factcheck` command: one group, its commands by noun in the modules beside this one."""

import sys

import click

from factcheck import __version__
from factcheck.cli.analyse import analyse
from factcheck.cli.database import audit, db, doctor, seed
from factcheck.cli.newsroom import export, ingest
from factcheck.cli.people import user
from factcheck.cli.server import serve
from factcheck.config import ConfigError
from factcheck.services.errors import FactcheckError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def factcheck() -> None:
    """Check claims: from an article to published verdicts."""


for command in (analyse, audit, db, doctor, export, ingest, seed, serve, user):
    factcheck.add_command(command)


def main() -> None:
    """Run the command; what goes wrong is one sentence on standard error and a non-zero exit."""
    try:
        factcheck.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (FactcheckError, ConfigError) as error:
        click.echo(f"factcheck: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): that is no error of ours.
        sys.stderr.close()
        sys.exit(0)
