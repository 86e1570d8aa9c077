"""Tiny random summits, for comparing planners with brute force; every rule can be switched on alone or with others.

`random_summit(seed, features)` is a plain function, so that a loop over seeds and a Hypothesis strategy (`summits`)
draw the same summits. A feature is the name of a hard rule or soft level: switched on, the summit holds facts on which
that rule bites; switched off, it holds none (no transfers, no limits, weights of nought), unless another needs them.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import islice

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from summitry.rules import HARD_RULES, SOFT_LEVELS
from summitry.summit import (
    Assignment,
    Attendance,
    Avoidance,
    Clock,
    ClosedWindow,
    ComfortWeights,
    Day,
    Interval,
    Limit,
    Order,
    Person,
    Pin,
    Presence,
    Priority,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Summit,
    Transfer,
    Venue,
    Zone,
)
from tests.agreement import brute_force
from tests.agreement.draft import OPENS, Draft

FEATURES = frozenset(HARD_RULES) | frozenset(SOFT_LEVELS)
MIN_CANDIDATES, MAX_CANDIDATES = 4, 4000
MAX_FEATURES = 5
# Summits are redrawn until their size is right, which Hypothesis would take for a strategy that is too slow.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def random_summit(seed: int, features: Iterable[str] = FEATURES) -> Summit:
    """Return a tiny sound summit, always the same for a seed and a set of features.

    It has 2 to 4 delegations, 1 to 4 meetings, 1 to 3 rooms and at most 4000 combinations of options, pending meetings
    included. It has a plan: pins are taken from one (see `contradictory_summit`). Of more than five features each
    summit takes five: with all at once hardly any meeting could be placed. Summits that leave next to nothing to choose
    are rare.

    Raises
    ------
    ValueError
        If a feature is no rule of the rule book.
    """
    chosen = frozenset(features)
    if chosen - FEATURES:
        raise ValueError(f"no such feature: {', '.join(sorted(chosen - FEATURES))}")
    attempt = 0
    while True:
        rng = random.Random(f"{seed}-{attempt}-{sorted(chosen)}")
        taken = frozenset(rng.sample(sorted(chosen), min(len(chosen), MAX_FEATURES)))
        draft = Draft(rng)
        for feature, add in _ADD.items():
            if feature in taken:
                add(draft)
        summit = draft.summit()
        least = MIN_CANDIDATES if rng.random() < 0.95 else 1
        if least <= brute_force.num_candidates(summit, include_pending=True) <= MAX_CANDIDATES:
            return _with_pins(summit, rng) if "pinned" in taken else summit
        attempt += 1


def summits(features: Iterable[str] = FEATURES) -> st.SearchStrategy[Summit]:
    """Return a Hypothesis strategy of summits with up to five of these features, for tests that are `UNHURRIED`."""
    drawn = st.sets(st.sampled_from(sorted(features)), max_size=MAX_FEATURES)
    return st.builds(random_summit, st.integers(0, 2**32 - 1), drawn)


def contradictory_summit(seed: int) -> Summit:
    """Return a tiny summit whose pins are each possible alone, but not together: it has no plan at all."""
    attempt = 0
    while True:
        summit = random_summit(seed * 1000 + attempt, {"share_floor", "transfer_time"})
        rng = random.Random(f"{seed}-{attempt}")
        at = [rng.choice(options) for m in summit.meetings if (options := brute_force.options(summit, m))]
        pinned = replace(summit, pins=tuple(_pin(assignment, rng) for assignment in at))
        if brute_force.best(pinned) is None:
            return pinned
        attempt += 1


def _with_pins(summit: Summit, rng: random.Random) -> Summit:
    """Pin one or two meetings to where they stand in some plan."""
    plans = list(islice(brute_force.enumerate_plans(summit), 200))
    placed = rng.choice(plans).assignments if plans else ()
    chosen = rng.sample(placed, min(len(placed), rng.choice((1, 1, 2))))
    return replace(summit, pins=tuple(_pin(assignment, rng) for assignment in chosen))


def _pin(assignment: Assignment, rng: random.Random) -> Pin:
    """Pin an assignment's start, and its form and room now and then."""
    form = assignment.form if rng.random() < 0.5 else ""
    room = assignment.room if assignment.room and rng.random() < 0.5 else ""
    return Pin(meeting=assignment.meeting, start=assignment.start, form=form, room=room)


