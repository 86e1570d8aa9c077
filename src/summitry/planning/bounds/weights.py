"""What meetings are worth."""

from summitry.summit import Meeting, Summit


def weight_of(summit: Summit, meeting: Meeting, code: str) -> int:
    """Return what a meeting is worth to one party."""
    return summit.settings.priority_weight[summit.reply_of(meeting, code).priority]


def value_of(summit: Summit, meeting: Meeting) -> int:
    """Return what a meeting is worth: its parties' priority weights and its bonus."""
    return sum(weight_of(summit, meeting, code) for code in meeting.parties) + meeting.bonus
