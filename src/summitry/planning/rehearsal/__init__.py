"""Rehearsal: many simulated days with overruns and delays, to see which meetings are at risk.

`rehearse` is the front door. `noise` says what goes wrong, `sources` draws it, `frame` and `slots` make a plan ready,
`propagate` works out a chunk of days at once, `tally` adds up, and `causes` says whose doing it was.
"""

from summitry.planning.rehearsal.noise import Chance, Habits, Noise
from summitry.planning.rehearsal.outcome import Rehearsal, Rehearsed
from summitry.planning.rehearsal.rehearse import RehearsalError, rehearse
from summitry.planning.rehearsal.run import Policy

__all__ = ["Chance", "Habits", "Noise", "Policy", "Rehearsal", "RehearsalError", "Rehearsed", "rehearse"]