def _two_days(draft: Draft) -> None:
    """Split the hours over two days; the second may be one on which the clocks change, and may run past midnight."""
    if draft.chance(0.3):
        draft.clock = Clock("Europe/Vienna", date(2026, 10, 24))
    first = replace(draft.days[0], date=draft.clock.first_day)
    num_starts = (first.closes - first.opens - 15) // 15
    split = draft.rng.randint(1, max(1, num_starts - 1))
    second_date = date.fromordinal(draft.clock.first_day.toordinal() + 1)
    opens = draft.clock.midnight(second_date) + draft.rng.choice((OPENS, OPENS + 5, 23 * 60 + 30))
    closes = opens + (num_starts - split + 1) * 15
    draft.days = [replace(first, opens=first.opens - draft.rng.choice((0, 5)), closes=first.opens + split * 15 + 15)]
    draft.days += [Day(date=second_date, opens=opens, closes=closes)]


def _other_attendance(draft: Draft) -> None:
    for meeting in draft.some(draft.meetings):
        code = draft.rng.choice(meeting.parties)
        aide = draft.add_aide(code, Role.STAND_IN)
        if draft.chance(0.7):
            draft.add("attendances", Attendance(meeting=meeting.id, person=code.lower(), stand_ins=(aide.id,)))
        else:
            draft.add("attendances", Attendance(meeting=meeting.id, person=aide.id))
    others = [(m, code) for m in draft.meetings for code in draft.codes() if code not in m.parties]
    if others and draft.chance():
        meeting, code = draft.rng.choice(others)
        draft.change(meeting, chair=code.lower())


def _sessions(draft: Draft) -> None:
    for _ in range(draft.rng.randint(1, 2)):
        draft.add_session()


def _places_apart(draft: Draft) -> None:
    draft.settings["room_change_min"] = draft.rng.choice((0, 5, 15))
    if draft.chance(0.7):
        draft.venues.append(Venue(id="W", name="Other venue"))
        draft.add("transfers", Transfer(origin="V", destination="W", minutes=draft.rng.choice((10, 15, 30))))
        if draft.chance(0.3):
            draft.add("transfers", Transfer(origin="W", destination="V", minutes=draft.rng.choice((0, 45))))
        draft.rooms.append(Room(id="RW", name="Other room", venue="W", seats=4))
        draft.settings["standing_zone"] = draft.rng.choice(("", "V", "W"))
    if draft.chance(0.7):
        draft.add_session()


def _stays(draft: Draft) -> None:
    draft.settings["arrival_margin_min"] = draft.rng.choice((0, 15))
    draft.settings["departure_margin_min"] = draft.rng.choice((0, 15))
    for person in draft.some(draft.people):
        times = sorted(draft.rng.sample([m for day in draft.days for m in range(day.opens, day.closes + 45, 15)], 3))
        arrival, departure, again = times
        if draft.chance(0.3):
            draft.add("presences", Presence(person=person.id, departure=arrival))
            draft.add("presences", Presence(person=person.id, arrival=departure))
        elif draft.chance():
            draft.add(
                "presences", Presence(person=person.id, arrival=arrival if draft.chance() else None, departure=again)
            )
        else:
            draft.add("presences", Presence(person=person.id, arrival=arrival))


def _busy_rooms(draft: Draft) -> None:
    draft.rooms = [replace(room, turnaround_min=draft.rng.choice((0, 10, 15, 30))) for room in draft.rooms]
    if draft.chance():
        room = draft.rng.choice(draft.rooms)
        draft.add_session(room=room.id, venue=room.venue)


def _choosy_rooms(draft: Draft) -> None:
    draft.rooms.append(replace(draft.rooms[0], id="RF", name="Further room"))
    draft.rooms = [
        replace(
            room,
            seats=draft.rng.choice((1, 2, 3, 4)),
            features=tuple(draft.some(["booth", "dining"])),
            open=draft.windows() if draft.chance(0.4) else (),
        )
        for room in draft.rooms
    ]
    for meeting in draft.some(draft.meetings):
        draft.change(meeting, rooms=tuple(r.id for r in draft.some(draft.rooms)) if draft.chance(0.4) else ())
        draft.change(meeting, venues=tuple(v.id for v in draft.some(draft.venues)) if draft.chance(0.4) else ())
        draft.change(meeting, features=("booth",) if draft.chance(0.3) else ())
        draft.change(meeting, head_count=draft.rng.choice((None, 1, 3)))
    draft.forms = [replace(f, features=("dining",) if f.name == "lunch" else f.features) for f in draft.forms]


