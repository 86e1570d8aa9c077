"""What each delegation is told of a changed plan: the changes in its own programme, in words, and nothing else.

A notice is made from two programmes of one reader, as `summitry.publish.view` lets them see it, so that what a
delegation may not know is not there to be told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summitry.publish.programme import Engagement, Guest, Party, Programme
from summitry.publish.view import programmes_for
from summitry.summit import Plan, Summit


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The changes that concern one delegation.

    Parameters
    ----------
    people
        Names of its own people whom they concern.
    sentences
        One for each engagement that changed, by time, without a full stop.
    """

    party: Party
    people: tuple[str, ...]
    sentences: tuple[str, ...]


def notices(before: tuple[Summit, Plan], after: tuple[Summit, Plan]) -> tuple[Notice, ...]:
    """Return a notice for each delegation whose own programme differs between two plans, in the order of the facts."""
    codes = _concerned(before, after)
    pairs = zip(programmes_for(*before, codes), programmes_for(*after, codes), strict=True)
    found = (_notice(old, new) for old, new in pairs)
    return tuple(notice for notice in found if notice is not None)


def _concerned(before: tuple[Summit, Plan], after: tuple[Summit, Plan]) -> list[str]:
    """Return the delegations that may see a difference: others are spared the work of making their programmes."""
    summit, plan = after
    old_summit, old_plan = before
    differing = {a.meeting for a in {*old_plan.assignments} ^ {*plan.assignments}}
    differing |= {m.id for m in {*old_summit.meetings} ^ {*summit.meetings}}
    codes = {code for s in (old_summit, summit) for m in differing for code in _codes_of(s, m)}
    for session in {*old_summit.sessions} ^ {*summit.sessions}:
        present = old_summit.people_by_session.get(session.id, ())
        codes |= {old_summit.person_by_id[person].delegation for person in present}
    return [d.code for d in summit.delegations if d.code in codes]


def _codes_of(summit: Summit, meeting: str) -> Iterator[str]:
    found = summit.meeting_by_id.get(meeting)
    if found is not None:
        yield from found.parties
        yield from (summit.person_by_id[who].delegation for seat in summit.seats_by_meeting[meeting] for who in seat)


def _notice(before: Programme, after: Programme) -> Notice | None:
    reader = after.reader
    if reader is None:
        return None
    old = {e.id: e for e in before.engagements if before.expects(e) or not e.is_session}
    new = {e.id: e for e in after.engagements if after.expects(e) or not e.is_session}
    by_time = sorted(old | new, key=lambda id_: ((new.get(id_) or old[id_]).interval, id_))
    told = [(id_, _sentence(after, old.get(id_), new.get(id_))) for id_ in by_time]
    sentences = tuple(sentence for _, sentence in told if sentence)
    if not sentences:
        return None
    changed = [e for id_, sentence in told if sentence for e in (old.get(id_), new.get(id_)) if e is not None]
    own = dict.fromkeys(guest.name for e in changed for guest in e.attendees if guest.code == reader.code)
    return Notice(party=reader, people=tuple(own), sentences=sentences)


def _sentence(programme: Programme, before: Engagement | None, after: Engagement | None) -> str:
    if before is None and after is not None:
        return f"{_name(programme, after)}: new, on {_when(programme, after)}{_form(after)}{_where(after)}"
    if before is not None and after is None:
        return f"{_name(programme, before)}: {_lost(programme, before)} (was on {_when(programme, before)})"
    if before is None or after is None or before == after:
        return ""
    clauses = [*_clauses(programme, before, after)]
    return f"{_name(programme, after)}: {', '.join(clauses)}" if clauses else ""


def _lost(programme: Programme, engagement: Engagement) -> str:
    is_open = any(meeting.id == engagement.id for meeting in programme.open)
    return "has no time any more" if is_open else "will not take place"


def _clauses(programme: Programme, before: Engagement, after: Engagement) -> Iterator[str]:
    was, is_now = before.interval, after.interval
    if was.start != is_now.start:
        yield f"moved from {_day_and_hour(programme, was.start)} to {_moved_to(programme, was.start, is_now.start)}"
    if before.form != after.form:
        yield f"{after.form} ({is_now.length} min) instead of {before.form} ({was.length} min)"
    elif was.length != is_now.length:
        yield f"until {programme.clock.hour_text(is_now.end)}"
    if before.where != after.where:
        yield f"now {_place(after)}"
    yield from _people(before.attendees, after.attendees, "attended by")
    yield from _people(before.interpreters, after.interpreters, "interpreted by")


def _people(before: Sequence[Guest], after: Sequence[Guest], verb: str) -> Iterator[str]:
    if {g.name for g in before} != {g.name for g in after}:
        names = _joined(guest.name for guest in after)
        yield f"{verb} {names}" if names else f"no longer {verb} anybody"


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _name(programme: Programme, engagement: Engagement) -> str:
    if engagement.is_session or engagement.title:
        return engagement.title or engagement.id
    others = " and ".join(party.name for party in engagement.others(programme.reader))
    return f"{engagement.kind} with {others}" if others else engagement.id


def _when(programme: Programme, engagement: Engagement) -> str:
    end = programme.clock.hour_text(engagement.interval.end)
    return f"{_day_and_hour(programme, engagement.interval.start)}-{end}"


def _day_and_hour(programme: Programme, minute: int) -> str:
    at = programme.clock.at(minute)
    return f"{at.day} {at:%B} {programme.clock.hour_text(minute)}"


def _moved_to(programme: Programme, before: int, after: int) -> str:
    clock = programme.clock
    is_same_day = clock.at(before).date() == clock.at(after).date()
    return clock.hour_text(after) if is_same_day else _day_and_hour(programme, after)


def _form(engagement: Engagement) -> str:
    return f" as {engagement.form}" if engagement.form else ""


def _where(engagement: Engagement) -> str:
    return f", {_place(engagement)}" if engagement.where.text else ""


def _place(engagement: Engagement) -> str:
    return f"in {engagement.where.text}" if engagement.where.room else f"without a room, {engagement.where.venue}"
