"""Where things stand on a board: rows of delegations and of rooms, lanes for what overlaps, hours along the top."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from summitry.publish.programme import Engagement, Programme, ProgrammeDay
from summitry.summit import Clock, Interval

_HOUR = 60
_TEXT_MIN = 25
_SHORT_TITLE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """An engagement in a row, in minutes from the left edge of its board.

    Parameters
    ----------
    is_shade
        Whether it lies behind the others over the whole height of the row, and takes no lane.
    has_room_after
        Whether the row stays free long enough after it for its text to run over its edge.
    """

    engagement: Engagement
    left_min: int
    width_min: int
    lane: int
    is_shade: bool
    has_room_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a board; `num_lanes` is how many engagements it holds at once at most."""

    key: str
    label: str
    sub: str
    num_lanes: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An hour mark: minutes from the left edge, and the local time."""

    left_min: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBoard:
    """One day of a programme, laid out.

    Parameters
    ----------
    window
        The stretch of time shown, in minutes from the epoch; whole hours around the opening hours
        and all that takes place.
    programme_row
        The sessions.
    delegation_rows, room_rows
        One row a delegation, one a room.
    engagements
        What belongs to the day, in order.
    """

    day: ProgrammeDay
    window: Interval
    marks: tuple[Mark, ...]
    programme_row: Row
    delegation_rows: tuple[Row, ...]
    room_rows: tuple[Row, ...]
    engagements: tuple[Engagement, ...]


def day_boards(programme: Programme) -> tuple[DayBoard, ...]:
    """Return every day of a programme, laid out."""
    return tuple(_day_board(programme, idx) for idx in range(len(programme.days)))


def short_text(engagement: Engagement) -> str:
    """Return what fits into a small block: two codes, else a short title, else the first code and how many more."""
    codes = [party.code for party in engagement.parties]
    if len(codes) > 2 and not 0 < len(engagement.title) <= _SHORT_TITLE:
        return f"{codes[0]} +{len(codes) - 1}"
    return " ".join(codes) if len(codes) == 2 else engagement.title


def _day_board(programme: Programme, day_idx: int) -> DayBoard:
    day = programme.days[day_idx]
    todays = tuple(e for e in programme.engagements if programme.day_of(e) == day_idx)
    shown = [e for e in todays if e.interval.overlaps(day.span)]
    window = _window(day, shown)

    def row(key: str, label: str, sub: str, belongs: Callable[[Engagement], bool]) -> Row:
        return _row(key, label, sub, window, filter(belongs, shown))

    return DayBoard(
        day=day,
        window=window,
        marks=_marks(programme.clock, window),
        programme_row=_programme_row(window, shown),
        delegation_rows=tuple(
            row(party.code, party.code, party.name, partial(_is_of, party.code)) for party in programme.delegations
        ),
        room_rows=tuple(row(room.id, room.name, room.venue, partial(_is_in, room.id)) for room in programme.rooms),
        engagements=todays,
    )


def _is_of(code: str, engagement: Engagement) -> bool:
    return code in engagement.codes


def _is_in(room: str, engagement: Engagement) -> bool:
    return engagement.where.room_id == room


def _window(day: ProgrammeDay, shown: list[Engagement]) -> Interval:
    """Return whole hours around the opening hours and all that takes place."""
    stretches = [day.hours, *(e.interval for e in shown)]
    start = max(min(s.start for s in stretches), day.span.start)
    end = min(max(s.end for s in stretches), day.span.end)
    return Interval(start // _HOUR * _HOUR, max(-(-end // _HOUR), start // _HOUR + 1) * _HOUR)


def _marks(clock: Clock, window: Interval) -> tuple[Mark, ...]:
    minutes = range(window.start, window.end, _HOUR)
    return tuple(Mark(left_min=minute - window.start, text=clock.hour_text(minute)) for minute in minutes)


def _row(key: str, label: str, sub: str, window: Interval, engagements: Iterable[Engagement]) -> Row:
    """Lay meetings into as few lanes as keep them from covering each other, before the shades of the sessions."""
    parts = [(_shown(engagement, window), engagement) for engagement in engagements]
    lanes = _lanes((shown, e) for shown, e in parts if not e.is_session)
    shades = [block for part in parts if part[1].is_session for block in _blocks([part], 0, window, is_shade=True)]
    blocks = (*shades, *(block for idx, lane in enumerate(lanes) for block in _blocks(lane, idx, window)))
    return Row(key=key, label=label, sub=sub, num_lanes=max(len(lanes), 1), blocks=blocks)


def _programme_row(window: Interval, shown: list[Engagement]) -> Row:
    """Lay the sessions into lanes, since here they are to be read."""
    lanes = _lanes((_shown(e, window), e) for e in shown if e.is_session)
    blocks = tuple(block for idx, lane in enumerate(lanes) for block in _blocks(lane, idx, window))
    return Row(key="", label="Programme", sub="", num_lanes=max(len(lanes), 1), blocks=blocks)


def _shown(engagement: Engagement, window: Interval) -> Interval:
    return Interval(max(engagement.interval.start, window.start), min(engagement.interval.end, window.end))


def _lanes(parts: Iterable[tuple[Interval, Engagement]]) -> list[list[tuple[Interval, Engagement]]]:
    """Give each part, in order of start, the first lane that is free."""
    lanes: list[list[tuple[Interval, Engagement]]] = []
    for shown, engagement in parts:
        free = next((lane for lane in lanes if lane[-1][0].end <= shown.start), None)
        if free is None:
            free = []
            lanes.append(free)
        free.append((shown, engagement))
    return lanes


def _blocks(
    lane: list[tuple[Interval, Engagement]], lane_idx: int, window: Interval, *, is_shade: bool = False
) -> Iterator[Block]:
    next_starts = [shown.start for shown, _ in lane[1:]] + [window.end]
    for (shown, engagement), next_start in zip(lane, next_starts, strict=True):
        yield Block(
            engagement=engagement,
            left_min=shown.start - window.start,
            width_min=max(shown.length, 1),
            lane=lane_idx,
            is_shade=is_shade,
            has_room_after=next_start - shown.start >= _TEXT_MIN,
        )
