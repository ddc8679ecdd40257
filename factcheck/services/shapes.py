"""A claim's shape as plain values, so that an adjustment can be undone exactly."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from factcheck.models import Claim, ClaimKind, ClaimQuantity, ClaimTime

# What an adjustment by hand may change; progress, evidence and verdicts are never part of it.
SHAPE = (
    "start",
    "end",
    "quote",
    "label",
    "sentence_id",
    "attribution",
    "checkworthiness",
    "modality",
    "names",
    "reasons",
)
AMOUNTS = ("minimum", "maximum", "value")


def take(claim: Claim) -> dict[str, Any]:
    """The claim's shape, fit for JSON."""
    quantity, time = claim.quantity, claim.time
    return {
        **{key: getattr(claim, key) for key in SHAPE},
        "kind": claim.kind.value,
        "dropped_at": claim.dropped_at.isoformat() if claim.dropped_at else None,
        "quantity": quantity
        and {
            **{key: _digits(getattr(quantity, key)) for key in AMOUNTS},
            "unit": quantity.unit,
            "approximate": quantity.approximate,
        },
        "time": time and {"value": time.value, "inferred": time.inferred},
    }


def restore(claim: Claim, shape: dict[str, Any]) -> None:
    """Give a claim the shape it had."""
    for key in SHAPE:
        setattr(claim, key, shape[key])
    claim.kind = ClaimKind(shape["kind"])
    claim.dropped_at = datetime.fromisoformat(shape["dropped_at"]) if shape["dropped_at"] else None
    set_values(claim, quantity_from(shape["quantity"]), time_from(shape["time"]))


def quantity_from(shape: dict[str, Any] | None) -> ClaimQuantity | None:
    """The amount a shape holds."""
    if shape is None:
        return None
    amounts = {key: None if shape[key] is None else Decimal(shape[key]) for key in AMOUNTS}
    return ClaimQuantity(**amounts, unit=shape["unit"], approximate=shape["approximate"])


def time_from(shape: dict[str, Any] | None) -> ClaimTime | None:
    """The time a shape holds."""
    return None if shape is None else ClaimTime(**shape)


def set_values(claim: Claim, quantity: ClaimQuantity | None, time: ClaimTime | None) -> None:
    """Replace a claim's amount and time, updating rows that are there instead of swapping them."""
    if claim.quantity is None or quantity is None:
        claim.quantity = quantity
    else:
        for key in (*AMOUNTS, "unit", "approximate"):
            setattr(claim.quantity, key, getattr(quantity, key))
    if claim.time is None or time is None:
        claim.time = time
    else:
        claim.time.value, claim.time.inferred = time.value, time.inferred


def _digits(amount: Decimal | None) -> str | None:
    """Plain digits without closing zeros, which not every database keeps."""
    if amount is None:
        return None
    plain = format(amount, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
