"""An analysis as plain JSON values: the contract of `factcheck analyse`."""

from decimal import Decimal
from typing import Any

from factcheck.analysis.results import Analysis, Claim, Flag, Quantity


def payload(analysis: Analysis) -> dict[str, Any]:
    """The analysis as JSON-ready values; offsets are code points of the text, end exclusive."""
    return {
        "language": analysis.language,
        "sentences": [{"start": span.start, "end": span.end} for span in analysis.sentences],
        "claims": [claim_payload(claim) for claim in analysis.claims],
        "flags": [flag_payload(flag) for flag in analysis.flags],
    }


def claim_payload(claim: Claim) -> dict[str, Any]:
    """One claim: `value` is the amount of a quantity or the ISO 8601 time of a time, else None."""
    value: dict[str, Any] | str | None = None
    if claim.quantity is not None:
        value = quantity_payload(claim.quantity)
    elif claim.kind == "time" and claim.time is not None:
        value = claim.time.value
    time = claim.time and {"value": claim.time.value, "inferred": claim.time.inferred}
    return {
        "kind": claim.kind.value,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "label": claim.label,
        "sentence": claim.sentence,
        "checkworthiness": claim.checkworthiness,
        "value": value,
        "time": time,
        "attribution": claim.attribution,
        "modality": [modality.value for modality in claim.modality],
        "names": list(claim.names),
        "reasons": [
            {"code": reason.code, "weight": reason.weight, "detail": reason.detail}
            for reason in claim.reasons
        ],
    }


def flag_payload(flag: Flag) -> dict[str, Any]:
    """One flag with the words that carry it."""
    return {
        "flag": flag.kind.value,
        "start": flag.span.start,
        "end": flag.span.end,
        "text": flag.text,
        "sentence": flag.sentence,
        "quoted": flag.quoted,
        "reason": flag.reason,
    }


def quantity_payload(quantity: Quantity) -> dict[str, Any]:
    """The bounds, value and unit of a quantity.

    >>> quantity_payload(Quantity(maximum=Decimal("800000"), unit="NATO-Truppen"))
    {'min': None, 'max': 800000, 'value': None, 'unit': 'NATO-Truppen', 'approximate': False}
    """
    return {
        "min": number(quantity.minimum),
        "max": number(quantity.maximum),
        "value": number(quantity.value),
        "unit": quantity.unit,
        "approximate": quantity.approximate,
    }


def number(amount: Decimal | None) -> int | float | None:
    """A JSON number; whole amounts stay whole.

    >>> number(Decimal("2.50")), number(Decimal("3")), number(None)
    (2.5, 3, None)
    """
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
