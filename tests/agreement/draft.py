"""The tables of a tiny summit while they are being drawn."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

from summitry.summit import (
    Clock,
    ComfortWeights,
    Day,
    Delegation,
    Form,
    Interval,
    Meeting,
    Person,
    Reply,
    ReplyState,
    Role,
    Room,
    Session,
    Settings,
    Summit,
    Venue,
)

NUM_STARTS = {1: 8, 2: 7, 3: 5, 4: 4}
OPENS = 9 * 60


class Draft:
    """A plain summit of 2 to 4 delegations and 1 to 4 meetings, to which the features of `random_summits` add facts."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.settings: dict[str, Any] = {
            "step_min": 15,
            "room_change_min": 0,
            "arrival_margin_min": 0,
            "departure_margin_min": 0,
            "departure_buffer_min": 0,
            "last_before_departure_min": 0,
            "long_session_buffer_min": 0,
            "seats_a_party": 1,
            "ladder": ("sit-down",),
            "comfort": ComfortWeights(break_=0, idle_minute=0, venue_change=0, room_change=0, off_preference=0),
        }
        codes = "ABCD"[: rng.randint(2, 4)]
        self.delegations = [Delegation(code=code, name=f"State {code}") for code in codes]
        self.people = [
            Person(id=code.lower(), name=f"Head {code}", delegation=code, role=Role.PRINCIPAL) for code in codes
        ]
        self.venues = [Venue(id="V", name="Venue")]
        self.rooms = [Room(id=f"R{idx}", name=f"Room {idx}", venue="V", seats=4) for idx in range(rng.randint(1, 2))]
        self.forms = [
            Form(name="sit-down", duration_min=30),
            Form(name="short", duration_min=15),
            Form(name="standing", duration_min=15, needs_room=False),
            Form(name="lunch", duration_min=30, meal=True),
        ]
        self.meetings = [self._meeting(idx, codes) for idx in range(rng.randint(1, 4))]
        self.clock = Clock("Europe/Vienna", date(2026, 6, 1))
        last_start = OPENS + (NUM_STARTS[len(self.meetings)] - 1) * 15
        self.days = [Day(date=self.clock.first_day, opens=OPENS, closes=last_start + 30)]
        self.replies = {
            (m.id, code): Reply(meeting=m.id, delegation=code, reply=ReplyState.ACCEPTED)
            for m in self.meetings
            for code in m.parties
        }
        self.tables: dict[str, list[Any]] = {}

    def summit(self) -> Summit:
        """Return the facts drawn so far as a summit."""
        tables: dict[str, Any] = {table: tuple(rows) for table, rows in self.tables.items()}
        return Summit(
            id="tiny",
            name="Tiny summit",
            clock=self.clock,
            days=tuple(self.days),
            settings=Settings(**self.settings),
            delegations=tuple(self.delegations),
            people=tuple(self.people),
            venues=tuple(self.venues),
            rooms=tuple(self.rooms),
            forms=tuple(self.forms),
            meetings=tuple(self.meetings),
            replies=tuple(self.replies.values()),
            **tables,
        )

    # --- what the features draw from ---

    def chance(self, share: float = 0.5) -> bool:
        return self.rng.random() < share

    def add(self, table: str, row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def rows(self, table: str) -> list[Any]:
        return self.tables.setdefault(table, [])

    def codes(self) -> list[str]:
        return [d.code for d in self.delegations]

    def day(self) -> Day:
        return self.rng.choice(self.days)

    def minute(self, day: Day) -> int:
        """Return a minute of the opening hours; now and then one off the grid."""
        minute = self.rng.randrange(day.opens, day.closes, 15)
        return minute + (5 if self.chance(0.2) else 0)

    def window(self, day: Day | None = None) -> Interval:
        """Return a stretch that begins in a day's opening hours, or shortly before."""
        start = self.minute(day or self.day()) - self.rng.choice((0, 0, 30))
        return Interval(start, start + self.rng.choice((15, 30, 45, 60)))

    def windows(self) -> tuple[Interval, ...]:
        """Return one window, two apart or overlapping, or two that touch."""
        first = self.window()
        if self.chance():
            return (first,)
        if self.chance():
            return (first, self.window())
        return (first, Interval(first.end, first.end + self.rng.choice((15, 30))))

    def some(self, rows: list[Any], share: float = 0.5) -> list[Any]:
        """Return some of the rows, at least one."""
        return [row for row in rows if self.chance(share)] or [self.rng.choice(rows)]

    def _meeting(self, idx: int, codes: str) -> Meeting:
        num_parties = 3 if len(codes) > 2 and self.chance(0.2) else 2
        return Meeting(id=f"m{idx}", parties=tuple(self.rng.sample(codes, num_parties)))

    def change(self, meeting: Meeting, /, **fields: Any) -> None:
        idx = next(i for i, m in enumerate(self.meetings) if m.id == meeting.id)
        self.meetings[idx] = replace(self.meetings[idx], **fields)

    def change_reply(self, reply: Reply, /, **fields: Any) -> None:
        key = reply.meeting, reply.delegation
        self.replies[key] = replace(self.replies[key], **fields)

    def add_session(self, **fields: Any) -> None:
        day = self.day()
        window = self.window(day)
        midnight = self.clock.midnight(date.fromordinal(day.date.toordinal() + 1))
        taking_part = self.some([*self.codes(), *(p.id for p in self.people)], 0.3)
        drawn: dict[str, Any] = {
            "id": f"s{len(self.rows('sessions'))}",
            "title": "Session",
            "start": window.start,
            "end": min(window.end, max(midnight, day.closes)),
            "venue": self.rng.choice(self.venues).id,
            "participants": tuple(taking_part),
            "kind": self.rng.choice(("plenary", "plenary", "lunch")),
        }
        self.add("sessions", Session(**(drawn | fields)))

    def add_aide(self, code: str, role: Role) -> Person:
        """Return another person of a delegation, who may stand in or come along."""
        aide = Person(id=f"{code.lower()}{len(self.people)}", name=f"Aide {code}", delegation=code, role=role)
        self.people.append(aide)
        return aide
