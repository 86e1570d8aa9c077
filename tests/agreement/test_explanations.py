"""Explanations held against the judge: blocking sets that block and are minimal, changes that keep every rule."""

from dataclasses import replace

import pytest

from summitry.planning.explain.changes import Changes
from summitry.planning.explain.conflict import Conflict
from summitry.planning.explain.price import loss_of
from summitry.planning.legal import Blocker, Kind, Openings, State
from summitry.rules import judge
from summitry.summit import Meeting, Plan, ReplyState, Summit
from tests.agreement.random_summits import FEATURES, random_summit
from tests.agreement.test_openings import can_be_held, is_clean, some_plan

SEEDS = (*range(80), 266, 387)  # the last two have delegations that avoid each other's sessions
_ALWAYS = {Kind.NO_ROOM}  # what no row of the facts states alone


def only(summit: Summit, plan: Plan, meeting: Meeting, standing: frozenset[Blocker]) -> tuple[Summit, Plan]:
    """Return facts and plan with nothing left in the way of a meeting but these blockers."""

    def stands(kind: Kind, subject: str, other: str = "") -> bool:
        return any((b.kind, b.subject, b.other) == (kind, subject, other) for b in standing)

    def session_parts() -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(p for p in summit.people_by_session[s.id] if stands(Kind.SESSION, s.id, p)) for s in summit.sessions
        )

    sessions = tuple(
        replace(
            s, participants=people, absent=(), chair="", room=s.room if stands(Kind.SESSION_ROOM, s.id, s.room) else ""
        )
        for s, people in zip(summit.sessions, session_parts(), strict=True)
    )
    own = replace(
        meeting,
        allowed=meeting.allowed if stands(Kind.ALLOWED, meeting.id) else (),
    )
    meetings = tuple(own if m.id == meeting.id else m for m in summit.meetings)
    facts = replace(
        summit,
        sessions=sessions,
        meetings=meetings,
        presences=tuple(p for p in summit.presences if stands(Kind.PRESENCE, p.person)),
        closed=tuple(w for w in summit.closed if Blocker(Kind.CLOSED, w.subject, window=w.interval) in standing),
        rooms=tuple(replace(r, open=r.open if stands(Kind.ROOM_OPEN, r.id) else ()) for r in summit.rooms),
        orders=tuple(o for o in summit.orders if stands(Kind.ORDER, o.before, o.after)),
        limits=tuple(row for row in summit.limits if stands(Kind.LIMIT, row.person)),
        avoidances=tuple(a for a in summit.avoidances if stands(Kind.APART, a.first, a.second)),
        pins=tuple(p for p in summit.pins if stands(Kind.PIN, p.meeting)),
        replies=tuple(
            replace(r, reply=ReplyState.ACCEPTED)
            if r.meeting != meeting.id or not stands(Kind.CONSENT, meeting.id)
            else r
            for r in summit.replies
        ),
    )
    if not stands(Kind.LANGUAGES, meeting.id):
        facts = replace(
            facts,
            delegations=tuple(replace(d, languages=()) for d in facts.delegations),
            people=tuple(replace(p, languages=()) for p in facts.people),
            meetings=tuple(replace(m, languages=()) for m in facts.meetings),
        )
    placed = tuple(a for a in plan.assignments if a.meeting != meeting.id and stands(Kind.MEETING, a.meeting))
    return facts, replace(plan, assignments=placed)


def can_be_held_at_all(summit: Summit, plan: Plan, meeting: Meeting) -> bool:
    step = summit.settings.step_min
    starts = [s for d in summit.days for s in range(-(-d.opens // step) * step, d.closes, step)]
    known = summit.meeting_by_id[meeting.id]
    return any(can_be_held(summit, plan, known, start, frozenset()) for start in starts)


# Breaks kept even count what everybody does, so that a smaller set of facts is another case; it has tests of its own.
_FEATURES = FEATURES - {"fairness_cap", "daily_load"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_blocking_set_blocks_and_no_part_of_it_does(seed: int) -> None:
    summit = random_summit(seed, _FEATURES)
    plan = some_plan(summit, seed)
    if plan is None:
        return
    for meeting in summit.meetings:
        openings = Openings(summit, plan)
        blockers = frozenset(Conflict(openings, meeting.id).smallest())
        if any(opening.state is State.FREE for opening in openings.of(meeting.id)):
            assert not blockers
            continue
        assert not can_be_held_at_all(*only(summit, plan, meeting, blockers), meeting)
        for dropped in blockers:
            if dropped.kind not in _ALWAYS:
                assert can_be_held_at_all(*only(summit, plan, meeting, blockers - {dropped}), meeting), dropped


@pytest.mark.parametrize("seed", SEEDS)
def test_no_blocker_can_be_dropped_whatever_the_rules(seed: int) -> None:
    summit = random_summit(seed + 1000, FEATURES)
    plan = some_plan(summit, seed)
    if plan is None:
        return
    for meeting in summit.meetings:
        conflict = Conflict(Openings(summit, plan), meeting.id)
        blockers = conflict.smallest()
        if blockers:
            assert not conflict.fits(blockers)
            for dropped in blockers:
                assert conflict.fits([b for b in blockers if b != dropped])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_lets_the_meeting_in_and_costs_what_it_says(seed: int) -> None:
    summit = random_summit(seed, FEATURES)
    plan = some_plan(summit, seed)
    if plan is None:
        return
    openings = Openings(summit, plan)
    for meeting in summit.meetings:
        for change in Changes(openings, meeting.id, openings.of(meeting.id)).cheapest():
            assert is_clean(change.summit, change.plan), change.text
            assert change.plan.of(meeting.id) == change.put
            others = {a.meeting: a for a in plan.assignments if a.meeting != meeting.id}
            after = {a.meeting: a for a in change.plan.assignments if a.meeting != meeting.id}
            assert others.keys() == after.keys()
            moved = [m for m in others if others[m] != after[m]]
            assert change.price.num_moves == len(moved)
            assert change.price.num_facts == (change.summit != summit)
            if not change.price.num_facts:
                assert change.price.moved_min == sum(abs(others[m].start - after[m].start) for m in moved)
            before = plan.of(meeting.id)
            gained = 0 if before is None else loss_of(summit, meeting, before)
            losses = [judge(s, p).values["form_kept"] for s, p in ((change.summit, change.plan), (summit, plan))]
            assert change.price.loss == losses[0] - losses[1] + gained  # type: ignore[operator]  # one number each
