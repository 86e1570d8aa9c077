"""The soft level `comfort`: breaks, idle minutes, changes of venue, preferred times.

Changes of room depend on which room of a class each meeting gets, which is decided after the search; the model counts
only those that cannot be avoided, so its bound holds for the whole level.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from ortools.sat.python import cp_model

from summitry.planning.exact.breaks import BreakCounts
from summitry.planning.exact.costs import Costs, StartCosts
from summitry.planning.exact.decisions import Linear, Literal, Mode, Part
from summitry.planning.exact.gaps import Gap, gaps_of
from summitry.planning.exact.regions import add_region_cuts
from summitry.planning.exact.stagger import Reach, add_stagger_cuts
from summitry.planning.exact.variables import Variables
from summitry.planning.exact.venues import venue_changes
from summitry.summit import Interval, Role
from summitry.summit.times import union


def comfort(v: Variables, breaks: BreakCounts) -> Linear:
    """Return the weighted discomfort of all people but interpreters, changes of room left out; to be minimised."""
    people = [person.id for person in v.summit.people if person.role is not Role.INTERPRETER]
    reaches: list[Reach] = []
    gaps: list[Gap] = []
    terms = [discomfort(v, breaks, person, gaps, reaches) for person in people]
    add_region_cuts(v, gaps)
    add_stagger_cuts(v, reaches)
    return sum(terms, start=v.summit.settings.comfort.off_preference * _off_preference(v))


def discomfort(v: Variables, breaks: BreakCounts, person: str, all_gaps: list[Gap], reaches: list[Reach]) -> Linear:
    """Return one person's share of `comfort`: breaks, idle minutes, changes of venue."""
    weights = v.summit.settings.comfort
    parts = v.guests().get(person, ())
    num_breaks = breaks.lower(person)
    terms = [weights.break_ * num_breaks, weights.venue_change * venue_changes(v, person, parts)]
    terms.append(weights.room_change * breaks.forced_room_changes(person))
    unfilled: list[Linear] = []
    for day in range(len(v.summit.days)):
        gaps = gaps_of(v, person, parts, day)
        all_gaps += gaps
        for gap in gaps:
            gap.fit()
            unfilled += _unfilled(v, gap)
        terms += [weights.idle_minute * idle for idle in _idle_minutes(v, person, gaps, parts, day, reaches)]
    if parts:
        v.model.add(num_breaks >= sum(unfilled, start=0))
    return sum(terms, start=0)


def _can_be_filled(gap: Gap) -> bool:
    """Tell whether some of its meetings may take up a gap to the minute; where moves differ, it is taken to be so."""
    if gap.most_move_min != gap.v.least_move_min:
        return True
    sums = {gap.most_move_min}
    for part, _ in gap.parts:
        durations = {mode.rung.duration_min + gap.most_move_min for mode in part.variables.modes}
        sums |= {done + more for done in sums for more in durations}
    return gap.end - gap.start in sums


def _unfilled(v: Variables, gap: Gap) -> Iterator[Linear]:
    """Yield whether a gap between sessions holds a break at least: it does, unless meetings fill it to the minute."""
    if gap.before is None or gap.after is None:
        return
    length = gap.end - gap.start
    if length <= v.summit.move_min(gap.before.venue, gap.after.venue):
        return
    full = v.model.new_bool_var("")
    if _can_be_filled(gap):
        longest = [
            (max(m.rung.duration_min for m in part.variables.modes) + gap.most_move_min) * inside
            for part, inside in gap.parts
        ]
        v.model.add(sum(longest, start=gap.most_move_min) >= length).only_enforce_if(full)
    else:
        v.model.add(full == 0)
    yield 1 - full


def _off_preference(v: Variables) -> Linear:
    costs = StartCosts(v)
    for variables in v.meetings.values():
        for code in variables.meeting.parties:
            preferred = v.summit.reply_of(variables.meeting, code).preferred
            if preferred:
                costs.add(Part(variables, variables.placed), _outside(v, union(preferred)))
    return costs.expression()


def _outside(v: Variables, preferred: Sequence[Interval]) -> Callable[[Mode], Costs]:
    def cost_in(mode: Mode) -> Costs:
        return (~v.starts.within(mode.rung.duration_min, preferred)).astype(np.int64)

    return cost_in


def _idle_minutes(
    v: Variables, person: str, gaps: Sequence[Gap], parts: Sequence[Part], day: int, reaches: list[Reach]
) -> Iterator[Linear]:
    """Yield terms whose sum is the minutes between a person's first and last engagement of a day spent in none.

    Between sessions every minute counts; before the first and after the last those that the meetings there reach out.
    """
    here = [part for part in parts if day in part.variables.days]
    for gap in gaps:
        if gap.is_closed:
            yield gap.end - gap.start
        elif gap.before is None and gap.after is None:
            yield _span_of_meetings(v, gap, here, day)
        elif gap.parts:
            reach = _reach(v, gap)
            reaches.append(Reach(person, gap, reach))
            yield reach
    for part in here:
        yield -_minutes_on(v, part, day)


def _reach(v: Variables, gap: Gap) -> cp_model.IntVar:
    """Return how far meetings reach out before the first session of a day, or after the last."""
    reach = v.model.new_int_var(0, gap.end - gap.start, "")
    for needed in gap.all_needed:
        v.model.add(reach >= needed)
    for part, inside in gap.parts:
        ends, starts = part.variables.end, part.variables.start_minute
        outermost = gap.end - starts if gap.before is None else ends - gap.start
        v.model.add(reach >= outermost).only_enforce_if(inside)
    return reach


def _span_of_meetings(v: Variables, gap: Gap, parts: Sequence[Part], day: int) -> Linear:
    if len(parts) < 2:
        return sum((_minutes_on(v, part, day) for part in parts), start=0)
    first = v.model.new_int_var(gap.start, gap.end, "")
    last = v.model.new_int_var(gap.start, gap.end, "")
    v.model.add(last >= first)
    v.model.add(last - first >= gap.needed - v.least_move_min)
    for part in parts:
        v.model.add(first <= part.variables.start_minute).only_enforce_if(*_on(part, day))
        v.model.add(last >= part.variables.end).only_enforce_if(*_on(part, day))
    return last - first


def _on(part: Part, day: int) -> tuple[Literal, ...]:
    """Return the literals under which a part takes place on a day."""
    literal = part.variables.days[day]
    return (part.literal,) if literal is part.variables.placed else (part.literal, literal)


def _minutes_on(v: Variables, part: Part, day: int) -> Linear:
    ladder = v.summit.ladder(part.variables.meeting)
    terms: list[Linear] = []
    for idx, form in part.variables.forms.items():
        present = form
        for literal in _on(part, day):
            present = present if literal is part.variables.placed else v.both(present, literal)
        terms.append(ladder[idx].duration_min * present)
    return sum(terms, start=0)
