"""Checks of venues, zones, transfers and rooms."""

from itertools import combinations
from typing import TYPE_CHECKING

from summitry.summit.validation import known
from summitry.summit.validation.row import Problems, Row, rows, unique

if TYPE_CHECKING:
    from summitry.summit.summit import Summit


def venues(summit: "Summit") -> Problems:
    """Check that venues have ids and names."""
    yield from unique("venues", "id", (v.id for v in summit.venues))
    for row, venue in rows("venues", summit.venues):
        yield from row.filled("name", venue.name)


def zones(summit: "Summit") -> Problems:
    """Check that each zone lies in a venue, and is not called like one."""
    yield from unique("zones", "id", (z.id for z in summit.zones))
    buildings = known.venues(summit)
    for row, zone in rows("zones", summit.zones):
        yield from row.filled("name", zone.name)
        yield from row.refers("venue", zone.venue, buildings)
        if zone.id in buildings.names:
            expected = "an id that is no venue's"
            yield row.wrong("a venue has this id", column="id", value=zone.id, expected=expected)


def transfers(summit: "Summit") -> Problems:
    """Check that the way between any two venues is stated, once in each direction at most."""
    buildings = known.venues(summit)
    stated: set[tuple[str, str]] = set()
    for row, way in rows("transfers", summit.transfers):
        yield from row.refers("origin", way.origin, buildings)
        yield from row.refers("destination", way.destination, buildings)
        yield from row.at_least(0, minutes=way.minutes)
        if way.origin == way.destination:
            expected = "two venues"
            yield row.wrong("from a venue to itself", column="destination", value=way.origin, expected=expected)
        elif (way.origin, way.destination) in stated:
            value = f"{way.origin} to {way.destination}"
            yield row.wrong("an earlier row states this way", value=value, expected="one row for each way")
        stated.add((way.origin, way.destination))
    for one, other in combinations(summit.venue_by_id, 2):
        if (one, other) not in stated and (other, one) not in stated:
            message = f"no transfer minutes between {one} and {other}"
            yield Row("transfers").wrong(message, expected="a row for each pair of venues")


def rooms(summit: "Summit") -> Problems:
    """Check that each room has seats and lies where venues and zones say it can."""
    yield from unique("rooms", "id", (r.id for r in summit.rooms))
    buildings = known.venues(summit)
    for row, room in rows("rooms", summit.rooms):
        yield from row.filled("name", room.name)
        yield from row.refers("venue", room.venue, buildings)
        yield from zone_in_venue(summit, row, room.zone, room.venue)
        yield from row.at_least(0, turnaround_min=room.turnaround_min)
        yield from row.windows("open", room.open, summit.clock)
        if room.seats < 1:
            message = f"room {room.id} has no seats"
            yield row.wrong(message, column="seats", value=str(room.seats), expected="1 or more")


def zone_in_venue(summit: "Summit", row: Row, zone: str, venue: str) -> Problems:
    """Check that a zone, where one is stated, is the venue or lies in it."""
    if zone in ("", venue):
        return
    found = summit.zone_by_id.get(zone)
    if found is None and zone not in summit.venue_by_id:
        yield from row.refers("zone", zone, known.zones(summit))
    elif found is None or found.venue != venue:
        lies_in = found.venue if found else zone
        expected = f"a zone of {venue}"
        yield row.wrong(f"the zone lies in {lies_in}", column="zone", value=zone, expected=expected)
