"""Meetings are moved by hand, and the engine alone says whether they may."""

import pytest
from django.test import Client

from summitry.formats import read_summit
from summitry.formats.plan_json import read_plan
from summitry.rules import judge
from summitry.summit import Assignment, Plan
from summitry_web.accounts.models import User
from summitry_web.planning.domain.plans import present_plan, write_plan
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.domain.writing import add_row, make_edition
from summitry_web.planning.models import Edition, PlanRevision, Role
from tests.builders import accepted, meeting, summit
from tests.web.conftest import EXAMPLES, member

pytestmark = pytest.mark.django_db
PLAN = "/summits/small/plan/"
A_B = f"{PLAN}meetings/A-B/"


@pytest.fixture
def small() -> Edition:
    """Two meetings, of A with B at nine and of B with C at ten, in the one room."""
    both = (meeting("A-B", "A", "B"), meeting("B-C", "B", "C"))
    facts = summit(meetings=both, replies=accepted(*both))
    edition = make_edition("small", facts)
    placed = (
        Assignment(meeting="A-B", form="sit-down", start=540, room="R", attendees=("a", "b")),
        Assignment(meeting="B-C", form="sit-down", start=600, room="R", attendees=("b", "c")),
    )
    user = User.objects.create_user("first@example.org")
    write_plan(edition, facts, Plan(summit=facts.id, assignments=placed), reason="begun", user=user, seen=0)
    return edition


@pytest.fixture
def planner(small: Edition) -> Client:
    """The planner's browser."""
    return member(small, Role.PLANNER)


def plan_of(edition: Edition) -> Plan:
    return present_plan(edition, snapshot(edition).summit)


def start_of(edition: Edition, meeting_id: str) -> int | None:
    placed = plan_of(edition).of(meeting_id)
    return None if placed is None else placed.start


def test_a_meeting_is_moved_to_where_it_may_be(small: Edition, planner: Client) -> None:
    told = planner.post(f"{A_B}move/", {"start": "2026-06-01 11:00", "seen": 1})
    assert (told.status_code, told["Location"]) == (302, A_B)
    assert start_of(small, "A-B") == 660
    assert judge(snapshot(small).summit, plan_of(small)).is_clean
    latest = PlanRevision.objects.filter(edition=small)[0]
    assert (latest.number, latest.reason) == (2, "A-B put on 1 June 11:00")


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("2026-06-01 10:00", "room_no_overlap"),
        ("2026-06-01 10:15", "person_no_overlap"),
        ("2026-06-01 17:45", "day_bounds"),
        ("2026-06-01 08:00", "day_bounds"),
    ],
)
def test_a_move_that_breaks_a_rule_is_refused_with_the_rule(
    start: str, rule: str, small: Edition, planner: Client
) -> None:
    told = planner.post(f"{A_B}move/", {"start": start, "seen": 1})
    assert told.status_code == 422
    assert f"<li>{rule}: " in told.content.decode()
    assert (start_of(small, "A-B"), snapshot(small).revision) == (540, 1)


@pytest.mark.parametrize("start", ["noon", "2026-06-01", "2026-13-01 10:00", ""])
def test_a_start_that_cannot_be_read_is_told_at_its_field(start: str, small: Edition, planner: Client) -> None:
    told = planner.post(f"{A_B}move/", {"start": start, "seen": 1})
    assert (told.status_code, list(told.context["form"].errors)) == (422, ["start"])


def test_of_two_who_drop_two_meetings_into_one_slot_the_second_is_told(small: Edition, planner: Client) -> None:
    other = member(small, Role.SECRETARIAT)
    first = planner.post(f"{A_B}move/", {"start": "2026-06-01 12:00", "seen": 1})
    second = other.post(f"{PLAN}meetings/B-C/move/", {"start": "2026-06-01 12:00", "seen": 1})
    assert (first.status_code, second.status_code) == (302, 409)
    assert (start_of(small, "A-B"), start_of(small, "B-C")) == (720, 600)
    assert 'name="seen" value="2"' in second.content.decode()


def test_a_meeting_is_taken_out_with_its_reason_and_placed_again(small: Edition, planner: Client) -> None:
    assert planner.post(f"{A_B}take-out/", {"seen": 1}).status_code == 302
    assert [unplaced.meeting for unplaced in plan_of(small).unplaced] == ["A-B"]
    shown = planner.get(A_B).content.decode()
    assert "Not placed" in shown
    assert "nothing has to change" in shown
    assert planner.post(f"{A_B}move/", {"start": "2026-06-01 09:00", "seen": 2}).status_code == 302
    assert (start_of(small, "A-B"), plan_of(small).unplaced) == (540, ())


