"""The hard rules, by name, in the order of the rule book; each function's docstring is the rule's text."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from summitry.rules.case import Case
from summitry.rules.hard.apart import apart
from summitry.rules.hard.interpretation import interpretation
from summitry.rules.hard.load import daily_load, fairness_cap
from summitry.rules.hard.meetings import consent, order, pinned, well_formed
from summitry.rules.hard.people import person_no_overlap, presence, transfer_time
from summitry.rules.hard.rooms import room_fit, room_no_overlap
from summitry.rules.hard.windows import allowed_time, day_bounds
from summitry.rules.report import Violation

Rule = Callable[[Case], Iterator[Violation]]

HARD_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "well_formed": well_formed,
        "person_no_overlap": person_no_overlap,
        "transfer_time": transfer_time,
        "presence": presence,
        "room_no_overlap": room_no_overlap,
        "room_fit": room_fit,
        "consent": consent,
        "allowed_time": allowed_time,
        "order": order,
        "apart": apart,
        "interpretation": interpretation,
        "pinned": pinned,
        "daily_load": daily_load,
        "day_bounds": day_bounds,
        "fairness_cap": fairness_cap,
    }
)
