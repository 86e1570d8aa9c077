"""The ways to hold a meeting, each with what forbids which of its starts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from summitry.planning.attendances import attendances_of
from summitry.planning.languages import LanguageGap, language_gaps, team_of
from summitry.planning.legal.blocker import Blocker, Kind, Span, meeting_blocker
from summitry.planning.legal.spans import Spans
from summitry.planning.places import Places
from summitry.summit import Interval, Meeting, ReplyState, Rung
from summitry.summit.summit import Place

NEVER = 1 << 20  # more moves than any plan has meetings


@dataclass(frozen=True, kw_only=True, eq=False)
class Way:
    """One way to hold a meeting: a form, a venue and zone with the rooms there, and somebody in each seat.

    Parameters
    ----------
    rooms
        Ids of the rooms that suit; empty where the form takes none.
    spans
        What forbids which starts whatever the room.
    gaps
        The language gaps between those who attend.
    team
        How many interpreters cover one gap.
    """

    meeting: Meeting
    rung: Rung
    place: Place
    rooms: tuple[str, ...]
    attendees: tuple[str, ...]
    spans: tuple[Span, ...]
    gaps: tuple[LanguageGap, ...]
    team: int
    is_meal: bool

    @property
    def duration_min(self) -> int:
        """How long it lasts."""
        return self.rung.duration_min


class Uses(NamedTuple):
    """What is in the way in a room.

    Parameters
    ----------
    num_moves
        How many meetings would have to move, by start; `NEVER` or more where something else is in the way.
    by_meeting
        The starts that each meeting there forbids.
    """

    num_moves: npt.NDArray[np.int64]
    by_meeting: Mapping[str, Span]


class Ways:
    """What finds the ways of meetings of one summit and plan."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._summit = spans.summit
        self._places = Places(spans.summit)
        self._uses: dict[tuple[str, int], Uses] = {}

    def of(self, meeting: Meeting) -> tuple[Way, ...]:
        """Return the ways to hold a meeting, the fullest form first; its own place in the plan does not count."""
        return tuple(self._all(meeting))

    def _all(self, meeting: Meeting) -> Iterator[Way]:
        attendances = attendances_of(self._summit.seats_by_meeting[meeting.id])
        for rung in self._summit.ladder(meeting):
            form = self._summit.form_by_name[rung.form]
            places = self._places.of(meeting, form)
            for place, rooms in places or ((self._summit.place_of(meeting, None), ()),):
                for attendees in attendances:
                    yield self._way(meeting, rung, place, rooms, attendees)

    def _way(self, meeting: Meeting, rung: Rung, place: Place, rooms: tuple[str, ...], who: tuple[str, ...]) -> Way:
        form = self._summit.form_by_name[rung.form]
        own = meeting_blocker(meeting.id)
        found = [*self._of_meeting(meeting, rung, place), *self._of_pins(meeting, rung, who)]
        if form.needs_room and not rooms:
            found.append(self._everywhere("room_fit", Blocker(Kind.NO_ROOM, meeting.id, form.name)))
        for person in dict.fromkeys(who):
            found += self._spans.person(person, place.venue, rung.duration_min)
        return Way(
            meeting=meeting,
            rung=rung,
            place=place,
            rooms=rooms,
            attendees=who,
            spans=tuple(span for span in found if own not in span.blockers),
            gaps=tuple(language_gaps(self._summit, meeting, [[person] for person in who])),
            team=team_of(self._summit, rung.duration_min),
            is_meal=form.meal,
        )

    def _everywhere(self, rule: str, *blockers: Blocker) -> Span:
        return Span(0, len(self._spans.minutes), rule, blockers)

    # --- what the meeting itself forbids ---

    def _of_meeting(self, meeting: Meeting, rung: Rung, place: Place) -> Iterator[Span]:
        spans, duration = self._spans, rung.duration_min
        if not self._has_consent(meeting):
            yield self._everywhere("consent", Blocker(Kind.CONSENT, meeting.id))
        if meeting.allowed:
            for lo, hi in spans.outside(meeting.allowed, duration):
                yield Span(lo, hi, "allowed_time", (Blocker(Kind.ALLOWED, meeting.id),))
        for code in meeting.parties:
            yield from spans.closed(code, duration)
        yield from self._orders(meeting, duration)
        yield from self._apart(meeting, place, duration)

    def _has_consent(self, meeting: Meeting) -> bool:
        replies = {self._summit.reply_of(meeting, code).reply for code in meeting.parties}
        return replies == {ReplyState.ACCEPTED} or (
            self._spans.plan.include_pending and ReplyState.DECLINED not in replies
        )

    def _orders(self, meeting: Meeting, duration: int) -> Iterator[Span]:
        num = len(self._spans.minutes)
        for order in self._summit.orders:
            if meeting.id not in {order.before, order.after}:
                continue
            other = order.after if order.before == meeting.id else order.before
            interval = self._interval_of(other)
            if interval is None:
                continue
            blockers: tuple[Blocker, ...] = (Blocker(Kind.ORDER, order.before, order.after),)
            if other not in self._summit.session_by_id:
                blockers = (*blockers, meeting_blocker(other))
            lo, hi = self._spans.near(interval, duration, before_min=order.gap_min, after_min=order.gap_min)
            bounds = (lo, num) if order.before == meeting.id else (0, hi)
            yield Span(*bounds, "order", blockers)

    def _interval_of(self, id_: str) -> Interval | None:
        session = self._summit.session_by_id.get(id_)
        return session.interval if session else self._spans.interval_by_meeting.get(id_)

    def _apart(self, meeting: Meeting, place: Place, duration: int) -> Iterator[Span]:
        own = self._spans.starts.delegations_at(meeting)
        for pair in self._summit.avoidances:
            both = {pair.first, pair.second}
            if len(own & both) != 1:
                continue
            (other,) = both - own
            for interval, zone, codes, blocker in self._spans.by_avoiding.get(other, ()):
                lo, hi = self._spans.near(interval, duration, pair.gap_min, pair.gap_min)
                if zone == place.zone and not both <= codes and lo < hi:
                    avoid = Blocker(Kind.APART, pair.first, pair.second)
                    yield Span(lo, hi, "apart", (avoid, blocker))

    # --- rooms ---

    def uses_of(self, room: str, duration: int, is_movable: Callable[[str], bool]) -> Uses:
        """Return what is in the way of something so long in a room, whatever meeting asks."""
        key = room, duration
        if key not in self._uses:
            num_moves = np.zeros(len(self._spans.minutes), dtype=np.int64)
            by_meeting: dict[str, Span] = {}
            for span in self._spans.room(room, duration):
                blocker = span.blockers[0]
                is_meeting = blocker.kind is Kind.MEETING
                num_moves[span.lo : span.hi] += 1 if is_meeting and is_movable(blocker.subject) else NEVER
                if is_meeting:
                    by_meeting[blocker.subject] = span
            self._uses[key] = Uses(num_moves, by_meeting)
        return self._uses[key]

    # --- pins ---

    def _of_pins(self, meeting: Meeting, rung: Rung, who: tuple[str, ...]) -> Iterator[Span]:
        """Yield what a pin of the facts, or one of the plan, forbids to a way whatever its room."""
        needs_room = self._summit.form_by_name[rung.form].needs_room
        for pin, form, room, attendees in self._pins_of(meeting):
            fits = form in {"", rung.form} and attendees in {(), who} and not (room and not needs_room)
            yield from self._all_but(meeting, pin if fits else None)

    def _pins_of(self, meeting: Meeting) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
        pin = self._summit.pin_by_meeting.get(meeting.id)
        if pin is not None:
            yield pin.start, pin.form, pin.room, ()
        placed = self._spans.by_meeting.get(meeting.id)
        if placed is not None and placed.pinned:
            yield placed.start, placed.form, placed.room or "", placed.attendees

    def _all_but(self, meeting: Meeting, start: int | None) -> Iterator[Span]:
        num, blocker = len(self._spans.minutes), Blocker(Kind.PIN, meeting.id)
        at = np.flatnonzero(self._spans.minutes == start) if start is not None else np.empty(0, dtype=np.int64)
        first = int(at[0]) if len(at) else num
        for lo, hi in ((0, first), (first + 1, num)):
            if lo < hi:
                yield Span(lo, hi, "pinned", (blocker,))

    def of_room(self, way: Way, room: str) -> Iterator[Span]:
        """Yield what forbids one of a way's rooms; the meeting's own place in the plan does not count."""
        own = meeting_blocker(way.meeting.id)
        yield from (s for s in self._spans.room(room, way.duration_min) if own not in s.blockers)
        if self.is_pinned_elsewhere(way.meeting, room):
            yield self._everywhere("pinned", Blocker(Kind.PIN, way.meeting.id))

    def is_pinned_elsewhere(self, meeting: Meeting, room: str) -> bool:
        """Tell whether a pin of a meeting keeps it from a room."""
        pin = self._summit.pin_by_meeting.get(meeting.id)
        placed = self._spans.by_meeting.get(meeting.id)
        in_plan = placed is not None and placed.pinned and placed.room != room
        return in_plan or (pin is not None and pin.room not in {"", room})
