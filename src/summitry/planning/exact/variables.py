"""The decision variables of the interval formulation.

For every meeting: whether it is placed, its start on the grid, its mode (form and class of rooms), who fills each seat
with a choice, and which interpreters work in it. What the facts alone forbid is taken out of the modes' domains before
the search.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import product

import numpy as np
from ortools.sat.python import cp_model

from summitry.planning.exact.decisions import Both, Buffer, Literal, MeetingVariables, Mode, Part
from summitry.planning.exact.rooms import RoomClass, room_classes
from summitry.planning.languages import language_gaps, team_of
from summitry.planning.starts import Mask, Starts, suits
from summitry.summit import Assignment, Meeting, Role, Room, Rung, Summit
from summitry.summit.summit import Place


class Variables:
    """All decision variables of a summit, and the CP-SAT model they belong to.

    Parameters
    ----------
    summit
        The facts.
    meetings
        The meetings to place.
    kept
        Assignments that stand as they are.

    Attributes
    ----------
    buffers
        Wanted after meetings for certain, by person and meeting.
    spare_min
        Most minutes that all of them together may miss; ``None`` while that is not known.
    both
        Gives the literal that holds exactly if two others do.
    """

    def __init__(self, summit: Summit, meetings: Sequence[Meeting], kept: Sequence[Assignment] = ()) -> None:
        self.summit = summit
        self.model = cp_model.CpModel()
        self.starts = Starts(summit)
        self.step = summit.settings.step_min
        self.buffers: dict[tuple[str, str], Buffer] = {}
        self.spare_min: int | None = None
        self._before: dict[tuple[str, str], Literal] = {}
        self._ordered: set[frozenset[int]] = set()
        self.both = Both(self.model)
        self._cells: dict[str, list[tuple[Mask, Literal]]] = {}
        self._inside: dict[frozenset[int], Literal] = {}
        self._venue_literals: dict[tuple[str, str], Literal] = {}
        self.kept = {a.meeting: a for a in kept}
        kept_rooms = [a.room for a in kept if a.room is not None]
        self.classes = room_classes(summit, meetings, kept_rooms)
        made = (self._meeting(meeting) for meeting in meetings)
        self.meetings: dict[str, MeetingVariables] = {v.meeting.id: v for v in made if v is not None}
        self.impossible = tuple(m.id for m in meetings if m.id not in self.meetings)
        self.parts: Mapping[str, tuple[Part, ...]] = self._parts()

    # --- helpers for constraints ---

    @cached_property
    def least_move_min(self) -> int:
        """Fewest minutes between any two engagements of one person, wherever they are."""
        venues = [venue.id for venue in self.summit.venues]
        return min((self.summit.move_min(a, b) for a in venues for b in venues), default=0)

    def extra_move_min(self, origin: str, destination: str) -> int:
        """Return the fewest minutes by which the moves on any way between two venues exceed as many least moves."""
        return self._extra_by_way[origin, destination]

    @cached_property
    def _extra_by_way(self) -> Mapping[tuple[str, str], int]:
        ids = [venue.id for venue in self.summit.venues]
        extra = {(a, b): self.summit.move_min(a, b) - self.least_move_min for a, b in product(ids, ids)}
        for via, origin, destination in product(ids, ids, ids):
            through = extra[origin, via] + extra[via, destination]
            extra[origin, destination] = min(extra[origin, destination], through)
        return extra

    def venue_literal(self, variables: MeetingVariables, venue: str) -> Literal | None:
        """Return the literal that a meeting is held in a venue; ``None`` if it can be held nowhere else."""
        if len(variables.venues) == 1:
            return None
        return self._venue_literals[variables.meeting.id, venue]

    def before(self, first: str, second: str) -> Literal:
        """Return the literal that one meeting comes before another; its negation says after. Made once a pair."""
        if (second, first) in self._before:
            return ~self._before[second, first]
        if (first, second) not in self._before:
            self._before[first, second] = self.model.new_bool_var(f"before[{first},{second}]")
        return self._before[first, second]

    def ordered(self, first: Part, second: Part) -> Literal:
        """Return the literal that the first comes before the second, bound to their times if both take place."""
        one, two = first.variables, second.variables
        order = self.before(one.meeting.id, two.meeting.id)
        key = frozenset({first.literal.index, second.literal.index})
        if key not in self._ordered:
            self._ordered.add(key)
            self.model.add(one.end <= two.start_minute).only_enforce_if(order, first.literal, second.literal)
            self.model.add(two.end <= one.start_minute).only_enforce_if(~order, first.literal, second.literal)
        return order

    def at_venues(
        self, one: MeetingVariables, origin: str, other: MeetingVariables, destination: str
    ) -> tuple[Literal, ...]:
        """Return the literals under which two meetings are held in these venues; none if they can be nowhere else."""
        literals = (self.venue_literal(one, origin), self.venue_literal(other, destination))
        return tuple(literal for literal in literals if literal is not None)

    def guests(self) -> dict[str, tuple[Part, ...]]:
        """Return for everyone but interpreters the meetings they may attend."""
        people = self.summit.person_by_id
        return {p: parts for p, parts in self.parts.items() if people[p].role is not Role.INTERPRETER}

    def inside(self, variables: MeetingVariables, region: Mask) -> Literal:
        """Return a literal that holds exactly if a meeting is placed and starts in a region.

        The starts of a meeting are cut into cells as regions ask for it; the literals of the cells sum to that of the
        whole, so that the relaxation, too, knows that a meeting starts somewhere.
        """
        cells = self._cells.setdefault(variables.meeting.id, [(variables.mask, variables.placed)])
        cells[:] = [part for cell in cells for part in self._cut(variables, cell, region)]
        chosen = [literal for mask, literal in cells if not (mask & ~region).any()]
        if len(chosen) == len(cells):
            return variables.placed
        if len(chosen) == 1:
            return chosen[0]
        key = frozenset(literal.index for literal in chosen)
        if key not in self._inside:
            self._inside[key] = self.model.new_bool_var("")
            self.model.add(sum(chosen) == self._inside[key])
        return self._inside[key]

    def _cut(self, variables: MeetingVariables, cell: tuple[Mask, Literal], region: Mask) -> list[tuple[Mask, Literal]]:
        """Return a cell as it is if a region holds all or none of it, else cut in two."""
        mask, whole = cell
        parts = [mask & region, mask & ~region]
        if not all(part.any() for part in parts):
            return [cell]
        literals = [self.model.new_bool_var("") for _ in parts]
        self.model.add(sum(literals) == whole)
        for part, literal in zip(parts, literals, strict=True):
            self.outside(variables, ~part, [literal])
        return list(zip(parts, literals, strict=True))

    def buffer(self, person: str, meeting: str) -> Buffer | None:
        """Return the buffer after a meeting for one person, once it is known what may be missing of it."""
        return self.buffers.get((person, meeting)) if self.spare_min is not None else None

    def least_duration(self, variables: MeetingVariables) -> int:
        """Return the minutes of a meeting's shortest form."""
        return min(mode.rung.duration_min for mode in variables.modes)

    def require_all(self, meetings: Sequence[Meeting]) -> None:
        """Leave only solutions that place every meeting; none if some meeting has no feasible start."""
        for meeting in meetings:
            if meeting.id in self.meetings:
                self.model.add_bool_and(self.meetings[meeting.id].placed)
            else:
                self.model.add_bool_or()
                return

    def rule_out(self, lost: Callable[[MeetingVariables, int], bool]) -> None:
        """Take forms that are never used any more out of the model and out of all that is built on it later."""
        for variables in tuple(self.meetings.values()):
            for idx in [idx for idx in variables.forms if lost(variables, idx)]:
                self.model.add(variables.forms[idx] == 0)
            variables.forms = {idx: lit for idx, lit in variables.forms.items() if not lost(variables, idx)}
            variables.modes = tuple(mode for mode in variables.modes if mode.rung_idx in variables.forms)
            if not variables.modes:
                del self.meetings[variables.meeting.id]
        self.parts = {
            person: tuple(part for part in parts if part.variables.modes) for person, parts in self.parts.items()
        }

    def covers(
        self, meeting: Meeting, duration_min: int, attendees: Sequence[str], interpreters: Sequence[str]
    ) -> bool:
        """Tell whether these interpreters cover every language gap between these attendees."""
        team = team_of(self.summit, duration_min)
        known = [self.summit.languages_of(p) for p in interpreters]
        gaps = language_gaps(self.summit, meeting, [[p] for p in attendees])
        return all(sum(map(gap.is_covered_by, known)) >= team for gap in gaps)

    def outside(self, variables: MeetingVariables, forbidden: Mask, enforced_by: Sequence[Literal]) -> None:
        """Forbid starts of a meeting while all of some literals hold."""
        mask = variables.mask
        if not (mask & forbidden).any():
            return
        allowed = cp_model.Domain.from_values(np.flatnonzero(mask & ~forbidden).tolist())
        self.model.add_linear_expression_in_domain(variables.start, allowed).only_enforce_if(*enforced_by)

    # --- making them ---

    def _meeting(self, meeting: Meeting) -> MeetingVariables | None:
        modes = [mode for mode in self._modes(meeting) if mode.mask.any()]
        if not modes:
            return None
        model = self.model
        mask = np.logical_or.reduce([mode.mask for mode in modes])
        domain = cp_model.Domain.from_values(np.flatnonzero(mask).tolist())
        start = model.new_int_var_from_domain(domain, f"start[{meeting.id}]")
        placed = model.new_bool_var(f"placed[{meeting.id}]")
        forms = self._forms(meeting, modes, placed)
        variables = MeetingVariables(
            meeting=meeting,
            placed=placed,
            start=start,
            modes=tuple(modes),
            forms=forms,
            seats=tuple(self._seat(meeting, seat, placed) for seat in self.summit.seats_by_meeting[meeting.id]),
        )
        variables.start_minute = self.step * start
        ladder = self.summit.ladder(meeting)
        duration = sum((ladder[idx].duration_min * literal for idx, literal in forms.items()), start=0)
        variables.end = self.step * start + duration
        variables.days = self._days(variables)
        for mode in modes:
            self.outside(variables, ~mode.mask, [mode.literal])
        self._choices_in_their_time(variables)
        return variables

    def _modes(self, meeting: Meeting) -> list[Mode]:
        modes: list[Mode] = []
        for rung_idx, rung in enumerate(self.summit.ladder(meeting)):
            form = self.summit.form_by_name[rung.form]
            if not form.needs_room:
                modes.append(self._mode(meeting, rung_idx, rung, None))
                continue
            fitting = (c for c in self.classes if suits(self.summit, meeting, form, c.first))
            modes.extend(self._mode(meeting, rung_idx, rung, room_class) for room_class in fitting)
        return modes

    def _mode(self, meeting: Meeting, rung_idx: int, rung: Rung, room_class: RoomClass | None) -> Mode:
        room = room_class.first if room_class else None
        place = self.summit.place_of(meeting, room.id if room else None)
        literal = self.model.new_bool_var(f"mode[{meeting.id},{rung.form},{room.id if room else '-'}]")
        mask = self._mask(meeting, rung, place, room, room_class.named if room_class else None)
        return Mode(rung_idx, rung, place, room_class, literal, mask)

    def _mask(self, meeting: Meeting, rung: Rung, place: Place, room: Room | None, named: str | None) -> Mask:
        """Return the starts allowed by the facts: those of the meeting, the room, and for each seat of somebody."""
        starts, duration = self.starts, rung.duration_min
        mask = starts.day_bounds(duration)
        mask &= starts.allowed_time(meeting, meeting.parties, duration)
        mask &= starts.order(meeting, duration)
        mask &= starts.apart(meeting, place, duration)
        mask &= starts.pinned(meeting, rung.form, named if room else None)
        if room is not None:
            mask &= starts.room_fit(room, duration)
            mask &= starts.room_no_overlap(room, duration)
        for seat in self.summit.seats_by_meeting[meeting.id]:
            options = [self.person_mask(meeting, person, place, duration) for person in seat]
            mask &= np.logical_or.reduce(options)
        kept = self.kept.get(meeting.id)
        if kept is not None:
            same = kept.form == rung.form and kept.room == (named if room else None)
            mask &= (starts.minutes == kept.start) & same
        return mask

    def person_mask(self, meeting: Meeting, person: str, place: Place, duration_min: int) -> Mask:
        """Return the starts at which one person can be engaged at a place, given the sessions they attend."""
        starts = self.starts
        return (
            starts.presence(person, duration_min)
            & starts.person_no_overlap(person, duration_min)
            & starts.transfer_time(person, place, duration_min)
            & starts.allowed_time(meeting, (person,), duration_min)
        )

    def _forms(self, meeting: Meeting, modes: Sequence[Mode], placed: Literal) -> dict[int, Literal]:
        literals: dict[int, Literal] = {}
        for idx in sorted({mode.rung_idx for mode in modes}):
            of_form = [mode.literal for mode in modes if mode.rung_idx == idx]
            if len(of_form) == 1:
                literals[idx] = of_form[0]
                continue
            literals[idx] = self.model.new_bool_var(f"form[{meeting.id},{idx}]")
            self.model.add_exactly_one([*of_form, ~literals[idx]])
        self.model.add_exactly_one([*literals.values(), ~placed])
        return literals

    def _seat(self, meeting: Meeting, seat: tuple[str, ...], placed: Literal) -> dict[str, Literal]:
        if len(seat) == 1:
            return {seat[0]: placed}
        literals: dict[str, Literal] = {
            person: self.model.new_bool_var(f"attends[{meeting.id},{person}]") for person in seat
        }
        self.model.add_exactly_one([*literals.values(), ~placed])
        kept = self.kept.get(meeting.id)
        if kept is not None:
            for person, literal in literals.items():
                self.model.add(literal == int(person in kept.attendees))
        return literals

    def _choices_in_their_time(self, variables: MeetingVariables) -> None:
        """Keep each person who is one of several for a seat to the starts at which they can be there."""
        for seat in variables.seats:
            if len(seat) == 1:
                continue
            for person, literal in seat.items():
                for mode in variables.modes:
                    free = self.person_mask(variables.meeting, person, mode.place, mode.rung.duration_min)
                    self.outside(variables, mode.mask & ~free, [literal, mode.literal])

    def _days(self, variables: MeetingVariables) -> dict[int, Literal]:
        mask, minutes = variables.mask, self.starts.minutes
        on_day = {
            idx: mask & (minutes >= span.start) & (minutes < span.end) for idx, span in enumerate(self.summit.day_spans)
        }
        possible = {idx: own for idx, own in on_day.items() if own.any()}
        if len(possible) == 1:
            return dict.fromkeys(possible, variables.placed)
        literals: dict[int, Literal] = {
            idx: self.model.new_bool_var(f"day[{variables.meeting.id},{idx}]") for idx in possible
        }
        self.model.add_exactly_one([*literals.values(), ~variables.placed])
        for idx, literal in literals.items():
            self.outside(variables, ~possible[idx], [literal])
        return literals

    def _parts(self) -> dict[str, tuple[Part, ...]]:
        parts: defaultdict[str, list[Part]] = defaultdict(list)
        for variables in self.meetings.values():
            for seat in variables.seats:
                for person, literal in seat.items():
                    parts[person].append(Part(variables, literal))
            if len(variables.venues) > 1:
                self._link_venues(variables)
        return {person: tuple(own) for person, own in parts.items()}

    def _link_venues(self, variables: MeetingVariables) -> None:
        for venue in variables.venues:
            literal = self.model.new_bool_var(f"venue[{variables.meeting.id},{venue}]")
            here = [mode.literal for mode in variables.modes if mode.place.venue == venue]
            self.model.add_exactly_one([*here, ~literal])
            self._venue_literals[variables.meeting.id, venue] = literal
