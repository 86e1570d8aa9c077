"""Cuts on how far meetings reach out of several people's days at once.

Somebody's meetings follow one another, so their partners cannot all have theirs right beside the same session: the nearest reaches out
by one meeting, the next by two, and so on. With n meetings of at least p minutes the reaches sum to p n (n + 1) / 2 or more, which is
convex in n; its tangents are linear cuts (the single-machine inequalities of Queyranne, doi 10.1007/BF01581271).
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model

from summitry.planning.exact.gaps import Gap
from summitry.planning.exact.variables import Buffer, Literal, Variables


@dataclass(frozen=True, slots=True)
class Reach:
    """How far meetings reach out of one person's day on one side of their sessions: `minutes` is the variable for it."""

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
    """A partner's reach for one meeting: whether that lies in the partner's gap, and how long it takes with a move."""

    meeting: str
    reach: Reach
    inside: Literal
    minutes: int
    buffer: Buffer | None
    partner_buffer: Buffer | None


def add_stagger_cuts(v: Variables, reaches: list[Reach]) -> None:
    """Add the tangents for each person, side and day over the partners who count from some minute or further out."""
    by_meeting: defaultdict[str, list[tuple[Reach, Literal]]] = defaultdict(list)
    for reach in reaches:
        for part, inside in reach.gap.parts:
            by_meeting[part.variables.meeting.id].append((reach, inside))
    for person, parts in v.guests().items():
        groups: defaultdict[tuple[bool, int | None], list[_Member]] = defaultdict(list)
        for part in parts:
            if part.literal is not part.variables.placed:
                continue  # another may fill this seat, and then the meetings need not follow one another
            buffer = v.buffer(person, part.variables.meeting.id)
            minutes = v.least_duration(part.variables) + v.least_move_min + (buffer.wanted_min if buffer else 0)
            for reach, inside in by_meeting[part.variables.meeting.id]:
                if reach.person != person:
                    day = v.summit.day_idx(reach.gap.start)
                    groups[reach.is_before, day].append(
                        _Member(
                            part.variables.meeting.id,
                            reach,
                            inside,
                            minutes,
                            buffer,
                            v.buffer(reach.person, part.variables.meeting.id),
                        )
                    )
        for members in groups.values():
            for reference in {m.reach.reference for m in members}:
                _add_tangents(v, members, reference)


def _add_tangents(v: Variables, members: list[_Member], reference: int) -> None:
    """Add the tangents for one member a meeting among those whose reach counts from `reference` or further out."""
    chosen: dict[str, tuple[_Member, int]] = {}
    for member in members:
        further = reference - member.reach.reference if member.reach.is_before else member.reach.reference - reference
        if further >= 0:
            chosen.setdefault(member.meeting, (member, further))
    if len(chosen) < 2:
        return
    least = min(member.minutes for member, _ in chosen.values())
    total = sum(member.reach.minutes + further * member.inside for member, further in chosen.values())
    num = sum(member.inside for member, _ in chosen.values())
    buffers = [b for member, _ in chosen.values() for b in (member.buffer, member.partner_buffer) if b is not None]
    total += sum(len(chosen) * buffer.missing for buffer in buffers)  # what one misses, all further out may come nearer
    if buffers and not chosen[next(iter(chosen))][0].reach.is_before:
        total += max(b.wanted_min for b in buffers) * num  # after the last session no buffer comes before the nearest
    for k in range(len(chosen)):
        v.model.add(total >= least * (k + 1) * num - least * k * (k + 1) // 2)
