"""Tables of where things happen: venues, zones, the way between venues, rooms."""

from summitry.formats.tables.column import Column, Table
from summitry.formats.time_values import Windows
from summitry.formats.values import TextList, WholeNumber
from summitry.summit import Room, Transfer, Venue, Zone

VENUES = Table(
    name="venues",
    fact=Venue,
    help="The buildings.",
    own_columns=(
        Column(name="id", help="short name used everywhere else", example="litexpo", is_required=True, is_key=True),
        Column(
            name="name", help="name as it is shown", example="Lithuanian Exhibition Centre", is_required=True, width=30
        ),
    ),
)

ZONES = Table(
    name="zones",
    fact=Zone,
    help="Parts of a venue within which people see each other; only needed where delegations avoid each other.",
    own_columns=(
        Column(name="id", help="short name used everywhere else", example="hall-5", is_required=True, is_key=True),
        Column(name="name", help="name as it is shown", example="Hall 5, bilateral area", is_required=True, width=30),
        Column(name="venue", help="id of the venue it is in", example="litexpo", is_required=True, refers_to="venues"),
    ),
)

TRANSFERS = Table(
    name="transfers",
    fact=Transfer,
    help="Minutes from one venue to another, motorcade included; each pair of venues needs a row.",
    own_columns=(
        Column(name="origin", help="id of one venue", example="litexpo", is_required=True, refers_to="venues"),
        Column(
            name="destination",
            help="id of the other venue; the way back takes as long, unless it has a row of its own",
            example="palace",
            is_required=True,
            refers_to="venues",
        ),
        Column(
            name="minutes", kind=WholeNumber(), help="minutes door to door", example="20", is_required=True, width=10
        ),
    ),
)

ROOMS = Table(
    name="rooms",
    fact=Room,
    help="The places that meetings are booked into.",
    own_columns=(
        Column(name="id", help="short name used everywhere else", example="bilat-1", is_required=True, is_key=True),
        Column(name="name", help="name as it is shown", example="Bilateral room 1", is_required=True, width=24),
        Column(name="venue", help="id of the venue it is in", example="litexpo", is_required=True, refers_to="venues"),
        Column(
            name="zone",
            help="id of the zone it is in; empty: the venue as a whole",
            example="hall-5",
            refers_to="zones",
            width=12,
        ),
        Column(name="seats", kind=WholeNumber(), help="seats at the table", example="12", is_required=True, width=8),
        Column(name="features", kind=TextList(), help="what it offers", example="booth;dining", width=18),
        Column(
            name="open",
            kind=Windows(),
            help="when it may be used; empty: always",
            example="2023-07-11 09:00-18:00;2023-07-12",
            width=30,
        ),
        Column(
            name="turnaround_min",
            kind=WholeNumber(),
            help="minutes it needs after each use; empty: none",
            example="10",
        ),
    ),
)
