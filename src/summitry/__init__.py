"""Summitry: plan a summit, run it on the day, keep the record.

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summitry.formats import convert, read_summit
    from summitry.formats.plan_json import read_plan, write_plan
    from summitry.planning.planner import plan
    from summitry.planning.result import Result
    from summitry.publish.write import write_outputs
    from summitry.rules import judge
    from summitry.rules.report import Certificate
    from summitry.summit import FactsError, Plan, Summit, SummitryError
    from summitry.summit.changes import changes

_MODULE_BY_NAME = {
    "Certificate": "summitry.rules.report",
    "FactsError": "summitry.summit",
    "Plan": "summitry.summit",
    "Result": "summitry.planning.result",
    "Summit": "summitry.summit",
    "SummitryError": "summitry.summit",
    "changes": "summitry.summit.changes",
    "convert": "summitry.formats",
    "judge": "summitry.rules",
    "plan": "summitry.planning.planner",
    "read_plan": "summitry.formats.plan_json",
    "read_summit": "summitry.formats",
    "write_outputs": "summitry.publish.write",
    "write_plan": "summitry.formats.plan_json",
}

__all__ = [
    "Certificate",
    "FactsError",
    "Plan",
    "Result",
    "Summit",
    "SummitryError",
    "changes",
    "convert",
    "judge",
    "plan",
    "read_plan",
    "read_summit",
    "write_outputs",
    "write_plan",
]


def __getattr__(name: str) -> Any:
    """Load a name of the public surface."""
    if name not in _MODULE_BY_NAME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_MODULE_BY_NAME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the names of the public surface beside those already loaded."""
    return sorted({*globals(), *__all__})
