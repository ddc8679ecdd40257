"""The ways an act can fail; each door turns a kind into its own answer, in one place."""


class FactcheckError(Exception):
    """An act that was not done, and why.

    `message` is an English sentence with %(name)s places that says what to do; `params` fill them. Doors
    translate the message before they fill it. `field` names the input it is about, where there is one.
    """

    def __init__(self, message: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.field = field
        self.params = params


class NotFound(FactcheckError):
    """There is no such row, or it is not for this person to know of."""


class NotAllowed(FactcheckError):
    """This person may not do this."""


class InvalidTransition(FactcheckError):
    """The thing is not in a state in which this can be done."""


class Conflict(FactcheckError):
    """Somebody else was there first; nothing was overwritten."""


class Refused(FactcheckError):
    """The input cannot be used as it is."""


class Unreachable(FactcheckError):
    """Something outside of the house did not answer; the same act may work later."""
