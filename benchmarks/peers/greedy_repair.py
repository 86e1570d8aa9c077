"""What a person with a list would do: take out what was hit, and put each back where it first fits.

Those worth most first; each in its fullest form, nearest to where it was; nothing else moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summitry.planning.repair.engine import Question
from summitry.planning.repair.facts import Changed
from summitry.planning.repair.modes import Mode
from summitry.planning.repair.world import Ground, World
from summitry.planning.worth import value_of
from summitry.rules.case import Case
from summitry.rules.judge import violations_of
from summitry.summit import Assignment


@dataclass(frozen=True, kw_only=True)
class Greedy:
    """What greedy re-insertion gives up."""

    value_lost: int
    num_changed: int


def greedy_repair(changed: Changed, now: int) -> Greedy:
    """Return what is given up where each meeting that was hit is put back where it first fits."""
    question = _question(changed, now)
    hit = _hit(changed, now)
    order = sorted(hit, key=lambda m: (-value_of(question.summit, question.summit.meeting_by_id[m]), m))
    fixed = [a for m, a in question.base.items() if m not in hit]
    value_lost, num_changed = 0, 0
    for meeting in order:
        world = World(question.ground, tuple(fixed))
        put_back = _put_back(question, world, meeting)
        if put_back is None:
            value_lost += value_of(question.summit, question.summit.meeting_by_id[meeting])
        else:
            fixed.append(put_back)
        num_changed += put_back != question.base.get(meeting)
    return Greedy(value_lost=value_lost, num_changed=num_changed)


def _question(changed: Changed, now: int) -> Question:
    summit = changed.summit
    return Question(
        ground=Ground(summit),
        base={a.meeting: a for a in changed.plan.assignments},
        now=now,
        freeze_min=0,
        pinned=frozenset(),
        is_to_place=frozenset(m.id for m in summit.to_place(include_pending=changed.plan.include_pending)),
    )


def _hit(changed: Changed, now: int) -> frozenset[str]:
    """Return the meetings to come that break a rule, and those newly asked for."""
    begun = {a.meeting for a in changed.plan.assignments if a.start <= now}
    to_come = {a.meeting for a in changed.plan.assignments} - begun
    violations = violations_of(Case(summit=changed.summit, plan=changed.plan))
    return frozenset({m for v in violations for m in v.what} & to_come) | frozenset(changed.wanted)


def _put_back(question: Question, world: World, meeting: str) -> Assignment | None:
    candidate = question.candidate(world, meeting)
    base = question.base.get(meeting)
    if base is not None and candidate.mode_of_base(world) is not None:
        return base
    near = base.start if base else question.now
    fits = (
        (mode.loss, abs(start - near), start, idx)
        for idx, mode in enumerate(candidate.modes)
        for start in world.minutes[mode.mask].tolist()
    )
    best = min(fits, default=None)
    return None if best is None else _assignment(world, candidate.modes[best[3]], best[2])


def _assignment(world: World, mode: Mode, start: int) -> Assignment:
    at = int(np.searchsorted(world.minutes, start))
    able = [who for who, free in mode.interpreters.items() if free[at]]
    return Assignment(
        meeting=mode.meeting.id,
        form=mode.rung.form,
        start=start,
        room=next((room for room, free in mode.rooms.items() if free[at]), None),
        attendees=mode.attendees,
        interpreters=tuple(_team(world, mode, able)),
    )


def _team(world: World, mode: Mode, able: Sequence[str]) -> list[str]:
    """Return interpreters until every gap is covered."""
    chosen: list[str] = []
    for gap in mode.gaps:
        covering = [who for who in able if gap.is_covered_by(world.summit.languages_of(who))]
        have = sum(who in chosen for who in covering)
        chosen += [who for who in covering if who not in chosen][: max(0, mode.team - have)]
    return chosen
