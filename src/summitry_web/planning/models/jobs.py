"""A run of the planner: asked for, taken up by a worker, ended with a proposal or with the reason why not."""

from typing import Any

from django.conf import settings
from django.db import models

from summitry_web.planning.models.edition import Edition


class JobState(models.TextChoices):
    """How far a run is."""

    QUEUED = "queued", "waiting for a worker"
    RUNNING = "running", "running"
    PROPOSED = "proposed", "proposed"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"
    APPLIED = "applied", "applied"
    DISCARDED = "discarded", "discarded"


class Job(models.Model):
    """A run of the planner, and the plan it proposes.

    Parameters
    ----------
    seen
        The revision of the summit that it was planned from; nothing until a worker takes it up.
    worker
        Who runs it, by a name made up for each worker.
    beat_at
        When that worker last said that it is alive.
    is_cancelled
        Whether somebody wants it to end.
    level, value, bound, elapsed_s
        The state of the run as last told.
    document
        The plan file of the proposal.
    message
        What became of it, in words.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="jobs")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.QUEUED)
    time_limit_s = models.PositiveIntegerField(default=30)
    include_pending = models.BooleanField(default=False)
    seen = models.PositiveBigIntegerField(null=True)
    worker = models.UUIDField(null=True)
    beat_at = models.DateTimeField(null=True)
    is_cancelled = models.BooleanField(default=False)
    level = models.CharField(max_length=80, blank=True)
    value = models.BigIntegerField(null=True)
    bound = models.BigIntegerField(null=True)
    elapsed_s = models.FloatField(null=True)
    document: "models.JSONField[dict[str, Any] | None]" = models.JSONField(null=True)
    message = models.TextField(blank=True)

    class Meta:
        """The latest first."""

        ordering = ("-id",)
        indexes = (models.Index(fields=("state", "id"), name="job_by_state"),)

    def __str__(self) -> str:
        """Return its number and state."""
        return f"run {self.pk}, {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it has yet to end."""
        return self.state in {JobState.QUEUED, JobState.RUNNING}
