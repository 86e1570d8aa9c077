"""Language gaps: between whom interpreters are needed, and how many."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from summitry.summit import Meeting, Summit


class LanguageGap(NamedTuple):
    """Two sides that share no language, and the people whose attendance makes the gap."""

    here: frozenset[str]
    there: frozenset[str]
    people: tuple[str, ...]

    def is_covered_by(self, languages: frozenset[str]) -> bool:
        """Tell whether somebody with these languages can interpret between the two sides."""
        return bool(languages & self.here) and bool(languages & self.there)


def language_gaps(summit: Summit, meeting: Meeting, seats: Sequence[Iterable[str]]) -> Iterator[LanguageGap]:
    """Yield the language gaps that a meeting can have.

    Parameters
    ----------
    seats
        For each seat, the people who may fill it.
    """
    if meeting.languages:
        held_in = frozenset(meeting.languages)
        for person in (p for seat in seats for p in seat):
            own = summit.languages_of(person)
            if own and not own & held_in:
                yield LanguageGap(own, held_in, (person,))
        return
    for one, two in combinations(seats, 2):
        for person, other in product(one, two):
            mine, yours = summit.languages_of(person), summit.languages_of(other)
            same_party = summit.person_by_id[person].delegation == summit.person_by_id[other].delegation
            if mine and yours and not mine & yours and not same_party:
                yield LanguageGap(mine, yours, (person, other))


def team_of(summit: Summit, duration_min: int) -> int:
    """Return how many interpreters cover a language gap in a meeting so long."""
    return 2 if duration_min > summit.settings.solo_interpreter_max_min else 1
