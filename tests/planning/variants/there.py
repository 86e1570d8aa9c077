"""A small summit in which every kind of change has something to change."""

from summitry.summit import (
    ClosedWindow,
    Interval,
    Order,
    Person,
    Presence,
    Room,
    Rung,
    Session,
    Settings,
    Summit,
    Transfer,
    Venue,
)
from tests.builders import PLAIN, meeting, principal, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15))
SETTINGS = Settings(
    room_change_min=0,
    arrival_margin_min=0,
    departure_margin_min=0,
    ladder=PLAIN.ladder,
    seats_a_party=1,
    fairness_cap={"heads": 2},
)


def there() -> Summit:
    """Return it: rooms R and R2 alike, S smaller, W1 in another venue; two stays of a, one of b."""
    return summit(
        settings=SETTINGS,
        people=(
            *(principal(code, fairness_class="heads") for code in "ABC"),
            Person(id="a2", name="A2", delegation="A"),
        ),
        venues=(Venue(id="V", name="Venue"), Venue(id="W", name="Other venue")),
        transfers=(Transfer(origin="V", destination="W", minutes=10),),
        rooms=(
            Room(id="S", name="Small", venue="V", seats=4),
            Room(id="R", name="Room", venue="V", seats=10),
            Room(id="R2", name="Room 2", venue="V", seats=10),
            Room(id="W1", name="Away", venue="W", seats=10),
        ),
        presences=(
            Presence(person="a", arrival=800, departure=1000),
            Presence(person="b", departure=900),
            Presence(person="a", arrival=560, departure=700),
        ),
        sessions=(
            Session(id="plenary", title="Plenary", start=840, end=900, venue="V", participants=("C",)),
            Session(id="photo", title="Photo", start=930, end=940, venue="V", participants=("C",)),
        ),
        closed=(
            ClosedWindow(subject="A", start=600, end=630),
            ClosedWindow(subject="B", start=600, end=630),
            ClosedWindow(subject="A", start=660, end=690),
        ),
        meetings=(
            meeting("A-B", ladder=LADDER, allowed=(Interval(600, 800),)),
            meeting("B-C", "B", "C", ladder=(Rung("sit-down", 60), Rung("standing", 10))),
            meeting("A-C", "A", "C", ladder=LADDER, rooms=("W1",)),
        ),
        orders=(Order(before="photo", after="A-C"),),
    )
