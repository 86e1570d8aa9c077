"""A summit in this installation, and who works on it in which role."""

import uuid

from django.conf import settings
from django.db import models


class Edition(models.Model):
    """One summit, whose facts and plan are kept here.

    Parameters
    ----------
    revision
        Counts the writes to its facts and plan, from 0.
    stamp
        Another one at each write; names the facts and the plan as they are, in this database or a copy of it.
    """

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=300)
    revision = models.PositiveBigIntegerField(default=0)
    stamp = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The latest first."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Role(models.TextChoices):
    """What somebody is at a summit."""

    SECRETARIAT = "secretariat", "secretariat"
    PLANNER = "planner", "planner"
    ROOM_DESK = "room desk", "room desk"
    INTERPRETER_DESK = "interpreter desk", "interpreter desk"
    RECORD_KEEPER = "record keeper", "record keeper"
    AUDITOR = "auditor", "auditor"
    DELEGATION_EDITOR = "delegation editor", "delegation editor"
    DELEGATION_VIEWER = "delegation viewer", "delegation viewer"


OF_DELEGATIONS = (Role.DELEGATION_EDITOR, Role.DELEGATION_VIEWER)


class Membership(models.Model):
    """One person's role at one summit; `delegation` is the code of the delegation for its editors and viewers."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    delegation = models.CharField(max_length=80, blank=True)

    class Meta:
        """One role a person and summit; a delegation for those of a delegation, and for nobody else."""

        ordering = ("role", "delegation", "id")
        constraints = (
            models.UniqueConstraint(fields=("user", "edition"), name="one_role_a_summit"),
            models.CheckConstraint(
                condition=models.Q(role__in=OF_DELEGATIONS) ^ models.Q(delegation=""),
                name="a_delegation_for_its_people_alone",
            ),
        )

    def __str__(self) -> str:
        """Return the role, with the delegation where there is one."""
        return f"{self.role} {self.delegation}".strip()
