"""Which interpreters a meeting needs whoever attends it."""

from collections.abc import Sequence
from functools import cached_property

from summitry.planning.languages import LanguageGap, language_gaps, team_of
from summitry.summit import Meeting, Summit

Seats = Sequence[Sequence[str]]


class Interpreting:
    """Finds for meetings the sets of interpreters of whom a team must be there, because of who attends for certain."""

    def __init__(self, summit: Summit) -> None:
        self._summit = summit
        self._covering: dict[tuple[frozenset[str], frozenset[str]], frozenset[str]] = {}
        self._teams: dict[str, frozenset[frozenset[str]]] = {}

    def team(self, duration_min: int) -> int:
        """Return how many of a set a meeting so long needs."""
        return team_of(self._summit, duration_min)

    def teams(self, meeting: Meeting, seats: Seats) -> frozenset[frozenset[str]]:
        """Return for each language gap that a meeting has in any case the interpreters who cover it."""
        if not self._has_languages:
            return frozenset()
        if meeting.id not in self._teams:
            certain = [seat for seat in seats if len(seat) == 1]
            gaps = language_gaps(self._summit, meeting, certain)
            self._teams[meeting.id] = frozenset(self._who_covers(gap) for gap in gaps)
        return self._teams[meeting.id]

    def is_possible(self, meeting: Meeting, seats: Seats, duration_min: int) -> bool:
        """Tell whether there are enough interpreters for a meeting so long, if nothing else is held."""
        team = self.team(duration_min)
        return all(len(own) >= team for own in self.teams(meeting, seats))

    def _who_covers(self, gap: LanguageGap) -> frozenset[str]:
        key = (gap.here, gap.there)
        if key not in self._covering:
            known = ((person.id, self._summit.languages_of(person.id)) for person in self._summit.interpreters)
            self._covering[key] = frozenset(id_ for id_, languages in known if gap.is_covered_by(languages))
        return self._covering[key]

    @cached_property
    def _has_languages(self) -> bool:
        own = any(person.languages for person in self._summit.people)
        return own or any(delegation.languages for delegation in self._summit.delegations)
