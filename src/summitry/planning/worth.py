"""What meetings are worth, and what follows from that alone for every plan."""

from collections.abc import Sequence

from summitry.planning.result import LevelValue
from summitry.summit import Meeting, Summit


def weight_of(summit: Summit, meeting: Meeting, code: str) -> int:
    """Return what a meeting is worth to one party."""
    return summit.settings.priority_weight[summit.reply_of(meeting, code).priority]


def value_of(summit: Summit, meeting: Meeting) -> int:
    """Return what a meeting is worth: its parties' priority weights and its bonus."""
    return sum(weight_of(summit, meeting, code) for code in meeting.parties) + meeting.bonus


def known_bounds(summit: Summit, meetings: Sequence[Meeting]) -> dict[str, LevelValue]:
    """Return bounds of all levels that hold for every plan and need no search."""
    num = len({code for meeting in meetings for code in meeting.parties})
    most = sum(value_of(summit, meeting) for meeting in meetings)
    return {"value_held": most, "share_floor": (num,) * 10, "form_kept": 0, "slack_kept": 0, "comfort": 0}
