"""Where a meeting can be held: each venue and zone, with the rooms there that suit it."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from summitry.planning.starts import suits
from summitry.summit import Form, Meeting, Summit
from summitry.summit.summit import Place

Rooms = tuple[str, ...]  # ids of rooms in one place; none where a form takes none


@dataclass(frozen=True)
class Places:
    """The places of the meetings of one summit; what many meetings share is worked out once."""

    summit: Summit
    _known: dict[Hashable, tuple[tuple[Place, Rooms], ...]] = field(default_factory=dict)

    def of(self, meeting: Meeting, form: Form) -> tuple[tuple[Place, Rooms], ...]:
        """Return each venue and zone where a meeting can be held in a form, with the rooms there."""
        if not form.needs_room:
            return ((self.summit.place_of(meeting, None), ()),)
        wanted = (form.name, self.summit.head_count(meeting), meeting.features, meeting.rooms, meeting.venues)
        if wanted not in self._known:
            self._known[wanted] = self._grouped(meeting, form)
        return self._known[wanted]

    def _grouped(self, meeting: Meeting, form: Form) -> tuple[tuple[Place, Rooms], ...]:
        rooms = [self.summit.room_by_id[room] for room in meeting.rooms] if meeting.rooms else self.summit.rooms
        by_place: defaultdict[Place, list[str]] = defaultdict(list)
        for room in rooms:
            if suits(self.summit, meeting, form, room):
                by_place[Place(room.venue, room.zone or room.venue, "")].append(room.id)
        return tuple((place, tuple(ids)) for place, ids in by_place.items())
