"""The ways to hold each meeting: form, attendance, place, and the starts that the facts allow."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

from summitry.planning.languages import language_gaps, team_of
from summitry.planning.masks import Masks
from summitry.planning.places import Places, Rooms
from summitry.planning.starts import Mask
from summitry.summit import Assignment, Form, Meeting, Person, Rung, Summit
from summitry.summit.summit import Place

_MOST_ATTENDANCES = 12  # ways to fill the seats of one meeting that are looked at


class Mode(NamedTuple):
    """One way to hold a meeting.

    Parameters
    ----------
    rooms
        Ids of the rooms it may take, all in its place; empty if it takes none.
    gaps
        For each language gap of its attendees, the interpreters who cover it.
    mask
        Whether it may start there, over the starts of the search.
    """

    rung_idx: int
    rung: Rung
    attendees: tuple[str, ...]
    place: Place
    rooms: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]
    team: int
    mask: Mask


class Modes:
    """Lists the modes of the meetings of one summit."""

    def __init__(self, summit: Summit, masks: Masks) -> None:
        self._summit = summit
        self._masks = masks
        self._suiting = Places(summit)

    def of(self, meeting: Meeting) -> Iterator[Mode]:
        """Yield the modes of a meeting that have a start."""
        seats = self._summit.seats_by_meeting[meeting.id]
        attendances = tuple(_attendances(seats))
        for rung_idx, rung in enumerate(self._summit.ladder(meeting)):
            form = self._summit.form_by_name[rung.form]
            team = team_of(self._summit, rung.duration_min)
            for place, rooms in self._places(meeting, form):
                shared = self._shared(meeting, rung, place, rooms)
                if not shared.any():
                    continue
                for attendees in attendances:
                    gaps = self._gaps(meeting, attendees)
                    mask = self._with_people(shared, rung, place, attendees)
                    if mask.any() and all(len(able) >= team for able in gaps):
                        yield Mode(rung_idx, rung, attendees, place, rooms, gaps, team, mask)

    def kept(self, meeting: Meeting, kept: Assignment) -> Mode:
        """Return the one mode of a meeting that has to stand as it is."""
        ladder = self._summit.ladder(meeting)
        rung_idx = next(idx for idx, rung in enumerate(ladder) if rung.form == kept.form)
        rung = ladder[rung_idx]
        return Mode(
            rung_idx,
            rung,
            kept.attendees,
            self._summit.place_of(meeting, kept.room),
            (kept.room,) if kept.room is not None else (),
            (),
            team_of(self._summit, rung.duration_min),
            self._masks.minutes == kept.start,
        )

    def _places(self, meeting: Meeting, form: Form) -> tuple[tuple[Place, Rooms], ...]:
        """Return each venue and zone where a form of a meeting can be held, with the rooms that its pin leaves."""
        places = self._suiting.of(meeting, form)
        pin = self._summit.pin_by_meeting.get(meeting.id)
        if pin is None or not pin.room:
            return places
        return tuple((place, (pin.room,)) for place, rooms in places if pin.room in rooms)

    def _shared(self, meeting: Meeting, rung: Rung, place: Place, rooms: Rooms) -> Mask:
        """Return the starts that are possible whoever of the meeting's people attends."""
        mask = self._masks.meeting(meeting, place, rung.duration_min)
        pin = self._summit.pin_by_meeting.get(meeting.id)
        if pin is not None:
            mask &= (self._masks.minutes == pin.start) & (pin.form in {"", rung.form})
        return mask & self._masks.some_room(rooms, rung.duration_min) if rooms else mask

    def _with_people(self, shared: Mask, rung: Rung, place: Place, attendees: Sequence[str]) -> Mask:
        mask = shared.copy()
        for person in attendees:
            mask &= self._masks.person(person, place.venue, rung.duration_min)
        return mask

    def _gaps(self, meeting: Meeting, attendees: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        found: set[tuple[str, ...]] = set()
        for gap in language_gaps(self._summit, meeting, [(person,) for person in attendees]):
            able = (p.id for p, known in self._interpreters if gap.is_covered_by(known) and p.id not in attendees)
            found.add(tuple(able))
        return tuple(sorted(found))

    @cached_property
    def _interpreters(self) -> tuple[tuple[Person, frozenset[str]], ...]:
        return tuple((p, self._summit.languages_of(p.id)) for p in self._summit.interpreters)


def _attendances(seats: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield ways to fill the seats, the preferred people first, then those with the fewest stand-ins."""
    if all(len(seat) == 1 for seat in seats):
        yield tuple(seat[0] for seat in seats)
        return
    every = (tuple(people) for _, people in zip(range(10 * _MOST_ATTENDANCES), product(*seats), strict=False))
    fresh = [people for people in every if len(set(people)) == len(people)]
    fresh.sort(key=lambda people: sum(p != seat[0] for p, seat in zip(people, seats, strict=True)))
    yield from fresh[:_MOST_ATTENDANCES]
