from typing import Any

import pytest

from summitry.summit import Interval, Room, Transfer, Venue, Zone
from tests.summit.validation.planted import lines

V = Venue(id="V", name="Venue")
W = Venue(id="W", name="Palace")
ZONE = Zone(id="Z", name="Hall", venue="V")
WAY = Transfer(origin="V", destination="W", minutes=10)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"venues": (V, W, V)},
            "venues, row 3, column id: an earlier row has this already (found 'V'); expected one row for each",
        ),
        ({"venues": (V, Venue(id="W", name=""))}, "venues, row 2, column name: empty; expected text"),
        (
            {"zones": (ZONE, ZONE)},
            "zones, row 2, column id: an earlier row has this already (found 'Z'); expected one row for each",
        ),
        ({"zones": (Zone(id="Z", name="", venue="V"),)}, "zones, row 1, column name: empty; expected text"),
        (
            {"zones": (Zone(id="Z", name="Hall", venue="X"),)},
            "zones, row 1, column venue: no such venue (found 'X'); expected an id in venues",
        ),
        (
            {"zones": (Zone(id="W", name="Hall", venue="V"),)},
            "zones, row 1, column id: a venue has this id (found 'W'); expected an id that is no venue's",
        ),
        (
            {"transfers": ()},
            "transfers: no transfer minutes between V and W; expected a row for each pair of venues",
        ),
        (
            {"transfers": (WAY, WAY)},
            "transfers, row 2: an earlier row states this way (found 'V to W'); expected one row for each way",
        ),
        (
            {"transfers": (Transfer(origin="V", destination="W", minutes=-1),)},
            "transfers, row 1, column minutes: negative (found '-1'); expected 0 or more",
        ),
        (
            {"transfers": (WAY, Transfer(origin="V", destination="V", minutes=1))},
            "transfers, row 2, column destination: from a venue to itself (found 'V'); expected two venues",
        ),
        (
            {"transfers": (WAY, Transfer(origin="V", destination="X", minutes=1))},
            "transfers, row 2, column destination: no such venue (found 'X'); expected an id in venues",
        ),
    ],
)
def test_a_mistake_in_the_places_is_named(fields: dict[str, Any], line: str) -> None:
    assert lines(**{"venues": (V, W), "transfers": (WAY,)} | fields) == [line]


def test_every_hole_in_the_transfer_table_is_named() -> None:
    venues = tuple(Venue(id=letter, name=letter) for letter in "VWXY")
    stated = (WAY, Transfer(origin="Y", destination="V", minutes=5))
    assert lines(venues=venues, transfers=stated) == [
        f"transfers: no transfer minutes between {pair}; expected a row for each pair of venues"
        for pair in ("V and X", "W and X", "W and Y", "X and Y")
    ]


def test_a_way_back_may_be_stated_apart() -> None:
    assert lines(venues=(V, W), transfers=(WAY, Transfer(origin="W", destination="V", minutes=20))) == []


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"id": ""}, "column id: empty; expected a name of its own"),
        ({"name": ""}, "column name: empty; expected text"),
        ({"venue": "X"}, "column venue: no such venue (found 'X'); expected an id in venues"),
        ({"zone": "Y"}, "column zone: no such zone (found 'Y'); expected an id in zones or venues; perhaps 'YZ'"),
        ({"zone": "YZ"}, "column zone: the zone lies in W (found 'YZ'); expected a zone of V"),
        ({"zone": "W"}, "column zone: the zone lies in W (found 'W'); expected a zone of V"),
        ({"seats": 0}, "column seats: room Q has no seats (found '0'); expected 1 or more"),
        ({"seats": -3}, "column seats: room Q has no seats (found '-3'); expected 1 or more"),
        ({"turnaround_min": -5}, "column turnaround_min: negative (found '-5'); expected 0 or more"),
        (
            {"open": (Interval(540, 600), Interval(700, 660))},
            (
                "column open: the window does not end after it starts (found '2026-06-01 11:40/2026-06-01 11:00'); "
                "expected a start, then a later end"
            ),
        ),
    ],
)
def test_a_mistake_in_rooms_is_named(fields: dict[str, Any], line: str) -> None:
    sound: dict[str, Any] = {"id": "Q", "name": "Room", "venue": "V", "seats": 4}
    room = Room(**sound | fields)
    facts: dict[str, Any] = {
        "venues": (V, W),
        "transfers": (WAY,),
        "zones": (ZONE, Zone(id="YZ", name="Garden", venue="W")),
    }
    assert lines(**facts, rooms=(room,)) == [f"rooms, row 1, {line}"]


@pytest.mark.parametrize("zone", ["", "V", "Z"])
def test_a_room_may_lie_in_its_venue_or_a_zone_of_it(zone: str) -> None:
    assert lines(zones=(ZONE,), rooms=(Room(id="R", name="Room", venue="V", zone=zone, seats=4),)) == []
