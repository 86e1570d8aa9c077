"""The plans of a summit, one after the other; none is ever changed or lost."""

from typing import Any

from django.conf import settings
from django.db import models

from summitry_web.planning.models.edition import Edition


class PlanRevision(models.Model):
    """A plan that was the plan of the summit from then on, until the next.

    Parameters
    ----------
    number
        The revision of the summit that made it the plan.
    document
        The plan file, with its certificate.
    reason
        What was done, in words.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveBigIntegerField()
    document: "models.JSONField[dict[str, Any]]" = models.JSONField()
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The latest first."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("edition", "number"), name="one_plan_a_revision"),)

    def __str__(self) -> str:
        """Return number and reason."""
        return f"{self.number}: {self.reason}"
