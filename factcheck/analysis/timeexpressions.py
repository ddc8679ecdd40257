"""A time expression found in a text, with what it means."""

from dataclasses import dataclass

from factcheck.analysis.calendar import Interval, Moment
from factcheck.analysis.timeforms import TimeForm


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression in pieces `first` to `stop` (exclusive), without its preposition."""

    form: TimeForm
    value: Moment | Interval | None

    @property
    def first(self) -> int:
        """Its first piece."""
        return self.form.first

    @property
    def stop(self) -> int:
        """The piece after its last."""
        return self.form.stop
