"""The requests of a summit and how each stands, for the secretariat."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from summitry.summit import Meeting, Plan, ReplyState, Summit


class State(StrEnum):
    """How a request stands; standby: agreed, and there is a plan that does not hold it."""

    PENDING = "pending"
    AGREED = "agreed"
    DECLINED = "declined"
    PLACED = "placed"
    STANDBY = "standby"


MARKS = {
    State.PENDING: "\N{WHITE CIRCLE}",
    State.AGREED: "\N{CIRCLED DOT OPERATOR}",
    State.DECLINED: "\N{MULTIPLICATION SIGN}",
    State.PLACED: "\N{BLACK CIRCLE}",
    State.STANDBY: "\N{WHITE DIAMOND}",
}


class Request(NamedTuple):
    """One meeting, how it stands, what each party says, and when it is held if it is."""

    meeting: Meeting
    state: State
    replies: tuple[tuple[str, ReplyState], ...]
    when: str

    @property
    def mark(self) -> str:
        """A sign for the state, so that it is not told by colour alone."""
        return MARKS[self.state]


def requests_of(summit: Summit, plan: Plan) -> list[Request]:
    """Return every request in the order of the facts."""
    starts = {assignment.meeting: assignment.start for assignment in plan.assignments}
    is_planned = bool(plan.assignments or plan.unplaced)
    return [_request(summit, meeting, starts.get(meeting.id), is_planned=is_planned) for meeting in summit.meetings]


def _request(summit: Summit, meeting: Meeting, start: int | None, *, is_planned: bool) -> Request:
    replies = tuple((code, summit.reply_of(meeting, code).reply) for code in meeting.parties)
    stated = {reply for _, reply in replies}
    if start is not None:
        state = State.PLACED
    elif ReplyState.DECLINED in stated:
        state = State.DECLINED
    elif ReplyState.PENDING in stated:
        state = State.PENDING
    else:
        state = State.STANDBY if is_planned else State.AGREED
    return Request(meeting, state, replies, "" if start is None else summit.clock.text(start))


def chosen(requests: Iterable[Request], *, state: str, delegation: str, words: str) -> list[Request]:
    """Return the requests in a state, of a delegation, and with some words in id, title or kind; empty: any."""
    wanted = words.casefold().split()
    return [
        request
        for request in requests
        if (not state or request.state == state)
        and (not delegation or delegation in request.meeting.parties)
        and all(word in _text(request) for word in wanted)
    ]


def _text(request: Request) -> str:
    meeting = request.meeting
    return " ".join((meeting.id, meeting.title, meeting.kind, *meeting.parties)).casefold()


def tally(requests: Iterable[Request]) -> list[tuple[State, int]]:
    """Return how many requests are in each state."""
    count = Counter(request.state for request in requests)
    return [(state, count[state]) for state in State]
