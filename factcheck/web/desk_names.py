"""What the shipped views of the queue and the single keys are called on screen."""

from flask_babel import lazy_gettext as _

# The shipped views of the queue, by their key in `services.saved_views`.
VIEWS = {
    "mine": _("Mine"),
    "unassigned": _("Unassigned, worth checking"),
    "second_look": _("Waiting for a second look"),
    "due_today": _("Due today"),
    "said_again": _("Said again, answered elsewhere"),
    "reasons_missing": _("Rated by key, reasons missing"),
}
# What the single keys do, by their default in `services.shortcuts`.
SHORTCUTS = {
    "j": _("next row of a list; when rating: pass over"),
    "k": _("previous row of a list"),
    "o": _("open the row, as Enter does"),
    "n": _("next claim"),
    "c": _("put the claim on the list to check"),
    "s": _("set the claim aside"),
    "a": _("assign the claim to me"),
    "e": _("add a source"),
    "v": _("write the verdict"),
    "t": _("write a comment"),
    "r": _("rate the queue by key"),
    "x": _("tick the row"),
    "m": _("merge the ticked claims"),
    "p": _("split the claim"),
    "u": _("undo the last adjustment; on the wording page: uphold the flag"),
    "d": _("on the wording page: say why it is in order"),
    "w": _("on the wording page: write a neutral wording"),
    "b": _("on the wording page: rules for the word"),
    "y": _("confirm what is proposed"),
    "z": _("undo my last act"),
    "/": _("search"),
    "?": _("show all keys"),
}