def _mixed_replies(draft: Draft) -> None:
    for reply in draft.some(list(draft.replies.values()), 0.3):
        draft.change_reply(reply, reply=draft.rng.choice((ReplyState.PENDING, ReplyState.DECLINED)))


def _windows(draft: Draft) -> None:
    for meeting in draft.some(draft.meetings):
        if draft.chance(0.7):
            draft.change(meeting, allowed=draft.windows())
    for _ in range(draft.rng.randint(0, 2)):
        window = draft.window()
        subject = draft.rng.choice([*draft.codes(), *(p.id for p in draft.people)])
        draft.add("closed", ClosedWindow(subject=subject, start=window.start, end=window.end))


def _orders(draft: Draft) -> None:
    if draft.chance():
        draft.add_session()
    ids = [*(m.id for m in draft.meetings), *(s.id for s in draft.rows("sessions"))]
    draft.rng.shuffle(ids)
    pairs = [(a, b) for idx, a in enumerate(ids) for b in ids[idx + 1 :]]
    for before, after in draft.some(pairs, 0.4) if pairs else ():
        draft.add("orders", Order(before=before, after=after, gap_min=draft.rng.choice((0, 0, 15, 20))))


def _avoiding(draft: Draft) -> None:
    if draft.chance():
        zone = Zone(id="Z", name="Zone", venue="V")
        draft.add("zones", zone)
        draft.rooms = [replace(r, zone="Z") if r.venue == "V" and draft.chance() else r for r in draft.rooms]
        if not draft.settings.get("standing_zone") and draft.chance():
            draft.settings["standing_zone"] = "Z"
    if draft.chance():
        draft.add_session(participants=(draft.rng.choice(draft.codes()),))
    first, second = draft.rng.sample(draft.codes(), 2)
    draft.add("avoidances", Avoidance(first=first, second=second, gap_min=draft.rng.choice((0, 15, 20))))


def _languages(draft: Draft) -> None:
    draft.settings["solo_interpreter_max_min"] = draft.rng.choice((15, 20, 40))
    tongues = ("en", "fr", "ko")
    draft.delegations = [
        replace(d, languages=tuple(draft.some(list(tongues), 0.3)) if draft.chance(0.9) else ())
        for d in draft.delegations
    ]
    for meeting in draft.some(draft.meetings, 0.3):
        draft.change(meeting, languages=(draft.rng.choice(tongues),) if draft.chance(0.4) else ())
    for idx in range(draft.rng.randint(1, 3)):
        known = tuple(draft.some(list(tongues), 0.7))
        draft.people.append(Person(id=f"i{idx}", name=f"Interpreter {idx}", role=Role.INTERPRETER, languages=known))
        if draft.chance():
            most = draft.rng.choice((15, 30)) if draft.chance() else None
            a_day = draft.rng.choice((15, 30, 45)) if draft.chance() else None
            draft.add("limits", Limit(person=f"i{idx}", work_in_a_row_min=most, work_a_day_min=a_day, rest_min=15))


def _limits(draft: Draft) -> None:
    if draft.chance():
        draft.add_session()
    for person in draft.some([p for p in draft.people if p.role is not Role.INTERPRETER], 0.4):
        hour = OPENS + draft.rng.choice((0, 15, 30))
        draft.add(
            "limits",
            Limit(
                person=person.id,
                meetings_a_day=draft.rng.choice((None, 1, 2)),
                meetings_in_a_row=draft.rng.choice((None, 1, 2)),
                rest_min=draft.rng.choice((15, 20)),
                meal=Interval(hour, hour + draft.rng.choice((30, 45, 60))) if draft.chance() else None,
                meal_min=draft.rng.choice((15, 30)),
            ),
        )
    if draft.chance():
        draft.change(draft.rng.choice(draft.meetings), ladder=(Rung("lunch", 30),))


def _classes(draft: Draft) -> None:
    if draft.chance():
        draft.add_session()
    draft.settings["fairness_cap"] = {"heads": draft.rng.choice((0, 0, 1))}
    in_class = {p.id for p in draft.some([p for p in draft.people if p.role is Role.PRINCIPAL], 0.8)}
    draft.people = [replace(p, fairness_class="heads") if p.id in in_class else p for p in draft.people]


