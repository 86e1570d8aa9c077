"""Runs of the planner: one worker each, and a proposal that is applied only to what it was planned from."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from asgiref.sync import sync_to_async
from django.core.management import call_command
from django.db import connection, connections
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from summitry.planning.progress import Point
from summitry.rules import judge
from summitry.summit import SummitryError
from summitry_web.accounts.models import User
from summitry_web.planning.domain import jobs
from summitry_web.planning.domain.plans import present_plan, write_plan
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.domain.writing import add_row, make_edition
from summitry_web.planning.models import Edition, Job, JobState, PlanRevision, Role
from tests.builders import accepted, meeting, summit
from tests.web.conftest import member

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "/summits/small/plan/"


@pytest.fixture
def small(db: None) -> Edition:
    """A summit of two meetings, planned in a moment."""
    both = (meeting("A-B", "A", "B"), meeting("B-C", "B", "C"))
    return make_edition("small", summit(meetings=both, replies=accepted(*both)))


@pytest.fixture
def planner(small: Edition) -> Client:
    """The planner's browser."""
    return member(small, Role.PLANNER)


def proposed(small: Edition, planner: Client) -> Job:
    """Have a run made by a worker, and return it."""
    assert planner.post(f"{PLAN}runs/", {"time_limit_s": 10}).status_code == 302
    call_command("work", "--once")
    return Job.objects.get(edition=small, state=JobState.PROPOSED)


def test_from_a_wish_to_a_plan(small: Edition, planner: Client) -> None:
    told = planner.post(f"{PLAN}runs/", {"time_limit_s": 10})
    waiting = planner.get(told["Location"]).content.decode()
    assert "Waiting for a worker" in waiting
    assert 'http-equiv="refresh"' in waiting
    call_command("work", "--once")
    shown = planner.get(told["Location"]).content.decode()
    assert "2 of 2 meetings placed; proven best." in shown
    assert "A-B added on 1 June" in shown
    assert not PlanRevision.objects.exists()
    assert planner.post(f"{told['Location']}apply/")["Location"] == PLAN
    facts = snapshot(small).summit
    plan = present_plan(small, facts)
    assert ({a.meeting for a in plan.assignments}, judge(facts, plan).is_clean) == ({"A-B", "B-C"}, True)
    assert "The plan breaks no rule" in planner.get(PLAN).content.decode()


def test_a_proposal_is_applied_once(small: Edition, planner: Client) -> None:
    job = proposed(small, planner)
    assert planner.post(f"{PLAN}runs/{job.pk}/apply/").status_code == 302
    assert planner.post(f"{PLAN}runs/{job.pk}/apply/").status_code == 409
    assert PlanRevision.objects.count() == 1


def test_a_proposal_on_facts_that_have_changed_is_refused(small: Edition, planner: Client) -> None:
    job = proposed(small, planner)
    add_row(small, "delegations", {"code": "NEW", "name": "Newland"})
    assert "can only be discarded" in planner.get(f"{PLAN}runs/{job.pk}/").content.decode()
    assert planner.post(f"{PLAN}runs/{job.pk}/apply/").status_code == 409
    assert not PlanRevision.objects.exists()
    job.refresh_from_db()
    assert job.state == JobState.PROPOSED


def test_what_is_discarded_is_not_applied(small: Edition, planner: Client) -> None:
    job = proposed(small, planner)
    assert planner.post(f"{PLAN}runs/{job.pk}/discard/").status_code == 302
    assert planner.post(f"{PLAN}runs/{job.pk}/apply/").status_code == 409


def test_a_run_that_nobody_took_up_is_cancelled_at_once(small: Edition, planner: Client) -> None:
    planner.post(f"{PLAN}runs/", {"time_limit_s": 10})
    job = Job.objects.get()
    planner.post(f"{PLAN}runs/{job.pk}/cancel/")
    call_command("work", "--once")
    job.refresh_from_db()
    assert (job.state, job.document) == (JobState.CANCELLED, None)


def test_a_run_that_is_cancelled_while_it_runs_proposes_nothing(small: Edition, planner: Client) -> None:
    job = ask(small)
    claimed = jobs.claim(uuid.uuid4())
    assert claimed == job
    jobs.cancel(claimed)
    assert not jobs.beat(claimed, Point(1.0, "value", 3, 4))
    jobs.run(claimed)
    job.refresh_from_db()
    assert (job.state, job.document) == (JobState.CANCELLED, None)


def ask(small: Edition) -> Job:
    user, _ = User.objects.get_or_create(email="asks@example.org")
    return jobs.ask_for_run(small, user, time_limit_s=10, include_pending=False)


