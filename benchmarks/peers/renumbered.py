"""The same summit in another order: a hard instance moves two- to fourfold with it, so that one run proves little."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summitry.summit import Meeting, Summit


def renumbered(summit: Summit, seed: int) -> Summit:
    """Return a summit of the published problem with its participants and meetings in a random order, named by it.

    Seed 0 leaves everything as the file has it.
    """
    if not seed:
        return summit
    rng = random.Random(seed)
    participants = rng.sample(range(len(summit.delegations)), len(summit.delegations))
    order = rng.sample(range(len(summit.meetings)), len(summit.meetings))
    delegations = [summit.delegations[idx] for idx in participants]
    heads = [summit.person_by_id[summit.principal_by_delegation[d.code]] for d in delegations]
    codes = _numbered([d.code for d in delegations], "P")
    people = _numbered([p.id for p in heads], "p")
    meetings = _numbered([summit.meetings[idx].id for idx in order], "M")
    subjects = {**codes, **people}
    return replace(
        summit,
        delegations=tuple(replace(d, code=codes[d.code], name=codes[d.code]) for d in delegations),
        people=tuple(replace(p, id=people[p.id], name=people[p.id], delegation=codes[p.delegation]) for p in heads),
        meetings=tuple(_renamed(summit.meetings[idx], meetings, codes) for idx in order),
        replies=tuple(replace(r, meeting=meetings[r.meeting], delegation=codes[r.delegation]) for r in summit.replies),
        closed=tuple(replace(w, subject=subjects[w.subject]) for w in summit.closed),
        orders=tuple(replace(o, before=meetings[o.before], after=meetings[o.after]) for o in summit.orders),
        pins=tuple(replace(p, meeting=meetings[p.meeting]) for p in summit.pins),
    )


def _numbered(ids: Sequence[str], letter: str) -> dict[str, str]:
    return {old: f"{letter}{place + 1}" for place, old in enumerate(ids)}


def _renamed(meeting: Meeting, meetings: Mapping[str, str], codes: Mapping[str, str]) -> Meeting:
    asked = codes.get(meeting.requested_by, "")
    return replace(
        meeting, id=meetings[meeting.id], parties=tuple(codes[code] for code in meeting.parties), requested_by=asked
    )
