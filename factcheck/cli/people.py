"""`factcheck user`: people from the command line, among them the first administrator."""

import click

from factcheck.cli.session import database, moment, writing
from factcheck.models import Role
from factcheck.services import sign_in, users


@click.group()
def user() -> None:
    """The people of the newsroom."""


@user.command("add")
@click.argument("name")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default="checker", show_default=True
)
@click.option("--full-name", default="", help="As it is shown; the user name when left out.")
@click.option("--password", envvar="FACTCHECK_PASSWORD", help="Asked for when left out; - makes one up.")
def add(name: str, role: str, full_name: str, password: str | None) -> None:
    """Add a person with the user name NAME."""
    password, made_up = _password(password, name)
    with writing() as session:
        users.create(
            session,
            None,
            name=name,
            full_name=full_name,
            role=Role(role),
            password=password,
            now=moment(),
        )
    click.echo(f"Added {name} as {role}.{f' Password: {password}' if made_up else ''}")


@user.command("list")
def show() -> None:
    """List everybody."""
    with database() as (_, opened), opened.reading() as session:
        for person in users.everybody(session):
            state = "" if person.is_active else "  (barred)"
            demo = "  (demo)" if person.is_demo else ""
            click.echo(f"{person.name:20} {person.role:14} {person.full_name}{demo}{state}")


@user.command("password")
@click.argument("name")
@click.option("--password", envvar="FACTCHECK_PASSWORD", help="Asked for when left out; - makes one up.")
def set_password(name: str, password: str | None) -> None:
    """Give a person a new password and sign them out everywhere."""
    password, made_up = _password(password, name)
    with writing() as session:
        person = users.by_name(session, name)
        if person is None:
            raise click.ClickException(f"There is nobody with the user name {name}.")
        users.set_password(session, None, person, password, now=moment())
        sign_in.end_all(session, person, moment())
    click.echo(f"{name} has a new password.{f' It is {password}' if made_up else ''}")


def _password(given: str | None, name: str) -> tuple[str, bool]:
    if given == "-":
        return users.made_up_password(name), True
    return given or click.prompt("Password", hide_input=True, confirmation_prompt=True), False
