"""Which summits are planned on a grid: one that is, and for each condition one that no longer is."""

from dataclasses import replace

import pytest

from summitry.planning.exact.grid.problem import Grid, grid_of
from summitry.summit import (
    Assignment,
    Attendance,
    Avoidance,
    ClosedWindow,
    Day,
    Interval,
    Limit,
    Order,
    Pin,
    Presence,
    Priority,
    Role,
    Room,
    Rung,
    Session,
    Summit,
    Transfer,
    Venue,
)
from summitry.summit.settings import ComfortWeights
from tests.builders import DAY, PLAIN, accepted, delegation, meeting, principal, summit

ONLY_BREAKS = ComfortWeights(break_=1, idle_minute=0, venue_change=1, room_change=0, off_preference=1)
SETTINGS = replace(PLAIN, step_min=30, room_change_min=0, comfort=ONLY_BREAKS, fairness_cap={"all": 1})
PEOPLE = tuple(principal(code, fairness_class="all") for code in ("A", "B", "C"))
MEETINGS = (meeting("A-B"), meeting("B-C", "B", "C"), meeting("A-C", "A", "C"))
ROOMS = tuple(Room(id=id_, name=id_, venue="V", seats=4) for id_ in ("R", "S"))
FITS = summit(settings=SETTINGS, people=PEOPLE, meetings=MEETINGS, rooms=ROOMS)


def grid(there: Summit, *kept: Assignment) -> Grid | None:
    return grid_of(there, there.to_place(), kept)


def settings(**changes: object) -> Summit:
    return replace(FITS, settings=replace(SETTINGS, **changes))  # type: ignore[arg-type]  # any field of the settings


def first_meeting(**changes: object) -> Summit:
    changed = replace(MEETINGS[0], **changes)  # type: ignore[arg-type]  # any field of a meeting
    return replace(FITS, meetings=(changed, *MEETINGS[1:]))


def first_person(**changes: object) -> Summit:
    changed = replace(PEOPLE[0], **changes)  # type: ignore[arg-type]  # any field of a person
    return replace(FITS, people=(changed, *PEOPLE[1:]))


def first_room(**changes: object) -> Summit:
    changed = replace(ROOMS[0], **changes)  # type: ignore[arg-type]  # any field of a room
    return replace(FITS, rooms=(changed, ROOMS[1]))


def session(*participants: str, **fields: object) -> Session:
    base = {"id": "S", "title": "Plenary", "start": 600, "end": 660, "venue": "V", "participants": participants}
    return Session(**(base | fields))  # type: ignore[arg-type]  # any field of a session


def test_a_summit_of_equal_meetings_in_rooms_alike_is_a_grid() -> None:
    found = grid(FITS)
    assert found is not None
    assert found.slots == tuple(range(540, 1080, 30))
    assert (found.people, found.attendees) == (("a", "b", "c"), ((0, 1), (1, 2), (0, 2)))
    assert found.allowed == (tuple(range(18)),) * 3
    assert found.capacity == (2,) * 18
    assert [(cap.people, cap.most_apart, cap.has_floor) for cap in found.caps] == [((0, 1, 2), 1, False)]


WITH_MOVE = replace(SETTINGS, step_min=5, room_change_min=5)
MORNING = tuple(Interval(start, start + 30) for start in range(540, 750, 35))

STILL: dict[str, Summit] = {
    "slots lie the move within the venue apart": replace(
        FITS, settings=WITH_MOVE, meetings=tuple(replace(m, allowed=MORNING) for m in MEETINGS)
    ),
    "a room closes early": first_room(open=(Interval(540, 900),)),
    "a room is used by a session of nobody who meets": replace(FITS, sessions=(session(room="R"),)),
    "somebody is closed for an hour": replace(FITS, closed=(ClosedWindow(subject="A", start=600, end=660),)),
    "somebody arrives late": replace(FITS, presences=(Presence(person="a", arrival=600),)),
    "a meeting has its hour": first_meeting(allowed=(Interval(600, 720),)),
    "a meeting is pinned to a time": replace(FITS, pins=(Pin(meeting="A-B", start=600),)),
    "orders ask for no time between": replace(FITS, orders=(Order(before="A-B", after="B-C"),)),
    "a meeting is worth more": first_meeting(bonus=3),
    "a third party attends": first_meeting(parties=("A", "B", "C"), head_count=3),
    "preferences weigh nothing": replace(
        settings(comfort=replace(ONLY_BREAKS, off_preference=0)),
        replies=accepted(*MEETINGS, preferred=(Interval(600, 660),)),
    ),
    "who wants a buffer has no meeting": replace(
        FITS, people=(*PEOPLE, principal("D", overrun_min=10)), delegations=(*FITS.delegations, delegation("D"))
    ),
    "a second day": replace(FITS, days=(DAY, Day(date=DAY.date.replace(day=2), opens=1980, closes=2520))),
}


@pytest.mark.parametrize("name", STILL)
def test_what_a_grid_knows_leaves_it_one(name: str) -> None:
    assert grid(STILL[name]) is not None


