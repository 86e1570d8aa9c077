"""What a person with a list would do: take out what was hit, and put each back where it first fits.

Those worth most first; each in its fullest form, nearest to where it was; nothing else moves.
"""

from dataclasses import dataclass

from summitry.planning.repair.engine import Question
from summitry.planning.repair.facts import Changed
from summitry.planning.repair.insertion import inserted
from summitry.planning.repair.world import Ground
from summitry.rules.case import Case
from summitry.rules.judge import violations_of


@dataclass(frozen=True, kw_only=True)
class Greedy:
    """What greedy re-insertion gives up."""

    value_lost: int
    num_changed: int


def greedy_repair(changed: Changed, now: int) -> Greedy:
    """Return what is given up where each meeting that was hit is put back where it first fits."""
    question = _question(changed, now)
    hit = _hit(changed, now)
    order = sorted(hit, key=lambda m: (-question.value(m), m))
    cost = question.cost(inserted(question.world(hit), order, question.candidate))
    return Greedy(value_lost=cost.value_lost, num_changed=cost.num_changed)


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
