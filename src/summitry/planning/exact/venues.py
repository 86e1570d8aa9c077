"""Changes of venue of a person within a day."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summitry.planning.exact.blocks import Block, blocks_of
from summitry.planning.exact.decisions import Linear, Literal, Part
from summitry.planning.exact.variables import Variables


def venue_changes(v: Variables, person: str, parts: Sequence[Part]) -> Linear:
    """Return an expression that is at least a person's changes of venue, and equals them in the least case.

    Where all meetings of a day can only be in one venue, it is enough to know which gaps between sessions hold any.
    Otherwise the engagements of the day are put in order by a circuit.
    """
    terms: list[Linear] = []
    blocks = blocks_of(v.summit, person)
    for day in range(len(v.summit.days)):
        own = [block for block in blocks if block.day_idx == day]
        here = [part for part in parts if day in part.variables.days]
        venues = {venue for part in here for venue in part.variables.venues}
        if len(venues) <= 1:
            terms += _by_gaps(v, own, here, next(iter(venues), ""), day)
        else:
            terms += _by_circuit(v, own, here, day)
    return sum(terms, start=0)


def _by_gaps(v: Variables, blocks: Sequence[Block], parts: Sequence[Part], venue: str, day: int) -> Iterator[Linear]:
    span = v.summit.day_spans[day]
    for before, after in pairwise([None, *blocks, None]):
        stands = [before.venue] if before else []
        stands += [after.start_venue] if after else []
        direct = int(len(set(stands)) == 2)
        yield direct
        detour = sum(stand != venue for stand in stands) - direct
        if not detour or not parts:
            continue
        starts = v.starts.minutes
        inside = (starts >= (before.end if before else span.start)) & (starts < (after.start if after else span.end))
        used = v.model.new_bool_var("")
        for part in parts:
            for mode in part.variables.modes:
                v.outside(part.variables, inside, [mode.literal, part.literal, ~used])
        yield detour * used


def _by_circuit(v: Variables, blocks: Sequence[Block], parts: Sequence[Part], day: int) -> Iterator[Linear]:
    """Yield the changes along a circuit through the day's engagements; node 0 is the night."""
    first_part = 1 + len(blocks)
    arcs: list[tuple[int, int, Literal]] = [(0, 0, v.model.new_bool_var(""))]
    for idx in range(1, first_part + len(parts)):
        arcs += [(0, idx, v.model.new_bool_var("")), (idx, 0, v.model.new_bool_var(""))]
    for idx, part in enumerate(parts, start=first_part):
        arcs.append((idx, idx, ~v.both(part.literal, part.variables.days[day])))
    for idx, (sooner, later) in enumerate(pairwise(blocks), start=1):
        arc = v.model.new_bool_var("")
        arcs.append((idx, idx + 1, arc))
        yield int(sooner.venue != later.start_venue) * arc
    for idx, part in enumerate(parts, start=first_part):
        for block_idx, block in enumerate(blocks, start=1):
            yield from _arc(v, arcs, (block_idx, idx), block, part)
            yield from _arc(v, arcs, (idx, block_idx), part, block)
        for other_idx, other in enumerate(parts, start=first_part):
            if other_idx != idx:
                yield from _arc(v, arcs, (idx, other_idx), part, other)
    v.model.add_circuit(arcs)


def _arc(
    v: Variables,
    arcs: list[tuple[int, int, Literal]],
    ends: tuple[int, int],
    first: Part | Block,
    second: Part | Block,
) -> Iterator[Linear]:
    """Add the arc from one engagement to the next; yield whether it changes the venue."""
    arc = v.model.new_bool_var("")
    arcs.append((*ends, arc))
    end = first.end if isinstance(first, Block) else first.variables.end
    start = second.start if isinstance(second, Block) else second.variables.start_minute
    change = v.model.new_bool_var("")
    left_from = ((first.venue, ()),) if isinstance(first, Block) else _stands(v, first)
    gone_to = ((second.start_venue, ()),) if isinstance(second, Block) else _stands(v, second)
    for origin, here in left_from:
        for destination, there in gone_to:
            move = v.summit.move_min(origin, destination)
            v.model.add(end + move <= start).only_enforce_if(arc, *here, *there)
            if origin != destination:
                v.model.add_bool_or(~arc, change, *(~lit for lit in (*here, *there)))
    yield change


def _stands(v: Variables, part: Part) -> tuple[tuple[str, tuple[Literal, ...]], ...]:
    """Return the venues in which a meeting may be, each with the literal under which it is, if it has the choice."""
    literals = {venue: v.venue_literal(part.variables, venue) for venue in part.variables.venues}
    return tuple((venue, () if literal is None else (literal,)) for venue, literal in literals.items())
