"""What several engagements forbid together: limits of people, interpreters, breaks kept even.

Everything is asked of a world in which only some blockers stand, so that one way of asking serves both what a plan
leaves free and what would be free if a meeting moved or a fact were otherwise.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from summitry.planning.held import Held, num_breaks
from summitry.planning.languages import LanguageGap
from summitry.planning.legal.blocker import Blocker, Kind
from summitry.planning.legal.spans import Spans, blocker_of
from summitry.planning.legal.ways import Way
from summitry.planning.overload import overloads
from summitry.summit import Interval

Stands = Callable[[Blocker], bool]


class Failure(NamedTuple):
    """A rule that several engagements break together.

    Parameters
    ----------
    blockers
        What breaks the rule together; the first is the limit, need or cap itself.
    choices
        The rule is not kept before all blockers of one of these have gone.
    """

    rule: str
    blockers: tuple[Blocker, ...]
    choices: tuple[tuple[Blocker, ...], ...]


class Team(NamedTuple):
    """Who interprets."""

    interpreters: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """The rules on several engagements at once, against one summit and plan."""

    spans: Spans
    _diaries: dict[tuple[str, int | None], list[tuple[Held, Blocker]]] = field(default_factory=dict)
    _by_gap: dict[LanguageGap, list[str]] = field(default_factory=dict)
    _windows: dict[str, tuple[Interval, ...]] = field(default_factory=dict)

    def concerns(self, way: Way) -> bool:
        """Tell whether any of these rules can forbid a way."""
        summit = self.spans.summit
        return (
            bool(way.gaps)
            or any(person in summit.limit_by_person for person in way.attendees)
            or any(summit.person_by_id[person].fairness_class for person in way.attendees)
        )

    def outcome(self, way: Way, idx: int, stands: Stands, gone: Iterable[str] = ()) -> Team | Failure:
        """Return who can interpret a meeting held in a way at a start, or what forbids that it is held so.

        Parameters
        ----------
        stands
            Which blockers stand; those that do not are left out of the people's days.
        gone
            Meetings of the plan that do not stand; their people may lose a meal or evenness by it.
        """
        return self.load(way, idx, stands, gone) or self.rest(way, idx, stands, gone)

    def load(self, way: Way, idx: int, stands: Stands, gone: Iterable[str]) -> Failure | None:
        """Return what people's limits forbid, as `outcome` does; the same wherever the meeting is held."""
        return next(self._load(way, idx, stands, gone), None)

    def rest(self, way: Way, idx: int, stands: Stands, gone: Iterable[str]) -> Team | Failure:
        """Return what else there is to `outcome`."""
        return next(self._fairness(way, idx, stands, gone), None) or self._team(way, idx, stands)

    def broken(self, way: Way, idx: int) -> Iterator[str]:
        """Yield every one of these rules that a meeting held in a way at a start would break, the plan standing."""
        yield from (failure.rule for failure in self._load(way, idx, _all, ()))
        yield from (failure.rule for failure in self._fairness(way, idx, _all, ()))
        team = self._team(way, idx, _all)
        if isinstance(team, Failure):
            yield team.rule

    # --- rows ---

    def _row(self, person: str, way: Way, stands: Stands, day_idx: int | None = None) -> list[Held]:
        """Return what a person does, in order; of one day, with what may be in one run with it, where one is named."""
        own = way.meeting.id
        return [held for held, blocker in self._diary(person, day_idx) if held.id != own and stands(blocker)]

    def _diary(self, person: str, day_idx: int | None) -> list[tuple[Held, Blocker]]:
        key = person, day_idx
        if key not in self._diaries:
            row = self.spans.held(person)
            if day_idx is not None:
                rest_min = self.spans.summit.limit_by_person[person].rest_min or 0
                row = _around(row, self.spans.summit.day_spans[day_idx], rest_min)
            self._diaries[key] = [(held, blocker_of(held, person)) for held in row]
        return self._diaries[key]

    def _added(self, way: Way, idx: int, *, work_min: int = 0) -> Held:
        start = int(self.spans.minutes[idx])
        interval, id_ = Interval(start, start + way.duration_min), way.meeting.id
        day_idx = self.spans.summit.day_idx(start)
        return Held(interval, id_, id_, day_idx, way.place.venue, way.is_meal, work_min == 0, work_min)

    # --- limits ---

    def _load(self, way: Way, idx: int, stands: Stands, gone: Iterable[str]) -> Iterator[Failure]:
        limits = self.spans.summit.limit_by_person
        for person in dict.fromkeys(way.attendees):
            if person in limits and stands(Blocker(Kind.LIMIT, person)):
                yield from self._over_with(person, self._added(way, idx), way, stands)
        for person in self._people_of_meals(gone):
            if person not in way.attendees and stands(Blocker(Kind.LIMIT, person)):
                yield from self._over(person, self._row(person, way, stands), way, self._meals(person))

    def _people_of_meals(self, gone: Iterable[str]) -> list[str]:
        summit = self.spans.summit
        found: dict[str, None] = {}
        for meeting in sorted(gone):
            assignment = self.spans.by_meeting[meeting]
            if summit.form_by_name[assignment.form].meal:
                found |= dict.fromkeys((*assignment.attendees, *assignment.interpreters))
        return [person for person in found if person in summit.limit_by_person]

    def _over_with(self, person: str, added: Held, way: Way, stands: Stands) -> Iterator[Failure]:
        """Yield how a meeting added to somebody's day is too much; a meal that it does not touch is no matter of it."""
        windows = [window for window in self._meals(person) if window.overlaps(added.interval)]
        limit = self.spans.summit.limit_by_person[person]
        if windows or limit.meetings_a_day is not None or limit.meetings_in_a_row is not None or added.work_min:
            yield from self._over(person, sorted([*self._row(person, way, stands, added.day_idx), added]), way, windows)

    def _over(self, person: str, row: Sequence[Held], way: Way, windows: Sequence[Interval]) -> Iterator[Failure]:
        for rule, involved in overloads(row, self.spans.summit.limit_by_person[person], windows):
            yield _failure(rule, Blocker(Kind.LIMIT, person), _in(person, involved, way))

    def _meals(self, person: str) -> tuple[Interval, ...]:
        if person not in self._windows:
            summit = self.spans.summit
            self._windows[person] = summit.meal_windows(summit.limit_by_person[person])
        return self._windows[person]

    # --- interpreters ---

    def _team(self, way: Way, idx: int, stands: Stands) -> Team | Failure:
        need = Blocker(Kind.LANGUAGES, way.meeting.id)
        placed = self.spans.by_meeting.get(way.meeting.id)
        if placed is not None and placed.pinned:
            return Team(placed.interpreters)  # it may only stand as it does
        if not way.gaps or not stands(need):
            return Team(())
        chosen: list[str] = []
        hindered: dict[tuple[Blocker, ...], None] = {}
        for gap in way.gaps:
            able = self._able(way, gap)
            found = [person for person in chosen if person in able]
            for person in able:
                if len(found) >= way.team:
                    break
                if person in chosen:
                    continue
                hindering = self._hindering(person, way, idx, stands)
                if hindering is None:
                    found.append(person)
                    chosen.append(person)
                else:
                    hindered |= dict.fromkeys(hindering)
            if len(found) < way.team:
                blockers = dict.fromkeys(blocker for choice in hindered for blocker in choice)
                return Failure("interpretation", (need, *blockers), tuple(hindered))
        return Team(tuple(chosen))

    def _able(self, way: Way, gap: LanguageGap) -> list[str]:
        """Return who can cover a gap; those who interpret the meeting already come first."""
        summit = self.spans.summit
        placed = self.spans.by_meeting.get(way.meeting.id)
        before = placed.interpreters if placed else ()
        if gap not in self._by_gap:
            self._by_gap[gap] = [p.id for p in summit.interpreters if gap.is_covered_by(summit.languages_of(p.id))]
        return sorted((p for p in self._by_gap[gap] if p not in way.attendees), key=lambda who: who not in before)

    def _hindering(self, person: str, way: Way, idx: int, stands: Stands) -> list[tuple[Blocker, ...]] | None:
        """Return what keeps somebody from interpreting, as choices of what must go; ``None`` where they can."""
        venue, duration, own = way.place.venue, way.duration_min, way.meeting.id
        if not self.spans.is_clear(person, venue, duration)[idx]:
            found = [
                blocker
                for span in self.spans.person(person, venue, duration)
                if span.covers(idx) and all(stands(b) and b.subject != own for b in span.blockers)
                for blocker in span.blockers
            ]
            if found:
                return [tuple(dict.fromkeys(found))]
        if person in self.spans.summit.limit_by_person and stands(Blocker(Kind.LIMIT, person)):
            added = self._added(way, idx, work_min=-(-duration // way.team))
            for failure in self._over_with(person, added, way, stands):
                return list(failure.choices)
        return None

    # --- breaks ---

    def _fairness(self, way: Way, idx: int, stands: Stands, gone: Iterable[str]) -> Iterator[Failure]:
        summit = self.spans.summit
        touched = {*way.attendees}
        for meeting in gone:
            assignment = self.spans.by_meeting[meeting]
            touched |= {*assignment.attendees, *assignment.interpreters}
        for name, cap in summit.settings.fairness_cap.items():
            people = [p.id for p in summit.people if p.fairness_class == name]
            if touched.isdisjoint(people) or not stands(Blocker(Kind.FAIRNESS, name)):
                continue
            rows = {person: self._row(person, way, stands) for person in people}
            for person in {*way.attendees} & {*people}:
                rows[person] = sorted([*rows[person], self._added(way, idx)])
            yield from self._uneven(name, cap, rows, way)

    def _uneven(self, name: str, cap: int, rows: dict[str, list[Held]], way: Way) -> Iterator[Failure]:
        breaks = {person: num_breaks(self.spans.summit, row) for person, row in rows.items()}
        engaged = {person for person, row in rows.items() if any(held.is_meeting for held in row)}
        for pair in combinations(rows, 2):
            if abs(breaks[pair[0]] - breaks[pair[1]]) > cap and not engaged.isdisjoint(pair):
                held = [blocker for person in pair for blocker in _in(person, rows[person], way)]
                yield _failure("fairness_cap", Blocker(Kind.FAIRNESS, name), held)


def _all(_blocker: Blocker) -> bool:
    return True


def _failure(rule: str, limit: Blocker, involved: Sequence[Blocker]) -> Failure:
    return Failure(rule, (limit, *involved), tuple((blocker,) for blocker in (limit, *involved)))


def _in(person: str, row: Iterable[Held], way: Way) -> list[Blocker]:
    return [blocker_of(held, person) for held in row if held.id != way.meeting.id]


def _around(row: Sequence[Held], span: Interval, rest_min: int) -> tuple[Held, ...]:
    """Return the engagements of a day, with those before and after it that no rest parts from it."""
    first, last = span
    for held in sorted(row, key=lambda held: held.interval.end, reverse=True):
        if held.interval.end > first - rest_min:
            first = min(first, held.interval.start)
    for held in row:
        if first <= held.interval.start < last + rest_min:
            last = max(last, held.interval.end)
    return tuple(held for held in row if first <= held.interval.start < last + rest_min)
