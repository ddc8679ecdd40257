"""What no request may hold, whatever page it asks for."""

from flask import Flask, abort, request


def init_app(app: Flask) -> None:
    """Refuse NUL characters: no text has them, and PostgreSQL cannot store them."""

    @app.before_request
    def _refuse_nul() -> None:
        values = (value for values in request.values.listvalues() for value in values)
        if any("\0" in value for value in values):
            abort(400)
