"""How large an invented summit is, beside the real one that it follows."""

from dataclasses import dataclass

from summitry.summit import SummitryError

LEAST, MOST = 0.01, 2.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A factor on the numbers of people, meetings and rooms; days and slots stay as they are.

    Raises
    ------
    SummitryError
        If the factor is not from 0.01 to 2.
    """

    factor: float

    def __post_init__(self) -> None:
        """Check the factor."""
        if not LEAST <= self.factor <= MOST:  # also refuses what is no number
            raise SummitryError(f"scale {self.factor:g}: expected a number from {LEAST:g} to {MOST:g}")

    def of(self, whole: int, least: int) -> int:
        """Return a number of things at this scale, never fewer than so many."""
        return max(least, round(whole * self.factor))
