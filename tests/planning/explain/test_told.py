"""What a delegation is told: attacked with summits that differ only in what others keep to themselves."""

import json
import random
from dataclasses import replace

import pytest

from summitry.cli.explained import told_document
from summitry.planning.explain.told import NOT_AVAILABLE, told_to
from summitry.planning.legal import Openings
from summitry.summit import (
    Attendance,
    ClosedWindow,
    Limit,
    Meeting,
    Plan,
    Presence,
    Priority,
    Reply,
    ReplyState,
    Session,
    Summit,
    SummitryError,
)
from tests.agreement.random_summits import FEATURES, random_summit
from tests.agreement.test_openings import some_plan
from tests.builders import meeting
from tests.builders import summit as small_summit

SEEDS = range(150)


def words(summit: Summit, plan: Plan, asked: Meeting, code: str, at: int | None = None) -> list[str]:
    """Return all that a delegation is told, whether as text or as JSON, but that something is not available."""
    told = told_to(Openings(summit, plan), asked.id, code, at)
    texts = [told.title, *told.own, *told.others]
    document = told_document(summit, told)
    assert set(document) == {"summit", "meeting", "own", "others"}
    assert {*document["own"], *document["others"]} <= {*texts}
    json.dumps(document)
    return [text for text in texts if text != f"There {NOT_AVAILABLE}."]


def with_secrets_of_others(summit: Summit, plan: Plan, code: str, rng: random.Random) -> tuple[Summit, Plan]:
    """Return the same summit and plan for all that a delegation may know, with other secrets of the others."""
    own = {p.id for p in summit.people if p.delegation == code} | {code}
    others = [d.code for d in summit.delegations if d.code != code]
    theirs = [p.id for p in summit.people if p.delegation != code]
    minutes = [m for d in summit.days for m in range(d.opens, d.closes - 30, 15)]
    closed = [w for w in summit.closed if w.subject in own]
    for subject in rng.sample([*others, *theirs], min(2, len(others) + len(theirs))):
        start = rng.choice(minutes)
        closed.append(ClosedWindow(subject=subject, start=start, end=start + rng.choice((15, 30, 45))))
    presences = [p for p in summit.presences if p.person in own]
    if theirs and rng.random() < 0.5:
        presences.append(Presence(person=rng.choice(theirs), arrival=rng.choice(minutes)))
    mine = {m.id for m in summit.meetings if code in m.parties}
    in_it = {a.meeting for a in plan.assignments if own & {*a.attendees}}
    replies = tuple(_other_reply(r, mine | in_it, code, rng) for r in summit.replies)
    assignments = tuple(a for a in plan.assignments if a.meeting in in_it or rng.random() < 0.5)
    ordered = {end for order in summit.orders for end in (order.before, order.after)}
    sessions = tuple(
        s for s in summit.sessions if s.id in ordered or own & {*summit.people_by_session[s.id]} or rng.random() < 0.5
    )
    facts = replace(
        summit,
        sessions=sessions,
        closed=tuple(closed),
        presences=tuple(presences),
        replies=replies,
        limits=tuple(row for row in summit.limits if row.person in own or rng.random() < 0.5),
        avoidances=tuple(a for a in summit.avoidances if rng.random() < 0.5),
        meetings=tuple(
            m if m.id in mine | in_it else replace(m, confidential=True, title="Secret") for m in summit.meetings
        ),
        people=tuple(p if p.id in own else replace(p, overrun_min=rng.choice((0, 30))) for p in summit.people),
    )
    return facts, replace(plan, assignments=assignments)


def _other_reply(reply: Reply, known: set[str], code: str, rng: random.Random) -> Reply:
    if reply.delegation == code:
        return reply
    priority = rng.choice(list(Priority))
    if reply.meeting in known:
        return replace(reply, priority=priority)
    return replace(reply, priority=priority, reply=rng.choice(list(ReplyState)))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_others_keep_to_themselves_changes_nothing_but_that_something_is_not_available(seed: int) -> None:
    rng = random.Random(seed)
    summit = random_summit(seed, FEATURES)
    plan = some_plan(summit, seed)
    if plan is None:
        return
    for asked in summit.meetings:
        for code in asked.parties:
            known = words(summit, plan, asked, code)
            for _ in range(3):
                assert words(*with_secrets_of_others(summit, plan, code, rng), asked, code) == known


@pytest.mark.parametrize("seed", SEEDS)
def test_nor_do_they_when_one_start_after_the_other_is_asked_about(seed: int) -> None:
    rng = random.Random(seed)
    summit = random_summit(seed, FEATURES)
    plan = some_plan(summit, seed)
    if plan is None:
        return
    asked = rng.choice(summit.meetings)
    code = rng.choice(asked.parties)
    secret, other_plan = with_secrets_of_others(summit, plan, code, rng)
    for opening in Openings(summit, plan).of(asked.id):
        known = words(summit, plan, asked, code, opening.start)
        assert words(secret, other_plan, asked, code, opening.start) == known


@pytest.mark.parametrize("seed", range(60))
def test_no_name_or_time_of_others_is_told(seed: int) -> None:
    summit = random_summit(seed, FEATURES)
    plan = some_plan(summit, seed)
    if plan is None:
        return
    for asked in summit.meetings:
        for code in asked.parties:
            told = told_to(Openings(summit, plan), asked.id, code)
            text = " ".join((*told.own, *told.others))
            for person in summit.people:
                assert person.delegation == code or person.name not in text


A_B = meeting("A-B", "A", "B")
B_C = meeting("B-C", "B", "C", title="Secret talks", confidential=True)


def test_a_meeting_of_others_is_refused_as_one_that_does_not_exist() -> None:
    openings = Openings(small_summit(meetings=(A_B, B_C)), Plan(summit="test"))
    for unknown in ("B-C", "X-Y"):
        with pytest.raises(SummitryError, match=f"^State A has no meeting '{unknown}' at Test summit$"):
            told_to(openings, unknown, "A")


def test_a_delegation_is_told_of_its_own_session_stay_window_and_limit() -> None:
    summit = small_summit(
        meetings=(A_B,),
        sessions=(Session(id="s", title="Council", start=600, end=660, venue="V", participants=("A",)),),
        presences=(Presence(person="a", departure=960),),
        closed=(ClosedWindow(subject="A", start=720, end=780),),
        limits=(Limit(person="b", meetings_a_day=1),),
    )
    told = told_to(Openings(summit, Plan(summit="test")), "A-B", "A")
    assert told.own == (
        "1 June 09:35 to 10:55: Head A is in Council 10:00-11:00",
        "1 June 11:35 to 12:55: State A takes no meeting 12:00-13:00",
        "1 June 15:35 to 17:30: Head A is there only 1 June 00:00 to 1 June 16:00",
    )


def test_of_the_others_it_is_told_only_that_something_is_not_available() -> None:
    blocked = small_summit(
        meetings=(A_B,),
        attendances=(Attendance(meeting="A-B", person="b"),),
        closed=(ClosedWindow(subject="B", start=540, end=1080),),
    )
    told = told_to(Openings(blocked, Plan(summit="test")), "A-B", "A")
    assert told.own == ()
    assert told.others == (
        "Nothing in your own diary stands in the way.",
        f"There {NOT_AVAILABLE}.",
    )