NO_LONGER: dict[str, Summit] = {
    "delegations avoid each other": replace(FITS, avoidances=(Avoidance(first="A", second="C"),)),
    "rooms lie in two venues": replace(
        FITS,
        venues=(*FITS.venues, Venue(id="W", name="W")),
        transfers=(Transfer(origin="V", destination="W", minutes=5),),
        rooms=(replace(ROOMS[0], venue="W"), ROOMS[1]),
    ),
    "idle minutes count": settings(comfort=replace(ONLY_BREAKS, idle_minute=1)),
    "changes of room count": settings(comfort=replace(ONLY_BREAKS, room_change=1)),
    "preferences count": replace(FITS, replies=accepted(*MEETINGS, preferred=(Interval(600, 660),))),
    "a meeting is worth nothing": replace(
        settings(priority_weight={**SETTINGS.priority_weight, Priority.LOW: 0}),
        replies=(*accepted(*MEETINGS[1:]), *accepted(MEETINGS[0], priority=Priority.LOW)),
    ),
    "somebody has a limit": replace(FITS, limits=(Limit(person="a", meetings_a_day=2),)),
    "somebody may stand in": replace(
        FITS,
        people=(*PEOPLE, principal("A", id="a2", role=Role.STAND_IN)),
        attendances=(Attendance(meeting="A-B", person="a", stand_ins=("a2",)),),
    ),
    "meetings are not of one length": first_meeting(ladder=(Rung("sit-down", 60),)),
    "meetings have a second form": settings(ladder=("sit-down", "short")),
    "the only form costs something": settings(form_loss_percent=(10,)),
    "the form takes no room": settings(ladder=("standing",)),
    "somebody overruns": first_person(overrun_min=5),
    "somebody departs": replace(FITS, presences=(Presence(person="a", departure=1000),)),
    "a pin names its room": replace(FITS, pins=(Pin(meeting="A-B", start=600, room="R"),)),
    "somebody who meets attends a session": replace(FITS, sessions=(session("A"),)),
    "somebody of the fairness class attends a session": replace(
        FITS,
        people=(*PEOPLE, principal("D", fairness_class="all")),
        delegations=(*FITS.delegations, delegation("D")),
        sessions=(session("D"),),
    ),
    "languages differ": replace(
        FITS,
        delegations=(delegation("A", languages=("fr",)), delegation("B", languages=("lt",)), delegation("C")),
    ),
    "a meeting has its room": first_meeting(rooms=("R",)),
    "a meeting has its venue": first_meeting(venues=("V",)),
    "a room is too small": first_room(seats=1),
    "a meeting needs a feature that one room lacks": replace(
        first_meeting(features=("screen",)), rooms=(replace(ROOMS[0], features=("screen",)), ROOMS[1])
    ),
    "a room takes time to be ready": first_room(turnaround_min=5),
    "an order asks for more time": replace(FITS, orders=(Order(before="A-B", after="B-C", gap_min=5),)),
    "starts lie closer than slots": settings(step_min=15),
    "pins lie off each other's slots": replace(
        settings(step_min=15), pins=tuple(Pin(meeting=m.id, start=540 + 45 * idx) for idx, m in enumerate(MEETINGS))
    ),
    "nothing is to be placed": replace(FITS, meetings=(), replies=()),
}


@pytest.mark.parametrize("name", NO_LONGER)
def test_what_a_grid_does_not_know_makes_it_none(name: str) -> None:
    assert grid(NO_LONGER[name]) is None


def test_an_interpreter_in_what_is_kept_makes_it_no_grid() -> None:
    kept = Assignment(meeting="A-B", form="sit-down", start=600, room="R", attendees=("a", "b"))
    assert grid(FITS, kept) is not None
    assert grid(FITS, replace(kept, interpreters=("x",))) is None


@pytest.mark.parametrize(("num_meetings", "has_floor"), [(1, True), (2, False)])
def test_a_class_has_a_floor_if_somebody_in_it_can_have_no_break(num_meetings: int, has_floor: bool) -> None:
    meetings = (*MEETINGS, *(meeting(f"D-{idx}", "A", "D") for idx in range(num_meetings)))
    found = grid(
        replace(
            FITS,
            delegations=(*FITS.delegations, delegation("D")),
            people=(*PEOPLE, principal("D", fairness_class="all")),
            meetings=meetings,
            replies=accepted(*meetings),
        )
    )
    assert found is not None
    assert [cap.has_floor for cap in found.caps] == [has_floor]


def test_a_member_without_meetings_gives_a_floor_and_is_no_person_of_the_grid() -> None:
    there = replace(
        FITS,
        delegations=(*FITS.delegations, delegation("D")),
        people=(*PEOPLE, principal("D", fairness_class="all")),
    )
    found = grid(there)
    assert found is not None
    assert [(cap.people, cap.has_floor) for cap in found.caps] == [((0, 1, 2), True)]


def test_a_session_in_a_room_and_closing_hours_take_it_from_its_slots() -> None:
    found = grid(replace(first_room(open=(Interval(540, 720),)), sessions=(session(room="R"),)))
    assert found is not None
    assert found.capacity == (2, 2, 1, 1, 2, 2, *(1,) * 12)


def test_a_meeting_without_a_start_has_no_slots() -> None:
    found = grid(first_meeting(allowed=(Interval(1080, 1200),)))
    assert found is not None
    assert found.allowed[0] == ()


def test_breaks_are_counted_a_day() -> None:
    found = grid(STILL["a second day"])
    assert found is not None
    assert [len(day) for day in found.days] == [18, 18]
    # A has its two meetings on one day with a slot between, B a meeting each day, C one right after the other.
    assert found.breaks([0, 18, 2]) == 1
    assert found.breaks([0, 3, 2]) == 2
