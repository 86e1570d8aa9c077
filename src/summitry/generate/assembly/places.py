"""Where an invented UN week takes place: headquarters with its booths, a hotel and the missions across the street."""

from dataclasses import dataclass

from summitry.generate.assembly.frame import LOUNGE, MARGIN_MIN, Frame
from summitry.summit import Room, Transfer, Venue, Zone

HEADQUARTERS, HOTEL, MISSIONS = "headquarters", "hotel", "missions"
HALL = "assembly-hall"
CONFERENCE = "conference-rooms"
TRANSFER_MIN = 15
_BOOTHS, _BOOTHS_A_ROW = 50, 10
_SALONS, _PARLOURS = 6, 6
_SEATS = {4: 0.40, 6: 0.28, 8: 0.20, 12: 0.12}
_FEATURES = {"secure": 0.30, "screen": 0.40, "step-free": 0.50}


@dataclass(frozen=True)
class Places:
    """The places of a week."""

    venues: tuple[Venue, ...]
    zones: tuple[Zone, ...]
    transfers: tuple[Transfer, ...]
    rooms: tuple[Room, ...]
    num_halls: int

    def hall(self, idx: int) -> str:
        """Return the zone of one of the halls."""
        return HALL if idx == 0 else f"{HALL}-{idx + 1}"


def places(week: Frame, num_halls: int) -> Places:
    """Return the places of a week, with as many halls as its debate needs."""
    booths = _booths(week)
    halls = tuple(
        Zone(id=Places((), (), (), (), 0).hall(idx), name=f"Assembly hall {idx + 1}", venue=HEADQUARTERS)
        for idx in range(num_halls)
    )
    rows = tuple(
        Zone(id=zone, name=f"Booths {zone[-1].upper()}", venue=HEADQUARTERS)
        for zone in dict.fromkeys(booth.zone for booth in booths)
    )
    return Places(
        venues=(
            Venue(id=HEADQUARTERS, name="Headquarters"),
            Venue(id=HOTEL, name="Hotel"),
            Venue(id=MISSIONS, name="Missions across the street"),
        ),
        zones=(
            *halls,
            Zone(id=LOUNGE, name="Delegates' lounge", venue=HEADQUARTERS),
            Zone(id=CONFERENCE, name="Conference rooms", venue=HEADQUARTERS),
            *rows,
        ),
        transfers=tuple(
            Transfer(origin=origin, destination=destination, minutes=TRANSFER_MIN)
            for origin, destination in ((HEADQUARTERS, HOTEL), (HEADQUARTERS, MISSIONS), (HOTEL, MISSIONS))
        ),
        rooms=(
            *booths,
            *_further(week, "salon", HOTEL, week.scale.of(_SALONS, 1)),
            *_further(week, "parlour", MISSIONS, week.scale.of(_PARLOURS, 1)),
        ),
        num_halls=num_halls,
    )


def _booths(week: Frame) -> tuple[Room, ...]:
    """Return the booths in rows; the first has everything, so that whatever is asked for is there at any scale."""
    number = week.scale.of(_BOOTHS, 3)
    return tuple(
        Room(
            id=f"booth-{idx + 1:02}",
            name=f"Booth {idx + 1}",
            venue=HEADQUARTERS,
            zone=f"booths-{chr(ord('a') + idx // _BOOTHS_A_ROW)}",
            seats=12 if idx == 0 else week.draw.by_share(_SEATS),
            features=tuple(name for name, share in _FEATURES.items() if idx == 0 or week.draw.chance(share)),
            open=(week.hours(0), week.hours(1), week.hours(2)) if idx and week.draw.chance(0.15) else (),
        )
        for idx in range(number)
    )


def _further(week: Frame, what: str, venue: str, number: int) -> tuple[Room, ...]:
    return tuple(
        Room(
            id=f"{what}-{idx + 1}",
            name=f"{what.capitalize()} {idx + 1}",
            venue=venue,
            seats=12 if idx == 0 else week.draw.one_of((8, 12, 16)),
            features=("secure",),
            turnaround_min=MARGIN_MIN // 4,
        )
        for idx in range(number)
    )