def test_a_change_that_is_offered_is_made_at_one_press(small: Edition, planner: Client) -> None:
    planner.post(f"{A_B}take-out/", {"seen": 1})
    offered = planner.get(A_B).context["why"].changes[0]
    assert planner.post(f"{A_B}change/", {"change": offered.text, "seen": 1}).status_code == 409
    assert planner.post(f"{A_B}change/", {"change": offered.text, "seen": 2}).status_code == 302
    assert start_of(small, "A-B") == offered.put.start
    assert planner.post(f"{A_B}change/", {"change": "give us the hall", "seen": 3}).status_code == 409


def test_a_change_to_the_facts_is_made_with_the_plan_or_not_at_all(small: Edition, planner: Client) -> None:
    planner.post(f"{A_B}take-out/", {"seen": 1})
    add_row(small, "closed", {"subject": "A", "start": "2026-06-01 09:00", "end": "2026-06-01 18:00"})
    changes = planner.get(A_B).context["why"].changes
    before = snapshot(small).summit
    easing = next(change for change in changes if change.summit != before)
    assert planner.post(f"{A_B}change/", {"change": easing.text, "seen": 3}).status_code == 302
    after, revision = snapshot(small)
    assert (after, revision) == (easing.summit, 4)
    assert judge(after, plan_of(small)).is_clean
    assert start_of(small, "A-B") == easing.put.start


def test_a_meeting_is_pinned_and_let_go(small: Edition, planner: Client) -> None:
    planner.post(f"{A_B}pin/", {"pinned": "yes", "seen": 1})
    assert "pinned</span>" in planner.get(A_B).content.decode()
    planner.post(f"{A_B}pin/", {"pinned": "no", "seen": 2})
    assert [placed.pinned for placed in plan_of(small).assignments] == [False, False]


def test_a_rule_that_was_broken_before_does_not_stand_in_the_way_of_mending_it(small: Edition, planner: Client) -> None:
    add_row(small, "closed", {"subject": "A", "start": "2026-06-01 09:00", "end": "2026-06-01 10:00"})
    add_row(small, "closed", {"subject": "C", "start": "2026-06-01 10:00", "end": "2026-06-01 11:00"})
    assert len(judge(snapshot(small).summit, plan_of(small)).violations) == 2
    assert planner.post(f"{A_B}move/", {"start": "2026-06-01 11:00", "seen": 3}).status_code == 302
    assert len(judge(snapshot(small).summit, plan_of(small)).violations) == 1


def test_a_plan_that_does_not_fit_the_facts_is_shown_and_refuses_in_words(small: Edition, planner: Client) -> None:
    facts, revision = snapshot(small)
    strange = Assignment(meeting="GONE", form="sit-down", start=700, room="R")
    kept = plan_of(small)
    user = User.objects.get(email="first@example.org")
    broken = Plan(summit=facts.id, assignments=(*kept.assignments, strange))
    write_plan(small, facts, broken, reason="strange", user=user, seen=revision)
    assert "does not fit the facts" in planner.get(A_B).content.decode()
    assert planner.get(f"{PLAN}board/").status_code == 200
    assert planner.get(PLAN).status_code == 200


def test_there_is_no_page_of_a_meeting_that_is_not_there(small: Edition, planner: Client) -> None:
    for address in ("", "move/", "take-out/", "pin/", "change/"):
        ask = planner.post if address else planner.get
        assert ask(f"{PLAN}meetings/NONE/{address}").status_code == 404


def test_the_board_shows_every_meeting_of_the_day_in_every_partys_row(client: Client) -> None:
    facts = read_summit(EXAMPLES / "vilnius-2023").summit
    edition = make_edition("vilnius", facts)
    plan = read_plan(EXAMPLES / "vilnius-2023" / "plans" / "plain.json", facts).plan
    write_plan(edition, facts, plan, reason="planned", user=User.objects.create_user("x@example.org"), seen=0)
    browser = member(edition, Role.AUDITOR)
    shown = "".join(browser.get(f"/summits/vilnius/plan/board/?day={day}").content.decode() for day in (1, 2, 3))
    for placed in plan.assignments:
        parties = facts.meeting_by_id[placed.meeting].parties
        assert shown.count(f'/meetings/{placed.meeting}/"') >= len(parties), placed.meeting
    rooms = browser.get("/summits/vilnius/plan/board/?day=2&by=room&words=no+such").content.decode()
    assert "<svg" in rooms
    assert facts.rooms[0].name not in rooms


@pytest.mark.parametrize("query", ["day=0", "day=99", "day=x", "by=king", "words=%00"])
def test_the_board_takes_whatever_it_is_asked(query: str, small: Edition, planner: Client) -> None:
    assert planner.get(f"{PLAN}board/?{query}").status_code == 200
