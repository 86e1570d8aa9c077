"""Cuts on how far meetings reach out of several people's days at once.

Somebody's meetings follow one another, so their partners cannot all have theirs right beside the same session: the
nearest reaches out by one meeting, the next by two, and so on. With n meetings of at least p minutes the reaches sum to
p n (n + 1) / 2 or more, which is convex in n; its tangents are linear cuts (the single-machine inequalities of
Queyranne, doi 10.1007/BF01581271).
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model

from summitry.planning.exact.decisions import Buffer, Linear, Literal, Part
from summitry.planning.exact.gaps import Gap
from summitry.planning.exact.variables import Variables
from summitry.planning.starts import Mask


@dataclass(frozen=True, slots=True)
class Reach:
    """How far meetings reach out of a person's day on one side of their sessions: `minutes` is the variable for it."""

    person: str
    gap: Gap
    minutes: cp_model.IntVar

    @property
    def is_before(self) -> bool:
        """Whether it counts backwards from the first session, not onwards from the last."""
        return self.gap.before is None

    @property
    def reference(self) -> int:
        """The minute from which it counts."""
        return self.gap.end if self.is_before else self.gap.start


class _Member(NamedTuple):
    """A partner's reach for one meeting of somebody's, with the buffers after it for both."""

    part: Part
    reach: Reach
    buffer: Buffer | None
    partner_buffer: Buffer | None


def add_stagger_cuts(v: Variables, reaches: list[Reach]) -> None:
    """Add the tangents for each person, side and day, counted from every minute at which a session begins or ends."""
    by_meeting: defaultdict[str, list[Reach]] = defaultdict(list)
    for reach in reaches:
        for part, _ in reach.gap.parts:
            if part.literal is part.variables.placed:  # another may fill this seat, and then this reach says nothing
                by_meeting[part.variables.meeting.id].append(reach)
    for person, parts in v.guests().items():
        groups: defaultdict[tuple[bool, int | None], list[_Member]] = defaultdict(list)
        for part in parts:
            meeting = part.variables.meeting.id
            for reach in by_meeting[meeting]:
                if reach.person != person:
                    member = _Member(part, reach, v.buffer(person, meeting), v.buffer(reach.person, meeting))
                    groups[reach.is_before, v.summit.day_idx(reach.gap.start)].append(member)
        sessions = v.summit.sessions_by_person.get(person, ())
        for (is_before, day), members in groups.items():
            own = {s.start if is_before else s.end for s in sessions if v.summit.day_idx(s.start) == day}
            for reference in sorted(own | {m.reach.reference for m in members}):
                _add_tangents(v, members, reference, is_own=reference in own)


def _add_tangents(v: Variables, members: list[_Member], reference: int, *, is_own: bool) -> None:
    """Add the tangents for the meetings beyond `reference`, one partner each.

    Parameters
    ----------
    is_own
        Whether the person whose meetings these are comes from, or goes to, a session at that minute.
    """
    chosen: dict[str, tuple[_Member, Literal]] = {}
    for member in members:
        meeting = member.part.variables.meeting.id
        if meeting not in chosen and (member.part.variables.mask & _beyond(v, member, reference)).any():
            beyond = v.inside(member.part.variables, _beyond(v, member, reference))
            chosen[meeting] = (member, v.both(beyond, member.part.literal))
    if len(chosen) < 2:
        return
    is_before = members[0].reach.is_before
    least = min(_minutes(v, member) for member, _ in chosen.values())
    # a reach counts from its own session; what lies between that and the reference is paid on top
    total: Linear = sum(
        member.reach.minutes - _further(member, reference) * beyond for member, beyond in chosen.values()
    )
    buffers = [b for member, _ in chosen.values() for b in (member.buffer, member.partner_buffer) if b is not None]
    total += sum(len(chosen) * buffer.missing for buffer in buffers)  # what one misses, all further out may come nearer
    num = sum(beyond for _, beyond in chosen.values())
    if buffers and not is_before:
        total += max(b.wanted_min for b in buffers) * num  # after a session no buffer comes before the nearest
    if not is_own and any(_further(member, reference) > 0 for member, _ in chosen.values()):
        # nothing need stand at the reference for those in the nearest: neither move nor buffer
        total += (v.least_move_min + max((b.wanted_min for b in buffers), default=0)) * num
    for k in range(len(chosen)):
        v.model.add(total >= least * (k + 1) * num - least * k * (k + 1) // 2)


def _beyond(v: Variables, member: _Member, reference: int) -> Mask:
    """Return the starts at which a meeting lies wholly beyond the reference, in the gap of its partner's reach."""
    minutes, gap = v.starts.minutes, member.reach.gap
    if member.reach.is_before:
        longest = max(mode.rung.duration_min for mode in member.part.variables.modes)
        return (minutes + longest <= min(reference, gap.end)) & (minutes >= gap.start)
    return (minutes >= max(reference, gap.start)) & (minutes < gap.end)


def _further(member: _Member, reference: int) -> int:
    """Return how much further out than the partner's own session the reference lies; negative if it lies nearer."""
    own = member.reach.reference
    return own - reference if member.reach.is_before else reference - own


def _minutes(v: Variables, member: _Member) -> int:
    buffer = member.buffer.wanted_min if member.buffer else 0
    return v.least_duration(member.part.variables) + v.least_move_min + buffer
