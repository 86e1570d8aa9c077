"""From assignments to the rows of the search, and back."""

from collections.abc import Iterable

import numpy as np

from summitry.planning.search import arrays as a
from summitry.planning.search.arrays import Ints
from summitry.planning.search.problem import Problem
from summitry.planning.search.state import AT, FIRST_INTERPRETER, IN_ROOM, MODE, NUM_INTERPRETERS
from summitry.summit import Assignment


def rows_of(problem: Problem, assignments: Iterable[Assignment], width: int) -> tuple[Ints, Ints]:
    """Return the numbers of meetings, and a row for each like those of `State.chosen`.

    Assignments that no mode allows are left out.

    Parameters
    ----------
    width
        Columns of a row.
    """
    known = {meeting.id: idx for idx, meeting in enumerate(problem.meetings)}
    meetings: list[int] = []
    rows: list[list[int]] = []
    for assignment in assignments:
        idx = known.get(assignment.meeting)
        row = None if idx is None else _row_of(problem, idx, assignment, width)
        if idx is not None and row is not None:
            meetings.append(idx)
            rows.append(row)
    return a.row(meetings), a.table(rows, width)


def _row_of(problem: Problem, meeting: int, assignment: Assignment, width: int) -> list[int] | None:
    facts, frame = problem.arrays.meeting[meeting], problem.frame
    at = np.searchsorted(frame.minutes, assignment.start)
    if at == len(frame.minutes) or frame.minutes[at] != assignment.start:
        return None
    mode = next((m for m in range(facts[a.MODES], facts[a.MODES_END]) if _fits(problem, m, assignment)), None)
    if mode is None or len(assignment.interpreters) > width - FIRST_INTERPRETER:
        return None
    row = [-1] * width
    row[MODE], row[AT] = mode, int(at)
    row[IN_ROOM] = -1 if assignment.room is None else frame.room_idx[assignment.room]
    row[NUM_INTERPRETERS] = len(assignment.interpreters)
    for idx, person in enumerate(assignment.interpreters):
        row[FIRST_INTERPRETER + idx] = frame.person_idx[person]
    return row


def _fits(problem: Problem, mode_idx: int, assignment: Assignment) -> bool:
    mode = problem.modes[mode_idx]
    return (
        mode.rung.form == assignment.form
        and mode.attendees == assignment.attendees
        and (assignment.room in mode.rooms if mode.rooms else assignment.room is None)
        and all(len(set(able) & set(assignment.interpreters)) >= mode.team for able in mode.gaps)
    )


def assignments_of(problem: Problem, chosen: Ints) -> tuple[Assignment, ...]:
    """Return the assignments that the rows of all meetings stand for."""
    people, rooms = problem.summit.people, problem.summit.rooms
    kept = {assignment.meeting: assignment for assignment in problem.kept}
    found: list[Assignment] = []
    for meeting, row in zip(problem.meetings, chosen.tolist(), strict=True):
        if row[MODE] < 0:
            continue
        mode = problem.modes[row[MODE]]
        assignment = Assignment(
            meeting=meeting.id,
            form=mode.rung.form,
            start=int(problem.frame.minutes[row[AT]]),
            room=None if row[IN_ROOM] < 0 else rooms[row[IN_ROOM]].id,
            attendees=mode.attendees,
            interpreters=tuple(
                people[i].id for i in row[FIRST_INTERPRETER : FIRST_INTERPRETER + row[NUM_INTERPRETERS]]
            ),
            pinned=meeting.id in problem.summit.pin_by_meeting,
        )
        found.append(kept.get(meeting.id, assignment))
    return tuple(found)
