"""What a reference may name: the facts of another table, and how to say where they stand."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summitry.summit.summit import Summit

_MOST_SUGGESTIONS = 20


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a column may hold.

    Parameters
    ----------
    noun
        What such a name stands for.
    where
        What to look up, and in which table.
    names
        The names; looked up once for each reference, so best a set or mapping.
    """

    noun: str
    where: str
    names: Collection[str]
    _expected_by_value: dict[str, str] = field(default_factory=dict)

    def expected(self, value: str) -> str:
        """Return what would have been right in place of a value, with the nearest name if one is near.

        Only the first few unknown values get one: to look for it takes long, and a column that is wrong from top to
        bottom is not mended name by name.
        """
        if value not in self._expected_by_value and len(self._expected_by_value) < _MOST_SUGGESTIONS:
            self._expected_by_value[value] = or_nearest(self.where, value, self.names)
        return self._expected_by_value.get(value, self.where)


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the known word most like a value, or nothing if none is near."""
    by_folded = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else ""


def or_nearest(expected: str, value: str, known: Iterable[str]) -> str:
    """Return what was expected, with the known word most like the value, if one is near."""
    close = nearest(value, known)
    return f"{expected}; perhaps {close!r}" if close else expected


def delegations(summit: "Summit") -> Known:
    """Return the codes of delegations."""
    return Known("delegation", "a code in delegations", summit.delegation_by_code)


def people(summit: "Summit") -> Known:
    """Return the ids of persons."""
    return Known("person", "an id in people", summit.person_by_id)


def subjects(summit: "Summit") -> Known:
    """Return whom a closed window may be of: delegations and persons."""
    names = {*summit.delegation_by_code, *summit.person_by_id}
    return Known("delegation or person", "a code in delegations or an id in people", names)


def participants(summit: "Summit") -> Known:
    """Return who may take part in a session: delegations, groups and persons."""
    names = {*summit.delegation_by_code, *summit.codes_by_group, *summit.person_by_id}
    return Known("delegation, group or person", "a code or group in delegations, or an id in people", names)


def venues(summit: "Summit") -> Known:
    """Return the ids of venues."""
    return Known("venue", "an id in venues", summit.venue_by_id)


def zones(summit: "Summit") -> Known:
    """Return the ids of zones; a venue is a zone too."""
    return Known("zone", "an id in zones or venues", {*summit.zone_by_id, *summit.venue_by_id})


def rooms(summit: "Summit") -> Known:
    """Return the ids of rooms."""
    return Known("room", "an id in rooms", summit.room_by_id)


def forms(summit: "Summit") -> Known:
    """Return the names of forms."""
    return Known("form", "a name in forms", summit.form_by_name)


def meetings(summit: "Summit") -> Known:
    """Return the ids of meetings."""
    return Known("meeting", "an id in meetings", summit.meeting_by_id)


def engagements(summit: "Summit") -> Known:
    """Return the ids of meetings and sessions."""
    return Known("meeting or session", "an id in meetings or sessions", {*summit.meeting_by_id, *summit.session_by_id})
