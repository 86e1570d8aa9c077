"""The ways in which one meeting can be held while the rest of a world stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summitry.planning.attendances import attendances_of
from summitry.planning.held import Held
from summitry.planning.languages import LanguageGap, language_gaps, team_of
from summitry.planning.repair.world import World
from summitry.planning.starts import Mask
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Interval, Meeting, Rung, Summit
from summitry.summit.summit import Place


@dataclass(frozen=True, kw_only=True, eq=False)
class Mode:
    """One way to hold a meeting: a form, a place, and somebody in each seat.

    Parameters
    ----------
    mask
        The starts at which it can be held so, in some room and with some interpreters.
    rooms
        For each room in which it can be held so, at which of these starts; empty where it takes none.
    loss
        Hundredths of value lost by the form and the stand-ins.
    interpreters
        For each interpreter who may help, at which of the starts.
    gaps
        The language gaps between those who attend.
    team
        How many interpreters cover one gap.
    """

    meeting: Meeting
    rung: Rung
    place: Place
    attendees: tuple[str, ...]
    mask: Mask
    rooms: Mapping[str, Mask]
    loss: int
    interpreters: Mapping[str, Mask]
    gaps: Sequence[LanguageGap]
    team: int

    @property
    def duration_min(self) -> int:
        """How long it lasts."""
        return self.rung.duration_min

    def interval(self, start: int) -> Interval:
        """Return when it takes place, begun at a minute."""
        return Interval(start, start + self.rung.duration_min)

    def is_of(self, assignment: Assignment, place: Place) -> bool:
        """Tell whether an assignment at a place is held in this way, whatever its start and room."""
        return (
            assignment.form == self.rung.form
            and assignment.attendees == self.attendees
            and place[:2] == self.place[:2]
            and (assignment.room is not None) == bool(self.rooms)
        )


def loss_of(summit: Summit, meeting: Meeting, form: str, attendees: Sequence[str]) -> int:
    """Return the hundredths of value that a meeting loses by its form and its stand-ins."""
    value = value_of(summit, meeting)
    forms = [rung.form for rung in summit.ladder(meeting)]
    seats = summit.seats_by_meeting[meeting.id]
    num_stand_ins = sum(who != seat[0] for who, seat in zip(attendees, seats, strict=True))
    return value * (
        summit.settings.form_loss(forms.index(form)) + num_stand_ins * summit.settings.stand_in_loss_percent
    )


def modes_of(world: World, meeting: Meeting, allowed: Mask, usual_interpreters: Sequence[str] = ()) -> tuple[Mode, ...]:
    """Return the ways to hold a meeting in a world that have a start.

    Parameters
    ----------
    allowed
        The starts that come into question at all.
    usual_interpreters
        Those who work in it so far; they may go on doing so even where nothing needs them.
    """
    found = (
        _mode(world, meeting, rung, place, rooms, attendees, allowed, usual_interpreters)
        for rung in world.summit.ladder(meeting)
        for place, rooms in world.ground.places.of(meeting, world.summit.form_by_name[rung.form])
        for attendees in attendances_of(world.summit.seats_by_meeting[meeting.id])
    )
    return tuple(mode for mode in found if mode is not None)


def _mode(
    world: World,
    meeting: Meeting,
    rung: Rung,
    place: Place,
    rooms: Sequence[str],
    attendees: tuple[str, ...],
    allowed: Mask,
    usual_interpreters: Sequence[str],
) -> Mode | None:
    duration = rung.duration_min
    mask = world.meeting(meeting, place, duration) & allowed
    for person in attendees:
        mask &= world.person(person, place.venue, duration)
    free_rooms = {room: free for room in rooms if (free := mask & world.room(room, duration)).any()}
    if rooms:
        mask = np.logical_or.reduce([*free_rooms.values()]) if free_rooms else np.zeros_like(mask)
    added = _added(world.summit, rung, attends=True)
    for person in attendees:
        mask = world.within_limits(person, mask, added)
    gaps = tuple(language_gaps(world.summit, meeting, [[p] for p in attendees]))
    team = team_of(world.summit, duration)
    helpers = _helpers(world.summit, attendees, gaps, usual_interpreters) if mask.any() else ()
    interpreters = _interpreters(world, rung, place, mask, helpers)
    for gap in gaps:
        able = [free for who, free in interpreters.items() if gap.is_covered_by(world.summit.languages_of(who))]
        mask = mask & (np.sum(able, axis=0) >= team) if able else np.zeros_like(mask)
    if not mask.any():
        return None
    return Mode(
        meeting=meeting,
        rung=rung,
        place=place,
        attendees=attendees,
        mask=mask,
        rooms={room: free & mask for room, free in free_rooms.items() if (free & mask).any()},
        loss=loss_of(world.summit, meeting, rung.form, attendees),
        interpreters={who: free & mask for who, free in interpreters.items() if (free & mask).any()},
        gaps=gaps,
        team=team,
    )


def _helpers(
    summit: Summit, attendees: Sequence[str], gaps: Sequence[LanguageGap], usual: Sequence[str]
) -> Iterator[str]:
    """Yield those who may interpret: they cover a gap, or do so already."""
    for person in summit.interpreters if gaps or usual else ():
        known = summit.languages_of(person.id)
        is_able = person.id in usual or any(gap.is_covered_by(known) for gap in gaps)
        if is_able and person.id not in attendees:
            yield person.id


def _interpreters(world: World, rung: Rung, place: Place, mask: Mask, helpers: Iterable[str]) -> dict[str, Mask]:
    added = _added(world.summit, rung, attends=False)
    found: dict[str, Mask] = {}
    for person in helpers:
        free = mask & world.person(person, place.venue, rung.duration_min)
        free = world.within_limits(person, free, added)
        if free.any():
            found[person] = free
    return found


def _added(summit: Summit, rung: Rung, *, attends: bool) -> Held:
    """Return a meeting as somebody would hold it, at whatever start."""
    work_min = 0 if attends else -(-rung.duration_min // team_of(summit, rung.duration_min))
    is_meal = summit.form_by_name[rung.form].meal
    return Held(Interval(0, rung.duration_min), "", "", None, "", is_meal, attends, work_min)
