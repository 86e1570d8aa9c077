"""Telling the run what the search has reached."""

from dataclasses import dataclass, field

from summitry.planning.clock import Stopwatch
from summitry.planning.search.anneal import Best
from summitry.planning.search.state import TOTAL_COMFORT, TOTAL_FORM, TOTAL_SLACK, TOTAL_VALUE

_LEVELS = {"form_kept": TOTAL_FORM, "slack_kept": TOTAL_SLACK, "comfort": TOTAL_COMFORT}


@dataclass
class Reporter:
    """Reports the levels of the best plan that have changed."""

    watch: Stopwatch
    _told: dict[str, int] = field(default_factory=dict)

    def report(self, best: Best) -> None:
        """Report each level whose figure is another than the last told."""
        self._tell("value_held", int(best.totals[TOTAL_VALUE]))
        self._tell("share_floor", int(best.counts[1:].sum()))
        for name, entry in _LEVELS.items():
            self._tell(name, int(best.totals[entry]))

    def _tell(self, name: str, value: int) -> None:
        if self._told.get(name) != value:
            self._told[name] = value
            self.watch.report(name, value, None)
