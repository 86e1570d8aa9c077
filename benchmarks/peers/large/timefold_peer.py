"""Timefold on any summit, through its package for Python.

Stated are the rules on people, windows and orders, and rooms by how many there are of each size. Moves between
venues, interpreters, the avoid list and limits are not stated: what breaks those is placed by first fit afterwards.
Of comfort it minimises breaks.
"""

from collections.abc import Iterator, Sequence

from benchmarks.peers.java import timefold_absence
from benchmarks.peers.large.admitted import Wish, admitted
from benchmarks.peers.large.ledger import Ledger, Way
from benchmarks.peers.large.outcome import Clock, Moment, Outcome, value_of

from summitry.summit import Meeting, Summit

_PEER = "Timefold"


def solve(summit: Summit, *, time_limit_s: float, threads: int, seed: int) -> Outcome:
    """Search until the limit with the solver's own defaults; it uses one thread, whatever is given.

    Java is started in this process. To start it and to translate the rules for it counts as building.
    """
    del threads
    absence = timefold_absence()
    if absence:
        return Outcome(peer=_PEER, note=absence)
    from benchmarks.peers.large import timefold_model as model  # noqa: PLC0415 -- starts Java
    from timefold.solver import BestSolutionChangedEvent, SolverFactory  # noqa: PLC0415 -- starts Java
    from timefold.solver.config import (  # noqa: PLC0415 -- starts Java
        Duration,
        EnvironmentMode,
        ScoreDirectorFactoryConfig,
        SolverConfig,
        TerminationConfig,
    )

    clock = Clock()
    stating = _Stating(summit)
    config = SolverConfig(
        solution_class=model.Schedule,
        entity_class_list=[model.Meeting],
        environment_mode=EnvironmentMode.NO_ASSERT,
        random_seed=seed,
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=model.constraints),
        termination_config=TerminationConfig(spent_limit=Duration(milliseconds=round(1000 * time_limit_s))),
    )
    solver = SolverFactory.create(config).build_solver()
    stated = list(stating.meetings())
    steps = [model.Step(*step) for step in stating.steps()]
    starts = {
        (start, num_steps): model.Start(start, steps[start : start + num_steps])
        for _, _, num_steps, allowed in stated
        for start in allowed
    }
    unsolved = model.Schedule(
        seats=[model.Seat(person, meeting) for person, meeting in stating.seats()],
        needs=[model.Need(*need) for need in stating.needs()],
        orders=[model.Order(*pair) for pair in stating.orders()],
        meetings=[
            model.Meeting(idx, value, num_steps, [starts[start, num_steps] for start in allowed])
            for idx, value, num_steps, allowed in stated
        ],
    )
    clock.is_built()

    def note(event: BestSolutionChangedEvent[model.Schedule]) -> None:
        score = event.new_best_score
        if score.hard_score == 0:
            clock.moments.append(Moment(clock.seconds, score.medium_score, None))

    solver.add_event_listener(note)
    solved = solver.solve(unsolved)
    kept = admitted(summit, stating.wishes([entity.start.idx if entity.start else None for entity in solved.meetings]))
    return clock.outcome(_PEER, summit, kept.assignments, note=kept.note)


class _Stating:
    """A summit in the numbers that the model uses."""

    def __init__(self, summit: Summit) -> None:
        self.summit = summit
        self.ledger = Ledger(summit)
        self.placed = [m for m in summit.to_place() if any(self.ledger.ways(m))]
        self.idx = {meeting.id: idx for idx, meeting in enumerate(self.placed)}

    def seats(self) -> Iterator[tuple[int, int]]:
        """Yield each person with each meeting of theirs."""
        people = {person.id: idx for idx, person in enumerate(self.summit.people)}
        for idx, meeting in enumerate(self.placed):
            for person in self.ledger.attendees(meeting):
                yield people[person], idx

    def needs(self) -> Iterator[tuple[int, int, int]]:
        """Yield the levels of rooms that each meeting takes one of, where its rooms are not its own."""
        levels = sorted({(room.venue, room.seats) for room in self.summit.rooms})
        num = [sum(r.venue == venue and r.seats >= seats for r in self.summit.rooms) for venue, seats in levels]
        for idx, meeting in enumerate(self.placed):
            way = self._way(meeting)
            needed = 0 if way.room is None or meeting.rooms else self.summit.head_count(meeting)
            for level, (venue, seats) in enumerate(levels):
                smaller = max((s for v, s in levels if v == venue and s < seats), default=0)
                if needed > smaller and venue == way.place.venue:
                    yield idx, level, num[level]

    def orders(self) -> Iterator[tuple[int, int]]:
        """Yield the orders between meetings; those with sessions are in the starts."""
        for order in self.summit.orders:
            if order.before in self.idx and order.after in self.idx:
                yield self.idx[order.before], self.idx[order.after]

    def steps(self) -> Iterator[tuple[int, int, int]]:
        """Yield the steps of the grid within opening hours: index, day, and place in time."""
        for idx, minute in enumerate(self.ledger.minutes):
            yield idx, self.summit.day_idx(minute) or 0, minute // self.summit.settings.step_min

    def meetings(self) -> Iterator[tuple[int, int, int, list[int]]]:
        """Yield each meeting: its index, what it is worth, how many steps it takes, and its starts by index."""
        for idx, meeting in enumerate(self.placed):
            mask = self.ledger.starts(meeting, self._way(meeting))
            allowed = [start for start in range(len(self.ledger.minutes)) if mask >> start & 1]
            yield idx, value_of(self.summit, meeting), self._num_steps(meeting), allowed

    def wishes(self, starts: Sequence[int | None]) -> Iterator[Wish]:
        """Yield what the solver found, given as the index of each meeting's start."""
        for meeting, start in zip(self.placed, starts, strict=True):
            if start is not None:
                form = self._way(meeting).rung.form
                rooms = {way.room for way in self.ledger.ways(meeting) if way.rung.form == form and way.room}
                yield Wish(meeting, form, self.ledger.minutes[start], frozenset(rooms))

    def _way(self, meeting: Meeting) -> Way:
        return next(self.ledger.ways(meeting))

    def _num_steps(self, meeting: Meeting) -> int:
        """Return how many steps of the grid a meeting keeps its people from others."""
        settings = self.summit.settings
        return -(-(self._way(meeting).rung.duration_min + settings.room_change_min) // settings.step_min)
