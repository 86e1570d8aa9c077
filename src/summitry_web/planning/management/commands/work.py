"""``work``: plans what the pages ask for."""

import os
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from summitry_web.planning.domain.working import Worker


class Command(BaseCommand):
    """Takes up runs of the planner, one after the other; several may work, on several machines."""

    help = "Take up runs of the planner, one after the other, until ended."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add when to end."""
        parser.add_argument("--once", action="store_true", help="Take up one run, if there is one, and end.")
        parser.add_argument("--parent", type=int, default=0, help="End when the process of this id is not the parent.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work."""
        worker, parent = Worker(), options["parent"]
        if options["once"]:
            worker.work_once()
            return
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored in the background
        worker.work(lambda: not parent or os.getppid() == parent)
