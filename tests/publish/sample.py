"""Summits to publish: a busy one of two days with thirty delegations, placed by hand, with names in many scripts."""

from datetime import date
from itertools import combinations
from typing import Any

from summitry.planning.progress import Point
from summitry.planning.result import LevelResult, Result, Status
from summitry.rules.report import Certificate
from summitry.summit import (
    Assignment,
    Attendance,
    Certainty,
    Clock,
    Day,
    Delegation,
    Interval,
    Meeting,
    Person,
    Plan,
    Priority,
    Reason,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Session,
    Summit,
    Transfer,
    Unplaced,
    Venue,
)
from summitry.summit.digest import digest
from tests.builders import SHORT, SIT_DOWN, STANDING

NAMES = {
    "NATO": ("North Atlantic Treaty Organization", "Secretary General"),
    "LTU": ("Lietuva", "Gitanas Prezidentas"),
    "KOR": ("대한민국", "윤 대통령"),
    "JPN": ("日本国", "岸田 総理大臣"),
    "SAU": ("المملكة العربية السعودية", "ولي العهد"),
    "ISR": ("מדינת ישראל", "ראש הממשלה"),
    "DEU": ("Bundesrepublik Deutschland", "Bundesratsbevollmächtigtenstellvertreterin Müller"),
    "GRC": ("Ελλάδα", "Κυριάκος"),
    "UKR": ("Україна", "Володимир"),
    "NOR": ("Norway", "Jonas"),
    "NLD": ("Netherlands", "Mark"),
    "AUS": ("Australia", "Anthony"),
    "NZL": ("New Zealand", "Chris"),
    "ISL": ("Iceland", "Katrín"),
    "TUR": ("Türkiye", "Cumhurbaşkan"),
}
FILLERS = ("FRA", "GBR", "ITA", "ESP", "POL", "SWE", "FIN", "DNK", "CZE", "SVK", "HUN", "ROU", "BGR", "PRT", "USA")
LADDER = (Rung("sit-down", 30), Rung("short", 15), Rung("standing", 10))
CLOCK = Clock("Europe/Vilnius", date(2023, 7, 11))
DAY_MIN = 24 * 60


def assigned(id_: str, start: int, *people: str, **parts: Any) -> Assignment:
    """Return an assignment, sitting down in room R unless stated otherwise."""
    fields: dict[str, Any] = {"meeting": id_, "form": "sit-down", "start": start, "room": "R", "attendees": people}
    return Assignment(**(fields | parts))


def session(id_: str, start: int, end: int, **parts: Any) -> Session:
    """Return a session, in venue V and titled by its id unless stated otherwise."""
    fields: dict[str, Any] = {"id": id_, "title": id_, "start": start, "end": end, "venue": "V"}
    return Session(**(fields | parts))


def _sessions() -> tuple[Session, ...]:
    def on(id_: str, day: int, start: str, end: str, title: str, **fields: Any) -> Session:
        (h1, m1), (h2, m2) = (map(int, text.split(":")) for text in (start, end))
        minutes = (day * DAY_MIN + h1 * 60 + m1, day * DAY_MIN + h2 * 60 + m2)
        return session(id_, *minutes, **({"title": title, "venue": "litexpo", "participants": ("all",)} | fields))

    return (
        on("arrive", 0, "08:00", "09:30", "Arrivals", kind="arrival", certainty=Certainty.ESTIMATED),
        on("photo", 0, "13:00", "13:20", "Family photo", kind="family photo", chair="nato", host="LTU"),
        on("nac", 0, "13:30", "16:30", "North Atlantic Council at the level of heads", chair="nato"),
        on("dinner", 0, "19:00", "21:30", "Social dinner", kind="dinner", venue="palace", host="LTU"),
        on("nuc", 1, "10:00", "12:00", "Plenary with Ukraine"),
        on("press", 1, "12:00", "12:45", "Press conference", participants=("NATO", "UKR"), room="r1"),
        on("inner", 1, "12:15", "13:00", "Sherpas", participants=("LTU", "DEU"), public=False),
    )


def _meetings() -> tuple[Meeting, ...]:
    codes = [*NAMES, *FILLERS]
    pairs = [pair for idx, pair in enumerate(combinations(codes, 2)) if idx % 7 == 3][:58]
    rows = [
        Meeting(
            id=f"b{idx:02}",
            parties=pair,
            requested_by=pair[0],
            ladder=LADDER,
            confidential=idx % 11 == 0,
            title="Working lunch on 安全保障" if idx == 5 else "",
            kind="working lunch" if idx == 5 else "bilateral",
        )
        for idx, pair in enumerate(pairs)
    ]
    ap4 = Meeting(
        id="ap4",
        kind="minilateral",
        title="AP4",
        parties=("KOR", "JPN", "AUS", "NZL"),
        chair="kor",
        ladder=(Rung("sit-down", 25),),
    )
    trio = Meeting(id="trio", kind="minilateral", parties=("TUR", "SWE", "NATO"), ladder=LADDER, chair="nato")
    return (*rows, ap4, trio)


def _replies(meetings: tuple[Meeting, ...]) -> tuple[Reply, ...]:
    return tuple(
        Reply(
            meeting=meeting.id,
            delegation=code,
            reply=ReplyState.PENDING
            if meeting.id in {"b07", "b09"} and code == meeting.parties[1]
            else ReplyState.ACCEPTED,
            priority=Priority.HIGH if idx % 3 else Priority.MUST,
        )
        for meeting in meetings
        for idx, code in enumerate(meeting.parties)
    )


