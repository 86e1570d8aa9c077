"""What is told to a page that is open, as it comes: how a run goes, and that somebody changed the summit.

Server-sent events; each is one JSON object.
"""

import asyncio
import json
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from summitry_web.planning.models import Edition, Job
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import visit

_LOOK_S = 1.0


@require_safe
async def run_events(request: HttpRequest, slug: str, run_id: int) -> StreamingHttpResponse:
    """Tell how a run goes, until it ends."""
    found = await sync_to_async(visit)(request, slug, May.VIEW_PLAN)
    if not await Job.objects.filter(pk=run_id, edition=found.edition).aexists():
        raise Http404
    return _stream(_of_run(run_id))


@require_safe
async def revision_events(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Tell the revision of the summit, and each later one as it is written."""
    found = await sync_to_async(visit)(request, slug, May.VIEW_PLAN)
    return _stream(_of_edition(found.edition.pk))


def _stream(events: AsyncIterator[bytes]) -> StreamingHttpResponse:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(events, content_type="text/event-stream", headers=headers)


def _event(**told: object) -> bytes:
    return f"data: {json.dumps(told)}\n\n".encode()


async def _of_run(run_id: int) -> AsyncIterator[bytes]:
    last = b""
    while True:
        job = await Job.objects.defer("document").aget(pk=run_id)
        event = _event(text=progress_in_words(job), isOpen=job.is_open)
        if event != last:
            yield event
            last = event
        if not job.is_open:
            return
        await asyncio.sleep(_LOOK_S)


def progress_in_words(job: Job) -> str:
    """Return how far a run is: the level that is being solved, its best value and bound, and for how long."""
    if not job.level:
        return str(job.get_state_display())
    value = "none yet" if job.value is None else f"{job.value}"
    bound = "" if job.bound is None else f", bound {job.bound}"
    return f"{job.level}: {value}{bound}, after {job.elapsed_s or 0:.0f} s"


async def _of_edition(pk: int) -> AsyncIterator[bytes]:
    last = -1
    while True:
        revision = await Edition.objects.values_list("revision", flat=True).aget(pk=pk)
        if revision != last:
            yield _event(revision=revision)
            last = revision
        await asyncio.sleep(_LOOK_S)
