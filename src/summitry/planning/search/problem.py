"""From a summit to the arrays of the search, and from its numbers back to names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from summitry.planning.masks import Masks
from summitry.planning.search import arrays as a
from summitry.planning.search.arrays import Arrays, Flags
from summitry.planning.search.frame import Frame
from summitry.planning.search.modes import Mode, Modes
from summitry.planning.worth import weight_of
from summitry.summit import Assignment, Meeting, Summit
from summitry.summit.times import union


@dataclass(frozen=True)
class Problem:
    """The meetings to place as numbers, and what each number stands for.

    Parameters
    ----------
    meetings
        Meeting by its number.
    modes
        Mode by its number; those of one meeting lie together.
    """

    summit: Summit
    arrays: Arrays
    frame: Frame
    meetings: tuple[Meeting, ...]
    modes: tuple[Mode, ...]
    kept: tuple[Assignment, ...]

    @classmethod
    def of(cls, summit: Summit, meetings: Sequence[Meeting], kept: Sequence[Assignment]) -> "Problem":
        """Work out the arrays of a summit.

        Parameters
        ----------
        kept
            Assignments that stand as they are.
        """
        durations = sorted({rung.duration_min for m in meetings for rung in summit.ladder(m)})
        masks = Masks(summit, min(durations, default=0))
        frame = Frame(summit, masks, durations)
        tables = _Tables(frame, masks, {k.meeting: k for k in kept})
        tables.add(meetings)
        arrays = tables.arrays(meetings)
        return cls(summit, arrays, frame, tuple(meetings), tuple(tables.modes), tuple(kept))


class _Tables:
    """The tables that grow meeting by meeting."""

    def __init__(self, frame: Frame, masks: Masks, kept: dict[str, Assignment]) -> None:
        self._frame = frame
        self._summit = frame.summit
        self._masks = masks
        self._kept = kept
        self._listing = Modes(frame.summit, masks)
        self._delegations: dict[str, int] = {}
        self.modes: list[Mode] = []
        self._meeting: list[list[int]] = []
        self._mode: list[list[int]] = []
        self._party: list[tuple[int, int]] = []
        self._people: list[int] = []
        self._gap: list[tuple[int, int]] = []
        self._able: list[int] = []
        self._able_at: dict[tuple[str, ...], tuple[int, int]] = {}
        self._num_starts = 0
        self._room_class: list[tuple[int, int]] = []
        self._room_class_of: dict[tuple[str, ...], int] = {}
        self._class_rooms: list[int] = []
        self._off = [np.zeros(len(masks.minutes), np.uint8)]
        self._off_of: dict[object, int] = {}

    def add(self, meetings: Iterable[Meeting]) -> None:
        """Add the rows of the meetings and of their modes."""
        for meeting in meetings:
            row = [0] * a.MEETING_COLUMNS
            kept = self._kept.get(meeting.id)
            row[a.PARTIES] = len(self._party)
            row[a.VALUE] = self._add_parties(meeting)
            row[a.PARTIES_END] = len(self._party)
            row[a.IS_LOCKED] = kept is not None
            row[a.IS_MUST] = kept is not None or meeting.id in self._summit.pin_by_meeting
            row[a.MODES] = len(self.modes)
            for mode in (self._listing.kept(meeting, kept),) if kept else self._listing.of(meeting):
                self._add_mode(meeting, mode, row[a.VALUE])
            row[a.MODES_END] = len(self.modes)
            self._meeting.append(row)

    def _add_parties(self, meeting: Meeting) -> int:
        """Add the meeting's parties and return its value."""
        value = meeting.bonus
        for code in meeting.parties:
            weight = weight_of(self._summit, meeting, code)
            self._party.append((self._delegations.setdefault(code, len(self._delegations)), weight))
            value += weight
        return value

    def _add_mode(self, meeting: Meeting, mode: Mode, value: int) -> None:
        frame, settings = self._frame, self._summit.settings
        seats = self._summit.seats_by_meeting[meeting.id]
        stand_ins = sum(p != seat[0] for p, seat in zip(mode.attendees, seats, strict=True))
        row = [0] * a.MODE_COLUMNS
        row[a.DURATION] = mode.rung.duration_min
        row[a.LENGTH] = frame.length_idx[mode.rung.duration_min]
        row[a.MODE_VENUE] = frame.venue_idx[mode.place.venue]
        row[a.MODE_ZONE] = frame.zone_idx(mode.place.zone)
        row[a.ROOM_CLASS] = self._class_of(mode.rooms)
        row[a.LOSS] = value * (settings.form_loss(mode.rung_idx) + stand_ins * settings.stand_in_loss_percent)
        row[a.TEAM] = mode.team
        row[a.MODE_WORK] = -(-mode.rung.duration_min // mode.team)
        row[a.MODE_WANTED] = max((self._summit.person_by_id[p].overrun_min for p in mode.attendees), default=0)
        row[a.MODE_MEAL] = self._summit.form_by_name[mode.rung.form].meal
        row[a.PEOPLE] = len(self._people)
        self._people += [frame.person_idx[p] for p in mode.attendees]
        row[a.PEOPLE_END] = len(self._people)
        row[a.GAPS] = len(self._gap)
        self._gap += [self._add_able(able) for able in mode.gaps]
        row[a.GAPS_END] = len(self._gap)
        row[a.STARTS] = self._num_starts
        self._num_starts += int(mode.mask.sum())
        row[a.STARTS_END] = self._num_starts
        row[a.OFF] = self._preferences(meeting, mode.rung.duration_min)
        self._mode.append(row)
        self.modes.append(mode)

    def _class_of(self, rooms: tuple[str, ...]) -> int:
        if not rooms:
            return -1
        if rooms not in self._room_class_of:
            self._room_class_of[rooms] = len(self._room_class)
            first = len(self._class_rooms)
            self._class_rooms += [self._frame.room_idx[room] for room in rooms]
            self._room_class.append((first, len(self._class_rooms)))
        return self._room_class_of[rooms]

    def _add_able(self, able: tuple[str, ...]) -> tuple[int, int]:
        if able not in self._able_at:
            first = len(self._able)
            self._able += [self._frame.person_idx[p] for p in able]
            self._able_at[able] = first, len(self._able)
        return self._able_at[able]

    def _preferences(self, meeting: Meeting, duration_min: int) -> int:
        """Return the row that counts the parties off their preference at each start."""
        replies = [self._summit.reply_by_party.get((meeting.id, code)) for code in meeting.parties]
        stated = tuple(sorted(union(reply.preferred) for reply in replies if reply is not None and reply.preferred))
        if not stated:
            return 0
        key = stated, duration_min
        if key not in self._off_of:
            self._off_of[key] = len(self._off)
            counts = [~self._masks.within(windows, duration_min) for windows in stated]
            self._off.append(np.sum(counts, axis=0, dtype=np.uint8))
        return self._off_of[key]

    def arrays(self, meetings: Sequence[Meeting]) -> Arrays:
        """Return all arrays."""
        frame = self._frame
        order, apart = self._add_pairs(meetings)
        masks = np.array([mode.mask for mode in self.modes], np.uint8).reshape(-1, len(self._masks.minutes))
        wanted = np.zeros(len(self._delegations), np.int64)
        for delegation, weight in self._party:
            wanted[delegation] += weight
        return Arrays(
            minutes=frame.minutes,
            start_of_step=frame.start_of_step(),
            start_day=frame.start_day(),
            days=frame.days(),
            moves=frame.moves(),
            person=frame.person(),
            meeting=a.table(self._meeting, a.MEETING_COLUMNS),
            mode=a.table(self._mode, a.MODE_COLUMNS),
            stays=frame.stays(),
            meals=frame.meals(),
            fairness=frame.fairness(),
            class_people=frame.class_people(),
            party=a.table(self._party, 2),
            order=a.table(order, 3),
            apart=a.table(apart, 2),
            mode_people=a.row(self._people),
            gap=a.table(self._gap, 2),
            able=a.row(self._able),
            starts=np.nonzero(masks)[1].astype(np.int32),
            mask=masks,
            off=np.array(self._off, np.uint8),
            room_class=a.table(self._room_class, 2),
            class_rooms=a.row(self._class_rooms),
            in_class=self._in_class(),
            turnaround=frame.turnaround(),
            room_open=frame.room_open(self._class_rooms),
            interpreter_open=frame.interpreter_open(),
            wanted=wanted,
            numbers=frame.numbers(),
        )

    def _in_class(self) -> Flags:
        found = np.zeros((len(self._room_class), len(self._summit.rooms)), np.uint8)
        for idx, (first, end) in enumerate(self._room_class):
            found[idx, self._class_rooms[first:end]] = 1
        return found

    def _add_pairs(self, meetings: Sequence[Meeting]) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
        """Note in each meeting's row where its orders and its meetings to be kept apart lie, and return these."""
        orders, aparts = self._frame.orders(meetings), self._frame.aparts(meetings)
        order: list[tuple[int, int, int]] = []
        apart: list[tuple[int, int]] = []
        for idx, row in enumerate(self._meeting):
            row[a.ORDERS], row[a.APARTS] = len(order), len(apart)
            order += orders.get(idx, ())
            apart += aparts.get(idx, ())
            row[a.ORDERS_END], row[a.APARTS_END] = len(order), len(apart)
        return order, apart
