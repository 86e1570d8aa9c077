"""The soft levels `value_held`, `share_floor` and `form_kept` as linear objectives, named as in the rule book."""

from collections import defaultdict
from collections.abc import Sequence

from summitry.planning.exact.decisions import Linear, MeetingVariables
from summitry.planning.exact.variables import Variables
from summitry.planning.worth import value_of, weight_of
from summitry.summit import Meeting


def value_held(v: Variables) -> Linear:
    """Return the value of the meetings placed; to be maximised."""
    return sum((value_of(v.summit, m.meeting) * m.placed for m in v.meetings.values()), start=0)


def share_floor(v: Variables, meetings: Sequence[Meeting]) -> tuple[Linear, ...]:
    """Return ten counts of delegations, by tenths of their share; to be maximised one after the other.

    Parameters
    ----------
    meetings
        All meetings to place, those without a feasible start included.
    """
    counts: list[Linear] = []
    weighted = _weights(v, meetings)
    for tenth in range(1, 11):
        reached: list[Linear] = []
        for code, wishes in weighted.items():
            held = sum((w * v.meetings[m].placed for m, w in wishes if m in v.meetings), start=0)
            literal = v.model.new_bool_var(f"share[{code},{tenth}]")
            v.model.add(10 * held >= tenth * sum(w for _, w in wishes)).only_enforce_if(literal)
            reached.append(literal)
        counts.append(sum(reached, start=0))
    return tuple(counts)


def num_with_tenths(v: Variables, meetings: Sequence[Meeting], tenth: int, values: Sequence[int]) -> int:
    """Return how many delegations hold so many tenths of their share in a solution."""
    placed = {m for m, variables in v.meetings.items() if values[variables.placed.index]}
    return sum(
        10 * sum(w for m, w in wishes if m in placed) >= tenth * sum(w for _, w in wishes)
        for wishes in _weights(v, meetings).values()
    )


def _weights(v: Variables, meetings: Sequence[Meeting]) -> dict[str, list[tuple[str, int]]]:
    """Return for each delegation its meetings to place, each with the weight it gives it."""
    weights: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for meeting in meetings:
        for code in meeting.parties:
            weights[code].append((meeting.id, weight_of(v.summit, meeting, code)))
    return dict(weights)


def loss(v: Variables, variables: MeetingVariables, rung_idx: int) -> int:
    """Return the value lost by a meeting in one form of its ladder, in hundredths."""
    return value_of(v.summit, variables.meeting) * v.summit.settings.form_loss(rung_idx)


def form_kept(v: Variables) -> Linear:
    """Return the value lost by lesser forms and stand-ins, in hundredths; to be minimised."""
    settings = v.summit.settings
    terms: list[Linear] = []
    for variables in v.meetings.values():
        value = value_of(v.summit, variables.meeting)
        terms += [loss(v, variables, idx) * form for idx, form in variables.forms.items()]
        for seat in variables.seats:
            stand_ins = list(seat.values())[1:]
            terms += [value * settings.stand_in_loss_percent * literal for literal in stand_ins]
    return sum(terms, start=0)
