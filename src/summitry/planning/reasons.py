"""The computed first reason of each meeting that was not placed: which rules block how many of its starts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from summitry.planning.languages import language_gaps, team_of
from summitry.planning.starts import Mask, Starts, suits
from summitry.summit import Assignment, Interval, Meeting, Plan, Reason, Rung, Summit, Unplaced
from summitry.summit.summit import Place

_NUM_NAMED = 3  # so many of those who block most are named with a reason


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to hold a meeting, with the free starts under each rule."""

    rung_idx: int
    free: Mapping[str, Mask]


def reasons_for(summit: Summit, plan: Plan) -> Plan:
    """Return a plan with an entry for each meeting to place that it does not hold, reasons computed against the rest of it."""
    placed = {a.meeting for a in plan.assignments}
    missing = [m for m in summit.to_place(include_pending=plan.include_pending) if m.id not in placed]
    against = _Against(summit, plan)
    return replace(plan, unplaced=tuple(against.unplaced(meeting) for meeting in missing))


class _Against:
    """The starts of meetings against a summit's facts and one plan."""

    def __init__(self, summit: Summit, plan: Plan) -> None:
        self._summit = summit
        self._starts = Starts(summit)
        self._plan = plan
        self._by_person: dict[str, list[tuple[Interval, Place, str]]] = {}
        self._by_room: dict[str, list[Interval]] = {}
        self._interval: dict[str, Interval] = {}
        for assignment in plan.assignments:
            self._note(assignment)

    def _note(self, assignment: Assignment) -> None:
        meeting = self._summit.meeting_by_id[assignment.meeting]
        duration = next(r.duration_min for r in self._summit.ladder(meeting) if r.form == assignment.form)
        interval = Interval(assignment.start, assignment.start + duration)
        self._interval[meeting.id] = interval
        place = self._summit.place_of(meeting, assignment.room)
        for person in (*assignment.attendees, *assignment.interpreters):
            self._by_person.setdefault(person, []).append((interval, place, meeting.id))
        if assignment.room is not None:
            self._by_room.setdefault(assignment.room, []).append(interval)

    def unplaced(self, meeting: Meeting) -> Unplaced:
        """Return why a meeting is not placed."""
        options = list(self._options(meeting))
        if not options:
            detail = "no room has the seats and features that it needs"
            return Unplaced(meeting=meeting.id, reasons=(Reason("room_fit", 0, detail),))
        possible = np.logical_or.reduce([o.free["day_bounds"] for o in options])
        counts = _blocking_counts(options, possible)
        num_starts = int(possible.sum())
        if not counts:
            open_starts = np.flatnonzero(possible)
            detail = "the start would be free, but takes what other meetings or limits need"
            counts = Counter({"value_held": len(open_starts)})
            return Unplaced(
                meeting=meeting.id, num_starts=num_starts, reasons=(Reason("value_held", len(open_starts), detail),)
            )
        blockers = self._blockers(meeting, possible)
        reasons = (Reason(rule, num, _named(blockers.get(rule, Counter()))) for rule, num in counts.most_common())
        return Unplaced(meeting=meeting.id, num_starts=num_starts, reasons=tuple(reasons))

    def _options(self, meeting: Meeting) -> Iterator[_Option]:
        for rung_idx, rung in enumerate(self._summit.ladder(meeting)):
            form = self._summit.form_by_name[rung.form]
            if not form.needs_room:
                yield self._option(meeting, rung_idx, rung, None)
                continue
            for room in self._summit.rooms:
                if suits(self._summit, meeting, form, room):
                    yield self._option(meeting, rung_idx, rung, room.id)

    def _option(self, meeting: Meeting, rung_idx: int, rung: Rung, room_id: str | None) -> _Option:
        starts, duration = self._starts, rung.duration_min
        place = self._summit.place_of(meeting, room_id)
        free = {
            "day_bounds": starts.day_bounds(duration),
            "allowed_time": starts.allowed_time(meeting, meeting.parties, duration),
            "order": starts.order(meeting, duration) & self._order(meeting, duration),
            "apart": starts.apart(meeting, place, duration) & self._apart(meeting, place, duration),
            "interpretation": self._interpretation(meeting, place, duration),
            "daily_load": self._daily_load(meeting),
        }
        for rule in ("presence", "person_no_overlap", "transfer_time"):
            free[rule] = self._seats_free(meeting, rule, place, duration)
        if room_id is not None:
            room = self._summit.room_by_id[room_id]
            free["room_fit"] = starts.room_fit(room, duration)
            free["room_no_overlap"] = starts.room_no_overlap(room, duration)
            for busy in self._by_room.get(room_id, ()):
                turnaround = room.turnaround_min
                free["room_no_overlap"] = free["room_no_overlap"] & starts.clear_of(
                    duration, busy, before_min=turnaround, after_min=turnaround
                )
        return _Option(rung_idx, free)

    def _seats_free(self, meeting: Meeting, rule: str, place: Place, duration: int) -> Mask:
        """Return the starts at which a rule lets every seat be filled by one of its people."""
        mask = self._starts.anywhere()
        for seat in self._summit.seats_by_meeting[meeting.id]:
            mask &= np.logical_or.reduce([self._person_free(rule, person, place, duration) for person in seat])
        return mask

    def _person_free(self, rule: str, person: str, place: Place, duration: int) -> Mask:
        if rule == "presence":
            return self._starts.presence(person, duration)
        if rule == "person_no_overlap":
            mask = self._starts.person_no_overlap(person, duration)
            for busy, _, _ in self._by_person.get(person, ()):
                mask &= self._starts.clear_of(duration, busy)
            return mask
        mask = self._starts.transfer_time(person, place, duration)
        for busy, there, _ in self._by_person.get(person, ()):
            near = self._starts.clear_of(
                duration,
                busy,
                before_min=self._summit.move_min(place.venue, there.venue),
                after_min=self._summit.move_min(there.venue, place.venue),
            )
            mask &= near | ~self._starts.clear_of(duration, busy)
        return mask

    def _order(self, meeting: Meeting, duration: int) -> Mask:
        mask = self._starts.anywhere()
        minutes = self._starts.minutes
        for order in self._summit.orders:
            if order.before == meeting.id and order.after in self._interval:
                mask &= minutes + duration + order.gap_min <= self._interval[order.after].start
            if order.after == meeting.id and order.before in self._interval:
                mask &= minutes >= self._interval[order.before].end + order.gap_min
        return mask

    def _apart(self, meeting: Meeting, place: Place, duration: int) -> Mask:
        mask = self._starts.anywhere()
        own = self._starts.delegations_at(meeting)
        for pair in self._summit.avoidances:
            if len(own & {pair.first, pair.second}) != 1:
                continue
            for assignment in self._plan.assignments:
                other = self._summit.meeting_by_id[assignment.meeting]
                theirs = self._starts.delegations_at(other) & {pair.first, pair.second}
                same_zone = self._summit.place_of(other, assignment.room).zone == place.zone
                if same_zone and len(theirs) == 1 and not theirs & own:
                    busy = self._interval[other.id]
                    mask &= self._starts.clear_of(duration, busy, before_min=pair.gap_min, after_min=pair.gap_min)
        return mask

    def _interpretation(self, meeting: Meeting, place: Place, duration: int) -> Mask:
        """Return the starts at which enough interpreters are free for each gap between the people preferred for the seats."""
        seats = [[seat[0]] for seat in self._summit.seats_by_meeting[meeting.id]]
        mask = self._starts.anywhere()
        for gap in language_gaps(self._summit, meeting, seats):
            free = np.zeros(len(mask), dtype=np.int64)
            for person in self._summit.interpreters:
                own = frozenset(person.languages)
                if own & gap.here and own & gap.there:
                    rules = ("presence", "person_no_overlap", "transfer_time")
                    free += np.logical_and.reduce([self._person_free(r, person.id, place, duration) for r in rules])
            mask &= free >= team_of(self._summit, duration)
        return mask

    def _daily_load(self, meeting: Meeting) -> Mask:
        """Return the starts on days on which nobody who must attend has as many meetings as their limit allows."""
        mask = self._starts.anywhere()
        for seat in self._summit.seats_by_meeting[meeting.id]:
            limit = self._summit.limit_by_person.get(seat[0])
            if len(seat) > 1 or limit is None or limit.meetings_a_day is None:
                continue
            for span in self._summit.day_spans:
                own = [i for i, _, _ in self._by_person.get(seat[0], ()) if span.start <= i.start < span.end]
                if len(own) >= limit.meetings_a_day:
                    mask &= (self._starts.minutes < span.start) | (self._starts.minutes >= span.end)
        return mask

    def _blockers(self, meeting: Meeting, possible: Mask) -> dict[str, Counter[str]]:
        """Return for the rules on people how many starts each of their engagements blocks for the first form."""
        duration = self._summit.ladder(meeting)[0].duration_min
        found: dict[str, Counter[str]] = {}
        for person in {p for seat in self._summit.seats_by_meeting[meeting.id] if len(seat) == 1 for p in seat}:
            name = self._summit.person_by_id[person].name
            away = possible & ~self._starts.presence(person, duration)
            found.setdefault("presence", Counter())[f"{name} is not there"] += int(away.sum())
            engagements = [(s.interval, s.title) for s in self._summit.sessions_by_person.get(person, ())]
            engagements += [(busy, other) for busy, _, other in self._by_person.get(person, ())]
            for busy, title in engagements:
                taken = possible & ~self._starts.clear_of(duration, busy)
                found.setdefault("person_no_overlap", Counter())[f"{name} in {title}"] += int(taken.sum())
        return found


def _blocking_counts(options: Iterable[_Option], possible: Mask) -> Counter[str]:
    """Return how many of the possible starts each rule blocks, by the rule book's reading of *blocked by*."""
    options = list(options)
    rules = list(dict.fromkeys(rule for option in options for rule in option.free))
    blocked = np.array([[~o.free[r] if r in o.free else np.zeros_like(possible) for r in rules] for o in options])
    no_way = blocked.any(axis=1).all(axis=0) & possible
    first_form = [idx for idx, option in enumerate(options) if option.rung_idx == options[0].rung_idx]
    everywhere = blocked.all(axis=0)
    in_first = blocked[first_form].all(axis=0)
    in_some = blocked[first_form].any(axis=0)
    counts: Counter[str] = Counter()
    settled = np.zeros_like(possible)
    for level in (everywhere, in_first, in_some):
        open_starts = no_way & ~settled
        for idx, rule in enumerate(rules):
            counts[rule] += int((level[idx] & open_starts).sum())
        settled |= level.any(axis=0)
    return Counter({rule: num for rule, num in counts.items() if num})


def _named(blockers: Counter[str]) -> str:
    return "; ".join(f"{who} ({num})" for who, num in blockers.most_common(_NUM_NAMED) if num)