def big_summit() -> Summit:
    """Return a summit of thirty delegations, two days and sixty meetings."""
    meetings = _meetings()
    delegations = tuple(
        Delegation(code=code, name=NAMES.get(code, (f"State of {code.title()}",))[0], groups=("all",))
        for code in (*NAMES, *FILLERS)
    )
    principals = tuple(
        Person(
            id=d.code.lower(),
            name=NAMES.get(d.code, ("", f"Head of {d.code.title()}"))[1],
            delegation=d.code,
            role=Role.PRINCIPAL,
            office="President",
        )
        for d in delegations
    )
    others = (
        Person(id="kor-fm", name="외교부 장관", delegation="KOR", role=Role.STAND_IN, office="Foreign Minister"),
        Person(id="i1", name="Ingrid Interpreter", role=Role.INTERPRETER, languages=("ko", "en")),
    )
    return Summit(
        id="big",
        name="Summit of Many Scripts",
        place="Vilnius",
        host="LTU",
        clock=CLOCK,
        days=tuple(
            Day(date=date(2023, 7, 11 + i), opens=i * DAY_MIN + 450, closes=i * DAY_MIN + 22 * 60) for i in (0, 1)
        ),
        delegations=delegations,
        people=(*principals, *others),
        venues=(Venue(id="litexpo", name="LITEXPO"), Venue(id="palace", name="Presidential Palace")),
        transfers=(Transfer(origin="litexpo", destination="palace", minutes=20),),
        rooms=tuple(Room(id=f"r{n}", name=f"Room {n}", venue="litexpo", seats=16) for n in range(1, 7)),
        sessions=_sessions(),
        forms=(SIT_DOWN, SHORT, STANDING),
        meetings=meetings,
        replies=_replies(meetings),
        attendances=(Attendance(meeting="ap4", person="kor", stand_ins=("kor-fm",)),),
    )


def big_plan(summit: Summit) -> Plan:
    """Place meetings at the first start at which all attendees and a room are free; the last rows find none."""
    busy = [(s.interval, frozenset(summit.people_by_session[s.id]) | {s.room}) for s in summit.sessions]
    assignments, unplaced = [], []
    for idx, meeting in enumerate(summit.to_place(include_pending=True)):
        people = tuple(seat[-1] for seat in summit.seats_by_meeting[meeting.id])
        rungs = summit.ladder(meeting)
        form, duration_min = rungs[idx % len(rungs)]
        rooms = [room.id for room in summit.rooms] if summit.form_by_name[form].needs_room else [""]
        found = None if idx % 19 == 18 else _first_free(summit, busy, people, rooms, duration_min)
        if found is None:
            reasons = (Reason("person_no_overlap", 61, "윤 대통령 in plenary"), Reason("room_no_overlap", 40, ""))
            unplaced.append(Unplaced(meeting=meeting.id, num_starts=98, reasons=reasons))
            continue
        interval, room = found
        busy.append((Interval(interval.start - 5, interval.end + 5), frozenset(people) | {room} - {""}))
        assignments.append(
            Assignment(
                meeting=meeting.id,
                form=form,
                start=interval.start,
                room=room or None,
                attendees=people,
                interpreters=("i1",) if meeting.id == "ap4" else (),
                pinned=idx % 13 == 0,
            )
        )
    return Plan(
        summit=summit.id,
        facts_digest=summit.digest,
        assignments=tuple(assignments),
        unplaced=tuple(unplaced),
        include_pending=True,
    )


def _first_free(
    summit: Summit, busy: list[tuple[Interval, frozenset[str]]], people: tuple[str, ...], rooms: list[str], length: int
) -> tuple[Interval, str] | None:
    for day in summit.days:
        for start in range(day.opens, day.closes - length, 5):
            interval = Interval(start, start + length)
            taken = frozenset[str]().union(*(who for when, who in busy if when.overlaps(interval)))
            room = next((room for room in rooms if room not in taken), None)
            if room is not None and taken.isdisjoint(people):
                return interval, room
    return None


def result_of(summit: Summit, plan: Plan) -> Result:
    """Return a plan as if the planner had made it, one level not proven."""
    shares = (29, 29, 28, 28, 27, 27, 25, 22, 20, 19)
    levels = (
        LevelResult(name="value_held", value=312, bound=312, runtime_s=0.4),
        LevelResult(name="share_floor", value=shares, bound=shares, runtime_s=1.1),
        LevelResult(name="form_kept", value=1240, bound=1240, runtime_s=2.0),
        LevelResult(name="slack_kept", value=65, bound=60, runtime_s=8.0),
        LevelResult(name="comfort", value=14320, bound=14020, runtime_s=18.5),
    )
    certificate = Certificate(
        violations=(),
        values={level.name: level.value for level in levels},
        comfort_parts={"break_": 31},
        num_placed=len(plan.assignments),
        num_to_place=len(plan.assignments) + len(plan.unplaced),
        plan_digest=digest(plan),
        facts_digest=summit.digest,
    )
    progress = (
        Point(0.1, "value_held", 280, 320),
        Point(0.4, "value_held", 312, 312),
        Point(1.1, "share_floor", 254, 254),
        Point(1.3, "form_kept", None, 900),
        Point(1.8, "form_kept", 1900, 1000),
        Point(2.0, "form_kept", 1240, 1240),
        Point(3.0, "slack_kept", 190, 10),
        Point(6.0, "slack_kept", 65, 60),
        Point(9.0, "comfort", 19000, 8000),
        Point(14.0, "comfort", 15000, 12000),
        Point(18.5, "comfort", 14320, 14020),
    )
    return Result(
        status=Status.FEASIBLE,
        plan=plan,
        certificate=certificate,
        levels=levels,
        progress=progress,
        runtime_s=18.6,
        seed=1,
        threads=2,
    )
