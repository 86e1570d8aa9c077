"""The application of planning."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Summits in this installation."""

    name = "summitry_web.planning"