def test_a_run_says_how_it_goes(small: Edition, planner: Client) -> None:
    ask(small)
    job = jobs.claim(uuid.uuid4())
    assert job is not None
    assert jobs.beat(job, Point(2.4, "value", 3, 4))
    assert "Value: 3, bound 4, after 2 s" in planner.get(f"{PLAN}runs/{job.pk}/").content.decode()


def events_of(client: Client, address: str) -> AsyncIterator[bytes]:
    """Return the events that are told at an address."""
    answer = client.get(address)
    assert isinstance(answer, StreamingHttpResponse)
    events: AsyncIterator[bytes] = aiter(answer)
    return events


def first_of(events: AsyncIterator[bytes]) -> dict[str, object]:
    """Return what the first event says."""

    async def taken() -> bytes:
        event = await anext(events)
        await sync_to_async(connections.close_all)()
        return event

    told: dict[str, object] = json.loads(asyncio.run(taken()).removeprefix(b"data: "))
    return told


def test_an_open_page_is_told_how_a_run_goes_until_it_ends(small: Edition, planner: Client) -> None:
    job = proposed(small, planner)
    events = events_of(planner, f"{PLAN}runs/{job.pk}/events/")
    assert first_of(events)["isOpen"] is False


def test_an_open_page_is_told_of_a_revision_that_somebody_writes(small: Edition, planner: Client) -> None:
    events = events_of(planner, f"{PLAN}events/")

    async def both() -> list[bytes]:
        first = await anext(events)
        await sync_to_async(add_row)(small, "delegations", {"code": "NEW", "name": "Newland"})
        second = await anext(events)
        await sync_to_async(connections.close_all)()
        return [first, second]

    assert asyncio.run(both()) == [b'data: {"revision": 0}\n\n', b'data: {"revision": 1}\n\n']


def test_of_several_workers_one_gets_a_run(small: Edition) -> None:
    ask(small)
    start, taken = Barrier(4), []

    def work() -> None:
        start.wait()
        taken.append(jobs.claim(uuid.uuid4()))
        connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(job is not None for job in taken) == 1


def test_a_run_whose_worker_was_killed_is_taken_up_by_another(small: Edition) -> None:
    ask(small)
    killed = jobs.claim(uuid.uuid4())
    assert killed is not None
    assert jobs.claim(uuid.uuid4()) is None
    Job.objects.update(beat_at=timezone.now() - jobs.SILENCE - timedelta(seconds=1))
    other = jobs.claim(uuid.uuid4())
    assert other == killed
    assert not jobs.beat(killed, None)
    jobs.run(killed)
    assert Job.objects.get().state == JobState.RUNNING
    assert other is not None
    jobs.run(other)
    assert Job.objects.get().state == JobState.PROPOSED


def test_what_the_planner_refuses_is_the_message_of_the_run(small: Edition) -> None:
    ask(small)
    job = jobs.claim(uuid.uuid4())
    assert job is not None

    def refusing(*_facts: object, **_settings: object) -> None:
        raise SummitryError("What is pinned contradicts itself.")

    jobs.run(job, planner=refusing)  # type: ignore[arg-type]  # it never returns
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "What is pinned contradicts itself.")


@pytest.mark.parametrize("seconds", ["", "0", "soon", "99999"])
def test_a_run_without_end_is_refused(seconds: str, small: Edition, planner: Client) -> None:
    assert planner.post(f"{PLAN}runs/", {"time_limit_s": seconds}).status_code == 422
    assert not Job.objects.exists()


def test_every_plan_there_was_can_be_restored_on_the_present_revision(small: Edition, planner: Client) -> None:
    job = proposed(small, planner)
    planner.post(f"{PLAN}runs/{job.pk}/apply/")
    facts, revision = snapshot(small)
    first = present_plan(small, facts)
    fewer = type(first)(summit=first.summit, assignments=first.assignments[:1])
    user = User.objects.create_user("moves@example.org")
    write_plan(small, facts, fewer, reason="one less", user=user, seen=revision)
    assert planner.post(f"{PLAN}revisions/{revision}/restore/", {"seen": revision}).status_code == 409
    assert planner.post(f"{PLAN}revisions/{revision}/restore/", {"seen": revision + 1}).status_code == 302
    assert present_plan(small, facts).assignments == first.assignments
    assert PlanRevision.objects.count() == 3


def test_a_plan_that_the_facts_no_longer_allow_is_told_so(small: Edition, planner: Client) -> None:
    job = proposed(small, planner)
    planner.post(f"{PLAN}runs/{job.pk}/apply/")
    add_row(small, "closed", {"subject": "A", "start": "2026-06-01 09:00", "end": "2026-06-01 18:00"})
    text = planner.get(PLAN).content.decode()
    assert "the plan breaks 1 rule." in text
    assert "<code>" in text
