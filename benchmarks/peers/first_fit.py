"""Peer (e): greedy first-fit, as event tools do."""

from benchmarks.peers.problem import PeerResult, Problem, Run, breaks_of


def solve(problem: Problem, *, time_limit_s: float, seed: int) -> PeerResult:
    """Give each meeting, in the given order, the first slot that its participants, the tables and precedences leave it.

    It looks neither at breaks nor at fairness, and takes no meeting back. ``feasible`` means that all are placed and
    fairness holds. The limit is never reached, and nothing is left to chance.
    """
    del time_limit_s, seed
    run = Run()
    run.is_built()
    slots = _placed(problem)
    breaks = breaks_of(problem, slots)
    num_left = slots.count(None)
    is_fair = problem.fairness is None or max(breaks) - min(breaks) <= problem.fairness
    return run.result(
        "feasible" if not num_left and is_fair else "unknown",
        breaks=sum(breaks),
        slots=slots,
        note=f"{num_left} not placed" if num_left else "" if is_fair else "unfair",
    )


def _placed(problem: Problem) -> tuple[int | None, ...]:
    slots: list[int | None] = [None] * problem.num_meetings
    is_busy = [[False] * problem.num_slots for _ in range(problem.num_participants)]
    num_held = [0] * problem.num_slots
    for meeting, (one, two) in enumerate(problem.pairs):
        # what is placed already bounds the slot from either side
        after = [slots[a] for a, b in problem.precedences if b == meeting]
        before = [slots[b] for a, b in problem.precedences if a == meeting]
        first = max((slot + 1 for slot in after if slot is not None), default=0)
        end = min((slot for slot in before if slot is not None), default=problem.num_slots)
        for slot in problem.allowed[meeting]:
            is_free = not is_busy[one][slot] and not is_busy[two][slot] and num_held[slot] < problem.num_tables
            if is_free and first <= slot < end:
                slots[meeting] = slot
                is_busy[one][slot] = is_busy[two][slot] = True
                num_held[slot] += 1
                break
    return tuple(slots)
