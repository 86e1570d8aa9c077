"""What all parts of an invented UN week stand on: its days, its chance, its settings."""

from dataclasses import dataclass
from datetime import date

from summitry.generate.draw import Draw
from summitry.generate.scale import Scale
from summitry.summit import Clock, Day, Interval, Settings

OPENS, CLOSES = 9 * 60, 19 * 60
STEP_MIN = 15
MARGIN_MIN = 60  # from the aircraft to the first meeting, and from the last to the aircraft
# Tuesday to Saturday and the Monday after, as the general debate runs.
DATES = (*(date(2026, 9, day) for day in range(22, 27)), date(2026, 9, 28))
CLOCK = Clock("America/New_York", DATES[0])
LOUNGE = "delegates-lounge"


@dataclass(frozen=True)
class Frame:
    """The draws and the scale of one invented week, and its days."""

    draw: Draw
    scale: Scale
    days: tuple[Day, ...]

    def hours(self, day_idx: int) -> Interval:
        """Return the opening hours of a day."""
        return self.days[day_idx].interval


def frame(seed: int, factor: float) -> Frame:
    """Return the frame of the week of a seed."""
    days = tuple(Day(date=day, opens=CLOCK.midnight(day) + OPENS, closes=CLOCK.midnight(day) + CLOSES) for day in DATES)
    return Frame(Draw(seed, "un-week"), Scale(factor), days)


SETTINGS = Settings(
    step_min=STEP_MIN,
    room_change_min=0,
    arrival_margin_min=MARGIN_MIN,
    departure_margin_min=MARGIN_MIN,
    standing_zone=LOUNGE,
    ladder=("booth", "standing"),
    seats_a_party=2,
)
