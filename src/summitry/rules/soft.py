"""The soft levels, in the order of the rule book; each docstring is the level's text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from summitry.rules.case import Case
from summitry.rules.engagement import Engagement, Placed
from summitry.summit import Meeting, Role, Summit
from summitry.summit.times import union

Figure = int | tuple[int, ...]


class Sense(StrEnum):
    """Which way a level is better."""

    MAXIMISE = "maximise"
    MINIMISE = "minimise"


class Level(NamedTuple):
    """A soft level: how its figure is worked out, and which way it is better; counts compare from left to right."""

    figure: Callable[[Case], Figure]
    sense: Sense


def value_held(case: Case) -> int:
    """Sum the values of the placed meetings.

    A meeting's value is the sum of its parties' priority weights and its bonus.
    """
    return sum(_value(case.summit, placed.meeting) for placed in case.placed)


def share_floor(case: Case) -> tuple[int, ...]:
    """Count the delegations with at least 1, 2, ... 10 tenths, of those with a meeting to place.

    A delegation's share is its own priority weights over its placed meetings, as tenths of those over its meetings to
    place, rounded down (all tenths if it asked for nothing of weight). Comparing the counts from left to right
    maximises the smallest share, then the next smallest, and so on (leximin).
    """
    to_place = case.summit.to_place(include_pending=case.plan.include_pending)
    wanted: dict[str, int] = {}
    held: dict[str, int] = {}
    for meeting in to_place:
        for code in meeting.parties:
            weight = _weight(case.summit, meeting, code)
            wanted[code] = wanted.get(code, 0) + weight
            held[code] = held.get(code, 0) + (weight if meeting.id in case.placed_by_meeting else 0)
    tenths = [10 * held[code] // wanted[code] if wanted[code] else 10 for code in wanted]
    return tuple(sum(share >= level for share in tenths) for level in range(1, 11))


def form_kept(case: Case) -> int:
    """Sum what shorter forms and stand-ins cost, in hundredths of value.

    For each placed meeting, its value times the `form_loss_percent` of its form's place on the ladder, plus its value
    times `stand_in_loss_percent` for each seat filled by a stand-in.
    """
    settings = case.summit.settings
    loss = 0
    for placed in case.placed:
        seats = case.summit.seats_by_meeting[placed.id]
        stand_ins = sum(person != seat[0] for seat, person in zip(seats, placed.attendees, strict=True))
        percent = settings.form_loss(placed.rung_idx) + stand_ins * settings.stand_in_loss_percent
        loss += _value(case.summit, placed.meeting) * percent
    return loss


def slack_kept(case: Case) -> int:
    """Sum the minutes of buffer that are lacking, over all people but interpreters.

    1. For two consecutive engagements on one day, at least one of them a meeting: what the time between them, less the
       move minutes, lacks of the buffer wanted after the first. Wanted after a meeting: the largest `overrun_min` of
       its attendees. After a session of at least `long_session_min`: `long_session_buffer_min`.
    2. For each meeting and attendee with a stated departure at the end of that stay: what the time from the meeting's
       end to the stay's end lacks of `departure_buffer_min`.
    3. `last_before_departure_min` for each person and stated departure where the last engagement (the latest end) that
       starts within the stay, on the day of the stay's last minute, is a meeting.
    """
    return sum(
        _lack_between(case, person) + _lack_before_departures(case, person) + _last_before_departures(case, person)
        for person in _people(case)
    )


def comfort(case: Case) -> int:
    """Sum the parts of comfort, each times its weight."""
    weights = case.summit.settings.comfort
    return sum(getattr(weights, part) * count for part, count in comfort_parts(case).items())


def comfort_parts(case: Case) -> Mapping[str, int]:
    """Count what makes days uncomfortable, over all people but interpreters.

    - `break_`: breaks;
    - `idle_minute`: minutes of a day between a person's first and last engagement that are spent in none;
    - `venue_change`: consecutive engagements on one day in different venues;
    - `room_change`: consecutive engagements on one day that are both meetings, in one venue, but not in the same room;
    - `off_preference`: placed meetings, once for each party that stated preferred windows, that do not lie within one
      of them (touching windows count as one).
    """
    people = tuple(_people(case))
    return {
        "break_": sum(case.breaks_of(person) for person in people),
        "idle_minute": sum(_idle_min(day) for person in people for day in case.days_of[person]),
        "venue_change": sum(_changes_venue(a, b) for person in people for a, b, _ in case.steps_of[person]),
        "room_change": sum(_changes_room(a, b) for person in people for a, b, _ in case.steps_of[person]),
        "off_preference": sum(_off_preference(case, placed) for placed in case.placed),
    }


SOFT_LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        "value_held": Level(value_held, Sense.MAXIMISE),
        "share_floor": Level(share_floor, Sense.MAXIMISE),
        "form_kept": Level(form_kept, Sense.MINIMISE),
        "slack_kept": Level(slack_kept, Sense.MINIMISE),
        "comfort": Level(comfort, Sense.MINIMISE),
    }
)


def _weight(summit: Summit, meeting: Meeting, code: str) -> int:
    """Return what a meeting is worth to one party."""
    return summit.settings.priority_weight[summit.reply_of(meeting, code).priority]


def _value(summit: Summit, meeting: Meeting) -> int:
    return sum(_weight(summit, meeting, code) for code in meeting.parties) + meeting.bonus


def _people(case: Case) -> Iterator[str]:
    """Yield the people with engagements, but interpreters."""
    for person in case.engagements_of:
        if case.summit.person_by_id[person].role is not Role.INTERPRETER:
            yield person


def _lack_between(case: Case, person: str) -> int:
    lack = 0
    for earlier, later, spare_min in case.steps_of[person]:
        if earlier.is_meeting or later.is_meeting:
            lack += max(0, _wanted_after(case, earlier) - spare_min)
    return lack


def _wanted_after(case: Case, engagement: Engagement) -> int:
    """Return the buffer wanted after an engagement, in minutes."""
    if isinstance(engagement, Placed):
        return max((case.summit.person_by_id[person].overrun_min for person in engagement.attendees), default=0)
    settings = case.summit.settings
    return settings.long_session_buffer_min if engagement.interval.length >= settings.long_session_min else 0


def _lack_before_departures(case: Case, person: str) -> int:
    lack = 0
    for engagement in case.engagements_of[person]:
        for stay, departure in case.summit.stays_by_person[person]:
            if engagement.is_meeting and departure is not None and stay.contains(engagement.interval):
                lack += max(0, case.summit.settings.departure_buffer_min - (stay.end - engagement.interval.end))
    return lack


def _last_before_departures(case: Case, person: str) -> int:
    lack = 0
    for stay, departure in case.summit.stays_by_person[person]:
        if departure is None:
            continue
        day_idx = case.summit.day_idx(stay.end - 1)
        row = [e for e in case.engagements_of[person] if stay.start <= e.interval.start < stay.end]
        on_last_day = [e for e in row if e.day_idx is not None and e.day_idx == day_idx]
        if on_last_day and max(on_last_day, key=lambda e: e.interval.end).is_meeting:
            lack += case.summit.settings.last_before_departure_min
    return lack


def _idle_min(day: Sequence[Engagement]) -> int:
    idle_min, end = 0, day[0].interval.end
    for engagement in day[1:]:
        idle_min += max(0, engagement.interval.start - end)
        end = max(end, engagement.interval.end)
    return idle_min


def _changes_venue(earlier: Engagement, later: Engagement) -> bool:
    return earlier.place.venue != later.place.venue


def _changes_room(earlier: Engagement, later: Engagement) -> bool:
    both_meetings = earlier.is_meeting and later.is_meeting
    return both_meetings and earlier.place.venue == later.place.venue and earlier.place.room != later.place.room


def _off_preference(case: Case, placed: Placed) -> int:
    """Return how many of a meeting's parties stated preferred windows that it does not lie within."""
    count = 0
    for code in placed.meeting.parties:
        preferred = union(case.summit.reply_of(placed.meeting, code).preferred)
        count += bool(preferred) and not any(window.contains(placed.interval) for window in preferred)
    return count
