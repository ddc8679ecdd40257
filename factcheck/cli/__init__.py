"""The `factcheck` command: one group, its commands by noun in the modules beside this one."""

import sys
from importlib import import_module
from keyword import iskeyword

import click

from factcheck import __version__
from factcheck.config import ConfigError
from factcheck.services.errors import FactcheckError

# Command -> the module it stands in. Only the one that is called is imported: `analyse` needs no web server.
MODULES = {
    "analyse": "analyse",
    "audit": "database",
    "db": "database",
    "doctor": "database",
    "evaluate": "quality",
    "export": "newsroom",
    "import": "library",
    "ingest": "newsroom",
    "match": "match",
    "seed": "database",
    "serve": "server",
    "user": "people",
    "worker": "worker",
}


class Commands(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The names of all commands."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, None for an unknown one."""
        if cmd_name not in MODULES:
            return None
        attribute = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = getattr(import_module(f"factcheck.cli.{MODULES[cmd_name]}"), attribute)
        return found


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def factcheck() -> None:
    """Check claims: from an article to published verdicts."""


def main() -> None:
    """Run the command; what goes wrong is one sentence on standard error and a non-zero exit."""
    try:
        factcheck.main(prog_name="factcheck", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (FactcheckError, ConfigError, OSError) as error:
        # Not a broken pipe (`| head`): click leaves quietly then.
        click.echo(f"factcheck: {error}", err=True)
        sys.exit(1)
