"""A person's sessions as the rules on consecutive engagements read them."""

from typing import NamedTuple

from summitry.summit import Session, Summit


class Block(NamedTuple):
    """A session of a person, and the one of those so far on its day that ends latest: from there the way on counts."""

    day_idx: int
    session: Session
    latest: Session

    @property
    def start(self) -> int:
        """When the session starts."""
        return self.session.start

    @property
    def start_venue(self) -> str:
        """Where one has to be when it starts."""
        return self.session.venue

    @property
    def end(self) -> int:
        """The latest end so far."""
        return self.latest.end

    @property
    def venue(self) -> str:
        """Where one is at the latest end so far."""
        return self.latest.venue


def blocks_of(summit: Summit, person: str) -> tuple[Block, ...]:
    """Return a person's sessions in order, each with that which ends latest so far on its day (the last of several)."""
    found: list[Block] = []
    for session in summit.sessions_by_person.get(person, ()):
        day_idx = summit.day_idx(session.start)
        if day_idx is None:
            continue
        goes_on = found and found[-1].day_idx == day_idx and found[-1].end > session.end
        found.append(Block(day_idx, session, found[-1].latest if goes_on else session))
    return tuple(found)
