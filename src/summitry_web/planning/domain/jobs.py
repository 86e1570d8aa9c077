"""Runs of the planner: asked for, claimed by one worker, and what they propose applied or discarded."""

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from summitry.formats.plan_json import plan_document, plan_from_document
from summitry.planning.planner import plan
from summitry.planning.progress import OnProgress, Point
from summitry.planning.result import Result
from summitry.summit import Plan, Summit, SummitryError
from summitry_web.accounts.models import User
from summitry_web.planning.domain.plans import present_plan, write_document
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.models import Edition, Job, JobState

SILENCE = timedelta(seconds=30)
_log = logging.getLogger(__name__)


class NotProposedError(SummitryError):
    """A run that proposes nothing, or not any more."""

    def __init__(self) -> None:
        super().__init__("This run has no proposal that could be applied or discarded.")


def claim(worker: uuid.UUID) -> Job | None:
    """Take up the oldest run that nobody runs, or whose worker fell silent; nothing if there is none.

    Several workers may ask at once: the update is conditional, so that each run goes to one of them.
    """
    is_free = Q(state=JobState.QUEUED)
    while True:
        now = timezone.now()
        is_orphan = Q(state=JobState.RUNNING, beat_at__lt=now - SILENCE)
        job = Job.objects.filter(is_free | is_orphan).order_by("id").first()
        if job is None:
            return None
        same = Job.objects.filter(pk=job.pk, state=job.state, worker=job.worker, beat_at=job.beat_at)
        taken = {"state": JobState.RUNNING, "worker": worker, "beat_at": now}
        if same.update(**taken):
            job.refresh_from_db()
            return job


def beat(job: Job, point: Point | None) -> bool:
    """Say that the worker is alive and how far the run is; return whether it is to go on."""
    told: dict[str, Any] = {"beat_at": timezone.now()}
    if point is not None:
        told |= {"level": point.level, "value": point.value, "bound": point.bound, "elapsed_s": point.elapsed_s}
    return bool(_own(job).filter(is_cancelled=False).update(**told))


def run(job: Job, on_progress: OnProgress | None = None, planner: Callable[..., Result] = plan) -> None:
    """Plan the summit as it is now, from the present plan, and keep what comes out as a proposal.

    Whatever goes wrong is kept as the run's message; the plan of the summit is not touched.
    """
    try:
        summit, seen = snapshot(job.edition)
        _own(job).update(seen=seen)
        start = present_plan(job.edition, summit)
        result = planner(
            summit,
            time_limit_s=float(job.time_limit_s),
            include_pending=job.include_pending,
            start=start if start.assignments else None,
            on_progress=on_progress,
        )
        _keep(job, summit, result)
    except SummitryError as error:
        _own(job).update(state=JobState.FAILED, message=str(error))
    except Exception as error:  # noqa: BLE001 -- whatever a run meets, the worker lives on and the run says what it was
        _log.exception("run %s failed", job.pk)
        _own(job).update(state=JobState.FAILED, message=f"It failed in a way it should not: {error}")


def _keep(job: Job, summit: Summit, result: Result) -> None:
    if result.plan is None:
        message = "There is no plan." if result.status == "infeasible" else "No plan was found in the time given."
        _own(job).update(state=JobState.FAILED, message=message)
        return
    document = plan_document(summit, result)
    placed = f"{len(result.plan.assignments)} of {len(summit.to_place(include_pending=job.include_pending))}"
    message = f"{placed} meetings placed; {'proven best' if result.status == 'optimal' else 'not proven best'}."
    kept = _own(job).filter(is_cancelled=False)
    if not kept.update(state=JobState.PROPOSED, document=document, message=message):
        end_cancelled(job)


def end_cancelled(job: Job) -> None:
    """Note that a run ended because somebody wanted it to."""
    _own(job).update(state=JobState.CANCELLED, message="Cancelled while it ran.")


def _own(job: Job) -> QuerySet[Job]:
    """Return the run as long as its worker has it; once another took it up, this one has nothing to say."""
    return Job.objects.filter(pk=job.pk, worker=job.worker, state=JobState.RUNNING)


def cancel(job: Job) -> None:
    """End a run: at once if nobody has taken it up, else as soon as its worker hears of it."""
    message = "Cancelled before it began."
    if not Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(state=JobState.CANCELLED, message=message):
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(is_cancelled=True)


def proposed_plan(job: Job, summit: Summit) -> Plan:
    """Return the plan that a run proposes.

    Raises
    ------
    NotProposedError
        If it proposes none.
    """
    if job.document is None:
        raise NotProposedError
    return plan_from_document(job.document, summit)


def apply(job: Job, user: User) -> int:
    """Make the proposal the plan of the summit; return the new revision.

    Raises
    ------
    StaleError
        If anything was written since the revision that it was planned from.
    NotProposedError
        If there is no proposal, or it was applied or discarded already.
    """
    if job.document is None or job.seen is None:
        raise NotProposedError
    with transaction.atomic():
        number = write_document(
            job.edition, job.document, reason=f"Run {job.pk}: {job.message}", user=user, seen=job.seen
        )
        _leave(job, JobState.APPLIED)
    return number


def discard(job: Job) -> None:
    """Put a proposal aside.

    Raises
    ------
    NotProposedError
        If there is none.
    """
    _leave(job, JobState.DISCARDED)


def _leave(job: Job, state: JobState) -> None:
    if not Job.objects.filter(pk=job.pk, state=JobState.PROPOSED).update(state=state):
        raise NotProposedError


def ask_for_run(edition: Edition, user: User, *, time_limit_s: int, include_pending: bool) -> Job:
    """Ask for a run of the planner."""
    return Job.objects.create(edition=edition, made_by=user, time_limit_s=time_limit_s, include_pending=include_pending)
