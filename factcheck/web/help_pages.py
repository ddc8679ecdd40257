"""The help page, and the sign of life for whatever watches the server."""

from flask import Blueprint, render_template

from factcheck.services.access import Act
from factcheck.web.auth import requires

blueprint = Blueprint("help_pages", __name__)


@blueprint.get("/help")
@requires(Act.READ)
def show() -> str:
    """What the kinds, states and keys mean."""
    return render_template("help.html")


@blueprint.get("/alive")
def alive() -> tuple[str, int, dict[str, str]]:
    """Answers while the server is up; says nothing about anything else."""
    return "ok\n", 200, {"Content-Type": "text/plain"}
