"""What is kept in the database."""

from summitry_web.planning.models.edition import Edition, Membership, Role
from summitry_web.planning.models.facts import Entry, FactRow
from summitry_web.planning.models.jobs import Job, JobState
from summitry_web.planning.models.plans import PlanRevision
from summitry_web.planning.models.uploads import Upload

__all__ = ["Edition", "Entry", "FactRow", "Job", "JobState", "Membership", "PlanRevision", "Role", "Upload"]
