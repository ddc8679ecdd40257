"""What the log can say of a claim's way: planning, waiting, the second look, corrections."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """How an act reads in the history, and which details it must carry."""

    sentence: str
    keys: frozenset[str] = frozenset()


# Part of the catalogue `audit.EVENTS`.
STEPS: dict[str, Event] = {
    "claim.held": Event("let the claim wait for %(waits_for)s: %(whom)s", frozenset({"waits_for", "whom"})),
    "claim.hold_changed": Event(
        "noted about the waiting: answered on %(answered_on)s, deadline %(deadline)s",
        frozenset({"answered_on", "deadline"}),
    ),
    "claim.resumed": Event("went on with the claim"),
    "claim.due_set": Event("set the day the claim is due: %(due_on)s", frozenset({"due_on"})),
    "claim.prioritised": Event("set the priority of the claim: %(priority)s", frozenset({"priority"})),
    "claim.marked_duplicate": Event(
        "marked the claim as a duplicate of no. %(original)s, “%(label)s”", frozenset({"original", "label"})
    ),
    "claim.unmarked_duplicate": Event("put the claim back on the list: it is no duplicate"),
    "claim.search_stated": Event("stated what was looked for: %(text)s", frozenset({"text"})),
    "claim.step_undone": Event(
        "took a step back (%(step)s); the claim is “%(status)s”", frozenset({"step", "status"})
    ),
    "verdict.sealed": Event(
        "proposed a verdict, sealed until the second person has judged", frozenset({"number", "seal"})
    ),
    "review.started": Event("took the second look in hand"),
    "review.released": Event("left the second look to somebody else"),
    "verdict.disputed": Event(
        "judged otherwise: %(rating)s instead of %(instead_of)s",
        frozenset({"rating", "instead_of", "number"}),
    ),
    "verdict.adjudicated": Event(
        "decided between two verdicts: %(rating)s (%(ruling)s)", frozenset({"rating", "ruling", "number"})
    ),
    "verdict.ruled_back": Event("sent both verdicts back: %(note)s", frozenset({"note", "number"})),
    "verdict.reopened": Event("took the approval back: %(note)s", frozenset({"note", "number"})),
    "verdict.corrected": Event(
        "published the corrected verdict %(rating)s: %(note)s", frozenset({"rating", "note", "number"})
    ),
    "verdict.retracted": Event("withdrew the published verdict: %(note)s", frozenset({"note", "number"})),
    "correction.opened": Event("reopened the published verdict: %(note)s", frozenset({"note", "number"})),
    "correction.reworded": Event(
        "reworded the public note from “%(before)s” to “%(after)s”", frozenset({"before", "after"})
    ),
    "correction.abandoned": Event("gave the correction up"),
}
