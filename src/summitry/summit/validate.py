"""Validation of a whole summit: every problem is found and named, none is raised before the others are known.

One function per table. Checks that need sound references (who attends what, where) run only if no reference is broken.
"""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from summitry.summit.errors import Problem
from summitry.summit.people import Role
from summitry.summit.times import Interval

if TYPE_CHECKING:
    from summitry.summit.summit import Summit

Problems = Iterator[Problem]


def problems_of(summit: "Summit") -> tuple[Problem, ...]:
    """Return every problem of the facts, in the order of the tables; empty if they are sound."""
    alone = tuple(_summit_problems(summit))
    if alone:
        return alone
    keys = tuple(problem for check in _TABLE_CHECKS for problem in check(summit))
    if keys:
        return keys
    return tuple(problem for check in _WHOLE_CHECKS for problem in check(summit))


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the known word most like a value, or nothing if none is near."""
    by_folded = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else ""


# --- the summit itself ---


def _summit_problems(summit: "Summit") -> Problems:
    if not summit.id:
        yield Problem(
            table="summit", column="id", message="the summit has no id", expected="a short name without spaces"
        )
    if summit.clock.zone not in available_timezones():
        yield Problem(
            table="summit",
            column="time_zone",
            value=summit.clock.zone,
            message="unknown time zone",
            expected=_or_nearest("an IANA name such as Europe/Vilnius", summit.clock.zone, available_timezones()),
        )
        return
    if not summit.days:
        yield Problem(table="days", message="the summit has no days", expected="a row a day with its opening hours")
    for idx, day in enumerate(summit.days):
        if day.closes <= day.opens:
            yield Problem(table="days", row=idx, column="closes", message="the day closes before it opens")
        if idx and day.date <= summit.days[idx - 1].date:
            yield Problem(
                table="days", row=idx, column="date", value=str(day.date), message="days must follow each other"
            )
        elif idx and day.opens < summit.days[idx - 1].closes:
            yield Problem(table="days", row=idx, column="opens", message="the day opens before the day before closes")
    yield from _settings_problems(summit)


def _settings_problems(summit: "Summit") -> Problems:
    settings = summit.settings
    if not 1 <= settings.step_min <= 60:
        yield Problem(
            table="summit",
            column="step_min",
            value=str(settings.step_min),
            message="no usable grid",
            expected="1 to 60",
        )
    for name in (
        "room_change_min",
        "arrival_margin_min",
        "departure_margin_min",
        "departure_buffer_min",
        "last_before_departure_min",
        "long_session_min",
        "long_session_buffer_min",
        "stand_in_loss_percent",
    ):
        if getattr(settings, name) < 0:
            value = str(getattr(settings, name))
            yield Problem(table="summit", column=name, value=value, message="negative", expected="0 or more")


# --- tables: keys and references ---


def _ref(table: str, idx: int, column: str, value: str, known: Iterable[str], what: str) -> Problems:
    known = tuple(known)
    if value not in known:
        expected = _or_nearest(f"the {what} of a row in that table", value, known)
        yield Problem(table=table, row=idx, column=column, value=value, message=f"no such {what}", expected=expected)


def _or_nearest(expected: str, value: str, known: Iterable[str]) -> str:
    close = nearest(value, known)
    return f"{expected}; perhaps {close!r}" if close else expected


def _unique(table: str, column: str, keys: Sequence[str]) -> Problems:
    first: dict[str, int] = {}
    for idx, key in enumerate(keys):
        if not key:
            yield Problem(table=table, row=idx, column=column, message="empty", expected="a name of its own")
        elif key in first:
            yield Problem(
                table=table,
                row=idx,
                column=column,
                value=key,
                message=f"stands in row {first[key] + 1} already",
                expected="one row for each",
            )
        first.setdefault(key, idx)


def _delegations(summit: "Summit") -> Problems:
    yield from _unique("delegations", "code", [d.code for d in summit.delegations])
    if summit.host:
        known = [d.code for d in summit.delegations]
        for problem in _ref("summit", 0, "host", summit.host, known, "delegation"):
            yield Problem(table="summit", column="host", value=summit.host, message=problem.message)


def _people(summit: "Summit") -> Problems:
    codes = {d.code for d in summit.delegations}
    first: dict[str, int] = {}
    for idx, person in enumerate(summit.people):
        if not person.id:
            yield Problem(table="people", row=idx, column="id", message="empty", expected="a name of its own")
        elif person.id in first:
            other = summit.people[first[person.id]]
            twice = other.delegation != person.delegation
            message = (
                f"the person stands in two delegations, {other.delegation} (row {first[person.id] + 1}) "
                f"and {person.delegation}"
                if twice
                else f"stands in row {first[person.id] + 1} already"
            )
            yield Problem(
                table="people", row=idx, column="id", value=person.id, message=message, expected="one row a person"
            )
        first.setdefault(person.id, idx)
        if person.delegation:
            yield from _ref("people", idx, "delegation", person.delegation, codes, "delegation")
        if person.overrun_min < 0:
            yield _negative("people", idx, "overrun_min", person.overrun_min)
    heads = Counter(p.delegation for p in summit.people if p.role is Role.PRINCIPAL)
    for idx, person in enumerate(summit.people):
        if person.role is Role.PRINCIPAL and heads[person.delegation] > 1:
            yield Problem(
                table="people",
                row=idx,
                column="role",
                value=person.role,
                message=f"{person.delegation} has {heads[person.delegation]} principals",
                expected="one principal a delegation",
            )


def _presences(summit: "Summit") -> Problems:
    ids = {p.id for p in summit.people}
    for idx, presence in enumerate(summit.presences):
        yield from _ref("presence", idx, "person", presence.person, ids, "person")
        if presence.arrival is None or presence.departure is None:
            continue
        if presence.departure <= presence.arrival:
            yield Problem(
                table="presence",
                row=idx,
                column="departure",
                value=summit.clock.text(presence.departure),
                message="the departure is not after the arrival",
                expected=f"later than {summit.clock.text(presence.arrival)}",
            )


def _venues(summit: "Summit") -> Problems:
    ids = [v.id for v in summit.venues]
    yield from _unique("venues", "id", ids)
    yield from _unique("zones", "id", [z.id for z in summit.zones])
    for idx, zone in enumerate(summit.zones):
        yield from _ref("zones", idx, "venue", zone.venue, ids, "venue")
        if zone.id in ids:
            yield Problem(table="zones", row=idx, column="id", value=zone.id, message="a venue has this id already")
    places = {*ids, *(z.id for z in summit.zones)}
    if summit.settings.standing_zone and summit.settings.standing_zone not in places:
        yield Problem(
            table="summit",
            column="standing_zone",
            value=summit.settings.standing_zone,
            message="no such zone or venue",
        )
    needs_none = any(not form.needs_room for form in summit.forms)
    if needs_none and not summit.venues:
        yield Problem(table="venues", message="meetings may be held without a room, but there is no venue for them")


def _transfers(summit: "Summit") -> Problems:
    ids = [v.id for v in summit.venues]
    stated: set[tuple[str, str]] = set()
    for idx, way in enumerate(summit.transfers):
        yield from _ref("transfers", idx, "origin", way.origin, ids, "venue")
        yield from _ref("transfers", idx, "destination", way.destination, ids, "venue")
        if way.minutes < 0:
            yield _negative("transfers", idx, "minutes", way.minutes)
        if way.origin == way.destination:
            yield Problem(
                table="transfers", row=idx, column="destination", value=way.origin, message="from a venue to itself"
            )
        if (way.origin, way.destination) in stated:
            yield Problem(table="transfers", row=idx, value=f"{way.origin} - {way.destination}", message="stated twice")
        stated.add((way.origin, way.destination))
    for a, b in combinations(dict.fromkeys(ids), 2):
        if not stated & {(a, b), (b, a)}:
            yield Problem(
                table="transfers",
                message=f"no transfer minutes between {a} and {b}",
                expected="a row for each pair of venues",
            )


def _rooms(summit: "Summit") -> Problems:
    yield from _unique("rooms", "id", [r.id for r in summit.rooms])
    venues = {v.id for v in summit.venues}
    venue_by_zone = {z.id: z.venue for z in summit.zones}
    for idx, room in enumerate(summit.rooms):
        yield from _ref("rooms", idx, "venue", room.venue, venues, "venue")
        if room.zone:
            yield from _zone("rooms", idx, room.zone, room.venue, venue_by_zone)
        if room.seats < 1:
            yield Problem(
                table="rooms",
                row=idx,
                column="seats",
                value=str(room.seats),
                message=f"room {room.id} has no seats",
                expected="1 or more",
            )
        if room.turnaround_min < 0:
            yield _negative("rooms", idx, "turnaround_min", room.turnaround_min)
        yield from _windows("rooms", idx, "open", room.open)


def _zone(table: str, idx: int, zone: str, venue: str, venue_by_zone: dict[str, str]) -> Problems:
    if zone == venue:
        return
    yield from _ref(table, idx, "zone", zone, venue_by_zone, "zone")
    if venue_by_zone.get(zone, venue) != venue:
        yield Problem(
            table=table,
            row=idx,
            column="zone",
            value=zone,
            message=f"the zone lies in {venue_by_zone[zone]}",
            expected=f"a zone of {venue}",
        )


def _sessions(summit: "Summit") -> Problems:
    yield from _unique("sessions", "id", [s.id for s in summit.sessions])
    venues = {v.id for v in summit.venues}
    venue_by_zone = {z.id: z.venue for z in summit.zones}
    rooms = {r.id: r for r in summit.rooms}
    who = _participants(summit)
    for idx, session in enumerate(summit.sessions):
        yield from _ref("sessions", idx, "venue", session.venue, venues, "venue")
        if session.zone:
            yield from _zone("sessions", idx, session.zone, session.venue, venue_by_zone)
        if session.room:
            yield from _ref("sessions", idx, "room", session.room, rooms, "room")
            room = rooms.get(session.room)
            if room and room.venue != session.venue:
                yield Problem(
                    table="sessions",
                    row=idx,
                    column="room",
                    value=session.room,
                    message=f"the room is in {room.venue}",
                    expected=f"a room of {session.venue}",
                )
        for column in ("participants", "absent"):
            for name in getattr(session, column):
                yield from _ref("sessions", idx, column, name, who, "delegation, group or person")
        if session.chair:
            yield from _ref("sessions", idx, "chair", session.chair, [p.id for p in summit.people], "person")
        yield from _session_time(summit, idx)


def _session_time(summit: "Summit", idx: int) -> Problems:
    session = summit.sessions[idx]
    if session.end <= session.start:
        yield Problem(
            table="sessions",
            row=idx,
            column="end",
            value=summit.clock.text(session.end),
            message="the session does not end after it starts",
            expected=f"later than {summit.clock.text(session.start)}",
        )
    elif not any(span.contains(session.interval) for span in summit.day_spans):
        first, last = summit.days[0].date, summit.days[-1].date
        yield Problem(
            table="sessions",
            row=idx,
            column="start",
            value=summit.clock.text(session.start),
            message=f"session {session.id} lies outside the summit's days",
            expected=f"within one day from {first} to {last}",
        )


def _participants(summit: "Summit") -> set[str]:
    groups = {group for d in summit.delegations for group in d.groups}
    return {d.code for d in summit.delegations} | groups | {p.id for p in summit.people}


def _forms(summit: "Summit") -> Problems:
    yield from _unique("forms", "name", [f.name for f in summit.forms])
    for idx, form in enumerate(summit.forms):
        if form.duration_min < 1:
            yield Problem(
                table="forms",
                row=idx,
                column="duration_min",
                value=str(form.duration_min),
                message="a meeting takes time",
                expected="1 or more",
            )
    for name in summit.settings.ladder:
        if name not in {f.name for f in summit.forms}:
            yield Problem(table="summit", column="ladder", value=name, message="no such form")
    if summit.meetings and not summit.forms:
        yield Problem(table="forms", message="there are meetings but no form to hold them in")


def _meetings(summit: "Summit") -> Problems:
    yield from _unique("meetings", "id", [m.id for m in summit.meetings])
    codes = [d.code for d in summit.delegations]
    known: dict[str, tuple[list[str], str]] = {
        "parties": (codes, "delegation"),
        "rooms": ([r.id for r in summit.rooms], "room"),
        "venues": ([v.id for v in summit.venues], "venue"),
    }
    forms = {f.name for f in summit.forms}
    people = {p.id for p in summit.people}
    sessions = {s.id for s in summit.sessions}
    for idx, meeting in enumerate(summit.meetings):
        yield from _parties(summit, idx)
        for column, (words, what) in known.items():
            for name in getattr(meeting, column):
                yield from _ref("meetings", idx, column, name, words, what)
        for column in ("requested_by", "host"):
            code = getattr(meeting, column)
            if code and code not in meeting.parties:
                yield Problem(
                    table="meetings", row=idx, column=column, value=code, message="not a party of the meeting"
                )
        if meeting.chair:
            yield from _ref("meetings", idx, "chair", meeting.chair, people, "person")
        for rung in meeting.ladder:
            yield from _ref("meetings", idx, "forms", rung.form, forms, "form")
            if rung.duration_min < 1:
                yield _negative("meetings", idx, "forms", rung.duration_min, "1 minute or more")
        if len({rung.form for rung in meeting.ladder}) < len(meeting.ladder):
            yield Problem(table="meetings", row=idx, column="forms", message="a form stands twice on the ladder")
        if meeting.head_count is not None and meeting.head_count < 1:
            yield _negative("meetings", idx, "head_count", meeting.head_count, "1 or more")
        if meeting.bonus < 0:
            yield _negative("meetings", idx, "bonus", meeting.bonus)
        yield from _windows("meetings", idx, "allowed", meeting.allowed)
        if meeting.id in sessions:
            yield Problem(
                table="meetings", row=idx, column="id", value=meeting.id, message="a session has this id already"
            )


def _parties(summit: "Summit", idx: int) -> Problems:
    meeting = summit.meetings[idx]
    if len(meeting.parties) < 2:
        yield Problem(
            table="meetings",
            row=idx,
            column="parties",
            value="; ".join(meeting.parties),
            message=f"meeting {meeting.id} has {len(meeting.parties) or 'no'} party",
            expected="two or more delegations",
        )
    for code, count in Counter(meeting.parties).items():
        if count > 1:
            yield Problem(
                table="meetings",
                row=idx,
                column="parties",
                value="; ".join(meeting.parties),
                message=f"{code} is a party of {meeting.id} {count} times",
                expected="each delegation once",
            )


def _replies(summit: "Summit") -> Problems:
    yield from _unique("replies", "meeting", [f"{r.meeting} / {r.delegation}" for r in summit.replies])
    parties = {m.id: m.parties for m in summit.meetings}
    for idx, reply in enumerate(summit.replies):
        yield from _ref("replies", idx, "meeting", reply.meeting, parties, "meeting")
        if reply.meeting in parties and reply.delegation not in parties[reply.meeting]:
            yield Problem(
                table="replies",
                row=idx,
                column="delegation",
                value=reply.delegation,
                message=f"not a party of {reply.meeting}",
                expected=" or ".join(parties[reply.meeting]),
            )
        yield from _windows("replies", idx, "preferred", reply.preferred)


def _attendances(summit: "Summit") -> Problems:
    people = {p.id: p for p in summit.people}
    meetings = {m.id: m for m in summit.meetings}
    for idx, row in enumerate(summit.attendances):
        yield from _ref("attendance", idx, "meeting", row.meeting, meetings, "meeting")
        for column, ids in (("person", (row.person,)), ("stand_ins", row.stand_ins)):
            for person in ids:
                yield from _ref("attendance", idx, column, person, people, "person")
        meeting, person_row = meetings.get(row.meeting), people.get(row.person)
        if meeting and person_row and person_row.delegation not in meeting.parties and row.person != meeting.chair:
            yield Problem(
                table="attendance",
                row=idx,
                column="person",
                value=row.person,
                message=f"is of {person_row.delegation or 'no delegation'}, not a party of {row.meeting}",
                expected=" or ".join(meeting.parties),
            )
        for stand_in in row.stand_ins:
            if stand_in in people and person_row and people[stand_in].delegation != person_row.delegation:
                yield Problem(
                    table="attendance",
                    row=idx,
                    column="stand_ins",
                    value=stand_in,
                    message=f"is not of {person_row.delegation}",
                    expected="a person of the same delegation",
                )


def _closed(summit: "Summit") -> Problems:
    known = {d.code for d in summit.delegations} | {p.id for p in summit.people}
    for idx, window in enumerate(summit.closed):
        yield from _ref("closed", idx, "subject", window.subject, known, "delegation or person")
        yield from _windows("closed", idx, "end", (window.interval,))


def _avoidances(summit: "Summit") -> Problems:
    codes = {d.code for d in summit.delegations}
    for idx, pair in enumerate(summit.avoidances):
        yield from _ref("avoid", idx, "first", pair.first, codes, "delegation")
        yield from _ref("avoid", idx, "second", pair.second, codes, "delegation")
        if pair.first == pair.second:
            yield Problem(
                table="avoid", row=idx, column="second", value=pair.second, message="a delegation cannot avoid itself"
            )
        if pair.gap_min < 0:
            yield _negative("avoid", idx, "gap_min", pair.gap_min)


def _orders(summit: "Summit") -> Problems:
    known = {m.id for m in summit.meetings} | {s.id for s in summit.sessions}
    after: dict[str, list[str]] = {}
    for idx, order in enumerate(summit.orders):
        yield from _ref("orders", idx, "before", order.before, known, "meeting or session")
        yield from _ref("orders", idx, "after", order.after, known, "meeting or session")
        if order.gap_min < 0:
            yield _negative("orders", idx, "gap_min", order.gap_min)
        after.setdefault(order.before, []).append(order.after)
    circle = _circle(after)
    if circle:
        ends = (circle[0], circle[1 % len(circle)])
        rows = [i for i, o in enumerate(summit.orders) if (o.before, o.after) == ends]
        yield Problem(
            table="orders",
            row=rows[0] if rows else None,
            value=" before ".join((*circle, circle[0])),
            message="the orders go round in a circle",
            expected="no meeting before itself",
        )


def _circle(after: dict[str, list[str]]) -> tuple[str, ...]:
    """Return one circle of a directed graph, or nothing; depth first, without recursion."""
    state: dict[str, int] = {}
    for root in after:
        path: list[str] = []
        stack = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                state[node] = 2
                path.pop()
                continue
            if state.get(node) == 1:
                return tuple(path[path.index(node) :])
            if state.get(node) == 2:
                continue
            state[node] = 1
            path.append(node)
            stack.append((node, True))
            stack.extend((follower, False) for follower in after.get(node, ()))
    return ()


def _limits(summit: "Summit") -> Problems:
    yield from _unique("limits", "person", [limit.person for limit in summit.limits])
    ids = {p.id for p in summit.people}
    for idx, limit in enumerate(summit.limits):
        yield from _ref("limits", idx, "person", limit.person, ids, "person")
        for column in ("meetings_a_day", "meetings_in_a_row", "work_in_a_row_min", "work_a_day_min", "rest_min"):
            value = getattr(limit, column)
            if value is not None and value < 0:
                yield _negative("limits", idx, column, value)
        if (limit.meetings_in_a_row is not None or limit.work_in_a_row_min is not None) and not limit.rest_min:
            yield Problem(
                table="limits",
                row=idx,
                column="rest_min",
                message="a limit in a row needs the minutes that count as a rest",
                expected="1 or more",
            )
        if limit.meal and (limit.meal.length < limit.meal_min or limit.meal.end > 24 * 60 or limit.meal.start < 0):
            yield Problem(
                table="limits",
                row=idx,
                column="meal",
                message="the window is shorter than the meal, or not within a day",
                expected=f"at least {limit.meal_min} minutes",
            )


def _pins(summit: "Summit") -> Problems:
    yield from _unique("pins", "meeting", [p.meeting for p in summit.pins])
    meetings = {m.id: m for m in summit.meetings}
    for idx, pin in enumerate(summit.pins):
        yield from _ref("pins", idx, "meeting", pin.meeting, meetings, "meeting")
        if pin.form and pin.meeting in meetings:
            rungs = [r.form for r in summit.ladder(meetings[pin.meeting])]
            yield from _ref("pins", idx, "form", pin.form, rungs, "form on the meeting's ladder")
        if pin.room:
            yield from _ref("pins", idx, "room", pin.room, [r.id for r in summit.rooms], "room")


def _recorded(summit: "Summit") -> Problems:
    meetings = {m.id for m in summit.meetings}
    for idx, row in enumerate(summit.recorded):
        if row.meeting:
            yield from _ref("recorded", idx, "meeting", row.meeting, meetings, "meeting")


def _windows(table: str, idx: int, column: str, windows: Iterable[Interval]) -> Problems:
    for window in windows:
        if window.end <= window.start:
            yield Problem(table=table, row=idx, column=column, message="the window does not end after it starts")


def _negative(table: str, idx: int, column: str, value: Any, expected: str = "0 or more") -> Problem:
    message = "negative" if expected == "0 or more" else "too small"
    return Problem(table=table, row=idx, column=column, value=str(value), message=message, expected=expected)


# --- the whole: only once every reference is sound ---


def _who_attends(summit: "Summit") -> Problems:
    explicit: dict[str, set[str]] = {}
    for row in summit.attendances:
        explicit.setdefault(row.meeting, set()).add(summit.person_by_id[row.person].delegation)
    for idx, meeting in enumerate(summit.meetings):
        headless = [
            code
            for code in meeting.parties
            if code not in explicit.get(meeting.id, ()) and code not in summit.principal_by_delegation
        ]
        for code in headless:
            yield Problem(
                table="meetings",
                row=idx,
                column="parties",
                value=code,
                message=f"{code} has no principal and no attendance row, so nobody attends {meeting.id} for it",
                expected="a principal in people, or a row in attendance",
            )
        if headless:
            continue
        options = Counter(person for seat in _seats_of(summit, meeting.id) for person in set(seat))
        for person, count in options.items():
            if count > 1:
                yield Problem(
                    table="meetings",
                    row=idx,
                    value=person,
                    message=f"{person} is named for {count} seats of {meeting.id}",
                    expected="each person once a meeting",
                )


def _seats_of(summit: "Summit", meeting: str) -> tuple[tuple[str, ...], ...]:
    try:
        return summit.seats_by_meeting[meeting]
    except KeyError:  # another meeting has a party without a principal, which is reported on its own row
        return ()


def _presence_overlaps(summit: "Summit") -> Problems:
    rows = sorted(
        ((p.person, p.arrival if p.arrival is not None else -(10**9), idx) for idx, p in enumerate(summit.presences))
    )
    for (person, _, idx), (other, arrival, other_idx) in pairwise(rows):
        departure = summit.presences[idx].departure
        if person == other and (departure is None or departure > arrival):
            yield Problem(
                table="presence",
                row=other_idx,
                column="arrival",
                message=f"{person} arrives again before leaving",
                expected="stays that do not overlap",
            )


_TABLE_CHECKS: tuple[Callable[["Summit"], Problems], ...] = (
    _delegations,
    _people,
    _presences,
    _venues,
    _transfers,
    _rooms,
    _sessions,
    _forms,
    _meetings,
    _replies,
    _attendances,
    _closed,
    _avoidances,
    _orders,
    _limits,
    _pins,
    _recorded,
)
_WHOLE_CHECKS: tuple[Callable[["Summit"], Problems], ...] = (_who_attends, _presence_overlaps)