def _priorities(draft: Draft) -> None:
    for reply in list(draft.replies.values()):
        draft.change_reply(reply, priority=draft.rng.choice(list(Priority)))
    for meeting in draft.some(draft.meetings, 0.3):
        draft.change(meeting, bonus=draft.rng.choice((0, 1, 5)))


def _scarcity(draft: Draft) -> None:
    """Give one delegation most of the meetings and everybody one room, so that shares compete."""
    popular = draft.rng.choice(draft.codes())
    for meeting in list(draft.meetings):
        if popular not in meeting.parties and meeting.chair.upper() != popular and draft.chance(0.7):
            draft.replies.pop((meeting.id, meeting.parties[0]))
            draft.change(meeting, parties=(popular, *meeting.parties[1:]), chair="")
            draft.replies[meeting.id, popular] = Reply(
                meeting=meeting.id, delegation=popular, reply=ReplyState.ACCEPTED
            )
    weights = {Priority.MUST: 8, Priority.HIGH: 4, Priority.NORMAL: 2, Priority.LOW: draft.rng.choice((0, 1))}
    draft.settings["priority_weight"] = weights
    _priorities(draft)


def _ladders(draft: Draft) -> None:
    ladders = (
        (Rung("sit-down", 30), Rung("short", 15)),
        (Rung("sit-down", 30), Rung("standing", 10)),
        (Rung("short", 20), Rung("sit-down", 45), Rung("standing", 15)),
    )
    draft.settings["form_loss_percent"] = draft.rng.choice(((0, 30, 60), (0, 10), (10, 0), ()))
    draft.settings["stand_in_loss_percent"] = draft.rng.choice((0, 50))
    for meeting in draft.some(draft.meetings, 0.7):
        if not meeting.ladder:
            draft.change(meeting, ladder=draft.rng.choice(ladders))
    _other_attendance_once(draft)


def _other_attendance_once(draft: Draft) -> None:
    """Name a stand-in for some principal who has no row of attendance yet."""
    taken = {row.meeting for row in draft.rows("attendances")}
    free = [m for m in draft.meetings if m.id not in taken]
    if free and draft.chance():
        meeting = draft.rng.choice(free)
        code = meeting.parties[0]
        aide = draft.add_aide(code, Role.STAND_IN)
        draft.add("attendances", Attendance(meeting=meeting.id, person=code.lower(), stand_ins=(aide.id,)))


def _buffers(draft: Draft) -> None:
    draft.settings |= {
        "departure_buffer_min": draft.rng.choice((0, 20, 30)),
        "last_before_departure_min": draft.rng.choice((0, 10)),
        "long_session_min": 30,
        "long_session_buffer_min": draft.rng.choice((0, 15, 20)),
    }
    late = {p.id for p in draft.some([p for p in draft.people if p.role is Role.PRINCIPAL])}
    draft.people = [replace(p, overrun_min=draft.rng.choice((5, 15))) if p.id in late else p for p in draft.people]
    for _ in range(draft.rng.randint(0, 2)):
        draft.add_session()
    present = {row.person for row in draft.rows("presences")}
    for person in draft.some(draft.people):
        if person.id not in present:
            departure = draft.days[-1].closes - draft.rng.choice((-120, -15, 0, 15))
            draft.add("presences", Presence(person=person.id, departure=departure))


def _wishes(draft: Draft) -> None:
    draft.settings["comfort"] = ComfortWeights() if draft.chance() else ComfortWeights(break_=30, room_change=7)
    if len(draft.rooms) == 1 and draft.chance():
        draft.rooms.append(replace(draft.rooms[0], id="RC", name="Next room"))
    if draft.chance(0.7):
        draft.add_session()
    for reply in draft.some(list(draft.replies.values()), 0.4):
        draft.change_reply(reply, preferred=draft.windows())


_ADD: dict[str, Callable[[Draft], None]] = {
    "day_bounds": _two_days,
    "share_floor": _scarcity,
    "value_held": _priorities,
    "transfer_time": _places_apart,
    "well_formed": _other_attendance,
    "person_no_overlap": _sessions,
    "interpretation": _languages,
    "room_no_overlap": _busy_rooms,
    "room_fit": _choosy_rooms,
    "consent": _mixed_replies,
    "allowed_time": _windows,
    "order": _orders,
    "apart": _avoiding,
    "daily_load": _limits,
    "fairness_cap": _classes,
    "form_kept": _ladders,
    "presence": _stays,
    "slack_kept": _buffers,
    "comfort": _wishes,
}
